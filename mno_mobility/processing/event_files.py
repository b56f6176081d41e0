"""Events in files as an input of several algorithms, beside layers: a folder of Parquet or CSV that need not fit in memory."""

from collections import Counter

import numpy as np
from qgis.core import QgsProcessingParameterFile, QgsProcessingParameterNumber, QgsProcessingParameterString

from ..errors import InputError, some
from ..events.schema import REASONS, parse_times, service_codes
from ..memory import GIB
from .base import tr
from .inputs import iso
from .layers import Table

KEY = "FILES"
KIND_OF_FIELD = {"text": "text", "integer": "int", "number": "number", "bool": "int", "moment": "time"}  # a truth value may be missing


def add_files(alg) -> None:
    """The parameter for files, which stands in for the layer, and what the engine that reads them may use."""
    folder = QgsProcessingParameterFile.Behavior.Folder
    alg.add(QgsProcessingParameterFile(KEY, tr("Event files instead of a layer"), folder, optional=True),
            tr("For events that do not fit in memory: a folder of Parquet or CSV files with all below it, one file, or a pattern such as "
               "/data/2024-05-*.parquet. Needs the Python library duckdb."), later=True)
    alg.add(QgsProcessingParameterString("FILE_COLUMNS", tr("Fields of the files"), "", False, True),
            tr("Only for fields that are not found by their names, such as device_id=msisdn_hash, time=begin."), advanced=True, later=True)
    number = QgsProcessingParameterNumber
    alg.add(number("MEMORY", tr("Memory for the files (GiB)"), number.Type.Double, None, True, 0.25),
            tr("What does not fit goes to the folder for temporary files. Empty: half of what is free."), advanced=True, later=True)
    alg.add(number("THREADS", tr("Threads for the files"), number.Type.Integer, 0, False, 0, 1024),
            tr("0: one for each core."), advanced=True, later=True)


def in_files(job, key: str = "EVENTS") -> bool:
    """Whether the events come in files and not in a layer.

    Raises
    ------
    InputError
        When both or none were given.
    """
    files, layer = job.given(KEY), job.given(key)
    if files == layer:
        what = tr("there are both a layer and files") if files else tr("there are no events")
        raise InputError(what, tr("Events"), tr("Choose a layer, or event files instead."))
    return files


def open_files(job, known_cells, *, more: bool = False, progress=None):
    """Open the files on an engine that closes when the run is over.

    Parameters
    ----------
    job : Job
    known_cells : array_like of str, optional
    more : bool
        Let fields that are no column of an event travel along.
    progress : callable, optional
    """
    job.algorithm.require_for(tr("Event files"), "duckdb")
    from ..events.embedded import open_events
    from ..events.files import KINDS, NEEDED

    asked = [column for column in KINDS if column in NEEDED or job.algorithm.parameterDefinition(f"{column.upper()}_FIELD") is not None]
    memory = job.number("MEMORY")
    stored = open_events(job.text(KEY), picked=_picked(job, asked), columns=asked, more=more, known_cells=known_cells,
                         memory_bytes=memory and memory * GIB, threads=job.integer("THREADS"), progress=progress or job.progress(0, 10))
    job.at_end(stored.close)
    job.info(tr("Event files: {}; fields: {}.").format(
        len(stored.files.paths), ", ".join(f"{column} = {name}" for column, name in stored.columns.items())))
    if stored.left_out:
        job.warn(tr("Fields that hold no single value are left out: {}.").format(some(stored.left_out)))
    return stored


def tell(job, rejects: dict, n_usable: int, n_phones: int, first_s: float, last_s: float) -> None:
    """What was read, in the words of :func:`~mno_mobility.processing.events_input.read_events`.

    Raises
    ------
    InputError
        When no event can be used.
    """
    for reason in [reason for reason in REASONS if rejects.get(reason)]:
        job.warn(tr("Events rejected: {}, {}.").format(rejects[reason], tr(reason)))
    if not n_usable:
        raise InputError(tr("no event can be used"), job.text(KEY), tr("Check the fields picked for device, time and cell."))
    job.info(tr("Events: {} of {} phones, from {} to {}.").format(n_usable, n_phones, iso(first_s), iso(last_s)))


def read_blocks(job, stored, progress):
    """Events by blocks of whole devices, as :func:`~mno_mobility.processing.events_input.read_events` gives those of a layer.

    Yields
    ------
    events : Events
    rejects : Rejects
    table : Table
        `fid` is the place of each row over all files.

    Raises
    ------
    InputError
        When no event can be used.
    """
    rejects, n_usable, n_phones, first_s, last_s, kinds, services = Counter(), 0, 0, np.inf, -np.inf, {}, {}
    for block in stored.blocks(progress=progress):
        events = block.events
        columns = {key: _seconds(values) for key, values in block.columns.items() if key != "time"}
        rejects.update(block.rejects.counts())
        kinds.update(dict.fromkeys(events.other_kinds))
        services.update(dict.fromkeys(service_codes(events.service)[1] if events.service else ()))
        if len(events):
            n_usable, n_phones = n_usable + len(events), n_phones + len(np.unique(events.device))
            first_s, last_s = min(first_s, events.time_s.min()), max(last_s, events.time_s.max())
        yield events, block.rejects, Table(job.text(KEY), block.place, columns, None, None)
    if kinds:
        job.warn(tr("Kinds of event that are not known, read as other: {}.").format(some(kinds)))
    if services:
        job.warn(tr("Services that are not known: {}.").format(some(services)))
    tell(job, rejects, n_usable, n_phones, first_s, last_s)


def places(stored, place) -> dict:
    """Columns that name rows of files: the row, from 1 without the header, and the file."""
    from ..events.engines import row_of

    file, row = row_of(place)
    return {"row": ("int", row + 1), "file": ("text", stored.paths_of(file))}


def _seconds(values):
    return parse_times(values)[0] if getattr(values, "dtype", None) is not None and values.dtype.kind == "M" else values


def _picked(job, asked: list) -> dict:
    """Fields that were named: by the text for files, or by the parameters for the fields of a layer."""
    picked = {}
    for column in asked:
        key = f"{column.upper()}_FIELD"
        name = job.field(key)
        if name and name != job.algorithm.parameterDefinition(key).defaultValue():  # the default is a suggestion
            picked[column] = name
    for pair in filter(None, (pair.strip() for pair in job.text("FILE_COLUMNS").split(","))):
        column, equals, name = (word.strip() for word in pair.partition("="))
        if not equals or not name:
            raise InputError(tr("{!r} names no column and field").format(pair), tr("Fields of the files"),
                             tr("Write pairs such as device_id=msisdn_hash, time=begin."))
        picked[column] = name
    return picked
