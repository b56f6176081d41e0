"""Speed limits, directions and access from the attributes of roads."""

import numpy as np
import pytest

from mno_mobility.trajectory.speeds import class_speeds, closed_to_cars, directions, speed_limits


# values of the OpenStreetMap wiki, pages Key:maxspeed and Default speed limits; a mile is 1.609344 km by definition
@pytest.mark.parametrize("text, kmh", [
    ("50", 50), (" 30 ", 30), (30, 30), (50.0, 50), ("30 mph", 48.28032), ("30mph", 48.28032), ("60 km/h", 60), ("60kph", 60),
    ("5 knots", 9.26), ("7.5", 7.5), ("7,5", 7.5), ("RO:urban", 50), ("ro:rural", 90), ("AT:rural", 100), ("DE:rural", 100),
    ("FR:rural", 80), ("CH:motorway", 120), ("AT:motorway", 130), ("RU:urban", 60), ("BE-VLG:rural", 70), ("AT:zone:30", 30),
    ("DE:zone30", 30), ("GB:nsl_single", 96.56064), ("UK:nsl_dual", 112.65408), ("GB:zone20", 32.18688), ("XX:urban", 50)])
def test_a_speed_limit_is_read(text, kmh):
    reading = speed_limits([text])
    assert reading.values == pytest.approx([kmh])
    assert reading.unread == {}


@pytest.mark.parametrize("text, kmh", [
    ("50;30", 40), ("50|30", 40), ("30,50", 40), ("30-50", 40), ("['30', '50']", 40), ("20;30 mph", 40.2336), ("50;signals", 50)])
def test_several_limits_give_their_mean_as_in_osmnx(text, kmh):
    assert speed_limits([text]).values == pytest.approx([kmh])


def test_walking_speed_is_that_of_a_walker():
    assert (speed_limits(["walk", "DE:walk", "DE:living_street"]).values == pytest.approx([6, 6, 6]))


def test_no_limit_is_the_speed_the_caller_gives():
    assert speed_limits(["none", "DE:motorway", "50"], unlimited_kmh=150).values.tolist() == [150, 150, 50]


def test_a_limit_that_varies_is_understood_but_has_no_number():
    reading = speed_limits(["signals", None, "variable"])
    assert np.isnan(reading.values).all() and reading.unread == {}


def test_what_is_not_understood_is_counted_with_its_text():
    reading = speed_limits(["fast", "50", "fast", "0", "-30", "999", "30 leagues", "sign"])
    assert np.isnan(reading.values[[0, 2, 3, 4, 5, 6, 7]]).all() and reading.values[1] == 50
    assert reading.unread == {"fast": 2, "0": 1, "-30": 1, "999": 1, "30 leagues": 1, "sign": 1}
    assert next(iter(reading.unread)) == "fast"


def test_directions_have_many_spellings():
    words = ["yes", "true", "1", 1, True, "True", "-1", -1, "reverse", "no", "False", False, "0", "reversible", None, ""]
    assert directions(words).values.tolist() == [1, 1, 1, 1, 1, 1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0]


def test_the_words_of_a_direction_field_can_be_given():
    reading = directions(["FT", "TF", "B", "N", None], words={"ft": 1, "TF": -1, "B": 0})
    assert reading.values.tolist() == [1, -1, 0, 0, 0]
    assert reading.unread == {"N": 1}


def test_motorways_and_roundabouts_are_one_way_unless_they_say_otherwise():
    reading = directions([None, "no", None, None, "-1", "?"],
                         highway=["motorway", "motorway", "primary", "primary", "motorway", "motorway"],
                         junction=[None, None, "roundabout", None, None, None])
    assert reading.values.tolist() == [1, 0, 1, 0, -1, 1]
    assert reading.unread == {"?": 1}


def test_directions_follow_from_the_junction_alone():
    assert directions(junction=["roundabout", None, "circular"]).values.tolist() == [1, 0, 1]


def test_the_first_known_class_of_a_list_counts():
    reading = class_speeds(["['platform', 'service']", "Primary", "footway", None], {"service": 20, "primary": 80})
    assert reading.values[:2].tolist() == [20, 80] and np.isnan(reading.values[2:]).all()
    assert reading.unread == {"footway": 1}


def test_classes_may_have_names_of_their_own():
    assert class_speeds(["Road, local", "AUTOBAHN"], {"road, local": 50, "Autobahn": 130}).values.tolist() == [50, 130]


def test_a_word_for_motor_vehicles_outweighs_the_one_for_all():
    access = ["no", "no", None, "private", "destination", "yes"]
    motor_vehicle = ["yes", None, "no", None, None, "private"]
    assert closed_to_cars(access, motor_vehicle).tolist() == [False, True, True, True, False, True]
    assert closed_to_cars(access, closed=("destination",)).tolist() == [False, False, False, False, True, False]
