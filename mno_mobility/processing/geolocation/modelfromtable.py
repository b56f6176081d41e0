"""Emission model from a plain table of cells, tile centres and dominances or probabilities."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsUnitTypes,
)

from ...errors import InputError
from ...geolocation.cells import guess_columns
from ...geolocation.grid import grid_over
from .. import inputs, models
from ..base import MnoAlgorithm, tr
from ..crs import WKT, checked, require_metric, whole
from ..layers import read, source_of


class Algorithm(MnoAlgorithm):
    NAME = "modelfromtable"
    TITLE = "Emission model from table"
    GROUP = "geolocation"
    SUMMARY = "Reads an emission model of another program: one row for each cell and tile."
    DESCRIPTION = (
        "<p>Columns: cell_id, x and y of the tile's centre, and s (dominance, any positive scale) or p (emission probability). The grid "
        "is found from the coordinates. From dominances p follows by Eq. 4 of Ricciato and Coluccia 2021; probabilities must add up to "
        "1 in every tile.</p>")
    TAGS = "import,csv,emission probability,dominance,mobloc"
    TABLE = "TABLE"

    def define(self):
        self.add(QgsProcessingParameterFeatureSource(self.TABLE, tr("Table"), [QgsProcessing.SourceType.TypeVector]),
                 tr("A table, or points at the centres of the tiles."))
        for key, column, label in (("CELL_ID", "cell_id", tr("Cell id field")), ("X", "x", tr("x field")), ("Y", "y", tr("y field"))):
            self.add(QgsProcessingParameterField(key, label, column, self.TABLE, optional=True),
                     tr("The field that holds {}. Empty: found by its name, or the points are taken.").format(column), advanced=True)
        self.add(QgsProcessingParameterField("VALUE", tr("Value field"), "s", self.TABLE, optional=True),
                 tr("The field with s or p. Empty: the field s, else the field p."))
        self.add(QgsProcessingParameterEnum("KIND", tr("What the value is"), ["auto", "s", "p"], False, "auto", usesStaticStrings=True),
                 tr("s: dominance. p: emission probability. auto: p where the field is called p, else s."))
        size = self.add(QgsProcessingParameterDistance("TILE_SIZE", tr("Tile size"), None, None, True, 0.001),
                        tr("Edge of a tile, in metres. Empty: found from the coordinates."))
        size.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
        self.add(QgsProcessingParameterCrs("CRS", tr("CRS of the coordinates"), None, True),
                 tr("A projected CRS in metres. Needed for a table without geometry."))
        models.add_outputs(self)

    def work(self, job):
        from ...geolocation.table import model_from_table

        source = source_of(job, self.TABLE)
        by_name = {name.lower(): name for name in source.fields}
        guessed = guess_columns(source.fields)
        value = source.picked("VALUE") or by_name.get("s") or by_name.get("p") or source.found({}, "s")
        kind = job.choice("KIND")
        kind = kind if kind != "auto" else "p" if value.lower() == "p" else "s"
        columns = {"cell_id": (source.picked("CELL_ID") or source.found(guessed, "cell_id"), "text"), "value": (value, "number")}
        if not source.has_geometry:
            columns.update({axis: (source.picked(axis.upper()) or source.found(guessed, axis), "number") for axis in ("x", "y")})
        crs = whole(job.algorithm.parameterAsCrs(job.parameters, "CRS", job.context))
        if source.has_geometry:
            crs = checked(source.crs, source.name)
        elif not crs.isValid():
            raise InputError("nothing tells the CRS of its coordinates", source.name, "Set 'CRS of the coordinates'.")
        require_metric(crs, source.name)
        table = read(source, columns, geometry=source.has_geometry, progress=job.progress(0, 50))
        if not len(table):
            raise InputError("the table has no rows", source.name, "Check the table, its filter and the selection.")
        x, y = table.points() if source.has_geometry else (table["x"], table["y"])
        job.check_cancel()
        grid = None
        if job.number("TILE_SIZE") is not None and np.isfinite(x).any() and np.isfinite(y).any():
            half = job.number("TILE_SIZE") / 2
            around = (np.nanmin(x) - half, np.nanmin(y) - half, np.nanmax(x) + half, np.nanmax(y) + half)
            grid = inputs.fitting(grid_over(around, job.number("TILE_SIZE"), crs.toWkt(WKT), align=False))
        try:
            model = model_from_table(table["cell_id"], x, y, table["value"], kind=kind, grid=grid, crs=crs.toWkt(WKT),
                                     progress=job.progress(50, 85))
        except InputError as error:
            raise InputError(error.what, f"{source.name}, {error.where[:1].lower()}{error.where[1:]}", error.remedy) from error
        inputs.tell_grid(job, model.grid)
        return models.save(job, model)
