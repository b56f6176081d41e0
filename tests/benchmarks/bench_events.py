"""Counting phones among a hundred million events in a file, at one and at 24 reference times, on DuckDB and on Spark in local mode.

Run as ``make bench ARGS=events``. MNO_BENCH_EVENTS sets another number of events, such as 1e7. A hundred million take 1.3 GB of disk, and
up to 10 GB more for what does not fit in memory; the run is refused where there is less. Each way runs in a process of its own, with 2 GiB
of memory allowed; the numpy path of layers runs on as many events as it holds. All that count the same events have to agree.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

N_EVENTS = int(float(os.environ.get("MNO_BENCH_EVENTS", 1e8)))
EVENTS_A_PHONE, N_CELLS, DAY_S, IN_NUMPY = 100, 10_000, 1_714_521_600, 5_000_000
MEMORY_GIB, BYTES_AN_EVENT = 2, 110
TIMES = {1: [DAY_S + 43_200.0], 24: DAY_S + 3_600.0 * np.arange(24)}


def make_events(path: Path, n: int) -> None:
    """Events at random seconds of a day, in random order."""
    import duckdb

    settings = {"memory_limit": "2GiB", "temp_directory": str(path.parent / "made"), "preserve_insertion_order": False}
    with duckdb.connect(config=settings) as con:
        con.execute("SET enable_progress_bar = false")
        con.execute(f"""COPY (
            SELECT CAST(hash(i) % {max(n // EVENTS_A_PHONE, 1)} AS INTEGER) AS device_id,
                make_timestamp(CAST({DAY_S} + hash(i + 1000000007) % 86400 AS BIGINT) * 1000000) AS time,
                CAST(hash(7 * i + 3) % {N_CELLS} AS INTEGER) AS cell_id
            FROM range({n}) AS r(i)) TO '{path}' (FORMAT parquet)""")


def on_duckdb(path: str, n_times: int) -> dict:
    from mno_mobility.events.embedded import open_events

    start, spilled = perf_counter(), [0]
    folder = Path(path).parent / "spill"
    folder.mkdir(exist_ok=True)

    def look(done):
        spilled[0] = max(spilled[0], sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()))
    with open_events(path, memory_bytes=MEMORY_GIB * 2 ** 30, folder=str(folder)) as stored:
        census = stored.census(progress=look)
        told = perf_counter() - start
        counted = stored.count_phones(TIMES[n_times], n_devices=census.n_devices, progress=look)
    return figures(counted, census, start, told, f"{spilled[0] / 2 ** 30:.1f} GiB spilled")


def on_spark(path: str, n_times: int) -> dict:
    from pyspark.sql import SparkSession

    from mno_mobility.events.cluster import open_events

    # memory for the heap; the process has more beside it
    spark = (SparkSession.builder.master("local[*]").config("spark.ui.enabled", False).config("spark.driver.memory", f"{MEMORY_GIB}g")
             .config("spark.local.dir", str(Path(path).parent / "spark")).config("spark.driver.bindAddress", "127.0.0.1")
             .config("spark.driver.host", "127.0.0.1").getOrCreate())
    spark.sparkContext.setLogLevel("OFF")
    start = perf_counter()
    with open_events(spark, path) as stored:
        census = stored.census()
        told = perf_counter() - start
        counted = stored.count_phones(TIMES[n_times], n_devices=census.n_devices)
    java = Path(f"/proc/{spark.sparkContext._gateway.proc.pid}")
    ticks = (java / "stat").read_text().rpartition(")")[2].split()[11:13]
    peak_kb = next(int(line.split()[1]) for line in (java / "status").read_text().splitlines() if line.startswith("VmHWM"))
    result = figures(counted, census, start, told, f"heap of {MEMORY_GIB} GiB")
    return {**result, "cpu": result["cpu"] + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), "peak": result["peak"] + peak_kb / 1024}


def in_numpy(path: str, n_times: int) -> dict:
    import duckdb

    from mno_mobility.events.counting import count_phones
    from mno_mobility.events.engines import Census
    from mno_mobility.events.schema import events_from_columns

    start = perf_counter()
    rows = duckdb.sql(f"SELECT device_id, epoch_us(time) / 1e6 AS time, cell_id FROM read_parquet('{path}')").fetchnumpy()
    events, rejects = events_from_columns(rows)
    told = perf_counter() - start
    counted = count_phones(events, TIMES[n_times])
    census = Census(len(rows["time"]), len(events), len(events.device_levels), 0, 0.0, 0.0, rejects.counts())
    return figures(counted, census, start, told, "all in memory")


def figures(counted, census, start: float, told: float, note: str) -> dict:
    entries = counted.counts.tocoo()
    name = np.array([int(level) for level in counted.cell_levels], np.int64)[entries.col]
    return {"seconds": perf_counter() - start, "reading": told, "cpu": sum(os.times()[:2]),
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "phones": int(entries.data.sum()),
            "duplicates": census.rejects.get("duplicate", 0), "note": note,
            "check": int(np.sum((name + 1) * (entries.row + 1) * entries.data % 1_000_003))}


WAYS = {"numpy": in_numpy, "duckdb": on_duckdb, "spark": on_spark}


def missing(way: str) -> str:
    """What a way lacks here."""
    from importlib.util import find_spec

    needs = ("duckdb", "pyspark", "pandas", "pyarrow") if way == "spark" else ("duckdb",)
    lacks = [name for name in needs if find_spec(name) is None]
    return ", ".join(lacks + (["java"] if way == "spark" and not shutil.which("java") else []))


def main() -> None:
    """Print a row for each way and number of times."""
    if missing("duckdb"):
        print("needs duckdb, which also makes the events")
        return
    with tempfile.TemporaryDirectory(dir=os.environ.get("MNO_BENCH_FOLDER")) as folder:
        free = shutil.disk_usage(folder).free
        if free < N_EVENTS * BYTES_AN_EVENT:
            print(f"{N_EVENTS:,} events need {N_EVENTS * BYTES_AN_EVENT / 1e9:.0f} GB of disk in {folder}, {free / 1e9:.0f} GB are free")
            return
        sizes = {N_EVENTS: Path(folder) / "all.parquet", min(N_EVENTS, IN_NUMPY): Path(folder) / "some.parquet"}
        print("events,times,way,seconds,of_them_reading,cpu_seconds,peak_mib,phones_counted,duplicates,note", flush=True)
        for n, path in sizes.items():
            make_events(path, n)
            for n_times in TIMES:
                checks = set()
                for way in WAYS:
                    if way == "numpy" and n > IN_NUMPY:
                        continue
                    if missing(way):
                        print(f"{n},{n_times},{way},,,,,,,needs {missing(way)}")
                        continue
                    found = run_alone(way, path, n_times)
                    checks.add((found["check"], found["phones"], found["duplicates"]))
                    print(f"{n},{n_times},{way},{found['seconds']:.1f},{found['reading']:.1f},{found['cpu']:.1f},{found['peak']:.0f},"
                          f"{found['phones']},{found['duplicates']},{found['note']}", flush=True)
                if len(checks) > 1:
                    raise SystemExit(f"the ways disagree: {checks}")


def run_alone(way: str, path: Path, n_times: int) -> dict:
    """A way in a process of its own, so that its memory can be told."""
    done = subprocess.run([sys.executable, "-m", "tests.benchmarks.bench_events", way, str(path), str(n_times)], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, text=True, check=True, env=dict(os.environ, PYSPARK_PYTHON=sys.executable))
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps(WAYS[sys.argv[1]](sys.argv[2], int(sys.argv[3]))))
    else:
        main()
