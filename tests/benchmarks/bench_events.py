"""Counting phones among a hundred million events in a file, at one and at 24 reference times, on DuckDB and on Spark in local mode.

Run as ``make bench ARGS=events``. MNO_BENCH_EVENTS sets another number of events, such as 1e7. A hundred million take 1.3 GB of disk, and
up to 10 GB more for what does not fit in memory; the run is refused where there is less. All have 2 GiB of memory allowed. The rival joins
each event with the reference times it is near, on DuckDB, and takes the nearest by phone; it neither looks for what cannot be used nor for
duplicates, so that it is the seconds without reading that compare. The numpy path of layers runs on as many events as it holds. All have
to count the same phones, and but for the rival, for which simultaneous events have no order, in the same cells.
"""

import os
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from zlib import crc32

import numpy as np

from tests.benchmarks.measure import measured

N_EVENTS = int(float(os.environ.get("MNO_BENCH_EVENTS", 1e8)))
EVENTS_A_PHONE, N_CELLS, DAY_S, TOLERANCE_S, IN_NUMPY = 100, 10_000, 1_714_521_600, 3600.0, 5_000_000
MEMORY_GIB, BYTES_AN_EVENT = 2, 110
TIMES = {1: [DAY_S + 43_200.0], 24: DAY_S + 3_600.0 * np.arange(24)}
ROW = "{},{},{},{:.1f},{:.1f},{:.1f},{:.0f},{},{},{}"


def make_events(path: Path, n: int) -> None:
    """Events at random seconds of a day, in random order."""
    with on_disk(path.parent / "made") as con:
        con.execute(f"""COPY (
            SELECT CAST(hash(i) % {max(n // EVENTS_A_PHONE, 1)} AS INTEGER) AS device_id,
                make_timestamp(CAST({DAY_S} + hash(i + 1000000007) % 86400 AS BIGINT) * 1000000) AS time,
                CAST(hash(7 * i + 3) % {N_CELLS} AS INTEGER) AS cell_id
            FROM range({n}) AS r(i)) TO '{path}' (FORMAT parquet)""")


def on_disk(folder: Path, in_order: bool = False):
    """DuckDB with the memory allowed, and a folder for the rest; the order of rows decides where two events are as near."""
    import duckdb

    con = duckdb.connect(config={"memory_limit": f"{MEMORY_GIB}GiB", "temp_directory": str(folder), "preserve_insertion_order": in_order})
    con.execute("SET enable_progress_bar = false")
    return con


def on_duckdb(path: Path, n_times: int) -> dict:
    from mno_mobility.events.embedded import open_events

    start, spilled = perf_counter(), [0]
    folder = path.parent / "spill"
    folder.mkdir(exist_ok=True)

    def look(done):
        spilled[0] = max(spilled[0], size_of(folder))
    with open_events(str(path), memory_bytes=MEMORY_GIB * 2 ** 30, folder=str(folder)) as stored:
        census = stored.census(progress=look)
        reading = perf_counter() - start
        counted = stored.count_phones(TIMES[n_times], n_devices=census.n_devices, progress=look)
    return found(counted, reading, census.rejects, f"{spilled[0] / 2 ** 30:.1f} GiB on disk")


def on_spark(path: Path, n_times: int) -> dict:
    from pyspark.sql import SparkSession

    from mno_mobility.events.cluster import open_events

    # memory for the heap; the process has more beside it
    spark = (SparkSession.builder.master("local[*]").config("spark.ui.enabled", False).config("spark.driver.memory", f"{MEMORY_GIB}g")
             .config("spark.local.dir", str(path.parent / "spark")).config("spark.driver.bindAddress", "127.0.0.1")
             .config("spark.driver.host", "127.0.0.1").config("spark.ui.showConsoleProgress", False).getOrCreate())
    spark.sparkContext.setLogLevel("OFF")
    start = perf_counter()
    with open_events(spark, str(path)) as stored:
        census = stored.census()
        reading = perf_counter() - start
        counted = stored.count_phones(TIMES[n_times], n_devices=census.n_devices)
    gateway = spark.sparkContext._gateway
    spark.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()  # what a child has used is told once it has ended
    return found(counted, reading, census.rejects, f"heap of {MEMORY_GIB} GiB")


def in_numpy(path: Path, n_times: int) -> dict:
    from mno_mobility.events.counting import count_phones
    from mno_mobility.events.schema import events_from_columns

    start = perf_counter()
    with on_disk(path.parent / "unused", in_order=True) as con:
        rows = con.execute(f"SELECT device_id, epoch_us(time) / 1e6 AS time, cell_id FROM read_parquet('{path}')").fetchnumpy()
    events, rejects = events_from_columns(rows)
    reading = perf_counter() - start
    return found(count_phones(events, TIMES[n_times], tolerance_s=TOLERANCE_S), reading, rejects.counts(), "all in memory")


def found(counted, reading: float, rejects: dict, note: str) -> dict:
    """What has to agree, and what is told."""
    entries = counted.counts.tocoo()
    cell = np.array([int(level) for level in counted.cell_levels], np.int64)[entries.col]
    by_cell = np.bincount(N_CELLS * entries.row.astype(np.int64) + cell, entries.data, N_CELLS * len(counted.times_s))
    return {"phones": counted.counts.sum(axis=1).ravel().tolist(), "cells": crc32(by_cell.tobytes()),
            "duplicates": rejects.get("duplicate", 0), "reading": reading, "note": note}


def by_range_join(path: Path, n_times: int) -> dict:
    folder = path.parent / "join"
    times = ", ".join(f"({k}, {int(time_s)})" for k, time_s in enumerate(TIMES[n_times]))
    with on_disk(folder) as con:
        phones = dict(con.execute(f"""
            SELECT k, sum(n) FROM (
                SELECT k, cell_id, count(*) AS n FROM (
                    SELECT k, device_id, min_by(cell_id, 2 * abs(t - time_s) + CAST(t > time_s AS INTEGER)) AS cell_id
                    FROM (SELECT device_id, cell_id, epoch_us(time) // 1000000 AS t FROM read_parquet('{path}')) AS e
                    JOIN (VALUES {times}) AS times(k, time_s) ON t BETWEEN time_s - {TOLERANCE_S} AND time_s + {TOLERANCE_S}
                    GROUP BY k, device_id) AS nearest
                GROUP BY k, cell_id) AS counted
            GROUP BY k""").fetchall())
    return {"phones": [[int(phones[k]) for k in range(n_times)]], "reading": 0.0, "note": "reads no rejects"}


def size_of(folder: Path) -> int:
    """Bytes of the files in a folder, which come and go."""
    size = 0
    for path in folder.rglob("*"):
        try:
            size += path.stat().st_size
        except OSError:
            pass
    return size


WAYS = {"numpy": in_numpy, "duckdb": on_duckdb, "range join on DuckDB": by_range_join, "spark": on_spark}


def missing(way: str) -> str:
    """What a way lacks here."""
    needs = ("duckdb", "pyspark", "pandas", "pyarrow") if way == "spark" else ("duckdb",)
    lacks = [name for name in needs if find_spec(name) is None]
    return ", ".join(lacks + (["java"] if way == "spark" and not shutil.which("java") else []))


def main() -> None:
    """Print a row for each way and number of times."""
    if missing("duckdb"):
        print("needs duckdb, which also makes the events")
        return
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with tempfile.TemporaryDirectory(dir=os.environ.get("MNO_BENCH_FOLDER")) as folder:
        free = shutil.disk_usage(folder).free
        if free < N_EVENTS * BYTES_AN_EVENT:
            print(f"{N_EVENTS:,} events need {N_EVENTS * BYTES_AN_EVENT / 1e9:.0f} GB of disk in {folder}, {free / 1e9:.0f} GB are free")
            return
        print("events,times,way,seconds,of_them_reading,cpu_seconds,peak_mib,phones_counted,duplicates,note", flush=True)
        for n, name in {N_EVENTS: "all", min(N_EVENTS, IN_NUMPY): "some"}.items():
            path = Path(folder) / f"{name}.parquet"
            measured(make_events, path, n, runs=1)
            for n_times in TIMES:
                compare(path, n, n_times)


def compare(path: Path, n: int, n_times: int) -> None:
    """Print a row for each way that can run, and end where two of them disagree."""
    results = {}
    for way, work in WAYS.items():
        if way == "numpy" and n > IN_NUMPY:
            continue
        if missing(way):
            print(f"{n},{n_times},{way},,,,,,,needs {missing(way)}")
            continue
        wall_s, cpu_s, peak_mb, result = measured(work, path, n_times, runs=1)
        results[way] = result
        print(ROW.format(n, n_times, way, wall_s, result["reading"], cpu_s, peak_mb, sum(result["phones"][0]), result.get("duplicates", ""),
                         result["note"]), flush=True)
    for key in ("phones", "cells", "duplicates"):
        if len({str(result[key]) for result in results.values() if key in result}) > 1:
            raise SystemExit(f"the ways disagree: {({way: result.get(key) for way, result in results.items()})}")


if __name__ == "__main__":
    main()
