"""Compare speeds: errors worked by hand, before and after the correction, against segments and against tracks."""

from pathlib import Path

import pytest

X, Y = 4_321_000.0, 3_210_000.0  # EPSG:3035; 10 E 52 N
T0 = 1_714_564_800  # 2024-05-01T12:00:00Z
# Between the events of a at 0, 10 and 30 s, and of b at 0 and 20 s. True mean speeds: 36, 18 and 54 km/h.
RAW, CORRECTED, TRUE = [None, 70.0, 30.0, None, 64.0], [None, 40.0, 20.0, None, 50.0], [None, 36.0, 18.0, None, 54.0]
# errors before 34, 12, 10 and after 4, 2, -4
MAE_BEFORE, MAE_AFTER = 56 / 3, 10 / 3
RMSE_BEFORE, RMSE_AFTER = (1400 / 3) ** 0.5, 12 ** 0.5


def places(n):
    return {"crs": "EPSG:3035", "x": [X + k for k in range(n)], "y": [Y] * n}


@pytest.fixture
def estimate(table):
    def make(**more):
        columns = {"device_id": ["a", "a", "a", "b", "b"], "time": [T0, T0 + 10, T0 + 30, T0, T0 + 20], "speed_raw_kmh": RAW,
                   "speed_kmh": CORRECTED, "name": "estimate", **places(5), **more}
        return table(**{key: value for key, value in columns.items() if value is not None})
    return make


@pytest.fixture
def segments(table):
    return table(device_id=["b", "a", "a"], time=[T0 + 20, T0 + 30, T0 + 10], speed_kmh=[54.0, 18.0, 36.0], name="truth")


@pytest.fixture
def track(table):
    """a drives 10 m/s, from 10 s on 5 m/s there and back; b drives 15 m/s; a fix each 5 s, of a from before to after its events."""
    a = [(t, 10 * t if t <= 10 else 100 + 5 * (t - 10) if t <= 20 else 200 - 5 * (t - 10)) for t in range(-5, 40, 5)]
    b = [(t, 15 * t) for t in range(0, 25, 5)]
    return table(device_id=["a"] * len(a) + ["b"] * len(b), time=[T0 + t for t, _ in a + b], crs="EPSG:3035", name="gps",
                 x=[X + s for _, s in a + b], y=[Y] * (len(a) + len(b)))


def assert_figures(made):
    expected = {"MAE_BEFORE": MAE_BEFORE, "MAE_AFTER": MAE_AFTER, "RMSE_BEFORE": RMSE_BEFORE, "RMSE_AFTER": RMSE_AFTER,
                "MAE_CUT": 100 * (1 - MAE_AFTER / MAE_BEFORE), "RMSE_CUT": 100 * (1 - RMSE_AFTER / RMSE_BEFORE), "N": 3}
    assert {key: made[key] for key in expected} == pytest.approx(expected, rel=1e-6)


def test_errors_before_and_after_the_correction(run, estimate, segments, tmp_path):
    made = run("comparespeeds", ESTIMATED=estimate(), TRUTH=segments, OUTPUT=str(tmp_path / "o.gpkg"), REPORT=str(tmp_path / "r.html"),
               UNMATCHED=str(tmp_path / "u.gpkg"))
    assert_figures(made)
    rows = {(r["device_id"], r["t_end"] - T0): r for r in run.rows(made["OUTPUT"])}
    assert (rows["a", 10]["error_raw_kmh"], rows["a", 10]["error_kmh"], rows["b", 20]["error_kmh"]) == (34, 4, -4)
    assert (rows["a", 30]["t_start"] - T0, rows["a", 30]["true_kmh"], rows["a", 30]["speed_raw_kmh"]) == (10, 18, 30)
    assert [(r["side"], r["reason"], r["device_id"]) for r in run.rows(made["UNMATCHED"])] == [
        ("estimated", "no speed", "a"), ("estimated", "no speed", "b")] and made["N_UNMATCHED"] == 2
    assert "<td>18.67</td>" in Path(made["REPORT"]).read_text(encoding="utf-8")
    assert "truth is read as segments." in run.feedback.infos
    assert any("MAE 3.33 km/h" in text and "is cut by 82.1 %" in text for text in run.feedback.infos)


def test_a_track_of_points_gives_the_true_mean_speeds(run, estimate, track):
    made = run("comparespeeds", ESTIMATED=estimate(), TRUTH=track, OUTPUT="TEMPORARY_OUTPUT")
    assert_figures(made)
    assert "gps is read as track." in run.feedback.infos
    assert [row["true_kmh"] for row in run.rows(made["OUTPUT"])] == pytest.approx([36, 18, 54])


def test_routes_with_times_as_m_give_the_true_mean_speeds(run, estimate, shapes):
    lines = shapes("LineStringM", [f"LineStringM({X} {Y} {T0 - 5},{X + 50} {Y} {T0},{X + 150} {Y} {T0 + 10},{X + 250} {Y} {T0 + 30})",
                                   f"LineStringM({X} {Y} {T0},{X + 300} {Y} {T0 + 20})"], device_id=["a", "b"], name="routes")
    assert_figures(run("comparespeeds", ESTIMATED=estimate(), TRUTH=lines, OUTPUT="TEMPORARY_OUTPUT"))


def test_a_track_in_degrees_is_measured_in_metres(run, estimate, track):
    import processing
    made = processing.run("native:reprojectlayer", {"INPUT": track, "TARGET_CRS": "EPSG:4326", "OUTPUT": "TEMPORARY_OUTPUT"})
    assert_figures(run("comparespeeds", ESTIMATED=estimate(), TRUTH=made["OUTPUT"], OUTPUT="TEMPORARY_OUTPUT"))


def test_segments_with_start_and_end_are_met_by_both(run, table):
    spans = {"device_id": ["a", "a"], "start": [T0, T0 + 10], "end": [T0 + 10, T0 + 30]}
    estimated = table(**spans, speed_raw_kmh=[70.0, 30.0], speed_kmh=[40.0, 20.0])
    truth = table(**{k: v[::-1] for k, v in spans.items()}, speed_kmh=[18.0, 36.0])
    made = run("comparespeeds", ESTIMATED=estimated, TRUTH=truth, OUTPUT="TEMPORARY_OUTPUT")
    assert (made["MAE_BEFORE"], made["MAE_AFTER"], made["N"]) == (23, 3, 2)
    assert [(r["t_start"] - T0, r["t_end"] - T0, r["true_kmh"]) for r in run.rows(made["OUTPUT"])] == [(0, 10, 36), (10, 30, 18)]


def test_a_segment_ends_where_the_true_position_has_its_speed(run, table, segments):
    estimated = table(device_id=["a", "a"], start=[T0, T0 + 10], end=[T0 + 10, T0 + 30], speed_kmh=[40.0, 20.0])
    made = run("comparespeeds", ESTIMATED=estimated, TRUTH=segments, OUTPUT="TEMPORARY_OUTPUT")
    assert (made["N"], made["MAE_AFTER"]) == (2, 3)


def test_the_way_from_one_line_of_a_phone_to_the_next_is_no_track(run, table, shapes):
    lines = shapes("LineStringM", [f"LineStringM({X} {Y} {T0},{X + 100} {Y} {T0 + 10})",
                                   f"LineStringM({X + 900} {Y} {T0 + 20},{X + 950} {Y} {T0 + 30})"], device_id=["a", "a"])
    estimated = table(device_id=["a"] * 4, time=[T0, T0 + 10, T0 + 20, T0 + 30], speed_kmh=[None, 36.0, 99.0, 20.0])
    made = run("comparespeeds", ESTIMATED=estimated, TRUTH=lines, OUTPUT="TEMPORARY_OUTPUT")
    assert (made["N"], made["MAE_AFTER"]) == (2, pytest.approx(1))


def test_without_a_correction_only_the_speeds_as_they_are_count(run, estimate, segments):
    made = run("comparespeeds", ESTIMATED=estimate(speed_raw_kmh=None), TRUTH=segments, OUTPUT="TEMPORARY_OUTPUT")
    assert made["MAE_AFTER"] == pytest.approx(MAE_AFTER) and made["MAE_BEFORE"] is None and made["MAE_CUT"] is None
    assert "speed_raw_kmh" not in run.rows(made["OUTPUT"])[0]


def test_fields_of_other_names_are_picked(run, estimate, table):
    mine = estimate(speed_raw_kmh=None, speed_kmh=None, v0=RAW, v1=CORRECTED)
    truth = table(device_id=["a"], time=[T0 + 10], v=[36.0])
    made = run("comparespeeds", ESTIMATED=mine, TRUTH=truth, SPEED="v1", RAW_SPEED="v0", TRUE_SPEED="v", OUTPUT="TEMPORARY_OUTPUT")
    assert (made["N"], made["MAE_BEFORE"], made["MAE_AFTER"]) == (1, 34, 4)


def test_what_no_track_holds_is_counted_and_told(run, table, track):
    estimated = table(device_id=["a", "a", "a", "c", "c", "a"], time=[T0, T0 + 10, T0 + 100, T0, T0 + 10, T0 + 10], name="estimate",
                      speed_kmh=[1.0, 36.0, 5.0, 1.0, 2.0, 3.0])
    made = run("comparespeeds", ESTIMATED=estimated, TRUTH=track, OUTPUT="TEMPORARY_OUTPUT", UNMATCHED="TEMPORARY_OUTPUT")
    assert (made["N"], made["MAE_AFTER"], made["N_UNMATCHED"]) == (1, pytest.approx(0, abs=1e-6), 5)
    assert [(r["row_fid"], r["reason"]) for r in run.rows(made["UNMATCHED"])] == [
        (6, "less than a second passes"), (1, "no time before it, or none at all"), (4, "no time before it, or none at all"),
        (5, "no track of its key"), (3, "not all of it lies on the track, or over a gap")]
    assert "estimate: 1 rows not compared, no track of its key (5)." in run.feedback.warnings


@pytest.mark.parametrize("kind", ["segments", "track"])
def test_a_segment_of_less_than_a_second_does_not_count(run, table, track, kind):
    # 16 million km/h in a millisecond would be the whole of the mean error
    estimated = table(device_id=["a", "a"], start=[T0, T0 + 10], end=[T0 + 10, T0 + 10.001], speed_raw_kmh=[70.0, 16e6],
                      speed_kmh=[40.0, 9.0])
    truth = track if kind == "track" else table(device_id=["a", "a"], time=[T0 + 10, T0 + 10.001], speed_kmh=[36.0, 18.0])
    made = run("comparespeeds", ESTIMATED=estimated, TRUTH=truth, OUTPUT="TEMPORARY_OUTPUT")
    assert (made["N"], made["MAE_BEFORE"], made["MAE_AFTER"]) == (1, pytest.approx(34), pytest.approx(4))
    assert any("1 rows not compared, less than a second passes" in text for text in run.feedback.warnings)


def test_times_that_a_format_cut_to_seconds_are_read_to_the_last_digit(run, table, shapes):
    # 10 m/s from 0.6 s on: the cut times would begin before the track does
    line = shapes("LineStringM", [f"LineStringM({X} {Y} {T0 + 0.6},{X + 100} {Y} {T0 + 10.6})"], device_id=["a"])
    estimated = table(device_id=["a", "a"], time=[T0, T0 + 10], t_unix=[T0 + 0.6, T0 + 10.6], speed_kmh=[None, 40.0])
    made = run("comparespeeds", ESTIMATED=estimated, TRUTH=line, OUTPUT="TEMPORARY_OUTPUT")
    assert (made["N"], made["MAE_AFTER"]) == (1, pytest.approx(4))


def test_a_gap_in_a_track_of_points_is_not_believed(run, estimate, track):
    made = run("comparespeeds", ESTIMATED=estimate(), TRUTH=track, GAP=5, OUTPUT="TEMPORARY_OUTPUT")
    assert made["N"] == 3
    gone = [f.id() for f in track.getFeatures() if f["device_id"] == "b" and f["time"] == T0 + 10]
    assert track.dataProvider().deleteFeatures(gone)
    made = run("comparespeeds", ESTIMATED=estimate(), TRUTH=track, GAP=5, OUTPUT="TEMPORARY_OUTPUT")
    assert made["N"] == 2


def test_the_truth_may_be_called_a_track_even_with_speeds(run, estimate, table):
    points = table(device_id=["a", "a"], time=[T0, T0 + 10], speed_kmh=[99.0, 99.0], crs="EPSG:3035", x=[X, X + 100], y=[Y, Y])
    made = run("comparespeeds", ESTIMATED=estimate(), TRUTH=points, TRUTH_KIND="track", OUTPUT="TEMPORARY_OUTPUT")
    assert (made["N"], made["MAE_AFTER"]) == (1, pytest.approx(4))


def test_many_rows_of_a_file_are_read_as_few(run, table, tmp_path):
    from qgis.core import QgsVectorFileWriter
    n = 6000  # beyond that rows of files are streamed
    layer = table(device_id=["a"] * n, time=[T0 + 10 * k for k in range(n)], speed_kmh=[float(k % 7) for k in range(n)], crs="EPSG:3035",
                  x=[X] * n, y=[Y] * n)
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(tmp_path / "e.gpkg"), layer.transformContext(), options)
    track = table(device_id=["a", "a"], time=[T0, T0 + 10 * n], crs="EPSG:3035", x=[X, X + 10.0 * n], y=[Y, Y])
    made = run("comparespeeds", ESTIMATED=str(tmp_path / "e.gpkg"), TRUTH=track, GAP=1e9, OUTPUT="TEMPORARY_OUTPUT")
    # true 3.6 km/h all along; the mean of |k mod 7 - 3.6| over k = 1 to 5999
    assert made["N"] == n - 1 and made["MAE_AFTER"] == pytest.approx(sum(abs(k % 7 - 3.6) for k in range(1, n)) / (n - 1), rel=1e-5)


@pytest.fixture
def refused(run, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return lambda **given: run.refused(folder, "comparespeeds", OUTPUT=str(folder / "o.gpkg"), **given)


def test_faults_are_named(refused, estimate, segments, track, shapes, table):
    assert refused(ESTIMATED=estimate(speed_raw_kmh=None, speed_kmh=None), TRUTH=segments).startswith(
        "estimate: no field looks like speed_kmh.")
    assert refused(ESTIMATED=estimate(), TRUTH=track, TRUTH_KIND="segments").startswith("gps: no field looks like speed_kmh.")
    assert refused(ESTIMATED=estimate(), TRUTH=segments, TRUTH_KIND="track").startswith("truth: it is a table without geometry, so it")
    assert refused(ESTIMATED=estimate(time=[T0 + 10 ** 6 + k for k in range(5)]), TRUTH=track).startswith(
        "estimate and gps: no segment lies on a track.")
    flat = shapes("LineString", [f"LineString({X} {Y},{X + 9} {Y})"], device_id=["a"], name="flat")
    assert refused(ESTIMATED=estimate(), TRUTH=flat, TRUTH_KIND="track").startswith("flat: the lines have no times as M.")
    nobody = table(time=[T0, T0 + 60], crs="EPSG:3035", x=[X, X], y=[Y, Y], name="gps")
    assert refused(ESTIMATED=estimate(), TRUTH=nobody).startswith("estimate and gps: no field tells which track belongs to which device.")
    assert refused(ESTIMATED=estimate(), TRUTH=table(device_id=["z"], time=[1], speed_kmh=[1.0], name="t")).startswith(
        "estimate and t: no rows have the same device_id + time")
