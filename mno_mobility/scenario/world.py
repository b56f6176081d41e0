"""A whole made-up world in which the truth is known: the scenario of Ricciato & Coluccia (2021, section VI), over a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..errors import InputError
from ..events.schema import KINDS, Events
from ..geolocation.cells import CellPlan
from ..geolocation.emission import EmissionModel
from ..geolocation.footprint import emission_model
from ..geolocation.grid import TileGrid, grid_over
from ..progress import Progress, no_progress, part
from .events import Missed, make_events
from .network import PAPER_LAYERS, Layer, make_network
from .phones import DAY_S, Phones, make_phones, positions_at
from .population import make_population
from .serving import ServingCells

HOURS = (4, 8, 12, 16, 20)
MARKET_SHARE = 1 / 3  # of the operator: section VI

# Musterland lies in the North Sea: nobody takes it for a real country, and no one lives there whom it could tell about
MUSTERLAND_CRS = "EPSG:3035"
MUSTERLAND_EXTENT_M = (4_085_000.0, 3_495_000.0, 4_105_000.0, 3_515_000.0)
MUSTERLAND_TILE_M = 100.0
MUSTERLAND_PEOPLE = 170_000
MUSTERLAND_PHONES = 20_000


@dataclass(frozen=True)
class Scenario:
    """A made-up world.

    Attributes
    ----------
    plan : CellPlan
    model : EmissionModel
        Made from the plan; it holds the grid. The events and the counts follow its P exactly.
    population : ndarray, shape (J,)
        People of each tile.
    phones : Phones
    events : Events
    missed : Missed
        What phones could not do, in numbers.
    times_s : ndarray, shape (T,)
        Reference times, seconds since 1970-01-01 UTC.
    truth : ndarray of int, shape (T, J)
        Phones in each tile at the reference times.
    counts : ndarray of int, shape (T, I)
        Phones per cell if every covered phone had just one event, at the reference time: one multinomial draw for each tile.
    """

    plan: CellPlan
    model: EmissionModel
    population: np.ndarray
    phones: Phones
    events: Events
    missed: Missed
    times_s: np.ndarray
    truth: np.ndarray
    counts: np.ndarray

    @cached_property
    def uncovered(self) -> np.ndarray:
        """Phones in tiles that no cell covers at each reference time, (T,): with the counts they add up to all phones."""
        return self.truth[:, ~self.model.covered].sum(axis=1)

    @property
    def figures(self) -> dict:
        """Numbers that describe the scenario, by name."""
        kinds = np.bincount(self.events.kind, minlength=len(KINDS))
        return {"n_sites": len(set(self.plan["site_id"])), "n_cells": len(self.plan),
                "n_location_areas": len(set(self.plan["lac"])), "n_tiles": self.model.grid.n_tiles,
                "n_tiles_uncovered": int((~self.model.covered).sum()),
                "n_people": float(self.population.sum()), "inhabited_share": float((self.population > 0).mean()),
                "n_phones": len(self.phones), "n_events": len(self.events),
                **{f"n_{kind}": int(n) for kind, n in zip(KINDS, kinds)},
                **{f"n_{name}": n for name, n in vars(self.missed).items()},
                "n_phones_uncovered": [int(n) for n in self.uncovered]}


def make_scenario(*, grid: TileGrid, n_phones: int, rng: np.random.Generator, population=None,
                  layers: Sequence[Layer] = PAPER_LAYERS, times_s=None, day_s: float = DAY_S,
                  progress: Progress = no_progress) -> Scenario:
    """Make a world: network, people, phones and the events of a day.

    Parameters
    ----------
    grid : TileGrid
        Its extent is the world.
    n_phones : int
    rng : numpy.random.Generator
        The same state gives the same world. Network and people are the same whatever `n_phones` and `population` are.
    population : array_like, shape (J,), optional
        People of each tile, or anything in proportion to them; by default made up, three for each phone.
    layers : sequence of Layer
    times_s : array_like, shape (T,), optional
        Reference times, seconds since 1970-01-01 UTC; by default 4, 8, 12, 16 and 20 h of the day.
    day_s : float
        Midnight at the start of the day, seconds since 1970-01-01 UTC.

    Returns
    -------
    Scenario

    Raises
    ------
    InputError
        When a parameter or the population cannot be used, or the model would not fit in memory.
    """
    times_s = np.atleast_1d(np.asarray(day_s + 3600.0 * np.array(HOURS) if times_s is None else times_s, float))
    if times_s.ndim != 1 or not np.isfinite(times_s).all():
        raise InputError("a reference time is not a time", "Reference times", "Give a date and a time of day for each.")
    seeds = rng.integers(2 ** 63, size=5)
    for_network, for_people, for_phones, for_events, for_counts = (np.random.default_rng(seed) for seed in seeds)
    plan = make_network(grid.extent_m, layers, grid.crs, for_network)
    progress(0.02)
    model = emission_model(plan, grid, progress=part(progress, 0.02, 0.4))
    if population is None:
        population = make_population(grid, round(n_phones / MARKET_SHARE), for_people)
    progress(0.45)
    phones = make_phones(grid, population, n_phones, for_phones, day_s=day_s)
    progress(0.5)
    events, missed = make_events(phones, model, plan["lac"], for_events, day_s=day_s, progress=part(progress, 0.5, 0.95))
    truth, counts = observe(phones, model, times_s, for_counts)
    progress(1.0)
    return Scenario(plan, model, np.asarray(population).ravel(), phones, events, missed, times_s, truth, counts)


def observe(phones: Phones, model: EmissionModel, times_s, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Where the phones are at each time, and one draw of the cells they are counted in (Eq. 4).

    Returns
    -------
    truth : ndarray of int, shape (T, J)
    counts : ndarray of int, shape (T, I)
        Their expectation is ``truth @ P.T``.
    """
    serving = ServingCells(model.P)
    tiles = [model.grid.tile_at(*positions_at(phones, t)) for t in times_s]
    cells = [serving.draw(tile, rng) for tile in tiles]
    truth = [np.bincount(tile, minlength=model.grid.n_tiles) for tile in tiles]
    counts = [np.bincount(cell[cell >= 0], minlength=len(model.cell_ids)) for cell in cells]
    return np.array(truth).reshape(-1, model.grid.n_tiles), np.array(counts).reshape(-1, len(model.cell_ids))


def sample_scenario(*, seed: int = 4, progress: Progress = no_progress) -> Scenario:
    """Musterland: 20 x 20 km with 170,000 people, of whom 20,000 have a phone of our operator; the same for the same seed."""
    rng = np.random.default_rng(seed)
    grid = grid_over(MUSTERLAND_EXTENT_M, MUSTERLAND_TILE_M, MUSTERLAND_CRS)
    population = make_population(grid, MUSTERLAND_PEOPLE, rng)
    return make_scenario(grid=grid, n_phones=MUSTERLAND_PHONES, rng=rng, population=population, progress=progress)
