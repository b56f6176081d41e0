"""Writes the help pages: one for each algorithm and model, told by the algorithms themselves, the tutorials, and an index.

    .ci/pages.py DIR [TRANSLATIONS]

fills DIR with style.css, pictures/ and a folder of pages for English and for each translation, of i18n/ unless told otherwise.
Needs a Python with QGIS.
"""

import os
import re
import shlex
import shutil
import sys
import tempfile
from functools import partial
from html import escape as escaped
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from described import Flag, command, default, description, kind, output_kind, written
from examples import EXAMPLES
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from translations import compiled

from mno_mobility.processing.base import GROUPS, HOMEPAGE, tr
from mno_mobility.processing.provider import MnoMobilityProvider
from mno_mobility.processing.scenario import loadsample

ROOT = Path(__file__).resolve().parent.parent
SOURCES, PICTURES, ICONS = ROOT / "resources" / "help", ROOT / "resources" / "docs", ROOT / "resources" / "icons"
TUTORIALS = ("tutorial_density", "tutorial_trajectories")
RESULTS = {  # the README has the captions
    "predictcoverage": ["hills.jpg", "town.jpg"], "estimatedensity": ["estimates.jpg"], "comparedensities": ["flow.jpg"],
    "comparecurves": ["report.jpg"], "comparefootprints": ["what_if.jpg"], "densityuncertainty": ["sure.png"],
    "estimatetrajectories": ["routes.jpg", "journeys.jpg"], "density_from_events_evaluated": ["designer.png"]}
CURRENT = ' aria-current="page"'
FILES = ("fileDestination", "folderDestination")  # outputs that are no layers
escape = partial(escaped, quote=False)


def main(folder: Path, translations: Path = ROOT / "i18n") -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as profile:  # the user's is left alone
        os.environ["QGIS_CUSTOM_CONFIG_PATH"] = profile
        application = QgsApplication([], False)
        application.initQgis()
        write_site(folder)
        for path in sorted(translations.glob("mno_mobility_*.ts")):
            translator, data = QTranslator(), compiled(path)  # which reads the data as long as it is installed
            if translator.loadFromData(data) and QCoreApplication.installTranslator(translator):
                write_site(folder, path.stem.rpartition("_")[2])
                QCoreApplication.removeTranslator(translator)
        application.exitQgis()


def write_site(folder: Path, language: str = "en") -> None:
    """Write all pages in the language of the installed translator."""
    registry, provider = QgsApplication.processingRegistry(), MnoMobilityProvider()
    registry.addProvider(provider)
    provider.refreshAlgorithms()  # models find their steps among what is registered
    site = Site(folder, language, provider)
    site.write()
    registry.removeProvider(provider)


class Site:
    """The pages of one language, and the pictures they show."""

    def __init__(self, folder: Path, language: str, provider):
        self.folder, self.language, self.version = folder, language, provider.versionInfo()
        self.algorithms = {name: provider.algorithm(name) for name in EXAMPLES}
        self.titles = {name: algorithm.displayName() for name, algorithm in self.algorithms.items()}
        self.tutorials = {name: self.source(name) for name in TUTORIALS}
        self.titles.update((name, re.search("<h1>(.*)</h1>", text).group(1)) for name, text in self.tutorials.items())
        self.captions = dict((picture, tr(" ".join(caption.split()))) for caption, picture in re.findall(
            r"!\[([^\]]+)\]\(resources/docs/([\w.]+)\)", (ROOT / "README.md").read_text(encoding="utf-8")))
        self.sample = {f"sample/{file}": label for file, label in loadsample.sample_files().values()}  # as the project shows it

    def write(self) -> None:
        (self.folder / self.language).mkdir(parents=True)
        (self.folder / "pictures").mkdir(exist_ok=True)
        shutil.copyfile(SOURCES / "style.css", self.folder / "style.css")
        self.page("index", tr("Help"), self.index())
        for name, text in self.tutorials.items():
            self.page(name, self.titles[name], self.tutorial(text))
        for name, algorithm in self.algorithms.items():
            self.page(name, self.titles[name], self.algorithm(name, algorithm))

    def source(self, name: str) -> str:
        """A text written by hand, in the language of the pages where it was translated."""
        translated = SOURCES / self.language / f"{name}.html"
        return (translated if translated.is_file() else SOURCES / f"{name}.html").read_text(encoding="utf-8")

    # -- pages

    def page(self, name: str, title: str, body: str) -> None:
        text = f"""<!DOCTYPE html>
<html lang="{self.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} - MNO mobility</title>
<link rel="icon" href="{self.picture(ICONS / 'mno.svg')}">
<link rel="stylesheet" href="../style.css">
</head>
<body>
<header><a href="index.html"><img src="{self.picture(ICONS / 'mno.svg')}" alt="" width="28" height="28">MNO mobility</a></header>
<div class="columns">
<main>
{body}
</main>
<nav>
{self.contents(name)}
</nav>
</div>
<footer>MNO mobility {self.version} &middot; <a href="{HOMEPAGE}">{HOMEPAGE.partition("//")[2]}</a></footer>
</body>
</html>
"""
        (self.folder / self.language / f"{name}.html").write_text(text, encoding="utf-8")

    def contents(self, here: str) -> str:
        """Links to all pages, by group."""
        def entry(name):
            return f'<li><a href="{name}.html"{CURRENT if name == here else ""}>{self.titles[name]}</a></li>'
        return "\n".join(f"<h2>{group}</h2>\n<ul>\n" + "\n".join(map(entry, names)) + "\n</ul>" for group, names in self.groups())

    def groups(self) -> list:
        """Title and names of the pages of each group, in the order of the work."""
        groups = {tr("Tutorials"): list(TUTORIALS)}
        for name, algorithm in self.algorithms.items():
            groups.setdefault(algorithm.group(), []).append(name)
        return list(groups.items())

    def index(self) -> str:
        """What there is, and where to begin."""
        parts = [self.source("index")]
        for group, names in self.groups():
            parts.append(f"<h2>{group}</h2>\n<dl>")
            parts += [f'<dt>{self.icon(name)}{self.link(name)}</dt>\n<dd>{self.summary(name)}</dd>' for name in names]
            parts.append("</dl>")
        return self.filled("\n".join(parts))

    def algorithm(self, name: str, algorithm) -> str:
        definitions = algorithm.parameterDefinitions()
        inputs = [p for p in definitions if not p.isDestination()]
        parts = [f'<p class="group">{algorithm.group()}</p>', f"<h1>{self.icon(name)}{self.titles[name]}</h1>",
                 f'<p class="summary">{escape(self.summary(name))}</p>', self.linked(description(algorithm))]
        parts += [self.figure(f"{name}.png", tr("The dialog"))] if (PICTURES / f"{name}.png").is_file() else []
        parts += [self.figure(file, self.captions.get(file, tr("The steps"))) for file in RESULTS.get(name, [])]
        parts += [f'<h2 id="parameters">{tr("Parameters")}</h2>', self.parameters(algorithm, inputs),
                  f'<h2 id="outputs">{tr("Outputs")}</h2>', self.outputs(algorithm, definitions),
                  f'<h2 id="example">{tr("Example")}</h2>',
                  "<p>" + tr("In a terminal or a script, with the files of the sample and of the steps before:") + "</p>",
                  f"<pre>{escape(command(name, EXAMPLES[name]))}</pre>"]
        return "\n".join(parts)

    def tutorial(self, text: str) -> str:
        """A text with its steps, pictures and names of algorithms filled in."""
        layers = dict(self.sample)
        text = re.sub(r"<!-- run (\w+):(.*?)-->", lambda found: self.step(found[1], dict(
            word.split("=", 1) for word in shlex.split(found[2])), layers), text, flags=re.DOTALL)
        text = re.sub(r"<!-- picture ([\w.]+): (.*?) -->", lambda found: self.figure(found[1], found[2]), text, flags=re.DOTALL)
        return self.filled(text)

    def step(self, name: str, values: dict, layers: dict) -> str:
        """What to open, what to set in its dialog, and the same as a command; `layers`, file -> name, grows by those it makes."""
        algorithm, rows = self.algorithms[name], []
        for key, value in values.items():
            parameter = algorithm.parameterDefinition(key)
            shown = layers.get(value, value)
            if parameter.isDestination() and parameter.type() not in FILES:
                layers[value] = parameter.description()
                if parameter.createByDefault():
                    continue
                shown = tr("Create temporary layer")
            rows.append(f"<tr><th>{escape(parameter.description())}</th><td>{escape(shown)}</td></tr>")
        return (f'<section class="step">\n<h3>{self.icon(name)}{self.link(name)}</h3>\n<table>\n' + "\n".join(rows) + "\n</table>\n"
                f"<details><summary>qgis_process</summary>\n<pre>{escape(command(name, values))}</pre>\n</details>\n</section>")

    # -- parts of pages

    def parameters(self, algorithm, inputs: list) -> str:
        seen = [p for p in inputs if not p.flags() & Flag.FlagAdvanced]
        hidden = [p for p in inputs if p.flags() & Flag.FlagAdvanced]
        rows = [self.parameter(algorithm, p) for p in seen]
        if hidden:
            rows += [part(tr("Advanced parameters")), *(self.parameter(algorithm, p) for p in hidden)]
        return table((tr("Name"), tr("Type"), tr("Default"), tr("Meaning")), rows)

    def parameter(self, algorithm, p) -> str:
        return row(named(p.description(), p.name()), kind(p, algorithm), default(p), self.linked(escape(p.help())))

    def outputs(self, algorithm, definitions: list) -> str:
        """Destinations with their help, then what is told as figures."""
        destinations = {p.name(): p for p in definitions if p.isDestination()}
        rows = [row(named(p.description(), p.name()), output_kind(p.type()), written(p), self.linked(escape(p.help())))
                for p in destinations.values()]
        text = table((tr("Name"), tr("Type"), tr("Written"), tr("Meaning")), rows)
        others = [row(f"<code>{o.name()}</code>", output_kind(o.type()), escape(o.description()))
                  for o in algorithm.outputDefinitions() if o.name() not in destinations]
        if others:
            text += f'\n<h3>{tr("For models and scripts")}</h3>\n' + table((tr("Key"), tr("Type"), tr("Meaning")), others)
        return text

    def summary(self, name: str) -> str:
        if name in self.tutorials:
            return re.search('<p class="summary">(.*?)</p>', self.tutorials[name], re.DOTALL).group(1)
        return self.algorithms[name].shortDescription()

    def link(self, name: str) -> str:
        return f'<a href="{name}.html">{self.titles[name]}</a>'

    def linked(self, text: str) -> str:
        """Titles of algorithms in quotes become links."""
        for name, title in self.titles.items():
            text = text.replace(f"'{escape(title)}'", self.link(name))
        return text

    def filled(self, text: str) -> str:
        """[[name]] becomes a link to the page of that name."""
        return re.sub(r"\[\[(\w+)\]\]", lambda found: self.link(found[1]), text)

    def icon(self, name: str) -> str:
        group = self.algorithms[name].groupId() if name in self.algorithms else ""
        picture = self.picture(ICONS / f"{group if group in GROUPS else 'mno'}.svg")
        return f'<img class="icon" src="{picture}" alt="">'

    def figure(self, file: str, caption: str) -> str:
        text = " ".join(caption.split())
        return f'<figure><img src="{self.picture(PICTURES / file)}" alt="{escaped(text)}"><figcaption>{escape(text)}</figcaption></figure>'

    def picture(self, path: Path) -> str:
        """Take a picture along; returns where pages find it."""
        target = self.folder / "pictures" / path.name
        if not target.exists():
            shutil.copyfile(path, target)
        return f"../pictures/{path.name}"


def table(heads: tuple, rows: list) -> str:
    head = "".join(f"<th>{text}</th>" for text in heads)
    body = "\n".join(rows)
    return f'<table class="of{len(heads)}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def part(title: str) -> str:
    return f'<tr class="part"><th colspan="4">{title}</th></tr>'


def named(label: str, key: str) -> str:
    return f"<b>{escape(label)}</b><br><code>{key}</code>"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
