"""Validate cell plan and Voronoi areas: formats and coordinates a plan comes in, and areas that fill the extent."""

import math

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorLayer,
)

# 10 E 52 N is the origin of EPSG:3035 and has these coordinates there (EPSG registry)
LON, LAT, X, Y = 10.0, 52.0, 4321000.0, 3210000.0


@pytest.fixture
def validated(run):
    def validate(layer, **more):
        made = run("validatecellplan", CELLS=layer, OUTPUT="TEMPORARY_OUTPUT", PROBLEMS="TEMPORARY_OUTPUT", **more)
        return run.rows(made["OUTPUT"]), run.rows(made["PROBLEMS"]), made
    return validate


def test_own_names_are_read_and_written_as_they_are(table, validated):
    plan = table(cell_id=["a", "b"], site_id=["s", "s"], azimuth_deg=[90.0, None], height_m=[30.0, 20.0], range_m=[5000.0, None],
                 small=[False, True], lac=["7", "8"], crs="EPSG:3035", x=[X, X], y=[Y, Y])
    rows, problems, made = validated(plan)
    assert [(r["cell_id"], r["site_id"], r["azimuth_deg"], r["height_m"], r["range_m"], r["small"], r["lac"]) for r in rows] == [
        ("a", "s", 90, 30, 5000, False, "7"), ("b", "s", None, 20, None, True, "8")]
    assert problems == [] and made["N_CELLS"] == 2 and made["N_PROBLEMS"] == 0
    assert made["OUTPUT"].crs().authid() == "EPSG:3035"


def test_a_table_of_opencellid_is_read_whole(table, validated):
    plan = table(radio=["LTE", "GSM"], mcc=[262, 262], net=[1, 1], area=[801, 801], cell=[86355, 86356], unit=[0, 0], lon=[LON, LON + .1],
                 lat=[LAT, LAT], range=[1200, 900], samples=[3, 4])
    rows, problems, made = validated(plan)
    # the id of a cell is radio-mcc-net-area-cell
    assert [r["cell_id"] for r in rows] == ["LTE-262-1-801-86355", "GSM-262-1-801-86356"]
    assert [r["range_m"] for r in rows] == [1200, 900] and problems == []
    assert made["OUTPUT"].crs().authid() == "EPSG:4326"
    assert [(f.geometry().asPoint().x(), f.geometry().asPoint().y()) for f in made["OUTPUT"].getFeatures()] == [(LON, LAT), (LON + .1, LAT)]


def test_mobloc_names_are_read(table, validated):
    plan = table(cell=["a"], small=[False], height=[55.0], direction=[120], tilt=[9], beam_h=[65], beam_v=[9.0], W=[10.0], range=[10000],
                 ple=[3.8], z=[60.0], crs="EPSG:3035", x=[X], y=[Y])
    rows, _, _ = validated(plan)
    assert {k: rows[0][k] for k in ("cell_id", "azimuth_deg", "tilt_deg", "height_m", "power_w", "beam_h_deg", "beam_v_deg", "range_m",
                                    "ple", "z")} == dict(cell_id="a", azimuth_deg=120, tilt_deg=9, height_m=55, power_w=10, beam_h_deg=65,
                                                         beam_v_deg=9, range_m=10000, ple=3.8, z=60)


def test_multimno_names_are_read(table, validated):
    plan = table(cell_id=["a"], latitude=[LAT], longitude=[LON], antenna_height=[30.0], azimuth_angle=[200.0], elevation_angle=[4.0],
                 horizontal_beam_width=[120.0], vertical_beam_width=[10.0], power=[20.0], range=[3000.0])
    rows, problems, _ = validated(plan)
    assert {k: rows[0][k] for k in ("height_m", "azimuth_deg", "tilt_deg", "beam_h_deg", "beam_v_deg", "power_w", "range_m")} == dict(
        height_m=30, azimuth_deg=200, tilt_deg=4, beam_h_deg=120, beam_v_deg=10, power_w=20, range_m=3000)
    assert problems == []


def test_a_field_of_another_name_can_be_picked(table, validated):
    plan = table(label=["a"], richtung=[45.0], crs="EPSG:3035", x=[X], y=[Y])
    rows, _, _ = validated(plan, CELLS_ID="label", AZIMUTH_DEG_FIELD="richtung")
    assert rows[0]["cell_id"] == "a" and rows[0]["azimuth_deg"] == 45


@pytest.mark.parametrize("kind", ["numbers", "text"])
def test_coordinates_of_a_table_with_a_crs(run, kind):
    layer = QgsVectorLayer("None?field=cell_id:string&field=x:string&field=y:string" if kind == "text"
                           else "None?field=cell_id:string&field=x:double&field=y:double", "plan", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["a", "4321000", "3210000,5"] if kind == "text" else ["a", X, Y + .5])
    layer.dataProvider().addFeature(feature)
    made = run("validatecellplan", CELLS=layer, CELLS_CRS="EPSG:3035", OUTPUT="TEMPORARY_OUTPUT")
    point = next(made["OUTPUT"].getFeatures()).geometry().asPoint()
    assert (point.x(), point.y()) == (X, Y + .5) and made["OUTPUT"].crs().authid() == "EPSG:3035" and made["PROBLEMS"] is None


def test_only_selected_cells_are_read(run, table):
    plan = table(cell_id=["a", "b", "c"], crs="EPSG:3035", x=[X] * 3, y=[Y] * 3)
    run.project.addMapLayer(plan, False)
    plan.selectByExpression("cell_id <> 'b'")
    made = run("validatecellplan", CELLS=QgsProcessingFeatureSourceDefinition(plan.id(), True), OUTPUT="TEMPORARY_OUTPUT")
    assert [r["cell_id"] for r in run.rows(made["OUTPUT"])] == ["a", "c"]


@pytest.mark.parametrize("suffix", ["gpkg", "fgb", "shp", "csv", "geojson"])
def test_a_clean_plan_in_any_format_is_read_again_alike(run, world, tmp_path, suffix):
    written = run("validatecellplan", CELLS=world["CELLS"], OUTPUT=str(tmp_path / f"plan.{suffix}"))
    assert run.rows(QgsVectorLayer(written["OUTPUT"], "plan", "ogr")) and written["N_PROBLEMS"] == 0
    if suffix == "csv":
        assert any("keeps no geometry" in said for said in run.feedback.warnings)
        return
    again = run("validatecellplan", CELLS=written["OUTPUT"], OUTPUT="TEMPORARY_OUTPUT")
    first = run("validatecellplan", CELLS=world["CELLS"], OUTPUT="TEMPORARY_OUTPUT")
    a, b = run.rows(first["OUTPUT"]), run.rows(again["OUTPUT"])
    assert again["N_PROBLEMS"] == 0 and len(a) == len(b) == written["N_CELLS"]
    for one, other in zip(sorted(a, key=lambda r: r["cell_id"]), sorted(b, key=lambda r: r["cell_id"])):
        assert {k: one[k] for k in ("cell_id", "site_id", "lac", "small")} == {k: other[k] for k in ("cell_id", "site_id", "lac", "small")}
        for column in ("azimuth_deg", "height_m", "power_w", "range_m", "midpoint_dbm", "beam_h_deg", "steepness"):
            assert other[column] == (None if one[column] is None else pytest.approx(one[column])), column


def test_each_fault_becomes_a_problem_with_its_remedy(table, validated):
    plan = table(cell_id=["a", "a", None, "d", "e", "f", "g", "h"], azimuth_deg=[0.0, 0.0, 0.0, 400.0, 0.0, 0.0, 0.0, None],
                 height_m=[1.0, 1.0, 1.0, 1.0, -5.0, 1.0, 1.0, None], crs="EPSG:4326", x=[LON, LON, LON, LON, LON + .1, None, LAT, LON],
                 y=[LAT, LAT, LAT, LAT + .1, LAT, None, LON, LAT + .05])
    rows, problems, made = validated(plan)
    told = {(p["row"], p["cell_id"]): (p["problem"], p["dropped"]) for p in problems}
    assert told == {
        (2, "a"): ("the cell id comes more than once", True), (3, None): ("no cell id", True),
        (4, "d"): ("azimuth_deg is out of range", False), (5, "e"): ("height_m is out of range", False),
        (6, "f"): ("no usable position", True), (7, "g"): ("the coordinates look swapped", True)}
    assert all(p["remedy"] for p in problems) and made["N_PROBLEMS"] == 6
    assert [(r["cell_id"], r["azimuth_deg"], r["height_m"]) for r in rows] == [
        ("a", 0, 1), ("d", None, 1), ("e", 0, None), ("h", None, None)]


def test_the_log_counts_each_kind_of_problem(run, table):
    run("validatecellplan", CELLS=table(cell_id=["a", "a", "b"], crs="EPSG:3035", x=[X] * 3, y=[Y] * 3), OUTPUT="TEMPORARY_OUTPUT")
    assert "Cells dropped: 1, the cell id comes more than once (a)." in run.feedback.warnings
    assert "Cells written: 2; problems found: 1." in run.feedback.infos


# -- Voronoi areas

EXTENT = f"{X - 5000},{X + 5000},{Y - 5000},{Y + 5000} [EPSG:3035]"


@pytest.fixture
def three_sectors(table):
    """Two sites 4 km apart with three sectors each."""
    return table(cell_id=["a1", "a2", "a3", "b1", "b2", "b3"], site_id=["a"] * 3 + ["b"] * 3, azimuth_deg=[0.0, 120.0, 240.0] * 2,
                 crs="EPSG:3035", x=[X - 2000] * 3 + [X + 2000] * 3, y=[Y] * 6, name="plan")


@pytest.mark.parametrize("method", ["tower", "offset", "degree", "wedge"])
def test_areas_fill_the_extent_without_overlap(run, three_sectors, method):
    made = run("voronoiareas", CELLS=three_sectors, METHOD=method, EXTENT=EXTENT, OUTPUT="TEMPORARY_OUTPUT")
    rows = run.rows(made["OUTPUT"])
    areas = [f.geometry() for f in made["OUTPUT"].getFeatures()]
    assert sum(r["area_km2"] for r in rows) == pytest.approx(100)
    merged = areas[0]
    for area in areas[1:]:
        merged = merged.combine(area)
    assert merged.area() == pytest.approx(100e6)  # as much as the sum: no overlap
    assert made["N_AREAS"] == len(rows) == (2 if method == "tower" else 6)
    ids = sorted(c for r in rows for c in r["cell_id"].split(";"))
    assert ids == ["a1", "a2", "a3", "b1", "b2", "b3"]


def test_towers_halve_the_land_between_them(run, three_sectors):
    made = run("voronoiareas", CELLS=three_sectors, METHOD="tower", EXTENT=EXTENT, OUTPUT="TEMPORARY_OUTPUT")
    boxes = {r["site_id"]: f.geometry().boundingBox() for r, f in zip(run.rows(made["OUTPUT"]), made["OUTPUT"].getFeatures())}
    assert boxes["a"].xMaximum() == pytest.approx(X) == boxes["b"].xMinimum()


def test_wedges_point_along_their_azimuth(run, table):
    plan = table(cell_id=["n", "e", "s", "w"], azimuth_deg=[0.0, 90.0, 180.0, 270.0], crs="EPSG:3035", x=[X] * 4, y=[Y] * 4)
    made = run("voronoiareas", CELLS=plan, METHOD="wedge", EXTENT=EXTENT, OUTPUT="TEMPORARY_OUTPUT")
    for row, feature in zip(run.rows(made["OUTPUT"]), made["OUTPUT"].getFeatures()):
        assert row["area_km2"] == pytest.approx(25)
        middle = feature.geometry().centroid().asPoint()
        bearing = math.degrees(math.atan2(middle.x() - X, middle.y() - Y)) % 360
        assert bearing == pytest.approx({"n": 0, "e": 90, "s": 180, "w": 270}[row["cell_id"]], abs=1e-6) or bearing == pytest.approx(360)


def test_barycentres_come_from_the_model(run, world):
    made = run("voronoiareas", CELLS=world["CELLS"], METHOD="barycentre", MODEL=world["MODEL"], OUTPUT="TEMPORARY_OUTPUT")
    assert sum(r["area_km2"] for r in run.rows(made["OUTPUT"])) == pytest.approx(36)  # the extent of the model


def test_a_plan_in_degrees_is_divided_in_metres(run, table):
    plan = table(cell_id=["a", "b"], crs="EPSG:4326", x=[LON, LON + .1], y=[LAT, LAT])
    made = run("voronoiareas", CELLS=plan, METHOD="tower", OUTPUT="TEMPORARY_OUTPUT")
    assert made["OUTPUT"].crs().authid() == "EPSG:3035"
    # 0.1 degree at 52 N is 6866 m (cos 52 * 111.5 km); the land reaches three times as far beyond the towers
    assert sum(r["area_km2"] for r in run.rows(made["OUTPUT"])) == pytest.approx((math.pi * 9 + 6) * 6.866**2, rel=0.01)


def test_outside_europe_the_utm_zone_is_taken(run, table):
    plan = table(cell_id=["a", "b"], crs="EPSG:4326", x=[-74.0, -74.1], y=[40.7, 40.8])
    made = run("voronoiareas", CELLS=plan, OUTPUT="TEMPORARY_OUTPUT")
    crs = made["OUTPUT"].crs()
    assert "zone=18" in crs.toProj() and crs.isValid()


def test_a_cell_without_azimuth_is_in_all_wedges_of_its_tower_and_has_them_together_in_a_model(run, table, tmp_path):
    from mno_mobility.geolocation.emission import load_model

    plan = table(cell_id=["n", "s", "all", "far"], site_id=["a", "a", "a", "b"], azimuth_deg=[0.0, 180.0, None, None], crs="EPSG:3035",
                 x=[X] * 3 + [X + 8000], y=[Y] * 4)
    made = run("voronoiareas", CELLS=plan, EXTENT=EXTENT, OUTPUT=str(tmp_path / "areas.gpkg"))
    assert sorted(r["cell_id"] for r in run.rows(made["OUTPUT"])) == ["far", "n;all", "s;all"]
    model = run("modelfromareas", AREAS=made["OUTPUT"], EXTENT=EXTENT, TILE_SIZE=100, MODEL=str(tmp_path / "m.mno.npz"))
    footprints = dict(zip(*(lambda m: (m.cell_ids, np.diff(m.dominance.indptr)))(load_model(model["MODEL"]))))
    assert footprints == {"n": 4500, "s": 4500, "all": 9000, "far": 1000}  # of 100 x 100 tiles; the border lies at X + 4000


@pytest.mark.parametrize("tolerance, n_areas", [(0, 4), (10, 3), (25, 2)])
def test_close_azimuths_share_a_wedge(run, table, tolerance, n_areas):
    plan = table(cell_id=["a", "b", "c", "d"], azimuth_deg=[0.0, 10.0, 216.0, 240.0], crs="EPSG:3035", x=[X] * 4, y=[Y] * 4)
    assert run("voronoiareas", CELLS=plan, DIRECTION_TOLERANCE=tolerance, OUTPUT="TEMPORARY_OUTPUT")["N_AREAS"] == n_areas


def test_a_site_whose_cells_stand_far_apart_is_told(run, table):
    plan = table(cell_id=["a", "b", "c"], site_id=["s", "s", "t"], azimuth_deg=[0.0, 180.0, 0.0], crs="EPSG:3035", x=[X, X + 900, X],
                 y=[Y, Y, Y + 5000])
    run("voronoiareas", CELLS=plan, OUTPUT="TEMPORARY_OUTPUT")
    assert run.feedback.warnings == [
        "Cells more than 200 m from the middle of their site, where its land is: 2 (a, b). Check their site_id."]


def test_real_networks_are_divided_among_all_their_cells(run, shared_data):
    # data/README.md: 3,237 cells of four operators; coverage.md section 5: 106 of them repeat tower and azimuth
    n_cells = n_repeated = 0
    for path in sorted((shared_data / "coverage" / "sites").glob("*_cells_eutra.csv")):
        made = run("voronoiareas", CELLS=str(path), OUTPUT="TEMPORARY_OUTPUT")
        rows = run.rows(made["OUTPUT"])
        area_of = {c: k for k, r in enumerate(rows) for c in r["cell_id"].split(";")}
        plan = run.rows(QgsVectorLayer(str(path), "plan", "ogr"))
        assert len(area_of) == sum(r["n_cells"] for r in rows) == len(plan) and run.feedback.warnings == []
        directions = {}
        for r in plan:
            directions.setdefault((r["Longitude"], r["Latitude"], r["Azimuth"]), set()).add(area_of[str(r["ECellID"])])
        assert all(len(areas) == 1 for areas in directions.values())
        whole = sum(f.geometry().area() for f in made["OUTPUT"].getFeatures())
        assert QgsGeometry.unaryUnion([f.geometry() for f in made["OUTPUT"].getFeatures()]).area() == pytest.approx(whole, rel=1e-9)
        n_cells, n_repeated = n_cells + len(plan), n_repeated + len(plan) - len(directions)
    assert (n_cells, n_repeated) == (3237, 106)


def test_cells_on_one_spot_share_an_area_and_feed_the_model_from_areas(run, table, tmp_path):
    plan = table(cell_id=["a", "b", "c"], crs="EPSG:3035", x=[X, X, X + 1000], y=[Y, Y, Y])
    made = run("voronoiareas", CELLS=plan, METHOD="offset", EXTENT=EXTENT, OUTPUT=str(tmp_path / "areas.gpkg"))
    assert sorted(r["cell_id"] for r in run.rows(made["OUTPUT"])) == ["a;b", "c"]
    model = run("modelfromareas", AREAS=made["OUTPUT"], EXTENT=EXTENT, MODEL=str(tmp_path / "m.mno.npz"))
    assert model["N_CELLS"] == 3 and model["N_UNCOVERED"] == 0


def transformed(lon, lat):
    from mno_mobility.processing.crs import transformed
    crs = [QgsCoordinateReferenceSystem(f"EPSG:{code}") for code in (4326, 3035)]
    return [float(v[0]) for v in transformed(np.array([lon]), np.array([lat]), *crs, QgsProcessingContext())]


def test_the_origin_of_the_european_grid_is_where_it_should_be(qgis_app):
    assert transformed(LON, LAT) == pytest.approx([X, Y], abs=1e-6)
