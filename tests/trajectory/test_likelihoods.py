"""Likelihoods of cells on places: by hand from models, areas and sites; of antennas by what a beam width means."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from mno_mobility import memory
from mno_mobility.errors import Cancelled, InputError
from mno_mobility.geolocation.cells import read_plan
from mno_mobility.geolocation.emission import EmissionModel
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.trajectory import likelihoods
from mno_mobility.trajectory.likelihoods import (
    likelihoods_of_areas,
    likelihoods_of_model,
    likelihoods_of_plan,
    likelihoods_of_sites,
    pooled,
)

LAEA = "EPSG:3035"
# two rows of three tiles of 100 m; cell c is heard nowhere
MODEL = EmissionModel(TileGrid(LAEA, 1000, 2000, 100, 2, 3), np.array(["a", "b", "c"], dtype=object),
                      sparse.csr_matrix([[.8, .2, 0, .5, 0, 0], [.4, .2, .3, .0005, 0, 0], [0, 0, 0, 0, 0, 0]]), {})
PLACES = [(1050, 2050), (1150, 2001), (1299, 2099), (1010, 2150), (1250, 2150), (900, 2050)]


def table(found):
    return found.relative.toarray()


def test_the_likelihood_by_a_model_is_its_emission_probability_relative_to_the_greatest():
    # Eq. 4 of Ricciato & Coluccia 2021 by hand: a has 2/3, 1/2, 0 and 0.999 of the first four tiles, b has 1/3, 1/2, 1 and 0.001
    found = likelihoods_of_model(MODEL, ["b", "a"], PLACES)
    assert table(found)[1] == pytest.approx(np.array([2 / 3, 1 / 2, 0, .5 / .5005, 0, 0]) / (.5 / .5005))
    assert table(found)[0] == pytest.approx([1 / 3, 1 / 2, 1, 0, 0, 0])  # less than a hundredth is nothing
    assert found.known.tolist() == [True, True]


def test_the_greatest_likelihood_is_that_of_the_places_asked_for():
    assert table(likelihoods_of_model(MODEL, ["a"], PLACES[:2]))[0] == pytest.approx([1, 3 / 4])


def test_of_cells_that_the_model_does_not_know_or_that_are_heard_nowhere_nothing_is_known():
    found = likelihoods_of_model(MODEL, ["c", "z", "a"], PLACES)
    assert found.known.tolist() == [False, False, True] and table(found)[:2].sum() == 0


def test_outside_the_grid_no_cell_is_likely():
    found = likelihoods_of_model(MODEL, ["a", "b"], [(900, 2050), (1050, 2050), (1050, 2250)])
    assert table(found)[:, [0, 2]].sum() == 0 and table(found)[:, 1].tolist() == [1, 1]
    assert not likelihoods_of_model(MODEL, ["a", "b"], [(900, 2050), (1050, 2250)]).known.any()


def test_a_cell_named_twice_has_the_same_likelihood_twice():
    found = table(likelihoods_of_model(MODEL, ["a", "b", "a"], PLACES))
    assert np.array_equal(found[0], found[2]) and not np.array_equal(found[0], found[1])


def test_outside_an_area_the_likelihood_falls_by_e_over_150_m():
    area = shapely.box(0, 0, 1000, 1000)
    places = [(500, 500), (1000, 10), (1150, 500), (500, -300), (1000 + 90, 1000 + 120), (1000 + 690, 500), (1000 + 692, 500)]
    # ln(100) * 150 m = 690.8 m: farther away it is less than a hundredth
    expected = [1, 1, np.exp(-1), np.exp(-2), np.exp(-1), np.exp(-690 / 150), 0]
    assert table(likelihoods_of_areas([area], places))[0] == pytest.approx(expected, rel=1e-6)


def test_an_area_that_no_road_passes_is_relative_to_the_nearest_place():
    found = likelihoods_of_areas([shapely.box(0, 0, 10, 10)], [(10 + 150, 5), (10 + 300, 5)])
    assert table(found)[0] == pytest.approx([1, np.exp(-1)]) and found.known.all()


def test_cells_without_area_or_with_an_empty_or_a_far_one_are_not_known():
    areas = [None, shapely.Polygon(), shapely.box(9e4, 0, 9.1e4, 10), shapely.box(0, 0, 1, 1)]
    found = likelihoods_of_areas(areas, [(0, 0), (50, 0)])
    assert found.known.tolist() == [False, False, False, True] and table(found)[:3].sum() == 0


def power(metres):
    """Fourth power law, softened over 300 m, relative to 800 m."""
    return (800.0 ** 2 / (np.square(metres) + 300.0 ** 2)) ** 2


def test_a_cell_has_its_share_of_the_power_of_its_layer():
    sites, along = [(0, 0), (2000, 0), (0, 0)], np.array([-500.0, 0, 700, 1000, 2600])
    found = table(likelihoods_of_sites(sites, np.column_stack([along, 0 * along]), layer=["x", "x", "y"]))
    near, far = power(np.abs(along)), power(np.abs(along - 2000))
    for row, share in enumerate((near / (1 + near + far), far / (1 + near + far), near / (1 + near))):
        expected = share / share.max()
        assert found[row] == pytest.approx(np.where(expected < 0.01, 0, expected), rel=1e-5)


def test_without_layers_all_cells_compete():
    places = np.array([(0, 0), (400, 0), (900, 0)])
    sites = [(0, 0), (900, 0)]
    one = table(likelihoods_of_sites(sites, places))
    assert np.array_equal(one, table(likelihoods_of_sites(sites, places, layer=["x", "x"])))
    assert one[0, 1] < table(likelihoods_of_sites(sites, places, layer=["x", "y"]))[0, 1]


def test_a_cell_without_site_is_not_known_and_does_not_compete():
    places = [(0, 0), (500, 0)]
    alone = likelihoods_of_sites([(0, 0)], places)
    found = likelihoods_of_sites([(np.nan, np.nan), (0, 0)], places)
    assert found.known.tolist() == [False, True] and table(found)[0].sum() == 0
    assert table(found)[1] == pytest.approx(table(alone)[0])


def test_a_site_thought_from_few_samples_is_likely_within_kilometres_whatever_competes():
    # (1 + d^2 / w^2)^-2 with w = 2 km, by hand: 1, 0.64 at 1 km, 0.25 at 2 km; the others are as they were
    sites, places = [(0, 0), (100, 0), (500, 0)], [(0, 0), (1000, 0), (2000, 0), (0, 2000)]
    plain = table(likelihoods_of_sites(sites, places))
    for few, known in ((29, False), (30, True), (0, True), (np.nan, True)):
        found = table(likelihoods_of_sites(sites, places, n_samples=[few, 500, np.nan]))
        assert found[0] == pytest.approx(plain[0] if known else [1, .64, .25, .25], rel=1e-6)
        assert np.array_equal(found[1:], plain[1:])


def test_the_range_of_samples_tells_how_a_cell_fades():
    # by hand: both have 400 m, so that nothing is drawn to another range; 95 and 380 samples are 593.75 and 2,375 per km2 at their sites
    sites, places, n = [(0, 0), (400, 0)], np.array([(0, 0), (400, 0), (800, 0)]), np.array([95, 380])
    found = table(likelihoods_of_sites(sites, places, n_samples=n, range_m=[400, 400]))
    fading = np.array([[1, 1 / 8, 1 / 125], [1 / 8, 1, 1 / 8]])  # (1 + d^2 / r^2)^-3 at 0, 400 and 800 m
    share = fading / np.sqrt(1 + [593.75, 2375] @ fading)
    assert found == pytest.approx(share / share.max(axis=1, keepdims=True), rel=1e-5)
    apart = table(likelihoods_of_sites(sites, places, layer=["x", "y"], n_samples=n, range_m=[400, 400]))
    alone = fading / np.sqrt(1 + np.array([[593.75], [2375]]) * fading)
    assert apart == pytest.approx(alone / alone.max(axis=1, keepdims=True), rel=1e-5)


def test_a_cell_with_a_wider_range_is_likely_farther_away():
    places = np.column_stack([np.linspace(0, 3000, 31), np.zeros(31)])
    near, far = (table(likelihoods_of_sites([(0, 0)], places, n_samples=[500], range_m=[range_m]))[0] for range_m in (300, 900))
    assert (near[1:] < far[1:]).all() and near[0] == far[0] == 1


def test_a_range_counts_with_samples_alone():
    sites, places, far = [(0, 0), (500, 0), (900, 0)], [(0, 0), (400, 100), (1500, 0)], [300, 10_000, 50]
    plain = table(likelihoods_of_sites(sites, places))
    for none in (None, [0, 0, 0], [np.nan] * 3):
        assert np.array_equal(table(likelihoods_of_sites(sites, places, n_samples=none, range_m=far)), plain)
    # where one was sampled, the two others compete with each other as before
    rest = table(likelihoods_of_sites(sites[1:], places))
    assert table(likelihoods_of_sites(sites, places, n_samples=[80, 0, np.nan], range_m=far))[1:] == pytest.approx(rest)


def test_the_range_of_few_samples_is_drawn_to_the_usual_one():
    # 35 samples at 100 m and 5 at the median of 100 and 900 m, 500 m: a width of sqrt((35 * 0.01 + 5 * 0.25) / 40) km = 200 m
    places = [(0, 0), (200, 0)]
    found = table(likelihoods_of_sites([(0, 0), (0, 0)], places, layer=["x", "y"], n_samples=[35, 30], range_m=[20, 900]))
    share = np.array([1, 1 / 8]) / np.sqrt(1 + 35 / 0.04 * np.array([1, 1 / 8]))
    assert found[0] == pytest.approx(share / share.max(), rel=1e-5)


def test_pooled_likelihoods_are_the_geometric_mean_with_a_hundredth_as_the_least():
    one = likelihoods.Likelihoods(sparse.csr_matrix([[1, .5, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]], dtype=np.float32),
                                  np.array([True, True, False, False]))
    other = likelihoods.Likelihoods(sparse.csr_matrix([[1, 0, .2, 0], [0, 0, 0, 0], [0, 1, .3, 0], [0, 0, 0, 0]], dtype=np.float32),
                                    np.array([True, False, True, False]))
    found = pooled(one, other)
    # by hand: sqrt(0.505 * 0.01), sqrt(0.01 * 0.208), and a hundredth or less is nothing; who is alone says what it says
    assert table(found)[0] == pytest.approx([1, np.sqrt(.505 * .01), np.sqrt(.01 * .208), 0], rel=1e-5)
    assert table(found)[1] == pytest.approx([1, 0, 0, 0]) and table(found)[2] == pytest.approx([0, 1, .3, 0])
    assert found.known.tolist() == [True, True, True, False]
    assert table(pooled(other, one)) == pytest.approx(table(found))


def test_cells_that_are_not_wanted_compete_and_are_not_answered():
    sites, places = [(0, 0), (500, 0), (900, 300)], [(0, 0), (400, 100), (800, 0)]
    whole = likelihoods_of_sites(sites, places)
    some = likelihoods_of_sites(sites, places, wanted=[True, False, True])
    assert some.known.tolist() == [True, False, True] and table(some)[1].sum() == 0
    assert table(some)[[0, 2]] == pytest.approx(table(whole)[[0, 2]])


def test_more_likelihoods_than_memory_holds_are_refused(monkeypatch):
    monkeypatch.setattr(memory, "available_bytes", lambda: 1000)
    with pytest.raises(InputError, match="Roads: 30 cells on 40 pieces of road need about .* GiB of memory"):
        likelihoods_of_sites(np.zeros((30, 2)), np.zeros((40, 2)))


def test_without_any_site_the_plan_is_asked_for():
    with pytest.raises(InputError, match="none of the cells of the events has a site"):
        likelihoods_of_sites([(np.nan, np.nan)], [(0, 0)])


@pytest.mark.parametrize("azimuth_deg, front", [(0, (0, 1)), (90, (1, 0)), (180, (0, -1)), (450, (1, 0))])
def test_an_antenna_is_likelier_in_front_than_beside_and_behind(azimuth_deg, front):
    ahead = np.array(front) * 600.0
    beside = ahead[::-1] * [1, -1]
    found, = table(likelihoods_of_sites([(0, 0)], [ahead, beside, -ahead], azimuth_deg=[azimuth_deg]))
    assert found[0] == 1 and found[0] > 3 * found[1] and found[1] > found[2]


def test_at_half_the_beam_width_an_antenna_has_half_its_power():
    # by the definition of the half-power beam width; the width is looked up by whole degrees of its half, so 66 rather than 65
    at = np.radians([90 - 0, 90 - 33, 90 + 33])
    found, = table(likelihoods_of_sites([(0, 0)], 1e3 * np.column_stack([np.cos(at), np.sin(at)]), azimuth_deg=[0], beam_deg=66.0))
    straight = power(1e3) / (1 + power(1e3))
    half = 0.5 * power(1e3) / (1 + 0.5 * power(1e3))
    assert found == pytest.approx([1, half / straight, half / straight], rel=0.01)


def test_antennas_of_unknown_bearing_radiate_all_around():
    places = [(600, 0), (0, 600), (-600, 0)]
    found = table(likelihoods_of_sites([(0, 0), (0, 0)], places, layer=["x", "y"], azimuth_deg=[np.nan, 90.0]))
    assert found[0] == pytest.approx([1, 1, 1]) and found[1, 2] < 0.1


def test_each_antenna_has_its_own_beam():
    beside = [(0, 600), (600, 0)]
    found = table(likelihoods_of_sites([(0, 0)] * 2, beside, layer=["x", "y"], azimuth_deg=[90, 90], beam_deg=[40.0, 120.0]))
    assert found[0, 0] < found[1, 0] < 1


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2 ** 32 - 1), st.integers(1, 12))
def test_neither_the_order_of_cells_nor_that_of_places_matters(seed, n):
    rng = np.random.default_rng(seed)
    sites, layer = rng.uniform(0, 5000, (n, 2)), rng.integers(0, 3, n)
    azimuth = np.where(rng.random(n) < 0.5, np.nan, rng.uniform(0, 360, n))
    places = rng.uniform(0, 5000, (40, 2))
    cells, spots = rng.permutation(n), rng.permutation(len(places))
    found = table(likelihoods_of_sites(sites, places, layer=layer, azimuth_deg=azimuth))
    turned = table(likelihoods_of_sites(sites[cells], places[spots], layer=layer[cells], azimuth_deg=azimuth[cells]))
    # what is just at a hundredth may fall on either side of it
    np.testing.assert_allclose(turned, found[cells][:, spots], rtol=1e-4, atol=0.0101)
    kept = found[cells][:, spots] > 0.011
    np.testing.assert_allclose(turned[kept], found[cells][:, spots][kept], rtol=1e-4)
    assert found.max(axis=1) == pytest.approx(np.ones(n)) and (found[found > 0] >= 0.01 - 1e-6).all()


def test_places_in_blocks_give_the_same_and_may_be_cancelled(monkeypatch):
    rng = np.random.default_rng(3)
    sites, places = rng.uniform(0, 3000, (5, 2)), rng.uniform(0, 3000, (33, 2))
    whole = table(likelihoods_of_sites(sites, places))
    monkeypatch.setattr(likelihoods, "NUMBERS_AT_ONCE", 5 * 4)
    np.testing.assert_allclose(table(likelihoods_of_sites(sites, places)), whole, rtol=1e-6)

    def stop(share):
        if share > 0.5:
            raise Cancelled
    with pytest.raises(Cancelled):
        likelihoods_of_sites(sites, places, progress=stop)


def plan_of(x, y, **columns):
    columns = {"cell_id": np.array([f"c{k}" for k in range(len(x))], object), **columns}
    return read_plan(columns, np.asarray(x, float), np.asarray(y, float), LAEA)[0]


def test_all_cells_of_a_plan_compete_with_those_of_the_events():
    x, places = [4.3e6, 4.3009e6, 4.3e6], np.array([(4.3e6, 2.8e6), (4.3005e6, 2.8e6), (4.301e6, 2.8e6)])
    plan = plan_of(x, [2.8e6] * 3, frequency_mhz=np.array([800.0, 800.0, 1800.0]))
    every = likelihoods_of_sites(np.column_stack([x, [2.8e6] * 3]), places, layer=[0, 0, 1])
    found = likelihoods_of_plan(plan, ["c2", "nobody", "c0"], places)
    np.testing.assert_allclose(table(found)[[0, 2]], table(every)[[2, 0]], rtol=1e-5)
    assert found.known.tolist() == [True, False, True] and table(found)[1].sum() == 0


def test_a_plan_of_sectors_turns_each_antenna_its_way():
    plan = plan_of([4.3e6] * 3, [2.8e6] * 3, azimuth_deg=np.array([0.0, 120.0, 240.0]))
    at = np.radians(90 - plan["azimuth_deg"])
    places = np.column_stack([4.3e6 + 700 * np.cos(at), 2.8e6 + 700 * np.sin(at)])
    found = table(likelihoods_of_plan(plan, ["c0", "c1", "c2"], places))
    assert np.diag(found) == pytest.approx([1, 1, 1]) and (found[~np.eye(3, dtype=bool)] < 0.2).all()


def test_a_cell_of_the_events_far_from_all_roads_is_kept_and_others_are_not_asked():
    places = np.array([(4.3e6, 2.8e6), (4.3005e6, 2.8e6)])
    near, far = plan_of([4.3e6], [2.8e6]), plan_of([4.3e6, 4.4e6], [2.8e6] * 2)
    np.testing.assert_allclose(table(likelihoods_of_plan(far, ["c0"], places)), table(likelihoods_of_plan(near, ["c0"], places)), rtol=1e-5)
    both = likelihoods_of_plan(far, ["c0", "c1"], places)
    assert both.known[0] and table(both)[0] == pytest.approx(table(likelihoods_of_plan(near, ["c0"], places))[0], rel=1e-5)
