"""Times at the vertices of a route."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.trajectory.timing import timed_route

ROUTE = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0]]
ALONG, SPENT = [0.0, 100.0, 200.0], [0.0, 10.0, 30.0]  # 10 m/s, then 5 m/s


def test_time_passes_as_the_limits_share_it_out():
    # twice as slow on the whole: 60 s for 30 s
    xy, time_s = timed_route(ROUTE, ALONG, SPENT, [0, 200], [1000, 1060])
    assert xy.tolist() == ROUTE and time_s.tolist() == [1000, 1020, 1060]


def test_every_event_is_a_vertex_with_its_time():
    xy, time_s = timed_route(ROUTE, ALONG, SPENT, [0, 50, 150, 200], [0, 8, 20, 60])
    assert xy.tolist() == [[0, 0], [50, 0], [100, 0], [100, 50], [100, 100]]
    assert time_s == pytest.approx([0, 8, 12, 20, 60])  # from 50 m: 5 s and 10 s of travel share 12 s


def test_before_the_first_event_and_behind_the_last_the_phone_keeps_the_limits():
    _, time_s = timed_route(ROUTE, ALONG, SPENT, [100], [500])
    assert time_s.tolist() == [490, 500, 520]


def test_a_phone_that_stands_leaves_with_its_last_event_there():
    _, time_s = timed_route(ROUTE, ALONG, SPENT, [0, 100, 100, 200], [0, 10, 40, 60])
    assert time_s.tolist() == [0, 40, 60]


@given(st.integers(0, 2**32 - 1))
def test_times_never_descend_and_events_keep_theirs(seed):
    rng = np.random.default_rng(seed)
    n, e = rng.integers(2, 9), rng.integers(1, 7)
    steps = rng.uniform(0, 100, (n - 1, 2))
    xy = np.append([[0, 0]], np.cumsum(steps, axis=0), axis=0)
    along = np.append(0, np.cumsum(np.hypot(*steps.T)))
    events, times = np.sort(rng.uniform(0, along[-1], e)), np.sort(rng.uniform(0, 1000, e))
    route, time_s = timed_route(xy, along, along / 10, events, times)
    assert (np.diff(time_s) >= 0).all() and len(route) == len(time_s) == n + e
    length = np.append(0, np.cumsum(np.hypot(*np.diff(route, axis=0).T)))
    assert length[-1] == pytest.approx(along[-1]) and np.interp(events, length, time_s) == pytest.approx(times, abs=1e-3)
