"""Layers and pictures of the journeys of the example: their routes, two of them near by, and speeds along one."""

from html import escape
from pathlib import Path

from demo_maps import GREY, Sheet, vector
from qgis.core import QgsLineSymbol, QgsRenderContext, QgsSingleSymbolRenderer

TRUE, ESTIMATED, MISSED = "#5ec962", "#fde725", "#ff6b81"
CURVES = (  # what the chart shows: layer, field, colour, width, dashes, name
    ("speeds_paper", "true_kmh", "#bbb", 5, "", "the truth"), ("speeds_paper", "speed_raw_kmh", "#000", 0.8, "2 3", "uncorrected"),
    ("speeds_paper", "speed_kmh", "#06c", 1.6, "7 3", "corrected as in the paper"),
    ("speeds_joint", "speed_kmh", "#c30", 2, "", "corrected jointly"))


def load_layers(data: Path, styles) -> dict:
    """Layers of the journeys by name, with the plugin's styles; those with times play in the temporal controller."""
    sample = data / "sample"
    in_time, graduated = styles.in_time, styles.graduated
    return {
        "routes": vector(data / "routes_voronoi.gpkg", "Estimated routes", styles.speeds),
        "segments": vector(data / "segments_joint_voronoi.gpkg", "Speeds between events, corrected jointly", styles.speeds),
        "positions": vector(data / "positions_joint_voronoi.gpkg", "Events on the routes", styles.events),
        "sessions": vector(data / "sessions.gpkg", "Starts and ends of sessions", in_time("sessions", "time")),
        "spans": vector(data / "spans.gpkg", "Sessions", in_time("spans", "start", "end")),
        "deviations": vector(data / "deviations_voronoi.gpkg", "How far handovers are off", graduated("deviation_m", time="time")),
        "compared": vector(data / "compared_routes_voronoi.gpkg", "How far routes are off", graduated("frechet_m")),
        "true_routes": vector(sample / "true_routes.gpkg", "True routes", in_time("true_routes", "start", "end")),
        "true_positions": vector(sample / "true_positions.gpkg", "True places of events", in_time("true_positions", "time")),
        "roads": vector(sample / "roads.gpkg", "Roads", styles.from_file("roads")),
        "areas_predicted": vector(data / "areas_predicted.gpkg", "Predicted areas", styles.from_file("areas")),
        "areas_voronoi": vector(data / "areas_voronoi.gpkg", "Voronoi areas of cells", styles.from_file("areas"))}


def draw(project, demo: Path, data: Path, layers: dict) -> list:
    """Write the pictures; returns (file, caption) of each."""
    journeys = sorted((f["frechet_m"], f["true_length_m"], f["device_id"]) for f in layers["compared"].getFeatures())
    journeys = [journey for journey in journeys if journey[1] > 10_000]  # those with something to see
    good, bad = journeys[len(journeys) // 10], journeys[len(journeys) * 3 // 4]
    return [draw_routes(project, demo / "routes.png", layers), draw_journeys(project, demo / "journeys.png", layers, (good, bad)),
            draw_speeds(demo / "speeds.svg", data, good[-1])]


def draw_routes(project, path: Path, layers: dict) -> tuple:
    sheet = Sheet(project, 246, 147)
    extent, side = layers["truth"].extent(), 112
    roads = thin(layers["roads"], "#39445a", 0.2)
    sheet.text("Which way did the phones go?", 8, 5, size=17, bold=True)
    for k, (shown, title, note) in enumerate((
            (thin(layers["true_routes"], "#8fa3ff", 0.5), "The truth", "200 drives over a day"),
            (thin(layers["segments"], None, 0.5), "Estimated from handovers", "in the colour of the speed"))):
        x = 8 + k * (side + 6)
        sheet.map([shown, roads], x, 17, side, extent)
        sheet.text(title, x, 17 + side + 1.5, size=10, bold=True)
        sheet.text(note, x, 17 + side + 7, size=8.5, colour=GREY)
    ranges = layers["segments"].renderer().ranges()
    width = 48 / len(ranges)
    for number, entry in enumerate(ranges):
        colour = entry.symbol().color().name()
        sheet.ramp(8 + 2 * side + 6 - 49 + number * width, 17 + side + 3, width, 3, (colour, colour),
                   (f"{entry.lowerValue():.0f}", ""))
    sheet.text("km/h", 8 + 2 * side + 6 - 58, 17 + side + 2.5, size=8, colour=GREY, width=8)
    sheet.scale_bar(8 + 74, 17 + side + 3, extent.width() / side)
    return sheet.save(path, "All drives of a day: the true routes, and the routes estimated from handovers and Voronoi areas, coloured by "
                            "the speed from one event to the next.")


def draw_journeys(project, path: Path, layers: dict, journeys) -> tuple:
    sheet = Sheet(project, 246, 147)
    side = 112
    sheet.text("How wrong are the routes?", 8, 5, size=17, bold=True)
    for k, (word, (frechet_m, length_m, device)) in enumerate(zip(("good", "poor"), journeys)):
        x = 8 + k * (side + 6)
        found, truth, off = (only(layers[name], device) for name in ("routes", "true_routes", "deviations"))
        extent = found.extent()
        extent.combineExtentWith(truth.extent())
        sheet.map([thin(off, MISSED, 0.5), thin(found, ESTIMATED, 0.9), thin(truth, TRUE, 1.6), thin(layers["roads"], "#39445a", 0.3)],
                  x, 17, side, square(extent))
        sheet.text(f"A {word} one", x, 17 + side + 1.5, size=10, bold=True)
        sheet.text(f"{length_m / 1000:.1f} km, Fréchet distance {frechet_m:,.0f} m", x, 17 + side + 7, size=8.5, colour=GREY)
        metres_per_mm = square(extent).width() / side
        sheet.scale_bar(x + side - 2000 / metres_per_mm - 9, 17 + side + 3, metres_per_mm, km=2)
    for number, (colour, words) in enumerate(((TRUE, "true route"), (ESTIMATED, "estimated route"), (MISSED, "how far handovers are off"))):
        sheet.text(f"\u2501 {words}", 112 + (0, 27, 62)[number], 7.5, size=8.5, colour=colour, width=60)
    return sheet.save(path, "Two of the drives near by. Red lines lead from where a handover was placed to where it happened.")


def draw_speeds(path: Path, data: Path, device: str) -> tuple:
    """The speeds of one journey between its events, over the distance along the true route, black on white."""
    steps = {name: between_events(data / f"{name}_voronoi.gpkg", device) for name in ("speeds_paper", "speeds_joint")}
    curves = [([(x0, x1, row[column]) for x0, x1, row in steps[name]], *look) for name, column, *look in CURVES]
    top = 10 * round(1.3 * max(y for k in (0, 2, 3) for *_, y in curves[k][0]) / 10 + 0.5)  # the uncorrected ones may shoot out
    path.write_text(chart(curves, top, "km along the true route", "km/h"), encoding="utf-8")
    return path.name, (f"Speeds from event to event along the good drive. Uncorrected ones above {top} km/h are cut off at the edge.")


def between_events(path: Path, device: str) -> list:
    """From and to which km of the true drive each segment of a journey goes, with its row."""
    rows = sorted(only(vector(path, "speeds"), device).getFeatures(), key=lambda row: row["t_start"])
    steps, at = [], 0.0
    for row in rows:
        end = at + row["true_kmh"] * (row["t_end"] - row["t_start"]) / 3600
        steps.append((at, end, row))
        at = end
    return steps


def chart(curves, top: float, across: str, up: str) -> str:
    """An SVG of step curves: of each the steps (from, to, value), colour, width, dashes and name."""
    left, low, width, height = 60, 340, 800, 300
    far = max(step[1] for steps, *_ in curves for step in steps)

    def place(x, y):
        return f"{left + width * x / far:.1f},{low - height * min(y, top) / top:.1f}"

    parts = ["<svg xmlns='http://www.w3.org/2000/svg' font-family='sans-serif' font-size='13' "
             f"viewBox='0 0 {left + width + 20} {low + 80}'><rect width='100%' height='100%' fill='#fff'/>"]
    for y in range(0, int(top) + 1, 20 if top <= 160 else 50):
        at = place(0, y).split(",")[1]
        parts.append(f"<path d='M{left},{at}h{width}' stroke='#ddd'/><text x='{left - 8}' y='{at}' dy='4' text-anchor='end'>{y}</text>")
    for x in range(0, int(far) + 1, 2 if far > 6 else 1):
        parts.append(f"<text x='{place(x, 0).split(',')[0]}' y='{low + 18}' text-anchor='middle'>{x}</text>")
    parts.append(f"<text x='{left + width}' y='{low + 36}' text-anchor='end'>{escape(across)}</text>"
                 f"<text x='{left}' y='24'>{escape(up)}</text>")
    for number, (steps, colour, thick, dashes, name) in enumerate(curves):
        pen = f"fill='none' stroke='{colour}' stroke-width='{thick}' stroke-dasharray='{dashes}'"
        points = " ".join(f"{place(x0, y)} {place(x1, y)}" for x0, x1, y in steps)
        x = left + (0, 120, 270, 510)[number]
        parts.append(f"<polyline points='{points}' {pen}/><path d='M{x},{low + 60}h30' {pen}/>"
                     f"<text x='{x + 36}' y='{low + 64}'>{escape(name)}</text>")
    return "".join([*parts, "</svg>\n"])


def only(layer, device: str):
    """The features of one phone."""
    copy = layer.clone()
    copy.setSubsetString(f"\"device_id\" = '{device}'")
    return copy


def thin(layer, colour, width: float):
    """A copy of a layer of lines for a picture: of one width in mm and, if given, one colour."""
    copy = layer.clone()
    if colour:
        copy.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple({"color": colour, "capstyle": "round"})))
    for symbol in copy.renderer().symbols(QgsRenderContext()):
        symbol.setWidth(width)
    return copy


def square(extent):
    """An extent with room around, as high as wide."""
    side = 1.15 * max(extent.width(), extent.height())
    centre = extent.center()
    return type(extent)(centre.x() - side / 2, centre.y() - side / 2, centre.x() + side / 2, centre.y() + side / 2)
