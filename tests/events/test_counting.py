"""Counting phones per cell at reference times."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.events import counting
from mno_mobility.events.counting import count_phones, reference_times
from mno_mobility.events.schema import Events

N_CELLS, N_DEVICES = 3, 4


def events_of(rows):
    device, time_s, cell = (np.array(column) for column in zip(*rows)) if rows else (np.array([]),) * 3
    return Events(device.astype(np.int32), np.arange(N_DEVICES).astype(str).astype(object), time_s.astype(float),
                  cell.astype(np.int32), np.arange(N_CELLS).astype(str).astype(object), np.zeros(len(rows), np.int8),
                  np.arange(len(rows)))


def counts_by_definition(rows, t, tolerance_s):
    """Density.md's sentence word for word: nearest in time, the earlier at a tie, the first row of simultaneous ones."""
    counts = [0] * N_CELLS
    for phone in {row[0] for row in rows}:
        near = [(abs(time - t), time, at, cell) for at, (device, time, cell) in enumerate(rows)
                if device == phone and abs(time - t) <= tolerance_s]
        if near:
            counts[min(near)[-1]] += 1
    return counts


ROWS = st.lists(st.tuples(st.integers(0, N_DEVICES - 1), st.integers(0, 12), st.integers(0, N_CELLS - 1)), max_size=25)
TIMES = st.lists(st.integers(-3, 15), min_size=1, max_size=6)


@given(ROWS, TIMES, st.integers(0, 6))
def test_counts_are_those_of_the_definition(rows, times, tolerance_s):
    counted = count_phones(events_of(rows), times, tolerance_s=tolerance_s)
    assert counted.counts.toarray().tolist() == [counts_by_definition(rows, t, tolerance_s) for t in times]


@given(ROWS, TIMES)
def test_counted_phones_and_phones_without_event_are_all_phones(rows, times):
    counted = count_phones(events_of(rows), times, tolerance_s=2)
    total = np.asarray(counted.counts.sum(axis=1)).ravel() + counted.n_without
    assert (total == counted.n_phones).all() and counted.n_phones == N_DEVICES


@given(ROWS, TIMES)
def test_blocks_of_reference_times_change_nothing(rows, times):
    whole = count_phones(events_of(rows), times).counts.toarray()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "PAIRS_PER_BLOCK", 1)
        assert (count_phones(events_of(rows), times).counts.toarray() == whole).all()


def test_a_tie_goes_to_the_earlier_event():
    assert count_phones(events_of([(0, 20, 2), (0, 10, 1)]), 15).counts.toarray().tolist() == [[0, 1, 0]]


def test_of_simultaneous_events_the_first_row_counts():
    assert count_phones(events_of([(0, 10, 2), (0, 10, 1)]), [9, 11]).counts.toarray().tolist() == [[0, 0, 1], [0, 0, 1]]


def test_fractions_of_a_second_decide_in_epoch_times():
    t = 1_600_000_000.0
    assert count_phones(events_of([(0, t - 0.001, 0), (0, t + 0.0005, 1)]), t).counts.toarray().tolist() == [[0, 1, 0]]


def test_the_tolerance_itself_still_counts():
    assert count_phones(events_of([(0, 0, 0), (1, 1, 0)]), 3601).counts.toarray().tolist() == [[1, 0, 0]]


def test_cancel_stops_the_count():
    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        count_phones(events_of([(0, 0, 0)]), 0, progress=cancel)


def test_reference_times_include_an_end_that_a_step_meets():
    assert reference_times(0, 7200, 3600).tolist() == [0, 3600, 7200]
    assert reference_times(0, 7199, 3600).tolist() == [0, 3600]
    assert reference_times(0, 0.3, 0.1) == pytest.approx([0, 0.1, 0.2, 0.3])


@pytest.mark.parametrize("start, end, step", [(0, 1, 0), (0, 1, -1), (2, 1, 1), (0, 1, float("nan"))])
def test_impossible_reference_times_are_refused(start, end, step):
    with pytest.raises(InputError):
        reference_times(start, end, step)


def test_a_reference_time_that_is_none_is_refused():
    with pytest.raises(InputError, match="reference time 2"):
        count_phones(events_of([(0, 0, 0)]), [0, float("nan")])


def test_a_negative_tolerance_is_refused():
    with pytest.raises(InputError, match="tolerance"):
        count_phones(events_of([(0, 0, 0)]), 0, tolerance_s=-1)
