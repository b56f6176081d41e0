"""From areas to an emission model: tessellations, coverage polygons or any others (Ricciato & Coluccia 2021, section III-A).

A tile belongs to the polygons that hold its centre, or to each polygon it touches by the share of its area. Both come from the
edges alone, so that the work grows with the outlines and the result, not with polygons times tiles.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from scipy import sparse

from ..errors import InputError
from ..memory import require
from ..progress import Progress, no_progress
from .emission import EmissionModel
from .entries import Entries, memory_bytes
from .grid import TileGrid

TILES_PER_BLOCK, BYTES_AT_ONCE = 4_000_000, 40  # of the bounding boxes of the polygons in a block, and what a tile takes there
NO_GEOMETRY = "no geometry"
NOT_FINITE = "coordinates are not numbers"
NO_AREA = "not an area"
OUTSIDE = "outside the grid"


@dataclass(frozen=True)
class AreaReport:
    """What became of the polygons.

    Attributes
    ----------
    n_repaired : int
        Invalid polygons that were made valid.
    too_small : ndarray of int
        Polygons that hold no tile centre and were assigned by share instead, lest their cells lose their phones.
    left_out : dict of str to ndarray of int
        Polygons without any tile, by reason.
    """

    n_repaired: int
    too_small: np.ndarray
    left_out: dict


def members_of(texts, separator: str = ";") -> tuple[list, np.ndarray]:
    """The cells of each polygon from a text of one or several ids.

    Parameters
    ----------
    texts : sequence of str or None, length K
    separator : str
        Parts the ids of a polygon; empty where each has one.

    Returns
    -------
    cells : list of K ndarrays of int
        Index into `cell_ids`; empty for a polygon without id.
    cell_ids : ndarray of str, shape (I,)
        In the order of their first appearance.
    """
    number = {}
    groups = [[] if text is None else (str(text).split(separator) if separator else [str(text)]) for text in texts]
    cells = [np.array([number.setdefault(i.strip(), len(number)) for i in group if i.strip()], dtype=int) for group in groups]
    return cells, np.array([*number, None], dtype=object)[:-1]


def model_from_areas(polygons, cells, cell_ids, grid: TileGrid, *, assign: str = "centre",
                     progress: Progress = no_progress) -> tuple[EmissionModel, AreaReport]:
    """Make an emission model of polygons.

    Parameters
    ----------
    polygons : array_like of shapely geometries or None, shape (K,)
        In the CRS of the grid. They may overlap; several polygons may have the same cell.
    cells : ndarray of int, shape (K,), or sequence of K ndarrays of int
        The cell or the cells of each polygon, as index into `cell_ids`.
    cell_ids : array_like of str, shape (I,)
    grid : TileGrid
    assign : str
        ``centre``: dominance 1 in the tiles whose centre lies in the polygon; ``share``: the share of each tile's area in it.
    progress : callable

    Returns
    -------
    model : EmissionModel
        A cell whose polygons are left out stays, without any tile.
    report : AreaReport

    Raises
    ------
    InputError
        When no polygon overlaps the grid, `assign` is unknown, or the model would not fit in memory.

    Notes
    -----
    A polygon owns its western and southern borders, as a tile does. A centre on the border of two neighbours thus goes to one of
    them, and polygons that coincide get the same tiles.
    """
    if assign not in ("centre", "share"):
        raise InputError(f"there is no rule {assign!r}", "Assignment of tiles", "Choose 'centre' or 'share'.")
    polygons, n_repaired, left_out = _usable(polygons)
    reaching = _reaching(polygons, grid)
    members = [np.unique(c) for c in cells]
    _fit_in_memory(polygons[reaching], shapely.bounds(polygons[reaching]), np.array([len(m) for m in members])[reaching], grid)
    entries, n_tiles = Entries(len(polygons), grid), np.zeros(len(polygons), np.int64)

    def take(rows, found) -> None:
        part, tile, share = found  # by polygon and then by tile
        n_tiles[rows] += np.bincount(part, minlength=len(rows))
        ends = np.cumsum(n_tiles[rows])
        for row, start, end in zip(rows.tolist(), (ends - n_tiles[rows]).tolist(), ends.tolist()):
            entries.add(row, tile[start:end], share[start:end])

    for rows, found in _by_blocks(centres_in if assign == "centre" else shares_in, polygons, reaching, grid, progress):
        take(rows, found)
    too_small = reaching[n_tiles[reaching] == 0]
    take(too_small, shares_in(polygons[too_small], grid))
    if not entries.n:
        raise InputError("no polygon overlaps the grid", "Areas", "Check the extent, and that the layer has the right CRS.")
    left_out[OUTSIDE] = np.flatnonzero(~shapely.is_missing(polygons) & (n_tiles == 0))

    shares = entries.matrix()
    part_of_member = np.repeat(np.arange(len(members)), [len(m) for m in members])
    has = sparse.coo_matrix((np.ones(len(part_of_member), shares.dtype), (np.concatenate(members), part_of_member)),
                            shape=(len(cell_ids), len(members))).tocsr()
    dominance = has @ shares
    dominance.sort_indices()
    np.minimum(dominance.data, 1, out=dominance.data)
    progress(1.0)
    made_by = {"method": "areas", "assign": assign, "n_polygons": len(polygons)}
    model = EmissionModel(grid, np.asarray(cell_ids, dtype=object), dominance, made_by)
    left_out = {why: rows for why, rows in left_out.items() if len(rows)}
    return model, AreaReport(n_repaired, too_small[n_tiles[too_small] > 0], left_out)


def centres_in(polygons: np.ndarray, grid: TileGrid) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tiles whose centre each polygon holds.

    Parameters
    ----------
    polygons : ndarray of valid shapely (multi-)polygons, shape (K,)
    grid : TileGrid

    Returns
    -------
    part, tile : ndarrays of int
        Number of the polygon and of the tile, one entry for each pair.
    share : ndarray of float
        Ones.
    """
    part, x0, y0, x1, y1 = _edges(polygons, grid)
    # each row of centres is cut by the edges into stretches that are in turn inside and outside
    upward = y0 < y1
    x0, y0, x1, y1 = (np.where(upward, a, b) for a, b in ((x0, x1), (y0, y1), (x1, x0), (y1, y0)))
    first = np.clip(np.ceil(y0 - 0.5), 0, grid.n_rows).astype(np.int64)
    end = np.clip(np.ceil(y1 - 0.5), 0, grid.n_rows).astype(np.int64)
    edge, row = _ranges(first, end)
    x = x0[edge] + (row + 0.5 - y0[edge]) * ((x1 - x0) / np.where(y1 > y0, y1 - y0, 1))[edge]
    column = np.clip(np.ceil(x - 0.5), 0, grid.n_cols).astype(np.int64)
    order = np.lexsort((x, row, part[edge]))
    stretch, col = _ranges(column[order[0::2]], column[order[1::2]])
    crossing = order[0::2][stretch]
    tile = row[crossing] * grid.n_cols + col
    return part[edge[crossing]], tile, np.ones(len(tile))


def shares_in(polygons: np.ndarray, grid: TileGrid) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Share of each tile's area in each polygon, where it is positive; parameters and returns as :func:`centres_in`."""
    # normalised, outer rings run clockwise and holes the other way: a rising edge has the polygon on its right
    part, *ends = _edges(shapely.normalize(polygons), grid)
    edge, x0, y0, x1, y1 = _cut_at_tiles(*ends, grid)
    part = part[edge]
    # Green's theorem: each piece of outline bounds the area to its right, within its tile and in the whole row beyond
    row, col = np.floor((y0 + y1) / 2).astype(np.int64), np.floor((x0 + x1) / 2)
    counted = (row >= 0) & (row < grid.n_rows) & (y0 != y1)
    part, row, col, x0, y0, x1, y1 = (a[counted] for a in (part, row, col, x0, y0, x1, y1))
    rise = y1 - y0
    right = np.where(col < 0, 1.0, col + 1 - (x0 + x1) / 2)
    col = np.clip(col, 0, grid.n_cols).astype(np.int64)  # a column beyond the last takes what lies to the right of the grid

    low, high = (np.full((2, len(polygons)), end) for end in (max(grid.n_rows, grid.n_cols), -1))
    for axis, at in enumerate((row, col)):
        np.minimum.at(low[axis], part, at)
        np.maximum.at(high[axis], part, at)
    height, width = np.maximum(high - low + 1, 0)
    start = np.concatenate([[0], np.cumsum(height * width)])
    cell = start[part] + (row - low[0][part]) * width[part] + col - low[1][part]
    n = int(start[-1])
    within = np.bincount(cell, weights=rise * right, minlength=n)
    beyond = np.bincount(cell, weights=rise, minlength=n)
    carried = np.cumsum(beyond) - beyond
    owner = np.repeat(np.arange(len(polygons)), height * width)
    at = np.arange(n) - start[owner]
    row, col = at // width[owner] + low[0][owner], at % width[owner] + low[1][owner]
    line = np.arange(n) - at % width[owner]
    share = within + carried - carried[line]
    positive = (share > 1e-9) & (col < grid.n_cols)
    return owner[positive], (row * grid.n_cols + col)[positive], np.minimum(share[positive], 1.0)


def tile_shares(polygons: np.ndarray, grid: TileGrid, *, progress: Progress = no_progress) -> sparse.csr_matrix:
    """Share of each tile's area in each polygon, (K, J); polygons as of :func:`centres_in`."""
    found = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    for rows, (part, tile, share) in _by_blocks(shares_in, polygons, _reaching(polygons, grid), grid, progress):
        found.append((rows[part], tile, share))
    part, tile, share = (np.concatenate(columns) for columns in zip(*found))
    return sparse.coo_matrix((share, (part, tile)), shape=(len(polygons), grid.n_tiles)).tocsr()


def _reaching(polygons: np.ndarray, grid: TileGrid) -> np.ndarray:
    """Indices of the polygons whose bounding boxes overlap the grid."""
    low_x, low_y, high_x, high_y = shapely.bounds(polygons).T
    x_min, y_min, x_max, y_max = grid.extent_m
    with np.errstate(invalid="ignore"):
        return np.flatnonzero((low_x < x_max) & (high_x > x_min) & (low_y < y_max) & (high_y > y_min))


def _by_blocks(rule: Callable, polygons: np.ndarray, chosen: np.ndarray, grid: TileGrid, progress: Progress) -> Iterator[tuple]:
    """Indices of some of the chosen polygons and what a rule finds for them; few at a time, for the rules fill bounding boxes."""
    for block in _blocks(shapely.bounds(polygons[chosen]), grid):
        progress(block.start / len(chosen))
        yield chosen[block], rule(polygons[chosen[block]], grid)


def _usable(polygons) -> tuple[np.ndarray, int, dict]:
    """Valid (multi-)polygons, None where there is none; the number repaired; and the rows of those without area by reason."""
    given = np.asarray(polygons, dtype=object)
    shapes = given.copy()
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    broken = np.unique(owner[~np.isfinite(xy).all(axis=1)])
    shapes[broken] = None
    invalid = ~shapely.is_missing(shapes) & ~shapely.is_valid(shapes)
    shapes[invalid] = shapely.make_valid(shapes[invalid])
    flat = ~shapely.is_missing(shapes) & ~missing & ~(shapely.area(shapes) > 0)
    shapes[missing | flat] = None
    mixed = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
    # a buffer of 0 keeps the areas of a collection and drops its points and lines
    shapes[mixed] = shapely.buffer(shapes[mixed], 0)
    left_out = {NO_GEOMETRY: np.flatnonzero(missing), NOT_FINITE: broken, NO_AREA: np.flatnonzero(flat)}
    return shapes, int(np.count_nonzero(invalid & ~flat)), left_out


def _fit_in_memory(polygons: np.ndarray, bounds: np.ndarray, n_members: np.ndarray, grid: TileGrid) -> None:
    """Raise InputError when the tiles of the polygons, and those of their cells, do not fit in memory."""
    tiles = np.minimum(shapely.area(polygons) / grid.tile_m ** 2, _tiles_of_boxes(bounds, grid))
    need = memory_bytes(grid.n_tiles, tiles @ n_members) + 12 * tiles.sum() + BYTES_AT_ONCE * min(tiles.sum(), TILES_PER_BLOCK)
    require(need, f"{grid.n_tiles:,} tiles and {len(polygons):,} areas", "Tile grid", "Take larger tiles or a smaller extent.")


def _tiles_of_boxes(bounds: np.ndarray, grid: TileGrid) -> np.ndarray:
    """At most how many tiles of the grid the bounding boxes hold."""
    x_min, y_min, x_max, y_max = grid.extent_m
    width = np.minimum(bounds[:, 2], x_max) - np.maximum(bounds[:, 0], x_min)
    height = np.minimum(bounds[:, 3], y_max) - np.maximum(bounds[:, 1], y_min)
    return (np.ceil(width / grid.tile_m) + 2) * (np.ceil(height / grid.tile_m) + 1)


def _blocks(bounds: np.ndarray, grid: TileGrid) -> list:
    """Slices of polygons whose bounding boxes hold a bounded number of tiles together."""
    block = np.cumsum(_tiles_of_boxes(bounds, grid)) // TILES_PER_BLOCK
    starts = np.unique(np.concatenate([[0], np.flatnonzero(np.diff(block)) + 1, [len(bounds)]]))
    return [slice(a, b) for a, b in zip(starts[:-1], starts[1:])]


def _edges(polygons: np.ndarray, grid: TileGrid) -> tuple:
    """Edges of all rings: number of the polygon, then x and y of start and of end in tiles from the corner of the grid."""
    parts, part_of = shapely.get_parts(polygons, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    xy = (xy - (grid.x_min_m, grid.y_min_m)) / grid.tile_m
    start = np.flatnonzero(ring[1:] == ring[:-1])
    return (part_of[part_of_ring[ring[start]]], *xy[start].T, *xy[start + 1].T)


def _cut_at_tiles(x0, y0, x1, y1, grid: TileGrid) -> tuple:
    """Cut edges where they cross an edge of a tile: index of the edge, then x and y of start and of end of each piece."""
    every = np.arange(len(x0))
    edge, along = [every, every], [np.zeros(len(x0)), np.ones(len(x0))]
    for a, b, n_lines in ((x0, x1, grid.n_cols), (y0, y1, grid.n_rows)):
        first, end = np.floor(np.minimum(a, b)) + 1, np.ceil(np.maximum(a, b))
        crossed, line = _ranges(*(np.clip(limit, 0, n_lines + 1).astype(np.int64) for limit in (first, end)))
        edge.append(crossed)
        along.append((line - a[crossed]) / (b - a)[crossed])
    edge, along = np.concatenate(edge), np.concatenate(along)
    order = np.lexsort((along, edge))
    edge, along = edge[order], along[order]
    x, y = x0[edge] + along * (x1 - x0)[edge], y0[edge] + along * (y1 - y0)[edge]
    piece = np.flatnonzero(edge[1:] == edge[:-1])
    return edge[piece], x[piece], y[piece], x[piece + 1], y[piece + 1]


def _ranges(first: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All whole numbers from each `first` up to before its `end`, with the index of the range they come from."""
    n = np.maximum(end - first, 0)
    owner = np.repeat(np.arange(len(n)), n)
    return owner, first[owner] + np.arange(len(owner)) - (np.cumsum(n) - n)[owner]
