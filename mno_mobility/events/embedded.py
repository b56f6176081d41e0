"""Events in files on DuckDB, an engine inside this process: it reads what it needs, and writes to disk what does not fit in memory."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from string import Template
from threading import Thread
from typing import Optional

import numpy as np

from ..errors import InputError
from ..memory import GIB, available_bytes
from ..progress import Progress, no_progress, part
from . import queries
from .engines import EventBlock, StoredEvents, block_of, texts
from .files import NEEDED, EventFiles, event_columns, find_files
from .schema import REASONS, parse_times

ODD_TIMES_AT_ONCE = 500_000
BYTES_A_ROW = 400  # of a block in numpy
MOST_BLOCK_ROWS = 4_000_000
ENGINE_SHARE = 0.8  # of the memory allowed: the rest is for Python and what the engine does not count
KIND_OF_TYPE = {
    "BOOLEAN": "bool", "VARCHAR": "text", "ENUM": "text", "UUID": "text", "DATE": "moment", "FLOAT": "number", "DOUBLE": "number",
    "DECIMAL": "number", "TIMESTAMP": "moment",
    **{sign + name: "integer" for sign in ("", "U") for name in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")}}

# names of folders such as day=1 are no fields: not all engines take them for such
_READ_PARQUET = "read_parquet([{}], binary_as_string = true, hive_partitioning = false)"
_PARQUET = Template("SELECT $fields, file_index, file_row_number FROM $files")
_CSV = Template("""
SELECT *, file_index FROM read_csv([$paths], columns = {$fields}, header = true, auto_detect = false, delim = $separator, quote = '"',
    escape = '"', null_padding = true, strict_mode = false, hive_partitioning = false)""")
_FIRSTS = Template("SELECT place AS file, min(file_row_number) AS first_row FROM read_parquet($staged) GROUP BY place")
_PLACED = Template("""
SELECT s.* REPLACE (s.place * $places + s.file_row_number - f.first_row AS place)
FROM (SELECT *, file_row_number FROM read_parquet($staged)) AS s JOIN firsts AS f ON f.file = s.place""")
_LOAD = Template("$target SELECT $fields FROM loaded")


def open_events(where: str, *, picked: Optional[dict] = None, columns=NEEDED, more: bool = False, known_cells=None,
                memory_bytes: Optional[float] = None, threads: Optional[int] = None, folder: Optional[str] = None,
                progress: Progress = no_progress) -> "EmbeddedEvents":
    """Open a folder, a pattern or a file of events.

    Parameters
    ----------
    where : str
        See :func:`~mno_mobility.events.files.find_files`.
    picked : dict of str to str, optional
        Column to field, for fields that are not found by their names.
    columns : sequence of str
        device_id, time and cell_id; event, lac and service for what needs them.
    more : bool
        Let the other fields travel along in blocks.
    known_cells : array_like of str, optional
        Events in other cells are rejected, and cells count in their order.
    memory_bytes : float, optional
        What the run may take in all; half of what is free if left out.
    threads : int, optional
        As many as there are cores if left out.
    folder : str, optional
        Where to put what does not fit in memory; a new folder in it, which closing removes.
    progress : callable

    Returns
    -------
    EmbeddedEvents

    Raises
    ------
    InputError
        When files are missing, damaged or disagree, or no field is found for a column.
    ImportError
        Without DuckDB.
    """
    return EmbeddedEvents(find_files(where), picked, columns, more, known_cells, memory_bytes, threads, folder, progress)


class EmbeddedEvents(StoredEvents):
    """See :func:`open_events`.

    Attributes
    ----------
    files : EventFiles
    kinds : dict of str to str
        Kind of each field: text, integer, number, bool, moment; None for one that holds no single value.
    left_out : list of str
        Fields that would travel along but hold no single value.
    """

    dialect = queries.DUCKDB

    def __init__(self, files: EventFiles, picked, columns, more, known_cells, memory_bytes, threads, folder, progress):
        import duckdb

        self.files, self._duckdb, self._running = files, duckdb, None
        self._memory = memory_bytes or (available_bytes() or 4 * GIB) / 2
        self._folder = Path(tempfile.mkdtemp(prefix="mno-events-", dir=folder))
        self._connection = duckdb.connect(config={
            "threads": threads or os.cpu_count() or 1, "memory_limit": f"{int(ENGINE_SHARE * self._memory / 2 ** 20)}MiB",
            "temp_directory": str(self._folder / "spill"), "preserve_insertion_order": False, "autoinstall_known_extensions": False})
        try:
            for setting in ("TimeZone = 'UTC'", "enable_progress_bar = true", "enable_progress_bar_print = false"):
                self._connection.execute(f"SET {setting}")
            kinds = self.kinds = self._fields()
            found = event_columns(kinds, files.where, picked, columns)
            travelling = [name for name in kinds if more and name not in found.values() and kinds[name]]
            super().__init__(files.where, found, {f"more_{k}": name for k, name in enumerate(travelling)}, known_cells)
            self.left_out = [name for name in kinds if more and name not in found.values() and not kinds[name]]
            self._read(found, kinds, progress)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if self._running is None or not self._running.is_alive():
            self._free()
        else:  # an engine that was interrupted may take seconds to give its memory back
            Thread(target=self._free, daemon=True).start()

    def _free(self) -> None:
        if self._running is not None:
            self._running.join()
        self._connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def paths_of(self, number) -> np.ndarray:
        """Path of each file by its number."""
        return np.array([*self.files.paths, None], dtype=object)[:-1][number]

    def blocks(self, *, block_rows: Optional[int] = None, progress: Progress = no_progress) -> Iterator[EventBlock]:
        """All events by blocks of whole devices, in natural order of the devices.

        Parameters
        ----------
        block_rows : int, optional
            About how many rows a block has; by default what a fifth of the memory holds. A device is never cut.
        progress : callable

        Yields
        ------
        EventBlock
        """
        if block_rows is None:
            block_rows = int(np.clip((1 - ENGINE_SHARE) * self._memory / BYTES_A_ROW, 50_000, MOST_BLOCK_ROWS))
        self._store("devices", queries.devices(self.dialect, block_rows), part(progress, 0, 0.1))
        folder = self._folder / "blocks"
        self._run(f"COPY ({queries.in_blocks(self._labels, self._more)}) TO {_quoted(folder, escape=False)} "
                  "(FORMAT parquet, PARTITION_BY (block))", part(progress, 0.1, 0.4))
        numbers = sorted(int(path.name.partition("=")[2]) for path in folder.glob("block=*"))
        for at, number in enumerate(numbers):
            report = part(progress, 0.4 + 0.6 * at / len(numbers), 0.4 + 0.6 * (at + 1) / len(numbers))
            names = self._fetch(f"FROM devices WHERE block = {number} ORDER BY device_rank", no_progress)
            rows = self._fetch(f"FROM read_parquet({_quoted(folder)} || '/block={number}/*.parquet', hive_partitioning = false) "
                               "ORDER BY place", part(report, 0, 0.5))
            first = int(names["device_rank"][0]) if len(names["device_rank"]) else 0
            yield block_of(rows, texts(names["name"]), first, labels=self._labels, more=self._more, cell_levels=self._all_cells,
                           known_cells=self._known)
            report(1.0)

    def rejects(self, *, progress: Progress = no_progress, rows: int = 100_000) -> Iterator[tuple]:
        """Rows that are no usable event, by file and row: arrays of `place` and `reason`, some at a time."""
        self._store("rejects", queries.REJECTS, progress)
        n = int(self._fetch("SELECT count(*) AS n FROM rejects", no_progress)["n"][0])
        for start in range(0, n, rows):
            found = self._fetch(f"FROM rejects ORDER BY place LIMIT {rows} OFFSET {start}", no_progress)
            yield found["place"], np.array(REASONS, dtype=object)[found["reason"].astype(np.int64)]

    # -- reading

    def _fields(self) -> dict:
        """Kind of each field by its name, None for one that holds no single value."""
        if self.files.kind == "csv":
            return dict.fromkeys(self.files.header, "text")
        types = None
        for path in self.files.paths:
            try:
                rows = self._connection.execute(f"DESCRIBE FROM {_READ_PARQUET.format(_quoted(path))}").fetchall()
            except self._duckdb.Error as error:
                raise InputError(f"the file cannot be read ({_first_line(error)})", path,
                                 "Check that it was written to its end, or leave it out.") from error
            mine = {row[0]: row[1] for row in rows}
            types = types or mine
            differing = [name for name in {**types, **mine} if types.get(name) != mine.get(name)]
            if differing:
                name = differing[0]
                raise InputError(f"the field {name!r} is {mine.get(name, 'missing')}, and {types.get(name, 'missing')} in "
                                 f"{self.files.paths[0]}", path, "All files need the same fields of the same types.")
        return {name: _kind(text) for name, text in types.items()}

    def _read(self, found: dict, kinds: dict, progress: Progress) -> None:
        wrong = [name for name in found.values() if kinds[name] is None]
        if wrong:
            raise InputError(f"the field {wrong[0]!r} holds no single value", self.where, "Pick a field of texts, numbers or times.")
        as_field = {name: f"f{k}" for k, name in enumerate(kinds)}
        columns = {column: (as_field[name], kinds[name]) for column, name in found.items()}
        more = {alias: as_field[name] for alias, name in self._more.items()}
        paths = ", ".join(_quoted(path) for path in self.files.paths)
        is_text = self.files.kind == "csv"
        if is_text:
            fields = ", ".join(f"{_quoted(alias, escape=False)}: 'VARCHAR'" for alias in as_field.values())
            source = _CSV.substitute(paths=paths, fields=fields, separator=_quoted(self.files.separator, escape=False))
        else:
            fields = ", ".join(f"{queries.plain(self.dialect.name(name), kinds[name])} AS {alias}" for name, alias in as_field.items()
                               if name in found.values() or alias in more.values())
            source = _PARQUET.substitute(files=_READ_PARQUET.format(paths), fields=fields)
        self._view("source", source)
        place = "CAST(file_index AS BIGINT)" if is_text else f"file_index * {queries.PLACES} + file_row_number"
        query = queries.readings(self.dialect, columns, more, place)
        staged = is_text or columns["time"][1] == "text"
        if staged:  # texts are read once only, though many queries follow
            self._stage(query, part(progress, 0, 0.6))
        else:
            self._view("readings", query)
        self._prepare(columns["time"][1] != "moment", part(progress, 0.6 if staged else 0, 1))

    def _stage(self, query: str, progress: Progress) -> None:
        staged = _quoted(self._folder / "staged.parquet", escape=False)
        self._connection.execute("SET preserve_insertion_order = true")
        self._run(f"COPY ({query}) TO {staged} (FORMAT parquet)", progress)
        self._connection.execute("SET preserve_insertion_order = false")
        if self.files.kind == "parquet":
            self._view("readings", f"FROM read_parquet({staged})")
            return
        # the rows stand in their order: those of each file count from its first
        self._store("firsts", _FIRSTS.substitute(staged=staged), no_progress)
        self._view("readings", _PLACED.substitute(staged=staged, places=queries.PLACES))

    def _read_odd_times(self, progress: Progress) -> bool:
        self._store("odd_texts", queries.ODD, part(progress, 0, 0.5))
        n = int(self._fetch("SELECT count(*) AS n FROM odd_texts", no_progress)["n"][0])
        for start in range(0, n, ODD_TIMES_AT_ONCE):
            within = f"rowid >= {start} AND rowid < {start + ODD_TIMES_AT_ONCE}"
            odd = texts(self._fetch(f"FROM odd_texts WHERE {within}", no_progress)["odd"])
            time_s, _ = parse_times(odd)
            self._load("odd_times", {"odd": odd, "time_s": time_s}, append=start > 0)
            progress(0.5 + 0.5 * start / n)
        return n > 0

    # -- the engine

    def _view(self, name: str, query: str) -> None:
        self._connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {query}")

    def _store(self, name: str, query: str, progress: Progress) -> None:
        self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}", progress)

    def _load(self, name: str, columns: dict, append: bool = False) -> None:
        loaded = {key: np.ascontiguousarray(values) for key, values in columns.items()}
        fields = ", ".join(f"CASE WHEN isnan({key}) THEN NULL ELSE {key} END AS {key}" if values.dtype.kind == "f" else key
                           for key, values in loaded.items())
        target = f"INSERT INTO {name}" if append else f"CREATE OR REPLACE TEMP TABLE {name} AS"
        self._connection.execute(_LOAD.substitute(target=target, fields=fields))

    def _fetch(self, query: str, progress: Progress) -> dict:
        return {name: _unmasked(values) for name, values in self._run(query, progress).items()}

    def _run(self, query: str, progress: Progress) -> dict:
        """The result of a query, which runs beside while `progress` is asked whether to go on."""
        results, done = [], 0.0

        def work():
            try:
                results.append(self._connection.execute(query).fetchnumpy())
            except Exception as error:
                results.append(error)

        self._running = Thread(target=work, daemon=True)
        self._running.start()
        while True:
            self._running.join(0.1)
            if not self._running.is_alive():
                break
            try:
                # the engine tells -1 between the parts of a query, and begins anew with some of them
                done = max(done, min(self._connection.query_progress() / 100, 1.0))
                progress(done)
            except BaseException:
                self._connection.interrupt()
                self._running.join(0.3)
                raise
        result = results[0]
        if isinstance(result, Exception):
            raise self._told(result) from result
        progress(1.0)
        return result

    def _told(self, error: Exception) -> Exception:
        if isinstance(error, self._duckdb.OutOfMemoryException):
            return InputError(f"the memory allowed, or the disk at {self._folder}, is full ({_first_line(error)})", self.where,
                              f"Allow more than {self._memory / GIB:.1f} GiB, or free some space there.")
        if isinstance(error, (self._duckdb.IOException, self._duckdb.InvalidInputException, self._duckdb.ConversionException)):
            return InputError(f"the files cannot be read ({_first_line(error)})", self.where, "Check that all of them are whole.")
        return error


def _kind(text: str) -> Optional[str]:
    """Kind of a type by its name; whole decimals count as texts, for no number of numpy keeps all their digits."""
    if text.endswith("]"):
        return None
    return "text" if text.startswith("DECIMAL") and text.endswith(",0)") else KIND_OF_TYPE.get(re.match("[A-Z]*", text)[0])


def _quoted(path, *, escape: bool = True) -> str:
    """A path as a text of SQL, in which nothing stands for other characters."""
    text = "".join(f"[{c}]" if escape and c in "[*?" else c for c in str(path))
    return "'" + text.replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _unmasked(values) -> np.ndarray:
    if not np.ma.isMaskedArray(values):
        return np.asarray(values)
    mask = np.ma.getmaskarray(values)
    if values.dtype.kind in "Oiub" and (mask.any() or values.dtype.kind == "O"):
        return np.where(mask, None, values.data.astype(object))  # whole numbers too: those beyond 2**53 do not survive as float
    if values.dtype.kind in "mM" or not mask.any():
        return np.where(mask, np.array("NaT", values.dtype), values.data) if mask.any() else np.asarray(values.data)
    return np.where(mask, np.nan, values.data.astype(float))
