"""Cleaning: order, duplicates, ping-pong, journeys. Expected values are the rules' own words (Ostermayer et al. 2016, 3.1, 3.6.1)."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.events.cleaning import clean, given_journeys, ping_pong_on_route
from mno_mobility.events.schema import KINDS, Events, Factor, events_from_columns

CELLS = "ABCDE"
KIND = {"s": "call_start", "e": "call_end", "h": "handover", "l": "lau", "o": "other"}
NO_LIMIT = dict(gap_s=np.inf, stay_s=np.inf)


def events_of(*rows, service=None):
    """Events from (device, time, cell, letter of the kind)."""
    device, time_s, cell, kind = zip(*rows) if rows else ((),) * 4
    return Events(np.array(device, np.int32), np.array(["p", "q", "r"], object), np.array(time_s, float),
                  np.array([CELLS.index(c) for c in cell], np.int32), np.array(list(CELLS), object),
                  np.array([KINDS.index(KIND[k]) for k in kind], np.int8), np.arange(len(rows)),
                  service=Factor.of(service) if service else None)


def handovers(cells, every_s=5.0):
    return events_of(*[(0, every_s * i, cell, "h") for i, cell in enumerate(cells)])


def journeys_of(cleaned):
    """Cells of each journey, as words."""
    n = cleaned.figures["journeys"]
    return ["".join(CELLS[c] for c in cleaned.events.cell[cleaned.journey == j]) for j in range(n)]


ROWS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 60), st.sampled_from("ABC"), st.sampled_from("sehhhlo")), max_size=30)
SPANS = st.fixed_dictionaries(dict(ping_pong_window_s=st.integers(0, 20), gap_s=st.integers(5, 40), stay_s=st.integers(0, 30)))


def test_the_event_that_leads_back_goes():
    # section 3.6.1: "removing the last HO event, in this specific case the HO event from B to A"
    cleaned = clean(handovers("ABAC"), **NO_LIMIT)
    assert journeys_of(cleaned) == ["ABC"] and cleaned.rejects.row.tolist() == [2]
    assert cleaned.figures["handovers_before"] == 4 and cleaned.figures["handovers_after"] == 3


@pytest.mark.parametrize("chain", ["ABA", "ABABA", "ABABABABABA"])
def test_a_chain_collapses(chain):
    assert journeys_of(clean(handovers(chain), **NO_LIMIT)) == ["AB"]


def test_a_return_after_the_window_stays():
    assert journeys_of(clean(handovers("ABA", every_s=31), ping_pong_window_s=30, **NO_LIMIT)) == ["ABA"]
    assert journeys_of(clean(handovers("ABA", every_s=30), ping_pong_window_s=30, **NO_LIMIT)) == ["AB"]


def test_a_return_that_appears_when_another_goes_is_found():
    # B A B' C B'' A': B' and B'' lead back; then A-C-A' is left
    assert journeys_of(clean(handovers("BABCBA"), **NO_LIMIT)) == ["BAC"]


def test_ping_pong_never_takes_the_end_of_a_call():
    rows = [(0, 0, "A", "s"), (0, 5, "B", "h"), (0, 6, "A", "e")]
    assert journeys_of(clean(events_of(*rows))) == ["ABA"]


def test_journeys_go_from_call_start_to_call_end():
    # Table 1: establishment, three handovers, termination; long silences within a call do not cut it
    call = [(0, 0, "A", "s"), (0, 5000, "B", "h"), (0, 9000, "C", "h"), (0, 13000, "D", "h"), (0, 17000, "D", "e")]
    idle = [(0, 17005, "E", "l")]
    again = [(0, 17010, "A", "s"), (0, 17020, "A", "e")]
    assert journeys_of(clean(events_of(*call, *idle, *again))) == ["ABCDD", "E", "AA"]


def test_a_call_that_never_ends_is_cut_at_a_gap():
    rows = [(0, 0, "A", "s"), (0, 60, "B", "h"), (0, 9000, "C", "h"), (0, 9060, "D", "s")]
    assert journeys_of(clean(events_of(*rows))) == ["AB", "C", "D"]


def test_a_long_stay_parts_journeys():
    rows = [(0, 0, "A", "h"), (0, 100, "B", "h"), (0, 700, "B", "o"), (0, 1400, "B", "o"), (0, 1500, "C", "h")]
    cleaned = clean(events_of(*rows), stay_s=1200)
    assert journeys_of(cleaned) == ["AB", "BC"] and cleaned.rejects.counts() == {"stay": 1}


def test_a_phone_that_never_leaves_its_cell_makes_no_journey():
    cleaned = clean(events_of(*[(0, 600 * i, "A", "o") for i in range(9)]))
    assert cleaned.figures["journeys"] == 0 and cleaned.rejects.counts() == {"stay": 9}


def test_single_event_journeys_are_counted():
    cleaned = clean(events_of((0, 0, "A", "h"), (1, 0, "A", "h"), (1, 60, "B", "h"), (0, 9000, "B", "h")))
    assert cleaned.figures["journeys"] == 3 and cleaned.figures["single_event_journeys"] == 2
    assert cleaned.seq.tolist() == [0, 0, 0, 1]


def test_the_first_of_duplicates_stays():
    cleaned = clean(events_of((0, 0, "A", "h"), (0, 9, "B", "h"), (0, 0, "A", "h")))
    assert cleaned.rejects.row.tolist() == [2] and cleaned.rejects.counts() == {"duplicate": 1}


def test_rows_that_differ_in_service_are_no_duplicates():
    cleaned = clean(events_of((0, 0, "A", "h"), (0, 0, "A", "h"), service=["speech", "data"]))
    assert cleaned.rejects.counts() == {"simultaneous": 1}


def test_a_phone_is_in_one_cell_at_a_time():
    cleaned = clean(events_of((0, 0, "A", "h"), (0, 9, "B", "h"), (0, 9, "C", "h"), (0, 9, "D", "e"), (0, 20, "E", "h"), (0, 20, "A", "h")))
    assert journeys_of(cleaned) == ["AD", "E"] and cleaned.rejects.reason.tolist() == ["simultaneous"] * 3


@given(ROWS, SPANS)
def test_every_event_is_kept_or_rejected_once(rows, spans):
    cleaned = clean(events_of(*rows), **spans)
    assert sorted([*cleaned.events.row, *cleaned.rejects.row]) == list(range(len(rows)))


@given(ROWS, SPANS)
@example([(0, 0, "A", "s"), (0, 1, "A", "s"), (0, 2, "A", "h"), (0, 3, "B", "h")], dict(ping_pong_window_s=0, gap_s=40, stay_s=0))
def test_cleaning_again_drops_nothing(rows, spans):
    once = clean(events_of(*rows), **spans)
    twice = clean(once.events, **spans)
    assert not len(twice.rejects) and (twice.events.row == once.events.row).all()


@given(ROWS, SPANS)
def test_what_stays_is_in_order_and_holds_no_ping_pong(rows, spans):
    cleaned = clean(events_of(*rows), **spans)
    for j in range(cleaned.figures["journeys"]):
        mine = cleaned.journey == j
        assert len(set(cleaned.events.device[mine])) == 1 and (np.diff(cleaned.events.time_s[mine]) >= 0).all()
        visits = []  # of cells, as the cell and the time of arrival
        for cell, time_s, kind in zip(cleaned.events.cell[mine], cleaned.events.time_s[mine], cleaned.events.kind[mine]):
            if not visits or visits[-1][0] != cell:
                visits.append((cell, time_s, KINDS[kind]))
        for one, other, back in zip(visits, visits[1:], visits[2:]):
            quick = back[1] - other[1] <= spans["ping_pong_window_s"]
            assert not (one[0] == back[0] and quick and back[2] not in ("call_start", "call_end"))


@given(ROWS, SPANS)
def test_devices_do_not_influence_each_other(rows, spans):
    together = clean(events_of(*rows), **spans)
    alone = [clean(events_of(*[row for row in rows if row[0] == d]), **spans) for d in range(3)]
    assert together.figures["journeys"] == sum(one.figures["journeys"] for one in alone)
    assert together.events.time_s.tolist() == [t for one in alone for t in one.events.time_s]


def test_on_a_route_without_repeats_every_return_goes():
    rows = [(0, 0, "A", "h"), (0, 300, "B", "h"), (0, 600, "A", "h"), (1, 0, "A", "h"), (1, 300, "B", "h"), (1, 600, "A", "h")]
    cleaned = clean(events_of(*rows))
    assert journeys_of(cleaned) == ["ABA", "ABA"]
    known = ping_pong_on_route(cleaned, [True, False])
    assert journeys_of(known) == ["AB", "ABA"] and known.rejects.counts() == {"ping-pong": 1}


def test_one_route_for_each_journey_is_needed():
    with pytest.raises(InputError, match="2 routes for 1 journeys"):
        ping_pong_on_route(clean(handovers("AB")), [True, True])


def test_a_negative_window_is_refused():
    with pytest.raises(InputError, match="Ping-pong window"):
        clean(handovers("AB"), ping_pong_window_s=-1)


def test_no_events_make_no_journeys():
    assert clean(events_of()).figures["journeys"] == 0


def test_cancel_stops_it():
    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        clean(handovers("ABA"), progress=cancel)


class TestGivenJourneys:
    def cleaned(self, rows, **options):
        """Rows of device, time, cell and journey."""
        device, time_s, cell, journey = (np.array(column, object) for column in zip(*rows))
        events, _ = events_from_columns({"device_id": device, "time": time_s, "cell_id": cell})
        return given_journeys(events, Factor.of(journey)[events.row], **options)

    def test_journeys_stay_as_they_are_in_natural_order(self):
        cleaned, labels = self.cleaned([
            ("p10", 5, "A", 1), ("p2", 9, "A", 10), ("p2", 8, "A", 9), ("p2", 7, "B", 9), ("p2", 99999, "C", 9)])
        assert labels.tolist() == ["9", "10", "1"] and cleaned.journey.tolist() == [0, 0, 0, 1, 2]
        assert cleaned.events.row.tolist() == [3, 2, 4, 1, 0] and len(cleaned.rejects) == 0

    def test_events_without_a_journey_are_rejected_with_the_reason(self):
        cleaned, labels = self.cleaned([("p", 1, "A", None), ("p", 2, "A", "x"), ("p", 3, "B", None)])
        assert labels.tolist() == ["x"] and cleaned.rejects.row.tolist() == [0, 2] and cleaned.rejects.counts() == {"no journey": 2}

    def test_ping_pong_within_the_window_goes(self):
        rows = [("p", 0, "A", 1), ("p", 10, "B", 1), ("p", 30, "A", 1), ("p", 50, "B", 1), ("p", 60, "C", 1)]
        cleaned, _ = self.cleaned(rows)
        assert [cleaned.events.cell_levels[c] for c in cleaned.events.cell] == ["A", "B", "C"]
        assert cleaned.rejects.counts() == {"ping-pong": 2}
        assert len(self.cleaned(rows, ping_pong_window_s=5)[0].rejects) == 0

    def test_what_clean_has_cut_is_not_changed_again(self):
        rng = np.random.default_rng(3)
        rows = [(f"p{d}", float(t), f"c{c}") for d, t, c in rng.integers((5, 20000, 4), size=(300, 3))]
        device, time_s, cell = (np.array(column, object) for column in zip(*rows))
        once = clean(events_from_columns({"device_id": device, "time": time_s, "cell_id": cell})[0])
        again, labels = given_journeys(once.events, Factor.of(once.journey))
        assert again.events.row.tolist() == once.events.row.tolist() and again.journey.tolist() == once.journey.tolist()
        assert labels.tolist() == [str(k) for k in range(len(labels))] and len(again.rejects) == 0
