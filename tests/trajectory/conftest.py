"""Road networks all tests of the room share."""

import osm
import pytest

from mno_mobility.trajectory.roads import build_network


@pytest.fixture(scope="session")
def krems(shared_data):
    return build_network(**osm.krems(shared_data))


@pytest.fixture(scope="session")
def favoriten(shared_data):
    return build_network(**osm.favoriten(shared_data))
