"""Emission model from measurements, as users run it: fields found, points rejected, priors, and a density on the learned model."""

import numpy as np
import pytest

from mno_mobility.geolocation.emission import load_model

X, Y = 4321000.0, 3210000.0
BOX = f"{X},{X + 400},{Y},{Y + 200} [EPSG:3035]"


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "model.mno.npz")


@pytest.fixture
def drive(table):
    """Two drives along four tiles: cell a serves in the west, b in the east."""
    at = [0, 0, 1, 1, 2, 2, 3, 3]
    return table(cell_id=[*"aaaabbbb"], rsrp=[-80.0] * 8, type=["PCell"] * 8, day=["mon", "tue"] * 4, name="drive", crs="EPSG:3035",
                 x=[X + 50 + 100 * k for k in at], y=[Y + 50.0] * 8)


def test_fields_are_found_by_their_names_and_the_bandwidth_is_chosen(run, drive, path):
    made = run("modelfrommeasurements", MEASUREMENTS=drive, EXTENT=BOX, MODEL=path)
    assert "Fields: cell_id = cell_id, level = rsrp, serving = type, run = day." in run.feedback.said
    assert (made["N_SAMPLES"], made["N_USED"], made["N_REJECTED"], made["N_CELLS"]) == (8, 8, 0, 2)
    assert made["BANDWIDTH_USED"] == 60 and made["LOGLIK"] < 0  # the least of those that are half a tile or more
    model = load_model(path)
    p = model.P.toarray()
    np.testing.assert_allclose(p.sum(axis=0), 1)
    assert p[0, 0] > 0.5 > p[0, 3] and made["N_TILES"] == 8 and made["NNZ"] == model.dominance.nnz


def test_points_that_cannot_be_used_are_counted_told_and_written_out(run, table, tmp_path, path):
    plan = table(cell_id=["a", "b"], crs="EPSG:3035", x=[X, X + 400], y=[Y, Y], name="plan")
    points = table(cell=["a", "b", None, "z", "a", "b", "a", "b", "a"],
                   dbm=["-80", "-90", "-80", "-80", "-80", "-80", "loud", "-300", None],
                   serving=["1", "1", "1", "1", "1", "1", "1", "1", "0"], name="points", crs="EPSG:3035",
                   x=[X + 50, X + 350, X + 50, X + 50, None, X + 900, X + 50, X + 50, X + 50], y=[Y + 50] * 9)
    made = run("modelfrommeasurements", MEASUREMENTS=points, CELLS=plan, EXTENT=BOX, BANDWIDTH=100, MODEL=path,
               REJECTS=str(tmp_path / "rejects.gpkg"))
    assert [made[key] for key in ("N_SAMPLES", "N_USED", "N_REJECTED")] == [9, 2, 7]
    assert [row["reason"] for row in run.rows(made["REJECTS"])] == [
        "no cell id", "unknown cell", "no position", "outside the extent", "a level that is no number of dBm",
        "a level that is no number of dBm", "heard only, without a level"]
    assert "points: 2 of 9 points left out, a level that is no number of dBm" in run.feedback.said
    assert made["LOGLIK"] is None and "No held-out log-likelihood" in run.feedback.said


def test_a_prior_model_gives_its_grid_and_what_is_far_from_samples(run, table, path, tmp_path):
    at = [X + 50 + 100 * k for k in range(30)]
    prior = run("modelfromtable", TABLE=table(cell_id=["a"] * 30 + ["b"] * 30, p=[0.25] * 30 + [0.75] * 30, crs="EPSG:3035", x=at * 2,
                                              y=[Y + 50.0] * 60), VALUE="p", MODEL=str(tmp_path / "prior.mno.npz"))["MODEL"]
    points = table(cell_id=["a", "c"], name="points", crs="EPSG:3035", x=[X + 50, X + 150], y=[Y + 50.0] * 2)
    run("modelfrommeasurements", MEASUREMENTS=points, PRIOR_MODEL=prior, BANDWIDTH=30, MODEL=path)
    model, before = load_model(path), load_model(prior)
    assert list(model.cell_ids) == ["a", "b", "c"] and model.grid.same_tiles(before.grid)
    p = model.P.toarray()
    np.testing.assert_allclose(p[:, 2:], np.vstack([before.P.toarray(), np.zeros(30)])[:, 2:], rtol=1e-12)
    assert p[:, 0] == pytest.approx([(1 + 0.25) / 2, 0.75 / 2, 0])  # by hand: one vote and one of the prior


def test_a_density_is_estimated_on_a_learned_model(run, drive, table, path, tmp_path):
    run("modelfrommeasurements", MEASUREMENTS=drive, EXTENT=BOX, MODEL=path)
    counts = table(cell_id=["a", "b"], count=[30, 10])
    made = run("estimatedensity", MODEL=path, COUNTS=counts, METHOD="em", OUTPUT=str(tmp_path / "density.tif"))
    assert made["MASS"] == pytest.approx(40, rel=1e-6) and made["LOST"] == 0


def test_a_field_that_says_nothing_of_serving_is_refused_when_picked_and_told_when_guessed(run, table, path, tmp_path):
    points = table(cell_id=["a", "b"], type=["LTE", "NR"], name="points", crs="EPSG:3035", x=[X + 50, X + 250], y=[Y + 50.0] * 2)
    said = run.refused(tmp_path, "modelfrommeasurements", MEASUREMENTS=points, SERVING="type", MODEL=path)
    assert said == ("points: no value of the field type says that a cell served (LTE, NR). Use 1, true, yes, serving or PCell for cells "
                    "that served, or leave the field empty.")
    assert run("modelfrommeasurements", MEASUREMENTS=points, EXTENT=BOX, MODEL=path)["N_USED"] == 2
    assert "all are taken as serving" in run.feedback.said


def test_measurements_without_anything_to_use_are_refused(run, table, path, tmp_path):
    good = dict(crs="EPSG:3035", x=[X], y=[Y], name="points")
    for points, more, said in (
            (table(cell_id=[], name="points", crs="EPSG:3035", x=[], y=[]), {}, "points: the layer has no features"),
            (table(level=[-80.0], **good), {}, "points: no field looks like cell_id"),
            (table(cell_id=["a"], **{**good, "x": [None]}), {}, "points: no feature has a position"),
            (table(cell_id=["a"], **{**good, "crs": None}), {}, "points: the CRS is unknown"),
            (table(cell_id=["a"], lon=[11.5], lat=[48.1], name="drive"), {},
             "drive: it is a table without points. Use a point layer ('Create points layer from table')."),
            (table(cell_id=["a"], **good), dict(EXTENT=f"{X + 1000},{X + 2000},{Y},{Y + 500} [EPSG:3035]"),
             "points: none of the 1 points can be used (outside the extent)"),
            (table(cell_id=["a"], **good), dict(CELL_ID="cgi"), "points: there is no field 'cgi'")):
        assert said in run.refused(tmp_path, "modelfrommeasurements", MEASUREMENTS=points, MODEL=path, **more)
