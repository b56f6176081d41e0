"""Events as columns: names and their synonyms, texts as factors, times, and a reason for every row that cannot be used.

An event is what the network logged of a phone (Ostermayer et al. 2016, section 3.1; Ricciato & Coluccia 2021, section II-B):
when, in which cell, and why.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import InputError, some
from ..progress import Progress, no_progress, part

EVENT_COLUMNS = {
    "device_id": ("device", "imsi", "msisdn", "imei", "subscriber", "subscriber_id", "phone", "phone_id", "user", "user_id",
                  "userid", "uid", "customer_id", "caller", "caller_id", "tmsi", "hash", "id"),
    "time": ("timestamp", "datetime", "date_time", "event_time", "time_stamp", "t", "t_unix", "time_s", "time_utc", "unixtime",
             "unix_time", "epoch", "ts", "start_time", "time_local", "date"),
    "cell_id": ("cell", "cellid", "cell_identity", "cgi", "ecgi", "ncgi", "eci", "nci", "ci", "cid", "global_cell_id", "sector",
                "sector_id", "antenna", "antenna_id", "bts", "site", "site_id", "tower", "tower_id"),
    "event": ("event_type", "eventtype", "type", "kind", "event_kind", "event_code", "procedure"),
    "lac": ("tac", "la", "area", "location_area", "location_area_code", "tracking_area", "tracking_area_code", "lai", "tai"),
    "service": ("service_type", "domain", "traffic", "bearer", "rab"),
    "journey_id": ("journey", "trip_id", "trip", "trajectory_id", "trajectory", "track_id"),
}
COUNT_COLUMNS = {
    "cell_id": EVENT_COLUMNS["cell_id"],
    "count": ("n", "c", "counts", "phones", "n_phones", "devices", "n_devices", "subscribers", "users", "number", "value"),
    "time": EVENT_COLUMNS["time"],
}

ROUTE_COLUMNS = {name: EVENT_COLUMNS[name] for name in ("device_id", "journey_id")}
POSITION_COLUMNS = {**EVENT_COLUMNS, "seq": ("sequence", "order", "nr"), "t_unix": (), "along_m": ("along", "measure"),
                    "sigma_m": ("sigma", "along_sigma_m")}

KINDS = ("other", "call_start", "call_end", "handover", "lau")
KIND_SYNONYMS = {
    "call_start": ("call_establishment", "call_setup", "call_begin", "session_start", "session_setup", "establishment", "setup",
                   "start", "begin", "attach"),
    "call_end": ("call_termination", "call_release", "session_end", "session_release", "termination", "release", "end", "stop",
                 "detach"),
    "handover": ("ho", "handoff", "hand_over", "hand_off", "handover_in", "inter_cell_handover", "cell_change"),
    "lau": ("location_area_update", "location_update", "la_update", "lu", "tau", "tracking_area_update", "rau",
            "routing_area_update"),
}

SERVICES = ("speech", "data")
SERVICE_SYNONYMS = {
    "speech": ("voice", "call", "cs", "circuit_switched", "telephony", "volte", "vonr"),
    "data": ("packet", "packet_data", "ps", "packet_switched", "gprs", "internet", "ip"),
}

REASONS = ("no device", "no time", "time not readable", "no cell", "unknown cell", "duplicate")


@dataclass(frozen=True)
class Factor:
    """A text column as the number of each row's text and the distinct texts.

    Attributes
    ----------
    codes : ndarray of int32, shape (N,)
        Index into `levels`, -1 where the row has no value.
    levels : ndarray of object, shape (L,)
        The distinct texts.
    """

    codes: np.ndarray
    levels: np.ndarray

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows) -> "Factor":
        return Factor(self.codes[rows], self.levels)

    @property
    def texts(self) -> np.ndarray:
        """The text of each row, None where it has no value; (N,) of object."""
        return np.append(self.levels, None)[self.codes]

    @staticmethod
    def of(values) -> "Factor":
        """Factorise texts or numbers; None, NaN and blank texts are no value.

        Texts lose blanks at both ends; a whole number reads the same whether it came as ``7``, ``7.0`` or ``"7"``, and true as 1. Levels
        stand in the order of their first appearance (numbers and fixed-width texts: in ascending order).

        Parameters
        ----------
        values : Factor or array_like, shape (N,)

        Returns
        -------
        Factor
        """
        if isinstance(values, Factor):
            raw, codes = values.levels, np.asarray(values.codes)
        else:
            raw, codes = _distinct(np.asarray(values))
        texts = [_text(value) for value in raw]
        number = {text: at for at, text in enumerate(dict.fromkeys(t for t in texts if t))}
        level_of = np.array([number.get(text, -1) for text in texts] + [-1], dtype=np.int32)  # the last entry serves code -1
        return Factor(level_of[codes], np.array(list(number), dtype=object))


@dataclass(frozen=True)
class Moments:
    """Times that were read before, as :func:`parse_times` gives them.

    Attributes
    ----------
    time_s : ndarray of float, shape (N,)
    bad : ndarray of bool, shape (N,)
    """

    time_s: np.ndarray
    bad: np.ndarray

    def __len__(self) -> int:
        return len(self.time_s)


@dataclass(frozen=True)
class Events:
    """Usable events, in the order they came in.

    Attributes
    ----------
    device : ndarray of int32, shape (N,)
        Index into `device_levels`.
    device_levels : ndarray of str
        All devices that were named, also those none of whose events is usable.
    time_s : ndarray of float, shape (N,)
        Seconds since 1970-01-01 UTC.
    cell : ndarray of int32, shape (N,)
        Index into `cell_levels`.
    cell_levels : ndarray of str
        The known cells in their own order where they were given, else the cells that were named.
    kind : ndarray of int8, shape (N,)
        Index into KINDS.
    row : ndarray of int64, shape (N,)
        Row of the input, from 0.
    lac, service : Factor of N rows, or None where there is no such column
    other_kinds : tuple of str
        The texts that were read as 'other' because no synonym is known for them.
    """

    device: np.ndarray
    device_levels: np.ndarray
    time_s: np.ndarray
    cell: np.ndarray
    cell_levels: np.ndarray
    kind: np.ndarray
    row: np.ndarray
    lac: Optional[Factor] = None
    service: Optional[Factor] = None
    other_kinds: tuple = ()

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True)
class Rejects:
    """Rows that are no usable event.

    Attributes
    ----------
    row : ndarray of int64, shape (M,)
        Row of the input, from 0, ascending.
    reason : ndarray of object, shape (M,)
        One of REASONS, the first that holds, or of the reasons for which cleaning drops events.
    """

    row: np.ndarray
    reason: np.ndarray

    def __len__(self) -> int:
        return len(self.row)

    def joined(self, others: "Rejects") -> "Rejects":
        """These and others, by row."""
        row = np.concatenate([self.row, others.row])
        order = np.argsort(row, kind="stable")
        return Rejects(row[order], np.concatenate([self.reason, others.reason])[order])

    def counts(self) -> dict:
        """Number of rows by reason, in the order of REASONS, others behind; reasons that do not occur are left out."""
        reasons = dict.fromkeys([*REASONS, *sorted(set(self.reason))])
        return {reason: int(n) for reason in reasons if (n := np.count_nonzero(self.reason == reason))}


def guess_columns(field_names: Iterable[str], columns: Mapping[str, Sequence[str]] = EVENT_COLUMNS) -> dict:
    """Which field holds which column.

    Case, blanks, hyphens and dots in field names do not matter. The column's own name beats its synonyms, an earlier synonym
    beats a later one, and no field serves twice.

    Parameters
    ----------
    field_names : iterable of str
    columns : mapping of str to sequence of str
        Synonyms of each column: EVENT_COLUMNS or COUNT_COLUMNS.

    Returns
    -------
    dict
        Column name to field name, for the columns that were found.

    Examples
    --------
    >>> guess_columns(["IMSI", "Timestamp", "ci", "speed"])
    {'device_id': 'IMSI', 'time': 'Timestamp', 'cell_id': 'ci'}
    """
    field_of = {}
    for name in field_names:
        field_of.setdefault(_plain(name), name)
    found = {column: field_of.pop(column) for column in columns if column in field_of}
    for column, synonyms in columns.items():
        match = next((s for s in synonyms if s in field_of), None)
        if column not in found and match:
            found[column] = field_of.pop(match)
    return {column: found[column] for column in columns if column in found}


def parse_times(values, *, progress: Progress = no_progress) -> tuple[np.ndarray, np.ndarray]:
    """Read times as seconds since 1970-01-01 UTC.

    Parameters
    ----------
    values : Factor, Moments or array_like, shape (N,)
        - texts ``YYYY-MM-DD``, ``YYYY/MM/DD`` or ``DD.MM.YYYY``, then a blank or T and ``HH:MM[:SS[.fraction]]``, then ``Z``,
          ``UTC``, ``+HH``, ``+HHMM`` or ``+HH:MM``; without a zone the clock is UTC, without a time of day it is midnight;
        - numbers, or texts of them: below 1e11 in magnitude seconds (until the year 5138), below 1e13 milliseconds (1973 to
          2286), and the fourteen digits ``YYYYMMDDHHMMSS`` of a call record;
        - numpy datetime64 or Python datetime.
    progress : callable

    Returns
    -------
    time_s : ndarray of float, shape (N,)
        NaN where there is no time.
    bad : ndarray of bool, shape (N,)
        Where a value is given but cannot be read; a missing value is NaN and not bad.
    """
    if isinstance(values, Moments):
        return values.time_s, values.bad
    if isinstance(values, Factor):
        time_s, bad = parse_times(values.levels, progress=progress)
        return np.append(time_s, np.nan)[values.codes], np.append(bad, False)[values.codes]
    values = np.asarray(values)
    if values.dtype.kind == "M":
        time_s = values.astype("datetime64[us]").astype(np.int64) / 1e6
        return np.where(np.isnat(values), np.nan, time_s), np.zeros(len(values), bool)
    if values.dtype.kind in "iuf":
        time_s = _from_numbers(values.astype(float))
        return time_s, np.isnan(time_s) & ~np.isnan(values)
    time_s, bad = np.full(len(values), np.nan), np.zeros(len(values), bool)
    block = 65536
    for start in range(0, len(values), block):
        progress(start / len(values))
        time_s[start:start + block], bad[start:start + block] = _from_texts(values[start:start + block])
    return time_s, bad


def events_from_columns(columns: Mapping[str, object], known_cells=None, *,
                        progress: Progress = no_progress) -> tuple[Events, Rejects]:
    """Turn columns into events, and give a reason for each row that is none.

    Parameters
    ----------
    columns : mapping of str to Factor, Moments or array_like, shape (N,)
        `device_id`, `time` and `cell_id`; `event`, `lac` and `service` where there are such.
    known_cells : array_like of str, optional
        The cells of a plan or a model: an event in another cell is rejected, and `cell` counts in their order.
    progress : callable

    Returns
    -------
    events : Events
    rejects : Rejects
        Every row of the input is in exactly one of both. A duplicate agrees with an earlier row in device, time, cell, kind and
        service; the earlier row stays.

    Raises
    ------
    InputError
        When a column is missing or the columns differ in length.
    """
    missing = [name for name in ("device_id", "time", "cell_id") if columns.get(name) is None]
    if missing:
        raise InputError(f"there is no column {some(missing)}", "Events", "Choose the fields that hold it.")
    given = {name: values for name, values in columns.items() if values is not None}
    lengths = {name: len(values) for name, values in given.items()}
    if len(set(lengths.values())) > 1:
        raise InputError(f"the columns have different lengths {lengths}", "Events", "Give one value for each row.")

    device = Factor.of(given["device_id"])
    time_s, bad_time = parse_times(given["time"], progress=part(progress, 0, 0.6))
    cell = Factor.of(given["cell_id"])
    no_cell = cell.codes < 0
    if known_cells is not None:
        cell = _in_order_of(cell, np.asarray(known_cells))
    kind, other_kinds = kind_codes(Factor.of(given["event"])) if "event" in given else (np.zeros(len(device), np.int8), ())
    lac, service = (Factor.of(given[name]) if name in given else None for name in ("lac", "service"))
    progress(0.8)

    reason = np.full(len(device), -1, dtype=np.int8)
    faults = (device.codes < 0, np.isnan(time_s) & ~bad_time, bad_time, no_cell, (cell.codes < 0) & ~no_cell)
    for number, fault in reversed(list(enumerate(faults))):
        reason[fault] = number
    usable = np.flatnonzero(reason < 0)
    keys = [device.codes, time_s, cell.codes, kind] + ([service.codes] if service else [])
    reason[usable[repeats([key[usable] for key in keys])]] = REASONS.index("duplicate")
    row, rejected = np.flatnonzero(reason < 0), np.flatnonzero(reason >= 0)
    progress(1.0)
    events = Events(device.codes[row], device.levels, time_s[row], cell.codes[row], cell.levels, kind[row], row,
                    lac[row] if lac else None, service[row] if service else None, other_kinds)
    return events, Rejects(rejected, np.array(REASONS, dtype=object)[reason[rejected]])


def kind_codes(event: Factor) -> tuple[np.ndarray, tuple]:
    """Read kinds of event.

    Parameters
    ----------
    event : Factor of N rows

    Returns
    -------
    codes : ndarray of int8, shape (N,)
        Index into KINDS.
    unknown : tuple of str
        The texts that are read as 'other' because no synonym is known for them.
    """
    return _codes_of_names(event, KINDS, KIND_SYNONYMS, KINDS.index("other"))


def service_codes(service: Factor) -> tuple[np.ndarray, tuple]:
    """Read services.

    Parameters
    ----------
    service : Factor of N rows

    Returns
    -------
    codes : ndarray of int8, shape (N,)
        Index into SERVICES, -1 where there is none or its text is not known.
    unknown : tuple of str
        The texts for which no synonym is known.
    """
    return _codes_of_names(service, SERVICES, SERVICE_SYNONYMS, -1)


def standard_names(factor: Factor, synonyms: Mapping[str, Sequence[str]]) -> Factor:
    """Each text by its standard name where it is one of its synonyms, as it is otherwise.

    Parameters
    ----------
    factor : Factor of N rows
    synonyms : mapping of str to sequence of str
        KIND_SYNONYMS or SERVICE_SYNONYMS.

    Returns
    -------
    Factor of N rows
    """
    name_of = {synonym: name for name, others in synonyms.items() for synonym in (name, *others)}
    return Factor.of(Factor(factor.codes, np.array([name_of.get(_plain(level), level) for level in factor.levels], dtype=object)))


def natural(text: Optional[str]) -> tuple:
    """A key that sorts texts with their numbers by value, so that p2 comes before p10; None comes first."""
    parts = [] if text is None else re.findall(r"\d+|\D+", text)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def differs(values: np.ndarray) -> np.ndarray:
    """Whether each value differs from the one before it; the first does."""
    new = np.ones(len(values), bool)
    new[1:] = values[1:] != values[:-1]
    return new


def repeats(keys: Sequence[np.ndarray]) -> np.ndarray:
    """Which rows agree with an earlier row in all keys; indices."""
    order = np.lexsort(keys)
    same = np.ones(max(len(order) - 1, 0), bool)
    for key in keys:
        same &= key[order[1:]] == key[order[:-1]]
    return order[1:][same]


def _plain(name) -> str:
    return str(name).strip().lower().replace(" ", "_").replace("-", "_").replace(".", "_")


def _distinct(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct values and the number of each row's value."""
    if values.dtype.kind != "O":
        return np.unique(values, return_inverse=True)
    # hashing beats sorting on Python objects; NaN never equals itself, but _text drops every one of them
    listed = values.tolist()
    number = dict.fromkeys(listed)
    number.update(zip(number, range(len(number))))
    levels = np.empty(len(number), dtype=object)
    levels[:] = list(number)
    return levels, np.fromiter(map(number.__getitem__, listed), np.int64, len(listed))


def _text(value) -> str:
    if value is None or value != value:
        return ""
    # newer QGIS reads a column of a text file that holds nothing but 1 as truth values
    if isinstance(value, (bool, np.bool_)) or (isinstance(value, (float, np.floating)) and float(value).is_integer()):
        value = int(value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return str(value).strip()


def _in_order_of(factor: Factor, known: np.ndarray) -> Factor:
    levels = np.array([_text(cell) for cell in known], dtype=object)
    number = {cell: at for at, cell in reversed(list(enumerate(levels)))}
    code_of = np.array([number.get(level, -1) for level in factor.levels] + [-1], dtype=np.int32)
    return Factor(code_of[factor.codes], levels)


def _codes_of_names(factor: Factor, names: Sequence[str], synonyms: Mapping[str, Sequence[str]], other: int):
    code_of_name = {name: code for code, kind in enumerate(names) for name in (kind, *synonyms.get(kind, ()))}
    plain = [_plain(level) for level in factor.levels]
    codes = np.array([code_of_name.get(name, other) for name in plain] + [other], dtype=np.int8)  # the last entry serves code -1
    unknown = tuple(level for level, name in zip(factor.levels, plain) if name not in code_of_name)
    return codes[factor.codes], unknown


def _from_numbers(value: np.ndarray) -> np.ndarray:
    size = np.abs(value)
    time_s = np.where(size < 1e11, value, np.where(size < 1e13, value / 1000, np.nan))
    digits = (value >= 1.9e13) & (value < 2.1e13)
    if digits.any():
        day, clock = np.divmod(value[digits].astype(np.int64), 1_000_000)
        parts = [part // unit % 100 for part in (day, clock) for unit in (10_000, 100, 1)]
        seconds, valid = _from_calendar(day // 10_000, *parts[1:])
        time_s[digits] = np.where(valid, seconds, np.nan)
    return time_s


def _from_calendar(year, month, day, hour, minute, second) -> tuple[np.ndarray, np.ndarray]:
    valid = (month >= 1) & (month <= 12) & (day >= 1) & (hour <= 23) & (minute <= 59) & (second <= 60)
    months = (year - 1970) * 12 + np.where(valid, month, 1) - 1
    first, following = (m.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) for m in (months, months + 1))
    seconds = (first + day - 1) * 86400 + hour * 3600 + minute * 60 + second
    return seconds, valid & (day <= following - first)


def _from_texts(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As parse_times, for one block of texts or other objects."""
    if values.dtype.kind == "O":
        missing = np.equal(values, None).astype(bool) | np.not_equal(values, values).astype(bool)
        values = np.where(missing, "", values)
    texts = np.char.strip(values.astype("U48"))  # the longest form has 36 characters
    missing = texts == ""
    time_s, valid = _from_iso(texts)
    rest = np.flatnonzero(~valid & ~missing)
    if len(rest):
        time_s[rest] = _from_number_texts(texts[rest])
    time_s[missing] = np.nan
    return time_s, np.isnan(time_s) & ~missing


def _from_number_texts(texts: np.ndarray) -> np.ndarray:
    char = _characters(texts)
    digit, point = (char >= 48) & (char <= 57), char == ord(".")
    sign = np.isin(char[0], _codes("+-"))
    number = digit.any(axis=0) & (point.sum(axis=0) <= 1) & ((digit | point).sum(axis=0) + sign == np.char.str_len(texts))
    time_s = np.full(len(texts), np.nan)
    time_s[number] = _from_numbers(texts[number].astype(float))
    return time_s


def _from_iso(texts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Calendar texts by one reading head per text, all moved together; texts that do not fit are not valid."""
    char = _characters(texts)
    rows = np.arange(len(texts))
    valid = np.ones(len(texts), bool)

    def at(head):
        return char[np.minimum(head, len(char) - 1), rows]

    def number(head, n_digits, where):
        value = np.zeros(len(texts), np.int64)
        for k in range(n_digits):
            digit = at(head + k) - 48
            valid[where & ((digit < 0) | (digit > 9))] = False
            value = value * 10 + digit
        return np.where(where, value, 0)

    every = np.ones(len(texts), bool)
    year_last = char[2] == ord(".")
    year = number(np.where(year_last, 6, 0), 4, every)
    month = number(np.where(year_last, 3, 5), 2, every)
    day = number(np.where(year_last, 0, 8), 2, every)
    valid &= np.where(year_last, char[5] == ord("."), np.isin(char[4], _codes("-/")) & (char[7] == char[4]))

    head = np.full(len(texts), 10)
    clock = at(head) != 0
    valid &= ~clock | (np.isin(at(head), _codes(" Tt")) & (at(head + 3) == ord(":")))
    hour, minute = number(head + 1, 2, clock), number(head + 4, 2, clock)
    head = np.where(clock, 16, head)
    seconds = clock & (at(head) == ord(":"))
    second = number(head + 1, 2, seconds)
    head = head + 3 * seconds

    fraction = np.zeros(len(texts))
    more = seconds & np.isin(at(head), _codes(".,"))
    weight = 1.0
    while more.any():
        head = head + more
        digit = at(head) - 48
        more = more & (digit >= 0) & (digit <= 9)
        weight /= 10
        fraction += weight * np.where(more, digit, 0)

    head = head + (clock & (at(head) == ord(" ")))
    word = np.zeros(len(texts), bool)
    for name in ("UTC", "GMT"):
        word |= clock & (at(head) == ord(name[0])) & (at(head + 1) == ord(name[1])) & (at(head + 2) == ord(name[2]))
    head = head + 3 * word + (clock & np.isin(at(head), _codes("Zz")))
    sign = np.where(at(head) == ord("-"), -1, np.where(at(head) == ord("+"), 1, 0)) * clock
    zone_hours = number(head + 1, 2, sign != 0)
    head = head + 3 * (sign != 0)
    head = head + ((sign != 0) & (at(head) == ord(":")))
    with_minutes = (sign != 0) & (at(head) != 0)
    zone_minutes = number(head, 2, with_minutes)
    head = head + 2 * with_minutes
    valid &= (at(head) == 0) & (zone_hours <= 18) & (zone_minutes <= 59)

    time_s, on_calendar = _from_calendar(*(np.where(valid, part, 1) for part in (year, month, day, hour, minute, second)))
    valid &= on_calendar
    time_s = time_s + fraction - sign * (zone_hours * 3600 + zone_minutes * 60)
    return np.where(valid, time_s, np.nan), valid


def _characters(texts: np.ndarray) -> np.ndarray:
    """Code points, one row for each position, and a last row of zeros; (width + 1, N), at least 12 rows."""
    width = texts.dtype.itemsize // 4
    char = np.zeros((max(width, 11) + 1, len(texts)), np.int32)
    char[:width] = np.ascontiguousarray(texts).view(np.int32).reshape(len(texts), width).T
    return char


def _codes(characters: str) -> list:
    return [ord(c) for c in characters]
