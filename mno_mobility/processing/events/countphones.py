"""Count phones per cell at reference times: the phone-to-cell attribution of Ricciato & Coluccia 2021, section II-B."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...errors import InputError
from .. import event_files, inputs
from ..base import MnoAlgorithm, tr
from ..events_input import add_events, add_known_cells, known_cells, read_events
from ..layers import write, writer_of

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
        "or start, end and step; with neither, the full hour in the middle of the events is taken.</p>"
        "<p>Events of any number may come in files instead of a layer: then the database engine DuckDB counts, with the same result.</p>")
    NEEDS = ("numpy", "scipy")
    TAGS = "cdr,signalling,phone attribution,nearest event,counts"
    EVENTS, CELLS, COUNTS, REJECTS = "EVENTS", "CELLS", "COUNTS", "REJECTS"

    def define(self):
        add_events(self, self.EVENTS, optional=True)
        event_files.add_files(self)
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
        add_known_cells(self, self.CELLS)
        self.add(QgsProcessingParameterFeatureSink(self.COUNTS, tr("Counts"), QgsProcessing.SourceType.TypeVector),
                 tr("One row for each cell and time with phones: cell_id, count, time, t_unix (epoch seconds)."))
        self.add(QgsProcessingParameterFeatureSink(self.REJECTS, tr("Rejected events"), QgsProcessing.SourceType.TypeVector, None, True,
                                                   False),
                 tr("The events that could not be used: row, fid or file, reason."))
        for key, label in (("N_PHONES", tr("Phones counted, all times")), ("N_REJECTED", tr("Rejected events")),
                           ("N_TIMES", tr("Reference times")), ("N_SILENT", tr("Phones without an event near enough, all times"))):
            self.addOutput(QgsProcessingOutputNumber(key, label))

    def work(self, job):
        tolerance_s = 60 * job.number("TOLERANCE")
        count = self._in_files if event_files.in_files(job, self.EVENTS) else self._in_layer
        counts, rejected, n_rejected = count(job, known_cells(job, self.CELLS), tolerance_s)
        entries = counts.counts.tocoo()
        at, cell, phones = entries.row, entries.col, entries.data
        output = write(job, self.COUNTS, {
            "cell_id": ("text", counts.cell_levels[cell]), "count": ("int", phones), "time": ("time", counts.times_s[at]),
            "t_unix": ("number", counts.times_s[at])}, progress=job.progress(90, 100))
        silent = int(counts.n_without.sum())
        job.info(tr("Reference times: {}; phones counted: {}; without an event within {:g} minutes: {}.").format(
            len(counts.times_s), int(phones.sum()), job.number("TOLERANCE"), silent))
        return {self.COUNTS: output, self.REJECTS: rejected, "N_PHONES": int(phones.sum()), "N_REJECTED": n_rejected,
                "N_TIMES": len(counts.times_s), "N_SILENT": silent}

    def _in_layer(self, job, known, tolerance_s):
        from ...events.counting import count_phones

        events, rejects, table = read_events(job, self.EVENTS, known_cells=known)
        times = self._times(job, events.time_s.min(), events.time_s.max())
        counts = count_phones(events, times, tolerance_s=tolerance_s, progress=job.progress(50, 85))
        rejected = write(job, self.REJECTS, {
            "row": ("int", rejects.row + 1), "fid": ("int", table.fid[rejects.row]), "reason": ("text", rejects.reason)})
        return counts, rejected, len(rejects)

    def _in_files(self, job, known, tolerance_s):
        stored = event_files.open_files(job, known)
        census = stored.census(progress=job.progress(10, 40))
        event_files.tell(job, census.rejects, census.n_usable, census.n_phones, census.first_s, census.last_s)
        times = self._times(job, census.first_s, census.last_s)
        counts = stored.count_phones(times, tolerance_s=tolerance_s, n_devices=census.n_devices, progress=job.progress(40, 80))
        writer = writer_of(job, self.REJECTS, {"row": "int", "file": "text", "reason": "text"})
        if writer is None:
            return counts, None, sum(census.rejects.values())
        for place, reason in stored.rejects(progress=job.progress(80, 85)):
            writer.add({**event_files.places(stored, place), "reason": ("text", reason)}, progress=job.progress(85, 85))
        return counts, writer.close(), sum(census.rejects.values())

    def _times(self, job, first_s, last_s):
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
        middle = np.round((first_s + last_s) / 7200) * 3600
        job.info(tr("No reference time given: {} is taken, the full hour in the middle of the events.").format(inputs.iso(middle)))
        return np.array([middle])
