"""Symmetric systems of the density estimators: as many unknowns as cells, positive semidefinite, few cells overlapping each other."""

import numpy as np
from scipy import sparse
from scipy.linalg import eigh, lapack
from scipy.sparse.linalg import splu

DENSE_CELLS = 3000  # up to here a Gram matrix is an array
SINGULAR = 1e-11  # reciprocal condition below which a factor is not trusted


def positive_definite_solver(gram, least: float = SINGULAR):
    """A function that solves ``gram x = r`` for `r` (I,) or (I, T), or None where `gram` is singular to working precision.

    That is where its reciprocal condition is below `least`.

    `gram` is an array or a sparse matrix. The factor of a sparse one keeps to what the overlaps of neighbouring cells ask for: with
    50,000 cells it has a few times the non-zeros of `gram` itself.
    """
    diagonal = gram.diagonal()
    if (diagonal <= 0).any():
        return None
    root = 1 / np.sqrt(diagonal)
    if not sparse.issparse(gram) or len(root) <= DENSE_CELLS:
        dense = scaled(gram.toarray() if sparse.issparse(gram) else gram, root)
        norm = np.abs(dense).sum(axis=0).max() if least else 0.0
        factor, info = lapack.dpotrf(dense.T, lower=1, overwrite_a=1)
        if info != 0 or (least and lapack.dpocon(factor, norm, uplo="L")[0] < least):
            return None
        return lambda r: (root * lapack.dpotrs(factor, (root * r.T).T, lower=1)[0].T).T
    try:
        factor = splu(scaled(gram, root).tocsc(), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})
    except RuntimeError:  # how SuperLU says exactly singular
        return None
    if np.abs(factor.U.diagonal()).min() < least:
        return None
    return lambda r: (root * factor.solve((root * r.T).T).T).T


def conjugate_gradients(product, right, accuracy: float, most: int):
    """The x with ``product(x) = right`` to a relative residual of `accuracy`; None where `most` steps do not reach it."""
    x, residual = np.zeros(len(right)), right.copy()
    direction, square = residual, residual @ residual
    aim = accuracy**2 * square
    for _ in range(most):
        if square <= aim:
            return x
        image = product(direction)
        size = square / (direction @ image)
        x, residual = x + size * direction, residual - size * image
        before, square = square, residual @ residual
        direction = residual + square / before * direction
    return x if square <= aim else None


def scaled(gram, scale):
    """``diag(scale) gram diag(scale)``, of the kind that `gram` is."""
    if sparse.issparse(gram):
        return sparse.diags(scale) @ gram @ sparse.diags(scale)
    return gram * scale * scale[:, None]


def plus_diagonal(gram, diagonal):
    """``gram + diag(diagonal)``, of the kind that `gram` is."""
    if sparse.issparse(gram):
        return gram + sparse.diags(diagonal)
    gram = gram.copy()
    gram[np.diag_indices_from(gram)] += diagonal
    return gram


def pseudo_solver(gram):
    """Solve with the pseudo-inverse of a singular dense Gram matrix."""
    values, vectors = eigh(gram)
    kept = values > 1e-12 * values[-1]
    values, vectors = values[kept], vectors[:, kept]
    return lambda r: vectors @ ((vectors.T @ r).T / values).T
