"""Parameters, outputs and commands of algorithms in words, for the help pages."""

import shlex

from qgis.core import QgsProcessing, QgsProcessingModelAlgorithm, QgsProcessingParameterDefinition, QgsProcessingParameterNumber

from mno_mobility.processing.base import tr

Flag = QgsProcessingParameterDefinition.Flag
Source = QgsProcessing.SourceType
ENDLESS = 2 ** 31 - 1  # QGIS's way to say that a number has no limit


def description(algorithm) -> str:
    """What an algorithm does, as HTML; a model has plain lines, the first of which is its summary."""
    if not isinstance(algorithm, QgsProcessingModelAlgorithm):
        return tr(algorithm.DESCRIPTION)
    lines = algorithm.helpContent().get("ALG_DESC", "").splitlines()
    return "".join(f"<p>{line}</p>" for line in lines[1:])


def kind(parameter, algorithm) -> str:
    """What a value has to be."""
    name = parameter.type()
    if name == "source":
        return layer_kind(parameter.dataTypes())
    if name in ("number", "distance"):
        return number_kind(parameter)
    if name == "enum":
        return tr("One of") + " " + ", ".join(f"<code>{option}</code>" for option in parameter.options())
    if name in ("field", "band"):
        parent = algorithm.parameterDefinition(parameter.parentLayerParameterName()).description()
        words = {"field": tr("Fields of '{}'") if name == "field" and parameter.allowMultiple() else tr("Field of '{}'"),
                 "band": tr("Band of '{}'")}[name]
        return words.format(parent)
    if name == "file":
        return tr("Folder") if parameter.behavior() == parameter.Behavior.Folder else tr("File")
    return {"raster": tr("Raster"), "string": tr("Text"), "boolean": tr("Yes or no"), "datetime": tr("Date and time"),
            "extent": tr("Extent"), "crs": tr("CRS"), "matrix": tr("Table")}[name]


def layer_kind(types: list) -> str:
    words = {Source.TypeVectorPoint: tr("points"), Source.TypeVectorLine: tr("lines"), Source.TypeVectorPolygon: tr("polygons")}
    told = [words[kind] for kind in types if kind in words]
    return tr("Layer of {}").format(", ".join(told)) if told else tr("Layer or table")


def number_kind(parameter) -> str:
    whole = parameter.dataType() == QgsProcessingParameterNumber.Type.Integer
    least, most = (None if abs(limit) >= ENDLESS else number(limit) for limit in (parameter.minimum(), parameter.maximum()))
    words = tr("Distance in metres") if parameter.type() == "distance" else tr("Whole number") if whole else tr("Number")
    if least is not None and most is not None:
        return words + ", " + tr("{} to {}").format(least, most)
    if least is not None:
        return words + ", " + tr("from {}").format(least)
    return words + ", " + tr("to {}").format(most) if most is not None else words


def default(parameter) -> str:
    value = parameter.defaultValue()
    if value is None or value == "":
        return tr("empty") if parameter.flags() & Flag.FlagOptional else tr("to be given")
    if parameter.type() == "boolean":
        return tr("yes") if value else tr("no")
    if isinstance(value, list):  # row by row
        width = len(parameter.headers())
        return "<br>".join(", ".join(map(number, value[start:start + width])) for start in range(0, len(value), width))
    return f"<code>{value}</code>" if parameter.type() in ("enum", "field") else number(value)


def number(value) -> str:
    return f"{value:,.12g}" if isinstance(value, (int, float)) else str(value)


def written(parameter) -> str:
    """When an output is written."""
    if not parameter.flags() & Flag.FlagOptional:
        return tr("always")
    return tr("unless skipped") if parameter.createByDefault() else tr("on demand")


def output_kind(name: str) -> str:
    """What an output is, by the type of its destination or definition."""
    return {"sink": tr("Layer or table"), "outputVector": tr("Layer or table"), "rasterDestination": tr("Raster"),
            "outputRaster": tr("Raster"), "fileDestination": tr("File"), "outputFile": tr("File"), "outputHtml": tr("Page"),
            "folderDestination": tr("Folder"), "outputFolder": tr("Folder"), "outputNumber": tr("Number"), "outputString": tr("Text"),
            "outputBoolean": tr("Yes or no")}[name]


def command(name: str, values: dict) -> str:
    """How qgis_process runs an algorithm, in lines that are not too long."""
    lines = [f"qgis_process run mnomobility:{name} --"]
    for word in (f"{key}={shlex.quote(str(value))}" for key, value in values.items()):
        if len(lines[-1]) + len(word) > 90:
            lines[-1] += " \\"
            lines.append("   ")
        lines[-1] += f" {word}"
    return "\n".join(lines)
