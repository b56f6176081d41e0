"""How long matching takes: windows of four minutes of real drives through Santa Monica, whose phones are heard of all the time, and 10,000
sparse journeys of ten events, three to five minutes apart, on the roads of Krems; and of some of these, the same posterior by plain numpy,
a table of all moves between all pieces.

Run as ``make bench ARGS=matching``, where the data lies beside the repository or where the variable MNO_SHARED says. MNO_BENCH_JOURNEYS
sets another number instead of 10,000.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import osm
import santa_monica as drives
from measure import measured

from mno_mobility.events.cleaning import clean
from mno_mobility.events.schema import events_from_columns
from mno_mobility.trajectory.likelihoods import likelihoods_of_sites
from mno_mobility.trajectory.matching import MatchOptions, match_trajectories, step_of, steps_of
from mno_mobility.trajectory.pieces import road_pieces
from mno_mobility.trajectory.roads import build_network
from mno_mobility.trajectory.sampling import first_modes, mode_changes

DATA = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
N_JOURNEYS = int(os.environ.get("MNO_BENCH_JOURNEYS", 10_000))
N_EVENTS, N_CELLS, N_RIVAL, EVERY_WINDOW = 10, 40, 3, 4
SILENCE_S = 180.0, 300.0


def main():
    if not (DATA / "osm" / "krems.osm.gz").is_file() or not (DATA / "santa_monica").is_dir():
        raise SystemExit(f"no roads of Krems and drives of Santa Monica in {DATA}")
    dense_windows()
    sparse_journeys()


def dense_windows():
    windows = drives.windows(DATA)
    days = sorted({w.day for w in windows})
    cells = drives.learned_cells(DATA, set(days[1::2]))
    windows = [w for w in windows if w.day in days[::2]][::EVERY_WINDOW]
    network = drives.roads(DATA)
    cleaned, _ = drives.journeys(windows)
    heard_of = [name in cells for name in cleaned.events.cell_levels]
    sites = [cells[name].site if there else (np.nan, np.nan) for name, there in zip(cleaned.events.cell_levels, heard_of)]
    layer = [name.rsplit("-", 1)[0] for name in cleaned.events.cell_levels]
    every = {step: road_pieces(network, step_s=step) for step in steps_of(cleaned)}
    heard = {step: likelihoods_of_sites(sites, pieces.xy_m, layer=layer) for step, pieces in every.items()}
    took = measured(matched, cleaned, every, heard, 1)
    n = took.result
    print(f"{n} windows of 4 minutes, {len(cleaned.events):,} events, on {len(every[4.0]):,} pieces: {1000 * took.cpu_s / n:.0f} ms of "
          f"CPU each, peak {took.peak_mb:.0f} MB", flush=True)


def sparse_journeys():
    rng = np.random.default_rng(1)
    network = build_network(**osm.krems(DATA))[0]
    built = measured(lambda: len(road_pieces(network, step_s=16.0)))
    print(f"{network.road_m / 1000:.0f} km of roads, {built.result:,} pieces in {built.cpu_s:.2f} s")
    nodes = np.column_stack([network.x_m, network.y_m])
    sites = nodes[rng.choice(len(nodes), N_CELLS, replace=False)] + rng.uniform(-200, 200, (N_CELLS, 2))
    cleaned = made_up(network, sites, N_JOURNEYS, rng)
    every = {step: road_pieces(network, step_s=step) for step in steps_of(cleaned)}
    place = {name: site for name, site in zip(cell_names(), sites)}
    own = np.array([place[name] for name in cleaned.events.cell_levels])
    heard = {step: likelihoods_of_sites(own, pieces.xy_m) for step, pieces in every.items()}
    took = measured(matched, cleaned, every, heard, 2, runs=1)
    print(f"{N_JOURNEYS:,} journeys of {N_EVENTS} events by 2 processes: {took.wall_s:.1f} s, {took.cpu_s:.1f} s of CPU, "
          f"{1000 * took.cpu_s / N_JOURNEYS:.1f} ms each, peak {took.peak_mb:.0f} MB each; {took.result:,} have a route", flush=True)
    rival = measured(plain, cleaned, every, heard, runs=1)
    print(f"plain numpy, without drawing routes: {1000 * rival.cpu_s / N_RIVAL:.0f} ms of CPU each, peak {rival.peak_mb:.0f} MB, "
          f"{rival.cpu_s / N_RIVAL / (took.cpu_s / N_JOURNEYS):.0f} times as long; its mean places are "
          f"{away_m(cleaned, every, heard, rival.result):.0f} m from those on our routes")


def matched(cleaned, every, heard, workers) -> int:
    return sum(match is not None for match in matches(cleaned, every, heard, workers))


def matches(cleaned, every, heard, workers=1) -> list:
    prior = {step: pieces.length_m for step, pieces in every.items()}
    return match_trajectories(cleaned, every, heard, prior, workers=workers).found


def away_m(cleaned, every, heard, places) -> float:
    """Mean distance of places, at the steps of time, to those on our routes."""
    few, events = cleaned.journey < N_RIVAL, cleaned.events
    events = replace(events, **{name: getattr(events, name)[few] for name in ("device", "time_s", "cell", "kind", "row")})
    found = matches(replace(cleaned, events=events, journey=cleaned.journey[few]), every, heard)
    ours = [np.column_stack([np.interp(m.along_m, m.route.along_m, column) for column in m.route.xy_m.T]) for m in found]
    return float(np.hypot(*(np.concatenate(ours) - np.concatenate(places)).T).mean())


def cell_names():
    return [f"cell {k:02d}" for k in range(N_CELLS)]


def made_up(network, sites, n, rng):
    """Phones that drive half of the time and tell of the cell that is likeliest where they are now and then."""
    pieces = road_pieces(network, step_s=4.0)
    best = likelihoods_of_sites(sites, pieces.xy_m).relative.toarray().argmax(axis=0)
    total = np.append(0, np.cumsum(pieces.share))
    heard_s = np.cumsum(rng.uniform(*SILENCE_S, (n, N_EVENTS)), axis=1)
    at = rng.choice(len(pieces), n)
    device, cell = np.repeat(np.arange(n), N_EVENTS), np.empty((n, N_EVENTS), int)
    for step in range(int(heard_s.max() // 4) + 1):
        cell = np.where(heard_s // 4 == step, best[at][:, None], cell)
        begin, end = pieces.begin[at], pieces.begin[at + 1]
        entry = np.searchsorted(total, total[begin] + rng.random(n) * (total[end] - total[begin]), side="right") - 1
        at = np.where(rng.random(n) < 0.5, pieces.target[pieces.way[entry.clip(begin, end - 1)]], at)
    columns = {"device_id": np.char.mod("p%06d", device).astype(object), "time": heard_s.ravel(),
               "cell_id": np.array(cell_names(), object)[cell.ravel()], "event": np.full(n * N_EVENTS, "lau", object)}
    return clean(events_from_columns(columns)[0], ping_pong_window_s=0.0, stay_s=1e9)


def plain(cleaned, every, heard) -> list:
    """The mean place of some phones at each step of time: forward and backward sums over a table of all moves, (2 S, 2 S)."""
    options, events, tables = MatchOptions(), cleaned.events, {}
    found = []
    for number in range(N_RIVAL):
        mine = np.flatnonzero(cleaned.journey == number)
        time_s, step_s = events.time_s[mine], step_of(events.time_s[mine])
        pieces = every[step_s]
        if step_s not in tables:
            ways, follows = [np.eye(len(pieces)), pieces.moves().toarray()], mode_changes(step_s, pieces.speed_kmh)
            tables[step_s] = np.block([[follows[a, b][:, None] * ways[b] for b in range(2)] for a in range(2)])
        moves, relative = tables[step_s], heard[step_s].relative.toarray()
        n_steps = int(np.ceil((time_s[-1] - time_s[0]) / step_s))
        told = np.ones((n_steps, len(pieces)))
        for t, cell in zip(time_s, events.cell[mine]):
            told[min(int((t - time_s[0]) // step_s), n_steps - 1)] *= options.floor + (1 - options.floor) * relative[cell]
        told = np.tile(told, 2)
        ahead = [np.ones(told.shape[1])]
        for likelihood in told[:0:-1]:
            back = moves @ (ahead[-1] * likelihood)
            ahead.append(back / back.max())
        now, mean = np.concatenate([share * pieces.length_m for share in first_modes(pieces.speed_kmh)]) * told[0], []
        for step, later in enumerate(ahead[::-1]):
            now = now if step == 0 else now @ moves * told[step]
            now /= now.sum()
            share = (now * later).reshape(2, -1).sum(axis=0)
            mean.append(share @ pieces.xy_m / share.sum())
        found.append(np.array(mean))
    return found


if __name__ == "__main__":
    main()
