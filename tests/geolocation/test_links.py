"""Link budgets: what is filled in, and what the power of a plan means."""

import numpy as np
import pytest

from mno_mobility.errors import InputError
from mno_mobility.geolocation import cells
from mno_mobility.geolocation.cells import CellPlan
from mno_mobility.geolocation.links import ALL_OTHERS, index_links, links_of
from mno_mobility.geolocation.patterns import CutPattern, SectorPattern


def plan_of(n=1, **columns):
    records = cells.blank_records(n)
    for column, values in columns.items():
        records[column] = values
    return CellPlan(records, "EPSG:3035")


def test_a_reference_level_is_a_resource_element_of_the_band():
    """3GPP TS 36.101, 5.6: 10 MHz are 50 blocks, 20 MHz are 100, of 12 subcarriers each; 40 W are 46.02 dBm."""
    plan = plan_of(2, azimuth_deg=0, power_w=40, gain_dbi=17, loss_db=2, frequency_mhz=800, bandwidth_mhz=[10, 20])
    total = links_of(plan, quantity="total")
    assert total.eirp_dbm == pytest.approx([61.02, 61.02], abs=0.005)
    levels = links_of(plan)
    assert levels.eirp_dbm == pytest.approx([61.02 - 27.78, 61.02 - 30.79], abs=0.005)
    # the same places are covered
    assert total.eirp_dbm - total.threshold_dbm == pytest.approx(levels.eirp_dbm - levels.threshold_dbm)
    assert levels.threshold_dbm == pytest.approx([-110, -110])


@pytest.mark.parametrize("power_is, expected", [("conducted", 30 + 17 - 2), ("erp", 30 + 2.15), ("eirp", 30)])
def test_power_is_what_the_plan_means(power_is, expected):
    plan = plan_of(azimuth_deg=0, power_w=1, gain_dbi=17, loss_db=2)
    assert links_of(plan, quantity="total", power_is=power_is).eirp_dbm == pytest.approx([expected], abs=0.005)


def test_a_power_that_is_filled_in_is_conducted_whatever_the_plan_means():
    """46.02 dBm of a macro cell (TR 36.814) and 17 dBi."""
    found = links_of(plan_of(2, azimuth_deg=0, power_w=[1000, np.nan]), quantity="total", power_is="eirp")
    assert found.eirp_dbm == pytest.approx([60, 63.02], abs=0.005)
    assert found.defaulted["power_w"].tolist() == [1] and found.defaulted["gain_dbi"].tolist() == [1]
    assert "gain_dbi" not in links_of(plan_of(azimuth_deg=0, power_w=1000), power_is="eirp").defaulted


def test_the_index_of_power_takes_the_defaults_of_mobloc():
    """mobloc's prop_param: W 10 and 5, ple 3.75 and 6, range 10 km and 1 km, beams of 65 and 9 degrees, 5 degrees down."""
    found = index_links(plan_of(3, small=[False, True, False], azimuth_deg=[0, 0, np.nan], height_m=[20, np.nan, np.nan]))
    plan = found.plan
    assert [plan[c].tolist() for c in ("power_w", "ple", "range_m", "height_m")] == [
        [10, 5, 10], [3.75, 6, 3.75], [10_000, 1_000, 10_000], [20, 8, 30]]
    assert (plan["beam_h_deg"][0], plan["beam_v_deg"][0], plan["tilt_deg"][0]) == (65, 9, 5) and np.isnan(plan["tilt_deg"][2])
    assert {column: rows.tolist() for column, rows in found.defaulted.items()} == {
        "height_m": [1, 2], "power_w": [0, 1, 2], "range_m": [0, 1, 2], "ple": [0, 1, 2], "tilt_deg": [0, 1], "beam_h_deg": [0, 1],
        "beam_v_deg": [0, 1], "azimuth_deg": [2]}
    assert index_links(plan_of(2, small=[False, True]), range_m=700).plan["range_m"].tolist() == [700, 1000]


def cuts(gain_dbi, tilt_deg=2.0):
    """A measured antenna that loses 12 (angle / 60)² across and 12 ((angle - tilt) / 10)² upright, 25 dB at most."""
    angle = (np.arange(360) + 180) % 360 - 180
    across, upright = (np.minimum(12 * x ** 2, 25) for x in (angle / 60, (angle - tilt_deg) / 10))
    return CutPattern(across, upright, gain_dbi, tilt_deg=tilt_deg)


def test_antennas_are_taken_by_name_else_the_shared_one_else_beam_widths():
    plan = plan_of(4, azimuth_deg=[0, 90, np.nan, 0], power_w=1, antenna=["a", None, None, "b"])
    found = links_of(plan, antennas={"a": cuts(15.0), ALL_OTHERS: cuts(18.0)}, quantity="total")
    kinds = [type(pattern) for pattern in found.patterns]
    assert kinds == [CutPattern, CutPattern, SectorPattern, CutPattern]  # an omnidirectional cell takes no sector antenna unasked
    assert found.eirp_dbm[[0, 1, 3]] == pytest.approx([45, 48, 48])
    assert found.defaulted["antenna"].tolist() == [3]
    # what the file tells was not filled in
    assert found.defaulted["gain_dbi"].tolist() == found.defaulted["beam_v_deg"].tolist() == [2]
    assert "tilt_deg" not in found.defaulted


def test_gain_and_tilt_of_the_plan_go_before_those_of_the_file():
    plan = plan_of(2, azimuth_deg=0, power_w=1, antenna="a", gain_dbi=[np.nan, 12], tilt_deg=[np.nan, 6])
    found = links_of(plan, antennas={"a": cuts(15.0, tilt_deg=2.0)}, quantity="total")
    assert found.eirp_dbm == pytest.approx([45, 42])
    least = [np.argmin(pattern.loss_db(np.zeros(21), np.arange(-10.0, 11.0))) - 10 for pattern in found.patterns]
    assert least == [2, 6]


def test_a_file_without_a_gain_leaves_it_to_be_filled_in():
    found = links_of(plan_of(azimuth_deg=0, power_w=1, antenna="a"), antennas={"a": cuts(np.nan)}, quantity="total")
    assert found.defaulted["gain_dbi"].tolist() == [0] and found.eirp_dbm == pytest.approx([47])  # 17 dBi of a mast


def test_what_a_plan_does_not_tell_is_counted_by_column():
    plan = plan_of(3, small=[False, True, False], height_m=[20, np.nan, np.nan], azimuth_deg=[0, 0, np.nan], radio=["GSM", "LTE", None])
    found = links_of(plan, range_m=7_000)
    assert {column: rows.tolist() for column, rows in found.defaulted.items() if column in ("height_m", "range_m", "azimuth_deg")} == {
        "height_m": [1, 2], "range_m": [0, 1, 2], "azimuth_deg": [2]}
    assert found.plan["height_m"].tolist() == [20, 8, 30] and found.plan["range_m"].tolist() == [7_000, 1_000, 7_000]
    assert found.plan["frequency_mhz"].tolist() == [900, 2600, 1800]
    assert found.threshold_dbm.tolist() == [-95, -110, -110]
    assert np.isnan(plan["height_m"][1:]).all()  # the plan that was given stays as it is


def test_an_unknown_quantity_is_refused():
    with pytest.raises(InputError, match="loudness"):
        links_of(plan_of(), quantity="loudness")
