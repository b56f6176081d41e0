"""Events in files on Apache Spark: the same counts, rejects and journeys as of the same rows in memory and on the embedded engine."""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("duckdb", reason="duckdb is not installed")

from test_engines import CASES, DAY_S, GOOD, TIMES, by_cell, in_memory, some_rows, write_csv, write_folder, write_parquet

from mno_mobility.errors import InputError
from mno_mobility.events import embedded, queries, spark_job
from mno_mobility.events.cleaning import clean, clean_columns
from mno_mobility.events.cluster import open_events
from mno_mobility.events.counting import count_phones
from mno_mobility.events.schema import Factor

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = ("device_id", "time", "cell_id", "event", "service")


@pytest.mark.parametrize("kind, times, ids, known", [
    (*CASES[0], ["c3", "c1", "x"]), (*CASES[1], None), (*CASES[2], None), (*CASES[4], ["c1", "c2"]), (*CASES[5], None)])
def test_rejects_and_counts_on_spark_are_those_of_the_rows_in_memory(spark, tmp_path, kind, times, ids, known):
    rows = some_rows(11, times=times, ids=ids)
    events, rejects = in_memory(rows, known)
    with open_events(spark, write_folder(tmp_path, rows, kind), known_cells=known) as stored:
        census = stored.census()
        assert census.rejects == rejects.counts()
        assert (census.n_rows, census.n_usable, census.n_devices, census.n_phones, census.first_s, census.last_s) == (
            len(rows["time"]), len(events), len(events.device_levels), len(np.unique(events.device)), events.time_s.min(),
            events.time_s.max())
        for moments in TIMES.values():
            expected = count_phones(events, moments, tolerance_s=600)
            counted = stored.count_phones(moments, tolerance_s=600, n_devices=census.n_devices)
            assert by_cell(counted) == by_cell(expected) and counted.n_without.tolist() == expected.n_without.tolist()


def test_rows_of_a_text_file_that_is_read_in_parts_keep_their_order(spark, tmp_path):
    # every phone is in ten cells at once: the first row counts, wherever Spark cuts the file
    n = 20_000
    rows = {"device_id": [f"p{k // 10}" for k in range(n)], "time": [DAY_S] * n,
            "cell_id": [f"c{(7 * k + k // 10) % 10}" for k in range(n)]}
    for name in ("a", "b"):
        write_csv(tmp_path / f"{name}.csv", {**rows, "device_id": [f"{name}{device}" for device in rows["device_id"]]})
    with embedded.open_events(str(tmp_path)) as stored:
        expected = by_cell(stored.count_phones([DAY_S]))
    spark.conf.set("spark.sql.files.maxPartitionBytes", 50_000)
    try:
        with open_events(spark, str(tmp_path)) as stored:
            assert stored.spark.table("source").rdd.getNumPartitions() > 5
            assert by_cell(stored.count_phones([DAY_S])) == expected
    finally:
        spark.conf.unset("spark.sql.files.maxPartitionBytes")


def cleaned_in_memory(rows):
    events, rejects = in_memory(rows, columns=COLUMNS)
    cleaned = clean(events, ping_pong_window_s=300, gap_s=900, stay_s=600)
    columns = {"event": Factor.of(np.array([*rows["event"], None], object)[:-1]),
               "service": Factor.of(np.array([*rows["service"], None], object)[:-1])}
    kept = {name: values.texts if isinstance(values, Factor) else values for name, values in clean_columns(cleaned, columns).items()}
    return kept, rejects.joined(cleaned.rejects), cleaned


@pytest.mark.parametrize("block_rows", [1, 100])
def test_the_job_cleans_as_in_memory(spark, tmp_path, monkeypatch, block_rows):
    rows = some_rows(4, times="text")
    kept, rejects, cleaned = cleaned_in_memory(rows)
    folder = write_folder(tmp_path / "in", rows, n_files=1)
    if block_rows == 100:
        monkeypatch.setattr("mno_mobility.events.cluster.BLOCK_ROWS", block_rows)
    figures = spark_job.main(["clean", folder, str(tmp_path / "out"), "--window", "300", "--gap", "15", "--stay", "10"], spark)
    assert figures == {"events": len(cleaned.seq), "journeys": cleaned.figures["journeys"], "rejects": rejects.counts()}
    written = sorted(spark.read.parquet(str(tmp_path / "out" / "events")).collect(), key=lambda row: (row["journey_id"], row["seq"]))
    for name in ("device_id", "cell_id", "event", "service", "journey_id", "seq"):
        assert [row[name] for row in written] == kept[name].tolist()
    assert [row["t_unix"] for row in written] == kept["time"].tolist()
    gone = spark.read.parquet(str(tmp_path / "out" / "rejects")).collect()
    assert sorted((row["row"], row["reason"]) for row in gone) == list(zip((rejects.row + 1).tolist(), rejects.reason))


def test_the_job_counts_as_in_memory(spark, tmp_path, capsys):
    rows = some_rows(6, times="text")
    write_csv(tmp_path / "plan.csv", {"cell": ["c1", "c2", "c9"]})
    events, rejects = in_memory(rows, ["c1", "c2", "c9"])
    folder = write_folder(tmp_path / "in", rows, "csv")
    words = ["--start", "2024-05-01", "--end", "2024-05-01T00:50:00", "--step", "10", "--tolerance", "5", "--format", "csv"]
    figures = spark_job.main(["count", folder, str(tmp_path / "out"), *words, "--cells", str(tmp_path / "plan.csv")], spark)
    expected = count_phones(events, DAY_S + 600.0 * np.arange(6), tolerance_s=300)
    written = spark.read.option("header", True).csv(str(tmp_path / "out")).collect()
    assert {(float(row["t_unix"]), row["cell_id"]): int(row["count"]) for row in written} == dict(by_cell(expected))
    assert figures == {"events": len(events), "devices": expected.n_phones, "rejects": rejects.counts(), "times": 6,
                       "phones": int(expected.counts.sum()), "without": int(expected.n_without.sum())}
    assert json.loads(capsys.readouterr().out) == figures


def test_two_folders_are_open_at_once_in_sessions_of_their_own(spark, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_parquet(tmp_path / name / "a.parquet", {**GOOD, "cell_id": [name]})
    sessions = spark.newSession(), spark.newSession()
    with open_events(sessions[0], str(tmp_path / "one")) as one, open_events(sessions[1], str(tmp_path / "two")) as two:
        assert [by_cell(stored.count_phones([DAY_S])) for stored in (one, two)] == [{(DAY_S, "one"): 1}, {(DAY_S, "two"): 1}]


def test_the_first_row_counts_by_path_on_both_engines_whatever_the_names(spark, tmp_path):
    # as a URL "a b" stands behind "a!b", and "%41" is "A"
    for name in ("a!b", "a b", "%41", "it's [1]", "\u00fc"):
        write_parquet(tmp_path / "new.parquet", {**GOOD, "cell_id": [name]})
        (tmp_path / "new.parquet").rename(tmp_path / f"{name}.parquet")
    with embedded.open_events(str(tmp_path)) as here, open_events(spark, str(tmp_path)) as there:
        assert by_cell(here.count_phones([DAY_S])) == by_cell(there.count_phones([DAY_S])) == {(DAY_S, "%41"): 1}
        assert here.census() == there.census()


def test_whole_decimals_keep_every_digit_on_spark(spark, tmp_path):
    spark.sql("SELECT 12345678901234567890120 + id AS device_id, CAST(0 AS DECIMAL(20, 0)) AS time, 'x' AS cell_id FROM range(2)"
              ).write.parquet(str(tmp_path / "in"))
    with open_events(spark, str(tmp_path / "in")) as stored:
        census = stored.census()
    assert (census.n_phones, census.rejects) == (2, {})


def test_headers_that_spark_alone_can_see_have_to_agree(spark, tmp_path):
    write_csv(tmp_path / "a.csv", GOOD)
    where = f"file://{tmp_path}"
    with open_events(spark, where, kind="csv") as stored:
        assert stored.count_phones([DAY_S]).counts.sum() == 1
    write_csv(tmp_path / "b.csv", {name: GOOD[name] for name in reversed(GOOD)})
    with pytest.raises(InputError, match="CSV header does not conform"):
        open_events(spark, where, kind="csv")


@pytest.mark.parametrize("words, said", [
    (["count", "{}", "{}", "--times", "2024-05-01"], "the folder is there already"),
    (["count", "{}", "{}/out"], "no reference times"), (["count", "{}", "{}/out", "--times", "soon"], "'soon' is no time"),
    (["clean", "{}", "{}/out", "--column", "time=wann"], "there is no field 'wann'"), (["clean", "{}/none", "{}/out"], "no such folder")])
def test_a_job_that_cannot_be_is_refused_in_words(spark, tmp_path, words, said):
    write_parquet(tmp_path / "a.parquet", GOOD)
    with pytest.raises(InputError, match=said):
        spark_job.main([word.format(tmp_path) for word in words], spark)


@pytest.mark.parametrize("other", [{"device_id": ["a"], "time": [DAY_S]}, {**GOOD, "time": ["soon"]}])
def test_files_that_disagree_are_named_on_spark(spark, tmp_path, other):
    write_parquet(tmp_path / "a.parquet", GOOD)
    write_parquet(tmp_path / "b.parquet", other)
    with pytest.raises(InputError, match="b.parquet.*All files need the same fields"):
        open_events(spark, str(tmp_path))


def test_a_file_that_is_not_whole_is_told_on_spark(spark, tmp_path):
    write_parquet(tmp_path / "a.parquet", GOOD)
    (tmp_path / "b.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:100])
    with pytest.raises(InputError, match="cannot be read"), open_events(spark, str(tmp_path)) as stored:
        stored.census()


def test_many_irregular_times_are_counted_in_several_passes_on_spark(spark, tmp_path, monkeypatch):
    monkeypatch.setattr(queries, "MOST_BRANCHES", 8)
    rows, moments = some_rows(5, times="moment"), DAY_S + np.random.default_rng(1).uniform(0, 3600, 20)
    expected = by_cell(count_phones(in_memory(rows)[0], moments))
    with open_events(spark, write_folder(tmp_path, rows)) as stored:
        assert by_cell(stored.count_phones(moments)) == expected
        frame = stored.counts(moments).collect()
    assert {(row["t_unix"], row["cell_id"]): row["count"] for row in frame} == dict(expected)


@pytest.mark.slow
def test_spark_submit_runs_the_file_of_the_zip(spark, tmp_path):
    import pyspark

    archive = runpy.run_path(str(ROOT / ".ci" / "package.py"))["write_zip"](tmp_path)
    rows = some_rows(8, times="moment")
    folder = write_folder(tmp_path / "in", rows)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(Path(pyspark.__file__).parent / "bin" / "spark-submit"), "--master", "local[1]", "--conf", "spark.ui.enabled=false",
         "--py-files", str(archive), str(ROOT / "mno_mobility" / "events" / "spark_job.py"), "clean", folder, str(tmp_path / "out"),
         "--gap", "5"], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
        env={**environment, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"})
    assert done.returncode == 0, done.stderr[-2000:]
    cleaned = clean(in_memory(rows, columns=(*COLUMNS,))[0], gap_s=300)
    assert json.loads(done.stdout.splitlines()[-1])["journeys"] == cleaned.figures["journeys"]
