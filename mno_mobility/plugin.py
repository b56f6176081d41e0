"""The plugin object QGIS talks to: it registers the Processing provider, the translation and the help, nothing else."""

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from .paths import shipped


class MnoMobilityPlugin:
    """Registers the provider in the desktop and in qgis_process alike."""

    def __init__(self, iface):
        self.iface = iface  # None in qgis_process
        self.provider = None
        self.translator = None
        self.help_action = None
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
        """Called by the desktop, which gets an entry in Help > Plugins."""
        from .processing.base import help_url
        self.initProcessing()
        self.help_action = self.iface.pluginHelpMenu().addAction(
            self.provider.icon(), self.provider.name(), lambda: QDesktopServices.openUrl(QUrl(help_url("index"))))

    def unload(self):
        """Leave nothing behind, so that the plugin can be reloaded."""
        if self.help_action is not None:
            self.iface.pluginHelpMenu().removeAction(self.help_action)
            self.help_action = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None
