"""Match trajectories, through layers: on a straight road under square cells the phone is where its cells are heard."""

import pytest
from straight import START, places, vertices

EAST = ("x", "1", "ABCD", "shhe", [0, 60, 160, 300])
SINKS = ("ROUTES", "POSITIONS", "UNCERTAINTY", "ROAD_PROBABILITY", "ALTERNATIVES", "FAILURES")


@pytest.fixture
def match(run, events, areas, roads):
    def call(*journeys, **parameters):
        given = {"EVENTS": None, "ROADS": None, **parameters}
        given["EVENTS"], given["ROADS"] = given["EVENTS"] or events(*(journeys or (EAST,))), given["ROADS"] or roads()
        if not {"MODEL", "CELLS", "AREAS"} & set(given):
            given["AREAS"] = areas()
        return run("matchtrajectories", **{**{key: "TEMPORARY_OUTPUT" for key in SINKS}, "WORKERS": 1, **given})
    return call


def test_events_lie_in_their_cells_or_at_their_borders(match, run):
    made = match()
    x = [at for at, _ in places(run, made["POSITIONS"])]
    rows = run.rows(made["POSITIONS"])
    assert x == sorted(x) and all(r["known"] and r["explained"] for r in rows)
    for k, at in enumerate(x):  # cell k is the square from 1000 k to 1000 (k + 1); likelihood falls by e over 150 m outside
        assert 1000 * k - 450 <= at <= 1000 * (k + 1) + 450
    assert [r["along_m"] for r in rows] == pytest.approx([at - x[0] for at in x], abs=0.01)
    assert all(r["sigma_m"] > 0 and r["radius_m"] > 0 for r in rows)
    assert (made["N_JOURNEYS"], made["N_ROUTES"], made["N_FAILED"], made["N_EVENTS"], made["N_UNEXPLAINED"]) == (1, 1, 0, 4, 0)


def test_the_m_of_a_route_runs_from_the_first_event_to_the_last_and_meets_the_events(match, run):
    made = match()
    line, = vertices(run, made["ROUTES"])
    assert (line[0][2], line[-1][2]) == (0, 300) and [m for *_, m in line] == sorted(m for *_, m in line)
    for (x, _), row in zip(places(run, made["POSITIONS"]), run.rows(made["POSITIONS"])):
        assert min(abs(x - at) for at, _, m in line if abs(m + START - row["t_unix"]) <= 8) <= 80
    assert all(b[0] > a[0] for a, b in zip(line, line[1:]))
