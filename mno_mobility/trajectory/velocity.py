"""How fast a phone went between its events, and where the events must be for that to be possible.

Ostermayer et al. 2016, sections 3.6.3 and 3.6.4 (Algorithm 2), and a smoother that takes the whole journey at once.
"""

from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..events.schema import differs
from ..progress import Progress, no_progress
from .positions import points_on_routes
from .smoothing import steady_places

KMH = 3.6  # km/h in a metre per second
MOVED_M = 1e-3  # an event that was shifted by less has not moved
ROUNDING_S = 1e-9
SAME_S = 0.01  # no phone is served by two cells one after the other in less


@dataclass(frozen=True)
class Segments:
    """The way between two consecutive events of a journey, one entry for each event: the segment that ends there.

    All values are NaN at the first event of a journey, and where a position is not known.

    Attributes
    ----------
    length_m, duration_s : ndarray of float, shape (N,)
    speed_kmh : ndarray of float, shape (N,)
        NaN also where neither the phone nor the clock moved, infinite where only the phone did.
    allowed_kmh : ndarray of float, shape (N,)
        Mean speed of a phone that keeps every limit on the way: length over travel time.
    """

    length_m: np.ndarray
    duration_s: np.ndarray
    speed_kmh: np.ndarray
    allowed_kmh: np.ndarray


@dataclass(frozen=True)
class CorrectedSpeeds:
    """Events moved along their routes, and the speeds before and after.

    Attributes
    ----------
    along_m : ndarray of float, shape (N,)
    xy_m : ndarray of float, shape (N, 2)
    shift_m : ndarray of float, shape (N,)
        How far each event was moved along the route, forwards positive; 0 where its position is not known.
    moved : ndarray of bool, shape (N,)
    exceeded, met : ndarray of bool, shape (N,)
        Whether the segment that ends at the event was too fast before, and whether it is slow enough now.
    before, after : Segments
    """

    along_m: np.ndarray
    xy_m: np.ndarray
    shift_m: np.ndarray
    moved: np.ndarray
    exceeded: np.ndarray
    met: np.ndarray
    before: Segments
    after: Segments

    @property
    def figures(self) -> dict:
        """Counts of segments, of those too fast before and after, of moved events, and their mean and largest shift in metres."""
        shift = np.abs(self.shift_m[self.moved])
        return {
            "segments": int(np.count_nonzero(~np.isnan(self.before.length_m))),
            "exceeded": int(np.count_nonzero(self.exceeded)),
            "not_met": int(np.count_nonzero(~self.met)),
            "moved": int(np.count_nonzero(self.moved)),
            "mean_shift_m": float(shift.mean()) if len(shift) else 0.0,
            "max_shift_m": float(shift.max()) if len(shift) else 0.0,
        }


def speeds_between(along_m, journey, time_s) -> np.ndarray:
    """Mean speed since the event before: distance along the route over time (section 3.6.3), without regard to limits.

    Parameters
    ----------
    along_m, time_s : array_like of float, shape (N,)
    journey : array_like of int, shape (N,)
        Ascending.

    Returns
    -------
    ndarray of float, shape (N,)
        km/h; NaN at the first event of a journey, and where no time passed.
    """
    speed = np.full(len(along_m), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        speed[1:] = np.where(np.diff(journey) == 0, KMH * np.diff(along_m) / np.diff(time_s), np.nan)
    return np.where(np.isfinite(speed), speed, np.nan)


def segment_speeds(along_m, journey, time_s, routes, limits_kmh) -> Segments:
    """Mean speed between consecutive events: distance along the route over time (section 3.6.3).

    Parameters
    ----------
    along_m : array_like of float, shape (N,)
        Positions along the routes, NaN where unknown; a segment joins events whose position is known.
    journey : array_like of int, shape (N,)
        Index into `routes`, ascending.
    time_s : array_like of float, shape (N,)
        Not descending within a journey.
    routes : sequence of array_like, shape (n, 2), or None
        Vertices of each journey's route in metres.
    limits_kmh : sequence of array_like, shape (n - 1,), or None
        Speed limit of each piece of each route.

    Returns
    -------
    Segments

    Raises
    ------
    InputError
        When a limit is not positive, limits and pieces differ in number, or times descend.
    """
    along_m, journey, time_s, roads = _checked(along_m, journey, time_s, routes, limits_kmh)
    return _segments(along_m, journey, time_s, roads)


def correct_speeds(along_m, journey, time_s, routes, limits_kmh, *, factor: float = 1.7, hold_ends: bool = True,
                   progress: Progress = no_progress) -> CorrectedSpeeds:
    """Move events along their routes until no segment is implausibly fast (section 3.6.4, Algorithm 2).

    A segment is too fast when its speed exceeds `factor` times the allowed one. The way that the limits allow in its time is the
    reference; what the segment is longer is the shift. Half of it goes to the first event, which moves forwards, half to the last,
    which moves back, but neither more than keeps the neighbouring segment below `factor`. Where both have too little room for the
    reference, the segment is left as short as they allow, at most at `factor` times the limit; what is then still too long is handed
    to the next segment. The trajectory is traversed forwards, and backwards for what has been handed to a held end. Every segment can
    be met if the whole trajectory can. Events never cross, and a trajectory that is nowhere too fast stays as it is.

    Parameters
    ----------
    along_m, journey, time_s, routes, limits_kmh
        See :func:`segment_speeds`; `along_m` not descending within a journey.
    factor : float
        Tolerated share of the allowed speed, 1 or more.
    hold_ends : bool
        Keep the first and the last event of each journey in place, since they are no handovers; else they move like all others, inwards.
    progress : callable

    Returns
    -------
    CorrectedSpeeds

    Raises
    ------
    InputError
        As :func:`segment_speeds`, when positions descend, or the factor is below 1.
    """
    along_m, journey, time_s, roads = _checked(along_m, journey, time_s, routes, limits_kmh)
    if not factor >= 1:
        raise InputError(f"the factor of {factor} is below 1", "Factor", "Give 1 or more, such as 1.7.")
    before = _segments(along_m, journey, time_s, roads)
    if (before.length_m < 0).any():
        raise InputError(f"event {np.flatnonzero(before.length_m < 0)[0] + 1} lies behind the one before it", "Positions",
                         "Place the events with their order kept.")
    known = np.flatnonzero(np.isfinite(along_m))
    # measured in the travel time of a phone that keeps the limits, every road has the same limit: 1 second per second
    spent = roads.travel_time(journey[known], along_m[known])
    at_first = spent.copy()
    _traverse(spent, journey[known], time_s[known], factor, hold_ends, progress)
    after_m = along_m.copy()
    changed = np.flatnonzero(spent != at_first)  # the others keep their very digits
    after_m[known[changed]] = roads.along(journey[known[changed]], spent[changed])
    after = _segments(after_m, journey, time_s, roads)
    shift = np.nan_to_num(after_m - along_m)
    return CorrectedSpeeds(after_m, points_on_routes(routes, journey, after_m), shift, np.abs(shift) > MOVED_M,
                           _too_fast(before, factor), ~_too_fast(after, factor), before, after)


def smooth_speeds(along_m, journey, time_s, routes, limits_kmh, *, sigma_m=160.0, stiffness: float = 3.0, tail: float = 0.5,
                  factor: float = 1.7, progress: Progress = no_progress) -> CorrectedSpeeds:
    """Positions and speeds of whole journeys that agree best with the events and change their speed least.

    Minimises ``sum rho((s_i - along_i) / sigma_i) + stiffness * sum (v_k+1 - v_k)^2 / dt_k`` over the positions s, where v_k is the
    speed between consecutive events in m/s and dt_k the time between the middles of two segments in s, with ``0 <= v_k <= factor`` times
    the allowed speed of segment k; rho is quadratic near 0 and grows in proportion beyond `tail` deviations, so that bad positions do not
    pull the others (see :func:`~mno_mobility.trajectory.smoothing.steady_places`).

    Positions are measured in the travel time of a phone that keeps the limits, so that every road has the same limit and each bound is
    exact. Where limits change on the way, it is the share of the limit that is kept steady.

    The defaults served 303 motorway drives with known handover places best (Salzburg, events half a minute apart): they were chosen by
    places and speeds on drives that were not used to learn the cells, from stiffnesses of 1 to 6, tails of 0.25 to 1.5 and sigmas
    of 60 to 250 m. The optimum is flat: half or twice of one of them costs 8 % at most.

    Parameters
    ----------
    along_m, journey, time_s, routes, limits_kmh
        See :func:`segment_speeds`.
    sigma_m : float or array_like, shape (N,)
        Standard deviation of the positions.
    stiffness, tail : float
    factor : float
    progress : callable

    Returns
    -------
    CorrectedSpeeds
        The limit is met everywhere. Simultaneous events of a journey come to lie at one place.

    Raises
    ------
    InputError
        As :func:`segment_speeds`, or when a deviation or the tail is not positive.
    """
    along_m, journey, time_s, roads = _checked(along_m, journey, time_s, routes, limits_kmh)
    sigma_m = np.broadcast_to(np.asarray(sigma_m, float), along_m.shape)
    if not (sigma_m > 0).all():
        raise InputError("a standard deviation is not positive", "Sigma", "Give metres above 0.")
    if not tail > 0:
        raise InputError(f"the tail of {tail} is not positive", "Tail", "Give deviations above 0, such as 0.5.")
    before = _segments(along_m, journey, time_s, roads)
    after_m = along_m.copy()
    known = np.flatnonzero(np.isfinite(along_m) & (roads.length_m[journey] > 0))
    number, near, sigma = journey[known], along_m[known], sigma_m[known]
    length = roads.length_m[number]
    low, high = np.maximum(near - sigma, 0), np.minimum(near + sigma, length)
    mps = (high - low) / (roads.travel_time(number, high) - roads.travel_time(number, low))
    first, of_event, instant_s = _instants(number, time_s[known])
    weight = np.bincount(of_event, (mps / sigma) ** 2)
    place = np.bincount(of_event, roads.travel_time(number, near) * (mps / sigma) ** 2) / weight
    spent = steady_places(place, weight ** -0.5, stiffness * mps[first] ** 2, instant_s, number[first], factor,
                          roads.travel_time(number, length)[first], tail=tail, progress=progress)
    after_m[known] = roads.along(number, spent[of_event])
    after = _segments(after_m, journey, time_s, roads)
    shift = np.nan_to_num(after_m - along_m)
    progress(1.0)
    return CorrectedSpeeds(after_m, points_on_routes(routes, journey, after_m), shift, np.abs(shift) > MOVED_M,
                           _too_fast(before, factor), ~_too_fast(after, factor), before, after)


class _Roads:
    """All routes end to end on one axis, so that every event is referenced by one look-up."""

    def __init__(self, routes, limits_kmh):
        along, spent, speed = [np.full(1, -1.0)], [np.full(1, -1.0)], [np.full(1, np.nan)]  # what is looked up without a route
        self.first_m, self.first_s, self.length_m = np.zeros(len(routes)), np.zeros(len(routes)), np.full(len(routes), np.nan)
        end_m = end_s = 0.0
        for i, (route, limits) in enumerate(zip(routes, limits_kmh)):
            if route is None or len(route) < 2:
                continue
            route, limits = np.asarray(route, float)[:, :2], np.asarray(limits, float)
            if limits.shape != (len(route) - 1,):
                raise InputError(f"{limits.size} limits for {len(route) - 1} pieces", f"Route {i + 1}", "Give one for each piece.")
            bad = np.flatnonzero(~(np.isfinite(limits) & (limits > 0)))
            if len(bad):
                raise InputError(f"piece {bad[0] + 1} has a limit of {limits[bad[0]]} km/h", f"Route {i + 1}",
                                 "Give every road a speed above 0.")
            pieces = np.hypot(*np.diff(route, axis=0).T)
            self.first_m[i], self.first_s[i] = end_m, end_s
            along.append(end_m + np.append(0.0, np.cumsum(pieces)))
            spent.append(end_s + np.append(0.0, np.cumsum(pieces * KMH / limits)))
            speed.append(np.append(limits, limits[-1]) / KMH)
            self.length_m[i] = along[-1][-1] - end_m
            end_m, end_s = along[-1][-1] + 1.0, spent[-1][-1] + 1.0  # a step between two routes keeps the axis ascending
        self._along, self._spent, self._speed = np.concatenate(along), np.concatenate(spent), np.concatenate(speed)

    def travel_time(self, journey, along_m) -> np.ndarray:
        """Seconds from the start of the route at the speed limits."""
        return np.interp(self.first_m[journey] + along_m, self._along, self._spent) - self.first_s[journey]

    def along(self, journey, spent_s) -> np.ndarray:
        return np.interp(self.first_s[journey] + spent_s, self._spent, self._along) - self.first_m[journey]

    def limit_mps(self, journey, along_m) -> np.ndarray:
        """Limit of the piece at each place."""
        return self._speed[np.searchsorted(self._along, self.first_m[journey] + along_m, side="right") - 1]


def _checked(along_m, journey, time_s, routes, limits_kmh):
    along_m, journey, time_s = np.asarray(along_m, float), np.asarray(journey, int), np.asarray(time_s, float)
    if not len(along_m) == len(journey) == len(time_s):
        raise InputError("the columns differ in length", "Events", "Give position, journey and time of each event.")
    wrong = np.flatnonzero((journey[1:] < journey[:-1]) | ((journey[1:] == journey[:-1]) & ~(time_s[1:] >= time_s[:-1])))
    if len(wrong):
        raise InputError(f"event {wrong[0] + 2} is out of order", "Events", "Order them by journey and time.")
    if len(routes) != len(limits_kmh) or (len(journey) and not 0 <= journey[0] <= journey[-1] < len(routes)):
        raise InputError(f"{len(routes)} routes and {len(limits_kmh)} sets of limits do not serve all journeys", "Routes",
                         "Give both for each journey.")
    roads = _Roads(routes, limits_kmh)
    lost = np.isfinite(along_m) & np.isnan(roads.length_m[journey])
    if lost.any():
        raise InputError(f"event {np.flatnonzero(lost)[0] + 1} has a position without a route", "Routes",
                         "Give the route the position was measured on.")
    return along_m, journey, time_s, roads


def _segments(along_m, journey, time_s, roads: _Roads) -> Segments:
    columns = np.full((4, len(along_m)), np.nan)
    known = np.flatnonzero(np.isfinite(along_m))
    joined = journey[known[1:]] == journey[known[:-1]]
    start, end = known[:-1][joined], known[1:][joined]
    length, duration = along_m[end] - along_m[start], time_s[end] - time_s[start]
    spent = roads.travel_time(journey[end], along_m[end]) - roads.travel_time(journey[start], along_m[start])
    with np.errstate(divide="ignore", invalid="ignore"):
        allowed = np.where(spent > 0, length / spent, roads.limit_mps(journey[end], along_m[end]))
        columns[:, end] = length, duration, KMH * length / duration, KMH * allowed
    return Segments(*columns)


def _too_fast(segments: Segments, factor: float) -> np.ndarray:
    return segments.length_m > factor * segments.allowed_kmh / KMH * segments.duration_s + MOVED_M


def _traverse(spent, journey, time_s, factor, hold_ends, progress):
    """Algorithm 2 in place, on positions in seconds of travel at the limits; the k-th segments of all journeys at once."""
    number, first = np.unique(journey, return_index=True)
    last = np.append(first[1:], len(journey))[:len(first)] - 1
    edge = 0.0 if hold_ends else np.inf
    most = int((last - first).max(initial=0))
    for turn, segments in enumerate((range(most), range(most - 1, -1, -1))):
        for k in segments:
            progress((turn * most + (k if turn == 0 else most - 1 - k)) / (2 * most))
            here = last - first > k
            a, at_start, at_end = first[here] + k, k == 0, first[here] + k + 1 == last[here]
            way, time = spent[a + 1] - spent[a], time_s[a + 1] - time_s[a]
            fast = way > factor * time + ROUNDING_S
            if not fast.any():
                continue
            a, at_end, way, time = a[fast], at_end[fast], way[fast], time[fast]
            room_before = edge if at_start else _room(spent, time_s, a - 1, factor)
            room_after = np.where(at_end, edge, _room(spent, time_s, np.minimum(a + 1, len(spent) - 2), factor))
            shift, least = way - time, way - factor * time
            forwards = np.minimum(np.maximum(shift / 2, shift - room_after), room_before)
            back = np.minimum(shift - forwards, room_after)
            lacking = np.maximum(least - forwards - back, 0.0)
            if turn == 0:
                back += np.where(at_end, 0.0, lacking)
            elif not at_start:
                forwards += lacking
            spent[a] += forwards
            spent[a + 1] -= back
    progress(1.0)


def _room(spent, time_s, a, factor):
    """How much longer the segments from events `a` may become."""
    return np.maximum(factor * (time_s[a + 1] - time_s[a]) - (spent[a + 1] - spent[a]), 0.0)


def _instants(journey, time_s):
    """The first event of each instant of a journey, the instant of each event, and how much time has passed between instants."""
    passed = np.where(differs(journey), 0, np.diff(time_s, prepend=time_s[:1]))
    first = differs(journey) | (passed > SAME_S)
    return np.flatnonzero(first), np.cumsum(first) - 1, np.cumsum(np.where(first, passed, 0))[first]
