"""Ways drawn from the posterior, against its enumeration: all sequences of pieces and modes of a small network, one by one."""

from itertools import product

import numpy as np
import pytest
import shapely

from mno_mobility.trajectory import sampling
from mno_mobility.trajectory.pieces import road_pieces
from mno_mobility.trajectory.roads import build_network
from mno_mobility.trajectory.sampling import Stretch, draw_ways, first_modes, mode_changes

STEP_S = 4.0


@pytest.fixture(scope="module")
def pieces():
    """A street of 40 m and a side street of 30 m, both ways; at 36 km/h, and half of the street at 54 km/h."""
    lines = [shapely.LineString([(0, 0), (20, 0)]), shapely.LineString([(20, 0), (40, 0)]), shapely.LineString([(20, 0), (20, 30)])]
    network, _ = build_network(lines, crs="EPSG:3035", speed_kmh=[54.0, 36.0, 36.0], keep="all")
    return road_pieces(network, step_s=STEP_S, u_turn=0.2)


@pytest.fixture(scope="module")
def observed(pieces):
    """Log-likelihoods of two cells, arbitrary but not flat; the second is observed one and a half times at step 2."""
    rng = np.random.default_rng(5)
    logs = {name: np.log(rng.uniform(0.05, 1, len(pieces))) for name in "ab"}
    return [[(1.0, "a")], [], [(1.5, "b"), (0.5, "a")]], lambda name, here: logs[name][here]


def enumerated(pieces, evidence, log_of, prior, allowed=None):
    """Posterior of each sequence of pieces, by adding up the modes of every one."""
    moves, every = [np.eye(len(pieces)), pieces.moves().toarray()], np.arange(len(pieces))
    first, follows = first_modes(pieces.speed_kmh), mode_changes(STEP_S, pieces.speed_kmh)
    like = [np.exp(sum((weight * log_of(name, every) for weight, name in seen), np.zeros(len(pieces)))) for seen in evidence]
    found = {}
    for states in product(every, repeat=len(evidence)):
        total = 0.0
        for modes in product((0, 1), repeat=len(evidence)):
            p = prior[states[0]] * first[modes[0], states[0]] * like[0][states[0]]
            for step in range(1, len(evidence)):
                move = moves[modes[step]][states[step - 1], states[step]]
                p *= follows[modes[step - 1], modes[step], states[step - 1]] * move * like[step][states[step]]
            total += p
        if total > 0:
            found[states] = total
    whole = sum(found.values())
    return {states: p / whole for states, p in found.items()}


def shares(drawn) -> dict:
    states, n = np.unique(drawn.state.T, axis=0, return_counts=True)
    return {tuple(row): count / n.sum() for row, count in zip(states.tolist(), n.tolist())}


def one_stretch(pieces, n_steps):
    return [Stretch(0, n_steps, np.arange(len(pieces)))]


def test_phones_that_drive_seldom_stop_on_faster_roads():
    # of 100 that drive 12 stop within 4 s up to 50 km/h, and 2 above; of 100 that wait 15 start; then two such steps
    assert mode_changes(4.0, [30.0, 50.0, 51.0])[1, 0] == pytest.approx([0.12, 0.12, 0.02])
    assert mode_changes(8.0, [50.0, 80.0])[1, 0] == pytest.approx([0.12 * 0.85 + 0.88 * 0.12, 0.02 * 0.85 + 0.98 * 0.02])
    assert mode_changes(8.0, [50.0, 80.0])[0, 1] == pytest.approx([0.15 * 0.88 + 0.85 * 0.15, 0.15 * 0.98 + 0.85 * 0.15])
    assert first_modes([50.0, 80.0]) == pytest.approx(np.array([[4 / 9, 2 / 17], [5 / 9, 15 / 17]]))


@pytest.mark.parametrize("step_s", [4.0, 16.0])
def test_the_long_run_stays_as_it_is(step_s):
    kmh = np.array([50.0, 100.0])
    often, follows = first_modes(kmh), mode_changes(step_s, kmh)
    assert often.sum(axis=0) == pytest.approx(1) and follows.sum(axis=1) == pytest.approx(1)
    assert (often[:, None] * follows).sum(axis=0) == pytest.approx(often)


def test_ways_come_as_often_as_the_posterior_says(pieces, observed):
    evidence, log_of = observed
    prior = np.linspace(1, 2, len(pieces))
    exact = enumerated(pieces, evidence, log_of, prior)
    n = 40_000
    found = shares(draw_ways(pieces, one_stretch(pieces, 3), evidence, log_of, prior, n, np.random.default_rng(1)))
    assert set(found) <= set(exact)
    for states, p in exact.items():  # five standard deviations of a binomial share
        assert abs(found.get(states, 0) - p) <= 5 * np.sqrt(p * (1 - p) / n) + 1e-4


def test_without_evidence_the_first_pieces_follow_the_prior_and_all_else_the_roads(pieces):
    prior, n = np.linspace(1, 3, len(pieces)), 40_000
    exact = enumerated(pieces, [[], []], None, prior)
    found = shares(draw_ways(pieces, one_stretch(pieces, 2), [[], []], None, prior, n, np.random.default_rng(2)))
    for states, p in exact.items():
        assert abs(found.get(states, 0) - p) <= 5 * np.sqrt(p * (1 - p) / n) + 1e-4


def test_ways_lead_where_the_phone_goes_next(pieces, observed):
    evidence, log_of = observed
    drawn = draw_ways(pieces, one_stretch(pieces, 3), evidence, log_of, pieces.length_m, 500, np.random.default_rng(3))
    start = np.empty(len(pieces.target), int)
    start[pieces.way] = np.repeat(np.arange(len(pieces)), np.diff(pieces.begin))
    assert (start[drawn.way[1:]] == drawn.state[:-1]).all() and (pieces.target[drawn.way] == drawn.state).all()
    assert (drawn.way[0] == drawn.state[0]).all()  # nothing leads to the first


@pytest.mark.parametrize("kept", [0, 10_000])
def test_tables_that_do_not_fit_are_made_twice_and_nothing_else_changes(pieces, observed, monkeypatch, kept):
    _, log_of = observed
    evidence = [[(0.3, "ab"[k % 3 == 0])] for k in range(60)]
    half = np.arange(len(pieces))
    stretches = [Stretch(0, 25, half), Stretch(25, 60, half)]

    def draw():
        return draw_ways(pieces, stretches, evidence, log_of, pieces.length_m, 20, np.random.default_rng(4))
    whole = draw()
    monkeypatch.setattr(sampling, "BYTES_KEPT", kept)
    again = draw()
    assert np.array_equal(whole.state, again.state) and np.array_equal(whole.way, again.way)


def test_in_a_stretch_a_way_keeps_to_its_pieces(pieces, observed):
    evidence, log_of = observed
    along = np.flatnonzero(pieces.xy_m[:, 1] == 0)  # without the side street
    prior, n = np.ones(len(pieces)), 40_000
    every = enumerated(pieces, evidence, log_of, prior)
    within = {states for states in every if set(states) <= set(along)}
    found = draw_ways(pieces, [Stretch(0, 2, np.arange(len(pieces))), Stretch(2, 3, along)], evidence, log_of, prior, n,
                      np.random.default_rng(6))
    assert np.isin(found.state[1:], along).all() and not np.isin(found.state[0], along).all()
    inside = draw_ways(pieces, [Stretch(0, 3, along)], evidence, log_of, prior, n, np.random.default_rng(7))
    assert np.isin(inside.state, along).all() and set(shares(inside)) <= within


def test_stretches_without_a_way_between_them_are_told(pieces):
    low, high = np.flatnonzero(pieces.xy_m[:, 0] < 20), np.flatnonzero(pieces.xy_m[:, 0] > 20)
    assert draw_ways(pieces, [Stretch(0, 2, low), Stretch(2, 4, high)], [[]] * 4, None, np.ones(len(pieces)), 5,
                     np.random.default_rng(8)) is None


def test_evidence_beyond_single_precision_still_leaves_a_way(pieces):
    evidence = [[(1e6, "x")]] * 5
    drawn = draw_ways(pieces, one_stretch(pieces, 5), evidence, lambda _, here: np.log(1e-9) * (1 + here), pieces.length_m, 5,
                      np.random.default_rng(9))
    assert drawn.state.shape == (5, 5)
