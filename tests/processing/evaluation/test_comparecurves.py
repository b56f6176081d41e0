"""Compare routes: distances that other programs computed, rows that find each other, and every line that does not is told."""

import json
from pathlib import Path
from time import monotonic, perf_counter

import numpy as np
import pytest
from qgis.core import QgsVectorFileWriter

X, Y = 4_321_000.0, 3_210_000.0  # EPSG:3035; 10 E 52 N


def line(*points) -> str:
    return "LineString(" + ",".join(f"{X + x} {Y + y}" for x, y in points) + ")"


def wkt(curve) -> str:
    return "LineString(" + ",".join(f"{x!r} {y!r}" for x, y in curve) + ")"


STRAIGHT, ABOVE = line((0, 0), (100, 0)), line((0, 3), (100, 3))


# continuous Fréchet and exact Hausdorff by independent programs, named in the file
def test_reference_pairs_have_the_values_of_other_programs(run, shapes, shared_data):
    cases = json.loads((shared_data / "metrics.json").read_text())["cases"]
    curves = {side: [np.array(case[side]) for case in cases] for side in "PQ"}
    layers = [shapes("LineString", [wkt((c if len(c) > 1 else np.repeat(c, 2, axis=0)).tolist()) for c in curves[side]], name=side,
                     case=[case["name"] for case in cases]) for side in "PQ"]
    made = run("comparecurves", ESTIMATED=layers[0], TRUTH=layers[1], KEYS=["case"], OUTPUT="TEMPORARY_OUTPUT")
    rows = {row["case"]: row for row in run.rows(made["OUTPUT"])}
    assert made["N_PAIRS"] == len(rows) == len(cases) == 9 and made["N_UNMATCHED"] == 0
    for case in cases:
        row = rows[case["name"]]
        assert row["frechet_m"] == pytest.approx(case["continuous_frechet"]["curvesimilarities_fd_alt_godau"], rel=1e-7, abs=1e-7)
        assert row["hausdorff_m"] == pytest.approx(case["hausdorff"]["exact"], rel=1e-9, abs=1e-9)
        assert row["estimate_off_m"] == pytest.approx(case["hausdorff"]["directed_P_to_Q"], rel=1e-9, abs=1e-9)
        assert row["truth_off_m"] == pytest.approx(case["hausdorff"]["directed_Q_to_P"], rel=1e-9, abs=1e-9)
        assert row["discrete_hausdorff_m"] == pytest.approx(case["hausdorff"]["vertices_only_scipy"], rel=1e-9)
        assert row["discrete_frechet_m"] == pytest.approx(case["discrete_frechet"]["curvesimilarities_dfd"], rel=1e-9)
    assert made["FRECHET_M"] == pytest.approx(np.mean([row["frechet_m"] for row in rows.values()]))
    assert made["MEDIAN_HAUSDORFF_M"] == pytest.approx(np.median([row["hausdorff_m"] for row in rows.values()]))


def test_two_lines_without_keys_are_compared_with_each_other(run, shapes):
    made = run("comparecurves", ESTIMATED=shapes("LineString", [line((0, 0), (100, 0))]), TRUTH=shapes("LineString", [ABOVE]),
               OUTPUT="TEMPORARY_OUTPUT")
    row = run.rows(made["OUTPUT"])[0]
    assert [made[key] for key in ("N_PAIRS", "N_UNMATCHED", "HAUSDORFF_M", "FRECHET_M", "DISCRETE_HAUSDORFF_M", "DISCRETE_FRECHET_M")] == [
        1, 0, 3, 3, 3, 3]
    assert (row["length_m"], row["true_length_m"], row["length_ratio"], row["correctness"], row["completeness"]) == (100, 100, 1, 1, 1)
    assert made["UNMATCHED"] is None and made["REPORT"] is None


def timed(*vertices) -> str:
    """A line with seconds as M."""
    return "LineStringM(" + ",".join(f"{X + x} {Y + y} {t}" for x, y, t in vertices) + ")"


class TestStretchOfTheTruth:
    def compare(self, run, shapes, truth, **options):
        # a phone was heard from second 10 to 30; at 1 m/s that is the stretch from 10 to 30 m of the truth
        estimate = shapes("LineStringM", [timed((10, 4, 10), (30, 4, 30))], device_id=["a"], name="estimate")
        return run("comparecurves", ESTIMATED=estimate, TRUTH=shapes("LineStringM", truth, device_id=["a"] * len(truth), name="truth"),
                   KEYS=["device_id"], OUTPUT="TEMPORARY_OUTPUT", **options)

    def test_it_is_what_was_travelled_meanwhile(self, run, shapes):
        truth = [timed((0, 0, 0), (20, 0, 20), (100, 0, 100))]
        assert self.compare(run, shapes, truth)["FRECHET_M"] == pytest.approx(np.hypot(70, 4))
        made = self.compare(run, shapes, truth, STRETCH="time")
        assert (made["FRECHET_M"], made["HAUSDORFF_M"], made["LENGTH_RATIO"]) == pytest.approx((4, 4, 1))

    def test_times_that_do_not_overlap_are_refused(self, run, shapes, tmp_path):
        estimate = shapes("LineStringM", [timed((10, 4, 10), (30, 4, 30))], name="estimate")
        for truth in (timed((0, 0, 500), (100, 0, 600)), STRAIGHT):
            said = run.refused(tmp_path, "comparecurves", ESTIMATED=estimate, TRUTH=shapes(truth.split("(")[0], [truth]), STRETCH="time",
                               OUTPUT=str(tmp_path / "o.gpkg"))
            assert said == ("Stretch of the truth: no pair has times that overlap. Give both layers times as M, or compare the whole "
                            "lines.")

    def test_pairs_without_times_are_told_and_compared_as_a_whole(self, run, shapes):
        layers = [shapes("LineStringM", wkts, device_id=["a", "b"]) for wkts in (
            [timed((10, 4, 10), (30, 4, 30)), timed((0, 5, 0), (100, 5, 9))],
            [timed((0, 0, 0), (100, 0, 100)), timed((0, 0, 500), (100, 0, 600))])]
        made = run("comparecurves", ESTIMATED=layers[0], TRUTH=layers[1], KEYS=["device_id"], STRETCH="time", OUTPUT="TEMPORARY_OUTPUT")
        assert made["FRECHET_M"] == pytest.approx((4 + 5) / 2)
        assert any("compared as a whole: 1 (b)" in text for text in run.feedback.warnings)


def test_correctness_and_completeness_are_shares_of_either_length(run, shapes):
    # half of the estimate of 200 m runs 2 m beside the truth of 100 m
    made = run("comparecurves", ESTIMATED=shapes("LineString", [line((-100, 0), (100, 0))]), WITHIN=2,
               TRUTH=shapes("LineString", [line((0, 2), (100, 2))]), OUTPUT="TEMPORARY_OUTPUT")
    assert (made["CORRECTNESS"], made["COMPLETENESS"], made["LENGTH_RATIO"]) == pytest.approx((0.5, 1, 2))


def test_lines_find_each_other_by_device_and_journey_and_the_rest_is_told(run, shapes, tmp_path):
    estimated = shapes("LineString", [STRAIGHT, STRAIGHT, STRAIGHT, None, STRAIGHT], device_id=["a", "a", "b", "c", "a"],
                       journey_id=[1.0, 2.0, 1.0, 1.0, 1.0], name="mine")
    truth = shapes("LineString", [line((0, 7), (100, 7)), STRAIGHT, STRAIGHT, ABOVE], imsi=["a", "c", "d", "a"],
                   trip=["2", "1", "1", "1"], name="gps")
    made = run("comparecurves", ESTIMATED=estimated, TRUTH=truth, OUTPUT=str(tmp_path / "o.gpkg"), UNMATCHED=str(tmp_path / "u.gpkg"))
    assert [(r["device_id"], r["journey_id"], r["frechet_m"]) for r in run.rows(made["OUTPUT"])] == [("a", 1, 3), ("a", 2, 7)]
    assert [(r["side"], r["layer"], r["row_fid"], r["reason"], r["device_id"]) for r in run.rows(made["UNMATCHED"])] == [
        ("estimated", "mine", 4, "no geometry", "c"), ("estimated", "mine", 3, "no counterpart", "b"),
        ("estimated", "mine", 5, "key of an earlier row", "a"), ("truth", "gps", 2, "no counterpart", "c"),
        ("truth", "gps", 3, "no counterpart", "d")]
    assert (made["N_PAIRS"], made["N_UNMATCHED"], made["FRECHET_M"], made["MEDIAN_FRECHET_M"]) == (2, 5, 5, 5)
    assert "mine: 1 rows not compared, no counterpart (b/1)." in run.feedback.warnings
    assert "gps: 2 rows not compared, no counterpart (c/1, d/1)." in run.feedback.warnings


def test_journeys_of_other_numbers_meet_by_the_time_they_share(run, shapes):
    t0 = 1_714_564_800.0
    estimated = shapes("LineString", [STRAIGHT, ABOVE, STRAIGHT], device_id=["a", "a", "b"], journey_id=["11", "12", "13"],
                       start=[t0, t0 + 500, t0], end=[t0 + 100, t0 + 900, t0 + 9])
    truth = shapes("LineString", [ABOVE, STRAIGHT, STRAIGHT], device_id=["a", "a", "b"], journey_id=["1", "2", "1"],
                   start=[t0 + 450, t0 + 20, t0 + 20], end=[t0 + 950, t0 + 120, t0 + 30])
    made = run("comparecurves", ESTIMATED=estimated, TRUTH=truth, OUTPUT="TEMPORARY_OUTPUT")
    assert [(r["journey_id"], r["true_journey_id"], r["frechet_m"]) for r in run.rows(made["OUTPUT"])] == [(11, 2, 0), (12, 1, 0)]
    assert made["N_UNMATCHED"] == 2  # b's journeys share no time
    made = run("comparecurves", ESTIMATED=estimated, TRUTH=truth, KEYS=["device_id"], OUTPUT="TEMPORARY_OUTPUT")
    assert (made["N_PAIRS"], made["FRECHET_M"]) == (2, 1.5)


def test_keys_of_other_names_and_types_are_picked(run, shapes):
    estimated = shapes("LineString", [STRAIGHT, ABOVE], number=[7.0, 8.0], part=["x", "x"])
    truth = shapes("LineString", [ABOVE, STRAIGHT], nr=["8", "7"], bit=["x", "x"])
    made = run("comparecurves", ESTIMATED=estimated, TRUTH=truth, KEYS=["part", "number"], TRUTH_KEYS=["bit", "nr"],
               OUTPUT="TEMPORARY_OUTPUT")
    assert (made["N_PAIRS"], made["FRECHET_M"]) == (2, 0)


def test_reversed_lines_are_told_and_may_be_compared_either_way(run, shapes):
    estimated, truth = shapes("LineString", [STRAIGHT]), shapes("LineString", [line((100, 3), (0, 3))])
    drawn = run("comparecurves", ESTIMATED=estimated, TRUTH=truth, OUTPUT="TEMPORARY_OUTPUT")
    assert drawn["FRECHET_M"] == pytest.approx(np.hypot(100, 3)) and drawn["HAUSDORFF_M"] == 3
    assert run.rows(drawn["OUTPUT"])[0]["opposed"] is True
    assert "1 pairs run in opposite directions (feature 1). If the direction means nothing, set it to either." in run.feedback.warnings
    either = run("comparecurves", ESTIMATED=estimated, TRUTH=truth, DIRECTION="either", OUTPUT="TEMPORARY_OUTPUT")
    assert either["FRECHET_M"] == either["DISCRETE_FRECHET_M"] == 3 and not run.feedback.warnings


def test_parts_of_a_line_are_joined_and_gaps_told(run, shapes):
    several = shapes("MultiLineString", [f"MultiLineString(({X + 60} {Y},{X + 100} {Y}),({X} {Y},{X + 60} {Y}))",
                                         f"MultiLineString(({X} {Y},{X + 40} {Y}),({X + 60} {Y},{X + 100} {Y}))"], device_id=["a", "b"])
    truth = shapes("LineString", [STRAIGHT, STRAIGHT], device_id=["a", "b"])
    made = run("comparecurves", ESTIMATED=several, TRUTH=truth, OUTPUT="TEMPORARY_OUTPUT")
    assert [row["frechet_m"] for row in run.rows(made["OUTPUT"])] == [0, 0]
    assert "1 pairs have a line of several parts; the gaps between them are bridged straight." in run.feedback.warnings


@pytest.mark.parametrize("which", ["estimate", "truth", "both"])
def test_layers_in_degrees_are_measured_in_metres(run, shapes, which):
    # 0.01 degree of latitude at 52 N is 1112.7 m on WGS84: (111.13295 - 0.55982 cos(2 lat) + 0.00117 cos(4 lat)) km a degree
    degrees = ["LineString(10 52,10.01 52)", "LineString(10 52.01,10.01 52.01)"]
    layers = [shapes("LineString", [text], crs="EPSG:4326") for text in degrees]
    if which != "both":
        import processing
        side = 1 if which == "estimate" else 0  # the other one is in metres
        layers[side] = processing.run("native:reprojectlayer", {
            "INPUT": layers[side], "TARGET_CRS": "EPSG:25832", "OUTPUT": "TEMPORARY_OUTPUT"})["OUTPUT"]
    made = run("comparecurves", ESTIMATED=layers[0], TRUTH=layers[1], OUTPUT="TEMPORARY_OUTPUT")
    assert made["FRECHET_M"] == pytest.approx(1112.7, rel=1e-3)
    crs = "EPSG:3035" if which == "both" else "EPSG:25832"
    assert f"Distances are measured in {crs}." in run.feedback.infos


def test_files_and_lines_with_measures_give_the_same(run, shapes, tmp_path):
    paths = []
    for name, wkts in (("e", [f"LineStringM({X} {Y} 1,{X + 100} {Y} 2)"]), ("t", [ABOVE])):
        layer = shapes("LineStringM" if name == "e" else "LineString", wkts, device_id=["a"], journey_id=["1"])
        options = QgsVectorFileWriter.SaveVectorOptions()
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(tmp_path / f"{name}.gpkg"), layer.transformContext(), options)
        paths.append(str(tmp_path / f"{name}.gpkg"))
    made = run("comparecurves", ESTIMATED=paths[0], TRUTH=paths[1], OUTPUT=str(tmp_path / "o.gpkg"), REPORT=str(tmp_path / "r.html"))
    assert made["FRECHET_M"] == 3 and "3.0 m mean, 3.0 m median" in Path(made["REPORT"]).read_text(encoding="utf-8")


def test_a_thousand_vertices_each_take_less_than_a_second(run, shapes, room):
    rng = np.random.default_rng(0)
    truth = np.column_stack([X + 20.0 * np.arange(1000), Y + np.cumsum(rng.normal(0, 5, 1000))])
    estimated = truth + rng.normal(0, 30, (1000, 2))
    layers = [shapes("LineString", [wkt(curve.tolist())]) for curve in (estimated, truth)]
    run("comparecurves", ESTIMATED=layers[0], TRUTH=layers[1], OUTPUT="TEMPORARY_OUTPUT")
    start = perf_counter()
    made = run("comparecurves", ESTIMATED=layers[0], TRUTH=layers[1], OUTPUT="TEMPORARY_OUTPUT")
    assert perf_counter() - start < room and made["HAUSDORFF_M"] <= made["FRECHET_M"] <= made["DISCRETE_FRECHET_M"]


def test_a_cancelled_run_stops_within_a_second_and_leaves_nothing(run, shapes, tmp_path, room):
    rng = np.random.default_rng(2)
    layers = [shapes("LineString", [wkt((np.cumsum(rng.normal(0, 20, (1500, 2)), axis=0) + [X, Y]).tolist()) for _ in range(3)],
                     device_id=["a", "b", "c"]) for _ in range(2)]
    made = run("comparecurves", cancel_at=20, ESTIMATED=layers[0], TRUTH=layers[1], OUTPUT=str(tmp_path / "o.gpkg"),
               UNMATCHED=str(tmp_path / "u.gpkg"), REPORT=str(tmp_path / "r.html"))
    assert run.feedback.cancelled is not None and monotonic() - run.feedback.cancelled < 1.5 * room
    assert made == {} and list(tmp_path.iterdir()) == []
    assert run.feedback.steps == sorted(run.feedback.steps)


@pytest.fixture
def refused(run, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return lambda **given: run.refused(folder, "comparecurves", OUTPUT=str(folder / "o.gpkg"), **given)


def test_faults_are_named(refused, shapes, table):
    one = shapes("LineString", [STRAIGHT], device_id=["a"], name="one")
    two = shapes("LineString", [ABOVE] * 2, device_id=["b", "c"], name="two")
    plain = shapes("LineString", [ABOVE] * 2, name="plain")
    assert refused(ESTIMATED=one, TRUTH=two) == (
        "one and two: no rows have the same device_id (the first are a and b). Pick fields whose values are the same in both layers.")
    assert refused(ESTIMATED=one, TRUTH=plain).startswith("one and plain: no field tells which rows of both layers belong together. Pick")
    assert refused(ESTIMATED=one, TRUTH=two, KEYS=["wer"]) == "one: there is no field 'wer'. Its fields are device_id."
    assert refused(ESTIMATED=one, TRUTH=plain, KEYS=["device_id"]).startswith("plain: there is no field 'device_id'.")
    assert refused(ESTIMATED=one, TRUTH=two, TRUTH_KEYS=["device_id"]).startswith(
        "Key fields: there are 0 for the estimated layer and 1 for the true one. Choose as many in both")
    assert refused(ESTIMATED=shapes("LineString", [], device_id=["a"], name="e"), TRUTH=two).startswith("e: the layer has no rows.")
    assert refused(ESTIMATED=shapes("LineString", [STRAIGHT], crs=None, name="e"), TRUTH=one).startswith("e: the CRS is unknown.")
    none = shapes("LineString", [None], name="none")
    assert refused(ESTIMATED=none, TRUTH=one).startswith("none and one: no rows have the same geometry")
    polygons = shapes("Polygon", [f"Polygon(({X} {Y},{X + 9} {Y},{X} {Y + 9},{X} {Y}))"], name="areas")
    assert refused(ESTIMATED=polygons, TRUTH=one) == "areas: feature 1 is a Polygon, not a line. Use a line layer."
