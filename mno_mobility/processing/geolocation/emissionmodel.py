"""Emission model from a cell plan: how likely a phone in a tile is counted in a cell (Ricciato & Coluccia 2021, section II)."""

import numpy as np
from qgis.core import (
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...errors import InputError
from .. import inputs, models, rasters
from ..base import MnoAlgorithm, tr


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
        "drops no tile within a cell's range. mobloc measures azimuths from the y axis of the CRS: choose 'grid' to do so.</p>")
    TAGS = "propagation,signal strength,dominance,footprint,coverage,mobloc,best server"
    CELLS = "CELLS"

    def define(self):
        inputs.add_cells(self, self.CELLS)
        inputs.add_grid(self)
        number = QgsProcessingParameterNumber
        self.add(number("MIDPOINT", tr("Midpoint of dominance (dBm)"), number.Type.Double, -92.5, True, -200, 0),
                 tr("Signal strength at which the dominance is one half, in dBm; a column midpoint_dbm of the plan wins. "
                    "mobloc: -92.5; the paper: -85."))
        self.add(number("STEEPNESS", tr("Steepness of dominance (per dB)"), number.Type.Double, 0.2, True, 0.001, 10),
                 tr("Steepness of the logistic curve at the midpoint, per dB; a column steepness of the plan wins."))
        self.add(number("THRESHOLD", tr("Least dominance kept"), number.Type.Double, 0.05, False, 0, 0.999),
                 tr("A tile with less dominance than this lies outside the cell; the paper takes 0.05."))
        self.add(QgsProcessingParameterEnum("PROPAGATION", tr("Propagation model"), ["parametric", "onoff"], False, "parametric",
                                            usesStaticStrings=True),
                 tr("parametric: path loss and antenna pattern after mobloc. onoff: the same area, but all its tiles alike."),
                 advanced=True)
        self.add(QgsProcessingParameterEnum("COMPATIBILITY", tr("Compatibility"), ["exact", "mobloc"], False, "exact",
                                            usesStaticStrings=True),
                 tr("exact: right. mobloc: the numbers of the R package mobloc, with its simplifications; for azimuths as it takes them "
                    "choose 'grid' for what they are measured from."), advanced=True)
        self.add(QgsProcessingParameterRasterLayer("DEM", tr("Terrain heights"), None, True),
                 tr("Height above sea level in metres. Antennas stand on it by their height_m, or at their altitude z. Empty: flat."),
                 advanced=True)
        self.add(QgsProcessingParameterRasterLayer("LANDUSE", tr("Land use"), None, True),
                 tr("Share of built-up land from 0 to 1, or classes (see the next parameter): gives the path-loss exponent 3.5 to 4 "
                    "to cells whose plan has none."), advanced=True)
        self.add(QgsProcessingParameterString("BUILT_UP", tr("Built-up classes"), "", False, True),
                 tr("Classes of the land-use raster that are built up, such as 1-11 for CORINE. Empty: the raster holds shares."),
                 advanced=True)
        models.add_outputs(self)

    def work(self, job):
        from ...geolocation.footprint import emission_model

        plan, *_ = inputs.cell_plan(job, self.CELLS, crs=inputs.wanted_crs(job))
        reach = np.where(np.isnan(plan["range_m"]), np.where(plan["small"], 1_000.0, 10_000.0), plan["range_m"])
        around = ((plan["x_m"] - reach).min(), (plan["y_m"] - reach).min(), (plan["x_m"] + reach).max(), (plan["y_m"] + reach).max())
        grid = inputs.tile_grid(job, plan.crs, around)
        ground, built_up = self._terrain(job, grid)
        model = emission_model(
            plan, grid, threshold=job.number("THRESHOLD"), compatibility=job.choice("COMPATIBILITY"),
            propagation=job.choice("PROPAGATION"), ground_z_m=ground, built_up=built_up,
            midpoint_dbm=job.number("MIDPOINT"), steepness=job.number("STEEPNESS"), progress=job.progress(10, 85))
        return models.save(job, model)

    def _terrain(self, job, grid):
        dem, land_use = rasters.layer_of(job, "DEM"), rasters.layer_of(job, "LANDUSE")
        ground = built_up = None
        if dem is not None:
            ground = rasters.on_grid(job, dem, grid, "average", progress=job.progress(0, 5))
            missing = np.isnan(ground)
            if missing.any():
                job.warn(tr("Tiles without a terrain height, taken at the mean height: {}.").format(int(missing.sum())))
                ground[missing] = ground[~missing].mean()
        if land_use is not None:
            built_up = self._built_up_share(job, land_use, grid)
        return ground, built_up

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
