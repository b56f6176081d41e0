"""Made-up land for a made-up world: hills with ridges, and buildings along the streets where people live.

Like real land it decides which antennas are heard where; unlike real land all of it is known.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy import ndimage, sparse

from ..geolocation.areas import centres_in
from ..geolocation.cells import CellPlan
from ..geolocation.grid import TileGrid, grid_over
from ..geolocation.ground import Ground, strips
from ..geolocation.path_loss import OPEN, SUBURBAN, URBAN
from ..progress import Progress, no_progress, part
from ..trajectory.network import ranges
from .population import checked_people

STEPS_M = (10.0, 25.0, 50.0, 100.0)  # resolutions: the first that makes no more than so many tiles
MOST_TILES = 25_000_000
WAVES = 48
LOWLAND_M = 60.0  # height of the middle of the land
HILLS_M, HILL_LENGTHS_M = 22.0, (2_500.0, 12_000.0)  # standard deviation, and lengths of its waves
RIDGES_M, RIDGE_LENGTHS_M = 90.0, (4_000.0, 9_000.0)  # height over the land beside them
KNOLLS_M, KNOLL_LENGTHS_M = 2.0, (600.0, 2_500.0)
SHARPNESS = 5.0  # how narrow ridges are

PLOT_M = 24.0  # along a street
SETBACK_M = 10.0  # from the middle of the street to the front
ROW_M = 24.0  # from a row of buildings to the one behind it
ROWS_FROM = (0.0, 40.0, 80.0)  # people in a hectare from which on there is another row
CLEAR_M = 8.0  # about the middle of any street
GARDEN_M, ALLEY_M = 11.0, 3.0  # between neighbours, where few and where many live
SHALLOW_M, DEEP_M = 9.0, 14.0  # buildings from front to back, where few and where many live
LOWEST_M, HIGHEST_M, CROWDED = 6.0, 25.0, 150.0  # heights of buildings, and people in a hectare where they are highest
UNEVEN = 0.25  # of heights, in logarithms
EMPTY_PLOTS = 0.12
QUARTER_M = 75.0  # deviation of the filter that makes quarters of single tiles
NEIGHBOURHOOD_M = 150.0  # over which the share of land under roofs is taken
SUBURBAN_SHARE, URBAN_SHARE = 0.03, 0.2  # of it, from which on a place is suburban or urban


@dataclass(frozen=True)
class Relief:
    """Land and what is built on it.

    Attributes
    ----------
    ground : Ground
        Terrain, the surface with the buildings, and kinds of place.
    buildings : ndarray of shapely polygons, shape (B,)
    height_m : ndarray of float, shape (B,)
        Of the buildings above the terrain.
    """

    ground: Ground
    buildings: np.ndarray
    height_m: np.ndarray


def make_relief(grid: TileGrid, population, streets, rng: np.random.Generator, *, progress: Progress = no_progress) -> Relief:
    """Land for a world.

    Parameters
    ----------
    grid : TileGrid
        The tiles of the population. The ground has the same extent and finer tiles.
    population : array_like, shape (J,)
        People of each tile, or anything in proportion to them.
    streets : array_like of shapely lines
        In the CRS of the grid; none runs through a building.
    rng : numpy.random.Generator
        The same state gives the same land.
    progress : callable

    Returns
    -------
    Relief

    Raises
    ------
    InputError
        When the numbers of people cannot be used.
    """
    for_hills, for_buildings = (np.random.default_rng(seed) for seed in rng.integers(2 ** 63, size=2))
    x_min, y_min, x_max, y_max = grid.extent_m
    step = next((step for step in STEPS_M if (x_max - x_min) * (y_max - y_min) <= MOST_TILES * step ** 2), STEPS_M[-1])
    fine = grid_over(grid.extent_m, step, grid.crs, align=False)
    terrain = make_hills(fine, for_hills, progress=part(progress, 0, 0.4))
    buildings, height = make_buildings(grid, population, streets, for_buildings, progress=part(progress, 0.4, 0.8))
    building, tile, _ = centres_in(buildings, fine)
    above = np.zeros(fine.n_tiles, np.float32)
    np.maximum.at(above, tile, height[building].astype(np.float32))
    above = above.reshape(fine.n_rows, fine.n_cols)
    share = ndimage.uniform_filter((above > 0).astype(np.float32), max(1, round(NEIGHBOURHOOD_M / step)), mode="constant")
    environment = np.array([OPEN, SUBURBAN, URBAN], np.uint8)[np.digitize(share, (SUBURBAN_SHARE, URBAN_SHARE))]
    progress(1.0)
    return Relief(Ground(fine, terrain, terrain + above, environment, built=True), buildings, height)


def make_hills(grid: TileGrid, rng: np.random.Generator, *, progress: Progress = no_progress) -> np.ndarray:
    """Heights of rolling land with ridges and knolls at the tile centres, (n_rows, n_cols) float32, all above sea level.

    The same state gives the same land in any resolution: sums of plane waves of random bearings and phases.
    """
    drawn = [_Waves.drawn(lengths, rng) for lengths in (HILL_LENGTHS_M, RIDGE_LENGTHS_M, KNOLL_LENGTHS_M)]
    heights = np.empty((grid.n_rows, grid.n_cols), np.float32)
    for rows in strips(grid):
        progress(rows.start / grid.n_rows)
        hills, ridges, knolls = (waves.on(grid, rows) for waves in drawn)
        ridges = np.exp(-SHARPNESS * np.square(ridges)) / (1 + np.exp(-2 * hills))  # a crest where the field is 0, higher on hills
        height = LOWLAND_M + HILLS_M * hills + RIDGES_M * ridges + KNOLLS_M * knolls
        heights[rows] = 10 * np.logaddexp(0, height / 10)  # plains instead of sea
    return heights


@dataclass(frozen=True)
class _Waves:
    """A smooth Gaussian field of deviation 1, a sum of plane waves."""

    number: np.ndarray  # (2, WAVES), radians in a metre
    phase: np.ndarray

    @staticmethod
    def drawn(lengths_m: tuple, rng: np.random.Generator) -> "_Waves":
        length = np.exp(rng.uniform(*np.log(lengths_m), WAVES))
        bearing, phase = rng.uniform(0, 2 * np.pi, (2, WAVES))
        return _Waves(2 * np.pi / length * np.array([np.cos(bearing), np.sin(bearing)]), phase)

    def on(self, grid: TileGrid, rows: slice) -> np.ndarray:
        """At the tile centres of some rows."""
        x, y = (np.arange(grid.n_cols) + 0.5) * grid.tile_m, (np.arange(rows.start, rows.stop) + 0.5) * grid.tile_m
        # a wave over x and y is a sum of products of waves over x and over y
        along, up = np.outer(self.number[0], x), np.outer(y, self.number[1]) + self.phase
        return np.sqrt(2 / WAVES) * (np.cos(up) @ np.cos(along) - np.sin(up) @ np.sin(along))


def make_buildings(grid: TileGrid, population, streets, rng: np.random.Generator, *,
                   progress: Progress = no_progress) -> tuple[np.ndarray, np.ndarray]:
    """Buildings beside streets where people live: more rows, narrower gaps and more storeys where there are more of them.

    Returns
    -------
    polygons : ndarray of shapely polygons, shape (B,)
        They stand apart from each other and from all streets.
    height_m : ndarray of float, shape (B,)
    """
    people = checked_people(population, grid.n_tiles)
    hectares = grid.tile_m ** 2 / 1e4
    quarters = ndimage.gaussian_filter(people.reshape(grid.n_rows, grid.n_cols) / hectares, QUARTER_M / grid.tile_m, mode="constant")
    xy, along, row = _plots(np.asarray(streets, dtype=object))
    tile = grid.tile_at(*xy.T)
    crowd = np.where(tile >= 0, quarters.ravel()[np.maximum(tile, 0)], 0.0)
    lived_in = (tile >= 0) & (people[np.maximum(tile, 0)] > 0)
    random, uneven = rng.random(len(xy)), rng.standard_normal(len(xy))
    kept = lived_in & (crowd >= np.array(ROWS_FROM)[row]) & (random >= EMPTY_PLOTS)
    xy, along, row, crowd, uneven = (values[kept] for values in (xy, along, row, crowd, uneven))
    full = np.minimum(crowd / CROWDED, 1)
    size = np.column_stack([PLOT_M - GARDEN_M + (GARDEN_M - ALLEY_M) * full, SHALLOW_M + (DEEP_M - SHALLOW_M) * full])
    height = np.clip((LOWEST_M + (HIGHEST_M - LOWEST_M) * np.sqrt(full)) * np.exp(UNEVEN * uneven), LOWEST_M, HIGHEST_M)
    progress(0.4)
    polygons = _boxes(xy, along, size)
    apart = np.flatnonzero(_clear(polygons, streets))
    first = apart[np.argsort(row[apart], kind="stable")]  # those at the street win
    progress(0.8)
    first = first[_apart(polygons[first])]
    return polygons[first], np.round(height[first], 1)


def _plots(streets) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Middles of plots on both sides of all streets, (N, 2), unit vectors along the street, and the number of the row behind it."""
    length = shapely.length(streets)
    number = (length / PLOT_M).astype(np.int64)
    step, street = ranges(np.zeros(len(streets), np.int64), number)
    at = (step + 0.5) * length[street] / np.maximum(number[street], 1)
    ends = [shapely.get_coordinates(shapely.line_interpolate_point(streets[street], np.clip(at + side, 0, length[street])))
            for side in (-1.0, 1.0)]
    along = ends[1] - ends[0]
    along /= np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    n, n_rows = len(street), len(ROWS_FROM)
    side, row = np.repeat([-1.0, 1.0], n * n_rows), np.tile(np.repeat(np.arange(n_rows), n), 2)
    along, middle = np.tile(along, (2 * n_rows, 1)), np.tile((ends[0] + ends[1]) / 2, (2 * n_rows, 1))
    away = side * (SETBACK_M + DEEP_M / 2 + ROW_M * row)
    return middle + away[:, None] * np.column_stack([-along[:, 1], along[:, 0]]), along, row


def _boxes(xy, along, size) -> np.ndarray:
    """Rectangles about points, (N,): `size` along and across the unit vectors."""
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2
    across = np.column_stack([-along[:, 1], along[:, 0]])
    offset = corners[None, :, :] * size[:, None, :]
    return shapely.polygons(xy[:, None, :] + offset[..., :1] * along[:, None, :] + offset[..., 1:] * across[:, None, :])


def _clear(polygons, streets) -> np.ndarray:
    """Whether each polygon keeps off all streets, (N,) of bool."""
    xy, line = shapely.get_coordinates(streets, return_index=True)
    follows = line[1:] == line[:-1]
    pieces = shapely.linestrings(np.stack([xy[:-1][follows], xy[1:][follows]], axis=1))  # short ones are found quickly
    near, _ = shapely.STRtree(pieces).query(polygons, predicate="dwithin", distance=CLEAR_M)
    return np.bincount(near, minlength=len(polygons)) == 0


def _apart(polygons) -> np.ndarray:
    """Which polygons to keep so that none meets another, the earlier ones first, (N,) of bool."""
    n = len(polygons)
    later, earlier = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    meets = earlier < later
    meet = sparse.coo_matrix((np.ones(meets.sum()), (later[meets], earlier[meets])), shape=(n, n)).tocsr()
    kept, open_ = np.zeros(n, bool), np.ones(n, bool)
    while open_.any():
        first = open_ & (meet @ open_ == 0)  # no open one before it
        kept |= first
        open_ &= ~first & (meet @ first == 0)
    return kept


def on_roofs(plan: CellPlan, relief: Relief) -> CellPlan:
    """The plan with antennas on the roof where a tower stands in a building."""
    records, ground = plan.records.copy(), relief.ground
    tile = ground.grid.tile_at(plan["x_m"], plan["y_m"])
    built = (ground.surface_m > ground.terrain_m).ravel()
    records["on_roof"] = (tile >= 0) & built[np.maximum(tile, 0)]
    return CellPlan(records, plan.crs)
