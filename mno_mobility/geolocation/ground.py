"""The ground that radio waves meet: terrain, what stands on it, and the kind of place each tile is.

Heights of land cover are the representative clutter heights of ITU-R P.1812, table 2; kinds of place are those of the path-loss
models after Okumura and Hata.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np

from ..errors import InputError
from ..progress import Progress, no_progress
from .grid import TileGrid
from .path_loss import DENSE, OPEN, SUBURBAN, URBAN

# height in metres of what stands there, and the kind of place to a path-loss model; woods and works are no towns
COVERS = {"open": (0.0, OPEN), "suburban": (10.0, SUBURBAN), "trees": (15.0, SUBURBAN), "industrial": (15.0, SUBURBAN),
          "urban": (15.0, URBAN), "dense": (20.0, DENSE)}
CORINE = {
    111: "dense", 112: "suburban", **dict.fromkeys((121, 122, 123, 131, 132, 133), "industrial"), **dict.fromkeys((124, 142), "open"),
    **dict.fromkeys((141, 311, 312, 313), "trees"),
    **dict.fromkeys((211, 212, 213, 221, 222, 223, 231, 241, 242, 243, 244, 321, 322, 323, 324, 331, 332, 333, 334, 335), "open"),
    **dict.fromkeys((411, 412, 421, 422, 423, 511, 512, 521, 522, 523), "open")}
CORINE_SEA = (521, 522, 523)
# rasters of CORINE hold these codes, or their place in the list of the 44 classes
_PLACE = {code: place for place, code in enumerate(sorted(CORINE), start=1)}
CORINE_SEA += tuple(_PLACE[code] for code in CORINE_SEA)
CORINE.update({place: CORINE[code] for code, place in _PLACE.items()})
BUILT_UP = ((0.1, "open"), (0.5, "suburban"), (np.inf, "urban"))  # cover below a share of built-up land
TILES_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Ground:
    """Heights and kinds of place at the tile centres, arrays of shape (n_rows, n_cols) with row 0 southernmost.

    Where a folder holds the arrays they are read-only maps of its files, and processes that are handed the ground open the files
    themselves.

    Attributes
    ----------
    grid : TileGrid
    terrain_m : ndarray of float32
        Height of the bare earth above sea level. It has no gaps.
    surface_m : ndarray of float32, optional
        Terrain with what stands on it: buildings, or the usual height of the land cover.
    environment : ndarray of uint8, optional
        OPEN, SUBURBAN, URBAN or DENSE.
    void : ndarray of bool, optional
        Where the elevation model had no height and the nearest one was taken.
    built : bool
        Whether buildings, each with its own height, stand on the terrain; one can stand on their roofs.
    folder : str
        Where the files of the arrays are; empty for arrays in memory.
    """

    grid: TileGrid
    terrain_m: np.ndarray
    surface_m: Optional[np.ndarray] = None
    environment: Optional[np.ndarray] = None
    void: Optional[np.ndarray] = None
    built: bool = False
    folder: str = ""

    @staticmethod
    def flat(grid: TileGrid) -> "Ground":
        """Bare ground at height 0 everywhere; it takes no memory."""
        return Ground(grid, np.broadcast_to(np.float32(0), (grid.n_rows, grid.n_cols)))

    @staticmethod
    def opened(grid: TileGrid, folder, *, built: bool = False) -> "Ground":
        """The ground whose arrays :func:`blank` made in a folder, or :meth:`saved` wrote there."""
        files = {name: Path(folder, f"{name}.npy") for name in LAYERS}
        arrays = {name: np.load(file, mmap_mode="r") for name, file in files.items() if file.is_file()}
        return Ground(grid, **arrays, built=built, folder=str(folder))

    def saved(self, folder) -> "Ground":
        """Write the arrays to a folder, and return the ground as it is there."""
        for name in LAYERS:
            if getattr(self, name) is not None:
                np.save(Path(folder, f"{name}.npy"), getattr(self, name))
        return Ground.opened(self.grid, folder, built=self.built)

    def __getstate__(self) -> dict:
        state = dict(vars(self))
        return {**state, **dict.fromkeys(LAYERS)} if self.folder else state

    def __setstate__(self, state: dict) -> None:
        folder = state["folder"]
        vars(self).update(vars(Ground.opened(state["grid"], folder, built=state["built"])) if folder else state)

    @property
    def profile_m(self) -> np.ndarray:
        """Heights that stand in the way of a ray: the surface, or the terrain where nothing is known to stand on it."""
        return self.terrain_m if self.surface_m is None else self.surface_m

    def window(self, rows: slice, cols: slice) -> "Ground":
        """A part of the ground, in memory, on a grid of its own; slices without steps."""
        grid = self.grid
        (south, north, _), (west, east, _) = rows.indices(grid.n_rows), cols.indices(grid.n_cols)
        part = TileGrid(grid.crs, grid.x_min_m + west * grid.tile_m, grid.y_min_m + south * grid.tile_m, grid.tile_m, north - south,
                        east - west)
        arrays = {name: getattr(self, name) for name in LAYERS}
        return Ground(part, **{name: None if a is None else np.array(a[rows, cols]) for name, a in arrays.items()}, built=self.built)

    def roof_at(self, x_m, y_m) -> np.ndarray:
        """Height of the roof at each point, or of the terrain where no building stands; NaN outside the grid."""
        return self._at(self.surface_m if self.built else self.terrain_m, x_m, y_m, np.nan)

    def is_void(self, x_m, y_m) -> np.ndarray:
        """Whether the elevation model had no height at each point."""
        if self.void is None:
            return np.zeros(np.broadcast_shapes(np.shape(x_m), np.shape(y_m)), bool)
        return self._at(self.void, x_m, y_m, False)

    def _at(self, values, x_m, y_m, outside):
        tile = self.grid.tile_at(x_m, y_m)
        row, col = np.divmod(np.maximum(tile, 0), self.grid.n_cols)
        return np.where(tile >= 0, values[row, col], outside)


LAYERS = ("terrain_m", "surface_m", "environment", "void")
DTYPES = {"terrain_m": np.float32, "surface_m": np.float32, "environment": np.uint8, "void": bool}


def blank(grid: TileGrid, name: str, folder=None) -> np.ndarray:
    """An array of zeros to be filled and become the attribute `name` of a ground: in memory, or a file of a folder."""
    shape = (grid.n_rows, grid.n_cols)
    if folder is None:
        return np.zeros(shape, DTYPES[name])
    return np.lib.format.open_memmap(Path(folder, f"{name}.npy"), "w+", DTYPES[name], shape)


def strips(grid: TileGrid) -> list:
    """Slices of rows that hold no more than TILES_AT_ONCE tiles each if there are so few in a row, from the south."""
    n = max(1, TILES_AT_ONCE // grid.n_cols)
    return [slice(first, min(first + n, grid.n_rows)) for first in range(0, grid.n_rows, n)]


def cover(classes, table=None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Height of what stands on land of each class, and the kind of place.

    Parameters
    ----------
    classes : array_like of numbers
        NaN where the map has none.
    table : mapping of int to str, optional
        Names of COVERS by class; by default those of CORINE land cover, by code (111 to 523) or place in the list (1 to 44).

    Returns
    -------
    height_m : ndarray of float32
    environment : ndarray of uint8
    known : ndarray of bool
        Other land is taken as open.
    """
    table = CORINE if table is None else table
    classes = np.asarray(classes, float)
    present, which = np.unique(np.nan_to_num(classes, nan=-1.0), return_inverse=True)
    which = which.reshape(classes.shape)
    names = [table.get(int(value)) if value == int(value) else None for value in present]
    heights, kinds = zip(*(COVERS[name or "open"] for name in names)) if names else ((), ())
    return np.array(heights, np.float32)[which], np.array(kinds, np.uint8)[which], np.array([n is not None for n in names], bool)[which]


def built_up_cover(share) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """As :func:`cover`, of the share of built-up land: open below a tenth, suburban below a half, else urban."""
    share = np.asarray(share, float)
    step = np.searchsorted([limit for limit, _ in BUILT_UP[:-1]], np.nan_to_num(share), side="right")
    heights, kinds = zip(*(COVERS[name] for _, name in BUILT_UP))
    return np.array(heights, np.float32)[step], np.array(kinds, np.uint8)[step], ~np.isnan(share)


def fill_voids(heights_m, void, grid: TileGrid, *, progress: Progress = no_progress) -> None:
    """Give tiles without a height that of the nearest tile with one, in place.

    What does not fit in memory is filled strip by strip: exactly within the height of a strip, roughly beyond.

    Parameters
    ----------
    heights_m : ndarray, shape (n_rows, n_cols)
    void : ndarray of bool, shape (n_rows, n_cols)
        Where there is no height; at least one tile must have one.
    progress : callable

    Raises
    ------
    InputError
        When no tile has a height.
    """
    from scipy import ndimage  # slow to import, and few elevation models have gaps

    parts = strips(grid)
    known = np.flatnonzero([not void[rows].all() for rows in parts])
    if not len(known):
        raise InputError("it has no height in the area", "Terrain", "Take an elevation model that covers it.")
    away = np.abs(np.arange(len(parts))[:, None] - known).min(axis=1)
    for done, k in enumerate(np.argsort(away, kind="stable")):
        progress(done / len(parts))
        if not void[parts[k]].any():
            continue
        around = range(max(k - 1, 0), min(k + 2, len(parts)))
        # far from all heights the strip before has been filled by now
        valid = np.concatenate([np.full(void[parts[n]].shape, away[n] < away[k]) if away[k] > 1 else ~void[parts[n]] for n in around])
        first = parts[around[0]].start
        own = slice(parts[k].start - first, parts[k].stop - first)
        row, col = ndimage.distance_transform_edt(~valid, return_distances=False, return_indices=True)[:, own]
        heights_m[parts[k]] = heights_m[first:parts[around[-1]].stop][row, col]
