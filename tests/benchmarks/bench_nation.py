"""The emission model of a nation, 8.4 million tiles of 100 m and some 37,000 cells: built, saved and opened, and estimates made with it.

Run as ``make bench ARGS=nation``. MNO_BENCH_NATION sets another number of tiles along a side, such as 700. The whole takes some minutes,
16 GiB of memory and 4 GB of disk. Each line is a process of its own; rivals get the same arrays.
"""

import os
import sys
import tempfile
from pathlib import Path

import numpy as np
from scipy import sparse

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_model import dense_seconds
from measure import measured
from nation import counts, made_up

from mno_mobility.density.estimators import estimate
from mno_mobility.geolocation.emission import load_model, save_model
from mno_mobility.geolocation.footprint import emission_model

SIDE = int(os.environ.get("MNO_BENCH_NATION", 2_900))
EM_STEPS = 20


def main():
    with tempfile.TemporaryDirectory() as folder:
        ours, rival, counted = (str(Path(folder, name)) for name in ("ours.mno.npz", "rival.npz", "counted.npy"))
        n_cells, n_entries = tell("built and saved", build, ours)
        print(f"{SIDE:,} x {SIDE:,} tiles, {n_cells:,} cells, {n_entries:,} entries, file of {os.path.getsize(ours) / 1e6:,.0f} MB")
        print(f"every cell over all tiles, from three of them: {n_cells * dense_seconds(*made_up(SIDE)):,.0f} s")
        tell("opened", opened, ours)
        tell("scipy.sparse: save_npz", saved_by_scipy, ours, rival)
        tell("scipy.sparse: load_npz", opened_by_scipy, rival)
        tell("opened, P", probabilities, ours)
        tell("opened, coverage and best server", overview, ours)
        tell("opened, counts made up", count, ours, counted)
        tell(f"opened, EM, {EM_STEPS} steps", estimated, ours, counted, "em")
        tell(f"opened, P, EM as a plain loop, {EM_STEPS} steps", plain_em, ours, counted)
        tell("opened, DF", estimated, ours, counted, "df")


def tell(what, work, *args):
    found = measured(work, *args, runs=1)
    print(f"{what:<46}{found.wall_s:>9.1f} s{found.cpu_s:>9.1f} s of CPU{found.peak_mb / 1024:>9.2f} GiB", flush=True)
    return found.result


def build(path) -> tuple:
    plan, grid = made_up(SIDE)
    model = emission_model(plan, grid)
    save_model(model, path)
    return len(plan), model.dominance.nnz


def opened(path) -> None:
    load_model(path)


def saved_by_scipy(path, rival) -> None:
    sparse.save_npz(rival, load_model(path).dominance)


def opened_by_scipy(rival) -> None:
    sparse.load_npz(rival)


def probabilities(path) -> int:
    return load_model(path).P.nnz


def overview(path) -> tuple:
    model = load_model(path)
    return int(model.cells_per_tile.max()), int(model.best_server.max())


def count(path, counted) -> None:
    np.save(counted, counts(load_model(path).P))


def estimated(path, counted, method) -> float:
    return estimate(load_model(path), np.load(counted), method=method, n_iter=EM_STEPS if method == "em" else None).mass


def plain_em(path, counted) -> float:
    P, c = load_model(path).P, np.load(counted)
    u = np.full(P.shape[1], c.sum() / P.shape[1])
    for _ in range(EM_STEPS):
        u = u * (P.T @ (c / (P @ u)))
    return u.sum()


if __name__ == "__main__":
    main()
