"""A town drawn by hand in EPSG:3035: a straight road of 4 km at 36 km/h, under four square cells of 1 km each, A to D from west to east."""

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

X, Y = 4_321_000, 3_210_000  # 10 E 52 N
START = 1_714_550_400  # 2024-05-01T08:00:00Z
ROAD = f"LineString({X} {Y}, {X + 4000} {Y})"
KINDS = {"s": "call_start", "e": "call_end", "h": "handover", "l": "lau", "o": "sms"}


def square(x, y=-500, width=1000, height=1000):
    """A rectangle from its lower left corner, counted from the start of the road."""
    x, y = X + x, Y + y
    return f"Polygon(({x} {y},{x + width} {y},{x + width} {y + height},{x} {y + height},{x} {y}))"


def layer_of(run, result):
    return result if isinstance(result, QgsVectorLayer) else QgsProcessingUtils.mapLayerFromString(result, run.context)


def vertices(run, result):
    """x and y since the start of the road, and M since 08:00, of the lines of a layer."""
    return [[(v.x() - X, v.y() - Y, v.m() - START) for v in f.geometry().vertices()] for f in layer_of(run, result).getFeatures()]


def places(run, result):
    """x and y since the start of the road, of the points of a layer."""
    return [(f.geometry().asPoint().x() - X, f.geometry().asPoint().y() - Y) for f in layer_of(run, result).getFeatures()]


def geographic(layer):
    """A copy of a layer in degrees."""
    copy = layer.materialize(QgsFeatureRequest())
    transform = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject())
    copy.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    for feature in list(copy.getFeatures()):
        shape = QgsGeometry(feature.geometry())
        shape.transform(transform)
        assert copy.dataProvider().changeGeometryValues({feature.id(): shape})
    return copy


def to_file(layer, path, driver="GPKG"):
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)
    assert error[0] == QgsVectorFileWriter.WriterError.NoError
    return str(path)
