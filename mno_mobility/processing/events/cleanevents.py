"""Clean events and cut them into journeys: Ostermayer et al. 2016, sections 3.1 and 3.6.1."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from .. import event_files
from ..base import MnoAlgorithm, tr
from ..clean_events import CleanedLayers
from ..events_input import add_events, add_known_cells, known_cells, read_events
from ..layers import source_of


class Algorithm(MnoAlgorithm):
    NAME = "cleanevents"
    TITLE = "Clean events"
    GROUP = "events"
    SUMMARY = "Orders the events of each phone, drops repeats and ping-pong handovers, and cuts the stream into journeys."
    DESCRIPTION = (
        "<p>Of events that agree in all columns the first stays; of events of a phone at the same instant the one that starts or ends "
        "a call, else the first. A journey goes from call_start to call_end; outside of calls it ends where the phone is silent for "
        "long, and where it stays in one cell for long. When a phone goes from A to B and is back in A within the window, the event "
        "that leads back goes, so that A-B-A-B-A becomes A-B (Ostermayer et al. 2016, section 3.6.1).</p>"
        "<p>Every row of the input is either in the output or among the rejected events, with its reason. All other fields are kept, "
        "and the geometry too. Events in files instead of a layer are cleaned by blocks of whole phones, with the same result.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "ping-pong,handover,journeys,trips,duplicates,trajectory"
    EVENTS, CELLS, OUTPUT, REJECTS = "EVENTS", "CELLS", "OUTPUT", "REJECTS"

    def define(self):
        add_events(self, self.EVENTS, kinds=True, optional=True)
        event_files.add_files(self)
        number = QgsProcessingParameterNumber
        self.add(number("WINDOW", tr("Ping-pong window (s)"), number.Type.Double, 30, False, 0),
                 tr("A phone that is back in a cell no later than this after it left has not moved."))
        self.add(number("GAP", tr("Longest silence within a journey (minutes)"), number.Type.Double, 30, False, 0),
                 tr("Outside of calls, a longer silence ends the journey."))
        self.add(number("STAY", tr("Longest stay within a journey (minutes)"), number.Type.Double, 20, False, 0),
                 tr("Outside of calls, a phone that stays in one cell for longer stands still: one journey ends, the next begins."))
        add_known_cells(self, self.CELLS)
        sink = QgsProcessingParameterFeatureSink
        self.add(sink(self.OUTPUT, tr("Clean events"), QgsProcessing.SourceType.TypeVector),
                 tr("By phone and time: device_id, time, t_unix (epoch seconds), cell_id, event, lac, service, journey_id (from 1 over "
                    "all phones), seq (place in the journey, from 1), then the other fields of the input."))
        self.add(sink(self.REJECTS, tr("Rejected events"), QgsProcessing.SourceType.TypeVector, None, True, False),
                 tr("The events that went: row, fid or file, device_id, cell_id, reason."))
        for key, label in (
                ("N_BEFORE", tr("Events before")), ("N_AFTER", tr("Events after")), ("N_REJECTED", tr("Rejected events")),
                ("N_HANDOVERS_BEFORE", tr("Handovers before")), ("N_HANDOVERS_AFTER", tr("Handovers after")),
                ("N_PING_PONG", tr("Rejected as ping-pong")), ("N_DUPLICATES", tr("Rejected as duplicates")),
                ("N_SIMULTANEOUS", tr("Rejected as simultaneous")), ("N_STAYS", tr("Rejected as within a stay")),
                ("N_JOURNEYS", tr("Journeys")), ("N_SINGLE", tr("Journeys of one event"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        known = known_cells(job, self.CELLS)
        if event_files.in_files(job, self.EVENTS):
            return self._in_files(job, known)
        source = source_of(job, self.EVENTS)
        events, unusable, table = read_events(
            job, self.EVENTS, known_cells=known, others=True, geometry="wkb", progress=job.progress(0, 40))
        layers = CleanedLayers(job, wkb_type=None if table.geometry is None else source.source.wkbType(), crs=source.crs)
        layers.add(self._cleaned(job, events, job.progress(40, 50)), unusable, table, progress=job.progress(50, 100))
        return layers.close(has_kinds="event" in table.columns)

    def _in_files(self, job, known):
        stored = event_files.open_files(job, known, more=True, progress=job.progress(0, 20))
        layers = CleanedLayers(job, files=stored)
        within = job.progress(0, 0)  # the blocks move the bar, what is done with one of them can be cancelled
        for events, unusable, table in event_files.read_blocks(job, stored, job.progress(20, 100)):
            layers.add(self._cleaned(job, events, within), unusable, table, progress=within)
        return layers.close(has_kinds="event" in stored.columns)

    def _cleaned(self, job, events, progress):
        from ...events.cleaning import clean

        return clean(events, ping_pong_window_s=job.number("WINDOW"), gap_s=60 * job.number("GAP"), stay_s=60 * job.number("STAY"),
                     progress=progress)
