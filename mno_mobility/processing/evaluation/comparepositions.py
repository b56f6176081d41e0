"""Compare estimated positions of events with the true ones (Ostermayer et al. 2016, section 5.2.2, Eqs. 8 and 9)."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsWkbTypes,
)

from ...errors import InputError
from ...events.schema import KINDS, POSITION_COLUMNS, guess_columns, kind_codes
from .. import evaluation_reports, pairs, report, styles
from ..base import MnoAlgorithm, tr, tr_noop
from ..journeys import journey_column
from ..layers import read, write

FIGURES = (("MIN", "minimum", tr_noop("Least")), ("Q1", "q1", tr_noop("First quartile")), ("MEDIAN", "median", tr_noop("Median")),
           ("MEAN", "mean", tr_noop("Mean")), ("Q3", "q3", tr_noop("Third quartile")), ("MAX", "maximum", tr_noop("Greatest")),
           ("MAE", "mae", tr_noop("Mean absolute error")), ("RMSE", "rmse", tr_noop("Root mean square error")))
TOLD = ("journey_id", "cell_id", "event")  # columns of the estimate that go with a deviation where it has them


class Algorithm(MnoAlgorithm):
    NAME = "comparepositions"
    TITLE = "Compare positions"
    GROUP = "evaluation"
    SUMMARY = "Tells how far estimated positions of events are from the true ones, event by event and in sum."
    DESCRIPTION = (
        "<p>An estimated and a true position belong together when they agree in the key fields: the device, the time (to the millisecond) "
        "and the kind of event where both layers have it. The number of an event in its journey is no good key, as cleaning changes it."
        "</p><p>The result has a line from each estimated position to the true one, coloured by its length, in a metric CRS.</p>")
    TAGS = "handover,deviation,mae,rmse,accuracy,validation,error"
    OUTPUT = "OUTPUT"

    def define(self):
        points = QgsProcessing.SourceType.TypeVectorPoint
        pairs.add_layers(self, (points, points), tr("Points, one an event, such as the positions that 'Estimate trajectories' writes."),
                         tr("The points to compare with."), "device_id, time, event")
        self.add(QgsProcessingParameterEnum("EVENTS", tr("Events that count"), ["all", "handover", "lau"], False, "all",
                                            usesStaticStrings=True), tr("all, handovers alone, or location area updates alone."))
        self.add(QgsProcessingParameterField("EVENT_FIELD", tr("Event field"), "event", pairs.ESTIMATED, optional=True),
                 tr("The field of the estimated layer with the kind of event. Empty: found by its name."), advanced=True)
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Deviations"), QgsProcessing.SourceType.TypeVectorLine),
                 tr("A line for each event from the estimated position to the true one: the keys, journey_id, cell_id, event where the "
                    "estimate has them, and deviation_m."))
        pairs.add_unmatched(self, points)
        report.add_report(self)
        for key, _, label in FIGURES:
            self.addOutput(QgsProcessingOutputNumber(key, tr(label) + " (m)"))
        self.addOutput(QgsProcessingOutputNumber("N", tr("Events compared")))
        self.addOutput(QgsProcessingOutputNumber("N_UNMATCHED", tr("Positions of either layer not compared")))

    def work(self, job):
        import shapely

        from ...evaluation.errors import deviations, summarise

        sources = pairs.open_layers(job)
        keys = pairs.choose_keys(job, sources, ("device_id", "time", "event"))
        if not any(key.kind == "time" for key in keys) and not job.fields(pairs.KEYS):
            raise InputError("they have no time in common", f"{sources[0].name} and {sources[1].name}",
                             "Give both a field time, or pick key fields that name an event.")
        tables = [self._read(job, source, side, keys) for side, source in enumerate(sources)]
        kinds = self._kinds(job, tables)
        crs, places = pairs.metric_points(job, tables)
        matched = pairs.match(job, tables, keys, [{tr_noop("no position"): np.isnan(xy).any(axis=1)} for xy in places], count=kinds)
        ends = [places[0][matched.estimated], places[1][matched.truth]]
        deviation = deviations(*ends)
        summary = summarise(deviation)
        columns = {**self._told(tables[0], matched.estimated), **matched.columns(), "deviation_m": ("number", deviation)}
        output = write(job, self.OUTPUT, columns, geometry=shapely.linestrings(np.stack(ends, axis=1)),
                       wkb_type=QgsWkbTypes.Type.LineString, crs=crs, progress=job.progress(60, 90))
        styles.style_when_loaded(job, output, styles.graduated("deviation_m", "m", time="time"))
        left = pairs.write_left(job, matched, geometries=places, wkb_type=QgsWkbTypes.Type.Point, crs=crs)
        page = report.write_report(job, tr("Comparison of positions"), [
            (tr("Estimated"), tables[0].name), (tr("Truth"), tables[1].name), (tr("Events that count"), job.choice("EVENTS")),
            (tr("Events compared"), str(len(matched))), (tr("Positions not compared"), str(matched.n_left)),
            *((tr(label), f"{getattr(summary, name):.1f} m") for _, name, label in FIGURES)],
            lambda: evaluation_reports.of_positions(
                matched.labels, *(columns[name][1] if name in columns else None for name in ("event", "device_id", "time")), ends,
                deviation))
        job.info(tr("Events compared: {}; positions not compared: {}. Deviation: median {:.1f} m, MAE {:.1f} m, RMSE {:.1f} m.").format(
            len(matched), matched.n_left, summary.median, summary.mae, summary.rmse))
        return {self.OUTPUT: output, pairs.UNMATCHED: left, report.REPORT: page, "N": len(matched), "N_UNMATCHED": matched.n_left,
                **{key: getattr(summary, name) for key, name, _ in FIGURES}}

    def _read(self, job, source, side, keys):
        names = guess_columns(source.fields, POSITION_COLUMNS)
        if side == 0 and source.picked("EVENT_FIELD"):
            names["event"] = source.picked("EVENT_FIELD")
        wanted = {column: (names[column], "text") for column in TOLD if column in names}
        return read(source, {**wanted, **pairs.key_columns(keys, side)}, geometry=True, progress=job.progress(30 * side, 30 * side + 30))

    def _kinds(self, job, tables):
        """Which rows of each table are events of the kind that counts; all are in a layer that does not tell."""
        if job.choice("EVENTS") == "all":
            return [np.ones(len(table), bool) for table in tables]
        if not any("event" in table.columns for table in tables):
            raise InputError("no field tells the kind of event", f"{tables[0].name} and {tables[1].name}",
                             "Pick the event field, or let all events count.")
        wanted = KINDS.index(job.choice("EVENTS"))
        return [kind_codes(table["event"])[0] == wanted if "event" in table.columns else np.ones(len(table), bool) for table in tables]

    def _told(self, table, rows) -> dict:
        columns = {}
        for name in TOLD:
            if name in table.columns:
                texts = table[name][rows].texts
                columns[name] = journey_column(texts) if name == "journey_id" else ("text", texts)
        return columns
