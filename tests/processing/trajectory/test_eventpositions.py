"""Event positions on routes, by hand: on a long known road under square cells each rule of Algorithm 1 has a place of its own."""

import pytest
from qgis.core import QgsVectorLayer
from straight import START, X, Y, layer_of, places, square, to_file

TIP = f"Polygon(({X + 1400} {Y},{X + 2400} {Y + 400},{X + 2400} {Y - 400},{X + 1400} {Y}))"
LONG = f"LineString({X - 5000} {Y}, {X + 9000} {Y})"  # the phones use the 4 km from 0 on


@pytest.fixture
def routes(shapes):
    def make(*keys, lines=(LONG,), **more):
        keys = keys or (("x", "1"),)
        return shapes("LineString", list(lines) * (len(keys) // len(lines)), device_id=[d for d, _ in keys],
                      journey_id=[j for _, j in keys], name="routes", **more)
    return make


@pytest.fixture
def place(run, routes, areas, events):
    def call(*journeys, **parameters):
        given = {"ROUTES": parameters.pop("ROUTES", None) or routes(), "AREAS": parameters.pop("AREAS", None) or areas(),
                 "EVENTS": parameters.pop("EVENTS", None) or events(*journeys)}
        made = run("eventpositions", **{"POSITIONS": "TEMPORARY_OUTPUT", "ANCHORED": False, **given, **parameters})
        return made, run.rows(made["POSITIONS"])
    return call


EAST = ("x", "1", "ABCD", "shhe", [0, 60, 160, 300])


def test_on_a_long_road_all_events_have_a_place_of_their_own(place, run):
    made, rows = place(EAST)
    # the call begins and ends at the centroids of A and D, handovers are at the borders
    assert places(run, made["POSITIONS"]) == [pytest.approx((x, 0), abs=0.11) for x in (500, 1000, 2000, 3500)]
    assert [r["along_m"] for r in rows] == pytest.approx([5500, 6000, 7000, 8500], abs=0.11)
    assert [r["rule"] for r in rows] == ["own area", "common border", "common border", "own area"]
    assert rows[0]["speed_kmh"] is None
    assert [r["speed_kmh"] for r in rows[1:]] == pytest.approx([3.6 * m / s for m, s in ((500, 60), (1000, 100), (1500, 140))], abs=0.02)
    assert (made["N_POSITIONS"], made["N_UNPLACED"], made["N_MOVED"], made["N_REJECTED"]) == (4, 0, 0, 0)
    assert "Events placed: 2 common border, 2 own area." in run.feedback.infos


def test_journeys_span_their_routes_where_they_are_anchored(place, run):
    made, rows = place(EAST, ANCHORED=True)
    assert [r["rule"] for r in rows] == ["start", "common border", "common border", "end"]
    assert [r["along_m"] for r in rows] == pytest.approx([0, 6000, 7000, 14000], abs=0.11)


@pytest.mark.parametrize("second, kind, x, rule", [
    (square(600), "h", 800, "overlap"),                              # 600 to 1000 in common: its centroid
    (TIP, "h", 1200, "gap crossing"),                                # the line between them lies on the road
    (square(1000), "h", 1000, "common border"),
    (square(1000, y=100), "h", 1000, "nearest to border"),           # the common border, from y = 100 on, is off the road
    (square(1400, y=600), "h", 1200, "gap midpoint"),                # from (1000, 500) to (1400, 600): its middle, above the road
    (square(1400), "l", 1400, "lau gap"),                            # the end at the new cell
    (square(600), "l", 1000, "lau overlap"),                         # the point of the overlap next to the site, here B's centroid
    (square(1000), "l", 1000, "lau border")])
def test_each_rule_has_its_place(place, run, areas, second, kind, x, rule):
    made, rows = place(("x", "1", "AB", f"s{kind}", [0, 60]), AREAS=areas("AB", [square(0), second]))
    assert rows[1]["rule"] == rule and places(run, made["POSITIONS"])[1] == pytest.approx((x, 0), abs=0.11)


def test_an_update_looks_to_the_site_of_the_plan(place, run, areas, plan):
    # the overlap is 600 to 1000, and B's site is west of it
    made, _ = place(("x", "1", "AB", "sl", [0, 60]), AREAS=areas("AB", [square(0), square(600)]), CELLS=plan("AB", x=[500, 100]))
    assert places(run, made["POSITIONS"])[1][0] == pytest.approx(600, abs=0.01)


def test_calls_within_a_journey_and_cells_without_area(place, run, areas):
    made, rows = place(("x", "1", "AABQDD", "soheoo", [0, 10, 60, 110, 160, 170]))
    assert [r["rule"] for r in rows] == ["own area", "same cell", "common border", "no area", "own area", "own area"]
    # half of the time from B's event at 60 s to that in D at 160 s: half of the way
    assert rows[3]["along_m"] == pytest.approx((rows[2]["along_m"] + rows[4]["along_m"]) / 2, abs=0.01)
    assert any(w.startswith("Cells of the events without an area: 1 of 4 (Q)") for w in run.feedback.warnings)


def test_events_that_would_run_backwards_are_moved_as_little_as_possible(place, run):
    made, rows = place(("x", "1", "DCBA", "shhe", [0, 60, 160, 300]))
    at = [r["along_m"] for r in rows]
    # the phone runs against the route: all places are out of order, and least squares puts all of them at their mean
    wanted = [8500, 8000, 7000, 5500]
    mean = sum(wanted) / 4
    assert at == pytest.approx([mean] * 4, abs=0.11) and made["N_MOVED"] == 4
    assert [r["shift_m"] for r in rows] == pytest.approx([mean - w for w in wanted], abs=0.11)
    assert any("moved to keep the order: 4, by 1750 m at most" in i for i in run.feedback.infos)


def test_files_degrees_and_selections_serve_too(place, run, routes, areas, events, tmp_path):
    made, rows = place(EAST)
    expected = [(r["along_m"], r["rule"], r["t_unix"]) for r in rows]
    made, rows = place(ROUTES=to_file(routes(), tmp_path / "r.gpkg"), AREAS=to_file(areas(), tmp_path / "a.gpkg"),
                       EVENTS=to_file(events(EAST), tmp_path / "e.csv", "CSV"))
    assert [(r["along_m"], r["rule"], r["t_unix"]) for r in rows] == expected
    degrees = routes(lines=["LineString(10 52, 10.06 52)"], crs="EPSG:4326")
    made, rows = place(EAST, ROUTES=degrees)
    assert layer_of(run, made["POSITIONS"]).crs().authid() == "EPSG:3035"
    # EPSG:3035 keeps areas, not lengths, but near its middle both
    assert [x for x, _ in places(run, made["POSITIONS"])] == pytest.approx([500, 1000, 2000, 3500], abs=1)


def test_a_device_with_one_route_needs_no_journey_and_others_are_told_apart(place, run, routes, events):
    both = routes(("x", "1"), ("y", "7"))
    made, rows = place(EVENTS=events(EAST, ("y", "7", "AB", "she", [0, 60])), ROUTES=both)
    assert [(r["device_id"], r["journey_id"], r["seq"]) for r in rows] == [("x", 1, 1), ("x", 1, 2), ("x", 1, 3), ("x", 1, 4), ("y", 7, 1),
                                                                           ("y", 7, 2)]
    made, rows = place(EVENTS=events(EAST, journey_id=False), ROUTES=both)
    assert len(rows) == 4 and rows[0]["journey_id"] == 1


def test_events_without_route_time_or_place_are_counted_and_told(place, run, table, events):
    rows = table(device_id=["x", "x", "q", "x"], journey_id=["1"] * 4, cell_id=list("ABAB"), name="events",
                 time=[str(START), str(START + 9), str(START), "soon"])
    made, found = place(EVENTS=rows)
    assert (made["N_POSITIONS"], made["N_UNPLACED"], made["N_REJECTED"], len(found)) == (2, 1, 1, 2)
    assert "Events rejected: 1, time not readable." in run.feedback.warnings
    assert "events: 1 rows left out, no route has their device and journey (3)." in run.feedback.warnings


def test_a_journey_none_of_whose_cells_has_an_area_has_no_place(place, run, routes, events):
    made, rows = place(EVENTS=events(EAST, ("y", "1", "PQ", "se", [0, 9])), ROUTES=routes(("x", "1"), ("y", "1")))
    assert {r["device_id"] for r in rows} == {"x"} and made["N_UNPLACED"] == 2
    assert any(w.startswith("Events without a place, as no cell of the journey has an area") and w.endswith(": 2.")
               for w in run.feedback.warnings)


def test_times_that_stand_still_or_a_route_without_length_do_no_harm(place, run, routes):
    made, rows = place(("x", "1", "ABCD", "shhe", [0, 0, 0, 0]))
    assert [r["speed_kmh"] for r in rows] == [None] * 4 and made["N_POSITIONS"] == 4
    made, rows = place(EAST, ROUTES=routes(lines=[f"LineString({X} {Y}, {X} {Y})"]))
    assert [r["along_m"] for r in rows] == [0] * 4


def test_positions_tell_their_deviation(place, areas):
    made, rows = place(("x", "1", "ABC", "shh", [0, 60, 120]), AREAS=areas("ABC", [square(0), square(600), square(2000)]))
    # areas of 1 km by 1 km, 400 m in common, a gap of 400 m: uniform laws, and half of a gap, with 30 m for the best of places
    assert [r["sigma_m"] for r in rows] == pytest.approx([(s ** 2 + 30 ** 2) ** 0.5 for s in (1000 / 12 ** 0.5, 400 / 12 ** 0.5, 200)])
    _, rows = place(EAST, ANCHORED=True)
    assert [r["sigma_m"] for r in rows] == [None] * 4  # borders and ends tell none


@pytest.fixture
def drive(table):
    """Measured points: ``drive(("d", "AAB", [0, 500, 900]), ...)``: device, cells, metres along the road, a point every 10 s."""
    def make(*drives, **more):
        rows = [(d, str(START + 10 * k), c.strip() or None, float(X + m), float(Y + 20)) for d, cells, metres in drives
                for k, (c, m) in enumerate(zip(cells, metres))]
        columns = dict(zip(("device_id", "time", "cell_id", "x", "y"), map(list, zip(*rows))))
        return table(crs="EPSG:3035", name="drive", **{**columns, **more})
    return make


def test_measured_handovers_are_better_than_areas(place, run, drive):
    # to the east the phones hand over late, to the west (d, e) elsewhere; none was measured from B to C
    points = drive(("a", "AAB", [500, 900, 1200]), ("b", "AB", [1000, 1240]), ("c", "AB", [1000, 1220]), ("d", "BA", [900, 700]),
                   ("e", "AB", [900, 400]))
    made, rows = place(EAST, MEASURED=points)
    assert places(run, made["POSITIONS"])[1:3] == [pytest.approx((1220, 0), abs=0.11), pytest.approx((2000, 0), abs=0.11)]
    assert [r["rule"] for r in rows] == ["own area", "measured", "common border", "own area"]
    assert rows[1]["sigma_m"] > 30 and rows[2]["sigma_m"] is None
    assert "drive: 5 handovers measured, 5 of them between cells of the events." in run.feedback.infos
    assert place(EAST, MEASURED=points, REACH=19)[1][1]["rule"] == "common border"


def test_measured_points_may_come_from_a_file_in_degrees_with_other_names(place, run, shapes):
    points = shapes("Point", ["Point(10.0145 52)", "Point(10.0175 52)"], phone=["a", "a"], zelle=["A", "B"],
                    when=["2024-05-01T08:00:00", "2024-05-01T08:00:09"], name="drive", crs="EPSG:4326")
    made, rows = place(EAST, MEASURED=points, MEASURED_CELL_ID="zelle", MEASURED_TIME="when", MEASURED_DEVICE_ID="phone")
    # 0.0175 degrees of longitude at 52 degrees north, 10 E: 1201.5 m on the ellipsoid (PROJ: geod)
    assert places(run, made["POSITIONS"])[1][0] == pytest.approx(1201.5, abs=1)


def test_measured_points_that_do_not_help_are_told(place, run, drive):
    made, rows = place(EAST, MEASURED=drive(("a", "P QR", [0, 100, 200, 300]), time=[str(START), str(START + 1), "soon", str(START + 3)]))
    assert rows[1]["rule"] == "common border"
    assert "drive: 1 rows left out, no time that can be read (3)." in run.feedback.warnings
    assert "drive: 1 points name no cell and are passed over." in run.feedback.warnings
    assert any(w.startswith("drive: no measured handover is between cells of the events (theirs are A, B, C, D")
               for w in run.feedback.warnings)


@pytest.mark.parametrize("fault, said", [
    ("no cell", "areas: it names none of the 2 cells of the events (theirs are P, Q, here A, B, C, D). Pick the field"),
    ("no routes", "routes: no field looks like device_id"), ("points as routes", "points: no feature has a line. Use a line layer."),
    ("no crs", "routes: the CRS is unknown."), ("other device", "events: no row belongs to a route."),
    ("lines as areas", "lines: no feature has an area. Use a polygon layer."), ("no areas", "areas: the layer has no features."),
    ("wrong field", "areas: there is no field 'zelle'. Its fields are cell_id."),
    ("empty areas", "areas: no feature has a geometry. Use a polygon layer."), ("empty events", "events: the layer has no rows"),
    ("no cells measured", "drive: no field looks like cell_id"), ("a table measured", "drive: it is a table without points."),
    ("areas elsewhere", "areas: features 1, 2, 3, 4 cannot be brought from EPSG:4326 to EPSG:3035.")])
def test_bad_input_is_refused_in_words(run, routes, areas, events, shapes, table, tmp_path, fault, said):
    given = {"ROUTES": routes(), "AREAS": areas(), "EVENTS": events(EAST)}
    given.update({
        "no cell": {"EVENTS": events(("x", "1", "PQ", "se", [0, 9]))}, "no routes": {"ROUTES": shapes("LineString", [], name="routes")},
        "points as routes": {"ROUTES": shapes("Point", [f"Point({X} {Y})"], device_id=["x"], name="points")},
        "no crs": {"ROUTES": routes(crs=None)}, "other device": {"EVENTS": events(("q", "1", "AB", "se", [0, 9]))},
        "lines as areas": {"AREAS": shapes("LineString", [LONG], cell_id=["A"], name="lines")},
        "no areas": {"AREAS": QgsVectorLayer("Polygon?crs=EPSG:3035&field=cell_id:string", "areas", "memory")},
        "wrong field": {"AREAS_ID": "zelle"},
        "empty areas": {"AREAS": shapes("Polygon", [None], cell_id=["A"], name="areas")},
        "empty events": {"EVENTS": table(device_id=[], time=[], cell_id=[], name="events")},
        "no cells measured": {"MEASURED": shapes("Point", [f"Point({X} {Y})"], device_id=["a"], time=["0"], name="drive")},
        "a table measured": {"MEASURED": table(device_id=["a"], time=["0"], cell_id=["A"], name="drive")},
        "areas elsewhere": {"AREAS": areas(crs="EPSG:4326")}}[fault])
    assert run.refused(tmp_path, "eventpositions", POSITIONS=str(tmp_path / "p.gpkg"), **given).startswith(said)
