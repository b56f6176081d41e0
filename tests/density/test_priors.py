"""Priors from rasters, against arithmetic done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mno_mobility.density.priors import prior_from_amounts, prior_from_classes
from mno_mobility.errors import InputError


def test_a_prior_is_proportional_to_the_amount_and_no_data_is_none():
    np.testing.assert_allclose(prior_from_amounts([30, np.nan, 10, 0]), [0.75, 0, 0.25, 0])


def test_a_floor_blends_in_a_flat_prior():
    np.testing.assert_allclose(prior_from_amounts([30, np.nan, 10, 0], floor=0.2), [0.65, 0.05, 0.25, 0.05])


def test_a_floor_of_one_is_flat_even_without_any_amount():
    np.testing.assert_allclose(prior_from_amounts([0, 0, np.nan, 0], floor=1), [0.25] * 4)


@given(arrays(float, 12, elements=st.floats(0, 1e12)), st.floats(0.001, 1))
def test_a_prior_with_a_floor_sums_to_one_and_rules_nothing_out(amounts, floor):
    alpha = prior_from_amounts(amounts + np.eye(12)[0], floor=floor)
    assert alpha.sum() == pytest.approx(1)
    assert (alpha >= floor / 12 * (1 - 1e-9)).all()


def test_classes_get_their_weights():
    alpha = prior_from_classes([111, 112, np.nan, 111, 512], {111: 3, 112: 2, 512: 0, 999: 8})
    np.testing.assert_allclose(alpha, np.array([3, 2, 0, 3, 0]) / 8)


def test_classes_without_weight_are_named():
    with pytest.raises(InputError, match="classes 112, 512 of 3 tiles"):
        prior_from_classes([111, 112, 512, 512], {111: 3})


def test_classes_without_weight_take_the_default():
    np.testing.assert_allclose(prior_from_classes([111, 112, 512], {111: 3}, default=0.5), [0.75, 0.125, 0.125])


@pytest.mark.parametrize("make, where", [
    (lambda: prior_from_amounts([1, -9999, 2]), "tile 1"), (lambda: prior_from_amounts([1, 2, np.inf]), "tile 2"),
    (lambda: prior_from_amounts([0, np.nan]), "zero everywhere"), (lambda: prior_from_amounts([1], floor=2), "Floor"),
    (lambda: prior_from_classes([1], {1: -3}), "Class 1"),
    (lambda: prior_from_classes([1], {}, default=np.nan), "Class default")])
def test_what_is_no_prior_is_refused(make, where):
    with pytest.raises(InputError, match=where):
        make()
