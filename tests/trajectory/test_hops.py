"""Where a step of 4 s leads: in towns at 36 km/h, where a phone drives 18, 36 or 54 m in it, and 68 m at most; laws in a real one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import town, towns

from mno_mobility.trajectory.pieces import PACES, road_pieces

DRIVEN_M = 10 * 4.0 * PACES


def shares(pieces, row) -> dict:
    """Probability of each piece a step leads to from a piece, without those it never leads to."""
    found = pieces.moves()[row].toarray()[0]
    return {int(k): float(found[k]) for k in np.flatnonzero(found)}


def arc_between(network, tail, head) -> int:
    nodes = np.column_stack([network.x_m, network.y_m])
    ends = ((nodes[network.tail] == tail) & (nodes[network.head] == head)).all(axis=1)
    return int(np.flatnonzero(ends)[0])


def first_of(pieces, arc) -> int:
    return int(np.flatnonzero(pieces.arc == arc)[0])


def last_of(pieces, arc) -> int:
    return int(np.flatnonzero(pieces.arc == arc)[-1])


def test_an_arc_is_cut_into_as_few_equal_pieces_as_half_a_step_allows():
    pieces = road_pieces(town([(0, 0), (100, 0)]))
    assert pieces.arc.tolist() == [0, 0, 0, 1, 1, 1]  # 100 m by 34 m
    assert pieces.length_m == pytest.approx(100 / 3)
    assert pieces.xy_m[:, 0] == pytest.approx([100 / 6, 50, 500 / 6, 500 / 6, 50, 100 / 6])


def test_the_middle_of_a_piece_is_measured_along_a_bent_road():
    pieces = road_pieces(town([(0, 0), (30, 0), (30, 30)], oneway=["yes"]))
    assert pieces.centre_m == pytest.approx([15, 45])
    assert pieces.xy_m == pytest.approx(np.array([[15, 0], [30, 15]]))


def test_within_an_arc_a_step_leads_to_the_two_pieces_around_the_place_that_is_reached():
    pieces = road_pieces(town([(0, 0), (200, 0)]))  # 33.3 m from centre to centre: of 18, 36 and 54 m each has the right mean
    assert DRIVEN_M == pytest.approx([18, 36, 54])
    near, middle, far = 18 / (100 / 3), 36 / (100 / 3) - 1, 54 / (100 / 3) - 1
    assert shares(pieces, 0) == pytest.approx({0: (1 - near) / 3, 1: (near + 1 - middle + 1 - far) / 3, 2: (middle + far) / 3})


def test_in_a_dead_end_turning_round_is_the_only_way():
    pieces = road_pieces(town([(0, 0), (100, 0)]))
    assert set(shares(pieces, 2)) == {2, 3, 4} and set(shares(pieces, 5)) == {5, 0, 1}


def test_at_the_end_of_a_one_way_road_without_way_out_a_phone_stays():
    pieces = road_pieces(town([(0, 0), (100, 0)], oneway=["yes"]))
    assert set(shares(pieces, 1)) == {1, 2} and shares(pieces, 2) == {2: pytest.approx(1.0)}


@pytest.mark.parametrize("turn, u_turn", [(4.0, 0.01), (1.0, 0.2), (0.0, 1.0)])
def test_at_a_crossroads_shares_follow_the_angles(turn, u_turn):
    network = town([(-100, 0), (0, 0)], [(0, 0), (100, 0)], [(0, 0), (0, 100)], [(0, 0), (0, -100)])
    pieces = road_pieces(network, turn=turn, u_turn=u_turn)
    ways = {(100, 0): 1.0, (0, 100): np.exp(-turn), (0, -100): np.exp(-turn), (-100, 0): u_turn}
    total = sum(ways.values())
    row = last_of(pieces, arc_between(network, (-100, 0), (0, 0)))
    got = shares(pieces, row)
    entered = {end: first_of(pieces, arc_between(network, (0, 0), end)) for end in ways}
    assert {end: (got[first] + got[first + 1]) / (1 - got[row]) for end, first in entered.items()} == pytest.approx(
        {end: way / total for end, way in ways.items()})


@pytest.mark.parametrize("main_road", [0.0, 1.0, 3.0])
def test_at_a_fork_shares_follow_the_limits(main_road):
    # both bend by 45 degrees; the road to the north may be driven twice as fast
    network = town([(-100, 0), (0, 0)], [(0, 0), (100, 100)], [(0, 0), (100, -100)], oneway=["yes"] * 3, speed_kmh=[36.0, 72.0, 36.0])
    pieces = road_pieces(network, main_road=main_road)
    got = shares(pieces, last_of(pieces, arc_between(network, (-100, 0), (0, 0))))
    north, south = (sum(share for piece, share in got.items() if pieces.xy_m[piece, 1] * side > 0) for side in (1, -1))
    # of the three paces the one of 1.8 s leads beyond the node only as often as makes it the mean of both centres
    before_s, bend_m = 10 / 3 / 2, 100 * np.sqrt(2)
    reached = [(2 + 1.8 / (before_s + bend_m / speed / n / 2)) / 3 for speed, n in ((20, 3), (10, 5))]
    assert [north, south] == pytest.approx([2 ** main_road / (2 ** main_road + 1) * reached[0], 1 / (2 ** main_road + 1) * reached[1]])


def test_where_the_bound_of_speed_lets_nobody_go_farther_a_phone_ends_before_the_place_it_would_reach():
    # at 1.5 times the limit 60 m a step and pieces of 30 m: from the first over 2 m the last but one is 47 m away, the last 77 m
    network = town([(-30, 0), (0, 0)], [(0, 0), (2, 0)], [(2, 0), (62, 0)], oneway=["yes"] * 3)
    pieces = road_pieces(network, factor=1.5)
    roads = ((-30, 0), (0, 0)), ((0, 0), (2, 0)), ((2, 0), (62, 0))
    before, short, behind = (first_of(pieces, arc_between(network, *ends)) for ends in roads)
    # centres lie 16, 32 and 62 m away
    assert shares(pieces, before) == pytest.approx({short: (32 - 18) / 16 / 3, behind: ((18 - 16) / 16 + 2) / 3})


def test_a_way_through_short_pieces_names_them_all():
    network = town(*([(x, 0), (x + 5, 0)] for x in range(0, 100, 5)), oneway=["yes"] * 20)
    pieces = road_pieces(network)
    order = np.argsort(pieces.xy_m[:, 0])
    row = order[0]
    for way in pieces.way[slice(*pieces.begin[row:row + 2])]:
        reached = int(np.flatnonzero(order == pieces.target[way])[0])
        assert pieces.passed(way) == order[1:reached + 1].tolist()
    # 15 and 20 m away for 18 m, 35 and 40 for 36 m, 50 and 55 for 54 m
    assert {int(np.flatnonzero(order == k)[0]): share for k, share in shares(pieces, row).items()} == pytest.approx(
        {3: 0.4 / 3, 4: 0.6 / 3, 7: 0.8 / 3, 8: 0.2 / 3, 10: 0.2 / 3, 11: 0.8 / 3})


@pytest.mark.parametrize("length_m", [3, 7, 10, 34, 60, 2000])
def test_a_step_is_as_far_as_a_phone_drives_in_it_on_pieces_of_any_length(length_m):
    n = max(int(2000 // length_m), 1)
    pieces = road_pieces(town(*([(k * length_m, 0), ((k + 1) * length_m, 0)] for k in range(n)), oneway=["yes"] * n))
    x = pieces.xy_m[:, 0]
    gone = pieces.moves() @ x - x
    assert gone[x < x.max() - 68] == pytest.approx(DRIVEN_M.mean())


def test_pieces_that_leave_the_farthest_place_between_a_centre_and_the_bound_shorten_it_to_that_centre():
    pieces = road_pieces(town(*([(k, 0), (k + 25, 0)] for k in range(0, 500, 25)), oneway=["yes"] * 20))
    x = pieces.xy_m[:, 0]
    gone = pieces.moves() @ x - x
    assert gone[x < 400] == pytest.approx((18 + 36 + 50) / 3)  # not 54 m: the next centre is 75 m away, beyond 68 m


@given(st.lists(st.floats(1, 200), min_size=20, max_size=60))
@settings(max_examples=40, deadline=None)
def test_roads_of_pieces_of_any_lengths_are_driven_along_in_nearly_the_time_that_the_pace_takes(lengths):
    ends = np.append(0, np.cumsum(lengths))
    pieces = road_pieces(town(*([(a, 0), (b, 0)] for a, b in zip(ends, ends[1:])), oneway=["yes"] * len(lengths)))
    x = pieces.xy_m[:, 0]
    gone = (pieces.moves() @ x - x)[x < x.max() - 68]
    # where a short piece lies between two of 34 m the bound of speed stops some short of the place: by less than a third, and seldom
    most = DRIVEN_M.mean()
    assert (gone <= most * (1 + 1e-9)).all() and gone.min(initial=most) > 0.65 * most
    assert gone.size == 0 or gone.mean() > 0.95 * most


def time_per_piece(corners):
    """Pieces of a one-way ring, and the share of time that a phone which drives for ever is on each."""
    pieces = road_pieces(town(*([a, b] for a, b in zip(corners, corners[1:] + corners[:1])), oneway=["yes"] * len(corners)))
    # a phone that may also stay is on each piece for the same share of time, and forgets where it began
    lazy = 0.5 * np.eye(len(pieces)) + 0.5 * pieces.moves().toarray()
    return pieces, np.linalg.matrix_power(lazy, 1 << 20)[0]


def test_a_phone_is_on_each_piece_as_long_as_on_the_road_that_is_nearest_to_its_centre():
    # in a ring of pieces of 12 and 5 m by turns that is 8.5 m for each, but at the ends of the two rows
    row = np.append(0, np.cumsum([12.0, 5.0] * 20))
    pieces, share = time_per_piece([(x, 0.0) for x in row] + [(x, 12.0) for x in row[::-1]])
    inner = (pieces.xy_m[:, 0] > 100) & (pieces.xy_m[:, 0] < 240)
    long, short = (np.isclose(pieces.length_m, metres) & inner for metres in (12, 5))
    assert long.sum() > 10 and short.sum() > 10
    assert share[short].mean() / share[long].mean() == pytest.approx(1.0, abs=0.02)


def assert_lawful(pieces, factor, rng):
    network = pieces.network
    np.testing.assert_allclose(np.bincount(pieces.arc, pieces.length_m, network.n_arcs), network.length_m)
    seconds = pieces.length_m / (network.speed_kmh[pieces.arc] / 3.6)
    assert seconds.max() <= factor * pieces.step_s / 2 * (1 + 1e-8)
    number = np.arange(len(pieces)) - np.searchsorted(pieces.arc, pieces.arc)
    np.testing.assert_allclose(pieces.centre_m, (number + 0.5) * pieces.length_m)
    last = np.append(pieces.arc[1:] != pieces.arc[:-1], True)
    np.testing.assert_allclose(np.asarray(pieces.moves().sum(axis=1)).ravel(), 1, atol=1e-9)
    assert (pieces.share >= 0).all()
    row = np.repeat(np.arange(len(pieces)), np.diff(pieces.begin))
    for entry in rng.permutation(len(row))[:300]:
        number_of_way = pieces.way[entry]
        way = np.array([row[entry], *pieces.passed(number_of_way)])
        assert way[-1] == pieces.target[number_of_way]
        # centre to centre no farther than at most times the limits
        gone_s = seconds[way].sum() - (seconds[way[0]] + seconds[way[-1]]) / 2
        assert gone_s <= factor * pieces.step_s * (1 + 1e-8)
        onward = (np.diff(way) == 1) & (np.diff(pieces.arc[way]) == 0)
        arc_end = last[way[:-1]] & (number[way[1:]] == 0) & (network.head[pieces.arc[way[:-1]]] == network.tail[pieces.arc[way[1:]]])
        assert (onward | arc_end).all()


@given(towns(), st.sampled_from([2.0, 4.0, 16.0]), st.sampled_from([1.0, 1.7]))
@settings(max_examples=40, deadline=None)
def test_ways_in_any_town_keep_the_laws(town_and_rng, step_s, factor):
    network, rng = town_and_rng
    assert_lawful(road_pieces(network, step_s=step_s, factor=factor), factor, rng)


def test_ways_in_a_real_town_keep_the_laws(krems):
    for step_s in (4.0, 16.0):
        assert_lawful(road_pieces(krems[0], step_s=step_s), 1.7, np.random.default_rng(1))
