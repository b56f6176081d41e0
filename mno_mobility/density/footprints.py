"""P laid out for the products that the estimators live on: small dense blocks of tiles that share their cells.

Tiles that lie close together are reached by much the same cells. In runs of :data:`TILES` of them P is a stack of small dense
matrices with little air in them, which is walked without an index for each value.
"""

from collections.abc import Callable
from typing import NamedTuple, Optional

import numpy as np
from scipy import sparse

from .. import memory
from ..progress import Progress, no_progress
from . import linear

WINDOW = 8  # tiles
TILES = WINDOW**2  # of a block
AIR = 8  # a block with more values than this many times its non-zeros stays sparse
TILE_BYTES = 200  # of vectors over the tiles that a solver holds at once, a tile
CHUNK = 1 << 22  # values of temporary arrays


class Stack(NamedTuple):
    """Blocks with the same number of cells: values (blocks, cells, TILES), their first tile and the first slot of their cells."""

    values: np.ndarray
    tile: int
    slot: int

    def of_tiles(self, x) -> np.ndarray:
        """The part of `x`, (J, ...), that belongs to these blocks, (blocks, TILES, ...); a view."""
        n = len(self.values)
        return x[self.tile:self.tile + n * TILES].reshape(n, TILES, *x.shape[1:])

    def of_slots(self, x) -> np.ndarray:
        """The part of `x`, (slots, ...), that belongs to these blocks, (blocks, cells, ...); a view."""
        n, n_cells, _ = self.values.shape
        return x[self.slot:self.slot + n * n_cells].reshape(n, n_cells, *x.shape[1:])


class Plain:
    """Products with P, (I, J), as it is stored, in double precision and without a copy of it.

    Attributes
    ----------
    P : csr_matrix, float64 or float32
    order : ndarray of int, shape (J,)
        The column of P that each of the tiles here is.
    n_cells, n_tiles : int
    """

    def __init__(self, P: sparse.csr_matrix, order):
        self.P, self.order = P, order
        self.n_cells, self.n_tiles = P.shape[0], len(order)

    def expected(self, u) -> np.ndarray:
        """``P u``, for `u` (J,) or (J, T)."""
        spread = np.zeros((self.P.shape[1], *u.shape[1:]))
        spread[self.order] = u
        return np.concatenate([part @ spread for _, part in self._parts()])

    def slopes(self, q) -> np.ndarray:
        """``P^T q``, for `q` (I,) or (I, T)."""
        return sum(part.T @ q[rows] for rows, part in self._parts())[self.order]

    def _parts(self):
        """P in double precision; of a P in single precision some rows at a time."""
        P, row = self.P, 0
        if P.dtype == np.float64:
            yield slice(None), P
            return
        while row < P.shape[0]:
            end = max(row + 1, int(np.searchsorted(P.indptr, P.indptr[row] + CHUNK, side="right")) - 1)
            values = slice(P.indptr[row], P.indptr[end])
            yield slice(row, end), sparse.csr_matrix(
                (P.data[values].astype(float), P.indices[values], P.indptr[row:end + 1] - P.indptr[row]), shape=(end - row, P.shape[1]))
            row = end


class Footprints:
    """Products with P, (I, J), by blocks of tiles, which lie in an order of their own.

    Attributes
    ----------
    plain : Plain
        The same products in double precision.
    order, n_cells, n_tiles
        As in :class:`Plain`.
    """

    def __init__(self, P: sparse.csr_matrix, order, dtype=np.float64, progress: Progress = no_progress):
        """Lay out the columns `order` of P, in which neighbours lie together; blocks keep together, their order changes."""
        self.dtype = np.dtype(dtype)
        self.n_cells, self.n_tiles = P.shape[0], len(order)
        n_blocks = self.n_tiles // TILES
        blocks = order[:n_blocks * TILES].reshape(n_blocks, TILES)
        place = np.full(P.shape[1], n_blocks * TILES, np.int32)  # all that is in no block falls behind the last one
        place[blocks.ravel()] = np.arange(n_blocks * TILES, dtype=np.int32)
        block, start = _pairs(P, place, n_blocks, progress)
        n_slots = np.bincount(block, minlength=n_blocks)  # cells of each block
        packed = (n_slots > 0) & (n_slots * TILES <= AIR * _non_zeros(P, blocks))
        memory.require(int(n_slots[packed].sum()) * TILES * self.dtype.itemsize + TILE_BYTES * self.n_tiles, "the estimators", "Model",
                       "Use larger tiles, fewer cells or a smaller area.")
        sequence = np.lexsort((n_slots, ~packed))  # how the blocks will lie: by number of cells, the airy ones behind
        self.n_packed = int(packed.sum()) * TILES
        self.order = order = np.concatenate([blocks[sequence].ravel(), order[n_blocks * TILES:]])
        self.plain = Plain(P, order)
        self.loose = _columns(P, order[self.n_packed:]).astype(self.dtype, copy=False)

        rank = np.empty(n_blocks, np.int32)
        rank[sequence] = np.arange(n_blocks)
        by_block = np.argsort(rank[block], kind="stable")[:int(n_slots[packed].sum())]
        slot = np.full(len(block), len(by_block))
        slot[by_block] = np.arange(len(by_block))
        self.cells = np.repeat(np.arange(self.n_cells, dtype=np.int32), np.diff(start))[by_block]
        values = _fill(P, place, n_blocks, block, start, slot, len(by_block), self.dtype, progress)
        self.stacks = _stacks(values, n_slots[sequence[:self.n_packed // TILES]])
        self._gather = sparse.csr_matrix(
            (np.ones(len(self.cells), self.dtype), self.cells, np.arange(len(self.cells) + 1)),
            shape=(len(self.cells), self.n_cells)).T

    def expected(self, u) -> np.ndarray:
        """``P u``, for `u` (J,) or (J, T); sums over blocks are in double precision."""
        u = np.ascontiguousarray(u, self.dtype)
        local = np.empty((len(self.cells), *u.shape[1:]), self.dtype)
        for stack in self.stacks:
            if u.ndim == 1:
                np.einsum("bct,bt->bc", stack.values, stack.of_tiles(u), out=stack.of_slots(local))
            else:
                np.matmul(stack.values, stack.of_tiles(u), out=stack.of_slots(local))
        z = self._gather @ local.astype(float, copy=False)
        return z + self.loose @ u[self.n_packed:] if self.loose.nnz else z

    def slopes(self, q, out: Optional[np.ndarray] = None) -> np.ndarray:
        """``P^T q``, for `q` (I,) or (I, T), in `out` when given."""
        q = np.ascontiguousarray(q, self.dtype)
        local = q[self.cells]
        if out is None:
            out = np.empty((self.n_tiles, *q.shape[1:]), self.dtype)
        for stack in self.stacks:
            if q.ndim == 1:
                np.einsum("bct,bc->bt", stack.values, stack.of_slots(local), out=stack.of_tiles(out))
            else:
                np.matmul(stack.values.transpose(0, 2, 1), stack.of_slots(local), out=stack.of_tiles(out))
        out[self.n_packed:] = self.loose.T @ q if self.loose.nnz else 0
        return out

    def gram(self, w, tick: Callable[[], None] = lambda: None):
        """``P diag(w) P^T``, (I, I): an array where there are few cells, else a csr_matrix; `tick` is called several times a second."""
        w, n_cells = np.asarray(w, float), self.n_cells
        dense = n_cells <= linear.DENSE_CELLS
        total = ((self.loose @ sparse.diags(w[self.n_packed:])) @ self.loose.T).tocsr()
        if dense:
            total = total.toarray().ravel()
        entries, waiting = [], 0
        for cells, product in self._products(w):
            tick()
            if dense:
                at = cells[:, :, None] * n_cells + cells[:, None, :]
                total += np.bincount(at.ravel(), product.ravel(), minlength=len(total))
                continue
            k = cells.shape[1]
            entries.append((product.ravel(), np.repeat(cells, k, axis=1).ravel(), np.tile(cells, (1, k)).ravel()))
            waiting += product.size
            if waiting > CHUNK:
                total, entries, waiting = _added(total, entries), [], 0
        return total.reshape(n_cells, n_cells) if dense else _added(total, entries)

    def _products(self, w):
        """The blocks' cells, (blocks, cells), and their shares of the Gram matrix, (blocks, cells, cells), chunk by chunk."""
        for stack in self.stacks:
            n_cells = stack.values.shape[1]
            weights, cells = stack.of_tiles(w), stack.of_slots(self.cells)
            step = max(1, CHUNK // (4 * n_cells * max(n_cells, TILES)))
            for start in range(0, len(stack.values), step):
                values = stack.values[start:start + step].astype(float, copy=False)
                weighted = values * weights[start:start + step, None, :]
                yield cells[start:start + step], np.matmul(weighted, values.transpose(0, 2, 1))


def by_strongest_cell(P, progress: Progress = no_progress) -> np.ndarray:
    """The columns of P by the cell they are received best from, then by number."""
    strongest, best = np.zeros(P.shape[1], P.dtype), np.zeros(P.shape[1], np.int32)
    for row, (start, end) in enumerate(zip(P.indptr[:-1], P.indptr[1:])):
        if row % 64 == 0:
            progress(0.0)
        tile, value = P.indices[start:end], P.data[start:end]
        stronger = value > strongest[tile]
        tile = tile[stronger]
        best[tile], strongest[tile] = row, value[stronger]
    return np.argsort(best, kind="stable")


def by_windows(n_rows: int, n_cols: int) -> np.ndarray:
    """The tiles of a grid, window after window of 8 by 8."""
    row, col = np.divmod(np.arange(n_rows * n_cols, dtype=np.int32), np.int32(n_cols))
    return np.argsort(row // WINDOW * (n_cols // WINDOW + 1) + col // WINDOW, kind="stable")


def _columns(P, tiles) -> sparse.csr_matrix:
    """``P[:, tiles]`` without a look at P where there are none."""
    return P[:, tiles] if len(tiles) else sparse.csr_matrix((P.shape[0], 0), dtype=P.dtype)


def _pairs(P, place, n_blocks, progress):
    """The blocks each cell reaches, cell after cell, (pairs,), and where each cell's start, (I + 1,)."""
    found, last = [np.empty(0, np.int32)], np.empty(n_blocks + 1, np.int32)
    for row, (start, end) in enumerate(zip(P.indptr[:-1], P.indptr[1:])):
        if row % 64 == 0:
            progress(0.5 * row / P.shape[0])
        block = place[P.indices[start:end]] // TILES
        at = np.arange(len(block), dtype=np.int32)
        last[block] = at
        last[n_blocks] = -1
        found.append(block[last[block] == at])
    return np.concatenate(found), np.cumsum([len(blocks) for blocks in found])


def _non_zeros(P, blocks) -> np.ndarray:
    """Non-zeros of each block of columns `blocks`, (blocks, TILES)."""
    count = np.zeros(P.shape[1], np.int64)
    for start in range(0, P.nnz, CHUNK):
        count += np.bincount(P.indices[start:start + CHUNK], minlength=P.shape[1])
    return count[blocks].sum(axis=1)


def _fill(P, place, n_blocks, block, start, slot, n_slots, dtype, progress) -> np.ndarray:
    """The blocks' values, (slots, TILES)."""
    flat = np.zeros((n_slots + 1) * TILES, dtype)  # what is not packed goes to the last slot, which is cut off
    shift = np.full(n_blocks + 1, n_slots * TILES)  # from a tile's place to where the row's value for it is kept
    for row, (first, last) in enumerate(zip(P.indptr[:-1], P.indptr[1:])):
        if row % 64 == 0:
            progress(0.5 + 0.5 * row / P.shape[0])
        mine = block[start[row]:start[row + 1]]
        shift[mine] = (slot[start[row]:start[row + 1]] - mine) * TILES
        shift[n_blocks] = (n_slots - n_blocks) * TILES
        tile = place[P.indices[first:last]]
        flat[shift[tile // TILES] + tile] = P.data[first:last]
    return flat[:n_slots * TILES].reshape(n_slots, TILES)


def _stacks(values, n_cells) -> list:
    """Cut the values of blocks with `n_cells` cells each, ascending, into stacks."""
    stacks, tile, slot = [], 0, 0
    for n, n_blocks in zip(*(found.tolist() for found in np.unique(n_cells, return_counts=True))):
        stacks.append(Stack(values[slot:slot + n * n_blocks].reshape(n_blocks, n, TILES), tile, slot))
        tile, slot = tile + n_blocks * TILES, slot + n * n_blocks
    return stacks


def _added(total, entries):
    if not entries:
        return total
    value, row, column = (np.concatenate(parts) for parts in zip(*entries))
    return total + sparse.csr_matrix((value, (row, column)), shape=total.shape)
