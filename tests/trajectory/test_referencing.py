"""Snapping and linear referencing. The oracles are shapely's distances to all roads, and segments one by one."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import town, towns

from mno_mobility.trajectory.referencing import locate, on_arcs, point_at, snap, snap_several, stretches_of_routes


@given(towns(), st.integers(1, 4), st.sampled_from([np.inf, 150.0]))
@settings(deadline=None, max_examples=40)
def test_snapping_finds_the_nearest_of_all_roads(made, k, max_m):
    roads, rng = made
    x, y = rng.uniform(-300, 1300, (2, 7))
    distance = shapely.distance(shapely.points(x, y)[:, None], roads.lines)
    positions, point = snap_several(roads, x, y, k=k, max_m=max_m)
    nearest = snap(roads, x, y, max_m=None if np.isinf(max_m) else max_m)
    for at in range(7):
        expected = np.sort(distance[at][distance[at] <= max_m])[:k]
        assert positions.distance_m[point == at] == pytest.approx(expected)
        assert (nearest.distance_m[at] == pytest.approx(expected[0])) if len(expected) else nearest.arc[at] == -1
    for found, px, py in ((positions, x[point], y[point]), (nearest[nearest.arc >= 0], x[nearest.arc >= 0], y[nearest.arc >= 0])):
        assert np.hypot(found.x_m - px, found.y_m - py) == pytest.approx(found.distance_m)
        again = on_arcs(roads, found.arc, found.offset_m)
        assert np.column_stack([again.x_m, again.y_m]) == pytest.approx(np.column_stack([found.x_m, found.y_m]), abs=1e-6)


def test_a_two_way_road_is_snapped_on_its_forward_arc_and_has_a_twin():
    roads = town([(0, 0), (100, 0)], [(100, 0), (200, 0)], oneway=["no", "-1"])
    positions = snap(roads, [30, 130], [5, 5])
    assert roads.forward[positions.arc].tolist() == [True, False]
    assert positions.offset_m.tolist() == [30, 70] and positions.distance_m.tolist() == [5, 5]
    twins = roads.twin[positions.arc]
    assert roads.head[twins[0]] == roads.tail[positions.arc[0]] and twins[1] == -1


polylines = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=2, max_size=12)


@given(polylines, st.lists(st.tuples(st.floats(-80, 80), st.floats(-80, 80)), min_size=1, max_size=10))
def test_a_point_is_located_at_the_nearest_of_all_segments(line, points):
    xy, points = np.array(line, float), np.array(points)
    start, step = xy[:-1], np.diff(xy, axis=0)
    square = np.maximum((step ** 2).sum(axis=1), 1e-300)
    share = np.clip(((points[:, None] - start) * step).sum(axis=2) / square, 0, 1)
    expected = np.hypot(*np.moveaxis(start + share[..., None] * step - points[:, None], 2, 0)).min(axis=1)
    along, distance = locate(xy, points)
    assert distance == pytest.approx(expected, abs=1e-9)
    assert np.hypot(*(point_at(xy, along) - points).T) == pytest.approx(expected, abs=1e-9)


@given(polylines, st.lists(st.floats(-10, 900), min_size=1, max_size=10))
def test_a_place_along_a_line_is_where_shapely_interpolates_it(line, along):
    expected = shapely.get_coordinates(shapely.line_interpolate_point(shapely.LineString(line), np.maximum(along, 0)))
    assert point_at(line, along) == pytest.approx(expected, abs=1e-9)


def test_a_route_that_stands_still_can_be_located_on():
    along, distance = locate([(5, 5), (5, 5)], [(5, 8)])
    assert along.tolist() == [0] and distance.tolist() == [3]


def test_a_stretch_has_its_ends_and_the_bends_between():
    bent = np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 50.0]])
    east = np.array([[0.0, 0.0], [1000.0, 0.0]])
    parts = stretches_of_routes([east, None, bent], np.array([0, 1, 2, 2, 2]), np.array([10, 0, 40, 100, -5]),
                                np.array([10, 5, 120, 150, 999]))
    assert [part if part is None else part.tolist() for part in parts] == [
        [[10, 0], [10, 0]], None, [[40, 0], [100, 0], [100, 20]], [[100, 0], [100, 50]], [[0, 0], [100, 0], [100, 50]]]
    assert stretches_of_routes([], np.empty(0, int), np.empty(0), np.empty(0)) == []


@given(st.lists(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=2, max_size=6), min_size=1, max_size=4),
       st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1), st.floats(0, 1)), max_size=6))
def test_stretches_are_those_that_shapely_cuts_one_by_one(routes, wanted):
    from shapely.ops import substring  # one line at a time

    routes = [np.array(route, float) for route in routes]
    journey = np.sort(np.array([k % len(routes) for k, _, _ in wanted], int))
    length = np.array([shapely.LineString(routes[k]).length for k in journey])
    start, end = np.sort([[a, b] for _, a, b in wanted] or np.empty((0, 2)), axis=1).T * length
    for part, k, a, b in zip(stretches_of_routes(routes, journey, start, end), journey, start, end):
        expected = substring(shapely.LineString(routes[k]), a, b)
        part = shapely.LineString(part)
        assert part.length == pytest.approx(b - a, abs=1e-6)
        if expected.geom_type == "LineString":
            assert shapely.hausdorff_distance(part, expected) < 1e-6
