"""Levels in a scratch file are given back as they were taken."""

import numpy as np
import pytest

from mno_mobility.geolocation.coverage import Heard
from mno_mobility.geolocation.spool import Spool


def heard(cell, n):
    rng = np.random.default_rng(cell)
    return Heard(cell, np.sort(rng.choice(10**10, n, replace=True)), rng.uniform(-130, -40, n).astype(np.float32))


def test_levels_come_back_cell_by_cell_in_any_order():
    taken = [heard(cell, n) for cell, n in ((7, 1_000), (2, 1), (40, 0), (3, 300))]
    with Spool() as spool:
        for one in taken:
            spool.add(one)
        assert spool.cells == [2, 3, 7, 40]
        assert [one.cell for one in spool] == spool.cells
        for one in (*taken, *reversed(taken)):
            back = spool.of_cell(one.cell)
            assert back.cell == one.cell and back.level_dbm.dtype == np.float32
            assert np.array_equal(back.tile, one.tile) and np.array_equal(back.level_dbm, one.level_dbm)


def test_more_can_be_added_after_some_were_read():
    with Spool() as spool:
        spool.add(heard(1, 50))
        spool.add(heard(2, 40))
        assert len(spool.of_cell(1).tile) == 50
        spool.add(heard(0, 20))
        assert [len(one.tile) for one in spool] == [20, 50, 40]
        assert all(np.array_equal(spool.of_cell(cell).tile, heard(cell, n).tile) for cell, n in ((0, 20), (1, 50), (2, 40)))


def test_every_other_tile_of_an_array_is_taken_as_it_is():
    with Spool() as spool:
        spool.add(Heard(0, np.arange(10)[::2], np.arange(10, dtype=np.float32)[::2]))
        assert spool.of_cell(0).tile.tolist() == spool.of_cell(0).level_dbm.tolist() == [0, 2, 4, 6, 8]


def test_a_cell_that_was_not_added_is_heard_nowhere():
    with Spool() as spool:
        assert spool.cells == [] and len(spool.of_cell(3).tile) == 0


def test_the_file_is_gone_at_the_end():
    with Spool() as spool:
        spool.add(heard(0, 5))
    with pytest.raises(ValueError, match="closed file"):
        spool.of_cell(0)
