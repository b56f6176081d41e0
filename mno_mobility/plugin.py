"""The plugin object QGIS talks to: it registers the Processing provider and the translation, nothing else."""

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from .paths import shipped


class MnoMobilityPlugin:
    """Registers the provider in the desktop and in qgis_process alike."""

    def __init__(self, iface):
        self.iface = iface  # None in qgis_process
        self.provider = None
        self.translator = None
        translation = shipped("i18n", f"mno_mobility_{QgsApplication.locale()[:2]}.qm")
        if translation.is_file():
            self.translator = QTranslator()
            if self.translator.load(str(translation)):
                QCoreApplication.installTranslator(self.translator)

    def initProcessing(self):
        """Called by qgis_process, and by initGui."""
        from .processing.provider import MnoMobilityProvider
        self.provider = MnoMobilityProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)
        # a model finds its steps, and so its outputs, only among algorithms that are registered already
        self.provider.refreshAlgorithms()

    def initGui(self):
        """Called by the desktop."""
        self.initProcessing()

    def unload(self):
        """Leave nothing behind, so that the plugin can be reloaded."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None
