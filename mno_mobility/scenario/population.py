"""A made-up population that looks like census data on a grid, and the phones of its people.

The shares below are tuned to the 40 x 40 km about Munich that Ricciato & Coluccia (2021, section VI) use, 677,741 phones: 26.6 %
of the 100 m tiles are inhabited, half of those by one or two phones, a quarter by 23 or more and one by 329; the fullest 1, 5 and
10 % of all tiles hold 22, 63 and 88 % of the phones; 58 % live in the one city.
"""

from typing import Optional

import numpy as np
from scipy import ndimage

from ..errors import InputError
from ..geolocation.grid import TileGrid

INHABITED_SHARE = 0.266  # of the tiles
BUILT_UP_SHARE = 0.5  # of the inhabited tiles: city, towns, villages; the others are farms and hamlets
CITY_SHARE = 0.58  # of the people
FARM_SHARE = 0.02  # of the people beyond the first of each tile
KM2_PER_TOWN = 10.0
ZIPF_EXPONENT = 0.7  # size of a town over its rank, the city left out
SPREAD_EXPONENT = 0.87  # area of a town over its people: larger ones are denser
CITY_SCALE = 0.125  # (length in which density falls to 1/e)² over the built-up area of the city
CROWDING_EXPONENT = 0.75  # people of a built-up tile over the wish to live there: the best quarters fill up
BLOCK_SIGMA = 0.7  # unevenness of quarters and of single tiles, in logarithms
TILE_SIGMA = 0.55
BLOCK_TILES = 2.0


def make_population(grid: TileGrid, total: int, rng: np.random.Generator, *,
                    inhabited_share: float = INHABITED_SHARE) -> np.ndarray:
    """People of each tile: a city near the centre, towns by Zipf's law, villages, scattered farms and empty land between.

    Parameters
    ----------
    grid : TileGrid
    total : int
        How many people there are in all.
    inhabited_share : float
        Share of the tiles with people in them, above 0 up to 1; fewer where there are less than two people for each.

    Returns
    -------
    ndarray of int, shape (J,)
        Sums to `total` exactly.

    Raises
    ------
    InputError
        When `total` is negative or the share not one.
    """
    if total < 0 or not 0 < inhabited_share <= 1:
        raise InputError(f"{total} people on a share of {inhabited_share} of the tiles cannot be", "Population",
                         "Give a number of people and a share of inhabited tiles above 0 up to 1.")
    n_inhabited = min(max(1, round(inhabited_share * grid.n_tiles)), total // 2)
    n_built = round(BUILT_UP_SHARE * n_inhabited)
    wish = _town_density(grid, n_built, rng) * _texture(grid, rng)
    by_wish = np.argsort(-wish, kind="stable")
    built = by_wish[:n_built]
    farms = rng.choice(by_wish[n_built:], n_inhabited - n_built, replace=False)
    people = np.zeros(grid.n_tiles, np.int64)
    people[built] = people[farms] = 1
    weight = np.zeros(grid.n_tiles)
    weight[farms] = FARM_SHARE / max(1, len(farms))
    crowd = wish[built] ** CROWDING_EXPONENT
    weight[built] = (1 - FARM_SHARE) * crowd / crowd.sum()
    return people + _shared_out(total - n_inhabited, weight if n_inhabited else np.ones(grid.n_tiles), rng)


def phones_from_population(population, n_phones: int, rng: np.random.Generator) -> np.ndarray:
    """How many phones live in each tile, (J,) of int: each phone picks a home in proportion to the people.

    Raises
    ------
    InputError
        When a number of people is negative or missing, or there is nobody.
    """
    return _shared_out(n_phones, checked_people(population), rng)


def checked_people(population, n_tiles: Optional[int] = None) -> np.ndarray:
    """People of each tile, (J,) of float.

    Raises
    ------
    InputError
        When they are not `n_tiles` numbers, one is negative or missing, or there is nobody.
    """
    population = np.asarray(population, float).ravel()
    if n_tiles is not None and len(population) != n_tiles:
        raise InputError(f"there are {len(population)} numbers of people for {n_tiles} tiles", "Population",
                         "Give one for each tile of the grid.")
    if not np.isfinite(population).all() or (population < 0).any() or not population.sum() > 0:
        raise InputError("the numbers of people must be 0 or more, and not all of them 0", "Population",
                         "Fill what is missing with 0 and check the extent.")
    return population


def _shared_out(n: int, weight, rng) -> np.ndarray:
    """`n` things over tiles in proportion to `weight`: one multinomial draw."""
    return rng.multinomial(n, weight / weight.sum())


def _town_density(grid: TileGrid, n_built: int, rng) -> np.ndarray:
    """Sum of the towns, each densest in its middle and falling off exponentially (Clark's law), (J,)."""
    x_min, y_min, x_max, y_max = grid.extent_m
    size = np.array([x_max - x_min, y_max - y_min])
    n_towns = max(1, round(size.prod() / 1e6 / KM2_PER_TOWN))
    share = np.r_[CITY_SHARE, (1 - CITY_SHARE) * _zipf(n_towns)]
    city = np.array([[x_min, y_min]]) + size * rng.uniform(0.4, 0.6, (1, 2))
    centre = np.concatenate([city, (x_min, y_min) + size * rng.uniform(0, 1, (n_towns, 2))])
    scale = np.sqrt(CITY_SCALE * CITY_SHARE * max(1, n_built)) * (share / CITY_SHARE) ** (SPREAD_EXPONENT / 2) * grid.tile_m
    x = grid.x_min_m + (np.arange(grid.n_cols) + 0.5) * grid.tile_m
    y = grid.y_min_m + (np.arange(grid.n_rows) + 0.5) * grid.tile_m
    density = np.zeros((grid.n_rows, grid.n_cols))
    for (cx, cy), s, h in zip(centre, share, scale):
        r = np.hypot(x - cx, (y - cy)[:, None])
        density += s / h ** 2 * np.exp(-r / h)
    return density.ravel()


def _zipf(n: int) -> np.ndarray:
    size = np.arange(1, n + 1) ** -ZIPF_EXPONENT
    return size / size.sum()


def _texture(grid: TileGrid, rng) -> np.ndarray:
    """Log-normal factors: parks beside tower blocks, by quarter and by tile, (J,)."""
    quarters = ndimage.gaussian_filter(rng.standard_normal((grid.n_rows, grid.n_cols)), BLOCK_TILES, mode="wrap")
    unit = quarters * 2 * np.sqrt(np.pi) * BLOCK_TILES  # the filter leaves white noise this much less deviation
    return np.exp(BLOCK_SIGMA * unit + TILE_SIGMA * rng.standard_normal(quarters.shape)).ravel()
