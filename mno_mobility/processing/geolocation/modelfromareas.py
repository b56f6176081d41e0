"""Emission model from areas: tessellations or any coverage polygons as footprints (Ricciato & Coluccia 2021, section II-G)."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from ...errors import InputError, some
from ...geolocation.cells import guess_columns
from .. import inputs, models
from ..base import MnoAlgorithm, tr
from ..crs import WKT
from ..layers import read, source_of


class Algorithm(MnoAlgorithm):
    NAME = "modelfromareas"
    TITLE = "Emission model from areas"
    GROUP = "geolocation"
    SUMMARY = "Makes an emission model of Voronoi areas or of any polygons that say where a cell is received."
    DESCRIPTION = (
        "<p>Every cell is received equally well all over its polygon. Where polygons overlap, phones choose among their cells with "
        "equal probability; where they do not, the estimate becomes area-proportional: the phones of a cell spread evenly over "
        "its area.</p><p>A polygon may serve several cells: their ids stand in its field, parted by the separator, as "
        "'Voronoi areas' writes them for towers.</p>")
    TAGS = "voronoi,tessellation,coverage polygons,area proportional,footprint"
    AREAS = "AREAS"

    def define(self):
        self.add(QgsProcessingParameterFeatureSource(self.AREAS, tr("Areas"), [QgsProcessing.SourceType.TypeVectorPolygon]),
                 tr("Polygons with the id of the cell each belongs to."))
        self.add(QgsProcessingParameterField("CELL_ID", tr("Cell id field"), "cell_id", self.AREAS, optional=True),
                 tr("The field that names the cell, or the cells, of a polygon."))
        inputs.add_grid(self)
        self.add(QgsProcessingParameterEnum("ASSIGN", tr("Tiles on a border"), ["centre", "share"], False, "centre",
                                            usesStaticStrings=True),
                 tr("centre: a tile belongs to the polygon that holds its centre. share: to all that touch it, by their share of its "
                    "area."), advanced=True)
        self.add(QgsProcessingParameterString("SEPARATOR", tr("Separator of cell ids"), ";", False, True),
                 tr("What parts the ids where a polygon serves several cells. Empty: one id a polygon."), advanced=True)
        models.add_outputs(self)

    def work(self, job):
        import shapely

        from ...geolocation.areas import members_of, model_from_areas

        source = source_of(job, self.AREAS)
        name = source.picked("CELL_ID") or source.found(guess_columns(source.fields), "cell_id")
        table = read(source, {"cell_id": (name, "text")}, geometry=True, progress=job.progress(0, 10))
        crs, polygons = inputs.metric_shapes(job, table, inputs.wanted_crs(job), "polygon")
        ids = table["cell_id"].texts
        cells, cell_ids = members_of(ids, job.text("SEPARATOR"))
        if not len(cell_ids):
            raise InputError(f"no area has a cell id in the field {name}", source.name, "Pick the field that names the cells.")
        nameless = sum(len(members) == 0 for members in cells)
        if nameless:
            job.warn(tr("Areas without a cell id, which serve no cell: {}.").format(nameless))
        grid = inputs.tile_grid(job, crs.toWkt(WKT), tuple(shapely.total_bounds(polygons)))
        model, report = model_from_areas(polygons, cells, cell_ids, grid, assign=job.choice("ASSIGN"), progress=job.progress(10, 90))
        if report.n_repaired:
            job.warn(tr("Invalid polygons, which were repaired: {}.").format(report.n_repaired))
        if len(report.too_small):
            job.info(tr("Areas that hold no tile centre and were given the tiles they touch, by share: {}.").format(len(report.too_small)))
        for reason, rows in report.left_out.items():
            job.warn(tr("Areas left out: {}, {} ({}).").format(len(rows), tr(reason), some(ids[rows])))
        return models.save(job, model)
