"""Levels along roads over hills and between buildings, and the journeys that follow them."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from mno_mobility.geolocation.cells import CellPlan, blank_records
from mno_mobility.geolocation.coverage import Scene, predict
from mno_mobility.geolocation.footprint import strengths_at
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.geolocation.ground import Ground
from mno_mobility.geolocation.links import links_of
from mno_mobility.scenario.events import HANDOVER
from mno_mobility.scenario.handovers import Radio, make_drive_events
from mno_mobility.scenario.levels import LEAST_DBM, PROPAGATION, road_levels

GRID = TileGrid("EPSG:3035", 4_000_000.0, 3_000_000.0, 20.0, 100, 150)
ROAD = shapely.LineString([(4_000_015, 3_001_003), (4_002_981, 3_001_003), (4_001_500, 3_000_100)])


@pytest.fixture(scope="module")
def plan():
    """Three cells, the last one far away."""
    records = blank_records(3)
    records["cell_id"], records["site_id"], records["range_m"] = ["a", "b", "c"], ["a", "b", "c"], 2_000
    records["x_m"], records["y_m"] = [4_000_500, 4_002_500, 4_090_000], [3_001_000, 3_001_000, 3_001_000]
    return CellPlan(records, GRID.crs)


def ridge(height_m):
    """A wall across the middle of the land."""
    terrain = np.zeros((GRID.n_rows, GRID.n_cols), np.float32)
    terrain[:, 74:76] = height_m
    return Ground(GRID, terrain)


def test_levels_on_roads_are_those_of_the_prediction(plan):
    ground = ridge(80)
    levels = road_levels(plan, ground, [ROAD])
    heard = {h.cell: h for h in predict(Scene(links_of(plan), GRID, ground, PROPAGATION, np.full(3, LEAST_DBM)))}
    x, y = shapely.get_coordinates(ROAD.segmentize(7.0)).T
    tile = GRID.tile_at(x, y)
    for cell in (0, 1):
        at = np.searchsorted(heard[cell].tile, tile)
        found = np.append(heard[cell].tile, -1)[at] == tile
        expected = np.where(found, np.append(heard[cell].level_dbm, 0)[at], -np.inf)
        np.testing.assert_array_equal(levels(np.full(len(x), cell), x, y), expected)
        assert 0.5 < found.mean() < 1


def test_nothing_is_heard_of_a_far_cell_and_outside(plan):
    levels = road_levels(plan, Ground.flat(GRID), [ROAD])
    assert np.isneginf(levels([2, 0, 1], [4_000_515, 3_999_000, 4_002_000], [3_001_003, 3_001_003, 3_009_000])).all()
    assert np.isfinite(levels([0], [4_000_515], [3_001_003])).all()


def test_a_ridge_takes_from_the_levels_behind_it_only(plan):
    flat, behind = (road_levels(plan, ground, [ROAD]) for ground in (Ground.flat(GRID), ridge(80)))
    before, after = ([4_000_900], [3_001_003]), ([4_002_100], [3_001_003])
    assert behind([0], *before) == pytest.approx(flat([0], *before), abs=1e-3)
    assert behind([0], *after) < flat([0], *after) - 20


def test_levels_that_are_those_of_the_model_change_nothing(sample, sample_journeys):
    def levels(cell, x_m, y_m, progress):
        return strengths_at(sample.plan, cell, x_m, y_m, progress=progress)
    found, again = (make_drive_events(sample_journeys.drives, sample.plan, sample.model, np.random.default_rng(3), **options)
                    for options in ({}, {"levels": levels}))
    np.testing.assert_array_equal(found.events.time_s, again.events.time_s)
    np.testing.assert_array_equal(found.events.cell, again.events.cell)


def test_a_cell_that_is_not_heard_serves_nobody(sample, sample_journeys):
    """Every other cell is silent."""
    def levels(cell, x_m, y_m, progress):
        return np.where(np.asarray(cell) % 2, -np.inf, strengths_at(sample.plan, cell, x_m, y_m, progress=progress))
    found = make_drive_events(sample_journeys.drives, sample.plan, sample.model, np.random.default_rng(3), levels=levels)
    assert len(found) > 500 and (found.events.cell % 2 == 0).all()


def test_without_any_level_there_is_no_event(sample, sample_journeys):
    found = make_drive_events(sample_journeys.drives, sample.plan, sample.model, np.random.default_rng(3),
                              levels=lambda cell, x_m, y_m, progress: np.full(len(cell), -np.inf))
    assert len(found) == 0 and found.n_silent == len(sample_journeys.drives)


def test_phones_hand_over_where_the_levels_cross(sample, sample_journeys):
    """A made-up level: the western cells are loud west of a line, the eastern ones east of it."""
    middle = sample_journeys.drives.xy_m[:, 0].mean()
    west = sample.plan["x_m"] < middle

    def levels(cell, x_m, y_m, progress):
        same = west[cell] == (x_m < middle)
        return np.where(same, 0.0, -90.0) + cell * 1e-6
    covered = replace(sample.model, dominance=sample.model.dominance.sign())
    found = make_drive_events(sample_journeys.drives, sample.plan, covered, np.random.default_rng(3), call_share=1,
                              radio=Radio(shadowing_db=0, hysteresis_db=3, trigger_s=0), levels=levels)
    cell, over = found.events.cell, found.events.kind == HANDOVER
    side = west[cell]
    crossed = over & np.append(False, (side[1:] != side[:-1]) & (found.journey[1:] == found.journey[:-1]))
    assert crossed.sum() > 20 and np.abs(found.x_m[crossed] - middle).max() < 15
