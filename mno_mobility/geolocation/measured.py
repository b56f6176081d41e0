"""Footprints from measurements: an emission model learned from points that carry the id of a cell.

Drive tests and crowd-sourced samples tell which cell served a phone at a place, and how well others were heard there. With votes of
samples k at x_k, a Gaussian kernel K with K(0) = 1, and a prior q, the probability of cell c of a layer in tile s is

``p(c|s) = (sum_k K(x_s - x_k) [c_k = c] + alpha q_c(s)) / (sum_k K(x_s - x_k) + alpha)``:

kernel regression (Nadaraya 1964, Watson 1964) with a Dirichlet prior of alpha votes. Where nothing is known of the sites, the kernel of a
cell that seldom served is wide (as adaptive kernels are, Abramson 1982): where else it serves, its few samples do not tell.
"""

from dataclasses import dataclass, field, replace
from typing import Optional

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from ..errors import InputError
from ..memory import require
from ..progress import Progress, no_progress, part
from .emission import EmissionModel
from .entries import Entries, memory_bytes
from .grid import TileGrid

BANDWIDTHS_M = (25.0, 40.0, 60.0, 80.0, 100.0, 150.0, 250.0)
ALPHA, LEVEL_WEIGHT, SOFTNESS_DB, MOST_VOTES = 1.0, 1.0, 3.0, 1.0
EXPONENT, SOFTENED_M, NEAREST, REACH_M, LEAST_SHARE = 4.0, 300.0, 128, 10_000.0, 1e-3  # of the prior of sites
KNOWN_M = 200.0  # how far from all samples they tell anything
RARE_VOTES = 2.0  # of a cell that served so often, half of what its votes say is spread around its site
WIDE_M, LEAST_WIDE = 300.0, 0.01  # least width of that kernel, and where it is cut off
NEVER_WIDER, NEVER_SHARE = 2.0, 0.3  # of a cell that never served: times the width, and what the votes of its levels are worth
STRONG_DBM, STRONG_M, LOSS_EXPONENT, FARTHEST_M = -65.0, 80.0, 3.5, 4000.0  # how far a site may be: a cell never heard stronger is 80 m off
KERNEL_REACH = 3.0  # bandwidths; K is 0.011 there
LEAST_WEIGHT = 0.05  # of a sample, however old: it tells of cells that nothing newer is known of
FLOOR = 1e-4  # probability of a cell where the model has none, for held-out likelihoods
FOLDS, BLOCK_M = 4, 500.0
EXPANDED_AT_ONCE, COMBINED_AT_ONCE = 1 << 21, 1 << 20
TILES_AT_ONCE = 1 << 13


@dataclass(frozen=True)
class Samples:
    """Measured points on a grid.

    Attributes
    ----------
    cell : ndarray of int, shape (N,)
        Index into `cell_ids`.
    x_m, y_m : ndarray of float, shape (N,)
    serving : ndarray of bool, shape (N,)
        Whether the cell served the phone; otherwise it was only heard.
    level_dbm : ndarray of float, shape (N,)
        NaN where none was measured.
    run : ndarray of int, shape (N,), or None
        The drive, day or device of each sample. Samples of one run depend on each other: in a tile they have one vote together.
    cell_ids : ndarray of str, shape (I,)
    layer : ndarray of int, shape (I,)
        The layer of each cell, such as a carrier of an operator: a phone chooses among the cells of one layer.
    weight : ndarray of float, shape (N,), or None
        What each sample counts, as :func:`ageing` tells; None: 1.
    """

    cell: np.ndarray
    x_m: np.ndarray
    y_m: np.ndarray
    serving: np.ndarray
    level_dbm: np.ndarray
    run: Optional[np.ndarray]
    cell_ids: np.ndarray
    layer: np.ndarray
    weight: Optional[np.ndarray] = None

    def __len__(self) -> int:
        return len(self.cell)

    def __getitem__(self, rows) -> "Samples":
        run, weight = (None if column is None else column[rows] for column in (self.run, self.weight))
        return replace(self, cell=self.cell[rows], x_m=self.x_m[rows], y_m=self.y_m[rows], serving=self.serving[rows],
                       level_dbm=self.level_dbm[rows], run=run, weight=weight)

    @property
    def served(self) -> np.ndarray:
        """Which cells served in some sample, (I,) of bool."""
        return np.bincount(self.cell, self.serving, len(self.cell_ids)) > 0

    @property
    def worth(self) -> float:
        """Of how many new samples they have the weight."""
        return float(len(self) if self.weight is None else self.weight.sum())


@dataclass(frozen=True)
class Prior:
    """What is believed of the cells before any sample: a model, or sites, of which nothing is known where they are NaN.

    Attributes
    ----------
    model : EmissionModel, optional
        On the grid of the samples; its cells are those of the samples.
    sites_m : ndarray of float, shape (I, 2), optional
        Without both, the site of a cell is the centroid of its samples, the kernel of cells that seldom served is wide, and tiles farther
        than 200 m from all samples stay uncovered.
    """

    model: Optional[EmissionModel] = None
    sites_m: Optional[np.ndarray] = None


@dataclass(frozen=True)
class Options:
    """How to learn.

    Attributes
    ----------
    bandwidth_m : float
        Standard deviation of the kernel.
    alpha : float
        Weight of the prior, in votes.
    level_weight : float
        Weight of what levels tell of the best cell, as part of a vote; 0 takes serving samples only.
    softness_db : float
        A cell stronger by so much is e times as likely to serve.
    most_votes : float
        Most votes of a run in a tile and a layer.
    """

    bandwidth_m: float = 60.0
    alpha: float = ALPHA
    level_weight: float = LEVEL_WEIGHT
    softness_db: float = SOFTNESS_DB
    most_votes: float = MOST_VOTES


@dataclass(frozen=True)
class Scores:
    """Mean held-out log-likelihood of the serving cell, by bandwidth; samples count what they weigh.

    Attributes
    ----------
    bandwidth_m, log_likelihood : ndarray of float, shape (B,)
    n : int
        Serving samples that were held out, each once.
    """

    bandwidth_m: np.ndarray = field(default_factory=lambda: np.empty(0))
    log_likelihood: np.ndarray = field(default_factory=lambda: np.empty(0))
    n: int = 0

    @property
    def best_m(self) -> float:
        return float(self.bandwidth_m[np.argmax(self.log_likelihood)])


def ageing(days, half_life_days: float) -> np.ndarray:
    """What samples count in a model for a certain day: half for each half-life between it and them, at least a twentieth.

    Networks change, in both directions of time: a day in the past is best told by the days around it.

    Parameters
    ----------
    days : array_like of float, shape (N,)
        From that day to each sample.
    half_life_days : float

    Returns
    -------
    ndarray of float, shape (N,)

    Raises
    ------
    InputError
        When the half-life is not more than 0.
    """
    _check_number("Half-life", half_life_days, 0.0)
    return np.maximum(0.5 ** (np.abs(np.asarray(days, float)) / half_life_days), LEAST_WEIGHT)


def model_from_measurements(samples: Samples, grid: TileGrid, options: Options, prior: Optional[Prior] = None, *,
                            progress: Progress = no_progress) -> EmissionModel:
    """Learn an emission model from measured points.

    Parameters
    ----------
    samples : Samples
        All on the grid.
    grid : TileGrid
    options : Options
    prior : Prior, optional
    progress : callable

    Returns
    -------
    EmissionModel
        The dominance of a cell is ``w p(c|s)``: p adds up to 1 over the cells of a layer, w is what the prior model gives to the layer in
        the tile, else the share of the layer in all votes. Thus a layer keeps its weight however unevenly it was sampled in space.

    Raises
    ------
    InputError
        When an option is not usable, or memory does not suffice.
    """
    return _learned(samples, grid, options, Prior() if prior is None else prior, None, progress)


def _learned(samples: Samples, grid: TileGrid, options: Options, prior: Prior, wanted, progress: Progress) -> EmissionModel:
    """The model; where not all tiles are `wanted`, (J,) of bool, the prior of sites is made for these alone."""
    _check(options)
    votes, weight = _votes(samples, grid, options)
    entries, n_cells = Entries(len(samples.cell_ids), grid), len(samples.cell_ids)
    layers = np.unique(samples.layer)
    sites = _sites(samples) if prior.sites_m is None else prior.sites_m
    emission = None if prior.model is None else prior.model.prepared("dominance_sum", "P", progress=part(progress, 0, 0.1)).P
    no_prior = emission is None and prior.sites_m is None
    near = _near_votes(votes, grid) if no_prior else np.ones(grid.n_tiles, bool)
    rare, width_m = RARE_VOTES / (weight + RARE_VOTES), _widths(samples)
    never = (weight == 0) & no_prior & samples.serving.any()
    done = 0
    for layer in layers:
        cells = np.flatnonzero(samples.layer == layer)
        stretch = part(progress, 0.1 + 0.9 * done / n_cells, 0.1 + 0.9 * (done + len(cells)) / n_cells)
        done += len(cells)
        heard = smoothed(votes[cells], grid, options.bandwidth_m, progress=part(stretch, 0, 0.6))
        size, apart = np.ones(len(cells)), None
        if no_prior:
            n_votes, unseen = _row_sums(votes[cells]), never[cells]
            size, around = np.where(unseen, 0, n_votes), (sites[cells], width_m[cells], near, grid)
            heard = _widened(heard, size, rare[cells], *around, options.bandwidth_m)
            if unseen.any():
                apart = _apart((n_votes - size) / max(n_votes.sum(), 1), *around)
        total = _column_sums(heard)
        if emission is None:
            reached = near if wanted is None else near & wanted
            believed = _by_distance(sites[cells], grid, reached, size, progress=part(stretch, 0.6, 0.8))
            mass = np.full(grid.n_tiles, (weight[cells].sum() + 1) / (weight.sum() + len(layers)))
            share = (_column_sums(believed) > 0).astype(float)
        else:
            believed = emission[cells]
            mass = share = _column_sums(believed)
        require(memory_bytes(grid.n_tiles, 2 * (entries.n + heard.nnz + believed.nnz)),
                f"footprints of {len(cells):,} cells with {heard.nnz + believed.nnz:,} entries", "Emission model",
                "Take larger tiles, a smaller extent or a smaller bandwidth.")
        of_prior = np.ones(grid.n_tiles)
        if emission is not None:  # its mass there is that of the layer, and it is shared as the prior's is within the layer
            mass = np.where(share > 0, share, 1 / len(layers))
            of_prior = np.divide(1.0, share, out=np.zeros_like(share), where=share > 0)
        alpha = np.where(share > 0, options.alpha, 0.0)
        of_one_vote = np.divide(mass, total + alpha, out=np.zeros_like(total), where=total + alpha > 0)
        of_prior *= alpha * of_one_vote
        if apart is not None:
            left = 1 / (1 + _column_sums(apart))
            of_one_vote, of_prior, of_apart = of_one_vote * left, of_prior * left, mass * left
        bounds = _blocks_of_rows(heard.indptr + believed.indptr, COMBINED_AT_ONCE)
        for start, end in zip(bounds[:-1], bounds[1:]):
            stretch(0.8 + 0.2 * start / len(cells))
            learned = (_scaled(heard[start:end], of_one_vote) + _scaled(believed[start:end], of_prior)).tocsr()
            if apart is not None:
                learned = (learned + _scaled(apart[start:end], of_apart)).tocsr()
            learned.eliminate_zeros()
            learned.sort_indices()
            for k, row in enumerate(cells[start:end]):
                at = slice(*learned.indptr[k:k + 2])
                entries.add(row, learned.indices[at], learned.data[at])
    progress(1.0)
    made_by = {"method": "measurements", **vars(options), "samples": len(samples), "worth": samples.worth, "layers": len(layers),
               "prior": "model" if prior.model is not None else "cell plan" if prior.sites_m is not None else "sites of the samples"}
    return EmissionModel(grid, samples.cell_ids, entries.matrix(), made_by)


def cross_validated(samples: Samples, grid: TileGrid, options: Options, prior: Optional[Prior] = None, *, bandwidths_m=BANDWIDTHS_M,
                    progress: Progress = no_progress) -> Scores:
    """Mean log-likelihood of serving cells that were not learned from, for each bandwidth.

    Whole runs are held out, or, without runs, squares of 500 m: samples of one drive, or side by side, tell the same twice.

    Parameters
    ----------
    samples, grid, options, prior, progress
        As of :func:`model_from_measurements`; the bandwidth of `options` does not matter.
    bandwidths_m : sequence of float

    Returns
    -------
    Scores

    Raises
    ------
    InputError
        When nothing can be held out.
    """
    if not can_validate(samples):
        raise InputError("no sample served, or all are of one run or place", "Bandwidth",
                         "Give the bandwidth, or the fields that tell which cells served, and in which drive or day.")
    fold, prior = folds(samples), Prior() if prior is None else prior
    tests = [(samples[fold != k], samples[(fold == k) & samples.serving]) for k in np.unique(fold)]
    total, steps = np.zeros(len(bandwidths_m)), len(tests) * len(bandwidths_m)
    for b, bandwidth in enumerate(bandwidths_m):
        for k, (learn, test) in enumerate(tests):
            done = b * len(tests) + k
            wanted = np.zeros(grid.n_tiles, bool)
            wanted[grid.tile_at(test.x_m, test.y_m)] = True
            model = _learned(learn, grid, replace(options, bandwidth_m=float(bandwidth)), prior, wanted,
                             part(progress, done / steps, (done + 1) / steps))
            total[b] += (log_likelihoods(model, test) * (1.0 if test.weight is None else test.weight)).sum()
    served = samples[samples.serving]
    return Scores(np.array(bandwidths_m, float), total / served.worth, len(served))


def can_validate(samples: Samples) -> bool:
    """Whether some samples that serve can be held out while others are learned from."""
    return bool(samples.serving.any()) and len(np.unique(folds(samples))) > 1


def on_cells(model: EmissionModel, cell_ids) -> EmissionModel:
    """A model with further cells, of which it knows nothing; `cell_ids` begin with those of the model."""
    s = model.dominance
    indptr = np.concatenate([s.indptr, np.full(len(cell_ids) - len(model.cell_ids), s.indptr[-1])])
    return replace(model, cell_ids=cell_ids, dominance=sparse.csr_matrix((s.data, s.indices, indptr), shape=(len(cell_ids), s.shape[1])))


def log_likelihoods(model: EmissionModel, samples: Samples) -> np.ndarray:
    """Log-probability of the cell of each sample among those of its layer, given its tile; (N,). At least that of one in 10,000."""
    tile, s = model.grid.tile_at(samples.x_m, samples.y_m), model.dominance
    own = np.zeros(len(samples))
    total = np.zeros(len(samples))
    layer = samples.layer[samples.cell]
    for k in np.unique(layer):
        rows = np.flatnonzero(layer == k)
        cells = np.flatnonzero(samples.layer == k)
        of_layer = s[cells]
        total[rows] = _column_sums(of_layer)[tile[rows]]
        own[rows] = np.asarray(of_layer[np.searchsorted(cells, samples.cell[rows]), tile[rows]]).ravel()
    return np.log(np.maximum(np.divide(own, total, out=np.zeros_like(own), where=total > 0), FLOOR))


def folds(samples: Samples) -> np.ndarray:
    """The part of the samples each belongs to, (N,): whole runs, or whole squares of the plane where there are no runs."""
    if samples.run is None:
        square = np.floor(np.column_stack([samples.x_m, samples.y_m]) / BLOCK_M).astype(np.int64)
        square = np.unique(square, axis=0, return_inverse=True)[1].ravel()
    else:
        square = np.unique(samples.run, return_inverse=True)[1].ravel()
    return square % FOLDS


def smoothed(votes: sparse.csr_matrix, grid: TileGrid, bandwidth_m: float, *, progress: Progress = no_progress) -> sparse.csr_matrix:
    """Sum of the kernel over the votes of each row, from tile centre to tile centre, (I, J); cut off at three bandwidths each way.

    The kernel is 1 at no distance. It spreads the votes eastwards and westwards, then to north and south, by entries alone.
    """
    reach = int(np.ceil(KERNEL_REACH * bandwidth_m / grid.tile_m))
    step = np.arange(-reach, reach + 1)
    kernel = np.exp(-0.5 * (step * grid.tile_m / bandwidth_m) ** 2)
    near = np.abs(step) * grid.tile_m <= KERNEL_REACH * bandwidth_m * (1 + 1e-9)
    step, kernel = step[near], kernel[near]
    if len(step) == 1 or not votes.nnz:
        return votes
    # blocks of whole rows, so that what is spread at once is bounded where rows are short
    bounds = _blocks_of_rows(votes.indptr * len(step) ** 2, EXPANDED_AT_ONCE)
    pieces = []
    for start, end in zip(bounds[:-1], bounds[1:]):
        progress(start / votes.shape[0])
        piece = votes[start:end]
        require(24.0 * piece.nnz * len(step), f"{piece.nnz:,} votes spread to {len(step)} tiles each way", "Bandwidth",
                "Take larger tiles or a smaller bandwidth.")
        for along in (1, grid.n_cols):
            piece = _spread(piece, step, kernel, along, grid)
        pieces.append(piece)
    return sparse.vstack(pieces, format="csr")


def _spread(votes: sparse.csr_matrix, step, kernel, along: int, grid: TileGrid) -> sparse.csr_matrix:
    """Votes spread by a kernel along the rows (1) or the columns (n_cols) of the grid."""
    row = np.repeat(np.arange(votes.shape[0]), np.diff(votes.indptr))
    place, n = (votes.indices % grid.n_cols, grid.n_cols) if along == 1 else (votes.indices // grid.n_cols, grid.n_rows)
    to = place[:, None] + step
    inside = (to >= 0) & (to < n)
    tile = (votes.indices[:, None].astype(np.int64) + step * along)[inside]
    value = (votes.data[:, None] * kernel)[inside]
    row = np.broadcast_to(row[:, None], inside.shape)[inside]
    return sparse.coo_matrix((value, (row, tile)), shape=votes.shape).tocsr()


def _votes(samples: Samples, grid: TileGrid, options: Options) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Votes by cell and tile, (I, J), and the serving ones of each cell, (I,).

    A run has at most `most_votes` in a tile and layer, shared by its cells as it was served by them; a place does not win by standing
    there. Levels have `level_weight` of a vote, shared as the exponentials of the levels are. Of its part each sample casts its weight.
    """
    tile = grid.tile_at(samples.x_m, samples.y_m)
    layer = samples.layer[samples.cell]
    run = np.zeros(len(samples), np.int64) if samples.run is None else samples.run
    numbered = np.unique(layer, return_inverse=True)[1].ravel()
    key = (np.unique(run, return_inverse=True)[1].ravel() * (numbered.max(initial=0) + 1) + numbered) * grid.n_tiles + tile
    found, visit = np.unique(key, return_inverse=True)
    visit, n_visits = visit.ravel(), len(found)
    serving = samples.serving.astype(float)
    n = np.bincount(visit, serving, n_visits)
    most = np.inf if samples.run is None else options.most_votes
    cast = np.minimum(n, most)
    weight = 1.0 if samples.weight is None else samples.weight
    vote = serving * np.divide(cast, n, out=np.zeros(n_visits), where=n > 0)[visit] * weight
    by_cell = np.bincount(samples.cell, vote, len(samples.cell_ids))
    told = np.isfinite(samples.level_dbm)
    if options.level_weight > 0 and told.any():
        strongest = np.full(n_visits, -np.inf)
        np.maximum.at(strongest, visit[told], samples.level_dbm[told])
        power = np.zeros(len(samples))
        power[told] = np.exp((samples.level_dbm[told] - strongest[visit[told]]) / options.softness_db)
        whole = np.bincount(visit, power, n_visits)
        share = np.divide(power, whole[visit], out=np.zeros(len(samples)), where=told)
        vote = vote + options.level_weight * np.maximum(cast, 1.0)[visit] * share * weight
    cast_at = vote > 0
    matrix = sparse.coo_matrix((vote[cast_at], (samples.cell[cast_at], tile[cast_at])),
                               shape=(len(samples.cell_ids), grid.n_tiles)).tocsr()
    matrix.sort_indices()
    return matrix, by_cell


def _widths(samples: Samples) -> np.ndarray:
    """Width of the wide kernel of each cell, in m, (I,): the centroid is as far from the site as the strongest level can have come."""
    strongest, told = np.full(len(samples.cell_ids), -np.inf), np.isfinite(samples.level_dbm)
    np.maximum.at(strongest, samples.cell[told], samples.level_dbm[told])
    loss_db = np.where(np.isfinite(strongest), STRONG_DBM - strongest, -np.inf)
    return np.hypot(WIDE_M, np.minimum(STRONG_M * 10 ** (loss_db / (10 * LOSS_EXPONENT)), FARTHEST_M))


def _widened(heard: sparse.csr_matrix, n_votes, rare, sites, width_m, near, grid: TileGrid, bandwidth_m: float) -> sparse.csr_matrix:
    """Kernel sums, (I, J), in the tiles that are `near`, (J,), where a share of the votes of each cell is spread widely, `rare`, (I,).

    Over the plane the wide kernel adds up to pi w^2, the Gaussian to 2 pi h^2: the votes keep their sum. Cells without votes have none.
    """
    spread = np.where(rare > LEAST_WIDE, rare * n_votes * 2 * (bandwidth_m / width_m) ** 2, 0)
    wide = _around(spread, sites, width_m, near, grid)
    row_of = np.repeat(np.arange(heard.shape[0]), np.diff(heard.indptr))
    kept = np.where(n_votes > 0, 1 - rare, 0)[row_of] * near[heard.indices]
    widened = (sparse.csr_matrix((heard.data * kept, heard.indices, heard.indptr), shape=heard.shape) + wide).tocsr()
    widened.eliminate_zeros()
    return widened


def _apart(share, sites, width_m, near, grid: TileGrid) -> sparse.csr_matrix:
    """Shares of cells that never served in the tiles that are `near`, (I, J), whatever served there.

    That others served does not tell that such a cell does not: it has come since, or serves phones that took no part. Three tenths of its
    `share` of all votes, (I,), are the mean over the tiles of what it gets, around its site and twice as wide as where a cell served.
    """
    kernel = _around((share > 0).astype(float), sites, NEVER_WIDER * width_m, near, grid)
    mean = _row_sums(kernel) / max(near.sum(), 1)
    return (sparse.diags(np.divide(NEVER_SHARE * share, mean, out=np.zeros(len(mean)), where=mean > 0)) @ kernel).tocsr()


def _around(amount, sites, width_m, near, grid: TileGrid) -> sparse.csr_matrix:
    """The `amount` of each cell, (I,), times (1 + d^2 / w^2)^-2 of the distance from its site, in tiles that are `near`; (I, J)."""
    tiles = np.flatnonzero(near)
    centres, found, n_entries = np.column_stack(grid.centres(tiles)), [], 0
    for cell in np.flatnonzero((amount > 0) & np.isfinite(sites).all(axis=1)):
        kernel = (1 + ((centres - sites[cell]) ** 2).sum(axis=1) / width_m[cell] ** 2) ** -2
        at = np.flatnonzero(kernel > LEAST_WIDE)
        found.append((np.full(len(at), cell), tiles[at], amount[cell] * kernel[at]))
        n_entries += len(at)
        require(memory_bytes(0, 2 * n_entries), f"wide kernels of cells that seldom served, {n_entries:,} entries", "Tiles",
                "Take larger tiles, or give a cell plan or a prior model.")
    row, tile, value = (np.concatenate(column) for column in zip(*found)) if found else (np.zeros(0, int),) * 3
    return sparse.coo_matrix((value, (row, tile)), shape=(len(amount), grid.n_tiles)).tocsr()


def _sites(samples: Samples) -> np.ndarray:
    """Centroid of the samples of each cell, weighted by their power in mW where they have a level; (I, 2), NaN without samples."""
    n = len(samples.cell_ids)
    told = np.isfinite(samples.level_dbm)
    with_level = np.bincount(samples.cell, told, n) > 0
    weight = np.where(with_level[samples.cell], np.where(told, 10 ** (np.where(told, samples.level_dbm, 0) / 10), 0.0), 1.0)
    whole = np.bincount(samples.cell, weight, n)
    return np.column_stack([np.divide(np.bincount(samples.cell, weight * at, n), whole, out=np.full(n, np.nan), where=whole > 0)
                            for at in (samples.x_m, samples.y_m)])


def _by_distance(sites, grid: TileGrid, reached, size, *, progress: Progress = no_progress) -> sparse.csr_matrix:
    """Shares of the nearest 128 cells within 10 km, as distance to the power -4, softened at 300 m; (I, J).

    Only in tiles that are `reached`, and in proportion to the `size` of each cell. Shares below a thousandth are left out.
    """
    known = np.flatnonzero(np.isfinite(sites).all(axis=1))
    shape = (len(sites), grid.n_tiles)
    tiles = np.flatnonzero(reached)
    if not len(known) or not len(tiles):
        return sparse.csr_matrix(shape)
    k = min(NEAREST, len(known))
    require(memory_bytes(0, 4.0 * len(tiles) * k), f"{len(tiles):,} tiles with {k} cells each", "Prior by distance",
            "Take larger tiles or a smaller extent, or give a prior model.")
    tree, cells, shares, n = cKDTree(sites[known]), [], [], np.zeros(grid.n_tiles, np.int64)
    for start in range(0, len(tiles), TILES_AT_ONCE):
        progress(start / len(tiles))
        tile = tiles[start:start + TILES_AT_ONCE]
        distance, at = tree.query(np.column_stack(grid.centres(tile)), k=np.arange(1, k + 1), distance_upper_bound=REACH_M)
        near = np.isfinite(distance)
        share = np.where(near, (np.where(near, distance, 0) ** 2 + SOFTENED_M ** 2) ** (-EXPONENT / 2), 0.0)
        share[near] *= size[known[at[near]]]
        near &= share > LEAST_SHARE * share.sum(axis=1)[:, None]
        share[~near] = 0
        share /= np.where(near.any(axis=1), share.sum(axis=1), 1.0)[:, None]
        cells.append(known[at[near]])
        shares.append(share[near])
        n[tile] = near.sum(axis=1)
    by_tile = (np.concatenate(shares), np.concatenate(cells), np.concatenate([[0], np.cumsum(n)]))
    progress(1.0)
    return sparse.csc_matrix(by_tile, shape=shape).tocsr()


def _near_votes(votes: sparse.csr_matrix, grid: TileGrid) -> np.ndarray:
    """Which tiles have a vote within 500 m, (J,) of bool."""
    voted = np.unique(votes.indices)
    near = np.zeros(grid.n_tiles, bool)
    if len(voted):
        tree = cKDTree(np.column_stack(grid.centres(voted)))
        for start in range(0, grid.n_tiles, TILES_AT_ONCE):
            tile = np.arange(start, min(start + TILES_AT_ONCE, grid.n_tiles))
            near[tile] = np.isfinite(tree.query(np.column_stack(grid.centres(tile)), distance_upper_bound=KNOWN_M * (1 + 1e-9))[0])
    return near


def _blocks_of_rows(entries_before: np.ndarray, at_once: int) -> np.ndarray:
    """Bounds of blocks of rows that have about so many entries each, given the entries before each row and in all."""
    block = entries_before.astype(np.int64) // at_once
    return np.unique(np.concatenate([[0], np.flatnonzero(np.diff(block[:-1])) + 1, [len(block) - 1]]))


def _scaled(matrix: sparse.csr_matrix, by: np.ndarray) -> sparse.csr_matrix:
    """Every column times a number."""
    return sparse.csr_matrix((matrix.data * by[matrix.indices], matrix.indices, matrix.indptr), shape=matrix.shape)


def _column_sums(matrix: sparse.csr_matrix) -> np.ndarray:
    return np.bincount(matrix.indices, matrix.data, matrix.shape[1]).astype(float)  # of no entries it is whole numbers


def _row_sums(matrix: sparse.csr_matrix) -> np.ndarray:
    return np.bincount(np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)), matrix.data, matrix.shape[0]).astype(float)


def _check(options: Options) -> None:
    for name, value, least in (("Bandwidth", options.bandwidth_m, 0.0), ("Softness of levels", options.softness_db, 0.0),
                               ("Votes of a run", options.most_votes, 0.0), ("Weight of the prior", options.alpha, None),
                               ("Weight of levels", options.level_weight, None)):
        _check_number(name, value, least)


def _check_number(name: str, value: float, least) -> None:
    """Refuse a number below 0, or `least` itself, where that is not None."""
    if not np.isfinite(value) or value < 0 or value == least:
        raise InputError(f"{value} is not usable", name, f"Give a number of {'0 or more' if least is None else 'more than 0'}.")
