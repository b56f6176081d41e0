"""Fixtures all tests share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real reference data beside the repository; tests that need it skip where it is absent."""
    root = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not (root / "data").is_dir():
        pytest.skip(f"no reference data at {root} (set MNO_SHARED)")
    return root / "data"
