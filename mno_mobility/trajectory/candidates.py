"""Candidate routes of a journey and their rating (Ostermayer et al. 2016, section 3.5, Eqs. 3 and 4)."""

import numpy as np
import shapely

from ..errors import InputError

RULES = ("ranks", "distance", "duration")


def squared_distances(lines, references) -> np.ndarray:
    """D_j: sum over the cells of the squared least distance from the route to the cell's reference point (Eq. 3).

    Parameters
    ----------
    lines : array_like of shapely lines, shape (K,)
    references : array_like, shape (M, 2)
        Centroid of the area, or site, of each cell of the journey.

    Returns
    -------
    ndarray of float, shape (K,)
        Square metres.
    """
    lines = np.asarray(lines, dtype=object)
    distance = shapely.distance(lines[:, None], shapely.points(np.asarray(references, float))[None, :])
    return (distance ** 2).sum(axis=1)


def duration_ratios(session_s, route_s) -> np.ndarray:
    """Duration of the session over that of the route at the speed limits (Eq. 4); NaN where either takes no time."""
    session_s, route_s = np.broadcast_arrays(np.asarray(session_s, float), np.asarray(route_s, float))
    ratio = np.full(route_s.shape, np.nan)
    moves = (route_s > 0) & (session_s > 0) & np.isfinite(route_s)
    ratio[moves] = session_s[moves] / route_s[moves]
    return ratio


def choose(squared_m2, ratio, rule: str = "ranks") -> np.ndarray:
    """The best candidate of each journey.

    Parameters
    ----------
    squared_m2, ratio : array_like of float, shape (J, K)
        Ratings; `squared_m2` is NaN where there is no route. A route without ratio is rated as the worst by it.
    rule : str
        How "minimal D_j" and "ratio closest to 1" are joined: ``ranks``, the least sum of both ranks, that of D_j and that of
        the logarithm of the ratio; ``distance``, D_j alone; ``duration``, the ratio alone. Ties go to the lesser D_j, then to the earlier
        candidate.

    Returns
    -------
    ndarray of int, shape (J,)
        -1 where there is no route.

    Raises
    ------
    InputError
        When the rule is unknown.
    """
    if rule not in RULES:
        raise InputError(f"there is no rule {rule!r}", "Rule", f"Choose one of {', '.join(RULES)}.")
    squared = np.asarray(squared_m2, float)
    exists = np.isfinite(squared)
    squared = np.where(exists, squared, np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.abs(np.log(np.asarray(ratio, float)))
    off = np.where(exists & np.isfinite(off), off, np.inf)
    first = {"distance": squared, "duration": off}.get(rule)
    if first is None:
        first = _ranks(squared) + _ranks(off)
    first = np.where(exists, first, np.inf)
    order = np.lexsort((squared, first), axis=1)
    return np.where(exists.any(axis=1), order[:, 0], -1)


def _ranks(values: np.ndarray) -> np.ndarray:
    """How many of its row are less than each value, (J, K)."""
    order = values.argsort(axis=1)
    ordered = np.take_along_axis(values, order, axis=1)
    least = np.zeros(values.shape, int)
    least[:, 1:] = np.where(ordered[:, 1:] > ordered[:, :-1], np.arange(1, values.shape[1]), 0)
    ranks = np.empty(values.shape, int)
    np.put_along_axis(ranks, order, np.maximum.accumulate(least, axis=1), axis=1)
    return ranks
