"""How long the Kantorovich-Wasserstein distance takes, beside the linear program of the whole lattice by HiGHS, in the same run.

The rival solves 64 x 64 tiles; the paper's size, 400 x 400, is shown without one: HiGHS does not get there.
"""

import time

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from mno_mobility.evaluation.lattice import coprime_vectors
from mno_mobility.evaluation.transport import kantorovich_wasserstein
from mno_mobility.evaluation.transport_lp import lattice_arcs


def blobs(side: int, seed: int) -> np.ndarray:
    """A lumpy density: towns of many sizes, and empty land between."""
    rng = np.random.default_rng(seed)
    row, col = np.mgrid[:side, :side]
    density = np.zeros((side, side))
    for weight in rng.pareto(1.2, 30):
        y, x, width = *rng.uniform(0, side, 2), rng.uniform(0.01, 0.06) * side
        density += weight * np.exp(-((row - y) ** 2 + (col - x) ** 2) / (2 * width ** 2))
    return np.where(density > 1e-4 * density.max(), density, 0) * rng.gamma(1, 1, (side, side))


def whole_program(u, v) -> float:
    """The distance on the lattice L3 as one linear program."""
    vectors = coprime_vectors(3, u.shape)
    arcs = lattice_arcs(u.shape, vectors)
    n, m = u.size, len(arcs.tail)
    rows, ones = np.concatenate([arcs.tail, arcs.head]), np.repeat([1.0, -1.0], m)
    balance = coo_matrix((ones, (rows, np.tile(np.arange(m), 2))), shape=(n, m)).tocsr()
    return linprog(arcs.length, A_eq=balance, b_eq=(u / u.sum() - v / v.sum()).ravel(), method="highs").fun


def main():
    u, v = blobs(64, 1), blobs(64, 2)
    start = time.perf_counter()
    ours = kantorovich_wasserstein(u, v, 100.0)
    middle = time.perf_counter()
    rival = whole_program(u, v)
    end = time.perf_counter()
    print(f"64 x 64, L3, to the end: {middle - start:.2f} s; HiGHS on the whole lattice: {end - middle:.2f} s, "
          f"ratio {(middle - start) / (end - middle):.2f}; {ours.kwd_tiles:.6f} and {rival:.6f} tiles")
    u, v = blobs(400, 1), blobs(400, 2)
    large = kantorovich_wasserstein(u, v, 100.0)
    print(f"400 x 400, L3, interval of 0.5 %: {large.seconds:.2f} s, {large.lower_tiles:.3f} to {large.upper_tiles:.3f} tiles")


if __name__ == "__main__":
    main()
