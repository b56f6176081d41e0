"""Emission models of polygons."""

import csv

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from peak import peak_bytes

from mno_mobility import memory
from mno_mobility.errors import Cancelled, InputError
from mno_mobility.geolocation import areas as module
from mno_mobility.geolocation.areas import centres_in, model_from_areas
from mno_mobility.geolocation.cells import CELL_DTYPE, CellPlan
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.geolocation.tessellation import voronoi_areas

GRID = TileGrid("", 1000.0, 2000.0, 10.0, 8, 12)
TILES = shapely.box(*(edge.ravel() for edge in (
    GRID.centres()[0] - 5, GRID.centres()[1] - 5, GRID.centres()[0] + 5, GRID.centres()[1] + 5)))
CENTRES = shapely.points(*GRID.centres())


def model_of(*polygons, cells=None, assign="centre"):
    cells = np.arange(len(polygons)) if cells is None else cells
    n_cells = 1 + max(np.max(c) for c in cells)
    return model_from_areas(list(polygons), cells, [f"cell {i}" for i in range(n_cells)], GRID, assign=assign)


def rows(*polygons, **options):
    return model_of(*polygons, **options)[0].dominance.toarray()


@st.composite
def shapes(draw):
    """Stars, some with a hole, some in two parts, some reaching beyond the grid; no vertex at a tile's centre or edge."""
    parts = []
    for _ in range(draw(st.integers(1, 2))):
        rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        n = rng.integers(3, 12)
        angle, radius = np.sort(rng.uniform(0, 2 * np.pi, n)), rng.uniform(8, 70, n)
        centre = rng.uniform((990, 1990), (1130, 2090))
        star = centre + np.column_stack([np.cos(angle), np.sin(angle)]) * radius[:, None]
        parts.append(shapely.make_valid(shapely.Polygon(star)).difference(shapely.Point(centre).buffer(rng.uniform(0.1, 6), 3)))
    return shapely.union_all(parts).buffer(0)


@given(st.lists(shapes(), min_size=1, max_size=4))
@settings(deadline=None)
def test_shares_are_the_areas_shapely_measures(polygons):
    polygons.append(shapely.box(*GRID.extent_m))
    expected = shapely.area(shapely.intersection(np.array(polygons)[:, None], TILES)) / 100
    assert rows(*polygons, assign="share") == pytest.approx(expected, abs=1e-8)


@given(st.lists(shapes(), min_size=1, max_size=4))
@settings(deadline=None)
def test_centres_are_those_shapely_finds_inside(polygons):
    polygons.append(shapely.box(*GRID.extent_m))
    expected = shapely.contains(np.array(polygons)[:, None], CENTRES)
    found = rows(*polygons)
    held = expected.any(axis=1)  # a polygon without any centre is assigned by share, see below
    assert (found[held] == expected[held]).all()


@given(st.lists(st.tuples(st.integers(0, 24), st.integers(0, 16)), min_size=2, max_size=15, unique=True))
@settings(deadline=None)
def test_neighbours_share_out_centres_on_their_borders(seeds):
    # seeds on a lattice of half tiles put many borders through centres; a partition gives each centre to exactly one polygon
    plan = np.zeros(len(seeds), CELL_DTYPE)
    plan["x_m"], plan["y_m"] = 1000 + 5.0 * np.array(seeds).T
    plan["y_m"] += 1000
    plan["site_id"] = None
    partition = voronoi_areas(CellPlan(plan, ""), "tower", GRID.extent_m)
    _, tile, _ = centres_in(partition.polygons, GRID)
    assert np.bincount(tile, minlength=96).tolist() == [1] * 96


def test_a_centre_on_a_straight_border_goes_to_the_eastern_and_northern_polygon():
    west, east = shapely.box(1000, 2000, 1055, 2080), shapely.box(1055, 2000, 1120, 2080)
    assert rows(west, east).sum(axis=1).tolist() == [5 * 8, 7 * 8]
    south, north = shapely.box(1000, 2000, 1120, 2035), shapely.box(1000, 2035, 1120, 2080)
    assert rows(south, north).sum(axis=1).tolist() == [3 * 12, 5 * 12]


def test_polygons_that_overlap_both_keep_the_tile():
    model, _ = model_of(shapely.box(1000, 2000, 1060, 2080), shapely.box(1000, 2000, 1120, 2080))
    assert model.cells_per_tile.tolist() == [2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1] * 8


def test_cells_of_one_polygon_have_the_same_tiles():
    found = rows(shapely.box(1000, 2000, 1060, 2080), cells=[np.array([0, 1])])
    assert (found[0] == found[1]).all() and found.sum() == 2 * 48


def test_polygons_of_one_cell_are_joined_and_no_tile_counts_twice():
    found = rows(shapely.box(1000, 2000, 1063, 2080), shapely.box(1040, 2000, 1120, 2080), cells=[0, 0], assign="share")
    assert found == pytest.approx(np.ones((1, 96)))


def test_a_polygon_too_small_for_a_centre_keeps_its_share():
    model, report = model_of(shapely.box(1000, 2000, 1120, 2080), shapely.box(1001, 2001, 1003, 2003))
    assert report.too_small.tolist() == [1]
    assert model.dominance[1].toarray().ravel()[0] == pytest.approx(0.04)  # 4 of 100 square metres


def test_invalid_polygons_are_repaired_and_counted():
    bowtie = shapely.Polygon([(1000, 2000), (1080, 2080), (1080, 2000), (1000, 2080)])
    model, report = model_of(bowtie, assign="share")
    assert report.n_repaired == 1
    assert model.dominance.sum() * 100 == pytest.approx(80 * 80 / 2)  # two triangles that meet at the middle


def test_what_is_no_area_is_left_out_with_the_reason():
    broken = shapely.Polygon([(1000, 2000), (1080, np.inf), (1080, 2000)])
    line = shapely.LineString([(1000, 2000), (1100, 2050)])
    _, report = model_of(shapely.box(1000, 2000, 1060, 2080), None, shapely.Polygon(), line,
                         shapely.box(0, 0, 9, 9), broken)
    assert {why: parts.tolist() for why, parts in report.left_out.items()} == {
        "no geometry": [1, 2], "not an area": [3], "outside the grid": [4], "coordinates are not numbers": [5]}


def test_collections_count_with_their_areas():
    mixed = shapely.GeometryCollection([shapely.box(1000, 2000, 1060, 2080), shapely.Point(1100, 2050)])
    assert rows(mixed).sum() == 48


def test_blocks_of_polygons_change_nothing(monkeypatch):
    polygons = [shapely.Point(1000 + 12 * k, 2040).buffer(20) for k in range(8)]
    whole = rows(*polygons, assign="share")
    monkeypatch.setattr(module, "TILES_PER_BLOCK", 1)
    assert (rows(*polygons, assign="share") == whole).all()


def test_polygons_in_another_crs_are_refused():
    with pytest.raises(InputError, match="CRS"):
        model_of(shapely.box(11.0, 48.0, 12.0, 49.0))


def test_an_unknown_rule_is_refused():
    with pytest.raises(InputError, match="centre"):
        model_of(shapely.box(1000, 2000, 1060, 2080), assign="corner")


def test_a_model_of_areas_is_refused_with_less_memory_than_it_takes_and_made_with_twice_that(monkeypatch):
    grid, everywhere = TileGrid("", 0.0, 0.0, 10.0, 1000, 1000), [shapely.box(0, 0, 10_000, 10_000)] * 10

    def work():
        return model_from_areas(everywhere, np.arange(10), [str(k) for k in range(10)], grid)
    taken = peak_bytes(work)
    monkeypatch.setattr(memory, "available_bytes", lambda: 0.7 * taken)
    with pytest.raises(InputError, match="1,000,000 tiles and 10 areas need about .* GiB of memory"):
        work()
    monkeypatch.setattr(memory, "available_bytes", lambda: 2 * taken)
    assert work()[0].dominance.nnz == 10_000_000


def test_cancel_stops_the_work():
    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        model_from_areas([shapely.box(1000, 2000, 1060, 2080)], [0], ["a"], GRID, progress=cancel)


@pytest.mark.parametrize("method", ["tower", "offset"])
def test_munich_phones_are_all_on_the_map(shared_data, method):
    # density.md section 2: u_j = c_i / n_i, phones spread in proportion to area, and nobody is lost
    with open(shared_data / "munich" / "munich_cellplan.csv", encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    with open(shared_data / "munich" / "munich_cell_counts.csv", encoding="utf-8") as file:
        count_of = {r["cell"]: int(r["c"]) for r in csv.DictReader(file)}
    plan = np.zeros(len(table), CELL_DTYPE)
    for record, r in zip(plan, table):
        record["cell_id"], record["site_id"] = r["cell"], r["cell"].rpartition(".")[0]
        record["x_m"], record["y_m"], record["azimuth_deg"] = float(r["x"]), float(r["y"]), float(r["direction"])
    grid = TileGrid("", 4_420_000.0, 2_760_000.0, 100.0, 400, 400)
    partition = voronoi_areas(CellPlan(plan, ""), method, grid.extent_m)
    model, report = model_from_areas(partition.polygons, partition.cells, plan["cell_id"], grid)
    assert model.covered.all() and not report.left_out
    footprint = np.asarray(model.dominance.sum(axis=1)).ravel()
    assert (footprint > 0).all()
    counts = np.array([count_of[cell] for cell in plan["cell_id"]])
    u = model.dominance.T @ (counts / footprint)
    assert u.sum() == pytest.approx(677_741, rel=1e-12)  # data/README.md: the sum of the ground truth
