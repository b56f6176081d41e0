"""Rating and choice of candidate routes (Ostermayer et al. 2016, section 3.5)."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.errors import InputError
from mno_mobility.trajectory.candidates import choose, duration_ratios, squared_distances


def test_squared_distances_are_summed_over_the_cells():
    # 3-4-5: the last point is 5 m beyond the end of the line
    lines = shapely.linestrings([[[0, 0], [10, 0]], [[0, 1], [10, 1]]])
    assert squared_distances(lines, [[5, 2], [13, 4]]) == pytest.approx([4 + 25, 1 + 9 + 9])


def test_ratio_is_session_over_route():
    ratio = duration_ratios(60.0, [30.0, 60.0, 0.0, np.inf])
    assert ratio[:2].tolist() == [2.0, 1.0] and np.isnan(ratio[2:]).all() and np.isnan(duration_ratios(0.0, [5.0]))[0]


@pytest.mark.parametrize("rule, best", [("ranks", 1), ("distance", 0), ("duration", 2)])
def test_the_rule_joins_both_ratings(rule, best):
    # ranks by distance 1, 2, 4, 3; by duration 4, 2, 1, 3 (half as long is as far off as twice as long is)
    assert choose([[1.0, 2.0, 9.0, 4.0]], [[3.0, 1.2, 1.1, 0.5]], rule).tolist() == [best]


def test_ties_go_to_the_lesser_distance_then_to_the_earlier():
    assert choose([[2.0, 1.0]], [[1.0, 2.0]]).tolist() == [1]
    assert choose([[1.0, 1.0]], [[2.0, 0.5]]).tolist() == [0]


def test_where_there_is_no_route_nothing_is_chosen():
    assert choose([[np.nan, np.nan], [np.nan, 7.0]], [[1.0, 1.0], [np.nan, np.nan]]).tolist() == [-1, 1]


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0.1, 10)), min_size=1, max_size=8))
def test_a_candidate_that_is_best_in_both_is_chosen(others):
    squared, ratio = np.array([*others, (-1.0, 1.0)]).T
    assert choose(squared[None], ratio[None])[0] == len(others) or 1.0 in ratio[:-1]


def test_an_unknown_rule_is_refused():
    with pytest.raises(InputError, match="no rule 'best'"):
        choose([[1.0]], [[1.0]], "best")
