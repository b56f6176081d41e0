"""The made-up events: laws that hold event by event, and Eq. 4 in their sum."""

import numpy as np
import pytest

from mno_mobility.errors import InputError
from mno_mobility.events.schema import KINDS, events_from_columns
from mno_mobility.scenario.events import CALL_END, CALL_START, HANDOVER, LAU, OTHER, make_events
from mno_mobility.scenario.phones import DAY_S, HOUR_S, positions_at

WORLDS = ("sample", "patchy", "talkative")


@pytest.fixture(params=WORLDS)
def world(request):
    return request.getfixturevalue(request.param)


def tiles_of(world) -> np.ndarray:
    return world.model.grid.tile_at(*positions_at(world.phones, world.events.time_s, world.events.device))


def by_phone(events) -> np.ndarray:
    """Order by phone; events of a phone stay in their order of time."""
    return np.argsort(events.device, kind="stable")


def test_the_cell_of_each_event_covers_the_tile_of_the_phone_at_that_time(world):
    # an uncovered tile has no entry at all, so that this also says: no event without coverage
    e = world.events
    assert (np.asarray(world.model.dominance[e.cell, tiles_of(world)]).ravel() > 0).all()


@pytest.mark.parametrize("kind", [OTHER, CALL_START, CALL_END])
def test_events_per_cell_are_as_equation_4_has_them(sample, kind):
    # given the tiles, the events of a cell are a sum of independent trials with p_ij: mean sum p, variance sum p (1 - p)
    one = sample.events.kind == kind
    in_tile = np.bincount(tiles_of(sample)[one], minlength=sample.model.grid.n_tiles)
    P = sample.model.P
    mean, variance = P @ in_tile, (P - P.multiply(P)) @ in_tile
    seen = np.bincount(sample.events.cell[one], minlength=len(mean))
    many = mean >= 5
    assert many.mean() > 0.7
    z = (seen - mean)[many] / np.sqrt(variance[many])
    assert np.abs(z).max() < 4.5
    assert np.mean(z ** 2) == pytest.approx(1, abs=4 * np.sqrt(2 / len(z)))


def test_events_survive_the_way_through_a_table(world):
    # a pseudonym taken for a number, a duplicate or a time beyond the millisecond would show here
    e = world.events
    columns = {"device_id": e.device_levels[e.device], "time": (np.round(e.time_s * 1000)).astype("int64").astype("M8[ms]"),
               "cell_id": e.cell_levels[e.cell], "event": np.array(KINDS, object)[e.kind], "lac": e.lac.levels[e.lac.codes]}
    read, rejects = events_from_columns(columns, world.model.cell_ids)
    assert rejects.counts() == {}
    np.testing.assert_array_equal(read.cell, e.cell)
    np.testing.assert_array_equal(read.kind, e.kind)
    np.testing.assert_allclose(read.time_s, e.time_s, rtol=0, atol=1e-4)


def test_events_come_in_order_of_time_within_the_day(world):
    t = world.events.time_s
    assert (np.diff(t) >= 0).all() and t[0] >= DAY_S and t[-1] < DAY_S + 24 * HOUR_S


def test_calls_start_and_end_in_turns_and_are_handed_over_only_between(world):
    e = world.events
    order = by_phone(e)
    device, kind = e.device[order], e.kind[order]
    level = np.cumsum((kind == CALL_START).astype(int) - (kind == CALL_END))
    assert set(np.unique(level)) <= {0, 1}
    last_of_phone = np.append(device[1:] != device[:-1], True)
    assert (level[last_of_phone] == 0).all()
    assert (level[kind == HANDOVER] == 1).all()
    assert (level[kind == OTHER] == 0).all()


def test_calls_on_the_move_are_handed_over(sample, talkative):
    assert (sample.events.kind == HANDOVER).sum() > 100
    assert (talkative.events.kind == HANDOVER).sum() > 3_000


def test_no_area_update_falls_into_a_call(world):
    e = world.events
    order = by_phone(e)
    kind = e.kind[order]
    level = np.cumsum((kind == CALL_START).astype(int) - (kind == CALL_END))
    assert (level[kind == LAU] == 0).all()


def test_each_handover_leads_to_another_cell_and_the_call_ends_in_the_last(world):
    e = world.events
    order = by_phone(e)
    call = order[np.isin(e.kind[order], (CALL_START, HANDOVER, CALL_END))]
    kind, cell = e.kind[call], e.cell[call]
    assert (cell[1:] != cell[:-1])[kind[1:] == HANDOVER].all()
    assert (cell[1:] == cell[:-1])[kind[1:] == CALL_END].all()


def test_only_moving_phones_hand_over(world):
    e = world.events
    moves = (np.ptp(world.phones.x_m, axis=1) > 0)[e.device[e.kind == HANDOVER]]
    assert moves.all()


def test_the_location_area_is_that_of_the_cell(world):
    e = world.events
    np.testing.assert_array_equal(e.lac.levels[e.lac.codes], world.plan["lac"][e.cell])


def test_calls_are_speech_and_area_updates_have_no_service(sample):
    e = sample.events
    service = np.append(e.service.levels, None)[e.service.codes]
    assert {KINDS[k]: set(service[e.kind == k]) for k in range(len(KINDS))} == {
        "other": {"data"}, "call_start": {"speech"}, "call_end": {"speech"}, "handover": {"speech"}, "lau": {None}}


def test_idle_phones_report_at_their_period(sample):
    phones = sample.phones
    events, _ = make_events(phones, sample.model, sample.plan["lac"], np.random.default_rng(0), idle_share=1, update_s=6 * HOUR_S)
    still = np.ptp(phones.x_m, axis=1) == 0
    assert (events.kind == LAU).all()
    assert (np.bincount(events.device, minlength=len(phones))[still] == 4).all()  # 24 h / 6 h


def test_the_rate_of_sessions_is_kept(sample):
    # the mean of N Poisson numbers with exponential rates of mean m has the variance (m + m²) / N
    n = len(sample.phones)
    events, missed = make_events(sample.phones, sample.model, sample.plan["lac"], np.random.default_rng(0), idle_share=0,
                                 sessions_per_day=5)
    made = np.isin(events.kind, (OTHER, CALL_START)).sum() + missed.sessions_busy + missed.sessions_uncovered
    assert made / n == pytest.approx(5, abs=4 * np.sqrt((5 + 25) / n))


def test_calls_that_lose_coverage_end_and_are_counted(patchy):
    events, missed = make_events(patchy.phones, patchy.model, patchy.plan["lac"], np.random.default_rng(0), call_s=1800,
                                 call_share=1, idle_share=0)
    assert missed.calls_cut > 0 and missed.sessions_uncovered > 0
    assert (events.kind == CALL_START).sum() == (events.kind == CALL_END).sum()


@pytest.mark.parametrize("options, what", [
    ({"sessions_per_day": -1}, "rate"), ({"call_share": 2}, "shares"), ({"update_s": 0}, "duration")])
def test_parameters_that_cannot_be_are_refused(sample, options, what):
    with pytest.raises(InputError, match=what):
        make_events(sample.phones, sample.model, sample.plan["lac"], np.random.default_rng(0), **options)


def test_cells_without_location_areas_are_refused(sample):
    with pytest.raises(InputError, match="Location areas"):
        make_events(sample.phones, sample.model, ["1"], np.random.default_rng(0))
