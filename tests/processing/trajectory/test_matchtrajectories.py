"""Match trajectories, through layers: on a straight road under square cells the phone is where its cells are heard."""

import numpy as np
import pytest
from straight import START, X, Y, layer_of, places, square, vertices

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


@pytest.mark.parametrize("given, said", [
    ((), "Cells: nothing tells where cells are heard. Give exactly one: an emission model, areas of cells, or a cell plan."),
    (("AREAS", "CELLS"), "Cells: Areas of cells, Cell plan are given at once. Give exactly one: an emission model, areas of cells, or a "
                         "cell plan.")])
def test_exactly_one_kind_of_evidence_is_asked_for(run, events, areas, plan, roads, tmp_path, given, said):
    layers = {"AREAS": areas(), "CELLS": plan()}
    assert said == run.refused(tmp_path, "matchtrajectories", EVENTS=events(EAST), ROADS=roads(), ROUTES=str(tmp_path / "r.gpkg"),
                               **{key: layers[key] for key in given})


@pytest.mark.parametrize("source", ["AREAS", "CELLS", "MODEL"])
def test_evidence_of_another_network_is_refused(run, events, areas, plan, roads, tmp_path, source):
    given = {"AREAS": areas(), "CELLS": plan()}
    if source == "MODEL":
        given["MODEL"] = run("modelfromareas", AREAS=areas(), TILE_SIZE=50, MODEL=str(tmp_path / "m.mno.npz"))["MODEL"]
    said = run.refused(tmp_path, "matchtrajectories", EVENTS=events(("x", "1", "UV", "se", [0, 60])), ROADS=roads(),
                       ROUTES=str(tmp_path / "r.gpkg"), **{source: given[source]})
    assert "names none of the 2 cells" in said and "U, V" in said


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
