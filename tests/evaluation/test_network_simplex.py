"""The exact solution of large lattices by the optional library, against a linear program, known moves and its own certificate."""

from math import hypot

import numpy as np
import pytest

from mno_mobility.errors import Cancelled
from mno_mobility.evaluation import network_simplex
from mno_mobility.evaluation.lattice import coprime_vectors, ends, residual
from mno_mobility.evaluation.network_simplex import near_arcs, solve_network
from mno_mobility.evaluation.primal_dual import price, solve_first_order
from mno_mobility.evaluation.transport import kantorovich_wasserstein

with_library = pytest.mark.skipif(not network_simplex.is_installed(), reason="the optional library pylmcf is not installed")


def lumps(shape, seed=1) -> np.ndarray:
    """Supplies of sum 0 whose positive part sums to 1."""
    rng = np.random.default_rng(seed)
    u, v = (rng.gamma(0.3, size=shape) for _ in range(2))
    left = u / u.sum() - v / v.sum()
    return left / np.abs(left).sum() * 2


def solved(supply, vectors, start_gap=0.02, **options):
    start = solve_first_order(supply, vectors, gap=start_gap, max_iter=10_000, deadline=np.inf, progress=lambda done: None)
    return solve_network(supply, vectors, start, **{"gap": 1e-6, "deadline": np.inf, "progress": lambda done: None, **options})


@with_library
@pytest.mark.parametrize("reach", [1, 2, 3, 5])
def test_it_agrees_with_the_linear_program(reach, monkeypatch):
    # 48 x 50 tiles are solved by HiGHS, with columns generated, to 1e-9
    u, v = np.random.default_rng(2).gamma(0.3, size=(2, 48, 50))
    expected = kantorovich_wasserstein(u, v, 100.0, precision=f"L{reach}")
    assert expected.method.startswith("linear program")
    monkeypatch.setattr("mno_mobility.evaluation.transport.is_small", lambda supply: False)
    found = kantorovich_wasserstein(u, v, 100.0, precision=f"L{reach}")
    assert found.method == f"network simplex on the lattice L{reach}" and found.converged
    assert found.kwd_tiles == pytest.approx(expected.kwd_tiles, rel=1e-6)


@with_library
def test_its_certificate_holds_by_itself():
    supply, vectors = lumps((70, 65)), coprime_vectors(3)
    found = solved(supply, vectors)
    for vector in vectors:  # no arc is violated
        tail, head = ends(found.potential, vector)
        assert np.abs(tail - head).max() <= hypot(*vector) + 1e-9
    assert found.lower == pytest.approx(np.vdot(supply, found.potential), rel=1e-12)
    assert np.abs(residual(supply, found.flow, vectors)).sum() < 1e-9
    assert found.upper == pytest.approx(price(found.flow, [hypot(*v) for v in vectors]), rel=1e-7)
    assert 0 <= found.upper - found.lower <= 1e-6 * found.upper


@with_library
def test_a_bad_start_costs_rounds_only():
    supply, vectors = lumps((66, 70), 3), coprime_vectors(2)
    near, far = (solved(supply, vectors, start_gap) for start_gap in (0.005, 0.3))
    assert far.upper == pytest.approx(near.upper, rel=2e-6)


@with_library
def test_a_map_moved_as_a_whole_has_the_length_of_the_move():
    u = np.zeros((90, 100))
    u[5:65, 10:70] = np.random.default_rng(4).gamma(1, size=(60, 60))
    result = kantorovich_wasserstein(u, np.roll(u, (14, 21), axis=(0, 1)), 100.0)  # along (2, 3), a step of L3
    assert result.kwd_tiles == pytest.approx(7 * hypot(2, 3), rel=1e-6)
    assert result.method.startswith("network simplex")


@with_library
@pytest.mark.parametrize("after", [0.0, 0.3])
def test_cancel_is_heard(after):
    def cancel(done):
        if done >= after:
            raise Cancelled

    with pytest.raises(Cancelled):
        solved(lumps((80, 80)), coprime_vectors(3), progress=cancel)


@with_library
def test_past_the_deadline_the_start_is_kept():
    supply, vectors = lumps((80, 80)), coprime_vectors(1)
    start = solve_first_order(supply, vectors, gap=0.1, max_iter=10_000, deadline=np.inf, progress=lambda done: None)
    assert solve_network(supply, vectors, start, gap=1e-6, deadline=0.0, progress=lambda done: None) is start


def test_without_the_library_the_first_order_method_ends_at_the_gap(monkeypatch):
    monkeypatch.setattr(network_simplex, "LIBRARY", "a_library_that_is_not_there")
    supply = lumps((70, 70))
    result = kantorovich_wasserstein(np.maximum(supply, 0), np.maximum(-supply, 0), 100.0, gap=0.004)
    assert result.method == "first-order method on the lattice L3" and result.converged
    assert result.upper_tiles - result.lower_tiles <= 0.004 * result.upper_tiles


@pytest.mark.parametrize("most", [0.5, 2.0])
def test_near_arcs_are_all_those_of_little_slack(most):
    potential, vectors = np.random.default_rng(5).random((6, 7)), coprime_vectors(2)
    tail, head, length, place, sign = near_arcs(potential, vectors, most)
    level = potential.ravel()
    row, col = np.divmod(np.arange(level.size), 7)
    every = {(i, j) for i in range(42) for j in range(42) if (abs(int(row[i] - row[j])), abs(int(col[i] - col[j]))) in {
        (0, 1), (1, 0), (1, 1), (1, 2), (2, 1)} and hypot(row[i] - row[j], col[i] - col[j]) - level[i] + level[j] <= most}
    assert set(zip(tail.tolist(), head.tolist())) == every and len(tail) == len(every)
    # mass put where each arc says leaves its tail and reaches its head
    sizes = [ends(potential, vector)[0] for vector in vectors]
    k = len(tail) // 2
    flat = np.bincount(place[k:k + 1], sign[k:k + 1], sum(a.size for a in sizes))
    flow = [part.reshape(a.shape) for part, a in zip(np.split(flat, np.cumsum([a.size for a in sizes])[:-1]), sizes)]
    left = residual(np.zeros(potential.shape), flow, vectors).ravel()
    assert left[tail[k]] == -1 and left[head[k]] == 1 and np.abs(left).sum() == 2
    assert length[k] == hypot(row[tail[k]] - row[head[k]], col[tail[k]] - col[head[k]])
