from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from munich import read

from mno_mobility.geolocation.antenna import table_sigma
from mno_mobility.geolocation.propagation import (
    Sight,
    Transmitter,
    built_up_ple,
    distance_strength,
    dominance,
    footprints,
    onoff,
    parametric,
    reach_m,
)

OMNI = Transmitter(0, 0, 30, np.nan, np.nan, 70, 10, 10, 3.75, -92.5, 0.2)
CASES = ["dir_az0", "dir_az120_tilt3", "dir_az245_tilt14", "omni_small", "omni_macro", "dir_terrain"]


def test_path_loss_is_what_mobloc_prints(shared_data):
    power, ple, r, dbm = np.loadtxt(shared_data / "mobloc_vectors" / "vec_distance_dBm.csv", delimiter=",", skiprows=1).T
    np.testing.assert_allclose(distance_strength(r, power, ple), dbm, rtol=1e-14, atol=1e-13)


def test_path_loss_stops_growing_nearer_than_a_centimetre():
    assert distance_strength(0.0, 10, 4) == distance_strength(0.01, 10, 4) == pytest.approx(120)  # 40 + 4 * 20 dB


def test_dominance_is_what_mobloc_prints(shared_data):
    path = shared_data / "mobloc_vectors" / "vec_dBm_dominance.csv"
    midpoint, steepness, dbm, s = np.loadtxt(path, delimiter=",", skiprows=1).T
    np.testing.assert_allclose(dominance(dbm, midpoint, steepness), s, rtol=1e-13)


@pytest.mark.parametrize("case", CASES)
def test_strength_around_a_cell_is_what_mobloc_prints(shared_data, case):
    rows = [row for row in read(shared_data / "mobloc_vectors" / "vec_signal_strength_grid.csv") if row["case"] == case]
    x, y, z, dbm, s = (np.array([float(row[column]) for row in rows]) for column in ("x", "y", "z", "dBm", "s"))
    cz, azimuth, tilt, beam_h, beam_v, power, ple = (
        float(rows[0][column] or "nan") for column in ("cz", "direction", "tilt", "beam_h", "beam_v", "W", "ple"))
    widths = [np.nan, np.nan] if np.isnan(beam_h) else table_sigma([beam_h, beam_v])
    cell = Transmitter(0, 0, cz, azimuth, tilt, *widths, power, ple, -92.5, 0.2)
    strength, ours = parametric(cell, x, y, z, 0.05)
    np.testing.assert_allclose(strength, dbm, rtol=2e-14)
    np.testing.assert_allclose(ours, s, rtol=1e-12)


@given(st.floats(0.01, 0.9), st.floats(0.5, 100), st.floats(2, 6), st.floats(0.1, 1))
def test_dominance_at_the_reach_is_the_threshold(threshold, power, ple, steepness):
    reach = reach_m(threshold, power, ple, -92.5, steepness)
    assert dominance(distance_strength(reach, power, ple), -92.5, steepness) == pytest.approx(threshold)


@pytest.mark.parametrize("azimuth, tilt, down", [(np.nan, np.nan, 30.0), (75.0, 5.0, 30.0), (240.0, np.nan, None), (10.0, 14.0, None)])
@pytest.mark.parametrize("threshold", [0.0, 0.05, 0.5])
def test_a_footprint_is_where_the_parametric_dominance_reaches_the_threshold(azimuth, tilt, down, threshold):
    rng = np.random.default_rng(1)
    east, north = rng.uniform(-3000, 3000, (2, 5000))
    ground = 0.0 if down else rng.uniform(-100, 100, 5000)
    cell = Transmitter(0, 0, 30, azimuth, tilt, 70, 10, 10, 3.75, -92.5, 0.2)
    s = parametric(cell, east, north, ground, threshold)[1]
    other = replace(cell, azimuth_deg=150.0)  # shares the rest
    (at, kept), (at_other, _) = footprints([cell, other], Sight.of(east, north, 30 - ground), threshold)
    assert np.array_equal(at, np.flatnonzero(s >= threshold)) and 0 < len(at)
    np.testing.assert_allclose(kept, s[at], rtol=1e-12)
    assert np.array_equal(at_other, np.flatnonzero(parametric(other, east, north, ground, threshold)[1] >= threshold))


def test_no_threshold_reaches_everywhere():
    assert reach_m(0, 10, 3.75, -92.5, 0.2) == np.inf


def test_on_off_is_one_exactly_where_the_parametric_dominance_reaches_the_threshold():
    east = np.linspace(0, 20_000, 101)
    strength, s = parametric(OMNI, east, 0 * east, 0, 0.05)
    on_off_strength, on_off = onoff(OMNI, east, 0 * east, 0, 0.05)
    assert np.array_equal(on_off_strength, strength)
    assert np.array_equal(on_off, s >= 0.05) and 0 < on_off.sum() < 101


def test_a_cell_without_azimuth_is_equally_strong_all_around():
    bearing = np.linspace(0, 2 * np.pi, 13)
    strength, _ = parametric(OMNI, 500 * np.sin(bearing), 500 * np.cos(bearing), 0, 0.05)
    np.testing.assert_allclose(strength, strength[0])


def ple(azimuth, share_at, reach=10_000.0):
    return built_up_ple([0], [0], [azimuth], [65], [reach], share_at)[0]


def test_exponent_grows_from_three_and_a_half_to_four_with_built_up_land():
    # density.md: ple = 3.5 + 0.5 * share of built-up
    assert [ple(0, lambda x, y, share=share: np.full(x.shape, share)) for share in (0, 0.4, 1)] == pytest.approx([3.5, 3.7, 4])


def test_exponent_looks_where_the_antenna_looks():
    def east(x, y):
        return (x > 1).astype(float)
    # all bearings of 90 +- 65 degrees lie east, all of 270 +- 65 west, one of the four quarters east
    assert [ple(azimuth, east) for azimuth in (90, 270, np.nan)] == pytest.approx([4, 3.5, 3.625])


def test_exponent_looks_no_farther_than_the_range():
    def far(x, y):
        return (np.hypot(x, y) > 400).astype(float)
    assert [ple(0, far, reach) for reach in (10_000, 450, 600)] == pytest.approx([3.5 + 0.5 * 2 / 5, 3.5, 3.5 + 0.5 / 4])


def test_exponent_leaves_out_what_is_not_known():
    assert ple(90, lambda x, y: np.where(np.hypot(x, y) < 100, 1.0, np.nan)) == pytest.approx(4)
    assert np.isnan(ple(90, lambda x, y: np.full(x.shape, np.nan)))
