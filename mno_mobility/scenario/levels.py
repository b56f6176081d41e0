"""Received levels along roads over hills and between buildings, by the coverage prediction."""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy import ndimage

from ..geolocation.cells import CellPlan
from ..geolocation.coverage import Scene, predict
from ..geolocation.grid import TileGrid
from ..geolocation.ground import Ground
from ..geolocation.links import links_of
from ..progress import Progress, no_progress
from .handovers import Radio

PROPAGATION = "terrain_fast"  # the loss over a smooth earth that it leaves out matters on plains
RADIO = Radio(shadowing_db=3.0)  # hills and houses make most of the shadowing
LEAST_DBM = -140.0  # the lowest level a phone reports (3GPP TS 36.133, table 9.1.4-1)


@dataclass(frozen=True)
class RoadLevels:
    """Levels of cells in the tiles of roads.

    Attributes
    ----------
    grid : TileGrid
    key : ndarray of int, shape (K,)
        Number of the cell times the number of tiles, plus the tile; ascending.
    level_dbm : ndarray of float32, shape (K,)
    """

    grid: TileGrid
    key: np.ndarray
    level_dbm: np.ndarray

    def __call__(self, cell, x_m, y_m, *, progress: Progress = no_progress) -> np.ndarray:
        """Level in dBm of cells at points on roads, (K,); -inf where a cell is not heard."""
        tile = self.grid.tile_at(x_m, y_m)
        key = np.asarray(cell, np.int64) * self.grid.n_tiles + tile
        at = np.searchsorted(self.key, key)
        progress(1.0)
        found = (tile >= 0) & (np.append(self.key, -1)[at] == key)
        return np.where(found, np.append(self.level_dbm, 0)[at], -np.inf)


def road_levels(plan: CellPlan, ground: Ground, roads, *, workers: int = 1, progress: Progress = no_progress) -> RoadLevels:
    """Predict the levels of all cells on roads.

    Parameters
    ----------
    plan : CellPlan
    ground : Ground
        In the same CRS. Its tiles are those of the levels.
    roads : array_like of shapely lines
    workers : int
        Processes to share the masts.
    progress : callable

    Returns
    -------
    RoadLevels
    """
    grid = ground.grid
    tile = grid.tile_at(*shapely.get_coordinates(shapely.segmentize(np.asarray(roads, dtype=object), grid.tile_m / 2)).T)
    on_road = np.zeros((grid.n_rows, grid.n_cols), bool)
    on_road.ravel()[tile[tile >= 0]] = True
    on_road = ndimage.binary_dilation(on_road, np.ones((3, 3))).ravel()  # a road may cut the corner of a tile between two of its points
    scene = Scene(links_of(plan), grid, ground, PROPAGATION, np.full(len(plan), LEAST_DBM))
    keys, levels = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    for heard in predict(scene, workers=workers, progress=progress):
        kept = on_road[heard.tile]
        keys.append(heard.cell * np.int64(grid.n_tiles) + heard.tile[kept])
        levels.append(heard.level_dbm[kept])
    key, level = np.concatenate(keys), np.concatenate(levels)
    order = np.argsort(key)
    return RoadLevels(grid, key[order], level[order])
