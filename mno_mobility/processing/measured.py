"""Measured points that name their cells as an input, such as those of drive tests."""

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSource, QgsProcessingParameterField, QgsProcessingParameterNumber

from ..errors import some
from ..events.schema import guess_columns
from .base import tr
from .fixes import read_fixes
from .layers import source_of


def add_measured(alg, key: str = "MEASURED", *, reach: bool = True) -> None:
    """The optional layer of measured points with its fields, and how far from a route they may be where that matters."""
    alg.add(QgsProcessingParameterFeatureSource(key, tr("Measured points"), [QgsProcessing.SourceType.TypeVectorPoint], None, True),
            tr("Optional: points with device_id, time and cell_id, such as a drive test gives, every few seconds or at handovers: they "
               "tell where phones change from one cell to another. Points more than ten minutes apart are not joined."))
    for column, label, text in (
            ("device_id", tr("Device field (measured)"), tr("The field that tells the phones, or the drives, apart.")),
            ("time", tr("Time field (measured)"), tr("The field with the time of the point.")),
            ("cell_id", tr("Cell id field (measured)"), tr("The field with the id of the serving cell."))):
        alg.add(QgsProcessingParameterField(f"{key}_{column.upper()}", label, column, key, optional=True),
                text + " " + tr("Empty: found by its name."), advanced=True)
    if reach:
        number = QgsProcessingParameterNumber
        alg.add(number("REACH", tr("Measured points lie within (m)"), number.Type.Double, 100, False, 1),
                tr("Handovers measured farther from the route belong to another road."), advanced=True)


def measured_handovers(job, cell_ids, crs, key: str = "MEASURED", *, progress=None):
    """The measured handovers between some cells; None where no points were given.

    Parameters
    ----------
    cell_ids : ndarray of str, shape (I,)
    crs : QgsCoordinateReferenceSystem
        Of the handovers.

    Raises
    ------
    InputError
        When the layer has no points, a field is missing, or no row can be used.
    """
    from ..trajectory.handover_places import MeasuredHandovers, handovers_of_drives

    source = source_of(job, key)
    if source is None:
        return None
    guessed = guess_columns(source.fields)
    names = {column: source.picked(f"{key}_{column.upper()}") or source.found(guessed, column)
             for column in ("device_id", "time", "cell_id")}
    fixes = read_fixes(job, source, names, crs=crs, progress=progress)
    n_blind = int(np.count_nonzero(fixes.cell_id.codes < 0))
    if n_blind:
        job.warn(tr("{}: {} points name no cell and are passed over.").format(source.name, n_blind))
    found = handovers_of_drives(fixes.device_id.codes, fixes.time_s, fixes.cell_id.codes, fixes.xy_m)
    number = {text: k for k, text in enumerate(cell_ids)}
    of_event = np.array([number.get(text, -1) for text in fixes.cell_id.levels], int)
    from_cell, to_cell = of_event[found.from_cell], of_event[found.to_cell]
    shared = (from_cell >= 0) & (to_cell >= 0)
    job.info(tr("{}: {} handovers measured, {} of them between cells of the events.").format(source.name, len(found), int(shared.sum())))
    if not shared.any():
        job.warn(tr("{}: no measured handover is between cells of the events (theirs are {}, here {}).").format(
            source.name, some(cell_ids), some(fixes.cell_id.levels)))
    return MeasuredHandovers(from_cell[shared], to_cell[shared], found.xy_m[shared], found.heading[shared])
