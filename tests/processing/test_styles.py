"""How outputs look when QGIS loads them."""

import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")


@pytest.fixture
def zones(qgis_app):
    """Five unit squares with 10, 20, 30, NULL and NULL phones: the last two are suppressed."""
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

    layer = QgsVectorLayer("Polygon?crs=EPSG:3035&field=phones:double", "zones", "memory")
    features = []
    for at, phones in enumerate((10.0, 20.0, 30.0, None, None)):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([phones])
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(at, 0, at + 1, 1)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def test_suppressed_zones_are_no_class_of_their_own(zones):
    from mno_mobility.processing import styles

    styles.zones(zones)
    ranges = zones.renderer().ranges()
    assert (min(r.lowerValue() for r in ranges), max(r.upperValue() for r in ranges)) == (10, 30)


def test_zones_that_are_all_suppressed_can_be_shown(zones):
    from mno_mobility.processing import styles

    zones.dataProvider().changeAttributeValues({f.id(): {0: None} for f in zones.getFeatures()})
    styles.zones(zones)
    assert zones.renderer().ranges() == []


@pytest.mark.parametrize("name, fields", [
    ("areas", "Polygon?crs=EPSG:3035&field=cell_id:string"), ("cells", "Point?crs=EPSG:3035&field=azimuth_deg:double"),
    ("flow", "LineString?crs=EPSG:3035&field=mass:double"), ("problems", "Point?crs=EPSG:3035&field=problem:string"),
    ("tiles_over_time", "Point?crs=EPSG:3035&field=phones:double")])
def test_expressions_of_a_style_are_valid_and_name_fields_of_its_layer(name, fields, qgis_app):
    from qgis.core import QgsRenderContext, QgsVectorLayer

    from mno_mobility.processing import styles

    layer = QgsVectorLayer(fields, name, "memory")
    message, loaded = styles.from_file(name)(layer)
    assert loaded, message
    symbols = layer.renderer().symbols(QgsRenderContext())
    for step in (step for symbol in symbols for step in symbol.symbolLayers()):
        properties = step.dataDefinedProperties()
        for key in properties.propertyKeys():
            expression = properties.property(key).asExpression()
            assert properties.property(key).isActive() and expression
        assert step.usedAttributes(QgsRenderContext()) <= {field.name() for field in layer.fields()}
