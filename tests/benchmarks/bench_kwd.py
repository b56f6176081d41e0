"""Time and memory of the Kantorovich-Wasserstein distance beside its rivals: HiGHS, networkx, POT, and Spatial-KWD where it is there.

All of a block run on the same input in one run; CPU seconds are medians. The pairs of the paper's scenario (Munich, 400 x 400 tiles)
need the reference data (MNO_SHARED, see tests/conftest.py); MNO_KWD_PYTHON names a Python that has Spatial-KWD.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from mno_mobility.evaluation import network_simplex
from mno_mobility.evaluation.lattice import coprime_vectors
from mno_mobility.evaluation.transport import kantorovich_wasserstein
from mno_mobility.evaluation.transport_lp import lattice_arcs
from tests.benchmarks.measure import measured

# CPU seconds measured with Spatial-KWD 0.4.1 on one core, column generation, L3, on pairs made the same way: NOT of the same run
PUBLISHED_CPU_S = {"SB": 102, "EM200": 61, "flat": 101}
# a Python that has Spatial-KWD: it builds up to Python 3.8
KWD_PYTHON = os.environ.get("MNO_KWD_PYTHON", sys.executable)
SPATIAL_KWD = """
import sys, numpy as np, KWD
maps = np.load(sys.argv[1])
row, col = np.indices(maps["u"].shape)
weights = np.asfortranarray(np.column_stack([maps["u"].ravel(), maps["v"].ravel()]))
found = KWD.compareOneToOne(np.column_stack([col.ravel(), row.ravel()]).astype(np.int32), weights,
                            {"L": int(maps["reach"]), "method": "approx", "algorithm": "colgen", "verbosity": "silent"})
print(np.ravel(found["distance"])[0])
"""


def blobs(side: int, seed: int) -> np.ndarray:
    """A lumpy density: towns of many sizes, and empty land between."""
    rng = np.random.default_rng(seed)
    row, col = np.mgrid[:side, :side]
    density = np.zeros((side, side))
    for weight in rng.pareto(1.2, 30):
        y, x, width = *rng.uniform(0, side, 2), rng.uniform(0.01, 0.06) * side
        density += weight * np.exp(-((row - y) ** 2 + (col - x) ** 2) / (2 * width ** 2))
    return np.where(density > 1e-4 * density.max(), density, 0) * rng.gamma(1, 1, (side, side))


def munich(folder: Path) -> dict:
    """The truth of the paper's scenario and the estimates SB, EM after 200 steps, DF and flat."""
    from mno_mobility.density import estimators

    stored = np.load(folder / "munich" / "munich_P.npz")
    P = sparse.csr_matrix((stored["p_permille"] / 1000, (stored["cell"].astype(int), stored["tile"])), shape=stored["shape"])
    P = sparse.csr_matrix(P @ sparse.diags(1 / np.asarray(P.sum(axis=0)).ravel()))
    truth, c = np.load(folder / "munich" / "munich_gtp.npz")["pop"].astype(float), stored["c"].astype(float)
    prior = np.full(P.shape[1], c.sum() / P.shape[1])
    maps = {"SB": estimators.simple_bayes(P, c, prior).phones, "EM200": estimators.expectation_maximisation(P, c, prior).phones,
            "DF": estimators.data_first(P, c, prior).phones, "flat": prior}
    return {"truth": truth, **{name: u.reshape(truth.shape) for name, u in maps.items()}}


def ours(u, v, precision) -> tuple:
    found = kantorovich_wasserstein(u, v, 100.0, precision=precision, flow=True)
    return found.kwd_tiles, found.upper_tiles / found.lower_tiles - 1, found.method


def highs(u, v, precision) -> tuple:
    """All arcs of the lattice as one linear program."""
    arcs = lattice_arcs(u.shape, coprime_vectors(int(precision[1]), u.shape))
    m = len(arcs)
    entries = np.repeat([1.0, -1.0], m), (np.concatenate([arcs.tail, arcs.head]), np.tile(np.arange(m), 2))
    balance = sparse.csr_matrix(entries, shape=(u.size, m))
    return linprog(arcs.length, A_eq=balance, b_eq=(u / u.sum() - v / v.sum()).ravel(), method="highs").fun, 0.0, "HiGHS, whole lattice"


def simplex_of_networkx(u, v, precision) -> tuple:
    import networkx as nx

    arcs = lattice_arcs(u.shape, coprime_vectors(int(precision[1]), u.shape))
    demand = -np.rint((u / u.sum() - v / v.sum()).ravel() * 2 ** 32).astype(np.int64)
    demand[0] -= demand.sum()
    graph = nx.DiGraph()
    graph.add_nodes_from((tile, {"demand": int(d)}) for tile, d in enumerate(demand))
    price = np.rint(arcs.length * 2 ** 20).astype(np.int64)
    graph.add_weighted_edges_from(zip(arcs.tail.tolist(), arcs.head.tolist(), price.tolist()))
    return nx.network_simplex(graph)[0] / 2 ** 52, 0.0, "networkx network_simplex, whole lattice"


def pot(u, v, precision) -> tuple:
    """Along straight lines, with all pairs of tiles that have mass."""
    import ot

    u, v = u / u.sum(), v / v.sum()
    here, there = np.argwhere(u > 0), np.argwhere(v > 0)
    cost = np.hypot(*(here[:, None, k] - there[None, :, k] for k in (0, 1))).astype(float)
    return ot.emd2(u[u > 0], v[v > 0], cost, numItermax=10_000_000), 0.0, "POT, straight lines, dense"


def spatial_kwd(u, v, precision) -> tuple:
    """By column generation, its quick way; in the interpreter that has it, for its package does not build for new Pythons."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "maps.npz"
        np.savez(file, u=u / u.sum(), v=v / v.sum(), reach=int(precision[1]))
        done = subprocess.run([KWD_PYTHON, "-c", SPATIAL_KWD, file], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1]), 0.0, "Spatial-KWD, column generation"


def has(library: str, python: str = sys.executable) -> bool:
    return subprocess.run([python, "-c", f"import {library}"], capture_output=True).returncode == 0


def line(label: str, work, u, v, precision: str, *, runs: int = 3, beside=None):
    """One measured line, with how many times faster than `beside` it is; returns its CPU seconds."""
    found = measured(work, u, v, precision, runs=runs)
    kwd, gap, method = found.result
    ratio = f"  {beside / found.cpu_s:6.1f} x faster" if beside else ""
    print(f"{label:24} {precision:5} {found.cpu_s:8.2f} s CPU {found.wall_s:8.2f} s wall {found.peak_mb:7.0f} MB  {kwd:12.6f} tiles, "
          f"interval {gap:.1e}  {method}{ratio}", flush=True)
    return found.cpu_s


def main():
    print("pylmcf, the optional exact solver:", "installed" if network_simplex.is_installed() else "missing: L1 to L5 end at 0.1 %")
    rivals = [highs, simplex_of_networkx, *([pot] if has("ot") else []), *([spatial_kwd] if has("KWD", KWD_PYTHON) else [])]
    u, v = blobs(64, 1), blobs(64, 2)
    for rival in rivals:
        rival_s = line("64 x 64", rival, u, v, "L3", runs=1)
        line("64 x 64, ours", ours, u, v, "exact" if rival is pot else "L3", beside=rival_s)
    folder = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
    if (folder / "munich").is_dir():
        maps = munich(folder)
        for name in ("SB", "EM200", "DF", "flat"):
            beside = line(f"Munich, {name}", spatial_kwd, maps[name], maps["truth"], "L3", runs=1) if has("KWD", KWD_PYTHON) else None
            for precision in ("fast", "L3"):
                seconds = line(f"Munich, {name}, ours", ours, maps[name], maps["truth"], precision, beside=beside)
                if name in PUBLISHED_CPU_S:
                    print(f"{'':24} published for Spatial-KWD 0.4.1, of another run: {PUBLISHED_CPU_S[name]} s, "
                          f"{PUBLISHED_CPU_S[name] / seconds:.1f} times ours")
    u, v = blobs(400, 1), blobs(400, 2)
    for precision in ("fast", "L3"):
        line("400 x 400, ours", ours, u, v, precision)
    line("1000 x 1000, ours", ours, blobs(1000, 1), blobs(1000, 2), "fast", runs=1)


if __name__ == "__main__":
    main()
