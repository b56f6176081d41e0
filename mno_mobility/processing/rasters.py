"""Rasters in and out: bands as arrays on a tile grid, row 0 southernmost; written whole or not at all."""

import os
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from math import floor
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsProcessingUtils,
    QgsRasterFileWriter,
    QgsRasterPipe,
)

from ..errors import Cancelled, InputError
from ..geolocation.grid import TileGrid
from ..progress import part
from .crs import WKT, checked, from_text, require_metric, whole

NODATA = -9999.0
STRIP_ROWS = 1024  # four rows of the tiles of a GeoTIFF


def crs_of(grid: TileGrid) -> QgsCoordinateReferenceSystem:
    """The CRS of a grid as QGIS knows it."""
    return from_text(grid.crs)


def wkt1(crs) -> str:
    """A CRS in the words of GDAL."""
    return whole(crs).toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT1_GDAL)


def layer_of(job, key: str):
    """An input raster layer; None where an optional one was not given."""
    layer = job.algorithm.parameterAsRasterLayer(job.parameters, key, job.context)
    if layer is None or not layer.isValid():
        if not job.given(key):
            return None
        raise QgsProcessingException(job.algorithm.invalidRasterError(job.parameters, key))
    return layer


def on_grid(job, layer, grid: TileGrid, how: str, *, band: int = 1, progress=None) -> np.ndarray:
    """Values of a raster on the tiles of a grid, (J,) float, NaN where the raster has none.

    Parameters
    ----------
    layer : QgsRasterLayer
        In any CRS and resolution.
    how : str
        A resampling of gdalwarp: 'sum' for amounts such as population, 'average' for shares and heights, 'mode' for classes.

    Raises
    ------
    InputError
        When its CRS is unknown, it has no such band, or no tile has a value.
    """
    values = warped(job, one_band(job, layer, band), grid, how, progress=progress)
    if values is None:
        raise InputError("the raster could not be brought onto the grid", layer.name(), "Check its CRS and extent.")
    if np.isnan(values).all():
        raise InputError("it does not reach the grid", layer.name(), "Check its CRS and extent.")
    return values.ravel()


@dataclass(frozen=True)
class Band:
    """A band of a raster layer, as a dataset of GDAL that has no other.

    Attributes
    ----------
    name : str
        Of the layer.
    dataset : gdal.Dataset
    crs : QgsCoordinateReferenceSystem
    n_bands : int
        Of the raster.
    """

    name: str
    dataset: object
    crs: object
    n_bands: int


def one_band(job, layer, band: int = 1) -> Band:
    """A band of a raster layer; numbers that are stored with a scale or an offset become what they mean.

    Raises
    ------
    InputError
        When the CRS of the layer is unknown or it has no such band.
    """
    crs = checked(layer.crs(), layer.name())
    source = _dataset(layer, job)
    if not 1 <= band <= source.RasterCount:
        raise InputError(f"there is no band {band}", layer.name(), f"It has {source.RasterCount}.")
    stored = source.GetRasterBand(band)
    scaled = {"unscale": True, "outputType": gdal.GDT_Float64} if (stored.GetScale() or 1, stored.GetOffset() or 0) != (1, 0) else {}
    return Band(layer.name(), gdal.Translate("", source, format="VRT", bandList=[band], **scaled), crs, source.RasterCount)


def warped(job, source: Band, grid: TileGrid, how: str, *, progress=None, **options):
    """Values of a band on the tiles of a grid, (n_rows, n_cols) float, row 0 southernmost, NaN where it has none; None on failure.

    `how` is as in :func:`on_grid`, further options are those of gdal.Warp.
    """
    target = gdal.GetDriverByName("MEM").Create("", grid.n_cols, grid.n_rows, 1, gdal.GDT_Float64)
    target.SetGeoTransform(_geotransform(grid))
    target.SetProjection(wkt1(crs_of(grid)))
    target.GetRasterBand(1).SetNoDataValue(NODATA)
    target.GetRasterBand(1).Fill(NODATA)
    done = or_none(gdal.Warp, target, source.dataset, resampleAlg=how, dstNodata=NODATA, callback=gdal_callback(job, progress),
                    srcSRS=wkt1(source.crs), **options)
    job.check_cancel()
    if not done:
        return None
    values = target.GetRasterBand(1).ReadAsArray()[::-1]
    return np.where(values == NODATA, np.nan, values)


def limited(source: Band, low: float, high: float) -> Band:
    """The band without the values below `low` and above `high`."""
    dataset = source.dataset
    nodata, nothing = dataset.GetRasterBand(1).GetNoDataValue(), floor(2 * low - high)
    limits = gdal.GetDriverByName("VRT").Create("", dataset.RasterXSize, dataset.RasterYSize, 1, gdal.GDT_Float32)
    limits.SetGeoTransform(dataset.GetGeoTransform())
    limits.GetRasterBand(1).SetNoDataValue(nothing)
    skipped = "" if nodata is None else f"<NODATA>{nodata!r}</NODATA>"
    edge = 1e-6 * (high - low)
    limits.GetRasterBand(1).SetMetadataItem("source_0", f"""
        <ComplexSource><SourceFilename>{escape(dataset.GetMetadata("xml:VRT")[0])}</SourceFilename><SourceBand>1</SourceBand>{skipped}
        <LUT>{low - edge!r}:{nothing},{low!r}:{low!r},{high!r}:{high!r},{high + edge!r}:{nothing}</LUT></ComplexSource>""",
        "new_vrt_sources")
    return replace(source, dataset=limits)


def read_density(job, key: str) -> tuple:
    """A density raster as it is.

    Returns
    -------
    values : ndarray of float, shape (bands, J)
        NaN for no data.
    grid : TileGrid
    layer : QgsRasterLayer

    Raises
    ------
    InputError
        When its CRS is not metric, or its pixels are not square or not north up.
    """
    layer = layer_of(job, key)
    crs = require_metric(checked(layer.crs(), layer.name()), layer.name())
    dataset = _dataset(layer, job)
    x_min, width, skew_x, y_max, skew_y, height = dataset.GetGeoTransform()
    if skew_x or skew_y or height >= 0 or abs(width + height) > 1e-9 * width:
        raise InputError("the pixels are not square and north up", layer.name(), "Warp the raster to square pixels first.")
    grid = TileGrid(crs.toWkt(WKT), x_min, y_max - dataset.RasterYSize * width, width, dataset.RasterYSize,
                    dataset.RasterXSize)
    values = np.empty((dataset.RasterCount, grid.n_tiles))
    for k in range(dataset.RasterCount):
        band = dataset.GetRasterBand(k + 1)
        data = band.ReadAsArray().astype(float)
        nodata = band.GetNoDataValue()
        if nodata is not None:
            data[data == nodata] = np.nan
        values[k] = data[::-1].ravel()
    return values, grid, layer


def write_bands(job, key: str, grid: TileGrid, bands, *, names=None, progress=None, classes: bool = False) -> str:
    """Write bands of tile values to the raster of an output parameter; None where it was not wanted.

    The rest is as in :func:`write_file`.
    """
    path = job.algorithm.parameterAsOutputLayer(job.parameters, key, job.context)
    return write_file(job, path, grid, bands, names=names, progress=progress, classes=classes) if path else None


def write_file(job, path: str, grid: TileGrid, bands, *, names=None, progress=None, classes: bool = False) -> str:
    """Write bands of tile values to a raster file, whole or not at all.

    Parameters
    ----------
    bands : sequence or iterator of ndarray, shape (J,)
        NaN becomes no data. An iterator is written band by band.
    names : sequence of str, optional
        Descriptions of the bands; their number is the number of bands.
    classes : bool
        Whole numbers (int32) instead of float32.

    Returns
    -------
    str
        The path.
    """
    names = list(names) if names is not None else [""] * len(bands)
    progress = progress or job.progress(0, 0)
    target, driver_name = Path(path), QgsRasterFileWriter.driverForExtension(Path(path).suffix[1:]) or "GTiff"
    _require_folder(target)
    with TemporaryDirectory(prefix=".partial-", dir=target.parent) as folder:
        written = Path(folder, target.name)
        plain = written if driver_name == "GTiff" else Path(folder, "plain.tif")
        _write_tif(plain, grid, bands, names, classes, progress)
        if plain != written:
            # a VRT would point at the file that goes
            copy = gdal.GetDriverByName(driver_name).CreateCopy
            if driver_name == "VRT" or or_none(copy, str(written), gdal.Open(str(plain))) is None:
                raise InputError(f"the format {driver_name} cannot hold this raster", path, "Choose a GeoTIFF (.tif).")
            plain.unlink()
        for file in list(Path(folder).iterdir()):  # some formats need several
            final = target.with_name(file.name)
            job.on_failure(partial(final.unlink, missing_ok=True))
            os.replace(file, final)
    return path


def require_folders(job, *keys: str) -> None:
    """Raise an InputError when one of the output files has no folder to be written to: before a long computation, not after it."""
    for key in keys:
        value = job.parameters.get(key)
        path = value.sink.staticValue() if hasattr(value, "sink") else value
        if isinstance(path, str) and os.path.dirname(path):
            _require_folder(Path(path))


def require_same_grid(a: TileGrid, b: TileGrid, name_a: str, name_b: str) -> None:
    """Raise an InputError unless both rasters have the same tiles in the same CRS."""
    if not a.same_tiles(b) or crs_of(a) != crs_of(b):
        raise InputError(f"their tiles differ ({_told(a)} against {_told(b)})", f"{name_a} and {name_b}",
                         "Bring one onto the other's grid, for example with 'Warp (reproject)' and the resampling 'sum'.")


def _write_tif(path: Path, grid: TileGrid, bands, names: list, classes: bool, progress) -> None:
    # bands are written one after the other: pixel by pixel, each would rewrite all before it
    options = ["COMPRESS=DEFLATE", "ZLEVEL=1", "TILED=YES", "INTERLEAVE=BAND", "NUM_THREADS=ALL_CPUS", "BIGTIFF=IF_SAFER",
               f"PREDICTOR={2 if classes else 3}"]
    kind = gdal.GDT_Int32 if classes else gdal.GDT_Float32
    dataset = or_none(gdal.GetDriverByName("GTiff").Create, str(path), grid.n_cols, grid.n_rows, len(names), kind, options)
    unwritable = InputError("the raster cannot be written", str(path), "Check the folder, its permissions and the free space.")
    if dataset is None:
        raise unwritable
    try:
        dataset.SetGeoTransform(_geotransform(grid))
        dataset.SetProjection(wkt1(crs_of(grid)))
        for k, (values, name) in enumerate(zip(bands, names)):
            band = dataset.GetRasterBand(k + 1)
            band.SetNoDataValue(NODATA)
            band.SetDescription(name)
            pixels = values.reshape(grid.n_rows, grid.n_cols)[::-1]
            _write_band(band, pixels, unwritable, part(progress, k / len(names), (k + 1) / len(names)))
    finally:
        band = dataset = None  # closes the file, which Windows could not remove otherwise


def _write_band(band, pixels: np.ndarray, unwritable: InputError, progress) -> None:
    """Write the pixels of a band, northernmost row first, by strips of whole tiles of the file, and their statistics."""
    filled = False
    for row in range(0, len(pixels), STRIP_ROWS):
        progress(row / len(pixels))
        strip = pixels[row:row + STRIP_ROWS]
        strip = np.where(np.isnan(strip), NODATA, strip)
        filled = filled or (strip != NODATA).any()
        if or_none(band.WriteArray, strip, 0, row) != gdal.CE_None:
            raise unwritable
    band.FlushCache()
    if filled:
        band.ComputeStatistics(False)


def _require_folder(file: Path) -> None:
    if not file.parent.is_dir() or not os.access(file.parent, os.W_OK) or file.is_dir():
        raise InputError("the file cannot be written", str(file), "Check that its folder exists and may be written to.")


def _told(grid: TileGrid) -> str:
    crs = crs_of(grid).authid() or "own CRS"
    return f"{grid.n_cols} x {grid.n_rows} of {grid.tile_m:g} m from ({grid.x_min_m:.10g}, {grid.y_min_m:.10g}) in {crs}"


def _geotransform(grid: TileGrid) -> tuple:
    x_min, _, _, y_max = grid.extent_m
    return (x_min, grid.tile_m, 0.0, y_max, 0.0, -grid.tile_m)


def _dataset(layer, job):
    """GDAL's view of a raster layer; what GDAL does not provide is written to a temporary file by QGIS first."""
    dataset = or_none(gdal.Open, layer.source()) if layer.providerType() == "gdal" else None
    if dataset is None:
        path = QgsProcessingUtils.generateTempFilename("raster.tif")
        pipe = QgsRasterPipe()
        pipe.set(layer.dataProvider().clone())
        writer = QgsRasterFileWriter(path)
        writer.writeRaster(pipe, layer.width(), layer.height(), layer.extent(), whole(layer.crs()), job.context.transformContext())
        dataset = or_none(gdal.Open, path)
    if dataset is None:
        raise InputError("the raster cannot be read", layer.name(), "Export it as GeoTIFF and use that.")
    return dataset


def or_none(call, *arguments, **options):
    """What GDAL returns, None where it fails: newer QGIS makes it raise instead."""
    try:
        return call(*arguments, **options)
    except RuntimeError:
        return None


def gdal_callback(job, progress):
    def callback(done, message, data):
        try:
            (progress or job.progress(0, 0))(done)
        except Cancelled:
            return 0
        return 1
    return callback
