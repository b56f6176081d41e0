"""Handovers and location area updates along made-up journeys (Ostermayer et al. 2016, section 3.1), each with its true position.

The serving cell follows the received level: what the plan lets expect at the place, and shadowing that is the same for all who pass
there. Hysteresis and time to trigger decide when a phone changes cells, as in 3GPP TS 36.331, event A3.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Optional

import numpy as np
import shapely
from scipy import sparse

from ..errors import InputError
from ..events.schema import Events, Factor, differs
from ..geolocation.cells import CellPlan
from ..geolocation.emission import EmissionModel
from ..geolocation.footprint import strengths_at
from ..progress import Progress, no_progress, part
from ..trajectory.network import ranges
from .drives import Drives
from .events import CALL_END, CALL_START, DATA, HANDOVER, LAU, NO_SERVICE, SERVICES, SPEECH
from .phones import pseudonyms

STATION_M = 15.0
STATIONS_AT_ONCE = 20_000
JOURNEYS_AT_ONCE = 2_000
ROUNDING_M = 1e-5
STRONGEST = 8  # cells kept at a station
WAVES = 128
SITE_SHARE = 0.5  # of the variance of the shadowing is the same for all cells of a site
CALL_SHARE = 0.7
SPEECH_SHARE = 0.5
MEAN_IDLE_S, MEAN_SESSION_S = 180.0, 240.0
PING_PONG_S = 30.0


@dataclass(frozen=True)
class Radio:
    """How levels vary and cells are chosen.

    Attributes
    ----------
    shadowing_db : float
        Standard deviation of the shadowing; 0: none.
    decay_m : float
        Distance over which its correlation falls to 1/e (Gudmundson 1991: some tens of metres in a city, more outside).
    hysteresis_db : float
        How much stronger than the serving cell another must be.
    trigger_s : float
        How long it must be so.
    """

    shadowing_db: float = 6.0
    decay_m: float = 120.0
    hysteresis_db: float = 6.0
    trigger_s: float = 2.0


@dataclass(frozen=True)
class DriveEvents:
    """Events of journeys, by journey and time.

    Attributes
    ----------
    events : Events
        A device for each journey.
    journey : ndarray of int, shape (N,)
        Index into the drives.
    seq : ndarray of int, shape (N,)
        Number of the event within its journey, from 1.
    along_m, x_m, y_m : ndarray of float, shape (N,)
        Where the phone was.
    speed_kmh : ndarray of float, shape (N,)
        Mean speed since the event before; NaN at the first, and where both are in the same instant.
    n_cut : int
        Calls and sessions that lost coverage: they end where they had it last.
    n_silent : int
        Journeys without any event.
    """

    events: Events
    journey: np.ndarray
    seq: np.ndarray
    along_m: np.ndarray
    x_m: np.ndarray
    y_m: np.ndarray
    speed_kmh: np.ndarray
    n_cut: int
    n_silent: int

    def __len__(self) -> int:
        return len(self.journey)

    @property
    def figures(self) -> dict:
        """Numbers that describe the events, by name; ping-pong is a handover that leads back within PING_PONG_S."""
        kind, cell, time_s = self.events.kind, self.events.cell, self.events.time_s
        handover = kind == HANDOVER
        before = np.append(-1, cell[:-1])[:len(cell)]
        here = np.flatnonzero(handover)
        next_to = np.flatnonzero((np.diff(here) == 1) & ~differs(self.journey[here])[1:]) + 1
        ping_pong = (cell[here[next_to]] == before[here[next_to - 1]]) & (
            time_s[here[next_to]] - time_s[here[next_to - 1]] <= PING_PONG_S)
        way = np.diff(self.along_m[here])[next_to - 1]
        return {"n_events": len(self), "n_handover": int(handover.sum()), "n_lau": int((kind == LAU).sum()),
                "ping_pong_share": float(ping_pong.sum() / max(1, len(here))),
                "between_handovers_m": float(way.mean()) if len(way) else np.nan}


def make_drive_events(drives: Drives, plan: CellPlan, model: EmissionModel, rng: np.random.Generator, *, radio: Optional[Radio] = None,
                      call_share: float = CALL_SHARE, levels: Optional[Callable] = None,
                      progress: Progress = no_progress) -> DriveEvents:
    """What the network logs of phones on their journeys.

    Parameters
    ----------
    drives : Drives
    plan : CellPlan
    model : EmissionModel
        Of that plan: a cell serves nobody in a tile that it does not cover.
    radio : Radio, optional
    call_share : float
        Share of the phones in one call from the start of their journey to its end. The others are now idle, now in a call or a data
        session. Of a session only the handovers are logged, not its start and end.
    levels : callable, optional
        ``levels(cell, x_m, y_m, progress=...)``: level in dBm of cells, by their index, at points, (K,), -inf where one is not heard;
        by default those that the model was made of, on flat ground.
    progress : callable

    Returns
    -------
    DriveEvents

    Raises
    ------
    InputError
        When a share is not one or a property of the radio is negative.

    Notes
    -----
    A phone changes to the strongest cell once some cell has been stronger than its own by the hysteresis for the time to trigger, and at
    once where its own cell covers it no more. A connected phone hands over; an idle one updates its location area when the new cell is
    in another than the one before. None is due at the end of a call or session: the network knows where the phone is. Levels are those
    of the nearest station, STATION_M apart on the roads, and do not change with time.
    """
    radio = radio or Radio()
    if not 0 <= call_share <= 1:
        raise InputError(f"{call_share} is no share", "Calls", "Give a number from 0 to 1.")
    if not (radio.shadowing_db >= 0 and radio.decay_m > 0 and radio.hysteresis_db >= 0 and radio.trigger_s >= 0):
        raise InputError("a property of the radio is negative", "Radio", "Give, say, 6 dB, 120 m, 6 dB and 2 s.")
    for_radio, for_phones = (np.random.default_rng(seed) for seed in rng.integers(2 ** 63, size=2))
    stations = _stations(drives)
    levels = levels or partial(strengths_at, plan)
    cells, levels = _levels(stations.xy, plan, model, levels, Shadowing(plan, radio, for_radio), part(progress, 0, 0.6))
    found = []
    for begin in range(0, len(drives), JOURNEYS_AT_ONCE):
        end = min(begin + JOURNEYS_AT_ONCE, len(drives))
        here = part(progress, 0.6 + 0.35 * begin / len(drives), 0.6 + 0.35 * end / len(drives))
        found.append(_serving(_visits(drives, stations, begin, end), cells, levels, radio, here))
    changes = [np.concatenate(columns) for columns in zip(*found)]
    timeline = _Timeline(drives, *changes)
    spans, n_cut = _within_coverage(timeline, *_connected(drives, call_share, for_phones))
    lac = Factor.of(plan["lac"])
    journey, time_s, cell, kind, service = _logged(timeline, *spans, lac.codes)

    along = drives.along_at(journey, time_s)
    x, y = drives.xy_at(journey, along).T
    first = differs(journey)
    at = np.arange(len(journey))
    step_s = np.diff(time_s, prepend=np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        speed = np.where(first | (step_s <= 0), np.nan, 3.6 * np.diff(along, prepend=np.nan) / step_s)
    events = Events(journey.astype(np.int32), pseudonyms(len(drives), for_phones), time_s, cell.astype(np.int32),
                    np.array([str(c) for c in plan["cell_id"]], dtype=object), kind, at, lac[cell], Factor(service, SERVICES))
    seq = at - np.maximum.accumulate(np.where(first, at, 0)) + 1
    progress(1.0)
    return DriveEvents(events, journey, seq, along, x, y, speed, n_cut, len(drives) - int(first.sum()))


@dataclass(frozen=True)
class _Stations:
    """Places on the roads that were driven on, some metres apart: those of a piece follow each other."""

    xy: np.ndarray
    first: np.ndarray  # (pieces of the network,)
    number: np.ndarray


@dataclass(frozen=True)
class _Visits:
    """The visits that journeys pay to stations, by journey in order of time."""

    journey: np.ndarray  # (J,)
    start: np.ndarray  # (J + 1,), the first visit of each
    station: np.ndarray
    enter_s: np.ndarray
    leave_s: np.ndarray


def _stations(drives: Drives) -> _Stations:
    network = drives.network
    driven = np.unique(network.piece[drives.paths.arcs])
    number, first = np.zeros((2, len(network.source)), np.int64)
    number[driven] = np.maximum(np.ceil(network.length_m[network.arcs_of_piece[driven].max(axis=1)] / STATION_M), 1)
    first[driven] = np.cumsum(number[driven]) - number[driven]
    step, of = ranges(np.zeros(len(driven), np.int64), number[driven])
    places = shapely.line_interpolate_point(network.lines[driven][of], (step + 0.5) / number[driven][of], normalized=True)
    return _Stations(np.column_stack([shapely.get_x(places), shapely.get_y(places)]), first, number)


def _visits(drives: Drives, stations: _Stations, begin: int, end: int) -> _Visits:
    """Visits of the journeys from `begin` to before `end`."""
    network, paths = drives.network, drives.paths
    arcs = paths.arcs[paths.start[begin]:paths.start[end]]
    journeys = np.arange(begin, end)
    path = np.repeat(journeys, np.diff(paths.start[begin:end + 1]))
    arc_m = network.length_m[arcs]
    tail_m = np.cumsum(arc_m) - arc_m
    tail_m -= (tail_m[paths.start[begin:end] - paths.start[begin]] + paths.first_m[begin:end])[path - begin]  # along the route
    step, arc = ranges(np.zeros(len(arcs), np.int64), stations.number[network.piece[arcs]])
    number = stations.number[network.piece[arcs]][arc]
    enter_m = tail_m[arc] + arc_m[arc] * step / number
    leave_m = tail_m[arc] + arc_m[arc] * (step + 1) / number
    length_m = drives.length_m[path[arc]]
    passed = ((leave_m > 0) & (enter_m < length_m)) | ((length_m == 0) & differs(path[arc]))
    step, arc, number, enter_m = step[passed], arc[passed], number[passed], np.maximum(enter_m[passed], 0.0)
    station = stations.first[network.piece[arcs]][arc] + np.where(network.forward[arcs][arc], step, number - 1 - step)
    start = np.append(0, np.cumsum(np.bincount(path[arc] - begin, minlength=end - begin)))
    # a phone that waits at a junction has not gone on to the next station, however lengths are rounded
    enter_s = drives.time_at(path[arc], enter_m + ROUNDING_M)
    enter_s[start[:-1]] = drives.start_s[begin:end]
    leave_s = np.append(enter_s[1:], 0.0)
    leave_s[start[1:] - 1] = drives.end_s[begin:end]
    return _Visits(journeys, start, station, enter_s, leave_s)


def _levels(xy, plan: CellPlan, model: EmissionModel, levels_at: Callable, shadow: "Shadowing", progress: Progress) -> tuple:
    """The strongest cells at each station, (S, K), -1 where there are not so many, and their levels in dBm, strongest first."""
    n = len(xy)
    covers = sparse.vstack([model.dominance.T.tocsr(), sparse.csr_matrix((1, len(plan)))]).tocsr()  # tile -1: beyond the grid
    tile = model.grid.tile_at(*xy.T)
    cells, levels = np.full((n, STRONGEST), -1), np.full((n, STRONGEST), -np.inf)
    for begin in range(0, n, STATIONS_AT_ONCE):
        within = slice(begin, min(begin + STATIONS_AT_ONCE, n))
        here = part(progress, within.start / n, within.stop / n)
        at = covers[tile[within]]
        station, cell = np.repeat(np.arange(at.shape[0]), np.diff(at.indptr)), at.indices
        x, y = xy[within].T
        level = levels_at(cell, x[station], y[station], progress=part(here, 0, 0.5))
        level += shadow(xy[within], station, cell, part(here, 0.5, 0.9))
        order = np.lexsort((cell, -level, station))
        rank = np.arange(len(order)) - at.indptr[station[order]]
        kept = (rank < STRONGEST) & ~np.isneginf(level[order])
        kept, rank = order[kept], rank[kept]
        where = begin + station[kept], rank
        cells[where], levels[where] = cell[kept], level[kept]
    return cells, levels


class Shadowing:
    """Gaussian fields in dB, one for each cell, whose correlation falls off exponentially with distance.

    A field is a sum of plane waves; their wave numbers are drawn from the spectrum of that correlation in the plane, proportional to
    ``k / (1 / decay² + k²)^(3/2)``.
    """

    def __init__(self, plan: CellPlan, radio: Radio, rng):
        self.deviation = radio.shadowing_db
        number = np.sqrt((1 - rng.random(WAVES)) ** -2.0 - 1) / radio.decay_m
        bearing = rng.uniform(0, 2 * np.pi, WAVES)
        self.wave = number * np.stack([np.cos(bearing), np.sin(bearing)])
        site = np.unique(plan["site_id"].astype(str), return_inverse=True)[1]
        of_site, own = rng.standard_normal((2, len(plan), 2 * WAVES))
        self.weight = (np.sqrt(SITE_SHARE) * of_site[site] + np.sqrt(1 - SITE_SHARE) * own) * self.deviation / np.sqrt(WAVES)

    def __call__(self, xy, point, cell, progress: Progress) -> np.ndarray:
        """Shadowing of pairs of point and cell, (K,)."""
        value = np.zeros(len(cell))
        if not self.deviation:
            return value
        phase = xy @ self.wave
        waves = np.concatenate([np.cos(phase), np.sin(phase)], axis=1)
        order = np.argsort(cell, kind="stable")
        ends = np.cumsum(np.bincount(cell, minlength=len(self.weight)))
        for i, rows in enumerate(np.split(order, ends[:-1])):
            progress(i / len(self.weight))
            value[rows] = waves[point[rows]] @ self.weight[i]
        return value


def _serving(visits: _Visits, cells, levels, radio: Radio, progress: Progress) -> tuple:
    """All changes of the serving cell: journey, time and new cell, -1 where there is no coverage; by journey in order of time.

    The visits are gone through one after the other, those of all journeys at once.
    """
    n_visits = np.diff(visits.start)
    order = np.argsort(-n_visits, kind="stable")  # the journeys that are still on the road are the first ones
    serving, since_s = np.full(len(order), -2), np.full(len(order), np.inf)  # -2: has not begun
    found = []
    most = int(n_visits.max())
    for k in range(most):
        progress(k / most)
        who = order[:np.searchsorted(-n_visits[order], -k)]
        visit = visits.start[who] + k
        station, now_s, leave_s = visits.station[visit], visits.enter_s[visit], visits.leave_s[visit]
        best, own = cells[station, 0], serving[who]
        level = np.where(cells[station] == own[:, None], levels[station], -np.inf).max(axis=1)
        lost = np.isneginf(level) & (own != best)  # out of its cell: the phone takes the best at once
        better = ~lost & (levels[station, 0] > level + radio.hysteresis_db)
        begun_s = np.where(better, np.minimum(since_s[who], now_s), np.inf)
        trigger_s = np.where(lost, now_s, np.maximum(begun_s + radio.trigger_s, now_s))
        change = lost | (better & (trigger_s < leave_s))
        since_s[who] = np.where(change, np.inf, begun_s)
        serving[who[change]] = best[change]
        found.append((who[change], trigger_s[change], best[change]))
    who, time_s, cell = (np.concatenate(columns) for columns in zip(*found))
    by_journey = np.argsort(who, kind="stable")
    return visits.journey[who[by_journey]], time_s[by_journey], cell[by_journey]


def _connected(drives: Drives, call_share: float, rng) -> tuple:
    """Calls and data sessions: journey, start, end, service; by journey in order of time."""
    n, duration = len(drives), drives.end_s - drives.start_s
    calls = rng.random(n) < call_share
    turns = 4 + int(np.ceil(3 * duration.max(initial=0) / (MEAN_IDLE_S + MEAN_SESSION_S)))
    lengths = rng.exponential(1, (n, turns, 2)) * (MEAN_IDLE_S, MEAN_SESSION_S)
    lengths[rng.random(n) < MEAN_SESSION_S / (MEAN_IDLE_S + MEAN_SESSION_S), 0, 0] = 0.0  # already connected
    ends = np.minimum(np.cumsum(lengths.reshape(n, 2 * turns), axis=1), duration[:, None])
    begin, end = ends[:, ::2], ends[:, 1::2]
    service = np.where(rng.random((n, turns)) < SPEECH_SHARE, SPEECH, DATA)
    begin[calls], end[calls], service[calls] = 0.0, duration[calls, None], SPEECH
    some = end - begin >= 1.0
    some[calls, 1:] = False
    some[calls, 0] = True
    journey, turn = np.nonzero(some)
    start_s = drives.start_s[journey]
    return journey, start_s + begin[some], start_s + end[some], service[some]


class _Timeline:
    """The serving cells of journeys: all changes by journey and time, the first of each at its start; -1: no coverage."""

    def __init__(self, drives: Drives, journey, time_s, cell):
        self.journey, self.time_s, self.cell = journey, time_s, cell
        self._start_s = drives.start_s
        self._apart_s = (drives.end_s - drives.start_s).max() + 10.0
        self.axis = self.on_axis(journey, time_s)

    def on_axis(self, journey, time_s) -> np.ndarray:
        """Times of all journeys one after the other on one axis."""
        return journey * self._apart_s + (time_s - self._start_s[journey])

    def at(self, journey, time_s) -> np.ndarray:
        """The change that was the last at each time."""
        return np.searchsorted(self.axis, self.on_axis(journey, time_s), side="right") - 1


def _within_coverage(timeline: _Timeline, journey, begin_s, end_s, service) -> tuple:
    """Spans that begin where there is coverage, else with it, and end where it is lost; and how many were ended so."""
    at = timeline.at(journey, begin_s)
    late = timeline.cell[at] < 0
    after = np.minimum(at + 1, len(timeline.cell) - 1)  # a hole is followed by a cell, or by another journey
    found = late & (timeline.journey[after] == journey) & (after > at) & (timeline.time_s[after] < end_s)
    begin_s = np.where(found, timeline.time_s[after], begin_s)
    journey, begin_s, end_s, service = (column[~late | found] for column in (journey, begin_s, end_s, service))
    holes = np.flatnonzero(timeline.cell < 0)
    hole = np.append(holes, -1)[np.searchsorted(timeline.axis[holes], timeline.on_axis(journey, begin_s))]
    cut = (hole >= 0) & (timeline.journey[hole] == journey) & (timeline.time_s[hole] <= end_s)
    end_s = np.where(cut, np.maximum(timeline.time_s[hole] - 1e-3, begin_s), end_s)
    return (journey, begin_s, end_s, service), int(cut.sum())


def _logged(timeline: _Timeline, who, begin_s, end_s, service, area_of_cell) -> tuple:
    """Journey, time, cell, kind and service of all events by journey and time."""
    journey, time_s, cell = timeline.journey, timeline.time_s, timeline.cell
    known = np.maximum.accumulate(np.where(cell >= 0, np.arange(len(cell)), -1))
    before = np.append(-1, known[:-1])  # the last change to a cell, beyond holes
    moved = (cell >= 0) & (before >= 0) & (journey[before] == journey)
    # a last span of no journey serves changes before all spans
    span = np.searchsorted(timeline.on_axis(who, begin_s), timeline.axis, side="right") - 1
    connected = (np.append(who, -1)[span] == journey) & (time_s <= np.append(end_s, -np.inf)[span])
    handed = np.flatnonzero(moved & connected & (time_s > np.append(begin_s, np.inf)[span]))
    updated = np.flatnonzero(moved & ~connected & (area_of_cell[cell] != area_of_cell[cell[before]]))
    caller, call_s, hang_up_s = (column[service == SPEECH] for column in (who, begin_s, end_s))
    parts = [
        (caller, call_s, cell[timeline.at(caller, call_s)], CALL_START, SPEECH),
        (journey[handed], time_s[handed], cell[handed], HANDOVER, service[span[handed]]),
        (journey[updated], time_s[updated], cell[updated], LAU, NO_SERVICE),
        (caller, hang_up_s, cell[timeline.at(caller, hang_up_s)], CALL_END, SPEECH)]
    columns = [np.concatenate([np.broadcast_to(part[k], part[0].shape) for part in parts]) for k in range(5)]
    # in the same instant a call begins, is handed over, then ends: sorting is stable, and the parts are in that order
    order = np.lexsort((columns[1], columns[0]))
    journey, time_s, cell, kind, service = (column[order] for column in columns)
    return journey, np.round(time_s, 3), cell, kind.astype(np.int8), service.astype(np.int32)  # milliseconds: what a file keeps
