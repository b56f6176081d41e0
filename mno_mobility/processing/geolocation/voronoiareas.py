"""Voronoi areas of cells or towers: the tessellations of Ricciato & Coluccia 2021, section II-D, and Ostermayer et al. 2016."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsUnitTypes,
    QgsWkbTypes,
)

from ...errors import InputError, some
from .. import inputs, models, styles
from ..base import MnoAlgorithm, tr
from ..crs import from_text
from ..layers import write

METHODS = ("wedge", "tower", "offset", "barycentre", "degree")
SEPARATOR = ";"
SITE_M = 200.0  # cells further from the middle of their site are hardly on one tower


class Algorithm(MnoAlgorithm):
    NAME = "voronoiareas"
    TITLE = "Voronoi areas"
    GROUP = "geolocation"
    SUMMARY = "Divides the land among cells or towers by the nearest seed."
    DESCRIPTION = (
        "<p><b>wedge</b>: the land nearest to a tower, cut into sectors halfway between its azimuths. <b>tower</b>: the same "
        "uncut, for all its cells. <b>offset</b>: a seed for each cell, some metres from the tower along the azimuth; the smaller the "
        "offset, the closer to wedge. <b>barycentre</b>: the seed is the mean place of the cell's footprint in an emission model. "
        "<b>degree</b>: the seed is moved by 1/50000 degree along the azimuth (Ostermayer et al. 2016).</p>"
        "<p>Cells that cannot be told apart share an area, such as the bands of a sector; a cell without azimuth on a tower with "
        "sectors is in all wedges of the tower. Their ids stand in one cell_id, parted by ;. 'Emission model from areas' and 'Estimate "
        "trajectories' take them apart: to them the cell has all its areas together. Of several operators, divide the land by one at "
        "a time: filter the plan.</p>")
    NEEDS = (*MnoAlgorithm.NEEDS, "pyproj")
    TAGS = "tessellation,thiessen,service area,best server,tower,sector"
    CELLS, OUTPUT = "CELLS", "OUTPUT"

    def define(self):
        inputs.add_cells(self, self.CELLS)
        self.add(QgsProcessingParameterEnum("METHOD", tr("Method"), list(METHODS), False, "wedge", usesStaticStrings=True),
                 tr("wedge, tower, offset, barycentre or degree; see above."))
        offset = self.add(QgsProcessingParameterDistance("OFFSET", tr("Offset"), 10.0, None, True, 0.001),
                          tr("offset: how far seeds move along the azimuth, in metres."))
        offset.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
        number = QgsProcessingParameterNumber
        self.add(number("DIRECTION_TOLERANCE", tr("Direction tolerance (degrees)"), number.Type.Double, 10.0, True, 0, 180),
                 tr("wedge: neighbours on a tower whose azimuths differ by no more than this share a wedge."), advanced=True, later=True)
        self.add(QgsProcessingParameterExtent("EXTENT", tr("Extent"), None, True),
                 tr("The land to divide. Empty: the hull of the towers and three times their median distance around it; with barycentre, "
                    "the grid of the model."))
        models.add_input(self, optional=True, help_text=tr("barycentre: the model whose footprints give the seeds."))
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Areas"), QgsProcessing.SourceType.TypeVectorPolygon),
                 tr("Polygons with cell_id (several ids parted by ; where cells share an area), site_id, n_cells and area_km2."))
        self.addOutput(QgsProcessingOutputNumber("N_AREAS", tr("Areas")))

    def work(self, job):
        import shapely

        from ...geolocation.tessellation import voronoi_areas

        method = job.choice("METHOD")
        model = models.load(job) if method == "barycentre" and job.given("MODEL") else None
        crs = from_text(model.grid.crs) if model is not None else None
        plan, *_ = inputs.cell_plan(job, self.CELLS, crs=crs)
        crs = from_text(plan.crs)
        seeds = None
        if method == "barycentre":
            if model is None:
                raise InputError("the method barycentre needs a model", tr("Emission model"),
                                 "Make one with 'Emission model from cell plan' and choose it here.")
            seeds = self._seeds(job, plan, model)
        areas = voronoi_areas(
            plan, method, self._extent(job, crs, model), offset_m=job.number("OFFSET"), seeds=seeds,
            direction_tolerance_deg=job.number("DIRECTION_TOLERANCE"), progress=job.progress(20, 80))
        for reason, cells in areas.left_out.items():
            job.warn(tr("Cells without an area: {}, {} ({}).").format(len(cells), tr(reason), some(plan["cell_id"][cells])))
        away = areas.away(plan, SITE_M) if method in ("wedge", "tower") else ()
        if len(away):
            job.warn(tr("Cells more than {:.0f} m from the middle of their site, where its land is: {} ({}). Check their site_id.").format(
                SITE_M, len(away), some(plan["cell_id"][away])))
        ids = [[str(c) for c in plan["cell_id"][cells]] for cells in areas.cells]
        clash = [c for group in ids if len(group) > 1 for c in group if SEPARATOR in c]
        if clash:
            raise InputError(f"ids that contain {SEPARATOR!r}: {some(clash)}", tr("Cell plan"),
                             "Cells that share an area are joined by it; rename them or take another method.")
        output = write(job, self.OUTPUT, {
            "cell_id": ("text", [SEPARATOR.join(group) for group in ids]),
            "site_id": ("text", [plan["site_id"][cells[0]] for cells in areas.cells]),
            "n_cells": ("int", [len(group) for group in ids]),
            "area_km2": ("number", shapely.area(areas.polygons) / 1e6)},
            geometry=areas.polygons, wkb_type=QgsWkbTypes.Type.MultiPolygon, crs=crs, progress=job.progress(80, 100))
        styles.style_when_loaded(job, output, styles.from_file("areas"))
        job.info(tr("Areas written: {}, of {} cells.").format(len(ids), sum(len(group) for group in ids)))
        return {self.OUTPUT: output, "N_AREAS": len(ids)}

    def _seeds(self, job, plan, model):
        """The barycentre of each cell of the plan in the model, NaN where it has none."""
        x, y = model.barycentres()
        row_of = {c: k for k, c in enumerate(model.cell_ids)}
        rows = np.array([row_of.get(str(c), -1) for c in plan["cell_id"]])
        return np.column_stack([np.append(x, np.nan)[rows], np.append(y, np.nan)[rows]])

    def _extent(self, job, crs, model):
        """The extent that was given or that of the model, None for the land around the towers."""
        if job.given("EXTENT"):
            box = job.algorithm.parameterAsExtent(job.parameters, "EXTENT", job.context, crs)
            return (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        return None if model is None else model.grid.extent_m
