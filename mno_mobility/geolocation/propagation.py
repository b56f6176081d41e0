"""Propagation models: signal strength and dominance of one cell at points (Ricciato & Coluccia 2021; R package mobloc).

A model is a function ``model(cell, east_m, north_m, ground_z_m, threshold)`` that returns strength in dBm and dominance at
each point; :data:`MODELS` names them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from .antenna import off_boresight, off_tilt, pattern_loss

NEAREST_M = 0.01
ROUNDING_DB = 1e-6  # far above what rounding does to a strength
OPEN_LAND_PLE, BUILT_UP_PLE = 3.5, 4.0
SAMPLED_BEAMS = np.array([0, -0.25, 0.25, -0.5, 0.5, -1, 1])
SAMPLED_QUARTERS_DEG = np.array([0.0, 90.0, 180.0, 270.0])
SAMPLED_RADII_M = np.array([50.0, 150.0, 250.0, 500.0, 1000.0])


@dataclass(frozen=True)
class Transmitter:
    """One cell with all that a propagation model needs of it.

    Attributes
    ----------
    x_m, y_m, z_m : float
        The antenna; `z_m` on the same zero as the ground heights.
    azimuth_deg, tilt_deg : float
        NaN: no loss by the horizontal or the vertical pattern.
    sigma_h_deg, sigma_v_deg : float
        Widths of the patterns, see :func:`~mno_mobility.geolocation.antenna.half_power_sigma`.
    power_w, ple, midpoint_dbm, steepness : float
    """

    x_m: float
    y_m: float
    z_m: float
    azimuth_deg: float
    tilt_deg: float
    sigma_h_deg: float
    sigma_v_deg: float
    power_w: float
    ple: float
    midpoint_dbm: float
    steepness: float

@dataclass(frozen=True)
class Sight:
    """Points as seen from an antenna; the cells of a mast share it.

    Attributes
    ----------
    east_m, north_m : ndarray
        From the antenna to the points.
    down_m : ndarray or float
        Height of the antenna over the points.
    log_squared : ndarray
        Decimal logarithm of the square of the distance in space.
    below_deg : ndarray
        Angle below the horizon.
    """

    east_m: np.ndarray
    north_m: np.ndarray
    down_m: object
    log_squared: np.ndarray
    below_deg: np.ndarray

    @staticmethod
    def of(east_m, north_m, down_m) -> "Sight":
        flat = np.square(east_m) + np.square(north_m)
        log_squared = np.log10(np.maximum(flat + np.square(down_m), NEAREST_M ** 2))
        return Sight(east_m, north_m, down_m, log_squared, off_tilt(np.sqrt(flat), down_m, 0.0))


def parametric(cell: Transmitter, east_m, north_m, ground_z_m, threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """Path loss with an exponent, two antenna patterns and a logistic dominance; `threshold` has no part in it.

    Parameters
    ----------
    cell : Transmitter
    east_m, north_m : ndarray
        From the cell to the points.
    ground_z_m : ndarray or float
        Height of the points.
    threshold : float
        The least dominance that counts.

    Returns
    -------
    strength_dbm, dominance : ndarray
    """
    sight = Sight.of(east_m, north_m, cell.z_m - ground_z_m)
    strength = _distance_strength(cell, sight) + _vertical_loss(cell, sight.below_deg)
    strength += _horizontal_loss(cell, east_m, north_m, sight.down_m)
    return strength, dominance(strength, cell.midpoint_dbm, cell.steepness)


def onoff(cell: Transmitter, east_m, north_m, ground_z_m, threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """As :func:`parametric`, but the dominance is 1 where it reaches `threshold` and 0 elsewhere."""
    strength, s = parametric(cell, east_m, north_m, ground_z_m, threshold)
    return strength, (s >= threshold).astype(float)


def footprints(cells: Sequence[Transmitter], sight: Sight, threshold: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """Where the dominance of :func:`parametric` reaches a threshold, and what it is there, for the cells of a mast.

    A pattern is evaluated only where the cell is strong enough without it, for patterns only weaken; what cells have in common that
    differ in their azimuths is evaluated once.

    Parameters
    ----------
    cells : sequence of Transmitter
        At one place.
    sight : Sight
        Points as seen from there.
    threshold : float
        A dominance of 0 is left out too.

    Returns
    -------
    list of (at, dominance)
        Which of the points, and the dominance at each, for each cell.
    """
    in_common, found = {}, []
    for cell in cells:
        weakest = weakest_dbm(threshold, cell.midpoint_dbm, cell.steepness) - ROUNDING_DB
        key = cell.power_w, cell.ple, cell.tilt_deg, cell.sigma_v_deg, weakest
        if key not in in_common:
            in_common[key] = _without_azimuth(cell, sight, weakest)
        at, strength, east, north, down = in_common[key]
        strength = strength + _horizontal_loss(cell, east, north, down)
        strong = np.flatnonzero(strength >= weakest)
        s = dominance(strength[strong], cell.midpoint_dbm, cell.steepness)
        kept = (s >= threshold) & (s > 0)
        found.append((at[strong[kept]], s[kept]))
    return found


def _without_azimuth(cell: Transmitter, sight: Sight, weakest_dbm: float) -> tuple:
    """Which points are strong enough but for the horizontal pattern, how strong they are, and where."""
    strength = _distance_strength(cell, sight)
    at = np.flatnonzero(strength >= weakest_dbm)
    strength = strength[at] + _vertical_loss(cell, sight.below_deg[at])
    strong = np.flatnonzero(strength >= weakest_dbm)
    at = at[strong]
    down = sight.down_m if np.ndim(sight.down_m) == 0 else sight.down_m[at]
    return at, strength[strong], sight.east_m[at], sight.north_m[at], down


def _distance_strength(cell: Transmitter, sight: Sight) -> np.ndarray:
    """As :func:`distance_strength`, of the logarithm that all cells of a mast share."""
    return 30 + 10 * np.log10(cell.power_w) - 5 * cell.ple * sight.log_squared


def _vertical_loss(cell: Transmitter, below_deg):
    """Loss by the vertical pattern at angles below the horizon."""
    return 0.0 if np.isnan(cell.tilt_deg) else pattern_loss(below_deg - cell.tilt_deg, cell.sigma_v_deg)


def _horizontal_loss(cell: Transmitter, east_m, north_m, down_m):
    """Loss by the horizontal pattern, in the plane of the tilted main lobe."""
    if np.isnan(cell.azimuth_deg):
        return 0.0
    tilt = 0.0 if np.isnan(cell.tilt_deg) else cell.tilt_deg
    return pattern_loss(off_boresight(east_m, north_m, down_m, cell.azimuth_deg, tilt), cell.sigma_h_deg)


MODELS = {"parametric": parametric, "onoff": onoff}


def distance_strength(distance_m, power_w, ple) -> np.ndarray:
    """Strength in dBm without antenna patterns, ``30 + 10 log10(W) - 10 ple log10(max(r, 0.01))``."""
    return 30 + 10 * np.log10(power_w) - 10 * ple * np.log10(np.maximum(distance_m, NEAREST_M))


def dominance(strength_dbm, midpoint_dbm, steepness) -> np.ndarray:
    """Signal dominance ``1 / (1 + exp(-steepness (S - midpoint)))``, 0 to 1."""
    return expit(steepness * (np.asarray(strength_dbm, float) - midpoint_dbm))


def reach_m(threshold: float, power_w, ple, midpoint_dbm, steepness) -> np.ndarray:
    """Distance beyond which no dominance can reach `threshold`, since antenna patterns only weaken."""
    with np.errstate(divide="ignore", over="ignore"):
        return 10 ** ((distance_strength(1.0, power_w, ple) - weakest_dbm(threshold, midpoint_dbm, steepness)) / (10 * ple))


def weakest_dbm(threshold: float, midpoint_dbm, steepness):
    """Strength at which the dominance is `threshold`; minus infinity for 0."""
    with np.errstate(divide="ignore", over="ignore"):
        return midpoint_dbm + (np.log(threshold) - np.log1p(-threshold)) / steepness


def built_up_ple(x_m, y_m, azimuth_deg, beam_h_deg, range_m, share_at: Callable) -> np.ndarray:
    """Path-loss exponents from land use, ``3.5 + 0.5 * share of built-up``.

    Parameters
    ----------
    x_m, y_m, azimuth_deg, beam_h_deg, range_m : array_like, shape (I,)
        A NaN azimuth is an omnidirectional cell.
    share_at : callable
        ``share_at(x, y)`` gives the built-up share, 0 to 1, at points, NaN where it is not known.

    Returns
    -------
    ndarray, shape (I,)
        NaN where no sampled point has a known share.

    Notes
    -----
    The share is the mean at azimuth + {0, ±1/4, ±1/2, ±1} beam widths, for omnidirectional cells at the four quarters of the
    compass, and at those of the radii 50, 150, 250, 500 and 1000 m that lie within the range.
    """
    x_m, y_m, azimuth, beam, reach = (np.asarray(v, float)[:, None, None] for v in (x_m, y_m, azimuth_deg, beam_h_deg, range_m))
    share = np.full(len(x_m), np.nan)
    omni = np.isnan(azimuth).ravel()
    in_beam = azimuth[~omni] + SAMPLED_BEAMS[:, None] * beam[~omni]
    for chosen, bearing_deg in ((omni, SAMPLED_QUARTERS_DEG[:, None]), (~omni, in_beam)):
        bearing = np.radians(bearing_deg)
        value = share_at(x_m[chosen] + np.sin(bearing) * SAMPLED_RADII_M, y_m[chosen] + np.cos(bearing) * SAMPLED_RADII_M)
        known = np.isfinite(value) & (SAMPLED_RADII_M < reach[chosen])
        count = known.sum(axis=(1, 2))
        total = np.where(known, value, 0).sum(axis=(1, 2))
        share[chosen] = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return OPEN_LAND_PLE + (BUILT_UP_PLE - OPEN_LAND_PLE) * share
