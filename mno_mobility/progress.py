"""Progress and cancel in one callable, so that the science knows nothing of QGIS.

A progress callable is called with the share done, 0 to 1, several times a second. It raises
:class:`~mno_mobility.errors.Cancelled` to stop the work.
"""

from collections.abc import Callable

Progress = Callable[[float], None]


def no_progress(done: float) -> None:
    """Report nothing and never cancel."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """The stretch from `start` to `end` of `progress`, as a progress callable of its own from 0 to 1."""
    return lambda done: progress(start + (end - start) * done)
