"""A made-up cell plan of a whole nation on tiles of 100 m: macro, meso and micro cells everywhere, and more of them in towns."""

from collections.abc import Sequence

import numpy as np
from scipy.spatial import cKDTree

from mno_mobility.geolocation.cells import CellPlan
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.scenario.network import Layer, make_network

LAND = (Layer("macro", 6_500, 1_000, 0, power_w=10, range_m=15_000, ple=3.4, height_m=25, steepness=0.15),
        Layer("meso", 4_500, 900, 35, power_w=50, range_m=5_000, ple=3.8, height_m=15, steepness=0.3),
        Layer("micro", 10_000, 2_000, 60, power_w=1, range_m=3_500, ple=4, height_m=6, steepness=0.4))
TOWN = (Layer("town", 1_200, 400, 20, power_w=20, range_m=3_000, ple=3.9, height_m=20, steepness=0.3),)
CENTRE = (Layer("street", 700, 250, 45, power_w=1, range_m=1_500, ple=4.2, height_m=6, steepness=0.4),)
TILES_A_TOWN = 100_000
LEAST_RADIUS_M, GREATEST_RADIUS_M = 1_000, 8_000
ONE_AREA = 10 ** 9  # location areas play no part here


def made_up(side: int, seed: int = 0) -> tuple[CellPlan, TileGrid]:
    """A plan and its grid of `side` by `side` tiles."""
    rng = np.random.default_rng(seed)
    grid = TileGrid("EPSG:3035", 4_300_000, 2_600_000, 100, side, side)
    x_min, y_min, x_max, y_max = grid.extent_m
    n_towns = max(1, grid.n_tiles // TILES_A_TOWN)
    at = np.column_stack([rng.uniform(x_min, x_max, n_towns), rng.uniform(y_min, y_max, n_towns)])
    radius = np.minimum(LEAST_RADIUS_M * (1 + rng.pareto(1.2, n_towns)), GREATEST_RADIUS_M)  # few cities, many small towns
    land, town, centre = (_network(grid, layers, rng) for layers in (LAND, TOWN, CENTRE))
    return CellPlan(np.concatenate([land, _within(town, at, radius), _within(centre, at, radius / 3)]), grid.crs), grid


def counts(P, seed: int = 1) -> np.ndarray:
    """Phones counted in the cells of an emission matrix, of a population in clusters."""
    rng = np.random.default_rng(seed)
    return rng.poisson(P @ rng.gamma(0.2, 5.0, P.shape[1])).astype(float)


def _network(grid: TileGrid, layers: Sequence[Layer], rng) -> np.ndarray:
    return make_network(grid.extent_m, layers, grid.crs, rng, sites_per_area=ONE_AREA).records


def _within(records: np.ndarray, at: np.ndarray, radius: np.ndarray) -> np.ndarray:
    near = cKDTree(np.column_stack([records["x_m"], records["y_m"]])).query_ball_point(at, radius)
    return records[np.unique(np.concatenate([np.array(rows, int) for rows in near]))]
