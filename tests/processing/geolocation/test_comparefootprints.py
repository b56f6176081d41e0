"""Compare footprints: figures against closed forms and the other algorithms, the page, and what cannot be compared."""

import numpy as np
import pytest
from html_page import Page

X, Y = 4_321_000.0, 3_210_000.0  # EPSG:3035
NOON = "2024-03-12T12:00:00"


def distance_of(strength_dbm, power_w=10.0, ple=3.75):
    """The path-loss law the other way round: ``S = 30 + 10 log10(W) - 10 ple log10(r)``."""
    return 10 ** ((30 + 10 * np.log10(power_w) - strength_dbm) / (10 * ple))


@pytest.fixture
def plan(table):
    """Omnidirectional cells without tilt, whose strength depends on the distance alone: closed forms hold."""
    def make(n=3, **more):
        return table(**{"crs": "EPSG:3035", "x": [X + 2000 * k for k in range(n)], "y": [Y] * n, "name": "plan",
                        "cell_id": [f"c{k}" for k in range(n)], "power_w": [10.0] * n, "ple": [3.75] * n, **more})
    return make


@pytest.fixture
def compared(run, plan, tmp_path):
    """``compared(PARAMETER=..., ...)`` gives the page, the results, and the rows of the table."""
    def call(layer=None, **parameters):
        made = run("comparefootprints", CELLS=layer or plan(), REPORT=str(tmp_path / "r.html"), OUTPUT=str(tmp_path / "t.gpkg"),
                   **parameters)
        return Page(made["REPORT"]), made, run.rows(made["OUTPUT"])
    return call


def test_dominance_is_one_half_where_the_path_loss_law_says(compared):
    page, made, rows = compared(CELL_ID="c1", VALUES="-97.5, -87.5")
    assert [row["value"] for row in rows] == [-92.5, -97.5, -87.5] and [row["is_now"] for row in rows] == [True, False, False]
    for row in rows:  # the antenna is 30 m high
        assert row["half_m"] == pytest.approx(np.sqrt(distance_of(row["value"])**2 - 30**2), rel=1e-4)
    assert made["HALF_M"] == rows[0]["half_m"] and made["VALUE"] == -92.5 and made["N_VALUES"] == 3 and made["CELL"] == "c1"
    assert made["KWD_M"] is made["NOISE_KWD_M"] is None and rows[0]["kwd_m"] is None


def test_the_area_is_that_of_a_disc_and_the_footprints_overlap_as_discs(compared):
    _, _, rows = compared(PARAMETER="threshold", VALUES="0.5", CELL_ID="c1", TILE_SIZE=50)
    radius = {0.05: distance_of(-92.5 + np.log(0.05 / 0.95) / 0.2), 0.5: distance_of(-92.5)}
    for row in rows:
        assert row["area_km2"] == pytest.approx(np.pi * radius[row["value"]]**2 / 1e6, rel=0.01)
        assert row["reach_m"] == pytest.approx(radius[row["value"]], abs=50)
    assert rows[0]["jaccard"] == rows[0]["common"] == 1
    assert rows[1]["jaccard"] == pytest.approx((radius[0.5] / radius[0.05])**2, rel=0.02)


def test_the_footprint_of_now_is_that_of_the_emission_model(compared, run, world, tmp_path):
    _, made, rows = compared(world["CELLS"], EXTENT=world["TRUTH"])
    footprint = run("cellfootprint", MODEL=world["MODEL"], CELL_ID=made["CELL"], OUTPUT=str(tmp_path / "f.tif"))
    assert made["AREA_KM2"] == pytest.approx(footprint["AREA_KM2"])


def test_the_densities_are_those_of_estimated_by_each_model(compared, run, world, tmp_path, bands):
    counts = dict(COUNTS=world["COUNTS"], TIME=NOON)
    _, made, rows = compared(world["CELLS"], PARAMETER="threshold", VALUES="0.2", EXTENT=world["TRUTH"], ITERATIONS=20, **counts)
    models = [world["MODEL"], run("emissionmodel", CELLS=world["CELLS"], EXTENT=world["TRUTH"], THRESHOLD=0.2,
                                  MODEL=str(tmp_path / "m.mno.npz"))["MODEL"]]
    estimates = [run("estimatedensity", MODEL=model, ITERATIONS=20, OUTPUT=str(tmp_path / f"{k}.tif"), **counts)
                 for k, model in enumerate(models)]
    for row, estimate in zip(rows, estimates):
        assert row["loglik"] == pytest.approx(estimate["LOGLIK"], rel=1e-9) and row["mass"] == pytest.approx(estimate["MASS"])
        assert row["residual"] == pytest.approx(estimate["RESIDUAL"], rel=1e-4)
    distance = run("comparedensities", ESTIMATED=estimates[1]["OUTPUT"], TRUTH=estimates[0]["OUTPUT"], NO_DATA_IS_ZERO=True)
    assert made["KWD_M"] == pytest.approx(distance["KWD_M"], rel=0.02) and rows[0]["kwd_m"] == 0


def test_noise_moves_the_density_and_a_seed_makes_it_again(compared, world):
    asked = dict(EXTENT=world["TRUTH"], COUNTS=world["COUNTS"], TIME=NOON, METHOD="sb", NOISE=4, DRAWS=2)
    _, made, rows = compared(world["CELLS"], **asked)
    _, again, _ = compared(world["CELLS"], **asked)
    _, other, _ = compared(world["CELLS"], SEED=7, **asked)
    assert [row["draw"] for row in rows] == [0, 0, 0, 1, 2]
    assert made["NOISE_KWD_M"] == again["NOISE_KWD_M"] != other["NOISE_KWD_M"] and made["NOISE_KWD_M"] > 0
    _, per_cell, _ = compared(world["CELLS"], NOISE_OF="cell", **asked)
    assert per_cell["NOISE_KWD_M"] > made["NOISE_KWD_M"]  # errors of one sign do not cancel


def test_noise_without_counts_is_told_to_need_them(compared, run):
    compared(NOISE=3)
    assert "Noise is shown by what it does to a density: give counts for it." in run.feedback.warnings


def test_counts_of_cells_that_the_plan_does_not_have_are_told(compared, run, table):
    compared(COUNTS=table(cell_id=["c0", "foreign"], count=[5, 3]), METHOD="sb", TILE_SIZE=500)
    assert any("3 of 1 cells, cell is not in the model (foreign)" in said for said in run.feedback.warnings)


def test_the_page_shows_curves_maps_and_figures_and_stands_alone(compared, world):
    page, _, rows = compared(world["CELLS"], EXTENT=world["TRUTH"], COUNTS=world["COUNTS"], TIME=NOON, METHOD="sb", NOISE=3)
    assert page.text["h2"] == ["In the main direction", "Around the mast", "How far it reaches", "Share of the emission on the tiles",
                               "Figures of the footprint", "What it does to the density", "Where the density changes"]
    # three curves twice, two rings, three maps of shares, a bar chart and two maps of differences
    assert sum(tag == "figure" for tag, _ in page.tags) == 6 + 2 + 3 + 1 + 2 and page.stands_alone()
    assert f"{rows[0]['area_km2']:,.2f}" in page.text["td"]


def test_without_counts_nothing_is_said_of_densities(compared):
    page, _, _ = compared()
    assert page.text["h2"][-1] == "Figures of the footprint"


def test_outputs_can_be_left_out(run, plan):
    made = run("comparefootprints", CELLS=plan())
    assert made["REPORT"] is None and made["OUTPUT"] is None and made["AREA_KM2"] > 0


# -- which cell


def test_without_an_id_it_is_the_cell_in_the_middle(compared):
    assert compared()[1]["CELL"] == "c1"


def test_the_selected_cell_is_taken(compared, plan, run):
    layer = plan(4, cell_id=["a", None, "b", "c"])  # one has no id and is dropped
    run.project.addMapLayer(layer, False)
    layer.selectByExpression("cell_id = 'c'")
    assert compared(layer)[1]["CELL"] == "c"
    assert compared(layer, CELL_ID="a")[1]["CELL"] == "a"


def test_a_cell_that_is_alone_changes_alone_where_the_others_stay(compared):
    rows = {others: compared(CELL_ID="c1", PARAMETER="power", VALUES="20", OTHERS=others)[2] for others in ("along", "stay")}
    assert rows["stay"][1]["effective_km2"] > rows["along"][1]["effective_km2"]  # its share grows more when the others stay
    assert rows["stay"][1]["area_km2"] == rows["along"][1]["area_km2"]


def test_a_cell_outside_the_extent_has_no_footprint_which_is_told(compared, run):
    _, made, _ = compared(CELL_ID="c0", EXTENT=f"{X + 90000},{X + 91000},{Y},{Y + 1000} [EPSG:3035]")
    assert made["AREA_KM2"] == 0
    assert "Cell c0 has no footprint: it reaches no tile of the grid." in run.feedback.warnings


# -- what cannot be


@pytest.mark.parametrize("parameters, said", [
    (dict(CELL_ID="c9"), "Cell id: no cell 'c9' among 3. The plan has, for example, c0, c1, c2."),
    (dict(VALUES="-90, loud"), "Values: '-90, loud' is not a list of numbers. Write numbers such as"),
    (dict(VALUES="-90,-91,-93,-94,-95"), "Values: these are 6 values with that of now. Give at most 4 others."),
    (dict(PARAMETER="ple", VALUES="0"), "Values: 0 cannot be the ple of a cell. Give numbers from 0 to 20."),
    (dict(PARAMETER="threshold", VALUES="1.5"), "Values: 1.5 cannot be the threshold of a cell."),
    (dict(PARAMETER="tilt"), "Cell c1: it has no tilt_deg: it is omnidirectional. Choose another cell or parameter.")])
def test_what_cannot_be_compared_is_refused(run, plan, tmp_path, parameters, said):
    assert said in run.refused(tmp_path, "comparefootprints", CELLS=plan(), REPORT=str(tmp_path / "r.html"), **parameters)


def test_counts_of_many_times_need_a_choice(run, plan, table, tmp_path):
    counts = table(cell_id=["c0", "c0"], count=[1, 2], time=["2024-03-12T08:00:00", "2024-03-12T12:00:00"])
    said = run.refused(tmp_path, "comparefootprints", CELLS=plan(), COUNTS=counts, TILE_SIZE=500, REPORT=str(tmp_path / "r.html"))
    assert "2 times, from 2024-03-12T08:00:00Z to 2024-03-12T12:00:00Z" in said
