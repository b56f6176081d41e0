"""The lattice of a tile grid, against brute force over its arcs."""

from math import hypot

import numpy as np
import pytest
from scipy import sparse
from scipy.sparse.csgraph import shortest_path

from mno_mobility.evaluation.lattice import (
    balancing_flow,
    closure,
    coprime_vectors,
    distance,
    ends,
    feasible_potential,
    overestimate,
    residual,
)


def all_distances(shape, reach) -> np.ndarray:
    """Shortest ways between all tiles by Dijkstra's algorithm over the arcs, (J, J)."""
    tile = np.arange(shape[0] * shape[1]).reshape(shape)
    graph = sparse.lil_matrix((tile.size, tile.size))
    for d_row in range(-reach, reach + 1):
        for d_col in range(-reach, reach + 1):
            for row in range(max(0, -d_row), min(shape[0], shape[0] - d_row)):
                for col in range(max(0, -d_col), min(shape[1], shape[1] - d_col)):
                    if d_row or d_col:
                        graph[tile[row, col], tile[row + d_row, col + d_col]] = hypot(d_row, d_col)
    return shortest_path(graph.tocsr())


@pytest.mark.parametrize(("reach", "percent"), [(1, 7.61), (2, 2.68), (3, 1.29)])
def test_worst_overestimate_is_the_published_one(reach, percent):
    # Bassetti, Gualandi & Veneroni 2020
    assert 100 * overestimate(reach) == pytest.approx(percent, abs=0.006)


@pytest.mark.parametrize(("reach", "n_directions"), [(1, 8), (2, 16), (3, 32), (5, 80)])
def test_lattice_has_the_published_number_of_directions(reach, n_directions):
    # the coprime pairs up to 1, 2, 3, 5: the arcs a tile of Spatial-KWD has
    assert 2 * len(coprime_vectors(reach)) == n_directions


@pytest.mark.parametrize("reach", [1, 2, 3, 5])
@pytest.mark.parametrize("shape", [(6, 9), (9, 2), (1, 7)])
def test_closed_form_distance_is_the_shortest_way_inside_the_grid(shape, reach):
    row, col = np.divmod(np.arange(shape[0] * shape[1]), shape[1])
    found = distance(row[:, None] - row, col[:, None] - col, reach)
    np.testing.assert_allclose(found, all_distances(shape, reach), rtol=0, atol=1e-12)


@pytest.mark.parametrize("reach", [1, 3, 5])
@pytest.mark.parametrize("shape", [(8, 7), (1, 9), (9, 1), (2, 6)])
def test_closure_is_the_least_of_potential_plus_distance(shape, reach):
    rng = np.random.default_rng(4)
    potential = rng.uniform(0, 6, shape)
    potential[rng.random(shape) < 0.4] = np.inf
    potential[0, 0] = 1.0
    expected = (potential.ravel()[None, :] + all_distances(shape, reach)).min(axis=1).reshape(shape)
    np.testing.assert_allclose(closure(potential, coprime_vectors(reach, shape)), expected, rtol=0, atol=1e-12)


def test_no_arc_violates_a_feasible_potential():
    rng = np.random.default_rng(5)
    supply = rng.normal(size=(12, 10))
    vectors = coprime_vectors(3, supply.shape)
    feasible = feasible_potential(rng.normal(scale=5, size=supply.shape), supply, vectors)
    for vector in vectors:
        tail, head = ends(feasible, vector)
        assert np.abs(tail - head).max() <= hypot(*vector) + 1e-12


def test_balancing_flow_leaves_nothing():
    left = np.random.default_rng(6).normal(size=(7, 11))
    left -= left.mean()
    assert np.abs(residual(left, balancing_flow(left), [(0, 1), (1, 0)])).max() < 1e-13
