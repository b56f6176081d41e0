"""From the raw stream of a phone to journeys: order, duplicates, ping-pong, cuts (Ostermayer et al. 2016, sections 3.1 and 3.6.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from ..errors import InputError
from ..progress import Progress, no_progress
from .schema import (
    KIND_SYNONYMS,
    KINDS,
    SERVICE_SYNONYMS,
    Events,
    Factor,
    Rejects,
    differs,
    natural,
    repeats,
    standard_names,
)

CALL_START, CALL_END, HANDOVER = (KINDS.index(kind) for kind in ("call_start", "call_end", "handover"))
DUPLICATE = "duplicate"
SIMULTANEOUS = "simultaneous"
PING_PONG = "ping-pong"
STAY = "stay"
NO_JOURNEY = "no journey"


@dataclass(frozen=True)
class Cleaned:
    """Events by device and time, cut into journeys, and what went.

    Attributes
    ----------
    events : Events
        By the name of the device, then time, then row.
    journey : ndarray of int64, shape (N,)
        Number of the journey of each event, from 0, ascending; no number is left out.
    seq : ndarray of int64, shape (N,)
        Place of the event in its journey, from 0.
    rejects : Rejects
        Events that went, by row of the input, with DUPLICATE, SIMULTANEOUS, PING_PONG or STAY as reason.
    n_events_before, n_handovers_before : int
        What came in.
    """

    events: Events
    journey: np.ndarray
    seq: np.ndarray
    rejects: Rejects
    n_events_before: int
    n_handovers_before: int

    def key_of(self, event: int) -> tuple[int, int]:
        """Two whole numbers for the journey that begins with an event, by its device and time: they seed random numbers of its own."""
        events = self.events
        return crc32(str(events.device_levels[events.device[event]]).encode()), round(1000 * events.time_s[event])

    @property
    def figures(self) -> dict:
        """Counts before and after, events that went by reason, journeys, and journeys of one event."""
        gone = self.rejects.counts()
        return {
            "events_before": self.n_events_before,
            "events_after": len(self.events),
            "handovers_before": self.n_handovers_before,
            "handovers_after": int(np.count_nonzero(self.events.kind == HANDOVER)),
            **{reason: gone.get(reason, 0) for reason in (DUPLICATE, SIMULTANEOUS, PING_PONG, STAY)},
            "journeys": int(self.seq.size and self.journey[-1] + 1),
            "single_event_journeys": int(np.count_nonzero(np.bincount(self.journey) == 1)),
        }


def clean(events: Events, *, ping_pong_window_s: float = 30.0, gap_s: float = 1800.0, stay_s: float = 1200.0,
          progress: Progress = no_progress) -> Cleaned:
    """Order events, drop what repeats, cut journeys, and undo ping-pong where the route is not known yet.

    1. Events are ordered by the name of the device and time; simultaneous ones keep the order of their rows.
    2. Of events that agree in device, time, cell, kind and service the first stays.
    3. A phone is in one cell at a time: of events at the same instant those that start or end a call stay, else the first.
    4. A journey goes from `call_start` to `call_end`. Events outside of calls are cut where more than `gap_s` passes.
    5. Ping-pong: when a phone goes from A to B and is back in A no later than `ping_pong_window_s` after it left A, the event that
       leads back goes. Passes are repeated until none is left, so that A-B-A-B-A becomes A-B. Starts and ends of calls stay.
    6. Outside of calls, a phone whose events name one cell for longer than `stay_s` stands still there: its arrival ends one
       journey, its last event there starts the next, and the events between belong to none.

    Parameters
    ----------
    events : Events
    ping_pong_window_s : float
        Longest absence from a cell that counts as ping-pong; 0 keeps all but simultaneous returns.
    gap_s : float
        Longest silence within a journey.
    stay_s : float
        Longest time in one cell within a journey.
    progress : callable

    Returns
    -------
    Cleaned
        Every event that came in is in exactly one of `events` and `rejects`. Cleaning again drops nothing.

    Raises
    ------
    InputError
        When a time span is negative or not a number.
    """
    for name, span in (("Ping-pong window", ping_pong_window_s), ("Gap", gap_s), ("Stay", stay_s)):
        if not span >= 0:
            raise InputError(f"{span} s is no span of time", name, "Give 0 or more seconds.")
    # by name: journeys then have the same numbers whatever order the rows came in
    stream = _rows(events, np.lexsort((events.row, events.time_s, _ranks(Factor(events.device, events.device_levels)))))
    kept, reason = _without_repeats(stream)
    progress(0.3)

    journey, _ = _journeys(_rows(stream, kept), gap_s)
    kept, _ = _without_returns(stream, kept, journey, ping_pong_window_s, reason, progress)
    journey, in_call = _journeys(_rows(stream, kept), gap_s)  # an event that went may have bridged a silence
    progress(0.8)
    kept, journey = _cut_at_stays(stream, kept, journey, in_call, stay_s, reason)
    progress(1.0)
    return _cleaned(stream, kept, journey, _rejects(stream, reason), len(events), int(np.sum(events.kind == HANDOVER)))


def given_journeys(events: Events, journey: Factor, *, ping_pong_window_s: float = 30.0,
                   progress: Progress = no_progress) -> tuple[Cleaned, np.ndarray]:
    """Clean events whose journeys are known already: steps 1 to 3 and 5 of :func:`clean`.

    Parameters
    ----------
    events : Events of N rows
    journey : Factor of N rows
        The same text in two devices names two journeys.
    ping_pong_window_s, progress
        See :func:`clean`.

    Returns
    -------
    cleaned : Cleaned
        By device, journey and time. Events without a journey are rejects for the reason NO_JOURNEY.
    labels : ndarray of object, shape (J,)
        The text of each journey.
    """
    named = np.flatnonzero(journey.codes >= 0)
    order = named[np.lexsort((events.row[named], events.time_s[named], _ranks(journey[named]),
                              _ranks(Factor(events.device, events.device_levels))[named]))]
    stream, code = _rows(events, order), journey.codes[order]
    kept, reason = _without_repeats(stream)
    number = np.cumsum(differs(stream.device[kept]) | differs(code[kept])) - 1
    labels = journey.texts[order[kept[differs(number)]]]
    kept, number = _without_returns(stream, kept, number, ping_pong_window_s, reason, progress)
    lost = np.flatnonzero(journey.codes < 0)
    rejects = _rejects(stream, reason).joined(Rejects(events.row[lost], np.full(len(lost), NO_JOURNEY, dtype=object)))
    progress(1.0)
    return _cleaned(stream, kept, number, rejects, len(events), int(np.sum(events.kind == HANDOVER))), labels


def ping_pong_on_route(cleaned: Cleaned, single_use, *, progress: Progress = no_progress) -> Cleaned:
    """Undo ping-pong where the route is known: no way leads back to a cell if the route uses no stretch twice (section 3.6.1).

    In such journeys every A-B-A loses the event that leads back, however long the phone was in B.

    Parameters
    ----------
    cleaned : Cleaned
    single_use : array_like of bool, shape (J,)
        Whether the route of each journey uses no stretch twice; see :func:`mno_mobility.trajectory.positions.uses_a_stretch_twice`.
    progress : callable

    Returns
    -------
    Cleaned
        With the same journeys; the events that went join its rejects.

    Raises
    ------
    InputError
        When there is not one value for each journey.
    """
    single_use = np.asarray(single_use, bool)
    stream, n_journeys = cleaned.events, cleaned.figures["journeys"]
    if single_use.shape != (n_journeys,):
        raise InputError(f"{single_use.size} routes for {n_journeys} journeys", "Routes", "Give one route for each journey.")
    reason = np.full(len(stream), "", dtype=object)
    window_s = np.where(single_use, np.inf, -1.0)[cleaned.journey]
    kept, journey = _without_returns(stream, np.arange(len(stream)), cleaned.journey, window_s, reason, progress)
    rejects = cleaned.rejects.joined(_rejects(stream, reason))
    progress(1.0)
    return _cleaned(stream, kept, journey, rejects, cleaned.n_events_before, cleaned.n_handovers_before)


def clean_columns(cleaned: Cleaned, read: Mapping) -> dict:
    """Clean events as columns: kinds and services by their standard names, those that are not known as they are.

    Parameters
    ----------
    cleaned : Cleaned
    read : mapping of str to Factor of N rows
        What was read of event, lac and service, by row.

    Returns
    -------
    dict of str to Factor or ndarray
        device_id, time (seconds), cell_id, event, lac, service, journey_id and seq, both from 1.
    """
    events = cleaned.events
    nothing = Factor(np.full(len(events), -1), np.empty(0, object))
    event, lac, service = (read[name][events.row] if name in read else nothing for name in ("event", "lac", "service"))
    return {"device_id": Factor(events.device, events.device_levels), "time": events.time_s,
            "cell_id": Factor(events.cell, events.cell_levels), "event": standard_names(event, KIND_SYNONYMS), "lac": lac,
            "service": standard_names(service, SERVICE_SYNONYMS), "journey_id": cleaned.journey + 1, "seq": cleaned.seq + 1}


def _ranks(names: Factor) -> np.ndarray:
    """Place of each row's text among all of them in natural order."""
    rank = np.empty(len(names.levels), np.int64)
    rank[sorted(range(len(names.levels)), key=lambda code: natural(names.levels[code]))] = np.arange(len(names.levels))
    return rank[names.codes]


def _without_repeats(stream: Events) -> tuple[np.ndarray, np.ndarray]:
    """Rows that stay when each event counts once and a phone is in one cell at a time; and the reasons of the others, by row."""
    reason = np.full(len(stream), "", dtype=object)
    service = [stream.service.codes] if stream.service else []
    reason[repeats([stream.device, stream.time_s, stream.cell, stream.kind, *service])] = DUPLICATE
    kept = np.flatnonzero(reason == "")
    return kept[_one_at_a_time(stream, kept, reason)], reason


def _one_at_a_time(stream: Events, kept: np.ndarray, reason: np.ndarray) -> np.ndarray:
    """Which of the kept events stay when only one can be at each instant; marks the others."""
    instant = np.cumsum(differs(stream.device[kept]) | differs(stream.time_s[kept])) - 1
    call = np.isin(stream.kind[kept], (CALL_START, CALL_END))
    with_call = np.bincount(instant, weights=call) > 0
    stays = np.where(with_call[instant], call, differs(instant))
    reason[kept[~stays]] = SIMULTANEOUS
    return stays


def _journeys(stream: Events, gap_s: float) -> tuple[np.ndarray, np.ndarray]:
    """Number of the journey of each event, and whether it lies in a call that is known to end."""
    n = len(stream)
    starts, ends = (np.append(stream.kind == kind, False) for kind in (CALL_START, CALL_END))  # the last entry: no such event
    place = np.arange(n)
    bounds = starts[:n] | ends[:n]
    before = np.append(-1, np.maximum.accumulate(np.where(bounds, place, -1)))[:n]  # the last start or end before each event
    after = np.minimum.accumulate(np.where(bounds, place, n)[::-1])[::-1]  # and the first from it on
    device = np.append(stream.device, -1)
    goes_on = starts[before] & ends[after] & (device[before] == stream.device) & (device[after] == stream.device)
    cut = differs(stream.device) | starts[:n]
    cut[1:] |= ends[:-2] | ((np.diff(stream.time_s) > gap_s) & ~goes_on[1:])
    return np.cumsum(cut) - 1, goes_on | np.append(goes_on[1:] & starts[:-2], False)[:n]


def _without_returns(stream, kept, journey, window_s, reason, progress):
    """Drop events that lead back to the cell the phone has just left, in passes until none is left; marks them."""
    window_s = np.broadcast_to(np.asarray(window_s, float), kept.shape)
    fixed = np.isin(stream.kind, (CALL_START, CALL_END))
    share_done = 0.3
    while True:
        cell, time_s = stream.cell[kept], stream.time_s[kept]
        opens = differs(journey) | differs(cell)
        run = np.cumsum(opens) - 1
        first = np.flatnonzero(opens)
        back = np.zeros(len(first), bool)
        back[2:] = (cell[first[2:]] == cell[first[:-2]]) & (journey[first[2:]] == journey[first[:-2]])
        left_s = np.full(len(first), -np.inf)
        left_s[1:] = time_s[first[:-1]]
        goes = back[run] & (time_s - left_s[run] <= window_s) & ~fixed[kept]
        reason[kept[goes]] = PING_PONG
        if not goes.any():
            return kept, journey
        kept, journey, window_s = kept[~goes], journey[~goes], window_s[~goes]
        share_done += (0.8 - share_done) / 4  # the number of passes is not known
        progress(share_done)


def _cut_at_stays(stream, kept, journey, in_call, stay_s, reason):
    """Cut journeys where a phone stands still; marks the events that belong to no journey."""
    time_s = stream.time_s[kept]
    opens = differs(journey) | differs(stream.cell[kept])
    run = np.cumsum(opens) - 1
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(kept))[:len(first)] - 1
    stays = (time_s[last] - time_s[first] > stay_s) & ~in_call[first]
    new_journey = differs(journey)
    at_start = new_journey[first]
    at_end = np.append(new_journey, True)[last + 1]
    place = np.arange(len(kept))
    arrives, leaves = (place == first[run]) & ~at_start[run], (place == last[run]) & ~at_end[run]
    goes = stays[run] & ~arrives & ~leaves & ~np.isin(stream.kind[kept], (CALL_START, CALL_END))
    reason[kept[goes]] = STAY
    journey = journey + np.cumsum(stays[run] & leaves)
    return kept[~goes], journey[~goes]


def _cleaned(stream, kept, journey, rejects, n_events, n_handovers) -> Cleaned:
    number = np.cumsum(differs(journey)) - 1
    place = np.arange(len(kept))
    seq = place - np.maximum.accumulate(np.where(differs(journey), place, 0))
    return Cleaned(_rows(stream, kept), number, seq, rejects, n_events, n_handovers)


def _rejects(stream: Events, reason: np.ndarray) -> Rejects:
    gone = np.flatnonzero(reason != "")
    gone = gone[np.argsort(stream.row[gone], kind="stable")]
    return Rejects(stream.row[gone], reason[gone])


def _rows(events: Events, rows: np.ndarray) -> Events:
    columns = {name: getattr(events, name)[rows] for name in ("device", "time_s", "cell", "kind", "row")}
    factors = {name: factor[rows] for name in ("lac", "service") if (factor := getattr(events, name))}
    return replace(events, **columns, **factors)
