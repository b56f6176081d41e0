"""Handover positions and speeds on 303 real motorway drives near Salzburg, against figures measured before by others.

Set-up: two folds, learned on every other drive in order of time and tested on the others, so that every drive is tested once. The road
is the one route: the median line of the handovers' true places in steps of 100 m of easting, UTM 33N, both directions on one line. The
coverage interval of a cell holds the places where the learning drives entered or left it, without 1 % at each side; its area is that
interval with 200 m to the left and right. The centre of a cell is the mean place of the way driven in it. "0-0" is no cell: coverage ends
there, and tests pass over it. Handovers from or to a cell that was not met while learning (5 %) are left out.

Expected (measured before with another split): midpoints of centres 380 m; Algorithm 1 196 m; speed MAE 71.2 km/h
raw and 31.5 km/h after Algorithm 2; a smoother of least squares with one deviation for all (stiffness 2, 250 m) 8.4 km/h and 151 m;
places learned for each two cells and direction 123 m. The limit is 130 km/h.

To be reached: 7.5 km/h with Algorithm 1's positions, 6.5 km/h with learned ones, 110 m at the handover. The defaults of the smoother were
chosen within the learning drives, half of them learned from and half of them tested on, for both folds together. Stiffness and tail chosen
for each fold by its own learning drives give the same errors: 6.65 km/h and 88 m, with learned places 5.02 km/h and 46 m.
"""

import csv
import gzip
from collections import defaultdict
from types import SimpleNamespace

import numpy as np
import pyproj
import pytest
import shapely
from shapely.ops import substring

from mno_mobility.events.schema import KINDS, differs
from mno_mobility.trajectory.handover_places import handovers_of_drives
from mno_mobility.trajectory.positions import RULES, event_positions
from mno_mobility.trajectory.velocity import correct_speeds, segment_speeds, smooth_speeds

TRIM, HALF_WIDTH_M, STEP_M, LIMIT_KMH = 0.01, 200.0, 100.0, 130.0


@pytest.fixture(scope="module")
def drives(shared_data):
    """Handovers by drive and time, with their true place along the road."""
    with gzip.open(shared_data / "salzburg_a1" / "handovers.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    time_s = np.array([row["time_local"] for row in rows], "datetime64[s]").astype(float)
    drive = np.array([int(row["drive"]) for row in rows])
    order = np.lexsort((time_s, drive))
    lon, lat = (np.array([float(row[name]) for row in rows])[order] for name in ("true_lon", "true_lat"))
    xy = np.column_stack(pyproj.Transformer.from_crs(4326, 32633, always_xy=True).transform(lon, lat))
    step = np.floor(xy[:, 0] / STEP_M)
    road = np.array([np.median(xy[step == k], axis=0) for k in np.unique(step)])
    started = {number: time_s[drive == number].min() for number in np.unique(drive)}
    rank = {number: at for at, number in enumerate(sorted(started, key=started.get))}
    names, cell = np.unique([row["cell"] for row in rows], return_inverse=True)
    return SimpleNamespace(
        no_cell=int(np.flatnonzero(names == "0-0")[0]), cell=cell[order],
        drive=np.array([rank[number] for number in drive[order]]), time_s=time_s[order], road=road, xy_m=xy,
        east=np.array([row["east"] == "1" for row in rows])[order],
        along_m=shapely.line_locate_point(shapely.linestrings(road), shapely.points(xy)))


def learned(data, of_fold):
    """Area and centre of each cell from the learning drives."""
    line = shapely.linestrings(data.road)
    way = np.flatnonzero(~differs(data.drive)[1:] & of_fold[:-1])
    cells, ends = data.cell[way], np.column_stack([data.along_m[way], data.along_m[way + 1]])
    areas, centre = np.full(data.cell.max() + 1, None, dtype=object), np.full(data.cell.max() + 1, np.nan)
    for cell in np.setdiff1d(cells, data.no_cell):
        mine = ends[cells == cell]
        low, high = np.quantile(mine, [TRIM, 1 - TRIM])
        if high > low:
            areas[cell] = shapely.buffer(substring(line, low, high), HALF_WIDTH_M, cap_style="flat")
            centre[cell] = np.average(mine.mean(axis=1), weights=np.abs(np.diff(mine, axis=1)).ravel() + 1e-9)
    return areas, centre


@pytest.fixture(scope="module")
def errors(drives):
    """Errors of places in m and of speeds in km/h, by method, over all tested handovers."""
    found = defaultdict(list)
    length_m = shapely.length(shapely.linestrings(drives.road))
    for fold in (0, 1):
        areas, centre = learned(drives, drives.drive % 2 != fold)
        test = (drives.drive % 2 == fold) & (drives.cell != drives.no_cell)
        journey = np.unique(drives.drive[test], return_inverse=True)[1]
        time_s, cell, east = drives.time_s[test], drives.cell[test], drives.east[test]
        begins = differs(journey)
        routes = [drives.road[::1 if eastward else -1] for eastward in east[begins]]
        limits = [np.full(len(drives.road) - 1, LIMIT_KMH)] * len(routes)
        events = routes, journey, time_s, cell, np.full(len(cell), KINDS.index("handover")), areas
        placed = event_positions(*events, anchored=False)
        learn = np.flatnonzero(drives.drive % 2 != fold)
        by_drive = learn[np.argsort(drives.drive[learn], kind="stable")]
        measured = handovers_of_drives(*(values[by_drive] for values in (
            drives.drive, drives.time_s, np.where(drives.cell == drives.no_cell, -1, drives.cell), drives.xy_m)))
        better = event_positions(*events, anchored=False, measured=measured)
        previous = np.append(0, cell[:-1])
        known = ~begins & np.isfinite(centre[cell]) & np.isfinite(centre[previous])
        journey, time_s = journey[known], time_s[known]
        truth = np.where(east, drives.along_m[test], length_m - drives.along_m[test])[known]
        middle = ((centre[cell] + centre[previous]) / 2)[known]
        ordered = placed.along_m[known]
        mapped = ordered - placed.moved_m[known]
        true_kmh = segment_speeds(truth, journey, time_s, routes, limits).speed_kmh
        with np.errstate(divide="ignore"):
            raw_kmh = np.append(np.nan, np.abs(np.diff(mapped)) / np.diff(time_s) * 3.6)
        corrected = correct_speeds(ordered, journey, time_s, routes, limits, hold_ends=False)
        squares = smooth_speeds(ordered, journey, time_s, routes, limits, sigma_m=250.0, stiffness=2.0, tail=np.inf)
        plain = smooth_speeds(ordered, journey, time_s, routes, limits)
        smooth = smooth_speeds(ordered, journey, time_s, routes, limits, sigma_m=placed.sigma_m[known])
        learnt = smooth_speeds(better.along_m[known], journey, time_s, routes, limits, sigma_m=better.sigma_m[known])
        found["measured"].append(better.rule[known] == RULES.index("measured"))
        for name, estimate, of in (
                ("midpoint", np.where(east[known], middle, length_m - middle), truth), ("mapped", mapped, truth),
                ("ordered", ordered, truth), ("raw", raw_kmh, true_kmh), ("raw ordered", corrected.before.speed_kmh, true_kmh),
                ("corrected", corrected.after.speed_kmh, true_kmh), ("squares", squares.after.speed_kmh, true_kmh),
                ("squares place", squares.along_m, truth), ("plain", plain.after.speed_kmh, true_kmh),
                ("plain place", plain.along_m, truth),
                ("smooth", smooth.after.speed_kmh, true_kmh), ("smooth place", smooth.along_m, truth),
                ("learned", better.along_m[known], truth), ("learned smooth", learnt.after.speed_kmh, true_kmh),
                ("learned smooth place", learnt.along_m, truth)):
            found[name].append(np.abs(estimate - of)[np.isfinite(of)])
        for name, done in (("met", corrected), ("smooth met", smooth), ("learned met", learnt)):
            found[name].append(done.met)
    return {name: np.concatenate(values) for name, values in found.items()}


@pytest.mark.parametrize("method, expected", [
    ("midpoint", 380.0), ("mapped", 196.0), ("ordered", 196.0), ("raw", 71.2), ("corrected", 31.5)])
def test_errors_are_those_known_from_these_drives(errors, method, expected):
    assert errors[method].mean() == pytest.approx(expected, rel=0.10)


def test_keeping_the_order_improves_places_and_speeds(errors):
    assert errors["ordered"].mean() < errors["mapped"].mean() and errors["raw ordered"].mean() < errors["raw"].mean()


def test_algorithm_2_cuts_the_error_of_speed_as_known(errors):
    cut = 1 - errors["corrected"].mean() / errors["raw"].mean()
    assert cut == pytest.approx(1 - 31.5 / 71.2, rel=0.10) and errors["met"].all()


def test_the_joint_smoother_beats_algorithm_2(errors):
    # least squares: 8.4 against 31.5 km/h, and 151 m against 196 m at the handover
    assert errors["squares"].mean() < errors["corrected"].mean() / 3
    assert errors["squares place"].mean() == pytest.approx(151, rel=0.10)


def test_bad_positions_do_not_pull_the_others(errors):
    # one deviation for all, as without sigma_m: the long tail of the errors is what least squares suffers from
    assert errors["plain"].mean() < 0.90 * errors["squares"].mean()
    assert errors["plain place"].mean() < 0.87 * errors["squares place"].mean()


def test_speeds_and_places_reach_their_goals(errors):
    # the goals of the module's docstring; measured: 6.7 km/h and 88 m, with learned places 5.1 km/h and 45 m
    assert errors["smooth"].mean() <= 7.0 and errors["smooth place"].mean() <= 95
    assert errors["learned smooth"].mean() <= 5.3 and errors["learned smooth place"].mean() <= 50
    assert all(errors[name].all() for name in ("smooth met", "learned met"))


def test_learned_places_are_as_good_as_known_from_these_drives(errors):
    # 123 m in the mean and 27 m in the median before; keeping the order helps
    assert errors["learned"].mean() < 123 and np.median(errors["learned"]) == pytest.approx(27, rel=0.20)
    assert errors["measured"].mean() > 0.9
