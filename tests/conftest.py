"""Fixtures all tests share."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))

if WORKERS > 1:  # before numpy is imported: the threads of its libraries would stand in each other's way
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, os.cpu_count() // WORKERS)))

# how fast a machine is, and how busy, is not what the tests are about
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def room() -> int:
    """By what limits of seconds are stretched: where tests run side by side, each may find its core taken by the processes of another."""
    return 1 if WORKERS == 1 else 2


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real reference data beside the repository; tests that need it skip where it is absent."""
    root = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not (root / "data").is_dir():
        pytest.skip(f"no reference data at {root} (set MNO_SHARED)")
    return root / "data"


@pytest.fixture(scope="session")
def pages(tmp_path_factory) -> Path:
    """The folder of the help pages as the plugin's zip has them; empty where there is no QGIS to make them."""
    folder = tmp_path_factory.mktemp("help")
    if importlib.util.find_spec("qgis"):
        program = Path(__file__).resolve().parents[1] / ".ci" / "pages.py"
        subprocess.run([sys.executable, str(program), str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def spark():
    """Apache Spark in this machine's local mode; tests that need it skip where it is not installed."""
    for module in ("pandas", "pyarrow", "pyspark"):
        pytest.importorskip(module, reason=f"{module} is not installed")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java")
    from pyspark.sql import SparkSession

    root = str(Path(__file__).resolve().parents[1])
    with pytest.MonkeyPatch.context() as patch:  # workers run this Python and find the package
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")])))
        session = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", False).config("spark.sql.shuffle.partitions", 3)
                   .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate())
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()
