"""Styles of outputs, applied when QGIS loads them. qgis_process loads nothing, so the style files travel in resources/styles."""

from qgis.core import (
    QgsColorRampShader,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterBandStats,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
    QgsStyle,
)
from qgis.PyQt.QtGui import QColor

from ..paths import shipped

_KEPT = []  # QGIS keeps no reference: a post-processor without one is silently not run

DENSITY_COLOURS = ("#00440154", "#3b528b", "#21918c", "#5ec962", "#fde725")


class _Styler(QgsProcessingLayerPostProcessorInterface):
    def __init__(self, apply):
        super().__init__()
        self.apply = apply

    def postProcessLayer(self, layer, context, feedback):
        self.apply(layer)
        layer.triggerRepaint()


def style_when_loaded(job, destination, apply) -> None:
    """Call `apply` with the layer when QGIS loads `destination` (a layer id or path; None is left alone)."""
    if destination and job.context.willLoadLayerOnCompletion(destination):
        styler = _Styler(apply)
        _KEPT.append(styler)
        job.context.layerToLoadOnCompletionDetails(destination).setPostProcessor(styler)


def from_file(name: str):
    """A styler that loads ``resources/styles/NAME.qml``."""
    return lambda layer: layer.loadNamedStyle(str(shipped("resources", "styles", f"{name}.qml")))


def density(layer) -> None:
    """Colours for phones per tile, spread by the square root so that villages show beside cities; 0 is transparent."""
    provider = layer.dataProvider()
    statistics = provider.bandStatistics(1, QgsRasterBandStats.Stats.Max)
    for band in range(2, min(layer.bandCount(), 50) + 1):
        statistics.maximumValue = max(statistics.maximumValue, provider.bandStatistics(
            band, QgsRasterBandStats.Stats.Max).maximumValue)
    top = statistics.maximumValue if statistics.maximumValue > 0 else 1.0
    shares = [(k / (len(DENSITY_COLOURS) - 1)) ** 2 for k in range(len(DENSITY_COLOURS))]
    function = QgsColorRampShader(0.0, top)
    function.setColorRampType(QgsColorRampShader.Type.Interpolated)
    function.setColorRampItemList([
        QgsColorRampShader.ColorRampItem(top * share, QColor(colour), f"{top * share:.3g}")
        for share, colour in zip(shares, DENSITY_COLOURS)])
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(function)
    layer.setRenderer(QgsSingleBandPseudoColorRenderer(provider, 1, shader))


def spread(layer) -> None:
    """Colours over the range of a raster of a plain quantity, such as dBm or cells per tile."""
    provider = layer.dataProvider()
    statistics = provider.bandStatistics(1, QgsRasterBandStats.Stats.Min | QgsRasterBandStats.Stats.Max)
    low, high = statistics.minimumValue, statistics.maximumValue
    function = QgsColorRampShader(low, high if high > low else low + 1)
    function.setSourceColorRamp(QgsStyle.defaultStyle().colorRamp("Viridis"))
    function.classifyColorRamp(5)
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(function)
    layer.setRenderer(QgsSingleBandPseudoColorRenderer(provider, 1, shader))
