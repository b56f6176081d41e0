"""What the report of a checked cell plan shows: its problems by kind and on a map, each with its remedy, and what its columns hold."""

import numpy as np

from ..errors import some
from ..geolocation.cells import DEFAULTS, Problem
from . import charts
from .base import tr
from .report import Section, drawn_of, figure, table

MOST_OF_A_KIND = 20
TEXTS = ("site_id", "lac", "radio", "antenna")


def of_plan(plan, problems: list, xy_m) -> list:
    """Sections on a plan.

    Parameters
    ----------
    plan : CellPlan
        The usable cells.
    problems : list of Problem
    xy_m : ndarray of float, shape (I, 2)
        The place of every row that was read, in the CRS of the plan; not finite where it has none.
    """
    kinds = _by_kind(problems)
    listed = sorted((problem for many in kinds.values() for problem in many[:MOST_OF_A_KIND]), key=lambda problem: problem.row)
    return [
        Section(tr("Kinds of problems"), (_kinds(kinds),)),
        Section(tr("Where they are"), (_map(problems, xy_m),)),
        Section(tr("What the columns hold"), (_numbers(plan), _texts(plan)), tr("Of the usable cells.")),
        Section(tr("Each problem"), (_list(listed),), "" if len(listed) == len(problems) else tr(
            "The first {} of each kind, {:,} of {:,}; the layer of problems has all.").format(MOST_OF_A_KIND, len(listed), len(problems)))]


def _by_kind(problems) -> dict:
    kinds = {}
    for problem in problems:
        kinds.setdefault((problem.problem, problem.remedy, problem.dropped), []).append(problem)
    return kinds


def _name(problem: Problem) -> str:
    return problem.cell_id or tr("row {}").format(problem.row + 1)


def _fate(dropped: bool) -> str:
    return tr("dropped") if dropped else tr("kept")


def _kinds(kinds) -> str:
    return table([tr("Problem"), "#" + tr("Rows"), tr("The cell is"), tr("Remedy"), tr("Cells")],
                 [[problem, f"{len(many):,}", _fate(dropped), remedy, some(dict.fromkeys(map(_name, many)), 3)]
                  for (problem, remedy, dropped), many in sorted(kinds.items(), key=lambda kind: -len(kind[1]))])


def _map(problems, xy_m) -> str:
    placed = np.isfinite(xy_m).all(axis=1)
    if not placed.any():
        return ""
    box = np.array(charts.box_of_most(*xy_m.T))
    seen = placed & (xy_m >= box[:2]).all(axis=1) & (xy_m <= box[2:]).all(axis=1)
    doubtful, dropped = ([p.row for p in problems if p.dropped == fate] for fate in (False, True))
    good = np.flatnonzero(seen)
    layers = [charts.Layer(tr("cells"), "t", points=xy_m[good[charts.evenly(len(good), charts.MOST_POINTS)]])]
    for rows, label, colour in ((doubtful, tr("corrected or doubtful"), "o"), (dropped, tr("dropped"), "x")):
        shown = np.unique(np.array(rows, int))
        shown = shown[seen[shown]]
        if len(shown):
            layers.append(charts.Layer(label, colour, points=xy_m[shown[charts.evenly(len(shown), charts.MOST_POINTS)]]))
    n_outside = len({p.row for p in problems if not seen[p.row]})
    told = [tr("Rows with problems that have no place, or lie far outside of this map: {}.").format(n_outside)] if n_outside else []
    told += [drawn_of(charts.MOST_POINTS, len(good))] if len(good) > charts.MOST_POINTS else []
    return figure(charts.map_of(layers, box=box, size=charts.LARGE), " ".join(told))


def _numbers(plan) -> str:
    rows = []
    for column in plan.records.dtype.names:
        if plan.records.dtype[column].kind != "f" or column in ("x_m", "y_m"):
            continue
        values = plan[column][np.isfinite(plan[column])]
        n_silent = len(plan) - len(values)
        taken = tr("omnidirectional") if column == "azimuth_deg" else f"{DEFAULTS[column][0]:g}" if column in DEFAULTS else ""
        if len(values):
            rows.append([column, f"{len(values):,}", f"{n_silent:,}", taken if n_silent else "",
                         *(f"{value:.6g}" for value in np.quantile(values, [0, 0.5, 1])), charts.sparkline(values)])
        elif taken:
            rows.append([column, "0", f"{n_silent:,}", taken, "", "", "", ""])
    return table([tr("Column"), "#" + tr("Given"), "#" + tr("Not given"), tr("Taken as"), "#" + tr("Least"), "#" + tr("Median"),
                  "#" + tr("Greatest"), tr("Distribution")], rows)


def _texts(plan) -> str:
    rows = []
    for column in TEXTS:
        given = plan[column][plan[column] != None]  # noqa: E711 (element-wise)
        if len(given):
            values, number = np.unique(given.astype(str), return_counts=True)
            first = np.argsort(-number, kind="stable")[:5]
            rows.append([column, f"{len(given):,}", f"{len(values):,}", ", ".join(f"{values[k]} ({number[k]:,})" for k in first)])
    return table([tr("Column"), "#" + tr("Given"), "#" + tr("Distinct"), tr("The most frequent")], rows)


def _list(problems) -> str:
    return table(["#" + tr("Row"), tr("Cell"), tr("Problem"), tr("Remedy"), tr("The cell is")],
                 [[str(p.row + 1), p.cell_id, p.problem, p.remedy, _fate(p.dropped)] for p in problems])
