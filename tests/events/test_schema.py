"""Columns, factors, times and rejects of events."""

from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.errors import InputError
from mno_mobility.events.schema import (
    COUNT_COLUMNS,
    KIND_SYNONYMS,
    KINDS,
    REASONS,
    SERVICES,
    Factor,
    Rejects,
    events_from_columns,
    guess_columns,
    natural,
    parse_times,
    service_codes,
    standard_names,
)


def objects(*values):
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def seconds(*values):
    time_s, bad = parse_times(objects(*values))
    assert not bad.any()
    return time_s.tolist()


def columns(*rows):
    device, time, cell, *rest = zip(*rows)
    table = {"device_id": objects(*device), "time": objects(*time), "cell_id": objects(*cell)}
    return {**table, **({"event": objects(*rest[0])} if rest else {})}


def test_columns_of_a_real_event_file_are_guessed():
    # header of the Santa Monica drives; no field of it names a device
    found = guess_columns(["drive", "t_unix", "event", "cell_id", "true_lat", "true_lon"])
    assert found == {"time": "t_unix", "cell_id": "cell_id", "event": "event"}


def test_the_exact_name_beats_a_synonym_that_stands_before_it():
    assert guess_columns(["cell", "Cell_ID", "IMSI"]) == {"device_id": "IMSI", "cell_id": "Cell_ID"}


def test_columns_of_a_real_count_file_are_guessed():
    # header of the Munich cell counts
    assert guess_columns(["cell", "layer", "c", "Ec"], COUNT_COLUMNS) == {"cell_id": "cell", "count": "c"}


def test_no_field_serves_two_columns():
    found = guess_columns(["id", "date", "ci", "type", "tac", "domain"])
    assert len(set(found.values())) == len(found) == 6


def test_a_factor_gives_back_its_texts():
    values = objects("b", None, "a", " b ", "", float("nan"), "c")
    factor = Factor.of(values)
    assert [factor.levels[c] if c >= 0 else None for c in factor.codes] == ["b", None, "a", "b", None, None, "c"]


def test_a_number_is_the_same_level_however_it_is_typed():
    assert Factor.of(objects(310, 310.0, "310")).codes.tolist() == [0, 0, 0]


def test_a_factor_of_a_factor_merges_levels_that_read_the_same():
    merged = Factor.of(Factor(np.array([0, 1, -1, 2]), objects("x", "x ", "y")))
    assert merged.codes.tolist() == [0, 0, -1, 1] and merged.levels.tolist() == ["x", "y"]


@given(st.datetimes(datetime(1950, 1, 1), datetime(2200, 1, 1)), st.integers(-18 * 60, 18 * 60), st.sampled_from("T "))
def test_iso_texts_read_as_the_standard_library_reads_them(moment, zone_min, separator):
    moment = moment.replace(tzinfo=timezone(timedelta(minutes=zone_min)))
    assert seconds(moment.isoformat(sep=separator)) == pytest.approx([moment.timestamp()], abs=1e-5, rel=0)


@given(st.integers(-2_000_000_000, 10_000_000_000))
def test_calendar_forms_agree_with_numpy(epoch_s):
    iso = str(np.datetime64(epoch_s, "s"))
    day, clock = iso.split("T")
    german = ".".join(reversed(day.split("-")))
    assert seconds(iso, f"{german} {clock}", f"{day.replace('-', '/')} {clock} UTC", f"{iso}Z") == [epoch_s] * 4


def test_a_clock_without_zone_is_utc():
    # 1619014793 is 2021-04-21 14:19:53 UTC by GNU date
    assert seconds("2021-04-21 14:19:53", "21.04.2021 16:19:53+0200", datetime(2021, 4, 21, 14, 19, 53)) == [1619014793.0] * 3


def test_minutes_and_whole_days_are_times():
    assert seconds("21.04.2021 14:19", "2021-04-21") == [1619014740.0, 1618963200.0]


def test_numbers_are_seconds_or_milliseconds_by_magnitude():
    assert seconds(1619014793, 1619014793250, "1619014793.25", "1619014793250", "20210421141953") == [
        1619014793.0, 1619014793.25, 1619014793.25, 1619014793.25, 1619014793.0]
    assert parse_times(np.array([1619014793250]))[0].tolist() == [1619014793.25]


def test_numpy_times_keep_their_fractions_and_gaps():
    time_s, bad = parse_times(np.array(["2021-04-21T14:19:53.250", "NaT"], dtype="datetime64[ms]"))
    assert time_s[0] == 1619014793.25 and np.isnan(time_s[1]) and not bad.any()


@pytest.mark.parametrize("text", [
    "2021-02-29", "2021-13-01 00:00", "2021-04-21 24:00", "2021-04-21 14:60", "21-04-2021 14:19", "2021-04-21T14:19:53+",
    "yesterday", "2021-04-21 14:19:53 CET", "2021-04-21 14:19:53x", "2021.04-21 14:19", "1e400", "+-5", "99999999999999",
    "1\x002"])
def test_what_is_no_time_is_bad(text):
    time_s, bad = parse_times(objects(text))
    assert bad.tolist() == [True] and np.isnan(time_s[0])


def test_missing_times_are_not_bad():
    time_s, bad = parse_times(objects(None, "", "  ", float("nan")))
    assert np.isnan(time_s).all() and not bad.any()


def test_times_of_a_factor_follow_its_codes():
    time_s, bad = parse_times(Factor(np.array([1, -1, 0]), objects("never", "2021-04-21")))
    assert time_s[0] == 1618963200.0 and bad.tolist() == [False, False, True]


def test_every_row_is_an_event_or_a_reject_with_its_first_reason():
    events, rejects = events_from_columns(columns(
        (None, None, "A"), ("p", None, "A"), ("p", "soon", None), ("p", 10, ""), ("p", 10, "Z"), ("p", 10, "A"), ("p", 10, "A"),
        ("p", 11, "A"), ("q", 10, "A")), known_cells=["B", "A"])
    assert rejects.reason.tolist() == list(REASONS) and rejects.row.tolist() == [0, 1, 2, 3, 4, 6]
    assert rejects.counts() == dict.fromkeys(REASONS, 1)
    assert events.row.tolist() == [5, 7, 8]


def test_cells_count_in_the_order_of_the_known_ones():
    events, _ = events_from_columns(columns(("p", 10, 7), ("p", 11, 3)), known_cells=[3, 5, 7])
    assert events.cell.tolist() == [2, 0] and events.cell_levels.tolist() == ["3", "5", "7"]


def test_rows_that_differ_in_kind_are_no_duplicates():
    events, rejects = events_from_columns(columns(("p", 10, "A", "HO"), ("p", 10, "A", "Call start"), ("p", 10, "A", "handover")))
    assert [KINDS[k] for k in events.kind] == ["handover", "call_start"] and rejects.row.tolist() == [2]


def test_unknown_kinds_are_other_and_named():
    events, _ = events_from_columns(columns(("p", 1, "A", "session_end"), ("p", 2, "A", "paging"), ("p", 3, "A", None)))
    assert [KINDS[k] for k in events.kind] == ["call_end", "other", "other"] and events.other_kinds == ("paging",)


def test_the_real_drives_lose_no_row(shared_data):
    with open(shared_data / "santa_monica" / "events.csv", encoding="utf-8") as file:
        _, *rows = [line.rstrip("\n").split(",") for line in file]
    events, rejects = events_from_columns(columns(*[(r[0], r[1], r[3], r[2]) for r in rows]))
    assert len(events) + len(rejects) == len(rows) and set(rejects.counts()) <= {"duplicate"}
    assert events.time_s.tolist() == [float(rows[i][1]) for i in events.row]


def test_a_missing_column_is_named():
    with pytest.raises(InputError, match="time"):
        events_from_columns({"device_id": objects("p"), "cell_id": objects("A")})


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(InputError, match="length"):
        events_from_columns({"device_id": objects("p"), "time": objects(1, 2), "cell_id": objects("A")})


def test_no_rows_are_no_events():
    events, rejects = events_from_columns({"device_id": objects(), "time": objects(), "cell_id": objects()})
    assert len(events) == len(rejects) == 0


def test_services_are_read_by_their_synonyms():
    codes, unknown = service_codes(Factor.of(objects("Voice", "PS", "data", None, "telex")))
    assert [SERVICES[c] if c >= 0 else "" for c in codes] == ["speech", "data", "data", "", ""] and unknown == ("telex",)


def test_synonyms_get_their_standard_name_and_other_texts_stay():
    named = standard_names(Factor.of(objects("HO", "sms", None, "handover", "Call Setup", "SMS")), KIND_SYNONYMS)
    assert named.texts.tolist() == ["handover", "sms", None, "handover", "call_start", "SMS"]
    assert sorted(named.levels) == ["SMS", "call_start", "handover", "sms"]  # each text once


def test_rejects_of_two_steps_stand_by_row():
    first, second = Rejects(np.array([1, 5]), objects("no time", "no cell")), Rejects(np.array([0, 3]), objects("stay", "ping-pong"))
    joined = first.joined(second)
    assert joined.row.tolist() == [0, 1, 3, 5] and joined.reason.tolist() == ["stay", "no time", "ping-pong", "no cell"]


def test_texts_sort_with_their_numbers_by_value():
    texts = ["p10", "p2", None, "", "p2a", "7", "p²", "p", "q1"]
    assert sorted(texts, key=natural) == [None, "", "7", "p", "p2", "p2a", "p10", "p²", "q1"]


def test_truth_values_read_as_the_numbers_they_stand_for():
    assert Factor.of(objects(True, False, None)).texts.tolist() == ["1", "0", None] == Factor.of(objects("1", 0, None)).texts.tolist()
    assert Factor.of(np.array([True, False])).texts.tolist() == ["1", "0"]
