"""Buildings: polygons with heights, burnt into a raster of heights."""

import re
from dataclasses import dataclass

import numpy as np
from osgeo import gdal, ogr, osr
from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSource, QgsProcessingParameterField, QgsProcessingParameterNumber

from ..errors import InputError
from ..geolocation.cells import numbers
from ..geolocation.grid import TileGrid
from . import crs as crss
from . import inputs, rasters
from .base import tr
from .layers import read, source_of

HEIGHTS = ("height", "height_m", "hoehe", "höhe", "bldg_h", "bldg_height", "building_height", "building_h", "measuredheight",
           "measured_height", "hauteur", "altezza", "altura", "haut", "h")
LEVELS = ("building_levels", "levels", "building_l", "floors", "num_floors", "n_floors", "storeys", "stories", "geschosse", "stockwerke",
          "nb_etages")
LEVEL_M = 3.0
HIGHEST_M = 1_000.0
FINE_M = 10.0  # coarser tiles do not show streets


@dataclass(frozen=True)
class Buildings:
    """Polygons in the CRS of a grid, lowest first, with their heights above the ground."""

    polygons: np.ndarray
    height_m: np.ndarray


def add_buildings(alg) -> None:
    """Polygons of buildings, their heights, and the height of those that have none."""
    alg.add(QgsProcessingParameterFeatureSource("BUILDINGS", tr("Buildings"), [QgsProcessing.SourceType.TypeVectorPolygon], None, True),
            tr("Footprints with heights. They stand in the way of the waves; phones are on the ground. They need a resolution of 10 m or "
               "finer."))
    alg.add(QgsProcessingParameterField("HEIGHT_FIELD", tr("Height field"), None, "BUILDINGS", optional=True),
            tr("Height of a building above the ground in metres, or its number of levels of 3 m. Empty: found by its name, such as height "
               "or building:levels."), advanced=True)
    number = QgsProcessingParameterNumber
    alg.add(number("DEFAULT_HEIGHT", tr("Default height of buildings (m)"), number.Type.Double, 15.0, False, 0.1, HIGHEST_M),
            tr("Of buildings whose height is not known."), advanced=True, later=True)


def read_buildings(job, grid: TileGrid, progress):
    """The buildings on a grid; None where no layer is given, or none stands there.

    Raises
    ------
    InputError
        When the CRS of the layer is unknown or does not fit its coordinates, or it has no such field.
    """
    import shapely

    source = source_of(job, "BUILDINGS")
    if source is None:
        return None
    crss.checked(source.crs, source.name)
    columns = _height_fields(source)
    table = read(source, {name: (name, "raw") for name in columns}, geometry=True, progress=progress)
    height = _heights(job, table, columns)
    polygons, of, n_repaired = _polygons(inputs.reprojected(job, table, rasters.crs_of(grid)))
    n_empty = len(table) - len(np.unique(of))
    west, south, east, north = grid.extent_m
    bounds = shapely.bounds(polygons).reshape(-1, 4)
    inside = (bounds[:, 0] < east) & (bounds[:, 2] > west) & (bounds[:, 1] < north) & (bounds[:, 3] > south)
    stands = np.zeros(len(table), bool)
    stands[of[inside]] = True
    unknown = stands & np.isnan(height)
    height[np.isnan(height)] = job.number("DEFAULT_HEIGHT")
    if n_repaired:
        job.warn(tr("{}: {} invalid polygons were repaired.").format(table.name, n_repaired))
    if n_empty:
        job.warn(tr("{}: {} features without an area are left out.").format(table.name, n_empty))
    if not stands.any():
        job.warn(tr("{}: none of its {} buildings stands in the area.").format(table.name, len(table)))
        return None
    if unknown.any():
        job.warn(tr("{}: {} of {} buildings have no usable height and are taken to be {:g} m high.").format(
            table.name, int(unknown.sum()), int(stands.sum()), job.number("DEFAULT_HEIGHT")))
    if grid.tile_m > FINE_M:
        job.warn(tr("{}: tiles of {:g} m are too coarse for streets. A building fills each tile whose centre it holds, smaller ones are "
                    "lost; take {:g} m or less.").format(table.name, grid.tile_m, FINE_M))
    job.info(tr("Buildings from {}: {} in the area, {:g} to {:g} m high; {} outside.").format(
        table.name, int(stands.sum()), height[stands].min(), height[stands].max(), len(table) - n_empty - int(stands.sum())))
    polygons, height = polygons[inside], height[of[inside]]
    order = np.argsort(height, kind="stable")
    return Buildings(polygons[order], height[order])


def burn(job, buildings: Buildings, grid: TileGrid, height_m, progress) -> None:
    """Put the height of the highest building into each tile whose centre is in one, in an array of shape (n_rows, n_cols)."""
    import shapely

    from ..geolocation.ground import strips

    bounds = shapely.bounds(buildings.polygons)
    crs = osr.SpatialReference(wkt=rasters.wkt1(rasters.crs_of(grid)))
    for rows in strips(grid):
        low, high = (grid.y_min_m + row * grid.tile_m for row in (rows.start, rows.stop))
        here = np.flatnonzero((bounds[:, 1] < high) & (bounds[:, 3] > low))
        layer = _layer(buildings.polygons[here], buildings.height_m[here], crs, progress)
        target = gdal.GetDriverByName("MEM").Create("", grid.n_cols, rows.stop - rows.start, 1, gdal.GDT_Float32)
        target.SetProjection(crs.ExportToWkt())
        target.SetGeoTransform((grid.x_min_m, grid.tile_m, 0.0, high, 0.0, -grid.tile_m))
        done = rasters.or_none(gdal.RasterizeLayer, target, [1], layer.GetLayer(0), options=["ATTRIBUTE=height"],
                               callback=rasters.gdal_callback(job, progress))
        job.check_cancel()
        if done != gdal.CE_None:
            raise InputError("they cannot be brought onto the grid", tr("Buildings"), "Check their geometries ('Fix geometries').")
        height_m[rows] = np.maximum(height_m[rows], target.GetRasterBand(1).ReadAsArray()[::-1])


def _layer(polygons, height_m, crs, progress):
    """The polygons as a layer of OGR in memory."""
    import shapely

    driver = ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")
    dataset = driver.CreateDataSource("")
    layer = dataset.CreateLayer("buildings", crs, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("height", ogr.OFTReal))
    definition = layer.GetLayerDefn()
    for row, (wkb, height) in enumerate(zip(shapely.to_wkb(polygons, output_dimension=2).tolist(), height_m.tolist())):
        if row % 1024 == 0:
            progress(0.5 * row / len(polygons))
        feature = ogr.Feature(definition)
        feature.SetField(0, height)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
        layer.CreateFeature(feature)
    return dataset


def _polygons(shapes) -> tuple:
    """Single polygons, the feature each is of, and how many features were repaired."""
    import shapely

    shapes = shapely.force_2d(shapes)
    invalid = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    shapes[invalid] = shapely.make_valid(shapes[invalid])
    parts, of = shapely.get_parts(shapes, return_index=True)
    parts, inner = shapely.get_parts(parts, return_index=True)  # a repaired one may be a collection with multipolygons
    keep = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)
    return parts[keep], of[inner][keep], int(invalid.sum())


def _height_fields(source) -> dict:
    """Metres to a unit of each field that tells heights, the best first."""
    def plain(name):
        return re.sub(r"[\s:]+", "_", name.strip().lower())

    picked = source.picked("HEIGHT_FIELD")
    if picked:
        return {picked: LEVEL_M if plain(picked) in LEVELS else 1.0}
    by_name = {plain(name): name for name in reversed(source.fields)}
    found = [(by_name[name], metres) for names, metres in ((HEIGHTS, 1.0), (LEVELS, LEVEL_M)) for name in names if name in by_name]
    return {name: metres for name, metres in found}


def _heights(job, table, columns: dict) -> np.ndarray:
    """Height of each building, NaN where no field tells a usable one."""
    height = np.full(len(table), np.nan)
    for name, metres in columns.items():
        values = numbers([re.sub(r"\s*m\.?$", "", v) if isinstance(v, str) else v for v in table[name]]) * metres
        usable = np.isnan(height) & (values > 0) & (values <= HIGHEST_M)
        height[usable] = values[usable]
    if columns:
        job.info(tr("Heights of buildings from the field {}.").format(", ".join(columns)))
    else:
        job.warn(tr("{}: no field looks like a height, so all buildings are taken to be {:g} m high.").format(
            table.name, job.number("DEFAULT_HEIGHT")))
    return height
