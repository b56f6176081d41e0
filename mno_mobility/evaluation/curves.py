"""How far an estimated route is from the true one: Hausdorff and Fréchet distance (Ostermayer et al. 2016, section 5.2.1).

Both are distances of the curves, not of their vertices alone. The discrete ones, which the paper prints and which depend on where
the vertices lie, stand beside them.
"""

from dataclasses import dataclass
from itertools import chain, cycle
from typing import Optional

import numpy as np
import shapely
from scipy.spatial import cKDTree

from ..errors import InputError
from ..progress import Progress, no_progress, part
from .free_space import end_gap, even_path, feet, find_path, free_space, leash, segment_tree, tightest_path

# halvings that exhaust the digits of a share between 0 and 1
HALVINGS = 53
STEPS_A_TICK = 256


@dataclass(frozen=True)
class CurveDistances:
    """Distances of two curves in metres: of the curves themselves, and (discrete) of their vertices.

    The last two are the farthest that a point of the first lies from the second, and the other way round.
    """

    hausdorff_m: float
    frechet_m: float
    discrete_hausdorff_m: float
    discrete_frechet_m: float
    first_off_m: float
    second_off_m: float


def compare_curves(a, b, *, either_way: bool = False, progress: Progress = no_progress) -> CurveDistances:
    """All distances of two polylines.

    Parameters
    ----------
    a, b : array_like, shape (n, 2) and (m, 2)
        Vertices in metres. A single one is a curve that stays where it is; a vertex may be repeated.
    either_way : bool
        Whether the curves have no direction: the lesser Fréchet distances of both ways to walk `b`.

    Returns
    -------
    CurveDistances

    Raises
    ------
    InputError
        When a curve has no vertex or one without finite coordinates; when the memory is too small for curves so long.

    Examples
    --------
    >>> compare_curves([[0, 0], [10, 0]], [[10, 0], [0, 0]])
    CurveDistances(hausdorff_m=0.0, frechet_m=10.0, discrete_hausdorff_m=0.0, discrete_frechet_m=10.0, first_off_m=0.0, second_off_m=0.0)
    """
    first_off, second_off = directed_hausdorff(a, b), directed_hausdorff(b, a)
    both = max(first_off, second_off)
    continuous, discrete = [], []
    ways = [b, np.asarray(b)[::-1]] if either_way else [b]
    for k, way in enumerate(ways):
        span = part(progress, k / len(ways), (k + 1) / len(ways))
        continuous.append(frechet(a, way, at_least=both, progress=part(span, 0, 0.7)))
        discrete.append(discrete_frechet(a, way, progress=part(span, 0.7, 1)))
    progress(1.0)
    return CurveDistances(both, min(continuous), discrete_hausdorff(a, b), min(discrete), first_off, second_off)


def opposed(a, b) -> bool:
    """Whether the curves run in opposite directions, as far as their ends tell: a reversed one would begin and end nearer."""
    a, b = vertices(a, "First curve"), vertices(b, "Second curve")
    as_they_are, reversed_ = (np.hypot(*(a[[0, -1]] - ends).T).sum() for ends in (b[[0, -1]], b[[-1, 0]]))
    return bool(reversed_ < as_they_are)


def as_curve(line) -> tuple[np.ndarray, int]:
    """Vertices of a line of one or several parts as one curve, and how many gaps had to be bridged.

    Parts follow each other as they are given. Where they do not meet that way, but are one line in another order or direction, it is
    that line, in the direction of the first part.

    Parameters
    ----------
    line : shapely LineString or MultiLineString

    Returns
    -------
    vertices : ndarray, shape (n, 2)
    n_gaps : int
    """
    parts = [xy for xy in map(shapely.get_coordinates, shapely.get_parts(line)) if len(xy)]
    n_gaps = sum(bool((end[-1] != start[0]).any()) for end, start in zip(parts, parts[1:]))
    merged = shapely.line_merge(line) if n_gaps else line
    if not n_gaps or merged.geom_type != "LineString":
        return np.concatenate([np.empty((0, 2)), *parts]), n_gaps
    curve = shapely.get_coordinates(merged)
    first, last = shapely.line_locate_point(merged, shapely.points(parts[0][[0, -1]]))
    return (curve if first <= last else curve[::-1]), 0


def hausdorff(a, b) -> float:
    """Hausdorff distance of two polylines: the farthest that a point of either lies from the other.

    Parameters
    ----------
    a, b : array_like, shape (n, 2) and (m, 2)
        Vertices in metres.

    Returns
    -------
    float
        Metres, exact to rounding.
    """
    a, b = polylines(a, b)
    return farthest(a, b, least=farthest(b, a))


def directed_hausdorff(a, b) -> float:
    """The farthest that a point of polyline `a` lies from polyline `b`, in metres; see :func:`hausdorff`."""
    return farthest(*polylines(a, b))


def frechet(a, b, *, tolerance: float = 1e-9, at_least: Optional[float] = None, progress: Progress = no_progress) -> float:
    """Continuous Fréchet distance: the shortest leash for two walkers who follow the curves from end to end and never turn back.

    Parameters
    ----------
    a, b : array_like, shape (n, 2) and (m, 2)
        Vertices in metres.
    tolerance : float
        Most by which the result may exceed the distance, as a share of it.
    at_least : float, optional
        The Hausdorff distance, where it is known already.

    Returns
    -------
    float
        Metres; exact to rounding in most cases, as it is the leash of a path that was found.

    Raises
    ------
    InputError
        See :func:`compare_curves`.

    Notes
    -----
    Whether a leash is long enough is decided on the free-space diagram (Alt & Godau, IJCGA 5, 1995). A diagram that is open yields
    a path, and its own least leash is a critical value, mostly far below the one that was tried: few decisions suffice.
    """
    if not 0 < tolerance < 1:
        raise InputError(f"the tolerance {tolerance} is not between 0 and 1", "Tolerance", "Give a small share, such as 1e-9.")
    a, b = sorted(polylines(a, b), key=len)
    lower = end_gap(a, b)
    lower = farthest(a, b, least=farthest(b, a, least=lower)) if at_least is None else max(lower, at_least)
    upper = max(lower, leash(a, b, even_path(a, b)))
    first_width, resolution = upper - lower, rounding(a, b)

    def undecided():
        return upper - lower > max(tolerance * upper, resolution)

    def tick():
        progress(min(max(float(np.log(first_width / (upper - lower)) / np.log(first_width / (tolerance * upper))), 0.0), 1.0))

    path, reach = None, lower * (1 + tolerance / 2)
    while path is None and undecided():
        space = free_space(a, b, reach, tick)
        gap, path = tightest_path(space, tick)
        if path is None:
            lower, reach = reach, min(max(2 * reach, upper / 16), upper)
        else:
            lower, upper = max(lower, gap), min(upper, leash(a, b, path))
    probes = chain(["least"], cycle(["just below", "middle"]))
    while undecided():
        probe = {"least": lower * (1 + tolerance / 2), "just below": upper * (1 - tolerance / 2),
                 "middle": (lower + upper) / 2}[next(probes)]
        if probe > reach:
            space, reach = free_space(a, b, upper, tick), upper
        path = find_path(space, probe, tick)
        if path is None:
            lower = probe
        else:
            upper = max(lower, min(probe, leash(a, b, path)))
    progress(1.0)
    return upper


def discrete_hausdorff(a, b) -> float:
    """Hausdorff distance of the vertices of two curves, in metres; parameters as in :func:`hausdorff`."""
    a, b = vertices(a, "First curve"), vertices(b, "Second curve")
    return float(max(cKDTree(b).query(a)[0].max(), cKDTree(a).query(b)[0].max()))


def discrete_frechet(a, b, *, progress: Progress = no_progress) -> float:
    """Fréchet distance of two walkers who leap from vertex to vertex, in metres; parameters as in :func:`hausdorff`.

    The coupling measure of Eiter & Mannila (Computing discrete Fréchet distance, TU Wien, 1994), one antidiagonal of its table after
    the other. It is never below the continuous distance.
    """
    a, b = sorted((vertices(a, "First curve"), vertices(b, "Second curve")), key=len)
    n, m = len(a), len(b)
    (ax, ay), (bx, by) = a.T.copy(), b[::-1].T.copy()
    # squared couplings on the last two antidiagonals, by vertex of a, after a column of infinity
    before, last = np.full((2, n + 1), np.inf)
    before[0] = 0
    for step in range(n + m - 1):
        if step % STEPS_A_TICK == 0:
            progress(step / (n + m - 1))
        start, stop = max(0, step - m + 1), min(n, step + 1)
        opposite = slice(m - 1 - step + start, m - 1 - step + stop)
        dx, dy = ax[start:stop] - bx[opposite], ay[start:stop] - by[opposite]
        now = np.full(n + 1, np.inf)
        now[start + 1:stop + 1] = np.maximum(
            dx * dx + dy * dy,
            np.minimum(np.minimum(last[start:stop], last[start + 1:stop + 1]), before[start:stop]))
        before, last = last, now
    progress(1.0)
    return float(np.sqrt(last[-1]))


def farthest(a: np.ndarray, b: np.ndarray, least: float = 0.0) -> float:
    """The farthest that a point of `a` lies from `b`, or `least` where none lies farther.

    Along an edge of `a` the distance to each segment of `b` is convex, and the least of them peaks at an end of the edge or where
    two of them cross. An edge is cut where the nearest segments of its two ends are equally far, until no piece can hold more than
    has been found: no point of a piece is farther from a segment than one of its ends is.
    """
    tree, slack = segment_tree(b), rounding(a, b)

    def nearest(points):
        segment = tree.nearest(shapely.points(points))
        return segment, gap(points, segment)

    def gap(points, segment):
        return feet(points, b[segment], b[segment + 1]).gap

    segment, distance = nearest(a)
    best = max(least, distance.max())
    p, q, near_p, near_q = a[:-1], a[1:], segment[:-1], segment[1:]
    while True:
        bound = np.minimum(*(np.maximum(gap(p, near), gap(q, near)) for near in (near_p, near_q)))
        open_ = bound > best + slack
        if not open_.any():
            return float(best)
        p, q, near_p, near_q = p[open_], q[open_], near_p[open_], near_q[open_]
        x = equally_far(p, q, lambda x, p=near_p, q=near_q: gap(x, p) - gap(x, q))
        near_x, distance = nearest(x)
        best = max(best, distance.max())
        p, q = np.concatenate([p, x]), np.concatenate([x, q])
        near_p, near_q = np.concatenate([near_p, near_x]), np.concatenate([near_x, near_q])


def equally_far(p: np.ndarray, q: np.ndarray, difference) -> np.ndarray:
    """A point between each p and q where the difference changes its sign, by bisection."""
    low, high = np.zeros((len(p), 1)), np.ones((len(p), 1))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        negative = difference(p + middle * (q - p))[:, None] < 0
        low, high = np.where(negative, middle, low), np.where(negative, high, middle)
    return p + high * (q - p)


def rounding(a: np.ndarray, b: np.ndarray) -> float:
    """What rounding may do to a distance between the curves, in metres."""
    return float(8 * np.spacing(max(np.abs(a).max(), np.abs(b).max())))


def polylines(a, b) -> tuple[np.ndarray, np.ndarray]:
    """Both curves without repeated vertices, seen from the first one's start; each has one segment at least."""
    a, b = vertices(a, "First curve"), vertices(b, "Second curve")
    return segmented(a - a[0]), segmented(b - a[0])


def segmented(curve: np.ndarray) -> np.ndarray:
    moves = (np.diff(curve, axis=0) != 0).any(axis=1)
    return curve[np.concatenate([[True], moves])] if moves.any() else curve[[0, 0]]


def vertices(curve, name: str) -> np.ndarray:
    """The curve as an array of floats, if it is one of finite vertices."""
    curve = np.asarray(curve, float)
    if curve.size == 0:
        raise InputError("it has no vertices", name, "Leave out empty geometries.")
    if curve.ndim != 2 or curve.shape[1] != 2:
        raise InputError(f"its shape is {curve.shape}", name, "Give one row of x and y a vertex.")
    bad = ~np.isfinite(curve).all(axis=1)
    if bad.any():
        raise InputError(f"{bad.sum()} vertices have no finite coordinates, the first is vertex {bad.argmax()} (counted from 0)",
                         name, "Repair the geometry, or transform it within the area of its coordinate system.")
    return curve
