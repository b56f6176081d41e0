"""The SQL of events in files: one text for an embedded engine and for a cluster; what they spell differently stands in a Dialect.

The tables, in the order in which :mod:`.engines` makes them:

- ``source``: the files as they are, with `place`, the order of the rows over all files;
- ``readings``: device, time and cell as read; `odd` is a time that SQL leaves to :func:`~mno_mobility.events.schema.parse_times`;
- ``odd_times``: what that made of them;
- ``cells``: each cell that is named, its number, and its number among the known ones;
- ``events``: every row with the `reason` why it cannot be used, a number of REASONS, or none.
"""

from dataclasses import dataclass
from string import Template

import numpy as np

from .schema import REASONS

# what str.strip takes off
BLANKS = "".join(map(chr, (*range(0x09, 0x0e), *range(0x1c, 0x21), 0x85, 0xa0, 0x1680, *range(0x2000, 0x200b), 0x2028, 0x2029, 0x202f,
                           0x205f, 0x3000)))
CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
ISO = f"^[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}([ T]{CLOCK}(:[0-5][0-9]([.][0-9]{{1,6}})?)?(Z|[+-](0[0-9]|1[0-7]):[0-5][0-9])?)?$"
NUMBER = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)$"
TYPE_OF_KIND = {"number": "DOUBLE", "text": "STRING"}
PLACES = 2 ** 40  # of the rows of a file; a row's place is the number of its file times this, and its own
MOST_BRANCHES = 1024  # of an expression that tells between which reference times an event lies


@dataclass(frozen=True)
class Dialect:
    """What an engine spells in its own way, as patterns for str.format.

    Attributes
    ----------
    quote : str
        Stands around names.
    micros : str
        Microseconds since 1970 of a moment `{0}`, a clock without zone being UTC.
    moment_of_text : str
        The moment in an ISO text, or NULL.
    matches : str
        Whether text `{0}` matches the pattern `{1}`.
    joined : str
        The matches of the pattern `{1}` in text `{0}`, each as the expression `{2}` of p makes it, put together.
    ticks : str
        Type of whole numbers of 126 bits.
    series : str
        A row for each whole number from `{0}` up to, without, `{1}`, which is greater.
    at_home : str
        A hint behind SELECT that brings the rows of a device together once for all that follows.
    """

    quote: str
    micros: str
    moment_of_text: str
    matches: str
    joined: str
    ticks: str
    series: str
    at_home: str = ""

    def name(self, field: str) -> str:
        """A field's name, quoted."""
        return self.quote + field.replace(self.quote, 2 * self.quote) + self.quote


DUCKDB = Dialect(
    quote='"', micros="epoch_us({0})", moment_of_text="try_cast({0} AS TIMESTAMPTZ)", matches="regexp_matches({0}, '{1}')",
    joined="array_to_string([{2} for p in regexp_extract_all({0}, '{1}')], '')", ticks="HUGEINT", series="unnest(range({0}, {1}))")
SPARK = Dialect(
    quote="`", micros="unix_micros(CAST({0} AS TIMESTAMP))", moment_of_text="try_cast({0} AS TIMESTAMP)", matches="{0} RLIKE '{1}'",
    joined="array_join(transform(regexp_extract_all({0}, '{1}', 0), p -> {2}), '')", ticks="DECIMAL(38, 0)",
    series="explode(sequence({0}, {1} - 1))", at_home="/*+ REPARTITION(device) */")


def plain(field: str, kind: str) -> str:
    """A field of a kind in the one type that the kind is read in, where it has several."""
    return f"CAST({field} AS {TYPE_OF_KIND[kind]})" if kind in TYPE_OF_KIND else field


def text_of(field: str, kind: str) -> str:
    """The value of a field as :class:`~mno_mobility.events.schema.Factor` reads it: a text without blanks around, or NULL."""
    if kind == "text":
        bare = " AND ".join(f"{end}({field}, 1) BETWEEN '!' AND '~'" for end in ("left", "right"))
        return f"CASE WHEN {bare} THEN {field} ELSE nullif(trim(BOTH '{BLANKS}' FROM {field}), '') END"  # to trim many characters is slow
    if kind == "bool":
        return f"CAST(CAST({field} AS INT) AS STRING)"
    if kind == "number":
        return (f"CASE WHEN isnan({field}) THEN NULL WHEN {field} = floor({field}) AND abs({field}) < 9e18 "
                f"THEN CAST(CAST({field} AS BIGINT) AS STRING) ELSE CAST({field} AS STRING) END")
    return f"CAST({field} AS STRING)"


def key_of(field: str, kind: str) -> str:
    """As :func:`text_of`; whole numbers stay numbers, which are quicker to tell apart."""
    return field if kind == "integer" else text_of(field, kind)


def readings(dialect: Dialect, columns: dict, more: dict, place: str) -> str:
    """The rows of ``source`` with their times read.

    Parameters
    ----------
    columns : dict of str to (quoted field, kind)
        device_id, time and cell_id, and what else of event, lac and service there is; kinds are integer, number, bool, text, moment.
    more : dict of str to quoted field
        Fields that only travel along, by the name they travel under.
    place : str
        Expression of the place of a row.
    """
    field, kind = columns["time"]
    text = text_of(field, kind) if kind == "text" else "CAST(NULL AS STRING)"
    moment, number = "CAST(NULL AS DOUBLE)", "CAST(NULL AS DOUBLE)"
    if kind == "moment":
        moment = f"{dialect.micros.format('time_field')} / 1e6"
    elif kind == "text":
        in_text = dialect.micros.format(dialect.moment_of_text.format("time_text"))
        moment = f"CASE WHEN {dialect.matches.format('time_text', ISO)} THEN {in_text} / 1e6 END"
        number = f"CASE WHEN {dialect.matches.format('time_text', NUMBER)} THEN try_cast(time_text AS DOUBLE) END"
    else:
        number = "CAST(time_field AS DOUBLE)"
    kept = [f"{key_of(*columns[name])} AS {short}" for name, short in (("device_id", "device"), ("cell_id", "named_cell"))]
    kept += [f"{text_of(*columns[name])} AS {name}" for name in ("event", "lac", "service") if name in columns]
    kept += [f"{name} AS {alias}" for alias, name in more.items()]
    kept += [f"{place} AS place", f"{text} AS time_text", f"{field} AS time_field"]
    names = ", ".join(["device", "named_cell", *(n for n in ("event", "lac", "service") if n in columns), *more, "place"])
    return _READINGS.substitute(fields=", ".join(kept), names=names, moment=moment, number=number)


# numbers are seconds, milliseconds or fourteen digits by their size, as schema.parse_times has it
_READINGS = Template("""
SELECT $names, time_s,
    CASE WHEN time_s IS NOT NULL THEN NULL WHEN time_text IS NOT NULL THEN time_text
        WHEN number >= 1.9e13 AND number < 2.1e13 THEN CAST(CAST(floor(number) AS BIGINT) AS STRING)
        WHEN abs(number) >= 1e13 AND NOT isnan(number) THEN 'no time' END AS odd
FROM (
    SELECT $names, time_text, number,
        coalesce(moment, CASE WHEN abs(number) < 1e11 THEN number WHEN abs(number) < 1e13 THEN number / 1e3 END) AS time_s
    FROM (SELECT $names, time_text, $moment AS moment, $number AS number FROM (SELECT $fields FROM source) AS fields) AS numbers
) AS times""")

ODD = "SELECT DISTINCT odd FROM readings WHERE odd IS NOT NULL"

CELLS = """
SELECT named_cell, name, CAST(row_number() OVER (ORDER BY name, named_cell) - 1 AS INT) AS number
FROM (SELECT named_cell, CAST(named_cell AS STRING) AS name FROM readings WHERE named_cell IS NOT NULL GROUP BY named_cell) AS named"""

ALL_CELLS = "SELECT named_cell, name, number, number AS cell FROM named_cells"

KNOWN_CELLS = """
SELECT c.named_cell, c.name, c.number, CAST(k.cell AS INT) AS cell FROM named_cells AS c LEFT JOIN known_cells AS k ON k.name = c.name"""


def events(columns, more, *, odd: bool) -> str:
    """Every row with the reason why it cannot be used."""
    names = ["device", *(n for n in ("event", "lac", "service") if n in columns), *more, "place"]
    return _EVENTS.substitute(
        names=", ".join(f"r.{name}" for name in names),
        time="coalesce(r.time_s, o.time_s)" if odd else "r.time_s", bad="r.odd IS NOT NULL AND o.time_s IS NULL" if odd else "FALSE",
        odd_times="LEFT JOIN odd_times AS o ON o.odd = r.odd" if odd else "",
        **{reason.replace(" ", "_"): number for number, reason in enumerate(REASONS)})


_EVENTS = Template("""
SELECT *, CASE WHEN device IS NULL THEN $no_device WHEN bad THEN $time_not_readable WHEN time_s IS NULL THEN $no_time
    WHEN number IS NULL THEN $no_cell WHEN cell IS NULL THEN $unknown_cell END AS reason
FROM (
    SELECT $names, $time AS time_s, $bad AS bad, c.number, c.cell
    FROM readings AS r $odd_times LEFT JOIN cells AS c ON c.named_cell = r.named_cell
) AS joined""")

# -- counting

_OF_REASON = ", ".join(f"sum(r{number}) AS r{number}" for number in range(len(REASONS) - 1))
_PER_DEVICE = ", ".join(f"count(CASE WHEN reason = {number} THEN 1 END) AS r{number}" for number in range(len(REASONS) - 1))
CENSUS = Template("""
SELECT count(device) AS devices, count(CASE WHEN usable > 0 THEN 1 END) AS phones, sum(n) AS n, sum(usable) AS usable, $of_reason,
    min(first_s) AS first_s, max(last_s) AS last_s
FROM (
    SELECT device, count(*) AS n, count(CASE WHEN reason IS NULL THEN 1 END) AS usable, $per_device,
        min(CASE WHEN reason IS NULL THEN time_s END) AS first_s, max(CASE WHEN reason IS NULL THEN time_s END) AS last_s
    FROM events GROUP BY device
) AS per_device""").substitute(of_reason=_OF_REASON, per_device=_PER_DEVICE)

# a sort by device spills more evenly than a table of all that differ
DUPLICATES = """
SELECT count(*) AS n
FROM (
    SELECT time_s, cell, lag(time_s) OVER stream AS before_s, lag(cell) OVER stream AS before_cell
    FROM (SELECT device, time_s, cell FROM events WHERE reason IS NULL) AS usable
    WINDOW stream AS (PARTITION BY device ORDER BY time_s, cell)
) AS neighbours WHERE before_s = time_s AND before_cell = cell"""

REJECTS = Template("""
SELECT place, reason FROM events WHERE reason IS NOT NULL
UNION ALL
SELECT e.place, $duplicate AS reason
FROM events AS e JOIN (
    SELECT device, time_s, cell, min(place) AS first_place FROM events WHERE reason IS NULL
    GROUP BY device, time_s, cell HAVING count(*) > 1
) AS d ON d.device = e.device AND d.time_s = e.time_s AND d.cell = e.cell AND e.place <> d.first_place
WHERE e.reason IS NULL
ORDER BY place""").substitute(duplicate=REASONS.index("duplicate"))


def counts(dialect: Dialect, times_s: np.ndarray, tolerance_s: float) -> str:
    """Phones by reference time and cell: one pass over the events, whatever the number of times.

    Reference times cut time into slots. Of each device and slot only the first and the last event can be nearest to a reference time: a
    row of them stands for all. Rows of consecutive slots meet once, at the reference times between them.

    Parameters
    ----------
    times_s : ndarray of float, shape (T,)
        Ascending.
    """
    return _COUNTS.substitute(
        slot=_slot(times_s), first=literal(times_s[0]), last=literal(times_s[-1]), n_times=len(times_s), tolerance=literal(tolerance_s),
        ticks=dialect.ticks, series=dialect.series.format("start", "stop"), at_home=dialect.at_home)


# Moment and place in one whole number order the events of a device: simultaneous ones by row. A tick is 2^-30 s, finer than what the
# floating numbers of today's times tell apart; a place has 58 bits.
_COUNTS = Template("""
SELECT k, cell, count(*) AS n
FROM (
    SELECT k, CASE WHEN before_s <= after_s THEN before_cell ELSE after_cell END AS cell, least(before_s, after_s) AS wait_s
    FROM (
        SELECT p.k, CASE WHEN p.k < slot THEN left_cell ELSE last_cell END AS before_cell, first_cell AS after_cell,
            coalesce(t.time_s - CASE WHEN p.k < slot THEN left_s ELSE last_s END, 1e300) AS before_s,
            CASE WHEN p.k < slot THEN first_s - t.time_s ELSE 1e300 END AS after_s
        FROM (
            SELECT *, $series AS k
            FROM (
                SELECT *, CASE WHEN next_slot IS NULL THEN $n_times ELSE slot END AS stop, coalesce(left_slot, 0) AS start
                FROM (
                    SELECT *, lag(last_s) OVER stream AS left_s, lag(last_cell) OVER stream AS left_cell,
                        lag(slot) OVER stream AS left_slot, lead(slot) OVER stream AS next_slot
                    FROM (
                        SELECT device, slot, min(time_s) AS first_s, max(time_s) AS last_s,
                            min_by(cell, tick * CAST(288230376151711744 AS $ticks) + place) AS first_cell,
                            min_by(cell, place - tick * CAST(288230376151711744 AS $ticks)) AS last_cell
                        FROM (
                            SELECT device, cell, time_s, place, CAST(time_s * 1073741824 AS $ticks) AS tick,
                                CAST($slot AS INT) AS slot
                            FROM (
                                SELECT $at_home device, cell, time_s, place FROM events
                                WHERE reason IS NULL AND $first - time_s <= $tolerance AND time_s - $last <= $tolerance
                            ) AS near
                        ) AS slotted GROUP BY device, slot
                    ) AS ends WINDOW stream AS (PARTITION BY device ORDER BY slot)
                ) AS neighbours
            ) AS spans WHERE stop > start
        ) AS p JOIN times AS t ON t.k = p.k
    ) AS waits
) AS nearest WHERE wait_s <= $tolerance GROUP BY k, cell""")


def literal(value: float) -> str:
    """A floating number in SQL: without an exponent it would be a decimal one."""
    text = repr(float(value))
    return text if "e" in text else f"{text}e0"


def is_regular(times_s: np.ndarray) -> bool:
    """Whether times are a start and steps from it, to the last bit."""
    return len(times_s) > 2 and np.array_equal(times_s, times_s[0] + (times_s[1] - times_s[0]) * np.arange(len(times_s)))


def _slot(times_s: np.ndarray) -> str:
    """How many reference times lie before the time of an event."""
    if not is_regular(times_s):
        return _branches(times_s, 0, len(times_s))
    start, step, n = literal(times_s[0]), literal(times_s[1] - times_s[0]), len(times_s)
    about = f"CAST(greatest(least(ceil((time_s - {start}) / {step}), {n}), 0) AS BIGINT)"
    # the quotient is rounded: the reference times beside it decide
    return (f"{about} + CASE WHEN {about} < {n} AND {start} + {step} * {about} < time_s THEN 1 "
            f"WHEN {about} > 0 AND {start} + {step} * ({about} - 1) >= time_s THEN -1 ELSE 0 END")


def _branches(times_s: np.ndarray, low: int, high: int) -> str:
    if low == high:
        return str(low)
    middle = (low + high) // 2
    return (f"CASE WHEN time_s > {literal(times_s[middle])} THEN {_branches(times_s, middle + 1, high)} "
            f"ELSE {_branches(times_s, low, middle)} END")


# -- whole devices


def devices(dialect: Dialect, block_rows: int) -> str:
    """Each device's rank by :func:`~mno_mobility.events.schema.natural`, and the block it falls into with about that many rows.

    Digits are written with 40 places behind a mark that sorts before all other characters, so that texts sort with numbers by value.
    """
    by_value = "CASE WHEN p >= '0' AND p < ':' THEN concat('\x01', lpad(p, 40, '0')) ELSE p END"
    return _DEVICES.substitute(natural=dialect.joined.format("name", "[0-9]+|[^0-9]+", by_value), size=int(block_rows))


_DEVICES = Template("""
SELECT device, name, (row_number() OVER stream) - 1 AS device_rank, CAST(floor(((sum(n) OVER stream) - n) / $size) AS BIGINT) AS block
FROM (
    SELECT device, name, n, first_place, $natural AS natural_name
    FROM (
        SELECT device, CAST(device AS STRING) AS name, count(*) AS n, min(place) AS first_place
        FROM events WHERE device IS NOT NULL GROUP BY device
    ) AS named
) AS sorted WINDOW stream AS (ORDER BY natural_name, first_place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)""")


def in_blocks(columns, more, *, named: bool = False) -> str:
    """Every row with its block, and with the device's name where it is asked for; rows without a device are in the first block."""
    names = ["time_s", "bad", "number", *(n for n in ("event", "lac", "service") if n in columns), *more, "place"]
    return _IN_BLOCKS.substitute(names=", ".join([*(f"e.{name}" for name in names), *(["d.name"] if named else [])]))


_IN_BLOCKS = Template("""
SELECT coalesce(d.block, 0) AS block, d.device_rank, $names
FROM events AS e LEFT JOIN devices AS d ON d.device = e.device""")
