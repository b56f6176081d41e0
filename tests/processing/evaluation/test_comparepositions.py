"""Compare positions: deviations of known triangles, R's quartiles, events that find each other by device, time and kind."""

from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QDateTime, Qt

X, Y = 4_321_000.0, 3_210_000.0  # EPSG:3035; 10 E 52 N
DAY = "2024-05-01T12:"


@pytest.fixture
def positions(table):
    """``positions([(device, "00:05", kind, dx, dy), ...])`` makes a layer of points around X, Y."""
    def make(rows, crs="EPSG:3035", **more):
        columns = {"device_id": [r[0] for r in rows], "time": [f"{DAY}{r[1]}" for r in rows], "event": [r[2] for r in rows]}
        columns.update(more)
        return table(crs=crs, x=[None if r[3] is None else X + r[3] for r in rows], y=[Y + (r[4] or 0) for r in rows],
                     **{k: v for k, v in columns.items() if v is not None})
    return make


ESTIMATE = [("a", "00:00", "handover", 0, 0), ("a", "00:10", "lau", 0, 0), ("a", "00:20", "handover", 0, 0),
            ("b", "00:00", "handover", 0, 0)]
TRUTH = [("b", "00:00", "HO", 6, 8), ("a", "00:20", "handoff", 8, 15), ("a", "00:10", "location_update", -1, 0),
         ("a", "00:00", "handover", 3, 4)]


# deviations 5, 1, 17, 10. R 4.2: summary(c(5, 1, 17, 10)) gives 1, 4, 7.5, 8.25, 11.75, 17; the RMSE is sqrt(415 / 4)
def test_statistics_are_those_of_r(run, positions):
    made = run("comparepositions", ESTIMATED=positions(ESTIMATE), TRUTH=positions(TRUTH), OUTPUT="TEMPORARY_OUTPUT")
    assert [made[key] for key in ("MIN", "Q1", "MEDIAN", "MEAN", "Q3", "MAX", "MAE", "RMSE")] == pytest.approx(
        [1, 4, 7.5, 8.25, 11.75, 17, 8.25, np.sqrt(415 / 4)])
    assert (made["N"], made["N_UNMATCHED"]) == (4, 0)
    assert "Events compared: 4; positions not compared: 0. Deviation: median 7.5 m, MAE 8.2 m, RMSE 10.2 m." in run.feedback.infos


def test_a_line_leads_from_each_estimate_to_its_truth(run, positions, tmp_path):
    estimated = positions(ESTIMATE, journey_id=[3, 3, 3, 1], cell_id=list("pqrs"), seq=[1, 2, 3, 1])
    made = run("comparepositions", ESTIMATED=estimated, TRUTH=positions(TRUTH), OUTPUT=str(tmp_path / "o.gpkg"),
               REPORT=str(tmp_path / "r.html"))
    layer = QgsProcessingUtils.mapLayerFromString(made["OUTPUT"], run.context)
    assert layer.crs().authid() == "EPSG:3035"
    row = run.rows(layer)[2]
    assert (row["device_id"], row["journey_id"], row["cell_id"], row["event"], row["deviation_m"]) == ("a", 3, "r", "handover", 17)
    assert row["t_unix"] == 1714564820 and row["time"].time().second() == 20
    feature = next(f for f in layer.getFeatures() if f["deviation_m"] == 17)
    assert feature.geometry().asWkt(0) == f"LineString ({X:.0f} {Y:.0f}, {X + 8:.0f} {Y + 15:.0f})"
    assert "<td>7.5 m</td>" in Path(made["REPORT"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("events, n, mean", [("all", 4, 8.25), ("handover", 3, 32 / 3), ("lau", 1, 1)])
def test_only_events_of_the_kind_asked_for_count(run, positions, events, n, mean):
    made = run("comparepositions", ESTIMATED=positions(ESTIMATE), TRUTH=positions(TRUTH), EVENTS=events, OUTPUT="TEMPORARY_OUTPUT")
    assert (made["N"], made["N_UNMATCHED"]) == (n, 0) and made["MEAN"] == pytest.approx(mean)


def test_a_truth_that_does_not_tell_kinds_is_met_by_time(run, positions):
    made = run("comparepositions", ESTIMATED=positions(ESTIMATE), TRUTH=positions(TRUTH, event=None), EVENTS="lau",
               OUTPUT="TEMPORARY_OUTPUT")
    assert (made["N"], made["MEAN"], made["N_UNMATCHED"]) == (1, 1, 3)


def test_what_is_not_compared_is_counted_told_and_written(run, positions):
    estimated = positions([*ESTIMATE, ("c", "00:00", "handover", 0, 0), ("a", "00:30", "handover", None, 0), (None, "00:00", "lau", 0, 0),
                           ("a", "00:00", "handover", 9, 9)])
    made = run("comparepositions", ESTIMATED=estimated, TRUTH=positions([*TRUTH, ("d", "00:00", "HO", 0, 0)]), OUTPUT="TEMPORARY_OUTPUT",
               UNMATCHED="TEMPORARY_OUTPUT")
    assert (made["N"], made["N_UNMATCHED"]) == (4, 5)
    assert [(r["side"], r["row_fid"], r["reason"], r["device_id"]) for r in run.rows(made["UNMATCHED"])] == [
        ("estimated", 6, "no position", "a"), ("estimated", 7, "no key", None), ("estimated", 5, "no counterpart", "c"),
        ("estimated", 8, "key of an earlier row", "a"), ("truth", 5, "no counterpart", "d")]
    assert "table: 1 rows not compared, no counterpart (c/2024-05-01T12:00:00Z/handover)." in run.feedback.warnings


def test_times_and_ids_of_any_kind_meet(run, positions):
    moments = [QDateTime.fromString(f"{DAY}{row[1]}Z", Qt.DateFormat.ISODate) for row in ESTIMATE]
    estimated = positions(ESTIMATE, device_id=[7, 7, 7, 8], time=moments)
    truth = positions(TRUTH, device_id=["8", "7", "7", "7"], time=[1714564800 + int(row[1][3:]) for row in TRUTH])
    assert run("comparepositions", ESTIMATED=estimated, TRUTH=truth, OUTPUT="TEMPORARY_OUTPUT")["MEAN"] == 8.25


def test_a_truth_in_degrees_is_measured_in_metres(run, positions):
    import processing
    truth = processing.run("native:reprojectlayer", {"INPUT": positions(TRUTH), "TARGET_CRS": "EPSG:4326", "OUTPUT": "TEMPORARY_OUTPUT"})
    made = run("comparepositions", ESTIMATED=positions(ESTIMATE), TRUTH=truth["OUTPUT"], OUTPUT="TEMPORARY_OUTPUT")
    assert made["RMSE"] == pytest.approx(np.sqrt(415 / 4), abs=1e-3)  # there and back is good to a millimetre


def test_many_rows_of_a_file_give_the_same_as_their_mean(run, positions, tmp_path):
    from qgis.core import QgsVectorFileWriter
    n = 6000  # beyond that rows of files are streamed
    rng = np.random.default_rng(4)
    offset = rng.normal(0, 100, (n, 2)).round(3)
    keys = [("d", f"{k // 60 % 60:02d}:{k % 60:02d}.{k // 3600:03d}", "handover") for k in range(n)]
    paths = []
    for name, places in (("e", np.zeros((n, 2))), ("t", offset)):
        layer = positions([(*key, float(x), float(y)) for key, (x, y) in zip(keys, places)])
        options = QgsVectorFileWriter.SaveVectorOptions()
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(tmp_path / f"{name}.gpkg"), layer.transformContext(), options)
        paths.append(str(tmp_path / f"{name}.gpkg"))
    made = run("comparepositions", ESTIMATED=paths[0], TRUTH=paths[1], OUTPUT=str(tmp_path / "o.gpkg"))
    assert made["N"] == n and made["MAE"] == pytest.approx(np.hypot(*offset.T).mean())


@pytest.fixture
def refused(run, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return lambda **given: run.refused(folder, "comparepositions", OUTPUT=str(folder / "o.gpkg"), **given)


def test_faults_are_named(refused, positions, table):
    timeless = table(device_id=["a"], crs="EPSG:3035", x=[X], y=[Y], name="timeless")
    truth = positions(TRUTH, name="truth")
    assert refused(ESTIMATED=timeless, TRUTH=truth).startswith("timeless and truth: they have no time in common. Give both a field time")
    kindless = [positions(rows, event=None, name=name) for rows, name in ((ESTIMATE, "e"), (TRUTH, "t"))]
    assert refused(ESTIMATED=kindless[0], TRUTH=kindless[1], EVENTS="lau").startswith(
        "e and t: no field tells the kind of event. Pick the event field")
    assert refused(ESTIMATED=positions([("a", "59:00", "lau", 0, 0)], name="e"), TRUTH=truth).startswith(
        "e and truth: no rows have the same device_id + time + event "
        "(the first are a/2024-05-01T12:59:00Z/lau and b/2024-05-01T12:00:00Z/HO)")
    assert refused(ESTIMATED=positions([], name="e"), TRUTH=truth).startswith("e: the layer has no rows.")
    assert refused(ESTIMATED=positions(ESTIMATE, name="e"), TRUTH=positions(TRUTH, crs=None, name="t")).startswith("t: the CRS is unknown.")
