"""The ground of a coverage prediction: terrain, land use and buildings, brought onto a tile grid whatever they are.

A grid of many tiles is read strip by strip into scratch files, so that memory stays bounded and processes share them.
"""

import re
import shutil
from functools import partial
from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.core import (
    QgsProcessingParameterEnum,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingUtils,
)

from ..errors import InputError, some
from ..geolocation.grid import TileGrid
from ..progress import no_progress, part
from . import crs as crss
from . import inputs, rasters
from .base import tr
from .buildings import add_buildings, burn, read_buildings

IN_MEMORY_TILES = 16_000_000  # more go to scratch files
LOWEST_M, HIGHEST_M = -500.0, 9_000.0
FOOT_M, SURVEY_FOOT_M = 0.3048, 1200 / 3937
UNITS_M = {**dict.fromkeys(("ft", "feet", "foot", "foot (international)", "international foot"), FOOT_M),
           **dict.fromkeys(("us-ft", "us_ft", "ftus", "us survey foot", "us survey feet", "foot_us", "foot us"), SURVEY_FOOT_M),
           "dm": 0.1, "decimetre": 0.1, "decimeter": 0.1, "cm": 0.01, "centimetre": 0.01, "centimeter": 0.01}
FINER = 0.5  # of a tile: pixels smaller than this are averaged
TRANSFORM_ERROR = 0.001  # of a pixel: GDAL's own eighth means metres of height in the mountains
NOT_CLASSIFIED = (0, 48, 49, 50, 128, 255, 990, 995, 999)  # of CORINE's legends
MANY_UNKNOWN = 0.5


def add_ground(alg) -> None:
    """Elevation model, buildings and land use, all optional."""
    alg.add(QgsProcessingParameterRasterLayer("DEM", tr("Terrain heights"), None, True),
            tr("Height of the bare earth above sea level, in any CRS and resolution. Empty: flat ground."))
    alg.add(QgsProcessingParameterEnum("DEM_UNIT", tr("Unit of the terrain heights"), ["auto", "metre", "foot"], False, "auto",
                                       usesStaticStrings=True),
            tr("auto: what the raster says, else metres."), advanced=True, later=True)
    add_buildings(alg)
    alg.add(QgsProcessingParameterRasterLayer("LANDUSE", tr("Land use"), None, True),
            tr("Classes such as those of CORINE land cover, or the share of built-up land from 0 to 1: tells open land from towns, and "
               "how high houses and trees stand where there are no buildings given."))
    alg.add(QgsProcessingParameterString("LANDUSE_CLASSES", tr("Land-use classes"), "", False, True),
            tr("What the classes mean, such as suburban=2, 10-12; urban=1; trees=23-25. The kinds are open, suburban, urban, dense, "
               "industrial and trees; other classes are open land. Empty: CORINE, or shares."), advanced=True)


def ground(job, grid: TileGrid, progress=no_progress, *, only_terrain: bool = False):
    """The ground that the parameters of :func:`add_ground` name, on the tiles of a grid.

    With `only_terrain` neither buildings nor land use are read. Scratch files live until the run is over.

    Returns
    -------
    Ground

    Raises
    ------
    InputError
        When a layer cannot be used: no CRS, not in the area, values that are no heights or classes.
    """
    from ..geolocation.ground import Ground, blank, fill_voids, strips

    dem, land_use, buildings = rasters.layer_of(job, "DEM"), None, None
    if not only_terrain:
        land_use, buildings = rasters.layer_of(job, "LANDUSE"), read_buildings(job, grid, part(progress, 0, 0.1))
    if dem is None and land_use is None and buildings is None:
        return Ground.flat(grid)
    names = ["terrain_m", *["void"] * (dem is not None), *["environment"] * (land_use is not None),
             *["surface_m"] * (buildings is not None or (land_use is not None and not job.given("BUILDINGS")))]
    folder = _scratch(job, grid)
    arrays = {name: blank(grid, name, folder) for name in names}
    if dem is not None:
        _read_terrain(job, dem, grid, arrays, part(progress, 0.1, 0.5))
    if land_use is not None:
        _read_land_use(job, land_use, grid, arrays, buildings is None, part(progress, 0.5, 0.7))
    if dem is not None:
        _fill(job, dem, grid, arrays, partial(fill_voids, progress=part(progress, 0.7, 0.8)))
    if buildings is not None:
        burn(job, buildings, grid, arrays["surface_m"], part(progress, 0.8, 0.95))
    for rows in strips(grid) if "surface_m" in arrays else ():
        progress(0.95)
        arrays["surface_m"][rows] += arrays["terrain_m"][rows]
    built = buildings is not None
    if folder is None:
        return Ground(grid, **arrays, built=built)
    while arrays:
        arrays.popitem()[1].flush()
    return Ground.opened(grid, folder, built=built)


def _scratch(job, grid: TileGrid):
    """A folder for the arrays of a large grid, removed when the run is over; None where they fit in memory."""
    if grid.n_tiles <= IN_MEMORY_TILES:
        return None
    folder = Path(QgsProcessingUtils.generateTempFilename("ground"))
    folder.mkdir(parents=True)
    job.at_end(partial(shutil.rmtree, folder, ignore_errors=True))
    need, free = 10 * grid.n_tiles, shutil.disk_usage(folder).free
    if need > free:
        raise InputError(f"{grid.n_tiles:,} tiles need {need / 1e9:,.1f} GB of scratch files, {free / 1e9:,.1f} GB are free", str(folder),
                         "Take a coarser resolution or a smaller extent, or free some space.")
    return folder


# -- terrain


def _read_terrain(job, layer, grid, arrays, progress) -> None:
    """Heights in metres, NaN and `void` where there are none."""
    from ..geolocation.ground import strips

    source = rasters.one_band(job, layer)
    if source.n_bands > 1:
        job.info(tr("{} has {} bands: the first one is taken for the heights.").format(source.name, source.n_bands))
    metres = _unit_m(job, source)
    window, ratio = _under(job, source, grid)
    if window is None:
        raise InputError("it does not reach the area", source.name, "Check its CRS and extent.")
    source = _plausible(job, source, window, metres, part(progress, 0, 0.3))
    how = "average" if ratio * FINER > 1 else "bilinear"
    low, high = np.inf, -np.inf
    for rows in strips(grid):
        heights = rasters.warped(job, source, _strip(grid, rows), how, errorThreshold=TRANSFORM_ERROR, options=["-novshift"],
                                 progress=part(progress, 0.3 + 0.7 * rows.start / grid.n_rows, 0.3 + 0.7 * rows.stop / grid.n_rows))
        heights = np.full((rows.stop - rows.start, grid.n_cols), np.nan) if heights is None else heights * metres
        arrays["terrain_m"][rows], arrays["void"][rows] = heights, np.isnan(heights)
        low, high = np.fmin(low, np.fmin.reduce(heights, axis=None)), np.fmax(high, np.fmax.reduce(heights, axis=None))
    if not low <= high:
        raise InputError("it has no height in the area", source.name, "Check its CRS, its extent and its no-data value.")
    job.info(tr("Terrain from {}: {:.0f} to {:.0f} m ({}).").format(source.name, low, high, how))


def _fill(job, layer, grid, arrays, fill_voids) -> None:
    from ..geolocation.ground import strips

    n_void = sum(int(np.count_nonzero(arrays["void"][rows])) for rows in strips(grid))
    if n_void:
        fill_voids(arrays["terrain_m"], arrays["void"], grid)
        job.warn(tr("{} has no height for {:.1%} of the area ({} tiles): the nearest height is taken there.").format(
            layer.name(), n_void / grid.n_tiles, n_void))


def _unit_m(job, source) -> float:
    """Metres of a unit of the heights."""
    wanted = job.choice("DEM_UNIT")
    if wanted != "auto":
        return {"metre": 1.0, "foot": FOOT_M}[wanted]
    unit = source.dataset.GetRasterBand(1).GetUnitType().strip().lower()
    metres, spatial_ref = UNITS_M.get(unit), source.dataset.GetSpatialRef()
    if metres is None and not unit and spatial_ref is not None and spatial_ref.IsVertical():
        metres = spatial_ref.GetTargetLinearUnits("VERT_CS")
    if metres and metres != 1.0:
        job.info(tr("{}: heights are in units of {:g} m and become metres.").format(source.name, metres))
    return metres or 1.0


def _plausible(job, source, window, metres: float, progress):
    """The band without heights that there are not on earth, such as voids that no value marks."""
    low, high = LOWEST_M / metres, HIGHEST_M / metres
    width = high - low
    part_of_it = gdal.Translate("", source.dataset, format="VRT", srcWin=window)
    counts = rasters.or_none(part_of_it.GetRasterBand(1).GetHistogram, low - width, high + width, 3, 1, 0,
                             rasters.gdal_callback(job, progress))
    job.check_cancel()
    wrong = 0 if counts is None else counts[0] + counts[2]
    if not wrong:
        return source
    job.warn(tr("{}: {} pixels are higher than {:,.0f} m or lower than {:,.0f} m and are taken as missing.").format(
        source.name, wrong, HIGHEST_M, LOWEST_M))
    return rasters.limited(source, low, high)


# -- land use


def _read_land_use(job, layer, grid, arrays, stands: bool, progress) -> None:
    """Kinds of place; with `stands` also what stands there, into the surface; the sea without a height is at 0."""
    from ..geolocation.ground import CORINE_SEA, built_up_cover, cover, strips

    source = rasters.one_band(job, layer)
    window, ratio = _under(job, source, grid)
    if window is None:
        raise InputError("it does not reach the area", source.name, "Check its CRS and extent.")
    table = _classes(job.text("LANDUSE_CLASSES"))
    shares = table is None and _are_shares(source, window)
    how = "mode" if not shares else "average" if ratio * FINER > 1 else "bilinear"
    n_missing, unknown = 0, {}
    for rows in strips(grid):
        values = rasters.warped(job, source, _strip(grid, rows), how,
                                progress=part(progress, rows.start / grid.n_rows, rows.stop / grid.n_rows))
        values = np.full((rows.stop - rows.start, grid.n_cols), np.nan) if values is None else values
        height, kind, known = built_up_cover(values) if shares else cover(values, table)
        arrays["environment"][rows] = kind
        if stands and "surface_m" in arrays:
            arrays["surface_m"][rows] = height
        if "void" in arrays and not shares and table is None:
            sea = arrays["void"][rows] & np.isin(values, CORINE_SEA)
            arrays["terrain_m"][rows][sea], arrays["void"][rows][sea] = 0.0, False
        blank = np.isnan(values) | (~known & np.isin(values, NOT_CLASSIFIED))
        n_missing += int(blank.sum())
        for value, n in zip(*np.unique(values[~known & ~blank], return_counts=True)):
            unknown[value] = unknown.get(value, 0) + int(n)
    if n_missing == grid.n_tiles:
        raise InputError("it has no value in the area", source.name, "Check its CRS, its extent and its no-data value.")
    if table is None and sum(unknown.values()) > MANY_UNKNOWN * (grid.n_tiles - n_missing):
        raise InputError(f"values such as {some(f'{v:g}' for v in unknown)} are neither classes of CORINE nor shares from 0 to 1",
                         source.name, "Set 'Land-use classes', such as suburban=2; urban=1; trees=23-25.")
    if table is None and unknown:
        job.warn(tr("{}: classes that CORINE does not have are taken as open land: {} ({} tiles).").format(
            source.name, some(f"{v:g}" for v in unknown), sum(unknown.values())))
    if n_missing:
        job.warn(tr("{} has no value for {:.1%} of the area, which is taken as open land.").format(source.name, n_missing / grid.n_tiles))
    told = tr("shares of built-up land") if shares else tr("classes of CORINE") if table is None else tr("the classes given")
    job.info(tr("Land use from {}, read as {}.").format(source.name, told))


def _classes(text: str):
    """Names of COVERS by class, from a text such as ``suburban=2, 10-12; urban=1``; None for an empty text."""
    from ..geolocation.ground import COVERS

    if not text:
        return None
    table, where = {}, tr("Land-use classes")
    for piece in filter(None, map(str.strip, text.split(";"))):
        name, equals, numbers = piece.partition("=")
        name = name.strip().lower()
        if name not in COVERS or not equals or not re.fullmatch(r"[\d\s,-]+", numbers):
            raise InputError(f"{piece!r} is not understood", where, f"Write a kind and its classes, such as trees=23-25; the kinds are "
                             f"{', '.join(COVERS)}.")
        table.update(dict.fromkeys(inputs.number_ranges(numbers, where) or (), name))
    return table


def _are_shares(source, window) -> bool:
    """Whether the values are shares from 0 to 1, by a look at many of them."""
    band = source.dataset.GetRasterBand(1)
    values = band.ReadAsArray(*window, buf_xsize=min(window[2], 1000), buf_ysize=min(window[3], 1000)).astype(float)
    nodata = band.GetNoDataValue()
    values = values[np.isfinite(values) & (values != nodata)]
    return bool(len(values)) and values.min() >= 0 and values.max() <= 1


# -- rasters on a grid


def _strip(grid: TileGrid, rows: slice) -> TileGrid:
    return TileGrid(grid.crs, grid.x_min_m, grid.y_min_m + rows.start * grid.tile_m, grid.tile_m, rows.stop - rows.start, grid.n_cols)


def _under(job, source, grid: TileGrid) -> tuple:
    """The window of a band (column, row, width, height) that holds a grid, None where they do not meet; and pixels to a tile."""
    x_min, y_min, x_max, y_max = grid.extent_m
    x, y = (values.ravel() for values in np.meshgrid(np.linspace(x_min, x_max, 33), np.linspace(y_min, y_max, 33)))
    x, y = crss.transformed(x, y, rasters.crs_of(grid), source.crs, job.context)
    inverse = gdal.InvGeoTransform(source.dataset.GetGeoTransform())
    col, row = inverse[0] + inverse[1] * x + inverse[2] * y, inverse[3] + inverse[4] * x + inverse[5] * y
    if not np.isfinite(col).any():
        return None, 1.0
    (left, right), (top, bottom) = ((int(np.floor(np.nanmin(v))) - 2, int(np.ceil(np.nanmax(v))) + 2) for v in (col, row))
    left, top = max(left, 0), max(top, 0)
    right, bottom = min(right, source.dataset.RasterXSize), min(bottom, source.dataset.RasterYSize)
    step = np.hypot(np.diff(col.reshape(33, 33), axis=1), np.diff(row.reshape(33, 33), axis=1))
    ratio = float(np.nanmedian(step)) * 32 / grid.n_cols
    return ((left, top, right - left, bottom - top) if right > left and bottom > top else None), ratio
