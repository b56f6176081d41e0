"""Speeds and their correction. Expected values follow from the paper's prose (sections 3.6.3, 3.6.4) by hand, or from laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.trajectory.velocity import correct_speeds, segment_speeds, smooth_speeds

STRAIGHT = np.array([[0.0, 0.0], [1000.0, 0.0]])
ONE = [STRAIGHT], [[36.0]]  # 10 m/s


def corrected(along, times, routes=ONE, **options):
    return correct_speeds(along, np.zeros(len(along), int), times, *routes, **options)


def test_speed_is_distance_on_the_road_over_time():
    # around a corner: 300 m in 20 s
    got = segment_speeds([100, 400], [0, 0], [5, 25], [[[0, 0], [200, 0], [200, 500]]], [[50, 50]])
    assert got.speed_kmh[1] == pytest.approx(54) and np.isnan(got.speed_kmh[0])


def test_the_allowed_speed_is_that_of_the_pieces_travelled():
    # 500 m at 10 m/s and 500 m at 20 m/s take 75 s: 48 km/h
    route = [[0, 0], [500, 0], [1000, 0]]
    got = segment_speeds([0, 1000], [0, 0], [0, 60], [route], [[36, 72]])
    assert got.allowed_kmh[1] == pytest.approx(48)
    assert segment_speeds([600, 900], [0, 0], [0, 60], [route], [[36, 72]]).allowed_kmh[1] == pytest.approx(72)


def test_where_a_phone_stands_the_allowed_speed_is_that_of_the_place():
    route = [[0, 0], [500, 0], [1000, 0]]
    got = segment_speeds([100, 100, 1000, 1000], [0] * 4, [0, 9, 60, 70], [route], [[36, 72]])
    assert got.allowed_kmh[[1, 3]] == pytest.approx([36, 72]) and got.speed_kmh[[1, 3]].tolist() == [0, 0]


def test_both_events_of_a_fast_segment_move_by_half_of_the_shift():
    # 200 to 800 in 30 s at 10 m/s: reference 300 m, shift 300 m; the neighbours have 60 s for up to 350 m, 1020 are plausible
    got = corrected([0, 200, 800, 1000], [0, 60, 90, 150])
    assert got.along_m.tolist() == [0, 350, 650, 1000] and got.shift_m.tolist() == [0, 150, -150, 0]
    assert got.exceeded.tolist() == [False, False, True, False] and got.met.all()
    assert got.after.speed_kmh[2] == pytest.approx(36)


def test_only_the_last_event_moves_where_the_first_is_held():
    # 0 to 500 in 10 s: reference 100 m; the next segment grows to 500 m in 30 s, below 17 m/s
    assert corrected([0, 500, 600], [0, 10, 40]).along_m.tolist() == [0, 100, 600]


def test_a_free_end_takes_what_the_neighbour_cannot():
    # shift 400 m; the segment behind may grow from 100 to 170 m in 10 s, so that the start takes the other 330
    assert corrected([0, 500, 600], [0, 10, 20], hold_ends=False).along_m == pytest.approx([330, 430, 600])


def test_neighbours_stay_below_the_factor():
    # shift 400 m; the segment before is as fast as tolerated (170 m in 10 s), so the last event alone moves
    got = corrected([0, 170, 670, 700], [0, 10, 20, 100])
    assert got.along_m.tolist() == [0, 170, 270, 700]


def test_what_is_too_long_is_handed_on():
    # 170 m are plausible in 10 s, the first keeps so many; the second then has 430 m and gives 330 to the third, which has time
    got = corrected([0, 500, 600, 620], [0, 10, 20, 80])
    assert got.along_m == pytest.approx([0, 170, 270, 620]) and got.met.all()


def test_what_is_handed_to_a_held_end_is_handed_back():
    # forwards: 300 and, as far as the middle segment has room, 470; backwards: the last keeps 170 m, the middle one its 100
    got = corrected([0, 50, 400, 900], [0, 60, 70, 80])
    assert got.along_m == pytest.approx([0, 630, 730, 900]) and got.met.all()


def test_a_route_that_is_too_long_for_its_time_is_reported():
    got = corrected([0, 400, 1000], [0, 20, 40])  # 1000 m in 40 s, 680 are plausible
    assert not got.met.all() and got.along_m[[0, 2]].tolist() == [0, 1000] and got.figures["not_met"] == 1


def test_simultaneous_events_come_to_lie_at_one_place():
    got = corrected([0, 300, 500, 1000], [0, 60, 60, 120])
    assert got.before.speed_kmh[2] == np.inf and got.met.all()
    assert got.along_m[1] == pytest.approx(400) and got.along_m[2] == pytest.approx(400)


def test_a_route_without_length_stops_nobody():
    routes = [np.zeros((2, 2)), STRAIGHT], [[36.0], [36.0]]
    for method in (correct_speeds, smooth_speeds):
        got = method([0, 0, 0, 100], [0, 0, 1, 1], [0, 9, 0, 20], *routes)
        assert got.along_m == pytest.approx([0, 0, 0, 100], abs=1e-3) and got.met.all()
        assert got.after.speed_kmh[[1, 3]] == pytest.approx([0, 18], abs=1e-3) and got.after.allowed_kmh[[1, 3]] == pytest.approx([36, 36])


def test_events_of_unknown_place_are_passed_over():
    got = corrected([0, np.nan, 500, 600], [0, 5, 10, 40])
    assert np.isnan(got.along_m[1]) and np.isnan(got.xy_m[1]).all() and got.along_m[[0, 2, 3]].tolist() == [0, 100, 600]
    assert got.shift_m.tolist() == [0, 0, -400, 0] and got.xy_m[2].tolist() == [100, 0]


ROUTE = np.array([[0, 0], [300, 0], [300, 400], [900, 400]], float)
LIMITS = [30.0, 130.0, 50.0]
LENGTH = 1300.0
AT_LIMITS_S = 300 * 3.6 / 30 + 400 * 3.6 / 130 + 600 * 3.6 / 50
EVENTS = st.lists(st.tuples(st.floats(0, LENGTH), st.integers(0, 40)), min_size=1, max_size=15)


def stream(events):
    return np.sort([along for along, _ in events]), np.cumsum([step for _, step in events]).astype(float)


@given(EVENTS, st.booleans(), st.floats(1, 3))
@settings(deadline=None)
def test_events_never_cross_and_stay_on_the_route(events, hold_ends, factor):
    along, times = stream(events)
    got = corrected(along, times, ([ROUTE], [LIMITS]), hold_ends=hold_ends, factor=factor)
    assert (np.diff(got.along_m) > -1e-6).all() and got.along_m[0] >= along[0] - 1e-6 and got.along_m[-1] <= along[-1] + 1e-6
    if hold_ends:
        assert got.along_m[[0, -1]].tolist() == along[[0, -1]].tolist()


@given(EVENTS, st.booleans(), st.floats(1, 3))
@settings(deadline=None)
def test_the_limit_is_met_wherever_it_can_be(events, hold_ends, factor):
    along, times = stream(events)
    got = corrected(along, times, ([ROUTE], [LIMITS]), hold_ends=hold_ends, factor=factor)
    whole = segment_speeds(along[[0, -1]], [0, 0], times[[0, -1]], [ROUTE], [LIMITS])
    possible = not hold_ends or len(along) == 1 or not whole.length_m[1] > whole.allowed_kmh[1] / 3.6 * whole.duration_s[1] * factor
    assert got.met.all() or not possible
    timed = got.met & (got.after.duration_s > 0)
    over = got.after.speed_kmh[timed] - factor * got.after.allowed_kmh[timed]
    assert (over * got.after.duration_s[timed] < 3.6 * 2e-3).all()


@given(EVENTS)
@settings(deadline=None)
def test_a_trajectory_that_is_nowhere_too_fast_stays_as_it_is(events):
    along, _ = stream(events)
    times = np.arange(len(along)) * (AT_LIMITS_S + 1)
    got = corrected(along, times, ([ROUTE], [LIMITS]), factor=1)
    assert got.along_m.tolist() == along.tolist() and not got.moved.any() and got.met.all()


@given(st.lists(EVENTS, min_size=1, max_size=4), st.booleans())
@settings(deadline=None)
def test_journeys_do_not_influence_each_other(journeys, hold_ends):
    streams = [stream(events) for events in journeys]
    number = np.repeat(np.arange(len(streams)), [len(along) for along, _ in streams])
    routes, limits = [ROUTE] * len(streams), [LIMITS] * len(streams)
    together = correct_speeds(*(np.concatenate(c) for c in ([a for a, _ in streams],)), number,
                              np.concatenate([t for _, t in streams]), routes, limits, hold_ends=hold_ends)
    alone = [corrected(along, times, ([ROUTE], [LIMITS]), hold_ends=hold_ends).along_m for along, times in streams]
    assert together.along_m == pytest.approx(np.concatenate(alone), abs=1e-6)


def cost(s, along, times, tail, sigma_m=160.0, stiffness=3.0):
    v, dt, off = np.diff(s) / np.diff(times), np.diff(times), (s - along) / sigma_m
    far = off ** 2 if np.isinf(tail) else 2 * tail ** 2 * (np.sqrt(1 + (off / tail) ** 2) - 1)
    return np.sum(far) + stiffness * np.sum(np.diff(v) ** 2 / ((dt[1:] + dt[:-1]) / 2))


@given(st.lists(st.tuples(st.floats(0, 1000), st.integers(1, 40)), min_size=2, max_size=8), st.sampled_from([0.2, 0.5, 2.0, np.inf]))
@settings(deadline=None, max_examples=60)
def test_smoothed_positions_have_the_least_cost_within_the_limits(events, tail):
    along, times = stream(events)
    got = smooth_speeds(along, np.zeros(len(along), int), times, *ONE, tail=tail)
    assert got.met.all() and (np.diff(got.along_m) > -1e-6).all()
    assert got.along_m[0] >= 0 and got.along_m[-1] <= 1000
    dt = np.diff(times)
    bounds = [(0, 1000)] + [(0, 17.0)] * len(dt)
    free = minimize(lambda p: cost(p[0] + np.append(0, np.cumsum(p[1:] * dt)), along, times, tail), np.append(along[0], np.ones(len(dt))),
                    bounds=bounds, method="SLSQP", options={"maxiter": 500, "ftol": 1e-12})
    # the independent solver knows no upper end of the route
    if free.x[0] + (free.x[1:] * dt).sum() <= 1000:
        assert cost(got.along_m, along, times, tail) <= free.fun * (1 + 1e-4) + 1e-7


def test_a_steady_journey_is_smooth_already():
    along, times = np.arange(0, 1000, 100.0), np.arange(0, 100, 10.0)
    assert smooth_speeds(along, np.zeros(10, int), times, *ONE).along_m == pytest.approx(along, abs=1e-3)


def test_one_bad_position_does_not_pull_the_others():
    along, times = np.arange(0, 1000, 50.0), np.arange(0, 200, 10.0)
    wrong = along.copy()
    wrong[10] += 400
    off = {tail: np.abs(smooth_speeds(wrong, np.zeros(20, int), times, *ONE, sigma_m=20, tail=tail).along_m - along).max()
           for tail in (0.5, np.inf)}
    assert off[0.5] < 12 and off[np.inf] > 3 * off[0.5]


def test_exact_positions_count_more_than_vague_ones():
    # with the middle one 1000 times as exact, a line of one speed through it: the others share what is left
    along, times = [0, 500, 800], [0, 50, 100]
    got = smooth_speeds(along, np.zeros(3, int), times, *ONE, sigma_m=[100, 0.1, 100], stiffness=1e6, tail=np.inf).along_m
    # the slope m of least squares through (0, 500): min (500 - 50 m)^2 + (300 - 50 m)^2
    assert got == pytest.approx([100, 500, 900], abs=0.1)


def test_where_limits_change_the_share_of_the_limit_is_kept_steady():
    # at half of the limits, 5 and 10 m/s, the phone is at 500 m after 100 s and needs 50 s for the rest
    route, limits = [[0, 0], [500, 0], [1000, 0]], [36.0, 72.0]
    times = np.array([0, 50, 100, 125, 150.0])
    along = [0, 250, 500, 750, 1000]
    assert smooth_speeds(along, np.zeros(5, int), times, [route], [limits]).along_m == pytest.approx(along, abs=1e-2)


@given(EVENTS, st.sampled_from([1.0, 0.001]), st.sampled_from([0.1, 0.5, np.inf]), st.sampled_from([1.0, 1.7]),
       st.sampled_from([0.0, 3.0, 1e9]))
@settings(deadline=None)
def test_smoothed_journeys_keep_the_limit_the_order_and_the_route(events, tick, tail, factor, stiffness):
    along, times = stream(events)
    times = times * tick
    got = smooth_speeds(along, np.zeros(len(along), int), times, [ROUTE], [LIMITS], tail=tail, factor=factor, stiffness=stiffness)
    assert got.met.all() and (np.diff(got.along_m) > -1e-6).all() and got.along_m[0] >= 0 and got.along_m[-1] <= LENGTH + 1e-9


@given(st.lists(EVENTS, min_size=2, max_size=5), st.randoms())
@settings(deadline=None)
def test_smoothed_journeys_do_not_influence_each_other_in_any_order(journeys, random):
    streams = [stream(events) for events in journeys]
    alone = [smooth_speeds(along, np.zeros(len(along), int), times, [ROUTE], [LIMITS]).along_m for along, times in streams]
    order = list(range(len(streams)))
    random.shuffle(order)
    number = np.repeat(np.arange(len(order)), [len(alone[k]) for k in order])
    together = smooth_speeds(np.concatenate([streams[k][0] for k in order]), number, np.concatenate([streams[k][1] for k in order]),
                             [ROUTE] * len(order), [LIMITS] * len(order))
    assert together.along_m == pytest.approx(np.concatenate([alone[k] for k in order]), abs=1e-3)


def test_smoothing_puts_simultaneous_events_at_one_place():
    got = smooth_speeds([0, 300, 500, 800], np.zeros(4, int), [0, 40, 40, 80], *ONE)
    assert got.along_m == pytest.approx([0, 400, 400, 800], abs=1e-3) and got.along_m[1] == got.along_m[2]


@pytest.mark.parametrize("change, message", [
    (dict(limits_kmh=[[0.0]]), "Route 1: piece 1 has a limit of 0.0"),
    (dict(limits_kmh=[[50.0, 50.0]]), "2 limits for 1 pieces"),
    (dict(along_m=[10, 5]), "event 2 lies behind"),
    (dict(time_s=[10, 5]), "event 2 is out of order"),
    (dict(routes=[None]), "without a route"),
    (dict(factor=0.5), "the factor of 0.5"),
])
def test_what_cannot_be_corrected_is_named(change, message):
    given_ = dict(along_m=[0, 5], journey=[0, 0], time_s=[0, 5], routes=[STRAIGHT], limits_kmh=[[50.0]])
    with pytest.raises(InputError, match=message):
        correct_speeds(**{**given_, **change})


@pytest.mark.parametrize("options, message", [(dict(sigma_m=[10, 0]), "a standard deviation is not positive"),
                                              (dict(tail=0), "the tail of 0 is not positive")])
def test_what_cannot_be_smoothed_is_named(options, message):
    with pytest.raises(InputError, match=message):
        smooth_speeds([0, 5], [0, 0], [0, 5], [STRAIGHT], [[50.0]], **options)


def test_cancel_stops_it():
    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        corrected([0, 500, 600], [0, 10, 40], progress=cancel)
