"""The numerical work behind the density estimators (Ricciato & Coluccia 2021, sections III to V).

Everything here takes a column-stochastic P, a prior that sums to 1 and is positive, and a block of T count vectors at once; the
public face is :mod:`~mno_mobility.density.estimators`.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.linalg import eigh, lapack
from scipy.sparse.linalg import LinearOperator, lsmr, splu
from scipy.special import digamma, gammaln, zeta

from ..geolocation.emission import consolidate
from ..progress import Progress, no_progress

DENSE_CELLS = 3000  # up to here a dense factor of the I x I Gram matrix is the quicker one
SINGULAR = 1e-11  # reciprocal condition below which a factor is not trusted
STARVED = 1e-12  # of its prior share: a cell with less has no mass to scale up
LIFT = 1e-9  # of the prior: what the footprint of a starved cell is lifted to


class Solved(NamedTuple):
    """Estimates (J, T); steps, certificate of optimality (NaN for closed forms) and whether it was met, (T,) each."""

    u: np.ndarray
    n_iter: np.ndarray
    optimality: np.ndarray
    converged: np.ndarray


def expectation_maximisation(P, c, u, *, n_iter: int, tol: float, progress: Progress = no_progress) -> Solved:
    """Iterate ``u <- u * (P^T (c / (P u)))`` (11) from `u`, (J, T), for `c`, (I, T).

    The certificate is ``max_j (P^T (c / (P u)))_j - 1``: by concavity no map has a log-likelihood a phone that is higher by more.
    """
    by_tile = P.T.tocsr()
    by_cell = by_tile.T  # one copy of P serves both products, and walking it tile by tile is the quicker order
    n_times = c.shape[1]
    result, steps, gap = np.zeros(u.shape), np.zeros(n_times, int), np.zeros(n_times)
    active = np.arange(n_times)
    for step in range(n_iter + 1):
        progress(step / (n_iter + 1))
        slope = by_tile @ quotient(c, by_cell @ u)
        gap[active] = np.maximum(slope.max(axis=0) - 1, 0)
        done = (gap[active] <= tol) | (step == n_iter)
        if done.any():
            result[:, active[done]], steps[active[done]] = u[:, done], step
            active, u, c, slope = active[~done], u[:, ~done], c[:, ~done], slope[:, ~done]
            if not len(active):
                break
        u = np.multiply(u, slope, out=slope)
    return Solved(result, steps, gap, gap <= tol)


def data_first(P, alpha) -> Callable[..., Solved]:
    """Factor (33) once and return the function that maps counts (I, T) to the data-first estimate (31).

    With every column of P summing to 1, F does not depend on the prior's scale: one factor serves all counts.
    """
    project = weighted_pseudo_inverse(P, alpha)
    P_alpha = P @ alpha

    def solve(c, *, n_iter: int, progress: Progress = no_progress) -> Solved:
        total = c.sum(axis=0)
        a, P_a = np.outer(alpha, total), np.outer(P_alpha, total)
        v = np.maximum(a + project(c - P_a, progress), 0)
        starved = (c > 0) & (P @ v <= STARVED * P_a)
        if starved.any():
            lifted = (P.T @ starved.astype(float)) > 0
            v = np.where(lifted, np.maximum(v, LIFT * a), v)
        return as_closed_form(expectation_maximisation(P, c, v, n_iter=n_iter, tol=-1.0, progress=progress))

    return solve


def as_closed_form(solved: Solved) -> Solved:
    """The result of a method that has nothing to converge to."""
    return solved._replace(optimality=np.full(solved.n_iter.shape, np.nan), converged=np.ones(solved.n_iter.shape, bool))


def nothing(*shape: int) -> Solved:
    """The estimate where there are no phones or no tiles, (J, T) or (J,)."""
    return Solved(np.zeros(shape), np.zeros(shape[1:], int), np.zeros(shape[1:]), np.ones(shape[1:], bool))


def weighted_pseudo_inverse(P, w) -> Callable[..., np.ndarray]:
    """The map ``r -> W^(1/2) (P W^(1/2))^+ r`` for `r` (I, T), equal to ``W P^T (P W P^T)^-1 r`` where that exists (33).

    Cells with the same footprint, which make the Gram matrix singular, are folded into one beforehand: with the root of their
    number as weight this leaves the least-squares solution as it is. What is still singular goes to eigenvalues or, when large,
    to LSMR.
    """
    distinct, group = consolidate(P.T)
    size = np.bincount(group)
    heard = np.diff(distinct.tocsc().indptr) > 0
    fold = sparse.csr_matrix((1 / np.sqrt(size[group]), (group, np.arange(len(group)))))[heard]
    root = np.sqrt(w)
    B = (sparse.diags(np.sqrt(size)) @ distinct.T.tocsr() @ sparse.diags(root)).tocsr()[heard]
    gram = (B @ B.T).tocsr()
    solve = positive_definite_solver(gram)
    if solve is None and len(gram.indptr) - 1 <= DENSE_CELLS:
        solve = _pseudo_solver(gram.toarray())
    if solve is not None:
        return lambda r, progress=no_progress: root[:, None] * (B.T @ solve(fold @ r))
    return lambda r, progress=no_progress: root[:, None] * np.column_stack([_least_squares(B, x, progress) for x in (fold @ r).T])


def positive_definite_solver(gram):
    """A function that solves ``gram x = r`` for `r` (I,) or (I, T), or None where `gram` is singular to working precision."""
    diagonal = gram.diagonal()
    if (diagonal <= 0).any():
        return None
    root = 1 / np.sqrt(diagonal)
    scaled = sparse.diags(root) @ gram @ sparse.diags(root)
    if len(root) <= DENSE_CELLS:
        dense = scaled.toarray()
        norm = np.abs(dense).sum(axis=0).max()
        factor, info = lapack.dpotrf(dense, lower=1, overwrite_a=1)
        if info != 0 or lapack.dpocon(factor, norm, uplo="L")[0] < SINGULAR:
            return None
        return lambda r: (root * lapack.dpotrs(factor, (root * r.T).T, lower=1)[0].T).T
    try:
        factor = splu(scaled.tocsc(), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})
    except RuntimeError:  # how SuperLU says exactly singular
        return None
    if np.abs(factor.U.diagonal()).min() < SINGULAR:
        return None
    return lambda r: (root * factor.solve((root * r.T).T).T).T


def map_approximate(P, c, alpha, *, n_iter: int, tol: float, progress: Progress = no_progress) -> Solved:
    """Maximise ``c^T log(P u) - 1/2 (u-a)^T A^-1 (u-a)`` (24) over u >= 0, sum(u) = sum(c); for one count vector (I,)."""
    a = alpha * c.sum()

    def respond(t):
        u = np.maximum(a * (1 + t), 0)
        return u, np.where(u > 0, a, 0), u @ (u / a) / 2

    return _dual_newton(P, c, respond, 1.0, n_iter, tol, progress)


def map_exact(P, c, alpha, *, n_iter: int, tol: float, progress: Progress = no_progress) -> Solved:
    """Maximise ``c^T log(P u) + u^T log(alpha) - sum log Gamma(u+1)`` (23) over the same set."""
    log_alpha = np.log(alpha)

    def respond(t):
        slope = log_alpha + t
        u = inverse_digamma(slope) - 1
        free = u > 0
        return u, np.where(free, 1 / zeta(2, u + 1), 0), u @ slope - gammaln(u + 1).sum()

    start = 1 - alpha @ (digamma(alpha * c.sum() + 1) - log_alpha)  # where u = a is about stationary
    return _dual_newton(P, c, respond, start, n_iter, tol, progress)


def inverse_digamma(y) -> np.ndarray:
    """The x >= 1 with ``digamma(x) = y``, 1 where y is below ``digamma(1)``; y is cut at 300, where x is 1e130.

    Digamma is concave and increasing, so Newton's steps approach from the left and stay there; the start is Minka's.
    """
    y, above = np.minimum(y, 300.0), y > digamma(1.0)
    x = np.where(above, np.exp(y) + 0.5, 1.0)
    for _ in range(20):
        step = np.where(above, (digamma(x) - y) / zeta(2, x), 0)
        x = np.maximum(x - step, 1.0)
        if (np.abs(step) <= 1e-13 * x).all():
            break
    return x


def quotient(c, expected) -> np.ndarray:
    """``c / expected``, 0 where nothing is expected."""
    return np.divide(c, expected, out=np.zeros(np.broadcast(c, expected).shape), where=expected > 0)


def _dual_newton(P, c, respond, mu, n_iter, tol, progress) -> Solved:
    """Maximise ``c^T log(P u) + sum h(u)``, h concave, over u >= 0 and sum(u) = C through its dual.

    With z = P u as a variable of its own, multipliers lambda for that and mu for the sum, the dual to minimise is
    ``-c^T log(lambda) + sum phi(P^T lambda - mu) + mu C`` with ``phi(t) = max_{u >= 0} h(u) + t u``: as many unknowns as cells
    with phones, plus one. `respond(t)` gives the maximising u, its derivative by t, and sum(phi). The certificate is the greatest
    violation of the optimality conditions ``(P^T (c / (P u)))_j + h'(u_j) - mu = 0`` (<= 0 where u_j is 0) and of the sum,
    relative to C.
    """
    heard = c > 0
    if not heard.any():
        return nothing(P.shape[1])
    by_cell, c = P[heard], c[heard]
    by_tile, total = by_cell.T.tocsr(), c.sum()
    lam = np.ones(len(c))
    t = by_tile @ lam - mu
    u, du, phi = respond(t)
    for step in range(n_iter + 1):
        progress(step / (n_iter + 1))
        lower = 1.0
        while not u.any():  # with every tile clipped there is no curvature, and the dual falls as mu does
            mu, t, lower = mu - lower, t + lower, 2 * lower
            u, du, phi = respond(t)
        z = by_cell @ u
        with np.errstate(divide="ignore"):
            violation = np.abs(by_tile @ np.minimum(c / z - lam, 1e300)).max()
        optimality = max(violation, abs(u.sum() - total) / total)
        if optimality <= tol or step == n_iter:
            break
        d_lam, d_mu = _newton_step(by_cell, by_tile, c, lam, z, du, total - u.sum())
        slope = d_lam @ (z - c / lam) + d_mu * (total - u.sum())
        value = phi - c @ np.log(lam) + mu * total
        size = min(1.0, 0.95 / max((-d_lam / lam).max(), 1e-300))
        d_t = by_tile @ d_lam - d_mu
        rounding = 1e-14 * (abs(phi) + abs(mu * total))  # near the optimum the gain drowns in it
        while True:
            trial, d_trial, phi_trial = respond(t + size * d_t)
            gain = value - (phi_trial - c @ np.log(lam + size * d_lam) + (mu + size * d_mu) * total)
            if gain >= -1e-4 * size * slope - rounding or size < 1e-10:
                break
            size /= 2
        lam, mu, t = lam + size * d_lam, mu + size * d_mu, t + size * d_t
        u, du, phi = trial, d_trial, phi_trial
    return Solved(u * (total / u.sum()), step, optimality, optimality <= tol)


def _newton_step(by_cell, by_tile, c, lam, z, du, lack):
    """Newton's direction in (lambda, mu); scaled by lambda / sqrt(c) the leading block is the identity plus a Gram matrix."""
    scale = lam / np.sqrt(c)
    weighted = sparse.csr_matrix((by_cell.data * du[by_cell.indices], by_cell.indices, by_cell.indptr), shape=by_cell.shape)
    gram = sparse.diags(scale) @ (weighted @ by_tile) @ sparse.diags(scale) + sparse.identity(len(c))
    solve = positive_definite_solver(gram.tocsr())
    if solve is None:  # lambda spans more than double precision holds: a step along the diagonal still descends
        solve = sparse.diags(1 / gram.diagonal()).dot
    border, gradient = scale * (by_cell @ du), scale * (z - c / lam)
    along, against = solve(np.column_stack([border, gradient])).T
    curvature = max(du.sum() - border @ along, 1e-300)
    d_mu = -(lack + border @ against) / curvature
    return scale * (d_mu * along - against), d_mu


def _pseudo_solver(gram):
    """Solve with the pseudo-inverse of a singular dense Gram matrix."""
    values, vectors = eigh(gram)
    kept = values > 1e-12 * values[-1]
    values, vectors = values[kept], vectors[:, kept]
    return lambda r: vectors @ ((vectors.T @ r).T / values).T


def _least_squares(B, r, progress) -> np.ndarray:
    """The shortest y that brings B y nearest to r."""

    def forward(y):
        progress(0.0)
        return B @ y

    operator = LinearOperator(B.shape, matvec=forward, rmatvec=lambda x: B.T @ x, dtype=float)
    return lsmr(operator, r, atol=1e-13, btol=1e-13, conlim=0, maxiter=10 * B.shape[0])[0]
