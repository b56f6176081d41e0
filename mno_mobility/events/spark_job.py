"""Counts phones or cleans events on a Spark cluster: the command for spark-submit.

    spark-submit --master MASTER --py-files mno_mobility-VERSION.zip spark_job.py count EVENTS OUT --times 2024-05-01T12:00:00
    spark-submit --master MASTER --py-files mno_mobility-VERSION.zip spark_job.py clean EVENTS OUT --gap 30

The zip is the plugin's own, which holds this file too. EVENTS is a folder, a pattern or a file that all machines can read, OUT a new
folder. What went in and came out is printed as JSON.
"""

import argparse
import json
import sys
from functools import partial

import numpy as np

from mno_mobility.errors import InputError
from mno_mobility.events.cleaning import clean, clean_columns
from mno_mobility.events.cluster import open_events
from mno_mobility.events.counting import reference_times
from mno_mobility.events.engines import EventBlock, row_of
from mno_mobility.events.files import KINDS, NEEDED, event_columns
from mno_mobility.events.queries import SPARK
from mno_mobility.events.schema import Factor, parse_times

CLEANED = ("device_id STRING, time TIMESTAMP, t_unix DOUBLE, cell_id STRING, event STRING, lac STRING, service STRING, journey_id BIGINT, "
           "seq BIGINT, reason STRING, file BIGINT, row BIGINT")
# journeys are numbered within blocks: those of the blocks before come first
BLOCKS = """
SELECT block, n, (sum(n) OVER (ORDER BY block)) - n AS before
FROM (SELECT block, coalesce(max(journey_id), 0) AS n FROM cleaned GROUP BY block) AS journeys"""
KEPT = """
SELECT c.device_id, c.time, c.t_unix, c.cell_id, c.event, c.lac, c.service, c.journey_id + b.before AS journey_id, c.seq
FROM cleaned AS c JOIN blocks AS b ON b.block = c.block WHERE c.reason IS NULL"""
REJECTED = "SELECT file, row, device_id, cell_id, reason FROM cleaned WHERE reason IS NOT NULL"


def main(words=None, spark=None) -> dict:
    """Run a job and return its figures; `spark` is the session to use, by default the one that spark-submit set up."""
    options = _parser().parse_args(words)
    if spark is None:
        from pyspark.sql import SparkSession

        spark = SparkSession.builder.appName(f"mno_mobility {options.what}").getOrCreate()
    job, columns = (count, NEEDED) if options.what == "count" else (clean_events, KINDS)
    with open_events(spark, options.events, kind=options.kind, picked=dict(pair.partition("=")[::2] for pair in options.column),
                     columns=columns, known_cells=_known_cells(spark, options.cells)) as stored:
        figures = job(stored, options)
    print(json.dumps(figures))
    return figures


def count(stored, options) -> dict:
    """Phones by cell and reference time: OUT holds cell_id, count and t_unix."""
    times_s = _times(options)
    _write(stored.counts(times_s, tolerance_s=60 * options.tolerance), options.out, options.format)
    written = stored.spark.read.format(options.format).option("header", True).load(options.out)
    census, phones = stored.census(), int(written.selectExpr("coalesce(sum(CAST(count AS BIGINT)), 0) AS n").first()["n"])
    return {"events": census.n_usable, "devices": census.n_devices, "rejects": census.rejects, "times": len(times_s), "phones": phones,
            "without": len(times_s) * census.n_devices - phones}


def clean_events(stored, options) -> dict:
    """Clean events and journeys: OUT/events has the columns that 'Clean events' writes, OUT/rejects the rows that went."""
    from pyspark import StorageLevel

    work = partial(clean_block, window_s=options.window, gap_s=60 * options.gap, stay_s=60 * options.stay)
    cleaned = stored.map_blocks(work, CLEANED).persist(StorageLevel.MEMORY_AND_DISK)
    cleaned.createOrReplaceTempView("cleaned")
    sql = stored.spark.sql
    sql(BLOCKS).createOrReplaceTempView("blocks")
    _write(sql(KEPT), f"{options.out}/events", options.format)
    _write(sql(REJECTED), f"{options.out}/rejects", options.format)
    rejects = {row["reason"]: row["count"] for row in cleaned.groupBy("reason").count().collect()}
    after = rejects.pop(None, 0)
    journeys = int(sql("SELECT coalesce(sum(n), 0) AS n FROM blocks").first()["n"])
    cleaned.unpersist()
    return {"events": after, "journeys": journeys, "rejects": rejects}


def clean_block(block: EventBlock, *, window_s: float, gap_s: float, stay_s: float) -> dict:
    """Clean events of a block as columns, and behind them the rows that went, with the reason."""
    cleaned = clean(block.events, ping_pong_window_s=window_s, gap_s=gap_s, stay_s=stay_s)
    rejects = block.rejects.joined(cleaned.rejects)
    gone = np.full(len(rejects), None)
    kept = {name: values.texts if isinstance(values, Factor) else values for name, values in clean_columns(cleaned, block.columns).items()}
    columns = {name: np.concatenate([values, gone]) for name, values in kept.items()}
    for name in ("device_id", "cell_id"):
        columns[name][len(cleaned.seq):] = block.columns[name].texts[rejects.row]
    time_us = np.concatenate([np.round(1e6 * kept["time"]).astype("datetime64[us]"), np.full(len(rejects), np.datetime64("NaT", "us"))])
    file, row = row_of(block.place[np.concatenate([cleaned.events.row, rejects.row])])
    reason = np.concatenate([np.full(len(cleaned.seq), None), rejects.reason])
    in_order = {"device_id": columns.pop("device_id"), "time": time_us, "t_unix": columns.pop("time").astype(float)}
    return {**in_order, **columns, "reason": reason, "file": file, "row": row + 1}


def _write(frame, folder: str, kind: str) -> None:
    try:
        frame.write.format(kind).option("header", True).save(folder)
    except Exception as error:
        if "already exists" in str(error):
            raise InputError("the folder is there already", folder, "Name a new one, or remove it.") from error
        raise


def _times(options) -> np.ndarray:
    """The reference times that were asked for."""
    if bool(options.times) == bool(options.start):
        raise InputError("there are no reference times, or two sorts of them", "--times", "Give --times, or --start with --end and --step.")
    given = options.times or [options.start, options.end or options.start]
    read = parse_times(np.array(given, dtype=object))[0]
    if np.isnan(read).any():
        raise InputError(f"{given[int(np.flatnonzero(np.isnan(read))[0])]!r} is no time", "--times", "Write 2024-05-01T12:00:00.")
    return read if options.times else reference_times(*read, 60 * options.step)


def _known_cells(spark, path):
    """The cell ids of a text file with a header."""
    if not path:
        return None
    table = spark.read.options(header=True, inferSchema=False).csv(path)
    name = event_columns([*table.columns, "device_id", "time"], path)["cell_id"]
    return [row[0] for row in table.select(SPARK.name(name)).collect()]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="spark_job.py", description=__doc__.splitlines()[0])
    jobs = parser.add_subparsers(dest="what", required=True)
    for what, words in (("count", "count phones per cell at reference times"), ("clean", "clean events and cut them into journeys")):
        job = jobs.add_parser(what, help=words)
        job.add_argument("events", help="folder, pattern or file of events, Parquet or CSV")
        job.add_argument("out", help="new folder for the results")
        job.add_argument("--kind", choices=("parquet", "csv"), help="of the events, where Spark alone can see them; Parquet if left out")
        job.add_argument("--column", action="append", default=[], metavar="COLUMN=FIELD", help="a field that is not found by its name")
        job.add_argument("--cells", metavar="CSV", help="cell plan with cell_id: events in other cells are rejected")
        job.add_argument("--format", choices=("parquet", "csv"), default="parquet", help="of the results")
        if what == "count":
            job.add_argument("--times", nargs="+", metavar="TIME", help="reference times (UTC)")
            job.add_argument("--start", metavar="TIME", help="first time of a series")
            job.add_argument("--end", metavar="TIME", help="last time of the series")
            job.add_argument("--step", type=float, default=60, help="minutes between the times of the series")
            job.add_argument("--tolerance", type=float, default=60, help="minutes within which an event counts")
        else:
            job.add_argument("--window", type=float, default=30, help="ping-pong window (s)")
            job.add_argument("--gap", type=float, default=30, help="longest silence within a journey (minutes)")
            job.add_argument("--stay", type=float, default=20, help="longest stay within a journey (minutes)")
    return parser


if __name__ == "__main__":
    try:
        main()
    except InputError as error:
        sys.exit(str(error))
