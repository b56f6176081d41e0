"""Matched trajectories: what is known of the cells, where journeys begin, and the layers that come out."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from qgis.core import QgsWkbTypes

from ..errors import InputError, some
from ..progress import part
from . import cell_areas, endpoint_maps, inputs, models, styles
from . import journeys as tracks
from .base import tr
from .crs import WKT, from_text, transformed
from .layers import write

SOURCES = ("MODEL", "AREAS", "CELLS")
EVEN_SHARE = 0.05  # of the law of the first place, spread over all roads: a map that says nobody is there may be wrong
PIXEL_M = 100.0
DISC = 6  # segments of a quarter circle


def add_sources(alg) -> None:
    """What is known of the cells: exactly one of model, areas and sites."""
    models.add_input(alg, "MODEL", optional=True, help_text=tr(
        "What is known of the cells, best: a .mno.npz file that one of the 'Emission model' algorithms wrote, also from measurements. "
        "Give it, or areas, or a cell plan."))
    cell_areas.add_areas(alg, use=tr("In place of a model:"))
    inputs.add_cells(alg, use=tr("In place of a model or areas: cells are then likely near their sites and in front of their antennas."))


def steps(cleaned) -> list:
    """The steps of time that suit the journeys, ascending."""
    from ..trajectory.matching import step_of

    return sorted({step_of(time_s) for time_s in np.split(cleaned.events.time_s, np.flatnonzero(np.diff(cleaned.journey)) + 1)})


def likelihoods(job, cell_ids, pieces: dict, crs, progress) -> dict:
    """Likelihood of each cell on the pieces of each step of time, by the one source that was given.

    Raises
    ------
    InputError
        When none or several are given, or nothing is known of any of the cells.
    """
    from ..trajectory import likelihoods as science

    given = [key for key in SOURCES if job.given(key)]
    if len(given) != 1:
        raise InputError(tr("nothing tells where cells are heard") if not given else
                         tr("several inputs tell where cells are heard: {}").format(", ".join(given)),
                         tr("Emission model, areas or cell plan"), tr("Give one of them."))
    if given == ["MODEL"]:
        model = models.load(job)

        def on(xy_m, tick):
            x, y = transformed(*xy_m.T, crs, from_text(model.grid.crs), job.context)
            return science.likelihoods_of_model(model, cell_ids, np.column_stack([x, y]))
    elif given == ["AREAS"]:
        areas, _ = cell_areas.cell_areas(job, cell_ids, crs=crs)

        def on(xy_m, tick):
            return science.likelihoods_of_areas(areas, xy_m)
    else:
        plan, *_ = inputs.cell_plan(job, crs=crs)

        def on(xy_m, tick):
            return _of_plan(plan, cell_ids, xy_m, tick)
    found = {step: on(cut.xy_m, part(progress, k / len(pieces), (k + 1) / len(pieces))) for k, (step, cut) in enumerate(pieces.items())}
    known = np.any([one.known for one in found.values()], axis=0)
    unknown = np.asarray(cell_ids)[~known]
    if len(unknown) == len(cell_ids):
        raise InputError(tr("it tells of none of the {} cells of the events near the roads ({})").format(len(cell_ids), some(cell_ids)),
                         given[0], tr("Use what belongs to this network, and roads of the same region."))
    if len(unknown):
        job.warn(tr("Cells of which nothing is known near the roads: {} of {} ({}). Their events say nothing of the place.").format(
            len(unknown), len(cell_ids), some(unknown)))
    return found


def _of_plan(plan, cell_ids, xy_m, progress):
    """Likelihoods by the sites of a plan, all of whose cells compete."""
    from ..trajectory.likelihoods import Likelihoods, likelihoods_of_sites

    carrier = [f"{radio} {mhz:g}" for radio, mhz in zip(plan["radio"], plan["frequency_mhz"])]
    everything = likelihoods_of_sites(np.column_stack([plan["x_m"], plan["y_m"]]), xy_m, layer=carrier,
                                      azimuth_deg=plan["azimuth_deg"], progress=progress)
    row = {str(name): k for k, name in enumerate(plan["cell_id"])}
    rows = np.array([row.get(name, -1) for name in cell_ids])
    relative = everything.relative[np.maximum(rows, 0)]
    relative.data[np.repeat(rows < 0, np.diff(relative.indptr))] = 0
    relative.eliminate_zeros()
    return Likelihoods(relative, (rows >= 0) & everything.known[rows])


def first_places(job, pieces, crs, progress):
    """How likely a journey begins on each piece: by the maps, spread over the roads of each pixel; without maps by length."""
    from ..geolocation.grid import grid_over

    length_m = pieces.length_m
    if not (job.given("LANDUSE") or job.given("POPULATION")):
        return length_m / length_m.sum()
    low, high = pieces.xy_m.min(axis=0), pieces.xy_m.max(axis=0)
    grid = inputs.fitting(grid_over((*low, *high), PIXEL_M, crs.toWkt(WKT)))
    weights = endpoint_maps.pixel_weights(job, grid, progress)
    tile = grid.tile_at(*pieces.xy_m.T)
    by_map = weights[tile] * length_m / np.bincount(tile, length_m, minlength=grid.n_tiles)[tile]
    if not by_map.any():
        raise InputError(tr("the maps leave no road to begin on"), tr("Land use and population"), tr("Check that they cover the roads."))
    return EVEN_SHARE * length_m / length_m.sum() + (1 - EVEN_SHARE) * by_map / by_map.sum()


@dataclass(frozen=True)
class Matched:
    """Matches with the names of their journeys.

    Attributes
    ----------
    cleaned : Cleaned
    matches : Matches
    labels : ndarray of object, shape (J,)
    network : RoadNetwork
    crs : QgsCoordinateReferenceSystem
    """

    cleaned: object
    matches: object
    labels: np.ndarray
    network: object
    crs: object

    @cached_property
    def first(self) -> np.ndarray:
        """The first event of each journey."""
        return np.searchsorted(self.cleaned.journey, np.arange(len(self.labels)))

    @cached_property
    def last(self) -> np.ndarray:
        return np.searchsorted(self.cleaned.journey, np.arange(len(self.labels)), side="right") - 1

    @cached_property
    def device_id(self) -> np.ndarray:
        events = self.cleaned.events
        return events.device_levels[events.device[self.first]]

    @cached_property
    def rows(self) -> np.ndarray:
        """Journeys that have a route."""
        return np.flatnonzero([match is not None for match in self.matches.found])

    @cached_property
    def found(self) -> list:
        return [self.matches.found[row] for row in self.rows]

    def report(self, job) -> dict:
        """Tell what was found, and give the figures by key."""
        failure = self.matches.failure
        for reason in dict.fromkeys(failure[failure != ""]):
            rows = failure == reason
            named = [f"{device}/{label}" for device, label in zip(self.device_id[rows], self.labels[rows])]
            job.warn(tr("Journeys without a route: {}, {} ({}).").format(int(rows.sum()), reason, some(named)))
        unexplained = int(sum(match.unexplained.sum() for match in self.found))
        unknown = int(sum((~match.known).sum() for match in self.found))
        n_events = int(sum(len(match.known) for match in self.found))
        if unknown:
            job.info(tr("Events in cells of which nothing is known: {} of {}.").format(unknown, n_events))
        if unexplained:
            job.warn(tr("Events whose cell is next to impossible where the phone is thought to have been: {} of {}. The field "
                        "'explained' tells which.").format(unexplained, n_events))
        radius = np.concatenate([match.event_radius_m for match in self.found]) if self.found else np.zeros(0)
        mean = float(radius.mean()) if len(radius) else float("nan")
        job.info(tr("Routes: {} of {} journeys; events placed: {}; radius of the band {:.0f} m in the mean.").format(
            len(self.rows), len(self.labels), n_events, mean))
        return {"N_JOURNEYS": len(self.labels), "N_ROUTES": len(self.rows), "N_FAILED": len(self.labels) - len(self.rows),
                "N_EVENTS": n_events, "N_UNEXPLAINED": unexplained, "MEAN_RADIUS": mean}

    def write(self, job, share: float, progress) -> dict:
        """Write all layers that are wanted."""
        failed = np.flatnonzero(self.matches.failure != "")
        n_events = np.bincount(self.cleaned.journey, minlength=len(self.labels))
        line = QgsWkbTypes.Type.LineString
        return {
            "ROUTES": tracks.write_routes(job, "ROUTES", *self._routes(), self.crs, progress=progress),
            "POSITIONS": tracks.write_positions(job, "POSITIONS", *self._positions(), self.crs),
            "UNCERTAINTY": self._layer(job, "UNCERTAINTY", self._bands(job, share), QgsWkbTypes.Type.MultiPolygon, styles.bands),
            "ROAD_PROBABILITY": self._layer(job, "ROAD_PROBABILITY", self._roads(job), line, styles.graduated("probability")),
            "ALTERNATIVES": self._layer(job, "ALTERNATIVES", self._alternatives(job), line, styles.graduated("probability")),
            "FAILURES": write(job, "FAILURES", {
                "device_id": ("text", self.device_id[failed]), "journey_id": tracks.journey_column(self.labels[failed]),
                "n_events": ("int", n_events[failed]), "reason": ("text", self.matches.failure[failed])})}

    def _layer(self, job, key, made, kind, style):
        if made is None:
            return None
        columns, geometry = made
        layer = write(job, key, columns, geometry=geometry, wkb_type=kind, crs=self.crs)
        styles.style_when_loaded(job, layer, style)
        return layer

    def _names(self, of) -> dict:
        """Device and journey of some of the journeys that have a route."""
        rows = self.rows[of]
        return {"device_id": ("text", self.device_id[rows]), "journey_id": tracks.journey_column(self.labels[rows])}

    def _routes(self) -> tuple:
        from ..trajectory.timing import timed_route

        events, lines, times = self.cleaned.events, [], []
        start, end = events.time_s[self.first[self.rows]], events.time_s[self.last[self.rows]]
        for match, begin, finish in zip(self.found, start, end):
            way = match.route
            knots = np.concatenate([[match.along_m[0]], match.along_m, [match.along_m[-1]]])
            xy, time_s = timed_route(way.xy_m, way.along_m, way.seconds, knots, np.concatenate([[begin], match.time_s, [finish]]))
            lines.append(xy)
            times.append(np.clip(time_s, begin, finish))
        length = np.array([match.route.along_m[-1] for match in self.found])
        columns = {
            **tracks.route_columns(self.device_id[self.rows], self.labels[self.rows], start, end, length),
            "route_s": ("number", np.array([match.route.seconds[-1] for match in self.found])),
            "radius_m": ("number", np.array([match.radius_m.mean() for match in self.found])),
            "alike": ("number", np.array([match.alternatives[0][0] if match.alternatives else 0.0 for match in self.found])),
            "n_events": ("int", self.last[self.rows] - self.first[self.rows] + 1),
            "unexplained": ("int", np.array([match.unexplained.sum() for match in self.found], int))}
        return columns, lines, times

    def _positions(self) -> tuple:
        from ..trajectory.positions import points_on_routes
        from ..trajectory.velocity import speeds_between

        events, journey = self.cleaned.events, self.cleaned.journey
        rows = np.flatnonzero(np.isin(journey, self.rows))
        along, radius, sigma, unexplained, known = (
            np.concatenate([getattr(match, name) for match in self.found] or [np.zeros(0)])
            for name in ("event_along_m", "event_radius_m", "event_sigma_m", "unexplained", "known"))
        lines = [None if match is None else match.route.xy_m for match in self.matches.found]
        columns = tracks.event_columns(
            events.device_levels[events.device[rows]], self.labels[journey[rows]], rows - self.first[journey[rows]] + 1,
            events.time_s[rows], events.cell_levels[events.cell[rows]], events.kind[rows], tracks.services_of(events)[rows])
        columns.update({
            "along_m": ("number", along), "speed_kmh": ("number", speeds_between(along, journey[rows], events.time_s[rows])),
            "sigma_m": ("number", sigma), "radius_m": ("number", radius), "known": ("bool", known.astype(bool)),
            "explained": ("bool", ~unexplained.astype(bool))})
        return columns, points_on_routes(lines, journey[rows], along)

    def _bands(self, job, share: float):
        """Between each two events the area around the route that holds the phone at any time with the share."""
        import shapely

        if not job.given("UNCERTAINTY"):
            return None
        of, start, end, areas, radius = [], [], [], [], []
        for number, match in enumerate(self.found):
            xy = np.column_stack([np.interp(match.along_m, match.route.along_m, column) for column in match.route.xy_m.T])
            discs = shapely.buffer(shapely.points(xy), match.radius_m, quad_segs=DISC)
            hulls = np.append(shapely.convex_hull(shapely.multipolygons(np.column_stack([discs[:-1], discs[1:]]))), discs[-1:])
            time_s = self.cleaned.events.time_s[self.first[self.rows[number]]:self.last[self.rows[number]] + 1]
            interval = np.clip(np.searchsorted(time_s, match.time_s, side="right") - 1, 0, len(time_s) - 2)
            for k in np.unique(interval):
                mine = interval == k
                of.append(number)
                start.append(time_s[k])
                end.append(time_s[k + 1])
                areas.append(shapely.union_all(hulls[mine]))
                radius.append(match.radius_m[mine].mean())
        areas = np.array([shapely.multipolygons(shapely.get_parts(area)) for area in areas] + [None], dtype=object)[:-1]
        return {**self._names(np.array(of, int)), "start": ("time", np.array(start)), "end": ("time", np.array(end)),
                "share": ("number", np.full(len(of), share)), "radius_m": ("number", np.array(radius))}, areas

    def _roads(self, job):
        if not job.given("ROAD_PROBABILITY"):
            return None
        of = np.repeat(np.arange(len(self.found)), [len(match.piece) for match in self.found])
        piece, share = (np.concatenate([getattr(match, name) for match in self.found] or [np.zeros(0)])
                        for name in ("piece", "piece_share"))
        piece = piece.astype(int)
        columns = {**self._names(of), "road": ("int", self.network.source[piece] + 1), "probability": ("number", share)}
        return columns, self.network.lines[piece]

    def _alternatives(self, job):
        import shapely

        if not job.given("ALTERNATIVES"):
            return None
        of = np.repeat(np.arange(len(self.found)), [len(match.alternatives) for match in self.found])
        ways = [way for match in self.found for way in match.alternatives]
        rank = np.concatenate([np.arange(len(match.alternatives)) + 1 for match in self.found] or [np.zeros(0, int)])
        lines = np.array([shapely.linestrings(way.xy_m) for _, way in ways] + [None], dtype=object)[:-1]
        return {**self._names(of), "rank": ("int", rank), "probability": ("number", np.array([share for share, _ in ways])),
                "length_m": ("number", np.array([way.along_m[-1] for _, way in ways]))}, lines
