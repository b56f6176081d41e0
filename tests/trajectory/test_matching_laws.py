"""Matched journeys against exact posteriors, added up over all ways by an own recursion, and laws that hold in any town."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from towns import town, towns

from mno_mobility.errors import InputError
from mno_mobility.events.cleaning import clean
from mno_mobility.events.schema import events_from_columns
from mno_mobility.trajectory.likelihoods import Likelihoods
from mno_mobility.trajectory.matching import MatchOptions, match_trajectories, steps_of
from mno_mobility.trajectory.pieces import road_pieces
from mno_mobility.trajectory.sampling import first_modes, mode_changes

FACTOR = 1.7


def journeys_of(*journeys):
    """Journeys of (device, cells, times); a call starts, and each further cell is a handover."""
    rows = [(device, t, cell, "handover" if k else "call_start") for device, cells, times in journeys
            for k, (cell, t) in enumerate(zip(cells, times))]
    device, time, cell, event = (np.array(column, object) for column in zip(*rows))
    events, _ = events_from_columns({"device_id": device, "time": time.astype(float), "cell_id": cell, "event": event})
    return clean(events, ping_pong_window_s=0.0, stay_s=1e9)


def matched(cleaned, pieces, heard, **more):
    """With the likelihoods, (S,), of the cells by name; the pieces of one step of time serve for all."""
    rows = np.array([heard.get(name, np.zeros(len(pieces))) for name in cleaned.events.cell_levels], np.float32)
    likelihoods = Likelihoods(sparse.csr_matrix(rows), rows.any(axis=1))
    steps = steps_of(cleaned)
    return match_trajectories(cleaned, dict.fromkeys(steps, pieces), dict.fromkeys(steps, likelihoods),
                              dict.fromkeys(steps, pieces.length_m), **more)


@pytest.fixture(scope="module")
def two_ways():
    """From west to east, over a road in the north or one in the south that is alike, at 36 km/h."""
    lines = [(-200, 0), (0, 0)], [(0, 0), (300, 300), (600, 0)], [(0, 0), (300, -300), (600, 0)], [(600, 0), (800, 0)]
    return road_pieces(town(*lines, oneway=["yes"] * 4))


def cells_of(pieces, south):
    """A is heard in the west, B in the east, and M in the middle, in the south less than in the north."""
    x, y = pieces.xy_m.T
    middle = np.where((x > 0) & (x < 600), np.where(y > 0, 1.0, south), 0.3)
    return {"A": np.exp(-np.maximum(x, 0) / 150), "M": middle, "B": np.exp(-np.maximum(600 - x, 0) / 150)}


def total(pieces, told, barred) -> float:
    """Probability of all that is observed and of no use of the barred pieces, up to a factor: added up forwards, in double precision."""
    n = len(pieces)
    moves, row = np.zeros((n, n)), np.repeat(np.arange(n), np.diff(pieces.begin))
    for start, way, share in zip(row, pieces.way, pieces.share):
        if not barred[pieces.passed(way)].any():
            moves[start, pieces.target[way]] += share
    now, follows = first_modes(pieces.speed_kmh) * np.where(barred, 0, pieces.length_m) * told[0], mode_changes(4.0, pieces.speed_kmh)
    for likelihood in told[1:]:
        waits, drives = (follows * now[:, None]).sum(axis=0)
        now = np.array([waits, drives @ moves]) * likelihood
    return now.sum()


def exact_share(pieces, heard, options, road) -> float:
    """Probability that a phone used a road: one less that of what is observed without it.

    A minute in A and one in M, in steps of 4 s; a stay counts as `most` (1 - exp(-u / (most tau))) observations within u seconds. B is
    observed once, in the last step, and at each handover both of its cells are once more.
    """
    log = {name: np.log(options.floor + (1 - options.floor) * row) for name, row in heard.items()}
    counted = np.diff(options.most * (1 - np.exp(-np.arange(0, 61, 4) / (options.most * options.tau_s))))
    told = [weight * log[name] for name in "AM" for weight in counted]
    told[15] = told[15] + log["A"] + log["M"]
    told[-1] = told[-1] + log["B"] + log["M"] + log["B"]
    told = np.exp(told)
    every, without = (total(pieces, told, barred) for barred in (np.zeros(len(pieces), bool), pieces.network.piece[pieces.arc] == road))
    return 1 - without / every


def road_at(pieces, x, y) -> int:
    return int(pieces.network.piece[pieces.arc[np.hypot(*(pieces.xy_m - [x, y]).T).argmin()]])


@pytest.mark.parametrize("south", [1.0, 0.9, 0.7, 0.3])
def test_roads_are_used_with_their_exact_probability(two_ways, south):
    heard, options, n_seeds = cells_of(two_ways, south), MatchOptions(n_samples=500), 8
    cleaned = journeys_of(("p", "AMB", (0, 60, 120)))
    found = {}
    for seed in range(n_seeds):
        match, = matched(cleaned, two_ways, heard, options=options, seed=seed).found
        for road, share in zip(match.piece, match.piece_share):
            found[road] = found.get(road, 0) + share / n_seeds
    n = options.n_samples * n_seeds
    for place in ((150, 150), (150, -150), (-100, 0), (700, 0)):
        road = road_at(two_ways, *place)
        exact = exact_share(two_ways, heard, options, road)
        assert abs(found.get(road, 0.0) - exact) <= 4.5 * np.sqrt(exact * (1 - exact) / n) + 1e-3  # of a binomial share


def test_evidence_for_a_street_makes_it_the_first_alternative_with_its_probability(two_ways):
    heard, options = cells_of(two_ways, 0.85), MatchOptions(n_samples=500)
    exact = exact_share(two_ways, heard, options, road_at(two_ways, 150, 150))
    assert 0.6 < exact < 0.95  # neither an even choice nor a sure one
    match, = matched(journeys_of(("p", "AMB", (0, 60, 120))), two_ways, heard, options=options).found
    (north, first), (south, second) = match.alternatives  # that differ in the times alone are none of their own
    assert first.xy_m[:, 1].max() > 100 and second.xy_m[:, 1].min() < -100 and match.route.xy_m[:, 1].max() > 100
    assert north + south == pytest.approx(1)
    assert abs(north - exact) <= 4.5 * np.sqrt(exact * (1 - exact) / options.n_samples)  # of a binomial share


def test_streets_that_nothing_tells_apart_are_even(two_ways):
    heard, options = cells_of(two_ways, 1.0), MatchOptions()
    for y in (150, -150):
        assert exact_share(two_ways, heard, options, road_at(two_ways, 150, y)) == pytest.approx(0.5, abs=0.02)


def test_a_cell_heard_everywhere_alike_says_as_little_as_one_that_nothing_is_known_of(two_ways):
    heard = cells_of(two_ways, 0.3)
    cleaned = journeys_of(("p", "AMB", (0, 60, 120)))
    alike, = matched(cleaned, two_ways, {**heard, "M": np.ones(len(two_ways))}).found
    unknown, = matched(cleaned, two_ways, {name: heard[name] for name in "AB"}).found
    assert alike.known.tolist() == [True, True, True] and unknown.known.tolist() == [True, False, True]
    assert np.array_equal(alike.along_m, unknown.along_m) and np.array_equal(alike.radius_m, unknown.radius_m)
    assert np.array_equal(alike.piece_share, unknown.piece_share) and not unknown.unexplained.any()


@st.composite
def journeys_in_towns(draw):
    network, rng = draw(towns())
    pieces, (x, y) = road_pieces(network), rng.uniform(0, 1000, (2, 6))
    away = np.hypot(pieces.xy_m[:, [0]] - x, pieces.xy_m[:, [1]] - y).T
    heard = {name: row / row.max() * (row / row.max() > 0.01) for name, row in zip("ABCDE", np.exp(-away / rng.uniform(50, 400)))}
    journeys = []
    for number in range(rng.integers(1, 4)):
        n = rng.integers(1, 7)
        silence = rng.choice([0.5, 3, 40, 90], n) * rng.uniform(0.5, 1.5, n)
        journeys.append((f"p{number}", rng.choice(list("ABCDEX"), n), np.cumsum(silence)))
    return pieces, heard, journeys


def assert_lawful(match, pieces):
    route = match.route
    assert (np.diff(match.along_m) >= 0).all() and (np.diff(match.event_along_m) >= -1e-9).all()
    assert match.along_m[0] == 0 and match.along_m[-1] == pytest.approx(route.along_m[-1], abs=1e-6)
    # no step is farther than the factor times what the limits allow in its time
    spent = np.diff(np.interp(match.along_m, route.along_m, route.seconds))
    assert spent.max(initial=0) <= FACTOR * pieces.step_s * (1 + 1e-6)
    assert (match.radius_m > 0).all() and np.isfinite(match.radius_m).all() and (match.event_sigma_m > 0).all()
    assert (match.piece_share > 0).all() and match.piece_share.max() <= 1 and np.unique(match.piece).size == match.piece.size
    shares = [share for share, _ in match.alternatives]
    assert sum(shares) <= 1 + 1e-9 and shares == sorted(shares, reverse=True)
    assert shares and min(shares[1:], default=1) >= 0.05
    assert 0 <= match.alike <= 1 and not match.unexplained[~match.known].any()


def same(one, other) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in
               ("along_m", "radius_m", "event_along_m", "piece", "piece_share", "unexplained")) and \
        np.array_equal(one.route.xy_m, other.route.xy_m)


@settings(max_examples=30, deadline=None)
@given(journeys_in_towns(), st.integers(0, 1000))
def test_any_journey_in_any_town_is_matched_lawfully_and_as_if_it_were_alone(made, seed):
    pieces, heard, journeys = made
    options = MatchOptions(n_samples=12)
    cleaned = journeys_of(*journeys)
    together = matched(cleaned, pieces, heard, options=options, seed=seed)
    assert len(together.found) == len(together.failure) == cleaned.journey[-1] + 1
    first = np.unique(cleaned.journey, return_index=True)[1]
    names = cleaned.events.device_levels[cleaned.events.device[first]]
    for name, match, failure in zip(names, together.found, together.failure):
        assert (match is None) == bool(failure)
        if match is not None:
            assert_lawful(match, pieces)
            alone, = matched(journeys_of(*(j for j in journeys if j[0] == name)), pieces, heard, options=options, seed=seed).found
            assert same(match, alone)


def test_the_same_seed_gives_the_same_and_processes_change_nothing(two_ways):
    heard = cells_of(two_ways, 0.7)
    cleaned = journeys_of(*((f"p{k}", "AMB", (k, k + 60, k + 110 + k)) for k in range(20)))  # more than are handed over at once
    once, again, shared, other = (matched(cleaned, two_ways, heard, **more).found for more in ({}, {}, {"workers": 2}, {"seed": 7}))
    assert len(once) == 20
    assert all(same(a, b) and same(a, c) for a, b, c in zip(once, again, shared))
    assert not all(same(a, d) for a, d in zip(once, other))
    assert not same(once[0], once[1])  # journeys do not share their random numbers


def test_cells_that_no_drive_can_join_give_a_route_and_are_flagged():
    # towns 20 km apart without a road between them, ten seconds apart
    pieces = road_pieces(town([(0, 0), (500, 0)], [(20_000, 0), (20_500, 0)]))
    x = pieces.xy_m[:, 0]
    heard = {"A": (x < 1000) * 1.0, "B": (x > 1000) * 1.0}
    match, = matched(journeys_of(("p", "AAAB", (0, 40, 80, 120))), pieces, heard).found
    assert match.unexplained.tolist() == [False, False, False, True] and match.route.xy_m[:, 0].max() <= 500


def test_likelihoods_of_other_pieces_or_cells_are_refused(two_ways):
    cleaned, n = journeys_of(("p", "AB", (0, 60))), len(two_ways)
    for shape, n_prior in (((2, n - 1), n), ((3, n), n), ((2, n), n - 1)):
        heard = Likelihoods(sparse.csr_matrix(np.ones(shape, np.float32)), np.ones(shape[0], bool))
        with pytest.raises(InputError, match="do not fit 2 cells"):
            match_trajectories(cleaned, {4.0: two_ways}, {4.0: heard}, {4.0: np.ones(n_prior)})
