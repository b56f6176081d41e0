"""Match trajectories, through layers: on a straight road under square cells the phone is where its cells are heard."""

import numpy as np
import pytest
from qgis.core import QgsProcessingFeatureSourceDefinition
from straight import START, X, Y, geographic, layer_of, places, square, to_file, vertices

EAST = ("x", "1", "ABCD", "shhe", [0, 60, 160, 300])
SINKS = ("ROUTES", "POSITIONS", "UNCERTAINTY", "ROAD_PROBABILITY", "ALTERNATIVES", "FAILURES")


@pytest.fixture
def match(run, events, areas, roads):
    def call(*journeys, **parameters):
        given = {"EVENTS": None, "ROADS": None, **parameters}
        given["EVENTS"], given["ROADS"] = given["EVENTS"] or events(*(journeys or (EAST,))), given["ROADS"] or roads()
        if not {"MODEL", "CELLS", "AREAS"} & set(given):
            given["AREAS"] = areas()
        return run("matchtrajectories", **{**{key: "TEMPORARY_OUTPUT" for key in SINKS}, "WORKERS": 1, **given})
    return call


def test_events_lie_in_their_cells_or_at_their_borders(match, run):
    made = match()
    x = [at for at, _ in places(run, made["POSITIONS"])]
    rows = run.rows(made["POSITIONS"])
    assert x == sorted(x) and all(r["known"] and r["explained"] for r in rows)
    for k, at in enumerate(x):  # cell k is the square from 1000 k to 1000 (k + 1); likelihood falls by e over 150 m outside
        assert 1000 * k - 450 <= at <= 1000 * (k + 1) + 450
    assert [r["along_m"] for r in rows] == pytest.approx([at - x[0] for at in x], abs=0.01)
    assert all(r["sigma_m"] > 0 and r["radius_m"] > 0 for r in rows)
    assert (made["N_JOURNEYS"], made["N_ROUTES"], made["N_FAILED"], made["N_EVENTS"], made["N_UNEXPLAINED"]) == (1, 1, 0, 4, 0)


def test_the_m_of_a_route_runs_from_the_first_event_to_the_last_and_meets_the_events(match, run):
    made = match()
    line, = vertices(run, made["ROUTES"])
    assert (line[0][2], line[-1][2]) == (0, 300) and [m for *_, m in line] == sorted(m for *_, m in line)
    for (x, _), row in zip(places(run, made["POSITIONS"]), run.rows(made["POSITIONS"])):
        assert min(abs(x - at) for at, _, m in line if abs(m + START - row["t_unix"]) <= 8) <= 80
    assert all(b[0] > a[0] for a, b in zip(line, line[1:]))


def test_the_uncertainty_is_a_band_around_the_route_between_each_two_events(match, run):
    made = match()
    line, = (f.geometry() for f in layer_of(run, made["ROUTES"]).getFeatures())
    bands = list(zip(run.rows(made["UNCERTAINTY"]), [f.geometry() for f in layer_of(run, made["UNCERTAINTY"]).getFeatures()]))
    assert [(r["seq"], r["cell_id"], r["share"]) for r, _ in bands] == [(1, "A", 0.8), (2, "B", 0.8), (3, "C", 0.8)]
    whole = bands[0][1].combine(bands[1][1]).combine(bands[2][1])
    assert whole.buffer(1, 4).contains(line)
    for row, band in bands:
        assert row["end"] > row["start"] and band.boundingBox().height() / 2 >= 0.9 * row["radius_m"]
    assert made["MEAN_RADIUS"] == pytest.approx(run.rows(made["ROUTES"])[0]["radius_m"])


def test_a_larger_share_and_a_wider_band_are_farther_from_the_route(match):
    narrow, usual, wide = (match(BAND=band, WIDEN=widen)["MEAN_RADIUS"] for band, widen in ((50, 1), (80, 1), (80, 2)))
    assert narrow < usual < wide


def test_of_two_ways_the_roads_tell_which_is_how_likely(match, run, roads, areas):
    # from A to C either straight on through B or around by the north through N: the cell in between decides
    network = roads(f"LineString({X} {Y}, {X + 500} {Y}, {X + 2500} {Y}, {X + 3000} {Y})",
                    f"LineString({X + 500} {Y}, {X + 500} {Y + 1500}, {X + 2500} {Y + 1500}, {X + 2500} {Y})", speeds=(72.0, 72.0))
    cells = areas("ABCN", [square(0), square(1000), square(2000), square(1000, 1000)])
    by_north = match(("x", "1", "ANC", "she", [0, 60, 160]), ROADS=network, AREAS=cells)
    y = [at for _, at in places(run, by_north["POSITIONS"])]
    assert y[1] > 500
    shares = {round(f.geometry().length()): f["probability"] for f in layer_of(run, by_north["ROAD_PROBABILITY"]).getFeatures()}
    assert shares[5000] > 0.8 and shares.get(2000, 0) < 0.2
    best = run.rows(by_north["ALTERNATIVES"])[0]
    assert best["rank"] == 1 and sum(r["probability"] for r in run.rows(by_north["ALTERNATIVES"])) <= 1 + 1e-9


@pytest.mark.parametrize("source", ["AREAS", "CELLS", "MODEL"])
def test_all_three_kinds_of_evidence_bring_the_phone_into_the_cell(match, run, areas, plan, tmp_path, source):
    given = {"AREAS": areas(), "CELLS": plan()}
    if source == "MODEL":
        given["MODEL"] = run("modelfromareas", AREAS=areas(), TILE_SIZE=50, MODEL=str(tmp_path / "m.mno.npz"))["MODEL"]
    made = match(("x", "1", "BBCC", "shhe", [0, 100, 200, 300]), **{source: given[source]})
    x = [at for at, _ in places(run, made["POSITIONS"])]
    assert 800 <= x[0] <= 2200 and 1800 <= x[3] <= 3200 and made["N_UNEXPLAINED"] == 0


def test_a_sector_is_before_its_antenna(match, run, table):
    # both cells have one site, in the middle of the road: they differ by their azimuths alone
    both = table(cell_id=["W", "E"], azimuth=[270.0, 90.0], crs="EPSG:3035", x=[X + 2000.0] * 2, y=[float(Y)] * 2)
    for cell, side in (("W", -1), ("E", 1)):
        made = match(("x", "1", cell * 3, "she", [0, 60, 120]), CELLS=both, CELLS_NORTH="grid")
        assert all(side * (x - 2000) > 0 for x, _ in places(run, made["POSITIONS"]))


def test_an_unknown_cell_says_nothing_and_is_told(match, run):
    made = match(("x", "1", "AZD", "she", [0, 150, 300]))
    assert [(r["cell_id"], r["known"], r["explained"]) for r in run.rows(made["POSITIONS"])] == [
        ("A", True, True), ("Z", False, True), ("D", True, True)]
    assert (made["N_UNKNOWN"], made["N_EVENTS"]) == (1, 3)
    assert any("Z" in said for said in run.feedback.warnings)


def test_ping_pong_stays_and_breaks_nothing(match, run):
    made = match(("x", "1", "ABABABCD", "shhhhhhe", [0, 50, 55, 60, 65, 70, 160, 300]))
    assert made["N_EVENTS"] == 8 and made["N_REJECTED"] == 0 and made["N_UNEXPLAINED"] == 0
    x = [at for at, _ in places(run, made["POSITIONS"])]
    assert all(550 <= at <= 1450 for at in x[1:6])  # at the border of A and B


def test_cells_that_contradict_each_other_are_told_and_the_way_goes_on(match, run):
    made = match(("x", "1", "ADAD", "shhe", [0, 4, 8, 300]))
    assert made["N_ROUTES"] == 1 and made["N_UNEXPLAINED"] >= 1
    assert sum(not r["explained"] for r in run.rows(made["POSITIONS"])) == made["N_UNEXPLAINED"]
    assert any("'explained' tells which" in said for said in run.feedback.warnings)


def test_journeys_that_cannot_be_matched_are_listed_with_the_reason(match, run):
    made = match(EAST, ("y", "1", "A", "s", [0]), ("z", "1", "ZZ", "se", [0, 60]))
    assert [(r["device_id"], r["n_events"], r["reason"]) for r in run.rows(made["FAILURES"])] == [
        ("y", 1, "only one event"), ("z", 2, "nothing is known of its cells")]
    assert (made["N_JOURNEYS"], made["N_ROUTES"], made["N_FAILED"]) == (3, 1, 2)


def everything(run, made):
    return {key: sorted(repr((f.attributes(), bytes(f.geometry().asWkb()) if f.hasGeometry() else None))
                        for f in layer_of(run, made[key]).getFeatures()) for key in SINKS}


def test_a_journey_has_the_same_result_whatever_else_is_in_the_layer(match, run):
    other = ("y", "1", "DCBA", "shhe", [7, 60, 160, 290])
    alone, both, turned = (everything(run, match(*journeys)) for journeys in ((EAST,), (EAST, other), (other, EAST)))
    for key in SINKS:
        assert set(alone[key]) <= set(both[key]) and both[key] == turned[key]


def test_another_seed_draws_other_ways(match, run):
    one, same, other = (everything(run, match(SEED=seed)) for seed in (1, 1, 2))
    assert one == same and one["ROUTES"] != other["ROUTES"]


def test_events_minutes_apart_take_longer_steps(match, run):
    made = match(("x", "1", "ABCD", "llll", [0, 240, 480, 720]))
    assert made["N_ROUTES"] == 1
    line, = vertices(run, made["ROUTES"])
    assert (line[0][2], line[-1][2]) == (0, 720)
    for k, (x, _) in enumerate(places(run, made["POSITIONS"])):
        assert 1000 * k - 450 <= x <= 1000 * (k + 1) + 450


def test_maps_tell_where_an_uninformed_journey_starts(match, run, raster):
    people = np.zeros((10, 40))  # pixels of 100 m across the road; all people live in the first 200 m of it
    people[:, :2] = 1
    given = {"POPULATION": raster(people, X, Y + 500, 100, name="people.tif")}
    made = match(("x", "1", "ZA", "se", [0, 8]), **given)
    assert 0 <= places(run, made["POSITIONS"])[0][0] <= 400


@pytest.mark.parametrize("given, what", [
    ((), "nothing tells where cells are heard"),
    (("AREAS", "MODEL"), "Emission model, Areas of cells are given at once"),
    (("AREAS", "MODEL", "CELLS"), "Emission model, Areas of cells are given at once")])
def test_a_model_or_areas_or_a_plan_are_asked_for(run, events, areas, plan, roads, tmp_path, given, what):
    layers = {"AREAS": areas(), "CELLS": plan(),
              "MODEL": run("modelfromareas", AREAS=areas(), TILE_SIZE=50, MODEL=str(tmp_path / "m.mno.npz"))["MODEL"]}
    said = run.refused(tmp_path, "matchtrajectories", EVENTS=events(EAST), ROADS=roads(), ROUTES=str(tmp_path / "r.gpkg"),
                       **{key: layers[key] for key in given})
    assert said == f"Cells: {what}. Give an emission model, areas of cells, or a cell plan, which may stand beside either."


def test_a_plan_beside_areas_tells_of_cells_without_area(match, run, areas, plan):
    # D has no area: alone they leave it unknown, with the plan it draws the phone to its site at 3,500 m
    three = areas("ABC", [square(0), square(1000), square(2000)])
    journey = ("x", "1", "CD", "sh", [0, 300])
    alone, both = (match(journey, AREAS=three, **more) for more in ({}, {"CELLS": plan()}))
    assert (alone["N_UNKNOWN"], both["N_UNKNOWN"]) == (1, 0)
    assert [r["known"] for r in run.rows(both["POSITIONS"])] == [True, True]
    assert places(run, both["POSITIONS"])[1][0] > 2800


def test_the_range_of_a_crowd_sourced_plan_tells_how_exact_it_is(match, run, table):
    # the fields of OpenCellID: where samples lie within 150 m the phone is nearer to the site than where they lie within 2 km
    spreads = []
    for far in (150, 2000):
        cells = table(cell_id=["A", "B"], samples=[400, 400], range=[far, far], crs="EPSG:3035", x=[X + 500.0, X + 3000.0],
                      y=[float(Y)] * 2)
        spreads.append(match(("x", "1", "AAA", "she", [0, 60, 120]), CELLS=cells)["MEAN_RADIUS"])
    assert spreads[0] < 0.6 * spreads[1]


@pytest.mark.parametrize("source", ["AREAS", "CELLS", "MODEL"])
def test_evidence_of_another_network_is_refused(run, events, areas, plan, roads, tmp_path, source):
    given = {"AREAS": areas(), "CELLS": plan()}
    if source == "MODEL":
        given["MODEL"] = run("modelfromareas", AREAS=areas(), TILE_SIZE=50, MODEL=str(tmp_path / "m.mno.npz"))["MODEL"]
    said = run.refused(tmp_path, "matchtrajectories", EVENTS=events(("x", "1", "UV", "se", [0, 60])), ROADS=roads(),
                       ROUTES=str(tmp_path / "r.gpkg"), **{source: given[source]})
    assert "names none of the 2 cells" in said and "U, V" in said


def test_files_give_what_layers_in_memory_give(match, run, events, areas, roads, tmp_path):
    in_files = match(EVENTS=to_file(events(EAST), tmp_path / "e.csv", "CSV"), AREAS=to_file(areas(), tmp_path / "a.gpkg"),
                     ROADS=to_file(roads(), tmp_path / "r.gpkg"))
    assert everything(run, in_files) == everything(run, match())


def test_only_the_selected_events_count(match, run, events):
    layer = events(EAST, ("y", "1", "DCBA", "shhe", [0, 60, 160, 300]))
    run.project.addMapLayer(layer)
    layer.selectByExpression("device_id = 'y'")
    made = match(EVENTS=QgsProcessingFeatureSourceDefinition(layer.id(), True))
    assert [r["device_id"] for r in run.rows(made["ROUTES"])] == ["y"]


@pytest.mark.parametrize("which", ["ROADS", "AREAS", "both"])
def test_degrees_go_in_and_metres_come_out(match, run, areas, roads, which):
    given = {key: geographic(layer) for key, layer in (("ROADS", roads()), ("AREAS", areas())) if which in (key, "both")}
    made = match(**given)
    assert {layer_of(run, made[key]).crs().authid() for key in SINKS[:5]} == {"EPSG:3035"}
    for k, (x, y) in enumerate(places(run, made["POSITIONS"])):
        assert 1000 * k - 450 <= x <= 1000 * (k + 1) + 450 and y == pytest.approx(0, abs=1)


def test_times_of_another_zone_are_the_same_moments(match, run, events):
    summer = events(EAST, time=[f"2024-05-01 10:{minute}+02:00" for minute in ("00:00", "01:00", "02:40", "05:00")])
    assert everything(run, match(EVENTS=summer)) == everything(run, match())


def test_events_without_journeys_are_cut_as_cleaning_does(match, run, events):
    calls = [("x", "", "ABCD", "shhe", [0, 60, 160, 300]), ("x", "", "DCBA", "shhe", [9000, 9060, 9160, 9300])]
    made = match(EVENTS=events(*calls, journey_id=False))
    assert "The events have no journey_id: cleaning found 2 journeys." in run.feedback.infos
    assert [(r["journey_id"], r["n_events"]) for r in run.rows(made["ROUTES"])] == [(1, 4), (2, 4)]
    east, west = ([x for x, _, _ in line] for line in vertices(run, made["ROUTES"]))
    assert east == sorted(east) and west == sorted(west, reverse=True)


def test_a_handover_is_where_handovers_between_these_cells_were_measured(match, run, table):
    # areas say that B begins at 1000; a test drive to the east changed from A to B between 1310 and 1330
    drive = table(device_id=["car"] * 4, time=[START + k for k in range(4)], cell_id=list("AABB"), crs="EPSG:3035",
                  x=[X + at for at in (1290.0, 1310.0, 1330.0, 1350.0)], y=[float(Y)] * 4)
    there, elsewhere = (places(run, match(**given)["POSITIONS"])[1][0] for given in ({"MEASURED": drive}, {}))
    assert abs(there - 1320) < 80 < abs(elsewhere - 1320)


def test_the_number_of_processes_does_not_change_the_result(match, run, monkeypatch):
    from mno_mobility import parallel

    fleet = [(f"p{k}", str(k), "ABCD" if k % 2 else "DCBA", "shhe", [60 * k + at for at in (0, 60, 160, 300)]) for k in range(40)]
    expected = everything(run, match(*fleet, WORKERS=1, SAMPLES=10))
    monkeypatch.setattr(parallel, "LEAST_TASKS", 1)
    started = []
    monkeypatch.setattr(parallel, "_in_processes", lambda *a, real=parallel._in_processes: started.append(a) or real(*a))
    assert everything(run, match(*fleet, WORKERS=2, SAMPLES=10)) == expected and started


def test_optional_outputs_are_optional(run, events, areas, roads, tmp_path):
    made = run("matchtrajectories", EVENTS=events(EAST), AREAS=areas(), ROADS=roads(), WORKERS=1, ROUTES=str(tmp_path / "r.gpkg"),
               **dict.fromkeys(SINKS[1:]))
    assert [p.name for p in tmp_path.iterdir()] == ["r.gpkg"] and (made["N_ROUTES"], made["N_EVENTS"]) == (1, 4)


def test_the_only_road_is_certain_and_bands_tell_their_share(match, run):
    made = match(BAND=50)
    assert [(r["road"], r["probability"]) for r in run.rows(made["ROAD_PROBABILITY"])] == [(1, 1)]
    assert {r["share"] for r in run.rows(made["UNCERTAINTY"])} == {0.5}


def test_two_ways_alike_are_alternatives_of_like_probability(match, run, roads, areas):
    # a ring: from A to B by the north or by the south, the one the mirror image of the other; M is heard on both ways
    ways = [f"LineString({X + x} {Y + y}, {X + to_x} {Y + to_y})" for d in (800, -800)
            for x, y, to_x, to_y in ((500, d, 2500, d), (500, 0, 500, d), (2500, d, 2500, 0))]
    ends = [f"LineString({X} {Y}, {X + 500} {Y})", f"LineString({X + 2500} {Y}, {X + 3000} {Y})"]
    cells = areas("AMMB", [square(0, width=400), square(1000, 300), square(1000, -1300), square(2600, width=400)])
    made = match(("x", "1", "A" * 6 + "M" * 11 + "B" * 6, "s" + "h" * 21 + "e", range(0, 322, 14)), AREAS=cells, SAMPLES=400,
                 ROADS=roads(*ways, *ends, speeds=(72.0,) * 8))
    shares = {f["road"]: f["probability"] for f in layer_of(run, made["ROAD_PROBABILITY"]).getFeatures()}
    # by symmetry a drawn way adds 1 to either side alike, so that the difference has a deviation of 400 ** -0.5 at most
    assert abs(shares[1] - shares[4]) < 0.25 and shares[1] + shares[4] >= 1
    ways = [(f["rank"], f["probability"], f.geometry().centroid().asPoint().y() > Y)
            for f in layer_of(run, made["ALTERNATIVES"]).getFeatures()]
    assert [rank for rank, *_ in ways] == list(range(1, len(ways) + 1))
    assert [p for _, p, _ in ways] == sorted((p for _, p, _ in ways), reverse=True) and sum(p for _, p, _ in ways) <= 1 + 1e-9
    assert {north for *_, north in ways} == {True, False} and {north for *_, north in ways[:2]} == {True, False}


def test_weights_of_classes_are_those_given(match, run, raster):
    classes = np.full((10, 40), 7.0)
    classes[:, :2] = 912
    made = match(("x", "1", "ZA", "se", [0, 8]), LANDUSE=raster(classes, X, Y + 500, 100), CLASS_WEIGHTS="912=1")
    assert 0 <= places(run, made["POSITIONS"])[0][0] <= 400


@pytest.mark.parametrize("source", ["AREAS", "CELLS", "MODEL"])
def test_evidence_far_from_the_roads_leaves_no_route_and_says_why(match, run, areas, plan, roads, tmp_path, source):
    far = [f"LineString({X} {Y + 90_000}, {X + 4000} {Y + 90_000})"]
    given = {"AREAS": areas(), "CELLS": plan()}
    if source == "MODEL":
        given["MODEL"] = run("modelfromareas", AREAS=areas(), TILE_SIZE=50, MODEL=str(tmp_path / "m.mno.npz"))["MODEL"]
    made = match(ROADS=roads(*far), **{source: given[source]})
    assert (made["N_ROUTES"], made["N_FAILED"], made["N_EVENTS"]) == (0, 1, 0)
    assert [r["reason"] for r in run.rows(made["FAILURES"])] == ["nothing is known of its cells"]


def test_a_place_less_exact_counts_less_for_the_joint_speeds(match, run, roads, table):
    made = match()
    rows = run.rows(made["POSITIONS"])
    assert all(row["sigma_m"] > 0 for row in rows)
    names = ("device_id", "journey_id", "seq", "t_unix", "event", "along_m")
    columns = {name: [row[name] for row in rows] for name in names}
    columns["along_m"][1] += 150  # handed over later than it was: the more exact this is said to be, the more it is believed
    moved = []
    for sigma in (1.0, 1000.0):
        layer = table(**columns, sigma_m=[1.0, sigma, 1.0, 1.0], name="positions")
        speeds = run("velocities", POSITIONS=layer, ROUTES=made["ROUTES"], ROADS=roads(), METHOD="joint", OUTPUT="TEMPORARY_OUTPUT")
        moved.append(abs(run.rows(speeds["OUTPUT"])[1]["along_m"] - columns["along_m"][1]))
    assert moved[0] < moved[1]


def test_what_comes_out_goes_into_all_that_follows(match, run, roads, tmp_path):
    made = match(EAST, ("y", "1", "BB", "se", [0, 60]))
    for method in ("paper", "joint"):
        speeds = run("velocities", POSITIONS=made["POSITIONS"], ROUTES=made["ROUTES"], ROADS=roads(), METHOD=method,
                     OUTPUT="TEMPORARY_OUTPUT", SEGMENTS="TEMPORARY_OUTPUT", TIMED_ROUTES="TEMPORARY_OUTPUT")
        assert speeds["N_SEGMENTS"] == 4 and speeds["N_EXCEEDED"] == 0
    sessions = run("sessions", POSITIONS=made["POSITIONS"], ROUTES=made["ROUTES"], SESSIONS="TEMPORARY_OUTPUT", SPANS="TEMPORARY_OUTPUT")
    assert sessions["N_SESSIONS"] > 0
    assert run("exporttraces", ROUTES=made["ROUTES"], FORMAT="csv", STEP=1, OUTPUT=str(tmp_path / "t.csv"))["N_TRACES"] == 2
    same = run("comparecurves", ESTIMATED=made["ROUTES"], TRUTH=made["ROUTES"], OUTPUT="TEMPORARY_OUTPUT")
    assert (same["N_PAIRS"], same["FRECHET_M"]) == (2, 0)
    assert run("comparepositions", ESTIMATED=made["POSITIONS"], TRUTH=made["POSITIONS"], OUTPUT="TEMPORARY_OUTPUT")["MAX"] == 0


def test_all_journeys_may_fail_and_the_layers_are_empty(match, run):
    made = match(("y", "1", "A", "s", [0]))
    assert [layer_of(run, made[key]).featureCount() for key in SINKS] == [0, 0, 0, 0, 0, 1]
    assert (made["N_ROUTES"], made["N_FAILED"], made["N_EVENTS"]) == (0, 1, 0)


@pytest.mark.parametrize("key", SINKS)
def test_an_output_that_cannot_be_written_leaves_none_of_the_others(run, events, areas, roads, tmp_path, key):
    folder = tmp_path / "out"
    folder.mkdir()
    (tmp_path / "file").write_text("")
    wanted = {name: str(folder / f"{name}.gpkg") for name in SINKS}
    said = run.refused(folder, "matchtrajectories", EVENTS=events(EAST), AREAS=areas(), ROADS=roads(), WORKERS=1,
                       **{**wanted, key: str(tmp_path / "file" / "o.gpkg")})
    assert "file" in said
