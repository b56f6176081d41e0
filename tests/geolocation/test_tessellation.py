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
from mno_mobility.geolocation.cells import CellPlan, blank_records
from mno_mobility.geolocation.tessellation import METHODS, land_around, voronoi_areas

EXTENT = (0.0, 0.0, 1000.0, 800.0)
AREA = 800_000.0
OMNI = float("nan")
LAEA = "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m"


def plan_of(cells, crs=LAEA):
    """Cells as (x, y, azimuth, site id)."""
    records = blank_records(len(cells))
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


def plan_of_sites(sites, lattice_m=10.0, origin_m=0.0):
    """Sites on a lattice, a cell for each azimuth (in units of 5 degrees), or one omnidirectional cell."""
    return plan_of([(origin_m + lattice_m * x, origin_m + lattice_m * y, 5.0 * a, f"{x},{y}")
                    for x, y, azimuths in sites for a in azimuths or [OMNI]])


@given(SITES, st.sampled_from(METHODS), st.sampled_from([1.5, 10.0, 97.3]), st.sampled_from([0.0, 4_321_000.3]))
@settings(deadline=None)
def test_polygons_partition_the_extent(sites, method, lattice_m, origin_m):
    plan = plan_of_sites(sites, lattice_m, origin_m)
    extent = [origin_m + metres for metres in EXTENT]
    areas = voronoi_areas(plan, method, extent, seeds=np.column_stack([plan["x_m"], plan["y_m"]]))
    assert shapely.area(areas.polygons).sum() == pytest.approx(AREA, rel=1e-9)
    assert shapely.area(shapely.union_all(areas.polygons)) == pytest.approx(AREA, rel=1e-9)
    assert shapely.is_valid(areas.polygons).all()
    if shapely.geos_version >= (3, 12):
        assert shapely.coverage_is_valid(areas.polygons)  # neighbours have the very same corners


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


@given(SITES)
@settings(deadline=None)
def test_a_step_along_its_azimuth_leads_from_the_tower_into_the_wedge_of_a_cell(sites):
    plan = plan_of_sites(sites)
    areas = voronoi_areas(plan, "wedge", EXTENT, direction_tolerance_deg=0)
    azimuth = np.radians(plan["azimuth_deg"].astype(float))
    x, y = plan["x_m"] + 0.01 * np.sin(azimuth), plan["y_m"] + 0.01 * np.cos(azimuth)
    inside = np.flatnonzero(shapely.intersects_xy(shapely.box(*EXTENT), x, y))
    found = cells_at(areas, x[inside], y[inside]) if len(inside) else []
    assert all(i in cells for i, cells in zip(inside, found))


@pytest.fixture(scope="module")
def country():
    """10,000 towers of three to five sectors in two or three bands, in a square of 100 km."""
    rng = np.random.default_rng(4)
    cells = []
    for n, (x, y) in enumerate(rng.uniform(0, 100_000, (10_000, 2))):
        sectors = rng.integers(1, 6)
        azimuths = rng.uniform(0, 360) + np.arange(sectors) * 360 / sectors + rng.uniform(-15, 15, sectors)
        cells += [(x, y, azimuth % 360, str(n)) for azimuth in azimuths for _ in range(rng.integers(1, 3))]
    return plan_of(cells)


def test_a_country_is_partitioned_by_its_wedges(country):
    areas, land = voronoi_areas(country), land_around(country)
    assert len(country) > 30_000 and not areas.left_out
    assert shapely.area(areas.polygons).sum() == pytest.approx(shapely.area(land), rel=1e-12)
    assert shapely.is_valid(areas.polygons).all() and shapely.covers(land.buffer(1e-3), areas.polygons).all()
    assert np.sort(areas.pairs()[1]).tolist() == list(range(len(country)))
    if shapely.geos_version >= (3, 12):
        assert shapely.coverage_is_valid(areas.polygons)


def test_in_a_country_the_nearest_azimuth_of_the_nearest_tower_has_the_land(country):
    areas = voronoi_areas(country, "wedge", (0, 0, 100_000, 100_000), direction_tolerance_deg=0)
    points = np.random.default_rng(5).uniform(0, 100_000, (20_000, 2))
    towers, first = np.unique(np.column_stack([country["x_m"], country["y_m"]]), axis=0, return_inverse=True)
    nearest = cKDTree(towers).query(points)[1]  # scipy's tree and the plain angles are the judges
    east, north = (points - towers[nearest]).T
    bearing = np.degrees(np.arctan2(east, north))
    owner = owners(areas, *points.T)
    mine = np.array([areas.cells[k][0] for k in owner])
    turn = np.abs((bearing - country["azimuth_deg"][mine] + 180) % 360 - 180)
    assert (first.ravel()[mine] == nearest).all()
    order = np.argsort(first.ravel(), kind="stable")
    start = np.searchsorted(first.ravel()[order], np.arange(len(towers) + 1))
    least = [np.abs((b - country["azimuth_deg"][order[start[t]:start[t + 1]]] + 180) % 360 - 180).min() for b, t in zip(bearing, nearest)]
    assert turn == pytest.approx(np.array(least), abs=1e-9)


@pytest.mark.parametrize("offset_m, median, worst_percent", [(0.1, 0.9999, 0.999), (2.2, 0.9995, 0.985), (10, 0.998, 0.94)])
def test_wedges_are_the_limit_of_small_offsets(offset_m, median, worst_percent):
    # coverage.md section 5, 3,330 towers in Austria: IoU 1.0000, 0.9997, 0.9985 in the median, 0.999, 0.988, 0.944 at the first per cent
    rng = np.random.default_rng(3)
    side = 5000 * np.sqrt(500)
    towers, turns = rng.uniform(0, side, (500, 2)), rng.uniform(0, 360, 500)
    plan = plan_of([(x, y, (turn + step) % 360, str(n)) for n, ((x, y), turn) in enumerate(zip(towers, turns)) for step in (0, 120, 240)])
    wedge, offset = (voronoi_areas(plan, method, (0, 0, side, side), offset_m=offset_m).by_cell(1500) for method in ("wedge", "offset"))
    agreement = shapely.area(shapely.intersection(wedge, offset)) / shapely.area(shapely.union(wedge, offset))
    assert np.median(agreement) > median and np.quantile(agreement, 0.01) > worst_percent


@pytest.mark.parametrize("azimuths", [[77], [10, 190], [20, 140, 260], [0, 90, 180, 270], [15, 75, 135, 195, 255, 315]])
def test_even_sectors_have_even_shares_of_a_round_country(azimuths):
    # a circle of 360 corners, one each degree: bisectors at whole degrees cut it at corners
    bearing = np.radians(np.arange(360))
    country = shapely.Polygon(1000 * np.column_stack([np.sin(bearing), np.cos(bearing)]))
    areas = voronoi_areas(plan_of([(0, 0, a, "a") for a in azimuths]), "wedge", country)
    assert [c.tolist() for c in areas.cells] == [[k] for k in range(len(azimuths))]
    assert shapely.area(areas.polygons) == pytest.approx(country.area / len(azimuths), rel=1e-9)
    for azimuth, share in zip(np.radians(azimuths), areas.polygons):
        assert share.intersects(shapely.Point(500 * np.sin(azimuth), 500 * np.cos(azimuth)))


def test_uneven_sectors_meet_halfway():
    areas = voronoi_areas(plan_of([(500, 400, a, "a") for a in (0, 90)]), "wedge", EXTENT)
    # bisectors at 45 and 225 degrees: the corners of the square of 800 m around the tower
    assert areas.by_cell(2)[0].equals(shapely.Polygon([(100, 0), (0, 0), (0, 800), (900, 800)]).normalize())


def test_towers_within_a_metre_are_one_and_further_ones_are_two():
    near, far = ([(500, 400, 0, "a"), (500, 400, 180, "a"), (500 + apart, 400, 90, "b"), (500 + apart, 400, 270, "b")]
                 for apart in (0.5, 2))
    areas = voronoi_areas(plan_of(near), "wedge", EXTENT)
    assert shapely.area(areas.polygons).sum() == pytest.approx(AREA) and len(areas.polygons) == 4
    assert (areas.seeds_m == [500.25, 400]).all()
    west = voronoi_areas(plan_of(far), "wedge", EXTENT).by_cell(4)
    assert shapely.area(west[:2]) == pytest.approx([501 * 400] * 2)  # the border between the towers is x = 501


def test_azimuths_that_hardly_differ_leave_no_land_to_some_of_their_cells():
    azimuths = (0, 2e-6, 4e-6, 180)  # degrees: less than 0.1 micrometre apart at the border to the next tower
    cells = [(500, 400 + y, a, site) for y, site in ((0, "a"), (2, "b")) for a in azimuths]
    areas = voronoi_areas(plan_of(cells), "wedge", EXTENT, direction_tolerance_deg=0)
    assert shapely.area(areas.polygons).sum() == pytest.approx(AREA) and areas.left_out["no area inside the extent"].tolist() == [1]
    assert (shapely.area(areas.polygons) > 0).all()


def test_towers_that_meet_when_others_are_merged_are_merged_too():
    # a ring of towers 0.99 m apart is one tower in its middle, where another stands
    bearing = np.radians(np.arange(0, 360, 15))
    ring = [(500 + 3.79 * np.sin(b), 400 + 3.79 * np.cos(b), np.degrees(b), f"r{k}") for k, b in enumerate(bearing)]
    areas = voronoi_areas(plan_of([*ring, (500, 400, OMNI, "middle")]), "tower", EXTENT)
    assert len(areas.polygons) == 1 and len(areas.cells[0]) == 25


def test_a_country_with_a_bay_is_partitioned():
    country = shapely.Polygon([(0, 0), (1000, 0), (1000, 800), (700, 800), (700, 100), (300, 100), (300, 800), (0, 800)])
    plan = plan_of([(500, 600, a, "a") for a in (0, 120, 240)] + [(100, 100, a, "b") for a in (0, 180)])
    for method in ("wedge", "tower", "offset", "degree"):
        areas = voronoi_areas(plan, method, country)
        assert shapely.area(areas.polygons).sum() == pytest.approx(country.area, rel=1e-9)
        assert set(shapely.get_type_id(areas.polygons)) <= {3, 6} and shapely.is_valid(areas.polygons).all()


def test_without_a_boundary_the_land_reaches_three_tower_distances_beyond_the_towers():
    plan = plan_of([(0, 0, 0, "a"), (0, 0, 120, "a"), (1000, 0, 0, "b"), (1000, 1000, OMNI, "c"), (0, 1000, 0, "d"), (0, 9000, 0, "e")])
    land = land_around(plan)  # each tower but e has another at 1000 m
    assert land.bounds == pytest.approx((-3000, -3000, 4000, 12_000), abs=4)  # the buffer is a polygon
    assert shapely.area(voronoi_areas(plan).polygons).sum() == pytest.approx(land.area, rel=1e-12)
    assert land_around(plan_of([(0, 0, 0, "a")])).bounds == pytest.approx((-3000, -3000, 3000, 3000))


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


def test_the_degree_shift_follows_the_compass_also_where_the_grid_is_turned():
    # 20 degrees east of its middle at 60 N the grid is turned by 17 degrees; a shift to the north keeps the longitude
    x, y = pyproj.Proj(LAEA)(30, 60)
    convergence = pyproj.Proj(LAEA).get_factors(30, 60).meridian_convergence
    areas = voronoi_areas(plan_of([(x, y, -convergence, "a"), (x, y, 90 - convergence, "a")]), "degree")
    lon, lat = pyproj.Proj(LAEA)(*areas.seeds_m.T, inverse=True)
    assert (np.array(lon) - 30) * 50_000 == pytest.approx([0, 1], abs=1e-3)
    assert (np.array(lat) - 60) * 50_000 == pytest.approx([1, 0], abs=1e-3)


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


@pytest.mark.parametrize("turn", [0, 0.1, 4.8123456789, -8.7654321])
def test_a_difference_of_just_the_tolerance_is_within_it_however_the_grid_is_turned(turn):
    plan = plan_of([(500, 400, (a + turn) % 360, "a") for a in (120, 130, 240, 251, 355, 5)])
    assert sorted(c.tolist() for c in voronoi_areas(plan).cells) == [[0, 1], [2], [3], [4, 5]]


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
    {"method": "hexagon"}, {"method": "barycentre"}, {"method": "tower", "boundary": (0, 0, 0, 1)},
    {"boundary": shapely.Polygon()},
    {"method": "barycentre", "seeds": [[OMNI, OMNI]]}])
def test_what_cannot_be_tessellated_is_refused(arguments):
    with pytest.raises(InputError):
        voronoi_areas(plan_of([(500, 400, 0, "a")]), **{"boundary": EXTENT, **arguments})


@pytest.mark.parametrize("method, n_polygons", [("tower", 204), ("offset", 612), ("wedge", 612)])
def test_munich_is_partitioned(shared_data, method, n_polygons):
    # data/README.md: 612 cells on 204 towers, 400 x 400 tiles of 100 m
    with open(shared_data / "munich" / "munich_cellplan.csv", encoding="utf-8") as file:
        plan = plan_of([(float(r["x"]), float(r["y"]), float(r["direction"]), None) for r in csv.DictReader(file)])
    areas = voronoi_areas(plan, method, (4_420_000, 2_760_000, 4_460_000, 2_800_000))
    assert len(areas.polygons) == n_polygons and not areas.left_out
    assert shapely.area(areas.polygons).sum() == pytest.approx(40_000.0**2, rel=1e-12)
