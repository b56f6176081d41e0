"""What the power of a transmitter means: watts and dBm, conducted or radiated, over a dipole or an isotropic antenna."""

import numpy as np

from ..errors import InputError

MEANINGS = ("conducted", "erp", "eirp")
DIPOLE_DBI = 2.15


def to_dbm(power_w) -> np.ndarray:
    """Watts in dBm."""
    return 10 * np.log10(np.asarray(power_w, float)) + 30


def to_w(power_dbm) -> np.ndarray:
    """dBm in watts."""
    return 10 ** ((np.asarray(power_dbm, float) - 30) / 10)


def eirp_dbm(power_w, meaning: str, gain_dbi, loss_db) -> np.ndarray:
    """Power radiated into the main direction over that of an isotropic antenna.

    Parameters
    ----------
    power_w : array_like
    meaning : str
        What `power_w` is. ``conducted``: what the transmitter gives, before the feeder; ``erp``: radiated, over a half-wave dipole
        (2.15 dBi); ``eirp``: radiated, over an isotropic antenna.
    gain_dbi, loss_db : array_like
        Of the antenna, and between transmitter and antenna; only ``conducted`` needs them.
    """
    return to_dbm(power_w) + _to_eirp(meaning, gain_dbi, loss_db)


def conducted_dbm(power_dbm, meaning: str, gain_dbi, loss_db) -> np.ndarray:
    """What the transmitter gives, from a power that means something else; as :func:`eirp_dbm` the other way."""
    return np.asarray(power_dbm, float) + _to_eirp(meaning, gain_dbi, loss_db) - _to_eirp("conducted", gain_dbi, loss_db)


def _to_eirp(meaning: str, gain_dbi, loss_db):
    if meaning not in MEANINGS:
        raise InputError(f"there is no meaning {meaning!r}", "Power", f"Choose one of {', '.join(MEANINGS)}.")
    return {"conducted": np.asarray(gain_dbi, float) - np.asarray(loss_db, float), "erp": DIPOLE_DBI, "eirp": 0.0}[meaning]
