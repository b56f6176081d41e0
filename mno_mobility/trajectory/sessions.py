"""When and where speech and packet-data sessions began and ended (Ostermayer et al. 2016, section 3.7)."""

from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..events.schema import KINDS, SERVICES, differs
from ..progress import Progress, no_progress
from .positions import points_on_routes

CALL_START, CALL_END, HANDOVER, LAU = (KINDS.index(kind) for kind in ("call_start", "call_end", "handover", "lau"))
DATA = SERVICES.index("data")


@dataclass(frozen=True)
class Sessions:
    """Sessions by journey and start.

    Attributes
    ----------
    journey : ndarray of int64, shape (S,)
    service : ndarray of int8, shape (S,)
        Index into SERVICES.
    start_s, end_s : ndarray of float, shape (S,)
        Seconds since 1970-01-01 UTC.
    start_m, end_m : ndarray of float, shape (S,)
        Distance from the start of the route.
    start_xy_m, end_xy_m : ndarray of float, shape (S, 2)
    n_handovers : ndarray of int64, shape (S,)
        Handovers of the session.
    complete : ndarray of bool, shape (S,)
        Whether both ends are known: of a call from its own events, of a packet-data session as lying between two location area updates.
        Else the journey's first or last event stands in for what is missing.
    """

    journey: np.ndarray
    service: np.ndarray
    start_s: np.ndarray
    end_s: np.ndarray
    start_m: np.ndarray
    end_m: np.ndarray
    start_xy_m: np.ndarray
    end_xy_m: np.ndarray
    n_handovers: np.ndarray
    complete: np.ndarray

    def __len__(self) -> int:
        return len(self.journey)


def find_sessions(journey, time_s, along_m, kind, routes, rng: np.random.Generator, *, service=None,
                  progress: Progress = no_progress) -> Sessions:
    """Frame the sessions of each journey in time and space.

    A call goes from `call_start` to `call_end`. Where one of both is not logged, the call reaches as far as the next call, location area
    update (which an idle phone sends) or end of the journey, updates and other calls not included.

    Packet data logs neither start nor end. The handovers of packet data between two location area updates are one session. It begins at a
    uniformly drawn place between the last update and its first handover, at the time the phone was there, and ends likewise between its
    last handover and the next update. One handover alone is no exception: the session begins before and ends behind it.

    Parameters
    ----------
    journey : array_like of int, shape (N,)
        Index into `routes`, ascending.
    time_s, along_m : array_like of float, shape (N,)
        Neither descending within a journey. Events without position (NaN) are passed over.
    kind : array_like of int, shape (N,)
        Index into KINDS.
    routes : sequence of array_like, shape (n, 2), or None
    rng : numpy.random.Generator
        Two numbers are drawn for each packet-data session, in the order of the sessions.
    service : array_like of int, shape (N,), optional
        Index into SERVICES, -1 where unknown, as of :func:`~mno_mobility.events.schema.service_codes`: a handover within
        a call is then speech, any other is packet data.
    progress : callable

    Returns
    -------
    Sessions

    Raises
    ------
    InputError
        When columns differ in length.
    """
    journey, kind = np.asarray(journey, int), np.asarray(kind)
    time_s, along_m = np.asarray(time_s, float), np.asarray(along_m, float)
    service = np.full(len(journey), -1) if service is None else np.asarray(service)
    if not len(journey) == len(time_s) == len(along_m) == len(kind) == len(service):
        raise InputError("the columns differ in length", "Events", "Give journey, time, place, kind and service of each event.")
    known = np.isfinite(along_m)
    journey, time_s, along_m, kind, service = (values[known] for values in (journey, time_s, along_m, kind, service))

    call_begin, call_end = _calls(journey, kind)
    in_call = np.cumsum(np.bincount(call_begin, minlength=len(kind) + 1) - np.bincount(call_end + 1, minlength=len(kind) + 1))[:-1] > 0
    data = (kind == HANDOVER) & ((service == DATA) | ((service < 0) & ~in_call))
    run_begin, run_end, before, behind = _runs(journey, kind, data)
    progress(0.3)

    # way along all journeys, end to end: where a phone is in it tells when it was there
    way = np.cumsum(np.append(0.0, np.where(np.diff(journey) == 0, np.diff(along_m), 1.0)))[:len(journey)]
    draws = rng.random((len(run_begin), 2))
    run_from, run_to = (_drawn(low, high, share, way, along_m, time_s)
                        for low, high, share in ((before, run_begin, draws[:, 0]), (run_end, behind, draws[:, 1])))
    progress(0.6)

    of = np.concatenate([journey[call_begin], journey[run_begin]])
    kinds = np.repeat(np.arange(len(SERVICES), dtype=np.int8), [len(call_begin), len(run_begin)])
    start_m, end_m = np.concatenate([along_m[call_begin], run_from[0]]), np.concatenate([along_m[call_end], run_to[0]])
    start_s, end_s = np.concatenate([time_s[call_begin], run_from[1]]), np.concatenate([time_s[call_end], run_to[1]])
    handovers = [np.append(0, np.cumsum(which)) for which in ((kind == HANDOVER) & ~data, data)]
    n_handovers = np.concatenate([total[end + 1] - total[begin] for total, begin, end in
                                  zip(handovers, (call_begin, run_begin), (call_end, run_end))])
    complete = np.concatenate([(kind[call_begin] == CALL_START) & (kind[call_end] == CALL_END),
                               (kind[before] == LAU) & (kind[behind] == LAU)])
    order = np.lexsort((kinds, start_s, of))
    columns = [values[order] for values in (of, kinds, start_s, end_s, start_m, end_m)]
    xy = [points_on_routes(routes, columns[0], along) for along in columns[4:]]
    progress(1.0)
    return Sessions(*columns, *xy, n_handovers[order], complete[order])


def _calls(journey, kind):
    """First and last event of each call."""
    starts, ends, updates = kind == CALL_START, kind == CALL_END, kind == LAU
    # a stretch that no other call and no update parts ends in front of a start, behind an end, and on both sides of an update
    cut = differs(journey) | starts | updates
    cut[1:] |= (ends | updates)[:-1]
    first = np.flatnonzero(cut)
    last = np.append(first[1:], len(kind))[:len(first)] - 1
    called = np.unique((np.cumsum(cut) - 1)[starts | ends])
    return first[called], last[called]


def _runs(journey, kind, data):
    """First and last handover of each packet-data session, and the updates around it, or the first and last event of the journey."""
    n = len(kind)
    place = np.arange(n)
    opens = differs(journey)
    bounds = opens | (kind == LAU)
    period = np.cumsum(bounds) - 1
    low = np.flatnonzero(bounds)
    following = np.append(low[1:], n)[:len(low)]
    high = np.where(np.append(opens, True)[following], following - 1, following)
    handover = place[data]
    busy, at, count = np.unique(period[handover], return_index=True, return_counts=True)
    return handover[at], handover[at + count - 1], low[busy], high[busy]


def _drawn(low, high, share, way, along_m, time_s):
    """Place at a share of the way from event `low` to event `high`, and when the phone was there."""
    place = way[low] + share * (way[high] - way[low])
    stands = way[high] == way[low]
    if not len(way):
        return along_m[low], time_s[low]
    time = np.where(stands, time_s[low] + share * (time_s[high] - time_s[low]), np.interp(place, way, time_s))
    return along_m[low] + place - way[low], np.clip(time, time_s[low], time_s[high])
