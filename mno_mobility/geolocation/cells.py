"""The cell plan: one record for each radio cell, with its validation, field names and synonyms."""

from dataclasses import dataclass

import numpy as np

CELL_DTYPE = np.dtype([
    ("cell_id", object), ("site_id", object), ("x_m", float), ("y_m", float), ("azimuth_deg", float), ("tilt_deg", float),
    ("height_m", float), ("z_m", float), ("power_w", float), ("beam_h_deg", float), ("beam_v_deg", float), ("range_m", float),
    ("ple", float), ("midpoint_dbm", float), ("steepness", float), ("small", bool), ("lac", object)])


@dataclass(frozen=True)
class CellPlan:
    """Radio cells in a projected, metric CRS.

    Attributes
    ----------
    records : structured ndarray of CELL_DTYPE, shape (I,)
        NaN is 'not given'; a NaN azimuth is an omnidirectional cell. `azimuth_deg` is the compass bearing, `tilt_deg` positive
        downwards, `height_m` the antenna above ground, `z_m` above sea level.
    crs : str
        As in :class:`~mno_mobility.geolocation.grid.TileGrid`.
    """

    records: np.ndarray
    crs: str

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, column: str) -> np.ndarray:
        return self.records[column]


DEFAULTS = {  # (ordinary cell, small cell); the defaults of mobloc
    "tilt_deg": (5.0, 5.0), "height_m": (30.0, 8.0), "power_w": (10.0, 5.0), "beam_h_deg": (65.0, 65.0), "beam_v_deg": (9.0, 9.0),
    "range_m": (10_000.0, 1_000.0), "ple": (3.75, 6.0), "midpoint_dbm": (-92.5, -92.5), "steepness": (0.2, 0.2)}


def with_defaults(plan: CellPlan, **overrides: float) -> CellPlan:
    """Fill what the plan does not give with mobloc's defaults, or with `overrides` such as ``steepness=0.3``."""
    records = plan.records.copy()
    for column, (ordinary, small) in DEFAULTS.items():
        fill = overrides[column] if overrides.get(column) is not None else np.where(records["small"], small, ordinary)
        records[column] = np.where(np.isnan(records[column]), fill, records[column])
    return CellPlan(records, plan.crs)
