"""Areas of cells as an input: polygons that name the cells they belong to, from a tessellation or a coverage prediction."""

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSource, QgsProcessingParameterField

from ..errors import InputError, some
from ..geolocation.cells import guess_columns
from . import inputs
from .base import tr
from .layers import read, source_of


def add_areas(alg, key: str = "AREAS", *, use: str = "") -> None:
    """The areas with the field of their cells; where `use` says what they are for, they are optional."""
    alg.add(QgsProcessingParameterFeatureSource(key, tr("Areas of cells"), [QgsProcessing.SourceType.TypeVectorPolygon], None, bool(use)),
            (use + " " if use else "") +
            tr("Polygons with cell_id, such as 'Voronoi areas' or a coverage prediction gives; they may overlap. Several ids "
               "are parted by ;."))
    alg.add(QgsProcessingParameterField(f"{key}_ID", tr("Cell id field of the areas"), "cell_id", key, optional=True),
            tr("The field that names the cell, or the cells, of a polygon. Empty: found by its name."), advanced=True)


def cell_areas(job, cell_ids, key: str = "AREAS", *, crs=None) -> tuple:
    """The area of each cell in a metric CRS: `crs`, else one that suits them.

    Parameters
    ----------
    cell_ids : ndarray of str, shape (I,)

    Returns
    -------
    areas : ndarray of shapely polygons or None, shape (I,)
        Several polygons of a cell are one.
    crs : QgsCoordinateReferenceSystem

    Raises
    ------
    InputError
        When the layer has no polygon, or names none of the cells.
    """
    import shapely

    from ..geolocation.areas import members_of

    source = source_of(job, key)
    name = source.picked(f"{key}_ID") or source.found(guess_columns(source.fields), "cell_id")
    table = read(source, {"cell_id": (name, "text")}, geometry=True)
    crs, polygons = inputs.metric_shapes(job, table, crs, "polygon")
    ok = ~shapely.is_missing(polygons)
    broken = ok & ~shapely.is_valid(polygons)
    if broken.any():
        polygons[broken] = shapely.make_valid(polygons[broken])
        job.info(tr("{}: {} features are not valid and were repaired ({}).").format(
            source.name, int(broken.sum()), some(table.fid[broken])))
    ok[ok] = shapely.area(polygons[ok]) > 0
    if not ok.any():
        raise InputError("no feature has an area", source.name, "Use a polygon layer.")
    if not ok.all():
        job.warn(tr("{}: {} features have no area ({}).").format(source.name, int((~ok).sum()), some(table.fid[~ok])))
    members, names = members_of(table["cell_id"].texts)
    polygon = np.repeat(np.arange(len(members)), [len(cells) for cells in members])
    cell = np.concatenate([np.empty(0, int), *members])
    polygon, cell = polygon[ok[polygon]], cell[ok[polygon]]
    number = {text: k for k, text in enumerate(names)}
    areas = np.full(len(cell_ids), None, dtype=object)
    order = np.argsort(cell, kind="stable")
    bounds = np.searchsorted(cell[order], np.arange(len(names) + 1))
    for row, text in enumerate(cell_ids):
        at = number.get(text, -1)
        own = polygons[polygon[order[bounds[at]:bounds[at + 1]]]] if at >= 0 else ()
        if len(own):
            areas[row] = own[0] if len(own) == 1 else shapely.union_all(own)
    lacking = np.array([area is None for area in areas], bool)
    if lacking.all():
        raise InputError(f"it names none of the {len(cell_ids)} cells of the events (theirs are {some(cell_ids)}, here {some(names)})",
                         source.name, "Pick the field that names the cells, or use the areas of this network.")
    if lacking.any():
        job.warn(tr("Cells of the events without an area: {} of {} ({}).").format(
            int(lacking.sum()), len(cell_ids), some(np.asarray(cell_ids)[lacking])))
    return areas, crs


def cell_sites(job, cell_ids, crs, key: str = "CELLS"):
    """Sites of cells by an optional cell plan, (I, 2), NaN for cells it does not name; None without a plan."""
    if not job.given(key):
        return None
    plan, *_ = inputs.cell_plan(job, key, crs=crs)
    return sites_of(plan, cell_ids)


def sites_of(plan, cell_ids) -> np.ndarray:
    """Sites of cells in a plan, (I, 2), NaN for cells it does not name."""
    place = {str(cell): (x, y) for cell, x, y in zip(plan["cell_id"], plan["x_m"], plan["y_m"])}
    return np.array([place.get(cell, (np.nan, np.nan)) for cell in cell_ids], float).reshape(-1, 2)
