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
SAME_CORNER_M = 1e-6
SAME_DIRECTION_DEG = 1e-6  # what turning azimuths to the grid may add to a difference of whole degrees
AROUND_TOWERS = 3  # times the median distance of a tower to its nearest
LONE_TOWER_M = 1_000.0  # that distance where there is one tower
DEGREE_SHIFT = 1 / 50_000  # Ostermayer et al. 2016, Eqs. 1 and 2
NO_POSITION = "no position"
NO_AREA = "no area inside the extent"


@dataclass(frozen=True)
class Areas:
    """A partition of the land into the areas of cells.

    Attributes
    ----------
    method : str
    polygons : ndarray of shapely polygons, shape (K,)
    cells : tuple of K ndarrays of int
        The cells of each polygon, as rows of the plan. Cells that cannot be told apart share a polygon; an omnidirectional cell
        on a tower with sectors belongs to all wedges of the tower.
    seeds_m : ndarray of float, shape (K, 2)
        x and y of the seed, or of the apex of the wedge. It may lie outside the boundary.
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

    def away(self, plan: CellPlan, further_m: float) -> np.ndarray:
        """Cells of the plan that stand further than a distance from the seed of their area, as rows of the plan."""
        part, cell = self.pairs()
        apart = np.hypot(plan["x_m"][cell] - self.seeds_m[part, 0], plan["y_m"][cell] - self.seeds_m[part, 1])
        return np.unique(cell[apart > further_m])


def voronoi_areas(plan: CellPlan, method: str = "wedge", boundary=None, *, offset_m: float = 10.0, seeds=None,
                  direction_tolerance_deg: float = 10.0, progress: Progress = no_progress) -> Areas:
    """Tessellate the land by the cells of a plan.

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
    boundary : shapely polygon or sequence of 4 floats, optional
        The land to divide, or ``(x_min, y_min, x_max, y_max)`` of it; by default that of :func:`land_around`. A cell outside still
        claims what is nearest to it.
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
        When the method is unknown, the boundary has no area, the seeds are missing, or no cell has a position.

    Notes
    -----
    Cells are of one site where they have the same `site_id`; sites and single cells within 1 m are one site. It stands at the
    mean of its cells. Seeds within 1 cm share a polygon.
    """
    x, y = _seed_of_each_cell(plan, method, offset_m, seeds)
    located = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if not len(located):
        raise InputError("no cell has a position", "Cell plan", "Give points, or a model with footprints for 'barycentre'.")
    boundary = land_around(plan) if boundary is None else _checked(boundary)
    xy = np.column_stack([x, y])[located]
    if method in ("tower", "wedge"):
        group = _merged(xy, _sites(plan["site_id"][located]), SAME_SITE_M)
    else:
        group = _merged(xy, np.arange(len(xy)), SAME_SEED_M)
    seeds_m = _means(xy, group)
    progress(0.1)
    polygons = _diagram(seeds_m, shapely.bounds(boundary))
    progress(0.5)
    part, member = group, np.arange(len(located))
    if method == "wedge":
        azimuth_deg = plan["azimuth_deg"][located].astype(float)
        polygons, seeds_m, part, member = _wedges(polygons, seeds_m, group, azimuth_deg, direction_tolerance_deg)
    progress(0.7)
    polygons = _clipped(polygons, boundary)
    progress(0.9)

    cell = located[member]
    kept = ~shapely.is_empty(polygons)
    number = np.cumsum(kept) - 1
    pair = np.flatnonzero(kept[part])
    pair = pair[np.lexsort((cell[pair], part[pair]))]
    bounds = np.searchsorted(number[part[pair]], np.arange(kept.sum() + 1)).tolist()
    members = tuple(cell[pair[start:end]] for start, end in zip(bounds[:-1], bounds[1:]))
    left_out = {NO_POSITION: np.setdiff1d(np.arange(len(plan)), located), NO_AREA: np.setdiff1d(located, cell[pair])}
    progress(1.0)
    return Areas(method, polygons[kept], members, seeds_m[kept], {why: rows for why, rows in left_out.items() if len(rows)})


def land_around(plan: CellPlan) -> shapely.Polygon:
    """The convex hull of the towers and three times the median distance between nearest towers around it."""
    placed = np.isfinite(plan["x_m"]) & np.isfinite(plan["y_m"])
    xy = np.column_stack([plan["x_m"], plan["y_m"]])[placed]
    towers = _means(xy, _merged(xy, _sites(plan["site_id"][placed]), SAME_SITE_M))
    apart = np.median(cKDTree(towers).query(towers, 2)[0][:, 1]) if len(towers) > 1 else LONE_TOWER_M
    return shapely.buffer(shapely.convex_hull(shapely.multipoints(towers)), AROUND_TOWERS * apart, quad_segs=16)


def _checked(boundary):
    """The boundary as a polygon with an area."""
    if not isinstance(boundary, shapely.Geometry):
        x_min, y_min, x_max, y_max = (float(v) for v in boundary)
        if not (np.isfinite([x_min, y_min, x_max, y_max]).all() and x_min < x_max and y_min < y_max):
            raise InputError(f"the extent ({x_min}, {y_min}) to ({x_max}, {y_max}) is empty", "Extent",
                             "Give an extent with a positive width and height.")
        return shapely.box(x_min, y_min, x_max, y_max)
    if not (shapely.area(boundary) > 0 and shapely.is_valid(boundary)):
        raise InputError("it is no valid polygon with an area", "Boundary", "Repair it ('Fix geometries').")
    return boundary


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
    if method == "offset":
        return tuple(np.column_stack([x, y]).T + offset_m * _step(azimuth).T)
    if method == "degree":
        try:
            crs = pyproj.CRS(plan.crs)
            to_degrees = pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
            lon, lat = to_degrees.transform(x, y)
            north_x, north_y = to_degrees.transform(lon, lat + DEGREE_SHIFT, direction="INVERSE")
            east, north = _step(azimuth - np.arctan2(north_x - x, north_y - y)).T  # from true north, not that of the grid
            return to_degrees.transform(lon + DEGREE_SHIFT * east, lat + DEGREE_SHIFT * north, direction="INVERSE")
        except pyproj.exceptions.ProjError as error:
            raise InputError(f"longitude and latitude cannot be computed ({error})", "CRS of the cell plan",
                             "Choose another CRS, or the method 'wedge'.") from error
    raise InputError(f"there is no method {method!r}", "Method", f"Choose one of {', '.join(METHODS)}.")


def _step(bearing: np.ndarray) -> np.ndarray:
    """Unit steps east and north along bearings in radians, (n, 2); none where the bearing is NaN."""
    return np.nan_to_num(np.column_stack([np.sin(bearing), np.cos(bearing)]))


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
    """Join groups whose means are within a distance, until none are, and number them by first appearance."""
    while True:
        means = _means(xy, group)
        label = _clusters(means, within_m)[group]
        _, first, label = np.unique(label, return_index=True, return_inverse=True)
        rank = np.empty(len(first), np.int64)
        rank[np.argsort(first)] = np.arange(len(first))
        group = rank[label]
        if len(first) == len(means):
            return group


def _clusters(points: np.ndarray, within_m: float) -> np.ndarray:
    """Number of the cluster of each point: points within a distance are in one, and so on from point to point."""
    place, at = np.unique(points[:, 0] + 1j * points[:, 1], return_inverse=True)
    near = cKDTree(np.column_stack([place.real, place.imag])).query_pairs(within_m, output_type="ndarray")
    links = sparse.coo_matrix((np.ones(len(near)), (near[:, 0], near[:, 1])), shape=(len(place), len(place)))
    return connected_components(links, directed=False)[1][at.ravel()]


def _snapped(points: np.ndarray) -> np.ndarray:
    """Points, those of a cluster at one place."""
    _, first, label = np.unique(_clusters(points, SAME_CORNER_M), return_index=True, return_inverse=True)
    return points[first[label.ravel()]]


def _diagram(seeds: np.ndarray, bounds) -> np.ndarray:
    """Voronoi polygon of each seed, convex and reaching beyond `bounds`; seeds are apart from each other."""
    low = np.minimum(seeds.min(axis=0), bounds[:2])
    high = np.maximum(seeds.max(axis=0), bounds[2:])
    # four far seeds claim nothing of the frame and make the other polygons finite: one seed, or a row of them, is no special case
    far = (low + high) / 2 + 4 * (high - low).max() * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
    polygons = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(np.vstack([seeds, far]))))
    # rounding may turn a polygon inside out at corners that ought to coincide, as they do for seeds around a tower, on one circle
    polygons = shapely.convex_hull(polygons)
    seed, polygon = shapely.STRtree(polygons).query(shapely.points(seeds), predicate="intersects")
    corner, owner = _corners(polygons[polygon[np.unique(seed, return_index=True)[1]]])
    corner = _snapped(corner)
    of, order, _ = _round(corner, owner, seeds)
    return _filled(corner[order], of)


def _clipped(polygons: np.ndarray, boundary) -> np.ndarray:
    """The parts of polygons inside the boundary; what merely touches it becomes empty."""
    shapely.prepare(boundary)
    crossing = ~shapely.covers(boundary, polygons)
    inside = shapely.intersection(polygons[crossing], boundary)
    mixed = np.flatnonzero(shapely.get_type_id(inside) == shapely.GeometryType.GEOMETRYCOLLECTION)
    for k in mixed:  # a boundary with dents may cut off a line too
        inside[k] = shapely.union_all([part for part in shapely.get_parts(inside[k]) if shapely.area(part) > 0])
    polygons = polygons.copy()
    polygons[crossing] = inside
    return np.where(shapely.area(polygons) > 0, polygons, shapely.Polygon())


def _wedges(polygons, sites, site, azimuth_deg, tolerance_deg):
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
    after = _neighbour(site_of, 1)
    bisector = direction + np.mod(direction[after] - direction, 2 * np.pi) / 2
    cut = after != np.arange(n_sectors)
    wedges, polygons = _cut(polygons, sites, site_of[cut], bisector[cut])
    pieces = polygons[site_of]
    pieces[cut] = wedges

    uncut = np.setdiff1d(np.arange(len(sites)), site_of)
    owner = np.concatenate([site_of, uncut])
    at_site = sparse.coo_matrix((np.ones(len(omni)), (np.arange(len(omni)), site[omni])), shape=(len(omni), len(sites))).tocsr()
    of_site = sparse.coo_matrix((np.ones(len(owner)), (owner, np.arange(len(owner)))), shape=(len(sites), len(owner))).tocsr()
    everywhere, part = (at_site @ of_site).nonzero()
    return (np.concatenate([pieces, polygons[uncut]]), sites[owner],
            np.concatenate([sector, part]), np.concatenate([directed, omni[everywhere]]))


def _cut(polygons: np.ndarray, apexes: np.ndarray, polygon: np.ndarray, ray: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cut Voronoi polygons by rays from their seeds.

    A piece is the seed and a stretch of the ring, from ray to ray. Where a ray meets the ring, the pieces to both sides of the ray and
    the polygon across have the same corner, so that nothing overlaps or gapes, not even by rounding.

    Parameters
    ----------
    polygons, apexes : ndarray, shapes (N,) and (N, 2)
    polygon : ndarray of int, shape (S,)
        Polygon of each ray, ascending, at least two rays each.
    ray : ndarray of float, shape (S,)
        Bearings in radians, clockwise in each polygon.

    Returns
    -------
    pieces : ndarray of polygons, shape (S,)
        The piece that ends, clockwise, at each ray.
    polygons : ndarray of polygons, shape (N,)
        The polygons with the corners that were added from across.
    """
    if not len(ray):
        return polygons[:0], polygons
    corner, owner = _corners(polygons)
    hit, inside = _hits(corner, owner, apexes, polygon, ray)
    apart, near = cKDTree(apexes).query(hit, 2)  # across the edge is the other of the two nearest seeds
    across = np.where(near[:, 0] == polygon, near[:, 1], near[:, 0])
    inside &= apart[:, 1] - apart[:, 0] < SAME_CORNER_M  # else the edge is one to a far seed

    corner, owner = np.concatenate([corner, hit[inside]]), np.concatenate([owner, across[inside]])
    of, order, at = _round(corner, owner, apexes, polygon, ray)
    ring = np.concatenate([corner, hit])[order]
    first, n = np.searchsorted(of, polygon), np.bincount(of)[polygon]
    start = at[_neighbour(polygon, -1)]
    n_points = (at - start) % n + 1
    piece = np.repeat(np.arange(len(ray)), n_points + 1)
    nth = np.arange(len(piece)) - np.repeat(np.cumsum(n_points + 1) - n_points - 1, n_points + 1) - 1
    points = np.where((nth < 0)[:, None], apexes[polygon[piece]], ring[first[piece] + (start[piece] - first[piece] + nth) % n[piece]])
    touched = np.unique(across[inside])
    whole = np.isin(of, touched)
    polygons = polygons.copy()
    polygons[touched] = _filled(ring[whole], np.searchsorted(touched, of[whole]))
    return _filled(points, piece), polygons


def _hits(corner, owner, apexes, polygon, ray):
    """Where rays meet the rings, (S, 2), and whether that is between corners; a hit next to another or to a corner is the same."""
    of, order, at = _round(corner, owner, apexes, polygon, ray)
    is_corner = order < len(corner)
    corner = corner[order[is_corner]]
    first, n = np.searchsorted(of[is_corner], polygon), np.bincount(owner)[polygon]
    passed = np.cumsum(is_corner)[at] - first
    before, beyond = corner[first + (passed - 1) % n], corner[first + passed % n]
    east, north = _step(ray).T
    side, other = (dx * north - dy * east for dx, dy in ((before - apexes[polygon]).T, (beyond - apexes[polygon]).T))
    along = np.clip(side / (side - other), 0, 1)
    hit = _snapped(before + along[:, None] * (beyond - before))
    for end in (before, beyond):
        hit = np.where((np.hypot(*(hit - end).T) < SAME_CORNER_M)[:, None], end, hit)
    return hit, (hit != before).any(axis=1) & (hit != beyond).any(axis=1)


def _corners(polygons: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Corners of polygons without holes, each once, and the polygon of each."""
    corner, owner = shapely.get_coordinates(polygons, return_index=True)
    closing = np.append(owner[1:] != owner[:-1], True)
    return corner[~closing], owner[~closing]


def _round(corner, owner, apexes, polygon=(), ray=()):
    """Corners and rays of polygons in one clockwise round each: the polygon and the number of each entry, and the place of each ray."""
    of = np.concatenate([owner, np.asarray(polygon, np.int64)])
    bearing = np.concatenate([np.arctan2(*(corner - apexes[owner]).T), ray])
    order = np.lexsort((np.mod(bearing, 2 * np.pi), of))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return of[order], order, place[len(corner):]


def _filled(points: np.ndarray, polygon: np.ndarray) -> np.ndarray:
    """Polygons of their corners in order; a corner that comes twice in a row is one."""
    new = np.ones(len(points), bool)
    new[1:] = (points[1:] != points[:-1]).any(axis=1) | (polygon[1:] != polygon[:-1])
    new |= np.bincount(polygon, weights=new)[polygon] < 3  # no ring at all; one without area is welcome
    return shapely.polygons(shapely.linearrings(points[new], indices=polygon[new]))


def _neighbour(group: np.ndarray, step: int) -> np.ndarray:
    """Place of the next (1) or last (-1) entry of the same group, cyclic; groups come sorted."""
    first = np.searchsorted(group, group)
    return first + (np.arange(len(group)) - first + step) % np.bincount(group)[group]


def _sectors(site: np.ndarray, azimuth: np.ndarray, tolerance_deg: float) -> np.ndarray:
    """Number of the direction of each cell; cells come sorted by site and azimuth, sectors are numbered in that order."""
    begins = np.ones(len(site), bool)
    begins[1:] = site[1:] != site[:-1]
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(site))[:len(first)] - 1
    turn = np.empty(len(site))
    turn[1:] = azimuth[1:] - azimuth[:-1]
    turn[first] = azimuth[first] - azimuth[last] + 360
    opens = turn > tolerance_deg + SAME_DIRECTION_DEG
    site_number = np.cumsum(begins) - 1
    opens[first[np.bincount(site_number, weights=opens) == 0]] = True  # a full circle of close azimuths is one direction
    sector = np.cumsum(opens) - 1
    # what comes before the first opening of a site continues, across north, the site's last sector
    continues = (~opens[first])[site_number] & (sector == sector[first][site_number])
    return np.where(continues, sector[last][site_number], sector)
