"""Emission models: from a cell plan, from areas, from and to tables; coverage, best server, terrain, footprints."""

import math
from functools import partial

import numpy as np
import pytest
from qgis.core import QgsVectorLayer

from mno_mobility.geolocation import table as model_tables
from mno_mobility.geolocation.emission import load_model
from mno_mobility.processing import rasters

X, Y = 4321000.0, 3210000.0
EXTENT = f"{X - 2000},{X + 2000},{Y - 2000},{Y + 2000} [EPSG:3035]"


@pytest.fixture
def plan(table):
    return table(cell_id=["a", "b"], range_m=[3000.0, 1000.0], crs="EPSG:3035", x=[X, X + 500], y=[Y, Y], name="plan")


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "model.mno.npz")


def same_model(a, b):
    assert a.grid.same_tiles(b.grid) and list(a.cell_ids) == list(b.cell_ids)
    difference = abs(a.P - b.P)
    return difference.max() if difference.nnz else 0.0


def test_every_covered_tile_shares_one_phone_among_its_cells(run, plan, path):
    made = run("emissionmodel", CELLS=plan, EXTENT=EXTENT, MODEL=path)
    model = load_model(made["MODEL"])
    total = np.asarray(model.P.sum(axis=0)).ravel()
    np.testing.assert_allclose(total[model.covered], 1)
    assert made["N_CELLS"] == 2 and made["N_TILES"] == 1600 and made["NNZ"] == model.P.nnz
    assert made["N_UNCOVERED"] == (total == 0).sum() and made["COVERAGE"] is None and made["BEST_SERVER"] is None


def test_no_tile_beyond_the_range_of_a_cell_is_reached(run, plan, path):
    model = load_model(run("emissionmodel", CELLS=plan, EXTENT=EXTENT, MODEL=path)["MODEL"])
    x, y = model.grid.centres(model.dominance[1].indices)
    assert np.hypot(x - (X + 500), y - Y).max() <= 1000


def test_coverage_and_best_server_tell_of_the_model(run, plan, path, bands):
    made = run("emissionmodel", CELLS=plan, EXTENT=EXTENT, MODEL=path, COVERAGE="TEMPORARY_OUTPUT", BEST_SERVER="TEMPORARY_OUTPUT")
    model = load_model(path)
    coverage, server = bands(made["COVERAGE"])[0], bands(made["BEST_SERVER"])[0]
    np.testing.assert_array_equal(np.nan_to_num(coverage), np.asarray((model.P > 0).sum(axis=0)).ravel())
    dense = model.dominance.toarray()
    np.testing.assert_array_equal(server[model.covered], dense.argmax(axis=0)[model.covered] + 1)
    assert np.isnan(server[~model.covered]).all()


def test_rasters_do_not_depend_on_how_many_rows_are_written_at_once(run, plan, path, bands, monkeypatch):
    def written():
        made = run("emissionmodel", CELLS=plan, EXTENT=EXTENT, MODEL=path, COVERAGE="TEMPORARY_OUTPUT", BEST_SERVER="TEMPORARY_OUTPUT")
        return [bands(made[key])[0] for key in ("COVERAGE", "BEST_SERVER")]
    whole = written()
    monkeypatch.setattr(rasters, "STRIP_ROWS", 16)
    np.testing.assert_array_equal(written(), whole)


def test_without_an_extent_all_cells_with_their_range_are_covered(run, plan, path):
    grid = load_model(run("emissionmodel", CELLS=plan, MODEL=path)["MODEL"]).grid
    assert grid.extent_m == (X - 3000, Y - 3000, X + 3000, Y + 3000)


def test_a_plan_in_degrees_lands_on_the_european_grid(run, table, path):
    # 10 E 52 N is the origin of EPSG:3035
    made = run("emissionmodel", CELLS=table(cell_id=["a"], range_m=[1000.0], crs="EPSG:4326", x=[10.0], y=[52.0]), MODEL=path)
    grid = load_model(made["MODEL"]).grid
    assert grid.x_min_m % 100 == 0 and grid.y_min_m % 100 == 0 and abs(grid.x_min_m - (X - 1000)) <= 100
    assert "1 of 1 cells can be used, in EPSG:3035." in run.feedback.said


def test_the_grid_can_be_in_another_crs(run, plan, path):
    grid = load_model(run("emissionmodel", CELLS=plan, CRS="EPSG:25832", MODEL=path)["MODEL"]).grid
    assert abs(grid.x_min_m - (568_000 - 3000)) < 2000  # UTM 32N: 10 E is 1 degree east of 500 km, 68.7 km at 52 N


def test_an_omnidirectional_cell_on_flat_land_is_received_alike_all_around(run, table, path):
    plan = table(cell_id=["a"], range_m=[1500.0], crs="EPSG:3035", x=[X], y=[Y])
    s = load_model(run("emissionmodel", CELLS=plan, EXTENT=EXTENT, MODEL=path)["MODEL"]).dominance.toarray().reshape(40, 40)
    np.testing.assert_allclose(s, s[::-1], rtol=1e-9)
    np.testing.assert_allclose(s, s.T, rtol=1e-9)


def test_flat_terrain_changes_nothing_and_a_hill_does(run, table, path, raster, tmp_path):
    plan = table(cell_id=["a"], range_m=[3000.0], height_m=[30.0], crs="EPSG:3035", x=[X + 50], y=[Y + 50])
    flat = load_model(run("emissionmodel", CELLS=plan, EXTENT=EXTENT, MODEL=path)["MODEL"])
    heights = np.full((8, 8), 500.0)
    plain = raster(heights, X - 2000, Y + 2000, 500, name="plain.tif")
    same = load_model(run("emissionmodel", CELLS=plan, EXTENT=EXTENT, DEM=plain, MODEL=path)["MODEL"])
    assert same_model(flat, same) < 1e-12 and abs(flat.dominance - same.dominance).max() < 1e-9
    heights[:, 6:] = 900
    hill = load_model(run("emissionmodel", CELLS=plan, EXTENT=EXTENT, DEM=raster(heights, X - 2000, Y + 2000, 500), MODEL=path)["MODEL"])
    assert abs(flat.dominance - hill.dominance).max() > 0.005


def test_terrain_that_does_not_cover_the_extent_is_told(run, plan, path, raster):
    dem = raster(np.full((4, 4), 10.0), X - 2000, Y + 2000, 500)
    run("emissionmodel", CELLS=plan, EXTENT=EXTENT, DEM=dem, MODEL=path)
    assert any("no height for 75.0% of the area (1200 tiles)" in warning for warning in run.feedback.warnings)


def test_built_up_land_weakens_a_signal_and_classes_equal_shares(run, plan, path, raster):
    share = raster(np.ones((4, 4)), X - 2000, Y + 2000, 1000, name="share.tif")
    classes = raster(np.full((4, 4), 5.0), X - 2000, Y + 2000, 1000, name="classes.tif")
    made = [load_model(run("emissionmodel", CELLS=plan, EXTENT=EXTENT, MODEL=path, **more)["MODEL"]).dominance for more in (
        dict(LANDUSE=share), dict(LANDUSE=classes, BUILT_UP="1-11"), dict(LANDUSE=classes, BUILT_UP="20"))]
    assert abs(made[0] - made[1]).max() == 0 if (made[0] - made[1]).nnz else True
    assert made[0].sum() < made[2].sum()  # the path-loss exponent is 4 in built-up land and 3.5 outside


@pytest.mark.parametrize("more", [{}, dict(BUILT_UP="1")])
def test_land_use_that_does_not_cover_the_extent_is_told(run, plan, path, raster, more):
    land = raster(np.ones((4, 4)), X - 2000, Y + 2000, 500)
    run("emissionmodel", CELLS=plan, EXTENT=EXTENT, LANDUSE=land, MODEL=path, **more)
    assert "Tiles without a land use, taken as not built up: 1200." in run.feedback.warnings


def test_columns_of_the_plan_beat_the_parameters(run, table, path):
    plan = table(cell_id=["a"], range_m=[1500.0], midpoint_dbm=[-85.0], crs="EPSG:3035", x=[X], y=[Y])
    bare = table(cell_id=["a"], range_m=[1500.0], crs="EPSG:3035", x=[X], y=[Y])
    own, given, default = (load_model(run("emissionmodel", CELLS=cells, EXTENT=EXTENT, MODEL=path, **more)["MODEL"]).dominance.sum()
                           for cells, more in ((plan, dict(MIDPOINT=-100)), (bare, dict(MIDPOINT=-85)), (bare, {})))
    assert own == pytest.approx(given) and own < default


def test_a_cell_that_reaches_no_tile_is_told_and_counted(run, table, path):
    plan = table(cell_id=["near", "far"], range_m=[1000.0, 1000.0], crs="EPSG:3035", x=[X, X + 50_000], y=[Y, Y])
    made = run("emissionmodel", CELLS=plan, EXTENT=EXTENT, MODEL=path)
    assert "Cells without a footprint, as they reach no tile: 1 (far)." in run.feedback.warnings and made["N_CELLS"] == 2


# -- tables


def test_a_model_survives_the_way_through_a_table(run, world, tmp_path):
    written = run("modeltotable", MODEL=world["MODEL"], OUTPUT=str(tmp_path / "table.csv"))
    first = load_model(world["MODEL"])
    assert written["N_ROWS"] == first.P.nnz
    for value in "s", "p":
        back = run("modelfromtable", TABLE=written["OUTPUT"], VALUE=value, CRS="EPSG:3035", MODEL=str(tmp_path / f"{value}.mno.npz"))
        second = load_model(back["MODEL"])
        assert same_model(first, second) < 1e-12


def test_a_table_does_not_depend_on_how_many_rows_are_listed_at_once(run, world, tmp_path, monkeypatch):
    def listed(name):
        return run.rows(QgsVectorLayer(run("modeltotable", MODEL=world["MODEL"], OUTPUT=str(tmp_path / name))["OUTPUT"], "t", "ogr"))
    whole = listed("whole.csv")
    monkeypatch.setattr(model_tables, "tables_of", partial(model_tables.tables_of, rows=len(whole) // 3))
    assert listed("parts.csv") == whole


@pytest.mark.parametrize("suffix", ["gpkg", "csv"])
def test_rows_of_a_table_are_numbers_of_the_model(run, world, tmp_path, suffix):
    written = run("modeltotable", MODEL=world["MODEL"], OUTPUT=str(tmp_path / f"table.{suffix}"))
    model = load_model(world["MODEL"])
    row = run.rows(QgsVectorLayer(written["OUTPUT"], "t", "ogr"))[7]
    cell = list(model.cell_ids).index(row["cell_id"])
    tile = int(row["tile"])
    assert float(row["p"]) == pytest.approx(model.P[cell, tile]) and float(row["s"]) == pytest.approx(model.dominance[cell, tile])
    assert [float(row["x"]), float(row["y"])] == [v[0] for v in model.grid.centres([tile])]


def test_points_need_no_crs_and_probabilities_are_told_by_their_name(run, table, path):
    points = table(cell_id=["a", "b", "a"], p=[.25, .75, 1.0], crs="EPSG:3035", x=[X + 50, X + 50, X + 150], y=[Y + 50] * 3)
    model = load_model(run("modelfromtable", TABLE=points, TILE_SIZE=100, MODEL=path)["MODEL"])
    np.testing.assert_allclose(model.P.toarray(), [[.25, 1], [.75, 0]])
    assert model.made_by["kind"] == "p"


# -- areas


def test_the_area_of_a_cell_is_its_number_of_tiles(run, shapes, path):
    boxes = [f"Polygon(({x} {Y},{x + w} {Y},{x + w} {Y + 1000},{x} {Y + 1000},{x} {Y}))" for x, w in ((X, 300), (X + 300, 700))]
    made = run("modelfromareas", AREAS=shapes("Polygon", boxes, cell_id=["a", "b"]), TILE_SIZE=100, MODEL=path)
    model = load_model(made["MODEL"])
    assert np.diff(model.P.indptr).tolist() == [30, 70] and made["N_UNCOVERED"] == 0 and made["NNZ"] == 100


def test_cells_of_one_polygon_share_its_phones(run, shapes, path):
    box = f"Polygon(({X} {Y},{X + 200} {Y},{X + 200} {Y + 100},{X} {Y + 100},{X} {Y}))"
    model = load_model(run("modelfromareas", AREAS=shapes("Polygon", [box], cell_id=["a;b;c"]), MODEL=path)["MODEL"])
    np.testing.assert_allclose(model.P.toarray(), np.full((3, 2), 1 / 3))


def test_a_border_shares_a_tile_by_area(run, shapes, path):
    boxes = [f"Polygon(({x} {Y},{x + w} {Y},{x + w} {Y + 100},{x} {Y + 100},{x} {Y}))" for x, w in ((X, 25), (X + 25, 75))]
    areas = shapes("Polygon", boxes, cell_id=["a", "b"])
    model = load_model(run("modelfromareas", AREAS=areas, ASSIGN="share", MODEL=path)["MODEL"])
    np.testing.assert_allclose(model.P.toarray(), [[.25], [.75]])


def test_areas_without_id_or_geometry_are_told(run, shapes, path):
    box = f"Polygon(({X} {Y},{X + 200} {Y},{X + 200} {Y + 100},{X} {Y + 100},{X} {Y}))"
    run("modelfromareas", AREAS=shapes("Polygon", [box, box, None], cell_id=["a", "", "c"]), MODEL=path)
    assert "Areas without a cell id, which serve no cell: 1." in run.feedback.warnings
    assert "Areas left out: 1, no geometry (c)." in run.feedback.warnings


# -- footprint


def test_a_footprint_is_the_row_of_its_cell(run, world, bands):
    model = load_model(world["MODEL"])
    cell = str(model.cell_ids[3])
    made = run("cellfootprint", MODEL=world["MODEL"], CELL_ID=cell, OUTPUT="TEMPORARY_OUTPUT")
    s, p = bands(made["OUTPUT"])
    np.testing.assert_allclose(np.nan_to_num(s), model.dominance[3].toarray()[0], rtol=1e-6)
    np.testing.assert_allclose(np.nan_to_num(p), model.P[3].toarray()[0], rtol=1e-6)
    assert made["N_TILES"] == model.P[3].nnz and made["AREA_KM2"] == pytest.approx(model.P[3].nnz * 0.01)
    assert not math.isnan(made["AREA_KM2"])


@pytest.mark.parametrize("suffix", ["tif", "img", "asc", "gpkg", "vrt"])
def test_a_raster_is_written_whole_or_refused_in_other_formats(run, world, bands, tmp_path, suffix):
    from qgis.core import QgsProcessingException
    model = load_model(world["MODEL"])
    path = tmp_path / f"foot [1].{suffix}"
    try:
        made = run("cellfootprint", MODEL=world["MODEL"], CELL_ID=str(model.cell_ids[0]), OUTPUT=str(path))
    except QgsProcessingException as error:
        assert "cannot hold this raster" in str(error) and not list(tmp_path.iterdir())
        assert suffix in ("asc", "gpkg", "vrt")  # one band, no floats, no pixels of its own
        return
    assert np.nansum(bands(made["OUTPUT"])[1]) == pytest.approx(model.P[0].sum(), rel=1e-5)
    assert all(file.name.startswith("foot [1]") for file in tmp_path.iterdir())
