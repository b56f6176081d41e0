"""Distances of curves, against independent programs, plain tables of the definitions and the laws of a distance."""

import json
from functools import lru_cache
from math import cos, sin

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.evaluation.curves import (
    as_curve,
    compare_curves,
    directed_hausdorff,
    discrete_frechet,
    discrete_hausdorff,
    frechet,
    hausdorff,
    opposed,
)

few = settings(max_examples=60, deadline=None)
coordinates = st.integers(-20, 20).map(float) | st.floats(-20, 20)
curves = st.integers(1, 7).flatmap(lambda n: arrays(float, (n, 2), elements=coordinates))
all_distances = pytest.mark.parametrize("distance", [hausdorff, frechet, discrete_hausdorff, discrete_frechet])
of_curves = pytest.mark.parametrize("distance", [hausdorff, frechet])
ROUNDING = 1e-9


def walk(rng, n: int, step: float = 1.0) -> np.ndarray:
    return np.cumsum(rng.normal(0, step, (n, 2)), axis=0)


def densified(curve, step: float) -> np.ndarray:
    return shapely.get_coordinates(shapely.segmentize(shapely.linestrings(curve), step))


# --- published values --------------------------------------------------------------------------------------------------


# made with independent published programs, named in the file
def test_reference_pairs_have_the_values_of_other_programs(shared_data):
    cases = json.loads((shared_data / "metrics.json").read_text())["cases"]
    assert len(cases) == 9
    for case in cases:
        a, b = np.array(case["P"]), np.array(case["Q"])
        ours, expected = compare_curves(a, b), case["hausdorff"]
        near = {"rel": 1e-9, "abs": 1e-11}
        assert ours.frechet_m == pytest.approx(case["continuous_frechet"]["curvesimilarities_fd_alt_godau"], rel=1e-9), case["name"]
        assert ours.hausdorff_m == pytest.approx(expected["exact"], **near), case["name"]
        assert directed_hausdorff(a, b) == pytest.approx(expected["directed_P_to_Q"], **near), case["name"]
        assert directed_hausdorff(b, a) == pytest.approx(expected["directed_Q_to_P"], **near), case["name"]
        assert ours.discrete_hausdorff_m == pytest.approx(expected["vertices_only_scipy"], rel=1e-12), case["name"]
        assert ours.discrete_frechet_m == pytest.approx(case["discrete_frechet"]["curvesimilarities_dfd"], rel=1e-12), case["name"]


# --- small curves whose distance is known ------------------------------------------------------------------------------


def test_a_walker_who_turns_back_holds_the_other_at_half_the_way_back():
    # he goes to 10, back to 4, on to 14; who walks straight on must wait at 7, half way between the turns
    assert frechet([[0, 0], [10, 0], [4, 0], [14, 0]], [[0, 0], [14, 0]]) == pytest.approx(3, rel=1e-9)


def test_the_farthest_point_may_lie_between_vertices():
    assert hausdorff([[0, 0], [10, 0]], [[0, 0], [0, 8], [10, 8], [10, 0]]) == pytest.approx(8)
    assert directed_hausdorff([[0, 0], [10, 0]], [[0, 0], [0, 8], [10, 8], [10, 0]]) == pytest.approx(5)


@all_distances
def test_single_vertices_are_as_far_apart_as_the_points(distance):
    assert distance([[1, 1]], [[4, 5]]) == 5


@all_distances
def test_a_point_is_as_far_from_a_curve_as_its_farthest_end(distance):
    assert distance([[0, 0], [0, 0]], [[3, 0], [0, 4], [0, 2]]) == pytest.approx(4)


def test_the_leash_shrinks_when_one_need_not_stop_at_vertices():
    # the continuous distance of parallels is their gap, the discrete one depends on their vertices
    a, b = [[0, 0], [10, 0]], [[0, 1], [5, 1], [10, 1]]
    assert (frechet(a, b), discrete_frechet(a, b)) == pytest.approx((1, 26 ** 0.5))


# --- laws --------------------------------------------------------------------------------------------------------------


@few
@given(curves, curves)
def test_distances_are_ordered_as_their_definitions_are(a, b):
    d = compare_curves(a, b)
    assert d.hausdorff_m <= d.frechet_m + ROUNDING
    assert d.frechet_m <= d.discrete_frechet_m + ROUNDING
    assert d.discrete_hausdorff_m <= d.discrete_frechet_m + ROUNDING


@all_distances
@few
@given(a=curves, b=curves)
def test_distances_are_symmetric(distance, a, b):
    assert distance(a, b) == pytest.approx(distance(b, a), rel=2e-9, abs=ROUNDING)


@all_distances
@few
@given(a=curves)
def test_a_curve_is_at_distance_zero_from_itself(distance, a):
    assert distance(a, a) <= 1e-13


@of_curves
@few
@given(a=curves, b=curves, c=curves)
def test_a_detour_over_a_third_curve_is_no_shorter(distance, a, b, c):
    assert distance(a, c) <= distance(a, b) + distance(b, c) + 1e-7


@of_curves
@few
@given(a=curves, b=curves, at=st.floats(0, 1), which=st.integers(0, 5))
def test_a_vertex_added_on_an_edge_or_repeated_changes_nothing(distance, a, b, at, which):
    edge = which % len(a)
    following = a[min(edge + 1, len(a) - 1)]
    longer = np.insert(a, edge + 1, a[edge] + at * (following - a[edge]), axis=0)
    assert distance(longer, a) <= 1e-12
    assert distance(longer, b) == pytest.approx(distance(a, b), rel=2e-9, abs=ROUNDING)


@all_distances
@few
@given(a=curves, b=curves, angle=st.floats(0, 6.3))
def test_moving_both_curves_changes_nothing(distance, a, b, angle):
    turn = np.array([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]])
    assert distance(a @ turn + [400, -300], b @ turn + [400, -300]) == pytest.approx(distance(a, b), rel=1e-8, abs=1e-8)


@few
@given(curves, curves)
def test_a_leash_is_as_long_both_ways_along_the_curves(a, b):
    assert frechet(a[::-1], b[::-1]) == pytest.approx(frechet(a, b), rel=2e-9, abs=ROUNDING)


def test_curves_far_from_the_origin_lose_no_digits():
    rng = np.random.default_rng(5)
    a, b = walk(rng, 40).round(6), walk(rng, 50).round(6)
    far = np.array([2.0 ** 22, 2.0 ** 22])
    near_far = compare_curves((a + far), (b + far))
    assert near_far.frechet_m == pytest.approx(compare_curves(a, b).frechet_m, rel=1e-8)
    assert near_far.hausdorff_m == pytest.approx(compare_curves(a, b).hausdorff_m, rel=1e-8)


# --- other programs and plain definitions ------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_densified_curves_have_nearly_the_discrete_distances(seed):
    rng = np.random.default_rng(seed)
    a = walk(rng, int(rng.integers(2, 25)))
    b = a + rng.normal(0, 0.6, a.shape) if seed % 2 else walk(rng, int(rng.integers(2, 25)))
    step = 0.4
    dense = [densified(curve, step) for curve in (a, b)]
    # vertices of a densified curve are at most half a step from any of its points; GEOS 3.14 gets the discrete Fréchet
    # distance of some of these pairs wrong (10.15 for 7.79), so the recursion of its definition stands in
    discrete = recursive_frechet(*dense)
    assert discrete - step <= frechet(a, b) <= discrete + 1e-9
    geos = shapely.hausdorff_distance(*(shapely.linestrings(curve) for curve in dense))
    assert hausdorff(a, b) == pytest.approx(geos, abs=step / 2)


def recursive_frechet(a, b) -> float:
    @lru_cache(None)
    def coupling(i, j):
        here = float(np.hypot(*(a[i] - b[j])))
        before = [coupling(*p) for p in ((i - 1, j), (i, j - 1), (i - 1, j - 1)) if min(p) >= 0]
        return max(here, min(before)) if before else here
    return coupling(len(a) - 1, len(b) - 1)


# the recursion of Eiter & Mannila, Table 1, and all pairs of vertices
@few
@given(curves, curves)
def test_discrete_distances_are_those_of_their_definitions(a, b):
    pairs = np.hypot(*np.moveaxis(a[:, None] - b, -1, 0))
    assert discrete_frechet(a, b) == pytest.approx(recursive_frechet(a, b), rel=1e-12)
    assert discrete_hausdorff(a, b) == pytest.approx(max(pairs.min(axis=0).max(), pairs.min(axis=1).max()), rel=1e-12)


def is_open(a, b, leash) -> bool:
    """Decision of Alt & Godau cell by cell, as in their section 3.1, with the free intervals found by complex arithmetic."""
    a, b = ([complex(*v) for v in curve] for curve in (a, b))

    def free(point, start, end):
        way = end - start
        if abs(way) < 1e-12:  # a step the other formula would overflow on
            return (0.0, 1.0) if abs(point - start) <= leash else None
        turned = (point - start) / way
        half = (leash / abs(way)) ** 2 - turned.imag ** 2
        if half < 0:
            return None
        low, high = max(0.0, turned.real - half ** 0.5), min(1.0, turned.real + half ** 0.5)
        return (low, high) if low <= high else None

    def after(interval, entered):
        return None if interval is None or entered is None or max(interval[0], entered[0]) > interval[1] else (
            max(interval[0], entered[0]), interval[1])

    if max(abs(a[0] - b[0]), abs(a[-1] - b[-1])) > leash:
        return False
    below = [(0.0, 0.0)] + [None] * (len(b) - 2)
    for i in range(len(a) - 1):
        left, above = None, []
        for j in range(len(b) - 1):
            top, right = free(a[i + 1], b[j], b[j + 1]), free(b[j + 1], a[i], a[i + 1])
            above.append(top if left else after(top, below[j]))
            left = right if below[j] else after(right, left)
            if j == len(b) - 2 and i == len(a) - 2:
                return bool(above[-1] or left)
        below = above


@settings(max_examples=150, deadline=None)
@given(curves.filter(lambda c: len(c) > 1), curves.filter(lambda c: len(c) > 1))
def test_a_plain_free_space_diagram_opens_just_at_the_distance(a, b):
    distance = frechet(a, b)
    assert is_open(a, b, distance + 1e-7)
    assert distance < 1e-6 or not is_open(a, b, distance - 1e-7)


@pytest.mark.parametrize("seed", range(6))
def test_the_diagram_of_longer_curves_opens_just_at_the_distance(seed):
    rng = np.random.default_rng(seed)
    a = walk(rng, 90)
    b = {0: walk(rng, 70), 1: a[::-1], 2: rng.normal(0, 1, (80, 2))}.get(seed, a + rng.normal(0, 1 + seed, a.shape))
    a = rng.normal(0, 1, (60, 2)) if seed == 2 else a
    distance = frechet(a, b)
    assert is_open(a, b, distance * (1 + 1e-8))
    assert not is_open(a, b, distance * (1 - 1e-8))


@pytest.mark.parametrize("seed", range(8))
def test_no_sampled_point_lies_farther_than_the_directed_distance(seed):
    rng = np.random.default_rng(100 + seed)
    a, b = rng.uniform(0, 10, (9, 2)), rng.uniform(0, 10, (14, 2))
    sampled = shapely.distance(shapely.points(densified(a, 1e-4)), shapely.linestrings(b)).max()
    assert sampled <= directed_hausdorff(a, b) + 1e-12
    assert sampled == pytest.approx(directed_hausdorff(a, b), abs=1e-4)


# --- the door ----------------------------------------------------------------------------------------------------------


@all_distances
@pytest.mark.parametrize("curve", [[], np.zeros((0, 2)), [[0, 0], [np.nan, 1]], [[np.inf, 0]], [0, 1], [[0, 0, 0]]])
def test_what_is_no_curve_is_refused(distance, curve):
    with pytest.raises(InputError, match="Second curve"):
        distance([[0, 0], [1, 1]], curve)


@pytest.mark.parametrize("tolerance", [0, 1, -1e-9, np.nan])
def test_a_tolerance_is_a_share(tolerance):
    with pytest.raises(InputError, match="Tolerance"):
        frechet([[0, 0]], [[1, 1]], tolerance=tolerance)


def test_a_coarse_tolerance_never_gives_less_than_the_distance():
    rng = np.random.default_rng(8)
    a = walk(rng, 60)
    b = a + rng.normal(0, 2, a.shape)
    assert frechet(a, b) * (1 - 1e-9) <= frechet(a, b, tolerance=0.1) <= frechet(a, b) * 1.1


def test_the_user_can_cancel():
    def cancel(done):
        raise Cancelled
    rng = np.random.default_rng(9)
    with pytest.raises(Cancelled):
        frechet(walk(rng, 50), walk(rng, 50)[::-1], progress=cancel)
    with pytest.raises(Cancelled):
        discrete_frechet(walk(rng, 50), walk(rng, 50), progress=cancel)


def test_progress_runs_from_nought_to_one():
    shares = []
    rng = np.random.default_rng(0)
    a = walk(rng, 200)
    compare_curves(a, a + rng.normal(0, 0.5, a.shape), progress=shares.append)
    assert shares == sorted(shares)
    assert (min(shares) >= 0, shares[-1]) == (True, 1.0)


# --- lines without direction, and of several parts ---------------------------------------------------------------------


@few
@given(curves, curves)
def test_either_way_is_the_lesser_of_both_directions(a, b):
    both, one, other = compare_curves(a, b, either_way=True), compare_curves(a, b), compare_curves(a, b[::-1])
    assert both.frechet_m == pytest.approx(min(one.frechet_m, other.frechet_m))
    assert (one.first_off_m, one.second_off_m) == (directed_hausdorff(a, b), directed_hausdorff(b, a))
    assert both.discrete_frechet_m == min(one.discrete_frechet_m, other.discrete_frechet_m)
    assert (both.hausdorff_m, both.discrete_hausdorff_m) == (one.hausdorff_m, one.discrete_hausdorff_m)


def test_curves_are_opposed_when_their_ends_are():
    a, b = [[0, 0], [5, 9], [10, 0]], [[10, 1], [0, 1]]
    assert opposed(a, b) and not opposed(a, b[::-1]) and not opposed(a, a)
    loop = [[0, 0], [9, 0], [9, 9], [0, 0]]
    assert not opposed(loop, loop[::-1])  # its ends tell nothing


def test_parts_that_meet_are_one_curve_and_gaps_are_counted():
    xy, gaps = as_curve(shapely.from_wkt("MULTILINESTRING((0 0,5 0),(5 0,9 0))"))
    assert (xy.tolist(), gaps) == ([[0, 0], [5, 0], [5, 0], [9, 0]], 0)
    xy, gaps = as_curve(shapely.from_wkt("MULTILINESTRING((0 0,5 0),(7 0,9 0),(9 1,9 2))"))
    assert (xy.tolist(), gaps) == ([[0, 0], [5, 0], [7, 0], [9, 0], [9, 1], [9, 2]], 2)


@pytest.mark.parametrize("parts", ["(5 0,9 0),(0 0,5 0)", "(5 0,9 0),(5 0,0 0)", "(0 0,5 0),(9 0,5 0)"])
def test_parts_in_any_order_are_one_curve_in_the_direction_of_the_first(parts):
    xy, gaps = as_curve(shapely.from_wkt(f"MULTILINESTRING({parts})"))
    assert (xy.tolist(), gaps) == ([[0, 0], [5, 0], [9, 0]], 0)
