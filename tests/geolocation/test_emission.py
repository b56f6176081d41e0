import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from mno_mobility.errors import InputError
from mno_mobility.geolocation.emission import EmissionModel, consolidate, load_model, model_from_entries, save_model
from mno_mobility.geolocation.grid import TileGrid

GRID = TileGrid("EPSG:3035", 1000, 2000, 100, 2, 3)
S = np.array([[.8, .2, 0, .5, 0, 0], [.4, .2, .3, .5, 0, 0], [0, 0, .1, .6, 0, 0]])
DOMINANCE = arrays(float, (3, 6), elements=st.sampled_from([0.0, 0.0, 0.05, 0.3, 0.7, 1.0]))


def model_of(s):
    return EmissionModel(GRID, np.array(["a", "b", "c"], dtype=object), sparse.csr_matrix(s), {"method": "test"})


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "model.mno.npz"
    save_model(model_of(S), path)
    return path


@given(DOMINANCE)
def test_columns_of_covered_tiles_sum_to_one_and_others_are_empty(s):
    model = model_of(s)
    np.testing.assert_allclose(np.asarray(model.P.sum(axis=0)).ravel(), (s > 0).any(axis=0), atol=1e-15)
    assert np.array_equal(model.covered, (s > 0).any(axis=0))


def test_probability_is_the_share_of_dominance():
    # Ricciato & Coluccia 2021, Eq. 4, by hand
    np.testing.assert_allclose(model_of(S).P.toarray()[:, 0], [2 / 3, 1 / 3, 0])


def test_ties_of_the_best_server_go_to_the_first_cell():
    assert model_of(S).best_server.tolist() == [0, 0, 1, 2, -1, -1]


@given(DOMINANCE)
def test_best_server_is_the_greatest_dominance(s):
    assert np.array_equal(model_of(s).best_server, np.where((s > 0).any(axis=0), s.argmax(axis=0), -1))


def test_barycentre_is_the_weighted_mean_of_tile_centres():
    x, y = model_of(S).barycentres()
    assert x[0] == pytest.approx((.8 * 1050 + .2 * 1150 + .5 * 1050) / 1.5)
    assert y[0] == pytest.approx((.8 * 2050 + .2 * 2050 + .5 * 2150) / 1.5)


def test_a_cell_without_footprint_has_no_barycentre():
    x, _ = model_of(S * [[1], [0], [1]]).barycentres()
    assert np.isnan(x).tolist() == [False, True, False]


def test_an_unknown_cell_is_named_with_examples():
    assert model_of(S).row_of("b") == 1
    with pytest.raises(InputError, match="no cell 'z' among 3.*a, b, c"):
        model_of(S).row_of("z")


@settings(deadline=None)
@given(arrays(float, (3, 12), elements=st.sampled_from([0.0, 0.0, 1 / 3, 0.5, 1.0])))
def test_super_tiles_give_every_tile_its_own_column_back(p):
    merged, super_of = consolidate(sparse.csr_matrix(p))
    assert np.array_equal(merged.toarray()[:, super_of], p)
    assert merged.shape[1] == len(np.unique(p, axis=1).T)
    _, first = np.unique(super_of, return_index=True)
    assert np.array_equal(first, np.sort(first))


def test_columns_that_differ_by_rounding_only_are_merged():
    p = sparse.csr_matrix([[0.3, 0.3 + 1e-15, 0.3 + 1e-6], [0.7, 0.7 - 1e-15, 0.7 - 1e-6]])
    assert consolidate(p)[1].tolist() == [0, 0, 1]


def test_entries_make_the_matrix_they_describe():
    cell, tile = np.nonzero(S)
    model = model_from_entries(GRID, ["a", "b", "c"], cell, tile, S[cell, tile], {})
    assert np.array_equal(model.dominance.toarray(), S)


@pytest.mark.parametrize("value, reason", [(-0.1, "negative or not numbers"), (np.nan, "negative or not numbers")])
def test_a_bad_value_is_refused_by_cell_and_tile(value, reason):
    with pytest.raises(InputError, match=f"Cell b, tile 4: 1 values are {reason}"):
        model_from_entries(GRID, ["a", "b"], [0, 1], [2, 4], [1, value], {})


def test_a_pair_that_comes_twice_is_refused():
    with pytest.raises(InputError, match="1 pairs of cell and tile come more than once"):
        model_from_entries(GRID, ["a"], [0, 0], [2, 2], [1, 1], {})


def test_a_model_comes_back_from_its_file_as_it_was(saved):
    back = load_model(saved)
    assert back.grid == GRID and back.cell_ids.tolist() == ["a", "b", "c"] and back.made_by == {"method": "test"}
    assert (back.dominance != sparse.csr_matrix(S)).nnz == 0
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_truncated_file_is_refused(saved, share):
    whole = saved.read_bytes()
    saved.write_bytes(whole[:int(share * len(whole))])
    with pytest.raises(InputError, match="damaged or not an emission model"):
        load_model(saved)


def test_flipped_bytes_are_noticed(saved):
    whole = bytearray(saved.read_bytes())
    at = whole.find(b"dominance.npy") + 60
    whole[at:at + 4] = bytes(255 - b for b in whole[at:at + 4])
    saved.write_bytes(whole)
    with pytest.raises(InputError, match="damaged or not an emission model"):
        load_model(saved)


def rewritten(path, **changes):
    with np.load(path, allow_pickle=False) as stored:
        content = {name: stored[name] for name in stored.files}
    with open(path, "wb") as file:
        np.savez(file, **{**content, **changes})
    return path


def test_another_version_is_refused_with_both_numbers(saved):
    with pytest.raises(InputError, match="format version 2, this plugin reads version 1"):
        load_model(rewritten(saved, version=2))


@pytest.mark.parametrize("changes", [
    {"tile": np.full(9, 99)}, {"indptr": np.array([0, 3, 7])}, {"shape": np.array([2, -3])}, {"grid": np.array([0.0, 0.0, 0.0])},
    {"grid": np.array([0.0])}, {"dominance": np.full(9, -1.0)}, {"dominance": np.full(9, np.nan)}, {"made_by": np.array("{")}])
def test_contents_that_do_not_fit_together_are_refused(saved, changes):
    with pytest.raises(InputError, match="damaged or not an emission model"):
        load_model(rewritten(saved, **changes))


def test_an_npz_of_something_else_is_refused(tmp_path):
    np.savez(tmp_path / "other.npz", a=np.arange(3))
    with pytest.raises(InputError, match="not an emission model"):
        load_model(tmp_path / "other.npz")


@pytest.mark.parametrize("content", [b"", b"cell_id,x,y\n", json.dumps({"a": 1}).encode()])
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    (tmp_path / "other.csv").write_bytes(content)
    with pytest.raises(InputError, match="damaged or not an emission model"):
        load_model(tmp_path / "other.csv")


def test_a_bare_array_is_refused(tmp_path):
    np.save(tmp_path / "other.npy", np.arange(3))
    with pytest.raises(InputError, match="not an emission model"):
        load_model(tmp_path / "other.npy")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        load_model(tmp_path / "nothing.mno.npz")
