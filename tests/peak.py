"""Peak memory of a piece of work, as the system sees it: pages that were written, not addresses that were reserved."""

import multiprocessing

import pytest


def peak_bytes(work) -> int:
    """By how much ``work()`` raises the memory of a process, at most; a test that asks where that is not told is skipped."""
    resource = pytest.importorskip("resource")
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("processes start anew here, with memory of their own")
    context = multiprocessing.get_context("fork")
    peaks = []
    for task in (lambda: None, work):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=lambda task=task, sender=sender: (task(), sender.send(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)))
        process.start()
        peaks.append(receiver.recv() if receiver.poll(120) else pytest.fail("the work has ended without a result"))
        process.join()
    return (peaks[1] - peaks[0]) * 1024
