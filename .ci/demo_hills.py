"""Layers and pictures of the world with hills and houses: what it is like, and which cell serves where in its largest town."""

from collections import Counter
from pathlib import Path
from statistics import median

import numpy as np
from demo_maps import GREY, Sheet, raster, vector
from demo_routes import MISSED, only, thin
from osgeo import gdal
from qgis.core import (
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsTemplatedLineSymbolLayerBase,
)

ROUTE, HANDOVER, HOUSE = "#ffffff", "#fde725", "#10141c"  # to be seen on the colours of the cells
TOWN_M = 3_600  # edge of the map of a town
STEEPER = 4  # the hills are low: the shade takes them as so many times higher


def load_layers(folder: Path, styles) -> dict:
    """Layers of this world by name, with the plugin's styles."""
    from_file, graduated = styles.from_file, styles.graduated
    cells = vector(folder / "cells.gpkg", "Cells", from_file("cells"))
    servers = styles.servers([row["cell_id"] for row in cells.getFeatures()])
    kinds = (("buildings", "with buildings"), ("terrain", "over the terrain"))
    return {
        "hilly_cells": cells,
        **{f"hilly_off_{name}": vector(folder / f"known_deviations_{name}.gpkg", f"How far handovers are off, predicted {how}",
                                       graduated("deviation_m", time="time")) for name, how in kinds},
        "hilly_true_routes": vector(folder / "true_routes.gpkg", "True routes", styles.in_time("true_routes", "start", "end")),
        "hilly_roads": vector(folder / "roads.gpkg", "Roads", from_file("roads")),
        "hilly_buildings": vector(folder / "buildings.gpkg", "Buildings", graduated("height")),
        **{f"hilly_areas_{name}": vector(folder / f"areas_{name}.gpkg", f"Areas of cells, predicted {how}", from_file("areas"))
           for name, how in kinds},
        "hilly_areas_voronoi": vector(folder / "areas_voronoi.gpkg", "Voronoi areas of cells", from_file("areas")),
        **{f"hilly_server_{name}": raster(folder / f"best_server_{name}.tif", f"Best server, predicted {how}", servers)
           for name, how in kinds},
        "hilly_level": raster(folder / "level_buildings.tif", "Level, predicted with buildings", styles.levels),
        "hilly_terrain": raster(folder / "terrain.tif", "Terrain", styles.spread),
        "hilly_shade": raster(shade(folder / "terrain.tif"), "Hillshade")}


def draw(project, demo: Path, folder: Path, layers: dict, styles) -> list:
    """Write the pictures; returns (file, caption) of each."""
    layers = {name.replace("hilly_", ""): layer for name, layer in layers.items() if name.startswith("hilly_")}
    return [draw_world(project, demo / "hills.png", layers, styles), draw_town(project, demo / "town.png", folder, layers)]


def draw_world(project, path: Path, layers: dict, styles) -> tuple:
    sheet = Sheet(project, 246, 147)
    extent, side = layers["terrain"].extent(), 112
    sheet.text("Hills and houses in the way of the waves", 8, 5, size=17, bold=True)
    for k, (shown, title, note) in enumerate((
            ((layers["cells"], filled(layers["buildings"], "#ffc857", 0.12), thin(layers["roads"], "#10141c", 0.15),
              glazed(layers["shade"], 0.55)),
             "The land", f"{layers['buildings'].featureCount():,} buildings, {layers['cells'].featureCount()} cells"),
            ((layers["cells"], glazed(layers["level"], 0.8), layers["shade"]), "The level of the best server", "in dBm"))):
        x = 8 + k * (side + 6)
        sheet.map(list(shown), x, 17, side, extent)
        sheet.text(title, x, 17 + side + 1.5, size=10, bold=True)
        sheet.text(note, x, 17 + side + 7, size=8.5, colour=GREY)
    sheet.ramp(8 + 2 * side + 6 - 50, 17 + side + 3, 44, 3, [colour for _, colour in styles.LEVELS],
               [f"{dbm}" for dbm, _ in styles.LEVELS])
    sheet.scale_bar(8 + 74, 17 + side + 3, extent.width() / side, km=2)
    return sheet.save(path, "A made-up land of 10 x 10 km with hills and houses, and the levels that 'Predict coverage' finds there.")


def draw_town(project, path: Path, folder: Path, layers: dict) -> tuple:
    sheet = Sheet(project, 246, 147)
    side, town = 112, largest_town(folder / "people.tif")
    shown = {"terrain": layers["off_terrain"], "buildings": layers["off_buildings"]}
    device = busiest(shown["buildings"], town)
    sheet.text("Which cell serves among houses?", 8, 5, size=17, bold=True)
    for k, (name, title) in enumerate((("terrain", "Predicted over the terrain"), ("buildings", "Predicted with buildings"))):
        x = 8 + k * (side + 6)
        off = [row["deviation_m"] for row in shown[name].getFeatures()]
        sheet.map([handovers(only(shown[name], device)), layers["cells"], thin(only(layers["true_routes"], device), ROUTE, 1.0),
                   *([filled(layers["buildings"], HOUSE, 0)] if name == "buildings" else []),
                   glazed(layers[f"server_{name}"], 0.7), layers["shade"]], x, 17, side, town)
        sheet.text(title, x, 17 + side + 1.5, size=10, bold=True)
        sheet.text(f"all {len(off)} handovers: off by {median(off):.0f} m (median)", x, 17 + side + 7, size=8.5, colour=GREY)
    sheet.scale_bar(8 + side - 40, 17 + side + 3, town.width() / side, km=1)
    for number, (mark, colour, words) in enumerate((("\u2501", ROUTE, "true route"), ("\u25cf", HANDOVER, "handover"),
                                                    ("\u2501", MISSED, "how far it is placed off"))):
        sheet.text(f"{mark} {words}", 148 + (0, 26, 50)[number], 7.5, size=8.5, colour=colour, width=60)
    return sheet.save(path, "The largest town, every place in the colour of the cell that serves it, and one drive through it. Red lines "
                            "lead from where a handover was placed on the true route to where it happened.")


# -- what is shown


def largest_town(people: Path) -> QgsRectangle:
    """A square around the tile of most people."""
    dataset = gdal.Open(str(people))
    left, width, _, top, _, height = dataset.GetGeoTransform()
    row, column = np.unravel_index(np.argmax(dataset.ReadAsArray()), (dataset.RasterYSize, dataset.RasterXSize))
    x, y = left + (column + 0.5) * width, top + (row + 0.5) * height
    return QgsRectangle(x - TOWN_M / 2, y - TOWN_M / 2, x + TOWN_M / 2, y + TOWN_M / 2)


def busiest(deviations, town: QgsRectangle) -> str:
    """The phone with most handovers in a town."""
    return Counter(row["device_id"] for row in deviations.getFeatures(town)).most_common(1)[0][0]


def shade(terrain: Path) -> Path:
    """A raster of the light from the north-west on the terrain, as maps have it."""
    path = terrain.with_name("hillshade.tif")
    gdal.DEMProcessing(str(path), str(terrain), "hillshade", zFactor=STEEPER, computeEdges=True)
    return path


def glazed(layer, opacity: float):
    """A copy of a raster for a picture, that lets through what is below."""
    copy = layer.clone()
    copy.renderer().setOpacity(opacity)
    return copy


def filled(layer, colour: str, outline_mm: float):
    """A copy of a layer of polygons for a picture, in one colour; with an outline small ones show, too."""
    copy = layer.clone()
    look = {"color": colour, "outline_color": colour, "outline_width": str(outline_mm), "outline_style": "solid" if outline_mm else "no"}
    copy.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(look)))
    return copy


def handovers(deviations):
    """A copy of deviations for a picture: lines, with a point at the true end."""
    copy = deviations.clone()
    symbol = QgsLineSymbol.createSimple({"color": MISSED, "width": "0.6", "capstyle": "round"})
    end = QgsMarkerLineSymbolLayer(False)
    end.setPlacement(QgsTemplatedLineSymbolLayerBase.Placement.LastVertex)
    end.setSubSymbol(QgsMarkerSymbol.createSimple({"color": HANDOVER, "outline_color": HOUSE, "size": "2"}))
    symbol.appendSymbolLayer(end)
    copy.setRenderer(QgsSingleSymbolRenderer(symbol))
    return copy
