"""Networks that change: a learned model brought to the cells that are on air on its day.

Operators renumber cells and move ids to other places. A cell that is no longer on air has a footprint from old samples, and the one that
took its place has none: what served there is handed to the cells of its layer that are on air and never served.
"""

from dataclasses import replace

import numpy as np

from ..memory import require
from ..progress import Progress, no_progress, part
from .emission import EmissionModel
from .entries import Entries, memory_bytes
from .measured import Samples, on_cells

ANYWHERE = 0.01  # weight of a cell that takes over where the model has nothing of it, to 1 where it is strongest


def with_cells_in_use(model: EmissionModel, samples: Samples, in_use, *, progress: Progress = no_progress) -> tuple:
    """The model of the cells in use alone, where new cells serve in place of those that are retired.

    In each tile the dominance of the retired cells of a layer goes to the cells of that layer that are in use and never served in the
    samples, in proportion to 0.01 + 0.99 k, with k the dominance of such a cell there relative to its greatest, and 1 for a cell of which
    the model has nothing; thus the layer keeps its mass. A cell without samples, of no known layer, takes part in all layers. Where a layer
    has none to take over, the dominance of its retired cells is gone.

    Parameters
    ----------
    model : EmissionModel
        Learned from `samples`.
    samples : Samples
    in_use : sequence of str
        Ids of the cells on air; those that the model does not have become rows of it.
    progress : callable

    Returns
    -------
    model : EmissionModel
    retired, took_over : ndarray of str
        The cells left out, and those that serve where they did.

    Raises
    ------
    InputError
        When memory does not suffice.
    """
    model = on_cells(model, np.array(list(dict.fromkeys([*model.cell_ids, *in_use])), dtype=object))
    n_new = len(model.cell_ids) - len(samples.cell_ids)
    layer, served = np.append(samples.layer, np.full(n_new, -1)), np.append(samples.served, np.zeros(n_new, bool))
    on_air = np.isin(model.cell_ids.astype(str), np.array([*in_use], dtype=str))
    heirs, rates = _heirs(model, layer, on_air, on_air & ~served, part(progress, 0, 0.5))
    grid, s, kept = model.grid, model.dominance, np.flatnonzero(on_air)
    reached = {number: np.count_nonzero(rate) for number, rate in rates.items()}
    n_entries = np.diff(s.indptr)[kept].sum() + sum(reached[number] for number in layer[heirs])
    require(memory_bytes(grid.n_tiles, n_entries), f"footprints of {len(kept):,} cells in use with up to {n_entries:,} entries",
            "Emission model", "Take larger tiles or a smaller extent.")
    entries = Entries(len(kept), grid)
    for k, row in enumerate(kept):
        progress(0.5 + 0.5 * k / len(kept))
        tile, value = (column[slice(*s.indptr[row:row + 2])] for column in (s.indices, s.data))
        if heirs[row]:
            own = _footprint(s, row)
            own += rates[layer[row]] * _weights(own)
            tile = np.flatnonzero(own)
            value = own[tile]
        entries.add(k, tile, value)
    progress(1.0)
    changed = replace(model, cell_ids=model.cell_ids[kept], dominance=entries.matrix(),
                      made_by={**model.made_by, "in_use": len(kept), "retired": int((~on_air).sum()), "took_over": int(heirs.sum())})
    return changed, model.cell_ids[~on_air], model.cell_ids[heirs]


def _heirs(model: EmissionModel, layer, on_air, new, progress: Progress) -> tuple:
    """Which of the `new` cells take over, (I,) of bool, and by layer what they get for each weight in a tile, (J,).

    Layer -1 is that of the cells that take part in all.
    """
    s, n_tiles = model.dominance, model.grid.n_tiles
    heirs_of = {number: np.flatnonzero(new & np.isin(layer, (number, -1))) for number in np.unique(layer[~on_air])}
    heirs_of = {number: rows for number, rows in heirs_of.items() if len(rows)}
    n_lost = np.diff(s.indptr)[~on_air].sum()
    require(8.0 * n_tiles * (len(heirs_of) + 4) + 12.0 * n_lost, f"{len(heirs_of)} layers of {n_tiles:,} tiles with cells to be replaced",
            "Emission model", "Take larger tiles or a smaller extent.")
    heirs, rates, everywhere = np.zeros(len(layer), bool), {}, np.zeros(n_tiles)
    for done, (number, mine) in enumerate(heirs_of.items()):
        stretch = part(progress, done / len(heirs_of), (done + 1) / len(heirs_of))
        rows = np.flatnonzero(~on_air & (layer == number))
        left = replace(model, cell_ids=model.cell_ids[rows], dominance=s[rows]).dominance_sum
        whole = np.zeros(n_tiles)
        for k, row in enumerate(mine):
            stretch(k / len(mine))
            whole += _weights(_footprint(s, row))
        heirs[mine], rates[number] = True, left / whole
        everywhere += rates[number]
    rates[-1] = everywhere
    return heirs, rates


def _footprint(s, row: int) -> np.ndarray:
    """A row of a sparse matrix, (J,)."""
    dense, entries = np.zeros(s.shape[1]), slice(*s.indptr[row:row + 2])
    dense[s.indices[entries]] = s.data[entries]
    return dense


def _weights(own: np.ndarray) -> np.ndarray:
    """What a cell gets of a tile, relative to others, given its own footprint; (J,)."""
    greatest = own.max(initial=0)
    return ANYWHERE + (1 - ANYWHERE) * own / greatest if greatest > 0 else np.ones(len(own))
