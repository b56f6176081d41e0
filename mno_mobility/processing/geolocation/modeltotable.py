"""Emission model to a plain table, for other programs."""

from qgis.core import QgsProcessing, QgsProcessingOutputNumber, QgsProcessingParameterFeatureSink

from .. import models, rasters
from ..base import MnoAlgorithm, tr
from ..layers import writer_of


class Algorithm(MnoAlgorithm):
    NAME = "modeltotable"
    TITLE = "Emission model to table"
    GROUP = "geolocation"
    SUMMARY = "Writes an emission model as a plain table: one row for each cell and tile."
    DESCRIPTION = (
        "<p>Columns: cell_id, tile (numbered row by row from the south-west, from 0), x and y of the tile's centre, s (dominance) "
        "and p (emission probability). 'Emission model from table' reads it back.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "export,csv,emission probability,dominance"
    OUTPUT = "OUTPUT"

    def define(self):
        models.add_input(self)
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Emission model as table"), QgsProcessing.SourceType.TypeVector),
                 tr("The table; coordinates are in the CRS of the model's grid, which the log names."))
        self.addOutput(QgsProcessingOutputNumber("N_ROWS", tr("Rows")))

    def work(self, job):
        from ...geolocation.table import tables_of

        model, done = models.load(job), 0
        n_rows = model.dominance.nnz
        writer = writer_of(job, self.OUTPUT, {"cell_id": "text", "tile": "int", "x": "number", "y": "number", "s": "number", "p": "number"})
        for rows in tables_of(model):
            end = done + len(rows.tile)
            writer.add({"cell_id": ("text", model.cell_ids[rows.cell]), "tile": ("int", rows.tile), "x": ("number", rows.x_m),
                        "y": ("number", rows.y_m), "s": ("number", rows.s), "p": ("number", rows.p)},
                       progress=job.progress(5 + 95 * done / n_rows, 5 + 95 * end / n_rows))
            done = end
        job.info(tr("{} rows written; x and y are in {}.").format(n_rows, rasters.crs_of(model.grid).authid() or model.grid.crs))
        return {self.OUTPUT: writer.close(), "N_ROWS": n_rows}
