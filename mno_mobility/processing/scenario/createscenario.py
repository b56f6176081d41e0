"""A made-up world with its truth: the scenario of Ricciato & Coluccia 2021, section VI, over a day, and journeys by car through it."""

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
from ..roads import add_roads, road_network
from . import surroundings, worlds

LAYER_COLUMNS = ("name", "spacing_m", "jitter_m", "rotation_deg", "power_w", "range_m", "ple", "height_m", "steepness")
PAPER = ["macro", 8500, 1000, 0, 5, 10000, 3.4, 10, 0.15,
         "meso", 3500, 700, 35, 50, 3500, 3.8, 10, 0.3,
         "micro", 10000, 2000, 60, 1, 3500, 4, 6, 0.4]


class Algorithm(MnoAlgorithm):
    NAME = "createscenario"
    TITLE = "Create scenario"
    GROUP = "scenario"
    SUMMARY = "Makes up a network, people, phones, roads, journeys and the events of a day, with the truth known."
    DESCRIPTION = (
        "<p>Radio cells stand in layers on jittered hexagonal lattices, as in Ricciato and Coluccia 2021, section VI. People live in "
        "towns and villages, or as a raster says. Phones commute and run errands; they call, hand over, change location areas, and "
        "some are idle and hardly heard. Every event is recorded in a cell drawn from the emission model of the phone's tile.</p>"
        "<p>Journeys, if any are wanted, are drives on roads, made up or yours, by phones of their own. Their events follow the received "
        "level with shadowing and hysteresis, so that there are ping-pong handovers as in Ostermayer et al. 2016; most are in one call "
        "from start to end. They are a table of their own, and the other events are the same with and without them.</p>"
        "<p>The same seed makes the same world. Use it to try the other algorithms and to see how good they are.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "synthetic,simulation,ground truth,demo,network generator,roads,trips"
    CELLS, EVENTS, COUNTS, TRUTH, PEOPLE = "CELLS", "EVENTS", "COUNTS", "TRUTH", "PEOPLE"
    JOURNEY_EVENTS, TRUTH_ROUTES, TRUTH_POSITIONS, ROAD_LINES = "JOURNEY_EVENTS", "TRUTH_ROUTES", "TRUTH_POSITIONS", "ROAD_LINES"
    OF_JOURNEYS = (JOURNEY_EVENTS, TRUTH_ROUTES, TRUTH_POSITIONS)

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
                 tr("One row a layer: name, distance of towers, jitter, azimuth of the first sector in the grid, power, range, path-loss "
                    "exponent, antenna height, steepness of dominance. The default is the paper's network."), advanced=True)
        self.add(number("N_PHONES", tr("Phones"), number.Type.Integer, 20_000, False, 1), tr("Number of phones of the operator."))
        self.add(number("N_JOURNEYS", tr("Journeys"), number.Type.Integer, 0, False, 0),
                 tr("Number of drives, each by a phone of its own. 0: none."))
        add_roads(self, optional=True)
        self.add(QgsProcessingParameterDateTime("DAY", tr("Day"), QgsProcessingParameterDateTime.Type.Date, None, True),
                 tr("The day of the events (UTC). Empty: 12 March 2024."), advanced=True)
        self.add(number("SEED", tr("Seed"), number.Type.Integer, 42, False, 0), tr("Another number makes another world."), advanced=True)
        surroundings.add_surroundings(self)
        self._define_outputs()

    def _define_outputs(self):
        kinds = QgsProcessing.SourceType
        for key, label, kind, optional, text in (
                (self.CELLS, tr("Cells"), kinds.TypeVectorPoint, False, tr("The cell plan.")),
                (self.EVENTS, tr("Events"), kinds.TypeVector, True, tr("device_id, time, t_unix, cell_id, event, lac, service.")),
                (self.COUNTS, tr("Counts"), kinds.TypeVector, True,
                 tr("Phones per cell at 4, 8, 12, 16 and 20 o'clock if each phone were seen just then.")),
                (self.JOURNEY_EVENTS, tr("Events of journeys"), kinds.TypeVector, True, tr("The events of the journeys, as above.")),
                (self.TRUTH_ROUTES, tr("True routes"), kinds.TypeVectorLine, True,
                 tr("A line a journey from start to end, with the time of arrival at each vertex as M, in seconds since 1970.")),
                (self.TRUTH_POSITIONS, tr("True positions"), kinds.TypeVectorPoint, True,
                 tr("Where each event of a journey happened, how far along the route, and the mean speed since the event before.")),
                (self.ROAD_LINES, tr("Made-up roads"), kinds.TypeVectorLine, True,
                 tr("With highway, maxspeed, oneway, bridge and name as OpenStreetMap has them."))):
            # only the truth of phones is wanted by default
            self.add(QgsProcessingParameterFeatureSink(key, label, kind, None, optional, key in (self.CELLS, self.EVENTS, self.COUNTS)),
                     text)
        self.add(QgsProcessingParameterRasterDestination(self.TRUTH, tr("True density"), None, True),
                 tr("Phones per tile at these times, a band a time."))
        self.add(QgsProcessingParameterRasterDestination(self.PEOPLE, tr("People"), None, True, False), tr("People per tile."))
        surroundings.add_outputs(self)
        for key, label in (("N_CELLS", tr("Cells")), ("N_EVENTS", tr("Events")), ("N_JOURNEY_EVENTS", tr("Events of journeys"))):
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
        hills = surroundings.wanted(job)
        roads, network = self._roads(job, world, hills)
        streets = network if roads is None else roads
        relief, world = surroundings.built(job, world, streets.lines, job.progress(72, 73)) if hills else (None, world)
        journeys = self._journeys(job, world, network, relief, day)
        plan = write(job, self.CELLS, **worlds.cells(world.plan, job.context), progress=job.progress(80, 81))
        events = write(job, self.EVENTS, **worlds.events(world.events), progress=job.progress(81, 95))
        counts = write(job, self.COUNTS, **worlds.counts(world), progress=job.progress(95, 97))
        truth = rasters.write_bands(job, self.TRUTH, **worlds.truth(world))
        people = rasters.write_bands(job, self.PEOPLE, **worlds.population(world))
        results = {self.CELLS: plan, self.EVENTS: events, self.COUNTS: counts, self.TRUTH: truth, self.PEOPLE: people}
        results.update(surroundings.written(job, relief))
        results[self.ROAD_LINES] = None if roads is None else write(job, self.ROAD_LINES, **worlds.road_lines(roads))
        for key, layer in zip(self.OF_JOURNEYS, (worlds.journey_events, worlds.true_routes, worlds.true_positions)):
            results[key] = None if journeys is None else write(job, key, **layer(journeys), progress=job.progress(97, 99))
        for key, look in worlds.looks(world).items():
            styles.style_when_loaded(job, results[key], look)
        n_journey_events = 0 if journeys is None else len(journeys.events)
        return {**results, "N_CELLS": figures["N_CELLS"], "N_EVENTS": figures["N_EVENTS"], "N_JOURNEY_EVENTS": n_journey_events}

    def _roads(self, job, world, hills):
        """The roads that were made up and those that can be driven on, None where they are not needed."""
        n, roads, crs = job.integer("N_JOURNEYS"), None, crss.from_text(world.plan.crs)
        if not (n or hills or job.given(self.ROAD_LINES)):
            return None, None
        self.require("shapely", "pyproj", "networkx")
        network, _ = road_network(job, crs=crs, progress=job.progress(70, 72)) if n or hills else (None, crs)
        if network is not None and job.given(self.ROAD_LINES):
            job.warn(tr("No roads are made up and written, since there are given ones."))
        if network is None:
            from ...scenario.roads import make_roads

            roads = make_roads(world.model.grid, world.population, np.random.default_rng([job.integer("SEED"), 1]),
                               progress=job.progress(70, 72))
            job.info(tr("Roads: {} lines.").format(len(roads)))
        return roads, network or (roads.network() if n else None)

    def _journeys(self, job, world, network, relief, day):
        """The journeys, None where there are none."""
        n = job.integer("N_JOURNEYS")
        if not n:
            for key in (key for key in self.OF_JOURNEYS if job.given(key)):
                job.warn(tr("{} is not written: there are no journeys.").format(self.parameterDefinition(key).description()))
            return None
        if not any(map(job.given, self.OF_JOURNEYS)):
            job.warn(tr("Journeys are made, but none of their layers is asked for: choose where to write their events, routes or "
                        "positions."))
        from ...scenario.journeys import make_journeys

        reception = surroundings.reception(world, relief, network, job.progress(73, 78))
        journeys = make_journeys(world, network, n, np.random.default_rng([job.integer("SEED"), 2]), day_s=day,
                                 progress=job.progress(73 if relief is None else 78, 80), **reception)
        worlds.report_journeys(job, journeys)
        return journeys

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
