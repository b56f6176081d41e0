"""The way of a phone from the cells that served it, by a hidden Markov model on pieces of road.

The emission model that spreads counts over tiles (Ricciato & Coluccia 2021, section II-G) is also the likelihood of a phone's place, and
the roads with their travel times say how it can move. Routes are drawn from the posterior by forward filtering in reverse time and sampling
forwards; the answer is the drawn route that is nearest to all others, the one of least expected distance to the truth among them.
Every journey is matched by itself, with random numbers of its own: its result depends neither on the other journeys nor on their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Optional
from zlib import crc32

import numpy as np
from scipy import sparse

from ..errors import InputError
from ..events.cleaning import CALL_START, HANDOVER, Cleaned
from ..memory import require
from ..parallel import in_blocks
from ..progress import Progress, no_progress, part
from .handover_places import MeasuredHandovers
from .likelihoods import Likelihoods
from .network import ranges
from .pieces import RoadPieces
from .polylines import Route, routes
from .routing import Paths

ONE_EVENT = "only one event"
NO_TIME = "no time passes"
UNKNOWN_CELLS = "nothing is known of its cells"
JOURNEYS_PER_BLOCK = 16
STEPS_S = (4.0, 8.0, 16.0, 32.0)  # of time; the longest that is no more than a fraction of the usual silence between events
STEPS_PER_SILENCE = 8
MOST_STEPS = 2000
MARGIN_M = 500.0  # a phone stays that near to the places where one of its cells is noticeable
NOTICEABLE = 0.05
# a phone waits or drives; share of 0, 1 and 2 hops in a step, and how one follows the other within 4 s
MOVES = np.array([[0.92, 0.08, 0.0], [0.25, 0.50, 0.25]])
FOLLOWS, FOLLOWS_S = np.array([[0.85, 0.15], [0.10, 0.90]]), 4.0
FIRST = np.array([0.35, 0.65])
HANDOVER_M, HANDOVER_DECAY, HANDOVER_FLOOR, MOST_MEASURED = 60.0, 1.5, 0.03, 50
ALIKE_M = 150.0  # drawn routes that are nearer to each other on average are one alternative
RAREST = 0.05
BYTES_KEPT = 1 << 28  # of tables of one journey
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
    most: float = 5.0
    floor: float = 0.01
    n_samples: int = 60
    share: float = 0.8
    widen: float = 1.5


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
        Share of the drawn routes that are like the route.
    alternatives : list of (float, Route)
        Share of the drawn routes that are alike, and one that stands for them, most likely first.
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
    """Match the journeys of one step of time.

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
            key = crc32(str(events.device_levels[events.device[first]]).encode()), round(1000 * time_s[0])
            tasks.append((number, (seed, *key), step, time_s, cell, events.kind[first:last]))
    found = [None] * n_journeys
    results = in_blocks(_match_block, tasks, JOURNEYS_PER_BLOCK, shared=(pieces, likelihoods, prior, options, _Measured.of(measured)),
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
    world = _World(pieces, likelihoods, prior, options, cell)
    evidence = world.evidence(weights, cell)
    for event in np.flatnonzero(kind == HANDOVER) if measured is not None else ():
        places = measured.between(cell[event - 1], cell[event]) if event else ()
        if len(places):
            evidence[weights.step_of_event[event]].append((1.0, np.log(world.near(places))))
    drawn = world.draw(evidence, options.n_samples, rng, progress)
    return _answer(world, drawn, weights, options, time_s, cell)


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


class _Measured:
    """Places of measured handovers by the two cells."""

    def __init__(self, pairs: dict):
        self._pairs = pairs

    @classmethod
    def of(cls, measured: Optional[MeasuredHandovers]):
        if measured is None or not len(measured):
            return None
        order = np.lexsort((measured.to_cell, measured.from_cell))
        keys = np.column_stack([measured.from_cell, measured.to_cell])[order]
        cut = np.flatnonzero((np.diff(keys, axis=0) != 0).any(axis=1)) + 1
        places = np.split(measured.xy_m[order], cut)
        firsts = np.append(0, cut)
        return cls({tuple(keys[first]): xy[::-(-len(xy) // MOST_MEASURED)] for first, xy in zip(firsts, places)})

    def between(self, from_cell, to_cell) -> np.ndarray:
        return self._pairs.get((from_cell, to_cell), ())


@dataclass(frozen=True)
class _Drawn:
    """Routes drawn from the posterior: pieces at the steps, and the hops taken in each step; -1 where there is none."""

    state: np.ndarray  # (T, N)
    hop: np.ndarray  # (T, N, 2) entries of the hops of all pieces


class _World:
    """The pieces a journey may use, with what its cells, one an event, say of them."""

    def __init__(self, pieces: RoadPieces, likelihoods: Likelihoods, prior, options: MatchOptions, cell: np.ndarray):
        self.pieces, self._options = pieces, options
        cells, of_event = np.unique(cell, return_inverse=True)
        rows = likelihoods.relative[cells]
        self.here = _around(pieces.xy_m, rows, of_event, MARGIN_M)
        require(len(self.here) * 8 * (len(cells) + 8) + BYTES_KEPT,
                f"{len(self.here):,} pieces of road and {len(cells):,} cells of a journey", "Roads",
                "Give the roads of a smaller area, or cut the journey.")
        place = np.full(len(pieces), -1)
        place[self.here] = np.arange(len(self.here))
        entry, of = ranges(pieces.hops.indptr[self.here], np.diff(pieces.hops.indptr)[self.here])
        target = place[pieces.hops.indices[entry]]
        kept = target >= 0
        self._entry, of, target = entry[kept], of[kept], target[kept]
        begin = np.searchsorted(of, np.arange(len(self.here) + 1))
        hops = sparse.csr_matrix((pieces.hops.data[self._entry].astype(np.float32), target, begin), shape=(len(self.here),) * 2)
        self._hops = sparse.block_diag([hops] * len(MOVES), format="csr")
        width = np.diff(begin)
        column = np.arange(len(of)) - begin[of]
        self._next, self._share = np.zeros((2, len(self.here), max(width.max(initial=1), 1)))
        self._next = self._next.astype(np.int32)
        self._next[of, column], self._share[of, column], self._begin = target, pieces.hops.data[self._entry], begin
        self._prior = np.asarray(prior, float)[self.here]
        if not self._prior.any():
            self._prior = pieces.length_m[self.here]
        self.relative = {cell: row for cell, row, known in zip(cells, rows[:, self.here].toarray(), likelihoods.known[cells]) if known}
        steps = max(round(pieces.step_s / FOLLOWS_S), 1)
        self._follows = np.linalg.matrix_power(FOLLOWS, steps).astype(np.float32)

    def evidence(self, weights: StayWeights, cell) -> list:
        """Weights and log-likelihoods of each piece, (S',), that count at each step."""
        floor = np.float32(self._options.floor)
        log = {name: np.log(floor + (1 - floor) * row) for name, row in self.relative.items()}
        found = [[(weight, log[cell[event]])] if weight > 0 and cell[event] in log else []
                 for event, weight in zip(weights.event, weights.weight)]
        for event in weights.extra:
            if cell[event] in log:
                found[weights.step_of_event[event]].append((1.0, log[cell[event]]))
        return found

    def near(self, places) -> np.ndarray:
        """How likely a handover that was measured at some places is on each piece."""
        xy = self.pieces.xy_m[self.here]
        squared = ((xy[:, None] - np.asarray(places)[None]) ** 2).sum(axis=2) / HANDOVER_M ** 2
        kernel = ((1 + squared) ** -HANDOVER_DECAY).sum(axis=1)
        return (HANDOVER_FLOOR + (1 - HANDOVER_FLOOR) * kernel / kernel.max()).astype(np.float32)

    def draw(self, evidence: list, n: int, rng, progress: Progress) -> _Drawn:
        """Routes from the posterior: what is still to come is summed up backwards, then routes are drawn forwards.

        Of a journey so long that its tables do not fit, those of some steps are kept and the others are made again in turn.
        """
        moves, n_steps, n_here = MOVES.astype(np.float32), len(evidence), len(self.here)
        at_once = n_steps if n_steps * 24 * n_here <= BYTES_KEPT else int(np.ceil(np.sqrt(n_steps)))
        blocks = [range(first, min(first + at_once, n_steps)) for first in range(1, n_steps, at_once)]
        ahead, marks, tables = np.ones((len(moves), n_here), np.float32), [], {}
        for block in reversed(blocks):
            marks.append(ahead)
            ahead, tables = self._backwards(evidence, ahead, block, lambda step: progress(0.7 * (1 - step / n_steps)))
        start = (self._prior * FIRST[:, None] * ahead * _likelihood(evidence[0])).ravel()
        total = np.cumsum(start, dtype=float)
        mode, place = np.divmod(np.searchsorted(total, rng.random(n) * total[-1], side="right").clip(0, len(total) - 1), n_here)
        state, hop = np.empty((n_steps, n), np.int64), np.full((n_steps, n, 2), -1)
        state[0] = place
        for number, block in enumerate(blocks):
            mark = marks.pop()
            if number:
                _, tables = self._backwards(evidence, mark, block, lambda _, done=block[0] / n_steps: progress(0.7 + 0.3 * done))
            for step in block:
                if step % 8 == 0:
                    progress(0.7 + 0.3 * step / n_steps)
                by_hops = tables.pop(step)
                local = by_hops[:, :, place]
                mode = _pick(self._follows[mode] * (moves.T[:, :, None] * local).sum(axis=0).T, rng)
                n_hops = _pick(moves[mode] * local[:, mode, np.arange(n)].T, rng)
                for left in (2, 1):
                    going = np.flatnonzero(n_hops >= left)
                    if len(going):
                        following = self._next[place[going]]
                        choice = _pick(self._share[place[going]] * by_hops[left - 1, mode[going, None], following], rng)
                        hop[step, going, 2 - left] = self._begin[place[going]] + choice
                        place = place.copy()
                        place[going] = following[np.arange(len(going)), choice]
                state[step] = place
        return _Drawn(self.here[state], np.where(hop >= 0, self._entry[hop], -1))

    def _backwards(self, evidence: list, ahead: np.ndarray, block: range, tell) -> tuple:
        """How likely all later evidence is, by mode and piece, (2, S'): before the steps of a block, from what it is behind them.

        With the tables of the steps, (3, 2, S'): the same behind 0, 1 and 2 hops, with the evidence of the step.
        """
        tables, n_modes = {}, len(MOVES)
        follow = (self._follows[:, None, :] * MOVES.T.astype(np.float32)).reshape(n_modes, -1)
        for step in reversed(block):
            if step % 8 == 0:
                tell(step)
            table = np.empty((3, ahead.size), np.float32)
            table[0] = (ahead * _likelihood(evidence[step])).ravel()
            table[1] = self._hops @ table[0]
            table[2] = self._hops @ table[1]
            tables[step] = table.reshape(3, *ahead.shape)
            ahead = follow @ table.reshape(3 * n_modes, -1)
            ahead /= ahead.max()
        return ahead, tables


def _likelihood(evidence: list):
    """Of each piece at a step, (S',), or 1."""
    return np.exp(sum(np.float32(weight) * log for weight, log in evidence)) if evidence else np.float32(1)


def _around(xy, rows, of_event, margin_m) -> np.ndarray:
    """Pieces in the boxes around the places where two cells, one after the other, are noticeable, with a margin; all where none is."""
    boxes = {}
    for cell in range(rows.shape[0]):
        mine = slice(*rows.indptr[cell:cell + 2])
        there = rows.indices[mine][rows.data[mine] >= NOTICEABLE]
        if len(there):
            boxes[cell] = np.concatenate([xy[there].min(axis=0) - margin_m, -xy[there].max(axis=0) - margin_m])
    heard = [cell for cell in of_event.tolist() if cell in boxes]
    if not heard:
        return np.arange(len(xy))
    near = np.zeros(len(xy), bool)
    for one, other in dict.fromkeys(zip(heard, heard[1:] or heard)):
        low_x, low_y, high_x, high_y = np.minimum(boxes[one], boxes[other])
        near |= (xy[:, 0] >= low_x) & (xy[:, 1] >= low_y) & (xy[:, 0] <= -high_x) & (xy[:, 1] <= -high_y)
    return np.flatnonzero(near)


def _pick(weights, rng) -> np.ndarray:
    """One index from each row of weights; the first where all are 0."""
    total = np.cumsum(weights, axis=1, dtype=float)
    chosen = (total <= (rng.random(len(total)) * total[:, -1])[:, None]).sum(axis=1)
    return np.where(total[:, -1] > 0, np.minimum(chosen, weights.shape[1] - 1), 0)


def _answer(world: _World, drawn: _Drawn, weights: StayWeights, options: MatchOptions, time_s, cell) -> Match:
    pieces = world.pieces
    xy = pieces.xy_m[drawn.state]
    apart = _distances(xy)
    best = int(apart.mean(axis=1).argmin())
    route, along = _traced(pieces, drawn, best)
    off = np.hypot(*np.moveaxis(xy - xy[:, [best]], -1, 0))
    rank = min(int(np.ceil(options.share * xy.shape[1])), xy.shape[1] - 1)
    radius = options.widen * np.sort(off, axis=1)[:, rank] + pieces.length_m[drawn.state[:, best]] / 2
    sigma = options.widen * np.sqrt((off ** 2).mean(axis=1) / 2) + pieces.length_m[drawn.state[:, best]] / 2
    event_along, event_radius, event_sigma = (np.interp(time_s, weights.time_s, values) for values in (along, radius, sigma))
    at = np.searchsorted(world.here, drawn.state[weights.step_of_event])
    known = np.array([c in world.relative for c in cell])
    seen = np.array([world.relative[c][row].mean() if c in world.relative else 1.0 for c, row in zip(cell, at)])
    piece, share = _shares(pieces, drawn)
    return Match(route, weights.time_s, along, radius, event_along, event_radius, event_sigma, seen < UNEXPLAINED, known, piece, share,
                 float((apart[best] <= ALIKE_M).mean()), _alternatives(pieces, drawn, apart))


def _distances(xy) -> np.ndarray:
    """Mean distance at equal times between each two drawn routes, (N, N)."""
    place = (xy[..., 0] + 1j * xy[..., 1])[::max(len(xy) // 64, 1)]
    place = (place - place.mean()).astype(np.complex64)
    total = np.zeros((place.shape[1],) * 2)
    for row in place:
        total += np.abs(row[:, None] - row[None])
    return total / len(place)


def _traced(pieces: RoadPieces, drawn: _Drawn, number: int) -> tuple[Route, np.ndarray]:
    """A drawn route as a polyline, and the length along it at each step."""
    chain, at_step = [int(drawn.state[0, number])], [0]
    for hops in drawn.hop[1:, number]:
        for entry in hops[hops >= 0]:
            chain.extend(pieces.passed(entry))
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


def _shares(pieces: RoadPieces, drawn: _Drawn) -> tuple[np.ndarray, np.ndarray]:
    """Pieces of the network that drawn routes use, and the share of routes that do."""
    n_steps, n = drawn.state.shape
    of, entry = [np.tile(np.arange(n), n_steps)], [drawn.state.ravel()]
    step, number, which = np.nonzero(drawn.hop >= 0)
    way = pieces.way[drawn.hop[step, number, which]]
    while len(way):
        of.append(number)
        entry.append(pieces.target[way])
        way = pieces.before[way]
        number, way = number[way >= 0], way[way >= 0]
    road = pieces.network.piece[pieces.arc[np.concatenate(entry)]].astype(np.int64)
    used = np.unique(road * n + np.concatenate(of)) // n
    piece, count = np.unique(used, return_counts=True)
    return piece, count / n


def _alternatives(pieces: RoadPieces, drawn: _Drawn, apart: np.ndarray) -> list:
    """Groups of drawn routes that are alike: share and representative of each."""
    left, found = np.ones(len(apart), bool), []
    while left.any():
        alike = (apart <= ALIKE_M) & left[None] & left[:, None]
        chosen = int(alike.sum(axis=1).argmax())
        group = alike[chosen]
        if group.sum() < RAREST * len(apart):
            break
        inner = np.flatnonzero(group)
        middle = inner[apart[np.ix_(inner, inner)].mean(axis=1).argmin()]
        found.append((float(group.mean()), _traced(pieces, drawn, int(middle))[0]))
        left &= ~group
    return found
