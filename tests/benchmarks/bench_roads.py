"""How long real road networks take to build and to search, beside networkx on the same network in the same run.

With the reference data, Krems and Vienna-Favoriten; always a made-up city of 45,000 crossroads.
Run: ``python tests/benchmarks/bench_roads.py``.
"""

import os
import sys
import time
from pathlib import Path

import networkx as nx
import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from mno_mobility.trajectory.network import largest_component
from mno_mobility.trajectory.polylines import routes
from mno_mobility.trajectory.referencing import at_nodes, snap
from mno_mobility.trajectory.roads import build_network
from mno_mobility.trajectory.routing import costs_to_nodes, prepare, shortest_paths
from tests import osm

SIDE, BLOCK_M, N_PATHS = 212, 120.0, 20_000


def city() -> dict:
    """A grid of streets, somewhat crooked, of four speeds."""
    rng = np.random.default_rng(1)
    row, col = np.mgrid[:SIDE, :SIDE]
    places = np.stack([col, row], axis=2) * BLOCK_M + rng.uniform(-40, 40, (SIDE, SIDE, 2))
    ends = [np.stack(pair, axis=2).reshape(-1, 2, 2) for pair in ((places[:, :-1], places[:, 1:]), (places[:-1], places[1:]))]
    lines = shapely.linestrings(np.concatenate(ends))
    return {"lines": lines, "crs": "", "speed_kmh": rng.choice([30.0, 50.0, 70.0, 100.0], len(lines))}


def milliseconds(work, times: int) -> float:
    """Least of several runs."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return 1e3 * min(seconds)


def show(name: str, columns: dict, n_sources: int):
    build_ms = milliseconds(lambda: build_network(**columns), 3)
    roads, report = build_network(**columns)
    strong = largest_component(roads)
    print(f"{name}: {report.n_lines:,} lines, {roads.n_nodes:,} nodes, {roads.n_arcs:,} arcs in the largest component "
          f"({report.n_nodes_dropped} nodes in islands), strongly connected {strong.n_nodes:,} and {strong.n_arcs:,}; "
          f"built in {build_ms:.1f} ms")
    graph = roads.to_networkx()
    rng = np.random.default_rng(0)
    nodes = rng.integers(roads.n_nodes, size=n_sources)
    costs_to_nodes(roads, at_nodes(roads, nodes[:1]))  # the graph to search is made once
    ours = milliseconds(lambda: costs_to_nodes(roads, at_nodes(roads, nodes)), 5) / n_sources
    rival = milliseconds(lambda: [nx.single_source_dijkstra_path_length(graph, node, weight="seconds") for node in nodes], 2)
    rival /= n_sources
    print(f"  one to all: {ours:.3f} ms, networkx {rival:.2f} ms, {rival / ours:.1f} times")

    x, y = (rng.uniform(values.min(), values.max(), (2, 20)) for values in (strong.x_m, strong.y_m))
    starts, ends = snap(strong, x[0], y[0]), snap(strong, x[1], y[1])
    tails, heads = strong.tail[starts.arc], strong.tail[ends.arc]
    graph = strong.to_networkx()
    ours = milliseconds(lambda: shortest_paths(strong, starts, ends), 5) / 20
    rival = milliseconds(lambda: [nx.dijkstra_path(graph, *pair, weight="seconds") for pair in zip(tails, heads)], 1) / 20
    paths = shortest_paths(strong, starts, ends)
    drawn = milliseconds(lambda: routes(strong, paths), 5) / 20
    print(f"  20 paths between places on roads: {ours:.3f} ms a path, networkx between nodes {rival:.2f} ms, "
          f"{rival / ours:.1f} times; as a polyline {drawn:.3f} ms")
    begin = time.perf_counter()
    if prepare(strong, N_PATHS):
        ready_ms = 1e3 * (time.perf_counter() - begin)
        x, y = (rng.uniform(values.min(), values.max(), (2, N_PATHS)) for values in (strong.x_m, strong.y_m))
        starts, ends = snap(strong, x[0], y[0]), snap(strong, x[1], y[1])
        ours = (ready_ms + milliseconds(lambda: shortest_paths(strong, starts, ends), 3)) / N_PATHS
        print(f"  {N_PATHS:,} paths, the network prepared in {ready_ms:.0f} ms included: {ours:.3f} ms a path, {rival / ours:.1f} times")
    points = rng.uniform(strong.x_m.min(), strong.x_m.max(), 10_000), rng.uniform(strong.y_m.min(), strong.y_m.max(), 10_000)
    print(f"  snapping: {milliseconds(lambda: snap(strong, *points), 2) / 10:.1f} us a point")


def main():
    data = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
    if data.is_dir():
        show("Krems", osm.krems(data), 200)
        show("Vienna-Favoriten", osm.favoriten(data), 200)
    show("Made-up city", city(), 5)


if __name__ == "__main__":
    main()
