"""How much of one curve lies near another: correctness and completeness of an estimated route (Heipke et al., IAPRS 32, 1997)."""

import numpy as np
import shapely

from .curves import polylines
from .free_space import segment_tree

BLOCK = 500  # segments whose neighbours are looked at together


def share_within(a, b, within_m: float) -> float:
    """Share of the length of polyline `a` that lies within so many metres of polyline `b`.

    Of an estimate and the truth it is the correctness of the estimate, the other way round its completeness.

    Parameters
    ----------
    a, b : array_like, shape (n, 2) and (m, 2)
        Vertices in metres.
    within_m : float

    Returns
    -------
    float
        0 to 1, exact to rounding; of a curve without length 0 or 1.
    """
    a, b = polylines(a, b)
    tree, length = segment_tree(b), np.hypot(*np.diff(a, axis=0).T)
    if not length.any():
        return float(shapely.distance(tree.geometries, shapely.points(a[0])).min() <= within_m)
    along = np.concatenate([[0.0], np.cumsum(length)])
    near = []
    for start in range(0, len(length), BLOCK):
        piece = np.arange(start, min(start + BLOCK, len(length)))
        low, high = np.minimum(a[piece], a[piece + 1]) - within_m, np.maximum(a[piece], a[piece + 1]) + within_m
        query, segment = tree.query(shapely.box(*low.T, *high.T))
        piece = piece[query]
        begin, end = _inside(a[piece], a[piece + 1], b[segment], b[segment + 1], within_m)
        hit = begin < end
        near.append(along[piece[hit], None] + np.column_stack([begin, end])[hit])
    begin, end = np.concatenate(near).T
    order = np.argsort(begin, kind="stable")
    begin, end = begin[order], np.maximum.accumulate(end[order])
    covered = np.maximum(end - np.maximum(begin, np.concatenate([[0.0], end[:-1]])), 0).sum()
    return float(min(covered / along[-1], 1.0))


def _inside(p, q, c, d, radius: float) -> tuple[np.ndarray, np.ndarray]:
    """From where to where, in metres from p, each line from p to q runs within a distance of the segment from c to d; (K, 2) each.

    What is near a segment is convex: its two end discs and the band between them, of which the line meets one stretch. Where there is
    none, the first place lies behind the second.
    """
    length = np.hypot(*(q - p).T)
    u = (q - p) / length[:, None]
    reach = np.hypot(*(d - c).T)
    w = (d - c) / np.where(reach > 0, reach, 1.0)[:, None]
    begin, end = np.full(len(p), np.inf), np.full(len(p), -np.inf)

    def take(low, high, real):
        real = real & (low <= high)
        begin[real], end[real] = np.minimum(begin[real], low[real]), np.maximum(end[real], high[real])

    for centre in (c, d):
        foot = ((centre - p) * u).sum(axis=1)
        square = radius ** 2 - ((p + foot[:, None] * u - centre) ** 2).sum(axis=1)
        half = np.sqrt(np.maximum(square, 0))
        take(foot - half, foot + half, square >= 0)
    across = np.column_stack([-w[:, 1], w[:, 0]])
    bands = [_between(((p - c) * axis).sum(axis=1), (u * axis).sum(axis=1), low, high)
             for axis, low, high in ((across, -radius, radius), (w, 0.0, reach))]
    take(np.maximum(bands[0][0], bands[1][0]), np.minimum(bands[0][1], bands[1][1]), reach > 0)
    return np.maximum(begin, 0), np.minimum(end, length)


def _between(start, slope, low, high) -> tuple[np.ndarray, np.ndarray]:
    """Where low <= start + slope t <= high."""
    moves = slope != 0
    one, other = ((bound - start) / np.where(moves, slope, 1.0) for bound in (low, high))
    held = (low <= start) & (start <= high)
    return (np.where(moves, np.minimum(one, other), np.where(held, -np.inf, np.inf)),
            np.where(moves, np.maximum(one, other), np.where(held, np.inf, -np.inf)))
