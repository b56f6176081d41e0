"""Shares of a curve near another, against plain arithmetic, fine sampling and buffers of GEOS."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mno_mobility.evaluation.curves import directed_hausdorff
from mno_mobility.evaluation.nearness import share_within

curves = st.integers(1, 6).flatmap(lambda n: arrays(float, (n, 2), elements=st.integers(-20, 20).map(float)))


def test_a_stretch_that_is_travelled_twice_counts_twice():
    # 12 of 30 m: the straight 10 m, and 1 m of the way up and of the way down
    detour, straight = [[0, 0], [5, 0], [5, 10], [5, 0], [10, 0]], [[0, 0], [10, 0]]
    assert share_within(detour, straight, 1) == pytest.approx(12 / 30)
    assert share_within(straight, detour, 1) == 1


def test_ends_are_round():
    # at y = 3 a circle of radius 5 around (0, 0) reaches x = -4; the line runs from -10 to 0
    assert share_within([[-10, 3], [0, 3]], [[0, 0], [9, 0]], 5) == pytest.approx(0.4)


def test_a_curve_without_length_is_near_or_not():
    assert share_within([[3, 4]], [[0, 0]], 5) == 1 and share_within([[3, 4]], [[0, 0], [0, 0]], 4.9) == 0


@settings(max_examples=80, deadline=None)
@given(curves, curves, st.floats(0.5, 15))
def test_shares_are_those_of_many_samples(a, b, within):
    share = share_within(a, b, within)
    assert 0 <= share <= 1
    if directed_hausdorff(a, b) <= within * (1 - 1e-9):
        assert share == pytest.approx(1)
    length = np.hypot(*np.diff(a, axis=0).T)
    if not length.sum():
        return
    n = np.maximum(np.ceil(length * 20).astype(int), 1)  # samples at the middles of pieces of 5 cm at most
    leg = np.repeat(np.arange(len(length)), n)
    t = (np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n) + 0.5) / n[leg]
    line = shapely.linestrings(b if len(b) > 1 else np.repeat(b, 2, axis=0))
    near = shapely.distance(shapely.points(a[leg] + t[:, None] * (a[leg + 1] - a[leg])), line) <= within
    expected = (near * (length / n)[leg]).sum() / length.sum()
    assert share == pytest.approx(expected, abs=0.05 * 2 * len(b) * len(a) / length.sum() + 1e-9)


def test_many_segments_give_what_a_buffer_gives():
    rng = np.random.default_rng(1)
    a = np.column_stack([np.arange(3000) * 20.0, np.cumsum(rng.normal(0, 5, 3000))])
    b = a[::3] + rng.normal(0, 30, (1000, 2))
    buffered = shapely.intersection(shapely.linestrings(a), shapely.buffer(shapely.linestrings(b), 25, quad_segs=64))
    assert share_within(a, b, 25) == pytest.approx(buffered.length / shapely.linestrings(a).length, rel=1e-3)
