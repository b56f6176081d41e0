"""Routes and the positions of events on them, in and out: what one algorithm of the group 'trajectory' writes the next one reads."""

import re
from dataclasses import dataclass
from typing import Optional

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSource, QgsProcessingParameterField, QgsWkbTypes

from ..errors import InputError, some
from ..events.schema import (
    KINDS,
    POSITION_COLUMNS,
    ROUTE_COLUMNS,
    SERVICES,
    Factor,
    guess_columns,
    kind_codes,
    natural,
    parse_times,
    service_codes,
)
from . import crs as crss
from . import styles, wkb
from .base import tr, tr_noop
from .layers import read, source_of, write

ROUTE_TYPE = QgsWkbTypes.Type.LineStringM
OF = {"ROUTES": tr_noop("routes"), "POSITIONS": tr_noop("positions")}  # whose fields


@dataclass(frozen=True)
class Routes:
    """Routes of a layer by device and journey.

    Attributes
    ----------
    name : str
        Of the layer, for messages.
    fid : ndarray of int, shape (J,)
    device_id, journey_id : ndarray of object, shape (J,)
        Texts, None where the layer has none.
    xy_m : list of ndarray, shape (V, 2), or None
        None where there is no line.
    time_s : list of ndarray, shape (V,), or None
        M of the vertices: seconds since 1970-01-01 UTC, NaN where there is none.
    crs : QgsCoordinateReferenceSystem
        Metric.
    """

    name: str
    fid: np.ndarray
    device_id: np.ndarray
    journey_id: np.ndarray
    xy_m: list
    time_s: list
    crs: object

    def __len__(self) -> int:
        return len(self.fid)

    def journey_column(self, rows) -> tuple:
        """Journey ids of some routes as a column; None where the layer has none."""
        return journey_column(self.journey_id[rows])

    @property
    def timed(self) -> np.ndarray:
        """Whether each route has a time at every vertex."""
        return np.array([t is not None and bool(np.isfinite(t).all()) for t in self.time_s], bool)


@dataclass(frozen=True)
class Positions:
    """Events on routes by route, time and place in the journey.

    Attributes
    ----------
    name : str
        Of the layer, for messages.
    fid : ndarray of int, shape (N,)
    journey : ndarray of int, shape (N,)
        Index into the routes, ascending.
    device_id, journey_id, cell_id : ndarray of object, shape (N,)
        Texts, None where there is none.
    seq : ndarray of int, shape (N,)
        Place of the event in its journey, from 1.
    time_s : ndarray of float, shape (N,)
    kind : ndarray of int8, shape (N,)
        Index into KINDS.
    service : ndarray of int8, shape (N,)
        Index into SERVICES, -1 where unknown.
    along_m : ndarray of float, shape (N,)
        NaN where it is not known; not descending within a journey.
    sigma_m : ndarray of float, shape (N,)
        Standard deviation of `along_m`, NaN where it is not known.
    """

    name: str
    fid: np.ndarray
    journey: np.ndarray
    device_id: np.ndarray
    journey_id: np.ndarray
    cell_id: np.ndarray
    seq: np.ndarray
    time_s: np.ndarray
    kind: np.ndarray
    service: np.ndarray
    along_m: np.ndarray
    sigma_m: np.ndarray

    def __len__(self) -> int:
        return len(self.fid)

    def columns(self) -> dict:
        """What every layer of positions begins with, in the form :func:`~mno_mobility.processing.layers.write` takes."""
        return event_columns(self.device_id, self.journey_id, self.seq, self.time_s, self.cell_id, self.kind, self.service)


def add_routes(alg, key: str = "ROUTES", *, optional: bool = False, help_text: str = "") -> None:
    """The routes parameter with the fields of its keys."""
    alg.add(QgsProcessingParameterFeatureSource(key, tr("Routes"), [QgsProcessing.SourceType.TypeVectorLine], None, optional),
            help_text or tr("Lines with device_id and journey_id, from start to end; 'Estimate trajectories' writes them."))
    for column in ROUTE_COLUMNS:
        _add_field(alg, key, column)


def add_positions(alg, key: str = "POSITIONS", *, optional: bool = False, help_text: str = "") -> None:
    """The positions parameter with the fields of its keys."""
    alg.add(QgsProcessingParameterFeatureSource(key, tr("Event positions"), [QgsProcessing.SourceType.TypeVectorPoint], None, optional),
            help_text or tr("Points on the routes, one an event: device_id, journey_id, time, along_m, event; 'Estimate trajectories' and "
                            "'Event positions on routes' write them. Where along_m is missing, a point lies at the nearest place of its "
                            "route."))
    for column in ("device_id", "journey_id", "time"):
        _add_field(alg, key, column)


def read_routes(job, key: str = "ROUTES", *, crs=None, progress=None) -> Routes:
    """Read routes in a metric CRS: `crs`, else one that suits them.

    Raises
    ------
    InputError
        When the layer has no features, no line, or no device id.
    """
    source = source_of(job, key)
    names = _names(source, key, ROUTE_COLUMNS, ROUTE_COLUMNS)
    source.found(names, "device_id")
    table = read(source, {column: (name, "text") for column, name in names.items()}, geometry="wkb", progress=progress)
    if not len(table):
        raise InputError("the layer has no features", source.name, "Check the layer, its filter and the selection.")
    vertices, times, n_parts = wkb.lines_from_wkb(table.geometry)
    if not n_parts.any():
        raise InputError("no feature has a line", source.name, "Use a line layer.")
    if (n_parts > 1).any():
        job.warn(tr("{}: {} routes have several parts, which are joined in their order ({}).").format(
            source.name, int((n_parts > 1).sum()), some(table.fid[n_parts > 1])))
    crs, vertices = _metric(job, source, vertices, crs)
    device, journey = (_texts(table.columns.get(column), len(table)) for column in ROUTE_COLUMNS)
    order = sorted(range(len(table)), key=lambda row: (natural(device[row]), natural(journey[row]), int(table.fid[row])))
    seen = set()
    kept = [row for row in order if not ((device[row], journey[row]) in seen or seen.add((device[row], journey[row])))]
    if len(kept) < len(order):
        job.warn(tr("{}: {} routes repeat the device and journey of another one and are left out ({}).").format(
            source.name, len(order) - len(kept), some(sorted(int(table.fid[row]) for row in set(order) - set(kept)))))
    job.info(tr("{}: {} routes in {}.").format(source.name, len(kept), crs.authid() or crs.description()))
    return Routes(source.name, table.fid[kept], device[kept], journey[kept], [vertices[row] for row in kept],
                  [times[row] for row in kept], crs)


def read_positions(job, routes: Routes, key: str = "POSITIONS", *, progress=None) -> Positions:
    """Read positions of events and find the route of each; rows without route or time are told and left out.

    Raises
    ------
    InputError
        When no row can be used.
    """
    from ..trajectory.positions import in_order
    from ..trajectory.referencing import locate

    source = source_of(job, key)
    names = _names(source, key, POSITION_COLUMNS, ("device_id", "journey_id", "time"))
    source.found(names, "device_id")
    exact, moment = names.pop("t_unix", None), names.get("time", "time")
    if exact and moment == "time":
        moment = exact  # a column of times may have lost the fractions of its seconds
    elif "time" not in names:
        source.found(names, "time")
    kinds = {"time": "time", "seq": "number", "along_m": "number", "sigma_m": "number"}
    columns = {column: (name, kinds.get(column, "text")) for column, name in names.items() if column != "time"}
    table = read(source, {**columns, "time": (moment, "time")}, geometry=source.has_geometry, progress=progress)
    if not len(table):
        raise InputError("the layer has no features", source.name, "Check the layer, its filter and the selection.")
    n = len(table)
    time_s, _ = parse_times(table["time"])
    device, journey, cell = (table.columns.get(column) for column in ("device_id", "journey_id", "cell_id"))
    number = route_numbers(routes, device, journey)
    usable = usable_rows(job, source.name, table.fid, number, time_s)
    seq = table.columns.get("seq", np.full(n, np.nan))
    rows = usable[np.lexsort((table.fid[usable], seq[usable], time_s[usable], number[usable]))]
    kind = kind_codes(table["event"])[0] if "event" in names else np.zeros(n, np.int8)
    service = service_codes(table["service"])[0] if "service" in names else np.full(n, -1, np.int8)
    along = table.columns.get("along_m", np.full(n, np.nan)).copy()
    lacking = np.flatnonzero(np.isnan(along) & (number >= 0))
    if len(lacking) and source.has_geometry:
        xy = np.column_stack(crss.transformed(*table.points(), crss.checked(table.crs, source.name), routes.crs, job.context))
        lacking = lacking[np.isfinite(xy[lacking]).all(axis=1)]
        lacking = lacking[np.argsort(number[lacking], kind="stable")]
        found, first = np.unique(number[lacking], return_index=True)
        for route, mine in zip(found, np.split(lacking, first[1:])):
            if routes.xy_m[route] is not None:
                along[mine] = locate(routes.xy_m[route], xy[mine])[0]
        job.info(tr("{}: {} positions have no along_m; the nearest place of their route is taken.").format(source.name, len(lacking)))
    along, n_behind = in_order(along[rows], number[rows])
    if n_behind:
        job.warn(tr("{}: {} positions lay behind a later one and were brought in order.").format(source.name, n_behind))
    counted = np.arange(len(rows)) - np.searchsorted(number[rows], number[rows])
    texts = [_texts(None if values is None else values[rows], len(rows)) for values in (device, journey, cell)]
    sigma = table.columns.get("sigma_m", np.full(n, np.nan))[rows]
    return Positions(source.name, table.fid[rows], number[rows], *texts, counted + 1, time_s[rows], kind[rows], service[rows], along, sigma)


def route_numbers(routes: Routes, device: Factor, journey: Optional[Factor]) -> np.ndarray:
    """Which route belongs to each row, -1 where there is none.

    Rows and routes agree in device and journey; where either side names no journey, a device with one route has all of its rows.
    """
    by_key = {(d, j): k for k, (d, j) in enumerate(zip(routes.device_id, routes.journey_id))}
    alone = {}
    for k, d in enumerate(routes.device_id):
        alone[d] = -1 if d in alone else k
    if journey is None:
        journey = Factor(np.full(len(device), -1), np.empty(0, object))
    keys, row = np.unique(np.column_stack([device.codes, journey.codes]), axis=0, return_inverse=True)
    named = any(j is not None for j in routes.journey_id)
    found = []
    for d, j in keys:
        d, j = device.levels[d] if d >= 0 else None, journey.levels[j] if j >= 0 else None
        found.append(by_key.get((d, j), -1) if named and j is not None else alone.get(d, -1))
    return np.array(found, int)[row.ravel()]


def usable_rows(job, name: str, fid, number, time_s) -> np.ndarray:
    """Rows that have a route and a time; the others are told.

    Raises
    ------
    InputError
        When there are none.
    """
    for bad, why in ((number < 0, tr("no route has their device and journey")), ((number >= 0) & np.isnan(time_s), tr("no time"))):
        if bad.any():
            job.warn(tr("{}: {} rows left out, {} ({}).").format(name, int(bad.sum()), why, some(fid[bad])))
    usable = np.flatnonzero((number >= 0) & np.isfinite(time_s))
    if not len(usable):
        raise InputError("no row belongs to a route", name, "Check device_id and journey_id of both layers, and the times.")
    return usable


def event_columns(device_id, journey_id, seq, time_s, cell_id, kind, service) -> dict:
    """What every layer of positions begins with; `kind` and `service` as in :class:`Positions`."""
    return {"device_id": ("text", device_id), "journey_id": journey_column(journey_id), "seq": ("int", seq),
            "time": ("time", time_s), "t_unix": ("number", time_s), "cell_id": ("text", cell_id),
            "event": ("text", np.array(KINDS, dtype=object)[kind]), "service": ("text", np.array([*SERVICES, None], dtype=object)[service])}


def route_columns(device_id, journey_id, start_s, end_s, length_m) -> dict:
    """What every layer of timed routes begins with."""
    duration_s = end_s - start_s
    speed_kmh = np.full(len(duration_s), np.nan)
    np.divide(3.6 * length_m, duration_s, out=speed_kmh, where=duration_s > 0)
    return {"device_id": ("text", device_id), "journey_id": journey_column(journey_id), "start": ("time", start_s), "end": ("time", end_s),
            "length_m": ("number", length_m), "duration_s": ("number", duration_s), "speed_kmh": ("number", speed_kmh)}


def place_columns(places, rows, journey, time_s) -> dict:
    """What :class:`~mno_mobility.trajectory.positions.EventPositions` tell of some events, in the order of journey and time."""
    from ..trajectory.positions import RULES
    from ..trajectory.velocity import speeds_between

    return {"along_m": ("number", places.along_m[rows]),
            "speed_kmh": ("number", speeds_between(places.along_m[rows], journey[rows], time_s[rows])),
            "sigma_m": ("number", places.sigma_m[rows]), "shift_m": ("number", places.moved_m[rows]),
            "off_m": ("number", places.off_route_m[rows]),
            "rule": ("text", np.array(RULES, dtype=object)[places.rule[rows]])}


def services_of(events) -> np.ndarray:
    """The service of each event as index into SERVICES, -1 where it is not known."""
    return np.full(len(events), -1) if events.service is None else service_codes(events.service)[0]


def write_routes(job, key: str, columns: dict, lines, times, crs, *, progress=None):
    """Write routes, with the time of each vertex as M, to the sink of an output parameter; style them when they are loaded."""
    layer = write(job, key, columns, geometry=wkb.lines_to_wkb(lines, times), wkb_type=ROUTE_TYPE, crs=crs, progress=progress)
    styles.style_when_loaded(job, layer, styles.speeds)
    return layer


def write_positions(job, key: str, columns: dict, xy_m, crs, *, progress=None):
    """Write positions of events to the sink of an output parameter; style them when they are loaded."""
    layer = write(job, key, columns, geometry=tuple(np.asarray(xy_m, float).reshape(-1, 2).T), wkb_type=QgsWkbTypes.Type.Point, crs=crs,
                  progress=progress)
    styles.style_when_loaded(job, layer, styles.events)
    return layer


def write_lines(job, key: str, columns: dict, lines, crs, style, *, progress=None):
    """Write lines to the sink of an output parameter; `style` is called with the layer when it is loaded."""
    layer = write(job, key, columns, geometry=wkb.lines_to_wkb(lines), wkb_type=QgsWkbTypes.Type.LineString, crs=crs, progress=progress)
    styles.style_when_loaded(job, layer, style)
    return layer


def journey_column(journey_id) -> tuple:
    """Journey ids in the form layers are written: whole numbers where all are such, else texts."""
    if len(journey_id) and all(j is not None and re.fullmatch(r"\d{1,15}", j) for j in journey_id):
        return "int", np.array([int(j) for j in journey_id], np.int64)
    return "text", journey_id


def _add_field(alg, key: str, column: str) -> None:
    labels = {"device_id": tr("Device field"), "journey_id": tr("Journey field"), "time": tr("Time field")}
    texts = {"device_id": tr("The field with the pseudonym of the phone."),
             "journey_id": tr("The field that tells the journeys of a phone apart."),
             "time": tr("The field with the time of the event.")}
    alg.add(QgsProcessingParameterField(f"{key}_{column.upper()}", f"{labels[column]} ({tr(OF[key])})", column, key, optional=True),
            texts[column] + " " + tr("Empty: found by its name."), advanced=True)


def _names(source, key: str, columns, picked) -> dict:
    """Field names by column: those picked, else those guessed."""
    names = guess_columns(source.fields, columns)
    names.update({column: name for column in picked if (name := source.picked(f"{key}_{column.upper()}"))})
    return names


def _metric(job, source, vertices: list, crs) -> tuple:
    """The vertices in a metric CRS."""
    given = crss.checked(source.crs, source.name)
    lines = [k for k, xy in enumerate(vertices) if xy is not None]
    x, y = np.concatenate([vertices[k] for k in lines]).T
    crs = crs or crss.metric_crs(given, x, y, job.context)
    xy = np.column_stack(crss.transformed(x, y, given, crs, job.context))
    sizes = [len(vertices[k]) for k in lines]
    moved = dict(zip(lines, np.split(xy, np.cumsum(sizes)[:-1])))
    lost = [k for k, xy in moved.items() if not np.isfinite(xy).all()]
    if lost:
        raise InputError(f"{len(lost)} routes cannot be brought from {given.authid()} to {crs.authid()}", source.name,
                         "Check the CRS of the layer; it does not fit its coordinates.")
    return crs, [moved.get(k) for k in range(len(vertices))]


def _texts(factor, n: int) -> np.ndarray:
    return np.full(n, None, dtype=object) if factor is None else factor.texts
