"""The way of a phone from the cells that served it, by a hidden Markov model on pieces of road.

The emission model that spreads counts over tiles (Ricciato & Coluccia 2021, section II-G) is also the likelihood of a phone's place, and
the roads with their travel times say how it can move. Routes are drawn from the posterior by forward filtering in reverse time and sampling
forwards; the answer is the way of least mean distance to all of them, which is the expected distance to the truth, over their pieces.
Every journey is matched by itself, with random numbers of its own: its result depends neither on the other journeys nor on their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Optional

import numpy as np

from ..errors import InputError
from ..events.cleaning import CALL_START, HANDOVER, Cleaned
from ..parallel import in_blocks
from ..progress import Progress, no_progress, part
from .handover_places import MOST, MeasuredHandovers
from .likelihoods import Likelihoods
from .network import ranges
from .pieces import RoadPieces
from .polylines import Route, routes
from .routing import Paths
from .sampling import Drawn, Stretch, draw_ways

ONE_EVENT = "only one event"
NO_TIME = "no time passes"
UNKNOWN_CELLS = "nothing is known of its cells"
JOURNEYS_PER_BLOCK = 16
STEPS_S = (4.0, 8.0, 16.0, 32.0)  # of time; the longest that is no more than a fraction of the usual silence between events
STEPS_PER_SILENCE = 8
MOST_STEPS = 2000
MARGIN_M = 500.0  # a phone stays that near to the places where one of its cells is noticeable
NOTICEABLE = 0.05
LEAST_STEPS = 16  # of a stretch of a journey with pieces of its own
WORTH_PARTING = 1.2  # two stretches are one unless that is so much more work
HANDOVER_M, HANDOVER_DECAY, HANDOVER_FLOOR = 60.0, 1.5, 0.03
ALIKE = 0.5  # routes that share so much of the roads that either uses are one alternative
RAREST = 0.05  # alternatives are no rarer, but for the likeliest
UNEXPLAINED = 0.02  # relative likelihood of a cell that does not explain its event


@dataclass(frozen=True)
class MatchOptions:
    """How much events weigh, and what is answered.

    Attributes
    ----------
    tau_s : float
        Time in one cell that counts as one observation: what a phone is served by from second to second is no new information.
    most : float
        No stay in a cell counts as more observations than this, however long it is.
    floor : float
        Least likelihood of any cell anywhere, relative to its greatest: footprints have errors.
    n_samples : int
        Routes drawn for each journey.
    share : float
        What the band holds.
    widen : float
        The radius that holds this share of the drawn routes is multiplied by it: footprints err alike for as long as a phone is in a
        cell, which the model does not know. Chosen on real drives so that the stated share holds.
    """

    tau_s: float = 4.0
    most: float = 10.0
    floor: float = 0.003
    n_samples: int = 120
    share: float = 0.8
    widen: float = 1.6


@dataclass(frozen=True)
class Match:
    """The route of one journey and how sure it is.

    Attributes
    ----------
    route : Route
    time_s, along_m, radius_m : ndarray of float, shape (T,)
        Where on the route the phone was at the steps of time, and the radius of the band there.
    event_along_m, event_radius_m, event_sigma_m : ndarray of float, shape (E,)
        Place of each event on the route, its radius, and the standard deviation along one axis.
    unexplained : ndarray of bool, shape (E,)
        Events whose cell is next to impossible where the phone is thought to have been.
    known : ndarray of bool, shape (E,)
        Whether anything is known of the cell of each event.
    piece, piece_share : ndarray, shape (P,)
        Pieces of the network between two nodes that drawn routes use, and the share of those that do.
    alike : float
        Share of the drawn routes that are like the route: at least half of the roads that either uses are common to both, by length.
    alternatives : list of (float, Route)
        Share of the drawn routes that are alike in this sense, and one that stands for them, most likely first; those below 5 % are left
        out, but for the first. The rest of the drawn routes are like none of them.
    """

    route: Route
    time_s: np.ndarray
    along_m: np.ndarray
    radius_m: np.ndarray
    event_along_m: np.ndarray
    event_radius_m: np.ndarray
    event_sigma_m: np.ndarray
    unexplained: np.ndarray
    known: np.ndarray
    piece: np.ndarray
    piece_share: np.ndarray
    alike: float
    alternatives: list = field(default_factory=list)


@dataclass(frozen=True)
class Matches:
    """Matches of all journeys.

    Attributes
    ----------
    found : list of Match or None, length J
    failure : ndarray of object, shape (J,)
        Why there is none, empty where there is one.
    """

    found: list
    failure: np.ndarray


def step_of(time_s) -> float:
    """The step of time that suits the events of a journey: seconds for a dense stream, half a minute for one with minutes of silence."""
    time_s = np.asarray(time_s, float)
    silence = np.median(np.diff(time_s)) if len(time_s) > 1 else 0.0
    least = max(silence / STEPS_PER_SILENCE, (time_s[-1] - time_s[0]) / MOST_STEPS) if len(time_s) else 0.0
    return next((step for step in STEPS_S[::-1] if step <= least), STEPS_S[0])


def steps_of(cleaned: Cleaned) -> list:
    """The steps of time that suit any of the journeys, ascending: those that pieces are needed for."""
    first = np.flatnonzero(np.diff(cleaned.journey, prepend=-1))
    return sorted({step_of(time_s) for time_s in np.split(cleaned.events.time_s, first[1:]) if time_s[-1:] > time_s[:1]})


def match_trajectories(cleaned: Cleaned, pieces, likelihoods, prior, *, options: MatchOptions = MatchOptions(),
                       measured: Optional[MeasuredHandovers] = None, seed: int = 42, workers: int = 1,
                       progress: Progress = no_progress) -> Matches:
    """Match journeys, each with the step of time that suits it.

    Parameters
    ----------
    cleaned : Cleaned
        Journeys of events; ping-pong need not be dropped.
    pieces : dict of float to RoadPieces
        By step of time; one for each value of :func:`step_of` of a journey.
    likelihoods : dict of float to Likelihoods
        Of the cells of ``cleaned.events.cell_levels`` on these pieces.
    prior : dict of float to ndarray of float, shape (S,)
        How likely a journey begins on each piece, in any unit.
    options : MatchOptions
    measured : MeasuredHandovers, optional
        Handovers whose place is known, by the cells of the events.
    seed : int
    workers : int
        Processes that share the journeys; the result does not depend on it.
    progress : callable

    Returns
    -------
    Matches

    Raises
    ------
    InputError
        When likelihoods and pieces do not fit, or an option is out of its range.
    """
    _check(cleaned, pieces, likelihoods, prior, options)
    events = cleaned.events
    n_journeys = int(cleaned.journey[-1]) + 1 if len(cleaned.journey) else 0
    bounds = np.searchsorted(cleaned.journey, np.arange(n_journeys + 1))
    tasks, failure = [], np.full(n_journeys, "", dtype=object)
    for number, (first, last) in enumerate(zip(bounds[:-1], bounds[1:])):
        time_s, cell = events.time_s[first:last], events.cell[first:last]
        step = step_of(time_s)
        if last - first < 2:
            failure[number] = ONE_EVENT
        elif not time_s[-1] > time_s[0]:
            failure[number] = NO_TIME
        elif not likelihoods[step].known[cell].any():
            failure[number] = UNKNOWN_CELLS
        else:
            tasks.append((number, (seed, *cleaned.key_of(first)), step, time_s, cell, events.kind[first:last]))
    found = [None] * n_journeys
    results = in_blocks(_match_block, tasks, JOURNEYS_PER_BLOCK, shared=(pieces, likelihoods, prior, options, _by_pair(measured)),
                        workers=workers, progress=progress)
    for (number, *_), result in zip(tasks, results):
        found[number] = result
    return Matches(found, failure)


def _check(cleaned, pieces, likelihoods, prior, options) -> None:
    for step, cut in pieces.items():
        wanted = (len(cleaned.events.cell_levels), len(cut))
        if likelihoods[step].relative.shape != wanted or len(prior[step]) != wanted[1]:
            raise InputError(f"likelihoods of shape {likelihoods[step].relative.shape} and a prior of {len(prior[step])} pieces do not fit "
                             f"{wanted[0]} cells and {wanted[1]} pieces", "Likelihoods", "Make both for these cells and pieces.")
    for name, value, fits in (("Time that counts as one observation", options.tau_s, options.tau_s > 0),
                              ("Most observations of a stay", options.most, options.most > 0),
                              ("Least likelihood", options.floor, 0 < options.floor < 1),
                              ("Drawn routes", options.n_samples, options.n_samples >= 2),
                              ("Share in the band", options.share, 0 < options.share < 1),
                              ("Widening of the band", options.widen, options.widen > 0)):
        if not fits:
            raise InputError(f"{value:g} cannot be", name, "Give a positive number; a share between 0 and 1; two routes or more.")


def _match_block(tasks: Sequence, shared: tuple, progress: Progress) -> list:
    pieces, likelihoods, prior, options, measured = shared
    results = []
    for k, (_, key, step, time_s, cell, kind) in enumerate(tasks):
        tick = part(progress, k / len(tasks), (k + 1) / len(tasks))
        results.append(_match(np.random.default_rng(key), pieces[step], likelihoods[step], prior[step], options, measured,
                              time_s, cell, kind, tick))
    return results


def _match(rng, pieces: RoadPieces, likelihoods: Likelihoods, prior, options, measured, time_s, cell, kind, progress) -> Match:
    weights = stay_weights(time_s, kind, pieces.step_s, options)
    heard = _Heard(pieces, likelihoods, measured, options, cell)
    evidence = [[(weight, cell[event])] if weight > 0 and heard.known[event] else []
                for event, weight in zip(weights.event, weights.weight)]
    for event in weights.extra[heard.known[weights.extra]]:
        evidence[weights.step_of_event[event]].append((1.0, cell[event]))
    for event in np.flatnonzero(kind[1:] == HANDOVER) + 1:
        pair = cell[event - 1], cell[event]
        if pair in measured:
            evidence[weights.step_of_event[event]].append((1.0, pair))
        else:  # where a phone changes its cell, both are nearly as good
            evidence[weights.step_of_event[event]].extend((1.0, cell[at]) for at in (event - 1, event) if heard.known[at])
    stretches = _stretches(heard, weights.step_of_event, len(evidence))
    drawn = draw_ways(pieces, stretches, evidence, heard.log, prior, options.n_samples, rng, progress=progress)
    if drawn is None:  # the cells contradict each other: no way leads from one to the next in time
        anywhere = np.unique(np.concatenate([stretch.here for stretch in stretches]))
        drawn = draw_ways(pieces, [Stretch(0, len(evidence), anywhere)], evidence, heard.log, prior, options.n_samples, rng,
                          progress=progress)
    return _answer(pieces, heard, drawn, weights, options, time_s)


@dataclass(frozen=True)
class StayWeights:
    """How many observations each step of time counts as, and of which event's cell.

    Attributes
    ----------
    time_s : ndarray of float, shape (T,)
        The middle of each step.
    event : ndarray of int, shape (T,)
        The event whose cell serves in the step.
    weight : ndarray of float, shape (T,)
    step_of_event : ndarray of int, shape (E,)
    extra : ndarray of int
        Events that are observed in their step alone, beside the cell that serves in it.
    """

    time_s: np.ndarray
    event: np.ndarray
    weight: np.ndarray
    step_of_event: np.ndarray
    extra: np.ndarray


def stay_weights(time_s, kind, step_s: float, options: MatchOptions) -> StayWeights:
    """Weights of the observations of one journey.

    From a call's start or a handover to the next event the phone stays in the cell; the time u spent there counts as
    ``most * (1 - exp(-u / (most * tau)))`` observations: as u / tau at first, and as `most` in the end. A cell named by another event is
    observed once.

    Parameters
    ----------
    time_s : ndarray of float, shape (E,)
        Not descending.
    kind : ndarray of int, shape (E,)
        Index into KINDS.
    step_s : float
    options : MatchOptions
    """
    n_steps = max(int(np.ceil((time_s[-1] - time_s[0]) / step_s - 1e-9)), 1)
    begin = time_s[0] + step_s * np.arange(n_steps)
    middle = begin + step_s / 2
    event = np.clip(np.searchsorted(time_s, middle, side="right") - 1, 0, len(time_s) - 1)
    stays = np.isin(kind, (CALL_START, HANDOVER))
    spent = np.maximum(begin - time_s[event], 0)
    scale = options.most * options.tau_s
    weight = np.where(stays[event], options.most * (np.exp(-spent / scale) - np.exp(-(spent + step_s) / scale)), 0.0)
    step_of_event = np.clip(((time_s - time_s[0]) // step_s).astype(int), 0, n_steps - 1)
    # a stay shorter than a step may have no step of its own: it is observed where it began
    seen = np.zeros(len(time_s), bool)
    seen[event[weight > 0]] = True
    return StayWeights(middle, event, weight, step_of_event, np.flatnonzero(~seen))


def _by_pair(measured: Optional[MeasuredHandovers]) -> dict:
    """Places of measured handovers by the two cells; of many between two cells some."""
    if measured is None or not len(measured):
        return {}
    order = np.lexsort((measured.to_cell, measured.from_cell))
    pairs = np.column_stack([measured.from_cell, measured.to_cell])[order]
    cut = np.flatnonzero((np.diff(pairs, axis=0) != 0).any(axis=1)) + 1
    places = np.split(measured.xy_m[order], cut)
    return {tuple(pairs[first]): xy[::-(-len(xy) // MOST)] for first, xy in zip(np.append(0, cut), places)}


class _Heard:
    """What the cells of a journey, one an event, say of the pieces."""

    def __init__(self, pieces: RoadPieces, likelihoods: Likelihoods, measured: dict, options: MatchOptions, cell: np.ndarray):
        self.xy_m, self.known, self._measured, self._floor = pieces.xy_m, likelihoods.known[cell], measured, options.floor
        cells, self._row_of_event = np.unique(cell, return_inverse=True)
        self._row = dict(zip(cells.tolist(), range(len(cells))))
        self._relative = likelihoods.relative[cells]
        self._relative.sort_indices()

    def log(self, what, here: np.ndarray) -> np.ndarray:
        """Logarithm of the likelihood of a cell, or of a measured handover between two, on some pieces."""
        if not isinstance(what, tuple):
            return np.log(self._floor + (1 - self._floor) * self._on(self._row[what], here))
        squared = ((self.xy_m[here, None] - self._measured[what][None]) ** 2).sum(axis=2) / HANDOVER_M ** 2
        kernel = ((1 + squared) ** -HANDOVER_DECAY).sum(axis=1)
        return np.log(HANDOVER_FLOOR + (1 - HANDOVER_FLOOR) * kernel / kernel.max())

    def explained(self, state: np.ndarray) -> np.ndarray:
        """Mean relative likelihood of the cell of each event where drawn ways were, (E, N); 1 where nothing is known of it."""
        return np.array([self._on(row, here).mean() if known else 1.0 for row, here, known in zip(self._row_of_event, state, self.known)])

    def boxes(self) -> dict:
        """West, south, -east and -north of the places where the cell of an event is noticeable, with a margin, by event."""
        found = {}
        for row in range(self._relative.shape[0]):
            piece, value = self._of(row)
            xy = self.xy_m[piece[value >= NOTICEABLE]]
            if len(xy):
                found[row] = np.concatenate([xy.min(axis=0), -xy.max(axis=0)]) - MARGIN_M
        return {event: found[row] for event, row in enumerate(self._row_of_event.tolist()) if row in found}

    def _on(self, row: int, here: np.ndarray) -> np.ndarray:
        piece, value = self._of(row)
        at = np.searchsorted(piece, here)
        return np.where(np.append(piece, -1)[at] == here, np.append(value, np.float32(0))[at], np.float32(0))

    def _of(self, row: int) -> tuple[np.ndarray, np.ndarray]:
        mine = slice(*self._relative.indptr[row:row + 2])
        return self._relative.indices[mine], self._relative.data[mine]


def _stretches(heard: _Heard, step_of_event: np.ndarray, n_steps: int) -> list:
    """The pieces a journey may use from one event to the next: those around the cells of both, where these are known.

    Between events the phone is in the box of both cells. Where nothing is known of any, it may be anywhere.
    """
    boxes, (x, y) = heard.boxes(), heard.xy_m.T
    events = list(boxes)
    if not events:
        return [Stretch(0, n_steps, np.arange(len(x)))]
    found, first, inside = [], 0, np.zeros(len(x), bool)
    for event, other in zip(events, events[1:] or events):
        west, south, east, north = np.minimum(boxes[event], boxes[other])
        inside |= (x >= west) & (y >= south) & (x <= -east) & (y <= -north)
        end = n_steps if other == events[-1] else int(step_of_event[other])
        if end - first >= LEAST_STEPS or end == n_steps:
            found.append((first, end, inside))
            first, inside = end, np.zeros(len(x), bool)
    joined = found[:1]
    for first, end, inside in found[1:]:
        begin, _, before = joined[-1]
        both, apart = before | inside, (first - begin) * before.sum() + (end - first) * inside.sum()
        if (end - begin) * both.sum() <= WORTH_PARTING * apart:
            joined[-1] = begin, end, both
        else:
            joined.append((first, end, inside))
    return [Stretch(first, end, np.flatnonzero(inside)) for first, end, inside in joined]


def _answer(pieces: RoadPieces, heard: _Heard, drawn: Drawn, weights: StayWeights, options: MatchOptions, time_s) -> Match:
    xy = pieces.xy_m[drawn.state]
    answer = _nearest_to_all(pieces, drawn)
    route, along = _traced(pieces, answer, 0)
    off = np.hypot(*np.moveaxis(xy - pieces.xy_m[answer.state], -1, 0))
    rank = min(int(np.ceil(options.share * xy.shape[1])), xy.shape[1] - 1)
    half_m = pieces.length_m[answer.state[:, 0]] / 2
    radius, sigma = options.widen * np.sort(off, axis=1)[:, rank] + half_m, options.widen * np.sqrt((off ** 2).mean(axis=1) / 2) + half_m
    event_along, event_radius, event_sigma = (np.interp(time_s, weights.time_s, values) for values in (along, radius, sigma))
    unexplained = heard.explained(drawn.state[weights.step_of_event]) < UNEXPLAINED
    piece, uses = _roads_used(pieces, Drawn(*(np.hstack(both) for both in ((answer.state, drawn.state), (answer.way, drawn.way)))))
    common = _in_common(uses, pieces.network.length_m[pieces.network.arcs_of_piece[piece].max(axis=1)])
    share = uses[1:].mean(axis=0)
    drawn_roads = share > 0
    return Match(route, weights.time_s, along, radius, event_along, event_radius, event_sigma, unexplained, heard.known, piece[drawn_roads],
                 share[drawn_roads], float((common[0, 1:] >= ALIKE).mean()), _alternatives(pieces, drawn, common[1:, 1:]))


def _nearest_to_all(pieces: RoadPieces, drawn: Drawn) -> Drawn:
    """The way of least mean distance to the drawn ones at equal times, of all that are on a piece of one of them at each step.

    A dynamic program over the pieces of each step, the best way to each of which goes on from that to one of the step before.
    """
    n_steps, n_pieces = len(drawn.state), len(pieces)
    key = np.unique(np.arange(n_steps)[:, None] * n_pieces + drawn.state)  # of a step and a piece
    step, piece = np.divmod(key, n_pieces)
    place = np.asarray(pieces.xy_m - pieces.xy_m[piece].mean(axis=0), np.float32) @ np.array([1, 1j], np.complex64)
    cost = np.abs(place[piece, None] - place[drawn.state[step]]).mean(axis=1)
    start, end, way = _likeliest_ways(pieces, np.unique(piece))
    begin = np.searchsorted(start, piece)
    link, source = ranges(begin, np.searchsorted(start, piece, side="right") - begin)
    wanted = (step[source] + 1) * n_pieces + end[link]
    target = np.searchsorted(key, wanted).clip(0, len(key) - 1)
    there = np.flatnonzero(key[target] == wanted)
    there = there[np.argsort(target[there], kind="stable")]
    source, way, target = source[there], way[link[there]], target[there]
    first = np.searchsorted(target, np.arange(len(key) + 1))
    of_step = np.searchsorted(step, np.arange(n_steps + 1))
    total = cost.astype(float)
    for begin, end in zip(of_step[1:-1], of_step[2:]):
        total[begin:end] += np.minimum.reduceat(total[source[first[begin]:first[end]]], first[begin:end] - first[begin])
    at = of_step[-2] + int(total[of_step[-2]:].argmin())
    state, ways = np.empty((2, n_steps, 1), np.int64)
    for number in range(n_steps - 1, 0, -1):
        state[number] = piece[at]
        link = first[at] + int(total[source[first[at]:first[at + 1]]].argmin())
        ways[number], at = way[link], source[link]
    state[0] = ways[0] = piece[at]
    return Drawn(state, ways)


def _likeliest_ways(pieces: RoadPieces, among: np.ndarray) -> tuple:
    """Start, end and number of the likeliest way of a step between each two of some pieces, by start."""
    entry, of = ranges(pieces.begin[among], np.diff(pieces.begin)[among])
    inside = np.zeros(len(pieces), bool)
    inside[among] = True
    here = inside[pieces.target[pieces.way[entry]]]
    entry, start = entry[here], among[of[here]]
    end = pieces.target[pieces.way[entry]]
    order = np.lexsort((-pieces.share[entry], end, start))
    new = (np.diff(start[order], prepend=-1) != 0) | (np.diff(end[order], prepend=-1) != 0)
    order = order[new]
    return start[order], end[order], pieces.way[entry[order]]


def _traced(pieces: RoadPieces, drawn: Drawn, number: int) -> tuple[Route, np.ndarray]:
    """A drawn route as a polyline, and the length along it at each step."""
    chain, at_step = [int(drawn.state[0, number])], [0]
    for way in drawn.way[1:, number]:
        chain.extend(pieces.passed(way))
        at_step.append(len(chain) - 1)
    chain = np.array(chain)
    half = pieces.length_m[chain] / 2
    along = np.append(0, np.cumsum(half[:-1] + half[1:]))[at_step]
    new = np.append(True, (np.diff(chain) != 1) | (np.diff(pieces.arc[chain]) != 0))
    arcs = pieces.arc[chain[new]]
    network = pieces.network
    ends = np.array([pieces.centre_m[chain[0]]]), np.array([pieces.centre_m[chain[-1]]])
    path = Paths(np.full(1, np.nan), np.full(1, np.nan), np.array([0, len(arcs)]), arcs, *ends)
    return routes(network, path)[0], along


def _roads_used(pieces: RoadPieces, drawn: Drawn) -> tuple[np.ndarray, np.ndarray]:
    """Pieces of the network that any of N routes uses, (P,), and whether each route uses each of them, (N, P)."""
    n_steps, n = drawn.state.shape
    number, way = np.tile(np.arange(n), n_steps), drawn.way.ravel()
    of, entry = [], []
    while len(way):
        of.append(number)
        entry.append(pieces.target[way])
        on = pieces.before[way] >= 0
        number, way = number[on], pieces.before[way[on]]
    piece, column = np.unique(pieces.network.piece[pieces.arc[np.concatenate(entry)]], return_inverse=True)
    uses = np.zeros((n, len(piece)), bool)
    uses[np.concatenate(of), column.ravel()] = True
    return piece, uses


def _in_common(uses: np.ndarray, length_m: np.ndarray) -> np.ndarray:
    """Length of the roads that both of two routes use, over that of those that either does, (N, N)."""
    uses = uses.astype(np.float32)
    both = (uses * length_m.astype(np.float32)) @ uses.T
    own = np.diag(both)
    return both / (own[:, None] + own - both)


def _alternatives(pieces: RoadPieces, drawn: Drawn, common: np.ndarray) -> list:
    """Groups of drawn routes that are alike: share and representative of each."""
    left, found = np.ones(len(common), bool), []
    while left.any():
        alike = (common >= ALIKE) & left[None] & left[:, None]
        chosen = int(alike.sum(axis=1).argmax())
        group = alike[chosen]
        if found and group.sum() < RAREST * len(common):
            break
        inner = np.flatnonzero(group)
        middle = inner[common[np.ix_(inner, inner)].mean(axis=1).argmax()]
        found.append((float(group.mean()), _traced(pieces, drawn, int(middle))[0]))
        left &= ~group
    return found
