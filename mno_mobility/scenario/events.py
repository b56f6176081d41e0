"""A day of network events of made-up phones, each in a cell drawn from the emission model (Ricciato & Coluccia 2021, Eq. 4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from ..errors import InputError
from ..events.schema import KINDS, Events, Factor
from ..geolocation.emission import EmissionModel
from ..geolocation.grid import TileGrid
from ..progress import Progress, no_progress, part
from .phones import DAY_S, Phones, positions_at
from .serving import ServingCells

OTHER, CALL_START, CALL_END, HANDOVER, LAU = (KINDS.index(k) for k in ("other", "call_start", "call_end", "handover", "lau"))
SERVICES = np.array(["speech", "data"], dtype=object)
NO_SERVICE, SPEECH, DATA = -1, 0, 1
DAY_MS = 86_400_000
# sessions of the hours of the day, relative: few at night, most in the late afternoon
HOURLY = np.array([2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 11, 12, 11, 11, 11, 12, 13, 13, 11, 9, 7, 5, 3], float)
CALL_STEP_S = 10.0
CAMP_STEP_S = 120.0


@dataclass(frozen=True)
class Missed:
    """What a phone wanted to do and could not, in numbers.

    Attributes
    ----------
    sessions_uncovered, updates_uncovered : int
        Sessions and periodic updates in tiles that no cell covers.
    calls_cut : int
        Calls that lost coverage on the way: they end where they had it last.
    sessions_busy : int
        Sessions that would have begun within a call of the same phone.
    """

    sessions_uncovered: int
    updates_uncovered: int
    calls_cut: int
    sessions_busy: int


def make_events(phones: Phones, model: EmissionModel, lac, rng: np.random.Generator, *, day_s: float = DAY_S,
                sessions_per_day: float = 6.0, call_share: float = 0.4, call_s: float = 120.0, idle_share: float = 0.3,
                update_s: float = 4 * 3600.0, progress: Progress = no_progress) -> tuple[Events, Missed]:
    """The events of a day.

    Parameters
    ----------
    phones : Phones
    model : EmissionModel
    lac : array_like of str, shape (I,)
        Location area of each cell.
    day_s : float
        Midnight at the start of the day, seconds since 1970-01-01 UTC.
    sessions_per_day : float
        Mean of the phones in use. Each has a rate of its own (exponential), which follows the hour of the day: a Poisson process.
    call_share : float
        Share of the sessions that are calls, with start, end and handovers, service speech; the others are one event, kind other,
        service data.
    call_s : float
        Mean duration of a call (exponential, at least a second; a call ends with the day).
    idle_share : float
        Share of the phones not in use: they only report every `update_s` seconds.

    Returns
    -------
    events : Events
        In order of time. All phones are in `device_levels`, all cells of the model in `cell_levels`.
    missed : Missed

    Raises
    ------
    InputError
        When a parameter is out of range, or there is not one location area for each cell.

    Notes
    -----
    Every event is in a cell that covers the phone's tile at that time. Sessions and periodic updates draw independently by Eq. 4.
    In a call the cell is kept as the phone moves, or handed over, by the maximal coupling of :meth:`ServingCells.follow`, which
    keeps Eq. 4; the same chain, two minutes a step, tells where a phone on the way enters another location area and updates it,
    unless in a call. A phone at rest hands nothing over.
    """
    _check(sessions_per_day, call_share, call_s, idle_share, update_s)
    lac = Factor.of(lac)
    if len(lac) != len(model.cell_ids):
        raise InputError(f"there are {len(lac)} for {len(model.cell_ids)} cells", "Location areas", "Give one for each cell.")
    world = _World(phones, model.grid, ServingCells(model.P))
    idle = rng.random(len(phones)) < idle_share

    who, start_ms, length_ms, n_busy = _sessions(idle, sessions_per_day, call_share, call_s, rng)
    start_s = day_s + start_ms / 1000
    cell = world.serving.draw(world.tile(who, start_s), rng)
    served = cell >= 0
    n_uncovered = int((~served).sum())
    who, start_s, length_ms, cell = who[served], start_s[served], length_ms[served], cell[served]
    call = length_ms > 0
    log = _Log()
    log.add(who[~call], start_s[~call], cell[~call], OTHER, DATA)
    progress(0.2)
    end_s = start_s + length_ms / 1000
    calls = who[call], start_s[call], end_s[call]
    calls, n_cut = _carry_calls(world, calls, cell[call], log, rng, part(progress, 0.2, 0.4))
    _update_areas(world, calls, lac.codes, log, rng, part(progress, 0.4, 0.8))
    n_silent = _update_periodically(world, idle, day_s, update_s, log, rng)

    device, time_s, cell, kind, service = log.in_order_of_time(day_s, day_s + DAY_MS / 1000)
    progress(1.0)
    events = Events(device.astype(np.int32), phones.device_ids, time_s, cell.astype(np.int32), model.cell_ids, kind,
                    np.arange(len(device)), lac[cell], Factor(service, SERVICES))
    return events, Missed(n_uncovered, n_silent, n_cut, n_busy)


def _check(sessions_per_day, call_share, call_s, idle_share, update_s) -> None:
    if not (sessions_per_day >= 0 and call_s > 0 and update_s > 0):
        raise InputError("the rate of sessions is negative, or a duration is not positive", "Events",
                         "Give, say, 6 sessions a day, calls of 120 s and updates every 14400 s.")
    if not (0 <= call_share <= 1 and 0 <= idle_share <= 1):
        raise InputError(f"the shares {call_share} of calls and {idle_share} of idle phones are not shares", "Events",
                         "Give numbers from 0 to 1.")


@dataclass(frozen=True)
class _World:
    phones: Phones
    grid: TileGrid
    serving: ServingCells

    def tile(self, who, t_s) -> np.ndarray:
        return self.grid.tile_at(*positions_at(self.phones, t_s, who))

    def changes_of_cell(self, who, start_s, end_s, cell, step_s: float, rng, progress: Progress) -> Iterator[tuple]:
        """Follow phones over spans of time; yields those who change, in order of time.

        What it yields: their rows, the times of the step before and of this one, and their new cells, -1 where coverage is lost.
        """
        row, cell = np.arange(len(who)), np.array(cell, np.int64)
        tile, t = self.tile(who, start_s), np.array(start_s, float)
        n_steps = int(np.ceil((end_s - start_s).max() / step_s)) if len(who) else 0
        for step in range(n_steps):
            progress(step / n_steps)
            row = row[t[row] < end_s[row]]
            before_s = t[row]
            t[row] = np.minimum(before_s + step_s, end_s[row])
            new_tile = self.tile(who[row], t[row])
            new_cell = self.serving.follow(cell[row], tile[row], new_tile, rng)
            changed = new_cell != cell[row]
            tile[row], cell[row] = new_tile, new_cell
            yield row[changed], before_s[changed], t[row[changed]], new_cell[changed]


class _Log:
    """Collects events."""

    # in the same instant a call begins, is handed over, then ends
    RANK = np.array([{"call_start": 1, "handover": 2, "call_end": 3}.get(kind, 0) for kind in KINDS])

    def __init__(self):
        self._parts = []

    def add(self, device, time_s, cell, kind: int, service: int) -> None:
        n = len(device)
        self._parts.append((device, time_s, cell, np.full(n, kind, np.int8), np.full(n, service, np.int32)))

    def in_order_of_time(self, from_s: float, until_s: float) -> list:
        """All columns, of the events from `from_s` to before `until_s`."""
        columns = [np.concatenate(parts) for parts in zip(*self._parts)]
        device, time_s, _, kind, _ = columns
        order = np.lexsort((self.RANK[kind], device, time_s))
        order = order[(time_s[order] >= from_s) & (time_s[order] < until_s)]
        return [column[order] for column in columns]


def _sessions(idle, sessions_per_day, call_share, call_s, rng) -> tuple:
    """Phone, start since midnight and length (0: no call) in ms of sessions, by phone and time; and how many met a busy phone."""
    rate = np.where(idle, 0.0, sessions_per_day * rng.exponential(size=len(idle)))
    who = np.repeat(np.arange(len(idle)), rng.poisson(rate))
    n = len(who)
    day_share = np.r_[0.0, np.cumsum(HOURLY) / HOURLY.sum()]
    hour = np.interp(rng.random(n), day_share, np.arange(25.0))
    start = np.minimum((hour * 3_600_000).astype(np.int64), DAY_MS - 2)
    order = np.lexsort((start, who))
    who, start = who[order], start[order]
    length = np.where(rng.random(n) < call_share, 1000 + (1000 * rng.exponential(max(call_s - 1, 0), n)).astype(np.int64), 0)
    length = np.minimum(length, DAY_MS - 1 - start)
    # clocks of the phones one after the other on one axis: the latest end so far is that of an earlier session of the same phone
    begin = start + who.astype(np.int64) * DAY_MS
    latest = np.maximum.accumulate(np.r_[-1, begin + length])[:-1]
    free = begin > latest
    return who[free], start[free], length[free], int((~free).sum())


def _carry_calls(world: _World, calls, cell, log: _Log, rng, progress: Progress) -> tuple:
    """Log calls with their handovers; returns them with the ends they came to, and how many lost coverage."""
    who, start_s, end_s = calls
    log.add(who, start_s, cell, CALL_START, SPEECH)
    begin_at, end_at = (positions_at(world.phones, t, who) for t in (start_s, end_s))
    moving = np.flatnonzero(np.not_equal(begin_at, end_at).any(axis=0))
    end_s, last_cell, cut = end_s.copy(), cell.copy(), np.zeros(len(who), bool)
    spans = who[moving], start_s[moving], end_s[moving], cell[moving]
    for row, before_s, t, new_cell in world.changes_of_cell(*spans, CALL_STEP_S, rng, progress):
        row = moving[row]
        lost = (new_cell < 0) & ~cut[row]
        cut[row[lost]] = True
        end_s[row[lost]] = before_s[lost]
        held = ~cut[row]
        log.add(who[row[held]], t[held], new_cell[held], HANDOVER, SPEECH)
        last_cell[row[held]] = new_cell[held]
    log.add(who, end_s, last_cell, CALL_END, SPEECH)
    return (who, start_s, end_s), int(cut.sum())


def _update_areas(world: _World, calls, area_of_cell, log: _Log, rng, progress: Progress) -> None:
    """Log a location area update where a phone on its way camps in another area than before, unless it is in a call."""
    phones = world.phones
    legs = list(zip(*(np.moveaxis(v, 1, 0) for v in (phones.time_s, phones.x_m, phones.y_m))))
    area = np.full(len(phones), -1)
    for leg, ((start_s, *start), (end_s, *end)) in enumerate(zip(legs, legs[1:])):
        who = np.flatnonzero(np.not_equal(start, end).any(axis=0))
        span = who, start_s[who], end_s[who], world.serving.draw(world.tile(who, start_s[who]), rng)
        at_start = np.arange(len(who)), span[1], span[1], span[3]
        stretch = part(progress, leg / (len(legs) - 1), (leg + 1) / (len(legs) - 1))
        for row, _, t, cell in chain([at_start], world.changes_of_cell(*span, CAMP_STEP_S, rng, stretch)):
            row, t, cell = (v[cell >= 0] for v in (row, t, cell))
            phone, new_area = who[row], area_of_cell[cell]
            new = (new_area != area[phone]) & (area[phone] >= 0) & ~_in_call(calls, phone, t)
            log.add(phone[new], t[new], cell[new], LAU, NO_SERVICE)
            area[phone] = new_area


def _in_call(calls, phone, t_s) -> np.ndarray:
    """Whether each phone is in a call at a time; calls by phone and start."""
    who, start_s, end_s = calls
    if not len(who):
        return np.zeros(len(phone), bool)
    # clocks of the phones one after the other on one axis, two days each: a way home may end after midnight
    zero, two_days = start_s.min(), 2 * DAY_MS / 1000
    at = np.searchsorted(who * two_days + (start_s - zero), phone * two_days + (t_s - zero), side="right") - 1
    return (at >= 0) & (who[at] == phone) & (t_s <= end_s[at])


def _update_periodically(world: _World, idle, day_s: float, update_s: float, log: _Log, rng) -> int:
    """Log the periodic updates of idle phones; returns how many found no coverage."""
    who = np.flatnonzero(idle)
    first = np.round(rng.uniform(0, update_s, len(who)), 3)
    n_updates = np.maximum(np.ceil((DAY_MS / 1000 - first) / update_s), 0).astype(np.int64)
    count = np.arange(n_updates.sum()) - np.repeat(np.cumsum(n_updates) - n_updates, n_updates)
    t = day_s + np.repeat(first, n_updates) + count * update_s
    who = np.repeat(who, n_updates)
    cell = world.serving.draw(world.tile(who, t), rng)
    served = cell >= 0
    log.add(who[served], t[served], cell[served], LAU, NO_SERVICE)
    return int((~served).sum())
