"""Real drives through Santa Monica: windows of four minutes with their events and the truth; areas of cells from other days."""

import csv
import gzip
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pyproj
import shapely

from mno_mobility.events.cleaning import clean
from mno_mobility.events.schema import events_from_columns
from mno_mobility.geolocation.cells import read_plan
from mno_mobility.geolocation.grid import grid_over
from mno_mobility.geolocation.measured import Samples
from mno_mobility.geolocation.tessellation import voronoi_areas
from mno_mobility.trajectory.endpoints import endpoint_law
from mno_mobility.trajectory.estimation import estimate_trajectories
from mno_mobility.trajectory.likelihoods import likelihoods_of_sites
from mno_mobility.trajectory.roads import build_network
from mno_mobility.trajectory.timing import timed_route

CRS = "+proj=utm +zone=11 +datum=WGS84 +units=m"
WINDOW_S = 240.0
HULL_SHARE, MARGIN_M, LEAST_SAMPLES = 0.95, 50.0, 5
RANGE_SHARE = 0.9  # of the samples of a cell lie within its range


def metres(lon, lat) -> np.ndarray:
    return np.column_stack(pyproj.Proj(CRS)(np.asarray(lon, float), np.asarray(lat, float)))


def rows(path) -> list:
    with (gzip.open(path, "rt") if path.suffix == ".gz" else open(path)) as file:
        return list(csv.DictReader(file))


def roads(shared_data):
    """The network: one way and limits unknown, 40 km/h assumed."""
    from osgeo import ogr
    layer = ogr.Open(str(shared_data / "santa_monica" / "roads_from_blocks.gpkg"))
    lines = [shapely.from_wkb(bytes(f.GetGeometryRef().ExportToWkb())) for f in layer.GetLayer(0)]
    lines = [shapely.transform(line, lambda xy: metres(*xy[:, :2].T)) for line in lines]
    return build_network(lines, crs=CRS, other_kmh=40.0)[0]


def windows(shared_data, *, whole: bool = False) -> list:
    """All full windows of the drives whose roads are known, or the whole drives: a row of events and the true track of each."""
    folder = shared_data / "santa_monica"
    good = {r["drive"]: r["day"] for r in rows(folder / "drives.csv") if r["road_ok"] == "True"}
    tracks, events = {}, {}
    for r in rows(folder / "truth_1hz.csv.gz"):
        if r["drive"] in good:
            tracks.setdefault(r["drive"], []).append((float(r["t_unix"]), float(r["lon"]), float(r["lat"]), r["serving_cell"]))
    for r in rows(folder / "events.csv"):
        if r["drive"] in good and r["event"] == "handover":
            events.setdefault(r["drive"], []).append((float(r["t_unix"]), r["cell_id"], float(r["true_lon"]), float(r["true_lat"])))
    found = []
    for drive, track in sorted(tracks.items()):
        t = np.array([p[0] for p in track])
        xy, cell = metres([p[1] for p in track], [p[2] for p in track]), [p[3] for p in track]
        cuts = t[[0, -1]] if whole else t[0] + WINDOW_S * np.arange((t[-1] - t[0]) // WINDOW_S + 1)
        for k, (start, end) in enumerate(zip(cuts[:-1], cuts[1:])):
            inside = (t >= start) & (t <= end)
            at = np.flatnonzero(inside)
            mine = [e for e in events.get(drive, []) if start < e[0] < end]
            log = [(start, cell[at[0]], "call_start", xy[at[0]])]
            log += [(e[0], e[1], "handover", metres(e[2], e[3])[0]) for e in mine]
            log += [(end, cell[at[-1]], "call_end", xy[at[-1]])]
            found.append(SimpleNamespace(name=f"{drive}/{k}", day=good[drive], track_s=t[inside], track_m=xy[inside], log=log))
    return found


def learned_cells(shared_data, days) -> dict:
    """What other days tell of each cell: its RSRP-weighted centroid, from how many samples and how far around, and the area it served."""
    drives = {r["drive"] for r in rows(shared_data / "santa_monica" / "drives.csv") if r["day"] in days}
    heard, served = {}, {}
    for r in rows(shared_data / "santa_monica" / "train_measurements_1hz.csv.gz"):
        if r["drive"] in drives:
            place = float(r["lon"]), float(r["lat"])
            heard.setdefault(r["cell"], []).append((*place, float(r["rsrp"])))
            if r["type"] == "PCell":
                served.setdefault(r["cell"], []).append(place)
    cells = {}
    for cell, samples in heard.items():
        lon, lat, dbm = np.array(samples).T
        weight = 10 ** (dbm / 10)
        site = np.average(metres(lon, lat), axis=0, weights=weight)
        places = metres(*np.array(served[cell]).T) if cell in served else np.empty((0, 2))
        area = None
        if len(places) >= LEAST_SAMPLES:
            far = np.hypot(*(places - np.median(places, axis=0)).T)
            area = shapely.buffer(shapely.convex_hull(shapely.multipoints(places[far <= np.quantile(far, HULL_SHARE)])), MARGIN_M)
        range_m = np.quantile(np.hypot(*(metres(lon, lat) - site).T), RANGE_SHARE)
        cells[cell] = SimpleNamespace(site=site, area=area, samples=len(samples), range_m=range_m)
    return cells


def likelihoods_by_sites(cells: dict, names, xy_m, *, sampled: bool):
    """Likelihoods of the cells with these names by the sites of all cells, which compete by carrier; with samples and ranges or without."""
    every = [*cells, *(name for name in names if name not in cells)]
    unknown = SimpleNamespace(site=(np.nan, np.nan), samples=np.nan, range_m=np.nan)
    known = [cells.get(name, unknown) for name in every]
    samples = {"n_samples": [cell.samples for cell in known], "range_m": [cell.range_m for cell in known]} if sampled else {}
    found = likelihoods_of_sites(np.array([cell.site for cell in known]), xy_m, layer=[name.rsplit("-", 1)[0] for name in every], **samples)
    rows = [every.index(name) for name in names]
    return replace(found, relative=found.relative[rows], known=found.known[rows])


def measurements(shared_data):
    """All measured points: Samples of every cell, one run a drive, and the day of each."""
    folder = shared_data / "santa_monica"
    day_of = {r["drive"]: r["day"] for r in rows(folder / "drives.csv")}
    points = rows(folder / "train_measurements_1hz.csv.gz")
    ids, cell = np.unique([r["cell"] for r in points], return_inverse=True)
    drive = np.unique([r["drive"] for r in points], return_inverse=True)[1]
    layer = np.unique([name.rsplit("-", 1)[0] for name in ids], return_inverse=True)[1]
    xy = metres([r["lon"] for r in points], [r["lat"] for r in points])
    samples = Samples(cell, *xy.T, np.array([r["type"] == "PCell" for r in points]), np.array([float(r["rsrp"]) for r in points]), drive,
                      ids.astype(object), layer)
    return samples, np.array([float(r["s"]) for r in points]), np.array([day_of[r["drive"]] for r in points])


def estimated(network, cells: dict, found, kind: str):
    """Routes by the paper's pipeline in windows, with Voronoi or observed areas of cells that other days tell of.

    Yields the window, what was made of all, the number of its journey, its events, and where the phone is thought to be each second.
    """
    areas = voronoi(cells) if kind == "voronoi" else {name: cell.area for name, cell in cells.items()}
    cleaned, places = journeys(found)
    of_cell = np.array([areas.get(name) for name in cleaned.events.cell_levels] + [None], dtype=object)[:-1]
    sites = np.array([cells[name].site if name in cells else (np.nan, np.nan) for name in cleaned.events.cell_levels])
    law = endpoint_law(of_cell, grid_over(tuple(shapely.total_bounds(of_cell[[a is not None for a in of_cell]])), 100.0, CRS))
    made = estimate_trajectories(cleaned, of_cell, network, law, sites_m=sites)
    by_name, events = {w.name: w for w in found}, made.cleaned.events
    for number, way in enumerate(made.choice.routes):
        mine = np.flatnonzero(made.cleaned.journey == number)
        if way is None:
            continue
        window = by_name[events.device_levels[events.device[mine[0]]]]
        xy, passed = timed_route(way.xy_m, way.along_m, way.seconds, made.positions.along_m[mine], events.time_s[mine])
        at = np.column_stack([np.interp(window.track_s, passed, column) for column in xy.T])
        yield window, made, number, mine, at, places


def voronoi(cells: dict) -> dict:
    """Voronoi areas of the sites, within a kilometre around them."""
    names, sites = list(cells), np.array([c.site for c in cells.values()])
    plan, _ = read_plan({"cell_id": np.array(names, object)}, *sites.T, CRS)
    extent = (*sites.min(axis=0) - 1000, *sites.max(axis=0) + 1000)
    return dict(zip(names, voronoi_areas(plan, "offset", extent).by_cell(len(names))))


def journeys(found):
    """The events of windows, cleaned: each window is a device of its own; events, cleaned, and the true place of each row."""
    log = [(w.name, *row) for w in found for row in w.log]
    columns = {"device_id": np.array([r[0] for r in log], object), "time": np.array([r[1] for r in log]),
               "cell_id": np.array([r[2] for r in log], object), "event": np.array([r[3] for r in log], object)}
    events, _ = events_from_columns(columns)
    return clean(events), np.array([r[4] for r in log])
