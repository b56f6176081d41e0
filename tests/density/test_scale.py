"""Models of many tiles and cells: memory by the size of the model, and nothing made dense."""

import tracemalloc
from time import process_time

import numpy as np
import pytest
from scipy import sparse

from mno_mobility.density import checking, estimators, footprints
from mno_mobility.density.estimators import estimate

METHODS = ["sb", "em", "mapapprox", "map", "df", "ml"]


def neighbours_on_a_grid(side, spacing, reach, seed=0):
    """P of cells on a square lattice over a square grid of tiles, each reaching the tiles around it; covered everywhere."""
    rng = np.random.default_rng(seed)
    at = np.arange(0, side, spacing)
    site_row, site_col = (v.ravel() for v in np.meshgrid(at, at, indexing="ij"))
    d_row, d_col = (v.ravel() for v in np.mgrid[-reach:reach + 1, -reach:reach + 1])
    row, col = site_row[:, None] + d_row, site_col[:, None] + d_col
    inside = (row >= 0) & (row < side) & (col >= 0) & (col < side)
    s = rng.uniform(0.1, 1, row.shape) * inside
    cell = np.broadcast_to(np.arange(len(row))[:, None], row.shape)
    s = sparse.csr_matrix((s[inside], (cell[inside], (row * side + col)[inside])), shape=(len(row), side * side))
    return sparse.csr_matrix((s.data / s.sum(axis=0).A1[s.indices], s.indices, s.indptr), shape=s.shape), rng


def test_data_first_takes_tens_of_thousands_of_cells_at_their_overlaps_price():
    P, rng = neighbours_on_a_grid(430, 3, 2)
    assert P.shape[0] > 20_000
    truth = rng.uniform(0.9, 1.1, P.shape[1])  # near the prior, so that nothing is clipped
    tracemalloc.start()
    found = estimate(P, P @ truth, method="df")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    np.testing.assert_allclose(found.expected, P @ truth, rtol=1e-9)  # (28): the counts are met
    assert peak < 20_000**2  # bytes: an eighth of what F P or the dense Gram matrix would take


@pytest.mark.parametrize("method, copies", [("sb", 0.5), ("em", 1.6), ("df", 2.8), ("mapapprox", 3), ("map", 3.2), ("ml", 3.2)])
def test_memory_stays_within_a_few_copies_of_the_model(monkeypatch, method, copies):
    for module in (checking, footprints):
        monkeypatch.setattr(module, "CHUNK", 1 << 16)  # as small beside this model as they are beside a large one
    P, rng = neighbours_on_a_grid(200, 12, 27)
    counts = rng.poisson(P @ rng.uniform(0, 5, P.shape[1]))
    size = P.data.nbytes + P.indices.nbytes + P.indptr.nbytes
    tracemalloc.start()
    estimate(P, counts, method=method, n_iter=20)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < copies * size


@pytest.mark.parametrize("method, n_iter", [("sb", None), ("em", 5), ("em", 20), ("df", None), ("mapapprox", 3), ("map", 3), ("ml", 3)])
def test_no_stretch_of_the_work_is_long_without_a_chance_to_cancel(monkeypatch, method, n_iter):
    for module in (checking, footprints, estimators):
        monkeypatch.setattr(module, "CHUNK", 1 << 17)  # as small beside this model as they are beside a large one
    P, rng = neighbours_on_a_grid(400, 20, 40)
    counts = rng.poisson(P @ rng.uniform(0, 5, P.shape[1]))
    shares = []
    for _ in range(3):  # a machine has hiccups
        called = [process_time()]
        estimate(P, counts, method=method, n_iter=n_iter, progress=lambda done, called=called: called.append(process_time()))
        shares.append(np.diff(called).max() / (called[-1] - called[0]))
    assert min(shares) < 0.4  # a factor of df is made in one go


def test_the_model_is_left_as_it_was():
    P, rng = neighbours_on_a_grid(60, 6, 9)
    before = P.copy()
    for method in METHODS:
        estimate(P, rng.poisson(5, P.shape[0]), method=method, n_iter=3)
    assert (P != before).nnz == 0


def test_a_model_in_single_precision_gives_the_same_map():
    P, rng = neighbours_on_a_grid(60, 6, 9)
    counts = rng.poisson(200, P.shape[0])
    for method in METHODS:
        single, double = estimate(P.astype(np.float32), counts, method=method), estimate(P, counts, method=method)
        assert single.mass == pytest.approx(counts.sum(), rel=1e-12)
        np.testing.assert_allclose(single.expected, double.expected, rtol=2e-5)
