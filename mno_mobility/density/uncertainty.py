"""How sure a density is: what of each tile the counts tell and what the prior adds, and how far the chance of the counts moves it.

Counts of I cells cannot tell J tiles apart. Which part of the map they do tell is the matter of the resolution matrix of linear inverse
problems (Backus & Gilbert 1968; Tarantola 2005, section 3.2.3), here of data first (Ricciato & Coluccia 2021, Eq. 33). How far
the phones that happened to be counted move the map is the matter of the bootstrap (Efron 1979).
"""

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from ..errors import InputError
from ..progress import Progress, Remembered, no_progress, part
from . import checking, linear
from .estimators import estimate_series
from .footprints import Footprints, by_strongest_cell, by_windows
from .linear import plus_diagonal, positive_definite_solver, scaled

LAWS = ("multinomial", "poisson")
RIDGE = 1e-9  # of the unit diagonal: far below what counts can tell, far above rounding
LEAST_MASS = 1e-200  # a cell that expects less has no row
COLUMNS = 128  # of an inverse that are solved for in one go
MAPS_AT_ONCE, TILES_AT_ONCE = 8, 1 << 16  # sorted in one go


def identifiability(model, density=None, *, progress: Progress = no_progress) -> np.ndarray:
    """Which share of each tile's phones is told by the counts and not by what was known before, (J,).

    The diagonal of the resolution matrix ``R = D P^T (P D P^T)^+ P`` with ``D = diag(density)``. ``R = F P`` with the F of Eq. (33): of
    one phone more in tile j the estimate gets ``R_jj`` there, and the rest in the other tiles of the same cells. At a prior this is
    exact for data first without its clipping. At an estimate of EM it holds for small changes, as EM moves each tile in proportion to
    its phones: what changes the counts by dc moves the map by ``D P^T (P D P^T)^+ dc``.

    Parameters
    ----------
    model : EmissionModel or sparse matrix, shape (I, J)
        As in :func:`~mno_mobility.density.estimators.estimate`.
    density : array_like, shape (J,), optional
        From 0, in any unit: an estimate or a prior. Flat by default.
    progress : callable

    Returns
    -------
    ndarray, shape (J,)
        0 to 1; 0 where no cell covers a tile or its density is 0. R is a projection, so that the values sum to its rank, the number of
        independent numbers that the counts are.

    Raises
    ------
    InputError
        When the density is negative or does not fit the model, or memory does not suffice.
    """
    progress = Remembered(progress)
    P, _, covered = checking.emission(model, part(progress, 0, 0.05))
    weight = checking.prior(density, P.shape[1])
    used, share = covered & (weight > 0), np.zeros(P.shape[1])
    if not used.any():
        return share
    grid = getattr(model, "grid", None)
    tiles = by_strongest_cell(P, progress.tick) if grid is None else by_windows(grid.n_rows, grid.n_cols)
    footprints = Footprints(P, tiles[used[tiles]], progress=part(progress, 0.05, 0.2), tick=progress.tick)
    weight = weight[footprints.order] / weight[used].sum()
    gram = footprints.gram(weight)
    mass = gram.diagonal()
    silent = mass < LEAST_MASS
    scale = 1 / np.sqrt(np.where(silent, np.inf, mass))
    # a row that is silent is empty but for its diagonal, and has no part in what follows
    inverse = _inverse(plus_diagonal(scaled(gram, scale), np.where(silent, 1.0, RIDGE)), footprints, part(progress, 0.3, 0.8))
    share[footprints.order] = np.clip(weight * footprints.quadratic(scaled(inverse, scale)), 0, 1)
    progress(1.0)
    return share


def bootstrap(model, counts, *, n_replicates: int = 50, law: str = "multinomial", rng: np.random.Generator,
              progress: Progress = no_progress, **options) -> Iterator[np.ndarray]:
    """Maps that might as well have been estimated: the counts are drawn anew, and each draw estimated as the counts themselves were.

    Every replicate starts from the prior, as the estimate did: steps of EM from the estimate would go on from where it was stopped, which
    is no chance of the counts.

    Parameters
    ----------
    model, counts, progress
        As in :func:`~mno_mobility.density.estimators.estimate`; counts of phones that were seen, not scaled up to a population.
    n_replicates : int
    law : {'multinomial', 'poisson'}
        ``multinomial`` draws as many phones as were counted from the cells in proportion to the counts, which is to draw phones with
        replacement. ``poisson`` draws each cell by itself: the number of phones is left to chance too.
    rng : numpy.random.Generator
    options
        `method`, `prior`, `n_iter` and `tol` of :func:`~mno_mobility.density.estimators.estimate`.

    Returns
    -------
    iterator of ndarray, shape (J,)
        Phones per tile of each replicate. Many are computed at a time; memory does not grow with their number.
    """
    _, cell_ids, _ = checking.emission(model, part(progress, 0, 0))
    drawn = resampled(checking.counts_of_times(checking.one_row(counts), cell_ids)[0], n_replicates, law, rng)
    return (result.phones for result in estimate_series(model, drawn, progress=progress, **options))


def resampled(counts, n: int, law: str, rng: np.random.Generator) -> np.ndarray:
    """Counts drawn anew, (n, I); fractions of phones, as shared counts have them, keep their sum with the multinomial law.

    Raises
    ------
    InputError
        When there is no such law, or `n` is too small for a spread.
    """
    if law not in LAWS:
        raise InputError(f"there is no law {law!r}", "Chance of the counts", f"Choose one of {', '.join(LAWS)}.")
    if n < 2:
        raise InputError(f"{n} replicates have no spread", "Replicates", "Give 2 or more; 50 are a good start.")
    counts = np.asarray(counts, float)
    total = counts.sum()
    if law == "poisson" or not total:
        return rng.poisson(counts, (n, len(counts))).astype(float)
    phones = max(1, round(total))
    return rng.multinomial(phones, counts / total, n) * (total / phones)


class Spread:
    """Mean, standard deviation and an interval of many maps, of which only the outermost are kept.

    Parameters
    ----------
    n_tiles, n_maps : int
    level : float
        The share of the maps that the interval holds in each tile, in equal parts below and above.
    """

    def __init__(self, n_tiles: int, n_maps: int, level: float = 0.9):
        if not 0 < level < 1:
            raise InputError(f"{level} is not a share", "Interval", "Give a number above 0 and below 1, such as 0.9.")
        self._rank = (1 - level) / 2 * (n_maps - 1)  # from either end, between two maps as a rule
        kept = int(np.floor(self._rank)) + 2
        self._low, self._high = (np.full((min(kept, n_maps), n_tiles), fill, np.float32) for fill in (np.inf, -np.inf))
        self._waiting, self.n, self.mean, self._square = [], 0, np.zeros(n_tiles), np.zeros(n_tiles)

    def add(self, phones) -> None:
        """Take one map, (J,), into account (Welford's recurrence)."""
        self.n += 1
        off = phones - self.mean
        self.mean += off / self.n
        self._square += off * (phones - self.mean)
        self._waiting.append(phones.astype(np.float32))
        if len(self._waiting) == MAPS_AT_ONCE:
            self._sort_in()

    @property
    def sd(self) -> np.ndarray:
        """Standard deviation, (J,)."""
        return np.sqrt(self._square / max(self.n - 1, 1))

    def interval(self) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper end, (J,) each: quantiles as numpy has them."""
        self._sort_in()
        low, high = np.sort(self._low, axis=0), np.sort(self._high, axis=0)[::-1]
        below, between = int(np.floor(self._rank)), self._rank - np.floor(self._rank)
        above = min(below + 1, len(low) - 1)
        return tuple(ends[below] + between * (ends[above] - ends[below]) for ends in (low, high))

    def _sort_in(self) -> None:
        kept = len(self._low)
        for start in range(0, len(self.mean) if self._waiting else 0, TILES_AT_ONCE):
            tiles = slice(start, start + TILES_AT_ONCE)
            more = [phones[tiles] for phones in self._waiting]
            self._low[:, tiles] = np.partition([*self._low[:, tiles], *more], kept - 1, axis=0)[:kept]
            self._high[:, tiles] = np.partition([*self._high[:, tiles], *more], -kept, axis=0)[-kept:]
        self._waiting = []


def _inverse(matrix, footprints, progress: Progress):
    """The inverse of a positive definite matrix: whole, or of a sparse one what stands where two cells of the footprints overlap."""
    solve, n = positive_definite_solver(matrix, least=0.0), matrix.shape[0]
    if n <= linear.DENSE_CELLS:
        inverse = np.empty((n, n))
    else:
        inverse = sparse.csr_matrix(footprints.gram(np.ones(footprints.n_tiles)))
        inverse.sort_indices()
    for start in range(0, n, COLUMNS):
        progress(start / n)
        end = min(start + COLUMNS, n)
        unit = np.zeros((n, end - start))
        unit[np.arange(start, end), np.arange(end - start)] = 1
        columns = solve(unit)
        if n <= linear.DENSE_CELLS:
            inverse[:, start:end] = columns
        else:  # which is symmetric: its columns are its rows
            values = slice(inverse.indptr[start], inverse.indptr[end])
            row = np.repeat(np.arange(end - start), np.diff(inverse.indptr[start:end + 1]))
            inverse.data[values] = columns[inverse.indices[values], row]
    return inverse
