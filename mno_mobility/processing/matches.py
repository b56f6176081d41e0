"""Matched trajectories: what to tell of them, and the layers that come out."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from qgis.core import QgsWkbTypes

from . import journeys as tracks
from . import styles
from .base import tr
from .estimates import Journeys
from .layers import write

MANY = 0.1  # a share of events


@dataclass(frozen=True)
class Matched(Journeys):
    """Matches with the names of their journeys.

    Attributes
    ----------
    matches : Matches
    network : RoadNetwork
    crs : QgsCoordinateReferenceSystem
    share : float
        What the band holds.
    """

    matches: object
    network: object
    crs: object
    share: float

    @cached_property
    def rows(self) -> np.ndarray:
        """The journeys that have a route."""
        return np.flatnonzero([match is not None for match in self.matches.found])

    @cached_property
    def found(self) -> list:
        """Their matches."""
        return [self.matches.found[row] for row in self.rows]

    @cached_property
    def n_events(self) -> np.ndarray:
        """Of each journey."""
        return self.last - self.first + 1

    def times_of(self, row: int) -> np.ndarray:
        """Times of the events of a journey."""
        return self.cleaned.events.time_s[self.first[row]:self.last[row] + 1]

    def report(self, job) -> dict:
        """Tell what was found, and give the figures by key."""
        self.tell_failures(job, self.matches.failure)
        found, n_events = self.found, int(self.n_events[self.rows].sum())
        unexplained, unknown = (int(sum(values.sum() for values in columns))
                                for columns in ([match.unexplained for match in found], [~match.known for match in found]))
        if unknown:
            job.info(tr("Events in cells of which nothing is known on these roads, placed by the others: {} of {}.").format(
                unknown, n_events))
        if unexplained:
            named = [f"{self.device_id[row]}/{self.labels[row]}" for row, match in zip(self.rows, found) if match.unexplained.any()]
            job.warn(tr("Events whose cell is next to impossible where the phone must have been: {} of {} ({}). The field "
                        "'explained' tells which.").format(unexplained, n_events, ", ".join(named[:5])))
            if unexplained > MANY * n_events:
                job.warn(tr("So many mean that the cells are heard elsewhere than the input says. An emission model, at best one learned "
                            "from measurements, explains more than areas, and these more than a cell plan."))
        radius = float(np.concatenate([match.radius_m for match in found]).mean()) if found else float("nan")
        job.info(tr("Routes: {} of {} journeys; events placed: {}, {} of them unexplained; the band of {:.0%} reaches {:.0f} m on either "
                    "side in the mean.").format(len(found), len(self.labels), n_events, unexplained, self.share, radius))
        return {"N_JOURNEYS": len(self.labels), "N_ROUTES": len(found), "N_FAILED": len(self.labels) - len(found), "N_EVENTS": n_events,
                "N_UNEXPLAINED": unexplained, "N_UNKNOWN": unknown, "MEAN_RADIUS": radius}

    def write(self, job, progress) -> dict:
        """Write all layers that are wanted."""
        return {
            "ROUTES": tracks.write_routes(job, "ROUTES", *self._routes(progress), self.crs),
            "POSITIONS": tracks.write_positions(job, "POSITIONS", *self._positions(), self.crs),
            "UNCERTAINTY": self._write_bands(job, progress),
            "ROAD_PROBABILITY": self._write_lines(job, "ROAD_PROBABILITY", self._roads),
            "ALTERNATIVES": self._write_lines(job, "ALTERNATIVES", self._alternatives),
            "FAILURES": self.write_failures(job, self.matches.failure, self.n_events)}

    def _write_lines(self, job, key: str, make):
        return tracks.write_lines(job, key, *make(), self.crs, styles.probabilities) if job.given(key) else None

    def _routes(self, progress) -> tuple:
        from ..trajectory.match_shapes import timed_match

        lines, times = [], []
        for k, (row, match) in enumerate(zip(self.rows, self.found)):
            progress(0.3 * k / len(self.rows))
            xy, time_s = timed_match(match, self.times_of(row))
            lines.append(xy)
            times.append(time_s)
        events, routes = self.cleaned.events, [match.route for match in self.found]
        start, end = events.time_s[self.first[self.rows]], events.time_s[self.last[self.rows]]
        spent_s = np.array([route.seconds[-1] for route in routes])
        columns = {
            **tracks.route_columns(self.device_id[self.rows], self.labels[self.rows], start, end,
                                   np.array([route.along_m[-1] for route in routes])),
            "route_s": ("number", spent_s),
            "ratio": ("number", np.divide(end - start, spent_s, out=np.full(len(spent_s), np.nan), where=spent_s > 0)),
            "n_events": ("int", self.n_events[self.rows]),
            "unexplained": ("int", np.array([match.unexplained.sum() for match in self.found], int)),
            "radius_m": ("number", np.array([match.radius_m.mean() for match in self.found])),
            "alike": ("number", np.array([match.alike for match in self.found]))}
        return columns, lines, times

    def _positions(self) -> tuple:
        from ..trajectory.positions import points_on_routes
        from ..trajectory.velocity import speeds_between

        rows = np.flatnonzero(np.isin(self.cleaned.journey, self.rows))
        journey, time_s = self.cleaned.journey[rows], self.cleaned.events.time_s[rows]
        along, sigma, radius, unexplained, known = (
            np.concatenate([getattr(match, name) for match in self.found] or [np.zeros(0)])
            for name in ("event_along_m", "event_sigma_m", "event_radius_m", "unexplained", "known"))
        lines = [None if match is None else match.route.xy_m for match in self.matches.found]
        return {**self.event_columns(rows), "along_m": ("number", along), "speed_kmh": ("number", speeds_between(along, journey, time_s)),
                "sigma_m": ("number", sigma), "radius_m": ("number", radius), "known": ("bool", known.astype(bool)),
                "explained": ("bool", ~unexplained.astype(bool))}, points_on_routes(lines, journey, along)

    def _write_bands(self, job, progress):
        from ..trajectory.match_shapes import bands

        if not job.given("UNCERTAINTY"):
            return None
        polygons, radii, start = [], [], []
        for k, (row, match) in enumerate(zip(self.rows, self.found)):
            progress(0.3 + 0.6 * k / len(self.rows))
            shapes, radius = bands(match, self.times_of(row))
            polygons.append(shapes)
            radii.append(radius)
            start.append(np.arange(self.first[row], self.last[row]))
        row = np.concatenate([*start, np.zeros(0, int)])
        events, journey = self.cleaned.events, self.cleaned.journey[row]
        layer = write(job, "UNCERTAINTY", {
            **self.names(journey), "seq": ("int", row - self.first[journey] + 1), "start": ("time", events.time_s[row]),
            "end": ("time", events.time_s[row + 1]), "cell_id": ("text", events.cell_levels[events.cell[row]]),
            "radius_m": ("number", np.concatenate([*radii, np.zeros(0)])), "share": ("number", np.full(len(row), self.share))},
            geometry=np.concatenate([*polygons, np.zeros(0, object)]), wkb_type=QgsWkbTypes.Type.MultiPolygon, crs=self.crs,
            progress=lambda done: progress(0.9 + 0.1 * done))
        styles.style_when_loaded(job, layer, styles.bands)
        return layer

    def _roads(self) -> tuple:
        number = np.repeat(self.rows, [len(match.piece) for match in self.found])
        piece = np.concatenate([*(match.piece for match in self.found), np.zeros(0, int)]).astype(int)
        share = np.concatenate([*(match.piece_share for match in self.found), np.zeros(0)])
        start = self.network.piece_start
        return {**self.names(number), "road": ("int", self.network.source[piece] + 1), "probability": ("number", share)}, [
            self.network.xy_m[start[k]:start[k + 1]] for k in piece]

    def _alternatives(self) -> tuple:
        every = [(row, k + 1, share, route) for row, match in zip(self.rows, self.found)
                 for k, (share, route) in enumerate(match.alternatives)]
        row = np.array([number for number, *_ in every], int)
        return {**self.names(row), "rank": ("int", np.array([k for _, k, *_ in every], int)),
                "probability": ("number", np.array([share for _, _, share, _ in every], float)),
                "length_m": ("number", np.array([route.along_m[-1] for *_, route in every], float)),
                "route_s": ("number", np.array([route.seconds[-1] for *_, route in every], float))}, [route.xy_m for *_, route in every]
