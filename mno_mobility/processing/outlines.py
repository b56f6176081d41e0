"""Tiles as polygons: the outline of sets of tiles, holes and islands included."""

import numpy as np
from osgeo import gdal, ogr

from ..geolocation.grid import TileGrid
from .rasters import or_none


def outline(grid: TileGrid, tiles: np.ndarray, least_m2: float = 0.0):
    """The area of some tiles as one shapely multipolygon along their edges; empty for none.

    Parameters
    ----------
    tiles : ndarray of int
    least_m2 : float
        Pieces that are smaller are left out, but for the largest one, and smaller holes are filled.
    """
    import shapely

    parts = outlines(grid, tiles)
    if not len(parts):
        return shapely.MultiPolygon()
    size = shapely.area(parts)
    return shapely.multipolygons([_filled(part, least_m2) for part in parts[(size >= least_m2) | (size == size.max())]])


def _filled(polygon, least_m2: float):
    """A polygon without the holes that are smaller."""
    import shapely

    holes = shapely.get_rings(polygon)[1:]
    kept = holes[shapely.area(shapely.polygons(holes)) >= least_m2] if len(holes) else holes
    return polygon if len(kept) == len(holes) else shapely.polygons(shapely.get_exterior_ring(polygon), kept)


def outlines(grid: TileGrid, tiles: np.ndarray, *, callback=None) -> np.ndarray:
    """The connected pieces of some tiles, neighbours by an edge, as shapely polygons.

    A `callback` of GDAL that returns 0 stops the work; what is there by then is returned.
    """
    import shapely

    if not len(tiles):
        return np.empty(0, object)
    row, col = np.divmod(np.asarray(tiles), grid.n_cols)
    top, left = row.max(), col.min()
    mask = np.zeros((top - row.min() + 1, col.max() - left + 1), np.uint8)
    mask[top - row, col - left] = 1
    raster = gdal.GetDriverByName("MEM").Create("", mask.shape[1], mask.shape[0], 1, gdal.GDT_Byte)
    raster.SetGeoTransform((grid.x_min_m + left * grid.tile_m, grid.tile_m, 0.0, grid.y_min_m + (top + 1) * grid.tile_m, 0.0, -grid.tile_m))
    band = raster.GetRasterBand(1)
    band.WriteArray(mask)
    vectors = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = vectors.CreateLayer("", None, ogr.wkbPolygon)
    or_none(gdal.Polygonize, band, band, layer, -1, callback=callback)
    return shapely.from_wkb([bytes(feature.GetGeometryRef().ExportToWkb()) for feature in layer])
