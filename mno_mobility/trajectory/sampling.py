"""Ways on pieces of road, drawn from the posterior of a hidden Markov model.

A phone waits or drives. What the evidence still to come says is summed up in reverse time; then ways are drawn forwards (forward filtering
and backward sampling, with time turned round).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import sparse

from ..memory import require
from ..progress import Progress, no_progress
from .network import ranges
from .pieces import RoadPieces

# how likely a phone that drives waits 4 s later, on streets and on roads with a higher limit; and one that waits drives
STOPS, TOWN_KMH, STARTS, WITHIN_S = (0.12, 0.02), 50.0, 0.15, 4.0
MODES = 2  # waiting and driving
BYTES_KEPT = 1 << 28  # of tables of one journey; of more, those between some steps are made twice
LEAST_LOG = -80.0  # single precision has no likelihoods far below
TABLE_BYTES = 4 * MODES  # a piece and step


@dataclass(frozen=True)
class Stretch:
    """Some steps of time, and the pieces a phone may be on at their end, and was on at their beginning.

    Attributes
    ----------
    first, end : int
        The steps from `first` up to, but without, `end`.
    here : ndarray of int
        Ascending.
    """

    first: int
    end: int
    here: np.ndarray


@dataclass(frozen=True)
class Drawn:
    """Ways drawn from the posterior.

    Attributes
    ----------
    state : ndarray of int, shape (T, N)
        Piece at each step.
    way : ndarray of int, shape (T, N)
        The way to it, as number of a way of the pieces.
    """

    state: np.ndarray
    way: np.ndarray


def draw_ways(pieces: RoadPieces, stretches: Sequence[Stretch], evidence: Sequence, log_of: Callable, prior, n: int, rng, *,
              progress: Progress = no_progress) -> Optional[Drawn]:
    """Draw ways from the posterior.

    Parameters
    ----------
    pieces : RoadPieces
    stretches : sequence of Stretch
        They follow each other from step 0 to the last.
    evidence : sequence of T lists of (float, object)
        What is observed at each step, and how often.
    log_of : callable
        ``log_of(observed, here)`` gives the log-likelihoods of some pieces.
    prior : array_like of float, shape (S,)
        How likely a way begins on each piece, in any unit.
    n : int
        Ways to draw.
    rng : numpy.random.Generator
    progress : callable

    Returns
    -------
    Drawn, or None where no way leads through the pieces of all stretches
        One stretch always has a way: that of a phone that does not move.

    Raises
    ------
    InputError
        When the tables of the pieces do not fit in memory.
    """
    n_steps, worlds = len(evidence), [_World(pieces, stretch.here, log_of) for stretch in stretches]
    blocks, keep_all = _blocks(stretches, n_steps)
    ahead, marks, tables = np.ones((MODES, len(stretches[-1].here)), np.float32), [], {}
    for number in range(len(blocks) - 1, -1, -1):
        at, steps = blocks[number]
        if number + 1 < len(blocks):
            ahead = _carried(ahead, worlds[blocks[number + 1][0]].here, worlds[at].here)
        marks.append(ahead)
        ahead, made = worlds[at].backwards(evidence, ahead, steps, lambda step: progress(0.7 * (1 - step / n_steps)))
        if ahead is None:
            return None
        if keep_all:
            tables.update(made)

    prior = np.asarray(prior, float)[worlds[0].here]
    first = first_modes(worlds[0].speed_kmh)
    start = (prior if prior.any() else pieces.length_m[worlds[0].here]) * first * ahead * worlds[0].likelihood(evidence[0])
    total = np.cumsum(start.ravel())
    if not total[-1] > 0:
        return None
    mode, place = np.divmod(np.searchsorted(total, rng.random(n) * total[-1], side="right").clip(0, len(total) - 1), start.shape[1])
    state, way = np.empty((2, n_steps, n), np.int64)
    state[0] = way[0] = worlds[0].here[place]
    for at, steps in blocks:
        mark = marks.pop()
        if not keep_all:
            _, tables = worlds[at].backwards(evidence, mark, steps, lambda _, done=steps[0] / n_steps: progress(0.7 + 0.3 * done))
        for step in steps:
            if step % 8 == 0:
                progress(0.7 + 0.3 * step / n_steps)
            state[step], mode, way[step] = worlds[at].forwards(state[step - 1], mode, tables.pop(step), rng)
    return Drawn(state, way)


def mode_changes(step_s: float, speed_kmh) -> np.ndarray:
    """How likely waiting and driving follow each other after a step of time on pieces with these speed limits.

    Parameters
    ----------
    step_s : float
    speed_kmh : array_like of float, shape (S,)

    Returns
    -------
    ndarray of float, shape (2, 2, S)
        From the mode of the first axis to that of the second: waiting, then driving. The second adds up to 1.
    """
    within = np.array([[[1 - STARTS, STARTS], [stops, 1 - stops]] for stops in STOPS])
    return np.moveaxis(np.linalg.matrix_power(within, max(round(step_s / WITHIN_S), 1))[_is_fast(speed_kmh)], 0, -1)


def first_modes(speed_kmh) -> np.ndarray:
    """How often a phone waits and drives in the long run on pieces with these speed limits, (2, S)."""
    stops = np.array(STOPS)[_is_fast(speed_kmh)]
    return np.array([stops, np.full(len(stops), STARTS)]) / (stops + STARTS)


def _is_fast(speed_kmh) -> np.ndarray:
    return (np.asarray(speed_kmh) > TOWN_KMH).astype(int)


class _World:
    """Some pieces, the ways between them, and what is observed there."""

    def __init__(self, pieces: RoadPieces, here: np.ndarray, log_of: Callable):
        self.here, self._log_of, self._logs = here, log_of, {}
        place = np.full(len(pieces), -1)
        place[here] = np.arange(len(here))
        entry, of = ranges(pieces.begin[here], np.diff(pieces.begin)[here])
        target = place[pieces.target[pieces.way[entry]]]
        inside = target >= 0
        entry, of, self._target = entry[inside], of[inside], target[inside]
        self._way, self._share = pieces.way[entry], pieces.share[entry]
        self._begin = np.searchsorted(of, np.arange(len(here) + 1))
        self._moves = sparse.csr_matrix((self._share.astype(np.float32), self._target, self._begin), shape=(len(here),) * 2)
        self.speed_kmh = pieces.speed_kmh[here]
        self._follows = np.ascontiguousarray(mode_changes(pieces.step_s, self.speed_kmh), np.float32)

    def likelihood(self, observed: list):
        """Of each piece, (S',), or 1 where nothing is observed."""
        for _, what in observed:
            if what not in self._logs:
                self._logs[what] = np.asarray(self._log_of(what, self.here), np.float32)
        if not observed:
            return np.float32(1)
        return np.exp(np.maximum(sum(np.float32(weight) * self._logs[what] for weight, what in observed), np.float32(LEAST_LOG)))

    def backwards(self, evidence: Sequence, ahead: np.ndarray, steps: range, tell: Callable) -> tuple:
        """How likely all that is still to come is before some steps, by mode and piece, (2, S'), from what it is behind them.

        With the tables of the steps, (2, S'): the same behind a step, with what is observed then. None where nothing is likely.
        """
        tables = {}
        for step in reversed(steps):
            if step % 8 == 0:
                tell(step)
            table = ahead * self.likelihood(evidence[step])
            tables[step] = table
            ahead = self._follows[:, 0] * table[0] + self._follows[:, 1] * (self._moves @ table[1])
            most = ahead.max()
            if not most > 0:
                return None, {}
            ahead /= most
        return ahead, tables

    def forwards(self, piece: np.ndarray, mode: np.ndarray, table: np.ndarray, rng) -> tuple:
        """Pieces and modes of drawn routes after a step, and the ways they took, (N,), by the table of the step."""
        place = np.searchsorted(self.here, piece)
        entry, of = ranges(self._begin[place], np.diff(self._begin)[place])
        likely = self._share[entry] * table[1, self._target[entry]]
        driven = np.bincount(of, likely, minlength=len(place))
        mode = _pick(self._follows[mode, :, place] * np.column_stack([table[0, place], driven]), rng)
        way, drives = piece.copy(), np.flatnonzero(mode)
        # shares of the ways of each route, one route after the other: 1 for each, or 0 where none is likely
        total = np.append(0, np.cumsum(likely / np.where(driven > 0, driven, 1)[of]))
        first, end = np.searchsorted(of, [drives, drives + 1])
        chosen = np.searchsorted(total, total[first] + rng.random(len(drives)) * (total[end] - total[first]), side="right") - 1
        chosen = entry[np.clip(chosen, first, end - 1)]
        place[drives], way[drives] = self._target[chosen], self._way[chosen]
        return self.here[place], mode, way


def _blocks(stretches: Sequence[Stretch], n_steps: int) -> tuple[list, bool]:
    """Stretch and steps of blocks whose tables are kept at a time, and whether all are kept. Step 0 has no table: no hop leads to it."""
    most = max(len(stretch.here) for stretch in stretches)
    keep_all = sum((stretch.end - stretch.first) * len(stretch.here) for stretch in stretches) * TABLE_BYTES <= BYTES_KEPT
    length = n_steps if keep_all else int(np.ceil(np.sqrt(n_steps)))
    if not keep_all:
        require(most * length * 2 * TABLE_BYTES, f"{n_steps:,} steps of time on {most:,} pieces of road", "Roads",
                "Give the roads of a smaller area, or cut the journey.")
    return [(at, range(first, min(first + length, stretch.end))) for at, stretch in enumerate(stretches)
            for first in range(max(stretch.first, 1), stretch.end, length)], keep_all


def _carried(ahead: np.ndarray, of: np.ndarray, to: np.ndarray) -> np.ndarray:
    """Values of some pieces on others, 0 where there are none."""
    if of is to:
        return ahead
    found = np.zeros((len(ahead), len(to)), np.float32)
    _, source, target = np.intersect1d(of, to, assume_unique=True, return_indices=True)
    found[:, target] = ahead[:, source]
    return found


def _pick(weights, rng) -> np.ndarray:
    """One index from each row of weights; the first where all are 0."""
    total = np.cumsum(weights, axis=1, dtype=float)
    chosen = (total <= (rng.random(len(total)) * total[:, -1])[:, None]).sum(axis=1)
    return np.where(total[:, -1] > 0, np.minimum(chosen, weights.shape[1] - 1), 0)
