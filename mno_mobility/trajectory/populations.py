"""Routes of a population whose events do not fit in memory: block by block of whole devices, here or on a cluster.

Examples
--------
>>> work = partial(block_routes, areas=areas, network=network, law=law)                      # doctest: +SKIP
>>> with embedded.open_events("/data/events", columns=KINDS, known_cells=cell_ids) as stored:
...     found = [work(block) for block in stored.blocks()]
>>> with cluster.open_events(spark, "hdfs:///data/events", columns=KINDS, known_cells=cell_ids) as stored:
...     stored.map_blocks(work, SCHEMA).write.parquet("hdfs:///data/routes")
"""

import numpy as np
import shapely

from ..events.cleaning import clean
from ..events.engines import EventBlock
from .endpoints import EndpointLaw
from .estimation import estimate_trajectories
from .network import RoadNetwork

SCHEMA = ("device_id STRING, journey BIGINT, start_s DOUBLE, end_s DOUBLE, n_events BIGINT, length_m DOUBLE, squared_m2 DOUBLE, "
          "ratio DOUBLE, failure STRING, wkb BINARY")


def block_routes(block: EventBlock, *, areas, network: RoadNetwork, law: EndpointLaw, cleaning=None, **options) -> dict:
    """Clean the events of a block, and estimate the route of each journey.

    Every journey is estimated by itself, so that the result depends neither on the blocks nor on the engine.

    Parameters
    ----------
    block : EventBlock
        Of events opened with the cells of `areas` as known cells, in their order.
    areas, network, law, options
        See :func:`~mno_mobility.trajectory.estimation.estimate_trajectories`.
    cleaning : dict, optional
        Options of :func:`~mno_mobility.events.cleaning.clean`.

    Returns
    -------
    dict of str to ndarray, shape (J,)
        The columns of SCHEMA, a row for each journey: its number among those of the device, the time of its first and last event, the
        ratings of the route (Eqs. 3 and 4), the reason where there is none, and the line as WKB.
    """
    cleaned = clean(block.events, **(cleaning or {}))
    choice = estimate_trajectories(cleaned, areas, network, law, **options).choice
    events, journey = cleaned.events, cleaned.journey
    first = np.flatnonzero(np.append(True, journey[1:] != journey[:-1])[:len(journey)])
    last = np.append(first[1:], len(journey))[:len(first)] - 1
    device = events.device[first]
    begins = np.append(True, device[1:] != device[:-1])[:len(device)]
    number = np.arange(len(device)) - np.maximum.accumulate(np.where(begins, np.arange(len(device)), 0))
    chosen = choice.chosen >= 0
    rating = [np.where(chosen, values[np.arange(len(chosen)), choice.chosen], np.nan) for values in (choice.squared_m2, choice.ratio)]
    lines = np.array([None if way is None else shapely.linestrings(way.xy_m) for way in choice.routes] + [None], dtype=object)[:-1]
    length_m = np.array([np.nan if way is None else way.along_m[-1] for way in choice.routes], float)
    return {"device_id": events.device_levels[device], "journey": number + 1, "start_s": events.time_s[first], "end_s": events.time_s[last],
            "n_events": last - first + 1, "length_m": length_m, "squared_m2": rating[0], "ratio": rating[1], "failure": choice.failure,
            "wkb": shapely.to_wkb(lines)}
