"""Levels of many cells kept in a scratch file, to be read again cell by cell."""

from collections.abc import Iterator
from tempfile import TemporaryFile

import numpy as np

from .coverage import Heard

TILE, LEVEL = np.dtype(np.int64), np.dtype(np.float32)


class Spool:
    """Takes levels in any order and gives them back; a context manager, after which the file is gone."""

    def __init__(self):
        self._file, self._of_cell = TemporaryFile(prefix="mno-levels-"), {}

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *error) -> None:
        self._file.close()

    def add(self, heard: Heard) -> None:
        self._file.seek(0, 2)
        self._of_cell[heard.cell] = (self._file.tell(), len(heard.tile))
        self._file.write(np.ascontiguousarray(heard.tile, TILE))
        self._file.write(np.ascontiguousarray(heard.level_dbm, LEVEL))

    @property
    def cells(self) -> list:
        """Numbers of the cells that are there, ascending."""
        return sorted(self._of_cell)

    def of_cell(self, cell: int) -> Heard:
        """The levels of a cell; none where it was not added."""
        start, n = self._of_cell.get(cell, (0, 0))
        self._file.seek(start)
        tile, level = (np.frombuffer(self._file.read(n * kind.itemsize), kind) for kind in (TILE, LEVEL))
        return Heard(cell, tile, level)

    def __iter__(self) -> Iterator[Heard]:
        return (self.of_cell(cell) for cell in self.cells)
