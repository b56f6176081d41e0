"""Routes of a population by blocks of devices: those of all its journeys at once, whatever the engine and the blocks."""

from functools import partial

import numpy as np
import pytest
import shapely

pytest.importorskip("duckdb", reason="duckdb is not installed")

import duckdb
from test_estimation import AREAS, CELLS, LAW, MANY, estimate, journeys, streets  # noqa: F401

from mno_mobility.events import cluster, embedded
from mno_mobility.events.files import KINDS
from mno_mobility.trajectory.populations import SCHEMA, block_routes

KNOWN = [*CELLS, "unmapped"]


@pytest.fixture(scope="module")
def stored_events(tmp_path_factory):
    """The events of `journeys`, shuffled, in a Parquet file."""
    folder = tmp_path_factory.mktemp("events")
    rows = [(device, 60.0 * k, cell, "call_start" if k == 0 else "call_end" if k == len(cells) - 1 else "handover")
            for device, cells in {**MANY, "lost": ["nowhere", "unmapped"], "still": ["02"]}.items() for k, cell in enumerate(cells)]
    con = duckdb.connect()
    con.execute("CREATE TABLE t (device_id VARCHAR, time DOUBLE, cell_id VARCHAR, event VARCHAR)")
    con.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", [list(rows[k]) for k in np.random.default_rng(0).permutation(len(rows))])
    con.execute(f"COPY t TO '{folder}/events.parquet'")
    return str(folder)


@pytest.fixture(scope="module")
def expected(streets):  # noqa: F811
    """Device, line and failure of each journey, by all at once."""
    cleaned = journeys(**MANY, lost=["nowhere", "unmapped"], still=["02"])
    choice = estimate(cleaned, streets).choice
    first = np.flatnonzero(np.diff(cleaned.journey, prepend=-1))
    device = cleaned.events.device_levels[cleaned.events.device[first]]
    return {name: (None if way is None else shapely.to_wkb(shapely.linestrings(way.xy_m)), failure, ratio)
            for name, way, failure, ratio in zip(device, choice.routes, choice.failure, np.nanmin(np.where(
                np.arange(20) == choice.chosen[:, None], choice.ratio, np.inf), axis=1))}


def check(rows, expected):
    assert len(rows) == len(expected) == 32
    for row in rows:
        wkb, failure, ratio = expected[row["device_id"]]
        assert row["failure"] == failure and row["journey"] == 1 and row["start_s"] == 0 and row["end_s"] == 60 * (row["n_events"] - 1)
        if wkb is not None:
            assert bytes(row["wkb"]) == wkb and row["ratio"] == ratio
            assert row["length_m"] == pytest.approx(shapely.length(shapely.from_wkb(wkb)), rel=1e-12)


@pytest.mark.parametrize("block_rows", [1, 20, 1000])
def test_routes_block_by_block_are_those_of_all_at_once(streets, stored_events, expected, block_rows):  # noqa: F811
    with embedded.open_events(stored_events, columns=KINDS, known_cells=KNOWN) as stored:
        made = [block_routes(block, areas=AREAS, network=streets, law=LAW) for block in stored.blocks(block_rows=block_rows)]
    assert len(made) > 1 or block_rows == 1000
    check([dict(zip(block, row)) for block in made for row in zip(*block.values())], expected)


def test_routes_on_spark_are_those_of_all_at_once(spark, streets, stored_events, expected):  # noqa: F811
    work = partial(block_routes, areas=AREAS, network=streets, law=LAW)
    with cluster.open_events(spark, stored_events, columns=KINDS, known_cells=KNOWN) as stored:
        check([row.asDict() for row in stored.map_blocks(work, SCHEMA, block_rows=30).collect()], expected)
