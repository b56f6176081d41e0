"""Phones over a day: geometry of their ways."""

import numpy as np
import pytest

from mno_mobility.errors import InputError
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.scenario.phones import DAY_S, HOUR_S, Phones, make_phones, positions_at

GRID = TileGrid("EPSG:3035", 4_000_000, 3_000_000, 100, 100, 80)


@pytest.fixture(scope="module")
def phones() -> Phones:
    people = np.random.default_rng(0).integers(0, 9, GRID.n_tiles)
    return make_phones(GRID, people, 4_000, np.random.default_rng(1), speed_kmh=36)


def test_phones_are_at_home_at_the_start_of_the_day_and_the_next_morning(phones):
    for hour in (0, 3, 30):
        np.testing.assert_array_equal(GRID.tile_at(*positions_at(phones, DAY_S + hour * HOUR_S)), phones.home_tile)


def test_a_phone_is_at_each_waypoint_at_its_time(phones):
    # of waypoints at the same time the last one counts; they lie in one place
    for k in range(phones.time_s.shape[1]):
        x, y = positions_at(phones, phones.time_s[:, k])
        np.testing.assert_allclose(x, phones.x_m[:, k], atol=1e-6)
        np.testing.assert_allclose(y, phones.y_m[:, k], atol=1e-6)


def test_halfway_in_time_is_halfway_between_waypoints():
    time_s, x_m, y_m = (np.array([row]) for row in ([100.0, 200.0], [0.0, 30.0], [0.0, -40.0]))
    phones = Phones(np.array(["p1"], object), np.array([0]), time_s, x_m, y_m)
    assert [float(v[0]) for v in positions_at(phones, 150.0)] == [15.0, -20.0]


def test_no_phone_moves_faster_than_the_speed(phones):
    # 36 km/h are 10 m a second; waypoint times are rounded to the millisecond
    for t in DAY_S + HOUR_S * np.arange(5, 22, 0.5):
        here, later = positions_at(phones, t), positions_at(phones, t + 60)
        assert np.hypot(later[0] - here[0], later[1] - here[1]).max() <= 600.1


def test_waypoints_come_in_order_of_time(phones):
    assert (np.diff(phones.time_s, axis=1) >= 0).all()


def test_all_ways_stay_on_the_grid(phones):
    assert all((GRID.tile_at(*positions_at(phones, DAY_S + h * HOUR_S)) >= 0).all() for h in np.arange(0, 24, 0.5))


def test_many_are_away_from_home_at_noon_but_not_most(phones):
    # the default shares: 0.45 commute; of 11 h away at most some are still or already at home
    away = GRID.tile_at(*positions_at(phones, DAY_S + 12 * HOUR_S)) != phones.home_tile
    assert 0.38 < away.mean() < 0.55


def test_pseudonyms_are_unique_and_no_numbers(phones):
    assert len(set(phones.device_ids)) == len(phones)
    assert all(p.startswith("p") and len(p) == 16 for p in phones.device_ids)


def test_without_commuters_and_errands_nobody_moves():
    still = make_phones(GRID, np.ones(GRID.n_tiles), 50, np.random.default_rng(0), commuting_share=0, errand_share=0)
    assert (np.ptp(still.x_m, axis=1) == 0).all() and (np.ptp(still.time_s, axis=1) == 0).all()


@pytest.mark.parametrize("n_people, n_phones, options, what", [
    (3, 10, {}, "tiles"), (GRID.n_tiles, 0, {}, "0 phones"), (GRID.n_tiles, 5, {"commuting_share": 1.2}, "1.2")])
def test_phones_that_cannot_be_are_refused(n_people, n_phones, options, what):
    with pytest.raises(InputError, match=what):
        make_phones(GRID, np.ones(n_people), n_phones, np.random.default_rng(0), **options)
