"""Density from counts: phones per tile by the estimators of Ricciato & Coluccia 2021, sections III to V."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterDestination,
)

from .. import estimation, inputs, models, rasters, styles
from ..base import MnoAlgorithm, tr
from ..layers import write


class Algorithm(MnoAlgorithm):
    NAME = "estimatedensity"
    TITLE = "Estimate density"
    GROUP = "density"
    SUMMARY = "Turns phones counted per cell into a map of phones per tile."
    DESCRIPTION = estimation.DESCRIPTION
    NEEDS = ("numpy", "scipy")
    TAGS = "population,present population,em,ml,mle,map,simple bayes,data first,poisson,deconvolution"
    OUTPUT, RESIDUALS = "OUTPUT", "RESIDUALS"

    def define(self):
        models.add_input(self)
        inputs.add_counts(self, time=True)
        estimation.add_parameters(self)
        estimation.add_time(self)
        self.add(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Density")),
                 tr("Phones per tile; no data where no cell is received."))
        self.add(QgsProcessingParameterFeatureSink(self.RESIDUALS, tr("Residuals"), QgsProcessing.SourceType.TypeVector, None, True),
                 tr("For each cell: the count, what the map makes expect, their difference, and phones that could not be placed, with "
                    "the reason."))
        for key, label in (
                ("C", tr("Phones counted")), ("MASS", tr("Phones on the map")), ("LOST", tr("Phones not placed")),
                ("LOGLIK", tr("Log-likelihood")), ("RESIDUAL", tr("Sum of absolute residuals over phones")),
                ("ITERATIONS_DONE", tr("Iterations done")),
                ("OPTIMALITY", tr("Most that any map is better, a phone (em, ml: log-likelihood; MAPs: log-posterior)"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...density.estimators import estimate

        model = models.load(job)
        counts = estimation.one_time(job, estimation.arranged(job, model.cell_ids))
        prior = estimation.prior(job, model.grid, progress=job.progress(5, 15))
        result = estimate(model, counts.counts[0], prior=prior, progress=job.progress(15, 90), **estimation.options(job))
        estimation.report(job, result, counts.foreign[0], counts.foreign_ids)
        path = rasters.write_bands(job, self.OUTPUT, model.grid, [estimation.as_band(model, result)], names=[tr("phones")])
        styles.style_when_loaded(job, path, styles.density)
        foreign = counts.foreign[0]
        lost = np.concatenate([result.lost, foreign])
        nothing = np.full(len(foreign), np.nan)
        residuals = write(job, self.RESIDUALS, {
            "cell_id": ("text", [*model.cell_ids, *counts.foreign_ids]),
            "count": ("number", np.concatenate([result.counts, foreign])),
            "expected": ("number", np.concatenate([result.expected, nothing])),
            "residual": ("number", np.concatenate([result.counts - result.lost - result.expected, nothing])),
            "lost": ("number", lost),
            "reason": ("text", [*(r or None for r in result.lost_reason), *[estimation.FOREIGN] * len(foreign)])})
        return {self.OUTPUT: path, self.RESIDUALS: residuals, "C": result.C + float(foreign.sum()), "MASS": result.mass,
                "LOST": float(lost.sum()), "LOGLIK": result.loglik, "RESIDUAL": result.relative_residual,
                "ITERATIONS_DONE": result.n_iter, "OPTIMALITY": estimation.optimality_output(result.optimality)}
