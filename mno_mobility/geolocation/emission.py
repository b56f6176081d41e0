"""The emission model: how likely a phone in a tile is counted in a cell (Ricciato & Coluccia 2021, section II-G).

``p_ij = s_ij / sum_m s_mj`` (Eq. 4), with ``s`` the signal dominance. A tile that no cell covers has an empty column.
"""

import json
import os
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy import sparse

from ..errors import InputError, some
from ..memory import require
from ..progress import Progress, no_progress, part
from . import npz
from .entries import memory_bytes
from .grid import TileGrid

FORMAT = "mno-mobility emission model"
VERSION = 1
DAMAGE = (OSError, ValueError, LookupError, TypeError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error)
ENTRIES_AT_ONCE = 1 << 22
P_BYTES_PER_ENTRY = 8
MERGES_FROM, MOST_LEFT = 1 << 24, 0.9  # entries from which super-tiles have to save a tenth
MIXER = np.uint64(0x9E3779B97F4A7C15)  # an odd number whose product spreads all bits


@dataclass(frozen=True)
class EmissionModel:
    """Sparse footprints of cells on a grid.

    Attributes
    ----------
    grid : TileGrid
    cell_ids : ndarray of str, shape (I,)
    dominance : scipy.sparse.csr_matrix, shape (I, J)
        ``s_ij`` where it is kept, all positive.
    made_by : dict
        What made the model: method and parameters, plain JSON values.
    """

    grid: TileGrid
    cell_ids: np.ndarray
    dominance: sparse.csr_matrix
    made_by: dict = field(default_factory=dict)

    @cached_property
    def dominance_sum(self) -> np.ndarray:
        """Sum of the dominance of all cells in each tile, (J,)."""
        return self._dominance_sum(no_progress)

    def _dominance_sum(self, progress: Progress) -> np.ndarray:
        s, total = self.dominance, np.zeros(self.grid.n_tiles)
        for block in _blocks(s):
            progress(block.start / s.nnz)
            total += np.bincount(s.indices[block], weights=s.data[block], minlength=len(total))
        return total

    @cached_property
    def P(self) -> sparse.csr_matrix:
        """Emission probabilities, (I, J), in double precision: every column of a covered tile sums to 1.

        It shares the tile numbers of the dominance, and so takes 8 bytes an entry.
        """
        return self._P(no_progress)

    def _P(self, progress: Progress) -> sparse.csr_matrix:
        s, p = self.dominance, np.empty(self.dominance.nnz)
        for start in range(0, s.nnz, ENTRIES_AT_ONCE):
            progress(start / s.nnz)
            block = slice(start, start + ENTRIES_AT_ONCE)
            p[block] = s.data[block]
            p[block] /= self.dominance_sum[s.indices[block]]
        return sparse.csr_matrix((p, s.indices, s.indptr), shape=s.shape)

    @cached_property
    def cells_per_tile(self) -> np.ndarray:
        """Number of cells that cover each tile, (J,)."""
        return self._cells_per_tile(no_progress)

    def _cells_per_tile(self, progress: Progress) -> np.ndarray:
        return _entries_per_column(self.dominance, progress)

    @property
    def covered(self) -> np.ndarray:
        """Which tiles at least one cell covers, (J,) of bool."""
        return (self.dominance_sum if "dominance_sum" in vars(self) else self.cells_per_tile) > 0

    @cached_property
    def best_server(self) -> np.ndarray:
        """Index of the cell with the greatest dominance in each tile, -1 where there is none, (J,); ties go to the first cell."""
        return self._best_server(no_progress)

    def _best_server(self, progress: Progress) -> np.ndarray:
        s = self.dominance
        best, strongest = np.full(self.grid.n_tiles, -1, np.int32), np.zeros(self.grid.n_tiles, s.dtype)
        for row, (start, end) in enumerate(zip(s.indptr[:-1], s.indptr[1:])):
            if row % 64 == 0:
                progress(row / s.shape[0])
            tile, value = s.indices[start:end], s.data[start:end]
            stronger = value > strongest[tile]
            best[tile[stronger]], strongest[tile[stronger]] = row, value[stronger]
        return best

    def prepared(self, *names: str, progress: Progress) -> "EmissionModel":
        """The model itself, with properties of these names computed, which otherwise are without progress when asked for.

        `names` are of `dominance_sum`, `P`, `cells_per_tile` and `best_server`, in this order.
        """
        for k, name in enumerate(names):
            if name not in vars(self):
                vars(self)[name] = getattr(self, f"_{name}")(part(progress, k / len(names), (k + 1) / len(names)))
        return self

    def barycentres(self) -> tuple[np.ndarray, np.ndarray]:
        """x and y of each cell's dominance-weighted mean tile centre, NaN for a cell without footprint; (I,) each."""
        mean = np.full((2, len(self.cell_ids)), np.nan)
        for row, (start, end) in enumerate(zip(self.dominance.indptr[:-1], self.dominance.indptr[1:])):
            if end > start:
                s = self.dominance.data[start:end].astype(float)
                mean[:, row] = [at @ s / s.sum() for at in self.grid.centres(self.dominance.indices[start:end])]
        return mean[0], mean[1]

    def footprint(self, row: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Tiles of a cell, its dominance and its emission probability in each; without P."""
        entries = slice(*self.dominance.indptr[row:row + 2])
        tile, s = self.dominance.indices[entries], self.dominance.data[entries]
        return tile, s, s / self.dominance_sum[tile]

    def row_of(self, cell_id: str) -> int:
        """Row of a cell.

        Raises
        ------
        InputError
            When the model has no such cell.
        """
        found = np.flatnonzero(self.cell_ids == str(cell_id))
        if not len(found):
            raise InputError(f"no cell {cell_id!r} among {len(self.cell_ids)}", "Model",
                             f"It has, for example, {some(self.cell_ids)}.")
        return int(found[0])


def model_from_entries(grid: TileGrid, cell_ids, cell, tile, value, made_by: dict) -> EmissionModel:
    """Build a model from parallel arrays of cell index, tile number and dominance; zeros are left out.

    Raises
    ------
    InputError
        When a value is negative or not finite, or a (cell, tile) pair comes twice.
    """
    value = np.asarray(value, float)
    cell, tile = np.asarray(cell), np.asarray(tile)
    cell_ids = np.asarray(cell_ids, dtype=object)
    bad = ~np.isfinite(value) | (value < 0)
    if bad.any():
        at = int(np.flatnonzero(bad)[0])
        raise InputError(f"{bad.sum()} values are negative or not numbers", f"Cell {cell_ids[cell[at]]}, tile {tile[at]}",
                         "Dominance and probability are 0 or more.")
    keep = value > 0
    if not keep.all():
        cell, tile, value = cell[keep], tile[keep], value[keep]
    s = sparse.coo_matrix((value, (cell, tile)), shape=(len(cell_ids), grid.n_tiles)).tocsr()
    if s.nnz != len(value):  # tocsr adds up what comes twice
        raise InputError(f"{len(value) - s.nnz} pairs of cell and tile come more than once", "Model",
                         "Keep one row for each pair.")
    s.sort_indices()
    return EmissionModel(grid, cell_ids, s, made_by)


def consolidate(P: sparse.spmatrix) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Merge tiles with identical columns into super-tiles (section II-F).

    Parameters
    ----------
    P : sparse matrix, shape (I, J)

    Returns
    -------
    P_super : csr_matrix, shape (I, K)
        `P` itself, whatever its format, where no columns are identical, or so few in a large matrix that a copy does not pay.
    super_of : ndarray of int, shape (J,)
        The super-tile of each tile, numbered by first appearance.

    Notes
    -----
    Columns count as identical when they agree to 12 significant digits: a footprint that was computed twice differs in the last
    ones. Tiles that no cell covers make one super-tile, an empty column.

    Columns are told apart by their number of entries and by three random weighted sums, to 40 bits each. Equal columns have equal sums.
    Columns that differ by a share d have a sum in common with a probability of about 1e-12 / d, all three with that to the third power.
    """
    P = P if P.format in ("csr", "csc") else P.tocsr()
    n_tiles = P.shape[1]
    weights = np.random.default_rng(0).uniform(0.5, 1.5, size=(P.shape[0], 3))
    key = np.column_stack([_entries_per_column(P), P.T @ weights])
    label = np.zeros(n_tiles, np.uint64)
    for column in key.T:
        mantissa, exponent = np.frexp(column)
        column[:] = np.ldexp(np.rint(np.ldexp(mantissa, 40)), exponent - 40)
        label = (label ^ (column + 0.0).view(np.uint64)) * MIXER
        label ^= label >> np.uint64(29)
    n_super = len(np.unique(label))
    if n_super == n_tiles or (P.nnz > MERGES_FROM and n_super > MOST_LEFT * n_tiles):
        return P, np.arange(n_tiles)
    _, first, group = np.unique(label, return_index=True, return_inverse=True)
    group = group.ravel()
    if not np.array_equal(key, key[first[group]]):  # labels of different keys collide: merge nothing rather than wrongly
        return P, np.arange(n_tiles)
    rank = np.empty(n_super, int)
    rank[np.argsort(first)] = np.arange(n_super)
    return P[:, np.sort(first)].tocsr(), rank[group]


def _entries_per_column(P, progress: Progress = no_progress) -> np.ndarray:
    if P.format == "csc":
        return np.diff(P.indptr)
    number = np.zeros(P.shape[1], np.int64)
    for block in _blocks(P):
        progress(block.start / P.nnz)
        number += np.bincount(P.indices[block], minlength=len(number))
    return number


def _blocks(P) -> list:
    """Slices of the entries of a CSR matrix, for sums over columns: none so short that the columns outweigh it."""
    at_once = max(ENTRIES_AT_ONCE, P.shape[1])
    return [slice(start, start + at_once) for start in range(0, P.nnz, at_once)]


def save_model(model: EmissionModel, path, *, progress: Progress = no_progress) -> None:
    """Write a model to one file; the file appears whole or not at all.

    Raises
    ------
    InputError
        When there is no space for it.
    """
    path = Path(path)
    grid, s = model.grid, model.dominance
    partial = path.with_name(path.name + ".partial")
    small = {"format": FORMAT, "version": VERSION, "crs": grid.crs, "grid": np.array([grid.x_min_m, grid.y_min_m, grid.tile_m]),
             "shape": np.array([grid.n_rows, grid.n_cols]), "cell_ids": np.array([str(c) for c in model.cell_ids], dtype=str),
             "made_by": json.dumps(model.made_by), "indptr": s.indptr.astype(np.int64)}
    try:
        with zipfile.ZipFile(partial, "w") as archive:
            for name, value in small.items():
                npz.write_array(archive, name, value)
            npz.write_array(archive, "tile", s.indices, progress=part(progress, 0, 0.5))
            npz.write_array(archive, "dominance", s.data, progress=part(progress, 0.5, 1))
        os.replace(partial, path)
    except OSError as error:
        if error.filename is not None:
            raise
        raise InputError(f"the file cannot be written whole ({error.strerror})", str(path), "Check the free space.") from error
    finally:
        partial.unlink(missing_ok=True)
    progress(1.0)


def load_model(path, *, progress: Progress = no_progress) -> EmissionModel:
    """Read a model that :func:`save_model` wrote.

    Raises
    ------
    InputError
        When the file is missing, truncated, not a model, or of another version, or the model does not fit in memory.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError("there is no such file", str(path), "Make one with 'Emission model from cell plan'.")
    again = "Make the model again with 'Emission model from cell plan'."
    try:
        if not zipfile.is_zipfile(path):
            raise ValueError("it is cut short or of another kind")
        with zipfile.ZipFile(path) as archive:
            if "format.npy" not in archive.namelist() or str(npz.read_array(archive, "format")) != FORMAT:
                raise InputError("this is not an emission model", str(path), again)
            version = int(npz.read_array(archive, "version"))
            if version != VERSION:
                raise InputError(f"the model has format version {version}, this plugin reads version {VERSION}", str(path),
                                 "Update the plugin or make the model again.")
            return _read_model(archive, path, progress)
    except InputError:
        raise
    except DAMAGE as error:
        raise InputError(f"the file is damaged or not an emission model ({error})", str(path), again) from error


def _read_model(archive: zipfile.ZipFile, path: Path, progress: Progress) -> EmissionModel:
    x_min, y_min, tile_m = (float(v) for v in npz.read_array(archive, "grid"))
    n_rows, n_cols = (int(v) for v in npz.read_array(archive, "shape"))
    grid = TileGrid(str(npz.read_array(archive, "crs")), x_min, y_min, tile_m, n_rows, n_cols)
    if not (np.isfinite([x_min, y_min]).all() and 0 < tile_m < np.inf and n_rows > 0 and n_cols > 0):
        raise ValueError("it has numbers that cannot be")
    cell_ids, indptr = npz.read_array(archive, "cell_ids").astype(object), npz.read_array(archive, "indptr")
    n_entries = int(indptr[-1])
    require(memory_bytes(grid.n_tiles, n_entries) + P_BYTES_PER_ENTRY * n_entries,
            f"{grid.n_tiles:,} tiles, {len(cell_ids):,} cells and their {n_entries:,} entries", str(path),
            "Make a model of larger tiles or a smaller extent.")
    tile = npz.read_array(archive, "tile", progress=part(progress, 0, 0.5))
    dominance = npz.read_array(archive, "dominance", progress=part(progress, 0.5, 1))
    kinds = tile.dtype.kind + indptr.dtype.kind + dominance.dtype.kind
    if kinds != "iif" or len(tile) != len(dominance) or np.diff(indptr).min(initial=0) < 0:
        raise ValueError("its parts do not fit together")
    # neither the least nor the greatest of numbers with a NaN among them passes
    if len(tile) and not (0 <= tile.min() and tile.max() < grid.n_tiles and 0 < dominance.min() and dominance.max() < np.inf):
        raise ValueError("it has numbers that cannot be")
    s = sparse.csr_matrix((dominance, tile, indptr), shape=(len(cell_ids), grid.n_tiles))
    return EmissionModel(grid, cell_ids, s, json.loads(str(npz.read_array(archive, "made_by"))))
