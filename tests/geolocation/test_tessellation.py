"""Tessellations of the plane by cells."""

import csv

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from mno_mobility.errors import InputError
from mno_mobility.geolocation.cells import CELL_DTYPE, CellPlan
from mno_mobility.geolocation.tessellation import METHODS, voronoi_areas

EXTENT = (0.0, 0.0, 1000.0, 800.0)
AREA = 800_000.0
OMNI = float("nan")
LAEA = "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m"


def plan_of(cells, crs=LAEA):
    """Cells as (x, y, azimuth, site id)."""
    records = np.zeros(len(cells), CELL_DTYPE)
    for record, (number, (x, y, azimuth, site)) in zip(records, enumerate(cells)):
        record["cell_id"], record["site_id"] = str(number), site
        record["x_m"], record["y_m"], record["azimuth_deg"] = x, y, azimuth
    return CellPlan(records, crs)


def owners(areas, x, y):
    """Polygon that holds each point."""
    tree = shapely.STRtree(areas.polygons)
    point, polygon = tree.query(shapely.points(x, y), predicate="intersects")
    assert len(point) == len(x) and (np.unique(point) == np.arange(len(x))).all()  # random points: never on a border
    return polygon[np.argsort(point)]


def cells_at(areas, x, y):
    return [areas.cells[k].tolist() for k in owners(areas, np.atleast_1d(x), np.atleast_1d(y))]


SITES = st.lists(st.tuples(st.integers(-20, 120), st.integers(-20, 100), st.lists(st.integers(0, 71), max_size=4)),
                 min_size=1, max_size=12, unique_by=lambda site: site[:2])


def plan_of_sites(sites, **options):
    """Sites on a lattice of 10 m, a cell for each azimuth (in units of 5 degrees), or one omnidirectional cell."""
    return plan_of([(10.0 * x, 10.0 * y, 5.0 * a, f"{x},{y}") for x, y, azimuths in sites for a in azimuths or [OMNI]], **options)


@given(SITES, st.sampled_from(METHODS))
@settings(deadline=None)
def test_polygons_partition_the_extent(sites, method):
    plan = plan_of_sites(sites)
    areas = voronoi_areas(plan, method, EXTENT, seeds=np.column_stack([plan["x_m"], plan["y_m"]]))
    assert shapely.area(areas.polygons).sum() == pytest.approx(AREA, rel=1e-9)
    assert shapely.area(shapely.union_all(areas.polygons)) == pytest.approx(AREA, rel=1e-9)
    assert shapely.is_valid(areas.polygons).all()


@given(SITES, st.sampled_from(METHODS))
@settings(deadline=None)
def test_every_cell_has_a_polygon_or_a_reason(sites, method):
    plan = plan_of_sites(sites)
    areas = voronoi_areas(plan, method, EXTENT, seeds=np.column_stack([plan["x_m"], plan["y_m"]]))
    placed = np.unique(areas.pairs()[1])
    assert sorted([*placed, *np.concatenate([*areas.left_out.values(), []])]) == list(range(len(plan)))


@given(SITES, st.sampled_from(["tower", "offset", "degree"]), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_points_belong_to_the_nearest_seed(sites, method, seed):
    areas = voronoi_areas(plan_of_sites(sites), method, EXTENT)
    x, y = np.random.default_rng(seed).uniform(EXTENT[:2], EXTENT[2:], (200, 2)).T
    points = np.column_stack([x, y])
    mine = np.linalg.norm(areas.seeds_m[owners(areas, x, y)] - points, axis=1)
    assert mine == pytest.approx(cKDTree(areas.seeds_m).query(points)[0], abs=1e-6)  # scipy's tree is the judge


@given(SITES)
@settings(deadline=None)
def test_each_seed_in_the_extent_lies_in_its_own_polygon(sites):
    areas = voronoi_areas(plan_of_sites(sites), "offset", EXTENT)
    inside = shapely.intersects_xy(shapely.box(*EXTENT), areas.seeds_m)
    assert (shapely.distance(areas.polygons, shapely.points(areas.seeds_m))[inside] < 1e-9).all()


@given(SITES, st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_wedges_are_the_nearest_azimuth_at_the_nearest_tower(sites, seed):
    plan = plan_of_sites(sites)
    areas = voronoi_areas(plan, "wedge", EXTENT, direction_tolerance_deg=0)
    x, y = np.random.default_rng(seed).uniform(EXTENT[:2], EXTENT[2:], (100, 2)).T
    distance = np.hypot(x[:, None] - plan["x_m"], y[:, None] - plan["y_m"])
    bearing = np.degrees(np.arctan2(x[:, None] - plan["x_m"], y[:, None] - plan["y_m"]))
    turn = np.abs((bearing - plan["azimuth_deg"] + 180) % 360 - 180)
    at_tower = distance == distance.min(axis=1, keepdims=True)
    least = np.nanmin(np.where(at_tower, np.nan_to_num(turn), np.inf), axis=1, keepdims=True)
    expected = at_tower & (np.isnan(turn) | (turn <= least + 1e-9))
    assert cells_at(areas, x, y) == [np.flatnonzero(row).tolist() for row in expected]


def test_wedges_are_the_limit_of_small_offsets():
    # coverage.md section 5: median agreement 1.0000 at an offset of 0.1 m
    rng = np.random.default_rng(3)
    towers = rng.uniform(EXTENT[:2], EXTENT[2:], (12, 2))
    plan = plan_of([(x, y, (turn + step) % 360, str(n)) for n, (x, y) in enumerate(towers)
                    for turn in [rng.uniform(0, 360)] for step in (0, 120, 240)])
    wedge, offset = (voronoi_areas(plan, method, EXTENT, offset_m=0.05).by_cell(36) for method in ("wedge", "offset"))
    agreement = shapely.area(shapely.intersection(wedge, offset)) / shapely.area(shapely.union(wedge, offset))
    assert agreement.min() > 0.999


def test_cells_of_a_site_share_the_tower_polygon():
    areas = voronoi_areas(plan_of([(100, 400, 0, "a"), (100, 400, 120, "a"), (900, 400, 0, "b")]), "tower", EXTENT)
    assert [c.tolist() for c in areas.cells] == [[0, 1], [2]]
    assert shapely.area(areas.polygons) == pytest.approx([400_000, 400_000])  # the bisector x = 500 halves the extent


def test_without_site_ids_cells_within_a_metre_are_one_site():
    areas = voronoi_areas(plan_of([(100, 400, 0, None), (100.6, 400, 120, ""), (103, 400, 0, None)]), "tower", EXTENT)
    assert [c.tolist() for c in areas.cells] == [[0, 1], [2]]


def test_an_offset_follows_the_compass():
    plan = plan_of([(500, 400, 90, "a"), (500, 400, 180, "a"), (500, 400, OMNI, "a")])
    areas = voronoi_areas(plan, "offset", EXTENT, offset_m=10)
    assert areas.seeds_m == pytest.approx(np.array([[510, 400], [500, 390], [500, 400]]))


def test_seeds_that_coincide_share_a_polygon():
    areas = voronoi_areas(plan_of([(500, 400, 30, "a"), (500, 400, 30, "a"), (500, 400, 210, "a")]), "offset", EXTENT)
    assert [c.tolist() for c in areas.cells] == [[0, 1], [2]]


def test_the_degree_shift_is_a_50000th_degree():
    # Ostermayer et al., Eqs. 1 and 2, with the bearing turned into their mathematical angle
    x, y = 4_321_000.0, 3_210_000.0
    areas = voronoi_areas(plan_of([(x, y, 90, "a"), (x, y, 0, "a")]), "degree", (x - 1000, y - 1000, x + 1000, y + 1000))
    lon, lat = pyproj.Proj(LAEA)(*areas.seeds_m.T, inverse=True)
    assert (np.array(lon) - 10) * 50_000 == pytest.approx([1, 0], abs=1e-3)
    assert (np.array(lat) - 52) * 50_000 == pytest.approx([0, 1], abs=1e-3)  # the projection's series is good to 0.3 mm
    assert areas.seeds_m[1, 1] - y == pytest.approx(2.2, abs=0.05)  # trajectory.md section 2: 2.2 m of latitude


def test_a_crs_that_pyproj_cannot_read_is_refused():
    with pytest.raises(InputError, match="CRS"):
        voronoi_areas(plan_of([(500, 400, 90, "a")], crs="nowhere"), "degree", EXTENT)


def test_close_azimuths_share_a_wedge_also_across_north():
    # 216 and 240 degrees on one mast are one sector seen twice only with a tolerance of 24 degrees or more
    plan = plan_of([(500, 400, a, "a") for a in (355, 4, 120, 216, 240)])
    cells = [c.tolist() for c in voronoi_areas(plan, "wedge", EXTENT).cells]
    assert sorted(cells) == [[0, 1], [2], [3], [4]]
    wide = [c.tolist() for c in voronoi_areas(plan, "wedge", EXTENT, direction_tolerance_deg=25).cells]
    assert sorted(wide) == [[0, 1], [2], [3, 4]]


def test_close_azimuths_all_round_are_one_direction():
    plan = plan_of([(500, 400, a, "a") for a in range(0, 360, 10)])
    areas = voronoi_areas(plan, "wedge", EXTENT)
    assert len(areas.polygons) == 1 and len(areas.cells[0]) == 36


def test_an_omnidirectional_cell_has_the_whole_tower_polygon():
    areas = voronoi_areas(plan_of([(500, 400, a, "a") for a in (0, 120, 240, OMNI)]), "wedge", EXTENT)
    assert [c.tolist() for c in areas.cells] == [[0, 3], [1, 3], [2, 3]]
    assert shapely.area(areas.by_cell(4)[3]) == pytest.approx(AREA)


def test_the_north_sector_looks_north():
    areas = voronoi_areas(plan_of([(500, 400, 0, "a"), (500, 400, 180, "a")]), "wedge", EXTENT)
    assert shapely.bounds(areas.by_cell(2)) == pytest.approx(np.array([[0, 400, 1000, 800], [0, 0, 1000, 400]]))


def test_a_cell_outside_claims_what_is_nearest_to_it():
    areas = voronoi_areas(plan_of([(900, 400, 0, "a"), (-100, 400, 0, "b")]), "tower", EXTENT)
    assert shapely.area(areas.by_cell(2)[1]) == pytest.approx(400 * 800)


def test_cells_without_area_or_position_are_left_out_with_the_reason():
    areas = voronoi_areas(plan_of([(500, 400, 0, "a"), (-9000, 400, 0, "b"), (OMNI, 400, 0, "c")]), "tower", EXTENT)
    assert {why: cells.tolist() for why, cells in areas.left_out.items()} == {
        "no area inside the extent": [1], "no position": [2]}
    assert areas.by_cell(3)[1] is None


def test_barycentres_are_the_seeds_that_are_passed_in():
    seeds = [[250, 400], [OMNI, OMNI], [750, 400]]
    areas = voronoi_areas(plan_of([(500, 400, a, "a") for a in (0, 120, 240)]), "barycentre", EXTENT, seeds=seeds)
    assert areas.seeds_m.tolist() == [[250, 400], [750, 400]] and areas.left_out["no position"].tolist() == [1]


@pytest.mark.parametrize("arguments", [
    {"method": "hexagon"}, {"method": "barycentre"}, {"method": "tower", "extent_m": (0, 0, 0, 1)},
    {"method": "barycentre", "seeds": [[OMNI, OMNI]]}])
def test_what_cannot_be_tessellated_is_refused(arguments):
    with pytest.raises(InputError):
        voronoi_areas(plan_of([(500, 400, 0, "a")]), **{"extent_m": EXTENT, **arguments})


@pytest.mark.parametrize("method, n_polygons", [("tower", 204), ("offset", 612), ("wedge", 612)])
def test_munich_is_partitioned(shared_data, method, n_polygons):
    # data/README.md: 612 cells on 204 towers, 400 x 400 tiles of 100 m
    with open(shared_data / "munich" / "munich_cellplan.csv", encoding="utf-8") as file:
        plan = plan_of([(float(r["x"]), float(r["y"]), float(r["direction"]), None) for r in csv.DictReader(file)])
    areas = voronoi_areas(plan, method, (4_420_000, 2_760_000, 4_460_000, 2_800_000))
    assert len(areas.polygons) == n_polygons and not areas.left_out
    assert shapely.area(areas.polygons).sum() == pytest.approx(40_000.0**2, rel=1e-12)
