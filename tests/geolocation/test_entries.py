"""Entries of footprints, collected into a matrix."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from peak import peak_bytes
from scipy import sparse

from mno_mobility.geolocation import entries
from mno_mobility.geolocation.entries import Entries, memory_bytes
from mno_mobility.geolocation.grid import TileGrid

GRID = TileGrid("EPSG:3035", 0, 0, 100, 10, 10)


@settings(deadline=None)
@given(st.permutations(range(6)), st.integers(1, 40), st.integers(1, 60), st.integers(0, 2 ** 32 - 1))
def test_rows_in_any_order_and_in_several_goes_make_the_matrix_of_their_entries(order, chunk, go, seed):
    wanted = sparse.random(6, GRID.n_tiles, 0.3, format="csr", random_state=np.random.default_rng(seed))
    wanted.sort_indices()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries, "SMALLEST_CHUNK", chunk)
        patch.setattr(entries, "LARGEST_CHUNK", 2 * chunk)
        collected = Entries(6, GRID)
        for row in order:
            start, end = wanted.indptr[row:row + 2]
            for at in range(start, end, go):
                part = slice(at, min(at + go, end))
                collected.add(row, wanted.indices[part], wanted.data[part])
        made = collected.matrix()
    assert made.dtype == float and made.has_canonical_format
    assert np.array_equal(made.toarray(), wanted.toarray())


def test_no_entries_make_an_empty_matrix():
    made = Entries(3, GRID).matrix()
    assert made.shape == (3, 100) and made.nnz == 0


@pytest.mark.parametrize("double, dtype", [(False, np.float32), (True, np.float64)])
def test_many_entries_are_kept_in_single_precision_unless_double_is_asked_for(monkeypatch, double, dtype):
    monkeypatch.setattr(entries, "DOUBLE_UP_TO", 150)
    monkeypatch.setattr(entries, "SMALLEST_CHUNK", 40)
    value = np.linspace(0.05, 1, 100)
    collected = Entries(2, GRID, double=double)
    for row in range(2):
        collected.add(row, np.arange(100), value)
    made = collected.matrix()
    assert made.dtype == dtype
    np.testing.assert_allclose(made.toarray(), [value, value], rtol=0 if double else 2 ** -24)


@pytest.mark.parametrize("n", [8_000_000, 50_000_000])
def test_a_matrix_takes_the_memory_that_is_told_beforehand(n):
    grid, rows, tile, value = TileGrid("EPSG:3035", 0, 0, 100, 1000, 1000), 40, np.arange(n // 40) % 1_000_000, np.ones(n // 40)

    def work():
        collected = Entries(rows, grid)
        for row in range(rows):
            collected.add(row, tile, value)
        collected.matrix()
    assert 0.8 < peak_bytes(work) / memory_bytes(0, n) < 1.35
