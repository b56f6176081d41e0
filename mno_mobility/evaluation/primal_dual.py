"""First-order solution of the lattice minimum cost flow, with a certified interval at every check.

The primal-dual hybrid gradient method (Chambolle & Pock 2011) on ``min sum length |flow|, divergence of flow = supply``,
over-relaxed (Condat 2013) and preconditioned: a cosine transform solves for the potential, so that far and near moves
converge alike, and each vector's step is divided by its squared length. Every operation is a shifted slice of a grid.
"""

from dataclasses import dataclass
from math import hypot, log
from time import perf_counter

import numpy as np

from ..progress import Progress
from .lattice import balancing_flow, ends, feasible_potential, residual, solve_poisson, symbol

RELAXATION = 1.8
CHECK_EVERY = 40


@dataclass(frozen=True)
class LatticeSolution:
    """Where the iteration stood: ``lower <= optimum <= upper``.

    Attributes
    ----------
    flow : list of ndarray
        Balanced flow that costs `upper`, signed mass per arc, one array per vector.
    potential : ndarray, shape (n_rows, n_cols)
        No arc violates it; it proves `lower`.
    """

    lower: float
    upper: float
    flow: list
    potential: np.ndarray
    n_iter: int


def solve_first_order(supply: np.ndarray, vectors, *, gap: float, max_iter: int, deadline: float,
                      progress: Progress) -> LatticeSolution:
    """Iterate until ``(upper - lower) <= gap * upper``, or `max_iter` is spent, or the deadline has passed.

    Parameters
    ----------
    supply : ndarray, shape (n_rows, n_cols)
        Mass to leave (positive) or to arrive (negative); its sum is 0, its positive part sums to 1.
    vectors : list of (d_row, d_col)
        From :func:`~.lattice.coprime_vectors`.
    deadline : float
        Reading of `time.perf_counter`.
    """
    single = np.float32
    lengths = [hypot(*v) for v in vectors]
    weights = [1 / length ** 2 for length in lengths]
    eigenvalues = symbol(supply.shape, vectors, weights).astype(single)
    potential = np.zeros(supply.shape, single)
    flow = [np.zeros(ends(supply, v)[0].shape, single) for v in vectors]
    best_flow, upper = balanced(supply, flow, vectors, lengths)
    best_potential, lower = np.zeros(supply.shape), 0.0
    # a tile passes on about cost / n_tiles: the step moves a sizeable share of it for a slope of one
    step = 0.4 * upper / supply.size
    supply_single = supply.astype(single)
    n_iter, n_checks = 0, 0
    while upper - lower > gap * upper and n_iter < max_iter and perf_counter() < deadline:
        n_iter += 1
        check = n_iter % CHECK_EVERY == 0
        iterate(flow, potential, supply_single, vectors, lengths, eigenvalues, step, 1.0 if check else RELAXATION)
        progress(log(max((upper - lower) / upper, gap)) / log(gap))
        if not check:
            continue
        n_checks += 1
        now_potential = feasible_potential(potential, supply, vectors)
        now_lower = float(np.vdot(supply, now_potential))
        now_flow, now_upper = balanced(supply, flow, vectors, lengths)
        cost = price(flow, lengths)
        if now_lower > lower:
            lower, best_potential = now_lower, now_potential
        if now_upper < upper:
            upper, best_flow = now_upper, now_flow
        # a long step leaves imbalance, a short one leaves dear arcs in use: keep the two parts of the gap alike
        most = 2 ** (1 / n_checks)
        imbalance, half_gap = max(now_upper - cost, 1e-12 * upper), max(now_upper - now_lower, 1e-12 * upper) / 2
        step *= min(max((half_gap / imbalance) ** 0.5, 1 / most), most)
    return LatticeSolution(lower, upper, best_flow, best_potential, n_iter)


def iterate(flow, potential, supply, vectors, lengths, eigenvalues, step, relaxation) -> None:
    """One step of the method, in place: the flow follows the slopes, shrunk by the lengths, the potential the imbalance."""
    single = potential.dtype.type
    left = supply.copy()
    for old, vector, length in zip(flow, vectors, lengths):
        tail, head = ends(potential, vector)
        new = tail - head
        new *= single(step / length ** 2)
        new += old
        width = single(step / length)
        new -= np.clip(new, -width, width)
        new -= old
        tail, head = ends(left, vector)
        ahead = 2 * new
        ahead += old
        tail -= ahead
        head += ahead
        new *= single(relaxation)
        old += new
    potential += solve_poisson(left, eigenvalues) * single(relaxation / step)


def price(flow, lengths) -> float:
    return sum(length * float(np.abs(mass).sum(dtype=float)) for mass, length in zip(flow, lengths))


def balanced(supply, flow, vectors, lengths) -> tuple[list, float]:
    """The flow with its imbalance carried away along the axes, and its cost: an upper bound."""
    flow = [mass.astype(float) for mass in flow]
    repair = dict(zip([(0, 1), (1, 0)], balancing_flow(residual(supply, flow, vectors))))
    flow = [mass + repair[v] if v in repair else mass for mass, v in zip(flow, vectors)]
    return flow, price(flow, lengths)
