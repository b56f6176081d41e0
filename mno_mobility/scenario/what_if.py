"""What if: the variants of a cell plan side by side, by the footprint of a cell and by the density that the counts then give."""

from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..density.estimators import Estimate, estimate
from ..evaluation.coarse import coarse_distance_m
from ..geolocation.emission import EmissionModel
from ..geolocation.footprint import emission_model
from ..geolocation.grid import TileGrid
from ..geolocation.variants import Measures, Variant, lower_threshold, measures, shadowed
from ..progress import Progress, no_progress, part


@dataclass(frozen=True)
class Outcome:
    """What comes of a variant.

    Attributes
    ----------
    variant : Variant
    draw : int
        From 1 where noise is on the strengths, 0 where there is none.
    tile, share : ndarray
        The footprint of the cell: tiles, and the emission probability of each.
    measures : Measures
    density : Estimate or None
        Where there are counts.
    distance_m : float
        How far the density is from that of the plan as it is; NaN without counts.
    """

    variant: Variant
    draw: int
    tile: np.ndarray
    share: np.ndarray
    measures: Measures
    density: Optional[Estimate]
    distance_m: float


def outcomes(variants, row: int, grid: TileGrid, *, counts=None, noise_db: float = 0.0, n_draws: int = 3, per: str = "tile",
             rng: np.random.Generator, progress: Progress = no_progress, **options) -> list:
    """Footprint and density of each variant, and of the plan as it is with noise on its strengths.

    Parameters
    ----------
    variants : list of Variant
        One of them the plan as it is.
    row : int
        The cell that is looked at.
    counts : array_like, shape (I,), optional
        Phones counted in the cells of the plan.
    noise_db : float
        Standard deviation of the noise; 0 draws none.
    n_draws : int
    per : {'tile', 'cell'}
        As in :func:`~mno_mobility.geolocation.variants.shadowed`.
    options
        Of :func:`~mno_mobility.density.estimators.estimate`.

    Returns
    -------
    list of Outcome
        The plan as it is, then the others by value, then the draws of noise.
    """
    now = next(variant for variant in variants if variant.is_now)
    cases = [(now, 0), *((variant, 0) for variant in variants if not variant.is_now)]
    cases += [(now, draw) for draw in range(1, n_draws + 1)] if noise_db > 0 else []
    found, first, wide = [], None, None
    for k, (variant, draw) in enumerate(cases):
        here = part(progress, k / len(cases), (k + 1) / len(cases))
        if draw:
            wide = wide or _model(now, grid, lower_threshold(now.plan, now.threshold, noise_db), part(here, 0, 0.4))
            model = shadowed(wide, now.plan, noise_db, threshold=now.threshold, per=per, rng=rng)
        else:
            model = _model(variant, grid, variant.threshold, part(here, 0, 0.4))
        first = first or model
        tile, _, share = model.footprint(row)
        at = now.plan.records[row]
        density = None if counts is None else estimate(model, counts, progress=part(here, 0.4, 0.8), **options)
        distance = np.nan
        before = found[0].density if found else density
        if density is not None and density.mass and before.mass:
            distance = coarse_distance_m(*(of.phones.reshape(grid.n_rows, grid.n_cols) for of in (density, before)), grid.tile_m,
                                         progress=part(here, 0.8, 1))
        found.append(Outcome(variant, draw, tile, share, measures(model, first, row, at["x_m"], at["y_m"]), density, distance))
    return found


def _model(variant: Variant, grid: TileGrid, threshold: float, progress: Progress) -> EmissionModel:
    return emission_model(variant.plan, grid, threshold=threshold, progress=progress)
