"""Outlines of tiles: their area, holes and islands, and geometries that are valid however ragged the tiles are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("osgeo.gdal", reason="GDAL is not installed for this Python")

import shapely

from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.processing.outlines import outline, outlines

GRID = TileGrid("EPSG:3035", 4_300_000.0, 2_700_000.0, 25.0, 9, 11)


def tiles(*rows):
    """Numbers of the tiles marked in rows of text, the northernmost first, in the south-western corner of the grid."""
    return np.array([row * GRID.n_cols + col for row, text in enumerate(reversed(rows)) for col, mark in enumerate(text) if mark == "#"])


def squares(some):
    x, y = GRID.centres(some)
    return shapely.box(x - 12.5, y - 12.5, x + 12.5, y + 12.5)


@given(st.sets(st.integers(0, GRID.n_tiles - 1)))
def test_an_outline_is_the_union_of_its_tiles(some):
    some = np.array(sorted(some), int)
    area = outline(GRID, some)
    assert area.geom_type == "MultiPolygon" and shapely.is_valid(area)
    assert shapely.area(area) == pytest.approx(len(some) * 625)
    assert shapely.area(shapely.symmetric_difference(area, shapely.union_all(squares(some)))) == pytest.approx(0)


@given(st.sets(st.integers(0, GRID.n_tiles - 1), min_size=1))
def test_pieces_are_the_tiles_that_hang_together_by_edges(some):
    # scipy's labels of four neighbours
    from scipy.ndimage import label
    mask = np.zeros(GRID.n_tiles, bool)
    mask[list(some)] = True
    pieces = outlines(GRID, np.flatnonzero(mask))
    numbers, n = label(mask.reshape(GRID.n_rows, GRID.n_cols))
    assert len(pieces) == n and shapely.is_valid(pieces).all()
    assert sorted(shapely.area(pieces) / 625) == pytest.approx(sorted(np.bincount(numbers.ravel())[1:]))


def test_holes_stay_holes_and_islands_in_them_are_pieces():
    area = outline(GRID, tiles("#####",
                               "#...#",
                               "#.#.#",
                               "#...#",
                               "#####"))
    pieces = shapely.get_parts(area)
    assert sorted(shapely.get_num_interior_rings(pieces)) == [0, 1]
    x, y = GRID.x_min_m, GRID.y_min_m
    assert shapely.contains_xy(area, [x + 12, x + 60, x + 40], [y + 12, y + 60, y + 60]).tolist() == [True, True, False]


def test_tiles_lie_where_the_grid_has_them():
    corner = outline(GRID, [GRID.n_tiles - 1])
    assert shapely.bounds(corner).tolist() == [4_300_250.0, 2_700_200.0, 4_300_275.0, 2_700_225.0]
    assert shapely.get_num_coordinates(outline(GRID, np.arange(GRID.n_tiles))) == 5  # straight sides have no vertices


def test_holes_that_touch_at_corners_keep_the_area_valid():
    area = outline(GRID, tiles("#####",
                               "#.###",
                               "##.##",
                               "###.#",
                               "#####"))
    assert shapely.is_valid(area) and shapely.area(area) == 22 * 625


def test_no_tiles_have_an_empty_area():
    assert shapely.is_empty(outline(GRID, np.empty(0, int))) and len(outlines(GRID, np.empty(0, int))) == 0
