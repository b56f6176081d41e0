"""Where phones really hand over, learned from measurements, and how far the places that cell areas give may be wrong."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..events.schema import differs
from ..progress import Progress, no_progress
from .network import ranges

LEAST_M = 30.0  # deviation of the best of places: times are whole seconds, and no phone hands over twice at one spot
UNKNOWN_M = 160.0  # deviation of a place that nothing is known of
PRIOR = 0.3  # of one measurement: what the deviation of the place by areas weighs in that of a measured one
TO_DEVIATION = 1.4826  # from the median absolute deviation of a normal law
MOST = 50  # measurements of one pair of cells that are looked at
LONGEST_GAP_S = 600.0  # a phone that is not heard of for longer may have been served by other cells
MOVED_M = 5.0  # a phone that moved less has no direction
LOOK_M = 20.0  # half of the stretch that tells the direction of a route
BLOCK = 20_000  # measurements between two reports of progress


@dataclass(frozen=True)
class MeasuredHandovers:
    """Handovers whose place is known.

    Attributes
    ----------
    from_cell, to_cell : ndarray of int, shape (K,)
    xy_m : ndarray of float, shape (K, 2)
    heading : ndarray of float, shape (K, 2)
        Where the phone was going, of length 1; NaN where that is not known.
    """

    from_cell: np.ndarray
    to_cell: np.ndarray
    xy_m: np.ndarray
    heading: np.ndarray

    def __len__(self) -> int:
        return len(self.from_cell)


def handovers_of_drives(device, time_s, cell, xy_m, *, longest_gap_s: float = LONGEST_GAP_S) -> MeasuredHandovers:
    """The handovers among points of measurement: each point whose device was in another cell at the point before.

    The points may follow each other closely, as those of a drive test, or stand at the handovers alone. A handover is at the first point
    in its new cell. The phone goes there from the point before towards the point behind.

    Parameters
    ----------
    device, cell : array_like of int, shape (K,)
        -1 in `cell` is no cell: such points are passed over.
    time_s : array_like of float, shape (K,)
        Ascending within a device, whose points stand together.
    xy_m : array_like of float, shape (K, 2)
    longest_gap_s : float
        Points farther apart in time make no handover.
    """
    device, time_s, cell, xy_m = (np.asarray(values)[np.asarray(cell) >= 0] for values in (device, time_s, cell, xy_m))
    near = ~differs(device) & ~(np.diff(time_s, prepend=time_s[:1]) > longest_gap_s)
    to = np.flatnonzero(near & (cell != np.roll(cell, 1)))
    behind = np.where(np.append(near[1:], False)[to], np.minimum(to + 1, len(cell) - 1), to)
    way = xy_m[behind] - xy_m[to - 1]
    length = np.hypot(*way.T)[:, None]
    heading = np.divide(way, length, out=np.full(way.shape, np.nan), where=length > MOVED_M)
    return MeasuredHandovers(cell[to - 1], cell[to], xy_m[to], heading)


def measured_places(measured: MeasuredHandovers, lines, route, from_cell, to_cell, by_areas_m, *, reach_m: float = 100.0,
                    progress: Progress = no_progress) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places of handovers on routes by the measured handovers of the same two cells in the same direction of travel.

    The measured places within reach are mapped to the nearest point of the route; those of phones that went against the route there do
    not count, as a handover comes later than the border of two cells, on whichever side one enters. Their median is the place. Its
    deviation joins their median absolute deviation with that of the place by areas, which counts as a fraction of a measurement. On 303
    motorway drives a single measurement was already better than the place by areas, and measurements of the other direction were not.

    Parameters
    ----------
    measured : MeasuredHandovers
    lines : array_like of shapely linestrings, shape (J,)
        The routes.
    route : array_like of int, shape (E,)
        Which of them each handover is on.
    from_cell, to_cell : array_like of int, shape (E,)
    by_areas_m : array_like of float, shape (E,)
        Deviation of the place by areas, NaN where unknown.
    reach_m : float
        Measured places farther from the route are of another road.
    progress : callable

    Returns
    -------
    along_m, sigma_m : ndarray of float, shape (E,)
        Place and its standard deviation; NaN where nothing was measured.
    count : ndarray of int, shape (E,)
        Measurements that told the place, at most 50.
    """
    from_cell, to_cell = np.asarray(from_cell, np.int64), np.asarray(to_cell, np.int64)
    lines, route, by_areas_m = np.asarray(lines), np.asarray(route), np.asarray(by_areas_m, float)
    n_events = len(route)
    along_m, sigma_m, count = np.full(n_events, np.nan), np.full(n_events, np.nan), np.zeros(n_events, int)
    if not n_events:
        return along_m, sigma_m, count
    n_cells = 1 + max(int(cells.max(initial=0)) for cells in (from_cell, to_cell, measured.from_cell, measured.to_cell))
    pair = measured.from_cell.astype(np.int64) * n_cells + measured.to_cell
    by_pair = np.argsort(pair, kind="stable")
    begin, end = (np.searchsorted(pair[by_pair], from_cell * n_cells + to_cell, side) for side in ("left", "right"))
    looked = np.minimum(end - begin, MOST)
    place, ways = shapely.points(measured.xy_m), _Ways(lines)
    upto = np.append(0, np.cumsum(looked))
    first = 0
    while first < n_events:
        progress(first / n_events)
        stop = max(first + 1, int(np.searchsorted(upto, upto[first] + BLOCK, "right")) - 1)
        nth, event = ranges(np.zeros(stop - first, np.int64), looked[first:stop])
        event += first
        sample = by_pair[begin[event] + nth * (end - begin)[event] // np.maximum(looked[event], 1)]
        along = shapely.line_locate_point(lines[route[event]], place[sample])
        off = ways.at(route[event], along) - measured.xy_m[sample]
        ahead = ways.at(route[event], along + LOOK_M) - ways.at(route[event], along - LOOK_M)
        kept = (np.hypot(*off.T) <= reach_m) & ~((ahead * measured.heading[sample]).sum(axis=1) < 0)
        event, along = event[kept], along[kept]
        found, middle, n = _medians(event, along)
        spread = TO_DEVIATION * _medians(event, np.abs(along - np.repeat(middle, n)))[1]
        prior = np.where(np.isfinite(by_areas_m[found]), by_areas_m[found], UNKNOWN_M)
        along_m[found], count[found] = middle, n
        sigma_m[found] = np.sqrt((n * spread ** 2 + PRIOR * prior ** 2) / (n + PRIOR) + LEAST_M ** 2)
        first = stop
    progress(1.0)
    return along_m, sigma_m, count


def spread_on_route(lines, shapes, xy_m) -> np.ndarray:
    """How far a place may be from the true one, if that is anywhere on the part of a route inside a shape.

    Parameters
    ----------
    lines, shapes : array_like of shapely geometries, shape (E,)
        Routes, and what two cells have in common.
    xy_m : array_like of float, shape (E, 2)
        The places.

    Returns
    -------
    ndarray of float, shape (E,)
        Root mean square of the distance along the route, with the least deviation of a place; where the route does not run inside the
        shape that of a square of its area, with the way from the place to the route.
    """
    place = shapely.points(xy_m)
    at = shapely.line_locate_point(lines, place)
    parts, of = shapely.get_parts(shapely.intersection(lines, shapes), return_index=True)
    runs = shapely.length(parts) > 0
    parts, of = parts[runs], of[runs]
    ends = np.sort([shapely.line_locate_point(lines[of], shapely.get_point(parts, k)) for k in (0, -1)], axis=0)
    low, high = ends - at[of]
    inside = np.bincount(of, high - low, minlength=len(lines))
    square = np.bincount(of, (high ** 3 - low ** 3) / 3, minlength=len(lines))
    off = shapely.distance(lines, place)
    variance = np.where(inside > 0, square / np.where(inside > 0, inside, 1), shapely.area(shapes) / 12 + off ** 2)
    return np.sqrt(variance + LEAST_M ** 2)


class _Ways:
    """All routes end to end on one axis, so that every place is found by one look-up."""

    def __init__(self, lines):
        self._xy, of = shapely.get_coordinates(lines, return_index=True)
        steps = np.hypot(*np.diff(self._xy, axis=0, prepend=self._xy[:1]).T)
        self._along = np.cumsum(np.where(differs(of), 1.0, steps))  # a step between two routes keeps the axis ascending
        self._first, self._last = (self._along[np.minimum(np.searchsorted(of, np.arange(len(lines)), side) + shift, len(of) - 1)]
                                   for side, shift in (("left", 0), ("right", -1)))

    def at(self, route, along_m) -> np.ndarray:
        """x and y of places, (M, 2); the ends of a route where it is not that long."""
        on_axis = np.clip(self._first[route] + along_m, self._first[route], self._last[route])
        return np.column_stack([np.interp(on_axis, self._along, column) for column in self._xy.T])


def _medians(group, values) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The groups, the median of the values of each, and their number; `group` ascends."""
    ascending = values[np.lexsort((values, group))]
    found, first, n = np.unique(group, return_index=True, return_counts=True)
    return found, (ascending[first + (n - 1) // 2] + ascending[first + n // 2]) / 2, n
