"""The report of compared densities: what is red and blue on the map, from how near maps agree, and bounds for large maps."""

from base64 import b64decode

import numpy as np
import pytest
from html_page import Page


@pytest.fixture
def reported(run, raster, tmp_path):
    """``reported(estimated, truth)`` gives the page on two maps of 100 m tiles, first row northernmost."""
    def call(estimated, truth, **options):
        layers = {key: raster(values, 4e6, 3e6, 100, name=f"{key}.tif") for key, values in (("ESTIMATED", estimated), ("TRUTH", truth))}
        return Page(run("comparedensities", **layers, **options, REPORT=str(tmp_path / "r.html"))["REPORT"])
    return call


@pytest.fixture
def pictures(tmp_path):
    """The pictures of a page as (rows, columns, 3), read by GDAL."""
    def read(page):
        from osgeo import gdal
        found = []
        for tag, attributes in page.tags:
            if tag == "image":
                (tmp_path / "x.png").write_bytes(b64decode(attributes["xlink:href"].partition(",")[2]))
                found.append(np.moveaxis(gdal.Open(str(tmp_path / "x.png")).ReadAsArray(), 0, -1).astype(int))
        return found
    return read


def test_maps_and_difference_are_drawn_north_up_in_the_mass_of_the_truth(reported, pictures):
    a, b = np.zeros((2, 4, 6))
    a[0, 0], b[3, 5] = 5, 50  # all in the north-west, and all in the south-east; NaN in the north-east
    a[0, 5] = np.nan
    estimated, truth, off = pictures(reported(a, b))
    white, grey = [255] * 3, [238] * 3
    assert estimated.shape == truth.shape == off.shape == (4, 6, 3)
    assert estimated[0, 0].tolist() == truth[3, 5].tolist() == [8, 48, 107]  # both are darkest: the masses are made equal
    assert estimated[3, 5].tolist() == truth[0, 0].tolist() == off[2, 2].tolist() == white
    assert off[0, 0].tolist() == [178, 24, 43] and off[3, 5].tolist() == [33, 102, 172]  # too many is red, too few is blue
    assert all(picture[0, 5].tolist() == grey for picture in (estimated, truth, off))


def test_maps_that_differ_by_a_tile_agree_in_larger_squares(reported):
    # a quarter of the phones stands one tile off within the same square of 200 m
    a, b = np.zeros((2, 4, 4))
    a[3, 0], a[1, 1], b[3, 1], b[1, 1] = 1, 3, 1, 3
    page = reported(a, b)
    at = page.text["text"]
    assert {"100 m", "200 m", "400 m"} <= set(at) and {"20", "25"} & set(at)
    way = next(a["d"] for tag, a in page.tags if tag == "path" and a.get("class") == "f e")
    heights = [float(part.split("V")[1].split("h")[0]) for part in way.split("M")[1:]]
    base = float(way.split("V")[-1])
    assert heights[0] < base and heights[1:] == [base, base]


def test_the_page_stands_alone_and_a_large_map_makes_no_large_page(reported):
    rng = np.random.default_rng(4)
    a, b = rng.gamma(0.1, 10, (2, 700, 500))
    page = reported(a, b, PRECISION="fast")
    assert page.stands_alone() and len(page.source) < 1_200_000
    assert any("square of 300 m" in text for text in page.text["figcaption"])  # 700 tiles in at most 300 pixels
    assert any("Arrows: 150 of" in text for text in page.text["figcaption"])


def test_equal_maps_have_a_report_too(reported):
    page = reported(np.ones((3, 3)), np.ones((3, 3)))
    assert "Where the mass has to go" in page.text["h2"] and "nan" not in page.source
