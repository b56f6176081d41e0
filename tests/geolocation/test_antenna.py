import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mno_mobility.geolocation.antenna import half_power_sigma, off_boresight, off_tilt, pattern_loss, table_sigma


def mobloc_off_boresight(dx, dy, c, direction, beta):
    """The horizontal angle as the published model states it, case by case."""
    azimuth = (np.degrees(np.arctan2(dx, dy)) - direction + 180) % 360 - 180
    r = np.hypot(dx, dy)
    a, b = r * np.sin(np.radians(azimuth)), r * np.cos(np.radians(azimuth))
    d, lam = np.hypot(b, c), np.degrees(np.arctan2(c, abs(b)))
    if b > 0:
        e = d * np.cos(np.radians(lam - beta))
    elif lam + beta < 90:
        e = -d * np.cos(np.radians(lam + beta))
    else:
        e = d * np.cos(np.radians(180 - lam - beta))
    return np.degrees(np.arctan2(a, e))


@pytest.mark.parametrize("back_loss", [20, 30])
def test_table_of_widths_is_mobloc_s(shared_data, back_loss):
    path = shared_data / "mobloc_vectors" / f"vec_sd_mapping_dbback{back_loss}.csv"
    half, sigma = np.loadtxt(path, delimiter=",", skiprows=1).T
    np.testing.assert_allclose(table_sigma(2 * half, back_loss), sigma, rtol=1e-14)


def test_looked_up_loss_is_what_mobloc_prints(shared_data):
    beam, angle, loss = np.loadtxt(shared_data / "mobloc_vectors" / "vec_angle_loss.csv", delimiter=",", skiprows=1).T
    np.testing.assert_allclose(pattern_loss(angle, table_sigma(beam)), loss, rtol=1e-13, atol=1e-13)


def test_half_a_degree_is_looked_up_downwards():
    # density.md: 9 and 7.5 degrees share 8.46, 65 gives 71.1
    np.testing.assert_allclose(table_sigma([9, 7.5, 65]), [8.46, 8.46, 71.1], rtol=1e-14)


@given(st.floats(0.1, 113.8))
def test_three_decibels_are_lost_at_half_the_beam_width(beam):
    sigma, reached = half_power_sigma(beam)
    assert reached
    assert pattern_loss(beam / 2, sigma) == pytest.approx(-3, abs=1e-7)


def test_width_passes_half_a_circle_at_102_degrees():
    # density.md; mobloc's table of widths up to 180 degrees ends there
    sigma, _ = half_power_sigma([101.9, 102.1])
    assert sigma[0] < 180 < sigma[1]


def test_a_beam_too_wide_for_three_decibels_is_flagged_and_gets_the_widest_pattern():
    sigma, reached = half_power_sigma([113.8, 113.9, 120])
    assert reached.tolist() == [True, False, False]
    assert pattern_loss(60, sigma[2]) == pytest.approx(-30 * (60 / 180) ** 2)  # limit of the formula for a wide Gaussian


@given(st.floats(0.5, 1e4))
def test_the_back_loses_the_back_loss_and_the_front_nothing(sigma):
    np.testing.assert_allclose(pattern_loss([0, 180, -180, 360, 540], sigma), [0, -30, -30, 0, -30], atol=1e-9)


@given(st.floats(-5e3, 5e3), st.floats(-5e3, 5e3), st.floats(-300, 300), st.floats(0, 360), st.floats(-20, 60))
def test_one_projection_covers_all_of_mobloc_s_cases(dx, dy, c, direction, beta):
    assume(np.hypot(dx, dy) > max(1, 1.001 * abs(c)))  # right below the antenna the angle is not defined
    ours, theirs = off_boresight(dx, dy, c, direction, beta), mobloc_off_boresight(dx, dy, c, direction, beta)
    assert abs((ours - theirs + 180) % 360 - 180) < 1e-6  # 180 and -180 are one direction


def test_compass_bearings_turn_clockwise():
    assert off_boresight(100.0, 0.0, 0.0, azimuth_deg=0, tilt_deg=0) == pytest.approx(90)
    assert off_boresight(100.0, 0.0, 0.0, azimuth_deg=120, tilt_deg=0) == pytest.approx(-30)


def test_the_tilted_lobe_meets_the_ground_where_trigonometry_says():
    assert off_tilt(30 / np.tan(np.radians(5)), 30.0, 5) == pytest.approx(0)
