"""The made-up roads: they can be driven on, lead where people live, and cross the motorway on bridges."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mno_mobility.errors import InputError
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.scenario.motorway import CARRIAGEWAY_M
from mno_mobility.scenario.population import make_population
from mno_mobility.scenario.roads import STREETS_SHARE, make_roads
from mno_mobility.trajectory.roads import build_network

GRID = TileGrid("EPSG:3035", 4_000_000, 3_000_000, 100, 120, 120)


@pytest.fixture(scope="module")
def roads(sample_roads):
    return sample_roads


def of_class(roads, *classes) -> np.ndarray:
    return roads.lines[np.isin(roads.highway.astype(str), classes)]


def vertices(lines) -> set:
    return set(map(tuple, shapely.get_coordinates(lines).tolist()))


def report(roads):
    return build_network(roads.lines, crs=roads.crs, highway=roads.highway, maxspeed=roads.maxspeed, oneway=roads.oneway)[1]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2 ** 32 - 1), st.sampled_from([3, 500, 40_000]))
def test_one_can_drive_from_everywhere_to_everywhere(seed, people):
    rng = np.random.default_rng(seed)
    strong = report(make_roads(GRID, make_population(GRID, people, rng), rng)).strong_nodes
    assert len(strong) == 1


def test_the_sample_has_the_roads_of_its_size(roads):
    # Austria has 1.6 km of roads a square kilometre (137,000 km on 83,900 km², CIA World Factbook); this is a city and its surroundings
    assert 1_000 <= len(roads) <= 5_000
    assert 1.0 <= shapely.length(roads.lines).sum() / 1000 / 400 <= 4.0
    assert set(roads.highway) == {"motorway", "motorway_link", "primary", "secondary", "tertiary", "unclassified", "residential"}


def test_every_line_is_understood(roads):
    told = report(roads)
    assert told.left_out == {} and told.classes_left_out == {} and told.unread_speeds == {} and told.unread_directions == {}


def test_people_live_near_roads(sample, roads):
    x, y = sample.model.grid.centres()
    _, away = shapely.STRtree(roads.lines).query_nearest(shapely.points(x, y), return_distance=True, all_matches=False)
    assert sample.population[away < 250].sum() > STREETS_SHARE * sample.population.sum()
    assert np.average(away, weights=sample.population) < np.average(away) / 3


def test_lines_that_cross_share_a_vertex_there(roads):
    on_ground = roads.lines[~np.char.startswith(roads.highway.astype(str), "motorway")]
    one, other = shapely.STRtree(on_ground).query(on_ground, predicate="crosses")
    unmarked = [a for a, b in zip(one, other) if a < b and not vertices(shapely.intersection(on_ground[a], on_ground[b])) <= (
        vertices(on_ground[a]) & vertices(on_ground[b]))]
    assert len(unmarked) < 0.01 * len(on_ground)


def test_the_motorway_has_two_carriageways_in_opposite_directions(roads):
    one, other = of_class(roads, "motorway")
    assert (roads.oneway[np.char.startswith(roads.highway.astype(str), "motorway")] == "yes").all()
    assert shapely.get_point(one, 0) == shapely.get_point(other, -1) and shapely.get_point(one, -1) == shapely.get_point(other, 0)
    # traffic keeps to the right: seen in its direction, the other carriageway is on the left
    middle = one.interpolate(0.5, normalized=True)
    ahead = np.subtract(one.interpolate(0.51, normalized=True).coords[0], middle.coords[0])
    aside = np.subtract(other.interpolate(other.project(middle)).coords[0], middle.coords[0])
    assert ahead[0] * aside[1] - ahead[1] * aside[0] > 0
    assert np.hypot(*aside) == pytest.approx(2 * CARRIAGEWAY_M, rel=0.01)


def test_bridges_cross_the_motorway_without_meeting_it(roads):
    motorway = of_class(roads, "motorway")
    bridges = roads.lines[roads.bridge == "yes"]
    assert len(bridges) > 1
    for bridge in bridges:
        assert all(shapely.crosses(bridge, motorway))
    others = of_class(roads, "primary", "secondary", "tertiary", "unclassified", "residential")
    assert not vertices(motorway) & vertices(others)


def test_ramps_join_motorway_and_bridges_in_the_direction_of_traffic(roads):
    bridge_ends = vertices(shapely.get_point(roads.lines[roads.bridge == "yes"], [[0], [-1]]).ravel())
    ramps, motorway = of_class(roads, "motorway_link"), of_class(roads, "motorway")
    assert len(ramps) >= 8 and len(ramps) % 4 == 0
    for ramp in ramps:
        first, last = ramp.coords[0], ramp.coords[-1]
        assert (first in bridge_ends) + (last in bridge_ends) == 1
        on, off = (last, ramp.coords[-2]) if first in bridge_ends else (first, ramp.coords[1])
        carriageway = next(line for line in motorway if on in line.coords)
        at = list(carriageway.coords).index(on)
        ahead = np.subtract(carriageway.coords[at + 1], on)
        along = np.subtract(on, off) if first in bridge_ends else np.subtract(off, on)
        assert ahead @ along > np.cos(np.radians(30)) * np.hypot(*ahead) * np.hypot(*along)


def test_a_small_world_has_no_motorway():
    grid = TileGrid("EPSG:3035", 4_000_000, 3_000_000, 100, 30, 30)
    rng = np.random.default_rng(1)
    roads = make_roads(grid, make_population(grid, 3_000, rng), rng)
    assert len(of_class(roads, "residential")) and not len(of_class(roads, "motorway"))


def test_streets_of_a_centre_are_one_way_in_turns(roads):
    one_way = roads.lines[(roads.highway == "residential") & (roads.oneway == "yes")]
    xy, line = shapely.get_coordinates(one_way, return_index=True)
    block = np.flatnonzero(line[1:] == line[:-1])
    way, middle = xy[block + 1] - xy[block], (xy[block + 1] + xy[block]) / 2
    way /= np.hypot(*way.T)[:, None]
    apart = middle[None] - middle[:, None]
    along, aside = np.einsum("ijk,ik->ij", apart, way), way[:, None, 0] * apart[..., 1] - way[:, None, 1] * apart[..., 0]
    parallel = np.abs(way @ way.T) > 0.9
    next_street = parallel & (np.abs(along) < 80) & (np.abs(aside) > 80) & (np.abs(aside) < 240)
    assert len(block) > 100 and next_street.sum() > 100
    assert ((way @ way.T)[next_street] < 0).mean() > 0.95


def test_the_same_seed_makes_the_same_roads(sample, roads):
    again, other = (make_roads(sample.model.grid, sample.population, np.random.default_rng(seed)) for seed in ([4, 1], 5))
    assert shapely.to_wkb(again.lines).tolist() == shapely.to_wkb(roads.lines).tolist()
    assert shapely.to_wkb(other.lines).tolist() != shapely.to_wkb(roads.lines).tolist()


@pytest.mark.parametrize("people", [np.zeros(GRID.n_tiles), np.ones(3), np.full(GRID.n_tiles, np.nan), -np.ones(GRID.n_tiles)])
def test_people_that_cannot_be_are_refused(people):
    with pytest.raises(InputError, match="Population"):
        make_roads(GRID, people, np.random.default_rng(0))


def test_a_world_of_one_tile_is_refused():
    with pytest.raises(InputError, match="too small"):
        make_roads(TileGrid("EPSG:3035", 0, 0, 100, 1, 1), np.ones(1), np.random.default_rng(0))
