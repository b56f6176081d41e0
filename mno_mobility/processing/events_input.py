"""Events as an input of several algorithms: the layer, its fields, the cells that are known, and what was read of them."""

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSource, QgsProcessingParameterField

from ..errors import InputError, some
from ..events.schema import events_from_columns, guess_columns, service_codes
from ..geolocation import cells
from ..progress import part
from .base import tr
from .inputs import iso
from .layers import read, source_of

NEEDED = ("device_id", "time", "cell_id")


def add_events(alg, key: str = "EVENTS", *, kinds: bool = False, journeys: bool = False, optional: bool = False) -> None:
    """The events parameter with its fields; `kinds` adds event, lac and service, `journeys` the number of the journey.

    It is `optional` where files may stand in for it.
    """
    columns = "device_id, time, cell_id" + (", event" if kinds else "") + (", journey_id" if journeys else "")
    alg.add(QgsProcessingParameterFeatureSource(key, tr("Events"), [QgsProcessing.SourceType.TypeVector], None, optional),
            tr("A table or points, one row an event: {}.").format(columns))
    fields = [("device_id", tr("Device field"), tr("The field with the pseudonym of the phone.")),
              ("time", tr("Time field"), tr("The field with the time of the event.")),
              ("cell_id", tr("Cell id field"), tr("The field with the id of the cell."))]
    if kinds:
        fields += [("event", tr("Event field"), tr("The field with the kind of event: call_start, call_end, handover or lau.")),
                   ("lac", tr("Location area field"), tr("The field with the location or tracking area.")),
                   ("service", tr("Service field"), tr("The field that tells speech from data."))]
    if journeys:
        fields += [("journey_id", tr("Journey field"), tr("The field with the number of the journey, as 'Clean events' writes it."))]
    for column, label, text in fields:
        alg.add(QgsProcessingParameterField(_parameter(column), label, column, key, optional=True),
                text + " " + tr("Empty: found by its name."), advanced=True)


def add_known_cells(alg, key: str = "CELLS") -> None:
    """The optional cell plan whose cells alone may occur."""
    alg.add(QgsProcessingParameterFeatureSource(key, tr("Known cells"), [QgsProcessing.SourceType.TypeVector], None, True),
            tr("A cell plan: events that name another cell are then rejected. Empty: every cell id is taken."), advanced=True)
    alg.add(QgsProcessingParameterField("KNOWN_ID", tr("Cell id field of the known cells"), "cell_id", key, optional=True),
            tr("The field that names each known cell. Empty: found by its name."), advanced=True)


def known_cells(job, key: str = "CELLS", field: str = "KNOWN_ID"):
    """Ids of the known cells, or None where none were given; they are named by a plan or by events."""
    source = source_of(job, key)
    if source is None:
        return None
    name = source.picked(field) or source.found({**guess_columns(source.fields), **cells.guess_columns(source.fields)}, "cell_id")
    return read(source, {"cell_id": (name, "text")})["cell_id"].levels


def read_events(job, key: str = "EVENTS", *, known_cells=None, others: bool = False, geometry=False, progress=None) -> tuple:
    """Read events; rejected rows, texts that are not known and the span of time are told.

    Parameters
    ----------
    job : Job
    key : str
    known_cells : array_like of str, optional
        Events in other cells are rejected.
    others : bool
        Read the fields that are no column of an event too, as 'raw', with the keys ``field NAME``; primary keys and binary
        data are left out.
    geometry : bool or str
        As in :func:`~mno_mobility.processing.layers.read`, where the source has a geometry.
    progress : callable, optional

    Returns
    -------
    events : Events
        `events.row` is the row in `table`, from 0.
    rejects : Rejects
    table : Table
        What was read, by column: device_id, time and cell_id, and those of event, lac, service and journey_id that the algorithm asks
        for and the layer has.

    Raises
    ------
    InputError
        When the layer is empty, a field is missing, or no event can be used.
    """
    progress = progress or job.progress(0, 45)
    source = source_of(job, key)
    fields = _fields(job, source)
    if source.source.featureCount() == 0:
        raise InputError(tr("the layer has no rows"), source.name, tr("Check the layer, its filter and the selection."))
    wanted = {column: (name, "time" if column == "time" else "text") for column, name in fields.items()}
    if others:
        if source.binary:
            job.warn(tr("Fields of binary data are left out: {}.").format(some(source.binary)))
        used = {*fields.values(), *source.primary_keys, *source.binary, *(("time",) if fields["time"] == "t_unix" else ())}
        wanted.update({f"field {name}": (name, "raw") for name in source.fields if name not in used})
    table = read(source, wanted, geometry=geometry if source.has_geometry else False, progress=part(progress, 0, 0.9))
    events, rejects = events_from_columns({column: table[column] for column in fields if column != "journey_id"}, known_cells,
                                          progress=part(progress, 0.9, 1))
    for reason, n in rejects.counts().items():
        job.warn(tr("Events rejected: {}, {}.").format(n, tr(reason)))
    if not len(events):
        raise InputError(tr("no event can be used"), table.name, tr("Check the fields picked for device, time and cell."))
    if events.other_kinds:
        job.warn(tr("Kinds of event that are not known, read as other: {}.").format(some(events.other_kinds)))
    unknown = service_codes(events.service)[1] if events.service else ()
    if unknown:
        job.warn(tr("Services that are not known: {}.").format(some(unknown)))
    job.info(tr("Events: {} of {} phones, from {} to {}.").format(
        len(events), len(np.unique(events.device)), iso(events.time_s.min()), iso(events.time_s.max())))
    return events, rejects, table


def _parameter(column: str) -> str:
    return "JOURNEY_FIELD" if column == "journey_id" else f"{column.upper()}_FIELD"


def _fields(job, source) -> dict:
    """The field of each column the algorithm asks for, picked or guessed."""
    guessed = guess_columns(source.fields)
    asked = [column for column in (*NEEDED, "event", "lac", "service", "journey_id")
             if job.algorithm.parameterDefinition(_parameter(column)) is not None]
    picked = {column: source.picked(_parameter(column)) for column in asked}
    fields = {column: picked[column] or source.found(guessed, column) for column in NEEDED}
    if fields["time"] == "time" and "t_unix" in source.fields:
        fields["time"] = "t_unix"  # the plugin's own layers have both; some formats and versions of QGIS cut the time to seconds
    more = {column: picked[column] or guessed.get(column) for column in asked if column not in NEEDED}
    # a field that was picked for one column is not guessed for another
    return {**fields, **{column: name for column, name in more.items() if name and (picked[column] or name not in picked.values())}}
