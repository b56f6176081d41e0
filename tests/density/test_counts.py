"""Counts arranged for the estimators."""

import numpy as np
import pytest

from mno_mobility.density.counts import arrange_counts
from mno_mobility.errors import InputError


def test_counts_take_the_order_of_the_model_and_unknown_cells_stay_in_sight():
    arranged = arrange_counts([1, 0, 2, -1], ["a", "b", "x"], [5, 7, 2, 1], ["c", "b", "a"])
    np.testing.assert_array_equal(arranged.counts, [[0, 5, 7]])
    assert dict(zip(arranged.foreign_ids, arranged.foreign[0])) == {"x": 2, "(no id)": 1}
    assert np.isnan(arranged.times_s).all()


def test_every_phone_is_in_the_counts_or_among_the_foreign_ones():
    rng = np.random.default_rng(3)
    cell, count, time = rng.integers(-1, 30, 500), rng.integers(0, 9, 500), rng.integers(0, 4, 500) * 3600
    levels = [f"c{k}" for k in range(30)]
    arranged = arrange_counts(cell, levels, count, levels[::2], time_s=time)
    assert arranged.counts.sum() + arranged.foreign.sum() == count.sum()
    for k, t in enumerate(arranged.times_s):
        assert arranged.counts[k].sum() + arranged.foreign[k].sum() == count[time == t].sum()


def test_a_cell_that_comes_twice_at_one_time_is_added_up_and_reported():
    arranged = arrange_counts([0, 0, 0], ["a"], [1, 2, 4], ["a"], time_s=[0, 0, 60])
    np.testing.assert_array_equal(arranged.counts, [[3], [4]])
    assert arranged.n_repeated == 1


@pytest.mark.parametrize("count", [[3, -1], [3, None], [3, "many"], [3, np.inf]])
def test_a_count_that_is_none_is_refused_with_its_row_and_cell(count):
    with pytest.raises(InputError, match="row 2, cell b"):
        arrange_counts([0, 1], ["a", "b"], np.array(count, dtype=object), ["a", "b"])


def test_counts_of_another_network_are_refused():
    with pytest.raises(InputError, match="none of its 1 cells is in the model"):
        arrange_counts([0], ["a"], [1], ["b"])
