"""Estimated trajectories: the journeys that go in, what to tell of them, and the layers that come out."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..errors import InputError, some
from . import journeys as tracks
from . import styles
from .base import tr
from .layers import write

DOUBTFUL_RATIO = 2.0  # a route that takes so many times as long as the journey, or as short


def journeys(job, events, table, window_s: float, progress) -> tuple:
    """The journeys of events: those of their journey_id, else as cleaning finds them; `window_s` is that of ping-pong, 0 keeps it.

    Returns
    -------
    cleaned : Cleaned
    labels : ndarray of object, shape (J,)
        The journey id of each.
    """
    from ..events.cleaning import clean, given_journeys

    if "journey_id" in table.columns:
        cleaned, labels = given_journeys(events, table["journey_id"][events.row], ping_pong_window_s=window_s, progress=progress)
    else:
        cleaned = clean(events, ping_pong_window_s=window_s, progress=progress)
        labels = np.array([str(k + 1) for k in range(cleaned.figures["journeys"])] + [None], dtype=object)[:-1]
        job.info(tr("The events have no journey_id: cleaning found {} journeys.").format(len(labels)))
    for reason, n in cleaned.rejects.counts().items():
        job.info(tr("Events dropped: {:,}, {}.").format(n, tr(reason)))
    if not len(labels):
        raise InputError(tr("no event belongs to a journey"), table.name, tr("Check the journey field."))
    return cleaned, labels


@dataclass(frozen=True)
class Journeys:
    """The journeys of some events, and their names.

    Attributes
    ----------
    cleaned : Cleaned
    labels : ndarray of object, shape (J,)
    """

    cleaned: object
    labels: np.ndarray

    @cached_property
    def first(self) -> np.ndarray:
        """The first event of each journey."""
        return np.searchsorted(self.cleaned.journey, np.arange(len(self.labels)))

    @cached_property
    def last(self) -> np.ndarray:
        return np.searchsorted(self.cleaned.journey, np.arange(len(self.labels)), side="right") - 1

    @cached_property
    def device_id(self) -> np.ndarray:
        """Of each journey."""
        return self.cleaned.events.device_levels[self.cleaned.events.device[self.first]]

    def names(self, rows) -> dict:
        """Device and journey of some of the journeys as columns."""
        return {"device_id": ("text", self.device_id[rows]), "journey_id": tracks.journey_column(self.labels[rows])}

    def event_columns(self, rows) -> dict:
        """What a layer of some of the events begins with."""
        events, journey = self.cleaned.events, self.cleaned.journey[rows]
        return tracks.event_columns(
            events.device_levels[events.device[rows]], self.labels[journey], rows - self.first[journey] + 1, events.time_s[rows],
            events.cell_levels[events.cell[rows]], events.kind[rows], tracks.services_of(events)[rows])

    def tell_failures(self, job, failure) -> None:
        """Warn of journeys without a route, by reason; `failure` is empty where there is one."""
        for reason in dict.fromkeys(failure[failure != ""]):
            rows = failure == reason
            named = [f"{device}/{label}" for device, label in zip(self.device_id[rows], self.labels[rows])]
            job.warn(tr("Journeys without a route: {}, {} ({}).").format(int(rows.sum()), tr(reason), some(named)))

    def write_failures(self, job, failure, n_events):
        """Write the journeys without a route, with the number of events of each, (J,)."""
        failed = failure != ""
        return write(job, "FAILURES", {**self.names(failed), "n_events": ("int", n_events[failed]), "reason": ("text", failure[failed])})


@dataclass(frozen=True)
class Estimated:
    """Trajectories with the names of their journeys.

    Attributes
    ----------
    given : Cleaned
        The events before those went that only lead back.
    found : Trajectories
    labels : ndarray of object, shape (J,)
    crs : QgsCoordinateReferenceSystem
    """

    given: object
    found: object
    labels: np.ndarray
    crs: object

    @cached_property
    def journeys(self) -> Journeys:
        return Journeys(self.found.cleaned, self.labels)

    @property
    def has_route(self) -> np.ndarray:
        return self.found.choice.chosen >= 0

    def report(self, job) -> dict:
        """Tell what was found, and give the figures by key."""
        choice, places = self.found.choice, self.found.positions
        n_routes = int(self.has_route.sum())
        self.journeys.tell_failures(job, choice.failure)
        undone = len(self.given.events) - len(self.found.cleaned.events)
        if undone:
            job.info(tr("Events that only lead back, dropped: {}.").format(undone))
        ratio = choice.ratio[self.has_route, choice.chosen[self.has_route]]
        if n_routes:
            doubtful = ~((ratio > 1 / DOUBTFUL_RATIO) & (ratio < DOUBTFUL_RATIO))
            if doubtful.any():
                job.warn(tr("Journeys that took over {:g} times as long as their route does at the limits, or less than {:.0%} of it: "
                            "{} of {}. The phone may have stood still, or gone another way.").format(
                    DOUBTFUL_RATIO, 1 / DOUBTFUL_RATIO, int(doubtful.sum()), n_routes))
            far = choice.off_road_m[self.has_route].max()
            job.info(tr("Starts and ends lay up to {:.0f} m from their road, {:.0f} m in the median.").format(
                far, float(np.median(choice.off_road_m[self.has_route]))))
        rules = {rule: n for rule, n in places.counts().items() if rule != "no route"}
        job.info(tr("Events placed: {}.").format(", ".join(f"{n} {tr(rule)}" for rule, n in rules.items()) or 0))
        median = float(np.median(ratio[np.isfinite(ratio)])) if np.isfinite(ratio).any() else float("nan")
        n_placed = int(np.isfinite(places.along_m).sum())
        job.info(tr("Routes: {} of {} journeys; events placed: {}; median duration ratio {:.2f}.").format(
            n_routes, len(self.labels), n_placed, median))
        return {"N_JOURNEYS": len(self.labels), "N_ROUTES": n_routes, "N_FAILED": len(self.labels) - n_routes,
                "N_POSITIONS": n_placed, "MEDIAN_RATIO": median}

    def write(self, job, progress) -> dict:
        """Write all layers that are wanted."""
        routes = tracks.write_routes(job, "ROUTES", *self._routes(), self.crs, progress=progress)
        positions = tracks.write_positions(job, "POSITIONS", *self._positions(), self.crs)
        candidates = tracks.write_lines(job, "CANDIDATE_ROUTES", *self._candidates(), self.crs, styles.from_file("candidates"))
        failures = self.journeys.write_failures(job, self.found.choice.failure, np.bincount(self.given.journey, minlength=len(self.labels)))
        return {"ROUTES": routes, "POSITIONS": positions, "CANDIDATE_ROUTES": candidates, "FAILURES": failures}

    def _routes(self) -> tuple:
        from ..trajectory.timing import timed_route

        choice, events, along = self.found.choice, self.found.cleaned.events, self.found.positions.along_m
        rows = np.flatnonzero(self.has_route)
        best = choice.chosen[rows]
        lines, times = [], []
        for row in rows:
            way, mine = choice.routes[row], slice(self.journeys.first[row], self.journeys.last[row] + 1)
            xy, time_s = timed_route(way.xy_m, way.along_m, way.seconds, along[mine], events.time_s[mine])
            lines.append(xy)
            times.append(time_s)
        start, end = events.time_s[self.journeys.first[rows]], events.time_s[self.journeys.last[rows]]
        length = np.array([choice.routes[row].along_m[-1] for row in rows])
        squared = choice.squared_m2[rows, best]
        columns = {
            **tracks.route_columns(self.journeys.device_id[rows], self.labels[rows], start, end, length),
            "route_s": ("number", np.array([choice.routes[row].seconds[-1] for row in rows])),
            "ratio": ("number", choice.ratio[rows, best]), "d2_m2": ("number", squared), "candidate": ("int", best + 1),
            "n_routes": ("int", np.isfinite(choice.squared_m2[rows]).sum(axis=1)),
            "n_events": ("int", self.journeys.last[rows] - self.journeys.first[rows] + 1)}
        return columns, lines, times

    def _positions(self) -> tuple:
        cleaned, places = self.found.cleaned, self.found.positions
        rows = np.flatnonzero(np.isfinite(places.along_m))
        placed = tracks.place_columns(places, rows, cleaned.journey, cleaned.events.time_s)
        return {**self.journeys.event_columns(rows), **placed}, places.xy_m[rows]

    def _candidates(self) -> tuple:
        choice = self.found.choice
        pairs = [(row, k) for row, ways in enumerate(choice.candidates) for k, xy in enumerate(ways) if xy is not None]
        row, k = np.array(pairs, int).reshape(-1, 2).T
        columns = {
            **self.journeys.names(row), "candidate": ("int", k + 1), "chosen": ("bool", choice.chosen[row] == k),
            "d2_m2": ("number", choice.squared_m2[row, k]), "ratio": ("number", choice.ratio[row, k])}
        return columns, [choice.candidates[r][c] for r, c in pairs]
