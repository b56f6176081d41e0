"""A made-up road network where the people are: streets in towns, roads between them, and a motorway past the city.

Ostermayer et al. (2016, section 3.3) route on OpenStreetMap's roads; these have the same attributes, so that they are read the
same way.
"""

from dataclasses import dataclass
from typing import Optional

import numpy as np
import shapely
from scipy import ndimage, sparse
from scipy.sparse import csgraph
from scipy.spatial import Delaunay, cKDTree

from ..errors import InputError
from ..geolocation.grid import TileGrid
from ..progress import Progress, no_progress
from ..trajectory.network import RoadNetwork
from ..trajectory.roads import build_network
from .motorway import Motorway, cut_at_bridge, find_motorway, motorway_lines
from .population import checked_people

STREETS_SHARE = 0.8  # of the people live in settlements with streets, the others beside roads
BLOCK_M = 160.0
BLOCK_JITTER = 0.18  # of a block
OPEN_BLOCKS = 0.18  # share of the streets of a lattice that were never built
QUARTER_M = 150.0  # deviation of the filter that makes settlements of single inhabited tiles
COLLECTOR_EVERY = 4  # streets
COLLECTORS_FROM = 40  # crossings of a settlement
DETOUR = 1.6  # a main road goes that much further to keep off residential streets
CENTRE_SHARE = 0.5  # radius of the centre over that of the settlement
CENTRE_FROM = 60  # crossings
BENDS_M = 150.0  # between the vertices of a road in the country
BEND_SHARE = 0.03  # sideways, of its length
PRIMARY_TOWNS, SECONDARY_TOWNS, TERTIARY_TOWNS = 8, 25, 60

CLASSES = ("residential", "unclassified", "tertiary", "secondary", "primary")
RESIDENTIAL, UNCLASSIFIED, TERTIARY, SECONDARY, PRIMARY = range(5)
IN_TOWN = ("30", None, "50", "50", "50")  # maxspeed by class; None: as the class has it
OUTSIDE = (None, None, "80", "80", "100")


@dataclass(frozen=True)
class Roads:
    """Lines of roads. They share a vertex where they meet; the motorway crosses all others without one.

    Attributes
    ----------
    lines : ndarray of shapely lines, shape (L,)
    highway, maxspeed, oneway, bridge, name : ndarray of str or None, shape (L,)
        As OpenStreetMap has them.
    crs : str
    """

    lines: np.ndarray
    highway: np.ndarray
    maxspeed: np.ndarray
    oneway: np.ndarray
    bridge: np.ndarray
    name: np.ndarray
    crs: str

    def __len__(self) -> int:
        return len(self.lines)

    def network(self, progress: Progress = no_progress) -> RoadNetwork:
        """The roads as a network that can be driven on."""
        return build_network(self.lines, crs=self.crs, highway=self.highway, maxspeed=self.maxspeed, oneway=self.oneway,
                             progress=progress)[0]


def make_roads(grid: TileGrid, population, rng: np.random.Generator, *, progress: Progress = no_progress) -> Roads:
    """Roads of a population.

    Parameters
    ----------
    grid : TileGrid
    population : array_like, shape (J,)
        People of each tile, or anything in proportion to them.
    progress : callable

    Returns
    -------
    Roads
        Where one can drive from everywhere to everywhere.

    Raises
    ------
    InputError
        When nobody lives on the grid, or it is too small.

    Notes
    -----
    Every settlement has a lattice of streets, turned its own way, with crossings moved and some streets left out. Roads join
    neighbouring settlements: the shortest edge of the Gabriel graph of all crossings between each two, so that all are joined and no
    road runs through a settlement or another road. What lies on the way from a town to the nearest larger one is a main road. The
    streets of a town's centre are one-way in turns. The motorway passes the city where the fewest live.
    """
    people = checked_people(population, grid.n_tiles).reshape(grid.n_rows, grid.n_cols)
    density = ndimage.gaussian_filter(people, QUARTER_M / grid.tile_m, mode="constant")
    streets = _streets(grid, density, rng)
    if len(streets.xy) < 2:
        raise InputError("the extent is too small for a road", "Extent", f"Give one of a few times {streets.block_m:g} m.")
    progress(0.3)
    links, bent = _links(streets, rng)
    progress(0.5)
    grades = _grades(streets, links, density, grid)
    progress(0.7)
    oneway = _one_way_streets(streets, links, grades[:len(streets.tail)], density, grid)
    lines = _Lines()
    _add_streets(lines, streets, grades[:len(streets.tail)], oneway)
    motorway = find_motorway(grid, density, bent, grades[len(streets.tail):], rng)
    bridges = _add_country_roads(lines, bent, grades[len(streets.tail):], motorway)
    for xy, highway, maxspeed in motorway_lines(motorway, bridges) if motorway else ():
        lines.add(xy, highway, maxspeed, "yes", None, "A 1")
    progress(1.0)
    return lines.roads(grid.crs)


@dataclass(frozen=True)
class _Streets:
    """Crossings, by settlement and place on its lattice, and the streets between neighbouring ones."""

    xy: np.ndarray
    settlement: np.ndarray
    place: np.ndarray  # (N, 2)
    tail: np.ndarray
    head: np.ndarray
    axis: np.ndarray
    block_m: float


class _Lines:
    """Collects lines with their attributes."""

    def __init__(self):
        self._rows = []

    def add(self, xy, highway, maxspeed=None, oneway=None, bridge=None, name=None) -> None:
        self._rows.append((xy, highway, maxspeed, oneway, bridge, name))

    def roads(self, crs: str) -> Roads:
        xy, *attributes = zip(*self._rows)
        lines = shapely.linestrings(np.concatenate(xy), indices=np.repeat(np.arange(len(xy)), [len(part) for part in xy]))
        return Roads(lines, *(np.array(values, dtype=object) for values in attributes), crs)


def _streets(grid: TileGrid, density, rng) -> _Streets:
    dense = np.sort(density, axis=None)[::-1]
    enough = dense[np.searchsorted(np.cumsum(dense), STREETS_SHARE * dense.sum())]
    label, n = ndimage.label(density >= enough)
    tile = np.flatnonzero(label)
    settlement = label.ravel()[tile] - 1
    block_m = max(BLOCK_M, 1.5 * grid.tile_m)  # no block without the middle of a tile
    turn = rng.uniform(0, np.pi / 2, n)
    axes = np.stack([np.column_stack([np.cos(turn), np.sin(turn)]), np.column_stack([-np.sin(turn), np.cos(turn)])], axis=1)
    xy = np.column_stack(grid.centres(tile))
    origin = np.column_stack([np.bincount(settlement, values) / np.bincount(settlement) for values in xy.T])
    place = np.rint(np.einsum("nij,nj->ni", axes[settlement], xy - origin[settlement]) / block_m).astype(np.int64)
    settlement, *place = np.unique(np.column_stack([settlement, place]), axis=0).T
    place = np.column_stack(place)
    moved = place + rng.uniform(-BLOCK_JITTER, BLOCK_JITTER, place.shape)
    xy = origin[settlement] + block_m * np.einsum("nij,ni->nj", axes[settlement], moved)
    # one number for each place, so that a neighbour is a number away
    width = 2 * np.abs(place).max(initial=0) + 3
    key = (settlement * width + place[:, 0] + width // 2) * width + place[:, 1] + width // 2
    tail, head = [], []
    for step in (width, 1):
        at = np.minimum(np.searchsorted(key, key + step), len(key) - 1)
        tail.append(np.flatnonzero(key[at] == key + step))
        head.append(at[tail[-1]])
    axis = np.repeat([0, 1], [len(rows) for rows in tail])
    tail, head = np.concatenate(tail), np.concatenate(head)
    # the least spanning trees by random lengths keep every settlement in one piece
    tree = csgraph.minimum_spanning_tree(_graph(len(key), tail, head, rng.uniform(1, 2, len(tail)))).tocoo()
    built = rng.random(len(tail)) >= OPEN_BLOCKS
    built |= np.isin(tail * len(key) + head, np.minimum(tree.row, tree.col) * np.int64(len(key)) + np.maximum(tree.row, tree.col))
    return _Streets(xy, settlement, place, tail[built], head[built], axis[built], block_m)


def _graph(n: int, tail, head, weight) -> sparse.csr_matrix:
    return sparse.coo_matrix((weight, (tail, head)), shape=(n, n)).tocsr()


def _links(streets: _Streets, rng) -> tuple[np.ndarray, list]:
    """Crossings that a road in the country joins, (R, 2), and the vertices of each."""
    _, part = csgraph.connected_components(_graph(len(streets.xy), streets.tail, streets.head, np.ones(len(streets.tail))), False)
    pair = _gabriel(streets.xy)
    pair = pair[part[pair[:, 0]] != part[pair[:, 1]]]
    length = np.hypot(*(streets.xy[pair[:, 0]] - streets.xy[pair[:, 1]]).T)
    pair = pair[np.argsort(length, kind="stable")]
    parts = np.sort(part[pair], axis=1)
    pair = pair[np.sort(np.unique(parts, axis=0, return_index=True)[1])]
    bent = [_bent(streets.xy[ends], rng) for ends in pair]
    lines = np.array([shapely.LineString(xy) for xy in bent], dtype=object)
    for k in np.unique(shapely.STRtree(lines).query(lines, predicate="crosses")) if len(lines) else ():
        bent[k] = streets.xy[pair[k]]
    return pair, bent


def _gabriel(xy) -> np.ndarray:
    """Pairs of points with no third one in the circle over them, (K, 2): edges of the Delaunay graph that no angle above 90° faces."""
    n = len(xy)
    if n < 4:
        return np.column_stack(np.triu_indices(n, 1))
    corner = Delaunay(xy).simplices
    pairs, blunt = [], []
    for k in range(3):
        a, b, c = corner[:, k], corner[:, (k + 1) % 3], corner[:, (k + 2) % 3]
        pairs.append(np.sort(np.column_stack([a, b]), axis=1))
        blunt.append(((xy[a] - xy[c]) * (xy[b] - xy[c])).sum(axis=1) < 0)
    pairs, which = np.unique(np.concatenate(pairs), axis=0, return_inverse=True)
    return pairs[np.bincount(which.ravel(), weights=np.concatenate(blunt), minlength=len(pairs)) == 0]


def _bent(ends, rng) -> np.ndarray:
    """A line between two points that winds a little, (V, 2)."""
    way = ends[1] - ends[0]
    share = np.linspace(0, 1, max(2, int(np.hypot(*way) / BENDS_M) + 1))
    aside = sum(rng.uniform(-1, 1) / k * np.sin(k * np.pi * share) for k in (1, 2, 3)) * BEND_SHARE
    xy = ends[0] + share[:, None] * way + aside[:, None] * (-way[1], way[0])
    xy[0], xy[-1] = ends
    return xy


def _grades(streets: _Streets, links, density, grid: TileGrid) -> np.ndarray:
    """Class of each street, then of each country road: the ways from a town to the nearest larger one are main roads."""
    n = len(streets.xy)
    crossings = np.bincount(streets.settlement)
    collector = (streets.place[streets.tail, 1 - streets.axis] % COLLECTOR_EVERY == 0)
    collector &= crossings[streets.settlement[streets.tail]] >= COLLECTORS_FROM
    grade = np.append(np.where(collector, TERTIARY, RESIDENTIAL), np.full(len(links), UNCLASSIFIED))
    tail, head = np.append(streets.tail, links[:, 0]), np.append(streets.head, links[:, 1])
    number = sparse.coo_matrix((np.arange(1, len(tail) + 1), (tail, head)), shape=(n, n)).tocsr()
    number = number + number.T
    length = np.hypot(*(streets.xy[tail] - streets.xy[head]).T)
    length = _graph(n, tail, head, np.where(grade == RESIDENTIAL, DETOUR * length, length))
    towns = _centres(streets, density, grid)[:TERTIARY_TOWNS]
    away, before = csgraph.dijkstra(length, directed=False, indices=towns, return_predecessors=True)
    for rank in range(len(towns) - 1, 0, -1):
        node, source = towns[int(away[rank, towns[:rank]].argmin())], rank
        of_rank = PRIMARY if rank < PRIMARY_TOWNS else SECONDARY if rank < SECONDARY_TOWNS else TERTIARY
        while node != towns[source]:
            edge = number[node, before[source, node]] - 1
            grade[edge] = max(grade[edge], of_rank)
            node = before[source, node]
    return grade


def _centres(streets: _Streets, density, grid: TileGrid) -> np.ndarray:
    """The crossing in the middle of each settlement, the one of most people first."""
    tile = np.flatnonzero(density)
    nearest = cKDTree(streets.xy).query(np.column_stack(grid.centres(tile)))[1]
    people = np.bincount(nearest, weights=density.ravel()[tile], minlength=len(streets.xy))
    order = np.lexsort((-people, streets.settlement))
    _, first = np.unique(streets.settlement[order], return_index=True)
    return order[first][np.argsort(-np.bincount(streets.settlement, weights=people), kind="stable")]


def _one_way_streets(streets: _Streets, links, grade, density, grid: TileGrid) -> np.ndarray:
    """Direction of each street: 1 from tail to head, -1 back, 0 both."""
    n = len(streets.xy)
    crossings = np.bincount(streets.settlement)
    centre = np.empty_like(crossings)
    centres = _centres(streets, density, grid)
    centre[streets.settlement[centres]] = centres
    settlement = streets.settlement[streets.tail]
    away = np.hypot(*(streets.xy[streets.tail] - streets.xy[centre[settlement]]).T)
    inside = away < CENTRE_SHARE * streets.block_m * np.sqrt(crossings[settlement] / np.pi)
    inside &= (crossings[settlement] >= CENTRE_FROM) & (grade == RESIDENTIAL)
    way = np.where(streets.place[streets.tail, 1 - streets.axis] % 2 == 0, 1, -1)
    way = np.where(inside, way, 0)
    while True:  # where one cannot come or leave any more, streets are for both directions after all
        tail = np.concatenate([streets.tail[way >= 0], streets.head[way <= 0], links[:, 0], links[:, 1]])
        head = np.concatenate([streets.head[way >= 0], streets.tail[way <= 0], links[:, 1], links[:, 0]])
        part = csgraph.connected_components(_graph(n, tail, head, np.ones(len(tail))), connection="strong")[1]
        cut_off = part != np.bincount(part).argmax()
        stuck = (way != 0) & (cut_off[streets.tail] | cut_off[streets.head])
        if not stuck.any():
            return way
        way[stuck] = 0


def _add_streets(lines: _Lines, streets: _Streets, grade, way) -> None:
    """One line for each run of streets that are alike."""
    across = streets.place[streets.tail, 1 - streets.axis]
    along = streets.place[streets.tail, streets.axis]
    street = np.column_stack([streets.settlement[streets.tail], streets.axis, across])
    order = np.lexsort((along, *street.T[::-1]))
    key = np.column_stack([street, grade, way, along - np.arange(len(along))])[order]
    key[:, -1] = along[order] - np.arange(len(along))
    starts = np.flatnonzero(np.append(True, (key[1:] != key[:-1]).any(axis=1))[:len(key)])
    _, number = np.unique(street, axis=0, return_inverse=True)
    number = number.ravel()
    for run in np.split(order, starts[1:]) if len(order) else ():
        first = run[0]
        xy = streets.xy[np.append(streets.tail[run], streets.head[run[-1]])]
        one_way = "yes" if way[first] else None
        name = f"{('Street', 'Avenue')[streets.axis[first]]} {number[first] + 1}"
        lines.add(xy[::-1] if way[first] < 0 else xy, CLASSES[grade[first]], IN_TOWN[grade[first]], one_way, None, name)


def _add_country_roads(lines: _Lines, bent: list, grade, motorway: Optional[Motorway]) -> dict:
    """Add roads between settlements; returns the two ends of each bridge by road."""
    crossed = dict(zip(motorway.road.tolist(), motorway.on_road_m.tolist())) if motorway else {}
    bridges = {}
    for k, (xy, of_class) in enumerate(zip(bent, grade)):
        parts = cut_at_bridge(xy, crossed[k]) if k in crossed else [xy]
        for part, is_bridge in zip(parts, (None, "yes", None)):
            lines.add(part, CLASSES[of_class], OUTSIDE[of_class], None, is_bridge, f"Road {k + 1}")
        if k in crossed:
            bridges[k] = parts[1][0], parts[1][-1]
    return bridges
