"""Emission model from measurements: footprints learned from points that carry the id of a cell."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsUnitTypes,
)

from ...errors import InputError, some
from .. import inputs, models
from ..base import MnoAlgorithm, tr
from ..cell_areas import sites_of
from ..crs import WKT, from_text
from ..events_input import known_cells
from ..layers import source_of
from ..measurements import Measurements, add_measurements, add_rejects


class Algorithm(MnoAlgorithm):
    NAME = "modelfrommeasurements"
    TITLE = "Emission model from measurements"
    GROUP = "geolocation"
    SUMMARY = "Learns where each cell serves from drive tests or crowd-sourced samples that carry the id of a cell."
    DESCRIPTION = (
        "<p>In each tile the emission probability of a cell is its share of the votes of samples around, weighted by a Gaussian kernel. "
        "Levels share a vote besides, the stronger the more, also among cells that were only heard. Where samples are few the prior "
        "decides: a predicted model, else the distance to the sites of the cell plan, else to the centroids of the samples of each cell; "
        "in the last case cells that seldom served are spread widely, those that never served whatever others served there, and tiles "
        "farther than 200 m from all samples stay uncovered.</p>"
        "<p>An empty bandwidth is chosen by cross-validation: whole runs (drives, days, devices) are left out, or squares of 500 m where "
        "no field names runs. The log shows the held-out log-likelihood of each.</p>"
        "<p>Cells of different groups (operators and carriers) do not compete: each group keeps the share the prior model gives it, or "
        "that of its votes in all. With a prior model its grid is taken, not the extent and tile size.</p>"
        "<p>Networks change: operators renumber cells and move ids to other places. With a half-life, measurements of the days around the "
        "one the model is for count most. With the cells in use, those that are off the air are left out, and cells that never served, of "
        "the same group, take over where they did.</p>")
    TAGS = "drive test,crowd-sourced,rsrp,learned footprints,kernel smoothing,cross-validation"
    MEASUREMENTS, CELLS, PRIOR, IN_USE, REJECTS = "MEASUREMENTS", "CELLS", "PRIOR_MODEL", "IN_USE", "REJECTS"

    def define(self):
        add_measurements(self, self.MEASUREMENTS)
        inputs.add_cells(self, self.CELLS, use=tr("Tells where the sites are, and which cells there are: samples of others are rejected."))
        models.add_input(self, self.PRIOR, label=tr("Prior model"), optional=True, help_text=tr(
            "A predicted model of the same network: what is believed where samples are few. Its grid is taken. Empty: by distance."))
        inputs.add_grid(self, tr("The area to cover with tiles. Empty: all samples with 200 m around."))
        bandwidth = self.add(QgsProcessingParameterDistance("BANDWIDTH", tr("Bandwidth"), None, None, True, 0),
                             tr("Standard deviation of the kernel, in metres. Empty or 0: chosen by cross-validation."))
        bandwidth.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
        number = QgsProcessingParameterNumber
        self.add(number("ALPHA", tr("Weight of the prior"), number.Type.Double, 1.0, False, 0, 1e9),
                 tr("How many votes of samples on the spot the prior is worth."), advanced=True)
        self.add(number("LEVEL_WEIGHT", tr("Weight of levels"), number.Type.Double, 1.0, False, 0, 100),
                 tr("What the levels of a visit to a tile weigh, as part of a vote of the cell that served. 0: only cells that served."),
                 advanced=True)
        self.add(number("SOFTNESS", tr("Softness of levels (dB)"), number.Type.Double, 3.0, False, 0.1, 100),
                 tr("A cell that is stronger by so many dB is e times as likely to serve."), advanced=True)
        self.add(QgsProcessingParameterFeatureSource(self.IN_USE, tr("Cells in use"), [QgsProcessing.SourceType.TypeVector], None, True),
                 tr("The cells that are on air on the day the model is for: a current cell plan, or the events to be matched. Other cells "
                    "are left out, and cells of their group that are in use and never served take over where they did. Empty: all cells "
                    "that were measured."), advanced=True)
        self.add(QgsProcessingParameterField("IN_USE_CELL_ID", tr("Cell id field of the cells in use"), None, self.IN_USE, optional=True),
                 tr("The field that names each cell in use. Empty: found by its name."), advanced=True)
        models.add_outputs(self)
        add_rejects(self)
        for key, label in (("N_SAMPLES", tr("Measurements")), ("N_USED", tr("Measurements used")),
                           ("N_REJECTED", tr("Rejected measurements")), ("BANDWIDTH_USED", tr("Bandwidth used (m)")),
                           ("LOGLIK", tr("Held-out log-likelihood of the serving cell")), ("N_RETIRED", tr("Cells no longer in use"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...geolocation.measured import KNOWN_M, Options, model_from_measurements

        prior_model = models.load(job, self.PRIOR) if job.given(self.PRIOR) else None
        crs = inputs.wanted_crs(job) if prior_model is None else from_text(prior_model.grid.crs)
        measured = Measurements(job, self.MEASUREMENTS, crs, job.progress(5, 20))
        plan = inputs.cell_plan(job, self.CELLS, crs=measured.crs)[0] if job.given(self.CELLS) else None
        grid = inputs.tile_grid(job, measured.crs.toWkt(WKT), measured.extent(KNOWN_M)) if prior_model is None else prior_model.grid
        first = [*([] if prior_model is None else prior_model.cell_ids), *([] if plan is None else plan["cell_id"])]
        samples, n_rejected, rejects = measured.samples(job, grid, known=None if plan is None else plan["cell_id"], cell_ids=first)
        prior = self._prior(prior_model, plan, samples.cell_ids)
        options = Options(alpha=job.number("ALPHA"), level_weight=job.number("LEVEL_WEIGHT"), softness_db=job.number("SOFTNESS"))
        options, loglik = self._with_bandwidth(job, samples, grid, options, prior)
        model = model_from_measurements(samples, grid, options, prior, progress=job.progress(60, 80))
        model, n_retired = self._in_use(job, model, samples)
        job.info(tr("Samples used: {} of {}, {} of them serving, of {} cells in {} groups; bandwidth {:g} m.").format(
            len(samples), len(samples) + n_rejected, int(samples.serving.sum()), len(np.unique(samples.cell)),
            len(np.unique(samples.layer)), options.bandwidth_m))
        return {**models.save(job, model), self.REJECTS: rejects, "N_SAMPLES": len(samples) + n_rejected, "N_USED": len(samples),
                "N_REJECTED": n_rejected, "BANDWIDTH_USED": options.bandwidth_m, "LOGLIK": loglik, "N_RETIRED": n_retired}

    def _prior(self, model, plan, cell_ids):
        """The prior for the cells of the samples, which begin with those of the model."""
        from ...geolocation.measured import Prior, on_cells

        if model is not None:
            return Prior(model=on_cells(model, cell_ids))
        if plan is None:
            return None
        return Prior(sites_m=sites_of(plan, cell_ids))

    def _in_use(self, job, model, samples):
        """The model of the cells in use, where a list of them is given, and how many others it had."""
        from ...geolocation.in_use import with_cells_in_use

        if not job.given(self.IN_USE):
            return model, 0
        in_use, name = known_cells(job, self.IN_USE, "IN_USE_CELL_ID"), source_of(job, self.IN_USE).name
        if not len(in_use):
            raise InputError("no row names a cell", name, "Check the layer, its filter and the field that names the cells.")
        if not np.isin(model.cell_ids.astype(str), in_use.astype(str)).any():
            raise InputError(f"it names none of the {len(model.cell_ids)} cells of the model (theirs are {some(model.cell_ids)}, here "
                             f"{some(in_use)})", name, "Pick the field that names the cells, or use the cells of this network.")
        model, retired, took_over = with_cells_in_use(model, samples, in_use, progress=job.progress(80, 86))
        job.info(tr("Cells in use: {}.").format(len(model.cell_ids)))
        for cells, text in ((retired, tr("No longer in use and left out: {} ({}).")), (took_over, tr("Serve in their place: {} ({})."))):
            if len(cells):
                job.info(text.format(len(cells), some(cells)))
        return model, len(retired)

    def _with_bandwidth(self, job, samples, grid, options, prior):
        """The options with the bandwidth given or chosen, and its held-out log-likelihood; None where nothing can be held out."""
        from dataclasses import replace

        from ...geolocation.measured import BANDWIDTHS_M, can_validate, cross_validated

        given = job.number("BANDWIDTH")
        if not can_validate(samples):
            options = replace(options, bandwidth_m=given) if given else options
            job.warn(tr("No held-out log-likelihood, as the samples are of one run or place, or none served; the bandwidth is {:g} m."
                        ).format(options.bandwidth_m))
            return options, None
        tried = [given] if given else [b for b in BANDWIDTHS_M if b >= grid.tile_m / 2] or [grid.tile_m]
        scores = cross_validated(samples, grid, options, prior, bandwidths_m=tried, progress=job.progress(20, 60))
        for bandwidth, score in zip(scores.bandwidth_m, scores.log_likelihood):
            job.info(tr("Bandwidth {:g} m: held-out log-likelihood {:.4f} a serving sample.").format(bandwidth, score))
        return replace(options, bandwidth_m=scores.best_m), float(scores.log_likelihood.max())
