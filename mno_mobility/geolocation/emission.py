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
from .grid import TileGrid

SUFFIX = ".mno.npz"
FORMAT = "mno-mobility emission model"
VERSION = 1


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
    def P(self) -> sparse.csr_matrix:
        """Emission probabilities, (I, J): every column of a covered tile sums to 1."""
        s = self.dominance
        total = np.bincount(s.indices, weights=s.data, minlength=s.shape[1])
        return sparse.csr_matrix((s.data / total[s.indices], s.indices, s.indptr), shape=s.shape)

    @cached_property
    def cells_per_tile(self) -> np.ndarray:
        """Number of cells that cover each tile, (J,)."""
        return np.bincount(self.dominance.indices, minlength=self.grid.n_tiles)

    @property
    def covered(self) -> np.ndarray:
        """Which tiles at least one cell covers, (J,) of bool."""
        return self.cells_per_tile > 0

    @cached_property
    def best_server(self) -> np.ndarray:
        """Index of the cell with the greatest dominance in each tile, -1 where there is none, (J,); ties go to the first cell."""
        s = self.dominance
        best, strongest = np.full(self.grid.n_tiles, -1), np.zeros(self.grid.n_tiles)
        for row, (start, end) in enumerate(zip(s.indptr[:-1], s.indptr[1:])):
            tile, value = s.indices[start:end], s.data[start:end]
            stronger = value > strongest[tile]
            best[tile[stronger]], strongest[tile[stronger]] = row, value[stronger]
        return best

    def barycentres(self) -> tuple[np.ndarray, np.ndarray]:
        """x and y of each cell's dominance-weighted mean tile centre, NaN for a cell without footprint; (I,) each."""
        x, y = self.grid.centres()
        with np.errstate(invalid="ignore"):
            mass = np.asarray(self.dominance.sum(axis=1)).ravel()
            return self.dominance @ x / mass, self.dominance @ y / mass

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
    s = sparse.coo_matrix((value[keep], (cell[keep], tile[keep])), shape=(len(cell_ids), grid.n_tiles)).tocsr()
    if s.nnz != keep.sum():  # tocsr adds up what comes twice
        raise InputError(f"{keep.sum() - s.nnz} pairs of cell and tile come more than once", "Model",
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
    super_of : ndarray of int, shape (J,)
        The super-tile of each tile, numbered by first appearance.

    Notes
    -----
    Columns count as identical when they agree to 12 significant digits: a footprint that was computed twice differs in the last
    ones. Tiles that no cell covers make one super-tile, an empty column.
    """
    P = P.tocsc()
    P.sort_indices()
    n_tiles = P.shape[1]
    # random projections tell columns apart: equal columns have equal sums, different ones differ with certainty for practice,
    # and the candidates are compared entry by entry below
    rng = np.random.default_rng(0)
    weights = rng.uniform(0.5, 1.5, size=(P.shape[0], 2))
    key = np.column_stack([P.T @ weights, np.diff(P.indptr)])
    mantissa, exponent = np.frexp(key)
    key = np.ldexp(np.rint(np.ldexp(mantissa, 40)), exponent - 40)
    _, first, group = np.unique(key, axis=0, return_index=True, return_inverse=True)
    group = np.asarray(group).ravel()
    rank = np.empty(len(first), int)
    rank[np.argsort(first)] = np.arange(len(first))
    super_of = rank[group]
    chosen = np.sort(first)
    difference = abs(P - P[:, chosen[super_of]])
    if difference.nnz and difference.max() > 1e-9:  # a collision of the projections: merge nothing rather than wrongly
        return P.tocsr(), np.arange(n_tiles)
    return P[:, chosen].tocsr(), super_of


def save_model(model: EmissionModel, path) -> None:
    """Write a model to one file; the file appears whole or not at all."""
    path = Path(path)
    grid, s = model.grid, model.dominance
    partial = path.with_name(path.name + ".partial")
    try:
        with open(partial, "wb") as file:
            np.savez_compressed(
                file, format=FORMAT, version=VERSION, crs=grid.crs,
                grid=np.array([grid.x_min_m, grid.y_min_m, grid.tile_m]), shape=np.array([grid.n_rows, grid.n_cols]),
                cell_ids=np.array([str(c) for c in model.cell_ids], dtype=str), made_by=json.dumps(model.made_by),
                indptr=s.indptr.astype(np.int64), tile=s.indices, dominance=s.data)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def load_model(path) -> EmissionModel:
    """Read a model that :func:`save_model` wrote.

    Raises
    ------
    InputError
        When the file is missing, truncated, not a model, or of another version.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError("there is no such file", str(path), "Make one with 'Emission model from cell plan'.")
    again = "Make the model again with 'Emission model from cell plan'."
    try:
        if not zipfile.is_zipfile(path):
            raise ValueError("it is cut short or of another kind")
        with np.load(path, allow_pickle=False) as stored:
            if "format" not in stored.files or str(stored["format"]) != FORMAT:
                raise InputError("this is not an emission model", str(path), again)
            if int(stored["version"]) != VERSION:
                raise InputError(f"the model has format version {int(stored['version'])}, this plugin reads version {VERSION}",
                                 str(path), "Update the plugin or make the model again.")
            x_min, y_min, tile_m = (float(v) for v in stored["grid"])
            n_rows, n_cols = (int(v) for v in stored["shape"])
            grid = TileGrid(str(stored["crs"]), x_min, y_min, tile_m, n_rows, n_cols)
            cell_ids = stored["cell_ids"].astype(object)
            s = sparse.csr_matrix((stored["dominance"], stored["tile"], stored["indptr"]), shape=(len(cell_ids), grid.n_tiles))
            s.check_format(full_check=True)
            if not (np.isfinite([x_min, y_min]).all() and 0 < tile_m < np.inf and ((s.data > 0) & (s.data < np.inf)).all()):
                raise ValueError("it has numbers that cannot be")
            return EmissionModel(grid, cell_ids, s, json.loads(str(stored["made_by"])))
    except InputError:
        raise
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise InputError(f"the file is damaged or not an emission model ({error})", str(path), again) from error
