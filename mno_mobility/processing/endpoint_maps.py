"""Maps that tell where journeys start and end: land use and population, as inputs."""

from qgis.core import QgsProcessingParameterRasterLayer, QgsProcessingParameterString

from . import inputs, rasters
from .base import tr


def add_maps(alg) -> None:
    alg.add(QgsProcessingParameterRasterLayer("LANDUSE", tr("Land use"), None, True),
            tr("Classes such as those of CORINE land cover, in any CRS. Empty: all land is alike."))
    alg.add(QgsProcessingParameterRasterLayer("POPULATION", tr("Population"), None, True),
            tr("People per pixel, in any CRS and resolution. Empty: everywhere alike."))


def add_weights(alg) -> None:
    alg.add(QgsProcessingParameterString("CLASS_WEIGHTS", tr("Weights of land-use classes"), "", False, True),
            tr("How likely journeys start or end on each class, such as 1-2=10, 12-22=0.5; others weigh 0. Empty: a table for CORINE "
               "(codes 111 to 523, or 1 to 44), in which artificial surfaces weigh most and water nothing."), advanced=True)


def pixel_weights(job, grid, progress=None):
    """Weight of each pixel of a grid by the maps that were given, (J,); None without maps."""
    from ..trajectory.endpoints import endpoint_weights

    maps = {}
    for key, name, how in (("LANDUSE", "classes", "mode"), ("POPULATION", "population", "sum")):
        layer = rasters.layer_of(job, key)
        if layer is not None:
            maps[name] = rasters.on_grid(job, layer, grid, how, progress=progress)
    return endpoint_weights(**maps, class_weights=inputs.class_weights(job.text("CLASS_WEIGHTS"), tr("Weights of land-use classes")))
