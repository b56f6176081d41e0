"""Footprints: where each cell of a plan is received on the tile grid (Ricciato & Coluccia 2021, section II).

The signal strength of a cell becomes its dominance, the dominance above a threshold the emission model.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, cos, pi

import numpy as np
from scipy import sparse

from ..errors import InputError, some
from ..memory import GIB, available_bytes
from ..progress import Progress, no_progress
from .antenna import half_power_sigma, table_sigma
from .cells import CellPlan, with_defaults
from .emission import EmissionModel
from .grid import TileGrid
from .propagation import MODELS, Transmitter, built_up_ple, parametric, reach_m

COMPATIBILITIES = ("exact", "mobloc")
MARCH_M = 100.0
# mobloc cuts its circle with the bounding box of 100 points along it, 99 steps from the east: they miss the other three extremes
BOX_WEST, BOX_NORTH = cos(pi / 99), cos(pi / 198)
POINTS_AT_ONCE = 1 << 16
BYTES_PER_ENTRY = 32  # tile number and dominance, twice while they are joined, and the probability of P
BYTES_PER_TILE = 32  # cells per tile, best server, sums of dominance, an estimate


def emission_model(plan: CellPlan, grid: TileGrid, *, threshold: float = 0.05, compatibility: str = "exact",
                   propagation: str = "parametric", ground_z_m=None, site_ground_z_m=None, built_up=None, midpoint_dbm=None,
                   steepness=None, progress: Progress = no_progress) -> EmissionModel:
    """The emission model of a cell plan.

    Parameters
    ----------
    plan : CellPlan
        In the CRS of `grid`. What it does not give is filled with mobloc's defaults; an omnidirectional cell without tilt has no vertical
        pattern either.
    threshold : float
        The least dominance that is kept, from 0 to below 1.
    compatibility : {"exact", "mobloc"}
        ``exact`` solves the pattern widths and keeps every tile whose centre is within `range_m`. ``mobloc`` takes the widths from a table
        of whole degrees, keeps only tiles inside a circle about the main lobe and makes small cells omnidirectional, as mobloc does.
    propagation : str
        A name in :data:`~mno_mobility.geolocation.propagation.MODELS`.
    ground_z_m : ndarray, shape (J,), optional
        Height of the ground at the tile centres. Without it the ground is flat and antennas stand `height_m` above it.
    site_ground_z_m : ndarray, shape (I,), optional
        Height of the ground at the cells; by default that of the tile each stands in. An antenna is at `z_m` where the plan gives it, else
        at the ground of its site + `height_m`.
    built_up : ndarray, shape (J,), optional
        Share of built-up land of the tiles, 0 to 1, NaN where not known: gives `ple` to the cells, small ones excepted, whose plan has none.
    midpoint_dbm, steepness : float, optional
        Fill in where the plan has none.

    Returns
    -------
    EmissionModel
        A cell that reaches no tile keeps its row, empty.

    Raises
    ------
    InputError
        When a parameter or a cell is not usable, or the result would not fit in memory; the latter before any work.
    """
    scene = _Scene.of(plan, grid, threshold, compatibility, propagation, ground_z_m, site_ground_z_m, built_up, midpoint_dbm, steepness)
    scene.fit_in_memory()
    tiles, values, n_entries = [], [], np.zeros(len(plan) + 1, np.int64)
    for i in range(len(plan)):
        for tile, _, s in scene.blocks(i):
            keep = (s >= threshold) & (s > 0)
            tiles.append(tile[keep].astype(scene.tile_dtype))
            values.append(s[keep])
            n_entries[i + 1] += keep.sum()
            progress((i + 0.5) / len(plan))
    tiles, values = np.concatenate([np.zeros(0, scene.tile_dtype), *tiles]), np.concatenate([np.zeros(0), *values])
    s = sparse.csr_matrix((values, tiles, np.cumsum(n_entries)), shape=(len(plan), grid.n_tiles))
    progress(1.0)
    made_by = {"method": "cell plan", "propagation": propagation, "compatibility": compatibility, "threshold": float(threshold),
               "midpoint_dbm": None if midpoint_dbm is None else float(midpoint_dbm),
               "steepness": None if steepness is None else float(steepness),
               "terrain": ground_z_m is not None, "land_use": built_up is not None}
    return EmissionModel(grid, np.array([str(c) for c in plan["cell_id"]], dtype=object), s, made_by)


def strength_of_cell(plan: CellPlan, grid: TileGrid, cell_id: str, *, threshold: float = 0.05, compatibility: str = "exact",
                     propagation: str = "parametric", ground_z_m=None, site_ground_z_m=None, built_up=None, midpoint_dbm=None,
                     steepness=None) -> tuple[np.ndarray, np.ndarray]:
    """Signal strength in dBm and dominance of one cell in every tile, (J,) each; options as in :func:`emission_model`.

    Both are NaN where the cell is not looked for: beyond its range, and where no point can reach `threshold`. Dominance below the
    threshold is there, for a look at it.

    Raises
    ------
    InputError
        As in :func:`emission_model`, and when the plan has no such cell.
    """
    found = np.flatnonzero(plan["cell_id"].astype(str) == str(cell_id))
    if not len(found):
        raise InputError(f"no cell {cell_id!r} among {len(plan)}", "Cell plan", f"It has, for example, {some(plan['cell_id'])}.")
    one = CellPlan(plan.records[found[:1]], plan.crs)
    site = None if site_ground_z_m is None else np.asarray(site_ground_z_m)[found[:1]]
    scene = _Scene.of(one, grid, threshold, compatibility, propagation, ground_z_m, site, built_up, midpoint_dbm, steepness)
    scene.fit_in_memory()
    strength, dominance = np.full(grid.n_tiles, np.nan), np.full(grid.n_tiles, np.nan)
    for tile, dbm, s in scene.blocks(0):
        strength[tile], dominance[tile] = dbm, s
    return strength, dominance


def expected_entries(plan: CellPlan, grid: TileGrid, reach) -> float:
    """About how many (cell, tile) pairs lie within `reach` metres, (I,), of the cells: discs, cut at the grid's edges."""
    west, south, east, north = grid.extent_m
    width = np.clip(plan["x_m"] + reach, west, east) - np.clip(plan["x_m"] - reach, west, east)
    height = np.clip(plan["y_m"] + reach, south, north) - np.clip(plan["y_m"] - reach, south, north)
    return float(np.minimum(np.pi * np.square(reach), width * height).sum() / grid.tile_m ** 2)


@dataclass(frozen=True)
class _Scene:
    """Cells with everything filled in, on their ground."""

    plan: CellPlan
    grid: TileGrid
    threshold: float
    model: object
    circles: bool
    sigma_h_deg: np.ndarray
    sigma_v_deg: np.ndarray
    antenna_z_m: np.ndarray
    ground_z_m: object
    reach: np.ndarray

    @staticmethod
    def of(plan, grid, threshold, compatibility, propagation, ground_z_m, site_ground_z_m, built_up, midpoint_dbm, steepness):
        """Check the parameters and fill what the plan leaves open."""
        if compatibility not in COMPATIBILITIES:
            raise InputError(f"{compatibility!r} is not a compatibility", "Compatibility", f"Choose one of {', '.join(COMPATIBILITIES)}.")
        if propagation not in MODELS:
            raise InputError(f"{propagation!r} is not a propagation model", "Propagation", f"Choose one of {', '.join(MODELS)}.")
        if not 0 <= threshold < 1:
            raise InputError(f"the threshold {threshold} is not a dominance", "Threshold", "Give a number from 0 to below 1, such as 0.05.")
        mobloc = compatibility == "mobloc"
        if built_up is not None:
            plan = _with_built_up(plan, grid, _per_tile(built_up, grid, "Land use"))
        ground = 0.0 if ground_z_m is None else _per_tile(ground_z_m, grid, "Terrain")
        full = _filled(plan, mobloc, midpoint_dbm=midpoint_dbm, steepness=steepness)
        _check(full)
        antenna_z = _antenna_z(plan, full, grid, ground_z_m if ground_z_m is None else ground, site_ground_z_m)
        sigma = table_sigma if mobloc else lambda beam: half_power_sigma(beam)[0]
        reach = np.minimum(full["range_m"], reach_m(threshold, *(full[k] for k in ("power_w", "ple", "midpoint_dbm", "steepness"))))
        return _Scene(full, grid, threshold, MODELS[propagation], mobloc, sigma(full["beam_h_deg"]), sigma(full["beam_v_deg"]),
                      antenna_z, ground, reach)

    @property
    def tile_dtype(self):
        return np.int32 if self.grid.n_tiles < 2 ** 31 else np.int64

    def fit_in_memory(self) -> None:
        """Raise InputError when grid and entries do not fit in memory."""
        free = available_bytes()
        need = BYTES_PER_TILE * self.grid.n_tiles + BYTES_PER_ENTRY * expected_entries(self.plan, self.grid, self.reach)
        if free is not None and need > free:
            raise InputError(f"{self.grid.n_tiles:,} tiles and {len(self.plan):,} cells need about {need / GIB:,.1f} GiB of memory, "
                             f"{free / GIB:,.1f} GiB are free", "Tile grid", "Take larger tiles or a smaller extent.")

    def blocks(self, i: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Tile numbers, strength and dominance of cell `i` around it, in ascending tile numbers."""
        cell, grid, x, y, radius = self.transmitter(i), self.grid, *self.disc(i)
        west, south = (x - grid.x_min_m) / grid.tile_m - 0.5, (y - grid.y_min_m) / grid.tile_m - 0.5
        columns = _within(west, radius / grid.tile_m, grid.n_cols)
        rows = _within(south, radius / grid.tile_m, grid.n_rows)
        at_once = max(1, POINTS_AT_ONCE // max(1, len(columns)))
        for some_rows in np.array_split(rows, ceil(len(rows) / at_once)) if len(rows) and len(columns) else ():
            tile = (some_rows[:, None] * grid.n_cols + columns).ravel()
            tx, ty = grid.centres(tile)
            inside = np.square(tx - x) + np.square(ty - y) <= radius ** 2
            if self.circles:
                inside &= (tx - x > -radius * BOX_WEST) & (tx - x < radius) & (np.abs(ty - y) < radius * BOX_NORTH)
            tile = tile[inside]
            ground = self.ground_z_m if np.isscalar(self.ground_z_m) else self.ground_z_m[tile]
            yield tile, *self.model(cell, tx[inside] - cell.x_m, ty[inside] - cell.y_m, ground, self.threshold)

    def transmitter(self, i: int) -> Transmitter:
        columns = ("azimuth_deg", "tilt_deg"), ("power_w", "ple", "midpoint_dbm", "steepness")
        angles, radio = ([float(self.plan[c][i]) for c in group] for group in columns)
        return Transmitter(float(self.plan["x_m"][i]), float(self.plan["y_m"][i]), float(self.antenna_z_m[i]), *angles,
                           float(self.sigma_h_deg[i]), float(self.sigma_v_deg[i]), *radio)

    def disc(self, i: int) -> tuple[float, float, float]:
        """Centre and radius of the disc in which tiles are looked at."""
        cell = self.transmitter(i)
        if not self.circles:
            return cell.x_m, cell.y_m, float(self.reach[i])
        omni = np.isnan(cell.azimuth_deg)
        ahead = 90.0 if omni else cell.azimuth_deg
        front = self.edge(i, cell, ahead)
        back = -front if omni else -self.edge(i, cell, ahead + 180)
        # both are distances along `ahead`, so the circle is half way between them
        middle, bearing = (front + back) / 2, np.radians(ahead)
        return cell.x_m + middle * np.sin(bearing), cell.y_m + middle * np.cos(bearing), abs(front - middle)

    def edge(self, i: int, cell: Transmitter, bearing_deg: float) -> float:
        """Distance at which mobloc, marching towards the cell on a bearing, first finds dominance above the threshold."""
        n = max(2, ceil(self.plan["range_m"][i] / MARCH_M))
        away, bearing = np.linspace(self.plan["range_m"][i], 0, n)[:-1], np.radians(bearing_deg)
        _, s = parametric(cell, away * np.sin(bearing), away * np.cos(bearing), cell.z_m - self.plan["height_m"][i], self.threshold)
        found = np.flatnonzero(s > self.threshold)
        return float(away[found[0] if len(found) else -1])


def _within(centre: float, radius: float, n: int) -> np.ndarray:
    """Whole numbers from 0 to n - 1 at most `radius` from `centre`."""
    return np.arange(max(0, ceil(max(centre - radius, 0))), int(min(np.floor(centre + radius), n - 1)) + 1)


def _filled(plan: CellPlan, mobloc: bool, **fill) -> CellPlan:
    """The plan with defaults; an omnidirectional cell keeps 'no tilt'."""
    full = with_defaults(plan, **fill)
    records, small = full.records, full["small"] & mobloc
    records["azimuth_deg"][small] = np.nan
    records["tilt_deg"][(np.isnan(plan["tilt_deg"]) & np.isnan(records["azimuth_deg"])) | small] = np.nan
    return full


def _with_built_up(plan: CellPlan, grid: TileGrid, built_up: np.ndarray) -> CellPlan:
    """The plan with exponents from land use where it has none; small cells keep theirs."""
    def share_at(x, y):
        tile = grid.tile_at(x, y)
        return np.where(tile >= 0, built_up[np.maximum(tile, 0)], np.nan)

    full, records = with_defaults(plan), plan.records.copy()
    wanted = np.isnan(plan["ple"]) & ~plan["small"]
    records["ple"][wanted] = built_up_ple(*(full[c][wanted] for c in ("x_m", "y_m", "azimuth_deg", "beam_h_deg", "range_m")), share_at)
    return CellPlan(records, plan.crs)


def _antenna_z(plan: CellPlan, full: CellPlan, grid: TileGrid, ground_z_m, site_ground_z_m) -> np.ndarray:
    """Height of each antenna on the zero of the ground heights."""
    given = ~np.isnan(plan["z_m"])
    if ground_z_m is None:
        # flat ground has no height above sea level, so z_m can only stand in for a height above ground that the plan lacks
        return np.where(np.isnan(plan["height_m"]) & given, plan["z_m"], full["height_m"])
    if site_ground_z_m is None:
        tile = grid.tile_at(plan["x_m"], plan["y_m"])
        site_ground_z_m = np.where(tile >= 0, ground_z_m[np.maximum(tile, 0)], np.nan)
    antenna_z = np.where(given, plan["z_m"], np.asarray(site_ground_z_m, float) + full["height_m"])
    unknown = np.isnan(antenna_z)
    if unknown.any():
        raise InputError(f"{unknown.sum()} cells stand where the height of the ground is not known",
                         f"Cell plan, {some(plan['cell_id'][unknown])}", "Give their z_m, or an elevation layer that covers them.")
    return antenna_z


def _per_tile(values, grid: TileGrid, where: str) -> np.ndarray:
    values = np.asarray(values, float)
    if values.shape != (grid.n_tiles,):
        raise InputError(f"{values.size} values for {grid.n_tiles} tiles", where, "Give one value for each tile.")
    return values


def _check(plan: CellPlan) -> None:
    for columns, usable, remedy in (
            (("x_m", "y_m", "height_m"), np.isfinite, "Give every cell a place."),
            (("power_w", "beam_h_deg", "beam_v_deg", "range_m", "ple", "steepness"), lambda v: np.isfinite(v) & (v > 0),
             "It must be a positive number.")):
        for column in columns:
            bad = ~usable(plan[column])
            if bad.any():
                raise InputError(f"{column} is not usable in {bad.sum()} cells", f"Cell plan, {some(plan['cell_id'][bad])}", remedy)
