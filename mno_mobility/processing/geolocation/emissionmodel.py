"""Emission model from a cell plan: how likely a phone in a tile is counted in a cell (Ricciato & Coluccia 2021, section II)."""

import numpy as np
from qgis.core import (
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsUnitTypes,
)

from ...errors import InputError
from .. import ground, inputs, models, prediction, rasters
from ..base import MnoAlgorithm, tr

MOBLOC = ("parametric", "onoff")
LEVELS = ("hata", "cost231", "extended_hata", "tr38901", "terrain", "terrain_fast", "hybrid")


class Algorithm(MnoAlgorithm):
    NAME = "emissionmodel"
    TITLE = "Emission model from cell plan"
    GROUP = "geolocation"
    SUMMARY = "Predicts where each radio cell is received and how likely a phone in a tile connects to it."
    DESCRIPTION = (
        "<p>The signal strength of each cell falls with distance and off the main lobe of its antenna; a logistic curve turns it into "
        "signal dominance s. In each tile the emission probability of a cell is its share of the dominance of all cells there "
        "(Ricciato and Coluccia 2021, Eq. 4). The model file serves all density algorithms.</p>"
        "<p>Columns of the cell plan win over the parameters here; what neither gives takes the defaults of the R package mobloc. "
        "Compatibility <b>mobloc</b> repeats that package to its last digits, <b>exact</b> solves the antenna widths exactly and "
        "drops no tile within a cell's range. mobloc measures azimuths from the y axis of the CRS: choose 'grid' to do so.</p>"
        "<p>The propagation models from <b>hata</b> to <b>hybrid</b> are those of 'Predict coverage', with terrain, buildings and measured "
        "antennas; <b>parametric</b> and <b>onoff</b> are mobloc's index of power. The midpoint is that of the total received power: for "
        "the reference level, 27.8 dB less, it moves along.</p>")
    TAGS = "propagation,signal strength,dominance,footprint,coverage,mobloc,best server"
    CELLS = "CELLS"

    def define(self):
        inputs.add_cells(self, self.CELLS)
        inputs.add_grid(self)
        number = QgsProcessingParameterNumber
        self.add(number("THRESHOLD", tr("Least dominance kept"), number.Type.Double, 0.05, False, 0, 0.999),
                 tr("A tile with less dominance than this lies outside the cell; the paper takes 0.05."))
        self.add(QgsProcessingParameterEnum("PROPAGATION", tr("Propagation model"), [*MOBLOC, *LEVELS], False, "parametric",
                                            usesStaticStrings=True),
                 tr("parametric: path loss and antenna pattern after mobloc. onoff: the same area, but all its tiles alike. The others: "
                    "levels as 'Predict coverage' has them."))
        self.add(number("MIDPOINT", tr("Midpoint of dominance (dBm)"), number.Type.Double, -92.5, True, -200, 0),
                 tr("Signal strength at which the dominance is one half, in dBm; a column midpoint_dbm of the plan wins. "
                    "mobloc: -92.5; the paper: -85."), advanced=True)
        self.add(number("STEEPNESS", tr("Steepness of dominance (per dB)"), number.Type.Double, 0.2, True, 0.001, 10),
                 tr("Steepness of the logistic curve at the midpoint, per dB; a column steepness of the plan wins."),
                 advanced=True)
        self.add(number("MEDIAN_DOMINANCE", tr("Median dominance of the best server"), number.Type.Double, None, True, 0.01, 0.99),
                 tr("Levels only: move the midpoints so that the strongest cell has this dominance in half of the covered tiles, such as "
                    "0.7. Empty: as given."), advanced=True, later=True)
        step = self.add(QgsProcessingParameterDistance("PROFILE_STEP", tr("Step of terrain profiles"), 25.0, None, False, 1.0),
                        tr("Levels only, in metres; at most a tile. Buildings need 10 m or finer."), advanced=True, later=True)
        step.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
        self.add(QgsProcessingParameterEnum("COMPATIBILITY", tr("Compatibility"), ["exact", "mobloc"], False, "exact",
                                            usesStaticStrings=True),
                 tr("exact: right. mobloc: the numbers of the R package mobloc, with its simplifications; for azimuths as it takes them "
                    "choose 'grid' for what they are measured from."), advanced=True)
        ground.add_ground(self)
        self.add(QgsProcessingParameterString("BUILT_UP", tr("Built-up classes"), "", False, True),
                 tr("parametric and onoff only: classes of the land-use raster that are built up, such as 1-11 for CORINE. They give the "
                    "path-loss exponent 3.5 to 4 to cells whose plan has none. Empty: the raster holds shares."), advanced=True)
        prediction.add_radio(self)
        models.add_outputs(self)

    def work(self, job):
        plan, *_ = inputs.cell_plan(job, self.CELLS, crs=inputs.wanted_crs(job))
        reach = np.where(np.isnan(plan["range_m"]), np.where(plan["small"], 1_000.0, 10_000.0), plan["range_m"])
        around = ((plan["x_m"] - reach).min(), (plan["y_m"] - reach).min(), (plan["x_m"] + reach).max(), (plan["y_m"] + reach).max())
        grid = inputs.tile_grid(job, plan.crs, around)
        return models.save(job, (self._of_mobloc if job.choice("PROPAGATION") in MOBLOC else self._of_levels)(job, plan, grid))

    def _of_mobloc(self, job, plan, grid):
        from ...geolocation.footprint import emission_model

        if job.given("BUILDINGS"):
            job.warn(tr("Buildings have no part in the propagation model {}: take terrain or hybrid.").format(job.choice("PROPAGATION")))
        land_use, built_up = rasters.layer_of(job, "LANDUSE"), None
        terrain = ground.ground(job, grid, job.progress(0, 5), only_terrain=True).terrain_m.ravel() if job.given("DEM") else None
        if land_use is not None:
            built_up = self._built_up_share(job, land_use, grid)
        return emission_model(
            plan, grid, threshold=job.number("THRESHOLD"), compatibility=job.choice("COMPATIBILITY"),
            propagation=job.choice("PROPAGATION"), ground_z_m=terrain, built_up=built_up,
            midpoint_dbm=job.number("MIDPOINT"), steepness=job.number("STEEPNESS"), progress=job.progress(10, 85))

    def _of_levels(self, job, plan, grid):
        from ...geolocation.footprint import model_of_levels

        if job.choice("COMPATIBILITY") != "exact":
            raise InputError("only the propagation models parametric and onoff can be like mobloc's", tr("Compatibility"),
                             "Choose exact, or another propagation model.")
        links = prediction.links(job, plan)
        scene = prediction.scene(job, links, grid, job.choice("PROPAGATION"), np.full(len(links), -np.inf),
                                 min(job.number("PROFILE_STEP"), grid.tile_m), job.progress(2, 20))
        model = model_of_levels(
            scene, threshold=job.number("THRESHOLD"), midpoint_dbm=job.number("MIDPOINT"), steepness=job.number("STEEPNESS"),
            median_dominance=job.number("MEDIAN_DOMINANCE") if job.given("MEDIAN_DOMINANCE") else None,
            workers=prediction.workers(job, scene), progress=job.progress(20, 85))
        made = model.made_by
        if made["shift_db"]:
            job.info(tr("The midpoint of dominance was moved by {:+.1f} dB.").format(made["shift_db"]))
        if made["saturated"] > 0.5:
            job.warn(tr("The dominance of the best server is above 0.95 in {:.0%} of the covered tiles: there it tells little of how much "
                        "stronger one cell is than another. 'Median dominance of the best server' moves the midpoint.").format(
                            made["saturated"]))
        return model

    def _built_up_share(self, job, land_use, grid):
        """Share of built-up land in each tile, from shares or from classes."""
        classes = inputs.number_ranges(job.text("BUILT_UP"), tr("Built-up classes"))
        values = rasters.on_grid(job, land_use, grid, "average" if classes is None else "mode", progress=job.progress(5, 10))
        missing = np.isnan(values)
        if missing.any():
            job.warn(tr("Tiles without a land use, taken as not built up: {}.").format(int(missing.sum())))
        share = np.where(missing, 0.0, values if classes is None else np.isin(values, classes))
        if share.max() > 1 or share.min() < 0:
            raise InputError("its values are not shares from 0 to 1", land_use.name(),
                             "Give the classes that are built up, such as 1-11 for CORINE.")
        return share
