"""Directions as an antenna sees them, and the pattern of the R package mobloc: a Gaussian loss around the boresight in each plane.

mobloc's is the signal strength model of Tennekes & Gootzen (2022), *Bayesian location estimation of mobile devices using a signal
strength model*, which Ricciato & Coluccia (2021) use; other patterns are in :mod:`~mno_mobility.geolocation.patterns`. Compass
bearings become mathematical angles here and nowhere else.
"""

from functools import lru_cache

import numpy as np

BACK_LOSS_DB = 30.0
HALF_POWER_DB = 3.0
BEHIND_DEG = 180.0


def pattern_loss(angle_deg, sigma_deg, back_loss_db: float = BACK_LOSS_DB) -> np.ndarray:
    """Loss of an antenna pattern at an angle off its boresight.

    Parameters
    ----------
    angle_deg : array_like
        Any multiple of a turn may be added.
    sigma_deg : array_like, broadcast against `angle_deg`
        Width of the pattern, from :func:`half_power_sigma`; infinite is the widest, ``-b (x / 180)**2``.
    back_loss_db : float
        Loss straight behind, b.

    Returns
    -------
    ndarray
        0 at the boresight down to ``-b`` at 180 degrees, in dB: ``-b (1 - exp(-x²/2σ²)) / (1 - exp(-180²/2σ²))``.
    """
    x = np.asarray(angle_deg, float)
    x = x - 2 * BEHIND_DEG * np.rint(x / (2 * BEHIND_DEG))
    t = 0.5 / np.square(np.asarray(sigma_deg, float))
    widest = t == 0
    if widest.all():
        share = np.square(x / BEHIND_DEG)
    else:
        narrow = np.where(widest, 1.0, t)
        share = np.expm1(-narrow * np.square(x)) / np.expm1(-narrow * BEHIND_DEG ** 2)
        if widest.any():
            share = np.where(widest, np.square(x / BEHIND_DEG), share)
    return -back_loss_db * share


def half_power_sigma(beam_deg, back_loss_db: float = BACK_LOSS_DB) -> tuple[np.ndarray, np.ndarray]:
    """Width of the pattern that loses exactly 3 dB at half the beam width.

    Parameters
    ----------
    beam_deg : array_like
        Beam width between the two half-power points, positive.

    Returns
    -------
    sigma_deg : ndarray
        Infinite where 3 dB cannot be reached.
    reached : ndarray of bool
        False where even the widest pattern, ``-b (x / 180)**2``, loses more than 3 dB at half the beam width.

    Notes
    -----
    With a back loss of 30 dB the solution passes 180 degrees at a beam of 102 degrees, where mobloc's table ends, and grows
    without bound towards a beam of ``360 sqrt(3 / b)`` = 113.8 degrees. Beyond that the widest pattern stands in: a beam of
    120 degrees then loses 3.33 dB at 60 degrees.
    """
    half = np.asarray(beam_deg, float) / 2
    share = HALF_POWER_DB / back_loss_db
    reached = np.square(half / BEHIND_DEG) < share
    # unknown t = 1 / 2σ²: the loss at `half` grows with t, and t cannot exceed its value for an infinitely deep back
    low, high = np.zeros_like(half), -np.log1p(-share) / np.square(half)
    for _ in range(100):
        middle = (low + high) / 2
        too_much = np.expm1(-middle * np.square(half)) < share * np.expm1(-middle * BEHIND_DEG ** 2)
        low, high = np.where(too_much, low, middle), np.where(too_much, middle, high)
    with np.errstate(divide="ignore"):
        return np.where(reached, np.sqrt(0.5 / np.where(reached, high, 1)), np.inf), reached


def table_sigma(beam_deg, back_loss_db: float = BACK_LOSS_DB) -> np.ndarray:
    """Width of the pattern as mobloc looks it up, for results equal to mobloc's.

    Half the beam width is rounded to a whole degree from 1 to 180, a tie goes down: 9 and 7.5 degrees share 8.46, 65 degrees
    gives 71.1. Beams from 102 degrees on all get 179.1.
    """
    table = _table(back_loss_db)
    whole = np.clip(np.ceil(np.asarray(beam_deg, float) / 2 - 0.5), 1, len(table))
    return table[whole.astype(int) - 1]


def off_boresight(east_m, north_m, down_m, azimuth_deg: float, tilt_deg: float) -> np.ndarray:
    """Angle off the boresight in the plane of the tilted main lobe.

    Parameters
    ----------
    east_m, north_m : ndarray
        From the antenna to the point.
    down_m : ndarray or float
        Antenna height less point height.
    azimuth_deg : float
        Compass bearing of the main lobe.
    tilt_deg : float
        Positive downwards.

    Returns
    -------
    ndarray
        In degrees, -180 to 180, positive clockwise.

    Notes
    -----
    mobloc distinguishes points before, below and behind the antenna. With D the length of ``(b, c)`` and λ its angle, its cases
    are ``D cos(λ - β)`` or ``-D cos(λ + β)`` where ``D cos λ = |b|`` and ``D sin λ = c``: all are ``b cos β + c sin β``.
    """
    along, across = _turned(east_m, north_m, azimuth_deg)
    along, _ = _leant(along, down_m, tilt_deg)
    return np.degrees(np.arctan2(across, along))


def off_tilt(horizontal_m, down_m, tilt_deg: float) -> np.ndarray:
    """Angle of a point below the tilted main lobe, in degrees; `horizontal_m` is the distance seen from above."""
    return np.degrees(np.arctan2(down_m, horizontal_m)) - tilt_deg


def towards(east_m, north_m, down_m, azimuth_deg: float, mechanical_tilt_deg: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Direction of points in the frame of an antenna that leans forward: the rotation of 3GPP TR 38.901, 7.1.3.

    Parameters
    ----------
    east_m, north_m, down_m : ndarray, broadcast
        From the antenna to the points; single precision stays single.
    azimuth_deg : float
        Compass bearing of the antenna; NaN is an omnidirectional one, whose pattern begins in the north and which does not lean.
    mechanical_tilt_deg : float
        Positive downwards, NaN is 0. Behind the mast the antenna leans upwards.

    Returns
    -------
    off_azimuth_deg : ndarray
        -180 to 180, positive clockwise from the antenna's front.
    below_horizon_deg : ndarray
        -90 to 90, positive downwards from the antenna's own horizon.

    Notes
    -----
    Zenith and azimuth of equations 7.1-7 and 7.1-8 are those of the vector turned about the lateral axis. Upright antennas of one
    site share `below_horizon_deg`, and their `off_azimuth_deg` differ by their azimuths.
    """
    if np.isnan(azimuth_deg):
        azimuth_deg, mechanical_tilt_deg = 0.0, 0.0
    along, across = _turned(east_m, north_m, azimuth_deg)
    if mechanical_tilt_deg == 0 or np.isnan(mechanical_tilt_deg):
        return np.degrees(np.arctan2(across, along)), off_tilt(np.hypot(east_m, north_m), down_m, 0.0)
    along, down = _leant(along, down_m, mechanical_tilt_deg)
    return np.degrees(np.arctan2(across, along)), off_tilt(np.hypot(along, across), down, 0.0)


def _turned(east_m, north_m, azimuth_deg: float) -> tuple[np.ndarray, np.ndarray]:
    """Parts of a vector along a bearing and to the right of it; plain floats as factors keep single precision."""
    sine, cosine = _sine_cosine(azimuth_deg)
    return east_m * sine + north_m * cosine, east_m * cosine - north_m * sine


def _leant(along_m, down_m, tilt_deg: float) -> tuple[np.ndarray, np.ndarray]:
    """Parts of a vector ahead of and below an antenna that leans forward."""
    sine, cosine = _sine_cosine(tilt_deg)
    return along_m * cosine + down_m * sine, down_m * cosine - along_m * sine


def _sine_cosine(angle_deg: float) -> tuple[float, float]:
    angle = np.radians(float(angle_deg))
    return float(np.sin(angle)), float(np.cos(angle))


@lru_cache(maxsize=8)
def _table(back_loss_db: float) -> np.ndarray:
    """mobloc's widths for half beam widths of 1 to 180 whole degrees.

    For each of 1,000 widths the angle, of 720 between 0 and 180, that comes nearest to -3 dB; then for each whole degree the
    first width whose angle is nearest to it.
    """
    sigma = np.arange(1, 1001) * (BEHIND_DEG / 1000)
    angle = np.linspace(0, BEHIND_DEG, 720)
    loss = pattern_loss(angle, sigma[:, None], back_loss_db)
    reached = angle[np.abs(loss + HALF_POWER_DB).argmin(axis=1)]
    return sigma[np.abs(reached - np.arange(1, 181)[:, None]).argmin(axis=1)]
