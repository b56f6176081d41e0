"""Create scenario and load sample: a made-up world in which everything adds up and which a seed repeats."""

import numpy as np
import pytest
from qgis.core import QgsVectorLayer

from mno_mobility.geolocation.emission import load_model


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
