"""How sure a density is: the resolution matrix against dense linear algebra and differences, the bootstrap against closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from munich import permille
from scipy import sparse

from mno_mobility.density import linear
from mno_mobility.density.estimators import data_first, estimate, expectation_maximisation
from mno_mobility.density.uncertainty import Spread, bootstrap, identifiability, resampled
from mno_mobility.errors import Cancelled, InputError

TOY = sparse.csr_matrix([[.9, .5, .2], [.1, .5, .8]])  # of the specification: two cells, three tiles


def emission(seed, n_cells=9, n_tiles=300, share=0.25):
    """A random P, column-stochastic where any cell covers a tile."""
    P = sparse.random(n_cells, n_tiles, share, random_state=seed, format="csr")
    P.data += 0.1
    total = np.asarray(P.sum(axis=0)).ravel()
    P = (P @ sparse.diags(np.where(total > 0, 1 / np.where(total > 0, total, 1), 0))).tocsr()
    P.sort_indices()
    return P


def dense_resolution(P, density):
    """``D P^T (P D P^T)^+ P`` by numpy's pseudo-inverse."""
    P, D = P.toarray(), np.diag(density)
    return D @ P.T @ np.linalg.pinv(P @ D @ P.T) @ P


@pytest.mark.parametrize("most_dense", [3000, 1], ids=["whole inverse", "inverse where cells overlap"])
def test_it_is_the_diagonal_of_the_resolution_matrix(monkeypatch, most_dense):
    monkeypatch.setattr(linear, "DENSE_CELLS", most_dense)
    P, density = emission(0), np.random.default_rng(0).gamma(0.5, 1, 300)
    np.testing.assert_allclose(identifiability(P, density), np.diag(dense_resolution(P, density)), atol=1e-7)


def test_the_unit_of_the_density_does_not_matter():
    P, density = emission(1), np.random.default_rng(1).gamma(0.5, 1, 300)
    np.testing.assert_allclose(identifiability(P, 1e-30 * density), identifiability(P, density), rtol=1e-9)


def test_a_tile_with_a_cell_of_its_own_is_all_data_and_a_tile_of_a_large_cell_its_share_of_it():
    P = sparse.csr_matrix([[1., 0, 0, 0, 0], [0, 1, 1, 1, 0]])
    # by hand: 1, then each tile's part of the phones of its cell, and 0 where no cell is received
    np.testing.assert_allclose(identifiability(P, [7, 1, 2, 5, 9]), [1, 1 / 8, 2 / 8, 5 / 8, 0], atol=1e-8)


def test_as_many_independent_cells_as_tiles_tell_everything():
    P = sparse.csr_matrix([[.7, .2, .1], [.2, .7, .3], [.1, .1, .6]])
    np.testing.assert_allclose(identifiability(P, [5, 1, 3]), 1, atol=1e-6)


@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 60))
def test_the_values_lie_between_0_and_1_and_sum_to_the_rank(seed, n_cells, n_tiles):
    P = emission(seed, n_cells, n_tiles, 0.4)
    density = np.random.default_rng(seed).uniform(0.2, 1, n_tiles)
    share = identifiability(P, density)
    assert (share >= 0).all() and (share <= 1).all()
    values = np.linalg.svd(P.toarray() * np.sqrt(density), compute_uv=False)
    if values[values > 1e-9].min(initial=1) > 1e-2:  # what lies between has no rank to speak of
        assert share.sum() == pytest.approx((values > 1e-9).sum(), abs=1e-4)


@pytest.mark.parametrize("most_dense", [3000, 1])
def test_cells_with_one_footprint_and_cells_without_any_tell_nothing_more(monkeypatch, most_dense):
    monkeypatch.setattr(linear, "DENSE_CELLS", most_dense)
    P, density = emission(2), np.random.default_rng(2).gamma(0.5, 1, 300)
    split = sparse.vstack([P[:4], 0.3 * P[4], 0.7 * P[4], P[5:], sparse.csr_matrix((1, 300))]).tocsr()
    np.testing.assert_allclose(identifiability(split, density), identifiability(P, density), atol=1e-6)


def test_one_phone_more_in_a_tile_raises_data_first_there_by_that_share():
    c, a = TOY @ np.array([50., 30, 20]), np.array([40., 30, 30])
    share = identifiability(TOY, a)
    for j in range(3):
        more = c + TOY.toarray()[:, j]
        moved = data_first(TOY, more, a).phones - data_first(TOY, c, a).phones
        assert moved[j] == pytest.approx(share[j], abs=1e-6)


def test_a_small_change_moves_maximum_likelihood_by_that_share():
    c = TOY @ np.array([50., 30, 20])
    before = expectation_maximisation(TOY, c, np.ones(3), n_iter=5000).phones
    share = identifiability(TOY, before)
    for j in range(3):
        after = expectation_maximisation(TOY, c + 1e-4 * TOY.toarray()[:, j], before, n_iter=5000).phones
        assert (after - before)[j] / 1e-4 == pytest.approx(share[j], abs=1e-3)


def test_without_a_density_all_tiles_are_alike():
    np.testing.assert_array_equal(identifiability(TOY), identifiability(TOY, [2, 2, 2]))


def test_a_density_that_is_zero_everywhere_tells_nothing():
    np.testing.assert_array_equal(identifiability(TOY, [0, 0, 0]), 0)


def test_a_density_that_does_not_fit_is_refused():
    with pytest.raises(InputError, match="does not fit 3 tiles"):
        identifiability(TOY, [1, 2])


def test_the_work_can_be_cancelled():
    def cancel(done):
        if done > 0.2:
            raise Cancelled
    with pytest.raises(Cancelled):
        identifiability(emission(0), np.ones(300), progress=cancel)


# -- the bootstrap


def spread_of(P, counts, n, **options):
    spread = Spread(P.shape[1], n)
    for phones in bootstrap(P, counts, n_replicates=n, rng=np.random.default_rng(0), **options):
        spread.add(phones)
    return spread


@pytest.mark.parametrize("law, variance", [("multinomial", lambda c: c * (1 - c / c.sum())), ("poisson", lambda c: c)])
def test_with_a_cell_a_tile_the_variance_is_that_of_the_law(law, variance):
    c = np.array([5., 20, 75, 0])
    spread = spread_of(sparse.identity(4, format="csr"), c, 4000, law=law, method="em", n_iter=3)
    # the variance of a sample of 4000 has a relative standard deviation of sqrt(2 / 4000) = 2.2 %
    np.testing.assert_allclose(spread.sd**2, variance(c), rtol=0.1)
    np.testing.assert_allclose(spread.mean, c, atol=5 * np.sqrt(75 / 4000))


def test_tiles_of_one_cell_share_its_variance_as_they_share_its_phones():
    P = sparse.csr_matrix([[1., 1, 0], [0, 0, 1]])
    spread = spread_of(P, [60, 40], 4000, method="sb", prior=[1, 3, 1])
    # multinomial: Var c_1 = 100 * 0.6 * 0.4 = 24; the tiles have 1/4 and 3/4 of it
    np.testing.assert_allclose(spread.sd, np.sqrt(24) * np.array([.25, .75, 1]), rtol=0.05)


def test_multinomial_replicates_keep_the_phones_fractions_included():
    drawn = resampled([10.5, 20.25, 0], 50, "multinomial", np.random.default_rng(0))
    np.testing.assert_allclose(drawn.sum(axis=1), 30.75)
    assert (drawn[:, 2] == 0).all() and drawn[:, 0].std() > 1


def test_a_seed_makes_the_same_replicates():
    first, again = (resampled([5, 9], 10, "poisson", np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(first, again)


def test_no_phones_have_no_spread():
    spread = spread_of(TOY, [0, 0], 5, method="em")
    np.testing.assert_array_equal(spread.sd, 0)


@pytest.mark.parametrize("n, level", [(2, 0.9), (7, 0.5), (50, 0.9), (101, 0.95), (20, 0.01)])
def test_the_spread_is_that_of_numpy(n, level):
    maps = np.random.default_rng(n).gamma(2, 3, (n, 40))
    spread = Spread(40, n, level)
    for phones in maps:
        spread.add(phones)
    np.testing.assert_allclose(spread.sd, maps.std(axis=0, ddof=1))
    np.testing.assert_allclose(spread.interval(), np.quantile(maps, [(1 - level) / 2, (1 + level) / 2], axis=0), rtol=1e-6)


def test_the_interval_holds_the_true_density_as_often_as_it_says():
    # three cells tell three tiles apart, so that nothing but chance is between truth and estimate
    P = sparse.csr_matrix([[.8, .2, .1], [.1, .7, .2], [.1, .1, .7]])
    truth, rng, held = np.array([300., 500, 200]), np.random.default_rng(5), []
    for _ in range(200):
        c = rng.multinomial(1000, P @ truth / 1000)
        spread = Spread(3, 100)
        for phones in bootstrap(P, c, n_replicates=100, rng=rng, method="df"):
            spread.add(phones)
        lower, upper = spread.interval()
        held.append((lower <= truth) & (truth <= upper))
    # 600 intervals of 0.9, of which 200 are independent: 0.9 give or take three standard deviations of 0.021
    assert 0.83 < np.mean(held) < 0.96


def test_where_most_is_prior_the_interval_is_not_one_for_the_truth(shared_data):
    # the paper's Munich: 612 cells are 612 numbers, and its true tiles lie outside of what chance alone does
    P = permille(shared_data) / 1000
    with np.load(shared_data / "munich" / "munich_P.npz") as stored, np.load(shared_data / "munich" / "munich_gtp.npz") as truth:
        counts, phones = stored["c"], truth["pop"].ravel()
    share = identifiability(P)
    assert share.sum() == pytest.approx(612, abs=1e-3) and share.max() < 0.2
    lower, upper = spread_of(P, counts, 20, method="em", n_iter=50).interval()
    lived_in = phones > 0
    assert 0.02 < ((lower <= phones) & (phones <= upper))[lived_in].mean() < 0.2


def test_replicates_scatter_about_the_estimate():
    P, c = emission(3), np.random.default_rng(3).poisson(200, 9)
    spread, map_ = spread_of(P, c, 200, method="sb"), estimate(P, c, method="sb").phones
    off = spread.mean - map_  # simple Bayes is linear in the counts: no bias
    assert (np.abs(off) <= 5 * spread.sd / np.sqrt(200)).all()


@pytest.mark.parametrize("options, said", [
    ({"law": "normal"}, "no law 'normal'"), ({"n_replicates": 1}, "1 replicates have no spread"), ({"method": "magic"}, "no method")])
def test_what_cannot_be_drawn_is_refused(options, said):
    with pytest.raises(InputError, match=said):
        next(bootstrap(TOY, [7, 4], rng=np.random.default_rng(0), **options))


def test_counts_that_are_none_are_refused():
    with pytest.raises(InputError, match="count is -1"):
        next(bootstrap(TOY, [7, -1], rng=np.random.default_rng(0)))
