"""From the events of journeys to their routes and the places of their events: the pipeline of Ostermayer et al. 2016, sections 3.4 to 3.6.

Every journey is estimated by itself, with random numbers of its own: its result depends neither on the other journeys nor on their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..errors import InputError
from ..events.cleaning import Cleaned, ping_pong_on_route
from ..parallel import in_blocks
from ..progress import Progress, no_progress, part
from .candidates import RULES, choose, duration_ratios, squared_distances
from .endpoints import TRIES, EndpointLaw, draw_places
from .network import RoadNetwork
from .polylines import routes
from .positions import EventPositions, event_positions, uses_a_stretch_twice
from .referencing import snap
from .routing import prepare, shortest_paths

ONE_EVENT = "only one event"
NO_AREA = "no cell of the journey has an area"
ONE_CELL = "all events are in one cell"
NO_ROUTE = "no road leads from the start to the end"
NO_ROAD = "no road near the start or the end"
FAILURES = (ONE_EVENT, NO_AREA, ONE_CELL, NO_ROUTE, NO_ROAD)
JOURNEYS_PER_BLOCK = 16


@dataclass(frozen=True)
class RouteChoice:
    """The candidates of each journey, and the one that was chosen.

    Attributes
    ----------
    routes : list of Route or None, length J
    failure : ndarray of object, shape (J,)
        One of FAILURES, empty where there is a route.
    squared_m2, ratio : ndarray of float, shape (J, K)
        Ratings D_j (Eq. 3) and duration ratio (Eq. 4), NaN where there is no candidate.
    chosen : ndarray of int, shape (J,)
        Index of the candidate, -1 where there is none.
    off_road_m : ndarray of float, shape (J, 2)
        How far the chosen start and end, as they were drawn, lay from the road; NaN where there is no route.
    candidates : list of list of ndarray, shape (V, 2), or None
        Vertices of all candidates; empty unless they were asked for.
    """

    routes: list
    failure: np.ndarray
    squared_m2: np.ndarray
    ratio: np.ndarray
    chosen: np.ndarray
    off_road_m: np.ndarray
    candidates: list


@dataclass(frozen=True)
class Trajectories:
    """Routes of journeys, and where on them their events took place.

    Attributes
    ----------
    cleaned : Cleaned
        The events that stay: without those that only lead back, where the route shows it.
    choice : RouteChoice
    positions : EventPositions
        Of the events of `cleaned`.
    """

    cleaned: Cleaned
    choice: RouteChoice
    positions: EventPositions


def estimate_trajectories(cleaned: Cleaned, areas, network: RoadNetwork, law: EndpointLaw, *, references_m=None, sites_m=None,
                          n_candidates: int = 20, rule: str = "ranks", seed: int = 42, undo_ping_pong: bool = True,
                          max_snap_m: float = np.inf, keep_candidates: bool = False, workers: int = 1,
                          progress: Progress = no_progress) -> Trajectories:
    """Estimate the route of each journey and place its events on it.

    Parameters
    ----------
    cleaned : Cleaned
        Journeys of events; see :func:`mno_mobility.events.cleaning.clean`.
    areas : array_like of shapely polygons or None, shape (I,)
        Area of each cell of ``cleaned.events.cell_levels``, in the CRS of the network.
    network : RoadNetwork
    law : EndpointLaw
        Of the same areas.
    references_m : array_like, shape (I, 2), optional
        The point of each cell that D_j measures to; by default the centroid of its area.
    sites_m : array_like, shape (I, 2), optional
        See :func:`~mno_mobility.trajectory.positions.event_positions`.
    n_candidates, rule, seed, max_snap_m, keep_candidates, workers
        See :func:`choose_routes`.
    undo_ping_pong : bool
        Drop events that lead back to the cell before, in journeys whose route uses no stretch twice (section 3.6.1).
    progress : callable

    Returns
    -------
    Trajectories
    """
    choice = choose_routes(cleaned, areas, network, law, references_m=references_m, n_candidates=n_candidates, rule=rule, seed=seed,
                           max_snap_m=max_snap_m, keep_candidates=keep_candidates, workers=workers, progress=part(progress, 0, 0.8))
    lines = [None if way is None else way.xy_m for way in choice.routes]
    if undo_ping_pong:
        found = np.array([way is not None for way in lines], bool)
        cleaned = ping_pong_on_route(cleaned, found & ~uses_a_stretch_twice(lines), progress=part(progress, 0.8, 0.85))
    events = cleaned.events
    positions = event_positions(lines, cleaned.journey, events.time_s, events.cell, events.kind, areas, sites_m=sites_m,
                                progress=part(progress, 0.85, 1))
    return Trajectories(cleaned, choice, positions)


def choose_routes(cleaned: Cleaned, areas, network: RoadNetwork, law: EndpointLaw, *, references_m=None, n_candidates: int = 20,
                  rule: str = "ranks", seed: int = 42, max_snap_m: float = np.inf, keep_candidates: bool = False, workers: int = 1,
                  progress: Progress = no_progress) -> RouteChoice:
    """Draw starts and ends, find the fastest way between each pair, rate the ways and choose one for each journey (sections 3.4, 3.5).

    Parameters
    ----------
    cleaned, areas, network, law, references_m
        See :func:`estimate_trajectories`.
    n_candidates : int
        Pairs of start and end drawn for each journey.
    rule : str
        See :func:`~mno_mobility.trajectory.candidates.choose`.
    seed : int
        The numbers of a journey come from it, the device and the time of the first event.
    max_snap_m : float
        A start or end farther from any road is no candidate.
    keep_candidates : bool
    workers : int
        Processes that share the journeys; the result does not depend on it.
    progress : callable

    Returns
    -------
    RouteChoice

    Raises
    ------
    InputError
        When the rule is unknown, there is not an area for each cell, or the number of candidates is below 1.
    """
    areas = np.asarray(areas, dtype=object)
    events, n_journeys = cleaned.events, int(cleaned.journey[-1]) + 1 if len(cleaned.journey) else 0
    if len(areas) != len(events.cell_levels) or len(law.areas) != len(areas):
        raise InputError(f"{len(areas)} areas for {len(events.cell_levels)} cells", "Areas", "Give an area, or None, for each cell.")
    if rule not in RULES or n_candidates < 1:
        raise InputError(f"{n_candidates} candidates by the rule {rule!r} cannot be", "Candidates",
                         f"Give 1 or more and one of {', '.join(RULES)}.")
    if references_m is None:
        references_m = np.full((len(areas), 2), np.nan)
        references_m[law.has_area] = shapely.get_coordinates(shapely.centroid(areas[law.has_area]))
    has_place = law.has_area & np.isfinite(references_m).all(axis=1)

    bounds = np.searchsorted(cleaned.journey, np.arange(n_journeys + 1))
    tasks, failure = [], np.full(n_journeys, "", dtype=object)
    for number, (first, last) in enumerate(zip(bounds[:-1], bounds[1:])):
        cells = events.cell[first:last]
        cells = cells[has_place[cells]]
        if last - first < 2:
            failure[number] = ONE_EVENT
        elif not len(cells):
            failure[number] = NO_AREA
        elif len(np.unique(events.cell[first:last])) < 2:
            failure[number] = ONE_CELL
        else:
            tasks.append((number, (seed, *cleaned.key_of(first)), cells[0], cells[-1], np.unique(cells),
                          events.time_s[last - 1] - events.time_s[first]))
    prepared = prepare(network, len(tasks) * n_candidates, progress=part(progress, 0, 0.2))
    found = in_blocks(_estimate_block, tasks, JOURNEYS_PER_BLOCK,
                      shared=(network, law, np.asarray(references_m, float), n_candidates, rule, max_snap_m, keep_candidates),
                      workers=workers, effort=0.3 if prepared else 1.0, progress=part(progress, 0.2, 1))

    chosen_routes, candidates = [None] * n_journeys, [[] for _ in range(n_journeys)]
    squared, ratio = np.full((2, n_journeys, n_candidates), np.nan)
    chosen, off_road = np.full(n_journeys, -1), np.full((n_journeys, 2), np.nan)
    for (number, *_), result in zip(tasks, found):
        (chosen_routes[number], failure[number], squared[number], ratio[number], chosen[number], off_road[number],
         candidates[number]) = result
    return RouteChoice(chosen_routes, failure, squared, ratio, chosen, off_road, candidates)


def _estimate_block(tasks: Sequence, shared: tuple, progress: Progress) -> list:
    """Results of some journeys, in their order: route, failure, ratings, choice, distances from the road, candidates."""
    network, law, references_m, n_candidates, rule, max_snap_m, keep_candidates = shared
    numbers = np.concatenate([np.random.default_rng(key).random((n_candidates, 2, 1 + 2 * TRIES)) for _, key, *_ in tasks])
    ends = np.repeat([[first, last] for _, _, first, last, *_ in tasks], n_candidates, axis=0)
    places = draw_places(law, ends.ravel(), numbers.reshape(-1, 1 + 2 * TRIES))
    on_road = snap(network, *places.T, max_m=None if np.isinf(max_snap_m) else max_snap_m)
    start, end = on_road[np.arange(0, len(places), 2)], on_road[np.arange(1, len(places), 2)]
    paths = shortest_paths(network, start, end, progress=progress)
    every_way = routes(network, paths)
    near = (start.arc >= 0) & (end.arc >= 0)
    squared = np.full((len(tasks), n_candidates), np.nan)
    for at, (_, _, _, _, cells, _) in enumerate(tasks):
        ways = every_way[at * n_candidates:(at + 1) * n_candidates]
        there = np.flatnonzero([way is not None and way.along_m[-1] > 0 for way in ways])
        if len(there):
            lines = np.array([shapely.linestrings(ways[k].xy_m) for k in there] + [None], dtype=object)[:-1]
            squared[at, there] = squared_distances(lines, references_m[cells])
    session_s = np.array([session_s for *_, session_s in tasks])
    ratio = np.where(np.isfinite(squared), duration_ratios(session_s[:, None], paths.seconds.reshape(squared.shape)), np.nan)
    results = []
    for at, best in enumerate(choose(squared, ratio, rule)):
        mine = np.arange(at * n_candidates, (at + 1) * n_candidates)
        ways = every_way[mine[0]:mine[-1] + 1]
        failure = "" if best >= 0 else (NO_ROUTE if near[mine].any() else NO_ROAD)
        off_road = (start.distance_m[mine[best]], end.distance_m[mine[best]]) if best >= 0 else (np.nan, np.nan)
        kept = [None if way is None else way.xy_m for way in ways] if keep_candidates else []
        results.append((ways[best] if best >= 0 else None, failure, squared[at], ratio[at], int(best), off_road, kept))
    return results
