"""Densities summed by zone: municipalities, districts or any polygons, with small numbers suppressed."""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy import sparse

from ..errors import InputError, some
from ..geolocation.grid import TileGrid
from ..progress import Progress, no_progress, part

SLIVER = 1e-6  # of a tile's area: less is a matter of digitising, no overlap
POLYGONAL, COLLECTION = (3, 6), 7  # shapely's type ids: Polygon and MultiPolygon, GeometryCollection


@dataclass(frozen=True)
class ZoneCounts:
    """Phones in each of Z zones, for one map or for T.

    ``sum over zones + phones_outside - phones_twice`` is the sum of the map, suppressed zones included.

    Attributes
    ----------
    phones : ndarray, shape (Z,) or (T, Z)
        NaN where suppressed.
    suppressed : ndarray of bool, shape (Z,) or (T, Z)
    phones_suppressed, phones_outside, phones_twice : ndarray, shape () or (T,)
        Phones in suppressed zones, outside all zones, and counted more than once because zones overlap (a phone in three zones is
        counted twice too often).
    overlaps : ndarray of int, shape (n, 2)
        Pairs of zones that overlap.
    share_in_grid : ndarray, shape (Z,)
        Share of each zone's area that lies on the grid: below 1 its number is partial.
    """

    phones: np.ndarray
    suppressed: np.ndarray
    phones_suppressed: np.ndarray
    phones_outside: np.ndarray
    phones_twice: np.ndarray
    overlaps: np.ndarray
    share_in_grid: np.ndarray

    @property
    def n_suppressed(self) -> int:
        return int(self.suppressed.sum())


def densities_to_zones(phones, grid: TileGrid, polygons, *, k: float = 0, progress: Progress = no_progress) -> ZoneCounts:
    """Sum densities over zones; a tile that a border cuts is shared out by area.

    Parameters
    ----------
    phones : array_like, shape (J,) or (T, J)
        Phones per tile; NaN (no data) counts as none.
    grid : TileGrid
    polygons : sequence of shapely Polygon or MultiPolygon, length Z
        In the grid's CRS. They may overlap, which is reported.
    k : float
        Zones with more than 0 and fewer than `k` phones are suppressed. Sums over zones can still give a single suppressed zone
        away.
    progress : callable

    Returns
    -------
    ZoneCounts

    Raises
    ------
    InputError
        When a zone is no valid polygon, or phones do not fit the grid, are negative or infinite.
    """
    phones = _checked_phones(phones, grid)
    polygons = _checked_polygons(polygons)
    shares = zone_shares(grid, polygons, progress=part(progress, 0, 0.8))
    overlaps = _overlaps(polygons, SLIVER * grid.tile_m**2)
    counts = (shares @ phones.T).T
    inside = counts.sum(axis=-1)
    if len(overlaps):
        union = zone_shares(grid, [shapely.union_all(polygons)], progress=part(progress, 0.8, 1))
        inside = (union @ phones.T).T[..., 0]
    small = (counts > 0) & (counts < k)
    area = shapely.area(polygons)
    on_grid = np.asarray(shares.sum(axis=1)).ravel() * grid.tile_m**2
    progress(1.0)
    return ZoneCounts(
        phones=np.where(small, np.nan, counts), suppressed=small, phones_suppressed=np.where(small, counts, 0).sum(axis=-1),
        phones_outside=np.maximum(phones.sum(axis=-1) - inside, 0), phones_twice=np.maximum(counts.sum(axis=-1) - inside, 0),
        overlaps=overlaps, share_in_grid=np.minimum(np.divide(on_grid, area, out=np.zeros(len(area)), where=area > 0), 1))


def zone_shares(grid: TileGrid, polygons, *, progress: Progress = no_progress) -> sparse.csr_matrix:
    """Share of each tile's area that lies in each zone, (Z, J).

    The grid is halved again and again and the zones are cut along: windows a zone fills or misses are done at once, so that
    single tiles are looked at along the borders only, and there with the few vertices that are near.
    """
    pieces = np.asarray(polygons, dtype=object)
    zone = np.arange(len(pieces))
    window = np.tile([0, 0, grid.n_rows, grid.n_cols], (len(pieces), 1))  # first row and column, end row and column
    zones, tiles, values = [], [], []
    n_rounds = int(np.ceil(np.log2(grid.n_rows)) + np.ceil(np.log2(grid.n_cols))) + 1
    for n in range(n_rounds):
        pieces, zone, window = _cut(pieces, zone, window, grid, part(progress, n / n_rounds, (n + 1) / n_rounds))
        size = (window[:, 2] - window[:, 0]) * (window[:, 3] - window[:, 1])
        share = shapely.area(pieces) / (size * grid.tile_m**2)
        whole = share > 1 - 1e-12
        done = whole | (size == 1)
        which, tile = _tiles_of(window[done], grid)
        zones.append(zone[done][which])
        tiles.append(tile)
        values.append(np.where(whole, 1.0, share)[done][which])
        pieces, zone, window = _halve(pieces[~done], zone[~done], window[~done])
    entries = np.concatenate(values), (np.concatenate(zones), np.concatenate(tiles))
    return sparse.coo_matrix(entries, shape=(len(polygons), grid.n_tiles)).tocsr()


def _halve(pieces, zone, window):
    """Two windows for each, cut across the longer side."""
    first, second = window.copy(), window.copy()
    wide = window[:, 3] - window[:, 1] > window[:, 2] - window[:, 0]
    axis = wide.astype(int)
    at = np.arange(len(window))
    middle = (window[at, axis] + window[at, axis + 2]) // 2
    first[at, axis + 2] = second[at, axis] = middle
    return np.concatenate([pieces, pieces]), np.concatenate([zone, zone]), np.concatenate([first, second])


def _cut(pieces, zone, window, grid, progress):
    """The part of each piece in its window; those with none are left out."""
    row, col, row_end, col_end = window.T
    left, bottom = grid.x_min_m + col * grid.tile_m, grid.y_min_m + row * grid.tile_m
    right, top = grid.x_min_m + col_end * grid.tile_m, grid.y_min_m + row_end * grid.tile_m
    x_min, y_min, x_max, y_max = shapely.bounds(pieces).T
    near = (x_min < right) & (x_max > left) & (y_min < top) & (y_max > bottom)
    inside = near & (x_min >= left) & (x_max <= right) & (y_min >= bottom) & (y_max <= top)
    cut = pieces.copy()
    across = np.flatnonzero(near & ~inside)
    for start in range(0, len(across), 2000):
        progress(start / len(across))
        at = across[start:start + 2000]
        cut[at] = _polygons_only(shapely.intersection(pieces[at], shapely.box(left[at], bottom[at], right[at], top[at])))
    near &= shapely.area(cut) > 0
    return cut[near], zone[near], window[near]


def _polygons_only(geometries):
    """Collections without the lines and points where a border runs along the cut: GEOS does not cut collections again."""
    mixed = np.flatnonzero(shapely.get_type_id(geometries) == COLLECTION)
    parts, of = shapely.get_parts(geometries[mixed], return_index=True)
    kept = shapely.get_type_id(parts) == POLYGONAL[0]
    owners, owner = np.unique(of[kept], return_inverse=True)
    geometries[mixed] = shapely.Polygon()
    geometries[mixed[owners]] = shapely.multipolygons(parts[kept], indices=owner)
    return geometries


def _tiles_of(window, grid):
    """All tiles of all windows: index of the window, number of the tile."""
    rows, cols = window[:, 2] - window[:, 0], window[:, 3] - window[:, 1]
    which = np.repeat(np.arange(len(window)), rows * cols)
    at = np.arange(len(which)) - np.repeat(np.cumsum(rows * cols) - rows * cols, rows * cols)
    row, col = np.divmod(at, cols[which])
    return which, (window[which, 0] + row) * grid.n_cols + window[which, 1] + col


def _overlaps(polygons, sliver) -> np.ndarray:
    """Pairs of polygons that share more than `sliver` of area."""
    first, second = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    shared = shapely.area(shapely.intersection(polygons[first], polygons[second])) > sliver
    return np.column_stack([first, second])[shared]


def _checked_phones(phones, grid) -> np.ndarray:
    phones = np.nan_to_num(np.asarray(phones, float), nan=0.0, posinf=np.inf, neginf=-np.inf)
    if phones.ndim not in (1, 2) or phones.shape[-1] != grid.n_tiles:
        raise InputError(f"densities of shape {phones.shape} do not fit a grid of {grid.n_tiles} tiles", "Density",
                         "Give one value for each tile.")
    bad = np.isinf(phones) | (phones < 0)
    if bad.any():
        raise InputError(f"{bad.sum()} values are negative or infinite", f"Density, tile {int(np.nonzero(bad)[-1][0])}",
                         "A number of phones is 0 or more.")
    return phones


def _checked_polygons(polygons) -> np.ndarray:
    polygons = np.asarray(polygons, dtype=object)
    if not len(polygons):
        raise InputError("there are no zones", "Zones", "Give at least one polygon.")
    flat = np.isin(shapely.get_type_id(polygons), POLYGONAL)
    if not flat.all():
        raise InputError(f"{(~flat).sum()} zones have no polygon", f"Zones {some(np.flatnonzero(~flat))}", "Leave them out.")
    valid = shapely.is_valid(polygons)
    if not valid.all():
        bad = np.flatnonzero(~valid)
        raise InputError(f"{len(bad)} polygons are not valid ({shapely.is_valid_reason(polygons[bad[0]])})", f"Zones {some(bad)}",
                         "Repair them with 'Fix geometries'.")
    return polygons
