"""Worlds that the tests of the scenario share."""

from dataclasses import replace

import numpy as np
import pytest

from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.scenario import journeys
from mno_mobility.scenario.events import make_events
from mno_mobility.scenario.network import PAPER_LAYERS
from mno_mobility.scenario.world import make_scenario, sample_scenario

MICRO = PAPER_LAYERS[2:]


@pytest.fixture(scope="session")
def sample():
    return sample_scenario()


@pytest.fixture(scope="session")
def _sample_journeys(sample):
    return journeys.sample_journeys(sample)


@pytest.fixture(scope="session")
def sample_roads(_sample_journeys):
    return _sample_journeys[0]


@pytest.fixture(scope="session")
def sample_journeys(_sample_journeys):
    return _sample_journeys[1]


@pytest.fixture(scope="session")
def patchy():
    """A world with micro cells only: most of it has no coverage."""
    grid = TileGrid("EPSG:3035", 4_000_000, 3_000_000, 200, 100, 100)
    return make_scenario(grid=grid, n_phones=5_000, rng=np.random.default_rng(5), layers=MICRO)


@pytest.fixture(scope="session")
def talkative(sample):
    """The sample with long calls and no idle phones."""
    events, missed = make_events(sample.phones, sample.model, sample.plan["lac"], np.random.default_rng(8), call_share=0.9,
                                 call_s=1200, idle_share=0)
    return replace(sample, events=events, missed=missed)
