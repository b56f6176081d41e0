"""Create scenario and load sample: a made-up world in which everything adds up and which a seed repeats."""

import numpy as np
import pytest
from qgis.core import QgsVectorLayer

from mno_mobility.geolocation.emission import load_model
from mno_mobility.processing.wkb import lines_from_wkb


def layer(path):
    return QgsVectorLayer(path, "layer", "ogr")


def test_phones_add_up_in_counts_and_truth(run, world, bands):
    counts = run.rows(layer(world["COUNTS"]))
    truth = bands(world["TRUTH"])
    np.testing.assert_array_equal(np.nansum(truth, axis=1), [3000] * 5)
    for hour, band in zip((4, 8, 12, 16, 20), truth):
        at = 1710201600 + 3600 * hour  # 2024-03-12T00:00:00Z
        covered = np.nansum(np.where(load_model(world["MODEL"]).covered, band, 0))
        assert sum(r["count"] for r in counts if r["t_unix"] == at) == covered
    assert bands(world["PEOPLE"]).sum() > 0


def test_events_name_cells_of_the_plan_and_lie_in_the_day(run, world):
    cells = {r["cell_id"] for r in run.rows(layer(world["CELLS"]))}
    events = run.rows(layer(world["EVENTS"]))
    assert len(events) == world["N_EVENTS"] and len(cells) == world["N_CELLS"]
    assert {e["cell_id"] for e in events} <= cells
    assert all(1710201600 <= e["t_unix"] < 1710288000 for e in events)


def test_the_same_seed_makes_the_same_world(run, tmp_path):
    made = [run("createscenario", SIZE=3000, N_PHONES=100, SEED=seed, CELLS=str(tmp_path / f"c{k}.gpkg"),
                EVENTS=str(tmp_path / f"e{k}.gpkg")) for k, seed in enumerate((7, 7, 8))]
    rows = [[tuple(r[c] for c in ("device_id", "t_unix", "cell_id", "event")) for r in run.rows(layer(m["EVENTS"]))] for m in made]
    assert rows[0] == rows[1] != rows[2]
    assert made[0]["COUNTS"] is made[0]["TRUTH"] is made[0]["PEOPLE"] is None


def test_the_layers_of_cells_are_the_papers(provider):
    from mno_mobility.processing.scenario.createscenario import PAPER, Algorithm
    from mno_mobility.scenario.network import PAPER_LAYERS, Layer
    rows = [PAPER[k:k + 9] for k in range(0, len(PAPER), 9)]
    assert tuple(Layer(r[0], *map(float, r[1:])) for r in rows) == tuple(PAPER_LAYERS)
    assert provider.algorithm("createscenario").parameterDefinition("LAYERS").defaultValue() == PAPER and Algorithm


def test_people_of_a_raster_live_where_it_says(run, raster, tmp_path, bands):
    people = np.zeros((40, 40))
    people[10:12, 20:22] = 5
    made = run("createscenario", EXTENT="4000000,4004000,3000000,3004000 [EPSG:3035]", POPULATION=raster(people, 4e6, 3.004e6, 100),
               N_PHONES=50, LAYERS=["macro", 1500, 100, 0, 5, 10000, 3.4, 10, 0.15], CELLS=str(tmp_path / "c.gpkg"),
               PEOPLE=str(tmp_path / "p.tif"))
    np.testing.assert_array_equal(bands(made["PEOPLE"])[0].reshape(40, 40)[::-1], people)


def test_the_day_can_be_chosen(run, tmp_path):
    made = run("createscenario", SIZE=3000, N_PHONES=50, DAY="2025-07-01", CELLS=str(tmp_path / "c.gpkg"), EVENTS=str(tmp_path / "e.gpkg"))
    assert all(1751328000 <= r["t_unix"] < 1751414400 for r in run.rows(layer(made["EVENTS"])))  # 2025-07-01


def test_an_extent_in_degrees_becomes_a_metric_world(run, tmp_path):
    made = run("createscenario", EXTENT="10,10.05,52,52.03 [EPSG:4326]", N_PHONES=50, CELLS=str(tmp_path / "c.gpkg"),
               LAYERS=["macro", 1500, 100, 0, 5, 10000, 3.4, 10, 0.15])
    assert layer(made["CELLS"]).crs().authid() == "EPSG:3035"


@pytest.mark.parametrize("folder", ["TEMPORARY_OUTPUT", "sample"])
def test_the_sample_is_written_and_asked_to_be_loaded(run, tmp_path, folder):
    made = run("loadsample", FOLDER=folder if folder == "TEMPORARY_OUTPUT" else str(tmp_path / folder))
    assert (made["N_CELLS"], made["N_PHONES"]) == (147, 20_000)  # the 20 km world of the paper's three layers
    waiting = {details.name: path for path, details in run.context.layersToLoadOnCompletion().items()}
    assert sorted(waiting) == ["Cells", "Counts", "Events", "Events of journeys", "People", "Roads", "True density", "True positions",
                               "True routes"]
    assert made["FOLDER"] != "TEMPORARY_OUTPUT" and layer(made["EVENTS"]).featureCount() == made["N_EVENTS"]
    # every number of people and phones of the sample as the help text says
    assert "170000 people" in run.feedback.said


def test_the_sample_need_not_be_loaded(run, tmp_path):
    run("loadsample", FOLDER=str(tmp_path), LOAD=False)
    assert not run.context.layersToLoadOnCompletion()
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "cells.gpkg", "counts.gpkg", "events.gpkg", "journey_events.gpkg", "people.tif", "roads.gpkg", "true_positions.gpkg",
        "true_routes.gpkg", "truth.tif"]


# -- journeys


SMALL = dict(SIZE=6000, N_PHONES=200, SEED=3)
OF_JOURNEYS = {"JOURNEY_EVENTS": "events.gpkg", "TRUTH_ROUTES": "routes.gpkg", "TRUTH_POSITIONS": "positions.gpkg",
               "ROAD_LINES": "roads.gpkg"}


@pytest.fixture(scope="module")
def journeys(new_run, tmp_path_factory):
    """Outputs of a world with 30 journeys by key, as rows, and the runner."""
    folder, run = tmp_path_factory.mktemp("journeys"), new_run()
    made = run("createscenario", N_JOURNEYS=30, CELLS=str(folder / "cells.gpkg"), EVENTS=str(folder / "phones.gpkg"), **SMALL,
               **{key: str(folder / file) for key, file in OF_JOURNEYS.items()})
    return {**made, "rows": {key: run.rows(layer(made[key])) for key in ("CELLS", "EVENTS", *OF_JOURNEYS)}, "said": run.feedback.said}


def lines_of(path):
    """Vertices and measures of a layer of lines."""
    return lines_from_wkb([bytes(f.geometry().asWkb()) for f in layer(path).getFeatures()])[:2]


def test_every_journey_has_a_route_with_times_from_its_start_to_its_end(journeys):
    routes = journeys["rows"]["TRUTH_ROUTES"]
    assert len(routes) == 30 and {r["journey_id"] for r in routes} == {1} and len({r["device_id"] for r in routes}) == 30
    for row, xy, time_s in zip(routes, *lines_of(journeys["TRUTH_ROUTES"])):
        assert np.hypot(*np.diff(xy, axis=0).T).sum() == pytest.approx(row["length_m"], rel=1e-9)
        assert (np.diff(time_s) >= 0).all() and time_s[-1] - time_s[0] == pytest.approx(row["duration_s"], abs=1e-5)
        # QGIS reads whole seconds
        assert row["start"].toMSecsSinceEpoch() / 1000 == pytest.approx(time_s[0], abs=1.0)
        assert row["end"].toMSecsSinceEpoch() / 1000 == pytest.approx(time_s[-1], abs=1.0)


def test_positions_are_those_of_the_events_and_lie_on_their_routes(journeys):
    events, positions = (journeys["rows"][key] for key in ("JOURNEY_EVENTS", "TRUTH_POSITIONS"))
    assert len(events) == len(positions) == journeys["N_JOURNEY_EVENTS"] > 30
    assert list(events[0])[1:] == ["device_id", "time", "t_unix", "cell_id", "event", "lac", "service", "journey_id"]
    assert [e["t_unix"] for e in events] == sorted(e["t_unix"] for e in events)
    keys = [sorted((r["device_id"], r["t_unix"], r["cell_id"], r["event"]) for r in rows) for rows in (events, positions)]
    assert keys[0] == keys[1]
    route_of = {row["device_id"]: xy for row, xy in zip(journeys["rows"]["TRUTH_ROUTES"], lines_of(journeys["TRUTH_ROUTES"])[0])}
    for row, feature in zip(positions, layer(journeys["TRUTH_POSITIONS"]).getFeatures()):
        xy = route_of[row["device_id"]]
        along = np.append(0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T)))
        point = feature.geometry().asPoint()
        assert [point.x(), point.y()] == pytest.approx([np.interp(row["along_m"], along, column) for column in xy.T], abs=1e-3)


def test_events_of_journeys_name_cells_and_areas_of_the_plan(journeys):
    lac = {r["cell_id"]: r["lac"] for r in journeys["rows"]["CELLS"]}
    assert all(lac[e["cell_id"]] == e["lac"] for e in journeys["rows"]["JOURNEY_EVENTS"])


def test_the_log_tells_what_the_journeys_are_like(journeys):
    assert "30 journeys of" in journeys["said"] and "ping-pong" in journeys["said"]


def test_journeys_change_nothing_else(journeys, run, tmp_path):
    without = run("createscenario", CELLS=str(tmp_path / "c.gpkg"), EVENTS=str(tmp_path / "e.gpkg"), **SMALL)
    assert run.rows(layer(without["EVENTS"])) == journeys["rows"]["EVENTS"]
    assert run.rows(layer(without["CELLS"])) == journeys["rows"]["CELLS"]
    assert without["N_JOURNEY_EVENTS"] == 0 and all(without[key] is None for key in OF_JOURNEYS)


def test_roads_that_were_written_carry_the_same_journeys_when_they_are_given(journeys, run, tmp_path):
    again = run("createscenario", N_JOURNEYS=30, ROADS=journeys["ROAD_LINES"], CELLS=str(tmp_path / "c.gpkg"),
                JOURNEY_EVENTS=str(tmp_path / "e.gpkg"), **SMALL)
    assert run.rows(layer(again["JOURNEY_EVENTS"])) == journeys["rows"]["JOURNEY_EVENTS"]


def test_roads_of_another_crs_are_brought_to_that_of_the_world(journeys, run, tmp_path):
    import processing
    degrees = processing.run("native:reprojectlayer", {
        "INPUT": journeys["ROAD_LINES"], "TARGET_CRS": "EPSG:4326", "OUTPUT": str(tmp_path / "degrees.gpkg")})["OUTPUT"]
    made = run("createscenario", N_JOURNEYS=30, ROADS=degrees, SNAP=0.01, CELLS=str(tmp_path / "c.gpkg"),
               TRUTH_ROUTES=str(tmp_path / "r.gpkg"), **SMALL)
    lengths = [[r["length_m"] for r in rows] for rows in (run.rows(layer(made["TRUTH_ROUTES"])), journeys["rows"]["TRUTH_ROUTES"])]
    assert layer(made["TRUTH_ROUTES"]).crs().authid() == "EPSG:3035"
    assert np.median(np.abs(np.subtract(*lengths))) < 1.0


def test_roads_are_made_up_without_journeys_too(journeys, run, tmp_path):
    made = run("createscenario", CELLS=str(tmp_path / "c.gpkg"), ROAD_LINES=str(tmp_path / "r.gpkg"), TRUTH_ROUTES=str(tmp_path / "t.gpkg"),
               **SMALL)
    assert run.rows(layer(made["ROAD_LINES"])) == journeys["rows"]["ROAD_LINES"]
    assert made["TRUTH_ROUTES"] is None and "True routes is not written: there are no journeys." in run.feedback.said


def test_the_sample_has_journeys_whose_events_are_apart(run, sample):
    made = sample
    assert made["N_JOURNEYS"] == layer(made["TRUTH_ROUTES"]).featureCount() == 200
    assert made["N_JOURNEY_EVENTS"] == layer(made["JOURNEY_EVENTS"]).featureCount() == layer(made["TRUTH_POSITIONS"]).featureCount()
    phones, drivers = ({r["device_id"] for r in run.rows(layer(made[key]))} for key in ("EVENTS", "JOURNEY_EVENTS"))
    assert not phones & drivers
    assert {"motorway", "residential"} < {r["highway"] for r in run.rows(layer(made["ROADS"]))}


# -- hills and buildings


HILLY = dict(SIZE=4000, N_PHONES=500, SEED=3, LAYERS=["macro", 1500, 100, 0, 20, 3000, 3.4, 25, 0.15], SURROUNDINGS="hills_and_buildings")


@pytest.fixture(scope="module")
def hilly(new_run, tmp_path_factory):
    """Outputs of a world with hills and buildings, the runner, and what was said."""
    folder, run = tmp_path_factory.mktemp("hills"), new_run()
    files = {"CELLS": "cells.gpkg", "EVENTS": "events.gpkg", "TERRAIN": "terrain.tif", "BUILDINGS": "buildings.gpkg",
             "JOURNEY_EVENTS": "journeys.gpkg", "TRUTH_ROUTES": "routes.gpkg", "ROAD_LINES": "roads.gpkg"}
    made = run("createscenario", N_JOURNEYS=30, **HILLY, **{key: str(folder / file) for key, file in files.items()})
    return {**made, "said": run.feedback.said}


def test_hills_and_buildings_are_written(run, hilly, bands):
    terrain = bands(hilly["TERRAIN"])[0]
    assert terrain.shape == (400 * 400,) and 0 < terrain.min() < terrain.max() < 400
    buildings = run.rows(layer(hilly["BUILDINGS"]))
    assert len(buildings) > 50 and all(6 <= b["height"] <= 25 for b in buildings)
    assert f"{len(buildings)} buildings" in hilly["said"]


def test_only_the_journeys_know_of_the_hills(run, hilly, tmp_path):
    flat = run("createscenario", N_JOURNEYS=30, **{**HILLY, "SURROUNDINGS": "flat"}, CELLS=str(tmp_path / "c.gpkg"),
               EVENTS=str(tmp_path / "e.gpkg"), TRUTH_ROUTES=str(tmp_path / "r.gpkg"), JOURNEY_EVENTS=str(tmp_path / "j.gpkg"))
    assert run.rows(layer(flat["EVENTS"])) == run.rows(layer(hilly["EVENTS"]))
    assert run.rows(layer(flat["TRUTH_ROUTES"])) == run.rows(layer(hilly["TRUTH_ROUTES"]))
    assert run.rows(layer(flat["JOURNEY_EVENTS"])) != run.rows(layer(hilly["JOURNEY_EVENTS"]))
    assert flat["TERRAIN"] is flat["BUILDINGS"] is None


def test_land_is_the_same_without_journeys(run, hilly, tmp_path, bands):
    made = run("createscenario", **HILLY, CELLS=str(tmp_path / "c.gpkg"), TERRAIN=str(tmp_path / "t.tif"),
               BUILDINGS=str(tmp_path / "b.gpkg"))
    np.testing.assert_array_equal(bands(made["TERRAIN"]), bands(hilly["TERRAIN"]))
    assert run.rows(layer(made["BUILDINGS"])) == run.rows(layer(hilly["BUILDINGS"]))


def test_flat_land_has_no_terrain_to_write(run, tmp_path):
    made = run("createscenario", SIZE=3000, N_PHONES=20, CELLS=str(tmp_path / "c.gpkg"), TERRAIN=str(tmp_path / "t.tif"),
               BUILDINGS=str(tmp_path / "b.gpkg"))
    assert made["TERRAIN"] is None and not (tmp_path / "t.tif").exists() and not (tmp_path / "b.gpkg").exists()
    assert "Terrain is not written" in run.feedback.said and "Buildings is not written" in run.feedback.said


def test_hills_need_no_layer_of_their_own(run, tmp_path):
    made = run("createscenario", **HILLY, CELLS=str(tmp_path / "c.gpkg"))
    assert made["TERRAIN"] is made["BUILDINGS"] is made["ROAD_LINES"] is None
