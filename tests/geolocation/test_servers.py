"""Best servers beside brute force over all levels, and what hysteresis may and may not change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.geolocation.coverage import Heard
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.geolocation.servers import NOBODY, Servers

GRID = TileGrid("EPSG:3035", 4_300_000.0, 2_700_000.0, 100.0, 12, 15)


def random_levels(seed, n_cells=7):
    """(cells, tiles) in whole decibels, so that ties are common; -inf where a cell is not heard."""
    rng = np.random.default_rng(seed)
    return np.where(rng.random((n_cells, GRID.n_tiles)) < 0.5, rng.integers(-100, -90, (n_cells, GRID.n_tiles)), -np.inf).astype(np.float32)


def servers_of(level, order=None):
    servers = Servers(GRID)
    for cell in range(len(level)) if order is None else order:
        tile = np.flatnonzero(np.isfinite(level[cell]))
        servers.add(Heard(int(cell), tile, level[cell, tile]))
    return servers


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_the_strongest_cell_is_found_by_brute_force_whatever_the_order(seed, n_cells):
    level = random_levels(seed, n_cells)
    servers = servers_of(level, np.random.default_rng(seed).permutation(n_cells))
    covered = np.isfinite(level).any(axis=0)
    assert np.array_equal(servers.covered, covered)
    assert np.array_equal(servers.n_heard, np.isfinite(level).sum(axis=0))
    assert np.array_equal(servers.level_dbm, level.max(axis=0))
    assert np.array_equal(servers.cell, np.where(covered, level.argmax(axis=0), NOBODY))  # argmax: the lower number of equal ones


@given(st.integers(0, 10_000), st.floats(0.5, 6))
def test_hysteresis_keeps_to_the_two_strongest_cells_and_to_the_margin(seed, margin):
    level = random_levels(seed)
    servers = servers_of(level)
    served = servers.with_hysteresis(margin)
    assert np.array_equal(served == NOBODY, ~servers.covered)
    tile = np.flatnonzero(servers.covered)
    ranks = np.argsort(-level[:, tile], axis=0, kind="stable")
    assert ((served[tile] == ranks[0]) | (served[tile] == ranks[1])).all()
    assert (level[served[tile], tile] > level[:, tile].max(axis=0) - margin).all()
    # and does not hang on the order either
    assert np.array_equal(served, servers_of(level, np.random.default_rng(seed).permutation(len(level))).with_hysteresis(margin))


@given(st.integers(0, 10_000))
def test_no_hysteresis_changes_nothing(seed):
    servers = servers_of(random_levels(seed))
    assert np.array_equal(servers.with_hysteresis(0.0), servers.cell)


def halves(specks):
    """One cell in the west and one in the east, 20 dB apart but near the border; at specks the other is stronger by 1 or 5 dB."""
    col = np.arange(GRID.n_tiles) % GRID.n_cols
    lead = np.where(col < 8, 20.0, -20.0)
    for row, at, by in specks:
        lead[row * GRID.n_cols + at] = -np.sign(lead[row * GRID.n_cols + at]) * by
    return np.array([-80 + lead / 2, -80 - lead / 2], np.float32), np.where(col < 8, 0, 1)


def test_specks_within_the_margin_vanish_and_stronger_ones_stay():
    level, clean = halves([(3, 3, 1.0), (6, 11, 1.0), (8, 2, 5.0)])
    assert (servers_of(level).cell != clean).sum() == 3
    served = servers_of(level).with_hysteresis(3.0)
    assert np.flatnonzero(served != clean).tolist() == [8 * GRID.n_cols + 2]


def test_a_straight_border_between_equal_cells_stays_where_it_is():
    col = np.arange(GRID.n_tiles) % GRID.n_cols
    level = np.array([-80 - 0.5 * col, -87.3 + 0.5 * col], np.float32)
    servers = servers_of(level)
    assert {0, 1} == set(servers.cell.tolist())
    assert np.array_equal(servers.with_hysteresis(3.0), servers.cell)


def test_nobody_serves_where_nobody_is_heard():
    servers = Servers(GRID)
    assert not servers.covered.any()
    assert (servers.with_hysteresis(3.0) == NOBODY).all()
    servers.add(Heard(4, np.array([17]), np.array([-90], np.float32)))
    assert np.flatnonzero(servers.covered).tolist() == [17]
    assert servers.with_hysteresis(3.0)[17] == 4 and servers.level_dbm[17] == pytest.approx(-90)
