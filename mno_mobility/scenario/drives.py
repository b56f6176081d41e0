"""Journeys by car with the truth known: from where people are to where others are, on the fastest way, as drivers drive.

What Ostermayer et al. (2016, section 4) recorded on their test drives, for any number of made-up ones.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from ..errors import InputError
from ..geolocation.grid import TileGrid
from ..progress import Progress, no_progress, part
from ..trajectory.network import RoadNetwork, largest_component
from ..trajectory.polylines import routes
from ..trajectory.referencing import RoadPositions, on_arcs
from ..trajectory.routing import Paths, shortest_paths
from .events import HOURLY
from .phones import CANDIDATES, DAY_S, somewhere_in
from .population import checked_people

LEAST_M = 5_000.0  # from origin to destination as the crow flies
LEAST_SHARE = 0.25  # of the world's diagonal, where that is less
FASTEST_HOME_KMH = 80.0  # nobody lives on faster roads
DRIVERS = 0.95, 0.08, 0.75, 1.15  # speed over the limit where nothing hinders: mean, deviation, least, most
ACCELERATION, BRAKING = (1.0, 2.0), (1.5, 2.5)  # m/s², from the calmest driver to the most hurried
SIDEWAYS = 3.0  # m/s² that a bend may press
CORNER_M = 30.0  # how far before a bend it may be cut
SLOWEST_BEND_MPS = 2.0
STOP_SHARE = 0.12  # of the junctions between slow roads
STOP_BELOW_KMH = 70.0
STOP_S = 3.0, 18.0  # least, and mean of what comes on top


@dataclass(frozen=True)
class Drives:
    """Journeys, each along a route of its own.

    Attributes
    ----------
    network : RoadNetwork
        The strongly connected roads that were driven on.
    paths : Paths
        The routes on them.
    driver : ndarray of float, shape (N,)
        What each makes of a speed limit: 1.1 drives a tenth faster where nothing hinders.
    vertex_start : ndarray of int, shape (N + 1,)
        Where in the columns of vertices each route begins.
    xy_m : ndarray of float, shape (V, 2)
    along_m, time_s : ndarray of float, shape (V,)
        Length from the start of the route, and time of arrival, seconds since 1970-01-01 UTC.
    limit_kmh : ndarray of float, shape (V,)
        Speed limit from the vertex on; at the last one, that of the road behind it.
    phase_start : ndarray of int, shape (N + 1,)
        Where in the columns of phases each journey begins. From each to the next the acceleration is constant.
    phase_along_m, phase_time_s, phase_mps : ndarray of float, shape (F,)
    """

    network: RoadNetwork
    paths: Paths
    driver: np.ndarray
    vertex_start: np.ndarray
    xy_m: np.ndarray
    along_m: np.ndarray
    time_s: np.ndarray
    limit_kmh: np.ndarray
    phase_start: np.ndarray
    phase_along_m: np.ndarray
    phase_time_s: np.ndarray
    phase_mps: np.ndarray

    def __len__(self) -> int:
        return len(self.driver)

    @property
    def length_m(self) -> np.ndarray:
        return self.along_m[self.vertex_start[1:] - 1]

    @property
    def start_s(self) -> np.ndarray:
        return self.phase_time_s[self.phase_start[:-1]]

    @property
    def end_s(self) -> np.ndarray:
        return self.phase_time_s[self.phase_start[1:] - 1]

    def along_at(self, journey, time_s) -> np.ndarray:
        """Length driven since the start, (K,), of journeys at times; the ends before and after the journey."""
        time_s = np.clip(time_s, self.start_s[journey], self.end_s[journey]) - self.start_s[journey]
        at = self._phase(self._clock, self._clock[self.phase_start[:-1]][journey] + time_s, journey)
        spent = self._clock[self.phase_start[:-1]][journey] + time_s - self._clock[at]
        change = self.phase_mps[at + 1] - self.phase_mps[at]
        step_s = self._clock[at + 1] - self._clock[at]
        gained = change * spent / np.where(step_s > 0, step_s, 1.0)
        return np.clip(self.phase_along_m[at] + spent * (self.phase_mps[at] + gained / 2), self.phase_along_m[at],
                       self.phase_along_m[at + 1])

    def time_at(self, journey, along_m) -> np.ndarray:
        """Time of arrival, (K,), of journeys at lengths from their starts."""
        begin = self._road[self.phase_start[:-1]][journey]
        along_m = np.clip(along_m, 0.0, self.length_m[journey])
        at = self._phase(self._road, begin + along_m, journey, side="left")
        step_m = self._road[at + 1] - self._road[at]
        ahead = np.clip(begin + along_m - self._road[at], 0.0, step_m)
        before, after = self.phase_mps[at], self.phase_mps[at + 1]
        share = ahead / np.where(step_m > 0, step_m, 1.0)
        here = np.sqrt((1 - share) * before ** 2 + share * after ** 2)
        mean = (before + here) / 2
        return self.phase_time_s[at] + np.where(ahead > 0, ahead / np.where(mean > 0, mean, 1.0), 0.0)

    def xy_at(self, journey, along_m) -> np.ndarray:
        """Places, (K, 2), of journeys at lengths from their starts."""
        begin = _end_to_end(self.along_m, self.vertex_start)
        at = begin[self.vertex_start[:-1]][journey] + np.clip(along_m, 0.0, self.length_m[journey])
        return np.column_stack([np.interp(at, begin, column) for column in self.xy_m.T])

    @cached_property
    def _clock(self) -> np.ndarray:
        return _end_to_end(self.phase_time_s, self.phase_start)

    @cached_property
    def _road(self) -> np.ndarray:
        return _end_to_end(self.phase_along_m, self.phase_start)

    def _phase(self, axis, value, journey, side="right") -> np.ndarray:
        at = np.searchsorted(axis, value, side=side) - 1
        return np.clip(at, self.phase_start[:-1][journey], self.phase_start[1:][journey] - 2)


def make_drives(network: RoadNetwork, grid: TileGrid, population, n: int, rng: np.random.Generator, *, day_s: float = DAY_S,
                progress: Progress = no_progress) -> Drives:
    """Journeys over a day.

    Parameters
    ----------
    network : RoadNetwork
        Only its largest strongly connected component is driven on.
    grid : TileGrid
    population : array_like, shape (J,)
        People of each tile: journeys begin and end where they live, on the nearest road.
    n : int
    day_s : float
        Midnight at the start of the day, seconds since 1970-01-01 UTC. The journeys begin on it, as often as people phone.
    progress : callable

    Returns
    -------
    Drives

    Raises
    ------
    InputError
        When `n` is below 1, nobody lives on the grid, no road lies on it, or none leads back to where it begins.

    Notes
    -----
    The route is the fastest by the speed limits. A driver keeps to the limit times a factor of its own, takes bends as fast as a
    sideways acceleration of 3 m/s² allows, stops at some junctions, and accelerates and brakes steadily between: the speed at each
    vertex is the greatest that both allow, and between two vertices the journey accelerates, cruises and brakes.
    """
    if n < 1:
        raise InputError(f"{n} journeys cannot be", "Journeys", "Give 1 or more.")
    network = largest_component(network, "strong")
    origin, destination = _ends(network, grid, population, n, rng)
    paths = shortest_paths(network, origin, destination, progress=part(progress, 0, 0.7))
    ways = routes(network, paths, progress=part(progress, 0.7, 0.9))
    mean, deviation, least, most = DRIVERS
    driver = rng.normal(mean, deviation, n).clip(least, most)
    hour = np.interp(rng.random(n), np.append(0.0, np.cumsum(HOURLY) / HOURLY.sum()), np.arange(25.0))
    drives = _drive(network, paths, ways, driver, day_s + np.round(3600 * hour, 3), rng)
    progress(1.0)
    return drives


def _ends(network: RoadNetwork, grid: TileGrid, population, n: int, rng) -> tuple[RoadPositions, RoadPositions]:
    """Origins and destinations: where people live, but not too near each other."""
    population = checked_people(population, grid.n_tiles)
    share = np.cumsum(population / population.sum())
    tile = np.searchsorted(share, rng.random((n, 1 + CANDIDATES)) * share[-1], side="right")
    piece = _homely_pieces(network, grid)
    place = _on_roads(network, piece, somewhere_in(grid, tile.ravel(), rng))
    x, y = (column.reshape(n, -1) for column in (place.x_m, place.y_m))
    away = np.hypot(x[:, 1:] - x[:, :1], y[:, 1:] - y[:, :1])
    x_min, y_min, x_max, y_max = grid.extent_m
    least = min(LEAST_M, LEAST_SHARE * np.hypot(x_max - x_min, y_max - y_min))
    # the first candidate that is far enough, else the farthest
    chosen = np.argmax(np.where(away >= least, 1e9 - np.arange(CANDIDATES), away), axis=1)
    first = np.arange(n) * (1 + CANDIDATES)
    origin, destination = place[first], place[first + 1 + chosen]
    nowhere = np.flatnonzero(away.max(axis=1) == 0)  # all at the same end of a road: anywhere else, then
    arc = network.arcs_of_piece.max(axis=1)[rng.choice(piece, len(nowhere))]
    anywhere = on_arcs(network, arc, rng.random(len(nowhere)) * network.length_m[arc])
    for column, values in vars(destination).items():
        values[nowhere] = getattr(anywhere, column)
    return origin, destination


def _homely_pieces(network: RoadNetwork, grid: TileGrid) -> np.ndarray:
    """The pieces of roads on the grid where people may live."""
    inside = np.sort(network.tree.query(shapely.box(*grid.extent_m), predicate="intersects"))
    if not len(inside):
        raise InputError("none of them lies within the extent", "Roads", "Give roads of this part of the world.")
    slow = network.speed_kmh[network.arcs_of_piece[inside].max(axis=1)] <= FASTEST_HOME_KMH
    return inside[slow] if slow.any() else inside


def _on_roads(network: RoadNetwork, piece, xy) -> RoadPositions:
    """The nearest place to each point on some pieces of road."""
    lines, points = network.lines[piece], shapely.points(xy)
    nearest = shapely.STRtree(lines).nearest(points)
    along = shapely.line_locate_point(lines[nearest], points)
    arc = network.arcs_of_piece[piece[nearest]].max(axis=1)
    return on_arcs(network, arc, np.where(network.forward[arc], along, network.length_m[arc] - along))


def _drive(network, paths: Paths, routes: list, driver, start_s, rng) -> Drives:
    n = len(routes)
    size = np.array([len(r.along_m) for r in routes], dtype=np.int64)
    vertex_start = np.append(0, np.cumsum(size))
    xy = np.concatenate([r.xy_m for r in routes])
    along = np.concatenate([r.along_m for r in routes])
    limit_kmh = np.concatenate([np.append(r.limit_kmh, r.limit_kmh[-1]) for r in routes])
    journey = np.repeat(np.arange(n), size)
    first, last = vertex_start[:-1], vertex_start[1:] - 1

    wait = _stops(network, paths, along, vertex_start, limit_kmh, rng)
    most = limit_kmh * driver[journey] / 3.6  # m/s from each vertex on
    eager = rng.random(n)
    gain, loss = (low + (high - low) * eager[journey] for low, high in (ACCELERATION, BRAKING))
    cap = np.minimum(most, np.append(most[:1], most[:-1]))
    cap = np.minimum(cap, _through_bends(xy, along))
    cap[wait > 0] = cap[first] = cap[last] = 0.0

    # the greatest speed at k is the least of v_j² + 2 a (s_k - s_j) over all j before it, and likewise for braking: with the ways of all
    # journeys end to end, one running minimum each. Every journey begins and ends at rest, which keeps them apart.
    step = np.append(np.diff(along), 0.0)
    step[last] = 0.0
    square = cap ** 2
    for sign, rate in ((1, gain), (-1, loss)):
        way = np.append(0.0, np.cumsum(2 * rate * step))[:-1]
        square = np.minimum(square, sign * way + np.minimum.accumulate((cap ** 2 - sign * way)[::sign])[::sign])
    square = np.maximum(square, 0.0)

    piece = np.setdiff1d(np.arange(len(along)), last)  # by its first vertex
    a, b, d, v0, v1 = gain[piece], loss[piece], step[piece], square[piece], square[piece + 1]
    peak = np.minimum(most[piece] ** 2, (2 * a * b * d + b * v0 + a * v1) / (a + b))
    peak = np.maximum(peak, np.maximum(v0, v1))
    faster_m, slower_m = (peak - v0) / (2 * a), (peak - v1) / (2 * b)
    even_m = np.maximum(d - faster_m - slower_m, 0.0)
    v0, v1, peak = np.sqrt(v0), np.sqrt(v1), np.sqrt(peak)
    ways = np.column_stack([np.zeros(len(piece)), faster_m, even_m, slower_m])
    speeds = np.column_stack([v0, peak, peak, v1])
    mean = (speeds[:, 1:] + speeds[:, :-1]) / 2
    times = np.column_stack([wait[piece], np.where(ways[:, 1:] > 0, ways[:, 1:] / np.where(mean > 0, mean, 1.0), 0.0)])

    phases = 4 * (size - 1)
    phase_start = np.append(0, np.cumsum(phases))
    of = np.repeat(np.arange(n), phases)
    clock = np.cumsum(times.ravel())
    clock = clock - (clock - times.ravel())[phase_start[:-1]][of] + start_s[of]
    phase_along = np.minimum(along[piece][:, None] + np.cumsum(ways, axis=1), along[piece + 1][:, None])
    phase_along[:, -1] = along[piece + 1]
    arrival = np.empty(len(along))
    arrival[piece + 1] = clock[3::4]
    arrival[first] = start_s
    return Drives(network, paths, driver, vertex_start, xy, along, arrival, limit_kmh, phase_start, phase_along.ravel(), clock,
                  speeds.ravel())


def _stops(network, paths: Paths, along, vertex_start, limit_kmh, rng) -> np.ndarray:
    """Seconds at rest at each vertex: at some of the junctions between slow roads."""
    wait = np.zeros(len(along))
    n_roads = np.bincount(np.concatenate([network.tail, network.head])[np.append(network.forward, network.forward)],
                          minlength=network.n_nodes)
    path = np.repeat(np.arange(len(paths)), np.diff(paths.start))
    ends = np.cumsum(network.length_m[paths.arcs])
    ends += (-paths.first_m - np.append(0.0, ends)[paths.start[:-1]])[path]
    inner = np.ones(len(path), bool)
    inner[paths.start[1:] - 1] = False
    inner &= n_roads[network.head[paths.arcs]] >= 3
    axis = _end_to_end(along, vertex_start)
    at = np.searchsorted(axis, axis[vertex_start[:-1]][path[inner]] + ends[inner] - 1e-3)
    slow = np.maximum(limit_kmh[at], limit_kmh[at - 1]) < STOP_BELOW_KMH
    least, more = STOP_S
    stops = slow & (rng.random(len(at)) < STOP_SHARE)
    wait[at] = np.where(stops, least + rng.exponential(more, len(at)), 0.0)
    return wait


def _through_bends(xy, along) -> np.ndarray:
    """The greatest speed in m/s at each vertex: on a circle that touches both pieces of road."""
    way = np.diff(xy, axis=0)
    length = np.hypot(*way.T)
    before, after = way[:-1], way[1:]
    turn = np.abs(np.arctan2(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0], (before * after).sum(axis=1)))
    room = np.minimum(np.minimum(length[:-1], length[1:]), CORNER_M) / 2
    bend = np.tan(turn / 2)
    radius = np.where(bend > 0, room / np.where(bend > 0, bend, 1.0), np.inf)
    fastest = np.full(len(xy), np.inf)
    fastest[1:-1] = np.maximum(np.sqrt(SIDEWAYS * radius), SLOWEST_BEND_MPS)
    return fastest


def _end_to_end(values, start) -> np.ndarray:
    """Ascending values of each journey on one ascending axis for all, a step of 1 between two."""
    n = np.diff(start)
    span = values[start[1:] - 1] - values[start[:-1]]
    begin = np.append(0.0, np.cumsum(span + 1.0))[:-1]
    return values + np.repeat(begin - values[start[:-1]], n)
