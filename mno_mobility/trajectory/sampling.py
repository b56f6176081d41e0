"""Ways on pieces of road, drawn from the posterior of a hidden Markov model.

A phone waits or drives, and makes none, one or two hops in a step of time. What the evidence still to come says is summed up in reverse
time; then ways are drawn forwards (forward filtering and backward sampling, with time turned round).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import sparse

from ..memory import require
from ..progress import Progress, no_progress
from .network import ranges
from .pieces import RoadPieces, table_of_rows

# waiting and driving: share of 0, 1 and 2 hops in a step, how one follows the other within 4 s, and how often either comes first
MOVES = np.array([[0.92, 0.08, 0.0], [0.25, 0.50, 0.25]])
FOLLOWS, FOLLOWS_S = np.array([[0.85, 0.15], [0.10, 0.90]]), 4.0
FIRST = np.array([0.35, 0.65])
BYTES_KEPT = 1 << 28  # of tables of one journey; of more, those between some steps are made twice
LEAST_LOG = -80.0  # single precision has no likelihoods far below
TABLE_BYTES = 4 * 3 * len(MOVES)  # a piece and step


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
    hop : ndarray of int, shape (T, N, 2)
        The hops to it, as entries of ``pieces.hops``, -1 where there is none.
    """

    state: np.ndarray
    hop: np.ndarray


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
    ahead, marks, tables = np.ones((len(MOVES), len(stretches[-1].here)), np.float32), [], {}
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
    start = (prior if prior.any() else pieces.length_m[worlds[0].here]) * FIRST[:, None] * ahead * worlds[0].likelihood(evidence[0])
    total = np.cumsum(start.ravel())
    if not total[-1] > 0:
        return None
    mode, place = np.divmod(np.searchsorted(total, rng.random(n) * total[-1], side="right").clip(0, len(total) - 1), start.shape[1])
    state, hop = np.empty((n_steps, n), np.int64), np.full((n_steps, n, 2), -1)
    state[0] = worlds[0].here[place]
    for at, steps in blocks:
        mark = marks.pop()
        if not keep_all:
            _, tables = worlds[at].backwards(evidence, mark, steps, lambda _, done=steps[0] / n_steps: progress(0.7 + 0.3 * done))
        for step in steps:
            if step % 8 == 0:
                progress(0.7 + 0.3 * step / n_steps)
            state[step], mode, hop[step] = worlds[at].forwards(state[step - 1], mode, tables.pop(step), rng)
    return Drawn(state, hop)


class _World:
    """Some pieces, the hops between them, and what is observed there."""

    def __init__(self, pieces: RoadPieces, here: np.ndarray, log_of: Callable):
        self.here, self._log_of, self._logs = here, log_of, {}
        place = np.full(len(pieces), -1)
        place[here] = np.arange(len(here))
        entry, of = ranges(pieces.hops.indptr[here], np.diff(pieces.hops.indptr)[here])
        target = place[pieces.hops.indices[entry]]
        inside = target >= 0
        self._entry, of, target = entry[inside], of[inside], target[inside]
        self._begin = np.searchsorted(of, np.arange(len(here) + 1))
        hops = sparse.csr_matrix((pieces.hops.data[self._entry], target, self._begin), shape=(len(here),) * 2)
        self._next, self._share = table_of_rows(hops)  # before scipy adds up the entries that lead to one piece
        self._hops = sparse.block_diag([hops.astype(np.float32)] * len(MOVES), format="csr")
        follows = np.linalg.matrix_power(FOLLOWS, max(round(pieces.step_s / FOLLOWS_S), 1))
        self._follows, self._moves = follows.astype(np.float32), MOVES.astype(np.float32)

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

        With the tables of the steps, (3, 2, S'): the same behind 0, 1 and 2 hops, with what is observed then. None where nothing is likely.
        """
        tables, follow = {}, (self._follows[:, None, :] * self._moves.T).reshape(len(MOVES), -1)
        for step in reversed(steps):
            if step % 8 == 0:
                tell(step)
            table = np.empty((3, ahead.size), np.float32)
            table[0] = (ahead * self.likelihood(evidence[step])).ravel()
            table[1] = self._hops @ table[0]
            table[2] = self._hops @ table[1]
            tables[step] = table.reshape(3, *ahead.shape)
            ahead = follow @ table.reshape(3 * len(MOVES), -1)
            most = ahead.max()
            if not most > 0:
                return None, {}
            ahead /= most
        return ahead, tables

    def forwards(self, piece: np.ndarray, mode: np.ndarray, table: np.ndarray, rng) -> tuple:
        """Pieces and modes of ways after a step, and the hops they took, (N, 2), by the table of the step."""
        place, hop = np.searchsorted(self.here, piece), np.full((len(piece), 2), -1)
        local = table[:, :, place]
        mode = _pick(self._follows[mode] * (self._moves.T[:, :, None] * local).sum(axis=0).T, rng)
        n_hops = _pick(self._moves[mode] * local[:, mode, np.arange(len(mode))].T, rng)
        for left in (2, 1):
            going = np.flatnonzero(n_hops >= left)
            if len(going):
                following = self._next[place[going]]
                choice = _pick(self._share[place[going]] * table[left - 1, mode[going, None], following], rng)
                hop[going, 2 - left] = self._entry[self._begin[place[going]] + choice]
                place[going] = following[np.arange(len(going)), choice]
        return self.here[place], mode, hop


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
