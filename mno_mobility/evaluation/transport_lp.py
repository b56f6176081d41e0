"""Exact minimum cost flow on small grids: linear programs over few arcs, joined by the arcs they violate until there are none."""

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot
from time import perf_counter

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from ..progress import Progress, part
from .lattice import balancing_flow, ends, feasible_potential

VIOLATED = 1e-8
PAIRS_A_SOURCE = 4
BLOCK = 1_000_000


@dataclass(frozen=True)
class Arcs:
    """Directed arcs between tiles: ``tail``, ``head`` (numbers of tiles) and ``length`` (tiles), shape (K,) each."""

    tail: np.ndarray
    head: np.ndarray
    length: np.ndarray

    def __len__(self):
        return len(self.tail)

    def __getitem__(self, chosen) -> "Arcs":
        return Arcs(self.tail[chosen], self.head[chosen], self.length[chosen])

    def __add__(self, other: "Arcs") -> "Arcs":
        return Arcs(np.r_[self.tail, other.tail], np.r_[self.head, other.head], np.r_[self.length, other.length])

    def slack(self, potential: np.ndarray) -> np.ndarray:
        """Reduced cost of each arc under a potential per tile, (J,): negative where the arc is violated."""
        return self.length - potential[self.tail] + potential[self.head]


@dataclass(frozen=True)
class ExactSolution:
    """``lower <= optimum <= upper``, and the balanced flow that costs `upper`: its arcs and their masses, (K,)."""

    lower: float
    upper: float
    arcs: Arcs
    mass: np.ndarray


# From the potential of every tile to the arcs it violates and the lower bound it proves.
Pricing = Callable[[np.ndarray, Progress], "tuple[Arcs, float]"]


def solve_exactly(supply: np.ndarray, arcs: Arcs, pricing: Pricing, *, tolerance: float, deadline: float,
                  progress: Progress) -> "ExactSolution | None":
    """Minimum cost flow by column generation.

    Parameters
    ----------
    supply : ndarray, shape (n_rows, n_cols)
        Mass to leave (positive) or to arrive (negative), of sum 0.
    arcs : Arcs
        Arcs to begin with; a feasible flow must exist on them.
    pricing : callable
    tolerance : float
        Stop at ``upper - lower <= tolerance * upper``.

    Returns
    -------
    ExactSolution or None
        None when the deadline passed, or the solver gave up, before the first program was solved.
    """
    best, rounds = None, 0
    while True:
        done, then = 1 - 0.8 ** rounds, 1 - 0.8 ** (rounds + 1)
        progress(done)
        solved = linear_program(supply, arcs, deadline)
        if solved is None:
            return best
        mass, potential = solved
        new, lower = pricing(potential, part(progress, done, then))
        flow = balanced(supply, arcs, mass)
        upper = float(np.dot(flow[0].length, flow[1]))
        best = ExactSolution(max(lower, best.lower) if best else lower, upper, *flow)
        if best.upper - best.lower <= tolerance * best.upper or not len(new):
            return best
        arcs, rounds = arcs + new, rounds + 1


def lattice_arcs(shape, vectors) -> Arcs:
    """All arcs of a grid along the vectors: those of one vector together, there and then back."""
    tile = np.arange(shape[0] * shape[1]).reshape(shape)
    tail, head, length = [], [], []
    for vector in vectors:
        a, b = (end.ravel() for end in ends(tile, vector))
        tail += [a, b]
        head += [b, a]
        length.append(np.full(2 * a.size, hypot(*vector)))
    return Arcs(np.concatenate(tail), np.concatenate(head), np.concatenate(length))


def lattice_mass(flow) -> np.ndarray:
    """Signed masses per vector as masses >= 0 of :func:`lattice_arcs`."""
    return np.concatenate([np.maximum(side, 0).ravel() for mass in flow for side in (mass, -mass)])


def promising(arcs: Arcs, mass: np.ndarray, potential: np.ndarray) -> Arcs:
    """Arcs that carry mass, and the two per tile with the least slack for their length."""
    keep = mass > 0
    n_least = min(2 * potential.size, len(arcs) - 1)
    keep[np.argpartition(arcs.slack(potential.ravel()) / arcs.length, n_least)[:n_least]] = True
    return arcs[keep]


def lattice_pricing(supply: np.ndarray, vectors) -> Pricing:
    """Price all arcs of the lattice."""
    everything = lattice_arcs(supply.shape, vectors)

    def price(potential, progress):
        feasible = feasible_potential(potential.reshape(supply.shape), supply, vectors)
        return everything[everything.slack(potential) < -VIOLATED], float(np.vdot(supply, feasible))

    return price


def euclidean_pricing(supply: np.ndarray) -> Pricing:
    """Price the straight way from every tile that mass leaves to every tile where it goes; the worst few of each come back."""
    flat, n_cols = supply.ravel(), supply.shape[1]
    sources, sinks = np.flatnonzero(flat > 0), np.flatnonzero(flat < 0)
    n_block = max(1, BLOCK // len(sinks))
    n_worst = min(PAIRS_A_SOURCE, len(sinks))

    def price(potential, progress):
        lower = float(np.dot(flat[sinks], potential[sinks]))
        violated = []
        for start in range(0, len(sources), n_block):
            progress(start / len(sources))
            tail = sources[start:start + n_block]
            length = np.hypot(*(a[:, None] - b[None, :] for a, b in zip(np.divmod(tail, n_cols), np.divmod(sinks, n_cols))))
            slack = length + potential[sinks] - potential[tail][:, None]
            lower += float(np.dot(flat[tail], potential[tail] + slack.min(axis=1)))
            worst = np.argpartition(slack, n_worst - 1, axis=1)[:, :n_worst]
            row, col = np.arange(len(tail))[:, None], worst
            pick = slack[row, col] < -VIOLATED
            pairs = Arcs(np.broadcast_to(tail[:, None], worst.shape), sinks[worst], length[row, col])
            violated.append(pairs[pick])
        return sum(violated[1:], violated[0]), lower

    return price


def linear_program(supply: np.ndarray, arcs: Arcs, deadline: float) -> "tuple[np.ndarray, np.ndarray] | None":
    """Optimal mass per arc and potential per tile, or None where the solver ended without an optimum."""
    left_s = deadline - perf_counter()
    if left_s <= 0:
        return None
    n_tiles, each = supply.size, np.arange(len(arcs))
    ones = np.ones(len(arcs))
    balance = sparse.csr_matrix((np.r_[ones, -ones], (np.r_[arcs.tail, arcs.head], np.r_[each, each])), shape=(n_tiles, len(arcs)))
    # the rows sum to 0, so one is redundant; masses of about 1 suit the solver's absolute tolerances
    options = {"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9}
    if np.isfinite(left_s):
        options["time_limit"] = left_s
    answer = linprog(arcs.length, A_eq=balance[1:], b_eq=supply.ravel()[1:] * n_tiles, method="highs-ds", options=options)
    if answer.status != 0:
        return None
    return np.maximum(answer.x, 0) / n_tiles, np.r_[0.0, answer.eqlin.marginals]


def balanced(supply: np.ndarray, arcs: Arcs, mass: np.ndarray) -> tuple[Arcs, np.ndarray]:
    """The flow without its idle arcs, and with the solver's rounding carried away along the axes."""
    used = mass > 0
    arcs, mass = arcs[used], mass[used]
    n_tiles = supply.size
    left = (supply.ravel() - np.bincount(arcs.tail, mass, n_tiles) + np.bincount(arcs.head, mass, n_tiles)).reshape(supply.shape)
    repair = lattice_mass(balancing_flow(left))
    needed = repair > 1e-18
    return arcs + lattice_arcs(supply.shape, [(0, 1), (1, 0)])[needed], np.r_[mass, repair[needed]]
