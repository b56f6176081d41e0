"""Cell plans: field names, validation, defaults."""

import numpy as np
import pytest

from mno_mobility.errors import InputError
from mno_mobility.geolocation.cells import displaced, guess_columns, opencellid_ids, read_plan, with_defaults

X, Y = [0.0, 500.0, 0.0, 500.0, 250.0], [0.0, 0.0, 500.0, 500.0, 250.0]


def plan_of(x=X, y=Y, **columns):
    columns.setdefault("cell_id", ["a", "b", "c", "d", "e"][:len(x)])
    return read_plan(columns, x, y, "EPSG:3035")


def test_mobloc_names_are_read():
    fields = ["layer", "cell", "small", "direction", "tilt", "beam_h", "beam_v", "x", "y", "height", "z", "W", "range", "ple"]
    guess = guess_columns(fields)
    assert guess == {"cell_id": "cell", "small": "small", "azimuth_deg": "direction", "tilt_deg": "tilt", "beam_h_deg": "beam_h",
                     "beam_v_deg": "beam_v", "x": "x", "y": "y", "height_m": "height", "z_m": "z", "power_w": "W",
                     "range_m": "range", "ple": "ple"}


def test_multimno_names_are_read():
    guess = guess_columns(["cell_id", "latitude", "longitude", "antenna_height", "azimuth_angle", "elevation_angle", "power"])
    assert (guess["azimuth_deg"], guess["tilt_deg"], guess["height_m"], guess["x"], guess["y"]) == \
        ("azimuth_angle", "elevation_angle", "antenna_height", "longitude", "latitude")


def test_an_id_beats_a_name_that_the_cells_of_a_site_share():
    # the columns of the nsg cell database
    fields = ["ECellID", "CellName", "Longitude", "Latitude", "PCI", "EARFCN", "Azimuth"]
    assert guess_columns(fields) == {"cell_id": "ECellID", "x": "Longitude", "y": "Latitude", "azimuth_deg": "Azimuth",
                                     "earfcn": "EARFCN"}


def test_the_columns_own_name_beats_a_synonym():
    assert guess_columns(["direction", "azimuth_deg"])["azimuth_deg"] == "azimuth_deg"


def test_opencellid_ids_join_their_parts():
    ids = opencellid_ids({"radio": ["LTE", "GSM"], "mcc": [262, 262], "net": [2, 2], "area": [801, None], "cell": [86355, 1]})
    assert list(ids) == ["LTE-262-2-801-86355", None]


def test_a_cell_without_id_or_place_and_a_repeated_one_are_dropped_and_named():
    plan, problems = plan_of(cell_id=["a", None, "c", "a", "e"], x=[0, 1, np.nan, 3, 4.0])
    assert list(plan["cell_id"]) == ["a", "e"]
    assert [(p.row, p.dropped) for p in problems] == [(1, True), (2, True), (3, True)]
    assert "more than once" in problems[2].problem


@pytest.mark.parametrize("column, value", [
    ("height_m", -3), ("power_w", 0), ("tilt_deg", 95), ("beam_h_deg", 0), ("range_m", -1), ("ple", 0), ("height_m", "tall")])
def test_a_value_out_of_range_is_reported_and_read_as_not_given(column, value):
    plan, problems = plan_of(**{column: [value, None, None, None, None]})
    assert np.isnan(plan[column][0]) and len(plan) == 5
    assert [(p.cell_id, p.dropped) for p in problems] == [("a", False)] and column in problems[0].problem


def test_a_blank_of_a_text_file_is_not_given_and_no_problem():
    plan, problems = plan_of(height_m=["", " ", "20", None, "30,5"], azimuth_deg=["", "90", "", "", ""])
    np.testing.assert_array_equal(plan["height_m"], [np.nan, np.nan, 20, np.nan, 30.5])
    assert problems == []


def test_azimuths_wrap_and_impossible_ones_become_omnidirectional():
    plan, problems = plan_of(azimuth_deg=[-90, 360, 720, None, 12.5])
    np.testing.assert_array_equal(plan["azimuth_deg"], [270, 0, np.nan, np.nan, 12.5])
    assert [p.cell_id for p in problems] == ["c"]


def test_swapped_coordinates_are_found_among_others():
    lon, lat = np.array([11.5, 11.6, 11.55, 48.1, 11.52, 11.58]), np.array([48.1, 48.2, 48.15, 11.5, 48.12, 48.13])
    far, swapped = displaced(lon, lat)
    assert list(np.flatnonzero(swapped)) == [3] and list(np.flatnonzero(far)) == [3]
    plan, problems = read_plan({"cell_id": list("abcdef")}, lon, lat, "EPSG:3035", displaced_rows=(far, swapped))
    assert len(plan) == 5 and "swapped" in problems[0].problem


def test_numeric_ids_lose_their_decimal_point_and_text_numbers_are_read():
    plan, _ = plan_of(cell_id=[26201.0, 7, " 8 ", "x", "y"], height_m=["12,5", "30", None, "8.25", ""])
    assert list(plan["cell_id"]) == ["26201", "7", "8", "x", "y"]
    np.testing.assert_array_equal(plan["height_m"], [12.5, 30, np.nan, 8.25, np.nan])


def test_cells_at_one_place_share_a_site():
    plan, _ = plan_of(x=[0, 0.01, 9.0], y=[0, 0, 0.0], cell_id=["a", "b", "c"])
    assert plan["site_id"][0] == plan["site_id"][1] != plan["site_id"][2]


def test_defaults_differ_for_small_cells_and_given_values_stay():
    # mobloc's defaults: density.md section 2
    plan, _ = plan_of(small=["TRUE", "FALSE", None, "0", "1"], power_w=[None, None, 40, None, None])
    filled = with_defaults(plan, steepness=0.3)
    np.testing.assert_array_equal(filled["power_w"], [5, 10, 40, 10, 5])
    np.testing.assert_array_equal(filled["ple"], [6, 3.75, 3.75, 3.75, 6])
    assert (filled["steepness"] == 0.3).all() and (filled["midpoint_dbm"] == -92.5).all()


@pytest.mark.parametrize("columns, x", [({}, []), ({"cell_id": []}, []), ({"cell_id": [None]}, [1.0])])
def test_a_plan_without_usable_cells_is_refused(columns, x):
    with pytest.raises(InputError):
        read_plan(columns, x, x, "EPSG:3035")


def test_a_channel_number_tells_the_frequency_and_the_technology_that_the_plan_does_not():
    # TS 36.101, 5.7.3: EARFCN 6400 is 791 + 0.1 * (6400 - 6150) MHz; TS 25.101, 5.4: UARFCN 10700 is 10700 / 5 MHz
    plan, problems = plan_of(earfcn=[6400, 6400, 10700, "6300", None], frequency_mhz=[None, 811, None, None, None],
                             radio=[None, None, "3G", "4G", None])
    np.testing.assert_allclose(plan["frequency_mhz"], [816, 811, 2140, 806, np.nan])
    assert list(plan["radio"]) == ["LTE", None, "UMTS", "LTE", None] and problems == []


def test_a_channel_number_of_no_downlink_is_reported():
    # 24150 + 250 is the uplink of EARFCN 6400; 'channel' alone tells no technology
    plan, problems = plan_of(earfcn=[24400, None, None, None, None], channel=[None, 62, None, None, None],
                             radio=[None, None, "GSM", "CDMA", 7])
    assert np.isnan(plan["frequency_mhz"]).all() and list(plan["radio"]) == [None, None, "GSM", None, None]
    assert [(p.cell_id, p.problem) for p in problems] == [
        ("a", "earfcn is no downlink channel of its technology"), ("b", "channel is no downlink channel of its technology"),
        ("d", "radio is no known technology"), ("e", "radio is no known technology")]


def test_frequency_and_bandwidth_default_by_technology():
    plan, _ = plan_of(radio=[None, "LTE", "GSM", "5G", "5G"], small=[0, 1, 0, 0, 0], frequency_mhz=[None, None, None, None, 700])
    filled = with_defaults(plan)
    assert list(filled["radio"]) == ["LTE", "LTE", "GSM", "NR", "NR"]
    np.testing.assert_array_equal(filled["frequency_mhz"], [1800, 2600, 900, 3500, 700])
    np.testing.assert_array_equal(filled["bandwidth_mhz"], [10, 10, 0.2, 100, 10])
    assert (with_defaults(plan, frequency_mhz=800)["frequency_mhz"] == [800, 800, 800, 800, 700]).all()
