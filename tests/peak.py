"""Peak memory of a piece of work, as the system sees it: pages that were written, not addresses that were reserved."""

import ctypes
import gc
import multiprocessing
from pathlib import Path

import pytest

M_MMAP_THRESHOLD = -3  # of glibc's malloc.h
STATUS, PEAK_ANEW = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def peak_bytes(work) -> int:
    """By how much ``work()`` raises the memory of a process, at most; a test that asks where that is not told is skipped."""
    if not (STATUS.exists() and PEAK_ANEW.exists() and hasattr(ctypes.CDLL(None), "mallopt")):
        pytest.skip("the system does not tell the peak of a process anew")
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(_rise(work)))
    process.start()
    risen = receiver.recv() if receiver.poll(120) else pytest.fail("the work has ended without a result")
    process.join()
    return risen


def _rise(work) -> int:
    # what earlier tests have freed would else be filled first, and what is freed now would be kept
    gc.collect()
    libc = ctypes.CDLL(None)
    libc.mallopt(M_MMAP_THRESHOLD, 2 ** 17)
    libc.malloc_trim(0)
    PEAK_ANEW.write_text("5")
    before = _told("VmRSS")
    work()
    return _told("VmHWM") - before


def _told(name: str) -> int:
    return next(int(line.split()[1]) for line in STATUS.read_text().splitlines() if line.startswith(name + ":")) * 1024
