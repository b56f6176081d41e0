"""Speeds between events and their correction: Algorithm 2 of Ostermayer et al. 2016, and the joint smoother."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from .. import styles
from ..base import MnoAlgorithm, tr
from ..journeys import (
    add_positions,
    add_routes,
    read_positions,
    read_routes,
    route_columns,
    write_lines,
    write_positions,
    write_routes,
)
from ..roads import add_roads, road_network


class Algorithm(MnoAlgorithm):
    NAME = "velocities"
    TITLE = "Velocities"
    GROUP = "trajectory"
    SUMMARY = "Tells how fast phones went between their events, and moves events along the route where that would be impossible."
    DESCRIPTION = (
        "<p>The speed between two events is the way on the route over the time. Where it exceeds 1.7 times the speed limits on the way, "
        "the events were placed too far apart: they move along the route, towards each other, as far as their neighbours leave room "
        "(Ostermayer, Kieslich and Lindorfer 2016, sections 3.6.3 and 3.6.4). Events never cross. The fields tell what moved, how far, "
        "and whether the limit could be met.</p>"
        "<p>The method 'joint' weighs all events of a journey at once instead: it takes the places and speeds that change least from one "
        "stretch to the next and stay near the given places, under the same limits, which are met everywhere. Single bad places do not "
        "pull the others, and exact places count more than vague ones: the field 'sigma_m' tells them apart.</p>"
        "<p>Speed limits are those of the roads nearest to the route; without roads one limit holds everywhere.</p>")
    NEEDS = ("numpy", "scipy", "shapely", "pyproj", "networkx")
    TAGS = "speed,velocity,speed limit,plausibility,smoothing,handover"
    POSITIONS, ROUTES, ROADS, CORRECTED, SEGMENTS, TIMED = "POSITIONS", "ROUTES", "ROADS", "OUTPUT", "SEGMENTS", "TIMED_ROUTES"

    def define(self):
        number = QgsProcessingParameterNumber
        add_positions(self, self.POSITIONS)
        add_routes(self, self.ROUTES)
        add_roads(self, self.ROADS, optional=True)
        self.add(QgsProcessingParameterEnum("METHOD", tr("Method"), ["paper", "joint"], False, "paper", usesStaticStrings=True),
                 tr("paper: move only what is too fast (Algorithm 2). joint: smooth the whole journey."))
        self.add(number("FACTOR", tr("Tolerated multiple of the limit"), number.Type.Double, 1.7, False, 1.0),
                 tr("A stretch is too fast when its speed exceeds the limit times this."))
        self.add(QgsProcessingParameterBoolean("HOLD_ENDS", tr("Keep first and last events"), True),
                 tr("paper: the first and last event of a journey, which are no handovers, stay where they are."), advanced=True)
        self.add(number("SIGMA", tr("Error of positions (m)"), number.Type.Double, 160, False, 1),
                 tr("joint: how far a given place is from the true one, as a standard deviation, where no field sigma_m tells it."),
                 advanced=True)
        self.add(number("STIFFNESS", tr("Stiffness"), number.Type.Double, 3.0, False, 0),
                 tr("joint: more makes speeds steadier."), advanced=True)
        self.add(number("TAIL", tr("Bad positions begin at (deviations)"), number.Type.Double, 0.5, False, 0.01),
                 tr("joint: a place that is farther off than so many standard deviations pulls no harder; much more is least squares."),
                 advanced=True)
        point, line = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorLine
        self.add(QgsProcessingParameterFeatureSink(self.CORRECTED, tr("Corrected positions"), point),
                 tr("The events where they are now: along_m, shift_m, speed_kmh and, before the correction, speed_raw_kmh."))
        self.add(QgsProcessingParameterFeatureSink(self.SEGMENTS, tr("Segments"), line, None, True),
                 tr("The way between each two events, with its speed before and after and the allowed one."))
        self.add(QgsProcessingParameterFeatureSink(self.TIMED, tr("Timed routes"), line, None, True, False),
                 tr("The routes with the corrected times as M."))
        for key, label in (("N_SEGMENTS", tr("Segments")), ("N_EXCEEDED", tr("Segments that were too fast")),
                           ("N_NOT_MET", tr("Segments that are still too fast")), ("N_MOVED", tr("Events moved")),
                           ("MEAN_SHIFT", tr("Mean shift (m)")), ("MAX_SHIFT", tr("Largest shift (m)"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...trajectory import velocity

        routes = read_routes(job, self.ROUTES)
        positions = read_positions(job, routes, self.POSITIONS)
        limits = self._limits(job, routes)
        options = {"factor": job.number("FACTOR"), "progress": job.progress(30, 75)}
        given = positions.along_m, positions.journey, positions.time_s, routes.xy_m, limits
        if job.choice("METHOD") == "joint":
            done = velocity.smooth_speeds(*given, sigma_m=self._deviations(job, positions), stiffness=job.number("STIFFNESS"),
                                          tail=job.number("TAIL"), **options)
        else:
            done = velocity.correct_speeds(*given, hold_ends=job.flag("HOLD_ENDS"), **options)
        figures = done.figures
        if figures["not_met"]:
            late = np.flatnonzero(~done.met)
            job.warn(tr("Segments that stay too fast, as the journey leaves them too little time: {} ({:.0f} km/h at most).").format(
                figures["not_met"], float(np.nanmax(np.where(np.isfinite(done.after.speed_kmh[late]), done.after.speed_kmh[late], 0)))))
        outputs = {
            self.CORRECTED: write_positions(job, self.CORRECTED, _moved(positions, done), done.xy_m, routes.crs,
                                            progress=job.progress(75, 85)),
            self.SEGMENTS: self._segments(job, routes, positions, done),
            self.TIMED: self._timed(job, routes, positions, limits, done)}
        job.info(tr("Segments: {}; too fast before: {}, now: {}. Events moved: {} of {}, by {:.0f} m in the mean and {:.0f} m at "
                    "most.").format(figures["segments"], figures["exceeded"], figures["not_met"], figures["moved"], len(positions),
                                    figures["mean_shift_m"], figures["max_shift_m"]))
        return {**outputs, "N_SEGMENTS": figures["segments"], "N_EXCEEDED": figures["exceeded"], "N_NOT_MET": figures["not_met"],
                "N_MOVED": figures["moved"], "MEAN_SHIFT": figures["mean_shift_m"], "MAX_SHIFT": figures["max_shift_m"]}

    def _deviations(self, job, positions):
        known = positions.sigma_m > 0
        if not known.any():
            return job.number("SIGMA")
        job.info(tr("Positions with a standard deviation of their own: {} of {}.").format(int(known.sum()), len(positions)))
        return np.where(known, positions.sigma_m, job.number("SIGMA"))

    def _limits(self, job, routes) -> list:
        """Speed limit of each piece of each route."""
        from ...trajectory.referencing import speed_limits_along

        other = job.number("OTHER_KMH")
        network, _ = road_network(job, self.ROADS, routes.crs, progress=job.progress(10, 30))
        if network is None:
            job.info(tr("No roads given: the limit is {:g} km/h everywhere.").format(other))
            return [None if xy is None else np.full(len(xy) - 1, other) for xy in routes.xy_m]
        limits, n_off = speed_limits_along(network, routes.xy_m, other_kmh=other)
        if n_off:
            job.warn(tr("Pieces of routes farther than 50 m from any road, taken at {:g} km/h: {} of {}.").format(
                other, n_off, sum(len(limit) for limit in limits if limit is not None)))
        return limits

    def _segments(self, job, routes, positions, done):
        from ...trajectory.referencing import stretches_of_routes

        if not job.given(self.SEGMENTS):
            return None
        end = np.flatnonzero(np.isfinite(done.after.length_m))
        lines = stretches_of_routes(routes.xy_m, positions.journey[end], done.along_m[end] - done.after.length_m[end], done.along_m[end])
        finish = positions.time_s[end]
        return write_lines(job, self.SEGMENTS, {
            **{name: (kind, np.asarray(values)[end]) for name, (kind, values) in positions.columns().items()
               if name in ("device_id", "journey_id", "seq")},
            "start": ("time", finish - done.after.duration_s[end]), "end": ("time", finish),
            "length_m": ("number", done.after.length_m[end]), "duration_s": ("number", done.after.duration_s[end]), **_speeds(done, end)},
            lines, routes.crs, styles.speeds, progress=job.progress(85, 95))

    def _timed(self, job, routes, positions, limits, done):
        from ...trajectory.timing import timed_route

        if not job.given(self.TIMED):
            return None
        rows, lines, times, spans = [], [], [], []
        known = np.flatnonzero(np.isfinite(done.along_m))
        numbers, first = np.unique(positions.journey[known], return_index=True)
        for number, mine in zip(numbers, np.split(known, first[1:])):
            steps = np.hypot(*np.diff(routes.xy_m[number], axis=0).T)
            along, spent = (np.append(0, np.cumsum(values)) for values in (steps, 3.6 * steps / limits[number]))
            xy, time_s = timed_route(routes.xy_m[number], along, spent, done.along_m[mine], positions.time_s[mine])
            rows.append(number)
            lines.append(xy)
            times.append(time_s)
            spans.append((time_s[0], time_s[-1], along[-1]))
        start, end, length = np.array(spans).reshape(-1, 3).T
        columns = route_columns(routes.device_id[rows], routes.journey_id[rows], start, end, length)
        return write_routes(job, self.TIMED, columns, lines, times, routes.crs)


def _moved(positions, done) -> dict:
    return {**positions.columns(), "along_m": ("number", done.along_m), **_speeds(done, np.arange(len(positions))),
            "shift_m": ("number", done.shift_m), "moved": ("bool", done.moved)}


def _speeds(done, rows) -> dict:
    speeds = {"speed_kmh": done.after.speed_kmh, "speed_raw_kmh": done.before.speed_kmh, "allowed_kmh": done.after.allowed_kmh}
    return {**{name: ("number", np.where(np.isfinite(kmh), kmh, np.nan)[rows]) for name, kmh in speeds.items()},
            "exceeded": ("bool", done.exceeded[rows]), "met": ("bool", done.met[rows])}
