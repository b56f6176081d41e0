"""The regular square grid of tiles that all densities live on (Ricciato & Coluccia 2021, section II-C)."""

from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from ..errors import InputError


@dataclass(frozen=True)
class TileGrid:
    """A regular grid of square tiles in a projected CRS.

    Tiles are numbered row by row from the south-west: ``tile = row * n_cols + col``, row 0 the southernmost.

    Attributes
    ----------
    crs : str
        The projected, metric CRS as WKT (or any text pyproj reads).
    x_min_m, y_min_m : float
        The south-west corner of tile 0.
    tile_m : float
        Edge of a tile in metres.
    n_rows, n_cols : int
    """

    crs: str
    x_min_m: float
    y_min_m: float
    tile_m: float
    n_rows: int
    n_cols: int

    @property
    def n_tiles(self) -> int:
        return self.n_rows * self.n_cols

    @property
    def tile_dtype(self):
        """The smallest of int32 and int64 that holds all tile numbers."""
        return np.int32 if self.n_tiles < 2 ** 31 else np.int64

    @property
    def extent_m(self) -> tuple[float, float, float, float]:
        """``(x_min, y_min, x_max, y_max)``."""
        return (self.x_min_m, self.y_min_m,
                self.x_min_m + self.n_cols * self.tile_m, self.y_min_m + self.n_rows * self.tile_m)

    def centres(self, tiles=None) -> tuple[np.ndarray, np.ndarray]:
        """x and y of the centres of `tiles` (all by default), in metres."""
        tiles = np.arange(self.n_tiles) if tiles is None else np.asarray(tiles)
        row, col = np.divmod(tiles, self.n_cols)
        return self.x_min_m + (col + 0.5) * self.tile_m, self.y_min_m + (row + 0.5) * self.tile_m

    def tile_at(self, x_m, y_m) -> np.ndarray:
        """Number of the tile that holds each point, -1 outside the grid or where a coordinate is not finite.

        A tile owns its southern and western edges.
        """
        x_m, y_m = np.asarray(x_m, float), np.asarray(y_m, float)
        with np.errstate(invalid="ignore"):
            col = np.floor((x_m - self.x_min_m) / self.tile_m)
            row = np.floor((y_m - self.y_min_m) / self.tile_m)
            inside = (col >= 0) & (col < self.n_cols) & (row >= 0) & (row < self.n_rows)
        return np.where(inside, np.where(inside, row, 0) * self.n_cols + np.where(inside, col, 0), -1).astype(np.int64)

    def same_tiles(self, other: "TileGrid") -> bool:
        """Whether both grids have the same tiles (the CRS text is not compared)."""
        close = np.allclose([self.x_min_m, self.y_min_m, self.tile_m], [other.x_min_m, other.y_min_m, other.tile_m],
                            rtol=0, atol=1e-6 * self.tile_m)
        return bool(close) and (self.n_rows, self.n_cols) == (other.n_rows, other.n_cols)


def grid_over(extent_m, tile_m: float, crs: str, *, align: bool = True) -> TileGrid:
    """The grid of tiles that covers an extent.

    Parameters
    ----------
    extent_m : sequence of 4 floats
        ``(x_min, y_min, x_max, y_max)`` in metres of `crs`.
    tile_m : float
        Edge of a tile in metres.
    align : bool
        Put tile edges on whole multiples of `tile_m`, as the INSPIRE grid does in EPSG:3035.

    Raises
    ------
    InputError
        When the extent or the tile size is empty, negative or not finite.
    """
    x_min, y_min, x_max, y_max = (float(v) for v in extent_m)
    if not np.isfinite(tile_m) or tile_m <= 0:
        raise InputError(f"the tile size {tile_m} is not a positive length", "Tile size", "Give it in metres, such as 100.")
    if not np.isfinite([x_min, y_min, x_max, y_max]).all() or x_max <= x_min or y_max <= y_min:
        raise InputError(f"the extent ({x_min}, {y_min}) to ({x_max}, {y_max}) is empty", "Extent",
                         "Give an extent with a positive width and height.")
    # one part in a million of a tile: an extent that came through a file and back still hits the same tiles
    slack = 1e-6
    if align:
        x_min = floor(x_min / tile_m + slack) * tile_m
        y_min = floor(y_min / tile_m + slack) * tile_m
    n_cols = max(1, ceil((x_max - x_min) / tile_m - slack))
    n_rows = max(1, ceil((y_max - y_min) / tile_m - slack))
    return TileGrid(crs, x_min, y_min, float(tile_m), n_rows, n_cols)
