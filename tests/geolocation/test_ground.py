"""The ground: heights without gaps, kinds of place, and arrays that processes share."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.errors import InputError
from mno_mobility.geolocation import ground
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.geolocation.ground import CORINE, DENSE, LAYERS, OPEN, SUBURBAN, URBAN, Ground, blank, fill_voids

GRID = TileGrid("EPSG:3035", 4_000_000.0, 3_000_000.0, 10.0, 5, 4)


def made(grid=GRID, folder=None, built=True):
    """Terrain that rises to the north and east, with a roof 7 m above each tile."""
    arrays = {name: blank(grid, name, folder) for name in LAYERS}
    arrays["terrain_m"][:] = np.add.outer(np.arange(grid.n_rows) * 10, np.arange(grid.n_cols))
    arrays["surface_m"][:] = arrays["terrain_m"] + 7
    arrays["environment"][:] = URBAN
    arrays["void"][1, 2] = True
    return Ground(grid, **arrays, built=built)


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 2 ** 32 - 1), st.floats(0.05, 0.95), st.integers(1, 90))
def test_a_gap_gets_a_height_that_is_as_near_as_any(n_rows, n_cols, seed, share, at_once):
    """Exact within a strip, by trying all; every gap is filled with a height that is there."""
    rng = np.random.default_rng(seed)
    grid = TileGrid("EPSG:3035", 0, 0, 10.0, n_rows, n_cols)
    heights = rng.permutation(n_rows * n_cols).astype(np.float32).reshape(n_rows, n_cols)
    void = rng.random((n_rows, n_cols)) < share
    void[rng.integers(n_rows), rng.integers(n_cols)] = False
    filled = np.where(void, np.nan, heights)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ground, "TILES_AT_ONCE", at_once)
        in_a_strip = max(1, at_once // n_cols)
        fill_voids(filled, void, grid)
    np.testing.assert_array_equal(filled[~void], heights[~void])
    valid = np.argwhere(~void)
    for row, col in np.argwhere(void):
        distance = np.hypot(*(valid - (row, col)).T)
        taken = np.argwhere(heights == filled[row, col])[0]
        assert not void[tuple(taken)]
        if distance.min() <= in_a_strip:
            assert np.hypot(*(taken - (row, col))) == distance.min()


def test_ground_without_any_height_is_refused():
    with pytest.raises(InputError, match="no height"):
        fill_voids(np.full((5, 4), np.nan), np.ones((5, 4), bool), GRID)


def test_flat_ground_is_at_zero_and_takes_no_memory():
    flat = Ground.flat(TileGrid("EPSG:3035", 0, 0, 1.0, 10 ** 6, 10 ** 6))
    assert flat.terrain_m.strides == (0, 0) and not flat.terrain_m[-1].any() and flat.profile_m is flat.terrain_m
    assert flat.roof_at(5.0, 5.0) == 0 and not flat.is_void(5.0, 5.0)


def test_a_roof_is_the_surface_of_the_tile_at_the_point():
    here = made()
    x, y = np.array([4_000_005.0, 4_000_035.0, 3_999_999.0]), np.array([3_000_005.0, 3_000_049.0, 3_000_005.0])
    np.testing.assert_array_equal(here.roof_at(x, y), [7, 40 + 3 + 7, np.nan])
    np.testing.assert_array_equal(here.is_void([4_000_025.0, 4_000_025.0], [3_000_015.0, 3_000_025.0]), [True, False])


def test_nobody_stands_on_the_usual_height_of_trees():
    assert made(built=False).roof_at(4_000_005.0, 3_000_005.0) == 0


def test_a_window_is_the_same_ground_on_a_grid_of_its_own():
    here = made()
    part = here.window(slice(1, 4), slice(2, None))
    assert part.grid.extent_m == (4_000_020.0, 3_000_010.0, 4_000_040.0, 3_000_040.0)
    x, y = part.grid.centres()
    np.testing.assert_array_equal(part.roof_at(x, y), here.roof_at(x, y))
    np.testing.assert_array_equal(part.is_void(x, y), here.is_void(x, y))
    assert part.built and part.void[0, 0] and part.terrain_m.base is None


def test_files_of_a_folder_are_the_same_ground_and_travel_by_name(tmp_path):
    there = made().saved(tmp_path)
    assert all(there.__getstate__()[name] is None for name in LAYERS)
    for found in (there, pickle.loads(pickle.dumps(there)), Ground.opened(GRID, tmp_path, built=True)):
        assert found.built and found.grid == GRID
        for name in LAYERS:
            assert isinstance(getattr(found, name), np.memmap) and not getattr(found, name).flags.writeable
            np.testing.assert_array_equal(getattr(found, name), getattr(made(), name))


def test_ground_in_memory_travels_whole():
    found = pickle.loads(pickle.dumps(made()))
    np.testing.assert_array_equal(found.surface_m, made().surface_m)


def test_arrays_of_a_folder_are_filled_in_place(tmp_path):
    made(folder=tmp_path)
    found = Ground.opened(GRID, tmp_path)
    np.testing.assert_array_equal(found.terrain_m, made().terrain_m)


def test_every_class_of_corine_is_known_by_its_code_and_by_its_place(shared_data):
    """The legend of the European Environment Agency."""
    rows = [line.split(";") for line in (shared_data / "clc_legend.csv").read_text(encoding="utf-8").splitlines()[1:]]
    known = [(int(place), int(code)) for place, code, *_ in rows if int(code) < 900]
    assert len(known) == 44 and sorted(CORINE) == sorted(number for pair in known for number in pair)
    for place, code in known:
        assert CORINE[place] == CORINE[code]


def test_classes_have_the_heights_of_the_recommendation():
    """ITU-R P.1812-7, table 2: water and open land 0, suburban 10, trees and urban 15, dense urban 20 m."""
    height, kind, known = ground.cover([111, 112, 312, 211, 523, 44, 1, np.nan, 77, 1.5])
    np.testing.assert_array_equal(height, [20, 10, 15, 0, 0, 0, 20, 0, 0, 0])
    np.testing.assert_array_equal(kind, [DENSE, SUBURBAN, SUBURBAN, OPEN, OPEN, OPEN, DENSE, OPEN, OPEN, OPEN])
    np.testing.assert_array_equal(known, [True] * 7 + [False] * 3)


def test_classes_of_the_user_win():
    height, kind, known = ground.cover([[1, 2], [3, 1]], {1: "urban", 2: "trees"})
    np.testing.assert_array_equal(height, [[15, 15], [0, 15]])
    np.testing.assert_array_equal(kind, [[URBAN, SUBURBAN], [OPEN, URBAN]])
    np.testing.assert_array_equal(known, [[True, True], [False, True]])


def test_the_more_is_built_up_the_denser_the_place():
    height, kind, known = ground.built_up_cover([0.0, 0.09, 0.1, 0.49, 0.5, 1.0, np.nan])
    np.testing.assert_array_equal(kind, [OPEN, OPEN, SUBURBAN, SUBURBAN, URBAN, URBAN, OPEN])
    np.testing.assert_array_equal(height, [0, 0, 10, 10, 15, 15, 0])
    np.testing.assert_array_equal(known, [True] * 6 + [False])


def test_nothing_is_the_cover_of_nothing():
    assert all(array.shape == (2, 0) for array in ground.cover(np.zeros((2, 0))))
