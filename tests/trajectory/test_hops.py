"""Where hops lead: in towns at 36 km/h, where at 1.7 times this a phone goes 34 m in half a step of 4 s; and laws in a real one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import town, towns

from mno_mobility.trajectory.pieces import road_pieces, table_of_rows

HOP_M = 34.0


def shares(pieces, row) -> dict:
    """Probability of each piece a hop from a piece leads to."""
    found = {}
    for piece, share in zip(*(values[slice(*pieces.hops.indptr[row:row + 2])] for values in (pieces.hops.indices, pieces.hops.data))):
        found[int(piece)] = found.get(int(piece), 0.0) + float(share)
    return found


def arc_between(network, tail, head) -> int:
    nodes = np.column_stack([network.x_m, network.y_m])
    ends = ((nodes[network.tail] == tail) & (nodes[network.head] == head)).all(axis=1)
    return int(np.flatnonzero(ends)[0])


def first_of(pieces, arc) -> int:
    return int(np.flatnonzero(pieces.arc == arc)[0])


def last_of(pieces, arc) -> int:
    return int(np.flatnonzero(pieces.arc == arc)[-1])


def seconds_of(pieces, factor) -> np.ndarray:
    """Time each piece takes at most times the limit."""
    return pieces.length_m / (pieces.network.speed_kmh[pieces.arc] / 3.6) / factor


def test_an_arc_is_cut_into_as_few_equal_pieces_as_half_a_step_allows():
    pieces = road_pieces(town([(0, 0), (100, 0)]))
    assert pieces.arc.tolist() == [0, 0, 0, 1, 1, 1]  # 100 m by 34 m
    assert pieces.length_m == pytest.approx(100 / 3)
    assert pieces.xy_m[:, 0] == pytest.approx([100 / 6, 50, 500 / 6, 500 / 6, 50, 100 / 6])


def test_the_middle_of_a_piece_is_measured_along_a_bent_road():
    pieces = road_pieces(town([(0, 0), (30, 0), (30, 30)], oneway=["yes"]))
    assert pieces.centre_m == pytest.approx([15, 45])
    assert pieces.xy_m == pytest.approx(np.array([[15, 0], [30, 15]]))


def test_within_an_arc_a_hop_leads_to_the_next_piece():
    pieces = road_pieces(town([(0, 0), (100, 0)]))
    assert shares(pieces, 0) == {1: 1.0} and shares(pieces, 4) == {5: 1.0}


def test_in_a_dead_end_turning_round_is_the_only_way():
    pieces = road_pieces(town([(0, 0), (100, 0)]))
    assert shares(pieces, 2) == {3: pytest.approx(1.0)} and shares(pieces, 5) == {0: pytest.approx(1.0)}


def test_a_one_way_road_without_way_out_leads_nowhere():
    pieces = road_pieces(town([(0, 0), (100, 0)], oneway=["yes"]))
    assert shares(pieces, 1) == {2: 1.0} and shares(pieces, 2) == {}


@pytest.mark.parametrize("turn, u_turn", [(4.0, 0.01), (1.0, 0.2), (0.0, 1.0)])
def test_at_a_crossroads_shares_follow_the_angles(turn, u_turn):
    network = town([(-100, 0), (0, 0)], [(0, 0), (100, 0)], [(0, 0), (0, 100)], [(0, 0), (0, -100)])
    pieces = road_pieces(network, turn=turn, u_turn=u_turn)
    ways = {(100, 0): 1.0, (0, 100): np.exp(-turn), (0, -100): np.exp(-turn), (-100, 0): u_turn}
    total = sum(ways.values())
    got = shares(pieces, last_of(pieces, arc_between(network, (-100, 0), (0, 0))))
    assert got == pytest.approx({first_of(pieces, arc_between(network, (0, 0), end)): way / total for end, way in ways.items()})


def test_a_short_piece_is_stopped_on_with_its_share_of_half_a_step_and_passed_otherwise():
    # 10 m between roads of 30 and 20 m: of the hops its share of half a step ends there, the others one road farther
    network = town([(-30, 0), (0, 0)], [(0, 0), (10, 0)], [(10, 0), (30, 0)], oneway=["yes"] * 3)
    before, short, behind = (first_of(road_pieces(network), arc_between(network, *ends)) for ends in
                             (((-30, 0), (0, 0)), ((0, 0), (10, 0)), ((10, 0), (30, 0))))
    # centres are 15 + 10 + 10 = 35 m apart: out of reach at 1.7 times the limit, within it at 1.8 times, 36 m
    assert shares(road_pieces(network), before) == {short: 1.0}
    got = shares(road_pieces(network, factor=1.8), before)
    assert got == {short: pytest.approx(10 / 36), behind: pytest.approx(1 - 10 / 36)}


def test_a_way_through_short_pieces_names_them_all():
    network = town(*([(x, 0), (x + 5, 0)] for x in range(0, 50, 5)), oneway=["yes"] * 10)
    pieces = road_pieces(network)
    order = np.argsort(pieces.xy_m[:, 0])
    row = order[0]
    for entry in range(*pieces.hops.indptr[row:row + 2]):
        reached = int(np.flatnonzero(order == pieces.hops.indices[entry])[0])
        assert pieces.passed(entry) == order[1:reached + 1].tolist()
    assert len(shares(pieces, row)) == 6  # 5, 10, ... 30 m away, within 34 m


def hops_to_the_end(network) -> float:
    """Expected number of hops from the first piece of a one-way road to the last."""
    pieces = road_pieces(network)
    order = np.argsort(pieces.xy_m[:, 0])
    hops = pieces.hops.toarray()[np.ix_(order, order)]
    going = hops[:-1, :-1]
    return float(np.linalg.solve(np.eye(len(going)) - going, np.ones(len(going)))[0])


@pytest.mark.parametrize("length_m", [3, 5, 10])
def test_a_road_of_short_pieces_takes_longer_by_a_known_factor(length_m):
    """With p = l / 34 the share of hops that end on a piece of length l, and n = 34 // l pieces at most,
    a hop is l (1 - (1 - p)^n) / p long.

    So pieces of 3 m make a road 1.56 times as long in time, whereas stopping on each would make it 34 / 3 times as long.
    """
    n = int(60 * HOP_M // length_m)
    whole = hops_to_the_end(town([(0, 0), (n * length_m, 0)], oneway=["yes"]))
    cut = hops_to_the_end(town(*([(k * length_m, 0), ((k + 1) * length_m, 0)] for k in range(n)), oneway=["yes"] * n))
    p, most = length_m / HOP_M, int(HOP_M // length_m)
    assert cut / whole == pytest.approx(1 / (1 - (1 - p) ** most), rel=0.03)


def time_per_piece(corners):
    """Pieces of a one-way ring, and the share of time that a phone which hops for ever is on each."""
    pieces = road_pieces(town(*([a, b] for a, b in zip(corners, corners[1:] + corners[:1])), oneway=["yes"] * len(corners)))
    # a phone that may also stay is on each piece for the same share of time, and forgets where it began
    lazy = 0.5 * np.eye(len(pieces)) + 0.5 * pieces.hops.toarray()
    return pieces, np.linalg.matrix_power(lazy, 1 << 20)[0]


def test_pieces_that_can_be_passed_do_not_attract():
    # a ring of pieces of 12 and 5 m by turns, of which several are in reach: a metre of either is worth about the same time;
    # were all stopped on alike, a metre of the short ones would be worth 12 / 5 = 2.4 times as much
    row = np.append(0, np.cumsum([12.0, 5.0] * 20))
    pieces, share = time_per_piece([(x, 0.0) for x in row] + [(x, 12.0) for x in row[::-1]])
    per_metre = share / pieces.length_m
    long, short = np.isclose(pieces.length_m, 12), np.isclose(pieces.length_m, 5)
    assert long.sum() == 42 and short.sum() == 40
    assert per_metre[short].mean() / per_metre[long].mean() == pytest.approx(1.0, abs=0.25)


def test_a_short_piece_between_long_ones_that_the_bound_of_speed_lets_nobody_pass_holds_a_phone_for_a_hop():
    # 340 m are ten pieces of 34 m; from one over 10 m to the next it is 44 m, farther than 34 m: all are stopped on once a lap
    pieces, share = time_per_piece([(0, 0), (340, 0), (350, 0), (350, 340), (350, 350), (0, 350)])
    assert (pieces.length_m < 11).sum() == 2
    assert share == pytest.approx(np.full(len(pieces), 1 / len(pieces)), rel=1e-6)


def assert_lawful(pieces, factor, rng):
    network, hops = pieces.network, pieces.hops
    np.testing.assert_allclose(np.bincount(pieces.arc, pieces.length_m, network.n_arcs), network.length_m)
    seconds = seconds_of(pieces, factor)
    assert seconds.max() <= pieces.step_s / 2 * (1 + 1e-8)
    number = np.arange(len(pieces)) - np.searchsorted(pieces.arc, pieces.arc)
    np.testing.assert_allclose(pieces.centre_m, (number + 0.5) * pieces.length_m)
    last = np.append(pieces.arc[1:] != pieces.arc[:-1], True)
    leaves = np.isin(network.head[pieces.arc], network.tail) | ~last
    np.testing.assert_allclose(np.asarray(hops.sum(axis=1)).ravel(), leaves, atol=1e-12)
    assert (hops.data > 0).all()
    row = np.repeat(np.arange(len(pieces)), np.diff(hops.indptr))
    for entry in rng.permutation(hops.nnz)[:300]:
        way = np.array([row[entry], *pieces.passed(entry)])
        assert way[-1] == hops.indices[entry] and len(way) >= 2
        # centre to centre no farther than half a step
        assert seconds[way].sum() - (seconds[way[0]] + seconds[way[-1]]) / 2 <= pieces.step_s / 2 * (1 + 1e-8)
        onward = (np.diff(way) == 1) & (np.diff(pieces.arc[way]) == 0)
        arc_end = last[way[:-1]] & (number[way[1:]] == 0) & (network.head[pieces.arc[way[:-1]]] == network.tail[pieces.arc[way[1:]]])
        assert (onward | arc_end).all()


@given(towns(), st.sampled_from([2.0, 4.0, 16.0]), st.sampled_from([1.0, 1.7]))
@settings(max_examples=40, deadline=None)
def test_hops_of_any_town_keep_the_laws(town_and_rng, step_s, factor):
    network, rng = town_and_rng
    assert_lawful(road_pieces(network, step_s=step_s, factor=factor), factor, rng)


def test_hops_of_a_real_town_keep_the_laws(krems):
    for step_s in (4.0, 16.0):
        assert_lawful(road_pieces(krems[0], step_s=step_s), 1.7, np.random.default_rng(1))


def test_the_table_of_successors_says_the_same_as_the_matrix():
    pieces = road_pieces(town([(-100, 0), (0, 0)], [(0, 0), (100, 0)], [(0, 0), (3, 3)], [(3, 3), (0, 100)]))
    table = np.zeros((len(pieces),) * 2)
    piece, share = table_of_rows(pieces.hops)
    np.add.at(table, (np.arange(len(pieces))[:, None], piece), share)
    np.testing.assert_allclose(table, pieces.hops.toarray())
