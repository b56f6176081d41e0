"""What if: footprints and densities of the variants of a plan, against what each gives by itself."""

import numpy as np
import pytest

from mno_mobility.density.estimators import estimate
from mno_mobility.geolocation.cells import CellPlan, blank_records
from mno_mobility.geolocation.footprint import emission_model
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.geolocation.variants import variants
from mno_mobility.scenario.what_if import outcomes

GRID = TileGrid("EPSG:3035", 0.0, 0.0, 200.0, 30, 30)


@pytest.fixture
def plan():
    rng, records = np.random.default_rng(0), blank_records(9)
    records["cell_id"] = [f"c{k}" for k in range(9)]
    records["x_m"], records["y_m"], records["azimuth_deg"] = rng.uniform(500, 5500, 9), rng.uniform(500, 5500, 9), rng.uniform(0, 360, 9)
    return CellPlan(records, "EPSG:3035")


@pytest.fixture
def counts(plan):
    """What the cells expect of a village."""
    u = np.zeros(GRID.n_tiles)
    u[[310, 311, 340, 341]] = 250
    return emission_model(plan, GRID).P @ u


def test_the_plan_as_it_is_comes_first_and_is_no_way_from_itself(plan, counts):
    found = outcomes(variants(plan, 0, "ple"), 0, GRID, counts=counts, rng=np.random.default_rng(0), method="em", n_iter=20)
    assert [outcome.variant.value for outcome in found] == [3.75, 3.5, 4.0]
    assert found[0].distance_m == 0 and found[0].measures.jaccard == 1 and all(outcome.distance_m > 1 for outcome in found[1:])


def test_the_densities_are_those_of_each_model_by_itself(plan, counts):
    found = outcomes(variants(plan, 0, "midpoint", [-85]), 0, GRID, counts=counts, rng=np.random.default_rng(0), method="sb")
    model = emission_model(plan, GRID, midpoint_dbm=-85)
    np.testing.assert_allclose(found[1].density.phones, estimate(model, counts, method="sb").phones)
    tile, _, share = model.footprint(0)
    np.testing.assert_array_equal(found[1].tile, tile)
    np.testing.assert_array_equal(found[1].share, share)


def test_without_counts_there_are_footprints_alone(plan):
    found = outcomes(variants(plan, 0, "ple"), 0, GRID, rng=np.random.default_rng(0))
    assert all(outcome.density is None and np.isnan(outcome.distance_m) for outcome in found)


def test_more_noise_moves_the_density_farther(plan, counts):
    def moved(noise_db):
        found = outcomes(variants(plan, 0, "ple", [3.75]), 0, GRID, counts=counts, noise_db=noise_db, n_draws=4, method="em", n_iter=20,
                         rng=np.random.default_rng(0))
        assert [outcome.draw for outcome in found] == [0, 1, 2, 3, 4]
        return np.mean([outcome.distance_m for outcome in found[1:]])
    assert 0 < moved(1) < moved(6)


def test_nobody_counted_is_no_way_from_anything(plan):
    found = outcomes(variants(plan, 0, "ple"), 0, GRID, counts=np.zeros(9), rng=np.random.default_rng(0), method="sb")
    assert all(np.isnan(outcome.distance_m) for outcome in found)


def test_progress_goes_forward_to_the_end(plan, counts):
    told = []
    outcomes(variants(plan, 0, "ple"), 0, GRID, counts=counts, noise_db=3, rng=np.random.default_rng(0), progress=told.append, method="sb")
    assert told == sorted(told) and told[-1] == pytest.approx(1, abs=0.1)
