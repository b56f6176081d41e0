"""Directed pieces of road as the states of a hidden Markov model, and how a phone that drives moves from one to the next.

A step of time leads as far along the roads, on average, as a phone drives in it, whatever the pieces are: of the pieces that its way
passes it ends on one of the two whose centres lie before and behind the place that it reaches, by how near they are.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy import sparse

from ..errors import InputError
from .network import RoadNetwork, ranges

PACES = np.array([0.45, 0.9, 1.35])  # of the speed limits, at which phones drive from step to step, each as often
HEADING_M = 8.0  # of an arc at its end, seen over this stretch
LEAST_SHARE = 1e-4  # rarer ways are not followed


@dataclass(frozen=True)
class RoadPieces:
    """Pieces of the arcs of a network, and the ways a phone takes from them in a step of time.

    Attributes
    ----------
    network : RoadNetwork
    step_s : float
    arc : ndarray of int, shape (S,)
        The arc each piece is on; those of an arc follow each other.
    centre_m : ndarray of float, shape (S,)
        Length along the arc at the middle of the piece.
    length_m : ndarray of float, shape (S,)
    xy_m : ndarray of float, shape (S, 2)
        The middle.
    begin : ndarray of int, shape (S + 1,)
        Where in `way` those from each piece begin.
    way : ndarray of int, shape (E,)
        Number of each way. The first S ways are those of a phone that stays on a piece; it can on any, though seldom while it drives.
    target : ndarray of int, shape (E,)
        Piece at the end of each way, by number.
    before : ndarray of int, shape (E,)
        The way without its last piece, -1 where it stays on its first, by number.
    share : ndarray of float, shape (E,)
        Probability of each of `way` among those from its piece.
    """

    network: RoadNetwork
    step_s: float
    arc: np.ndarray
    centre_m: np.ndarray
    length_m: np.ndarray
    xy_m: np.ndarray
    begin: np.ndarray
    way: np.ndarray
    target: np.ndarray
    before: np.ndarray
    share: np.ndarray

    def __len__(self) -> int:
        return len(self.arc)

    @property
    def speed_kmh(self) -> np.ndarray:
        """Speed limit of each piece, (S,)."""
        return self.network.speed_kmh[self.arc]

    def passed(self, way: int) -> list:
        """The pieces of a way, without the first: those it passes, then that where it ends."""
        found = []
        while self.before[way] >= 0:
            found.append(int(self.target[way]))
            way = self.before[way]
        return found[::-1]

    def moves(self) -> sparse.csr_matrix:
        """Probability of the piece that a step leads to, (S, S), its entries as `way`. Rows sum to 1."""
        return sparse.csr_matrix((self.share, self.target[self.way], self.begin), shape=(len(self),) * 2, copy=True)


def road_pieces(network: RoadNetwork, *, step_s: float = 4.0, factor: float = 1.7, turn: float = 2.0,
                u_turn: float = 0.002, main_road: float = 3.0) -> RoadPieces:
    """Cut the arcs of a network into pieces, by travel time, and find the ways between them.

    Parameters
    ----------
    network : RoadNetwork
    step_s : float
        Time step of the model.
    factor : float
        Multiple of the limits that no phone exceeds.
    turn : float
        How much a turn is avoided: at a node its weight is exp(-turn * angle / 90 degrees); 0 makes all alike.
    u_turn : float
        Weight of turning round, beside 1 for going straight on; in a dead end it is the only way.
    main_road : float
        Of the roads at a node one is chosen in proportion to its limit to this power: traffic keeps to the main roads.

    Returns
    -------
    RoadPieces

    Raises
    ------
    InputError
        When a parameter is out of its range.
    """
    if not (step_s > 0 and factor >= 1 and turn >= 0 and u_turn > 0 and main_road >= 0):
        raise InputError(f"a step of {step_s:g} s, a factor of {factor:g}, turns weighing {turn:g}, U-turns {u_turn:g} or main roads "
                         f"{main_road:g} cannot be", "Road pieces", "Give positive numbers, and a factor of 1 or more.")
    # of half of what the bound allows in a step at most, so that there is a centre before and behind nearly every place within it
    n_of_arc = np.maximum(np.ceil(network.seconds / (factor * step_s / 2) - 1e-9), 1).astype(np.int64)
    number, arc = ranges(np.zeros(network.n_arcs, np.int64), n_of_arc)
    seconds, length_m = (network.seconds / n_of_arc)[arc], (network.length_m / n_of_arc)[arc]
    centre_m = (number + 0.5) * length_m
    links = _links(network, n_of_arc, number, arc, turn, u_turn, main_road)
    ways = _ways(*links, seconds, np.minimum(PACES, factor) * step_s, factor * step_s)
    return RoadPieces(network, float(step_s), arc, centre_m, length_m, _places(network, arc, centre_m), *ways)


def _places(network: RoadNetwork, arc: np.ndarray, along_m: np.ndarray) -> np.ndarray:
    """Points at lengths along arcs."""
    from_start = np.where(network.forward[arc], along_m, network.length_m[arc] - along_m)
    return shapely.get_coordinates(shapely.line_interpolate_point(network.lines[network.piece[arc]], from_start))


def _links(network, n_of_arc, number, arc, turn, u_turn, main_road) -> tuple:
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
    weight *= (network.speed_kmh[following] / network.speed_kmh[here]) ** main_road
    share = weight / np.bincount(here, weight, minlength=len(arcs))[here]
    begin = np.append(0, np.cumsum(n_of_arc))
    inner = np.flatnonzero(number < n_of_arc[arc] - 1)
    source = np.concatenate([inner, begin[here + 1] - 1])
    target = np.concatenate([inner + 1, begin[following]])
    order = np.lexsort((target, source))
    return source[order], target[order], np.concatenate([np.ones(len(inner)), share])[order]


def _ways(source, target, share, seconds, driven_s, most_s) -> tuple:
    """All ways of a step: where those from each piece begin, their numbers, their ends, the ways they continue, and their shares.

    A phone would drive one of `driven_s`, (V,), as often as another. While it has come less far, from centre to centre at the limits, it
    goes on: to a piece that is not farther surely, and to one that is as often as makes it the mean of both. It never goes beyond `most_s`.
    """
    n = len(seconds)
    begin = np.searchsorted(source, np.arange(n + 1))
    start = end = np.arange(n)
    before, gone_s = np.full(n, -1), np.zeros(n)
    came = np.full((len(driven_s), n), 1 / len(driven_s))
    driven_s, found, first_way = driven_s[:, None], [], 0
    while len(start):
        link, of = ranges(begin[end], begin[end + 1] - begin[end])
        further_s = gone_s[of] + (seconds[end[of]] + seconds[target[link]]) / 2
        on = (came.sum(axis=0)[of] * share[link] > LEAST_SHARE) & (further_s <= most_s * (1 + 1e-9)) & (gone_s[of] < driven_s.max())
        link, of, further_s = link[on], of[on], further_s[on]
        kept = share[link] / np.bincount(of, share[link], minlength=len(start))[of]
        goes = came[:, of] * kept * np.clip((driven_s - gone_s[of]) / (further_s - gone_s[of]), 0, 1)
        ends = came.sum(axis=0) - np.bincount(of, goes.sum(axis=0), minlength=len(start))
        found.append((start, end, before, np.maximum(ends, 0)))
        before, first_way = of + first_way, first_way + len(start)
        start, end, gone_s, came = start[of], target[link], further_s, goes
    start, end, before, ends = (np.concatenate(column) for column in zip(*found))
    way = np.flatnonzero((ends > 0) | (before < 0))
    way = way[np.argsort(start[way], kind="stable")]
    return np.searchsorted(start[way], np.arange(n + 1)), way, end, before, ends[way]
