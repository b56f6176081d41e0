"""A CRS keeps its definition, whatever became of the thread that read it first."""

from threading import Event, Thread

import pytest
from qgis.core import QgsCoordinateReferenceSystem

from mno_mobility.processing import crs as crss

LAEA = QgsCoordinateReferenceSystem("EPSG:3035").toWkt(crss.WKT).replace("ETRS89-extended", "Plan of my own")


def read(text):
    return QgsCoordinateReferenceSystem.fromWkt(text) if "[" in text else QgsCoordinateReferenceSystem(text)


@pytest.mark.parametrize("text", [LAEA, "EPSG:31287"])
def test_a_crs_is_whole_where_the_thread_that_read_it_first_has_ended(text):
    seen, leave = Event(), Event()

    def draw():
        read(text).toWkt()
        seen.set()
        leave.wait(10)
    thread = Thread(target=draw)
    thread.start()
    seen.wait(10)
    held = read(text)
    definition = held.toWkt(crss.WKT)
    leave.set()
    thread.join()
    assert "Lambert" in definition and crss.from_text(text).toWkt(crss.WKT) == definition
    if held.authid():
        assert crss.checked(held, "plan").toWkt(crss.WKT) == definition
