"""The README keeps its promises: what it names exists, and everything has its place in it."""

import re
from pathlib import Path
from urllib.parse import urlparse

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ALGORITHMS = sorted(path.stem for path in (ROOT / "mno_mobility" / "processing").glob("*/*.py")
                    if re.search(r"^class Algorithm\b", path.read_text(encoding="utf-8"), re.MULTILINE))
MODELS = sorted(path.stem for path in (ROOT / "resources" / "models").glob("*.model3"))


def test_every_file_it_links_to_is_there():
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if not urlparse(target).scheme]
    assert targets and [target for target in targets if not (ROOT / target).is_file()] == []


def test_every_picture_of_the_docs_is_shown():
    assert [path.name for path in (ROOT / "resources" / "docs").iterdir() if f"resources/docs/{path.name}" not in README] == []


def test_the_pictures_are_small():
    sizes = {path.name: path.stat().st_size for path in (ROOT / "resources" / "docs").iterdir()}
    assert [name for name, size in sizes.items() if size > 150_000] == [] and sum(sizes.values()) < 2_000_000


@pytest.mark.parametrize("name", ALGORITHMS)
def test_the_help_button_of_an_algorithm_leads_to_its_place(name):
    assert f'<a id="{name}"></a>' in README


@pytest.mark.parametrize("name", MODELS)
def test_every_ready_made_model_is_shown_in_use(name):
    assert f"qgis_process run mnomobility:{name} " in README


def test_every_algorithm_it_runs_exists():
    assert set(re.findall(r"mnomobility:(\w+)", README)) <= {*ALGORITHMS, *MODELS}


def test_every_make_target_it_names_exists():
    targets = set(re.findall(r"^([a-z0-9]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|\(|^    )make (?:-s )?([a-z0-9]+)", README, re.MULTILINE)) <= targets


def test_the_version_it_names_is_the_one_of_the_metadata():
    version = re.search(r"^version=(.+)$", (ROOT / "metadata.txt").read_text(encoding="utf-8"), re.MULTILINE).group(1)
    assert set(re.findall(r"\b\d+\.\d+\.\d+\b", README)) == {version}
