"""Clean events and cut them into journeys: Ostermayer et al. 2016, sections 3.1 and 3.6.1."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from .. import styles
from ..base import MnoAlgorithm, tr
from ..events_input import add_events, add_known_cells, known_cells, read_events
from ..layers import copied, source_of, write


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
        "and the geometry too.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "ping-pong,handover,journeys,trips,duplicates,trajectory"
    EVENTS, CELLS, OUTPUT, REJECTS = "EVENTS", "CELLS", "OUTPUT", "REJECTS"

    def define(self):
        add_events(self, self.EVENTS, kinds=True)
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
                 tr("The events that went: row, fid, device_id, cell_id, reason."))
        for key, label in (
                ("N_BEFORE", tr("Events before")), ("N_AFTER", tr("Events after")), ("N_REJECTED", tr("Rejected events")),
                ("N_HANDOVERS_BEFORE", tr("Handovers before")), ("N_HANDOVERS_AFTER", tr("Handovers after")),
                ("N_PING_PONG", tr("Rejected as ping-pong")), ("N_DUPLICATES", tr("Rejected as duplicates")),
                ("N_SIMULTANEOUS", tr("Rejected as simultaneous")), ("N_STAYS", tr("Rejected as within a stay")),
                ("N_JOURNEYS", tr("Journeys")), ("N_SINGLE", tr("Journeys of one event"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...events.cleaning import clean

        source = source_of(job, self.EVENTS)
        events, unusable, table = read_events(
            job, self.EVENTS, known_cells=known_cells(job, self.CELLS), others=True, geometry="wkb", progress=job.progress(0, 40))
        cleaned = clean(events, ping_pong_window_s=job.number("WINDOW"), gap_s=60 * job.number("GAP"), stay_s=60 * job.number("STAY"),
                        progress=job.progress(40, 50))
        rejects = unusable.joined(cleaned.rejects)
        rows = cleaned.events.row
        columns = _event_columns(cleaned, table)
        columns.update(_other_columns(table, rows, columns))
        geometry = None if table.geometry is None else table.geometry[rows]
        output = write(job, self.OUTPUT, columns, geometry=geometry, wkb_type=source.source.wkbType(), crs=source.crs,
                       progress=job.progress(50, 95))
        device, cell = table["device_id"], table["cell_id"]
        rejected = write(job, self.REJECTS, {
            "row": ("int", rejects.row + 1), "fid": ("int", table.fid[rejects.row]), "device_id": ("text", device[rejects.row]),
            "cell_id": ("text", cell[rejects.row]), "reason": ("text", rejects.reason)}, progress=job.progress(95, 100))
        styles.style_when_loaded(job, output, styles.events)
        return {self.OUTPUT: output, self.REJECTS: rejected, **_report(job, cleaned, rejects, len(table), "event" in table.columns)}


def _event_columns(cleaned, table) -> dict:
    """The columns of an event under their own names; kinds and services that are not known stay as they are."""
    from ...events.schema import KIND_SYNONYMS, SERVICE_SYNONYMS, Factor, standard_names

    events = cleaned.events
    nothing = Factor(np.full(len(table), -1), np.empty(0, object))
    event, lac, service = (table.columns.get(name, nothing)[events.row] for name in ("event", "lac", "service"))
    return {
        "device_id": ("text", Factor(events.device, events.device_levels)), "time": ("time", events.time_s),
        "t_unix": ("number", events.time_s), "cell_id": ("text", Factor(events.cell, events.cell_levels)),
        "event": ("text", standard_names(event, KIND_SYNONYMS)), "lac": ("text", lac),
        "service": ("text", standard_names(service, SERVICE_SYNONYMS)), "journey_id": ("int", cleaned.journey + 1),
        "seq": ("int", cleaned.seq + 1)}


def _other_columns(table, rows, written: dict) -> dict:
    """The fields of the input that are no column of an event, under a name that is free."""
    kept, taken = {}, {name.lower() for name in written} | {"fid", "ogc_fid"}
    for key, (kind, values) in copied(table, [key for key in table.columns if key.startswith("field ")]).items():
        name, values = key[len("field "):], values[rows]
        free = next(n for n in (name, *(f"{name}_{k}" for k in range(2, 1000))) if n.lower() not in taken)
        taken.add(free.lower())
        kept[free] = (kind, values)
    return kept


def _report(job, cleaned, rejects, n_before: int, has_kinds: bool) -> dict:
    """Tell the figures, and give them by key."""
    from ...events.cleaning import DUPLICATE, PING_PONG, SIMULTANEOUS, STAY

    counts, figures = rejects.counts(), cleaned.figures
    if not has_kinds:
        job.info(tr("There is no field with the kind of event: journeys are cut at silences and stays alone."))
    for reason in (SIMULTANEOUS, PING_PONG, STAY):
        if reason in counts:
            job.info(tr("Events dropped: {:,}, {}.").format(counts[reason], reason))
    job.info(tr("Events: {:,} in, {:,} out in {:,} journeys, {:,} of them with one event; handovers: {:,} before, {:,} after.").format(
        n_before, len(cleaned.events), figures["journeys"], figures["single_event_journeys"], figures["handovers_before"],
        figures["handovers_after"]))
    return {
        "N_BEFORE": n_before, "N_AFTER": len(cleaned.events), "N_REJECTED": len(rejects),
        "N_HANDOVERS_BEFORE": figures["handovers_before"], "N_HANDOVERS_AFTER": figures["handovers_after"],
        **{key: counts.get(reason, 0) for key, reason in (
            ("N_PING_PONG", PING_PONG), ("N_DUPLICATES", DUPLICATE), ("N_SIMULTANEOUS", SIMULTANEOUS), ("N_STAYS", STAY))},
        "N_JOURNEYS": figures["journeys"], "N_SINGLE": figures["single_event_journeys"]}
