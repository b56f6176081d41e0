"""Compare two densities by the Kantorovich-Wasserstein distance (Ricciato & Coluccia 2021, Eq. 34)."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ...errors import InputError
from .. import rasters, report, styles
from ..base import MnoAlgorithm, tr
from ..layers import write


class Algorithm(MnoAlgorithm):
    NAME = "comparedensities"
    TITLE = "Compare densities"
    GROUP = "evaluation"
    SUMMARY = "Tells how far apart two density maps are: the mean distance their phones would have to travel."
    DESCRIPTION = (
        "<p>The Kantorovich-Wasserstein distance is the least mean distance a phone has to move to turn one map into the other "
        "(Ricciato and Coluccia 2021, Eq. 34), here in metres and in tiles. Both maps are first brought to the same mass; no data "
        "counts as 0.</p>"
        "<p>L1, L2, L3 and L5 let mass move along a lattice of 4, 8, 16 and 40 directions, which over-estimates the distance by "
        "at most 7.61, 2.68, 1.29 and 0.49 percent. exact is free of that, for maps of a few thousand tiles. fast is a quick look. Every "
        "answer carries an interval that certainly holds it.</p>")
    TAGS = "kantorovich,wasserstein,earth mover,kwd,accuracy,validation,optimal transport"
    ESTIMATED, TRUTH, FLOW = "ESTIMATED", "TRUTH", "FLOW"

    def define(self):
        self.add(QgsProcessingParameterRasterLayer(self.ESTIMATED, tr("Estimated density")),
                 tr("A raster of phones per tile in a metric CRS."))
        self.add(QgsProcessingParameterRasterLayer(self.TRUTH, tr("True density")),
                 tr("The map to compare with, on the same tiles."))
        for key, parent, label in (("ESTIMATED_BAND", self.ESTIMATED, tr("Band of the estimated density")),
                                   ("TRUTH_BAND", self.TRUTH, tr("Band of the true density"))):
            self.add(QgsProcessingParameterBand(key, label, 1, parent, True), tr("The band to compare."), advanced=True)
        self.add(QgsProcessingParameterEnum("PRECISION", tr("Precision"), ["L1", "L2", "L3", "L5", "exact", "fast"], False, "L3",
                                            usesStaticStrings=True),
                 tr("The directions in which mass may move: L1, L2, L3 (as in the paper), L5, exact, or fast."))
        number = QgsProcessingParameterNumber
        self.add(number("GAP", tr("Width of the interval (share)"), number.Type.Double, 0.005, False, 0.0, 0.5),
                 tr("Large maps: stop when the interval is narrower than this share of the distance."), advanced=True)
        self.add(number("MAX_SECONDS", tr("Longest time (s)"), number.Type.Double, 600, False, 1),
                 tr("Large maps: stop then with the interval reached."), advanced=True)
        self.add(number("BLOCK", tr("Tiles a flow block"), number.Type.Integer, 5, False, 1, 1000),
                 tr("Flow is drawn between square blocks of so many tiles a side; 1 draws it tile by tile."), advanced=True)
        self.add(number("LEAST", tr("Least flow drawn (share of the mass)"), number.Type.Double, 0.0001, False, 0, 1),
                 tr("Flows of less than this share are left out of the flow lines."), advanced=True)
        self.add(QgsProcessingParameterFeatureSink(self.FLOW, tr("Flow"), QgsProcessing.SourceType.TypeVectorLine, None, True, False),
                 tr("Lines from block to block: where mass of the estimate had to go to meet the truth."))
        report.add_report(self)
        for key, label in (("KWD_TILES", tr("Distance (tiles)")), ("KWD_M", tr("Distance (m)")), ("LOWER", tr("At least (tiles)")),
                           ("UPPER", tr("At most (tiles)")), ("RUNTIME", tr("Run time (s)"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...evaluation.transport import kantorovich_wasserstein

        estimated, grid, layer = self._band(job, self.ESTIMATED)
        truth, truth_grid, truth_layer = self._band(job, self.TRUTH)
        rasters.require_same_grid(grid, truth_grid, layer.name(), truth_layer.name())
        shape = (grid.n_rows, grid.n_cols)
        result = kantorovich_wasserstein(
            estimated.reshape(shape), truth.reshape(shape), grid.tile_m, precision=job.choice("PRECISION"),
            gap=job.number("GAP"), max_seconds=job.number("MAX_SECONDS"), flow=job.given(self.FLOW), progress=job.progress(5, 95))
        job.info(tr("Distance {:.4f} tiles = {:.1f} m, certainly between {:.4f} and {:.4f} tiles ({}, {:.1f} s).").format(
            result.kwd_tiles, result.kwd_m, result.lower_tiles, result.upper_tiles, result.method, result.seconds))
        if not result.converged:
            job.warn(tr("The interval is wider than asked for; allow more time for a narrower one."))
        figures = {"KWD_TILES": result.kwd_tiles, "KWD_M": result.kwd_m, "LOWER": result.lower_tiles, "UPPER": result.upper_tiles,
                   "RUNTIME": result.seconds}
        flow = self._flow(job, grid, result) if job.given(self.FLOW) else None
        page = report.write_report(job, tr("Comparison of densities"), [
            (tr("Estimated"), f"{layer.name()} ({np.nansum(estimated):.10g})"),
            (tr("Truth"), f"{truth_layer.name()} ({np.nansum(truth):.10g})"), (tr("Precision"), job.choice("PRECISION")),
            (tr("Distance"), f"{result.kwd_tiles:.4f} tiles = {result.kwd_m:.1f} m"),
            (tr("Certain interval"), f"{result.lower_tiles:.4f} to {result.upper_tiles:.4f} tiles"),
            (tr("True Euclidean distance"), f"{result.euclid_lower_tiles:.4f} to {result.euclid_upper_tiles:.4f} tiles"),
            (tr("Solver"), f"{result.method}, {result.n_iter} iterations, {result.seconds:.1f} s")])
        return {**figures, self.FLOW: flow, report.REPORT: page}

    def _band(self, job, key):
        bands, grid, layer = rasters.read_density(job, key)
        band = job.integer(f"{key}_BAND") or 1
        if band > len(bands):
            raise InputError(f"there is no band {band}", layer.name(), f"It has {len(bands)}.")
        return bands[band - 1], grid, layer

    def _flow(self, job, grid, result):
        import shapely

        from ...evaluation.transport import aggregate_flow

        flow = aggregate_flow(result.flow, (grid.n_rows, grid.n_cols), job.integer("BLOCK"))
        drawn = flow.mass >= job.number("LEAST")
        start, end, mass = flow.from_tile[drawn], flow.to_tile[drawn], flow.mass[drawn]
        job.info(tr("Flow lines drawn: {}; thinner ones left out: {} ({:.2%} of the flow).").format(
            int(drawn.sum()), int((~drawn).sum()), flow.mass[~drawn].sum() / max(flow.mass.sum(), 1e-300)))
        (x0, y0), (x1, y1) = grid.centres(start), grid.centres(end)
        lines = shapely.linestrings(np.stack([np.column_stack([x0, y0]), np.column_stack([x1, y1])], axis=1))
        layer = write(job, self.FLOW, {
            "from_tile": ("int", start), "to_tile": ("int", end), "mass": ("number", mass),
            "length_m": ("number", np.hypot(x1 - x0, y1 - y0))}, geometry=lines, wkb_type=QgsWkbTypes.Type.LineString,
            crs=rasters.crs_of(grid), progress=job.progress(95, 100))
        styles.style_when_loaded(job, layer, styles.from_file("flow"))
        return layer
