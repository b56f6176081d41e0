"""Progress and cancel in one callable, so that the science knows nothing of QGIS.

A progress callable is called with the share done, 0 to 1, several times a second. It raises
:class:`~mno_mobility.errors.Cancelled` to stop the work.
"""

from collections.abc import Callable

Progress = Callable[[float], None]
Tick = Callable[[], None]  # to be called several times a second by work that does not know its share of the whole


def no_progress(done: float) -> None:
    """Report nothing and never cancel."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """The stretch from `start` to `end` of `progress`, as a progress callable of its own from 0 to 1."""
    return lambda done: progress(start + (end - start) * done)


def no_tick() -> None:
    """Never cancel."""


class Remembered:
    """A progress callable whose :meth:`tick` tells the last share again."""

    def __init__(self, progress: Progress):
        self._progress, self._done = progress, 0.0

    def __call__(self, done: float) -> None:
        self._done = done
        self._progress(done)

    def tick(self) -> None:
        """Give the chance to cancel."""
        self._progress(self._done)
