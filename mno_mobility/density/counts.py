"""Counts as they come, one row for each cell and time, arranged for the estimators."""

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, some
from ..geolocation.cells import numbers


@dataclass(frozen=True)
class CountTable:
    """Phones per cell of a model at each time.

    Attributes
    ----------
    times_s : ndarray, shape (T,)
        Seconds since the epoch, ascending; one NaN where the counts have no time.
    counts : ndarray, shape (T, I)
        In the order of the model's cells.
    foreign : ndarray, shape (T, F)
        Phones of cells the model does not have.
    foreign_ids : ndarray of str, shape (F,)
        Their ids; a row without an id stands under ``(no id)``.
    n_repeated : int
        Rows that repeat a cell and time; their counts were added.
    """

    times_s: np.ndarray
    counts: np.ndarray
    foreign: np.ndarray
    foreign_ids: np.ndarray
    n_repeated: int


def arrange_counts(cell, cell_levels, count, cell_ids, *, time_s=None) -> CountTable:
    """Arrange rows of (cell, count, time) by time and by the cells of a model.

    Parameters
    ----------
    cell : ndarray of int, shape (n,)
        Index into `cell_levels`, -1 for no id.
    cell_levels : array_like of str
    count : array_like, shape (n,)
        Numbers or numeric text.
    cell_ids : array_like of str, shape (I,)
        The cells of the model.
    time_s : array_like, shape (n,), optional

    Raises
    ------
    InputError
        When a count is missing, negative, infinite or not a number, when a time cannot be read, or when no cell is the model's.
    """
    cell, values = np.asarray(cell), numbers(count)
    names = np.array([*cell_levels, "(no id)"], dtype=object)[cell]
    bad = ~np.isfinite(values) | (values < 0)
    if bad.any():
        at = int(np.flatnonzero(bad)[0])
        raise InputError(f"{int(bad.sum())} counts are missing, negative or not numbers, the first is {np.asarray(count, object)[at]!r}",
                         f"Counts, row {at + 1}, cell {names[at]}", "Give a number of 0 or more for each cell, or leave the row out.")
    times, at_time = np.array([np.nan]), np.zeros(len(values), int)
    if time_s is not None:
        time_s = np.asarray(time_s, float)
        if np.isnan(time_s).any():
            at = int(np.flatnonzero(np.isnan(time_s))[0])
            raise InputError("the time is missing or cannot be read", f"Counts, row {at + 1}, cell {names[at]}",
                             "Use a date and time field, ISO text such as 2024-05-01T12:00:00, or epoch seconds.")
        times, at_time = np.unique(time_s, return_inverse=True)
    row_of = {str(c): k for k, c in enumerate(cell_ids)}
    place = np.array([row_of.get(str(level), -1) for level in cell_levels] + [-1], dtype=int)[cell]
    known = place >= 0
    if not known.any():
        raise InputError(f"none of its {len(cell_levels)} cells is in the model", "Counts",
                         f"The counts name {some(cell_levels, 3)}, the model {some(cell_ids, 3)}: use the same ids.")
    counts = np.zeros((len(times), len(cell_ids)))
    np.add.at(counts, (at_time[known], place[known]), values[known])
    foreign_ids, foreign_at = np.unique(names[~known].astype(str), return_inverse=True)
    foreign = np.zeros((len(times), len(foreign_ids)))
    np.add.at(foreign, (at_time[~known], foreign_at), values[~known])
    key = at_time * (len(cell_levels) + 1) + cell + 1
    return CountTable(times, counts, foreign, foreign_ids.astype(object), len(key) - len(np.unique(key)))
