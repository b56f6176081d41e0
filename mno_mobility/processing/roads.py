"""Roads as an input of several algorithms: any line layer, OpenStreetMap's files among them, becomes a network."""

import re

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..errors import InputError, some
from ..events.schema import Factor, guess_columns
from ..geolocation.cells import numbers
from ..progress import part
from .base import tr
from .crs import WKT
from .inputs import metric_shapes
from .layers import read, source_of

ROAD_COLUMNS = {  # the synonyms are those of Geofabrik, osmnx and Valhalla
    "highway": ("fclass", "road_class"), "maxspeed": ("max_speed", "speed_limit", "speedlimit"), "oneway": ("one_way",), "junction": (),
    "access": (), "motor_vehicle": ("motorcar",), "speed": ("speed_kmh", "speed_kph", "kmh", "kph")}
GEOFABRIK = {"F": 1, "T": -1, "B": 0}
KEEP = ("weak", "strong", "all")


def add_roads(alg, key: str = "ROADS", *, optional: bool = False) -> None:
    """The roads with their fields, and how a network is made of them."""
    alg.add(QgsProcessingParameterFeatureSource(key, tr("Roads"), [QgsProcessing.SourceType.TypeVectorLine], None, optional),
            tr("Lines of roads that meet where they share a vertex, such as the layer 'lines' of an OpenStreetMap file (.osm, .osm.pbf). "
               "Fields are found by their names: highway, maxspeed, oneway and so on, also as tags within other_tags."))
    for column, label, text in (
            ("highway", tr("Class field"), tr("The class of the road as OpenStreetMap's highway. Only classes with a default speed are "
                                              "driven on.")),
            ("maxspeed", tr("Speed limit field"), tr("Speed limits as in OpenStreetMap, such as 50, 30 mph or DE:urban.")),
            ("oneway", tr("Direction field"), tr("yes, -1 or no as in OpenStreetMap; F, T and B as Geofabrik has it; or the words below.")),
            ("junction", tr("Junction field"), tr("Where it says roundabout, the road is one-way.")),
            ("access", tr("Access field"), tr("Roads where it says no or private are left out.")),
            ("motor_vehicle", tr("Motor vehicle field"), tr("Where it says anything, it wins over access.")),
            ("speed", tr("Speed field (km/h)"), tr("Speeds as plain numbers in km/h; they win over speed limits."))):
        alg.add(QgsProcessingParameterField(_parameter(column), label, None, key, optional=True),
                text + " " + tr("Empty: found by its name."), advanced=True)
    number = QgsProcessingParameterNumber
    alg.add(QgsProcessingParameterString("ONEWAY_WORDS", tr("Words of the direction field"), "", False, True),
            tr("What they mean: 1 along the line, -1 against it, 0 both, such as FT=1, TF=-1, N=0. Empty: those of OpenStreetMap."),
            advanced=True)
    alg.add(QgsProcessingParameterString("DEFAULT_SPEEDS", tr("Default speeds (km/h)"), "", False, True),
            tr("Speeds by class where none is given, such as motorway=130, residential=30, track=20; 0 closes a class. Classes not named "
               "keep the plugin's default."), advanced=True)
    alg.add(number("OTHER_KMH", tr("Speed of roads without class (km/h)"), number.Type.Double, 50, False, 0.1, 300),
            tr("The default where the layer has no class field."), advanced=True)
    alg.add(QgsProcessingParameterEnum("KEEP", tr("Roads to keep"), list(KEEP), False, "weak", usesStaticStrings=True),
            tr("weak: the largest part that hangs together; strong: the largest part where every place can be reached from every other; "
               "all: islands too."), advanced=True)
    alg.add(QgsProcessingParameterBoolean("BOTH_WAYS", tr("Drive all roads both ways"), False),
            tr("Ignore one-way streets."), advanced=True)
    alg.add(number("SNAP", tr("Snap vertices (m)"), number.Type.Double, 0, False, 0),
            tr("Vertices that are equal when rounded to this many metres are one; 0: only those that are equal."), advanced=True)


def road_network(job, key: str = "ROADS", crs=None, *, progress=None) -> tuple:
    """Read the roads, make their network, and tell what became of them.

    Parameters
    ----------
    job : Job
    key : str
    crs : QgsCoordinateReferenceSystem, optional
        The metric CRS wanted; by default one that suits the layer.
    progress : callable, optional

    Returns
    -------
    network : RoadNetwork
        None where no roads were given.
    crs : QgsCoordinateReferenceSystem

    Raises
    ------
    InputError
        When the layer has no lines, its CRS is unknown, or no road can be used.
    """
    from ..trajectory.roads import build_network

    source = source_of(job, key)
    if source is None:
        return None, crs
    progress = progress or job.progress(0, 0)
    kind = QgsWkbTypes.geometryType(source.source.wkbType())
    if source.has_geometry and kind not in (QgsWkbTypes.GeometryType.LineGeometry, QgsWkbTypes.GeometryType.UnknownGeometry):
        raise InputError(tr("these are no lines"), source.name, tr("Use a line layer, in a file of OpenStreetMap the one named 'lines'."))
    columns = _fields(job, source)
    defaults, words = _default_speeds(job), _words(job)
    packed = _packed(source)
    wanted = {column: (name, "text") for column, name in columns.items()}
    table = read(source, {**wanted, **({"tags": (packed, "raw")} if packed else {})}, geometry=source.has_geometry,
                 progress=part(progress, 0, 0.5))
    if not source.has_geometry:
        raise InputError(tr("it has no geometry"), source.name, tr("Use a line layer."))
    crs, lines = metric_shapes(job, table, crs, "line")
    attributes = {column: table[column] for column in columns}
    attributes.update(_unpacked(job, table, packed, [c for c in ROAD_COLUMNS if c not in columns and c != "speed"]))
    if "speed" in attributes:
        attributes["speed_kmh"] = _plain_speeds(job, attributes.pop("speed"))
    progress(0.6)
    try:
        network, report = build_network(
            lines, crs=crs.toWkt(WKT), default_speeds=defaults, other_kmh=job.number("OTHER_KMH"), keep=job.choice("KEEP"),
            oneway_words=words or _geofabrik(attributes.get("oneway")), both_ways=job.flag("BOTH_WAYS"), snap_m=job.number("SNAP"),
            progress=part(progress, 0.6, 1), **attributes)
    except InputError as error:
        raise InputError(error.what, source.name if error.where == "Roads" else error.where, error.remedy) from error
    _report(job, network, report, table, crs)
    return network, crs


def _parameter(column: str) -> str:
    return f"{column.upper()}_FIELD"


def _fields(job, source) -> dict:
    """The field of each column that is there, picked or guessed."""
    picked = {column: source.picked(_parameter(column)) for column in ROAD_COLUMNS}
    guessed = {column: name for column, name in guess_columns(source.fields, ROAD_COLUMNS).items() if name not in picked.values()}
    return {column: name for column in ROAD_COLUMNS if (name := picked[column] or guessed.get(column))}


def _packed(source) -> str:
    """The field that holds many tags, empty where there is none."""
    from ..trajectory.tags import TAG_FIELDS

    return next((name for name in TAG_FIELDS if name in source.fields), "")


def _unpacked(job, table, packed: str, wanted: list) -> dict:
    """The wanted columns that are tags within a field of many."""
    from ..trajectory.tags import tag_columns

    found = tag_columns(table["tags"], wanted) if packed else {}
    if found:
        job.info(tr("Read from the tags in the field {}: {}.").format(packed, ", ".join(sorted(found))))
    return found


def _plain_speeds(job, speed: Factor) -> np.ndarray:
    """Speeds as numbers, NaN where there is none; texts that are no number are told."""
    kmh = numbers(speed.levels)
    unread = speed.levels[np.isnan(kmh)]
    if len(unread):
        job.warn(tr("Speeds that are no number: {}.").format(some(unread)))
    return np.append(kmh, np.nan)[speed.codes]


def _default_speeds(job) -> dict:
    """The table of default speeds with what the user changed."""
    from ..trajectory.speeds import DEFAULT_SPEEDS_KMH

    given = _pairs(job.text("DEFAULT_SPEEDS"), r"\d*\.?\d+", tr("Default speeds (km/h)"), "motorway=130, residential=30")
    merged = {**DEFAULT_SPEEDS_KMH, **{name.lower(): float(kmh) for name, kmh in given.items()}}
    return {name: kmh for name, kmh in merged.items() if kmh > 0}


def _words(job):
    words = _pairs(job.text("ONEWAY_WORDS"), r"[-+]?[01]", tr("Words of the direction field"), "FT=1, TF=-1, N=0")
    return {word: int(way) for word, way in words.items()} or None


def _pairs(text: str, value: str, where: str, example: str) -> dict:
    """What stands before and behind each ``=`` of a text such as ``a=1, b=2``."""
    pairs = {}
    for pair in filter(str.strip, text.split(",")):
        match = re.fullmatch(rf"\s*([^=]+?)\s*=\s*({value})\s*", pair)
        if match is None:
            raise InputError(tr("{!r} is not understood").format(pair.strip()), where, tr("Write such as {}.").format(example))
        pairs[match.group(1)] = match.group(2)
    return pairs


def _geofabrik(oneway):
    """Geofabrik's words, where the column has no others: T is against the line there, and true elsewhere."""
    if oneway is None:
        return None
    said = set(Factor.of(oneway).levels)
    return GEOFABRIK if said & {"F", "B"} and said <= set(GEOFABRIK) else None


def _report(job, network, report, table, crs) -> None:
    """The network in one line, then what was left out, not understood, or is odd."""
    from ..trajectory.roads import NO_ACCESS, OTHER_CLASS

    job.info(tr("Roads: {:,} lines make {:,.1f} km in {:,} pieces between {:,} nodes, {:,} arcs; metric CRS {}.").format(
        report.n_lines, network.road_m / 1000, len(network.source), network.n_nodes, network.n_arcs,
        crs.authid() or crs.description()))
    job.info(tr("Speeds: {:,} roads have one of their own, {:,} take a default.").format(
        report.n_given_speeds, report.n_default_speeds))
    for reason, rows in report.left_out.items():
        tell = job.info if reason in (OTHER_CLASS, NO_ACCESS) else job.warn
        tell(tr("Roads left out: {:,}, {} (features {}).").format(len(rows), tr(reason), some(table.fid[rows])))
    for label, texts in ((tr("Classes that are not driven on"), report.classes_left_out),
                         (tr("Speeds that are not understood"), report.unread_speeds),
                         (tr("Directions that are not understood"), report.unread_directions)):
        if texts:
            tell = job.info if texts is report.classes_left_out else job.warn
            tell(tr("{}: {}.").format(label, some([f"{text} ({n:,})" for text, n in texts.items()], 10)))
    if report.n_nodes_dropped:
        job.warn(tr("Roads outside the largest part, left out: {:,.1f} km with {:,} nodes; parts that hang together: {:,}.").format(
            report.dropped_m / 1000, report.n_nodes_dropped, len(report.weak_nodes)))
    elif len(report.weak_nodes) > 1:
        job.info(tr("The roads are {:,} parts that do not hang together, all kept.").format(len(report.weak_nodes)))
    if report.n_self_loops or report.n_parallel:
        job.info(tr("Arcs that end where they begin: {:,}; arcs beside another one: {:,}; both stay.").format(
            report.n_self_loops, report.n_parallel))

