"""Exact transport of few tiles: linear programs over few arcs, joined by the arcs they violate until there are none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import hypot
from time import perf_counter
from typing import Optional

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from ..progress import Progress, no_progress, part
from .lattice import distance, ends, feasible_potential
from .primal_dual import LatticeSolution

# one linear program of these sizes takes about a second, the time in which a cancel must be heard: all tiles of a grid,
# or only those that differ, where that many lie on any grid
GRID_TILES = 4096
APART_TILES = 2048
# up to so many differing tiles the programs over pairs are quick without a start
FEW_TILES = 400
TOLERANCE = 1e-9
VIOLATED = 1e-8
PAIRS_A_TILE = 8
BLOCK = 500_000


@dataclass(frozen=True)
class Tiles:
    """The tiles of a program, (J,) each: mass to leave (positive) or to arrive (negative), of sum 0, and where they lie.

    `reach` is that of the lattice, None for straight lines.
    """

    supply: np.ndarray
    row: np.ndarray
    col: np.ndarray
    reach: Optional[int]

    def distance(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return distance(self.row[a] - self.row[b], self.col[a] - self.col[b], self.reach)


@dataclass(frozen=True)
class Arcs:
    """Directed arcs: ``tail`` and ``head`` (places among the tiles) and ``length`` (in tiles), (K,) each."""

    tail: np.ndarray
    head: np.ndarray
    length: np.ndarray

    def __len__(self):
        return len(self.tail)

    def __getitem__(self, chosen) -> "Arcs":
        return Arcs(self.tail[chosen], self.head[chosen], self.length[chosen])

    def __add__(self, other: "Arcs") -> "Arcs":
        """All arcs of both, each once."""
        both = concatenated([self, other])
        return both[np.unique(np.stack([both.tail, both.head]), axis=1, return_index=True)[1]]

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
Pricing = Callable[[np.ndarray, Progress], tuple[Arcs, float]]


def is_small(supply: np.ndarray) -> bool:
    """Whether :func:`solve_small` solves a grid of supplies in seconds."""
    return supply.size <= GRID_TILES or np.count_nonzero(supply) <= APART_TILES


def needs_start(supply: np.ndarray) -> bool:
    """Whether :func:`solve_small` gains from a potential and a flow near the optimum."""
    return np.count_nonzero(supply) > FEW_TILES


def solve_small(supply: np.ndarray, vectors, first: LatticeSolution, *, reach: Optional[int],
                deadline: float, progress: Progress) -> ExactSolution:
    """Solve to the end what the first-order method began.

    Parameters
    ----------
    supply : ndarray, shape (n_rows, n_cols)
        Mass to leave (positive) or to arrive (negative), of sum 0.
    vectors : list of (d_row, d_col)
        The lattice `first` was solved on.
    reach : int or None
        The reach of that lattice, or None for straight lines instead.
    deadline : float
        Reading of `time.perf_counter` to stop at, with the interval reached by then.

    Returns
    -------
    ExactSolution
        Its arcs lead between tiles ``row * n_cols + col``.
    """
    on_grid = supply.size <= GRID_TILES and needs_start(supply)
    tile = np.arange(supply.size) if on_grid else np.flatnonzero(supply)
    tiles = Tiles(supply.ravel()[tile], *np.divmod(tile, supply.shape[1]), reach)
    potential = first.potential.ravel()[tile]
    if on_grid:  # steps from tile to tile need far fewer arcs than pairs where most tiles differ
        arcs = least_slack_arcs(supply.shape, vectors, potential) + carrying_arcs(supply.shape, vectors, first.flow)[0]
    else:
        arcs = least_slack_pairs(tiles, potential, np.inf, no_progress)[0] + corner_plan(tiles, tiles.supply)[0]
    pricing = lattice_pricing(supply, vectors) if on_grid and reach is not None else pair_pricing(tiles)
    solved = generate_columns(tiles, arcs, pricing, deadline=deadline, progress=progress)
    return replace(solved, arcs=Arcs(tile[solved.arcs.tail], tile[solved.arcs.head], solved.arcs.length))


def generate_columns(tiles: Tiles, arcs: Arcs, pricing: Pricing, *, deadline: float, progress: Progress) -> ExactSolution:
    """Cheapest flow, from arcs that carry some balanced flow, to a relative gap of `TOLERANCE` or until no arc is violated."""
    plan, mass = corner_plan(tiles, tiles.supply)
    best = ExactSolution(0.0, float(np.dot(plan.length, mass)), plan, mass)
    rounds = 0
    while True:
        done, then = 1 - 0.8 ** rounds, 1 - 0.8 ** (rounds + 1)
        progress(done)
        solved = linear_program(tiles.supply, arcs, deadline)
        if solved is None:
            return best
        mass, potential = solved
        violated, lower = pricing(potential, part(progress, done, then))
        flow = balanced(tiles, arcs, mass)
        best = ExactSolution(max(lower, best.lower), float(np.dot(flow[0].length, flow[1])), *flow)
        if best.upper - best.lower <= TOLERANCE * best.upper or not len(violated):
            return best
        arcs, rounds = arcs + violated, rounds + 1


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


def concatenated(parts: list) -> Arcs:
    return Arcs(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("tail", "head", "length")))


def carrying_arcs(shape, vectors, flow) -> tuple[Arcs, np.ndarray]:
    """The arcs that carry mass, in the sense they carry it, and their masses; `flow` has signed masses per vector."""
    tile = np.arange(shape[0] * shape[1]).reshape(shape)
    tail, head, length, carried = [], [], [], []
    for vector, mass in zip(vectors, flow):
        used, forth = mass != 0, mass[mass != 0] > 0
        a, b = (end[used] for end in ends(tile, vector))
        tail.append(np.where(forth, a, b))
        head.append(np.where(forth, b, a))
        length.append(np.full(len(a), hypot(*vector)))
        carried.append(np.abs(mass[used]))
    return Arcs(np.concatenate(tail), np.concatenate(head), np.concatenate(length)), np.concatenate(carried)


def least_slack_arcs(shape, vectors, potential: np.ndarray) -> Arcs:
    """Arcs of the grid with the least slack for their length under a potential per tile, three a tile."""
    arcs = lattice_arcs(shape, vectors)
    n_least = min(3 * len(potential), len(arcs)) - 1
    return arcs[np.argpartition(arcs.slack(potential) / arcs.length, n_least)[:n_least + 1]]


def lattice_pricing(supply: np.ndarray, vectors) -> Pricing:
    """Price all arcs of the lattice on a grid of supplies, (n_rows, n_cols)."""
    everything = lattice_arcs(supply.shape, vectors)

    def price(potential, progress):
        feasible = feasible_potential(potential.reshape(supply.shape), supply, vectors)
        progress(0.5)
        return everything[everything.slack(potential) < -VIOLATED], float(np.vdot(supply, feasible))

    return price


def pair_pricing(tiles: Tiles) -> Pricing:
    """Price the way from every tile that mass leaves to every tile where it goes."""
    return lambda potential, progress: least_slack_pairs(tiles, potential, -VIOLATED, progress)


def least_slack_pairs(tiles: Tiles, potential: np.ndarray, below: float, progress: Progress) -> tuple[Arcs, float]:
    """For each tile that mass leaves the few pairs of least slack, where it is `below`, and the lower bound of the potential.

    The bound keeps the potential where mass arrives and raises it elsewhere as far as all pairs let it.
    """
    sources, sinks = np.flatnonzero(tiles.supply > 0), np.flatnonzero(tiles.supply < 0)
    n_block = max(1, BLOCK // len(sinks))
    n_least = min(PAIRS_A_TILE, len(sinks))
    lower = float(np.dot(tiles.supply[sinks], potential[sinks]))
    found = []
    for start in range(0, len(sources), n_block):
        progress(start / len(sources))
        tail = sources[start:start + n_block, None]
        length = tiles.distance(tail, sinks[None, :])
        reach = length + potential[sinks]
        lower += float(np.dot(tiles.supply[tail[:, 0]], reach.min(axis=1)))
        least = np.argpartition(reach, n_least - 1, axis=1)[:, :n_least]
        keep = np.take_along_axis(reach, least, axis=1) - potential[tail] < below
        pairs = Arcs(np.broadcast_to(tail, least.shape), sinks[least], np.take_along_axis(length, least, axis=1))
        found.append(pairs[keep])
    return concatenated(found), lower


def corner_plan(tiles: Tiles, supply: np.ndarray) -> tuple[Arcs, np.ndarray]:
    """A balanced plan, not a cheap one: mass leaves and arrives in the order of the tiles (the north-west corner rule)."""
    sources, sinks = np.flatnonzero(supply > 0), np.flatnonzero(supply < 0)
    leaving, arriving = np.cumsum(supply[sources]), np.cumsum(-supply[sinks])
    cuts = np.unique(np.r_[leaving, arriving])
    tail = sources[np.minimum(np.searchsorted(leaving, cuts), len(sources) - 1)]
    head = sinks[np.minimum(np.searchsorted(arriving, cuts), len(sinks) - 1)]
    return Arcs(tail, head, tiles.distance(tail, head)), np.diff(cuts, prepend=0.0)


def linear_program(supply: np.ndarray, arcs: Arcs, deadline: float) -> Optional[tuple[np.ndarray, np.ndarray]]:
    """Optimal mass per arc and potential per tile, or None where the solver ended without an optimum."""
    left_s = deadline - perf_counter()
    if left_s <= 0:
        return None
    n_tiles, each, ones = len(supply), np.arange(len(arcs)), np.ones(len(arcs))
    entries = np.r_[ones, -ones], (np.r_[arcs.tail, arcs.head], np.r_[each, each])
    balance = sparse.csr_matrix(entries, shape=(n_tiles, len(arcs)))
    options = {"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9}
    if np.isfinite(left_s):
        options["time_limit"] = left_s
    # the rows sum to 0, so one is redundant; masses of about 1 suit the solver's absolute tolerances
    answer = linprog(arcs.length, A_eq=balance[1:], b_eq=supply[1:] * n_tiles, method="highs-ds", options=options)
    if answer.status != 0:
        return None
    return np.maximum(answer.x, 0) / n_tiles, np.r_[0.0, answer.eqlin.marginals]


def balanced(tiles: Tiles, arcs: Arcs, mass: np.ndarray) -> tuple[Arcs, np.ndarray]:
    """The flow without its idle arcs, and with the solver's rounding made good."""
    used = mass > 0
    arcs, mass = arcs[used], mass[used]
    n_tiles = len(tiles.supply)
    left = tiles.supply - np.bincount(arcs.tail, mass, n_tiles) + np.bincount(arcs.head, mass, n_tiles)
    if left.min() == 0 or left.max() == 0:
        return arcs, mass
    repair, extra = corner_plan(tiles, left)
    return concatenated([arcs, repair]), np.r_[mass, extra]
