"""Counting phones at 24 reference times among a million events, against a plain loop over the phones.

Run as ``python -m tests.benchmarks.bench_counting`` in the repository. The loop runs on one phone in fifty and is scaled up.
"""

from bisect import bisect_right
from collections import Counter
from time import perf_counter

import numpy as np

from mno_mobility.events.counting import count_phones, reference_times
from mno_mobility.events.schema import Events

N_EVENTS, N_PHONES, N_CELLS, SHARE = 1_000_000, 50_000, 5_000, 50
DAY_S, TOLERANCE_S = 86_400.0, 3_600.0


def random_events(seed: int = 0) -> Events:
    """A day of events of many phones, in random order."""
    rng = np.random.default_rng(seed)
    return Events(
        device=rng.integers(0, N_PHONES, N_EVENTS).astype(np.int32), device_levels=np.arange(N_PHONES).astype(str).astype(object),
        time_s=rng.uniform(0, DAY_S, N_EVENTS).round(3),
        cell=rng.integers(0, N_CELLS, N_EVENTS).astype(np.int32), cell_levels=np.arange(N_CELLS).astype(str).astype(object),
        kind=np.zeros(N_EVENTS, np.int8), row=np.arange(N_EVENTS))


def count_in_a_loop(device, time_s, cell, times_s, tolerance_s: float) -> list:
    """One Counter of cells for each reference time."""
    of_phone = {}
    for d, t, c in zip(device, time_s, cell):
        of_phone.setdefault(d, []).append((t, c))
    counts = [Counter() for _ in times_s]
    for stream in of_phone.values():
        stream.sort(key=lambda event: event[0])
        moments = [t for t, _ in stream]
        for counter, t in zip(counts, times_s):
            after = bisect_right(moments, t)
            near = [stream[i] for i in (after - 1, after) if 0 <= i < len(stream)]
            nearest = min(near, key=lambda event: abs(event[0] - t))
            if abs(nearest[0] - t) <= tolerance_s:
                counter[nearest[1]] += 1
    return counts


def main() -> None:
    """Print one row: seconds of both ways and their ratio."""
    events = random_events()
    times_s = reference_times(0, DAY_S - 3600, 3600)
    start = perf_counter()
    counted = count_phones(events, times_s, tolerance_s=TOLERANCE_S)
    ours = perf_counter() - start

    sample = events.device % SHARE == 0
    start = perf_counter()
    counts = count_in_a_loop(events.device[sample].tolist(), events.time_s[sample].tolist(), events.cell[sample].tolist(),
                             times_s.tolist(), TOLERANCE_S)
    loop = (perf_counter() - start) * SHARE
    share = sum(sum(c.values()) for c in counts) * SHARE / counted.counts.sum()
    print("events,times,seconds,loop_seconds_scaled,ratio,phones_counted_loop_to_ours")
    print(f"{N_EVENTS},{len(times_s)},{ours:.2f},{loop:.1f},{ours / loop:.3f},{share:.3f}")


if __name__ == "__main__":
    main()
