"""What the solvers of the density estimators share.

All of them take the :class:`~mno_mobility.density.footprints.Footprints` of a column-stochastic P and, in the order of its tiles, a
prior that sums to 1 and is positive. The public face is :mod:`~mno_mobility.density.estimators`.
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse


class Solved(NamedTuple):
    """Estimates (J, T); steps, certificate of optimality (NaN for closed forms) and whether it was met, (T,) each."""

    u: np.ndarray
    n_iter: np.ndarray
    optimality: np.ndarray
    converged: np.ndarray


def as_closed_form(solved: Solved) -> Solved:
    """The result of a method that has nothing to converge to."""
    return solved._replace(optimality=np.full(solved.n_iter.shape, np.nan), converged=np.ones(solved.n_iter.shape, bool))


def nothing(*shape: int) -> Solved:
    """The estimate where there are no phones or no tiles, (J, T) or (J,)."""
    return Solved(np.zeros(shape), np.zeros(shape[1:], int), np.zeros(shape[1:]), np.ones(shape[1:], bool))


def quotient(c, expected) -> np.ndarray:
    """``c / expected``, 0 where nothing is expected."""
    return np.divide(c, expected, out=np.zeros(np.broadcast(c, expected).shape), where=expected > 0)


class Heard:
    """Vectors over the cells with phones, within those over all cells."""

    def __init__(self, footprints, c):
        self._footprints, self.rows, self.tick = footprints, np.flatnonzero(c > 0), footprints.tick

    def expected(self, u) -> np.ndarray:
        """``P u`` of the cells with phones."""
        return self._footprints.expected(u)[self.rows]

    def slopes(self, q) -> np.ndarray:
        """``P^T q``, with 0 for cells without phones."""
        wide = np.zeros(self._footprints.n_cells)
        wide[self.rows] = q
        return self._footprints.slopes(wide)

    def gram(self, w):
        """``P diag(w) P^T`` of the cells with phones."""
        gram = self._footprints.gram(w)
        if len(self.rows) == self._footprints.n_cells:
            return gram
        return gram[self.rows][:, self.rows] if sparse.issparse(gram) else gram[np.ix_(self.rows, self.rows)]
