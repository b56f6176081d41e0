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
DATA, DOCS = ROOT / "demo" / "data", ROOT / "resources" / "docs"
FILES = {"cells": "sample/cells.gpkg", "events": "sample/events.gpkg", "truth": "sample/truth.tif", "people": "sample/people.tif",
         "counts": "counts_noon.gpkg", "all_counts": "sample/counts.gpkg", "em": "em.tif", "voronoi": "voronoi_offset.gpkg",
         "model": "network.mno.npz", "journey_events": "sample/journey_events.gpkg", "roads": "sample/roads.gpkg",
         "areas": "areas_voronoi.gpkg", "routes": "routes_voronoi.gpkg", "positions": "positions_voronoi.gpkg",
         "corrected": "positions_joint_voronoi.gpkg", "true_routes": "sample/true_routes.gpkg",
         "true_positions": "sample/true_positions.gpkg"}
NOON = "2024-03-12T12:00:00"
DIALOGS = {  # the values given, by the keys of FILES where they name a file, and the height that shows them all
    "loadsample": ({}, 340),
    "createscenario": ({}, 1230),
    "validatecellplan": ({"CELLS": "cells"}, 430),
    "interpolatepower": ({"CELLS": "cells", "REGISTER": "cells", "POWER_FIELD": "power_w"}, 790),
    "voronoiareas": ({"CELLS": "cells", "EXTENT": "truth"}, 590),
    "predictcoverage": ({"CELLS": "cells"}, 1240),
    "emissionmodel": ({"CELLS": "cells", "EXTENT": "truth"}, 910),
    "modelfromareas": ({"AREAS": "voronoi", "EXTENT": "truth"}, 640),
    "modelfrommeasurements": ({"MEASUREMENTS": "true_positions", "PRIOR_MODEL": "model"}, 900),
    "modelfromtable": ({"TABLE": "counts"}, 690),
    "modeltotable": ({"MODEL": "model"}, 400),
    "cellfootprint": ({"MODEL": "model", "CELL_ID": "ME.10.1"}, 430),
    "countphones": ({"EVENTS": "events", "TIMES": NOON}, 690),
    "cleanevents": ({"EVENTS": "journey_events"}, 590),
    "estimatetrajectories": ({"EVENTS": "journey_events", "AREAS": "areas", "ROADS": "roads",
                               "POPULATION": "people", "CELLS": "cells"}, 1020),
    "matchtrajectories": ({"EVENTS": "journey_events", "ROADS": "roads", "MODEL": "model", "POPULATION": "people"}, 1120),
    "eventpositions": ({"ROUTES": "true_routes", "EVENTS": "journey_events", "AREAS": "areas", "CELLS": "cells"}, 700),
    "velocities": ({"POSITIONS": "positions", "ROUTES": "routes", "ROADS": "roads", "METHOD": "joint"}, 800),
    "sessions": ({"POSITIONS": "positions", "ROUTES": "routes"}, 530),
    "exporttraces": ({"ROUTES": "routes", "FORMAT": "sumo_fcd"}, 540),
    "comparecurves": ({"ESTIMATED": "routes", "TRUTH": "true_routes"}, 770),
    "comparepositions": ({"ESTIMATED": "positions", "TRUTH": "true_positions", "EVENTS": "handover"}, 700),
    "comparespeeds": ({"ESTIMATED": "corrected", "TRUTH": "true_routes"}, 700),
    "estimatedensity": ({"MODEL": "model", "COUNTS": "counts"}, 640),
    "densityseries": ({"MODEL": "model", "COUNTS": "all_counts"}, 720),
    "densitytozones": ({"DENSITY": "em", "ZONES": "voronoi", "K": 10}, 450),
    "comparedensities": ({"ESTIMATED": "em", "TRUTH": "truth", "TRUTH_BAND": 3}, 480),
    "density_from_events": ({"CELLS": "cells", "EVENTS": "events", "EXTENT": "truth", "TIME": NOON}, 860),
    "trajectories_from_events": ({"CELLS": "cells", "EVENTS": "journey_events", "ROADS": "roads", "POPULATION": "people"}, 860)}
SHOWN_MODEL = "density_from_events_evaluated"


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
    from processing.modeler.ModelerDialog import ModelerDialog
    from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
    from qgis.PyQt.QtWidgets import QDockWidget
    from qgis.utils import iface

    layers = {}
    for key, name in FILES.items():
        if not name.endswith(".npz"):
            path = str(DATA / name)
            layers[key] = QgsRasterLayer(path, key) if name.endswith(".tif") else QgsVectorLayer(path, key, "ogr")
            QgsProject.instance().addMapLayer(layers[key])
    toolbox = iface.mainWindow().findChild(QDockWidget, "ProcessingToolbox")
    toolbox.setFloating(True)
    toolbox.resize(420, 770)
    toolbox.searchBox.setText("mnomobility")
    toolbox.algorithmTree.expandAll()
    grab(toolbox, "toolbox")
    for name, (values, height) in DIALOGS.items():
        given = {key: layers[value].id() if value in layers else f"demo/data/{FILES[value]}" if value in FILES else value
                 for key, value in values.items()}
        dialog = processing.createAlgorithmDialog(f"mnomobility:{name}", given)
        dialog.show()
        dialog.resize(980, height)  # not before: it takes the size of the last dialog when it appears
        grab(dialog, name)
        dialog.close()
    draw_model(ModelerDialog.create())


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
