"""True mean speeds along tracks, against plain arithmetic and a loop over numpy's interpolation."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mno_mobility.errors import InputError
from mno_mobility.evaluation.tracks import SLACK_S, mean_speeds, stretch_between

T0 = 1_714_564_800.0


def test_a_mean_speed_is_the_way_along_the_track_over_the_time():
    # 100 m east in 10 s, then 100 m back west in 20 s: from 5 s to 20 s it is 50 m + 50 m, though the places are the same
    speeds = mean_speeds([0, 0, 0], T0 + np.array([0, 10, 30]), [[0, 0], [100, 0], [0, 0]], [0, 0, 0], T0 + np.array([5, 0, 10]),
                         T0 + np.array([20, 30, 10]))
    assert speeds == pytest.approx([100 / 15 * 3.6, 200 / 30 * 3.6, np.nan], nan_ok=True)


def test_segments_off_the_track_have_no_speed():
    track = ([0, 0, 5, 5], [0, 10, 0, 10], [[0, 0], [10, 0]] * 2)
    speeds = mean_speeds(*track, [0, 0, 1, 5, 6, -1, 0], [-1, 5, 0, 0, 0, 0, np.nan], [5, 11, 5, 10, 5, 5, 5])
    assert np.isfinite(speeds).tolist() == [False, False, False, True, False, False, False]


def test_fixes_come_in_any_order_and_bad_ones_are_left_out():
    speeds = mean_speeds([0, 0, -1, 0, 0, 0], [20, 0, 5, np.nan, 10, 10], [[20, 0], [0, 0], [99, 99], [7, 7], [10, 0], [10, 500]],
                         [0], [0], [20])
    assert speeds == pytest.approx([3.6])


def test_a_segment_that_meets_a_long_gap_has_no_speed():
    track = ([0] * 4, [0, 10, 110, 120], [[0, 0], [10, 0], [20, 0], [30, 0]])
    start, end = [0, 0, 10, 110, 60, 115], [10, 11, 110, 120, 70, 120]
    assert np.isfinite(mean_speeds(*track, [0] * 6, start, end, longest_gap_s=60)).tolist() == [True, False, False, True, False, True]
    assert np.isfinite(mean_speeds(*track, [0] * 6, start, end)).all()


def test_a_segment_from_one_part_of_a_track_to_another_has_no_speed():
    track = ([0] * 4, [0, 10, 20, 30], [[0, 0], [10, 0], [500, 0], [520, 0]])
    speeds = mean_speeds(*track, [0] * 3, [0, 5, 20], [10, 25, 30], part=[1, 1, 2, 2])
    assert speeds == pytest.approx([3.6, np.nan, 7.2], nan_ok=True)


@given(st.integers(0, 1000))
@example(5)  # a segment begins a quarter of a millisecond before its track does
def test_many_tracks_are_each_a_track_alone(seed):
    rng = np.random.default_rng(seed)
    track = np.sort(rng.integers(0, 4, 30))
    time, xy = T0 + rng.uniform(0, 1000, 30), rng.normal(0, 1000, (30, 2))
    of, start = rng.integers(0, 5, 20), T0 + rng.uniform(0, 1000, 20)
    end = start + rng.uniform(1, 300, 20)
    for k, speed in enumerate(mean_speeds(track, time, xy, of, start, end)):
        mine = track == of[k]
        order = np.argsort(time[mine])
        t, p = time[mine][order], xy[mine][order]
        if len(t) == 0 or start[k] < t[0] - SLACK_S or end[k] > t[-1] + SLACK_S:
            assert np.isnan(speed)
            continue
        inner = t[(t > start[k]) & (t < end[k])]
        at = np.concatenate([[start[k]], inner, [end[k]]])
        places = np.column_stack([np.interp(at, t, p[:, 0]), np.interp(at, t, p[:, 1])])
        assert speed == pytest.approx(np.hypot(*np.diff(places, axis=0).T).sum() / (end[k] - start[k]) * 3.6, rel=1e-4)


def test_no_track_at_all_gives_no_speed_and_columns_must_fit():
    assert np.isnan(mean_speeds([], [], [], [0], [0], [1])).all()
    with pytest.raises(InputError, match="Segments: the columns have"):
        mean_speeds([0], [0], [[0, 0]], [0, 0], [0], [1])


class TestStretchBetween:
    TRACK, TIME = [[0, 0], [100, 0], [100, 50]], [10, 20, 30]

    def test_its_ends_lie_between_the_vertices(self):
        assert stretch_between(self.TRACK, self.TIME, 15, 28).tolist() == [[50, 0], [100, 0], [100, 40]]

    def test_a_longer_time_is_cut_to_that_of_the_track(self):
        assert stretch_between(self.TRACK, self.TIME, 0, 99).tolist() == self.TRACK

    @pytest.mark.parametrize("time, start, end", [
        ([10, 20, 30], 30, 40), ([10, 20, 30], 0, 10), ([10, np.nan, 30], 10, 30), ([10, 20], 10, 20), ([10, 20, 30], np.nan, 30)])
    def test_without_time_in_common_there_is_none(self, time, start, end):
        assert stretch_between(self.TRACK, time, start, end) is None
