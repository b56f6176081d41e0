"""Tags out of one field of many. The texts are PostgreSQL's hstore (its manual, F.18.1), as GDAL's OSM driver writes other_tags."""

import json

from hypothesis import given
from hypothesis import strategies as st

from mno_mobility.trajectory.tags import tag_columns

WANTED = ("maxspeed", "oneway")


def hstore(tags: dict) -> str:
    def quoted(text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return ",".join(f"{quoted(key)}=>{quoted(value)}" for key, value in tags.items())


def test_the_tags_wanted_become_columns_and_missing_ones_none():
    columns = tag_columns(['"lanes"=>"2","maxspeed"=>"30"', None, '"oneway"=>"yes"', ""], WANTED)
    assert {key: column.tolist() for key, column in columns.items()} == {
        "maxspeed": ["30", None, None, None], "oneway": [None, None, "yes", None]}


def test_a_tag_that_no_row_has_is_no_column():
    assert tag_columns(['"lanes"=>"2"'], WANTED) == {} == tag_columns([], WANTED)


def test_a_longer_key_with_the_same_ending_is_another_tag():
    assert tag_columns(['"source:maxspeed"=>"AT:rural","maxspeed:forward"=>"30"'], WANTED) == {}


def test_a_value_that_quotes_a_tag_is_no_tag():
    text = hstore({"note": 'was ,"maxspeed"=>"50", before'})
    assert tag_columns([text], WANTED) == {}


def test_json_and_dictionaries_are_read_too():
    columns = tag_columns(['{"maxspeed": "50", "lanes": 2}', {"maxspeed": 30, "oneway": None}, "{broken"], WANTED)
    assert {key: column.tolist() for key, column in columns.items()} == {"maxspeed": ["50", "30", None]}


TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12) | st.sampled_from(['"', "\\", ",", "=>", *WANTED])


@given(st.lists(st.dictionaries(TEXTS | st.sampled_from(WANTED), TEXTS, max_size=4), max_size=4))
def test_whatever_else_is_written_the_tags_come_back(rows):
    expected = {key: [row.get(key) for row in rows] for key in WANTED if any(key in row for row in rows)}
    for write in (hstore, lambda row: row, json.dumps):
        columns = tag_columns([write(row) for row in rows], WANTED)
        assert {key: column.tolist() for key, column in columns.items()} == expected
