"""Predicted coverage: levels as in the tables of the models, outputs that agree with each other, options that do what they say."""

import hashlib

import numpy as np
import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from osgeo import gdal
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProcessingUtils, QgsVectorLayer

from mno_mobility import parallel

# 10 E 52 N is the origin of EPSG:3035 and has these coordinates there (EPSG registry); its meridian points to the north of the grid
LON, LAT, X, Y = 10.0, 52.0, 4321000.0, 3210000.0
TILE = 50.0
KEYS = {"STRENGTH": "tif", "BEST_SERVER": "tif", "OVERLAP": "tif", "OUTPUT": "gpkg", "HOLES": "gpkg", "FILLED": "gpkg"}
EXTENT = f"{X - 3000},{X + 3000},{Y - 2000},{Y + 2000} [EPSG:3035]"
SITES = [(-1500, 0), (1500, 0), (0, 1200), (-700, -900), (800, -1100), (2200, 900)]


@pytest.fixture
def plan(table):
    """Sites of three sectors each, at the middle of a tile; further columns by name."""
    def make(sites=SITES[:2], sectors=(0.0, 120.0, 240.0), **more):
        n = len(sites) * len(sectors)
        place = [(X + TILE / 2 + x, Y + TILE / 2 + y) for x, y in sites for _ in sectors]
        told = {"azimuth_deg": [*sectors] * len(sites), "height_m": [30.0] * n, "power_w": [10.0] * n, "frequency_mhz": [1800.0] * n}
        told = {**told, **{c: v if isinstance(v, list) else [v] * n for c, v in more.items()}}
        return table(cell_id=[f"{'ABCDEF'[s]}{k}" for s in range(len(sites)) for k in range(1, len(sectors) + 1)], crs="EPSG:3035",
                     name="plan", x=[p[0] for p in place], y=[p[1] for p in place], **{c: v for c, v in told.items() if v != [None] * n})
    return make


@pytest.fixture
def beacon(table):
    """One cell that radiates 30 dBm all round, at the middle of a tile."""
    def make(mhz, **more):
        return table(**{"cell_id": ["o"], "power_w": [1.0], "height_m": [30.0], "frequency_mhz": [float(mhz)], "beam_v_deg": [180.0],
                        "crs": "EPSG:3035", "x": [X + TILE / 2], "y": [Y + TILE / 2], **more})
    return make


@pytest.fixture
def predict(run, tmp_path):
    """Run with some outputs, all by default, on a small extent; the results, with the feedback in `run`."""
    def call(cells, *keys, **more):
        wanted = {key: str(tmp_path / f"{key}.{KEYS[key]}") for key in keys or KEYS}
        return run("predictcoverage", **{"CELLS": cells, "EXTENT": EXTENT, "RESOLUTION": TILE, "WORKERS": 1, **wanted, **more})
    return call


@pytest.fixture
def hills(raster):
    """Smooth hills, 0 to 120 m, over more than the extent."""
    east, north = np.meshgrid(np.arange(140), np.arange(110))
    return raster(60 + 60 * np.sin(east / 9) * np.cos(north / 7), X - 3500, Y + 2750, TILE, name="hills.tif")


def grid_of(path):
    """Band names, and values at x and y: NaN for no data."""
    dataset = gdal.Open(str(path))
    left, width, _, top, _, _ = dataset.GetGeoTransform()
    values = np.atleast_3d(dataset.ReadAsArray().astype(float)).reshape(dataset.RasterCount, dataset.RasterYSize, -1)
    values[values == dataset.GetRasterBand(1).GetNoDataValue()] = np.nan
    names = [dataset.GetRasterBand(k + 1).GetDescription() for k in range(dataset.RasterCount)]
    return names, values, lambda x, y: values[:, int((top - y) // width), int((x - left) // width)]


def level_at(path, east, north=0.0):
    """Level at a distance from the middle tile."""
    return grid_of(path)[2](X + TILE / 2 + east, Y + TILE / 2 + north)[0]


def shapely_of(run, output):
    shapely = pytest.importorskip("shapely")
    layer = output if isinstance(output, QgsVectorLayer) else QgsProcessingUtils.mapLayerFromString(output, run.context)
    return {f["cell_id"] if "cell_id" in f.fields().names() else f.id(): shapely.from_wkb(bytes(f.geometry().asWkb()))
            for f in layer.getFeatures()}


# -- levels


# losses at 1 km of a mast of 30 m and a phone at 1.5 m; Hata and COST 231 (Hata 1980, COST 231 final report 4.4.1, as Signal-Server has
# them), extended Hata (ITU-R SM.2028-2)
@pytest.mark.parametrize("model, mhz, place, loss", [
    ("hata", 900, "urban", 126.40), ("hata", 900, "suburban", 116.46), ("hata", 900, "open", 97.90), ("cost231", 1800, "urban", 136.20),
    ("cost231", 1800, "dense", 139.20), ("extended_hata", 900, "urban", 126.57), ("extended_hata", 1800, "urban", 136.20),
    ("extended_hata", 2600, "urban", 138.87)])
def test_levels_are_those_of_the_tables(predict, beacon, model, mhz, place, loss):
    made = predict(beacon(mhz), "STRENGTH", PROPAGATION=model, ENVIRONMENT=place, POWER_IS="eirp", QUANTITY="total", THRESHOLD=-150)
    assert [level_at(made["STRENGTH"], 1000 * a, 1000 * b) for a, b in ((1, 0), (0, 1), (-1, 0), (0, -1))] == pytest.approx(
        [30 - loss] * 4, abs=0.02)


def test_a_ridge_takes_what_an_edge_takes(predict, beacon, raster):
    """ITU-R P.526-15: nu of equation 26, J(nu) of equation 31, and the rest of Bullington's loss, equation 58, for one sharp edge."""
    land = np.zeros((110, 140))
    land[:, 90] = 60.0  # 1000 m east of the mast, and 1000 m before the phone
    made = predict(beacon(900), "STRENGTH", DEM=raster(land, X - 3500, Y + 2750, TILE, name="ridge.tif"), PROPAGATION="terrain_fast",
                   POWER_IS="eirp", QUANTITY="total", THRESHOLD=-200)
    wavelength, d1, d2 = 299.792458 / 900, 1000.0, 1000.0
    over = 60 + d1 * d2 / (2 * 8495e3) - (30 + 1.5) / 2
    nu = over * np.sqrt(2 * (d1 + d2) / (wavelength * d1 * d2))
    j = 6.9 + 20 * np.log10(np.sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1)
    loss = j + (1 - np.exp(-j / 6)) * (10 + 0.02 * 2)
    free = 32.45 + 20 * np.log10(900) + 20 * np.log10(np.hypot(2.0, 0.0285))
    assert level_at(made["STRENGTH"], 2000) == pytest.approx(30 - free - loss, abs=0.15)
    assert level_at(made["STRENGTH"], -2000) == pytest.approx(30 - free, abs=1.5)  # Fresnel's zone is not quite free


def test_the_index_of_power_is_that_of_mobloc(predict, table):
    """mobloc: 10 W are 40 dBm, less 37.5 dB for each tenfold of the distance in metres."""
    plan = table(cell_id=["o"], crs="EPSG:3035", x=[X + TILE / 2], y=[Y + TILE / 2])
    made = predict(plan, "STRENGTH", PROPAGATION="parametric")
    for away in (100.0, 1000.0, 2000.0):
        assert level_at(made["STRENGTH"], away) == pytest.approx(40 - 37.5 * np.log10(np.hypot(away, 30)), abs=0.01)
    assert np.nanmin(grid_of(made["STRENGTH"])[1]) >= -107.2


@pytest.mark.parametrize("azimuth, toward", [(0.0, (0, 1)), (90.0, (1, 0)), (180.0, (0, -1)), (270.0, (-1, 0))])
def test_a_cell_radiates_to_where_the_compass_says(predict, beacon, azimuth, toward):
    plan = beacon(1800, azimuth_deg=[azimuth], beam_h_deg=[65.0])
    made = predict(plan, "STRENGTH", PROPAGATION="extended_hata", THRESHOLD=-200)
    ahead, behind = (level_at(made["STRENGTH"], *(1500 * sign * t for t in toward)) for sign in (1, -1))
    aside = level_at(made["STRENGTH"], 1500 * toward[1], 1500 * toward[0])
    # 3GPP TR 36.814, A.2.1.1: 12 (90 / 65)^2 = 23.0 dB aside, 30 dB behind
    assert (ahead - aside, ahead - behind) == pytest.approx((23.0, 30.0), abs=0.1)


@pytest.mark.parametrize("model", ["parametric", "hata", "cost231", "extended_hata", "tr38901", "terrain", "terrain_fast", "hybrid"])
def test_each_propagation_model_predicts_every_cell(predict, plan, hills, run, model):
    made = predict(plan(frequency_mhz=1500.0), "STRENGTH", DEM=hills, PROPAGATION=model)
    assert made["N_CELLS"] == made["N_HEARD"] == 6 and 0.05 < made["COVERED_SHARE"] <= 1
    values = grid_of(made["STRENGTH"])[1]
    assert -112 < np.nanmin(values) and np.nanmax(values) < 0
    outside = [w for w in run.feedback.warnings if "Outside the range" in w]
    # cells reach 10 km; 3GPP TR 38.901, 7.4.1: urban macro to 5 km
    told = "Outside the range of the propagation model: distance 10000 m (tr38901: 10 to 5000 m)."
    assert outside == ([told] if model == "tr38901" else [])


def test_the_hybrid_level_is_the_lesser_of_terrain_and_town(predict, plan, hills, tmp_path):
    levels = {}
    for model in ("terrain", "extended_hata", "hybrid"):
        made = predict(plan(SITES[:1], (90.0,)), DEM=hills, PROPAGATION=model, THRESHOLD=-200, STRENGTH=str(tmp_path / f"{model}.tif"))
        levels[model] = grid_of(made["STRENGTH"])[1]
    np.testing.assert_allclose(levels["hybrid"], np.minimum(levels["terrain"], levels["extended_hata"]), atol=2e-3)
    assert (levels["terrain"] < levels["extended_hata"]).any() and (levels["terrain"] > levels["extended_hata"]).any()


def test_a_building_takes_the_line_of_sight_and_lifts_the_antenna_on_its_roof(predict, beacon, shapes):
    def block(east):
        west, south = X + east, Y - 200
        return f"Polygon(({west} {south},{west + 50} {south},{west + 50} {south + 450},{west} {south + 450},{west} {south}))"
    options = dict(PROPAGATION="terrain", POWER_IS="eirp", THRESHOLD=-200, RESOLUTION=10,
                   EXTENT=f"{X - 500},{X + 500},{Y - 300},{Y + 300} [EPSG:3035]")
    wall = shapes("Polygon", [block(200)], height=[60.0])
    walled = predict(beacon(900), "STRENGTH", BUILDINGS=wall, **options)["STRENGTH"]
    behind, before = level_at(walled, 400), level_at(walled, -400)
    free = predict(beacon(900), "STRENGTH", **options)["STRENGTH"]
    assert level_at(free, 400) - behind > 20 and level_at(free, -400) == pytest.approx(before, abs=0.01)
    own = shapes("Polygon", [block(0)], height=[25.0])
    roof = predict(beacon(900, on_roof=[True]), "STRENGTH", BUILDINGS=own, **options)["STRENGTH"]
    on_roof = level_at(roof, -400)
    mast = predict(beacon(900, height_m=[55.0]), "STRENGTH", BUILDINGS=own, **options)["STRENGTH"]
    assert level_at(mast, -400) == pytest.approx(on_roof, abs=0.01)


# -- outputs


def test_all_outputs_are_written_and_told(predict, plan, run):
    made = predict(plan(sectors=(0.0,), tilt_deg=5.0))
    assert all(made[key] for key in KEYS)
    rows = run.rows(made["OUTPUT"])
    assert list(rows[0]) == ["fid", "cell_id", "site_id", "server", "area_km2", "mean_dbm"] and len(rows) == made["N_AREAS"] == 2
    assert [(r["cell_id"], r["server"]) for r in rows] == [("A1", 1), ("B1", 2)]
    assert len(run.rows(made["HOLES"])) == made["N_HOLES"]
    told, = (info for info in run.feedback.infos if info.startswith("Cells predicted: 2 of 2, hybrid. Covered: "))
    assert f"{made['COVERED_KM2']:,.1f} km², {made['COVERED_SHARE']:.1%}" in told


@pytest.mark.parametrize("off", [*KEYS, "all"])
def test_every_output_may_be_left_out(predict, plan, run, tmp_path, off):
    keys = [key for key in KEYS if off not in (key, "all")]
    made = run("predictcoverage", CELLS=plan(sectors=(0.0,)), EXTENT=EXTENT, RESOLUTION=TILE, WORKERS=1,
               **{key: str(tmp_path / f"{key}.{KEYS[key]}") for key in keys})
    assert {key: made.get(key) for key in KEYS if key not in keys} == dict.fromkeys(set(KEYS) - set(keys))
    assert sorted(p.stem for p in tmp_path.glob("*") if p.suffix in (".tif", ".gpkg")) == sorted(keys)
    assert made["N_HEARD"] == 2 and made["COVERED_KM2"] > 1
    assert made["N_AREAS"] == (2 if "OUTPUT" in keys else 0) and (made["N_HOLES"] > 0) == ("HOLES" in keys)


def test_plans_in_memory_on_disk_and_as_a_table_are_the_same(predict, plan, run, tmp_path):
    from qgis.core import QgsVectorFileWriter

    memory = plan(power_w=20.0)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    QgsVectorFileWriter.writeAsVectorFormatV3(memory, str(tmp_path / "cells.gpkg"), run.project.transformContext(), options)
    lines = ["cell_id,x,y,azimuth_deg,height_m,power_w,frequency_mhz"]
    for f in memory.getFeatures():
        point = f.geometry().asPoint()
        lines.append(f"{f['cell_id']},{point.x()},{point.y()},{f['azimuth_deg']},30,20,1800")
    (tmp_path / "cells.csv").write_text("\n".join(lines))
    found = []
    for cells, more in ((memory, {}), (str(tmp_path / "cells.gpkg"), {}), (str(tmp_path / "cells.csv"), {"CELLS_CRS": "EPSG:3035"})):
        made = predict(cells, "STRENGTH", OUTPUT="TEMPORARY_OUTPUT", **more)
        found.append((made["COVERED_KM2"], made["MEAN_OVERLAP"], hashlib.sha256(open(made["STRENGTH"], "rb").read()).hexdigest(),
                      [tuple(row[c] for c in ("cell_id", "server", "area_km2")) for row in run.rows(made["OUTPUT"])]))
    assert found[0] == found[1] == found[2]


def test_only_selected_cells_are_predicted(predict, plan, run):
    cells = plan()
    run.project.addMapLayer(cells, False)
    cells.selectByExpression("cell_id like 'B%'")
    made = predict(QgsProcessingFeatureSourceDefinition(cells.id(), True), "OUTPUT", "BEST_SERVER")
    assert made["N_CELLS"] == 3 and [r["cell_id"] for r in run.rows(made["OUTPUT"])] == ["B1", "B2", "B3"]
    assert set(np.unique(grid_of(made["BEST_SERVER"])[1])) >= {1, 2, 3}
    run.project.takeMapLayer(cells)


def test_a_plan_in_degrees_is_predicted_in_metres(predict, table, beacon, tmp_path):
    # the origin of EPSG:3035 is 10 E 52 N
    metric = beacon(1800, x=[X], y=[Y], azimuth_deg=[90.0])
    degrees = beacon(1800, x=[LON], y=[LAT], azimuth_deg=[90.0], crs="EPSG:4326")
    first, second = (predict(cells, STRENGTH=str(tmp_path / f"{k}.tif")) for k, cells in enumerate((metric, degrees)))
    assert gdal.Open(second["STRENGTH"]).GetGeoTransform() == gdal.Open(first["STRENGTH"]).GetGeoTransform()
    np.testing.assert_allclose(grid_of(first["STRENGTH"])[1], grid_of(second["STRENGTH"])[1], atol=1e-3)


def test_an_extent_in_another_crs_is_covered_whole(predict, beacon):
    pyproj = pytest.importorskip("pyproj")
    made = predict(beacon(1800), "STRENGTH", EXTENT="9.98,10.03,51.99,52.02 [EPSG:4326]", THRESHOLD=-200)
    lon, lat = np.meshgrid(np.linspace(9.98, 10.03, 9), np.linspace(51.99, 52.02, 9))
    x, y = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True).transform(lon.ravel(), lat.ravel())
    left, width, _, top, _, _ = gdal.Open(made["STRENGTH"]).GetGeoTransform()
    _, values, at = grid_of(made["STRENGTH"])
    assert left <= x.min() and top >= y.max() and left + width * values.shape[2] >= x.max() and top - width * values.shape[1] <= y.min()
    assert x.min() - left < 2 * width and top - y.max() < 2 * width and not np.isnan(values).any()


def test_without_an_extent_the_cells_with_their_range_are_covered(predict, beacon):
    made = predict(beacon(1800, range_m=[1500.0]), "STRENGTH", EXTENT=None, RESOLUTION=25)
    dataset = gdal.Open(made["STRENGTH"])
    assert (dataset.RasterXSize, dataset.RasterYSize) == (120, 120)
    small = predict(beacon(1800), "STRENGTH", EXTENT=None, RADIUS=500)
    dataset = gdal.Open(small["STRENGTH"])
    assert (dataset.RasterXSize, dataset.RasterYSize) == (21, 21)


@pytest.mark.parametrize("radio, least", [("GSM", -95.0), ("UMTS", -105.0), ("LTE", -110.0), ("NR", -110.0)])
def test_a_technology_has_its_own_least_level(predict, beacon, radio, least):
    """coverage.md: levels outdoors, RSRP of LTE, RSCP of UMTS, carrier of GSM."""
    made = predict(beacon(900, radio=[radio], power_w=[0.1]), "STRENGTH", PROPAGATION="hata", ENVIRONMENT="urban", POWER_IS="eirp")
    lowest = np.nanmin(grid_of(made["STRENGTH"])[1])
    assert least <= lowest < least + 1.5


def test_a_least_level_that_is_given_is_that_of_all(predict, plan):
    covered = []
    for threshold in (-70, -90, -110, None):
        made = predict(plan(), "STRENGTH", "OVERLAP", THRESHOLD=threshold)
        values = grid_of(made["STRENGTH"])[1]
        assert np.nanmin(values) >= (threshold or -110)
        covered.append(made["COVERED_KM2"])
        assert made["COVERED_KM2"] == pytest.approx(np.isfinite(values).sum() * TILE ** 2 / 1e6)
        assert made["MEAN_OVERLAP"] == pytest.approx(np.nanmean(grid_of(made["OVERLAP"])[1]))
    assert covered[0] < covered[1] < covered[2] == covered[3]


# -- servers, bands and areas


@pytest.fixture
def world(predict, plan, hills, run):
    """Six sites in hills, with a band a cell; and the areas of each kind."""
    def make(**more):
        options = dict(DEM=hills, STRENGTH_OF="each", THRESHOLD=-100, LEAST_PATCH=0, **more)
        return predict(plan(SITES), **options)
    return make


def test_a_band_a_cell_carries_its_name_and_their_greatest_is_the_level(world, predict, plan, hills, run, tmp_path):
    made = world(HYSTERESIS=0)
    names, bands, _ = grid_of(made["STRENGTH"])
    assert names == [f"{s}{k}" for s in "ABCDEF" for k in (1, 2, 3)] and made["N_HEARD"] == 18
    # pixel by pixel, each band would rewrite all before it
    assert gdal.Open(made["STRENGTH"]).GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE") == "BAND"
    best = predict(plan(SITES), DEM=hills, THRESHOLD=-100, HYSTERESIS=0, STRENGTH=str(tmp_path / "best.tif"))
    heard = np.isfinite(bands).sum(axis=0)
    highest = np.where(heard > 0, np.nanmax(np.where(np.isnan(bands), -np.inf, bands), axis=0), np.nan)
    np.testing.assert_array_equal(grid_of(best["STRENGTH"])[1][0], highest)
    assert grid_of(best["STRENGTH"])[0] == ["level of the best server (dBm)"]
    np.testing.assert_array_equal(grid_of(made["OVERLAP"])[1][0], np.where(heard > 0, heard, np.nan))
    server = grid_of(made["BEST_SERVER"])[1][0]
    expected = np.where(heard > 0, np.argmax(np.where(np.isnan(bands), -np.inf, bands), axis=0) + 1, np.nan)
    np.testing.assert_array_equal(server, expected)


def test_areas_of_servers_divide_the_covered_area(world, run):
    shapely = pytest.importorskip("shapely")
    made = world(AREA_OF="server")
    rows, areas = run.rows(made["OUTPUT"]), shapely_of(run, made["OUTPUT"])
    assert all(shapely.is_valid(area) and area.geom_type == "MultiPolygon" for area in areas.values())
    assert shapely.union_all(list(areas.values())).area / 1e6 == pytest.approx(made["COVERED_KM2"])
    assert sum(area.area for area in areas.values()) / 1e6 == pytest.approx(made["COVERED_KM2"])
    assert [r["area_km2"] for r in rows] == pytest.approx([areas[r["cell_id"]].area / 1e6 for r in rows])
    _, server, _ = grid_of(made["BEST_SERVER"])
    left, width, _, top, _, _ = gdal.Open(made["BEST_SERVER"]).GetGeoTransform()
    names, bands, _ = grid_of(made["STRENGTH"])
    for row in rows:
        down, right = np.nonzero(server[0] == row["server"])
        x, y = left + (right + 0.5) * width, top - (down + 0.5) * width
        assert shapely.contains_xy(areas[row["cell_id"]], x, y).all() and len(x) * width ** 2 / 1e6 == pytest.approx(row["area_km2"])
        assert names[row["server"] - 1] == row["cell_id"]
        assert row["mean_dbm"] == pytest.approx(bands[row["server"] - 1][server[0] == row["server"]].mean(), abs=1e-3)


def test_a_cell_is_heard_where_it_may_serve_and_may_serve_where_it_does(world, run):
    found = {}
    for kind in ("heard", "margin", "server"):
        made = world(AREA_OF=kind, OUTPUT="TEMPORARY_OUTPUT")
        found[kind] = shapely_of(run, made["OUTPUT"])
        if kind == "heard":
            _, bands, _ = grid_of(made["STRENGTH"])
            sizes = {row["cell_id"]: row["area_km2"] for row in run.rows(made["OUTPUT"])}
            assert list(sizes.values()) == pytest.approx(np.isfinite(bands).sum(axis=(1, 2)) * TILE ** 2 / 1e6)
    assert set(found["heard"]) >= set(found["margin"]) >= set(found["server"]) and len(found["server"]) > 12
    for cell, area in found["server"].items():
        assert area.difference(found["margin"][cell]).area < 1e-3
    for cell, area in found["margin"].items():
        assert area.difference(found["heard"][cell]).area < 1e-3
    total = {kind: sum(area.area for area in areas.values()) for kind, areas in found.items()}
    assert total["heard"] > 1.1 * total["margin"] > 1.1 * 1.1 * total["server"]


def test_the_margin_is_the_hysteresis(world, run):
    made = world(AREA_OF="margin", HYSTERESIS=6)
    names, bands, _ = grid_of(made["STRENGTH"])
    best = np.nanmax(np.where(np.isnan(bands), -np.inf, bands), axis=0)
    server = grid_of(made["BEST_SERVER"])[1][0]
    for row in run.rows(made["OUTPUT"]):
        band = bands[names.index(row["cell_id"])]
        may = (band >= best - 6 - 1e-4) | (server == row["server"])
        assert row["area_km2"] == pytest.approx(may.sum() * TILE ** 2 / 1e6, rel=2e-3)


def test_hysteresis_smooths_the_borders_and_keeps_to_the_margin(world):
    borders = []
    for hysteresis in (0, 3, 6):
        made = world(HYSTERESIS=hysteresis)
        names, bands, _ = grid_of(made["STRENGTH"])
        server = grid_of(made["BEST_SERVER"])[1][0]
        served = np.isfinite(server)
        own = np.take_along_axis(bands, np.where(served, server - 1, 0).astype(int)[None], axis=0)[0]
        best = np.nanmax(np.where(np.isnan(bands), -np.inf, bands), axis=0)
        assert (best - own)[served].max() <= hysteresis
        borders.append(int((np.diff(server, axis=1) != 0)[served[:, 1:] & served[:, :-1]].sum()))
    assert borders[0] > borders[1] >= borders[2]


def test_holes_and_covered_area_are_the_extent(world, run):
    made = world()
    holes = run.rows(made["HOLES"])
    assert made["N_HOLES"] == len(holes) > 3 and [h["area_km2"] for h in holes] == sorted((h["area_km2"] for h in holes), reverse=True)
    assert sum(h["area_km2"] for h in holes) + made["COVERED_KM2"] == pytest.approx(6 * 4)
    assert made["COVERED_KM2"] / 24 == pytest.approx(made["COVERED_SHARE"])
    values = grid_of(made["STRENGTH"])[1]
    assert np.isnan(values).all(axis=0).sum() * TILE ** 2 / 1e6 == pytest.approx(sum(h["area_km2"] for h in holes))


def test_full_coverage_has_no_holes(predict, plan, run):
    made = predict(plan(), "HOLES", THRESHOLD=-200)
    assert made["N_HOLES"] == 0 and run.rows(made["HOLES"]) == [] and made["COVERED_SHARE"] == 1


# -- what is filled in


def test_what_is_missing_is_listed_and_nothing_else(predict, table, run):
    plan = table(cell_id=["full", "bare", "half"], azimuth_deg=[0.0, None, 120.0], tilt_deg=[3.0, None, None], height_m=[30.0, None, 25.0],
                 power_w=[20.0, None, None], frequency_mhz=[800.0, None, 800.0], bandwidth_mhz=[10.0, None, 10.0],
                 beam_h_deg=[65.0, None, None], beam_v_deg=[7.0, None, 7.0], gain_dbi=[16.0, None, 16.0], range_m=[3000.0, None, 3000.0],
                 crs="EPSG:3035", x=[X, X + 900, X - 900], y=[Y] * 3, name="plan")
    made = predict(plan, "FILLED")
    found = {}
    for row in run.rows(made["FILLED"]):
        found.setdefault(row["cell_id"], {})[row["column"]] = row["value"]
    # defaults: TR 36.814, table A.2.1.1-2, and for an omnidirectional antenna 11 dBi
    assert found == {
        "bare": {"azimuth_deg": None, "height_m": 30, "power_w": 40, "frequency_mhz": 1800, "bandwidth_mhz": 10, "beam_v_deg": 7,
                 "gain_dbi": 11, "range_m": 10_000},
        "half": {"tilt_deg": 4, "power_w": 40, "beam_h_deg": 65}}
    assert "Cells without power_w: 2, which take 40 W (bare, half)." in run.feedback.warnings
    assert "Cells without azimuth_deg are omnidirectional: 1 (bare)." in run.feedback.infos


def test_columns_that_no_cell_has_are_told_in_one_line(predict, table, run):
    made = predict(table(cell_id=["a", "b"], azimuth_deg=[0.0, 90.0], crs="EPSG:3035", x=[X, X + 500], y=[Y, Y]), "FILLED")
    assert [w for w in run.feedback.warnings if "take" in w] == [
        "The plan gives no values for these columns, so all 2 cells take height_m 30 m, power_w 40 W, range_m 10000 m, "
        "frequency_mhz 1800 MHz, bandwidth_mhz 10 MHz, tilt_deg 4 °, beam_h_deg 65 °, beam_v_deg 7 °, gain_dbi 17 dBi."]
    assert len(run.rows(made["FILLED"])) == 2 * 9


# -- power, quantity, antennas


def test_quantities_and_meanings_of_power_shift_the_level(predict, beacon, tmp_path):
    """12 subcarriers of 50 blocks of an LTE carrier of 10 MHz: 27.78 dB; a dipole has 2.15 dBi; 15 dBi less 3 dB of feeder."""
    plan = beacon(1800, gain_dbi=[15.0], loss_db=[3.0], bandwidth_mhz=[10.0])
    at = {}
    for name, more in (("eirp", {}), ("reference", dict(QUANTITY="reference")), ("erp", dict(POWER_IS="erp")),
                       ("conducted", dict(POWER_IS="conducted"))):
        made = predict(plan, STRENGTH=str(tmp_path / f"{name}.tif"), **{
            "POWER_IS": "eirp", "QUANTITY": "total", "PROPAGATION": "extended_hata", "THRESHOLD": -190, **more})
        at[name] = level_at(made["STRENGTH"], 1000)
    shifts = {name: at[name] - at["eirp"] for name in at}
    assert shifts == pytest.approx({"eirp": 0, "reference": -27.78, "erp": 2.15, "conducted": 12}, abs=0.01)


@pytest.fixture
def pattern(tmp_path):
    """Writes an MSI file of an antenna that loses some dB behind, between 90 and 270 degrees, and nothing up or down."""
    folder = tmp_path / "antennas"
    folder.mkdir()

    def write(name, gain, behind):
        around = "\n".join(f"{a} {behind if 90 < a < 270 else 0}" for a in range(360))
        upright = "\n".join(f"{a} {behind if 90 < a < 270 else 0}" for a in range(360))
        (folder / name).write_text(f"NAME {name}\nFREQUENCY 1800\nGAIN {gain} dBi\nHORIZONTAL 360\n{around}\nVERTICAL 360\n{upright}\n")
        return str(folder / name)
    return write


def test_a_pattern_file_serves_all_directed_cells_and_others_by_name(predict, plan, pattern, run, tmp_path):
    for_all = pattern("common.msi", 15, 20)
    pattern("special.msi", 10, 35)
    cells = plan([(0, 0)], (90.0, 90.0, 90.0), antenna=[None, "SPECIAL", "lost.msi"], power_w=1.0)
    made = predict(cells, ANTENNA=for_all, STRENGTH_OF="each", THRESHOLD=-200, QUANTITY="total", PROPAGATION="extended_hata")
    names, _, at = grid_of(made["STRENGTH"])
    ahead, behind = (at(X + TILE / 2 + east, Y + TILE / 2) for east in (1000, -1000))
    assert ahead - behind == pytest.approx([20, 35, 20], abs=0.02) and ahead - ahead[0] == pytest.approx([0, -5, 0], abs=0.02)
    # extended Hata in a suburb: 136.20 dB less 2 lg(1800 / 28)^2 + 5.4 (Hata 1980)
    assert ahead[0] == pytest.approx(30 + 15 - (136.20 - 2 * np.log10(1800 / 28) ** 2 - 5.4), abs=0.05)
    assert "Antenna patterns read: 2." in run.feedback.infos
    assert "Cells whose antenna has no file, which take the pattern of cells that name none: 1 (A3)." in run.feedback.warnings
    filled = {(r["cell_id"], r["column"]) for r in run.rows(made["FILLED"])}
    assert ("A3", "antenna") in filled and not {(c, "gain_dbi") for c in ("A1", "A2", "A3")} & filled


def test_real_pattern_files_are_read(predict, plan, shared_data, run):
    folder = shared_data / "coverage" / "antenna"
    made = predict(plan(antenna=["AMB4520R8v06_05T", None, "B800A065-18-4E.pln"] * 2), "STRENGTH", ANTENNA=str(folder / "merged_04T.msi"))
    assert made["N_HEARD"] == 6 and "Antenna patterns read: 3." in run.feedback.infos
    assert not [w for w in run.feedback.warnings if "antenna" in w or "gain_dbi" in w]


def test_antennas_that_are_named_in_vain_are_told(predict, plan, run):
    predict(plan(antenna="K742266"), "STRENGTH")
    assert any(info.startswith("The plan names antennas.") for info in run.feedback.infos)


# -- processes


def test_processes_change_nothing(predict, plan, hills, run, tmp_path, monkeypatch):
    started = []
    whole = parallel._in_processes
    monkeypatch.setattr(parallel, "_in_processes", lambda *arguments: started.append(1) or whole(*arguments))
    monkeypatch.setattr(parallel, "LEAST_TASKS", 0)
    digests = []
    for workers in (1, 2):
        paths = {key: str(tmp_path / f"{key}{workers}.{KEYS[key]}") for key in KEYS}
        made = predict(plan(SITES), DEM=hills, WORKERS=workers, STRENGTH_OF="each", **paths)
        rows = [tuple(r.values()) for key in ("OUTPUT", "HOLES", "FILLED") for r in run.rows(made[key])]
        digests.append([hashlib.sha256(open(paths[key], "rb").read()).hexdigest() for key in ("STRENGTH", "BEST_SERVER", "OVERLAP")] + rows)
    assert digests[0] == digests[1] and len(started) == 1


def test_terrain_that_covers_the_area_is_enough_for_masts_at_its_rim(predict, plan, raster, run):
    # the ground reaches beyond the area only for masts that stand there
    heights = raster(np.full((40, 40), 100.0), X - 2000, Y + 2000, 100, name="just.tif")
    predict(plan([(-1990, 0)]), DEM=heights, EXTENT=f"{X - 2000},{X + 2000},{Y - 2000},{Y + 2000} [EPSG:3035]")
    assert not any("no height" in warning for warning in run.feedback.warnings)
