"""The help pages: complete, whole, readable without a network, and where the Help button looks for them."""

import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from qgis.core import QgsProcessingParameterDefinition

from mno_mobility.processing.base import HOMEPAGE

ROOT = Path(__file__).resolve().parent.parent.parent
CI = ROOT / ".ci"
EXAMPLES = runpy.run_path(str(CI / "examples.py"))["EXAMPLES"]
TUTORIALS = sorted(path.stem for path in (ROOT / "resources" / "help").glob("tutorial_*.html"))
VOID = {"meta", "link", "img", "br"}  # elements that have no end, HTML standard, section 13.1.2

every_page = pytest.mark.parametrize("name", ["index", *TUTORIALS, *EXAMPLES])


class Page(HTMLParser):
    """What a page links to, and what is wrong with its tags."""

    def __init__(self, path: Path):
        super().__init__()
        self.path, self.text = path, path.read_text(encoding="utf-8")
        self.open, self.faults, self.tags, self.links, self.loaded, self.ids = [], [], [], [], [], []
        self.feed(self.text)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" else []
        self.loaded += [values[key] for key in ("src", "href", "srcset", "data", "style") if key in values and tag != "a"]
        if tag == "img" and "alt" not in values:
            self.faults.append(f"{values['src']} has no words")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} ends at {self.getpos()} and is not open")


@pytest.fixture
def page(pages, name):
    return Page(pages / "en" / f"{name}.html")


def test_every_algorithm_and_model_has_an_example_and_with_it_a_page(provider, pages):
    assert {algorithm.name() for algorithm in provider.algorithms()} == set(EXAMPLES)
    assert {path.stem for path in (pages / "en").iterdir()} == {"index", *TUTORIALS, *EXAMPLES}


@every_page
def test_every_tag_is_closed_and_nothing_is_named_twice(page):
    assert page.faults == [] and page.text.startswith("<!DOCTYPE html>\n")
    assert len(page.ids) == len(set(page.ids))
    assert [page.tags.count(tag) for tag in ("html", "title", "h1", "main", "nav")] == [1] * 5


@every_page
def test_nothing_is_missing_and_nothing_is_fetched_from_the_network(page, pages):
    for link in page.links:
        if not urlparse(link).scheme:
            target, _, place = link.partition("#")
            assert (page.path.parent / target).is_file() and not place, link
    for file in page.loaded:
        assert (page.path.parent / file).resolve().is_relative_to(pages) and (page.path.parent / file).is_file(), file
    assert "script" not in page.tags and "style" not in page.tags
    assert "<!--" not in page.text and "[[" not in page.text  # all that was to be filled in is


def test_the_style_fetches_nothing_and_knows_the_dark_and_the_paper(pages):
    style = (pages / "style.css").read_text(encoding="utf-8")
    assert "url(" not in style and "@import" not in style and style.count("{") == style.count("}")
    assert "prefers-color-scheme: dark" in style and "@media print" in style


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_page_names_all_parameters_and_outputs_with_their_help(page, provider, name):
    algorithm = provider.algorithm(name)
    plain = re.sub("<[^>]+>|'", "", page.text)  # names in quotes are links instead
    for parameter in algorithm.parameterDefinitions():
        assert f"<code>{parameter.name()}</code>" in page.text and f"<b>{escape(parameter.description(), False)}</b>" in page.text
        assert escape(parameter.help(), quote=False).replace("'", "") in plain
    for output in algorithm.outputDefinitions():
        assert f"<code>{output.name()}</code>" in page.text and escape(output.description(), quote=False) in page.text
    assert algorithm.displayName() in plain and algorithm.group() in plain and algorithm.shortDescription() in plain


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_gives_what_is_needed_and_finds_what_those_before_it_wrote(page, provider, name):
    sample = {f"sample/{file}" for file in ("cells.gpkg", "events.gpkg", "counts.gpkg", "people.tif", "truth.tif", "roads.gpkg",
                                            "journey_events.gpkg", "true_routes.gpkg", "true_positions.gpkg")}
    written = {value for before in list(EXAMPLES)[:list(EXAMPLES).index(name)] for value in EXAMPLES[before].values()}
    definitions = {p.name(): p for p in provider.algorithm(name).parameterDefinitions()}
    given = EXAMPLES[name]
    assert set(given) <= set(definitions)
    for key, parameter in definitions.items():
        if not parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional and parameter.defaultValue() is None:
            assert key in given
        if key in given and not parameter.isDestination():
            assert parameter.checkValueIsAcceptable(given[key]), key
            if parameter.type() in ("source", "raster", "file"):
                assert given[key] in sample | written, key
    assert any(definitions[key].isDestination() for key in given)
    command = re.search("<pre>(.*?)</pre>", page.text, re.DOTALL).group(1).replace("\\\n", "")
    assert shlex.split(command) == ["qgis_process", "run", f"mnomobility:{name}", "--", *(f"{k}={v}" for k, v in given.items())]


def test_all_pages_together_are_small(pages):
    assert sum(path.stat().st_size for path in pages.rglob("*") if path.is_file()) < 5_000_000


HELP_URLS = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale
QLocale.setDefault(QLocale(sys.argv[2]))
app = QgsApplication([], False)
app.initQgis()
from mno_mobility.plugin import MnoMobilityPlugin
plugin = MnoMobilityPlugin(None)
plugin.initProcessing()
json.dump({a.name(): a.helpUrl() for a in QgsApplication.processingRegistry().providerById("mnomobility").algorithms()}, sys.stdout)
sys.stdout.flush()
os._exit(0)
"""


def help_urls(plugins: Path, language: str, profile: Path) -> dict:
    done = subprocess.run([sys.executable, "-c", HELP_URLS, str(plugins), language], capture_output=True, text=True, timeout=60,
                          env={"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "QGIS_CUSTOM_CONFIG_PATH": str(profile)})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout[done.stdout.index("{"):])


def test_the_help_button_of_the_installed_plugin_opens_the_page_in_the_users_language(pages, tmp_path):
    plugins = tmp_path / "My plugins #1 (100%) ä"  # no letter of a path may be taken for a part of an address
    folder = runpy.run_path(str(CI / "package.py"))["write_folder"](plugins, pages)
    for language, shown in (("de", "de"), ("fr", "en")):  # there is no French
        urls = help_urls(plugins, language, tmp_path / "profile")
        assert set(urls) == set(EXAMPLES)
        for name, url in urls.items():
            assert url.isascii() and urlparse(url).scheme == "file" and not urlparse(url).fragment
            page = Path(url2pathname(urlparse(url).path))
            assert page == folder / "help" / shown / f"{name}.html" and page.is_file()


class Menu(list):
    """The part of a QMenu that a plugin uses."""

    def addAction(self, icon, text, called):
        self.append((text, called))
        return self[-1]

    removeAction = list.remove


def test_the_desktop_has_the_help_in_a_menu_and_loses_it_with_the_plugin(provider, monkeypatch):
    from mno_mobility import plugin
    opened, menu = [], Menu()
    monkeypatch.setattr(plugin.MnoMobilityPlugin, "initProcessing", lambda self: setattr(self, "provider", provider))
    monkeypatch.setattr(plugin.QDesktopServices, "openUrl", opened.append)
    loaded = plugin.MnoMobilityPlugin(SimpleNamespace(pluginHelpMenu=lambda: menu))
    loaded.initGui()
    [(text, called)] = menu
    called()
    assert text == "MNO mobility" and [url.toString() for url in opened] == [f"{HOMEPAGE}#index"]  # a working copy has no pages
    loaded.provider = None
    loaded.unload()
    assert menu == []


def test_a_translation_makes_pages_of_its_language(tmp_path):
    (tmp_path / "mno_mobility_de.ts").write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="de"><context><name>@default</name>'
        "<message><source>Parameters</source><translation>Parameter</translation></message>"
        "<message><source>Estimate density</source><translation>Dichte schätzen</translation></message></context></TS>",
        encoding="utf-8")
    subprocess.run([sys.executable, str(CI / "pages.py"), str(tmp_path / "pages"), str(tmp_path)], check=True, capture_output=True)
    english, german = (Page(tmp_path / "pages" / language / "estimatedensity.html") for language in ("en", "de"))
    assert '<html lang="de">' in german.text and '<h2 id="parameters">Parameter</h2>' in german.text and german.faults == []
    assert "Dichte schätzen" in german.text and "Dichte schätzen" not in english.text
    assert german.links == english.links


# --- tutorials ---------------------------------------------------------------------------------------------------

UNTESTED = "matched"  # files of 'Match trajectories', which takes minutes; the tutorial tells no figure of them


@pytest.mark.parametrize("name", TUTORIALS)
def test_the_figures_of_a_tutorial_are_those_that_the_user_sees(run, sample, tmp_path, monkeypatch, name):
    text = (ROOT / "resources" / "help" / f"{name}.html").read_text(encoding="utf-8")
    shutil.copytree(Path(sample["CELLS"]).parent, tmp_path / "sample")
    monkeypatch.chdir(tmp_path)
    n_figures, results = 0, {}
    for algorithm, words, key, told in re.findall(r'<!-- run (\w+):(.*?)-->|<output name="(\w+)">(.*?)</output>', text, re.DOTALL):
        if algorithm == "loadsample":
            results = sample
        elif algorithm:
            values = dict(word.split("=", 1) for word in shlex.split(words))
            results = {} if any(value.startswith(UNTESTED) for value in values.values()) else run(algorithm, **values)
        else:
            n_figures += 1
            digits = len(told.partition(".")[2])
            # a half of the last digit, and what certified distances and other releases of the libraries may be off
            assert results[key] == pytest.approx(float(told.replace(",", "")), rel=5e-3, abs=0.5 * 10 ** -digits), key
    assert n_figures >= 15


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_translated_tutorial_tells_the_same_figures(name):
    def told(folder):
        text = (folder / f"{name}.html").read_text(encoding="utf-8")
        return re.findall(r'<output name="(\w+)">(.*?)</output>', text)

    english = told(ROOT / "resources" / "help")
    german = [(key, value.translate(str.maketrans(",.", ".,"))) for key, value in told(ROOT / "resources" / "help" / "de")]
    assert german == english and english
