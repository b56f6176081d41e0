"""The emission model with the propagation models of coverage prediction: terrain, buildings, measured antennas."""

import numpy as np
import pytest

from mno_mobility.geolocation.emission import load_model

X, Y = 4321000.0, 3210000.0
EXTENT = f"{X - 1500},{X + 1500},{Y - 1500},{Y + 1500} [EPSG:3035]"


@pytest.fixture
def plan(table):
    return table(cell_id=["a", "b"], range_m=[4000.0, 4000.0], height_m=[20.0, 20.0], frequency_mhz=[800.0, 1800.0], crs="EPSG:3035",
                 x=[X, X + 1200], y=[Y, Y], name="plan")


@pytest.fixture
def model(run, plan, tmp_path):
    def make(**more):
        path = str(tmp_path / "model.mno.npz")
        run("emissionmodel", CELLS=plan, EXTENT=EXTENT, MODEL=path, **more)
        return load_model(path)
    return make


@pytest.mark.parametrize("propagation", ["hata", "cost231", "extended_hata", "tr38901", "terrain", "terrain_fast", "hybrid"])
def test_every_propagation_model_gives_an_emission_model(model, propagation):
    made = model(PROPAGATION=propagation)
    assert made.made_by["propagation"] == propagation
    assert np.asarray(made.P.sum(axis=0)).ravel()[made.covered] == pytest.approx(1)


def test_a_ridge_shades_what_lies_behind_it(model, raster, run):
    heights = np.full((120, 120), 100.0)
    heights[:, 40:44] = 200.0  # a ridge of 100 m, 500 m west of the first cell
    ridge = raster(heights, X - 1500, Y + 1500, 25)
    flat, hilly = (model(PROPAGATION="terrain", MIDPOINT=-60, **more) for more in ({}, dict(DEM=ridge)))
    x, _ = flat.grid.centres()
    west = x < X - 600
    near = np.abs(x - X - 600) < 500
    assert hilly.dominance[0].toarray().ravel()[west].max() < 0.5 * flat.dominance[0].toarray().ravel()[west].min()
    assert hilly.dominance[0].toarray().ravel()[near] == pytest.approx(flat.dominance[0].toarray().ravel()[near], abs=0.05)


def test_buildings_stand_in_the_way_of_levels_but_not_of_the_index_of_power(model, shapes, run):
    wall = shapes("Polygon", [f"Polygon(({X - 420} {Y - 1500}, {X - 400} {Y - 1500}, {X - 400} {Y + 1500}, {X - 420} {Y + 1500}, "
                              f"{X - 420} {Y - 1500}))"], height=[60.0])
    options = dict(PROPAGATION="terrain", MIDPOINT=-60, PROFILE_STEP=10)
    free, shaded = (model(**options, **more) for more in ({}, dict(BUILDINGS=wall)))
    x, _ = free.grid.centres()
    behind = (x < X - 450) & (x > X - 1000)
    assert shaded.dominance[0].toarray().ravel()[behind].mean() < 0.7 * free.dominance[0].toarray().ravel()[behind].mean()
    model(BUILDINGS=wall)
    assert any("Buildings have no part" in warning for warning in run.feedback.warnings)


def test_saturated_dominance_is_told_and_a_fitted_midpoint_mends_it(model, run):
    saturated = model(PROPAGATION="terrain")
    assert any("dominance of the best server is above 0.95" in warning for warning in run.feedback.warnings)
    fitted = model(PROPAGATION="terrain", MEDIAN_DOMINANCE=0.7)
    assert any("midpoint of dominance was moved" in info for info in run.feedback.infos)
    medians = [np.median(made.dominance.max(axis=0).toarray()) for made in (saturated, fitted)]
    assert medians[0] > 0.95 and medians[1] == pytest.approx(0.7, abs=0.02)


def test_only_the_models_of_mobloc_can_be_compatible_with_it(run, plan, tmp_path):
    assert "parametric" in run.refused(tmp_path, "emissionmodel", CELLS=plan, EXTENT=EXTENT, PROPAGATION="hata", COMPATIBILITY="mobloc",
                                       MODEL=str(tmp_path / "m.mno.npz"))


def test_heights_in_feet_are_metres_for_every_model(model, raster):
    rng = np.random.default_rng(0)
    heights = 100 + 200 * rng.random((30, 30))
    metres = raster(heights, X - 1500, Y + 1500, 100, name="metres.tif")
    feet = raster(heights / 0.3048, X - 1500, Y + 1500, 100, name="feet.tif")
    for propagation in ("parametric", "terrain"):
        told = model(PROPAGATION=propagation, DEM=feet, DEM_UNIT="foot")
        assert abs(told.dominance - model(PROPAGATION=propagation, DEM=metres).dominance).max() < 1e-4
