"""Vector layers and tables in and out: columns as arrays, written whole or not at all.

Reading goes through OGR's Arrow stream where that is safe and worth it, else through QGIS's feature loop; both give equal
arrays. A time without a zone is read as UTC.
"""

from dataclasses import dataclass, field
from functools import partial
from glob import escape
from pathlib import Path

import numpy as np
from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, Qt, QVariant

from ..errors import InputError, some
from ..events.schema import Factor, parse_times
from ..geolocation.cells import numbers
from .base import tr
from .crs import whole

FAST_FROM_ROWS = 5_000  # below that the loop is as quick as opening the stream
BATCH = 10_000
STREAMED = (".gpkg", ".fgb")


@dataclass(frozen=True)
class Table:
    """Columns of a layer.

    Attributes
    ----------
    name : str
        The layer's name, for messages.
    fid : ndarray of int, shape (n,)
        Feature ids, for messages.
    columns : dict of str to ndarray or Factor
        By the keys asked for: 'text' columns are Factors, 'number' columns float with NaN, 'raw' columns object arrays of
        Python values with None, 'time' columns whatever :func:`~mno_mobility.events.schema.parse_times` reads.
    geometry : ndarray of shapely geometries or None, shape (n,)
        None when it was not asked for; bytes where it was asked for as ``wkb``.
    crs : QgsCoordinateReferenceSystem
    """

    name: str
    fid: np.ndarray
    columns: dict
    geometry: np.ndarray
    crs: object

    def __len__(self) -> int:
        return len(self.fid)

    def __getitem__(self, key):
        return self.columns[key]

    def points(self) -> tuple:
        """x and y of point geometries, NaN for a null one or a multipoint of several parts.

        Raises
        ------
        InputError
            When a geometry is a line or a polygon.
        """
        import shapely

        geometry = self.geometry
        several = shapely.get_num_geometries(geometry)
        geometry = np.where(several == 1, shapely.get_geometry(geometry, 0), None)
        kinds = shapely.get_type_id(geometry)
        wrong = ~np.isin(kinds, (-1, 0))
        if wrong.any():
            at = int(np.flatnonzero(wrong)[0])
            raise InputError(f"feature {self.fid[at]} is a {geometry[at].geom_type}, not a point", self.name,
                             "Use a point layer.")
        return shapely.get_x(geometry), shapely.get_y(geometry)


@dataclass(frozen=True)
class Source:
    """An input layer before it is read: its fields, CRS and name."""

    job: object
    key: str
    source: object
    layer: object
    name: str
    fields: list = field(default_factory=list)

    @property
    def crs(self):
        return whole(self.source.sourceCrs())

    @property
    def has_geometry(self) -> bool:
        return self.source.wkbType() not in (QgsWkbTypes.Type.NoGeometry, QgsWkbTypes.Type.Unknown) or (
            self.source.wkbType() == QgsWkbTypes.Type.Unknown and self.layer is not None and self.layer.isSpatial())

    @property
    def binary(self) -> list:
        """The fields that hold no text, number or time, such as pictures."""
        return [f.name() for f in self.source.fields() if f.type() == field_of("", "binary").type()]

    @property
    def primary_keys(self) -> list:
        """The fields that number the rows, such as the `fid` of a GeoPackage."""
        return [] if self.layer is None else [self.layer.fields()[k].name() for k in self.layer.primaryKeyAttributes()]

    def picked(self, parameter: str) -> str:
        """The field an optional field parameter names; empty when it was left to be guessed.

        Raises
        ------
        InputError
            When the layer has no such field.
        """
        name = self.job.field(parameter)
        if not name or name in self.fields:
            return name
        if name == self.job.algorithm.parameterDefinition(parameter).defaultValue():
            return ""  # the default is a suggestion
        raise InputError(f"there is no field {name!r}", self.name, f"Its fields are {some(self.fields, 12)}.")

    def found(self, guess: dict, column: str) -> str:
        """The field guessed for a column that is needed.

        Raises
        ------
        InputError
            When none was.
        """
        if column not in guess:
            raise InputError(f"no field looks like {column}", self.name,
                             f"Pick the field, or name it {column}. The fields are {some(self.fields, 12)}.")
        return guess[column]


def source_of(job, key: str):
    """Open an input layer; None where an optional one was not given."""
    alg = job.algorithm
    source = alg.parameterAsSource(job.parameters, key, job.context)
    if source is None:
        if not job.given(key):
            return None
        raise QgsProcessingException(alg.invalidSourceError(job.parameters, key))
    layer = alg.parameterAsVectorLayer(job.parameters, key, job.context)
    definition = job.parameters.get(key)
    if layer is None and isinstance(definition, QgsProcessingFeatureSourceDefinition):  # QGIS 3.22 looks into none
        text, _ = definition.source.valueAsString(job.context.expressionContext())
        layer = QgsProcessingUtils.mapLayerFromString(text, job.context, True, QgsProcessingUtils.LayerHint.Vector)
    name = source.sourceName() or key
    return Source(job, key, source, layer, name, [f.name() for f in source.fields()])


def read(source: Source, columns: dict, *, geometry=False, progress=None) -> Table:
    """Read columns of a layer.

    Parameters
    ----------
    source : Source
    columns : dict of str to (field name, kind)
        What to read by key; the kinds are those of :class:`Table`.
    geometry : bool or str
        Whether to read the geometries too; ``wkb``: as bytes, which keep what shapely may lose.
    progress : callable, optional
    """
    progress = progress or source.job.progress(0, 0)
    names = list(dict.fromkeys(name for name, _ in columns.values()))  # a field may serve twice
    stream = _streamable(source, names)
    if stream is not None:
        raw = _read_arrow(stream, names, geometry, progress)
    else:
        raw = _read_features(source, names, geometry, progress)
    fid, values, geometries = raw
    if geometry is True:
        import shapely
        geometries = np.where(shapely.is_empty(geometries), None, geometries)  # some formats write no geometry as an empty one
    typed = {key: _as_kind(values[name], kind, source.name, name) for key, (name, kind) in columns.items()}
    return Table(source.name, fid, typed, geometries, source.crs)


def field_of(name: str, kind: str) -> QgsField:
    """A field of kind 'text', 'int', 'number', 'bool', 'time' or 'binary'; the last is not written."""
    new = Qgis.QGIS_VERSION_INT >= 33800
    types = QMetaType.Type if new else QVariant
    named = {"text": ("QString", "String"), "int": ("LongLong", "LongLong"), "number": ("Double", "Double"),
             "bool": ("Bool", "Bool"), "time": ("QDateTime", "DateTime"), "binary": ("QByteArray", "ByteArray")}[kind]
    return QgsField(name, getattr(types, named[0] if new else named[1]))


def write(job, key: str, columns: dict, *, geometry=None, wkb_type=None, crs=None, progress=None) -> str:
    """Write a layer to the sink of an output parameter.

    Parameters
    ----------
    job : Job
    key : str
        The output parameter.
    columns : dict of str to (kind, array_like)
        By field name; kinds as in :func:`field_of`. NaN, NaT and None become NULL; 'text' takes a Factor too, 'time' takes seconds
        since the epoch.
    geometry : pair of arrays (x, y), array of shapely geometries, or array of WKB as bytes, optional
    wkb_type : QgsWkbTypes.Type
        Needed with `geometry`.
    crs : QgsCoordinateReferenceSystem

    Returns
    -------
    str
        The id of the written layer, None where the output was not wanted. A layer that could not be written whole is removed.
    """
    kinds = {name: kind for name, (kind, _) in columns.items()}
    writer = writer_of(job, key, kinds, wkb_type=None if geometry is None else wkb_type, crs=crs)
    if writer is None:
        return None
    writer.add(columns, geometry=geometry, progress=progress)
    return writer.close()


def write_file(job, path: str, columns: dict, *, geometry=None, wkb_type=None, crs=None, progress=None) -> str:
    """As :func:`write`, to a file the algorithm chooses itself."""
    kinds = {name: kind for name, (kind, _) in columns.items()}
    wkb_type = None if geometry is None else wkb_type
    fields = _fields_of(kinds)
    opened = QgsProcessingUtils.createFeatureSink(
        path, job.context, fields, QgsWkbTypes.Type.NoGeometry if wkb_type is None else wkb_type,
        QgsCoordinateReferenceSystem() if crs is None else whole(crs))
    if opened[0] is None:
        raise InputError("the file cannot be written", path, "Check the folder, its permissions and the free space.")
    writer = Writer(job, path, list(opened), fields, wkb_type)
    del opened  # the writer holds the only reference to the sink, so that it can close
    writer.add(columns, geometry=geometry, progress=progress)
    return writer.close()


def writer_of(job, key: str, kinds: dict, *, wkb_type=None, crs=None):
    """A :class:`Writer` to the sink of an output parameter, for rows that come in several goes; None where the output is not wanted.

    Parameters
    ----------
    kinds : dict of str to str
        Kind of each field, as in :func:`field_of`.
    wkb_type : QgsWkbTypes.Type, optional
        None for a table.
    """
    fields = _fields_of(kinds)
    alg = job.algorithm
    opened = list(alg.parameterAsSink(
        job.parameters, key, job.context, fields, QgsWkbTypes.Type.NoGeometry if wkb_type is None else wkb_type,
        QgsCoordinateReferenceSystem() if crs is None else whole(crs)))
    if opened[0] is None:
        if job.given(key):
            raise QgsProcessingException(alg.invalidSinkError(job.parameters, key))
        return None
    return Writer(job, key, opened, fields, wkb_type)


class Writer:
    """A layer under way: rows are added until it is closed; one that fails, or is never closed, is removed."""

    def __init__(self, job, key: str, opened: list, fields, wkb_type):
        self._job, self._key, self._fields, self._wkb_type = job, key, fields, wkb_type
        self._sink, self._destination, self._n = opened.pop(0), opened.pop(0), 0
        job.on_failure(self._abandon)

    def add(self, columns: dict, *, geometry=None, progress=None) -> None:
        """Write rows: columns and geometry as of :func:`write`."""
        progress = progress or self._job.progress(0, 0)
        lists = [_as_attributes(kind, values) for kind, values in columns.values()]
        n = len(lists[0]) if lists else 0
        multi = geometry is not None and QgsWkbTypes.isMultiType(self._wkb_type)
        try:
            for start in range(0, n, BATCH):
                progress(start / n)
                stop = min(start + BATCH, n)
                batch = []
                for row, shape in zip(zip(*(values[start:stop] for values in lists)), _shapes(geometry, start, stop)):
                    feature = QgsFeature(self._fields)
                    feature.setAttributes(list(row))
                    if shape is not None:
                        if multi:
                            shape.convertToMultiType()
                        feature.setGeometry(shape)
                    batch.append(feature)
                if not self._sink.addFeatures(batch, QgsFeatureSink.Flag.FastInsert):
                    raise InputError(f"rows {self._n + start + 1} to {self._n + stop} could not be written ({self._sink.lastError()})",
                                     self._key, "Check the free space, or another format. Choose a GeoPackage (.gpkg).")
        except Exception:
            self._abandon()
            raise
        self._n += n

    def close(self) -> str:
        """Finish the layer and return its id."""
        try:
            if hasattr(self._sink, "finalize"):
                self._sink.finalize()
            self._sink = None  # closes the file, so that its rows can be counted
            _check_complete(self._destination, self._n, self._wkb_type is not None, self._key, self._job)
        except Exception:
            self._abandon()
            raise
        return self._destination

    def _abandon(self) -> None:
        self._sink = None
        if self._destination is not None:
            _remove(self._destination, self._job)
            self._destination = None


def copied(table: Table, names) -> dict:
    """Columns read as 'raw' in the form :func:`write` takes, each of the kind its values have."""
    return {name: _kind_of(table[name]) for name in names}


# -- reading


@dataclass(frozen=True)
class _Stream:
    """A file whose Arrow stream gives what the source gives."""

    path: str
    layer: str
    where: str
    selected: object  # feature ids, or None for all


def _streamable(source: Source, names: list):
    """The stream of a source, or None where only QGIS's own loop sees the right rows.

    A GeoPackage or FlatGeobuf is streamed, with its filter and selection. Memory layers, unsaved edits and joined or virtual fields
    exist only in QGIS; its writer would round numbers, cut times and drop rows without geometry on the way to a file.
    """
    layer = source.layer
    definition = source.job.parameters.get(source.key)
    is_definition = isinstance(definition, QgsProcessingFeatureSourceDefinition)
    selection = is_definition and definition.selectedFeaturesOnly
    if layer is None or not _has_arrow() or QgsWkbTypes.isCurvedType(layer.wkbType()):
        return None
    if (layer.selectedFeatureCount() if selection else source.source.featureCount()) < FAST_FROM_ROWS:
        return None
    if is_definition and (definition.featureLimit != -1 or getattr(definition, "filterExpression", "")):
        return None
    path, _, options = layer.source().partition("|")
    if layer.providerType() != "ogr" or not path.lower().endswith(STREAMED) or (layer.isEditable() and layer.isModified()):
        return None
    fields = layer.fields()
    if any(fields.fieldOrigin(fields.indexOf(name)) != QgsFields.FieldOrigin.OriginProvider for name in names):
        return None
    if any(fields.field(name).type() == field_of("", "bool").type() for name in names):
        return None  # GDAL 3.6 hands out wrong truth values
    where = layer.subsetString()
    if where.strip().lower().startswith("select"):
        return None
    name = dict(option.split("=", 1) for option in options.split("|") if "=" in option).get("layername", "")
    selected = np.array(layer.selectedFeatureIds()) if selection else None
    return _Stream(path, name, where, selected)


def _has_arrow() -> bool:
    try:
        from osgeo import ogr
    except ImportError:
        return False
    return hasattr(ogr.Layer, "GetArrowStreamAsNumPy")


def _read_arrow(stream: _Stream, names: list, geometry: bool, progress):
    from osgeo import gdal

    from_wkb = _wkb_reader(geometry)
    try:
        dataset = gdal.OpenEx(stream.path, gdal.OF_VECTOR | gdal.OF_READONLY)
    except RuntimeError:  # newer QGIS makes GDAL raise
        dataset = None
    layer = dataset and (dataset.GetLayerByName(stream.layer) if stream.layer else dataset.GetLayer(0))
    if layer is None or (stream.where and layer.SetAttributeFilter(stream.where)):
        raise InputError("the file or its layer cannot be read", stream.path, "Check that it exists and is not damaged.")
    definition = layer.GetLayerDefn()
    ignored = [definition.GetFieldDefn(k).GetName() for k in range(definition.GetFieldCount())]
    ignored = [f for f in ignored if f not in names]
    layer.SetIgnoredFields(ignored if geometry else [*ignored, "OGR_GEOMETRY"])
    fid_name = layer.GetFIDColumn() or "OGC_FID"
    geometry_name = layer.GetGeometryColumn() or "wkb_geometry"
    total = max(layer.GetFeatureCount(), 1)
    fids, columns, shapes, done = [], {f: [] for f in names}, [], 0
    for batch in layer.GetArrowStreamAsNumPy(options=["USE_MASKED_ARRAYS=YES"]):
        fid = batch.get(fid_name, batch.get("OGC_FID"))
        fids.append(np.asarray(fid if fid is not None else np.arange(done, done + len(next(iter(batch.values()))))))
        done += len(fids[-1])
        for f in names:
            columns[f].append(_from_arrow(batch[f]))
        if geometry:
            wkb = np.ma.asarray(batch[geometry_name]).astype(object)
            shapes.append(from_wkb(wkb.filled(None)))
        progress(done / total)
    fid = np.concatenate(fids) if fids else np.zeros(0, np.int64)
    keep = slice(None) if stream.selected is None else np.isin(fid, stream.selected)
    values = {f: _joined(columns[f])[keep] for f in names}
    return fid[keep], values, (np.concatenate(shapes) if shapes else np.zeros(0, object))[keep] if geometry else None


def _from_arrow(column):
    """One batch of a column: float, bytes or datetime64 with NaN, None-as-masked or NaT."""
    if np.ma.isMaskedArray(column):
        mask, column = np.ma.getmaskarray(column), column.data
    else:
        mask = np.zeros(len(column), bool)
    if column.dtype.kind == "M":
        return np.where(mask, np.datetime64("NaT"), column)
    if column.dtype.kind == "f":
        return np.where(mask, np.nan, column.astype(float))
    return np.ma.array(column, mask=mask)  # whole numbers too: ids beyond 2**53 do not survive as float


def _joined(batches: list):
    if not batches:
        return np.zeros(0, object)
    joined = np.ma.concatenate(batches) if any(np.ma.isMaskedArray(b) for b in batches) else np.concatenate(batches)
    return joined


def _read_features(source: Source, names: list, geometry: bool, progress):
    fields = source.source.fields()
    indexes = [fields.indexOf(name) for name in names]
    request = QgsFeatureRequest().setSubsetOfAttributes(indexes)
    if not geometry:
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    total = source.source.featureCount()  # -1 where the source cannot count, such as a file of OpenStreetMap
    fids, columns, wkbs, texts = [], [[] for _ in names], [], {}
    flag = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    for feature in source.source.getFeatures(request, flag):
        fids.append(feature.id())
        for column, k in zip(columns, indexes):
            value = _plain(feature[k])
            column.append(texts.setdefault(value, value) if type(value) is str else value)  # a text that many rows share is kept once
        if geometry:
            shape = feature.geometry()
            if QgsWkbTypes.isCurvedType(shape.wkbType()):
                shape = QgsGeometry(shape.constGet().segmentize())
            wkbs.append(None if shape.isNull() else bytes(shape.asWkb()))
        if len(fids) % 1024 == 0:
            progress(min(len(fids) / total, 1.0) if total > 0 else 0.0)
    order = np.argsort(fids, kind="stable")  # a selection comes in any order
    values = {name: np.array([*column, None], dtype=object)[:-1][order] for name, column in zip(names, columns)}
    shapes = _wkb_reader(geometry)(np.array([*wkbs, None], dtype=object)[:-1][order]) if geometry else None
    return np.array(fids, np.int64)[order], values, shapes


def _wkb_reader(geometry):
    if geometry is not True:
        return np.asarray
    import shapely
    return partial(shapely.from_wkb, on_invalid="ignore")  # such as a line of one point: no geometry


def _plain(value):
    """A Python value of an attribute; None for NULL, milliseconds as datetime64 for dates and times."""
    if type(value) in (str, int, float):  # to be told from NULL takes long
        return value
    if value is None or value == NULL:
        return None
    if isinstance(value, QDate):
        value = QDateTime.fromString(f"{value.toString(Qt.DateFormat.ISODate)}T00:00:00Z", Qt.DateFormat.ISODate)
    if isinstance(value, QDateTime):
        if value.timeSpec() == Qt.TimeSpec.LocalTime:
            # QGIS 3.22 hands out UTC as local time: keep the clock, even one that summer time skips and Qt calls invalid
            value = QDateTime(value.date(), value.time(), Qt.TimeSpec.UTC)
        return np.datetime64(value.toMSecsSinceEpoch(), "ms") if value.isValid() else None
    return value


def _as_kind(values, kind: str, layer: str, name: str):
    if kind == "text":
        return _factor(values)
    if kind == "number":
        return _number(values)
    if kind == "time":
        return _moments(values)
    return _objects(values)


def _moments(values):
    """Times as datetime64 with NaT, as float with NaN, or as a Factor of texts."""
    if np.ma.isMaskedArray(values):
        return _factor(values) if values.dtype.kind == "S" else _number(values)
    if values.dtype == object:
        seen = [v for v in values if v is not None]
        if seen and all(isinstance(v, np.datetime64) for v in seen):
            return np.array([np.datetime64("NaT") if v is None else v for v in values], dtype="datetime64[ms]")
        return Factor.of(values)
    return values


def _number(values) -> np.ndarray:
    if np.ma.isMaskedArray(values) and values.dtype.kind in "iub":
        return np.where(np.ma.getmaskarray(values), np.nan, values.data.astype(float))
    if values.dtype.kind in "fiu":
        return values.astype(float)
    return numbers(_objects(values))


def _factor(values) -> Factor:
    """Text codes; bytes are told apart before they are decoded, so that a million rows cost one sort."""
    if np.ma.isMaskedArray(values) and values.dtype.kind == "S":
        levels, codes = np.unique(values.data, return_inverse=True)
        text = np.array([level.decode("utf-8", "replace") for level in levels], dtype=object)
        mask = np.ma.getmaskarray(values)
        return Factor.of(np.where(mask, None, text[codes])) if not len(levels) else _recoded(codes, text, mask)
    if np.ma.isMaskedArray(values) and values.dtype.kind in "iu":
        levels, codes = np.unique(values.data, return_inverse=True)
        return _recoded(codes, np.array([str(v) for v in levels.tolist()], dtype=object), np.ma.getmaskarray(values))
    return Factor.of(_objects(values))


def _recoded(codes, levels, mask) -> Factor:
    """A Factor whose levels are stripped, in use, and free of blanks."""
    inner = Factor.of(levels)
    return Factor(np.where(mask, -1, inner.codes[codes]), inner.levels)


def _objects(values) -> np.ndarray:
    """Python values with None for missing ones."""
    if np.ma.isMaskedArray(values):
        mask, data = np.ma.getmaskarray(values), values.data
        plain = [v.decode("utf-8", "replace") for v in data.tolist()] if data.dtype.kind == "S" else data.tolist()
        return np.array([None if m else v for m, v in zip(mask.tolist(), plain)] + [None], dtype=object)[:-1]
    if values.dtype.kind == "f":
        return np.array([None if v != v else v for v in values.tolist()] + [None], dtype=object)[:-1]
    if values.dtype.kind == "M":
        return np.array([None if np.isnat(v) else v for v in values] + [None], dtype=object)[:-1]
    return values


def _kind_of(values) -> tuple:
    seen = [v for v in values if v is not None]
    for kind, types in (("bool", bool), ("int", int), ("number", (int, float))):
        if seen and all(isinstance(v, types) for v in seen) and not (kind == "bool" and len(seen) < len(values)):
            if kind == "int":
                return kind, values  # with gaps no array of numbers: whole ones beyond 2**53 do not survive as float
            return kind, np.array([np.nan if v is None else v for v in values], dtype=None if len(seen) == len(values) else float)
    if seen and all(isinstance(v, np.datetime64) for v in seen):
        return "time", parse_times(_moments(values))[0]
    return "text", values


# -- writing


def _fields_of(kinds: dict) -> QgsFields:
    fields = QgsFields()
    for name, kind in kinds.items():
        fields.append(field_of(name, kind))
    return fields


def _as_attributes(kind: str, values) -> list:
    """Python values QGIS takes: numpy scalars would make rows vanish."""
    if isinstance(values, Factor):
        return values.texts.tolist()
    if kind == "text":
        return [None if v is None or v != v else str(v) for v in np.asarray(values, dtype=object)]
    values = np.asarray(values)
    if kind == "time":
        # a moment that many rows share is made once
        seconds, row = np.unique(values.astype(float), return_inverse=True)
        moments = [None if v != v else QDateTime.fromMSecsSinceEpoch(round(v * 1000), Qt.TimeSpec.UTC) for v in seconds.tolist()]
        return [moments[k] for k in row.tolist()]
    if kind == "bool":
        return values.astype(bool).tolist()
    if kind == "int" and values.dtype == object:  # with gaps, and perhaps too large for a floating number
        return [None if v is None or v != v else int(v) for v in values.tolist()]
    numbers = values.astype(float).tolist() if values.dtype.kind not in "iub" else values.tolist()
    if kind == "int":
        return [None if v != v else int(v) for v in numbers]
    return [None if v != v else float(v) for v in numbers]


def _shapes(geometry, start: int, stop: int):
    if geometry is None:
        return [None] * (stop - start)
    if isinstance(geometry, tuple):
        x, y = (np.asarray(v, float)[start:stop].tolist() for v in geometry)
        return [QgsGeometry.fromPointXY(QgsPointXY(px, py)) if px == px and py == py else None for px, py in zip(x, y)]
    geometry = np.asarray(geometry, dtype=object)[start:stop]
    if any(isinstance(shape, bytes) for shape in geometry):
        return [_from_wkb(wkb) for wkb in geometry]
    import shapely
    # in QGIS a shapely from PyPI may run on the system's older GEOS, which refuses the default of four dimensions
    return [_from_wkb(wkb) for wkb in shapely.to_wkb(geometry, output_dimension=3)]


def _from_wkb(wkb):
    if wkb is None:
        return None
    shape = QgsGeometry()
    shape.fromWkb(wkb)
    return shape


def _check_complete(destination: str, n: int, with_geometry: bool, key: str, job) -> None:
    """FlatGeobuf takes rows without geometry and drops them silently; a text file drops all geometries."""
    layer = QgsProcessingUtils.mapLayerFromString(destination, job.context, True, QgsProcessingUtils.LayerHint.Vector)
    if layer is None:
        raise InputError("the format cannot hold it", destination, "Choose a GeoPackage (.gpkg): a shapefile, for one, holds no table.")
    if 0 <= layer.featureCount() != n:
        raise InputError(f"the format kept {layer.featureCount()} of {n} rows", key,
                         "Choose a GeoPackage (.gpkg): this format drops rows without geometry.")
    if with_geometry and not layer.isSpatial():
        job.warn(tr("{}: this format keeps no geometry; choose a GeoPackage (.gpkg) where it is needed.").format(key))


def _remove(destination: str, job) -> None:
    """Take back a layer that was not written whole."""
    layer = QgsProcessingUtils.mapLayerFromString(destination, job.context, True, QgsProcessingUtils.LayerHint.Vector)
    path, _, name = (destination if layer is None else layer.source()).partition("|layername=")
    if layer is not None:
        job.context.takeResultLayer(layer.id())
        del layer
    file = Path(path)
    if file.suffix.lower() == ".shp":
        for sibling in file.parent.glob(f"{escape(file.stem)}.*"):
            sibling.unlink()
    if not file.is_file():
        return  # a memory layer
    from osgeo import gdal
    try:
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    except RuntimeError:  # newer QGIS makes GDAL raise
        dataset = None
    if dataset is not None and dataset.GetLayerCount() > 1:  # a table beside others of the user
        for k in range(dataset.GetLayerCount()):
            if dataset.GetLayer(k).GetName() == name:
                dataset.DeleteLayer(k)
                break
        return
    dataset = None
    file.unlink()
