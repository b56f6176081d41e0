"""A made-up radio network of overlapping layers (Ricciato & Coluccia 2021, section VI)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.cluster.vq import kmeans2

from ..errors import InputError
from ..geolocation.cells import CellPlan, blank_records

SITES_PER_AREA = 15
RADIO_COLUMNS = ("power_w", "range_m", "ple", "height_m", "steepness", "tilt_deg", "beam_h_deg", "beam_v_deg", "small",
                 "midpoint_dbm")


@dataclass(frozen=True)
class Layer:
    """Towers of one kind.

    Attributes
    ----------
    name : str
        Its first two letters begin the ids of sites and cells.
    spacing_m : float
        Distance of neighbours in the hexagonal lattice, which so has ``2 / (sqrt(3) spacing_m**2)`` towers in a square metre.
    jitter_m : float
        Each tower is moved by up to this much along both axes.
    rotation_deg : float
        Azimuth of the first sector, the same on all towers. The lattice is not turned: two neighbours lie due north and south.
    power_w, range_m, ple, height_m, steepness, tilt_deg, beam_h_deg, beam_v_deg, small, midpoint_dbm
        As in a :class:`~mno_mobility.geolocation.cells.CellPlan`.
    sectors : int
        Cells on a tower, evenly spread over the compass; a single one is omnidirectional.
    """

    name: str
    spacing_m: float
    jitter_m: float
    rotation_deg: float
    power_w: float
    range_m: float
    ple: float
    height_m: float
    steepness: float
    tilt_deg: float = 5.0
    beam_h_deg: float = 65.0
    beam_v_deg: float = 9.0
    sectors: int = 3
    small: bool = False
    midpoint_dbm: float = -85.0

    @property
    def prefix(self) -> str:
        return self.name[:2].upper()


PAPER_LAYERS = (
    Layer("macro", 8_500, 1_000, 0, power_w=5, range_m=10_000, ple=3.4, height_m=10, steepness=0.15),
    Layer("meso", 3_500, 700, 35, power_w=50, range_m=3_500, ple=3.8, height_m=10, steepness=0.3),
    Layer("micro", 10_000, 2_000, 60, power_w=1, range_m=3_500, ple=4, height_m=6, steepness=0.4))


def make_network(extent_m, layers: Sequence[Layer], crs: str, rng: np.random.Generator, *,
                 sites_per_area: int = SITES_PER_AREA) -> CellPlan:
    """Towers on jittered hexagonal lattices, with their sectors.

    Parameters
    ----------
    extent_m : sequence of 4 floats
        ``(x_min, y_min, x_max, y_max)``; no tower stands outside.
    layers : sequence of Layer
    crs : str
        CRS of the extent, projected and metric.
    sites_per_area : int
        About how many neighbouring towers, of whatever layer, share a location area (`lac`).

    Returns
    -------
    CellPlan
        Cell ids such as ``MA.6.1``: layer, tower, sector; site ids such as ``MA.6``.

    Raises
    ------
    InputError
        When a layer cannot be used or no tower falls into the extent.

    Notes
    -----
    Each lattice begins at a random place, so that its expected number of towers is the extent's area times its density: 25.6,
    150.8 and 18.5 on the paper's 40 x 40 km, where the paper has 27, 156 and 21.
    """
    _check(layers, sites_per_area)
    towers = [_lattice(extent_m, layer, rng) for layer in layers]
    xy = np.concatenate([np.zeros((0, 2)), *towers])
    if not len(xy):
        raise InputError("no tower falls into the extent", "Layers of cells", "Take a larger extent or a smaller spacing.")
    area = np.split(_location_areas(xy, sites_per_area, rng), np.cumsum([len(t) for t in towers])[:-1])
    return CellPlan(np.concatenate([_cells(*parts) for parts in zip(layers, towers, area)]), crs)


def _check(layers, sites_per_area) -> None:
    for layer in layers:
        if not (layer.spacing_m > 0 and layer.jitter_m >= 0 and layer.sectors >= 1):
            raise InputError("spacing and number of sectors must be positive, jitter not negative", f"Layer {layer.name}",
                             "Correct the layer, such as a spacing of 3500 m, a jitter of 700 m and 3 sectors.")
    prefixes = [layer.prefix for layer in layers]
    if len(set(prefixes)) < len(prefixes):
        raise InputError("two layers begin with the same two letters, which begin the ids of their cells", "Layers of cells",
                         f"Rename one of {', '.join(layer.name for layer in layers)}.")
    if sites_per_area < 1:
        raise InputError(f"{sites_per_area} towers cannot make a location area", "Location areas", "Give 1 or more.")


def _lattice(extent_m, layer: Layer, rng) -> np.ndarray:
    """Towers inside the extent, (T, 2), column by column from the west."""
    x_min, y_min, x_max, y_max = extent_m
    step_x, step_y = layer.spacing_m * np.sqrt(3) / 2, layer.spacing_m
    # two columns more than the extent needs on either side: one for the random start, one for the jitter
    beyond = 2 + int(np.ceil(layer.jitter_m / step_x))
    column = np.arange(-beyond, np.ceil((x_max - x_min) / step_x) + beyond)
    row = np.arange(-beyond, np.ceil((y_max - y_min) / step_y) + beyond)
    column, row = (a.ravel() for a in np.meshgrid(column, row, indexing="ij"))
    # the lattice repeats every two columns and every row
    start = rng.uniform(0, (2 * step_x, step_y))
    xy = np.column_stack([column * step_x, (row + column % 2 / 2) * step_y]) + (x_min, y_min) + start - (step_x, 0)
    xy += rng.uniform(-layer.jitter_m, layer.jitter_m, xy.shape)
    return xy[((xy >= (x_min, y_min)) & (xy < (x_max, y_max))).all(axis=1)]


def _location_areas(xy, sites_per_area: int, rng) -> np.ndarray:
    """Number of the location area of each tower, from 0: compact groups of towers."""
    n_areas = max(1, round(len(xy) / sites_per_area))
    seeds = [int(rng.integers(len(xy)))]
    distance = np.full(len(xy), np.inf)
    for _ in range(n_areas - 1):  # each seed as far as can be from those before: no area ends up empty
        distance = np.minimum(distance, np.hypot(*(xy - xy[seeds[-1]]).T))
        seeds.append(int(distance.argmax()))
    return kmeans2(xy, xy[seeds], minit="matrix")[1]


def _cells(layer: Layer, xy, area) -> np.ndarray:
    records = blank_records(len(xy) * layer.sectors)
    tower = np.repeat(np.arange(len(xy)), layer.sectors)
    sector = np.tile(np.arange(layer.sectors), len(xy))
    records["site_id"] = [f"{layer.prefix}.{t + 1}" for t in tower]
    records["cell_id"] = [f"{layer.prefix}.{t + 1}.{s + 1}" for t, s in zip(tower, sector)]
    records["x_m"], records["y_m"] = xy[tower].T
    records["azimuth_deg"] = np.nan if layer.sectors == 1 else (layer.rotation_deg + 360 / layer.sectors * sector) % 360
    records["lac"] = [str(1001 + a) for a in area[tower]]
    for column in RADIO_COLUMNS:
        records[column] = getattr(layer, column)
    return records
