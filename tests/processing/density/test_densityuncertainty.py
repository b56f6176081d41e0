"""How sure is a density: identifiability and spread as rasters and figures, against dense algebra and the laws of chance."""

import numpy as np
import pytest
from scipy import stats

X, Y = 4e6, 3e6  # EPSG:3035
P = np.array([[.9, .5, .2], [.1, .5, .8]])


def model_of(run, table, tmp_path, P):
    cells, tiles = np.nonzero(P)
    entries = table(cell_id=[f"c{i}" for i in cells.tolist()], x=(X + 50 + 100 * tiles).tolist(), y=[Y + 50.0] * len(tiles),
                    crs="EPSG:3035", p=P[cells, tiles].tolist())
    return run("modelfromtable", TABLE=entries, TILE_SIZE=100, MODEL=str(tmp_path / "m.mno.npz"))["MODEL"]


@pytest.fixture
def toy(run, table, tmp_path):
    return model_of(run, table, tmp_path, P)


@pytest.fixture
def apart(run, table, tmp_path):
    """A cell for each of two tiles, and one for the two others."""
    return model_of(run, table, tmp_path, np.array([[1., 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]]))


def counts(table, *numbers):
    return table(cell_id=[f"c{i}" for i in range(len(numbers))], count=list(numbers))


def test_identifiability_is_the_resolution_matrix_of_the_prior(run, toy, table, raster, bands):
    prior = raster([[1, 2, 1]], X, Y + 100, 100)
    made = run("densityuncertainty", MODEL=toy, COUNTS=counts(table, 70, 40), PRIOR=prior, METHOD="df",
               IDENTIFIABILITY="TEMPORARY_OUTPUT")
    D = np.diag([1, 2, 1])
    expected = np.diag(D @ P.T @ np.linalg.inv(P @ D @ P.T) @ P)  # Eq. 33
    share, resolution = bands(made["IDENTIFIABILITY"])
    np.testing.assert_allclose(share, expected, rtol=1e-6)
    np.testing.assert_allclose(resolution, 100 / np.sqrt(expected), rtol=1e-6)
    assert made["RANK"] == pytest.approx(2, abs=1e-6) and made["SPREAD"] is None and made["OUTPUT"] is None


def test_identifiability_is_that_of_the_estimate_where_this_is_asked_for(run, toy, table, bands):
    made = run("densityuncertainty", MODEL=toy, COUNTS=counts(table, 70, 40), METHOD="df", LINEARISED_AT="estimate",
               IDENTIFIABILITY="TEMPORARY_OUTPUT")
    D = np.diag([53.513514, 35.135135, 21.351351])  # data first, of the specification
    np.testing.assert_allclose(bands(made["IDENTIFIABILITY"])[0], np.diag(D @ P.T @ np.linalg.inv(P @ D @ P.T) @ P), rtol=1e-5)


@pytest.mark.parametrize("law, of", [("multinomial", lambda c: stats.binom(100, c / 100)), ("poisson", stats.poisson)])
def test_the_spread_is_that_of_the_law(run, apart, table, bands, law, of):
    made = run("densityuncertainty", MODEL=apart, COUNTS=counts(table, 10, 30, 60), METHOD="sb", REPLICATES=3000, LAW=law,
               SPREAD="TEMPORARY_OUTPUT", OUTPUT="TEMPORARY_OUTPUT")
    count, share = of(np.array([10, 30, 60, 60])), np.array([1, 1, .5, .5])  # the last two tiles share a cell
    phones = bands(made["OUTPUT"])[0]
    np.testing.assert_allclose(phones, [10, 30, 30, 30], rtol=1e-6)
    cv, sd, lower, upper = bands(made["SPREAD"])
    np.testing.assert_allclose(sd, share * count.std(), rtol=0.06)  # five times 1 / sqrt(2 * 3000)
    np.testing.assert_allclose(cv, sd / phones, rtol=1e-5)
    for found, exact in ((lower, count.ppf(.05)), (upper, count.ppf(.95))):
        np.testing.assert_allclose(found, share * exact, atol=1)  # of 3000 draws: a phone more or less
    assert made["MEAN_CV"] == pytest.approx((share * count.std()).sum() / 100, rel=0.03)


def test_figures_tell_who_is_where_how_well(run, apart, table):
    made = run("densityuncertainty", MODEL=apart, COUNTS=counts(table, 10, 30, 60), METHOD="sb", REPLICATES=2, WELL=120)
    # 40 phones in tiles of 100 m with a cell of their own, 60 in two tiles that are one number, 141 m
    assert made["RANK"] == pytest.approx(3, abs=1e-6) and made["SHARE_WELL"] == pytest.approx(0.4)
    assert made["RESOLUTION_M"] == pytest.approx(100 * np.sqrt(2)) and made["N_TILES"] == 4 and made["C"] == made["MASS"] == 100


def test_a_seed_makes_the_same_spread_and_another_one_another(run, toy, table, bands):
    def spread(seed):
        made = run("densityuncertainty", MODEL=toy, COUNTS=counts(table, 70, 40), METHOD="sb", REPLICATES=5, SEED=seed,
                   SPREAD="TEMPORARY_OUTPUT")
        return bands(made["SPREAD"])
    np.testing.assert_array_equal(spread(1), spread(1))
    assert (spread(1)[1] != spread(2)[1]).all()


def test_no_phones_at_all_have_no_spread_and_no_figures_that_need_some(run, toy, table, bands):
    made = run("densityuncertainty", MODEL=toy, COUNTS=counts(table, 0, 0), SPREAD="TEMPORARY_OUTPUT", IDENTIFIABILITY="TEMPORARY_OUTPUT")
    cv, sd, *_ = bands(made["SPREAD"])
    assert np.isnan(cv).all() and (sd == 0).all()
    assert made["RANK"] == pytest.approx(2, abs=1e-6) and made["MEAN_CV"] is made["KWD_M"] is made["SHARE_WELL"] is None


def test_tiles_that_no_cell_covers_have_no_data(run, table, tmp_path, bands):
    model = model_of(run, table, tmp_path, np.array([[1., 0, 1]]))
    made = run("densityuncertainty", MODEL=model, COUNTS=counts(table, 8), IDENTIFIABILITY="TEMPORARY_OUTPUT", SPREAD="TEMPORARY_OUTPUT")
    for values in (*bands(made["IDENTIFIABILITY"]), *bands(made["SPREAD"])):
        np.testing.assert_array_equal(np.isnan(values), [False, True, False])


def test_the_identifiability_of_a_made_up_world_sums_to_its_rank(run, world, bands):
    from mno_mobility.geolocation.emission import load_model
    made = run("densityuncertainty", MODEL=world["MODEL"], COUNTS=world["COUNTS"], TIME="2024-03-12T12:00:00", METHOD="sb", REPLICATES=5,
               IDENTIFIABILITY="TEMPORARY_OUTPUT")
    share = bands(made["IDENTIFIABILITY"])[0]
    rank = np.linalg.matrix_rank(load_model(world["MODEL"]).P.toarray())
    assert np.nansum(share) == pytest.approx(made["RANK"], rel=1e-6) and made["RANK"] == pytest.approx(rank, abs=1e-3)
    assert any(said.startswith(f"The counts are {rank} independent numbers for ") for said in run.feedback.infos)


def test_many_times_need_a_choice(run, toy, table, tmp_path):
    layer = table(cell_id=["c0", "c0"], count=[1, 2], time=["2024-03-12T08:00:00", "2024-03-12T12:00:00"])
    said = run.refused(tmp_path, "densityuncertainty", MODEL=toy, COUNTS=layer, SPREAD=str(tmp_path / "s.tif"))
    assert "2 times, from 2024-03-12T08:00:00Z to 2024-03-12T12:00:00Z" in said
