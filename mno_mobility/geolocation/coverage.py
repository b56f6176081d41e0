"""Coverage prediction: the level of each cell on a tile grid, mast by mast (Ostermayer et al. 2016, section 3.3.2).

What the land does to a ray depends on the place and height of the antenna alone: the cells of a mast share it, and each adds its
antenna, power and frequency. Masts are independent of each other and go over the cores.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np

from ..errors import InputError
from ..parallel import stream
from ..progress import Progress, no_progress, part
from .antenna import half_power_sigma, towards
from .cells import CellPlan, with_defaults
from .diffraction import effective_radius_km
from .grid import TileGrid
from .ground import Ground
from .links import Links
from .path_loss import PATH_LOSS, SUBURBAN
from .propagation import Transmitter, parametric
from .terrain import bilinear, bilinear_lattice, losses, n_radials, on_radials, sweep

TERRAIN_MODELS = ("terrain", "terrain_fast", "hybrid")
EMPIRICAL_MODELS = ("hata", "cost231", "extended_hata", "tr38901")
MODELS = ("parametric", *EMPIRICAL_MODELS, *TERRAIN_MODELS)
MOBILE_M = 1.5
EARTH_M = 1e3 * effective_radius_km()
SAME_MAST_M = 0.5
MORE_THAN_GAIN_DB = 1.0  # measured patterns may exceed their gain by so much, where their cuts contradict each other
SWEEP_CELLS = 6_000_000  # places on radials that are swept at once: some 400 MB
PIXELS_AT_ONCE = 1 << 16  # so that they stay in the cache
MASTS_PER_BLOCK = 4
SWEEP_BYTES, RADIAL_BYTES, PIXEL_BYTES, HEARD_BYTES = 70, 12, 150, 12  # a place that is swept, on radials, a pixel; a tile of a cell
SWEEP_EFFORT, CELL_EFFORT = 5e-5, 5e-6  # of ten milliseconds, for a place on radials and for a pixel of a cell


@dataclass(frozen=True)
class Heard:
    """Where a cell is heard: `tile` numbers in ascending order and `level_dbm`, float32, of cell number `cell`."""

    cell: int
    tile: np.ndarray
    level_dbm: np.ndarray


@dataclass(frozen=True)
class Scene:
    """All that the level of a cell depends on.

    Attributes
    ----------
    links : Links
    grid : TileGrid
        The tiles whose levels are wanted.
    ground : Ground
        On a grid of its own, in the same CRS, whose tile size is the step of the profiles. It holds all masts that matter.
    propagation : str
        One of MODELS. ``terrain`` is free space and delta-Bullington diffraction, ``terrain_fast`` free space and Bullington's
        construction alone, ``hybrid`` the greater of ``terrain`` and ``extended_hata``; ``parametric`` is mobloc's, in an index of
        power instead of a level.
    cutoff_dbm : ndarray, shape (I,)
        Levels below are left out.
    environment : int
        Kind of place where the ground does not tell.
    mobile_m : float
        Height of receivers over the terrain.
    """

    links: Links
    grid: TileGrid
    ground: Ground
    propagation: str
    cutoff_dbm: np.ndarray
    environment: int = SUBURBAN
    mobile_m: float = MOBILE_M

    def __post_init__(self):
        if self.propagation not in MODELS:
            raise InputError(f"{self.propagation!r} is not a propagation model", "Propagation", f"Choose one of {', '.join(MODELS)}.")


@dataclass(frozen=True)
class Mast:
    """Cells at one place and height; `antenna_m` is above sea level, `reach_m` the farthest any of its cells may be heard."""

    x_m: float
    y_m: float
    height_m: float
    antenna_m: float
    cells: np.ndarray
    reach_m: float


def predict(scene: Scene, *, workers: int = 1, progress: Progress = no_progress) -> Iterator[Heard]:
    """Levels of the cells, mast by mast; cells that reach no tile are left out.

    Parameters
    ----------
    scene : Scene
    workers : int
        Processes to share the masts.
    progress : callable

    Yields
    ------
    Heard
    """
    masts = masts_of(scene)
    effort = np.mean([_effort(mast, scene) for mast in masts]) if masts else 0.0
    for block in stream(_heard_of_masts, masts, MASTS_PER_BLOCK, shared=scene, workers=workers, effort=effort, progress=progress):
        for heard in block:
            yield from heard


def _effort(mast: Mast, scene: Scene) -> float:
    """How long a mast takes, beside ten milliseconds."""
    places = 2 * np.pi * (mast.reach_m / scene.ground.grid.tile_m) ** 2 if scene.propagation in TERRAIN_MODELS else 0.0
    return SWEEP_EFFORT * places + CELL_EFFORT * np.pi * (mast.reach_m / scene.grid.tile_m) ** 2 * len(mast.cells)


def masts_of(scene: Scene) -> list:
    """The masts that may be heard on the grid, in the order of their first cells."""
    plan = scene.links.plan
    antenna_m, height_m = _antennas(scene)
    reach_m = _reach(scene, height_m)
    west, south, east, north = scene.grid.extent_m
    away = np.hypot(np.maximum(np.maximum(west - plan["x_m"], plan["x_m"] - east), 0),
                    np.maximum(np.maximum(south - plan["y_m"], plan["y_m"] - north), 0))
    near = np.flatnonzero(away <= reach_m)
    farthest = np.hypot(np.maximum(plan["x_m"] - west, east - plan["x_m"]), np.maximum(plan["y_m"] - south, north - plan["y_m"]))
    place = np.column_stack([np.floor(plan["x_m"] / SAME_MAST_M), np.floor(plan["y_m"] / SAME_MAST_M), np.round(antenna_m, 1)])[near]
    _, first, mast = np.unique(place, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(mast.ravel(), kind="stable")
    groups = np.split(near[order], np.cumsum(np.bincount(mast.ravel(), minlength=len(first)))[:-1]) if len(near) else []
    return [Mast(float(plan["x_m"][cells[0]]), float(plan["y_m"][cells[0]]), float(height_m[cells[0]]), float(antenna_m[cells[0]]), cells,
                 float(min(reach_m[cells].max(), farthest[cells].max())))
            for cells in sorted(groups, key=lambda cells: cells[0])]


def memory_of(scene: Scene, mast: Mast) -> float:
    """Bytes that the levels of a mast take while they are computed, and those of its block when they are; at most, and as measured."""
    n_bands = len(np.unique(scene.links.plan["frequency_mhz"][mast.cells]))
    places = 2 * np.pi * (mast.reach_m / scene.ground.grid.tile_m) ** 2 if scene.propagation in TERRAIN_MODELS else 0.0
    tiles = min(scene.grid.n_tiles, np.pi * (mast.reach_m / scene.grid.tile_m) ** 2)
    return (SWEEP_BYTES * min(places, SWEEP_CELLS) + (RADIAL_BYTES + 4 * n_bands) * places + PIXEL_BYTES * min(tiles, PIXELS_AT_ONCE)
            + HEARD_BYTES * tiles * len(mast.cells) * (MASTS_PER_BLOCK + 1))


def _antennas(scene: Scene) -> tuple[np.ndarray, np.ndarray]:
    """Heights of the antennas above sea level, and above the ground at their foot."""
    plan, ground = scene.links.plan, scene.ground
    row, col = _place(ground.grid, plan["x_m"], plan["y_m"])
    foot = bilinear(ground.terrain_m, row, col).astype(float)
    roof = np.where(plan["on_roof"], np.nan_to_num(ground.roof_at(plan["x_m"], plan["y_m"]) - foot), 0.0)
    above_sea = ~np.isnan(plan["z_m"])
    antenna_m = np.where(above_sea, plan["z_m"], foot + np.maximum(roof, 0) + plan["height_m"])
    if not np.any(ground.terrain_m):  # flat ground at sea level: an altitude means nothing there
        antenna_m = plan["height_m"] + np.maximum(roof, 0)
    return antenna_m, np.maximum(antenna_m - foot, 1.0)


def _reach(scene: Scene, height_m) -> np.ndarray:
    """How far each cell may be heard: its range, or less where no level can be above the cutoff."""
    plan, links = scene.links.plan, scene.links
    if scene.propagation == "parametric":
        return plan["range_m"].astype(float)
    name = {"hybrid": "extended_hata", "terrain": "free_space", "terrain_fast": "free_space"}.get(scene.propagation, scene.propagation)
    kinds = [scene.environment] if scene.ground.environment is None else np.unique(scene.ground.environment)
    margin = links.eirp_dbm - scene.cutoff_dbm + MORE_THAN_GAIN_DB
    reach = np.empty(len(plan))
    for i, (frequency, height, far) in enumerate(zip(plan["frequency_mhz"], height_m, plan["range_m"])):
        away = np.geomspace(1.0, far, 60)
        least = np.min([PATH_LOSS[name].loss(away, frequency, height, scene.mobile_m, kind) for kind in kinds], axis=0)
        audible = np.flatnonzero(least <= margin[i])
        reach[i] = away[min(audible[-1] + 1, len(away) - 1)] if len(audible) else 0.0
    return reach


def _heard_of_masts(masts, scene: Scene, progress: Progress) -> list:
    return [_heard(mast, scene, part(progress, k / len(masts), (k + 1) / len(masts))) for k, mast in enumerate(masts)]


def _heard(mast: Mast, scene: Scene, progress: Progress) -> list:
    """Levels of the cells of a mast."""
    diffraction = _Diffraction.of(mast, scene, part(progress, 0, 0.7)) if scene.propagation in TERRAIN_MODELS else None
    parts = {cell: ([], []) for cell in mast.cells}
    rows, cols = _window(scene.grid, mast)
    at_once = max(1, PIXELS_AT_ONCE // max(1, len(cols)))
    for first in range(0, len(rows), at_once):
        progress(0.7 + 0.3 * first / len(rows))
        pixels = _Pixels.of(rows[first:first + at_once], cols, mast, scene)
        paths = _paths(mast, scene, pixels, diffraction)
        for cell in mast.cells:
            level = _level(cell, mast, scene, pixels, paths)
            heard = (level >= scene.cutoff_dbm[cell]) & (pixels.distance_m <= scene.links.plan["range_m"][cell])
            parts[cell][0].append(pixels.tile[heard].astype(scene.grid.tile_dtype))
            parts[cell][1].append(level[heard].astype(np.float32))
    return [Heard(int(cell), np.concatenate(tiles), np.concatenate(levels)) for cell, (tiles, levels) in parts.items()
            if any(len(tile) for tile in tiles)]


@dataclass(frozen=True)
class _Pixels:
    """Tiles around a mast: where they are from the antenna, in float32 metres, and the kind of place."""

    tile: np.ndarray
    east_m: np.ndarray
    north_m: np.ndarray
    down_m: np.ndarray
    terrain_m: np.ndarray
    distance_m: np.ndarray
    environment: object

    @staticmethod
    def of(rows, cols, mast: Mast, scene: Scene) -> "_Pixels":
        """Those of some rows and columns of the grid that the mast may reach."""
        grid, ground = scene.grid, scene.ground
        x, y = grid.x_min_m + (cols + 0.5) * grid.tile_m, grid.y_min_m + (rows + 0.5) * grid.tile_m
        east, north = (x - mast.x_m).astype(np.float32), (y - mast.y_m).astype(np.float32)
        distance = np.sqrt(np.square(east) + np.square(north)[:, None])
        near = distance <= mast.reach_m
        row, col = np.nonzero(near)
        at = _place(ground.grid, x, y)
        distance, terrain = distance[near], bilinear_lattice(ground.terrain_m, *at)[near]
        down = np.float32(mast.antenna_m - scene.mobile_m) - terrain + np.square(distance) / np.float32(2 * EARTH_M)
        environment = scene.environment
        if ground.environment is not None:
            nearest = (np.clip(np.rint(v), 0, n - 1).astype(np.intp) for v, n in zip(at, ground.environment.shape))
            environment = ground.environment[np.ix_(*nearest)][near]
        return _Pixels(rows[row] * grid.n_cols + cols[col], east[col], north[row], down, terrain, distance, environment)


@dataclass(frozen=True)
class _Diffraction:
    """Diffraction losses on the radials of a mast, by frequency."""

    step_m: float
    loss_db: dict

    @staticmethod
    def of(mast: Mast, scene: Scene, progress: Progress) -> "_Diffraction":
        step, frequencies = scene.ground.grid.tile_m, np.unique(scene.links.plan["frequency_mhz"][mast.cells])
        n_steps, n = ceil(mast.reach_m / step) + 1, n_radials(mast.reach_m, step)
        ground, row, col = _around(scene.ground, mast, n_steps)
        found = {f: np.empty((n_steps + 1, n + 1), np.float32) for f in frequencies}
        at_once = max(64, SWEEP_CELLS // n_steps)  # few long vectors are fast, the bound is for memory
        for first in range(0, n, at_once):
            last, of_block = min(first + at_once, n), part(progress, first / n, min(first + at_once, n) / n)
            radials = dict(n_steps=n_steps, n=n, first=first, last=last)
            terrain = on_radials(ground.terrain_m, row, col, 1.0, **radials)
            surface = None if ground.surface_m is None else on_radials(ground.surface_m, row, col, 1.0, **radials)
            swept = sweep(terrain, surface, mast.antenna_m, scene.mobile_m, step, EARTH_M, delta=scene.propagation != "terrain_fast",
                          progress=part(of_block, 0, 0.8))
            for k, (f, loss) in enumerate(found.items()):
                loss[:, first:last] = losses(swept, f, EARTH_M, progress=part(of_block, 0.8 + 0.2 * k / len(found), 1))
        for loss in found.values():
            loss[:, n] = loss[:, 0]
        return _Diffraction(step, found)

    def at(self, pixels: _Pixels, frequency_mhz: float) -> np.ndarray:
        loss = self.loss_db[frequency_mhz]
        bearing = np.arctan2(pixels.east_m, pixels.north_m)
        bearing[bearing < 0] += np.float32(2 * np.pi)
        bearing *= np.float32((loss.shape[1] - 1) / (2 * np.pi))
        return bilinear(loss, pixels.distance_m / np.float32(self.step_m), bearing)


def _paths(mast: Mast, scene: Scene, pixels: _Pixels, diffraction) -> dict:
    """Loss in dB of the paths to pixels, by frequency."""
    def empirical(name, frequency):
        return PATH_LOSS[name].loss(pixels.distance_m, frequency, mast.height_m, scene.mobile_m, pixels.environment)
    if scene.propagation == "parametric":
        return {}
    loss = {}
    for f in np.unique(scene.links.plan["frequency_mhz"][mast.cells]):
        if scene.propagation in EMPIRICAL_MODELS:
            loss[f] = empirical(scene.propagation, f)
            continue
        loss[f] = _free_space(pixels, f) + diffraction.at(pixels, f)
        if scene.propagation == "hybrid":
            loss[f] = np.maximum(loss[f], empirical("extended_hata", f))
    return loss


def _level(cell: int, mast: Mast, scene: Scene, pixels: _Pixels, paths: dict) -> np.ndarray:
    """Level in dBm of a cell at pixels."""
    links, record = scene.links, scene.links.plan.records[cell]
    if scene.propagation == "parametric":
        return _index_of_power(record, mast, scene, pixels)
    off, below = towards(pixels.east_m, pixels.north_m, pixels.down_m, record["azimuth_deg"], record["mech_tilt_deg"])
    return np.float32(links.eirp_dbm[cell]) - links.patterns[cell].loss_db(off, below) - paths[record["frequency_mhz"]]


def _free_space(pixels: _Pixels, frequency_mhz: float) -> np.ndarray:
    slant = np.maximum(np.square(pixels.distance_m) + np.square(pixels.down_m), 1)
    return 10 * np.log10(slant) + np.float32(20 * np.log10(frequency_mhz) - 27.55)


def _index_of_power(record, mast: Mast, scene: Scene, pixels: _Pixels) -> np.ndarray:
    """Strength as :func:`~.propagation.parametric` has it, with mobloc's defaults for what the plan does not give."""
    full = with_defaults(CellPlan(np.array([record]), scene.grid.crs)).records[0]
    tilt = np.nan if np.isnan(record["tilt_deg"]) and np.isnan(record["azimuth_deg"]) else full["tilt_deg"]
    sigma = [half_power_sigma(full[beam])[0] for beam in ("beam_h_deg", "beam_v_deg")]
    cell = Transmitter(mast.x_m, mast.y_m, mast.antenna_m, full["azimuth_deg"], tilt, *sigma, full["power_w"], full["ple"],
                       full["midpoint_dbm"], full["steepness"])
    return parametric(cell, pixels.east_m, pixels.north_m, pixels.terrain_m, 0.0)[0]


def _window(grid: TileGrid, mast: Mast) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of a grid that a mast may reach."""
    def near(centre, n):
        reach = mast.reach_m / grid.tile_m
        return np.arange(max(0, ceil(centre - reach)), min(n - 1, int(np.floor(centre + reach))) + 1)
    row, col = _place(grid, mast.x_m, mast.y_m)
    return near(row, grid.n_rows), near(col, grid.n_cols)


def _around(ground: Ground, mast: Mast, n_steps: int) -> tuple[Ground, float, float]:
    """The part of the ground that the radials of a mast cross, in memory, and the row and column of the mast in it."""
    row, col = (float(v) for v in _place(ground.grid, mast.x_m, mast.y_m))

    def reached(centre, n):
        return slice(int(np.clip(np.floor(centre - n_steps) - 1, 0, n - 1)), int(np.clip(np.ceil(centre + n_steps) + 2, 1, n)))
    rows, cols = reached(row, ground.grid.n_rows), reached(col, ground.grid.n_cols)
    return ground.window(rows, cols), row - rows.start, col - cols.start


def _place(grid: TileGrid, x_m, y_m) -> tuple:
    """Row and column of points, whole numbers at tile centres."""
    return (y_m - grid.y_min_m) / grid.tile_m - 0.5, (x_m - grid.x_min_m) / grid.tile_m - 0.5
