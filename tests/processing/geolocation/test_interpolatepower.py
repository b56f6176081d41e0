"""Power of a cell plan from a register: what is matched, what follows from it, and registers that cannot be used."""

import pytest
from qgis.core import QgsFeature, QgsGraduatedSymbolRenderer, QgsVectorLayer

from mno_mobility.processing import styles

# 10 E 52 N is the origin of EPSG:3035 and has these coordinates there (EPSG registry)
LON, LAT, X, Y = 10.0, 52.0, 4321000.0, 3210000.0
CORNERS = [(0, 0), (2000, 0), (0, 2000)]
PLAN = [*CORNERS, (0, 2000), (500, 500), (3000, 3000)]  # two cells of the third site, one between, one outside


@pytest.fixture
def plan(table):
    return table(cell_id=list("abcdef"), owner=["us"] * 6, azimuth_deg=[0.0, 0, 0, 180, 0, 0], crs="EPSG:3035", name="plan",
                 x=[X + x for x, _ in PLAN], y=[Y + y for _, y in PLAN])


@pytest.fixture
def register(table):
    def make(power=(46.0, 50.0, 48.0), places=CORNERS, field="power_dbm", crs="EPSG:3035", **more):
        return table(**{field: list(power)}, **more, crs=crs, name="register", x=[X + 20 + x for x, _ in places],
                     y=[Y + y for _, y in places])
    return make


def no_points():
    layer = QgsVectorLayer("None?field=x:double&field=y:double&field=power:double", "register", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes([X, Y, 45.0])
    layer.dataProvider().addFeature(feature)
    return layer


@pytest.fixture
def powered(run, plan):
    def call(register, **more):
        made = run("interpolatepower", **{"CELLS": plan, "REGISTER": register, "OUTPUT": "TEMPORARY_OUTPUT", **more})
        return run.rows(made["OUTPUT"]), made
    return call


def test_sites_are_matched_interpolated_or_take_the_nearest(powered, register, run):
    rows, made = powered(register(), ANCHORS="TEMPORARY_OUTPUT")
    # half of the plane 46 + 4 x / 2000 + 2 y / 2000 at 500, 500; the nearest to 3000, 3000 of the equally near ones is one of two
    assert [r["power_dbm"] for r in rows[:5]] == pytest.approx([46, 50, 48, 48, 47.5])
    assert [r["power_source"] for r in rows] == ["matched"] * 4 + ["interpolated", "nearest"]
    assert rows[5]["power_dbm"] in (50, 48) and rows[5]["register_m"] > 3000
    assert rows[0]["power_w"] == pytest.approx(39.81, abs=0.01)  # 10^(46/10) mW
    assert [r["register_m"] for r in rows[:4]] == pytest.approx([20] * 4)
    assert {key: made[key] for key in made if key[0] in "NM"} == {
        "N_MATCHED": 3, "N_INTERPOLATED": 1, "N_NEAREST": 1, "N_MEDIAN": 0, "MIN_DBM": 46, "MAX_DBM": 50}
    anchors = run.rows(made["ANCHORS"])
    assert sorted((r["register_id"], r["power_dbm"]) for r in anchors) == [(1, 46), (2, 50), (3, 48)]
    assert len({r["site_id"] for r in anchors}) == 3
    assert run.feedback.warnings == []


def test_all_fields_and_places_of_the_plan_are_kept(powered, register, run):
    rows, made = powered(register())
    assert list(rows[0]) == ["cell_id", "owner", "azimuth_deg", "power_w", "power_dbm", "power_source", "register_m"]
    assert [(r["cell_id"], r["owner"], r["azimuth_deg"]) for r in rows] == [(c, "us", 180 * (c == "d")) for c in "abcdef"]
    assert [(f.geometry().asPoint().x() - X, f.geometry().asPoint().y() - Y) for f in made["OUTPUT"].getFeatures()] == PLAN
    assert made["ANCHORS"] is None
    again, _ = powered(register([40.0, 40.0, 40.0]), CELLS=made["OUTPUT"])
    assert list(again[0]) == list(rows[0]) and {r["power_dbm"] for r in again} == {40}
    assert "Cells whose power in the plan gives way to that of the register: 6." in run.feedback.infos


def test_the_result_is_a_plan_that_the_next_step_reads(powered, register, run, tmp_path):
    _, made = powered(register(), OUTPUT=str(tmp_path / "plan.gpkg"))
    clean = run("validatecellplan", CELLS=made["OUTPUT"], OUTPUT="TEMPORARY_OUTPUT")
    assert clean["N_PROBLEMS"] == 0 and [r["power_w"] for r in run.rows(clean["OUTPUT"])][:2] == pytest.approx([39.81, 100], abs=0.01)


def test_a_plan_in_degrees_and_a_register_in_another_crs_meet(run, table, register):
    plan = table(ci=[1, 2], lon=[LON, LON + 1], lat=[LAT, LAT])
    made = run("interpolatepower", CELLS=plan, REGISTER=register([45.0], [(0, 0)]), OUTPUT="TEMPORARY_OUTPUT")
    rows = run.rows(made["OUTPUT"])
    assert [(r["cell_id"], r["ci"], r["power_source"]) for r in rows] == [("1", 1, "matched"), ("2", 2, "median")]
    assert rows[0]["register_m"] == pytest.approx(20, abs=0.1) and made["OUTPUT"].crs().authid() == "EPSG:4326"
    degrees = table(watt=[20.0], crs="EPSG:4326", x=[LON], y=[LAT])
    made = run("interpolatepower", CELLS=plan, REGISTER=degrees, OUTPUT="TEMPORARY_OUTPUT")
    assert made["MIN_DBM"] == pytest.approx(43.0103, abs=1e-4)  # 20 W


def test_a_register_may_be_a_table_of_text(run, powered, table):
    texts = table(lon=[str(LON)], lat=[str(LAT)], Leistung=["20,5"], name="register")
    rows, made = powered(texts)
    assert made["MIN_DBM"] == pytest.approx(43.118, abs=1e-3) and {r["power_source"] for r in rows} == {"matched", "median"}
    assert run.feedback.warnings[0] == "The numbers of Leistung look like W; set the unit if they are not."


@pytest.mark.parametrize(("power", "more", "dbm"), [
    ((20.0, 40.0, 40.0), {"UNIT": "w"}, 43.0103), ((20.0, 40.0, 40.0), {"UNIT": "dbm"}, 20), ((46.0, 50.0, 48.0), {}, 46),
    ((20.0, 40.0, 400.0), {}, 43.0103)])
def test_the_unit_is_given_or_guessed(powered, register, power, more, dbm):
    rows, _ = powered(register(power, field="power"), **more)
    assert rows[0]["power_dbm"] == pytest.approx(dbm, abs=1e-4)


@pytest.mark.parametrize(("meaning", "dbm"), [
    # 60 dBm EIRP less 17 dBi where the plan has no gain, 14 dBi and 3 dB of feeder where it has; ERP is 2.15 dB more
    ("eirp", [43, 49]), ("erp", [45.15, 51.15]), ("conducted", [60, 60])])
def test_radiated_power_becomes_what_the_transmitter_gives(run, table, register, meaning, dbm):
    plan = table(cell_id=["a", "b"], gain_dbi=[None, 14.0], loss_db=[None, 3.0], crs="EPSG:3035", x=[X, X], y=[Y, Y])
    made = run("interpolatepower", CELLS=plan, REGISTER=register([60.0], [(0, 0)]), MEANING=meaning, OUTPUT="TEMPORARY_OUTPUT")
    assert [r["power_dbm"] for r in run.rows(made["OUTPUT"])] == pytest.approx(dbm) and made["MAX_DBM"] == 60


def test_a_field_that_is_called_eirp_is_not_taken_for_conducted_in_silence(run, powered, register):
    powered(register([60.0] * 3, field="eirp_dbm"))
    assert run.feedback.warnings == ["The power is read as conducted, but its field is called eirp_dbm; set what the power is."]
    powered(register([60.0] * 3, field="eirp_dbm"), MEANING="eirp")
    assert run.feedback.warnings == []


def test_entries_that_cannot_be_used_are_counted_and_named(run, powered, table):
    layer = table(power_w=["20", "0", "-3", "much", None, "20", "1e9"], crs="EPSG:3035", name="register",
                  x=[X, X + 2000, X, X, X, None, X], y=[Y, Y, Y + 2000, Y, Y, Y, Y])
    _, made = powered(layer)
    assert made["N_MATCHED"] == 1 and run.feedback.warnings == [
        "Entries of the register left out: 2, the power is no number (features 4, 5).",
        "Entries of the register left out: 2, the power is 0 W or less (features 2, 3).",
        "Entries of the register left out: 1, the power is not within -30 to 90 dBm (features 7).",
        "Entries of the register left out: 1, no usable position (features 6).",
        "Sites that take the median, as the 1 matched ones make no triangle: 4."]


def test_entries_in_a_line_leave_the_median(run, powered, register):
    rows, made = powered(register([45.0, 46.0, 50.0], [(0, 0), (2000, 0), (4000, 0)]), TOLERANCE=50)
    assert made["N_MEDIAN"] == 3 and {r["power_dbm"] for r in rows if r["power_source"] == "median"} == {45.5}


def test_cells_that_cannot_be_used_leave_the_plan_and_are_told(run, table, register):
    plan = table(cell_id=["a", None, "c"], note=["x", "y", "z"], crs="EPSG:3035", x=[X, X, X + 2000], y=[Y, Y, Y])
    made = run("interpolatepower", CELLS=plan, REGISTER=register(), OUTPUT="TEMPORARY_OUTPUT")
    assert [(r["cell_id"], r["note"], r["power_dbm"]) for r in run.rows(made["OUTPUT"])] == [("a", "x", 46), ("c", "z", 50)]
    assert "Cells dropped: 1, no cell id (row 2)." in run.feedback.warnings


def test_registers_that_cannot_be_used(run, plan, register, table, shapes, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    line = shapes("LineString", [f"LineString({X} {Y},{X + 9} {Y})"], name="register", power=[45.0])
    for layer, more, said in (
            (register([], []), {}, "register: the register has no rows."),
            (register(field="height_m"), {}, "register: no field looks like power. Pick the field, or name it power."),
            (register(), dict(POWER_FIELD="leistung"), "register: there is no field 'leistung'. Its fields are power_dbm."),
            (register(["x", "y", "z"]), {}, "register, power_dbm: none of the 3 rows can be used (the power is no number). Pick"),
            (register([0.0, 0, 0], field="power_w"), {}, "none of the 3 rows can be used (the power is 0 W or less)."),
            (register(places=[(900, 900)] * 3), {}, "Register: no entry stands within 50 m of a site; the nearest is 580 m away. Raise"),
            (register(), dict(TOLERANCE=10), "the nearest is 20 m away. Raise the tolerance"),
            (register(crs=None), {}, "register: the CRS is unknown."),
            (line, {}, "register: feature 1 is a LineString, not a point."),
            (no_points(), {}, "register: it is a table, and nothing tells the CRS of its fields x and y."),
            (table(power=[45.0], name="register"), {}, "register: no field looks like x.")):
        assert said in run.refused(folder, "interpolatepower", CELLS=plan, REGISTER=layer, OUTPUT=str(folder / "o.gpkg"), **more)


def test_an_output_that_cannot_be_written_leaves_none_of_the_others(run, plan, register, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (tmp_path / "file").write_text("")
    assert "file" in run.refused(folder, "interpolatepower", CELLS=plan, REGISTER=register(), OUTPUT=str(folder / "o.gpkg"),
                                 ANCHORS=str(tmp_path / "file" / "a.gpkg"))


def test_the_plan_is_coloured_by_power(powered, register):
    _, made = powered(register())
    styles.graduated("power_dbm")(made["OUTPUT"])
    renderer = made["OUTPUT"].renderer()
    assert isinstance(renderer, QgsGraduatedSymbolRenderer) and renderer.classAttribute() == "power_dbm"
    assert (renderer.ranges()[0].lowerValue(), renderer.ranges()[-1].upperValue()) == (46, 50)


def test_real_plans_take_the_powers_of_a_made_up_register(run, shared_data, tmp_path):
    # Ostermayer et al. 2016, Fig. 3: a power of 45 to 52 dBm at 20 sites; here at 20 places of real cells, 15 m off
    import numpy as np
    sites = shared_data / "coverage" / "sites" / "23420_cells_eutra.csv"
    cells = QgsVectorLayer(str(sites), "cells", "ogr")
    points = sorted({(float(f["Longitude"]), float(f["Latitude"])) for f in cells.getFeatures()})
    rng = np.random.default_rng(3)
    chosen = [points[k] for k in rng.choice(len(points), 20, replace=False)]
    (tmp_path / "register.csv").write_text("lon,lat,power_dbm\n" + "".join(
        f"{lon},{lat + 15 / 111_200},{dbm:.2f}\n" for (lon, lat), dbm in zip(chosen, rng.uniform(45, 52, 20))))
    made = run("interpolatepower", CELLS=cells, REGISTER=str(tmp_path / "register.csv"), OUTPUT="TEMPORARY_OUTPUT")
    rows = run.rows(made["OUTPUT"])
    assert len(rows) == cells.featureCount() and made["N_MATCHED"] == 20 and made["N_INTERPOLATED"] > made["N_NEAREST"]
    assert 45 <= made["MIN_DBM"] == min(r["power_dbm"] for r in rows) < max(r["power_dbm"] for r in rows) == made["MAX_DBM"] <= 52
    assert {round(r["register_m"]) for r in rows if r["power_source"] == "matched"} == {15}
