"""Emission models as plain tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.errors import InputError
from mno_mobility.events.schema import Factor
from mno_mobility.geolocation.emission import model_from_entries
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.geolocation.table import model_from_table, tables_of

GRID = TileGrid("a crs", 4_420_000.0, 2_760_000.0, 100.0, 3, 4)
S = np.array([[.9, .5, 0, 0, .1, 0, 0, 0, 0, 0, 0, .2], [.1, .5, 0, 0, 0, .7, 0, 0, 0, 0, 0, .8]])


def model_of(s=S, grid=GRID):
    cell, tile = np.nonzero(s)
    return model_from_entries(grid, ["A", "B"], cell, tile, s[cell, tile], {})


def model_to_table(model):
    (table,) = tables_of(model)
    return table


def columns(table, ids=("A", "B"), kind="s"):
    return np.array(ids, dtype=object)[table.cell], table.x_m, table.y_m, getattr(table, kind)


def test_a_table_lists_every_entry_with_its_place():
    table = model_to_table(model_of())
    assert (S[table.cell, table.tile] == table.s).all() and len(table.s) == np.count_nonzero(S)
    assert table.p == pytest.approx(table.s / S.sum(axis=0)[table.tile])  # Eq. 4 of the density paper
    assert (GRID.tile_at(table.x_m, table.y_m) == table.tile).all()


def test_a_table_in_several_goes_is_the_table():
    whole, parts = model_to_table(model_of()), list(tables_of(model_of(), rows=3))
    assert [len(part.tile) for part in parts] == [3, 3, 2]
    for column in ("cell", "tile", "x_m", "y_m", "s", "p"):
        assert np.array_equal(np.concatenate([getattr(part, column) for part in parts]), getattr(whole, column))


def test_cells_by_number_make_the_model_of_cells_by_name():
    names, *others = columns(model_to_table(model_of()))
    coded = Factor(np.where(names == "A", 2, 0), np.array(["B", "nowhere", "A"], dtype=object))
    by_name, by_number = (model_from_table(ids, *others) for ids in (names, coded))
    assert by_number.cell_ids.tolist() == by_name.cell_ids.tolist() == ["A", "B"]
    assert (by_number.dominance != by_name.dominance).nnz == 0


@pytest.mark.parametrize("kind, part", [("s", "dominance"), ("p", "P")])
def test_a_model_survives_the_way_through_a_table(kind, part):
    model = model_of()
    back = model_from_table(*columns(model_to_table(model), kind=kind), kind=kind, grid=GRID)
    assert abs(getattr(back, part) - getattr(model, part)).max() < 1e-15


def test_the_grid_is_found_from_the_points():
    back = model_from_table(*columns(model_to_table(model_of())), crs="a crs")
    assert back.grid == GRID and (back.dominance != model_of().dominance).nnz == 0


@given(st.sets(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=20),
       st.sampled_from([100.0, 0.1, 1000 / 3]), st.floats(-1e6, 1e6))
def test_points_lie_at_the_centres_of_the_grid_that_is_found(places, step, origin):
    col, row = np.array(sorted(places)).T
    x, y = origin + step * col, 5e6 + step * row
    grid = model_from_table(["A"] * len(x), x, y, np.ones(len(x))).grid
    centre_x, centre_y = grid.centres(grid.tile_at(x, y))
    assert abs(centre_x - x).max() < 1e-3 * step and abs(centre_y - y).max() < 1e-3 * step
    assert grid.tile_m / step == pytest.approx(round(grid.tile_m / step), rel=1e-4)


def test_a_wider_step_than_the_tile_still_gives_the_tile():
    # steps of 200 and 300 m have 100 m in common
    grid = model_from_table(["A"] * 3, [0, 200, 500], [0, 0, 0], [1, 1, 1]).grid
    assert (grid.tile_m, grid.n_cols, grid.n_rows) == (100, 6, 1)


def test_the_row_off_the_grid_is_named():
    x, y = (v.ravel() for v in np.meshgrid(np.arange(10) * 100.0, np.arange(10) * 100.0))
    x[36] += 17.123
    with pytest.raises(InputError, match="Row 37"):
        model_from_table(["A"] * 100, x, y, np.ones(100))


def test_points_at_random_are_no_grid():
    x, y = np.random.default_rng(0).uniform(0, 1e4, (2, 50))
    with pytest.raises(InputError, match="regular grid"):
        model_from_table(["A"] * 50, x, y, np.ones(50))


def test_a_point_off_a_given_grid_is_named():
    with pytest.raises(InputError, match="Row 2.*centre"):
        model_from_table(["A", "A"], [4_420_050, 4_420_160], [2_760_050] * 2, [1, 1], grid=GRID)


def test_a_point_outside_a_given_grid_is_named():
    with pytest.raises(InputError, match="Row 2.*outside"):
        model_from_table(["A", "A"], [4_420_050, 4_430_050], [2_760_050] * 2, [1, 1], grid=GRID)


def test_rounded_probabilities_are_made_exact():
    values = [0.333, 0.333, 0.333, 1]
    model = model_from_table(["A", "B", "C", "A"], [0, 0, 0, 100], [0] * 4, values, kind="p", sum_tolerance=2e-3)
    assert model.P.sum(axis=0).tolist()[0] == pytest.approx([1, 1], abs=1e-15)
    assert model.made_by["greatest_deviation_of_sum"] == pytest.approx(0.001)


def test_probabilities_that_miss_a_cell_are_refused_by_tile():
    with pytest.raises(InputError, match=r"Tile 1 at \(100, 0\).*0.5"):
        model_from_table(["A", "A"], [0, 100], [0, 0], [1, 0.5], kind="p")


@pytest.mark.parametrize("ids, x, value, what", [
    (["A", None], [0, 1], [1, 1], "Row 2.*cell"), (["A", "A"], [0, np.nan], [1, 1], "Row 2.*x"),
    (["A", "A"], [0, 1], [1, -1], "Row 2.*negative"), (["A", "A", "A"], [0, 1, 0], [1, 1, 1], "Row 3.*before"),
    (["A"], [0], [1], "single point"), ([], [], [], "empty"), (["A"], [0, 1], [1, 1], "values")])
def test_faulty_rows_are_named(ids, x, value, what):
    with pytest.raises(InputError, match=what):
        model_from_table(ids, x, np.zeros(len(x)), value)


def test_the_real_probabilities_of_munich_make_a_model(shared_data):
    with np.load(shared_data / "munich" / "munich_P.npz") as stored:
        cell, tile, p = stored["cell"], stored["tile"].astype(int), stored["p_permille"] / 1000
        ids = stored["cells"]
    row, col = np.divmod(tile, 400)  # data/README.md: tile centre (4420050 + 100 col, 2760050 + 100 row), row 0 the south
    model = model_from_table(ids[cell], 4_420_050 + 100.0 * col, 2_760_050 + 100.0 * row, p, kind="p")
    assert model.grid == TileGrid("", 4_420_000.0, 2_760_000.0, 100.0, 400, 400)
    assert len(model.cell_ids) == 612 and model.P.nnz == np.count_nonzero(p)
