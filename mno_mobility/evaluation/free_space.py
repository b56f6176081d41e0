"""The free-space diagram of two polylines (Alt & Godau 1995): where two walkers on them are within reach of each other.

A cell belongs to a segment of each curve, its row to one of the first, its column to one of the second. On the border of two cells
one walker stands at a vertex; the places of the other within reach are an interval of his segment. Walkers who never turn back
follow a monotone path through the cells, which is known by the columns in which it climbs from row to row.

Only borders within reach are held and searched: memory and time grow with the free space, not with the whole diagram.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np
import shapely

from ..memory import require

ROWS_A_BLOCK = 32
# what a border takes, with the copies made of it
BORDER_BYTES = 160


class Feet(NamedTuple):
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

    def pick(self, which) -> "Feet":
        return Feet(*(values[which] for values in self))

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


def feet(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> Feet:
    """Points seen from the segments between `start` and `end`; shapes (..., 2) that broadcast."""
    way, to_point = end - start, points - start
    dx, dy = way[..., 0], way[..., 1]
    x, y = to_point[..., 0], to_point[..., 1]
    length = norm(way)
    unit = np.where(length > 0, length, 1)
    along, across = (x * dx + y * dy) / unit, np.abs(x * dy - y * dx) / unit
    gap = np.where(along <= 0, norm(to_point), np.where(along < length, across, norm(points - end)))
    return Feet(along, np.minimum(across, gap), gap, np.broadcast_to(length, gap.shape))


def norm(vectors: np.ndarray) -> np.ndarray:
    """Length of vectors of shape (..., 2); several times as fast as hypot, which guards against overflow."""
    x, y = vectors[..., 0], vectors[..., 1]
    return np.sqrt(x * x + y * y)


def segment_tree(curve: np.ndarray) -> shapely.STRtree:
    return shapely.STRtree(shapely.linestrings(np.stack([curve[:-1], curve[1:]], axis=1)))


def free_space(a: np.ndarray, b: np.ndarray, reach: float, tick: Callable[[], None]) -> FreeSpace:
    """The borders where vertices of one curve are within reach of segments of the other."""
    start, end = a[:-1], a[1:]
    left = near_borders(np.minimum(start, end), np.maximum(start, end), shapely.STRtree(shapely.points(b[1:-1])), 1,
                        lambda row, col: feet(b[col], start[row], end[row]), reach, tick)
    lower = near_borders(start, start, segment_tree(b), 0,
                         lambda row, col: feet(start[row], b[col], b[col + 1]), reach, tick)
    return FreeSpace(left, lower, (len(start), len(b) - 1))


def near_borders(low: np.ndarray, high: np.ndarray, tree: shapely.STRtree, first_col: int, seen: Callable, reach: float,
                 tick: Callable[[], None]) -> Borders:
    """Borders within reach, by blocks of rows: what follows on a curve lies near, so that a block needs few columns.

    `low` and `high` are the corners of the rows' bounding boxes, the tree holds the columns from `first_col` on, and `seen` tells
    the feet of rows and columns that broadcast.
    """
    found, n = [], 0
    margin = reach * (1 + 1e-9)
    for first in range(0, len(low), ROWS_A_BLOCK):
        tick()
        row = np.arange(first, min(first + ROWS_A_BLOCK, len(low)))
        window = shapely.box(*(low[row].min(axis=0) - margin), *(high[row].max(axis=0) + margin))
        col = np.sort(tree.query(window)) + first_col
        require(BORDER_BYTES * (n + len(row) * len(col)), "curves with so many places so near each other", "Curves",
                "Simplify them or cut them into shorter ones.")
        block = seen(row[:, None], col)
        near = block.gap <= reach
        at_row, at_col = np.nonzero(near)
        found.append((row[at_row], col[at_col], *block.pick(near)))
        n += len(at_row)
    row, col, *feet_ = (np.concatenate(parts) for parts in zip(*found))
    return Borders(row, col, Feet(*feet_))


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
        if row % ROWS_A_BLOCK == 0:
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
    return traced(climbs, entry[-1])


def traced(climbs: list, last: int) -> np.ndarray:
    """The path that enters the last row in column `last`; each climb holds the columns reached and where their row was entered."""
    path = []
    for top, entered in reversed(climbs):
        path.append(last)
        last = entered[np.searchsorted(top, last)]
    return np.array(path[::-1], int)


def tightest_path(space: FreeSpace, tick: Callable[[], None]) -> tuple[float, Optional[np.ndarray]]:
    """The path whose widest gap is the least of all, even if a walker must turn back on it, and that gap.

    No leash is shorter than it. Infinity and None where the borders held let no path through. The cells of an antidiagonal are entered
    from that before it only, all at once.
    """
    n_rows, n_cols = space.shape
    n_steps = n_rows + n_cols - 1
    left_at, left_row, left_gap = by_antidiagonal(space.left, space.left.col > 0, n_steps)
    lower_at, lower_row, lower_gap = by_antidiagonal(space.lower, space.lower.row > 0, n_steps)
    widest = np.full(n_rows, np.inf)  # on the best way to the cell in each row of an antidiagonal
    widest[0] = 0
    before, climbs = np.array([0]), [np.array([], int)]
    for step in range(1, n_steps):
        if step % ROWS_A_BLOCK == 0:
            tick()
        left, lower = slice(left_at[step], left_at[step + 1]), slice(lower_at[step], lower_at[step + 1])
        along, up = left_row[left], lower_row[lower]
        sideways, upwards = np.maximum(left_gap[left], widest[along]), np.maximum(lower_gap[lower], widest[up - 1])
        widest[before] = np.inf
        widest[along] = sideways
        climbing = upwards <= widest[up]
        widest[up] = np.minimum(upwards, widest[up])
        climbs.append(up[climbing])
        before = np.concatenate([along, up])
    if widest[-1] == np.inf:
        return np.inf, None
    path, row = np.empty(n_rows - 1, int), n_rows - 1
    for step in range(n_steps - 1, 0, -1):
        rows = climbs[step]
        at = rows.searchsorted(row)
        if at < len(rows) and rows[at] == row:
            row -= 1
            path[row] = step - row - 1
    return float(widest[-1]), path


def by_antidiagonal(borders: Borders, inner: np.ndarray, n_steps: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where each antidiagonal begins among the borders between two cells; their rows, ascending within it, and gaps."""
    row, step, gap = borders.row[inner], (borders.row + borders.col)[inner], borders.feet.gap[inner]
    order = np.argsort(step, kind="stable")
    return np.searchsorted(step[order], np.arange(n_steps + 1)), row[order], gap[order]


def open_borders(borders: Borders, reach: float, n_rows: int) -> tuple[np.ndarray, ...]:
    """Where each row begins among the borders within reach; their columns, and the first and last free place on each."""
    keep = np.flatnonzero(borders.feet.gap <= reach)
    return (np.searchsorted(borders.row[keep], np.arange(n_rows + 1)), borders.col[keep], *borders.feet.pick(keep).within(reach))


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
    on_b, on_a = feet(a[1:-1], b[path], b[path + 1]), feet(b[1:-1], a[crossed], a[crossed + 1])
    return float(max(end_gap(a, b), least_reach(on_b, arc_length(b)[path]), least_reach(on_a, arc_length(a)[crossed])))


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


def end_gap(a: np.ndarray, b: np.ndarray) -> float:
    """The greater of the distances between the starts and between the ends."""
    return float(norm(a[[0, -1]] - b[[0, -1]]).max())


def arc_length(curve: np.ndarray) -> np.ndarray:
    """Way along the curve to each vertex."""
    return np.concatenate([[0.0], np.cumsum(norm(np.diff(curve, axis=0)))])
