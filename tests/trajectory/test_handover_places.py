"""Places of handovers from measurements, on a straight road of 10 km; expected places by hand."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mno_mobility.errors import Cancelled
from mno_mobility.events.schema import KINDS
from mno_mobility.trajectory import handover_places
from mno_mobility.trajectory.handover_places import LEAST_M, MeasuredHandovers, handovers_of_drives, measured_places, spread_on_route
from mno_mobility.trajectory.positions import RULES, event_positions

ROAD = np.array([[0.0, 0.0], [10_000.0, 0.0]])
LINE = shapely.linestrings(ROAD)
A, B, C = range(3)
EAST, WEST, UNKNOWN = (1.0, 0.0), (-1.0, 0.0), (np.nan, np.nan)


def measured(*rows):
    """Rows of from, to, x, y and heading."""
    first, second, x, y, heading = zip(*rows)
    return MeasuredHandovers(np.array(first), np.array(second), np.column_stack([x, y]).astype(float), np.array(heading))


def placed(samples, pairs=((A, B),), by_areas_m=100.0, **options):
    first, second = zip(*pairs)
    return measured_places(samples, [LINE], np.zeros(len(pairs), int), first, second, np.full(len(pairs), by_areas_m), **options)


def test_a_drive_hands_over_where_a_new_cell_is_first_heard():
    got = handovers_of_drives([0] * 5 + [1] * 2, [0, 10, 20, 30, 40, 41, 42], [A, A, B, B, C, A, A],
                              [[0, 0], [300, 0], [600, 0], [600, 300], [600, 600], [0, 0], [9, 9]])
    assert list(zip(got.from_cell, got.to_cell)) == [(A, B), (B, C)]
    assert got.xy_m.tolist() == [[600, 0], [600, 600]]
    # from the point before to the one behind: (300, 0) to (600, 300); the last point has none behind it
    assert got.heading == pytest.approx(np.array([[np.sqrt(0.5), np.sqrt(0.5)], [0, 1]]))


def test_points_without_cell_are_passed_over_and_long_gaps_part_drives():
    got = handovers_of_drives([0] * 4, [0, 10, 20, 2000], [A, -1, B, C], [[0, 0], [100, 0], [200, 0], [300, 0]])
    assert list(zip(got.from_cell, got.to_cell)) == [(A, B)] and got.heading.tolist() == [[1, 0]]


def test_a_phone_that_stands_has_no_direction():
    assert np.isnan(handovers_of_drives([0, 0], [0, 9], [A, B], [[5, 5], [5, 5]]).heading).all()


def test_the_place_is_the_median_of_those_in_the_same_direction_on_the_same_road():
    rows = [(A, B, x, 20, EAST) for x in (1000, 1010, 1030, 9000)]
    others = [(A, B, 4000, 0, WEST), (A, B, 1500, 101, EAST), (B, A, 5000, 0, EAST), (A, C, 6000, 0, EAST)]
    along, sigma, count = placed(measured(*rows, *others), [(A, B), (B, C)])
    assert along[0] == 1020 and count.tolist() == [4, 0] and np.isnan([along[1], sigma[1]]).all()
    # median absolute deviation of 20, 10, 10 and 7980 m: 15
    assert sigma[0] == pytest.approx(np.sqrt((4 * (1.4826 * 15) ** 2 + 0.3 * 100 ** 2) / 4.3 + LEAST_M ** 2))


def test_without_a_direction_a_measurement_serves_both():
    lines = [shapely.linestrings(ROAD[::-1]), None, LINE]
    along, _, count = measured_places(measured((A, B, 1000, 0, UNKNOWN)), lines, [0, 2], [A, A], [B, B], [50, 50])
    assert along.tolist() == [9000, 1000] and count.tolist() == [1, 1]


def test_few_measurements_leave_the_deviation_of_the_areas():
    for n in (1, 50):
        sigma = placed(measured(*[(A, B, 1000, 0, EAST)] * n), by_areas_m=900.0)[1][0]
        assert sigma == pytest.approx(np.sqrt(0.3 * 900 ** 2 / (n + 0.3) + LEAST_M ** 2))
    assert placed(measured((A, B, 1000, 0, EAST)), by_areas_m=np.nan)[1][0] == pytest.approx(np.sqrt(0.3 * 160 ** 2 / 1.3 + LEAST_M ** 2))


def test_thousands_of_measurements_are_thinned_evenly():
    along, _, count = placed(measured(*[(A, B, x, 0, EAST) for x in range(5000)]))
    assert count[0] == 50 and along[0] == pytest.approx(2500, abs=100)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.floats(0, 10_000)), min_size=1, max_size=30),
       st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=20))
@settings(deadline=None)
def test_blocks_do_not_change_the_places(rows, pairs):
    samples = measured(*[(a, b, x, 0, EAST) for a, b, x in rows])
    whole, block = placed(samples, pairs), handover_places.BLOCK
    handover_places.BLOCK = 2
    try:
        parts = placed(samples, pairs)
    finally:
        handover_places.BLOCK = block
    for one, other, (first, second) in zip(whole[0], parts[0], pairs):
        xs = [x for a, b, x in rows if (a, b) == (first, second)]  # numpy's median is the independent one
        assert one == pytest.approx(np.median(xs)) if xs else np.isnan(one)
        assert other == pytest.approx(one, nan_ok=True)


def test_cancel_stops_it():
    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        placed(measured((A, B, 1000, 0, EAST)), progress=cancel)


def test_routes_without_a_line_have_no_place():
    got = event_positions([None], [0, 0], [0, 60], [A, B], [KINDS.index("handover")] * 2, AREAS, measured=measured((A, B, 1000, 0, EAST)))
    assert np.isnan(got.along_m).all() and np.isnan(got.sigma_m).all()


def test_a_uniform_law_on_the_overlap_is_the_deviation():
    box = shapely.box(1000, -50, 2200, 50)
    middle, end, off = spread_on_route(np.full(3, LINE), np.array([box, box, shapely.box(1000, 300, 2200, 400)]),
                                       [[1600, 0], [1000, 0], [1600, 350]])
    assert middle == pytest.approx(np.hypot(1200 / np.sqrt(12), LEAST_M))
    assert end == pytest.approx(np.hypot(1200 / np.sqrt(3), LEAST_M))  # the second moment about an end
    assert off == pytest.approx(np.sqrt(1200 * 100 / 12 + 350 ** 2 + LEAST_M ** 2))


AREAS = [shapely.box(0, -500, 3000, 500), shapely.box(2000, -500, 6000, 500), shapely.box(6400, -500, 9000, 500)]


def at_cells(cells, samples=None, **options):
    n = len(cells)
    return event_positions([ROAD], np.zeros(n, int), np.arange(n) * 60.0, cells, np.full(n, KINDS.index("handover")), AREAS,
                           anchored=False, measured=samples, **options)


def test_positions_tell_their_deviation():
    got = at_cells([A, B, C])
    # in A's area of 3 by 1 km, on the overlap of 1 km, in the gap of 400 m
    assert got.sigma_m == pytest.approx([np.hypot(side, LEAST_M) for side in (np.sqrt(3e6 / 12), 1000 / np.sqrt(12), 200)])


def test_measured_handovers_take_the_place_of_areas_where_there_are_some():
    got = at_cells([A, B, C], measured((A, B, 2900, 30, EAST), (C, B, 7000, 0, EAST)))
    assert [RULES[rule] for rule in got.rule] == ["own area", "measured", "gap midpoint"]
    assert got.along_m == pytest.approx([1500, 2900, 6200])
    assert RULES[at_cells([A, B, C], measured((A, B, 2900, 30, EAST)), reach_m=29.0).rule[1]] == "overlap"


def test_a_measured_handover_needs_no_area():
    got = event_positions([ROAD], [0, 0], [0, 60], [A, B], [KINDS.index("handover")] * 2, [AREAS[0], None], anchored=False,
                          measured=measured((A, B, 2900, 0, EAST)))
    assert got.along_m == pytest.approx([1500, 2900]) and RULES[got.rule[1]] == "measured"


def test_without_areas_the_place_is_anywhere_on_the_route():
    assert at_cells([A, -1, -1, B]).sigma_m[2] == pytest.approx(10_000 / np.sqrt(12))


def test_order_is_kept_at_the_cost_of_vague_positions():
    # measured at 7000 before the gap's middle at 6200: the exact one stays nearly where it was
    got = at_cells([A, B, C], measured(*[(A, B, 7000, 0, EAST)] * 50))
    assert got.along_m[1] == got.along_m[2] and 6950 < got.along_m[1] < 7000
