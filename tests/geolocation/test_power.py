import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial import cKDTree

from mno_mobility.errors import InputError
from mno_mobility.geolocation.cells import CellPlan, blank_records
from mno_mobility.geolocation.power import guess_field, guess_unit, places_of_sites, register_dbm, site_powers
from mno_mobility.geolocation.radiated import conducted_dbm, eirp_dbm, to_dbm, to_w

SQUARE = np.array([[0, 0], [1000, 0], [0, 1000], [1000, 1000.0]])


def test_a_site_has_the_power_of_the_entry_that_stands_there():
    found = site_powers(SQUARE, SQUARE[::-1] + [30, 40], [45, 46, 47, 48])
    assert list(found.power_dbm) == [48, 47, 46, 45] and set(found.source) == {"matched"}
    assert list(found.register) == [3, 2, 1, 0] and found.distance_m == pytest.approx([50] * 4)


def test_a_plane_of_powers_is_interpolated_exactly_in_dbm():
    rng = np.random.default_rng(3)
    anchors = np.vstack([SQUARE, rng.uniform(0, 1000, (20, 2))])
    sites = np.vstack([anchors, rng.uniform(100, 900, (50, 2))])

    def plane(xy):
        return 45 + 0.004 * xy[:, 0] + 0.003 * xy[:, 1]  # 45 to 52 dBm
    found = site_powers(sites, anchors, plane(anchors), tolerance_m=0.5)
    np.testing.assert_allclose(found.power_dbm, plane(sites))
    assert list(found.source) == ["matched"] * 24 + ["interpolated"] * 50


def test_outside_the_anchors_the_nearest_one_counts():
    sites = np.vstack([SQUARE, [[1200, 1100], [-50, 0], [500, 500]]])
    found = site_powers(sites, SQUARE, [45, 47, 49, 51])
    assert list(found.power_dbm[4:6]) == [51, 45] and list(found.source[4:]) == ["nearest", "nearest", "interpolated"]
    assert list(found.register[4:6]) == [3, 0] and found.distance_m[4] == pytest.approx(np.hypot(200, 100))


@pytest.mark.parametrize(("method", "powers", "source"), [
    ("nearest", [51, 45, 45], "nearest"), ("median", [48, 48, 48], "median")])
def test_other_methods(method, powers, source):
    sites = np.vstack([SQUARE, [[1200, 1100], [-50, 0], [300, 400]]])
    found = site_powers(sites, SQUARE, [45, 47, 49, 51], method=method)
    assert list(found.power_dbm[4:]) == powers and set(found.source[4:]) == {source}
    with pytest.raises(InputError, match="no method 'spline'"):
        site_powers(sites, SQUARE, [45, 47, 49, 51], method="spline")


@pytest.mark.parametrize("anchors", [
    [[0, 0]], [[0, 0], [1000, 10]], [[0, 0], [1000, 10], [3000, 30]],
    [[4e6 + k / 3, 3e6 + k / 7] for k in range(0, 30_000, 1000)]])  # on a line but for rounding
def test_anchors_that_make_no_triangle_leave_the_median(anchors):
    anchors = np.array(anchors, float)
    dbm = 40 + np.arange(len(anchors)) ** 2 / 50
    found = site_powers(np.vstack([anchors, anchors[0] + [200, 5000]]), anchors, dbm)
    assert found.power_dbm[-1] == np.median(dbm) and found.source[-1] == "median"


def test_an_entry_serves_one_site_and_the_nearest_pairs_come_first():
    # site 0 is 20 m from entry 0; site 1 is 5 m from it, and 45 m from entry 1; site 2 stands alone
    sites, register = [[0, 0], [25, 0], [5000, 0]], [[20, 0], [70, 0]]
    found = site_powers(sites, register, [40, 50])
    assert list(found.source) == ["median", "matched", "median"] and list(found.power_dbm) == [40, 40, 40]
    found = site_powers(sites, register, [40, 50], tolerance_m=80)
    assert list(found.source) == ["matched", "matched", "median"] and list(found.power_dbm) == [50, 40, 45]


def test_of_entries_at_one_place_the_strongest_counts():
    found = site_powers([[0, 0], [1, 0]], [[0, 0], [0, 0.01], [0, 0]], [40, 47, 43])
    assert found.power_dbm[0] == 47 and found.register[0] == 1 and list(found.source) == ["matched", "median"]


def test_a_register_far_away_is_refused_with_its_distance():
    with pytest.raises(InputError, match=r"no entry stands within 50 m of a site; the nearest is 5,000 m away\. Raise the tolerance"):
        site_powers([[0, 0]], [[3000, 4000]], [45])
    with pytest.raises(InputError, match="no entry with a position and a power"):
        site_powers([[0, 0]], [[0, 0], [np.nan, 0]], [np.nan, 45])


def test_a_map_of_twenty_sites_stays_in_their_range_and_has_their_powers_at_the_triangles():
    # Ostermayer et al. 2016, Fig. 3: 20 cell sites with a random power in the range of 45 to 52 dBm, and a map between them
    rng = np.random.default_rng(20)
    anchors, dbm = rng.uniform(0, 10_000, (20, 2)), rng.uniform(45, 52, 20)
    pixels = np.stack(np.meshgrid(*2 * [np.arange(50, 10_000, 100.0)]), axis=-1).reshape(-1, 2)
    found = site_powers(np.vstack([anchors, pixels]), anchors, dbm, tolerance_m=1)
    np.testing.assert_array_equal(found.power_dbm[:20], dbm)
    assert 45 <= dbm.min() <= found.power_dbm.min() and found.power_dbm.max() <= dbm.max() <= 52
    assert set(found.source[20:]) == {"interpolated", "nearest"}
    # GEOS makes the triangles too: in the middle of each the power is the mean of its corners
    triangles = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(anchors)))
    corners = cKDTree(anchors).query(shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3])[1]
    middles = site_powers(np.vstack([anchors, anchors[corners].mean(axis=1)]), anchors, dbm, tolerance_m=1e-6)
    np.testing.assert_allclose(middles.power_dbm[20:], dbm[corners].mean(axis=1))


@given(arrays(float, (12, 2), elements=st.floats(0, 1e4)), arrays(float, 6, elements=st.floats(30, 60)))
def test_powers_never_leave_the_range_of_the_register(xy, dbm):
    found = site_powers(xy, xy[:6], dbm, tolerance_m=1)
    assert np.isfinite(found.power_dbm).all()
    assert dbm.min() <= found.power_dbm.min() and found.power_dbm.max() <= dbm.max()


@pytest.mark.parametrize(("watts", "dbm"), [(1, 30), (20, 43.0103), (0.001, 0), (40, 46.0206)])
def test_watts_and_dbm(watts, dbm):
    assert to_dbm(watts) == pytest.approx(dbm, abs=1e-4) and to_w(dbm) == pytest.approx(watts, rel=1e-4)


def test_radiated_power_by_its_meaning():
    # 20 W = 43.01 dBm; 17 dBi and 3 dB of feeder make 57.01 dBm; ERP is over a dipole of 2.15 dBi (ITU-R V.573)
    assert eirp_dbm(20, "conducted", 17, 3) == pytest.approx(57.0103, abs=1e-4)
    assert eirp_dbm(500, "erp", 17, 3) == pytest.approx(56.9897 + 2.15, abs=1e-4)
    assert eirp_dbm(500, "eirp", 17, 3) == pytest.approx(56.9897, abs=1e-4)
    with pytest.raises(InputError, match="no meaning 'radiated'"):
        eirp_dbm(20, "radiated", 17, 3)


@given(st.sampled_from(["conducted", "erp", "eirp"]), st.floats(20, 70), st.floats(0, 25), st.floats(0, 10))
def test_conducted_power_radiates_what_the_register_tells(meaning, dbm, gain, loss):
    conducted = conducted_dbm(dbm, meaning, gain, loss)
    assert eirp_dbm(to_w(conducted), "conducted", gain, loss) == pytest.approx(eirp_dbm(to_w(dbm), meaning, gain, loss))


@pytest.mark.parametrize(("name", "values", "unit", "told"), [
    ("power_dbm", [1, 2], "dbm", True), ("Power [W]", [45], "w", True), ("W", [45], "w", True), ("erp_w", [45], "w", True),
    ("power", [45, 50, 52], "dbm", False), ("power", [10, 20, 20, 40], "w", False), ("power", [40, 45, 100], "w", False)])
def test_the_unit_is_told_by_the_name_or_guessed_by_the_values(name, values, unit, told):
    assert guess_unit(values, name) == (unit, told)


@pytest.mark.parametrize(("fields", "field"), [
    (["id", "Power_W", "power"], "Power_W"), (["name", "Sendeleistung_max"], "Sendeleistung_max"), (["EIRP"], "EIRP"), (["name"], None)])
def test_the_field_of_the_power_is_found_by_its_name(fields, field):
    assert guess_field(fields) == field


def test_rows_without_a_usable_power_are_told_by_reason():
    dbm, faults = register_dbm(["20", 0, -5.0, "strong", None, 1e9, "0,5"], "w")
    assert dbm == pytest.approx([43.0103, *[np.nan] * 5, 26.9897], abs=1e-4, nan_ok=True)
    assert {reason: list(rows) for reason, rows in faults.items()} == {
        "the power is no number": [3, 4], "the power is 0 W or less": [1, 2], "the power is not within -30 to 90 dBm": [5]}
    dbm, faults = register_dbm([45, -5, 120], "dbm")
    assert dbm == pytest.approx([45, -5, np.nan], nan_ok=True) and list(faults) == ["the power is not within -30 to 90 dBm"]


def test_the_cells_of_a_site_share_its_place():
    records = blank_records(3)
    records["site_id"], records["x_m"], records["y_m"] = ["b", "a", "b"], [4e6, 0, 4e6 + 2], [0, 7, 4]
    site, xy = places_of_sites(CellPlan(records, "EPSG:3035"))
    assert list(site) == [1, 0, 1] and xy.tolist() == [[0, 7], [4e6 + 1, 2]]
