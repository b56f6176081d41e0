"""Matching by the hidden Markov model, on roads where the answer is known: by enumeration, by symmetry, or because there is one way."""

from dataclasses import replace
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
from scipy import sparse
from towns import town

from mno_mobility.errors import InputError
from mno_mobility.events.cleaning import clean
from mno_mobility.events.schema import events_from_columns
from mno_mobility.trajectory import matching
from mno_mobility.trajectory.handover_places import MeasuredHandovers
from mno_mobility.trajectory.likelihoods import Likelihoods, likelihoods_of_areas, likelihoods_of_sites
from mno_mobility.trajectory.matching import MatchOptions, match_trajectories, stay_weights, step_of
from mno_mobility.trajectory.pieces import road_pieces
from mno_mobility.trajectory.sampling import Stretch, draw_ways

CALL_START, HANDOVER, LAU = (matching.CALL_START, matching.HANDOVER, 4)


def cleaned(*journeys):
    """Journeys of (device, cells, times); each begins with a call and hands over from then on."""
    rows = [(device, t, cell, "call_start" if k == 0 else "handover") for device, cells, times in journeys
            for k, (cell, t) in enumerate(zip(cells, times))]
    device, time, cell, event = (np.array(column, object) for column in zip(*rows))
    events, _ = events_from_columns({"device_id": device, "time": time.astype(float), "cell_id": cell, "event": event})
    return clean(events, ping_pong_window_s=0.0)


def along_a_road(known="ABCD"):
    """Four kilometres of road, and cells that are heard on one kilometre each."""
    network = town([(0, 0), (4000, 0)])
    pieces = road_pieces(network, step_s=4.0)

    def heard(levels):
        relative = np.array([np.exp(-np.maximum(np.abs(pieces.xy_m[:, 0] - 500 - 1000 * "ABCD".index(c)) - 500, 0) / 150)
                             if c in known else np.zeros(len(pieces)) for c in levels], np.float32)
        return Likelihoods(sparse.csr_matrix(relative), np.array([c in known for c in levels]))
    return SimpleNamespace(pieces=pieces, heard=heard)


def match(road, *journeys, **more):
    events = cleaned(*journeys)
    steps = matching.steps_of(events) or [4.0]
    heard = road.heard(events.events.cell_levels)
    return match_trajectories(events, dict.fromkeys(steps, road.pieces), dict.fromkeys(steps, heard),
                              dict.fromkeys(steps, road.pieces.length_m), **more), events


def x_of(found, along=None):
    along = found.event_along_m if along is None else along
    return np.interp(along, found.route.along_m, found.route.xy_m[:, 0])


def test_a_phone_goes_through_its_cells_and_events_keep_their_order():
    (result, _) = match(along_a_road(), ("p", "ABCD", [0, 100, 200, 300]))
    found, = result.found
    x = x_of(found)
    assert (np.diff(x) >= 0).all() and not found.unexplained.any() and found.known.all()
    assert np.abs(x[1:] - [1000, 2000, 3000]).max() < 400
    assert (found.radius_m > 0).all() and found.alternatives[0][0] == max(share for share, _ in found.alternatives)
    assert sum(share for share, _ in found.alternatives) <= 1 + 1e-9


def test_no_route_is_faster_than_the_bound():
    result, _ = match(along_a_road(), ("p", "AD", [0, 30]), ("q", "DA", [0, 400]))  # A to D in 30 s is impossible at 61 km/h
    for found in result.found:
        assert np.abs(np.diff(found.along_m)).max() <= 1.7 * 10 * 4 + 1e-6  # 36 km/h
        assert found.along_m[-1] == pytest.approx(found.route.along_m[-1])


def test_events_that_contradict_each_other_break_nothing_and_are_flagged():
    result, _ = match(along_a_road(), ("p", "ADAA", [0, 60, 66, 126]), options=MatchOptions(floor=0.001))
    assert result.found[0] is not None and result.found[0].unexplained.tolist() == [False, True, False, False]


def test_ping_pong_is_matched_without_deletion():
    result, events = match(along_a_road(), ("p", "ABABAB", [0, 60, 70, 80, 90, 100]))
    assert len(events.events) == 6
    assert np.abs(x_of(result.found[0])[1:] - 1000).max() < 400


def test_an_unknown_cell_says_nothing_of_the_place():
    known, _ = match(along_a_road(), ("p", "AB", [0, 200]))
    road = along_a_road(known="AB")
    result, _ = match(road, ("p", "AXB", [0, 100, 200]))
    assert result.found[0].known.tolist() == [True, False, True]
    assert abs(x_of(result.found[0])[-1] - x_of(known.found[0])[-1]) < 500
    nothing, _ = match(road, ("p", "XY", [0, 100]))
    assert nothing.found == [None] and nothing.failure[0] == matching.UNKNOWN_CELLS


def test_journeys_that_cannot_be_matched_say_why():
    result, _ = match(along_a_road(), ("p", "A", [0]), ("q", "AB", [0, 90]))
    assert [found is None for found in result.found] == [True, False] and result.failure[0] == matching.ONE_EVENT


def test_the_result_depends_neither_on_other_journeys_nor_on_their_order_nor_on_processes():
    journeys = [("p", "ABC", [0, 90, 190]), ("q", "CBA", [5, 95, 180]), ("r", "BCD", [7, 80, 200])]
    alone = {j[0]: match(along_a_road(), j)[0].found[0] for j in journeys}
    for given, workers in ((journeys, 1), (journeys[::-1], 1), (journeys * 1, 2)):
        result, events = match(along_a_road(), *given, workers=workers)
        for k, found in enumerate(result.found):
            device = events.events.device_levels[events.events.device[np.flatnonzero(events.journey == k)[0]]]
            assert (found.along_m == alone[device].along_m).all() and (found.radius_m == alone[device].radius_m).all()
    other, _ = match(along_a_road(), journeys[0], seed=7)
    assert not np.array_equal(other.found[0].radius_m, alone["p"].radius_m)


def test_a_measured_handover_draws_its_event_to_the_measured_place():
    road = along_a_road()
    place = MeasuredHandovers(np.array([0]), np.array([1]), np.array([[1220.0, 0.0]]), np.full((1, 2), np.nan))
    plain, _ = match(road, ("p", "AB", [0, 100]))
    drawn, _ = match(road, ("p", "AB", [0, 100]), measured=place)
    off = [abs(x_of(result.found[0])[1] - 1220) for result in (plain, drawn)]
    assert off[1] < 80 and off[1] <= off[0]


def test_a_handover_is_where_both_cells_are_likely():
    # at the end of a long stay the cell that serves tells nothing more, but by the handover; A ends at 1,000 m, where B begins
    result, _ = match(along_a_road(), ("p", "ABB", [0, 1200, 2400]))
    assert x_of(result.found[0])[1] == pytest.approx(1000, abs=150) and result.found[0].event_radius_m[1] < 300


def test_stays_count_as_the_time_at_first_and_as_the_most_in_the_end():
    options = MatchOptions(tau_s=4.0, most=5.0)
    long = stay_weights(np.array([0.0, 4000.0]), np.array([CALL_START, HANDOVER]), 4.0, options)
    assert long.weight.sum() == pytest.approx(5.0, abs=1e-6)
    assert long.weight[0] == pytest.approx(5 * (1 - np.exp(-4 / 20)))
    short = stay_weights(np.array([0.0, 8.0]), np.array([CALL_START, HANDOVER]), 4.0, replace(options, most=1e6))
    assert short.weight == pytest.approx([1, 1], rel=1e-4)
    idle = stay_weights(np.array([0.0, 100.0]), np.array([LAU, LAU]), 4.0, options)
    assert idle.weight.sum() == 0 and idle.extra.tolist() == [0, 1]


@pytest.mark.parametrize("silence, step", [(5, 4.0), (60, 4.0), (100, 8.0), (300, 32.0)])
def test_the_step_of_time_suits_the_usual_silence(silence, step):
    assert step_of(np.arange(10) * float(silence)) == step


def test_likelihood_by_areas_is_one_inside_and_falls_outside():
    from shapely import box
    found = likelihoods_of_areas([box(0, 0, 100, 100), None], [(50, 50), (250, 50), (5000, 50)])
    assert found.relative.toarray()[0] == pytest.approx([1, np.exp(-1), 0], rel=1e-6)  # 150 m away: 1 / e
    assert found.known.tolist() == [True, False]


def test_likelihood_by_sites_is_the_share_of_power_within_the_layer():
    sites, places = [(0.0, 0.0), (1000.0, 0.0), (0.0, 0.0)], np.array([(0.0, 0.0), (500.0, 0.0), (1000.0, 0.0)])
    found = likelihoods_of_sites(sites, places, layer=["x", "x", "y"])

    def power(d):
        return ((d ** 2 + 300.0 ** 2) / 800.0 ** 2) ** -2

    share = [power(0) / (1 + power(0) + power(1000)), power(500) / (1 + 2 * power(500)), power(1000) / (1 + power(0) + power(1000))]
    relative = np.array(share) / share[0]
    assert found.relative.toarray()[0] == pytest.approx(np.where(relative < 0.01, 0, relative), rel=1e-5)
    alone = [power(d) / (1 + power(d)) for d in (0, 500, 1000)]
    assert found.relative.toarray()[2] == pytest.approx(np.array(alone) / alone[0], rel=1e-5)


@pytest.mark.parametrize("wrong", [{"tau_s": 0.0}, {"floor": 0.0}, {"share": 1.0}, {"n_samples": 1}, {"widen": 0.0}])
def test_options_out_of_range_are_refused(wrong):
    with pytest.raises(InputError):
        match(along_a_road(), ("p", "AB", [0, 90]), options=MatchOptions(**wrong))


def brute_force(pieces, drawn):
    """Least mean distance of any way over the pieces of drawn ways, by trying all sequences of them."""
    moves = pieces.moves().toarray() + np.eye(len(pieces))
    least = np.inf
    for states in product(*(np.unique(row) for row in drawn.state)):
        if all(moves[a, b] > 0 for a, b in zip(states, states[1:])):
            away = pieces.xy_m[list(states), None] - pieces.xy_m[drawn.state]
            least = min(least, np.hypot(*np.moveaxis(away, -1, 0)).mean())
    return least


@pytest.mark.parametrize("seed", range(6))
def test_the_answer_is_the_way_over_pieces_of_drawn_ways_that_is_nearest_to_them_all(seed):
    pieces = road_pieces(town([(0, 0), (120, 0)], [(60, 0), (60, 80)]), step_s=4.0)
    here = np.arange(len(pieces))
    drawn = draw_ways(pieces, [Stretch(0, 5, here)], [[]] * 5, None, pieces.length_m, 5, np.random.default_rng(seed))
    answer = matching._nearest_to_all(pieces, drawn)
    away = pieces.xy_m[answer.state] - pieces.xy_m[drawn.state]
    assert np.hypot(*np.moveaxis(away, -1, 0)).mean() == pytest.approx(brute_force(pieces, drawn), rel=1e-5)
    assert all(state in row for state, row in zip(answer.state[:, 0], drawn.state))
    start = np.empty(len(pieces.target), int)
    start[pieces.way] = np.repeat(here, np.diff(pieces.begin))
    assert (pieces.target[answer.way] == answer.state).all() and (start[answer.way[1:]] == answer.state[:-1]).all()


def test_what_routes_have_in_common_is_the_length_of_their_common_roads():
    uses = np.array([[1, 1, 0], [0, 1, 1], [1, 1, 0]], bool)  # roads of 100, 200 and 300 m
    found = matching._in_common(uses, np.array([100.0, 200.0, 300.0]))
    assert found == pytest.approx(np.array([[1, 200 / 600, 1], [200 / 600, 1, 200 / 600], [1, 200 / 600, 1]]))


def test_the_same_roads_at_other_times_are_one_alternative_and_there_is_always_one():
    # nothing tells when the phone drove the one road that leads from A to D
    result, _ = match(along_a_road(), ("p", "AD", [0, 600]), ("q", "BC", [0, 300]))
    for found in result.found:
        assert found.alternatives and found.alternatives[0][0] == pytest.approx(1.0)
