"""A QGIS without windows that knows the provider, and short ways to make layers and run algorithms."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QGIS_CUSTOM_CONFIG_PATH", tempfile.mkdtemp(prefix="mno-qgis-"))

qgis_core = pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from feedback import Feedback  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)


@pytest.fixture(scope="session")
def qgis_app():
    # Debian keeps Processing beside QGIS's own Python
    app = QgsApplication([], False)
    app.initQgis()
    sys.path.append(str(Path(app.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing
    Processing.initialize()
    from mno_mobility.plugin import MnoMobilityPlugin
    plugin = MnoMobilityPlugin(None)
    plugin.initProcessing()
    yield app
    plugin.unload()


@pytest.fixture(scope="session")
def provider(qgis_app):
    return QgsApplication.processingRegistry().providerById("mnomobility")


@pytest.fixture
def run(qgis_app):
    """``run("estimatedensity", MODEL=..., ...)`` returns the results; the feedback is ``run.feedback``."""
    import processing

    def call(name, *, cancel_at=None, **parameters):
        call.feedback = Feedback(cancel_at)
        call.context = QgsProcessingContext()
        call.context.setProject(QgsProject())
        identifier = name if ":" in name else f"mnomobility:{name}"
        return processing.run(identifier, parameters, context=call.context, feedback=call.feedback)
    return call


@pytest.fixture
def table(qgis_app):
    """``table(cell_id=["a"], count=[1])`` makes a memory layer; x and y with crs= make points."""
    def make(*, crs=None, x=None, y=None, name="table", **columns):
        from qgis.PyQt.QtCore import QDateTime
        kinds = {str: "string(0,0)", int: "int8", float: "double", bool: "boolean", QDateTime: "datetime"}
        n = len(next(iter(columns.values())))
        definition = "&".join(f"field={k}:{kinds[next((type(v) for v in values if v is not None), str)]}" for k, values in columns.items())
        layer = QgsVectorLayer(f"{'Point' if x is not None else 'None'}?{definition}", name, "memory")
        if crs:
            layer.setCrs(QgsCoordinateReferenceSystem(crs))
        features = []
        for row in range(n):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([values[row] for values in columns.values()])
            if x is not None and x[row] is not None:
                feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x[row], y[row])))
            features.append(feature)
        added, _ = layer.dataProvider().addFeatures(features)
        assert added
        return layer
    return make
