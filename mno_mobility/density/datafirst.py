"""Data first: the map nearest to the prior among those that explain the counts (Ricciato & Coluccia 2021, section V)."""

from collections.abc import Callable

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, lsmr

from ..progress import Progress, no_progress
from . import linear
from .likelihood import expectation_maximisation
from .linear import positive_definite_solver, pseudo_solver
from .solvers import Solved, as_closed_form

STARVED = 1e-12  # of its prior share: a cell with less has no mass to scale up
LIFT = 1e-9  # of the prior: what the footprint of a starved cell is lifted to


def data_first(footprints, alpha, progress: Progress = no_progress) -> Callable[..., Solved]:
    """Factor (33) once and return the function that maps counts (I, T) to the data-first estimate (31).

    With every column of P summing to 1, F does not depend on the prior's scale: one factor serves all counts.
    """
    project = weighted_pseudo_inverse(footprints, alpha, progress)
    P_alpha = footprints.expected(alpha)

    def solve(c, *, n_iter: int, progress: Progress = no_progress) -> Solved:
        total = c.sum(axis=0)
        v = project(c - np.outer(P_alpha, total), progress)
        v += np.outer(alpha, total)
        np.maximum(v, 0, out=v)
        starved = (c > 0) & (footprints.expected(v) <= STARVED * np.outer(P_alpha, total))
        if starved.any():
            lifted = footprints.slopes(starved.astype(float)) > 0
            v = np.where(lifted, np.maximum(v, LIFT * np.outer(alpha, total)), v)
        return as_closed_form(expectation_maximisation(footprints, c, v, n_iter=n_iter, tol=-1.0, progress=progress))

    return solve


def weighted_pseudo_inverse(footprints, w, progress: Progress = no_progress) -> Callable[..., np.ndarray]:
    """The map ``r -> W^(1/2) (P W^(1/2))^+ r`` for `r` (I, T), equal to ``W P^T (P W P^T)^-1 r`` where that exists (33).

    Cells with the same footprint, which make the Gram matrix singular, are folded into one beforehand: with the root of their
    number as weight this leaves the least-squares solution as it is. What is still singular goes to eigenvalues or, when large,
    to LSMR.
    """
    fold = _same_cells(footprints, w)
    gram = footprints.gram(w)
    gram = fold @ (sparse.csr_matrix(gram) if sparse.issparse(gram) else gram) @ fold.T
    solve = positive_definite_solver(gram)
    if solve is None and gram.shape[0] <= linear.DENSE_CELLS:
        solve = pseudo_solver(gram.toarray() if sparse.issparse(gram) else gram)
    if solve is not None:
        return lambda r, progress=no_progress: w[:, None] * footprints.slopes(fold.T @ solve(fold @ r))
    root = np.sqrt(w)
    return lambda r, progress=no_progress: root[:, None] * np.column_stack(
        [_least_squares(footprints, fold, root, x, progress) for x in (fold @ r).T])


def _same_cells(footprints, w) -> sparse.csr_matrix:
    """The matrix that replaces each group of cells with the same footprint by one, (groups, I); cells without a footprint go.

    A group of n cells becomes their mean times the root of n: its rows have length 1. Equal sums over two random maps tell a group.
    """
    rng = np.random.default_rng(0)
    key = footprints.expected(rng.uniform(0.5, 1.5, (footprints.n_tiles, 2)))
    heard = np.flatnonzero(footprints.expected(w) > 0)
    mantissa, exponent = np.frexp(key[heard])
    _, group = np.unique(np.ldexp(np.rint(np.ldexp(mantissa, 40)), exponent - 40), axis=0, return_inverse=True)
    size = np.bincount(np.ravel(group))
    return sparse.csr_matrix((1 / np.sqrt(size[np.ravel(group)]), (np.ravel(group), heard)), shape=(len(size), footprints.n_cells))


def _least_squares(footprints, fold, root, r, progress) -> np.ndarray:
    """The shortest y that brings ``fold P W^(1/2) y`` nearest to r."""

    def forward(y):
        progress(0.0)
        return fold @ footprints.expected(root * y)

    operator = LinearOperator((fold.shape[0], footprints.n_tiles), matvec=forward,
                              rmatvec=lambda x: root * footprints.slopes(fold.T @ x), dtype=float)
    return lsmr(operator, r, atol=1e-13, btol=1e-13, conlim=0, maxiter=10 * fold.shape[0])[0]
