"""The user's model, counts and prior, looked over before the density estimators start."""

import numpy as np
from scipy import sparse

from ..errors import InputError, some
from ..geolocation.emission import EmissionModel
from ..progress import Progress, part

CHUNK = 1 << 22  # values of P looked at in one go


def emission(model, progress: Progress):
    """P as CSR, its cells' names and which tiles are covered; checked, and not copied where it is CSR of floating-point numbers."""
    if isinstance(model, EmissionModel) and model.dominance.has_canonical_format:  # P is right by its making
        model.prepared("dominance_sum", "P", progress=part(progress, 0, 0))
        return model.P, model.cell_ids, model.dominance_sum > 0
    P = getattr(model, "P", model)
    if not (sparse.isspmatrix_csr(P) and P.dtype in (np.float32, np.float64) and P.has_canonical_format):
        P = sparse.csr_matrix(P, dtype=float, copy=True)
        P.sum_duplicates()
    cell_ids = getattr(model, "cell_ids", np.arange(P.shape[0]))
    sums = np.zeros(P.shape[1])
    size = max(CHUNK, P.shape[1])
    for start in range(0, P.nnz, size):
        progress(0.0)
        value = P.data[start:start + size]
        sums += np.bincount(P.indices[start:start + size], weights=value, minlength=P.shape[1])
        if not np.isfinite(value).all() or (value < 0).any():
            raise InputError("probabilities are negative or not numbers", "Model", "Make the model again.")
    off = (sums > 0) & (np.abs(sums - 1) > (1e-6 if P.dtype == np.float64 else 1e-5))
    if off.any():
        tile = int(np.flatnonzero(off)[0])
        raise InputError(f"the probabilities of {off.sum()} tiles do not sum to 1 (tile {tile}: {sums[tile]:.6g})", "Model",
                         "Divide each column by its sum (Eq. 4).")
    return P, cell_ids, sums > 0


def one_row(counts):
    """Counts of one time, (I,), as those of many, (1, I)."""
    counts = np.asarray(counts)
    if counts.ndim != 1:
        raise InputError(f"counts have {counts.ndim} dimensions, not 1", "Counts", "Give one number for each cell.")
    return counts[None]


def counts_of_times(counts, cell_ids) -> np.ndarray:
    """Counts (T, I) as numbers, all from 0."""
    counts = np.asarray(counts)
    if counts.ndim != 2 or counts.shape[1] != len(cell_ids):
        raise InputError(f"counts of shape {counts.shape} do not fit {len(cell_ids)} cells", "Counts",
                         "Give one number for each cell of the model, in its order.")
    remedy = "A count is a number from 0; give 0 where no phone was counted."
    if counts.dtype.kind not in "buif":
        for (t, i), value in np.ndenumerate(counts):
            if not _reads_as_number(value):
                raise InputError(f"the count {value!r} is not a number", _where(cell_ids[i], t, len(counts)), remedy)
    counts = counts.astype(float)
    bad = ~np.isfinite(counts) | (counts < 0)
    if bad.any():
        t, i = (int(k[0]) for k in np.nonzero(bad))
        cells = cell_ids[bad.any(axis=0)]
        also = f" (and so for {len(cells) - 1} other cells: {some(cells[cells != cell_ids[i]])})" if len(cells) > 1 else ""
        raise InputError(f"the count is {counts[t, i]:g}{also}", _where(cell_ids[i], t, len(counts)), remedy)
    return counts


def _reads_as_number(value) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def _where(cell_id, t, n_times) -> str:
    return f"Cell {cell_id}" if n_times == 1 else f"Cell {cell_id}, time {t}"


def prior(prior, n_tiles) -> np.ndarray:
    """A prior (J,) from 0, flat where there is none."""
    if prior is None:
        return np.ones(n_tiles)
    prior = np.asarray(prior, float)
    if prior.shape != (n_tiles,):
        raise InputError(f"a prior of shape {prior.shape} does not fit {n_tiles} tiles", "Prior",
                         "Sample it on the model's grid.")
    bad = ~np.isfinite(prior) | (prior < 0)
    if bad.any():
        tile = int(np.flatnonzero(bad)[0])
        raise InputError(f"the prior of {bad.sum()} tiles is negative or missing", f"Tile {tile}", "A prior is a number from 0.")
    return prior
