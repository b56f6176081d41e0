"""OpenStreetMap's tags that a layer keeps together in one field, as GDAL does with all it has no field of its own for."""

import json
import re
from collections.abc import Iterable

import numpy as np

TAG_FIELDS = ("other_tags", "all_tags", "tags")  # GDAL's two, and that of osm2pgsql and others


def tag_columns(tags, keys: Iterable[str]) -> dict:
    """Take single tags out of a column of many.

    Parameters
    ----------
    tags : array_like of str, dict or None, shape (N,)
        Each the text of an hstore (``"maxspeed"=>"50","oneway"=>"yes"``) or of a JSON object, or a dictionary.
    keys : iterable of str
        The tags wanted.

    Returns
    -------
    dict of str to ndarray of object, shape (N,)
        By key, for the keys that occur at all; None where a row does not have the tag.

    Examples
    --------
    >>> tag_columns(['"lanes"=>"2","maxspeed"=>"30"', None], ["maxspeed", "oneway"])
    {'maxspeed': array(['30', None], dtype=object)}
    """
    keys = tuple(keys)
    # a quote within a key or a value has a backslash before it, so that this cannot begin inside of one
    pair = re.compile(r'(?:^|,)\s*"({})"\s*=>\s*"((?:[^"\\]|\\.)*)"'.format("|".join(map(re.escape, keys))), re.DOTALL)
    columns = {}
    for row, text in enumerate(tags):
        for key, value in _pairs(text, pair):
            if key in keys and value is not None:
                columns.setdefault(key, np.full(len(tags), None, dtype=object))[row] = str(value)
    return columns


def _pairs(tags, pair):
    if not tags:
        return ()
    if isinstance(tags, dict):
        return tags.items()
    if tags.lstrip().startswith("{"):
        return _from_json(tags).items()
    return [(key, re.sub(r"\\(.)", r"\1", value)) for key, value in pair.findall(tags)]


def _from_json(text: str) -> dict:
    try:
        return json.loads(text)
    except ValueError:
        return {}
