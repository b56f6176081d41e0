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


def days_of(table, **more):
    """Cell a served in the first tile on 23 April 2021, cell b there on 3 May, each at midnight (UTC)."""
    columns = dict(cell_id=["a", "b"], drive=["d1", "d2"], t_unix=[1_620_000_000 - 864_000, 1_620_000_000], name="points", crs="EPSG:3035",
                   x=[X + 50] * 2, y=[Y + 50.0] * 2)
    return table(**{**columns, **more})


def even_prior(run, table, tmp_path):
    x = [X + 50 + 100 * k for k in range(4)]
    cells = table(cell_id=["a"] * 4 + ["b"] * 4, p=[0.5] * 8, crs="EPSG:3035", x=x * 2, y=[Y + 50.0] * 8)
    return run("modelfromtable", TABLE=cells, VALUE="p", MODEL=str(tmp_path / "prior.mno.npz"))["MODEL"]


@pytest.mark.parametrize("reference, votes, said", [
    # by hand: a half-life of 5 days, so that 10 days are a quarter, and 5 days a half; alpha is 1, the prior even
    (None, [0.25, 1], "The model is for 2021-05-03T00:00:00Z: with a half-life of 5 days the 2 samples count as 1.2 of that day."),
    ("2021-04-23T00:00:00", [1, 0.25], "The model is for 2021-04-23T00:00:00Z"), ("2021-04-28", [0.5, 0.5], "count as 1.0 of that day")])
def test_measurements_age_from_the_newest_or_the_day_the_model_is_for(run, table, path, tmp_path, reference, votes, said):
    prior = even_prior(run, table, tmp_path)
    run("modelfrommeasurements", MEASUREMENTS=days_of(table), PRIOR_MODEL=prior, BANDWIDTH=30, HALF_LIFE=5, REFERENCE=reference, MODEL=path)
    p = load_model(path).P.toarray()[:, 0]
    assert p == pytest.approx((np.array(votes) + 0.5) / (sum(votes) + 1)) and said in run.feedback.said
    assert "time = t_unix" in run.feedback.said and load_model(path).made_by["worth"] == pytest.approx(sum(votes))


def test_a_date_names_the_drives_and_tells_the_time(run, table, path):
    points = days_of(table, drive=[1, 2], date=["2021-04-23", "2021-05-03"], t_unix=["x", "y"])
    run("modelfrommeasurements", MEASUREMENTS=points, EXTENT=BOX, RUN="date", TIME="date", HALF_LIFE=5, MODEL=path)
    assert "run = date, time = date" in run.feedback.said and "count as 1.2 of that day" in run.feedback.said


def test_measurements_without_a_time_cannot_age(run, table, path, tmp_path):
    points = days_of(table, t_unix=["2021-05-03T10:00:00Z", "yesterday"])
    made = run("modelfrommeasurements", MEASUREMENTS=points, EXTENT=BOX, HALF_LIFE=5, MODEL=path, REJECTS=str(tmp_path / "rejects.gpkg"))
    assert (made["N_USED"], made["N_REJECTED"]) == (1, 1)
    assert [(row["cell_id"], row["reason"]) for row in run.rows(made["REJECTS"])] == [("b", "no time that can be read")]
    assert "points: 1 of 2 points left out, no time that can be read (features 2)" in run.feedback.said
    # without a half-life the time does not matter
    assert run("modelfrommeasurements", MEASUREMENTS=points, EXTENT=BOX, REFERENCE="2021-05-03", MODEL=path)["N_USED"] == 2
    assert "changes nothing without a half-life" in run.feedback.said
    timeless = table(cell_id=["a"], name="points", crs="EPSG:3035", x=[X], y=[Y])
    (tmp_path / "none").mkdir()
    for parameters, said in ((dict(HALF_LIFE=5), "points: no field looks like time. Pick the field, or name it time. The fields are"),
                             (dict(HALF_LIFE=5, TIME="when"), "points: there is no field 'when'"), (dict(TIME="when"), "no field 'when'")):
        assert said in run.refused(tmp_path / "none", "modelfrommeasurements", MEASUREMENTS=timeless,
                                   MODEL=str(tmp_path / "none" / "m.mno.npz"), **parameters)


def test_new_cells_of_the_events_serve_where_retired_ones_did(run, drive, table, path):
    # cell b is not among the events, and c, which was never measured, is: it has what b had
    events = table(imsi=["1", "1", "2"], time=["2021-05-03T10:00:00"] * 3, ci=["a", "c", "a"])
    before = run("modelfrommeasurements", MEASUREMENTS=drive, EXTENT=BOX, BANDWIDTH=60, MODEL=path)
    p = load_model(path).P.toarray()
    made = run("modelfrommeasurements", MEASUREMENTS=drive, EXTENT=BOX, BANDWIDTH=60, IN_USE=events, MODEL=path)
    model = load_model(path)
    assert (before["N_RETIRED"], made["N_RETIRED"], made["N_CELLS"]) == (0, 1, 2) and list(model.cell_ids) == ["a", "c"]
    np.testing.assert_allclose(model.P.toarray(), p)
    for said in ("Cells in use: 2.", "No longer in use and left out: 1 (b).", "Serve in their place: 1 (c)."):
        assert said in run.feedback.said


def test_cells_in_use_stand_beside_a_cell_plan_and_a_prior_model(run, drive, table, path, tmp_path):
    # samples of b are rejected, as the plan does not name it; the plan's c is not on air
    plan = table(cell_id=["a", "c"], crs="EPSG:3035", x=[X, X + 400], y=[Y, Y], name="plan")
    made = run("modelfrommeasurements", MEASUREMENTS=drive, CELLS=plan, EXTENT=BOX, BANDWIDTH=60, IN_USE=table(id=["a", "d"]),
               IN_USE_CELL_ID="id", MODEL=path)
    assert (made["N_REJECTED"], made["N_RETIRED"]) == (4, 1) and list(load_model(path).cell_ids) == ["a", "d"]
    prior = even_prior(run, table, tmp_path)
    run("modelfrommeasurements", MEASUREMENTS=days_of(table), PRIOR_MODEL=prior, BANDWIDTH=30, IN_USE=plan, MODEL=path)
    model = load_model(path)
    assert list(model.cell_ids) == ["a", "c"] and model.P.toarray() == pytest.approx(np.full((2, 4), 0.5))


def test_a_list_of_cells_in_use_that_is_none_is_refused(run, drive, table, path, tmp_path):
    for in_use, more, said in (
            (table(cell_id=["x", "y"], name="plan"), {}, "plan: it names none of the 2 cells of the model (theirs are a, b, here x, y)."),
            (table(cell_id=[None], name="plan"), {}, "plan: no row names a cell"),
            (table(cell_id=["a"], name="plan"), dict(IN_USE_CELL_ID="cgi"), "plan: there is no field 'cgi'"),
            (table(colour=["a"], name="plan"), {}, "plan: no field looks like cell_id")):
        assert said in run.refused(tmp_path, "modelfrommeasurements", MEASUREMENTS=drive, EXTENT=BOX, BANDWIDTH=60, IN_USE=in_use,
                                   MODEL=path, **more)
