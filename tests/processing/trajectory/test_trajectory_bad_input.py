"""Bad input of the estimation of trajectories: each fault is treated, counted and explained, and the other journeys go on."""

import numpy as np
import pytest
from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition
from straight import ROAD, START, X, Y, layer_of, places, square

EAST = ("x", "1", "ABCD", "shhe", [0, 60, 160, 300])
GOOD = ("good", "1", "ABCD", "shhe", [0, 60, 160, 300])


@pytest.fixture
def estimate(run, events, areas, roads):
    def call(*journeys, **parameters):
        given = {"EVENTS": parameters.pop("EVENTS", None) or events(*journeys), "AREAS": parameters.pop("AREAS", None) or areas(),
                 "ROADS": parameters.pop("ROADS", None) or roads()}
        return run("estimatetrajectories", **given, **{"ROUTES": "TEMPORARY_OUTPUT", "POSITIONS": "TEMPORARY_OUTPUT",
                                                       "FAILURES": "TEMPORARY_OUTPUT", **parameters})
    return call


def failures(run, made):
    return {(r["device_id"], r["n_events"]): r["reason"] for r in run.rows(made["FAILURES"])}


def test_roads_without_speeds_take_the_default_of_their_class_or_the_other(estimate, run, shapes):
    for columns, kmh, n in (({"highway": ["residential"]}, None, "0 roads have one of their own, 1 take a default"),
                            ({"label": ["Street"]}, 50, "0 roads have one of their own, 1 take a default")):
        made = estimate(GOOD, ROADS=shapes("LineString", [ROAD], **columns))
        route, = run.rows(made["ROUTES"])
        assert made["N_ROUTES"] == 1 and any(n in i for i in run.feedback.infos)
        assert kmh is None or 3.6 * route["length_m"] / route["route_s"] == pytest.approx(kmh)


def test_between_roads_that_do_not_hang_together_there_is_no_way(estimate, run, roads):
    halves = roads(f"LineString({X} {Y}, {X + 1900} {Y})", f"LineString({X + 2100} {Y}, {X + 4000} {Y})")
    two = (GOOD, ("west", "1", "AB", "se", [0, 60]))
    made = estimate(*two, ROADS=halves, KEEP="all")
    assert failures(run, made) == {("good", 4): "no road leads from the start to the end"}
    assert [r["device_id"] for r in run.rows(made["ROUTES"])] == ["west"]
    assert any(w.startswith("Journeys without a route: 1, no road leads from the start to the end (good/1)") for w in run.feedback.warnings)
    # by default the smaller part is left out, and its starts and ends lie at the end of the larger one
    assert estimate(*two, ROADS=halves)["N_ROUTES"] >= 1
    assert any(w.startswith("Roads outside the largest part, left out: 1.9 km") for w in run.feedback.warnings)


def test_a_cell_without_any_road_starts_at_the_nearest_one(estimate, run, areas):
    far = areas(polygons=[square(0, y=5000), square(1000), square(2000), square(3000)])
    made = estimate(GOOD, AREAS=far)
    assert made["N_ROUTES"] == 1
    told, = (i for i in run.feedback.infos if i.startswith("Starts and ends lay up to"))
    assert 5000 <= float(told.split()[6]) <= 6000
    assert estimate(GOOD, AREAS=far, MAX_SNAP=1000)["N_FAILED"] == 1
    assert failures(run, estimate(GOOD, AREAS=far, MAX_SNAP=1000)) == {("good", 4): "no road near the start or the end"}


def test_journeys_of_one_event_one_cell_or_unknown_cells_are_listed_with_the_reason(estimate, run):
    made = estimate(GOOD, ("one", "1", "A", "s", [0]), ("still", "1", "AAA", "soe", [0, 60, 300]),
                    ("lost", "1", "PQR", "she", [0, 60, 300]))
    assert failures(run, made) == {("one", 1): "only one event", ("still", 3): "all events are in one cell",
                                   ("lost", 3): "no cell of the journey has an area"}
    assert (made["N_JOURNEYS"], made["N_ROUTES"], made["N_FAILED"], made["N_POSITIONS"]) == (4, 1, 3, 4)
    assert {r["device_id"] for r in run.rows(made["POSITIONS"])} == {"good"}
    assert any(w.startswith("Cells of the events without an area: 3 of 7 (P, Q, R)") for w in run.feedback.warnings)


def test_times_that_stand_still_leave_a_route_without_speed(estimate, run):
    made = estimate(("x", "1", "ABCD", "shhe", [0, 0, 0, 0]))
    # at one instant a phone is in one cell: the start and the end of the call stay
    assert made["N_ROUTES"] == 1 and made["N_POSITIONS"] == 2 and "Events dropped: 2, simultaneous." in run.feedback.infos
    route, = run.rows(made["ROUTES"])
    assert route["speed_kmh"] is None and route["ratio"] is None and route["duration_s"] == 0
    assert {r["speed_kmh"] for r in run.rows(made["POSITIONS"])} == {None}
    assert {v.m() for f in layer_of(run, made["ROUTES"]).getFeatures() for v in f.geometry().vertices()} == {START}
    assert any(w.startswith("Journeys that took over 2 times as long") for w in run.feedback.warnings)


def test_rows_whose_times_run_backwards_are_put_in_their_order(estimate, run):
    back = ("x", "1", "DCBA", "ehhs", [300, 160, 60, 0])
    made = estimate(back)
    assert [r["cell_id"] for r in run.rows(made["POSITIONS"])] == list("ABCD")
    assert [x for x, _ in places(run, made["POSITIONS"])[1:3]] == pytest.approx([1000, 2000], abs=0.11)


def test_events_an_hour_apart_are_estimated_and_doubted(estimate, run):
    made = estimate(("x", "1", "ABCD", "shhe", [0, 3600, 7200, 10800]))
    assert made["N_ROUTES"] == 1 and made["MEDIAN_RATIO"] > 20
    doubt, = (w for w in run.feedback.warnings if w.startswith("Journeys that took over 2 times as long"))
    assert "1 of 1. The phone may have stood still, or gone another way." in doubt


def test_cells_with_empty_broken_or_no_areas(estimate, run, areas):
    x, y = X + 1000, Y
    bow = f"Polygon(({x} {y - 500},{x + 1000} {y + 500},{x + 1000} {y - 500},{x} {y + 500},{x} {y - 500}))"
    flat = f"Polygon(({X + 2000} {Y},{X + 3000} {Y},{X + 2000} {Y}))"
    made = estimate(GOOD, AREAS=areas(polygons=[square(0), bow, flat, square(3000)]))
    assert made["N_ROUTES"] == 1 and "areas: 1 features have no area (3)." in run.feedback.warnings
    assert "areas: 2 features are not valid and were repaired (2, 3)." in run.feedback.infos
    assert "Cells of the events without an area: 1 of 4 (C)." in run.feedback.warnings
    assert [r["rule"] for r in run.rows(made["POSITIONS"])][2] == "previous area"  # the event in C: at the centroid of B
    none = estimate(GOOD, AREAS=areas(polygons=[square(0), None, None, square(3000)]))
    assert none["N_ROUTES"] == 1 and none["N_POSITIONS"] == 4


def test_a_start_or_end_without_area_is_that_of_the_next_cell_that_has_one(estimate, run, areas):
    made = estimate(GOOD, AREAS=areas("BC", [square(1000), square(2000)]))
    line = next(layer_of(run, made["ROUTES"]).getFeatures()).geometry().asPolyline()
    assert 1000 <= line[0].x() - X <= 2000 <= line[-1].x() - X <= 3000


def test_rows_without_device_journey_or_time_are_counted(estimate, run, table):
    rows = table(device_id=["x"] * 4 + [None, "x", "x"], journey_id=["1"] * 6 + [None], cell_id=list("ABCDAAA"), name="events",
                 time=[str(START + 60 * k) for k in range(4)] + [str(START), "soon", str(START + 9)])
    made = estimate(EVENTS=rows)
    assert made["N_ROUTES"] == 1 and made["N_REJECTED"] == 3
    assert {"Events rejected: 1, no device.", "Events rejected: 1, time not readable."} <= set(run.feedback.warnings)
    assert any(i.startswith("Events dropped: 1, no journey") for i in run.feedback.infos)


def test_all_journeys_may_fail_and_the_layers_are_empty(estimate, run):
    made = estimate(("one", "1", "A", "s", [0]), CANDIDATE_ROUTES="TEMPORARY_OUTPUT")
    assert [layer_of(run, made[key]).featureCount() for key in ("ROUTES", "POSITIONS", "CANDIDATE_ROUTES", "FAILURES")] == [0, 0, 0, 1]
    assert made["N_ROUTES"] == 0 and np.isnan(made["MEDIAN_RATIO"] if made["MEDIAN_RATIO"] is not None else np.nan)


@pytest.mark.parametrize("fault, said", [
    ("no cell known", "areas: it names none of the 2 cells of the events (theirs are P, Q, here A, B, C, D). Pick the field that names"),
    ("empty events", "events: the layer has no rows"), ("no journey", "events: no event belongs to a journey. Check the journey field."),
    ("empty roads", "roads: the layer has no features"), ("points as roads", "dots: these are no lines. Use a line layer"),
    ("areas as roads", "areas: these are no lines."), ("table as roads", "events: it has no geometry. Use a line layer."),
    ("lines as areas", "roads: no feature has an area. Use a polygon layer."), ("roads without crs", "roads: the CRS is unknown."),
    ("areas without crs", "areas: the CRS is unknown."), ("wrong area field", "areas: there is no field 'zelle'. Its fields are cell_id."),
    ("wrong journey field", "events: there is no field 'fahrt'. Its fields are device_id, journey_id, cell_id, event, time."),
    ("wrong road field", "roads: there is no field 'tempo'. Its fields are speed_kmh."), ("roads elsewhere", "roads: features 1 cannot"),
    ("all closed", "roads: none of the 1 lines can be used (closed to cars: 1)."), ("huge grid", "Grid: "),
    ("wrong speeds", "Default speeds (km/h): 'fast' is not understood. Write such as motorway=130"),
    ("plan of nothing", "plan: the layer has no rows.")])
def test_what_cannot_be_used_is_refused_in_words(run, events, areas, roads, shapes, table, plan, tmp_path, fault, said):
    given = {"EVENTS": events(EAST), "AREAS": areas(), "ROADS": roads()}
    given.update({
        "no cell known": {"EVENTS": events(("x", "1", "PQ", "se", [0, 9]))},
        "empty events": {"EVENTS": table(device_id=[], time=[], cell_id=[], name="events")},
        "no journey": {"EVENTS": events(("x", "", "AB", "se", [0, 9]))},
        "empty roads": {"ROADS": shapes("LineString", [], name="roads")},
        "points as roads": {"ROADS": shapes("Point", [f"Point({X} {Y})"], name="dots")}, "areas as roads": {"ROADS": areas()},
        "table as roads": {"ROADS": events(EAST)}, "lines as areas": {"AREAS": roads(), "AREAS_ID": "speed_kmh"},
        "roads without crs": {"ROADS": roads(crs=None)}, "areas without crs": {"AREAS": areas(crs=None)},
        "wrong area field": {"AREAS_ID": "zelle"}, "wrong journey field": {"JOURNEY_FIELD": "fahrt"},
        "wrong road field": {"SPEED_FIELD": "tempo"}, "roads elsewhere": {"ROADS": roads(crs="EPSG:4326")},
        "all closed": {"ROADS": shapes("LineString", [ROAD], access=["private"], name="roads")},
        "huge grid": {"AREAS": areas(polygons=[square(0, width=5e6, height=5e6), *(square(1000 * k) for k in (1, 2, 3))]), "PIXEL": 1},
        "wrong speeds": {"DEFAULT_SPEEDS": "fast"},
        "plan of nothing": {"CELLS": table(cell_id=[], crs="EPSG:3035", x=[], y=[], name="plan")},
    }[fault])
    wanted = {key: str(tmp_path / f"{key}.gpkg") for key in ("ROUTES", "POSITIONS", "CANDIDATE_ROUTES", "FAILURES")}
    assert run.refused(tmp_path, "estimatetrajectories", **given, **wanted).startswith(said)


@pytest.mark.parametrize("key", ["ROUTES", "POSITIONS", "CANDIDATE_ROUTES", "FAILURES"])
def test_an_output_that_cannot_be_written_leaves_none_of_the_others(run, events, areas, roads, tmp_path, key):
    folder = tmp_path / "out"
    folder.mkdir()
    (tmp_path / "file").write_text("")
    wanted = {name: str(folder / f"{name}.gpkg") for name in ("ROUTES", "POSITIONS", "CANDIDATE_ROUTES", "FAILURES")}
    said = run.refused(folder, "estimatetrajectories", EVENTS=events(EAST), AREAS=areas(), ROADS=roads(),
                       **{**wanted, key: str(tmp_path / "file" / "o.gpkg")})
    assert "file" in said


@pytest.mark.parametrize("name", ["estimatetrajectories", "matchtrajectories", "eventpositions", "velocities", "sessions"])
@pytest.mark.parametrize("empty", [None, ""])
def test_with_all_that_is_optional_left_empty_the_result_is_that_of_the_defaults(run, provider, events, areas, roads, table, shapes, name,
                                                                                  empty):
    algorithm = provider.algorithm(name)
    layers = {"EVENTS": events(EAST), "AREAS": areas(), "ROADS": roads(),
              "ROUTES": shapes("LineString", [ROAD], device_id=["x"], journey_id=["1"], name="routes"),
              "POSITIONS": table(device_id=["x"] * 2, journey_id=["1"] * 2, time=[START, START + 60], along_m=[0.0, 500.0],
                                 event=["call_start", "call_end"], name="positions")}
    mandatory = {"POSITIONS"} if name == "eventpositions" else {"ROUTES"} if name.endswith("trajectories") else {"OUTPUT", "SESSIONS"}
    given, empties = {}, {}
    for parameter in algorithm.parameterDefinitions():
        key = parameter.name()
        if parameter.isDestination():
            (given if key in mandatory else empties)[key] = "TEMPORARY_OUTPUT" if key in mandatory else None
        elif (name, key) == ("matchtrajectories", "AREAS"):  # one of three must be given
            given[key] = layers[key]
        elif parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional:
            empties[key] = empty
        elif key in layers:
            given[key] = layers[key]
    assert algorithm.checkParameterValues({**given, **empties}, QgsProcessingContext())[0]
    key, = mandatory & set(given)
    assert run.rows(run(name, **given, **empties)[key]) == run.rows(run(name, **given)[key]) != []
