"""How far estimated positions and speeds are from the true ones (Ostermayer et al. 2016, sections 5.2.2 and 5.2.3, Eqs. 8 and 9)."""

from dataclasses import dataclass

import numpy as np

from ..errors import InputError


@dataclass(frozen=True)
class KeyMatch:
    """Which rows of two tables belong together; indices of rows, counted from 0.

    Attributes
    ----------
    estimated, truth : ndarray of int, shape (K,)
        The pairs, in the order of the estimated rows.
    unmatched_estimated, unmatched_truth : ndarray of int
        Rows whose key is null or absent from the other table.
    duplicate_estimated, duplicate_truth : ndarray of int
        Rows left out because an earlier row of their table bears the same key.
    """

    estimated: np.ndarray
    truth: np.ndarray
    unmatched_estimated: np.ndarray
    unmatched_truth: np.ndarray
    duplicate_estimated: np.ndarray
    duplicate_truth: np.ndarray


@dataclass(frozen=True)
class ErrorSummary:
    """Statistics of errors, in their unit. The mean of signed errors is their bias; quartiles are interpolated linearly (type 7 of R).

    `n` errors were summarised, `n_missing` more were NaN.
    """

    n: int
    n_missing: int
    minimum: float
    q1: float
    median: float
    mean: float
    q3: float
    maximum: float
    mae: float
    rmse: float


@dataclass(frozen=True)
class SpeedComparison:
    """Errors of speeds before and after their correction, of the same segments, and by how many percent it cut them.

    A cut is negative where the correction did harm, and NaN where there was nothing to cut.
    """

    before: ErrorSummary
    after: ErrorSummary
    mae_cut_percent: float
    rmse_cut_percent: float


def match_by_key(estimated, truth) -> KeyMatch:
    """Pair the rows of two tables that bear the same key.

    Parameters
    ----------
    estimated, truth : sequence of array_like, shape (n,) and (m,) each
        The key columns of either table, in the same order: numbers, texts or times. None, NaN and NaT are null.

    Returns
    -------
    KeyMatch

    Raises
    ------
    InputError
        When the tables have not the same number of key columns, or a number is to be compared with a text.

    Examples
    --------
    >>> pairs = match_by_key([["a", "b", "c"]], [["c", "a", "a"]])
    >>> pairs.estimated, pairs.truth, pairs.unmatched_estimated, pairs.duplicate_truth
    (array([0, 2]), array([1, 0]), array([1]), array([2]))
    """
    if len(estimated) != len(truth) or not len(estimated):
        raise InputError(f"there are {len(estimated)} key columns in the estimated table and {len(truth)} in the true one",
                         "Key fields", "Choose the same fields, one at least, in both.")
    n, m = rows(estimated, "Estimated table"), rows(truth, "True table")
    code, known = np.zeros(n + m, int), np.ones(n + m, bool)
    for number, columns in enumerate(zip(estimated, truth), start=1):
        value, given = joint_codes(*columns, f"Key field {number}")
        code = np.unique(code * (value.max(initial=0) + 1) + value, return_inverse=True)[1].ravel()
        known &= given
    row_estimated, code_estimated, duplicate_estimated = first_rows(code[:n], known[:n])
    row_truth, code_truth, duplicate_truth = first_rows(code[n:], known[n:])
    _, at_estimated, at_truth = np.intersect1d(code_estimated, code_truth, assume_unique=True, return_indices=True)
    pairs = np.column_stack([row_estimated[at_estimated], row_truth[at_truth]])
    pairs = pairs[np.argsort(pairs[:, 0])]
    return KeyMatch(pairs[:, 0], pairs[:, 1],
                    np.setdiff1d(np.arange(n), np.concatenate([pairs[:, 0], duplicate_estimated])),
                    np.setdiff1d(np.arange(m), np.concatenate([pairs[:, 1], duplicate_truth])),
                    duplicate_estimated, duplicate_truth)


def match_by_time(estimated, truth) -> KeyMatch:
    """Pair the journeys of two tables that are of the same phone and share the longest time, whatever their numbers.

    Parameters
    ----------
    estimated, truth : sequence of three array_like, shape (n,) and (m,) each
        A number for each phone (NaN for none), and start and end in seconds.

    Returns
    -------
    KeyMatch
        Each row is in one pair at most, those that share most time first; it has no duplicates.
    """
    estimated, truth = ([np.asarray(column, float) for column in side] for side in (estimated, truth))
    n, m = rows(estimated, "Estimated table"), rows(truth, "True table")
    order = np.argsort(truth[0], kind="stable")
    low, high = (np.searchsorted(truth[0][order], estimated[0], side=side) for side in ("left", "right"))
    count = np.where(np.isnan(estimated[0]), 0, high - low)
    one = np.repeat(np.arange(n), count)
    other = order[np.repeat(low - np.cumsum(count) + count, count) + np.arange(count.sum())]
    shared = np.minimum(estimated[2][one], truth[2][other]) - np.maximum(estimated[1][one], truth[1][other])
    by_time = np.argsort(-shared, kind="stable")
    pair_of, taken = {}, set()
    for k in by_time[shared[by_time] > 0].tolist():
        if one[k] not in pair_of and other[k] not in taken:
            pair_of[one[k]] = other[k]
            taken.add(other[k])
    first = np.array(sorted(pair_of), int)
    second = np.array([pair_of[row] for row in first], int)
    none = np.empty(0, int)
    return KeyMatch(first, second, np.setdiff1d(np.arange(n), first), np.setdiff1d(np.arange(m), second), none, none)


def deviations(estimated, truth) -> np.ndarray:
    """Distance of each estimated position from the true one.

    Parameters
    ----------
    estimated, truth : array_like, shape (n, 2)
        Matched positions in metres, NaN where missing.

    Returns
    -------
    ndarray, shape (n,)
        Metres, NaN where either is missing.
    """
    estimated, truth = same_shape(estimated, truth, "Positions")
    if estimated.ndim != 2 or estimated.shape[1] != 2:
        raise InputError(f"their shape is {estimated.shape}", "Positions", "Give one row of x and y a position.")
    return np.hypot(*(estimated - truth).T)


def summarise(errors) -> ErrorSummary:
    """Minimum, quartiles, mean, maximum, mean absolute error (Eq. 8) and root mean square error (Eq. 9).

    Parameters
    ----------
    errors : array_like, shape (n,)
        Deviations, or signed errors, in any unit; NaN where missing.

    Returns
    -------
    ErrorSummary

    Raises
    ------
    InputError
        When no error is given, or one is infinite.
    """
    errors = np.asarray(errors, float).ravel()
    given = errors[~np.isnan(errors)]
    if not len(given):
        raise InputError(f"there are no errors to summarise, {len(errors)} are missing", "Comparison",
                         "Check that the keys of the estimated and the true table match.")
    if np.isinf(given).any():
        raise InputError(f"{np.isinf(given).sum()} errors are infinite, the first in row {np.isinf(errors).argmax()} (counted from 0)",
                         "Comparison", "Repair the values or leave the rows out.")
    minimum, q1, median, q3, maximum = np.percentile(given, [0, 25, 50, 75, 100])
    return ErrorSummary(len(given), len(errors) - len(given), float(minimum), float(q1), float(median), float(given.mean()), float(q3),
                        float(maximum), float(np.abs(given).mean()), float(np.sqrt(np.mean(given ** 2))))


def compare_speeds(before, after, truth) -> SpeedComparison:
    """Errors of estimated speeds before and after the correction of velocities.

    Parameters
    ----------
    before, after, truth : array_like, shape (n,)
        Speeds of the same segments, in one unit, NaN where missing. Only segments that have all three count.

    Returns
    -------
    SpeedComparison
        Errors are estimate less truth.

    Raises
    ------
    InputError
        When the lengths differ, or no segment has all three.
    """
    before, truth = same_shape(before, truth, "Speeds")
    after, truth = same_shape(after, truth, "Speeds")
    missing = np.isnan(before) | np.isnan(after) | np.isnan(truth)
    raw, corrected = (summarise(np.where(missing, np.nan, speeds - truth)) for speeds in (before, after))
    return SpeedComparison(raw, corrected, cut_percent(raw.mae, corrected.mae), cut_percent(raw.rmse, corrected.rmse))


def cut_percent(before: float, after: float) -> float:
    return 100 * (1 - after / before) if before > 0 else float("nan")


def same_shape(a, b, name: str) -> tuple[np.ndarray, np.ndarray]:
    a, b = np.asarray(a, float), np.asarray(b, float)
    if a.shape != b.shape:
        raise InputError(f"there are {len(a)} estimated and {len(b)} true ones", name, "Match them by key first.")
    return a, b


def rows(columns, name: str) -> int:
    lengths = {len(column) for column in columns}
    if len(lengths) > 1:
        raise InputError(f"its key columns have {sorted(lengths)} rows", name, "Give one value a row and column.")
    return lengths.pop()


def first_rows(code: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The first row of each key that is not null, its code, and the rows that repeat one."""
    row = np.flatnonzero(known)
    codes, first = np.unique(code[row], return_index=True)
    return row[first], codes, np.delete(row, first)


def joint_codes(estimated, truth, name: str) -> tuple[np.ndarray, np.ndarray]:
    """A number for each value of a key column in both tables, equal for equal values, and whether it is not null."""
    (estimated, given), (truth, given_too) = plain(estimated), plain(truth)
    if len(estimated) and len(truth) and kind(estimated) != kind(truth):
        raise InputError(f"it holds {kind(estimated)} in the estimated table and {kind(truth)} in the true one", name,
                         "Choose fields of one type, or convert one of them.")
    given = np.concatenate([given, given_too])
    code = np.zeros(len(given), int)
    code[given] = np.unique(np.concatenate([estimated, truth]), return_inverse=True)[1].ravel()
    return code, given


def plain(column) -> tuple[np.ndarray, np.ndarray]:
    """The values of a column that are not null, and where they stand."""
    column = np.asarray(column)
    if column.dtype != object:
        given = column == column  # NaN and NaT are unlike themselves
        return column[given], given
    given = np.array([value is not None and value == value for value in column], bool)
    return np.array(column[given].tolist()), given


def kind(values: np.ndarray) -> str:
    return {"U": "texts", "M": "times", "O": "objects"}.get(values.dtype.kind, "numbers")
