"""What a mast sees of the land around it: diffraction along radials, for all ranges in one sweep, and back on a grid.

On heights lowered by the curvature of the earth, ``z = h - r² / 2a``, rays are straight lines. For a receiver behind a hill two slopes
decide Bullington's edge (ITU-R P.526-15, 4.5.1): the steepest one from the mast, which is a running maximum, and the steepest one from
the receiver, the tangent to the upper convex hull of the samples before it. The hull grows along the radial as a stack, from which each new
sample first takes what it hides. None of that depends on the frequency.
"""

from dataclasses import dataclass
from math import ceil, pi
from typing import Optional

import numpy as np

from ..progress import Progress, no_progress, part
from .diffraction import bullington, edge_of_smooth_earth, spherical_earth, wave_number

EXACT_LAGS = 16  # samples next to each end that are looked at one by one where there is line of sight
BLOCK = 16  # samples in between of which only the one nearest to the ray is
RADIALS_AT_ONCE = 96  # so that their profiles stay in the cache
POINTS_AT_ONCE = 1 << 15  # likewise
LINEAR_STEPS = 10


@dataclass(frozen=True)
class Sweep:
    """The land around a mast on radials; row i is at the distance ``i * step_m``, column j at the bearing ``2 pi j / n_radials``.

    Attributes
    ----------
    step_m : float
    edge : ndarray of float32, shape (n_steps + 1, n_radials)
        Parameter nu of Bullington's edge without the factor of the frequency, see :func:`~.diffraction.wave_number`; -inf: none.
    sight : ndarray of bool, same shape
        Line of sight.
    over_base, over_mobile : ndarray of float32, same shape, or None
        Heights of both antennas over the smooth earth, which delta-Bullington needs.
    """

    step_m: float
    edge: np.ndarray
    sight: np.ndarray
    over_base: Optional[np.ndarray] = None
    over_mobile: Optional[np.ndarray] = None


def n_radials(radius_m: float, step_m: float) -> int:
    """Radials that are one step apart at the rim."""
    return max(16, ceil(2 * pi * radius_m / step_m))


def sweep(ground_m: np.ndarray, surface_m, base_m: float, mobile_m: float, step_m: float, radius_m: float, *, delta: bool = True,
          progress: Progress = no_progress) -> Sweep:
    """Diffraction from a mast to receivers all along radials.

    Parameters
    ----------
    ground_m : ndarray of float32, shape (n_steps + 1, n_radials)
        Heights of the ground above sea level.
    surface_m : ndarray of float32, same shape, or None
        Heights of what stands on it, buildings and trees.
    base_m : float
        The antenna, above sea level.
    mobile_m : float
        Height of receivers over the ground.
    step_m : float
    radius_m : float
        Effective radius of the earth.
    delta : bool
        Also the heights that delta-Bullington needs.
    progress : callable
    """
    r = step_m * np.arange(len(ground_m), dtype=np.float32)[:, None]
    bulge = np.square(r) / np.float32(2 * radius_m)
    ground = ground_m - np.float32(base_m)
    z = (ground if surface_m is None else surface_m - np.float32(base_m)) - bulge
    receiver = ground + np.float32(mobile_m) - bulge
    slope, up = _slopes(receiver, z, r)
    sight = np.ones(z.shape, bool)
    sight[2:] = slope[2:] > up[1:-1]
    share = 0.4 if delta else 0.6
    down, _ = _hulls(z, receiver, ~sight, step_m, None, part(progress, 0, share))
    edge = np.full(z.shape, -np.inf, np.float32)
    with np.errstate(invalid="ignore"):
        edge[2:] = np.sqrt(r[2:] * (up[1:-1] - slope[2:]) * np.maximum(down[2:] + slope[2:], 0))
    _nearest_in_sight(edge, z, slope, up, sight, r, part(progress, share, 0.6 if delta else 1))
    over = _over_smooth_earth(ground, mobile_m, step_m, r, part(progress, 0.6, 1)) if delta else (None, None)
    return Sweep(step_m, edge, sight, *over)


def _slopes(receiver, z, r) -> tuple[np.ndarray, np.ndarray]:
    """Slopes from the base to the receivers, and the steepest one to the samples up to there; heights over the base."""
    with np.errstate(divide="ignore", invalid="ignore"):
        slope, up = receiver / r, z / r
    slope[0] = up[0] = -np.inf
    return slope, np.maximum.accumulate(up, axis=0, out=up)


def _over_smooth_earth(ground, mobile_m: float, step_m: float, r, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
    """Heights of base and receivers over the smooth earth of each path, as :func:`.diffraction.smooth_heights` has them."""
    slope, up = _slopes(ground + np.float32(mobile_m), ground, r)
    hidden = np.zeros(ground.shape, bool)
    hidden[2:] = up[1:-1] > slope[2:]
    fall, highest = _hulls(ground, ground + np.float32(mobile_m), hidden, step_m, slope, part(progress, 0, 0.8))
    over_base, over_mobile = np.empty_like(ground), np.empty_like(ground)
    d = r.astype(float)
    for first in range(0, ground.shape[1], RADIALS_AT_ONCE):
        progress(0.8 + 0.2 * first / ground.shape[1])
        some = slice(first, first + RADIALS_AT_ONCE)
        h = ground[:, some].astype(float)
        v1, v2 = np.zeros_like(h), np.zeros_like(h)
        np.cumsum(step_m * (h[1:] + h[:-1]), axis=0, out=v1[1:])
        np.cumsum(step_m * (h[1:] * (2 * d[1:] + d[:-1]) + h[:-1] * (d[1:] + 2 * d[:-1])), axis=0, out=v2[1:])
        with np.errstate(divide="ignore", invalid="ignore"):
            at_base, at_mobile = (2 * v1 * d - v2) / np.square(d), (v2 - v1 * d) / np.square(d)
            rise = up[:-1, some] - slope[1:, some]
            down = fall[1:, some] + slope[1:, some]
            taken = np.where(hidden[1:, some], highest[1:, some] / (rise + down), 0)
            at_base[1:] -= taken * rise
            at_mobile[1:] -= taken * down
        over_base[:, some] = -np.minimum(at_base, h[0])
        over_mobile[:, some] = h + mobile_m - np.minimum(at_mobile, h)
    return over_base, over_mobile


def _hulls(z, receiver, wanted, step_m: float, slope, progress: Progress) -> tuple[np.ndarray, Optional[np.ndarray]]:
    """Steepest slope from receivers back up to the samples before them and, with the `slope` of the line from the base to them, the
    greatest height of a sample over that line; where wanted."""
    n_steps, n = z.shape
    back, highest = np.zeros(z.shape, np.float32), None if slope is None else np.zeros(z.shape, np.float32)
    column = np.arange(n)
    steep, height, range_ = (np.zeros((n_steps, n), np.float32) for _ in range(3))  # stacks; steep: of the hull's edge below
    steep[0], height[0], range_[0] = np.inf, z[1], step_m
    stacks = steep.ravel(), height.ravel(), range_.ravel()
    level = np.zeros(n, np.intp)
    hides = (wanted & (receiver < z)).any(axis=1)
    for i in range(2, n_steps):
        if not i % 16:
            progress(i / n_steps)
        here = np.float32(i * step_m)
        rows = np.flatnonzero(wanted[i])
        if hides[i]:  # inside a building the receiver is below the sample, and sees what the sample hides
            tangent = _tangent(stacks, level[rows], rows, receiver[i, rows], here, n)
            level = _tangent(stacks, level, column, z[i], here, n)
        else:
            level = _tangent(stacks, level, column, z[i], here, n)
            tangent = _tangent(stacks, level[rows], rows, receiver[i, rows], here, n)
        at = tangent * n + rows
        back[i, rows] = (stacks[1][at] - receiver[i, rows]) / (here - stacks[2][at])
        if slope is not None:
            at = _summit(stacks, tangent, rows, slope[i, rows], n) * n + rows
            highest[i, rows] = stacks[1][at] - slope[i, rows] * stacks[2][at]
        at = level * n + column
        edge = (z[i] - stacks[1][at]) / (here - stacks[2][at])
        level = level + 1
        at += n
        stacks[0][at], stacks[1][at], stacks[2][at] = edge, z[i], here
    return back, highest


def _tangent(stacks, level, column, z, here, n: int) -> np.ndarray:
    """Levels of the stacks at which tangents to the hull from points at range `here` touch it, from `level` down."""
    steep, height, range_ = stacks
    return _descend(level, column, n, lambda at, active: steep[at] <= (z[active] - height[at]) / (here - range_[at]))


def _summit(stacks, level, column, slope, n: int) -> np.ndarray:
    """Levels of the samples that are highest over lines of a slope, from `level` down."""
    return _descend(level, column, n, lambda at, active: stacks[0][at] <= slope[active])


def _descend(level, column, n: int, beyond) -> np.ndarray:
    """The first level from `level` down that is not `beyond`: a few steps one by one, then by halving what is left."""
    level, active = level.copy(), np.arange(len(level))
    for _ in range(LINEAR_STEPS):
        active = active[beyond(level[active] * n + column[active], active)]
        if not len(active):
            return level
        level[active] -= 1
    low, high = np.zeros(len(active), np.intp), level[active]
    while (open_ := low < high).any():
        middle = (low + high + 1) // 2
        go = beyond(middle * n + column[active], active)
        high, low = np.where(go & open_, middle - 1, high), np.where(go | ~open_, low, middle)
    level[active] = low
    return level


def _nearest_in_sight(edge, z, slope, up, sight, r, progress: Progress) -> None:
    """Fill in the edge where there is line of sight: the sample that comes nearest to the ray, in Fresnel zones."""
    n, r = z.shape[1], r.ravel()
    # a height at the range d1 of a path d1 + d2 counts by sqrt(1 / d1 + 1 / d2): these are some steps from one end
    weight = [np.sqrt(1 / r[1:len(r) - k] + 1 / r[k])[:, None] for k in range(1, min(EXACT_LAGS, len(r) - 2) + 1)]
    for first in range(0, n, RADIALS_AT_ONCE):
        progress(first / n)
        some = slice(first, first + RADIALS_AT_ONCE)
        n_steps = 1 + np.flatnonzero(sight[:, some].any(axis=1))[-1]
        zs, ss = np.ascontiguousarray(z[:n_steps, some]), np.ascontiguousarray(slope[:n_steps, some])
        best, work, weights = np.full(zs.shape, -np.inf, np.float32), np.empty_like(zs), np.empty_like(zs)
        column = np.arange(zs.shape[1])
        for k in range(1, min(EXACT_LAGS, n_steps - 2) + 1):
            _pass(best[k + 1:], ss[k + 1:], zs[1:n_steps - k], r[1:n_steps - k, None], weight[k - 1][:n_steps - k - 1], work)
        for j in range(1, min(EXACT_LAGS, n_steps - EXACT_LAGS - 2) + 1):
            beyond = slice(j + EXACT_LAGS + 1, n_steps)
            _pass(best[beyond], ss[beyond], zs[j], r[j], weight[j - 1][EXACT_LAGS:n_steps - j - 1], work)
        for j in range(EXACT_LAGS + 1, n_steps - BLOCK, BLOCK):
            block, at, beyond = zs[j:j + BLOCK], r[j:j + BLOCK], r[j + BLOCK:n_steps, None]
            # rays that nearly touch the land leave with about the slope of what was steepest so far
            pick = (block - up[j + BLOCK - 2, some] * at[:, None]).argmax(axis=0)
            picked = np.take(np.sqrt(1 / at + 1 / (beyond - at)), pick, axis=1, out=weights[j + BLOCK:], mode="clip")
            _pass(best[j + BLOCK:], ss[j + BLOCK:], block[pick, column], at[pick], picked, work)
        edge[:n_steps, some] = np.where(sight[:n_steps, some], best, edge[:n_steps, some])


def _pass(best, slope, height, at, weight, work) -> None:
    """Let rays of some slopes pass samples of a height at a range, and keep in `best` what is nearest to them, weighted."""
    over = work[:len(slope)]
    np.multiply(slope, at, out=over)
    np.subtract(height, over, out=over)
    over *= weight
    np.maximum(best, over, out=best)


def losses(swept: Sweep, frequency_mhz: float, radius_m: float, *, vertical: bool = True, progress: Progress = no_progress) -> np.ndarray:
    """Diffraction loss in dB on the radials of a sweep at a frequency, (n_steps + 1, n_radials) of float32.

    By delta-Bullington where the sweep has the heights over the smooth earth, else by Bullington's construction alone. Polarisation as in
    :func:`~.diffraction.spherical_earth`.
    """
    loss = np.empty_like(swept.edge)
    r = swept.step_m * np.arange(len(loss), dtype=np.float32)[:, None]
    k = np.float32(wave_number(frequency_mhz))
    for first in range(0, loss.shape[1], RADIALS_AT_ONCE):
        progress(first / loss.shape[1])
        some = slice(first, first + RADIALS_AT_ONCE)
        actual = bullington(k * swept.edge[:, some], r)
        if swept.over_base is not None:
            d, base, mobile = np.broadcast_arrays(r, swept.over_base[:, some], swept.over_mobile[:, some])
            d, base, mobile = d[1:], base[1:], mobile[1:]
            sphere = spherical_earth(d, base, mobile, frequency_mhz, radius_m, vertical=vertical)
            more = sphere > 0
            d = d[more]
            smooth = bullington(k * edge_of_smooth_earth(d, base[more], mobile[more], radius_m), d)
            actual[1:][more] += np.maximum(sphere[more] - smooth, 0)
        loss[:, some] = actual
    return loss


def on_radials(heights_m: np.ndarray, row: float, col: float, step: float, n_steps: int, n: int, *, first: int = 0,
               last: Optional[int] = None) -> np.ndarray:
    """Heights along the radials from `first` to before `last` of `n`, bilinear between the centres of a raster; float32, a row a step.

    Parameters
    ----------
    heights_m : ndarray, shape (n_rows, n_cols)
        Row 0 southernmost; points outside take the nearest value.
    row, col : float
        The mast, in rows and columns of centres.
    step : float
        In rows.
    """
    bearing = np.arange(first, n if last is None else last) * (2 * pi / n)
    r = step * np.arange(n_steps + 1, dtype=np.float32)[:, None]
    y = np.float32(row) + r * np.cos(bearing).astype(np.float32)
    x = np.float32(col) + r * np.sin(bearing).astype(np.float32)
    return bilinear(heights_m, y, x)


def bilinear(values: np.ndarray, row, col) -> np.ndarray:
    """Values between the centres of a raster, the nearest one beyond its rim."""
    found = np.empty(np.shape(row), values.dtype)
    flat, row, col = found.reshape(-1), np.reshape(row, -1), np.reshape(col, -1)
    for first in range(0, len(flat), POINTS_AT_ONCE):
        some = slice(first, first + POINTS_AT_ONCE)
        flat[some] = _bilinear(values, row[some], col[some])
    return found


def bilinear_lattice(values: np.ndarray, rows, cols) -> np.ndarray:
    """As :func:`bilinear`, where ascending rows and columns cross: (len(rows), len(cols))."""
    n_rows, n_cols = values.shape
    (south, up), (west, right) = _split(rows, n_rows), _split(cols, n_cols)
    strip = values[:, west[0]:west[-1] + 2]
    west, east = west - west[0], np.minimum(west - west[0] + 1, strip.shape[1] - 1)
    low, high = strip[south], strip[np.minimum(south + 1, n_rows - 1)]
    low += (high - low) * up[:, None]
    found = low[:, west]
    found += (low[:, east] - found) * right
    return found


def _bilinear(values: np.ndarray, row, col) -> np.ndarray:
    n_rows, n_cols = values.shape
    (south, up), (west, right) = _split(row, n_rows), _split(col, n_cols)
    at, flat = south * n_cols + west, values.ravel()
    north, east = n_cols if n_rows > 1 else 0, 1 if n_cols > 1 else 0
    low = flat[at]
    low += (flat[at + east] - low) * right
    at += north
    high = flat[at]
    high += (flat[at + east] - high) * right
    low += (high - low) * up
    return low


def _split(at, n: int) -> tuple[np.ndarray, np.ndarray]:
    """The whole number below each place from 0 to n - 1, at most n - 2, and the rest."""
    at = np.clip(at, 0, n - 1)
    whole = np.minimum(at.astype(np.intp), max(n - 2, 0))
    at -= whole
    return whole, at
