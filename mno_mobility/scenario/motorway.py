"""A made-up motorway: two carriageways, bridges of the roads that cross it, and interchanges with the main ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
import shapely

from ..geolocation.grid import TileGrid
from ..trajectory.referencing import point_at

MOTORWAY_FROM_M = 8_000.0  # the smaller side of a world that has a motorway
MOTORWAY_TRIES = 60
CARRIAGEWAY_M = 12.0  # from the middle
BRIDGE_M = 70.0  # from the middle to where a crossing road meets the ramps
RAMP_M = 350.0
INTERCHANGE_M = 2_500.0  # between two at least


@dataclass(frozen=True)
class Motorway:
    """Where a motorway runs and what it crosses.

    Attributes
    ----------
    middle : shapely line
        Between the carriageways.
    road : ndarray of int, shape (K,)
        The country roads it crosses.
    on_road_m, along_m : ndarray of float, shape (K,)
        Where, along the road and along the middle.
    interchanges : list of int
        Those of the K that have one.
    """

    middle: shapely.LineString
    road: np.ndarray
    on_road_m: np.ndarray
    along_m: np.ndarray
    interchanges: list


def find_motorway(grid: TileGrid, density, bent: Sequence, grade, rng: np.random.Generator) -> Optional[Motorway]:
    """A motorway through the whole world, past the city, where the fewest live; None where it would be too short or join nothing.

    Parameters
    ----------
    grid : TileGrid
    density : ndarray, shape (n_rows, n_cols)
        Of people; the city is where it is greatest.
    bent : sequence of ndarray, shape (V, 2)
        The country roads.
    grade : array_like of int, shape (R,)
        Their classes; the higher, the rather they get an interchange.
    """
    x_min, y_min, x_max, y_max = grid.extent_m
    size = min(x_max - x_min, y_max - y_min)
    if size < MOTORWAY_FROM_M or not bent:
        return None
    city = np.array(grid.centres(int(density.argmax())))
    world = shapely.box(*grid.extent_m).buffer(-grid.tile_m)
    roads = np.array([shapely.LineString(xy) for xy in bent], dtype=object)
    tries = []
    for _ in range(MOTORWAY_TRIES):
        bearing, aside, bow = rng.uniform(0, 2 * np.pi), rng.uniform(0.08, 0.22) * size, rng.uniform(-0.04, 0.04) * size
        ahead, right = np.array([np.sin(bearing), np.cos(bearing)]), np.array([np.cos(bearing), -np.sin(bearing)])
        along = np.arange(-2 * size, 2 * size, 100.0)
        curve = city + along[:, None] * ahead + (aside + bow * np.cos(along / size * np.pi))[:, None] * right
        middle = shapely.LineString(curve).intersection(world)
        if middle.geom_type == "LineString" and middle.length > 0.7 * size:
            tries.append((density.ravel()[grid.tile_at(*shapely.get_coordinates(middle).T)].mean(), len(tries), middle))
    for _, _, middle in sorted(tries):
        motorway = _with_crossings(middle, roads, grade)
        if len(motorway.interchanges) > 1:
            return motorway
    return None


def _with_crossings(middle, roads, grade) -> Motorway:
    with np.errstate(invalid="ignore"):  # older versions of GEOS raise the flag without need
        point = shapely.intersection(roads, middle)
    once = (shapely.get_type_id(point) == shapely.GeometryType.POINT) & ~shapely.is_empty(point)
    point[~once] = shapely.get_point(roads[0], 0)  # any, to be left out below
    on_road = shapely.line_locate_point(roads, point)
    road = np.flatnonzero(once & (on_road > 2 * BRIDGE_M) & (on_road < shapely.length(roads) - 2 * BRIDGE_M))
    along = shapely.line_locate_point(middle, point[road])
    interchanges = []
    for k in np.lexsort((along, -grade[road])):  # the main roads first
        room = np.abs(along[interchanges] - along[k]).min(initial=np.inf)
        if room >= INTERCHANGE_M and RAMP_M < along[k] < middle.length - RAMP_M:
            interchanges.append(int(k))
    return Motorway(middle, road, on_road[road], along, interchanges)


def cut_at_bridge(xy, at_m: float) -> list:
    """A road that crosses the motorway `at_m` from its start in three: before the bridge, the bridge, behind it."""
    span = at_m - BRIDGE_M, at_m + BRIDGE_M
    start, end = point_at(xy, span)
    part = np.searchsorted(span, np.append(0.0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T))))
    return [np.array([*xy[part == 0], start]), np.array([start, *xy[part == 1], end]), np.array([end, *xy[part == 2]])]


def motorway_lines(motorway: Motorway, bridges: Mapping) -> Iterator[tuple]:
    """Vertices, class and speed limit of its one-way lines.

    They are two carriageways that meet at the ends of the world, and at each interchange ramps to both ends of the bridge, which
    `bridges` gives by road.
    """
    middle, chosen = motorway.middle, motorway.along_m[motorway.interchanges]
    places = np.unique(np.concatenate([np.arange(0, middle.length, 100.0), [middle.length], chosen, chosen - RAMP_M, chosen + RAMP_M]))
    xy = shapely.get_coordinates(shapely.line_interpolate_point(middle, places))
    ahead = np.gradient(xy, axis=0)
    ahead /= np.hypot(*ahead.T)[:, None]
    right = np.column_stack([ahead[:, 1], -ahead[:, 0]])
    sides = xy + CARRIAGEWAY_M * right, xy - CARRIAGEWAY_M * right
    for side in sides:
        side[0], side[-1] = xy[0], xy[-1]
    yield sides[0], "motorway", "130"
    yield sides[1][::-1], "motorway", "130"
    for road, at in zip(motorway.road[motorway.interchanges], chosen):
        south, here, north = np.searchsorted(places, (at - RAMP_M, at, at + RAMP_M))
        ends = sorted(bridges[road], key=lambda end: (end - xy[here]) @ right[here])
        for side, end, leaves, enters, sign in ((sides[0], ends[1], south, north, 1), (sides[1], ends[0], north, south, -1)):
            outwards = sign * BRIDGE_M / 2 * right[here]
            yield _ramp(side[leaves], (side[leaves] + side[here]) / 2 + outwards, end), "motorway_link", "60"
            yield _ramp(end, (side[enters] + side[here]) / 2 + outwards, side[enters]), "motorway_link", "60"


def _ramp(start, control, end) -> np.ndarray:
    """A parabola from start to end, (7, 2)."""
    t = np.linspace(0, 1, 7)[:, None]
    xy = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t ** 2 * end
    xy[0], xy[-1] = start, end
    return xy
