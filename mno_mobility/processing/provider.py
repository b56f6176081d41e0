"""The provider 'MNO mobility' of the Processing Toolbox."""

from configparser import ConfigParser
from importlib import import_module

from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingOutputDefinition, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..paths import shipped
from .base import help_url, tr

# one module an algorithm, in the order of the work; the class is the module's only MnoAlgorithm
MODULES = (
    "scenario.loadsample", "scenario.createscenario",
    "geolocation.validatecellplan", "geolocation.voronoiareas", "geolocation.interpolatepower", "geolocation.predictcoverage",
    "geolocation.emissionmodel", "geolocation.modelfromareas", "geolocation.modelfrommeasurements", "geolocation.modelfromtable",
    "geolocation.modeltotable", "geolocation.cellfootprint", "geolocation.comparefootprints",
    "events.countphones", "events.cleanevents",
    "density.estimatedensity", "density.densityseries", "density.densitytozones", "density.densityuncertainty",
    "trajectory.estimatetrajectories", "trajectory.matchtrajectories", "trajectory.eventpositions", "trajectory.velocities",
    "trajectory.sessions", "trajectory.exporttraces",
    "evaluation.comparedensities", "evaluation.comparecurves", "evaluation.comparepositions", "evaluation.comparespeeds")


class MnoMobilityProvider(QgsProcessingProvider):
    """All algorithms of the plugin and its ready-made models."""

    def id(self):
        return "mnomobility"

    def name(self):
        return tr("MNO mobility")

    def longName(self):
        return tr("MNO mobility: densities and trajectories from mobile-network-operator data")

    def icon(self):
        return QIcon(self.svgIconPath())

    def svgIconPath(self):
        return str(shipped("resources", "icons", "mno.svg"))

    def versionInfo(self):
        metadata = ConfigParser(interpolation=None)
        metadata.read(shipped("metadata.txt"), encoding="utf-8")
        return metadata.get("general", "version", fallback="")

    def loadAlgorithms(self):
        for module in MODULES:
            self.addAlgorithm(import_module(f".{module}", __package__).Algorithm())
        for path in sorted(shipped("resources", "models").glob("*.model3")):
            self.addAlgorithm(BundledModel(path))


class BundledModel(QgsProcessingModelAlgorithm):
    """A ready-made model: named as its file, shown as a sentence, all in the user's language."""

    def __init__(self, path):
        super().__init__()
        self.path = path
        self.fromFile(str(path))
        self.setGroup(tr(self.group()))
        self.setHelpContent({key: tr(text) for key, text in self.helpContent().items()})
        for definition in [*self.parameterDefinitions(), *self.outputDefinitions()]:
            definition.setDescription(tr(definition.description()))
            if not isinstance(definition, QgsProcessingOutputDefinition):
                definition.setHelp(tr(definition.help()))

    def createInstance(self):
        return type(self)(self.path)

    def displayName(self):
        return tr(self.path.stem.replace("_", " ").capitalize())

    def helpUrl(self):
        return help_url(self.path.stem)

    def icon(self):
        return QIcon(self.svgIconPath())

    def svgIconPath(self):
        return str(shipped("resources", "icons", "mno.svg"))
