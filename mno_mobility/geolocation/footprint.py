"""Footprints: where each cell of a plan is received on the tile grid (Ricciato & Coluccia 2021, section II).

The signal strength of a cell becomes its dominance, the dominance above a threshold the emission model.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, cos, floor, pi
from typing import Optional

import numpy as np

from ..errors import InputError, some
from ..memory import GIB, require
from ..parallel import in_threads
from ..progress import Progress, no_progress, part
from .antenna import half_power_sigma, table_sigma
from .bands import LTE, reference_offset_db
from .cells import DEFAULTS, CellPlan, with_defaults
from .coverage import Scene, predict
from .emission import EmissionModel
from .entries import Entries, memory_bytes
from .grid import TileGrid
from .propagation import MODELS, Sight, Transmitter, built_up_ple, dominance, footprints, onoff, parametric, reach_m

COMPATIBILITIES = ("exact", "mobloc")
MIDPOINT_DBM, STEEPNESS = DEFAULTS["midpoint_dbm"][0], DEFAULTS["steepness"][0]
REFERENCE_OFFSET_DB = float(reference_offset_db(LTE, 10.0))  # -27.8
SATURATED = 0.95
MARCH_M = 100.0
# mobloc cuts its circle with the bounding box of 100 points along it, 99 steps from the east: they miss the other three extremes
BOX_WEST, BOX_NORTH = cos(pi / 99), cos(pi / 198)
POINTS_AT_ONCE = 1 << 16
SAMPLED_CELLS = 100
POINTS_IN_THREADS, POINTS_A_CALL = 1e7, 2e3


def emission_model(plan: CellPlan, grid: TileGrid, *, threshold: float = 0.05, compatibility: str = "exact",
                   propagation: str = "parametric", ground_z_m=None, site_ground_z_m=None, built_up=None, midpoint_dbm=None,
                   steepness=None, progress: Progress = no_progress) -> EmissionModel:
    """The emission model of a cell plan.

    Parameters
    ----------
    plan : CellPlan
        In the CRS of `grid`. What it does not give is filled with mobloc's defaults; an omnidirectional cell without tilt
        has no vertical pattern either.
    threshold : float
        The least dominance that is kept, from 0 to below 1.
    compatibility : {"exact", "mobloc"}
        ``exact`` solves the pattern widths and keeps every tile whose centre is within `range_m`. ``mobloc`` takes the
        widths from a table of whole degrees, keeps only tiles inside a circle about the main lobe and makes small cells
        omnidirectional, as mobloc does.
    propagation : str
        A name in :data:`~mno_mobility.geolocation.propagation.MODELS`.
    ground_z_m : ndarray, shape (J,), optional
        Height of the ground at the tile centres. Without it the ground is flat at 0 and antennas stand `height_m` above
        it, or at `z_m` where the plan gives only that.
    site_ground_z_m : ndarray, shape (I,), optional
        With `ground_z_m`, height of the ground at the cells; by default that of the tile each stands in. An antenna is at
        `z_m` where the plan gives it, else at the ground of its site + `height_m`.
    built_up : ndarray, shape (J,), optional
        Share of built-up land of the tiles, 0 to 1, NaN where not known: gives `ple` to the cells, small ones excepted,
        whose plan has none.
    midpoint_dbm, steepness : float, optional
        Fill in where the plan has none.

    Returns
    -------
    EmissionModel
        A cell that reaches no tile keeps its row, empty. `made_by` holds the options and, as `beams_too_wide`, how many directed
        cells have a beam that the pattern cannot follow (see :func:`~mno_mobility.geolocation.antenna.half_power_sigma`).

    Raises
    ------
    InputError
        When a parameter or a cell is not usable, or the result would not fit in memory; the latter before any work.
    """
    scene = _Scene.of(plan, grid, threshold, compatibility, propagation, ground_z_m, site_ground_z_m, built_up,
                      midpoint_dbm, steepness)
    scene.fit_in_memory()
    # mobloc's numbers are compared digit by digit
    entries = Entries(len(plan), grid, double=compatibility == "mobloc")
    for found in in_threads(scene.footprints, scene.masts(), workers=scene.workers(), progress=progress):
        for row, tile, s in found:
            entries.add(row, tile, s)
    progress(1.0)
    made_by = {"method": "cell plan", "propagation": propagation, "compatibility": compatibility, "threshold": float(threshold),
               "midpoint_dbm": None if midpoint_dbm is None else float(midpoint_dbm),
               "steepness": None if steepness is None else float(steepness),
               "terrain": ground_z_m is not None, "land_use": built_up is not None, "beams_too_wide": scene.beams_too_wide()}
    return EmissionModel(grid, np.array([str(c) for c in plan["cell_id"]], dtype=object), entries.matrix(), made_by)


def model_of_levels(scene: Scene, *, threshold: float = 0.05, midpoint_dbm: float = MIDPOINT_DBM, steepness: float = STEEPNESS,
                    median_dominance: Optional[float] = None, workers: int = 1, progress: Progress = no_progress) -> EmissionModel:
    """The emission model of predicted levels: dominance is logistic in the level, as for the index of power of mobloc.

    Parameters
    ----------
    scene : Scene
        Its cutoff is replaced by the level at which the dominance is `threshold`.
    threshold : float
        The least dominance that is kept, above 0 and below 1.
    midpoint_dbm, steepness : float
        Of the total received power; fill in where the plan has none. Where levels are of the reference signal, the midpoint of each cell is
        lower by what that has less than the total power of a 10 MHz carrier of LTE.
    median_dominance : float, optional
        Move all midpoints by one shift so that the strongest cell has this dominance in half of the covered tiles. Physical levels saturate
        the logistic curve: at -60 and at -80 dBm it is nearly 1.
    workers : int
    progress : callable

    Returns
    -------
    EmissionModel
        `made_by` has, as `saturated`, the share of covered tiles where the strongest cell has a dominance above 0.95, and the shift.

    Raises
    ------
    InputError
        When a parameter is not usable, or memory does not suffice.
    """
    if not 0 < threshold < 1:
        raise InputError(f"the threshold {threshold} is not usable with predicted levels", "Threshold",
                         "Give a number above 0 and below 1, such as 0.05.")
    plan, n_cells = scene.links.plan, len(scene.links)
    midpoint, steep = (np.where(np.isnan(plan[column]), value, plan[column])
                       for column, value in (("midpoint_dbm", midpoint_dbm), ("steepness", steepness)))
    midpoint = midpoint + REFERENCE_OFFSET_DB * (scene.links.quantity == "reference")
    below_midpoint = np.log(threshold / (1 - threshold)) / steep
    shift = 0.0
    if median_dominance is not None:
        shift = _shift_to(median_dominance, replace(scene, cutoff_dbm=np.minimum(midpoint, scene.links.threshold_dbm)), midpoint, steep,
                          workers, part(progress, 0, 0.5))
        progress = part(progress, 0.5, 1)
    entries, strongest = Entries(n_cells, scene.grid), np.zeros(scene.grid.n_tiles)
    for heard in predict(replace(scene, cutoff_dbm=midpoint + shift + below_midpoint), workers=workers, progress=progress):
        so_far = memory_bytes(scene.grid.n_tiles, entries.n) / GIB
        require(memory_bytes(0, len(heard.tile)), f"the footprints of {n_cells:,} cells, {so_far:,.1f} GiB so far", "Tile grid",
                "Take larger tiles, a smaller extent or a greater least dominance.")
        s = dominance(heard.level_dbm, midpoint[heard.cell] + shift, steep[heard.cell])
        entries.add(heard.cell, heard.tile, s)
        strongest[heard.tile] = np.maximum(strongest[heard.tile], s)
    covered = strongest > 0
    made_by = {"method": "cell plan", "propagation": scene.propagation, "threshold": float(threshold), "midpoint_dbm": float(midpoint_dbm),
               "steepness": float(steepness), "quantity": scene.links.quantity, "shift_db": float(shift),
               "terrain": bool(np.any(scene.ground.terrain_m)), "buildings": scene.ground.built,
               "land_use": scene.ground.environment is not None,
               "saturated": float((strongest[covered] > SATURATED).mean()) if covered.any() else 0.0}
    return EmissionModel(scene.grid, np.array([str(c) for c in plan["cell_id"]], dtype=object), entries.matrix(), made_by)


def _shift_to(median_dominance: float, scene: Scene, midpoint, steep, workers: int, progress: Progress) -> float:
    """By how much the midpoints move so that the strongest cells have a dominance in the median of the tiles they cover."""
    if not 0 < median_dominance < 1:
        raise InputError(f"{median_dominance} is not a dominance", "Median dominance", "Give a number above 0 and below 1, such as 0.7.")
    best = np.full(scene.grid.n_tiles, -np.inf)
    for heard in predict(scene, workers=workers, progress=progress):  # how far above its midpoint the strongest cell is, in units of s
        best[heard.tile] = np.maximum(best[heard.tile], heard.level_dbm - midpoint[heard.cell])
    covered = np.isfinite(best)
    if not covered.any():
        return 0.0
    return float(np.median(best[covered]) - np.log(median_dominance / (1 - median_dominance)) / np.median(steep))


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


def strengths_at(plan: CellPlan, cell, x_m, y_m, *, propagation: str = "parametric",
                 progress: Progress = no_progress) -> np.ndarray:
    """Signal strength in dBm of cells at points on flat ground, (K,), as :func:`emission_model` has it at the tile centres.

    Parameters
    ----------
    plan : CellPlan
    cell : array_like of int, shape (K,)
        Index into the plan.
    x_m, y_m : array_like of float, shape (K,)
    """
    scene = _Scene.of(plan, None, 0.0, "exact", propagation, None, None, None, None, None)
    cell, x_m, y_m = np.asarray(cell), np.asarray(x_m, float), np.asarray(y_m, float)
    strength = np.empty(len(cell))
    order = np.argsort(cell, kind="stable")
    ends = np.cumsum(np.bincount(cell, minlength=len(plan)))
    for i, rows in enumerate(np.split(order, ends[:-1])):
        progress(i / len(plan))
        sender = scene.transmitter(i)
        strength[rows], _ = scene.model(sender, x_m[rows] - sender.x_m, y_m[rows] - sender.y_m, 0.0, scene.threshold)
    return strength


def received_at(plan: CellPlan, row: int, x_m, y_m, *, threshold: float = 0.05) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One cell at points on flat ground: its strength in dBm, its dominance, and its share of the dominance of all cells, (K,) each.

    The share, which is the emission probability (Eq. 4), is 0 where the cell is beyond its range or below `threshold`. Strength and
    dominance are there for a look at them wherever a point is. The rest is as in :func:`strengths_at`.
    """
    scene = _Scene.of(plan, None, threshold, "exact", "parametric", None, None, None, None, None)
    x_m, y_m = np.asarray(x_m, float), np.asarray(y_m, float)
    outside = np.hypot(np.maximum(0, np.maximum(x_m.min() - plan["x_m"], plan["x_m"] - x_m.max())),
                       np.maximum(0, np.maximum(y_m.min() - plan["y_m"], plan["y_m"] - y_m.max())))
    total = np.zeros(len(x_m))
    for i in np.union1d(np.flatnonzero(outside <= scene.reach), [row]):
        sender = scene.transmitter(i)
        east, north = x_m - sender.x_m, y_m - sender.y_m
        strength, s = scene.model(sender, east, north, 0.0, threshold)
        kept = np.where((np.hypot(east, north) <= scene.reach[i]) & (s >= threshold), s, 0.0)
        total += kept
        if i == row:
            own = strength, s, kept
    strength, s, kept = own
    return strength, s, np.divide(kept, total, out=np.zeros(len(total)), where=total > 0)


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
            raise InputError(f"{compatibility!r} is not a compatibility", "Compatibility",
                             f"Choose one of {', '.join(COMPATIBILITIES)}.")
        if propagation not in MODELS:
            raise InputError(f"{propagation!r} is not a propagation model", "Propagation", f"Choose one of {', '.join(MODELS)}.")
        if not 0 <= threshold < 1:
            raise InputError(f"the threshold {threshold} is not a dominance", "Threshold",
                             "Give a number from 0 to below 1, such as 0.05.")
        mobloc = compatibility == "mobloc"
        if built_up is not None:
            plan = _with_built_up(plan, grid, _share(built_up, grid))
        ground = None if ground_z_m is None else _terrain(ground_z_m, grid)
        full = _filled(plan, mobloc, ground is None, midpoint_dbm=midpoint_dbm, steepness=steepness)
        _check(full)
        antenna_z = full["height_m"] if ground is None else _antenna_z(full, grid, ground, site_ground_z_m)
        sigma = table_sigma if mobloc else lambda beam: half_power_sigma(beam)[0]
        farthest = reach_m(threshold, full["power_w"], full["ple"], full["midpoint_dbm"], full["steepness"])
        return _Scene(full, grid, threshold, MODELS[propagation], mobloc, sigma(full["beam_h_deg"]), sigma(full["beam_v_deg"]),
                      antenna_z, 0.0 if ground is None else ground, np.minimum(full["range_m"], farthest))

    def beams_too_wide(self) -> int:
        """Number of directed cells whose pattern cannot lose 3 dB at half the beam width."""
        plan = self.plan
        too_wide = ~half_power_sigma(plan["beam_h_deg"])[1] | ~half_power_sigma(plan["beam_v_deg"])[1]
        return int(np.count_nonzero(too_wide & ~np.isnan(plan["azimuth_deg"])))

    def fit_in_memory(self) -> None:
        """Raise InputError when grid and entries do not fit in memory."""
        need = memory_bytes(self.grid.n_tiles, self.expected_entries(), double=self.circles)
        require(need, f"{self.grid.n_tiles:,} tiles and {len(self.plan):,} cells", "Tile grid",
                "Take larger tiles or a smaller extent.")

    def expected_entries(self) -> float:
        """About how many (cell, tile) pairs will be kept: the discs in reach, times the share kept in a sample of them."""
        plan, (west, south, east, north) = self.plan, self.grid.extent_m
        width = np.clip(plan["x_m"] + self.reach, west, east) - np.clip(plan["x_m"] - self.reach, west, east)
        height = np.clip(plan["y_m"] + self.reach, south, north) - np.clip(plan["y_m"] - self.reach, south, north)
        area = np.minimum(np.pi * np.square(self.reach), width * height)
        across, along = np.meshgrid(*[np.linspace(-1, 1, 20)] * 2)
        disc = np.hypot(across, along) <= 1
        looked_at = kept = 0.0
        for i in np.unique(np.linspace(0, len(plan) - 1, min(SAMPLED_CELLS, len(plan))).astype(int)):
            _, s = self.model(self.transmitter(i), across[disc] * self.reach[i], along[disc] * self.reach[i],
                              self.antenna_z_m[i] - plan["height_m"][i], self.threshold)
            looked_at += area[i]
            kept += area[i] * np.mean(s >= self.threshold)
        return float(area.sum() * (kept / looked_at if looked_at else 1) / self.grid.tile_m ** 2)

    def masts(self) -> list:
        """Cells that stand at the same place and height, by their first; mobloc's circles are of each cell."""
        if self.circles:
            return [np.array([i]) for i in range(len(self.plan))]
        place = np.column_stack([self.plan["x_m"], self.plan["y_m"], self.antenna_z_m])
        _, first, mast = np.unique(place, axis=0, return_index=True, return_inverse=True)
        groups = np.split(np.argsort(mast.ravel(), kind="stable"), np.cumsum(np.bincount(mast.ravel(), minlength=len(first)))[:-1])
        return [groups[k] for k in np.argsort(first)]

    def workers(self) -> int:
        """Threads that pay: each call of numpy has to be long enough."""
        points = np.pi * np.square(self.reach / self.grid.tile_m)
        return os.cpu_count() or 1 if len(points) and points.sum() > POINTS_IN_THREADS and points.mean() > POINTS_A_CALL else 1

    def footprints(self, cells: np.ndarray) -> list:
        """Number, tiles and dominance of the cells of a mast where it reaches the threshold; cells come in several goes if need be."""
        senders, found = [self.transmitter(i) for i in cells], []
        x, y, radius = self.disc(cells[0], self.reach[cells].max())
        for tile, tx, ty in self.around(x, y, radius):
            east, north = tx - senders[0].x_m, ty - senders[0].y_m
            sight = Sight.of(east, north, senders[0].z_m - self.ground_at(tile))
            away = np.square(east) + np.square(north)
            for i, (at, s) in zip(cells, footprints(senders, sight, self.threshold)):
                if not self.circles and self.reach[i] < radius:
                    inside = away[at] <= self.reach[i] ** 2
                    at, s = at[inside], s[inside]
                found.append((i, tile[at], np.ones(len(s)) if self.model is onoff else s))
        return found

    def blocks(self, i: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Tile numbers, strength and dominance of cell `i` in the disc around it, block by block in ascending tile numbers."""
        cell = self.transmitter(i)
        for tile, x, y in self.around(*self.disc(i, self.reach[i])):
            yield tile, *self.model(cell, x - cell.x_m, y - cell.y_m, self.ground_at(tile), self.threshold)

    def around(self, x: float, y: float, radius: float) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Numbers and centres of the tiles in a disc, block by block in ascending tile numbers."""
        grid = self.grid
        columns = _near((x - grid.x_min_m) / grid.tile_m - 0.5, radius / grid.tile_m, grid.n_cols)
        rows = _near((y - grid.y_min_m) / grid.tile_m - 0.5, radius / grid.tile_m, grid.n_rows)
        if not len(columns):
            return
        tx = grid.x_min_m + (columns + 0.5) * grid.tile_m
        at_once = max(1, POINTS_AT_ONCE // len(columns))
        for first in range(0, len(rows), at_once):
            row = rows[first:first + at_once, None]
            ty = grid.y_min_m + (row + 0.5) * grid.tile_m
            inside = np.square(tx - x) + np.square(ty - y) <= radius ** 2
            if self.circles:
                inside &= (tx - x > -radius * BOX_WEST) & (tx - x < radius) & (np.abs(ty - y) < radius * BOX_NORTH)
            at_row, at_col = np.nonzero(inside)
            yield row[at_row, 0] * grid.n_cols + columns[at_col], tx[at_col], ty[at_row, 0]

    def ground_at(self, tile: np.ndarray):
        return self.ground_z_m if np.isscalar(self.ground_z_m) else self.ground_z_m[tile]

    def disc(self, i: int, reach: float) -> tuple[float, float, float]:
        """Centre and radius of the disc in which tiles are looked at."""
        return self.circle(i, self.transmitter(i)) if self.circles else (self.plan["x_m"][i], self.plan["y_m"][i], reach)

    def transmitter(self, i: int) -> Transmitter:
        cell = self.plan.records[i]
        return Transmitter(cell["x_m"], cell["y_m"], self.antenna_z_m[i], cell["azimuth_deg"], cell["tilt_deg"],
                           self.sigma_h_deg[i], self.sigma_v_deg[i], cell["power_w"], cell["ple"], cell["midpoint_dbm"],
                           cell["steepness"])

    def circle(self, i: int, cell: Transmitter) -> tuple[float, float, float]:
        """Centre and radius of mobloc's circle: midway between the edges ahead and behind, through the one ahead."""
        if np.isnan(cell.azimuth_deg):
            return cell.x_m, cell.y_m, self.edge(i, cell, 90.0)
        ahead, behind = self.edge(i, cell, cell.azimuth_deg), self.edge(i, cell, cell.azimuth_deg + 180)
        shift, bearing = (ahead - behind) / 2, np.radians(cell.azimuth_deg)
        return cell.x_m + shift * np.sin(bearing), cell.y_m + shift * np.cos(bearing), (ahead + behind) / 2

    def edge(self, i: int, cell: Transmitter, bearing_deg: float) -> float:
        """Distance at which mobloc, marching towards the cell on a bearing, first finds dominance above the threshold."""
        start, ground = self.plan["range_m"][i], cell.z_m - self.plan["height_m"][i]
        away, bearing = np.linspace(start, 0, max(2, ceil(start / MARCH_M)))[:-1], np.radians(bearing_deg)
        _, s = parametric(cell, away * np.sin(bearing), away * np.cos(bearing), ground, self.threshold)
        found = np.flatnonzero(s > self.threshold)
        return float(away[found[0] if len(found) else -1])


def _near(centre: float, radius: float, n: int) -> np.ndarray:
    """The whole numbers from 0 to n - 1 that may be within `radius` of `centre`, one more at either end for rounding."""
    return np.arange(max(0, floor(centre - radius)), min(n - 1, ceil(centre + radius)) + 1)


def _filled(plan: CellPlan, mobloc: bool, flat: bool, **fill) -> CellPlan:
    """The plan with defaults; an omnidirectional cell keeps 'no tilt'."""
    full = with_defaults(plan, **fill)
    records, small = full.records, full["small"] & mobloc
    records["azimuth_deg"][small] = np.nan
    records["tilt_deg"][(np.isnan(plan["tilt_deg"]) & np.isnan(records["azimuth_deg"])) | small] = np.nan
    if flat:  # a height above sea level means nothing there, unless it is all that the plan gives
        only_z = np.isnan(plan["height_m"]) & ~np.isnan(plan["z_m"])
        records["height_m"][only_z] = plan["z_m"][only_z]
    return full


def _with_built_up(plan: CellPlan, grid: TileGrid, built_up: np.ndarray) -> CellPlan:
    """The plan with exponents from land use where it has none; small cells keep theirs."""
    def share_at(x, y):
        tile = grid.tile_at(x, y)
        return np.where(tile >= 0, built_up[np.maximum(tile, 0)], np.nan)

    full, records = with_defaults(plan), plan.records.copy()
    wanted = np.isnan(plan["ple"]) & ~plan["small"]
    columns = [full[column][wanted] for column in ("x_m", "y_m", "azimuth_deg", "beam_h_deg", "range_m")]
    records["ple"][wanted] = built_up_ple(*columns, share_at)
    return CellPlan(records, plan.crs)


def _antenna_z(plan: CellPlan, grid: TileGrid, ground_z_m: np.ndarray, site_ground_z_m) -> np.ndarray:
    """Height of each antenna above sea level."""
    if site_ground_z_m is None:
        tile = grid.tile_at(plan["x_m"], plan["y_m"])
        site_ground_z_m = np.where(tile >= 0, ground_z_m[np.maximum(tile, 0)], np.nan)
    antenna_z = np.where(np.isnan(plan["z_m"]), site_ground_z_m + plan["height_m"], plan["z_m"])
    unknown = ~np.isfinite(antenna_z)
    if unknown.any():
        raise InputError(f"{unknown.sum()} cells stand where the height of the ground is not known",
                         f"Cell plan, {some(plan['cell_id'][unknown])}",
                         "Give their z_m, or an elevation layer that covers them.")
    return antenna_z


def _share(built_up, grid: TileGrid) -> np.ndarray:
    built_up = _per_tile(built_up, grid, "Land use")
    with np.errstate(invalid="ignore"):
        bad = (built_up < 0) | (built_up > 1)
    if bad.any():
        raise InputError(f"the share of built-up land is not between 0 and 1 in {bad.sum()} tiles", "Land use",
                         "Give shares, not percentages or classes.")
    return built_up


def _terrain(ground_z_m, grid: TileGrid) -> np.ndarray:
    ground_z_m = _per_tile(ground_z_m, grid, "Terrain")
    unknown = ~np.isfinite(ground_z_m)
    if unknown.any():
        raise InputError(f"{unknown.sum()} of {grid.n_tiles} tiles have no height", "Terrain",
                         "Take an elevation layer that covers the extent, and fill its gaps, with 0 at sea.")
    return ground_z_m


def _per_tile(values, grid: TileGrid, where: str) -> np.ndarray:
    values = np.asarray(values, float)
    if values.shape != (grid.n_tiles,):
        raise InputError(f"{values.size} values for {grid.n_tiles} tiles", where, "Give one value for each tile.")
    return values


def _check(plan: CellPlan) -> None:
    ids, times = np.unique(plan["cell_id"].astype(str), return_counts=True)
    if (times > 1).any():
        raise InputError(f"{(times > 1).sum()} ids come more than once", f"Cell plan, {some(ids[times > 1])}",
                         "Give every cell its own.")
    for columns, usable, remedy in (
            (("x_m", "y_m", "height_m", "midpoint_dbm"), np.isfinite, "It must be a number."),
            (("power_w", "beam_h_deg", "beam_v_deg", "range_m", "ple", "steepness"), lambda v: np.isfinite(v) & (v > 0),
             "It must be a positive number.")):
        for column in columns:
            bad = ~usable(plan[column])
            if bad.any():
                raise InputError(f"{column} is not usable in {bad.sum()} cells", f"Cell plan, {some(plan['cell_id'][bad])}",
                                 remedy)
