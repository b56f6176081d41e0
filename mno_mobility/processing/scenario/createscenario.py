"""A made-up world with its truth: the scenario of Ricciato & Coluccia 2021, section VI, over a day."""

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDistance,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterMatrix,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsUnitTypes,
)

from ...errors import InputError
from .. import crs as crss
from .. import inputs, rasters, styles
from ..base import MnoAlgorithm, tr
from ..layers import write
from . import worlds

LAYER_COLUMNS = ("name", "spacing_m", "jitter_m", "rotation_deg", "power_w", "range_m", "ple", "height_m", "steepness")
PAPER = ["macro", 8500, 1000, 0, 5, 10000, 3.4, 10, 0.15,
         "meso", 3500, 700, 35, 50, 3500, 3.8, 10, 0.3,
         "micro", 10000, 2000, 60, 1, 3500, 4, 6, 0.4]


class Algorithm(MnoAlgorithm):
    NAME = "createscenario"
    TITLE = "Create scenario"
    GROUP = "scenario"
    SUMMARY = "Makes up a network, people, phones and the events of a day, with the truth known."
    DESCRIPTION = (
        "<p>Radio cells stand in layers on jittered hexagonal lattices, as in Ricciato and Coluccia 2021, section VI. People live in "
        "towns and villages, or as a raster says. Phones commute and run errands; they call, hand over, change location areas, and "
        "some are idle and hardly heard. Every event is recorded in a cell drawn from the emission model of the phone's tile.</p>"
        "<p>The same seed makes the same world. Use it to try the other algorithms and to see how good they are.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "synthetic,simulation,ground truth,demo,network generator"
    CELLS, EVENTS, COUNTS, TRUTH, PEOPLE = "CELLS", "EVENTS", "COUNTS", "TRUTH", "PEOPLE"

    def define(self):
        number = QgsProcessingParameterNumber
        self.add(QgsProcessingParameterExtent("EXTENT", tr("Extent"), None, True),
                 tr("Where the world lies. Empty: a square in the North Sea, where nobody takes it for real."))
        size = self.add(QgsProcessingParameterDistance("SIZE", tr("Width and height"), 20_000, None, False, 1_000),
                        tr("Without an extent: the edge of the square, in metres."))
        tile = self.add(QgsProcessingParameterDistance("TILE_SIZE", tr("Tile size"), 100, None, False, 1),
                        tr("Edge of a tile, in metres."))
        for distance in (size, tile):
            distance.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
        self.add(QgsProcessingParameterCrs("CRS", tr("CRS"), None, True),
                 tr("A projected CRS in metres. Empty: one that suits the extent."), advanced=True)
        self.add(QgsProcessingParameterRasterLayer("POPULATION", tr("Population"), None, True),
                 tr("People per pixel, in any CRS and resolution. Empty: made up."))
        self.add(QgsProcessingParameterMatrix("LAYERS", tr("Layers of cells"), 3, False, list(LAYER_COLUMNS), PAPER, True),
                 tr("One row a layer: name, distance of towers, jitter, azimuth of the first sector, power, range, path-loss exponent, "
                    "antenna height, steepness of dominance. The default is the paper's network."), advanced=True)
        self.add(number("N_PHONES", tr("Phones"), number.Type.Integer, 20_000, False, 1), tr("Number of phones of the operator."))
        self.add(QgsProcessingParameterDateTime("DAY", tr("Day"), QgsProcessingParameterDateTime.Type.Date, None, True),
                 tr("The day of the events (UTC). Empty: 12 March 2024."), advanced=True)
        self.add(number("SEED", tr("Seed"), number.Type.Integer, 42, False, 0), tr("Another number makes another world."), advanced=True)
        table, point = QgsProcessing.SourceType.TypeVector, QgsProcessing.SourceType.TypeVectorPoint
        self.add(QgsProcessingParameterFeatureSink(self.CELLS, tr("Cells"), point), tr("The cell plan."))
        self.add(QgsProcessingParameterFeatureSink(self.EVENTS, tr("Events"), table, None, True),
                 tr("device_id, time, t_unix, cell_id, event, lac, service."))
        self.add(QgsProcessingParameterFeatureSink(self.COUNTS, tr("Counts"), table, None, True),
                 tr("Phones per cell at 4, 8, 12, 16 and 20 o'clock if each phone were seen just then."))
        self.add(QgsProcessingParameterRasterDestination(self.TRUTH, tr("True density"), None, True),
                 tr("Phones per tile at these times, a band a time."))
        self.add(QgsProcessingParameterRasterDestination(self.PEOPLE, tr("People"), None, True, False), tr("People per tile."))
        for key, label in (("N_CELLS", tr("Cells")), ("N_EVENTS", tr("Events"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...scenario.phones import DAY_S
        from ...scenario.world import HOURS, make_scenario

        grid = self._grid(job)
        people = rasters.layer_of(job, "POPULATION")
        if people is not None:
            people = np.nan_to_num(rasters.on_grid(job, people, grid, "sum", progress=job.progress(0, 5)))
        day = inputs.moment(job, "DAY")
        day = DAY_S if day is None else day // 86_400 * 86_400
        world = make_scenario(
            grid=grid, n_phones=job.integer("N_PHONES"), rng=np.random.default_rng(job.integer("SEED")), population=people,
            layers=self._layers(job), times_s=day + 3600.0 * np.array(HOURS), day_s=day, progress=job.progress(5, 70))
        figures = worlds.report(job, world)
        plan = write(job, self.CELLS, **worlds.cells(world.plan), progress=job.progress(70, 72))
        events = write(job, self.EVENTS, **worlds.events(world), progress=job.progress(72, 95))
        counts = write(job, self.COUNTS, **worlds.counts(world), progress=job.progress(95, 97))
        truth = rasters.write_bands(job, self.TRUTH, **worlds.truth(world))
        people = rasters.write_bands(job, self.PEOPLE, **worlds.population(world))
        styles.style_when_loaded(job, plan, styles.from_file("cells"))
        styles.style_when_loaded(job, truth, worlds.style_truth(world))
        styles.style_when_loaded(job, people, styles.density)
        return {self.CELLS: plan, self.EVENTS: events, self.COUNTS: counts, self.TRUTH: truth, self.PEOPLE: people,
                "N_CELLS": figures["N_CELLS"], "N_EVENTS": figures["N_EVENTS"]}

    def _grid(self, job):
        from ...scenario.world import MUSTERLAND_CRS, MUSTERLAND_EXTENT_M

        crs = inputs.wanted_crs(job)
        if job.given("EXTENT"):
            given = job.algorithm.parameterAsExtentCrs(job.parameters, "EXTENT", job.context)
            if not given.isValid() and crs is None:
                raise InputError("nothing tells its CRS", tr("Extent"), "Write it as 11.3,11.8,48.0,48.3 [EPSG:4326], or set the CRS.")
            given = given if given.isValid() else crs
            box = job.algorithm.parameterAsExtent(job.parameters, "EXTENT", job.context, given)
            crs = crs or crss.metric_crs(given, [box.center().x()], [box.center().y()], job.context)
            return inputs.tile_grid(job, crs.toWkt(crss.WKT), None)
        crs = crs or QgsCoordinateReferenceSystem(MUSTERLAND_CRS)
        x, y, size = *MUSTERLAND_EXTENT_M[:2], job.number("SIZE")
        return inputs.tile_grid(job, crs.toWkt(crss.WKT), (x, y, x + size, y + size))

    def _layers(self, job):
        from ...scenario.network import Layer

        values = job.algorithm.parameterAsMatrix(job.parameters, "LAYERS", job.context)
        width = len(LAYER_COLUMNS)
        if not values or len(values) % width:
            raise InputError(f"{len(values)} values do not make rows of {width}", tr("Layers of cells"),
                             f"Give each layer {', '.join(LAYER_COLUMNS)}.")
        layers = []
        for start in range(0, len(values), width):
            name, *numbers = values[start:start + width]
            try:
                layers.append(Layer(str(name), *(float(v) for v in numbers)))
            except (TypeError, ValueError) as error:
                raise InputError(f"layer {name!r} has a value that is not a number", tr("Layers of cells"),
                                 f"Give {', '.join(LAYER_COLUMNS[1:])} as numbers.") from error
        return layers
