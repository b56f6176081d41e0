"""Diffraction over single profiles, beside the steps that ITU-R P.526 and P.1812 print."""

import csv
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mno_mobility.geolocation.diffraction import (
    bullington,
    delta_bullington,
    edge_of_profile,
    edge_of_smooth_earth,
    effective_radius_km,
    knife_edge,
    smooth_heights,
    spherical_earth,
    wave_number,
)

EARTH_M = 1e3 * effective_radius_km()


def test_the_effective_radius_is_that_of_the_median_atmosphere():
    # ITU-R P.1812-6, 3.5: 157 / (157 - 45) times 6371 km
    assert effective_radius_km() == pytest.approx(8930.8, abs=0.1)
    assert effective_radius_km(39.25) == pytest.approx(6371 * 4 / 3)


def test_a_knife_edge_costs_what_the_recommendation_says():
    # ITU-R P.526-15, Eq. 31: 6 dB where the edge touches the ray, nothing where it clears 0.78
    assert knife_edge(0.0) == pytest.approx(6.03, abs=0.01)
    assert knife_edge(1.0) == pytest.approx(13.93, abs=0.01)
    assert knife_edge(2.4) == pytest.approx(13 + 20 * np.log10(2.4), abs=0.3)  # its high-nu limit
    assert (knife_edge(np.array([-0.78, -5.0, -np.inf])) == 0).all()


def test_the_itu_cases_come_out_step_by_step(shared_data):
    # the validation examples of ITU-R P.1812, with clutter, sea and both polarisations
    cases = json.loads((shared_data / "coverage" / "vectors" / "p1812_delta_bullington.json").read_text())
    assert len(cases) == 32
    for case in cases:
        d, h = 1e3 * np.array(case["d_km"]), np.array(case["h_m"])
        surface = h + np.where((d > 0) & (d < d[-1]), case["R_m"], 0.0)
        base, mobile, radius = case["hts (m)"], case["hrs (m)"], 1e3 * case["ae (km)"]
        assert smooth_heights(d, h, base, mobile) == pytest.approx((case["hstd (m)"], case["hsrd (m)"]), abs=1e-6)
        k = wave_number(1e3 * case["f (GHz)"])
        assert bullington(k * edge_of_profile(d, surface, base, mobile, radius), d[-1]) == pytest.approx(case["Lbulla_at_ae"], abs=1e-4)
        loss = delta_bullington(d, h, base, mobile, 1e3 * case["f (GHz)"], surface_m=surface, radius_m=radius,
                                vertical=case["pol"] == 2, sea_share=case["omega"])
        assert loss == pytest.approx(case["Ld50 (dB)"], abs=1e-4), case["name"]


def test_path_loss_over_real_profiles_is_that_of_p1812(shared_data):
    # made with Py1812: London, Ötztal and Cape Town at 800 to 2600 MHz, half of the time, no clutter
    vectors = shared_data / "coverage" / "vectors"
    profiles, rows = np.load(vectors / "real_profiles.npz"), list(csv.DictReader((vectors / "real_profiles_results.csv").open()))
    assert len(rows) == 540
    for row in rows:
        h = profiles[f"{row['dem']}_{row['k']}"].astype(float)
        d, f = np.linspace(0, float(row["d_m"]), len(h)), float(row["f_mhz"])
        base, mobile = h[0] + float(row["htg_m"]), h[-1] + float(row["hrg_m"])
        loss = delta_bullington(d, h, base, mobile, f)
        assert loss == pytest.approx(float(row["Ld50_v_db"]), abs=1e-4)
        free = 92.4 + 20 * np.log10(f / 1e3) + 20 * np.log10(np.hypot(d[-1], base - mobile) / 1e3)
        assert free + loss == pytest.approx(float(row["P1812_Lb_p50_db"]), abs=0.05)


@given(base=st.floats(2, 200), mobile=st.floats(1, 60), km=st.floats(0.5, 80))
@settings(max_examples=60, deadline=None)
def test_the_smooth_earth_has_the_edge_of_its_densely_sampled_profile(base, mobile, km):
    d = np.linspace(0, 1e3 * km, 40_001)
    sampled = edge_of_profile(d, np.zeros_like(d), base, mobile, EARTH_M)
    assert edge_of_smooth_earth(d[-1], base, mobile, EARTH_M) == pytest.approx(sampled, abs=2e-3)


@given(st.lists(st.floats(0, 300), min_size=3, max_size=40), st.floats(1, 100), st.floats(1, 100))
@settings(max_examples=100, deadline=None)
def test_the_way_back_costs_the_same(heights, base, mobile):
    # reciprocity: base and mobile swapped, the profile turned round
    h = np.array(heights)
    d = np.linspace(0, 50.0 * (len(h) - 1), len(h))
    there = delta_bullington(d, h, h[0] + base, h[-1] + mobile, 900)
    back = delta_bullington(d, h[::-1].copy(), h[-1] + mobile, h[0] + base, 900)
    assert back == pytest.approx(there, abs=1e-6)


def test_the_edge_does_not_depend_on_the_frequency_but_by_its_root():
    assert wave_number(3600) / wave_number(900) == pytest.approx(2)
    assert wave_number(299.8) == pytest.approx(2 ** 0.5)  # a wavelength of one metre


def test_antennas_high_above_a_short_path_lose_nothing_to_the_sphere():
    assert spherical_earth(1_000.0, 100.0, 100.0, 2_000.0, EARTH_M) == 0
    over_the_horizon = spherical_earth(np.array([60e3, 80e3]), 30.0, 1.5, 900.0, EARTH_M)
    assert 20 < over_the_horizon[0] < over_the_horizon[1]
