"""Footprint of one cell as a raster: its dominance s and its emission probability p."""

import numpy as np
from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterRasterDestination, QgsProcessingParameterString

from .. import models, rasters, styles
from ..base import MnoAlgorithm, tr


class Algorithm(MnoAlgorithm):
    NAME = "cellfootprint"
    TITLE = "Footprint of a cell"
    GROUP = "geolocation"
    SUMMARY = "Shows where one cell of an emission model is received."
    DESCRIPTION = (
        "<p>Band 1 is the signal dominance s, band 2 the probability p that a phone in the tile is counted in this cell rather "
        "than in another (Ricciato and Coluccia 2021, Eq. 1 and 4). Tiles outside the footprint are no data.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "coverage,dominance,emission probability"
    OUTPUT = "OUTPUT"

    def define(self):
        models.add_input(self)
        self.add(QgsProcessingParameterString("CELL_ID", tr("Cell id")), tr("The id of the cell, as in the cell plan."))
        self.add(QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Footprint")),
                 tr("A raster with two bands: dominance s and emission probability p."))
        self.addOutput(QgsProcessingOutputNumber("N_TILES", tr("Tiles of the footprint")))
        self.addOutput(QgsProcessingOutputNumber("AREA_KM2", tr("Area of the footprint (km2)")))

    def work(self, job):
        model = models.load(job)
        row = model.row_of(job.text("CELL_ID"))
        job.progress()(0.2)
        tile, *values = model.footprint(row)
        bands = np.full((len(values), model.grid.n_tiles), np.nan)
        bands[:, tile] = values
        n_tiles = len(tile)
        if not n_tiles:
            job.warn(tr("Cell {} has no footprint: it reaches no tile of the grid.").format(job.text("CELL_ID")))
        path = rasters.write_bands(job, self.OUTPUT, model.grid, bands, names=["s", "p"], progress=job.progress(50, 100))
        styles.style_when_loaded(job, path, styles.spread)
        area = n_tiles * model.grid.tile_m ** 2 / 1e6
        job.info(tr("Footprint of {}: {} tiles, {:.2f} km2.").format(job.text("CELL_ID"), n_tiles, area))
        return {self.OUTPUT: path, "N_TILES": n_tiles, "AREA_KM2": area}
