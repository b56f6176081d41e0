"""Which cell serves a phone: random draws from the emission model (Ricciato & Coluccia 2021, Eq. 4)."""

import numpy as np
from scipy import sparse


class ServingCells:
    """Draws cells from the columns of an emission matrix.

    Parameters
    ----------
    P : sparse matrix, shape (I, J)
        Columns sum to 1, or are empty where no cell covers the tile.
    """

    def __init__(self, P: sparse.spmatrix):
        P = P.tocsc()
        P.sort_indices()
        self._n_cells = P.shape[0]
        self._start, self._cell, self._p = P.indptr.astype(np.int64), P.indices, P.data
        n_in_column = np.diff(self._start)
        column = np.repeat(np.arange(P.shape[1]), n_in_column)
        running = np.cumsum(np.r_[0.0, P.data])
        # tile number + probability of this cell and those before it in the column: ascending over all entries
        self._upto = column + np.minimum(running[1:] - running[self._start[column]], 1.0)
        self._pair = column * self._n_cells + self._cell
        self._covered = np.append(n_in_column > 0, False)  # tile -1 reads the last entry

    def covered(self, tile) -> np.ndarray:
        """Whether a cell covers each tile; False for tile -1."""
        return self._covered[tile]

    def probability(self, cell, tile) -> np.ndarray:
        """``p_ij`` of pairs of cell and tile; 0 where the cell does not cover the tile."""
        if not len(self._pair):
            return np.zeros(len(cell))
        wanted = np.asarray(tile) * self._n_cells + cell
        at = np.minimum(np.searchsorted(self._pair, wanted), len(self._pair) - 1)
        return np.where(self._pair[at] == wanted, self._p[at], 0.0)

    def draw(self, tile, rng: np.random.Generator) -> np.ndarray:
        """A serving cell for a phone in each tile, -1 where no cell covers it."""
        tile = np.asarray(tile)
        cell = np.full(len(tile), -1, np.int64)
        some = np.flatnonzero(self.covered(tile))
        at = np.searchsorted(self._upto, tile[some] + rng.random(len(some)), side="right")
        cell[some] = self._cell[np.clip(at, self._start[tile[some]], self._start[tile[some] + 1] - 1)]
        return cell

    def follow(self, cell, tile, new_tile, rng: np.random.Generator) -> np.ndarray:
        """Serving cells of phones that have moved from one tile to another: kept where that can be.

        A phone keeps its cell with probability ``min(1, p_new / p_old)`` and else draws from what the new column has more than
        the old one (the maximal coupling of both): each draw still obeys Eq. 4, with as few handovers as can be. A phone without
        cell draws afresh.
        """
        cell, tile, new_tile = np.array(cell, np.int64), np.asarray(tile), np.asarray(new_tile)
        fresh = (cell < 0) | ~self.covered(new_tile)
        cell[fresh] = self.draw(new_tile[fresh], rng)
        stay = np.flatnonzero(~fresh & (tile != new_tile))
        before, after = (self.probability(cell[stay], t[stay]) for t in (tile, new_tile))
        leave = stay[rng.random(len(stay)) * before >= after]
        cell[leave] = self._draw_gain(cell[leave], tile[leave], new_tile[leave], rng)
        return cell

    def _draw_gain(self, cell, tile, new_tile, rng) -> np.ndarray:
        """Draw in proportion to the gain of each cell of the new column over the old one."""
        n = self._start[new_tile + 1] - self._start[new_tile]
        ends = np.cumsum(n)
        row = np.repeat(np.arange(len(n)), n)
        entry = np.arange(len(row)) - np.repeat(ends - n, n) + self._start[new_tile][row]
        gain = np.maximum(self._p[entry] - self.probability(self._cell[entry], tile[row]), 0.0)
        running = np.cumsum(np.r_[0.0, gain])
        first, last = running[ends - n], running[ends]
        at = np.searchsorted(running, first + rng.random(len(n)) * (last - first), side="right") - 1
        # columns that agree but for rounding have no gain: the phone stays
        return np.where(last > first, self._cell[entry[np.clip(at, ends - n, ends - 1)]], cell)
