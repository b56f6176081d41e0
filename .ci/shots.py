"""Takes the pictures of the README: every dialog of the plugin, filled with the sample that `make demo` left, in a QGIS under Xvfb.

    make demo && .venv/bin/python .ci/shots.py

writes resources/docs/, with the maps of the example. QGIS runs this same file when it has started.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from qgis.PyQt.QtCore import QEventLoop, QRectF, Qt, QTimer
from qgis.PyQt.QtGui import QImage, QPainter

ROOT = Path(os.environ.get("MNO_ROOT") or Path(__file__).resolve().parent.parent)
sys.path.insert(0, str(ROOT / ".ci"))  # for QGIS, which runs the text of this file
DATA, DOCS = ROOT / "demo" / "data", ROOT / "resources" / "docs"
LAYERS = {  # of the examples, and where the example of `make demo` has them
    **{f"sample/{name}": f"sample/{name}" for name in (
        "cells.gpkg", "events.gpkg", "truth.tif", "people.tif", "counts.gpkg", "journey_events.gpkg", "roads.gpkg", "true_routes.gpkg",
        "true_positions.gpkg")},
    "counts_noon.gpkg": "counts_noon.gpkg", "density.tif": "em.tif", "areas.gpkg": "areas_voronoi.gpkg", "model.csv": "counts_noon.gpkg",
    "routes.gpkg": "routes_voronoi.gpkg", "positions.gpkg": "positions_voronoi.gpkg", "corrected.gpkg": "positions_joint_voronoi.gpkg"}
HEIGHTS = {  # that show the whole dialog
    "loadsample": 340, "createscenario": 1230, "validatecellplan": 490, "interpolatepower": 790, "voronoiareas": 590,
    "predictcoverage": 1240, "emissionmodel": 910, "modelfromareas": 640, "modelfrommeasurements": 1010, "modelfromtable": 690,
    "modeltotable": 400, "cellfootprint": 430, "countphones": 690, "cleanevents": 590, "estimatetrajectories": 1020,
    "matchtrajectories": 1310, "eventpositions": 700, "velocities": 800, "sessions": 530, "exporttraces": 540, "comparecurves": 770,
    "comparepositions": 700, "comparespeeds": 700, "estimatedensity": 640, "densityseries": 720, "densitytozones": 450,
    "densityuncertainty": 860, "comparefootprints": 900, "comparedensities": 480, "density_from_events": 860,
    "trajectories_from_events": 860, "trajectories_compared": 960}
SHOWN_MODEL = "density_from_events_evaluated"
SHOWN_REPORTS = {"comparecurves": ("report", 3_000), "comparefootprints": ("what_if", 1_040)}  # their pictures, and how much of them


def start_qgis() -> None:
    """Run this file inside a QGIS with a profile of its own that holds the built plugin."""
    DOCS.mkdir(parents=True, exist_ok=True)
    for name, width in (("estimates", 1400), ("flow", 1000), ("routes", 1000), ("journeys", 900), ("hills", 1000), ("town", 1000)):
        image = QImage(str(ROOT / "demo" / f"{name}.png"))
        image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation).save(str(DOCS / f"{name}.jpg"), quality=88)
    with tempfile.TemporaryDirectory() as base:
        profile = Path(base) / "profiles" / "default"
        (profile / "QGIS").mkdir(parents=True)
        shutil.copytree(ROOT / "build" / "mno_mobility", profile / "python" / "plugins" / "mno_mobility")
        (profile / "QGIS" / "QGIS3.ini").write_text(
            "[PythonPlugins]\nmno_mobility=true\nprocessing=true\n[qgis]\ncheckVersion=false\nenableTips=false\n"
            "[locale]\noverrideFlag=true\nuserLocale=en_US\n")
        libraries = next((ROOT / ".venv" / "lib").glob("python*/site-packages"))
        environment = dict(os.environ, MNO_ROOT=str(ROOT), PYTHONPATH=str(libraries), XDG_RUNTIME_DIR=base)
        environment.pop("QT_QPA_PLATFORM", None)  # the desktop does not start without a screen; Xvfb is one
        subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24", shutil.which("qgis.bin") or "qgis", "--nologo",
                        "--noversioncheck", "--profiles-path", base, "--profile", "default", "--code", __file__],
                       env=environment, stdin=subprocess.DEVNULL, timeout=300, check=True)


def take_pictures() -> None:
    """Open and grab the toolbox and every dialog."""
    import processing
    from examples import EXAMPLES
    from processing.modeler.ModelerDialog import ModelerDialog
    from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsVectorLayer
    from qgis.PyQt.QtWidgets import QDockWidget
    from qgis.utils import iface

    layers = {}
    for file, made in LAYERS.items():
        path, name = str(DATA / made), Path(file).stem
        layers[file] = QgsRasterLayer(path, name) if made.endswith(".tif") else QgsVectorLayer(path, name, "ogr")
        QgsProject.instance().addMapLayer(layers[file])
    toolbox = iface.mainWindow().findChild(QDockWidget, "ProcessingToolbox")
    toolbox.setFloating(True)
    toolbox.resize(420, 770)
    toolbox.searchBox.setText("mnomobility")
    toolbox.algorithmTree.expandAll()
    grab(toolbox, "toolbox")
    for name, height in HEIGHTS.items():
        algorithm = QgsApplication.processingRegistry().algorithmById(f"mnomobility:{name}")
        given = {key: layers[value].id() if value in layers else value for key, value in EXAMPLES[name].items()
                 if not algorithm.parameterDefinition(key).isDestination()}
        dialog = processing.createAlgorithmDialog(algorithm.id(), given)
        dialog.show()
        dialog.resize(980, height)  # not before: it takes the size of the last dialog when it appears
        grab(dialog, name)
        dialog.close()
    draw_model(ModelerDialog.create())
    with tempfile.TemporaryDirectory() as folder:
        def made(name, **outputs):
            given = {key: layers.get(value, DATA / value if value == "network.mno.npz" else value) for key, value in EXAMPLES[name].items()}
            given = {key: str(value) if isinstance(value, Path) else value for key, value in given.items()}
            return processing.run(f"mnomobility:{name}", {**given, **outputs})
        for name, picture in SHOWN_REPORTS.items():
            draw_report(made(name, OUTPUT="TEMPORARY_OUTPUT", REPORT=f"{folder}/report.html")["REPORT"], *picture)
        draw_sure(made("densityuncertainty", IDENTIFIABILITY=f"{folder}/i.tif", SPREAD=f"{folder}/s.tif", PRIOR=None))


def draw_model(designer) -> None:
    """The steps of a model as its designer draws them."""
    designer.loadModel(str(ROOT / "resources" / "models" / f"{SHOWN_MODEL}.model3"))
    designer.show()
    scene = designer.view().scene()
    shown = scene.itemsBoundingRect()
    image = QImage(shown.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(image.rect()), shown)
    painter.end()
    image.save(str(DOCS / "designer.png"))


def draw_sure(made: dict) -> None:
    """The two rasters of how sure a density is, side by side, each with its legend."""
    from qgis.core import QgsMapRendererSequentialJob, QgsMapSettings, QgsRasterLayer
    from qgis.PyQt.QtCore import QSize

    from mno_mobility.processing import styles

    side, row = 480, 22
    image = QImage(2 * side + 20, side + 8 * row, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for left, key, style in ((0, "IDENTIFIABILITY", styles.identifiability(100.0)), (side + 20, "SPREAD", styles.coefficient_of_variation)):
        layer, settings = QgsRasterLayer(made[key]), QgsMapSettings()
        style(layer)
        settings.setLayers([layer])
        settings.setExtent(layer.extent())
        settings.setOutputSize(QSize(side, side))
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        painter.drawImage(left, 0, job.renderedImage())
        for k, item in enumerate(layer.renderer().shader().rasterShaderFunction().colorRampItemList()):
            painter.fillRect(left + 4, side + 8 + row * k, 26, row - 4, item.color)
            painter.drawText(left + 38, side + row + row * k, item.label)
    painter.end()
    image.save(str(DOCS / "sure.png"))


def draw_report(path: str, name: str, height: int) -> None:
    """A report, or its beginning, as the results viewer shows it."""
    from qgis.PyQt.QtCore import QSize, QUrl
    from qgis.PyQt.QtWebKitWidgets import QWebPage

    page, loop = QWebPage(), QEventLoop()
    page.setViewportSize(QSize(960, 600))
    page.loadFinished.connect(loop.quit)
    page.mainFrame().load(QUrl.fromLocalFile(path))
    loop.exec()
    page.setViewportSize(page.mainFrame().contentsSize())
    image = QImage(page.viewportSize().boundedTo(QSize(960, height)), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    page.mainFrame().render(painter)
    painter.end()
    image.scaledToWidth(720, Qt.TransformationMode.SmoothTransformation).save(str(DOCS / f"{name}.jpg"), quality=85)


def grab(widget, name: str) -> None:
    loop = QEventLoop()
    QTimer.singleShot(700, loop.quit)
    loop.exec()
    few = widget.grab().toImage().convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither)
    few.save(str(DOCS / f"{name}.png"))  # of 256 colours, which is half as large


def finish() -> None:
    import traceback

    try:
        take_pictures()
        code = 0
    except Exception:
        traceback.print_exc()
        code = 1
    sys.stderr.flush()
    os._exit(code)  # a QGIS that closes would ask whether to save


if "MNO_ROOT" in os.environ:
    QTimer.singleShot(2500, finish)
else:
    start_qgis()
