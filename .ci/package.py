"""Assembles the plugin as QGIS installs it: one folder, or a zip of it that is the same byte for byte on every run.

The repository keeps metadata, resources and translations beside the package; the plugin has them inside.
"""

import argparse
import configparser
import shutil
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from translations import compiled

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "build" / "help"  # what pages.py makes; a plugin without it leads to its site
NAME = "mno_mobility"
LEFT_OUT = {"__pycache__", "tests"}
MATERIAL = {"docs", "help"}  # of the README and of the pages
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, metavar="DIR", help=f"write DIR/{NAME}")
    parser.add_argument("--zip", type=Path, metavar="DIR", help=f"write DIR/{NAME}-VERSION.zip")
    options = parser.parse_args()
    if options.folder:
        print(write_folder(options.folder))
    if options.zip:
        print(write_zip(options.zip))


def write_folder(parent: Path, pages: Path = PAGES) -> Path:
    """Write the plugin's folder below `parent`, in place of an older one."""
    target = parent / NAME
    shutil.rmtree(target, ignore_errors=True)
    for inside, data in contents(pages).items():
        path = parent / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return target


def write_zip(parent: Path, pages: Path = PAGES) -> Path:
    """Write the plugin's zip below `parent`: sorted names, one fixed time, plain files without execute bits."""
    parent.mkdir(parents=True, exist_ok=True)
    target = parent / f"{NAME}-{version()}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, data in contents(pages).items():
            entry = zipfile.ZipInfo(inside, EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return target


def contents(pages: Path) -> dict:
    """Name inside the zip -> its bytes, sorted by name: files of the repository and of the help pages, and compiled translations."""
    files = {f"{NAME}/{name}": ROOT / name for name in ("metadata.txt", "requirements.txt")}
    files.update((f"{NAME}/{path.relative_to(ROOT / NAME).as_posix()}", path) for path in shipped_below(ROOT / NAME))
    files.update((f"{NAME}/{path.relative_to(ROOT).as_posix()}", path) for path in shipped_below(ROOT / "resources")
                 if path.relative_to(ROOT).parts[1] not in MATERIAL)
    files.update((f"{NAME}/help/{path.relative_to(pages).as_posix()}", path) for path in shipped_below(pages))
    files[f"{NAME}/i18n/errors.txt"] = ROOT / "i18n" / "errors.txt"
    data = {inside: path.read_bytes() for inside, path in files.items()}
    data.update((f"{NAME}/i18n/{path.stem}.qm", compiled(path)) for path in (ROOT / "i18n").glob("*.ts"))
    return dict(sorted(data.items()))


def shipped_below(folder: Path) -> list:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".pyc", ".ts")
            and not any(part.startswith(".") or part in LEFT_OUT for part in path.relative_to(folder).parts)]


def version() -> str:
    metadata = configparser.ConfigParser()
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


if __name__ == "__main__":
    main()
