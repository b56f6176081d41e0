"""Charts of reports: what they draw is where it belongs, they are well-formed, bounded, and take any text."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.processing import charts

NASTY = "<b>&\"'"


def parsed(chart):
    return ElementTree.fromstring(chart)


def path(chart, colour):
    """The points of the longest path of a colour; that of the legend is short."""
    ways = [e.get("d") for e in parsed(chart).iter() if e.tag.endswith("path") and e.get("class") == colour]
    way = max(ways, key=len)
    return np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", way), float)


def texts(chart):
    return [e.text for e in parsed(chart).iter() if e.tag.endswith("text")]


# an empirical distribution function jumps by 1/n at each value
def test_a_curve_of_shares_jumps_at_each_value():
    chart = charts.shares({("one", "e"): np.array([4.0, 1.0, np.nan, 2.0, 4.0])}, "m", size=(400, 250))
    width, height = 400 - charts.LEFT - charts.RIGHT, 250 - charts.TOP - charts.BOTTOM
    points = path(chart, "e")
    x, y = 4 * (points[:, 0] - charts.LEFT) / width, (250 - charts.BOTTOM - points[:, 1]) / height
    expected = [(0, 0), (1, 0), (1, 1 / 4), (2, 1 / 4), (2, 1 / 2), (4, 1 / 2), (4, 3 / 4), (4, 3 / 4), (4, 1), (4, 1)]
    assert np.column_stack([x, y]) == pytest.approx(np.array(expected), abs=0.01)


def test_smooth_lines_lie_between_the_axes_and_pause_where_nothing_is_known():
    x = np.array([10.0, 20, 30, 40, 50])
    lines = {("one", "e"): (x, np.array([-80.0, -60, np.nan, -70, -80])), ("other", "t"): (x, np.full(5, -70.0))}
    chart = charts.curves(lines, "km", "dBm", size=(400, 250))
    width, height = 400 - charts.LEFT - charts.RIGHT, 250 - charts.TOP - charts.BOTTOM
    points = path(chart, "e")
    found = np.column_stack([10 + 40 * (points[:, 0] - charts.LEFT) / width, -80 + 20 * (250 - charts.BOTTOM - points[:, 1]) / height])
    assert found == pytest.approx(np.array([(10, -80), (20, -60), (40, -70), (50, -80)]), abs=0.1)
    way = max((e.get("d") for e in parsed(chart).iter() if e.get("class") == "e"), key=len)
    assert way.count("M") == 2 and {"one", "other", "km", "dBm"} <= set(texts(chart))
    assert not charts.curves({("one", "e"): (x, np.full(5, np.nan))}, "km", "dBm")


def test_values_that_weigh_more_lift_the_curve_more():
    chart = charts.shares({("one", "e"): (np.array([1.0, 2.0]), np.array([3.0, 1.0]))}, "m", size=(400, 250))
    height = 250 - charts.TOP - charts.BOTTOM
    assert set(np.round((250 - charts.BOTTOM - path(chart, "e")[:, 1]) / height, 2)) == {0, 0.75, 1}


def test_a_single_far_value_does_not_squeeze_the_others():
    chart = charts.shares({("one", "e"): np.append(np.linspace(0, 1, 100), 1e6)}, "m")
    assert max(float(text) for text in texts(chart) if re.fullmatch(r"[\d.]+", text) and float(text) not in (20, 40, 60, 80, 100)) < 4


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_ticks_are_round_numbers_within_the_range(low, length):
    high = low + length
    ticks = charts.ticks(low, high)
    step = np.diff(ticks)
    assert 2 <= len(ticks) <= 11 and ticks[0] >= low - 1e-6 * length and ticks[-1] <= high + 1e-6 * length
    assert step == pytest.approx(step[0], rel=1e-3)
    mantissa = step.mean() / 10 ** np.floor(np.log10(step.mean()) + 1e-6)
    assert np.abs(np.array([1, 2, 5]) - mantissa).min() < 0.01


def test_the_scale_bar_is_as_long_as_it_says():
    chart = charts.map_of([charts.Layer("way", "e", lines=(np.array([[5000.0, 7000], [9000, 7000], [9000, 10_000]]),))])
    way = path(chart, "e")
    px_a_metre = np.hypot(*(way[1] - way[0])) / 4000
    assert np.hypot(*(way[2] - way[1])) / 3000 == pytest.approx(px_a_metre, rel=1e-3) and way[2, 1] < way[1, 1]  # north is up
    bar = next(e.get("d") for e in parsed(chart).iter() if e.get("class") == "s")
    metres = next(float(text[:-3]) * 1000 for text in texts(chart) if text.endswith(" km"))
    assert float(re.search(r"h([\d.]+)", bar)[1]) == pytest.approx(metres * px_a_metre, abs=0.2)


def test_a_line_is_drawn_no_finer_than_can_be_seen():
    angle = np.linspace(0, 2 * np.pi, 100_000)
    assert len(charts.map_of([charts.Layer("way", "e", lines=(5000 * np.column_stack([np.cos(angle), np.sin(angle)]),))])) < 5_000


@pytest.mark.parametrize("chart", [
    lambda x: charts.shares({(NASTY, "e"): x}, NASTY), lambda x: charts.steps(x, x + 1, {(NASTY, "e"): x}, NASTY, NASTY),
    lambda x: charts.scatter({(NASTY, "e"): (x, x)}, NASTY, NASTY), lambda x: charts.bars(x, ["e"] * len(x), NASTY, NASTY),
    lambda x: charts.map_of([charts.Layer(NASTY, "e", points=np.column_stack([x, x]))]), lambda x: charts.sparkline(x)])
def test_charts_are_well_formed_and_bounded(chart):
    values = np.random.default_rng(1).uniform(0, 100, 2_000)
    drawn = chart(values)
    assert isinstance(drawn, charts.Svg) and len(drawn) < 150_000
    assert parsed(drawn).tag == "{http://www.w3.org/2000/svg}svg" and set(texts(drawn)) >= ({NASTY} if "text" in drawn else set())
    assert not chart(np.empty(0)) and "nan" not in chart(np.ones(1))


def test_a_picture_is_one_that_other_programs_read(tmp_path):
    gdal = pytest.importorskip("osgeo.gdal")
    rgb = np.random.default_rng(2).integers(0, 256, (5, 7, 3)).astype(np.uint8)
    (tmp_path / "x.png").write_bytes(charts._png(rgb))
    assert np.array_equal(np.moveaxis(gdal.Open(str(tmp_path / "x.png")).ReadAsArray(), 0, -1), rgb)


def test_the_examples_are_the_best_the_middle_and_the_worst():
    assert charts.examples(np.array([5.0, np.nan, 1.0, 9.0, 3.0, 7.0])) == [2, 0, 3]
    assert charts.examples(np.array([5.0, 1.0])) == [1, 0]
    assert charts.examples(np.array([2.0])) == [0] and charts.examples(np.empty(0)) == []


def test_a_cell_far_away_does_not_shrink_the_map_to_a_dot():
    x = np.append(np.linspace(0, 1000, 200), [1e7])
    west, south, east, north = charts.box_of_most(x, x)
    assert (west, south) == (0, 0) and 1000 <= east == north < 3000
