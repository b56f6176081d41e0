"""Maximum a posteriori, exact and approximate (Ricciato & Coluccia 2021, section IV), solved through the dual."""

import numpy as np
from scipy.special import digamma, gammaln

from ..progress import Progress, Tick, no_progress, no_tick
from .linear import conjugate_gradients, plus_diagonal, positive_definite_solver, scaled
from .solvers import Heard, Solved, nothing

CHUNK = 1 << 15  # tiles worked on while they are in the cache
CG_STEPS = 40  # of conjugate gradients, at most, in place of a factor
ROUGH = 0.05  # relative residual allowed in Newton's system far from the optimum


def map_approximate(footprints, c, alpha, *, n_iter: int, tol: float, progress: Progress = no_progress) -> Solved:
    """Maximise ``c^T log(P u) - 1/2 (u-a)^T A^-1 (u-a)`` (24) over u >= 0, sum(u) = sum(c); for one count vector (I,)."""
    a = alpha * c.sum()

    def prior(u):
        return -(u - a)**2 / (2 * a)

    def respond(t):
        u = np.maximum(a * (1 + t), 0)
        return u, np.where(u > 0, a, 0), u**2 / (2 * a) - a / 2

    return _dual_newton(footprints, c, a, prior, respond, 1.0, n_iter, tol, progress)


def map_exact(footprints, c, alpha, *, n_iter: int, tol: float, progress: Progress = no_progress) -> Solved:
    """Maximise ``c^T log(P u) + u^T log(alpha) - sum log Gamma(u+1)`` (23) over the same set."""
    a, log_alpha = alpha * c.sum(), np.log(alpha)

    def prior(u):
        return u * log_alpha - gammaln(u + 1)

    def respond(t):
        slope = log_alpha + t
        u = inverse_digamma(slope, footprints.tick) - 1
        return u, np.where(u > 0, 1 / trigamma(u + 1), 0), u * slope - gammaln(u + 1)

    start = 1 - alpha @ (digamma(a + 1) - log_alpha)  # where u = a is about stationary
    return _dual_newton(footprints, c, a, prior, respond, start, n_iter, tol, progress)


def inverse_digamma(y, tick: Tick = no_tick) -> np.ndarray:
    """The x >= 1 with ``digamma(x) = y``, 1 where y is below ``digamma(1)``; y is cut at 300, where x is 1e130.

    Digamma is concave and increasing, so Newton's steps approach from the left and stay there; the start is Minka's.
    """
    x = np.ones(len(y))
    for start in range(0, len(y), CHUNK):
        tick()
        part = slice(start, start + CHUNK)
        above = np.flatnonzero(y[part] > digamma(1.0))
        target = np.minimum(y[part][above], 300.0)
        found = np.exp(target) + 0.5
        for _ in range(20):
            step = (digamma(found) - target) / trigamma(found)
            found = np.maximum(found - step, 1.0)
            if (np.abs(step) <= 1e-7 * found).all():  # the next would be its square
                break
        x[part][above] = found
    return x


def trigamma(x) -> np.ndarray:
    """The derivative of digamma for x >= 1, to 1e-8 of itself: all that a Newton step needs, and ten times as quick as scipy's.

    Recurrence and asymptotic series of Abramowitz and Stegun 1964, 6.4.6 and 6.4.12.
    """
    y = x + 4
    inverse = 1 / y
    square = inverse * inverse
    series = inverse * (1 + inverse / 2 + square * (1 / 6 - square * (1 / 30 - square / 42)))
    return series + 1 / (x * x) + 1 / (x + 1)**2 + 1 / (x + 2)**2 + 1 / (x + 3)**2


def _dual_newton(footprints, c, a, prior, respond, mu, n_iter, tol, progress) -> Solved:
    """Maximise ``c^T log(P u) + sum h(u)``, h concave, over u >= 0 and sum(u) = C through its dual.

    With z = P u as a variable of its own, multipliers lambda for that and mu for the sum, the dual to minimise is
    ``-c^T log(lambda) + sum phi(P^T lambda - mu) + mu C`` with ``phi(t) = max_{u >= 0} h(u) + t u``: as many unknowns as cells
    with phones, plus one. The start is near the map `a`. `prior(u)` gives h, `respond(t)` the maximising u, its derivative by t, and
    phi, tile by tile.

    The certificate is the greater of two: the greatest violation of the optimality conditions ``(P^T (c / (P u)))_j + h'(u_j) - mu =
    0`` (<= 0 where u_j is 0) and of the sum, relative to C; and the duality gap a phone, by which no map has a higher posterior.
    """
    total = c.sum()
    if not total:
        return nothing(footprints.n_tiles)
    cells, c = Heard(footprints, c), c[c > 0]
    lam = np.sqrt(c / cells.expected(a))  # half way, by the logarithm, from the prices that keep the prior to those at the prior
    t = cells.slopes(lam) - mu
    u, du, phi = respond(t)
    for step in range(n_iter + 1):
        progress(step / (n_iter + 1))
        lower = 1.0
        while not u.any():  # with every tile clipped there is no curvature, and the dual falls as mu does
            mu, t, lower = mu - lower, t + lower, 2 * lower
            u, du, phi = respond(t)
        z = cells.expected(u)
        with np.errstate(divide="ignore"):
            violation = np.abs(cells.slopes(np.minimum(c / z - lam, 1e300))).max()
        optimality = max(violation, abs(u.sum() - total) / total)
        if optimality <= tol or step == n_iter:
            to_total = total / u.sum()
            optimality = max(optimality, _gap(c, lam, to_total * z, t, to_total * u, phi, prior) / total)
        if optimality <= tol or step == n_iter:
            break
        d_lam, d_mu = _newton_step(cells, c, lam, z, du, total - u.sum(), min(ROUGH, optimality))
        slope = d_lam @ (z - c / lam) + d_mu * (total - u.sum())
        value = phi.sum() - c @ np.log(lam) + mu * total
        size = 0.95 / max(0.95, float((-d_lam / lam).max()))
        d_t = cells.slopes(d_lam) - d_mu
        rounding = 1e-14 * (abs(phi.sum()) + abs(mu * total))  # near the optimum the gain drowns in it
        while True:
            trial, d_trial, phi_trial = respond(t + size * d_t)
            gain = value - (phi_trial.sum() - c @ np.log(lam + size * d_lam) + (mu + size * d_mu) * total)
            if gain >= -1e-4 * size * slope - rounding or size < 1e-10:
                break
            size /= 2
        lam, mu, t = lam + size * d_lam, mu + size * d_mu, t + size * d_t
        u, du, phi = trial, d_trial, phi_trial
    return Solved(u * (total / u.sum()), step, optimality, optimality <= tol)


def _gap(c, lam, z, t, u, phi, prior) -> float:
    """Dual minus primal value: by cells and by tiles what is lost where they do not answer to each other's prices; never below 0."""
    with np.errstate(divide="ignore"):
        of_cells = c * np.log(c / (lam * z)) - c + lam * z
    return float(np.maximum(of_cells, 0).sum() + np.maximum(phi - prior(u) - t * u, 0).sum())


def _newton_step(cells, c, lam, z, du, lack, accuracy):
    """Newton's direction in (lambda, mu), to `accuracy` of its length.

    With mu eliminated and lambda scaled by lambda / sqrt(c) the system is the identity plus a Gram matrix. Where counts are near
    what is expected that matrix is small, and conjugate gradients need but a few products; elsewhere the system is factored.
    """
    scale, border, curvature = lam / np.sqrt(c), cells.expected(du), du.sum()
    right = scale * (c / lam - z - border * (lack / curvature))

    def product(x):
        slope = cells.slopes(scale * x)
        slope -= du @ slope / curvature
        slope *= du
        return x + scale * cells.expected(slope)

    x = conjugate_gradients(product, right, accuracy, CG_STEPS)
    if x is None:
        x = _factored(cells, scale, du, border, curvature, right)
    d_lam = scale * x
    return d_lam, (border @ d_lam - lack) / curvature


def _factored(cells, scale, du, border, curvature, right):
    gram = plus_diagonal(scaled(cells.gram(du), scale), np.ones(len(scale)))
    solve = positive_definite_solver(gram)
    if solve is None:  # lambda spans more than double precision holds: a step along the diagonal still descends
        return right / gram.diagonal()
    border = scale * border
    along, x = solve(np.column_stack([border, right])).T
    return x + along * (border @ x / max(curvature - border @ along, 1e-300))  # Sherman and Morrison: mu is eliminated
