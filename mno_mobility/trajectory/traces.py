"""Trajectories as files for simulators and receivers: ns-2, SUMO FCD, GPX and CSV.

Between its vertices a trajectory moves straight and evenly. All writers are generators of text, block by block, so that neither
samples nor text of a large file are in memory at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import InputError
from ..progress import Progress, no_progress

KMH = 3.6
BLOCK = 20_000  # lines of text between two reports of progress
DIGITS = 3  # millimetres and milliseconds
MARGIN_M = 1.0  # ns-2 takes no place on the edge of its area

NO_LINE = "no position"
NO_TIMES = "fewer than two vertices have a time"
BACKWARDS = "times run backwards"

# From x and y in metres to longitude and latitude in degrees.
ToLonLat = Callable[[np.ndarray, np.ndarray], tuple]


@dataclass(frozen=True)
class Traces:
    """Trajectories as vertices in space and time.

    Attributes
    ----------
    device_id, journey_id : ndarray of object, shape (T,)
        Texts, None where there is none.
    row : ndarray of int, shape (T,)
        Which of the given trajectories each one is.
    first : ndarray of int, shape (T + 1,)
        First vertex of each, and at the end the number of vertices. Each has two at least.
    time_s : ndarray of float, shape (N,)
        Seconds since 1970-01-01 UTC, rising within a trajectory.
    xy_m : ndarray of float, shape (N, 2)
    refused : dict of str to ndarray of int
        Given trajectories that have no times to go by, by reason.
    n_dropped : int
        Vertices of the others left out: at the time of the vertex before, or without a time before the first or after the last that
        has one.
    """

    device_id: np.ndarray
    journey_id: np.ndarray
    row: np.ndarray
    first: np.ndarray
    time_s: np.ndarray
    xy_m: np.ndarray
    refused: dict
    n_dropped: int

    def __len__(self) -> int:
        return len(self.device_id)

    @property
    def start_s(self) -> np.ndarray:
        return self.time_s[self.first[:-1]]

    @property
    def end_s(self) -> np.ndarray:
        return self.time_s[self.first[1:] - 1]

    def names(self) -> list:
        """A name of each trajectory that no other one has: device, or device/journey where the device has several."""
        devices, n = np.unique([device or "" for device in self.device_id], return_counts=True)
        several, seen, names = dict(zip(devices.tolist(), n.tolist())), set(), []
        for device, journey in zip(self.device_id, self.journey_id):
            name = f"{device or 'unknown'}/{journey}" if journey is not None and several[device or ""] > 1 else device or "unknown"
            number, unique = 2, name
            while unique in seen:
                unique, number = f"{name}#{number}", number + 1
            seen.add(unique)
            names.append(unique)
        return names


def traces_of(device_id, journey_id, vertices, times) -> Traces:
    """Trajectories of lines with times.

    Parameters
    ----------
    device_id, journey_id : sequence of str or None, shape (T,)
    vertices : sequence of array_like, shape (n, 2), or None
        In metres.
    times : sequence of array_like, shape (n,), or None
        Seconds since 1970-01-01 UTC. A vertex without one (NaN) gets it by its distance from its neighbours.

    Returns
    -------
    Traces
        A trajectory whose vertices have fewer than two times, or times that run backwards, is not in it but in its `refused`.
    """
    lengths = [0 if xy is None or t is None else len(xy) for xy, t in zip(vertices, times)]
    shape = np.repeat(np.arange(len(lengths)), lengths)
    xy = np.concatenate([np.empty((0, 2)), *(v for v, n in zip(vertices, lengths) if n)])
    time_s = np.round(np.concatenate([np.empty(0), *(t for t, n in zip(times, lengths) if n)]), DIGITS)
    time_s = _filled(shape, xy, time_s)
    timed = np.isfinite(time_s) & np.isfinite(xy).all(axis=1)
    shape, xy, time_s = shape[timed], xy[timed], time_s[timed]
    step, same = np.diff(time_s, prepend=-np.inf), np.diff(shape, prepend=-1) == 0
    backwards = np.unique(shape[same & (step < 0)])
    kept = ~same | (step > 0)
    n = np.bincount(shape[kept], minlength=len(lengths))
    good = n >= 2
    good[backwards] = False
    refused = {NO_LINE: np.flatnonzero(np.array(lengths) == 0), BACKWARDS: backwards}
    refused[NO_TIMES] = np.setdiff1d(np.flatnonzero(~good), np.concatenate(list(refused.values())))
    used = kept & good[shape]
    row = np.flatnonzero(good)
    n_dropped = np.array(lengths, int)[row].sum() - np.count_nonzero(used)
    device_id, journey_id = (np.array([*texts, None], dtype=object)[:-1][row] for texts in (device_id, journey_id))
    return Traces(device_id, journey_id, row, np.concatenate([[0], np.cumsum(n[row])]), time_s[used], xy[used],
                  {reason: rows for reason, rows in refused.items() if len(rows)}, int(n_dropped))


def as_ns2(traces: Traces, *, notes=(), progress: Progress = no_progress) -> Iterator[str]:
    """A movement file of ns-2: a node a trajectory.

    Time starts at 0 with the earliest vertex. Coordinates are shifted so that the least of x and of y are `MARGIN_M`; a node waits at
    its first vertex until its time has come, and rests at its last one. Speeds are those that arrive at the time of the next vertex.

    Parameters
    ----------
    traces : Traces
    notes : sequence of str
        Lines of comment for the head of the file.
    progress : callable

    Yields
    ------
    str
        Lines of Tcl.
    """
    _not_empty(traces)
    origin, begin = origin_of(traces)
    xy, time_s = np.round(traces.xy_m - origin, DIGITS), np.round(traces.time_s - begin, DIGITS)
    width, height = np.floor(xy.max(axis=0)).astype(int) + 2
    first, names = traces.first[:-1], traces.names()
    yield "".join(f"# {_one_line(note)}\n" for note in (
        *notes, f"time 0 is {_iso([begin])[0]}",
        f"x and y are metres from ({origin[0]:.3f}, {origin[1]:.3f}), every place lies inside the area of the next line",
        f"$topo load_flatgrid {width} {height}", f"nodes {len(traces)}, duration {time_s.max():.3f} s"))
    for start in range(0, len(traces), BLOCK):
        progress(0.2 * start / len(traces))
        part = slice(start, start + BLOCK)
        yield "".join(
            f"# node {node}: {_one_line(name)}, device {_one_line(device)}, journey {_one_line(journey)}, {t0} to {t1}\n"
            f"$node_({node}) set X_ {x:.3f}\n$node_({node}) set Y_ {y:.3f}\n$node_({node}) set Z_ 0.000\n"
            for node, name, device, journey, t0, t1, (x, y) in zip(
                range(start, len(traces)), names[part], traces.device_id[part], traces.journey_id[part], _iso(traces.start_s[part]),
                _iso(traces.end_s[part]), xy[first[part]].tolist()))
    node = np.repeat(np.arange(len(traces)), np.diff(traces.first))
    leg = np.flatnonzero((np.diff(node) == 0) & (np.diff(xy, axis=0) != 0).any(axis=1))
    for start in range(0, len(leg), BLOCK):
        progress(0.2 + 0.8 * start / len(leg))
        at = leg[start:start + BLOCK]
        speed = np.hypot(*(xy[at + 1] - xy[at]).T) / (time_s[at + 1] - time_s[at])
        yield "".join(
            f'$ns_ at {t:.3f} "$node_({k}) setdest {x:.3f} {y:.3f} {v:.12g}"\n'
            for t, k, (x, y), v in zip(time_s[at].tolist(), node[at].tolist(), xy[at + 1].tolist(), speed.tolist()))


def as_sumo_fcd(traces: Traces, step_s: float, *, to_lon_lat: Optional[ToLonLat] = None, notes=(),
                progress: Progress = no_progress) -> Iterator[str]:
    """Floating car data as SUMO writes them: all trajectories at each step of one clock, in which 0 is the earliest full second.

    Parameters
    ----------
    traces : Traces
    step_s : float
        Seconds between two time steps; a step without any trajectory is left out.
    to_lon_lat : callable, optional
        Write longitude and latitude instead of metres, as SUMO's option ``fcd-output.geo`` does.
    notes : sequence of str
        Lines of comment for the head of the file.
    progress : callable

    Yields
    ------
    str
        XML.
    """
    _not_empty(traces)
    begin = np.floor(traces.start_s.min())
    names = [_attribute(name) for name in traces.names()]
    yield ('<?xml version="1.0" encoding="UTF-8"?>\n'
           + "".join(f"<!-- {_comment(note)} -->\n" for note in (*notes, f"time 0 is {_iso([begin])[0]}"))
           + '<fcd-export xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
           'xsi:noNamespaceSchemaLocation="http://sumo.dlr.de/xsd/fcd_file.xsd">\n')
    last, digits = -1, DIGITS if to_lon_lat is None else 8
    for tick, samples in _by_step(traces, begin, step_s, progress):
        x, y = samples.xy_m.T if to_lon_lat is None else to_lon_lat(*samples.xy_m.T)
        lines = []
        for k, trace, px, py, angle, speed in zip(*(column.tolist() for column in (
                tick, samples.trace, x, y, samples.angle_deg, samples.speed_mps))):
            if k != last:
                lines.append(("" if last < 0 else "    </timestep>\n") + f'    <timestep time="{k * step_s:.3f}">\n')
                last = k
            lines.append(f'        <vehicle id="{names[trace]}" x="{px:.{digits}f}" y="{py:.{digits}f}" angle="{angle:.2f}" '
                         f'type="DEFAULT_VEHTYPE" speed="{speed:.3f}"/>\n')
        yield "".join(lines)
    yield ("" if last < 0 else "    </timestep>\n") + "</fcd-export>\n"


def as_gpx(traces: Traces, to_lon_lat: ToLonLat, *, notes=(), progress: Progress = no_progress) -> Iterator[str]:
    """Tracks of GPX 1.1, one a trajectory, with a time at every vertex; parameters as in :func:`as_sumo_fcd`."""
    _not_empty(traces)
    yield ('<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="MNO Mobility" '
           'xmlns="http://www.topografix.com/GPX/1/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
           'xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">\n'
           f'  <metadata><desc>{_content("; ".join(notes))}</desc><time>{_iso([traces.start_s.min()])[0]}</time></metadata>\n')
    opens = dict(zip(traces.first[:-1].tolist(), (
        f"  <trk><name>{_content(name)}</name><desc>device {_content(device)}, journey {_content(journey)}</desc><trkseg>\n"
        for name, device, journey in zip(traces.names(), traces.device_id, traces.journey_id))))
    closes = set((traces.first[1:] - 1).tolist())
    for start in range(0, len(traces.time_s), BLOCK):
        progress(start / len(traces.time_s))
        part = slice(start, start + BLOCK)
        lon, lat = to_lon_lat(*traces.xy_m[part].T)
        yield "".join(
            f'{opens.get(k, "")}    <trkpt lat="{py:.8f}" lon="{px:.8f}"><time>{moment}</time></trkpt>\n'
            + ("  </trkseg></trk>\n" if k in closes else "")
            for k, (px, py, moment) in enumerate(zip(lon.tolist(), lat.tolist(), _iso(traces.time_s[part])), start))
    yield "</gpx>\n"


def as_csv(traces: Traces, step_s: float, to_lon_lat: ToLonLat, *, progress: Progress = no_progress) -> Iterator[str]:
    """A table: device_id, journey_id, time, t_unix, x, y, lon, lat, speed_kmh, a row for each trajectory and step.

    The clock is that of :func:`as_sumo_fcd`; the rows of a trajectory stand together. Parameters as there.
    """
    _not_empty(traces)
    yield "device_id,journey_id,time,t_unix,x,y,lon,lat,speed_kmh\n"
    keys = [f"{_cell(device)},{_cell(journey)}" for device, journey in zip(traces.device_id, traces.journey_id)]
    begin = np.floor(traces.start_s.min())
    low, high = _steps(traces, begin, step_s)
    sampled = sampler(traces)
    before = np.concatenate([[0], np.cumsum(high - low)])
    for start in range(0, int(before[-1]), BLOCK):
        progress(start / before[-1])
        number = np.arange(start, min(start + BLOCK, before[-1]))
        trace = np.searchsorted(before, number, side="right") - 1
        moment = begin + (low[trace] + number - before[trace]) * step_s
        samples = sampled(trace, moment)
        lon, lat = to_lon_lat(*samples.xy_m.T)
        yield "".join(
            f"{keys[k]},{iso},{t:.3f},{x:.3f},{y:.3f},{px:.8f},{py:.8f},{v:.3f}\n" for k, iso, t, (x, y), px, py, v in zip(
                trace.tolist(), _iso(moment), moment.tolist(), samples.xy_m.tolist(), lon.tolist(), lat.tolist(),
                (samples.speed_mps * KMH).tolist()))


def origin_of(traces: Traces) -> tuple[np.ndarray, float]:
    """What :func:`as_ns2` calls 0: x and y in metres (rounded to the millimetre), and the earliest time."""
    return np.round(traces.xy_m.min(axis=0), DIGITS) - MARGIN_M, float(traces.time_s.min())


def n_samples(traces: Traces, step_s: float) -> np.ndarray:
    """How many steps of the clock of :func:`as_sumo_fcd` each trajectory has: 0 where it begins and ends between two of them."""
    low, high = _steps(traces, np.floor(traces.start_s.min()), step_s)
    return np.maximum(high - low, 0)


@dataclass(frozen=True)
class Samples:
    """Where trajectories are: index of the trajectory, metres, metres a second, and degrees clockwise from north; (K,) each."""

    trace: np.ndarray
    xy_m: np.ndarray
    speed_mps: np.ndarray
    angle_deg: np.ndarray


def sampler(traces: Traces) -> Callable[[np.ndarray, np.ndarray], Samples]:
    """A function that tells where trajectories (by index) are at times within their own.

    The direction of one that rests is that of its last move, 0 before the first.
    """
    # one rising line of time for all trajectories, each shifted behind the one before
    offset = np.cumsum(np.append(0.0, traces.end_s - traces.start_s + 1.0))[:-1] - traces.start_s
    line = traces.time_s + np.repeat(offset, np.diff(traces.first))
    moved = (np.diff(traces.xy_m, axis=0, append=np.nan) != 0).any(axis=1)
    last_move = np.maximum.accumulate(np.where(moved, np.arange(len(moved)), 0))

    def at(trace, time_s):
        leg = np.searchsorted(line, time_s + offset[trace], side="right") - 1
        leg = np.clip(leg, traces.first[trace], traces.first[trace + 1] - 2)
        move, duration = traces.xy_m[leg + 1] - traces.xy_m[leg], traces.time_s[leg + 1] - traces.time_s[leg]
        share = np.clip((time_s - traces.time_s[leg]) / duration, 0, 1)[:, None]
        heading = np.maximum(last_move[leg], traces.first[trace])
        east, north = (traces.xy_m[heading + 1] - traces.xy_m[heading]).T
        return Samples(trace, traces.xy_m[leg] + share * move, np.hypot(*move.T) / duration, np.degrees(np.arctan2(east, north)) % 360)

    return at


def _steps(traces: Traces, begin: float, step_s: float) -> tuple[np.ndarray, np.ndarray]:
    """First step of the clock in each trajectory, and the first behind it; the same where it has none."""
    if not step_s > 0:
        raise InputError(f"{step_s} is no length of time", "Step", "Give a step above 0 seconds.")
    slack = 1e-6  # of a step: a clock of 0.1 s meets full seconds
    low = np.ceil((traces.start_s - begin) / step_s - slack)
    high = np.floor((traces.end_s - begin) / step_s + slack) + 1
    return low.astype(np.int64), np.maximum(low, high).astype(np.int64)


def _by_step(traces: Traces, begin: float, step_s: float, progress: Progress) -> Iterator[tuple[np.ndarray, Samples]]:
    """Numbers of steps, ascending, and the samples at them, for some steps at a time."""
    low, high = _steps(traces, begin, step_s)
    coming = np.flatnonzero(high > low)
    coming = coming[np.argsort(low[coming], kind="stable")]
    edges = _stretches(low[coming], high[coming])
    joins = np.searchsorted(low[coming], edges)
    active, sampled = np.empty(0, int), sampler(traces)
    for number, (start, stop) in enumerate(zip(edges[:-1], edges[1:])):
        progress(number / len(edges))
        active = np.concatenate([active[high[active] > start], coming[joins[number]:joins[number + 1]]])
        first = np.maximum(low[active], start)
        n = np.minimum(high[active], stop) - first
        trace = np.repeat(active, n)
        tick = np.repeat(first - np.cumsum(n) + n, n) + np.arange(n.sum())
        order = np.lexsort((trace, tick))
        for block in range(0, len(order), BLOCK):  # one step may have more samples than a block
            progress(number / len(edges))
            at = order[block:block + BLOCK]
            yield tick[at], sampled(trace[at], begin + tick[at] * step_s)


def _stretches(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Steps that cut the clock into stretches of about BLOCK samples."""
    if not len(low):
        return np.empty(0, np.int64)
    edge, change = np.concatenate([low, high]), np.repeat([1, -1], len(low))
    order = np.argsort(edge, kind="stable")
    edge, active = edge[order], np.cumsum(change[order])
    n_before = np.concatenate([[0], np.cumsum(active[:-1] * np.diff(edge))])
    cuts = np.interp(np.arange(0, n_before[-1], BLOCK), n_before, edge)
    return np.unique(np.concatenate([np.floor(cuts).astype(np.int64), edge[[0, -1]]]))


def _filled(shape, xy, time_s) -> np.ndarray:
    """Times of vertices that have none but lie between two of their trajectory that have one, by the distance from them."""
    known = np.flatnonzero(np.isfinite(time_s))
    gaps = np.flatnonzero(~np.isfinite(time_s))
    if not len(gaps) or not len(known):
        return time_s
    along = np.cumsum(np.nan_to_num(np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T)))
    after = np.searchsorted(known, gaps)
    before, after = known[np.maximum(after - 1, 0)], known[np.minimum(after, len(known) - 1)]
    inside = (shape[before] == shape[gaps]) & (shape[after] == shape[gaps]) & (before < gaps) & (gaps < after)
    length = along[after] - along[before]
    # where nothing moves, vertices count instead of metres
    share = np.where(length > 0, along[gaps] - along[before], gaps - before) / np.where(length > 0, length, np.maximum(after - before, 1))
    filled = time_s.copy()
    filled[gaps[inside]] = np.round(time_s[before] + share * (time_s[after] - time_s[before]), DIGITS)[inside]
    return filled


def _not_empty(traces: Traces) -> None:
    if not len(traces):
        raise InputError("no trajectory has times", "Traces", "Use routes with times as M, or positions with a time field.")


def _iso(seconds) -> list:
    moments = np.round(np.asarray(seconds, float) * 1000).astype(np.int64).astype("datetime64[ms]")
    return [f"{text}Z" for text in np.datetime_as_string(moments).tolist()]


def _one_line(text) -> str:
    """A text that ends no comment of Tcl: on one line, without a backslash that would join the next one to it."""
    return "".join(c if c.isprintable() and c != "\\" else "?" for c in ("-" if text is None else str(text)))


def _content(text) -> str:
    """Text of an XML element; what XML cannot hold becomes a question mark."""
    text = "".join(c if c.isprintable() else "?" for c in ("-" if text is None else str(text)))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text) -> str:
    return _content(text).replace('"', "&quot;")


def _comment(text) -> str:
    """A comment of XML holds no two hyphens in a row."""
    return _content(text).replace("--", "- -").rstrip("-")


def _cell(text) -> str:
    """A cell of a CSV table, quoted where it must be."""
    text = "" if text is None else str(text)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(c in text for c in ',"\r\n') else text
