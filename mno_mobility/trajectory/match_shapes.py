"""The match of a journey in space and time: when a phone passed its route, and the band around the route that holds it."""

import numpy as np
import shapely

from .matching import Match
from .timing import timed_route

STANDS_M = 0.1  # a phone that moves less from step to step stands
COARSE = 0.25  # of its radius: discs of the band that are nearer to each other are one
SIDES_OF_QUARTER = 4  # of a circle


def timed_match(match: Match, event_time_s) -> tuple[np.ndarray, np.ndarray]:
    """The route with a time at every vertex, with a vertex at each step and event. Where a phone stands, it arrives and leaves.

    Parameters
    ----------
    match : Match
    event_time_s : array_like of float, shape (E,)

    Returns
    -------
    xy_m : ndarray, shape (V, 2)
    time_s : ndarray of float, shape (V,)
        Not descending, from the first event to the last.
    """
    route, (time_s, along, _) = match.route, _log(match, event_time_s)
    length_m = route.along_m[-1]
    if length_m < 3 * STANDS_M:
        return route.xy_m[[0, -1]], time_s[[0, -1]]
    opens = np.append(True, np.diff(along) > STANDS_M)
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(along)) - 1
    # a vertex has one time: where it arrives and where it leaves are two places, a little apart
    stands = time_s[last] > time_s[first]
    arrives = np.where(stands, np.minimum(along[first], length_m - STANDS_M), along[first])
    leaves = np.where(stands, arrives + STANDS_M, along[first])
    leaves[-1] = length_m
    known = np.maximum.accumulate(np.column_stack([arrives, leaves]).ravel())
    return timed_route(route.xy_m, route.along_m, route.seconds, known, time_s[np.column_stack([first, last])].ravel())


def bands(match: Match, event_time_s) -> tuple[np.ndarray, np.ndarray]:
    """Where the phone was from each event to the next: discs along the route, joined.

    Parameters
    ----------
    match : Match
    event_time_s : array_like of float, shape (E,)

    Returns
    -------
    polygons : ndarray of shapely polygons, shape (E - 1,)
    radius_m : ndarray of float, shape (E - 1,)
        Mean over the steps of time.
    """
    event_time_s, route = np.asarray(event_time_s, float), match.route
    time_s, along, radius = _log(match, event_time_s)
    bends = route.along_m[(route.along_m > along[0]) & (route.along_m < along[-1])]
    after = np.searchsorted(along, bends, side="right")
    share = (bends - along[after - 1]) / (along[after] - along[after - 1])
    time_s, radius = (np.insert(v, after, v[after - 1] + share * (v[after] - v[after - 1])) for v in (time_s, radius))
    along = np.insert(along, after, bends)
    xy = np.column_stack([np.interp(along, route.along_m, column) for column in route.xy_m.T])
    first = np.searchsorted(time_s, event_time_s[:-1])
    end = np.searchsorted(time_s, event_time_s[1:], side="right")
    found = [_joined(xy[a:b], along[a:b], radius[a:b]) for a, b in zip(first, end)]
    return np.array([*found, None], dtype=object)[:-1], np.array([radius[a:b].mean() for a, b in zip(first, end)])


def _log(match: Match, event_time_s) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Time, place and radius at all steps and events, by time."""
    time_s = np.concatenate([match.time_s, event_time_s])
    order = np.argsort(time_s, kind="stable")
    along, radius = (np.concatenate(both)[order] for both in ((match.along_m, match.event_along_m),
                                                              (match.radius_m, match.event_radius_m)))
    return time_s[order], np.maximum.accumulate(np.clip(along, 0, match.route.along_m[-1])), radius


def _joined(xy, along, radius):
    """The hulls of each two neighbouring discs as one polygon."""
    near = np.floor((along - along[0]) / max(COARSE * radius.min(), 1.0))  # of those close together the widest stands for all
    group = np.flatnonzero(np.append(True, np.diff(near) > 0))
    discs = shapely.buffer(shapely.points(xy[group]), np.maximum.reduceat(radius, group), quad_segs=SIDES_OF_QUARTER)
    if len(discs) == 1:
        return discs[0]
    corners = shapely.get_coordinates(discs).reshape(len(discs), -1, 2)
    pairs = np.concatenate([corners[:-1], corners[1:]], axis=1)
    hulls = shapely.convex_hull(shapely.multipoints(pairs.reshape(-1, 2), indices=np.repeat(np.arange(len(pairs)), pairs.shape[1])))
    return shapely.union_all(hulls)
