"""How long the density estimators take, beside the plain way of writing them down, in the same run.

With the reference data, the paper's scenario on census data (612 cells, 160,000 tiles); without, a made-up one of that size.
Run: ``python tests/benchmarks/bench_density.py``.
"""

import os
import sys
import time
from pathlib import Path

import numpy as np
from scipy import sparse

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from mno_mobility.density.estimators import estimate, estimate_series


def munich():
    """P and counts of the paper's scenario, or None."""
    root = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    path = root / "data" / "munich" / "munich_P.npz"
    if not path.is_file():
        return None
    with np.load(path) as stored:
        entries = stored["p_permille"] / 1000, (stored["cell"].astype(int), stored["tile"])
        return sparse.csr_matrix(entries, shape=tuple(stored["shape"])), stored["c"].astype(float)


def made_up(side=400, n_cells=612, reach=28, seed=0):
    """Round footprints at random places, the same size of problem."""
    rng = np.random.default_rng(seed)
    row, col = (v.ravel() for v in np.mgrid[:side, :side])
    at = rng.uniform(0, side, (n_cells, 2))
    s = np.exp(-(np.subtract.outer(at[:, 0], row)**2 + np.subtract.outer(at[:, 1], col)**2) / (2 * (reach / 2)**2))
    s[s < 0.05] = 0
    s[0, s.sum(axis=0) == 0] = 1
    P = sparse.csr_matrix(s / s.sum(axis=0))
    return P, rng.poisson(P @ rng.gamma(0.3, 14, side * side)).astype(float)


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def em_with_diagonal_matrices(P, c, n_iter):
    """(11) as it stands on paper: a diagonal matrix for each vector, formed anew in each step."""
    u = np.full(P.shape[1], c.sum() / P.shape[1])
    for _ in range(n_iter):
        u = sparse.diags(u) @ (P.T @ (sparse.diags(1 / (P @ u)) @ c))
    return u


def em_dense_seconds(P, c, n_iter):
    """What (11) takes with P as a plain array, made beforehand."""
    P, u = P.toarray(), np.full(P.shape[1], c.sum() / P.shape[1])
    start = time.perf_counter()
    for _ in range(n_iter):
        u = u * (P.T @ (c / (P @ u)))
    return time.perf_counter() - start


def data_first_with_pinv(P, c):
    """(33) with the pseudo-inverse of the dense P A^1/2, as in the paper, then (31)."""
    root = np.sqrt(c.sum() / P.shape[1])
    v = np.maximum(root * (np.linalg.pinv(P.toarray() * root) @ c), 0)
    return v * (P.T @ (c / (P @ v)))


def row(what, seconds, note=""):
    print(f"{what:<58}{seconds:>9.3f} s  {note}", flush=True)


def main():
    P, c = munich() or made_up()
    print(f"{P.shape[0]} cells, {P.shape[1]} tiles, {P.nnz} non-zeros")
    em_s, em = timed(lambda: estimate(P, c, method="em", n_iter=200))
    row("EM, 200 steps", em_s)
    plain_s, plain = timed(lambda: em_with_diagonal_matrices(P, c, 200))
    row("EM, 200 steps, diagonal matrices", plain_s, f"x {plain_s / em_s:.1f}, differs by {np.abs(plain - em.phones).max():.0e}")
    dense_s = 50 * em_dense_seconds(P, c, 4)
    row("EM, 200 steps, dense numpy (4 steps times 50)", dense_s, f"x {dense_s / em_s:.1f}")
    df_s, df = timed(lambda: estimate(P, c, method="df"))
    row("DF", df_s)
    pinv_s, pinv = timed(lambda: data_first_with_pinv(P, c))
    row("DF, numpy pinv", pinv_s, f"x {pinv_s / df_s:.1f}, differs by {np.abs(pinv - df.phones).max():.0e}")
    for method in ("sb", "mapapprox", "map"):
        seconds, found = timed(lambda: estimate(P, c, method=method))  # noqa: B023
        row(method, seconds, f"{found.n_iter} steps, optimality {found.optimality:.0e}")
    times = np.random.default_rng(0).poisson(c, (24, len(c)))
    for method in ("df", "em"):
        seconds, _ = timed(lambda: [found.mass for found in estimate_series(P, times, method=method)])  # noqa: B023
        single = {"df": df_s, "em": em_s}[method]
        row(f"{method}, 24 times", seconds, f"x {24 * single / seconds:.1f} quicker than one by one")


if __name__ == "__main__":
    main()
