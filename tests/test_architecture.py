"""The laws of the house: which room may import which."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "mno_mobility"
GROUND = {"geolocation", "events"}
MAY_IMPORT = {
    "geolocation": set(), "events": {"geolocation"},
    "density": GROUND, "trajectory": GROUND, "evaluation": GROUND,
    "scenario": GROUND | {"density", "trajectory", "evaluation"},
    "processing": GROUND | {"density", "trajectory", "evaluation", "scenario"}}
ROOT_MODULES = {"errors", "progress", "paths", "memory", "parallel"}


def imported(path: Path) -> set[str]:
    """Absolute dotted names of all modules a file imports."""
    names = set()
    package = ("mno_mobility", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[:len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, [base, node.module]))
            names |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return names


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rooms_import_only_what_they_may(path):
    room = path.relative_to(PACKAGE).parts[0] if path.parent != PACKAGE else None
    for name in imported(path):
        parts = name.split(".")
        if parts[0] in ("qgis", "osgeo", "processing"):
            assert room == "processing" or path.name in ("plugin.py",), f"{path.name} imports {name}"
        if room and parts[0] == "mno_mobility" and len(parts) > 1 and (PACKAGE / parts[1]).is_dir():
            assert parts[1] == room or parts[1] in MAY_IMPORT[room], f"{room} imports {parts[1]}"


def test_every_room_is_known():
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir() and not p.name.startswith("_")}
    assert rooms <= set(MAY_IMPORT) | {"resources", "i18n"}
    assert {p.stem for p in PACKAGE.glob("*.py")} <= ROOT_MODULES | {"__init__", "plugin"}
