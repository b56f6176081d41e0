"""A scenario as layers: what the two algorithms of this group write."""

from types import SimpleNamespace

import numpy as np
from qgis.core import QgsWkbTypes

from ...events.schema import KINDS
from .. import inputs, styles, wkb
from ..base import tr
from ..crs import from_text
from ..journeys import ROUTE_TYPE

POINT, LINE = QgsWkbTypes.Type.Point, QgsWkbTypes.Type.LineString


def cells(plan, context) -> dict:
    """Arguments of a layer of the cell plan."""
    plan = inputs.compass_bearings(plan, context)
    columns = {name: ("text", plan[name]) for name in ("cell_id", "site_id", "lac")}
    for name in ("azimuth_deg", "tilt_deg", "height_m", "power_w", "beam_h_deg", "beam_v_deg", "range_m", "ple", "midpoint_dbm",
                 "steepness"):
        columns[name] = ("number", plan[name])
    columns["small"] = ("bool", plan["small"])
    if plan["on_roof"].any():
        columns["on_roof"] = ("bool", plan["on_roof"])
    return {"columns": columns, "geometry": (plan["x_m"], plan["y_m"]), "wkb_type": POINT,
            "crs": from_text(plan.crs)}


def events(e) -> dict:
    """Arguments of a table of events."""
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


def road_lines(roads) -> dict:
    """Arguments of a layer of made-up roads."""
    columns = {name: ("text", getattr(roads, name)) for name in ("highway", "maxspeed", "oneway", "bridge", "name")}
    return {"columns": columns, "geometry": roads.lines, "wkb_type": LINE, "crs": from_text(roads.crs)}


def journey_events(journeys) -> dict:
    """Arguments of a table of the events of journeys, in order of time."""
    e = journeys.events.events
    columns = {**events(e)["columns"], "journey_id": ("int", np.ones(len(e), int))}
    order = np.argsort(e.time_s, kind="stable")
    return {"columns": {name: (kind, values[order]) for name, (kind, values) in columns.items()}}


def true_routes(journeys) -> dict:
    """Arguments of a layer of the routes of journeys; M is the time of arrival."""
    drives = journeys.drives
    inner = drives.vertex_start[1:-1]
    n, start, end = len(drives), drives.start_s, drives.end_s
    columns = {"device_id": ("text", journeys.events.events.device_levels), "journey_id": ("int", np.ones(n, int)),
               "start": ("time", start), "end": ("time", end), "length_m": ("number", drives.length_m),
               "duration_s": ("number", end - start)}
    lines = wkb.lines_to_wkb(np.split(drives.xy_m, inner), np.split(drives.time_s, inner))
    return {"columns": columns, "geometry": lines, "wkb_type": ROUTE_TYPE, "crs": from_text(drives.network.crs)}


def true_positions(journeys) -> dict:
    """Arguments of a layer of the places where the events of journeys happened."""
    found = journeys.events
    columns = events(found.events)["columns"]
    n = len(found)
    columns = {"device_id": columns["device_id"], "journey_id": ("int", np.ones(n, int)), "seq": ("int", found.seq),
               **{name: columns[name] for name in ("time", "t_unix", "cell_id", "event", "service")},
               "along_m": ("number", found.along_m), "speed_kmh": ("number", found.speed_kmh)}
    return {"columns": columns, "geometry": (found.x_m, found.y_m), "wkb_type": POINT,
            "crs": from_text(journeys.drives.network.crs)}


def looks(world) -> dict:
    """Stylers by output, for those that have a style."""
    step = float(np.median(np.diff(world.times_s))) if len(world.times_s) > 1 else 3600.0
    return {"CELLS": styles.from_file("cells"), "TRUTH": styles.density_series(world.times_s, step), "PEOPLE": styles.density,
            "ROAD_LINES": styles.from_file("roads"), "TRUTH_ROUTES": styles.in_time("true_routes", "start", "end"),
            "TRUTH_POSITIONS": styles.in_time("true_positions", "time")}


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


def report_journeys(job, journeys) -> dict:
    """Say what the journeys are like, and return the figures."""
    figures = SimpleNamespace(**journeys.figures)
    job.info(tr("{} journeys of {:.1f} km at {:.0f} km/h on average made {} events ({} handovers, {} location-area updates).").format(
        figures.n_journeys, figures.mean_length_m / 1000, figures.mean_speed_kmh, figures.n_events, figures.n_handover, figures.n_lau))
    if figures.n_handover:
        job.info(tr("From one handover to the next: {:.0f} m on average; {:.0%} of them are ping-pong, back within half a minute.").format(
            figures.between_handovers_m, figures.ping_pong_share))
    if figures.n_silent or figures.n_cut:
        job.warn(tr("Journeys without any event: {}. Calls and sessions cut short by lost coverage: {}.").format(
            figures.n_silent, figures.n_cut))
    return {"N_JOURNEYS": figures.n_journeys, "N_JOURNEY_EVENTS": figures.n_events}
