"""Seconds and memory of a piece of work, in a process of its own so that its memory can be told."""

import multiprocessing
import os
import resource
import statistics
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any, NamedTuple

MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


class Measured(NamedTuple):
    """Medians of some runs, and what the last one returned; `peak_mb` holds what the program had loaded before, too."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    result: Any


def measured(work: Callable, *args, runs: int = 3) -> Measured:
    """Run ``work(*args)`` that many times, each in a forked process; its result has to be small, for it comes through a pipe."""
    each = [_alone(work, args) for _ in range(runs)]
    return Measured(*(statistics.median(column) for column in list(zip(*each))[:3]), each[-1][3])


def _alone(work, args) -> tuple:
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_report, args=(work, args, sender))
    process.start()
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        raise SystemExit(f"{getattr(work, '__name__', 'the work')} has ended without a result") from None
    finally:
        process.join()


def _report(work, args, sender) -> None:
    start, used = perf_counter(), sum(os.times()[:4])
    result = work(*args)
    wall_s, cpu_s = perf_counter() - start, sum(os.times()[:4]) - used
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    sender.send((wall_s, cpu_s, peak * MAXRSS_BYTES / 2 ** 20, result))
