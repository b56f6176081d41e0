"""From a cell plan to the emission model and to estimates with it, beside a plain evaluation of each cell over all tiles.

Run as ``make bench ARGS=model``: the Munich cell plan, where the data lies beside the repository or where the variable MNO_SHARED says,
and made-up plans on 400 x 400 and 1400 x 1400 tiles, to see the growth. MNO_BENCH_SIDE sets another number instead of 1400.
"""

import os
import sys
from pathlib import Path
from time import process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import munich
from measure import measured
from nation import counts, made_up

from mno_mobility.density.estimators import estimate
from mno_mobility.geolocation.antenna import half_power_sigma
from mno_mobility.geolocation.cells import with_defaults
from mno_mobility.geolocation.footprint import emission_model

DATA = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
SIDES = 400, int(os.environ.get("MNO_BENCH_SIDE", 1_400))
METHODS = {"df": {}, "em": {"n_iter": 200}, "ml": {}}
THRESHOLD, DENSE_CELLS = 0.05, 3


def main():
    print("| cells | tiles | entries | work | seconds | CPU seconds | peak, MB | every cell over all tiles, seconds |")
    print("|---|---|---|---|---|---|---|---|")
    scenes = [made_up(side) for side in SIDES]
    if (DATA / "munich" / "munich_cellplan.csv").is_file():
        scenes.insert(0, (munich.cell_plan(DATA), munich.GRID))
    for plan, grid in scenes:
        built = measured(lambda: emission_model(plan, grid).dominance.nnz)  # noqa: B023
        row(plan, grid, built, "model", f"{dense_seconds(plan, grid) * len(plan):,.0f}")
        model = emission_model(plan, grid)
        c = counts(model.P)
        for method, options in METHODS.items():
            made = measured(lambda: estimate(model, c, method=method, **options).mass and model.dominance.nnz, runs=1)  # noqa: B023
            row(plan, grid, made, " ".join([method, *(f"{key}={value}" for key, value in options.items())]), "")


def row(plan, grid, found, work, rival):
    print(f"| {len(plan):,} | {grid.n_tiles:,} | {found.result:,} | {work} | {found.wall_s:.2f} | {found.cpu_s:.2f} "
          f"| {found.peak_mb:,.0f} | {rival} |", flush=True)


def dense_seconds(plan, grid) -> float:
    """CPU time of a cell by the published formulas as they stand over the whole grid, from a few cells that must have our entries."""
    few = type(plan)(plan.records[np.linspace(0, len(plan) - 1, DENSE_CELLS).astype(int)], plan.crs)
    start = process_time()
    theirs = [int(np.count_nonzero(dense(cell, grid))) for cell in with_defaults(few).records]
    seconds = (process_time() - start) / DENSE_CELLS
    ours = np.diff(emission_model(few, grid, threshold=THRESHOLD).dominance.indptr).tolist()
    if theirs != ours:
        raise SystemExit(f"the two disagree: {ours} and {theirs} entries")
    return seconds


def dense(cell, grid) -> np.ndarray:
    """Whether a cell is received in each tile."""
    x, y = grid.centres()
    sigma_h, sigma_v = (float(half_power_sigma(cell[beam])[0]) for beam in ("beam_h_deg", "beam_v_deg"))
    dx, dy, c, tilt = x - cell["x_m"], y - cell["y_m"], cell["height_m"], cell["tilt_deg"]
    r = np.hypot(dx, dy)
    azimuth = np.radians((np.degrees(np.arctan2(dx, dy)) - cell["azimuth_deg"] + 180) % 360 - 180)
    a, b = r * np.sin(azimuth), r * np.cos(azimuth)
    d, below = np.hypot(b, c), np.degrees(np.arctan2(c, np.abs(b)))
    e = np.where(b > 0, d * np.cos(np.radians(below - tilt)), -d * np.cos(np.radians(below + tilt)))
    strength = 30 + 10 * np.log10(cell["power_w"]) - 10 * cell["ple"] * np.log10(np.maximum(np.hypot(r, c), 0.01))
    strength += gauss(np.degrees(np.arctan2(a, e)), sigma_h) + gauss(np.degrees(np.arctan2(c, r)) - tilt, sigma_v)
    s = 1 / (1 + np.exp(-cell["steepness"] * (strength - cell["midpoint_dbm"])))
    return (s >= THRESHOLD) & (r <= cell["range_m"])


def gauss(angle, sigma):
    return -30 * (1 - np.exp(-angle ** 2 / (2 * sigma ** 2))) / (1 - np.exp(-180 ** 2 / (2 * sigma ** 2)))


if __name__ == "__main__":
    main()
