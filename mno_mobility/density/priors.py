"""Priors: what rasters of population or land use say about where phones may be (Ricciato & Coluccia 2021, section IV-A).

The values are already sampled on the grid, one for each tile. Each function returns alpha, (J,), which sums to 1.
"""

from collections.abc import Mapping
from typing import Optional

import numpy as np

from ..errors import InputError, some


def prior_from_amounts(amounts, *, floor: float = 0.0) -> np.ndarray:
    """Prior in proportion to an amount such as residents or jobs.

    Parameters
    ----------
    amounts : array_like, shape (J,)
        In any unit; NaN (no data) counts as 0.
    floor : float
        Share of a flat prior mixed in, 0 to 1. With 0 a tile without amount can never get a phone; 0.05 still says much and
        rules out nothing.

    Returns
    -------
    alpha : ndarray, shape (J,)

    Raises
    ------
    InputError
        When an amount is negative or infinite, or there is none at all.
    """
    amounts = np.asarray(amounts, float)
    bad = (amounts < 0) | np.isinf(amounts)
    if bad.any():
        tile = int(np.flatnonzero(bad)[0])
        raise InputError(f"{bad.sum()} amounts are negative or infinite, the first is {amounts[tile]:g}", f"Prior, tile {tile}",
                         "Set the raster's no-data value, or clip it at 0.")
    return _blend(np.nan_to_num(amounts, nan=0.0), floor)


def prior_from_classes(classes, weights: Mapping, *, default: Optional[float] = None, floor: float = 0.0) -> np.ndarray:
    """Prior from a class of land use for each tile and a weight for each class.

    Parameters
    ----------
    classes : array_like of numbers, shape (J,)
        NaN (no data) gets weight 0.
    weights : mapping of class to float
        How many phones a tile of the class is expected to hold, in any unit.
    default : float, optional
        Weight of the classes that `weights` does not name; without it such a class is an error.
    floor : float
        As in :func:`prior_from_amounts`.

    Returns
    -------
    alpha : ndarray, shape (J,)

    Raises
    ------
    InputError
        When a class has no weight, or a weight is negative or not a number.
    """
    classes = np.asarray(classes, float)
    for name, weight in [*weights.items(), *([] if default is None else [("default", default)])]:
        if not (np.isfinite(weight) and weight >= 0):
            raise InputError(f"the weight {weight} is not a number from 0", f"Class {name}", "Give 0 to keep phones out.")
    no_data = np.isnan(classes)
    present, which = np.unique(classes[~no_data], return_inverse=True)
    table = {float(name): float(weight) for name, weight in weights.items()}
    missing = [name for name in present if name not in table]
    if missing and default is None:
        n_tiles = int(np.isin(classes, missing).sum())
        raise InputError(f"classes {some(f'{name:g}' for name in missing)} of {n_tiles} tiles have no weight", "Prior",
                         "Add them to the table, or give a default weight.")
    values = np.zeros(classes.shape)
    values[~no_data] = np.array([table.get(name, default) for name in present], float)[which]
    return _blend(values, floor)


def _blend(values, floor) -> np.ndarray:
    if not 0 <= floor <= 1:
        raise InputError(f"the floor {floor} is not a share", "Floor", "Give a number from 0 to 1.")
    if floor == 1:
        return np.full(values.shape, 1 / values.size)
    if not values.any():
        raise InputError("the prior is zero everywhere", "Prior", "Check that the raster overlaps the grid, or use a flat prior.")
    alpha = floor / values.size + (1 - floor) * (values / values.sum())
    return alpha / alpha.sum()
