"""Seconds, memory and exactness of a coverage prediction beside SPLAT!, whole processes on the same land in the same run.

One site on hills, 20 km around it at 25 m. Ours has three sectors and writes a GeoTIFF, once as a user runs it (qgis_process) and once
without QGIS; SPLAT! HD (the Debian package `splat`) has one omnidirectional antenna, its quicker model (ITM of 1982, not ITWOM) at an arc
second, some 25 m, and writes its picture. Where it is not installed, the rival is a profile for each pixel, extrapolated from a sample.

The land is that of London where the reference data lies beside the repository or where the variable MNO_SHARED says, else made up. Without
qgis_process only the plain process is measured.
"""

import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from functools import lru_cache
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
LONDON = Path(os.environ.get("MNO_SHARED", ROOT.parent / "shared")) / "data" / "coverage" / "dem" / "srtm3_london_51N_1W-1E.tif"
CRS, LON, LAT = "EPSG:32630", -0.5, 51.5  # the middle of the tile N51W001
RADIUS_M, STEP_M, HEIGHT_M, FREQUENCY_MHZ = 20_000.0, 25.0, 30.0, 900.0
ARC_SECONDS = 3_601  # samples along the edge of a tile of one degree
MODELS = ("terrain_fast", "terrain", "hybrid")
RUNS, N_PROFILES = 3, 1_000
EVERYTHING_DBM = -300.0


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"Land: {make_land(folder)}.")
        whole_processes(folder)
        of_the_parts(folder)


def whole_processes(folder: Path) -> None:
    """A table of whole processes, whose runs take turns so that a busy machine is busy for all of them."""
    works, splat = {}, splat_of(folder)
    if splat is None:
        print("SPLAT! is not here: apt-get install splat")
    else:
        works["SPLAT! HD, ITM"] = splat
    qgis = qgis_of(folder)
    if qgis is None:
        print("qgis_process is not here.")
    for model in MODELS:
        if qgis is not None:
            works[f"{model}, qgis_process"] = qgis(model)
        works[f"{model}, plain Python"] = ([sys.executable, __file__, str(folder), model], environment(PYTHONPATH=ROOT))
    figures = {name: [] for name in works}
    for _ in range(RUNS):
        for name, (command, variables) in works.items():
            figures[name].append(run(command, variables, folder))
    median = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items()}
    rival = "SPLAT! HD, ITM" if splat is not None else "numpy profiles by pixel, Bullington, extrapolated"
    if splat is None:
        seconds = seconds_by_profiles(folder)
        median = {rival: [seconds, seconds, float("nan")], **median}
    print(f"\n| whole process, median of {RUNS} | wall s | CPU s | peak MB | wall to {rival.split(',')[0]} | CPU to it |")
    print("|---|---|---|---|---|---|")
    for name, (wall, cpu, peak) in median.items():
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {peak:.0f} | {wall / median[rival][0]:.2g} | {cpu / median[rival][1]:.2g} |")


def of_the_parts(folder: Path) -> None:
    """Tables of the engine alone, in this process."""
    ground = ground_of(folder)
    for model, rival in (("terrain_fast", "Bullington"), ("terrain", "delta-Bullington")):
        error = np.abs(errors(ground, model))
        print(f"\n{model} beside {rival} along the paths of {N_PROFILES:,} pixels: mean absolute difference {error.mean():.3f} dB, 95 % "
              f"below {np.percentile(error, 95):.2f}, greatest {error.max():.1f}")
    print("\n| three sectors, radius | terrain_fast, CPU s | terrain, CPU s |\n|---|---|---|")
    for radius in (2_000, 5_000, 10_000, 20_000):
        fast, full = (seconds_of(ground, three_sectors(radius_m=radius), model) for model in ("terrain_fast", "terrain"))
        print(f"| {radius / 1e3:g} km | {fast:.2f} | {full:.2f} |", flush=True)
    one = seconds_of(ground, cells(1, radius_m=10_000), "terrain")
    many = cells(12, radius_m=10_000)
    many["frequency_mhz"], many["azimuth_deg"] = np.resize([800, 900, 1800, 2100, 2600], 12), 30.0 * np.arange(12)
    twelve = seconds_of(ground, many, "terrain")
    print(f"\nterrain, 10 km: a cell {one:.2f} s, a mast of 12 cells in 5 bands {twelve:.2f} s, {twelve / one:.1f} times as long")
    masts = np.concatenate([three_sectors(radius_m=5_000, east_m=100.0 * k) for k in range(-24, 24)])
    for workers in (1, 2):
        wall, used = (seconds_of(ground, masts, "terrain", workers=workers, clock=clock) for clock in (time.perf_counter, of_all_processes))
        print(f"terrain, 5 km: 48 masts of three sectors over {workers} processes: {wall:.1f} s, CPU {used:.1f} s")


# -- the land


def make_land(folder: Path) -> str:
    """Write the terrain as a tile of one arc second, as SPLAT! takes it, and the same heights as GeoTIFF; tell which land it is."""
    from osgeo import gdal

    from mno_mobility.geolocation.grid import TileGrid
    from mno_mobility.scenario.relief import make_hills

    gdal.UseExceptions()
    if LONDON.exists():
        half = 0.5 / (ARC_SECONDS - 1)
        box = (-1 - half, 51 - half, half, 52 + half)
        fine = gdal.Warp("", str(LONDON), format="MEM", outputBounds=box, width=ARC_SECONDS, height=ARC_SECONDS, resampleAlg="bilinear",
                         outputType=gdal.GDT_Float32, dstNodata=0)
        heights, told = fine.ReadAsArray(), "London, from 3 arc seconds"
    else:
        heights = make_hills(TileGrid(CRS, 0.0, 0.0, STEP_M, ARC_SECONDS, ARC_SECONDS), np.random.default_rng(1))
        told = "made-up hills"
    np.rint(np.maximum(heights, 0)).astype(">i2").tofile(folder / "N51W001.hgt")
    gdal.Translate(str(folder / "terrain.tif"), str(folder / "N51W001.hgt"))
    return told


def ground_of(folder: Path):
    """The land on the tiles around the site, as our process reads it."""
    from osgeo import gdal

    from mno_mobility.geolocation.grid import grid_over
    from mno_mobility.geolocation.ground import Ground

    x, y = site()
    grid = grid_over((x - RADIUS_M, y - RADIUS_M, x + RADIUS_M, y + RADIUS_M), STEP_M, CRS)
    warped = gdal.Warp("", str(folder / "terrain.tif"), format="MEM", dstSRS=CRS, outputBounds=grid.extent_m, xRes=STEP_M, yRes=STEP_M,
                       resampleAlg="bilinear", outputType=gdal.GDT_Float32)
    return Ground(grid, np.ascontiguousarray(warped.ReadAsArray()[::-1]))


@lru_cache(maxsize=1)
def site() -> tuple:
    from pyproj import Transformer
    return Transformer.from_crs("EPSG:4326", CRS, always_xy=True).transform(LON, LAT)


# -- whole processes


def run(command, variables: dict, folder: Path) -> tuple:
    """Seconds on the clock and of the processor, and peak memory in MB, of a process with all it starts."""
    with (folder / "log.txt").open("w") as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=variables, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed:\n{(folder / 'log.txt').read_text(errors='replace')[-2000:]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def splat_of(folder: Path):
    """Command and environment of SPLAT!, None where it is not installed."""
    if not (shutil.which("splat-hd") and shutil.which("srtm2sdf-hd")):
        return None
    run(["srtm2sdf-hd", "N51W001.hgt"], environment(), folder)
    (folder / "site.qth").write_text(f"site\n{LAT}\n{-LON}\n{HEIGHT_M} m\n")
    # permittivity, conductivity, refractivity, MHz, continental climate, vertical polarisation, half of the places and times
    (folder / "site.lrp").write_text(f"15\n0.005\n301\n{FREQUENCY_MHZ}\n5\n1\n0.5\n0.5\n0\n")
    command = f"splat-hd -t site.qth -L 1.5 -metric -R {RADIUS_M / 1e3:g} -olditm -db 300 -o site.ppm"
    return command.split(), environment()


def qgis_of(folder: Path):
    """Makes command and environment of our algorithm in qgis_process for a model; None where that is not installed."""
    # Debian's qgis_process of QGIS 3.22 is a script that hands the desktop's options on and fails
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        return None
    run([sys.executable, str(ROOT / ".ci" / "package.py"), "--folder", str(folder / "plugins")], environment(), folder)
    profile = folder / "profile" / "profiles" / "default" / "QGIS"
    profile.mkdir(parents=True)
    for version in ("QGIS3", "QGIS4"):
        (profile / f"{version}.ini").write_text("[PythonPlugins]\nmno_mobility=true\nprocessing=true\n")
    variables = environment(QGIS_PLUGINPATH=folder / "plugins", QGIS_CUSTOM_CONFIG_PATH=folder / "profile", QT_QPA_PLATFORM="offscreen",
                            PYTHONPATH=sysconfig.get_path("purelib"), XDG_RUNTIME_DIR=folder)
    rows = [f"{azimuth},site,{LON},{LAT},{azimuth},{HEIGHT_M},{FREQUENCY_MHZ},{RADIUS_M},LTE" for azimuth in (0, 120, 240)]
    (folder / "cells.csv").write_text("\n".join(["cell_id,site_id,lon,lat,azimuth_deg,height_m,frequency_mhz,range_m,radio", *rows]))

    def command(model):
        return [program, "run", "mnomobility:predictcoverage", "--CELLS=cells.csv", f"--CRS={CRS}", "--DEM=terrain.tif",
                f"--PROPAGATION={model}", f"--RESOLUTION={STEP_M}", "--THRESHOLD=-200", "--STRENGTH=level.tif"], variables
    return command


def environment(**more) -> dict:
    return {**os.environ, **{name: str(value) for name, value in more.items()}}


def plain(folder: Path, model: str) -> None:
    """Read the terrain, predict, write the level of the best server: the work of the algorithm without QGIS."""
    from osgeo import gdal

    from mno_mobility.geolocation.servers import Servers

    gdal.UseExceptions()
    ground = ground_of(folder)
    grid, servers = ground.grid, Servers(ground.grid)
    for heard in predicted(ground, three_sectors(), model):
        servers.add(heard)
    target = gdal.GetDriverByName("GTiff").Create(str(folder / "plain.tif"), grid.n_cols, grid.n_rows, 1, gdal.GDT_Float32,
                                                  ["COMPRESS=DEFLATE", "TILED=YES", "PREDICTOR=3"])
    x_min, _, _, y_max = grid.extent_m
    target.SetGeoTransform((x_min, STEP_M, 0, y_max, 0, -STEP_M))
    target.GetRasterBand(1).SetNoDataValue(-9999)
    level = np.where(servers.covered, servers.level_dbm, np.float32(-9999))
    target.GetRasterBand(1).WriteArray(level.reshape(grid.n_rows, grid.n_cols)[::-1])


# -- the engine


def cells(n: int, *, radius_m: float = RADIUS_M, east_m: float = 0.0) -> np.ndarray:
    """Records of cells at the site, or east of it, that radiate alike all round."""
    from mno_mobility.geolocation.cells import blank_records

    records = blank_records(n)
    records["cell_id"] = [f"{east_m:g}.{k}" for k in range(n)]
    x, y = site()
    for column, value in (("x_m", x + east_m), ("y_m", y), ("height_m", HEIGHT_M), ("frequency_mhz", FREQUENCY_MHZ),
                          ("range_m", radius_m), ("gain_dbi", 0.0), ("beam_v_deg", np.inf)):
        records[column] = value
    return records


def three_sectors(**where) -> np.ndarray:
    records = cells(3, **where)
    records["azimuth_deg"], records["beam_v_deg"], records["gain_dbi"] = (0, 120, 240), 10, 17
    return records


def predicted(ground, records, model: str, *, workers: int = 1) -> list:
    from mno_mobility.geolocation.cells import CellPlan
    from mno_mobility.geolocation.coverage import Scene, predict
    from mno_mobility.geolocation.links import links_of

    links = links_of(CellPlan(records, CRS), quantity="total")
    return list(predict(Scene(links, ground.grid, ground, model, np.full(len(records), EVERYTHING_DBM)), workers=workers))


def sample(heard, grid) -> tuple:
    """Some tiles at least 250 m from the site: their places among those heard, and distances and bearings."""
    x, y = (values - middle for values, middle in zip(grid.centres(heard.tile), site()))
    far = np.flatnonzero(np.hypot(x, y) > 250)
    some = np.random.default_rng(0).choice(far, N_PROFILES, replace=False)
    return some, np.hypot(x, y)[some], np.arctan2(x, y)[some]


def loss_of_path(ground, distance: float, bearing: float, delta: bool = True) -> float:
    """Diffraction along the path to one pixel, by the recommendation."""
    from mno_mobility.geolocation.coverage import EARTH_M
    from mno_mobility.geolocation.diffraction import bullington, delta_bullington, edge_of_profile, wave_number
    from mno_mobility.geolocation.terrain import bilinear

    x, y = site()
    d = np.linspace(0, distance, int(np.ceil(distance / STEP_M)) + 1)
    row = (y + d * np.cos(bearing) - ground.grid.y_min_m) / STEP_M - 0.5
    col = (x + d * np.sin(bearing) - ground.grid.x_min_m) / STEP_M - 0.5
    h = bilinear(ground.terrain_m, row, col).astype(float)
    ends = h[0] + HEIGHT_M, h[-1] + 1.5
    if delta:
        return delta_bullington(d, h, *ends, FREQUENCY_MHZ)
    return float(bullington(wave_number(FREQUENCY_MHZ) * edge_of_profile(d, h, *ends, EARTH_M), distance))


def errors(ground, model: str) -> np.ndarray:
    """Diffraction in the prediction less that along the path of some pixels, in dB."""
    records = cells(1)
    records["power_w"] = 1e-3  # 0 dBm
    heard, = predicted(ground, records, model)
    some, distance, bearing = sample(heard, ground.grid)
    foot, end = ground.terrain_m.ravel()[ground.grid.tile_at(*site())], ground.terrain_m.ravel()[heard.tile[some]]
    free_space = 10 * np.log10(np.square(distance) + np.square(foot + HEIGHT_M - end - 1.5)) + 20 * np.log10(FREQUENCY_MHZ) - 27.55
    along = [loss_of_path(ground, *path, model != "terrain_fast") for path in zip(distance, bearing)]
    return -heard.level_dbm[some] - free_space - along


def seconds_by_profiles(folder: Path) -> float:
    """What a profile for each pixel would take, by Bullington's construction alone."""
    ground = ground_of(folder)
    heard, = predicted(ground, cells(1), "terrain_fast")
    _, *paths = sample(heard, ground.grid)
    start = time.process_time()
    for path in zip(*paths):
        loss_of_path(ground, *path, delta=False)
    return (time.process_time() - start) * len(heard.tile) / N_PROFILES


def of_all_processes() -> float:
    return sum(os.times()[:4])


def seconds_of(ground, records, model: str, *, workers: int = 1, clock=time.process_time) -> float:
    """Least of two runs."""
    seconds = []
    for _ in range(2):
        start = clock()
        predicted(ground, records, model, workers=workers)
        seconds.append(clock() - start)
    return min(seconds)


if __name__ == "__main__":
    plain(Path(sys.argv[1]), sys.argv[2]) if len(sys.argv) == 3 else main()
