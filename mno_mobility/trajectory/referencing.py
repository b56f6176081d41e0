"""Places on roads: the nearest to a point, by its offset on an arc, by its length along a route."""

from dataclasses import dataclass
from typing import Optional

import numpy as np
import shapely

from .network import RoadNetwork


@dataclass(frozen=True)
class RoadPositions:
    """Places on roads.

    Attributes
    ----------
    arc : ndarray of int, shape (K,)
        -1 where there is none.
    offset_m : ndarray of float, shape (K,)
        From the tail of the arc, along it.
    x_m, y_m : ndarray of float, shape (K,)
    distance_m : ndarray of float, shape (K,)
        From the place that was snapped; 0 where nothing was.
    """

    arc: np.ndarray
    offset_m: np.ndarray
    x_m: np.ndarray
    y_m: np.ndarray
    distance_m: np.ndarray

    def __len__(self) -> int:
        return len(self.arc)

    def __getitem__(self, rows) -> "RoadPositions":
        columns = (self.arc, self.offset_m, self.x_m, self.y_m, self.distance_m)
        return RoadPositions(*(np.atleast_1d(column[rows]) for column in columns))


def snap(network: RoadNetwork, x_m, y_m, *, max_m: Optional[float] = None) -> RoadPositions:
    """The nearest place on a road to each point.

    Parameters
    ----------
    network : RoadNetwork
    x_m, y_m : array_like of float, shape (K,)
    max_m : float, optional
        Look no further.

    Returns
    -------
    RoadPositions
        On the forward arc where the road has both; -1 where no road is near enough or a coordinate is not finite.
    """
    points = _points(x_m, y_m)
    (at, piece), distance = network.tree.query_nearest(points, max_distance=max_m, return_distance=True, all_matches=False)
    return _on_pieces(network, points, at, piece, distance, len(points))


def snap_several(network: RoadNetwork, x_m, y_m, *, k: int, max_m: float = np.inf) -> tuple[RoadPositions, np.ndarray]:
    """The nearest places to each point on up to `k` pieces of road.

    Parameters as :func:`snap`.

    Returns
    -------
    positions : RoadPositions, M of them
        In the order of the points, nearest first.
    point : ndarray of int, shape (M,)
        The point each belongs to.
    """
    points = _points(x_m, y_m)
    nearest = snap(network, x_m, y_m, max_m=None if np.isinf(max_m) else max_m)
    todo = np.flatnonzero(nearest.arc >= 0)
    radius = 2 * nearest.distance_m + 50.0
    found = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    k = min(k, len(network.source))
    while len(todo):
        reach = np.minimum(radius[todo], max_m)
        x, y = shapely.get_x(points[todo]), shapely.get_y(points[todo])
        at, piece = network.tree.query(shapely.box(x - reach, y - reach, x + reach, y + reach))
        distance = shapely.distance(points[todo[at]], network.lines[piece])
        near = distance <= reach[at]
        at, piece, distance = at[near], piece[near], distance[near]
        order = np.lexsort((distance, at))
        at, piece, distance = at[order], piece[order], distance[order]
        n = np.bincount(at, minlength=len(todo))
        rank = np.arange(len(at)) - (np.cumsum(n) - n)[at]
        done = (n >= k) | (reach >= max_m)
        take = done[at] & (rank < k)
        found.append((todo[at[take]], piece[take], distance[take]))
        todo = todo[~done]
        radius[todo] *= 2
    point, piece, distance = (np.concatenate(columns) for columns in zip(*found))
    order = np.lexsort((distance, point))
    point, piece, distance = point[order], piece[order], distance[order]
    return _on_pieces(network, points[point], np.arange(len(point)), piece, distance, len(point)), point


def on_arcs(network: RoadNetwork, arc, offset_m) -> RoadPositions:
    """Positions at offsets, (K,), from the tails of arcs, (K,)."""
    arc, offset_m = np.atleast_1d(arc), np.clip(np.atleast_1d(offset_m), 0, network.length_m[arc])
    along = np.where(network.forward[arc], offset_m, network.length_m[arc] - offset_m)
    places = shapely.line_interpolate_point(network.lines[network.piece[arc]], along)
    return RoadPositions(arc, offset_m, shapely.get_x(places), shapely.get_y(places), np.zeros(len(arc)))


def at_nodes(network: RoadNetwork, nodes) -> RoadPositions:
    """Positions at nodes, (K,) of int; each has at least one arc."""
    arc_at = np.empty(network.n_nodes, np.int64)
    arc_at[network.head] = np.arange(network.n_arcs)
    arc_at[network.tail] = np.arange(network.n_arcs)
    arc = arc_at[np.atleast_1d(nodes)]
    return on_arcs(network, arc, np.where(network.tail[arc] == nodes, 0.0, network.length_m[arc]))


def locate(route_xy_m, points_xy_m) -> tuple[np.ndarray, np.ndarray]:
    """Where on a polyline its nearest place to each point is.

    Parameters
    ----------
    route_xy_m : array_like, shape (V, 2)
    points_xy_m : array_like, shape (K, 2)

    Returns
    -------
    along_m, distance_m : ndarray of float, shape (K,)
        Length from the start of the polyline to that place, and from there to the point. Of equally near places the first.
    """
    line, points = shapely.linestrings(route_xy_m), shapely.points(np.asarray(points_xy_m, float))
    return shapely.line_locate_point(line, points), shapely.distance(line, points)


def point_at(route_xy_m, along_m) -> np.ndarray:
    """The place at each length, (K,), from the start of a polyline, (V, 2); its ends where it is not that long; (K, 2)."""
    xy = np.asarray(route_xy_m, float)
    length = np.append(0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T)))
    return np.column_stack([np.interp(along_m, length, column) for column in xy.T])


def speed_limits_along(network: RoadNetwork, routes, *, max_m: float = 50.0, other_kmh: float = 50.0) -> tuple[list, int]:
    """Speed of the road under each piece of some routes: that of the road nearest to its middle.

    Parameters
    ----------
    network : RoadNetwork
    routes : sequence of array_like, shape (V, 2), or None
    max_m : float
        A piece farther from any road is on none.
    other_kmh : float
        The speed there.

    Returns
    -------
    limits_kmh : list of ndarray, shape (V - 1,), or None
    n_off : int
        Pieces on no road.
    """
    sizes = [0 if xy is None else len(xy) - 1 for xy in routes]
    middles = [(np.asarray(xy, float)[1:] + np.asarray(xy, float)[:-1]) / 2 for xy in routes if xy is not None]
    # routes share their roads: each place is looked up once
    middle, of = np.unique(np.concatenate([np.empty((0, 2)), *middles]), axis=0, return_inverse=True)
    at, piece = network.tree.query_nearest(shapely.points(middle), max_distance=max_m, all_matches=False)
    fastest = np.zeros(len(network.source))
    np.maximum.at(fastest, network.piece, network.speed_kmh)
    limit, on_road = np.full(len(middle), float(other_kmh)), np.zeros(len(middle), bool)
    limit[at], on_road[at] = fastest[piece], True
    parts = np.split(limit[of.ravel()], np.cumsum(sizes)[:-1])
    return [None if xy is None else part for xy, part in zip(routes, parts)], int((~on_road[of.ravel()]).sum())


def stretches(route_xy_m, from_m, to_m) -> list:
    """Vertices of the stretches of a polyline between lengths from its start, (K,) each; two at least, also where they have no length."""
    xy = np.asarray(route_xy_m, float)
    length = np.append(0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T)))
    from_m, to_m = (np.clip(at, 0, length[-1]) for at in (from_m, to_m))
    first, last = np.searchsorted(length, from_m, "right"), np.searchsorted(length, to_m, "left")
    starts, ends = (np.column_stack([np.interp(at, length, column) for column in xy.T]) for at in (from_m, to_m))
    return [np.concatenate([start[None], xy[a:b], end[None]]) for start, end, a, b in zip(starts, ends, first, np.maximum(first, last))]


def stretches_of_routes(routes, journey, from_m, to_m) -> list:
    """As :func:`stretches`, each on the route of its journey; None where it has none.

    Parameters
    ----------
    routes : sequence of array_like, shape (V, 2), or None
    journey : array_like of int, shape (K,)
        Index into `routes`, ascending.
    from_m, to_m : array_like of float, shape (K,)
    """
    lines = []
    numbers, first = np.unique(journey, return_index=True)
    for number, mine in zip(numbers, np.split(np.arange(len(journey)), first[1:])):
        lines += [None] * len(mine) if routes[number] is None else stretches(routes[number], from_m[mine], to_m[mine])
    return lines


def _points(x_m, y_m) -> np.ndarray:
    xy = np.column_stack([np.atleast_1d(np.asarray(values, float)) for values in (x_m, y_m)])
    finite = np.isfinite(xy).all(axis=1)
    points = np.full(len(xy), None, dtype=object)
    points[finite] = shapely.points(xy[finite])
    return points


def _on_pieces(network: RoadNetwork, points, at, piece, distance, n: int) -> RoadPositions:
    along = shapely.line_locate_point(network.lines[piece], points[at])
    forward, backward = network.arcs_of_piece[piece].T
    arc, offset, x, y, away = np.full(n, -1), *(np.full(n, np.nan) for _ in range(4))
    arc[at] = np.where(forward >= 0, forward, backward)
    length = network.length_m[arc[at]]
    offset[at] = np.clip(np.where(forward >= 0, along, length - along), 0, length)
    places = shapely.line_interpolate_point(network.lines[piece], along)
    x[at], y[at], away[at] = shapely.get_x(places), shapely.get_y(places), distance
    return RoadPositions(arc, offset, x, y, away)
