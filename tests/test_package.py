"""The plugin's zip: what the plugin repository accepts, and what QGIS needs to find in it."""

import configparser
import importlib.util
import json
import os
import re
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = runpy.run_path(str(ROOT / ".ci" / "package.py"))
PROGRAMS = (".sh", ".bat", ".cmd", ".ps1", ".exe", ".dll", ".so", ".dylib", ".pyd")
SIZE_LIMIT = 25_000_000  # bytes; plugins.qgis.org refuses more


@pytest.fixture(scope="module")
def archive(tmp_path_factory, pages):
    with zipfile.ZipFile(PACKAGING["write_zip"](tmp_path_factory.mktemp("dist"), pages)) as opened:
        yield opened


@pytest.fixture(scope="module")
def unzipped(archive, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("plugins")
    archive.extractall(folder)
    return folder / "mno_mobility"


@pytest.fixture(scope="module")
def metadata(archive):
    # the site reads with interpolation on, so that a lone % makes the file unreadable
    parser = configparser.ConfigParser()
    parser.optionxform = str
    parser.read_string(archive.read("mno_mobility/metadata.txt").decode("utf-8"))
    return dict(parser["general"])


def tool(module: str, *arguments: str, cwd: Path) -> dict:
    """What a checker says as JSON, or a skip where it is not installed."""
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed (requirements-dev.txt)")
    done = subprocess.run([sys.executable, "-m", module, *arguments], cwd=cwd, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)
    return json.loads(done.stdout)


# --- layout ------------------------------------------------------------------------------------------------------

def test_one_folder_holds_everything_qgis_needs(archive):
    names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"mno_mobility"}
    assert {f"mno_mobility/{name}" for name in ("__init__.py", "metadata.txt", "LICENSE", "requirements.txt")} <= set(names)


def test_nothing_travels_that_the_repository_forbids(archive):
    for name in archive.namelist():
        parts = name.split("/")
        assert not any(part.startswith(".") or part in ("tests", "__pycache__", "__MACOSX") for part in parts), name
        assert "\\" not in name and ":" not in name, name
        assert not name.lower().endswith((".pyc", ".ts", *PROGRAMS)), name
    assert not [name for name in archive.namelist() if name.startswith(("mno_mobility/resources/docs/", "mno_mobility/resources/help/"))]


def test_every_module_and_resource_under_version_control_travels(archive):
    listed = subprocess.run(["git", "ls-files", "mno_mobility", "resources"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git working copy")
    tracked = [name for name in listed.stdout.splitlines()
               if not name.startswith(("resources/docs/", "resources/help/")) and (ROOT / name).is_file()]
    wanted = {name if name.startswith("mno_mobility/") else f"mno_mobility/{name}" for name in tracked}
    assert wanted <= set(archive.namelist())


def test_no_entry_may_be_executed(archive):
    for entry in archive.infolist():
        assert entry.external_attr >> 16 == 0o100644, entry.filename


def test_the_zip_stays_below_the_size_limit(archive):
    assert os.path.getsize(archive.filename) <= SIZE_LIMIT


def test_two_runs_give_the_same_bytes(tmp_path):
    one, two = (PACKAGING["write_zip"](tmp_path / name) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_the_built_folder_holds_what_the_zip_holds(archive, pages, tmp_path):
    built = PACKAGING["write_folder"](tmp_path, pages)
    files = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    assert files == {name: archive.read(name) for name in archive.namelist()}


def test_a_new_build_replaces_the_old_one(tmp_path):
    left_behind = PACKAGING["write_folder"](tmp_path) / "left_behind.py"
    left_behind.touch()
    PACKAGING["write_folder"](tmp_path)
    assert not left_behind.exists()


def test_the_licence_at_the_top_is_the_one_that_travels():
    assert (ROOT / "LICENSE").read_bytes() == (ROOT / "mno_mobility" / "LICENSE").read_bytes()


@pytest.mark.parametrize("layout", ["repository", "installed"])
def test_shipped_files_are_found(layout, unzipped):
    parent = ROOT if layout == "repository" else unzipped.parent
    code = ("from mno_mobility.paths import shipped\n"
            "for parts in (('resources', 'icons', 'mno.svg'), ('metadata.txt',)): print(shipped(*parts))")
    done = subprocess.run([sys.executable, "-c", code], cwd=parent, capture_output=True, text=True, check=True,
                          env=dict(os.environ, PYTHONPATH=str(parent), PYTHONDONTWRITEBYTECODE="1"))
    inside = parent if layout == "repository" else unzipped
    found = [Path(line) for line in done.stdout.splitlines()]
    assert found == [inside / "resources" / "icons" / "mno.svg", inside / "metadata.txt"]


def test_deploying_replaces_a_link_and_leaves_what_it_led_to(unzipped, tmp_path):
    working_copy = tmp_path / "working_copy"
    working_copy.mkdir()
    (working_copy / "kept.py").touch()
    plugins = tmp_path / "profile" / "python" / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "mno_mobility").symlink_to(working_copy)
    runpy.run_path(str(ROOT / ".ci" / "deploy.py"))["main"](unzipped, str(tmp_path / "profile"))
    assert (working_copy / "kept.py").exists()
    assert (plugins / "mno_mobility" / "metadata.txt").is_file() and not (plugins / "mno_mobility").is_symlink()


# --- metadata ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("key", "name description about version author email tracker repository homepage tags icon changelog "
                                "category qgisMinimumVersion qgisMaximumVersion hasProcessingProvider".split())
def test_metadata_has(key, metadata):
    assert metadata.get(key, "").strip()


def test_metadata_offers_the_plugin_from_qgis_3_22_to_4(metadata):
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert "supportsQt6" not in metadata  # deprecated: the maximum version says it


def test_metadata_lets_qgis_process_load_the_provider(metadata):
    assert metadata["hasProcessingProvider"] == "yes"


def test_the_version_is_three_numbers_and_the_changelog_begins_with_it(metadata):
    assert re.fullmatch(r"\d+\.\d+\.\d+", metadata["version"])
    assert metadata["changelog"].startswith(metadata["version"])


def test_about_names_every_library_the_plugin_needs(metadata):
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").split():
        library = re.match(r"[a-z]+", line).group()
        assert re.search(rf"\b{library}\b", metadata["about"]), library


def test_the_links_are_https(metadata):
    for key in ("tracker", "repository", "homepage"):
        assert re.fullmatch(r"https://[^\s/]+/\S+", metadata[key]), key


def test_the_icon_is_in_the_zip(metadata, archive):
    assert f"mno_mobility/{metadata['icon']}" in archive.namelist()


def test_other_plugins_are_not_asked_for(metadata):
    assert "plugin_dependencies" not in metadata  # names plugins, never libraries


# --- scanners of the plugin repository: one finding keeps a version back ------------------------------------------

def test_bandit_finds_nothing(unzipped):
    # B404 (the import of subprocess by itself) and its kin are switched off at the site
    report = tool("bandit", "-r", ".", "-f", "json", "-q", "--skip", "B404", cwd=unzipped)
    assert [f"{r['filename']}:{r['line_number']} {r['test_id']} {r['issue_text']}" for r in report["results"]] == []
    assert report["errors"] == []


def test_detect_secrets_finds_nothing(unzipped):
    report = tool("detect_secrets", "scan", "--all-files", "--exclude-files", r"metadata\.txt",
                  "--disable-plugin", "IPPublicDetector", ".", cwd=unzipped)
    assert report["results"] == {}
