"""Events in files: whatever the engine, every count, reject and journey is that of the same rows in memory.

The expected values are those of events_from_columns, count_phones and clean, which have tests of their own against the definitions.
"""

import csv
import gzip
from collections import Counter
from datetime import datetime, timezone
from itertools import cycle

import numpy as np
import pytest

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.events import embedded, queries
from mno_mobility.events.cleaning import clean
from mno_mobility.events.counting import count_phones
from mno_mobility.events.engines import row_of
from mno_mobility.events.files import find_files
from mno_mobility.events.schema import Factor, events_from_columns

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")

DAY_S = 1_714_521_600.0  # 2024-05-01T00:00:00Z
TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "moment": "TIMESTAMP"}
KINDS = ["call_start", "call_end", "handover", "HO", "lau", "odd kind", None]


def some_rows(seed, n=400, times="text", ids="text"):
    """Rows of events with everything that can be wrong with them: gaps, repeats, ties, blanks, cells and times of all sorts."""
    rng = np.random.default_rng(seed)
    device = rng.integers(0, 25, n)
    time_s = DAY_S + rng.integers(0, 60, n) * 60.0
    again = rng.random(n) < 0.15
    device[again], time_s[again] = np.roll(device, 1)[again], np.roll(time_s, 1)[again]
    cell = np.where(rng.random(n) < 0.3, np.roll(rng.integers(0, 6, n), 1), rng.integers(0, 6, n))
    rows = {
        "device_id": [[f"p{d}", f" p{d} ", f"p0{d}"][k] if ids == "text" else int(d) for d, k in zip(device, rng.integers(0, 3, n))],
        "time": [spelled(t, times, k) for t, k in zip(time_s, rng.integers(0, 9, n))],
        "cell_id": [f"c{c}" if ids == "text" else int(c) for c in cell],
        "event": [KINDS[k] for k in rng.integers(0, len(KINDS), n)],
        "service": [["speech", "data", None][k] for k in rng.integers(0, 3, n)]}
    for name in ("device_id", "time", "cell_id"):
        for at in np.flatnonzero(rng.random(n) < 0.05):
            rows[name][at] = None
    if ids == "text":
        for at in np.flatnonzero(rng.random(n) < 0.03):
            rows["cell_id"][at] = "  "
    return rows


def spelled(time_s, times, k):
    if times == "moment":
        return np.datetime64(round(time_s * 1e6), "us")
    if times == "number":
        return [time_s, time_s + 0.25, 1000 * time_s, 3e13, float("inf")][k % 5]
    if times == "integer":
        return [int(time_s), int(1000 * time_s), 20240501001500, 20240501009900, 10 ** 15][k % 5]
    moment = datetime.fromtimestamp(time_s, timezone.utc)
    return [f"{moment:%Y-%m-%dT%H:%M:%SZ}", f"{moment:%Y-%m-%d %H:%M}", f"{moment:%d.%m.%Y %H:%M:%S}",
            f"{moment:%Y-%m-%d %H:%M:%S.125+02:00}", f" {time_s:.0f} ", f"{1000 * time_s:.0f}", f"{moment:%Y-%m-%dT24:%M:%SZ}",
            f"{moment:%Y-%m-%d %H:%M:%S,5 UTC}", "soon"][k]


def write_parquet(path, rows, types=None):
    types = types or {}
    con = duckdb.connect()
    fields = {name: types.get(name) or next((TYPES[kind] for value in values for cls, kind in (
        (str, "text"), (int, "integer"), (float, "number"), (np.datetime64, "moment")) if isinstance(value, cls)), "VARCHAR")
        for name, values in rows.items()}
    con.execute(f"CREATE TABLE t ({', '.join(f'{name} {kind}' for name, kind in fields.items())})")
    plain = [[value.item() if isinstance(value, np.generic) else value for value in values] for values in rows.values()]
    con.execute(f"INSERT INTO t SELECT {', '.join(f'unnest(?::{kind}[])' for kind in fields.values())}", plain)  # row by row takes seconds
    con.execute(f"COPY t TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)")
    con.close()


def write_csv(path, rows, separator=","):
    with (gzip.open if str(path).endswith(".gz") else open)(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(rows)
        writer.writerows(["" if value is None else value for value in row] for row in zip(*rows.values()))


def write_folder(folder, rows, kind="parquet", n_files=3):
    """The rows over several files; returns the folder as text."""
    n = len(next(iter(rows.values())))
    bounds = np.linspace(0, n, n_files + 1).astype(int)
    for k, (start, stop) in enumerate(zip(bounds[:-1], bounds[1:])):
        part = {name: values[start:stop] for name, values in rows.items()}
        below = folder / f"day={k}"
        below.mkdir(parents=True, exist_ok=True)
        if kind == "parquet":
            types = {name: "VARCHAR" for name, values in rows.items() if any(isinstance(v, str) for v in values)}
            write_parquet(below / f"part-{k}.parquet", part, types)
        else:
            write_csv(below / f"part-{k}.{kind}", part, ";")
    (folder / "_SUCCESS").touch()
    return str(folder)


def in_memory(rows, known=None, columns=("device_id", "time", "cell_id")):
    values = {name: np.array([*rows[name], None], dtype=object)[:-1] for name in columns}
    moments = [v for v in rows["time"] if isinstance(v, np.datetime64)]
    if moments:
        values["time"] = np.array([np.datetime64("NaT") if v is None else v for v in rows["time"]], "datetime64[us]")
    elif not any(isinstance(v, str) for v in rows["time"]):
        values["time"] = np.array([np.nan if v is None else v for v in rows["time"]], float)
    return events_from_columns(values, known)


def by_cell(counted):
    """(reference time, cell) -> phones."""
    entries = counted.counts.tocoo()
    return Counter({(counted.times_s[k], counted.cell_levels[c]): n for k, c, n in zip(entries.row, entries.col, entries.data) if n})


CASES = [("parquet", "text", "text"), ("parquet", "moment", "integer"), ("parquet", "number", "text"), ("parquet", "integer", "integer"),
         ("csv", "text", "text"), ("csv.gz", "text", "text")]
TIMES = {
    "one": [DAY_S + 1800], "regular": DAY_S - 600 + 300.0 * np.arange(20), "tenths": DAY_S + 0.1 * np.arange(25),
    "any": [DAY_S + 3600, DAY_S + 60, DAY_S + 61, DAY_S + 1799.5, DAY_S + 60, DAY_S - 90]}


@pytest.fixture(params=["duckdb"])
def open_events(request):
    return embedded.open_events


@pytest.mark.parametrize("kind, times, ids", CASES)
@pytest.mark.parametrize("known", [None, ["c3", "c1", "x", "c4", "c1"], ["3", "1", "4"]])
def test_rejects_and_counts_are_those_of_the_rows_in_memory(open_events, tmp_path, kind, times, ids, known):
    for seed in range(3):
        rows = some_rows(seed, times=times, ids=ids)
        if known is not None and ids == "text" and known[0] == "3":
            return  # no cell is known
        events, rejects = in_memory(rows, known)
        with open_events(write_folder(tmp_path / str(seed), rows, kind), known_cells=known) as stored:
            census = stored.census()
            assert census.rejects == rejects.counts()
            if not len(events):
                assert census.n_usable == 0
                continue
            assert (census.n_rows, census.n_usable, census.n_devices, census.n_phones, census.first_s, census.last_s) == (
                len(rows["time"]), len(events), len(events.device_levels), len(np.unique(events.device)), events.time_s.min(),
                events.time_s.max())
            for moments in TIMES.values():
                for tolerance_s in (0, 60, 600, np.inf):
                    expected = count_phones(events, moments, tolerance_s=tolerance_s)
                    counted = stored.count_phones(moments, tolerance_s=tolerance_s)
                    assert by_cell(counted) == by_cell(expected)
                    assert counted.n_without.tolist() == expected.n_without.tolist() and counted.n_phones == expected.n_phones
                    if known is not None:
                        assert counted.cell_levels.tolist() == expected.cell_levels.tolist()


@pytest.mark.parametrize("kind, times, ids", CASES)
def test_rejected_rows_are_those_in_memory_by_file_and_row(tmp_path, kind, times, ids):
    rows = some_rows(7, times=times, ids=ids)
    known = ["c1", "c2"] if ids == "text" else ["1", "2"]
    _, rejects = in_memory(rows, known)
    with embedded.open_events(write_folder(tmp_path, rows, kind), known_cells=known) as stored:
        place, reason = (np.concatenate(parts) for parts in zip(*stored.rejects(rows=30)))
    file, row = row_of(place)
    first = np.linspace(0, len(rows["time"]), 4).astype(int)
    assert (first[file] + row).tolist() == rejects.row.tolist() and reason.tolist() == rejects.reason.tolist()


def all_events(blocks):
    """What cleaning leaves and drops, over all blocks, with place instead of row."""
    kept, gone, n_journeys, figures = [], [], 0, Counter()
    for block in blocks:
        cleaned = clean(block.events, ping_pong_window_s=300, gap_s=900, stay_s=600)
        events = cleaned.events
        kept += zip(events.device_levels[events.device], events.time_s, events.cell_levels[events.cell], events.kind.tolist(),
                    Factor.of(block.columns["service"]).texts[events.row], block.place[events.row].tolist(),
                    (cleaned.journey + n_journeys).tolist(), cleaned.seq.tolist())
        gone += [(block.place[row], reason) for part in (block.rejects, cleaned.rejects) for row, reason in zip(part.row, part.reason)]
        n_journeys += cleaned.figures["journeys"]
        figures.update(cleaned.figures)
    return kept, sorted(gone), figures


@pytest.mark.parametrize("kind, times, ids", CASES)
@pytest.mark.parametrize("block_rows", [1, 70, 10_000])
def test_cleaning_block_by_block_is_cleaning_the_rows_in_memory(tmp_path, kind, times, ids, block_rows):
    rows = some_rows(3, times=times, ids=ids)
    columns = ("device_id", "time", "cell_id", "event", "service")
    events, rejects = in_memory(rows, columns=columns)
    cleaned = clean(events, ping_pong_window_s=300, gap_s=900, stay_s=600)
    with embedded.open_events(write_folder(tmp_path, rows, kind, 1), columns=columns) as stored:
        kept, gone, figures = all_events(stored.blocks(block_rows=block_rows))
    e = cleaned.events
    assert kept == list(zip(e.device_levels[e.device], e.time_s, e.cell_levels[e.cell], e.kind.tolist(), e.service.texts, e.row.tolist(),
                            cleaned.journey.tolist(), cleaned.seq.tolist()))
    expected = rejects.joined(cleaned.rejects)
    assert gone == list(zip(expected.row, expected.reason)) and figures == Counter(cleaned.figures)


def test_other_fields_travel_along(tmp_path):
    rows = {"imsi": ["b", "a"], "ts": [DAY_S, DAY_S], "ci": ["x", "y"], "level": [-80.5, None], "note": [None, "n"]}
    with embedded.open_events(write_folder(tmp_path, rows, n_files=1), more=True) as stored:
        (block,) = stored.blocks()
    assert block.columns["field note"].tolist() == [None, "n"] and block.columns["field level"][0] == -80.5
    assert block.events.device_levels.tolist() == ["a", "b"] and block.events.device.tolist() == [1, 0]


# -- bad files


GOOD = {"device_id": ["a"], "time": [DAY_S], "cell_id": ["x"]}


def refused(where, **options) -> InputError:
    with pytest.raises(InputError) as raised:
        with embedded.open_events(str(where), **options) as stored:
            stored.census()
    return raised.value


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert refused(tmp_path / "none").what == "there is no such folder or file"


def test_a_folder_without_events_is_named(tmp_path):
    (tmp_path / "notes.docx").touch()
    (tmp_path / "_temporary.parquet").touch()
    assert refused(tmp_path).what == "there is no Parquet or CSV file" and refused(tmp_path / "*.parquet").where.endswith("*.parquet")


def test_two_kinds_of_files_are_refused_and_a_pattern_picks_one(tmp_path):
    write_parquet(tmp_path / "a.parquet", GOOD)
    write_csv(tmp_path / "a.csv", GOOD)
    assert "both Parquet and CSV" in refused(tmp_path).what
    assert find_files(f"{tmp_path}/*.csv").kind == "csv" and find_files(f"{tmp_path}/a.parquet").kind == "parquet"


@pytest.mark.parametrize("other", [{"device_id": ["a"], "time": [DAY_S]}, {**GOOD, "time": ["soon"]}, {**GOOD, "more": [1]}])
@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_files_that_disagree_are_named(tmp_path, kind, other):
    if kind == "csv" and other.keys() == GOOD.keys():
        return  # all fields of a text file are texts
    write = write_parquet if kind == "parquet" else write_csv
    write(tmp_path / f"a.{kind}", GOOD)
    write(tmp_path / f"b.{kind}", other)
    error = refused(tmp_path)
    assert error.where == (tmp_path / f"b.{kind}").as_posix() and error.remedy.startswith("All files need the same fields")


@pytest.mark.parametrize("rest", [b"", b"PAR1", None])
def test_a_parquet_file_that_is_not_whole_is_named(tmp_path, rest):
    write_parquet(tmp_path / "a.parquet", GOOD)
    write_parquet(tmp_path / "b.parquet", GOOD)
    whole = (tmp_path / "b.parquet").read_bytes()
    (tmp_path / "b.parquet").write_bytes(whole[:len(whole) // 2] if rest is None else rest)
    error = refused(tmp_path)
    assert error.where == (tmp_path / "b.parquet").as_posix() and "cannot be read" in error.what


def test_damage_within_a_file_is_told(tmp_path):
    write_parquet(tmp_path / "a.parquet", {"device_id": ["a"] * 5000, "time": [DAY_S + k for k in range(5000)], "cell_id": ["x"] * 5000})
    content = bytearray((tmp_path / "a.parquet").read_bytes())
    content[100:2000] = bytes(1900)
    (tmp_path / "a.parquet").write_bytes(content)
    assert "cannot be read" in refused(tmp_path).what


def test_a_csv_file_of_other_characters_is_told(tmp_path):
    (tmp_path / "a.csv").write_bytes("device_id,time,cell_id\nM\u00fcller,0,x\n".encode("latin-1"))
    assert "cannot be read" in refused(tmp_path).what
    (tmp_path / "b.csv.gz").write_bytes(b"no gzip")
    assert refused(tmp_path / "b.csv.gz").where.endswith("b.csv.gz")


def test_short_and_long_lines_of_csv_lose_no_row(tmp_path):
    (tmp_path / "a.csv").write_text("\ufeffdevice_id;time;cell_id\na;0;x\nb;0\n;;\n\nc;0;x;more\n", encoding="utf-8")
    with embedded.open_events(str(tmp_path)) as stored:
        census = stored.census()
    assert (census.n_rows, census.n_usable, census.rejects) == (4, 2, {"no device": 1, "no cell": 1})


def test_a_field_that_is_missing_is_named(tmp_path):
    write_parquet(tmp_path / "a.parquet", {"imsi": ["a"], "wann": [DAY_S], "ci": ["x"]})
    assert refused(tmp_path).what == "no field looks like time"
    assert refused(tmp_path, picked={"time": "when"}).what == "there is no field 'when'"
    assert refused(tmp_path, picked={"zeit": "wann"}).what == "'zeit' is no column of events"
    with embedded.open_events(str(tmp_path), picked={"time": "wann"}) as stored:
        assert stored.columns == {"device_id": "imsi", "time": "wann", "cell_id": "ci"} and stored.census().n_usable == 1


def test_a_field_of_lists_is_refused_where_it_is_needed_only(tmp_path):
    duckdb.sql(f"COPY (SELECT 'a' AS device_id, 0 AS time, 'x' AS cell_id, [1, 2] AS list) TO '{tmp_path}/a.parquet'")
    with embedded.open_events(str(tmp_path), more=True) as stored:
        assert stored.left_out == ["list"] and stored.census().n_usable == 1
    assert "holds no single value" in refused(tmp_path, picked={"cell_id": "list"}).what


def test_whole_decimals_and_uuids_keep_every_digit(tmp_path):
    # a double would make one phone of both: it holds 15 digits
    duckdb.sql(f"""COPY (SELECT 12345678901234567890120 + r::DECIMAL(38, 0) AS device_id, 1714521600::DECIMAL(20, 0) AS time,
        '00000000-0000-0000-0000-00000000000a'::UUID AS cell_id, 2.5::DECIMAL(4, 1) AS level, r::DECIMAL(38, 0) AS number
        FROM range(2) t(r)) TO '{tmp_path}/a.parquet'""")
    with embedded.open_events(str(tmp_path), more=True) as stored:
        assert stored.census().n_phones == 2
        (block,) = stored.blocks()
    assert block.events.device_levels.tolist() == ["12345678901234567890120", "12345678901234567890121"]
    assert block.events.cell_levels.tolist() == ["00000000-0000-0000-0000-00000000000a"] and set(block.events.time_s) == {DAY_S}
    assert block.columns["field level"].tolist() == [2.5, 2.5] and block.columns["field number"].tolist() == ["0", "1"]


def test_names_of_folders_are_no_fields(tmp_path):
    for name in ("time=7", "time=NA"):
        (tmp_path / name).mkdir()
        write_parquet(tmp_path / name / "a.parquet", {"device_id": [name], "t": [DAY_S], "cell_id": ["x"]})
    with embedded.open_events(str(tmp_path), picked={"time": "t"}, more=True) as stored:
        assert stored.columns["time"] == "t" and set(stored.kinds) == {"device_id", "t", "cell_id"}
    assert refused(tmp_path, picked={"time": "time"}).what == "there is no field 'time'"


def test_files_without_rows_are_told(tmp_path):
    write_csv(tmp_path / "a.csv", {name: [] for name in GOOD})
    assert refused(tmp_path).what == "the files have no rows"


@pytest.mark.parametrize("name", ["it's [1]*.parquet", "a b?.parquet", "\u00fc.parquet"])
def test_odd_names_of_files_are_taken_as_they_are(tmp_path, name):
    write_parquet(tmp_path / "a.parquet", GOOD)
    (tmp_path / "a.parquet").rename(tmp_path / name)
    with embedded.open_events(str(tmp_path)) as stored:
        assert stored.census().n_usable == 1 and stored.paths_of([0]).tolist() == [(tmp_path / name).as_posix()]


# -- resources


@pytest.fixture(scope="module")
def many_events(tmp_path_factory):
    """Two million events of 200,000 phones."""
    path = tmp_path_factory.mktemp("many") / "events.parquet"
    duckdb.sql(f"""COPY (SELECT 'phone' || (hash(i) % 200000) AS device_id, (1714521600 + hash(i + 7) % 86400)::BIGINT AS time,
                   (hash(3 * i) % 900)::INT AS cell_id FROM range(2000000) r(i)) TO '{path}' (FORMAT parquet)""")
    return path


def test_what_does_not_fit_in_memory_goes_to_disk_and_counts_the_same(many_events, tmp_path):
    moments = DAY_S + 3600.0 * np.arange(24)
    with embedded.open_events(str(many_events), threads=2) as stored:
        expected, census = stored.count_phones(moments), stored.census()
    with embedded.open_events(str(many_events), memory_bytes=100 * 2 ** 20, threads=2, folder=str(tmp_path)) as stored:
        spilled = []
        counted = stored.count_phones(moments, progress=lambda done: spilled.extend(tmp_path.rglob("*.tmp")))
        assert stored.census() == census
    assert spilled, "it all fitted"
    assert (counted.counts != expected.counts).nnz == 0
    assert list(tmp_path.iterdir()) == []  # and nothing stays there


def test_too_little_memory_is_told(many_events, tmp_path):
    error = refused(many_events, memory_bytes=2 * 2 ** 20, threads=1, folder=str(tmp_path))
    assert "the memory allowed" in error.what and "Allow more than" in error.remedy
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", [0.1, 0.6])
def test_cancel_stops_an_engine_at_work(many_events, tmp_path, at):
    def cancel(done):
        if done >= at:
            raise Cancelled
    with pytest.raises(Cancelled):
        with embedded.open_events(str(many_events), folder=str(tmp_path)) as stored:
            stored.count_phones(DAY_S + 3600.0 * np.arange(24), progress=cancel)
    stored._running.join()


def test_progress_only_rises(many_events):
    shares = []
    with embedded.open_events(str(many_events), progress=shares.append) as stored:
        assert shares == sorted(shares)
        for work in (stored.census, lambda progress: stored.count_phones([DAY_S, DAY_S + 7200], progress=progress),
                     lambda progress: list(stored.blocks(block_rows=500_000, progress=progress))):
            shares = []
            work(progress=shares.append)
            assert shares == sorted(shares) and shares[-1] == 1


def test_progress_does_not_fall_with_what_the_engine_tells(many_events):
    class Restless:
        """A connection whose queries begin anew now and then, as those of several parts do."""

        def __init__(self, connection):
            self._connection, self._shares, self.asked = connection, cycle([40.0, -1.0, 5.0]), 0

        def query_progress(self):
            self.asked += 1
            return next(self._shares)

        def __getattr__(self, name):
            return getattr(self._connection, name)

    shares = []
    with embedded.open_events(str(many_events), threads=1) as stored:
        stored._connection = engine = Restless(stored._connection)
        stored.count_phones(DAY_S + 3600.0 * np.arange(24), progress=shares.append)
    assert engine.asked >= 3  # a second of work: it was asked what falls
    assert shares == sorted(shares) and shares[-1] == 1


def test_many_irregular_times_are_counted_in_several_passes(tmp_path, monkeypatch):
    monkeypatch.setattr(queries, "MOST_BRANCHES", 4)
    rows = some_rows(5, times="moment")
    with embedded.open_events(write_folder(tmp_path, rows)) as stored:
        moments = DAY_S + np.random.default_rng(1).uniform(0, 3600, 30)
        assert by_cell(stored.count_phones(moments)) == by_cell(count_phones(in_memory(rows)[0], moments))
