"""What all algorithms share: their identity and help, the check of libraries, errors, progress and cancel.

Provider and toolbox load without scipy, shapely and pyproj: functions that need one of these import it themselves.
"""

import os
import sys
import traceback
from importlib import import_module
from time import monotonic

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsMessageLog,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingParameterDefinition,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import QCoreApplication, QUrl
from qgis.PyQt.QtGui import QIcon

from .. import errors
from ..errors import Cancelled, InputError
from ..paths import shipped
from . import error_texts

HOMEPAGE = "https://github.com/mno-mobility/mno-mobility"
GROUPS = {
    "scenario": "Scenario", "geolocation": "Geolocation", "events": "Events", "density": "Density", "trajectory": "Trajectory",
    "evaluation": "Evaluation"}


def tr(text: str) -> str:
    """Translate a text; `.ci/shown.py` finds literals, constants, and what `tr_noop` marks."""
    return QCoreApplication.translate("@default", text)


def in_words(text: str) -> str:
    """What the science says of the user's data, with values in it, in the user's language."""
    return error_texts.in_words(text, tr)


errors.more = lambda shown, n: tr("{} and {} more").format(shown, n)


def tr_noop(text: str) -> str:
    """Mark a literal that is translated where it is shown."""
    return text


FLATPAK = "/.flatpak-info"  # is in every sandbox of it
REMEDIES = {
    "win32": tr_noop("Choose the packages {packages} in the OSGeo4W setup, or run in the OSGeo4W shell of QGIS: "
                     "{python} -m pip install {names}"),
    "darwin": tr_noop("Run in a terminal: {python} -m pip install {names}"),
    "flatpak": tr_noop("Run in a terminal: flatpak run --devel --command=pip3 org.qgis.qgis install --user {names}"),
    "linux": tr_noop("Install {packages} with the packages of the system, or run in a terminal: {python} -m pip install --user {names} "
                     "(the way to shapely 2 where the system has an older one; Debian 12 wants --break-system-packages as well).")}


def help_url(name: str) -> str:
    """Where a help page is: in the plugin, in the user's language or in English; on the site where the plugin came without pages."""
    for language in (QgsApplication.locale()[:2], "en"):
        page = shipped("help", language, f"{name}.html")
        if page.is_file():
            return bytes(QUrl.fromLocalFile(str(page)).toEncoded()).decode("ascii")
    return f"{HOMEPAGE}#{name}"


class MnoAlgorithm(QgsProcessingAlgorithm):
    """Base of all algorithms.

    A subclass sets the constants, adds parameters and outputs in :meth:`define` by :meth:`add`, and works in :meth:`work`.
    """

    NAME = ""        # the id, never changed after a release
    TITLE = ""
    GROUP = ""       # a key of GROUPS
    SUMMARY = ""     # one sentence
    DESCRIPTION = ""  # the help text
    TAGS = ""
    NEEDS = ("numpy", "scipy", "shapely")

    def define(self) -> None:
        """Add the parameters and outputs in the order of the dialog."""
        raise NotImplementedError

    def work(self, job: "Job") -> dict:
        """Read, compute, write, report; returns the outputs by key."""
        raise NotImplementedError

    def add(self, parameter, help_text: str, *, advanced: bool = False, later: bool = False):
        """Add a parameter with its help; one that came `later` may be left out, so that models stored before stay valid."""
        parameter.setHelp(help_text)
        if later:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)
        return parameter

    def require(self, *libraries: str) -> None:
        """Refuse to go on without some libraries: those of a part of the work that not everybody needs."""
        missing = _missing(libraries)
        if missing:
            raise QgsProcessingException(missing)

    def require_for(self, part: str, library: str) -> None:
        """Refuse a part of the work whose library does not come with QGIS, and tell how to get it."""
        try:
            import_module(library)
        except ImportError as error:
            raise QgsProcessingException(tr(
                "{0}: the Python library {1} is missing ({3}). Nothing else needs it. Install it into the Python that QGIS uses: on "
                "Windows in the OSGeo4W shell of QGIS, elsewhere in a terminal, with: {2} -m pip install {1}").format(
                    part, library, _python_of_qgis(), error)) from error

    # -- what QGIS asks

    def createInstance(self):
        return type(self)()

    def name(self):
        return self.NAME

    def displayName(self):
        return tr(self.TITLE)

    def groupId(self):
        return self.GROUP

    def group(self):
        return tr(GROUPS[self.GROUP])

    def shortDescription(self):
        return tr(self.SUMMARY)

    def tags(self):
        return [tag.strip() for tag in f"mno,mobile network,{self.TAGS}".split(",") if tag.strip()]

    def icon(self):
        return QIcon(self.svgIconPath())

    def svgIconPath(self):
        return str(shipped("resources", "icons", f"{self.GROUP}.svg"))

    def helpUrl(self):
        return help_url(self.NAME)

    def shortHelpString(self):
        texts = {"ALG_DESC": f"<p>{tr(self.SUMMARY)}</p>{tr(self.DESCRIPTION)}", "ALG_VERSION": "", "ALG_CREATOR": ""}
        texts.update({p.name(): p.help() for p in self.parameterDefinitions()})
        return QgsProcessingUtils.formatHelpMapAsHtml(texts, self)

    def initAlgorithm(self, config=None):
        self.define()

    def canExecute(self):
        missing = _missing(self.NEEDS)
        return (not missing, missing)

    def processAlgorithm(self, parameters, context, feedback):
        self.require(*self.NEEDS)  # qgis_process does not ask canExecute
        from numpy import errstate

        from .styles import finish

        job = Job(self, parameters, context, feedback)
        try:
            with errstate(invalid="ignore"):  # older versions of GEOS raise this flag where nothing is wrong, for all users to see
                results = self.work(job)
            job.check_cancel()
            finish(job, results)
        except Exception as error:
            job.take_back()
            if isinstance(error, Cancelled):
                feedback.pushInfo(tr("Cancelled; nothing was written."))
                return {}
            if isinstance(error, QgsProcessingException):
                raise
            raise QgsProcessingException(_told(error)) from error
        finally:
            job.tidy_up()
        job.info(tr("Done in {:.1f} s.").format(monotonic() - job.started))
        feedback.setProgress(100)
        # numpy's numbers are no numbers to QGIS: models and qgis_process would get nothing
        return {key: value.item() if hasattr(value, "item") else value for key, value in results.items()}


def _missing(libraries) -> str:
    """What to tell of the libraries that cannot be used, and how to get them; nothing when all can."""
    missing, old = [], ""
    for name in libraries:
        try:
            library = _imported(name)
        except ImportError:  # not there, or built for another Python or numpy
            missing.append(name)
            continue
        if name == "shapely" and int(library.__version__.split(".")[0]) < 2:
            missing.append(name)
            old = library.__version__
    if not missing:
        return ""
    shown = [f"shapely 2 (this is {old})" if name == "shapely" and old else name for name in missing]
    remedy = tr(REMEDIES[_platform()]).format(
        python=_python_of_qgis(), packages=" ".join(f"python3-{name}" for name in missing),
        names=" ".join('"shapely>=2"' if name == "shapely" else name for name in missing))
    return " ".join((tr("These Python libraries are missing: {}.").format(", ".join(shown)), remedy,
                     tr("Then start QGIS again. Algorithms that need none of them run without.")))


def _platform() -> str:
    """What installs a library here: a key of REMEDIES."""
    if sys.platform in ("win32", "darwin"):
        return sys.platform
    return "flatpak" if os.path.exists(FLATPAK) else "linux"


def _python_of_qgis() -> str:
    """How the Python that QGIS embeds is started."""
    if sys.platform == "darwin":
        return os.path.join(sys.exec_prefix, "bin", "python3")
    return "python" if sys.platform == "win32" else "python3"


def _imported(name: str):
    """A library; shapely so that it calls its own GEOS: on Linux that of QGIS, of another version, would answer in its place.

    Both define the same symbols, and those a program was linked with win unless a library is told to look into itself first.
    """
    if name != "shapely" or not hasattr(os, "RTLD_DEEPBIND"):
        return import_module(name)
    flags = sys.getdlopenflags()
    sys.setdlopenflags(flags | os.RTLD_DEEPBIND)
    try:
        return import_module(name)
    finally:
        sys.setdlopenflags(flags)


def _told(error: Exception) -> str:
    """An error in words for the user; one of our own making goes to the message log in full."""
    if isinstance(error, InputError):
        return error_texts.told(error, tr)
    if isinstance(error, MemoryError):
        return tr("There is not enough memory. Use larger tiles, a smaller extent or fewer cells.")
    if isinstance(error, OSError) and error.filename:
        return tr("{}: {}. Check the folder, its permissions and the free space.").format(error.filename, error.strerror)
    QgsMessageLog.logMessage(traceback.format_exc(), "MNO mobility", Qgis.MessageLevel.Critical)
    return tr("Something went wrong inside the plugin: {}. The message log has the details; please report them at {}.").format(
        f"{type(error).__name__}: {error}", HOMEPAGE)


class Job:
    """One run: the parameters by their types, progress that raises on cancel, and messages.

    Layers are read and written by the functions of layers.py and rasters.py, which take the job.
    """

    def __init__(self, algorithm, parameters, context, feedback):
        self.algorithm, self.parameters, self.context, self.feedback = algorithm, parameters, context, feedback
        self.started = monotonic()
        self._reached = 0.0
        self._undo, self._at_end = [], []

    def progress(self, start: float = 0, end: float = 100):
        """A progress callable for the science: percent `start` to `end` of the bar, monotone; raises Cancelled."""
        def report(done: float) -> None:
            self.check_cancel()
            percent = start + (end - start) * min(max(done, 0.0), 1.0)
            if percent > self._reached:
                self._reached = percent
                self.feedback.setProgress(percent)
        return report

    def check_cancel(self) -> None:
        if self.feedback.isCanceled():
            raise Cancelled

    def on_failure(self, undo) -> None:
        """Call `undo` when the run fails or is cancelled after all: an output that was written is then taken back."""
        self._undo.append(undo)

    def take_back(self) -> None:
        while self._undo:
            self._undo.pop()()

    def at_end(self, tidy) -> None:
        """Call `tidy` when the run is over, however it ends: for scratch files."""
        self._at_end.append(tidy)

    def tidy_up(self) -> None:
        while self._at_end:
            self._at_end.pop()()

    def info(self, text: str) -> None:
        self.feedback.pushInfo(text)

    def warn(self, text: str) -> None:
        self.feedback.pushWarning(text)

    def given(self, key: str) -> bool:
        """Whether an optional parameter, or an optional output, was set."""
        return self.parameters.get(key) not in (None, "")

    def text(self, key: str) -> str:
        return self.algorithm.parameterAsString(self.parameters, key, self.context).strip()

    def choice(self, key: str) -> str:
        """Value of an enum with static strings, the default of one that was left out; empty where the algorithm has no such parameter."""
        definition = self.algorithm.parameterDefinition(key)
        if definition is None:
            return ""
        return self.algorithm.parameterAsEnumString(self.parameters, key, self.context) or definition.defaultValue()

    def number(self, key: str):
        """A number, or None where an optional one was left empty."""
        definition = self.algorithm.parameterDefinition(key)
        if not self.given(key) and definition.defaultValue() is None:
            return None
        return self.algorithm.parameterAsDouble(self.parameters, key, self.context)

    def integer(self, key: str) -> int:
        return self.algorithm.parameterAsInt(self.parameters, key, self.context)

    def flag(self, key: str) -> bool:
        return self.algorithm.parameterAsBool(self.parameters, key, self.context)

    def field(self, key: str) -> str:
        """Name of the chosen field, empty where none was."""
        value = self.parameters.get(key)
        if isinstance(value, (list, tuple)):
            return str(value[0]) if value else ""
        return self.algorithm.parameterAsString(self.parameters, key, self.context)

    def fields(self, key: str) -> list:
        """Names of the chosen fields, where several may be chosen."""
        alg = self.algorithm  # QGIS 3.40 renamed it
        read = alg.parameterAsStrings if hasattr(alg, "parameterAsStrings") else alg.parameterAsFields
        return [name for name in read(self.parameters, key, self.context) if name]

    def file(self, key: str) -> str:
        """Path of an input file."""
        return self.algorithm.parameterAsFile(self.parameters, key, self.context)

    def output_file(self, key: str) -> str:
        """Path of an output file, empty where an optional one was not wanted."""
        return self.algorithm.parameterAsFileOutput(self.parameters, key, self.context)
