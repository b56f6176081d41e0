"""Events in files on Apache Spark, for what outgrows one machine: the same SQL as in this process, the same code per block of devices.

Workers need Python with numpy, scipy, pandas, pyarrow and this package: ``spark-submit --py-files mno_mobility-VERSION.zip``, which is the
plugin's zip, brings the package.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from typing import Optional
from urllib.parse import unquote

import numpy as np

from ..errors import InputError
from ..progress import Progress, no_progress, part
from . import queries
from .counting import check_times
from .engines import StoredEvents, block_of, texts
from .files import NEEDED, event_columns, find_files
from .schema import parse_times

KIND_OF_TYPE = {"string": "text", "binary": "text", "boolean": "bool", "float": "number", "double": "number", "decimal": "number",
                "date": "moment", "timestamp": "moment", "timestamp_ntz": "moment",
                **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), "integer")}
BLOCK_ROWS = 1_000_000
FOOTERS_AT_ONCE = 16  # of Parquet files, which tell their fields


def open_events(spark, where: str, *, kind: Optional[str] = None, picked: Optional[dict] = None, columns=NEEDED, known_cells=None,
                progress: Progress = no_progress) -> "ClusterEvents":
    """Open a folder, a pattern or a file of events that all machines can read.

    Parameters
    ----------
    spark : pyspark.sql.SparkSession
        Its time zone is set to UTC, in which a clock without zone is read, and tables are named in it: one folder is open in a session
        at a time. ``spark.newSession()`` gives another one on the same cluster.
    where : str
        A path, or what Spark reads, such as ``hdfs:///data/2024-05-01``.
    kind : str, optional
        parquet or csv, where `where` is no path of this machine; Parquet if left out. Text files have a header, and no line breaks in
        fields.
    picked, columns, known_cells, progress
        See :func:`.embedded.open_events`.

    Returns
    -------
    ClusterEvents

    Raises
    ------
    InputError
        When files are missing, damaged or disagree, or no field is found for a column.
    """
    return ClusterEvents(spark, where, kind, picked, columns, known_cells, progress)


class ClusterEvents(StoredEvents):
    """See :func:`open_events`.

    Attributes
    ----------
    spark : pyspark.sql.SparkSession
        Where its tables are named.
    """

    dialect = queries.SPARK

    def __init__(self, spark, where, kind, picked, columns, known_cells, progress):
        self.spark, self._kept = spark, []
        for setting, value in (("spark.sql.session.timeZone", "UTC"), ("spark.sql.parquet.binaryAsString", "true"),
                               ("spark.sql.execution.arrow.pyspark.enabled", "true")):
            self.spark.conf.set(setting, value)
        self.where = where
        source, is_text = self._source(where, kind)
        kinds = {field.name: _kind(field.dataType.simpleString()) for field in source.schema.fields}
        found = event_columns(kinds, where, picked, columns)
        wrong = [name for name in found.values() if kinds[name] is None]
        if wrong:
            raise InputError(f"the field {wrong[0]!r} holds no single value", where, "Pick a field of texts, numbers or times.")
        super().__init__(where, found, {}, known_cells)
        self._read(source, is_text, found, kinds, progress)

    def close(self) -> None:
        for frame in self._kept:
            frame.unpersist()
        self._kept = []

    # -- reading

    def _source(self, where: str, kind: Optional[str]) -> tuple:
        """The files as a data frame, and whether they are text."""
        paths, header, separator = [where], None, ","
        if "://" not in where:
            files = find_files(where)
            paths, kind, header, separator = list(files.paths), files.kind, files.header, files.separator
            paths = [f"file://{path}" if path.startswith("/") else path for path in map(_escaped, paths)]
        try:
            return (self._text(paths, header, separator), True) if kind == "csv" else (self._parquet(paths), False)
        except InputError:
            raise
        except Exception as error:
            raise InputError(f"the files cannot be read ({_first_line(error)})", where,
                             "Check the path and the kind, and that all files are whole.") from error

    def _parquet(self, paths: list):
        reader = self.spark.read.option("recursiveFileLookup", "true")
        frame = reader.parquet(*paths)
        files = sorted(map(unquote, frame.inputFiles()))

        def fields_of(path):
            return sorted((field.name, field.dataType.simpleString()) for field in reader.parquet(_escaped(path)).schema.fields)
        with ThreadPoolExecutor(FOOTERS_AT_ONCE) as pool:
            fields = list(pool.map(fields_of, files))
        for path, mine in zip(files, fields):
            if mine != fields[0]:
                raise InputError(f"its fields are not those of {files[0]}", path, "All files need the same fields of the same types.")
        return frame

    def _text(self, paths: list, header, separator: str):
        reader = self.spark.read.option("recursiveFileLookup", "true")
        checked = bool(header)
        if not checked:
            line = reader.text(paths).first()
            line = line[0].lstrip("\ufeff") if line else ""
            separator = max(",;\t|", key=line.count)
            header = [name.strip().strip('"') for name in line.split(separator)]
        schema = ", ".join(f"{self.dialect.name(name)} STRING" for name in header)
        return reader.schema(schema).options(header=True, sep=separator, escape='"', enforceSchema=checked, mode="PERMISSIVE").csv(paths)

    def _read(self, source, is_text: bool, found: dict, kinds: dict, progress: Progress) -> None:
        from pyspark.sql import functions as f

        fields = [f.col(self.dialect.name(name)).alias(f"f{k}") for k, name in enumerate(kinds) if name in found.values()]
        alias = {name: f"f{k}" for k, name in enumerate(kinds)}
        # the rows of a text file count from where their part of the file begins, by bytes: more than there are rows before
        row = (f.col("_metadata.file_block_start") + f.monotonically_increasing_id().bitwiseAND((1 << 33) - 1) if is_text
               else f.col("_metadata.row_index"))
        read = source.select(*fields, f.col("_metadata.file_path").alias("path"), row.alias("row_in_file"))
        read.createOrReplaceTempView("rows_of_files")
        # not inputFiles, which writes file:/// for file:/
        paths = sorted(self._fetch("SELECT DISTINCT path FROM rows_of_files", no_progress)["path"], key=unquote)
        numbers = self.spark.createDataFrame(list(enumerate(paths)) or [(0, "")], "file INT, path STRING")
        read.join(f.broadcast(numbers), "path").createOrReplaceTempView("source")
        columns = {column: (queries.plain(alias[name], kinds[name]), kinds[name]) for column, name in found.items()}
        place = f"file * {queries.PLACES} + row_in_file"
        query = queries.readings(self.dialect, columns, {}, place)
        if is_text or kinds[found["time"]] == "text":
            self._store("readings", query, no_progress)
        else:
            self._view("readings", query)
        self._prepare(kinds[found["time"]] != "moment", progress)

    def _read_odd_times(self, progress: Progress) -> bool:
        self._store("odd_texts", queries.ODD, part(progress, 0, 0.5))
        if not len(self._fetch("SELECT odd FROM odd_texts LIMIT 1", no_progress)["odd"]):
            return False
        read = self.spark.table("odd_texts").mapInPandas(_read_times, "odd STRING, time_s DOUBLE")
        self._keep("odd_times", read)
        progress(1.0)
        return True

    # -- the engine

    def _view(self, name: str, query: str) -> None:
        self.spark.sql(query).createOrReplaceTempView(name)

    def _store(self, name: str, query: str, progress: Progress) -> None:
        self._keep(name, self.spark.sql(query))
        progress(1.0)

    def _keep(self, name: str, frame) -> None:
        from pyspark import StorageLevel

        frame = frame.persist(StorageLevel.MEMORY_AND_DISK)
        self._kept.append(frame)
        frame.createOrReplaceTempView(name)

    def _load(self, name: str, columns: dict) -> None:
        types = {"O": "STRING", "i": "BIGINT", "f": "DOUBLE"}
        schema = ", ".join(f"{key} {types[values.dtype.kind]}" for key, values in columns.items())
        rows = list(zip(*(values.tolist() for values in columns.values())))
        self.spark.createDataFrame(rows, schema).createOrReplaceTempView(name)

    def _fetch(self, query: str, progress: Progress) -> dict:
        try:
            found = self.spark.sql(query).toPandas()
        except Exception as error:
            raise self._told(error) from error
        progress(1.0)
        return {name: _plain(found[name]) for name in found.columns}

    def _told(self, error: Exception) -> Exception:
        words = str(error)
        if any(word in words for word in ("FAILED_READ_FILE", "is not a Parquet file", "CANNOT_READ_FILE", "does not exist")):
            return InputError(f"the files cannot be read ({_first_line(error)})", self.where,
                              "Check that all of them are whole and have the same fields.")
        return error

    # -- what stays on the cluster

    def counts(self, times_s, *, tolerance_s: float = 3600.0):
        """As :meth:`count_phones`, as a data frame of cell_id, count and t_unix that need not fit in one machine."""
        moments = np.unique(check_times(times_s, tolerance_s))
        parts = []
        for start in range(0, len(moments), self._times_in_a_pass(moments)):
            some = moments[start:start + self._times_in_a_pass(moments)]
            self._load("times", {"k": np.arange(len(some)), "time_s": some})
            self._load("levels", {"cell": np.arange(len(self.cell_levels)), "cell_id": self.cell_levels})
            self._view("counted", queries.counts(self.dialect, some, min(float(tolerance_s), 1e299)))
            parts.append(self.spark.sql(_NAMED_COUNTS))
        return reduce(lambda one, other: one.unionAll(other), parts)

    def map_blocks(self, work: Callable, schema: str, *, block_rows: Optional[int] = None):
        """What `work` makes of each block of whole devices, on the machines of the cluster.

        Parameters
        ----------
        work : callable
            ``work(block)`` takes an :class:`.engines.EventBlock` and returns a dict of columns; a function that can be sent to workers.
        schema : str
            Names and types of these columns, as Spark's SQL writes them, such as ``device_id STRING, journey_id BIGINT``.
        block_rows : int, optional
            About how many rows a block has, a million if left out; a device is never cut.

        Returns
        -------
        pyspark.sql.DataFrame
            The columns, and `block`: blocks follow each other in the natural order of the devices.
        """
        self._store("devices", queries.devices(self.dialect, block_rows or BLOCK_ROWS), no_progress)
        rows = self.spark.sql(queries.in_blocks(self._labels, [], named=True))
        return rows.groupBy("block").applyInPandas(_worker(work, self._labels, self._all_cells, self._known), f"{schema}, block BIGINT")


_NAMED_COUNTS = """
SELECT l.cell_id, c.n AS count, t.time_s AS t_unix
FROM counted AS c JOIN times AS t ON t.k = c.k JOIN levels AS l ON l.cell = c.cell"""


def _worker(work: Callable, labels, cells, known) -> Callable:
    """What runs on a worker for a block."""
    def of_block(key, frame):
        from pandas import DataFrame

        frame = frame.sort_values("place")
        devices = frame[["device_rank", "name"]].dropna().drop_duplicates("device_rank").sort_values("device_rank")
        first = int(devices["device_rank"].iloc[0]) if len(devices) else 0
        rows = {name: _plain(frame[name]) for name in frame.columns}
        block = block_of(rows, texts(devices["name"]), first, labels=labels, more={}, cell_levels=cells, known_cells=known)
        return DataFrame({**work(block), "block": np.int64(key[0])})
    return of_block


def _read_times(frames):
    for frame in frames:
        frame["time_s"] = parse_times(frame["odd"].to_numpy(dtype=object))[0]
        yield frame


def _plain(values) -> np.ndarray:
    if values.dtype.kind in "iufb":
        return values.to_numpy()
    array = values.to_numpy(dtype=object)
    return np.array([None if v is None or v != v else v for v in array.tolist()] + [None], dtype=object)[:-1]


def _kind(text: str) -> Optional[str]:
    """Kind of a type by its name; whole decimals count as texts, for no number of numpy keeps all their digits."""
    return "text" if text.startswith("decimal") and text.endswith(",0)") else KIND_OF_TYPE.get(text.partition("(")[0])


def _escaped(path: str) -> str:
    """A path in which nothing stands for other characters."""
    return "".join(f"\\{c}" if c in "[]*?{}\\" else c for c in path)


def _first_line(error: Exception) -> str:
    """What went wrong; of an error in Java, what was the cause of it."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return next((line.partition(": ")[2] for line in reversed(lines) if line.startswith("Caused by: ")), lines[0])
