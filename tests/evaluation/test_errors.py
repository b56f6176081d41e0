"""Deviations, their statistics and the matching of tables, against R, numpy-free small sums and hand-made tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.errors import InputError
from mno_mobility.evaluation.errors import compare_speeds, deviations, match_by_key, match_by_time, summarise

keys = st.lists(st.one_of(st.none(), st.integers(0, 6)), max_size=12)


# --- matching ----------------------------------------------------------------------------------------------------------


@given(keys, keys)
def test_every_row_is_paired_unmatched_or_a_duplicate_exactly_once(estimated, truth):
    match = match_by_key([np.array(estimated, object)], [np.array(truth, object)])
    for rows, n in (((match.estimated, match.unmatched_estimated, match.duplicate_estimated), len(estimated)),
                    ((match.truth, match.unmatched_truth, match.duplicate_truth), len(truth))):
        assert sorted(np.concatenate(rows)) == list(range(n))


@given(keys, keys)
def test_pairs_are_those_of_a_dictionary_of_first_rows(estimated, truth):
    match = match_by_key([np.array(estimated, object)], [np.array(truth, object)])
    first = {key: row for row, key in reversed(list(enumerate(truth))) if key is not None}
    expected = [(row, first[key]) for row, key in enumerate(estimated) if key in first and key not in estimated[:row]]
    assert list(zip(match.estimated, match.truth)) == expected


def test_keys_of_several_fields_match_as_a_whole():
    match = match_by_key([["a", "a", "b"], [1, 2, 1]], [["b", "a", "a"], [1.0, 1.0, 3.0]])
    assert (list(match.estimated), list(match.truth)) == ([0, 2], [1, 0])
    assert (list(match.unmatched_estimated), list(match.unmatched_truth)) == ([1], [2])


def test_a_row_with_one_null_field_is_unmatched_and_no_duplicate():
    match = match_by_key([["a", "a"], [np.nan, np.nan]], [["a"], [np.nan]])
    assert list(match.unmatched_estimated) == [0, 1]
    assert list(match.unmatched_truth) == [0]
    assert len(match.duplicate_estimated) == 0


def test_times_match_whatever_their_unit():
    estimated = np.array(["2016-05-01T10:00:00", "NaT"], "M8[s]")
    truth = np.array(["NaT", "2016-05-01T10:00:00.000"], "M8[ms]")
    match = match_by_key([estimated], [truth])
    assert (list(match.estimated), list(match.truth)) == ([0], [1])


def test_great_whole_numbers_are_not_rounded():
    assert list(match_by_key([np.array([2 ** 60 + 1, 7])], [np.array([2 ** 60, 7])]).estimated) == [1]


def test_numbers_are_not_compared_with_texts():
    with pytest.raises(InputError, match="numbers in the estimated table and texts in the true one"):
        match_by_key([[1, 2]], [["1", "2"]])


@pytest.mark.parametrize(("estimated", "truth"), [([], []), ([[1]], [[1], [2]]), ([[1], [1, 2]], [[1], [1]])])
def test_tables_with_other_key_columns_are_refused(estimated, truth):
    with pytest.raises(InputError):
        match_by_key(estimated, truth)


def test_journeys_of_a_phone_are_paired_by_the_time_they_share():
    # phone 1: two estimates of one true journey, the second shares more of it; phone 2 with nothing in common; a null
    match = match_by_time([[1, 1, 2, np.nan, 1], [0, 12, 0, 0, 50], [10, 30, 9, 9, 60]],
                          [[2, 1, 1, np.nan], [10, 5, 52, 0], [20, 40, 70, 9]])
    assert (list(match.estimated), list(match.truth)) == ([1, 4], [1, 2])
    assert (list(match.unmatched_estimated), list(match.unmatched_truth)) == ([0, 2, 3], [0, 3])


spans = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(0, 9)), max_size=8)


@given(spans, spans)
def test_pairs_by_time_are_of_one_phone_and_no_two_others_would_share_more(estimated, truth):
    e, t = ([(phone, start, start + length) for phone, start, length in side] for side in (estimated, truth))
    match = match_by_time(*(np.array(side, float).reshape(-1, 3).T for side in (e, t)))

    def shared(i, j):
        return min(e[i][2], t[j][2]) - max(e[i][1], t[j][1]) if e[i][0] == t[j][0] else -1
    pair_of, other_of = dict(zip(match.estimated, match.truth)), dict(zip(match.truth, match.estimated))
    assert len(pair_of) == len(other_of) == len(match.estimated)
    assert sorted([*match.estimated, *match.unmatched_estimated]) == list(range(len(e)))
    for i in range(len(e)):
        for j in range(len(t)):
            ours = max(shared(i, pair_of[i]) if i in pair_of else 0, shared(other_of[j], j) if j in other_of else 0)
            assert shared(i, j) <= ours


# --- deviations and statistics -----------------------------------------------------------------------------------------


def test_a_deviation_is_the_straight_distance_and_missing_where_a_position_is():
    assert deviations([[0, 0], [1, 1], [np.nan, 0]], [[3, 4], [1, 1], [0, 0]]) == pytest.approx([5, 0, np.nan], nan_ok=True)


# R 4.2: summary(c(-4, 1, 2, 10)) and, by hand, sqrt(121/4) = 5.5
def test_statistics_are_those_of_r():
    summary = summarise([10, -4, np.nan, 2, 1])
    assert (summary.n, summary.n_missing) == (4, 1)
    assert (summary.minimum, summary.q1, summary.median, summary.mean, summary.q3, summary.maximum) == pytest.approx(
        (-4, -0.25, 1.5, 2.25, 4, 10))
    assert (summary.mae, summary.rmse) == pytest.approx((4.25, 5.5))


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_bias_is_at_most_the_mae_and_this_at_most_the_rmse(errors):
    summary = summarise(errors)
    slack = 1e-9 * (1 + summary.rmse)
    assert abs(summary.mean) <= summary.mae + slack
    assert summary.mae <= summary.rmse + slack
    assert summary.rmse <= max(-summary.minimum, summary.maximum) + slack


@pytest.mark.parametrize("errors", [[], [np.nan, np.nan], [1, np.inf]])
def test_what_cannot_be_summarised_is_refused(errors):
    with pytest.raises(InputError):
        summarise(errors)


# --- speeds ------------------------------------------------------------------------------------------------------------


def test_the_cut_is_what_the_correction_took_from_the_errors():
    result = compare_speeds([70, 30, 80], [55, 45, 50], [50, 50, 50])
    assert (result.before.mae, result.after.mae, result.mae_cut_percent) == pytest.approx((70 / 3, 10 / 3, 600 / 7))
    assert (result.before.mean, result.after.mean) == pytest.approx((10, 0))


def test_only_segments_with_all_three_speeds_count():
    result = compare_speeds([70, 1000, np.nan, 60], [60, np.nan, 900, 50], [50, 50, 50, np.nan])
    assert (result.before.n, result.after.n) == (1, 1)
    assert (result.before.n_missing, result.after.n_missing) == (3, 3)
    assert result.mae_cut_percent == pytest.approx(50)


def test_a_cut_of_nothing_is_not_a_number():
    assert np.isnan(compare_speeds([50], [60], [50]).mae_cut_percent)


def test_tables_of_other_length_are_refused():
    with pytest.raises(InputError, match="3 estimated and 2 true"):
        compare_speeds([1, 2, 3], [1, 2, 3], [1, 2])
    with pytest.raises(InputError, match="2 estimated and 1 true"):
        deviations([[0, 0], [1, 1]], [[0, 0]])
