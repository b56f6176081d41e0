"""Cells that are on air on the day of a model: retired ones left out, new ones in their place; by hand, conservation, real drives."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from santa_monica import CRS, measurements

from mno_mobility.errors import Cancelled
from mno_mobility.geolocation.emission import model_from_entries
from mno_mobility.geolocation.grid import TileGrid, grid_over
from mno_mobility.geolocation.in_use import with_cells_in_use
from mno_mobility.geolocation.measured import Options, Samples, ageing, log_likelihoods, model_from_measurements

GRID = TileGrid("EPSG:3035", 0, 0, 100, 1, 4)


def model_of(dominance):
    """A model of cells c0, c1, ... with these dominances, (I, 4)."""
    dominance = np.array(dominance, float)
    cell, tile = np.nonzero(dominance)
    return model_from_entries(GRID, np.array([f"c{k}" for k in range(len(dominance))], object), cell, tile, dominance[cell, tile], {})


def seen(served, layer) -> Samples:
    """A sample of each cell, that served or was only heard."""
    n = len(served)
    return Samples(np.arange(n), np.full(n, 50.0), np.full(n, 50.0), np.array(served, bool), np.full(n, -80.0), None,
                   np.array([f"c{k}" for k in range(n)], object), np.array(layer, int))


def dense(model):
    return model.dominance.toarray()


def test_a_new_cell_serves_where_the_retired_one_did():
    # by hand: c1 is gone, c2 was heard alone and is in use: what c1 had in each tile is that of c2, and nothing of c0 changes
    model = model_of([[0.6, 0.3, 0, 0], [0.4, 0.7, 1, 0], [0, 0, 0, 0]])
    found, retired, took_over = with_cells_in_use(model, seen([1, 1, 0], [0, 0, 0]), ["c0", "c2"])
    assert list(found.cell_ids) == ["c0", "c2"] and list(retired) == ["c1"] and list(took_over) == ["c2"]
    np.testing.assert_allclose(dense(found), [[0.6, 0.3, 0, 0], [0.4, 0.7, 1, 0]])


def test_new_cells_share_what_is_left_by_where_they_are_strong():
    # by hand: c1 is strongest in tile 1, half of it in tile 0; c2 in tile 0, nowhere else; c3 was never measured. In tile 0 the weights
    # are 0.01 + 0.99 / 2, 1 and 1, in tile 1 they are 1, 0.01 and 1, in tile 2 they are 0.01, 0.01 and 1.
    model = model_of([[0.5, 0.2, 0.8, 0], [0.1, 0.2, 0, 0], [0.4, 0, 0, 0]])
    found, _, took_over = with_cells_in_use(model, seen([1, 0, 0], [0, 0, 0]), ["c3", "c2", "c1"])
    assert list(found.cell_ids) == ["c1", "c2", "c3"] == list(took_over)
    weight = np.array([[0.505, 1, 0.01], [1, 0.01, 0.01], [1, 1, 1]])
    expected = weight / weight.sum(axis=0) * [0.5, 0.2, 0.8] + [[0.1, 0.2, 0], [0.4, 0, 0], [0, 0, 0]]
    np.testing.assert_allclose(dense(found)[:, :3], expected)
    assert not dense(found)[:, 3].any()


def test_cells_take_over_in_their_own_layer_and_those_of_no_known_layer_in_all():
    # by hand: c0 of layer 0 and c1 of layer 1 are gone; c2 is of layer 0, and nothing is known of c3
    model = model_of([[0.6, 0, 0, 0], [0, 0.3, 0, 0], [0, 0, 0, 0]])
    found, *_ = with_cells_in_use(model, seen([1, 1, 0], [0, 1, 0]), ["c2", "c3"])
    np.testing.assert_allclose(dense(found), [[0.3, 0, 0, 0], [0.3, 0.3, 0, 0]])


def test_where_no_cell_of_the_layer_is_new_the_others_share_the_tile():
    model = model_of([[0.6, 0.3, 0, 0], [0.4, 0.7, 1, 0], [0, 0.5, 0, 0]])
    found, retired, took_over = with_cells_in_use(model, seen([1, 1, 0], [0, 0, 1]), ["c0", "c2"])
    assert list(retired) == ["c1"] and not len(took_over)  # c2 is of another layer
    np.testing.assert_allclose(dense(found), [[0.6, 0.3, 0, 0], [0, 0.5, 0, 0]])
    np.testing.assert_allclose(found.P.toarray()[0], [1, 0.375, 0, 0])


def test_the_work_can_be_cancelled():
    def cancel(done):
        if done > 0.3:
            raise Cancelled
    with pytest.raises(Cancelled):
        with_cells_in_use(model_of(np.ones((3, 4))), seen([1, 1, 0], [0, 0, 0]), ["c0", "c2"], progress=cancel)


TILES = st.lists(st.sampled_from([0.0, 0.0, 0.1, 0.5, 1.0]), min_size=4, max_size=4)
CELLS = st.lists(st.tuples(TILES, st.booleans(), st.integers(0, 1), st.booleans()), min_size=1, max_size=8)


@given(CELLS)
def test_a_layer_keeps_its_mass_in_every_tile_where_a_cell_takes_over(cells):
    dominance, served, layer, on_air = (np.array(column) for column in zip(*cells))
    model, layers = model_of(dominance), layer
    found, _, took_over = with_cells_in_use(model, seen(served, layer), model.cell_ids[on_air])
    for number in np.unique(layers[~on_air]):
        if (on_air & ~served & (layers == number)).any():
            after = dense(found)[layers[on_air] == number].sum(axis=0)
            np.testing.assert_allclose(after, dominance[layers == number].sum(axis=0), rtol=1e-12, atol=1e-15)


@given(CELLS)
def test_nothing_changes_when_all_cells_are_in_use(cells):
    dominance, served, layer, _ = (np.array(column) for column in zip(*cells))
    model = model_of(dominance)
    found, retired, took_over = with_cells_in_use(model, seen(served, layer), [*model.cell_ids[::-1], "another"])
    assert list(found.cell_ids) == [*model.cell_ids, "another"] and not len(retired) and not len(took_over)
    np.testing.assert_array_equal(dense(found), [*dominance, np.zeros(4)])


def of_cells(samples: Samples, cell_ids) -> Samples:
    """Samples whose cells are numbered as these, which are all of theirs."""
    order = np.argsort(samples.cell_ids)
    layer = samples.layer[order[np.searchsorted(samples.cell_ids[order], cell_ids)]]
    number = {name: k for k, name in enumerate(cell_ids)}
    return replace(samples, cell=np.array([number[name] for name in samples.cell_ids[samples.cell]]), cell_ids=cell_ids, layer=layer)


def test_on_real_days_age_and_the_cells_in_use_tell_more_of_the_serving_cell(shared_data):
    # no published figure: the rival is the model of all samples alike; each of four days is told by the fourteen others
    measured, second, day = measurements(shared_data)
    low, high = ([at(measured.x_m), at(measured.y_m)] for at in (np.min, np.max))
    grid, found = grid_over((*np.subtract(low, 200), *np.add(high, 200)), 50, CRS), []
    for held_out in np.unique(day)[::4]:
        test, learn = measured[(day == held_out) & measured.serving], measured[day != held_out]
        apart = (second[day != held_out] - second[day == held_out].mean()) / 86_400
        in_use = np.unique(test.cell_ids[test.cell])
        for samples in (learn, replace(learn, weight=ageing(apart, 5.0))):
            model = model_from_measurements(samples, grid, Options())
            changed = with_cells_in_use(model, samples, in_use)[0]
            found += [log_likelihoods(model, test), log_likelihoods(changed, of_cells(test, changed.cell_ids))]
    alike, in_use, aged, both = (np.concatenate(found[k::4]).mean() for k in range(4))
    assert aged > alike + 0.01 and in_use > alike + 0.6 and both > in_use + 0.01
