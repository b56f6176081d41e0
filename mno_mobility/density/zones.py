"""Densities summed by zone: municipalities, districts or any polygons, with small numbers suppressed."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..errors import InputError, some
from ..geolocation.areas import tile_shares
from ..geolocation.grid import TileGrid
from ..progress import Progress, no_progress, part

SLIVER = 1e-6  # of a tile's area: less is a matter of digitising, no overlap
POLYGONAL = (3, 6)  # shapely's type ids: Polygon and MultiPolygon


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
    shares = tile_shares(polygons, grid, progress=part(progress, 0, 0.8))
    overlaps = _overlaps(polygons, SLIVER * grid.tile_m**2)
    counts = (shares @ phones.T).T
    inside = counts.sum(axis=-1)
    if len(overlaps):
        union = tile_shares(np.array([shapely.union_all(polygons)], object), grid, progress=part(progress, 0.8, 1))
        inside = (union @ phones.T).T[..., 0]
    small = (counts > 0) & (counts < k)
    area = shapely.area(polygons)
    on_grid = np.asarray(shares.sum(axis=1)).ravel() * grid.tile_m**2
    progress(1.0)
    return ZoneCounts(
        phones=np.where(small, np.nan, counts), suppressed=small, phones_suppressed=np.where(small, counts, 0).sum(axis=-1),
        phones_outside=np.maximum(phones.sum(axis=-1) - inside, 0), phones_twice=np.maximum(counts.sum(axis=-1) - inside, 0),
        overlaps=overlaps, share_in_grid=np.minimum(np.divide(on_grid, area, out=np.zeros(len(area)), where=area > 0), 1))


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
