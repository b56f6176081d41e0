"""A scenario as layers: what the two algorithms of this group write."""

from types import SimpleNamespace

import numpy as np
from qgis.core import QgsWkbTypes

from ...events.schema import KINDS
from .. import inputs, styles
from ..base import tr
from ..crs import from_text

POINT = QgsWkbTypes.Type.Point


def cells(plan) -> dict:
    """Arguments of a layer of the cell plan."""
    columns = {name: ("text", plan[name]) for name in ("cell_id", "site_id", "lac")}
    for name in ("azimuth_deg", "tilt_deg", "height_m", "power_w", "beam_h_deg", "beam_v_deg", "range_m", "ple", "midpoint_dbm",
                 "steepness"):
        columns[name] = ("number", plan[name])
    columns["small"] = ("bool", plan["small"])
    return {"columns": columns, "geometry": (plan["x_m"], plan["y_m"]), "wkb_type": POINT,
            "crs": from_text(plan.crs)}


def events(world) -> dict:
    """Arguments of a table of the events of the day."""
    e = world.events
    levels = {"lac": e.lac, "service": e.service}
    columns = {"device_id": ("text", e.device_levels[e.device]), "time": ("time", e.time_s), "t_unix": ("number", e.time_s),
               "cell_id": ("text", e.cell_levels[e.cell]), "event": ("text", np.array(KINDS, dtype=object)[e.kind])}
    columns.update({name: ("text", factor.texts) for name, factor in levels.items()})
    return {"columns": columns}


def counts(world) -> dict:
    """Arguments of a table of ideal counts: every phone is seen just at the reference time."""
    at, cell = np.nonzero(world.counts)
    times = world.times_s[at]
    return {"columns": {"cell_id": ("text", world.model.cell_ids[cell]), "count": ("int", world.counts[at, cell]),
                        "time": ("time", times), "t_unix": ("number", times)}}


def truth(world) -> dict:
    """Arguments of a raster of the phones at each reference time."""
    return {"grid": world.model.grid, "bands": world.truth.astype(float), "names": [inputs.iso(t) for t in world.times_s]}


def population(world) -> dict:
    """Arguments of a raster of the people."""
    return {"grid": world.model.grid, "bands": [world.population.astype(float)], "names": [tr("people")]}


def style_truth(world):
    step = float(np.median(np.diff(world.times_s))) if len(world.times_s) > 1 else 3600.0
    return styles.density_series(world.times_s, step)


def report(job, world) -> dict:
    """Say what was made, and return the figures."""
    figures = SimpleNamespace(**world.figures)
    job.info(tr("Network: {} sites, {} cells, {} location areas; {} of {} tiles are covered by no cell.").format(
        figures.n_sites, figures.n_cells, figures.n_location_areas, figures.n_tiles_uncovered, figures.n_tiles))
    job.info(tr("{:.0f} people on {:.1%} of the tiles; {} phones made {} events ({} handovers, {} location-area updates).").format(
        figures.n_people, figures.inhabited_share, figures.n_phones, figures.n_events, figures.n_handover, figures.n_lau))
    if sum(figures.n_phones_uncovered):
        job.info(tr("Phones without coverage at the reference times: {}.").format(
            ", ".join(map(str, figures.n_phones_uncovered))))
    return {"N_CELLS": figures.n_cells, "N_PHONES": figures.n_phones, "N_EVENTS": figures.n_events}
