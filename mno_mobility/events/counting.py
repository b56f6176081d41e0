"""In which cell each phone is counted at a reference time (Ricciato & Coluccia 2021, section II-B)."""

from dataclasses import dataclass
from math import floor

import numpy as np
from scipy import sparse

from ..errors import InputError
from ..progress import Progress, no_progress
from .schema import Events, differs

PAIRS_PER_BLOCK = 2_000_000  # of phones and reference times; a block takes about 100 bytes for each


@dataclass(frozen=True)
class CellCounts:
    """Phones per cell at each reference time.

    Attributes
    ----------
    times_s : ndarray of float, shape (T,)
        Seconds since 1970-01-01 UTC.
    counts : scipy.sparse.csr_matrix of int64, shape (T, I)
    cell_levels : ndarray of str, shape (I,)
    n_without : ndarray of int64, shape (T,)
        Phones with no event within the tolerance.
    n_phones : int
        All phones; at every reference time the counted ones and those without event add up to it.
    """

    times_s: np.ndarray
    counts: sparse.csr_matrix
    cell_levels: np.ndarray
    n_without: np.ndarray
    n_phones: int


def reference_times(start_s: float, end_s: float, step_s: float) -> np.ndarray:
    """Times from start to end, the end included where a step meets it; seconds.

    Raises
    ------
    InputError
        When the step is not positive or the end comes before the start.
    """
    if not np.isfinite([start_s, end_s, step_s]).all() or step_s <= 0:
        raise InputError(f"the step of {step_s} s between reference times is not positive", "Step",
                         "Give it in seconds, such as 3600.")
    if end_s < start_s:
        raise InputError("the last reference time comes before the first", "End", "Give an end after the start.")
    return start_s + step_s * np.arange(floor((end_s - start_s) / step_s + 1e-9) + 1)


def count_phones(events: Events, times_s, *, tolerance_s: float = 3600.0, progress: Progress = no_progress) -> CellCounts:
    """Count each phone in the cell of its event nearest in time, for every reference time.

    A tie goes to the earlier event; of simultaneous events of a phone the first row counts.

    Parameters
    ----------
    events : Events
    times_s : array_like, shape (T,)
        Reference times in seconds since 1970-01-01 UTC, in any order.
    tolerance_s : float
        The greatest distance in time at which an event still counts.
    progress : callable

    Returns
    -------
    CellCounts

    Raises
    ------
    InputError
        When a reference time is not finite, or the tolerance is negative.
    """
    times_s = check_times(times_s, tolerance_s)
    order = np.lexsort((events.time_s, events.device))
    device, time_s, cell = events.device[order], events.time_s[order], events.cell[order]
    new_phone = differs(device)
    phone_of = np.cumsum(new_phone) - 1
    stream_start = np.flatnonzero(new_phone)[:, None]
    n_seen = len(stream_start)
    stream_end = np.append(stream_start[1:], len(device))[:n_seen, None]
    first_of = np.maximum.accumulate(np.where(new_phone | differs(time_s), np.arange(len(device)), 0))
    time_s = np.append(time_s, np.inf)  # read, and discarded, behind the last event

    by_time = np.argsort(times_s, kind="stable")
    at, in_cell = [], []
    block = max(1, PAIRS_PER_BLOCK // max(n_seen, 1))
    for start in range(0, len(times_s), block):
        progress(start / len(times_s))
        numbers = by_time[start:start + block]
        t = times_s[numbers]
        # events stand by phone and time, so the running number of events by phone and slot between reference times is the place
        # where each phone's events after each reference time begin: no search per phone
        slot = np.searchsorted(t, time_s[:-1])
        per_slot = np.bincount(phone_of * (len(t) + 1) + slot, minlength=n_seen * (len(t) + 1))
        after = np.cumsum(per_slot).reshape(n_seen, len(t) + 1)[:, :-1]
        wait_before = np.where(after > stream_start, t - time_s[after - 1], np.inf)
        wait_after = np.where(after < stream_end, time_s[after] - t, np.inf)
        phone, k = np.nonzero(np.minimum(wait_before, wait_after) <= tolerance_s)
        nearest = (after - (wait_before <= wait_after))[phone, k]
        at.append(numbers[k])
        in_cell.append(cell[first_of[nearest]])
    at, in_cell = (np.concatenate([*parts, np.empty(0, np.int64)]).astype(np.int64) for parts in (at, in_cell))
    counts = sparse.coo_matrix((np.ones(len(at), np.int64), (at, in_cell)), shape=(len(times_s), len(events.cell_levels))).tocsr()
    progress(1.0)
    n_phones = len(events.device_levels)
    n_counted = np.bincount(at, minlength=len(times_s))
    return CellCounts(times_s, counts, events.cell_levels, n_phones - n_counted, n_phones)


def check_times(times_s, tolerance_s: float) -> np.ndarray:
    """Reference times as an array of floats; refuses times and a tolerance that cannot be."""
    times_s = np.atleast_1d(np.asarray(times_s, float))
    if not np.isfinite(times_s).all():
        raise InputError(f"reference time {np.flatnonzero(~np.isfinite(times_s))[0] + 1} is not a time", "Reference times",
                         "Give a date and a time of day for each.")
    if not tolerance_s >= 0:
        raise InputError(f"the tolerance of {tolerance_s} s is negative or not a number", "Tolerance", "Give 0 or more.")
    return times_s
