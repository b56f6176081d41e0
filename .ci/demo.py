"""The guided example: from the built-in sample to maps of where the phones are, all through qgis_process.

Leaves in demo/ the data (GeoPackage, GeoTIFF), a styled QGIS project, pictures and a report, and prints the figures.
"""

import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import demo_maps

ROOT = Path(__file__).resolve().parent.parent
DEMO, DATA = ROOT / "demo", ROOT / "demo" / "data"
NOON = "2024-03-12T12:00:00"
NOON_BAND = 3  # the truth has the hours 4, 8, 12, 16 and 20
SHOWN_CELL = "ME.10.1"
ESTIMATES = (  # id, name, method, how the emission model is made
    ("em", "Maximum likelihood (EM)", "em", "network"), ("df", "Data first (DF)", "df", "network"),
    ("sb", "Simple Bayes (SB)", "sb", "network"), ("vor_b", "Voronoi, barycentres", "sb", "barycentre"),
    ("vor_o", "Voronoi, offset seeds", "sb", "offset"), ("vor_t", "Voronoi of towers", "sb", "tower"))


@dataclass
class Chapter:
    """What one part of the example hands over: a table of figures, facts about its data, pictures with their captions."""

    title: str
    columns: list
    rows: list
    facts: list
    pictures: list = field(default_factory=list)


def main() -> None:
    started = time.monotonic()
    shutil.rmtree(DEMO, ignore_errors=True)
    DATA.mkdir(parents=True)
    chapters = [densities()]
    write_report(chapters, time.monotonic() - started)
    for chapter in chapters:
        print_table(chapter)
    print(f"\n{DEMO}/report.html\n{DEMO}/musterland.qgz\n\nDone in {time.monotonic() - started:.0f} s.")


def densities() -> Chapter:
    """Where are the phones at noon, and how well do the methods tell?"""
    sample = run("loadsample", FOLDER=DATA / "sample", LOAD="false")
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
        [("Radio cells", sample["N_CELLS"]), ("Tiles of 100 m", network["N_TILES"]), ("Tiles no cell covers", network["N_UNCOVERED"]),
         ("Entries of the emission model", network["NNZ"]), ("Phones", sample["N_PHONES"]), ("Events of the day", sample["N_EVENTS"]),
         ("Events rejected", counted["N_REJECTED"]), ("Phones heard within an hour of noon", counted["N_PHONES"]),
         (f"Tiles of the footprint of {SHOWN_CELL}", footprint["N_TILES"]), ("Times of the series", series["N_TIMES"])])
    chapter.pictures = demo_maps.draw(ROOT, DEMO, DATA, estimates, SHOWN_CELL, NOON_BAND)
    return chapter


def voronoi_model(method: str, cells: str, extent: str, network: str) -> str:
    """An emission model in which every cell is received all over its Voronoi area and nowhere else."""
    needed = {"MODEL": network} if method == "barycentre" else {}
    areas = run("voronoiareas", CELLS=cells, METHOD=method, EXTENT=extent, OUTPUT=DATA / f"voronoi_{method}.gpkg", **needed)
    return run("modelfromareas", AREAS=areas["OUTPUT"], EXTENT=extent, MODEL=DATA / f"voronoi_{method}.mno.npz")["MODEL"]


def run(algorithm: str, **parameters) -> dict:
    """Run one algorithm of the plugin in a process of its own; returns its outputs and the `seconds` it took itself."""
    command = ["qgis_process", "run", f"mnomobility:{algorithm}", "--json", "--", *(f"{k}={v}" for k, v in parameters.items())]
    print(f"qgis_process run mnomobility:{algorithm} -- {' '.join(command[5:])}".replace(f"{ROOT}/", ""), flush=True)
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
        parts.append("</table><p>The distance (Kantorovich-Wasserstein, L3) is the mean way the phones of a map would have to go to make "
                     "it the truth; both maps are brought to the same mass first. Seconds are those of the estimate.</p>")
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
