"""Paths on roads as polylines, with lengths, travel times and speed limits along them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..events.schema import differs
from ..progress import Progress, no_progress
from .network import RoadNetwork, ranges
from .routing import Paths


@dataclass(frozen=True)
class Route:
    """One path as a polyline.

    Attributes
    ----------
    arcs : ndarray of int
        The arcs it runs on.
    xy_m : ndarray of float, shape (V, 2)
        At least two vertices, also where the path has no length.
    along_m, seconds : ndarray of float, shape (V,)
        Length and travel time at the speed limits from the start to each vertex.
    limit_kmh : ndarray of float, shape (V - 1,)
        Speed limit between a vertex and the next.
    """

    arcs: np.ndarray
    xy_m: np.ndarray
    along_m: np.ndarray
    seconds: np.ndarray
    limit_kmh: np.ndarray


def routes(network: RoadNetwork, paths: Paths, *, progress: Progress = no_progress) -> list[Optional[Route]]:
    """All paths as polylines, None where the target was not reached."""
    n = len(paths)
    of_arc = np.repeat(np.arange(n), np.diff(paths.start))
    piece, forward = network.piece[paths.arcs], network.forward[paths.arcs]
    step, arc = ranges(np.zeros(len(piece), np.int64), np.diff(network.piece_start)[piece])
    at = np.where(forward[arc], network.piece_start[piece][arc] + step, network.piece_start[piece + 1][arc] - 1 - step)
    kept = (step > 0) | differs(of_arc)[arc]  # an arc begins where the one before it ends
    arc = arc[kept]
    chains = _Chains(network.xy_m[at[kept]], of_arc[arc], n)
    last_arc = np.zeros(n)
    last_arc[chains.some] = network.length_m[paths.arcs[paths.start[chains.some + 1] - 1]]
    begin = np.minimum(paths.first_m, chains.length_m)
    end = np.clip(chains.length_m - last_arc + paths.last_m, begin, chains.length_m)
    found: list[Optional[Route]] = [None] * n
    for k, (number, xy_m, along_m, limit_kmh) in enumerate(chains.parts(begin, end, network.speed_kmh[paths.arcs[arc]])):
        if k % 256 == 0:
            progress(k / n)
        seconds = np.zeros(len(along_m))
        np.cumsum((along_m[1:] - along_m[:-1]) * 3.6 / limit_kmh, out=seconds[1:])
        found[number] = Route(paths.arcs_of(number), xy_m, along_m, seconds, limit_kmh)
    return found


def route(network: RoadNetwork, paths: Paths, path: int) -> Optional[Route]:
    """One of the paths as a polyline, None where the target was not reached."""
    arcs = paths.arcs_of(path)
    one = Paths(paths.seconds[[path]], paths.length_m[[path]], np.array([0, len(arcs)]), arcs, paths.first_m[[path]], paths.last_m[[path]])
    return routes(network, one)[0]


class _Chains:
    """N polylines, one after the other; `of` names that of each vertex, ascending. Some may have no vertices."""

    def __init__(self, xy: np.ndarray, of: np.ndarray, n: int):
        self.xy, self.of = xy, of
        self.start = np.searchsorted(of, np.arange(n + 1))
        self.some = np.flatnonzero(np.diff(self.start))
        steps = np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T)
        steps[differs(of)] = 0
        self.along = np.empty(len(xy))
        for first, last in zip(self.start[self.some], self.start[self.some + 1]):
            np.cumsum(steps[first:last], out=self.along[first:last])
        self.length_m = np.full(n, np.nan)
        self.length_m[self.some] = self.along[self.start[self.some + 1] - 1]

    def parts(self, begin: np.ndarray, end: np.ndarray, of_vertex: np.ndarray) -> Iterator[tuple]:
        """The part of each chain between two lengths, (N,): number, vertices, lengths from its start, and for each piece the value of the
        vertex at its end."""
        some, along = self.some, self.along
        first = np.minimum(self.start[:-1] + self._count(along <= begin[self.of]), self.start[1:] - 1)
        last = np.maximum(self.start[:-1] + self._count(along < end[self.of]), first)
        vertex = np.arange(len(along))
        inner, later = (vertex >= first[self.of]) & (vertex < last[self.of]), (vertex >= first[self.of]) & (vertex <= last[self.of])
        order = np.argsort(np.concatenate([some, self.of[inner], some]), kind="stable")
        xy = np.concatenate([self._at(begin), self.xy[inner], self._at(end)])[order]
        lengths = np.concatenate([begin[some], along[inner], end[some]])[order]
        values, n_pieces = of_vertex[later], last[some] - first[some] + 1
        n_vertices = n_pieces + 1
        for number, n, vertex_end, piece_end in zip(some, n_pieces, np.cumsum(n_vertices), np.cumsum(n_pieces)):
            mine = slice(vertex_end - n - 1, vertex_end)
            # copies, lest one part that is kept keeps all
            yield number, xy[mine].copy(), lengths[mine] - begin[number], values[piece_end - n:piece_end].copy()

    def _count(self, chosen: np.ndarray) -> np.ndarray:
        """Chosen vertices of each chain."""
        return np.bincount(self.of[chosen], minlength=len(self.start) - 1)

    def _at(self, along_m: np.ndarray) -> np.ndarray:
        """The points at a length along each chain that has vertices."""
        some = self.some
        before = (self.start[:-1] + self._count(self.along <= along_m[self.of]))[some] - 1
        after = np.minimum(before + 1, self.start[some + 1] - 1)
        room = self.along[after] - self.along[before]
        slope = np.divide(self.xy[after] - self.xy[before], room[:, None], out=np.zeros((len(some), 2)), where=room[:, None] > 0)
        return slope * (along_m[some] - self.along[before])[:, None] + self.xy[before]
