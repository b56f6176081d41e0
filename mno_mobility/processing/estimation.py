"""What the density algorithms share: parameters of the estimators, the prior, the report."""

import numpy as np
from qgis.core import (
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..density.counts import arrange_counts
from ..errors import InputError, some
from . import inputs, rasters
from .base import tr, tr_noop

METHODS = ("sb", "em", "mapapprox", "map", "df", "ml")
ITERATIVE = ("em", "mapapprox", "map", "ml")
LIKELIHOOD, POSTERIOR = tr_noop("log-likelihood"), tr_noop("log-posterior")
CERTIFIED = {"em": LIKELIHOOD, "ml": LIKELIHOOD, "mapapprox": POSTERIOR, "map": POSTERIOR}
FOREIGN = "cell is not in the model"
DESCRIPTION = (
    "<p>Methods, after Ricciato and Coluccia 2021: <b>em</b> towards maximum likelihood by steps of expectation maximisation (Eq. 11), "
    "the most exact when the model is right; <b>ml</b> maximum likelihood, solved to the end; <b>df</b> data first (Eq. 31 and 32), "
    "nearly as good in closed form; <b>sb</b> simple Bayes (Eq. 16), quick and smooth; <b>map</b> and <b>mapapprox</b> maximum a "
    "posteriori, exact (Eq. 23) and approximate (Eq. 24), which stay close to the prior. With an emission model of Voronoi areas every "
    "method but the MAPs gives the area-proportional estimate; take sb.</p>"
    "<p>Many maps explain the counts equally well. Of those with the greatest likelihood, ml gives the one nearest the prior: the sum of "
    "the prior's shares times the logarithm of the phones is greatest. A few hundred steps of em give a map that is close in likelihood "
    "and, in the paper's scenario, nearer the truth; take ml where a certified maximum is asked for. em, ml, map and "
    "mapapprox tell how far from the best they may be at most: OPTIMALITY.</p>"
    "<p>Phones in equals phones on the map plus phones that could not be placed, which are reported with the reason.</p>")


def add_parameters(alg, method: str = "em", *, advanced: bool = False) -> None:
    """Method, iterations, tolerance and prior; all of them `advanced` where the density is not what it is about."""
    number = QgsProcessingParameterNumber
    alg.add(QgsProcessingParameterEnum("METHOD", tr("Method"), list(METHODS), False, method, usesStaticStrings=True),
            tr("The estimator: sb, em, mapapprox, map, df or ml (maximum likelihood, solved to the end); see above."), advanced=advanced)
    alg.add(number("ITERATIONS", tr("Most iterations"), number.Type.Integer, 100, False, 1, 1_000_000),
            tr("Steps of em; about 100 are enough as a rule, fewer give a smoother map. Also the most steps of ml, map and mapapprox, "
               "which take 5 to 30; sb and df take none."), advanced=advanced)
    alg.add(number("TOLERANCE", tr("Tolerance"), number.Type.Double, 0.0, False, 0),
            tr("Stop where no map can be better by more than this, in log-likelihood a phone for em and ml, in log-posterior a phone for "
               "map and mapapprox, whose optimality conditions then hold to it too. 0 does all steps of em and takes 1e-8 for the "
               "others; sb and df have none."), advanced=True)
    alg.add(QgsProcessingParameterRasterLayer("PRIOR", tr("Prior"), None, True),
            tr("What is known of where people are: population, built-up area or land-use classes, in any CRS and resolution. Only its "
               "proportions count. Tiles where it is 0 get no phone. Empty: all tiles alike."), advanced=advanced)
    alg.add(QgsProcessingParameterBand("PRIOR_BAND", tr("Band of the prior"), 1, "PRIOR", True), tr("The band that holds it."),
            advanced=True)
    alg.add(QgsProcessingParameterString("PRIOR_WEIGHTS", tr("Weights of the prior's classes"), "", False, True),
            tr("For a prior of land-use classes: class=weight, comma separated, such as 1-2=10, 3=4, 12-22=1. Classes not named weigh "
               "0. Empty: the raster holds amounts."), advanced=True)
    alg.add(number("PRIOR_FLOOR", tr("Even share of the prior"), number.Type.Double, 0.0, False, 0, 1),
            tr("Share of the prior, 0 to 1, that is spread evenly over all tiles, so that none is ruled out."), advanced=True)


def add_time(alg) -> None:
    """The choice of one time."""
    alg.add(QgsProcessingParameterString("TIME", tr("Time to take"), "", False, True),
            tr("Where the counts hold many times: the one to estimate, as ISO text such as 2024-05-01T12:00:00 (UTC). 'Density "
               "series' estimates them all."), advanced=True)


def options(job) -> dict:
    """Method, iterations and tolerance as the science takes them."""
    method, tolerance = job.choice("METHOD"), job.number("TOLERANCE")
    if method in ("sb", "df"):
        return {"method": method}
    return {"method": method, "n_iter": job.integer("ITERATIONS"), "tol": tolerance if tolerance > 0 else None}


def arranged(job, cell_ids):
    """The counts, by time and by the cells of a model."""
    table = inputs.read_counts(job)
    cell, time = table["cell_id"], table.columns.get("time")
    counts = arrange_counts(cell.codes, cell.levels, table["count"], cell_ids, time_s=time)
    if counts.n_repeated:
        job.warn(tr("Rows that repeat a cell at the same time, whose counts were added: {}.").format(counts.n_repeated))
    return counts


def one_time(job, counts):
    """The counts of one time; many times without a choice are an error that names them."""
    wanted = job.text("TIME")
    if not wanted and len(counts.times_s) == 1:
        return counts
    known = [inputs.iso(t) for t in counts.times_s]
    if not wanted:
        raise InputError(f"they hold {len(known)} times, from {known[0]} to {known[-1]}", tr("Counts"),
                         "Set 'Time to take', or use 'Density series' for all of them.")
    seconds = inputs.one_time(wanted, tr("Time to take"))
    found = np.flatnonzero(counts.times_s == seconds)
    if not len(found):
        raise InputError(f"no counts at {inputs.iso(seconds)}", tr("Counts"), f"They hold {known[0]} to {known[-1]}.")
    return type(counts)(counts.times_s[found], counts.counts[found], counts.foreign[found], counts.foreign_ids, counts.n_repeated)


def prior(job, grid, progress):
    """The prior on the tiles, None for a flat one."""
    from ..density import priors

    layer = rasters.layer_of(job, "PRIOR")
    if layer is None:
        return None
    weights = inputs.class_weights(job.text("PRIOR_WEIGHTS"), tr("Weights of the prior's classes"))
    how = "sum" if weights is None else "mode"
    values = rasters.on_grid(job, layer, grid, how, band=job.integer("PRIOR_BAND") or 1, progress=progress)
    if np.isnan(values).any():
        job.info(tr("Tiles where the prior has no value, which get no phone: {}.").format(int(np.isnan(values).sum())))
    floor = job.number("PRIOR_FLOOR")
    if weights is None:
        return priors.prior_from_amounts(values, floor=floor)
    return priors.prior_from_classes(values, weights, default=0.0, floor=floor)


def as_band(model, result) -> np.ndarray:
    """Phones per tile with no data where no cell is received."""
    return np.where(model.covered, result.phones, np.nan)


def report(job, result, foreign, foreign_ids) -> None:
    """Say what was done, how well it fits, and what could not be placed and why."""
    steps = tr(", {} steps").format(result.n_iter) if result.method in ITERATIVE else ""
    job.info(tr("Method {}{}; {} unknowns for {} tiles; log-likelihood {:.10g}, residual {:.3%} of the phones.").format(
        result.method, steps, result.n_supertiles, int(result.used.sum()), result.loglik, result.relative_residual))
    certify(job, result.method, result.optimality)
    if not result.converged and result.method in CERTIFIED and result.method != "em":
        job.warn(tr("Not converged: the tolerance is not met. Allow more iterations."))
    losses = Losses()
    losses.add(result, foreign)
    losses.report(job, foreign_ids)
    if result.n_uncovered:
        job.info(tr("Tiles covered by no cell, a coverage hole left without data: {}.").format(result.n_uncovered))
    if result.n_prior_zero:
        job.info(tr("Covered tiles with a prior of 0, which get no phone: {}.").format(result.n_prior_zero))


def certify(job, method: str, optimality: float) -> None:
    """Say in words how far from the best map this one may be."""
    if method in CERTIFIED:
        job.info(tr("Certificate: no map has a {} that is higher by more than {:.2g} a phone.").format(tr(CERTIFIED[method]), optimality))


def optimality_output(values):
    """The greatest certificate as a number; None for methods that have nothing to certify."""
    greatest = float(np.max(values))
    return None if np.isnan(greatest) else greatest


def tell_foreign(job, phones: float, ids) -> None:
    """Warn of phones of cells that the model does not have."""
    if len(ids):
        job.warn(tr("Phones not placed: {:.10g} of {} cells, {} ({}).").format(phones, len(ids), tr(FOREIGN), some(ids)))


class Losses:
    """Phones on the map and phones that could not be placed, by reason, over one time or many."""

    def __init__(self):
        self.counted = self.mass = self.foreign = 0.0
        self.by_reason, self.cells = {}, {}

    @property
    def lost(self) -> float:
        return self.foreign + sum(self.by_reason.values())

    def add(self, result, foreign) -> None:
        self.counted += result.C + foreign.sum()
        self.mass += result.mass
        self.foreign += foreign.sum()
        for reason in set(result.lost_reason[result.lost > 0]):
            of = (result.lost_reason == reason) & (result.lost > 0)
            self.by_reason[reason] = self.by_reason.get(reason, 0.0) + result.lost[of].sum()
            self.cells.setdefault(reason, set()).update(np.flatnonzero(of).tolist())

    def report(self, job, foreign_ids) -> None:
        job.info(tr("Phones: {:.10g} counted = {:.10g} on the map + {:.10g} not placed.").format(self.counted, self.mass, self.lost))
        for reason in sorted(self.by_reason):
            job.warn(tr("Phones not placed: {:.10g} of {} cells, {}.").format(
                self.by_reason[reason], len(self.cells[reason]), tr(reason)))
        tell_foreign(job, self.foreign, foreign_ids)
