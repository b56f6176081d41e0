"""Seconds, memory and exactness of Voronoi areas beside scipy's diagram clipped by shapely and beside QGIS's own, in the same run.

Each work is done in a process of its own, so that its peak memory is its own. Three cells a tower at 10 m along their azimuths; a cell
is wrong where the point 0.1 m along its azimuth is not in its area.
"""

import multiprocessing
import os
import sys
import time
from pathlib import Path

import numpy as np
import shapely
from scipy.spatial import Voronoi

from mno_mobility.geolocation.cells import CellPlan, blank_records
from mno_mobility.geolocation.tessellation import voronoi_areas

CORNER_M, SPACING_M, OFFSET_M = np.array([4_300_000.0, 2_700_000.0]), 1_000.0, 10.0
SIZES = (333, 3_333, 33_333)  # towers
QGIS_UP_TO = 10_000  # cells; its algorithm of 3.22 takes minutes for ten times as many


def main():
    print("| cells | work | seconds | to scipy | peak MB | area too much | wrong cells |")
    print("|---|---|---|---|---|---|---|")
    for n_towers in SIZES:
        works = [("scipy.spatial.Voronoi + shapely", scipy_clipped), ("wedge", ours("wedge")), ("offset", ours("offset"))]
        if 3 * n_towers <= QGIS_UP_TO:
            works.append(("QGIS voronoipolygons", qgis_polygons))
        rival = None
        for name, work in works:
            found = in_its_own_process(work, n_towers)
            if found is None:
                print(f"| {3 * n_towers:,} | {name} | not here | | | | |", flush=True)
                continue
            seconds, megabytes, excess, wrong = found
            rival = rival or seconds
            print(f"| {3 * n_towers:,} | {name} | {seconds:.2f} | {seconds / rival:.2f} | {megabytes:.0f} | {excess:.0e} | {wrong} |",
                  flush=True)


def network(n_towers: int):
    """A plan of three sectors a tower, and the square it stands in."""
    rng = np.random.default_rng(1)
    side = SPACING_M * np.sqrt(n_towers)
    records = blank_records(3 * n_towers)
    records["cell_id"] = np.arange(3 * n_towers).astype(str)
    records["site_id"] = np.repeat(np.arange(n_towers), 3).astype(str)
    records["x_m"], records["y_m"] = np.repeat(rng.uniform(0, side, (n_towers, 2)) + CORNER_M, 3, axis=0).T
    records["azimuth_deg"] = (np.repeat(rng.uniform(0, 360, n_towers), 3) + np.tile([0, 120, 240], n_towers)) % 360
    return CellPlan(records, "EPSG:3035"), (*CORNER_M, *(CORNER_M + side))


def along_azimuth(plan, metres: float) -> np.ndarray:
    azimuth = np.radians(plan["azimuth_deg"])
    return np.column_stack([plan["x_m"] + metres * np.sin(azimuth), plan["y_m"] + metres * np.cos(azimuth)])


def ours(method):
    def work(plan, box):
        return lambda: voronoi_areas(plan, method, box, offset_m=OFFSET_M).by_cell(len(plan))
    return work


def scipy_clipped(plan, box):
    """The plain way: the diagram of the seeds and four far ones, about their middle for the sake of rounding, clipped to the box."""
    seeds = along_azimuth(plan, OFFSET_M)

    def work():
        middle = seeds.mean(axis=0)
        far = 10 * np.ptp(seeds, axis=0).max() * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
        diagram = Voronoi(np.vstack([seeds - middle, far]))
        polygons = np.array([shapely.Polygon(diagram.vertices[diagram.regions[k]] + middle) for k in diagram.point_region[:len(seeds)]])
        return shapely.intersection(polygons, shapely.box(*box))
    return work


def qgis_polygons(plan, box):
    """QGIS's algorithm of the toolbox on a layer of the seeds."""
    from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

    app = QgsApplication([], False)
    app.initQgis()
    sys.path.append(str(Path(app.pkgDataPath()) / "python" / "plugins"))
    import processing
    from processing.core.Processing import Processing

    Processing.initialize()
    known = {a.id() for a in QgsApplication.processingRegistry().algorithms()}
    algorithm = next(a for a in ("native:voronoipolygons", "qgis:voronoipolygons") if a in known)
    layer = QgsVectorLayer("Point?crs=EPSG:3035&field=n:int", "seeds", "memory")
    features = []
    for k, (x, y) in enumerate(along_azimuth(plan, OFFSET_M)):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([k])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)

    def work():
        made = processing.run(algorithm, {"INPUT": layer, "BUFFER": 50, "OUTPUT": "TEMPORARY_OUTPUT"})["OUTPUT"]
        polygons = np.full(len(plan), None, object)
        for feature in made.getFeatures():
            polygons[feature["n"]] = shapely.from_wkb(bytes(feature.geometry().asWkb()))
        work.app = app
        return shapely.intersection(polygons, shapely.box(*box))
    return work


def in_its_own_process(work, n_towers: int):
    """Seconds, peak memory in MB, relative excess of area, and wrong cells; None where the work cannot be done here."""
    receiver, sender = multiprocessing.get_context("fork").Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=measured, args=(work, n_towers, sender))
    process.start()
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        return None
    finally:
        process.join()


def measured(work, n_towers: int, sender) -> None:
    plan, box = network(n_towers)
    try:
        prepared = work(plan, box)
    except ImportError:
        sender.send(None)
        return
    before = memory("VmRSS")
    start = time.perf_counter()
    polygons = prepared()
    seconds = time.perf_counter() - start
    megabytes = (memory("VmHWM") - before) / 1024
    square = (box[2] - box[0]) * (box[3] - box[1])
    seeds = along_azimuth(plan, 0.1)
    inside = (seeds > box[:2]).all(axis=1) & (seeds < box[2:]).all(axis=1)
    wrong = inside & ~shapely.intersects(polygons, shapely.points(seeds))
    sender.send((seconds, megabytes, shapely.area(polygons).sum() / square - 1, int(wrong.sum())))
    sender.close()
    os._exit(0)  # QGIS is not always fit to leave


def memory(name: str) -> float:
    """A figure of this process in kB; 0 where there is no /proc."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return float(next((line.split()[1] for line in lines if line.startswith(name)), 0))


if __name__ == "__main__":
    main()
