"""The whole scenario: masses, determinism, and the ranking of estimators that the density paper found."""

from dataclasses import fields

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import linprog
from scipy.spatial import cKDTree

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.events.counting import count_phones
from mno_mobility.events.schema import KINDS
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.scenario.world import make_scenario, sample_scenario

SMALL = TileGrid("EPSG:3035", 4_000_000, 3_000_000, 200, 60, 60)


def small(seed: int = 3, **options):
    return make_scenario(grid=SMALL, rng=np.random.default_rng(seed), **{"n_phones": 800, **options})


def equal(a, b) -> bool:
    if isinstance(a, sparse.spmatrix):
        return a.shape == b.shape and all(np.array_equal(getattr(a, k), getattr(b, k)) for k in ("data", "indices", "indptr"))
    if hasattr(a, "__dataclass_fields__"):
        return all(equal(getattr(a, f.name), getattr(b, f.name)) for f in fields(a))
    if isinstance(a, np.ndarray) and a.dtype.names:
        return all(equal(a[name], b[name]) for name in a.dtype.names)
    if isinstance(a, np.ndarray) and a.dtype.kind == "f":
        return np.array_equal(a, b, equal_nan=True)
    return np.array_equal(a, b)


@pytest.mark.parametrize("world", ["sample", "patchy"])
def test_all_phones_are_counted_or_in_uncovered_tiles(world, request):
    s = request.getfixturevalue(world)
    np.testing.assert_array_equal(s.truth.sum(axis=1), len(s.phones))
    np.testing.assert_array_equal(s.counts.sum(axis=1) + s.uncovered, len(s.phones))


def test_a_patchy_network_leaves_phones_uncovered(patchy):
    assert (patchy.uncovered > 0).all() and patchy.figures["n_tiles_uncovered"] > 0


def test_counts_are_a_multinomial_draw_of_each_tile(sample):
    # Ricciato & Coluccia 2021, section II-D: mean P u, variance sum of u p (1 - p)
    P, u = sample.model.P, sample.truth.T
    mean, variance = P @ u, (P - P.multiply(P)) @ u
    many = mean >= 5
    assert many.mean() > 0.7
    z = (sample.counts.T - mean)[many] / np.sqrt(variance[many])
    assert np.abs(z).max() < 4.5
    assert np.mean(z ** 2) == pytest.approx(1, abs=4 * np.sqrt(2 / z.size))


def test_events_can_be_counted_and_every_phone_is_accounted_for(sample):
    counted = count_phones(sample.events, sample.times_s)
    assert counted.n_phones == len(sample.phones)
    np.testing.assert_array_equal(np.asarray(counted.counts.sum(axis=1)).ravel() + counted.n_without, len(sample.phones))


def test_the_same_seed_gives_the_same_world_to_the_last_bit():
    assert equal(small(), small())


def test_another_seed_gives_another_world():
    assert not equal(small().events.cell, small(seed=4).events.cell)


def test_network_and_people_do_not_depend_on_the_number_of_phones():
    few, many = small(), small(n_phones=900)
    assert equal(few.plan, many.plan) and equal(few.model, many.model)


def test_density_changes_over_the_day(sample):
    night, noon = sample.truth[0], sample.truth[2]
    assert np.abs(night - noon).sum() / 2 > 0.1 * len(sample.phones)


def test_a_population_that_is_given_is_used():
    people = np.zeros(SMALL.n_tiles)
    people[1830] = 2.5
    scenario = small(population=people)
    assert (scenario.phones.home_tile == 1830).all()


def test_the_sample_has_the_size_of_a_demonstration(sample):
    assert 100_000 <= len(sample.events) <= 200_000
    assert sample.figures["n_events"] == sum(sample.figures[f"n_{kind}"] for kind in KINDS)


def test_making_a_world_can_be_cancelled():
    def impatient(done):
        if done > 0.6:
            raise Cancelled
    with pytest.raises(Cancelled):
        small(progress=impatient)


def test_a_reference_time_that_is_none_is_refused():
    with pytest.raises(InputError, match="Reference times"):
        small(times_s=[np.nan])


def test_estimators_rank_as_in_the_paper(sample):
    # Ricciato & Coluccia 2021, section VI: ML is best by far, SB comparable to Vor-B, then Vor-O, then Vor-T, then flat
    s, at = sample, 2
    c, truth, P, grid = s.counts[at].astype(float), s.truth[at], s.model.P, s.model.grid
    xy, azimuth = np.column_stack([s.plan["x_m"], s.plan["y_m"]]), np.radians(s.plan["azimuth_deg"])
    _, first, site = np.unique(s.plan["site_id"].astype(str), return_index=True, return_inverse=True)
    flat = np.full(grid.n_tiles, c.sum() / grid.n_tiles)
    sb = em_step(flat, P, c)
    ml = sb
    for _ in range(30):
        ml = em_step(ml, P, c)
    offset = 10 * np.column_stack([np.sin(azimuth), np.cos(azimuth)])
    error = {name: transport_m(u, truth, grid) for name, u in {
        "flat": flat, "Vor-T": voronoi(xy[first], np.bincount(site, c), grid), "Vor-O": voronoi(xy + offset, c, grid),
        "Vor-B": voronoi(np.column_stack(s.model.barycentres()), c, grid), "SB": sb, "ML": ml}.items()}
    assert error["ML"] < 0.6 * min(error["SB"], error["Vor-B"])
    assert max(error["SB"], error["Vor-B"]) < error["Vor-O"] < error["Vor-T"] < error["flat"]


def em_step(u, P, c) -> np.ndarray:
    """Eq. 11; from a flat density the first step is simple Bayes, Eq. 16."""
    return u * (P.T @ (c / (P @ u)))


def voronoi(seeds, c, grid) -> np.ndarray:
    nearest = cKDTree(seeds).query(np.column_stack(grid.centres()))[1]
    return (c / np.maximum(np.bincount(nearest, minlength=len(seeds)), 1))[nearest]


def transport_m(u, v, grid, block: int = 10) -> float:
    """Kantorovich-Wasserstein distance on blocks of tiles, as a flow along the eight neighbours (Eq. 34)."""
    n = grid.n_rows // block
    surplus = [w.reshape(n, block, n, block).sum(axis=(1, 3)).ravel() / w.sum() for w in (u, v)]
    node = np.arange(n * n).reshape(n, n)
    pairs = [(node[:, :-1], node[:, 1:], 1.0), (node[:-1], node[1:], 1.0), (node[:-1, :-1], node[1:, 1:], np.sqrt(2)),
             (node[:-1, 1:], node[1:, :-1], np.sqrt(2))]
    tail, head = (np.concatenate([np.ravel(p[k]) for p in pairs]) for k in (0, 1))
    tail, head = np.r_[tail, head], np.r_[head, tail]
    length = np.tile(np.concatenate([np.full(p[0].size, p[2]) for p in pairs]), 2)
    arc = np.arange(len(tail))
    balance = sparse.coo_matrix((np.repeat([1.0, -1.0], len(arc)), (np.r_[tail, head], np.r_[arc, arc])), shape=(n * n, len(arc)))
    flow = linprog(length, A_eq=balance.tocsr(), b_eq=surplus[0] - surplus[1], method="highs")
    return float(flow.fun) * block * grid.tile_m


def test_the_sample_is_the_same_each_time(sample):
    again = sample_scenario()
    assert equal(sample.events.cell, again.events.cell) and equal(sample.truth, again.truth)
