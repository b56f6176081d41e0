"""Count phones per cell at reference times: the phone-to-cell attribution of Ricciato & Coluccia 2021, section II-B."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...errors import InputError
from ...events.schema import guess_columns
from ...geolocation import cells
from .. import inputs
from ..base import MnoAlgorithm, tr
from ..layers import read, source_of, write

MOST_TIMES = 1_000_000


class Algorithm(MnoAlgorithm):
    NAME = "countphones"
    TITLE = "Count phones per cell"
    GROUP = "events"
    SUMMARY = "Attributes each phone to the cell of its nearest event in time and counts phones per cell."
    DESCRIPTION = (
        "<p>For every reference time and every phone the event nearest in time is taken, within the tolerance; a tie goes to the "
        "earlier event (Ricciato and Coluccia 2021, section II-B). Phones without an event near enough are counted in the log.</p>"
        "<p>Times: date and time fields, ISO text, epoch seconds or milliseconds. A time without a zone is read as UTC. Give times, "
        "or start, end and step; with neither, the full hour in the middle of the events is taken.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "cdr,signalling,phone attribution,nearest event,counts"
    EVENTS, CELLS, COUNTS, REJECTS = "EVENTS", "CELLS", "COUNTS", "REJECTS"

    def define(self):
        self.add(QgsProcessingParameterFeatureSource(self.EVENTS, tr("Events"), [QgsProcessing.SourceType.TypeVector]),
                 tr("A table or points, one row an event: device_id, time, cell_id."))
        for column, label, text in (
                ("device_id", tr("Device field"), tr("The field with the pseudonym of the phone.")),
                ("time", tr("Time field"), tr("The field with the time of the event.")),
                ("cell_id", tr("Cell id field"), tr("The field with the id of the cell."))):
            self.add(QgsProcessingParameterField(f"{column.upper()}_FIELD", label, column, self.EVENTS, optional=True),
                     text + " " + tr("Empty: found by its name."), advanced=True)
        self.add(QgsProcessingParameterString("TIMES", tr("Reference times"), "", False, True),
                 tr("One or more times, comma separated, such as 2024-05-01T08:00:00, 2024-05-01T20:00:00 (UTC)."))
        self.add(QgsProcessingParameterDateTime("START", tr("First reference time"), optional=True),
                 tr("Start of a regular series of reference times (UTC)."))
        self.add(QgsProcessingParameterDateTime("END", tr("Last reference time"), optional=True),
                 tr("End of the series, included where a step falls on it (UTC)."))
        number = QgsProcessingParameterNumber
        self.add(number("STEP", tr("Step (minutes)"), number.Type.Double, 60, False, 0.01),
                 tr("Minutes between the reference times of the series."))
        self.add(number("TOLERANCE", tr("Tolerance (minutes)"), number.Type.Double, 60, False, 0),
                 tr("An event further from the reference time than this does not count."))
        self.add(QgsProcessingParameterFeatureSource(self.CELLS, tr("Known cells"), [QgsProcessing.SourceType.TypeVector], None, True),
                 tr("A cell plan: events that name another cell are then rejected. Empty: every cell id is taken."), advanced=True)
        self.add(QgsProcessingParameterField("KNOWN_ID", tr("Cell id field of the known cells"), "cell_id", self.CELLS, optional=True),
                 tr("The field that names each known cell. Empty: found by its name."), advanced=True)
        self.add(QgsProcessingParameterFeatureSink(self.COUNTS, tr("Counts"), QgsProcessing.SourceType.TypeVector),
                 tr("One row for each cell and time with phones: cell_id, count, time, t_unix (epoch seconds)."))
        self.add(QgsProcessingParameterFeatureSink(self.REJECTS, tr("Rejected events"), QgsProcessing.SourceType.TypeVector, None, True,
                                                   False),
                 tr("The events that could not be used: row, device_id, cell_id, reason."))
        for key, label in (("N_PHONES", tr("Phones counted, all times")), ("N_REJECTED", tr("Rejected events")),
                           ("N_TIMES", tr("Reference times")), ("N_SILENT", tr("Phones without an event near enough, all times"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        from ...events.counting import count_phones
        from ...events.schema import events_from_columns

        table = self._events(job)
        events, rejects = events_from_columns(table.columns, known_cells=self._known_cells(job))
        for reason, n in rejects.counts().items():
            job.warn(tr("Events rejected: {}, {}.").format(n, reason))
        if not len(events.time_s):
            raise InputError(tr("no event can be used"), table.name, tr("Check the fields picked for device, time and cell."))
        job.info(tr("Events: {} of {} phones, from {} to {}.").format(
            len(events.time_s), len(np.unique(events.device)), inputs.iso(events.time_s.min()), inputs.iso(events.time_s.max())))
        times = self._times(job, events.time_s)
        counts = count_phones(events, times, tolerance_s=60 * job.number("TOLERANCE"), progress=job.progress(50, 90))
        entries = counts.counts.tocoo()
        at, cell, phones = entries.row, entries.col, entries.data
        output = write(job, self.COUNTS, {
            "cell_id": ("text", events.cell_levels[cell]), "count": ("int", phones), "time": ("time", times[at]),
            "t_unix": ("number", times[at])}, progress=job.progress(90, 100))
        rejected = write(job, self.REJECTS, {
            "row": ("int", rejects.row + 1), "fid": ("int", table.fid[rejects.row]), "reason": ("text", rejects.reason)})
        silent = int(counts.n_without.sum())
        job.info(tr("Reference times: {}; phones counted: {}; without an event within {:g} minutes: {}.").format(
            len(times), int(phones.sum()), job.number("TOLERANCE"), silent))
        return {self.COUNTS: output, self.REJECTS: rejected, "N_PHONES": int(phones.sum()), "N_REJECTED": len(rejects.row),
                "N_TIMES": len(times), "N_SILENT": silent}

    def _events(self, job):
        source = source_of(job, self.EVENTS)
        guessed = guess_columns(source.fields)
        names = {column: source.picked(f"{column.upper()}_FIELD") or source.found(guessed, column)
                 for column in ("device_id", "time", "cell_id")}
        if source.source.featureCount() == 0:
            raise InputError(tr("the layer has no rows"), source.name, tr("Check the layer, its filter and the selection."))
        return read(source, {"device_id": (names["device_id"], "text"), "time": (names["time"], "time"),
                             "cell_id": (names["cell_id"], "text")}, progress=job.progress(0, 45))

    def _known_cells(self, job):
        source = source_of(job, self.CELLS)
        if source is None:
            return None
        name = source.picked("KNOWN_ID") or source.found(cells.guess_columns(source.fields), "cell_id")
        return read(source, {"cell_id": (name, "text")})["cell_id"].levels

    def _times(self, job, event_times):
        from ...events.counting import reference_times

        if job.text("TIMES"):
            return inputs.many_times(job.text("TIMES"), tr("Reference times"))
        if job.given("START") or job.given("END"):
            start, end = (inputs.moment(job, key) for key in ("START", "END"))
            if start is None:
                raise InputError(tr("the series has no start"), tr("First reference time"), tr("Give the first reference time too."))
            end, step = start if end is None else end, 60 * job.number("STEP")
            if (end - start) / step > MOST_TIMES:
                raise InputError(tr("the series has more than {:,} reference times").format(MOST_TIMES), tr("Step (minutes)"),
                                 tr("Take a longer step or a shorter series."))
            return reference_times(start, end, step)
        middle = np.round((event_times.min() + event_times.max()) / 7200) * 3600
        job.info(tr("No reference time given: {} is taken, the full hour in the middle of the events.").format(inputs.iso(middle)))
        return np.array([middle])
