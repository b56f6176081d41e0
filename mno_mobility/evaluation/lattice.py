"""The lattice of a tile grid: which steps mass may take, and what any potential or any flow proves about the optimum.

Mass moves along coprime vectors ``|d_row|, |d_col| <= reach`` (Bassetti, Gualandi & Veneroni 2020, "On the computation of
Kantorovich-Wasserstein distances between two-dimensional histograms by uncapacitated minimum cost flows"). The shortest
way between two tiles uses only the two vectors next to its direction, so it stays inside the rectangle the two tiles span:
the lattice distance on a grid is the polygonal norm of the difference, whatever the grid's border.
"""

from math import atan2, cos, gcd, hypot
from typing import Optional

import numpy as np
from scipy import fft


def coprime_vectors(reach: int, shape=(np.inf, np.inf)) -> list[tuple[int, int]]:
    """One of each two opposite steps ``(d_row, d_col)`` of the lattice that fit into a grid of this shape, the axes first."""
    found = [(d_row, d_col) for d_row in range(reach + 1) for d_col in range(-reach, reach + 1)
             if gcd(d_row, abs(d_col)) == 1 and (d_row > 0 or d_col > 0) and d_row < shape[0] and abs(d_col) < shape[1]]
    return sorted(found, key=lambda v: hypot(*v))


def overestimate(reach: int) -> float:
    """Greatest share by which the lattice distance exceeds the straight line: straight >= (1 - share) * lattice.

    The worst direction halves the widest angle between two neighbouring vectors, where the way is 1 / cos(half angle) too long.
    """
    angles = sorted(atan2(d_row, d_col) for d_row, d_col in coprime_vectors(reach) if d_col >= 0)
    return 1 - cos(max(b - a for a, b in zip(angles, angles[1:])) / 2)


def distance(d_row, d_col, reach: Optional[int]) -> np.ndarray:
    """Length of the shortest way by the steps ``(d_row, d_col)`` on the lattice, of the straight line where `reach` is None.

    The lattice distance is convex and linear between neighbouring vectors: the greatest of those linear functions.
    """
    d_row, d_col = np.abs(d_row), np.abs(d_col)
    if reach is None:
        return np.hypot(d_row, d_col)
    long, short = np.maximum(d_row, d_col), np.minimum(d_row, d_col)
    octant = sorted({(r, c) for r, c in coprime_vectors(reach) if 0 <= r <= c} | {(1, 1)}, key=lambda v: atan2(*v))
    longest = np.zeros(np.shape(long))
    for (r_0, c_0), (r_1, c_1) in zip(octant, octant[1:]):
        # two neighbouring vectors span a cell of area 1
        per_long = r_1 * hypot(r_0, c_0) - r_0 * hypot(r_1, c_1)
        per_short = c_0 * hypot(r_1, c_1) - c_1 * hypot(r_0, c_0)
        np.maximum(longest, per_long * long + per_short * short, out=longest)
    return longest


def ends(a: np.ndarray, vector: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Views of a tile array at the tails and at the heads of all arcs along `vector` (``d_row >= 0``)."""
    d_row, d_col = vector
    n_rows, n_cols = a.shape
    if d_col >= 0:
        return a[:n_rows - d_row, :n_cols - d_col], a[d_row:, d_col:]
    return a[:n_rows - d_row, -d_col:], a[d_row:, :n_cols + d_col]


def residual(supply: np.ndarray, flow, vectors) -> np.ndarray:
    """What is left of the supply after a flow (one array of signed masses per vector) has moved its share."""
    left = supply.copy()
    for mass, vector in zip(flow, vectors):
        tail, head = ends(left, vector)
        tail -= mass
        head += mass
    return left


def symbol(shape, vectors, weights) -> np.ndarray:
    """Eigenvalues, under the cosine transform, of the weighted graph Laplacian of the lattice mirrored at its border.

    Mirroring only adds arcs, so this operator is nowhere below the Laplacian of the lattice itself; along the axes both are
    the same. The eigenvalue 0 of the constant is given as infinity: the constant drops out.
    """
    along_rows, along_cols = (np.pi * np.arange(n) / n for n in shape)
    total = sum(w * (2 - 2 * np.cos(d_row * along_rows)[:, None] * np.cos(d_col * along_cols)[None, :])
                for w, (d_row, d_col) in zip(weights, vectors))
    total[0, 0] = np.inf
    return total


def solve_poisson(right: np.ndarray, eigenvalues: np.ndarray) -> np.ndarray:
    """Potential whose (mirrored) Laplacian is `right`."""
    spectrum = fft.dctn(right, norm="ortho")
    spectrum /= eigenvalues
    return fft.idctn(spectrum, norm="ortho", overwrite_x=True)


def balancing_flow(left: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Flow along the axes (arcs to the next column, arcs to the next row) that carries away a residual of sum 0.

    It is the gradient of a Poisson potential: balanced to rounding, and close to the cheapest for a small rough residual.
    """
    axes = [(0, 1), (1, 0)]
    potential = solve_poisson(left, symbol(left.shape, axes, (1, 1)))
    return tuple(tail - head for tail, head in (ends(potential, axis) for axis in axes))


def closure(potential: np.ndarray, vectors) -> np.ndarray:
    """Greatest potential below the given one that no arc violates: ``min over j of potential_j + distance(i, j)``.

    Tiles at infinity are free. Two sweeps are exact: a shortest way steps in one sense of the rows only, and may take its
    steps in any order.
    """
    closed = potential.astype(float)
    n_rows, n_cols = closed.shape
    column = np.arange(n_cols, dtype=float)
    steps = [(d_row, d_col, hypot(d_row, d_col)) for d_row, d_col in vectors if d_row > 0]
    for sweep in (closed, closed[::-1]):
        for i in range(n_rows):
            row = sweep[i]
            for d_row, d_col, length in steps:
                if d_row > i:
                    continue
                before = sweep[i - d_row] + length
                if d_col >= 0:
                    np.minimum(row[d_col:], before[:n_cols - d_col], out=row[d_col:])
                else:
                    np.minimum(row[:d_col], before[-d_col:], out=row[:d_col])
            row[:] = np.minimum.accumulate(row - column) + column
            back = row[::-1]
            back[:] = np.minimum.accumulate(back - column) + column
    return closed


def feasible_potential(potential: np.ndarray, supply: np.ndarray, vectors) -> np.ndarray:
    """Potential that no arc violates, as good a lower bound as one closure of `potential` gives.

    It is extended from the side (where mass must leave, or where it must go) with fewer tiles: on the other side it may then rise
    (or fall) as far as the arcs let it, which only helps.
    """
    if np.count_nonzero(supply < 0) <= np.count_nonzero(supply > 0):
        return closure(np.where(supply < 0, potential, np.inf), vectors)
    return -closure(np.where(supply > 0, -potential, np.inf), vectors)
