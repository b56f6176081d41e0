"""The ready-made models: they load, chain algorithms that exist, and give what their steps give by hand."""

from pathlib import Path

import numpy as np
import pytest

from mno_mobility.paths import shipped

NAMES = sorted(path.stem for path in shipped("resources", "models").glob("*.model3"))
DENSITY, FLOW, REPORT = "estimate:Density", "compare:Flow", "compare:Report"
REPORTS = "routes:Route-report", "positions:Position-report", "speeds:Speed-report"
TRACKS = ROUTES, POSITIONS, SEGMENTS, SESSIONS = "estimate:Routes", "velocities:Positions", "velocities:Segments", "sessions:Sessions"


@pytest.fixture(scope="module")
def world(qgis_app, tmp_path_factory):
    """A made-up country of 8 x 8 km with 2,000 phones, on disk."""
    import processing

    folder = tmp_path_factory.mktemp("world")
    wanted = {"CELLS": "cells.gpkg", "EVENTS": "events.gpkg", "TRUTH": "truth.tif"}
    processing.run("mnomobility:createscenario", {
        "SIZE": 8_000, "TILE_SIZE": 200, "N_PHONES": 2_000, "SEED": 7, **{key: str(folder / name) for key, name in wanted.items()}})
    return {key: str(folder / name) for key, name in wanted.items()}


def values(path: str) -> np.ndarray:
    from osgeo import gdal

    dataset = gdal.Open(path)
    return dataset.ReadAsArray()


def test_there_are_models():
    assert NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_model_is_in_the_toolbox_under_the_name_of_its_file(name, provider):
    model = provider.algorithm(name)
    assert model is not None and model.id() == f"mnomobility:{name}"
    assert model.displayName()[0].isupper() and "_" not in model.displayName()
    assert model.create().displayName() == model.displayName()  # what the dialog shows


@pytest.mark.parametrize("name", NAMES)
def test_a_model_chains_only_algorithms_that_exist(name, provider):
    model = provider.algorithm(name)
    assert model.childAlgorithms() and model.validate() == (True, [])
    for child in model.childAlgorithms().values():
        step = provider.algorithm(child.algorithmId().partition(":")[2])
        assert step is not None, child.algorithmId()
        known = {definition.name() for definition in step.parameterDefinitions()}
        assert set(child.parameterSources()) <= known  # a renamed parameter would be dropped silently


@pytest.mark.parametrize("name", NAMES)
def test_the_parameters_of_a_model_are_clean_and_explained(name, provider):
    model = provider.algorithm(name)
    outputs = {output.name() for output in model.outputDefinitions()}
    promised = {"density": {DENSITY}, "trajectories_from": set(TRACKS), "trajectories_compared": set(REPORTS)}
    assert next(keys for start, keys in promised.items() if name.startswith(start)) <= outputs and not any(" " in key for key in outputs)
    for definition in model.parameterDefinitions():
        assert " " not in definition.name() and definition.description() and definition.help(), definition.name()
    assert model.shortHelpString() and model.shortDescription() and Path(model.svgIconPath()).is_file()


def test_the_evaluated_model_gives_what_its_steps_give_by_hand(world, run, tmp_path):
    by_hand = str(tmp_path / "by_hand.tif")
    made = run("emissionmodel", CELLS=world["CELLS"], EXTENT=world["TRUTH"], TILE_SIZE=200, MODEL=str(tmp_path / "m.mno.npz"))
    counted = run("countphones", EVENTS=world["EVENTS"], CELLS=world["CELLS"], TIMES="2024-03-12T12:00:00",
                  COUNTS=str(tmp_path / "counts.gpkg"))
    run("estimatedensity", MODEL=made["MODEL"], COUNTS=counted["COUNTS"], METHOD="sb", OUTPUT=by_hand)
    compared = run("comparedensities", ESTIMATED=by_hand, TRUTH=world["TRUTH"], TRUTH_BAND=3)

    results = run("density_from_events_evaluated", **world, TRUTH_BAND=3, TILE_SIZE=200, TIME="2024-03-12T12:00:00", METHOD="sb", **{
        DENSITY: str(tmp_path / "chained.tif"), REPORT: str(tmp_path / "report.html"), FLOW: str(tmp_path / "flow.gpkg")})
    assert np.array_equal(values(results[DENSITY]), values(by_hand))
    assert f"{compared['KWD_TILES']:.4f} tiles = {compared['KWD_M']:.1f} m" in Path(results[REPORT]).read_text(encoding="utf-8")
    assert Path(results[FLOW]).is_file()


def test_the_short_model_gives_the_same_map_without_a_truth(world, run, tmp_path):
    given = {"CELLS": world["CELLS"], "EVENTS": world["EVENTS"], "TILE_SIZE": 200, "TIME": "2024-03-12T12:00:00", "METHOD": "sb"}
    short = run("density_from_events", **given, EXTENT=world["TRUTH"], **{DENSITY: str(tmp_path / "short.tif")})
    long = run("density_from_events_evaluated", **given, TRUTH=world["TRUTH"], TRUTH_BAND=3, **{
        DENSITY: str(tmp_path / "long.tif"), REPORT: str(tmp_path / "report.html")})
    assert np.array_equal(values(short[DENSITY]), values(long[DENSITY]))


def test_figures_are_plain_numbers_that_models_and_qgis_process_can_read(world, run):
    # a numpy number passes for a float in Python, but is an empty text to QGIS
    figures = run("comparedensities", ESTIMATED=world["TRUTH"], TRUTH=world["TRUTH"], TRUTH_BAND=3)
    assert {type(figures[key]) for key in ("KWD_TILES", "KWD_M", "LOWER", "UPPER", "RUNTIME")} <= {int, float}


@pytest.mark.parametrize("with_people", [False, True])
def test_the_model_of_trajectories_gives_what_its_steps_give_by_hand(run, tmp_path, with_people):
    place = {key: str(tmp_path / name) for key, name in {
        "CELLS": "cells.gpkg", "JOURNEY_EVENTS": "events.gpkg", "ROAD_LINES": "roads.gpkg", "PEOPLE": "people.tif"}.items()}
    run("createscenario", SIZE=5000, N_PHONES=50, N_JOURNEYS=8, SEED=3, **place)
    given = {"CELLS": place["CELLS"], "ROADS": place["ROAD_LINES"], **({"POPULATION": place["PEOPLE"]} if with_people else {})}
    results = run("trajectories_from_events", EVENTS=place["JOURNEY_EVENTS"], **given,
                  **{key: str(tmp_path / f"{key.partition(':')[2]}.gpkg") for key in TRACKS})
    in_model = {key: run.rows(results[key]) for key in TRACKS}

    clean = run("cleanevents", EVENTS=place["JOURNEY_EVENTS"], OUTPUT=str(tmp_path / "clean.gpkg"))
    areas = run("voronoiareas", CELLS=place["CELLS"], METHOD="wedge", OUTPUT=str(tmp_path / "areas.gpkg"))
    found = run("estimatetrajectories", EVENTS=clean["OUTPUT"], AREAS=areas["OUTPUT"], **given, ROUTES=str(tmp_path / "r.gpkg"),
                POSITIONS=str(tmp_path / "p.gpkg"))
    speeds = run("velocities", POSITIONS=found["POSITIONS"], ROUTES=found["ROUTES"], ROADS=place["ROAD_LINES"],
                 OUTPUT=str(tmp_path / "o.gpkg"), SEGMENTS=str(tmp_path / "s.gpkg"))
    framed = run("sessions", POSITIONS=speeds["OUTPUT"], ROUTES=found["ROUTES"], SESSIONS=str(tmp_path / "x.gpkg"))
    by_hand = dict(zip(TRACKS, (found["ROUTES"], speeds["OUTPUT"], speeds["SEGMENTS"], framed["SESSIONS"])))
    assert in_model == {key: run.rows(layer) for key, layer in by_hand.items()}
    assert all(in_model.values()) and len(in_model[ROUTES]) == found["N_ROUTES"]


def test_the_model_of_comparisons_gives_what_its_steps_give_by_hand(sample, run, tmp_path):
    # the truth, moved by 30 m, is 30 m off
    import processing

    made = {key: str(tmp_path / f"{key}.gpkg") for key in ("ROUTES", "POSITIONS")}
    for key, truth in (("ROUTES", "TRUTH_ROUTES"), ("POSITIONS", "TRUTH_POSITIONS")):
        processing.run("native:translategeometry", {"INPUT": sample[truth], "DELTA_X": 30, "OUTPUT": made[key]})
    timed = run("velocities", POSITIONS=made["POSITIONS"], ROUTES=made["ROUTES"], OUTPUT=str(tmp_path / "timed.gpkg"))["OUTPUT"]
    given = {"ROUTES": made["ROUTES"], "POSITIONS": timed, "TRUE_ROUTES": sample["TRUTH_ROUTES"],
             "TRUE_POSITIONS": sample["TRUTH_POSITIONS"]}
    layers = "routes:Routes", "positions:Deviations", "speeds:Speeds"
    results = run("trajectories_compared", **given, EVENTS="handover", **{
        key: str(tmp_path / f"{key.partition(':')[2]}.{kind}") for kind, keys in (("gpkg", layers), ("html", REPORTS)) for key in keys})

    routes = run("comparecurves", ESTIMATED=made["ROUTES"], TRUTH=sample["TRUTH_ROUTES"], OUTPUT=str(tmp_path / "r.gpkg"))
    positions = run("comparepositions", ESTIMATED=timed, TRUTH=sample["TRUTH_POSITIONS"], EVENTS="handover",
                    OUTPUT=str(tmp_path / "p.gpkg"))
    speeds = run("comparespeeds", ESTIMATED=timed, TRUTH=sample["TRUTH_ROUTES"], TRUTH_KIND="track", OUTPUT=str(tmp_path / "s.gpkg"))
    assert [run.rows(results[key]) for key in layers] == [run.rows(made["OUTPUT"]) for made in (routes, positions, speeds)]
    assert (routes["N_PAIRS"], routes["FRECHET_M"]) == (200, pytest.approx(30, abs=1e-6)) and positions["N"] > 1000
    pages = [Path(results[key]).read_text(encoding="utf-8") for key in REPORTS]
    assert f"<td>{routes['FRECHET_M']:.1f} m mean" in pages[0] and f"<td>{positions['MAE']:.1f} m</td>" in pages[1]
    assert f"<td>{speeds['MAE_AFTER']:.2f}</td>" in pages[2]
