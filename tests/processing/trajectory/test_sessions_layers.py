"""Sessions as layers, by hand: a straight road of 10 km from west to east, driven at 10 m/s from 08:00."""

import random

import pytest
from qgis.core import QgsProcessingFeatureSourceDefinition

X, Y = 4321000, 3210000
START = 1714550400  # 2024-05-01T08:00:00Z
KIND = {"s": "call_start", "e": "call_end", "h": "handover", "l": "lau", "o": "sms"}
ROAD = f"LineString({X} {Y}, {X + 10000} {Y})"


@pytest.fixture
def routes(shapes):
    def make(*keys, road=ROAD, **more):
        keys = keys or (("x", "1"),)
        return shapes("LineString", [road] * len(keys), device_id=[d for d, _ in keys], journey_id=[j for _, j in keys],
                      name="routes", **more)
    return make


@pytest.fixture
def positions(table):
    """``positions(("x", "1", "shhe", [0, 500, 900, 2000]), ...)``; a table, or points where `points` is true."""
    def make(*journeys, service=None, shuffled=None, points=False, along=True):
        rows = [(d, j, START + a / 10, KIND[k], float(a)) for d, j, kinds, places in journeys for k, a in zip(kinds, places)]
        if shuffled is not None:
            random.Random(shuffled).shuffle(rows)
        columns = dict(zip(("device_id", "journey_id", "time", "event"), map(list, zip(*rows))))
        if along:
            columns["along_m"] = [r[4] for r in rows]
        if service:
            columns["service"] = service
        if points:
            columns.update(crs="EPSG:3035", x=[X + r[4] for r in rows], y=[Y + 30.0] * len(rows))
        return table(name="positions", **columns)
    return make


@pytest.fixture
def framed(run):
    def call(positions, routes, **parameters):
        made = run("sessions", POSITIONS=positions, ROUTES=routes, SESSIONS="TEMPORARY_OUTPUT", SPANS="TEMPORARY_OUTPUT", **parameters)
        return made, run.rows(made["SESSIONS"]), run.rows(made["SPANS"])
    return call


def geometries(layer):
    return [f.geometry().asWkt(3) for f in layer.getFeatures()]


def test_a_call_has_its_start_and_end_and_the_stretch_between(framed, run, positions, routes):
    made, rows, spans = framed(positions(("x", "1", "shhel", [1000, 1500, 1900, 3000, 5000])), routes())
    assert [(r["session_id"], r["device_id"], r["journey_id"], r["service"], r["what"], r["t_unix"], r["along_m"], r["complete"],
             r["n_handovers"]) for r in rows] == [
        (1, "x", 1, "speech", "start", START + 100, 1000, True, 2), (1, "x", 1, "speech", "end", START + 300, 3000, True, 2)]
    assert (spans[0]["duration_s"], spans[0]["length_m"], spans[0]["n_handovers"]) == (200, 2000, 2)
    assert spans[0]["start"].toSecsSinceEpoch() == START + 100 and spans[0]["end"].toSecsSinceEpoch() == START + 300
    assert geometries(made["SESSIONS"]) == [f"Point ({X + 1000} {Y})", f"Point ({X + 3000} {Y})"]
    assert geometries(made["SPANS"]) == [f"LineString ({X + 1000} {Y}, {X + 3000} {Y})"]
    assert (made["N_SESSIONS"], made["N_SPEECH"], made["N_DATA"], made["N_INCOMPLETE"]) == (1, 1, 0, 0)
    assert "Sessions: 1 calls and 0 of packet data on 1 of 1 journeys; not complete: 0." in run.feedback.infos


def test_packet_data_lies_between_the_updates_around_its_handovers(framed, positions, routes):
    # section 3.7: drawn between the update before and the first handover, and between the last one and the update behind
    for seed in range(5):
        made, rows, _ = framed(positions(("x", "1", "lhhl", [1000, 2000, 3000, 4000])), routes(), SEED=seed)
        start, end = rows
        assert 1000 <= start["along_m"] <= 2000 and 3000 <= end["along_m"] <= 4000
        assert start["t_unix"] == pytest.approx(START + start["along_m"] / 10)  # the speed is steady
        assert made["N_DATA"] == 1 and made["N_INCOMPLETE"] == 0


def test_the_seed_repeats_and_another_one_does_not(framed, positions, routes):
    data = ("x", "1", "lhhl", [1000, 2000, 3000, 4000])
    one, again, other = (framed(positions(data), routes(), SEED=seed)[1] for seed in (1, 1, 2))
    assert one == again and one[0]["along_m"] != other[0]["along_m"]


def test_the_order_of_rows_does_not_matter(framed, positions, routes):
    journeys = [(d, j, "lhhlhl", [100, 200 + k, 300, 400, 500, 600]) for k, (d, j) in enumerate([("p10", "1"), ("p2", "10"), ("p2", "9")])]
    keys = [(d, j) for d, j, *_ in journeys]
    first = framed(positions(*journeys), routes(*keys))[1]
    for seed in (1, 2):
        assert framed(positions(*journeys, shuffled=seed), routes(*reversed(keys)))[1] == first
    assert [(r["device_id"], r["journey_id"]) for r in first[::4]] == [("p2", 9), ("p2", 10), ("p10", 1)]


def test_the_service_decides_what_a_handover_belongs_to(framed, positions, routes):
    data = ("x", "1", "lshhel", [0, 1000, 2000, 3000, 4000, 5000])
    assert framed(positions(data), routes())[0]["N_DATA"] == 0
    service = [None, "voice", "voice", "packet", "voice", None]
    made, _, spans = framed(positions(data, service=service), routes())
    assert [(s["service"], s["n_handovers"]) for s in sorted(spans, key=lambda s: s["service"])] == [("data", 1), ("speech", 1)]


def test_points_without_along_m_lie_at_the_nearest_place_of_the_route(framed, positions, routes):
    _, rows, _ = framed(positions(("x", "1", "se", [1000, 3000]), points=True, along=False), routes())
    assert [r["along_m"] for r in rows] == pytest.approx([1000, 3000])


def test_a_route_in_degrees_is_measured_in_metres(framed, positions, routes):
    road = routes(road="LineString(10 52, 10.1 52)", crs="EPSG:4326")
    made, rows, spans = framed(positions(("x", "1", "se", [1000, 3000])), road)
    assert spans[0]["length_m"] == 2000
    assert made["SPANS"].crs().authid() == "EPSG:3035"
    assert next(made["SPANS"].getFeatures()).geometry().length() == pytest.approx(2000, rel=1e-6)


def test_journeys_of_one_event_and_of_none_have_no_session_of_length(framed, positions, routes):
    made, rows, spans = framed(positions(("x", "1", "l", [500]), ("y", "1", "h", [700])), routes(("x", "1"), ("y", "1"), ("z", "1")))
    # one handover alone, with nothing around it: a session that begins and ends there
    assert [(r["device_id"], r["along_m"], r["complete"]) for r in rows] == [("y", 700, False), ("y", 700, False)]
    assert spans[0]["length_m"] == 0 == spans[0]["duration_s"] and made["N_INCOMPLETE"] == 1


def test_without_any_session_the_layers_are_empty(framed, positions, routes):
    made, rows, spans = framed(positions(("x", "1", "oll", [0, 100, 200])), routes())
    assert rows == spans == [] and made["N_SESSIONS"] == 0


def test_a_phone_that_stands_still_has_a_span_without_length(framed, positions, routes):
    made, _, spans = framed(positions(("x", "1", "se", [1000, 1000])), routes())
    assert spans[0]["length_m"] == 0
    assert geometries(made["SPANS"]) == [f"LineString ({X + 1000} {Y}, {X + 1000} {Y})"]


def test_rows_without_route_or_place_are_told(framed, run, positions, routes, table):
    rows = positions(("x", "1", "se", [1000, 3000]), ("q", "1", "h", [5]))
    made, _, _ = framed(rows, routes())
    assert made["N_SESSIONS"] == 1 and any("1 rows left out, no route has their device and journey" in w for w in run.feedback.warnings)
    lost = table(device_id=["x"] * 3, journey_id=["1"] * 3, time=[START, START + 1, START + 2], along_m=[0.0, None, 20.0],
                 event=["call_start", "handover", "call_end"], name="positions")
    made, _, spans = framed(lost, routes())
    assert "positions: 1 events have no place on their route and are passed over." in run.feedback.warnings
    assert spans[0]["n_handovers"] == 0


def test_only_selected_positions_count_and_csv_serves(framed, run, positions, routes, tmp_path):
    layer = positions(("x", "1", "sese", [100, 200, 300, 400]))
    run.project.addMapLayer(layer)
    layer.selectByIds([3, 4])
    assert framed(QgsProcessingFeatureSourceDefinition(layer.id(), True), routes())[0]["N_SESSIONS"] == 1
    path = tmp_path / "positions.csv"
    path.write_text(f"imsi,trip,t,kind,along\nx,1,{START},call_start,100\nx,1,{START + 60},call_end,700\n")
    made, _, spans = framed(str(path), routes())
    assert made["N_SESSIONS"] == 1 and (spans[0]["duration_s"], spans[0]["length_m"]) == (60, 600)


def test_bad_input_is_refused_in_words(run, positions, routes, table, shapes, tmp_path):
    def said(positions, routes, **more):
        return run.refused(tmp_path, "sessions", POSITIONS=positions, ROUTES=routes, SESSIONS=str(tmp_path / "s.gpkg"), **more)
    good = ("x", "1", "se", [100, 200])
    empty = shapes("LineString", [], name="routes", crs="EPSG:3035")
    assert said(positions(good), empty).startswith("routes: no field looks like device_id")
    assert said(positions(good), routes(road=None)).startswith("routes: no feature has a line. Use a line layer.")
    assert said(positions(good), routes(crs=None)).startswith("routes: the CRS is unknown.")
    assert said(positions(("y", "1", "se", [1, 2])), routes()).startswith("positions: no row belongs to a route.")
    assert said(positions(good), routes(), POSITIONS_DEVICE_ID="wer").startswith("positions: there is no field 'wer'.")
    unread = table(device_id=["x"], journey_id=["1"], time=["soon"], along_m=[1.0], name="positions")
    assert said(unread, routes()).startswith("positions: no row belongs to a route.")
    assert said(table(device_id=[], time=[], name="positions"), routes()).startswith("positions: the layer has no features.")
