"""P laid out for the products that the estimators live on: small dense blocks of tiles that share their cells.

Tiles that lie close together are reached by much the same cells. In runs of :data:`TILES` of them P is a stack of small dense
matrices with little air in them, which is walked without an index for each value.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy import sparse

from .. import memory
from ..progress import Progress, Tick, no_progress, no_tick
from . import linear

WINDOW = 8  # tiles
TILES = WINDOW**2  # of a block
AIR = 8  # a block with more values than this many times its non-zeros stays sparse,
ALL_AIR = 2  # unless all blocks together have no more than this many times theirs
TILE_BYTES = 200  # of vectors over the tiles that a solver holds at once, a tile
CHUNK = 1 << 22  # values of temporary arrays
LANE, MOST_LANES = 1 << 19, 4  # values for which another thread pays, and threads


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
    tick : callable
        Called without arguments several times a second while a product is made; it raises to stop.
    n_cells, n_tiles : int
    """

    def __init__(self, P: sparse.csr_matrix, order, tick: Tick = no_tick):
        self.P, self.order, self.tick = P, order, tick
        self.n_cells, self.n_tiles = P.shape[0], len(order)

    def expected(self, u) -> np.ndarray:
        """``P u``, for `u` (J,) or (J, T)."""
        spread = np.zeros((self.P.shape[1], *u.shape[1:]))
        spread[self.order] = u
        z = np.empty((self.n_cells, *u.shape[1:]))
        for rows, part in self._parts(sparse.csr_matrix):
            z[rows] = part @ spread
        return z

    def slopes(self, q) -> np.ndarray:
        """``P^T q``, for `q` (I,) or (I, T)."""
        total = np.zeros((self.P.shape[1], *q.shape[1:]))
        for rows, part in self._parts(sparse.csc_matrix):
            total += part @ q[rows]
        return np.take(total, self.order, axis=0)

    def step(self, u, q) -> np.ndarray:
        """Make `u` ``u * (P^T q)``, in place, and return ``P u``."""
        u *= self.slopes(q)
        return self.expected(u)

    def columns(self, tiles) -> sparse.csr_matrix:
        """``P[:, tiles]``, for few tiles."""
        if not len(tiles):
            return sparse.csr_matrix((self.n_cells, 0))
        wanted, place, found = np.zeros(self.P.shape[1], bool), np.zeros(self.P.shape[1], np.int32), [np.empty(0, int)]
        wanted[tiles], place[tiles] = True, np.arange(len(tiles))
        for start in range(0, self.P.nnz, CHUNK):
            self.tick()
            found.append(start + np.flatnonzero(wanted[self.P.indices[start:start + CHUNK]]))
        at = np.concatenate(found)
        return sparse.csr_matrix((self.P.data[at], place[self.P.indices[at]], np.searchsorted(at, self.P.indptr)),
                                 shape=(self.n_cells, len(tiles)))

    def _parts(self, kind):
        """Some rows of P at a time, with no fewer values than a vector over the tiles, in double precision; as csc_matrix P^T."""
        P, row, size = self.P, 0, max(CHUNK, 3 * self.P.shape[1])
        while row < P.shape[0]:
            self.tick()
            end = max(row + 1, int(np.searchsorted(P.indptr, P.indptr[row] + size, side="right")) - 1)
            values = slice(P.indptr[row], P.indptr[end])
            part = kind((end - row, P.shape[1]) if kind is sparse.csr_matrix else (P.shape[1], end - row))
            part.data, part.indices = P.data[values].astype(float, copy=False), P.indices[values]  # a constructor would copy them
            part.indptr = P.indptr[row:end + 1] - P.indptr[row]
            yield slice(row, end), part
            row = end


class Footprints:
    """Products with P, (I, J), by blocks of tiles, which lie in an order of their own.

    Attributes
    ----------
    plain : Plain
        The same products in double precision.
    order, tick, n_cells, n_tiles
        As in :class:`Plain`.
    """

    def __init__(self, P: sparse.csr_matrix, order, dtype=np.float64, progress: Progress = no_progress, tick: Tick = no_tick):
        """Lay out the columns `order` of P, in which neighbours lie together; blocks keep together, their order changes."""
        self.dtype, self.tick = np.dtype(dtype), tick
        self.n_cells, self.n_tiles = P.shape[0], len(order)
        n_blocks = self.n_tiles // TILES
        blocks = order[:n_blocks * TILES].reshape(n_blocks, TILES)
        place = np.full(P.shape[1], n_blocks * TILES, np.int32)  # all that is in no block falls behind the last one
        place[blocks.ravel()] = np.arange(n_blocks * TILES, dtype=np.int32)
        block, start = _pairs(P, place, n_blocks, progress)
        n_slots = np.bincount(block, minlength=n_blocks)  # cells of each block
        packed = n_slots > 0
        if len(block) * TILES > ALL_AIR * P.nnz:
            packed &= n_slots * TILES <= AIR * _non_zeros(P, blocks, tick)
        memory.require(int(n_slots[packed].sum()) * TILES * self.dtype.itemsize + TILE_BYTES * self.n_tiles, "the estimators", "Model",
                       "Use larger tiles, fewer cells or a smaller area.")
        sequence = np.lexsort((n_slots, ~packed))  # how the blocks will lie: by number of cells, the airy ones behind
        self.n_packed = int(packed.sum()) * TILES
        self.order = order = np.concatenate([blocks[sequence].ravel(), order[n_blocks * TILES:]])
        self.plain = Plain(P, order, tick)
        self.loose = self.plain.columns(order[self.n_packed:]).astype(self.dtype, copy=False)

        rank = np.empty(n_blocks, np.int32)
        rank[sequence] = np.arange(n_blocks)
        by_block = np.argsort(rank[block], kind="stable")[:int(n_slots[packed].sum())]
        slot = np.full(len(block), len(by_block))
        slot[by_block] = np.arange(len(by_block))
        self.cells = np.repeat(np.arange(self.n_cells), np.diff(start))[by_block]
        values = _fill(P, place, n_blocks, block, start, slot, len(by_block), self.dtype, progress)
        self.stacks = _stacks(values, n_slots[sequence[:self.n_packed // TILES]])
        self._gather = sparse.csr_matrix(
            (np.ones(len(self.cells), self.dtype), self.cells, np.arange(len(self.cells) + 1)),
            shape=(len(self.cells), self.n_cells)).T

    def expected(self, u) -> np.ndarray:
        """``P u``, for `u` (J,) or (J, T); sums over blocks are in double precision."""
        u = np.ascontiguousarray(u, self.dtype)
        local = np.empty((len(self.cells), *u.shape[1:]), self.dtype)
        self._share_out(lambda stack: _expected(stack.values, stack.of_tiles(u), stack.of_slots(local)))
        return self._over_cells(local, u)

    def slopes(self, q) -> np.ndarray:
        """``P^T q``, for `q` (I,) or (I, T)."""
        q = np.ascontiguousarray(q, self.dtype)
        local, out = np.take(q, self.cells, axis=0), np.empty((self.n_tiles, *q.shape[1:]), self.dtype)  # quicker than by brackets
        self._share_out(lambda stack: _slopes(stack.values, stack.of_slots(local), stack.of_tiles(out)))
        out[self.n_packed:] = self.loose.T @ q if self.loose.nnz else 0
        return out

    def step(self, u, q) -> np.ndarray:
        """Make `u` ``u * (P^T q)``, in place, and return ``P u``: P is walked once for both."""
        q = np.ascontiguousarray(q, self.dtype)
        local = np.take(q, self.cells, axis=0)

        def multiply(stack):
            mine, slots = stack.of_tiles(u), stack.of_slots(local)
            mine *= _slopes(stack.values, slots)
            _expected(stack.values, mine, slots)
        self._share_out(multiply)
        u[self.n_packed:] *= self.loose.T @ q if self.loose.nnz else 0
        return self._over_cells(local, u)

    def _over_cells(self, local, u) -> np.ndarray:
        """Sums of the slots of each cell, in double precision, and what the loose columns add."""
        if local.ndim == 1:
            z = np.bincount(self.cells, local, self.n_cells)
        else:
            z = self._gather @ local.astype(float, copy=False)
        return z + self.loose @ u[self.n_packed:] if self.loose.nnz else z

    def _share_out(self, multiply: Callable[[Stack], None]) -> None:
        """Multiply all stacks, some in other threads: numpy does it outside the lock of Python, and each stack has its own place."""
        pool, (mine, *others) = self._lanes
        running = [pool.submit(lambda lane=lane: list(map(multiply, lane))) for lane in others]
        try:
            waiting = 0
            for stack in mine:
                multiply(stack)
                waiting += stack.values.size
                if waiting > CHUNK // 2:
                    self.tick()
                    waiting = 0
        finally:
            for lane in running:
                lane.result()

    @cached_property
    def _lanes(self) -> tuple:
        """Threads, and the stacks of each and of this one, alike in size."""
        sizes = [stack.values.size for stack in self.stacks]
        lanes = [[] for _ in range(min(os.cpu_count() or 1, MOST_LANES, 1 + sum(sizes) // LANE))]
        load = [0] * len(lanes)
        for at in sorted(range(len(sizes)), key=sizes.__getitem__, reverse=True):
            lightest = load.index(min(load))
            lanes[lightest].append(self.stacks[at])
            load[lightest] += sizes[at]
        return ThreadPoolExecutor(len(lanes)), lanes

    def gram(self, w):
        """``P diag(w) P^T``, (I, I): an array where there are few cells, else a csr_matrix."""
        w, n_cells = np.asarray(w, float), self.n_cells
        total = ((self.loose @ sparse.diags(w[self.n_packed:])) @ self.loose.T).tocsr()
        if n_cells <= linear.DENSE_CELLS:
            total = total.toarray().ravel()
            for cells, product in self._products(w):
                self.tick()
                at = cells[:, :, None] * n_cells + cells[:, None, :]
                total += np.bincount(at.ravel(), product.ravel(), minlength=len(total))
            return total.reshape(n_cells, n_cells)
        at, indices, indptr = self._overlaps
        data, done, waiting = np.zeros(len(indices)), 0, []
        for _, product in self._products(w):
            self.tick()
            waiting.append(product.ravel())
            size = sum(map(len, waiting))
            if size > CHUNK or done + size == len(at):
                data += np.bincount(at[done:done + size], np.concatenate(waiting), minlength=len(data))
                done, waiting = done + size, []
        return sparse.csr_matrix((data, indices, indptr), shape=total.shape) + total

    def quadratic(self, S) -> np.ndarray:
        """``p_j^T S p_j`` of each tile, (J,), for a symmetric S: the adjoint of :meth:`gram`.

        S is of the kind that :meth:`gram` gives; a sparse one needs its values only where two cells overlap.
        """
        out, done = np.empty(self.n_tiles), 0
        if sparse.issparse(S):
            _, indices, indptr = self._overlaps
            row = np.repeat(np.arange(self.n_cells), np.diff(indptr))
            S.sort_indices()
            of_S = np.repeat(np.arange(self.n_cells), np.diff(S.indptr)) * self.n_cells + S.indices
            # two cells of a block without a tile in common may not be in S: what is taken in their place is multiplied by 0
            data = S.data[np.searchsorted(of_S, row * self.n_cells + indices)]
        for stack in self.stacks:
            n_cells = stack.values.shape[1]
            cells, mine = stack.of_slots(self.cells), stack.of_tiles(out)
            step = max(1, CHUNK // (4 * n_cells * max(n_cells, TILES)))
            for start in range(0, len(stack.values), step):
                self.tick()
                values, slots = stack.values[start:start + step].astype(float, copy=False), cells[start:start + step]
                if sparse.issparse(S):
                    size = len(slots) * n_cells**2
                    between = data[self._overlaps[0][done:done + size]].reshape(len(slots), n_cells, n_cells)
                    done += size
                else:
                    between = S[slots[:, :, None], slots[:, None, :]]
                mine[start:start + step] = np.einsum("bct,bct->bt", np.matmul(between, values), values)
        columns = max(1, CHUNK // self.n_cells)
        for start in range(0, self.n_tiles - self.n_packed, columns):
            self.tick()
            loose = self.loose[:, start:start + columns].astype(float)
            out[self.n_packed + start:self.n_packed + start + loose.shape[1]] = loose.multiply(S @ loose).sum(axis=0)
        return out

    @cached_property
    def _overlaps(self):
        """Which value of the Gram matrix each value of the blocks' shares in it adds to, and where those stand: indices and indptr.

        In the order of :meth:`_products`. A few rows of the matrix at a time are spread out to see which of their values there are.
        """
        n_blocks, n_slots = np.array([stack.values.shape[:2] for stack in self.stacks], int).reshape(-1, 2).T
        n_slots = np.repeat(n_slots, n_blocks)
        width = np.repeat(n_slots, n_slots)  # for each slot: slots of its block
        first = np.repeat(np.cumsum(n_slots) - n_slots, n_slots)  # and the first of them
        target = np.cumsum(width) - width  # and where its row of products starts
        at, indices, indptr = np.empty(int(width.sum()), np.int32), [np.empty(0, np.int32)], [0]
        slots = np.argsort(self.cells, kind="stable")
        start = np.concatenate([[0], np.cumsum(np.bincount(self.cells, minlength=self.n_cells))])
        step = max(1, CHUNK // self.n_cells)
        place = np.empty(step * self.n_cells, np.int32)
        for row in range(0, self.n_cells, step):
            self.tick()
            mine = slots[start[row]:start[min(row + step, self.n_cells)]]
            k = width[mine]
            along = np.arange(k.sum()) - np.repeat(np.cumsum(k) - k, k)
            key = np.repeat((self.cells[mine] - row) * self.n_cells, k) + self.cells[np.repeat(first[mine], k) + along]
            present = np.zeros(len(place), bool)
            present[key] = True
            found = np.flatnonzero(present)
            place[found] = np.arange(indptr[-1], indptr[-1] + len(found))
            at[np.repeat(target[mine], k) + along] = place[key]
            indices.append((found % self.n_cells).astype(np.int32))
            rows = np.bincount(found // self.n_cells, minlength=step)[:self.n_cells - row]
            indptr.extend((indptr[-1] + np.cumsum(rows)).tolist())
        return at, np.concatenate(indices), np.array(indptr)

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


def _expected(values, u, out=None):
    """Of a stack, (blocks, cells, TILES), and `u`, (blocks, TILES[, T]): (blocks, cells[, T])."""
    return np.einsum("bct,bt->bc", values, u, out=out) if u.ndim == 2 else np.matmul(values, u, out=out)


def _slopes(values, q, out=None):
    """Of a stack, (blocks, cells, TILES), and `q`, (blocks, cells[, T]): (blocks, TILES[, T])."""
    return np.einsum("bct,bc->bt", values, q, out=out) if q.ndim == 2 else np.matmul(values.transpose(0, 2, 1), q, out=out)


def by_strongest_cell(P, tick: Tick = no_tick) -> np.ndarray:
    """The columns of P by the cell they are received best from, then by number."""
    strongest, best = np.zeros(P.shape[1], P.dtype), np.zeros(P.shape[1], np.int32)
    for row, (start, end) in enumerate(zip(P.indptr[:-1], P.indptr[1:])):
        if row % 64 == 0:
            tick()
        tile, value = P.indices[start:end], P.data[start:end]
        stronger = value > strongest[tile]
        tile = tile[stronger]
        best[tile], strongest[tile] = row, value[stronger]
    one_each = sparse.csr_matrix((np.ones(len(best), np.int8), best, np.arange(len(best) + 1)), shape=P.shape[::-1])
    return one_each.tocsc().indices  # which counts where sorting compares


def by_windows(n_rows: int, n_cols: int) -> np.ndarray:
    """The tiles of a grid, window after window of 8 by 8."""
    tile = np.arange(n_rows * n_cols, dtype=np.int32).reshape(n_rows, n_cols)
    row, col = n_rows // WINDOW * WINDOW, n_cols // WINDOW * WINDOW
    return np.concatenate([_windows(tile[:row], col, WINDOW), _windows(tile[row:], col, n_rows - row)])


def _windows(tile, width, height) -> np.ndarray:
    """Bands of windows of that height, of which those up to column `width` are whole."""
    if not tile.size:
        return tile.ravel()
    bands = tile.reshape(-1, height, tile.shape[1])
    whole = bands[:, :, :width].reshape(len(bands), height, -1, WINDOW).transpose(0, 2, 1, 3)
    return np.concatenate([whole.reshape(len(bands), -1), bands[:, :, width:].reshape(len(bands), -1)], axis=1).ravel()


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


def _non_zeros(P, blocks, tick) -> np.ndarray:
    """Non-zeros of each block of columns `blocks`, (blocks, TILES)."""
    count = np.zeros(P.shape[1], np.int64)
    size = max(CHUNK, P.shape[1])  # so that the vectors over the tiles are not the work
    for start in range(0, P.nnz, size):
        tick()
        count += np.bincount(P.indices[start:start + size], minlength=P.shape[1])
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
    """Cut the values of blocks with `n_cells` cells each, ascending, into stacks of bounded size."""
    stacks, tile, slot = [], 0, 0
    for n, n_blocks in zip(*(found.tolist() for found in np.unique(n_cells, return_counts=True))):
        most = max(1, CHUNK // (n * TILES))
        for size in [most] * (n_blocks // most) + [n_blocks % most] * (n_blocks % most > 0):
            stacks.append(Stack(values[slot:slot + n * size].reshape(size, n, TILES), tile, slot))
            tile, slot = tile + size * TILES, slot + n * size
    return stacks
