"""Events beyond memory: files of Parquet or CSV, counted and handed out by whole devices on an engine that need not hold them.

The engine is DuckDB inside this process (:mod:`.embedded`), or Apache Spark for what outgrows one machine (:mod:`.cluster`). Both run the
SQL of :mod:`.queries`; what is no SQL, the cleaning of journeys and their routes, is the same code as for a layer, block by block.

Examples
--------
>>> from mno_mobility.events.embedded import open_events
>>> with open_events("/data/2024-05-01", memory_bytes=2 * 2**30) as stored:                 # doctest: +SKIP
...     counted = stored.count_phones(reference_times(0, 82800, 3600) + 1714521600, tolerance_s=3600)
...     for block in stored.blocks():
...         cleaned = clean(block.events)

On a cluster it is ``mno_mobility.events.cluster.open_events(spark, "hdfs:///data/2024-05-01")``.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import sparse

from ..errors import InputError
from ..progress import Progress, no_progress, part
from . import queries
from .counting import CellCounts, check_times
from .schema import REASONS, Events, Factor, Moments, Rejects, events_from_columns

LABELS = ("event", "lac", "service")


@dataclass(frozen=True)
class Census:
    """What the files hold.

    Attributes
    ----------
    n_rows, n_usable : int
    n_devices, n_phones : int
        All devices that are named, and those with a usable event.
    first_s, last_s : float
        Time of the first and the last usable event.
    rejects : dict of str to int
        Rows that are no usable event by reason, as :meth:`~mno_mobility.events.schema.Rejects.counts` gives them.
    """

    n_rows: int
    n_usable: int
    n_devices: int
    n_phones: int
    first_s: float
    last_s: float
    rejects: dict


@dataclass(frozen=True)
class EventBlock:
    """All events of some devices.

    Attributes
    ----------
    events : Events
        `row` is the place in this block; devices count in natural order, cells in an order all blocks share.
    rejects : Rejects
        By row of this block.
    columns : dict of str to Factor, Moments or ndarray, shape (N,)
        What was read: device_id, time, cell_id, those of event, lac and service there are, and fields that travel along.
    place : ndarray of int64, shape (N,)
        Place of each row over all files; see :func:`row_of`.
    """

    events: Events
    rejects: Rejects
    columns: dict
    place: np.ndarray


def row_of(place) -> tuple:
    """Number of the file and of the row in it, both from 0. Of text files on a cluster the second only orders the rows."""
    return np.divmod(np.asarray(place, np.int64), queries.PLACES)


class StoredEvents(ABC):
    """Events in files, open on an engine; close it after use, or use it in a ``with``.

    Attributes
    ----------
    where : str
        The files, for messages.
    columns : dict of str to str
        Which field holds which column.
    cell_levels : ndarray of str, shape (I,)
        The known cells in their own order where they were given, else the cells that are named, by name.
    """

    dialect: queries.Dialect

    def __init__(self, where: str, columns: dict, more: dict, known_cells):
        self.where, self.columns, self._more, self._known = where, columns, more, known_cells
        self._labels = [name for name in LABELS if name in columns]
        self.cell_levels = self._all_cells = np.empty(0, object)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    # -- what an engine does in its own way

    @abstractmethod
    def close(self) -> None:
        """Free what the engine holds."""

    @abstractmethod
    def _view(self, name: str, query: str) -> None:
        """Name a query."""

    @abstractmethod
    def _store(self, name: str, query: str, progress: Progress) -> None:
        """Name a query, and keep its result."""

    @abstractmethod
    def _load(self, name: str, columns: dict) -> None:
        """Make a table of numpy arrays; a text that is None is NULL."""

    @abstractmethod
    def _fetch(self, query: str, progress: Progress) -> dict:
        """The result as numpy arrays by column: NaN for a number that is NULL, None for a text."""

    @abstractmethod
    def _read_odd_times(self, progress: Progress) -> bool:
        """Make ``odd_times`` of the times that SQL does not read; whether there are any."""

    # -- what all do alike

    def _prepare(self, may_be_odd: bool, progress: Progress) -> None:
        """From ``readings`` to ``events``."""
        odd = may_be_odd and self._read_odd_times(part(progress, 0, 0.5))
        self._store("named_cells", queries.CELLS, part(progress, 0.5, 1))
        self._all_cells = texts(self._fetch("SELECT name FROM named_cells ORDER BY number", no_progress)["name"])
        if self._known is None:
            self.cell_levels = self._all_cells
            self._view("cells", queries.ALL_CELLS)
        else:
            known = Factor.of(np.asarray(self._known, dtype=object)).texts
            self.cell_levels = np.array(["" if text is None else text for text in known], dtype=object)
            number = {text: at for at, text in reversed(list(enumerate(known))) if text is not None}
            self._load("known_cells", {"name": np.array([*number], dtype=object), "cell": np.array([*number.values()], np.int64)})
            self._store("cells", queries.KNOWN_CELLS, no_progress)
        self._view("events", queries.events(self._labels, self._more, odd=odd))

    def census(self, *, progress: Progress = no_progress) -> Census:
        """Count rows, devices, and what cannot be used; duplicates agree in device, time and cell.

        Raises
        ------
        InputError
            When there is no row at all.
        """
        found = {name: values[0] for name, values in self._fetch(queries.CENSUS, part(progress, 0, 0.3)).items()}
        if not found["n"] > 0:
            raise InputError("the files have no rows", self.where, "Check the folder or the pattern.")
        usable = int(found["usable"])
        duplicates = int(self._fetch(queries.DUPLICATES, part(progress, 0.3, 1))["n"][0]) if usable else 0
        rejected = {reason: int(found[f"r{number}"]) for number, reason in enumerate(REASONS[:-1])}
        rejected[REASONS[-1]] = duplicates
        return Census(int(found["n"]), usable - duplicates, int(found["devices"]), int(found["phones"]), float(found["first_s"]),
                      float(found["last_s"]), {reason: n for reason, n in rejected.items() if n})

    def count_phones(self, times_s, *, tolerance_s: float = 3600.0, n_devices: Optional[int] = None,
                     progress: Progress = no_progress) -> CellCounts:
        """As :func:`~mno_mobility.events.counting.count_phones`, in one pass over the files.

        Parameters
        ----------
        times_s, tolerance_s
            As there.
        n_devices : int, optional
            All devices that are named, where a census told it.
        progress : callable

        Returns
        -------
        CellCounts
            Cells count in the order of `cell_levels`.
        """
        times_s = check_times(times_s, tolerance_s)
        if n_devices is None:
            n_devices = self.census(progress=part(progress, 0, 0.5)).n_devices
            progress = part(progress, 0.5, 1)
        moments, row_of_time = np.unique(times_s, return_inverse=True)
        in_a_pass = self._times_in_a_pass(moments)
        found = []
        for start in range(0, len(moments), in_a_pass):
            some = moments[start:start + in_a_pass]
            self._load("times", {"k": np.arange(len(some)), "time_s": some})
            query = queries.counts(self.dialect, some, min(float(tolerance_s), 1e299))
            stop = min(start + in_a_pass, len(moments))
            result = self._fetch(query, part(progress, start / len(moments), stop / len(moments)))
            found.append((result["k"].astype(np.int64) + start, result["cell"].astype(np.int64), result["n"].astype(np.int64)))
        k, cell, n = (np.concatenate([*parts, np.empty(0, np.int64)]).astype(np.int64) for parts in zip(*found))
        counts = sparse.coo_matrix((n, (k, cell)), shape=(len(moments), len(self.cell_levels))).tocsr()[row_of_time]
        n_without = n_devices - np.asarray(counts.sum(axis=1)).ravel().astype(np.int64)
        progress(1.0)
        return CellCounts(times_s, counts, self.cell_levels, n_without, n_devices)

    def _times_in_a_pass(self, times_s: np.ndarray) -> int:
        return len(times_s) if queries.is_regular(times_s) else queries.MOST_BRANCHES


def block_of(rows: Mapping, names: np.ndarray, first_rank: int, *, labels, more: Mapping, cell_levels: np.ndarray,
             known_cells) -> EventBlock:
    """The events of a block.

    Parameters
    ----------
    rows : mapping of str to ndarray, shape (N,)
        By place: device_rank, number, time_s, bad and place, labels and what travels along; see :func:`.queries.in_blocks`.
    names : ndarray of str, shape (D,)
        The devices of the block by rank, which begins at `first_rank`.
    labels : sequence of str
        Which of event, lac and service there are.
    more : mapping of str to str
        Field by the name it travels under.
    cell_levels : ndarray of str
        The cells that are named, by number.
    known_cells : array_like of str, optional
    """
    ranks, number = (np.asarray(rows[name], float) for name in ("device_rank", "number"))
    columns = {"device_id": Factor(np.where(np.isnan(ranks), -1, ranks - first_rank).astype(np.int32), names),
               "time": Moments(np.asarray(rows["time_s"], float), np.asarray(rows["bad"], bool)),
               "cell_id": Factor(np.where(np.isnan(number), -1, number).astype(np.int32), cell_levels),
               **{name: Factor.of(texts(rows[name])) for name in labels}}
    events, rejects = events_from_columns(columns, known_cells)
    return EventBlock(events, rejects, {**columns, **{f"field {name}": rows[alias] for alias, name in more.items()}},
                      np.asarray(rows["place"], np.int64))


def texts(values) -> np.ndarray:
    """Texts as an array of objects."""
    return np.array([*values, None], dtype=object)[:-1]
