"""Compare estimated speeds with the true ones, before and after their correction (Ostermayer et al. 2016, section 5.2.3)."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ...events.schema import guess_columns, parse_times
from .. import evaluation_reports, pairs, report, styles
from ..base import MnoAlgorithm, tr, tr_noop
from ..inputs import iso
from ..layers import read, write
from ..speed_truth import SPEEDS, matched_speeds, segment_times, tracked_speeds

FIGURES = (("MAE_BEFORE", tr_noop("MAE before the correction (km/h)")), ("RMSE_BEFORE", tr_noop("RMSE before the correction (km/h)")),
           ("MAE_AFTER", tr_noop("MAE after it (km/h)")), ("RMSE_AFTER", tr_noop("RMSE after it (km/h)")),
           ("MAE_CUT", tr_noop("Cut of the MAE (percent)")), ("RMSE_CUT", tr_noop("Cut of the RMSE (percent)")))


class Algorithm(MnoAlgorithm):
    NAME = "comparespeeds"
    TITLE = "Compare speeds"
    GROUP = "evaluation"
    SUMMARY = "Tells how far estimated speeds are from the true ones, before and after their correction."
    DESCRIPTION = (
        "<p>Each row of the estimate is a segment between two events: from <b>start</b> to <b>end</b>, or, with one <b>time</b>, from "
        "the event before of the same device and journey. One that lasts less than a second is not compared: its speed is little but "
        "the error of the two places.</p><p>The truth is one of two. <b>segments</b>: rows with the true speed, paired by device and "
        "times or by the key fields. <b>track</b>: where the phone was all along, as points with device_id and time, or as lines whose M "
        "is the time in seconds since 1970; the true mean speed is then the distance along the track between the two times, over the "
        "time. A track of points is not believed across gaps, nor one of lines from one line to the next.</p>"
        "<p>Cleaning changes which events there are: to rate segments between cleaned events take a track, such as the true routes of a "
        "scenario.</p>")
    TAGS = "velocity,speed,mae,rmse,accuracy,validation,correction"
    OUTPUT = "OUTPUT"

    def define(self):
        anything = QgsProcessing.SourceType.TypeVector
        pairs.add_layers(self, (anything, anything), tr("Event positions or segments with speed_kmh and, before the correction, "
                                                        "speed_raw_kmh."),
                         tr("Segments with speed_kmh, or a track: points with device_id and time, or lines with times as M."),
                         tr("device_id and time, or start and end; for a track device_id"))
        for key, parent, label, default, text in (
                ("SPEED", pairs.ESTIMATED, tr("Speed field"), "speed_kmh", tr("The field with the speed, after the correction, in km/h.")),
                ("RAW_SPEED", pairs.ESTIMATED, tr("Field of the speed before the correction"), "speed_raw_kmh",
                 tr("The field with the speed before the correction, in km/h.")),
                ("TRUE_SPEED", pairs.TRUTH, tr("Field of the true speed"), "speed_kmh", tr("For segments: the true speed in km/h."))):
            self.add(QgsProcessingParameterField(key, label, default, parent, optional=True),
                     text + " " + tr("Empty: found by its name."), advanced=True)
        self.add(QgsProcessingParameterEnum("TRUTH_KIND", tr("The truth is"), ["auto", "segments", "track"], False, "auto",
                                            usesStaticStrings=True),
                 tr("segments or track; auto: a track where it has M, or points without a speed field."))
        number = QgsProcessingParameterNumber
        self.add(number("GAP", tr("Longest gap of a track (s)"), number.Type.Double, 60, False, 0.001),
                 tr("A segment that meets a longer time without a point is not compared."), advanced=True)
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Compared speeds"), anything),
                 tr("A row for each segment, with its geometry: start and end, the keys, t_start and t_end (epoch seconds), speed_raw_kmh, "
                    "speed_kmh, true_kmh, error_raw_kmh, error_kmh (estimate less truth)."))
        pairs.add_unmatched(self)
        report.add_report(self)
        for key, label in FIGURES:
            self.addOutput(QgsProcessingOutputNumber(key, tr(label)))
        self.addOutput(QgsProcessingOutputNumber("N", tr("Segments compared")))
        self.addOutput(QgsProcessingOutputNumber("N_UNMATCHED", tr("Rows not compared")))

    def work(self, job):
        from ...evaluation.errors import compare_speeds

        sources = pairs.open_layers(job)
        speeds, truth_speeds = (guess_columns(source.fields, SPEEDS) for source in sources)
        after = sources[0].picked("SPEED") or sources[0].found(speeds, "speed_kmh")
        before = sources[0].picked("RAW_SPEED") or speeds.get("speed_raw_kmh")
        true_field = sources[1].picked("TRUE_SPEED") or truth_speeds.get("speed_kmh")
        kind = self._kind(job, sources[1], true_field)
        keys = self._keys(job, sources, kind)
        table, start, end = self._estimate(job, sources[0], keys, {"after": after, "before": before or after})
        if kind == "track":
            matched, truth = tracked_speeds(job, sources[1], keys, table, start, end, longest_gap_s=job.number("GAP"))
        else:
            if true_field is None:
                sources[1].found(truth_speeds, "speed_kmh")
            matched, truth = matched_speeds(job, sources[1], keys, table, start, end, true_field)
        rows = matched.estimated
        found = compare_speeds(table["before"][rows], table["after"][rows], truth)
        output = self._write(job, sources[0], table, matched, start, end, truth, before is not None)
        left = pairs.write_left(job, matched)
        figures = dict(zip((key for key, _ in FIGURES), (
            found.before.mae, found.before.rmse, found.after.mae, found.after.rmse, found.mae_cut_percent, found.rmse_cut_percent)))
        figures = {key: value if value == value and (before is not None or key.endswith("AFTER")) else None
                   for key, value in figures.items()}
        page = report.write_report(job, tr("Comparison of speeds"), [
            (tr("Estimated"), table.name), (tr("Truth"), sources[1].name), (tr("Segments compared"), str(len(matched))),
            (tr("Rows not compared"), str(matched.n_left)),
            *((tr(label), f"{figures[key]:.2f}") for key, label in FIGURES if figures[key] is not None)],
            lambda: self._sections(table, rows, start[rows], end[rows], truth, before is not None))
        job.info(tr("Segments compared: {}; rows not compared: {}. MAE {:.2f} km/h, RMSE {:.2f} km/h{}.").format(
            len(matched), matched.n_left, found.after.mae, found.after.rmse, "" if before is None else tr(
                "; before the correction {:.2f} and {:.2f}, the MAE is cut by {:.1f} %").format(
                    found.before.mae, found.before.rmse, found.mae_cut_percent)))
        return {self.OUTPUT: output, pairs.UNMATCHED: left, report.REPORT: page, "N": len(matched), "N_UNMATCHED": matched.n_left,
                **figures}

    def _kind(self, job, truth, true_field) -> str:
        if job.choice("TRUTH_KIND") != "auto":
            return job.choice("TRUTH_KIND")
        kind = truth.source.wkbType()
        points = QgsWkbTypes.flatType(kind) in (QgsWkbTypes.Type.Point, QgsWkbTypes.Type.MultiPoint)
        kind = "track" if QgsWkbTypes.hasM(kind) or (points and true_field is None) else "segments"
        job.info(tr("{} is read as {}.").format(truth.name, kind))
        return kind

    def _keys(self, job, sources, kind) -> list:
        spans = {"start", "end"} <= set(pairs.common_columns(sources))
        keys = pairs.choose_keys(job, sources, ("device_id", "start", "end") if spans and kind == "segments" else ("device_id",))
        if spans or kind == "track" or job.fields(pairs.KEYS):
            return keys
        # a position has the speed of the segment that ends there
        guessed = [guess_columns(source.fields, pairs.COLUMNS) for source in sources]
        ends = [guess["end"] if {"start", "end"} <= set(guess) else source.found(guess, "time") for guess, source in zip(guessed, sources)]
        return [*keys, pairs.Key("time", "time", tuple(ends))]

    def _estimate(self, job, source, keys, speeds) -> tuple:
        """The estimated table, and from when to when each of its segments lasts (NaN where nothing tells)."""
        guessed = guess_columns(source.fields, pairs.COLUMNS)
        times = {column: (guessed[column], "time") for column in pairs.TIMES if column in guessed}
        if guessed.get("time") == "time" and "t_unix" in source.fields:
            times["time"] = ("t_unix", "time")  # some formats and versions of QGIS cut the other to seconds
        whose = {column: (guessed[column], "text") for column in ("device_id", "journey_id") if column in guessed}
        table = read(source, {**{name: (field, "number") for name, field in speeds.items()}, **times, **whose,
                              **pairs.key_columns(keys, 0)}, geometry=source.has_geometry, progress=job.progress(0, 30))
        return table, *segment_times(*(parse_times(table[column])[0] if column in times else None for column in pairs.TIMES),
                                     [table[column] for column in whose], len(table))

    def _sections(self, table, rows, start, end, truth, with_raw) -> list:
        """The charts of the report; segments are called by their journey and the time at which they end."""
        names = [table[column][rows].texts for column in ("device_id", "journey_id") if column in table.columns]
        whose = np.array(["/".join(map(str, parts)) for parts in zip(*names)] if names else [table.name] * len(rows), dtype=object)

        def labels(some):
            return [f"{name} {iso(time)}" if time == time else f"{name} ({fid})"
                    for name, time, fid in zip(whose[some], end[some], table.fid[rows[some]])]
        return evaluation_reports.of_speeds(labels, whose, start, end, table["before"][rows] if with_raw else None, table["after"][rows],
                                            truth)

    def _write(self, job, source, table, matched, start, end, truth, with_raw):
        import shapely

        rows, geometry = matched.estimated, table.geometry
        raw, speed = table["before"][rows], table["after"][rows]
        columns = {"start": ("time", start[rows]), "end": ("time", end[rows]), **matched.columns(), "t_start": ("number", start[rows]),
                   "t_end": ("number", end[rows]), "speed_raw_kmh": ("number", raw), "speed_kmh": ("number", speed),
                   "true_kmh": ("number", truth), "error_raw_kmh": ("number", raw - truth), "error_kmh": ("number", speed - truth)}
        if not with_raw:
            del columns["speed_raw_kmh"], columns["error_raw_kmh"]
        spatial = {} if geometry is None else {
            "geometry": shapely.force_2d(geometry[rows]), "crs": table.crs, "wkb_type": QgsWkbTypes.flatType(source.source.wkbType())}
        output = write(job, self.OUTPUT, columns, progress=job.progress(70, 95), **spatial)
        if geometry is not None:
            styles.style_when_loaded(job, output, styles.graduated(
                "error_kmh", "km/h", ramp="Spectral", centred=True, time="start", end="end"))
        return output
