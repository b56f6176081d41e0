"""Lines as well-known binary: what GDAL, QGIS and shapely write is read, and what we write they read."""

import struct

import numpy as np
import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

import shapely
from osgeo import ogr
from qgis.core import QgsGeometry

from mno_mobility.processing.wkb import lines_from_wkb, lines_to_wkb

XY = [(1.5, 2.25), (-3.0, 1e7), (0.1, 0.2)]
PLACES = {"": "{} {}", " Z": "{} {} 7", " M": "{} {} {}", " ZM": "{} {} 7 {}"}
M = [1714564800.125, -2.0, 0.0]


def wkt(kind, dimensions, *parts):
    """Text of a line or multiline; M of its vertices are those of M."""
    def body(xy):
        return "(" + ", ".join(PLACES[dimensions].format(x, y, m) for (x, y), m in zip(xy, M)) + ")"
    return f"{kind}{dimensions} " + (body(parts[0]) if kind == "LINESTRING" else f"({', '.join(map(body, parts))})")


def big_endian_line(code, rows):
    return struct.pack(">BII", 0, code, len(rows)) + b"".join(struct.pack(f">{len(row)}d", *row) for row in rows)


def by_gdal(text, order, iso):
    geometry = ogr.CreateGeometryFromWkt(text)
    return bytes(geometry.ExportToIsoWkb(order) if iso else geometry.ExportToWkb(order))


@pytest.mark.parametrize("dimensions", PLACES)
@pytest.mark.parametrize("iso", [True, False])
@pytest.mark.parametrize("order", [ogr.wkbNDR, ogr.wkbXDR])
def test_lines_of_gdal_are_read(dimensions, order, iso):
    line = by_gdal(wkt("LINESTRING", dimensions, XY), order, iso)
    several = by_gdal(wkt("MULTILINESTRING", dimensions, XY, XY[:2]), order, iso)
    vertices, measures, n_parts = lines_from_wkb([line, several])
    assert n_parts.tolist() == [1, 2]
    assert vertices[0].tolist() == [list(p) for p in XY] and vertices[1].tolist() == [list(p) for p in XY + XY[:2]]
    expected = (M, M + M[:2]) if "M" in dimensions else ([np.nan] * 3, [np.nan] * 5)
    for got, wanted in zip(measures, expected):
        np.testing.assert_array_equal(got, wanted)


@pytest.mark.parametrize("dimensions", PLACES)
def test_lines_of_qgis_are_read(dimensions, qgis_app):
    line = QgsGeometry.fromWkt(wkt("LINESTRING", dimensions, XY).replace(" Z", "Z").replace(" M", "M"))
    assert not line.isNull()
    vertices, measures, _ = lines_from_wkb([bytes(line.asWkb())])
    assert vertices[0].tolist() == [list(p) for p in XY]
    np.testing.assert_array_equal(measures[0], M if "M" in dimensions else [np.nan] * 3)


@pytest.mark.parametrize("flavor", ["iso", "extended"])
@pytest.mark.parametrize("order", [0, 1])
def test_lines_of_shapely_are_read(flavor, order):
    deep = shapely.linestrings([(x, y, 7.0) for x, y in XY])
    data = shapely.to_wkb([shapely.linestrings(XY), deep, shapely.multilinestrings([deep, deep])], byte_order=order, flavor=flavor)
    vertices, measures, n_parts = lines_from_wkb(data)
    assert n_parts.tolist() == [1, 1, 2] and all(np.isnan(m).all() for m in measures)
    assert [len(v) for v in vertices] == [3, 3, 6] and vertices[2][3:].tolist() == vertices[1].tolist() == vertices[0].tolist()


@pytest.mark.parametrize("code, width", [(0x40000002, 3), (0xC0000002, 4), (2002, 3), (3002, 4)])
def test_measures_of_extended_wkb_are_read_in_either_byte_order(code, width):
    # PostGIS writes extended WKB with the flags 0x80000000 for z and 0x40000000 for m (its manual, ST_AsEWKB)
    rows = [(x, y, *([7.0] * (width - 3)), m) for (x, y), m in zip(XY, M)]
    little = struct.pack("<BII", 1, code, len(rows)) + np.array(rows, "<f8").tobytes()
    for data in (big_endian_line(code, rows), little):
        vertices, measures, _ = lines_from_wkb([data])
        assert vertices[0].tolist() == [list(p) for p in XY] and measures[0].tolist() == M


@pytest.mark.parametrize("text", ["POINT (1 2)", "POLYGON ((0 0, 1 0, 1 1, 0 0))", "MULTIPOINT ((1 2))", "GEOMETRYCOLLECTION EMPTY"])
def test_what_is_no_line_has_no_part(text):
    vertices, measures, n_parts = lines_from_wkb([by_gdal(text, ogr.wkbNDR, True), None])
    assert vertices == [None, None] == measures and n_parts.tolist() == [0, 0]


@pytest.mark.parametrize("kind, parts", [("LINESTRING", 1), ("MULTILINESTRING", 0)])
def test_an_empty_line_has_no_vertex(kind, parts):
    vertices, measures, n_parts = lines_from_wkb([by_gdal(f"{kind} EMPTY", ogr.wkbNDR, True)])
    assert vertices == [None] == measures and n_parts.tolist() == [parts]


def test_gdal_and_qgis_read_what_is_written(qgis_app):
    written = lines_to_wkb([XY, None, XY[:2]], [M, None, [np.nan, 5.0]])
    assert written[1] is None
    line = ogr.CreateGeometryFromWkb(written[0])
    assert line.GetGeometryType() == ogr.wkbLineStringM
    assert [line.GetPointZM(k) for k in range(3)] == [(x, y, 0.0, m) for (x, y), m in zip(XY, M)]
    geometry = QgsGeometry()
    geometry.fromWkb(written[2])
    assert np.isnan(geometry.constGet().mAt(0)) and geometry.constGet().mAt(1) == 5
    plain = lines_to_wkb([np.array(XY)])
    assert shapely.from_wkb(plain[0]).coords[:] == XY
    assert ogr.CreateGeometryFromWkb(plain[0]).GetGeometryType() == ogr.wkbLineString


def test_nothing_is_written_and_read_as_nothing():
    assert len(lines_to_wkb([])) == 0
    assert [len(part) for part in lines_from_wkb([])] == [0, 0, 0]


def test_what_is_written_is_read_as_it_was():
    rng = np.random.default_rng(1)
    lines = [rng.normal(0, 1e6, (n, 2)) for n in (2, 3, 50)]
    times = [np.sort(rng.uniform(1.7e9, 1.8e9, len(line))) for line in lines]
    vertices, measures, n_parts = lines_from_wkb(lines_to_wkb(lines, times))
    assert n_parts.tolist() == [1, 1, 1]
    for given, got in zip(lines + times, vertices + measures):
        np.testing.assert_array_equal(got, given)
