"""Bad input: each fault is refused in one line that names the place and the remedy, or is counted and told; nothing is left behind."""

import json
import zipfile

import numpy as np
import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from qgis.core import QgsProcessingException

X, Y = 4321000.0, 3210000.0  # EPSG:3035; 10 E 52 N
EXTENT = f"{X - 1000},{X + 1000},{Y - 1000},{Y + 1000} [EPSG:3035]"


@pytest.fixture
def out(tmp_path):
    """A folder of its own for outputs, and paths in it."""
    folder = tmp_path / "out"
    folder.mkdir()

    class Out:
        def __truediv__(self, name):
            return str(folder / name)
    Out.folder = folder
    return Out()


@pytest.fixture
def refused(run, out):
    def call(name, **parameters):
        return run.refused(out.folder, name, **parameters)
    return call


@pytest.fixture
def small(run, table, tmp_path):
    """A model of two cells on three tiles."""
    points = table(cell_id=["a", "a", "b", "b"], s=[.9, .5, .5, .8], crs="EPSG:3035", x=[X + 50, X + 150, X + 150, X + 250], y=[Y + 50] * 4)
    return run("modelfromtable", TABLE=points, TILE_SIZE=100, MODEL=str(tmp_path / "small.mno.npz"))["MODEL"]


def plan_of(table, n=1, **more):
    return table(**{"cell_id": [f"c{k}" for k in range(n)], "crs": "EPSG:3035", "x": [X + 10 * k for k in range(n)], "y": [Y] * n,
                    "name": "plan", **more})


# -- cell plans


@pytest.mark.parametrize("name, key", [
    ("validatecellplan", "OUTPUT"), ("voronoiareas", "OUTPUT"), ("predictcoverage", "OUTPUT"), ("emissionmodel", "MODEL"),
    ("comparefootprints", "OUTPUT")])
class TestCellPlan:
    def call(self, refused, out, name, key, plan, **more):
        suffix = "mno.npz" if key == "MODEL" else "gpkg"
        return refused(name, CELLS=plan, **{key: out / f"o.{suffix}"}, **more)

    def test_an_empty_layer(self, refused, out, table, name, key):
        said = self.call(refused, out, name, key, plan_of(table, 0, cell_id=[], x=[], y=[]))
        assert said == "plan: the layer has no rows. Check the layer, its filter and the selection."

    def test_an_unknown_crs(self, refused, out, table, name, key):
        said = self.call(refused, out, name, key, plan_of(table, crs=None))
        assert said.startswith("plan: the CRS is unknown. Set it in the layer's properties")

    def test_a_wrong_field_name(self, refused, out, table, name, key):
        said = self.call(refused, out, name, key, plan_of(table), CELLS_ID="zelle")
        assert said == "plan: there is no field 'zelle'. Its fields are cell_id."

    def test_no_field_for_the_id(self, refused, out, table, name, key):
        said = self.call(refused, out, name, key, table(foo=["a"], crs="EPSG:3035", x=[X], y=[Y], name="plan"))
        assert said.startswith("plan: no field looks like cell_id. Pick the field, or name it cell_id.") and "foo" in said

    def test_lines_instead_of_points(self, refused, out, shapes, name, key):
        lines = shapes("LineString", [f"LineString({X} {Y},{X + 9} {Y})"], name="roads", cell_id=["a"])
        assert self.call(refused, out, name, key, lines) == "roads: feature 1 is a LineString, not a point. Use a point layer."

    def test_a_table_whose_crs_nothing_tells(self, refused, out, table, name, key):
        said = self.call(refused, out, name, key, table_of_xy())
        assert said.startswith("plan: it is a table, and nothing tells the CRS of its fields x and y.")

    @pytest.mark.parametrize("crs, x, y", [("EPSG:4326", 52.0, 110.0), ("EPSG:25832", 5_761_000.0, 569_000.0)])
    def test_a_layer_with_swapped_coordinates(self, refused, out, table, name, key, crs, x, y):
        plan = plan_of(table, 3, crs=crs, x=[x, x + .1, x + .2], y=[y, y, y + .1])
        said = self.call(refused, out, name, key, plan)
        assert said.startswith(f"plan: x and y are swapped: as they are, most cells lie outside the area of {crs}. Swap")

    def test_no_usable_cell_at_all(self, refused, out, table, name, key):
        said = self.call(refused, out, name, key, plan_of(table, 2, cell_id=[None, "b"], x=[X, None], y=[Y, None]))
        assert "none of the 2 cells can be used (no cell id, no usable position)" in said and "Validate cell plan" in said

    def test_faults_of_rows_are_counted_and_told(self, run, out, table, name, key):
        n = 9
        x, y = [X + 300 * k for k in range(n)], [Y] * n
        x[7], y[7] = y[7], x[7]
        plan = plan_of(table, n, cell_id=["a", "a", None, "d", "e", "f", "g", "h", "i"], x=x, y=y,
                       azimuth_deg=[0.0, 0, 0, 999.0, 0, 0, 0, 0, None], height_m=[9.0, 9, 9, 9, -3.0, 9, 9, 9, None],
                       power_w=["5", "5", "5", "5", "5", "five", "0", "5", None])
        run(name, CELLS=plan, **{key: out / ("o.mno.npz" if key == "MODEL" else "o.gpkg")})
        assert set(run.feedback.warnings) >= {
            "Cells dropped: 1, the cell id comes more than once (a).", "Cells dropped: 1, no cell id (row 3).",
            "Cells dropped: 1, the coordinates look swapped (h).", "Cells corrected or doubtful: 1, azimuth_deg is out of range (d).",
            "Cells corrected or doubtful: 1, height_m is out of range (e).", "Cells corrected or doubtful: 1, power_w is not a number (f).",
            "Cells corrected or doubtful: 1, power_w is out of range (g)."}

    def test_an_output_in_no_folder(self, refused, out, table, name, key):
        path = out / ("no/folder/o.mno.npz" if key == "MODEL" else "no/folder/o.gpkg")
        said = refused(name, CELLS=plan_of(table, 2), **{key: path})
        assert "no/folder/o." in said


def table_of_xy():
    from qgis.core import QgsFeature, QgsVectorLayer
    layer = QgsVectorLayer("None?field=cell_id:string&field=x:double&field=y:double", "plan", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["a", X, Y])
    layer.dataProvider().addFeature(feature)
    return layer


# -- grids


def test_a_grid_in_degrees_is_refused(refused, out, table):
    said = refused("emissionmodel", CELLS=plan_of(table), CRS="EPSG:4326", MODEL=out / "m.mno.npz")
    assert said.startswith("CRS of the grid: EPSG:4326 does not measure in metres. Choose a projected CRS")


def test_a_grid_in_feet_is_refused(refused, out, table):
    said = refused("emissionmodel", CELLS=plan_of(table), CRS="EPSG:2263", MODEL=out / "m.mno.npz")
    assert "EPSG:2263 does not measure in metres" in said


@pytest.mark.parametrize("name", ["emissionmodel", "modelfromareas", "modelfrommeasurements", "createscenario", "modelfromtable"])
def test_more_tiles_than_memory_holds_are_refused_before_the_start(refused, run, out, table, shapes, name):
    whole = f"{X - 1e6},{X + 1e6},{Y - 1e6},{Y + 1e6} [EPSG:3035]"
    box = f"Polygon(({X} {Y},{X + 9e5} {Y},{X + 9e5} {Y + 9e5},{X} {Y}))"
    points = table(cell_id=["a", "a"], s=[1.0, 1.0], crs="EPSG:3035", x=[X, X + 1e6], y=[Y, Y + 1e6])
    parameters = {
        "emissionmodel": dict(CELLS=plan_of(table), EXTENT=whole, TILE_SIZE=0.5, MODEL=out / "m.mno.npz"),
        "modelfromareas": dict(AREAS=shapes("Polygon", [box], cell_id=["a"]), TILE_SIZE=0.5, MODEL=out / "m.mno.npz"),
        "modelfrommeasurements": dict(MEASUREMENTS=points, TILE_SIZE=0.5, MODEL=out / "m.mno.npz"),
        "createscenario": dict(EXTENT=whole, TILE_SIZE=1, CELLS=out / "c.gpkg"),
        "modelfromtable": dict(TABLE=points, TILE_SIZE=1, MODEL=out / "m.mno.npz")}[name]
    said = refused(name, **parameters)
    assert "GiB of memory" in said and "are free. Take larger tiles or a smaller extent." in said
    assert run.feedback.steps == []


def test_an_extent_beside_the_cells_is_refused(refused, out, table):
    said = refused("emissionmodel", CELLS=plan_of(table), EXTENT="5000000,5001000,2000000,2001000 [EPSG:3035]", MODEL=out / "m.mno.npz")
    assert said.startswith("Emission model: none of the 1 cells reaches a tile of the grid. Check the extent")


# -- models


def rewritten(path, target, **changes):
    """A copy of a model file with some arrays changed."""
    stored = dict(np.load(path))
    stored.update(changes)
    with open(target, "wb") as file:
        np.savez_compressed(file, **stored)
    return str(target)


@pytest.mark.parametrize("name", ["estimatedensity", "densityseries", "densityuncertainty", "modeltotable", "cellfootprint",
                                  "voronoiareas"])
@pytest.mark.parametrize("fault", ["missing", "truncated", "text", "other zip", "other version", "not numbers"])
def test_a_model_file_that_is_none(refused, out, table, small, tmp_path, name, fault):
    path = tmp_path / "bad.mno.npz"
    content = open(small, "rb").read()
    if fault == "truncated":
        path.write_bytes(content[:len(content) // 2])
    if fault == "text":
        path.write_text("cell_id,x,y\n")
    if fault == "other zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "b")
    if fault == "other version":
        rewritten(small, path, version=99)
    if fault == "not numbers":
        rewritten(small, path, dominance=np.array([np.nan, 1, 1, 1.0]))
    more = {"estimatedensity": dict(COUNTS=table(cell_id=["a"], count=[1]), OUTPUT=out / "d.tif"),
            "densityseries": dict(COUNTS=table(cell_id=["a"], count=[1]), OUTPUT=out / "d.tif"),
            "densityuncertainty": dict(COUNTS=table(cell_id=["a"], count=[1]), SPREAD=out / "d.tif"),
            "modeltotable": dict(OUTPUT=out / "t.csv"), "cellfootprint": dict(CELL_ID="a", OUTPUT=out / "f.tif"),
            "voronoiareas": dict(CELLS=plan_of(table, 2), METHOD="barycentre", OUTPUT=out / "v.gpkg")}[name]
    said = refused(name, MODEL=str(path), **more)
    assert str(path) in said
    expected = {"missing": "there is no such file", "other version": "the model has format version 99, this plugin reads version 1",
                "other zip": "not an emission model"}.get(fault, "damaged or not an emission model")
    assert expected in said and ("again" in said or "Make one" in said)


def test_a_cell_the_model_does_not_have(refused, out, small):
    said = refused("cellfootprint", MODEL=small, CELL_ID="zz", OUTPUT=out / "f.tif")
    assert said == "Model: no cell 'zz' among 2. It has, for example, a, b."


def test_barycentres_need_a_model(refused, out, table):
    said = refused("voronoiareas", CELLS=plan_of(table, 2), METHOD="barycentre", OUTPUT=out / "v.gpkg")
    assert said.startswith("Emission model: the method barycentre needs a model. Make one")


# -- tables of a model


@pytest.mark.parametrize("change, said", [
    (dict(cell_id=["a", None]), "row 2: there is no cell. Fill in the cell"),
    (dict(s=[1.0, None]), "row 2: value is missing or not a number"), (dict(s=["1", "one"]), "row 2: value is missing or not a number"),
    (dict(s=[1.0, -1.0]), "row 2: the value is negative"), (dict(x=[X, None]), "row 2: x is missing or not a number"),
    (dict(cell_id=["a", "a"], x=[X, X]), "row 2: the cell and the tile have come before")])
def test_rows_of_a_model_table_that_cannot_be(refused, out, table, change, said):
    columns = {"cell_id": ["a", "b"], "s": [1.0, 1.0], "x": [X, X + 100], "y": [Y, Y], "crs": "EPSG:3035", "name": "entries", **change}
    assert f"entries, {said}" in refused("modelfromtable", TABLE=table(**columns), TILE_SIZE=100, MODEL=out / "m.mno.npz")


def test_probabilities_that_do_not_add_up(refused, out, table):
    points = table(cell_id=["a", "b"], p=[.5, .3], crs="EPSG:3035", x=[X, X], y=[Y, Y], name="entries")
    said = refused("modelfromtable", TABLE=points, TILE_SIZE=100, MODEL=out / "m.mno.npz")
    assert "entries, tile 0" in said and "the probabilities sum to 0.8" in said


def test_points_off_any_grid(refused, out, table):
    points = table(cell_id=["a"] * 4, s=[1.0] * 4, crs="EPSG:3035", x=[X, X + 100, X + 200, X + 341.4213562], y=[Y] * 4, name="entries")
    said = refused("modelfromtable", TABLE=points, MODEL=out / "m.mno.npz")
    assert said.startswith("entries, row 4: the points are not the centres of a regular grid of square tiles (most steps are 100 m)")


def test_a_model_table_needs_a_metric_crs(refused, out, table):
    points = table(cell_id=["a"], s=[1.0], crs="EPSG:4326", x=[10.0], y=[52.0], name="entries")
    assert refused("modelfromtable", TABLE=points, MODEL=out / "m.mno.npz").startswith("entries: EPSG:4326 does not measure in metres")
    bare = table(cell_id=["a"], s=[1.0], name="entries")
    assert "no field looks like x" in refused("modelfromtable", TABLE=bare, CRS="EPSG:3035", MODEL=out / "m.mno.npz")
    empty = table(cell_id=[], s=[], crs="EPSG:3035", x=[], y=[], name="entries")
    assert refused("modelfromtable", TABLE=empty, MODEL=out / "m.mno.npz").startswith("entries: the table has no rows")


# -- areas


def test_areas_without_anything_to_use(refused, out, shapes):
    box = f"Polygon(({X} {Y},{X + 200} {Y},{X + 200} {Y + 200},{X} {Y}))"
    for layer, said in (
            (shapes("Polygon", [], name="areas", crs="EPSG:3035"), "areas: no field looks like cell_id"),
            (shapes("Polygon", [None], name="areas", cell_id=["a"]), "areas: no feature has a geometry. Use a polygon layer."),
            (shapes("Polygon", [box], name="areas", cell_id=[""]), "areas: no area has a cell id in the field cell_id"),
            (shapes("Polygon", [box], name="areas", crs=None, cell_id=["a"]), "areas: the CRS is unknown")):
        assert said in refused("modelfromareas", AREAS=layer, MODEL=out / "m.mno.npz")


# -- events


def test_events_of_nothing(refused, out, table):
    empty = table(device_id=[], time=[], cell_id=[], name="events")
    assert refused("countphones", EVENTS=empty, COUNTS=out / "c.gpkg").startswith("events: the layer has no rows")
    odd = table(a=["1"], name="events")
    assert refused("countphones", EVENTS=odd, COUNTS=out / "c.gpkg").startswith("events: no field looks like device_id")


def test_events_whose_times_cannot_be_read(refused, run, out, table):
    events = table(device_id=["x", "y"], time=["yesterday", "31.02.2024 12:00"], cell_id=["a", "b"], name="events")
    said = refused("countphones", EVENTS=events, COUNTS=out / "c.gpkg")
    assert said == "events: no event can be used. Check the fields picked for device, time and cell."
    assert "Events rejected: 2, time not readable." in run.feedback.warnings


def test_events_that_name_only_unknown_cells(refused, run, out, table):
    events = table(device_id=["x"], time=["2024-05-01T12:00:00"], cell_id=["zz"], name="events")
    refused("countphones", EVENTS=events, CELLS=plan_of(table, 2), COUNTS=out / "c.gpkg")
    assert "Events rejected: 1, unknown cell." in run.feedback.warnings


@pytest.mark.parametrize("asked, said", [
    (dict(TIMES="noon"), "Reference times: noon is not a time. Write ISO text such as"),
    (dict(TIMES="2024-05-01T12:00, x, y"), "Reference times: x, y is not a time"), (dict(TIMES=" , "), "is not a time"),
    (dict(END="2024-05-01T12:00:00"), "First reference time: the series has no start"),
    (dict(START="2024-05-01T12:00:00", END="2024-05-01T11:00:00"), "the last reference time comes before the first"),
    (dict(START="1970-01-01T00:00:00", END="2070-01-01T00:00:00", STEP=0.01), "Step (minutes): the series has more than 1,000,000")])
def test_reference_times_that_cannot_be(refused, out, table, asked, said):
    events = table(device_id=["x"], time=["2024-05-01T12:00:00"], cell_id=["a"], name="events")
    assert said in refused("countphones", EVENTS=events, COUNTS=out / "c.gpkg", **asked)


# -- counts


@pytest.mark.parametrize("name, key", [("estimatedensity", "OUTPUT"), ("densityseries", "OUTPUT"), ("densityuncertainty", "SPREAD")])
@pytest.mark.parametrize("columns, said", [
    (dict(cell_id=["a", "b"], count=[1, -2]), "Counts, row 2, cell b: 1 counts are missing, negative or not numbers, the first is -2"),
    (dict(cell_id=["a", "b"], count=["1", "many"]), "Counts, row 2, cell b: 1 counts are missing, negative or not numbers"),
    (dict(cell_id=["a", "b"], count=[1, None]), "Counts, row 2, cell b: 1 counts are missing"),
    (dict(cell_id=["x", "y"], count=[1, 2]), "Counts: none of its 2 cells is in the model. The counts name x, y, the model a, b"),
    (dict(cell_id=[], count=[]), "counts: the table has no rows"), (dict(foo=["a"], count=[1]), "counts: no field looks like cell_id"),
    (dict(cell_id=["a"], much=[1]), "counts: no field looks like count"),
    (dict(cell_id=["a", "b"], count=[1, 2], time=["2024-05-01T12:00", "late"]),
     "Counts, row 2, cell b: the time is missing or cannot be read")])
def test_counts_that_cannot_be(refused, out, table, small, name, key, columns, said):
    assert said in refused(name, MODEL=small, COUNTS=table(**columns, name="counts"), **{key: out / "d.tif"})


def test_counts_of_a_cell_with_no_footprint_are_told(run, out, table, tmp_path):
    plan = table(cell_id=["near", "far"], range_m=[1000.0, 1000.0], crs="EPSG:3035", x=[X, X + 50_000], y=[Y, Y])
    model = run("emissionmodel", CELLS=plan, EXTENT=EXTENT, MODEL=str(tmp_path / "m.mno.npz"))["MODEL"]
    made = run("estimatedensity", MODEL=model, COUNTS=table(cell_id=["near", "far"], count=[3, 4]), OUTPUT=out / "d.tif")
    assert made["LOST"] == 4 and "Phones not placed: 4 of 1 cells, no footprint." in run.feedback.warnings


# -- priors and rasters


def test_priors_that_cannot_be(refused, out, table, small, raster):
    counts = table(cell_id=["a"], count=[1])
    for prior, more, said in (
            (raster([[1]], 0, 0, 100, name="away.tif"), {}, "away: it does not reach the grid. Check its CRS and extent."),
            (raster(np.zeros((9, 9)), X - 300, Y + 600, 100, name="nil.tif"), {}, "the prior is zero everywhere"),
            (raster(-np.ones((9, 9)), X - 300, Y + 600, 100, name="neg.tif"), {}, "amounts are negative or infinite"),
            (raster(np.ones((9, 9)), X, Y, 100, crs=None, name="bare.tif"), {}, "bare: the CRS is unknown"),
            (raster(np.ones((9, 9)), X - 300, Y + 600, 100, name="one.tif"), dict(PRIOR_BAND=2), "one: there is no band 2. It has 1."),
            (raster(np.ones((9, 9)), X - 300, Y + 600, 100, name="cls.tif"), dict(PRIOR_WEIGHTS="1:5"), "'1:5' is not understood")):
        assert said in refused("estimatedensity", MODEL=small, COUNTS=counts, PRIOR=prior, OUTPUT=out / "d.tif", **more)


def test_shares_of_built_up_land_beyond_one(refused, out, table, raster):
    land = raster(np.full((20, 20), 3.0), X - 1000, Y + 1000, 100, name="corine.tif")
    said = refused("emissionmodel", CELLS=plan_of(table), EXTENT=EXTENT, LANDUSE=land, MODEL=out / "m.mno.npz")
    assert said == "corine: its values are not shares from 0 to 1. Give the classes that are built up, such as 1-11 for CORINE."


@pytest.mark.parametrize("asked", [
    ("emissionmodel", "DEM", {}), ("emissionmodel", "LANDUSE", {}), ("emissionmodel", "LANDUSE", dict(BUILT_UP="1")),
    ("createscenario", "POPULATION", {})])
def test_a_raster_beside_the_grid(refused, out, table, raster, asked):
    name, key, more = asked
    more = {**more, **({"CELLS": plan_of(table), "MODEL": out / "m.mno.npz"} if name == "emissionmodel" else {"CELLS": out / "c.gpkg"})}
    said = refused(name, EXTENT=EXTENT, **{key: raster([[1.0]], 0, 0, 100, name="away.tif")}, **more)
    assert said == f"away: it does not reach the {'area' if key == 'DEM' else 'grid'}. Check its CRS and extent."


def test_maps_that_cannot_be_compared(refused, out, raster):
    one = raster([[1, 2], [3, 4]], X, Y, 100, name="one.tif")
    for other, said in (
            (raster([[1, 2, 3]], X, Y, 100, name="two.tif"), "one and two: their tiles differ (2 x 2 of 100 m from"),
            (raster([[1, 2], [3, 4]], X, Y, 100, crs="EPSG:25832", name="utm.tif"), "their tiles differ"),
            (raster([[1, 2], [3, 4]], 10, 52, .1, crs="EPSG:4326", name="deg.tif"), "deg: EPSG:4326 does not measure in metres"),
            (raster(np.zeros((2, 2)), X, Y, 100, name="nil.tif"), "it holds no mass"),
            (raster([[1, -2], [3, 4]], X, Y, 100, name="neg.tif"), "1 values are negative or infinite")):
        assert said in refused("comparedensities", ESTIMATED=one, TRUTH=other, REPORT=out / "r.html")
    assert "there is no band 3" in refused("comparedensities", ESTIMATED=one, TRUTH=one, TRUTH_BAND=3)


# -- zones


def test_zones_that_cannot_be(refused, out, raster, shapes):
    density = raster([[1, 2], [3, 4]], X, Y + 200, 100, name="map.tif")
    box = f"Polygon(({X} {Y},{X + 200} {Y},{X + 200} {Y + 200},{X} {Y}))"
    bow = f"Polygon(({X} {Y},{X + 200} {Y + 200},{X + 200} {Y},{X} {Y + 200},{X} {Y}))"
    for layer, more, said in (
            (shapes("Polygon", [box, None], name="zones", a=["x", "y"]), {}, "zones: features 2 have no geometry."),
            (shapes("Polygon", [box, bow], name="zones", a=["x", "y"]), {}, "zones: features 2 are not valid (Self-intersection"),
            (shapes("Polygon", [box], name="zones", crs=None, a=["x"]), {}, "zones: the CRS is unknown"),
            (shapes("Polygon", [box], name="zones", crs="EPSG:4326", a=["x"]), {}, "zones: features 1 cannot be brought from EPSG:4326 to"),
            (shapes("Polygon", [], name="zones"), {}, "zones: the layer has no features"),
            (shapes("Polygon", [box], name="zones", a=["x"]), dict(BAND=4), "map: there is no band 4. It has 1.")):
        assert said in refused("densitytozones", DENSITY=density, ZONES=layer, OUTPUT=out / "z.gpkg", **more)


def test_a_density_in_degrees_has_no_tiles(refused, out, raster, shapes):
    density = raster([[1, 2]], 10, 52, .1, crs="EPSG:4326", name="deg.tif")
    zones = shapes("Polygon", ["Polygon((0 0,1 0,1 1,0 0))"], a=["x"])
    said = refused("densitytozones", DENSITY=density, ZONES=zones, OUTPUT=out / "z.gpkg")
    assert said.startswith("deg: EPSG:4326 does not measure in metres.")


# -- scenarios and outputs


def test_layers_of_cells_that_cannot_be(refused, out):
    for rows, said in ((["macro", 1500], "Layers of cells: 2 values do not make rows of 9"),
                       (["macro", "wide", 100, 0, 5, 10000, 3.4, 10, 0.15], "layer 'macro' has a value that is not a number"),
                       (["macro", -5, 100, 0, 5, 10000, 3.4, 10, 0.15], "spacing and number of sectors must be positive")):
        assert said in refused("createscenario", SIZE=2000, LAYERS=rows, CELLS=out / "c.gpkg")


def test_roads_of_journeys_that_cannot_be_driven_on(refused, out, shapes):
    wanted = dict(SIZE=2000, N_PHONES=5, N_JOURNEYS=3, CELLS=out / "c.gpkg", JOURNEY_EVENTS=out / "e.gpkg")
    elsewhere = shapes("LineString", ["LineString(4321000 3210000, 4322000 3210000)"], highway=["residential"], crs="EPSG:3035")
    assert refused("createscenario", ROADS=elsewhere, **wanted).startswith("Roads: none of them lies within the extent.")
    dead_end = shapes("LineString", ["LineString(4085000 3496000, 4086000 3496000)"], highway=["residential"], oneway=["yes"],
                      crs="EPSG:3035")
    assert "no road leads back to where it begins" in refused("createscenario", ROADS=dead_end, **wanted)


def test_an_extent_whose_crs_nothing_tells(refused, out):
    said = refused("createscenario", EXTENT="0,5000,0,5000", CELLS=out / "c.gpkg")
    assert said.startswith("Extent: nothing tells its CRS.")


@pytest.mark.parametrize("name, key, suffix", [
    ("estimatedensity", "OUTPUT", "tif"), ("estimatedensity", "RESIDUALS", "gpkg"), ("densityseries", "OUTPUT", "tif"),
    ("densityseries", "FIGURES", "gpkg"), ("densityuncertainty", "SPREAD", "tif"), ("modeltotable", "OUTPUT", "csv"),
    ("cellfootprint", "OUTPUT", "tif"), ("countphones", "COUNTS", "gpkg"), ("countphones", "REJECTS", "gpkg"),
    ("modelfromtable", "MODEL", "mno.npz"), ("modelfromtable", "COVERAGE", "tif"), ("comparedensities", "FLOW", "gpkg"),
    ("comparedensities", "REPORT", "html"),
    ("createscenario", "TRUTH", "tif"), ("createscenario", "EVENTS", "gpkg"), ("createscenario", "TRUTH_POSITIONS", "gpkg"),
    ("loadsample", "FOLDER", "")])
def test_an_output_that_cannot_be_written_leaves_none_of_the_others(refused, out, table, small, raster, tmp_path, name, key, suffix):
    one = raster([[1, 2], [3, 4]], X, Y, 100, name="one.tif")
    wanted = {
        "estimatedensity": dict(MODEL=small, COUNTS=table(cell_id=["a"], count=[1]), OUTPUT=out / "d.tif"),
        "densityseries": dict(MODEL=small, COUNTS=table(cell_id=["a"], count=[1]), OUTPUT=out / "d.tif"),
        "densityuncertainty": dict(MODEL=small, COUNTS=table(cell_id=["a"], count=[1]), IDENTIFIABILITY=out / "i.tif", METHOD="sb"),
        "modeltotable": dict(MODEL=small), "cellfootprint": dict(MODEL=small, CELL_ID="a"),
        "countphones": dict(EVENTS=table(device_id=["x"], time=[0], cell_id=["a"]), COUNTS=out / "c.gpkg"),
        "modelfromtable": dict(TABLE=table(cell_id=["a"], s=[1.0], crs="EPSG:3035", x=[X], y=[Y]), TILE_SIZE=100, MODEL=out / "m.mno.npz"),
        "comparedensities": dict(ESTIMATED=one, TRUTH=one, FLOW=out / "f.gpkg"),
        "createscenario": dict(SIZE=2000, N_PHONES=5, N_JOURNEYS=2, CELLS=out / "c.gpkg", TRUTH_ROUTES=out / "r.gpkg"),
        "loadsample": {}}[name]
    (tmp_path / "file").write_text("")
    place = str(tmp_path / "file" / f"o.{suffix}")  # below a file there is no folder
    said = refused(name, **{**wanted, key: place})
    assert "file" in said


def test_a_fault_is_told_even_when_the_result_is_temporary(run, table):
    with pytest.raises(QgsProcessingException, match="the layer has no rows"):
        run("validatecellplan", CELLS=plan_of(table, 0, cell_id=[], x=[], y=[]), OUTPUT="TEMPORARY_OUTPUT")


def test_a_model_file_tells_what_made_it(small):
    assert json.loads(str(np.load(small)["made_by"]))["method"] == "table"
