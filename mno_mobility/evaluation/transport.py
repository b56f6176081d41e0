"""How far one map is from another: the Kantorovich-Wasserstein distance (Ricciato & Coluccia 2021, section IV, Eq. 34).

The distance is the mean way a unit of mass must travel to turn one density into the other. It is computed on a lattice of few
directions (see :mod:`.lattice`), where it exceeds the straight-line distance by a known share at most, or along straight lines on
small grids. Only the difference of the two maps matters. Any potential that respects all distances proves a lower bound and any
balanced flow an upper one: every answer carries both.
"""

from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter
from typing import Optional

import numpy as np

from ..errors import InputError, some
from ..parallel import apart
from ..progress import Progress, no_progress, part
from . import network_simplex
from .lattice import coprime_vectors, overestimate
from .primal_dual import solve_first_order
from .transport_lp import Arcs, carrying_arcs, is_small, needs_start, solve_small

REACH = {"L1": 1, "L2": 2, "L3": 3, "L5": 5, "exact": 5, "fast": 3}
FAST_GAP = 0.01
MAX_ITER = 100_000
# how near, and with how many iterations times tiles, the first-order method goes ahead of a linear program
START_GAP = 5e-3
START_WORK = 24_000_000
# what counts as solved to the end, as a share of the distance
CERTIFIED = 1e-6


@dataclass(frozen=True)
class TileFlow:
    """Mass that goes from tile to tile (``row * n_cols + col``), as shares of the whole mass; shape (K,) each.

    What leaves a tile less what comes in is the difference of the two maps there; longer ways pass through the tiles between.
    """

    from_tile: np.ndarray
    to_tile: np.ndarray
    mass: np.ndarray


@dataclass(frozen=True)
class TransportResult:
    """A Kantorovich-Wasserstein distance with its certificate.

    Attributes
    ----------
    kwd_tiles, kwd_m : float
        The distance in tiles and in metres: the optimum, or the middle of the interval where the solver stopped before.
    lower_tiles, upper_tiles : float
        Interval that holds the distance on the lattice, or along straight lines, as `method` says.
    euclid_lower_tiles, euclid_upper_tiles : float
        Interval that holds the distance along straight lines.
    method : str
        How the answer was found.
    n_iter : int
        Iterations of the first-order method.
    seconds : float
    converged : bool
        Whether the interval is as narrow as was asked for.
    masses : (float, float)
        Sums of the two maps over the tiles compared, before each was scaled to 1.
    left_out : (float, float)
        Share of each map's mass on tiles where the other has no data, which took no part.
    flow : TileFlow or None
        The flow that costs `upper_tiles`, when it was asked for.
    """

    kwd_tiles: float
    kwd_m: float
    lower_tiles: float
    upper_tiles: float
    euclid_lower_tiles: float
    euclid_upper_tiles: float
    method: str
    n_iter: int
    seconds: float
    converged: bool
    masses: tuple[float, float]
    left_out: tuple[float, float]
    flow: Optional[TileFlow] = None


def kantorovich_wasserstein(u, v, tile_m: float, *, precision: str = "L3", gap: float = 0.001,
                            max_seconds: Optional[float] = None, no_data_is_zero: bool = False,
                            progress: Progress = no_progress, flow: bool = False) -> TransportResult:
    """Mean distance mass must travel to turn one map into the other.

    Parameters
    ----------
    u, v : array_like, shape (n_rows, n_cols)
        The two densities on the same tiles, >= 0, NaN where there is no data. A tile where either map has none takes no part: nothing
        is known about its difference. Mass may still travel across it. What is left of each map is scaled to mass 1.
    tile_m : float
        Edge of a tile in metres.
    precision : {'L1', 'L2', 'L3', 'L5', 'exact', 'fast'}
        ``L<n>``: the lattice of coprime steps up to n tiles; at most 7.61, 2.68, 1.29 and 0.49 % above straight lines.
        ``exact``: along straight lines where the problem is small, else as ``L5`` and never `converged`.
        ``fast``: the lattice ``L3`` within 1 %.
    gap : float
        Stop when the interval is narrower than this share of its upper end. It counts only where nothing solves the problem to the
        end (to 1e-6): small ones are, whose differing tiles lie within 4,096 tiles (64 x 64) or number at most 2,048, and with the
        optional library pylmcf those of up to 400,000 tiles; ``fast`` never is, and `gap` can only make it coarser.
    max_seconds : float, optional
        Stop then with the interval reached.
    no_data_is_zero : bool
        Take NaN as 0 instead, for maps that write no data where there is nobody.
    flow : bool
        Whether to return the flow too.

    Returns
    -------
    TransportResult

    Raises
    ------
    InputError
        When the maps differ in shape, are empty, or hold negative or infinite values; when a parameter is out of range.

    Examples
    --------
    >>> import numpy as np
    >>> here, there = np.zeros((5, 5)), np.zeros((5, 5))
    >>> here[0, 0] = there[4, 3] = 1
    >>> round(kantorovich_wasserstein(here, there, 100.0, precision="exact").kwd_m, 6)
    500.0
    """
    started = perf_counter()
    check_parameters(tile_m, precision, gap, max_seconds)
    deadline = started + (np.inf if max_seconds is None else max_seconds)
    u, v, masses, left_out = common(checked(u, "First map"), checked(v, "Second map", np.shape(u)), no_data_is_zero)
    difference = mass_difference(u, v)
    moved = difference[difference > 0].sum()
    if moved == 0:
        nothing = TileFlow(np.zeros(0, int), np.zeros(0, int), np.zeros(0))
        return TransportResult(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, "equal maps", 0, perf_counter() - started, True,
                               masses, left_out, nothing if flow else None)
    window = bounding_box(difference)
    answer = solve(difference[window] / moved, precision, gap, deadline, progress)
    progress(1.0)
    lower, upper = min(answer.lower, answer.upper) * moved, answer.upper * moved
    kwd = (lower + upper) / 2
    return TransportResult(kwd, kwd * tile_m, lower, upper, min(answer.euclid_lower * moved, upper), upper, answer.method,
                           answer.n_iter, perf_counter() - started, answer.converged, masses, left_out,
                           tile_flow(answer.arcs, answer.mass * moved, window, difference.shape) if flow else None)


def aggregate_flow(flow: TileFlow, shape: tuple[int, int], block: int) -> TileFlow:
    """Net flow between square blocks of tiles, for a map of where mass had to go.

    Parameters
    ----------
    flow : TileFlow
    shape : (n_rows, n_cols)
        Of the grid.
    block : int
        Edge of a block in tiles.

    Returns
    -------
    TileFlow
        One row for each two blocks that exchange mass, in the sense of the surplus; a block goes by its middle tile.
        What stays inside a block is left out.
    """
    n_rows, n_cols = shape
    blocks_a_row = -(-n_cols // block)
    a, b = (tile // n_cols // block * blocks_a_row + tile % n_cols // block for tile in (flow.from_tile, flow.to_tile))
    low, high = np.minimum(a, b), np.maximum(a, b)
    n_blocks = blocks_a_row * -(-n_rows // block)
    pair, place = np.unique(low * n_blocks + high, return_inverse=True)
    net = np.bincount(place.ravel(), np.where(a < b, flow.mass, -flow.mass), len(pair))
    low, high = np.divmod(pair, n_blocks)
    keep = (low != high) & (net != 0)
    low, high, net = low[keep], high[keep], net[keep]

    def middle(which):
        row, col = np.divmod(which, blocks_a_row)
        return np.minimum(row * block + block // 2, n_rows - 1) * n_cols + np.minimum(col * block + block // 2, n_cols - 1)

    return TileFlow(middle(np.where(net > 0, low, high)), middle(np.where(net > 0, high, low)), np.abs(net))


@dataclass(frozen=True)
class Answer:
    """What :func:`solve` found for supplies whose positive part sums to 1: bounds, and arcs with their masses between tiles."""

    lower: float
    upper: float
    euclid_lower: float
    method: str
    n_iter: int
    converged: bool
    arcs: Arcs
    mass: np.ndarray


def solve(supply: np.ndarray, precision: str, gap: float, deadline: float, progress: Progress) -> Answer:
    """First-order method on the lattice, then an exact one that it prepares, where there is one for the size."""
    reach, straight = REACH[precision], precision == "exact"
    small = precision != "fast" and is_small(supply)
    network = precision != "fast" and not small and supply.size <= network_simplex.MOST_TILES and network_simplex.is_installed()
    if precision == "fast":
        gap = max(gap, FAST_GAP)
    first_gap, max_iter = gap, MAX_ITER
    if small:
        first_gap, max_iter = START_GAP, START_WORK // supply.size if needs_start(supply) else 0
    elif network:
        first_gap = network_simplex.START_GAP
    vectors = coprime_vectors(reach, supply.shape)
    found = solve_first_order(supply, vectors, gap=first_gap, max_iter=max_iter, deadline=deadline,
                              progress=part(progress, 0, 0.3 if small or network else 1))
    lattice, n_iter = f"the lattice L{reach}", found.n_iter
    method = f"first-order method on {lattice}"
    if network:
        found = apart(partial(network_simplex.solve_network, gap=CERTIFIED, deadline=deadline), supply, vectors, found,
                      progress=part(progress, 0.3, 1))
        method = f"network simplex on {lattice}"
    answer = Answer(found.lower, found.upper, (1 - overestimate(reach)) * found.lower, method, n_iter,
                    not straight and found.upper - found.lower <= (CERTIFIED if network else gap) * found.upper,
                    *carrying_arcs(supply.shape, vectors, found.flow))
    if not small:
        return answer
    exact = solve_small(supply, vectors, found, reach=None if straight else reach, deadline=deadline,
                        progress=part(progress, 0.3, 1))
    if exact.upper - exact.lower > CERTIFIED * exact.upper:
        return answer
    return replace(answer, lower=exact.lower, upper=exact.upper, arcs=exact.arcs, mass=exact.mass, converged=True,
                   euclid_lower=exact.lower if straight else (1 - overestimate(reach)) * exact.lower,
                   method="linear program on " + ("straight lines" if straight else lattice))


def check_parameters(tile_m, precision, gap, max_seconds) -> None:
    if not (np.isfinite(tile_m) and tile_m > 0):
        raise InputError(f"the tile size {tile_m} is not a positive length", "Tile size", "Give it in metres, such as 100.")
    if precision not in REACH:
        raise InputError(f"there is no precision {precision!r}", "Precision", f"Choose one of {some(REACH, len(REACH))}.")
    if not 0 < gap < 1:
        raise InputError(f"the gap {gap} is not between 0 and 1", "Gap", "Give a small share, such as 0.005.")
    if max_seconds is not None and not max_seconds > 0:
        raise InputError(f"the time limit {max_seconds} is not positive", "Time limit", "Give it in seconds, or none.")


def checked(density, name: str, shape=None) -> np.ndarray:
    """The density as an array of floats >= 0 and NaN."""
    density = np.asarray(density, float)
    if density.ndim != 2 or (shape is not None and density.shape != tuple(shape)):
        raise InputError(f"it has shape {density.shape}" + (f", the first map {tuple(shape)}" if shape is not None else ""), name,
                         "Bring both maps to one grid of rows and columns.")
    bad = np.isinf(density) | (density < 0)
    if bad.any():
        row, col = (int(i) for i in np.argwhere(bad)[0])
        raise InputError(f"{bad.sum()} values are negative or infinite, the first in row {row}, column {col} (counted from 0)",
                         name, "A density is 0 or more.")
    if not (density > 0).any():
        raise InputError("it holds no mass", name, "Check that it covers the same area and is not all no data.")
    return density


def common(u: np.ndarray, v: np.ndarray, no_data_is_zero: bool) -> tuple[np.ndarray, np.ndarray, tuple, tuple]:
    """Both maps with mass 1 on the tiles where both have data and 0 elsewhere, their masses there, and the shares left out."""
    compared = np.full(u.shape, True) if no_data_is_zero else ~(np.isnan(u) | np.isnan(v))
    scaled, masses, left_out = [], [], []
    for density, name in ((u, "First map"), (v, "Second map")):
        density = np.nan_to_num(density, nan=0.0)
        most = density.max()
        density = density / most  # a sum of great values may overflow
        part_of = np.where(compared, density, 0)
        mass = part_of.sum()
        if mass == 0:
            raise InputError("it holds no mass on the tiles where both maps have data", name,
                             "Check that the maps cover the same area, or let no data count as 0.")
        scaled.append(part_of / mass)
        masses.append(float(mass) * float(most))
        left_out.append(float(1 - mass / density.sum()))
    return scaled[0], scaled[1], tuple(masses), tuple(left_out)


def mass_difference(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """The first map less the second, rounding errors set to 0 and what must leave made equal to what must arrive."""
    difference = u - v
    difference[np.abs(difference) <= 1e-14 * (u + v)] = 0
    leaving, arriving = np.maximum(difference, 0), np.maximum(-difference, 0)
    if not leaving.any() or not arriving.any():
        return np.zeros_like(difference)
    moved = (leaving.sum() + arriving.sum()) / 2
    return leaving * (moved / leaving.sum()) - arriving * (moved / arriving.sum())


def bounding_box(a: np.ndarray) -> tuple[slice, slice]:
    """Rows and columns that hold all non-zero values; no shortest way leaves them."""
    return tuple(slice(int(used[0]), int(used[-1]) + 1) for used in (np.flatnonzero(a.any(axis=axis)) for axis in (1, 0)))


def tile_flow(arcs: Arcs, mass: np.ndarray, window: tuple[slice, slice], shape) -> TileFlow:
    """The flow with its tiles numbered on the whole grid rather than in the window."""
    rows, cols = window
    width = cols.stop - cols.start
    tail, head = ((tile // width + rows.start) * shape[1] + tile % width + cols.start for tile in (arcs.tail, arcs.head))
    return TileFlow(tail, head, mass)
