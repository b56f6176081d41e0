"""What every algorithm of the toolbox promises: ids and keys that never change, help, icons, defaults, libraries."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from feedback import Feedback
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProject,
    QgsVectorLayer,
)

from mno_mobility.processing.base import MnoAlgorithm

ROOT = Path(__file__).resolve().parent.parent.parent
PROCESSING = ROOT / "mno_mobility" / "processing"

# Users store these in models, scripts and batch files: an entry may be added, none may go or change its name.
COUNT_KEYS = ["COUNTS", "COUNTS_CELL_ID", "COUNTS_COUNT", "COUNTS_TIME"]
ESTIMATE_KEYS = ["METHOD", "ITERATIONS", "TOLERANCE", "PRIOR", "PRIOR_BAND", "PRIOR_WEIGHTS", "PRIOR_FLOOR"]
EVENT_KEYS = [f"{c}_FIELD" for c in ("DEVICE_ID", "TIME", "CELL_ID", "EVENT", "LAC", "SERVICE")]
FILE_KEYS = ["FILES", "FILE_COLUMNS", "MEMORY", "THREADS"]
SITE_KEYS = ["CELLS", "CELLS_ID", "CELLS_CRS"]  # a plan that only tells where sites are
CELL_KEYS = [*SITE_KEYS, "CELLS_NORTH"]
MODEL_OUTPUTS = ["MODEL", "COVERAGE", "BEST_SERVER", "N_CELLS", "N_TILES", "N_UNCOVERED", "NNZ"]
AREA_KEYS = ["AREAS", "AREAS_ID"]
ROUTE_KEYS = ["ROUTES", "ROUTES_DEVICE_ID", "ROUTES_JOURNEY_ID"]
POSITION_KEYS = ["POSITIONS", "POSITIONS_DEVICE_ID", "POSITIONS_JOURNEY_ID", "POSITIONS_TIME"]
PAIR_KEYS = ["ESTIMATED", "TRUTH", "KEYS", "TRUTH_KEYS"]
PLAN_KEYS = [f"{c}_FIELD" for c in (
    "SITE_ID", "AZIMUTH_DEG", "TILT_DEG", "MECH_TILT_DEG", "HEIGHT_M", "Z_M", "ON_ROOF", "POWER_W", "GAIN_DBI", "LOSS_DB", "FREQUENCY_MHZ",
    "BANDWIDTH_MHZ", "BEAM_H_DEG", "BEAM_V_DEG", "RANGE_M", "PLE", "MIDPOINT_DBM", "STEEPNESS", "SMALL", "LAC", "RADIO", "ANTENNA",
    "X", "Y", "SAMPLES")]
GROUND_KEYS = ["DEM", "DEM_UNIT", "BUILDINGS", "HEIGHT_FIELD", "DEFAULT_HEIGHT", "LANDUSE", "LANDUSE_CLASSES"]
RADIO_KEYS = ["ANTENNA", "POWER_IS", "QUANTITY", "ENVIRONMENT", "RECEIVER", "WORKERS"]
ROAD_KEYS = ["ROADS", "HIGHWAY_FIELD", "MAXSPEED_FIELD", "ONEWAY_FIELD", "JUNCTION_FIELD", "ACCESS_FIELD", "MOTOR_VEHICLE_FIELD",
             "SPEED_FIELD", "ONEWAY_WORDS", "DEFAULT_SPEEDS", "OTHER_KMH", "KEEP", "BOTH_WAYS", "SNAP"]
JOURNEY_OUTPUTS = ["JOURNEY_EVENTS", "TRUTH_ROUTES", "TRUTH_POSITIONS", "N_JOURNEY_EVENTS"]
KEYS = {  # id: (group, inputs, outputs)
    "loadsample": (
        "scenario", ["LOAD"], ["FOLDER", "CELLS", "EVENTS", "COUNTS", "PEOPLE", "TRUTH", *JOURNEY_OUTPUTS, "ROADS", "N_CELLS", "N_PHONES",
                               "N_EVENTS", "N_JOURNEYS"]),
    "createscenario": (
        "scenario", ["EXTENT", "SIZE", "TILE_SIZE", "CRS", "POPULATION", "LAYERS", "N_PHONES", "N_JOURNEYS", *ROAD_KEYS, "DAY", "SEED",
                     "SURROUNDINGS"],
        ["CELLS", "EVENTS", "COUNTS", "TRUTH", "PEOPLE", *JOURNEY_OUTPUTS, "ROAD_LINES", "TERRAIN", "BUILDINGS", "N_CELLS", "N_EVENTS"]),
    "validatecellplan": ("geolocation", [*CELL_KEYS, *PLAN_KEYS], ["OUTPUT", "PROBLEMS", "REPORT", "N_CELLS", "N_PROBLEMS"]),
    "interpolatepower": (
        "geolocation", [*SITE_KEYS, "REGISTER", "POWER_FIELD", "UNIT", "MEANING", "METHOD", "TOLERANCE", "GAIN", "REGISTER_CRS"],
        ["OUTPUT", "ANCHORS", "N_MATCHED", "N_INTERPOLATED", "N_NEAREST", "N_MEDIAN", "MIN_DBM", "MAX_DBM"]),
    "voronoiareas": ("geolocation", [*CELL_KEYS, "METHOD", "OFFSET", "DIRECTION_TOLERANCE", "EXTENT", "MODEL"], ["OUTPUT", "N_AREAS"]),
    "predictcoverage": (
        "geolocation", [*CELL_KEYS, "PROPAGATION", *GROUND_KEYS, "EXTENT", "RESOLUTION", "RADIUS", "THRESHOLD", *RADIO_KEYS, "HYSTERESIS",
                        "AREA_OF", "LEAST_PATCH", "STRENGTH_OF", "CRS"],
        ["STRENGTH", "BEST_SERVER", "OVERLAP", "OUTPUT", "HOLES", "FILLED", "N_CELLS", "N_HEARD", "N_AREAS", "N_HOLES", "COVERED_KM2",
         "COVERED_SHARE", "MEAN_OVERLAP"]),
    "emissionmodel": (
        "geolocation", [*CELL_KEYS, "EXTENT", "TILE_SIZE", "CRS", "THRESHOLD", "PROPAGATION", "MIDPOINT", "STEEPNESS",
                        "MEDIAN_DOMINANCE", "PROFILE_STEP", "COMPATIBILITY", *GROUND_KEYS, "BUILT_UP", *RADIO_KEYS], MODEL_OUTPUTS),
    "modelfromareas": ("geolocation", ["AREAS", "CELL_ID", "EXTENT", "TILE_SIZE", "CRS", "ASSIGN", "SEPARATOR"], MODEL_OUTPUTS),
    "modelfrommeasurements": (
        "geolocation", ["MEASUREMENTS", "CELL_ID", "LEVEL", "SERVING", "GROUP", "RUN", "TIME", "HALF_LIFE", "REFERENCE", *SITE_KEYS,
                        "PRIOR_MODEL", "EXTENT", "TILE_SIZE", "CRS", "BANDWIDTH", "ALPHA", "LEVEL_WEIGHT", "SOFTNESS", "IN_USE",
                        "IN_USE_CELL_ID"],
        [*MODEL_OUTPUTS, "REJECTS", "N_SAMPLES", "N_USED", "N_REJECTED", "BANDWIDTH_USED", "LOGLIK", "N_RETIRED"]),
    "modelfromtable": ("geolocation", ["TABLE", "CELL_ID", "X", "Y", "VALUE", "KIND", "TILE_SIZE", "CRS"], MODEL_OUTPUTS),
    "modeltotable": ("geolocation", ["MODEL"], ["OUTPUT", "N_ROWS"]),
    "cellfootprint": ("geolocation", ["MODEL", "CELL_ID"], ["OUTPUT", "N_TILES", "AREA_KM2"]),
    "comparefootprints": (
        "geolocation", [*CELL_KEYS, "CELL_ID", "PARAMETER", "VALUES", "EXTENT", "TILE_SIZE", "CRS", *COUNT_KEYS, "NOISE", "NOISE_OF",
                        "DRAWS", "SEED", "OTHERS", "THRESHOLD", "MIDPOINT", "STEEPNESS", *ESTIMATE_KEYS, "TIME"],
        ["REPORT", "OUTPUT", "CELL", "N_VALUES", "VALUE", "AREA_KM2", "REACH_M", "HALF_M", "KWD_M", "NOISE_KWD_M"]),
    "countphones": (
        "events", ["EVENTS", "DEVICE_ID_FIELD", "TIME_FIELD", "CELL_ID_FIELD", *FILE_KEYS, "TIMES", "START", "END", "STEP", "TOLERANCE",
                   "CELLS", "KNOWN_ID"], ["COUNTS", "REJECTS", "N_PHONES", "N_REJECTED", "N_TIMES", "N_SILENT"]),
    "cleanevents": (
        "events", ["EVENTS", *EVENT_KEYS, *FILE_KEYS, "WINDOW", "GAP", "STAY", "CELLS", "KNOWN_ID"],
        ["OUTPUT", "REJECTS", "N_BEFORE", "N_AFTER", "N_REJECTED", "N_HANDOVERS_BEFORE", "N_HANDOVERS_AFTER", "N_PING_PONG",
         "N_DUPLICATES", "N_SIMULTANEOUS", "N_STAYS", "N_JOURNEYS", "N_SINGLE"]),
    "estimatedensity": (
        "density", ["MODEL", *COUNT_KEYS, *ESTIMATE_KEYS, "TIME"],
        ["OUTPUT", "RESIDUALS", "C", "MASS", "LOST", "LOGLIK", "RESIDUAL", "ITERATIONS_DONE", "OPTIMALITY"]),
    "densityseries": (
        "density", ["MODEL", *COUNT_KEYS, *ESTIMATE_KEYS, "LEAST"],
        ["OUTPUT", "TILES", "FIGURES", "N_TIMES", "C", "MASS", "LOST", "OPTIMALITY"]),
    "densitytozones": ("density", ["DENSITY", "ZONES", "K", "BAND"], ["OUTPUT", "N_ZONES", "N_SUPPRESSED", "PHONES", "PHONES_OUTSIDE"]),
    "densityuncertainty": (
        "density", ["MODEL", *COUNT_KEYS, *ESTIMATE_KEYS, "TIME", "REPLICATES", "LAW", "SEED", "LEVEL", "LINEARISED_AT", "WELL", "LEAST"],
        ["IDENTIFIABILITY", "SPREAD", "OUTPUT", "C", "MASS", "N_TILES", "RANK", "SHARE_WELL", "RESOLUTION_M", "MEAN_CV", "KWD_M"]),
    "estimatetrajectories": (
        "trajectory", ["EVENTS", *EVENT_KEYS, "JOURNEY_FIELD", *AREA_KEYS, *ROAD_KEYS, "LANDUSE", "POPULATION", *SITE_KEYS,
                       "CLASS_WEIGHTS", "PIXEL", "CANDIDATES", "RULE", "REFERENCE", "WINDOW", "PING_PONG", "MAX_SNAP", "WORKERS", "SEED"],
        ["ROUTES", "POSITIONS", "CANDIDATE_ROUTES", "FAILURES", "N_JOURNEYS", "N_ROUTES", "N_FAILED", "N_POSITIONS", "N_REJECTED",
         "MEDIAN_RATIO"]),
    "matchtrajectories": (
        "trajectory", ["EVENTS", *EVENT_KEYS, "JOURNEY_FIELD", *ROAD_KEYS, "MODEL", *AREA_KEYS, *CELL_KEYS, "LANDUSE", "POPULATION",
                       "MEASURED", "MEASURED_DEVICE_ID", "MEASURED_TIME", "MEASURED_CELL_ID", "CLASS_WEIGHTS", "PIXEL", "BAND", "WIDEN",
                       "SAMPLES", "TAU", "MOST", "FLOOR", "FACTOR", "TURN", "MAIN_ROADS", "WORKERS", "SEED"],
        ["ROUTES", "POSITIONS", "UNCERTAINTY", "ROAD_PROBABILITY", "ALTERNATIVES", "FAILURES", "N_JOURNEYS", "N_ROUTES", "N_FAILED",
         "N_EVENTS", "N_UNEXPLAINED", "N_UNKNOWN", "N_REJECTED", "MEAN_RADIUS"]),
    "eventpositions": (
        "trajectory", [*ROUTE_KEYS, "EVENTS", *EVENT_KEYS, "JOURNEY_FIELD", *AREA_KEYS, *SITE_KEYS, "MEASURED",
                       "MEASURED_DEVICE_ID", "MEASURED_TIME", "MEASURED_CELL_ID", "REACH", "ANCHORED"],
        ["POSITIONS", "N_POSITIONS", "N_UNPLACED", "N_MOVED", "N_REJECTED"]),
    "velocities": (
        "trajectory", [*POSITION_KEYS, *ROUTE_KEYS, *ROAD_KEYS, "METHOD", "FACTOR", "HOLD_ENDS", "SIGMA", "STIFFNESS", "TAIL"],
        ["OUTPUT", "SEGMENTS", "TIMED_ROUTES", "N_SEGMENTS", "N_EXCEEDED", "N_NOT_MET", "N_MOVED", "MEAN_SHIFT", "MAX_SHIFT"]),
    "sessions": (
        "trajectory", [*POSITION_KEYS, *ROUTE_KEYS, "SEED"],
        ["SESSIONS", "SPANS", "N_SESSIONS", "N_SPEECH", "N_DATA", "N_INCOMPLETE"]),
    "exporttraces": (
        "trajectory", [*ROUTE_KEYS, *POSITION_KEYS, "FORMAT", "STEP", "GEO", "CRS"],
        ["OUTPUT", "N_TRACES", "N_REFUSED", "N_ROWS", "DURATION_S", "ORIGIN_X", "ORIGIN_Y", "START"]),
    "comparedensities": (
        "evaluation", ["ESTIMATED", "TRUTH", "ESTIMATED_BAND", "TRUTH_BAND", "PRECISION", "GAP", "MAX_SECONDS", "NO_DATA_IS_ZERO", "BLOCK",
                       "LEAST"],
        ["FLOW", "REPORT", "KWD_TILES", "KWD_M", "LOWER", "UPPER", "STRAIGHT_LOWER", "STRAIGHT_UPPER", "LEFT_OUT", "RUNTIME", "METHOD"]),
    "comparecurves": (
        "evaluation", [*PAIR_KEYS, "DIRECTION", "STRETCH", "WITHIN"],
        ["OUTPUT", "UNMATCHED", "REPORT", "N_PAIRS", "N_UNMATCHED", "HAUSDORFF_M", "FRECHET_M", "DISCRETE_HAUSDORFF_M",
         "DISCRETE_FRECHET_M", "MEDIAN_HAUSDORFF_M", "MEDIAN_FRECHET_M", "MEDIAN_DISCRETE_HAUSDORFF_M", "MEDIAN_DISCRETE_FRECHET_M",
         "LENGTH_RATIO", "CORRECTNESS", "COMPLETENESS"]),
    "comparepositions": (
        "evaluation", [*PAIR_KEYS, "EVENTS", "EVENT_FIELD"],
        ["OUTPUT", "UNMATCHED", "REPORT", "MIN", "Q1", "MEDIAN", "MEAN", "Q3", "MAX", "MAE", "RMSE", "N", "N_UNMATCHED"]),
    "comparespeeds": (
        "evaluation", [*PAIR_KEYS, "SPEED", "RAW_SPEED", "TRUE_SPEED", "TRUTH_KIND", "GAP"],
        ["OUTPUT", "UNMATCHED", "REPORT", "MAE_BEFORE", "RMSE_BEFORE", "MAE_AFTER", "RMSE_AFTER", "MAE_CUT", "RMSE_CUT", "N",
         "N_UNMATCHED"]),
}
ENUMS = {
    **{(name, "CELLS_NORTH"): ["true", "grid"] for name in (
        "validatecellplan", "voronoiareas", "predictcoverage", "emissionmodel", "comparefootprints", "matchtrajectories")},
    ("createscenario", "KEEP"): ["weak", "strong", "all"], ("createscenario", "SURROUNDINGS"): ["flat", "hills_and_buildings"],
    ("interpolatepower", "UNIT"): ["auto", "dbm", "w"], ("interpolatepower", "MEANING"): ["conducted", "erp", "eirp"],
    ("interpolatepower", "METHOD"): ["linear", "nearest", "median"],
    ("voronoiareas", "METHOD"): ["wedge", "tower", "offset", "barycentre", "degree"],
    ("predictcoverage", "PROPAGATION"): [
        "parametric", "hata", "cost231", "extended_hata", "tr38901", "terrain", "terrain_fast", "hybrid"],
    **{(name, "DEM_UNIT"): ["auto", "metre", "foot"] for name in ("predictcoverage", "emissionmodel")},
    **{(name, "POWER_IS"): ["conducted", "erp", "eirp"] for name in ("predictcoverage", "emissionmodel")},
    **{(name, "QUANTITY"): ["reference", "total"] for name in ("predictcoverage", "emissionmodel")},
    **{(name, "ENVIRONMENT"): ["open", "suburban", "urban", "dense"] for name in ("predictcoverage", "emissionmodel")},
    ("predictcoverage", "AREA_OF"): ["margin", "server", "heard"], ("predictcoverage", "STRENGTH_OF"): ["best", "each"],
    ("emissionmodel", "PROPAGATION"): [
        "parametric", "onoff", "hata", "cost231", "extended_hata", "tr38901", "terrain", "terrain_fast", "hybrid"],
    ("emissionmodel", "COMPATIBILITY"): ["exact", "mobloc"],
    ("modelfromareas", "ASSIGN"): ["centre", "share"], ("modelfromtable", "KIND"): ["auto", "s", "p"],
    ("estimatedensity", "METHOD"): ["sb", "em", "mapapprox", "map", "df", "ml"],
    ("densityseries", "METHOD"): ["sb", "em", "mapapprox", "map", "df", "ml"],
    ("comparefootprints", "METHOD"): ["sb", "em", "mapapprox", "map", "df", "ml"],
    ("comparefootprints", "PARAMETER"): ["midpoint", "steepness", "ple", "threshold", "power", "height", "tilt", "beam"],
    ("comparefootprints", "NOISE_OF"): ["tile", "cell"], ("comparefootprints", "OTHERS"): ["along", "stay"],
    ("densityuncertainty", "METHOD"): ["sb", "em", "mapapprox", "map", "df", "ml"],
    ("densityuncertainty", "LAW"): ["multinomial", "poisson"], ("densityuncertainty", "LINEARISED_AT"): ["prior", "estimate"],
    ("estimatetrajectories", "RULE"): ["ranks", "distance", "duration"],
    ("estimatetrajectories", "REFERENCE"): ["centroid", "site"], ("estimatetrajectories", "KEEP"): ["weak", "strong", "all"],
    ("matchtrajectories", "KEEP"): ["weak", "strong", "all"],
    ("velocities", "METHOD"): ["paper", "joint"], ("velocities", "KEEP"): ["weak", "strong", "all"],
    ("exporttraces", "FORMAT"): ["ns2", "sumo_fcd", "gpx", "csv"],
    ("comparedensities", "PRECISION"): ["L1", "L2", "L3", "L5", "exact", "fast"], ("comparecurves", "DIRECTION"): ["drawn", "either"],
    ("comparecurves", "STRETCH"): ["whole", "time"],
    ("comparepositions", "EVENTS"): ["all", "handover", "lau"], ("comparespeeds", "TRUTH_KIND"): ["auto", "segments", "track"]}

every_algorithm = pytest.mark.parametrize("name", KEYS)


def inputs_of(algorithm):
    return [p for p in algorithm.parameterDefinitions() if not p.isDestination()]


@pytest.fixture
def algorithm(provider, name):
    return provider.algorithm(name)


def test_the_toolbox_has_the_algorithms_of_this_release(provider):
    assert provider.id() == "mnomobility" and provider.name() == "MNO mobility"
    own = [a.name() for a in provider.algorithms() if isinstance(a, MnoAlgorithm)]  # the others are the models that come along
    assert sorted(own) == sorted(KEYS)


@every_algorithm
def test_keys_are_those_that_users_have_stored(algorithm, name):
    group, inputs, outputs = KEYS[name]
    assert algorithm.groupId() == group
    assert [p.name() for p in inputs_of(algorithm)] == inputs
    assert sorted(o.name() for o in algorithm.outputDefinitions()) == sorted(outputs)


@every_algorithm
@pytest.mark.parametrize("empty", [None, ""])
def test_an_optional_parameter_may_be_left_empty(algorithm, name, empty):
    optional = [p for p in inputs_of(algorithm) if p.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional]
    if empty == "":  # an enum of words knows no empty one, but may be left out
        optional = [p for p in optional if not isinstance(p, QgsProcessingParameterEnum)]
    assert [p.name() for p in optional if not p.checkValueIsAcceptable(empty)] == []


@every_algorithm
def test_identity_is_complete(algorithm, name):
    assert re.fullmatch("[a-z]+", name) and algorithm.id() == f"mnomobility:{name}"
    assert algorithm.group() and algorithm.displayName()[0].isupper() and algorithm.shortDescription().endswith(".")
    assert not algorithm.icon().isNull() and Path(algorithm.svgIconPath()).is_file()
    assert len(algorithm.tags()) >= 4 and all(tag == tag.lower() for tag in algorithm.tags())
    assert algorithm.helpUrl().startswith("https://")


@every_algorithm
def test_help_covers_every_parameter(algorithm):
    help_page = algorithm.shortHelpString()
    assert algorithm.shortDescription() in help_page
    for parameter in algorithm.parameterDefinitions():
        assert re.fullmatch("[A-Z][A-Z0-9_]*", parameter.name())
        assert parameter.help().endswith(".") and parameter.help() in help_page
        assert parameter.description()[0].isupper() or parameter.description()[0] in "xyz"
    assert all(output.description() for output in algorithm.outputDefinitions())


@every_algorithm
def test_at_most_nine_parameters_are_seen_at_first(algorithm):
    hidden = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    assert sum(not p.flags() & hidden for p in inputs_of(algorithm)) <= 9


@every_algorithm
def test_enums_are_stored_by_words(algorithm, name):
    for parameter in algorithm.parameterDefinitions():
        if isinstance(parameter, QgsProcessingParameterEnum):
            assert parameter.usesStaticStrings() and not parameter.allowMultiple()
            assert parameter.options() == ENUMS[name, parameter.name()]
            assert parameter.defaultValue() in parameter.options()


@every_algorithm
def test_an_instance_is_fresh(algorithm):
    one, other = algorithm.create({}), algorithm.create({})
    assert type(one) is type(other) is type(algorithm) and one is not other


@every_algorithm
def test_defaults_and_mandatory_values_are_enough(algorithm, table, tmp_path, qgis_app):
    from osgeo import gdal
    raster, model = tmp_path / "r.tif", tmp_path / "m.mno.npz"
    gdal.GetDriverByName("GTiff").Create(str(raster), 2, 2)
    model.write_bytes(b"")
    layer = table(cell_id=["a"], crs="EPSG:3035", x=[0.0], y=[0.0])
    context = QgsProcessingContext()
    project = QgsProject()
    project.addMapLayer(layer)
    context.setProject(project)
    given = {"source": layer.id(), "raster": str(raster), "file": str(model), "string": "a", "sink": "TEMPORARY_OUTPUT",
             "rasterDestination": "TEMPORARY_OUTPUT", "fileDestination": str(model), "folderDestination": str(tmp_path)}
    values = {p.name(): given[p.type()] for p in algorithm.parameterDefinitions()
              if not p.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional and p.defaultValue() is None}
    if algorithm.name() == "comparecurves":
        lines = QgsVectorLayer("LineString?crs=EPSG:3035", "lines", "memory")
        project.addMapLayer(lines)
        values.update(ESTIMATED=lines.id(), TRUTH=lines.id())
    if algorithm.name() == "densitytozones":
        zones = QgsVectorLayer("Polygon?crs=EPSG:3035", "zones", "memory")
        project.addMapLayer(zones)
        values["ZONES"] = zones.id()
    accepted, why = algorithm.create({}).checkParameterValues(values, context)
    assert accepted, why


@every_algorithm
def test_it_can_run_here(algorithm):
    assert algorithm.canExecute() == (True, "")


@every_algorithm
def test_a_missing_library_is_refused_in_words_before_and_at_the_run(algorithm, monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "shapely", None)
    can, why = algorithm.canExecute()
    assert not can and why.startswith("These Python libraries are missing: ") and "Install python3-" in why
    with pytest.raises(QgsProcessingException, match="libraries are missing: (scipy|shapely)"):
        algorithm.create({}).processAlgorithm({}, QgsProcessingContext(), Feedback())


@pytest.mark.skipif(not hasattr(os, "RTLD_DEEPBIND"), reason="only Linux lets the symbols of a program win over those of a library")
def test_shapely_is_opened_so_that_it_calls_its_own_geos(provider, monkeypatch):
    # in qgis_process, linked with GEOS 3.11, the wheel of shapely 2.2 wrote no WKB: its GEOS 3.14 called the other one's classes
    from mno_mobility.processing import base
    opened, before = {}, sys.getdlopenflags()
    whole = base.import_module
    monkeypatch.setattr(base, "import_module", lambda name: opened.update({name: sys.getdlopenflags()}) or whole(name))
    assert provider.algorithm("estimatetrajectories").canExecute() == (True, "")
    assert opened["shapely"] & os.RTLD_DEEPBIND and opened["scipy"] == before
    assert sys.getdlopenflags() == before


@pytest.mark.parametrize("platform, flatpak, remedy", [
    ("win32", False, 'python3-scipy python3-shapely in the OSGeo4W setup, or run in the OSGeo4W shell of QGIS: python -m pip install sci'),
    ("darwin", False, 'bin/python3 -m pip install scipy "shapely>=2"'),
    ("linux", True, 'flatpak run --devel --command=pip3 org.qgis.qgis install --user scipy "shapely>=2"'),
    ("linux", False, 'Install python3-scipy python3-shapely with the packages of the system, or run in a terminal: python3 -m pip')])
def test_the_remedy_for_a_missing_library_is_that_of_the_platform(provider, monkeypatch, tmp_path, platform, flatpak, remedy):
    from mno_mobility.processing import base
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "shapely", None)
    monkeypatch.setattr(base, "FLATPAK", str(tmp_path if flatpak else tmp_path / "none"))
    monkeypatch.setattr(base.sys, "platform", platform)
    assert remedy in provider.algorithm("estimatetrajectories").canExecute()[1]


def test_an_old_shapely_is_refused(provider, monkeypatch):
    import shapely
    monkeypatch.setattr(shapely, "__version__", "1.8.5")
    can, why = provider.algorithm("validatecellplan").canExecute()
    assert not can and "shapely 2 (this is 1.8.5)" in why


def test_a_fault_of_the_plugin_is_one_line_and_a_log_entry(provider, monkeypatch):
    from qgis.core import QgsApplication
    algorithm = provider.algorithm("modeltotable").create({})
    monkeypatch.setattr(type(algorithm), "work", lambda self, job: 1 / 0)
    logged = []
    QgsApplication.messageLog().messageReceived.connect(lambda *entry: logged.append(entry))
    with pytest.raises(QgsProcessingException, match="went wrong inside the plugin: ZeroDivisionError") as raised:
        algorithm.processAlgorithm({}, QgsProcessingContext(), Feedback())
    assert "\n" not in str(raised.value)
    assert any("Traceback" in entry[0] and entry[1] == "MNO mobility" for entry in logged)


@pytest.mark.parametrize("path", sorted(PROCESSING.glob("*/[!_]*.py")), ids=lambda p: p.stem)
def test_an_algorithm_file_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 220


BARE = """
import importlib.abc, json, os, sys
BLOCKED = {blocked!r}
class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
sys.path[:0] = {paths!r}
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback
app = QgsApplication([], False)
app.initQgis()
before = set(sys.modules)  # QGIS 3.44 imports shapely itself
from mno_mobility.plugin import MnoMobilityPlugin
plugin = MnoMobilityPlugin(None)
plugin.initProcessing()
provider = QgsApplication.processingRegistry().providerById("mnomobility")
told = {{"loaded": sorted(a.name() for a in provider.algorithms()),
         "imported": sorted({{"scipy", "shapely", "networkx", "pyproj", "pandas", "matplotlib"}} & set(sys.modules) - before)}}
def run(name, parameters):
    try:
        results, ok = provider.algorithm(name).run(parameters, QgsProcessingContext(), QgsProcessingFeedback(), catchExceptions=False)
        return results
    except QgsProcessingException as error:
        return str(error)
{work}
json.dump(told, sys.stdout)
sys.stdout.flush()
os._exit(0)
"""


def in_a_bare_qgis(tmp_path, blocked, work=""):
    """Run lines in a Python of its own whose QGIS lacks some libraries; they fill the dictionary `told`."""
    script = BARE.format(blocked=blocked, paths=[str(ROOT), *(p for p in sys.path if p.endswith("plugins"))], work=work)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60,
                          env={"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout[done.stdout.index("{"):])


def test_the_toolbox_loads_without_the_libraries_and_says_what_is_missing(tmp_path):
    told = in_a_bare_qgis(tmp_path, {"scipy", "shapely", "networkx", "pyproj"}, """
told["errors"] = {a.name(): [a.canExecute()[1], run(a.name(), {})] for a in provider.algorithms() if hasattr(a, "NEEDS")}
""")
    assert set(KEYS) <= set(told["loaded"])
    assert told["imported"] == []
    assert set(told["errors"]) == set(KEYS)
    for refusals in told["errors"].values():
        for refusal in refusals:
            assert refusal.startswith("These Python libraries are missing: ") and "Install python3-" in refusal


def test_loading_the_toolbox_imports_no_heavy_library(tmp_path):
    assert in_a_bare_qgis(tmp_path, set())["imported"] == []


def test_what_needs_no_geometry_runs_without_shapely_and_pyproj(tmp_path):
    told = in_a_bare_qgis(tmp_path, {"shapely", "pyproj", "networkx"}, f"""
import numpy as np
from scipy import sparse
from mno_mobility.geolocation.emission import EmissionModel, save_model
from mno_mobility.geolocation.grid import TileGrid
model = {str(tmp_path / "m.mno.npz")!r}
s = sparse.csr_matrix([[.9, .5, .2], [.1, .5, .8]])
save_model(EmissionModel(TileGrid("EPSG:3035", 4e6, 3e6, 100.0, 1, 3), np.array(["a", "b"], dtype=object), s), model)
folder = {str(tmp_path)!r} + "/"
told["table"] = run("modeltotable", dict(MODEL=model, OUTPUT=folder + "table.csv"))
told["footprint"] = run("cellfootprint", dict(MODEL=model, CELL_ID="a", OUTPUT=folder + "a.tif"))
open(folder + "events.csv", "w").write("device_id,time,cell_id\\nx,2024-05-01T12:00:00,a\\ny,2024-05-01T12:10:00,b\\n")
told["counts"] = run("countphones", dict(EVENTS=folder + "events.csv", TIMES="2024-05-01T12:00:00", COUNTS=folder + "counts.csv"))
told["density"] = run("estimatedensity", dict(MODEL=model, COUNTS=folder + "counts.csv", OUTPUT=folder + "density.tif"))
told["series"] = run("densityseries", dict(MODEL=model, COUNTS=folder + "counts.csv", OUTPUT=folder + "series.tif"))
told["sure"] = run("densityuncertainty", dict(MODEL=model, COUNTS=folder + "counts.csv", SPREAD=folder + "spread.tif"))
told["world"] = run("createscenario", dict(SIZE=3000, N_PHONES=20, CELLS=folder + "cells.gpkg"))
""")
    assert told["table"]["N_ROWS"] == 6 and told["footprint"]["N_TILES"] == 3 and told["counts"]["N_PHONES"] == 2
    assert told["sure"]["RANK"] == pytest.approx(2)
    assert told["density"]["MASS"] == pytest.approx(2) and told["series"]["N_TIMES"] == 1 and told["world"]["N_CELLS"] > 0
