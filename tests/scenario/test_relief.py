"""Made-up hills and buildings: they keep off the streets and each other, and a seed repeats them."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.geolocation.cells import CellPlan, blank_records
from mno_mobility.geolocation.grid import TileGrid, grid_over
from mno_mobility.scenario import relief as land
from mno_mobility.scenario.relief import CLEAR_M, make_buildings, make_hills, make_relief, on_roofs


@pytest.fixture(scope="module")
def relief(sample, sample_roads):
    return make_relief(sample.model.grid, sample.population, sample_roads.lines, np.random.default_rng(1))


def test_the_same_seed_makes_the_same_land(sample, sample_roads, relief):
    again, other = (make_relief(sample.model.grid, sample.population, sample_roads.lines, np.random.default_rng(k)) for k in (1, 2))
    np.testing.assert_array_equal(again.ground.surface_m, relief.ground.surface_m)
    assert shapely.equals(again.buildings, relief.buildings).all()
    assert np.abs(other.ground.terrain_m - relief.ground.terrain_m).mean() > 10


def test_the_ground_has_the_extent_of_the_world_in_finer_tiles(sample, relief):
    grid = relief.ground.grid
    assert grid.extent_m == sample.model.grid.extent_m and grid.tile_m == 10 and grid.crs == sample.model.grid.crs


def test_a_large_world_gets_coarser_ground(monkeypatch):
    monkeypatch.setattr(land, "MOST_TILES", 10_000)
    grid = TileGrid("EPSG:3035", 4_000_000, 3_000_000, 100.0, 20, 20)
    made = make_relief(grid, np.ones(grid.n_tiles), [shapely.LineString([(4_000_000, 3_001_000), (4_002_000, 3_001_000)])],
                       np.random.default_rng(1))
    assert made.ground.grid.tile_m == 25 and len(made.buildings) > 50


@pytest.mark.parametrize("seed", range(8))
def test_hills_rise_some_tens_to_two_hundred_metres_and_are_no_walls(seed):
    heights = make_hills(grid_over((4_085_000, 3_495_000, 4_105_000, 3_515_000), 50.0, "EPSG:3035"), np.random.default_rng(seed))
    assert heights.dtype == np.float32 and heights.min() > 0
    assert 80 < heights.max() - heights.min() < 300
    slope = np.hypot(*np.gradient(heights, 50.0))
    assert slope.max() < 0.6 and slope.mean() < 0.12


def test_hills_are_the_same_in_every_resolution():
    coarse, fine = (make_hills(TileGrid("EPSG:3035", 0, 0, tile, 30 * 3 // n, 40 * 3 // n), np.random.default_rng(3))
                    for tile, n in ((75.0, 3), (25.0, 1)))
    np.testing.assert_allclose(fine[1::3, 1::3], coarse, rtol=1e-5)


def test_buildings_stand_apart_and_keep_off_the_streets(sample_roads, relief):
    assert len(relief.buildings) > 10_000 and shapely.is_valid(relief.buildings).all()
    first, second = shapely.STRtree(relief.buildings).query(relief.buildings, predicate="intersects")
    assert (first == second).all()
    near = shapely.STRtree(relief.buildings).query(sample_roads.lines, predicate="dwithin", distance=CLEAR_M)
    assert near.shape[1] == 0


def test_buildings_stand_where_people_live_the_higher_the_more_there_are(sample, relief):
    centre = shapely.centroid(relief.buildings)
    people = sample.population[sample.model.grid.tile_at(shapely.get_x(centre), shapely.get_y(centre))]
    assert (people > 0).all()
    assert relief.height_m.min() >= 6 and relief.height_m.max() <= 25
    few, many = np.percentile(people, [20, 80])
    assert relief.height_m[people >= many].mean() > relief.height_m[people <= few].mean() + 3
    area = shapely.area(relief.buildings)
    assert area[people >= many].mean() > area[people <= few].mean()


def test_the_surface_is_the_terrain_with_the_buildings_on_it(relief):
    """Independent: points in polygons by GEOS."""
    ground, rng = relief.ground, np.random.default_rng(4)
    built = np.flatnonzero((ground.surface_m > ground.terrain_m).ravel())
    tile = np.concatenate([rng.choice(built, 500), rng.integers(ground.grid.n_tiles, size=2_000)])
    point, building = shapely.STRtree(relief.buildings).query(shapely.points(*ground.grid.centres(tile)), predicate="within")
    above = np.zeros(len(tile))
    above[point] = relief.height_m[building]
    np.testing.assert_allclose((ground.surface_m - ground.terrain_m).ravel()[tile], above, atol=1e-4)
    assert ground.built and set(np.unique(ground.environment)) == {0, 1, 2}
    assert ground.environment.ravel()[built].mean() > 0.9


def test_nobody_builds_where_there_is_no_street_or_nobody_lives():
    grid = TileGrid("EPSG:3035", 0, 0, 100.0, 10, 10)
    street, rng = shapely.LineString([(0, 450), (1_000, 450)]), np.random.default_rng(1)
    people = np.zeros(100)
    people[40:45] = 20  # the western half of the street
    polygons, height = make_buildings(grid, people, [street], rng)
    assert len(polygons) == len(height) > 10 and shapely.bounds(polygons)[:, 2].max() < 510
    polygons, height = make_buildings(grid, people, [shapely.LineString([(0, 450), (9, 450)])], rng)
    assert len(polygons) == len(height) == 0
    made = make_relief(grid, people, [shapely.LineString([(0, 450), (9, 450)])], rng)
    np.testing.assert_array_equal(made.ground.surface_m, made.ground.terrain_m)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 4)), min_size=1, max_size=30))
def test_the_first_of_those_that_meet_stays(places):
    """By going through them one after the other."""
    boxes = np.array([shapely.box(x, y, x + size, y + size) for x, y, size in places])
    kept = []
    for k, box in enumerate(boxes):
        if not any(box.intersects(boxes[other]) for other in kept):
            kept.append(k)
    np.testing.assert_array_equal(np.flatnonzero(land._apart(boxes)), kept)


def test_a_tower_in_a_building_stands_on_its_roof(relief):
    inside = shapely.centroid(relief.buildings[:20])
    records = blank_records(22)
    records["x_m"] = [*shapely.get_x(inside), relief.ground.grid.x_min_m - 5, shapely.get_x(inside[0]) + 8_000]
    records["y_m"] = [*shapely.get_y(inside), relief.ground.grid.y_min_m - 5, shapely.get_y(inside[0])]
    plan = on_roofs(CellPlan(records, relief.ground.grid.crs), relief)
    grid = relief.ground.grid
    tile = grid.tile_at(plan["x_m"][:20], plan["y_m"][:20])
    np.testing.assert_array_equal(plan["on_roof"][:20], (relief.ground.surface_m - relief.ground.terrain_m).ravel()[tile] > 0)
    assert plan["on_roof"][:20].any() and not plan["on_roof"][20] and not records["on_roof"].any()
