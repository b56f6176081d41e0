"""Sessions in time and space (section 3.7, Fig. 7), on hand-made journeys."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest

from mno_mobility.errors import InputError
from mno_mobility.events.schema import KINDS, SERVICES
from mno_mobility.trajectory.sessions import find_sessions

ROUTE = np.array([[0.0, 0.0], [10_000.0, 0.0]])
KIND = {"s": "call_start", "e": "call_end", "h": "handover", "l": "lau", "o": "other"}


def sessions(kinds, along, times=None, *, seed=1, service=None, journey=None):
    times = np.arange(len(kinds)) * 100.0 if times is None else times
    journey = np.zeros(len(kinds), int) if journey is None else journey
    return find_sessions(journey, times, along, [KINDS.index(KIND[k]) for k in kinds], [ROUTE] * (max(journey, default=0) + 1),
                         np.random.default_rng(seed), service=service)


def test_a_call_goes_from_establishment_to_termination():
    # Table 1: establishment, three handovers, termination
    got = sessions("shhhe", [0, 500, 900, 1500, 2000])
    assert [SERVICES[k] for k in got.service] == ["speech"] and got.complete.tolist() == [True]
    assert (got.start_s[0], got.end_s[0], got.start_m[0], got.end_m[0], got.n_handovers[0]) == (0, 400, 0, 2000, 3)
    assert got.end_xy_m.tolist() == [[2000, 0]]


def test_packet_data_begins_between_the_last_update_and_the_first_handover_and_ends_likewise():
    # Fig. 7a: two updates and three consecutive handovers
    for seed in range(20):
        got = sessions("lhhhl", [100, 500, 900, 1500, 2300], seed=seed)
        assert [SERVICES[k] for k in got.service] == ["data"] and got.n_handovers.tolist() == [3] and got.complete.all()
        assert 100 <= got.start_m[0] <= 500 and 1500 <= got.end_m[0] <= 2300
        # the speed is steady between two events, so that shares of way and time agree
        assert (got.start_m[0] - 100) / 400 == pytest.approx(got.start_s[0] / 100)
        assert (got.end_m[0] - 1500) / 800 == pytest.approx((got.end_s[0] - 300) / 100)


def test_one_handover_alone_has_the_start_before_and_the_end_behind_it():
    # Fig. 7b
    for seed in range(20):
        got = sessions("lhl", [100, 500, 900], seed=seed)
        assert len(got) == 1 and 100 <= got.start_m[0] <= 500 <= got.end_m[0] <= 900 and got.start_s[0] <= 100 <= got.end_s[0]


def test_the_place_is_drawn_uniformly():
    n = 2000
    got = sessions("lhl" * n, np.tile([0, 1000, 3000], n), np.tile([0, 10, 20], n), journey=np.repeat(np.arange(n), 3))
    assert kstest(got.start_m / 1000, "uniform").pvalue > 0.001 and kstest((got.end_m - 1000) / 2000, "uniform").pvalue > 0.001


def test_an_update_parts_two_sessions():
    got = sessions("lhlhhl", [0, 500, 900, 1500, 2000, 3000])
    assert got.n_handovers.tolist() == [1, 2] and got.end_m[0] <= 900 <= got.start_m[1]


def test_without_updates_the_ends_of_the_journey_stand_in():
    got = sessions("ohho", [0, 500, 900, 1500])
    assert 0 <= got.start_m[0] <= 500 and 900 <= got.end_m[0] <= 1500 and not got.complete[0]


def test_a_phone_that_stands_still_draws_a_time():
    got = sessions("lhl", [500, 500, 500])
    assert got.start_m.tolist() == [500] == got.end_m.tolist() and 0 < got.start_s[0] < 100 < got.end_s[0] < 200


def test_time_follows_the_events_between():
    # the bound is the update although another event comes between: 0 to 100 m take 90 s, 100 to 1000 m take 10 s
    for seed in range(20):
        got = sessions("lohl", [0, 100, 1000, 2000], [0, 90, 100, 200], seed=seed)
        assert got.start_s[0] == pytest.approx(np.interp(got.start_m[0], [0, 100, 1000], [0, 90, 100]))


def test_handovers_of_a_call_are_no_packet_data():
    got = sessions("lhlshhelhl", np.arange(10) * 100.0)
    assert [(SERVICES[k], n) for k, n in zip(got.service, got.n_handovers)] == [("data", 1), ("speech", 2), ("data", 1)]


def test_a_named_service_wins():
    got = sessions("shhe", [0, 100, 200, 300], service=[0, 0, 1, 0])
    assert sorted((SERVICES[k], n) for k, n in zip(got.service, got.n_handovers)) == [("data", 1), ("speech", 1)]


def test_a_call_whose_end_is_not_logged_is_marked():
    got = sessions("shhlsh", [0, 100, 200, 300, 400, 500])
    assert got.service.tolist() == [0, 0] and got.end_m.tolist() == [200, 500] and not got.complete.any()


def test_a_call_whose_start_is_not_logged_is_marked():
    got = sessions("lhhe", [0, 100, 200, 300])
    assert got.service.tolist() == [0] and got.start_m.tolist() == [100] and not got.complete.any()


def test_the_same_seed_gives_the_same_sessions():
    along = [0, 500, 900, 1500]
    assert sessions("lhhl", along, seed=3).start_m == sessions("lhhl", along, seed=3).start_m
    assert sessions("lhhl", along, seed=3).start_m != sessions("lhhl", along, seed=4).start_m


@given(st.lists(st.tuples(st.sampled_from("sehhhlo"), st.integers(0, 300), st.integers(0, 60), st.integers(0, 2)), max_size=25))
@settings(deadline=None)
def test_sessions_lie_within_their_journey_and_hold_every_handover_once(rows):
    rows = sorted(rows, key=lambda row: row[3])
    along, times = np.cumsum([row[1] for row in rows]), np.cumsum([row[2] for row in rows])
    journey = np.array([row[3] for row in rows], int)
    got = sessions([row[0] for row in rows], along, times, journey=journey)
    assert got.n_handovers.sum() == sum(row[0] == "h" for row in rows)
    assert (got.start_s <= got.end_s).all() and (got.start_m <= got.end_m).all()
    for j, *span in zip(got.journey, got.start_s, got.end_s, got.start_m, got.end_m):
        mine = journey == j
        assert times[mine].min() <= span[0] and span[1] <= times[mine].max()
        assert along[mine].min() <= span[2] and span[3] <= along[mine].max()


def test_columns_of_different_length_are_refused():
    with pytest.raises(InputError, match="differ in length"):
        sessions("lh", [0, 1, 2])
