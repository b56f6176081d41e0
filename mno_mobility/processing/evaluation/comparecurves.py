"""Compare estimated routes with the true ones: Hausdorff and Fréchet distance (Ostermayer et al. 2016, section 5.2.1)."""

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsUnitTypes,
    QgsWkbTypes,
)

from ...errors import InputError, some
from ...events.schema import guess_columns, parse_times
from ...progress import part
from .. import evaluation_reports, pairs, report, styles
from ..base import MnoAlgorithm, tr, tr_noop
from ..journeys import journey_column
from ..layers import read, write
from ..wkb import lines_from_wkb

DISTANCES = {"hausdorff_m": tr_noop("Hausdorff"), "frechet_m": tr_noop("Fréchet"),
             "discrete_hausdorff_m": tr_noop("Discrete Hausdorff"),
             "discrete_frechet_m": tr_noop("Discrete Fréchet")}
SHARES = {"length_ratio": tr_noop("Length of the estimate by that of the truth, mean"), "correctness": tr_noop("Correctness, mean"),
          "completeness": tr_noop("Completeness, mean")}
LINES = (1, 5)  # shapely's types


class Algorithm(MnoAlgorithm):
    NAME = "comparecurves"
    TITLE = "Compare routes"
    GROUP = "evaluation"
    SUMMARY = "Tells how far estimated routes are from the true ones: Hausdorff and Fréchet distance in metres."
    DESCRIPTION = (
        "<p><b>Hausdorff</b>: the farthest that a point of either line lies from the other. <b>Fréchet</b>: the shortest leash for two "
        "walkers who follow the lines from end to end and never turn back; it is never less. Both are exact distances of the curves; the "
        "discrete ones, of their vertices alone, are those that most programs and papers print.</p>"
        "<p>Lines are paired by the key fields. Where none are picked and both layers have device_id, start and end, those lines of a "
        "device belong together that share the longest time, whatever the numbers of their journeys; else device_id and journey_id count, "
        "as far as both have them; without these each layer must have one line. Of a line of several parts "
        "that do not meet, the gaps are bridged straight. The result has the estimated lines with the figures of their pairs, in the "
        "metric CRS in which they were measured, so that the map shows where an estimate is poor.</p>")
    TAGS = "hausdorff,frechet,route,trajectory,accuracy,validation,discrete frechet"
    OUTPUT = "OUTPUT"

    def define(self):
        lines = QgsProcessing.SourceType.TypeVectorLine
        pairs.add_layers(self, (lines, lines), tr("Lines, one for each journey."), tr("The lines to compare with."),
                         tr("device_id and the time from start to end, else device_id, journey_id"))
        self.add(QgsProcessingParameterEnum("DIRECTION", tr("Direction of the lines"), ["drawn", "either"], False, "drawn",
                                            usesStaticStrings=True),
                 tr("drawn: from the first vertex to the last. either: lines have no direction, the lesser Fréchet distance counts."))
        self.add(QgsProcessingParameterEnum("STRETCH", tr("Stretch of the truth"), ["whole", "time"], False, "whole",
                                            usesStaticStrings=True),
                 tr("whole: all of the true line. time: what was travelled between the first and the last time of the estimate; both "
                    "layers need times as M."))
        within = self.add(QgsProcessingParameterDistance("WITHIN", tr("Near (m)"), 50.0, None, False, 0.001),
                          tr("Metres within which a line is covered by the other, for correctness and completeness."), advanced=True)
        within.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Compared routes"), lines),
                 tr("The estimated lines with the four distances, how far each line strays from the other, both lengths and their ratio, "
                    "correctness (share of the estimate near the truth), completeness (share of the truth near the estimate) and whether "
                    "the lines are opposed."))
        pairs.add_unmatched(self, lines)
        report.add_report(self)
        self.addOutput(QgsProcessingOutputNumber("N_PAIRS", tr("Pairs compared")))
        self.addOutput(QgsProcessingOutputNumber("N_UNMATCHED", tr("Lines of either layer not compared")))
        for name, label in DISTANCES.items():
            self.addOutput(QgsProcessingOutputNumber(name.upper(), f"{tr(label)}, {tr('mean of the pairs (m)')}"))
            self.addOutput(QgsProcessingOutputNumber(f"MEDIAN_{name.upper()}", f"{tr(label)}, {tr('median of the pairs (m)')}"))
        for name, label in SHARES.items():
            self.addOutput(QgsProcessingOutputNumber(name.upper(), tr(label)))

    def work(self, job):
        sources = pairs.open_layers(job)
        spans = not job.fields(pairs.KEYS) and {"device_id", "start", "end"} <= set(pairs.common_columns(sources))
        keys = pairs.choose_keys(job, sources, ("device_id", "start" if spans else "journey_id"))
        more = [{column: (guess_columns(source.fields, pairs.COLUMNS)[column], kind)
                 for column, kind in (("journey_id", "text"), ("end", "time")) if column in guess_columns(source.fields, pairs.COLUMNS)}
                for source in sources]
        tables = [read(source, {**more[side], **pairs.key_columns(keys, side)}, geometry=True) for side, source in enumerate(sources)]
        matched = pairs.match(job, tables, keys, [self._without_line(table) for table in tables], spans=spans)
        crs, lines = pairs.metric_lines(job, tables)
        estimated, truth = lines[0][matched.estimated], lines[1][matched.truth]
        if job.choice("STRETCH") == "time":
            truth = self._while_estimated(job, sources, matched, truth)
        figures = self._figures(job, estimated, truth)
        labels = matched.labels()
        if figures["opposed"].any() and job.choice("DIRECTION") == "drawn":
            job.warn(tr("{} pairs run in opposite directions ({}). If the direction means nothing, set it to either.").format(
                int(figures["opposed"].sum()), some(np.array(labels, dtype=object)[figures["opposed"]])))
        journeys = {column: journey_column(table["journey_id"][rows].texts) for column, table, rows in (
            ("journey_id", tables[0], matched.estimated), ("true_journey_id", tables[1], matched.truth)) if "journey_id" in table.columns}
        ends = {"end": ("time", parse_times(tables[0]["end"])[0][matched.estimated])} if spans else {}
        output = write(job, self.OUTPUT, {**journeys, **matched.columns(), **ends, **{
            name: ("bool" if name == "opposed" else "number", values) for name, values in figures.items()}},
                       geometry=estimated, wkb_type=QgsWkbTypes.Type.MultiLineString, crs=crs)
        styles.style_when_loaded(job, output, styles.graduated("frechet_m", "m", time="start", end="end"))
        left = pairs.write_left(job, matched, geometries=lines, wkb_type=QgsWkbTypes.Type.MultiLineString, crs=crs)
        means = {name: float(np.nanmean(values)) if np.isfinite(values).any() else float("nan") for name, values in figures.items()}
        page = report.write_report(job, tr("Comparison of routes"), [
            (tr("Estimated"), tables[0].name), (tr("Truth"), tables[1].name),
            (tr("Pairs"), str(len(matched))), (tr("Lines not compared"), str(matched.n_left)),
            *((tr(label), f"{means[name]:.1f} m {tr('mean')}, {np.median(figures[name]):.1f} m {tr('median')}")
              for name, label in DISTANCES.items()),
            *((tr(label), f"{means[name]:.3f}") for name, label in SHARES.items())],
            lambda: evaluation_reports.of_routes(matched.labels, estimated, truth, figures))
        job.info(tr("Pairs compared: {}; lines not compared: {}. Means: Fréchet {:.1f} m, Hausdorff {:.1f} m, length ratio {:.3f}.").format(
            len(matched), matched.n_left, means["frechet_m"], means["hausdorff_m"], means["length_ratio"]))
        return {self.OUTPUT: output, pairs.UNMATCHED: left, report.REPORT: page, "N_PAIRS": len(matched), "N_UNMATCHED": matched.n_left,
                **{name.upper(): means[name] for name in (*DISTANCES, *SHARES)},
                **{f"MEDIAN_{name.upper()}": float(np.median(figures[name])) for name in DISTANCES}}

    def _without_line(self, table) -> dict:
        import shapely

        kinds = shapely.get_type_id(table.geometry)
        wrong = np.flatnonzero((kinds >= 0) & ~np.isin(kinds, LINES))
        if len(wrong):
            raise InputError(f"feature {table.fid[wrong[0]]} is a {table.geometry[wrong[0]].geom_type}, not a line", table.name,
                             "Use a line layer.")
        return {"no geometry": kinds < 0}

    def _while_estimated(self, job, sources, matched, truth):
        """The stretch of each true line between the times of its estimate."""
        import shapely

        from ...evaluation.tracks import stretch_between

        times = [lines_from_wkb(read(source, {}, geometry="wkb").geometry)[1] for source in sources]
        stretches = [stretch_between(shapely.get_coordinates(line), times[1][theirs], *times[0][ours][[0, -1]])
                     for line, ours, theirs in zip(truth, matched.estimated, matched.truth)]
        whole = np.array([xy is None for xy in stretches], bool)
        if whole.all():
            raise InputError("no pair has times that overlap", tr("Stretch of the truth"),
                             "Give both layers times as M, or compare the whole lines.")
        if whole.any():
            job.warn(tr("Pairs whose times do not overlap or are not known, compared as a whole: {} ({}).").format(
                int(whole.sum()), some(np.array(matched.labels(), dtype=object)[whole])))
        truth = truth.copy()
        truth[~whole] = [shapely.linestrings(xy) for xy in stretches if xy is not None]
        return truth

    def _figures(self, job, estimated, truth) -> dict:
        """The figures of all pairs by column."""
        from ...evaluation import curves
        from ...evaluation.nearness import share_within

        progress, either, within = job.progress(5, 95), job.choice("DIRECTION") == "either", job.number("WITHIN")
        rows, n_bridged = [], 0
        for number, pair in enumerate(zip(estimated, truth)):
            (a, gaps_a), (b, gaps_b) = (curves.as_curve(line) for line in pair)
            n_bridged += bool(gaps_a or gaps_b)
            found = curves.compare_curves(a, b, either_way=either,
                                          progress=part(progress, number / len(truth), (number + 1) / len(truth)))
            length, true_length = (np.hypot(*np.diff(xy, axis=0).T).sum() for xy in (a, b))
            rows.append({**{name: getattr(found, name) for name in DISTANCES}, "estimate_off_m": found.first_off_m,
                         "truth_off_m": found.second_off_m, "length_m": length, "true_length_m": true_length,
                         "length_ratio": length / true_length if true_length else np.nan,
                         "correctness": share_within(a, b, within), "completeness": share_within(b, a, within),
                         "opposed": curves.opposed(a, b)})
        if n_bridged:
            job.warn(tr("{} pairs have a line of several parts; the gaps between them are bridged straight.").format(n_bridged))
        return {name: np.array([row[name] for row in rows]) for name in rows[0]}
