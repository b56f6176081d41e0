"""How long it takes to read events from a GeoPackage, by the Arrow stream and by QGIS's feature loop, in the same run."""

import tempfile
import time
from pathlib import Path

import numpy as np

N = 300_000


def main():
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
    app = QgsApplication([], False)
    app.initQgis()
    from mno_mobility.processing import layers
    from mno_mobility.processing.base import Job
    from mno_mobility.processing.events.countphones import Algorithm

    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "events.gpkg")
        algorithm = Algorithm().create({})
        job = Job(algorithm, {"EVENTS": path}, QgsProcessingContext(), QgsProcessingFeedback(False))
        layers.write_file(job, path, {
            "device_id": ("text", [f"p{k:015x}" for k in rng.integers(0, 30_000, N)]),
            "time": ("time", rng.uniform(1.7e9, 1.7e9 + 86400, N)),
            "cell_id": ("text", [f"MA.{k}.1" for k in rng.integers(0, 600, N)])})
        wanted = {"device_id": ("device_id", "text"), "time": ("time", "time"), "cell_id": ("cell_id", "text")}
        seconds = []
        for threshold in (0, 10**9):
            layers.FAST_FROM_ROWS = threshold
            start = time.perf_counter()
            table = layers.read(layers.source_of(job, "EVENTS"), wanted)
            seconds.append(time.perf_counter() - start)
            if len(table) != N:
                raise RuntimeError(f"{len(table)} of {N} rows read")
        del table
    print(f"{N} events of three columns: stream {seconds[0]:.2f} s, feature loop {seconds[1]:.2f} s, ratio {seconds[0] / seconds[1]:.3f}")


if __name__ == "__main__":
    main()
