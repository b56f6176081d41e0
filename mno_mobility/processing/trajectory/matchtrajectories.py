"""The way of phones from the cells that served them, by a hidden Markov model on the roads."""

import os

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from .. import endpoint_maps, estimates, matches, measured
from ..base import MnoAlgorithm, tr
from ..events_input import add_events, read_events
from ..roads import add_roads, road_network


class Algorithm(MnoAlgorithm):
    NAME = "matchtrajectories"
    TITLE = "Match trajectories"
    GROUP = "trajectory"
    SUMMARY = "Tells which way phones most likely went on the roads, how sure that is, and where their events took place."
    DESCRIPTION = (
        "<p>All ways on the roads that the time allows are weighed against the cells that served the phone: a hidden Markov model, in "
        "which a phone waits or drives, never faster than 1.7 times the limits, and turns seldom. The answer is the way that is nearest "
        "to all ways that are likely. A band tells how far off the phone may have been.</p>"
        "<p>Where cells are heard is known from an emission model, from areas, or from the sites alone. Events in quick succession and "
        "events minutes apart are matched alike. Back and forth between two cells is kept, and an event in an unknown cell does "
        "not harm. Where no way explains an event the way goes on, and the event says so.</p>"
        "<p>Points of drive tests that name their cells, where you have them, tell where phones hand over and make places much better. "
        "The same seed gives the same result, whatever else is in the layer.</p>")
    NEEDS = ("numpy", "scipy", "shapely", "pyproj", "networkx")
    TAGS = "hidden markov model,map matching,route,probability,uncertainty,handover,location area update,cdr,openstreetmap"
    EVENTS, ROADS, ROUTES, POSITIONS, UNCERTAINTY = "EVENTS", "ROADS", "ROUTES", "POSITIONS", "UNCERTAINTY"
    ROAD_PROBABILITY, ALTERNATIVES, FAILURES = "ROAD_PROBABILITY", "ALTERNATIVES", "FAILURES"

    def define(self):
        number = QgsProcessingParameterNumber
        add_events(self, self.EVENTS, kinds=True, journeys=True)
        add_roads(self, self.ROADS)
        matches.add_sources(self)
        endpoint_maps.add_maps(self)
        measured.add_measured(self)
        endpoint_maps.add_weights(self)
        self.add(number("BAND", tr("Share in the band (%)"), number.Type.Double, 80, False, 1, 99),
                 tr("How often the phone is within the radius that is told, in percent."))
        self.add(number("FACTOR", tr("Most multiple of the limit"), number.Type.Double, 1.7, False, 1),
                 tr("No way is faster than the speed limits times this."), advanced=True)
        self.add(number("TURN", tr("Weight of turns"), number.Type.Double, 4, False, 0),
                 tr("How much phones avoid turns: the weight of a turn by 90 degrees is exp(-this). 0: all turns alike."), advanced=True)
        self.add(number("TAU", tr("Time of one observation (s)"), number.Type.Double, 4, False, 0.1),
                 tr("What serves a phone from second to second is hardly news: a stay in a cell counts as one observation for each such "
                    "time, and less the longer it is."), advanced=True)
        self.add(number("MOST", tr("Most observations of a stay"), number.Type.Double, 5, False, 0.1),
                 tr("A stay in a cell counts no more than this, however long it is."), advanced=True)
        self.add(number("FLOOR", tr("Least likelihood"), number.Type.Double, 0.01, False, 1e-6, 0.5),
                 tr("Of any cell anywhere, relative to where it is most likely: what is known of cells has errors."), advanced=True)
        self.add(number("WIDEN", tr("Widening of the band"), number.Type.Double, 1.5, False, 0.1, 20),
                 tr("What is known of a cell is wrong in the same way for as long as the phone is in it, so that drawn ways are too much "
                    "alike; the radius is multiplied by this. The default fits real drives."), advanced=True)
        self.add(number("SAMPLES", tr("Drawn ways"), number.Type.Integer, 60, False, 10, 1000),
                 tr("Ways drawn for each journey; more make shares finer."), advanced=True)
        self.add(number("WORKERS", tr("Processes"), number.Type.Integer, 0, False, 0, 256),
                 tr("Processes that share many journeys. 0: one for each core."), advanced=True)
        self.add(number("SEED", tr("Seed"), number.Type.Integer, 42, False, 0), tr("Another number draws other ways."), advanced=True)
        line, point, polygon, table = (getattr(QgsProcessing.SourceType, f"TypeVector{kind}") for kind in ("Line", "Point", "Polygon", ""))
        sink = QgsProcessingParameterFeatureSink
        self.add(sink(self.ROUTES, tr("Routes"), line),
                 tr("A line a journey, with the time (seconds since 1970) as M: device_id, journey_id, start, end, length, the mean radius "
                    "of the band, and how many of the drawn ways are alike."))
        self.add(sink(self.POSITIONS, tr("Event positions"), point, None, True),
                 tr("A point an event on its route: along_m, the radius that holds the phone, and whether the route explains the event."))
        self.add(sink(self.UNCERTAINTY, tr("Uncertainty"), polygon, None, True, False),
                 tr("Between each two events the area around the route that holds the phone at any time with the share of the band."))
        self.add(sink(self.ROAD_PROBABILITY, tr("Probability of roads"), line, None, True, False),
                 tr("Each road between two crossings with the share of drawn ways of a journey that use it."))
        self.add(sink(self.ALTERNATIVES, tr("Alternative routes"), line, None, True, False),
                 tr("Groups of drawn ways that are alike: one way that stands for each, and its probability."))
        self.add(sink(self.FAILURES, tr("Journeys without a route"), table, None, True, False),
                 tr("device_id, journey_id, n_events and the reason."))
        for key, label in (("N_JOURNEYS", tr("Journeys")), ("N_ROUTES", tr("Routes")), ("N_FAILED", tr("Journeys without a route")),
                           ("N_EVENTS", tr("Events placed")), ("N_UNEXPLAINED", tr("Events the route does not explain")),
                           ("N_REJECTED", tr("Events rejected or dropped")), ("MEAN_RADIUS", tr("Mean radius (m)"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...trajectory.matching import MatchOptions, match_trajectories
        from ...trajectory.pieces import road_pieces

        network, crs = road_network(job, self.ROADS, progress=job.progress(0, 8))
        events, rejects, table = read_events(job, self.EVENTS, progress=job.progress(8, 14))
        cleaned, labels = estimates.journeys(job, events, table, job.progress(14, 16), window_s=0.0)
        handovers = measured.measured_handovers(job, events.cell_levels, crs, progress=job.progress(16, 18))
        steps = matches.steps(cleaned)
        pieces = {step: road_pieces(network, step_s=step, factor=job.number("FACTOR"), turn=job.number("TURN")) for step in steps}
        known = matches.likelihoods(job, cleaned.events.cell_levels, pieces, crs, job.progress(18, 24))
        prior = {step: matches.first_places(job, pieces[step], crs, job.progress(24, 25)) for step in steps}
        options = MatchOptions(tau_s=job.number("TAU"), most=job.number("MOST"), floor=job.number("FLOOR"),
                               n_samples=job.integer("SAMPLES"), share=job.number("BAND") / 100, widen=job.number("WIDEN"))
        job.info(tr("Pieces of road: {}.").format(", ".join(f"{len(pieces[step]):,} at steps of {step:g} s" for step in steps)))
        found = match_trajectories(cleaned, pieces, known, prior, options=options, measured=handovers, seed=job.integer("SEED"),
                                   workers=job.integer("WORKERS") or os.cpu_count() or 1, progress=job.progress(25, 88))
        result = matches.Matched(cleaned, found, labels, network, crs)
        figures = result.report(job)
        return {**result.write(job, options.share, job.progress(88, 99)), **figures, "N_REJECTED": len(rejects) + len(cleaned.rejects)}
