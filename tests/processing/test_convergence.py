"""Azimuths from true north and from the north of a grid: the meridian convergence, and what is read and written."""

import numpy as np
import pyproj
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext

from mno_mobility.processing.crs import convergence_deg

VIENNA = 16.3725, 48.2083


def convergence(crs, lon, lat):
    """Ours at places in degrees."""
    x, y = pyproj.Transformer.from_crs(pyproj.CRS(crs).geodetic_crs, crs, always_xy=True).transform(lon, lat)
    return convergence_deg(np.atleast_1d(x), np.atleast_1d(y), QgsCoordinateReferenceSystem(crs), QgsProcessingContext())


@pytest.mark.parametrize("crs, degrees", [("EPSG:3035", 4.8), ("EPSG:25832", 5.5), ("EPSG:31287", 2.2), ("EPSG:25833", 1.0)])
def test_the_convergence_of_vienna(qgis_app, crs, degrees):
    # coverage.md, antenna: measured with PROJ
    assert convergence(crs, *VIENNA) == pytest.approx(degrees, abs=0.06)


@pytest.mark.parametrize("crs, lon, lat", [
    ("EPSG:3035", (-10, 30), (35, 70)), ("EPSG:25832", (3, 15), (35, 70)), ("EPSG:31287", (9.6, 17.1), (46.5, 49)),
    ("EPSG:32733", (10, 20), (-40, -1)), ("EPSG:2193", (166, 179), (-47, -34)), ("EPSG:27700", (-7, 2), (50, 60)),
    ("EPSG:3413", (-170, 170), (60, 89)), ("EPSG:3031", (-170, 170), (-89, -60)), ("EPSG:2056", (6, 10), (45.8, 47.8))])
def test_the_convergence_is_that_of_proj(qgis_app, crs, lon, lat):
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(*lon, 50), rng.uniform(*lat, 50)
    # PROJ computes it from the derivatives of its projection
    expected = pyproj.Proj(crs).get_factors(lon, lat).meridian_convergence
    assert np.abs((convergence(crs, lon, lat) - expected + 180) % 360 - 180).max() < 1e-6


def test_a_conformal_map_with_straight_meridians_needs_no_turn(qgis_app):
    assert convergence("EPSG:3857", [-170.0, 16.4, 120], [60.0, 48.2, -33]) == pytest.approx(0, abs=1e-9)


def test_the_southern_hemisphere_turns_the_other_way(qgis_app):
    north, south = convergence("EPSG:32633", 17, 30)[0], convergence("EPSG:32733", 17, -30)[0]
    assert north == pytest.approx(-south) and north > 0.9  # 2 degrees east of the central meridian: 2 sin 30


def test_where_the_convergence_cannot_be_told_it_is_zero(qgis_app):
    x = np.array([np.nan, 1e30, np.inf, 4_321_000.0])
    assert convergence_deg(x, x, QgsCoordinateReferenceSystem("EPSG:3035"), QgsProcessingContext()).shape == (4,)
    assert (convergence_deg(x[:3], x[:3], QgsCoordinateReferenceSystem("EPSG:3035"), QgsProcessingContext()) == 0).all()
    pole = convergence_deg([2_000_000.0], [2_000_000.0], QgsCoordinateReferenceSystem("EPSG:32661"), QgsProcessingContext())
    assert np.isfinite(pole).all()


def test_the_bearing_of_a_wedge_in_the_grid_is_the_azimuth_less_the_convergence(run, table):
    # two opposite sectors: the border between them is a line through the tower, square to the azimuth
    plan = table(cell_id=["e", "w"], azimuth_deg=[90.0, 270.0], crs="EPSG:4326", x=[VIENNA[0]] * 2, y=[VIENNA[1]] * 2)
    x, y = (float(v) for v in pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True).transform(*VIENNA))
    extent = f"{x - 1000},{x + 1000},{y - 1000},{y + 1000} [EPSG:3035]"
    turn = {}
    for north in ("true", "grid"):
        made = run("voronoiareas", CELLS=plan, CELLS_NORTH=north, METHOD="wedge", EXTENT=extent, OUTPUT="TEMPORARY_OUTPUT")
        areas = {f["cell_id"]: f.geometry() for f in made["OUTPUT"].getFeatures()}
        corners = np.array([(v.x(), v.y()) for v in areas["e"].vertices()])
        top = corners[np.isclose(corners[:, 1], y + 1000)]
        turn[north] = np.degrees(np.arctan2(top[:, 0].min() - x, 1000))
    expected = float(pyproj.Proj("EPSG:3035").get_factors(*VIENNA).meridian_convergence)
    assert turn == {"true": pytest.approx(-expected, abs=1e-5), "grid": pytest.approx(0, abs=1e-9)}


def test_bearings_from_the_grid_of_a_layer_are_written_from_true_north(run, table):
    x, y = (float(v) for v in pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True).transform(*VIENNA))
    plan = table(cell_id=["a", "b", "c"], azimuth_deg=[350.0, 358.0, None], crs="EPSG:3035", x=[x] * 3, y=[y] * 3)
    expected = float(pyproj.Proj("EPSG:3035").get_factors(*VIENNA).meridian_convergence)
    for north, turn in (("true", 0), ("grid", expected)):
        rows = run.rows(run("validatecellplan", CELLS=plan, CELLS_NORTH=north, OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"])
        assert rows[0]["azimuth_deg"] == pytest.approx(350 + turn, abs=1e-6)
        assert rows[1]["azimuth_deg"] == pytest.approx((358 + turn) % 360, abs=1e-6) and rows[2]["azimuth_deg"] is None


def test_a_made_up_plan_is_read_with_the_bearings_it_was_made_with(run, provider, tmp_path):
    from mno_mobility.processing.base import Job
    from mno_mobility.processing.inputs import cell_plan

    # 20 degrees from the central meridian of EPSG:3035, where the grid is turned by 17 degrees
    made = run("createscenario", EXTENT="30.0,30.2,60.0,60.1 [EPSG:4326]", CRS="EPSG:3035", TILE_SIZE=500, N_PHONES=50,
               CELLS=str(tmp_path / "cells.gpkg"))
    job = Job(provider.algorithm("emissionmodel"), {"CELLS": made["CELLS"]}, run.context, run.feedback)
    plan, _, table, _ = cell_plan(job)
    in_grid = {(rotation + sector) % 360 for rotation in (0, 35, 60) for sector in (0, 120, 240)}  # the paper's layers
    off = np.abs((plan["azimuth_deg"][:, None] - np.array(list(in_grid)) + 180) % 360 - 180).min(axis=1)
    assert len(plan) > 20 and off.max() < 1e-9
    to_degrees = pyproj.Transformer.from_crs("EPSG:3035", "EPSG:4258", always_xy=True)
    expected = pyproj.Proj("EPSG:3035").get_factors(*to_degrees.transform(plan["x_m"], plan["y_m"])).meridian_convergence
    written, _, _, _ = cell_plan(job, compass=True)
    turn = (written["azimuth_deg"] - plan["azimuth_deg"] + 180) % 360 - 180
    assert turn == pytest.approx(expected, abs=1e-6) and turn.min() > 16
