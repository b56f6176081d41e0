"""The ground as it is read from layers."""

import numpy as np
import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingOutputNumber

from mno_mobility.geolocation.grid import TileGrid


@pytest.fixture
def read_ground(qgis_app):
    """``read_ground(grid, DEM=..., BUILDINGS=...)`` returns the ground and what was said."""
    from feedback import Feedback
    from qgis.core import QgsProcessingContext, QgsProject

    from mno_mobility.processing.base import MnoAlgorithm
    from mno_mobility.processing.ground import add_ground, ground

    class Reading(MnoAlgorithm):
        NAME, TITLE, GROUP, grid, found = "reading", "Reading", "geolocation", None, None

        def define(self):
            add_ground(self)
            self.addOutput(QgsProcessingOutputNumber("N", "N"))

        def createInstance(self):
            return self

        def work(self, job):
            self.found = self.look(ground(job, self.grid, job.progress(0, 100)))
            return {"N": self.grid.n_tiles}

    def read(grid, look=lambda g: g, cancel_at=None, **parameters):
        algorithm, feedback, context = Reading(), Feedback(cancel_at), QgsProcessingContext()
        context.setProject(QgsProject())
        algorithm.grid, algorithm.look = grid, look
        algorithm.initAlgorithm()
        algorithm.processAlgorithm(parameters, context, feedback)
        read.feedback = feedback
        return algorithm.found, feedback.said
    return read


def a_grid(n_cols, n_rows, tile_m, *, x=4_000_000.0, y=3_000_000.0, crs="EPSG:3035"):
    return TileGrid(QgsCoordinateReferenceSystem(crs).toWkt(), x, y, tile_m, n_rows, n_cols)


def test_a_model_on_the_grid_itself_is_read_unchanged(read_ground, shared_data):
    path = shared_data / "coverage" / "dem" / "london_25m_utm30_r8km.tif"
    from osgeo import gdal
    dataset = gdal.Open(str(path))
    x, tile, _, top, _, _ = dataset.GetGeoTransform()
    grid = a_grid(665, 665, tile, x=x, y=top - 665 * tile, crs="EPSG:32630")
    found, _ = read_ground(grid, DEM=str(path))
    np.testing.assert_array_equal(found.terrain_m[::-1], dataset.ReadAsArray())
    assert found.terrain_m.dtype == np.float32 and not found.void.any() and found.surface_m is None


def test_a_geographic_model_is_interpolated_between_its_pixels(read_ground, shared_data):
    """Independent: positions by pyproj, values by scipy's linear interpolation."""
    pyproj, ndimage = pytest.importorskip("pyproj"), pytest.importorskip("scipy.ndimage")
    from osgeo import gdal
    path = str(shared_data / "coverage" / "dem" / "srtm_oetztal.tif")
    dataset = gdal.Open(path)
    left, width, _, top, _, height = dataset.GetGeoTransform()
    grid = a_grid(700, 600, 25.0, x=645_000, y=5_180_000, crs="EPSG:32632")
    found, _ = read_ground(grid, DEM=path)
    lon, lat = pyproj.Transformer.from_crs("EPSG:32632", "EPSG:4326", always_xy=True).transform(*grid.centres())
    pixel = (lat - top) / height - 0.5, (lon - left) / width - 0.5
    expected = ndimage.map_coordinates(dataset.ReadAsArray().astype(float), pixel, order=1, mode="nearest")
    difference = np.abs(found.terrain_m.ravel() - expected)
    inside = ~found.void.ravel()
    assert inside.mean() > 0.8 and difference[inside].max() < 0.1 and difference[inside].mean() < 0.01


def test_buildings_stand_as_another_program_put_them(read_ground, shared_data):
    folder = shared_data / "coverage" / "buildings"
    there = np.load(folder / "lorient_dem_dsm_5m.npz")
    n_rows, n_cols = there["bh"].shape
    grid = a_grid(n_cols, n_rows, 5.0, x=float(there["x0"]), y=float(there["y0"]) - 5 * n_rows, crs="EPSG:2154")
    found, said = read_ground(grid, BUILDINGS=str(folder / "buildings.shp"))
    np.testing.assert_array_equal(found.surface_m[::-1], there["bh"])
    assert found.built and "1701 in the area" in said


def test_classes_of_corine_tell_kinds_of_place_and_heights(read_ground, shared_data):
    """Heights: ITU-R P.1812, table 2."""
    path = str(shared_data / "coverage" / "landcover" / "CLC2018_cut_pycraf.tif")
    found, said = read_ground(a_grid(100, 100, 100.0, x=4_090_000, y=3_045_000), LANDUSE=path)
    assert set(np.unique(found.environment)) == {0, 1} and set(np.unique(found.surface_m)) == {0, 10, 15}
    assert not found.built and (found.terrain_m == 0).all() and "CORINE" in said
