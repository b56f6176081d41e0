"""Layers in and out: the Arrow stream and the feature loop agree, and a layer is written whole or not at all."""

import numpy as np
import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from qgis.core import (
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDateTime, Qt

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.events.schema import Factor, parse_times

N = 300
COLUMNS = {"cell_id": "text", "big": "text", "count": "number", "when": "time", "whole": "number", "label": "raw", "rank": "raw"}


@pytest.fixture
def events(table):
    """Points with text, 64-bit ids, numbers, times and NULLs in every column."""
    rng = np.random.default_rng(1)

    def holes(values):
        return [None if k % 7 == 3 else v for k, v in enumerate(values)]
    start = QDateTime(2024, 3, 31, 0, 30, 0, 123, Qt.TimeSpec.UTC)  # over the start of summer time in Europe
    return table(
        crs="EPSG:3035", x=holes(rng.uniform(4e6, 5e6, N).tolist()), y=rng.uniform(2e6, 3e6, N).tolist(),
        cell_id=holes([f"cell {k % 13} \u00e4" for k in range(N)]), big=holes([2**53 + 1 + k for k in range(N)]),
        count=holes(rng.uniform(0, 9, N).tolist()), when=holes([start.addSecs(977 * k) for k in range(N)]),
        whole=holes(list(range(N))), label=holes([f"r{k}" for k in range(N)]),
        yes=holes([k % 2 == 0 for k in range(N)]), rank=holes(list(range(N))))


@pytest.fixture
def job(provider):
    """A job of an algorithm that reads any vector layer, with other parameters."""
    from feedback import Feedback

    from mno_mobility.processing.base import Job

    project = QgsProject()

    def make(name="modeltotable", **parameters):
        context = QgsProcessingContext()
        context.setProject(project)
        algorithm = provider.algorithm(name).create({})
        return Job(algorithm, parameters, context, Feedback())
    make.project = project
    return make


def as_file(layer, path):
    if path.suffix == ".fgb":  # the format knows no row without geometry
        layer = layer.materialize(QgsFeatureRequest())
        layer.dataProvider().deleteFeatures([f.id() for f in layer.getFeatures() if f.geometry().isNull()])
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = {"gpkg": "GPKG", "fgb": "FlatGeobuf", "csv": "CSV"}[path.suffix[1:]]
    options.layerOptions = ["GEOMETRY=AS_XY"] if path.suffix == ".csv" else []
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)
    assert error[0] == QgsVectorFileWriter.WriterError.NoError, error
    written = QgsVectorLayer(str(path), path.stem, "ogr")
    assert written.isValid()
    return written


def read_both_ways(job, value, monkeypatch, columns=COLUMNS, geometry=True):
    from mno_mobility.processing import layers
    tables = []
    for threshold in (0, 10**9):
        monkeypatch.setattr(layers, "FAST_FROM_ROWS", threshold)
        source = layers.source_of(job("countphones", EVENTS=value), "EVENTS")
        streamed = layers._streamable(source, list(columns)) is not None
        tables.append(layers.read(source, {name: (name, kind) for name, kind in columns.items()}, geometry=geometry))
        tables[-1].columns["streamed"] = streamed
    return tables


def assert_equal_tables(fast, slow, columns=COLUMNS):
    assert len(fast) == len(slow)
    np.testing.assert_array_equal(fast.fid, slow.fid)
    for name, kind in columns.items():
        if kind == "text":
            assert (fast[name].levels[fast[name].codes] == slow[name].levels[slow[name].codes])[slow[name].codes >= 0].all()
            np.testing.assert_array_equal(fast[name].codes < 0, slow[name].codes < 0)
        elif kind == "time":
            np.testing.assert_array_equal(parse_times(fast[name])[0], parse_times(slow[name])[0])
        elif kind == "number":
            np.testing.assert_array_equal(fast[name], slow[name])
        else:
            assert list(map(repr, fast[name])) == list(map(repr, slow[name]))
    if fast.geometry is not None:
        for a, b in zip(fast.points(), slow.points()):
            np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("suffix", ["gpkg", "fgb"])
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Europe/Vienna"])
def test_stream_and_loop_agree_on_files_in_any_time_zone(events, job, tmp_path, monkeypatch, suffix, zone):
    import time
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        layer = as_file(events, tmp_path / f"events.{suffix}")
        fast, slow = read_both_ways(job, layer, monkeypatch)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert fast["streamed"] and not slow["streamed"]
    assert_equal_tables(fast, slow)


def test_times_come_out_of_a_file_as_they_went_in(events, job, tmp_path, monkeypatch):
    layer = as_file(events, tmp_path / "events.gpkg")
    start = 1711845000.123  # 2024-03-31T00:30:00.123Z
    for read in read_both_ways(job, layer, monkeypatch):
        seconds = parse_times(read["when"])[0]
        # QGIS 3.22 writes no fractions of seconds
        np.testing.assert_allclose(seconds[[0, 1, 2, 4]], start + 977 * np.array([0, 1, 2, 4]), rtol=0, atol=0.2)
        assert np.isnan(seconds[3])


def test_truth_values_are_read_as_they_are(events, job, tmp_path, monkeypatch):
    layer = as_file(events, tmp_path / "events.gpkg")
    for read in read_both_ways(job, layer, monkeypatch, {"yes": "raw"}):
        assert list(read["yes"]) == [None if k % 7 == 3 else k % 2 == 0 for k in range(N)]


def test_ids_beyond_two_to_the_53_keep_every_digit(events, job, tmp_path, monkeypatch):
    layer = as_file(events, tmp_path / "events.gpkg")
    for read in read_both_ways(job, layer, monkeypatch):
        big = read["big"]
        assert big.levels[big.codes[0]] == str(2**53 + 1) and big.levels[big.codes[299]] == str(2**53 + 300)


@pytest.mark.parametrize("how", ["memory", "selection", "subset", "layer in a shared file"])
def test_what_qgis_filters_is_filtered_in_the_stream_too(events, job, tmp_path, monkeypatch, how):
    value = events
    if how != "memory":
        value = as_file(events, tmp_path / "events.gpkg")
        job.project.addMapLayer(value, False)
    if how == "selection":
        value.selectByExpression('"whole" % 3 = 0')
        value = QgsProcessingFeatureSourceDefinition(value.id(), True)
    if how == "subset":
        value.setSubsetString('"whole" < 50')
    fast, slow = read_both_ways(job, value, monkeypatch)
    assert 0 < len(slow) <= N and fast["streamed"] == (how != "memory")
    assert_equal_tables(fast, slow)


@pytest.mark.parametrize("how", ["unsaved edits", "virtual field", "text file"])
def test_what_only_qgis_sees_goes_through_the_loop(events, job, tmp_path, monkeypatch, how):
    layer = as_file(events, tmp_path / ("events.csv" if how == "text file" else "events.gpkg"))
    columns = dict(COLUMNS)
    if how == "unsaved edits":
        layer.startEditing()
        layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().indexOf("cell_id"), "changed")
    if how == "virtual field":
        from mno_mobility.processing.layers import field_of
        layer.addExpressionField('"whole" * 2', field_of("twice", "number"))
        columns = {"twice": "number", **COLUMNS}
    fast, slow = read_both_ways(job, layer, monkeypatch, columns, geometry=how != "text file")
    if how == "unsaved edits":
        assert "changed" in fast["cell_id"].levels
    assert not fast["streamed"]
    assert_equal_tables(fast, slow, columns)
    layer.rollBack()


def test_a_multipoint_with_one_part_is_a_point_and_with_two_is_no_place(qgis_app, job):
    from qgis.core import QgsFeature, QgsGeometry

    from mno_mobility.processing import layers
    layer = QgsVectorLayer("MultiPoint?crs=EPSG:3035&field=cell_id:string", "multi", "memory")
    for wkt in ("MultiPoint((1 2))", "MultiPoint((1 2),(3 4))", None):
        feature = QgsFeature(layer.fields())
        feature.setAttributes(["a"])
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        layer.dataProvider().addFeature(feature)
    read = layers.read(layers.source_of(job("countphones", EVENTS=layer), "EVENTS"), {}, geometry=True)
    np.testing.assert_array_equal(read.points(), [[1, np.nan, np.nan], [2, np.nan, np.nan]])


def test_lines_are_no_points(qgis_app, job):
    from qgis.core import QgsFeature, QgsGeometry

    from mno_mobility.processing import layers
    layer = QgsVectorLayer("LineString?crs=EPSG:3035&field=cell_id:string", "roads", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("LineString(0 0, 1 1)"))
    layer.dataProvider().addFeature(feature)
    read = layers.read(layers.source_of(job("countphones", EVENTS=layer), "EVENTS"), {}, geometry=True)
    with pytest.raises(InputError, match="roads: feature 1 is a LineString"):
        read.points()


WRITTEN = {"cell_id": ("text", np.array(["a", None, "\u00e4"], dtype=object)), "n": ("int", np.array([1, np.nan, 2**40])),
           "x": ("number", np.array([1.5, np.nan, np.float32(2.5)])), "yes": ("bool", np.array([True, False, True])),
           "t": ("time", np.array([0.0, np.nan, 1711845000.0]))}


@pytest.mark.parametrize("destination", ["TEMPORARY_OUTPUT", "out.gpkg", "out.fgb"])
def test_numpy_columns_are_written_row_for_row(job, tmp_path, destination):
    from qgis.core import QgsProcessingUtils

    from mno_mobility.processing import layers
    path = destination if destination == "TEMPORARY_OUTPUT" else str(tmp_path / destination)
    work = job("densitytozones", OUTPUT=path)
    written = layers.write(work, "OUTPUT", WRITTEN, geometry=(np.array([0.0, 3.0, 5.0]), np.array([1.0, 2.0, 6.0])),
                           wkb_type=QgsWkbTypes.Type.Point, crs=None)
    layer = QgsProcessingUtils.mapLayerFromString(written, work.context)
    rows = {tuple(layers._plain(f[name]) for name in WRITTEN) for f in layer.getFeatures()}
    at = np.datetime64(1711845000000, "ms")
    assert rows == {("a", 1, 1.5, True, np.datetime64(0, "ms")), (None, None, None, False, None), ("\u00e4", 2**40, 2.5, True, at)}


def test_a_format_that_drops_rows_is_told_and_nothing_is_left(job, tmp_path):
    from mno_mobility.processing import layers
    work = job("densitytozones", OUTPUT=str(tmp_path / "out.fgb"))
    with pytest.raises((InputError, QgsProcessingException), match="kept 1 of 2 rows|NULL geometry not supported"):
        layers.write(work, "OUTPUT", {"n": ("int", [1, 2])}, geometry=(np.array([0.0, np.nan]), np.array([0.0, 1.0])),
                     wkb_type=QgsWkbTypes.Type.Point, crs=None)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("destination", ["TEMPORARY_OUTPUT", "out.gpkg", "out.shp"])
def test_a_cancelled_layer_leaves_nothing_behind(job, tmp_path, destination, monkeypatch):
    from mno_mobility.processing import layers
    monkeypatch.setattr(layers, "BATCH", 10)
    work = job("densitytozones", OUTPUT=destination if destination == "TEMPORARY_OUTPUT" else str(tmp_path / destination))

    def cancel_halfway(done):
        if done > 0.5:
            raise Cancelled
    with pytest.raises(Cancelled):
        layers.write(work, "OUTPUT", {"n": ("int", np.arange(100))}, geometry=(np.zeros(100), np.zeros(100)),
                     wkb_type=QgsWkbTypes.Type.Point, crs=None, progress=cancel_halfway)
    assert not list(tmp_path.iterdir())


def test_a_table_beside_others_in_a_file_is_taken_back_alone(job, tmp_path, events):
    from mno_mobility.processing import layers
    as_file(events, tmp_path / "mine.gpkg")
    work = job("densitytozones", OUTPUT=f"ogr:dbname='{tmp_path / 'mine.gpkg'}' table=\"new\" (geom)")

    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        layers.write(work, "OUTPUT", {"n": ("int", np.arange(10))}, geometry=(np.zeros(10), np.zeros(10)),
                     wkb_type=QgsWkbTypes.Type.Point, crs=None, progress=cancel)
    kept = QgsVectorLayer(str(tmp_path / "mine.gpkg"), "mine", "ogr")
    assert kept.featureCount() == N
    assert [s.split("!!::!!")[1] for s in kept.dataProvider().subLayers()] == ["mine"]


def test_a_sink_that_cannot_be_opened_is_an_error(job, tmp_path):
    from mno_mobility.processing import layers
    with pytest.raises(QgsProcessingException):
        layers.write(job("modeltotable", OUTPUT=str(tmp_path / "no such folder" / "out.gpkg")), "OUTPUT", {"n": ("int", [1])})


def test_a_factor_of_a_column_is_the_same_from_bytes_and_from_text(qgis_app):
    from mno_mobility.processing import layers
    raw = np.ma.array(np.array([b"b", b"a ", b"b", b""]), mask=[False, False, False, False])
    factor = layers._factor(raw)
    assert isinstance(factor, Factor)
    assert [None if c < 0 else factor.levels[c] for c in factor.codes] == ["b", "a", "b", None]
