"""Fixtures all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# how fast a machine is, and how busy, is not what the tests are about
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real reference data beside the repository; tests that need it skip where it is absent."""
    root = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not (root / "data").is_dir():
        pytest.skip(f"no reference data at {root} (set MNO_SHARED)")
    return root / "data"
