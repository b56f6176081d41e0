"""Seconds from the Munich cell plan to the emission model, beside a plain evaluation of each cell over all tiles.

Run with ``PYTHONPATH=.:tests python tests/benchmarks/bench_model.py``; the data lies beside the repository or where the
variable MNO_SHARED says.
"""

import os
import time
from pathlib import Path

import munich
import numpy as np

from mno_mobility.geolocation.antenna import half_power_sigma
from mno_mobility.geolocation.footprint import emission_model

DATA = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"


def main():
    plan = munich.cell_plan(DATA)
    ours, model = best_of(3, lambda: emission_model(plan, munich.GRID))
    theirs, entries = best_of(1, lambda: dense(plan, munich.GRID, 0.05))
    if entries != model.dominance.nnz:
        raise SystemExit(f"the two disagree: {model.dominance.nnz} and {entries} entries")
    print("| work | entries | seconds | every cell over all tiles, seconds | ratio |")
    print("|---|---|---|---|---|")
    print(f"| model from the Munich cell plan | {entries:,} | {ours:.2f} | {theirs:.2f} | {theirs / ours:.1f} |")


def best_of(n, work):
    seconds = []
    for _ in range(n):
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    return min(seconds), result


def dense(plan, grid, threshold) -> int:
    """The published formulas as they stand, one cell after the other over the whole grid."""
    x, y = grid.centres()
    sigma_h, sigma_v = (half_power_sigma(plan[beam])[0] for beam in ("beam_h_deg", "beam_v_deg"))
    entries = 0
    for i, cell in enumerate(plan.records):
        dx, dy, c, tilt = x - cell["x_m"], y - cell["y_m"], cell["z_m"], cell["tilt_deg"]
        r = np.hypot(dx, dy)
        azimuth = np.radians((np.degrees(np.arctan2(dx, dy)) - cell["azimuth_deg"] + 180) % 360 - 180)
        a, b = r * np.sin(azimuth), r * np.cos(azimuth)
        d, below = np.hypot(b, c), np.degrees(np.arctan2(c, np.abs(b)))
        e = np.where(b > 0, d * np.cos(np.radians(below - tilt)), -d * np.cos(np.radians(below + tilt)))
        strength = 30 + 10 * np.log10(cell["power_w"]) - 10 * cell["ple"] * np.log10(np.maximum(np.hypot(r, c), 0.01))
        strength += gauss(np.degrees(np.arctan2(a, e)), sigma_h[i]) + gauss(np.degrees(np.arctan2(c, r)) - tilt, sigma_v[i])
        s = 1 / (1 + np.exp(-cell["steepness"] * (strength - cell["midpoint_dbm"])))
        entries += np.count_nonzero((s >= threshold) & (r <= cell["range_m"]))
    return entries


def gauss(angle, sigma):
    return -30 * (1 - np.exp(-angle ** 2 / (2 * sigma ** 2))) / (1 - np.exp(-180 ** 2 / (2 * sigma ** 2)))


if __name__ == "__main__":
    main()
