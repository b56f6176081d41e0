"""Where journeys start and end: land use and population within a cell, or on the roads (Ostermayer et al. 2016, section 3.4)."""

from dataclasses import dataclass
from typing import Optional

import numpy as np
import shapely
from scipy.spatial import cKDTree

from ..errors import InputError
from ..geolocation.areas import model_from_areas
from ..geolocation.grid import TileGrid
from ..progress import Progress, no_progress

# weight of each class of CORINE land cover: journeys start and end on artificial surfaces, seldom in the woods, never on water
CORINE_WEIGHTS = {
    **dict.fromkeys((111, 112, 121), 10.0), **dict.fromkeys((122, 123, 124), 5.0), **dict.fromkeys((141, 142), 3.0),
    **dict.fromkeys((131, 132, 133), 2.0), **dict.fromkeys((211, 212, 213, 221, 222, 223, 231, 241, 242, 243, 244), 0.5),
    **dict.fromkeys((311, 312, 313, 321, 322, 323, 324, 331, 332, 333, 334, 335), 0.1), **dict.fromkeys((411, 412, 421, 422, 423), 0.0),
    **dict.fromkeys((511, 512, 521, 522, 523), 0.0)}
# rasters of CORINE hold these codes, or their place in the list of the 44 classes
CORINE_WEIGHTS.update(dict(enumerate([CORINE_WEIGHTS[code] for code in sorted(CORINE_WEIGHTS)], start=1)))
EVEN = 0.1  # share of journeys that start anywhere on the roads: maps are old, and what is recorded need not begin at home
TRIES = 16  # of a place within a pixel that an area covers in part only


@dataclass(frozen=True)
class EndpointLaw:
    """Probability of a journey's start or end over the pixels of each cell's area.

    Attributes
    ----------
    grid : TileGrid
        The pixels.
    areas : ndarray of shapely polygons or None, shape (I,)
    start : ndarray of int, shape (I + 1,)
        Where in the following arrays the pixels of each cell begin; a cell without area has none.
    pixel : ndarray of int
    whole : ndarray of bool
        Whether the area covers all of the pixel.
    total : ndarray of float
        Running sum of the weights, over all cells.
    flat : ndarray of bool, shape (I,)
        Cells in whose area no pixel has a weight above 0: there every place is equally likely.
    """

    grid: TileGrid
    areas: np.ndarray
    start: np.ndarray
    pixel: np.ndarray
    whole: np.ndarray
    total: np.ndarray
    flat: np.ndarray

    def __getstate__(self) -> dict:
        # within QGIS shapely may run on a GEOS that refuses its default of four dimensions
        return {**vars(self), "areas": shapely.to_wkb(self.areas, output_dimension=2)}

    def __setstate__(self, state: dict) -> None:
        areas = shapely.from_wkb(state["areas"])
        shapely.prepare(areas)
        vars(self).update(state, areas=areas)

    @property
    def has_area(self) -> np.ndarray:
        return np.diff(self.start) > 0


def endpoint_weights(classes=None, population=None, *, class_weights=None) -> Optional[np.ndarray]:
    """Weight of each pixel: that of its land-use class times its population density.

    Parameters
    ----------
    classes : array_like of numbers, shape (J,), optional
        NaN where the map has none: such a pixel has no weight.
    population : array_like of float, shape (J,), optional
        In any unit, as all pixels have the same area. NaN counts as 0.
    class_weights : mapping of int to float, optional
        By default CORINE_WEIGHTS; a class that is not named weighs 0.

    Returns
    -------
    ndarray of float, shape (J,), or None without maps

    Raises
    ------
    InputError
        When an amount of people is negative, or no pixel has a weight.
    """
    if classes is None and population is None:
        return None
    weight = 1.0
    if classes is not None:
        table = CORINE_WEIGHTS if class_weights is None else class_weights
        present, which = np.unique(np.nan_to_num(np.asarray(classes, float), nan=-1.0), return_inverse=True)
        weight = np.array([float(table.get(int(name), 0.0)) for name in present])[which.ravel()]
    if population is not None:
        population = np.nan_to_num(np.asarray(population, float), nan=0.0)
        if (population < 0).any():
            raise InputError(f"{int((population < 0).sum())} pixels have fewer than 0 people", "Population",
                             "Set the raster's no-data value, or clip it at 0.")
        weight = weight * population
    if not weight.any():
        raise InputError("no pixel of the study area has a weight above 0", "Land use and population",
                         "Check that the rasters reach the area and that the weights name the classes of the land-use raster.")
    return weight


def endpoint_law(areas, grid: TileGrid, weight=None, *, progress: Progress = no_progress) -> EndpointLaw:
    """The law of start and end within each area: in proportion to `weight`, uniform within a pixel.

    Parameters
    ----------
    areas : array_like of shapely polygons or None, shape (I,)
        In the CRS of the grid.
    grid : TileGrid
    weight : array_like of float, shape (J,), optional
        From :func:`endpoint_weights`; without it every place of an area is equally likely.
    progress : callable

    Returns
    -------
    EndpointLaw

    Raises
    ------
    InputError
        When no area overlaps the grid.
    """
    areas = np.asarray(areas, dtype=object)
    model, _ = model_from_areas(areas, np.arange(len(areas)), np.arange(len(areas)).astype(str), grid, assign="share", progress=progress)
    share = model.dominance.tocsr()
    share.sort_indices()
    cell = np.repeat(np.arange(len(areas)), np.diff(share.indptr))
    mass = share.data if weight is None else share.data * np.asarray(weight, float)[share.indices]
    weighed = np.bincount(cell, weights=mass, minlength=len(areas)) > 0
    flat = ~weighed & (np.diff(share.indptr) > 0)
    mass = np.where(flat[cell], share.data, mass)
    usable = areas.copy()
    broken = ~shapely.is_missing(usable) & ~shapely.is_valid(usable)
    usable[broken] = shapely.make_valid(usable[broken])
    shapely.prepare(usable)
    return EndpointLaw(grid, usable, share.indptr, share.indices, share.data > 1 - 1e-9, np.cumsum(mass), flat)


def start_weights(grid: TileGrid, weight, xy_m, length_m) -> np.ndarray:
    """How likely a journey starts on each piece of road.

    The weight of a pixel goes to the pieces within it by their length, that of a pixel without any to the piece nearest to its centre.

    Parameters
    ----------
    grid : TileGrid
    weight : array_like of float, shape (J,), or None
        From :func:`endpoint_weights`; None: by length alone.
    xy_m : array_like of float, shape (S, 2)
        Middle of each piece, in the CRS of the grid.
    length_m : array_like of float, shape (S,)

    Returns
    -------
    ndarray of float, shape (S,)
        They sum to 1.
    """
    length_m = np.asarray(length_m, float)
    even = length_m / length_m.sum()
    if weight is None:
        return even
    tile, weight = grid.tile_at(*np.asarray(xy_m, float).T), np.asarray(weight, float)
    inside = np.flatnonzero(tile >= 0)
    road_m = np.bincount(tile[inside], weights=length_m[inside], minlength=grid.n_tiles)
    found = np.zeros(len(length_m))
    found[inside] = weight[tile[inside]] * length_m[inside] / road_m[tile[inside]]
    lonely = np.flatnonzero((weight > 0) & (road_m == 0))
    nearest = cKDTree(xy_m).query(np.column_stack(grid.centres(lonely)))[1]
    found += np.bincount(nearest, weights=weight[lonely], minlength=len(found))
    return (1 - EVEN) * found / found.sum() + EVEN * even


def draw_places(law: EndpointLaw, cell, numbers) -> np.ndarray:
    """Places drawn from the law of each cell: first a pixel, then a point of the area within it.

    Parameters
    ----------
    law : EndpointLaw
    cell : array_like of int, shape (M,)
        Cells that have an area.
    numbers : array_like of float, shape (M, 1 + 2 * TRIES)
        Uniform in [0, 1): for the pixel, then pairs for the points that are tried until one lies in the area.

    Returns
    -------
    ndarray of float, shape (M, 2)
        x and y in the CRS of the grid.
    """
    cell, numbers = np.asarray(cell), np.asarray(numbers, float)
    first, last = law.start[cell], law.start[cell + 1] - 1
    before = np.append(0.0, law.total)[first]
    at = np.searchsorted(law.total, before + numbers[:, 0] * (law.total[last] - before), side="right")
    at = np.clip(at, first, last)
    centre = np.column_stack(law.grid.centres(law.pixel[at]))
    xy = np.full((len(cell), 2), np.nan)
    todo = np.arange(len(cell))
    for k in range(TRIES):
        tried = centre[todo] + (numbers[todo, 1 + 2 * k:3 + 2 * k] - 0.5) * law.grid.tile_m
        inside = law.whole[at[todo]].copy()
        part = np.flatnonzero(~inside)
        inside[part] = shapely.contains(law.areas[cell[todo[part]]], shapely.points(tried[part]))
        xy[todo[inside]] = tried[inside]
        todo = todo[~inside]
        if not len(todo):
            return xy
    # the area is a sliver of the pixel
    half = law.grid.tile_m / 2
    boxes = shapely.box(*(centre[todo] - half).T, *(centre[todo] + half).T)
    slivers = shapely.intersection(law.areas[cell[todo]], boxes)
    inner = shapely.point_on_surface(slivers)
    inner = np.where(shapely.is_empty(inner), shapely.points(centre[todo]), inner)
    xy[todo] = shapely.get_coordinates(inner)
    return xy
