"""What the reports of comparisons with the truth show beside their figures: routes, places of events and speeds."""

import numpy as np

from ..evaluation.errors import summarise
from ..events.schema import Factor
from . import charts
from .base import tr, tr_noop
from .report import Section, drawn_of, figure, table

MOST_ROUTES, MOST_EVENTS, MOST_SEGMENTS, MOST_KINDS, WORST = 200, 200, 400, 8, 10
BEYOND = 3  # speeds of more than so many times the greatest true one leave the charts
RANKS = tr_noop("Best"), tr_noop("Middle"), tr_noop("Worst")
KIND_COLOURS = {"handover": "e", "lau": "o", "call_start": "c", "call_end": "p"}


def of_routes(labels, estimated, truth, figures: dict) -> list:
    """Sections on compared routes.

    Parameters
    ----------
    labels : callable
        Gives what to call the pairs of some indices.
    estimated, truth : ndarray of shapely lines, shape (K,)
    figures : dict of str to ndarray, shape (K,)
        ``frechet_m`` and the others of *Compare routes*.
    """
    error = figures["frechet_m"]
    some = charts.evenly(len(error), MOST_ROUTES)
    names = tr("true"), tr("estimated")
    return [
        Section(tr("Routes"), (figure(_routes(truth[some], estimated[some], names, charts.LARGE)),), drawn_of(len(some), len(error))),
        Section(tr("A good, a middling and a poor route"), tuple(
            figure(_routes(truth[[k]], estimated[[k]], names, charts.THIRD), f"{rank}: {labels([k])[0]}, Fréchet {error[k]:,.0f} m")
            for rank, k in _ranked(error)), tr("By their Fréchet distance.")),
        Section(tr("How far routes are off"), (
            figure(charts.shares({("Fréchet", "e"): error, ("Hausdorff", "b"): figures["hausdorff_m"]}, tr("m, at most")),
                   tr("Share of the routes that are at most so far off.")),
            figure(charts.shares({(tr("true line, missed"), "t"): 100 * (1 - figures["completeness"]),
                                  (tr("estimated line, beside it"), "e"): 100 * (1 - figures["correctness"])},
                                 tr("% of its length, at most")),
                   tr("Share of the routes of which at most so much is not near the other line.")))),
        Section(tr("The worst pairs"), (table(
            [tr("Journey"), "#Fréchet (m)", "#Hausdorff (m)", "#" + tr("Length ratio"), "#" + tr("Correctness"), "#" + tr("Completeness")],
            [[name, f"{error[k]:,.0f}", f"{figures['hausdorff_m'][k]:,.0f}", f"{figures['length_ratio'][k]:.3f}",
              f"{figures['correctness'][k]:.3f}", f"{figures['completeness'][k]:.3f}"] for k, name in _named_worst(error, labels)]),))]


def of_positions(labels, kinds, whose, time_s, places, deviation) -> list:
    """Sections on compared places of events.

    Parameters
    ----------
    labels : callable
        Gives what to call the events of some indices.
    kinds, whose : ndarray of str, shape (n,), or None
        The kind of each event, and the device it belongs to.
    time_s : ndarray of float, shape (n,), or None
    places : pair of ndarray, shape (n, 2)
        Estimated and true, in metres.
    deviation : ndarray of float, shape (n,)
    """
    n = len(deviation)
    kinds = np.full(n, tr("event")) if kinds is None else np.where(kinds == None, tr("unknown"), kinds).astype(str)  # noqa: E711
    every, number = np.unique(kinds, return_counts=True)
    every = every[np.argsort(-number, kind="stable")][:MOST_KINDS].tolist()
    colours = {kind: KIND_COLOURS.get(kind, "e" if len(every) == 1 else "t") for kind in every}
    whose = np.zeros(n, int) if whose is None else np.unique(whose.astype(str), return_inverse=True)[1].ravel()
    shown = np.lexsort((np.arange(n) if time_s is None else time_s, whose))[:MOST_EVENTS]
    drawn = charts.evenly(n, charts.MOST_POINTS)
    lines = np.stack([place[drawn] for place in places], axis=1)
    return [
        Section(tr("Deviation of each event"), (figure(charts.bars(
            deviation[shown], [colours.get(kind, "t") for kind in kinds[shown]], tr("events by device and time"), "m",
            legend=[(kind, colours[kind]) for kind in every if kind in kinds[shown]],
            breaks=np.flatnonzero(np.diff(whose[shown])) + 1)),),
            tr("The first {:,} of {:,}, device by device.").format(len(shown), n) if len(shown) < n else ""),
        Section(tr("How far places are off"), (
            figure(charts.shares({(kind, colours[kind]): deviation[kinds == kind] for kind in every[:4]}, tr("m, at most")),
                   tr("Share of the events that are at most so far off.")),
            figure(charts.map_of([charts.Layer(tr("from the estimate to the truth"), "e", lines=tuple(lines)),
                                  charts.Layer(tr("truth"), "t", points=places[1][drawn])],
                                 box=charts.box_of_most(*np.concatenate(lines).T)), drawn_of(len(drawn), n)))),
        Section(tr("By kind of event"), (table(
            [tr("Event"), "#" + tr("Number"), "#" + tr("Median (m)"), "#" + tr("Third quartile (m)"), "#MAE (m)", "#RMSE (m)"],
            [[kind, f"{summary.n:,}", f"{summary.median:,.1f}", f"{summary.q3:,.1f}", f"{summary.mae:,.1f}", f"{summary.rmse:,.1f}"]
             for kind in every for summary in [summarise(deviation[kinds == kind])]]),)),
        Section(tr("The worst events"), (table([tr("Event"), "#" + tr("Deviation (m)")], [
            [name, f"{deviation[k]:,.0f}"] for k, name in _named_worst(deviation, labels)]),))]


def of_speeds(labels, whose, start_s, end_s, before, after, truth) -> list:
    """Sections on compared speeds of segments.

    Parameters
    ----------
    labels : callable
        Gives what to call the segments of some indices.
    whose : ndarray of str, shape (n,)
        The journey of each segment.
    start_s, end_s : ndarray of float, shape (n,)
        NaN where not known.
    before, after, truth : ndarray of float, shape (n,)
        In km/h; `before` is None where speeds were not corrected.
    """
    speeds = {(tr("true"), "t"): truth, **({} if before is None else {(tr("before the correction"), "b"): before}),
              (tr("estimated") if before is None else tr("after it"), "e"): after}
    errors = {key: np.abs(values - truth) for key, values in speeds.items() if key[1] != "t"}
    whole = np.abs(after - truth)
    return [
        Section(tr("Speed along the way"), tuple(_along(*example, start_s, end_s, speeds) for example in _journeys(whose, whole)),
                tr("The journeys with the least, a middling and the greatest mean error. A segment is as long as its speed says.")),
        Section(tr("How far speeds are off"), (
            figure(charts.shares(errors, tr("km/h, at most")), tr("Share of the segments whose speed is at most so far off.")),
            figure(charts.scatter({key: (truth, values) for key, values in speeds.items() if key[1] != "t"}, tr("true, km/h"), "km/h",
                                  most=BEYOND * truth.max()), drawn_of(charts.MOST_POINTS, len(truth))))),
        Section(tr("The worst segments"), (table(
            [tr("Segment"), "#" + tr("True (km/h)"), *(["#" + tr("Before (km/h)")] if before is not None else []),
             "#" + tr("Estimated (km/h)"), "#" + tr("Error (km/h)")],
            [[name, f"{truth[k]:.1f}", *([f"{before[k]:.1f}"] if before is not None else []), f"{after[k]:.1f}",
              f"{after[k] - truth[k]:+.1f}"] for k, name in _named_worst(whole, labels)]),))]


def _routes(truth, estimated, names, size) -> charts.Svg:
    import shapely

    def parts(lines) -> tuple:
        pieces = shapely.get_parts(lines)
        return tuple(shapely.get_coordinates(piece) for piece in pieces[shapely.get_num_points(pieces) > 1])
    return charts.map_of([charts.Layer(names[0], "t", lines=parts(truth)), charts.Layer(names[1], "e", lines=parts(estimated))], size=size)


def _ranked(error) -> list:
    """The rank of each example, and its index."""
    found = charts.examples(error)
    ranks = map(tr, RANKS if len(found) == 3 else (RANKS[0], RANKS[2]))
    return [(tr(rank), k) for rank, k in zip(ranks, found)]


def _named_worst(error, labels) -> list:
    """Indices and names of the greatest errors."""
    worst = np.argsort(-np.nan_to_num(error, nan=-np.inf), kind="stable")[:WORST]
    return list(zip(worst.tolist(), labels(worst)))


def _journeys(whose, error) -> list:
    """Rank, name, rows and mean error of the examples among the journeys, of three segments or more where there are such."""
    codes = Factor.of(whose)
    number = np.bincount(codes.codes, minlength=len(codes.levels))
    mean = np.bincount(codes.codes, weights=error, minlength=len(codes.levels)) / np.maximum(number, 1)
    long = number >= min(3, number.max())
    return [(rank, codes.levels[k], np.flatnonzero(codes.codes == k), mean[k]) for rank, k in _ranked(np.where(long, mean, np.nan))]


def _along(rank, name, rows, error, start_s, end_s, speeds) -> str:
    """The speeds of one journey over its length; over the number of the segment where no times tell the length."""
    rows = rows[np.lexsort((rows, end_s[rows]))]
    n = len(rows)
    rows = rows[:MOST_SEGMENTS]
    by_colour = {colour: values[rows] for (_, colour), values in speeds.items()}
    length = by_colour["e"] * (end_s[rows] - start_s[rows]) / 3600
    known = np.isfinite(length).all() and length.sum() > 0
    end = np.cumsum(length if known else np.ones(len(rows)))
    chart = charts.steps(np.append(0.0, end[:-1]), end, {key: values[rows] for key, values in speeds.items()},
                         tr("km along the way") if known else tr("segments"), "km/h", most=BEYOND * by_colour["t"].max())
    return figure(chart, f"{rank}: {name}, MAE {error:.1f} km/h" + (f". {tr('The first {:,} of {:,} segments.').format(len(rows), n)}"
                                                                  if len(rows) < n else ""))
