"""How long trajectories take: 1,000 journeys of the made-up country, 20 candidates each, alone and shared by processes; and the same
searches by networkx for some of the journeys, as the routes of a journey are what takes the time.

Run: ``python tests/benchmarks/bench_journeys.py``.
"""

import os
import resource
import sys
import time
from pathlib import Path

import networkx as nx
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from mno_mobility.events.cleaning import clean
from mno_mobility.geolocation.grid import grid_over
from mno_mobility.geolocation.tessellation import voronoi_areas
from mno_mobility.scenario.journeys import make_journeys
from mno_mobility.scenario.roads import make_roads
from mno_mobility.scenario.world import sample_scenario
from mno_mobility.trajectory.endpoints import TRIES, draw_places, endpoint_law, endpoint_weights
from mno_mobility.trajectory.estimation import estimate_trajectories
from mno_mobility.trajectory.referencing import snap

N_JOURNEYS, N_CANDIDATES, N_RIVAL = 1_000, 20, 10


def main():
    world = sample_scenario()
    network = make_roads(world.model.grid, world.population, np.random.default_rng(1)).network()
    events = make_journeys(world, network, N_JOURNEYS, np.random.default_rng(2)).events.events
    start = time.perf_counter()
    cleaned = clean(events)
    n = cleaned.figures["journeys"]
    print(f"{len(events):,} events cleaned and cut into {n:,} journeys in {time.perf_counter() - start:.2f} s")
    areas = voronoi_areas(world.plan, "wedge", world.model.grid.extent_m).by_cell(len(world.plan))
    grid = grid_over(world.model.grid.extent_m, 100.0, world.model.grid.crs)
    law = endpoint_law(areas, grid, endpoint_weights(population=world.population))
    took = {}
    for workers in dict.fromkeys([1, os.cpu_count() or 1]):
        start = time.perf_counter()
        found = estimate_trajectories(cleaned, areas, network, law, n_candidates=N_CANDIDATES, workers=workers)
        took[workers] = time.perf_counter() - start
        n_routes = int((found.choice.chosen >= 0).sum())
        print(f"{n_routes:,} routes on {network.n_arcs:,} arcs with {workers} processes: {took[workers]:.1f} s, "
              f"{n / took[workers]:.0f} journeys a second")
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(f"peak memory of this process and the largest of its children: {peak:.0f} MiB")

    graph = network.to_networkx()
    first = np.searchsorted(cleaned.journey, np.arange(n))
    last = np.searchsorted(cleaned.journey, np.arange(n), side="right") - 1
    moving = np.flatnonzero(found.choice.chosen >= 0)[:N_RIVAL]
    ends = np.repeat(np.column_stack([cleaned.events.cell[first[moving]], cleaned.events.cell[last[moving]]]), N_CANDIDATES, axis=0).ravel()
    places = draw_places(law, ends, np.random.default_rng(3).random((len(ends), 1 + 2 * TRIES)))
    nodes = network.tail[snap(network, *places.T).arc].reshape(-1, 2)
    start = time.perf_counter()
    for pair in nodes:
        nx.dijkstra_path(graph, *pair, weight="seconds")
    rival = (time.perf_counter() - start) / len(moving)
    ours = took[1] / n
    print(f"a journey: {1e3 * ours:.1f} ms with all its steps; the searches alone by networkx {1e3 * rival:.0f} ms, "
          f"{rival / ours:.1f} times")


if __name__ == "__main__":
    main()
