"""What the plugin shows to its users, text by text: what has to be translated.

    shown_texts() -> {text: first file that has it}
    error_texts() -> [text with {} for each value]

A text is shown when it is an argument of ``tr`` or ``tr_noop``, a title, summary or description of an algorithm, a reason why something
is left out, a part of an error about the user's data, a label of a style, a name or a help of a ready-made model, or a caption of the
README that the help pages take over.
"""

import ast
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARKS = {"tr", "tr_noop"}
FAULTS = {"InputError", "problems.add"}  # what is wrong with the user's data, and what to do
ATTRIBUTES = {"TITLE", "SUMMARY", "DESCRIPTION"}  # base.py translates them when QGIS asks
REASONS = {"SIMULTANEOUS", "PING_PONG", "STAY", "REASONS", "RULES"}  # constants of the science; those of several words are known by that


def shown_texts() -> dict:
    """Each text with the file, relative to the repository, that has it first."""
    found = {}
    modules = _modules()
    pages = {path: _parsed(path) for path in (ROOT / ".ci" / "pages.py", ROOT / ".ci" / "described.py")}
    shared = {path.stem: _constants(tree) for path, tree in modules.items() if "processing" in path.parts}
    for path, tree in {**modules, **pages}.items():
        _collect(found, path, _of_code(tree, _constants(tree), shared))
    for path, tree in modules.items():
        _collect(found, path, _of_errors(tree))
    for path in sorted((ROOT / "resources" / "styles").glob("*.qml")):
        _collect(found, path, re.findall(r'\blabel="([^"]+)"', path.read_text(encoding="utf-8")))
    for path in sorted((ROOT / "resources" / "models").glob("*.model3")):
        _collect(found, path, _of_model(path))
    captions = re.findall(r"!\[([^\]]+)\]\(", (ROOT / "README.md").read_text(encoding="utf-8"))
    _collect(found, ROOT / "README.md", (" ".join(caption.split()) for caption in captions))
    return found


def error_texts() -> list:
    """The parts of all errors about the user's data in which a value is named: the plugin finds them again in what an error says."""
    found = {}
    for path, tree in _modules().items():
        _collect(found, path, _of_errors(tree))
    return sorted(text for text in found if "{}" in text)


def _modules() -> dict:
    return {path: _parsed(path) for path in sorted((ROOT / "mno_mobility").rglob("*.py"))}


def _parsed(path: Path):
    return ast.parse(path.read_text(encoding="utf-8"))


def _collect(found: dict, path: Path, texts) -> None:
    for text in texts:
        if re.search("[A-Za-z]", text.replace("{}", "")):
            found.setdefault(text, path.relative_to(ROOT).as_posix())


def _of_code(tree, own: dict, constants: dict):
    """Texts of a module, in the order of its lines."""
    texts = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            texts += [(node.lineno, text) for text in _strings(node.args[0], own, constants)]
        if isinstance(node, ast.ClassDef):
            texts += [(line.lineno, text) for line in node.body
                      if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") in ATTRIBUTES
                      for text in _strings(line.value, own, constants)]
    texts += [(value.lineno, text) for name, value in own.items() if name.isupper()
              for text in _strings(value, own, constants) if name in REASONS or re.fullmatch("[a-z]+( [a-z0-9]+)+", text)]
    return [text for _, text in sorted(texts, key=lambda text: text[0])]


def _of_errors(tree):
    """What errors about the user's data say: what is wrong, where, and the remedy, with {} for each value."""
    own = {target.id: line.value for line in ast.walk(tree) if isinstance(line, ast.Assign)
           for target in line.targets if isinstance(target, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in FAULTS:
            for part in node.args:
                yield from _patterns(part, own)


def _patterns(node, own: dict) -> list:
    """The strings an expression can be, with {} where it has a value that is not written down."""
    if isinstance(node, ast.Constant):
        return [node.value.replace("{", "{{").replace("}", "}}")] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return ["".join("{}" if isinstance(value, ast.FormattedValue) else _patterns(value, own)[0] for value in node.values)]
    if isinstance(node, ast.IfExp):
        return _patterns(node.body, own) + _patterns(node.orelse, own)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [first + last for first in _patterns(node.left, own) or ["{}"] for last in _patterns(node.right, own) or ["{}"]]
    if isinstance(node, ast.Name) and node.id in own:
        return _patterns(own[node.id], {name: value for name, value in own.items() if name != node.id})
    return []


def _strings(node, own: dict, constants: dict) -> list:
    """The strings an expression can be, where that is written down: literals, constants, sums and choices of them."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
        return _strings(node.args[0], own, constants)
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.Name):
        return _strings(own[node.id], own, constants) if node.id in own else []
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module = constants.get(node.value.id, {})
        return _strings(module[node.attr], module, constants) if node.attr in module else []
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [first + last for first in _strings(node.left, own, constants) for last in _strings(node.right, own, constants)]
    if isinstance(node, ast.IfExp):
        return _strings(node.body, own, constants) + _strings(node.orelse, own, constants)
    if isinstance(node, ast.Subscript):  # one of a table
        return _strings(node.value, own, constants)
    if isinstance(node, ast.Tuple):
        return [text for value in node.elts for text in _strings(value, own, constants)]
    if isinstance(node, ast.Dict):
        return [text for value in node.values for text in _strings(value, own, constants)]
    return []


def _constants(tree) -> dict:
    """Name -> expression of what a module assigns, one by one or several at once."""
    found = {}
    for line in (line for line in tree.body if isinstance(line, ast.Assign)):
        target, value = line.targets[0], line.value
        several = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
        found.update(zip((name.id for name in target.elts), value.elts) if several else {getattr(target, "id", ""): value})
    return found


def _of_model(path: Path):
    """The name of a model, its group, and all it says of itself and of its inputs and outputs."""
    yield path.stem.replace("_", " ").capitalize()
    root = ElementTree.parse(path).getroot()
    for option in root.iter("Option"):
        if option.get("name") in ("model_group", "description") and option.get("type") == "QString":
            yield option.get("value")
    for helps in root.findall("Option[@name='help']"):
        yield from (option.get("value") for option in helps)
    for child in root.findall("Option[@name='children']/Option"):
        yield from (option.get("name") for option in child.findall("Option[@name='outputs']/Option"))
