"""Count phones: the nearest event in time, ties to the earlier one, every phone counted once or told."""

import pytest
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, Qt

# Reference time 12:00, worked by hand. x: 11:50 in A and 12:10 in B tie, the earlier counts. y: 12:05 in B is nearer than 11:30 in A.
# z: only 10:00, two hours away. u: twice at 12:00, the first row counts.
HAND = [("x", "11:50", "A"), ("x", "12:10", "B"), ("y", "11:30", "A"), ("y", "12:05", "B"), ("z", "10:00", "C"), ("u", "12:00", "C"),
        ("u", "12:00", "D")]
COUNTED = {"A": 1, "B": 1, "C": 1}
DAY = "2024-05-01"


def columns(rows=HAND):
    return {"device_id": [r[0] for r in rows], "time": [f"{DAY}T{r[1]}:00" for r in rows], "cell_id": [r[2] for r in rows]}


def counted(run, made):
    return {row["cell_id"]: row["count"] for row in run.rows(made["COUNTS"])}


def test_the_hand_example_with_its_ties(run, table):
    made = run("countphones", EVENTS=table(**columns()), TIMES=f"{DAY}T12:00:00", COUNTS="TEMPORARY_OUTPUT", REJECTS="TEMPORARY_OUTPUT")
    assert counted(run, made) == COUNTED
    assert (made["N_PHONES"], made["N_SILENT"], made["N_TIMES"], made["N_REJECTED"]) == (3, 1, 1, 0)
    assert f"Events: 7 of 4 phones, from {DAY}T10:00:00Z to {DAY}T12:10:00Z." in run.feedback.infos
    assert "Reference times: 1; phones counted: 3; without an event within 60 minutes: 1." in run.feedback.infos
    row = run.rows(made["COUNTS"])[0]
    assert row["t_unix"] == 1714564800 and row["time"].time().hour() == 12  # 2024-05-01T12:00:00Z


@pytest.mark.parametrize("kind", ["datetime", "epoch s", "epoch ms", "text with zone", "text epoch"])
def test_times_of_any_kind_count_the_same(run, table, kind):
    data = columns()
    moments = [QDateTime.fromString(t + "Z", Qt.DateFormat.ISODate) for t in data["time"]]
    data["time"] = {
        "datetime": moments, "epoch s": [m.toSecsSinceEpoch() for m in moments], "epoch ms": [m.toMSecsSinceEpoch() for m in moments],
        "text with zone": [m.toOffsetFromUtc(7200).toString(Qt.DateFormat.ISODate) for m in moments],
        "text epoch": [str(m.toSecsSinceEpoch()) for m in moments]}[kind]
    made = run("countphones", EVENTS=table(**data), TIMES=f"{DAY}T14:00:00+02:00", COUNTS="TEMPORARY_OUTPUT")
    assert counted(run, made) == COUNTED


@pytest.mark.parametrize("suffix", ["csv", "gpkg", "fgb", "shp"])
def test_files_of_any_format_count_the_same(run, table, shapes, tmp_path, suffix):
    from qgis.core import QgsVectorFileWriter
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = {"csv": "CSV", "gpkg": "GPKG", "fgb": "FlatGeobuf", "shp": "ESRI Shapefile"}[suffix]
    layer = table(**columns(), crs="EPSG:4326", x=[0.0] * 7, y=[0.0] * 7)
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(tmp_path / f"e.{suffix}"), layer.transformContext(), options)
    assert error[0] == QgsVectorFileWriter.WriterError.NoError
    asked = dict(EVENTS=str(tmp_path / f"e.{suffix}"), TIMES=f"{DAY}T12:00:00", COUNTS=str(tmp_path / f"counts.{suffix}"))
    if suffix in ("shp", "fgb"):  # these hold no table
        assert "Choose a GeoPackage (.gpkg)" in run.refused(tmp_path, "countphones", **asked)
        asked["COUNTS"] = str(tmp_path / "counts.csv")
    made = run("countphones", **asked)
    rows = run.rows(QgsVectorLayer(made["COUNTS"], "c", "ogr"))
    assert {row["cell_id"]: int(row["count"]) for row in rows} == COUNTED


def test_a_series_of_times_counts_every_phone_at_every_time(run, world):
    made = run("countphones", EVENTS=world["EVENTS"], START="2024-03-12T06:00:00", END="2024-03-12T22:00:00", STEP=240, TOLERANCE=100_000,
               COUNTS="TEMPORARY_OUTPUT")
    per_time = {}
    for row in run.rows(made["COUNTS"]):
        per_time[row["t_unix"]] = per_time.get(row["t_unix"], 0) + row["count"]
    n_phones = len({row["device_id"] for row in run.rows(QgsVectorLayer(world["EVENTS"], "e", "ogr"))})
    # with a tolerance of many days every phone that was ever heard is counted, once, at each time
    assert list(per_time.values()) == [n_phones] * 5 and made["N_SILENT"] == 0 and made["N_TIMES"] == 5


def test_start_and_end_with_a_zone_are_that_moment(run, table):
    made = run("countphones", EVENTS=table(**columns()), START=f"{DAY}T14:00:00+02:00", COUNTS="TEMPORARY_OUTPUT")
    assert counted(run, made) == COUNTED


def test_without_times_the_hour_in_the_middle_is_taken_and_told(run, table):
    run("countphones", EVENTS=table(**columns()), COUNTS="TEMPORARY_OUTPUT")
    assert f"No reference time given: {DAY}T11:00:00Z is taken, the full hour in the middle of the events." in run.feedback.infos


def test_every_rejected_row_has_its_reason(run, table):
    rows = [("x", "11:50", "A"), ("x", "11:50", "A"), (None, "11:50", "A"), ("y", "soon", "A"), ("y", "11:00", None), ("y", "11:00", "Q")]
    data = columns(rows)
    data["time"][3] = "soon"
    plan = table(cell_id=["A", "B"], name="plan")
    made = run("countphones", EVENTS=table(**data), CELLS=plan, TIMES=f"{DAY}T12:00:00", COUNTS="TEMPORARY_OUTPUT",
               REJECTS="TEMPORARY_OUTPUT")
    assert [(r["row"], r["reason"]) for r in run.rows(made["REJECTS"])] == [
        (2, "duplicate"), (3, "no device"), (4, "time not readable"), (5, "no cell"), (6, "unknown cell")]
    assert made["N_REJECTED"] == 5 and counted(run, made) == {"A": 1}
    assert "Events rejected: 1, unknown cell." in run.feedback.warnings


def test_fields_of_other_names_are_guessed_or_picked(run, table):
    data = columns()
    made = run("countphones", EVENTS=table(imsi=data["device_id"], Timestamp=data["time"], ci=data["cell_id"]), TIMES=f"{DAY}T12:00:00",
               COUNTS="TEMPORARY_OUTPUT")
    assert counted(run, made) == COUNTED
    odd = table(who=data["device_id"], wann=data["time"], wo=data["cell_id"])
    made = run("countphones", EVENTS=odd, DEVICE_ID_FIELD="who", TIME_FIELD="wann", CELL_ID_FIELD="wo", TIMES=f"{DAY}T12:00:00",
               COUNTS="TEMPORARY_OUTPUT")
    assert counted(run, made) == COUNTED


def test_counts_feed_the_estimate(run, world):
    made = run("countphones", EVENTS=world["EVENTS"], CELLS=world["CELLS"], TIMES="2024-03-12T12:00:00", COUNTS="TEMPORARY_OUTPUT")
    density = run("estimatedensity", MODEL=world["MODEL"], COUNTS=made["COUNTS"], OUTPUT="TEMPORARY_OUTPUT")
    assert density["C"] == made["N_PHONES"] and density["LOST"] == 0
