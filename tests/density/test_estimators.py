"""Density estimators, against the paper's toy scenario, independent solvers and conservation laws."""

import csv

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, sparse
from scipy.special import digamma, gammaln, polygamma

from mno_mobility.density import estimators, footprints, linear, posterior
from mno_mobility.density.estimators import NO_FOOTPRINT, PRIOR_IS_ZERO, estimate, estimate_series
from mno_mobility.errors import Cancelled, InputError
from mno_mobility.geolocation.emission import model_from_entries
from mno_mobility.geolocation.grid import TileGrid

METHODS = ["sb", "em", "mapapprox", "map", "df", "ml"]
RAW = {"sb": estimators.simple_bayes, "em": estimators.expectation_maximisation, "df": estimators.data_first,
       "mapapprox": estimators.map_approximate, "map": estimators.map_exact,
       "ml": estimators.maximum_likelihood}
TOY_P, TOY_C = sparse.csr_matrix([[.9, .5, .2], [.1, .5, .8]]), [70, 40]


def random_instance(seed, n_cells=None, n_tiles=None):
    """A column-stochastic P whose cells all have a footprint, counts with some zeros, and an uneven positive prior."""
    rng = np.random.default_rng(seed)
    n_cells, n_tiles = n_cells or rng.integers(1, 9), n_tiles or rng.integers(1, 30)
    s = rng.random((n_cells, n_tiles)) * (rng.random((n_cells, n_tiles)) < 0.4)
    s[rng.integers(n_cells, size=n_tiles), np.arange(n_tiles)] += 0.3
    s[np.arange(n_cells), rng.integers(n_tiles, size=n_cells)] += 0.2
    c = rng.poisson(rng.uniform(0, 80), n_cells) * (rng.random(n_cells) < 0.8)
    return sparse.csr_matrix(s / s.sum(axis=0)), c.astype(float), rng.uniform(0.01, 5, n_tiles)


def seeds(test):
    return settings(deadline=None)(given(st.integers(0, 10**6))(test))


@pytest.mark.parametrize("method, expected", [  # the paper's toy scenario: limits by hand (SB, DF) and by independent solvers
    ("sb", (42.232143, 36.160714, 31.607143)), ("em", (54.280518, 33.345458, 22.374024)),
    ("df", (53.513514, 35.135135, 21.351351)), ("map", (41.00363, 36.13472, 32.86165)),
    ("mapapprox", (40.88043, 36.28360, 32.83598))])
def test_the_toy_scenario_has_the_known_answers(method, expected):
    u = estimate(TOY_P, TOY_C, method=method).phones
    digits = 5 if method.startswith("map") else 6
    np.testing.assert_array_equal(u.round(digits), expected)


def test_the_toy_scenario_agrees_to_all_printed_digits(shared_data):
    with open(shared_data / "toy" / "toy_feasible.csv", newline="") as file:
        rows = np.array([row[:6] for row in list(csv.reader(file))[1:]], float).T
    for method, expected in zip(["sb", "em", "df", "map", "mapapprox"], rows[1:]):
        atol = 1e-7 if "map" in method else 1e-9  # to where the stored MAPs meet their optimality conditions
        np.testing.assert_allclose(RAW[method](TOY_P, TOY_C, np.ones(3)).phones, expected, rtol=0, atol=atol, err_msg=method)


@pytest.mark.parametrize("method, key, atol", [  # the stored MAPs meet their own optimality conditions to 1e-7 only
    ("sb", "SB", 1e-12), ("em", "EM20000", 1e-9), ("df", "DF", 1e-12), ("map", "MAPexact", 2e-6),
    ("mapapprox", "MAPapprox", 2e-6)])
def test_the_random_instance_has_the_stored_answers(shared_data, method, key, atol):
    with np.load(shared_data / "toy" / "random6x25.npz") as stored:
        n_iter = 20_000 if method == "em" else None
        found = estimate(stored["P"], stored["c"], method=method, prior=stored["a"], n_iter=n_iter)
        np.testing.assert_allclose(found.phones, stored[key], rtol=0, atol=atol)


@pytest.fixture(scope="module")
def munich(shared_data):
    """P and one draw of counts of the paper's scenario on census data (section VI)."""
    with np.load(shared_data / "munich" / "munich_P.npz") as stored:
        entries = stored["p_permille"] / 1000, (stored["cell"].astype(int), stored["tile"])
        return sparse.csr_matrix(entries, shape=tuple(stored["shape"])), stored["c"].astype(float)


def test_em_follows_the_published_trace_on_the_munich_scenario(munich, shared_data):
    P, c = munich
    trace = np.genfromtxt(shared_data / "munich" / "munich_ll_trace.csv", delimiter=",", skip_header=1)
    for n_iter, loglik_per_phone, max_residual, relative in trace[:4]:
        found = estimate(P, c, n_iter=int(n_iter))
        assert found.loglik / found.C - np.log(found.C) == pytest.approx(loglik_per_phone, abs=1e-9)
        assert np.abs(found.residuals).max() == pytest.approx(max_residual, abs=1e-4)
        assert found.relative_residual == pytest.approx(relative, abs=1e-6)


@pytest.mark.parametrize("method", ["mapapprox", "map", "df"])
def test_the_munich_scenario_is_solved(munich, method):
    found = estimate(*munich, method=method)
    assert found.converged
    assert found.mass == pytest.approx(found.C, rel=1e-12)


def test_maximum_likelihood_on_the_munich_scenario_is_certified_and_beats_a_thousand_steps_of_em(munich):
    P, c = munich
    found, em = estimate(P, c, method="ml"), estimate(P, c, n_iter=1000)
    assert found.converged and found.optimality <= 1e-8
    assert found.loglik > em.loglik
    slope = P.T @ np.divide(c, P @ found.phones, out=np.zeros(len(c)), where=c > 0)
    assert slope.max() - 1 <= 1e-8  # (18): by concavity a bound on what any map gains, a phone
    assert found.mass == pytest.approx(c.sum(), rel=1e-12)


def test_single_precision_of_em_stays_close_to_double_and_keeps_every_phone(munich, monkeypatch):
    P, c = munich
    quick = estimate(P, c, n_iter=200)
    monkeypatch.setattr(estimators, "SINGLE_VALUES", np.inf)
    exact = estimate(P, c, n_iter=200)
    np.testing.assert_allclose(quick.phones, exact.phones, rtol=1e-4, atol=1e-6)
    assert quick.loglik == pytest.approx(exact.loglik, rel=1e-12)
    assert quick.mass == pytest.approx(c.sum(), rel=1e-14)


@seeds
def test_simple_bayes_is_the_first_step_of_em(seed):
    P, c, a = random_instance(seed)
    np.testing.assert_allclose(RAW["sb"](P, c, a).phones, RAW["em"](P, c, a, n_iter=1).phones, rtol=1e-12)


@seeds
def test_simple_bayes_is_bayes_rule(seed):
    P, c, a = random_instance(seed)
    joint = P.toarray() * (a / a.sum())
    posterior = joint / joint.sum(axis=1, keepdims=True)  # (13): P(tile | cell)
    np.testing.assert_allclose(RAW["sb"](P, c, a).phones, c @ posterior, rtol=1e-10, atol=1e-12)


@seeds
def test_phones_in_are_phones_on_the_map_or_lost(seed):
    P, c, a = random_instance(seed)
    rng = np.random.default_rng(seed)
    a[rng.random(len(a)) < 0.3] = 0
    P = sparse.vstack([P, sparse.csr_matrix((1, P.shape[1]))]).tocsr()  # one cell without footprint
    c = np.append(c, 7.0)
    for method in METHODS:
        found = estimate(P, c, method=method, prior=a)
        assert found.mass + found.n_lost == pytest.approx(c.sum(), rel=1e-12), method
        assert (found.phones >= 0).all() and (found.phones[a == 0] == 0).all(), method
        np.testing.assert_allclose(found.expected, P @ found.phones, rtol=1e-9, atol=1e-9)
        assert found.lost[-1] == 7 and found.lost_reason[-1] == NO_FOOTPRINT


@seeds
def test_the_likelihood_of_em_never_falls(seed):
    P, c, a = random_instance(seed)
    logliks = [RAW["em"](P, c, a, n_iter=n).loglik for n in (1, 2, 3, 5, 9, 30)]
    assert (np.diff(logliks) >= -1e-9 * max(c.sum(), 1)).all()


@seeds
def test_super_tiles_change_nothing(seed):
    P, c, a = random_instance(seed)
    rng = np.random.default_rng(seed)
    P = P[:, rng.integers(P.shape[1], size=4 * P.shape[1])]  # every column about four times, each with a prior of its own
    a = rng.uniform(0.01, 5, P.shape[1])
    heard = np.diff(P.indptr) > 0
    P, c = P[heard], c[heard]
    for method in ["sb", "em", "df", "mapapprox", "ml"]:
        found = estimate(P, c, method=method, prior=a)
        if c.sum():
            np.testing.assert_allclose(found.phones, RAW[method](P, c, a).phones, rtol=1e-6, atol=1e-6 * c.sum(), err_msg=method)
        assert found.n_supertiles <= P.shape[1]


def test_indistinguishable_tiles_are_merged():
    P = TOY_P[:, [0, 0, 1, 2, 2, 2]]
    assert estimate(P, TOY_C).n_supertiles == 3
    assert estimate(P, TOY_C, method="map").n_supertiles == 6


@pytest.mark.parametrize("method", ["sb", "em", "df"])
def test_a_tessellation_shares_in_proportion_to_area(method):
    cell_of = np.array([0, 0, 1, 1, 1, 2])  # section II-F: with disjoint footprints u_j = c_i / n_i
    P = sparse.csr_matrix((np.ones(6), (cell_of, np.arange(6))))
    np.testing.assert_allclose(estimate(P, [10, 6, 5], method=method).phones, [5, 5, 2, 2, 2, 5])


def test_maximum_likelihood_is_as_likely_as_the_limit_of_em_and_the_nearest_to_the_prior():
    found = estimate(TOY_P, TOY_C, method="ml", tol=1e-10)
    np.testing.assert_allclose(found.expected, TOY_P @ [54.280518, 33.345458, 22.374024], atol=2e-4)  # the limit of EM, as above
    # every map with these counts is (54.28, 33.35, 22.37) + x (3, -7, 4), along the kernel of P
    best = optimize.minimize_scalar(
        lambda x: -np.log(found.phones + x * np.array([3, -7, 4])).sum(), bounds=(-1, 1), method="bounded", options={"xatol": 1e-9})
    np.testing.assert_allclose(TOY_P @ [3, -7, 4], 0, atol=1e-12)
    assert abs(best.x) < 2e-3


@pytest.mark.parametrize("seed", range(8))
def test_maximum_likelihood_is_what_a_general_solver_finds(seed):
    P, c, a = random_instance(seed, n_cells=5, n_tiles=9)
    c[0] += 1
    general = optimize.minimize(
        lambda u: -(c @ np.log(P @ u + (c == 0))), np.full(9, c.sum() / 9), jac=lambda u: -(P.T @ (c / (P @ u + (c == 0)))),
        method="trust-constr", bounds=[(1e-12, None)] * 9, options={"maxiter": 2000, "gtol": 1e-10, "xtol": 1e-14},
        constraints=optimize.LinearConstraint(np.ones(9), c.sum(), c.sum()))
    found = RAW["ml"](P, c, a)
    assert found.converged and found.mass == pytest.approx(c.sum(), rel=1e-12)
    assert found.loglik >= -general.fun - 1e-8 * c.sum()


@seeds
def test_the_certificate_of_maximum_likelihood_holds(seed):
    P, c, a = random_instance(seed)
    if not c.sum():
        return
    found = RAW["ml"](P, c, a)
    assert found.converged and found.optimality <= 1e-8
    slope = P.T @ np.divide(c, P @ found.phones, out=np.zeros(len(c)), where=c > 0)
    assert slope.max() <= 1 + 1e-7  # (18)
    em = RAW["em"](P, c, a, n_iter=500)
    assert em.loglik <= found.loglik + 1e-8 * c.sum() * 1.000001 + 1e-12 * abs(em.loglik)


@pytest.mark.parametrize("method", ["map", "mapapprox"])
@pytest.mark.parametrize("seed", range(6))
def test_map_is_what_a_general_solver_finds(method, seed):
    P, c, a = random_instance(seed, n_cells=4, n_tiles=7)
    c += 1
    a *= c.sum() / a.sum()

    def loss(u):  # (23) and (24)
        prior = u @ np.log(a / a.sum()) - gammaln(u + 1).sum() if method == "map" else -((u - a)**2 / a).sum() / 2
        return -(c @ np.log(P @ u) + prior)

    general = optimize.minimize(loss, a, method="SLSQP", bounds=[(1e-9, None)] * len(a), options={"maxiter": 500, "ftol": 1e-13},
                                constraints={"type": "eq", "fun": lambda u: u.sum() - c.sum()})
    found = RAW[method](P, c, a)
    assert found.converged
    assert loss(np.maximum(found.phones, 1e-9)) <= general.fun + 1e-7
    np.testing.assert_allclose(found.phones, general.x, atol=2e-3 * c.sum() / len(a))


@seeds
def test_map_meets_the_optimality_conditions(seed):
    P, c, a = random_instance(seed)
    if not c.sum():
        return
    a *= c.sum() / a.sum()
    for method, slope in {"map": lambda u: np.log(a / a.sum()) - digamma(u + 1), "mapapprox": lambda u: -(u - a) / a}.items():
        found = RAW[method](P, c, a)
        u = found.phones
        gradient = P.T @ np.divide(c, P @ u, out=np.zeros(len(c)), where=c > 0) + slope(u)
        mu = u @ gradient / u.sum()
        assert found.converged
        np.testing.assert_allclose(gradient[u > 0], mu, rtol=0, atol=1e-6)
        assert (gradient[u == 0] <= mu + 1e-6).all()


def test_data_first_is_the_nearest_map_that_meets_the_counts():
    P, c, a = random_instance(3, n_cells=3, n_tiles=12)
    truth = np.random.default_rng(0).uniform(0.8, 1.2, 12) * a  # near the prior: nothing is clipped and (28) is solved exactly
    c = P @ truth
    a *= c.sum() / a.sum()
    quadratic = optimize.minimize(
        lambda u: ((u - a)**2 / a).sum() / 2, a, method="SLSQP", options={"ftol": 1e-14, "maxiter": 300},
        bounds=[(0, None)] * 12, constraints={"type": "eq", "fun": lambda u: P @ u - c})
    found = RAW["df"](P, c, a)
    np.testing.assert_allclose(found.phones, quadratic.x, atol=1e-4)
    np.testing.assert_allclose(found.expected, c, rtol=1e-10)


def with_singular_gram(kind, seed):
    """Instances whose P A P^T has no inverse."""
    rng = np.random.default_rng(seed)
    if kind == "more cells than tiles":
        P, c, a = random_instance(seed, n_cells=9, n_tiles=4)
    else:
        P, c, a = random_instance(seed, n_cells=5, n_tiles=20)
        split = {"cells with the same footprint": [.5, .5], "cells with proportional footprints": [.3, .7]}[kind]
        P = sparse.vstack([P[:4], split[0] * P[4], split[1] * P[4]]).tocsr()
        c = rng.poisson(30, 6).astype(float)
    return P, c + 1, a


@pytest.mark.parametrize("dense_cells", [3000, 0])
@pytest.mark.parametrize("kind", ["more cells than tiles", "cells with the same footprint", "cells with proportional footprints"])
@pytest.mark.parametrize("seed", range(3))
def test_data_first_takes_the_pseudo_inverse_where_there_is_no_inverse(monkeypatch, kind, dense_cells, seed):
    monkeypatch.setattr(linear, "DENSE_CELLS", dense_cells)
    P, c, a = with_singular_gram(kind, seed)
    a *= c.sum() / a.sum()
    root = np.sqrt(a)
    F = root[:, None] * np.linalg.pinv(P.toarray() * root)  # (33)
    v = np.maximum(F @ c, 0)
    expected = v * (P.T @ (c / (P @ v)))
    np.testing.assert_allclose(RAW["df"](P, c, a).phones, expected, rtol=1e-6, atol=1e-6 * c.sum())


def test_data_first_keeps_the_phones_of_a_cell_that_clipping_starves():
    P, c = sparse.csr_matrix([[.1, 0], [.9, .3], [0, .7]]), np.array([1.0, 0, 100])
    assert np.linalg.lstsq(P.toarray(), c, rcond=None)[0][0] < 0  # no map has these counts; the nearest is negative in tile 0,
    np.testing.assert_allclose(RAW["df"](P, c, np.ones(2)).phones, [1, 100])  # which alone can hold the phone of cell 0


@seeds
def test_data_first_keeps_mass_whatever_is_clipped(seed):
    P, c, a = random_instance(seed)
    c *= np.random.default_rng(seed).choice([0.01, 1, 1000], len(c))  # counts far from anything the prior explains
    assert RAW["df"](P, c, a).mass == pytest.approx(c.sum(), rel=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_large_models_take_the_sparse_factor_to_the_same_result(monkeypatch, method):
    P, c, a = random_instance(5, n_cells=8, n_tiles=40)
    dense = RAW[method](P, c, a).phones
    monkeypatch.setattr(linear, "DENSE_CELLS", 0)
    np.testing.assert_allclose(RAW[method](P, c, a).phones, dense, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_blocks_of_tiles_change_nothing(monkeypatch, method):
    P, c, a = random_instance(5, n_cells=8, n_tiles=42)
    plain = RAW[method](P, c, a).phones
    monkeypatch.setattr(footprints, "TILES", 4)
    monkeypatch.setattr(footprints, "WINDOW", 2)
    np.testing.assert_allclose(RAW[method](P, c, a).phones, plain, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_a_series_equals_its_single_times(monkeypatch, method):
    P, _, a = random_instance(11, n_cells=6, n_tiles=25)
    counts = np.random.default_rng(2).poisson(40, (7, 6)).astype(float)
    counts[3] = 0
    monkeypatch.setattr(estimators, "BLOCK", 3 * 25)  # three times in a block
    series = list(estimate_series(P, counts, method=method, prior=a))
    assert len(series) == 7
    for c, found in zip(counts, series):
        single = estimate(P, c, method=method, prior=a)
        np.testing.assert_allclose(found.phones, single.phones, rtol=1e-12, atol=1e-12)
        assert (found.n_iter, found.converged) == (single.n_iter, single.converged)


def test_times_of_a_series_stop_on_their_own():
    P, _, a = random_instance(11, n_cells=6, n_tiles=25)
    counts = np.random.default_rng(2).poisson(40, (5, 6))
    steps = [found.n_iter for found in estimate_series(P, counts, prior=a, n_iter=500, tol=1e-2)]
    assert steps == [estimate(P, c, prior=a, n_iter=500, tol=1e-2).n_iter for c in counts]
    assert len(set(steps)) > 1


@pytest.mark.parametrize("method", METHODS)
def test_no_phones_give_an_empty_map(method):
    found = estimate(TOY_P, [0, 0], method=method)
    assert not found.phones.any() and found.loglik == 0 and found.relative_residual == 0


@pytest.mark.parametrize("method", METHODS)
def test_a_prior_that_is_zero_everywhere_loses_all_phones_and_says_why(method):
    found = estimate(TOY_P, TOY_C, method=method, prior=np.zeros(3))
    assert found.mass == 0 and found.n_lost == 110
    assert list(found.lost_reason) == [PRIOR_IS_ZERO] * 2


def test_tiles_left_out_are_counted_by_reason():
    P = sparse.csr_matrix([[1, 0, .5, 0, 0], [0, 1, .5, 0, 0], [0, 0, 0, 0, 1]])
    found = estimate(P, [5, 4, 3], prior=[1, 1, 0, 1, 0])
    assert (found.n_uncovered, found.n_prior_zero) == (1, 2)
    assert list(found.used) == [True, True, False, False, False]
    assert list(found.lost) == [0, 0, 3] and list(found.lost_reason) == ["", "", PRIOR_IS_ZERO]


def test_em_stops_within_the_tolerance_of_the_greatest_likelihood():
    P, c, a = random_instance(8, n_cells=6, n_tiles=25)
    best = RAW["em"](P, c, a, n_iter=100_000).loglik
    found = RAW["em"](P, c, a, n_iter=100_000, tol=1e-3)
    assert found.converged and found.n_iter < 5000
    assert 0 <= best - found.loglik <= 1e-3 * c.sum()


@pytest.mark.parametrize("method", ["em", "map", "mapapprox", "ml"])
def test_a_result_that_is_not_converged_says_so(method):
    P, c, a = random_instance(8, n_cells=6, n_tiles=25)
    found = estimate(P, c, method=method, prior=a, n_iter=1, tol=1e-9)
    assert not found.converged and found.n_iter == 1 and found.optimality > 1e-9


def test_cancel_stops_the_work():
    def cancel(done):
        raise Cancelled

    with pytest.raises(Cancelled):
        estimate(TOY_P, TOY_C, progress=cancel)


@pytest.mark.parametrize("counts, what", [
    ([3, -1], "-1"), ([3, np.nan], "nan"), ([3, np.inf], "inf"), ([3, "many"], "many"), ([3, None], "None")])
def test_a_bad_count_is_refused_by_the_name_of_its_cell(counts, what):
    model = model_from_entries(TileGrid("EPSG:3035", 0, 0, 100, 1, 2), ["north", "south"], [0, 1], [0, 1], [1, 1], {})
    with pytest.raises(InputError, match=f"Cell south.*{what}"):
        estimate(model, counts)


def test_a_bad_count_in_a_series_is_refused_with_its_time():
    with pytest.raises(InputError, match="Cell 1, time 2"):
        estimate_series(TOY_P, [[1, 1], [1, 1], [1, -4]])


@pytest.mark.parametrize("options, where", [
    ({"counts": [1, 2, 3]}, "Counts"), ({"prior": [1, 2]}, "Prior"), ({"prior": [1, -2, 3]}, "Tile 1"),
    ({"prior": [1, 2, np.nan]}, "Tile 2"), ({"method": "magic"}, "Method"), ({"n_iter": 0}, "Iterations"),
    ({"tol": -1}, "Tolerance"), ({"model": 2 * TOY_P}, "Model")])
def test_what_does_not_fit_is_refused(options, where):
    with pytest.raises(InputError, match=where):
        estimate(**{"model": TOY_P, "counts": TOY_C, **options})


def test_a_model_and_its_bare_matrix_give_the_same():
    entries = TOY_P.tocoo()
    grid = TileGrid("EPSG:3035", 0, 0, 100, 1, 3)
    model = model_from_entries(grid, ["north", "south"], entries.row, entries.col, 7 * entries.data, {})  # dominance, not yet P
    np.testing.assert_allclose(estimate(model, TOY_C).phones, estimate(TOY_P, TOY_C).phones)


@given(st.floats(1, 1e9))
def test_the_inverse_of_digamma_is_its_inverse(x):
    assert posterior.inverse_digamma(np.array([digamma(x)]))[0] == pytest.approx(x, rel=1e-11)


@given(st.floats(1, 1e9))
def test_the_quick_trigamma_is_scipys(x):
    assert posterior.trigamma(np.array([x]))[0] == pytest.approx(polygamma(1, x), rel=3e-8)
