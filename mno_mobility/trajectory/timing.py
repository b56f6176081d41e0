"""When a phone passed the vertices of its route, from the times and places of its events."""

import numpy as np

from .positions import SAME_PLACE_M


def timed_route(xy_m, along_m, spent_s, event_along_m, event_time_s) -> tuple[np.ndarray, np.ndarray]:
    """A route with a time at every vertex, and a vertex at every event.

    Between two events a phone passes each place in proportion to the travel time at the speed limits; before the first and behind
    the last it keeps to the limits.

    Parameters
    ----------
    xy_m : array_like, shape (V, 2)
    along_m, spent_s : array_like of float, shape (V,)
        Length and travel time at the limits from the start of the route to each vertex, ascending.
    event_along_m, event_time_s : array_like of float, shape (E,)
        Neither descending; at least one event.

    Returns
    -------
    xy_m : ndarray, shape (W, 2)
    time_s : ndarray of float, shape (W,)
        Not descending. Where a phone stands, the time it left.
    """
    xy_m, along_m, spent_s = np.asarray(xy_m, float), np.asarray(along_m, float), np.asarray(spent_s, float)
    event_along, event_time = np.clip(event_along_m, 0, along_m[-1]), np.asarray(event_time_s, float)
    place = np.union1d(along_m, event_along)
    # rounding makes two places of one; a vertex stays, lest the route loses its shape
    vertex, close = np.isin(place, along_m), np.diff(place) < SAME_PLACE_M
    place = place[vertex | ~(np.append(False, close) | np.append(close & vertex[1:], False))]
    spent, event_spent = np.interp(place, along_m, spent_s), np.interp(event_along, along_m, spent_s)
    last = np.append(np.diff(event_spent) > 0, True)  # of events at one place the last
    known, when = event_spent[last], event_time[last]
    time = np.interp(spent, known, when)
    time += np.minimum(spent - known[0], 0) + np.maximum(spent - known[-1], 0)
    if spent[0] == known[0]:
        time[0] = event_time[0]  # the route begins with the first event, however long the phone stood there
    return np.column_stack([np.interp(place, along_m, column) for column in xy_m.T]), np.maximum.accumulate(time)
