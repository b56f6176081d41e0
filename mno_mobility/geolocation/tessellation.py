"""Tessellations: every point belongs to its nearest seed (Ricciato & Coluccia 2021, III-A; Ostermayer et al. 2016, 3.3.1).

They differ in where the seeds stand: Vor-T (one at each tower), Vor-O (each cell moved a little along its azimuth), Vor-B (each
cell's barycentre), Ostermayer's shift in degrees, and the limit of ever smaller offsets: the tower's polygon cut into wedges.
"""

from dataclasses import dataclass

import numpy as np
import pyproj
import shapely
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from ..errors import InputError
from ..progress import Progress, no_progress
from .cells import CellPlan

METHODS = ("wedge", "tower", "offset", "barycentre", "degree")
SAME_SITE_M = 1.0
SAME_SEED_M = 0.01
DEGREE_SHIFT = 1 / 50_000  # Ostermayer et al. 2016, Eqs. 1 and 2
NO_POSITION = "no position"
NO_AREA = "no area inside the extent"


@dataclass(frozen=True)
class Areas:
    """A partition of the extent into the areas of cells.

    Attributes
    ----------
    method : str
    polygons : ndarray of shapely polygons, shape (K,)
    cells : tuple of K ndarrays of int
        The cells of each polygon, as rows of the plan. Cells that cannot be told apart share a polygon; an omnidirectional cell
        on a tower with sectors belongs to all wedges of the tower.
    seeds_m : ndarray of float, shape (K, 2)
        x and y of the seed, or of the apex of the wedge. It may lie outside the extent.
    left_out : dict of str to ndarray of int
        Cells without any polygon, by reason.
    """

    method: str
    polygons: np.ndarray
    cells: tuple
    seeds_m: np.ndarray
    left_out: dict

    def by_cell(self, n_cells: int) -> np.ndarray:
        """The whole area of each cell of a plan of `n_cells`, None for cells that are left out; (n_cells,) of polygons."""
        part, cell = self.pairs()
        order = np.argsort(cell, kind="stable")
        present, first, count = np.unique(cell[order], return_index=True, return_counts=True)
        polygons = np.full(n_cells, None, dtype=object)
        polygons[present] = self.polygons[part[order[first]]]
        for at, n, i in zip(first[count > 1], count[count > 1], present[count > 1]):
            polygons[i] = shapely.union_all(self.polygons[part[order[at:at + n]]])
        return polygons

    def pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Number of the polygon and of the cell, one entry for each cell of each polygon."""
        part = np.repeat(np.arange(len(self.cells)), [len(cells) for cells in self.cells])
        return part, np.concatenate([*self.cells, np.empty(0, np.int64)]).astype(np.int64)


def voronoi_areas(plan: CellPlan, method: str, extent_m, *, offset_m: float = 10.0, seeds=None,
                  direction_tolerance_deg: float = 10.0, progress: Progress = no_progress) -> Areas:
    """Tessellate an extent by the cells of a plan.

    Parameters
    ----------
    plan : CellPlan
    method : str
        - ``wedge``: the polygon of the tower, cut by the bisectors between neighbouring azimuths;
        - ``tower``: one seed for each site (Vor-T);
        - ``offset``: one seed for each cell, moved `offset_m` along its azimuth (Vor-O);
        - ``barycentre``: one seed for each cell at `seeds` (Vor-B);
        - ``degree``: one seed for each cell, moved 1/50000 degree along its azimuth as Ostermayer et al. do. The azimuth is the
          compass bearing it is (their formula wants the mathematical angle), and distance is measured in the plan's CRS.
    extent_m : sequence of 4 floats
        ``(x_min, y_min, x_max, y_max)``. A cell outside still claims the part of the extent that is nearest to it.
    offset_m : float
    seeds : array_like, shape (I, 2), optional
        x and y of the seeds of ``barycentre``, as from :meth:`EmissionModel.barycentres`; NaN leaves a cell out.
    direction_tolerance_deg : float
        Cells of a site whose azimuths differ by no more share a wedge, several bands of one sector for example.
    progress : callable

    Returns
    -------
    Areas

    Raises
    ------
    InputError
        When the method is unknown, the extent empty, the seeds are missing, or no cell has a position.

    Notes
    -----
    Cells are of one site where they have the same `site_id`; sites and single cells within 1 m are one site. It stands at the
    mean of its cells. Seeds within 1 cm share a polygon.
    """
    extent_m = _checked_extent(extent_m)
    x, y = _seed_of_each_cell(plan, method, offset_m, seeds)
    located = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if not len(located):
        raise InputError("no cell has a position", "Cell plan", "Give points, or a model with footprints for 'barycentre'.")
    xy = np.column_stack([x, y])[located]
    by_site = method in ("tower", "wedge")
    group = _sites(plan["site_id"][located]) if by_site else np.arange(len(xy))
    group = _merged(xy, group, SAME_SITE_M if by_site else SAME_SEED_M)
    sites = _means(xy, group)
    progress(0.1)
    polygons = _diagram(sites, extent_m)
    progress(0.6)
    part, member = group, np.arange(len(located))
    if method == "wedge":
        azimuth_deg = plan["azimuth_deg"][located].astype(float)
        polygons, sites, part, member = _wedges(polygons, sites, group, azimuth_deg, extent_m, direction_tolerance_deg)
    cell = located[member]

    kept = ~shapely.is_empty(polygons)
    number = np.cumsum(kept) - 1
    pair = np.flatnonzero(kept[part])
    pair = pair[np.lexsort((cell[pair], part[pair]))]
    members = np.split(cell[pair], np.searchsorted(number[part[pair]], np.arange(1, kept.sum()))) if kept.any() else []
    left_out = {NO_POSITION: np.setdiff1d(np.arange(len(plan)), located), NO_AREA: np.setdiff1d(located, cell[pair])}
    progress(1.0)
    return Areas(method, polygons[kept], tuple(members), sites[kept], {why: rows for why, rows in left_out.items() if len(rows)})


def _checked_extent(extent_m) -> tuple:
    x_min, y_min, x_max, y_max = (float(v) for v in extent_m)
    if not (np.isfinite([x_min, y_min, x_max, y_max]).all() and x_min < x_max and y_min < y_max):
        raise InputError(f"the extent ({x_min}, {y_min}) to ({x_max}, {y_max}) is empty", "Extent",
                         "Give an extent with a positive width and height.")
    return x_min, y_min, x_max, y_max


def _seed_of_each_cell(plan: CellPlan, method: str, offset_m: float, seeds) -> tuple[np.ndarray, np.ndarray]:
    x, y = plan["x_m"].astype(float), plan["y_m"].astype(float)
    if method in ("tower", "wedge"):
        return x, y
    if method == "barycentre":
        if seeds is None or np.shape(seeds) != (len(plan), 2):
            raise InputError(f"'barycentre' needs x and y for each of the {len(plan)} cells", "Seeds",
                             "Give the emission model of this cell plan.")
        return tuple(np.asarray(seeds, float).T)
    azimuth = np.radians(plan["azimuth_deg"].astype(float))
    directed = np.isfinite(azimuth)
    east, north = np.where(directed, np.sin(azimuth), 0.0), np.where(directed, np.cos(azimuth), 0.0)
    if method == "offset":
        return x + offset_m * east, y + offset_m * north
    if method == "degree":
        try:
            crs = pyproj.CRS(plan.crs)
            to_degrees = pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
            lon, lat = to_degrees.transform(x, y)
            return to_degrees.transform(lon + DEGREE_SHIFT * east, lat + DEGREE_SHIFT * north, direction="INVERSE")
        except pyproj.exceptions.ProjError as error:
            raise InputError(f"longitude and latitude cannot be computed ({error})", "CRS of the cell plan",
                             "Choose another CRS, or the method 'offset'.") from error
    raise InputError(f"there is no method {method!r}", "Method", f"Choose one of {', '.join(METHODS)}.")


def _sites(site_ids: np.ndarray) -> np.ndarray:
    """Number of the site of each cell; a cell without site id is a site of its own until positions are compared."""
    number = {}
    keys = [("", at) if site is None or site != site or site == "" else (str(site), -1) for at, site in enumerate(site_ids)]
    return np.array([number.setdefault(key, len(number)) for key in keys], dtype=np.int64)


def _means(xy: np.ndarray, group: np.ndarray) -> np.ndarray:
    n = np.bincount(group)
    first = xy[np.unique(group, return_index=True)[1]]  # sums of differences to it keep the last digits of large coordinates
    return first + np.column_stack([np.bincount(group, weights=xy[:, k] - first[group, k]) / n for k in (0, 1)])


def _merged(xy: np.ndarray, group: np.ndarray, within_m: float) -> np.ndarray:
    """Join groups whose means are within a distance, and number them by first appearance."""
    means = _means(xy, group)
    place, at = np.unique(means, axis=0, return_inverse=True)
    near = cKDTree(place).query_pairs(within_m, output_type="ndarray")
    links = sparse.coo_matrix((np.ones(len(near)), (near[:, 0], near[:, 1])), shape=(len(place), len(place)))
    label = connected_components(links, directed=False)[1][at.ravel()][group]
    _, first, label = np.unique(label, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[label]


def _diagram(seeds: np.ndarray, extent_m: tuple) -> np.ndarray:
    """Voronoi polygon of each seed, clipped to the extent; seeds are apart from each other."""
    low = np.minimum(seeds.min(axis=0), extent_m[:2])
    high = np.maximum(seeds.max(axis=0), extent_m[2:])
    # four far seeds claim nothing of the frame and make the other polygons finite: one seed, or a row of them, is no special case
    far = (low + high) / 2 + 4 * (high - low).max() * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
    polygons = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(np.vstack([seeds, far]))))
    # seeds around a tower lie on one circle, where rounding puts corners that ought to coincide in the wrong order, and clipping
    # then turns the polygon inside out; Voronoi polygons are convex, so their hull is the cure
    polygons = shapely.convex_hull(polygons)
    seed, polygon = shapely.STRtree(polygons).query(shapely.points(seeds), predicate="intersects")
    clipped = polygons[polygon[np.unique(seed, return_index=True)[1]]]
    bounds = shapely.bounds(clipped)
    crossing = (bounds[:, :2] < extent_m[:2]).any(axis=1) | (bounds[:, 2:] > extent_m[2:]).any(axis=1)
    clipped[crossing] = _area_of(shapely.intersection(clipped[crossing], shapely.box(*extent_m)))
    return clipped


def _area_of(shapes: np.ndarray) -> np.ndarray:
    """Shapes without those that merely touch: a point or a line becomes empty."""
    return np.where(shapely.area(shapes) > 0, shapes, shapely.Polygon())


def _wedges(polygons, sites, site, azimuth_deg, extent_m, tolerance_deg):
    """Cut each site's polygon by the directions of its cells; returns polygons, apexes, and pairs of polygon and cell."""
    azimuth = np.mod(azimuth_deg, 360)
    omni = np.flatnonzero(~np.isfinite(azimuth))
    directed = np.flatnonzero(np.isfinite(azimuth))
    directed = directed[np.lexsort((azimuth[directed], site[directed]))]
    sector = _sectors(site[directed], azimuth[directed], tolerance_deg)
    site_of = site[directed][np.unique(sector, return_index=True)[1]]
    n_sectors = len(site_of)
    angle = np.radians(azimuth[directed])
    direction = np.arctan2(*(np.bincount(sector, weights=f(angle), minlength=n_sectors) for f in (np.sin, np.cos)))

    first = np.searchsorted(site_of, site_of)
    n_of_site = np.bincount(site_of, minlength=len(sites))[site_of]
    after, before = (first + (np.arange(n_sectors) - first + step) % n_of_site for step in (1, -1))
    bisector = direction + np.mod(direction[after] - direction, 2 * np.pi) / 2
    start, end = _compass(bisector)[before], _compass(bisector)
    middle = _compass(bisector[before] + np.mod(bisector - bisector[before], 2 * np.pi) / 2)
    # a wedge spans 180 degrees at most, half of two gaps that sum to 360 at most: this pentagon is convex and reaches far enough
    corners = np.stack([np.zeros_like(start), start, start + middle, end + middle, end], axis=1)
    reach = 2 * np.hypot(*(np.maximum(sites.max(axis=0), extent_m[2:]) - np.minimum(sites.min(axis=0), extent_m[:2])))
    pieces, cut = polygons[site_of], n_of_site > 1
    wedges = shapely.polygons(sites[site_of][cut, None] + reach * corners[cut])
    pieces[cut] = _area_of(shapely.intersection(pieces[cut], wedges))

    uncut = np.setdiff1d(np.arange(len(sites)), site_of)
    owner = np.concatenate([site_of, uncut])
    at_site = sparse.coo_matrix((np.ones(len(omni)), (np.arange(len(omni)), site[omni])), shape=(len(omni), len(sites))).tocsr()
    of_site = sparse.coo_matrix((np.ones(len(owner)), (owner, np.arange(len(owner)))), shape=(len(sites), len(owner))).tocsr()
    everywhere, part = (at_site @ of_site).nonzero()
    return (np.concatenate([pieces, polygons[uncut]]), sites[owner],
            np.concatenate([sector, part]), np.concatenate([directed, omni[everywhere]]))


def _compass(angle: np.ndarray) -> np.ndarray:
    """Unit vectors east and north of compass bearings in radians."""
    return np.column_stack([np.sin(angle), np.cos(angle)])


def _sectors(site: np.ndarray, azimuth: np.ndarray, tolerance_deg: float) -> np.ndarray:
    """Number of the direction of each cell; cells come sorted by site and azimuth, sectors are numbered in that order."""
    begins = np.ones(len(site), bool)
    begins[1:] = site[1:] != site[:-1]
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(site))[:len(first)] - 1
    turn = np.empty(len(site))
    turn[1:] = azimuth[1:] - azimuth[:-1]
    turn[first] = azimuth[first] - azimuth[last] + 360
    opens = turn > tolerance_deg
    site_number = np.cumsum(begins) - 1
    opens[first[np.bincount(site_number, weights=opens) == 0]] = True  # a full circle of close azimuths is one direction
    sector = np.cumsum(opens) - 1
    # what comes before the first opening of a site continues, across north, the site's last sector
    continues = (~opens[first])[site_number] & (sector == sector[first][site_number])
    return np.where(continues, sector[last][site_number], sector)
