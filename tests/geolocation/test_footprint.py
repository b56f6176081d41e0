import time
import tracemalloc

import munich
import numpy as np
import pytest
from munich import cells
from peak import peak_bytes

from mno_mobility import memory
from mno_mobility.errors import Cancelled, InputError
from mno_mobility.geolocation import footprint
from mno_mobility.geolocation.cells import CellPlan
from mno_mobility.geolocation.footprint import emission_model, strength_of_cell
from mno_mobility.geolocation.grid import TileGrid

GRID = TileGrid("EPSG:3035", 0, 0, 100, 60, 80)
PLAN = cells(3, x_m=[4000, 1000, 7900], y_m=[3000, 500, 5900], azimuth_deg=[30, 200, np.nan], range_m=2500, height_m=20)


@pytest.fixture(scope="module")
def munich_plan(shared_data):
    return munich.cell_plan(shared_data)


@pytest.fixture(scope="module")
def munich_model(munich_plan):
    return emission_model(munich_plan, munich.GRID, compatibility="mobloc")


def one_by_one(plan, grid, threshold):
    """Dominance of a full plan by the formulas of the published model, pair by pair; sigma by bisection of the loss itself."""
    def loss(x, sigma):
        return -30 * (1 - np.exp(-x ** 2 / 2 / sigma ** 2)) / (1 - np.exp(-180 ** 2 / 2 / sigma ** 2))

    def width(half):
        narrow, wide = 0.5, 500.0
        for _ in range(80):
            middle = (narrow + wide) / 2
            narrow, wide = (middle, wide) if loss(half, middle) < -3 else (narrow, middle)
        return narrow

    x, y = grid.centres()
    dense = np.zeros((len(plan), grid.n_tiles))
    for i, cell in enumerate(plan.records):
        for j in range(grid.n_tiles):
            dx, dy, c = x[j] - cell["x_m"], y[j] - cell["y_m"], cell["height_m"]
            r = np.hypot(dx, dy)
            strength = 30 + 10 * np.log10(cell["power_w"]) - 10 * cell["ple"] * np.log10(max(np.hypot(r, c), 0.01))
            azimuth = np.arctan2(dx, dy) - np.radians(cell["azimuth_deg"])
            a, b, tilt = r * np.sin(azimuth), r * np.cos(azimuth), np.radians(cell["tilt_deg"])
            d, lam = np.hypot(b, c), np.arctan2(c, abs(b))
            e = d * np.cos(lam - tilt) if b > 0 else -d * np.cos(lam + tilt)
            strength += loss(np.degrees(np.arctan2(a, e)), width(cell["beam_h_deg"] / 2))
            strength += loss(np.degrees(np.arctan2(c, r)) - cell["tilt_deg"], width(cell["beam_v_deg"] / 2))
            s = 1 / (1 + np.exp(-cell["steepness"] * (strength - cell["midpoint_dbm"])))
            dense[i, j] = s * (s >= threshold) * (r <= cell["range_m"])
    return dense


def test_munich_has_the_published_entries(munich_model, shared_data):
    published = munich.permille(shared_data)
    assert np.array_equal(munich_model.dominance.indptr, published.indptr)
    assert np.array_equal(munich_model.dominance.indices, published.indices)


def test_munich_probabilities_round_to_the_published_ones(munich_model, shared_data):
    # the published columns are rounded to a sum of 1000: down, and up for the largest remainders
    permille, tile = 1000 * munich_model.P.data, munich_model.P.indices
    down = np.floor(permille + 1e-9)
    to_give = 1000 - np.bincount(tile, down, minlength=munich.GRID.n_tiles)
    order = np.lexsort((down - permille, tile))
    first = np.searchsorted(tile[order], np.arange(munich.GRID.n_tiles))
    rank = np.empty(len(tile))
    rank[order] = np.arange(len(tile)) - first[tile[order]]
    assert np.array_equal(down + (rank < to_give[tile]), munich.permille(shared_data).data)


def test_munich_strengths_are_what_mobloc_prints(munich_plan, shared_data):
    rows = munich.read(shared_data / "munich" / "munich_strength_sample.csv")
    by_cell = {}
    for row in rows:
        by_cell.setdefault(row["cell"], []).append([float(row[column]) for column in ("tx", "ty", "dBm", "s")])
    for cell_id, values in by_cell.items():
        tx, ty, dbm, s = np.array(values).T
        strength, dominance = strength_of_cell(munich_plan, munich.GRID, cell_id, compatibility="mobloc")
        tile = munich.GRID.tile_at(tx, ty)
        # the coordinates of the plan are printed to 1e-8 m, which is up to 1e-8 dB near a cell
        np.testing.assert_allclose(strength[tile], dbm, rtol=0, atol=1e-8)
        np.testing.assert_allclose(dominance[tile], s, rtol=1e-8)


def test_the_circle_loses_four_per_cent_of_the_pairs_in_range(munich_plan, munich_model, monkeypatch):
    # density.md: the preselection of tiles in a circle drops 4 % of the valid pairs in the Munich case
    monkeypatch.setattr(footprint, "half_power_sigma", lambda beam: (footprint.table_sigma(beam), beam < 102))
    in_range = emission_model(munich_plan, munich.GRID)
    assert (munich_model.dominance > in_range.dominance).nnz == 0
    assert 1 - munich_model.dominance.nnz / in_range.dominance.nnz == pytest.approx(0.04, abs=0.005)


def test_exact_footprints_are_the_formulas_pair_by_pair():
    grid = TileGrid("EPSG:3035", 0, 0, 250, 12, 14)
    plan = cells(3, x_m=[1700, 130, 4000], y_m=[1600, 140, 1000], height_m=[10, 45, 30], range_m=[900, 2600, 5000],
                 azimuth_deg=[0, 75, 290], tilt_deg=[5, 2, 14], beam_h_deg=[65, 100, 33], beam_v_deg=[9, 7.5, 20],
                 power_w=[5, 50, 1], ple=[3.4, 3.8, 4], midpoint_dbm=-92.5, steepness=[0.15, 0.3, 0.2])
    expected = one_by_one(plan, grid, 0.05)
    model = emission_model(plan, grid)
    np.testing.assert_allclose(model.dominance.toarray(), expected, rtol=1e-9)
    assert (expected > 0).any(axis=1).all() and (expected == 0).any(axis=1).all()


def test_footprints_do_not_depend_on_how_many_tiles_are_looked_at_at_once(monkeypatch):
    whole = emission_model(PLAN, GRID)
    monkeypatch.setattr(footprint, "POINTS_AT_ONCE", 150)
    assert (emission_model(PLAN, GRID).dominance != whole.dominance).nnz == 0


@pytest.mark.parametrize("compatibility", ["exact", "mobloc"])
def test_entries_stand_in_canonical_order(compatibility):
    s = emission_model(PLAN, GRID, compatibility=compatibility).dominance
    assert s.has_canonical_format and s.nnz > 0


def test_a_cell_far_from_the_grid_keeps_an_empty_row():
    plan = cells(2, x_m=[4000, 90_000], y_m=3000, azimuth_deg=30)
    model = emission_model(plan, GRID)
    assert model.cell_ids.tolist() == ["0", "1"]
    assert np.diff(model.dominance.indptr)[0] > 0 and np.diff(model.dominance.indptr)[1] == 0


def test_an_empty_plan_makes_an_empty_model():
    assert emission_model(cells(0), GRID).dominance.shape == (0, GRID.n_tiles)


def test_an_omnidirectional_cell_covers_the_disc_its_path_loss_allows():
    # 40 dBm - 10 * 4 * log10(r) >= midpoint where r <= 10 ** ((40 + 80) / 40) = 1000 m, of slant range
    plan = cells(1, x_m=4050, y_m=3050, power_w=10, ple=4, midpoint_dbm=-80, steepness=0.3, height_m=600)
    x, y = GRID.centres()
    expected = np.hypot(x - 4050, y - 3050) <= 800
    assert np.array_equal(emission_model(plan, GRID, threshold=0.5 - 1e-12).covered, expected)


def test_raising_the_whole_country_changes_nothing():
    flat = emission_model(PLAN, GRID)
    high = emission_model(PLAN, GRID, ground_z_m=np.full(GRID.n_tiles, 512.0))
    assert np.array_equal(flat.dominance.indices, high.dominance.indices)
    np.testing.assert_allclose(high.dominance.data, flat.dominance.data, rtol=1e-9)


def test_altitude_in_the_plan_wins_over_height_above_ground():
    ground = np.random.default_rng(1).uniform(400, 600, GRID.n_tiles)
    sites = np.array([480.0, 520.0, 555.0])
    above_ground = emission_model(PLAN, GRID, ground_z_m=ground, site_ground_z_m=sites)
    plan = cells(3, **{c: PLAN[c] for c in ("x_m", "y_m", "azimuth_deg", "range_m")}, height_m=99, z_m=sites + 20)
    assert (emission_model(plan, GRID, ground_z_m=ground).dominance != above_ground.dominance).nnz == 0


def test_altitude_in_the_plan_is_not_taken_for_a_height_on_flat_ground():
    plan = cells(3, **{c: PLAN[c] for c in ("x_m", "y_m", "azimuth_deg", "range_m", "height_m")}, z_m=532)
    assert (emission_model(plan, GRID).dominance != emission_model(PLAN, GRID).dominance).nnz == 0


def test_an_altitude_without_height_is_taken_above_sea_level_ground():
    # as mobloc does without elevation data: height = z
    plan = cells(3, **{c: PLAN[c] for c in ("x_m", "y_m", "azimuth_deg", "range_m")}, z_m=20)
    assert (emission_model(plan, GRID).dominance != emission_model(PLAN, GRID).dominance).nnz == 0


def test_sites_take_the_ground_of_their_tile_by_default():
    ground = np.random.default_rng(2).uniform(400, 600, GRID.n_tiles)
    sites = ground[GRID.tile_at(PLAN["x_m"], PLAN["y_m"])]
    by_tile = emission_model(PLAN, GRID, ground_z_m=ground)
    assert (by_tile.dominance != emission_model(PLAN, GRID, ground_z_m=ground, site_ground_z_m=sites).dominance).nnz == 0


def test_land_use_gives_the_exponent_where_the_plan_has_none():
    # density.md: ple = 3.5 + 0.5 * share of built-up; small cells keep 6, given exponents stay
    common = {c: PLAN[c] for c in ("x_m", "y_m", "azimuth_deg", "range_m", "height_m")}
    small = [False, False, True]
    by_land_use = emission_model(cells(3, ple=[np.nan, 3, np.nan], small=small, **common), GRID,
                                 built_up=np.full(GRID.n_tiles, 0.4))
    given = emission_model(cells(3, ple=[3.7, 3, 6], small=small, **common), GRID)
    np.testing.assert_allclose(by_land_use.dominance.toarray(), given.dominance.toarray(), rtol=1e-12)


def test_on_off_has_the_same_footprints_with_dominance_one():
    parametric, on_off = emission_model(PLAN, GRID), emission_model(PLAN, GRID, propagation="onoff")
    assert np.array_equal(on_off.dominance.indices, parametric.dominance.indices)
    assert set(on_off.dominance.data) == {1.0}


def test_small_cells_are_omnidirectional_as_in_mobloc():
    common = {"x_m": 4000, "y_m": 3000, "small": True}
    directed = emission_model(cells(1, azimuth_deg=30, tilt_deg=5, **common), GRID, compatibility="mobloc")
    round_ = emission_model(cells(1, **common), GRID, compatibility="mobloc")
    assert directed.dominance.nnz > 0 and (directed.dominance != round_.dominance).nnz == 0


def test_strength_of_a_cell_agrees_with_its_row_of_the_model():
    model = emission_model(PLAN, GRID)
    strength, dominance = strength_of_cell(PLAN, GRID, "1")
    row = model.dominance[1].toarray().ravel()
    assert np.array_equal(np.where(dominance >= 0.05, dominance, 0), row)
    assert np.array_equal(np.isnan(strength), np.isnan(dominance)) and np.isnan(strength).any()


def test_what_made_the_model_is_written_down():
    made_by = emission_model(PLAN, GRID, threshold=np.float64(0.1), steepness=np.float32(0.25)).made_by
    assert made_by == {"method": "cell plan", "propagation": "parametric", "compatibility": "exact", "threshold": 0.1,
                       "midpoint_dbm": None, "steepness": 0.25, "terrain": False, "land_use": False, "beams_too_wide": 0}


def test_cells_with_a_beam_too_wide_for_the_pattern_are_counted():
    plan = cells(3, x_m=4000, y_m=3000, azimuth_deg=[0, 0, np.nan], beam_h_deg=[65, 120, 120])
    assert emission_model(plan, GRID).made_by["beams_too_wide"] == 1


@pytest.mark.parametrize("options, named", [
    ({"threshold": 1.0}, "threshold"), ({"compatibility": "almost"}, "almost"), ({"propagation": "magic"}, "magic"),
    ({"ground_z_m": np.zeros(5)}, "5 values for 4800 tiles"), ({"ground_z_m": np.full(4800, np.nan)}, "no height"),
    ({"built_up": np.full(4800, 40.0)}, "Give shares"), ({"steepness": 0}, "steepness"),
    ({"midpoint_dbm": np.inf}, "midpoint_dbm")])
def test_unusable_parameters_are_refused_by_name(options, named):
    with pytest.raises(InputError, match=named):
        emission_model(PLAN, GRID, **options)


@pytest.mark.parametrize("column, values", [
    ("power_w", [10, 0, 10]), ("range_m", [1, -1, 1]), ("x_m", [0, np.nan, 0]), ("beam_h_deg", [65, 0, 65]),
    ("ple", [3, np.inf, 3])])
def test_unusable_cells_are_refused_by_column_and_id(column, values):
    with pytest.raises(InputError, match="Cell plan, 1: " + column):
        emission_model(cells(3, **{"x_m": 0, "y_m": 0, column: values}), GRID)


def test_cells_of_the_same_id_are_refused():
    with pytest.raises(InputError, match="a: 1 ids come more than once"):
        emission_model(cells(3, cell_id=["a", "b", "a"], x_m=0, y_m=0), GRID)


def test_a_site_beyond_the_terrain_is_refused_by_id():
    plan = cells(2, x_m=[4000, -200], y_m=3000)
    with pytest.raises(InputError, match="Cell plan, 1: 1 cells stand where the height of the ground is not known"):
        emission_model(plan, GRID, ground_z_m=np.zeros(GRID.n_tiles))


def test_an_unknown_cell_is_refused_by_name():
    with pytest.raises(InputError, match="no cell 'X'"):
        strength_of_cell(PLAN, GRID, "X")


def test_a_grid_that_does_not_fit_is_refused_at_once_and_without_allocating(monkeypatch, room):
    monkeypatch.setattr(memory, "available_bytes", lambda: 16 * 2 ** 30)
    grid = TileGrid("EPSG:3035", 0, 0, 100, 100_000, 100_000)
    started = time.perf_counter()
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match=r"10,000,000,000 tiles and 3 cells need about 447.*16.0 GiB are free.*larger tiles"):
            emission_model(PLAN, grid)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2 ** 20 and time.perf_counter() - started < room


def test_entries_that_do_not_fit_are_refused(monkeypatch):
    monkeypatch.setattr(memory, "available_bytes", lambda: 200_000)
    with pytest.raises(InputError, match="larger tiles or a smaller extent"):
        emission_model(PLAN, GRID)


@pytest.fixture(scope="module")
def wide():
    """A plan and a grid whose model has some 9 million entries."""
    rng = np.random.default_rng(2)
    grid = TileGrid("EPSG:3035", 0, 0, 100, 700, 700)
    x, y = np.repeat(rng.uniform(0, 70_000, (2, 180)), 3, axis=1)
    return cells(540, x_m=x, y_m=y, azimuth_deg=np.tile([0, 120, 240], 180), height_m=20, power_w=40, ple=3.4), grid


def test_a_model_is_refused_with_less_memory_than_it_takes_and_made_with_half_as_much_again(wide, monkeypatch):
    taken = peak_bytes(lambda: emission_model(*wide))
    monkeypatch.setattr(memory, "available_bytes", lambda: 0.7 * taken)
    with pytest.raises(InputError, match="GiB"):
        emission_model(*wide)
    monkeypatch.setattr(memory, "available_bytes", lambda: 1.5 * taken)
    assert emission_model(*wide).dominance.nnz > 5e6


def test_threads_change_nothing(monkeypatch):
    alone = emission_model(PLAN, GRID)
    monkeypatch.setattr(footprint._Scene, "workers", lambda scene: 3)
    assert (emission_model(PLAN, GRID).dominance != alone.dominance).nnz == 0


def test_cells_of_a_mast_have_the_footprints_they_have_alone():
    together = cells(4, x_m=3000, y_m=3000, azimuth_deg=[0, 120, np.nan, 240], height_m=[20, 20, 20, 8], range_m=[900, 2500, 1500, 2000])
    model = emission_model(together, GRID).dominance
    for i in range(4):
        alone = emission_model(CellPlan(together.records[[i]], together.crs), GRID).dominance
        assert np.array_equal(model[i].toarray(), alone.toarray()) and alone.nnz > 0


def test_cancelling_stops_the_work():
    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        emission_model(PLAN, GRID, progress=cancel)


def test_progress_rises_to_one():
    seen = []
    emission_model(PLAN, GRID, progress=seen.append)
    assert seen == sorted(seen) and seen[-1] == 1
