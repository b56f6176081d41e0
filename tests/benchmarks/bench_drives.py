"""How near matched ways come to 54 real drives through Santa Monica, and to their 205 windows of four minutes, beside the paper's pipeline.

Every day is matched with what all other days tell of the cells: their sites, without or with how many samples these come from and how far
around they lie, or the footprints and handovers learned from measurements, and these with the sites beside them. Operators renumber cells
between the days: the measurements of near days count more, and the cells in the events of the day are those in use, which takes nothing
from the truth. The rivals have the same cells: Voronoi areas of the same sites, or the areas that the cells were seen to serve. Differences
are told with a paired bootstrap over the drives. Then, for the windows, one part after the other is left out, and the options are chosen on
half of the days for the other half.

Run as ``make bench ARGS=drives``, where the data lies beside the repository or where the variable MNO_SHARED says.
"""

import datetime
import os
import sys
from dataclasses import replace
from pathlib import Path
from time import process_time
from types import SimpleNamespace

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import santa_monica as drives

from mno_mobility.evaluation.curves import frechet
from mno_mobility.geolocation.grid import grid_over
from mno_mobility.geolocation.in_use import with_cells_in_use
from mno_mobility.geolocation.measured import Options, ageing, model_from_measurements
from mno_mobility.trajectory.handover_places import handovers_of_drives
from mno_mobility.trajectory.likelihoods import likelihoods_of_model, pooled
from mno_mobility.trajectory.matching import MatchOptions, match_trajectories, stay_weights, steps_of
from mno_mobility.trajectory.pieces import road_pieces
from mno_mobility.trajectory.sampling import first_modes, mode_changes

DATA = Path(os.environ.get("MNO_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
RIVAL = {"sites": "voronoi", "sampled sites": "voronoi", "learned": "observed", "learned, and sites": "observed"}
LOOKED_INTO = "sampled sites", "learned, and sites"
TILE_M, AROUND_M, HALF_LIFE_DAYS, N_BOOTSTRAP = 50.0, 500.0, 5.0, 2000
# one option is changed at a time
TRIED = [{}, {"tau_s": 2.0}, {"tau_s": 8.0}, {"most": 5.0}, {"most": 20.0}, {"floor": 0.001}, {"floor": 0.01}]
DEFAULT = MatchOptions()
QUANTILES = 0.1, 0.25, 0.5, 0.75, 0.9


def main():
    if not (DATA / "santa_monica").is_dir():
        raise SystemExit(f"no drives of Santa Monica in {DATA}")
    network = drives.roads(DATA)
    pieces = road_pieces(network)
    days = {"drives": [], "windows": []}
    for tests, *told in held_out():
        for what, tested in tests.items():
            days[what].append(day_of(tested, *told, pieces))
    rivals = {what: {kind: rival_errors(network, of_all, kind) for kind in set(RIVAL.values())} for what, of_all in days.items()}
    for what, of_all in days.items():
        for how, kind in RIVAL.items():
            matched, cpu_s = errors(of_all, how, pieces)
            print(f"\n{how}: {len(matched)} {what}, {cpu_s / len(matched):.3f} s of CPU each; rival: the paper's pipeline, {kind} areas")
            beside(matched, rivals[what][kind])
    for how in LOOKED_INTO:
        rival = rivals["windows"][RIVAL[how]]
        ablation(days["windows"], how, rival, network, pieces)
        chosen_apart(days["windows"], how, rival, pieces)


def held_out():
    """Each day's drives and windows, and what the other days tell."""
    every = {"drives": drives.windows(DATA, whole=True), "windows": drives.windows(DATA)}
    measured, second, day = drives.measurements(DATA)
    low, high = (np.array([at(measured.x_m), at(measured.y_m)]) for at in (np.min, np.max))
    grid = grid_over((*(low - AROUND_M), *(high + AROUND_M)), TILE_M, drives.CRS)
    known, date = {w.day for w in every["drives"]}, np.array([datetime.date.fromisoformat(one).toordinal() for one in day])
    for tested in sorted(known):
        others = day != tested
        served = np.flatnonzero(others & measured.serving)
        served = served[np.lexsort((second[served], measured.run[served]))]
        places = handovers_of_drives(measured.run[served], second[served], measured.cell[served],
                                     np.column_stack([measured.x_m, measured.y_m])[served])
        tests = {what: [w for w in found if w.day == tested] for what, found in every.items()}
        weight = ageing(date - datetime.date.fromisoformat(tested).toordinal(), HALF_LIFE_DAYS)
        samples = of_cells(replace(measured, weight=weight)[others])
        model = model_from_measurements(samples, grid, Options())
        model = with_cells_in_use(model, samples, sorted({cell for w in tests["drives"] for _, cell, *_ in w.log}))[0]
        yield tests, drives.learned_cells(DATA, known - {tested}), model, measured.cell_ids, places


def of_cells(samples):
    """Samples without the cells that none of them names."""
    cell, number = np.unique(samples.cell, return_inverse=True)
    return replace(samples, cell=number.ravel(), cell_ids=samples.cell_ids[cell], layer=samples.layer[cell])


def day_of(windows, cells, model, cell_ids, places, pieces) -> SimpleNamespace:
    """Events, likelihoods and measured handovers of a day, by the cells of its events."""
    cleaned, _ = drives.journeys(windows)
    names = cleaned.events.cell_levels
    number = {str(name): k for k, name in enumerate(names)}
    own = np.array([number.get(str(cell), -1) for cell in cell_ids])  # which the places name by number
    both = (own[places.from_cell] >= 0) & (own[places.to_cell] >= 0)
    measured = replace(places, from_cell=own[places.from_cell][both], to_cell=own[places.to_cell][both], xy_m=places.xy_m[both],
                       heading=places.heading[both])
    of_model = likelihoods_of_model(model, names, pieces.xy_m)
    by_kind = {"learned": of_model}
    for how, sampled in (("sites", False), ("sampled sites", True)):
        by_kind[how] = drives.likelihoods_by_sites(cells, names, pieces.xy_m, sampled=sampled)
    by_kind["learned, and sites"] = pooled(of_model, by_kind["sampled sites"])
    return SimpleNamespace(windows=windows, cells=cells, cleaned=cleaned, measured=measured, likelihoods=by_kind)


def rival_errors(network, days, kind) -> dict:
    """Position, Fréchet distance by window."""
    return {window.name: (np.hypot(*(at - window.track_m).T).mean(), frechet(made.choice.routes[number].xy_m, window.track_m))
            for day in days for window, made, number, _, at, _ in drives.estimated(network, day.cells, day.windows, kind)}


def errors(days, how: str, pieces, options=DEFAULT, answer=None) -> tuple[dict, float]:
    """Position, Fréchet distance, share of seconds in the band, length over the true one, by window; seconds of CPU."""
    found, cpu_s = {}, process_time()
    for day in days:
        cleaned, steps = day.cleaned, steps_of(day.cleaned)
        cut, heard, prior = (dict.fromkeys(steps, value) for value in (pieces, day.likelihoods[how], pieces.length_m))
        measured = day.measured if how.startswith("learned") else None
        if answer is None:
            matches = match_trajectories(cleaned, cut, heard, prior, options=options, measured=measured).found
        else:
            matches = answer(cleaned, pieces, day.likelihoods[how], measured, options)
        by_name, first = {w.name: w for w in day.windows}, np.unique(cleaned.journey, return_index=True)[1]
        for row, match in zip(first, matches):
            if match is not None:
                window = by_name[cleaned.events.device_levels[cleaned.events.device[row]]]
                found[window.name] = compared(window, match)
    return found, process_time() - cpu_s


def compared(window, match) -> tuple:
    along, radius = (np.interp(window.track_s, match.time_s, values) for values in (match.along_m, match.radius_m))
    at = np.column_stack([np.interp(along, match.route.along_m, column) for column in match.route.xy_m.T])
    off = np.hypot(*(at - window.track_m).T)
    true_m = max(np.hypot(*np.diff(window.track_m, axis=0).T).sum(), 1.0)
    return off.mean(), frechet(match.route.xy_m, window.track_m), (off <= radius).mean(), match.route.along_m[-1] / true_m


def beside(matched: dict, rival: dict) -> None:
    """Both distributions, and the ratios of the means with what a bootstrap over the drives gives."""
    names = [name for name in matched if name in rival]
    ours, theirs = (np.array([of[name][:2] for name in names]) for of in (matched, rival))
    drive = np.unique([name.split("/")[0] for name in names], return_inverse=True)[1]
    ratio, low, high = bootstrap(ours, theirs, drive)
    for k, what in enumerate(("position", "Fréchet")):
        print(f"  {what}: {ours[:, k].mean():.0f} m, rival {theirs[:, k].mean():.0f} m, ratio {ratio[k]:.3f} "
              f"({low[k]:.2f} to {high[k]:.2f} in 95 % of bootstraps over {drive.max() + 1} drives)")
        for label, values in (("ours", ours), ("rival", theirs)):
            print(f"    {label:6s} quantiles {QUANTILES}: {np.quantile(values[:, k], QUANTILES).round().astype(int).tolist()} m")
    for operator in sorted({name[0] for name in names}):
        mine = np.array([name[0] == operator for name in names])
        print(f"  operator {operator}: ratio of position {ours[mine, 0].mean() / theirs[mine, 0].mean():.3f}, {mine.sum()} windows")
    every = np.array(list(matched.values()))
    print(f"  in the band: {every[:, 2].mean():.3f} of seconds; length over the true one, median: {np.median(every[:, 3]):.2f}")


def bootstrap(ours, theirs, drive) -> tuple:
    rng, n = np.random.default_rng(1), drive.max() + 1
    sums = [np.stack([np.bincount(drive, values[:, k], n) for k in range(2)]) for values in (ours, theirs)]
    drawn = rng.multinomial(n, np.full(n, 1 / n), N_BOOTSTRAP)
    ratios = (drawn @ sums[0].T) / (drawn @ sums[1].T)
    return (ours.mean(axis=0) / theirs.mean(axis=0), *np.quantile(ratios, [0.025, 0.975], axis=0))


def ablation(days, how, rival, network, pieces) -> None:
    print(f"\n{how}, one part left out (ratios to the rival's means; band; length):")
    straight = road_pieces(network, turn=0.0)
    unbound = road_pieces(network, factor=5.0)
    for label, cut, options, answer in (
            ("all", pieces, DEFAULT, None), ("no turn weight", straight, DEFAULT, None),
            ("no tempering: every second counts", pieces, MatchOptions(tau_s=1.0, most=1e6), None),
            ("no bound of a stay", pieces, MatchOptions(most=1e6), None),
            ("no speed bound: 5 times the limit", unbound, DEFAULT, None),
            ("Viterbi instead of minimum risk", pieces, DEFAULT, viterbi)):
        told = days if cut is pieces else [day_on(day, pieces, cut) for day in days]
        summary(label, errors(told, how, cut, options, answer)[0], rival)


def day_on(day, pieces, others) -> SimpleNamespace:
    """A day's likelihoods on other pieces: those of the nearest of the first ones."""
    from scipy.spatial import cKDTree
    nearest = cKDTree(pieces.xy_m).query(others.xy_m)[1]
    return SimpleNamespace(**{**vars(day), "likelihoods": {
        how: replace(heard, relative=heard.relative.tocsc()[:, nearest].tocsr()) for how, heard in day.likelihoods.items()}})


def summary(label, matched: dict, rival: dict) -> None:
    names = [name for name in matched if name in rival]
    position, curve = (np.mean([matched[n][k] for n in names]) / np.mean([rival[n][k] for n in names]) for k in range(2))
    every = np.array(list(matched.values()))
    print(f"  {label:36s} {position:.3f}  {curve:.3f}  {every[:, 2].mean():.2f}  {np.median(every[:, 3]):.2f}", flush=True)


def chosen_apart(days, how, rival, pieces) -> None:
    """Options that are best on half of the days, on the other half."""
    print(f"\n{how}, options chosen on half of the days, tested on the other half:")
    tried = [errors(days, how, pieces, MatchOptions(**changed))[0] for changed in TRIED]
    for half in (0, 1):
        chosen_on, tested_on = ({w.name for day in some for w in day.windows} & set(rival) for some in (days[half::2], days[1 - half::2]))
        best = min(range(len(TRIED)), key=lambda k: np.mean([tried[k][name][0] for name in chosen_on if name in tried[k]]))
        for label, k in (("as it is", 0), (f"chosen: {TRIED[best] or 'as it is'}", best)):
            summary(label, {name: value for name, value in tried[k].items() if name in tested_on}, rival)


def viterbi(cleaned, pieces, likelihoods, measured, options) -> list:
    """The likeliest sequence of pieces of each journey, by a table of all moves; its band has no width."""
    found = []
    for mine in np.split(np.arange(len(cleaned.journey)), np.flatnonzero(np.diff(cleaned.journey)) + 1):
        events = cleaned.events
        weights = stay_weights(events.time_s[mine], events.kind[mine], pieces.step_s, options)
        logs = {cell: np.log(options.floor + (1 - options.floor) * likelihoods.relative[cell].toarray().ravel())
                for cell in np.unique(events.cell[mine]) if likelihoods.known[cell]}
        seen = [weight * logs.get(events.cell[mine[event]], 0.0) for event, weight in zip(weights.event, weights.weight)]
        state = best_states(pieces, [np.broadcast_to(one, len(pieces)) for one in seen])
        xy = pieces.xy_m[state]
        along = np.append(0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T)))
        found.append(SimpleNamespace(time_s=weights.time_s, along_m=along, radius_m=np.zeros(len(along)),
                                     route=SimpleNamespace(xy_m=xy, along_m=along)))
    return found


def best_states(pieces, seen) -> np.ndarray:
    """Pieces at the steps on the likeliest way over pieces and modes, waiting and driving."""
    row, n_ways = np.repeat(np.arange(len(pieces)), np.diff(pieces.begin)), np.diff(pieces.begin)
    column = np.arange(len(row)) - pieces.begin[row]
    target, moves = np.zeros((len(pieces), n_ways.max()), int), np.full((len(pieces), n_ways.max()), -np.inf)
    with np.errstate(divide="ignore"):
        target[row, column], moves[row, column] = pieces.target[pieces.way], np.log(pieces.share)
        follows = np.log(mode_changes(pieces.step_s, pieces.speed_kmh))
        first = np.log(pieces.length_m) + np.log(first_modes(pieces.speed_kmh)) + seen[0]
    to_come, choices = np.zeros((2, len(pieces))), []
    for one in seen[:0:-1]:
        here = to_come + one
        driving = here[1, target] + moves
        of_mode = follows + np.array([here[0], driving.max(axis=1)])
        choices.append((of_mode.argmax(axis=1), driving.argmax(axis=1)))
        to_come = of_mode.max(axis=1)
    mode, state = np.divmod((first + to_come).argmax(), len(pieces))
    states = [state]
    for next_mode, way in choices[::-1]:
        mode = next_mode[mode, state]
        if mode:
            state = target[state, way[state]]
        states.append(state)
    return np.array(states)


if __name__ == "__main__":
    main()
