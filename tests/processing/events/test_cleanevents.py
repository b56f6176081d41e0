"""Clean events: journeys, rejects and figures as layers; what becomes of fields, geometry and order."""

import random

import pytest
from qgis.core import QgsFeature, QgsVectorLayer
from qgis.PyQt.QtCore import QByteArray, QDate

DAY = "2024-05-01T"
A_TO_B_AND_BACK = [  # one call, worked by hand: back in A after 8 s in B is ping-pong, after 60 s in C it is not
    ("call_start", "08:00:00", "A"), ("handover", "08:01:00", "B"), ("handover", "08:01:08", "A"), ("handover", "08:02:00", "C"),
    ("handover", "08:03:00", "A"), ("call_end", "08:05:00", "A")]


def columns(rows=A_TO_B_AND_BACK, device="x"):
    return {"device_id": [device] * len(rows), "time": [DAY + row[1] for row in rows], "cell_id": [row[2] for row in rows],
            "event": [row[0] for row in rows]}


@pytest.fixture
def cleaned(run):
    def call(events, **parameters):
        made = run("cleanevents", EVENTS=events, **{"OUTPUT": "TEMPORARY_OUTPUT", "REJECTS": "TEMPORARY_OUTPUT", **parameters})
        return made, run.rows(made["OUTPUT"]), run.rows(made["REJECTS"])
    return call


def test_ping_pong_goes_and_the_figures_tell_it(cleaned, run, table):
    made, rows, rejects = cleaned(table(**columns()))
    assert [(r["cell_id"], r["event"], r["journey_id"], r["seq"]) for r in rows] == [
        ("A", "call_start", 1, 1), ("B", "handover", 1, 2), ("C", "handover", 1, 3), ("A", "handover", 1, 4), ("A", "call_end", 1, 5)]
    assert rows[0]["t_unix"] == 1714550400 and rows[0]["time"].time().hour() == 8  # 2024-05-01T08:00:00Z
    assert rejects == [{"row": 3, "fid": 3, "device_id": "x", "cell_id": "A", "reason": "ping-pong"}]
    assert {key: made[key] for key in made if key.startswith("N_")} == {
        "N_BEFORE": 6, "N_AFTER": 5, "N_REJECTED": 1, "N_HANDOVERS_BEFORE": 4, "N_HANDOVERS_AFTER": 3, "N_PING_PONG": 1,
        "N_DUPLICATES": 0, "N_SIMULTANEOUS": 0, "N_STAYS": 0, "N_JOURNEYS": 1, "N_SINGLE": 0}
    assert "Events: 6 in, 5 out in 1 journeys, 0 of them with one event; handovers: 4 before, 3 after." in run.feedback.infos


def test_the_window_decides_what_is_ping_pong(cleaned, table):
    assert cleaned(table(**columns()), WINDOW=5)[0]["N_PING_PONG"] == 0
    made, rows, _ = cleaned(table(**columns()), WINDOW=70)
    assert made["N_PING_PONG"] == 2 and [r["cell_id"] for r in rows] == ["A", "B", "C", "A"]


def test_gap_and_stay_are_minutes(cleaned, table):
    events = table(device_id=["x"] * 4, time=[DAY + t for t in ("08:00", "08:09", "08:20", "08:29")], cell_id=["A", "B", "B", "C"])
    assert cleaned(events)[0]["N_JOURNEYS"] == 1
    assert cleaned(events, GAP=10)[0]["N_JOURNEYS"] == 2
    assert cleaned(events, STAY=10)[0]["N_JOURNEYS"] == 2  # 11 minutes in B
    assert cleaned(events, STAY=11)[0]["N_JOURNEYS"] == 1


def test_every_row_that_goes_has_its_reason_and_nothing_is_lost(cleaned, run, table):
    rows = [("x", "08:00:00", "A"), ("x", "08:00:00", "A"), ("x", "08:00:00", "B"), (None, "08:00:00", "A"), ("x", "later", "A"),
            ("x", None, "A"), ("x", "08:10:00", None), ("x", "08:10:00", "Q"), ("x", "08:05:00", "B"), ("x", "08:15:00", "B"),
            ("x", "08:30:00", "B"), ("x", "08:31:00", "A")]
    events = table(device_id=[r[0] for r in rows], time=[r[1] and DAY + r[1] for r in rows], cell_id=[r[2] for r in rows])
    made, kept, rejects = cleaned(events, CELLS=table(cell_id=["A", "B"]))
    assert [(r["row"], r["reason"]) for r in rejects] == [
        (2, "duplicate"), (3, "simultaneous"), (4, "no device"), (5, "time not readable"), (6, "no time"), (7, "no cell"),
        (8, "unknown cell"), (10, "stay")]
    assert rejects[6]["cell_id"] == "Q" and rejects[2]["device_id"] is None
    assert len(kept) + len(rejects) == made["N_BEFORE"] == 12 and made["N_REJECTED"] == 8
    assert (made["N_DUPLICATES"], made["N_SIMULTANEOUS"], made["N_STAYS"]) == (1, 1, 1)
    assert "Events rejected: 1, unknown cell." in run.feedback.warnings


def test_the_order_of_rows_does_not_matter(cleaned, table):
    many = [(device, row) for device in ("p2", "p10", "a") for row in A_TO_B_AND_BACK]
    results = []
    for seed in (None, 1, 2):
        rows = list(many)
        if seed is not None:
            random.Random(seed).shuffle(rows)
        data = table(device_id=[d for d, _ in rows], time=[DAY + r[1] for _, r in rows], cell_id=[r[2] for _, r in rows],
                     event=[r[0] for _, r in rows])
        results.append(cleaned(data)[1])
    assert results[0] == results[1] == results[2]
    assert {(r["device_id"], r["journey_id"]) for r in results[0]} == {("a", 1), ("p2", 2), ("p10", 3)}


def test_times_that_stand_still_or_run_backwards_are_put_in_order(cleaned, table):
    events = table(device_id=["x"] * 4, time=[DAY + t for t in ("08:03", "08:01", "08:02", "08:02")], cell_id=["C", "A", "B", "D"])
    _, rows, rejects = cleaned(events)
    assert [r["cell_id"] for r in rows] == ["A", "B", "C"] and [r["seq"] for r in rows] == [1, 2, 3]
    assert [(r["row"], r["reason"]) for r in rejects] == [(4, "simultaneous")]


def test_a_phone_heard_once_is_a_journey_of_one_event(cleaned, table):
    made, rows, _ = cleaned(table(device_id=["x"], time=[DAY + "08:00"], cell_id=["A"]))
    assert (made["N_JOURNEYS"], made["N_SINGLE"]) == (1, 1) and rows[0]["event"] is None


def test_other_fields_and_the_points_are_kept(cleaned, table):
    data = columns()
    events = table(**data, lac=["7"] * 6, service=["voice"] * 6, street=["Weg"] * 5 + [None], level=[-70.5] * 6, n=[1, 2, 3, 4, 5, 6],
                   crs="EPSG:4326", x=[10.0 + k for k in range(6)], y=[52.0] * 6)
    made, rows, _ = cleaned(events)
    assert list(rows[0]) == ["device_id", "time", "t_unix", "cell_id", "event", "lac", "service", "journey_id", "seq",
                             "street", "level", "n"]
    assert [r["n"] for r in rows] == [1, 2, 4, 5, 6] and [r["street"] for r in rows] == ["Weg"] * 4 + [None]
    assert rows[0]["level"] == -70.5 and rows[0]["service"] == "speech" and rows[0]["lac"] == "7"
    assert made["OUTPUT"].crs().authid() == "EPSG:4326"
    assert [f.geometry().asPoint().x() for f in made["OUTPUT"].getFeatures()] == [10, 11, 13, 14, 15]


def test_a_field_of_binary_data_is_left_out_and_told(cleaned, run, table):
    fields = "&".join(f"field={name}" for name in ("device_id:string", "time:string", "cell_id:string", "photo:binary", "day:date"))
    layer = QgsVectorLayer(f"None?{fields}", "e", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["x", DAY + "08:00:00", "A", QByteArray(b"123"), QDate(2024, 5, 1)])
    assert layer.dataProvider().addFeature(feature)
    _, rows, _ = cleaned(layer)
    assert list(rows[0])[-1] == "day" and "photo" not in rows[0] and rows[0]["day"].date().day() == 1
    assert run.feedback.warnings == ["Fields of binary data are left out: photo."]


def test_fields_whose_names_are_taken_get_a_free_one(cleaned, table):
    data = columns()
    events = table(imsi=data["device_id"], wann=data["time"], ci=data["cell_id"], time=["noon"] * 6, SEQ=[7] * 6, fid=[9] * 6)
    _, rows, _ = cleaned(events, TIME_FIELD="wann")
    assert list(rows[0])[-3:] == ["time_2", "SEQ_2", "fid_2"] and rows[0]["time_2"] == "noon" and rows[0]["fid_2"] == 9


def test_fractions_of_a_second_survive_where_the_layer_has_the_plugins_own_columns(cleaned, table):
    events = table(device_id=["x"] * 2, time=[DAY + "08:00:00"] * 2, t_unix=[1714550400.25, 1714550400.75], cell_id=["A", "B"])
    _, rows, rejects = cleaned(events)
    assert [r["t_unix"] for r in rows] == [1714550400.25, 1714550400.75] and rejects == []
    assert list(rows[0]) == ["device_id", "time", "t_unix", "cell_id", "event", "lac", "service", "journey_id", "seq"]


@pytest.mark.parametrize("suffix", ["gpkg", "csv"])
def test_a_clean_file_cleaned_again_stays_as_it_is(cleaned, run, table, tmp_path, suffix):
    first = run("cleanevents", EVENTS=table(**columns()), OUTPUT=str(tmp_path / f"one.{suffix}"))
    made, rows, rejects = cleaned(first["OUTPUT"])
    assert rejects == [] and made["N_AFTER"] == 5
    written = run.rows(QgsVectorLayer(first["OUTPUT"], "one", "ogr"))
    for key in ("device_id", "cell_id", "event"):
        assert [r[key] for r in rows] == [r[key] for r in written]
    assert "t_unix_2" not in rows[0] and [int(r["journey_id"]) for r in rows] == [1] * 5


def test_only_the_selected_events_are_cleaned(cleaned, run, table):
    from qgis.core import QgsProcessingFeatureSourceDefinition
    events = table(**columns())
    run.project.addMapLayer(events)
    events.selectByIds([6, 1, 2])
    made, rows, _ = cleaned(QgsProcessingFeatureSourceDefinition(events.id(), True))
    assert made["N_BEFORE"] == 3 and [r["event"] for r in rows] == ["call_start", "handover", "call_end"]


def test_kinds_and_services_that_are_not_known_are_told_and_stay(cleaned, run, table):
    events = table(**{**columns(), "event": ["call_start", "sms", "ho", "handover", "handover", "call_end"]}, service=["video"] * 6)
    _, rows, _ = cleaned(events, WINDOW=0)
    assert [r["event"] for r in rows] == ["call_start", "sms", "handover", "handover", "handover", "call_end"]
    assert rows[0]["service"] == "video"
    assert run.feedback.warnings == ["Kinds of event that are not known, read as other: sms.", "Services that are not known: video."]


def test_the_made_up_world_is_conserved(cleaned, world):
    made, rows, rejects = cleaned(world["EVENTS"], CELLS=world["CELLS"])
    assert made["N_BEFORE"] == len(rows) + len(rejects) > 10_000
    assert made["N_JOURNEYS"] == len({r["journey_id"] for r in rows})
    per_journey = {}
    for r in rows:
        per_journey.setdefault(r["journey_id"], []).append((r["device_id"], r["t_unix"], r["seq"]))
    for events in per_journey.values():
        assert len({device for device, _, _ in events}) == 1
        times = [t for _, t, _ in events]
        assert times == sorted(times) and [seq for _, _, seq in events] == list(range(1, len(events) + 1))


def test_bad_input_is_refused_in_words(run, table, tmp_path):
    def said(events, **more):
        return run.refused(tmp_path, "cleanevents", EVENTS=events, OUTPUT=str(tmp_path / "o.gpkg"), **more)
    assert said(table(device_id=[], time=[], cell_id=[], name="e")).startswith("e: the layer has no rows.")
    assert said(table(a=["1"], name="e")).startswith("e: no field looks like device_id.")
    assert said(table(**columns(), name="e"), EVENT_FIELD="art").startswith("e: there is no field 'art'.")
    assert said(table(device_id=["x"], time=["soon"], cell_id=["A"], name="e")).startswith("e: no event can be used.")
    assert said(table(**columns(), name="e"), CELLS=table(cell_id=["Z"])).startswith("e: no event can be used.")
