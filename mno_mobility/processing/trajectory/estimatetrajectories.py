"""Events of journeys become routes on the roads and places on the routes: the pipeline of Ostermayer et al. 2016."""

import os

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsUnitTypes,
)

from ...errors import InputError
from .. import cell_areas, endpoint_maps, estimates, inputs
from ..base import MnoAlgorithm, tr
from ..events_input import add_events, read_events
from ..roads import add_roads, road_network


class Algorithm(MnoAlgorithm):
    NAME = "estimatetrajectories"
    TITLE = "Estimate trajectories"
    GROUP = "trajectory"
    SUMMARY = "Tells which way phones went on the roads, and where on the way their handovers and location area updates took place."
    DESCRIPTION = (
        "<p>The start of a journey is drawn from the area of its first cell and the end from that of its last, where land use and "
        "population make them likely. Of the fastest routes between 20 such pairs the one is taken that passes the cells' areas best and "
        "takes about as long as the journey did. Each event is then placed on the route where the areas of its two cells meet "
        "(Ostermayer, Kieslich and Lindorfer 2016, sections 3.4 to 3.6).</p>"
        "<p>Events with a journey_id keep their journeys; others are cut into journeys first, as 'Clean events' does it with its defaults. "
        "A journey that cannot be estimated is listed with the reason, and the rest goes on. The same seed gives the same "
        "result, whatever else is in the layer.</p>")
    NEEDS = ("numpy", "scipy", "shapely", "pyproj", "networkx")
    TAGS = "route,map matching,handover,location area update,mobility,path,cdr,openstreetmap"
    EVENTS, AREAS, ROADS, ROUTES, POSITIONS, FAILURES = "EVENTS", "AREAS", "ROADS", "ROUTES", "POSITIONS", "FAILURES"
    CANDIDATE_ROUTES = "CANDIDATE_ROUTES"

    def define(self):
        number = QgsProcessingParameterNumber
        add_events(self, self.EVENTS, kinds=True, journeys=True)
        cell_areas.add_areas(self, self.AREAS)
        add_roads(self, self.ROADS)
        endpoint_maps.add_maps(self)
        inputs.add_cells(self, use=tr("Optional: sites for location area updates, and for the distance to sites."))
        endpoint_maps.add_options(self)
        self.add(number("CANDIDATES", tr("Number of candidate routes"), number.Type.Integer, 20, False, 1, 1000),
                 tr("Pairs of start and end drawn for each journey."))
        self.add(QgsProcessingParameterEnum("RULE", tr("Choice of the route"), ["ranks", "distance", "duration"], False, "ranks",
                                            usesStaticStrings=True),
                 tr("ranks: least sum of the ranks of the distance to the cells and of the duration ratio; distance or duration: one of "
                    "both alone."), advanced=True)
        self.add(QgsProcessingParameterEnum("REFERENCE", tr("Distance to"), ["centroid", "site"], False, "centroid",
                                            usesStaticStrings=True),
                 tr("What the distance of a route to a cell is measured to: the centroid of its area, or its site by the cell plan."),
                 advanced=True)
        self.add(number("WINDOW", tr("Ping-pong window (s)"), number.Type.Double, 30, False, 0),
                 tr("An event that leads back to a cell left no longer ago than this is dropped before the route is known. 0: none."),
                 advanced=True)
        self.add(QgsProcessingParameterBoolean("PING_PONG", tr("Undo ping-pong by the route"), True),
                 tr("Drop events that lead back to the cell before, where the route uses no stretch twice."), advanced=True)
        snap = self.add(QgsProcessingParameterDistance("MAX_SNAP", tr("Farthest road"), None, None, True, 1.0),
                        tr("A start or end farther from any road is no candidate, in metres. Empty: any distance."), advanced=True)
        snap.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
        self.add(number("WORKERS", tr("Processes"), number.Type.Integer, 0, False, 0, 256),
                 tr("Processes that share many journeys. 0: one for each core."), advanced=True)
        self.add(number("SEED", tr("Seed"), number.Type.Integer, 42, False, 0), tr("Another number draws other starts and ends."),
                 advanced=True)
        line, point, table = (getattr(QgsProcessing.SourceType, f"TypeVector{kind}") for kind in ("Line", "Point", ""))
        self.add(QgsProcessingParameterFeatureSink(self.ROUTES, tr("Routes"), line),
                 tr("A line a journey, with the time (seconds since 1970) as M: device_id, journey_id, start, end, length and ratings."))
        self.add(QgsProcessingParameterFeatureSink(self.POSITIONS, tr("Event positions"), point, None, True),
                 tr("A point an event on its route: along_m, speed_kmh since the event before, and the rule that placed it."))
        self.add(QgsProcessingParameterFeatureSink(self.CANDIDATE_ROUTES, tr("Candidate routes"), line, None, True, False),
                 tr("All routes of each journey with both ratings."))
        self.add(QgsProcessingParameterFeatureSink(self.FAILURES, tr("Journeys without a route"), table, None, True, False),
                 tr("device_id, journey_id, n_events and the reason."))
        for key, label in (("N_JOURNEYS", tr("Journeys")), ("N_ROUTES", tr("Routes")), ("N_FAILED", tr("Journeys without a route")),
                           ("N_POSITIONS", tr("Events placed")), ("N_REJECTED", tr("Events rejected or dropped")),
                           ("MEDIAN_RATIO", tr("Median duration ratio"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...trajectory.estimation import estimate_trajectories

        network, crs = road_network(job, self.ROADS, progress=job.progress(0, 8))
        events, rejects, table = read_events(job, self.EVENTS, progress=job.progress(8, 15))
        cleaned, labels = estimates.journeys(job, events, table, job.number("WINDOW"), job.progress(15, 18))
        cell_ids = events.cell_levels
        areas, _ = cell_areas.cell_areas(job, cell_ids, self.AREAS, crs=crs)
        sites = cell_areas.cell_sites(job, cell_ids, crs)
        if job.choice("REFERENCE") == "site" and sites is None:
            raise InputError("the distance to sites needs a cell plan", tr("Cell plan"), "Choose one, or measure to the centroid.")
        law = self._law(job, areas, crs)
        found = estimate_trajectories(
            cleaned, areas, network, law, references_m=sites if job.choice("REFERENCE") == "site" else None, sites_m=sites,
            n_candidates=job.integer("CANDIDATES"), rule=job.choice("RULE"), seed=job.integer("SEED"),
            undo_ping_pong=job.flag("PING_PONG"), max_snap_m=job.number("MAX_SNAP") or np.inf,
            keep_candidates=job.given(self.CANDIDATE_ROUTES), workers=job.integer("WORKERS") or os.cpu_count() or 1,
            progress=job.progress(22, 85))
        result = estimates.Estimated(cleaned, found, labels, crs)
        figures = result.report(job)
        return {**result.write(job, job.progress(85, 99)), **figures, "N_REJECTED": len(rejects) + len(found.cleaned.rejects)}

    def _law(self, job, areas, crs):
        """Where journeys start and end in each area, by the maps that were given."""
        import shapely

        from ...trajectory.endpoints import endpoint_law

        extent = tuple(shapely.total_bounds(areas[[a is not None for a in areas]]))
        grid, weights = endpoint_maps.weights(job, extent, crs, job.progress(18, 20))
        law = endpoint_law(areas, grid, weights, progress=job.progress(20, 22))
        if law.flat.any() and weights is not None:
            job.warn(tr("Cells in whose area the maps leave no place to start or end, where every place is then as likely: {}.").format(
                int(law.flat.sum())))
        return law
