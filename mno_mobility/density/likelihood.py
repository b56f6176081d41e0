"""Maximum likelihood (Ricciato & Coluccia 2021, section III-C): by expectation maximisation, and solved to the end."""

import numpy as np

from ..progress import Progress, no_progress
from .linear import plus_diagonal, positive_definite_solver
from .solvers import Heard, Solved, nothing, quotient

FIRST = 20  # steps of EM before the interior point
LATE = 10  # steps within the gap, at most, to come to the promised map
CENTRED = 1e-3  # relative distance from the central path at which a map is the one promised
FINEST = 1e-12  # gap below which slack drowns in rounding


def expectation_maximisation(footprints, c, u, *, n_iter: int, tol: float, progress: Progress = no_progress) -> Solved:
    """Iterate ``u <- u * (P^T (c / (P u)))`` (11) from `u`, (J, T), for `c`, (I, T).

    The certificate is ``max_j (P^T (c / (P u)))_j - 1``: by concavity no map has a log-likelihood a phone that is higher by more.
    The last step and the certificate are in double precision whatever the footprints are in, so that phones are kept exactly.
    """
    if tol > 0:
        return _until(footprints, c, u, n_iter, tol, progress)
    dtype, plain = getattr(footprints, "dtype", float), getattr(footprints, "plain", footprints)
    u = np.array(u[:, 0] if u.shape[1] == 1 else u, dtype, order="C")
    flat, expected = c.reshape(-1) if u.ndim == 1 else c, footprints.expected(u) if n_iter > 1 else None
    for step in range(n_iter - 1):
        progress(step / n_iter)
        expected = footprints.step(u, quotient(flat, expected))
    u = u.astype(float).reshape(len(u), c.shape[1])
    u *= plain.slopes(quotient(c, plain.expected(u)))
    gap = np.maximum(plain.slopes(quotient(c, plain.expected(u))).max(axis=0) - 1, 0)
    return Solved(u, np.full(c.shape[1], n_iter), gap, gap <= tol)


def _until(footprints, c, u, n_iter, tol, progress) -> Solved:
    """As many steps as each of the times needs, `n_iter` at most."""
    n_times = c.shape[1]
    result, steps, gap = np.zeros(u.shape), np.zeros(n_times, int), np.zeros(n_times)
    active = np.arange(n_times)
    for step in range(n_iter + 1):
        progress(step / (n_iter + 1))
        slope = footprints.slopes(quotient(c, footprints.expected(u)))
        gap[active] = np.maximum(slope.max(axis=0) - 1, 0)
        done = (gap[active] <= tol) | (step == n_iter)
        if done.any():
            result[:, active[done]], steps[active[done]] = u[:, done], step
            active, u, c, slope = active[~done], u[:, ~done], c[:, ~done], slope[:, ~done]
            if not len(active):
                break
        u = np.multiply(u, slope, out=slope)
    return Solved(result, steps, gap, gap <= tol)


def maximum_likelihood(footprints, c, alpha, *, n_iter: int, tol: float, progress: Progress = no_progress) -> Solved:
    """Maximise ``c^T log(P u)`` (10) over u >= 0, sum(u) = C, for one count vector (I,), by a primal-dual interior point.

    The dual has one unknown for each cell: minimise ``-c^T log(lambda)`` over ``P^T lambda <= 1``; at the solution ``lambda = c / (P
    u)`` and ``u_j (1 - P^T lambda)_j = 0``. Each step is Newton's with those products at `mu alpha_j` (Mehrotra's predictor and
    corrector), at the price of one Gram matrix of the cells. For phones as shares the certificate ``sum c log(c / (lambda P u))``, with
    any lambda that is feasible, is the duality gap: no map has a log-likelihood a phone that is higher by more.

    Many maps have the greatest likelihood. This is the one that, at half the gap allowed, maximises ``c^T log(P u) + tol C / 2 alpha^T
    log(u)``: of the maps that fit alike the one with the greatest ``alpha^T log(u)``, which is nearest the prior in the sense of
    Kullback and Leibler. Tiles no cell tells apart therefore share in proportion to their prior.
    """
    total = c.sum()
    if not total:
        return nothing(footprints.n_tiles)
    cells, c, pull = Heard(footprints, c), c[c > 0] / total, max(tol, FINEST) / 2
    u = alpha.copy()
    for _ in range(FIRST):
        u *= cells.slopes(c / cells.expected(u))
    u = 0.9 * u + 0.1 * alpha  # every tile well inside
    expected = cells.expected(u)
    slope = cells.slopes(c / expected)
    scale = 1.1 * slope.max()  # with which the start is feasible: lambda = c / (P u) and P^T lambda < 1
    u, expected, slack = scale * u, scale * expected, 1 - slope / scale
    lam, late = c / expected, 0
    for step in range(n_iter + 1):
        progress(step / (n_iter + 1))
        product = u * slack
        mu, gap = product.sum(), _gap(c, lam, expected / u.sum())
        late += gap <= 2 * pull
        if step == n_iter or late > LATE or (late and (np.abs(product / alpha - pull) <= CENTRED * pull).all()):
            break
        weight = u / slack
        solve = _factor(cells.gram(weight), c / lam**2)
        lack = c / lam - expected

        def direction(target):
            d_u = (target - product) / slack  # noqa: B023
            d_lam = solve(lack - cells.expected(d_u))  # noqa: B023
            d_slack = -cells.slopes(d_lam)
            return d_lam, d_slack, d_u - weight * d_slack  # noqa: B023

        if mu > 2 * pull:
            d_lam, d_slack, d_u = direction(0.0)
            size = min(_longest(lam, d_lam), _longest(slack, d_slack), _longest(u, d_u))
            ahead = (u + size * d_u) @ (slack + size * d_slack)
            d_lam, d_slack, d_u = direction(max(min((ahead / mu)**3, 1) * mu, pull) * alpha - d_u * d_slack)
        else:
            d_lam, d_slack, d_u = direction(pull * alpha)
        size = min(_longest(lam, d_lam), _longest(slack, d_slack), _longest(u, d_u))
        size = size if size == 1 else 0.99 * size
        d_expected, allowed = cells.expected(d_u), max(np.abs(lack).sum(), mu)
        while np.abs(c / (lam + size * d_lam) - expected - size * d_expected).sum() > allowed:  # lambda = c / (P u) curves away
            size /= 2
        lam, u, slack = lam + size * d_lam, u + size * d_u, slack + size * d_slack  # 1 - P^T lambda anew would drown in rounding
        expected = cells.expected(u)
    gap = _gap(c, lam / max(cells.slopes(lam).max(), 1e-300), expected / u.sum())
    return Solved(u * (total / u.sum()), step, gap, gap <= tol)


def _gap(c, lam, expected) -> float:
    """How much higher than at `expected` the log-likelihood a phone can be, by weak duality; `lam` is feasible."""
    return max(float(c @ np.log(c / (lam * expected))), 0.0)


def _longest(x, step) -> float:
    """The longest stretch of `step` that leaves `x` from 0 on, 1 at most."""
    return 1 / max(1.0, float((-step / x).max()))


def _factor(gram, diagonal):
    """Solve with ``gram + diag(diagonal)``; where double precision does not hold it, with a little more on the diagonal."""
    for ridge in (0.0, 1e-14, 1e-12, 1e-10, 1e-8, 1e-6):
        solve = positive_definite_solver(plus_diagonal(gram, diagonal + ridge * (gram.diagonal() + diagonal)), least=0.0)
        if solve is not None:
            return solve
    return lambda r: r / (gram.diagonal() + diagonal)
