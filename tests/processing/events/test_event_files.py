"""Events in files as an input: the same layers and figures as from a layer with the same rows."""

import sys

import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")
pytest.importorskip("duckdb", reason="duckdb is not installed")

import duckdb
from qgis.core import QgsProcessingException

DAY = "2024-05-01"
ROWS = {
    "device_id": ["p10", "p2", "p2", "p2", "p2", None, "p10", "p2", "q", "p2"],
    "time": [f"{DAY}T{t}" for t in ("12:05:00", "11:50:00", "12:10:00", "11:50:00", "12:10:10", "12:00:00", "11:30:00", "12:10:20",
                                    "12:00:00")] + ["soon"],
    "cell_id": ["B", "A", "B", "A", "C", "A", "A", "B", None, "A"],
    "event": ["handover", "odd", "handover", "odd", "HO", "lau", "lau", "ho", "lau", None],
    "service": ["data", None, "speech", None, "data", "x", "data", "data", "data", None], "level": [-80.5, None, 1, 2, 3, 4, 5, 6, 7, 8],
    "big": [2 ** 60 + 1, None, 3, 4, 5, 6, 7, 8, 9, 10], "note": [None, "n", "m", "l", "k", "j", "i", "h", "g", "f"]}


@pytest.fixture
def files(tmp_path):
    """The rows in a folder of two Parquet files."""
    folder = tmp_path / "files"
    folder.mkdir()
    con = duckdb.connect()
    kinds = {"level": "DOUBLE", "big": "BIGINT"}
    con.execute(f"CREATE TABLE t ({', '.join(f'{name} ' + kinds.get(name, 'VARCHAR') for name in ROWS)})")
    con.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(ROWS))})", [list(row) for row in zip(*ROWS.values())])
    con.execute(f"COPY (FROM t LIMIT 6) TO '{folder}/1.parquet'")
    con.execute(f"COPY (FROM t OFFSET 6) TO '{folder}/2.parquet'")
    return str(folder)


@pytest.fixture
def layer(table):
    columns = {name: [float(v) if name == "level" and v is not None else v for v in values] for name, values in ROWS.items()}
    return table(**columns)


def without(rows, *names):
    return [{name: value for name, value in row.items() if name not in names} for row in rows]


def by_place(rows):
    """File and row of the rejected events as the row of the layer."""
    return sorted((row["row"] + (6 if row["file"].endswith("2.parquet") else 0), row["reason"]) for row in rows)


def test_counts_from_files_are_those_from_a_layer(run, layer, files):
    asked = dict(TIMES=f"{DAY}T12:00:00, {DAY}T12:10:00", TOLERANCE=15, COUNTS="TEMPORARY_OUTPUT", REJECTS="TEMPORARY_OUTPUT")
    one = run("countphones", EVENTS=layer, **asked)
    counts, rejects, warnings, infos = run.rows(one["COUNTS"]), run.rows(one["REJECTS"]), run.feedback.warnings, run.feedback.infos
    other = run("countphones", FILES=files, **asked)
    def key(row):
        return row["t_unix"], row["cell_id"]
    assert sorted(run.rows(other["COUNTS"]), key=key) == sorted(counts, key=key)
    assert by_place(run.rows(other["REJECTS"])) == [(row["row"], row["reason"]) for row in rejects]
    assert {k: v for k, v in other.items() if k.startswith("N_")} == {k: v for k, v in one.items() if k.startswith("N_")}
    assert run.feedback.warnings == warnings and {text for text in infos if text.startswith(("Events", "Reference"))} <= set(
        run.feedback.infos)


def test_without_times_the_hour_in_the_middle_is_taken_from_files_too(run, layer, files):
    run("countphones", EVENTS=layer, COUNTS="TEMPORARY_OUTPUT")
    said = [text for text in run.feedback.infos if text.startswith("No reference time")]
    run("countphones", FILES=files, COUNTS="TEMPORARY_OUTPUT")
    assert said and said[0] in run.feedback.infos


def test_clean_events_from_files_are_those_from_a_layer(run, layer, files, monkeypatch):
    from mno_mobility.events import embedded
    asked = dict(GAP=10, STAY=5, OUTPUT="TEMPORARY_OUTPUT", REJECTS="TEMPORARY_OUTPUT")
    one = run("cleanevents", EVENTS=layer, **asked)
    events, rejects, warnings = run.rows(one["OUTPUT"]), run.rows(one["REJECTS"]), run.feedback.warnings
    blocks = embedded.EmbeddedEvents.blocks
    monkeypatch.setattr(embedded.EmbeddedEvents, "blocks", lambda self, **options: blocks(self, block_rows=1, **options))
    other = run("cleanevents", FILES=files, **asked)
    assert run.rows(other["OUTPUT"]) == events and len(events) > 2
    assert by_place(run.rows(other["REJECTS"])) == [(row["row"], row["reason"]) for row in rejects]
    assert {k: v for k, v in other.items() if k.startswith("N_")} == {k: v for k, v in one.items() if k.startswith("N_")}
    assert sorted(run.feedback.warnings) == sorted(warnings)
    assert (2 ** 60 + 1 in [row["big"] for row in events]) and "Kinds of event that are not known, read as other: odd." in warnings


def test_known_cells_hold_for_files(run, table, files):
    made = run("countphones", FILES=files, CELLS=table(cell_id=["A"]), TIMES=f"{DAY}T12:00:00", COUNTS="TEMPORARY_OUTPUT")
    assert {row["cell_id"]: row["count"] for row in run.rows(made["COUNTS"])} == {"A": 2}
    assert "Events rejected: 4, unknown cell." in run.feedback.warnings


def test_fields_of_files_are_picked_by_name(run, tmp_path):
    duckdb.sql(f"COPY (SELECT 'x' AS wer, 0 AS wann, 'A' AS wo) TO '{tmp_path}/e.parquet'")
    asked = dict(FILES=f"{tmp_path}/*.parquet", TIMES="0", COUNTS="TEMPORARY_OUTPUT")
    for named in (dict(FILE_COLUMNS="device_id=wer, time = wann,cell_id=wo"),
                  dict(DEVICE_ID_FIELD="wer", TIME_FIELD="wann", CELL_ID_FIELD="wo")):
        assert run("countphones", **asked, **named)["N_PHONES"] == 1
    assert "names no column and field" in run.refused(tmp_path, "countphones", **asked, FILE_COLUMNS="wer")
    assert "there is no field 'x'" in run.refused(tmp_path, "countphones", **asked, FILE_COLUMNS="device_id=x")


@pytest.mark.parametrize("name", ["countphones", "cleanevents"])
def test_what_is_wrong_with_files_is_told(run, layer, files, tmp_path, name):
    out = {"countphones": "COUNTS", "cleanevents": "OUTPUT"}[name]
    asked = {out: str(tmp_path / "o.gpkg")}
    assert "Choose a layer, or event files instead." in run.refused(tmp_path, name, EVENTS=layer, FILES=files, **asked)
    assert "there are no events" in run.refused(tmp_path, name, **asked)
    assert "there is no such folder or file" in run.refused(tmp_path, name, FILES=str(tmp_path / "none"), **asked)
    (tmp_path / "bad.parquet").write_bytes(b"PAR1")
    assert f"{tmp_path}/bad.parquet: the file cannot be read" in run.refused(tmp_path, name, FILES=str(tmp_path / "bad.parquet"), **asked)
    (tmp_path / "none.csv").write_text("device_id,time,cell_id\n,,\n")
    assert "no event can be used" in run.refused(tmp_path, name, FILES=str(tmp_path / "none.csv"), **asked)


@pytest.mark.parametrize("name", ["countphones", "cleanevents"])
def test_without_duckdb_files_are_refused_and_layers_go_on(run, layer, files, monkeypatch, name):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    out = {"countphones": "COUNTS", "cleanevents": "OUTPUT"}[name]
    with pytest.raises(QgsProcessingException, match="duckdb is missing .*Nothing else needs it.* -m pip install duckdb"):
        run(name, FILES=files, **{out: "TEMPORARY_OUTPUT"})
    assert run(name, EVENTS=layer, **{out: "TEMPORARY_OUTPUT"})[out]
