"""How sure a density is: the part of each tile that is data, and how far the chance of the counts moves it."""

import numpy as np
from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsUnitTypes,
)

from .. import estimation, inputs, models, rasters, styles
from ..base import MnoAlgorithm, tr

LINEARISED_AT = ("prior", "estimate")
COMPARED = 20  # replicates whose distance to the estimate is taken


class Algorithm(MnoAlgorithm):
    NAME = "densityuncertainty"
    TITLE = "How sure is a density"
    GROUP = "density"
    SUMMARY = "Tells how much of each tile of a density is data and how much prior, and how far chance moves it."
    DESCRIPTION = (
        "<p><b>Identifiability</b>: 147 cells give 147 numbers, never 40,000. The map tells which share of each tile the counts tell; "
        "the rest is filled in from the prior, or evenly. One phone more in a tile with 0.2 raises the estimate there by 0.2; the other "
        "0.8 go to tiles of the same cells. The shares sum to the number of independent numbers in the counts. Band 2 is the edge of "
        "the square that is told as one number: a tile of 100 m with 0.01 is as sure as a map of squares of 1 km. This is the diagonal "
        "of the resolution matrix D P' (P D P')<sup>-1</sup> P (Ricciato and Coluccia 2021, Eq. 33), with the prior, or the estimate, on "
        "the diagonal of D.</p>"
        "<p><b>Spread</b>: the counts are drawn anew many times, and a map is estimated from each as it was from the counts themselves "
        "(the bootstrap). Bands: coefficient of variation, standard deviation, and the ends of the interval that holds 90 percent of the "
        "maps.</p>"
        "<p>The two are about different things. Where little is identified the spread may be small, since a prior does not vary: a tile "
        "is well known only where the first map is high and the second low. The interval holds what other counts would have given, and "
        "the truth only where a tile is all data: in the paper's Munich it holds one inhabited tile in eleven, for the rest is prior. "
        "Errors of the emission model are in neither; 'Compare footprints' looks at these.</p>"
        "<p>Give counts of phones as they were seen. Counts that were scaled up to a population look surer than they are.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "uncertainty,bootstrap,resolution matrix,identifiability,confidence,interval,variance,coefficient of variation,quality,error"
    IDENTIFIABILITY, SPREAD, OUTPUT = "IDENTIFIABILITY", "SPREAD", "OUTPUT"

    def define(self):
        number = QgsProcessingParameterNumber
        models.add_input(self)
        inputs.add_counts(self, time=True)
        estimation.add_parameters(self)
        estimation.add_time(self)
        self.add(number("REPLICATES", tr("Replicates"), number.Type.Integer, 50, False, 2, 10_000),
                 tr("How many times the counts are drawn anew. 50 are enough for the standard deviation, the ends of an interval take "
                    "200."))
        self.add(QgsProcessingParameterEnum("LAW", tr("Chance of the counts"), ["multinomial", "poisson"], False, "multinomial",
                                            usesStaticStrings=True),
                 tr("multinomial: as many phones, of which chance tells in which cell each was. poisson: their number is chance too."))
        self.add(number("SEED", tr("Seed"), number.Type.Integer, 42, False, 0), tr("Another number draws other counts."), advanced=True)
        self.add(number("LEVEL", tr("Share of the maps in the interval"), number.Type.Double, 0.9, False, 0.01, 0.999),
                 tr("The interval of a tile holds this share of the replicates, 0 to 1, with equal parts below and above."), advanced=True)
        self.add(QgsProcessingParameterEnum("LINEARISED_AT", tr("Identifiability at"), list(LINEARISED_AT), False, "prior",
                                            usesStaticStrings=True),
                 tr("prior: what the network can tell, whatever was counted. estimate: of this very map, where em moves each tile in "
                    "proportion to its phones; what is empty there is hardly moved."), advanced=True)
        well = self.add(QgsProcessingParameterDistance("WELL", tr("Well identified up to"), 1_000.0, None, False, 0),
                        tr("Phones in tiles with a resolution (band 2 of the identifiability) of so many metres or finer count as well "
                           "identified in the figures."), advanced=True)
        well.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
        self.add(number("LEAST", tr("Least phones of a tile with a coefficient of variation"), number.Type.Double, 0.01, False, 0),
                 tr("Tiles with fewer phones have none: what is nearly nothing varies by many times itself."), advanced=True)
        self.add(QgsProcessingParameterRasterDestination(self.IDENTIFIABILITY, tr("Identifiability"), None, True),
                 tr("Band 1: share of each tile that is data, 0 to 1. Band 2: edge of the square known as one number, in metres."))
        self.add(QgsProcessingParameterRasterDestination(self.SPREAD, tr("Spread"), None, True),
                 tr("Bands: cv (standard deviation over phones), sd (phones), lower and upper (ends of the interval, phones)."))
        self.add(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Density"), None, True, False),
                 tr("The density that this is about: phones per tile, as 'Estimate density' writes it."))
        for key, label in (("C", tr("Phones counted")), ("MASS", tr("Phones on the map")), ("N_TILES", tr("Tiles with phones")),
                           ("RANK", tr("Independent numbers in the counts")),
                           ("SHARE_WELL", tr("Share of the phones in well identified tiles")),
                           ("RESOLUTION_M", tr("Resolution that half of the phones have (m)")),
                           ("MEAN_CV", tr("Mean coefficient of variation, by phones")),
                           ("KWD_M", tr("Mean distance of the replicates from the map (m)"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...density.estimators import estimate
        from ...density.uncertainty import identifiability

        rasters.require_folders(job, self.IDENTIFIABILITY, self.SPREAD, self.OUTPUT)
        model = models.load(job)
        counts = estimation.one_time(job, estimation.arranged(job, model.cell_ids))
        prior = estimation.prior(job, model.grid, progress=job.progress(5, 8))
        result = estimate(model, counts.counts[0], prior=prior, progress=job.progress(8, 15), **estimation.options(job))
        estimation.report(job, result, counts.foreign[0], counts.foreign_ids)
        at = result.phones if job.choice("LINEARISED_AT") == "estimate" else prior
        share = identifiability(model, at, progress=job.progress(15, 25))
        spread, distances = self._spread(job, model, counts.counts[0], prior, result)
        figures = self._tell(job, model, result, share, spread, distances)
        return {**self._write(job, model, result, share, spread), "C": result.C + float(counts.foreign[0].sum()), "MASS": result.mass,
                **figures}

    def _spread(self, job, model, counts, prior, result):
        """The spread of the replicates, and how far the first of them are from the estimate."""
        from ...density.uncertainty import Spread, bootstrap
        from ...evaluation.coarse import coarse_distance_m

        n, grid = job.integer("REPLICATES"), model.grid
        spread, distances = Spread(grid.n_tiles, n, job.number("LEVEL")), []
        shape, compared = (grid.n_rows, grid.n_cols), COMPARED if result.mass else 0
        for phones in bootstrap(model, counts, n_replicates=n, law=job.choice("LAW"), rng=np.random.default_rng(job.integer("SEED")),
                                prior=prior, progress=job.progress(25, 90), **estimation.options(job)):
            spread.add(phones)
            if len(distances) < compared and phones.any():
                distances.append(coarse_distance_m(phones.reshape(shape), result.phones.reshape(shape), grid.tile_m,
                                                   progress=job.progress(0, 0)))
        return spread, distances

    def _tell(self, job, model, result, share, spread, distances) -> dict:
        resolution, phones = _resolution_m(model.grid, share), result.phones
        order = np.argsort(resolution, kind="stable")
        mass = np.cumsum(phones[order])
        half = float(resolution[order][np.searchsorted(mass, mass[-1] / 2)]) if result.mass else np.nan
        well = float(phones[resolution <= job.number("WELL")].sum() / result.mass) if result.mass else np.nan
        cv = float(spread.sd.sum() / result.mass) if result.mass else np.nan
        kwd = float(np.mean(distances)) if distances else np.nan
        job.info(tr("The counts are {:.0f} independent numbers for {:,} tiles; half of the phones are told in squares of {:,.0f} m or "
                    "finer, {:.1%} in squares of {:,.0f} m or finer.").format(
                        share.sum(), int(result.used.sum()), half, well, job.number("WELL")))
        job.info(tr("Replicates: {}; mean coefficient of variation {:.1%}; they are {:,.0f} m from the map in the mean.").format(
            spread.n, cv, kwd))
        return {"N_TILES": int((phones > 0).sum()), "RANK": float(share.sum()),
                **{key: None if np.isnan(value) else value for key, value in (
                    ("SHARE_WELL", well), ("RESOLUTION_M", half), ("MEAN_CV", cv), ("KWD_M", kwd))}}

    def _write(self, job, model, result, share, spread) -> dict:
        grid, blank = model.grid, np.where(model.covered, 0.0, np.nan)
        resolution = _resolution_m(grid, share)
        of_data = rasters.write_bands(job, self.IDENTIFIABILITY, grid, [share + blank, np.where(np.isinf(resolution), np.nan, resolution)],
                                      names=["identifiability", "resolution_m"], progress=job.progress(90, 93))
        styles.style_when_loaded(job, of_data, styles.identifiability(grid.tile_m))
        cv = np.divide(spread.sd, result.phones, out=np.full(grid.n_tiles, np.nan), where=result.phones >= max(job.number("LEAST"), 1e-12))
        of_chance = rasters.write_bands(job, self.SPREAD, grid, (band + blank for band in (cv, spread.sd, *spread.interval())),
                                        names=["cv", "sd", "lower", "upper"], progress=job.progress(93, 97))
        styles.style_when_loaded(job, of_chance, styles.coefficient_of_variation)
        density = rasters.write_bands(job, self.OUTPUT, grid, [estimation.as_band(model, result)], names=[tr("phones")],
                                      progress=job.progress(97, 99))
        styles.style_when_loaded(job, density, styles.density)
        return {self.IDENTIFIABILITY: of_data, self.SPREAD: of_chance, self.OUTPUT: density}


def _resolution_m(grid, share) -> np.ndarray:
    """Edge of the square that is told as one number, infinite where nothing is told."""
    with np.errstate(divide="ignore"):
        return grid.tile_m / np.sqrt(share)
