"""Compare two densities by the Kantorovich-Wasserstein distance (Ricciato & Coluccia 2021, Eq. 34)."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ...errors import InputError
from .. import density_report, rasters, report, styles
from ..base import MnoAlgorithm, tr, tr_noop
from ..layers import write

# as the science names them
SOLVERS = tr_noop("first-order method"), tr_noop("network simplex"), tr_noop("linear program")

class Algorithm(MnoAlgorithm):
    NAME = "comparedensities"
    TITLE = "Compare densities"
    GROUP = "evaluation"
    SUMMARY = "Tells how far apart two density maps are: the mean distance their phones would have to travel."
    DESCRIPTION = (
        "<p>The Kantorovich-Wasserstein distance is the least mean distance a phone has to move to turn one map into the other "
        "(Ricciato and Coluccia 2021, Eq. 34), here in metres and in tiles. Both maps are first brought to the same mass; the log tells "
        "the two. Tiles where either map has no data take no part; the log tells how much of each map that leaves out.</p>"
        "<p>L1, L2, L3 and L5 let mass move along a lattice of 8, 16, 32 and 80 directions, which over-estimates the distance by "
        "at most 7.61, 2.68, 1.29 and 0.49 percent. exact is free of that, for maps of a few thousand tiles. fast is L3 within one "
        "percent.</p>"
        "<p>Every answer carries an interval that certainly holds it: a potential that no step violates proves its lower end, "
        "a balanced flow its upper one. Small maps are solved to the end, and with the optional Python library pylmcf large "
        "ones too, up to 400,000 tiles; without it the work ends at the width of the interval that is asked for.</p>")
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
                 tr("The directions in which mass may move: L1, L2, L3 (as in the paper), L5, exact, or fast (L3 within 1 percent)."))
        number = QgsProcessingParameterNumber
        self.add(number("GAP", tr("Width of the interval (share)"), number.Type.Double, 0.001, False, 0.0, 0.5),
                 tr("Large maps that are not solved to the end: stop when the interval is narrower than this share of the distance."),
                 advanced=True)
        self.add(number("MAX_SECONDS", tr("Longest time (s)"), number.Type.Double, 600, False, 1),
                 tr("Large maps: stop then with the interval reached."), advanced=True)
        self.add(QgsProcessingParameterBoolean("NO_DATA_IS_ZERO", tr("No data counts as 0"), False),
                 tr("For maps that write no data where there is nobody. Otherwise tiles without data in either map take no part."),
                 advanced=True, later=True)
        self.add(number("BLOCK", tr("Tiles a flow block"), number.Type.Integer, 5, False, 1, 1000),
                 tr("Flow is drawn between square blocks of so many tiles a side; 1 draws it tile by tile."), advanced=True)
        self.add(number("LEAST", tr("Least flow drawn (share of the mass)"), number.Type.Double, 0.0001, False, 0, 1),
                 tr("Flows of less than this share are left out of the flow lines."), advanced=True)
        self.add(QgsProcessingParameterFeatureSink(self.FLOW, tr("Flow"), QgsProcessing.SourceType.TypeVectorLine, None, True, False),
                 tr("Lines from block to block: where mass of the estimate had to go to meet the truth."))
        report.add_report(self)
        for key, label in (("KWD_TILES", tr("Distance (tiles)")), ("KWD_M", tr("Distance (m)")), ("LOWER", tr("At least (tiles)")),
                           ("UPPER", tr("At most (tiles)")), ("STRAIGHT_LOWER", tr("Along straight lines at least (tiles)")),
                           ("STRAIGHT_UPPER", tr("Along straight lines at most (tiles)")),
                           ("LEFT_OUT", tr("Mass on tiles left out (share, of the map that loses more)")), ("RUNTIME", tr("Run time (s)"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.addOutput(QgsProcessingOutputString("METHOD", tr("How it was solved")))

    def work(self, job):
        from ...evaluation.transport import kantorovich_wasserstein

        estimated, grid, layer = self._band(job, self.ESTIMATED)
        truth, truth_grid, truth_layer = self._band(job, self.TRUTH)
        rasters.require_same_grid(grid, truth_grid, layer.name(), truth_layer.name())
        estimated, truth = (values.reshape(grid.n_rows, grid.n_cols) for values in (estimated, truth))
        result = kantorovich_wasserstein(
            estimated, truth, grid.tile_m, precision=job.choice("PRECISION"), gap=job.number("GAP"),
            max_seconds=job.number("MAX_SECONDS"), no_data_is_zero=job.flag("NO_DATA_IS_ZERO"),
            flow=job.given(self.FLOW) or job.given(report.REPORT), progress=job.progress(5, 95))
        self._tell(job, result)
        names, figures = (layer.name(), truth_layer.name()), {
            "KWD_TILES": result.kwd_tiles, "KWD_M": result.kwd_m, "LOWER": result.lower_tiles, "UPPER": result.upper_tiles,
            "STRAIGHT_LOWER": result.euclid_lower_tiles, "STRAIGHT_UPPER": result.euclid_upper_tiles,
            "LEFT_OUT": max(result.left_out), "RUNTIME": result.seconds, "METHOD": result.method}
        flow = self._flow(job, grid, result) if job.given(self.FLOW) else None
        maps = [tr("{} ({:.10g}; {:.2%} left out)").format(*told) for told in zip(names, result.masses, result.left_out)]
        page = report.write_report(job, tr("Comparison of densities"), [
            (tr("Estimated"), maps[0]), (tr("Truth"), maps[1]), (tr("Precision"), job.choice("PRECISION")),
            (tr("Distance"), tr("{:.4f} tiles = {:.1f} m").format(result.kwd_tiles, result.kwd_m)),
            (tr("Certain interval"), tr("{:.9g} to {:.9g} tiles").format(result.lower_tiles, result.upper_tiles)),
            (tr("Width of the interval (share)"), f"{(result.upper_tiles - result.lower_tiles) / (result.upper_tiles or 1):.2g}"),
            (tr("Its lower end"), tr("proved by a potential that no step violates")),
            (tr("Its upper end"), tr("the cost of a balanced flow")),
            (tr("Distance along straight lines"),
             tr("{:.4f} to {:.4f} tiles").format(result.euclid_lower_tiles, result.euclid_upper_tiles)),
            (tr("Solver"), tr("{}, {} iterations, {:.1f} s").format(_solver(result.method), result.n_iter, result.seconds))],
            lambda: density_report.of_densities(*(
                np.nan_to_num(values) if job.flag("NO_DATA_IS_ZERO") else values for values in (estimated, truth)), grid, result.flow))
        return {**figures, self.FLOW: flow, report.REPORT: page}

    def _tell(self, job, result):
        mass, true_mass = result.masses
        job.info(tr("Mass compared: {:.10g} estimated, {:.10g} true; each is scaled to 1.").format(mass, true_mass))
        if abs(mass - true_mass) > 0.01 * max(mass, true_mass):
            job.warn(tr("The masses differ by {:.1%}: the distance does not tell that.").format(abs(mass / true_mass - 1)))
        if max(result.left_out) > 0:
            tell = job.warn if max(result.left_out) > 0.01 else job.info
            tell(tr("Left out, for the other map has no data there: {:.2%} of the estimated mass and {:.2%} of the true one.").format(
                *result.left_out))
        job.info(tr("Distance {:.4f} tiles = {:.1f} m, certainly between {:.9g} and {:.9g} tiles ({}, {:.1f} s): a potential that no step "
                    "violates proves the lower end, a balanced flow the upper one. Along straight lines between {:.4f} and {:.4f}.").format(
            result.kwd_tiles, result.kwd_m, result.lower_tiles, result.upper_tiles, _solver(result.method), result.seconds,
            result.euclid_lower_tiles, result.euclid_upper_tiles))
        if not result.converged:
            job.warn(tr("The interval is wider than asked for; allow more time for a narrower one."))
        elif result.method.startswith("first-order") and job.choice("PRECISION") != "fast":
            job.info(tr("The optional Python library pylmcf would solve maps of up to 400,000 tiles to the end."))

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


def _solver(method: str) -> str:
    """How the distance was found, in the user's language."""
    kind, _, where = method.partition(" on ")
    lattice = where.rpartition(" ")[2] if where.startswith("the lattice") else ""
    return tr("{} on {}").format(tr(kind), tr("the lattice {}").format(lattice) if lattice else tr("straight lines"))
