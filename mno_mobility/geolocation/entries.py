"""Entries of footprints on their way into a sparse matrix, in little more memory than the matrix takes."""

import numpy as np
from scipy import sparse

from .grid import TileGrid

SMALLEST_CHUNK, LARGEST_CHUNK = 1 << 16, 5_000_000  # the allocator gives back at once what is over 32 MiB
DOUBLE_UP_TO = 1 << 25  # entries; a matrix of more is in single precision
BYTES_PER_TILE = 48  # what is told of each: cells, best server, sums, and a raster of them


class Entries:
    """Takes the entries of rows, rows in any order and each in one go or in several, and makes the matrix of them.

    Parameters
    ----------
    n_rows : int
    grid : TileGrid
        Its tiles are the columns.
    double : bool
        Keep double precision however many entries there are. Otherwise more than 2**25 of them, 400 MB, are kept in single precision: an
        error of 6e-8 of a dominance, which is far below what any propagation model knows of it.

    Notes
    -----
    They wait in chunks that are freed one by one while the matrix fills: its arrays take memory as they are written, so that the peak is
    the matrix and a chunk.
    """

    def __init__(self, n_rows: int, grid: TileGrid, *, double: bool = False):
        self._shape, self._tile_dtype, self._double = (n_rows, grid.n_tiles), grid.tile_dtype, double
        self._chunks, self._used = [], []
        self._pieces = []  # row, chunk and number of entries of each, in the order they came
        self.n = 0

    def add(self, row: int, tile: np.ndarray, value: np.ndarray) -> None:
        """Append entries to a row, in ascending tile numbers after those it has."""
        done = 0
        while done < len(tile):
            if not self._chunks or self._used[-1] == len(self._chunks[-1][0]):
                self._open_chunk()
            (tiles, values), start = self._chunks[-1], self._used[-1]
            n = min(len(tile) - done, len(tiles) - start)
            tiles[start:start + n], values[start:start + n] = tile[done:done + n], value[done:done + n]
            self._pieces.append((row, len(self._chunks) - 1, n))
            self._used[-1] += n
            done += n
        self.n += len(tile)

    def matrix(self) -> sparse.csr_matrix:
        """The matrix, (n_rows, J); the entries are gone afterwards."""
        length = np.zeros(self._shape[0] + 1, np.int64)
        row, _, n = np.array(self._pieces, np.int64).reshape(-1, 3).T
        np.add.at(length, row + 1, n)
        indptr = np.cumsum(length)
        tiles, values = np.empty(self.n, self._tile_dtype), np.empty(self.n, self._value_dtype)
        at, current, start = indptr[:-1].copy(), 0, 0
        for row, chunk, n in self._pieces:
            if chunk != current:
                self._chunks[current] = None
                current, start = chunk, 0
            (given_tiles, given_values), to = self._chunks[chunk], at[row]
            tiles[to:to + n], values[to:to + n] = given_tiles[start:start + n], given_values[start:start + n]
            start += n
            at[row] += n
        self._chunks, self._used, self._pieces, self.n = [], [], [], 0
        return sparse.csr_matrix((values, tiles, indptr), shape=self._shape)

    @property
    def _value_dtype(self):
        return value_dtype(self.n, double=self._double)

    def _open_chunk(self) -> None:
        size = int(np.clip(self.n, SMALLEST_CHUNK, LARGEST_CHUNK))
        value_bytes, tile_bytes = size * self._value_dtype.itemsize, size * np.dtype(self._tile_dtype).itemsize
        together = np.empty(value_bytes + tile_bytes, np.uint8)
        self._chunks.append((together[value_bytes:].view(self._tile_dtype), together[:value_bytes].view(self._value_dtype)))
        self._used.append(0)


def value_dtype(n_entries: float, *, double: bool = False):
    """The precision in which so many entries are kept."""
    return np.dtype(np.float64 if double or n_entries <= DOUBLE_UP_TO else np.float32)


def memory_bytes(n_tiles: float, n_entries: float, *, double: bool = False) -> float:
    """Memory that building a model and writing it takes, beside what computes the entries."""
    in_double = n_entries if double else min(n_entries, DOUBLE_UP_TO)
    return BYTES_PER_TILE * n_tiles + 12 * in_double + 8 * (n_entries - in_double) + 12 * min(n_entries, LARGEST_CHUNK)
