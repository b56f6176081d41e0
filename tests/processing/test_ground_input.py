"""The ground as it is read from layers."""

import numpy as np
import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from osgeo import gdal, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException, QgsProcessingOutputNumber, QgsRasterLayer

from mno_mobility.geolocation import ground as science
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.processing import ground as reader

HILLS = np.add.outer(np.arange(12) * 10.0, np.arange(10.0) ** 2)  # first row northernmost


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


GRID = a_grid(10, 12, 25.0)


@pytest.fixture
def hills(raster):
    """``hills(nodata=None, ...)`` writes HILLS, or other values, on the tiles of GRID."""
    def write(values=HILLS, **options):
        return raster(values, 4_000_000, 3_000_300, 25.0, **options)
    return write


def refused(read_ground, grid=GRID, **parameters) -> str:
    with pytest.raises(QgsProcessingException) as raised:
        read_ground(grid, **parameters)
    assert "Something went wrong" not in str(raised.value)
    return str(raised.value)


def test_a_model_on_the_grid_itself_is_read_unchanged(read_ground, shared_data):
    path = shared_data / "coverage" / "dem" / "london_25m_utm30_r8km.tif"
    dataset = gdal.Open(str(path))
    x, tile, _, top, _, _ = dataset.GetGeoTransform()
    grid = a_grid(665, 665, tile, x=x, y=top - 665 * tile, crs="EPSG:32630")
    found, _ = read_ground(grid, DEM=str(path))
    np.testing.assert_array_equal(found.terrain_m[::-1], dataset.ReadAsArray())
    assert found.terrain_m.dtype == np.float32 and not found.void.any() and found.surface_m is None


def test_a_geographic_model_is_interpolated_between_its_pixels(read_ground, shared_data):
    """Independent: positions by pyproj, values by scipy's linear interpolation."""
    pyproj, ndimage = pytest.importorskip("pyproj"), pytest.importorskip("scipy.ndimage")
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


# -- terrain


def test_without_any_layer_the_ground_is_flat(read_ground):
    found, _ = read_ground(GRID)
    assert not found.terrain_m.any() and found.void is None and found.surface_m is None and found.environment is None


def test_a_finer_model_is_averaged_over_the_tile(read_ground, raster):
    """By numpy: means of 5 x 5 pixels."""
    fine = np.random.default_rng(1).uniform(0, 100, (60, 50))
    found, said = read_ground(GRID, DEM=raster(fine, 4_000_000, 3_000_300, 5.0))
    np.testing.assert_allclose(found.terrain_m[::-1], fine.reshape(12, 5, 10, 5).mean(axis=(1, 3)), atol=1e-4)
    assert "average" in said


def test_heights_of_whole_numbers_are_read(read_ground, tmp_path):
    path = str(tmp_path / "whole.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 10, 12, 1, gdal.GDT_Int16)
    dataset.SetGeoTransform((4_000_000, 25, 0, 3_000_300, 0, -25))
    dataset.SetProjection(QgsCoordinateReferenceSystem("EPSG:3035").toWkt())
    dataset.GetRasterBand(1).WriteArray(HILLS.astype(np.int16))
    dataset = None
    found, _ = read_ground(GRID, DEM=path)
    np.testing.assert_array_equal(found.terrain_m[::-1], HILLS)


def test_a_part_without_heights_gets_the_nearest_and_is_remembered(read_ground, hills):
    values = HILLS.copy()
    values[:, 7:] = -1
    found, said = read_ground(GRID, DEM=hills(values, nodata=-1))
    np.testing.assert_array_equal(found.terrain_m[::-1, 7:], np.repeat(HILLS[:, 6:7], 3, axis=1))
    assert found.void[:, 7:].all() and not found.void[:, :7].any()
    assert "30.0%" in said and "36 tiles" in said
    np.testing.assert_array_equal(found.is_void([4_000_010, 4_000_240], [3_000_010, 3_000_010]), [False, True])


@pytest.mark.parametrize("wrong", [-32768.0, 32767.0, -9999.0, np.nan])
@pytest.mark.parametrize("nodata", [None, -77.0])
def test_heights_that_are_not_of_this_earth_are_voids(read_ground, hills, wrong, nodata):
    values = HILLS.copy()
    values[3, 4], values[8, 2] = wrong, -12_345.0
    if nodata:
        values[10, 9] = nodata
    found, said = read_ground(GRID, DEM=hills(values, nodata=nodata))
    expected = np.isnan(values) | (values < -500) | (values > 9000) | (values == nodata)
    np.testing.assert_array_equal(found.void[::-1], expected)
    np.testing.assert_array_equal(found.terrain_m[::-1][~expected], HILLS[~expected])
    assert f": {2 - np.isnan(wrong)} pixels" in said


def test_voids_that_no_value_marks_do_not_pull_their_neighbours_down(read_ground, hills):
    values = np.full((12, 10), 100.0)
    values[5, 5] = -32768
    found, _ = read_ground(a_grid(24, 24, 10.0, x=4_000_005, y=3_000_020), DEM=hills(values))
    np.testing.assert_allclose(found.terrain_m, 100, atol=1e-4)


def test_the_dead_sea_and_the_everest_are_heights(read_ground, hills):
    values = HILLS.copy()
    values[0, 0], values[5, 5] = -430.0, 8848.0
    found, said = read_ground(GRID, DEM=hills(values))
    np.testing.assert_array_equal(found.terrain_m[::-1], values.astype(np.float32))
    assert "missing" not in said


@pytest.mark.parametrize("unit, metres", [("ft", 0.3048), ("feet", 0.3048), ("us-ft", 1200 / 3937), ("US survey foot", 1200 / 3937),
                                          ("m", 1), ("metre", 1), ("", 1)])
def test_heights_in_feet_become_metres(read_ground, hills, unit, metres):
    path = hills()
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetUnitType(unit)
    dataset = None
    found, said = read_ground(GRID, DEM=path)
    np.testing.assert_allclose(found.terrain_m[::-1], HILLS * metres, rtol=1e-6)
    assert ("become metres" in said) == (metres != 1)


def test_the_vertical_crs_tells_feet_too(read_ground, hills):
    """EPSG:6360, NAVD88 height in US survey feet."""
    path = hills()
    dataset = gdal.Open(path, gdal.GA_Update)
    both = osr.SpatialReference()
    plane, up = (osr.SpatialReference() for _ in range(2))
    plane.ImportFromEPSG(3035), up.ImportFromEPSG(6360)
    both.SetCompoundCS("both", plane, up)
    dataset.SetProjection(both.ExportToWkt())
    dataset = None
    found, said = read_ground(GRID, DEM=path)
    np.testing.assert_allclose(found.terrain_m[::-1], HILLS * 1200 / 3937, rtol=1e-6)
    assert "become metres" in said


def test_the_user_knows_the_unit_better(read_ground, hills):
    found, _ = read_ground(GRID, DEM=hills(), DEM_UNIT="foot")
    np.testing.assert_allclose(found.terrain_m[::-1], HILLS * 0.3048, rtol=1e-6)
    # 29,000 ft is 8,839 m
    found, said = read_ground(GRID, DEM=hills(HILLS + 28_000), DEM_UNIT="foot")
    assert not found.void.any() and "missing" not in said


@pytest.mark.parametrize("void", [False, True])
def test_heights_stored_in_decimetres_above_a_datum_are_what_they_mean(read_ground, tmp_path, void):
    path = str(tmp_path / "scaled.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 10, 12, 1, gdal.GDT_Int16)
    dataset.SetGeoTransform((4_000_000, 25, 0, 3_000_300, 0, -25))
    dataset.SetProjection(QgsCoordinateReferenceSystem("EPSG:3035").toWkt())
    band, stored = dataset.GetRasterBand(1), (HILLS * 10).astype(np.int16)
    band.SetScale(0.1), band.SetOffset(300.0), band.SetNoDataValue(-1)
    stored[0, 0] = -1 if void else 0
    band.WriteArray(stored)
    dataset = band = None
    found, _ = read_ground(GRID, DEM=path)
    known = ~found.void[::-1]
    np.testing.assert_allclose(found.terrain_m[::-1][known], HILLS[known] + 300, rtol=1e-6)
    assert np.argwhere(~known).tolist() == [[0, 0]] * void


def test_of_several_bands_the_first_is_taken(read_ground, hills):
    found, said = read_ground(GRID, DEM=hills(np.stack([HILLS, HILLS * 0])))
    np.testing.assert_array_equal(found.terrain_m[::-1], HILLS)
    assert "2 bands" in said


def test_what_gdal_does_not_provide_is_read_too(read_ground, hills, monkeypatch):
    monkeypatch.setattr(QgsRasterLayer, "providerType", lambda layer: "wcs")
    found, _ = read_ground(GRID, DEM=hills())
    np.testing.assert_array_equal(found.terrain_m[::-1], HILLS)


def test_a_model_elsewhere_or_of_nowhere_is_refused(read_ground, hills, raster):
    assert "does not reach the area" in refused(read_ground, grid=a_grid(10, 12, 25.0, x=4_100_000), DEM=hills())
    assert "no height in the area" in refused(read_ground, DEM=hills(HILLS * 0 - 1, nodata=-1))
    assert "no height in the area" in refused(read_ground, DEM=hills(HILLS * 0 - 32768))
    assert "CRS is unknown" in refused(read_ground, DEM=hills(crs=None))
    assert "CRS is unknown" in refused(read_ground, LANDUSE=hills(crs=None))
    assert "does not reach the area" in refused(read_ground, grid=a_grid(10, 12, 25.0, x=4_100_000), LANDUSE=hills())


# -- much ground


@pytest.mark.parametrize("tiles", [7, 25, 40])
def test_a_large_grid_is_read_strip_by_strip_into_files(read_ground, hills, raster, shapes, monkeypatch, tiles):
    values = HILLS.copy()
    values[5:7, 3:5] = -1
    triangle = "Polygon((4000030 3000030, 4000140 3000030, 4000140 3000190, 4000030 3000030))"
    given = {"DEM": hills(values, nodata=-1, name="dem.tif"), "LANDUSE": hills(HILLS % 5, name="land.tif"),
             "LANDUSE_CLASSES": "urban=1;trees=2-3", "BUILDINGS": shapes("Polygon", [triangle], height=[12.5])}
    whole, _ = read_ground(GRID, **given)
    monkeypatch.setattr(science, "TILES_AT_ONCE", tiles)
    monkeypatch.setattr(reader, "IN_MEMORY_TILES", 100)

    def look(ground):
        assert ground.folder and all(isinstance(getattr(ground, name), np.memmap) for name in science.LAYERS)
        return ground.folder, ground.window(slice(None), slice(None))
    (folder, parts), _ = read_ground(GRID, look=look, **given)
    for name in science.LAYERS:
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))
    assert parts.built and not gdal.VSIStatL(folder)


def test_scratch_files_go_when_the_run_fails_or_is_cancelled(read_ground, hills, monkeypatch, tmp_path):
    monkeypatch.setattr(reader, "IN_MEMORY_TILES", 100)
    monkeypatch.setattr(reader.QgsProcessingUtils, "generateTempFilename", lambda name: str(tmp_path / "scratch"))

    def look(ground):
        assert (tmp_path / "scratch" / "terrain_m.npy").is_file()
        raise ValueError
    with pytest.raises(QgsProcessingException):
        read_ground(GRID, look=look, DEM=hills())
    assert not (tmp_path / "scratch").exists()
    read_ground(GRID, look=look, cancel_at=30, DEM=hills())
    assert read_ground.feedback.cancelled and not (tmp_path / "scratch").exists()


# -- land use


def test_shares_of_built_up_land_tell_the_kind_of_place(read_ground, hills):
    shares = np.tile(np.array([0, 0.05, 0.2, 0.4, 0.6, 1.0, 0, 0, 0, 0]), (12, 1))
    found, said = read_ground(GRID, LANDUSE=hills(shares))
    np.testing.assert_array_equal(found.environment[0], [0, 0, 1, 1, 2, 2, 0, 0, 0, 0])
    np.testing.assert_array_equal(found.surface_m[0], [0, 0, 10, 10, 15, 15, 0, 0, 0, 0])
    assert "shares" in said


def test_classes_of_the_user_are_read(read_ground, hills):
    classes = np.tile(np.arange(10.0), (12, 1))
    found, _ = read_ground(GRID, LANDUSE=hills(classes), LANDUSE_CLASSES="Suburban = 2, 4-5; trees=7;dense=9")
    np.testing.assert_array_equal(found.environment[0], [0, 0, 1, 0, 1, 1, 0, 1, 0, 3])
    np.testing.assert_array_equal(found.surface_m[0], [0, 0, 10, 0, 10, 10, 0, 15, 0, 20])


@pytest.mark.parametrize("text", ["town=3", "urban", "urban=", "urban=a", "urban=3;=4"])
def test_classes_that_make_no_sense_are_refused(read_ground, hills, text):
    assert "is not understood" in refused(read_ground, LANDUSE=hills(), LANDUSE_CLASSES=text)


def test_values_that_are_neither_classes_nor_shares_are_refused(read_ground, hills):
    assert "neither classes" in refused(read_ground, LANDUSE=hills(HILLS * 0 + 57))
    assert "neither classes" in refused(read_ground, LANDUSE=hills(HILLS * 0 + 1.5))


def test_a_few_unknown_classes_are_open_land(read_ground, hills):
    classes = np.full((12, 10), 111.0)
    classes[0, :3], classes[1, :2] = 777, 999
    found, said = read_ground(GRID, LANDUSE=hills(classes))
    assert "777 (3 tiles)" in said and "1.7% of the area" in said
    np.testing.assert_array_equal(found.environment[::-1] == 0, classes > 111)


def test_the_sea_without_a_height_is_at_zero(read_ground, hills):
    heights, classes = HILLS + 50, np.full((12, 10), 211.0)
    heights[:, 5:], classes[:, 7:] = -1, 523
    found, said = read_ground(GRID, DEM=hills(heights, nodata=-1, name="dem.tif"), LANDUSE=hills(classes, name="land.tif"))
    assert not found.terrain_m[:, 7:].any() and not found.void[:, 7:].any() and found.void[:, 5:7].all()
    assert "20.0%" in said
    np.testing.assert_array_equal(found.terrain_m[::-1, :5], HILLS[:, :5] + 50)


def test_land_use_stands_on_the_terrain(read_ground, hills):
    found, _ = read_ground(GRID, DEM=hills(name="dem.tif"), LANDUSE=hills(HILLS * 0 + 312, name="land.tif"))
    np.testing.assert_array_equal(found.surface_m, found.terrain_m + 15)
    assert not found.built and found.roof_at(4_000_010, 3_000_010) == found.terrain_m[0, 0]


# -- buildings


def block(x, y, size=50):
    """A square on whole tiles of GRID; x and y count from its corner."""
    x, y = 4_000_000 + x, 3_000_000 + y
    return f"Polygon(({x} {y}, {x + size} {y}, {x + size} {y + size}, {x} {y + size}, {x} {y}))"


def test_the_highest_building_wins_and_stands_on_the_terrain(read_ground, hills, shapes):
    layer = shapes("Polygon", [block(0, 0), block(25, 25), block(150, 200)], height=[30.0, 8.0, 12.0])
    found, said = read_ground(GRID, DEM=hills(), BUILDINGS=layer)
    above = np.zeros((12, 10))
    above[1:3, 1:3], above[0:2, 0:2], above[8:10, 6:8] = 8, 30, 12
    np.testing.assert_array_equal(found.surface_m - found.terrain_m, above)
    assert found.built and found.roof_at(4_000_010, 3_000_010) == found.terrain_m[0, 0] + 30
    assert "3 in the area, 8 to 30 m high; 0 outside" in said and "too coarse" in said


def test_with_buildings_the_land_use_gives_only_the_kind_of_place(read_ground, hills, shapes):
    layer = shapes("Polygon", [block(0, 0)], height=[30.0])
    found, _ = read_ground(GRID, LANDUSE=hills(HILLS * 0 + 111), BUILDINGS=layer)
    assert (found.environment == 3).all() and found.surface_m.sum() == 4 * 30


@pytest.mark.parametrize("heights, expected", [
    ([12.5, -3.0, 0.0, None], [12.5, 15, 15, 15]), (["12,5", "9 m", "high", ""], [12.5, 9, 15, 15]),
    ([12.5, 5000.0, 7.0, 8.0], [12.5, 15, 7, 8])])
def test_heights_that_are_none_are_the_default_and_counted(read_ground, shapes, heights, expected):
    layer = shapes("Polygon", [block(60 * k, 0, 25) for k in range(4)], height=heights)
    found, said = read_ground(a_grid(48, 10, 5.0), BUILDINGS=layer)
    np.testing.assert_array_equal([found.roof_at(4_000_010 + 60 * k, 3_000_010) for k in range(4)], expected)
    n = sum(e == 15 for e in expected)
    assert (f"{n} of 4 buildings have no usable height and are taken to be 15 m" in said) and "too coarse" not in said


def test_levels_are_three_metres_and_serve_where_there_is_no_height(read_ground, shapes):
    wkts = [block(60 * k, 0, 25) for k in range(3)]
    layer = shapes("Polygon", wkts, **{"building:levels": ["4", "5", ""], "height": ["", "20", ""]})
    found, said = read_ground(a_grid(48, 10, 5.0), BUILDINGS=layer, DEFAULT_HEIGHT=6)
    assert [float(found.roof_at(4_000_010 + 60 * k, 3_000_010)) for k in range(3)] == [12, 20, 6]
    assert "height, building:levels" in said
    found, _ = read_ground(a_grid(48, 10, 5.0), BUILDINGS=layer, HEIGHT_FIELD="building:levels", DEFAULT_HEIGHT=6)
    assert [float(found.roof_at(4_000_010 + 60 * k, 3_000_010)) for k in range(3)] == [12, 15, 6]


def test_a_field_of_any_name_can_be_picked(read_ground, shapes):
    layer = shapes("Polygon", [block(0, 0)], tall=[21.0])
    _, said = read_ground(GRID, BUILDINGS=layer)
    assert "no field looks like a height" in said
    found, _ = read_ground(GRID, BUILDINGS=layer, HEIGHT_FIELD="tall")
    assert found.surface_m.max() == 21
    assert "no field 'small'" in refused(read_ground, BUILDINGS=layer, HEIGHT_FIELD="small")


def test_broken_and_missing_shapes_are_repaired_and_counted(read_ground, shapes):
    bow_tie = "Polygon((4000000 3000000, 4000100 3000100, 4000100 3000000, 4000000 3000100, 4000000 3000000))"
    layer = shapes("Polygon", [bow_tie, None, block(0, 200), block(9_000, 0)], height=[9.0, 9.0, 9.0, 9.0])
    found, said = read_ground(a_grid(50, 60, 5.0), BUILDINGS=layer)
    assert "1 invalid polygons were repaired" in said and "1 features without an area" in said and "1 outside" in said
    # two triangles of 100 m by 50 m
    assert abs((found.surface_m[:20] > 0).sum() * 25 - 5000) < 600


def test_buildings_elsewhere_or_none_leave_bare_ground_and_a_warning(read_ground, hills, shapes):
    for layer in (shapes("Polygon", [block(9_000, 0)], height=[9.0]), shapes("Polygon", [], height=[1.0])):
        found, said = read_ground(GRID, DEM=hills(), BUILDINGS=layer, LANDUSE=hills(HILLS * 0 + 111, name="land.tif"))
        assert "none of its" in said and found.surface_m is None and not found.built and (found.environment == 3).all()


def test_buildings_in_degrees_stand_where_they_are(read_ground, shapes):
    """Independent: the corners by pyproj."""
    pyproj = pytest.importorskip("pyproj")
    to_degrees = pyproj.Transformer.from_crs("EPSG:3035", "EPSG:4326", always_xy=True)
    corners = [to_degrees.transform(4_000_000 + x, 3_000_000 + y) for x, y in ((51, 51), (149, 51), (149, 149), (51, 149), (51, 51))]
    wkt = f"Polygon(({', '.join(f'{x!r} {y!r}' for x, y in corners)}))"
    found, _ = read_ground(a_grid(50, 60, 5.0), BUILDINGS=shapes("Polygon", [wkt], crs="EPSG:4326", height=[9.0]))
    expected = np.zeros((60, 50))
    expected[10:30, 10:30] = 9
    np.testing.assert_array_equal(found.surface_m, expected)


def test_buildings_of_an_unknown_crs_are_refused(read_ground, shapes):
    assert "CRS is unknown" in refused(read_ground, BUILDINGS=shapes("Polygon", [block(0, 0)], crs=None, height=[9.0]))
