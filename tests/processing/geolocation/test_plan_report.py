"""The report of a checked cell plan: problems by kind with their remedies, what columns hold, and bounds for large plans."""

import pytest
from html_page import Page

X, Y = 4_321_000.0, 3_210_000.0  # EPSG:3035


@pytest.fixture
def reported(run, table, tmp_path):
    """``reported(cell_id=[...], ...)`` gives the page on a plan whose cells stand on a line, and what the run made."""
    def call(**columns):
        n = len(columns["cell_id"])
        plan = table(**{"crs": "EPSG:3035", "x": [X + 100 * k for k in range(n)], "y": [Y + 50 * k for k in range(n)], "name": "plan",
                        **columns})
        made = run("validatecellplan", CELLS=plan, OUTPUT=str(tmp_path / "o.gpkg"), PROBLEMS=str(tmp_path / "p.gpkg"),
                   REPORT=str(tmp_path / "r.html"))
        return Page(made["REPORT"]), made, run.rows(made["PROBLEMS"])
    return call


def rows_of(page, width, at):
    """Cells of a table by rows, from the cell that reads `at` on."""
    cells = page.text["td"]
    first = cells.index(at)
    return [cells[k:k + width] for k in range(first, len(cells), width)]


def test_each_kind_of_problem_is_listed_with_its_number_and_remedy_most_frequent_first(reported):
    page, made, problems = reported(cell_id=list("abcdef") + ["f"], height_m=[-1.0, 30.0, 20.0, -2.0, 25.0, -3.0, 30.0])
    remedies = {row["problem"]: row["remedy"] for row in problems}
    kinds = rows_of(page, 5, "height_m is out of range")[:2]
    assert kinds == [["height_m is out of range", "3", "kept", remedies["height_m is out of range"], "a, d, f"],
                     ["the cell id comes more than once", "1", "dropped", remedies["the cell id comes more than once"], "f"]]
    figures = dict(zip(page.text["th"], page.text["td"]))
    assert (figures["Rows read"], figures["Usable cells"], figures["Cells dropped"], figures["Problems"]) == ("7", "6", "1", "4")
    assert made["N_PROBLEMS"] == 4 and {"cells", "corrected or doubtful", "dropped"} <= set(page.text["text"])


def test_columns_are_summed_up_and_tell_what_is_taken_for_a_missing_value(reported):
    page, _, _ = reported(cell_id=list("abcde"), height_m=[10.0, 20.0, 40.0, None, None], radio=["LTE", "LTE", "NR", None, "LTE"])
    # the default height of mobloc is 30 m
    assert page.text["td"][page.text["td"].index("height_m"):][:7] == ["height_m", "3", "2", "30", "10", "20", "40"]
    assert page.text["td"][page.text["td"].index("radio"):][:4] == ["radio", "4", "2", "LTE (3), NR (1)"]


def test_a_plan_without_problems_has_no_table_of_them(reported):
    page, _, _ = reported(cell_id=list("abc"))
    assert "Kinds of problems" not in page.text["h2"] and "Each problem" not in page.text["h2"] and "Where they are" in page.text["h2"]


def test_ids_with_letters_of_html_are_shown_as_they_are_and_the_page_stands_alone(reported):
    page, _, _ = reported(cell_id=["<i>&1", "b"], height_m=[-1.0, 1.0])
    assert page.text["td"].count("<i>&1") == 2 and "i" not in {tag for tag, _ in page.tags} and page.stands_alone()


def test_a_cell_far_away_and_one_without_place_are_counted_beside_the_map(reported):
    page, _, _ = reported(cell_id=[f"c{k}" for k in range(40)], x=[X + 10 * k for k in range(38)] + [X + 1e6, None])
    assert page.text["figcaption"] == ["Rows with problems that have no place, or lie far outside of this map: 2."]


def test_a_large_plan_makes_no_large_page_and_it_is_told_what_is_left_out(reported):
    n = 6_000
    page, made, _ = reported(cell_id=[f"c{k}" for k in range(n)], height_m=[-1.0] * n)
    assert made["N_PROBLEMS"] == n and len(page.source) < 200_000
    assert "The first 20 of each kind, 20 of 6,000; the layer of problems has all." in page.text["p"]
    assert page.text["figcaption"] == ["2,000 of 6,000 are drawn, spread evenly."]
