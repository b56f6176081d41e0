"""Antenna patterns in attenuation dB: by beam widths (3GPP) or from measured cuts.

Every pattern has `gain_dbi` and ``loss_db(off_azimuth_deg, below_horizon_deg)``, the attenuation relative to that gain in the
directions that :func:`~mno_mobility.geolocation.antenna.towards` tells. :func:`pattern_of` chooses the pattern of a cell.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Optional

import numpy as np

from ..errors import InputError

COMBINATIONS = ("projection", "sum")
LOW_BAND_MHZ = 1000.0
BEHIND_DEG = 180.0
DEPRESSION_DEG = np.arange(-90, 91)
TILT_SEARCH_DEG = 16  # no electrical tilt reaches that far from the horizon
EXCESS_DB = 1.0  # how far a measured antenna may seem to exceed its gain before its cuts are read in another way
ALL_ROUND = np.inf  # a beam so wide that nothing is lost


@dataclass(frozen=True)
class SectorPattern:
    """Pattern by beam widths, 3GPP TR 36.814, table A.2.1.1-2, and TR 38.901, table 7.3-1.

    Attributes
    ----------
    gain_dbi : float
        Gain in the main lobe.
    beam_h_deg, beam_v_deg : float
        Half-power beam widths; infinite where nothing is lost in that plane, so that an infinite `beam_h_deg` is omnidirectional.
    tilt_deg : float
        Electrical tilt, positive downwards.
    front_to_back_db : float
        The most that is lost in any direction.
    side_lobe_db : float
        The most that is lost in the vertical plane.
    """

    gain_dbi: float = 17.0
    beam_h_deg: float = 65.0
    beam_v_deg: float = 7.0
    tilt_deg: float = 4.0
    front_to_back_db: float = 30.0
    side_lobe_db: float = 20.0

    def loss_db(self, off_azimuth_deg, below_horizon_deg) -> np.ndarray:
        """Attenuation, ``min(min(12 (φ / beam_h)², A_m) + min(12 ((θ - tilt) / beam_v)², SLA_v), A_m)``.

        Parameters
        ----------
        off_azimuth_deg, below_horizon_deg : array_like, broadcast
            Any multiple of a turn may be added to the azimuth; single precision stays single.

        Returns
        -------
        ndarray
            In dB, 0 or more.
        """
        across = _half_power_parabola(_wrapped(_real(off_azimuth_deg)), self.beam_h_deg, self.front_to_back_db)
        upright = _half_power_parabola(_real(below_horizon_deg) - float(self.tilt_deg), self.beam_v_deg, self.side_lobe_db)
        return np.minimum(across + upright, float(self.front_to_back_db))


@dataclass(frozen=True, eq=False)
class CutPattern:
    """Pattern from its measured horizontal and vertical cuts, as pattern files give them.

    Attributes
    ----------
    horizontal_db, vertical_db : ndarray, shape (360,)
        Attenuation relative to `gain_dbi` at whole degrees: clockwise from the front, and from the front down, behind and up again.
        They are taken as they are: the main lobe may lie anywhere, and the cuts may miss the antenna's greatest gain.
    gain_dbi : float
        NaN where the file does not tell it.
    frequency_mhz : float
        NaN where the file does not tell it.
    tilt_deg : float
        The electrical tilt that is in the vertical cut, positive downwards; see :func:`cut_tilt`.
    vertical_at_deg : int
        Azimuth through which the vertical cut goes; see :func:`cut_azimuth`.
    combine : str
        How the cuts make a solid: ``projection`` or ``sum``.

    Notes
    -----
    Horizontal projection interpolation, as described for WinProp: with φ from the vertical cut and ``w = |φ| / 180``,
    ``H(φ) - (1 - w) (H(0) - V(θ)) - w (H(180) - V(180 - θ))``. It returns the vertical cut before and behind the antenna, and the
    horizontal cut at the angle where the two cross. The sum ``H(φ) + V(θ)`` counts the loss behind the antenna twice; it is there
    because other programs do so.
    """

    horizontal_db: np.ndarray
    vertical_db: np.ndarray
    gain_dbi: float = np.nan
    frequency_mhz: float = np.nan
    tilt_deg: float = 0.0
    vertical_at_deg: int = 0
    combine: str = "projection"

    def __post_init__(self):
        if self.combine not in COMBINATIONS:
            raise InputError(f"{self.combine!r} is not a way to combine the cuts of an antenna", "Antenna pattern",
                             f"Choose one of {', '.join(COMBINATIONS)}.")

    def loss_db(self, off_azimuth_deg, below_horizon_deg) -> np.ndarray:
        """Attenuation between the measured angles, linear in both.

        Parameters
        ----------
        off_azimuth_deg, below_horizon_deg : array_like, broadcast
            Any multiple of a turn may be added to the azimuth; single precision stays single. NaN gives NaN.

        Returns
        -------
        ndarray
            In dB; slightly below 0 where the cuts contradict each other.
        """
        azimuth = _wrapped(_real(off_azimuth_deg) - float(self.vertical_at_deg))
        below = np.clip(_real(below_horizon_deg), -90.0, 90.0) + 90.0
        around, ahead, behind = self._tables
        loss = _between(ahead, below)
        if self.combine == "projection":
            loss = loss + np.abs(azimuth) * (1 / BEHIND_DEG) * _between(behind - ahead, below)
        return loss + _between(around, azimuth + BEHIND_DEG)

    def tilted(self, tilt_deg: float) -> "CutPattern":
        """The pattern with its main lobe moved to another electrical tilt, which tilts all directions alike."""
        if tilt_deg == self.tilt_deg:
            return self
        _, ahead, behind = self._tables
        moved = np.clip(DEPRESSION_DEG - (tilt_deg - self.tilt_deg), -90.0, 90.0) + 90.0
        vertical = np.empty(360)
        vertical[180 - DEPRESSION_DEG] = _between(behind, moved)
        vertical[DEPRESSION_DEG] = _between(ahead, moved)
        return replace(self, vertical_db=vertical, tilt_deg=float(tilt_deg))

    @cached_property
    def _tables(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What azimuths of -180 to 180 from the vertical cut add, and that cut ahead and behind at -90 to 90 below the horizon."""
        azimuth = np.arange(-180, 181)
        horizontal, vertical = np.roll(np.asarray(self.horizontal_db, float), -self.vertical_at_deg), np.asarray(self.vertical_db, float)
        around = horizontal[azimuth]
        if self.combine == "projection":
            w = np.abs(azimuth) / BEHIND_DEG
            around = around - (1 - w) * horizontal[0] - w * horizontal[180]
        return around, vertical[DEPRESSION_DEG], vertical[180 - DEPRESSION_DEG]


def cut_tilt(vertical_db) -> float:
    """Electrical tilt told by a vertical cut: the angle of least attenuation near the horizon, positive downwards.

    Parameters
    ----------
    vertical_db : array_like, shape (360,)

    Returns
    -------
    float
        The middle of angles that lose equally little; 0 when the main lobe is not near the horizon.
    """
    angle = np.arange(-TILT_SEARCH_DEG, TILT_SEARCH_DEG + 1)
    near = np.asarray(vertical_db, float)[angle]
    least = np.flatnonzero(near == near.min())
    if least[0] == 0 or least[-1] == len(angle) - 1:
        return 0.0
    return float(angle[least].mean())


def cut_azimuth(horizontal_db, vertical_db) -> int:
    """Azimuth through which the vertical cut was taken: through the front, or through the main lobe of an antenna that looks aside.

    Parameters
    ----------
    horizontal_db, vertical_db : array_like, shape (360,)

    Returns
    -------
    int
        0 unless the solid made of the two cuts would then exceed its gain. An antenna with two beams 30 degrees to either side has
        7 dB less ahead in the one cut, and nothing less in the other, which shows that the latter does not lie ahead.
    """
    horizontal = np.asarray(horizontal_db, float)
    solid = CutPattern(horizontal, vertical_db).loss_db(np.arange(360)[:, None], DEPRESSION_DEG)
    return 0 if solid.min() >= -EXCESS_DB else int(horizontal.argmin())


def default_pattern(frequency_mhz: float, small: bool = False, omnidirectional: bool = False) -> SectorPattern:
    """Pattern of an antenna of which only the band and the kind of cell are known.

    Parameters
    ----------
    frequency_mhz : float
        NaN is a band above 1 GHz.
    small : bool
        A small cell rather than one on a mast or roof.
    omnidirectional : bool

    Returns
    -------
    SectorPattern
        On a mast 17 dBi, 65 degrees wide and 4 degrees down, 10 degrees high up to 1000 MHz and 7 above; omnidirectional 11 dBi towards
        the horizon. A small cell radiates 5 dBi all round (TR 36.814, table A.2.1.1.2-3) or, directed, as an element of TR 38.901,
        table 7.3-1.
    """
    if small and omnidirectional:
        return SectorPattern(5.0, ALL_ROUND, ALL_ROUND, 0.0)
    if small:
        return SectorPattern(8.0, 65.0, 65.0, 0.0, side_lobe_db=30.0)
    beam_v = 10.0 if frequency_mhz <= LOW_BAND_MHZ else 7.0
    return SectorPattern(11.0, ALL_ROUND, beam_v, 0.0) if omnidirectional else SectorPattern(17.0, 65.0, beam_v, 4.0)


def pattern_of(cell, measured: Optional[CutPattern] = None):
    """Pattern of one cell: as measured, or by its beam widths and the defaults of its kind.

    Parameters
    ----------
    cell : record of CELL_DTYPE
        A NaN azimuth is omnidirectional, other NaN are not given.
    measured : CutPattern, optional
        The cell's own antenna.

    Returns
    -------
    SectorPattern or CutPattern
        With a gain. Gain and electrical tilt are the cell's where it tells them; the tilt replaces the one in the measured cut and is
        not added to it.
    """
    columns = ("gain_dbi", "beam_h_deg", "beam_v_deg", "tilt_deg")
    given = {column: float(cell[column]) for column in columns if not np.isnan(cell[column])}
    omnidirectional = bool(np.isnan(cell["azimuth_deg"]))
    default = default_pattern(cell["frequency_mhz"], bool(cell["small"]), omnidirectional)
    if measured is None:
        if omnidirectional:
            given["beam_h_deg"] = ALL_ROUND
        return replace(default, **given)
    gain = default.gain_dbi if np.isnan(measured.gain_dbi) else measured.gain_dbi
    return replace(measured.tilted(given.get("tilt_deg", measured.tilt_deg)), gain_dbi=given.get("gain_dbi", gain))


def _real(values) -> np.ndarray:
    values = np.asarray(values)
    return values if values.dtype.kind == "f" else values.astype(float)


def _wrapped(angle_deg: np.ndarray) -> np.ndarray:
    """The angle between -180 and 180."""
    return angle_deg - 360.0 * np.rint(angle_deg * (1 / 360))


def _half_power_parabola(angle_deg: np.ndarray, beam_deg: float, most_db: float) -> np.ndarray:
    """``min(12 (angle / beam)², most)``: 3 dB at half the beam width."""
    return np.minimum(np.square(angle_deg * float(12 ** 0.5 / beam_deg)), float(most_db))


def _between(table: np.ndarray, position: np.ndarray) -> np.ndarray:
    """Linear interpolation in a table at whole numbers from 0, in the precision of `position`."""
    with np.errstate(invalid="ignore"):
        whole = position.astype(np.intp)
    start = table.astype(position.dtype)
    rise = np.append(np.diff(start), start.dtype.type(0))
    return np.take(start, whole, mode="clip") + (position - whole.astype(position.dtype)) * np.take(rise, whole, mode="clip")
