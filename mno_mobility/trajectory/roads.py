"""Lines of any road layer as a directed network (Ostermayer et al. 2016, section 3.3: routes run on OpenStreetMap's roads).

Lines are cut where they share a vertex. Lines that cross without one, on a bridge or in a tunnel, do not meet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyproj
import shapely

from ..errors import InputError, some
from ..progress import Progress, no_progress
from .network import CONNECTIONS, RoadNetwork, components, largest_component, ranges
from .speeds import CLOSED, DEFAULT_SPEEDS_KMH, FASTEST_BELIEVED_KMH, class_speeds, closed_to_cars, directions, speed_limits

NO_LINE = "no line geometry"
NOT_FINITE = "coordinates are not numbers"
NO_LENGTH = "no length"
OTHER_CLASS = "class not driven on"
NO_ACCESS = "closed to cars"


@dataclass(frozen=True)
class RoadReport:
    """What became of the lines.

    Attributes
    ----------
    n_lines : int
        Rows of the input.
    left_out : dict of str to ndarray of int
        Rows that are not in the network, by reason; roads of islands are counted below instead.
    classes_left_out, unread_speeds, unread_directions : dict of str to int
        Texts that were not understood, or are not driven on, most frequent first, with the number of rows that have them.
    n_given_speeds, n_default_speeds : int
        Roads whose speed was given, and those that got a default.
    n_self_loops, n_parallel : int
        Arcs that end where they begin, and arcs beside another one between the same nodes; both stay in the network.
    strong_nodes, weak_nodes : ndarray of int
        Numbers of nodes of the components, largest first, before any was dropped: strong where one can drive from each node to
        each other, weak where roads touch at all.
    n_nodes_dropped : int
    dropped_m : float
        Length of roads outside the component that was kept.
    """

    n_lines: int
    left_out: dict
    classes_left_out: dict
    unread_speeds: dict
    unread_directions: dict
    n_given_speeds: int
    n_default_speeds: int
    n_self_loops: int
    n_parallel: int
    strong_nodes: np.ndarray
    weak_nodes: np.ndarray
    n_nodes_dropped: int
    dropped_m: float


def build_network(lines, *, crs: str, highway=None, maxspeed=None, speed_kmh=None, oneway=None, junction=None, access=None,
                  motor_vehicle=None, default_speeds: Mapping = DEFAULT_SPEEDS_KMH, other_kmh: float = 50.0,
                  unlimited_kmh: float = 130.0, closed=CLOSED, oneway_words=None, both_ways: bool = False, snap_m: float = 0.0,
                  keep: str = "weak", progress: Progress = no_progress) -> tuple[RoadNetwork, RoadReport]:
    """Make a network of lines and their attributes.

    Parameters
    ----------
    lines : array_like of shapely (multi-)lines or None, shape (L,)
        In `crs`.
    crs : str
        A projected, metric CRS.
    highway : array_like of str or None, shape (L,), optional
        Class of each road. Where given, only the classes of `default_speeds` are driven on.
    maxspeed : array_like of str or None, shape (L,), optional
        Speed limits as :func:`~mno_mobility.trajectory.speeds.speed_limits` reads them.
    speed_kmh : array_like of float, shape (L,), optional
        Speeds as plain numbers; they win over `maxspeed`. NaN where there is none.
    oneway, junction : array_like of str or None, shape (L,), optional
        As :func:`~mno_mobility.trajectory.speeds.directions` reads them, `oneway` with the words of `oneway_words`.
    access, motor_vehicle : array_like of str or None, shape (L,), optional
        Who may use the road; where `motor_vehicle` says something, it wins.
    default_speeds : mapping of str to float
        km/h by class where no speed is given.
    other_kmh : float
        The default where there are no classes.
    unlimited_kmh : float
        Speed where there is no limit.
    closed : sequence of str
        Words of access that close a road.
    both_ways : bool
        Drive on all roads in both directions, whatever they say.
    snap_m : float
        Vertices that are equal when rounded to this many metres are one; 0: only those that are equal.
    keep : str
        ``weak`` or ``strong``: only the component of most nodes, see :class:`RoadReport`; ``all``: islands too.
    progress : callable

    Returns
    -------
    network : RoadNetwork
    report : RoadReport

    Raises
    ------
    InputError
        When no road can be used, coordinates are degrees, or a parameter is out of its range.
    """
    if keep not in ("all", *CONNECTIONS):
        raise InputError(f"there is no choice {keep!r}", "Roads to keep", "Choose 'weak', 'strong' or 'all'.")
    bad = some([f"{value:g}" for value in (other_kmh, unlimited_kmh, *default_speeds.values()) if not 0 < value < np.inf])
    if bad or not 0 <= snap_m < np.inf:
        raise InputError("a default speed or the tolerance is not a positive number", bad or f"{snap_m:g} m", "Correct it.")
    lines = np.asarray(lines, dtype=object)
    n = len(lines)
    left_out = {}
    usable = np.ones(n, bool)

    def leave(rows, reason):
        rows = usable & rows
        usable[rows] = False
        if rows.any():
            left_out[reason] = np.flatnonzero(rows)

    part_xy, part_of, row_of_part = _parts(lines)
    leave(~np.isin(np.arange(n), row_of_part), NO_LINE)
    _refuse_degrees(crs, part_xy, part_of)
    progress(0.1)

    classes = None if highway is None else class_speeds(highway, default_speeds)
    if classes is not None:
        leave(np.isnan(classes.values), OTHER_CLASS)
    if access is not None or motor_vehicle is not None:
        leave(closed_to_cars(access, motor_vehicle, closed=closed), NO_ACCESS)
    given_kmh, unread_speeds = _given_speeds(n, speed_kmh, maxspeed, unlimited_kmh)
    way, unread_directions = np.zeros(n, np.int8), {}
    if not both_ways and any(column is not None for column in (oneway, highway, junction)):
        reading = directions(oneway, highway=highway, junction=junction, words=oneway_words)
        way, unread_directions = reading.values, reading.unread
    progress(0.2)

    broken = np.bincount(part_of[~np.isfinite(part_xy).all(axis=1)], minlength=len(row_of_part)) > 0
    sound = ~broken & usable[row_of_part]
    leave(~_rows(row_of_part[~broken], n), NOT_FINITE)
    chosen = sound[part_of]
    tail, head, xy_m, piece_start, part = _pieces(part_xy[chosen], part_of[chosen], snap_m)
    source = row_of_part[part]
    leave(~_rows(source, n), NO_LENGTH)
    if not usable.any():
        reasons = ", ".join(f"{reason}: {len(rows)}" for reason, rows in left_out.items())
        raise InputError(f"none of the {n} lines can be used ({reasons or 'there are no lines'})", "Roads",
                         "Check the layer, its filter, and the fields and classes of the roads.")
    progress(0.6)

    kmh = np.where(np.isnan(given_kmh), other_kmh if classes is None else classes.values, given_kmh)
    everything = _network(tail, head, xy_m, piece_start, source, kmh, way, crs)
    progress(0.8)
    strong_nodes, weak_nodes = (np.sort(np.bincount(components(everything, kind)))[::-1] for kind in CONNECTIONS)
    network = everything if keep == "all" else largest_component(everything, keep)
    pairs = np.unique(everything.tail * np.int64(everything.n_nodes) + everything.head)
    report = RoadReport(
        n_lines=n, left_out=left_out, classes_left_out={} if classes is None else classes.unread,
        unread_speeds=unread_speeds, unread_directions=unread_directions,
        n_given_speeds=int(np.isfinite(given_kmh[usable]).sum()), n_default_speeds=int(np.isnan(given_kmh[usable]).sum()),
        n_self_loops=int((everything.tail == everything.head).sum()), n_parallel=everything.n_arcs - len(pairs),
        strong_nodes=strong_nodes, weak_nodes=weak_nodes, n_nodes_dropped=everything.n_nodes - network.n_nodes,
        dropped_m=everything.road_m - network.road_m)
    progress(1.0)
    return network, report


def _parts(lines: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vertices of all single lines, the line each belongs to, and the row of each line."""
    parts, row = shapely.get_parts(lines, return_index=True)
    is_line = np.isin(shapely.get_type_id(parts), (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING))
    is_line &= ~shapely.is_empty(parts)
    xy, part_of = shapely.get_coordinates(parts[is_line], return_index=True)
    return xy, part_of, row[is_line]


def _refuse_degrees(crs: str, xy: np.ndarray, line: np.ndarray) -> None:
    # a layer whose median road is shorter than 0.1 m is not in metres, whatever its CRS is called
    in_range = np.abs(xy) <= (360.0, 90.0)
    degrees = _is_geographic(crs)
    if not degrees and len(xy) and in_range.all():
        steps = np.where(np.diff(line) == 0, np.hypot(*np.diff(xy, axis=0).T), 0.0)
        degrees = 0 < np.median(np.bincount(line[1:], weights=steps)) < 0.1
    if degrees:
        raise InputError("the coordinates are degrees, not metres", "Roads", "Reproject the layer to a projected, metric CRS.")


def _is_geographic(crs: str) -> bool:
    try:
        return pyproj.CRS(crs).is_geographic
    except pyproj.exceptions.CRSError:
        return False


def _rows(rows: np.ndarray, n: int) -> np.ndarray:
    mask = np.zeros(n, bool)
    mask[rows] = True
    return mask


def _given_speeds(n: int, speed_kmh, maxspeed, unlimited_kmh: float) -> tuple[np.ndarray, dict]:
    """km/h of each row, NaN where nothing believable is given, and what was not understood."""
    kmh, unread = np.full(n, np.nan), {}
    if maxspeed is not None:
        reading = speed_limits(maxspeed, unlimited_kmh=unlimited_kmh)
        kmh, unread = reading.values, reading.unread
    if speed_kmh is not None:
        plain = np.asarray(speed_kmh, dtype=float)
        believed = (plain > 0) & (plain <= FASTEST_BELIEVED_KMH)
        values, counts = np.unique(plain[~believed & ~np.isnan(plain)], return_counts=True)
        unread = {**unread, **{f"{value:g} km/h": int(count) for value, count in zip(values, counts)}}
        kmh = np.where(believed, plain, kmh)
    return kmh, unread


def _pieces(xy: np.ndarray, line: np.ndarray, snap_m: float) -> tuple:
    """Cut lines at shared vertices: first and last vertex id, vertices, where each piece starts in them, and its line."""
    vertex, xy = _vertices(xy, snap_m)
    repeated = np.append(False, (vertex[1:] == vertex[:-1]) & (line[1:] == line[:-1]))[:len(line)]
    kept = ~repeated & (np.bincount(line[~repeated])[line] > 1)
    vertex, xy, line = vertex[kept], xy[kept], line[kept]
    new_line = np.append(True, line[1:] != line[:-1])[:len(line)]
    end = new_line | np.append(new_line[1:], True)[:len(line)]
    shared = np.bincount(vertex)[vertex] > 1
    is_node = _rows(vertex[end | shared], vertex.max(initial=0) + 1)
    cut = np.flatnonzero(is_node[vertex])
    same = line[cut[1:]] == line[cut[:-1]]
    first, last = cut[:-1][same], cut[1:][same]
    at, _ = ranges(first, last - first + 1)
    return vertex[first], vertex[last], xy[at], np.append(0, np.cumsum(last - first + 1)), line[first]


def _vertices(xy: np.ndarray, snap_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Number of the place of each vertex, and the coordinates of the first vertex there."""
    key = np.round(xy / snap_m) if snap_m else xy
    order = np.lexsort((key[:, 1], key[:, 0]))
    key = key[order]
    new = np.append(True, (key[1:] != key[:-1]).any(axis=1))[:len(order)]
    number = np.empty(len(order), np.int64)
    number[order] = np.cumsum(new) - 1
    return number, xy[order[new]][number]


def _network(tail, head, xy_m, piece_start, source, kmh, way, crs: str) -> RoadNetwork:
    """Number the nodes, and make an arc for each direction of each piece."""
    ids, ends = np.unique(np.concatenate([tail, head]), return_inverse=True)
    tail, head = ends.reshape(2, -1)
    node_xy = np.empty((len(ids), 2))
    node_xy[tail], node_xy[head] = xy_m[piece_start[:-1]], xy_m[piece_start[1:] - 1]
    steps = np.append(np.hypot(*np.diff(xy_m, axis=0).T), 0.0)
    steps[piece_start[1:] - 1] = 0.0  # from the end of a piece to the start of the next there is no road
    length = np.add.reduceat(steps, piece_start[:-1])
    piece, backward = np.nonzero(np.column_stack([way[source] >= 0, way[source] <= 0]))
    forward = backward == 0
    speed = kmh[source[piece]]
    first, last = tail[piece], head[piece]
    return RoadNetwork(*node_xy.T.copy(), np.where(forward, first, last), np.where(forward, last, first), length[piece], speed,
                       length[piece] * 3.6 / speed, piece, forward, xy_m, piece_start, source, crs)
