"""Empirical path loss: basic transmission loss between isotropic antennas from distance, frequency, heights and environment.

A model is a function ``loss(distance_m, frequency_mhz, base_m, mobile_m, environment)``; :data:`PATH_LOSS` names them with the
ranges they were made for, and :func:`outside` tells which of them are left. None knows the terrain.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from math import log10, pi

import numpy as np

from ..errors import InputError

OPEN, SUBURBAN, URBAN, DENSE = ENVIRONMENTS = range(4)  # DENSE is the large city of Hata, the metropolitan centre of COST 231

LIGHT_M_S = 299_792_458.0
LIGHT_38901_M_S = 3e8  # as TR 38.901 rounds it
FREE_SPACE_DB = 20 * log10(4 * pi * 1e6 / LIGHT_M_S)  # at 1 m and 1 MHz: -27.55
PRINTED_FREE_SPACE_DB = 32.4 - 60.0  # as Report SM.2028 rounds it, there for 1 km
NEAREST_M = 1.0
PIXELS_A_BLOCK = 32_768  # temporaries of this size stay in the cache of a core

MICRO_BASE_M = 12.0  # between the bases of UMi (10 m) and UMa (25 m), and clearly below the roofs of a town
LOS_TO_BREAK_M = 18.0
STREET_M, BUILDING_M = 20.0, 5.0  # defaults of RMa in TR 38.901, Table 7.4.1-1


def _by_blocks(model: Callable) -> Callable:
    """The loss over arrays of any shape from `model`, which is for a row of distances; float32 stays float32."""
    @wraps(model)
    def loss(distance_m, frequency_mhz, base_m, mobile_m, environment=URBAN):
        distance = np.asarray(distance_m)
        if distance.dtype.kind != "f":
            distance = distance.astype(float)
        environment = np.asarray(environment)
        if environment.size and not (OPEN <= environment.min() and environment.max() <= DENSE):
            raise InputError(f"there are environments other than {OPEN} to {DENSE}", "Environment",
                             "Use 0 open, 1 suburban, 2 urban, 3 dense urban.")
        row, places = distance.ravel(), None
        if environment.ndim:
            row, places = (v.ravel() for v in np.broadcast_arrays(distance, environment))
        whole = np.empty(row.shape, distance.dtype)
        for start in range(0, len(row), PIXELS_A_BLOCK):
            block = slice(start, start + PIXELS_A_BLOCK)
            whole[block] = model(row[block], float(frequency_mhz), float(base_m), float(mobile_m),
                                 int(environment) if places is None else places[block])
        return whole.reshape(np.broadcast_shapes(distance.shape, environment.shape))
    return loss


@_by_blocks
def free_space(distance_m, frequency_mhz, base_m, mobile_m, environment=URBAN) -> np.ndarray:
    """Free-space loss over the slant distance, at least a metre (Recommendation ITU-R P.525, Eq. 4).

    Parameters
    ----------
    distance_m : array_like
        Seen from above.
    frequency_mhz : float
    base_m, mobile_m : float
        Antenna heights above ground.
    environment : int or array_like of int, broadcast against `distance_m`
        OPEN, SUBURBAN, URBAN or DENSE; of no effect here.

    Returns
    -------
    ndarray
        In dB.

    Raises
    ------
    InputError
        When an environment is none of the four.
    """
    return _free_space(_lg_slant(distance_m, base_m, mobile_m), frequency_mhz)


@_by_blocks
def hata(distance_m, frequency_mhz, base_m, mobile_m, environment=URBAN) -> np.ndarray:
    """Median loss of Hata (1980), *Empirical formula for propagation loss in land mobile radio services*, as :func:`free_space`.

    URBAN is the small or medium city, DENSE the large one. Outside 1 to 20 km the line is drawn on, but never below free space.
    """
    lg_f = log10(frequency_mhz)
    town = _town(69.55 + 26.16 * lg_f, lg_f, base_m, mobile_m)
    large_city = _small_city_gain(lg_f, mobile_m) - _large_city_gain(frequency_mhz, mobile_m)
    loss = _line(distance_m, town, base_m) + _of(environment, (_open(lg_f), _suburban(lg_f), 0.0, large_city), distance_m)
    return np.maximum(loss, _free_space(_lg_slant(distance_m, base_m, mobile_m), frequency_mhz))


@_by_blocks
def cost231(distance_m, frequency_mhz, base_m, mobile_m, environment=URBAN) -> np.ndarray:
    """Median loss of the COST 231 extension of Hata to 2 GHz (COST 231 final report, Eq. 4.4.3), as :func:`free_space`.

    DENSE adds the 3 dB of metropolitan centres. The report is about towns; SUBURBAN and OPEN take Hata's corrections, as the
    extended Hata model does. Outside 1 to 20 km the line is drawn on, but never below free space.
    """
    lg_f = log10(frequency_mhz)
    town = _town(46.3 + 33.9 * lg_f, lg_f, base_m, mobile_m)
    loss = _line(distance_m, town, base_m) + _of(environment, (_open(lg_f), _suburban(lg_f), 0.0, 3.0), distance_m)
    return np.maximum(loss, _free_space(_lg_slant(distance_m, base_m, mobile_m), frequency_mhz))


@_by_blocks
def extended_hata(distance_m, frequency_mhz, base_m, mobile_m, environment=URBAN) -> np.ndarray:
    """Median loss of the extended Hata model (CEPT ERC Report 68; Report ITU-R SM.2028-2, 6.1), as :func:`free_space`.

    From 0 to 100 km, 30 to 3000 MHz and for low base stations too; DENSE is as URBAN. It is continuous in distance: free space
    up to 40 m, a straight line in the logarithm of distance up to 100 m, a steeper growth beyond 20 km. At 1500 MHz, where Hata's
    line gives way to that of COST 231, it steps up by 1.16 dB.
    """
    low_m, high_m = max(1.0, min(base_m, mobile_m)), max(base_m, mobile_m)
    within = min(max(frequency_mhz, 150.0), 2000.0)
    lg_f, lg_within = log10(frequency_mhz), log10(within)
    lg_high = log10(max(30.0, high_m))
    town = 69.6 + 26.2 * lg_within if within <= 1500 else 46.3 + 33.9 * lg_within
    if frequency_mhz < 150:
        town -= 20 * log10(150 / frequency_mhz)
    elif frequency_mhz > 2000:
        town += 10 * log10(frequency_mhz / 2000)
    mobile_gain = (1.1 * lg_f - 0.7) * min(10.0, low_m) - (1.56 * lg_f - 0.8) + max(0.0, 20 * log10(low_m / 10))
    base_gain = min(0.0, 20 * log10(max(high_m, 1.0) / 30))
    town -= 13.82 * lg_high + mobile_gain + base_gain
    slope = 44.9 - 6.55 * lg_high

    def free(distance_m):
        return _free_space(_lg_slant(distance_m, high_m, low_m), frequency_mhz, PRINTED_FREE_SPACE_DB)

    correction = _of(environment, (_open(lg_within), _suburban(lg_within), 0.0, 0.0), distance_m)
    lg_d = _lg(distance_m) - 3
    loss = town + slope * lg_d + correction
    far = np.flatnonzero(distance_m > 20_000)
    if len(far):
        steeper = 0.14 + 1.87e-4 * frequency_mhz + 1.07e-3 * high_m
        loss[far] += slope * lg_d[far] * steeper * (lg_d[far] - log10(20)) ** 0.8
    near = np.flatnonzero(distance_m < 100)
    if len(near):
        at_40_m = free(np.array([40.0])).item()
        at_100_m = town - slope + (correction[near] if np.ndim(correction) else correction)
        share = np.maximum((lg_d[near] - log10(0.04)) / (log10(0.1) - log10(0.04)), 0)
        loss[near] = np.where(distance_m[near] < 40, 0, at_40_m + share * (at_100_m - at_40_m))
    return np.maximum(loss, free(distance_m))


@_by_blocks
def tr38901(distance_m, frequency_mhz, base_m, mobile_m, environment=URBAN) -> np.ndarray:
    """Expected loss of 3GPP TR 38.901, 7.4.1 and 7.4.2, as :func:`free_space`: rural macro, urban macro and urban micro cells.

    OPEN is RMa. All else is UMa, or UMi for base stations no higher than 12 m. Loss with and without line of sight, in dB, are
    weighted by the probability of line of sight: like Hata's curves this is what to expect at a distance from the mast, and it
    passes from the one near the mast to the other at the edge of the cell. Never below free space, where the LOS formulas of the
    report reach down to near the mast.
    """
    macro = "UMi" if base_m <= MICRO_BASE_M else "UMa"
    if np.ndim(environment) == 0:
        return _expected("RMa" if environment == OPEN else macro, distance_m, frequency_mhz, base_m, mobile_m)
    loss = np.empty_like(distance_m)
    for scenario, there in (("RMa", environment == OPEN), (macro, environment != OPEN)):
        loss[there] = _expected(scenario, distance_m[there], frequency_mhz, base_m, mobile_m)
    return loss


def tr38901_parts(scenario: str, distance_m, frequency_mhz: float, base_m: float, mobile_m: float) -> tuple:
    """What 3GPP TR 38.901 gives for a scenario: Table 7.4.1-1 and Table 7.4.2-1.

    Parameters
    ----------
    scenario : str
        ``UMa``, ``UMi`` or ``RMa``.
    distance_m : ndarray of float, shape (n,)
    frequency_mhz, base_m, mobile_m : float
        `mobile_m` up to 13: above that the report makes the environment's height and the probability depend on it.

    Returns
    -------
    los_db, nlos_db, los_probability : ndarray, shape (n,)
    """
    return _PARTS[scenario](distance_m, _lg_slant(distance_m, base_m, mobile_m), frequency_mhz / 1e3, base_m, mobile_m)


@dataclass(frozen=True)
class PathLoss:
    """A path-loss model and the ranges, lowest and highest, it was made for."""

    loss: Callable
    frequency_mhz: tuple
    base_m: tuple
    mobile_m: tuple
    distance_m: tuple


PATH_LOSS = {
    "extended_hata": PathLoss(extended_hata, (30.0, 3_000.0), (1.0, 200.0), (1.0, 10.0), (0.0, 100_000.0)),
    "hata": PathLoss(hata, (150.0, 1_500.0), (30.0, 200.0), (1.0, 10.0), (1_000.0, 20_000.0)),
    "cost231": PathLoss(cost231, (1_500.0, 2_000.0), (30.0, 200.0), (1.0, 10.0), (1_000.0, 20_000.0)),
    "tr38901": PathLoss(tr38901, (500.0, 100_000.0), (10.0, 150.0), (1.0, 13.0), (10.0, 5_000.0)),
    "free_space": PathLoss(free_space, (0.0, np.inf), (0.0, np.inf), (0.0, np.inf), (0.0, np.inf))}


def outside(model_name: str, frequency_mhz, base_m, mobile_m, distance_m_max) -> list:
    """In which ways a use leaves the ranges a model was made for, each a clause such as ``2600 MHz (hata: 150 to 1500 MHz)``.

    Parameters
    ----------
    model_name : str
        A key of :data:`PATH_LOSS`.
    frequency_mhz, base_m, mobile_m : float or array_like
        Of arrays, such as those of a cell plan, the least and the greatest value are looked at.
    distance_m_max : float or array_like
        How far the model is asked.

    Returns
    -------
    list of str
        Empty where all is inside.
    """
    model = PATH_LOSS[model_name]
    found = []
    for values, (lowest, highest), unit, of in (
            (frequency_mhz, model.frequency_mhz, "MHz", ""), (base_m, model.base_m, "m", "base station height "),
            (mobile_m, model.mobile_m, "m", "mobile height "), (distance_m_max, model.distance_m, "m", "distance ")):
        least, greatest = np.nanmin(values), np.nanmax(values)
        # a cell that reaches less far than the model starts is no less at home than the near field of any cell
        too_low, too_high = least < lowest and of != "distance ", greatest > highest
        told = " and ".join(f"{value:g}" for value, is_out in ((least, too_low), (greatest, too_high)) if is_out)
        if told:
            found.append(f"{of}{told} {unit} ({model_name}: {lowest:g} to {highest:g} {unit})")
    return found


# -- Hata and its extensions


def _town(at_frequency: float, lg_f: float, base_m: float, mobile_m: float) -> float:
    """Loss in a small or medium city at 1 km."""
    return at_frequency - 13.82 * log10(base_m) - _small_city_gain(lg_f, mobile_m)


def _line(distance_m, at_1_km: float, base_m: float) -> np.ndarray:
    return at_1_km + (44.9 - 6.55 * log10(base_m)) * (_lg(distance_m) - 3)


def _small_city_gain(lg_f: float, mobile_m: float) -> float:
    return (1.1 * lg_f - 0.7) * mobile_m - (1.56 * lg_f - 0.8)


def _large_city_gain(frequency_mhz: float, mobile_m: float) -> float:
    """Hata gives one formula up to 200 and one from 400 MHz; they meet at 300, as in later editions."""
    if frequency_mhz < 300:
        return 8.29 * log10(1.54 * mobile_m) ** 2 - 1.1
    return 3.2 * log10(11.75 * mobile_m) ** 2 - 4.97


def _suburban(lg_f: float) -> float:
    return -2 * (lg_f - log10(28)) ** 2 - 5.4


def _open(lg_f: float) -> float:
    return -4.78 * lg_f ** 2 + 18.33 * lg_f - 40.94


# -- 3GPP TR 38.901


def _expected(scenario: str, distance_m, frequency_mhz: float, base_m: float, mobile_m: float) -> np.ndarray:
    lg_slant = _lg_slant(distance_m, base_m, mobile_m)
    los, nlos, probability = _PARTS[scenario](distance_m, lg_slant, frequency_mhz / 1e3, base_m, mobile_m)
    return np.maximum(nlos - probability * (nlos - los), _free_space(lg_slant, frequency_mhz))


def _macro(distance_m, lg_slant, ghz: float, base_m: float, mobile_m: float) -> tuple:
    los = _two_slopes(lg_slant, 28.0, 22.0, ghz, base_m, mobile_m)
    nlos = 13.54 + 39.08 * lg_slant + 20 * log10(ghz) - 0.6 * (mobile_m - 1.5)
    return los, np.maximum(los, nlos), _street_probability(distance_m, 63.0)


def _micro(distance_m, lg_slant, ghz: float, base_m: float, mobile_m: float) -> tuple:
    los = _two_slopes(lg_slant, 32.4, 21.0, ghz, base_m, mobile_m)
    nlos = 22.4 + 35.3 * lg_slant + 21.3 * log10(ghz) - 0.3 * (mobile_m - 1.5)
    return los, np.maximum(los, nlos), _street_probability(distance_m, 36.0)


def _rural(distance_m, lg_slant, ghz: float, base_m: float, mobile_m: float) -> tuple:
    def up_to_break(lg_m):
        return (20 * log10(40 * pi * ghz / 3) + (20 + min(0.03 * BUILDING_M ** 1.72, 10)) * lg_m
                - min(0.044 * BUILDING_M ** 1.72, 14.77) + 0.002 * log10(BUILDING_M) * 10.0 ** lg_m)

    break_m = 2 * pi * base_m * mobile_m * ghz * 1e9 / LIGHT_38901_M_S
    beyond = up_to_break(log10(break_m)) + 40 * (lg_slant - log10(break_m))
    los = np.where(distance_m <= break_m, up_to_break(lg_slant), beyond)
    nlos = (161.04 - 7.1 * log10(STREET_M) + 7.5 * log10(BUILDING_M)
            - (24.37 - 3.7 * (BUILDING_M / base_m) ** 2) * log10(base_m)
            + (43.42 - 3.1 * log10(base_m)) * (lg_slant - 3) + 20 * log10(ghz) - (3.2 * log10(11.75 * mobile_m) ** 2 - 4.97))
    probability = np.exp(np.minimum(10.0 - distance_m, 0) / 1000)
    return los, np.maximum(los, nlos), probability


_PARTS = {"UMa": _macro, "UMi": _micro, "RMa": _rural}


def _two_slopes(lg_slant, at_1_m: float, slope: float, ghz: float, base_m: float, mobile_m: float) -> np.ndarray:
    """LOS loss of UMa and UMi: the second slope of 40 dB starts where it meets the first, at the break point."""
    break_m = 4 * max(base_m - 1, 0.1) * max(mobile_m - 1, 0.1) * ghz * 1e9 / LIGHT_38901_M_S
    lg_break = log10(break_m ** 2 + (base_m - mobile_m) ** 2) / 2
    return at_1_m + 20 * log10(ghz) + slope * lg_slant + (40 - slope) * np.maximum(lg_slant - lg_break, 0)


def _street_probability(distance_m, decay_m: float) -> np.ndarray:
    near = LOS_TO_BREAK_M / np.maximum(distance_m, LOS_TO_BREAK_M)
    return near + np.exp(distance_m / -decay_m) * (1 - near)


# -- distances


def _lg(distance_m) -> np.ndarray:
    return np.log10(np.maximum(distance_m, NEAREST_M))


def _lg_slant(distance_m, base_m: float, mobile_m: float) -> np.ndarray:
    """Logarithm of the distance between the antennas in metres."""
    return 0.5 * np.log10(np.maximum(np.square(distance_m) + (base_m - mobile_m) ** 2, NEAREST_M ** 2))


def _free_space(lg_slant, frequency_mhz: float, at_1_m_1_mhz: float = FREE_SPACE_DB):
    return at_1_m_1_mhz + 20 * log10(frequency_mhz) + 20 * lg_slant


def _of(environment, values: tuple, distance_m):
    """The value of each environment, of the kind of `distance_m`."""
    return np.array(values, distance_m.dtype)[environment] if np.ndim(environment) else values[environment]
