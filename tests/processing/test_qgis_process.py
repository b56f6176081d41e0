"""The built plugin in qgis_process, as in a night's batch: every algorithm once, on layers on disk, and an error in one clean line."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from mno_mobility import parallel

ROOT = Path(__file__).resolve().parent.parent.parent
# Debian's qgis_process of QGIS 3.22 is a script that hands the desktop's options on and fails
PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process")

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="qgis_process is not installed")

ALGORITHMS = {"loadsample", "createscenario", "validatecellplan", "interpolatepower", "predictcoverage", "voronoiareas", "emissionmodel",
              "modelfromareas", "modelfrommeasurements", "modelfromtable", "modeltotable", "cellfootprint", "comparefootprints",
              "countphones", "cleanevents", "estimatedensity", "densityseries", "densitytozones", "densityuncertainty",
              "estimatetrajectories", "matchtrajectories", "eventpositions", "velocities", "sessions", "exporttraces", "comparedensities",
              "comparecurves", "comparepositions", "comparespeeds"}


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory):
    """Runs qgis_process with the built plugin in a profile of its own; returns the finished process."""
    build = tmp_path_factory.mktemp("build")
    subprocess.run([sys.executable, str(ROOT / ".ci" / "package.py"), "--folder", str(build)], check=True, capture_output=True)
    profile = build / "profile" / "profiles" / "default" / "QGIS"
    profile.mkdir(parents=True)
    for version in ("QGIS3", "QGIS4"):
        (profile / f"{version}.ini").write_text("[PythonPlugins]\nmno_mobility=true\nprocessing=true\n")
    environment = {**os.environ, "QGIS_PLUGINPATH": str(build), "QGIS_CUSTOM_CONFIG_PATH": str(build / "profile"),
                   "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": sysconfig.get_path("purelib"), "XDG_RUNTIME_DIR": str(build)}

    def call(*arguments):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, timeout=120)
    return call


@pytest.fixture(scope="module")
def run(qgis_process):
    """``run("emissionmodel", CELLS=...)`` returns the results."""
    def call(name, **parameters):
        values = [f"--{key}={value}" for key, many in parameters.items() for value in (many if isinstance(many, list) else [many])]
        done = qgis_process("run", f"mnomobility:{name}", "--json", *values)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout[done.stdout.index("{"):])["results"]
    return call


@pytest.fixture(scope="module")
def world(run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    made = run("createscenario", SIZE=6000, N_PHONES=1000, CELLS=folder / "cells.gpkg", EVENTS=folder / "events.gpkg",
               COUNTS=folder / "counts.csv", TRUTH=folder / "truth.tif", PEOPLE=folder / "people.tif")
    made["MODEL"] = run("emissionmodel", CELLS=made["CELLS"], EXTENT=made["TRUTH"], MODEL=folder / "model.mno.npz",
                        COVERAGE=folder / "coverage.tif", BEST_SERVER=folder / "server.tif")["MODEL"]
    return made


def test_all_algorithms_are_listed(qgis_process):
    listed = json.loads(qgis_process("list", "--json").stdout)["providers"]["mnomobility"]["algorithms"]
    assert {f"mnomobility:{name}" for name in ALGORITHMS} <= set(listed)


def test_help_shows_every_parameter(qgis_process):
    shown = json.loads(qgis_process("help", "mnomobility:estimatedensity", "--json").stdout)
    assert {"MODEL", "COUNTS", "METHOD", "PRIOR"} <= set(shown["parameters"])


def test_events_become_a_density_that_is_compared_with_the_truth(run, world, tmp_path):
    counts = run("countphones", EVENTS=world["EVENTS"], CELLS=world["CELLS"], TIMES="2024-03-12T12:00:00", TOLERANCE=600,
                 COUNTS=tmp_path / "counts.gpkg", REJECTS=tmp_path / "rejects.csv")
    density = run("estimatedensity", MODEL=world["MODEL"], COUNTS=counts["COUNTS"], METHOD="em", OUTPUT=tmp_path / "density.tif",
                  RESIDUALS=tmp_path / "residuals.gpkg")
    assert density["C"] == counts["N_PHONES"] == pytest.approx(density["MASS"])
    distance = run("comparedensities", ESTIMATED=density["OUTPUT"], TRUTH=world["TRUTH"], TRUTH_BAND=3, FLOW=tmp_path / "flow.gpkg",
                   REPORT=tmp_path / "report.html")
    assert 0 < distance["LOWER"] <= distance["KWD_TILES"] <= distance["UPPER"] < 60
    assert {p.name for p in tmp_path.iterdir()} == {
        "counts.gpkg", "rejects.csv", "density.tif", "residuals.gpkg", "flow.gpkg", "report.html"}


def test_a_density_tells_how_sure_it_is(run, world, tmp_path):
    made = run("densityuncertainty", MODEL=world["MODEL"], COUNTS=world["COUNTS"], TIME="2024-03-12T12:00:00", REPLICATES=10,
               IDENTIFIABILITY=tmp_path / "identifiability.tif", SPREAD=tmp_path / "spread.tif", OUTPUT=tmp_path / "density.tif")
    assert 1 < made["RANK"] <= world["N_CELLS"] + 1e-6 and made["C"] == pytest.approx(made["MASS"])
    assert made["RESOLUTION_M"] > 100 and 0 < made["MEAN_CV"] < 2 and made["KWD_M"] > 0 and 0 <= made["SHARE_WELL"] <= 1
    assert {p.name for p in tmp_path.iterdir()} == {"identifiability.tif", "spread.tif", "density.tif"}


def test_footprints_are_compared_and_what_they_do_to_a_density(run, world, tmp_path):
    made = run("comparefootprints", CELLS=world["CELLS"], PARAMETER="ple", EXTENT=world["TRUTH"], COUNTS=world["COUNTS"],
               TIME="2024-03-12T12:00:00", NOISE=3, REPORT=tmp_path / "what_if.html", OUTPUT=tmp_path / "figures.csv")
    assert made["N_VALUES"] == 3 and made["AREA_KM2"] > 0 and made["KWD_M"] > made["NOISE_KWD_M"] > 0
    assert len((tmp_path / "figures.csv").read_text().splitlines()) == 1 + 3 + 3
    assert {p.name for p in tmp_path.iterdir()} == {"what_if.html", "figures.csv"}


def test_events_are_cleaned(run, world, tmp_path):
    clean = run("cleanevents", EVENTS=world["EVENTS"], CELLS=world["CELLS"], GAP=60, OUTPUT=tmp_path / "clean.gpkg",
                REJECTS=tmp_path / "rejects.csv")
    assert clean["N_BEFORE"] == clean["N_AFTER"] + clean["N_REJECTED"] > 1000 and clean["N_JOURNEYS"] > 100
    assert {p.name for p in tmp_path.iterdir()} == {"clean.gpkg", "rejects.csv"}


def test_events_in_files_are_counted_and_cleaned_as_those_of_a_layer(run, world, tmp_path):
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    from osgeo import gdal
    (tmp_path / "files").mkdir()
    gdal.VectorTranslate(str(tmp_path / "files" / "events.csv"), str(world["EVENTS"]), format="CSV")
    asked = dict(TIMES="2024-03-12T12:00:00", TOLERANCE=600)
    files = dict(FILES=tmp_path / "files", MEMORY=0.5, THREADS=1)
    sources = dict(EVENTS=world["EVENTS"]), files
    counts = [run("countphones", **source, **asked, COUNTS=tmp_path / f"{k}.csv") for k, source in enumerate(sources)]
    assert counts[0]["N_PHONES"] == counts[1]["N_PHONES"] > 500
    assert sorted((tmp_path / "0.csv").read_text().splitlines()) == sorted((tmp_path / "1.csv").read_text().splitlines())
    clean = [run("cleanevents", **source, OUTPUT=tmp_path / f"clean{k}.csv") for k, source in enumerate(sources)]
    assert clean[0]["N_JOURNEYS"] == clean[1]["N_JOURNEYS"] > 100 and clean[0]["N_AFTER"] == clean[1]["N_AFTER"]


def test_sessions_are_framed(run, tmp_path):
    (tmp_path / "routes.csv").write_text('device_id,journey_id,wkt\nx,1,"LINESTRING (4321000 3210000, 4322000 3210000)"\n')
    (tmp_path / "positions.csv").write_text("device_id,journey_id,time,event,along_m\n" + "".join(
        f"x,1,2024-05-01T08:0{k}:00Z,{event},{100 * k}\n" for k, event in enumerate(["call_start", "handover", "call_end", "lau"])))
    routes = f"delimitedtext://file://{tmp_path}/routes.csv?type=csv&wktField=wkt&crs=EPSG:3035"
    made = run("sessions", ROUTES=routes, POSITIONS=tmp_path / "positions.csv",
               SESSIONS=tmp_path / "sessions.gpkg", SPANS=tmp_path / "spans.gpkg")
    assert made["N_SESSIONS"] == made["N_SPEECH"] == 1 and made["N_INCOMPLETE"] == 0


def test_a_register_gives_the_plan_its_power(run, world, tmp_path):
    (tmp_path / "register.csv").write_text("x,y,power_w\n4321000,3210000,20\n4323000,3210000,40\n")
    (tmp_path / "cells.csv").write_text("cell_id,x,y,lac\na,4321010,3210000,7\nb,4323000,3210000,7\nc,4322000,3211000,8\n")
    made = run("interpolatepower", CELLS=tmp_path / "cells.csv", CELLS_CRS="EPSG:3035", REGISTER=tmp_path / "register.csv",
               REGISTER_CRS="EPSG:3035", OUTPUT=tmp_path / "plan.gpkg", ANCHORS=tmp_path / "anchors.gpkg")
    assert (made["N_MATCHED"], made["N_MEDIAN"]) == (2, 1)
    assert (made["MIN_DBM"], made["MAX_DBM"]) == pytest.approx((43.01, 46.02), abs=0.01)  # 20 and 40 W
    assert run("validatecellplan", CELLS=made["OUTPUT"], OUTPUT=tmp_path / "clean.gpkg")["N_PROBLEMS"] == 0


def test_coverage_is_predicted_over_terrain_and_its_areas_become_a_model(run, world, tmp_path):
    subprocess.run(["gdal_translate", "-q", "-ot", "Float32", "-b", "1", world["PEOPLE"], str(tmp_path / "dem.tif")], check=True)
    made = run("predictcoverage", CELLS=world["CELLS"], DEM=tmp_path / "dem.tif", EXTENT=world["TRUTH"], RESOLUTION=50,
               STRENGTH=tmp_path / "level.tif", BEST_SERVER=tmp_path / "best.tif", OVERLAP=tmp_path / "cells.tif",
               OUTPUT=tmp_path / "areas.gpkg", HOLES=tmp_path / "holes.gpkg", FILLED=tmp_path / "filled.csv")
    assert made["N_CELLS"] == world["N_CELLS"] >= made["N_HEARD"] >= made["N_AREAS"] > 0 and 0.5 < made["COVERED_SHARE"] <= 1
    assert made["COVERED_KM2"] == pytest.approx(36 * made["COVERED_SHARE"])
    areal = run("modelfromareas", AREAS=made["OUTPUT"], EXTENT=world["TRUTH"], MODEL=tmp_path / "areal.mno.npz")
    assert areal["N_CELLS"] == made["N_AREAS"]
    assert (tmp_path / "filled.csv").read_text().startswith("cell_id,column,value")


def test_plan_areas_and_table_become_models(run, world, tmp_path):
    plan = run("validatecellplan", CELLS=world["CELLS"], OUTPUT=tmp_path / "plan.gpkg", PROBLEMS=tmp_path / "problems.gpkg",
               REPORT=tmp_path / "plan.html")
    areas = run("voronoiareas", CELLS=plan["OUTPUT"], METHOD="wedge", EXTENT=world["TRUTH"], OUTPUT=tmp_path / "areas.gpkg")
    areal = run("modelfromareas", AREAS=areas["OUTPUT"], EXTENT=world["TRUTH"], MODEL=tmp_path / "areal.mno.npz")
    table = run("modeltotable", MODEL=areal["MODEL"], OUTPUT=tmp_path / "table.csv")
    again = run("modelfromtable", TABLE=table["OUTPUT"], VALUE="p", CRS="EPSG:3035", MODEL=tmp_path / "again.mno.npz")
    assert plan["N_CELLS"] == areas["N_AREAS"] == areal["N_CELLS"] == again["N_CELLS"] == world["N_CELLS"]
    assert areal["NNZ"] == again["NNZ"] == table["N_ROWS"] == 3600  # each tile has one cell


def test_a_series_is_summed_by_zone_and_a_footprint_drawn(run, world, tmp_path):
    series = run("densityseries", MODEL=world["MODEL"], COUNTS=world["COUNTS"], OUTPUT=tmp_path / "series.tif",
                 TILES=tmp_path / "tiles.gpkg", FIGURES=tmp_path / "figures.csv")
    areas = run("voronoiareas", CELLS=world["CELLS"], METHOD="tower", EXTENT=world["TRUTH"], OUTPUT=tmp_path / "areas.gpkg")
    zones = run("densitytozones", DENSITY=series["OUTPUT"], ZONES=areas["OUTPUT"], BAND=0, OUTPUT=tmp_path / "zones.gpkg")
    assert series["N_TIMES"] == 5 and zones["PHONES"] == pytest.approx(series["MASS"], rel=1e-5) and zones["PHONES_OUTSIDE"] == 0
    assert run("cellfootprint", MODEL=world["MODEL"], CELL_ID="MA.1.1", OUTPUT=tmp_path / "foot.tif")["N_TILES"] > 0


@pytest.fixture
def drive(tmp_path):
    """A route of a phone with its times, the positions of three events on it, and the truth 30 m beside, as CSV files with WKT."""
    moments = [(0, 0), (300, 30), (600, 90)]  # metres east, seconds
    files = {"route": "WKT,device_id,journey_id\n\"LINESTRING M (" + ",".join(f"{4321000 + x} 3210000 {1714564800 + t}" for x, t in moments)
             + ")\",a,1\n", "true_route": "WKT,device_id,journey_id\n\"LINESTRING (4321000 3210030,4321600 3210030)\",a,1\n"}
    for name, y, speeds in (("positions", 3210000, [",", "40,38", "20,19"]), ("true_positions", 3210030, [",", ",36", ",18"])):
        files[name] = "WKT,device_id,journey_id,time,event,speed_raw_kmh,speed_kmh\n" + "".join(
            f"POINT ({4321000 + x} {y}),a,1,{1714564800 + t},handover,{v}\n" for (x, t), v in zip(moments, speeds))
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text)
        # a CSV has no CRS: a GeoPackage of it has
        subprocess.run(["ogr2ogr", "-q", "-a_srs", "EPSG:3035", "-oo", "AUTODETECT_TYPE=YES", str(tmp_path / f"{name}.gpkg"),
                        str(tmp_path / f"{name}.csv")], check=True)
    return {name: tmp_path / f"{name}.gpkg" for name in files}


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="ogr2ogr is not installed")
def test_a_drive_is_compared_with_the_truth_and_exported(run, drive, tmp_path):
    curves = run("comparecurves", ESTIMATED=drive["route"], TRUTH=drive["true_route"], KEYS=["device_id", "journey_id"],
                 OUTPUT=tmp_path / "c.gpkg", UNMATCHED=tmp_path / "cu.gpkg", REPORT=tmp_path / "c.html")
    assert (curves["N_PAIRS"], curves["FRECHET_M"], curves["HAUSDORFF_M"], curves["COMPLETENESS"]) == (1, 30, 30, 1)
    positions = run("comparepositions", ESTIMATED=drive["positions"], TRUTH=drive["true_positions"], EVENTS="handover",
                    OUTPUT=tmp_path / "p.gpkg", UNMATCHED=tmp_path / "pu.gpkg", REPORT=tmp_path / "p.html")
    assert (positions["N"], positions["MAE"], positions["N_UNMATCHED"]) == (3, 30, 0)
    for truth in ("true_positions", "route"):  # segments, and a track
        speeds = run("comparespeeds", ESTIMATED=drive["positions"], TRUTH=drive[truth], OUTPUT=tmp_path / f"{truth}_s.gpkg",
                     UNMATCHED=tmp_path / f"{truth}_su.gpkg", REPORT=tmp_path / f"{truth}_s.html")
        assert [speeds[key] for key in ("N", "MAE_BEFORE", "MAE_AFTER", "MAE_CUT")] == pytest.approx([2, 3, 1.5, 50])
    for layer, form, n in (("ROUTES", "ns2", 3), ("ROUTES", "gpx", 3), ("POSITIONS", "sumo_fcd", 4), ("POSITIONS", "csv", 4)):
        made = run("exporttraces", FORMAT=form, STEP=30, OUTPUT=tmp_path / f"traces.{form}",
                   **{layer: drive["route" if layer == "ROUTES" else "positions"]})
        assert (made["N_TRACES"], made["N_ROWS"], made["START"]) == (1, n, "2024-05-01T12:00:00Z")
        assert (tmp_path / f"traces.{form}").stat().st_size > 200


def test_the_sample_is_written(run, tmp_path):
    made = run("loadsample", FOLDER=tmp_path)
    assert made["N_EVENTS"] > 100_000 and made["N_JOURNEYS"] == 200
    assert {p.name for p in tmp_path.iterdir()} == {
        "cells.gpkg", "counts.gpkg", "events.gpkg", "people.tif", "truth.tif", "roads.gpkg", "journey_events.gpkg", "true_routes.gpkg",
        "true_positions.gpkg"}


def test_journeys_are_made_on_roads_that_are_given(run, tmp_path):
    wanted = dict(SIZE=3000, N_PHONES=10, N_JOURNEYS=4, CELLS=tmp_path / "cells.gpkg", JOURNEY_EVENTS=tmp_path / "events.csv")
    made = run("createscenario", ROAD_LINES=tmp_path / "roads.gpkg", **wanted)
    again = run("createscenario", ROADS=made["ROAD_LINES"], **wanted)
    assert made["N_JOURNEY_EVENTS"] == again["N_JOURNEY_EVENTS"] > 0


def test_coverage_is_predicted_over_the_hills_and_buildings_of_a_made_up_world(run, tmp_path):
    made = run("createscenario", SIZE=3000, N_PHONES=300, SURROUNDINGS="hills_and_buildings", CELLS=tmp_path / "cells.gpkg",
               TERRAIN=tmp_path / "terrain.tif", BUILDINGS=tmp_path / "buildings.gpkg")
    covered = [run("predictcoverage", CELLS=made["CELLS"], EXTENT=made["TERRAIN"], RESOLUTION=10, PROPAGATION="terrain", THRESHOLD=-95,
                   BEST_SERVER=tmp_path / f"{k}.tif", **ground)["COVERED_SHARE"]
               for k, ground in enumerate(({}, {"DEM": made["TERRAIN"]}, {"DEM": made["TERRAIN"], "BUILDINGS": made["BUILDINGS"]}))]
    assert 1 >= covered[0] > covered[1] > covered[2] > 0


@pytest.fixture(scope="module")
def journeys(run, tmp_path_factory):
    """A made-up world of 6 x 6 km with 12 journeys and their truth."""
    folder = tmp_path_factory.mktemp("journeys")
    return run("createscenario", SIZE=6000, N_PHONES=50, N_JOURNEYS=12, CELLS=folder / "cells.gpkg", JOURNEY_EVENTS=folder / "events.csv",
               TRUTH_ROUTES=folder / "routes.gpkg", TRUTH_POSITIONS=folder / "positions.gpkg", ROAD_LINES=folder / "roads.gpkg",
               PEOPLE=folder / "people.tif")


def test_events_become_routes_positions_speeds_and_sessions_that_are_compared_with_the_truth(run, journeys, tmp_path):
    areas = run("voronoiareas", CELLS=journeys["CELLS"], METHOD="wedge", EXTENT=journeys["PEOPLE"], OUTPUT=tmp_path / "areas.gpkg")
    clean = run("cleanevents", EVENTS=journeys["JOURNEY_EVENTS"], OUTPUT=tmp_path / "clean.gpkg")
    found = run("estimatetrajectories", EVENTS=clean["OUTPUT"], AREAS=areas["OUTPUT"], ROADS=journeys["ROAD_LINES"],
                POPULATION=journeys["PEOPLE"], CELLS=journeys["CELLS"], ROUTES=tmp_path / "routes.gpkg",
                POSITIONS=tmp_path / "positions.gpkg", CANDIDATE_ROUTES=tmp_path / "candidates.gpkg", FAILURES=tmp_path / "failures.csv")
    assert found["N_JOURNEYS"] == clean["N_JOURNEYS"] == found["N_ROUTES"] + found["N_FAILED"] and found["N_ROUTES"] > 0
    placed = run("eventpositions", ROUTES=found["ROUTES"], EVENTS=clean["OUTPUT"], AREAS=areas["OUTPUT"], CELLS=journeys["CELLS"],
                 MEASURED=journeys["TRUTH_POSITIONS"], POSITIONS=tmp_path / "placed.gpkg")
    assert placed["N_POSITIONS"] >= found["N_POSITIONS"] > 0
    speeds = run("velocities", POSITIONS=found["POSITIONS"], ROUTES=found["ROUTES"], ROADS=journeys["ROAD_LINES"],
                 OUTPUT=tmp_path / "corrected.gpkg", SEGMENTS=tmp_path / "segments.gpkg", TIMED_ROUTES=tmp_path / "timed.gpkg")
    assert speeds["N_SEGMENTS"] == found["N_POSITIONS"] - found["N_ROUTES"] and speeds["N_NOT_MET"] <= speeds["N_EXCEEDED"]
    joint = run("velocities", POSITIONS=placed["POSITIONS"], ROUTES=found["ROUTES"], ROADS=journeys["ROAD_LINES"], METHOD="joint",
                OUTPUT=tmp_path / "joint.gpkg")
    assert joint["N_SEGMENTS"] > 0 and joint["N_NOT_MET"] == 0
    sessions = run("sessions", POSITIONS=speeds["OUTPUT"], ROUTES=found["ROUTES"], SESSIONS=tmp_path / "sessions.gpkg",
                   SPANS=tmp_path / "spans.gpkg")
    assert sessions["N_SESSIONS"] == sessions["N_SPEECH"] + sessions["N_DATA"] > 0
    curves = run("comparecurves", ESTIMATED=found["ROUTES"], TRUTH=journeys["TRUTH_ROUTES"], KEYS="device_id", OUTPUT=tmp_path / "c.gpkg")
    assert curves["N_PAIRS"] > 0 and 0 < curves["HAUSDORFF_M"] <= curves["FRECHET_M"] < 6000
    deviations = run("comparepositions", ESTIMATED=speeds["OUTPUT"], TRUTH=journeys["TRUTH_POSITIONS"], EVENTS="handover",
                     OUTPUT=tmp_path / "d.gpkg")
    assert 0 < deviations["MIN"] <= deviations["MEDIAN"] <= deviations["MAX"] < 9000
    traces = run("exporttraces", ROUTES=speeds["TIMED_ROUTES"], FORMAT="sumo_fcd", STEP=10, OUTPUT=tmp_path / "traces.xml")
    assert traces["N_TRACES"] + traces["N_REFUSED"] == found["N_ROUTES"]


def test_events_are_matched_and_their_routes_are_compared_with_the_truth(run, journeys, tmp_path):
    sinks = {key: tmp_path / f"{key}.gpkg" for key in ("ROUTES", "POSITIONS", "UNCERTAINTY", "ROAD_PROBABILITY", "ALTERNATIVES",
                                                       "FAILURES")}
    found = run("matchtrajectories", EVENTS=journeys["JOURNEY_EVENTS"], CELLS=journeys["CELLS"], ROADS=journeys["ROAD_LINES"],
                POPULATION=journeys["PEOPLE"], MEASURED=journeys["TRUTH_POSITIONS"], **sinks)
    assert found["N_JOURNEYS"] == found["N_ROUTES"] + found["N_FAILED"] and found["N_ROUTES"] > 0
    assert found["N_UNEXPLAINED"] <= found["N_EVENTS"] and found["MEAN_RADIUS"] > 0
    curves = run("comparecurves", ESTIMATED=found["ROUTES"], TRUTH=journeys["TRUTH_ROUTES"], OUTPUT=tmp_path / "c.gpkg")
    assert curves["N_PAIRS"] == found["N_ROUTES"]
    deviations = run("comparepositions", ESTIMATED=found["POSITIONS"], TRUTH=journeys["TRUTH_POSITIONS"], OUTPUT=tmp_path / "d.gpkg")
    assert deviations["N"] == found["N_EVENTS"] and 0 < deviations["MEDIAN"] < 6000  # the world is 6 km wide


def test_the_model_of_trajectories_runs_with_all_its_outputs(run, journeys, tmp_path):
    keys = {"estimate:Routes": "routes", "velocities:Positions": "positions", "velocities:Segments": "segments",
            "sessions:Sessions": "sessions"}
    made = run("trajectories_from_events", CELLS=journeys["CELLS"], EVENTS=journeys["JOURNEY_EVENTS"], ROADS=journeys["ROAD_LINES"],
               POPULATION=journeys["PEOPLE"], **{key: tmp_path / f"{name}.gpkg" for key, name in keys.items()})
    assert {p.stem for p in tmp_path.iterdir()} == set(keys.values()) and set(keys) <= set(made)
    sinks = {"routes:Routes": "c.gpkg", "positions:Deviations": "d.gpkg", "speeds:Speeds": "s.gpkg",
             "routes:Route-report": "c.html", "positions:Position-report": "d.html", "speeds:Speed-report": "s.html"}
    compared = run("trajectories_compared", ROUTES=made["estimate:Routes"], POSITIONS=made["velocities:Positions"], STRETCH="time",
                   TRUE_ROUTES=journeys["TRUTH_ROUTES"], TRUE_POSITIONS=journeys["TRUTH_POSITIONS"],
                   **{key: tmp_path / name for key, name in sinks.items()})
    assert set(sinks) <= set(compared) and all((tmp_path / name).stat().st_size > 3000 for name in sinks.values())


def test_processes_are_started_from_the_right_python_and_change_nothing(qgis_process, run, tmp_path):
    # so many journeys are enough for processes to start; QGIS embeds Python, so sys.executable may name any other
    made = run("createscenario", SIZE=5000, N_PHONES=10, N_JOURNEYS=2400, CELLS=tmp_path / "cells.gpkg",
               JOURNEY_EVENTS=tmp_path / "events.gpkg", ROAD_LINES=tmp_path / "roads.gpkg")
    areas = run("voronoiareas", CELLS=made["CELLS"], METHOD="wedge", OUTPUT=tmp_path / "areas.gpkg")
    for workers in (1, 2):
        done = qgis_process("run", "mnomobility:estimatetrajectories", f"--EVENTS={made['JOURNEY_EVENTS']}", f"--AREAS={areas['OUTPUT']}",
                            f"--ROADS={made['ROAD_LINES']}", f"--WORKERS={workers}", "--CANDIDATES=3",
                            f"--ROUTES={tmp_path / f'routes{workers}.csv'}", f"--POSITIONS={tmp_path / f'positions{workers}.csv'}")
        assert done.returncode == 0 and "Traceback" not in done.stderr and "__main__" not in done.stderr, done.stderr
    for name in ("routes", "positions"):
        alone, shared = ((tmp_path / f"{name}{workers}.csv").read_bytes() for workers in (1, 2))
        assert alone == shared and len(alone.splitlines()) > 1 / 0.3 * parallel.LEAST_TASKS


def test_an_error_is_one_clean_line_and_a_code(qgis_process, world, tmp_path):
    done = qgis_process("run", "mnomobility:estimatedensity", f"--MODEL={tmp_path / 'none.mno.npz'}", f"--COUNTS={world['COUNTS']}",
                        f"--OUTPUT={tmp_path / 'd.tif'}")
    assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")]
    assert len(lines) == 1 and lines[0].endswith("there is no such file. Make one with 'Emission model from cell plan'.")
    assert not list(tmp_path.iterdir())


def test_footprints_learned_from_points_serve_a_density(run, world, tmp_path):
    model = run("modelfrommeasurements", MEASUREMENTS=world["CELLS"], PRIOR_MODEL=world["MODEL"], BANDWIDTH=100, IN_USE=world["EVENTS"],
                MODEL=tmp_path / "learned.mno.npz", REJECTS=tmp_path / "rejects.gpkg")
    assert model["N_USED"] == model["N_CELLS"] + model["N_RETIRED"] > 0 == model["N_REJECTED"] and model["BANDWIDTH_USED"] == 100
    assert run("estimatedensity", MODEL=model["MODEL"], COUNTS=world["COUNTS"], TIME="2024-03-12T12:00:00",
               OUTPUT=tmp_path / "d.tif")["MASS"] > 0
