"""The guided example: from the built-in sample to where the phones are and which way they went, all through qgis_process.

Leaves in demo/ the data (GeoPackage, GeoTIFF), a styled QGIS project, pictures and a report, and prints the figures.
"""

import json
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path

import demo_maps

ROOT = Path(__file__).resolve().parent.parent
DEMO, DATA = ROOT / "demo", ROOT / "demo" / "data"
HILLS = DATA / "hills"
NOON = "2024-03-12T12:00:00"
NOON_BAND = 3  # the truth has the hours 4, 8, 12, 16 and 20
SHOWN_CELL = "ME.10.1"
ESTIMATES = (  # id, name, method, how the emission model is made
    ("em", "Maximum likelihood (EM)", "em", "network"), ("df", "Data first (DF)", "df", "network"),
    ("sb", "Simple Bayes (SB)", "sb", "network"), ("vor_b", "Voronoi, barycentres", "sb", "barycentre"),
    ("vor_o", "Voronoi, offset seeds", "sb", "offset"), ("vor_t", "Voronoi of towers", "sb", "tower"))
HILLY_WORLD = {  # outputs of the scenario with hills and houses
    "CELLS": "cells.gpkg", "JOURNEY_EVENTS": "journey_events.gpkg", "TRUTH_ROUTES": "true_routes.gpkg",
    "TRUTH_POSITIONS": "true_positions.gpkg", "ROAD_LINES": "roads.gpkg", "PEOPLE": "people.tif", "TRUTH": "truth.tif",
    "TERRAIN": "terrain.tif", "BUILDINGS": "buildings.gpkg"}
DEVIATIONS = (("MIN", "least"), ("Q1", "first quartile"), ("MEDIAN", "median"), ("MEAN", "mean"), ("Q3", "third quartile"),
              ("MAX", "greatest"), ("MAE", "MAE"), ("RMSE", "RMSE"))
SPEEDS = [(f"Speed {key}, {label}", f"{name} {key}_{when}", ".1f") for key in ("MAE", "RMSE") for name, when, label in (
    ("paper", "BEFORE", "uncorrected (km/h)"), ("paper", "AFTER", "corrected as in the paper (km/h)"),
    ("joint", "AFTER", "corrected jointly (km/h)"))]
# Ostermayer et al. 2016, sections 5.2.1 to 5.2.3: four drives in Linz and Vienna, by Voronoi areas and by coverage prediction
PAPER = {"HAUSDORFF_M": ("590 to 1,189",) * 2, "DISCRETE_FRECHET_M": ("94 to 370",) * 2, "deviation MAE": ("238", "176"),
         "deviation RMSE": ("311", "231"), "paper MAE_AFTER": ("14.9", "16.0"), "paper MAE_CUT": ("73", "60")}


@dataclass
class Chapter:
    """What one part of the example hands over: a table of figures, facts about its data, pictures with their captions."""

    title: str
    columns: list
    rows: list
    note: str
    facts: list
    pictures: list = field(default_factory=list)


def main() -> None:
    started = time.monotonic()
    shutil.rmtree(DEMO, ignore_errors=True)
    HILLS.mkdir(parents=True)
    sample = run("loadsample", FOLDER=DATA / "sample", LOAD="false")
    density, estimates = densities(sample)  # alone, as it tells seconds
    with ThreadPoolExecutor() as pool:
        flat, hilly = pool.submit(trajectories, sample), pool.submit(hilly_trajectories)
        chapters = [density, flat.result(), hilly.result()]
    for chapter, pictures in zip(chapters, demo_maps.draw(ROOT, DEMO, DATA, estimates, SHOWN_CELL, NOON_BAND)):
        chapter.pictures = pictures
    write_report(chapters, time.monotonic() - started)
    for chapter in chapters:
        print_table(chapter)
    print(f"\n{DEMO}/report.html\n{DEMO}/musterland.qgz\n\nDone in {time.monotonic() - started:.0f} s.")


def densities(sample: dict) -> tuple:
    """Where are the phones at noon, and how well do the methods tell? The chapter, and the figures of each estimate."""
    cells, truth = sample["CELLS"], sample["TRUTH"]
    network = run("emissionmodel", CELLS=cells, EXTENT=truth, MODEL=DATA / "network.mno.npz", COVERAGE=DATA / "coverage.tif",
                  BEST_SERVER=DATA / "best_server.tif")
    footprint = run("cellfootprint", MODEL=network["MODEL"], CELL_ID=SHOWN_CELL, OUTPUT=DATA / "footprint.tif")
    counted = run("countphones", EVENTS=sample["EVENTS"], CELLS=cells, TIMES=NOON, COUNTS=DATA / "counts_noon.gpkg")
    estimates = {}
    for name, title, method, source in ESTIMATES:
        model = network["MODEL"] if source == "network" else voronoi_model(source, cells, truth, network["MODEL"])
        made = run("estimatedensity", MODEL=model, COUNTS=counted["COUNTS"], METHOD=method, OUTPUT=DATA / f"{name}.tif",
                   RESIDUALS=DATA / f"{name}_residuals.gpkg")
        flow = {"FLOW": DATA / "em_flow.gpkg"} if name == "em" else {}
        compared = run("comparedensities", ESTIMATED=made["OUTPUT"], TRUTH=truth, TRUTH_BAND=NOON_BAND, **flow)
        estimates[name] = {"title": title, **made, **compared, "seconds": made["seconds"]}
    series = run("densityseries", MODEL=network["MODEL"], COUNTS=sample["COUNTS"], METHOD="df", OUTPUT=DATA / "day.tif",
                 TILES=DATA / "day_tiles.gpkg", FIGURES=DATA / "day_figures.gpkg")
    chapter = Chapter(
        "Where the phones are at noon",
        ["Method", "Distance to the truth (m)", "(tiles)", "certainly between", "Phones on the map", "not placed", "Seconds"],
        [[e["title"], f"{e['KWD_M']:.0f}", f"{e['KWD_TILES']:.3f}", f"{e['LOWER']:.3f} and {e['UPPER']:.3f}", f"{e['MASS']:.0f}",
          f"{e['LOST']:.0f}", f"{e['seconds']:.1f}"] for e in sorted(estimates.values(), key=lambda e: e["KWD_M"])],
        "The distance (Kantorovich-Wasserstein, L3) is the mean way the phones of a map would have to go to make it the truth; both maps "
        "are brought to the same mass first. Seconds are those of the estimate.",
        [("Radio cells", sample["N_CELLS"]), ("Tiles of 100 m", network["N_TILES"]), ("Tiles no cell covers", network["N_UNCOVERED"]),
         ("Entries of the emission model", network["NNZ"]), ("Phones", sample["N_PHONES"]), ("Events of the day", sample["N_EVENTS"]),
         ("Events rejected", counted["N_REJECTED"]), ("Phones heard within an hour of noon", counted["N_PHONES"]),
         (f"Tiles of the footprint of {SHOWN_CELL}", footprint["N_TILES"]), ("Times of the series", series["N_TIMES"])])
    return chapter, estimates


def voronoi_model(method: str, cells: str, extent: str, network: str) -> str:
    """An emission model in which every cell is received all over its Voronoi area and nowhere else."""
    needed = {"MODEL": network} if method == "barycentre" else {}
    areas = run("voronoiareas", CELLS=cells, METHOD=method, EXTENT=extent, OUTPUT=DATA / f"voronoi_{method}.gpkg", **needed)
    return run("modelfromareas", AREAS=areas["OUTPUT"], EXTENT=extent, MODEL=DATA / f"voronoi_{method}.mno.npz")["MODEL"]


def trajectories(sample: dict) -> Chapter:
    """Which way went the phones on the road, and how well is it told by areas of cells of two kinds?"""
    cells, extent = sample["CELLS"], sample["TRUTH"]
    clean = run("cleanevents", EVENTS=sample["JOURNEY_EVENTS"], CELLS=cells, OUTPUT=DATA / "clean_events.gpkg")
    areas = {"voronoi": partial(run, "voronoiareas", CELLS=cells, METHOD="wedge", EXTENT=extent),
             "predicted": partial(run, "predictcoverage", CELLS=cells, PROPAGATION="parametric", RESOLUTION=100, EXTENT=extent)}
    figures = all_figures(areas, sample, clean["OUTPUT"], DATA)
    routes, positions = DATA / "routes_voronoi.gpkg", DATA / "positions_voronoi.gpkg"
    sessions = run("sessions", POSITIONS=positions, ROUTES=routes, SESSIONS=DATA / "sessions.gpkg", SPANS=DATA / "spans.gpkg")
    traces = run("exporttraces", ROUTES=routes, FORMAT="sumo_fcd", STEP=10, OUTPUT=DATA / "traces.xml")
    rows = [(f"{label}, mean of the routes (m)", key, ",.0f") for label, key in (
        ("Hausdorff distance", "HAUSDORFF_M"), ("Fréchet distance", "FRECHET_M"),
        ("Fréchet distance of the vertices", "DISCRETE_FRECHET_M"))]
    rows += [(f"Handovers off their place, {label} (m)", f"deviation {key}", ",.0f") for key, label in DEVIATIONS]
    rows += [(f"Handovers off on the true route, {label} (m)", f"known {key}", ".0f") for key, label in DEVIATIONS[-2:]]
    rows += SPEEDS
    rows.insert(-3, ("Cut of the speed MAE by the paper's correction (%)", "paper MAE_CUT", ".0f"))
    return Chapter(
        "Which way the phones went",
        ["", "Voronoi areas", "Predicted areas", "The paper: Voronoi", "The paper: predicted"],
        [[*row, *PAPER.get(key, ("", ""))] for row, (_, key, _) in zip(table(rows, figures), rows)],
        "The columns of the paper are what Ostermayer et al. (2016) print for four drives in Linz and Vienna: other places and "
        "networks, so no targets. Their Hausdorff and Fréchet distances cannot both be right, for Fréchet is never the lesser. A "
        "predicted area is where a cell is at most 3 dB below the strongest one, by distance and antenna alone, which is all there is on "
        "this flat land; theirs come from a coverage prediction without buildings. On the true route, only the place along it is "
        "estimated. Speeds are means from one event to the next, against those of the true drive.",
        [("Phones on the road", sample["N_JOURNEYS"]), ("Their events", clean["N_BEFORE"]), ("Events after cleaning", clean["N_AFTER"]),
         ("Handovers before", clean["N_HANDOVERS_BEFORE"]), ("Handovers after cleaning", clean["N_HANDOVERS_AFTER"]),
         ("Events dropped as ping-pong", clean["N_PING_PONG"]), ("Journeys, if cleaning has to find them", clean["N_JOURNEYS"]),
         ("Routes estimated", figures[0]["N_ROUTES"]), ("Events placed on them", figures[0]["N_POSITIONS"]),
         ("Segments that were too fast", figures[0]["paper N_EXCEEDED"]),
         ("still too fast after the paper's correction", figures[0]["paper N_NOT_MET"]), ("Calls", sessions["N_SPEECH"]),
         ("Packet-data sessions", sessions["N_DATA"]), ("Samples in the trace for SUMO", traces["N_ROWS"])])


def hilly_trajectories() -> Chapter:
    """The same among hills and houses, which stand in the way of the waves: does it help to know them?"""
    world = run("createscenario", SURROUNDINGS="hills_and_buildings", SIZE=10_000, N_PHONES=5_000, N_JOURNEYS=100,
                **{key: HILLS / name for key, name in HILLY_WORLD.items()})
    cells, extent = world["CELLS"], world["TRUTH"]
    world["ROADS"] = world["ROAD_LINES"]
    clean = run("cleanevents", EVENTS=world["JOURNEY_EVENTS"], CELLS=cells, OUTPUT=HILLS / "clean_events.gpkg")
    predict = partial(run, "predictcoverage", CELLS=cells, PROPAGATION="terrain", DEM=world["TERRAIN"], EXTENT=extent, THRESHOLD=-130,
                      AREA_OF="server")
    areas = {"voronoi": partial(run, "voronoiareas", CELLS=cells, METHOD="wedge", EXTENT=extent),
             "terrain": partial(predict, RESOLUTION=25, BEST_SERVER=HILLS / "best_server_terrain.tif"),
             "buildings": partial(predict, RESOLUTION=10, BUILDINGS=world["BUILDINGS"], BEST_SERVER=HILLS / "best_server_buildings.tif",
                                  STRENGTH=HILLS / "level_buildings.tif")}
    figures = all_figures(areas, world, clean["OUTPUT"], HILLS)
    rows = [(f"Handovers off on the {route} route, {label} (m)", f"{what} {key}", ",.0f")
            for what, route in (("known", "true"), ("deviation", "estimated")) for key, label in DEVIATIONS[:-2]]
    return Chapter(
        "Which way the phones went among hills and houses",
        ["", "Voronoi areas", "Predicted over the terrain", "Predicted with buildings"], table(rows + SPEEDS, figures),
        "A smaller world, whose handovers follow the levels over its hills and past its houses, with shadowing on top. The figures are "
        "those of Tables 4 and 5 of Ostermayer et al. (2016). A predicted area is where the cell is the best server; with the 3 dB of the "
        "other chapter handovers err more here. The prediction with buildings knows the very houses and their heights, which flatters it. "
        "The paper knew heights poorly: its handovers were off by 189 m with buildings, 176 m without and 238 m by Voronoi areas (MAE).",
        [("Radio cells", world["N_CELLS"]), ("Phones on the road", figures[0]["N_JOURNEYS"]), ("Their events", clean["N_BEFORE"]),
         ("Events after cleaning", clean["N_AFTER"]), ("Handovers before", clean["N_HANDOVERS_BEFORE"]),
         ("Handovers after cleaning", clean["N_HANDOVERS_AFTER"]), ("Events dropped as ping-pong", clean["N_PING_PONG"]),
         ("Routes estimated", figures[0]["N_ROUTES"]), ("Handovers compared on the true routes", figures[0]["known N"]),
         ("on the estimated ones", figures[0]["deviation N"])])


def all_figures(areas: dict, world: dict, clean: str, folder: Path) -> list:
    """Make the areas of cells of each kind and judge what they tell of the journeys of a world, side by side."""
    def one(name: str) -> dict:
        made = areas[name](OUTPUT=folder / f"areas_{name}.gpkg")
        return journey_figures(name, made["OUTPUT"], world, clean, folder)

    with ThreadPoolExecutor() as pool:
        return list(pool.map(one, areas))


def journey_figures(name: str, areas: str, world: dict, clean: str, folder: Path) -> dict:
    """Estimate routes, places and speeds of all journeys by areas of cells, and compare each with the truth."""
    def file(what: str) -> Path:
        return folder / f"{what}_{name}.gpkg"

    found = run("estimatetrajectories", EVENTS=world["JOURNEY_EVENTS"], AREAS=areas, ROADS=world["ROADS"], POPULATION=world["PEOPLE"],
                CELLS=world["CELLS"], ROUTES=file("routes"), POSITIONS=file("positions"))
    figures = {**found, **run("comparecurves", ESTIMATED=found["ROUTES"], TRUTH=world["TRUTH_ROUTES"], STRETCH="time",
                              OUTPUT=file("compared_routes"))}
    known = run("eventpositions", ROUTES=world["TRUTH_ROUTES"], EVENTS=clean, JOURNEY_FIELD="journey_id_2", AREAS=areas,
                CELLS=world["CELLS"], POSITIONS=file("known_positions"))
    for prefix, layer, output in (("deviation", found["POSITIONS"], "deviations"), ("known", known["POSITIONS"], "known_deviations")):
        compared = run("comparepositions", ESTIMATED=layer, TRUTH=world["TRUTH_POSITIONS"], EVENTS="handover", OUTPUT=file(output))
        figures.update({f"{prefix} {key}": value for key, value in compared.items()})
    for method in ("paper", "joint"):
        speeds = run("velocities", POSITIONS=found["POSITIONS"], ROUTES=found["ROUTES"], ROADS=world["ROADS"], METHOD=method,
                     OUTPUT=file(f"positions_{method}"), SEGMENTS=file(f"segments_{method}"))
        compared = run("comparespeeds", ESTIMATED=speeds["OUTPUT"], TRUTH=world["TRUTH_ROUTES"], OUTPUT=file(f"speeds_{method}"))
        figures.update({f"{method} {key}": value for key, value in {**speeds, **compared}.items()})
    return figures


def table(rows: list, figures: list) -> list:
    """The label of each row and its figure of each kind of areas."""
    return [[label, *(format(f[key], form) for f in figures)] for label, key, form in rows]


def run(algorithm: str, **parameters) -> dict:
    """Run an algorithm of the plugin in a process of its own; returns its outputs and the `seconds` it took itself."""
    command = ["qgis_process", "run", f"mnomobility:{algorithm}", "--json", "--", *(f"{k}={v}" for k, v in parameters.items())]
    print(f"{' '.join(command[:3])} -- {' '.join(command[5:])}".replace(f"{ROOT}/", ""), flush=True)
    before = time.monotonic()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    took = time.monotonic() - before
    if done.returncode:
        sys.exit(f"{done.stderr}\n{algorithm} failed; the command is above.")
    answer = json.loads(done.stdout)
    said = re.search(r"Done in ([\d.]+) s", " ".join(answer.get("log", {}).get("info", [])))
    return {**answer["results"], "seconds": float(said.group(1)) if said else took}


def print_table(chapter: Chapter) -> None:
    rows = [chapter.columns, *chapter.rows]
    widths = [max(len(row[k]) for row in rows) for k in range(len(chapter.columns))]
    print(f"\n{chapter.title}\n" + "; ".join(f"{label}: {value:,}" for label, value in chapter.facts) + "\n")
    for row in rows:
        print("  ".join(cell.ljust(width) if k == 0 else cell.rjust(width) for k, (cell, width) in enumerate(zip(row, widths))))


def write_report(chapters: list, seconds: float) -> None:
    parts = [f"<h1>Musterland</h1><p>A made-up country of 20 x 20 km in the North Sea, its mobile network and a day of its phones. "
             f"Everything below came out of <code>make demo</code> in {seconds:.0f} s; the data and the QGIS project "
             "(<a href='musterland.qgz'>musterland.qgz</a>) lie beside this page.</p>"]
    for chapter in chapters:
        parts.append(f"<h2>{escape(chapter.title)}</h2><table><tr>" + "".join(f"<th>{escape(c)}</th>" for c in chapter.columns) + "</tr>")
        parts += ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in chapter.rows]
        parts.append(f"</table><p>{escape(chapter.note)}</p>")
        parts += [f"<figure><img src='{escape(file)}' alt='{escape(caption)}'><figcaption>{escape(caption)}</figcaption></figure>"
                  for file, caption in chapter.pictures]
        parts.append("<h3>The data</h3><table>")
        parts += [f"<tr><td>{escape(label)}</td><td>{value:,}</td></tr>" for label, value in chapter.facts]
        parts.append("</table>")
    style = ("body{font:16px/1.5 sans-serif;margin:2em auto;max-width:70em;padding:0 1em;color:#1b212d}"
             "table{border-collapse:collapse}td,th{padding:.3em 1.2em .3em 0;border-bottom:1px solid #d5d9e2;text-align:right;"
             "font-variant-numeric:tabular-nums}td:first-child,th:first-child{text-align:left}"
             "figure{margin:2em 0}img{max-width:100%;border-radius:6px}figcaption{color:#5a6478}")
    (DEMO / "report.html").write_text(
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Musterland</title><style>{style}</style></head>"
        f"<body>{''.join(parts)}</body></html>\n", encoding="utf-8")


if __name__ == "__main__":
    main()
