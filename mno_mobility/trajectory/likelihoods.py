"""How likely a phone on each piece of road is served by a cell: from an emission model, from areas, or from the sites of cells alone.

Every likelihood is relative to the greatest one of its cell: 1 where the cell is most likely, 0 where it is next to impossible.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy import sparse

from ..errors import InputError
from ..geolocation.antenna import pattern_loss, table_sigma
from ..geolocation.emission import EmissionModel
from ..progress import Progress, no_progress

SOFT_M = 300.0  # nearer to its site than this a cell is hardly more likely
REACH_M = 800.0  # a cell that far away competes with cells that no plan knows of
DECAY = 4.0  # power falls with this power of the distance
BEYOND_M = 150.0  # outside its area a cell is less likely by the factor e over this distance
LEAST = 0.01  # relative likelihoods below are none
NUMBERS_AT_ONCE = 1 << 22


@dataclass(frozen=True)
class Likelihoods:
    """Relative likelihoods of cells on places.

    Attributes
    ----------
    relative : csr_matrix of float32, shape (I, S)
        At most 1 in each row; nothing is below 0.01.
    known : ndarray of bool, shape (I,)
        Whether anything is known of each cell. A cell that is not known says nothing of the place.
    """

    relative: sparse.csr_matrix
    known: np.ndarray


def likelihoods_of_model(model: EmissionModel, cell_ids, xy_m) -> Likelihoods:
    """The emission probability of the tile around each place (Ricciato & Coluccia 2021, Eq. 4), as likelihood of the place.

    Parameters
    ----------
    model : EmissionModel
    cell_ids : array_like of str, shape (I,)
    xy_m : array_like of float, shape (S, 2)
        In the CRS of the model.
    """
    xy_m = np.asarray(xy_m, float)
    rows = {name: row for row, name in enumerate(model.cell_ids)}
    row = np.array([rows.get(name, -1) for name in cell_ids], np.int64)
    tile = model.grid.tile_at(*xy_m.T)
    inside = np.flatnonzero(tile >= 0)
    on_tile = sparse.csr_matrix((np.ones(len(inside)), (tile[inside], inside)), shape=(model.grid.n_tiles, len(xy_m)))
    chosen = np.flatnonzero(row >= 0)
    pick = sparse.csr_matrix((np.ones(len(chosen)), (chosen, row[chosen])), shape=(len(row), len(model.cell_ids)))
    return _relative(pick @ model.P @ on_tile)


def likelihoods_of_areas(areas, xy_m) -> Likelihoods:
    """1 inside the area of a cell, less outside of it by the factor e over 150 m.

    Parameters
    ----------
    areas : array_like of shapely polygons or None, shape (I,)
    xy_m : array_like of float, shape (S, 2)
    """
    areas, places = np.asarray(areas, dtype=object), shapely.points(np.asarray(xy_m, float))
    there = np.flatnonzero(~(shapely.is_missing(areas) | shapely.is_empty(areas)))
    of, place = shapely.STRtree(places).query(areas[there], predicate="dwithin", distance=-BEYOND_M * np.log(LEAST))
    away_m = shapely.distance(areas[there[of]], places[place])
    return _relative(sparse.csr_matrix((np.exp(-away_m / BEYOND_M), (there[of], place)), shape=(len(areas), len(places))))


def likelihoods_of_sites(sites_m, xy_m, *, layer=None, azimuth_deg=None, beam_deg=65.0, progress: Progress = no_progress) -> Likelihoods:
    """Share of a cell in the power of all cells of its layer: distance^-4, softened near the site, times the antenna pattern.

    Parameters
    ----------
    sites_m : array_like of float, shape (I, 2)
        NaN where no site is known.
    xy_m : array_like of float, shape (S, 2)
    layer : array_like, shape (I,), optional
        Cells of different layers, such as carriers, do not compete.
    azimuth_deg : array_like of float, shape (I,), optional
        Compass bearing of each antenna, NaN where it radiates all around.
    beam_deg : float
        Half-power beam width.
    progress : callable
    """
    sites_m, xy_m = np.asarray(sites_m, float), np.asarray(xy_m, float)
    there = np.flatnonzero(np.isfinite(sites_m).all(axis=1))
    if not len(there):
        raise InputError("none of the cells of the events has a site", "Cell plan", "Choose the plan these events belong to.")
    code = np.zeros(len(sites_m), int) if layer is None else np.unique(np.asarray(layer).astype(str), return_inverse=True)[1].ravel()
    of_layer = sparse.csr_matrix((np.ones(len(there)), (code[there], np.arange(len(there)))), shape=(code.max() + 1, len(there)))
    spread = np.broadcast_to(float(beam_deg), len(there))
    blocks, block = [], max(NUMBERS_AT_ONCE // len(there), 1)
    for first in range(0, len(xy_m), block):
        progress(first / len(xy_m))
        east, north = (xy_m[None, first:first + block, k] - sites_m[there, k][:, None] for k in (0, 1))
        power = ((east ** 2 + north ** 2 + SOFT_M ** 2) / REACH_M ** 2) ** (-DECAY / 2)
        if azimuth_deg is not None:
            _direct(power, east, north, np.asarray(azimuth_deg, float)[there], table_sigma(spread))
        blocks.append(sparse.csr_matrix(_cut(power / (1 + (of_layer @ power)[code[there]]))))
    shares = sparse.hstack(blocks, format="csr")
    pick = sparse.csr_matrix((np.ones(len(there)), (there, np.arange(len(there)))), shape=(len(sites_m), len(there)))
    return _relative(pick @ shares)


def _direct(power, east, north, azimuth_deg, sigma_deg) -> None:
    """Multiply the power of directed antennas by their horizontal pattern, in place."""
    for row in np.flatnonzero(np.isfinite(azimuth_deg)):
        angle = np.degrees(np.arctan2(east[row], north[row])) - azimuth_deg[row]
        power[row] *= 10 ** (-pattern_loss((angle + 180) % 360 - 180, sigma_deg[row]) / 10)


def _cut(share: np.ndarray) -> np.ndarray:
    """Without what can be no more than the least of any cell."""
    share[share < LEAST * 1e-3] = 0
    return share


def _relative(values: sparse.csr_matrix) -> Likelihoods:
    values = values.tocsr()
    most = values.max(axis=1).toarray().ravel() if values.nnz else np.zeros(values.shape[0])
    scale = np.divide(1.0, most, out=np.zeros(len(most)), where=most > 0)
    relative = sparse.csr_matrix((values.data * np.repeat(scale, np.diff(values.indptr)), values.indices, values.indptr),
                                 shape=values.shape)
    relative.data[relative.data < LEAST] = 0
    relative.eliminate_zeros()
    return Likelihoods(relative.astype(np.float32), most > 0)
