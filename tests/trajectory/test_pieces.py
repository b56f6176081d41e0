"""Pieces of road and the hops between them: laws that hold on any network, and towns small enough to count by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from towns import town, towns

from mno_mobility.errors import InputError
from mno_mobility.trajectory.pieces import road_pieces


def hops_of(pieces):
    """Every hop: from, to, share, and the pieces on its way."""
    rows = np.repeat(np.arange(len(pieces)), np.diff(pieces.hops.indptr))
    return [(int(a), int(b), float(p), pieces.passed(k)) for k, (a, b, p) in enumerate(zip(rows, pieces.hops.indices, pieces.hops.data))]


def seconds(pieces, factor=1.7):
    return pieces.length_m * 3.6 / (factor * pieces.network.speed_kmh[pieces.arc])


@settings(max_examples=40, deadline=None)
@given(towns())
def test_pieces_fill_their_arcs_and_hops_keep_the_bound_of_speed(made):
    network, _ = made
    pieces = road_pieces(network, step_s=8.0)
    assert np.bincount(pieces.arc, pieces.length_m, minlength=network.n_arcs) == pytest.approx(network.length_m)
    spent = seconds(pieces)
    assert spent.max() <= 4.0 * (1 + 1e-9)  # half a step
    total = np.asarray(pieces.hops.sum(axis=1)).ravel()
    assert total.max(initial=0) <= 1 + 1e-9
    leads_on = np.isin(network.head[pieces.arc], network.tail) | (np.diff(pieces.arc, append=-1) == 0)
    assert total[leads_on] == pytest.approx(1.0)
    for start, end, share, way in hops_of(pieces):
        assert share >= 0 and way[-1] == end
        chain = [start, *way]
        gone = sum((spent[a] + spent[b]) / 2 for a, b in zip(chain, chain[1:]))
        assert gone <= 4.0 * (1 + 1e-6)
        for a, b in zip(chain, chain[1:]):  # each begins where the one before ends
            same = pieces.arc[a] == pieces.arc[b] and b == a + 1
            assert same or network.head[pieces.arc[a]] == network.tail[pieces.arc[b]]


def test_straight_on_is_likelier_than_turning_and_turning_round_is_rare():
    network = town([(0, 0), (100, 0)], [(100, 0), (200, 0)], [(100, 0), (100, 100)])
    pieces = road_pieces(network, step_s=40.0, turn=2.0, u_turn=0.01)  # 36 km/h: 340 m in half a step, each road is one piece
    arrive = next(k for k in range(len(pieces)) if tuple(pieces.xy_m[k]) == (50, 0) and network.x_m[network.head[pieces.arc[k]]] == 100)
    share = {}
    for start, _, p, way in hops_of(pieces):
        if start == arrive:
            first = tuple(np.round(pieces.xy_m[way[0]]).astype(int))
            share[first] = share.get(first, 0) + p
    whole = 1 + np.exp(-2.0) + 0.01  # straight on, 90 degrees, back
    assert share[150, 0] == pytest.approx(1 / whole) and share[100, 50] == pytest.approx(np.exp(-2.0) / whole)
    assert share[50, 0] == pytest.approx(0.01 / whole)


def test_a_hop_on_a_long_road_is_half_a_step_at_the_bound_and_short_pieces_shorten_it_by_less_than_half():
    def way(pieces):
        inside = (pieces.xy_m[:, 0] > 200) & (pieces.xy_m[:, 0] < 1800)
        gone = sum(p * abs(pieces.xy_m[b, 0] - pieces.xy_m[a, 0]) for a, b, p, _ in hops_of(pieces) if inside[a])
        return gone / inside.sum()
    long = way(road_pieces(town([(0, 0), (2002, 0)]), step_s=4.0))
    assert long == pytest.approx(34.0, rel=0.02)  # 36 km/h times 1.7, for 2 s
    cut = way(road_pieces(town(*[[(k, 0), (k + 7, 0)] for k in range(0, 2002, 7)]), step_s=4.0))
    assert long / 2 < cut <= long  # the bound of speed holds for each hop, so that no mean can reach it


@pytest.mark.parametrize("wrong", [{"step_s": 0}, {"factor": 0.5}, {"turn": -1}, {"u_turn": 0}])
def test_parameters_out_of_range_are_refused(wrong):
    with pytest.raises(InputError, match="cannot be"):
        road_pieces(town([(0, 0), (100, 0)]), **wrong)
