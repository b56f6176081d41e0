"""The journeys: on the fastest route, as fast as limits, bends and stops allow, and known at any time."""

import networkx as nx
import numpy as np
import pytest
import santa_monica
import shapely

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.geolocation.grid import TileGrid, grid_over
from mno_mobility.scenario.drives import ACCELERATION, BRAKING, DRIVERS, make_drives
from mno_mobility.scenario.phones import DAY_S
from mno_mobility.trajectory.roads import build_network

LINE_GRID = TileGrid("EPSG:3035", 0, 0, 100, 1, 100)


@pytest.fixture(scope="module")
def drives(sample_journeys):
    return sample_journeys.drives


def journey_of_phases(drives) -> np.ndarray:
    return np.repeat(np.arange(len(drives)), np.diff(drives.phase_start))


def steps(drives, column) -> np.ndarray:
    """Differences of a column of phases from each to the next one of the same journey."""
    return np.diff(column)[np.diff(journey_of_phases(drives)) == 0]


def on_a_line(*roads, people=((0, 99)), n=40, seed=1, **columns):
    """Journeys between the people at two ends of straight roads from west to east."""
    network = build_network([shapely.LineString(road) for road in roads], crs="EPSG:3035", **columns)[0]
    population = np.zeros(LINE_GRID.n_tiles)
    population[list(people)] = 1
    return make_drives(network, LINE_GRID, population, n, np.random.default_rng(seed))


def test_a_route_is_as_long_as_its_steps_and_as_its_arcs(drives):
    for k in range(len(drives)):
        rows = slice(drives.vertex_start[k], drives.vertex_start[k + 1])
        walked = np.hypot(*np.diff(drives.xy_m[rows], axis=0).T).sum()
        assert walked == pytest.approx(drives.length_m[k], rel=1e-9) == pytest.approx(drives.paths.length_m[k], rel=1e-9)


def test_no_way_between_the_junctions_of_a_route_is_faster(drives):
    graph = drives.network.to_networkx()
    for k in range(0, len(drives), 20):
        arcs = drives.paths.arcs_of(k)[1:-1]
        first, last = drives.network.tail[arcs[0]], drives.network.head[arcs[-1]]
        fastest = nx.shortest_path_length(graph, first, last, weight="seconds")
        assert drives.network.seconds[arcs].sum() == pytest.approx(fastest, rel=1e-9)


def test_nobody_drives_faster_than_the_limit_times_his_factor(drives):
    low, high = DRIVERS[2:]
    assert ((drives.driver >= low) & (drives.driver <= high)).all()
    for k in range(len(drives)):
        at = slice(drives.phase_start[k], drives.phase_start[k + 1])
        rows = slice(drives.vertex_start[k], drives.vertex_start[k + 1])
        limit = np.repeat(drives.limit_kmh[rows][:-1], 4)  # of the piece each phase is on
        assert (3.6 * drives.phase_mps[at] <= drives.driver[k] * limit * (1 + 1e-9)).all()


def test_speed_is_the_derivative_of_the_way(drives):
    # between two phases the speed changes evenly: the way is the mean speed times the time
    speed = drives.phase_mps
    mean = ((speed[1:] + speed[:-1]) / 2)[np.diff(journey_of_phases(drives)) == 0]
    np.testing.assert_allclose(mean * steps(drives, drives.phase_time_s), steps(drives, drives.phase_along_m), atol=2e-5)


def test_acceleration_and_braking_keep_their_limits(drives):
    time, change = steps(drives, drives.phase_time_s), steps(drives, drives.phase_mps)
    assert (time >= 0).all()
    some = time > 0.1  # times since 1970 are rounded to a quarter of a microsecond
    rate = change[some] / time[some]
    assert rate.max() <= ACCELERATION[1] * 1.001 and rate.min() >= -BRAKING[1] * 1.001
    assert rate.max() > ACCELERATION[0] and rate.min() < -BRAKING[0]


def test_journeys_begin_and_end_at_rest(drives):
    assert (drives.phase_mps[drives.phase_start[:-1]] == 0).all() and (drives.phase_mps[drives.phase_start[1:] - 1] == 0).all()


def test_a_straight_road_takes_the_time_of_the_textbook():
    # d / v + v / 2a + v / 2b, with a from 1 to 2 and b from 1.5 to 2.5 m/s²
    drives = on_a_line([(0, 50), (10_000, 50)], maxspeed=["50"])
    v = drives.driver * 50 / 3.6
    extra = (drives.end_s - drives.start_s) - drives.length_m / v
    far = drives.length_m > 1_000
    assert far.any()
    assert (extra >= v / 2 * (1 / 2 + 1 / 2.5) - 1e-5)[far].all() and (extra <= v / 2 * (1 / 1 + 1 / 1.5) + 1e-5)[far].all()


def test_a_right_angle_is_taken_slowly():
    # on a circle of 15 m radius, which touches both roads 15 m from the corner, 3 m/s² is 6.7 m/s
    network = build_network([shapely.LineString([(0, 50), (5_000, 50), (5_000, 5_050)])], crs="EPSG:3035", maxspeed=["100"])[0]
    grid = TileGrid("EPSG:3035", 0, 0, 100, 51, 51)
    people = np.zeros(grid.n_tiles)
    people[[0, grid.n_tiles - 1]] = 1
    drives = make_drives(network, grid, people, 20, np.random.default_rng(1))
    corner = np.flatnonzero((drives.xy_m == (5_000, 50)).all(axis=1))
    assert len(corner)
    for at in corner:
        k = np.searchsorted(drives.vertex_start, at, side="right") - 1
        phase = drives.phase_start[k] + 4 * (at - drives.vertex_start[k])
        assert drives.phase_mps[phase] == pytest.approx(np.sqrt(3 * 15), rel=1e-6)


def test_journeys_stop_at_junctions_only(drives):
    # a wait is the first of the four phases of a piece
    wait = np.flatnonzero((np.diff(drives.phase_along_m) == 0) & (np.diff(drives.phase_time_s) > 1)
                          & (np.diff(journey_of_phases(drives)) == 0))
    assert len(wait) > len(drives)
    journey = journey_of_phases(drives)[wait]
    places = drives.xy_at(journey, drives.phase_along_m[wait])
    roads_at = np.bincount(np.concatenate([drives.network.tail, drives.network.head]))
    nodes = shapely.points(drives.network.x_m, drives.network.y_m)
    (_, node), away = shapely.STRtree(nodes).query_nearest(shapely.points(places), return_distance=True, all_matches=False)
    assert away.max() < 1e-3 and (roads_at[node] >= 3).all()


def test_positions_lie_on_the_route_and_never_go_back(drives):
    rng = np.random.default_rng(1)
    for k in range(0, len(drives), 10):
        route = shapely.LineString(drives.xy_m[drives.vertex_start[k]:drives.vertex_start[k + 1]])
        time_s = np.sort(rng.uniform(drives.start_s[k] - 10, drives.end_s[k] + 10, 200))
        journey = np.full(len(time_s), k)
        along = drives.along_at(journey, time_s)
        assert (np.diff(along) >= 0).all() and along[0] >= 0 and along[-1] <= drives.length_m[k]
        xy = drives.xy_at(journey, along)
        assert shapely.distance(route, shapely.points(xy)).max() < 1e-6
        np.testing.assert_allclose(shapely.get_coordinates(shapely.line_interpolate_point(route, along)), xy, atol=1e-4)


def test_the_time_of_a_place_is_the_time_at_which_one_is_there(drives):
    rng = np.random.default_rng(2)
    journey = rng.integers(len(drives), size=5_000)
    along = rng.uniform(0, 1, len(journey)) * drives.length_m[journey]
    np.testing.assert_allclose(drives.along_at(journey, drives.time_at(journey, along)), along, atol=1e-4)


def test_vertices_are_reached_at_their_times(drives):
    journey = np.repeat(np.arange(len(drives)), np.diff(drives.vertex_start))
    np.testing.assert_allclose(drives.along_at(journey, drives.time_s), drives.along_m, atol=1e-4)
    np.testing.assert_array_equal(drives.time_s[drives.vertex_start[:-1]], drives.start_s)
    np.testing.assert_allclose(drives.time_s[drives.vertex_start[1:] - 1], drives.end_s, atol=1e-6)


def test_journeys_begin_and_end_where_people_live():
    drives = on_a_line([(0, 50), (10_000, 50)], people=(10, 80))
    ends = np.sort([drives.xy_m[drives.vertex_start[:-1], 0], drives.xy_m[drives.vertex_start[1:] - 1, 0]], axis=0)
    assert ((ends // 100 == 10) | (ends // 100 == 80)).all() and (ends[0] // 100 != ends[1] // 100).mean() > 0.9


def test_people_who_all_live_at_the_same_end_of_a_road_drive_somewhere_else():
    drives = on_a_line([(3_000, 50), (9_000, 50)], people=(2,))
    ends = drives.xy_m[drives.vertex_start[:-1], 0]
    assert (ends == 3_000).all() and (drives.length_m > 0).all() and np.ptp(drives.length_m) > 3_000


def test_cars_are_as_fast_as_real_ones_on_the_same_roads(shared_data):
    # 206 windows of drives through Santa Monica, a third of their time at rest
    windows = santa_monica.windows(shared_data)
    real_m = sum(np.hypot(*np.diff(w.track_m, axis=0).T).sum() for w in windows)
    real_mps = real_m / sum(np.ptp(w.track_s) for w in windows)
    network = santa_monica.roads(shared_data)
    grid = grid_over((network.x_m.min(), network.y_m.min(), network.x_m.max(), network.y_m.max()), 100, network.crs)
    drives = make_drives(network, grid, np.ones(grid.n_tiles), 300, np.random.default_rng(1))
    assert 0.8 < drives.length_m.sum() / (drives.end_s - drives.start_s).sum() / real_mps < 1.4


def test_nobody_lives_on_the_motorway(drives):
    ends = np.concatenate([drives.limit_kmh[drives.vertex_start[:-1]], drives.limit_kmh[drives.vertex_start[1:] - 1]])
    assert ends.max() <= 100 and drives.limit_kmh.max() == 130  # 100: set out from a junction with a main road


def test_journeys_begin_on_the_day(drives):
    assert ((drives.start_s >= DAY_S) & (drives.start_s < DAY_S + 86_400)).all()


def test_the_same_seed_drives_the_same_way(sample, sample_roads):
    one, same, other = (make_drives(sample_roads.network(), sample.model.grid, sample.population, 5, np.random.default_rng(seed))
                        for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.phase_time_s, same.phase_time_s)
    np.testing.assert_array_equal(one.xy_m, same.xy_m)
    assert len(one.xy_m) != len(other.xy_m) or (one.xy_m != other.xy_m).any()


def test_what_cannot_be_driven_is_refused(sample, sample_roads):
    network, grid, people = sample_roads.network(), sample.model.grid, sample.population
    rng = np.random.default_rng(0)
    with pytest.raises(InputError, match="0 journeys"):
        make_drives(network, grid, people, 0, rng)
    with pytest.raises(InputError, match="Population"):
        make_drives(network, grid, np.zeros(grid.n_tiles), 1, rng)
    with pytest.raises(InputError, match="Roads: none of them lies within the extent"):
        make_drives(network, LINE_GRID, np.ones(LINE_GRID.n_tiles), 1, rng)


def test_driving_can_be_cancelled(sample, sample_roads):
    def impatient(done):
        if done > 0.3:
            raise Cancelled
    with pytest.raises(Cancelled):
        make_drives(sample_roads.network(), sample.model.grid, sample.population, 300, np.random.default_rng(0), progress=impatient)
