"""The emission model as a file between algorithms, with the rasters and figures that tell of it."""

from functools import partial
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
)

from ..errors import InputError, some
from . import rasters, styles
from .base import tr

FILTER = "Emission model (*.mno.npz)"
MODEL, COVERAGE, BEST_SERVER = "MODEL", "COVERAGE", "BEST_SERVER"


def add_input(alg, key: str = MODEL, *, label: str = "", optional: bool = False, help_text: str = "") -> None:
    """The emission model file as a parameter."""
    alg.add(QgsProcessingParameterFile(key, label or tr("Emission model"), optional=optional, fileFilter=FILTER),
            help_text or tr("A .mno.npz file that 'Emission model from cell plan', 'from areas' or 'from table' wrote."))


def load(job, key: str = MODEL):
    """Load the :class:`~mno_mobility.geolocation.emission.EmissionModel` and say what it is."""
    from ..geolocation.emission import load_model

    model = load_model(job.file(key), progress=job.progress(0, 5))
    grid = model.grid
    job.info(tr("Model: {} cells on {} x {} tiles of {:g} m, {} entries; {} tiles are not covered.").format(
        len(model.cell_ids), grid.n_cols, grid.n_rows, grid.tile_m, model.dominance.nnz, int((~model.covered).sum())))
    return model


def add_outputs(alg) -> None:
    """The model file, its rasters and its figures."""
    alg.add(QgsProcessingParameterFileDestination(MODEL, tr("Emission model file"), FILTER),
            tr("The model for the other algorithms, one .mno.npz file."))
    alg.add(QgsProcessingParameterRasterDestination(COVERAGE, tr("Coverage"), None, True),
            tr("Number of cells received in each tile; no data where there is none."))
    alg.add(QgsProcessingParameterRasterDestination(BEST_SERVER, tr("Best server"), None, True, False),
            tr("The strongest cell of each tile, as its place in the model, from 1."))
    for key, label in (("N_CELLS", tr("Cells")), ("N_TILES", tr("Tiles")), ("N_UNCOVERED", tr("Tiles no cell covers")),
                       ("NNZ", tr("Entries of the model"))):
        alg.addOutput(QgsProcessingOutputNumber(key, label))


def save(job, model) -> dict:
    """Write the model and its rasters, say what it is, and return the outputs."""
    from ..geolocation.emission import save_model

    if not model.dominance.nnz:
        raise InputError(f"none of the {len(model.cell_ids)} cells reaches a tile of the grid", tr("Emission model"),
                         "Check the extent, the CRS and the range of the cells.")
    silent = np.flatnonzero(np.diff(model.dominance.indptr) == 0)
    if len(silent):
        job.warn(tr("Cells without a footprint, as they reach no tile: {} ({}).").format(len(silent), some(model.cell_ids[silent])))
    uncovered = int((~model.prepared("cells_per_tile", progress=job.progress(87, 88)).covered).sum())
    path = job.output_file(MODEL)
    save_model(model, path, progress=job.progress(88, 94))
    job.on_failure(partial(Path(path).unlink, missing_ok=True))
    coverage = best = None
    if job.given(COVERAGE):
        cells = np.where(model.covered, model.cells_per_tile, rasters.NODATA)
        coverage = rasters.write_bands(job, COVERAGE, model.grid, [cells], names=[tr("cells")], classes=True, progress=job.progress(94, 96))
        styles.style_when_loaded(job, coverage, styles.spread)
    if job.given(BEST_SERVER):
        model.prepared("best_server", progress=job.progress(96, 97))
        server = np.where(model.covered, model.best_server + 1, rasters.NODATA)
        best = rasters.write_bands(job, BEST_SERVER, model.grid, [server], names=[tr("best server")], classes=True,
                                   progress=job.progress(97, 100))
        styles.style_when_loaded(job, best, styles.servers(model.cell_ids))
    job.info(tr("Model written: {} cells, {} tiles, {} entries; {} tiles ({:.1%}) are covered by no cell.").format(
        len(model.cell_ids), model.grid.n_tiles, model.dominance.nnz, uncovered, uncovered / model.grid.n_tiles))
    return {MODEL: path, COVERAGE: coverage, BEST_SERVER: best, "N_CELLS": len(model.cell_ids), "N_TILES": model.grid.n_tiles,
            "N_UNCOVERED": uncovered, "NNZ": int(model.dominance.nnz)}
