"""How long the density estimators take, each beside a named rival on the same input in the same run.

With the reference data, the paper's scenario on census data (612 cells, 160,000 tiles); without, a made-up one of that size. Then
2,000,000 tiles and 7,500 cells, to see how the times grow.
Run: ``python tests/benchmarks/bench_density.py [--growth]``.
"""

import os
import sys
from pathlib import Path

import numpy as np
from scipy import sparse

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from measure import measured

from mno_mobility.density.estimators import estimate, estimate_series, log_likelihood
from mno_mobility.geolocation.emission import EmissionModel
from mno_mobility.geolocation.grid import TileGrid

N_TIMES = 48


def munich():
    """The paper's scenario as a model, with one draw of counts; None without the reference data."""
    root = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    path = root / "data" / "munich" / "munich_P.npz"
    if not path.is_file():
        return None
    with np.load(path) as stored:
        entries = stored["p_permille"] / 1000, (stored["cell"].astype(int), stored["tile"])
        return as_model(sparse.csr_matrix(entries, shape=tuple(stored["shape"])), 400), stored["c"].astype(float)


def as_model(P, side):
    model = EmissionModel(TileGrid("EPSG:3035", 0.0, 0.0, 100.0, side, side), np.arange(P.shape[0]).astype(str).astype(object), P)
    model.P  # noqa: B018  made once, as it is when a model is opened
    return model


def made_up(side, n_cells, seed=0):
    """Three sectors on each of many sites at random places, of three ranges, and a draw of counts."""
    rng = np.random.default_rng(seed)
    n_sites = n_cells // 3
    at = rng.uniform(0, side, (n_sites, 2))
    reach = rng.choice([18, 35, 60], n_sites, p=[0.5, 0.35, 0.15])
    tiles, values = [], []
    for cell in range(n_cells):
        (row, col), r = at[cell // 3], reach[cell // 3]
        rows = np.arange(max(0, int(row) - r), min(side, int(row) + r + 1))[:, None]
        cols = np.arange(max(0, int(col) - r), min(side, int(col) + r + 1))[None]
        bearing = np.arctan2(cols - col, rows - row) - cell % 3 * 2 * np.pi / 3
        s = np.exp(-((rows - row)**2 + (cols - col)**2) * (2.2 / r)**2) * (0.55 + 0.45 * np.cos(bearing))
        kept = s > 0.05
        tiles.append((rows * side + cols)[kept].astype(np.int32))
        values.append(s[kept])
    start = np.concatenate([[0], np.cumsum([len(tile) for tile in tiles])]).astype(np.int32)
    s = sparse.csr_matrix((np.concatenate(values), np.concatenate(tiles), start), shape=(n_cells, side * side))
    total = np.bincount(s.indices, weights=s.data, minlength=side * side)
    s.data /= total[s.indices]
    return as_model(s, side), rng.poisson(s @ rng.gamma(0.3, 14, side * side)).astype(float)


def ours(model, c, method, n_iter=None):
    """The figures of one estimate."""
    found = estimate(model, c, method=method, n_iter=n_iter)
    return found.loglik, found.optimality, found.n_iter, found.mass - c.sum()


def plain_em(P, transposed, c, n_iter):
    """(11) with both orders of P ready-made in scipy's CSR."""
    u = np.full(P.shape[1], c.sum() / P.shape[1])
    for _ in range(n_iter):
        u = u * (transposed @ (c / (P @ u)))
    return log_likelihood(P, c, u), np.max(transposed @ (c / (P @ u))) - 1


def squarem(P, transposed, c, tol, most=20_000):
    """EM accelerated by squared extrapolation (Varadhan and Roland 2008, S3), until the bound on the likelihood is within `tol`."""

    def step(u):
        return u * (transposed @ (c / (P @ u)))

    u = np.full(P.shape[1], c.sum() / P.shape[1])
    n = 0
    while n < most:
        first = step(u)
        second = step(first)
        r, v = first - u, second - 2 * first + u
        length = min(-np.sqrt((r @ r) / max(v @ v, 1e-300)), -1.0)
        ahead = u - 2 * length * r + length**2 * v
        u = step(ahead * (c.sum() / ahead.sum())) if (ahead > 0).all() else second
        n += 3
        if n % 30 == 0 and np.max(transposed @ (c / (P @ u))) - 1 <= tol:
            break
    return log_likelihood(P, c, u), np.max(transposed @ (c / (P @ u))) - 1, n


def damped_fixed_point(P, transposed, c, tol=1e-8, most=1000, damping=0.2):
    """The approximate MAP (24) by its damped fixed point, until what it leaves of the optimality conditions is within `tol` as in ours."""
    a = np.full(P.shape[1], c.sum() / P.shape[1])
    u, n = a.copy(), 0
    while True:
        answer = transposed @ (c / (P @ u))
        if n % 5 == 0:
            slope = answer - (u - a) / a
            left = max(np.abs(slope - u @ slope / u.sum())[u > 1e-9].max(), abs(u.sum() / c.sum() - 1))
            if left <= tol or n == most:
                return left, n
        u = (1 - damping) * u + damping * a * np.maximum(answer + ((u - a)**2 / a).sum() / c.sum(), 0)
        n += 1


def data_first_with_pinv(P, c):
    """(33) with the pseudo-inverse of the dense P A^1/2, as in the paper, then (31)."""
    root = np.sqrt(c.sum() / P.shape[1])
    v = np.maximum(root * (np.linalg.pinv(P.toarray() * root) @ c), 0)
    return log_likelihood(P, c, v * (P.T @ (c / (P @ v))))


def series(model, times, method):
    return [found.mass for found in estimate_series(model, times, method=method)][-1]


def one_by_one(model, times, method):
    return [estimate(model, c, method=method).mass for c in times][-1]


def row(what, figures, note=""):
    print(f"{what:<52}{figures.cpu_s:>9.3f} s CPU{figures.wall_s:>9.3f} s{figures.peak_mb:>8.0f} MB  {note}", flush=True)


def against(rival, mine):
    return f"x {rival.cpu_s / mine.cpu_s:.1f} CPU, x {rival.wall_s / mine.wall_s:.1f} wall"


def rivals(model, c):
    P, transposed = model.P, model.P.T.tocsr()
    used = c > 0
    plain_P, plain_c, plain_T = P[used], c[used], transposed[:, used]
    em, plain = measured(ours, model, c, "em", 200, runs=5), measured(plain_em, plain_P, plain_T, plain_c, 200, runs=5)
    row("EM, 200 steps", em, f"log-likelihood {em.result[0]:.6f}")
    row("EM, 200 steps, scipy CSR both ways ready-made", plain, f"{against(plain, em)}, log-likelihood {plain.result[0]:.6f}")
    ml, long = measured(ours, model, c, "ml"), measured(plain_em, plain_P, plain_T, plain_c, 1000)
    row("ML", ml, f"{ml.result[2]} steps, gap {ml.result[1]:.0e} a phone, log-likelihood {ml.result[0]:.6f}")
    row("EM, 1,000 steps, scipy CSR", long, f"{against(long, ml)}, bound {long.result[1]:.0e}, log-likelihood {long.result[0]:.6f}")
    fast = measured(squarem, plain_P, plain_T, plain_c, 1e-8, 3000, runs=1)
    row("SQUAREM, at most 3,000 steps", fast, f"{against(fast, ml)}, {fast.result[2]} steps, bound {fast.result[1]:.0e}, "
        f"log-likelihood {fast.result[0]:.6f}")
    approximate, damped = measured(ours, model, c, "mapapprox"), measured(damped_fixed_point, plain_P, plain_T, plain_c)
    row("approximate MAP", approximate, f"{approximate.result[2]} steps, optimality {approximate.result[1]:.0e}")
    row("approximate MAP, damped fixed point", damped, f"{against(damped, approximate)}, {damped.result[1]} steps, "
        f"optimality {damped.result[0]:.0e}")
    exact = measured(ours, model, c, "map")
    row("exact MAP", exact, f"{exact.result[2]} steps, optimality {exact.result[1]:.0e}")
    df, pinv = measured(ours, model, c, "df"), measured(data_first_with_pinv, P, c, runs=1)
    row("DF", df, f"log-likelihood {df.result[0]:.6f}")
    row("DF, numpy pinv", pinv, f"{against(pinv, df)}, log-likelihood {pinv.result:.6f}")
    times = np.random.default_rng(0).poisson(c, (N_TIMES, len(c)))
    for method in ("df", "em"):
        together = measured(series, model, times, method, runs=1)
        apart = measured(one_by_one, model, times, method, runs=1)
        row(f"{method}, {N_TIMES} times", together)
        row(f"{method}, {N_TIMES} times, one by one", apart, against(apart, together))


def growth():
    small, large = made_up(400, 612), made_up(1400, 7500)
    print(f"growth from {small[0].P.shape} with {small[0].P.nnz} non-zeros to {large[0].P.shape} with {large[0].P.nnz}")
    for method in ("df", "em", "ml", "mapapprox", "map"):
        first, second = (measured(ours, model, c, method, runs=1) for model, c in (small, large))
        row(method, second, f"x {second.cpu_s / first.cpu_s:.1f} of the small one's, {second.result[2]} steps, "
            f"optimality {second.result[1]:.0e}, phones lost {abs(second.result[3]):.0e}")


def main():
    model, c = munich() or made_up(400, 612)
    print(f"{model.P.shape[0]} cells, {model.P.shape[1]} tiles, {model.P.nnz} non-zeros")
    rivals(model, c)
    if "--growth" in sys.argv[1:]:
        growth()


if __name__ == "__main__":
    main()
