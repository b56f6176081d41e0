"""Export trajectories to simulators and receivers: ns-2, SUMO FCD, GPX, CSV."""

import numpy as np
from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ...errors import InputError, some
from ...events.schema import POSITION_COLUMNS, guess_columns
from .. import crs as crss
from ..base import MnoAlgorithm, tr
from ..fixes import read_fixes
from ..inputs import iso
from ..journeys import add_positions, add_routes, read_routes
from ..layers import source_of
from ..texts import write_text

FILES = ("ns-2 movement (*.tcl)", "SUMO floating car data (*.xml)", "GPX (*.gpx)", "CSV (*.csv)")
YEAR_S = 366 * 86_400


class Algorithm(MnoAlgorithm):
    NAME = "exporttraces"
    TITLE = "Export traces"
    GROUP = "trajectory"
    SUMMARY = "Writes trajectories as mobility traces for network simulators, or as tracks."
    DESCRIPTION = (
        "<p>Give routes with times as M, or points with device_id, journey_id and time; between two vertices a phone moves straight and "
        "evenly.</p><p><b>ns2</b>: a movement file of ns-2, a node for each journey; comments tell the phone. Time starts at 0, "
        "coordinates are metres shifted so that the least are 1, as ns-2 takes no place on the edge of its area; the head of the file has "
        "the shift and the line for the area. A node waits at the first place and rests at the last. <b>sumo_fcd</b>: floating car data, "
        "all phones at each step; time 0 is the full second before the first vertex. <b>gpx</b>: a track for each journey, a point for "
        "each vertex. <b>csv</b>: device_id, journey_id, time, t_unix, x, y, lon, lat, speed_kmh at each step.</p>")
    TAGS = "ns2,ns-2,ns3,sumo,fcd,floating car data,gpx,csv,simulation,mobility trace"
    ROUTES, POSITIONS, OUTPUT = "ROUTES", "POSITIONS", "OUTPUT"

    def define(self):
        add_routes(self, self.ROUTES, optional=True, help_text=tr(
            "Lines whose M is the time in seconds since 1970, with device_id and journey_id; or else give positions."))
        add_positions(self, self.POSITIONS, optional=True, help_text=tr(
            "Points with device_id, journey_id and time; or else give routes."))
        self.add(QgsProcessingParameterEnum("FORMAT", tr("Format"), ["ns2", "sumo_fcd", "gpx", "csv"], False, "ns2",
                                            usesStaticStrings=True),
                 tr("ns2, sumo_fcd, gpx or csv."))
        number = QgsProcessingParameterNumber
        self.add(number("STEP", tr("Step (s)"), number.Type.Double, 1, False, 0.001),
                 tr("Seconds between two samples, for sumo_fcd and csv; the other two have the vertices."))
        self.add(QgsProcessingParameterBoolean("GEO", tr("Longitude and latitude"), False),
                 tr("For sumo_fcd: degrees instead of metres."))
        self.add(QgsProcessingParameterCrs("CRS", tr("CRS of the metres"), None, True),
                 tr("A projected CRS in metres for x and y. Empty: that of the layer if it is metric, else EPSG:3035 in Europe and the UTM "
                    "zone elsewhere."), advanced=True)
        self.add(QgsProcessingParameterFileDestination(self.OUTPUT, tr("Traces"), ";;".join(FILES)),
                 tr("The file to write."))
        for key, label in (("N_TRACES", tr("Journeys written")), ("N_REFUSED", tr("Journeys that cannot be written")),
                           ("N_ROWS", tr("Samples or vertices written")), ("DURATION_S", tr("Seconds from the first to the last")),
                           ("ORIGIN_X", tr("x of 0 (m)")), ("ORIGIN_Y", tr("y of 0 (m)"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.addOutput(QgsProcessingOutputString("START", tr("Time of the first vertex (UTC)")))

    def work(self, job):
        from ...trajectory import traces as science

        form, step = job.choice("FORMAT"), job.number("STEP")
        name, crs, labels, journeys = self._journeys(job)
        traces = science.traces_of(*journeys)
        n_refused = self._told(job, name, labels, traces)
        counts = science.n_samples(traces, step) if form in ("sumo_fcd", "csv") else np.diff(traces.first)
        lost = counts == 0
        if lost.any():
            job.warn(tr("{}: {} journeys lie between two steps and are not in the file ({}).").format(
                name, int(lost.sum()), some(labels[k] for k in traces.row[lost])))
        if lost.all():
            raise InputError("all journeys lie between two steps", tr("Step (s)"), "Take a shorter step.")
        degrees = self._degrees(job, crs)
        notes = [f"written by MNO Mobility from {name}", f"metres of {crs.authid() or crs.toProj()}"]
        progress = job.progress(30, 100)
        write_text(job, job.output_file(self.OUTPUT), {
            "ns2": lambda: science.as_ns2(traces, notes=notes, progress=progress),
            "sumo_fcd": lambda: science.as_sumo_fcd(traces, step, to_lon_lat=degrees if job.flag("GEO") else None,
                                                    notes=notes[:1] if job.flag("GEO") else notes, progress=progress),
            "gpx": lambda: science.as_gpx(traces, degrees, notes=notes[:1], progress=progress),
            "csv": lambda: science.as_csv(traces, step, degrees, progress=progress)}[form]())
        origin = science.origin_of(traces)[0] if form == "ns2" else (0.0, 0.0)
        job.info(tr("{} journeys of {} phones written as {}, {} rows, from {} to {}.").format(
            int((~lost).sum()), len(set(traces.device_id[~lost])), form, int(counts.sum()), iso(traces.time_s.min()),
            iso(traces.time_s.max())))
        return {self.OUTPUT: job.output_file(self.OUTPUT), "N_TRACES": int((~lost).sum()), "N_REFUSED": n_refused + int(lost.sum()),
                "N_ROWS": int(counts.sum()), "DURATION_S": float(np.ptp(traces.time_s)), "ORIGIN_X": float(origin[0]),
                "ORIGIN_Y": float(origin[1]), "START": iso(traces.time_s.min())}

    def _journeys(self, job) -> tuple:
        """Name of the layer, metric CRS, what to call each journey in a message, and the journeys: device, journey, vertices, times."""
        if job.given(self.ROUTES) == job.given(self.POSITIONS):
            raise InputError("there are both" if job.given(self.ROUTES) else "there are neither routes nor positions", tr("Traces"),
                             "Give routes with times as M, or else positions with times.")
        crs = crss.whole(job.algorithm.parameterAsCrs(job.parameters, "CRS", job.context))
        crs = crss.require_metric(crs, tr("CRS of the metres")) if crs.isValid() else None
        if job.given(self.ROUTES):
            source = source_of(job, self.ROUTES)
            if not QgsWkbTypes.hasM(source.source.wkbType()):
                raise InputError("the lines have no M values, so nothing tells when the phone was where", source.name,
                                 "Use routes with times as M ('Estimate trajectories' writes them), or export the event positions.")
            routes = read_routes(job, self.ROUTES, crs=crs)
            return routes.name, routes.crs, [f"feature {fid}" for fid in routes.fid], (
                routes.device_id, routes.journey_id, routes.xy_m, routes.time_s)
        source = source_of(job, self.POSITIONS)
        guessed = guess_columns(source.fields, POSITION_COLUMNS)
        names = {column: source.picked(f"{self.POSITIONS}_{column.upper()}") or guessed.get(column)
                 for column in ("device_id", "journey_id", "time")}
        names = {column: name or source.found(guessed, column) for column, name in names.items() if name or column != "journey_id"}
        fixes = read_fixes(job, source, names, crs=crs, progress=job.progress(0, 25))
        device, journey, vertices, times = fixes.journeys()
        labels = [d if j is None else f"{d}/{j}" for d, j in zip(device, journey)]
        return fixes.name, fixes.crs, labels, (device, journey, vertices, times)

    def _told(self, job, name, labels, traces) -> int:
        """Tell which journeys are not in the traces, and doubts of the others; their number."""
        for reason, rows in traces.refused.items():
            job.warn(tr("{}: {} journeys left out, {} ({}).").format(name, len(rows), tr(reason), some(labels[k] for k in rows)))
        if not len(traces):
            raise InputError("no journey has times", name, "Use routes with times as M, or positions with a time at each.")
        if traces.n_dropped:
            job.warn(tr("{}: {} vertices left out, at the time of the one before or beyond the times that are known.").format(
                name, traces.n_dropped))
        if traces.time_s.max() < YEAR_S:
            job.warn(tr("{}: all times lie in 1970; M is read as seconds since then.").format(name))
        return int(sum(len(rows) for rows in traces.refused.values()))

    def _degrees(self, job, crs):
        wgs84 = crss.from_text(crss.WGS84)

        def degrees(x, y):
            lon, lat = crss.transformed(x, y, crs, wgs84, job.context)
            if not (np.isfinite(lon).all() and np.isfinite(lat).all()):
                raise InputError(f"some places have no longitude and latitude from {crs.authid()}", tr("Traces"), "Check the CRS.")
            return lon, lat
        return degrees
