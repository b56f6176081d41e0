"""A QGIS without windows that knows the provider, and short ways to make layers and run algorithms."""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# a profile of our own, and of each worker where several share the tests: a profile has databases
PROFILE = Path(os.environ.get("QGIS_CUSTOM_CONFIG_PATH") or tempfile.mkdtemp(prefix="mno-qgis-"), os.environ.get("PYTEST_XDIST_WORKER", ""))
PROFILE.mkdir(parents=True, exist_ok=True)
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(PROFILE)

qgis_core = pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from feedback import Feedback  # noqa: E402
from qgis.core import (  # noqa: E402
    NULL,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

APPLICATIONS = []  # kept till Python ends: what a test leaves, a project say, needs the application even to be freed


@pytest.fixture(scope="session")
def qgis_app():
    app = QgsApplication([], False)
    APPLICATIONS.append(app)
    app.initQgis()
    # Debian keeps Processing beside QGIS's own Python
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


class Runner:
    """``run("estimatedensity", MODEL=..., ...)`` returns the results; the feedback is ``run.feedback``."""

    feedback = context = None

    def __init__(self):
        self.project = QgsProject()

    def __call__(self, name, *, cancel_at=None, **parameters):
        import processing
        self.feedback, self.context = Feedback(cancel_at), QgsProcessingContext()
        self.context.setProject(self.project)
        identifier = name if ":" in name else f"mnomobility:{name}"
        return processing.run(identifier, parameters, context=self.context, feedback=self.feedback)

    def rows(self, result) -> list:
        """Rows of a written layer as dictionaries, None for NULL."""
        layer = result if isinstance(result, QgsVectorLayer) else QgsProcessingUtils.mapLayerFromString(result, self.context)
        names = layer.fields().names()
        return [{name: None if value == NULL else value for name, value in zip(names, f.attributes())} for f in layer.getFeatures()]

    def refused(self, folder, name, **parameters) -> str:
        """The message with which a run refuses; it is for users, and nothing is left in the folder of the outputs."""
        before = sorted(folder.rglob("*"))
        with pytest.raises(QgsProcessingException) as raised:
            self(name, **parameters)
        message = str(raised.value)
        assert "Something went wrong" not in message and "\n" not in message
        assert sorted(folder.rglob("*")) == before
        return message


@pytest.fixture(scope="session")
def new_run(qgis_app):
    """Makes a :class:`Runner`, for fixtures that outlive a test."""
    return Runner


@pytest.fixture
def run(new_run):
    return new_run()


@pytest.fixture(scope="session")
def world(new_run, tmp_path_factory):
    """Paths of a small made-up world, with its emission model: 6 x 6 km, tiles of 100 m, 3000 phones."""
    folder, run = tmp_path_factory.mktemp("world"), new_run()
    made = run("createscenario", SIZE=6000, N_PHONES=3000, CELLS=str(folder / "cells.gpkg"), EVENTS=str(folder / "events.gpkg"),
               COUNTS=str(folder / "counts.gpkg"), TRUTH=str(folder / "truth.tif"), PEOPLE=str(folder / "people.tif"))
    model = run("emissionmodel", CELLS=made["CELLS"], EXTENT=made["TRUTH"], MODEL=str(folder / "model.mno.npz"))
    return {**made, "MODEL": model["MODEL"]}


@pytest.fixture(scope="session")
def sample(new_run, tmp_path_factory):
    """Outputs of 'Load sample data' by key; it is made once, and each worker has a copy of its own."""
    base, folder = tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("sample")
    first = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample_of_all"
    told = first.with_suffix(".json")
    try:
        first.mkdir()
    except FileExistsError:  # another worker is at it
        deadline = monotonic() + 300
        while not told.exists() and monotonic() < deadline:
            sleep(0.2)
    else:
        made = new_run()("loadsample", FOLDER=str(first), LOAD=False)
        told.with_suffix(".partial").write_text(json.dumps(made))
        told.with_suffix(".partial").rename(told)
    shutil.copytree(first, folder, dirs_exist_ok=True)
    return {key: value.replace(str(first), str(folder)) if isinstance(value, str) else value
            for key, value in json.loads(told.read_text()).items()}


@pytest.fixture
def bands(qgis_app):
    """Values of a raster as (bands, J), row 0 southernmost, NaN for no data."""
    def read(path):
        from osgeo import gdal
        dataset = gdal.Open(str(path))
        values = np.atleast_3d(dataset.ReadAsArray().astype(float)).reshape(dataset.RasterCount, dataset.RasterYSize, -1)
        nodata = dataset.GetRasterBand(1).GetNoDataValue()
        values[values == nodata] = np.nan
        return values[:, ::-1].reshape(dataset.RasterCount, -1)
    return read


@pytest.fixture
def raster(qgis_app, tmp_path):
    """``raster(values, x_min, y_max, pixel, crs="EPSG:3035")`` writes a GeoTIFF, first row northernmost, and returns its path."""
    def write(values, x_min, y_max, pixel, *, crs="EPSG:3035", name="raster.tif", nodata=None):
        from osgeo import gdal
        values = np.asarray(values, float)
        values = values if values.ndim == 3 else values[None]
        path = str(tmp_path / name)
        dataset = gdal.GetDriverByName("GTiff").Create(path, values.shape[2], values.shape[1], len(values), gdal.GDT_Float64)
        dataset.SetGeoTransform((x_min, pixel, 0, y_max, 0, -pixel))
        if crs:
            dataset.SetProjection(QgsCoordinateReferenceSystem(crs).toWkt())
        for k, band in enumerate(values):
            dataset.GetRasterBand(k + 1).WriteArray(band)
            if nodata is not None:
                dataset.GetRasterBand(k + 1).SetNoDataValue(nodata)
        return path
    return write


@pytest.fixture
def shapes(qgis_app):
    """``shapes("Polygon", ["Polygon((...))", None], cell_id=["a", "b"])`` makes a memory layer of geometries as WKT."""
    def make(kind, wkts, *, crs="EPSG:3035", name="shapes", **columns):
        definition = "".join(f"&field={k}:{'string' if isinstance(v[0], str) else 'double'}" for k, v in columns.items())
        layer = QgsVectorLayer(f"{kind}?{definition[1:]}", name, "memory")
        layer.setCrs(QgsCoordinateReferenceSystem(crs) if crs else QgsCoordinateReferenceSystem())
        for row, wkt in enumerate(wkts):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([v[row] for v in columns.values()])
            if wkt:
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            assert layer.dataProvider().addFeature(feature)
        return layer
    return make


@pytest.fixture
def table(qgis_app):
    """``table(cell_id=["a"], count=[1])`` makes a memory layer; x and y with crs= make points."""
    def make(*, crs=None, x=None, y=None, name="table", **columns):
        from qgis.PyQt.QtCore import QDateTime
        kinds = {str: "string(0,0)", int: "int8", float: "double", bool: "boolean", QDateTime: "datetime"}
        n = len(next(iter(columns.values())))
        definition = "&".join(f"field={k}:{kinds[next((type(v) for v in values if v is not None), str)]}" for k, values in columns.items())
        layer = QgsVectorLayer(f"{'Point' if x is not None else 'None'}?{definition}", name, "memory")
        layer.setCrs(QgsCoordinateReferenceSystem(crs) if crs else QgsCoordinateReferenceSystem())
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
