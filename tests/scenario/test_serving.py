"""Draws of serving cells against Eq. 4."""

import numpy as np
import pytest
from scipy import sparse
from scipy.stats import chisquare

from mno_mobility.scenario.serving import ServingCells

# the toy of the density paper, section IV, with a tile that no cell covers
P = np.array([[0.9, 0.5, 0.2, 0.0], [0.1, 0.5, 0.8, 0.0]])
N = 40_000


@pytest.fixture
def serving() -> ServingCells:
    return ServingCells(sparse.csr_matrix(P))


@pytest.mark.parametrize("tile", [0, 1, 2])
def test_cells_are_drawn_from_the_column_of_the_tile(serving, tile):
    drawn = serving.draw(np.full(N, tile), np.random.default_rng(tile))
    assert chisquare(np.bincount(drawn, minlength=2), N * P[:, tile]).pvalue > 0.01


@pytest.mark.parametrize("tile, new_tile", [(0, 2), (2, 0), (1, 0)])
def test_a_phone_that_moves_obeys_the_new_column(serving, tile, new_tile):
    rng = np.random.default_rng(4)
    tile, new_tile = np.full(N, tile), np.full(N, new_tile)
    followed = serving.follow(serving.draw(tile, rng), tile, new_tile, rng)
    assert chisquare(np.bincount(followed, minlength=2), N * P[:, new_tile[0]]).pvalue > 0.01


def test_following_obeys_the_new_column_where_many_cells_compete():
    columns = np.random.default_rng(0).dirichlet(np.full(9, 0.5), size=2).T
    serving, rng = ServingCells(sparse.csr_matrix(columns)), np.random.default_rng(1)
    followed = serving.follow(serving.draw(np.zeros(N, int), rng), np.zeros(N, int), np.ones(N, int), rng)
    assert chisquare(np.bincount(followed, minlength=9), N * columns[:, 1]).pvalue > 0.01


def test_no_more_phones_change_cell_than_must(serving):
    # no coupling of two distributions changes less often than their distance in total variation, here 0.7
    rng = np.random.default_rng(5)
    first = serving.draw(np.zeros(N, int), rng)
    changed = (serving.follow(first, np.zeros(N, int), np.full(N, 2), rng) != first).mean()
    assert changed == pytest.approx(0.7, abs=4 * np.sqrt(0.7 * 0.3 / N))


def test_a_phone_that_stays_keeps_its_cell(serving):
    rng = np.random.default_rng(6)
    tile = rng.integers(0, 3, N)
    cell = serving.draw(tile, rng)
    np.testing.assert_array_equal(serving.follow(cell, tile, tile, rng), cell)


def test_a_phone_loses_its_cell_where_none_covers_and_finds_one_again(serving):
    rng = np.random.default_rng(7)
    covered, hole = np.full(N, 2), np.full(N, 3)
    lost = serving.follow(serving.draw(covered, rng), covered, hole, rng)
    assert (lost == -1).all() and (serving.draw(np.array([3, -1]), rng) == -1).all()
    assert chisquare(np.bincount(serving.follow(lost, hole, covered, rng)), N * P[:, 2]).pvalue > 0.01


def test_probabilities_of_pairs_are_those_of_the_matrix(serving):
    cell, tile = (a.ravel() for a in np.indices(P.shape))
    np.testing.assert_array_equal(serving.probability(cell, tile), P.ravel())


def test_a_network_without_any_footprint_serves_nobody():
    serving, tile = ServingCells(sparse.csr_matrix((2, 3))), np.arange(3)
    assert (serving.draw(tile, np.random.default_rng(0)) == -1).all()
    assert (serving.probability(np.zeros(3, int), tile) == 0).all()
