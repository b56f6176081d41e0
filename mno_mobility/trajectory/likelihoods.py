"""How likely a phone on each piece of road is served by a cell: from an emission model, from areas, or from the sites of cells alone.

Every likelihood is relative to the greatest one of its cell: 1 where the cell is most likely, 0 where it is next to impossible.
"""

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import shapely
from scipy import sparse

from ..errors import InputError
from ..geolocation.antenna import pattern_loss, table_sigma
from ..geolocation.cells import DEFAULTS, CellPlan
from ..geolocation.emission import EmissionModel
from ..memory import require
from ..progress import Progress, no_progress

SOFT_M = 300.0  # nearer to its site than this a cell is hardly more likely
REACH_M = 800.0  # a cell that far away competes with cells that no plan knows of
DECAY = 4.0  # power falls with this power of the distance
FEW, UNSURE_M = 30, 2000.0  # a place thought from fewer samples tells little, and this is how far off it may be
SAMPLED_DECAY, CROWDED = 6.0, 0.5  # beyond the range of its samples a cell fades with this power; what the samples of others there count
LEAST_RANGE_M, USUAL = 100.0, 5.0  # of samples; how many of them the usual range of the plan is worth
BEYOND_M = 150.0  # outside its area a cell is less likely by the factor e over this distance
LEAST = 0.01  # relative likelihoods below are none
FAR_M = 10_000.0  # cells of the plan farther from all roads do not compete there
NUMBERS_AT_ONCE, BYTES_AN_ENTRY = 1 << 22, 24  # of a block, and of what becomes of it


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
    row = _rows_of(cell_ids, model.cell_ids)
    tile = model.grid.tile_at(*xy_m.T)
    inside = np.flatnonzero(tile >= 0)
    on_tile = sparse.csr_matrix((np.ones(len(inside)), (tile[inside], inside)), shape=(model.grid.n_tiles, len(xy_m)))
    chosen = np.flatnonzero(row >= 0)
    return _relative(_placed(model.P[row[chosen]], chosen, len(row)) @ on_tile)


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


def likelihoods_of_sites(sites_m, xy_m, *, layer=None, azimuth_deg=None, beam_deg=65.0, n_samples=None, range_m=None, wanted=None,
                         progress: Progress = no_progress) -> Likelihoods:
    """Share of a cell in the power of all cells of its layer: distance^-4, softened near the site, times the antenna pattern.

    Of a site that was estimated from samples the range tells more. The samples of a cell are thought to lie around it with a density of
    n / r^2 (1 + d^2 / r^2)^-3, and its likelihood is this density over the square root of that of all sampled cells of its layer:
    where many were sampled, samples tell of those who sampled, too.

    A site that was estimated from few samples is mostly where others serve, and these were heard in passing: such a cell is likely within
    kilometres, whatever competes there, as (1 + d^2 / w^2)^-2 with w = 2 km.

    Parameters
    ----------
    sites_m : array_like of float, shape (I, 2)
        NaN where no site is known.
    xy_m : array_like of float, shape (S, 2)
    layer : array_like, shape (I,), optional
        Cells of different layers, such as carriers, do not compete.
    azimuth_deg : array_like of float, shape (I,), optional
        Compass bearing of each antenna, NaN where it radiates all around.
    beam_deg : float or array_like of float, shape (I,)
        Half-power beam width.
    n_samples : array_like of float, shape (I,), optional
        How many samples each site was estimated from; NaN or 0 where it is known. Fewer than 30 are few.
    range_m : array_like of float, shape (I,), optional
        How far from the site nine tenths of its samples lie; NaN where that is not known. It counts where there are samples.
    wanted : array_like of bool, shape (I,), optional
        The cells to answer for: the others compete, and are then as if nothing were known of them.
    progress : callable

    Raises
    ------
    InputError
        When no site is known, or the answer does not fit in memory.
    """
    sites_m, xy_m = np.asarray(sites_m, float), np.asarray(xy_m, float)
    there = np.flatnonzero(np.isfinite(sites_m).all(axis=1))
    if not len(there):
        raise InputError("none of the cells of the events has a site", "Cell plan", "Choose the plan these events belong to.")
    seen = np.zeros(len(there)) if n_samples is None else np.nan_to_num(np.asarray(n_samples, float)[there])
    law = _laws(seen, np.full(len(there), np.nan) if range_m is None else np.asarray(range_m, float)[there])
    code = np.zeros(len(there), int) if layer is None else np.unique(np.asarray(layer).astype(str)[there], return_inverse=True)[1].ravel()
    code = 2 * code + law.sampled
    of_layer = sparse.csr_matrix((np.ones(len(there)), (code, np.arange(len(there)))), shape=(code.max() + 1, len(there)))
    sigma_deg = table_sigma(np.broadcast_to(np.asarray(beam_deg, float), len(sites_m))[there])
    kept = np.arange(len(there)) if wanted is None else np.flatnonzero(np.asarray(wanted)[there])
    crowding = np.where(law.sampled, CROWDED, 1.0)[kept, None]
    unsure = np.flatnonzero((seen[kept] > 0) & (seen[kept] < FEW))
    blocks, block, n_entries = [], max(NUMBERS_AT_ONCE // len(there), 1), 0
    for first in range(0, len(xy_m), block):
        progress(first / len(xy_m))
        east, north = (xy_m[None, first:first + block, k] - sites_m[there, k][:, None] for k in (0, 1))
        square = east ** 2 + north ** 2
        power = law.amount * ((square + law.soft_m ** 2) / law.scale_m ** 2) ** (-law.decay / 2)
        if azimuth_deg is not None:
            _direct(power, east, north, np.asarray(azimuth_deg, float)[there], sigma_deg)
        share = power[kept] / (1 + (of_layer @ power)[code[kept]]) ** crowding
        share[unsure] = (1 + square[kept[unsure]] / UNSURE_M ** 2) ** -2
        blocks.append(sparse.csr_matrix(_cut(share)))
        n_entries += blocks[-1].nnz
        require(BYTES_AN_ENTRY * n_entries * (len(xy_m) / min(first + block, len(xy_m)) - 0.5),
                f"{len(kept):,} cells on {len(xy_m):,} pieces of road", "Roads",
                "Give the roads of a smaller area, or fewer events at a time.")
    return _relative(_placed(sparse.hstack(blocks, format="csr"), there[kept], len(sites_m)))


def likelihoods_of_plan(plan: CellPlan, cell_ids, xy_m, *, progress: Progress = no_progress) -> Likelihoods:
    """Those of the sites of a cell plan, all of whose cells compete on their carriers, for some of them.

    Parameters
    ----------
    plan : CellPlan
        With azimuths from the north of its grid.
    cell_ids : array_like of str, shape (I,)
    xy_m : array_like of float, shape (S, 2)
        In the CRS of the plan.
    progress : callable
    """
    xy_m = np.asarray(xy_m, float)
    row = _rows_of(cell_ids, plan["cell_id"])
    sites_m = np.column_stack([plan["x_m"], plan["y_m"]])
    low, high = xy_m.min(axis=0) - FAR_M, xy_m.max(axis=0) + FAR_M
    near = np.flatnonzero(((sites_m >= low) & (sites_m <= high)).all(axis=1) | np.isin(np.arange(len(plan)), row))
    carrier = [f"{radio}/{mhz:g}/{small}" for radio, mhz, small in zip(plan["radio"], plan["frequency_mhz"], plan["small"])]
    found = likelihoods_of_sites(sites_m[near], xy_m, layer=np.array(carrier)[near], azimuth_deg=plan["azimuth_deg"][near],
                                 beam_deg=np.nan_to_num(plan["beam_h_deg"][near], nan=DEFAULTS["beam_h_deg"][0]),
                                 n_samples=plan["samples"][near], range_m=plan["range_m"][near], wanted=np.isin(near, row),
                                 progress=progress)
    place = np.full(len(plan) + 1, -1)
    place[near] = np.arange(len(near))
    row = place[row]
    here = np.flatnonzero(row >= 0)
    known = np.zeros(len(row), bool)
    known[here] = found.known[row[here]]
    return Likelihoods(_placed(found.relative[row[here]], here, len(row)), known)


def pooled(one: Likelihoods, other: Likelihoods) -> Likelihoods:
    """What two sources tell of the same cells and places: the geometric mean, as each errs where the other may not.

    Neither says that a cell is anywhere less likely than a hundredth of its greatest likelihood. A cell that one of them does not know has
    the likelihood of the other.
    """
    both = (one.known & other.known).astype(np.float32)
    alone = [sparse.diags((source.known & (both == 0)).astype(np.float32)) @ source.relative for source in (one, other)]
    logs = sum(_log_above_least(sparse.diags(both) @ source.relative) for source in (one, other))
    logs.data = LEAST * np.exp(logs.data / 2)
    return _relative(alone[0] + alone[1] + logs)


def _log_above_least(relative: sparse.csr_matrix) -> sparse.csr_matrix:
    """Logarithm of (LEAST + (1 - LEAST) relative) / LEAST, which is 0 where the likelihood is."""
    return sparse.csr_matrix((np.log1p((1 - LEAST) / LEAST * relative.data), relative.indices, relative.indptr), shape=relative.shape)


def _rows_of(cell_ids, known_ids) -> np.ndarray:
    """The row of each cell among those that are known, -1 where it is none of them."""
    rows = {name: row for row, name in enumerate(known_ids)}
    return np.array([rows.get(name, -1) for name in cell_ids], np.int64)


def _placed(values: sparse.csr_matrix, row: np.ndarray, n: int) -> sparse.csr_matrix:
    """Rows of a matrix at their places in one of `n` rows."""
    return sparse.csr_matrix((np.ones(len(row), values.dtype), (row, np.arange(len(row)))), shape=(n, len(row))) @ values


def _laws(n_samples, range_m) -> SimpleNamespace:
    """How each cell fades with the distance: columns of ``amount ((d^2 + soft^2) / scale^2)^(-decay / 2)``, and which were sampled, (I,).

    The range of few samples is drawn to the usual one, of the cells that were sampled often.
    """
    sampled = (n_samples > 0) & (range_m > 0)
    if not sampled.any():
        return SimpleNamespace(sampled=sampled, amount=1.0, soft_m=SOFT_M, scale_m=REACH_M, decay=DECAY)
    n, far = n_samples[sampled], np.maximum(range_m[sampled], LEAST_RANGE_M)
    usual = np.median(far[n >= FEW] if (n >= FEW).any() else far)
    amount, soft_m, scale_m, decay = (np.full((len(sampled), 1), value) for value in (1.0, SOFT_M, REACH_M, DECAY))
    soft_m[sampled, 0] = scale_m[sampled, 0] = width = np.sqrt((n * far ** 2 + USUAL * usual ** 2) / (n + USUAL))
    amount[sampled, 0], decay[sampled] = n / (width / 1000.0) ** 2, SAMPLED_DECAY
    return SimpleNamespace(sampled=sampled, amount=amount, soft_m=soft_m, scale_m=scale_m, decay=decay)


def _direct(power, east, north, azimuth_deg, sigma_deg) -> None:
    """Multiply the power of directed antennas by their horizontal pattern, in place."""
    for row in np.flatnonzero(np.isfinite(azimuth_deg)):
        angle = np.degrees(np.arctan2(east[row], north[row])) - azimuth_deg[row]
        power[row] *= 10 ** (pattern_loss(angle, sigma_deg[row]) / 10)


def _cut(share: np.ndarray) -> np.ndarray:
    """Without what can be no more than the least of any cell."""
    share[share < LEAST * 1e-3] = 0
    return share


def _relative(values: sparse.csr_matrix) -> Likelihoods:
    values = values.tocsr()
    most = values.max(axis=1).toarray().ravel() if values.nnz else np.zeros(values.shape[0])
    scale = np.divide(1.0, most, out=np.zeros(len(most)), where=most > 0)
    scaled = values.data * np.repeat(scale, np.diff(values.indptr))
    relative = sparse.csr_matrix((scaled, values.indices, values.indptr), shape=values.shape)
    relative.data[relative.data < LEAST] = 0
    relative.eliminate_zeros()
    return Likelihoods(relative.astype(np.float32), most > 0)
