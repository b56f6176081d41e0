"""The road network: nodes, arcs and their geometry, its components, and the graphs that networkx and scipy see."""

from dataclasses import dataclass
from functools import cached_property
from typing import Optional

import networkx as nx
import numpy as np
import shapely
from scipy import sparse
from scipy.sparse import csgraph

from ..errors import InputError

CONNECTIONS = ("strong", "weak")


@dataclass(frozen=True)
class RoadNetwork:
    """A directed road network in a projected, metric CRS.

    A piece is a stretch of road between two nodes; an arc is one direction of it.

    Attributes
    ----------
    x_m, y_m : ndarray of float, shape (N,)
        The nodes.
    tail, head : ndarray of int, shape (A,)
        The nodes each arc leads from and to.
    length_m, speed_kmh, seconds : ndarray of float, shape (A,)
    piece : ndarray of int, shape (A,)
        The piece an arc runs on; its arcs follow each other, the forward one first.
    forward : ndarray of bool, shape (A,)
        Whether the arc runs along the line it comes from.
    xy_m : ndarray of float, shape (V, 2)
        The vertices of all pieces, one piece after the other.
    piece_start : ndarray of int, shape (P + 1,)
        Where in `xy_m` each piece begins.
    source : ndarray of int, shape (P,)
        Row of the line each piece was cut from.
    crs : str
        As in :class:`~mno_mobility.geolocation.grid.TileGrid`.
    """

    x_m: np.ndarray
    y_m: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    length_m: np.ndarray
    speed_kmh: np.ndarray
    seconds: np.ndarray
    piece: np.ndarray
    forward: np.ndarray
    xy_m: np.ndarray
    piece_start: np.ndarray
    source: np.ndarray
    crs: str

    def __getstate__(self) -> dict:
        # shapely's objects are made again where they are needed: within QGIS it may run on a GEOS that cannot hand them over
        return {name: value for name, value in vars(self).items() if name not in ("lines", "tree")}

    @property
    def n_nodes(self) -> int:
        return len(self.x_m)

    @property
    def n_arcs(self) -> int:
        return len(self.tail)

    @property
    def road_m(self) -> float:
        """Length of all roads, whether they have one arc or two."""
        return float(self.length_m[self.arcs_of_piece.max(axis=1)].sum())

    @cached_property
    def arcs_of_piece(self) -> np.ndarray:
        """The forward and the backward arc of each piece, -1 where there is none; (P, 2) of int."""
        arcs = np.full((len(self.source), 2), -1)
        arcs[self.piece, np.where(self.forward, 0, 1)] = np.arange(self.n_arcs)
        return arcs

    @cached_property
    def twin(self) -> np.ndarray:
        """The arc in the other direction of the same piece, -1 where there is none; (A,) of int."""
        return self.arcs_of_piece[self.piece, np.where(self.forward, 1, 0)]

    @cached_property
    def lines(self) -> np.ndarray:
        """The pieces as shapely lines, (P,)."""
        return shapely.linestrings(self.xy_m, indices=np.repeat(np.arange(len(self.source)), np.diff(self.piece_start)))

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Spatial index of the pieces."""
        return shapely.STRtree(self.lines)

    @cached_property
    def by_seconds(self) -> "SearchGraph":
        return search_graph(self, self.seconds)

    @cached_property
    def by_length(self) -> "SearchGraph":
        return search_graph(self, self.length_m)

    def to_networkx(self) -> nx.MultiDiGraph:
        """The network as a graph of networkx: nodes with ``x`` and ``y``, edges with their arc as key and all attributes."""
        graph = nx.MultiDiGraph(crs=self.crs)
        graph.add_nodes_from((node, {"x": x, "y": y}) for node, (x, y) in enumerate(zip(self.x_m.tolist(), self.y_m.tolist())))
        shapes = self.lines[self.piece]
        shapes[~self.forward] = shapely.reverse(shapes[~self.forward])
        names = ("length_m", "speed_kmh", "seconds", "source", "forward", "geometry")
        columns = (self.length_m.tolist(), self.speed_kmh.tolist(), self.seconds.tolist(), self.source[self.piece].tolist(),
                   self.forward.tolist(), shapes)
        graph.add_edges_from((tail, head, arc, dict(zip(names, row))) for arc, (tail, head, *row) in enumerate(
            zip(self.tail.tolist(), self.head.tolist(), *columns)))
        return graph


@dataclass(frozen=True)
class SearchGraph:
    """What scipy's csgraph searches: the cheapest of parallel arcs, no self-loops, no zero.

    Attributes
    ----------
    costs : csr_matrix, shape (N, N)
    arc : ndarray of int
        The arc of each entry of `costs`.
    key : ndarray of int
        ``tail * N + head`` of each entry, ascending.
    every_pair : tuple of two ndarrays, shape (N, N), or None
        Cost from each node to each other, infinite where there is no way, and the node before the last on the way; None until
        :func:`~mno_mobility.trajectory.routing.prepare` fills it.
    """

    costs: sparse.csr_matrix
    arc: np.ndarray
    key: np.ndarray
    every_pair: Optional[tuple] = None


def components(network: RoadNetwork, connection: str = "strong") -> np.ndarray:
    """Number of the component of each node, (N,) of int.

    Parameters
    ----------
    network : RoadNetwork
    connection : str
        ``strong``: one can drive from each node of a component to each other; ``weak``: roads touch.
    """
    arcs = sparse.coo_matrix((np.ones(network.n_arcs), (network.tail, network.head)), shape=(network.n_nodes,) * 2)
    return csgraph.connected_components(arcs.tocsr(), directed=True, connection=connection)[1]


def largest_component(network: RoadNetwork, connection: str = "strong") -> RoadNetwork:
    """The component of most nodes; of equals the one with the longest roads.

    Raises
    ------
    InputError
        When no two nodes are strongly connected.
    """
    label = components(network, connection)
    within = label[network.tail] == label[network.head]
    road_m = np.bincount(label[network.tail[within]], weights=network.length_m[within], minlength=label.max() + 1)
    best = np.lexsort((road_m, np.bincount(label)))[-1]
    if road_m[best] == 0:
        raise InputError("no road leads back to where it begins", "Roads",
                         "Keep weakly connected roads, or check the directions.")
    return _subset(network, within & (label[network.tail] == best))


def search_graph(network: RoadNetwork, cost: np.ndarray) -> SearchGraph:
    """What scipy searches for least `cost`, (A,), see :class:`SearchGraph`."""
    n = network.n_nodes
    arc = np.flatnonzero(network.tail != network.head)
    arc = arc[np.lexsort((cost[arc], network.head[arc], network.tail[arc]))]
    key = network.tail[arc] * np.int64(n) + network.head[arc]
    cheapest = np.append(True, key[1:] != key[:-1])[:len(key)]
    arc, key = arc[cheapest], key[cheapest]
    start = np.searchsorted(network.tail[arc], np.arange(n + 1))
    # a zero would be no entry at all to some functions of csgraph
    data = np.maximum(cost[arc], np.finfo(float).tiny)
    return SearchGraph(sparse.csr_matrix((data, network.head[arc], start), shape=(n, n)), arc, key)


def ranges(first: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The `n` whole numbers from each `first` on, one range after the other, and the range each comes from."""
    owner = np.repeat(np.arange(len(n)), n)
    return first[owner] + np.arange(len(owner)) - (np.cumsum(n) - n)[owner], owner


def _subset(network: RoadNetwork, arcs: np.ndarray) -> RoadNetwork:
    """The network of some arcs, (A,) of bool, with their pieces and nodes."""
    pieces, piece = np.unique(network.piece[arcs], return_inverse=True)
    nodes, ends = np.unique(np.concatenate([network.tail[arcs], network.head[arcs]]), return_inverse=True)
    tail, head = ends.reshape(2, -1)
    size = np.diff(network.piece_start)[pieces]
    at, _ = ranges(network.piece_start[pieces], size)
    return RoadNetwork(network.x_m[nodes], network.y_m[nodes], tail, head, network.length_m[arcs], network.speed_kmh[arcs],
                       network.seconds[arcs], piece, network.forward[arcs], network.xy_m[at], np.append(0, np.cumsum(size)),
                       network.source[pieces], network.crs)
