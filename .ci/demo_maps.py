"""Pictures and project of the example, by PyQGIS and with the plugin's own styles."""

import os
import sys
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsFillSymbol,
    QgsGradientColorRamp,
    QgsGradientFillSymbolLayer,
    QgsGradientStop,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsRasterBandStats,
    QgsRasterLayer,
    QgsReferencedRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QPointF, Qt
from qgis.PyQt.QtGui import QColor, QFont

NIGHT, PANEL, WHITE, GREY = "#10141c", "#181e2a", "#eceff5", "#9aa5ba"
MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
DPI = 177.8  # seven pixels a millimetre


def draw(root: Path, demo: Path, data: Path, estimates: dict, cell_id: str, noon_band: int) -> tuple:
    """Write the project and the pictures into `demo`; returns (file, caption) of each picture, by chapters."""
    application = QgsApplication([], False)
    application.initQgis()
    sys.path.insert(0, str(root))
    import demo_hills
    import demo_routes

    from mno_mobility.geolocation.emission import load_model
    from mno_mobility.processing import styles

    cell_ids = load_model(str(data / "network.mno.npz")).cell_ids
    layers, top = load_layers(data, estimates, styles, cell_ids, noon_band)
    layers.update(demo_routes.load_layers(data, styles))
    layers.update(demo_hills.load_layers(data / "hills", styles))
    project = save_project(demo / "musterland.qgz", layers)
    pictures = [
        draw_estimates(project, demo / "estimates.png", layers, estimates, styles, top),
        draw_network(project, demo / "network.png", layers, cell_id),
        draw_flow(project, demo / "flow.png", layers, estimates["em"]),
        draw_day(project, demo / "day.png", layers, styles, top)]
    journeys = demo_routes.draw(project, demo, data, layers)
    hills = demo_hills.draw(project, demo, data / "hills", layers, styles)
    project.clear()
    return pictures, journeys, hills


# -- layers and project


def load_layers(data: Path, estimates: dict, styles, cell_ids, noon_band: int) -> tuple:
    """All layers by name, styled, and the phones a tile of the brightest colour has in the truth.

    The densities share one scale, each by its share of all phones: half of them were heard near noon, and half as many make
    the same colour.
    """
    sample = data / "sample"
    layers = {
        "cells": vector(sample / "cells.gpkg", "Cells", styles.from_file("cells")),
        "counts": vector(data / "counts_noon.gpkg", "Counts at noon"),
        "flow": vector(data / "em_flow.gpkg", "Flow from the EM estimate to the truth", styles.from_file("flow")),
        "day_tiles": vector(data / "day_tiles.gpkg", "Phones over the day", styles.tiles_over_time),
        **{f"voronoi_{name}": vector(data / f"voronoi_{name}.gpkg", title, styles.from_file("areas")) for name, title in (
            ("tower", "Voronoi areas of towers"), ("offset", "Voronoi areas, offset"), ("barycentre", "Voronoi areas, barycentres"))},
        "truth": raster(sample / "truth.tif", "True density at noon")}
    wanted = QgsRasterBandStats.Stats
    truth = layers["truth"].dataProvider().bandStatistics(noon_band, wanted.Sum | wanted.Mean | wanted.StdDev)
    top = truth.mean + 6 * truth.stdDev  # a few tiles reach far beyond; they take the brightest colour too
    styles.density(layers["truth"], top)
    layers["truth"].renderer().setBand(noon_band)
    for name, figures in estimates.items():
        layers[name] = raster(data / f"{name}.tif", figures["title"], partial(styles.density, top=top * figures["MASS"] / truth.sum))
    layers["day"] = raster(data / "day.tif", "Density over the day", partial(styles.density, top=top))
    layers["people"] = raster(sample / "people.tif", "People", styles.density)
    layers["best_server"] = raster(data / "best_server.tif", "Best server", styles.servers(cell_ids))
    layers["coverage"] = raster(data / "coverage.tif", "Cells received", styles.spread)
    layers["footprint"] = raster(data / "footprint.tif", "Footprint of a cell", styles.spread)
    return layers, top


def vector(path: Path, title: str, style=None):
    return styled(QgsVectorLayer(str(path), title, "ogr"), style)


def raster(path: Path, title: str, style=None):
    return styled(QgsRasterLayer(str(path), title), style)


def styled(layer, style):
    if not layer.isValid():
        raise RuntimeError(f"{layer.source()} cannot be read")
    if style:
        style(layer)
    return layer


def save_project(path: Path, layers: dict):
    """A project with relative paths: groups in the order of the work, the EM estimate and the cells shown."""
    project = QgsProject.instance()
    project.setTitle("Musterland")
    project.setCrs(layers["truth"].crs())
    project.setBackgroundColor(QColor(NIGHT))
    shown = {"cells", "em"}
    for group, names in (
            ("Network", ("cells", "footprint", "best_server", "coverage", "voronoi_barycentre", "voronoi_offset", "voronoi_tower")),
            ("Trajectories", ("positions", "sessions", "spans", "segments", "routes", "true_positions", "true_routes", "deviations",
                              "compared", "roads", "areas_predicted", "areas_voronoi")),
            ("Comparison", ("flow",)), ("Day", ("day_tiles", "day")),
            ("Estimates at noon", ("em", "df", "sb", "vor_b", "vor_o", "vor_t")), ("Truth", ("truth", "people")),
            ("Tables", ("counts",)), ("Another world, with hills and houses", [name for name in layers if name.startswith("hilly_")])):
        node = project.layerTreeRoot().addGroup(group)
        for name in names:
            project.addMapLayer(layers[name], False)
            entry = node.addLayer(layers[name])
            entry.setItemVisibilityChecked(name in shown)
            entry.setExpanded(False)
    project.timeSettings().setTemporalRange(QgsDateTimeRange(QDateTime(2024, 3, 12, 0, 0), QDateTime(2024, 3, 13, 0, 0)))
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(layers["truth"].extent().buffered(500), project.crs()))
    if not project.write(str(path)):
        raise RuntimeError(f"{path} cannot be written: {project.error()}")
    return project


# -- pictures


def draw_estimates(project, path: Path, layers: dict, estimates: dict, styles, top: float) -> tuple:
    sheet = Sheet(project, 270, 164)
    sheet.text("Where are the phones at noon?", 8, 5, size=17, bold=True)
    sheet.text("Phones per tile of 100 m. Below each estimate: how far its phones are from the truth, on average.", 8, 14, size=9,
               colour=GREY)
    panels = [("truth", "The truth", "what a network never sees"),
              *((name, e["title"], f"{e['KWD_M']:.0f} m") for name, e in estimates.items())]
    side, left, top_mm = 61, 8, 22
    for k, (name, title, figure) in enumerate(panels):
        x, y = left + (k % 4) * (side + 3.3), top_mm + (k // 4) * (side + 10)
        sheet.map([layers[name]], x, y, side, layers["truth"].extent())
        sheet.text(title, x, y + side + 1, size=9, bold=True, width=side)
        sheet.text(figure, x, y + side + 1, size=9, width=side, align="Right", colour=GREY if name == "truth" else "#fde725")
    x, y = left + 3 * (side + 3.3), top_mm + side + 10
    sheet.text("Phones per tile", x, y, size=9, bold=True)
    sheet.ramp(x, y + 6, 44, 4, styles.DENSITY_COLOURS, [f"{top * share ** 2:.0f}" for share in (0, 0.25, 0.5, 0.75, 1)])
    sheet.text("of the truth; estimates of fewer phones\nare scaled up to it", x, y + 16, size=7.5, colour=GREY, width=side, height=8)
    sheet.scale_bar(x, y + 29, layers["truth"].extent().width() / side)
    sheet.text("Musterland, a made-up country of 20 x 20 km\nmade with MNO Mobility", x, y + 52, size=7.5, colour=GREY, width=side,
               height=9)
    return sheet.save(path, "The true density and six estimates from the same events, with their distance to the truth.")


def draw_network(project, path: Path, layers: dict, cell_id: str) -> tuple:
    sheet = Sheet(project, 246, 147)
    extent, side = layers["truth"].extent(), 112
    sheet.text("Where is a cell heard?", 8, 5, size=17, bold=True)
    for k, (names, title, note) in enumerate((
            (("cells", "best_server"), "Best server", "every tile in the colour of its strongest cell"),
            (("cells", "footprint"), f"Footprint of cell {cell_id}", "how dominant its signal is, from 0 to 1"))):
        x = 8 + k * (side + 6)
        sheet.map([layers[name] for name in names], x, 17, side, extent)
        sheet.text(title, x, 17 + side + 1.5, size=10, bold=True)
        sheet.text(note, x, 17 + side + 7, size=8.5, colour=GREY)
    sheet.ramp(8 + side + 6 + 68, 17 + side + 3, 44, 4, ("#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"),
               ("0", "", "0.5", "", "1"))
    sheet.scale_bar(8 + 74, 17 + side + 3, extent.width() / side)
    return sheet.save(path, "The network: towers with the directions of their cells, the strongest cell of each tile, one footprint.")


def draw_flow(project, path: Path, layers: dict, figures: dict) -> tuple:
    sheet = Sheet(project, 246, 147)
    extent, side = layers["truth"].extent(), 112
    sheet.text("How wrong is the estimate?", 8, 5, size=17, bold=True)
    for k, (names, title, note) in enumerate((
            (("em",), figures["title"], "the estimate"),
            (("flow", "truth"), "The truth, and the way there",
             f"the phones of the estimate would go {figures['KWD_M']:.0f} m on average"))):
        x = 8 + k * (side + 6)
        sheet.map([layers[name] for name in names], x, 17, side, extent)
        sheet.text(title, x, 17 + side + 1.5, size=10, bold=True)
        sheet.text(note, x, 17 + side + 7, size=8.5, colour=GREY)
    sheet.scale_bar(8 + 74, 17 + side + 3, extent.width() / side)
    return sheet.save(path, "Where the mass of the EM estimate has to go to become the truth: the lines of 'Compare densities'.")


def draw_day(project, path: Path, layers: dict, styles, top: float) -> tuple:
    sheet = Sheet(project, 270, 76)
    sheet.text("A day", 8, 5, size=17, bold=True)
    side = 48.4
    for band in range(layers["day"].bandCount()):
        x = 8 + band * (side + 3)
        copy = layers["day"].clone()
        copy.renderer().setBand(band + 1)
        moment = layers["day"].bandName(band + 1).partition("T")[2][:5]
        sheet.map([copy], x, 17, side, layers["truth"].extent())
        sheet.text(moment, x, 17 + side + 1, size=9, bold=True)
    sheet.ramp(200, 6, 61, 3, styles.DENSITY_COLOURS, [f"{top * share ** 2:.0f}" for share in (0, 0.25, 0.5, 0.75, 1)])
    sheet.text("phones per tile", 166, 5.5, size=8, colour=GREY, width=32, align="Right")
    return sheet.save(path, "The density over the day by 'Density series': people go to work and come home.")


class Sheet:
    """A dark page of some millimetres on which maps, texts and keys are put."""

    def __init__(self, project, width: float, height: float):
        self.layout = QgsPrintLayout(project)
        self.layout.initializeDefaults()
        page = self.layout.pageCollection().page(0)
        page.setPageSize(QgsLayoutSize(width, height, MM))
        page.setPageStyleSymbol(QgsFillSymbol.createSimple({"color": NIGHT, "outline_style": "no"}))
        self.last_map, self.kept = None, []

    def text(self, words: str, x, y, *, size, bold=False, colour=WHITE, width=200.0, height=None, align="Left"):
        label = QgsLayoutItemLabel(self.layout)
        label.setText(words)
        font = QFont("DejaVu Sans")
        font.setPointSizeF(size)
        font.setBold(bold)
        label.setFont(font)
        label.setFontColor(QColor(colour))
        label.setMarginX(0)
        label.setHAlign(getattr(Qt.AlignmentFlag, f"Align{align}"))
        self._put(label, x, y, width, height or size * 0.55)

    def map(self, shown: list, x, y, side, extent):
        item = QgsLayoutItemMap(self.layout)
        item.setRect(0, 0, side, side)  # one without a size never gets an extent
        self._put(item, x, y, side, side)
        item.setLayers(shown)
        item.setKeepLayerSet(True)
        item.setBackgroundColor(QColor(PANEL))
        item.setExtent(extent)
        self.kept += shown
        self.last_map = item

    def ramp(self, x, y, width, height, colours, labels):
        """A bar of colours at equal distances with a label under each."""
        stops = [QgsGradientStop(k / (len(colours) - 1), QColor(c)) for k, c in enumerate(colours[1:-1], 1)]
        fill = QgsGradientFillSymbolLayer()
        fill.setGradientColorType(fill.GradientColorType.ColorRamp)
        fill.setColorRamp(QgsGradientColorRamp(QColor(colours[0]), QColor(colours[-1]), False, stops))
        fill.setReferencePoint1(QPointF(0, 0))
        fill.setReferencePoint2(QPointF(1, 0))
        shape = QgsLayoutItemShape(self.layout)
        shape.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
        shape.setSymbol(QgsFillSymbol([fill]))
        self._put(shape, x, y, width, height)
        for k, words in enumerate(labels):
            self.text(words, x + width * k / (len(labels) - 1) - 5, y + height + 1, size=7.5, colour=GREY, width=10, align="HCenter")

    def scale_bar(self, x, y, metres_per_mm: float, km: int = 5):
        """A bar of some kilometres."""
        bar = QgsLayoutItemScaleBar(self.layout)
        bar.setLinkedMap(self.last_map)
        bar.setStyle("Line Ticks Down")
        bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
        bar.setUnitLabel("km")
        bar.setUnitsPerSegment(km)
        bar.setNumberOfSegments(1)
        bar.setNumberOfSegmentsLeft(0)
        bar.setFontColor(QColor(GREY))
        bar.setLineColor(QColor(GREY))
        font = QFont("DejaVu Sans")
        font.setPointSizeF(8)
        bar.setFont(font)
        bar.setHeight(1.5)
        self._put(bar, x, y, 1000 * km / metres_per_mm + 8, 9)

    def save(self, path: Path, caption: str) -> tuple:
        if not QgsLayoutExporter(self.layout).renderPageToImage(0, dpi=DPI).save(str(path)):
            raise RuntimeError(f"{path} cannot be written")
        return path.name, caption

    def _put(self, item, x, y, width, height):
        self.layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x, y, MM))
        item.attemptResize(QgsLayoutSize(width, height, MM))
