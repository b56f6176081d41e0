"""Maps that tell where journeys start and end, as inputs: land use and population."""

from qgis.core import QgsProcessingParameterDistance, QgsProcessingParameterRasterLayer, QgsProcessingParameterString, QgsUnitTypes

from . import inputs, rasters
from .base import tr
from .crs import WKT


def add_maps(alg) -> None:
    alg.add(QgsProcessingParameterRasterLayer("LANDUSE", tr("Land use"), None, True),
            tr("Classes such as those of CORINE land cover, in any CRS. Empty: all land is alike."))
    alg.add(QgsProcessingParameterRasterLayer("POPULATION", tr("Population"), None, True),
            tr("People per pixel, in any CRS and resolution. Empty: everywhere alike."))


def add_options(alg) -> None:
    """How the maps are read."""
    alg.add(QgsProcessingParameterString("CLASS_WEIGHTS", tr("Weights of land-use classes"), "", False, True),
            tr("How likely journeys start or end on each class, such as 1-2=10, 12-22=0.5; others weigh 0. Empty: a table for CORINE "
               "(codes 111 to 523, or 1 to 44), in which artificial surfaces weigh most and water nothing."), advanced=True)
    pixel = alg.add(QgsProcessingParameterDistance("PIXEL", tr("Pixel"), 100.0, None, False, 1.0),
                    tr("Edge of the pixels that start and end are drawn from, in metres."), advanced=True)
    pixel.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)


def weights(job, extent_m, crs, progress) -> tuple:
    """The weight of each pixel of a grid over an extent, by the maps that were given.

    Returns
    -------
    grid : TileGrid
    weight : ndarray of float, shape (J,), or None where there are no maps
    """
    from ..geolocation.grid import grid_over
    from ..trajectory.endpoints import endpoint_weights

    grid = inputs.fitting(grid_over(extent_m, job.number("PIXEL"), crs.toWkt(WKT)))
    maps = {}
    for key, name, how in (("LANDUSE", "classes", "mode"), ("POPULATION", "population", "sum")):
        layer = rasters.layer_of(job, key)
        if layer is not None:
            maps[name] = rasters.on_grid(job, layer, grid, how, progress=progress)
    classes = inputs.class_weights(job.text("CLASS_WEIGHTS"), tr("Weights of land-use classes"))
    return grid, endpoint_weights(**maps, class_weights=classes)
