"""The sweep over all radials of a mast, beside paths computed one by one."""

import csv

import numpy as np
import pytest

from mno_mobility.errors import Cancelled
from mno_mobility.geolocation.diffraction import bullington, delta_bullington, edge_of_profile, effective_radius_km, wave_number
from mno_mobility.geolocation.terrain import bilinear, bilinear_lattice, losses, n_radials, on_radials, sweep

EARTH_M = 1e3 * effective_radius_km()
STEP_M = 25.0


def hills(n_steps=241, n=180, seed=1):
    """Heights along radials: a rough random walk, as hard as the Alps."""
    rng = np.random.default_rng(seed)
    walk = np.cumsum(rng.normal(0, 6, (n_steps, n)), axis=0)
    return (500 + walk - walk[0]).astype(np.float32)


def places(shape, n, seed=0):
    rng = np.random.default_rng(seed)
    return zip(rng.integers(2, shape[0], n), rng.integers(0, shape[1], n))


def profile(ground, i, j):
    h = ground[:i + 1, j].astype(float)
    return STEP_M * np.arange(i + 1), h


def test_behind_hills_the_sweep_has_bullingtons_edge_to_rounding_and_nearly_so_in_sight():
    ground = hills()
    swept = sweep(ground, None, 530.0, 1.5, STEP_M, EARTH_M, delta=False)
    k, hidden, seen = wave_number(900), [], []
    for i, j in places(ground.shape, 1_500):
        d, h = profile(ground, i, j)
        true = bullington(k * edge_of_profile(d, h, 530.0, h[-1] + 1.5, EARTH_M), d[-1])
        (seen if swept.sight[i, j] else hidden).append(bullington(k * swept.edge[i, j], d[-1]) - true)
    assert len(hidden) > 500 and len(seen) > 50
    assert np.abs(hidden).max() < 2e-3
    assert np.sqrt(np.mean(np.square(seen))) < 0.1


def test_delta_bullington_of_the_sweep_is_that_of_each_path():
    ground = hills(seed=2) / 8 + 40  # low hills: the sphere counts there
    base = float(ground[0, 0]) + 12
    loss = losses(sweep(ground, None, base, 1.5, STEP_M, EARTH_M), 700, EARTH_M)
    error = []
    for i, j in places(ground.shape, 600):
        d, h = profile(ground, i, j)
        error.append(loss[i, j] - delta_bullington(d, h, base, h[-1] + 1.5, 700))
    assert np.median(np.abs(error)) < 0.01
    assert np.percentile(np.abs(error), 99) < 0.5  # in sight the sample nearest to the ray may be missed by one


def test_over_the_sea_the_horizon_is_where_it_has_to_be():
    # both antennas see sqrt(2 a h) far: 20 m and 1.5 m over a smooth earth meet at 18.9 + 5.2 km
    sea = np.zeros((1_201, 16), np.float32)
    swept = sweep(sea, None, 20.0, 1.5, STEP_M, EARTH_M, delta=False)
    horizon_m = np.sqrt(2 * EARTH_M * 20) + np.sqrt(2 * EARTH_M * 1.5)
    last_seen = STEP_M * np.flatnonzero(swept.sight[:, 3])[-1]
    assert last_seen == pytest.approx(horizon_m, abs=40)
    d, h = profile(sea, 1_100, 3)
    true = edge_of_profile(d, h, 20.0, 1.5, EARTH_M)
    assert swept.edge[1_100, 3] == pytest.approx(true, abs=1e-4)


@pytest.mark.parametrize("n_steps", [2, 3, 5, 16, 17, 18, 33, 34, 60])
def test_paths_of_up_to_33_steps_are_exact_in_sight_too(n_steps):
    # all their samples are among the 16 next to an end
    ground, k = hills(n_steps + 1, 120), wave_number(900)
    swept = sweep(ground, None, 530.0, 1.5, STEP_M, EARTH_M, delta=False)
    for i in range(2, min(n_steps, 33) + 1):
        for j in range(0, 120, 1 if i > 30 else 9):
            d, h = profile(ground, i, j)
            true = bullington(k * edge_of_profile(d, h, 530.0, h[-1] + 1.5, EARTH_M), d[-1])
            assert bullington(k * swept.edge[i, j], d[-1]) == pytest.approx(true, abs=2e-3)


def test_receivers_between_buildings_stand_on_the_ground_and_buildings_hide_them():
    ground = np.zeros((61, 16), np.float32)
    surface = ground.copy()
    surface[10:14] = 20.0  # a row of houses from 250 to 325 m
    swept = sweep(ground, surface, 15.0, 1.5, STEP_M, EARTH_M, delta=False)
    assert swept.sight[9, 0] and not swept.sight[15, 0]
    for i in (12, 15, 40):  # in a house, right behind the houses, far behind
        d = STEP_M * np.arange(i + 1)
        true = edge_of_profile(d, surface[:i + 1, 0].astype(float), 15.0, 1.5, EARTH_M)
        assert swept.edge[i, 0] == pytest.approx(true, abs=1e-4)


def test_the_sweep_over_london_is_that_of_brute_force(shared_data):
    # 2,000 pixels, each with its own profile through the raster (bilinear), by a program of others
    gdal = pytest.importorskip("osgeo.gdal")
    raster = gdal.Open(str(shared_data / "coverage" / "dem" / "london_25m_utm30_r8km.tif"))
    west, _, _, north, *_ = raster.GetGeoTransform()
    heights = raster.ReadAsArray()[::-1].astype(np.float32)
    lines = (shared_data / "coverage" / "vectors" / "sweep_reference_london.csv").read_text().splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    x, y, true = (np.array([float(row[name]) for row in rows]) for name in ("x", "y", "Lbull_db"))
    assert len(rows) > 1_900
    mast_x, mast_y, radius_m = 686329.66, 5681013.4, 8_500e3
    row, col = (mast_y - (north - 25 * heights.shape[0])) / 25 - 0.5, (mast_x - west) / 25 - 0.5
    n = n_radials(8_000, STEP_M)
    swept = sweep(on_radials(heights, row, col, 1.0, 320, n), None, 80.9804, 1.5, STEP_M, radius_m, delta=False)
    loss = losses(swept, 900, radius_m)
    around = np.hstack([loss, loss[:, :1]])
    bearing = np.mod(np.arctan2(x - mast_x, y - mast_y), 2 * np.pi) * n / (2 * np.pi)
    error = bilinear(around, np.hypot(x - mast_x, y - mast_y) / STEP_M, bearing) - true
    assert np.abs(error).mean() < 0.1
    assert abs(error.mean()) < 0.03


def test_a_sweep_can_be_cancelled():
    def stop(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        sweep(hills(), None, 530.0, 1.5, STEP_M, EARTH_M, progress=stop)


def test_heights_between_the_centres_are_those_of_scipy():
    from scipy.ndimage import map_coordinates
    rng = np.random.default_rng(3)
    values = rng.normal(size=(9, 7)).astype(np.float32)
    row, col = rng.uniform(-1, 9, 50), rng.uniform(-1, 7, 50)
    assert bilinear(values, row.copy(), col.copy()) == pytest.approx(map_coordinates(values, [row, col], order=1, mode="nearest"), abs=1e-5)
    assert bilinear(values[:1], np.zeros(3), np.array([0.0, 1.5, 9.0])) == pytest.approx(
        [values[0, 0], values[0, 1:3].mean(), values[0, 6]])


def test_heights_where_rows_and_columns_cross_are_those_of_the_points():
    from scipy.ndimage import map_coordinates
    rng = np.random.default_rng(4)
    values = rng.normal(size=(9, 7)).astype(np.float32)
    row, col = np.linspace(-1.3, 9.2, 8), np.linspace(1.1, 7.7, 12)
    crossings = np.meshgrid(row, col, indexing="ij")
    assert bilinear_lattice(values, row, col) == pytest.approx(map_coordinates(values, crossings, order=1, mode="nearest"), abs=1e-5)
    assert bilinear_lattice(values[:1, :1], row, col) == pytest.approx(np.full((8, 12), values[0, 0]))


def test_radials_lead_to_the_points_of_the_compass():
    north_then_east = on_radials(np.arange(25, dtype=np.float32).reshape(5, 5), 2.0, 2.0, 1.0, 2, 4)
    assert north_then_east[:, 0].tolist() == [12, 17, 22]
    assert north_then_east[:, 1] == pytest.approx([12, 13, 14], abs=1e-5)
