"""Where cells are heard, as evidence of a phone's place: from an emission model or from areas, and from the sites of a cell plan."""

from functools import reduce

import numpy as np

from ..errors import InputError, some
from . import cell_areas, inputs, models
from .base import tr
from .crs import from_text, transformed

MODEL, AREAS, CELLS = KEYS = ("MODEL", "AREAS", "CELLS")


def add_evidence(alg) -> None:
    """The three inputs: a model or areas, a cell plan, or one of both kinds."""
    models.add_input(alg, MODEL, optional=True, help_text=tr(
        "Where each cell is heard: a .mno.npz file, best one of 'Emission model from measurements' or 'Emission model from cell plan'. "
        "Give this, or areas, or a cell plan."))
    cell_areas.add_areas(alg, AREAS, use=tr("Instead of a model."))
    inputs.add_cells(alg, CELLS, azimuths=True, use=tr(
        "Instead of a model or areas, or beside them: how near a cell's site is, and where its antenna points. Of crowd-sourced sites the "
        "fields samples and range, as OpenCellID has them, tell how far around its site a cell was heard; one thought from fewer than 30 "
        "samples tells little."))


def chosen(job) -> list:
    """The keys of what was given.

    Raises
    ------
    InputError
        When it is nothing, or a model and areas.
    """
    given = [key for key in KEYS if job.given(key)]
    if not given or {MODEL, AREAS} <= set(given):
        names = [job.algorithm.parameterDefinition(key).description() for key in (MODEL, AREAS)]
        what = tr("{} are given at once").format(some(names)) if given else tr("nothing tells where cells are heard")
        raise InputError(what, tr("Cells"), tr("Give an emission model, areas of cells, or a cell plan, which may stand beside either."))
    return given


def likelihoods_on(job, cell_ids, crs):
    """How likely each cell serves a phone at places: a function of their coordinates in a CRS, (S, 2), and of progress."""
    from ..trajectory.likelihoods import pooled

    of_key = {MODEL: _by_model, AREAS: _by_areas, CELLS: _by_plan}
    sources = [of_key[key](job, cell_ids, crs) for key in chosen(job)]
    return lambda xy_m, progress: reduce(pooled, (source(xy_m, progress) for source in sources))


def _by_model(job, cell_ids, crs):
    from ..trajectory.likelihoods import likelihoods_of_model

    model = models.load(job, MODEL)
    _tell(job, cell_ids, ~np.isin(cell_ids, model.cell_ids), tr("Emission model"), some(model.cell_ids))
    grid_crs = from_text(model.grid.crs)
    return lambda xy_m, progress: likelihoods_of_model(
        model, cell_ids, np.column_stack(transformed(*xy_m.T, crs, grid_crs, job.context)))


def _by_areas(job, cell_ids, crs):
    from ..trajectory.likelihoods import likelihoods_of_areas

    areas, _ = cell_areas.cell_areas(job, cell_ids, AREAS, crs=crs)
    return lambda xy_m, progress: likelihoods_of_areas(areas, xy_m)


def _by_plan(job, cell_ids, crs):
    from ..trajectory.likelihoods import likelihoods_of_plan

    plan, *_ = inputs.cell_plan(job, CELLS, crs=crs)
    _tell(job, cell_ids, ~np.isin(cell_ids, plan["cell_id"]), tr("Cell plan"), some(plan["cell_id"]))
    return lambda xy_m, progress: likelihoods_of_plan(plan, cell_ids, xy_m, progress=progress)


def _tell(job, cell_ids, lacking, where: str, names: str) -> None:
    if lacking.all():
        raise InputError(f"it names none of the {len(cell_ids)} cells of the events (theirs are {some(cell_ids)}, here {names})", where,
                         "Use the one of this network, and check how both write the ids.")
    if lacking.any():
        job.warn(tr("{}: cells of the events that it does not name: {} of {} ({}).").format(
            where, int(lacking.sum()), len(cell_ids), some(np.asarray(cell_ids)[lacking])))
