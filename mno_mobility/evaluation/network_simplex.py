"""Exact minimum cost flow on the lattice of a large grid, by the network simplex method of an optional library.

The library is pylmcf (LEMON's network simplex with restarts from the last basis; Boost licence). It gets a problem it solves in seconds:

- only arcs of little slack under a potential near the optimum (:mod:`.primal_dual`), priced by that slack;
- besides them a node, the exchange, that buys and sells mass on every tile for a small price, the `margin`: it keeps every potential
  within the margin of the one it started from, so the start is good and no arc that was left out is far from holding.

Where mass went through the exchange the potential found becomes the next start, until none does. Masses and prices are integers there;
the bounds are not taken from it: a potential closed under all arcs of the lattice proves the lower, a balanced flow the upper one.
"""

from dataclasses import replace
from importlib import import_module
from math import hypot
from time import perf_counter, thread_time

import numpy as np

from ..progress import Progress, part
from .lattice import closure, ends, feasible_potential, residual
from .primal_dual import LatticeSolution, balanced, price

LIBRARY = "pylmcf"
# the library holds Python's lock while it solves: it works in a process apart, where there is one, and in steps of about this long
STEP_S = 0.4
FIRST_TILES, FEWEST_TILES = 16_000, 8_000
# beyond, it takes many minutes
MOST_TILES = 400_000
# in tiles: prices of the exchange, at first and where the network had to be built anew; slack of the arcs that are kept
MARGIN, LATER_MARGIN = 0.3, 0.1
SLACK = 1.5
# how near the optimum the potential to start from should be, as a share
START_GAP = 5e-3
MASS, PRICE = 2.0 ** 50, 2.0 ** 26
OUT_OF_USE = int(1000 * PRICE)
# what a violated arc may lack before the network is built anew
VIOLATED = 1e-3
# rounds that narrow the interval by less than a tenth before it gives up; where maps lie far apart, many of them do it together
MOST_IDLE = 30


def is_installed() -> bool:
    try:
        import_module(LIBRARY)
    except ImportError:
        return False
    return True


def solve_network(supply: np.ndarray, vectors, start: LatticeSolution, *, gap: float, deadline: float,
                  progress: Progress) -> LatticeSolution:
    """Solve to the end what the first-order method began.

    Parameters
    ----------
    supply, vectors, gap, deadline
        As of :func:`~.primal_dual.solve_first_order`.
    start : LatticeSolution
        Best within `START_GAP`.
    """
    best, margin, idle, done = start, MARGIN, 0, 0.0
    while not is_narrow(best, gap) and idle < MOST_IDLE:
        network = Network(supply, vectors, best.potential, margin)
        potential, fits = best.potential, True
        while fits and not is_narrow(best, gap) and idle < MOST_IDLE:
            then = done + (1 - done) / 2
            if not network.solve_around(potential, deadline, part(progress, done, then)):
                return best
            done = then
            found, potential, fits = network.solution()
            better = merged(best, found)
            idle = idle + 1 if better.upper - better.lower > 0.9 * (best.upper - best.lower) else 0
            best = better
        margin = LATER_MARGIN
    return best


def is_narrow(solution: LatticeSolution, gap: float) -> bool:
    return solution.upper - solution.lower <= gap * solution.upper


def merged(old: LatticeSolution, new: LatticeSolution) -> LatticeSolution:
    """The better bound of each kind, with what proves it."""
    if new.lower > old.lower:
        old = replace(old, lower=new.lower, potential=new.potential)
    return replace(old, upper=new.upper, flow=new.flow) if new.upper < old.upper else old


class Network:
    """The arcs near a potential and the exchange, as the library holds them, with the basis it reached last.

    Nodes: 0 is ballast, tiles follow, the exchange comes last. The ballast takes a great mass from the exchange, so that the
    exchange never hangs on a tile while the first basis is made: moving it would move all tiles that hang on it.
    """

    def __init__(self, supply, vectors, centre, margin):
        self.supply, self.vectors, self.margin = supply, vectors, margin
        self.lengths = [hypot(*vector) for vector in vectors]
        n, n_cols = supply.size, supply.shape[1]
        tail, head, length, place, sign = near_arcs(centre, vectors, SLACK)
        tile = np.arange(1, n + 1)
        exchange = np.full(n, n + 1)
        tail, head = np.r_[tail + 1, tile, exchange, n + 1], np.r_[head + 1, exchange, tile, 0]
        order = np.argsort(tail * (n + 2) + head, kind="stable")
        self.tail, self.head = tail[order], head[order]
        self.n_near = len(length)
        self.length, self.place, self.sign, self.order = length, place, sign, order
        self.rows = np.searchsorted(self.tail, 1 + np.arange(supply.shape[0] + 1) * n_cols)
        self.near = order < self.n_near
        mass = np.rint(supply.ravel() * MASS).astype(np.int64)
        mass[np.argmax(np.abs(mass))] -= mass.sum()
        self.graph = import_module(LIBRARY).Graph(n + 2, self.tail, self.head)
        self.graph.set_node_supply(np.r_[int(-2 * MASS), mass, int(2 * MASS)])
        self.graph.set_edge_capacities(np.full(len(order), int(8 * MASS)))
        self.costs, self.centre = None, centre

    def solve_around(self, centre: np.ndarray, deadline: float, progress: Progress) -> bool:
        """Move the exchange's prices to `centre`, a few rows of tiles at a time; False where the deadline passed first."""
        wanted = self.costs_around(centre, np.zeros(centre.shape))
        if self.costs is None:
            self.costs = np.where(self.near, OUT_OF_USE, wanted)
        else:
            self.costs = self.costs_around(centre, self.centre - centre)
        self.centre = centre
        self.graph.set_edge_costs(self.costs)
        self.graph.solve()
        n_rows, n_cols = centre.shape
        row, height = 0, max(1, FIRST_TILES // n_cols)
        while row < n_rows:
            progress(row / n_rows)
            if perf_counter() > deadline:
                return False
            begun = thread_time()
            then = min(row + height, n_rows)
            self.costs[self.rows[row]:self.rows[then]] = wanted[self.rows[row]:self.rows[then]]
            # the arcs from the exchange to these tiles; the first of its arcs goes to the ballast
            sold = self.rows[-1] + 1
            self.costs[sold + row * n_cols:sold + then * n_cols] = wanted[sold + row * n_cols:sold + then * n_cols]
            self.graph.set_edge_costs(self.costs)
            self.graph.solve()
            fitting = height * min(max(STEP_S / (thread_time() - begun), 0.5), 2)
            row, height = then, max(1, round(fitting), FEWEST_TILES // n_cols)
        return True

    def costs_around(self, centre: np.ndarray, exchange: np.ndarray) -> np.ndarray:
        """Prices of all arcs as the slack under `centre`; those of the exchange lie around ``centre + exchange``."""
        level, shift = np.r_[0.0, centre.ravel(), 0.0], exchange.ravel()
        near = self.order[self.near]
        costs = np.r_[np.zeros(self.n_near), self.margin - shift, self.margin + shift, 0.0]
        costs[near] = self.length[near] - level[self.tail[self.near]] + level[self.head[self.near]]
        return np.rint(np.maximum(costs, 0) * PRICE).astype(np.int64)[self.order]

    def solution(self) -> tuple[LatticeSolution, np.ndarray, bool]:
        """Bounds, the next centre, and whether this network may still improve on them."""
        graph, shape = self.graph, self.supply.shape
        moved = graph.result()
        level = -(graph.raw_potentials if hasattr(graph, "raw_potentials") else graph.potentials)() / PRICE
        potential = self.centre + (level[1:-1] - level[-1]).reshape(shape)
        lower_potential = feasible_potential(potential, self.supply, self.vectors)
        centre = closure(potential, self.vectors)
        near = self.order[self.near]
        sizes = [ends(self.supply, vector)[0] for vector in self.vectors]
        flow = np.bincount(self.place[near], self.sign[near] * moved[self.near], sum(a.size for a in sizes)) / MASS
        cuts = np.cumsum([a.size for a in sizes])[:-1]
        flow = [mass.reshape(a.shape) for mass, a in zip(np.split(flow, cuts), sizes)]
        upper = price(flow, self.lengths)
        # what rounding left unbalanced, carried across the whole grid
        rounding = np.abs(residual(self.supply, flow, self.vectors)).sum() / 2 * sum(shape)
        if rounding > 1e-8 * upper:
            flow, upper = balanced(self.supply, flow, self.vectors, self.lengths)
        else:
            upper += rounding
        traded = ~self.near & (moved > 0) & (self.head != 0)
        fits = traded.any() and (potential - centre).max() < VIOLATED
        return LatticeSolution(float(np.vdot(self.supply, lower_potential)), upper, flow, lower_potential, 0), centre, bool(fits)


def near_arcs(potential: np.ndarray, vectors, most: float) -> tuple[np.ndarray, ...]:
    """Arcs whose slack under a potential is at most `most`.

    Returns
    -------
    tail, head, length : ndarray, shape (K,)
        Tiles counted along the rows, and lengths in tiles.
    place, sign : ndarray, shape (K,)
        Where their mass goes in the flow of all vectors one after another, and +1 along the vector, -1 against it.
    """
    tile = np.arange(potential.size).reshape(potential.shape)
    found, offset = [], 0
    for vector in vectors:
        (a, b), (i, j), length = ends(potential, vector), ends(tile, vector), hypot(*vector)
        drop = a - b
        for sign, start, end in ((1, i, j), (-1, j, i)):
            near = length - sign * drop <= most
            n = np.count_nonzero(near)
            found.append((start[near], end[near], np.full(n, length), offset + np.flatnonzero(near), np.full(n, sign)))
        offset += drop.size
    return tuple(np.concatenate(parts) for parts in zip(*found))
