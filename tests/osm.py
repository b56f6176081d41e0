"""Readers of real roads: OpenStreetMap's XML, and a graph that osmnx made."""

import ast
import gzip
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import pyproj
import shapely

LAEA = "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m"  # EPSG:3035, without the database of CRSs
TAGS = ("highway", "maxspeed", "oneway", "junction", "access", "motor_vehicle")


def metres(lon, lat) -> np.ndarray:
    return np.column_stack(pyproj.Proj(LAEA)(lon, lat))


def krems(shared_data) -> dict:
    """Lines and tags of all ways with a highway tag, as arguments of build_network."""
    place, lines, columns = {}, [], {tag: [] for tag in TAGS}
    with gzip.open(shared_data / "osm" / "krems.osm.gz") as file:
        for _, element in ElementTree.iterparse(file):
            if element.tag == "node":
                place[element.get("id")] = float(element.get("lon")), float(element.get("lat"))
            elif element.tag == "way":
                tags = {tag.get("k"): tag.get("v") for tag in element.iter("tag")}
                refs = [nd.get("ref") for nd in element.iter("nd") if nd.get("ref") in place]
                if "highway" in tags and len(refs) > 1:
                    lines.append(shapely.LineString(metres(*zip(*(place[ref] for ref in refs)))))
                    for tag in TAGS:
                        columns[tag].append(tags.get(tag))
    return {"lines": lines, "crs": LAEA, **columns}


def favoriten_graph(shared_data) -> nx.MultiDiGraph:
    """The graph of Vienna-Favoriten, lengths as numbers."""
    graph = nx.read_graphml(shared_data / "osm" / "vienna_favoriten_osmnx.graphml")
    for *_, edge in graph.edges(data=True):
        edge["length"] = float(edge["length"])
    return graph


def favoriten(shared_data) -> dict:
    """Its edges as arguments of build_network; osmnx has a two-way street as two edges, of which one is taken."""
    graph = favoriten_graph(shared_data)
    lines, columns, seen = [], {tag: [] for tag in TAGS}, set()
    for tail, head, edge in graph.edges(data=True):
        street = frozenset((tail, head)), frozenset(_members(edge["osmid"]))
        if edge["oneway"] == "False" and street in seen:
            continue
        seen.add(street)
        lon_lat = np.array([[float(graph.nodes[node][axis]) for axis in "xy"] for node in (tail, head)])
        if "geometry" in edge:
            lon_lat = shapely.get_coordinates(shapely.from_wkt(edge["geometry"]))
        lines.append(shapely.LineString(metres(*lon_lat.T)))
        for tag in TAGS:
            columns[tag].append(edge.get(tag))
    return {"lines": lines, "crs": LAEA, **columns}


def _members(text: str) -> list:
    value = ast.literal_eval(text)
    return value if isinstance(value, list) else [value]
