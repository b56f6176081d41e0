"""Work shared by processes."""

import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mno_mobility import parallel
from mno_mobility.errors import Cancelled, InputError

ROOT = Path(__file__).resolve().parent.parent


def squares(tasks, shared, progress):
    return [(task * task + shared, os.getpid()) for task in tasks]


def lengths(tasks, shared, progress):
    return [(task + len(shared), os.getpid()) for task in tasks]


def slow(tasks, shared, progress):
    time.sleep(30)
    return list(tasks)


def broken(tasks, shared, progress):
    raise ValueError("no such task")


@pytest.fixture
def processes(monkeypatch):
    monkeypatch.setattr(parallel, "LEAST_TASKS", 1)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_tasks(processes, workers):
    done = []
    results = parallel.in_blocks(squares, list(range(20)), 3, shared=5, workers=workers, progress=done.append)
    assert [value for value, _ in results] == [k * k + 5 for k in range(20)]
    assert done == sorted(done) and done[-1] == 1
    assert (os.getpid() in {pid for _, pid in results}) == (workers == 1)


def test_few_tasks_start_no_process():
    assert {pid for _, pid in parallel.in_blocks(squares, [1, 2], 1, shared=0, workers=2)} == {os.getpid()}


def test_without_a_python_to_start_the_work_is_done_here(processes, monkeypatch):
    monkeypatch.setattr(parallel, "_python", lambda: None)
    assert parallel.in_blocks(squares, [1, 2, 3], 1, shared=0, workers=2)[2] == (9, os.getpid())


def test_where_processes_cannot_be_started_the_work_is_done_here(processes, monkeypatch):
    def refuse(*arguments):
        raise OSError("not permitted")
    monkeypatch.setattr(parallel, "_in_processes", refuse)
    assert parallel.in_blocks(squares, [3], 1, shared=0, workers=2) == [(9, os.getpid())]


def test_cancelling_does_not_wait_for_what_is_under_way(processes):
    started = time.monotonic()

    def cancel(done):
        if time.monotonic() - started > 1:
            raise Cancelled
    with pytest.raises(Cancelled):
        parallel.in_blocks(slow, [1, 2], 1, shared=None, workers=2, progress=cancel)
    assert time.monotonic() - started < 10


def half_told(tasks, shared, progress):
    frame = sys._getframe()
    while "result_queue" not in frame.f_locals:
        frame = frame.f_back
    os.write(frame.f_locals["result_queue"]._writer.fileno(), struct.pack("!i", 1000) + b"and no more")  # of a result of 1000 bytes
    Path(shared).touch()
    time.sleep(30)


@pytest.mark.skipif(sys.platform == "win32", reason="the pipe of a result is written to as those of POSIX are")
def test_cancelling_does_not_wait_for_the_rest_of_a_result(processes, tmp_path):
    begun = tmp_path / "begun"

    def cancel(done):
        if begun.exists():
            raise Cancelled

    started = time.monotonic()
    with pytest.raises(Cancelled):
        parallel.in_blocks(half_told, [1, 2], 1, shared=str(begun), workers=2, progress=cancel)
    assert time.monotonic() - started < 20


def test_where_processes_die_at_their_start_the_work_is_done_here(processes, monkeypatch, tmp_path):
    dead = tmp_path / "python3"
    dead.write_text("#!/bin/sh\nexit 1\n")
    dead.chmod(0o755)
    monkeypatch.setattr(parallel, "_python", lambda: str(dead))
    # what is shared is larger than a pipe, in which it would get stuck
    results = parallel.in_blocks(lengths, [1, 2, 3], 1, shared=bytes(10_000_000), workers=2)
    assert results == [(k + 10_000_000, os.getpid()) for k in (1, 2, 3)]


def test_the_python_is_the_one_beside_the_library_not_the_first_on_the_path(monkeypatch, tmp_path):
    other = tmp_path / "python3"
    other.write_text("")
    monkeypatch.setattr(sys, "executable", str(other))
    assert Path(parallel._python()).is_relative_to(sys.exec_prefix)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_the_work_is_raised_here(processes, workers):
    with pytest.raises(ValueError, match="no such task"):
        parallel.in_blocks(broken, [1, 2], 1, shared=None, workers=workers)


def deadly(tasks, shared, progress):
    if os.getpid() != shared:
        os._exit(3)
    return list(tasks)


def test_what_a_process_that_dies_leaves_is_done_here(processes):
    assert parallel.in_blocks(deadly, [1, 2, 3], 1, shared=os.getpid(), workers=2) == [1, 2, 3]


def test_no_tasks_give_no_results():
    assert parallel.in_blocks(squares, [], 3, shared=0, workers=2) == []


def test_a_script_without_a_guard_is_not_run_again(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(f"""
import sys
sys.path[:0] = {[str(ROOT), str(ROOT / "tests")]!r}
print("once")
from mno_mobility import parallel
from test_parallel import squares
parallel.LEAST_TASKS = 1
print(len({{pid for _, pid in parallel.in_blocks(squares, list(range(8)), 1, shared=0, workers=2)}}) >= 1)
""")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["once", "True"], done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a process group")
def test_processes_end_with_a_parent_that_is_killed(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(f"""
import sys
sys.path[:0] = {[str(ROOT), str(ROOT / "tests")]!r}
from mno_mobility import parallel
from test_parallel import slow
parallel.LEAST_TASKS = 1
parallel.in_blocks(slow, [1, 2], 1, shared=0, workers=2, progress=lambda done: print("working", flush=True))
""")
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, start_new_session=True)
    for _ in range(8):  # reported every 0.2 s: by then the processes are under way
        parent.stdout.readline()
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20  # without it they would take 30 seconds, and wait for more after that
    while time.monotonic() < deadline:
        try:
            os.killpg(parent.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        os.killpg(parent.pid, signal.SIGKILL)
        pytest.fail("a process goes on")


@pytest.mark.parametrize("workers", [1, 3])
def test_threads_give_results_in_the_order_of_the_tasks_and_tell_progress(workers):
    seen = []
    results = list(parallel.in_threads(lambda task: task * task, range(20), workers=workers, progress=seen.append))
    assert results == [k * k for k in range(20)]
    assert len(seen) == 20 and seen == sorted(seen) and seen[-1] == 1


@pytest.mark.parametrize("workers", [1, 3])
def test_threads_stop_on_cancel_and_on_an_error_and_run_few_tasks_ahead(workers):
    started = []

    def cancel(done):
        raise Cancelled
    with pytest.raises(Cancelled):
        list(parallel.in_threads(started.append, range(1000), workers=workers, progress=cancel))
    assert len(started) <= 2 * workers + 1
    with pytest.raises(ZeroDivisionError):
        list(parallel.in_threads(lambda task: 1 / task, range(5), workers=workers))


def sum_apart(numbers, progress):
    progress(0.5)
    return sum(numbers), os.getpid()


def broken_apart(progress):
    raise InputError("no such task", "Layer", "Take another.")


def slow_apart(progress):
    time.sleep(30)


def deadly_apart(pid, progress):
    if os.getpid() != pid:
        os._exit(3)
    return "here"


def test_work_apart_runs_in_a_process_of_its_own_and_tells_progress():
    seen = []
    total, pid = parallel.apart(sum_apart, list(range(10)), progress=seen.append)
    assert total == 45 and pid != os.getpid() and seen == sorted(seen) and set(seen) <= {0.0, 0.5}


def test_an_error_of_work_apart_is_raised_here_as_it_is():
    with pytest.raises(InputError) as raised:
        parallel.apart(broken_apart)
    assert (raised.value.what, raised.value.where, raised.value.remedy) == ("no such task", "Layer", "Take another.")


def test_work_apart_ends_with_a_cancel():
    started = time.monotonic()

    def cancel(done):
        if time.monotonic() - started > 0.5:
            raise Cancelled
    with pytest.raises(Cancelled):
        parallel.apart(slow_apart, progress=cancel)
    assert time.monotonic() - started < 10


def test_work_whose_process_dies_or_cannot_start_is_done_here(monkeypatch):
    assert parallel.apart(deadly_apart, os.getpid()) == "here"
    monkeypatch.setattr(parallel, "_python", lambda: None)
    assert parallel.apart(sum_apart, [1, 2]) == (3, os.getpid())
