"""Density estimators: phones per tile from phones per cell (Ricciato & Coluccia 2021, sections III to V).

:func:`estimate` and :func:`estimate_series` take the user's model, counts and prior as they are; the estimators proper below them
are plain functions of ``(P, c, a)`` for cells that all have a footprint and tiles that all have a prior.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse

from ..errors import InputError
from ..geolocation.emission import consolidate
from ..progress import Progress, Remembered, no_progress, no_tick, part
from . import checking, likelihood, posterior, solvers
from .datafirst import data_first as _data_first
from .footprints import Footprints, Plain, by_strongest_cell, by_windows
from .solvers import Solved

NO_FOOTPRINT = "no footprint"
PRIOR_IS_ZERO = "prior is zero in the whole footprint"
CHUNK = 1 << 20  # values sorted in one go
BLOCK = 4_000_000  # values (tiles x times) worked on at once
WORTH_MERGING = 0.8  # of the tiles: super-tiles are made where fewer are left
FEW_STEPS = 15  # fewer steps of EM do not pay for the layout of a large P
SINGLE_STEPS = 1000  # steps of EM that single precision may do
SINGLE_VALUES = 100_000  # non-zeros from which a P is large


@dataclass(frozen=True)
class Estimate:
    """Phones per tile, how well they explain the counts, and what could not be placed: ``C = mass + n_lost``, to rounding.

    Attributes
    ----------
    phones : ndarray, shape (J,)
    method : str
        ``sb``, ``em``, ``mapapprox``, ``map``, ``df`` or ``ml``.
    counts, expected : ndarray, shape (I,)
        Phones counted in each cell, and ``P u``.
    lost : ndarray, shape (I,)
        Phones of each cell that no tile could take, with the reason in `lost_reason`, (I,) of str, empty where nothing is lost.
    n_iter : int
        Steps done.
    converged : bool
        Whether `optimality` is within the tolerance; closed forms (SB, DF) have nothing to converge to and say True.
    optimality : float
        The certificate: no map is better by more than this, a phone; by the duality gap of ML (log-likelihood) and the MAPs
        (log-posterior), by a bound on the slope of EM. For the MAPs also the greatest violation of the optimality conditions, if
        that is greater. NaN for SB and DF.
    loglik : float
        ``c^T log(P u)`` over the cells whose phones are not lost (10).
    used : ndarray of bool, shape (J,)
        The tiles that took part: covered and with a prior above 0.
    n_uncovered, n_prior_zero : int
        Tiles no cell covers, and covered tiles left out because their prior is 0.
    n_supertiles : int
        Unknowns after merging tiles that no cell tells apart.
    """

    phones: np.ndarray
    method: str
    counts: np.ndarray
    expected: np.ndarray
    lost: np.ndarray
    lost_reason: np.ndarray
    n_iter: int
    converged: bool
    optimality: float
    loglik: float
    used: np.ndarray
    n_uncovered: int
    n_prior_zero: int
    n_supertiles: int

    @property
    def C(self) -> float:
        """Phones counted."""
        return float(self.counts.sum())

    @property
    def mass(self) -> float:
        """Phones on the map."""
        return float(self.phones.sum())

    @property
    def n_lost(self) -> float:
        """Phones counted but not on the map."""
        return float(self.lost.sum())

    @property
    def residuals(self) -> np.ndarray:
        """``c - P u``, (I,)."""
        return self.counts - self.expected

    @property
    def relative_residual(self) -> float:
        """``sum |c - P u| / C``, lost phones included; 0 when nothing was counted."""
        return float(np.abs(self.residuals).sum() / self.C) if self.C else 0.0


def estimate(model, counts, *, method: str = "em", prior=None, n_iter=None, tol=None,
             progress: Progress = no_progress) -> Estimate:
    """Estimate how many phones are in each tile.

    Parameters
    ----------
    model : EmissionModel or sparse matrix, shape (I, J)
        A bare P has columns that sum to 1, or are empty for tiles no cell covers.
    counts : array_like, shape (I,)
        Phones counted in each cell at one time, in the order of the model's cells.
    method : {'sb', 'em', 'mapapprox', 'map', 'df', 'ml'}
        Simple Bayes (16), expectation maximisation (11), approximate (24) and exact (23) maximum a posteriori, data first (31),
        maximum likelihood (10) solved to the end.
    prior : array_like, shape (J,), optional
        What is known beforehand, in any unit; flat by default. A tile with prior 0 gets no phone.
    n_iter : int, optional
        Most steps of EM (200) and of Newton's iteration of ML and both MAPs (100); steps of EM after the projection for DF (1).
    tol : float, optional
        Stop where `optimality` is at most this: 0 for EM, which then does all steps, 1e-8 for ML and both MAPs.
    progress : callable

    Returns
    -------
    Estimate

    Raises
    ------
    InputError
        When counts or prior are negative, missing or not numbers, or do not fit the model.

    Examples
    --------
    >>> from scipy import sparse
    >>> P = sparse.csr_matrix([[.9, .5, .2], [.1, .5, .8]])
    >>> estimate(P, [70, 40], method="sb").phones.round(2)
    array([42.23, 36.16, 31.61])
    """
    return next(estimate_series(model, checking.one_row(counts), method=method, prior=prior, n_iter=n_iter, tol=tol, progress=progress))


def estimate_series(model, counts, *, method: str = "em", prior=None, n_iter=None, tol=None,
                    progress: Progress = no_progress) -> Iterator[Estimate]:
    """Estimate one map for each of many times, at the price of one preparation.

    The layout of P and, for DF, the factor of ``P A P^T`` are computed once; the times then go through in blocks, so that memory does
    not grow with their number. Each estimate equals what :func:`estimate` gives for that time alone, to rounding. Of a large model up
    to 1,000 steps of EM but the last are in single precision, which moves the phones of a tile by less than 1 in 10,000 of them.

    Parameters
    ----------
    counts : array_like, shape (T, I)
    model, method, prior, n_iter, tol, progress
        As in :func:`estimate`.

    Returns
    -------
    iterator of Estimate
        In the order of the times. The input is checked at the call, the work is done while iterating.
    """
    prepare, merge = _solver(method, n_iter, tol)
    P, cell_ids, covered = checking.emission(model, progress)
    counts = checking.counts_of_times(counts, cell_ids)
    prior = checking.prior(prior, P.shape[1])
    return _series(P, covered, getattr(model, "grid", None), counts, prior, method, prepare, merge, progress)


def simple_bayes(P, c, a) -> Estimate:
    """Simple Bayes (16, 22): ``u = alpha * (P^T (c / (P alpha)))``; each cell's phones are shared by ``p_ij alpha_j``.

    Parameters
    ----------
    P : sparse matrix, shape (I, J)
        Every column sums to 1.
    c : array_like, shape (I,)
        Phones per cell; a cell with phones has a footprint.
    a : array_like, shape (J,)
        Prior, positive; only its shape counts, it is scaled to the sum of `c`.
    """
    return _plain("sb", P, c, a)


def expectation_maximisation(P, c, a, *, n_iter: int = 200, tol: float = 0.0, progress: Progress = no_progress) -> Estimate:
    """Maximum likelihood by EM (11) from `a`: ``u <- u * (P^T (c / (P u)))``; `n_iter` steps, or fewer where `tol` is met.

    `optimality` is ``max_j (P^T (c / (P u)))_j - 1``, 0 at the maximum (18). P, c, a as in :func:`simple_bayes`.
    """
    return _plain("em", P, c, a, n_iter, tol, progress)


def map_approximate(P, c, a, *, n_iter: int = 100, tol: float = 1e-8, progress: Progress = no_progress) -> Estimate:
    """Approximate maximum a posteriori (24), with the Gaussian form of the prior; P, c, a as in :func:`simple_bayes`."""
    return _plain("mapapprox", P, c, a, n_iter, tol, progress)


def map_exact(P, c, a, *, n_iter: int = 100, tol: float = 1e-8, progress: Progress = no_progress) -> Estimate:
    """Maximum a posteriori (23) with the multinomial prior, factorials as gamma functions; P, c, a as in :func:`simple_bayes`."""
    return _plain("map", P, c, a, n_iter, tol, progress)


def data_first(P, c, a, *, n_iter: int = 1, progress: Progress = no_progress) -> Estimate:
    """Data first (31, 32): the map nearest to `a` among those with ``P u = c``, clipped at 0, then `n_iter` steps of EM.

    Where the clipping leaves a cell with phones but no tile to hold them, its footprint is first lifted to a tiny multiple of
    `a`. P, c, a as in :func:`simple_bayes`.
    """
    return _plain("df", P, c, a, n_iter, None, progress)


def maximum_likelihood(P, c, a, *, n_iter: int = 100, tol: float = 1e-8, progress: Progress = no_progress) -> Estimate:
    """Maximum likelihood (10) to a duality gap of `tol` a phone: of the maps that are so likely, the one nearest to `a`.

    P, c, a as in :func:`simple_bayes`; see :func:`~mno_mobility.density.likelihood.maximum_likelihood` for which map that is.
    """
    return _plain("ml", P, c, a, n_iter, tol, progress)


def log_likelihood(P, c, u) -> float:
    """``c^T log(P u)`` (10); minus infinity where a cell has phones and ``P u`` is 0."""
    return _log_likelihood(np.asarray(c, float), P @ np.asarray(u, float))


def _log_likelihood(c, expected) -> float:
    heard = c > 0
    with np.errstate(divide="ignore"):
        return float(c[heard] @ np.log(expected[heard]))


def _plain(method, P, c, a, n_iter=None, tol=None, progress=no_progress) -> Estimate:
    """One estimator on clean input, without super-tiles."""
    P, c, a = sparse.csr_matrix(P, dtype=float), np.asarray(c, float), np.asarray(a, float)
    prepare, _ = _solver(method, n_iter, tol)
    tiles, solve = prepare(P, np.arange(P.shape[1]), a / a.sum())
    solved, phones = solve(c[:, None], progress=progress), np.zeros(P.shape[1])
    phones[tiles] = solved.u[:, 0]
    expected = P @ phones
    n_tiles = P.shape[1]
    return Estimate(
        phones=phones, method=method, counts=c, expected=expected, lost=np.zeros(len(c)),
        lost_reason=np.full(len(c), "", object), n_iter=int(solved.n_iter[0]), converged=bool(solved.converged[0]),
        optimality=float(solved.optimality[0]), loglik=_log_likelihood(c, expected), used=np.ones(n_tiles, bool),
        n_uncovered=0, n_prior_zero=0, n_supertiles=n_tiles)


def _solver(method, n_iter, tol):
    """``prepare(P, tiles, alpha) -> (tiles, solve)`` of a method, and whether super-tiles leave it exact.

    `tiles` are the columns of P that take part, neighbours together, and `alpha` (J,) the prior; the tiles returned are the same in
    the order of the estimates of ``solve(c (I, T), progress) -> Solved``. SB, EM, ML, DF and the approximate MAP share a super-tile's
    phones out in proportion to the prior, whatever the priors in it. The exact MAP does not: the sum of log Gamma(u_j + 1) is not least
    there.
    """
    n_default, tol_default, prepare, merge = _METHODS.get(method, (0, 0.0, None, False))
    if prepare is None:
        raise InputError(f"there is no method {method!r}", "Method", f"Choose one of {', '.join(_METHODS)}.")
    n_iter = n_default if n_iter is None else n_iter
    tol = tol_default if tol is None else tol
    if int(n_iter) != n_iter or n_iter < 1:
        raise InputError(f"{n_iter} is not a number of steps", "Iterations", "Give a whole number from 1.")
    if not tol >= 0:
        raise InputError(f"{tol} is not a tolerance", "Tolerance", "Give 0 or a small positive number.")
    return partial(prepare, n_iter=int(n_iter), tol=float(tol)), merge


def _prepare_sb(P, tiles, alpha, *, n_iter, tol, progress=no_progress, tick=no_tick):
    products, alpha = Plain(P, tiles, tick), alpha[tiles]

    def solve(c, *, progress):
        return solvers.as_closed_form(likelihood.expectation_maximisation(
            products, c, np.outer(alpha, c.sum(axis=0)), n_iter=1, tol=-1.0, progress=progress))

    return tiles, solve


def _prepare_em(P, tiles, alpha, *, n_iter, tol, progress=no_progress, tick=no_tick):
    large = tol == 0 and P.nnz >= SINGLE_VALUES
    if large and n_iter < FEW_STEPS:
        footprints = Plain(P, tiles, tick)
    else:
        footprints = Footprints(P, tiles, np.float32 if large and n_iter <= SINGLE_STEPS else np.float64, progress, tick)
    alpha = alpha[footprints.order]

    def solve(c, *, progress):
        return likelihood.expectation_maximisation(
            footprints, c, np.outer(alpha, c.sum(axis=0)), n_iter=n_iter, tol=tol, progress=progress)

    return footprints.order, solve


def _prepare_df(P, tiles, alpha, *, n_iter, tol, progress=no_progress, tick=no_tick):
    footprints = Footprints(P, tiles, progress=progress, tick=tick)
    return footprints.order, partial(_data_first(footprints, alpha[footprints.order], progress), n_iter=n_iter)


def _prepare_one_by_one(P, tiles, alpha, *, n_iter, tol, one, progress=no_progress, tick=no_tick):
    footprints = Footprints(P, tiles, progress=progress, tick=tick)
    alpha = alpha[footprints.order]

    def solve(c, *, progress):
        n_times = c.shape[1]
        each = [one(footprints, c[:, t], alpha, n_iter=n_iter, tol=tol, progress=part(progress, t / n_times, (t + 1) / n_times))
                for t in range(n_times)]
        return Solved(np.column_stack([s.u for s in each]), *(np.array(values) for values in list(zip(*each))[1:]))

    return footprints.order, solve


_METHODS = {  # default steps, default tolerance, preparation, exact with super-tiles
    "sb": (1, 0.0, _prepare_sb, True), "em": (200, 0.0, _prepare_em, True),
    "mapapprox": (100, 1e-8, partial(_prepare_one_by_one, one=posterior.map_approximate), True),
    "map": (100, 1e-8, partial(_prepare_one_by_one, one=posterior.map_exact), False), "df": (1, 0.0, _prepare_df, True),
    "ml": (100, 1e-8, partial(_prepare_one_by_one, one=likelihood.maximum_likelihood), True)}


def _series(P, covered, grid, counts, prior, method, prepare, merge, progress) -> Iterator[Estimate]:
    progress = Remembered(progress)
    used = covered & (prior > 0)
    products = Plain(P, np.arange(P.shape[1]), progress.tick)
    placed = products.expected(used.astype(float)) > 0
    heard = placed if (used == covered).all() else products.expected(covered.astype(float)) > 0
    reason = np.where(heard, PRIOR_IS_ZERO, NO_FOOTPRINT).astype(object)
    share = np.where(used, prior / prior[used].sum(), 0.0) if used.any() else np.zeros(len(prior))
    super_of, alpha = None, share
    if merge and _supertiles_pay(products, used):
        P, super_of = consolidate(P[:, used])
        alpha = np.bincount(super_of, weights=share[used], minlength=P.shape[1])
        share, tiles = share[used] / alpha[super_of], by_strongest_cell(P, progress.tick)
    else:
        tiles = by_strongest_cell(P, progress.tick) if grid is None else by_windows(grid.n_rows, grid.n_cols)
        tiles = tiles[used[tiles]]
    n_times = len(counts)
    if len(tiles):
        tiles, solve = prepare(P, tiles, alpha, progress=part(progress, 0, 0.1), tick=progress.tick)
    block = max(1, min(64, BLOCK // max(len(tiles), 1)))
    for start in range(0, n_times, block):
        c = np.where(placed, counts[start:start + block], 0.0).T
        end = min(start + block, n_times)
        if len(tiles):
            solved = solve(c, progress=part(progress, 0.1 + 0.9 * start / n_times, 0.1 + 0.9 * end / n_times))
        else:
            solved = solvers.nothing(0, end - start)
        expected = Plain(P, tiles, progress.tick).expected(solved.u)
        for t in range(end - start):
            phones = np.zeros(P.shape[1])
            phones[tiles] = solved.u[:, t]
            if super_of is not None:
                merged, phones = phones, np.zeros(len(used))
                phones[used] = share * merged[super_of]
            lost = np.where(placed, 0.0, counts[start + t])
            yield Estimate(
                phones=phones, method=method, counts=counts[start + t], expected=expected[:, t], lost=lost,
                lost_reason=np.where(lost > 0, reason, ""), n_iter=int(solved.n_iter[t]), converged=bool(solved.converged[t]),
                optimality=float(solved.optimality[t]), loglik=_log_likelihood(c[:, t], expected[:, t]), used=used,
                n_uncovered=int((~covered).sum()), n_prior_zero=int((covered & ~used).sum()), n_supertiles=len(tiles))
    progress(1.0)


def _supertiles_pay(products, used) -> bool:
    """Whether merging the tiles that no cell tells apart leaves so few that the smaller P is worth its making."""
    key = products.slopes(np.random.default_rng(0).uniform(0.5, 1.5, products.n_cells))[used]
    for start in range(0, len(key), CHUNK):
        products.tick()
        key[start:start + CHUNK].sort()
    key.sort(kind="stable")  # which merges what is in order by parts
    return bool(len(key)) and 1 + (np.diff(key) > 1e-12 * key[1:]).sum() < WORTH_MERGING * len(key)
