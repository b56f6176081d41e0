"""Points with a time as an input: positions of events, or the fixes of a receiver."""

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, some
from ..events.schema import Factor, differs, parse_times
from .base import tr
from .inputs import read_points


@dataclass(frozen=True)
class Fixes:
    """Points in space and time by device, journey and time.

    Attributes
    ----------
    name : str
        Of the layer, for messages.
    device_id, journey_id, cell_id : Factor of N rows
        Without a text where the layer has no such field.
    time_s : ndarray of float, shape (N,)
        Seconds since 1970-01-01 UTC, not descending within a journey.
    xy_m : ndarray of float, shape (N, 2)
    crs : QgsCoordinateReferenceSystem
        Metric.
    """

    name: str
    device_id: Factor
    journey_id: Factor
    cell_id: Factor
    time_s: np.ndarray
    xy_m: np.ndarray
    crs: object

    def journeys(self) -> tuple[np.ndarray, np.ndarray, list, list]:
        """Device and journey (texts or None), vertices and times of each journey."""
        first = np.flatnonzero(differs(self.device_id.codes) | differs(self.journey_id.codes))
        keys = [factor[first].texts for factor in (self.device_id, self.journey_id)]
        return *keys, np.split(self.xy_m, first[1:]), np.split(self.time_s, first[1:])


def read_fixes(job, source, names: dict, *, crs=None, progress=None) -> Fixes:
    """Read points with their times in a metric CRS: `crs`, else one that suits them.

    Parameters
    ----------
    job : Job
    source : Source
    names : dict of str to str
        Fields of ``time`` and, where there are such, of ``device_id``, ``journey_id`` and ``cell_id``.
    crs : QgsCoordinateReferenceSystem, optional
    progress : callable, optional

    Raises
    ------
    InputError
        When the layer is empty or has no points, or no row can be used. Single rows without device, time or position are told.
    """
    kinds = {"device_id": "text", "journey_id": "text", "cell_id": "text", "time": "time"}
    table, crs, *xy = read_points(job, source, {column: (name, kinds[column]) for column, name in names.items()}, crs, progress)
    xy, (time_s, _) = np.column_stack(xy), parse_times(table["time"])
    none = Factor(np.full(len(table), -1), np.empty(0, object))
    device, journey, cell = (table.columns.get(column, none) for column in ("device_id", "journey_id", "cell_id"))
    usable = np.ones(len(table), bool)
    for bad, why in (((device.codes < 0) & ("device_id" in names), tr("no device")), (np.isnan(time_s), tr("no time that can be read")),
                     (~np.isfinite(xy).all(axis=1), tr("no position"))):
        if (bad & usable).any():
            job.warn(tr("{}: {} rows left out, {} ({}).").format(table.name, int((bad & usable).sum()), why, some(table.fid[bad & usable])))
        usable &= ~bad
    if not usable.any():
        raise InputError("no row can be used", table.name, "Check the fields picked for device and time, and the geometries.")
    rows = np.flatnonzero(usable)
    rows = rows[np.lexsort((table.fid[rows], time_s[rows], journey.codes[rows], device.codes[rows]))]
    return Fixes(table.name, device[rows], journey[rows], cell[rows], time_s[rows], xy[rows], crs)
