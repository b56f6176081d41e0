"""True speeds to compare estimated ones with: those of matching rows, or those along a track."""

import numpy as np
from qgis.core import QgsWkbTypes

from ..errors import InputError, some
from ..events.schema import guess_columns, parse_times
from . import crs as crss
from . import pairs, wkb
from .base import tr, tr_noop
from .layers import read

SPEEDS = {"speed_kmh": ("kmh", "speed_km_h", "velocity_kmh", "speed", "velocity", "mean_speed_kmh"),
          "speed_raw_kmh": ("raw_speed_kmh", "raw_kmh", "speed_before_kmh", "speed_uncorrected_kmh", "speed_raw")}
LEAST_S = 1.0  # in less, the error of the places is all: an event a millisecond after another makes one speed of millions count for all


def segment_times(time, start, end, whose: list, n: int) -> tuple[np.ndarray, np.ndarray]:
    """From when to when each segment lasts: its own start and end, else from the event before of the same phone to its own time.

    Parameters
    ----------
    time, start, end : ndarray of float, shape (n,), or None
    whose : list of Factor of n rows
        What tells one stream of events from another.

    Returns
    -------
    start_s, end_s : ndarray of float, shape (n,)
        NaN where it is not known.
    """
    if start is not None and end is not None:
        return start, end
    if time is None:
        return np.full(n, np.nan), np.full(n, np.nan)
    streams = [factor.codes for factor in whose]
    order = np.lexsort((np.arange(n), time, *streams[::-1]))
    same = np.ones(max(n - 1, 0), bool)
    for codes in streams:
        same &= codes[order[1:]] == codes[order[:-1]]
    before = np.full(n, np.nan)
    before[order[1:]] = np.where(same, time[order[:-1]], np.nan)
    return before, time


def matched_speeds(job, source, keys, estimate, start, end, true_field: str) -> tuple:
    """Pairs of segments, and the true speed of each pair."""
    truth = read(source, {"speed": (true_field, "number"), **pairs.key_columns(keys, 1)}, progress=job.progress(30, 60))
    matched = pairs.match(job, (estimate, truth), keys, (_unfit(estimate, start, end), {tr_noop("no speed"): np.isnan(truth["speed"])}))
    return matched, truth["speed"][matched.truth]


def tracked_speeds(job, source, keys, estimate, start, end, *, longest_gap_s: float) -> tuple:
    """Segments that lie on a track, as pairs without true rows, and the true mean speed of each.

    Raises
    ------
    InputError
        When the truth is no track, or no segment lies on one.
    """
    from ..evaluation.tracks import mean_speeds

    if not keys and "device_id" in estimate.columns and len(estimate["device_id"].levels) > 1:
        raise InputError("no field tells which track belongs to which device", f"{estimate.name} and {source.name}",
                         "Give both layers a field device_id, or pick the key fields.")
    table, of_fix, time, xy, lines = _fixes(job, source, keys)
    codes = pairs.key_codes(keys, (estimate, table)) if keys else ([np.zeros(len(estimate))], [np.zeros(len(table))])
    number = _numbered(codes)
    speed = mean_speeds(number[1][of_fix], time, xy, number[0], start, end, part=of_fix if lines else None,
                        longest_gap_s=np.inf if lines else longest_gap_s)
    unusable = {**_unfit(estimate, start, end), tr_noop("no time before it, or none at all"): ~(np.isfinite(start) & np.isfinite(end)),
                tr_noop("no track of its key"): ~np.isin(number[0], number[1]) | (number[0] < 0),
                tr_noop("not all of it lies on the track, or over a gap"): np.isnan(speed)}
    left, usable = {}, np.ones(len(estimate), bool)
    for reason, bad in unusable.items():
        left[reason] = np.flatnonzero(bad & usable)
        usable &= ~bad
        if len(left[reason]):
            job.warn(tr("{}: {} rows not compared, {} ({}).").format(
                estimate.name, len(left[reason]), tr(reason), some(estimate.fid[left[reason]])))
    if not usable.any():
        raise InputError("no segment lies on a track", f"{estimate.name} and {table.name}",
                         "Check the key fields of both layers and that their times are of the same days and zone.")
    rows = np.flatnonzero(usable)
    return pairs.Pairs((estimate, table), keys, rows, np.full(len(rows), -1), (left, {})), speed[rows]


def _unfit(estimate, start, end) -> dict:
    return {tr_noop("no speed"): np.isnan(estimate["before"]) | np.isnan(estimate["after"]),
            tr_noop("less than a second passes"): end - start < LEAST_S}


def _numbered(codes) -> tuple:
    """One number for each combination of keys in both tables, -1 where a key has no value."""
    both = [np.column_stack(side) for side in codes]
    _, number = np.unique(np.concatenate(both), axis=0, return_inverse=True)
    number = np.where(np.isnan(np.concatenate(both)).any(axis=1), -1, number.ravel())
    return number[:len(both[0])], number[len(both[0]):]


def _fixes(job, source, keys) -> tuple:
    """The true table; of each fix its row, time and place in metres; and whether they are vertices of lines."""
    if not source.has_geometry:
        raise InputError("it is a table without geometry, so it is no track", source.name,
                         "Use points with times, or lines with times as M; or choose segments and pick the true speed.")
    given = crss.checked(source.crs, source.name)
    lines = QgsWkbTypes.flatType(source.source.wkbType()) in (QgsWkbTypes.Type.LineString, QgsWkbTypes.Type.MultiLineString)
    columns = pairs.key_columns(keys, 1)
    if lines:
        table = read(source, columns, geometry="wkb", progress=job.progress(30, 60))
        vertices, times, _ = wkb.lines_from_wkb(table.geometry)
        backwards = np.array([t is not None and bool((np.diff(t) < 0).any()) for t in times])
        if backwards.any():
            job.warn(tr("{}: {} lines left out, times run backwards ({}).").format(
                table.name, int(backwards.sum()), some(table.fid[backwards])))
        kept = [row for row, xy in enumerate(vertices) if xy is not None and not backwards[row]]
        of_fix = np.repeat(kept, [len(vertices[row]) for row in kept]).astype(int)
        x, y = np.concatenate([np.empty((0, 2)), *(vertices[row] for row in kept)]).T
        time = np.concatenate([np.empty(0), *(times[row] for row in kept)])
        if not np.isfinite(time).any():
            raise InputError("the lines have no times as M", source.name, "Use lines whose M is the time in seconds since 1970.")
    else:
        names = guess_columns(source.fields, pairs.COLUMNS)
        table = read(source, {**columns, "time": (source.found(names, "time"), "time")}, geometry=True, progress=job.progress(30, 60))
        time, (x, y), of_fix = parse_times(table["time"])[0], table.points(), np.arange(len(table))
        lost = np.isnan(time) | np.isnan(x)
        if lost.any():
            job.warn(tr("{}: {} points left out, without time or place ({}).").format(table.name, int(lost.sum()), some(table.fid[lost])))
    crs = crss.metric_crs(given, x, y, job.context)
    return table, of_fix, time, np.column_stack(crss.transformed(x, y, given, crs, job.context)), lines
