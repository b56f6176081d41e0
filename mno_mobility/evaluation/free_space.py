"""The free-space diagram of two polylines (Alt & Godau 1995): where two walkers on them are within reach of each other.

A cell belongs to a segment of each curve, its row to one of the first, its column to one of the second. On the border of two cells
one walker stands at a vertex; the places of the other within reach are an interval of his segment. Walkers who never turn back
follow a monotone path through the cells, which is known by the columns in which it climbs from row to row.

Only borders within reach are held and searched: memory and time grow with the free space, not with the whole diagram.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np
import shapely

from ..memory import require

# pairs of vertices and segments looked at in one go, and bytes a border takes with the copies made of it
BLOCK = 2 ** 20
BORDER_BYTES = 160
ROWS_A_TICK = 64


@dataclass(frozen=True)
class Feet:
    """Points seen from a segment each, in metres; shape (K,) each.

    Attributes
    ----------
    along, across : ndarray
        Where the foot of the perpendicular on the line of the segment lies, counted from its start, and how long it is.
    gap : ndarray
        Distance to the segment.
    length : ndarray
        Of the segment.
    """

    along: np.ndarray
    across: np.ndarray
    gap: np.ndarray
    length: np.ndarray

    def __getitem__(self, which) -> "Feet":
        return Feet(self.along[which], self.across[which], self.gap[which], self.length[which])

    def within(self, reach: float) -> tuple[np.ndarray, np.ndarray]:
        """First and last place on the segment within reach, in metres from its start; only where `gap` is."""
        half = np.sqrt(np.maximum((reach - self.across) * (reach + self.across), 0))
        return np.clip(self.along - half, 0, self.length), np.clip(self.along + half, 0, self.length)


@dataclass(frozen=True)
class Borders:
    """Borders within reach, in the order of the rows, then of the columns; shape (K,) each."""

    row: np.ndarray
    col: np.ndarray
    feet: Feet


@dataclass(frozen=True)
class FreeSpace:
    """Borders of the cells that may be free, of `shape` rows and columns: the left and the lower border of a cell bear its number."""

    left: Borders
    lower: Borders
    shape: tuple[int, int]


def feet(points: np.ndarray, curve: np.ndarray, segment: np.ndarray) -> Feet:
    """Each point, shape (K, 2), seen from the segment of the curve numbered beside it."""
    start, end = curve[segment], curve[segment + 1]
    dx, dy = (end - start).T
    x, y = (points - start).T
    length = np.hypot(dx, dy)
    unit = np.where(length > 0, length, 1)
    along, across = (x * dx + y * dy) / unit, np.abs(x * dy - y * dx) / unit
    gap = np.where(along <= 0, np.hypot(x, y), np.where(along < length, across, np.hypot(*(points - end).T)))
    return Feet(along, np.minimum(across, gap), gap, length)


def segment_tree(curve: np.ndarray) -> shapely.STRtree:
    return shapely.STRtree(shapely.linestrings(np.stack([curve[:-1], curve[1:]], axis=1)))


def free_space(a: np.ndarray, b: np.ndarray, reach: float, tick: Callable[[], None]) -> FreeSpace:
    """The borders where vertices of one curve are within reach of segments of the other."""
    shape = len(a) - 1, len(b) - 1
    vertex, row, left = near_segments(b, a, reach, tick)
    order = np.argsort(row * shape[1] + vertex)
    left = Borders(row[order], vertex[order], left[order])
    vertex, col, lower = near_segments(a, b, reach, tick)
    order = np.argsort(vertex * shape[1] + col)
    return FreeSpace(left, Borders(vertex[order], col[order], lower[order]), shape)


def near_segments(points: np.ndarray, curve: np.ndarray, reach: float, tick) -> tuple[np.ndarray, np.ndarray, Feet]:
    """Inner vertices of one curve, the segments of the other within reach of each, and the feet."""
    tree = segment_tree(curve)
    found, n = [], 0
    for inner in np.array_split(np.arange(1, len(points) - 1), len(points) * len(curve) // BLOCK + 1):
        tick()
        require(BORDER_BYTES * (n + len(inner) * len(curve)), "so many vertices so near each other", "Curves",
                "Simplify the curves or cut them into shorter ones.")
        x, y = points[inner].T
        margin = reach * (1 + 1e-9)
        near, segment = tree.query(shapely.box(x - margin, y - margin, x + margin, y + margin))
        vertex = inner[near]
        seen = feet(points[vertex], curve, segment)
        keep = seen.gap <= reach
        found.append((vertex[keep], segment[keep], seen[keep]))
        n += len(found[-1][0])
    vertex, segment, seen = zip(*found)
    return (np.concatenate(vertex), np.concatenate(segment),
            Feet(*(np.concatenate([getattr(f, name) for f in seen]) for name in ("along", "across", "gap", "length"))))


def find_path(space: FreeSpace, reach: float, tick: Callable[[], None]) -> Optional[np.ndarray]:
    """A monotone path through the free space, where both ends of the curves are within reach.

    The reachable part of a border is an interval that ends where the free one does, so that its beginning says all. Within a row,
    beginnings can only rise from left border to left border, until a cell that can be entered from below sets them free again.

    Returns
    -------
    ndarray of int, shape (n_rows - 1,), or None
        Column in which the path climbs into the second and every further row.
    """
    n_rows, n_cols = space.shape
    left_at, left_col, left_first, left_last = open_borders(space.left, reach, n_rows)
    lower_at, lower_col, lower_first, lower_last = open_borders(space.lower, reach, n_rows)
    adjoins = np.diff(left_col, prepend=-1) == 1
    adjoins[left_at[:-1][left_at[:-1] < len(adjoins)]] = False
    reachable = np.full(n_cols, np.inf)
    reachable[0] = 0
    # column in which the row was entered, on the way to each of its cells
    entry = np.arange(n_cols)
    climbs = []
    for row in range(n_rows):
        if row % ROWS_A_TICK == 0:
            tick()
        here = slice(left_at[row], left_at[row + 1])
        col = left_col[here]
        if len(col):
            anew = reachable[col - 1] < np.inf
            joined = adjoins[here] & ~anew
            lift = np.cumsum(~joined) * left_last[here].max()
            rises_above = np.maximum.accumulate(left_first[here] + lift) > left_last[here] + lift
            place = np.arange(len(col))
            last_anew = np.maximum.accumulate(np.where(anew, place, -1))
            last_shut = np.maximum.accumulate(np.where(joined & ~rises_above | anew, -1, place))
            crossed = last_anew > last_shut
            col = col[crossed]
            entry[col] = left_col[here][last_anew[crossed]] - 1
        if row == n_rows - 1:
            break
        up = slice(lower_at[row + 1], lower_at[row + 2])
        top = lower_col[up]
        first = np.where(entry[top] < top, lower_first[up], np.maximum(reachable[top], lower_first[up]))
        rising = first <= lower_last[up]
        if not rising.any():
            return None
        top = top[rising]
        climbs.append((top, entry[top]))
        entry[col] = col
        reachable[:] = np.inf
        reachable[top] = first[rising]
    if entry[-1] == n_cols - 1 and reachable[-1] == np.inf:
        return None
    path = np.empty(n_rows - 1, int)
    before = entry[-1]
    for row in range(n_rows - 2, -1, -1):
        top, entered = climbs[row]
        path[row] = before
        before = entered[np.searchsorted(top, before)]
    return path


def open_borders(borders: Borders, reach: float, n_rows: int) -> tuple[np.ndarray, ...]:
    """Where each row begins among the borders within reach; their columns, and the first and last free place on each."""
    keep = np.flatnonzero(borders.feet.gap <= reach)
    return (np.searchsorted(borders.row[keep], np.arange(n_rows + 1)), borders.col[keep], *borders.feet[keep].within(reach))


def even_path(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The path of two walkers who have always covered the same share of their curves."""
    along_a, along_b = arc_length(a), arc_length(b)
    return np.searchsorted(along_b[1:-1], along_a[1:-1] * (along_b[-1] / along_a[-1] if along_a[-1] else 0), side="right")


def leash(a: np.ndarray, b: np.ndarray, path: np.ndarray) -> float:
    """The least leash that lets two walkers follow a path, exact to rounding.

    One walker stands at each inner vertex of his curve in turn, while the other must find places within reach, on the segments the
    path tells, that never turn back.
    """
    crossed = np.searchsorted(path, np.arange(1, len(b) - 1), side="left")
    on_b, on_a = feet(a[1:-1], b, path), feet(b[1:-1], a, crossed)
    ends = max(np.hypot(*(a[0] - b[0])), np.hypot(*(a[-1] - b[-1])))
    return float(max(ends, least_reach(on_b, arc_length(b)[path]), least_reach(on_a, arc_length(a)[crossed])))


def least_reach(seen: Feet, before: np.ndarray) -> float:
    """The least reach with which places on a curve, one within reach of each point, need never turn back.

    `before` is the way along the curve to the start of each point's segment.
    """
    def forward(reach):
        first, last = seen.within(reach)
        return (np.maximum.accumulate(before + first) <= before + last).all()

    low = seen.gap.max(initial=0)
    if forward(low):
        return low
    high = np.hypot(seen.across, np.maximum(np.abs(seen.along), np.abs(seen.length - seen.along))).max()
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if forward(middle) else (middle, high)
    return high


def arc_length(curve: np.ndarray) -> np.ndarray:
    """Way along the curve to each vertex."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
