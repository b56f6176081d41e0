"""Styles of outputs, applied when QGIS loads them. qgis_process loads nothing, so the style files travel in resources/styles."""

from bisect import bisect_left
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from statistics import quantiles

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsDateTimeRange,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsPalettedRasterRenderer,
    QgsProcessing,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterShader,
    QgsRendererCategory,
    QgsRendererRange,
    QgsRuleBasedRenderer,
    QgsSingleBandPseudoColorRenderer,
    QgsStyle,
    QgsSymbol,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtGui import QColor

from ..paths import shipped
from .base import tr, tr_noop
from .fields import name_fields

_KEPT = []  # QGIS keeps no reference: a post-processor without one is silently not run

MOST_TOLD_APART, MOST_CLASSES = 20, 7
HEIGHTS = {QgsProcessing.SourceType.TypeVectorPolygon: 1, QgsProcessing.SourceType.TypeVectorLine: 2,
           QgsProcessing.SourceType.TypeVectorPoint: 3}
LINE_MM = 0.8  # a hair line shows no colour
LEVELS = ((-120, "#30297a"), (-110, "#4166b0"), (-100, "#5fb4c4"), (-90, "#a5d899"), (-80, "#f5e663"), (-70, "#f08c3a"), (-60, "#c0282d"))
OVERLAPS = ((1, "1", "#ffffb2"), (2, "2", "#c7e9b4"), (3, "3", "#7fcdbb"), (5, tr_noop("4 to 5"), "#41b6c4"),
            (10, tr_noop("6 to 10"), "#1d91c0"), (20, tr_noop("11 to 20"), "#225ea8"), (50, tr_noop("21 to 50"), "#253494"),
            (float("inf"), tr_noop("more than 50"), "#081d58"))
PROBABILITIES = ((0.1, "#b5b5b5", 0.4), (0.25, "#9ebcda", 0.6), (0.5, "#8c96c6", 0.8), (0.75, "#8c6bb1", 1.0), (0.9, "#88419d", 1.2),
                 (1.0, "#4d004b", 1.4))  # up to which, colour, width in mm
IDENTIFIED = ((0.001, "#ffffd9"), (0.003, "#dff3b2"), (0.01, "#a1dab4"), (0.03, "#5fc0c0"), (0.1, "#2c9fc4"), (0.3, "#225ea8"),
              (1.0, "#081d58"))  # up to which share, colour
VARIATIONS = ((0.05, "#1a9850"), (0.1, "#91cf60"), (0.2, "#d9ef8b"), (0.5, "#fee08b"), (1.0, "#fc8d59"), (float("inf"), "#d73027"))
NOBODY = "#eeeeee"
DENSITY_COLOURS = ("#00440154", "#3b528b", "#21918c", "#5ec962", "#fde725")


class _Styler(QgsProcessingLayerPostProcessorInterface):
    def __init__(self, apply):
        super().__init__()
        self.apply = apply

    def postProcessLayer(self, layer, context, feedback):
        self.apply(layer)
        name_fields(layer)  # after a style file, which may name none
        layer.triggerRepaint()


def style_when_loaded(job, destination, apply) -> None:
    """Call `apply` with the layer when QGIS loads `destination` (a layer id or path; None is left alone)."""
    if destination and job.context.willLoadLayerOnCompletion(destination):
        styler = _Styler(apply)
        _KEPT.append(styler)
        job.context.layerToLoadOnCompletionDetails(destination).setPostProcessor(styler)


def finish(job, results: dict) -> None:
    """Have the fields of every layer named that QGIS is going to load of a run, and put several layers into one group.

    From QGIS 3.32 on points lie above lines, these above areas and rasters; before, QGIS orders layers by their names.
    """
    loaded = {value: key for key, value in results.items()
              if isinstance(value, str) and job.context.willLoadLayerOnCompletion(value)}
    for destination, key in loaded.items():
        details = job.context.layerToLoadOnCompletionDetails(destination)
        if hasattr(details, "layerSortKey"):
            output = job.algorithm.outputDefinition(key)
            details.layerSortKey = HEIGHTS.get(output.dataType(), 0) if hasattr(output, "dataType") else 0
        if details.postProcessor() is None:
            style_when_loaded(job, destination, lambda layer: None)
        if len(loaded) > 1 and hasattr(details, "groupName") and not details.groupName:  # from QGIS 3.32 on
            details.groupName = job.algorithm.displayName()


def from_file(name: str):
    """A styler that loads ``resources/styles/NAME.qml``, with its labels in the user's language."""
    def apply(layer):
        loaded = layer.loadNamedStyle(str(shipped("resources", "styles", f"{name}.qml")))
        renderer = layer.renderer()
        if isinstance(renderer, QgsCategorizedSymbolRenderer):
            for k, category in enumerate(renderer.categories()):
                renderer.updateCategoryLabel(k, tr(category.label()))
        elif isinstance(renderer, QgsGraduatedSymbolRenderer):
            for k, interval in enumerate(renderer.ranges()):
                renderer.updateRangeLabel(k, tr(interval.label()))
        elif isinstance(renderer, QgsRuleBasedRenderer):
            for rule in renderer.rootRule().descendants():
                rule.setLabel(tr(rule.label()))
        return loaded
    return apply


def density(layer, top=None) -> None:
    """Colours for phones per tile, spread by the square root so that villages show beside cities; 0 is transparent.

    The brightest colour stands for `top` phones, by default the most there are in the first 50 bands.
    """
    provider = layer.dataProvider()
    if top is None:
        top = max(_band_range(provider, band)[1] for band in range(1, min(layer.bandCount(), 50) + 1))
    top = top if top > 0 else 1.0
    shares = [(k / (len(DENSITY_COLOURS) - 1)) ** 2 for k in range(len(DENSITY_COLOURS))]
    function = QgsColorRampShader(0.0, top)
    function.setColorRampType(QgsColorRampShader.Type.Interpolated)
    function.setColorRampItemList([
        QgsColorRampShader.ColorRampItem(top * share, QColor(colour), f"{top * share:.3g}")
        for share, colour in zip(shares, DENSITY_COLOURS)])
    _shade(layer, function)


def spread(layer) -> None:
    """Colours over the range of a raster of a plain quantity, such as dBm or cells per tile."""
    provider = layer.dataProvider()
    low, high = _band_range(provider, 1)
    function = QgsColorRampShader(low, high if high > low else low + 1)
    function.setSourceColorRamp(QgsStyle.defaultStyle().colorRamp("Viridis"))
    function.classifyColorRamp(5)
    _shade(layer, function)


def levels(layer) -> None:
    """Colours of received levels by steps that planners know, from weak in blue to strong in red."""
    function = QgsColorRampShader(LEVELS[0][0], LEVELS[-1][0])
    function.setColorRampType(QgsColorRampShader.Type.Interpolated)
    function.setColorRampItemList([QgsColorRampShader.ColorRampItem(dbm, QColor(colour), f"{dbm} dBm") for dbm, colour in LEVELS])
    legend = QgsColorRampLegendNodeSettings()
    legend.setUseContinuousLegend(False)  # a bar would tell its ends alone
    function.setLegendSettings(legend)
    _shade(layer, function)


def overlaps(layer) -> None:
    """Classes of how many cells are received: the few are told apart, from one on which all depends."""
    _classes(layer, [QgsColorRampShader.ColorRampItem(most, QColor(colour), tr(label)) for most, label, colour in OVERLAPS])


def identifiability(tile_m: float):
    """A styler for the share of a tile that is data, with the edge of the square that is known as one number beside it."""
    def apply(layer):
        items, least = [], 0.0
        for most, colour in IDENTIFIED:
            finest, coarsest = (float(f"{tile_m / max(share, 1e-9)**0.5:.2g}") for share in (most, least))
            edges = tr("{:,g} to {:,g} m").format(finest, coarsest) if least else tr("more than {:,g} m").format(finest)
            items.append(QgsColorRampShader.ColorRampItem(most, QColor(colour), f"{100 * least:g} – {100 * most:g} % ({edges})"))
            least = most
        _classes(layer, items)
    return apply


def coefficient_of_variation(layer) -> None:
    """Classes of how far chance moves a tile: green is sure, red may as well be nothing, grey is nobody."""
    items, least = [], 0.0
    for most, colour in VARIATIONS:
        label = tr("{:.0%} to {:.0%}").format(least, most) if most < float("inf") else tr("more than {:.0%}").format(least)
        items.append(QgsColorRampShader.ColorRampItem(most, QColor(colour), label))
        least = most
    _classes(layer, items)
    layer.renderer().setNodataColor(QColor(NOBODY))


def servers(cell_ids, present=None):
    """A styler that gives each cell of a best-server raster a colour of its own, with its id as label.

    Only the cells whose numbers are `present` are listed, by default all.
    """
    def apply(layer):
        numbers = range(len(cell_ids)) if present is None else present.tolist()
        if len(numbers) > 5_000:
            return spread(layer)
        classes = [QgsPalettedRasterRenderer.Class(k + 1, _hue(k, 0.4), str(cell_ids[k])) for k in numbers]
        layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))
    return apply


def density_series(times, step_s: float):
    """A styler that colours a series of densities and lets it play in the temporal controller, a band a time."""
    def apply(layer):
        density(layer)
        ends = [*times[1:], times[-1] + step_s]
        ranges = {k + 1: QgsDateTimeRange(_moment(start), _moment(end), True, False) for k, (start, end) in enumerate(zip(times, ends))}
        properties = layer.temporalProperties()
        each = getattr(Qgis.RasterTemporalMode, "FixedRangePerBand", None)
        if each is not None:
            properties.setMode(each)
            properties.setFixedRangePerBand(ranges)
        else:  # before QGIS 3.38 a raster cannot play its bands: the first shows at its time, and does not lie below the tiles of others
            properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
            properties.setFixedTemporalRange(ranges[1])
        properties.setIsActive(True)
    return apply


def in_time(name: str, start: str, end: str = ""):
    """A styler that loads ``resources/styles/NAME.qml``; features show from the time in one field to that in another, or at an instant."""
    def apply(layer):
        from_file(name)(layer)
        _show_in_time(layer, start, end)
    return apply


def tiles_over_time(tile_m: float):
    """A styler for points of phones over time: as wide as their tiles, coloured by number, shown from `start` to `end`."""
    def apply(layer):
        in_time("tiles_over_time", "start", "end")(layer)
        symbol = layer.renderer().symbol()
        symbol.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMapUnits)
        symbol.setSize(tile_m)
    return apply


def speeds(layer) -> None:
    """Routes or their stretches, coloured by speed and shown from `start` to `end`."""
    in_time("speeds", "start", "end")(layer)


def events(layer) -> None:
    """Events over time, coloured by their kind and shown when they happen."""
    in_time("events", "time")(layer)


def bands(layer) -> None:
    """Areas that hold a phone with a stated probability, shown from `start` to `end`.

    They are one light tint however many overlap, and lines and points show through, whatever the order of the layers.
    """
    in_time("bands", "start", "end")(layer)


def zones(layer) -> None:
    """Graduated colours by phones, in quantiles, shown at their time where they have one; suppressed zones stay blank."""
    graduated("phones", time="time")(layer)


def probabilities(layer) -> None:
    """Lines by their probability: the likelier, the darker and the wider. The classes are the same for all layers."""
    ranges, least = [], 0.0
    for most, colour, width in PROBABILITIES:
        symbol = QgsLineSymbol.createSimple({"color": colour, "width": str(width), "capstyle": "round"})
        ranges.append(QgsRendererRange(least, most, symbol, tr("{:.0%} to {:.0%}").format(least, most)))
        least = most
    layer.setRenderer(QgsGraduatedSymbolRenderer("probability", ranges))


def told_apart(column: str):
    """A styler that gives each value of a column, such as a reason, a colour of its own; lines are thin, as they lie over results."""
    def apply(layer):
        values = sorted({str(feature[column]) for feature in layer.getFeatures()})[:MOST_TOLD_APART]
        categories = []
        for k, value in enumerate(values):
            symbol = QgsSymbol.defaultSymbol(layer.geometryType())
            symbol.setColor(_hue(k, 0.75))
            if isinstance(symbol, QgsLineSymbol):
                symbol.setWidth(LINE_MM / 2)
            categories.append(QgsRendererCategory(value, symbol, value))
        layer.setRenderer(QgsCategorizedSymbolRenderer(column, categories))
    return apply


def graduated(column: str, unit: str = "", *, ramp: str = "Viridis", centred: bool = False, time: str = "", end: str = ""):
    """A styler that gives graduated colours by a column, in classes of round limits that hold about as many features each.

    Classes that are `centred` lie alike on both sides of 0. Features show at their `time`, or from then to `end`, where they have these
    fields.
    """
    def apply(layer):
        # QGIS would count NULL as 0 if it chose the classes itself
        known = [float(value) for value in (f[column] for f in layer.getFeatures()) if isinstance(value, (int, float))]
        limits = round_limits(known, centred)
        renderer = QgsGraduatedSymbolRenderer(column)
        for low, high in zip(limits[:-1], limits[1:]):
            symbol = QgsSymbol.defaultSymbol(layer.geometryType())
            if isinstance(symbol, QgsLineSymbol):
                symbol.setWidth(LINE_MM)
            label = tr("{:g} to {:g}").format(low, high)
            renderer.addClassRange(QgsRendererRange(low, high, symbol, f"{label} {unit}" if unit else label))
        renderer.updateColorRamp(QgsStyle.defaultStyle().colorRamp(ramp))
        layer.setRenderer(renderer)
        if time and layer.fields().indexOf(time) >= 0:
            _show_in_time(layer, time, end if layer.fields().indexOf(end) >= 0 else "")
    return apply


def round_limits(values: list, centred: bool = False) -> list:
    """Limits of at most seven classes with two significant digits, which hold all values; none without any."""
    if not values:
        return []
    low, high = min(values), max(values)
    if centred:
        inner = _inner([abs(value) for value in values], MOST_CLASSES // 2 + 1)
        inner = [-limit for limit in reversed(inner)] + inner
    else:
        inner = _inner(values, MOST_CLASSES)
    least, most = _rounded(low, ROUND_FLOOR), _rounded(high, ROUND_CEILING)
    limits = [least, *inner[bisect_left(inner, least):bisect_left(inner, most)], most]
    return sorted(set(limits)) if least < most else [least, least]


def _inner(values: list, n_classes: int) -> list:
    """Quantiles between classes of about as many values each, with two significant digits."""
    return sorted({_rounded(value) for value in quantiles(values, n=n_classes)} - {0.0}) if len(values) > 1 else []


def _rounded(value: float, how=ROUND_HALF_EVEN) -> float:
    """A number with two significant digits, rounded as a rounding mode of decimal says."""
    exact = Decimal(repr(value))
    return float(exact.quantize(Decimal(1).scaleb(exact.adjusted() - 1), how)) if value else 0.0


def _hue(number: int, saturation: float):
    """A colour for each number: steps of the golden ratio keep neighbours far apart in hue."""
    return QColor.fromHsvF((number * 0.6180339887) % 1, saturation, 0.85)


def _show_in_time(layer, start: str, end: str = "") -> None:
    """Show features from the time in one field to that in another, or at an instant."""
    properties = layer.temporalProperties()
    mode = Qgis.VectorTemporalMode
    properties.setMode(mode.FeatureDateTimeStartAndEndFromFields if end else mode.FeatureDateTimeInstantFromField)
    properties.setStartField(start)
    properties.setEndField(end)
    properties.setIsActive(True)


def _classes(layer, items) -> None:
    """Colour the first band by classes, each up to the value of its item."""
    function = QgsColorRampShader(items[0].value, items[-2].value)
    function.setColorRampType(QgsColorRampShader.Type.Discrete)
    function.setColorRampItemList(items)
    _shade(layer, function)


def _shade(layer, function) -> None:
    """Colour the first band by a function of its value."""
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(function)
    layer.setRenderer(QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader))


def _moment(seconds: float):
    return QDateTime.fromMSecsSinceEpoch(round(seconds * 1000), Qt.TimeSpec.UTC)


def _band_range(provider, band: int) -> tuple:
    """Least and greatest value of a band."""
    statistics = provider.bandStatistics(band)
    return statistics.minimumValue, statistics.maximumValue
