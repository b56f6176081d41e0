"""Directed pieces of road as the states of a hidden Markov model, and how a phone moves from one to the next.

An arc is cut by travel time, not by length: whatever the limit, no phone passes more than two pieces in a step of time without exceeding
`factor` times the limit.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy import sparse

from ..errors import InputError
from .network import RoadNetwork, ranges

HEADING_M = 8.0  # of an arc at its end, seen over this stretch
LEAST_SHARE = 1e-4  # rarer ways through several short pieces are not followed


@dataclass(frozen=True)
class RoadPieces:
    """Pieces of the arcs of a network, and the hops between them.

    A hop leads to a piece no farther than half a step of time away, from centre to centre. A piece that takes less is stopped on with
    the share that its time has of half a step, and passed otherwise where the bound of speed allows. A road of short pieces still takes
    longer, and a short piece that the bound lets nobody pass holds a phone for a hop.

    Attributes
    ----------
    network : RoadNetwork
    step_s : float
        Time of two hops at `factor` times the limit.
    arc : ndarray of int, shape (S,)
        The arc each piece is on; those of an arc follow each other.
    centre_m : ndarray of float, shape (S,)
        Length along the arc at the middle of the piece.
    length_m : ndarray of float, shape (S,)
    xy_m : ndarray of float, shape (S, 2)
        The middle.
    hops : csr_matrix, shape (S, S)
        Probability of the piece a hop leads to; several entries of a row may lead to one piece in different ways. Rows sum to 1, and to 0
        where a one-way road ends.
    target, before : ndarray of int, shape (E,)
        Piece at the end of each way that was followed, and the way it continues, -1 where it is the first.
    way : ndarray of int
        The way of each entry of `hops`.
    """

    network: RoadNetwork
    step_s: float
    arc: np.ndarray
    centre_m: np.ndarray
    length_m: np.ndarray
    xy_m: np.ndarray
    hops: sparse.csr_matrix
    target: np.ndarray
    before: np.ndarray
    way: np.ndarray

    def __len__(self) -> int:
        return len(self.arc)

    def passed(self, entry: int) -> list:
        """The pieces of the way of an entry of `hops`, without the first: those it passes, then that where it ends."""
        way, found = self.way[entry], []
        while way >= 0:
            found.append(int(self.target[way]))
            way = self.before[way]
        return found[::-1]


def road_pieces(network: RoadNetwork, *, step_s: float = 4.0, factor: float = 1.7, turn: float = 4.0,
                u_turn: float = 0.01) -> RoadPieces:
    """Cut the arcs of a network into pieces and find the hops between them.

    Parameters
    ----------
    network : RoadNetwork
    step_s : float
        Time step of the model; a phone makes at most two hops in it.
    factor : float
        Multiple of the limits that no phone exceeds.
    turn : float
        How much a turn is avoided: at a node its weight is exp(-turn * angle / 90 degrees); 0 makes all alike.
    u_turn : float
        Weight of turning round, beside 1 for going straight on; in a dead end it is the only way.

    Returns
    -------
    RoadPieces

    Raises
    ------
    InputError
        When a parameter is out of its range.
    """
    if not (step_s > 0 and factor >= 1 and turn >= 0 and u_turn > 0):
        raise InputError(f"a step of {step_s:g} s, a factor of {factor:g}, turns weighing {turn:g} or U-turns {u_turn:g} cannot be",
                         "Road pieces", "Give positive numbers, and a factor of 1 or more.")
    hop_s = step_s / 2
    arc_s = network.seconds / factor
    n_of_arc = np.maximum(np.ceil(arc_s / hop_s - 1e-9), 1).astype(np.int64)
    number, arc = ranges(np.zeros(network.n_arcs, np.int64), n_of_arc)
    seconds, length_m = (arc_s / n_of_arc)[arc], (network.length_m / n_of_arc)[arc]
    centre_m = (number + 0.5) * length_m
    source, target, share = _steps(network, n_of_arc, number, arc, turn, u_turn)
    hops, ends, before, way = _hops(source, target, share, seconds, hop_s)
    return RoadPieces(network, float(step_s), arc, centre_m, length_m, _places(network, arc, centre_m), hops, ends, before, way)


def table_of_rows(matrix: sparse.csr_matrix) -> tuple[np.ndarray, np.ndarray]:
    """The entries of a matrix of R rows as two tables, (R, W): columns, and values that are 0 where a row has no further entry."""
    n = np.diff(matrix.indptr)
    row = np.repeat(np.arange(len(n)), n)
    place = np.arange(len(row)) - matrix.indptr[row]
    column, value = np.zeros((len(n), n.max(initial=1)), np.int32), np.zeros((len(n), n.max(initial=1)))
    column[row, place], value[row, place] = matrix.indices, matrix.data
    return column, value


def _places(network: RoadNetwork, arc: np.ndarray, along_m: np.ndarray) -> np.ndarray:
    """Points at lengths along arcs."""
    from_start = np.where(network.forward[arc], along_m, network.length_m[arc] - along_m)
    return shapely.get_coordinates(shapely.line_interpolate_point(network.lines[network.piece[arc]], from_start))


def _steps(network, n_of_arc, number, arc, turn, u_turn) -> tuple:
    """From each piece to those that begin where it ends: piece, next piece, share; by piece."""
    arcs, length = np.arange(network.n_arcs), network.length_m
    reach = np.minimum(HEADING_M, length)
    into = _places(network, arcs, reach) - _places(network, arcs, np.zeros(len(arcs)))
    out = _places(network, arcs, length) - _places(network, arcs, length - reach)
    heading_in, heading_out = (np.arctan2(way[:, 1], way[:, 0]) for way in (into, out))
    by_tail = np.argsort(network.tail, kind="stable")
    first, last = (np.searchsorted(network.tail[by_tail], network.head, side) for side in ("left", "right"))
    at, here = ranges(first, last - first)
    following = by_tail[at]
    angle = np.abs((heading_in[following] - heading_out[here] + np.pi) % (2 * np.pi) - np.pi)
    weight = np.where(network.twin[here] == following, u_turn, np.exp(-turn * angle / (np.pi / 2)))
    share = weight / np.bincount(here, weight, minlength=len(arcs))[here]
    begin = np.append(0, np.cumsum(n_of_arc))
    inner = np.flatnonzero(number < n_of_arc[arc] - 1)
    source = np.concatenate([inner, begin[here + 1] - 1])
    target = np.concatenate([inner + 1, begin[following]])
    order = np.lexsort((target, source))
    return source[order], target[order], np.concatenate([np.ones(len(inner)), share])[order]


def _hops(source, target, share, seconds, hop_s) -> tuple:
    """The ways of all hops: their matrix, the piece each way ends on, the way it continues, and the way of each entry of the matrix."""
    n = len(seconds)
    begin = np.searchsorted(source, np.arange(n + 1))
    stop = np.minimum(seconds / hop_s, 1.0)
    start, end, weight = source, target, share
    gone_s, before, first_way = (seconds[source] + seconds[target]) / 2, np.full(len(source), -1), 0
    found = []
    while len(start):
        entry, way = ranges(begin[end], (begin[end + 1] - begin[end]))
        further_s = gone_s[way] + (seconds[end[way]] + seconds[target[entry]]) / 2
        further = weight[way] * (1 - stop[end[way]]) * share[entry]
        on = (further_s <= hop_s * (1 + 1e-9)) & (further > LEAST_SHARE)
        entry, way, further_s, further = entry[on], way[on], further_s[on], further[on]
        found.append((start, end, weight - np.bincount(way, further, minlength=len(start)), before))
        start, end, weight, gone_s, before = start[way], target[entry], further, further_s, way + first_way
        first_way += len(found[-1][0])
    start, end, weight, before = (np.concatenate(columns) for columns in zip(*found)) if found else (np.zeros(0, np.int64),) * 4
    way = np.argsort(start, kind="stable")
    hops = sparse.csr_matrix((weight[way], end[way], np.searchsorted(start[way], np.arange(n + 1))), shape=(n, n))
    return hops, end, before, way
