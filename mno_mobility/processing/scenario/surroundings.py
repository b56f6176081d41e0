"""Hills and buildings of a made-up world: as an option, and as layers."""

import os
from dataclasses import replace

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterDestination,
    QgsWkbTypes,
)

from .. import rasters, styles
from ..base import tr
from ..crs import from_text
from ..layers import write

FLAT, HILLS = SURROUNDINGS = ("flat", "hills_and_buildings")
OUTPUTS = ("TERRAIN", "BUILDINGS")


def add_surroundings(alg) -> None:
    """What the world looks like."""
    alg.add(QgsProcessingParameterEnum("SURROUNDINGS", tr("Surroundings"), list(SURROUNDINGS), False, FLAT, usesStaticStrings=True),
            tr("flat: levels fall with distance. hills_and_buildings: made-up hills, and houses along the streets, stand in the way of the "
               "waves and decide the handovers of the journeys; this may take minutes. Towers within a building stand on its roof."),
            advanced=True)


def add_outputs(alg) -> None:
    """Terrain and buildings."""
    alg.add(QgsProcessingParameterRasterDestination("TERRAIN", tr("Terrain"), None, True, False),
            tr("With hills and buildings: height of the bare earth in metres."))
    alg.add(QgsProcessingParameterFeatureSink("BUILDINGS", tr("Buildings"), QgsProcessing.SourceType.TypeVectorPolygon, None, True, False),
            tr("With hills and buildings: footprints with their height in metres."))


def wanted(job) -> bool:
    """Whether there are hills and buildings; says what is not written without them."""
    hills = job.choice("SURROUNDINGS") == HILLS
    for key in (key for key in OUTPUTS if job.given(key) and not hills):
        job.warn(tr("{} is not written: the surroundings are flat.").format(job.algorithm.parameterDefinition(key).description()))
    return hills


def built(job, world, streets, progress) -> tuple:
    """Hills and buildings for a world, and the world with towers on the roofs."""
    from ...scenario.relief import make_relief, on_roofs

    relief = make_relief(world.model.grid, world.population, streets, np.random.default_rng([job.integer("SEED"), 3]), progress=progress)
    plan, terrain = on_roofs(world.plan, relief), relief.ground.terrain_m
    job.info(tr("Terrain from {:.0f} to {:.0f} m; {} buildings of {:.0f} to {:.0f} m; {} cells on roofs.").format(
        terrain.min(), terrain.max(), len(relief.buildings), relief.height_m.min(initial=np.inf), relief.height_m.max(initial=0),
        int(plan["on_roof"].sum())))
    return relief, replace(world, plan=plan)


def reception(world, relief, network, progress) -> dict:
    """The options of :func:`~mno_mobility.scenario.journeys.make_journeys` that tell how cells are received; none on flat land."""
    if relief is None:
        return {}
    from ...scenario.levels import RADIO, road_levels

    workers = os.cpu_count() or 1
    return {"levels": road_levels(world.plan, relief.ground, network.lines, workers=workers, progress=progress), "radio": RADIO}


def written(job, relief) -> dict:
    """Terrain and buildings as outputs, None where there are none."""
    if relief is None:
        return dict.fromkeys(OUTPUTS)
    ground = relief.ground
    terrain = rasters.write_bands(job, "TERRAIN", ground.grid, [ground.terrain_m.ravel().astype(float)], names=[tr("height_m")])
    styles.style_when_loaded(job, terrain, styles.spread)
    buildings = write(job, "BUILDINGS", {"building_id": ("int", np.arange(1, len(relief.buildings) + 1)),
                                         "height": ("number", relief.height_m)},
                      geometry=relief.buildings, wkb_type=QgsWkbTypes.Type.Polygon, crs=from_text(ground.grid.crs))
    styles.style_when_loaded(job, buildings, styles.graduated("height", "m"))
    return {"TERRAIN": terrain, "BUILDINGS": buildings}
