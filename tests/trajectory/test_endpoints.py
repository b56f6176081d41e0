"""Start and end within a cell (Ostermayer et al. 2016, section 3.4)."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mno_mobility.errors import InputError
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.trajectory.endpoints import CORINE_WEIGHTS, EVEN, TRIES, draw_places, endpoint_law, endpoint_weights, start_weights

GRID = TileGrid("EPSG:3035", 0.0, 0.0, 100.0, 10, 30)


def drawn(law, cell, n, seed=1):
    return draw_places(law, np.full(n, cell), np.random.default_rng(seed).random((n, 1 + 2 * TRIES)))


def test_the_table_names_the_44_classes_of_corine_by_code_and_by_place():
    codes = sorted(code for code in CORINE_WEIGHTS if code > 100)
    assert len(codes) == 44 and [CORINE_WEIGHTS[k] for k in range(1, 45)] == [CORINE_WEIGHTS[code] for code in codes]


def test_the_codes_are_those_of_the_legend(shared_data):
    lines = (shared_data / "clc_legend.csv").read_text(encoding="utf-8").splitlines()[1:]
    legend = {int(line.split(";")[0]): int(line.split(";")[1]) for line in lines}
    assert all(CORINE_WEIGHTS[place] == CORINE_WEIGHTS[legend[place]] for place in range(1, 45))


def test_artificial_surfaces_weigh_most_and_water_nothing():
    assert CORINE_WEIGHTS[112] == max(CORINE_WEIGHTS.values()) and {CORINE_WEIGHTS[code] for code in (511, 512, 521, 522, 523)} == {0}


def test_three_densities_are_drawn_in_their_proportion():
    # the paper's Fig. 4: zones of 240, 45 and 30 people a square kilometre, here of equal area
    population = np.repeat([[240.0, 45.0, 30.0]], 10, axis=0).repeat(10, axis=1).ravel()
    law = endpoint_law([shapely.box(0, 0, 3000, 1000)], GRID, endpoint_weights(population=population))
    n = 30_000
    share = np.bincount((drawn(law, 0, n)[:, 0] // 1000).astype(int), minlength=3) / n
    expected = np.array([240, 45, 30]) / 315
    assert np.all(np.abs(share - expected) < 4 * np.sqrt(expected * (1 - expected) / n))


def test_land_use_and_population_multiply():
    weight = endpoint_weights(classes=np.array([112, 512, 211, np.nan]), population=np.array([2.0, 9.0, 4.0, 7.0]))
    assert weight.tolist() == [2 * CORINE_WEIGHTS[112], 0, 4 * CORINE_WEIGHTS[211], 0]


def test_nobody_starts_on_water():
    classes = np.where(np.arange(GRID.n_tiles) % GRID.n_cols < 15, 512, 112)
    law = endpoint_law([shapely.box(0, 0, 3000, 1000)], GRID, endpoint_weights(classes))
    assert drawn(law, 0, 2000)[:, 0].min() >= 1500


def test_an_area_without_any_weight_is_drawn_from_evenly():
    classes = np.where(np.arange(GRID.n_tiles) % GRID.n_cols < 15, 512, 112)
    law = endpoint_law([shapely.box(0, 0, 1000, 1000), shapely.box(2000, 0, 3000, 1000)], GRID, endpoint_weights(classes))
    x, y = drawn(law, 0, 20_000).T
    assert law.flat.tolist() == [True, False]
    # mean and variance of the uniform law on 0 to 1000
    assert x.mean() == pytest.approx(500, abs=10) and y.var() == pytest.approx(1000 ** 2 / 12, rel=0.03)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_all_places_lie_in_the_area_also_where_it_is_thinner_than_a_pixel(seed):
    rng = np.random.default_rng(seed)
    corners = rng.uniform((0, 0), (3000, 1000), (3, 2))
    area = shapely.buffer(shapely.linestrings(corners), rng.choice([0.5, 20.0, 300.0])).intersection(shapely.box(*GRID.extent_m))
    law = endpoint_law([area], GRID)
    places = shapely.points(drawn(law, 0, 60, seed))
    assert shapely.distance(places, area).max() < 1e-6


def test_an_area_that_covers_half_a_pixel_gets_half_as_much():
    law = endpoint_law([shapely.box(0, 0, 100, 100).union(shapely.box(100, 0, 150, 100))], GRID)
    n = 20_000
    assert np.mean(drawn(law, 0, n)[:, 0] > 100) == pytest.approx(1 / 3, abs=4 * np.sqrt(2 / 9 / n))


def test_a_cell_without_area_has_no_place():
    law = endpoint_law([None, shapely.box(0, 0, 100, 100), shapely.Polygon()], GRID)
    assert law.has_area.tolist() == [False, True, False]


@pytest.mark.parametrize("arguments, message", [
    (dict(classes=[511.0]), "no pixel of the study area has a weight above 0"),
    (dict(population=[-1.0, 2.0]), "1 pixels have fewer than 0")])
def test_maps_that_tell_nothing_are_refused(arguments, message):
    with pytest.raises(InputError, match=message):
        endpoint_weights(**arguments)


def test_without_maps_journeys_start_on_the_roads_by_their_length():
    assert start_weights(None, None, [(0, 0), (50, 0), (99, 0)], [1.0, 2.0, 5.0]) == pytest.approx([1 / 8, 2 / 8, 5 / 8])


def test_the_people_of_a_pixel_start_on_its_roads_and_others_on_the_nearest():
    weight = np.zeros(GRID.n_tiles)
    weight[[0, 1, 3]] = 6.0, 0.0, 2.0  # two pieces in the first pixel, one in the second, none in the fourth, whose centre is (350, 50)
    places, length_m = [(20, 50), (80, 50), (150, 50), (2900, 900)], np.array([10.0, 20.0, 30.0, 40.0])
    by_map = np.array([6 * 10 / 30, 6 * 20 / 30, 2.0, 0.0]) / 8
    assert start_weights(GRID, weight, places, length_m) == pytest.approx((1 - EVEN) * by_map + EVEN * length_m / 100)


def test_roads_outside_the_map_have_their_even_share_alone():
    found = start_weights(GRID, np.ones(GRID.n_tiles), [(50, 50), (-500, 50)], [10.0, 10.0])
    assert found.sum() == pytest.approx(1) and found[1] < found[0]
