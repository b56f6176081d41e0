"""From events to trajectories, on a town of streets 200 m apart under square cells of 1 km."""

import pickle
from dataclasses import replace

import numpy as np
import pytest
import shapely
from towns import town

from mno_mobility import parallel
from mno_mobility.errors import InputError
from mno_mobility.events.cleaning import clean
from mno_mobility.events.schema import events_from_columns
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.trajectory import estimation
from mno_mobility.trajectory.endpoints import endpoint_law
from mno_mobility.trajectory.estimation import choose_routes, estimate_trajectories

SIZE, STEP = 5000, 200
GRID = TileGrid("", 0.0, 0.0, 100.0, 50, 60)
CELLS = {f"{i}{j}": shapely.box(1000 * i, 1000 * j, 1000 * (i + 1), 1000 * (j + 1)) for i in range(5) for j in range(5)}
CELLS.update(island=shapely.box(5500, 0, 6000, 500), nowhere=None)


@pytest.fixture(scope="module")
def streets():
    at = np.arange(100, SIZE, STEP)
    lines = [[(x, y) for x in at] for y in at] + [[(x, y) for y in at] for x in at]
    return town(*lines, [(5600, 100), (5900, 100)])


def journeys(**devices):
    """Devices with their cells, one a minute."""
    rows = [(device, 60.0 * k, cell, "call_start" if k == 0 else "call_end" if k == len(cells) - 1 else "handover")
            for device, cells in devices.items() for k, cell in enumerate(cells)]
    columns = {name: np.array([row[k] for row in rows], object) for k, name in enumerate(("device_id", "time", "cell_id", "event"))}
    return clean(events_from_columns(columns, known_cells=np.array([*CELLS, "unmapped"], object))[0])


AREAS = np.array([*CELLS.values(), None, None], dtype=object)[:-1]
LAW = endpoint_law(AREAS, GRID)
EAST = ["02", "12", "22", "32", "42"]
MANY = {f"p{k}": EAST[k % 2:k % 3 + 3] for k in range(30)}


def estimate(cleaned, network, **options):
    return estimate_trajectories(cleaned, AREAS, network, LAW, **options)


def same(a, b):
    return a is None and b is None or np.array_equal(a.xy_m, b.xy_m)


def test_a_route_leads_from_the_first_cell_to_the_last_through_those_between(streets):
    found = estimate(journeys(a=EAST), streets)
    way = shapely.linestrings(found.choice.routes[0].xy_m)
    assert found.choice.failure.tolist() == [""]
    start, end = shapely.get_point(way, 0), shapely.get_point(way, -1)
    # a place that was drawn lies at most half a block from its road
    assert shapely.distance(start, CELLS["02"]) <= STEP / 2 and shapely.distance(end, CELLS["42"]) <= STEP / 2
    assert found.choice.off_road_m.max() <= STEP / 2
    assert found.positions.along_m.tolist() == sorted(found.positions.along_m)


def test_the_chosen_candidate_is_best_in_the_sum_of_ranks(streets):
    choice = estimate(journeys(a=EAST), streets).choice
    squared, off = choice.squared_m2[0], np.abs(np.log(choice.ratio[0]))
    ranks = np.array([(squared < s).sum() + (off < o).sum() for s, o in zip(squared, off)])
    assert ranks[choice.chosen[0]] == ranks.min() and len(squared) == 20


def test_ratings_are_those_of_the_routes_that_are_kept(streets):
    choice = estimate(journeys(a=EAST), streets, keep_candidates=True, n_candidates=5).choice
    centres = [shapely.Point(500 + 1000 * k, 2500) for k in range(5)]
    for line, squared, ratio in zip(choice.candidates[0], choice.squared_m2[0], choice.ratio[0]):
        line = shapely.LineString(line)
        assert squared == pytest.approx(sum(line.distance(point) ** 2 for point in centres))
        assert ratio == pytest.approx(240 / (line.length / 10))  # 36 km/h


def test_a_handover_between_neighbours_lies_on_their_border(streets):
    found = estimate(journeys(a=EAST), streets)
    assert found.positions.xy_m[1:-1, 0] == pytest.approx([1000, 2000, 3000, 4000][:len(found.positions.xy_m) - 2], abs=1e-6)


def test_the_same_seed_gives_the_same_and_another_one_another(streets):
    cleaned = journeys(**MANY)
    a, b, c = (choose_routes(cleaned, AREAS, streets, LAW, seed=seed).routes for seed in (1, 1, 2))
    assert all(map(same, a, b)) and not any(map(same, a, c))


def test_a_journey_does_not_depend_on_the_others(streets):
    together = choose_routes(journeys(**MANY), AREAS, streets, LAW).routes
    for k, name in enumerate(sorted(MANY, key=lambda name: int(name[1:]))):
        if k % 7 == 0:
            assert same(together[k], choose_routes(journeys(**{name: MANY[name]}), AREAS, streets, LAW).routes[0])


def test_processes_give_the_same(streets, monkeypatch):
    monkeypatch.setattr(parallel, "LEAST_TASKS", 1)
    cleaned = journeys(**MANY)
    alone, shared = (choose_routes(cleaned, AREAS, streets, LAW, workers=n) for n in (1, 2))
    assert all(map(same, alone.routes, shared.routes)) and np.array_equal(alone.ratio, shared.ratio)


@pytest.mark.parametrize("cells, reason", [
    (["02"], estimation.ONE_EVENT), (["02", "02"], estimation.ONE_CELL), (["nowhere", "unmapped"], estimation.NO_AREA),
    (["02", "12", "island"], estimation.NO_ROUTE)])
def test_a_journey_that_fails_says_why_and_the_rest_goes_on(streets, cells, reason):
    found = estimate(journeys(bad=cells, good=EAST), streets)
    assert found.choice.failure.tolist() == [reason, ""] and found.choice.routes[0] is None
    bad = found.cleaned.journey == 0
    assert np.isnan(found.positions.along_m[bad]).all() and np.isfinite(found.positions.along_m[~bad]).all()


def test_places_too_far_from_a_road_are_no_candidates(streets):
    far = replace(streets, x_m=streets.x_m + 0, xy_m=streets.xy_m + (0, 20_000))
    choice = choose_routes(journeys(a=EAST), AREAS, far, LAW, max_snap_m=1000)
    assert choice.failure.tolist() == [estimation.NO_ROAD]


def test_a_first_cell_without_area_leaves_the_start_to_the_next_one(streets):
    route = estimate(journeys(a=["nowhere", *EAST]), streets).choice.routes[0]
    assert shapely.distance(shapely.Point(route.xy_m[0]), CELLS["02"]) <= STEP / 2


def test_events_that_only_lead_back_go_where_the_route_uses_no_stretch_twice(streets):
    # ten minutes in the middle: too long for the window before the route is known
    rows = journeys(a=["02", "12", "12", "12", "12", "12", "12", "12", "12", "12", "12", "02", "12", "22"])
    kept, undone = (estimate(rows, streets, undo_ping_pong=flag).cleaned for flag in (False, True))
    assert len(kept.events) - len(undone.events) >= 1
    assert undone.rejects.counts()["ping-pong"] > kept.rejects.counts().get("ping-pong", 0)


def test_sites_instead_of_centroids_change_the_rating(streets):
    cleaned = journeys(a=EAST)
    references = np.array([(np.nan, np.nan) if area is None else shapely.get_coordinates(shapely.centroid(area))[0] for area in AREAS])
    default = choose_routes(cleaned, AREAS, streets, LAW).squared_m2
    assert np.array_equal(choose_routes(cleaned, AREAS, streets, LAW, references_m=references).squared_m2, default)
    assert not np.array_equal(choose_routes(cleaned, AREAS, streets, LAW, references_m=references + 300).squared_m2, default)


@pytest.mark.parametrize("options, message", [(dict(rule="best"), "cannot be"), (dict(n_candidates=0), "cannot be")])
def test_parameters_out_of_range_are_refused(streets, options, message):
    with pytest.raises(InputError, match=message):
        choose_routes(journeys(a=EAST), AREAS, streets, LAW, **options)


def test_areas_that_do_not_fit_the_cells_are_refused(streets):
    with pytest.raises(InputError, match="areas for"):
        choose_routes(journeys(a=EAST), AREAS[:-1], streets, LAW)


def test_network_and_law_reach_a_process_without_handing_over_geometries(streets, monkeypatch):
    assert streets.tree is not None  # it has been searched
    plain = pickle.dumps(streets)
    assert pickle.loads(plain).lines[0].equals(streets.lines[0]) and b"shapely" not in plain
    law = pickle.loads(pickle.dumps(LAW))
    assert [shapely.equals(a, b) or a is b for a, b in zip(law.areas, LAW.areas)] == [True] * len(AREAS)
    assert all(shapely.is_prepared(area) for area in law.areas if area is not None)
