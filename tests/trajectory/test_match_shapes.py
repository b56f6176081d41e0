"""When a phone passed its route and where the band around it lies, on routes drawn by hand."""

import numpy as np
import pytest
import shapely

from mno_mobility.trajectory.match_shapes import bands, timed_match
from mno_mobility.trajectory.matching import Match
from mno_mobility.trajectory.polylines import Route

CORNER = np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 100.0]])


def match_of(time_s, along_m, radius_m, event_time_s, xy_m=CORNER):
    """A match of a route at 36 km/h, with the places and radii of its events between those of the steps."""
    length = np.append(0, np.cumsum(np.hypot(*np.diff(xy_m, axis=0).T)))
    route = Route(np.zeros(1, int), xy_m, length, length / 10, np.full(len(xy_m) - 1, 36.0))
    time_s, along_m, radius_m = (np.asarray(values, float) for values in (time_s, along_m, radius_m))
    at, radius = (np.interp(event_time_s, time_s, values) for values in (along_m, radius_m))
    known = np.ones(len(at), bool)
    return Match(route, time_s, along_m, radius_m, at, radius, radius / 2, ~known, known, np.zeros(1, int), np.ones(1), 1.0)


def place_at(xy_m, time_s, moment):
    return [np.interp(moment, time_s, column) for column in xy_m.T]


def test_a_phone_is_where_the_match_says_at_every_step():
    steps, along = [2, 6, 10, 14, 18], [0, 40, 80, 140, 200]
    match = match_of(steps, along, [30] * 5, [0, 9, 20])
    xy, time_s = timed_match(match, [0, 9, 20])
    assert (time_s[0], time_s[-1]) == (0, 20) and (np.diff(time_s) >= 0).all()
    for moment, at in zip(steps, along):
        expected = [min(at, 100), max(at - 100, 0)]
        assert place_at(xy, time_s, moment) == pytest.approx(expected, abs=0.11)
    assert np.hypot(*np.diff(xy, axis=0).T).sum() == pytest.approx(200)


def test_a_phone_that_stands_does_not_creep():
    match = match_of([2, 6, 10, 14, 18, 22], [0, 50, 50, 50, 50, 100], [30] * 6, [0, 24])
    xy, time_s = timed_match(match, [0, 24])
    for moment in (6, 9, 12, 18):  # it arrives by 6 s and leaves at 18 s
        assert place_at(xy, time_s, moment) == pytest.approx([50, 0], abs=0.11)
    assert place_at(xy, time_s, 20) == pytest.approx([75, 0], abs=0.2)


def test_a_phone_that_never_moves_has_a_route_of_two_equal_vertices():
    spot = np.array([[5.0, 6.0], [5.0, 6.0]])
    xy, time_s = timed_match(match_of([2, 6], [0, 0], [30, 30], [0, 8], spot), [0, 8])
    assert xy.tolist() == spot.tolist() and time_s.tolist() == [0, 8]


def test_the_band_is_a_strip_of_the_radius_around_the_route():
    match = match_of([0, 10, 20], [0, 100, 200], [20, 20, 20], [0, 20])
    (band,), (radius,) = bands(match, [0, 20])
    exact = shapely.LineString(CORNER).buffer(20, quad_segs=64)
    assert radius == 20 and band.symmetric_difference(exact).area < 0.01 * exact.area


def test_a_band_that_widens_is_the_hull_of_its_discs():
    match = match_of([0, 10], [0, 100], [10, 40], [0, 10], CORNER[:2])
    (band,), (radius,) = bands(match, [0, 10])
    discs = [shapely.Point(x, 0).buffer(r, quad_segs=64) for x, r in ((0, 10), (100, 40))]
    exact = shapely.MultiPolygon(discs).convex_hull
    assert radius == 25 and band.symmetric_difference(exact).area < 0.02 * exact.area


def test_each_interval_of_events_has_its_own_part_of_the_band():
    match = match_of([0, 5, 10, 15, 20], [0, 50, 100, 150, 200], [5] * 5, [0, 10, 20])
    first, second = bands(match, [0, 10, 20])[0]
    assert first.contains(shapely.Point(50, 0)) and not first.intersects(shapely.Point(100, 50))
    assert second.contains(shapely.Point(100, 50)) and not second.intersects(shapely.Point(50, 0))


def test_the_band_holds_every_disc_of_a_phone_that_stands():
    match = match_of([0, 5, 10, 15], [50, 50, 50, 50], [5, 30, 10, 5], [0, 15], CORNER[:2])
    (band,), _ = bands(match, [0, 15])
    assert band.area == pytest.approx(np.pi * 30 ** 2, rel=0.03)


def test_events_at_one_moment_have_a_band_too():
    match = match_of([0, 5, 10], [0, 50, 100], [5, 5, 5], [0, 5, 5, 10])
    between = bands(match, [0, 5, 5, 10])[0][1]
    assert between.area == pytest.approx(np.pi * 25, rel=0.03)
