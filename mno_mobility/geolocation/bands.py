"""Technologies and their bands: names, downlink frequency of a channel number, reference levels, and what to take where nothing is given.

Sources: 3GPP TS 45.005, 2 (GSM), TS 25.101, 5.4 (UMTS), TS 36.101, 5.6 and 5.7.3 (LTE), TS 38.104, 5.3.2 and 5.4.2 (NR).
"""

import re

import numpy as np

GSM, UMTS, LTE, NR = TECHNOLOGIES = ("GSM", "UMTS", "LTE", "NR")
PCS = "PCS"  # GSM 1900, whose channel numbers are also those of GSM 1800

NAMES = {
    GSM: ("gsm", "2g", "gprs", "edge", "geran", "egsm", "dcs", "pcs"),
    UMTS: ("umts", "3g", "wcdma", "utra", "utran", "hspa", "hsdpa", "hsupa"),
    LTE: ("lte", "4g", "eutra", "eutran", "ltea", "lteadvanced"),
    NR: ("nr", "5g", "5gnr", "nr5g", "5gsa", "5gnsa", "ngran")}

# columns of channel numbers, and the technology of a cell for which the plan tells none
CHANNELS = {"earfcn": LTE, "uarfcn": UMTS, "nrarfcn": NR, "arfcn": GSM, "channel": None}

COVERAGE_DBM = {GSM: -95.0, UMTS: -105.0, LTE: -110.0, NR: -110.0}  # where outdoor coverage is said to end
DEFAULT_MHZ = {GSM: (900.0, 1800.0), UMTS: (2100.0, 2100.0), LTE: (1800.0, 2600.0), NR: (3500.0, 3500.0)}  # ordinary, small cell
DEFAULT_BANDWIDTH_MHZ = {GSM: 0.2, UMTS: 5.0, LTE: 10.0, NR: 100.0}
NR_WIDE_FROM_MHZ = 2300.0  # below, NR takes the place of an LTE carrier
PILOT_SHARE_DB = -10.0  # a tenth of the power of a UMTS cell goes to the common pilot

# (bandwidth in MHz, resource blocks); NR at 15 kHz up to 20 MHz, at 30 kHz up to 100 MHz, at 120 kHz above
RESOURCE_BLOCKS = {
    LTE: ((1.4, 6), (3, 15), (5, 25), (10, 50), (15, 75), (20, 100)),
    NR: ((5, 25), (10, 52), (15, 79), (20, 106), (25, 65), (30, 78), (40, 106), (50, 133), (60, 162), (70, 189), (80, 217), (90, 245),
         (100, 273), (200, 132), (400, 264))}

# (first channel, last channel, MHz of the first, MHz from one to the next)
RASTERS = {
    GSM: ((0, 124, 935.0, 0.2), (128, 251, 869.2, 0.2), (259, 293, 460.6, 0.2), (306, 340, 489.0, 0.2), (512, 885, 1805.2, 0.2),
          (940, 1023, 918.2, 0.2)),
    PCS: ((512, 810, 1930.2, 0.2),),
    UMTS: tuple((first, last, offset + first / 5, 0.2) for first, last, offset in (
        (712, 763, 735), (862, 912, 1326), (1162, 1513, 1575), (1537, 1738, 1805), (2237, 2563, 2175), (2937, 3088, 340),
        (3112, 3388, 1490), (3712, 3787, 736), (3842, 3903, -37), (4017, 4043, -55), (4117, 4143, -63), (4357, 4458, 0),
        (4512, 4638, -109), (4662, 5038, 2580), (5112, 5413, 910), (5762, 5913, -291), (9237, 9387, 0), (9662, 9938, 0),
        (10562, 10838, 0))),
    LTE: tuple((first, last, low, 0.1) for first, last, low in (
        (0, 599, 2110), (600, 1199, 1930), (1200, 1949, 1805), (1950, 2399, 2110), (2400, 2649, 869), (2650, 2749, 875),
        (2750, 3449, 2620), (3450, 3799, 925), (3800, 4149, 1844.9), (4150, 4749, 2110), (4750, 4949, 1475.9), (5010, 5179, 729),
        (5180, 5279, 746), (5280, 5379, 758), (5730, 5849, 734), (5850, 5999, 860), (6000, 6149, 875), (6150, 6449, 791),
        (6450, 6599, 1495.9), (6600, 7399, 3510), (7500, 7699, 2180), (7700, 8039, 1525), (8040, 8689, 1930), (8690, 9039, 859),
        (9040, 9209, 852), (9210, 9659, 758), (9660, 9769, 717), (9770, 9869, 2350), (9870, 9919, 462.5), (9920, 10359, 1452),
        (36000, 36199, 1900), (36200, 36349, 2010), (36350, 36949, 1850), (36950, 37549, 1930), (37550, 37749, 1910),
        (37750, 38249, 2570), (38250, 38649, 1880), (38650, 39649, 2300), (39650, 41589, 2496), (41590, 43589, 3400),
        (43590, 45589, 3600), (45590, 46589, 703), (46590, 46789, 1447), (46790, 54539, 5150), (54540, 55239, 5855),
        (55240, 56739, 3550), (56740, 58239, 3550), (58240, 59089, 1432), (59090, 59139, 1427), (59140, 60139, 3300),
        (60140, 60254, 2483.5), (65536, 66435, 2110), (66436, 67335, 2110), (67336, 67535, 738), (67536, 67835, 753),
        (67836, 68335, 2570), (68336, 68585, 1995), (68586, 68935, 617), (68936, 68985, 461), (68986, 69035, 460),
        (69036, 69465, 1475), (69466, 70315, 1432), (70316, 70365, 1427), (70366, 70545, 728), (70546, 70595, 420),
        (70596, 70645, 422))),
    NR: ((0, 599_999, 0.0, 0.005), (600_000, 2_016_666, 3000.0, 0.015), (2_016_667, 3_279_165, 24_250.08, 0.06))}

_TECHNOLOGY_OF = {name: technology for technology, names in NAMES.items() for name in names}


def technology(text):
    """GSM, UMTS, LTE or NR by any of its names, such as 4G, E-UTRA or LTE 800; None for anything else."""
    plain = re.sub("[^a-z0-9]", "", str(text or "").lower())
    return _TECHNOLOGY_OF.get(plain) or _TECHNOLOGY_OF.get(re.sub(r"\d{3,4}$", "", plain))


def downlink_mhz(channel, radio) -> np.ndarray:
    """Downlink frequency of channel numbers.

    Parameters
    ----------
    channel : array_like of float, shape (I,)
        ARFCN, UARFCN, EARFCN or NR-ARFCN of the downlink; NaN where there is none.
    radio : str or array_like of str, shape (I,)
        Technology by any of its names, see :func:`technology`. A GSM named PCS or 1900 has its channels there and not at 1800 MHz.

    Returns
    -------
    ndarray, shape (I,)
        NaN where the technology is not known or has no such downlink channel.
    """
    channel = np.asarray(channel, float)
    raster = np.array([_raster(text) for text in np.broadcast_to(np.asarray(radio, object), channel.shape)] + [None], object)[:-1]
    mhz = np.full(channel.shape, np.nan)
    for name, rows in RASTERS.items():
        first, last, low, step = np.array(rows).T
        row = np.searchsorted(first, channel, side="right") - 1
        found = (raster == name) & (row >= 0) & (channel <= last[row])
        mhz[found] = (low[row] + step[row] * (channel - first[row]))[found]
    return mhz


def default_mhz(radio, small) -> np.ndarray:
    """Frequency to take for cells that tell none, (I,): 1800 MHz for LTE, 2600 for its small cells, a common band for others."""
    return np.array([DEFAULT_MHZ[name][int(is_small)] for name, is_small in zip(radio, small)], float)


def default_bandwidth_mhz(radio, frequency_mhz) -> np.ndarray:
    """Bandwidth to take for cells that tell none, (I,): 10 MHz for LTE, and for NR below 2300 MHz."""
    wide = np.asarray(frequency_mhz, float) >= NR_WIDE_FROM_MHZ
    return np.array([DEFAULT_BANDWIDTH_MHZ[LTE if name == NR and not is_wide else name] for name, is_wide in zip(radio, wide)], float)


def reference_offset_db(radio, bandwidth_mhz) -> np.ndarray:
    """What the level that coverage is told in has less than the total power of a carrier.

    Parameters
    ----------
    radio : str or array_like of str, shape (I,)
        GSM, UMTS, LTE or NR.
    bandwidth_mhz : float or array_like, shape (I,)

    Returns
    -------
    ndarray, shape (I,)
        In dB. GSM: 0, the power of a transceiver; UMTS: -10 for the common pilot (RSCP); LTE and NR: the power of one subcarrier of
        all resource blocks (RSRP, SS-RSRP). Between the bandwidths of the standard the number of blocks is interpolated.
    """
    radio, bandwidth = np.broadcast_arrays(np.asarray(radio, object), np.asarray(bandwidth_mhz, float))
    offset = np.where(radio == UMTS, PILOT_SHARE_DB, 0.0)
    for name, table in RESOURCE_BLOCKS.items():
        offset = np.where(radio == name, -10 * np.log10(12 * np.interp(bandwidth, *zip(*table))), offset)
    return offset


def _raster(text):
    name = technology(text)
    return PCS if name == GSM and re.search("pcs|1900", str(text).lower()) else name
