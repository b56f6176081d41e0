"""Estimate trajectories, through layers: on a straight road under square cells handovers are where the road crosses the borders."""

import math
import random

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
)
from straight import START, X, Y, geographic, layer_of, places, square, to_file, vertices

EAST = ("x", "1", "ABCD", "shhe", [0, 60, 160, 300])
# two ways to go: 4 km along the road, or 8 km around by the north, fast enough to be taken from the ends
AROUND = f"LineString({X} {Y}, {X} {Y + 2000}, {X + 4000} {Y + 2000}, {X + 4000} {Y})"


@pytest.fixture
def estimate(run, events, areas, roads):
    def call(*journeys, **parameters):
        given = {"EVENTS": None, "AREAS": None, "ROADS": None, **parameters}
        given["EVENTS"] = given["EVENTS"] or events(*(journeys or (EAST,)))
        given["AREAS"], given["ROADS"] = given["AREAS"] or areas(), given["ROADS"] or roads()
        outputs = {key: "TEMPORARY_OUTPUT" for key in ("ROUTES", "POSITIONS", "CANDIDATE_ROUTES", "FAILURES")}
        return run("estimatetrajectories", **{**outputs, **given})
    return call


def everything(run, made):
    """Attributes and geometries of all outputs, in an order that does not depend on that of the rows."""
    found = {}
    for key in ("ROUTES", "POSITIONS", "CANDIDATE_ROUTES", "FAILURES"):
        layer = layer_of(run, made[key])
        found[key] = sorted(repr((f.attributes(), bytes(f.geometry().asWkb()) if f.hasGeometry() else None)) for f in layer.getFeatures())
    return found


def test_handovers_are_where_the_road_crosses_the_borders(estimate, run):
    made = estimate()
    rows = run.rows(made["POSITIONS"])
    start, end = places(run, made["POSITIONS"])[0][0], places(run, made["POSITIONS"])[-1][0]
    assert 0 <= start <= 1000 and 3000 <= end <= 4000
    assert [r["cell_id"] for r in rows] == list("ABCD") and [r["seq"] for r in rows] == [1, 2, 3, 4]
    assert [r["rule"] for r in rows] == ["start", "common border", "common border", "end"]
    assert [r["event"] for r in rows] == ["call_start", "handover", "handover", "call_end"]
    # the call ends in D without a handover to it, so the border of C and D is not used
    assert [p for place in places(run, made["POSITIONS"])[1:3] for p in place] == pytest.approx([1000, 0, 2000, 0], abs=0.11)
    assert [r["along_m"] for r in rows] == pytest.approx([0, 1000 - start, 2000 - start, end - start], abs=0.11)
    assert rows[0]["speed_kmh"] is None
    for a, b in zip(rows, rows[1:]):  # km/h is metres over seconds times 3.6
        assert b["speed_kmh"] == pytest.approx(3.6 * (b["along_m"] - a["along_m"]) / (b["t_unix"] - a["t_unix"]))
    assert (made["N_JOURNEYS"], made["N_ROUTES"], made["N_FAILED"], made["N_POSITIONS"], made["N_REJECTED"]) == (1, 1, 0, 4, 0)


def test_the_m_of_a_route_is_the_time_of_its_events_and_between_in_proportion_to_the_travel_time(estimate, run):
    made = estimate()
    line, = vertices(run, made["ROUTES"])
    along = [x - line[0][0] for x, _, _ in line]
    for row in run.rows(made["POSITIONS"]):
        at = min(range(len(along)), key=lambda k: abs(along[k] - row["along_m"]))
        assert along[at] == pytest.approx(row["along_m"], abs=1e-3) and line[at][2] + START == pytest.approx(row["t_unix"], abs=1e-6)
    assert [m for *_, m in line] == sorted(m for *_, m in line)


def test_a_route_tells_its_length_times_and_ratings(estimate, run):
    made = estimate()
    route, = run.rows(made["ROUTES"])
    x = [at for at, _, _ in vertices(run, made["ROUTES"])[0]]
    assert (route["device_id"], route["journey_id"], route["n_events"], route["n_routes"]) == ("x", 1, 4, 20)
    assert (route["start"].toSecsSinceEpoch(), route["end"].toSecsSinceEpoch()) == (START, START + 300)
    assert route["length_m"] == pytest.approx(x[-1] - x[0]) and route["duration_s"] == 300
    assert route["route_s"] == pytest.approx(route["length_m"] / 10)  # 36 km/h are 10 m/s
    assert route["ratio"] == pytest.approx(300 / route["route_s"]) == pytest.approx(made["MEDIAN_RATIO"])
    assert route["speed_kmh"] == pytest.approx(3.6 * route["length_m"] / 300)
    # Eq. 3: from the road to the centroids, which lie on it: only those of A and D may be off the ends of the route
    assert route["d2_m2"] == pytest.approx(max(0, x[0] - 500) ** 2 + max(0, 3500 - x[-1]) ** 2)


@pytest.mark.parametrize("rule", ["ranks", "distance", "duration"])
@pytest.mark.parametrize("reference", ["centroid", "site"])
def test_the_chosen_candidate_is_the_best_by_the_rule(estimate, run, roads, plan, rule, reference):
    made = estimate(ROADS=roads(f"LineString({X} {Y}, {X + 4000} {Y})", AROUND, speeds=(36.0, 72.0)), RULE=rule, REFERENCE=reference,
                    CELLS=plan(y=[300, 400, -200, 100]))
    candidates = run.rows(made["CANDIDATE_ROUTES"])
    lines = [f.geometry() for f in layer_of(run, made["CANDIDATE_ROUTES"]).getFeatures()]
    sites = [(X + 500 + 1000 * k, Y + (up if reference == "site" else 0)) for k, up in enumerate((300, 400, -200, 100))]
    for row, line in zip(candidates, lines):  # Eq. 3, by QGIS's distance
        squared = sum(line.distance(QgsGeometry.fromPointXY(QgsPointXY(*site))) ** 2 for site in sites)
        assert row["d2_m2"] == pytest.approx(squared, rel=1e-9, abs=1e-6)
    assert len(candidates) == 20 and len({round(line.length()) for line in lines}) > 1
    d2, off = [r["d2_m2"] for r in candidates], [abs(math.log(r["ratio"])) for r in candidates]
    least = {"distance": d2, "duration": off,
             "ranks": [sum(b < a for b in d2) + sum(d < c for d in off) for a, c in zip(d2, off)]}[rule]
    chosen, = (k for k, r in enumerate(candidates) if r["chosen"])
    assert least[chosen] == min(least)
    route, = run.rows(made["ROUTES"])
    assert (route["candidate"], route["d2_m2"], route["ratio"]) == tuple(candidates[chosen][k] for k in ("candidate", "d2_m2", "ratio"))
    assert route["length_m"] == pytest.approx(lines[chosen].length())


def test_sites_are_asked_for_where_they_are_measured_to(run, events, areas, roads, tmp_path):
    said = run.refused(tmp_path, "estimatetrajectories", EVENTS=events(EAST), AREAS=areas(), ROADS=roads(), REFERENCE="site",
                       ROUTES=str(tmp_path / "r.gpkg"))
    assert said == "Cell plan: the distance to sites needs a cell plan. Choose one, or measure to the centroid."


@pytest.mark.parametrize("maps, weights, allowed", [
    ("LP", "", {2}), ("P", "", {2, 8}), ("L", "", {2, 5}), ("L", "44=1", {0, 1, 3, 4, 6, 7, 8, 9})])
def test_starts_are_drawn_where_land_use_and_population_are(estimate, run, raster, maps, weights, allowed):
    # columns of pixels of 100 m across the road; A has the columns 0 to 9
    classes, people = np.full((10, 40), 44.0), np.zeros((10, 40))  # 44 is the sea
    classes[:, [2, 5, 37]], people[:, [2, 8, 37]] = 1, 3
    given = {"L": {"LANDUSE": raster(classes, X, Y + 500, 100, name="land.tif")},
             "P": {"POPULATION": raster(people, X, Y + 500, 100, name="people.tif")}}
    made = estimate(CLASS_WEIGHTS=weights, CANDIDATES=100, **{k: v for name in maps for k, v in given[name].items()})
    starts = [f.geometry().vertexAt(0).x() - X for f in layer_of(run, made["CANDIDATE_ROUTES"]).getFeatures()]
    assert {int(x // 100) for x in starts} == allowed


def test_rasters_may_be_in_another_crs(estimate, run, raster, qgis_app):
    to_utm = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:3035"), QgsCoordinateReferenceSystem("EPSG:25832"), QgsProject())
    here = to_utm.transform(QgsPointXY(X + 250, Y))
    there = to_utm.transform(QgsPointXY(X + 3750, Y))
    people = np.zeros((60, 140))  # two strips of 50 m, one through A and one through D
    people[:, [30, 30 + round((there.x() - here.x()) / 50)]] = 1
    population = raster(people, here.x() - 30.5 * 50, here.y() + 30 * 50, 50, crs="EPSG:25832", name="utm.tif")
    made = estimate(POPULATION=population)
    for f in layer_of(run, made["CANDIDATE_ROUTES"]).getFeatures():
        line = f.geometry()
        assert line.vertexAt(0).x() - X == pytest.approx(250, abs=120)
        assert line.asPolyline()[-1].x() - X == pytest.approx(3750, abs=120)


def test_a_map_that_reaches_some_areas_only_leaves_the_others_alike(estimate, run, raster):
    made = estimate(POPULATION=raster(np.ones((10, 20)), X, Y + 500, 100))
    assert made["N_ROUTES"] == 1
    assert "Cells in whose area the maps leave no place to start or end, where every place is then as likely: 2." in run.feedback.warnings


def test_weights_of_classes_are_those_given(estimate, run, raster):
    classes = np.full((10, 40), 7.0)
    classes[:, [1, 38]] = 912
    made = estimate(LANDUSE=raster(classes, X, Y + 500, 100), CLASS_WEIGHTS="912=1, 8-9=3")
    lines = [f.geometry().asPolyline() for f in layer_of(run, made["CANDIDATE_ROUTES"]).getFeatures()]
    assert all(100 <= line[0].x() - X <= 200 and 3800 <= line[-1].x() - X <= 3900 for line in lines)


@pytest.mark.parametrize("given, said", [
    ({"far": True}, "away: it does not reach the grid. Check its CRS and extent."),
    ({"CLASS_WEIGHTS": "1:5"}, "Weights of land-use classes: '1:5' is not understood. Write classes and ranges such as 1-2=10, 3=4."),
    ({"CLASS_WEIGHTS": "99=1"}, "no pixel of the study area has a weight above 0"),
    ({"minus": True}, "400 pixels have fewer than 0 people")])
def test_maps_that_cannot_be_are_refused(run, events, areas, roads, raster, tmp_path, given, said):
    maps = {"LANDUSE": raster(np.ones((10, 40)), X, Y + 500, 100, name="land.tif")}
    if given.pop("far", False):
        maps = {"POPULATION": raster([[1.0]], 0, 0, 100, name="away.tif")}
    if given.pop("minus", False):
        maps = {"POPULATION": raster(np.full((10, 40), -1.0), X, Y + 500, 100, name="minus.tif")}
    folder = tmp_path / "out"
    folder.mkdir()
    assert said in run.refused(folder, "estimatetrajectories", EVENTS=events(EAST), AREAS=areas(), ROADS=roads(),
                               ROUTES=str(folder / "r.gpkg"), **maps, **given)


def test_files_give_what_layers_in_memory_give(estimate, run, events, areas, roads, tmp_path):
    expected = everything(run, estimate())
    in_files = estimate(EVENTS=to_file(events(EAST), tmp_path / "e.csv", "CSV"), AREAS=to_file(areas(), tmp_path / "a.gpkg"),
                        ROADS=to_file(roads(), tmp_path / "r.gpkg"))
    assert everything(run, in_files) == expected


@pytest.mark.parametrize("which", ["ROADS", "AREAS", "both"])
def test_degrees_go_in_and_metres_come_out(estimate, run, areas, roads, which):
    given = {key: geographic(layer) for key, layer in (("ROADS", roads()), ("AREAS", areas())) if which in (key, "both")}
    made = estimate(**given)
    assert layer_of(run, made["ROUTES"]).crs().authid() == layer_of(run, made["POSITIONS"]).crs().authid() == "EPSG:3035"
    at = places(run, made["POSITIONS"])
    # a border of 1 km, straight in degrees or in metres, differs by centimetres
    assert [x for x, _ in at[1:3]] == pytest.approx([1000, 2000], abs=1) and [y for _, y in at[1:3]] == pytest.approx([0, 0], abs=1)


def test_words_of_other_systems_are_understood(estimate, run, table):
    rows = table(imsi=["x"] * 4, trip=["1"] * 4, timestamp=[f"2024-05-01 08:0{k}:00" for k in range(4)], ecgi=list("ABCD"),
                 procedure=["Call Setup", "HO", "hand-over", "release"], name="events")
    made = estimate(EVENTS=rows)
    assert [r["event"] for r in run.rows(made["POSITIONS"])] == ["call_start", "handover", "handover", "call_end"]
    assert [r["rule"] for r in run.rows(made["POSITIONS"])] == ["start", "common border", "common border", "end"]
    assert [r["journey_id"] for r in run.rows(made["ROUTES"])] == [1]


def test_events_without_journeys_are_cut_as_cleaning_does(estimate, run, events):
    # a call each, of one phone: from call_start to call_end
    calls = [("x", "", "ABCD", "shhe", [0, 60, 160, 300]), ("x", "", "DCBA", "shhe", [9000, 9060, 9160, 9300])]
    made = estimate(EVENTS=events(*calls, journey_id=False))
    assert "The events have no journey_id: cleaning found 2 journeys." in run.feedback.infos
    assert [(r["journey_id"], r["n_events"]) for r in run.rows(made["ROUTES"])] == [(1, 4), (2, 4)]
    east, west = ([x for x, _, _ in line] for line in vertices(run, made["ROUTES"]))
    assert east == sorted(east) and west == sorted(west, reverse=True)


def test_a_cell_may_have_several_polygons_and_a_polygon_several_cells(estimate, run, areas):
    parts = areas(cells=["A", "A", "B", "C;E", "D"], polygons=[square(0, width=400), square(400, width=600), square(1000), square(2000),
                                                               square(3000)])
    made = estimate(("x", "1", "ABED", "shhe", [0, 60, 160, 300]), AREAS=parts)
    at = places(run, made["POSITIONS"])
    assert [x for x, _ in at[1:3]] == pytest.approx([1000, 2000], abs=0.11)
    starts = [f.geometry().vertexAt(0).x() - X for f in layer_of(run, made["CANDIDATE_ROUTES"]).getFeatures()]
    assert min(starts) < 400 < max(starts)  # of both polygons of A


def test_a_location_area_update_is_nearest_to_the_site_of_its_cell(estimate, run, plan):
    # A and B share the border x = 1000; the place of it nearest to B's site, (1500, 300), is (1000, 300), and the road lies below it
    made = estimate(("x", "1", "ABCD", "slhe", [0, 60, 160, 300]), CELLS=plan(y=[0, 300, 0, 0]))
    row = run.rows(made["POSITIONS"])[1]
    assert (row["event"], row["rule"], row["cell_id"]) == ("lau", "lau border", "B")
    assert places(run, made["POSITIONS"])[1] == pytest.approx((1000, 0), abs=0.11) and row["off_m"] == pytest.approx(300, abs=0.2)


def test_optional_outputs_are_optional(run, events, areas, roads, tmp_path):
    made = run("estimatetrajectories", EVENTS=events(EAST), AREAS=areas(), ROADS=roads(), ROUTES=str(tmp_path / "r.gpkg"), POSITIONS=None,
               CANDIDATE_ROUTES=None, FAILURES=None)
    assert [p.name for p in tmp_path.iterdir()] == ["r.gpkg"] and made["N_ROUTES"] == 1 and made["N_POSITIONS"] == 4


def fleet(n, seed=3):
    """Journeys of some phones, to the east or the west."""
    rng = random.Random(seed)
    return [(f"p{k % (n - 2)}", str(k), way, "shhe", sorted(rng.sample(range(60 * k, 60 * k + 600), 4))) for k in range(n)
            for way in [rng.choice(["ABCD", "DCBA", "ABBC", "BCDD"])]]


def test_the_same_seed_gives_the_same_in_whatever_order_the_rows_are(estimate, run, events, table):
    layer = events(*fleet(12))
    rows = [f.attributes() for f in layer.getFeatures()]
    random.Random(1).shuffle(rows)
    shuffled = table(**dict(zip(layer.fields().names(), map(list, zip(*rows)))), name="events")
    expected = everything(run, estimate(EVENTS=layer))
    assert everything(run, estimate(EVENTS=shuffled)) == expected
    assert everything(run, estimate(EVENTS=layer, SEED=43))["ROUTES"] != expected["ROUTES"]


def test_a_journey_does_not_depend_on_the_others(estimate, run, events):
    many = estimate(*fleet(12))
    one = estimate(fleet(12)[5])
    mine = [r for r in run.rows(many["ROUTES"]) if r["journey_id"] == 5]
    assert mine == run.rows(one["ROUTES"]) and len(mine) == 1


def test_the_number_of_processes_does_not_change_the_result(estimate, run, monkeypatch):
    from mno_mobility import parallel

    expected = everything(run, estimate(*fleet(40), WORKERS=1))
    monkeypatch.setattr(parallel, "LEAST_TASKS", 1)
    started = []
    monkeypatch.setattr(parallel, "_in_processes", lambda *a, real=parallel._in_processes: started.append(a) or real(*a))
    assert everything(run, estimate(*fleet(40), WORKERS=2)) == expected and started


def test_a_start_far_from_any_road_is_no_candidate(estimate, run, areas):
    # A reaches 5 km to the north of the road, but starts may lie 100 m from it
    tall = areas(polygons=[square(0, height=5500), square(1000), square(2000), square(3000)])
    assert estimate(AREAS=tall, CANDIDATES=100)["N_ROUTES"] == 1
    n_all = run.rows(estimate(AREAS=tall, CANDIDATES=100)["ROUTES"])[0]["n_routes"]
    near = estimate(AREAS=tall, CANDIDATES=100, MAX_SNAP=100)
    assert n_all == 100 and run.rows(near["ROUTES"])[0]["n_routes"] < 15
    assert any(i.startswith("Starts and ends lay up to") and float(i.split()[6]) <= 100 for i in run.feedback.infos)
    none = estimate(AREAS=areas(polygons=[square(0, y=1000), *(square(1000 * k) for k in (1, 2, 3))]), MAX_SNAP=100)
    assert (none["N_ROUTES"], none["N_FAILED"]) == (0, 1)
    assert [r["reason"] for r in run.rows(none["FAILURES"])] == ["no road near the start or the end"]


def test_ping_pong_is_undone_before_and_by_the_route(estimate, run):
    within = ("x", "1", "ABABCD", "shhhhe", [0, 60, 70, 80, 160, 300])  # there and back within 30 s
    slow = ("x", "1", "ABABCD", "shhhhe", [0, 60, 100, 140, 160, 300])
    assert [r["cell_id"] for r in run.rows(estimate(within)["POSITIONS"])] == list("ABCD")
    assert [r["cell_id"] for r in run.rows(estimate(slow)["POSITIONS"])] == list("ABCD")
    assert any(i.startswith("Events that only lead back, dropped:") for i in run.feedback.infos)
    kept = estimate(slow, PING_PONG=False, WINDOW=0)
    assert [r["cell_id"] for r in run.rows(kept["POSITIONS"])] == list("ABABCD") and kept["N_REJECTED"] == 0


def test_only_the_selected_events_count(estimate, run, events):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    layer = events(EAST, ("y", "1", "DCBA", "shhe", [0, 60, 160, 300]))
    run.project.addMapLayer(layer)
    layer.selectByExpression("device_id = 'y'")
    made = estimate(EVENTS=QgsProcessingFeatureSourceDefinition(layer.id(), True))
    assert [r["device_id"] for r in run.rows(made["ROUTES"])] == ["y"]
