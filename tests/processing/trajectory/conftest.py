"""Layers of the straight road and its cells."""

import pytest
from straight import KINDS, ROAD, START, X, Y, square


@pytest.fixture
def roads(shapes):
    def make(*lines, speeds=(36.0,), **more):
        lines = lines or (ROAD,)
        return shapes("LineString", list(lines), speed_kmh=list(speeds) * (len(lines) // len(speeds)), name="roads", **more)
    return make


@pytest.fixture
def areas(shapes):
    def make(cells="ABCD", polygons=None, **more):
        polygons = polygons or [square(1000 * k) for k in range(len(cells))]
        return shapes("Polygon", polygons, cell_id=list(cells), name="areas", **more)
    return make


@pytest.fixture
def events(table):
    """``events(("x", "1", "ABCD", "shhe", [0, 60, 160, 300]), ...)``: device, journey, cells, kinds, seconds since 08:00."""
    def make(*journeys, journey_id=True, **more):
        rows = [(device, journey, cell, KINDS[kind], START + second) for device, journey, cells, kinds, seconds in journeys
                for cell, kind, second in zip(cells, kinds, seconds)]
        columns = dict(zip(("device_id", "journey_id", "cell_id", "event", "time"), map(list, zip(*rows))))
        if not journey_id:
            del columns["journey_id"]
        return table(name="events", **{**columns, **more})
    return make


@pytest.fixture
def plan(table):
    """Sites of the cells: in the middle of their squares, unless told otherwise."""
    def make(cells="ABCD", x=None, y=None):
        x = x or [500 + 1000 * k for k in range(len(cells))]
        return table(cell_id=list(cells), crs="EPSG:3035", x=[X + at for at in x], y=[Y + at for at in y or [0] * len(x)], name="plan")
    return make
