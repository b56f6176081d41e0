"""Export traces: what GDAL, Python's csv and XML readers see in the files; what has no times is told; nothing is half written."""

import csv
import math
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsLineString,
    QgsPointXY,
    QgsProject,
    QgsVectorFileWriter,
)

X, Y = 4_321_000.0, 3_210_000.0  # EPSG:3035; 10 E 52 N
T0 = 1_714_564_800  # 2024-05-01T12:00:00Z
# p drives 300 m east in 30 s and 400 m north in 20 s; q 60 m south in 12 s, from 15 s on
DRIVES = [f"LineStringM({X} {Y} {T0},{X + 300} {Y} {T0 + 30},{X + 300} {Y + 400} {T0 + 50})",
          f"LineStringM({X + 50} {Y} {T0 + 15},{X + 50} {Y - 60} {T0 + 27})"]


@pytest.fixture
def routes(shapes):
    return shapes("LineStringM", DRIVES, device_id=["p", "q&<"], journey_id=["1", "1"], name="routes")


@pytest.fixture
def positions(table):
    """The same as points, not in order, with texts as times."""
    return table(device_id=["p", "q&<", "p", "p", "q&<"], journey_id=[1, 1, 1, 1, 1], crs="EPSG:3035", name="positions",
                 time=[f"2024-05-01T12:00:{s}Z" for s in ("50", "27", "00", "30", "15")],
                 x=[X + 300, X + 50, X, X + 300, X + 50], y=[Y + 400, Y - 60, Y, Y, Y])


def to_file(layer, path):
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)
    assert error[0] == QgsVectorFileWriter.WriterError.NoError
    return str(path)


def without_times(layer, fid):
    """Take the times of a feature away, which WKT cannot say."""
    line = QgsLineString([X, X + 9], [Y, Y], [], [math.nan, math.nan])
    assert layer.dataProvider().changeGeometryValues({fid: QgsGeometry(line)})
    return layer


def degrees(x, y):
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:3035"), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject())
    point = transform.transform(QgsPointXY(x, y))
    return point.x(), point.y()


def vehicles(path):
    return [(float(step.get("time")), v.get("id"), float(v.get("x")), float(v.get("y")), float(v.get("speed")))
            for step in ElementTree.parse(path).getroot() for v in step]


@pytest.mark.parametrize("kind", ["memory", "gpkg", "positions"])
def test_sumo_sees_both_phones_at_each_step(run, routes, positions, tmp_path, kind):
    given = {"memory": {"ROUTES": routes}, "positions": {"POSITIONS": positions},
             "gpkg": {} if kind != "gpkg" else {"ROUTES": to_file(routes, tmp_path / "routes.gpkg")}}[kind]
    made = run("exporttraces", FORMAT="sumo_fcd", STEP=10, OUTPUT=str(tmp_path / "fcd.xml"), **given)
    assert vehicles(made["OUTPUT"]) == [
        (0, "p", X, Y, 10), (10, "p", X + 100, Y, 10), (20, "p", X + 200, Y, 10), (20, "q&<", X + 50, Y - 25, 5),
        (30, "p", X + 300, Y, 20), (40, "p", X + 300, Y + 200, 20), (50, "p", X + 300, Y + 400, 20)]
    assert (made["N_TRACES"], made["N_REFUSED"], made["N_ROWS"], made["DURATION_S"], made["START"]) == (2, 0, 7, 50, "2024-05-01T12:00:00Z")
    assert "2 journeys of 2 phones written as sumo_fcd, 7 rows, from 2024-05-01T12:00:00Z to 2024-05-01T12:00:50Z." in run.feedback.infos
    assert "time 0 is 2024-05-01T12:00:00.000Z" in Path(made["OUTPUT"]).read_text(encoding="utf-8")


def test_gdal_reads_the_gpx_with_the_same_points_and_times(run, routes, tmp_path):
    from osgeo import ogr
    made = run("exporttraces", ROUTES=routes, FORMAT="gpx", OUTPUT=str(tmp_path / "t.gpx"))
    dataset = ogr.Open(made["OUTPUT"])
    tracks, points = dataset.GetLayerByName("tracks"), dataset.GetLayerByName("track_points")
    assert [f.GetField("name") for f in tracks] == ["p", "q&<"]
    read = [(f.GetField("track_fid"), f.GetGeometryRef().GetX(), f.GetGeometryRef().GetY(), f.GetField("time")) for f in points]
    places = [(0, X, Y, "00"), (0, X + 300, Y, "30"), (0, X + 300, Y + 400, "50"), (1, X + 50, Y, "15"), (1, X + 50, Y - 60, "27")]
    for (track, lon, lat, time), (expected, x, y, second) in zip(read, places, strict=True):
        assert track == expected and (lon, lat) == pytest.approx(degrees(x, y), abs=2e-8)
        assert time == f"2024/05/01 12:00:{second}+00"
    assert made["N_ROWS"] == 5


def test_a_table_has_all_coordinates(run, routes, tmp_path):
    made = run("exporttraces", ROUTES=routes, FORMAT="csv", STEP=5, OUTPUT=str(tmp_path / "t.csv"))
    rows = list(csv.DictReader(open(made["OUTPUT"], encoding="utf-8", newline="")))
    assert len(rows) == 11 + 3 == made["N_ROWS"]
    last = rows[-1]
    assert (last["device_id"], last["journey_id"], last["time"]) == ("q&<", "1", "2024-05-01T12:00:25.000Z")
    assert (float(last["x"]), float(last["y"]), float(last["speed_kmh"])) == (X + 50, Y - 50, 18)
    assert (float(last["lon"]), float(last["lat"])) == pytest.approx(degrees(X + 50, Y - 50), abs=2e-8)


def test_ns2_starts_at_zero_and_its_origin_is_given(run, routes, tmp_path):
    made = run("exporttraces", ROUTES=routes, FORMAT="ns2", OUTPUT=str(tmp_path / "t.tcl"))
    text = Path(made["OUTPUT"]).read_text(encoding="utf-8")
    assert (made["ORIGIN_X"], made["ORIGIN_Y"]) == (X - 1, Y - 61)
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "$node_(0) set X_ 1.000", "$node_(0) set Y_ 61.000", "$node_(0) set Z_ 0.000",
        "$node_(1) set X_ 51.000", "$node_(1) set Y_ 61.000", "$node_(1) set Z_ 0.000",
        '$ns_ at 0.000 "$node_(0) setdest 301.000 61.000 10"', '$ns_ at 30.000 "$node_(0) setdest 301.000 461.000 20"',
        '$ns_ at 15.000 "$node_(1) setdest 51.000 1.000 5"']
    assert "# node 1: q&<, device q&<, journey 1, 2024-05-01T12:00:15.000Z to 2024-05-01T12:00:27.000Z" in text
    assert "# metres of EPSG:3035" in text and re.search(r"^# \$topo load_flatgrid 303 463$", text, re.MULTILINE)


def test_a_layer_in_degrees_is_written_in_metres_and_back(run, table, tmp_path):
    places = [degrees(X, Y), degrees(X + 300, Y)]
    points = table(device_id=["p", "p"], time=[T0, T0 + 30], crs="EPSG:4326", x=[p[0] for p in places], y=[p[1] for p in places])
    made = run("exporttraces", POSITIONS=points, FORMAT="sumo_fcd", STEP=15, OUTPUT=str(tmp_path / "a.xml"))
    assert [row[2:] for row in vehicles(made["OUTPUT"])] == [pytest.approx((X + d, Y, 10), abs=0.01) for d in (0, 150, 300)]
    made = run("exporttraces", POSITIONS=points, FORMAT="sumo_fcd", STEP=30, GEO=True, OUTPUT=str(tmp_path / "b.xml"))
    assert [row[2:4] for row in vehicles(made["OUTPUT"])] == [pytest.approx(p, abs=2e-8) for p in places]
    made = run("exporttraces", POSITIONS=points, FORMAT="csv", STEP=30, CRS="EPSG:32632", OUTPUT=str(tmp_path / "c.csv"))
    row = next(csv.DictReader(Path(made["OUTPUT"]).read_text(encoding="utf-8").splitlines()))
    # 10 E 52 N by pyproj 3.7: Transformer.from_crs(4326, 32632, always_xy=True).transform(10, 52)
    assert (float(row["x"]), float(row["y"])) == pytest.approx((568649.705, 5761510.317), abs=0.01)


def test_journeys_without_times_are_counted_told_and_left_out(run, shapes, tmp_path):
    lines = shapes("LineStringM", [DRIVES[0], None, DRIVES[1],
                                   f"LineStringM({X} {Y} {T0 + 9},{X + 9} {Y} {T0})",
                                   f"LineStringM({X} {Y} {T0 + .2},{X + 9} {Y} {T0 + .8})"],
                   device_id=list("abcde"), journey_id=["1"] * 5, name="routes")
    made = run("exporttraces", ROUTES=without_times(lines, 3), FORMAT="csv", STEP=10, OUTPUT=str(tmp_path / "t.csv"))
    assert (made["N_TRACES"], made["N_REFUSED"]) == (1, 4)
    assert set(run.feedback.warnings) >= {
        "routes: 1 journeys left out, no position (feature 2).", "routes: 1 journeys left out, times run backwards (feature 4).",
        "routes: 1 journeys left out, fewer than two vertices have a time (feature 3).",
        "routes: 1 journeys lie between two steps and are not in the file (feature 5)."}


def test_rows_without_device_time_or_place_are_told(run, table, tmp_path):
    points = table(device_id=["p", "p", None, "p", "p", "q"], time=[str(T0), str(T0 + 9), str(T0), "soon", str(T0), str(T0)],
                   crs="EPSG:3035", x=[X, X + 9, X, X, None, X], y=[Y] * 6, name="points")
    made = run("exporttraces", POSITIONS=points, FORMAT="ns2", OUTPUT=str(tmp_path / "t.tcl"))
    assert (made["N_TRACES"], made["N_REFUSED"]) == (1, 1)
    assert set(run.feedback.warnings) >= {
        "points: 1 rows left out, no device (3).", "points: 1 rows left out, no time that can be read (4).",
        "points: 1 rows left out, no position (5).", "points: 1 journeys left out, fewer than two vertices have a time (q)."}


def test_times_of_1970_are_told(run, shapes, tmp_path):
    lines = shapes("LineStringM", [f"LineStringM({X} {Y} 0,{X + 9} {Y} 30)"], device_id=["a"], name="routes")
    run("exporttraces", ROUTES=lines, FORMAT="gpx", OUTPUT=str(tmp_path / "t.gpx"))
    assert "routes: all times lie in 1970; M is read as seconds since then." in run.feedback.warnings


@pytest.fixture
def refused(run, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return lambda **given: run.refused(folder, "exporttraces", OUTPUT=str(folder / "t.xml"), **given)


def test_routes_without_times_are_refused_with_a_remedy(refused, shapes):
    lines = shapes("LineString", [f"LineString({X} {Y},{X + 9} {Y})"], device_id=["a"], name="roads")
    assert refused(ROUTES=lines).startswith("roads: the lines have no M values, so nothing tells when the phone was where. Use routes with")
    unknown = shapes("LineStringM", [DRIVES[0]], device_id=["a"], name="routes")
    assert refused(ROUTES=without_times(unknown, 1)).startswith("routes: no journey has times. Use routes with times as M")


def test_exactly_one_layer_is_asked_for(refused, routes, positions):
    assert refused().startswith("Traces: there are neither routes nor positions. Give")
    assert refused(ROUTES=routes, POSITIONS=positions).startswith("Traces: there are both. Give")


def test_other_faults_are_named(refused, routes, table, shapes):
    assert refused(POSITIONS=table(device_id=["a"], crs="EPSG:3035", x=[X], y=[Y], name="p")).startswith("p: no field looks like time.")
    assert refused(POSITIONS=table(time=[1], crs="EPSG:3035", x=[X], y=[Y], name="p")).startswith("p: no field looks like device_id.")
    empty = table(device_id=[], time=[], crs="EPSG:3035", x=[], y=[], name="p")
    assert refused(POSITIONS=empty).startswith("p: the layer has no features.")
    assert refused(POSITIONS=table(device_id=["a"], time=[1], crs=None, x=[X], y=[Y], name="p")).startswith("p: the CRS is unknown.")
    assert "EPSG:4326 does not measure in metres" in refused(ROUTES=routes, CRS="EPSG:4326")
    short = shapes("LineStringM", [f"LineStringM({X} {Y} {T0 + .2},{X + 9} {Y} {T0 + .8})"], device_id=["a"], name="r")
    assert refused(ROUTES=short, FORMAT="csv").startswith("Step (s): all journeys lie between two steps. Take a shorter step.")


def test_a_cancelled_run_leaves_no_file(run, routes, tmp_path):
    assert run("exporttraces", cancel_at=30, ROUTES=routes, FORMAT="csv", STEP=0.001, OUTPUT=str(tmp_path / "t.csv")) == {}
    assert list(tmp_path.iterdir()) == []
