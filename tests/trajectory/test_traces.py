"""Trajectories as files, read again by programs that are not ours: Tcl, expat, sumolib, csv; and by the laws of even motion."""

import csv
import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mno_mobility.errors import Cancelled, InputError
from mno_mobility.trajectory import traces as module
from mno_mobility.trajectory.traces import as_csv, as_gpx, as_ns2, as_sumo_fcd, n_samples, sampler, traces_of

T0 = 1_714_564_800.0  # 2024-05-01T12:00:00Z
AWKWARD = 'a<&>"\'\\ --'


def plain(x, y):
    """Degrees that need no library: 100 km each."""
    return x / 1e5, y / 1e5


@pytest.fixture
def two():
    """One that drives 100 m east in 10 s, rests for 10 s and drives 50 m north in 5 s; another that starts 2.5 s later."""
    return traces_of(["p", AWKWARD], ["1", "7"], [[[1000, 500], [1100, 500], [1100, 500], [1100, 550]], [[1050, 400], [1050, 480]]],
                     [[T0, T0 + 10, T0 + 20, T0 + 25], [T0 + 2.5, T0 + 6.5]])


def random_traces(rng, n_traces=6, n=12):
    vertices = [np.cumsum(rng.normal(0, 40, (n, 2)), axis=0) + [4.3e6, 3.1e6] for _ in range(n_traces)]
    times = [T0 + rng.uniform(0, 60) + np.cumsum(rng.uniform(0.5, 9, n)) for _ in range(n_traces)]
    return traces_of([f"d{k // 2}" for k in range(n_traces)], [str(k % 2) for k in range(n_traces)], vertices, times)


# --- which trajectories there are --------------------------------------------------------------------------------------


def test_trajectories_without_times_are_refused_with_their_reason():
    line = [[0, 0], [10, 0], [20, 0]]
    made = traces_of(list("abcdef"), [None] * 6, [line, None, line, line, line, line],
                     [[0, 1, 2], None, [np.nan] * 3, [0, 2, 1], [5, np.nan, np.nan], [3, 3, 3]])
    assert list(made.device_id) == ["a"] and list(made.row) == [0]
    assert {why: list(rows) for why, rows in made.refused.items()} == {
        module.NO_LINE: [1], module.BACKWARDS: [3], module.NO_TIMES: [2, 4, 5]}


def test_a_vertex_without_a_time_has_one_by_its_distance_from_its_neighbours():
    made = traces_of(["a"], [None], [[[0, 0], [30, 0], [30, 70], [30, 70]]], [[T0, np.nan, T0 + 10, np.nan]])
    assert list(made.time_s - T0) == [0, 3, 10] and made.n_dropped == 1  # the last one lies behind all known times


def test_of_several_vertices_at_one_time_the_first_stays():
    made = traces_of(["a"], [None], [[[0, 0], [10, 0], [20, 0], [30, 0]]], [[0, 5, 5, 9]])
    assert made.xy_m.tolist() == [[0, 0], [10, 0], [30, 0]] and made.n_dropped == 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=0, max_size=5), min_size=1, max_size=5))
def test_every_trajectory_is_there_or_refused_and_every_vertex_counted(times):
    vertices = [None if not t else [[k, k] for k in range(len(t))] for t in times]
    made = traces_of(["d"] * len(times), [None] * len(times), vertices, [[np.nan if v is None else v for v in t] or None for t in times])
    refused = np.concatenate([np.empty(0, int), *made.refused.values()])
    assert sorted([*made.row, *refused]) == list(range(len(times)))
    assert len(made.time_s) + made.n_dropped == sum(len(times[k]) for k in made.row)
    rising = np.diff(made.time_s) > 0
    rising[made.first[1:-1] - 1] = True
    assert rising.all() and (np.diff(made.first) >= 2).all()


def test_names_are_those_of_devices_and_tell_journeys_apart():
    line, time = [[0, 0], [1, 1]], [0, 1]
    made = traces_of(["a", "a", "b", "c", "c", None], ["1", "2", "9", None, None, "4"], [line] * 6, [time] * 6)
    assert made.names() == ["a/1", "a/2", "b", "c", "c#2", "unknown"]


# --- motion ------------------------------------------------------------------------------------------------------------


def test_motion_is_even_between_vertices_and_looks_ahead(two):
    made = sampler(two)(np.zeros(5, int), T0 + np.array([0, 5, 10, 15, 25]))
    assert made.xy_m.tolist() == [[1000, 500], [1050, 500], [1100, 500], [1100, 500], [1100, 550]]
    assert made.speed_mps.tolist() == [10, 10, 0, 0, 10]
    assert made.angle_deg.tolist() == [90, 90, 90, 90, 0]  # east; at rest as before; then north


def test_samples_are_those_of_numpy_for_each_trajectory():
    made = random_traces(np.random.default_rng(3))
    trace = np.repeat(np.arange(len(made)), 50)
    share = np.tile(np.linspace(0, 1, 50), len(made))
    time = made.start_s[trace] + share * (made.end_s - made.start_s)[trace]
    got = sampler(made)(trace, time).xy_m
    for k in range(len(made)):
        part = slice(made.first[k], made.first[k + 1])
        for axis in (0, 1):
            assert got[trace == k, axis] == pytest.approx(np.interp(time[trace == k], made.time_s[part], made.xy_m[part, axis]), abs=1e-5)


# --- ns-2 --------------------------------------------------------------------------------------------------------------

# What ns-2 does with a movement file: a node moves from where it is towards its destination at its speed.
STUB = """
proc ns_ {at time command} { global orders; lappend orders [concat $time $command] }
set ns_ ns_
for {set i 0} {$i < COUNT} {incr i} {
    proc node_$i {what name value args} [subst -nocommands {
        global start order
        if {\\$what eq "set"} { set start($i,\\$name) \\$value } else { set order [concat $i \\$name \\$value \\$args] }
    }]
    set node_($i) node_$i
}
source FILE
for {set i 0} {$i < COUNT} {incr i} { puts "start $i $start($i,X_) $start($i,Y_) $start($i,Z_)" }
foreach o $orders { eval [lrange $o 1 end]; puts "order [lindex $o 0] $order" }
"""


def driven(text, n, folder):
    """Run a movement file through Tcl, and move the nodes by hand: for each node times and places, where an order ends."""
    (folder / "moves.tcl").write_text(text, encoding="utf-8")
    (folder / "stub.tcl").write_text(STUB.replace("COUNT", str(n)).replace("FILE", str(folder / "moves.tcl")), encoding="utf-8")
    done = subprocess.run([shutil.which("tclsh"), str(folder / "stub.tcl")], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    paths = {int(w[1]): [(0.0, float(w[2]), float(w[3]))] for w in lines if w[0] == "start"}
    for _, time, node, x, y, speed in (w for w in lines if w[0] == "order"):
        t, px, py = paths[int(node)][-1]
        assert float(time) >= t - 1e-6, "an order that comes before the last one is carried out"
        t, x, y = float(time), float(x), float(y)
        paths[int(node)] += [(t, px, py), (t + np.hypot(x - px, y - py) / float(speed), x, y)]
    return paths


@pytest.mark.skipif(shutil.which("tclsh") is None, reason="tclsh is not installed")
@pytest.mark.parametrize("seed", [1, 2])
def test_nodes_of_ns2_are_at_every_vertex_in_time(tmp_path, seed):
    made = random_traces(np.random.default_rng(seed))
    paths = driven("".join(as_ns2(made, notes=["a note\nof two lines \\"])), len(made), tmp_path)
    least = made.xy_m.min(axis=0)
    for k in range(len(made)):
        t, x, y = np.array(paths[k]).T
        part = slice(made.first[k], made.first[k + 1])
        time, xy = made.time_s[part] - made.time_s.min(), made.xy_m[part] - least + 1
        assert np.interp(time, t, x) == pytest.approx(xy[:, 0], abs=0.002)
        assert np.interp(time, t, y) == pytest.approx(xy[:, 1], abs=0.002)
        assert np.abs(t[2::2] - time[1:]).max() < 1e-6  # it arrives at the time of the vertex


@pytest.mark.skipif(shutil.which("tclsh") is None, reason="tclsh is not installed")
def test_comments_of_ns2_hold_any_device_id(tmp_path, two):
    text = "".join(as_ns2(two))
    paths = driven(text, 2, tmp_path)
    assert paths[0] == [(0, 1, 101), (0, 1, 101), (10, 101, 101), (20, 101, 101), (25, 101, 151)]
    assert paths[1] == [(0, 51, 1), (2.5, 51, 1), (6.5, 51, 81)]
    assert "device a<&>\"'? --, journey 7, 2024-05-01T12:00:02.500Z to 2024-05-01T12:00:06.500Z" in text
    assert "# $topo load_flatgrid 103 153\n" in text


# the area of ns-2 is open: a node on its edge would not move
def test_all_places_of_ns2_lie_inside_its_area():
    text = "".join(as_ns2(random_traces(np.random.default_rng(5))))
    width, height = map(int, re.search(r"load_flatgrid (\d+) (\d+)", text).groups())
    x = [float(v) for v in re.findall(r"(?:set X_|setdest) (\S+)", text)]
    y = [float(v) for v in re.findall(r"(?:set Y_|setdest \S+) (\S+)", text)]
    assert min(x) == min(y) == 1 and max(x) < width <= max(x) + 2 and max(y) < height <= max(y) + 2


# --- SUMO --------------------------------------------------------------------------------------------------------------


def vehicles(text) -> list:
    """(time, id, x, y, angle, speed) by an XML reader of the standard library."""
    return [(float(step.get("time")), v.get("id"), *(float(v.get(key)) for key in ("x", "y", "angle", "speed")))
            for step in ElementTree.fromstring(text.encode()) for v in step]


def test_all_phones_on_the_way_stand_in_each_time_step(two):
    rows = vehicles("".join(as_sumo_fcd(two, 5, notes=["a -- b ---"])))
    assert rows == [(0, "p", 1000, 500, 90, 10), (5, "p", 1050, 500, 90, 10), (5, AWKWARD, 1050, 450, 0, 20), (10, "p", 1100, 500, 90, 0),
                    (15, "p", 1100, 500, 90, 0), (20, "p", 1100, 500, 0, 10), (25, "p", 1100, 550, 0, 10)]


def test_time_steps_rise_and_each_time_occurs_once(monkeypatch):
    monkeypatch.setattr(module, "BLOCK", 7)  # so that many blocks meet
    made = random_traces(np.random.default_rng(8), 9, 5)
    steps = [float(step.get("time")) for step in ElementTree.fromstring("".join(as_sumo_fcd(made, 0.5)).encode())]
    assert steps == sorted(set(steps))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.floats(0.3, 20), st.integers(1, 40), st.integers(0, 10))
def test_every_step_within_a_trajectory_is_written_whatever_the_blocks(n_traces, step, block, seed):
    rng = np.random.default_rng(seed)
    start, length = rng.uniform(0, 200, n_traces), rng.uniform(0.1, 60, n_traces)
    made = traces_of([f"d{k}" for k in range(n_traces)], [None] * n_traces, [[[0, 0], [9, 9]]] * n_traces,
                     np.round(np.column_stack([start, start + length]), 3))
    old, module.BLOCK = module.BLOCK, block
    try:
        rows = vehicles("".join(as_sumo_fcd(made, step)))
    finally:
        module.BLOCK = old
    begin = np.floor(made.start_s.min())
    expected = {(k, d) for d in range(n_traces) for k in range(int(300 / step) + 1)
                if made.start_s[d] - 1e-7 <= begin + k * step <= made.end_s[d] + 1e-7}
    assert len(rows) == len(expected)
    assert {(round(t / step), int(name[1:])) for t, name, *_ in rows} == expected
    assert list(n_samples(made, step)) == [sum(e[1] == d for e in expected) for d in range(n_traces)]


def test_sumolib_reads_the_same_places(tmp_path, two):
    sumolib = pytest.importorskip("sumolib")
    path = tmp_path / "fcd.xml"
    path.write_text("".join(as_sumo_fcd(two, 2.5)), encoding="utf-8")
    rows = [(float(step.time), v.id, float(v.x), float(v.y)) for step in sumolib.xml.parse(str(path), ["timestep"])
            for v in step.vehicle or []]
    assert rows == [row[:4] for row in vehicles(path.read_text(encoding="utf-8"))] and len(rows) == 11 + 2


def test_geographic_places_of_sumo_have_eight_digits(two):
    text = "".join(as_sumo_fcd(two, 5, to_lon_lat=plain))
    assert 'x="0.01050000" y="0.00500000"' in text and vehicles(text)[1][2:4] == (0.0105, 0.005)


# --- GPX and CSV -------------------------------------------------------------------------------------------------------


def test_a_track_of_gpx_has_all_vertices_with_their_times(two):
    root = ElementTree.fromstring("".join(as_gpx(two, plain, notes=["x & y"])).encode())
    space = {"g": "http://www.topografix.com/GPX/1/1"}
    tracks = root.findall("g:trk", space)
    assert [track.find("g:name", space).text for track in tracks] == ["p", AWKWARD]
    points = [(float(p.get("lon")), float(p.get("lat")), p.find("g:time", space).text) for p in tracks[1].iter(f"{{{space['g']}}}trkpt")]
    assert points == [(0.0105, 0.004, "2024-05-01T12:00:02.500Z"), (0.0105, 0.0048, "2024-05-01T12:00:06.500Z")]
    assert len(tracks[0].findall(".//g:trkpt", space)) == 4


def test_a_table_has_a_row_for_each_trajectory_and_step(two):
    rows = list(csv.DictReader(io.StringIO("".join(as_csv(two, 5, plain)))))
    assert [(r["device_id"], r["journey_id"], float(r["t_unix"]) - T0, float(r["x"]), float(r["lat"]), float(r["speed_kmh"]))
            for r in rows][-2:] == [("p", "1", 25, 1100, 0.0055, 36), (AWKWARD, "7", 5, 1050, 0.0045, 72)]
    assert rows[0]["time"] == "2024-05-01T12:00:00.000Z" and len(rows) == 7


# --- all formats -------------------------------------------------------------------------------------------------------

FORMATS = {"ns2": as_ns2, "sumo_fcd": lambda t, **more: as_sumo_fcd(t, 1, **more), "gpx": lambda t, **more: as_gpx(t, plain, **more),
           "csv": lambda t, **more: as_csv(t, 1, plain, **more)}


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_comes_in_blocks_and_can_be_cancelled(name):
    made = random_traces(np.random.default_rng(0), 50, 1000)
    said, sizes = [], []
    for text in FORMATS[name](made, progress=said.append):
        sizes.append(text.count("\n"))
    assert max(sizes) <= 4 * module.BLOCK + 10 and said == sorted(said) and 0 <= said[0] < 0.3 < said[-1] <= 1

    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        "".join(FORMATS[name](made, progress=cancel))


@pytest.mark.parametrize("name", FORMATS)
def test_no_trajectory_at_all_is_refused(name):
    nothing = traces_of([], [], [], [])
    with pytest.raises(InputError, match="no trajectory has times"):
        "".join(FORMATS[name](nothing))


def test_a_step_of_nothing_is_refused(two):
    with pytest.raises(InputError, match="Give a step above 0 seconds"):
        "".join(as_sumo_fcd(two, 0))
