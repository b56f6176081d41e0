"""Independent pieces of work over the cores: in processes of plain Python where there is one beside QGIS, else one after the other.

Work that numpy does on long arrays, outside the lock of Python, shares the cores in threads, which need no copies.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process, spawn
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from threading import Lock, Thread
from typing import Optional

from .progress import Progress, no_progress

LEAST_TASKS = 500  # below that, starting processes costs more than it saves
_shared = None  # of a worker process


def in_blocks(work: Callable, tasks: Sequence, size: int, **options) -> list:
    """Results of `work` on all tasks, in their order; arguments as of :func:`stream`."""
    return [result for block in stream(work, tasks, size, **options) for result in block]


def stream(work: Callable, tasks: Sequence, size: int, *, shared, workers: int = 1, effort: float = 1.0,
           progress: Progress = no_progress) -> Iterator[list]:
    """Results of `work` block by block, in the order of the tasks; few blocks wait at a time.

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

    Yields
    ------
    list
        Results of a block. All together are the same whatever `size` and `workers` are, if `work` treats its tasks one by one.
    """
    blocks = [tasks[start:start + size] for start in range(0, len(tasks), size)]
    python = _python() if workers > 1 and len(blocks) > 1 and len(tasks) * effort >= LEAST_TASKS else None
    done = 0
    if python is not None:
        try:
            for results in _in_processes(work, blocks, shared, min(workers, len(blocks)), python, progress):
                done += 1
                yield results
        except (BrokenProcessPool, OSError):
            pass  # no process could be started, by a firewall or a sandbox, or one has died: go on here
    for number in range(done, len(blocks)):
        progress(number / len(blocks))
        yield work(blocks[number], shared, lambda part, number=number: progress((number + part) / len(blocks)))
    progress(1.0)


def in_threads(work: Callable, tasks: Sequence, *, workers: int = 1, progress: Progress = no_progress) -> Iterator:
    """``work(task)`` of all tasks, in their order, by threads; few results wait at a time.

    Parameters
    ----------
    work : callable
        Spends its time in numpy. Many short calls are slower in threads than one after the other.
    tasks : sequence
    workers : int
        Threads; 1: none beside this one.
    progress : callable
        Called in this thread, after each result.
    """
    if workers <= 1:
        for number, task in enumerate(tasks):
            yield work(task)
            progress((number + 1) / len(tasks))
        return
    pool = ThreadPoolExecutor(workers)
    try:
        running = deque(pool.submit(work, task) for task in tasks[:2 * workers])
        for number in range(len(tasks)):
            result = running.popleft().result()
            running.extend(pool.submit(work, task) for task in tasks[number + 2 * workers:number + 2 * workers + 1])
            yield result
            progress((number + 1) / len(tasks))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def apart(work: Callable, *arguments, progress: Progress = no_progress):
    """``work(*arguments, progress=...)`` in a process of its own, where it may hold Python's lock for long and still end with a cancel.

    Where no process can be started, or it dies, the work is done in this one. `work` is a function of a module, or a partial of one.
    """
    python = _python()
    if python is None:
        return work(*arguments, progress=progress)
    context = _Context()
    context.set_executable(python)
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    try:
        process.start()
        there.close()
        here.send((work, arguments))
        done, kind = 0.0, "progress"
        while kind == "progress":
            progress(done)
            if here.poll(0.2):
                kind, value = here.recv()
                done = value if kind == "progress" else 1.0
    except (OSError, EOFError):
        return work(*arguments, progress=progress)
    finally:
        if process.pid:
            process.terminate()
            process.join()
        here.close()
    if kind == "error":
        raise value
    return value


def _in_processes(work, blocks, shared, workers, python, progress) -> Iterator[list]:
    context = _Context()
    context.set_executable(python)
    # by a queue: were it handed over at the start, we would wait for ever for a process that dies before it has read it all
    gifts = context.Queue()
    for _ in range(workers):
        gifts.put(shared)
    pool, finished = ProcessPoolExecutor(workers, context, _receive, (gifts,)), False
    try:
        running = {}
        for number in range(len(blocks)):
            for ahead in range(number, min(number + 2 * workers, len(blocks))):
                if ahead not in running:
                    running[ahead] = pool.submit(_run, work, blocks[ahead])
            while not wait([running[number]], timeout=0.2).done:
                progress(number / len(blocks))
            progress((number + 1) / len(blocks))
            running[number], result = None, running[number].result()
            yield result
        finished = True
    finally:
        if not finished:
            _end(pool)
        pool.shutdown(wait=True, cancel_futures=True)
        gifts.cancel_join_thread()
        gifts.close()


def _end(pool) -> None:
    """End the processes of a pool, cancelled or failed: what is under way is not waited for.

    One of them may be in the middle of a result, or of a task. Nobody waits for the rest of either once the last end of its pipe is closed.
    """
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool._result_queue._writer.close()
    pool._call_queue._reader.close()


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


def _serve(connection) -> None:
    """What a process of :func:`apart` does: it tells progress, then the result or the error."""
    Thread(target=_end_with_parent, daemon=True).start()
    work, arguments = connection.recv()
    try:
        message = "result", work(*arguments, progress=lambda done: connection.send(("progress", done)))
    except Exception as error:
        message = "error", error
    connection.send(message)
