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

LEAST_TASKS = 200  # below that, starting processes costs more than it saves
_shared = None  # of a worker process


def in_blocks(work: Callable, tasks: Sequence, size: int, *, shared, workers: int = 1, progress: Progress = no_progress) -> list:
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
    progress : callable

    Returns
    -------
    list
        The same whatever `size` and `workers` are, if `work` treats its tasks one by one.
    """
    blocks = [tasks[start:start + size] for start in range(0, len(tasks), size)]
    python = _python() if workers > 1 and len(tasks) >= LEAST_TASKS else None
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
    # a process that dies at its start would leave us waiting for ever to hand it more than a pipe holds: one that gets nothing goes first
    _results(ProcessPoolExecutor(1, context), _ready, [(work,)], lambda done: progress(0.0))
    pool = ProcessPoolExecutor(workers, context, _receive, (shared,))
    return [result for block in _results(pool, _run, [(work, block) for block in blocks], progress) for result in block]


def _results(pool, call, tasks, progress) -> list:
    """What `call` returns for the arguments of each task."""
    results = [None] * len(tasks)
    try:
        running = {pool.submit(call, *task): number for number, task in enumerate(tasks)}
        waiting = set(running)
        while waiting:
            done, waiting = wait(waiting, timeout=0.2)
            for future in done:
                results[running[future]] = future.result()
            progress(1 - len(waiting) / len(tasks))
    finally:
        for process in list((pool._processes or {}).values()) if any(r is None for r in results) else []:
            process.terminate()  # cancelled, or failed: what is under way is not waited for
        pool.shutdown(wait=True, cancel_futures=True)
    return results


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
    """The Python that QGIS embeds, as a program. Inside QGIS, sys.executable may be QGIS itself, or another Python that is found first."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    names = ["pythonw.exe", "python.exe"] if sys.platform == "win32" else [f"bin/{version}", "bin/python3"]
    beside = [Path(prefix, name) for prefix in (sys.exec_prefix, sys.base_exec_prefix) for name in names]
    here = [Path(sys.executable)] if Path(sys.executable or "-").stem.lower().startswith("python") else []
    return next((str(path) for path in [*beside, *here] if path.is_file()), None)


def _ready(work) -> bool:
    """Whether a process can import the work: it has, when it gets here."""
    return callable(work)


def _receive(shared) -> None:
    global _shared
    _shared = shared
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A QGIS that crashes, or is killed, ends no process: each waits for that itself."""
    parent_process().join()
    os._exit(1)


def _run(work, tasks) -> list:
    return work(tasks, _shared, no_progress)
