"""CRS at the door: the metric CRS to work in, and coordinates from one CRS to another."""

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsLineString,
    QgsUnitTypes,
)

from ..errors import InputError

WGS84 = "EPSG:4326"
INSPIRE = "EPSG:3035"
EUROPE = (-16.1, 32.9, 40.2, 84.7)  # degrees: where EPSG:3035 is meant to be used
AROUND_AREA = 5.0  # degrees around the area of a CRS in which it is still used
NORTH_STEP_DEG = 1e-3  # to either side along the meridian: well above the rounding of coordinates, well below the bend of meridians
WKT = QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED


def from_text(text: str):
    """The CRS that a grid or a plan names, as WKT or as an authority and code such as EPSG:3035."""
    return whole(_read(text), text)


def whole(crs, text: str = ""):
    """The CRS, read again, from `text` or its authority and code, where QGIS has lost what it is.

    QGIS keeps each CRS that it has read for all threads. When the one ends that read it first, as those do that draw the map, the CRS
    stays valid and has no definition any more: layers would be written without a CRS, and nothing would tell.
    """
    if not crs.isValid() or crs.toWkt(WKT):
        return crs
    QgsCoordinateReferenceSystem.invalidateCache()
    return _read(text or crs.authid())


def _read(text: str):
    return QgsCoordinateReferenceSystem.fromWkt(text) if "[" in text else QgsCoordinateReferenceSystem(text)


def checked(crs, layer_name: str):
    """The CRS, if it is valid.

    Raises
    ------
    InputError
        When the layer has no known CRS.
    """
    crs = whole(crs)
    # a GeoPackage without a CRS names it 'Undefined Cartesian SRS', which QGIS takes as valid
    if not crs.isValid() or crs.description().lower().startswith("undefined"):
        raise InputError("the CRS is unknown", layer_name, "Set it in the layer's properties ('Set layer CRS').")
    return crs


def swapped(x, y, crs, context) -> bool:
    """Whether most points lie outside the area the CRS is made for and would lie inside with x and y swapped."""
    area = crs.bounds()
    if area.isEmpty():
        return False
    area.grow(AROUND_AREA)

    def share_inside(x, y):
        lon, lat = (x, y) if crs.isGeographic() else transformed(x, y, crs, from_text(WGS84), context)
        return np.mean((lon >= area.xMinimum()) & (lon <= area.xMaximum()) & (np.abs(lat) <= 90)
                       & (lat >= area.yMinimum()) & (lat <= area.yMaximum()))
    x, y = np.asarray(x, float), np.asarray(y, float)
    return bool(len(x)) and share_inside(x, y) < 0.5 < share_inside(y, x)


def is_metric(crs) -> bool:
    """Whether coordinates in the CRS are metres in a plane."""
    return crs.isValid() and not crs.isGeographic() and crs.mapUnits() == QgsUnitTypes.DistanceUnit.DistanceMeters


def require_metric(crs, where: str):
    """The CRS, if it is projected in metres; an InputError otherwise."""
    if not is_metric(crs):
        raise InputError(f"{crs.authid() or crs.description()} does not measure in metres", where,
                         "Choose a projected CRS in metres, such as EPSG:3035 in Europe or the UTM zone of the area.")
    return crs


def metric_crs(crs, x, y, context):
    """A metric CRS for data in `crs`: the same where it is metric, EPSG:3035 in Europe, else the UTM zone of the middle.

    Parameters
    ----------
    crs : QgsCoordinateReferenceSystem
    x, y : array_like
        Coordinates of the data.
    """
    if is_metric(crs):
        return crs
    x, y = np.asarray(x, float), np.asarray(y, float)
    seen = np.isfinite(x) & np.isfinite(y)
    if not seen.any():
        return from_text(INSPIRE)
    lon, lat = transformed(np.median(x[seen])[None], np.median(y[seen])[None], crs, from_text(WGS84), context)
    lon, lat = float(lon[0]), float(lat[0])
    if EUROPE[0] <= lon <= EUROPE[2] and EUROPE[1] <= lat <= EUROPE[3]:
        return from_text(INSPIRE)
    zone = int(np.clip(np.floor((lon + 180) / 6) + 1, 1, 60)) if np.isfinite(lon) else 31
    south = " +south" if lat < 0 else ""
    return QgsCoordinateReferenceSystem.fromProj(f"+proj=utm +zone={zone}{south} +datum=WGS84 +units=m +type=crs")


def transformed(x, y, source, target, context) -> tuple:
    """Coordinates of `source` in `target`, by QGIS's own transformation; NaN where there is none.

    Parameters
    ----------
    x, y : ndarray of float, shape (n,)
    source, target : QgsCoordinateReferenceSystem
    """
    x, y = np.array(x, float), np.array(y, float)
    seen = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if source == target or not len(seen):
        return x, y
    transform = QgsCoordinateTransform(source, target, context.transformContext())
    out_x, out_y = np.full(len(x), np.nan), np.full(len(y), np.nan)
    stretches = [seen]
    while stretches:  # a stretch with a point that cannot be transformed is halved until that point is alone
        rows = stretches.pop()
        line = QgsLineString(x[rows].tolist(), y[rows].tolist())
        try:
            line.transform(transform)
        except QgsCsException:
            if len(rows) > 1:
                stretches += [rows[:len(rows) // 2], rows[len(rows) // 2:]]
            continue
        # WKB of a 2D line: byte order, type, number of points, then x and y pairs
        xy = np.frombuffer(bytes(line.asWkb()), dtype="<f8", offset=9).reshape(-1, 2)
        out_x[rows], out_y[rows] = xy[:, 0], xy[:, 1]
    lost = ~np.isfinite(out_x) | ~np.isfinite(out_y)
    out_x[lost] = out_y[lost] = np.nan
    return out_x, out_y


def convergence_deg(x, y, crs, context) -> np.ndarray:
    """Meridian convergence: how far the north of the grid lies clockwise of true north, so that a grid bearing is a compass bearing
    less the convergence; 0 where it cannot be told.

    Parameters
    ----------
    x, y : array_like of float, shape (n,)
        Points in `crs`; they may be NaN.
    crs : QgsCoordinateReferenceSystem
        A projected one.

    Returns
    -------
    ndarray of float, shape (n,)
        Degrees from -180 to 180.
    """
    geographic = from_text(crs.geographicCrsAuthId())
    if not geographic.isValid() or geographic.mapUnits() != QgsUnitTypes.DistanceUnit.DistanceDegrees:
        geographic = from_text(WGS84)
    lon, lat = transformed(x, y, crs, geographic, context)
    south_x, south_y = transformed(lon, np.maximum(lat - NORTH_STEP_DEG, -90), geographic, crs, context)
    north_x, north_y = transformed(lon, np.minimum(lat + NORTH_STEP_DEG, 90), geographic, crs, context)
    return -np.nan_to_num(np.degrees(np.arctan2(north_x - south_x, north_y - south_y)))
