"""Cancel and progress: a run stops within a second and takes its outputs back; the bar never goes backwards."""

import importlib.util
import multiprocessing
from time import monotonic

import pytest

from mno_mobility import parallel

pytest.importorskip("qgis.core", reason="QGIS is not installed for this Python")

from qgis.core import QgsProcessingFeatureSourceDefinition

NOON = "2024-03-12T12:00:00"


@pytest.fixture(scope="module")
def sample(sample, new_run, tmp_path_factory):
    """The sample: 147 cells on 200 x 200 tiles and 175,000 events; with its model, and areas, and a table of the model."""
    import processing
    made, folder, run = sample, tmp_path_factory.mktemp("of_sample"), new_run()
    model = run("emissionmodel", CELLS=made["CELLS"], EXTENT=made["TRUTH"], MODEL=str(folder / "model.mno.npz"))
    areas = run("voronoiareas", CELLS=made["CELLS"], METHOD="wedge", EXTENT=made["TRUTH"], OUTPUT=str(folder / "areas.gpkg"))
    areal = run("modelfromareas", AREAS=areas["OUTPUT"], EXTENT=made["TRUTH"], MODEL=str(folder / "areal.mno.npz"))
    table = run("modeltotable", MODEL=areal["MODEL"], OUTPUT=str(folder / "model.csv"))
    (folder / "event_files").mkdir()
    processing.run("native:savefeatures", dict(INPUT=made["EVENTS"], OUTPUT=str(folder / "event_files" / "events.csv")))
    return {**made, "MODEL": model["MODEL"], "AREAS": areas["OUTPUT"], "TABLE": table["OUTPUT"],
            "EVENT_FILES": str(folder / "event_files")}


def wanted(sample, out):
    """Parameters of each long algorithm, with all its outputs, by name."""
    estimate = dict(MODEL=sample["MODEL"], COUNTS=sample["COUNTS"], TIME=NOON, OUTPUT=out("d.tif"), RESIDUALS=out("r.gpkg"))
    model = dict(EXTENT=sample["TRUTH"], MODEL=out("m.mno.npz"), COVERAGE=out("c.tif"), BEST_SERVER=out("b.tif"))
    compare = dict(ESTIMATED=sample["TRUTH"], TRUTH=sample["TRUTH"], TRUTH_BAND=4, FLOW=out("f.gpkg"), REPORT=out("r.html"))
    drives = dict(EVENTS=sample["JOURNEY_EVENTS"], AREAS=sample["AREAS"], ROADS=sample["ROADS"], POPULATION=sample["PEOPLE"],
                  ROUTES=out("r.gpkg"), POSITIONS=out("p.gpkg"), CANDIDATE_ROUTES=out("c.gpkg"), FAILURES=out("f.gpkg"))
    some = QgsProcessingFeatureSourceDefinition(sample["JOURNEY_EVENTS"], selectedFeaturesOnly=False, featureLimit=120)
    ways = dict(EVENTS=some, ROADS=sample["ROADS"], POPULATION=sample["PEOPLE"], SAMPLES=10, **{
        key: out(f"{key}.gpkg") for key in ("ROUTES", "POSITIONS", "UNCERTAINTY", "ROAD_PROBABILITY", "ALTERNATIVES", "FAILURES")})
    true = dict(ROUTES=sample["TRUTH_ROUTES"], POSITIONS=sample["TRUTH_POSITIONS"])
    speeds = dict(true, ROADS=sample["ROADS"], OUTPUT=out("o.gpkg"), SEGMENTS=out("s.gpkg"), TIMED_ROUTES=out("t.gpkg"))
    coverage = dict(CELLS=sample["CELLS"], DEM=sample["PEOPLE"], EXTENT=sample["TRUTH"], STRENGTH_OF="each", **{
        key: out(f"{key}.tif") for key in ("STRENGTH", "BEST_SERVER", "OVERLAP")}, **{key: out(f"{key}.gpkg") for key in (
            "OUTPUT", "HOLES", "FILLED")})
    return {
        "predictcoverage": ("predictcoverage", dict(WORKERS=1, RESOLUTION=50, **coverage)),
        "predictcoverage processes": ("predictcoverage", dict(WORKERS=2, RESOLUTION=50, **coverage)),
        "estimatetrajectories": ("estimatetrajectories", dict(WORKERS=1, **drives)),
        "estimatetrajectories processes": ("estimatetrajectories", dict(WORKERS=2, **drives)),
        "matchtrajectories": ("matchtrajectories", dict(MODEL=sample["MODEL"], WORKERS=1, **ways)),
        "matchtrajectories processes": ("matchtrajectories", dict(CELLS=sample["CELLS"], WORKERS=2, **ways)),
        "eventpositions": ("eventpositions", dict(ROUTES=sample["TRUTH_ROUTES"], EVENTS=sample["JOURNEY_EVENTS"], AREAS=sample["AREAS"],
                                                  CELLS=sample["CELLS"], POSITIONS=out("p.gpkg"))),
        "eventpositions measured": ("eventpositions", dict(
            ROUTES=sample["TRUTH_ROUTES"], EVENTS=sample["JOURNEY_EVENTS"], AREAS=sample["AREAS"], MEASURED=sample["TRUTH_POSITIONS"],
            POSITIONS=out("p.gpkg"))),
        "velocities": ("velocities", speeds), "velocities joint": ("velocities", dict(METHOD="joint", **speeds)),
        "sessions": ("sessions", dict(SESSIONS=out("s.gpkg"), SPANS=out("p.gpkg"), **true)),
        "comparecurves": ("comparecurves", dict(ESTIMATED=sample["TRUTH_ROUTES"], TRUTH=sample["TRUTH_ROUTES"], KEYS=["device_id"],
                                                OUTPUT=out("o.gpkg"), REPORT=out("r.html"))),
        "emissionmodel": ("emissionmodel", dict(CELLS=sample["CELLS"], **model)),
        "modelfromareas": ("modelfromareas", dict(AREAS=sample["AREAS"], **model)),
        "modelfrommeasurements": ("modelfrommeasurements", dict(
            MEASUREMENTS=sample["TRUTH_POSITIONS"], HALF_LIFE=1, IN_USE=sample["JOURNEY_EVENTS"], REJECTS=out("r.gpkg"), **model)),
        "modelfromtable": ("modelfromtable", dict(TABLE=sample["TABLE"], CRS="EPSG:3035", VALUE="s", MODEL=out("m.mno.npz"))),
        "modeltotable": ("modeltotable", dict(MODEL=sample["MODEL"], OUTPUT=out("t.gpkg"))),
        "countphones": ("countphones", dict(EVENTS=sample["EVENTS"], START="2024-03-12T00:00:00", END="2024-03-12T23:00:00", STEP=10,
                                            COUNTS=out("c.gpkg"), REJECTS=out("r.gpkg"))),
        "countphones files": ("countphones", dict(FILES=sample["EVENT_FILES"], START="2024-03-12T00:00:00", END="2024-03-12T23:00:00",
                                                  STEP=10, COUNTS=out("c.gpkg"), REJECTS=out("r.gpkg"))),
        "cleanevents files": ("cleanevents", dict(FILES=sample["EVENT_FILES"], OUTPUT=out("c.gpkg"), REJECTS=out("r.gpkg"))),
        "cleanevents": ("cleanevents", dict(EVENTS=sample["EVENTS"], OUTPUT=out("c.gpkg"), REJECTS=out("r.gpkg"))),
        "em": ("estimatedensity", dict(METHOD="em", ITERATIONS=3000, **estimate)),
        "map": ("estimatedensity", dict(METHOD="map", **estimate)),
        "ml": ("estimatedensity", dict(METHOD="ml", **estimate)),
        "densityseries": ("densityseries", dict(MODEL=sample["MODEL"], COUNTS=sample["COUNTS"], METHOD="em", ITERATIONS=300, LEAST=0.1,
                                                OUTPUT=out("s.tif"), TILES=out("t.gpkg"), FIGURES=out("f.gpkg"))),
        "comparefootprints": ("comparefootprints", dict(
            CELLS=sample["CELLS"], EXTENT=sample["TRUTH"], COUNTS=sample["COUNTS"], TIME=NOON, NOISE=6, DRAWS=5, REPORT=out("r.html"),
            OUTPUT=out("f.gpkg"))),
        "densityuncertainty": ("densityuncertainty", dict(
            MODEL=sample["MODEL"], COUNTS=sample["COUNTS"], TIME=NOON, REPLICATES=300, IDENTIFIABILITY=out("i.tif"), SPREAD=out("s.tif"),
            OUTPUT=out("d.tif"))),
        "densitytozones": ("densitytozones", dict(DENSITY=sample["TRUTH"], ZONES=sample["AREAS"], BAND=0, OUTPUT=out("z.gpkg"))),
        "comparedensities": ("comparedensities", dict(GAP=2e-3, BLOCK=1, **compare)),
        "comparedensities exact": ("comparedensities", dict(PRECISION="exact", **compare)),
        "createscenario": ("createscenario", dict(CELLS=out("c.gpkg"), EVENTS=out("e.gpkg"), COUNTS=out("n.gpkg"), TRUTH=out("t.tif"),
                                                  PEOPLE=out("p.tif"))),
        "createscenario journeys": ("createscenario", dict(
            N_PHONES=1000, N_JOURNEYS=3000, CELLS=out("c.gpkg"), JOURNEY_EVENTS=out("j.gpkg"), TRUTH_ROUTES=out("r.gpkg"),
            TRUTH_POSITIONS=out("q.gpkg"), ROAD_LINES=out("l.gpkg"))),
        "createscenario hills": ("createscenario", dict(
            SIZE=6000, N_PHONES=100, N_JOURNEYS=20, SURROUNDINGS="hills_and_buildings", CELLS=out("c.gpkg"), JOURNEY_EVENTS=out("j.gpkg"),
            TERRAIN=out("t.tif"), BUILDINGS=out("b.gpkg"))),
        "loadsample": ("loadsample", dict(FOLDER=out("")))}


FILES = ["countphones files", "cleanevents files"] if importlib.util.find_spec("duckdb") else []
LONG = [*FILES, "emissionmodel", "modelfromareas", "modelfrommeasurements", "modelfromtable", "modeltotable", "countphones",
        "cleanevents", "em", "map", "densityseries", "densitytozones", "densityuncertainty", "comparedensities", "comparedensities exact",
        "createscenario", "createscenario journeys", "createscenario hills", "loadsample", "estimatetrajectories",
        "estimatetrajectories processes", "matchtrajectories", "matchtrajectories processes", "eventpositions",
        "eventpositions measured", "comparefootprints", "velocities", "velocities joint", "sessions", "comparecurves", "predictcoverage",
        "predictcoverage processes"]


@pytest.fixture(autouse=True)
def processes(monkeypatch):
    """Processes start for the journeys of the sample too, and where one was started none is left."""
    monkeypatch.setattr(parallel, "LEAST_TASKS", 1)
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("percent", [1, 60])
@pytest.mark.parametrize("which", LONG)
def test_cancelling_stops_within_a_second_and_leaves_nothing(run, sample, tmp_path, room, which, percent):
    if which == "map" and percent == 60:
        percent = 16  # it converges long before the most steps
    if which == "createscenario journeys" and percent == 60:
        percent = 77  # in the midst of the journeys
    if which == "createscenario hills" and percent == 60:
        percent = 76  # in the midst of the levels
    name, parameters = wanted(sample, lambda file: str(tmp_path / file))[which]
    results = run(name, cancel_at=percent, **parameters)
    assert run.feedback.cancelled is not None, "the progress never got there"
    assert monotonic() - run.feedback.cancelled < 1.5 * room  # a second, and something for a busy machine
    assert results == {} and "Cancelled; nothing was written." in run.feedback.infos
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
    assert not run.context.layersToLoadOnCompletion()


@pytest.mark.parametrize("which", [name for name in LONG if name not in ("comparedensities exact", "loadsample", "em")])
def test_progress_goes_from_zero_to_a_hundred_without_turning_back(run, sample, tmp_path, which):
    name, parameters = wanted(sample, lambda file: str(tmp_path / file))[which]
    run(name, **parameters)
    steps = run.feedback.steps
    assert steps == sorted(steps) and steps[-1] == 100 and len(steps) >= 3
    assert steps[0] <= 30


def test_a_temporary_layer_of_a_cancelled_run_is_gone(run, sample):
    assert run("modeltotable", cancel_at=50, MODEL=sample["MODEL"], OUTPUT="TEMPORARY_OUTPUT") == {}
    assert not run.context.temporaryLayerStore().mapLayers()


@pytest.mark.parametrize("percent", [2.5, 5])
def test_reading_a_large_elevation_model_can_be_cancelled(run, sample, tmp_path, room, percent):
    from osgeo import gdal

    truth, side = gdal.Open(sample["TRUTH"]), 20_000
    left, width, _, top, _, _ = truth.GetGeoTransform()
    dem, pixel = tmp_path / "dem.tif", width * truth.RasterXSize / side
    dataset = gdal.GetDriverByName("GTiff").Create(str(dem), side, side, 1, gdal.GDT_Int16, ["TILED=YES", "SPARSE_OK=TRUE"])
    dataset.SetGeoTransform((left, pixel, 0, top, 0, -pixel))
    dataset.SetProjection(truth.GetProjection())
    dataset = None
    out = tmp_path / "out"
    out.mkdir()
    assert run("predictcoverage", cancel_at=percent, CELLS=sample["CELLS"], DEM=str(dem), EXTENT=sample["TRUTH"], RESOLUTION=50,
               STRENGTH=str(out / "s.tif")) == {}
    assert monotonic() - run.feedback.cancelled < 1.5 * room and not list(out.iterdir())
