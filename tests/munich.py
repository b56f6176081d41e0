"""Readers of the Munich reference case: 612 cells on 400 x 400 tiles of 100 m (Ricciato & Coluccia 2021, section IV)."""

import csv

import numpy as np
from scipy import sparse

from mno_mobility.geolocation.cells import CELL_DTYPE, CellPlan
from mno_mobility.geolocation.grid import TileGrid

GRID = TileGrid("EPSG:3035", 4_420_000, 2_760_000, 100, 400, 400)
STEEPNESS = {"MA": 0.15, "ME": 0.3, "MI": 0.4}
COLUMNS = {"direction": "azimuth_deg", "tilt": "tilt_deg", "beam_h": "beam_h_deg", "beam_v": "beam_v_deg", "x": "x_m", "y": "y_m",
           "height": "height_m", "z": "z_m", "W": "power_w", "range": "range_m", "ple": "ple"}


def read(path) -> list:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cells(n: int, **columns) -> CellPlan:
    """A plan of `n` cells named 0, 1, ...; what is not given is NaN."""
    records = np.zeros(n, CELL_DTYPE)
    for name in records.dtype.names:
        if records.dtype[name].kind == "f":
            records[name] = np.nan
    records["cell_id"] = [str(i) for i in range(n)]
    for name, value in columns.items():
        records[name] = value
    return CellPlan(records, "EPSG:3035")


def cell_plan(data) -> CellPlan:
    rows = read(data / "munich" / "munich_cellplan.csv")
    columns = {ours: [float(row[theirs]) for row in rows] for theirs, ours in COLUMNS.items()}
    return cells(len(rows), cell_id=[row["cell"] for row in rows], midpoint_dbm=-85,
                 steepness=[STEEPNESS[row["layer"]] for row in rows], **columns)


def permille(data) -> sparse.csr_matrix:
    """The published P in whole per mille, each column rounded to a sum of 1000."""
    with np.load(data / "munich" / "munich_P.npz", allow_pickle=False) as stored:
        entries = stored["p_permille"].astype(float), (stored["cell"], stored["tile"])
        return sparse.csr_matrix(entries, shape=tuple(stored["shape"]))
