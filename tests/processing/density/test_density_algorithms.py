"""Estimate density, density series and density to zones: phones in equals phones out, and the answers of the paper's toy."""

import numpy as np
import pytest
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QDateTime, Qt

NOON = 1710244800  # 2024-03-12T12:00:00Z

# two cells, three tiles, 70 and 40 phones: solved by independent means (quadratic programming and long EM runs)
TOY_P = {("a", 0): .9, ("a", 1): .5, ("a", 2): .2, ("b", 0): .1, ("b", 1): .5, ("b", 2): .8}
TOY = {"sb": (42.232143, 36.160714, 31.607143), "em": (54.280518, 33.345458, 22.374024), "df": (53.513514, 35.135135, 21.351351),
       "map": (41.00363, 36.13472, 32.86165), "mapapprox": (40.88043, 36.28360, 32.83598)}


@pytest.fixture
def toy(run, table, tmp_path):
    """The model file of the toy, through 'Emission model from table'."""
    entries = table(cell_id=[c for c, _ in TOY_P], x=[4e6 + 50 + 100 * j for _, j in TOY_P], y=[3e6 + 50.0] * 6, crs="EPSG:3035",
                    p=list(TOY_P.values()))
    return run("modelfromtable", TABLE=entries, TILE_SIZE=100, MODEL=str(tmp_path / "toy.mno.npz"))["MODEL"]


def counts(table, cells, numbers, **more):
    return table(cell_id=cells, count=numbers, **more)


@pytest.mark.parametrize("method", TOY)
def test_the_toy_has_its_known_answers(run, toy, table, bands, method):
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["b", "a"], [40, 70]), METHOD=method, ITERATIONS=20_000,
               OUTPUT="TEMPORARY_OUTPUT")
    np.testing.assert_allclose(bands(made["OUTPUT"])[0], TOY[method], rtol=2e-5 if method == "em" else 3e-7)
    assert made["C"] == 110 and made["MASS"] == pytest.approx(110) and made["LOST"] == 0


def test_maximum_likelihood_says_in_words_and_as_a_number_how_near_it_is(run, toy, table, bands):
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "b"], [70, 40]), METHOD="ml", OUTPUT="TEMPORARY_OUTPUT")
    P = np.array([[.9, .5, .2], [.1, .5, .8]])
    np.testing.assert_allclose(P @ bands(made["OUTPUT"])[0].ravel(), [70, 40], rtol=1e-5)  # these counts can be met
    assert 0 <= made["OPTIMALITY"] <= 1e-8 and made["ITERATIONS_DONE"] < 30
    assert made["LOGLIK"] == pytest.approx(70 * np.log(70) + 40 * np.log(40), abs=2e-6)
    assert any(said.startswith("Certificate: no map has a log-likelihood that is higher by more than") for said in run.feedback.infos)
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "b"], [70, 40]), METHOD="ml", ITERATIONS=1,
               OUTPUT="TEMPORARY_OUTPUT")
    assert made["OPTIMALITY"] > 1e-8
    assert "Not converged: the tolerance is not met. Allow more iterations." in run.feedback.warnings
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "b"], [70, 40]), METHOD="df", OUTPUT="TEMPORARY_OUTPUT")
    assert made["OPTIMALITY"] is None


def test_a_series_of_maximum_likelihood_certifies_every_time(run, toy, table):
    layer = counts(table, ["a", "b", "a", "b"], [70, 40, 7, 0], time=["2024-03-12T08:00:00"] * 2 + ["2024-03-12T09:00:00"] * 2)
    made = run("densityseries", MODEL=toy, COUNTS=layer, METHOD="ml", OUTPUT="TEMPORARY_OUTPUT", FIGURES="TEMPORARY_OUTPUT")
    each = [row["optimality"] for row in run.rows(made["FIGURES"])]
    assert len(each) == 2 and max(each) == made["OPTIMALITY"] <= 1e-8
    assert any(said.startswith("Certificate:") for said in run.feedback.infos)


def test_residuals_name_every_cell_and_what_is_lost(run, toy, table):
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "b", "z"], [70, 40, 5]), METHOD="sb",
               OUTPUT="TEMPORARY_OUTPUT", RESIDUALS="TEMPORARY_OUTPUT")
    rows = {row["cell_id"]: row for row in run.rows(made["RESIDUALS"])}
    assert rows["z"]["lost"] == 5 and rows["z"]["reason"] == "cell is not in the model" and rows["z"]["expected"] is None
    # P u of the known answer
    assert rows["a"]["expected"] == pytest.approx(.9 * TOY["sb"][0] + .5 * TOY["sb"][1] + .2 * TOY["sb"][2])
    assert rows["a"]["residual"] == pytest.approx(70 - rows["a"]["expected"]) and rows["a"]["reason"] is None
    assert made["C"] == 115 and made["LOST"] == 5
    assert "Phones not placed: 5 of 1 cells, cell is not in the model (z)." in run.feedback.warnings
    assert "Phones: 115 counted = 110 on the map + 5 not placed." in run.feedback.infos


@pytest.mark.parametrize("method", ["sb", "em", "df", "mapapprox", "map", "ml"])
def test_mass_is_kept_on_a_made_up_world(run, world, bands, method):
    made = run("estimatedensity", MODEL=world["MODEL"], COUNTS=world["COUNTS"], TIME="2024-03-12T12:00:00", METHOD=method,
               OUTPUT="TEMPORARY_OUTPUT")
    assert made["C"] == pytest.approx(made["MASS"] + made["LOST"], rel=1e-9)
    assert np.nansum(bands(made["OUTPUT"])) == pytest.approx(made["MASS"], rel=1e-5)  # the raster is float32
    assert (bands(made["OUTPUT"])[0] >= 0).all() and made["C"] > 2000


def test_optional_outputs_can_be_left_out(run, toy, table):
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a"], [1]), OUTPUT="TEMPORARY_OUTPUT")
    assert made["RESIDUALS"] is None


def test_repeated_rows_are_added_and_told(run, toy, table):
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "a", "b"], [30, 40, 40]), METHOD="sb", OUTPUT="TEMPORARY_OUTPUT")
    assert made["C"] == 110
    assert "Rows that repeat a cell at the same time, whose counts were added: 1." in run.feedback.warnings


def test_a_count_of_text_with_a_decimal_comma_is_read(run, toy, table):
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "b"], ["70,5", " 40 "]), METHOD="sb", OUTPUT="TEMPORARY_OUTPUT")
    assert made["C"] == 110.5


def test_no_phones_at_all_make_an_empty_map(run, toy, table, bands):
    for method in TOY:
        made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "b"], [0, 0]), METHOD=method, OUTPUT="TEMPORARY_OUTPUT")
        np.testing.assert_array_equal(bands(made["OUTPUT"])[0], 0)


def test_only_selected_counts_are_taken(run, toy, table):
    layer = counts(table, ["a", "b"], [70, 40])
    run.project.addMapLayer(layer, False)
    layer.selectByExpression("count > 50")
    made = run("estimatedensity", MODEL=toy, COUNTS=QgsProcessingFeatureSourceDefinition(layer.id(), True), METHOD="sb",
               OUTPUT="TEMPORARY_OUTPUT")
    assert made["C"] == 70


def test_many_times_need_a_choice_which_the_message_offers(run, toy, table, tmp_path):
    layer = counts(table, ["a", "a"], [1, 2], time=["2024-03-12T08:00:00", "2024-03-12T12:00:00"])
    said = run.refused(tmp_path, "estimatedensity", MODEL=toy, COUNTS=layer, OUTPUT=str(tmp_path / "d.tif"))
    assert "2 times, from 2024-03-12T08:00:00Z to 2024-03-12T12:00:00Z" in said
    said = run.refused(tmp_path, "estimatedensity", MODEL=toy, COUNTS=layer, TIME="2024-03-12T09:00:00", OUTPUT=str(tmp_path / "d.tif"))
    assert "2024-03-12T09:00:00" in said and "2024-03-12T08:00:00Z" in said
    assert run("estimatedensity", MODEL=toy, COUNTS=layer, TIME="2024-03-12 12:00", OUTPUT="TEMPORARY_OUTPUT")["C"] == 2


def test_a_flat_prior_raster_changes_nothing_whatever_its_crs_and_resolution(run, toy, table, raster, bands):
    from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext

    from mno_mobility.processing.crs import transformed
    crs = [QgsCoordinateReferenceSystem(f"EPSG:{code}") for code in (3035, 4326)]
    lon, lat = transformed([4e6 + 150], [3e6 + 50], *crs, QgsProcessingContext())
    flat = raster(np.ones((40, 40)), lon[0] - .01, lat[0] + .01, .0005, crs="EPSG:4326")
    coarse = raster(np.ones((4, 4)), 4e6 - 5000, 3e6 + 5000, 2500, name="coarse.tif")
    for prior in (flat, coarse):
        made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "b"], [70, 40]), METHOD="sb", PRIOR=prior,
                   OUTPUT="TEMPORARY_OUTPUT")
        # warping from degrees leaves a few per mille of unevenness
        np.testing.assert_allclose(bands(made["OUTPUT"])[0], TOY["sb"], rtol=0.02)


def test_a_prior_of_amounts_draws_the_phones(run, toy, table, raster, bands):
    prior = raster([[1, 2, 1]], 4e6, 3e6 + 100, 100)
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "b"], [70, 40]), METHOD="sb", PRIOR=prior,
               OUTPUT="TEMPORARY_OUTPUT")
    a = np.array([.25, .5, .25])  # Eq. 16 by hand
    P = np.array([[.9, .5, .2], [.1, .5, .8]])
    np.testing.assert_allclose(bands(made["OUTPUT"])[0], (P.T @ (np.array([70, 40]) / (P @ a))) * a, rtol=1e-6)


def test_classes_with_weights_are_a_prior(run, toy, table, raster, bands):
    classes = raster([[1, 2, 23]], 4e6, 3e6 + 100, 100)
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "b"], [70, 40]), METHOD="sb", PRIOR=classes,
               PRIOR_WEIGHTS="1-2=3", OUTPUT="TEMPORARY_OUTPUT")
    values = bands(made["OUTPUT"])[0]
    assert values[2] == 0 and values[:2].sum() == pytest.approx(110)  # class 23 is not named: nobody there
    assert "Covered tiles with a prior of 0, which get no phone: 1." in run.feedback.infos


def test_phones_of_a_cell_whose_prior_is_zero_are_told_and_not_lost_silently(run, table, raster, tmp_path):
    entries = table(cell_id=["a", "b"], x=[4e6 + 50.0, 4e6 + 150.0], y=[3e6 + 50.0] * 2, crs="EPSG:3035", s=[1.0, 1.0])
    model = run("modelfromtable", TABLE=entries, TILE_SIZE=100, MODEL=str(tmp_path / "m.mno.npz"))["MODEL"]
    made = run("estimatedensity", MODEL=model, COUNTS=counts(table, ["a", "b"], [70, 40]), METHOD="sb",
               PRIOR=raster([[1, 0]], 4e6, 3e6 + 100, 100), OUTPUT="TEMPORARY_OUTPUT")
    assert made["LOST"] == 40 and made["MASS"] == 70
    assert "Phones not placed: 40 of 1 cells, prior is zero in the whole footprint." in run.feedback.warnings


def test_an_even_share_of_the_prior_rules_no_tile_out(run, toy, table, raster, bands):
    prior = raster([[1, 0, 0]], 4e6, 3e6 + 100, 100)
    made = run("estimatedensity", MODEL=toy, COUNTS=counts(table, ["a", "b"], [70, 40]), METHOD="sb", PRIOR=prior, PRIOR_FLOOR=0.1,
               OUTPUT="TEMPORARY_OUTPUT")
    assert (bands(made["OUTPUT"])[0] > 0).all()


# -- series


@pytest.mark.parametrize("method", ["df", "em", "sb", "map"])
def test_a_series_equals_the_estimate_of_each_time(run, world, bands, method):
    series = run("densityseries", MODEL=world["MODEL"], COUNTS=world["COUNTS"], METHOD=method, ITERATIONS=10, OUTPUT="TEMPORARY_OUTPUT")
    maps = bands(series["OUTPUT"])
    assert series["N_TIMES"] == len(maps) == 5
    for k in (0, 3):
        one = run("estimatedensity", MODEL=world["MODEL"], COUNTS=world["COUNTS"], METHOD=method, ITERATIONS=10,
                  TIME=f"2024-03-12T{4 * (k + 1):02d}:00:00", OUTPUT="TEMPORARY_OUTPUT")
        np.testing.assert_allclose(maps[k], bands(one["OUTPUT"])[0], rtol=1e-4, atol=1e-6)


def test_bands_of_a_series_are_named_by_their_times(run, world):
    from osgeo import gdal
    series = run("densityseries", MODEL=world["MODEL"], COUNTS=world["COUNTS"], METHOD="sb", OUTPUT="TEMPORARY_OUTPUT")
    dataset = gdal.Open(series["OUTPUT"])
    assert [dataset.GetRasterBand(k + 1).GetDescription() for k in range(5)] == [f"2024-03-12T{h:02d}:00:00Z" for h in (4, 8, 12, 16, 20)]


def test_tiles_and_figures_of_a_series_add_up(run, world, bands, tmp_path):
    series = run("densityseries", MODEL=world["MODEL"], COUNTS=world["COUNTS"], METHOD="sb", LEAST=0, OUTPUT="TEMPORARY_OUTPUT",
                 TILES=str(tmp_path / "tiles.gpkg"), FIGURES=str(tmp_path / "figures.gpkg"))
    figures, tiles = run.rows(series["FIGURES"]), run.rows(series["TILES"])
    assert sum(row["phones"] for row in figures) == pytest.approx(series["C"])
    assert series["C"] == pytest.approx(series["MASS"] + series["LOST"])
    assert sum(row["phones"] for row in tiles) == pytest.approx(series["MASS"])
    assert {row["t_unix"] for row in tiles} == {row["t_unix"] for row in figures}
    start = QDateTime(tiles[0]["start"].date(), tiles[0]["start"].time(), Qt.TimeSpec.UTC)
    assert start.toSecsSinceEpoch() == tiles[0]["t_unix"] == NOON - 8 * 3600


def test_small_numbers_are_left_out_of_the_tiles(run, world, tmp_path):
    series = run("densityseries", MODEL=world["MODEL"], COUNTS=world["COUNTS"], METHOD="sb", LEAST=2, OUTPUT="TEMPORARY_OUTPUT",
                 TILES=str(tmp_path / "tiles.gpkg"))
    assert all(row["phones"] >= 2 for row in run.rows(series["TILES"]))


def test_a_series_tells_the_reason_of_what_it_could_not_place(run, toy, table):
    layer = counts(table, ["a", "z", "z"], [5, 1, 2], time=["2024-03-12T08:00:00", "2024-03-12T08:00:00", "2024-03-12T12:00:00"])
    series = run("densityseries", MODEL=toy, COUNTS=layer, OUTPUT="TEMPORARY_OUTPUT")
    assert series["LOST"] == 3
    assert "Phones not placed: 3 of 1 cells, cell is not in the model (z)." in run.feedback.warnings


# -- zones


@pytest.fixture
def map3x2(raster):
    """Three by two tiles of 100 m: 1 2 3 in the north, 4 5 6 in the south."""
    return raster([[1, 2, 3], [4, 5, 6]], 0, 200, 100, name="map.tif")


def test_a_tile_a_border_cuts_is_shared_by_area(run, map3x2, shapes):
    zones = shapes("Polygon", ["Polygon((0 0,150 0,150 200,0 200,0 0))", "Polygon((150 0,300 0,300 200,150 200,150 0))"],
                   name="zones", label=["west", "east"], code=[1.5, 2.5])
    made = run("densitytozones", DENSITY=map3x2, ZONES=zones, OUTPUT="TEMPORARY_OUTPUT")
    rows = {row["label"]: row for row in run.rows(made["OUTPUT"])}
    assert rows["west"]["phones"] == 1 + 4 + (2 + 5) / 2 and rows["east"]["phones"] == (2 + 5) / 2 + 3 + 6
    assert rows["east"]["code"] == 2.5 and rows["west"]["in_grid"] == 1 and not rows["west"]["suppressed"]
    assert made["PHONES"] == 21 and made["PHONES_OUTSIDE"] == 0 and made["N_ZONES"] == 2
    assert "Phones: 21 on the map, 0 of them outside all zones." in run.feedback.infos


def test_small_numbers_are_suppressed_and_zero_is_not(run, raster, shapes):
    density = raster([[0, 9, 10]], 0, 100, 100)
    boxes = [f"Polygon(({x} 0,{x + 100} 0,{x + 100} 100,{x} 100,{x} 0))" for x in (0, 100, 200)]
    made = run("densitytozones", DENSITY=density, ZONES=shapes("Polygon", boxes, n=[0.0, 1.0, 2.0]), K=10, OUTPUT="TEMPORARY_OUTPUT")
    assert [(row["phones"], row["suppressed"]) for row in run.rows(made["OUTPUT"])] == [(0, False), (None, True), (10, False)]
    assert made["N_SUPPRESSED"] == 1
    assert "Zones: 3; maps summed: 1; numbers suppressed: 1." in run.feedback.infos


def test_all_bands_give_a_row_for_each_zone_and_time(run, world, shapes, tmp_path):
    from osgeo import gdal
    dataset = gdal.Open(world["TRUTH"])
    x, _, _, y, _, _ = dataset.GetGeoTransform()
    box = f"Polygon(({x} {y - 6000},{x + 6000} {y - 6000},{x + 6000} {y},{x} {y},{x} {y - 6000}))"
    made = run("densitytozones", DENSITY=world["TRUTH"], ZONES=shapes("Polygon", [box], label=["all"]), BAND=0,
               OUTPUT=str(tmp_path / "z.gpkg"))
    rows = run.rows(made["OUTPUT"])
    assert [row["band"] for row in rows] == [1, 2, 3, 4, 5] and [row["phones"] for row in rows] == [3000] * 5
    assert rows[2]["time"].time().hour() == 12 and made["PHONES_OUTSIDE"] == 0


def test_zones_in_degrees_keep_their_geometry_and_are_summed_in_metres(run, raster, shapes):
    density = raster(np.ones((20, 20)), 4321000, 3210000, 1000)
    # around the origin of EPSG:3035, 10 E 52 N, which has the coordinates 4321000, 3210000
    zones = shapes("Polygon", ["Polygon((9 51,11 51,11 53,9 53,9 51))"], crs="EPSG:4326", a=["z"])
    made = run("densitytozones", DENSITY=density, ZONES=zones, OUTPUT="TEMPORARY_OUTPUT")
    layer = made["OUTPUT"]
    assert layer.crs().authid() == "EPSG:4326" and layer.extent().xMinimum() == 9
    assert run.rows(layer)[0]["phones"] == pytest.approx(400, abs=1e-6)
    assert any("reach beyond the map" in said for said in run.feedback.warnings)


@pytest.mark.parametrize("destination", ["TEMPORARY_OUTPUT", "z.gpkg", "z.shp", "z.fgb"])
def test_polygons_are_written_as_the_multipolygons_the_layer_promises(run, map3x2, shapes, tmp_path, destination):
    zones = shapes("Polygon", ["Polygon((0 0,150 0,150 200,0 200,0 0))"], a=["z"])
    path = destination if destination == "TEMPORARY_OUTPUT" else str(tmp_path / destination)
    made = run("densitytozones", DENSITY=map3x2, ZONES=zones, OUTPUT=path)["OUTPUT"]
    layer = made if isinstance(made, QgsVectorLayer) else QgsVectorLayer(made, "z", "ogr")
    assert [QgsWkbTypes.isMultiType(f.geometry().wkbType()) for f in layer.getFeatures()] == [True]


def test_overlaps_and_replaced_fields_are_told(run, map3x2, shapes):
    zones = shapes("Polygon", ["Polygon((0 0,200 0,200 200,0 200,0 0))", "Polygon((100 0,300 0,300 200,100 200,100 0))"],
                   phones=[1.0, 2.0], a=["x", "y"])
    made = run("densitytozones", DENSITY=map3x2, ZONES=zones, OUTPUT="TEMPORARY_OUTPUT")
    assert "Pairs of zones that overlap: 1 (features 1 and 2). Phones counted more than once: 7." in run.feedback.warnings
    assert "Fields of the zones that give way to those of the result: phones." in run.feedback.infos
    assert [row["phones"] for row in run.rows(made["OUTPUT"])] == [12, 16]
