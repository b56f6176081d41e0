"""Inputs several algorithms share: a cell plan, a grid, counts per cell."""

import re
from dataclasses import replace
from datetime import datetime, timezone
from typing import Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt

from ..errors import InputError, some
from ..events.schema import COUNT_COLUMNS, guess_columns, parse_times
from ..geolocation import cells
from ..geolocation.grid import TileGrid, grid_over
from ..memory import require
from . import crs as crss
from .base import in_words, tr
from .layers import read, source_of

NORTHS = ("true", "grid")
BYTES_A_TILE = 64  # some arrays of one number a tile, which every model needs


def add_cells(alg, key: str = "CELLS", *, use: str = "", azimuths: Optional[bool] = None) -> None:
    """The cell plan parameter with its id field, the CRS of a plan without geometry, and what azimuths are measured from.

    Where `use` says what it is for, the plan is optional and, unless `azimuths` are wanted too, only tells where the sites are.
    """
    alg.add(QgsProcessingParameterFeatureSource(key, tr("Cell plan"), [QgsProcessing.SourceType.TypeVector], None, bool(use)),
            (use + " " if use else "") +
            tr("Points, or a table with x and y (or lon and lat) fields, one row for each radio cell. Fields are found by their "
               "names: cell_id, azimuth_deg, tilt_deg, height_m, power_w, range_m and so on, or the names of mobloc, multimno "
               "and OpenCellID. What is missing takes a default. 'Validate cell plan' shows what is read."))
    alg.add(QgsProcessingParameterField(f"{key}_ID", tr("Cell id field"), "cell_id", key, optional=True),
            tr("The field that names each cell, for example cell_id. Empty: found by its name."), advanced=True)
    alg.add(QgsProcessingParameterCrs(f"{key}_CRS", tr("CRS of the coordinate fields"), None, True),
            tr("Only for a cell plan without geometry: the CRS of its x and y fields. Empty: EPSG:4326 for fields named lon and "
               "lat."), advanced=True)
    if not use if azimuths is None else azimuths:
        alg.add(QgsProcessingParameterEnum(f"{key}_NORTH", tr("What azimuths are measured from"), list(NORTHS), False, "true",
                                           usesStaticStrings=True),
                tr("true: from true north, as a compass bearing is. grid: from the y axis of the layer's CRS, or of the CRS worked in "
                   "where the layer is in degrees. The two differ by the meridian convergence, 5 degrees in Vienna in EPSG:3035."),
                advanced=True, later=True)


def cell_plan(job, key: str = "CELLS", *, crs=None, fields=None, compass: bool = False) -> tuple:
    """Read and validate the cell plan.

    Parameters
    ----------
    crs : QgsCoordinateReferenceSystem, optional
        The metric CRS wanted; by default one is chosen (see :func:`mno_mobility.processing.crs.metric_crs`).
    fields : dict of str to str, optional
        Keys of further field parameters, by column.
    compass : bool
        Leave azimuths as bearings from true north; by default they are turned to the grid of the plan.

    Returns
    -------
    plan : CellPlan
    problems : list of Problem
    table : Table
        The rows as read, with `x` and `y` in the CRS of the source in its columns.
    source_crs : QgsCoordinateReferenceSystem
    """
    source = source_of(job, key)
    if source.source.featureCount() == 0:
        raise InputError("the layer has no rows", source.name, "Check the layer, its filter and the selection.")
    guessed = cells.guess_columns(source.fields)
    keys = {"cell_id": f"{key}_ID", **(fields or {})}
    picked = {column: source.picked(parameter) for column, parameter in keys.items()}
    chosen = {**guessed, **{column: name for column, name in picked.items() if name}}
    composed = None if picked["cell_id"] else _opencellid_fields(source.fields)
    if composed is None:
        chosen["cell_id"] = source.found(chosen, "cell_id")
    wanted = {column: (name, "raw") for column, name in chosen.items()}
    if composed is not None:
        wanted.update({f"id {part}": (name, "raw") for part, name in composed.items()})
    table = read(source, wanted, geometry=source.has_geometry)
    columns = dict(table.columns)
    if composed is not None:
        columns["cell_id"] = cells.opencellid_ids({part: columns[f"id {part}"] for part in composed})
        job.info(tr("OpenCellID names found: the cell id is radio-mcc-net-area-cell."))
    x, y, source_crs = coordinates(job, key, source, table, chosen)
    target = crs if crs is not None and crs.isValid() else crss.metric_crs(source_crs, x, y, job.context)
    crss.require_metric(target, tr("CRS"))
    placed = np.isfinite(x) & np.isfinite(y)
    if crss.swapped(x[placed], y[placed], source_crs, job.context):
        raise InputError(f"x and y are swapped: as they are, most cells lie outside the area of {_named(source_crs)}", source.name,
                         "Swap the coordinates ('Swap X and Y coordinates') or the fields, or set the right CRS.")
    displaced = cells.displaced(x, y)
    x_m, y_m = crss.transformed(x, y, source_crs, target, job.context)
    if placed.any() and not np.isfinite(x_m).any():
        raise InputError(f"no coordinate can be brought from {_named(source_crs)} to {_named(target)}", source.name,
                         "Check the CRS of the layer; it does not fit its coordinates.")
    plan, problems = cells.read_plan(columns, x_m, y_m, target.toWkt(crss.WKT), displaced_rows=displaced)
    said = {text: in_words(text) for problem in problems for text in (problem.problem, problem.remedy)}
    problems = [replace(p, problem=said[p.problem], remedy=said[p.remedy]) for p in problems]
    measured_in = None if job.choice(f"{key}_NORTH") != "grid" else target if source_crs.isGeographic() else source_crs
    plan = _turned(plan, measured_in, None if compass else target, job.context)
    table.columns.update(x=x, y=y)
    job.info(tr("{}: {} of {} cells can be used, in {}.").format(
        source.name, len(plan), len(table), _named(target)))
    _report(job, problems)
    return plan, problems, table, source_crs


def compass_bearings(plan, context):
    """The plan with azimuths from true north, as layers hold them."""
    return _turned(plan, crss.from_text(plan.crs), None, context)


def _turned(plan, measured_in, wanted_in, context):
    """A plan whose azimuths are measured from another north: that of the grid of a CRS, or true north where it is None."""
    if measured_in == wanted_in:
        return plan
    turn, own = np.zeros(len(plan)), crss.from_text(plan.crs)
    for crs, sign in ((measured_in, 1), (wanted_in, -1)):
        if crs is not None:
            x, y = crss.transformed(plan["x_m"], plan["y_m"], own, crs, context)
            turn += sign * crss.convergence_deg(x, y, crs, context)
    records = plan.records.copy()
    records["azimuth_deg"] = np.mod(records["azimuth_deg"] + turn, 360)
    return replace(plan, records=records)


def add_grid(alg, extent_help: str = "") -> None:
    """Extent, tile size and CRS of the tile grid."""
    add_extent(alg, extent_help or tr("The area to cover with tiles. Empty: all cells with their range."))
    tile = alg.add(QgsProcessingParameterDistance("TILE_SIZE", tr("Tile size"), 100.0, None, False, 0.001),
                   tr("Edge of a tile, in metres; 100 m is the usual census grid."))
    tile.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
    add_crs(alg)


def add_extent(alg, help_text: str) -> None:
    alg.add(QgsProcessingParameterExtent("EXTENT", tr("Extent"), None, True), help_text)


def add_crs(alg) -> None:
    alg.add(QgsProcessingParameterCrs("CRS", tr("CRS of the grid"), None, True),
            tr("A projected CRS in metres. Empty: that of the layer if it is metric, else EPSG:3035 (the INSPIRE grid) in Europe "
               "and the UTM zone elsewhere. Tile edges lie on whole multiples of the tile size."), advanced=True)


def wanted_crs(job):
    """The CRS parameter, or None where it was left empty."""
    crs = crss.whole(job.algorithm.parameterAsCrs(job.parameters, "CRS", job.context))
    return crss.require_metric(crs, tr("CRS of the grid")) if crs.isValid() else None


def tile_grid(job, crs_wkt: str, default_extent, size: str = "TILE_SIZE") -> TileGrid:
    """The grid of the grid parameters; `default_extent` serves where no extent was given, `size` is the key of the tile size."""
    crs = crss.from_text(crs_wkt)
    extent = default_extent
    if job.given("EXTENT"):
        box = job.algorithm.parameterAsExtent(job.parameters, "EXTENT", job.context, crs)
        extent = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    grid = fitting(grid_over(extent, job.number(size), crs_wkt))
    tell_grid(job, grid)
    return grid


def tell_grid(job, grid: TileGrid) -> None:
    job.info(tr("Grid: {} x {} tiles of {:g} m from ({:.10g}, {:.10g}) in {}.").format(
        grid.n_cols, grid.n_rows, grid.tile_m, grid.x_min_m, grid.y_min_m, _named(crss.from_text(grid.crs))))


def fitting(grid: TileGrid) -> TileGrid:
    """The grid, if the free memory holds a model on it.

    Raises
    ------
    InputError
        When even the arrays of one number a tile do not fit.
    """
    require(grid.n_tiles * BYTES_A_TILE, f"{grid.n_cols:,} x {grid.n_rows:,} tiles", tr("Grid"),
            "Take larger tiles or a smaller extent.")
    return grid


def add_counts(alg, key: str = "COUNTS", *, time: bool = False, use: str = "") -> None:
    """Counts per cell with their fields; optional where `use` says what they are for."""
    alg.add(QgsProcessingParameterFeatureSource(key, tr("Counts"), [QgsProcessing.SourceType.TypeVector], None, bool(use)),
            (use + " " if use else "") +
            tr("A table with one row for each cell (and time): cell_id, count, and time where there are many. 'Count phones per cell' "
               "writes it."))
    for column, label, text in (
            ("cell_id", tr("Cell id field"), tr("The field that names the cell.")),
            ("count", tr("Count field"), tr("The field with the number of phones, 0 or more.")),
            *((("time", tr("Time field"), tr("Date and time, ISO text, or epoch seconds or milliseconds.")),) if time else ())):
        alg.add(QgsProcessingParameterField(f"{key}_{column.upper()}", label, column, key, optional=True),
                text + " " + tr("Empty: found by its name."), advanced=True)


def read_counts(job, key: str = "COUNTS"):
    """Counts as a Table with `cell_id` (Factor), `count` (raw) and, where there is such a field, `time` (seconds, NaN unreadable)."""
    source = source_of(job, key)
    guessed = guess_columns(source.fields, COUNT_COLUMNS)
    columns = {}
    for column, kind in (("cell_id", "text"), ("count", "raw")):
        columns[column] = (source.picked(f"{key}_{column.upper()}") or source.found(guessed, column), kind)
    time_field = source.picked(f"{key}_TIME") or guessed.get("time")
    if time_field:
        columns["time"] = (time_field, "time")
    table = read(source, columns)
    if not len(table):
        raise InputError("the table has no rows", source.name, "Check the table, its filter and the selection.")
    if time_field:
        table.columns["time"] = parse_times(table["time"])[0]
    return table


def metric_shapes(job, table, crs, kind: str) -> tuple:
    """The geometries of a table in a metric CRS: `crs`, else one that suits them; `kind` is what the user is told to give.

    Returns
    -------
    crs : QgsCoordinateReferenceSystem
    shapes : ndarray of shapely geometries, None for null ones
    """
    import shapely

    if not len(table):
        raise InputError("the layer has no features", table.name, "Check the layer, its filter and the selection.")
    source_crs = crss.checked(table.crs, table.name)
    bounds = shapely.bounds(table.geometry)
    if np.isnan(bounds).all():
        raise InputError("no feature has a geometry", table.name, f"Use a {kind} layer.")
    if crs is None:
        crs = crss.metric_crs(source_crs, (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2, job.context)
    return crs, reprojected(job, table, crs)


def reprojected(job, table, crs) -> np.ndarray:
    """Geometries of a table in another CRS.

    Raises
    ------
    InputError
        When the CRS of the table is unknown or does not fit its coordinates.
    """
    import shapely

    source_crs = crss.checked(table.crs, table.name)
    if source_crs == crs:
        return table.geometry
    geometry = shapely.force_2d(table.geometry)
    coordinates, row = shapely.get_coordinates(geometry, return_index=True)
    moved = np.column_stack(crss.transformed(coordinates[:, 0], coordinates[:, 1], source_crs, crs, job.context))
    lost = np.unique(row[np.isnan(moved).any(axis=1)])
    if len(lost):
        raise InputError(f"features {some(table.fid[lost])} cannot be brought from {_named(source_crs)} to {_named(crs)}", table.name,
                         "Check the CRS of the layer; it does not fit its coordinates.")
    return shapely.set_coordinates(geometry, moved)


def iso(seconds: float) -> str:
    """A time as ISO text in UTC, to the second."""
    if np.isnan(seconds):
        return tr("(no time)")
    return datetime.fromtimestamp(float(seconds), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def many_times(text: str, where: str) -> np.ndarray:
    """Comma-separated times as seconds since the epoch, ascending and distinct."""
    parts = np.array([part.strip() for part in text.replace(";", ",").split(",") if part.strip()], dtype=object)
    seconds, _ = parse_times(parts)
    if not len(parts) or np.isnan(seconds).any():
        wrong = some(parts[np.isnan(seconds)]) or text
        raise InputError(f"{wrong} is not a time", where, "Write ISO text such as 2024-05-01T12:00:00.")
    return np.unique(seconds)


def one_time(text: str, where: str) -> float:
    """A time as seconds since the epoch."""
    seconds = many_times(text, where)
    if len(seconds) > 1:
        raise InputError(f"these are {len(seconds)} times", where, "Give one.")
    return float(seconds[0])


def moment(job, key: str):
    """A date and time parameter as seconds since the epoch, in UTC where it has no zone; None where it was left empty."""
    value = job.algorithm.parameterAsDateTime(job.parameters, key, job.context)
    if not value.isValid():
        return None
    if value.timeSpec() == Qt.TimeSpec.LocalTime:
        value.setTimeSpec(Qt.TimeSpec.UTC)
    return value.toMSecsSinceEpoch() / 1000


def number_ranges(text: str, where: str):
    """Whole numbers of a text such as ``1-11, 23``; None for an empty text."""
    weights = class_weights(",".join(f"{part}=1" for part in text.split(",") if part.strip()), where)
    return None if weights is None else sorted(weights)


def class_weights(text: str, where: str):
    """Weights by class of a text such as ``1-2=10, 3=4``; None for an empty text."""
    if not text.strip():
        return None
    weights = {}
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?=\s*(\d*\.?\d+)\s*", part)
        if match is None:
            raise InputError(f"{part.strip()!r} is not understood", where, "Write classes and ranges such as 1-2=10, 3=4.")
        first, last, weight = match.groups()
        weights.update(dict.fromkeys(range(int(first), int(last or first) + 1), float(weight)))
    return weights


def _opencellid_fields(names):
    """The fields that together name an OpenCellID cell, or None when they are not all there."""
    by_name = {name.lower(): name for name in names}
    found = {part: by_name[part] for part in cells.OPENCELLID_ID if part in by_name}
    return found if len(found) == len(cells.OPENCELLID_ID) else None


def coordinates(job, key: str, source, table, chosen: dict) -> tuple:
    """x and y of the rows of `table` and their CRS: of its points, else of the fields of `chosen`, in the CRS of the parameter KEY_CRS."""
    if source.has_geometry:
        return (*table.points(), crss.checked(source.crs, source.name))
    x_field, y_field = source.found(chosen, "x"), source.found(chosen, "y")
    crs = crss.whole(job.algorithm.parameterAsCrs(job.parameters, f"{key}_CRS", job.context))
    if not crs.isValid():
        if not {x_field.lower(), y_field.lower()} <= cells.GEOGRAPHIC_NAMES:
            raise InputError(f"it is a table, and nothing tells the CRS of its fields {x_field} and {y_field}", source.name,
                             "Set 'CRS of the coordinate fields', or make a point layer of it first.")
        crs = crss.from_text(crss.WGS84)
        job.info(tr("Coordinates from the fields {} and {}, read as EPSG:4326.").format(x_field, y_field))
    return cells.numbers(table["x"]), cells.numbers(table["y"]), crs


def read_points(job, source, columns: dict, crs, progress) -> tuple:
    """The rows of a point layer, as :func:`read` gives them, the CRS of their places, and these in it, NaN where there is none.

    Parameters
    ----------
    columns : dict
        As of :func:`read`.
    crs : QgsCoordinateReferenceSystem or None
        None: a metric one that suits the places.

    Returns
    -------
    table : Table
    crs : QgsCoordinateReferenceSystem
    x_m, y_m : ndarray of float, shape (N,)

    Raises
    ------
    InputError
        When the layer has no points or no features, or its CRS is unknown.
    """
    if not source.has_geometry:
        raise InputError("it is a table without points", source.name, "Use a point layer ('Create points layer from table').")
    table = read(source, columns, geometry=True, progress=progress)
    if not len(table):
        raise InputError("the layer has no features", source.name, "Check the layer, its filter and the selection.")
    x, y = table.points()
    given = crss.checked(table.crs, table.name)
    crs = crs or crss.metric_crs(given, x, y, job.context)
    return (table, crs, *crss.transformed(x, y, given, crs, job.context))


def _report(job, problems) -> None:
    """One line for each kind of problem."""
    kinds = {}
    for problem in problems:
        kinds.setdefault((problem.problem, problem.dropped), []).append(problem.cell_id or tr("row {}").format(problem.row + 1))
    for (text, dropped), ids in kinds.items():
        treated = tr("Cells dropped") if dropped else tr("Cells corrected or doubtful")
        job.warn(f"{treated}: {len(ids)}, {text} ({some(ids)}).")


def _named(crs) -> str:
    return crs.authid() or crs.description()
