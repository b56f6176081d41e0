"""The events of journeys: who hands over, who updates its area, where, and how often."""

import numpy as np
import pytest

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.events.schema import KINDS, events_from_columns
from mno_mobility.geolocation.footprint import strength_of_cell, strengths_at
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.scenario.events import CALL_END, CALL_START, HANDOVER, LAU
from mno_mobility.scenario.handovers import STATION_M, Radio, Shadowing, make_drive_events
from mno_mobility.scenario.journeys import SAMPLE_JOURNEYS, make_journeys

PLAIN = Radio(shadowing_db=0.0, hysteresis_db=0.0, trigger_s=0.0)


@pytest.fixture(scope="module")
def drives(sample_journeys):
    return sample_journeys.drives


@pytest.fixture(scope="module")
def mixed(sample, drives):
    """Half of the phones change between idle, calls and data sessions."""
    return make_drive_events(drives, sample.plan, sample.model, np.random.default_rng(7), call_share=0.5)


@pytest.fixture(scope="module")
def plain(sample, drives):
    """Calls from start to end without shadowing, hysteresis and time to trigger."""
    return make_drive_events(drives, sample.plan, sample.model, np.random.default_rng(7), radio=PLAIN, call_share=1)


@pytest.fixture(scope="module", params=["sample", "patchy"])
def world(request, sample_journeys):
    """A world and its journeys."""
    scenario = request.getfixturevalue(request.param)
    if request.param == "sample":
        return scenario, sample_journeys
    from mno_mobility.scenario.roads import make_roads
    network = make_roads(scenario.model.grid, scenario.population, np.random.default_rng(1)).network()
    return scenario, make_journeys(scenario, network, 100, np.random.default_rng(1))


def services(found) -> np.ndarray:
    service = found.events.service
    return np.append(service.levels, None)[service.codes]


def in_call(found) -> np.ndarray:
    """Whether each event is within a call, its start included and its end not; events are by journey and time."""
    kind = found.events.kind
    return np.cumsum((kind == CALL_START).astype(int) - (kind == CALL_END))


def test_levels_at_tile_centres_are_those_of_the_footprints(sample):
    grid, cell = sample.model.grid, 40
    strength, _ = strength_of_cell(sample.plan, grid, sample.plan["cell_id"][cell])
    tile = np.flatnonzero(np.isfinite(strength))
    x, y = grid.centres(tile)
    np.testing.assert_allclose(strengths_at(sample.plan, np.full(len(tile), cell), x, y), strength[tile], rtol=0, atol=1e-9)


def test_the_cell_of_each_event_covers_the_place(world):
    # the network is looked at every STATION_M: at the border of a footprint, an event may be that far off
    scenario, journeys = world
    found, drives = journeys.events, journeys.drives
    covers = np.zeros(len(found), bool)
    for metres in (-STATION_M, 0, STATION_M):
        x, y = drives.xy_at(found.journey, found.along_m + metres).T
        tile = scenario.model.grid.tile_at(x, y)
        covers |= (tile >= 0) & (np.asarray(scenario.model.dominance[found.events.cell, tile]).ravel() > 0)
    assert covers.all()


def test_without_hysteresis_and_shadowing_borders_are_those_of_the_best_server(sample, drives, plain):
    rng = np.random.default_rng(1)
    journey = rng.integers(len(drives), size=1_500)
    time_s = drives.start_s[journey] + rng.random(len(journey)) * (drives.end_s - drives.start_s)[journey]
    order = np.lexsort((time_s, journey))
    journey, time_s = journey[order], time_s[order]
    e = plain.events
    served = np.array([e.cell[np.flatnonzero((plain.journey == j) & (e.time_s <= t))[-1]] for j, t in zip(journey, time_s)])
    along = drives.along_at(journey, time_s)

    def best(metres):
        x, y = drives.xy_at(journey, along + metres).T
        cell = np.arange(len(sample.plan))
        level = strengths_at(sample.plan, np.repeat(cell, len(x)), np.tile(x, len(cell)), np.tile(y, len(cell))).reshape(len(cell), -1)
        level[~(sample.model.dominance[:, sample.model.grid.tile_at(x, y)].toarray() > 0)] = -np.inf
        return level.argmax(axis=0)

    here = served == best(0)
    assert here.mean() > 0.97
    assert (here | (served == best(STATION_M)) | (served == best(-STATION_M))).mean() > 0.999


def test_events_lie_where_the_phone_is_at_that_time(drives, mixed):
    along = drives.along_at(mixed.journey, mixed.events.time_s)
    np.testing.assert_allclose(mixed.along_m, along, atol=1e-6)
    np.testing.assert_allclose(np.column_stack([mixed.x_m, mixed.y_m]), drives.xy_at(mixed.journey, along), atol=1e-6)


def test_events_are_in_order_and_numbered_within_their_journey(mixed):
    same = mixed.journey[1:] == mixed.journey[:-1]
    assert (np.diff(mixed.journey) >= 0).all()
    assert (np.diff(mixed.events.time_s)[same] >= 0).all() and (np.diff(mixed.along_m)[same] >= 0).all()
    assert (mixed.seq == [1, *np.where(same, 1 + mixed.seq[:-1], 1)]).all()


def test_speed_is_the_way_since_the_event_before_over_its_time(mixed):
    first = mixed.seq == 1
    way, time_s = np.diff(mixed.along_m)[~first[1:]], np.diff(mixed.events.time_s)[~first[1:]]
    assert np.isnan(mixed.speed_kmh[first]).all()
    speed = mixed.speed_kmh[~first]
    np.testing.assert_allclose(speed[time_s > 0], 3.6 * way[time_s > 0] / time_s[time_s > 0])
    assert np.nanmax(speed) < 130 * 1.15 * 1.001  # the limit of a motorway times the most hurried driver


def test_a_call_over_the_whole_journey_is_the_most_frequent_and_has_both_ends(drives, sample_journeys):
    found = sample_journeys.events
    start, end = found.events.kind == CALL_START, found.events.kind == CALL_END
    n = len(drives)
    whole = np.isin(np.arange(n), found.journey[start & (found.along_m == 0) & (found.seq == 1)])
    last = np.append(found.journey[1:] != found.journey[:-1], True)
    whole &= np.isin(np.arange(n), found.journey[end & last & (found.along_m > drives.length_m[found.journey] - 0.1)])
    assert n == SAMPLE_JOURNEYS and 0.6 < whole.mean() < 0.9


def test_calls_of_a_full_share_have_no_other_events(plain, drives):
    assert set(services(plain)) == {"speech"}
    first, last = plain.seq == 1, np.append(plain.seq[1:] == 1, True)
    np.testing.assert_array_equal(plain.events.kind == CALL_START, first)
    np.testing.assert_array_equal(plain.events.kind == CALL_END, last)
    np.testing.assert_allclose(plain.events.time_s[first], drives.start_s, atol=1e-3)
    np.testing.assert_allclose(plain.events.time_s[last], drives.end_s, atol=1e-3)


def test_calls_start_and_end_in_turns(world):
    found = world[1].events
    level = in_call(found)
    assert set(np.unique(level)) <= {0, 1}
    assert (level[np.append(found.seq[1:] == 1, True)] == 0).all()


def test_areas_are_updated_by_idle_phones_only_and_handovers_made_by_connected_ones(mixed):
    kind, level, service = mixed.events.kind, in_call(mixed), services(mixed)
    assert (kind == LAU).sum() > 50 and (level[kind == LAU] == 0).all() and (service[kind == LAU] == None).all()  # noqa: E711
    handover = kind == HANDOVER
    np.testing.assert_array_equal(level[handover] == 1, service[handover] == "speech")
    assert set(service[handover]) == {"speech", "data"}


def test_idle_phones_only_update_their_area(sample, drives):
    events = make_drive_events(drives, sample.plan, sample.model, np.random.default_rng(3), call_share=0)
    lac = np.append(events.events.lac.levels, None)[events.events.lac.codes]
    twice = np.flatnonzero((events.events.kind[1:] == LAU) & (events.events.kind[:-1] == LAU) & (events.seq[1:] > 1))
    changed = lac[twice + 1] != lac[twice]
    assert len(twice) and changed.mean() > 0.9  # not where an area was left during a session without a handover in the log


def test_each_handover_leads_to_another_cell_and_the_call_ends_in_the_last(world):
    e = world[1].events.events
    call = np.isin(e.kind, (CALL_START, HANDOVER, CALL_END)) & (services(world[1].events) == "speech")
    kind, cell = e.kind[call], e.cell[call]
    assert (cell[1:] != cell[:-1])[kind[1:] == HANDOVER].all()
    assert (cell[1:] == cell[:-1])[kind[1:] == CALL_END].all()


def test_the_location_area_is_that_of_the_cell(sample, mixed):
    e = mixed.events
    np.testing.assert_array_equal(e.lac.levels[e.lac.codes], sample.plan["lac"][e.cell])


def test_ping_pong_and_distances_are_as_in_real_networks(sample_journeys):
    # Ostermayer et al. 2016, section 4: 625 m semi-rural and 283 m urban; of their events 11 to 27 % were ping-pong (Table 2)
    figures = sample_journeys.events.figures
    assert 0.1 < figures["ping_pong_share"] < 0.3
    assert 283 < figures["between_handovers_m"] < 700


def test_figures_are_what_one_would_count_by_hand(sample_journeys):
    found, ping_pong, ways = sample_journeys.events, 0, []
    e = found.events
    for k in range(len(sample_journeys.drives)):
        rows = np.flatnonzero(found.journey == k)
        for before, one, two in zip(rows, rows[1:], rows[2:]):
            if e.kind[one] == e.kind[two] == HANDOVER:
                ways.append(found.along_m[two] - found.along_m[one])
                ping_pong += e.cell[two] == e.cell[before] and e.time_s[two] - e.time_s[one] <= 30
    n = (e.kind == HANDOVER).sum()
    # pairs whose first handover is the first event of a session have no cell before them in the log, and only miss a distance
    assert found.figures["n_handover"] == n and found.figures["n_lau"] == (e.kind == LAU).sum()
    assert found.figures["ping_pong_share"] == pytest.approx(ping_pong / n, abs=0.01)
    assert found.figures["between_handovers_m"] == pytest.approx(np.mean(ways), rel=0.03)


@pytest.mark.parametrize("less", [{"hysteresis_db": 9.0}, {"trigger_s": 6.0}, {"shadowing_db": 3.0}, {"decay_m": 400.0}])
def test_handovers_become_fewer_with_hysteresis_time_to_trigger_and_smoother_levels(sample, drives, less):
    one, other = (make_drive_events(drives, sample.plan, sample.model, np.random.default_rng(3), radio=Radio(**options), call_share=1)
                  for options in ({}, less))
    assert other.figures["n_handover"] < 0.9 * one.figures["n_handover"]


def test_shadowing_has_its_deviation_and_falls_off_with_distance(sample):
    # correlation exp(-d / decay) by definition; within a site half of the variance is shared
    rng = np.random.default_rng(3)
    radio, n = Radio(shadowing_db=6.0, decay_m=100.0), 400
    start = rng.uniform(0, 20_000, (n, 2))
    fields = []
    for _ in range(20):
        shadow = Shadowing(sample.plan, radio, rng)
        cells = np.arange(0, len(sample.plan), 3)  # of different sites
        values = []
        for metres in (0.0, 50.0, 100.0, 300.0):
            xy = start + (metres, 0)
            point, cell = np.repeat(np.arange(n), len(cells)), np.tile(cells, n)
            values.append(shadow(xy, point, cell, lambda done: None).reshape(n, -1))
        fields.append(values)
    at_0, *away = np.moveaxis(np.array(fields), 1, 0)
    assert at_0.std() == pytest.approx(6.0, rel=0.05)
    for field, metres in zip(away, (50.0, 100.0, 300.0)):
        assert (at_0 * field).mean() / 36 == pytest.approx(np.exp(-metres / 100), abs=0.06)
    own, sibling = (Shadowing(sample.plan, radio, np.random.default_rng(k)) for k in (1, 1))
    point = np.arange(n)
    one = own(start, point, np.zeros(n, int), lambda done: None)
    two = sibling(start, point, np.ones(n, int), lambda done: None)
    assert sample.plan["site_id"][0] == sample.plan["site_id"][1] and 0.2 < np.corrcoef(one, two)[0, 1] < 0.8


def test_calls_that_lose_coverage_are_cut_and_counted(patchy):
    from mno_mobility.scenario.roads import make_roads
    network = make_roads(patchy.model.grid, patchy.population, np.random.default_rng(1)).network()
    found = make_journeys(patchy, network, 100, np.random.default_rng(1)).events
    assert found.n_cut > 0 and found.n_silent > 0
    assert found.n_silent == 100 - len(np.unique(found.journey))
    assert (found.events.kind == CALL_START).sum() == (found.events.kind == CALL_END).sum()


def test_events_survive_the_way_through_a_table(sample, mixed):
    e = mixed.events
    columns = {"device_id": e.device_levels[e.device], "time": np.round(e.time_s * 1000).astype("int64").astype("M8[ms]"),
               "cell_id": e.cell_levels[e.cell], "event": np.array(KINDS, object)[e.kind], "service": services(mixed)}
    read, rejects = events_from_columns(columns, sample.model.cell_ids)
    assert rejects.counts() == {}
    np.testing.assert_array_equal(read.cell, e.cell)
    np.testing.assert_allclose(read.time_s, e.time_s, rtol=0, atol=1e-4)


def test_the_phones_of_journeys_are_no_others(sample, sample_journeys):
    devices = sample_journeys.events.events.device_levels
    assert len(set(devices)) == len(devices) == SAMPLE_JOURNEYS and not set(devices) & set(sample.phones.device_ids)


def test_the_same_seed_gives_the_same_events(sample, drives, mixed):
    again = make_drive_events(drives, sample.plan, sample.model, np.random.default_rng(7), call_share=0.5)
    np.testing.assert_array_equal(again.events.time_s, mixed.events.time_s)
    np.testing.assert_array_equal(again.events.cell, mixed.events.cell)


def test_journeys_in_blocks_are_the_same(sample, drives, mixed, monkeypatch):
    for name, size in (("JOURNEYS_AT_ONCE", 17), ("STATIONS_AT_ONCE", 1_000)):
        monkeypatch.setattr(f"mno_mobility.scenario.handovers.{name}", size)
    again = make_drive_events(drives, sample.plan, sample.model, np.random.default_rng(7), call_share=0.5)
    np.testing.assert_array_equal(again.events.time_s, mixed.events.time_s)
    np.testing.assert_array_equal(again.events.cell, mixed.events.cell)


def test_a_radio_that_cannot_be_is_refused(sample, drives):
    rng = np.random.default_rng(0)
    with pytest.raises(InputError, match="Calls"):
        make_drive_events(drives, sample.plan, sample.model, rng, call_share=1.5)
    with pytest.raises(InputError, match="Radio"):
        make_drive_events(drives, sample.plan, sample.model, rng, radio=Radio(decay_m=0))


def test_a_world_elsewhere_has_no_events(sample, drives):
    # the roads lie beyond the grid of the model: no coverage at all
    from dataclasses import replace
    g = sample.model.grid
    elsewhere = replace(sample.model, grid=TileGrid(g.crs, g.x_min_m + 1e6, g.y_min_m, g.tile_m, g.n_rows, g.n_cols))
    found = make_drive_events(drives, sample.plan, elsewhere, np.random.default_rng(0))
    assert len(found) == 0 and found.n_silent == len(drives) and found.figures["n_handover"] == 0


def test_making_events_can_be_cancelled(sample, drives):
    def impatient(done):
        if done > 0.7:
            raise Cancelled
    with pytest.raises(Cancelled):
        make_drive_events(drives, sample.plan, sample.model, np.random.default_rng(0), progress=impatient)
