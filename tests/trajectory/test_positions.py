"""Algorithm 1: where on the route events took place. Expected values follow from the paper's prose (3.6.1, 3.6.2) on hand-made areas."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.events.schema import KINDS
from mno_mobility.trajectory.positions import RULES, event_positions, uses_a_stretch_twice

STRAIGHT = np.array([[0.0, 0.0], [1000.0, 0.0]])


def placed(cells, areas, route=STRAIGHT, kinds="handover", anchored=False, times=None, **options):
    kinds = [kinds] * len(cells) if isinstance(kinds, str) else kinds
    return event_positions([route], np.zeros(len(cells), int), np.arange(len(cells)) if times is None else times, cells,
                           [KINDS.index(kind) for kind in kinds], areas, anchored=anchored, **options)


def rules(result):
    return [RULES[r] for r in result.rule]


def test_an_overlapping_handover_lies_at_the_centroid_of_the_overlap():
    # Fig. 5a; overlap 300 to 500 by 10 to 50, its centroid (400, 30)
    result = placed([0, 1], [shapely.box(0, 10, 500, 50), shapely.box(300, 10, 900, 50)])
    assert rules(result)[1] == "overlap" and result.along_m[1] == 400 and result.xy_m[1].tolist() == [400, 0]
    assert result.off_route_m[1] == 30


def test_an_unconnected_handover_lies_where_the_line_between_the_areas_meets_the_route():
    # Fig. 5b; closest points (200, 10) and (260, -50): the line meets y = 0 at x = 210
    result = placed([0, 1], [shapely.box(0, 10, 200, 90), shapely.box(260, -90, 500, -50)])
    assert rules(result)[1] == "gap crossing" and result.along_m[1] == pytest.approx(210)


def test_a_line_that_misses_the_route_gives_its_middle():
    result = placed([0, 1], [shapely.box(0, 10, 200, 90), shapely.box(300, 10, 500, 90)])
    assert rules(result)[1] == "gap midpoint" and result.along_m[1] == pytest.approx(250)


def test_a_line_that_meets_the_route_twice_counts_where_it_is_nearest_to_its_middle():
    # the line runs from (100, 0) to (500, 0), its middle is 300; the route crosses it at 160 and 320, 640 m along at the latter
    route = [[160, -80], [160, 80], [320, 80], [320, -80]]
    result = placed([0, 1], [shapely.box(0, -1e-9, 100, 1e-9), shapely.box(500, -1e-9, 600, 1e-9)], route)
    assert rules(result)[1] == "gap crossing" and result.xy_m[1] == pytest.approx([320, 0], abs=1e-6)


def test_voronoi_neighbours_change_where_the_route_crosses_their_border():
    # section 3.6.1: "the intercept between this trajectory and the border"
    result = placed([0, 1], [shapely.box(0, -100, 370, 100), shapely.box(370, -100, 1000, 100)])
    assert rules(result)[1] == "common border" and result.along_m[1] == pytest.approx(370)


def test_a_border_that_is_crossed_again_and_again_counts_where_it_is_not_passed_yet():
    route = [[0, 0], [600, 0], [600, 50], [0, 50], [0, 90], [600, 90]]  # crosses x = 370 at 370, 880 and 1660 m
    areas = [shapely.box(-10, -100, 370, 100), shapely.box(370, -100, 1000, 100)]
    result = placed([0, 1, 0, 1], areas, route, anchored=True, kinds=["call_start", "handover", "handover", "handover"])
    assert rules(result) == ["start", "common border", "common border", "end"]
    assert result.along_m == pytest.approx([0, 370, 600 + 50 + 230, 600 + 50 + 600 + 40 + 600])


def test_a_border_beside_the_route_counts_where_the_route_is_nearest():
    result = placed([0, 1], [shapely.box(0, 50, 370, 100), shapely.box(370, 50, 1000, 100)])
    assert rules(result)[1] == "nearest to border" and result.along_m[1] == pytest.approx(370, abs=0.2)


def test_rounding_does_not_turn_a_border_into_an_overlap_or_a_gap():
    for x in (369.99, 370.01):
        result = placed([0, 1], [shapely.box(0, -100, 370, 100), shapely.box(x, -100, 1000, 100)])
        assert rules(result)[1] == "common border" and result.along_m[1] == pytest.approx(370, abs=0.02)


def test_a_location_area_update_takes_the_end_of_the_line_at_the_cell_where_it_was_issued():
    # Fig. 6: the line runs from (200, 10) to (300, 10), the site of the target cell is at 450
    areas = [shapely.box(0, 10, 200, 90), shapely.box(300, 10, 500, 90)]
    result = placed([0, 1], areas, kinds="lau", sites_m=[[50, 50], [450, 50]])
    assert rules(result)[1] == "lau gap" and result.along_m[1] == pytest.approx(300)


def test_a_location_area_update_in_an_overlap_takes_its_point_closest_to_the_site():
    # section 3.6.2: "in this case the closest point of the intersection area"
    areas = [shapely.box(0, 10, 500, 50), shapely.box(300, 10, 900, 50)]
    result = placed([0, 1], areas, kinds="lau", sites_m=[[50, 30], [800, 30]])
    assert rules(result)[1] == "lau overlap" and result.xy_m[1].tolist() == [500, 0]


def test_a_location_area_update_at_a_border_takes_its_point_closest_to_the_site():
    areas = [shapely.box(0, -100, 370, 100), shapely.box(370, -100, 1000, 100)]
    slope = [[0.0, -100.0], [1000.0, 100.0]]  # nearest to (370, 80): 406.15 along x
    result = placed([0, 1], areas, slope, kinds="lau", sites_m=[[50, 0], [800, 80]])
    assert rules(result)[1] == "lau border"
    assert result.xy_m[1] == pytest.approx(shapely.get_coordinates(shapely.line_interpolate_point(
        shapely.linestrings(slope), shapely.line_locate_point(shapely.linestrings(slope), shapely.Point(370, 80))))[0], abs=0.2)


def test_the_journey_starts_and_ends_where_its_route_does():
    areas = [shapely.box(100, -50, 300, 50), shapely.box(250, -50, 500, 50)]
    result = placed([0, 1, 1], areas, kinds=["call_start", "handover", "call_end"], anchored=True)
    assert rules(result) == ["start", "overlap", "end"] and result.along_m.tolist() == [0, 275, 1000]


def test_without_anchors_the_first_event_lies_in_its_own_area():
    result = placed([0], [shapely.box(100, -50, 300, 50)])
    assert rules(result) == ["own area"] and result.along_m.tolist() == [200]


def test_events_without_area_lie_between_their_neighbours_in_proportion_to_time():
    areas = [shapely.box(0, -50, 200, 50), None, shapely.Polygon(), shapely.box(600, -50, 1000, 50)]
    result = placed([0, 1, 2, 3, 3], areas, times=[0, 10, 20, 40, 50], kinds=["handover"] * 4 + ["other"])
    # 100 is the middle of the first area; the second event is the only one with an area before it, the fourth has its own: 800
    assert rules(result) == ["own area", "previous area", "no area", "own area", "own area"]
    assert result.along_m == pytest.approx([100, 100, 100 + 700 / 3, 800, 800])


def test_an_event_in_the_same_cell_lies_between_its_neighbours():
    areas = [shapely.box(0, -50, 300, 50), shapely.box(200, -50, 600, 50), shapely.box(500, -50, 900, 50)]
    result = placed([0, 1, 1, 2], areas, times=[0, 10, 30, 50])
    assert rules(result) == ["own area", "overlap", "same cell", "overlap"] and result.along_m.tolist() == [150, 250, 400, 550]


def test_an_invalid_area_is_repaired():
    bow_tie = shapely.Polygon([(0, -50), (400, 50), (400, -50), (0, 50)])
    assert rules(placed([0, 1], [bow_tie, shapely.box(300, -50, 900, 50)]))[1] == "overlap"


def test_a_journey_without_route_is_reported_and_the_others_go_on():
    areas = [shapely.box(0, -50, 500, 50), shapely.box(300, -50, 900, 50)]
    result = event_positions([None, STRAIGHT], [0, 0, 1, 1], [0, 1, 0, 1], [0, 1, 0, 1], [3] * 4, areas, anchored=False)
    assert rules(result) == ["no route", "no route", "own area", "overlap"]
    assert np.isnan(result.along_m[:2]).all() and result.along_m[2:].tolist() == [250, 400]
    assert result.counts() == {"overlap": 1, "own area": 1, "no route": 2}


def test_positions_that_run_backwards_are_pooled():
    # cells whose own middles lie at 100, 500, 300 and 900: the two in the wrong order share their mean, the least squares answer
    areas = [shapely.box(x - 50, -50, x + 50, 50) for x in (100, 500, 300, 900)]
    result = placed([0, 1, 2, 3], areas, kinds="call_start")
    assert result.along_m.tolist() == [100, 400, 400, 900] and result.moved_m.tolist() == [0, -100, 100, 0]


MIDDLES = st.lists(st.integers(60, 940), min_size=1, max_size=8)


@given(MIDDLES)
@settings(max_examples=30, deadline=None)
def test_the_order_of_events_is_kept_with_the_least_shift(middles):
    areas = [shapely.box(x - 50, -50, x + 50, 50) for x in middles]
    got = placed(np.arange(len(middles)), areas, kinds="call_start")
    assert (np.diff(got.along_m) >= 0).all() and got.along_m == pytest.approx(np.array(middles) + got.moved_m)
    # an independent solver: steps >= 0 from a free start
    free = minimize(lambda p: np.sum((np.cumsum(p) - middles) ** 2), np.append(middles[0], np.ones(len(middles) - 1)),
                    bounds=[(None, None)] + [(0, None)] * (len(middles) - 1), method="L-BFGS-B")
    assert np.sum(got.moved_m ** 2) <= free.fun + 1e-3


CELLS = st.lists(st.integers(-1, 4), min_size=1, max_size=12)
BOXES = st.lists(st.tuples(st.integers(0, 900), st.integers(-90, 60), st.integers(1, 300), st.integers(1, 90)), min_size=5, max_size=5)
KIND = st.lists(st.sampled_from(KINDS), min_size=12, max_size=12)


@given(CELLS, BOXES, KIND, st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_positions_are_on_the_route_and_in_order(cells, boxes, kinds, anchored, many):
    route = np.array([[0, 0], [500, 0], [500, 80], [200, 80], [200, -80], [900, -80]], float)
    length = shapely.length(shapely.linestrings(route))
    areas = [shapely.box(x, y, x + w, y + h) for x, y, w, h in boxes]
    journey = np.repeat([0, 1], [len(cells) // 2, len(cells) - len(cells) // 2]) if many else np.zeros(len(cells), int)
    result = event_positions([route, route], journey, np.arange(len(cells)), cells, [KINDS.index(k) for k in kinds[:len(cells)]],
                             areas, anchored=anchored)
    for j in np.unique(journey):
        along = result.along_m[journey == j]
        assert np.isfinite(along).all() or np.isnan(along).all()
        assert not (np.diff(along) < 0).any() and not (along < 0).any() and not (along > length + 1e-9).any()
    known = np.isfinite(result.along_m)
    assert (shapely.distance(shapely.linestrings(route), shapely.points(result.xy_m[known])) < 1e-9).all()


def test_blocks_change_nothing(monkeypatch):
    rng = np.random.default_rng(5)
    areas = [shapely.box(x, -50, x + 250, 60) for x in rng.uniform(0, 900, 9)]
    cells, journey = rng.integers(0, 9, 60), np.sort(rng.integers(0, 4, 60))
    kinds = rng.choice([KINDS.index("handover"), KINDS.index("lau")], 60)
    whole = event_positions([STRAIGHT] * 4, journey, np.arange(60), cells, kinds, areas)
    monkeypatch.setattr("mno_mobility.trajectory.positions.BLOCK", 7)
    parts = event_positions([STRAIGHT] * 4, journey, np.arange(60), cells, kinds, areas)
    assert (whole.along_m == parts.along_m).all() and (whole.rule == parts.rule).all()


def test_a_stretch_is_used_twice_when_the_way_leads_back():
    there_and_back = [[0, 0], [500, 0], [500, 200], [500, 0], [900, 0]]
    crossing = [[0, 0], [500, 0], [300, 200], [300, -200]]
    assert uses_a_stretch_twice([there_and_back, crossing, None]).tolist() == [True, False, False]


def test_events_out_of_order_are_named():
    with pytest.raises(InputError, match="event 2 is earlier"):
        placed([0, 0], [shapely.box(0, 0, 1, 1)], times=[5, 4])


def test_a_cell_that_has_no_entry_is_refused():
    with pytest.raises(InputError, match="1 areas for cells 0 to 3"):
        placed([0, 3], [shapely.box(0, 0, 1, 1)])


def test_cancel_stops_it():
    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        placed([0], [shapely.box(0, 0, 1, 1)], progress=cancel)
