"""Cheapest ways between places on roads (Ostermayer et al. 2016, section 3.3), searched by scipy's csgraph."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from ..errors import InputError
from ..events.schema import differs
from ..progress import Progress, no_progress
from .network import RoadNetwork, SearchGraph
from .referencing import RoadPositions

WEIGHTS = ("seconds", "length")
NUMBERS_PER_BLOCK = 2_000_000  # of the table of costs from the sources of one search to all nodes
SOURCES_PER_BLOCK = 64
# a search goes no further than this many times the cost of a straight line at the highest speed, then further, then all the way
REACHES = (2.0, 4.0)
PREPARED_NODES = 3_500  # of a network whose table of every pair is kept: 150 MB
NODES_AT_ONCE = 200
AT_NODE_M = 1e-6  # places nearer to a node are on it: offsets come from lengths that were summed in different orders


@dataclass(frozen=True)
class Paths:
    """Cheapest paths, one for each pair of positions.

    Attributes
    ----------
    seconds, length_m : ndarray of float, shape (K,)
        Infinite where the target was not reached.
    start : ndarray of int, shape (K + 1,)
        Where in `arcs` the arcs of each path begin.
    arcs : ndarray of int
        The arcs of all paths, one path after the other; none for a path that does not exist.
    first_m, last_m : ndarray of float, shape (K,)
        Offset in its first arc at which a path begins, and in its last at which it ends; NaN where there is no path.
    """

    seconds: np.ndarray
    length_m: np.ndarray
    start: np.ndarray
    arcs: np.ndarray
    first_m: np.ndarray
    last_m: np.ndarray

    def __len__(self) -> int:
        return len(self.seconds)

    @property
    def reached(self) -> np.ndarray:
        return np.isfinite(self.seconds)

    def arcs_of(self, path: int) -> np.ndarray:
        return self.arcs[self.start[path]:self.start[path + 1]]


def shortest_paths(network: RoadNetwork, sources: RoadPositions, targets: RoadPositions, *, weight: str = "seconds",
                   limit: float = np.inf, either_way: bool = True, progress: Progress = no_progress) -> Paths:
    """The cheapest path from each source to its target.

    Parameters
    ----------
    network : RoadNetwork
    sources, targets : RoadPositions
        K of each, or one of either. Pairs that share their source share its search.
    weight : str
        What makes a path cheap: ``seconds`` or ``length``.
    limit : float
        Paths that cost more, in seconds or metres as `weight`, are not looked for.
    either_way : bool
        On a two-way road, set out and arrive in both directions; otherwise along the arcs of the positions only.
    progress : callable

    Returns
    -------
    Paths

    Raises
    ------
    InputError
        When `weight` is unknown, or sources and targets do not pair.
    """
    n = max(len(sources), len(targets))
    if not {len(sources), len(targets)} <= {1, n}:
        raise InputError(f"{len(sources)} sources do not pair with {len(targets)} targets", "Shortest paths",
                         "Give as many of one as of the other, or one of either.")
    of_source, of_target = (np.arange(n) if len(positions) == n else np.zeros(n, int) for positions in (sources, targets))
    _, trails = _search(network, sources, targets, of_source, of_target, weight, limit, either_way, progress, trace=True)
    length_m, seconds = (_cost_of(network, cost, *trails) for cost in (network.length_m, network.seconds))
    return Paths(seconds, length_m, *trails)


def prepare(network: RoadNetwork, n_searches: int, *, weight: str = "seconds", progress: Progress = no_progress) -> bool:
    """Search a small network once from every node, if at least as many searches are to come.

    Parameters
    ----------
    network : RoadNetwork
    n_searches : int
        Sources that are going to be searched from.
    weight : str
    progress : callable

    Returns
    -------
    bool
        Whether the paths of the network are looked up from now on; they are the same.
    """
    graph, _ = _weighted(network, weight)
    n = network.n_nodes
    if graph.every_pair is None and n <= min(PREPARED_NODES, n_searches):
        costs, before = np.empty((n, n)), np.empty((n, n), np.int32)
        for start in range(0, n, NODES_AT_ONCE):
            progress(start / n)
            rows = np.arange(start, min(start + NODES_AT_ONCE, n))
            costs[rows], before[rows] = csgraph.dijkstra(graph.costs, indices=rows, return_predecessors=True)
        vars(graph)["every_pair"] = costs, before
    progress(1.0)
    return graph.every_pair is not None


def travel_costs(network: RoadNetwork, sources: RoadPositions, targets: RoadPositions, *, weight: str = "seconds",
                 limit: float = np.inf, either_way: bool = True, progress: Progress = no_progress) -> np.ndarray:
    """The cost from each source to each target, without the paths; parameters as :func:`shortest_paths`.

    Returns
    -------
    ndarray of float, shape (S, T)
        Seconds or metres as `weight`, infinite where a target was not reached.
    """
    of_source, of_target = (index.ravel() for index in np.indices((len(sources), len(targets))))
    cost, _ = _search(network, sources, targets, of_source, of_target, weight, limit, either_way, progress, trace=False)
    return cost.reshape(len(sources), len(targets))


def costs_to_nodes(network: RoadNetwork, sources: RoadPositions, *, weight: str = "seconds", limit: float = np.inf,
                   either_way: bool = True, progress: Progress = no_progress) -> np.ndarray:
    """The cost from each source to all nodes, (S, N); otherwise as :func:`travel_costs`."""
    graph, arc_cost = _weighted(network, weight)
    leave = _doors(network, sources, arc_cost, either_way, leaving=True)
    costs = np.empty((len(sources), network.n_nodes))
    for block in _blocks(len(sources), network.n_nodes):
        progress(block.start / len(sources))
        costs[block] = _Table(graph, leave, np.arange(len(sources))[block], limit, trace=False).costs[:, :network.n_nodes]
    progress(1.0)
    return costs


@dataclass(frozen=True)
class _Doors:
    """Up to three ways to leave or reach each position: by its arc, by the twin of that, and at once where it lies on a node.

    Columns of `arc`, `offset_m`, `node` and `cost`, (K, 3), are these ways; `arc` is -1 for the last, `cost` infinite where there
    is none.
    """

    arc: np.ndarray
    offset_m: np.ndarray
    node: np.ndarray
    cost: np.ndarray


def _doors(network: RoadNetwork, positions: RoadPositions, cost: np.ndarray, either_way: bool, leaving: bool) -> _Doors:
    on_road = positions.arc >= 0
    arc = np.where(on_road, positions.arc, 0)
    length = network.length_m[arc]
    offset = np.where(on_road, positions.offset_m, 0.0)
    twin = np.where(either_way & on_road, network.twin[arc], -1)
    arcs = np.column_stack([np.where(on_road, arc, -1), twin, np.full(len(arc), -1)])
    offsets = np.column_stack([offset, length - offset, np.zeros(len(arc))])
    share = (1 - offsets / length[:, None]) if leaving else offsets / length[:, None]
    costs = np.where(arcs >= 0, share * cost[arcs], np.inf)
    at_node = on_road & (offset <= AT_NODE_M if leaving else offset >= length - AT_NODE_M)
    costs[:, 2] = np.where(at_node, 0.0, np.inf)
    near, far = (network.tail, network.head) if leaving else (network.head, network.tail)
    nodes = np.column_stack([far[arcs[:, 0]], far[arcs[:, 1]], near[arc]])
    return _Doors(arcs, offsets, nodes, costs)


def _weighted(network: RoadNetwork, weight: str) -> tuple[SearchGraph, np.ndarray]:
    """The graph to search and the costs of all arcs."""
    if weight not in WEIGHTS:
        raise InputError(f"there is no weight {weight!r}", "Shortest paths", f"Choose one of {', '.join(WEIGHTS)}.")
    return (network.by_seconds, network.seconds) if weight == "seconds" else (network.by_length, network.length_m)


def _blocks(n_sources: int, n_nodes: int) -> list:
    size = min(max(1, NUMBERS_PER_BLOCK // n_nodes), SOURCES_PER_BLOCK)
    return [slice(begin, min(begin + size, n_sources)) for begin in range(0, n_sources, size)]


def _search(network, sources, targets, of_source, of_target, weight, limit, either_way, progress, *, trace) -> tuple:
    """Cost of each pair, and, where `trace` asks for them, where the arcs of each path begin, the arcs, first and last offset of each."""
    graph, arc_cost = _weighted(network, weight)
    sources, source, least = _distinct(network, sources, targets, of_source, of_target, arc_cost)
    leave = _doors(network, sources, arc_cost, either_way, leaving=True)
    reach = _doors(network, targets, arc_cost, either_way, leaving=False)

    cost, direct = _along_one_arc(source, of_target, leave, reach, arc_cost, network.length_m)
    found = []
    pairs = np.argsort(source, kind="stable")
    prepared = graph.every_pair is not None
    reaches = () if prepared or network.n_nodes <= PREPARED_NODES else REACHES
    for block in _blocks(len(sources), network.n_nodes):
        progress(block.start / len(sources))
        todo = pairs[slice(*np.searchsorted(source[pairs], (block.start, block.stop)))]
        for bound in (*(times * least[block].max() for times in reaches), np.inf):
            rows, row = np.unique(source[todo], return_inverse=True)
            bound = min(bound, limit)
            table = _Lookup(graph, leave, rows) if prepared else _Table(graph, leave, rows, bound, trace)
            best, door = table.costs_at(row, of_target[todo], reach)
            settled = (np.minimum(best, cost[todo]) <= bound) | (bound >= limit)
            at = np.flatnonzero((best < cost[todo]) & settled)
            pair = todo[at]
            cost[pair], direct[pair] = best[at], -1
            if trace:
                found.append((pair, *table.trails(row[at], reach, of_target[pair], door[at], network.length_m)))
            todo = todo[~settled]
            if not len(todo):
                break
    cost[cost > limit] = np.inf
    progress(1.0)
    if not trace:
        return cost, None
    pair = np.flatnonzero(direct >= 0)
    out, into = (source[pair], direct[pair] // 2), (of_target[pair], direct[pair] % 2)
    found.append((pair, np.arange(len(pair)), leave.arc[out], leave.offset_m[out], reach.offset_m[into]))
    return cost, _in_order(found, np.isfinite(cost))


def _in_order(found: list, reached: np.ndarray) -> tuple:
    """Where the arcs of each path begin, the arcs, first and last offset of each, from those of some paths at a time."""
    pair, of, arcs, first_m, last_m = zip(*found)
    of = np.concatenate([pair[at][of[at]] for at in range(len(pair))])
    arcs, pair = np.concatenate(arcs), np.concatenate(pair)
    kept = reached[of]
    order = np.argsort(of[kept], kind="stable")
    ends = np.full((2, len(reached)), np.nan)
    ends[:, pair] = np.concatenate(first_m), np.concatenate(last_m)
    ends[:, ~reached] = np.nan
    start = np.append(0, np.cumsum(np.bincount(of[kept], minlength=len(reached))))
    return start, arcs[kept][order], *ends


def _distinct(network, sources, targets, of_source, of_target, arc_cost) -> tuple[RoadPositions, np.ndarray, np.ndarray]:
    """The sources without repetition, the one of each pair, and what the farthest target of each costs at least.

    They are in the order of that cost, so that searches of like reach can go together.
    """
    _, first, same = np.unique(np.column_stack([sources.arc, sources.offset_m]), axis=0, return_index=True, return_inverse=True)
    source = same.ravel()[of_source]
    air_m = np.hypot(sources.x_m[of_source] - targets.x_m[of_target], sources.y_m[of_source] - targets.y_m[of_target])
    least = np.zeros(len(first))
    np.maximum.at(least, source, np.nan_to_num(air_m) * (arc_cost / network.length_m).min())
    order = np.argsort(least)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return sources[first[order]], rank[source], least[order]


def _along_one_arc(source, target, leave: _Doors, reach: _Doors, arc_cost, length_m) -> tuple[np.ndarray, np.ndarray]:
    """Cost of each pair whose target lies ahead on the arc of its source, infinite otherwise; and ``2 * way out + way in``."""
    cost, direct = np.full(len(source), np.inf), np.full(len(source), -1)
    for way in range(4):
        out, into = divmod(way, 2)
        arc = leave.arc[source, out]
        ahead = reach.offset_m[target, into] - leave.offset_m[source, out]
        here = (arc >= 0) & (arc == reach.arc[target, into]) & (ahead >= 0)
        price = np.where(here, ahead / length_m[arc] * arc_cost[arc], np.inf)
        direct = np.where(price < cost, way, direct)
        cost = np.minimum(price, cost)
    return cost, direct


class _Table:
    """Costs from some sources to all nodes within a bound: each source is one more node, with an arc to each of its doors."""

    def __init__(self, graph, leave: _Doors, sources: np.ndarray, bound: float, trace: bool):
        self.graph, self.leave, self.sources = graph, leave, sources
        self.n = graph.costs.shape[0]
        open_ = np.isfinite(leave.cost[sources])
        row, door = np.nonzero(open_)
        node, price = leave.node[sources][open_], leave.cost[sources][open_]
        order = np.lexsort((price, node, row))
        row, door, node, price = row[order], door[order], node[order], price[order]
        cheapest = np.append(True, (row[1:] != row[:-1]) | (node[1:] != node[:-1]))[:len(row)]
        row, node, price = row[cheapest], node[cheapest], price[cheapest]
        self.key, self.door = row * self.n + node, door[cheapest]
        costs, n_rows = graph.costs, len(sources)
        start = np.append(costs.indptr, len(costs.data) + np.cumsum(np.bincount(row, minlength=n_rows)))
        data = np.concatenate([costs.data, np.maximum(price, np.finfo(float).tiny)])
        larger = sparse.csr_matrix((data, np.append(costs.indices, node), start), shape=(self.n + n_rows,) * 2)
        found = csgraph.dijkstra(larger, indices=self.n + np.arange(n_rows), return_predecessors=trace, limit=bound)
        self.costs, self.before = found if trace else (found, None)

    def costs_at(self, row: np.ndarray, target: np.ndarray, reach: _Doors) -> tuple[np.ndarray, np.ndarray]:
        """Cost from the source of each row to each target, and the door it is reached by."""
        costs = self.costs[row[:, None], reach.node[target]] + reach.cost[target]
        door = costs.argmin(axis=1)
        return costs[np.arange(len(row)), door], door

    def trails(self, row: np.ndarray, reach: _Doors, target: np.ndarray, door: np.ndarray, length_m: np.ndarray) -> tuple:
        """Of some paths: the path of each arc, the arcs, the first and the last offset of each path."""
        of, nodes = _walk_back(self.before, row, reach.node[target, door], self.n)
        first = nodes[differs(of)]
        out = self.sources[row], self.door[np.searchsorted(self.key, row * self.n + first)]
        return _trails(self.graph, of, nodes, self.leave, out, reach, (target, door), length_m)


class _Lookup:
    """As :class:`_Table`, on a graph that has been searched from every node."""

    def __init__(self, graph, leave: _Doors, sources: np.ndarray):
        self.graph, self.leave, self.sources = graph, leave, sources

    def costs_at(self, row: np.ndarray, target: np.ndarray, reach: _Doors) -> tuple[np.ndarray, np.ndarray]:
        """As :meth:`_Table.costs_at`; the door is ``3 * way out + way in``."""
        source = self.sources[row]
        between = self.graph.every_pair[0][self.leave.node[source][:, :, None], reach.node[target][:, None, :]]
        costs = (self.leave.cost[source][:, :, None] + between + reach.cost[target][:, None, :]).reshape(len(row), -1)
        door = costs.argmin(axis=1)
        return costs[np.arange(len(row)), door], door

    def trails(self, row: np.ndarray, reach: _Doors, target: np.ndarray, door: np.ndarray, length_m: np.ndarray) -> tuple:
        """As :meth:`_Table.trails`."""
        out, into = (self.sources[row], door // 3), (target, door % 3)
        of, nodes = _walk_back(self.graph.every_pair[1], self.leave.node[out], reach.node[into], self.graph.costs.shape[0])
        return _trails(self.graph, of, nodes, self.leave, out, reach, into, length_m)


def _walk_back(before: np.ndarray, tree: np.ndarray, node: np.ndarray, n_nodes: int) -> tuple[np.ndarray, np.ndarray]:
    """From some nodes back to where their trees begin, all at once: the walk of each node, ascending, and the nodes from the beginning on.

    `before` has the node before each, one row a tree; what is no node of the network ends a walk.
    """
    walk, walks, nodes = np.arange(len(node)), [], []
    while len(walk):
        walks.append(walk)
        nodes.append(node)
        node = before[tree[walk], node]
        inside = (node >= 0) & (node < n_nodes)
        walk, node = walk[inside], node[inside]
    walks, nodes = (np.concatenate([np.empty(0, np.int64), *each[::-1]]) for each in (walks, nodes))
    order = np.argsort(walks, kind="stable")
    return walks[order], nodes[order]


def _trails(graph, of, nodes, leave: _Doors, out: tuple, reach: _Doors, into: tuple, length_m) -> tuple:
    """The path of each arc, the arcs, first and last offset of each path, from the nodes between two doors."""
    n = len(out[0])
    inside = ~differs(of)[1:]
    middle = graph.arc[np.searchsorted(graph.key, nodes[:-1][inside].astype(np.int64) * graph.costs.shape[0] + nodes[1:][inside])]
    of_middle = of[1:][inside]
    # an arc of which nothing is travelled is not part of the path, unless it is all there is
    sets_out, arrives = leave.cost[out] > 0, reach.cost[into] > 0
    stays = ~(sets_out | arrives | (np.bincount(of_middle, minlength=n) > 0))
    first = np.where(stays, leave.arc[out[0], 0], leave.arc[out])
    opens, closes = np.flatnonzero(sets_out | stays), np.flatnonzero(arrives)
    of = np.concatenate([opens, of_middle, closes])
    order = np.argsort(of, kind="stable")
    of, arcs = of[order], np.concatenate([first[opens], middle, reach.arc[into][closes]])[order]
    last_arc = arcs[np.searchsorted(of, np.arange(n), "right") - 1] if n else arcs
    first_m = np.where(stays, leave.offset_m[out[0], 0], np.where(sets_out, leave.offset_m[out], 0.0))
    last_m = np.where(stays, first_m, np.where(arrives, reach.offset_m[into], length_m[last_arc]))
    return of, arcs, first_m, last_m


def _cost_of(network: RoadNetwork, cost, start, arcs, first_m, last_m) -> np.ndarray:
    """Cost of each path by its arcs, infinite where it has none."""
    total = np.full(len(first_m), np.inf)
    some = np.diff(start) > 0
    first, last = arcs[start[:-1][some]], arcs[start[1:][some] - 1]
    whole = np.add.reduceat(cost[arcs], start[:-1][some]) if some.any() else np.empty(0)
    before = first_m[some] / network.length_m[first] * cost[first]
    beyond = (1 - last_m[some] / network.length_m[last]) * cost[last]
    total[some] = whole - before - beyond
    return total
