"""Qt 6 and QGIS 4: what can be told from the source with the QGIS that is installed.

PyQt 6 and QGIS 4 know an enum's member by its full name only (``QgsProcessing.SourceType.TypeVectorPoint``), whereas PyQt 5 also
hangs it on the class around the enum. The classes of the installed QGIS tell which of the two a piece of code writes, and whether
that QGIS knows the name at all; run with the oldest supported QGIS, the check finds names that are too new.
"""

import ast
import importlib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "mno_mobility"
BOUND_TO_QT5 = {"PyQt5", "PyQt6", "PySide2", "PySide6", "sip"}
GONE_WITH_QT6 = {"exec_", "QRegExp", "QDesktopWidget", "QTextCodec"}
PATCHED_BACK = {"QVariant", "QMetaType"}  # qgis.PyQt gives QVariant.Double back on Qt 6


def findings(source: str) -> list:
    """What in `source` breaks with PyQt 6 or is unknown to the installed QGIS, as ``line: what``."""
    tree = ast.parse(source)
    found = [f"{node.lineno}: {what}" for node in ast.walk(tree) for what in (*bad_imports(node), *bad_names(node))]
    known = imported_from_qgis(tree)
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    chains = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and id(node) not in inner]
    return found + [f"{node.lineno}: {what}" for node in chains for what in bad_chain(node, known)]


def bad_imports(node):
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and not node.level:
        modules = [node.module] + [f"{node.module}.{alias.name}" for alias in node.names]
    else:
        modules = []
    for module in modules:
        if module.split(".")[0] in BOUND_TO_QT5:
            yield f"{module}: use qgis.PyQt"
        if module.endswith("resources_rc") or module.startswith(("qgis._", "processing.algs.qgis")):
            yield f"{module} is private or gone"


def bad_names(node):
    name = getattr(node, "attr", None) or getattr(node, "name", None) if isinstance(node, (ast.Attribute, ast.alias)) else None
    if name in GONE_WITH_QT6:
        yield f"{name} is gone with Qt 6"
    if isinstance(node, ast.Attribute) and ast.unparse(node) == "QVariant.Type":
        yield "QVariant.Type is gone with Qt 6: QVariant.Double"


def imported_from_qgis(tree) -> dict:
    """Name in the file -> object of the installed QGIS; names it does not have are None."""
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and node.module.split(".")[0] == "qgis":
            module = importlib.import_module(node.module)
            known.update({alias.asname or alias.name: getattr(module, alias.name, None) for alias in node.names})
    return known


def bad_chain(node, known):
    """Judge ``Name.attr.attr`` whose first name came from QGIS, link by link, as far as the classes can be followed."""
    names = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return
    names.insert(0, node.id)
    if names[0] not in known or names[0] in PATCHED_BACK:
        return
    owner = known[names[0]]
    if owner is None:
        yield f"{names[0]} is unknown to this QGIS"
    for name in names[1:]:
        if not isinstance(owner, type):
            return
        if not hasattr(owner, name):
            yield f"{owner.__name__}.{name} is unknown to this QGIS"
            return
        value = getattr(owner, name)
        if isinstance(value, int) and type(value) not in (int, bool, owner):
            yield f"{owner.__name__}.{name}: write {type(value).__qualname__}.{name}"
        owner = value


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_source_is_ready_for_qt6(path):
    source = path.read_text(encoding="utf-8")
    if "qgis" in source:
        pytest.importorskip("qgis.core")
    assert findings(source) == []


@pytest.mark.parametrize("source", [
    "from PyQt5.QtCore import Qt",
    "import sip",
    "from . import ui\nui.dialog.exec_()",
    "from qgis.PyQt.QtCore import QRegExp",
    "from qgis._core import QgsProcessing",
    "from qgis.core import QgsProcessing\nQgsProcessing.TypeVectorPoint",
    "from qgis.core import QgsWkbTypes as Wkb\nWkb.Point",
    "from qgis.PyQt.QtCore import Qt\nQt.UTC",
    "from qgis.core import Qgis\nQgis.Warning",
    "from qgis.core import Qgis\nQgis.NoSuchEnum.Member",
    "from qgis.core import QgsNoSuchClass\nQgsNoSuchClass.create()",
    "from qgis.PyQt.QtCore import QVariant\nQVariant.Type.Double"])
def test_what_breaks_with_qt6_is_found(source):
    pytest.importorskip("qgis.core")
    assert findings(source)


# spellings that QGIS 3.22, 3.40 and 3.44 all know and PyQt 6 keeps
@pytest.mark.parametrize("source", [
    "from qgis.PyQt.QtCore import Qt\nQt.TimeSpec.UTC",
    "from qgis.core import QgsProcessing\nQgsProcessing.SourceType.TypeVectorPoint",
    "from qgis.core import QgsProcessingParameterNumber as N\nN.Type.Double",
    "from qgis.core import QgsFeatureSink\nQgsFeatureSink.Flag.FastInsert",
    "from qgis.core import Qgis\nQgis.MessageLevel.Warning\nQgis.QGIS_VERSION_INT",
    "from qgis.PyQt.QtCore import QVariant\nQVariant.Double",
    "from qgis.core import QgsApplication\nQgsApplication.instance().processingRegistry()",
    "dialog.exec()"])
def test_what_qt6_keeps_is_left_alone(source):
    pytest.importorskip("qgis.core")
    assert findings(source) == []


# Inside QGIS a shapely from PyPI may run on the system's GEOS; what that lacks is taken from shapely's own, and a geometry of one crashes
# in the other. These functions of shapely call what GEOS has since 3.12 only (release notes of GEOS 3.12 to 3.14).
YOUNG_GEOS = {"contains_xy", "intersects_xy", "get_m", "has_m", "equals_identical", "coverage_simplify", "coverage_is_valid",
              "coverage_invalid_edges", "disjoint_subset_union", "disjoint_subset_union_all"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_shapely_is_asked_for_nothing_that_old_geos_lacks(path):
    attributes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)]
    assert not {node.attr for node in attributes if ast.unparse(node.value) == "shapely"} & YOUNG_GEOS
    # a geometry that is asked for its own coordinates looks for an M, which only GEOS 3.12 knows, and fails now and then
    assert not {node.attr for node in attributes} & {"coords", "has_m"}
