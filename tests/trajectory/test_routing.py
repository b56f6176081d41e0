"""Shortest paths. The oracle is networkx, on streets cut at the places in question."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import town, towns

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.trajectory import routing as module
from mno_mobility.trajectory.polylines import route, routes
from mno_mobility.trajectory.referencing import at_nodes, on_arcs, snap
from mno_mobility.trajectory.routing import costs_to_nodes, prepare, shortest_paths, travel_costs

SQUARE = [[(0, 0), (100, 0)], [(100, 0), (100, 100)], [(100, 100), (0, 100)], [(0, 100), (0, 0)]]


def way(roads, start, end, **options):
    """Places passed, length and seconds of the cheapest way between the roads nearest to two points."""
    paths = shortest_paths(roads, snap(roads, *start), snap(roads, *end), **options)
    found = route(roads, paths, 0)
    if found is None:
        return None
    return [tuple(place) for place in found.xy_m.round(6).tolist()], found.along_m[-1], found.seconds[-1]


def random_positions(roads, rng, n):
    arc = rng.integers(roads.n_arcs, size=n)
    share = rng.choice([0, 0.25, 0.5, 1, rng.uniform()], n)  # many at crossroads and at the same places
    return on_arcs(roads, arc, share * roads.length_m[arc])


def cost_by_networkx(roads, source, target, cost) -> float:
    """Cut the streets at two positions, one each, and let networkx search."""
    cuts = {}
    for name, position in (("source", source), ("target", target)):
        arc = position.arc[0]
        piece, length = roads.piece[arc], roads.length_m[arc]
        along = position.offset_m[0] if roads.forward[arc] else length - position.offset_m[0]
        cuts.setdefault(piece, []).append((along, name))
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(roads.n_nodes))
    for arc in range(roads.n_arcs):
        length, forward = roads.length_m[arc], roads.forward[arc]
        stops = [(along if forward else length - along, name) for along, name in cuts.get(roads.piece[arc], [])]
        stops = [(0.0, roads.tail[arc]), *sorted(stops), (length, roads.head[arc])]
        for (begin, a), (end, b) in zip(stops, stops[1:]):
            graph.add_edge(a, b, cost=(end - begin) / length * cost[arc])
            if begin == end:  # one place by two names
                graph.add_edge(b, a, cost=0.0)
    try:
        return nx.dijkstra_path_length(graph, "source", "target", weight="cost")
    except nx.NetworkXNoPath:
        return np.inf


@given(towns(), st.sampled_from(module.WEIGHTS))
@settings(deadline=None, max_examples=40)
def test_costs_between_all_crossroads_are_those_of_networkx(made, weight):
    roads, _ = made
    attribute = {"seconds": "seconds", "length": "length_m"}[weight]
    expected = np.full((roads.n_nodes, roads.n_nodes), np.inf)
    for node, costs in nx.all_pairs_dijkstra_path_length(roads.to_networkx(), weight=attribute):
        expected[node, list(costs)] = list(costs.values())
    nodes = at_nodes(roads, np.arange(roads.n_nodes))
    assert costs_to_nodes(roads, nodes, weight=weight) == pytest.approx(expected)
    assert travel_costs(roads, nodes, nodes, weight=weight) == pytest.approx(expected)


@given(towns(), st.sampled_from(module.WEIGHTS))
@settings(deadline=None, max_examples=40)
def test_paths_between_places_on_streets_cost_what_networkx_finds(made, weight):
    roads, rng = made
    sources, targets = random_positions(roads, rng, 6), random_positions(roads, rng, 6)
    cost = roads.seconds if weight == "seconds" else roads.length_m
    expected = [cost_by_networkx(roads, sources[k], targets[k], cost) for k in range(6)]
    paths = shortest_paths(roads, sources, targets, weight=weight)
    assert (paths.seconds if weight == "seconds" else paths.length_m) == pytest.approx(expected, abs=1e-6)
    assert np.diag(travel_costs(roads, sources, targets, weight=weight)) == pytest.approx(expected, abs=1e-6)


@given(towns())
@settings(deadline=None, max_examples=40)
def test_routes_are_unbroken_drives_from_source_to_target(made):
    roads, rng = made
    sources, targets = random_positions(roads, rng, 6), random_positions(roads, rng, 6)
    paths = shortest_paths(roads, sources, targets)
    for k in np.flatnonzero(paths.reached):
        drive = route(roads, paths, k)
        assert (roads.head[drive.arcs[:-1]] == roads.tail[drive.arcs[1:]]).all()
        assert drive.xy_m[0] == pytest.approx([sources.x_m[k], sources.y_m[k]], abs=1e-6)
        assert drive.xy_m[-1] == pytest.approx([targets.x_m[k], targets.y_m[k]], abs=1e-6)
        assert drive.along_m == pytest.approx(np.append(0, np.cumsum(np.hypot(*np.diff(drive.xy_m, axis=0).T))), abs=1e-6)
        assert drive.seconds == pytest.approx(np.append(0, np.cumsum(np.diff(drive.along_m) / drive.limit_kmh * 3.6)), abs=1e-6)
        assert (drive.along_m[-1], drive.seconds[-1]) == pytest.approx((paths.length_m[k], paths.seconds[k]), abs=1e-6)
        assert set(drive.limit_kmh) <= set(roads.speed_kmh[drive.arcs])


@given(towns(), st.sampled_from(module.WEIGHTS), st.booleans(), st.floats(10, 1000))
@settings(deadline=None, max_examples=60)
def test_paths_that_are_looked_up_are_those_that_are_searched(made, weight, either_way, limit):
    roads, rng = made
    sources, targets = random_positions(roads, rng, 8), random_positions(roads, rng, 8)
    options = {"weight": weight, "either_way": either_way, "limit": limit}
    searched, costs = (search(roads, sources, targets, **options) for search in (shortest_paths, travel_costs))
    assert not prepare(roads, roads.n_nodes - 1, weight=weight) and prepare(roads, roads.n_nodes, weight=weight)
    found = shortest_paths(roads, sources, targets, **options)
    assert found.seconds == pytest.approx(searched.seconds) and found.length_m == pytest.approx(searched.length_m)
    alike = [len(found.arcs_of(k)) == len(searched.arcs_of(k)) for k in range(8)]  # equally good ways may differ
    assert np.mean(alike) > 0.8
    assert travel_costs(roads, sources, targets, **options) == pytest.approx(costs)


@given(towns())
@settings(deadline=None, max_examples=30)
def test_all_routes_at_once_are_those_one_by_one(made):
    roads, rng = made
    paths = shortest_paths(roads, random_positions(roads, rng, 8), random_positions(roads, rng, 8))
    for k, drive in enumerate(routes(roads, paths)):
        alone = route(roads, paths, k)
        assert (drive is None) == (alone is None) == (not paths.reached[k])
        if drive is not None:
            assert all(np.array_equal(getattr(drive, name), getattr(alone, name)) for name in ("arcs", "xy_m", "along_m", "seconds"))


def test_large_networks_are_not_prepared(monkeypatch):
    monkeypatch.setattr(module, "PREPARED_NODES", 3)
    assert not prepare(town(*SQUARE), 1000)


def test_a_target_ahead_on_the_same_street_is_reached_along_it():
    roads = town(*SQUARE, oneway=["yes"] * 4)
    assert way(roads, (20, 0), (70, 0)) == ([(20, 0), (70, 0)], 50, pytest.approx(5))


def test_a_target_behind_on_a_one_way_street_is_reached_round_the_block():
    roads = town(*SQUARE, oneway=["yes"] * 4)
    places, length, _ = way(roads, (70, 0), (20, 0))
    assert places == [(70, 0), (100, 0), (100, 100), (0, 100), (0, 0), (20, 0)] and length == pytest.approx(350)


def test_a_target_behind_on_a_two_way_street_is_reached_by_turning_round():
    assert way(town(*SQUARE), (70, 0), (20, 0)) == ([(70, 0), (20, 0)], 50, pytest.approx(5))


def test_positions_can_be_bound_to_the_direction_of_their_arc():
    roads = town(*SQUARE)
    east = int(np.flatnonzero((roads.source[roads.piece] == 0) & roads.forward)[0])
    paths = shortest_paths(roads, on_arcs(roads, east, 70), on_arcs(roads, east, 20), either_way=False)
    assert paths.length_m == pytest.approx([30 + 100 + 20])  # on to the crossroads, back, and along the arc again


def test_a_target_behind_without_a_way_back_is_reported_not_raised():
    roads = town([(0, 0), (100, 0)], [(100, 0), (200, 0)], oneway=["yes", "yes"])
    targets = on_arcs(roads, [0, 1], [20, 50])
    paths = shortest_paths(roads, on_arcs(roads, 0, 70), targets)
    assert paths.reached.tolist() == [False, True]
    assert np.isinf(paths.seconds[0]) and np.isinf(paths.length_m[0]) and len(paths.arcs_of(0)) == 0
    assert route(roads, paths, 0) is None


def test_nothing_is_reached_from_or_to_a_point_without_a_road():
    roads = town(*SQUARE)
    positions = snap(roads, [50, 1e6, np.nan], [0, 0, 0], max_m=100)
    assert (positions.arc >= 0).tolist() == [True, False, False]
    paths = shortest_paths(roads, positions, positions[[1, 0, 2]])
    assert not paths.reached.any()


def test_a_way_of_no_length_is_a_route_that_stands_still():
    roads = town(*SQUARE)
    assert way(roads, (30, 0), (30, 0)) == ([(30, 0), (30, 0)], 0, 0)
    crossing = at_nodes(roads, np.arange(4))
    paths = shortest_paths(roads, crossing, crossing)
    assert paths.length_m.tolist() == [0, 0, 0, 0] and len(paths.arcs) == 4


def test_one_can_leave_a_crossroads_in_all_directions_though_it_was_snapped_to_a_one_way_street():
    roads = town([(0, 0), (100, 0)], [(0, 0), (0, 100)], oneway=["yes", "no"])
    start = on_arcs(roads, np.flatnonzero(roads.source[roads.piece] == 0), 0)
    assert shortest_paths(roads, start, snap(roads, 0, 60)).length_m == pytest.approx([60])


@given(st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=40)
def test_the_end_of_a_crooked_one_way_street_is_the_crossroads(seed):
    rng = np.random.default_rng(seed)
    end, side = rng.uniform(0, 1000, (2, 2))
    roads = town(np.vstack([rng.uniform(0, 1000, (30, 2)), end]), np.vstack([end, side]), oneway=["yes", "no"])
    place = on_arcs(roads, np.flatnonzero(roads.source[roads.piece] == 0), np.nextafter(roads.length_m[0], 0))
    paths = shortest_paths(roads, snap(roads, *side), place)
    assert paths.length_m == pytest.approx([np.hypot(*(end - side))])


def test_the_faster_way_round_may_be_the_longer_one():
    roads = town([(0, 0), (100, 0)], [(0, 0), (50, 50), (100, 0)], speed_kmh=[10, 100])
    assert way(roads, (0, 0), (100, 0))[0] == [(0, 0), (50, 50), (100, 0)]
    assert way(roads, (0, 0), (100, 0), weight="length")[0] == [(0, 0), (100, 0)]


def test_a_ring_road_is_driven_to_a_place_behind():
    roads = town([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)], [(0, 0), (-50, 0)], oneway=["yes", "no"])
    places, length, _ = way(roads, (0, 30), (60, 0))
    assert places == [(0, 30), (0, 0), (60, 0)] and length == pytest.approx(90)
    assert way(roads, (60, 0), (30, 0))[1] == pytest.approx(370)


def test_a_ring_road_without_any_crossing_is_searched_too():
    roads = town([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)], oneway=["yes"])
    assert way(roads, (0, 30), (60, 0))[1] == pytest.approx(90)


def test_a_route_names_the_limit_of_every_stretch():
    roads = town([(0, 0), (100, 0)], [(100, 0), (100, 50), (150, 50)], speed_kmh=[36, 72])
    paths = shortest_paths(roads, snap(roads, 40, 0), snap(roads, 120, 50))
    drive = route(roads, paths, 0)
    assert drive.along_m.tolist() == [0, 60, 110, 130]
    assert drive.limit_kmh.tolist() == [36, 72, 72] and drive.seconds == pytest.approx([0, 6, 8.5, 9.5])


def test_what_costs_more_than_the_limit_is_not_reached():
    roads = town(*[[(at, 0), (at + 100, 0)] for at in range(0, 2000, 100)])
    start, ends = snap(roads, 50, 0), snap(roads, [40, 500, 1050, 1051, 1900], [0] * 5)
    assert shortest_paths(roads, start, ends, limit=100).reached.tolist() == [True, True, True, False, False]
    by_length = travel_costs(roads, start, ends, limit=450, weight="length")
    assert np.isfinite(by_length).tolist() == [[True, True, False, False, False]]


def test_bounded_searches_find_the_same_detours_as_unbounded_ones(monkeypatch):
    # a comb: to the next tooth it is 1 m through the air and up to 2,000 m by road
    lines = [[(at, 0), (at + 1, 0)] for at in range(20)] + [[(at, 0), (at, 1000 - at)] for at in range(21)]
    roads = town(*lines)
    tips = snap(roads, np.arange(21), 1000 - np.arange(21))
    monkeypatch.setattr(module, "PREPARED_NODES", 0)  # as if it were a large network
    bounded = travel_costs(roads, tips, tips)
    monkeypatch.setattr(module, "REACHES", ())  # all at once
    monkeypatch.setattr(module, "SOURCES_PER_BLOCK", 3)
    assert bounded == pytest.approx(travel_costs(roads, tips, tips))
    assert bounded[0, 1] == pytest.approx((1000 + 1 + 999) / 10)


def test_searches_can_be_cancelled():
    def cancel(done):
        raise Cancelled
    roads = town(*SQUARE)
    start = snap(roads, 50, 0)
    for search, arguments in ((shortest_paths, [start, start]), (travel_costs, [start, start]), (costs_to_nodes, [start])):
        with pytest.raises(Cancelled):
            search(roads, *arguments, progress=cancel)


def test_wrong_pairs_and_weights_are_refused():
    roads = town(*SQUARE)
    positions = at_nodes(roads, np.arange(4))
    with pytest.raises(InputError, match="pair"):
        shortest_paths(roads, positions, positions[:3])
    with pytest.raises(InputError, match="'hours'"):
        shortest_paths(roads, positions, positions, weight="hours")


@pytest.mark.parametrize("weight, attribute", [("seconds", "seconds"), ("length", "length_m")])
def test_costs_in_favoriten_are_those_of_networkx(favoriten, weight, attribute):
    roads, _ = favoriten
    graph = roads.to_networkx()
    sources = [0, 100, 700]
    costs = costs_to_nodes(roads, at_nodes(roads, sources), weight=weight)
    for row, source in zip(costs, sources):
        expected = nx.single_source_dijkstra_path_length(graph, source, weight=attribute)
        assert np.flatnonzero(np.isfinite(row)).tolist() == sorted(expected)
        assert row[list(expected)] == pytest.approx(list(expected.values()))


def test_paths_across_krems_cost_what_networkx_finds(krems):
    roads, _ = krems
    rng = np.random.default_rng(7)
    x, y = (rng.uniform(values.min(), values.max(), (2, 40)) for values in (roads.x_m, roads.y_m))
    sources, targets = snap(roads, x[0], y[0]), snap(roads, x[1], y[1])
    expected = [cost_by_networkx(roads, sources[k], targets[k], roads.seconds) for k in range(40)]
    assert shortest_paths(roads, sources, targets).seconds == pytest.approx(expected)
