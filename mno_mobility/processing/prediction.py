"""What the prediction of levels needs: radio parameters, antenna files and the scene of cells on their ground."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
from qgis.core import QgsProcessingParameterEnum, QgsProcessingParameterFile, QgsProcessingParameterNumber

from .. import memory
from ..errors import InputError, some
from ..geolocation.grid import TileGrid
from . import ground
from .base import tr

BYTES_A_TILE, BYTES_A_PROCESS = 100, 200e6
ENVIRONMENTS = ("open", "suburban", "urban", "dense")
UNITS = {"height_m": "m", "power_w": "W", "frequency_mhz": "MHz", "bandwidth_mhz": "MHz", "range_m": "m", "tilt_deg": "°",
         "beam_h_deg": "°", "beam_v_deg": "°", "gain_dbi": "dBi", "ple": ""}


def add_radio(alg) -> None:
    """Parameters of antennas and receivers, all of them for the few."""
    number = QgsProcessingParameterNumber
    alg.add(QgsProcessingParameterFile("ANTENNA", tr("Antenna pattern"), optional=True),
            tr("An MSI, Planet, Radio Mobile or SPLAT! file for all directed cells; a cell whose column antenna names another file takes "
               "that one from the same folder. Empty: patterns by beam widths after 3GPP."), advanced=True, later=True)
    alg.add(QgsProcessingParameterEnum("POWER_IS", tr("What the power of the plan is"), ["conducted", "erp", "eirp"], False, "conducted",
                                       usesStaticStrings=True),
            tr("conducted: at the transmitter, the gain is added and loss_db taken off. erp: radiated, against a dipole. eirp: radiated, "
               "against an isotropic antenna."), advanced=True, later=True)
    alg.add(QgsProcessingParameterEnum("QUANTITY", tr("Level"), ["reference", "total"], False, "reference", usesStaticStrings=True),
            tr("reference: what phones report, RSRP of LTE and 5G, RSCP of UMTS, the carrier of GSM. total: all received power."),
            advanced=True, later=True)
    alg.add(QgsProcessingParameterEnum("ENVIRONMENT", tr("Kind of place"), list(ENVIRONMENTS), False, "suburban", usesStaticStrings=True),
            tr("For Hata, COST 231, TR 38.901 and hybrid where no land use tells it."), advanced=True, later=True)
    alg.add(number("RECEIVER", tr("Height of phones (m)"), number.Type.Double, 1.5, False, 0.5, 100), tr("Above the terrain."),
            advanced=True, later=True)
    alg.add(number("WORKERS", tr("Processes"), number.Type.Integer, 0, False, 0, 256),
            tr("Processes that share many masts. 0: one for each core."), advanced=True, later=True)


def links(job, plan, *, range_m=None):
    """Link budgets of a plan; what was filled in is counted and told."""
    from ..geolocation.links import ALL_OTHERS, index_links, links_of
    from ..geolocation.pattern_files import read_pattern, read_patterns

    if job.choice("PROPAGATION") == "parametric":
        found = index_links(plan, range_m=range_m)
        _report(job, found)
        return found
    antennas = {}
    if job.given("ANTENNA"):
        file = Path(job.algorithm.parameterAsFile(job.parameters, "ANTENNA", job.context))
        antennas = read_patterns(file if file.is_dir() else file.parent, plan["antenna"])
        if not file.is_dir():
            antennas[ALL_OTHERS] = read_pattern(file)
        job.info(tr("Antenna patterns read: {}.").format(len(antennas)))
    elif any(plan["antenna"]):
        job.info(tr("The plan names antennas. Their patterns are read where 'Antenna pattern' names a file of their folder."))
    found = links_of(plan, antennas=antennas, quantity=job.choice("QUANTITY"), power_is=job.choice("POWER_IS"), range_m=range_m)
    _report(job, found)
    return found


def default_rows(found) -> dict:
    """What was filled in, a row a cell and column: columns of a table."""
    cells, columns, values = [], [], []
    for column, rows in found.defaulted.items():
        cells.append(found.plan["cell_id"][rows])
        columns += [column] * len(rows)
        values.append(_values(found, column, rows))
    return {"cell_id": ("text", np.concatenate([np.empty(0, object), *cells])), "column": ("text", columns),
            "value": ("number", np.concatenate([np.empty(0), *values]))}


def scene(job, found, grid: TileGrid, propagation: str, cutoff_dbm, step_m: float, progress):
    """The scene of a prediction: links, grid and the ground between all masts that matter and the grid.

    Raises
    ------
    InputError
        When no cell can be heard in the area.
    """
    from ..geolocation.coverage import Scene, masts_of, memory_of
    from ..geolocation.ground import Ground

    kind = ENVIRONMENTS.index(job.choice("ENVIRONMENT"))
    bare = Scene(found, grid, Ground.flat(grid), propagation, np.asarray(cutoff_dbm, float), kind, job.number("RECEIVER"))
    masts = masts_of(bare)
    if not masts:
        raise _unheard(found, grid)
    ground_grid = _ground_grid(grid, masts, step_m)
    bare = replace(bare, ground=Ground.flat(ground_grid))
    farthest = max(mast.reach_m for mast in masts)
    memory.require(BYTES_A_TILE * grid.n_tiles + max(memory_of(bare, mast) for mast in masts),
                   f"{grid.n_cols:,} x {grid.n_rows:,} tiles, and cells that reach {farthest / 1e3:,.1f} km in steps of {step_m:g} m,",
                   tr("Resolution"), "Take a coarser one, a smaller extent or a shorter range.")
    there = ground.ground(job, ground_grid, progress)
    whole = replace(bare, ground=there)
    _doubt(job, found.plan, propagation)
    plan, standing = found.plan, np.concatenate([mast.cells for mast in masts])
    void = standing[there.is_void(plan["x_m"][standing], plan["y_m"][standing])]
    if len(void):
        job.warn(tr("Cells where the terrain has no height, which take the nearest one: {} ({}).").format(
            len(void), some(plan["cell_id"][void])))
    return whole


def reached(found) -> tuple:
    """Extent of all cells with their range."""
    x, y, reach = (found.plan[column] for column in ("x_m", "y_m", "range_m"))
    return (x - reach).min(), (y - reach).min(), (x + reach).max(), (y + reach).max()


def workers(job, scene) -> int:
    """How many processes share the masts: those that are wanted, as far as the memory goes."""
    from ..geolocation.coverage import masts_of, memory_of

    wanted, free = job.integer("WORKERS") or os.cpu_count() or 1, memory.available_bytes()
    each = BYTES_A_PROCESS + 2 * max(memory_of(scene, mast) for mast in masts_of(scene))  # results of two more blocks wait
    fit = wanted if free is None else int((free - BYTES_A_TILE * scene.grid.n_tiles) / each)
    return max(1, min(wanted, fit))


def _unheard(found, grid: TileGrid) -> InputError:
    """What to say where no cell can be heard on a grid."""
    x, y = found.plan["x_m"], found.plan["y_m"]
    west, south, east, north = grid.extent_m
    away = np.hypot(np.maximum(np.maximum(west - x, x - east), 0), np.maximum(np.maximum(south - y, y - north), 0))
    nearest = int(away.argmin())
    told = f"{away[nearest] / 1e3:,.1f} km" if away[nearest] >= 1000 else f"{away[nearest]:.0f} m"
    return InputError(f"no cell can be heard there: the nearest one, {found.plan['cell_id'][nearest]}, is {told} away", tr("Extent"),
                      "Check the extent and the CRS of the plan, give the cells a larger range_m, or lower the threshold.")


def _ground_grid(grid: TileGrid, masts, step_m: float) -> TileGrid:
    """The grid of the profiles, edge to edge with the tiles, from the area to all masts."""
    west, south, east, north = grid.extent_m
    x, y = [mast.x_m for mast in masts], [mast.y_m for mast in masts]
    left, below, right, above = (int(np.ceil(beyond / step_m)) + 2 if beyond > 0 else 0 for beyond in (
        west - min(x), south - min(y), max(x) - east, max(y) - north))
    n_cols, n_rows = (int(np.ceil(n * grid.tile_m / step_m - 1e-9)) for n in (grid.n_cols, grid.n_rows))
    return TileGrid(grid.crs, west - left * step_m, south - below * step_m, step_m, n_rows + below + above, n_cols + left + right)


def _doubt(job, plan, propagation: str) -> None:
    """Warn where a propagation model is out of its range, or was given what it does not need and not what it needs."""
    from ..geolocation.coverage import TERRAIN_MODELS
    from ..geolocation.path_loss import PATH_LOSS, outside

    model = {"hybrid": "extended_hata"}.get(propagation, propagation)
    for clause in outside(model, plan["frequency_mhz"], plan["height_m"], job.number("RECEIVER"), plan["range_m"]) \
            if model in PATH_LOSS else _outside_terrain(propagation, plan["frequency_mhz"]):
        job.warn(tr("Outside the range of the propagation model: {}.").format(clause))
    if propagation not in TERRAIN_MODELS and job.given("BUILDINGS"):
        job.warn(tr("Buildings stand in nobody's way in the propagation model {}: take terrain or hybrid.").format(propagation))
    if propagation in ("terrain", "terrain_fast") and not any(map(job.given, ("DEM", "BUILDINGS", "LANDUSE"))):
        job.warn(tr("The propagation model {} without terrain heights, buildings or land use is free space over flat land, which promises "
                    "too much: take hybrid or extended_hata.").format(propagation))


def _outside_terrain(propagation: str, frequency_mhz) -> list:
    if propagation == "parametric":
        return []
    least, greatest = frequency_mhz.min(), frequency_mhz.max()
    told = [f"{value:g} MHz (terrain: 30 to 6000 MHz)" for value, out in ((least, least < 30), (greatest, greatest > 6_000)) if out]
    return told


def _report(job, found) -> None:
    """What was filled in: one line for all columns that no cell gives, and one for each of the others."""
    nowhere = []
    for column, rows in found.defaulted.items():
        ids = some(found.plan["cell_id"][rows])
        if column == "antenna":
            job.warn(tr("Cells whose antenna has no file, which take the pattern of cells that name none: {} ({}).").format(len(rows), ids))
            continue
        if column == "azimuth_deg":
            job.info(tr("Cells without azimuth_deg are omnidirectional: {} ({}).").format(len(rows), ids))
            continue
        values = np.unique(np.round(_values(found, column, rows), 3))
        told = " / ".join("∞" if np.isinf(v) else f"{v:g}" for v in values[:4])
        told = f"{told} {UNITS[column]}".rstrip()
        if len(rows) == len(found):
            nowhere.append(f"{column} {told}")
        else:
            job.warn(tr("Cells without {}: {}, which take {} ({}).").format(column, len(rows), told, ids))
    if nowhere:
        job.warn(tr("The plan gives no values for these columns, so all {} cells take {}.").format(len(found), ", ".join(nowhere)))


def _values(found, column: str, rows) -> np.ndarray:
    """What cells took for a column that they do not give; NaN: nothing, as for the azimuth of an omnidirectional cell."""
    if column == "antenna":
        return np.full(len(rows), np.nan)
    if column in ("tilt_deg", "beam_h_deg", "beam_v_deg", "gain_dbi"):
        return np.array([getattr(found.patterns[row], column, np.nan) for row in rows], float)
    return found.plan[column][rows].astype(float)
