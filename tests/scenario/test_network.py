"""The made-up network against the one that the density paper's authors published."""

import csv
from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial import cKDTree

from mno_mobility.errors import InputError
from mno_mobility.scenario.network import PAPER_LAYERS, make_network

MUNICH_M = (4_420_000.0, 2_760_000.0, 4_460_000.0, 2_800_000.0)
N_SEEDS = 40


def towers(plan) -> np.ndarray:
    _, first = np.unique(plan["site_id"].astype(str), return_index=True)
    return np.column_stack([plan["x_m"], plan["y_m"]])[first]


def of_many_seeds(layer) -> list:
    return [towers(make_network(MUNICH_M, [layer], "EPSG:3035", np.random.default_rng(seed))) for seed in range(N_SEEDS)]


def munich_cells(shared_data, prefix: str) -> list:
    with open(shared_data / "munich" / "munich_cellplan.csv", newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["layer"] == prefix]


@pytest.mark.parametrize("layer, of_the_paper", list(zip(PAPER_LAYERS, (27, 156, 21))), ids=("macro", "meso", "micro"))
def test_numbers_of_towers_come_near_those_of_the_paper(layer, of_the_paper):
    # Ricciato & Coluccia 2021, section VI: 27, 156 and 21 antenna locations on 40 x 40 km
    n = np.array([len(xy) for xy in of_many_seeds(layer)])
    assert n.min() <= of_the_paper <= n.max()
    assert abs(n.mean() - of_the_paper) < 0.15 * of_the_paper


@pytest.mark.parametrize("layer", PAPER_LAYERS, ids=("macro", "meso", "micro"))
def test_mean_number_of_towers_is_area_times_density_of_the_lattice(layer):
    # a hexagonal lattice has one point in each sqrt(3)/2 d²
    n = np.array([len(xy) for xy in of_many_seeds(layer)])
    expected = 40_000 ** 2 / (np.sqrt(3) / 2 * layer.spacing_m ** 2)
    assert abs(n.mean() - expected) < 3 * n.std() / np.sqrt(N_SEEDS)


@pytest.mark.parametrize("layer", PAPER_LAYERS, ids=("macro", "meso", "micro"))
def test_towers_are_as_far_from_their_nearest_neighbour_as_in_the_published_network(layer, shared_data):
    published = np.unique([(float(c["x"]), float(c["y"])) for c in munich_cells(shared_data, layer.prefix)], axis=0)
    nearest = [cKDTree(xy).query(xy, k=2)[0][:, 1].mean() for xy in (published, *of_many_seeds(layer))]
    assert abs(nearest[0] - np.mean(nearest[1:])) < 3 * np.std(nearest[1:])


@pytest.mark.parametrize("layer", PAPER_LAYERS, ids=("macro", "meso", "micro"))
def test_sectors_and_radio_columns_are_those_of_the_published_network(layer, shared_data):
    published = munich_cells(shared_data, layer.prefix)
    plan = make_network(MUNICH_M, [layer], "EPSG:3035", np.random.default_rng(0))
    assert {float(c["direction"]) for c in published} == set(plan["azimuth_deg"])
    columns = {"W": "power_w", "range": "range_m", "ple": "ple", "height": "height_m", "tilt": "tilt_deg", "beam_h": "beam_h_deg",
               "beam_v": "beam_v_deg"}
    for theirs, ours in columns.items():
        assert {float(c[theirs]) for c in published} == set(plan[ours])


def test_without_jitter_inner_towers_have_six_neighbours_at_the_spacing():
    layer = replace(PAPER_LAYERS[1], jitter_m=0)
    xy = towers(make_network(MUNICH_M, [layer], "EPSG:3035", np.random.default_rng(1)))
    inner = (np.abs(xy - np.mean(np.reshape(MUNICH_M, (2, 2)), axis=0)) < 20_000 - layer.spacing_m).all(axis=1)
    distance = cKDTree(xy).query(xy[inner], k=8)[0]
    np.testing.assert_allclose(distance[:, 1:7], layer.spacing_m, rtol=1e-9)
    assert (distance[:, 7] > 1.7 * layer.spacing_m).all()  # next come those at sqrt(3)


def test_jitter_moves_towers_by_no_more_than_it_says():
    exact, moved = (np.random.default_rng(3) for _ in range(2))
    layer = replace(PAPER_LAYERS[1], jitter_m=200.0)
    fixed = towers(make_network(MUNICH_M, [replace(layer, jitter_m=0)], "EPSG:3035", exact))
    jittered = towers(make_network(MUNICH_M, [layer], "EPSG:3035", moved))
    inner = (np.abs(jittered - np.mean(np.reshape(MUNICH_M, (2, 2)), axis=0)) < 19_000).all(axis=1)
    shift = np.abs(jittered[inner] - fixed[cKDTree(fixed).query(jittered[inner])[1]])
    assert 150 < shift.max() <= 200


def test_every_cell_has_its_own_id_and_every_site_one_place():
    plan = make_network(MUNICH_M, PAPER_LAYERS, "EPSG:3035", np.random.default_rng(2))
    assert len(set(plan["cell_id"])) == len(plan)
    assert {"MA.6.1", "ME.6.2", "MI.6.3"} <= set(plan["cell_id"])
    places = set(zip(plan["site_id"], plan["x_m"], plan["y_m"]))
    assert len(places) == len(set(plan["site_id"])) == len(plan) / 3


def test_no_tower_stands_outside_the_extent():
    plan = make_network(MUNICH_M, PAPER_LAYERS, "EPSG:3035", np.random.default_rng(2))
    x_min, y_min, x_max, y_max = MUNICH_M
    assert ((plan["x_m"] >= x_min) & (plan["x_m"] < x_max) & (plan["y_m"] >= y_min) & (plan["y_m"] < y_max)).all()


def test_location_areas_are_compact():
    # k-means ends where each tower is nearest to the centre of its own area, which makes the areas Voronoi polygons
    plan = make_network(MUNICH_M, PAPER_LAYERS, "EPSG:3035", np.random.default_rng(2))
    site, first = np.unique(plan["site_id"].astype(str), return_index=True)
    xy, (lac, area) = towers(plan), np.unique(plan["lac"][first].astype(str), return_inverse=True)
    centre = np.array([xy[area == a].mean(axis=0) for a in range(len(lac))])
    assert 10 <= len(lac) <= 16
    assert (cKDTree(centre).query(xy)[1] == area).mean() > 0.97


def test_a_tower_of_one_sector_is_omnidirectional():
    plan = make_network(MUNICH_M, [replace(PAPER_LAYERS[0], sectors=1)], "EPSG:3035", np.random.default_rng(0))
    assert np.isnan(plan["azimuth_deg"]).all() and len(plan) == len(set(plan["site_id"]))


@pytest.mark.parametrize("layers, what", [
    ([replace(PAPER_LAYERS[0], spacing_m=0)], "macro"), ([PAPER_LAYERS[0], replace(PAPER_LAYERS[1], name="main")], "two letters"),
    ([], "no tower")])
def test_layers_that_make_no_network_are_named(layers, what):
    with pytest.raises(InputError, match=what):
        make_network(MUNICH_M, layers, "EPSG:3035", np.random.default_rng(0))
