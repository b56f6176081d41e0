import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.transform import Rotation

from mno_mobility.errors import InputError
from mno_mobility.geolocation.antenna import towards
from mno_mobility.geolocation.cells import blank_records
from mno_mobility.geolocation.patterns import CutPattern, SectorPattern, cut_tilt, default_pattern, pattern_of

ANGLES = st.floats(-180, 180)
DEPRESSIONS = st.floats(-90, 90)
CUTS = arrays(float, 360, elements=st.floats(0, 50))
MACRO_36814 = SectorPattern(14.0, 70.0, 10.0, 15.0, 25.0, 20.0)  # 3GPP TR 36.814, table A.2.1.1-2: 3-sector, case 1


def lobe(centre_deg, beam_deg=10.0):
    """A cut with one main lobe."""
    off = (np.arange(360) - centre_deg + 180) % 360 - 180
    return np.minimum(12 * (off / beam_deg) ** 2, 40.0)


def cell(**values):
    record = blank_records(1)[0]
    for column, value in values.items():
        record[column] = value
    return record


@pytest.mark.parametrize("off, below, loss", [
    (0, 15, 0), (35, 15, 3), (70, 15, 12), (-70, 15, 12), (180, 15, 25),  # 12 (φ / 70)², at most 25
    (0, 10, 3), (0, 20, 3), (0, 27, 17.28), (0, 40, 20), (0, -90, 20),    # 12 ((θ - 15) / 10)², at most 20
    (35, 10, 6), (70, 40, 25)])                                           # their sum, at most 25
def test_sector_pattern_is_that_of_tr_36_814(off, below, loss):
    assert MACRO_36814.loss_db(off, below) == pytest.approx(loss)


@given(st.floats(1, 120), st.floats(1, 60), st.floats(-10, 20))
def test_three_decibels_are_lost_at_half_of_either_beam_width(beam_h, beam_v, tilt):
    pattern = SectorPattern(17.0, beam_h, beam_v, tilt)
    np.testing.assert_allclose(pattern.loss_db([-beam_h / 2, beam_h / 2], tilt), 3)
    np.testing.assert_allclose(pattern.loss_db(0.0, [tilt - beam_v / 2, tilt + beam_v / 2]), 3)


@given(ANGLES, DEPRESSIONS, st.integers(-3, 3), CUTS, CUTS)
def test_a_whole_turn_changes_nothing(off, below, turns, horizontal, vertical):
    for pattern in (MACRO_36814, CutPattern(horizontal, vertical)):
        np.testing.assert_allclose(pattern.loss_db(off + 360 * turns, below), pattern.loss_db(off, below), atol=1e-9)


@given(ANGLES, DEPRESSIONS)
def test_a_sector_loses_nothing_in_the_main_lobe_and_never_more_than_the_front_to_back_ratio(off, below):
    assert MACRO_36814.loss_db(0.0, 15.0) == 0
    assert 0 <= MACRO_36814.loss_db(off, below) <= 25


def test_an_omnidirectional_pattern_loses_in_the_vertical_plane_only():
    pattern = default_pattern(900, omnidirectional=True)
    np.testing.assert_allclose(pattern.loss_db([-180.0, 0.0, 77.0], [[0.0], [5.0]]), [[0, 0, 0], [3, 3, 3]], atol=1e-12)


@pytest.mark.parametrize("combine", ["projection", "sum"])
@given(CUTS, CUTS, ANGLES, DEPRESSIONS)
def test_cuts_are_combined_as_their_formula_says(combine, horizontal, vertical, off, below):
    def at(cut, angle):
        return np.interp(angle, np.arange(360), cut, period=360)

    w = abs(off) / 180
    front, back = at(vertical, below), at(vertical, 180 - below)
    expected = at(horizontal, off) + (  # spec: horizontal projection interpolation
        front if combine == "sum" else -(1 - w) * (horizontal[0] - front) - w * (horizontal[180] - back))
    assert CutPattern(horizontal, vertical, combine=combine).loss_db(off, below) == pytest.approx(expected, abs=1e-9)


@given(CUTS, CUTS)
def test_projection_gives_the_measured_cuts_back(horizontal, vertical):
    vertical[[0, 180]] = horizontal[[0, 180]]  # the two cuts meet ahead and behind
    pattern, angle = CutPattern(horizontal, vertical), np.arange(-90, 91)
    np.testing.assert_allclose(pattern.loss_db(np.arange(360), 0.0), horizontal, atol=1e-9)
    np.testing.assert_allclose(pattern.loss_db(0.0, angle), vertical[angle % 360], atol=1e-9)
    np.testing.assert_allclose(pattern.loss_db(180.0, angle), vertical[180 - angle], atol=1e-9)


def test_a_sum_counts_the_loss_behind_twice():
    horizontal, vertical = lobe(0, 65.0), lobe(4)
    assert CutPattern(horizontal, vertical).loss_db(180.0, 0.0) == vertical[180]
    assert CutPattern(horizontal, vertical, combine="sum").loss_db(180.0, 0.0) == horizontal[180] + vertical[0]


def test_an_unknown_combination_is_refused():
    with pytest.raises(InputError, match="'product' is not a way"):
        CutPattern(lobe(0), lobe(0), combine="product")


@pytest.mark.parametrize("pattern", [MACRO_36814, CutPattern(lobe(0, 65.0), lobe(4))], ids=["sector", "cuts"])
def test_single_precision_stays_single_and_inputs_broadcast(pattern):
    rng = np.random.default_rng(7)
    off, below = rng.uniform(-180, 180, (5, 1)), rng.uniform(-90, 90, (5, 7))
    single = pattern.loss_db(off.astype(np.float32), below.astype(np.float32))
    assert single.dtype == np.float32 and single.shape == (5, 7)
    np.testing.assert_allclose(single, pattern.loss_db(off, below), atol=1e-3)


def test_an_unknown_direction_has_an_unknown_loss():
    loss = CutPattern(lobe(0, 65.0), lobe(4)).loss_db([0.0, np.nan, 0.0], [0.0, 0.0, np.nan])
    assert np.isnan(loss).tolist() == [False, True, True]


@given(st.floats(-8, 8), DEPRESSIONS, ANGLES)
def test_another_electrical_tilt_moves_the_pattern_alike_in_all_directions(tilt, below, off):
    tilt = round(tilt)
    assume(abs(below) < 80)
    moved, as_measured = CutPattern(lobe(0, 65.0), lobe(4), tilt_deg=4.0).tilted(tilt), CutPattern(lobe(0, 65.0), lobe(4))
    assert moved.tilt_deg == tilt and cut_tilt(moved.vertical_db) == tilt
    assert moved.loss_db(off, below) == pytest.approx(as_measured.loss_db(off, below - (tilt - 4)), abs=1e-9)


@pytest.mark.parametrize("cut, tilt", [
    (lobe(5), 5), (lobe(-3), -3), (np.where(np.arange(360) < 3, 0.0, 20.0), 1),  # a flat top: its middle
    (lobe(90), 0), (np.zeros(360), 0)])                                          # no main lobe near the horizon
def test_the_electrical_tilt_is_where_the_vertical_cut_loses_least(cut, tilt):
    assert cut_tilt(cut) == tilt


@pytest.mark.parametrize("given_values, expected", [  # TR 36.814 A.2.1.1; TR 38.901 table 7.3-1 for a directed small cell
    ({"azimuth_deg": 0, "frequency_mhz": 800}, (17, 65, 10, 4, 30, 20)),
    ({"azimuth_deg": 0, "frequency_mhz": 1000}, (17, 65, 10, 4, 30, 20)),
    ({"azimuth_deg": 0, "frequency_mhz": 1800}, (17, 65, 7, 4, 30, 20)),
    ({"azimuth_deg": 0}, (17, 65, 7, 4, 30, 20)),
    ({"frequency_mhz": 2100}, (11, np.inf, 7, 0, 30, 20)),
    ({"small": True}, (5, np.inf, np.inf, 0, 30, 20)),
    ({"small": True, "azimuth_deg": 90}, (8, 65, 65, 0, 30, 30)),
    ({"small": True, "beam_h_deg": 60, "beam_v_deg": 40, "tilt_deg": 2, "gain_dbi": 6}, (6, np.inf, 40, 2, 30, 20)),
    ({"azimuth_deg": 9, "beam_h_deg": 33, "beam_v_deg": 5, "tilt_deg": 0, "gain_dbi": 21}, (21, 33, 5, 0, 30, 20))])
def test_what_a_cell_does_not_tell_is_filled_by_its_band_and_kind(given_values, expected):
    assert pattern_of(cell(**given_values)) == SectorPattern(*expected)


def test_a_measured_pattern_keeps_its_gain_and_tilt_unless_the_cell_tells_others():
    measured = CutPattern(lobe(0, 65.0), lobe(4), 15.75, 851.0, 4.0)
    assert pattern_of(cell(azimuth_deg=0), measured).loss_db(0.0, 4.0) == 0
    assert pattern_of(cell(azimuth_deg=0), measured).gain_dbi == 15.75
    other = pattern_of(cell(azimuth_deg=0, gain_dbi=14.0, tilt_deg=6.0), measured)
    assert other.gain_dbi == 14 and other.tilt_deg == 6
    assert other.loss_db(0.0, 6.0) == 0  # six degrees, not ten


def test_a_measured_pattern_without_a_gain_gets_the_default_of_its_kind():
    assert pattern_of(cell(azimuth_deg=0), CutPattern(lobe(0, 65.0), lobe(0))).gain_dbi == 17
    assert pattern_of(cell(), CutPattern(np.zeros(360), lobe(0))).gain_dbi == 11


@given(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4), st.floats(-500, 500), st.floats(0, 360), st.floats(-15, 15))
def test_mechanical_tilt_is_the_rotation_of_tr_38_901(east, north, down, azimuth, tilt):
    assume(np.hypot(east, north) > 1)
    # TR 38.901, eq. 7.1-4 with α from the x axis in the east: R = Rz(α) Ry(β); the direction in the antenna's frame is R⁻¹ r
    to_global = Rotation.from_euler("ZY", [90 - azimuth, tilt], degrees=True)
    x, y, z = to_global.inv().apply([east, north, -down])
    assume(np.hypot(x, y) > 1)
    off, below = towards(east, north, down, azimuth, tilt)
    assert below == pytest.approx(np.degrees(np.arctan2(-z, np.hypot(x, y))), abs=1e-7)
    assert abs((off + np.degrees(np.arctan2(y, x)) + 180) % 360 - 180) < 1e-7  # clockwise, unlike φ


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(-15, 15))
def test_mechanical_tilt_agrees_with_the_printed_equations(off, below, tilt):
    phi, theta, beta = -np.radians(off), np.radians(90 + below), np.radians(tilt)
    zenith = np.arccos(np.cos(phi) * np.sin(theta) * np.sin(beta) + np.cos(theta) * np.cos(beta))                      # eq. 7.1-7
    azimuth = np.angle(np.cos(phi) * np.sin(theta) * np.cos(beta) - np.cos(theta) * np.sin(beta)
                       + 1j * np.sin(phi) * np.sin(theta))                                                             # eq. 7.1-8
    east, north, down = 1e3 * np.sin(-phi) * np.sin(theta), 1e3 * np.cos(phi) * np.sin(theta), -1e3 * np.cos(theta)
    turned, under = towards(east, north, down, 0.0, tilt)
    assert under == pytest.approx(np.degrees(zenith) - 90, abs=1e-5)  # the arc cosine is blunt near the poles
    assert abs((turned + np.degrees(azimuth) + 180) % 360 - 180) < 1e-6


def test_a_mechanical_downtilt_is_an_uptilt_behind_the_mast_and_nothing_at_its_sides():
    east, north = np.array([0.0, 0.0, 1000.0]), np.array([1000.0, -1000.0, 0.0])  # ahead, behind, to the right
    off, below = towards(east, north, np.zeros(3), 0.0, 6.0)
    np.testing.assert_allclose(off, [0, 180, 90])
    np.testing.assert_allclose(below, [-6, 6, 0], atol=1e-12)  # level points pass 6 degrees above and below the leaning axis


def test_azimuths_are_compass_bearings():
    off, below = towards(np.array([1000.0, 0.0]), np.array([0.0, 1000.0]), np.array([0.0, 1000.0]), 90.0)
    np.testing.assert_allclose(off, [0, -90], atol=1e-12)
    np.testing.assert_allclose(below, [0, 45])


@given(st.floats(0, 360), st.floats(-500, 500))
def test_no_mechanical_tilt_is_the_limit_of_a_small_one(azimuth, down):
    east, north = np.array([300.0, -40.0]), np.array([20.0, 700.0])
    for upright, leaning in zip(towards(east, north, down, azimuth), towards(east, north, down, azimuth, 1e-9)):
        np.testing.assert_allclose(upright, leaning, atol=1e-6)


def test_an_omnidirectional_antenna_begins_in_the_north_and_does_not_lean():
    off, below = towards(np.array([5.0]), np.array([5.0]), np.array([0.0]), np.nan, 8.0)
    assert off == pytest.approx(45) and below == 0
    np.testing.assert_array_equal(towards(3.0, 4.0, 5.0, 30.0, np.nan), towards(3.0, 4.0, 5.0, 30.0))


@pytest.mark.parametrize("tilt", [0.0, 3.0])
def test_directions_in_single_precision_stay_single(tilt):
    rng = np.random.default_rng(3)
    vector = rng.normal(0, 1000, (3, 50))
    single = towards(*vector.astype(np.float32), 77.0, np.float64(tilt))
    assert {a.dtype for a in single} == {np.dtype(np.float32)}
    np.testing.assert_allclose(single, towards(*vector, 77.0, tilt), atol=1e-3)
