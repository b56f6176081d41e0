import errno
import io
import json
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from peak import peak_bytes
from scipy import sparse

from mno_mobility import memory
from mno_mobility.errors import Cancelled, InputError
from mno_mobility.geolocation import emission
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


def test_where_nothing_merges_the_matrix_itself_comes_back():
    p = sparse.csr_matrix([[0.3, 0.5, 1.0], [0.7, 0.5, 0.0]])
    for given_p in (p, p.tocsc()):
        merged, super_of = consolidate(given_p)
        assert merged is given_p and super_of.tolist() == [0, 1, 2]


def test_a_large_matrix_is_not_copied_for_a_few_equal_columns(monkeypatch):
    p = sparse.csr_matrix(np.linspace(0.1, 1, 30)[np.r_[:30, 4]])
    assert consolidate(p)[0].shape == (1, 30)
    monkeypatch.setattr(emission, "MERGES_FROM", 20)
    assert consolidate(p)[0] is p


def test_labels_that_collide_merge_nothing(monkeypatch):
    p = sparse.csr_matrix([[0.3, 0.5, 0.3], [0.7, 0.5, 0.7]])
    monkeypatch.setattr(emission, "MIXER", np.uint64(0))
    assert consolidate(p)[0] is p


def test_the_footprint_of_a_cell_is_its_row_of_both_matrices():
    model = model_of(S)
    for row in range(3):
        tile, s, p = model.footprint(row)
        assert np.array_equal(tile, np.flatnonzero(S[row]))
        assert np.array_equal(s, S[row, tile]) and np.array_equal(p, model.P.toarray()[row, tile])


def test_blocks_change_nothing(monkeypatch):
    rng = np.random.default_rng(0)
    whole = model_of(np.where(rng.random((3, 6)) < 0.7, rng.random((3, 6)), 0))
    expected = whole.P.toarray(), whole.cells_per_tile, whole.dominance_sum
    monkeypatch.setattr(emission, "ENTRIES_AT_ONCE", 2)
    parts = EmissionModel(GRID, whole.cell_ids, whole.dominance)
    for ours, theirs in zip((parts.P.toarray(), parts.cells_per_tile, parts.dominance_sum), expected):
        np.testing.assert_allclose(ours, theirs, rtol=1e-15)


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


def test_numpy_reads_the_file_too(saved):
    with np.load(saved, allow_pickle=False) as stored:
        s = sparse.csr_matrix((stored["dominance"], stored["tile"], stored["indptr"]), shape=(3, 6))
        assert np.array_equal(s.toarray(), S) and stored["cell_ids"].tolist() == ["a", "b", "c"]


def test_a_file_as_numpy_writes_it_is_read(saved):
    with np.load(saved, allow_pickle=False) as stored:
        content = {name: stored[name] for name in stored.files}
    with open(saved, "wb") as file:
        np.savez_compressed(file, **content)
    assert np.array_equal(load_model(saved).dominance.toarray(), S)


def test_single_precision_stays_single(tmp_path):
    save_model(model_of(S.astype(np.float32)), tmp_path / "model.mno.npz")
    back = load_model(tmp_path / "model.mno.npz")
    assert back.dominance.dtype == np.float32 and back.P.dtype == float
    assert np.array_equal(back.dominance.toarray(), S.astype(np.float32))
    np.testing.assert_allclose(np.asarray(back.P.sum(axis=0)).ravel(), (S > 0).any(axis=0), atol=1e-15)


@pytest.fixture(scope="module")
def large():
    """A model of six million entries."""
    rng = np.random.default_rng(0)
    grid, each = TileGrid("EPSG:3035", 0, 0, 100, 500, 500), 100_000
    tiles = np.concatenate([np.sort(rng.choice(grid.n_tiles, each, replace=False)) for _ in range(60)]).astype(np.int32)
    s = sparse.csr_matrix((rng.uniform(0.05, 1, len(tiles)), tiles, np.arange(0, len(tiles) + 1, each)), shape=(60, grid.n_tiles))
    return EmissionModel(grid, np.array([str(k) for k in range(60)], dtype=object), s)


def test_a_model_is_written_read_and_evaluated_without_a_second_copy(large, tmp_path):
    path, n_bytes = tmp_path / "model.mno.npz", 12 * large.dominance.nnz
    assert peak_bytes(lambda: save_model(large, path)) < 0.8 * n_bytes  # a block of 16 MiB and its bytes
    save_model(large, path)
    # as much as is asked for beforehand, and not twice that
    assert 0.9 * n_bytes < peak_bytes(lambda: load_model(path)) < 1.8 * n_bytes
    assert peak_bytes(lambda: EmissionModel(large.grid, large.cell_ids, large.dominance).P) < 2 * n_bytes  # two thirds are P
    assert peak_bytes(lambda: consolidate(large.dominance)) < n_bytes  # numbers of tiles, not of entries


def test_writing_tells_progress_and_leaves_nothing_when_cancelled(tmp_path):
    seen = []
    save_model(model_of(S), tmp_path / "model.mno.npz", progress=seen.append)
    load_model(tmp_path / "model.mno.npz", progress=seen.append)
    assert seen.count(1.0) >= 2 and all(0 <= share <= 1 for share in seen)

    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        save_model(model_of(S), tmp_path / "other.mno.npz", progress=cancel)
    with pytest.raises(Cancelled):
        load_model(tmp_path / "model.mno.npz", progress=cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["model.mno.npz"]


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    whole = zipfile._ZipWriteFile.write

    def full(file, data):
        if len(data) > 60:  # a large array
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(file, data)
    monkeypatch.setattr(zipfile._ZipWriteFile, "write", full)
    with pytest.raises(InputError, match="model.mno.npz: the file cannot be written whole .No space left on device.. Check the free space"):
        save_model(model_of(S), tmp_path / "model.mno.npz")
    assert not list(tmp_path.iterdir())


def test_a_model_that_does_not_fit_is_not_opened(saved, monkeypatch):
    monkeypatch.setattr(memory, "available_bytes", lambda: 500)
    with pytest.raises(InputError, match="6 tiles, 3 cells and their 9 entries need about .* GiB are free"):
        load_model(saved)


def test_an_array_that_promises_more_than_the_file_holds_is_refused_before_memory_is_taken(saved):
    with zipfile.ZipFile(saved) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"shape": (10 ** 13,), "fortran_order": False, "descr": "<f8"})
    with zipfile.ZipFile(saved, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, header.getvalue() if name == "dominance.npy" else content)
    with pytest.raises(InputError, match="damaged or not an emission model .dominance is cut short"):
        load_model(saved)


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
    {"tile": np.full(9, 99)}, {"tile": np.full(9, -1)}, {"tile": np.zeros(9)}, {"indptr": np.array([0, 3, 7])},
    {"indptr": np.array([0, 9, 3, 9])}, {"indptr": np.zeros(0, int)}, {"shape": np.array([2, -3])}, {"grid": np.array([0.0, 0.0, 0.0])},
    {"grid": np.array([0.0])}, {"dominance": np.full(9, -1.0)}, {"dominance": np.full(9, np.nan)}, {"dominance": np.full(9, np.inf)},
    {"made_by": np.array("{")}])
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


def test_what_a_model_computes_can_be_prepared_with_progress_and_cancelled():
    plain, prepared, seen = model_of(S), model_of(S), []
    names = "dominance_sum", "P", "cells_per_tile", "best_server"
    assert prepared.prepared(*names, progress=seen.append) is prepared
    assert len(seen) >= len(names) and seen == sorted(seen) and 0 <= seen[0] and seen[-1] <= 1
    for name in names:
        found, expected = (getattr(model, name) for model in (prepared, plain))
        np.testing.assert_array_equal(found.toarray() if name == "P" else found, expected.toarray() if name == "P" else expected)

    def cancel(done):
        raise Cancelled

    with pytest.raises(Cancelled):
        model_of(S).prepared("best_server", progress=cancel)
