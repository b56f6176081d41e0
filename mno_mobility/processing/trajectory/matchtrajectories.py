"""Events of journeys become routes on the roads with their uncertainty: a hidden Markov model of where phones can be and what is heard."""

import os

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from .. import endpoint_maps, estimates, heard, matches, measured
from ..base import MnoAlgorithm, tr
from ..events_input import add_events, read_events
from ..roads import add_roads, road_network


class Algorithm(MnoAlgorithm):
    NAME = "matchtrajectories"
    TITLE = "Match trajectories"
    GROUP = "trajectory"
    SUMMARY = "Tells the likeliest way of phones on the roads from the cells that served them, and how sure that is."
    DESCRIPTION = (
        "<p>A phone moves on the roads, no faster than 1.7 times their limits; it keeps to the main roads, seldom turns sharply and hardly "
        "ever turns round. At each moment it is the more likely at a place the more likely its cell is heard there. Of all ways that fit, "
        "many are drawn by their probability; the answer is the one nearest to all others. How far these lie from it tells the band in "
        "which the phone was with the stated probability.</p>"
        "<p>Where cells are heard comes from an emission model, from areas or from a cell plan. A model learned from measurements is the "
        "most exact, with the plan of the cells beside it, which helps where little was measured. Events that go to and fro between cells, "
        "and cells nobody knows of, need not be deleted. An event no way explains is told and the rest goes on.</p>"
        "<p>Events with a journey_id keep their journeys; others are cut into journeys first, as 'Clean events' does it with its defaults. "
        "The same seed gives the same result, whatever else is in the layer.</p>")
    NEEDS = ("numpy", "scipy", "shapely", "pyproj", "networkx")
    TAGS = "route,map matching,hidden markov model,uncertainty,probability,handover,path,cdr,openstreetmap"
    EVENTS, ROADS, MEASURED, ROUTES, POSITIONS, UNCERTAINTY = "EVENTS", "ROADS", "MEASURED", "ROUTES", "POSITIONS", "UNCERTAINTY"
    ROAD_PROBABILITY, ALTERNATIVES, FAILURES = "ROAD_PROBABILITY", "ALTERNATIVES", "FAILURES"

    def define(self):
        add_events(self, self.EVENTS, kinds=True, journeys=True)
        add_roads(self, self.ROADS)
        heard.add_evidence(self)
        endpoint_maps.add_maps(self)
        measured.add_measured(self, self.MEASURED, reach=False)
        endpoint_maps.add_options(self)
        number = QgsProcessingParameterNumber
        self.add(number("BAND", tr("Share in the band (%)"), number.Type.Double, 80, False, 1, 99),
                 tr("How often the phone is within the radius that is told, in percent."))
        for key, label, kind, default, least, most, text in (
                ("WIDEN", tr("Widening of the band"), "Double", 1.6, 0.1, 10,
                 tr("The band of the drawn ways is wider by this factor, as maps of cells err too. Chosen on real drives.")),
                ("SAMPLES", tr("Drawn ways"), "Integer", 120, 2, 1000, tr("Ways drawn for each journey.")),
                ("TAU", tr("Time of one observation (s)"), "Double", 4, 0.1, 3600,
                 tr("A phone that stays in a cell this long has told of its place once more. Less trusts cells more.")),
                ("MOST", tr("Most observations of a stay"), "Double", 10, 0.1, 1000,
                 tr("However long a phone stays in a cell, it tells no more than that.")),
                ("FLOOR", tr("Least likelihood"), "Double", 0.003, 1e-9, 0.5,
                 tr("A cell is heard everywhere with this share of its greatest likelihood at least, as maps of cells err.")),
                ("FACTOR", tr("Tolerated multiple of the limit"), "Double", 1.7, 1, 10,
                 tr("No phone is faster than the limit times this.")),
                ("TURN", tr("Avoidance of turns"), "Double", 2, 0, 50,
                 tr("A turn by 90 degrees is less likely than going straight on by e to this power; 0: all turns are alike.")),
                ("MAIN_ROADS", tr("Preference for main roads"), "Double", 3, 0, 20,
                 tr("At a junction a road is chosen in proportion to its speed limit to this power; 0: all roads are alike.")),
                ("WORKERS", tr("Processes"), "Integer", 0, 0, 256, tr("Processes that share many journeys. 0: one for each core.")),
                ("SEED", tr("Seed"), "Integer", 42, 0, 2 ** 31 - 1, tr("Another number draws other ways."))):
            self.add(number(key, label, getattr(number.Type, kind), default, False, least, most), text, advanced=True)
        line, point, polygon, table = (getattr(QgsProcessing.SourceType, f"TypeVector{kind}") for kind in ("Line", "Point", "Polygon", ""))
        sink = QgsProcessingParameterFeatureSink
        self.add(sink(self.ROUTES, tr("Routes"), line),
                 tr("A line a journey, with the time (seconds since 1970) as M: device_id, journey_id, start, end, length, the mean radius "
                    "of its band and the share of drawn ways that are alike."))
        self.add(sink(self.POSITIONS, tr("Event positions"), point, None, True),
                 tr("A point an event on its route: along_m with its standard deviation sigma_m, the radius of the band, and whether its "
                    "cell is known and the route explains it."))
        self.add(sink(self.UNCERTAINTY, tr("Uncertainty"), polygon, None, True),
                 tr("The band around the route from each event to the next, for the temporal controller."))
        self.add(sink(self.ROAD_PROBABILITY, tr("Road probability"), line, None, True, False),
                 tr("The roads of all drawn ways of a journey, with the probability that it used them."))
        self.add(sink(self.ALTERNATIVES, tr("Alternatives"), line, None, True, False),
                 tr("Groups of drawn ways that have at least half of their roads in common, the likeliest first: one that stands for "
                    "them, and their probability. Groups of less than 5 % are left out; the road probabilities tell of each road."))
        self.add(sink(self.FAILURES, tr("Journeys without a route"), table, None, True, False),
                 tr("device_id, journey_id, n_events and the reason."))
        for key, label in (("N_JOURNEYS", tr("Journeys")), ("N_ROUTES", tr("Routes")), ("N_FAILED", tr("Journeys without a route")),
                           ("N_EVENTS", tr("Events placed")), ("N_UNEXPLAINED", tr("Events not explained")),
                           ("N_UNKNOWN", tr("Events in unknown cells")), ("N_REJECTED", tr("Events rejected or dropped")),
                           ("MEAN_RADIUS", tr("Mean radius of the band (m)"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...trajectory import matching

        heard.chosen(job)
        network, crs = road_network(job, self.ROADS, progress=job.progress(0, 12))
        events, rejects, table = read_events(job, self.EVENTS, progress=job.progress(12, 18))
        cleaned, labels = estimates.journeys(job, events, table, 0, job.progress(18, 20))
        likelihoods_on = heard.likelihoods_on(job, events.cell_levels, crs)
        handovers = measured.measured_handovers(job, events.cell_levels, crs, self.MEASURED, progress=job.progress(20, 22))
        worlds = self._worlds(job, network, matching.steps_of(cleaned), likelihoods_on, self._start_law(job, network, crs))
        options = matching.MatchOptions(tau_s=job.number("TAU"), most=job.number("MOST"), floor=job.number("FLOOR"),
                                        n_samples=job.integer("SAMPLES"), share=job.number("BAND") / 100, widen=job.number("WIDEN"))
        found = matching.match_trajectories(cleaned, *worlds, options=options, measured=handovers, seed=job.integer("SEED"),
                                            workers=job.integer("WORKERS") or os.cpu_count() or 1, progress=job.progress(30, 85))
        result = matches.Matched(cleaned, labels, found, network, crs, options.share)
        figures = result.report(job)
        return {**result.write(job, job.progress(85, 99)), **figures, "N_REJECTED": len(rejects) + len(cleaned.rejects)}

    def _start_law(self, job, network, crs):
        """Where journeys start: a function of pieces of road."""
        from ...trajectory.endpoints import start_weights

        grid = weight = None
        if job.given("LANDUSE") or job.given("POPULATION"):
            extent = *(network.xy_m.min(axis=0) - 1), *(network.xy_m.max(axis=0) + 1)
            grid, weight = endpoint_maps.weights(job, extent, crs, job.progress(22, 24))
        return lambda pieces: start_weights(grid, weight, pieces.xy_m, pieces.length_m)

    def _worlds(self, job, network, steps, likelihoods_on, start_law) -> tuple:
        """Pieces of road, likelihoods of cells on them, and the law of the start, by step of time."""
        from ...trajectory.pieces import road_pieces

        pieces, likelihoods, starts = {}, {}, {}
        for k, step_s in enumerate(steps):
            progress = job.progress(24 + 6 * k / len(steps), 24 + 6 * (k + 1) / len(steps))
            progress(0)
            pieces[step_s] = road_pieces(network, step_s=step_s, factor=job.number("FACTOR"), turn=job.number("TURN"),
                                         main_road=job.number("MAIN_ROADS"))
            progress(0.4)
            likelihoods[step_s] = likelihoods_on(pieces[step_s].xy_m, progress)
            starts[step_s] = start_law(pieces[step_s])
        return pieces, likelihoods, starts
