"""Lines to a directed network. Little towns are drawn by hand, so that their nodes, arcs and lengths can be counted."""

import networkx as nx
import numpy as np
import osm
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.trajectory import roads as module
from mno_mobility.trajectory.network import components, largest_component
from mno_mobility.trajectory.roads import build_network
from mno_mobility.trajectory.speeds import speed_limits

EAST_WEST, NORTH_SOUTH = [(0, 0), (100, 0), (200, 0)], [(100, -50), (100, 0), (100, 50)]


def network(*lines, **options):
    with np.errstate(invalid="ignore"):  # lines with a NaN, on purpose
        shapes = [shapely.LineString(line) if isinstance(line, list) else line for line in lines]
    return build_network(shapes, crs="", **options)


def directions(roads) -> set:
    """The arcs as pairs of places."""
    places = list(zip(roads.x_m.tolist(), roads.y_m.tolist()))
    return {(places[tail], places[head]) for tail, head in zip(roads.tail, roads.head)}


def test_lines_are_cut_where_they_share_a_vertex():
    roads, _ = network(EAST_WEST, NORTH_SOUTH)
    assert (roads.n_nodes, roads.n_arcs) == (5, 8)
    assert sorted(roads.length_m) == [50, 50, 50, 50, 100, 100, 100, 100]
    assert sorted(roads.source) == [0, 0, 1, 1]


def test_a_bridge_without_a_shared_vertex_does_not_meet_the_road_below():
    roads, report = network(EAST_WEST, [(100, -50), (100, 50)], keep="all")
    assert (roads.n_nodes, roads.n_arcs) == (4, 4)
    assert report.weak_nodes.tolist() == [2, 2]


def test_bends_are_no_nodes_but_keep_their_length():
    roads, _ = network([(0, 0), (30, 40), (60, 0)])
    assert roads.n_nodes == 2 and roads.length_m.tolist() == [100, 100]
    assert roads.xy_m.tolist() == [[0, 0], [30, 40], [60, 0]]


def test_one_way_roads_have_an_arc_in_their_direction_only():
    a, b, c, d = (0, 0), (10, 0), (10, 10), (0, 10)
    roads, _ = network([a, b], [b, c], [c, d], [d, a], oneway=["yes", "-1", "no", None])
    assert directions(roads) == {(a, b), (c, b), (c, d), (d, c), (d, a), (a, d)}
    both, _ = network([a, b], [b, c], oneway=["yes", "-1"], both_ways=True)
    assert directions(both) == {(a, b), (b, a), (b, c), (c, b)}


def test_a_roundabout_is_driven_one_way_round_and_cut_at_its_exits():
    ring = [(10, 0), (0, 10), (-10, 0), (0, -10), (10, 0)]
    roads, _ = network(ring, [(0, 10), (0, 90)], [(-10, 0), (-90, 0)], junction=["roundabout", None, None])
    ring_arcs = roads.source[roads.piece] == 0
    assert ring_arcs.sum() == 3 and roads.forward[ring_arcs].all()
    assert (~ring_arcs).sum() == 4


def test_a_ring_road_that_ends_where_it_begins_is_a_loop_that_stays():
    roads, report = network([(0, 0), (10, 0), (10, 10), (0, 0)], [(0, 0), (-50, 0)])
    assert report.n_self_loops == 2
    assert (roads.tail == roads.head).sum() == 2 and roads.length_m.max() == 50


def test_parallel_arcs_stay_and_are_counted():
    roads, report = network([(0, 0), (100, 0)], [(0, 0), (50, 50), (100, 0)])
    assert roads.n_arcs == 4 and report.n_parallel == 2


def test_the_search_sees_the_cheapest_of_parallel_arcs():
    roads, _ = network([(0, 0), (100, 0)], [(0, 0), (50, 50), (100, 0)], speed_kmh=[10, 100])
    assert roads.by_length.costs.data.tolist() == [100, 100]
    assert roads.by_seconds.costs.data == pytest.approx([2 * np.hypot(50, 50) / (100 / 3.6)] * 2)


def test_islands_are_dropped_and_counted_or_kept():
    lines = EAST_WEST, [(200, 0), (200, 70)], [(900, 900), (900, 930)]
    roads, report = network(*lines)
    assert set(roads.source) == {0, 1} and report.n_nodes_dropped == 2 and report.dropped_m == pytest.approx(30)
    assert report.weak_nodes.tolist() == [3, 2]
    assert set(network(*lines, keep="all")[0].source) == {0, 1, 2}


def test_a_one_way_street_into_nowhere_is_weakly_but_not_strongly_connected():
    lines, oneway = (EAST_WEST, [(200, 0), (300, 0)]), [None, "yes"]
    roads, report = network(*lines, oneway=oneway, keep="strong")
    assert set(roads.source) == {0} and report.strong_nodes.tolist() == [2, 1] and report.weak_nodes.tolist() == [3]
    assert set(network(*lines, oneway=oneway, keep="weak")[0].source) == {0, 1}


def test_what_cannot_be_a_road_is_counted_by_reason():
    no_lines = [None, shapely.LineString(), shapely.Point(5, 5), [(3, 3), (3, 3)], [(0, 0), (np.nan, 9)]]
    lines = [*no_lines, EAST_WEST, NORTH_SOUTH, EAST_WEST]
    roads, report = network(*lines, highway=["primary"] * 6 + ["footway", "primary"], access=[None] * 7 + ["private"])
    assert {why: rows.tolist() for why, rows in report.left_out.items()} == {
        module.NO_LINE: [0, 1, 2], module.NO_LENGTH: [3], module.NOT_FINITE: [4], module.OTHER_CLASS: [6], module.NO_ACCESS: [7]}
    assert set(roads.source) == {5} and report.classes_left_out == {"footway": 1}


def test_parts_of_a_multi_line_are_roads_of_one_row():
    parts = shapely.MultiLineString([[(0, 0), (10, 0)], [(10, 0), (10, 20)], [(7, 7), (7, 7)]])
    roads, report = network(EAST_WEST, parts, keep="all")
    assert roads.length_m[roads.source[roads.piece] == 1].tolist() == [10, 10, 20, 20] and report.left_out == {}


def test_heights_of_vertices_do_not_matter():
    roads, _ = network(shapely.LineString([(0, 0, 5), (10, 0, 99)]), [(10, 0), (20, 0)])
    assert roads.n_nodes == 3 and roads.length_m.tolist() == [10] * 4


def test_vertices_within_the_tolerance_are_one_node():
    lines = [(0, 0), (99.97, 0)], [(100.02, 0.01), (200, 0)]
    assert network(*lines, keep="all")[0].n_nodes == 4
    roads, _ = network(*lines, snap_m=0.1)
    assert roads.n_nodes == 3
    assert roads.length_m == pytest.approx([99.97, 99.97, 100.03, 100.03])


def test_a_stub_shorter_than_the_tolerance_has_no_length():
    _, report = network(EAST_WEST, [(200, 0), (200, 0.2)], snap_m=1)
    assert report.left_out[module.NO_LENGTH].tolist() == [1]


def test_travel_time_is_length_over_speed_in_either_direction():
    roads, _ = network([(0, 0), (1000, 0)], maxspeed=["36"])
    assert roads.speed_kmh.tolist() == [36, 36] and roads.seconds == pytest.approx([100, 100])


def test_roads_without_any_speed_get_defaults_which_is_reported():
    speeds = {"motorway": 110, "residential": 25}
    roads, report = network(EAST_WEST, NORTH_SOUTH, highway=["motorway", "residential"], default_speeds=speeds)
    assert set(roads.speed_kmh) == {110, 25}
    assert (report.n_given_speeds, report.n_default_speeds) == (0, 2)
    assert set(network(EAST_WEST, other_kmh=40)[0].speed_kmh) == {40}


def test_plain_speeds_win_over_texts_and_are_not_believed_when_absurd():
    ends = [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0)]
    roads, report = network(*(list(pair) for pair in zip(ends, ends[1:])), speed_kmh=[70, np.nan, -1, 0, 9999],
                            maxspeed=["30", "30", None, "30", "x"], other_kmh=45)
    assert roads.speed_kmh[::2].tolist() == [70, 30, 45, 30, 45]
    assert report.unread_speeds == {"x": 1, "-1 km/h": 1, "0 km/h": 1, "9999 km/h": 1}
    assert (report.n_given_speeds, report.n_default_speeds) == (3, 2)


def test_no_usable_road_is_an_error_that_tells_why():
    with pytest.raises(InputError, match="class not driven on: 1"):
        network(EAST_WEST, highway=["footway"])
    with pytest.raises(InputError, match="there are no lines"):
        network()


def test_degrees_are_refused_by_the_name_of_the_crs_and_by_their_size():
    wkt = ('GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
           'UNIT["degree",0.0174532925199433]]')
    with pytest.raises(InputError, match="degrees"):
        build_network([shapely.LineString([(15.0, 48.0), (16.0, 48.5)])], crs=wkt)
    with pytest.raises(InputError, match="degrees"):
        network([(15.601, 48.401), (15.602, 48.402)])


def test_parameters_out_of_range_are_refused():
    for options in ({"keep": "some"}, {"snap_m": -1}, {"other_kmh": 0}, {"default_speeds": {"primary": np.nan}}):
        with pytest.raises(InputError):
            network(EAST_WEST, **options)
    with pytest.raises(InputError, match="leads back"):
        network(EAST_WEST, oneway=["yes"], keep="strong")


def test_building_can_be_cancelled():
    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        network(EAST_WEST, progress=cancel)


walks = st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=8), min_size=1, max_size=8)


@given(walks)
def test_no_length_is_lost_and_nodes_are_the_shared_vertices_and_ends(lines):
    shapes = [shapely.LineString(line) for line in lines]
    expected = sum(shape.length for shape in shapes)
    if expected == 0:
        return
    roads, _ = build_network(shapes, crs="", keep="all")
    assert shapely.length(roads.lines).sum() == pytest.approx(expected)
    assert roads.length_m[roads.forward].sum() == pytest.approx(expected)
    runs = [[p for at, p in enumerate(line) if at == 0 or p != line[at - 1]] for line in lines]
    runs = [run for run in runs if len(run) > 1]
    every = [p for run in runs for p in run]
    nodes = {p for p in every if every.count(p) > 1} | {run[end] for run in runs for end in (0, -1)}
    assert set(zip(roads.x_m, roads.y_m)) == nodes
    inner = [shapely.get_coordinates(line)[1:-1] for line in roads.lines]
    assert not {tuple(p) for p in np.concatenate(inner)} & nodes


@given(walks, st.lists(st.sampled_from(["yes", "no", "-1"]), min_size=8, max_size=8))
def test_components_are_those_networkx_finds(lines, oneway):
    shapes = [shapely.LineString(line) for line in lines]
    if not any(shape.length for shape in shapes):
        return
    roads, report = build_network(shapes, crs="", keep="all", oneway=oneway[:len(lines)])
    graph = roads.to_networkx()
    for kind, found, sizes in (("strong", nx.strongly_connected_components, report.strong_nodes),
                               ("weak", nx.weakly_connected_components, report.weak_nodes)):
        expected = {frozenset(nodes) for nodes in found(graph)}
        label = components(roads, kind)
        assert {frozenset(np.flatnonzero(label == at).tolist()) for at in range(label.max() + 1)} == expected
        assert sizes.tolist() == sorted(map(len, expected), reverse=True)


def test_the_graph_of_networkx_has_every_arc_with_its_attributes():
    roads, _ = network(EAST_WEST, NORTH_SOUTH, [(0, 0), (50, 80), (100, 50)], oneway=[None, "yes", "-1"],
                       maxspeed=["50", "30", None])
    graph = roads.to_networkx()
    assert graph.number_of_nodes() == roads.n_nodes and graph.number_of_edges() == roads.n_arcs
    for tail, head, arc, edge in graph.edges(keys=True, data=True):
        assert (tail, head) == (roads.tail[arc], roads.head[arc])
        assert edge["seconds"] == pytest.approx(edge["geometry"].length * 3.6 / edge["speed_kmh"])
        assert edge["geometry"].coords[0] == (graph.nodes[tail]["x"], graph.nodes[tail]["y"])
        assert edge["geometry"].coords[-1] == (graph.nodes[head]["x"], graph.nodes[head]["y"])


def test_a_component_keeps_geometry_and_attributes_of_its_arcs():
    roads, _ = network([(900, 900), (900, 930)], EAST_WEST, NORTH_SOUTH, keep="all", maxspeed=["5", "50", None])
    part = largest_component(roads, "strong")
    alone, _ = network([(900, 900), (900, 930)], EAST_WEST, NORTH_SOUTH, maxspeed=["5", "50", None])
    for one in (part, alone):
        assert sorted(one.source) == [1, 1, 2, 2]
        assert one.length_m == pytest.approx(shapely.length(one.lines)[one.piece])
        ends = np.column_stack([one.x_m[one.tail], one.y_m[one.tail]])[one.forward]
        assert ends.tolist() == shapely.get_coordinates(shapely.get_point(one.lines, 0)).tolist()


def test_favoriten_has_the_nodes_and_arcs_osmnx_made(favoriten, shared_data):
    roads, _ = favoriten
    graph = osm.favoriten_graph(shared_data)
    graph.remove_edges_from([edge[:3] for edge in graph.edges(keys=True, data=True) if edge[3].get("access") == "no"])
    graph.remove_nodes_from(list(nx.isolates(graph)))
    assert (roads.n_nodes, roads.n_arcs) == (graph.number_of_nodes(), graph.number_of_edges())
    largest = max(nx.strongly_connected_components(graph), key=len)
    assert largest_component(roads).n_nodes == len(largest)
    # osmnx measures on the sphere, we in the plane of the projection
    assert roads.length_m.sum() == pytest.approx(sum(length for *_, length in graph.edges(data="length")), rel=0.005)


def test_speed_limits_of_favoriten_are_those_osmnx_reads(shared_data):
    # _clean_maxspeed and _collapse_multiple_maxspeed_values of osmnx 2.1.1 on the texts of this file; it does not know AT:zone:30
    by_osmnx = {"30": 30.0, "50": 50.0, "70": 70.0, "80": 80.0, "100": 100.0, "['30', '50']": 40.0, "['80', '50']": 65.0}
    texts = osm.favoriten(shared_data)["maxspeed"]
    read = speed_limits(texts)
    assert read.unread == {}
    assert [kmh for kmh, text in zip(read.values, texts) if text in by_osmnx] == [by_osmnx[t] for t in texts if t in by_osmnx]
    assert set(texts) - set(by_osmnx) == {None, "AT:zone:30"}


def test_krems_is_one_town(krems):
    roads, report = krems
    assert report.weak_nodes[0] > 0.9 * report.weak_nodes.sum()
    assert report.left_out[module.OTHER_CLASS].size == sum(report.classes_left_out.values())
    assert report.n_given_speeds > 200 and report.unread_speeds == {} and report.unread_directions == {}
    # the highest limit in the file is 130
    assert roads.speed_kmh.max() == 130
