"""Where on a known route its events took place (Ostermayer et al. 2016, sections 3.6.1 and 3.6.2, Algorithm 1)."""

from dataclasses import dataclass
from typing import Optional

import numpy as np
import shapely

from ..errors import InputError
from ..events.schema import KINDS, differs
from ..progress import Progress, no_progress, part
from .handover_places import LEAST_M, UNKNOWN_M, MeasuredHandovers, measured_places, spread_on_route

MEASURED = "measured"
OVERLAP = "overlap"
GAP_CROSSING = "gap crossing"
GAP_MIDPOINT = "gap midpoint"
BORDER = "common border"
NEAREST_BORDER = "nearest to border"
LAU_OVERLAP = "lau overlap"
LAU_BORDER = "lau border"
LAU_GAP = "lau gap"
OWN_AREA = "own area"
PREVIOUS_AREA = "previous area"
SAME_CELL = "same cell"
START = "start"
END = "end"
NO_AREA = "no area"
NO_ROUTE = "no route"
RULES = (MEASURED, OVERLAP, GAP_CROSSING, GAP_MIDPOINT, BORDER, NEAREST_BORDER, LAU_OVERLAP, LAU_BORDER, LAU_GAP, OWN_AREA, PREVIOUS_AREA,
         SAME_CELL, START, END, NO_AREA, NO_ROUTE)

CALLS = tuple(KINDS.index(kind) for kind in ("call_start", "call_end"))
LAU = KINDS.index("lau")
SAME_PLACE_M = 1e-6  # a border is crossed at the same place in both directions but for rounding
BLOCK = 2048  # events, or pairs of cells, between two reports of progress


@dataclass(frozen=True)
class EventPositions:
    """Positions of events on their routes.

    Attributes
    ----------
    along_m : ndarray of float, shape (N,)
        Distance from the start of the route, never less than that of an earlier event of the journey. NaN where there is no route, or
        where no event of the journey has an area.
    xy_m : ndarray of float, shape (N, 2)
    rule : ndarray of int8, shape (N,)
        Index into RULES: what placed the event.
    moved_m : ndarray of float, shape (N,)
        How far along the route the event was moved to keep the order, forwards positive.
    off_route_m : ndarray of float, shape (N,)
        How far the point that the cell areas gave lay from the route; NaN where the rule takes no such point.
    sigma_m : ndarray of float, shape (N,)
        Standard deviation of the position along the route, before it was moved; NaN where the rule tells none.
    """

    along_m: np.ndarray
    xy_m: np.ndarray
    rule: np.ndarray
    moved_m: np.ndarray
    off_route_m: np.ndarray
    sigma_m: np.ndarray

    def counts(self) -> dict:
        """Number of events by the rule that placed them, in the order of RULES; rules that did not fire are left out."""
        counts = np.bincount(self.rule, minlength=len(RULES))
        return {rule: int(n) for rule, n in zip(RULES, counts) if n}


def event_positions(routes, journey, time_s, cell, kind, areas, *, sites_m=None, anchored: bool = True, touch_m: float = 0.1,
                    measured: Optional[MeasuredHandovers] = None, reach_m: float = 100.0,
                    progress: Progress = no_progress) -> EventPositions:
    """Place events on known routes by the areas of the cells they led from and to.

    A handover from cell A to cell B lies

    - at the centroid of the overlap of A and B, mapped to the nearest point of the route (``overlap``);
    - without overlap, where the line between the closest points of A and B meets the route (``gap crossing``; of several places
      the one nearest to the middle of the line), else at the middle of that line, mapped (``gap midpoint``);
    - where A and B share a border, as Voronoi polygons do, at the place where the route crosses it (``common border``; of several
      places the first that the phone has not passed yet), else at the point of the route nearest to the border (``nearest to border``).

    A location area update lies at the point of the overlap or border closest to the site of the cell where it was issued
    (``lau overlap``, ``lau border``), without these at that end of the line between the areas that is closest to the site
    (``lau gap``), mapped. An event of another kind that comes with a change of cell is taken as a handover. The start or end of a
    call within a journey and an event whose previous cell is unknown lie at the centroid of their own area, mapped (``own area``);
    where only the previous cell has an area, at its centroid (``previous area``).

    Measured handovers are better than areas: where some of the same two cells and the same direction of travel lie near the route, their
    median is the place (``measured``, :func:`~mno_mobility.trajectory.handover_places.measured_places`).

    A true place is anywhere on the stretch of the route inside the overlap, in the gap, or inside the own area, without areas on the route;
    the deviation of such a uniform law is that of the position. Borders tell none, as they are drawn without knowledge of coverage, and
    neither do ends.

    Positions that would run backwards in time are replaced by the non-decreasing ones with the least sum of squared shifts
    (isotonic regression); where there are measured handovers, of shifts over deviations. Between their neighbours, in proportion to
    time, lie events without change of cell (``same cell``) and those whose cells have no area (``no area``).

    Parameters
    ----------
    routes : sequence of array_like, shape (n, 2), or None
        Vertices of the route of each journey in metres, from start to end.
    journey : array_like of int, shape (N,)
        Index into `routes`, ascending.
    time_s : array_like of float, shape (N,)
        Not descending within a journey.
    cell : array_like of int, shape (N,)
        Index into `areas`, -1 where the cell is unknown.
    kind : array_like of int, shape (N,)
        Index into KINDS.
    areas : array_like of shapely polygons, shape (I,)
        In the CRS of the routes; None or empty where a cell has no area. Invalid polygons are repaired.
    sites_m : array_like, shape (I, 2), optional
        Sites of the cells; NaN or none: the centroid of the area.
    anchored : bool
        Whether the first event of a journey is at the start of the route and the last at its end, as they are by the construction of
        estimated routes; else, on a road that is longer than the journey, Algorithm 1 places them too.
    touch_m : float
        Areas that overlap or miss each other by less than this share a border.
    measured : MeasuredHandovers, optional
        In the CRS of the routes; their cells are indices into `areas`.
    reach_m : float
        Measured handovers farther from a route are of another road.
    progress : callable

    Returns
    -------
    EventPositions

    Raises
    ------
    InputError
        When columns differ in length, are out of order, or name a cell or a route that is not there.
    """
    journey, time_s, cell, kind = (np.asarray(values) for values in (journey, time_s, cell, kind))
    areas = _usable(areas)
    _check(journey, time_s, cell, kind, len(routes), len(areas))
    lines, has_route = _lines(routes)
    line = lines[journey]
    present = shapely.area(areas) > 0
    centroid = np.full((len(areas), 2), np.nan)
    centroid[present] = shapely.get_coordinates(shapely.centroid(areas[present]))
    site_xy = centroid.copy()
    if sites_m is not None:
        known = np.isfinite(sites_m).all(axis=1)
        site_xy[known] = np.asarray(sites_m, float)[known]
    progress(0.05)

    n = len(journey)
    first = differs(journey)
    last = np.append(first[1:], True)[:n]
    previous = np.where(first, -1, np.append(-1, cell)[:n])
    has_area = np.append(present, False)  # the last entry serves cell -1
    changes = ~first & (previous != cell) & ~np.isin(kind, CALLS)
    pairs = np.flatnonzero(changes & has_area[cell] & has_area[previous] & has_route[journey])
    alone = np.where(has_area[cell], cell, np.where(changes, previous, -1))

    rule = np.full(n, RULES.index(NO_AREA), np.int8)
    rule[has_area[alone]] = RULES.index(PREVIOUS_AREA)
    rule[has_area[cell]] = RULES.index(OWN_AREA)
    point = np.append(centroid, [[np.nan, np.nan]], axis=0)[alone]
    same = ~first & ~last & (previous == cell) & has_area[cell]
    rule[same], point[same] = RULES.index(SAME_CELL), np.nan
    sigma = np.append(np.sqrt(shapely.area(areas) / 12 + LEAST_M ** 2), np.nan)[np.where(has_area[alone], alone, -1)]
    crossings = _place_pairs(pairs, previous, cell, kind, line, areas, site_xy, touch_m, rule, point, sigma, part(progress, 0.05, 0.7))
    rule[~has_route[journey]] = RULES.index(NO_ROUTE)

    along = np.full(n, np.nan)
    off_route = np.full(n, np.nan)
    placed = np.flatnonzero(has_route[journey] & np.isfinite(point[:, 0]))
    for block in _blocks(placed, part(progress, 0.7, 0.8)):
        along[block] = _locate(line[block], point[block])
        off_route[block] = np.hypot(*(_point_at(line[block], along[block]) - point[block]).T)
    if measured is not None:
        handover = np.flatnonzero(changes & (kind != LAU) & (cell >= 0) & (previous >= 0) & has_route[journey])
        at, deviation, count = measured_places(measured, lines, journey[handover], previous[handover], cell[handover], sigma[handover],
                                               reach_m=reach_m, progress=part(progress, 0.8, 0.95))
        told = handover[count > 0]
        along[told], sigma[told], rule[told], off_route[told] = at[count > 0], deviation[count > 0], RULES.index(MEASURED), np.nan
        crossings = {event: places for event, places in crossings.items() if rule[event] != RULES.index(MEASURED)}
    if anchored:
        at_start, at_end = first & has_route[journey], last & ~first & has_route[journey]
        along[at_start], along[at_end] = 0.0, shapely.length(line[at_end])
        rule[at_start], rule[at_end] = RULES.index(START), RULES.index(END)
        off_route[at_start | at_end] = sigma[at_start | at_end] = np.nan
        crossings = {event: places for event, places in crossings.items() if not (first[event] or last[event])}
    _first_not_passed(along, crossings, journey)
    before = along.copy()
    known = np.flatnonzero(np.isfinite(along))
    # without measurements all positions weigh the same, as in the paper
    weight = np.ones(n) if measured is None else np.where(np.isfinite(sigma), sigma, UNKNOWN_M) ** -2.0
    along[known] = _isotonic(along[known], journey[known], weight[known])
    moved = np.nan_to_num(along - before)
    _fill_by_time(along, journey, time_s, has_route)
    rule[np.isnan(along) & has_route[journey]] = RULES.index(NO_AREA)

    xy = _points(line, along)
    progress(1.0)
    nothing = (rule == RULES.index(NO_AREA)) & np.isfinite(along)
    sigma[nothing] = shapely.length(line[nothing]) / np.sqrt(12)
    sigma[np.isnan(along)] = np.nan
    return EventPositions(along, xy, rule, moved, off_route, sigma)


def in_order(along_m, journey) -> tuple[np.ndarray, int]:
    """Positions that do not run backwards: the non-decreasing ones with the least sum of squared shifts.

    Parameters
    ----------
    along_m : array_like of float, shape (N,)
        Positions on the routes in the order of time, NaN where unknown.
    journey : array_like of int, shape (N,)
        Ascending.

    Returns
    -------
    along_m : ndarray of float, shape (N,)
    n_moved : int
    """
    ordered = np.array(along_m, float)
    known = np.flatnonzero(np.isfinite(ordered))
    ordered[known] = _isotonic(ordered[known], np.asarray(journey)[known], np.ones(len(known)))
    return ordered, int(np.count_nonzero(np.abs(ordered[known] - np.asarray(along_m, float)[known]) > SAME_PLACE_M))


def uses_a_stretch_twice(routes, *, tolerance_m: float = 1.0) -> np.ndarray:
    """Whether each route covers more than `tolerance_m` of its way twice, in whichever direction; crossing itself does not count.

    Parameters
    ----------
    routes : sequence of array_like, shape (n, 2), or None
    tolerance_m : float

    Returns
    -------
    ndarray of bool, shape (J,)
        False where there is no route.
    """
    lines, _ = _lines(routes)
    return shapely.length(lines) - shapely.length(shapely.node(lines)) > tolerance_m


def points_on_routes(routes, journey, along_m) -> np.ndarray:
    """x and y of places given by their distance from the start of a route.

    Parameters
    ----------
    routes : sequence of array_like, shape (n, 2), or None
    journey : array_like of int, shape (N,)
        Index into `routes`.
    along_m : array_like of float, shape (N,)

    Returns
    -------
    ndarray of float, shape (N, 2)
        NaN where the place is not known.
    """
    return _points(_lines(routes)[0][np.asarray(journey, int)], np.asarray(along_m, float))


def _points(lines, along_m) -> np.ndarray:
    xy = np.full((len(along_m), 2), np.nan)
    known = np.isfinite(along_m) & ~shapely.is_missing(lines)
    xy[known] = _point_at(lines[known], along_m[known])
    return xy


def _check(journey, time_s, cell, kind, n_routes, n_areas):
    if not len(journey) == len(time_s) == len(cell) == len(kind):
        raise InputError("the columns differ in length", "Events", "Give journey, time, cell and kind of each event.")
    if not len(journey):
        return
    within = journey[1:] == journey[:-1]
    for bad, what in ((journey[1:] < journey[:-1], "stands behind a later journey"),
                      (within & ~(time_s[1:] >= time_s[:-1]), "is earlier than the event before it")):
        if bad.any():
            raise InputError(f"event {np.flatnonzero(bad)[0] + 2} {what}", "Events", "Clean the events first.")
    if journey[0] < 0 or journey[-1] >= n_routes:
        raise InputError(f"{n_routes} routes for journeys {journey[0]} to {journey[-1]}", "Routes", "Give a route for each journey.")
    if cell.max() >= n_areas or cell.min() < -1:
        raise InputError(f"{n_areas} areas for cells {cell.min()} to {cell.max()}", "Areas", "Give an area for each cell.")


def _usable(areas) -> np.ndarray:
    usable = np.empty(len(areas), dtype=object)
    usable[:] = areas
    broken = ~shapely.is_valid(usable) & ~shapely.is_missing(usable)
    usable[broken] = shapely.make_valid(usable[broken])
    return usable


def _lines(routes) -> tuple[np.ndarray, np.ndarray]:
    """Lines of the routes, None where there is none; and where there is one."""
    lines = np.full(len(routes), None, dtype=object)
    for i, route in enumerate(routes):
        route = np.empty((0, 2)) if route is None else np.asarray(route, float)
        if not np.isfinite(route).all():
            raise InputError("a vertex is not a number", f"Route {i + 1}", "Repair the layer of routes.")
        if len(route) > 1:
            lines[i] = shapely.linestrings(route[:, :2])
    shapely.prepare(lines)
    return lines, ~shapely.is_missing(lines)


def _locate(lines, xy) -> np.ndarray:
    """Distance along each line of the place nearest to each point."""
    return shapely.line_locate_point(lines, shapely.points(xy))


def _point_at(lines, along_m) -> np.ndarray:
    return shapely.get_coordinates(shapely.line_interpolate_point(lines, along_m))


def _blocks(indices: np.ndarray, progress: Progress):
    for start in range(0, len(indices), BLOCK):
        progress(start / len(indices))
        yield indices[start:start + BLOCK]


def _place_pairs(events, previous, cell, kind, line, areas, site_xy, touch_m, rule, point, sigma, progress):
    """Points, rules and deviations of events that lead from one area to another, in place; returns the crossings of borders by event."""
    pair, of_event = np.unique(np.column_stack([previous[events], cell[events]]), axis=0, return_inverse=True)
    of_event = of_event.ravel()
    common, gap = (np.full(len(pair), None, dtype=object) for _ in range(2))
    relation = np.zeros(len(pair), np.int8)
    for block in _blocks(np.arange(len(pair)), part(progress, 0, 0.5)):
        common[block], gap[block], relation[block] = _relations(*areas[pair[block].T], touch_m)
    middle = np.full((len(pair), 2), np.nan)
    middle[relation == 0] = shapely.get_coordinates(shapely.centroid(common[relation == 0]))
    gaps = relation == 2
    middle[gaps] = shapely.get_coordinates(shapely.line_interpolate_point(gap[gaps], 0.5, normalized=True))

    crossings = {}
    for block in _blocks(np.arange(len(events)), part(progress, 0.5, 1)):
        event, of_pair = events[block], of_event[block]
        update = kind[event] == LAU
        kinds_of = relation[of_pair]
        point[event] = middle[of_pair]
        rule[event] = np.array([RULES.index(OVERLAP), RULES.index(BORDER), RULES.index(GAP_MIDPOINT)])[kinds_of]
        rule[event[update]] = np.array([RULES.index(r) for r in (LAU_OVERLAP, LAU_BORDER, LAU_GAP)])[kinds_of[update]]

        site = shapely.points(site_xy[cell[event]])
        close = update & (kinds_of != 2)
        nearest = shapely.shortest_line(common[of_pair[close]], site[close])
        point[event[close]] = shapely.get_coordinates(shapely.get_point(nearest, 0))
        apart = update & (kinds_of == 2)
        point[event[apart]] = _nearer_end(gap[of_pair[apart]], site_xy[cell[event[apart]]])

        jump = ~update & (kinds_of == 2)
        meets, at = _meetings(line[event[jump]], gap[of_pair[jump]])
        far = np.hypot(*(at - middle[of_pair[jump]][meets]).T)
        order = np.lexsort((far, meets))
        meets, at = meets[order], at[order]
        nearest = np.unique(meets, return_index=True)[1]
        met = event[jump][meets[nearest]]
        point[met], rule[met] = at[nearest], RULES.index(GAP_CROSSING)

        sigma[event] = np.array([np.nan, np.nan, 1.0])[kinds_of] * np.hypot(shapely.length(gap[of_pair]) / 2, LEAST_M)
        over = kinds_of == 0
        sigma[event[over]] = spread_on_route(line[event[over]], common[of_pair[over]], point[event[over]])

        cross = ~update & (kinds_of == 1)
        crosses, at = _meetings(line[event[cross]], common[of_pair[cross]])
        missed = np.ones(cross.sum(), bool)
        missed[crosses] = False
        to_route = shapely.shortest_line(common[of_pair[cross]][missed], line[event[cross]][missed])
        point[event[cross][missed]] = shapely.get_coordinates(shapely.get_point(to_route, 0))
        rule[event[cross][missed]] = RULES.index(NEAREST_BORDER)
        through = event[cross][crosses]
        point[through] = at
        along = _locate(line[through], at)
        order = np.lexsort((along, through))
        crosser, begin, count = np.unique(through[order], return_index=True, return_counts=True)
        for i in np.flatnonzero(count > 1):
            crossings[int(crosser[i])] = along[order[begin[i]:begin[i] + count[i]]]
    return crossings


def _relations(a, b, touch_m):
    """What two areas have in common, the line between them, and 0 for an overlap, 1 for a border, 2 for a gap."""
    gap = shapely.shortest_line(a, b)
    apart = shapely.length(gap) > touch_m
    common = np.full(len(a), None, dtype=object)
    common[~apart] = shapely.intersection(a[~apart], b[~apart])
    # a strip is as wide as twice its area over its outline
    thin = ~apart & ~(2 * shapely.area(common) > touch_m * shapely.length(common))
    common[thin] = shapely.intersection(shapely.buffer(a[thin], touch_m), shapely.buffer(b[thin], touch_m))
    return common, gap, np.where(apart, 2, np.where(thin, 1, 0))


def _nearer_end(lines, xy) -> np.ndarray:
    ends = np.stack([shapely.get_coordinates(shapely.get_point(lines, k)) for k in (0, -1)])
    nearer = np.hypot(*np.moveaxis(ends - xy, -1, 0)).argmin(axis=0) if len(lines) else np.empty(0, int)
    return ends[nearer, np.arange(len(lines))]


def _meetings(routes, shapes) -> tuple[np.ndarray, np.ndarray]:
    """Every place where a route meets a shape: its number and its x and y; of a stretch in common the middle."""
    meet = np.flatnonzero(shapely.intersects(routes, shapes))
    parts, of = shapely.get_parts(shapely.intersection(routes[meet], shapes[meet]), return_index=True)
    there = ~shapely.is_empty(parts)
    return meet[of[there]], shapely.get_coordinates(shapely.centroid(parts[there]))


def _isotonic(values: np.ndarray, group: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Non-decreasing values of weighted least squares within each group (pool adjacent violators, all groups and violators at once)."""
    mean, size, of_group = values.astype(float), weight, group
    block = np.arange(len(values))
    while True:
        falls = np.zeros(len(mean), bool)
        falls[1:] = (mean[1:] < mean[:-1]) & (of_group[1:] == of_group[:-1])
        if not falls.any():
            return mean[block]
        first = np.flatnonzero(~falls)
        pooled = np.add.reduceat(size, first)
        mean = np.where(np.add.reduceat(falls.astype(int), first) > 0, np.add.reduceat(mean * size, first) / pooled, mean[first])
        block, size, of_group = (np.cumsum(~falls) - 1)[block], pooled, of_group[first]


def _first_not_passed(along, crossings, journey):
    """Choose among several crossings of a border, in place, one event after the other as each choice bears on the next."""
    for event in sorted(crossings):
        start = np.searchsorted(journey, journey[event])
        earlier = along[start:event]
        passed = np.nanmax(earlier) if np.isfinite(earlier).any() else -np.inf
        places = crossings[event]
        along[event] = places[min(np.searchsorted(places, passed + SAME_PLACE_M), len(places) - 1)]


def _fill_by_time(along, journey, time_s, has_route):
    """Place events without area between their neighbours in time, in place; before the first or behind the last with it."""
    for number in np.unique(journey[np.isnan(along) & has_route[journey]]):
        mine = slice(*np.searchsorted(journey, [number, number + 1]))
        known = np.flatnonzero(np.isfinite(along[mine]))
        if len(known):
            at, t = along[mine][known], time_s[mine]
            between = np.searchsorted(known, np.arange(len(t)))
            low, high = at[np.maximum(between - 1, 0)], at[np.minimum(between, len(known) - 1)]
            # where the clock stands still the interpolation may take the place of a later event
            filled = np.clip(np.interp(t, t[known], at), low, high)
            filled[known] = at
            along[mine] = filled
