"""Densities summed by zone, against areas computed tile by tile and against conservation of phones."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from mno_mobility.density.zones import densities_to_zones
from mno_mobility.errors import Cancelled, InputError
from mno_mobility.geolocation.areas import tile_shares
from mno_mobility.geolocation.grid import TileGrid

GRID = TileGrid("EPSG:3035", 1000.0, 2000.0, 100.0, 3, 4)
PHONES = np.arange(12.0)


def at(col, row, col_end, row_end):
    """A box in units of tiles of GRID."""
    return box(1000 + 100 * col, 2000 + 100 * row, 1000 + 100 * col_end, 2000 + 100 * row_end)


def test_whole_tiles_count_whole_and_cut_tiles_by_area():
    found = densities_to_zones(PHONES, GRID, [at(0, 0, 2, 1), at(2, 0, 3.25, 2)])
    np.testing.assert_allclose(found.phones, [0 + 1, 2 + 6 + 0.25 * (3 + 7)])
    assert found.phones_outside == pytest.approx(66 - 1 - 10.5)


def test_shares_are_the_areas_of_intersection_tile_by_tile():
    grid = TileGrid("EPSG:3035", -500.0, 300.0, 50.0, 23, 37)
    rng = np.random.default_rng(4)
    x, y = grid.centres()
    tiles = box(x - 25, y - 25, x + 25, y + 25)
    zones = [shapely.Point(400, 900).buffer(333), shapely.Point(-500, 300).buffer(200), shapely.convex_hull(
        shapely.multipoints(rng.uniform(0, 900, (9, 2)))), box(-9e3, -9e3, 9e3, 9e3) - shapely.Point(300, 800).buffer(100)]
    expected = [shapely.area(shapely.intersection(zone, tiles)) / 2500 for zone in zones]
    np.testing.assert_allclose(tile_shares(np.array(zones, object), grid).toarray(), expected, atol=1e-12)


@given(st.integers(0, 10**6))
@settings(deadline=None, max_examples=40)
def test_zones_along_tile_edges_take_whole_tiles(seed):
    rng = np.random.default_rng(seed)  # rectilinear zones leave lines and points where the grid is cut along their borders
    grid = TileGrid("EPSG:3035", 0.0, 0.0, 100.0, 9, 11)
    inside = rng.random((9, 11)) < 0.5
    row, col = np.nonzero(inside)
    zone = shapely.union_all([shapely.Polygon(), *box(100.0 * col, 100.0 * row, 100.0 * (col + 1), 100.0 * (row + 1))])
    zone = shapely.multipolygons(shapely.get_parts(zone))
    np.testing.assert_allclose(tile_shares(np.array([zone], object), grid).toarray()[0], inside.ravel(), atol=1e-12)


@given(st.integers(0, 10**6))
@settings(deadline=None, max_examples=40)
def test_every_phone_is_in_a_zone_or_outside_and_overlaps_are_counted(seed):
    rng = np.random.default_rng(seed)
    zones = [at(*low, *(low + size)) for low, size in zip(rng.uniform(-1, 4, (4, 2)), rng.uniform(0.1, 4, (4, 2)))]
    phones = rng.uniform(0, 9, 12)
    found = densities_to_zones(phones, GRID, zones)
    assert found.phones.sum() + found.phones_outside - found.phones_twice == pytest.approx(phones.sum())


def test_overlapping_zones_are_named_and_neighbours_are_not():
    zones = [at(0, 0, 2, 3), at(2, 0, 4, 3), at(1, 0, 3, 1)]
    found = densities_to_zones(PHONES, GRID, zones)
    np.testing.assert_array_equal(found.overlaps, [[0, 2], [1, 2]])
    assert found.phones_twice == pytest.approx(1 + 2)
    assert found.phones_outside == pytest.approx(0)


def test_small_numbers_are_suppressed_and_counted():
    zones = [at(0, 0, 1, 1), at(1, 0, 2, 1), at(2, 0, 3, 1), at(0, 1, 4, 2)]
    found = densities_to_zones(PHONES, GRID, zones, k=2)
    np.testing.assert_array_equal(found.phones, [0, np.nan, 2, 22])  # none, and k itself, are no disclosure
    np.testing.assert_array_equal(found.suppressed, [False, True, False, False])
    assert found.n_suppressed == 1 and found.phones_suppressed == 1


def test_many_times_equal_their_single_ones():
    times = np.random.default_rng(0).uniform(0, 5, (6, 12))
    zones = [at(0.5, 0, 2, 2.5), at(1, 1, 9, 9), at(3.9, 2.9, 4, 3)]
    found = densities_to_zones(times, GRID, zones, k=0.5)
    for t, phones in enumerate(times):
        single = densities_to_zones(phones, GRID, zones, k=0.5)
        for name in ("phones", "suppressed", "phones_suppressed", "phones_outside", "phones_twice"):
            np.testing.assert_allclose(getattr(found, name)[t], getattr(single, name), atol=1e-12)


def test_a_zone_beyond_the_grid_says_how_much_of_it_is_covered():
    np.testing.assert_allclose(densities_to_zones(PHONES, GRID, [at(-1, 0, 3, 1), at(7, 7, 9, 9)]).share_in_grid, [0.75, 0])


def test_tiles_without_data_hold_no_phones():
    assert densities_to_zones(np.where(PHONES == 5, np.nan, PHONES), GRID, [at(0, 0, 4, 3)]).phones == pytest.approx([61])


@pytest.mark.parametrize("phones, zones, where", [
    (PHONES[:5], [at(0, 0, 1, 1)], "Density"), (PHONES - 3, [at(0, 0, 1, 1)], "tile 0"), (PHONES, [], "Zones"),
    (PHONES, [at(0, 0, 1, 1), None], "Zones 1"), (PHONES, [shapely.Point(0, 0)], "Zones 0"),
    (PHONES, [shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])], "Zones 0: .*not valid")])
def test_what_cannot_be_summed_is_refused(phones, zones, where):
    with pytest.raises(InputError, match=where):
        densities_to_zones(phones, GRID, zones)


def test_cancel_stops_the_work():
    def cancel(done):
        raise Cancelled

    with pytest.raises(Cancelled):
        densities_to_zones(PHONES, GRID, [at(0.5, 0.5, 2, 2)], progress=cancel)
