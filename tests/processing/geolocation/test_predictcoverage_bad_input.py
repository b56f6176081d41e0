"""Bad input of a coverage prediction: refused in one line with place and remedy, or counted and told; nothing is left behind."""

import numpy as np
import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from osgeo import gdal

from mno_mobility import memory

X, Y, TILE = 4321000.0, 3210000.0, 50.0
EXTENT = f"{X - 1500},{X + 1500},{Y - 1000},{Y + 1000} [EPSG:3035]"


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def options(out):
    return {"EXTENT": EXTENT, "RESOLUTION": TILE, "WORKERS": 1, "STRENGTH": str(out / "level.tif"), "OUTPUT": str(out / "areas.gpkg")}


@pytest.fixture
def refused(run, out, options):
    def call(cells, **more):
        return run.refused(out, "predictcoverage", **{"CELLS": cells, **options, **more})
    return call


@pytest.fixture
def warned(run, options):
    """Run all the same; the warnings."""
    def call(cells, **more):
        run("predictcoverage", **{"CELLS": cells, **options, **more})
        return run.feedback.warnings
    return call


@pytest.fixture
def plan(table):
    """Two cells that tell everything; other columns by name, None leaves one out."""
    def make(**more):
        n = len(more.get("cell_id", ("a", "b")))
        told = {"cell_id": ["a", "b"], "azimuth_deg": 90.0, "tilt_deg": 3.0, "height_m": 30.0, "power_w": 20.0, "frequency_mhz": 1800.0,
                "bandwidth_mhz": 10.0, "beam_h_deg": 65.0, "beam_v_deg": 7.0, "gain_dbi": 17.0, "range_m": 5000.0, **more}
        told = {c: v if isinstance(v, list) else [v] * n for c, v in told.items() if v is not None and c not in ("x", "y", "crs")}
        return table(**told, crs=more.get("crs", "EPSG:3035"), name="plan", x=more.get("x", [X + 500 * k for k in range(n)]),
                     y=more.get("y", [Y] * n))
    return make


@pytest.fixture
def dem(raster):
    """Flat land at 100 m with other heights in some places."""
    def make(values=None, *, crs="EPSG:3035", x=X - 7000, y=Y + 7000, pixel=100.0, **more):
        return raster(np.full((140, 140), 100.0) if values is None else values, x, y, pixel, crs=crs, **{"name": "dem.tif", **more})
    return make


def level_of(path):
    values = gdal.Open(str(path)).ReadAsArray()
    return np.where(values == -9999, np.nan, values)


# -- plans


def test_a_plan_without_rows(refused, plan):
    said = refused(plan(cell_id=[], x=[], y=[], azimuth_deg=None))
    assert said == "plan: the layer has no rows. Check the layer, its filter and the selection."


def test_values_that_no_antenna_can_have_are_told_and_filled_in(warned, plan):
    said = warned(plan(height_m=[30.0, -4.0], power_w=["20", "plenty"], frequency_mhz=[1800.0, 0.5], tilt_deg=[3.0, 120.0]))
    assert {"Cells corrected or doubtful: 1, height_m is out of range (b).", "Cells corrected or doubtful: 1, power_w is not a number (b).",
            "Cells without height_m: 1, which take 30 m (b).", "Cells without power_w: 1, which take 40 W (b).",
            "Cells without frequency_mhz: 1, which take 1800 MHz (b).", "Cells without tilt_deg: 1, which take 4 ° (b)."} <= set(said)


@pytest.mark.parametrize("column, told", [
    ("height_m", "height_m 30 m"), ("power_w", "power_w 40 W"), ("frequency_mhz", "frequency_mhz 1800 MHz"), ("tilt_deg", "tilt_deg 4 °"),
    ("bandwidth_mhz", "bandwidth_mhz 10 MHz"), ("beam_v_deg", "beam_v_deg 7 °"), ("gain_dbi", "gain_dbi 17 dBi")])
def test_a_column_that_is_missing_is_told(warned, plan, column, told):
    assert warned(plan(**{column: None})) == [
        f"The plan gives no values for these columns, so all 2 cells take {told}."]


def test_cells_without_azimuth_are_omnidirectional_and_told(warned, plan, run):
    assert warned(plan(azimuth_deg=None)) == []
    assert "Cells without azimuth_deg are omnidirectional: 2 (a, b)." in run.feedback.infos


# -- frequencies and models


@pytest.mark.parametrize("model, mhz, said", [
    ("hata", 2600.0, "2600 MHz (hata: 150 to 1500 MHz)"), ("cost231", 900.0, "900 MHz (cost231: 1500 to 2000 MHz)"),
    ("extended_hata", 3500.0, "3500 MHz (extended_hata: 30 to 3000 MHz)"), ("tr38901", 300.0, "300 MHz (tr38901: 500 to 100000 MHz)"),
    ("terrain", 28000.0, "28000 MHz (terrain: 30 to 6000 MHz)"), ("hybrid", 3500.0, "3500 MHz (extended_hata: 30 to 3000 MHz)")])
def test_a_frequency_outside_the_range_of_the_model_is_told_with_that_range(warned, plan, model, mhz, said):
    warnings = warned(plan(frequency_mhz=mhz), PROPAGATION=model, THRESHOLD=-180)
    assert f"Outside the range of the propagation model: {said}." in warnings


# -- extents and levels


def test_an_extent_far_from_every_cell(refused, plan):
    said = refused(plan(), EXTENT=f"{X + 60_000},{X + 61_000},{Y},{Y + 1000} [EPSG:3035]")
    assert said.startswith("Extent: no cell can be heard there: the nearest one, b, is 59.5 km away. Check the extent and the CRS")
    said = refused(plan(range_m=500.0), EXTENT=f"{X + 1400},{X + 1500},{Y},{Y + 100} [EPSG:3035]")
    assert "the nearest one, b, is 900 m away" in said


def test_an_extent_whose_crs_is_wrong(refused, plan):
    said = refused(plan(), EXTENT=f"{X},{X + 1000},{Y},{Y + 1000} [EPSG:25832]")
    assert "no cell can be heard there" in said


def test_a_level_that_nothing_reaches(refused, plan):
    said = refused(plan(power_w=0.001), THRESHOLD=-20)
    assert said.startswith("Least level (dBm): no cell reaches the least level anywhere in the area. Lower it, or check the powers")


def test_cells_that_reach_nothing_are_told(warned, plan, run):
    said = warned(plan(cell_id=["a", "b", "far", "weak"], x=[X, X + 500, X + 90_000, X], power_w=[20.0, 20.0, 20.0, 1e-9]))
    assert "Cells that reach no pixel of the area: 2 (far, weak)." in said


def test_bands_that_outdo_each_other_are_told(warned, plan):
    said = warned(plan(x=[X, X], frequency_mhz=[800.0, 2600.0]))
    assert any(w.startswith("Cells that are received but serve nowhere, and so have no area: 1 (b).") for w in said)


def test_levels_at_the_end_of_the_range_are_told(warned, plan, run):
    warned(plan(range_m=[700.0, 5000.0]), THRESHOLD=-150)
    assert any(info.startswith("Cells that reach the least level up to the end of their range, and perhaps farther: ") and "a" in info
               for info in run.feedback.infos)


# -- terrain


def test_a_site_in_a_void_is_named(warned, plan, dem):
    land = np.full((140, 140), 100.0)
    land[65:75, 72:80] = -9999  # around the second cell, not the first
    said = warned(plan(), DEM=dem(land, nodata=-9999))
    assert "Cells where the terrain has no height, which take the nearest one: 1 (b)." in said
    assert any(w.startswith("dem has no height for ") for w in said)


def test_a_model_that_misses_a_site(warned, plan, dem):
    said = warned(plan(x=[X, X + 2600]), DEM=dem(np.full((40, 40), 100.0), x=X - 2000, y=Y + 2000))
    assert "Cells where the terrain has no height, which take the nearest one: 1 (b)." in said


def test_a_model_elsewhere_or_without_crs(refused, plan, dem):
    assert refused(plan(), DEM=dem(x=X + 90_000)) == "dem: it does not reach the area. Check its CRS and extent."
    assert refused(plan(), DEM=dem(crs=None)).startswith("dem: the CRS is unknown")
    assert refused(plan(), DEM=dem(np.full((140, 140), -9999.0), nodata=-9999)).startswith("dem: it has no height in the area")


def test_heights_in_feet_and_in_degrees_are_the_same_land(run, options, plan, raster, dem, tmp_path):
    rows, cols = np.indices((140, 140))
    land = 100 + 40 * np.sin(cols / 6.0) * np.cos(rows / 8.0)
    metres, feet = dem(land, name="m.tif"), dem(land / 0.3048, name="ft.tif")
    dataset = gdal.Open(feet, gdal.GA_Update)
    dataset.GetRasterBand(1).SetUnitType("ft")
    dataset = None
    degrees = str(tmp_path / "deg.tif")
    gdal.Warp(degrees, metres, dstSRS="EPSG:4326", xRes=0.0007, yRes=0.0004, resampleAlg="bilinear")
    levels = {}
    for name, path in (("m", metres), ("ft", feet), ("deg", degrees)):
        run("predictcoverage", CELLS=plan(), DEM=path, **options)
        levels[name] = level_of(options["STRENGTH"])
        assert any("become metres" in info for info in run.feedback.infos) == (name == "ft")
    np.testing.assert_allclose(levels["ft"], levels["m"], atol=0.05)
    assert np.nanmean(np.abs(levels["deg"] - levels["m"])) < 0.5
    assert (np.isnan(levels["deg"]) != np.isnan(levels["m"])).mean() < 0.01


# -- buildings


def test_buildings_without_height_or_elsewhere_are_told(warned, plan, shapes):
    def block(x, y):
        return f"Polygon(({x} {y},{x + 80} {y},{x + 80} {y + 80},{x} {y + 80},{x} {y}))"
    fine = {"RESOLUTION": 10, "EXTENT": f"{X - 300},{X + 300},{Y - 300},{Y + 300} [EPSG:3035]"}
    said = warned(plan(), BUILDINGS=shapes("Polygon", [block(X + 100, Y)], name="houses", use=["house"]), **fine)
    assert any(w.startswith("houses: no field looks like a height, so all buildings are taken to be 15 m high.") for w in said)
    said = warned(plan(), BUILDINGS=shapes("Polygon", [block(X + 100, Y), block(X - 200, Y)], name="houses", height=[12.0, None]), **fine)
    assert "houses: 1 of 2 buildings have no usable height and are taken to be 15 m high." in said
    said = warned(plan(), BUILDINGS=shapes("Polygon", [block(X + 90_000, Y)], name="houses", height=[12.0]), **fine)
    assert "houses: none of its 1 buildings stands in the area." in said


def test_models_that_know_no_buildings_or_get_no_terrain_are_told(warned, plan, shapes):
    house = f"Polygon(({X + 100} {Y},{X + 180} {Y},{X + 180} {Y + 80},{X + 100} {Y}))"
    said = warned(plan(), PROPAGATION="hata", BUILDINGS=shapes("Polygon", [house], height=[12.0]))
    assert "Buildings stand in nobody's way in the propagation model hata: take terrain or hybrid." in said
    assert any("promises too much" in w for w in warned(plan(), PROPAGATION="terrain"))
    assert warned(plan(), PROPAGATION="hybrid") == []


# -- antennas


@pytest.mark.parametrize("content, said", [
    (b"", "Antenna pattern bad.msi: the file is empty"),
    (b"GAIN 15 dBi\nHORIZONTAL 360\n0 0\n1 0\n", "Antenna pattern bad.msi, line 2: HORIZONTAL is cut short: 2 of its 360 lines are there"),
    (b"GAIN 15 dBi\n", "Antenna pattern bad.msi: there is no line that begins with HORIZONTAL"),
    ("GAIN 15 dBi\nHORIZONTAL 360\n".encode("utf-16-le"), "Antenna pattern bad.msi: the file is not text"),
    (b"\x89PNG\r\n\x1a\n\0\0", "Antenna pattern bad.msi: the file is not text")])
def test_a_pattern_file_that_cannot_be_read(refused, plan, tmp_path, content, said):
    (tmp_path / "bad.msi").write_bytes(content)
    assert refused(plan(), ANTENNA=str(tmp_path / "bad.msi")).startswith(said)


def test_a_pattern_file_that_is_not_there(refused, plan, tmp_path):
    said = refused(plan(), ANTENNA=str(tmp_path / "none.msi"))
    assert "none.msi" in said and "cannot be read" in said


def test_a_name_that_two_files_have(refused, plan, tmp_path):
    for suffix in ("msi", "pln"):
        (tmp_path / f"twin.{suffix}").write_text("GAIN 15 dBi\n")
    said = refused(plan(antenna="twin"), ANTENNA=str(tmp_path / "twin.msi"))
    assert "'twin' may be twin.msi, twin.pln" in said


# -- memory and outputs


def test_a_resolution_too_fine_for_the_memory_is_refused_at_once(refused, plan):
    said = refused(plan(), RESOLUTION=1, EXTENT=f"{X},{X + 300_000},{Y},{Y + 200_000} [EPSG:3035]")
    assert said.startswith("Grid: 300,000 x 200,000 tiles need about ") and said.endswith("Take larger tiles or a smaller extent.")


def test_radials_too_fine_for_the_memory_are_refused_at_once(refused, plan, monkeypatch):
    # 2 pi 5000^2 places on radials of 1 m, of which 6 million are swept at once
    monkeypatch.setattr(memory, "available_bytes", lambda: 600_000_000)
    said = refused(plan(), RESOLUTION=1, EXTENT=f"{X - 5000},{X - 4500},{Y},{Y + 500} [EPSG:3035]", THRESHOLD=-180, PROPAGATION="terrain")
    assert said.startswith("Resolution: 500 x 500 tiles, and cells that reach 5.0 km in steps of 1 m, need about ")


def test_as_many_processes_as_fit_in_memory_are_started(run, options, plan, monkeypatch):
    from mno_mobility.geolocation import coverage

    started, whole = [], coverage.predict

    def predict(scene, *, workers, progress):
        started.append(workers)
        return whole(scene, progress=progress)
    monkeypatch.setattr(coverage, "predict", predict)
    for free, wanted in ((10 ** 12, 7), (800_000_000, 7), (30_000_000, 1)):
        monkeypatch.setattr(memory, "available_bytes", lambda free=free: free)
        run("predictcoverage", CELLS=plan(range_m=200.0), **{**options, "WORKERS": wanted})
    assert started[0] == 7 and 1 <= started[1] < 7 and started[2] == 1


@pytest.mark.parametrize("key, suffix", [("STRENGTH", "tif"), ("BEST_SERVER", "tif"), ("OVERLAP", "tif"), ("OUTPUT", "gpkg"),
                                         ("HOLES", "gpkg"), ("FILLED", "csv")])
def test_an_output_that_cannot_be_written_leaves_none_of_the_others(refused, plan, tmp_path, out, key, suffix):
    (tmp_path / "file").write_text("")
    every = {"BEST_SERVER": str(out / "best.tif"), "OVERLAP": str(out / "overlap.tif"), "HOLES": str(out / "holes.gpkg"),
             "FILLED": str(out / "filled.gpkg")}
    said = refused(plan(), **{**every, key: str(tmp_path / "file" / f"o.{suffix}")})  # below a file there is no folder
    assert f"o.{suffix}" in said


def test_a_raster_that_has_no_folder_is_refused_before_the_work(refused, plan, out, run):
    refused(plan(), BEST_SERVER=str(out / "none" / "best.tif"))
    assert run.feedback.infos == []


@pytest.mark.parametrize("crs, said", [("EPSG:4326", "EPSG:4326 does not measure in metres"), ("EPSG:2263", "does not measure in metres")])
def test_a_grid_that_is_not_in_metres(refused, plan, crs, said):
    assert said in refused(plan(), CRS=crs)
