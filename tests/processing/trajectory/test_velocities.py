"""Velocities through layers, by hand: a straight road of 4 km with a limit of 36 km/h, that is 10 m/s, so 17 m/s are tolerated."""

import pytest
from straight import KINDS, ROAD, START, X, Y, layer_of, places, to_file, vertices


@pytest.fixture
def routes(shapes):
    def make(*keys, line=ROAD, **more):
        keys = keys or (("x", "1"),)
        return shapes("LineString", [line] * len(keys), device_id=[d for d, _ in keys], journey_id=[j for _, j in keys], name="routes",
                      **more)
    return make


@pytest.fixture
def positions(table):
    """``positions(("x", "1", [0, 60], [0, 500]), ...)``: device, journey, seconds since 08:00, metres along the road."""
    def make(*journeys, along=True, points=True, **more):
        rows = [(d, j, f"c{k}", KINDS["h"], START + s, None if m is None else float(m)) for d, j, seconds, metres in journeys
                for k, (s, m) in enumerate(zip(seconds, metres))]
        columns = dict(zip(("device_id", "journey_id", "cell_id", "event", "time", "along_m"), map(list, zip(*rows))))
        if points:
            columns.update(crs="EPSG:3035", x=[X + (r[5] or 0) for r in rows], y=[Y + 40.0] * len(rows))
        if not along:
            del columns["along_m"]
        return table(name="positions", **{**columns, **more})
    return make


@pytest.fixture
def corrected(run, positions, routes, roads):
    def call(*journeys, **parameters):
        given = {"POSITIONS": parameters.pop("POSITIONS", None) or positions(*journeys),
                 "ROUTES": parameters.pop("ROUTES", None) or routes(), "ROADS": parameters.pop("ROADS", "given")}
        given["ROADS"] = roads() if given["ROADS"] == "given" else given["ROADS"]
        outputs = {key: "TEMPORARY_OUTPUT" for key in ("OUTPUT", "SEGMENTS", "TIMED_ROUTES")}
        made = run("velocities", **{**outputs, **given, **parameters})
        return made, run.rows(made["OUTPUT"])
    return call


# the second way, of 1500 m in 60 s, is 25 m/s; the others are 5 m/s
FAST = ("x", "1", [0, 100, 160, 260], [0, 500, 2000, 2500])
SLOW = ("x", "1", [0, 100, 160, 260], [0, 500, 900, 1400])


def test_what_is_slow_enough_stays_as_it_is(corrected, run):
    made, rows = corrected(SLOW)
    assert [r["along_m"] for r in rows] == [0, 500, 900, 1400] and [r["shift_m"] for r in rows] == [0] * 4
    assert [r["speed_kmh"] for r in rows] == [None, 18, pytest.approx(24), 18] == [r["speed_raw_kmh"] for r in rows]
    assert [r["allowed_kmh"] for r in rows][1:] == pytest.approx([36] * 3)
    assert (made["N_SEGMENTS"], made["N_EXCEEDED"], made["N_NOT_MET"], made["N_MOVED"], made["MAX_SHIFT"]) == (3, 0, 0, 0, 0)
    assert {(r["exceeded"], r["met"], r["moved"]) for r in rows} == {(False, True, False)}
    assert places(run, made["OUTPUT"]) == [(m, 0) for m in (0, 500, 900, 1400)]  # on the route, not beside it


def test_both_ends_of_what_is_too_fast_move_to_the_reference(corrected, run):
    made, rows = corrected(FAST)
    # 10 m/s for 60 s are 600 m; of the 900 m too much each end takes half: 500 + 450 and 2000 - 450
    assert [r["along_m"] for r in rows] == pytest.approx([0, 950, 1550, 2500])
    assert [r["shift_m"] for r in rows] == pytest.approx([0, 450, -450, 0])
    assert [r["speed_raw_kmh"] for r in rows][2] == pytest.approx(90) and rows[2]["speed_kmh"] == pytest.approx(36)
    assert [(r["exceeded"], r["met"], r["moved"]) for r in rows] == [(False, True, False), (False, True, True), (True, True, True),
                                                                     (False, True, False)]
    assert (made["N_EXCEEDED"], made["N_NOT_MET"], made["N_MOVED"]) == (1, 0, 2)
    assert made["MEAN_SHIFT"] == pytest.approx(450) == made["MAX_SHIFT"]
    assert "Segments: 3; too fast before: 1, now: 0. Events moved: 2 of 4, by 450 m in the mean and 450 m at most." in run.feedback.infos


def test_segments_are_the_ways_between_the_corrected_places(corrected, run):
    made, rows = corrected(FAST)
    layer = layer_of(run, made["SEGMENTS"])
    for segment, feature, a, b in zip(run.rows(made["SEGMENTS"]), layer.getFeatures(), rows, rows[1:]):
        assert feature.geometry().length() == pytest.approx(segment["length_m"], abs=1e-6)
        assert segment["length_m"] == pytest.approx(b["along_m"] - a["along_m"]) and segment["seq"] == b["seq"]
        assert segment["duration_s"] == b["t_unix"] - a["t_unix"]
        assert segment["speed_kmh"] == pytest.approx(3.6 * segment["length_m"] / segment["duration_s"])
        assert (segment["start"].toSecsSinceEpoch(), segment["end"].toSecsSinceEpoch()) == (a["t_unix"], b["t_unix"])
        assert feature.geometry().asPolyline()[0].x() == pytest.approx(X + a["along_m"])
    assert layer.featureCount() == 3


def test_the_m_of_timed_routes_are_the_times_of_the_corrected_events(corrected, run):
    made, rows = corrected(FAST)
    line, = vertices(run, made["TIMED_ROUTES"])
    times = {round(x, 6): m for x, _, m in line}
    for row in rows:
        assert times[round(row["along_m"], 6)] + START == pytest.approx(row["t_unix"], abs=1e-6)
    # behind the last event, at 2500 m, the phone keeps to the limit: 1500 m at 10 m/s
    assert line[-1] == pytest.approx((4000, 0, 260 + 150))
    route, = run.rows(made["TIMED_ROUTES"])
    assert (route["length_m"], route["duration_s"], route["journey_id"]) == (4000, 410, 1)


def test_what_the_time_does_not_allow_is_told(corrected, run):
    made, rows = corrected(("x", "1", [0, 60, 100], [0, 2000, 4000]))  # 4 km in 100 s, but 1.7 times 10 m/s make 1.7 km
    assert made["N_NOT_MET"] > 0 and not all(r["met"] for r in rows)
    assert any(w.startswith("Segments that stay too fast, as the journey leaves them too little time:") for w in run.feedback.warnings)
    assert [rows[0]["along_m"], rows[-1]["along_m"]] == [0, 4000]
    free, moved = corrected(("x", "1", [0, 60, 100], [0, 2000, 4000]), HOLD_ENDS=False)
    assert free["N_NOT_MET"] == 0 and moved[-1]["along_m"] - moved[0]["along_m"] <= 1700 + 1e-3


def test_the_factor_is_what_is_tolerated(corrected):
    assert corrected(FAST, FACTOR=2.6)[0]["N_EXCEEDED"] == 0
    assert corrected(FAST, FACTOR=1.0)[0]["N_EXCEEDED"] == 1


def test_without_roads_one_limit_holds(corrected, run):
    made, rows = corrected(FAST, ROADS=None, OTHER_KMH=90)
    assert made["N_EXCEEDED"] == 0 and [r["allowed_kmh"] for r in rows][1:] == pytest.approx([90] * 3)
    assert "No roads given: the limit is 90 km/h everywhere." in run.feedback.infos
    assert corrected(FAST, ROADS=None)[1][2]["allowed_kmh"] == pytest.approx(50)


def test_roads_far_from_the_route_give_no_limit(corrected, run, roads):
    made, rows = corrected(FAST, ROADS=roads(f"LineString({X} {Y + 51}, {X + 4000} {Y + 51})"), OTHER_KMH=72)
    assert [r["allowed_kmh"] for r in rows][1:] == pytest.approx([72] * 3)
    assert "Pieces of routes farther than 50 m from any road, taken at 72 km/h: 1 of 1." in run.feedback.warnings
    assert corrected(FAST, ROADS=roads(f"LineString({X} {Y + 49}, {X + 4000} {Y + 49})"))[1][2]["allowed_kmh"] == pytest.approx(36)


def test_the_limit_of_a_way_over_two_roads_is_that_of_a_phone_that_keeps_both(corrected, routes, roads):
    halves = [f"LineString({X + a} {Y}, {X + a + 2000} {Y})" for a in (0, 2000)]
    two = roads(*halves, speeds=(36.0, 72.0))
    bent = routes(line=f"LineString({X} {Y}, {X + 2000} {Y}, {X + 4000} {Y})")
    made, rows = corrected(("x", "1", [0, 400], [1000, 3000]), ROADS=two, ROUTES=bent)
    assert rows[1]["allowed_kmh"] == pytest.approx(3.6 * 2000 / (1000 / 10 + 1000 / 20))


def test_the_joint_smoother_keeps_the_limit_and_the_order(corrected, run):
    made, rows = corrected(FAST, METHOD="joint")
    along = [r["along_m"] for r in rows]
    assert along == sorted(along) and made["N_NOT_MET"] == 0 and rows[2]["speed_kmh"] <= 1.7 * 36 + 1e-6
    even = ("x", "1", [0, 100, 200, 300], [0, 800, 1600, 2400])  # steady already: nothing to smooth
    assert [r["along_m"] for r in corrected(even, METHOD="joint")[1]] == pytest.approx([0, 800, 1600, 2400], abs=1e-3)
    # a stiff smoother makes one speed of 0, 400 and 1600 m at equal steps: the line of least squares, by numpy's polyfit
    odd = ("x", "1", [0, 200, 400], [0, 400, 1600])
    _, stiff = corrected(odd, METHOD="joint", STIFFNESS=1e12, FACTOR=5)
    slope = stiff[1]["along_m"] - stiff[0]["along_m"], stiff[2]["along_m"] - stiff[1]["along_m"]
    assert slope[0] == pytest.approx(slope[1], rel=1e-3)


def test_exact_places_count_more_than_vague_ones(corrected, run, positions):
    odd = ("x", "1", [0, 100, 200], [0, 700, 1000])  # a steady journey has the middle event at 500
    shift = {}
    for name, sigma in (("ends", [10.0, 1000.0, 10.0]), ("middle", [1000.0, 10.0, 1000.0]), ("some", [10.0, None, 10.0])):
        made, rows = corrected(POSITIONS=positions(odd, sigma_m=sigma), METHOD="joint", STIFFNESS=1e4)
        shift[name] = [abs(r["shift_m"]) for r in rows]
    assert shift["ends"][1] > 150 and max(shift["ends"][::2]) < 20 and shift["middle"][1] < 20
    assert shift["some"][1] > 100 and "Positions with a standard deviation of their own: 2 of 3." in run.feedback.infos
    one, _ = corrected(POSITIONS=positions(odd), METHOD="joint", SIGMA=10), None
    same, _ = corrected(POSITIONS=positions(odd, sigma_m=[10.0] * 3), METHOD="joint"), None
    assert [r["along_m"] for r in one[1]] == pytest.approx([r["along_m"] for r in same[1]])


def test_a_bad_place_pulls_the_others_less_with_a_short_tail(corrected):
    steady = [400 * k for k in range(10)]
    bad = ("x", "1", [100 * k for k in range(10)], [*steady[:5], 2300, *steady[6:]])
    pulled = {}
    for tail in (0.1, 100):
        _, rows = corrected(bad, METHOD="joint", TAIL=tail, SIGMA=50, STIFFNESS=100)
        pulled[tail] = max(abs(r["along_m"] - m) for k, (r, m) in enumerate(zip(rows, steady)) if k != 5)
    assert pulled[0.1] < pulled[100] / 10 and pulled[100] > 50


def test_places_stand_in_for_a_missing_along_m(corrected, run, positions):
    made, rows = corrected(POSITIONS=positions(FAST, along=False))
    assert [r["along_m"] for r in rows] == pytest.approx([0, 950, 1550, 2500])
    assert "positions: 4 positions have no along_m; the nearest place of their route is taken." in run.feedback.infos


def test_rows_need_no_order_and_places_are_brought_in_it(corrected, run, positions):
    mixed = ("x", "1", [260, 0, 160, 100], [2500, 0, 2000, 500])
    assert [r["along_m"] for r in corrected(mixed)[1]] == pytest.approx([0, 950, 1550, 2500])
    made, rows = corrected(("x", "1", [0, 100, 200, 300], [0, 900, 700, 1500]))
    # 900 before 700: both are put in the middle, the least change
    assert [r["along_m"] for r in rows] == [0, 800, 800, 1500]
    assert "positions: 2 positions lay behind a later one and were brought in order." in run.feedback.warnings


def test_files_and_degrees_serve_too(corrected, run, positions, routes, roads, tmp_path):
    made, rows = corrected(POSITIONS=to_file(positions(FAST, points=False), tmp_path / "p.csv", "CSV"),
                           ROUTES=to_file(routes(), tmp_path / "r.gpkg"), ROADS=to_file(roads(), tmp_path / "w.gpkg"))
    assert [r["along_m"] for r in rows] == pytest.approx([0, 950, 1550, 2500])
    degrees = {"ROUTES": routes(line="LineString(10 52, 10.05827 52)", crs="EPSG:4326"),
               "ROADS": roads("LineString(10 52, 10.05827 52)", crs="EPSG:4326")}
    made, rows = corrected(FAST, **degrees)
    assert layer_of(run, made["OUTPUT"]).crs().authid() == "EPSG:3035"
    assert [r["along_m"] for r in rows] == pytest.approx([0, 950, 1550, 2500], abs=0.5)


@pytest.mark.parametrize("seconds", [[0, 0, 0, 0], [0, 0, 100, 100]])
@pytest.mark.parametrize("method", ["paper", "joint"])
def test_a_clock_that_stands_still_does_no_harm(corrected, method, seconds):
    made, rows = corrected(("x", "1", seconds, [0, 500, 900, 1400]), METHOD=method)
    along = [r["along_m"] for r in rows]
    assert len(rows) == 4 and along == sorted(along) and all(r["speed_kmh"] is None or r["speed_kmh"] >= 0 for r in rows)


@pytest.mark.parametrize("method", ["paper", "joint"])
def test_a_journey_of_one_event_and_one_without_place_have_no_segment(corrected, run, routes, positions, method):
    given = positions(("x", "1", [0], [700]), ("y", "1", [0, 60], [None, None]), ("z", "1", [0, 60], [100, 200]), points=False)
    made, rows = corrected(POSITIONS=given, ROUTES=routes(("x", "1"), ("y", "1"), ("z", "1")), METHOD=method)
    assert made["N_SEGMENTS"] == 1 and [r["along_m"] for r in rows] == pytest.approx([700, None, None, 100, 200], nan_ok=True)
    assert [r["device_id"] for r in run.rows(made["SEGMENTS"])] == ["z"]
    assert [r["device_id"] for r in run.rows(made["TIMED_ROUTES"])] == ["x", "z"]


def test_events_an_hour_apart_are_slow_and_stay(corrected):
    made, rows = corrected(("x", "1", [0, 3600, 7200], [0, 10, 4000]))
    assert made["N_EXCEEDED"] == 0 and rows[1]["speed_kmh"] == pytest.approx(0.01)


def test_optional_outputs_are_optional(run, positions, routes, tmp_path):
    made = run("velocities", POSITIONS=positions(FAST), ROUTES=routes(), OUTPUT=str(tmp_path / "o.gpkg"), SEGMENTS=None,
               TIMED_ROUTES=None)
    assert [p.name for p in tmp_path.iterdir()] == ["o.gpkg"] and made["N_SEGMENTS"] == 3


@pytest.mark.parametrize("fault, said", [
    ("other device", "positions: no row belongs to a route."), ("no routes", "routes: no field looks like device_id"),
    ("no crs", "routes: the CRS is unknown."), ("points as roads", "dots: these are no lines. Use a line layer"),
    ("roads elsewhere", "roads: features 1 cannot be brought from EPSG:4326"), ("no positions", "positions: the layer has no features."),
    ("wrong field", "positions: there is no field 'zeit'. Its fields are"),
    ("roads closed", "roads: none of the 1 lines can be used (class not driven on: 1).")])
def test_bad_input_is_refused_in_words(run, positions, routes, roads, shapes, table, tmp_path, fault, said):
    given = {"POSITIONS": positions(FAST), "ROUTES": routes(), "ROADS": roads()}
    given.update({
        "other device": {"POSITIONS": positions(("q", "1", [0, 1], [0, 1]))}, "no crs": {"ROUTES": routes(crs=None)},
        "no routes": {"ROUTES": shapes("LineString", [], name="routes")},
        "points as roads": {"ROADS": shapes("Point", [f"Point({X} {Y})"], speed_kmh=[1.0], name="dots")},
        "roads elsewhere": {"ROADS": roads(crs="EPSG:4326")}, "no positions": {"POSITIONS": table(device_id=[], time=[], name="positions")},
        "wrong field": {"POSITIONS_TIME": "zeit"},
        "roads closed": {"ROADS": shapes("LineString", [ROAD], highway=["footway"], name="roads")}}[fault])
    assert run.refused(tmp_path, "velocities", OUTPUT=str(tmp_path / "o.gpkg"), **given).startswith(said)
