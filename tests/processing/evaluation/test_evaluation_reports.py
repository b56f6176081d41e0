"""Reports of comparisons: what they show is what was compared, any text is shown as it is, and a large input makes no large page."""

import pytest
from html_page import Page

X, Y = 4_321_000.0, 3_210_000.0  # EPSG:3035
NASTY = "<b>&'\"%s{}"


def line(*points):
    return "LineString(" + ",".join(f"{X + x} {Y + y}" for x, y in points) + ")"


@pytest.fixture
def compared(run, tmp_path):
    """``compared("comparecurves", ESTIMATED=..., ...)`` gives the page of its report."""
    def call(name, **parameters):
        return Page(run(name, OUTPUT="TEMPORARY_OUTPUT", REPORT=str(tmp_path / "r.html"), **parameters)["REPORT"])
    return call


@pytest.fixture
def routes(compared, shapes):
    def call(offs, names):
        layers = [shapes("LineString", [line((0, k), (100, k)) for k in ys], device_id=names) for ys in ([0] * len(offs), offs)]
        return compared("comparecurves", ESTIMATED=layers[0], TRUTH=layers[1], KEYS=["device_id"])
    return call


def test_the_best_the_middle_and_the_worst_route_are_drawn_and_the_worst_listed_first(routes):
    page = routes([3, 1, 90, 7, 5], list("abcde"))
    assert page.text["figcaption"][:3] == ["Best: b, Fréchet 1 m", "Middle: e, Fréchet 5 m", "Worst: c, Fréchet 90 m"]
    cells = page.text["td"]
    assert cells[-30:-28] == ["c", "90"] and cells[-6:-4] == ["b", "1"]


@pytest.mark.parametrize("name", ["comparecurves", "comparepositions", "comparespeeds"])
def test_ids_with_letters_of_html_are_shown_as_they_are(compared, shapes, table, name):
    times = {"device_id": [NASTY] * 3, "time": [1714564800 + 10 * k for k in range(3)], "crs": "EPSG:3035", "x": [X, X + 9, X + 20],
             "y": [Y] * 3, "name": NASTY}
    layers = {"comparecurves": lambda: shapes("LineString", [line((0, 0), (9, 0))], device_id=[NASTY], name=NASTY),
              "comparepositions": lambda: table(**times, event=[NASTY] * 3),
              "comparespeeds": lambda: table(**times, speed_kmh=[1.0, 2.0, 3.0])}[name]
    page = compared(name, ESTIMATED=layers(), TRUTH=layers(), **({"KEYS": ["device_id"]} if name == "comparecurves" else {}))
    assert "b" not in {tag for tag, _ in page.tags} and page.text["td"].count(NASTY) >= 2
    assert any(NASTY in text for text in page.text["td"][2:])


@pytest.mark.parametrize("name", ["comparecurves", "comparepositions", "comparespeeds"])
def test_a_page_needs_no_network_and_prints(compared, shapes, table, name):
    times = {"device_id": ["a"] * 3, "time": [1714564800 + 10 * k for k in range(3)], "crs": "EPSG:3035", "x": [X, X + 9, X + 20],
             "y": [Y] * 3}
    layers = {"comparecurves": lambda: shapes("LineString", [line((0, 0), (9, 0))], device_id=["a"]),
              "comparepositions": lambda: table(**times), "comparespeeds": lambda: table(**times, speed_kmh=[1.0, 2.0, 3.0])}[name]
    page = compared(name, ESTIMATED=layers(), TRUTH=layers())
    assert page.stands_alone()
    assert "@media print" in page.source and "@page{size:A4" in page.source and sum(tag == "svg" for tag, _ in page.tags) >= 2


def test_speeds_are_drawn_over_the_length_of_the_way_before_and_after(compared, table):
    # 36 km/h for 60 s are 0.6 km, 72 for 30 s are 0.6 km more, and so again: 1.8 km in all
    times = [1714564800 + k for k in (60, 90, 120)]
    def layer(**speeds):
        return table(device_id=["a"] * 3, start=[1714564800, *times[:2]], end=times, **speeds)
    page = compared("comparespeeds", ESTIMATED=layer(speed_raw_kmh=[30.0, 500.0, 72.0], speed_kmh=[36.0, 72.0, 72.0]),
                    TRUTH=layer(speed_kmh=[36.0, 70.0, 74.0]))
    assert page.text["figcaption"][0] == "Best: a, MAE 1.3 km/h"
    texts = page.text["text"]
    assert {"true", "before the correction", "after it", "km along the way", "up to 500"} <= set(texts)
    assert "1.5" in texts and "2" not in texts


def test_deviations_are_told_by_kind_of_event(compared, table):
    # R: median(c(3, 4)) is 3.5, sqrt(mean(c(3, 4)^2)) is 3.54
    columns = dict(device_id=["a"] * 3, time=[1714564800 + k for k in range(3)], event=["handover", "lau", "handover"], crs="EPSG:3035")
    page = compared("comparepositions", ESTIMATED=table(**columns, x=[X] * 3, y=[Y] * 3),
                    TRUTH=table(**columns, x=[X + 3, X + 100, X + 4], y=[Y] * 3))
    cells = page.text["td"]
    at = cells.index("handover")
    assert cells[at:at + 6] == ["handover", "2", "3.5", "3.8", "3.5", "3.5"] and cells[at + 6:at + 8] == ["lau", "1"]
    assert cells[-6:-4] == ["a/2024-05-01T12:00:01Z/lau", "100"]


def test_many_events_make_no_large_page_and_it_is_told_how_many_are_drawn(compared, table):
    n = 12_000
    columns = dict(device_id=[f"d{k % 50}" for k in range(n)], time=[1714564800 + k for k in range(n)], crs="EPSG:3035")
    page = compared("comparepositions", ESTIMATED=table(**columns, x=[X + k for k in range(n)], y=[Y] * n),
                    TRUTH=table(**columns, x=[X + k for k in range(n)], y=[Y + k % 7 for k in range(n)]))
    assert len(page.source) < 300_000
    assert "2,000 of 12,000 are drawn, spread evenly." in page.text["figcaption"]
    assert "The first 200 of 12,000, device by device." in page.text["p"]
