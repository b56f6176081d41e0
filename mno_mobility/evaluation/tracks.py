"""True mean speeds between events, from tracks in space and time (Ostermayer et al. 2016, section 5.2.3)."""

import numpy as np

from ..errors import InputError

KMH = 3.6
SLACK_S = 1e-3  # a time within a millisecond of the end of a track lies on it


def stretch_between(xy_m, time_s, start_s: float, end_s: float):
    """The part of a track between two times.

    Parameters
    ----------
    xy_m : array_like, shape (V, 2)
    time_s : array_like of float, shape (V,)
        Not descending.
    start_s, end_s : float

    Returns
    -------
    ndarray, shape (W, 2), or None
        Two vertices at least; None where a time is not known, or the track ends before the start or begins behind the end.
    """
    xy, time_s = np.asarray(xy_m, float), np.asarray(time_s, float)
    if not (len(xy) == len(time_s) > 1 and np.isfinite(time_s).all() and min(end_s, time_s[-1]) > max(start_s, time_s[0])):
        return None
    start, end = max(start_s, time_s[0]), min(end_s, time_s[-1])
    ends = np.column_stack([np.interp([start, end], time_s, column) for column in xy.T])
    return np.concatenate([ends[:1], xy[(time_s > start) & (time_s < end)], ends[1:]])


def mean_speeds(track, time_s, xy_m, of_track, start_s, end_s, *, part=None, longest_gap_s: float = np.inf) -> np.ndarray:
    """Distance along a track between two times, over the time.

    Parameters
    ----------
    track : array_like of int, shape (N,)
        To which track each fix belongs; negative: to none.
    time_s : array_like of float, shape (N,)
        In any order. Of several fixes of a track at one time the first counts; fixes without time or place are left out.
    xy_m : array_like of float, shape (N, 2)
    of_track : array_like of int, shape (K,)
        On which track each segment lies; negative, or the number of no track: on none.
    start_s, end_s : array_like of float, shape (K,)
    part : array_like of int, shape (N,), optional
        To which part of its track each fix belongs: a segment that leads from one to another has no speed.
    longest_gap_s : float
        Nor has one that meets a longer time without a fix: what happened there is not known.

    Returns
    -------
    ndarray, shape (K,)
        km/h. NaN where the track does not hold the whole segment, or the segment has no duration.

    Raises
    ------
    InputError
        When columns differ in length.
    """
    part = np.zeros(len(track), int) if part is None else np.asarray(part, int)
    track, time_s, xy = np.asarray(track, int), np.asarray(time_s, float), np.asarray(xy_m, float).reshape(-1, 2)
    of_track, start_s, end_s = np.asarray(of_track, int), np.asarray(start_s, float), np.asarray(end_s, float)
    for columns, name in (((track, time_s, xy, part), "Tracks"), ((of_track, start_s, end_s), "Segments")):
        if len({len(column) for column in columns}) > 1:
            raise InputError(f"the columns have {[len(column) for column in columns]} rows", name, "Give one value a row and column.")
    given = np.flatnonzero((track >= 0) & np.isfinite(time_s) & np.isfinite(xy).all(axis=1))
    order = given[np.lexsort((given, time_s[given], track[given]))]
    same = (np.diff(track[order], prepend=-1) == 0) & (np.diff(time_s[order], prepend=np.nan) == 0)
    order = order[~same]
    track, time_s, xy, part = track[order], time_s[order], xy[order], part[order]
    speed = np.full(len(of_track), np.nan)
    if not len(track):
        return speed
    first = np.flatnonzero(np.diff(track, prepend=-1))
    last = np.append(first[1:], len(track)) - 1
    number = np.minimum(np.searchsorted(track[first], of_track), len(first) - 1)
    held = ((track[first][number] == of_track) & (end_s > start_s)
            & (start_s >= time_s[first][number] - SLACK_S) & (end_s <= time_s[last][number] + SLACK_S))
    number, start_s, end_s = number[held], start_s[held], end_s[held]
    # one rising line of time for all tracks, each shifted behind the one before
    offset = np.cumsum(np.append(0.0, time_s[last] - time_s[first] + 1.0))[:-1] - time_s[first]
    inside = np.diff(track, prepend=-1) == 0
    line = time_s + np.repeat(offset, last - first + 1)
    along = np.cumsum(np.where(inside, np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T), 0.0))
    n_gaps = np.cumsum(inside & ((np.diff(time_s, prepend=0.0) > longest_gap_s) | (np.diff(part, prepend=part[0]) != 0)))
    start, end = (np.clip(t, time_s[first][number], time_s[last][number]) + offset[number] for t in (start_s, end_s))
    before = np.clip(np.searchsorted(line, start, side="right") - 1, first[number], last[number])
    behind = np.clip(np.searchsorted(line, end), first[number], last[number])
    length = np.interp(end, line, along) - np.interp(start, line, along)
    speed[held] = np.where(n_gaps[behind] > n_gaps[before], np.nan, length / (end_s - start_s) * KMH)
    return speed
