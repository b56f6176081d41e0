"""What if: variants of a plan, profiles and reach against the closed forms of the parametric model, noise against its law."""

import numpy as np
import pytest
from scipy.special import expit, logit

from mno_mobility.errors import InputError
from mno_mobility.geolocation.cells import CellPlan, blank_records
from mno_mobility.geolocation.footprint import emission_model, strengths_at
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.geolocation.variants import (
    PARAMETERS,
    farthest_m,
    lower_threshold,
    measures,
    profile,
    shadowed,
    variants,
)


def plan_of(**columns) -> CellPlan:
    n = len(columns["x_m"])
    records = blank_records(n)
    records["cell_id"] = [f"c{k}" for k in range(n)]
    for column, values in columns.items():
        records[column] = values
    return CellPlan(records, "EPSG:3035")


@pytest.fixture
def omni():
    """One omnidirectional cell without a vertical pattern, 30 m high: strength depends on the distance alone."""
    return plan_of(x_m=[0.0], y_m=[0.0], power_w=[10.0], ple=[3.75], range_m=[20_000.0])


@pytest.fixture
def sector():
    return plan_of(x_m=[0.0], y_m=[0.0], azimuth_deg=[90.0], tilt_deg=[0.0], beam_h_deg=[65.0], height_m=[0.0], range_m=[20_000.0])


def distance_of(strength_dbm, power_w, ple):
    """The path-loss law the other way round: ``S = 30 + 10 log10(W) - 10 ple log10(r)``."""
    return 10 ** ((30 + 10 * np.log10(power_w) - strength_dbm) / (10 * ple))


# -- variants


def test_without_values_there_are_some_about_what_is_now(omni):
    found = variants(omni, 0, "midpoint")
    assert [variant.value for variant in found] == [-97.5, -92.5, -87.5]  # 5 dB about mobloc's default
    assert [variant.is_now for variant in found] == [False, True, False]


def test_the_value_of_now_is_among_the_variants_once(omni):
    found = variants(omni, 0, "ple", [4.0, 3.75, 3.5])
    assert [(variant.value, variant.is_now) for variant in found] == [(3.5, False), (3.75, True), (4.0, False)]
    assert [(variant.value, variant.is_now) for variant in variants(omni, 0, "ple", [4.0])] == [(3.75, True), (4.0, False)]


def test_other_cells_go_along_by_the_same_difference_or_ratio():
    plan = plan_of(x_m=[0.0, 0, 0], y_m=[0.0] * 3, midpoint_dbm=[-90, -80, np.nan], power_w=[10, 40, 5])
    assert variants(plan, 0, "midpoint", [-85])[1].plan["midpoint_dbm"].tolist() == [-85, -75, -87.5]
    assert variants(plan, 0, "power", [20])[1].plan["power_w"].tolist() == [20, 80, 10]


def test_other_cells_may_stay():
    plan = plan_of(x_m=[0.0, 0], y_m=[0.0] * 2, power_w=[10, 40])
    assert variants(plan, 1, "power", [20], others="stay")[0].plan["power_w"].tolist() == [10, 20]


def test_a_threshold_leaves_the_plan_as_it_is(omni):
    low, now = variants(omni, 0, "threshold", [0.01], threshold=0.05)
    assert (low.threshold, now.threshold) == (0.01, 0.05) and low.plan["ple"] == now.plan["ple"]


def test_the_plan_as_it_is_gives_the_model_as_it_is():
    # an omnidirectional cell keeps that it has no tilt, and a small one its own defaults
    plan = plan_of(x_m=[5000.0, 5500], y_m=[5000.0, 5200], azimuth_deg=[np.nan, 30], small=[False, True])
    grid = TileGrid("EPSG:3035", 0.0, 0.0, 100.0, 100, 100)
    for parameter in set(PARAMETERS) - {"tilt"}:
        now = next(variant for variant in variants(plan, 0, parameter) if variant.is_now)
        assert (emission_model(now.plan, grid).dominance != emission_model(plan, grid).dominance).nnz == 0


@pytest.mark.parametrize("parameter, value, said", [
    ("ple", 0, "0 cannot be the ple"), ("threshold", 1, "from 0 to 1"), ("steepness", -1, "-1 cannot"), ("midpoint", 5, "-200 to 0 dBm"),
    ("power", 0, "0 cannot be the power"), ("beam", 400, "from 0 to 360 °"), ("tilt", 100, "100 cannot")])
def test_values_that_cannot_be_are_refused(sector, parameter, value, said):
    with pytest.raises(InputError, match=said):
        variants(sector, 0, parameter, [value])


def test_an_omnidirectional_cell_has_no_tilt_to_vary(omni):
    with pytest.raises(InputError, match="Cell c0: it has no tilt_deg"):
        variants(omni, 0, "tilt")


# -- profiles


def test_dominance_is_one_half_where_the_path_loss_law_says(omni):
    for variant in variants(omni, 0, "midpoint", [-97.5, -92.5, -87.5]):
        slant = distance_of(variant.value, 10, 3.75)
        found = farthest_m(variant, 0, 0.0, 0.5)
        assert found[0] == pytest.approx(np.sqrt(slant**2 - 30**2), rel=1e-4)
        _, s, _ = profile(variant, 0, [np.sqrt(slant**2 - 30**2)], 0.0)
        assert s[0] == pytest.approx(0.5, abs=1e-9)


def test_the_range_and_the_threshold_end_the_reach(omni):
    omni.records["range_m"] = 1500.0
    now = variants(omni, 0, "midpoint")[1]
    assert farthest_m(now, 0, [0, 90], 0.05).tolist() == pytest.approx([1500, 1500])
    omni.records["range_m"] = 20_000.0
    now = variants(omni, 0, "midpoint")[1]
    weakest = -92.5 + logit(0.05) / 0.2
    assert farthest_m(now, 0, 17.0, 0.05)[0] == pytest.approx(distance_of(weakest, 10, 3.75), rel=1e-3)
    assert farthest_m(now, 0, 17.0, 1 - 1e-9)[0] == 0


def test_half_a_beam_width_off_the_main_direction_three_decibels_are_lost(sector):
    now = variants(sector, 0, "beam")[1]
    strength, *_ = profile(now, 0, 1000.0, 90 + np.array([0, -32.5, 32.5, 180]))
    # half power at half the beam width, and 30 dB straight behind; the tilt is 0 and the antenna on the ground
    np.testing.assert_allclose(strength[1:] - strength[0], [-3, -3, -30], atol=1e-6)
    wider = variants(sector, 0, "beam", [90])[1]
    strength, *_ = profile(wider, 0, 1000.0, [90, 135])
    assert strength[1] - strength[0] == pytest.approx(-3, abs=1e-6)


def test_twice_the_power_is_three_decibels(omni):
    now, more = variants(omni, 0, "power", [20])
    difference = profile(more, 0, [500, 3000], 0.0)[0] - profile(now, 0, [500, 3000], 0.0)[0]
    np.testing.assert_allclose(difference, 10 * np.log10(2), atol=1e-9)


def test_strengths_are_those_of_the_model(sector):
    now, bearing = variants(sector, 0, "midpoint")[1], np.array([0.0, 100, 250])
    x, y = 700 * np.sin(np.radians(bearing)), 700 * np.cos(np.radians(bearing))
    np.testing.assert_allclose(profile(now, 0, 700, bearing)[0], strengths_at(sector, [0, 0, 0], x, y))


def test_the_share_is_the_emission_probability_of_the_tiles():
    rng = np.random.default_rng(0)
    plan = plan_of(x_m=rng.uniform(0, 6000, 12), y_m=rng.uniform(0, 6000, 12), azimuth_deg=rng.uniform(0, 360, 12), range_m=[2500.0] * 12)
    grid = TileGrid("EPSG:3035", 0.0, 0.0, 200.0, 30, 30)
    now = variants(plan, 3, "midpoint")[1]
    x, y = grid.centres()
    east, north = x - plan["x_m"][3], y - plan["y_m"][3]
    _, _, share = profile(now, 3, np.hypot(east, north), np.degrees(np.arctan2(east, north)))
    np.testing.assert_allclose(share, emission_model(plan, grid).P[3].toarray().ravel(), atol=1e-6)


# -- figures


def test_a_footprint_has_the_area_of_its_disc_and_overlaps_as_discs_do(omni):
    grid = TileGrid("EPSG:3035", -12_000.0, -12_000.0, 100.0, 240, 240)
    low, now = variants(omni, 0, "midpoint", [-97.5])
    models = [emission_model(variant.plan, grid) for variant in (low, now)]
    radii = [farthest_m(variant, 0, 0.0, 0.05)[0] for variant in (low, now)]
    before, lower = measures(models[1], models[1], 0, 0.0, 0.0), measures(models[0], models[1], 0, 0.0, 0.0)
    for found, radius in ((lower, radii[0]), (before, radii[1])):
        assert found.area_km2 == pytest.approx(np.pi * radius**2 / 1e6, rel=2e-3)
        assert found.effective_km2 == pytest.approx(found.area_km2)  # alone, it counts every phone in its footprint
        assert found.reach_m == pytest.approx(radius, abs=100)
    assert before.jaccard == before.common == 1
    assert lower.jaccard == lower.common == pytest.approx((radii[1] / radii[0])**2, rel=3e-3)  # the smaller lies in the larger


def test_emission_probabilities_are_shared_out_among_all_cells():
    plan = plan_of(x_m=[1000.0, 2000, 1500], y_m=[1000.0, 1000, 2000])
    grid = TileGrid("EPSG:3035", 0.0, 0.0, 100.0, 30, 30)
    model = emission_model(plan, grid)
    total = sum(measures(model, model, row, 0.0, 0.0).effective_km2 for row in range(3))
    assert total == pytest.approx(9.0)  # the probabilities of a tile sum to 1, and all 9 km2 are covered


def test_a_footprint_outside_the_grid_is_empty(omni):
    grid = TileGrid("EPSG:3035", 90_000.0, 0.0, 100.0, 5, 5)
    model = emission_model(omni, grid)
    assert measures(model, model, 0, 0.0, 0.0).area_km2 == 0


# -- noise


@pytest.fixture
def noisy(omni):
    now = variants(omni, 0, "midpoint")[1]
    grid = TileGrid("EPSG:3035", -10_000.0, -10_000.0, 200.0, 100, 100)
    return now, grid, emission_model(now.plan, grid, threshold=lower_threshold(now.plan, 0.05, 4.0))


def test_noise_is_normal_in_decibels(noisy):
    now, grid, wide = noisy
    model = shadowed(wide, now.plan, 4.0, threshold=1e-9, rng=np.random.default_rng(0))
    in_db = (logit(model.dominance.data) - logit(wide.dominance.data.astype(float))) / 0.2  # dominance is logistic in the level
    assert abs(in_db.mean()) < 5 * 4 / np.sqrt(len(in_db)) and in_db.std() == pytest.approx(4, rel=0.03)
    near = np.corrcoef(in_db[:-1], in_db[1:])[0, 1]
    assert abs(near) < 0.05  # neighbours are independent


def test_noise_of_a_cell_is_alike_in_all_its_tiles(noisy):
    now, grid, wide = noisy
    model = shadowed(wide, now.plan, 4.0, threshold=1e-9, per="cell", rng=np.random.default_rng(0))
    in_db = (logit(model.dominance.data) - logit(wide.dominance.data.astype(float))) / 0.2
    np.testing.assert_allclose(in_db, in_db[0], atol=1e-3)
    assert abs(in_db[0]) > 0.1


def test_noise_lifts_tiles_over_the_threshold_as_often_as_it_should(noisy):
    now, grid, wide = noisy
    model = shadowed(wide, now.plan, 4.0, threshold=0.05, rng=np.random.default_rng(1))
    assert model.dominance.data.min() >= 0.05
    strength = strengths_at(now.plan, np.zeros(grid.n_tiles, int), *grid.centres())
    from scipy.stats import norm
    chance = norm.cdf((strength + 92.5 - logit(0.05) / 0.2) / 4)  # that strength and noise are above the weakest level
    assert model.dominance.nnz == pytest.approx(chance.sum(), abs=5 * np.sqrt((chance * (1 - chance)).sum()) + 0.003 * chance.sum())


def test_the_lower_threshold_is_that_of_three_standard_deviations(omni):
    plan = variants(omni, 0, "midpoint")[1].plan
    assert lower_threshold(plan, 0.05, 4.0) == pytest.approx(expit(logit(0.05) - 0.2 * 12))
