"""Measured points as an input: places with the cell that served or was heard there, and a reason for every row that cannot be used."""

from dataclasses import replace

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..errors import InputError, some
from ..events.schema import EVENT_COLUMNS, guess_columns, parse_times
from ..geolocation.cells import numbers
from .base import tr, tr_noop
from .inputs import iso, moment, read_points
from .layers import source_of, write
from .styles import style_when_loaded, told_apart

COLUMNS = {
    "cell_id": (*EVENT_COLUMNS["cell_id"], "pci"),
    "level": ("level_dbm", "rsrp", "rsrp_dbm", "rscp", "rxlev", "rssi", "signal", "signal_dbm", "signal_strength", "dbm"),
    "serving": ("is_serving", "served", "serving_cell", "registered", "type", "cell_type", "role", "status"),
    "group": ("carrier", "earfcn", "channel", "band", "frequency", "radio", "operator"),
    "run": ("drive", "drive_id", "run_id", "day", "date", "session", "trip", "trip_id", "device", "device_id", "user", "user_id")}
SERVED = {"pcell", "primary", "serving", "serving cell", "served", "server", "registered", "active", "1", "1.0", "true", "t", "yes", "y"}
DAY_S = 86_400.0
LEAST_DBM, MOST_DBM = -200.0, 0.0
NO_CELL, NO_PLACE, OUTSIDE, UNKNOWN, NO_TIME = ("no cell id", "no position", "outside the extent", "unknown cell",
                                                "no time that can be read")
NO_LEVEL, NOTHING_TOLD = tr_noop("a level that is no number of dBm"), tr_noop("heard only, without a level")


def add_measurements(alg, key: str) -> None:
    """Measured points with their fields."""
    alg.add(QgsProcessingParameterFeatureSource(key, tr("Measurements"), [QgsProcessing.SourceType.TypeVectorPoint]),
            tr("Points with the id of a cell each: a row for each cell that served or was heard there. Fields are found by their names."))
    for column, label, text, advanced in (
            ("CELL_ID", tr("Cell id field"), tr("The field that names the cell. Empty: found by its name."), True),
            ("LEVEL", tr("Level field"), tr("The field with the level in dBm, such as RSRP. Empty: found by its name, or none."), True),
            ("SERVING", tr("Serving field"),
             tr("The field that tells whether the cell served the phone (1, true, yes, serving, PCell) or was only heard (anything else). "
                "Empty: found by its name, such as serving or type; without one all cells served."), False),
            ("GROUP", tr("Group field"),
             tr("The field with the operator and carrier of the cell, such as EARFCN: cells compete only within their group. Empty: found "
                "by its name; without one all cells compete."), False),
            ("RUN", tr("Drive or device field"),
             tr("The field that names the drive, day or device. Samples of one run are not independent: in a tile they have one vote "
                "together, and whole runs are left out to choose the bandwidth. Empty: found by its name."), False),
            ("TIME", tr("Time field"),
             tr("The field with the time of the measurement: date and time, ISO text, or epoch seconds or milliseconds. Only read with a "
                "half-life. Empty: found by its name."), True)):
        alg.add(QgsProcessingParameterField(column, label, None, key, optional=True), text, advanced=advanced)
    alg.add(QgsProcessingParameterNumber("HALF_LIFE", tr("Half-life of measurements (days)"), QgsProcessingParameterNumber.Type.Double,
                                         None, True, 0.001),
            tr("A measurement counts half for each so many days between it and the day the model is for, and at least a twentieth. Where "
               "operators change their network often a few days are best. Empty: all measurements count the same."), advanced=True)
    alg.add(QgsProcessingParameterDateTime("REFERENCE", tr("Day the model is for"), QgsProcessingParameterDateTime.Type.DateTime, None,
                                           True),
            tr("With a half-life: measurements of the days around this time (UTC) count most, be they before or after it. Empty: that of "
               "the newest measurement."), advanced=True)


def add_rejects(alg) -> None:
    alg.add(QgsProcessingParameterFeatureSink("REJECTS", tr("Rejected measurements"), QgsProcessing.SourceType.TypeVectorPoint, None, True,
                                              False),
            tr("The points that could not be used: fid, cell_id, reason."))


class Measurements:
    """The rows of a layer of measurements.

    Attributes
    ----------
    table : Table
    x_m, y_m : ndarray of float, shape (N,)
        In `crs`, NaN where there is no position.
    crs : QgsCoordinateReferenceSystem
    """

    def __init__(self, job, key: str, crs, progress):
        source = source_of(job, key)
        guessed = guess_columns(source.fields, COLUMNS)
        keys = {"cell_id": "CELL_ID", "level": "LEVEL", "serving": "SERVING", "group": "GROUP", "run": "RUN"}
        picked = {column: source.picked(parameter) for column, parameter in keys.items()}
        taken = set(picked.values())
        fields = {column: picked[column] or (guessed.get(column, "") if guessed.get(column) not in taken else "") for column in keys}
        if not fields["cell_id"]:
            source.found(guessed, "cell_id")
        fields["time"] = self._time_field(job, source)
        told = {column: name for column, name in fields.items() if name}
        job.info(tr("Fields: {}.").format(", ".join(f"{column} = {name}" for column, name in told.items())))
        kinds = {"level": "raw", "time": "time"}
        columns = {column: (name, kinds.get(column, "text")) for column, name in told.items()}
        self.table, self.crs, self.x_m, self.y_m = read_points(job, source, columns, crs, progress)
        if not (np.isfinite(self.x_m) & np.isfinite(self.y_m)).any():
            raise InputError("no feature has a position", self.table.name, "Use a point layer with geometries.")
        self._serving = self._served(job, fields["serving"], bool(picked["serving"]))

    def _time_field(self, job, source) -> str:
        """The field of the time where measurements age, whatever else it serves for; empty where they do not."""
        picked = source.picked("TIME")
        if job.number("HALF_LIFE") is not None:
            return picked or source.found(guess_columns(source.fields, {"time": EVENT_COLUMNS["time"]}), "time")
        if job.given("REFERENCE"):
            job.warn(tr("The day the model is for changes nothing without a half-life: all measurements count the same."))
        return ""

    def _served(self, job, name: str, picked: bool) -> np.ndarray:
        """Whether each cell served; all did where no field tells."""
        everywhere = np.ones(len(self.table), bool)
        if not name:
            return everywhere
        column = self.table["serving"]
        says = np.array([str(level).lower() in SERVED for level in column.levels] + [False], bool)
        if says[:-1].any():
            return says[column.codes]
        if picked:
            raise InputError(f"no value of the field {name} says that a cell served ({some(column.levels)})", self.table.name,
                             "Use 1, true, yes, serving or PCell for cells that served, or leave the field empty.")
        job.warn(tr("The values of {} do not tell which cells served ({}); all are taken as serving.").format(name, some(column.levels)))
        return everywhere

    def extent(self, margin_m: float) -> tuple:
        """Box around all positions."""
        return (np.nanmin(self.x_m) - margin_m, np.nanmin(self.y_m) - margin_m, np.nanmax(self.x_m) + margin_m,
                np.nanmax(self.y_m) + margin_m)

    def samples(self, job, grid, *, known=None, cell_ids=()) -> tuple:
        """The usable rows as samples on a grid.

        Parameters
        ----------
        grid : TileGrid
        known : sequence of str, optional
            The only cells there are.
        cell_ids : sequence of str
            Cells that the samples shall have first, in this order.

        Returns
        -------
        samples : Samples
        n_rejected : int
        rejects : str
            The layer written, or None.

        Raises
        ------
        InputError
            When no row can be used.
        """
        from ..geolocation.measured import Samples

        table, n = self.table, len(self.table)
        cell = table["cell_id"]
        level, unreadable = np.full(n, np.nan), np.zeros(n, bool)
        if "level" in table.columns:
            raw = table["level"]
            level = numbers(raw)
            blank = np.array([v is None or str(v).strip() == "" for v in raw], bool)
            unreadable = (~np.isfinite(level) & ~blank) | (level < LEAST_DBM) | (level > MOST_DBM)
        time_s = parse_times(table["time"])[0] if "time" in table.columns else np.zeros(n)
        placed = np.isfinite(self.x_m) & np.isfinite(self.y_m)
        strange = np.zeros(len(cell.levels) + 1, bool)
        if known is not None:
            strange[:-1] = ~np.isin(cell.levels.astype(str), np.asarray(known).astype(str))
        reason = np.full(n, None, object)
        for bad, why in ((cell.codes < 0, NO_CELL), (~placed, NO_PLACE), (grid.tile_at(self.x_m, self.y_m) < 0, OUTSIDE),
                         (strange[cell.codes], UNKNOWN), (unreadable, NO_LEVEL), (~self._serving & np.isnan(level), NOTHING_TOLD),
                         (np.isnan(time_s), NO_TIME)):
            rows = np.flatnonzero(bad & (reason == None))  # noqa: E711 - elementwise
            reason[rows] = why
            if len(rows):
                job.warn(tr("{}: {} of {} points left out, {} (features {}).").format(
                    table.name, len(rows), n, tr(why), some(table.fid[rows])))
        used = np.array([why is None for why in reason], bool)
        if not used.any():
            raise InputError(f"none of the {n} points can be used ({some(dict.fromkeys(reason))})", table.name,
                             "Check the fields picked, the extent and the cell plan.")
        out = np.flatnonzero(~used)
        x, y = table.points()
        rejects = write(job, "REJECTS", {
            "fid": ("int", table.fid[out]), "cell_id": ("text", cell.texts[out]), "reason": ("text", reason[out])},
            geometry=(x[out], y[out]), wkb_type=QgsWkbTypes.Type.Point, crs=table.crs)
        style_when_loaded(job, rejects, told_apart("reason"))
        samples = self._of_rows(job, np.flatnonzero(used), level, cell_ids, Samples)
        return (self._aged(job, samples, time_s[used]) if "time" in table.columns else samples), len(out), rejects

    def _aged(self, job, samples, time_s):
        """Samples with the weights of their age."""
        from ..geolocation.measured import ageing

        half_life, reference = job.number("HALF_LIFE"), moment(job, "REFERENCE")
        reference = time_s.max() if reference is None else reference
        aged = replace(samples, weight=ageing((time_s - reference) / DAY_S, half_life))
        job.info(tr("The model is for {}: with a half-life of {:g} days the {} samples count as {:.1f} of that day.").format(
            iso(reference), half_life, len(aged), aged.worth))
        return aged

    def _of_rows(self, job, rows, level, cell_ids, Samples):
        """Samples of rows, with the cells `cell_ids` first and all that are measured besides."""
        cell = self.table["cell_id"]
        names = list(dict.fromkeys(str(c) for c in cell_ids))
        number = {name: k for k, name in enumerate(names)}
        measured = np.unique(cell.codes[rows])
        index = np.full(len(cell.levels), -1)
        for code in measured:
            index[code] = number.setdefault(str(cell.levels[code]), len(number))
        at = index[cell.codes[rows]]
        run = self.table.columns.get("run")
        return Samples(at, self.x_m[rows], self.y_m[rows], self._serving[rows], level[rows], None if run is None else run.codes[rows] + 1,
                       np.array(list(number), dtype=object), self._layers(job, rows, at, len(number)))

    def _layers(self, job, rows, cell, n_cells) -> np.ndarray:
        """Layer of each cell, that of most of its samples; one of their own for cells that nothing was measured of, and without a field."""
        layer = np.zeros(n_cells, np.int64)
        column = self.table.columns.get("group")
        if column is None:
            return layer
        pair, count = np.unique(np.column_stack([cell, column.codes[rows] + 1]), axis=0, return_counts=True)
        order = np.lexsort((pair[:, 1], -count, pair[:, 0]))
        first = order[np.unique(pair[order, 0], return_index=True)[1]]
        layer[:] = -1
        layer[pair[first, 0]] = pair[first, 1]
        if len(first) < len(pair):
            job.warn(tr("Cells with samples in several groups, which take that of most: {}.").format(len(pair) - len(first)))
        return layer
