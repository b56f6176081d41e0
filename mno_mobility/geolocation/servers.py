"""Which cell serves each tile: the strongest one, how many are heard, and what hysteresis makes of it (3GPP TS 36.331, event A3)."""

import numpy as np

from ..progress import Progress, no_progress
from .coverage import Heard
from .grid import TileGrid

NOBODY = -1
ROUNDS = 20


class Servers:
    """The strongest two cells of each tile and the number of those heard, in 20 bytes a tile.

    Attributes
    ----------
    grid : TileGrid
    level_dbm : ndarray of float32, shape (J,)
        Of the strongest cell, -inf where there is none.
    cell : ndarray of int32, shape (J,)
        Its number; NOBODY where there is none. Cells of the same level: the lower number.
    n_heard : ndarray of uint16, shape (J,)
    """

    def __init__(self, grid: TileGrid):
        self.grid = grid
        self.level_dbm, self._second_dbm = (np.full(grid.n_tiles, -np.inf, np.float32) for _ in range(2))
        self.cell, self._second = (np.full(grid.n_tiles, NOBODY, np.int32) for _ in range(2))
        self.n_heard = np.zeros(grid.n_tiles, np.uint16)

    def add(self, heard: Heard) -> None:
        """Take a cell into account; the order of cells does not matter."""
        tile, level, cell = heard.tile, heard.level_dbm, np.int32(heard.cell)
        self.n_heard[tile] += 1
        second = self._second_dbm[tile]
        counts = (level > second) | ((level == second) & (cell < self._second[tile]))
        tile, level = tile[counts], level[counts]
        first, first_cell = self.level_dbm[tile], self.cell[tile]
        wins = (level > first) | ((level == first) & (cell < first_cell))
        # whoever does not win, the new cell or the one it replaces, is second
        self._second_dbm[tile], self._second[tile] = np.where(wins, first, level), np.where(wins, first_cell, cell)
        self.level_dbm[tile[wins]], self.cell[tile[wins]] = level[wins], cell

    @property
    def covered(self) -> np.ndarray:
        """Whether a cell is heard in each tile, (J,) of bool."""
        return self.cell != NOBODY

    def with_hysteresis(self, hysteresis_db: float, *, progress: Progress = no_progress) -> np.ndarray:
        """The cell that serves each tile, where a phone does not change for less than a margin; (J,) of int32, NOBODY for none.

        Notes
        -----
        A phone that walks about stays in its cell until another is stronger by the margin. So a tile whose second cell is within the margin
        goes to it where it serves more of the eight tiles around than the strongest does; repeated until nothing changes, 20 times at most.
        """
        shape = (self.grid.n_rows, self.grid.n_cols)
        server = self.cell.copy()
        close = np.flatnonzero(self._second != NOBODY)
        close = close[self.level_dbm[close] - self._second_dbm[close] < hysteresis_db]
        row, col = np.divmod(close, shape[1])
        for done in range(ROUNDS if hysteresis_db > 0 else 0):
            around = np.pad(server.reshape(shape), 1, constant_values=NOBODY)
            lead = np.zeros(len(close), np.int8)
            for down in (0, 1, 2):
                for right in (0, 1, 2):
                    progress((done + (3 * down + right) / 9) / ROUNDS)
                    if (down, right) != (1, 1):
                        neighbour = around[row + down, col + right]
                        lead += (neighbour == self._second[close]).astype(np.int8) - (neighbour == self.cell[close])
            chosen = np.where(lead > 0, self._second[close], np.where(lead < 0, self.cell[close], server[close]))
            if (chosen == server[close]).all():
                break
            server[close] = chosen
        return server
