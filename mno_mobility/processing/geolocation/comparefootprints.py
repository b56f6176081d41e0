"""What if: the footprint of a cell for several values of a parameter, and how far they move the density."""

import re

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...errors import InputError, some
from .. import estimation, footprint_report, inputs, report
from ..base import MnoAlgorithm, tr
from ..layers import write

NAMES = ("midpoint", "steepness", "ple", "threshold", "power", "height", "tilt", "beam")
MOST_VALUES = 5  # with the one of now: more curves are not told apart
MARGIN = 1.05


class Algorithm(MnoAlgorithm):
    NAME = "comparefootprints"
    TITLE = "Compare footprints"
    GROUP = "geolocation"
    SUMMARY = "What if: shows the footprint of a cell for several values of a parameter side by side, and what that does to a density."
    DESCRIPTION = (
        "<p>The report draws signal strength, dominance and share of the emission of one cell over the distance in its main direction, "
        "and around the mast; how far it reaches in each direction; and a map of its share for each value. A table gives the area, the "
        "reach, and how much of the footprint stays. The model is <b>parametric</b> of 'Emission model from cell plan' on flat ground.</p>"
        "<p>The other cells go along: by the same difference in dB, exponent or degrees, or by the same ratio of power, steepness, height "
        "or beam width, so that layers of the network stay as they are to each other. The share of the cell depends on them.</p>"
        "<p>With <b>counts</b> the density is estimated for each value too: how far it is from the density of the plan as it is "
        "(Kantorovich-Wasserstein distance, on tiles joined to at most 96 a side), and how well it explains the counts. With <b>noise</b> "
        "the same is done with random errors on all strengths: how wrong may a prediction be before the density suffers?</p>")
    TAGS = "what if,sensitivity,calibration,parameter,midpoint,steepness,path loss exponent,threshold,shadowing,antenna,plot"
    CELLS, COUNTS, OUTPUT = "CELLS", "COUNTS", "OUTPUT"

    def define(self):
        number = QgsProcessingParameterNumber
        inputs.add_cells(self, self.CELLS)
        self.add(QgsProcessingParameterString("CELL_ID", tr("Cell id"), "", False, True),
                 tr("The cell to look at. Empty: the cell that is selected in the layer, else the one in the middle of the plan."))
        self.add(QgsProcessingParameterEnum("PARAMETER", tr("Parameter to vary"), list(NAMES), False, "midpoint", usesStaticStrings=True),
                 tr("midpoint (dBm) and steepness (per dB) of the dominance, path-loss exponent (ple), threshold (least dominance that is "
                    "kept), power (W), height (m), tilt (degrees down) or beam (horizontal width in degrees)."))
        self.add(QgsProcessingParameterString("VALUES", tr("Values"), "", False, True),
                 tr("Numbers, comma separated, such as -97.5, -87.5; at most 5 with the value of now, which is always shown. Empty: a step "
                    "down and a step up."))
        inputs.add_grid(self, tr("The area of tiles. Empty: that of the cell; with counts all cells with their range."))
        inputs.add_counts(self, self.COUNTS, time=True, use=tr("To see what the values do to a density."))
        self.add(number("NOISE", tr("Noise of the strengths (dB)"), number.Type.Double, 0.0, False, 0, 30),
                 tr("With counts: standard deviation of random errors of the strengths in dB, such as 3; shadowing has 6 to 10. 0: none."))
        self.add(QgsProcessingParameterEnum("NOISE_OF", tr("Noise is that of"), ["tile", "cell"], False, "tile", usesStaticStrings=True),
                 tr("tile: shadowing, an error of its own for each cell in each tile. cell: one error for all tiles of a cell, as of a "
                    "power that is not known."), advanced=True)
        self.add(number("DRAWS", tr("Draws of noise"), number.Type.Integer, 3, False, 1, 100), tr("How often noise is drawn."),
                 advanced=True)
        self.add(number("SEED", tr("Seed"), number.Type.Integer, 42, False, 0), tr("Another number draws other noise."), advanced=True)
        self.add(QgsProcessingParameterEnum("OTHERS", tr("Other cells"), ["along", "stay"], False, "along", usesStaticStrings=True),
                 tr("along: all cells change by as much as the one does. stay: the one alone, as when a planner turns a single antenna."),
                 advanced=True)
        self.add(number("THRESHOLD", tr("Least dominance kept"), number.Type.Double, 0.05, False, 0.000001, 0.999),
                 tr("A tile with less dominance than this lies outside the cell; the paper takes 0.05."), advanced=True)
        self.add(number("MIDPOINT", tr("Midpoint of dominance (dBm)"), number.Type.Double, -92.5, False, -200, 0),
                 tr("Of cells whose plan has none: the signal strength at which the dominance is one half."), advanced=True)
        self.add(number("STEEPNESS", tr("Steepness of dominance (per dB)"), number.Type.Double, 0.2, False, 0.001, 10),
                 tr("Of cells whose plan has none: the steepness of the logistic curve at the midpoint."), advanced=True)
        estimation.add_parameters(self, advanced=True)
        estimation.add_time(self)
        report.add_report(self, by_itself=True)
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Figures"), QgsProcessing.SourceType.TypeVector, None, True, False),
                 tr("A row for each value and each draw of noise: value, is_now, draw (from 1 where there is noise), area_km2, reach_m, "
                    "effective_km2 (area times share), jaccard and common (tiles and share in common), half_m (where the dominance falls "
                    "below one half in the main direction), and with counts mass, lost, loglik, residual and kwd_m."))
        self.addOutput(QgsProcessingOutputString("CELL", tr("Cell")))
        for key, label in (("N_VALUES", tr("Values")), ("VALUE", tr("Value of now")), ("AREA_KM2", tr("Area of the footprint now (km2)")),
                           ("REACH_M", tr("Reach of the footprint now (m)")), ("HALF_M", tr("Where dominance is one half now (m)")),
                           ("KWD_M", tr("Greatest distance of a density from that of now (m)")),
                           ("NOISE_KWD_M", tr("Mean distance of the densities with noise (m)"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...geolocation.variants import variants
        from ...scenario.what_if import outcomes

        plan, problems, table, _ = inputs.cell_plan(job, self.CELLS, crs=inputs.wanted_crs(job))
        row, with_counts = self._row(job, plan, problems, table), job.given(self.COUNTS)
        if job.number("NOISE") > 0 and not with_counts:
            job.warn(tr("Noise is shown by what it does to a density: give counts for it."))
        found = variants(plan, row, job.choice("PARAMETER"), self._values(job), threshold=job.number("THRESHOLD"),
                         others=job.choice("OTHERS"), midpoint_dbm=job.number("MIDPOINT"), steepness=job.number("STEEPNESS"))
        if len(found) > MOST_VALUES:
            raise InputError(f"these are {len(found)} values with that of now", tr("Values"), f"Give at most {MOST_VALUES - 1} others.")
        grid = inputs.tile_grid(job, plan.crs, _around(found, row, with_counts))
        density = {}
        if with_counts:
            counts = estimation.one_time(job, estimation.arranged(job, plan["cell_id"].astype(str)))
            prior = estimation.prior(job, grid, job.progress(2, 8))
            estimation.tell_foreign(job, counts.foreign[0].sum(), counts.foreign_ids)
            density = {"counts": counts.counts[0], "prior": prior, "noise_db": job.number("NOISE"), **estimation.options(job)}
        results = outcomes(found, row, grid, n_draws=job.integer("DRAWS"), per=job.choice("NOISE_OF"), progress=job.progress(8, 90),
                           rng=np.random.default_rng(job.integer("SEED")), **density)
        look = footprint_report.Look(job.choice("PARAMETER"), row, grid, results)
        table = write(job, self.OUTPUT, look.columns())
        page = report.write_report(job, tr("What if: {} of cell {}").format(look.parameter, plan["cell_id"][row]),
                                   look.summary(), look.sections)
        figures = look.figures()
        if not results[0].measures.area_km2:
            job.warn(tr("Cell {} has no footprint: it reaches no tile of the grid.").format(plan["cell_id"][row]))
        job.info(tr("Cell {}: {} values of {}, now {:g}; footprint now {:,.2f} km2, reach {:,.0f} m.").format(
            plan["cell_id"][row], len(found), job.choice("PARAMETER"), figures["VALUE"], figures["AREA_KM2"], figures["REACH_M"]))
        return {report.REPORT: page, self.OUTPUT: table, "CELL": str(plan["cell_id"][row]), "N_VALUES": len(found), **figures}

    def _row(self, job, plan, problems, table) -> int:
        """The cell of that id, else the one that is selected, else the one nearest to the middle of the plan."""
        ids, wanted = plan["cell_id"].astype(str), job.text("CELL_ID")
        if not wanted:
            layer = self.parameterAsVectorLayer(job.parameters, self.CELLS, job.context)
            selected = [] if layer is None else layer.selectedFeatureIds()
            dropped = {p.row for p in problems if p.dropped}
            kept = np.array([k for k in range(len(table)) if k not in dropped])
            if len(selected) == 1 and selected[0] in table.fid[kept]:
                return int(np.flatnonzero(table.fid[kept] == selected[0])[0])
            x, y = plan["x_m"], plan["y_m"]
            return int(np.argmin(np.hypot(x - np.median(x), y - np.median(y))))
        if not (ids == wanted).any():
            raise InputError(f"no cell {wanted!r} among {len(plan)}", tr("Cell id"), f"The plan has, for example, {some(ids)}.")
        return int(np.flatnonzero(ids == wanted)[0])

    def _values(self, job) -> list:
        text = job.text("VALUES")
        parts = [part for part in re.split(r"[,;\s]+", text) if part]
        try:
            values = [float(part) for part in parts]
        except ValueError:
            values = [np.nan]
        if not np.isfinite(values).all():
            raise InputError(f"{text!r} is not a list of numbers", tr("Values"), "Write numbers such as -97.5, -87.5.")
        return values


def _around(found, row: int, all_cells: bool) -> tuple:
    """The extent of the footprints: those of all cells by their range, or that of the one by how far it can reach at most."""
    from ...geolocation.cells import with_defaults
    from ...geolocation.propagation import reach_m

    boxes = []
    for variant in found:
        full = with_defaults(variant.plan)
        reach = full["range_m"]
        if not all_cells:
            reach = np.minimum(reach, reach_m(variant.threshold, full["power_w"], full["ple"], full["midpoint_dbm"], full["steepness"]))
        cells = slice(None) if all_cells else slice(row, row + 1)
        x, y, reach = full["x_m"][cells], full["y_m"][cells], MARGIN * reach[cells]
        boxes.append(((x - reach).min(), (y - reach).min(), (x + reach).max(), (y + reach).max()))
    west, south, east, north = np.array(boxes).T
    return west.min(), south.min(), east.max(), north.max()
