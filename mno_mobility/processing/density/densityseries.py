"""Densities of many times at the price of one preparation, ready for the temporal controller (Ricciato & Coluccia 2021, Eq. 33)."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsWkbTypes,
)

from ...errors import some
from .. import estimation, inputs, models, rasters, styles
from ..base import MnoAlgorithm, tr
from ..layers import write


class Algorithm(MnoAlgorithm):
    NAME = "densityseries"
    TITLE = "Density series"
    GROUP = "density"
    SUMMARY = "Turns counts per cell at many times into one map a time, animated by the temporal controller."
    DESCRIPTION = estimation.DESCRIPTION + (
        "<p>Each time is a band of the raster, named by its time. In QGIS 3.38 and later the raster plays in the temporal "
        "controller; the optional layer of tiles does so in every version.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "population,time series,animation,temporal controller,em,data first"
    OUTPUT, TILES, FIGURES = "OUTPUT", "TILES", "FIGURES"

    def define(self):
        models.add_input(self)
        inputs.add_counts(self, time=True)
        estimation.add_parameters(self, method="df")
        self.add(QgsProcessingParameterNumber("LEAST", tr("Least phones of a tile in the layer of tiles"),
                                              QgsProcessingParameterNumber.Type.Double, 1.0, False, 0),
                 tr("Tiles with fewer phones are left out of the layer of tiles, which would else hold every tile at every time."),
                 advanced=True)
        self.add(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Density series")),
                 tr("Phones per tile, one band a time, in the order of time."))
        self.add(QgsProcessingParameterFeatureSink(self.TILES, tr("Tiles over time"), QgsProcessing.SourceType.TypeVectorPoint, None,
                                                   True, False),
                 tr("Centres of tiles with their phones, one feature for each tile and time, from start to end."))
        self.add(QgsProcessingParameterFeatureSink(self.FIGURES, tr("Figures"), QgsProcessing.SourceType.TypeVector, None, True),
                 tr("One row a time: phones counted, on the map and not placed, iterations, log-likelihood, residual, and optimality: the "
                    "most that any map is better, a phone."))
        for key, label in (("N_TIMES", tr("Times")), ("C", tr("Phones counted, all times")), ("MASS", tr("Phones on the maps")),
                           ("LOST", tr("Phones not placed")),
                           ("OPTIMALITY", tr("Most that any map is better, a phone, at the worst time"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...density.estimators import estimate_series

        model = models.load(job)
        counts = estimation.arranged(job, model.cell_ids)
        prior = estimation.prior(job, model.grid, progress=job.progress(5, 10))
        times = counts.times_s
        results = estimate_series(model, counts.counts, prior=prior, progress=job.progress(10, 80), **estimation.options(job))
        figures, tiles, late, losses = [], [], [], estimation.Losses()

        def bands():
            for k, result in enumerate(results):
                losses.add(result, counts.foreign[k])
                figures.append((result.C + counts.foreign[k].sum(), result.mass, result.lost.sum() + counts.foreign[k].sum(),
                                result.n_iter, result.loglik, result.relative_residual, result.optimality))
                if not result.converged and result.method != "em":
                    late.append(inputs.iso(times[k]))
                if job.given(self.TILES):
                    chosen = np.flatnonzero(result.phones >= max(job.number("LEAST"), 1e-9))
                    tiles.append((np.full(len(chosen), k), chosen, result.phones[chosen]))
                yield estimation.as_band(model, result)

        path = rasters.write_bands(job, self.OUTPUT, model.grid, bands(), names=[inputs.iso(t) for t in times])
        counted, mass, lost, n_iter, loglik, residual, optimality = (np.array(column) for column in zip(*figures))
        step = float(np.median(np.diff(times))) if len(times) > 1 else 3600.0
        styles.style_when_loaded(job, path, styles.density_series(times, step))
        table = write(job, self.FIGURES, {
            "time": ("time", times), "t_unix": ("number", times), "phones": ("number", counted), "mass": ("number", mass),
            "lost": ("number", lost), "iterations": ("int", n_iter), "loglik": ("number", loglik), "residual": ("number", residual),
            "optimality": ("number", optimality)})
        output = {self.OUTPUT: path, self.FIGURES: table, self.TILES: self._tiles(job, model.grid, tiles, times, step)}
        job.info(tr("Times: {}, from {} to {}.").format(len(times), inputs.iso(times[0]), inputs.iso(times[-1])))
        estimation.certify(job, job.choice("METHOD"), optimality.max())
        if late:
            job.warn(tr("Times that have not converged: {} ({}). Allow more iterations.").format(len(late), some(late)))
        losses.report(job, counts.foreign_ids)
        return {**output, "N_TIMES": len(times), "C": float(counted.sum()), "MASS": float(mass.sum()), "LOST": float(lost.sum()),
                "OPTIMALITY": estimation.optimality_output(optimality)}

    def _tiles(self, job, grid, tiles, times, step):
        if not tiles:
            return None
        at, tile, phones = (np.concatenate(column) for column in zip(*tiles))
        layer = write(job, self.TILES, {
            "tile": ("int", tile), "start": ("time", times[at]), "end": ("time", times[at] + step), "t_unix": ("number", times[at]),
            "phones": ("number", phones)}, geometry=grid.centres(tile), wkb_type=QgsWkbTypes.Type.Point, crs=rasters.crs_of(grid),
            progress=job.progress(85, 100))
        styles.style_when_loaded(job, layer, styles.tiles_over_time(grid.tile_m))
        return layer
