"""The Kantorovich-Wasserstein distance, against published tools, a dense linear program and the laws of a distance."""

import csv
from math import hypot, sqrt

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse
from scipy.optimize import linprog

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.evaluation import network_simplex
from mno_mobility.evaluation.transport import aggregate_flow, kantorovich_wasserstein
from mno_mobility.geolocation.areas import tile_shares
from mno_mobility.geolocation.grid import TileGrid

few = settings(max_examples=25, deadline=None)
maps = arrays(float, (3, 4), elements=st.integers(0, 9).map(float)).filter(lambda a: a.sum() > 0)
precisions = st.sampled_from(["L1", "L3", "exact"])


def kwd(u, v, precision="L3", **options) -> float:
    return kantorovich_wasserstein(u, v, 100.0, precision=precision, **options).kwd_tiles


def point(shape, *tiles) -> np.ndarray:
    density = np.zeros(shape)
    for tile in tiles:
        density[tile] = 1
    return density


def dense_program(u, v) -> float:
    """Straight-line distance as the plain transport problem over all pairs of tiles."""
    u, v = u.ravel() / u.sum(), v.ravel() / v.sum()
    row, col = np.divmod(np.arange(u.size), 4)
    cost = np.hypot(row[:, None] - row, col[:, None] - col).ravel()
    eye, ones = sparse.identity(u.size), np.ones((1, u.size))
    marginals = sparse.vstack([sparse.kron(eye, ones), sparse.kron(ones, eye)])
    return linprog(cost, A_eq=marginals, b_eq=np.r_[u, v], method="highs").fun


def hills(shape) -> np.ndarray:
    row, col = np.indices(shape)
    height = sum(np.exp(-((row - r) ** 2 + (col - c) ** 2) / 40) for r, c in [(20, 20), (45, 30), (30, 60)])
    return np.where(height > 2e-3, height, 0)


# --- published values --------------------------------------------------------------------------------------------------


# made with the published tool Spatial-KWD and, for straight lines, with an exact solver
@pytest.mark.parametrize(("name", "n", "precision", "expected"), [
    ("grid10", 10, "L1", 0.383297893562082), ("grid10", 10, "L2", 0.377991272244041), ("grid10", 10, "L3", 0.377991272244041),
    ("grid10", 10, "L5", 0.377991272244041), ("grid10", 10, "exact", 0.377991272244041),
    ("grid30", 30, "L1", 0.397338285889293), ("grid30", 30, "L2", 0.396485336810252), ("grid30", 30, "L3", 0.396485336810252),
    ("grid30", 30, "L5", 0.396485336810252), ("grid30", 30, "exact", 0.396485336810252),
    ("blobs40", 40, "L1", 22.5529203432454), ("blobs40", 40, "L2", 21.7436414034613), ("blobs40", 40, "L3", 21.5611916809556),
    ("blobs40", 40, "L5", 21.5037516137), ("blobs40", 40, "exact", 21.4956966276543)])
def test_small_maps_have_the_published_distance(shared_data, name, n, precision, expected):
    table = np.loadtxt(shared_data / "kwd" / f"{name}.csv", delimiter=",", skiprows=1)
    result = kantorovich_wasserstein(table[:, 2].reshape(n, n), table[:, 3].reshape(n, n), 100.0, precision=precision)
    assert result.kwd_tiles == pytest.approx(expected, rel=1e-9)
    assert result.kwd_m == pytest.approx(100 * expected, rel=1e-9)
    assert result.upper_tiles - result.lower_tiles <= 1e-9 * expected
    assert result.converged
    if name == "blobs40":
        assert result.euclid_lower_tiles <= 21.4956966276543 * (1 + 1e-9)
        assert result.euclid_upper_tiles >= 21.4956966276543 * (1 - 1e-9)


@pytest.fixture(scope="module")
def munich(shared_data) -> dict:
    """Estimates from the counts of the paper's scenario (section V), made here in a few lines, and the ground truth."""
    stored = np.load(shared_data / "munich" / "munich_P.npz")
    c = stored["c"].astype(float)
    P = sparse.csr_matrix((stored["p_permille"] / 1000, (stored["cell"].astype(int), stored["tile"])), shape=stored["shape"])
    P = sparse.csr_matrix(P @ sparse.diags(1 / np.asarray(P.sum(axis=0)).ravel()))
    n_tiles = P.shape[1]
    a = u = np.full(n_tiles, c.sum() / n_tiles)
    estimates = {"flat": a}
    for step in range(1, 201):
        u = u * (P.T @ (c / (P @ u)))
        estimates[f"EM{step}"] = u
    v = np.maximum(a + P.T @ np.linalg.lstsq((P @ P.T).toarray(), c - P @ a, rcond=1e-12)[0], 0)
    estimates["DF"] = v * (P.T @ (c / (P @ v)))
    with open(shared_data / "munich" / "munich_cellplan.csv", newline="") as file:
        where = {line["cell"]: (float(line["x"]), float(line["y"])) for line in csv.DictReader(file)}
    towers, tower = np.unique(np.round([where[cell] for cell in stored["cells"]], 3), axis=0, return_inverse=True)
    extent = shapely.box(4_420_000, 2_760_000, 4_460_000, 2_800_000)
    areas = np.array(shapely.voronoi_polygons(shapely.multipoints(towers), extend_to=extent).geoms, dtype=object)
    at, of = shapely.STRtree(areas).query(shapely.points(towers), predicate="within")
    share = tile_shares(shapely.intersection(areas[of[np.argsort(at)]], extent), TileGrid("EPSG:3035", 4_420_000, 2_760_000, 100, 400, 400))
    # phones per tower by area, a tile that several areas meet in by its shares
    estimates["Vor-T"] = share.T @ (np.bincount(tower.ravel(), c) / np.asarray(share.sum(axis=1)).ravel())
    truth = np.load(shared_data / "munich" / "munich_gtp.npz")["pop"].astype(float)
    return {"truth": truth, **{name: estimate.reshape(truth.shape) for name, estimate in estimates.items()}}


# measured with the authors' published tools (munich_kwd.csv), printed with six decimals; EM1 is SB
@pytest.mark.parametrize(("name", "precision", "expected"), [
    ("EM10", "L3", 2.756481), *(pytest.param(*case, marks=pytest.mark.slow) for case in [
        ("flat", "L3", 72.620956), ("Vor-T", "L3", 10.049649), ("EM1", "L1", 6.481010), ("EM1", "L2", 6.238323),
        ("EM1", "L3", 6.185934), ("EM2", "L3", 3.951805), ("EM100", "L3", 2.391987), ("EM200", "L3", 2.366485),
        ("DF", "L3", 2.682523)])])
def test_an_interval_holds_the_published_distance_of_large_maps(munich, name, precision, expected, monkeypatch):
    monkeypatch.setattr(network_simplex, "is_installed", lambda: False)
    result = kantorovich_wasserstein(munich[name], munich["truth"], 100.0, precision=precision, gap=0.005)
    assert result.lower_tiles <= expected + 1e-6 and result.upper_tiles >= expected - 1e-6
    assert result.upper_tiles - result.lower_tiles <= 0.005 * result.upper_tiles
    assert result.converged


@pytest.mark.slow
@pytest.mark.parametrize(("name", "precision", "expected"), [
    ("Vor-T", "L3", 10.049649), ("EM1", "L1", 6.481010), ("EM200", "L3", 2.366485)])
def test_the_exact_distance_of_large_maps_is_the_published_one(munich, name, precision, expected):
    pytest.importorskip(network_simplex.LIBRARY, reason="the optional library pylmcf is not installed")
    result = kantorovich_wasserstein(munich[name], munich["truth"], 100.0, precision=precision)
    assert result.kwd_tiles == pytest.approx(expected, rel=1e-6)
    assert result.upper_tiles - result.lower_tiles <= 1e-6 * result.upper_tiles
    assert result.converged and result.method.startswith("network simplex")


# --- laws --------------------------------------------------------------------------------------------------------------


@few
@given(maps, maps)
def test_exact_distance_is_that_of_the_dense_program(u, v):
    assert kwd(u, v, "exact") == pytest.approx(dense_program(u, v), rel=1e-6, abs=1e-9)


@few
@given(maps, maps, precisions)
def test_distance_is_symmetric(u, v, precision):
    assert kwd(u, v, precision) == pytest.approx(kwd(v, u, precision), rel=1e-9)


@few
@given(maps, maps, maps, precisions)
def test_a_detour_is_never_shorter(u, v, w, precision):
    assert kwd(u, w, precision) <= kwd(u, v, precision) + kwd(v, w, precision) + 1e-9


@few
@given(maps, maps, precisions)
def test_distance_is_zero_for_equal_shares_only(u, v, precision):
    assert (kwd(u, v, precision) == 0) == np.allclose(u / u.sum(), v / v.sum(), rtol=1e-12, atol=0)


@few
@given(maps, maps, st.floats(1e-6, 1e9))
def test_distance_does_not_depend_on_the_mass(u, v, factor):
    assert kwd(u * factor, v) == pytest.approx(kwd(u, v), rel=1e-9, abs=1e-12)


@few
@given(maps, maps)
def test_lattices_tighten_towards_straight_lines(u, v):
    exact = kwd(u, v, "exact")
    for precision in ("L1", "L2", "L3", "L5"):
        result = kantorovich_wasserstein(u, v, 100.0, precision=precision)
        assert result.euclid_lower_tiles <= exact + 1e-9
        assert result.euclid_upper_tiles >= exact - 1e-9


@pytest.mark.parametrize(("precision", "expected"), [
    ("L1", 3 * sqrt(2) + 1), ("L2", sqrt(5) + 2 * sqrt(2)), ("L5", 5), ("exact", 5)])
def test_a_point_moved_by_3_and_4_tiles_goes_the_shortest_way(precision, expected):
    assert kwd(point((9, 9), (1, 2)), point((9, 9), (4, 6)), precision) == pytest.approx(expected, rel=1e-12)


def test_few_points_far_apart_are_solved_exactly():
    u, v = point((300, 290), (0, 0), (299, 0)), point((300, 290), (0, 289), (290, 4))
    assert kwd(u, v, "exact") == pytest.approx((289 + hypot(9, 4)) / 2, rel=1e-9)


@pytest.mark.parametrize("step", [(0, 7), (-4, 4), (3, 1), (2, -6)])
def test_large_maps_moved_as_a_whole_have_the_length_of_the_move(step, monkeypatch):
    # the mean position moves by the step, so no plan is shorter; the step lies along a lattice vector, so none is longer
    u = hills((80, 90))
    v = np.roll(u, step, axis=(0, 1))
    monkeypatch.setattr(network_simplex, "is_installed", lambda: False)
    result = kantorovich_wasserstein(u, v, 100.0, precision="L3")
    length = hypot(*step)
    assert result.method == "first-order method on the lattice L3" and result.converged
    assert result.lower_tiles <= length * (1 + 1e-9) and result.upper_tiles >= length * (1 - 1e-9)
    assert result.kwd_tiles == pytest.approx(length, rel=0.003)


def test_fast_interval_holds_the_exact_distance():
    u, v = hills((25, 45)), np.random.default_rng(1).random((25, 45))
    fast, exact = (kantorovich_wasserstein(u, v, 100.0, precision=p) for p in ("fast", "exact"))
    assert fast.euclid_lower_tiles <= exact.kwd_tiles <= fast.euclid_upper_tiles
    assert fast.upper_tiles - fast.lower_tiles <= 0.01 * fast.upper_tiles


def test_tiles_without_data_in_either_map_take_no_part():
    # the second and the fourth tile are left out, with 3 of 6 and 4 of 8: what remains moves by 4 tiles, across them
    u, v = np.array([[3.0, 3.0, 0.0, np.nan, 0.0]]), np.array([[0.0, np.nan, 0.0, 4.0, 4.0]])
    result = kantorovich_wasserstein(u, v, 100.0)
    assert result.kwd_tiles == pytest.approx(4)
    assert result.left_out == pytest.approx((0.5, 0.5)) and result.masses == pytest.approx((3, 4))


def test_no_data_counts_as_no_mass_where_it_is_said_to():
    u, v = np.array([[1.0, np.nan, 0.0]]), np.array([[np.nan, 0.0, 2.0]])
    result = kantorovich_wasserstein(u, v, 100.0, no_data_is_zero=True)
    assert result.kwd_tiles == pytest.approx(2)
    assert result.left_out == (0, 0) and result.masses == pytest.approx((1, 2))


def test_maps_with_no_tile_in_common_are_refused():
    with pytest.raises(InputError, match="where both maps have data"):
        kwd(np.array([[1.0, np.nan]]), np.array([[np.nan, 1.0]]))


def test_tall_and_wide_maps_agree():
    rng = np.random.default_rng(2)
    u, v = rng.random((2, 2, 60))
    assert kwd(u.T, v.T) == pytest.approx(kwd(u, v), rel=1e-9)


# --- flow --------------------------------------------------------------------------------------------------------------


def leaving(flow, n_tiles) -> np.ndarray:
    return np.bincount(flow.from_tile, flow.mass, n_tiles) - np.bincount(flow.to_tile, flow.mass, n_tiles)


@pytest.mark.parametrize(("shape", "precision"), [((70, 75), "L3"), ((25, 30), "L3"), ((25, 30), "exact"), ((10, 12), "exact")])
def test_flow_carries_the_difference_and_costs_the_upper_bound(shape, precision):
    u, v = np.random.default_rng(3).random((2, *shape))
    u[:3], v[:3], u[:, :2], v[:, :2] = 0, 0, 0, 0
    result = kantorovich_wasserstein(u, v, 100.0, precision=precision, flow=True)
    flow = result.flow
    np.testing.assert_allclose(leaving(flow, u.size), (u / u.sum() - v / v.sum()).ravel(), rtol=0, atol=1e-12)
    a, b = (np.divmod(tile, shape[1]) for tile in (flow.from_tile, flow.to_tile))
    assert np.dot(flow.mass, np.hypot(a[0] - b[0], a[1] - b[1])) == pytest.approx(result.upper_tiles, rel=1e-9)
    assert (flow.mass > 0).all()


def test_blocks_exchange_what_their_tiles_lack():
    shape, block = (22, 31), 5
    u, v = np.random.default_rng(3).random((2, *shape))
    flow = kantorovich_wasserstein(u, v, 100.0, flow=True).flow
    between = aggregate_flow(flow, shape, block)
    difference = u / u.sum() - v / v.sum()
    per_block = np.add.reduceat(np.add.reduceat(difference, range(0, 22, block), axis=0), range(0, 31, block), axis=1)
    middle_row, middle_col = np.minimum(np.arange(5) * 5 + 2, 21), np.minimum(np.arange(7) * 5 + 2, 30)
    middle = middle_row[:, None] * 31 + middle_col
    np.testing.assert_allclose(leaving(between, u.size)[middle], per_block, rtol=0, atol=1e-12)
    pairs = np.sort(np.column_stack([between.from_tile, between.to_tile]), axis=1)
    assert len(np.unique(pairs, axis=0)) == len(pairs)


def test_equal_maps_have_an_empty_flow():
    flow = kantorovich_wasserstein(np.ones((3, 3)), 2 * np.ones((3, 3)), 100.0, flow=True).flow
    assert len(flow.mass) == len(aggregate_flow(flow, (3, 3), 2).mass) == 0


# --- faults, time, cancel -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("u", "v", "what"), [
    (np.ones((2, 2)), np.ones((2, 3)), "shape"), (np.ones(4), np.ones(4), "shape"),
    (np.zeros((2, 2)), np.ones((2, 2)), "no mass"), (np.ones((2, 2)), np.full((2, 2), np.nan), "no mass"),
    (np.array([[1.0, -1.0]]), np.ones((1, 2)), "row 0, column 1"),
    (np.ones((1, 2)), np.array([[np.inf, 1.0]]), "row 0, column 0")])
def test_maps_that_are_no_densities_are_refused(u, v, what):
    with pytest.raises(InputError, match=what):
        kantorovich_wasserstein(u, v, 100.0)


@pytest.mark.parametrize("wrong", [
    {"tile_m": 0}, {"tile_m": np.nan}, {"precision": "L4"}, {"gap": 0}, {"gap": 1}, {"max_seconds": 0}])
def test_parameters_out_of_range_are_refused(wrong):
    with pytest.raises(InputError):
        kantorovich_wasserstein(np.ones((2, 2)), np.ones((2, 2)), **{"tile_m": 100.0, **wrong})


def test_time_limit_gives_the_interval_reached():
    u, v = hills((200, 200)), np.random.default_rng(1).random((200, 200))
    result = kantorovich_wasserstein(u, v, 100.0, gap=1e-6, max_seconds=0.5)
    assert not result.converged
    assert result.seconds < 3
    assert 0 <= result.lower_tiles <= result.kwd_tiles <= result.upper_tiles < 283


def test_progress_rises_to_one():
    shares = []
    kwd(hills((70, 70)), np.ones((70, 70)), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1 and shares[0] >= 0 and len(shares) > 10


@pytest.mark.parametrize(("shape", "precision"), [((70, 70), "L3"), ((30, 30), "L3"), ((30, 30), "exact")])
@pytest.mark.parametrize("after", [0.0, 0.35])
def test_cancel_stops_the_work(shape, precision, after):
    def cancel(done):
        if done >= after:
            raise Cancelled

    with pytest.raises(Cancelled):
        kwd(hills(shape), np.random.default_rng(1).random(shape), precision, progress=cancel)
