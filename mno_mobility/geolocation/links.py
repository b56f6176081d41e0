"""Link budgets: what each cell of a plan radiates, at which frequency and into which directions, with everything filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from .bands import COVERAGE_DBM, LTE, default_bandwidth_mhz, default_mhz, reference_offset_db, technology
from .cells import CellPlan, with_defaults
from .patterns import pattern_of
from .radiated import eirp_dbm

QUANTITIES = ("reference", "total")
# (ordinary cell, small cell): a macro cell with 40 W and a pico cell with 1 W of 3GPP TR 36.814, table A.2.1.1-2
DEFAULTS = {"height_m": (30.0, 8.0), "power_w": (40.0, 1.0), "range_m": (10_000.0, 1_000.0)}
OF_THE_PATTERN = ("tilt_deg", "beam_h_deg", "beam_v_deg", "gain_dbi")
ALL_OTHERS = ""
ALSO_OMNIDIRECTIONAL = ("gain_dbi", "beam_v_deg")
OF_THE_INDEX = ("height_m", "power_w", "range_m", "tilt_deg", "beam_h_deg", "beam_v_deg", "ple")
INDEX_DBM = -107.2  # dominance of 0.05 at the midpoint and steepness of mobloc


@dataclass(frozen=True)
class Links:
    """Cells as transmitters.

    Attributes
    ----------
    plan : CellPlan
        With heights, powers, losses, frequencies and ranges filled in.
    patterns : tuple of I patterns
        See :mod:`~mno_mobility.geolocation.patterns`.
    eirp_dbm : ndarray, shape (I,)
        In the main lobe, of the quantity: all power, or the part of it that is in the reference signal.
    threshold_dbm : ndarray, shape (I,)
        The usual level of that quantity from which on a technology covers a place.
    quantity : str
    defaulted : dict of str to ndarray of int
        Rows of the plan for which a column was not given, by column.
    """

    plan: CellPlan
    patterns: tuple
    eirp_dbm: np.ndarray
    threshold_dbm: np.ndarray
    quantity: str
    defaulted: dict

    def __len__(self) -> int:
        return len(self.plan)


def links_of(plan: CellPlan, *, antennas: Mapping = {}, quantity: str = "reference", power_is: str = "conducted",
             range_m=None) -> Links:
    """Fill in a plan and make link budgets of it.

    Parameters
    ----------
    plan : CellPlan
    antennas : mapping of str to CutPattern
        Measured patterns by the name that the column `antenna` has for them; that of ALL_OTHERS serves all directed cells without.
    quantity : {"reference", "total"}
        ``reference``: RSRP of LTE and NR, RSCP of UMTS, the carrier of GSM; ``total``: all received power.
    power_is : {"conducted", "erp", "eirp"}
        What the power of the plan means; of ``erp`` and ``eirp`` neither gain nor losses are taken. A power that is filled in is
        conducted.
    range_m : float, optional
        For cells without `range_m` that are not small.

    Raises
    ------
    InputError
        When an option is unknown.
    """
    if quantity not in QUANTITIES:
        raise InputError(f"{quantity!r} is not a quantity", "Quantity", f"Choose one of {', '.join(QUANTITIES)}.")
    records, defaulted = plan.records.copy(), {}

    def fill(column: str, values) -> None:
        defaulted[column] = np.flatnonzero(np.isnan(records[column]))
        records[column] = np.where(np.isnan(records[column]), values, records[column])
    for column, (ordinary, small) in DEFAULTS.items():
        fill(column, np.where(records["small"], small, range_m if column == "range_m" and range_m is not None else ordinary))
    radio = np.array([technology(name) or LTE for name in records["radio"]], dtype=object)
    fill("frequency_mhz", default_mhz(radio, records["small"]))
    fill("bandwidth_mhz", default_bandwidth_mhz(radio, records["frequency_mhz"]))
    records["loss_db"] = np.nan_to_num(records["loss_db"])
    measured, defaulted["antenna"] = _measured(records, antennas)
    directed = ~np.isnan(records["azimuth_deg"])
    for column in OF_THE_PATTERN:
        told = np.array([pattern is not None and not np.isnan(getattr(pattern, column, 0.0)) for pattern in measured], bool)
        defaulted[column] = np.flatnonzero(np.isnan(records[column]) & ~told & (directed | (column in ALSO_OMNIDIRECTIONAL)))
    defaulted["azimuth_deg"] = np.flatnonzero(~directed)
    patterns = tuple(pattern_of(record, pattern) for record, pattern in zip(records, measured))
    gain_dbi = np.array([pattern.gain_dbi for pattern in patterns])
    offset = reference_offset_db(radio, records["bandwidth_mhz"])
    threshold = np.array([COVERAGE_DBM[name] for name in radio])
    given, ours = (eirp_dbm(records["power_w"], meaning, gain_dbi, records["loss_db"]) for meaning in (power_is, "conducted"))
    no_power = np.isnan(plan["power_w"])
    eirp = np.where(no_power, ours, given)
    if power_is != "conducted":
        defaulted["gain_dbi"] = np.intersect1d(defaulted["gain_dbi"], np.flatnonzero(no_power))
    if quantity == "reference":
        eirp = eirp + offset
    else:
        threshold = threshold - offset
    return Links(CellPlan(records, plan.crs), patterns, eirp, threshold, quantity, {k: rows for k, rows in defaulted.items() if len(rows)})


def index_links(plan: CellPlan, *, range_m=None) -> Links:
    """As :func:`links_of` for the propagation ``parametric``: with the defaults of mobloc, and its index of power instead of levels."""
    given = plan.records.copy()
    if range_m is not None:
        given["range_m"] = np.where(np.isnan(given["range_m"]) & ~given["small"], range_m, given["range_m"])
    filled, directed = with_defaults(CellPlan(given, plan.crs)), ~np.isnan(plan["azimuth_deg"])
    records = filled.records
    records["tilt_deg"] = np.where(directed, records["tilt_deg"], plan["tilt_deg"])  # without a tilt all round means all round
    all_round = ("tilt_deg", "beam_h_deg", "beam_v_deg")
    defaulted = {column: np.flatnonzero(np.isnan(plan[column]) & (directed | (column not in all_round))) for column in OF_THE_INDEX}
    defaulted["azimuth_deg"] = np.flatnonzero(~directed)
    return Links(filled, tuple(pattern_of(record) for record in records), np.full(len(plan), np.nan), np.full(len(plan), INDEX_DBM),
                 "total", {column: rows for column, rows in defaulted.items() if len(rows)})


def _measured(records, antennas: Mapping) -> tuple[list, np.ndarray]:
    """The measured pattern of each cell, None where there is none, and the rows whose antenna is not among them."""
    known = [None if name is None else antennas.get(name) for name in records["antenna"]]
    lacking = [name is not None and pattern is None for name, pattern in zip(records["antenna"], known)] if antennas else []
    shared = antennas.get(ALL_OTHERS)
    patterns = [shared if pattern is None and not np.isnan(azimuth) else pattern for pattern, azimuth in zip(known, records["azimuth_deg"])]
    return patterns, np.flatnonzero(lacking)
