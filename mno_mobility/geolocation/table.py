"""An emission model as a plain table of cell, tile centre and value, both ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import InputError
from ..progress import Progress, no_progress
from .emission import EmissionModel, model_from_entries
from .grid import TileGrid

OFF_GRID = 1e-3  # of a tile: how far a point may lie from the centre of its tile
MOST_TILES = 100_000_000
ROWS_AT_ONCE = 250_000


@dataclass(frozen=True)
class ModelTable:
    """One row for each cell and tile that belong together, N of them, by cell and then by tile.

    Attributes
    ----------
    cell : ndarray of int, shape (N,)
        Index into the model's `cell_ids`.
    tile : ndarray of int, shape (N,)
    x_m, y_m : ndarray of float, shape (N,)
        Centre of the tile.
    s, p : ndarray of float, shape (N,)
        Signal dominance and emission probability.
    """

    cell: np.ndarray
    tile: np.ndarray
    x_m: np.ndarray
    y_m: np.ndarray
    s: np.ndarray
    p: np.ndarray


def tables_of(model: EmissionModel, rows: int = ROWS_AT_ONCE) -> Iterator[ModelTable]:
    """List the entries of a model, by so many rows at a time."""
    s = model.dominance
    for start in range(0, s.nnz, rows):
        entry = np.arange(start, min(start + rows, s.nnz))
        cell = np.searchsorted(s.indptr, entry, side="right") - 1
        tile, dominance = s.indices[entry].astype(np.int64), s.data[entry].astype(float)
        yield ModelTable(cell, tile, *model.grid.centres(tile), dominance, dominance / model.dominance_sum[tile])


def model_from_table(cell_ids, x_m, y_m, value, *, kind: str = "s", grid: Optional[TileGrid] = None, crs: str = "",
                     sum_tolerance: float = 1e-3, progress: Progress = no_progress) -> EmissionModel:
    """Make a model of a table of cells, tile centres and values.

    Parameters
    ----------
    cell_ids : array_like of str, shape (N,), or Factor
        One for each row, as texts or, which spares millions of them, as `codes` (-1 for none) into `levels`; the model has the cells in
        the order of their first appearance.
    x_m, y_m : array_like of float, shape (N,)
        Centres of tiles.
    value : array_like of float, shape (N,)
    kind : str
        ``s`` for dominance, ``p`` for emission probability.
    grid : TileGrid, optional
        By default the smallest grid that has all points as centres of tiles.
    crs : str
        CRS of that grid.
    sum_tolerance : float
        How far the probabilities of a tile may sum from 1, as rounded ones do; the model makes the sum exact.
    progress : callable
        Called between steps, each of which takes a second for ten million rows.

    Returns
    -------
    EmissionModel
        With ``p``, dominance is the probability as given, and `made_by` has the greatest deviation of a sum from 1.

    Raises
    ------
    InputError
        When a row has no cell, coordinate or value, a point is no tile centre, a pair of cell and tile comes twice, or the
        probabilities of a tile do not sum to 1. Rows are counted from 1.
    """
    if kind not in ("s", "p"):
        raise InputError(f"there is no kind of value {kind!r}", "Kind", "Choose 's' for dominance or 'p' for probability.")
    codes, levels = _coded(cell_ids)
    x, y, value = (np.asarray(column, float) for column in (x_m, y_m, value))
    if not len(codes) == len(x) == len(y) == len(value):
        raise InputError(f"the columns have {len(codes)}, {len(x)}, {len(y)} and {len(value)} values", "Table",
                         "Give one for each row.")
    if not len(codes):
        raise InputError("the table is empty", "Table", "Give a row for each cell and tile.")
    _refuse(codes < 0, "there is no cell", "Fill in the cell, or leave the row out.")
    for name, column in (("x", x), ("y", y), ("value", value)):
        _refuse(~np.isfinite(column), f"{name} is missing or not a number", "Fill it in, or leave the row out.")
    _refuse(value < 0, "the value is negative", "Dominance and probability are 0 or more.")

    progress(0.1)
    grid = grid or _grid_of(x, y, crs)
    progress(0.4)
    tile = grid.tile_at(x, y)
    _refuse(tile < 0, "the point lies outside the grid", "Choose a greater extent, or leave it open.")
    _refuse(_off_centre(x, y, tile, grid),
            f"the point is no centre of a tile of {grid.tile_m:g} m from ({grid.x_min_m:.10g}, {grid.y_min_m:.10g})",
            "Give centres of tiles, or leave the grid open.")
    progress(0.5)
    first = np.full(len(levels), len(codes))
    first[codes[::-1]] = np.arange(len(codes))[::-1]  # of the same code the last one written stays
    present = np.argsort(first)[:np.count_nonzero(first < len(codes))]
    number = np.zeros(len(levels), np.int64)
    number[present] = np.arange(len(present))
    cell = number[codes]
    pair = cell * grid.n_tiles + tile
    progress(0.6)
    pair.sort()
    progress(0.8)
    if (pair[1:] == pair[:-1]).any():
        repeated = np.ones(len(pair), bool)
        repeated[np.unique(cell * grid.n_tiles + tile, return_index=True)[1]] = False
        _refuse(repeated, "the cell and the tile have come before", "Keep one row for each pair.")
    del pair

    made_by = {"method": "table", "kind": kind}
    if kind == "p":
        total = np.bincount(tile, weights=value, minlength=grid.n_tiles)
        off = np.where(np.bincount(tile, minlength=grid.n_tiles) > 0, np.abs(total - 1), 0)
        worst = int(off.argmax())
        if off[worst] > sum_tolerance:
            bad_x, bad_y = grid.centres(worst)
            n_off = np.count_nonzero(off > sum_tolerance)
            raise InputError(f"the probabilities sum to {total[worst]:.6g}; in {n_off} tiles the sum is not 1",
                             f"Tile {worst} at ({bad_x:.10g}, {bad_y:.10g})",
                             "Give every cell that covers the tile, or give dominances.")
        made_by["greatest_deviation_of_sum"] = float(off[worst])
    return model_from_entries(grid, np.asarray(levels, dtype=object)[present], cell, tile, value, made_by)


def _coded(cell_ids) -> tuple[np.ndarray, np.ndarray]:
    """Number of the text of each row, -1 for none, and the texts."""
    if hasattr(cell_ids, "codes"):
        return np.asarray(cell_ids.codes), cell_ids.levels
    number = {}
    codes = [-1 if c is None or c != c or str(c) == "" else number.setdefault(str(c), len(number)) for c in np.asarray(cell_ids).tolist()]
    return np.array(codes, dtype=np.int64), np.array([*number, None], dtype=object)[:-1]


def _off_centre(x: np.ndarray, y: np.ndarray, tile: np.ndarray, grid: TileGrid) -> np.ndarray:
    """Which points are not the centre of their tile, (N,) of bool."""
    off = np.zeros(len(x), bool)
    for start in range(0, len(x), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        centre_x, centre_y = grid.centres(tile[rows])
        off[rows] = np.maximum(abs(x[rows] - centre_x), abs(y[rows] - centre_y)) > OFF_GRID * grid.tile_m
    return off


def _refuse(bad: np.ndarray, what: str, remedy: str) -> None:
    rows = np.flatnonzero(bad)
    if len(rows):
        more = f" ({len(rows)} rows are like this)" if len(rows) > 1 else ""
        raise InputError(what + more, f"Row {rows[0] + 1}", remedy)


def _grid_of(x: np.ndarray, y: np.ndarray, crs: str) -> TileGrid:
    """The smallest grid that has all points as centres of tiles."""
    steps = np.concatenate([np.diff(np.unique(x)), np.diff(np.unique(y))])
    rounding = 1e-9 * max(np.ptp(x), np.ptp(y), abs(x).max(), abs(y).max())
    steps = steps[steps > rounding]
    if not len(steps):
        raise InputError("the table has one single point, which has no tile size", "Table", "Give the grid.")
    tile_m = _common_measure(steps)
    n_cols, n_rows = (int(round(np.ptp(along) / tile_m)) + 1 for along in (x, y))
    if n_rows * n_cols > MOST_TILES:
        _complain(x, y, steps)
    # the whole span over a whole number of tiles is the most exact size
    span, n = max((np.ptp(x), n_cols), (np.ptp(y), n_rows))
    tile_m = span / (n - 1)
    column, row = (x - x.min()) / tile_m, (y - y.min()) / tile_m
    if (np.maximum(abs(column - np.round(column)), abs(row - np.round(row))) > OFF_GRID).any():
        _complain(x, y, steps)
    return TileGrid(crs, float(x.min() - tile_m / 2), float(y.min() - tile_m / 2), float(tile_m), n_rows, n_cols)


def _common_measure(steps: np.ndarray) -> float:
    """Greatest length of which all steps are multiples, by Euclid's algorithm; steps that have none leave a tiny one."""
    measure = steps.min()
    while measure * MOST_TILES > steps.sum():
        rest = np.mod(steps, measure)
        rest = np.minimum(rest, measure - rest)
        rest = rest[rest > 1e-2 * measure]
        if not len(rest):
            break
        measure = rest.min()
    return float(measure)


def _complain(x: np.ndarray, y: np.ndarray, steps: np.ndarray) -> None:
    """Name the first row that is off the grid most points agree on."""
    sizes, count = np.unique(np.round(steps / steps.min(), 3), return_counts=True)
    tile_m = steps.min() * sizes[count.argmax()]
    off = np.zeros(len(x), bool)
    for along in (x, y):
        phase = np.mod(along / tile_m, 1)
        levels, at, n = np.unique(np.round(phase, 3) % 1, return_inverse=True, return_counts=True)
        distance = abs(phase - levels[n.argmax()])
        off |= np.minimum(distance, 1 - distance) > 2e-3
    where = f"Row {np.flatnonzero(off)[0] + 1}" if off.any() else "Table"
    raise InputError(f"the points are not the centres of a regular grid of square tiles (most steps are {tile_m:.6g} m)", where,
                     "Give centres of tiles in a projected CRS, or give the grid.")
