import numpy as np
import pytest

from mno_mobility.geolocation.bands import (
    COVERAGE_DBM,
    DEFAULT_BANDWIDTH_MHZ,
    DEFAULT_MHZ,
    RASTERS,
    TECHNOLOGIES,
    downlink_mhz,
    reference_offset_db,
    technology,
)


@pytest.mark.parametrize(("channel", "mhz"), [
    # 3GPP TS 36.521-1 V17, Table 5.4.4-1: first channel and lowest frequency of each band
    (0, 2110), (600, 1930), (1200, 1805), (1950, 2110), (2400, 869), (2750, 2620), (3450, 925), (3800, 1844.9), (4150, 2110),
    (4750, 1475.9), (5010, 729), (5180, 746), (5280, 758), (5730, 734), (5850, 860), (6000, 875), (6150, 791), (6450, 1495.9),
    (6600, 3510),
    # last channels of bands 1, 3, 7 and 20 there, a tenth of a MHz below the upper edge
    (599, 2169.9), (1949, 1879.9), (3449, 2689.9), (6449, 820.9),
    # carriers of British operators as Ofcom licensed them: 791-801, 801-811 and 811-821 MHz are told by their middle
    (6200, 796), (6300, 806), (6400, 816)])
def test_lte_channels_are_those_of_the_standard(channel, mhz):
    assert downlink_mhz([channel], "LTE") == pytest.approx([mhz])


@pytest.mark.parametrize("channel", [4950, 5009, 5380, 7400, 10_360, 18_000, 24_400, 35_999, 65_535, 80_000, -1, np.nan])
def test_lte_channels_between_bands_and_of_the_uplink_have_no_downlink(channel):
    assert np.isnan(downlink_mhz([channel], "LTE")).all()


@pytest.mark.parametrize(("channel", "mhz"), [
    # 3GPP TS 25.101, Table 5.2: lowest and highest carrier of bands I, II, III, IV, V, VII; of VIII the lowest is 925 + 2.4 MHz
    (10562, 2112.4), (10838, 2167.6), (9662, 1932.4), (9938, 1987.6), (1162, 1807.4), (1513, 1877.6), (1537, 2112.4), (1738, 2152.6),
    (4357, 871.4), (4458, 891.6), (2237, 2622.4), (2563, 2687.6), (2937, 927.4), (3088, 957.6)])
def test_umts_channels_are_those_of_the_standard(channel, mhz):
    assert downlink_mhz([channel], "UMTS") == pytest.approx([mhz])


@pytest.mark.parametrize(("channel", "radio", "mhz"), [
    # 3GPP TS 45.005, Table 2-2: uplink and spacing. P-GSM 890 + 0.2 n + 45, E-GSM 890 + 0.2 (n - 1024) + 45, GSM 850
    # 824.2 + 0.2 (n - 128) + 45, DCS 1710.2 + 0.2 (n - 512) + 95, PCS 1850.2 + 0.2 (n - 512) + 80
    (1, "GSM", 935.2), (124, "GSM", 959.8), (975, "GSM", 925.2), (1023, "2G", 934.8), (128, "GSM", 869.2), (251, "GSM", 893.8),
    (512, "GSM", 1805.2), (885, "GSM", 1879.8), (512, "GSM 1900", 1930.2), (810, "PCS", 1989.8), (200, "GSM1900", np.nan),
    # 3GPP TS 38.104, Table 5.4.2.1-1: 5 kHz from 0, 15 kHz from 3000 MHz, 60 kHz from 24250.08 MHz
    (156_510, "NR", 782.55), (599_999, "NR", 2999.995), (636_666, "5G", 3549.99), (2_016_667, "NR", 24_250.08),
    (2_079_166, "NR", 28_000.02), (3_279_166, "NR", np.nan)])
def test_gsm_and_nr_channels_are_those_of_the_standard(channel, radio, mhz):
    assert downlink_mhz([channel], radio) == pytest.approx([mhz], nan_ok=True)


def test_each_cell_has_its_own_technology():
    found = downlink_mhz([100, 100, 10700, 1300, 1300], ["GSM", "LTE", "UMTS", None, "CDMA"])
    assert found == pytest.approx([955, 2120, 2140, np.nan, np.nan], nan_ok=True)
    assert downlink_mhz([], []).shape == (0,)


@pytest.mark.parametrize("name", RASTERS)
def test_bands_do_not_share_channels(name):
    first, last, low, step = np.array(RASTERS[name]).T
    assert (first <= last).all() and (first[1:] > last[:-1]).all() and (low >= 0).all() and (step > 0).all()


@pytest.mark.parametrize(("text", "name"), [
    ("gsm", "GSM"), ("2G", "GSM"), ("DCS1800", "GSM"), ("UMTS", "UMTS"), ("3g", "UMTS"), ("WCDMA", "UMTS"), ("HSPA+", "UMTS"),
    ("LTE", "LTE"), ("4G", "LTE"), ("E-UTRA", "LTE"), ("LTE 800", "LTE"), ("LTE-A", "LTE"), ("NR", "NR"), ("5G NR", "NR"),
    ("5G-SA", "NR"), ("CDMA", None), ("", None), (None, None), (4, None)])
def test_technologies_go_by_many_names(text, name):
    assert technology(text) == name


@pytest.mark.parametrize(("radio", "bandwidth", "offset"), [
    # 12 subcarriers in each of 6, 15, 25, 50, 75, 100 blocks: TS 36.101, Table 5.6-1
    ("LTE", 1.4, -18.57), ("LTE", 3, -22.55), ("LTE", 5, -24.77), ("LTE", 10, -27.78), ("LTE", 15, -29.54), ("LTE", 20, -30.79),
    # TS 38.101-1, Table 5.3.2-1: 106 blocks in 20 MHz at 15 kHz, 273 in 100 MHz at 30 kHz
    ("NR", 20, -31.04), ("NR", 100, -35.15), ("UMTS", 5, -10), ("GSM", 0.2, 0)])
def test_reference_levels_lie_below_the_power_of_the_carrier(radio, bandwidth, offset):
    assert reference_offset_db(radio, bandwidth) == pytest.approx(offset, abs=0.01)
    assert reference_offset_db([radio, "GSM"], [bandwidth, 0.2]) == pytest.approx([offset, 0], abs=0.01)


def test_every_technology_has_its_threshold_and_defaults():
    assert COVERAGE_DBM == {"GSM": -95, "UMTS": -105, "LTE": -110, "NR": -110}
    assert set(DEFAULT_MHZ) == set(DEFAULT_BANDWIDTH_MHZ) == set(TECHNOLOGIES)
