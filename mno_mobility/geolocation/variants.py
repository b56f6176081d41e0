"""What if: how the footprint of a cell changes with one parameter of its propagation, along a line, around the mast and on the tiles.

The model is the parametric one on flat ground (see :mod:`~mno_mobility.geolocation.propagation`).
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.special import expit, logit

from ..errors import InputError, some
from .cells import VALID, CellPlan, with_defaults
from .emission import EmissionModel
from .footprint import received_at
from .propagation import weakest_dbm

OTHERS = ("along", "stay")
NEAREST_M, DISTANCES = 10.0, 400
NOISE_CUT = 3.0  # standard deviations of noise that may lift a tile over the threshold


@dataclass(frozen=True)
class Parameter:
    """What can be varied: the column of the plan, its unit, whether cells differ by ratios, and steps that are worth a look."""

    column: str
    unit: str
    by_ratio: bool
    steps: tuple


PARAMETERS = {
    "midpoint": Parameter("midpoint_dbm", "dBm", False, (-5.0, 5.0)), "steepness": Parameter("steepness", "1/dB", True, (0.5, 2.0)),
    "ple": Parameter("ple", "", False, (-0.25, 0.25)), "threshold": Parameter("", "", True, (0.2, 4.0)),
    "power": Parameter("power_w", "W", True, (0.5, 2.0)), "height": Parameter("height_m", "m", True, (0.5, 2.0)),
    "tilt": Parameter("tilt_deg", "°", False, (-3.0, 3.0)), "beam": Parameter("beam_h_deg", "°", True, (0.75, 1.25))}


@dataclass(frozen=True)
class Variant:
    """A plan with another value of a parameter.

    Attributes
    ----------
    value : float
        Of the cell that is looked at.
    is_now : bool
        Whether it is the plan as it was.
    plan : CellPlan
    threshold : float
    """

    value: float
    is_now: bool
    plan: CellPlan
    threshold: float


@dataclass(frozen=True)
class Measures:
    """A footprint in figures.

    Attributes
    ----------
    area_km2 : float
        Tiles whose dominance reaches the threshold.
    reach_m : float
        From the cell to the centre of its farthest tile.
    effective_km2 : float
        Area times emission probability: the phones of a flat density of one a square kilometre that the cell counts.
    jaccard : float
        Tiles in common with the footprint as it was over tiles of either.
    common : float
        The same of emission probabilities, the lesser over the greater of each tile.
    """

    area_km2: float
    reach_m: float
    effective_km2: float
    jaccard: float
    common: float


def variants(plan: CellPlan, row: int, parameter: str, values=(), *, threshold: float = 0.05, others: str = "along",
             midpoint_dbm=None, steepness=None) -> list:
    """The plan as it is, and with other values of a parameter, by value.

    Parameters
    ----------
    plan : CellPlan
    row : int
        The cell that takes the values.
    parameter : str
        A key of :data:`PARAMETERS`.
    values : sequence of float
        By default some steps about the value of the cell; this one is always among the variants.
    threshold : float
        The least dominance that is kept.
    others : {'along', 'stay'}
        ``along``: all cells change as the one does, by the same difference (midpoint, ple, tilt) or ratio (the others), so that layers
        of a network keep what tells them apart. ``stay``: the one alone. The threshold is that of all cells.
    midpoint_dbm, steepness : float, optional
        Fill in where the plan has none.

    Returns
    -------
    list of Variant

    Raises
    ------
    InputError
        When a value is not possible, or the cell has no such parameter.
    """
    if others not in OTHERS:
        raise InputError(f"{others!r} is no way of the other cells", "Other cells", f"Choose one of {', '.join(OTHERS)}.")
    what, records = PARAMETERS[parameter], plan.records.copy()
    full = with_defaults(plan, midpoint_dbm=midpoint_dbm, steepness=steepness)
    for column in ("midpoint_dbm", "steepness"):
        records[column] = full[column]
    plan = CellPlan(records, plan.crs)
    own = _own(plan, full, what.column) if what.column else np.full(len(plan), float(threshold))
    now = float(own[row])
    if np.isnan(now):
        raise InputError(f"it has no {what.column}: it is omnidirectional", f"Cell {plan['cell_id'][row]}",
                         "Choose another cell or parameter.")
    values = list(values) or [now * step if what.by_ratio else now + step for step in what.steps]
    _check(parameter, what, values)
    found = []
    for value in sorted({now, *map(float, values)}):
        changed = own * (value / now) if what.by_ratio else own + (value - now)
        if others == "stay":
            changed = np.where(np.arange(len(own)) == row, value, own)
        records = plan.records.copy()
        if what.column and value != now:
            records[what.column] = changed
        found.append(Variant(value, value == now, CellPlan(records, plan.crs), value if not what.column else threshold))
    return found


def profile(variant: Variant, row: int, distance_m, bearing_deg) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Strength in dBm, dominance and share of the emission at distances and compass bearings from a cell, (K,) each.

    See :func:`~mno_mobility.geolocation.footprint.received_at`.
    """
    distance_m, bearing = np.broadcast_arrays(np.asarray(distance_m, float), np.radians(bearing_deg))
    at = variant.plan.records[row]
    return received_at(variant.plan, row, at["x_m"] + distance_m * np.sin(bearing), at["y_m"] + distance_m * np.cos(bearing),
                       threshold=variant.threshold)


def main_direction_deg(plan: CellPlan, row: int) -> float:
    """The azimuth of a cell; north for an omnidirectional one."""
    azimuth = float(plan["azimuth_deg"][row])
    return 0.0 if np.isnan(azimuth) else azimuth


def farthest_m(variant: Variant, row: int, bearing_deg, level: float) -> np.ndarray:
    """The greatest distance within the range at which the dominance of a cell is at least `level`, for bearings (B,); 0 where it never is.

    From 10 m on; between sampled distances strength is taken to fall with the logarithm of the distance, as it does.
    """
    bearing = np.atleast_1d(np.asarray(bearing_deg, float))
    range_m = float(with_defaults(variant.plan)["range_m"][row])
    distance = np.geomspace(min(NEAREST_M, range_m / 2), range_m, DISTANCES)
    alone = Variant(variant.value, variant.is_now, CellPlan(variant.plan.records[row:row + 1], variant.plan.crs), variant.threshold)
    strength, *_ = profile(alone, 0, np.tile(distance, len(bearing)), np.repeat(bearing, len(distance)))
    above = strength.reshape(len(bearing), -1) - weakest_dbm(level, variant.plan["midpoint_dbm"][row], variant.plan["steepness"][row])
    last = DISTANCES - 1 - np.argmax((above >= 0)[:, ::-1], axis=1)
    rows, following = np.arange(len(bearing)), np.minimum(last + 1, DISTANCES - 1)
    falls = above[rows, last] - above[rows, following]
    share = np.divide(above[rows, last], falls, out=np.zeros(len(rows)), where=falls > 0)
    lg = np.log(distance)
    return np.where((above >= 0).any(axis=1), np.exp(lg[last] + share * (lg[following] - lg[last])), 0.0)


def measures(model: EmissionModel, now: EmissionModel, row: int, x_m: float, y_m: float) -> Measures:
    """Figures of the footprint of a cell at (x_m, y_m), and how much of it is that of another model on the same grid."""
    tile, _, p = model.footprint(row)
    tile_now, _, p_now = now.footprint(row)
    km2 = (model.grid.tile_m / 1000)**2
    x, y = model.grid.centres(tile)
    both = np.zeros((2, model.grid.n_tiles))
    both[0, tile], both[1, tile_now] = p, p_now
    least, greatest = both.min(axis=0), both.max(axis=0)
    return Measures(len(tile) * km2, float(np.hypot(x - x_m, y - y_m).max(initial=0)), float(p.sum() * km2),
                    _ratio((least > 0).sum(), (greatest > 0).sum()), _ratio(least.sum(), greatest.sum()))


def lower_threshold(plan: CellPlan, threshold: float, noise_db: float) -> float:
    """The threshold of a model for :func:`shadowed`: it holds all that three standard deviations of noise lift over `threshold`."""
    return float(expit(logit(threshold) - np.max(plan["steepness"]) * NOISE_CUT * noise_db))


def shadowed(model: EmissionModel, plan: CellPlan, noise_db: float, *, threshold: float, per: str = "tile",
             rng: np.random.Generator) -> EmissionModel:
    """The model with normal noise of `noise_db` decibels on its strengths: shadowing, which is log-normal.

    Noise moves the logit of the dominance by its steepness. Tiles of 100 m are farther apart than shadowing is alike (some 50 m;
    Gudmundson 1991): noise is independent from tile to tile and from cell to cell.

    Parameters
    ----------
    model : EmissionModel
        Of `plan`, with the threshold of :func:`lower_threshold`.
    plan : CellPlan
        With a steepness for each cell.
    per : {'tile', 'cell'}
        ``cell``: one error for all of a cell, as of a power that is not known.
    rng : numpy.random.Generator
    """
    s, n_cells = model.dominance, len(model.cell_ids)
    noise = rng.normal(0, noise_db, s.nnz) if per == "tile" else np.repeat(rng.normal(0, noise_db, n_cells), np.diff(s.indptr))
    moved = expit(logit(s.data.astype(float)) + np.repeat(plan["steepness"], np.diff(s.indptr)) * noise)
    kept = moved >= threshold
    cell = np.repeat(np.arange(n_cells), np.diff(s.indptr))[kept]
    dominance = sparse.csr_matrix((moved[kept], s.indices[kept], np.searchsorted(cell, np.arange(n_cells + 1))), shape=s.shape)
    return EmissionModel(model.grid, model.cell_ids, dominance, {**model.made_by, "threshold": threshold, "noise_db": noise_db})


def _own(plan: CellPlan, full: CellPlan, column: str) -> np.ndarray:
    """The values of a column, filled in as the model fills them: not the tilt of an omnidirectional cell."""
    if column == "tilt_deg":
        return np.where(np.isnan(plan[column]) & np.isnan(plan["azimuth_deg"]), np.nan, full[column])
    if column == "height_m":
        return np.where(np.isnan(plan[column]) & ~np.isnan(plan["z_m"]), plan["z_m"], full[column])
    return full[column]


def _check(parameter: str, what: Parameter, values) -> None:
    lowest, highest, inclusive = VALID[what.column] if what.column in VALID else (0.0, 1.0, False)
    bad = [value for value in values if not (lowest < value < highest or (inclusive and value == lowest and not what.by_ratio))]
    if bad:
        raise InputError(f"{some(f'{value:g}' for value in bad)} cannot be the {parameter} of a cell", "Values",
                         f"Give numbers from {lowest:g} to {highest:g}" + (f" {what.unit}." if what.unit else "."))


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0
