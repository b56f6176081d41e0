"""The engine of coverage predictions: levels by hand, what cells of a mast share, and what must not matter."""

import tracemalloc

import numpy as np
import pytest

from mno_mobility import parallel
from mno_mobility.errors import Cancelled, InputError
from mno_mobility.geolocation import coverage
from mno_mobility.geolocation.cells import CellPlan, blank_records
from mno_mobility.geolocation.coverage import EARTH_M, EMPIRICAL_MODELS, MODELS, Scene, masts_of, predict
from mno_mobility.geolocation.diffraction import bullington, delta_bullington, edge_of_profile, wave_number
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.geolocation.ground import Ground
from mno_mobility.geolocation.links import links_of
from mno_mobility.geolocation.path_loss import DENSE, OPEN, PATH_LOSS, SUBURBAN, URBAN

TILE_M, N = 50.0, 81
GRID = TileGrid("EPSG:3035", 4_300_000.0, 2_700_000.0, TILE_M, N, N)
X, Y = GRID.x_min_m + N * TILE_M / 2, GRID.y_min_m + N * TILE_M / 2  # the centre of the tile in the middle
EVERYTHING_DBM = -300.0
TERRAIN = ("terrain", "terrain_fast", "hybrid")


def cells_of(n=1, **columns):
    """Records of isotropic cells of 0 dBm in the middle, on masts of 30 m at 900 MHz, heard everywhere on the grid."""
    records = blank_records(n)
    isotropic = {"cell_id": [f"c{k}" for k in range(n)], "x_m": X, "y_m": Y, "height_m": 30.0, "frequency_mhz": 900.0, "power_w": 1e-3,
                 "gain_dbi": 0.0, "beam_v_deg": np.inf, "range_m": 2_900.0}
    for column, values in {**isotropic, **columns}.items():
        records[column] = values
    return records


def scene_of(records, propagation="terrain", *, ground=None, grid=GRID, cutoff=EVERYTHING_DBM, **more):
    links = links_of(CellPlan(records, GRID.crs), quantity="total", antennas=more.pop("antennas", {}))
    return Scene(links, grid, ground or Ground.flat(GRID), propagation, np.broadcast_to(float(cutoff), len(records)), **more)


def levels(records, propagation="terrain", *, workers=1, **more):
    """Level of each cell by its id, (rows, columns) of the grid, NaN where it is not heard."""
    scene = scene_of(records, propagation, **more)
    found = {}
    for heard in predict(scene, workers=workers):
        whole = np.full(scene.grid.n_tiles, np.nan, np.float32)
        whole[heard.tile] = heard.level_dbm
        found[scene.links.plan["cell_id"][heard.cell]] = whole.reshape(scene.grid.n_rows, scene.grid.n_cols)
    return found


def same(a, b) -> bool:
    return a.keys() == b.keys() and all(np.array_equal(a[k], b[k], equal_nan=True) for k in a)


@pytest.fixture(scope="module")
def hills():
    row, col = np.mgrid[:N, :N] * TILE_M
    height = 200 + 60 * np.sin(row / 400) * np.cos(col / 300) + 15 * np.sin(col / 90 + row / 130)
    return Ground(GRID, height.astype(np.float32))


def profile(ground, tile_row, tile_col):
    """Distances and heights from the middle, bilinear, a sample each step and at both ends."""
    from scipy.ndimage import map_coordinates
    middle = (N - 1) / 2
    length = TILE_M * np.hypot(tile_row - middle, tile_col - middle)
    share = np.linspace(0, 1, int(np.ceil(length / TILE_M)) + 1)
    places = [middle + share * (tile_row - middle), middle + share * (tile_col - middle)]
    return share * length, map_coordinates(ground.terrain_m.astype(float), places, order=1)


def free_space(distance_m, rise_m, mhz):
    """ITU-R P.525: 32.45 + 20 lg f + 20 lg d."""
    return 32.45 + 20 * np.log10(mhz) + 20 * np.log10(np.hypot(distance_m, rise_m) / 1e3)


# -- levels


@pytest.mark.parametrize("mhz", [700.0, 2600.0])
@pytest.mark.parametrize("steps", [8, 20, 40])
def test_over_flat_ground_the_level_is_eirp_less_free_space_less_the_edge(mhz, steps):
    records = cells_of(frequency_mhz=mhz, power_w=20.0, gain_dbi=11.0, loss_db=2.0)
    d = TILE_M * np.arange(steps + 1)
    eirp = 10 * np.log10(20) + 30 + 11 - 2
    free = free_space(d[-1], 28.5, mhz)
    edge = bullington(wave_number(mhz) * edge_of_profile(d, np.zeros_like(d), 30.0, 1.5, EARTH_M), d[-1])
    middle = N // 2
    fast, full = (levels(records, model)["c0"] for model in ("terrain_fast", "terrain"))
    for row, col in ((middle + steps, middle), (middle, middle + steps), (middle - steps, middle), (middle, middle - steps)):
        assert fast[row, col] == pytest.approx(eirp - free - edge, abs=0.02)
        whole = delta_bullington(d, np.zeros_like(d), 30.0, 1.5, mhz)
        assert full[row, col] == pytest.approx(eirp - free - whole, abs=0.3)  # the smooth earth is sampled there, and exact here


def test_over_hills_the_loss_is_that_of_the_path_to_each_pixel(hills):
    base = float(hills.terrain_m[N // 2, N // 2]) + 30
    fast, full = (levels(cells_of(), model, ground=hills)["c0"] for model in ("terrain_fast", "terrain"))

    def errors(places):
        found = []
        for row, col in places:
            d, h = profile(hills, row, col)
            free = free_space(d[-1], base - h[-1] - 1.5, 900)
            edge = bullington(wave_number(900) * edge_of_profile(d, h, base, h[-1] + 1.5, EARTH_M), d[-1])
            found.append((fast[row, col] + free + edge, full[row, col] + free + delta_bullington(d, h, base, h[-1] + 1.5, 900)))
        return np.abs(found)
    to_the_north = errors((row, N // 2) for row in range(N // 2 + 3, N))  # where a radial runs
    assert np.median(to_the_north, axis=0) == pytest.approx([0, 0], abs=2e-3) and to_the_north.max() < 0.6
    between_radials = errors(place for place in np.random.default_rng(0).integers(0, N, (250, 2)) if np.hypot(*(place - N // 2)) > 5)
    assert between_radials.mean(axis=0) == pytest.approx([0, 0], abs=0.3)
    assert np.percentile(between_radials, 95, axis=0) == pytest.approx([0, 0], abs=2.0)


@pytest.mark.parametrize("model", EMPIRICAL_MODELS)
def test_an_empirical_model_is_itself_at_each_pixel_and_kind_of_place(model, hills):
    kinds = np.random.default_rng(1).choice(np.array([OPEN, SUBURBAN, URBAN, DENSE], np.uint8), (N, N))
    level = levels(cells_of(frequency_mhz=1800), model, ground=Ground(GRID, hills.terrain_m, environment=kinds))["c0"]
    row, col = np.mgrid[:N, :N] - N // 2
    loss = PATH_LOSS[model].loss(TILE_M * np.hypot(row, col), 1800.0, 30.0, 1.5, kinds)
    assert level == pytest.approx(-loss, abs=1e-3)


def test_where_the_ground_does_not_tell_the_kind_of_place_is_the_given_one():
    row, col = np.mgrid[:N, :N] - N // 2
    for kind in (OPEN, DENSE):
        loss = PATH_LOSS["hata"].loss(TILE_M * np.hypot(row, col), 900.0, 30.0, 1.5, kind)
        assert levels(cells_of(), "hata", environment=kind)["c0"] == pytest.approx(-loss, abs=1e-3)


def test_the_hybrid_level_is_the_lower_one_of_terrain_and_town(hills):
    hybrid, terrain, town = (levels(cells_of(), model, ground=hills)["c0"] for model in ("hybrid", "terrain", "extended_hata"))
    assert hybrid == pytest.approx(np.minimum(terrain, town), abs=1e-4)
    assert (terrain < town).any() and (town < terrain).any()


def test_an_unknown_model_is_refused():
    with pytest.raises(InputError, match="telepathy"):
        scene_of(cells_of(), "telepathy")


# -- antennas


def test_behind_the_mast_a_mechanical_tilt_looks_up_and_an_electrical_one_down():
    # TR 38.901, 7.1.3 and table 7.3-1: in the plane of the boresight the angle below the lobe is θ - 6 ahead in both cases; behind it is
    # θ - 6 with the electrical tilt, θ + 6 with the mechanical one, of which 12 (angle / 10)² is lost, and half of 180 / 360 in azimuth
    tilted = dict(azimuth_deg=0.0, beam_h_deg=360.0, beam_v_deg=10.0)
    electrical = levels(cells_of(tilt_deg=6.0, mech_tilt_deg=0.0, **tilted), "hata")["c0"]
    mechanical = levels(cells_of(tilt_deg=0.0, mech_tilt_deg=6.0, **tilted), "hata")["c0"]
    isotropic = levels(cells_of(), "hata")["c0"]
    middle, theta = N // 2, np.degrees(np.arctan(28.5 / 1000))
    for found, row, angle, around in ((electrical, middle + 20, theta - 6, 0), (mechanical, middle + 20, theta - 6, 0),
                                      (electrical, middle - 20, theta - 6, 3), (mechanical, middle - 20, theta + 6, 3)):
        assert isotropic[row, middle] - found[row, middle] == pytest.approx(around + 12 * (angle / 10) ** 2, abs=0.02)


def test_a_sector_is_strongest_where_it_looks():
    level = levels(cells_of(azimuth_deg=90.0, beam_h_deg=65.0), "hata")["c0"]
    middle = N // 2
    east, west, north = level[middle, middle + 30], level[middle, middle - 30], level[middle + 30, middle]
    assert east - north == pytest.approx(12 * (90 / 65) ** 2, abs=0.01)  # TR 36.814, table A.2.1.1-2
    assert east - west == pytest.approx(30, abs=0.01)


def test_far_away_the_earth_has_fallen_below_the_horizon_of_the_antenna():
    # 12 (angle / beam)² of the depression to a place d²/2a lower than the plane through the foot of the mast
    grid = TileGrid(GRID.crs, X - 40_500, Y - 500, 1_000.0, 1, 81)
    narrow, isotropic = (levels(cells_of(range_m=50_000.0, beam_v_deg=beam), "hata", grid=grid, ground=Ground.flat(grid))["c0"]
                         for beam in (1.0, np.inf))
    d = 1_000.0 * np.array([10, 20, 40])
    angle = np.degrees(np.arctan((28.5 + d ** 2 / (2 * EARTH_M)) / d))
    assert (isotropic - narrow)[0, [50, 60, 80]] == pytest.approx(12 * angle ** 2, abs=2e-3)


def test_an_altitude_is_a_height_over_the_ground_where_there_is_relief():
    plateau = Ground(GRID, np.full((N, N), 100, np.float32))
    by_height = levels(cells_of(), ground=plateau)
    assert same(by_height, levels(cells_of(z_m=130.0, height_m=7.0), ground=plateau))
    # an altitude says nothing where the ground is not known, and there is none below it
    assert same(levels(cells_of()), levels(cells_of(z_m=430.0)))


def test_on_a_roof_the_height_counts_from_the_roof():
    terrain = np.full((N, N), 100, np.float32)
    surface = terrain.copy()
    surface[N // 2, N // 2] += 20
    built = Ground(GRID, terrain, surface, built=True)
    on_roof = levels(cells_of(height_m=10.0, on_roof=True), ground=built)
    assert same(on_roof, levels(cells_of(height_m=30.0), ground=built))
    assert not same(on_roof, levels(cells_of(height_m=10.0), ground=built))
    # heights of land cover are no roofs
    assert same(levels(cells_of(height_m=10.0, on_roof=True), ground=Ground(GRID, terrain, surface)),
                levels(cells_of(height_m=10.0), ground=Ground(GRID, terrain, surface)))


# -- what cells share, and what must not matter


def test_sectors_and_bands_of_a_mast_share_one_sweep_and_are_as_if_alone(hills, monkeypatch):
    records = cells_of(6, azimuth_deg=[0, 120, 240] * 2, beam_h_deg=65.0, frequency_mhz=[800.0] * 3 + [2600.0] * 3)
    sweeps = []
    sweep = coverage.sweep
    monkeypatch.setattr(coverage, "sweep", lambda *a, **k: sweeps.append(1) or sweep(*a, **k))
    together = levels(records, ground=hills)
    assert len(sweeps) == 1
    alone = {}
    for k in range(6):
        alone.update(levels(records[k:k + 1], ground=hills))
    assert len(sweeps) == 7 and len(together) == 6
    assert same(together, alone)


def test_antennas_at_other_places_or_heights_are_masts_of_their_own():
    records = cells_of(4, height_m=[30, 30, 40, 30])
    records["x_m"][3] += 25
    masts = masts_of(scene_of(records))
    assert [mast.cells.tolist() for mast in masts] == [[0, 1], [2], [3]]


@pytest.mark.parametrize("model", ["terrain", "hata"])
def test_neither_the_order_of_cells_nor_the_number_of_processes_matters(model, hills, monkeypatch):
    rng = np.random.default_rng(5)
    records = cells_of(12, range_m=900.0, azimuth_deg=rng.uniform(0, 360, 12))
    records["x_m"] += np.repeat(rng.uniform(-1_500, 1_500, 6), 2)
    records["y_m"] += np.repeat(rng.uniform(-1_500, 1_500, 6), 2)
    one = levels(records, model, ground=hills)
    assert len(one) == 12
    assert same(one, levels(records[rng.permutation(12)], model, ground=hills))
    started = []
    in_processes = parallel._in_processes
    monkeypatch.setattr(parallel, "LEAST_TASKS", 0)
    monkeypatch.setattr(parallel, "_in_processes", lambda *a: started.append(1) or in_processes(*a))
    assert same(one, levels(records, model, ground=hills, workers=2))
    assert started


def test_a_part_of_the_area_has_the_levels_of_the_whole_and_cells_outside_reach_into_it(hills):
    part = TileGrid(GRID.crs, GRID.x_min_m + 45 * TILE_M, GRID.y_min_m + 30 * TILE_M, TILE_M, 15, 20)
    records = cells_of(2, range_m=900.0, beam_v_deg=9.0)  # the middle is five tiles west of the part
    records["x_m"][1] -= 2_000.0  # too far away
    for model in MODELS:
        whole, inside = levels(records, model, ground=hills), levels(records, model, ground=hills, grid=part)
        assert set(whole) == {"c0", "c1"} and set(inside) == {"c0"}
        assert np.array_equal(inside["c0"], whole["c0"][30:45, 45:65], equal_nan=True), model
        assert 0 < np.isfinite(inside["c0"]).sum() < part.n_tiles


@pytest.mark.parametrize("model", [m for m in MODELS if m != "parametric"])
@pytest.mark.parametrize("least", [-70.0, -85.0, -100.0])
def test_the_search_ends_only_where_no_level_can_reach_the_least_one(model, least, hills):
    records = cells_of(3, azimuth_deg=[0, 120, 240], gain_dbi=[0.0, 6.0, -3.0], beam_h_deg=65.0)
    everything, cut = levels(records, model, ground=hills), levels(records, model, ground=hills, cutoff=least)
    mast, = masts_of(scene_of(records, model, ground=hills, cutoff=least))
    row, col = np.mgrid[:N, :N] - N // 2
    beyond = TILE_M * np.hypot(row, col) > mast.reach_m
    assert mast.reach_m < 1_500 or least < -90
    assert mast.reach_m > 0 and max(level[beyond].max(initial=-np.inf) for level in everything.values()) < least
    for name, level in everything.items():
        found = cut.get(name, np.full(level.shape, np.nan))
        assert not np.any(found < least)
        # a shorter reach has fewer radials, which land that lies between them sees
        margin = 2.0 if model in TERRAIN else 1e-3
        assert np.isfinite(found[level >= least + margin]).all() and not np.isfinite(found[level < least - margin]).any()


def test_each_cell_ends_at_its_range():
    found = levels(cells_of(2, range_m=[600.0, 1_500.0]))
    row, col = np.mgrid[:N, :N] - N // 2
    away = TILE_M * np.hypot(row, col)
    for name, far in (("c0", 600), ("c1", 1_500)):
        assert np.array_equal(np.isfinite(found[name]), away <= far)


def test_a_prediction_can_be_coarser_or_finer_than_its_ground(hills):
    # pixels whose centres are also centres of tiles have the level of these
    coarse = TileGrid(GRID.crs, GRID.x_min_m - TILE_M, GRID.y_min_m - TILE_M, 3 * TILE_M, 27, 27)
    fine = TileGrid(GRID.crs, X - 550 - TILE_M / 6, Y - 550 - TILE_M / 6, TILE_M / 3, 67, 67)
    records = cells_of(range_m=520.0)
    whole = levels(records, ground=hills)["c0"]
    few, many = (levels(records, grid=grid, ground=hills)["c0"] for grid in (coarse, fine))
    assert np.array_equal(few[1:, 1:], whole[3::3, 3::3], equal_nan=True)
    assert many[::3, ::3] == pytest.approx(whole[29:52, 29:52], abs=1e-3, nan_ok=True)


# -- memory and cancelling


def test_the_bound_on_memory_changes_no_level_and_bounds_memory(hills, monkeypatch):
    wide = Ground(TileGrid(GRID.crs, GRID.x_min_m - 8_000, GRID.y_min_m - 8_000, TILE_M, 401, 401), np.resize(hills.terrain_m, (401, 401)))
    records = cells_of(range_m=9_000.0)

    def peak():
        tracemalloc.start()
        try:
            return levels(records, grid=wide.grid, ground=wide), tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    whole, much = peak()
    monkeypatch.setattr(coverage, "SWEEP_CELLS", 20_000)
    parts, little = peak()
    assert same(whole, parts)
    assert little < 0.7 * much


def test_a_prediction_can_be_cancelled(hills):
    told = []

    def stop(done):
        told.append(done)
        if done > 0.3:
            raise Cancelled
    with pytest.raises(Cancelled):
        list(predict(scene_of(cells_of(), ground=hills), progress=stop))
    assert told == sorted(told) and told[-1] < 0.6
