"""Where on known routes events took place: Algorithm 1 of Ostermayer et al. 2016."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
)

from .. import cell_areas, inputs, measured
from ..base import MnoAlgorithm, tr
from ..events_input import add_events, read_events
from ..journeys import (
    add_routes,
    event_columns,
    place_columns,
    read_routes,
    route_numbers,
    services_of,
    usable_rows,
    write_positions,
)


class Algorithm(MnoAlgorithm):
    NAME = "eventpositions"
    TITLE = "Event positions on routes"
    GROUP = "trajectory"
    SUMMARY = "Places handovers and location area updates on routes that are known, by the areas of their cells."
    DESCRIPTION = (
        "<p>A handover lies where the areas of its two cells overlap, at the point of the route nearest to the centroid of the overlap. "
        "Areas that only touch meet at a border: there the event is where the route crosses it. Between areas apart it is where the route "
        "meets the line between them, else nearest to its middle. A location area update lies nearest to the site of the new cell "
        "(Ostermayer, Kieslich and Lindorfer 2016, sections 3.6.1 and 3.6.2). The field 'rule' says what placed each event.</p>"
        "<p>Drive tests know better: where measured points tell that phones were handed over between the same two cells in the same "
        "direction, the event is at the median of those places. The field 'sigma_m' says how exact a place is; the joint method of "
        "'Velocities' uses it.</p>"
        "<p>Events keep their order: those that would run backwards on the route are moved as little as possible, 'shift_m' says how "
        "far.</p>")
    TAGS = "handover,location area update,linear referencing,route,voronoi,coverage,drive test"
    ROUTES, EVENTS, AREAS, MEASURED, POSITIONS = "ROUTES", "EVENTS", "AREAS", "MEASURED", "POSITIONS"

    def define(self):
        add_routes(self, self.ROUTES)
        add_events(self, self.EVENTS, kinds=True, journeys=True)
        cell_areas.add_areas(self, self.AREAS)
        inputs.add_cells(self, use=tr("Optional: its sites tell where location area updates are."))
        measured.add_measured(self, self.MEASURED)
        self.add(QgsProcessingParameterBoolean("ANCHORED", tr("Journeys span their routes"), True),
                 tr("The first event of a journey is at the start of its route and the last at the end. Switch off for a road that is "
                    "longer than the journeys."))
        self.add(QgsProcessingParameterFeatureSink(self.POSITIONS, tr("Event positions"), QgsProcessing.SourceType.TypeVectorPoint),
                 tr("A point an event: along_m and its standard deviation sigma_m, speed_kmh since the event before, and the rule that "
                    "placed it."))
        for key, label in (("N_POSITIONS", tr("Events placed")), ("N_UNPLACED", tr("Events without a place")),
                           ("N_MOVED", tr("Events moved to keep the order")), ("N_REJECTED", tr("Events rejected"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...trajectory.positions import event_positions

        routes = read_routes(job, self.ROUTES)
        events, rejects, table = read_events(job, self.EVENTS, progress=job.progress(2, 25))
        areas, _ = cell_areas.cell_areas(job, events.cell_levels, self.AREAS, crs=routes.crs)
        sites = cell_areas.cell_sites(job, events.cell_levels, routes.crs)
        journey = table.columns.get("journey_id")
        number = route_numbers(routes, table["device_id"][events.row], None if journey is None else journey[events.row])
        rows = usable_rows(job, table.name, table.fid[events.row], number, events.time_s)
        rows = rows[np.lexsort((events.row[rows], events.time_s[rows], number[rows]))]
        number, time_s, cell, kind = number[rows], events.time_s[rows], events.cell[rows], events.kind[rows]
        handovers = measured.measured_handovers(job, events.cell_levels, routes.crs, self.MEASURED, progress=job.progress(26, 30))
        places = event_positions(routes.xy_m, number, time_s, cell, kind, areas, sites_m=sites, anchored=job.flag("ANCHORED"),
                                 measured=handovers, reach_m=job.number("REACH"), progress=job.progress(30, 85))
        job.info(tr("Events placed: {}.").format(", ".join(f"{n} {tr(rule)}" for rule, n in places.counts().items())))
        placed = np.flatnonzero(np.isfinite(places.along_m))
        if len(placed) < len(rows):
            job.warn(tr("Events without a place, as no cell of the journey has an area or the route has no line: {}.").format(
                len(rows) - len(placed)))
        seq = np.arange(len(rows)) - np.searchsorted(number, number) + 1
        columns = event_columns(
            routes.device_id[number[placed]], routes.journey_id[number[placed]], seq[placed], time_s[placed],
            events.cell_levels[cell[placed]], kind[placed], services_of(events)[rows[placed]])
        output = write_positions(job, self.POSITIONS, {**columns, **place_columns(places, placed, number, time_s)}, places.xy_m[placed],
                                 routes.crs, progress=job.progress(85, 100))
        n_moved = int(np.count_nonzero(np.abs(places.moved_m) > 1e-3))
        job.info(tr("Events on routes: {} of {}; moved to keep the order: {}, by {:.0f} m at most.").format(
            len(placed), len(events), n_moved, float(np.abs(places.moved_m).max(initial=0))))
        return {self.POSITIONS: output, "N_POSITIONS": len(placed), "N_UNPLACED": len(events) - len(placed), "N_MOVED": n_moved,
                "N_REJECTED": len(rejects)}
