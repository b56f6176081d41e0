"""The translations: whole, true to the form of the texts, and what a user of another language reads."""

import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from qgis.core import QgsApplication, QgsProcessingParameterFeatureSource
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from mno_mobility.errors import InputError, some

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / ".ci"))
TRANSLATIONS = runpy.run_path(str(ROOT / ".ci" / "translations.py"))
FILES = sorted((ROOT / "i18n").glob("*.ts"))
GERMAN = ROOT / "i18n" / "mno_mobility_de.ts"
LRELEASE = next((path for path in ("/usr/lib/qt5/bin/lrelease", shutil.which("lrelease")) if path and Path(path).exists()), None)
SAME_IN_GERMAN = {"Prior", "Handover", "handover"}

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def texts() -> dict:
    return TRANSLATIONS["shown_texts"]()


@pytest.fixture
def german(qgis_app):
    """QGIS with the German texts of the plugin."""
    translator, data = QTranslator(), TRANSLATIONS["compiled"](GERMAN)
    assert translator.loadFromData(data) and QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


def told_by(algorithm) -> dict:
    """All that QGIS shows of an algorithm before it runs."""
    texts = {"title": algorithm.displayName(), "group": algorithm.group(), "summary": algorithm.shortDescription(),
             "help": algorithm.shortHelpString()}
    for p in algorithm.parameterDefinitions():
        texts.update({f"label of {p.name()}": p.description(), f"help of {p.name()}": p.help()})
    texts.update((f"output {o.name()}", o.description()) for o in algorithm.outputDefinitions())
    return {where: text for where, text in texts.items() if text}


def told_by_all() -> dict:
    from mno_mobility.processing.provider import MnoMobilityProvider
    shown = QgsApplication.processingRegistry().providerById("mnomobility")
    fresh = MnoMobilityProvider()  # which builds its algorithms under the translator that is installed now
    fresh.loadAlgorithms()
    texts = {("provider", "name"): fresh.name(), ("provider", "long name"): fresh.longName()}
    for algorithm in (shown.algorithm(name) for name in (a.name() for a in shown.algorithms())):
        texts.update(((algorithm.name(), where), text) for where, text in told_by(algorithm.create()).items())
    return texts


@every_file
def test_every_text_is_translated_and_none_that_vanished_is_kept(path, texts):
    assert TRANSLATIONS["translated"](path).keys() == texts.keys(), "run: make i18n"
    assert path.read_text(encoding="utf-8") == TRANSLATIONS["written"](
        path.stem.rpartition("_")[2], texts, TRANSLATIONS["translated"](path)), "run: make i18n"


def test_the_texts_of_errors_with_values_are_those_of_the_code():
    told = (ROOT / "i18n" / "errors.txt").read_text(encoding="utf-8").splitlines()
    assert told == TRANSLATIONS["error_texts"](), "run: make i18n"
    assert len(told) > 150 and all(text.replace("{}", "").strip() for text in told)


@every_file
def test_places_for_values_and_tags_are_those_of_the_text(path):
    for text, told in TRANSLATIONS["translated"](path).items():
        assert re.findall(r"\{[^{}]*\}", told) == re.findall(r"\{[^{}]*\}", text), text
        assert re.findall("<[^>]+>", told) == re.findall("<[^>]+>", text), text
        assert told.endswith(".") == text.endswith(".") and told.count("\n") == text.count("\n"), text


@every_file
def test_keys_and_columns_are_left_as_they_are(path):
    keys = r"\b[a-z0-9]+_[a-z0-9_]+\b"
    for text, told in TRANSLATIONS["translated"](path).items():
        if text != "height_m":  # the name of a band, not of a column
            assert set(re.findall(keys, told)) == set(re.findall(keys, text)), text


@every_file
def test_a_title_in_quotes_is_the_title_of_that_language(path):
    told = TRANSLATIONS["translated"](path)
    for text, translation in told.items():
        for title in re.findall(r"(?<!\w)'([A-Z][^']+)'", text):
            assert title not in told or f"'{told[title]}'" in translation, text  # others are titles of QGIS


def test_everything_the_plugin_translates_when_it_loads_is_in_the_file(provider, texts, monkeypatch):
    from mno_mobility.processing import base
    asked = set()

    class Recorder:
        @staticmethod
        def translate(context, text):
            asked.add(text)
            return text

    monkeypatch.setattr(base, "QCoreApplication", Recorder)
    told_by_all()
    assert len(asked) > 500
    assert {text for text in asked if re.search("[A-Za-z]", text)} <= texts.keys()


def test_nothing_of_an_algorithm_is_left_in_english(provider, german):
    in_german = told_by_all()
    QCoreApplication.removeTranslator(german)
    in_english = told_by_all()
    assert in_german.keys() == in_english.keys() and len(in_german) > 1000
    left = {where: text for where, text in in_english.items() if in_german[where] == text and text not in SAME_IN_GERMAN}
    assert left == {}


def test_the_outputs_of_the_models_keep_their_keys(provider, german):
    model = provider.algorithm("density_from_events").create()
    assert model.outputDefinition("estimate:Density").description() == "Dichte"
    [first] = [p for p in model.parameterDefinitions() if isinstance(p, QgsProcessingParameterFeatureSource)][:1]
    assert first.name() == "CELLS" and first.description() == "Zellplan"


def test_runs_are_logged_in_german(run, sample, german, tmp_path):
    shown = []
    run("validatecellplan", CELLS=sample["CELLS"], OUTPUT=str(tmp_path / "cells.gpkg"))
    shown += run.feedback.infos
    run("cleanevents", EVENTS=sample["JOURNEY_EVENTS"], OUTPUT=str(tmp_path / "clean.gpkg"))
    shown += run.feedback.infos
    run("countphones", EVENTS=sample["EVENTS"], TIMES="2024-03-12T12:00:00", COUNTS=str(tmp_path / "counts.gpkg"))
    shown += run.feedback.infos
    for line in ("Geschriebene Zellen: 147", "Handover: 3,909", "Ping-Pong", "gezählte Telefone", "Fertig nach"):
        assert any(line in text or line.lower() in text.lower() for text in shown), (line, shown)
    english = re.compile(r"\b(the|and|of|with|dropped|written|Done|events|phones)\b")
    assert [text for text in shown if english.search(text) and not text.startswith("Results: ")] == []  # these are words of QGIS


def test_legends_are_in_german(german):
    from qgis.core import QgsVectorLayer

    from mno_mobility.processing import styles
    layer = QgsVectorLayer("Point?field=event:string", "events", "memory")
    styles.from_file("events")(layer)
    assert [category.label() for category in layer.renderer().categories()] == [
        "Gesprächsbeginn", "Gesprächsende", "Handover", "Location-Area-Update", "Sonstige"]


def test_refreshing_keeps_translations_and_marks_what_is_new_and_what_vanished(tmp_path):
    written, translated = TRANSLATIONS["written"], TRANSLATIONS["translated"]
    path = tmp_path / "mno_mobility_de.ts"
    path.write_text(written("de", {"old <b>": "a.py", "new & shiny": "b.py"}, {"old <b>": "alt <b>", "gone": "fort"}), encoding="utf-8")
    assert translated(path) == {"old <b>": "alt <b>", "gone": "fort"}
    text = path.read_text(encoding="utf-8")
    assert text.count('type="unfinished"') == text.count('type="vanished"') == 1 and text.index("new &amp; shiny") < text.index("gone")


@pytest.mark.skipif(LRELEASE is None, reason="lrelease, Qt's compiler of translations, is not installed")
def test_compiled_translations_say_what_those_of_qts_compiler_say(tmp_path):
    reference = tmp_path / "reference.qm"
    subprocess.run([LRELEASE, "-silent", str(GERMAN), "-qm", str(reference)], check=True, capture_output=True)
    ours, theirs, data = QTranslator(), QTranslator(), TRANSLATIONS["compiled"](GERMAN)
    assert ours.loadFromData(data) and theirs.load(str(reference))
    for text, told in TRANSLATIONS["translated"](GERMAN).items():
        assert ours.translate("@default", text.encode()) == theirs.translate("@default", text.encode()) == told
    assert not ours.translate("@default", "not in the file") and not ours.translate("other", "Events")


@pytest.mark.parametrize("error, told", [
    (InputError("the CRS is unknown", "roads", "Set it in the layer's properties ('Set layer CRS')."),
     "roads: das KBS ist unbekannt. Setzen Sie es in den Eigenschaften des Layers ('KBS des Layers setzen')."),
    (InputError("there is no cell x", "Cell 7", "Choose it."), "Zelle 7: there is no cell x. Choose it."),  # as no code says it
    (InputError("the probabilities of 3 tiles do not sum to 1 (tile 12: 0.5)", "Model", "Divide each column by its sum (Eq. 4)."),
     "Modell: die Wahrscheinlichkeiten von 3 Kacheln summieren sich nicht zu 1 (Kachel 12: 0.5). Teilen Sie jede Spalte durch ihre Summe "
     "(Gl. 4).")])
def test_errors_are_told_in_the_language_of_the_user(provider, german, error, told):
    from mno_mobility.processing import base
    assert base._told(error) == told


def test_the_rest_of_a_long_list_is_counted_in_the_language_of_the_user(provider, german):
    from mno_mobility.processing import base
    error = InputError(f"classes {some(range(8))} of 9 tiles have no weight", "land.tif")
    assert base._told(error) == "land.tif: die Klassen 0, 1, 2, 3, 4 und 3 weitere von 9 Kacheln haben kein Gewicht"


@pytest.mark.parametrize("said, told", [
    ("range_m is out of range", "range_m liegt außerhalb des Bereichs"),
    ("Give a value in (0, 500000]; the default was used.", "Geben Sie einen Wert in (0, 500000] an; der Standardwert wurde verwendet."),
    ("the cell id comes more than once", "die Zell-ID kommt mehrmals vor")])
def test_problems_of_a_cell_plan_are_told_in_the_language_of_the_user(provider, german, said, told):
    from mno_mobility.processing import base
    assert base.in_words(said) == told


def test_errors_are_told_as_they_are_in_english(provider):
    from mno_mobility.processing import base
    error = InputError(f"classes {some(range(8))} of 9 tiles have no weight", "land.tif", "Add them to the table.")
    assert base._told(error) == str(error) and "0, 1, 2, 3, 4 and 3 more" in str(error)
