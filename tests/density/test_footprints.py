"""Products by blocks of tiles, against the products of scipy's sparse matrices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from mno_mobility.density import footprints, linear
from mno_mobility.density.footprints import Footprints, Plain, by_strongest_cell, by_windows


def round_footprints(seed, side=20, n_cells=12, reach=6):
    """Cells at random places of a grid, as on a map: neighbours share cells; some cells and tiles are left without."""
    rng = np.random.default_rng(seed)
    row, col = np.divmod(np.arange(side * side), side)
    at = rng.uniform(0, side, (n_cells, 2))
    near = np.hypot(np.subtract.outer(at[:, 0], row), np.subtract.outer(at[:, 1], col)) < rng.uniform(0, reach, (n_cells, 1))
    return sparse.csr_matrix(near * rng.uniform(0.1, 1, near.shape))


def scattered(seed):
    """No two tiles share much: blocks would be mostly air."""
    rng = np.random.default_rng(seed)
    return sparse.random(60, 200, 0.02, "csr", random_state=seed, data_rvs=lambda n: rng.uniform(0.1, 1, n))


@pytest.fixture(params=[4, 64], ids=["small blocks", "blocks"])
def tiles(request, monkeypatch):
    monkeypatch.setattr(footprints, "TILES", request.param)


@pytest.mark.parametrize("dtype, atol", [(np.float64, 1e-12), (np.float32, 2e-4)])
@pytest.mark.parametrize("P", [round_footprints(0), round_footprints(1, side=9), scattered(2), sparse.csr_matrix((3, 70))])
@pytest.mark.parametrize("few", [False, True])
def test_products_are_those_of_p(tiles, P, dtype, atol, few):
    rng = np.random.default_rng(3)
    order = by_strongest_cell(P)
    if few:
        order = order[rng.random(len(order)) < 0.7]
    laid_out = Footprints(P, order, dtype)
    Q = P[:, laid_out.order]
    assert sorted(laid_out.order) == sorted(order)
    for shape in [(), (3,)]:
        u, q, w = rng.random((len(order), *shape)), rng.random((P.shape[0], *shape)), rng.random(len(order))
        for products in (laid_out, laid_out.plain):
            np.testing.assert_allclose(products.expected(u), Q @ u, rtol=0, atol=atol)
            np.testing.assert_allclose(products.slopes(q), Q.T @ q, rtol=0, atol=atol)
        np.testing.assert_allclose(laid_out.gram(w), (Q @ sparse.diags(w) @ Q.T).toarray(), rtol=0, atol=atol)


def test_a_gram_matrix_of_many_cells_stays_sparse(tiles, monkeypatch):
    P = round_footprints(5)
    w = np.random.default_rng(0).random(P.shape[1])
    monkeypatch.setattr(footprints, "CHUNK", 50)  # so that it is put together from many parts
    laid_out = Footprints(P, by_strongest_cell(P))
    dense = laid_out.gram(w)
    monkeypatch.setattr(linear, "DENSE_CELLS", 0)
    found = laid_out.gram(w)
    assert sparse.issparse(found) and found.nnz < found.shape[0]**2
    np.testing.assert_allclose(found.toarray(), dense, rtol=0, atol=1e-12)


def test_tiles_that_share_cells_are_packed_and_others_are_not(monkeypatch):
    monkeypatch.setattr(footprints, "TILES", 4)
    P = round_footprints(0)
    covered = by_strongest_cell(P)
    covered = covered[np.diff(P.tocsc().indptr)[covered] > 0]
    packed = Footprints(P, covered)
    assert packed.n_packed > packed.n_tiles - 4
    assert sum(stack.values.size for stack in packed.stacks) < 2 * P.nnz
    apart = sparse.csr_matrix((np.ones(400), (np.arange(400), np.arange(400))))
    monkeypatch.setattr(footprints, "TILES", 64)
    assert Footprints(apart, np.arange(400)).n_packed == 0


def test_a_matrix_in_single_precision_is_multiplied_in_double(monkeypatch):
    monkeypatch.setattr(footprints, "CHUNK", 30)  # a few rows at a time
    P = round_footprints(4)
    single = P.astype(np.float32)
    u, q = np.random.default_rng(0).random(P.shape[1]), np.random.default_rng(1).random(P.shape[0])
    plain = Plain(single, np.arange(P.shape[1])[::-1])
    np.testing.assert_allclose(plain.expected(u), single.astype(float) @ u[::-1], rtol=1e-14)
    np.testing.assert_allclose(plain.slopes(q), (single.astype(float).T @ q)[::-1], rtol=1e-14)


@settings(deadline=None)
@given(st.integers(1, 30), st.integers(1, 30))
def test_windows_hold_every_tile_once_and_neighbours_together(n_rows, n_cols):
    order = by_windows(n_rows, n_cols)
    assert sorted(order) == list(range(n_rows * n_cols))
    row, col = np.divmod(order, n_cols)
    window = row // 8 * 100 + col // 8
    assert (np.diff(window) >= 0).all()
