"""Journeys through a made-up world, with all that is true about them: routes, and events with their places."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..progress import Progress, no_progress, part
from ..trajectory.network import RoadNetwork
from .drives import Drives, make_drives
from .handovers import DriveEvents, Radio, make_drive_events
from .phones import DAY_S
from .roads import Roads, make_roads
from .world import Scenario

SAMPLE_JOURNEYS = 200


@dataclass(frozen=True)
class Journeys:
    """Journeys of a world.

    Attributes
    ----------
    drives : Drives
    events : DriveEvents
    """

    drives: Drives
    events: DriveEvents

    @property
    def figures(self) -> dict:
        """Numbers that describe the journeys, by name."""
        length_m, duration_s = self.drives.length_m, self.drives.end_s - self.drives.start_s
        return {"n_journeys": len(self.drives), "mean_length_m": float(length_m.mean()),
                "mean_speed_kmh": float(3.6 * length_m.sum() / max(duration_s.sum(), 1e-9)),
                "n_silent": self.events.n_silent, "n_cut": self.events.n_cut, **self.events.figures}


def make_journeys(world: Scenario, network: RoadNetwork, n: int, rng: np.random.Generator, *, day_s: float = DAY_S,
                  levels: Optional[Callable] = None, radio: Optional[Radio] = None, progress: Progress = no_progress) -> Journeys:
    """Journeys through the cells of a world, of phones that are none of its others.

    Parameters
    ----------
    world : Scenario
    network : RoadNetwork
        In the CRS of the world.
    n : int
    rng : numpy.random.Generator
        The same state gives the same journeys.
    day_s : float
        Midnight at the start of the day, seconds since 1970-01-01 UTC.
    levels : callable, optional
    radio : Radio, optional
        Both as in :func:`~mno_mobility.scenario.handovers.make_drive_events`.
    progress : callable

    Returns
    -------
    Journeys

    Raises
    ------
    InputError
        When `n` is below 1, or the network cannot be driven on.
    """
    for_drives, for_events = (np.random.default_rng(seed) for seed in rng.integers(2 ** 63, size=2))
    drives = make_drives(network, world.model.grid, world.population, n, for_drives, day_s=day_s, progress=part(progress, 0, 0.5))
    events = make_drive_events(drives, world.plan, world.model, for_events, radio=radio, levels=levels, progress=part(progress, 0.5, 1))
    return Journeys(drives, events)


def sample_journeys(world: Scenario, *, seed: int = 4, progress: Progress = no_progress) -> tuple[Roads, Journeys]:
    """The roads and the journeys of Musterland, the same for the same seed."""
    for_roads, for_journeys = (np.random.default_rng([seed, stream]) for stream in (1, 2))
    roads = make_roads(world.model.grid, world.population, for_roads)
    return roads, make_journeys(world, roads.network(), SAMPLE_JOURNEYS, for_journeys, progress=progress)
