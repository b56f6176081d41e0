"""Compare densities: distances that are known, the interval around them, flow that carries the mass, a page to read."""

import math
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def pair(raster):
    """All mass in one corner and all in the other: 3 tiles east, 2 north."""
    def make(mass=1.0):
        a, b = np.zeros((2, 4, 6))
        a[3, 0], b[1, 3] = 5, 5 * mass
        return raster(a, 4e6, 3e6, 100, name="a.tif"), raster(b, 4e6, 3e6, 100, name="b.tif")
    return make


# L1 goes straight or diagonally: two diagonal steps and a straight one; from L3 on (3, 2) itself is a direction
@pytest.mark.parametrize("precision, distance", [
    ("L1", 2 * math.sqrt(2) + 1), ("exact", math.sqrt(13)), ("L3", math.sqrt(13)), ("L5", math.sqrt(13))])
def test_mass_that_moves_three_east_and_two_north(run, pair, precision, distance):
    a, b = pair()
    made = run("comparedensities", ESTIMATED=a, TRUTH=b, PRECISION=precision)
    assert made["KWD_TILES"] == pytest.approx(distance) and made["KWD_M"] == pytest.approx(100 * distance)
    assert made["LOWER"] - 1e-9 <= distance <= made["UPPER"] + 1e-9 and made["RUNTIME"] > 0
    assert made["FLOW"] is None and made["REPORT"] is None


def test_different_totals_are_brought_to_equal_mass(run, pair):
    a, b = pair(mass=7.0)
    assert run("comparedensities", ESTIMATED=a, TRUTH=b)["KWD_TILES"] == pytest.approx(math.sqrt(13))


def test_masses_that_differ_are_told(run, pair, tmp_path):
    a, b = pair(mass=7.0)
    run("comparedensities", ESTIMATED=a, TRUTH=b)
    assert "The masses differ by 85.7%" in run.feedback.said


def test_tiles_without_data_take_no_part_and_are_told(run, raster):
    # 2 of 8 estimated and 1 of 5 true phones stand where the other map has no data; the others move by 5 tiles, or, counted as 0, ...
    a, b = np.zeros((2, 4, 6))
    a[3, 0], a[0, 0], b[3, 5], b[0, 1] = 6, 2, 4, 1
    a[0, 1], b[0, 0] = np.nan, np.nan
    a, b = raster(a, 4e6, 3e6, 100, name="a.tif"), raster(b, 4e6, 3e6, 100, name="b.tif")
    made = run("comparedensities", ESTIMATED=a, TRUTH=b)
    assert made["KWD_TILES"] == pytest.approx(5) and made["LEFT_OUT"] == pytest.approx(0.25)
    assert "25.00% of the estimated mass and 20.00% of the true one" in run.feedback.said
    # ... 0.75 and 0.25 leave, 0.8 and 0.2 arrive: 0.2 by 1 tile, 0.05 from (0, 0) to (3, 5), 0.75 by 5 tiles
    made = run("comparedensities", ESTIMATED=a, TRUTH=b, NO_DATA_IS_ZERO=True, PRECISION="exact")
    assert made["KWD_TILES"] == pytest.approx(0.2 * 1 + 0.05 * math.hypot(3, 5) + 0.75 * 5) and made["LEFT_OUT"] == 0


def test_fast_is_certified_to_one_per_cent(run, world):
    made = run("comparedensities", ESTIMATED=world["TRUTH"], TRUTH=world["TRUTH"], ESTIMATED_BAND=1, TRUTH_BAND=4, PRECISION="fast")
    exact = run("comparedensities", ESTIMATED=world["TRUTH"], TRUTH=world["TRUTH"], ESTIMATED_BAND=1, TRUTH_BAND=4, PRECISION="L3")
    assert made["LOWER"] <= exact["KWD_TILES"] <= made["UPPER"] and made["UPPER"] - made["LOWER"] <= 0.01 * made["UPPER"]
    assert made["STRAIGHT_LOWER"] <= exact["STRAIGHT_UPPER"] and made["METHOD"] == "first-order method on the lattice L3"


def test_a_map_is_at_no_distance_from_itself(run, world):
    made = run("comparedensities", ESTIMATED=world["TRUTH"], TRUTH=world["TRUTH"], ESTIMATED_BAND=2, TRUTH_BAND=2)
    assert made["KWD_TILES"] == pytest.approx(0, abs=1e-9) and made["UPPER"] == pytest.approx(0, abs=1e-9)


def test_flow_carries_all_mass_over_the_distance(run, world, tmp_path):
    made = run("comparedensities", ESTIMATED=world["TRUTH"], TRUTH=world["TRUTH"], ESTIMATED_BAND=1, TRUTH_BAND=4, BLOCK=1, LEAST=0,
               FLOW=str(tmp_path / "flow.gpkg"))
    rows = run.rows(made["FLOW"])
    carried = sum(row["mass"] * row["length_m"] for row in rows)
    assert carried == pytest.approx(made["KWD_M"], rel=0.02)  # the mass is 1, and lattice paths are at most 1.29 % longer


def test_the_report_holds_the_figures(run, pair, tmp_path):
    a, b = pair()
    made = run("comparedensities", ESTIMATED=a, TRUTH=b, REPORT=str(tmp_path / "r.html"))
    page = Path(made["REPORT"]).read_text(encoding="utf-8")
    assert "3.6056 tiles = 360.6 m" in page and "<td>L3</td>" in page and "balanced flow" in page
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tif", "b.tif", "r.html"]


def test_an_estimate_with_a_better_prior_is_nearer_to_the_truth(run, world):
    distance = {}
    for prior in (None, world["PEOPLE"]):
        made = run("estimatedensity", MODEL=world["MODEL"], COUNTS=world["COUNTS"], TIME="2024-03-12T04:00:00", METHOD="sb", PRIOR=prior,
                   OUTPUT="TEMPORARY_OUTPUT")
        distance[prior] = run("comparedensities", ESTIMATED=made["OUTPUT"], TRUTH=world["TRUTH"], TRUTH_BAND=1)["KWD_TILES"]
    assert distance[world["PEOPLE"]] < distance[None]  # at night people are at home
