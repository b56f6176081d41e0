"""Traffic sessions in time and space: Ostermayer et al. 2016, section 3.7."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from .. import styles
from ..base import MnoAlgorithm, tr
from ..journeys import add_positions, add_routes, read_positions, read_routes, write_lines
from ..layers import write


class Algorithm(MnoAlgorithm):
    NAME = "sessions"
    TITLE = "Sessions"
    GROUP = "trajectory"
    SUMMARY = "Frames the calls and packet-data sessions of each journey: when and where they began and ended."
    DESCRIPTION = (
        "<p>A call goes from call_start to call_end. Packet data logs neither: the handovers between two location area updates are one "
        "session, which begins at a uniformly drawn place between the last update and its first handover, at the time the phone was "
        "there, and ends likewise between its last handover and the next update (Ostermayer et al. 2016, section 3.7).</p>"
        "<p>Where no service is given, handovers within a call are speech and all others packet data. Where a start, an end or an "
        "update is missing, the first or last event of the journey stands in, and the session is not complete.</p>"
        "<p>The same seed gives the same sessions, whatever the order of the rows.</p>")
    NEEDS = ("numpy", "scipy", "shapely", "pyproj", "networkx")
    TAGS = "traffic,call,packet data,speech,handover,simulation"
    POSITIONS, ROUTES, SESSIONS, SPANS = "POSITIONS", "ROUTES", "SESSIONS", "SPANS"

    def define(self):
        add_positions(self, self.POSITIONS)
        add_routes(self, self.ROUTES)
        number, sink = QgsProcessingParameterNumber, QgsProcessingParameterFeatureSink
        self.add(number("SEED", tr("Seed"), number.Type.Integer, 1, False, 0),
                 tr("The same seed draws the same starts and ends of packet-data sessions."), advanced=True)
        self.add(sink(self.SESSIONS, tr("Starts and ends"), QgsProcessing.SourceType.TypeVectorPoint),
                 tr("Two points for each session: session_id, device_id, journey_id, service, what (start or end), time, t_unix (epoch "
                    "seconds), along_m, complete, n_handovers."))
        self.add(sink(self.SPANS, tr("Spans"), QgsProcessing.SourceType.TypeVectorLine, None, True, True),
                 tr("The stretch of the route each session took: session_id, device_id, journey_id, service, start, end, duration_s, "
                    "length_m, complete, n_handovers."))
        for key, label in (("N_SESSIONS", tr("Sessions")), ("N_SPEECH", tr("Calls")), ("N_DATA", tr("Packet-data sessions")),
                           ("N_INCOMPLETE", tr("Sessions not complete"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...events.schema import SERVICES
        from ...trajectory.referencing import stretches_of_routes
        from ...trajectory.sessions import find_sessions

        routes = read_routes(job, self.ROUTES, progress=job.progress(0, 20))
        positions = read_positions(job, routes, self.POSITIONS, progress=job.progress(20, 50))
        lost = int(np.isnan(positions.along_m).sum())
        if lost:
            job.warn(tr("{}: {} events have no place on their route and are passed over.").format(positions.name, lost))
        found = find_sessions(positions.journey, positions.time_s, positions.along_m, positions.kind, routes.xy_m,
                              np.random.default_rng(job.integer("SEED")), service=positions.service, progress=job.progress(50, 60))
        n = len(found)
        columns = {
            "session_id": ("int", np.arange(1, n + 1)), "device_id": ("text", routes.device_id[found.journey]),
            "journey_id": routes.journey_column(found.journey),
            "service": ("text", np.array(SERVICES, dtype=object)[found.service])}
        details = {"complete": ("bool", found.complete), "n_handovers": ("int", found.n_handovers)}
        # start and end of a session follow each other
        time_s, along_m, xy = (np.stack(pair, axis=1).reshape((2 * n, *pair[0].shape[1:])) for pair in (
            (found.start_s, found.end_s), (found.start_m, found.end_m), (found.start_xy_m, found.end_xy_m)))
        sessions = write(job, self.SESSIONS, {
            **_twice(columns), "what": ("text", np.tile(np.array(["start", "end"], dtype=object), n)), "time": ("time", time_s),
            "t_unix": ("number", time_s), "along_m": ("number", along_m), **_twice(details)},
            geometry=tuple(xy.T), wkb_type=QgsWkbTypes.Type.Point, crs=routes.crs, progress=job.progress(60, 80))
        styles.style_when_loaded(job, sessions, styles.in_time("sessions", "time"))
        stretches = stretches_of_routes(routes.xy_m, found.journey, found.start_m, found.end_m)
        spans = write_lines(job, self.SPANS, {
            **columns, "start": ("time", found.start_s), "end": ("time", found.end_s),
            "duration_s": ("number", found.end_s - found.start_s), "length_m": ("number", found.end_m - found.start_m), **details},
            stretches, routes.crs, styles.in_time("spans", "start", "end"), progress=job.progress(80, 100))
        n_speech, n_incomplete = int((found.service == 0).sum()), int((~found.complete).sum())
        job.info(tr("Sessions: {} calls and {} of packet data on {} of {} journeys; not complete: {}.").format(
            n_speech, n - n_speech, len(np.unique(found.journey)), len(routes), n_incomplete))
        return {self.SESSIONS: sessions, self.SPANS: spans, "N_SESSIONS": n, "N_SPEECH": n_speech, "N_DATA": n - n_speech,
                "N_INCOMPLETE": n_incomplete}


def _twice(columns: dict) -> dict:
    """Each row twice, one after the other."""
    return {name: (kind, np.repeat(values, 2)) for name, (kind, values) in columns.items()}
