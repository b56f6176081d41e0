"""Independent pieces of work over the cores: in processes of plain Python where there is one beside QGIS, else one after the other."""

import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process, spawn
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from threading import Lock, Thread
from typing import Optional

from .progress import Progress, no_progress

LEAST_TASKS = 500  # below that, starting processes costs more than it saves
_shared = None  # of a worker process


def in_blocks(work: Callable, tasks: Sequence, size: int, *, shared, workers: int = 1, effort: float = 1.0,
              progress: Progress = no_progress) -> list:
    """Results of `work` on all tasks, in their order.

    Parameters
    ----------
    work : callable
        ``work(tasks, shared, progress)`` returns a list of one result for each of some tasks. A function of a module, for processes import
        it by name.
    tasks : sequence
    size : int
        Tasks in a block.
    shared
        What all tasks need; handed to each process once.
    workers : int
        Processes; 1, few tasks, or no Python to start: all in this one.
    effort : float
        How long a task takes, beside one of about ten milliseconds.
    progress : callable

    Returns
    -------
    list
        The same whatever `size` and `workers` are, if `work` treats its tasks one by one.
    """
    blocks = [tasks[start:start + size] for start in range(0, len(tasks), size)]
    python = _python() if workers > 1 and len(tasks) * effort >= LEAST_TASKS else None
    if python is not None:
        try:
            return _in_processes(work, blocks, shared, min(workers, len(blocks)), python, progress)
        except (BrokenProcessPool, OSError):
            progress(0.0)  # no process could be started: a firewall or a sandbox; go on here
    results = []
    for number, block in enumerate(blocks):
        progress(number / len(blocks))
        results += work(block, shared, lambda done, number=number: progress((number + done) / len(blocks)))
    progress(1.0)
    return results


def _in_processes(work, blocks, shared, workers, python, progress) -> list:
    context = _Context()
    context.set_executable(python)
    # by a queue: were it handed over at the start, we would wait for ever for a process that dies before it has read it all
    gifts = context.Queue()
    for _ in range(workers):
        gifts.put(shared)
    results, pool = [None] * len(blocks), ProcessPoolExecutor(workers, context, _receive, (gifts,))
    try:
        running = {pool.submit(_run, work, block): number for number, block in enumerate(blocks)}
        waiting = set(running)
        while waiting:
            done, waiting = wait(waiting, timeout=0.2)
            for future in done:
                results[running[future]] = future.result()
            progress(1 - len(waiting) / len(blocks))
    finally:
        for process in list((pool._processes or {}).values()) if any(r is None for r in results) else []:
            process.terminate()  # cancelled, or failed: what is under way is not waited for
        pool.shutdown(wait=True, cancel_futures=True)
        gifts.cancel_join_thread()
        gifts.close()
    return [result for block in results for result in block]


class _Process(SpawnProcess):
    """A process that does not run the main program of this one again: in QGIS that is no module, in a script it is the user's."""

    _one_at_a_time = Lock()

    @staticmethod
    def _Popen(process):
        with _Process._one_at_a_time:
            whole = spawn.get_preparation_data
            spawn.get_preparation_data = lambda name: {k: v for k, v in whole(name).items() if not k.startswith("init_main")}
            try:
                return SpawnProcess._Popen(process)
            finally:
                spawn.get_preparation_data = whole


class _Context(SpawnContext):
    Process = _Process


def _python() -> Optional[str]:
    """The Python that QGIS embeds, as a program: inside QGIS, sys.executable may be QGIS itself, or another Python."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    names = ["pythonw.exe", "python.exe"] if sys.platform == "win32" else [f"bin/{version}", "bin/python3"]
    paths = [Path(prefix, name) for prefix in (sys.exec_prefix, sys.base_exec_prefix) for name in names]
    return next((str(path) for path in paths if path.is_file()), None)


def _receive(gifts) -> None:
    global _shared
    Thread(target=_end_with_parent, daemon=True).start()
    _shared = gifts.get()


def _end_with_parent() -> None:
    """A QGIS that crashes, or is killed, ends no process: each waits for that itself."""
    parent_process().join()
    os._exit(1)


def _run(work, tasks) -> list:
    return work(tasks, _shared, no_progress)
