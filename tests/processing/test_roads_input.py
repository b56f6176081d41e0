"""Roads of any line layer become a network; what is left out, not understood or cut off is told.

The little roads are drawn by hand in EPSG:3035; the real ones are compared with a reader of OpenStreetMap's XML that shares no code.
"""

import gzip
import time
from itertools import compress

import osm
import pytest
import shapely

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from feedback import Feedback
from qgis.core import (
    QgsGeometry,
    QgsLineString,
    QgsPoint,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from mno_mobility.processing import roads
from mno_mobility.processing.base import MnoAlgorithm
from mno_mobility.trajectory.roads import build_network

X, Y = 4321000, 3210000  # 10 E 52 N


class Probe(MnoAlgorithm):
    """An algorithm that only reads roads."""

    NAME, TITLE, GROUP = "probe", "Probe", "trajectory"

    def define(self):
        roads.add_roads(self, optional=True)

    def work(self, job):
        self.made = roads.road_network(job)
        return {}


@pytest.fixture
def made(qgis_app):
    """``made(ROADS=layer, ...)`` gives network, CRS and the feedback."""
    def call(**parameters):
        algorithm, context, feedback = Probe(), QgsProcessingContext(), Feedback()
        algorithm.initAlgorithm()
        project = QgsProject()
        context.setProject(project)
        if isinstance(parameters.get("ROADS"), QgsVectorLayer):
            project.addMapLayer(parameters["ROADS"], False)
            call.kept = project, parameters["ROADS"]
            parameters["ROADS"] = parameters["ROADS"].id()
        accepted, why = algorithm.checkParameterValues(parameters, context)
        assert accepted, why
        algorithm.processAlgorithm(parameters, context, feedback)
        return (*algorithm.made, feedback)
    return call


def line(*points) -> str:
    return "LineString({})".format(", ".join(f"{X + x} {Y + y}" for x, y in points))


CROSS = [line((-100, 0), (0, 0), (100, 0)), line((0, -100), (0, 0), (0, 100))]


def test_plain_lines_are_driven_both_ways_at_the_default_speed(made, shapes):
    network, crs, feedback = made(ROADS=shapes("LineString", CROSS), OTHER_KMH=36)
    assert (network.n_nodes, network.n_arcs) == (5, 8)
    assert network.length_m == pytest.approx(100) and network.seconds == pytest.approx(10)  # 100 m at 36 km/h
    assert crs.authid() == "EPSG:3035" and feedback.warnings == []
    assert feedback.infos[:2] == [
        "Roads: 2 lines make 0.4 km in 4 pieces between 5 nodes, 8 arcs; metric CRS EPSG:3035.",
        "Speeds: 0 roads have one of their own, 2 take a default."]


def test_tags_in_one_field_count_as_if_each_had_its_own(made, shapes):
    packed = ['"lanes"=>"2","maxspeed"=>"30 mph","oneway"=>"-1"', '"name"=>"Weg \\"A\\", alt"']
    own = made(ROADS=shapes("LineString", CROSS, highway=["primary", "residential"], maxspeed=["30 mph", ""], oneway=["-1", ""]))
    network, _, feedback = made(ROADS=shapes("LineString", CROSS, highway=["primary", "residential"], other_tags=packed))
    assert network.speed_kmh.tolist() == own[0].speed_kmh.tolist() and network.n_arcs == own[0].n_arcs == 6
    assert "Read from the tags in the field other_tags: maxspeed, oneway." in feedback.infos


def test_a_field_of_its_own_wins_over_the_tags(made, shapes):
    layer = shapes("LineString", CROSS, maxspeed=["50", "50"], other_tags=['"maxspeed"=>"30"'] * 2)
    assert set(made(ROADS=layer)[0].speed_kmh) == {50}


def test_access_within_the_tags_closes_a_road(made, shapes):
    layer = shapes("LineString", CROSS, other_tags=['"access"=>"private"', '"access"=>"no","motor_vehicle"=>"yes"'])
    network, _, feedback = made(ROADS=layer)
    assert network.n_arcs == 2 and "Roads left out: 1, closed to cars (features 1)." in feedback.infos


def test_fields_can_be_picked_whatever_their_names(made, shapes):
    layer = shapes("LineString", CROSS, art=["residential", "track"], v=[36.0, 72.0], richtung=["FT", "TF"])
    network, _, _ = made(ROADS=layer, HIGHWAY_FIELD="art", SPEED_FIELD="v", ONEWAY_FIELD="richtung", ONEWAY_WORDS="FT=1, tf = -1",
                         DEFAULT_SPEEDS="track=20")
    assert sorted(network.speed_kmh) == [36, 36, 72, 72]
    assert network.forward.tolist() == [True, True, False, False]


def test_geofabriks_letters_are_read_as_geofabrik_means_them(made, shapes):
    # its format description: oneway F forward, T backward, B both
    two = shapes("LineString", CROSS, fclass=["primary", "primary"], oneway=["T", "B"])
    assert made(ROADS=two)[0].n_arcs == 6 and made(ROADS=two)[2].warnings == []
    truth = shapes("LineString", CROSS, oneway=["true", "no"])
    assert made(ROADS=truth)[0].n_arcs == 6


def test_default_speeds_change_one_class_and_close_another(made, shapes):
    lines = [*CROSS, line((0, 0), (50, 50))]
    layer = shapes("LineString", lines, highway=["primary", "service", "track"])
    network, _, feedback = made(ROADS=layer, DEFAULT_SPEEDS="Primary=99.5, service=0, track=15")
    assert set(network.speed_kmh) == {99.5, 15}
    assert "Classes that are not driven on: service (1)." in feedback.infos


def test_both_ways_and_snapping_are_handed_on(made, shapes):
    apart = [line((0, 0), (100, 0)), line((100.2, 0), (200, 0))]
    layer = shapes("LineString", apart, oneway=["yes", "yes"])
    assert made(ROADS=layer, BOTH_WAYS=True, SNAP=1)[0].n_arcs == 4
    assert made(ROADS=layer, SNAP=1)[0].n_arcs == 2


def test_islands_are_left_out_by_default_and_told(made, shapes):
    layer = shapes("LineString", [*CROSS, line((0, 5000), (2500, 5000))])
    network, _, feedback = made(ROADS=layer)
    assert network.n_nodes == 5
    assert feedback.warnings == ["Roads outside the largest part, left out: 2.5 km with 2 nodes; parts that hang together: 2."]
    network, _, feedback = made(ROADS=layer, KEEP="all")
    assert network.n_nodes == 7 and "The roads are 2 parts that do not hang together, all kept." in feedback.infos


def test_strong_keeps_only_where_one_can_drive_from_each_place_to_each(made, shapes):
    layer = shapes("LineString", CROSS, oneway=["no", "yes"])
    assert made(ROADS=layer, KEEP="strong")[0].n_nodes == 3
    assert made(ROADS=layer, KEEP="weak")[0].n_nodes == 5


def test_lines_without_geometry_or_length_are_named(made, shapes):
    layer = shapes("LineString", [*CROSS, None, line((7, 7), (7, 7))])
    assert made(ROADS=layer)[2].warnings == [
        "Roads left out: 1, no line geometry (features 3).", "Roads left out: 1, no length (features 4)."]


def test_a_line_of_one_point_is_no_line(made, shapes):
    layer = shapes("LineString", [*CROSS, line((5, 5), (9, 9))])
    broken = QgsGeometry(QgsLineString([QgsPoint(X, Y)]))
    assert layer.dataProvider().changeGeometryValues({3: broken})
    assert made(ROADS=layer)[2].warnings == ["Roads left out: 1, no line geometry (features 3)."]


def test_arcs_of_circles_become_lines(made, shapes):
    layer = shapes("CompoundCurve", [f"CompoundCurve(CircularString({X} {Y}, {X + 100} {Y + 100}, {X + 200} {Y}))"])
    network = made(ROADS=layer)[0]
    assert network.road_m == pytest.approx(100 * 3.14159265, rel=1e-3)  # half a circle of 100 m


def test_what_is_not_understood_is_told_and_takes_the_default(made, shapes):
    layer = shapes("LineString", CROSS, maxspeed=["fast", "50"], oneway=["perhaps", "no"], speed=["-3", "schnell"])
    network, _, feedback = made(ROADS=layer)
    assert set(network.speed_kmh) == {50}
    assert set(feedback.warnings) == {
        "Speeds that are no number: schnell.", "Speeds that are not understood: fast (1), -3 km/h (1).",
        "Directions that are not understood: perhaps (1)."}


def test_a_layer_in_degrees_becomes_metric_and_keeps_its_crossings(made, shapes):
    layer = shapes("LineString", ["LineString(10 52, 10.01 52, 10.02 52)", "LineString(10.01 51.99, 10.01 52)"], crs="EPSG:4326")
    network, crs, _ = made(ROADS=layer)
    assert crs.authid() == "EPSG:3035" and network.n_nodes == 4
    # a degree of longitude at 52 N is 68.68 km on the ellipsoid, a degree of latitude there 111.26 km
    assert network.length_m.max() == pytest.approx(1112.6, rel=1e-3) and network.length_m.min() == pytest.approx(686.8, rel=1e-3)


def test_only_the_selected_roads_are_read(made, shapes):
    from qgis.core import QgsProcessingFeatureSourceDefinition
    layer = shapes("LineString", CROSS)
    QgsProject.instance().addMapLayer(layer, False)
    layer.selectByIds([2])
    try:
        algorithm, context = Probe(), QgsProcessingContext()
        algorithm.initAlgorithm()
        context.setProject(QgsProject.instance())
        algorithm.processAlgorithm({"ROADS": QgsProcessingFeatureSourceDefinition(layer.id(), True)}, context, Feedback())
        assert algorithm.made[0].n_nodes == 2
    finally:
        QgsProject.instance().removeMapLayer(layer.id())


def test_no_roads_are_no_network(made):
    assert made()[0] is None


@pytest.mark.parametrize("change, said", [
    (dict(HIGHWAY_FIELD="klasse"), "shapes: there is no field 'klasse'"),
    (dict(DEFAULT_SPEEDS="motorway"), "Default speeds (km/h): 'motorway' is not understood. Write such as motorway=130, residential=30."),
    (dict(DEFAULT_SPEEDS="motorway=fast"), "'motorway=fast' is not understood"),
    (dict(ONEWAY_WORDS="FT=2"), "Words of the direction field: 'FT=2' is not understood. Write such as FT=1, TF=-1, N=0.")])
def test_parameters_that_cannot_be(made, shapes, change, said):
    with pytest.raises(QgsProcessingException) as refused:
        made(ROADS=shapes("LineString", CROSS, name="shapes", highway=["primary"] * 2), **change)
    assert said in str(refused.value)


def test_layers_without_roads_are_refused(made, shapes, table):
    box = f"Polygon(({X} {Y},{X + 9} {Y},{X} {Y + 9},{X} {Y}))"
    for layer, said in (
            (shapes("LineString", [], name="r"), "r: the layer has no features. Check the layer, its filter and the selection."),
            (shapes("LineString", [None], name="r"), "r: no feature has a geometry. Use a line layer."),
            (shapes("Polygon", [box], name="r"), "r: these are no lines. Use a line layer, in a file of OpenStreetMap"),
            (table(name="r", highway=["primary"]), "r: it has no geometry. Use a line layer."),
            (shapes("LineString", CROSS, name="r", crs=None), "r: the CRS is unknown"),
            (shapes("LineString", CROSS, name="r", highway=["footway", "path"]),
             "r: none of the 2 lines can be used (class not driven on: 2)")):
        with pytest.raises(QgsProcessingException) as refused:
            made(ROADS=layer)
        assert said in str(refused.value)


def test_an_openstreetmap_file_gives_the_network_its_xml_gives(made, shared_data, tmp_path):
    path = tmp_path / "krems.osm"
    path.write_bytes(gzip.decompress((shared_data / "osm" / "krems.osm.gz").read_bytes()))
    network, crs, feedback = made(ROADS=f"{path}|layername=lines")
    krems = osm.krems(shared_data)
    # Pfarrplatz is a street and an area (way 25097713, area=yes, 25 vertices), which GDAL has among its polygons
    street = [not (line.is_closed and shapely.get_num_points(line) == 25) for line in krems["lines"]]
    expected, report = build_network(**{key: value if key == "crs" else list(compress(value, street)) for key, value in krems.items()})
    assert sum(street) == len(street) - 1
    assert (network.n_nodes, network.n_arcs) == (expected.n_nodes, expected.n_arcs)
    assert network.road_m == pytest.approx(expected.road_m, rel=1e-6) and crs.authid() == "EPSG:3035"
    assert sorted(network.speed_kmh) == sorted(expected.speed_kmh)
    assert any(f"Speeds: {report.n_given_speeds:,} roads have one" in info for info in feedback.infos)


def test_a_protobuf_of_openstreetmap_is_read_in_seconds(made, shared_data, room):
    start = time.perf_counter()
    network, _, feedback = made(ROADS=f"{shared_data / 'osm' / 'Helsinki.osm.pbf'}|layername=lines")
    assert time.perf_counter() - start < 10 * room
    # drivable ways by their class in the file: 819; each has an arc at least
    assert network.n_arcs > 819 and set(network.source) <= set(range(3818))
    assert any("maxspeed" in info and "other_tags" in info for info in feedback.infos)


def test_the_points_of_an_openstreetmap_file_are_refused_with_the_remedy(made, shared_data):
    with pytest.raises(QgsProcessingException, match="these are no lines. Use a line layer, in a file of OpenStreetMap the one named"):
        made(ROADS=str(shared_data / "osm" / "Helsinki.osm.pbf"))
