"""Small pieces and holes of the outline of tiles."""

import numpy as np
import pytest
import shapely

from mno_mobility.geolocation.grid import TileGrid

GRID = TileGrid("EPSG:3035", 0.0, 0.0, 10.0, 12, 12)


def tiles(*blocks):
    """Numbers of the tiles of blocks (first row, first column, rows, columns)."""
    mask = np.zeros((GRID.n_rows, GRID.n_cols), bool)
    for sign, row, col, n_rows, n_cols in blocks:
        mask[row:row + n_rows, col:col + n_cols] = sign
    return np.flatnonzero(mask)


@pytest.mark.parametrize("least_m2, km2", [(0, 24 * 100 + 100), (101, 2500), (401, 2500), (10_000, 2500)])
def test_small_pieces_go_and_small_holes_are_filled_but_the_largest_piece_stays(qgis_app, least_m2, km2):
    # a block of 5 x 5 tiles with a hole of one tile, and a tile of its own; a tile has 100 m2
    from mno_mobility.processing.outlines import outline
    shape = outline(GRID, tiles((1, 1, 1, 5, 5), (0, 3, 3, 1, 1), (1, 9, 9, 1, 1)), least_m2)
    assert shapely.is_valid(shape) and shape.area == km2
    assert len(shape.geoms) == (2 if least_m2 <= 100 else 1)


def test_large_holes_and_pieces_stay(qgis_app):
    from mno_mobility.processing.outlines import outline
    shape = outline(GRID, tiles((1, 0, 0, 7, 7), (0, 2, 2, 2, 2), (0, 5, 5, 1, 1), (1, 9, 9, 3, 2)), 350.0)
    assert shape.area == 100 * (49 - 4 + 6) and len(shape.geoms) == 2
    assert sum(len(part.interiors) for part in shape.geoms) == 1
