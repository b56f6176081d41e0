"""Transmitter power of cell sites from a public register of transmitters (Ostermayer et al. 2016, 3.3.3)."""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import LinearNDInterpolator
from scipy.spatial import cKDTree

from ..errors import InputError
from .cells import CellPlan, numbers
from .radiated import to_dbm

METHODS = ("linear", "nearest", "median")
MATCHED, INTERPOLATED, NEAREST, MEDIAN = SOURCES = ("matched", "interpolated", "nearest", "median")
SAME_PLACE_M = 0.1
FLAT = 1e-6  # anchors whose spread across their line is less than this share of that along it are on one line
UNITS = ("dbm", "w")
FIELD_NAMES = ("power_dbm", "power_w", "power", "p_dbm", "dbm", "tx_power", "txpower", "watt", "eirp", "erp", "leistung", "sendeleistung")
IN_FIELD_NAMES = ("power", "dbm", "eirp", "erp", "leistung")
BELIEVED_DBM = (-30.0, 90.0)  # a microwatt to a megawatt
MOST_DBM = 70.0  # 10 kW: a number beyond it is watts
LEAST_USUAL_DBM = 30.0  # 1 W


@dataclass(frozen=True)
class SitePowers:
    """Power of each site of an operator.

    Attributes
    ----------
    power_dbm : ndarray of float, shape (S,)
    source : ndarray of str, shape (S,)
        ``matched``: an entry of the register stands there; ``interpolated``: between those that do, on the triangles they make;
        ``nearest``: that of the nearest matched site; ``median``: the median of all matched sites.
    register : ndarray of int, shape (S,)
        Entry of the register, for matched sites that it was matched with, for others of the nearest matched site.
    distance_m : ndarray of float, shape (S,)
        To that entry.
    """

    power_dbm: np.ndarray
    source: np.ndarray
    register: np.ndarray
    distance_m: np.ndarray


def site_powers(site_xy_m, register_xy_m, register_dbm, *, tolerance_m: float = 50.0, method: str = "linear") -> SitePowers:
    """Power of sites from a register whose entries do not tell the operator.

    Parameters
    ----------
    site_xy_m : array_like, shape (S, 2)
    register_xy_m : array_like, shape (R, 2)
    register_dbm : array_like, shape (R,)
        Of entries at one place the strongest counts.
    tolerance_m : float
        How far apart a site and its entry may stand. Each entry serves one site and each site one entry, the nearest pairs first.
    method : str
        For sites without an entry. ``linear``: between matched sites, on their Delaunay triangulation, in dBm; outside of it the
        nearest; ``nearest``; ``median``. Fewer than three matched sites, or all on a line, leave only the median.

    Returns
    -------
    SitePowers
        Never outside the range of the matched entries.

    Raises
    ------
    InputError
        When no entry stands within the tolerance of a site.
    """
    sites, places = np.asarray(site_xy_m, float).reshape(-1, 2), np.asarray(register_xy_m, float).reshape(-1, 2)
    dbm = np.asarray(register_dbm, float)
    strongest = _strongest(places, dbm)
    if not len(strongest):
        raise InputError("it has no entry with a position and a power", "Register", "Check its fields.")
    site, entry = _nearest_pairs(sites, places[strongest], tolerance_m)
    entry = strongest[entry]
    if not len(site):
        apart = cKDTree(places[strongest]).query(sites)[0].min()
        raise InputError(f"no entry stands within {tolerance_m:g} m of a site; the nearest is {apart:,.0f} m away", "Register",
                         "Raise the tolerance, and check the CRS of both layers.")
    source = np.full(len(sites), MATCHED, dtype=object)
    power, register = np.full(len(sites), np.nan), np.empty(len(sites), np.int64)
    power[site], register[site] = dbm[entry], entry
    others = np.setdiff1d(np.arange(len(sites)), site)
    if len(others):
        power[others], source[others] = _estimated(sites[site], dbm[entry], sites[others], method)
        register[others] = entry[cKDTree(sites[site]).query(sites[others])[1]]
    return SitePowers(power, source, register, np.hypot(*(sites - places[register]).T))


def guess_field(field_names):
    """The field of a register that holds the power, by its name; None where none looks like it."""
    by_name = {name.lower(): name for name in reversed(list(field_names))}
    found = [name for name in FIELD_NAMES if name in by_name] or [name for name in by_name for part in IN_FIELD_NAMES if part in name]
    return by_name[found[0]] if found else None


def guess_unit(raw, field_name: str = "") -> tuple:
    """Whether powers are in ``w`` or ``dbm``, and whether the name of the field tells it.

    By their values, powers beyond 70 are no dBm, and those of which half have less than 30 dBm, a watt, are not either.
    """
    name = field_name.lower()
    if "dbm" in name:
        return "dbm", True
    if name in ("w", "watt", "watts") or name.endswith(("_w", "_watt", "_watts", "[w]", "(w)")):
        return "w", True
    values = numbers(raw)
    values = values[np.isfinite(values)]
    return "w" if len(values) and (values.max() > MOST_DBM or np.median(values) < LEAST_USUAL_DBM) else "dbm", False


def register_dbm(raw, unit: str) -> tuple:
    """Powers of a register in dBm, and the rows that have none, by reason.

    Parameters
    ----------
    raw : array_like, shape (R,)
        Numbers, text or None.
    unit : str
        ``dbm`` or ``w``.

    Returns
    -------
    power_dbm : ndarray of float, shape (R,)
        NaN for the rows at fault.
    faults : dict of str to ndarray of int
    """
    values = numbers(raw)
    positive = values > 0 if unit == "w" else np.isfinite(values)
    dbm = to_dbm(np.where(positive, values, np.nan)) if unit == "w" else values
    believed = (dbm >= BELIEVED_DBM[0]) & (dbm <= BELIEVED_DBM[1])
    faults = {"the power is no number": np.isnan(values), "the power is 0 W or less": np.isfinite(values) & ~positive,
              f"the power is not within {BELIEVED_DBM[0]:g} to {BELIEVED_DBM[1]:g} dBm": positive & ~believed}
    return np.where(believed, dbm, np.nan), {reason: np.flatnonzero(rows) for reason, rows in faults.items() if rows.any()}


def places_of_sites(plan: CellPlan) -> tuple:
    """Number of the site of each cell, (I,), and the mean place of the cells of each site, (S, 2)."""
    _, site = np.unique(plan["site_id"].astype(str), return_inverse=True)
    xy = np.column_stack([plan["x_m"], plan["y_m"]]).astype(float)
    origin = xy[0]
    sums = np.column_stack([np.bincount(site, weights=column) for column in (xy - origin).T])
    return site, origin + sums / np.bincount(site)[:, None]


def _strongest(places, dbm) -> np.ndarray:
    """The strongest entry of each place."""
    order = np.argsort(-dbm, kind="stable")
    order = order[np.isfinite(dbm[order]) & np.isfinite(places[order]).all(axis=1)]
    _, first = np.unique(np.round(places[order] / SAME_PLACE_M), axis=0, return_index=True)
    return np.sort(order[first])


def _nearest_pairs(sites, places, tolerance_m: float) -> tuple:
    """Pairs within the tolerance, nearest first and each side at most once; sites ascending."""
    near = cKDTree(sites).sparse_distance_matrix(cKDTree(places), tolerance_m, output_type="ndarray")
    near = near[np.lexsort((near["j"], near["i"], near["v"]))]
    entry_of, taken = {}, set()
    for site, place in zip(near["i"].tolist(), near["j"].tolist()):
        if site not in entry_of and place not in taken:
            entry_of[site] = place
            taken.add(place)
    found = np.array(sorted(entry_of), np.int64)
    return found, np.array([entry_of[site] for site in found.tolist()], np.int64)


def _estimated(anchors, dbm, sites, method: str) -> tuple:
    """Power of sites without an entry, and how each came by it."""
    if method not in METHODS:
        raise InputError(f"there is no method {method!r}", "Method", f"Choose one of {', '.join(METHODS)}.")
    centre = anchors.mean(axis=0)
    spread = np.linalg.svd(anchors - centre, compute_uv=False)
    if method == "median" or len(anchors) < 3 or spread[1] <= FLAT * spread[0]:
        return np.full(len(sites), np.median(dbm)), np.full(len(sites), MEDIAN, dtype=object)
    power = dbm[cKDTree(anchors).query(sites)[1]]
    source = np.full(len(sites), NEAREST, dtype=object)
    if method == "linear":
        between = LinearNDInterpolator((anchors - centre) / spread[0], dbm)((sites - centre) / spread[0])
        inside = np.isfinite(between)
        power[inside], source[inside] = np.clip(between[inside], dbm.min(), dbm.max()), INTERPOLATED
    return power, source
