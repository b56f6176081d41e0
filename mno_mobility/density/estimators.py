"""Density estimators: phones per tile from phones per cell (Ricciato & Coluccia 2021, sections III to V).

:func:`estimate` and :func:`estimate_series` take the user's model, counts and prior as they are; the estimators proper below them
are plain functions of ``(P, c, a)`` for cells that all have a footprint and tiles that all have a prior.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse

from ..errors import InputError, some
from ..geolocation.emission import consolidate
from ..progress import Progress, no_progress, part
from . import solvers
from .solvers import Solved

NO_FOOTPRINT = "no footprint"
PRIOR_IS_ZERO = "prior is zero in the whole footprint"
BLOCK = 4_000_000  # values (tiles x times) worked on at once


@dataclass(frozen=True)
class Estimate:
    """Phones per tile, how well they explain the counts, and what could not be placed: ``C = mass + n_lost``, to rounding.

    Attributes
    ----------
    phones : ndarray, shape (J,)
    method : str
        ``sb``, ``em``, ``mapapprox``, ``map`` or ``df``.
    counts, expected : ndarray, shape (I,)
        Phones counted in each cell, and ``P u``.
    lost : ndarray, shape (I,)
        Phones of each cell that no tile could take, with the reason in `lost_reason`, (I,) of str, empty where nothing is lost.
    n_iter : int
        Steps done.
    converged : bool
        Whether `optimality` is within the tolerance; closed forms (SB, DF) have nothing to converge to and say True.
    optimality : float
        The certificate. EM: no map has a log-likelihood a phone that is higher by more. MAP: greatest violation of the optimality
        conditions. NaN for SB and DF.
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
    method : {'sb', 'em', 'mapapprox', 'map', 'df'}
        Simple Bayes (16), expectation maximisation (11), approximate (24) and exact (23) maximum a posteriori, data first (31).
    prior : array_like, shape (J,), optional
        What is known beforehand, in any unit; flat by default. A tile with prior 0 gets no phone.
    n_iter : int, optional
        Most steps of EM (200) and of the Newton iteration of both MAPs (100); steps of EM after the projection for DF (1).
    tol : float, optional
        Stop where `optimality` is at most this: 0 for EM, which then does all steps, 1e-8 for both MAPs.
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
    return next(estimate_series(model, _one_row(counts), method=method, prior=prior, n_iter=n_iter, tol=tol, progress=progress))


def estimate_series(model, counts, *, method: str = "em", prior=None, n_iter=None, tol=None,
                    progress: Progress = no_progress) -> Iterator[Estimate]:
    """Estimate one map for each of many times, at the price of one preparation.

    Super-tiles and, for DF, the factor of ``P A P^T`` are computed once; the times then go through in blocks, so that memory does
    not grow with their number. Each estimate equals what :func:`estimate` gives for that time alone.

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
    solve, merge = _solver(method, n_iter, tol)
    P, cell_ids = _emission(model)
    counts = _checked_counts(counts, cell_ids)
    prior = _checked_prior(prior, P.shape[1])
    return _series(P, counts, prior, method, solve, merge, progress)


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
    solve, _ = _solver(method, n_iter, tol)
    solved = solve(P, a / a.sum())(c[:, None], progress=progress)
    expected = P @ solved.u[:, 0]
    n_tiles = P.shape[1]
    return Estimate(
        phones=solved.u[:, 0], method=method, counts=c, expected=expected, lost=np.zeros(len(c)),
        lost_reason=np.full(len(c), "", object), n_iter=int(solved.n_iter[0]), converged=bool(solved.converged[0]),
        optimality=float(solved.optimality[0]), loglik=_log_likelihood(c, expected), used=np.ones(n_tiles, bool),
        n_uncovered=0, n_prior_zero=0, n_supertiles=n_tiles)


def _solver(method, n_iter, tol):
    """``prepare(P, alpha) -> solve(c (I, T), progress) -> Solved`` of a method, and whether super-tiles leave it exact.

    SB, EM, DF and the approximate MAP share a super-tile's phones out in proportion to the prior, whatever the priors in it. The
    exact MAP does not: the sum of log Gamma(u_j + 1) is not least there.
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


def _prepare_sb(P, alpha, *, n_iter, tol):
    def solve(c, *, progress):
        a = np.outer(alpha, c.sum(axis=0))
        return solvers.as_closed_form(solvers.expectation_maximisation(P, c, a, n_iter=1, tol=-1.0, progress=progress))

    return solve


def _prepare_em(P, alpha, *, n_iter, tol):
    def solve(c, *, progress):
        a = np.outer(alpha, c.sum(axis=0))
        return solvers.expectation_maximisation(P, c, a, n_iter=n_iter, tol=tol, progress=progress)

    return solve


def _prepare_df(P, alpha, *, n_iter, tol):
    return partial(solvers.data_first(P, alpha), n_iter=n_iter)


def _prepare_map(P, alpha, *, n_iter, tol, one):
    def solve(c, *, progress):
        n_times = c.shape[1]
        each = [one(P, c[:, t], alpha, n_iter=n_iter, tol=tol, progress=part(progress, t / n_times, (t + 1) / n_times))
                for t in range(n_times)]
        return Solved(np.column_stack([s.u for s in each]), *(np.array(values) for values in list(zip(*each))[1:]))

    return solve


_METHODS = {  # default steps, default tolerance, preparation, exact with super-tiles
    "sb": (1, 0.0, _prepare_sb, True), "em": (200, 0.0, _prepare_em, True),
    "mapapprox": (100, 1e-8, partial(_prepare_map, one=solvers.map_approximate), True),
    "map": (100, 1e-8, partial(_prepare_map, one=solvers.map_exact), False), "df": (1, 0.0, _prepare_df, True)}


def _series(P, counts, prior, method, prepare, merge, progress) -> Iterator[Estimate]:
    covered = np.bincount(P.indices, weights=P.data, minlength=P.shape[1]) > 0
    used = covered & (prior > 0)
    placed = (P @ used.astype(float)) > 0
    heard = (P @ np.ones(P.shape[1])) > 0
    reason = np.where(heard, PRIOR_IS_ZERO, NO_FOOTPRINT).astype(object)
    P_used, prior = P[placed][:, used], prior[used]
    if merge:
        P_used, super_of = consolidate(P_used)
    else:
        super_of = np.arange(len(prior))
    n_supertiles = P_used.shape[1]
    weight = np.bincount(super_of, weights=prior, minlength=n_supertiles)
    share = prior / weight[super_of]
    n_times = len(counts)
    if n_supertiles:
        solve = prepare(P_used, weight / weight.sum())
    block = max(1, min(64, BLOCK // max(n_supertiles, 1)))
    for start in range(0, n_times, block):
        c = counts[start:start + block, placed].T
        end = min(start + block, n_times)
        if n_supertiles:
            solved = solve(c, progress=part(progress, start / n_times, end / n_times))
        else:
            solved = solvers.nothing(0, end - start)
        expected = P_used @ solved.u
        for t in range(end - start):
            phones, fitted = np.zeros(P.shape[1]), np.zeros(P.shape[0])
            phones[used], fitted[placed] = share * solved.u[super_of, t], expected[:, t]
            lost = np.where(placed, 0.0, counts[start + t])
            yield Estimate(
                phones=phones, method=method, counts=counts[start + t], expected=fitted, lost=lost,
                lost_reason=np.where(lost > 0, reason, ""), n_iter=int(solved.n_iter[t]), converged=bool(solved.converged[t]),
                optimality=float(solved.optimality[t]), loglik=_log_likelihood(c[:, t], expected[:, t]), used=used,
                n_uncovered=int((~covered).sum()), n_prior_zero=int((covered & ~used).sum()), n_supertiles=n_supertiles)
    progress(1.0)


def _emission(model):
    """P as CSR with its cells' names, checked."""
    P = sparse.csr_matrix(getattr(model, "P", model), dtype=float)
    cell_ids = getattr(model, "cell_ids", np.arange(P.shape[0]))
    sums = np.bincount(P.indices, weights=P.data, minlength=P.shape[1])
    if not np.isfinite(P.data).all() or (P.data < 0).any():
        raise InputError("probabilities are negative or not numbers", "Model", "Make the model again.")
    off = (sums > 0) & (np.abs(sums - 1) > 1e-6)
    if off.any():
        tile = int(np.flatnonzero(off)[0])
        raise InputError(f"the probabilities of {off.sum()} tiles do not sum to 1 (tile {tile}: {sums[tile]:.6g})", "Model",
                         "Divide each column by its sum (Eq. 4).")
    return P, cell_ids


def _one_row(counts):
    counts = np.asarray(counts)
    if counts.ndim != 1:
        raise InputError(f"counts have {counts.ndim} dimensions, not 1", "Counts", "Give one number for each cell.")
    return counts[None]


def _checked_counts(counts, cell_ids) -> np.ndarray:
    counts = np.asarray(counts)
    if counts.ndim != 2 or counts.shape[1] != len(cell_ids):
        raise InputError(f"counts of shape {counts.shape} do not fit {len(cell_ids)} cells", "Counts",
                         "Give one number for each cell of the model, in its order.")
    remedy = "A count is a number from 0; give 0 where no phone was counted."
    if counts.dtype.kind not in "buif":
        for (t, i), value in np.ndenumerate(counts):
            if not _reads_as_number(value):
                raise InputError(f"the count {value!r} is not a number", _where(cell_ids[i], t, len(counts)), remedy)
    counts = counts.astype(float)
    bad = ~np.isfinite(counts) | (counts < 0)
    if bad.any():
        t, i = (int(k[0]) for k in np.nonzero(bad))
        cells = cell_ids[bad.any(axis=0)]
        also = f" (and so for {len(cells) - 1} other cells: {some(cells[cells != cell_ids[i]])})" if len(cells) > 1 else ""
        raise InputError(f"the count is {counts[t, i]:g}{also}", _where(cell_ids[i], t, len(counts)), remedy)
    return counts


def _reads_as_number(value) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def _where(cell_id, t, n_times) -> str:
    return f"Cell {cell_id}" if n_times == 1 else f"Cell {cell_id}, time {t}"


def _checked_prior(prior, n_tiles) -> np.ndarray:
    if prior is None:
        return np.ones(n_tiles)
    prior = np.asarray(prior, float)
    if prior.shape != (n_tiles,):
        raise InputError(f"a prior of shape {prior.shape} does not fit {n_tiles} tiles", "Prior",
                         "Sample it on the model's grid.")
    bad = ~np.isfinite(prior) | (prior < 0)
    if bad.any():
        tile = int(np.flatnonzero(bad)[0])
        raise InputError(f"the prior of {bad.sum()} tiles is negative or missing", f"Tile {tile}", "A prior is a number from 0.")
    return prior
