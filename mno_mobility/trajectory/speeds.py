"""Speed limits, directions and access of roads as their attributes tell them.

The words are OpenStreetMap's (wiki pages Key:highway, Key:maxspeed, Key:oneway, Key:access and Default speed limits). Each
distinct text is read once, however many roads have it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..events.schema import Factor

# km/h on a road of each class where its limit is not given; the classes are those a car may use
DEFAULT_SPEEDS_KMH = {
    "motorway": 120.0, "motorway_link": 70.0, "trunk": 100.0, "trunk_link": 60.0, "primary": 80.0, "primary_link": 50.0,
    "secondary": 70.0, "secondary_link": 50.0, "tertiary": 60.0, "tertiary_link": 50.0, "unclassified": 50.0, "road": 50.0,
    "residential": 40.0, "service": 20.0, "living_street": 10.0}
CLOSED = ("no", "private")

DIRECTIONS = {
    "yes": 1, "true": 1, "1": 1, "forward": 1, "-1": -1, "reverse": -1, "backward": -1,
    "no": 0, "false": 0, "0": 0, "both": 0, "reversible": 0, "alternating": 0}  # the last two change with time: both ways
ONE_WAY_CLASSES = ("motorway",)
ONE_WAY_JUNCTIONS = ("roundabout", "circular")

FASTEST_BELIEVED_KMH = 300.0
KMH = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": 1.609344, "knots": 1.852}
WALK_KMH = 6.0

# km/h of the words for a kind of place; then what a country has otherwise
ZONES = {"urban": 50.0, "rural": 90.0, "trunk": 100.0, "motorway": 130.0, "living_street": 20.0, "bicycle_road": 30.0,
         "cyclestreet": 30.0, "walk": WALK_KMH}
NATIONAL_ZONES = {
    "at": {"rural": 100.0, "living_street": WALK_KMH}, "be": {"trunk": 120.0, "motorway": 120.0},
    "be-bru": {"urban": 30.0, "rural": 70.0}, "be-vlg": {"rural": 70.0}, "bg": {"trunk": 120.0, "motorway": 140.0},
    "by": {"urban": 60.0, "motorway": 110.0}, "ch": {"rural": 80.0, "motorway": 120.0}, "cz": {"trunk": 110.0},
    "de": {"rural": 100.0, "living_street": WALK_KMH, "motorway": np.inf}, "dk": {"rural": 80.0},
    "es": {"trunk": 90.0, "motorway": 120.0}, "fi": {"rural": 80.0, "motorway": 120.0}, "fr": {"rural": 80.0, "trunk": 110.0},
    "gr": {"trunk": 110.0}, "hr": {"trunk": 110.0}, "hu": {"trunk": 110.0}, "ie": {"rural": 80.0, "motorway": 120.0},
    "it": {"trunk": 110.0}, "nl": {"rural": 80.0}, "no": {"rural": 80.0, "motorway": 110.0}, "pl": {"motorway": 140.0},
    "pt": {"motorway": 120.0}, "rs": {"rural": 80.0}, "ru": {"urban": 60.0, "motorway": 110.0},
    "se": {"rural": 70.0, "motorway": 110.0}, "si": {"trunk": 110.0}, "tr": {"trunk": 110.0}, "ua": {"trunk": 110.0},
    "uz": {"urban": 70.0, "rural": 100.0, "motorway": 110.0},
    "gb": {"nsl_restricted": 30 * 1.609344, "nsl_single": 60 * 1.609344, "nsl_dual": 70 * 1.609344, "motorway": 70 * 1.609344}}
NATIONAL_ZONES["uk"] = NATIONAL_ZONES["gb"]

_NUMBERS = re.compile(r"(\d+(?:\.\d+)?)(?:\s*-\s*(\d+(?:\.\d+)?))?\s*([a-z/]*)")
_ZONE = re.compile(r"(?:([a-z]{2}(?:-[a-z]{2,3})?):)?([a-z_]+)")
_NUMBERED_ZONE = re.compile(r"(?:([a-z]{2}(?:-[a-z]{2,3})?):)?(?:zone)?:?(\d+)")


@dataclass(frozen=True)
class Reading:
    """What a column of texts says.

    Attributes
    ----------
    values : ndarray, shape (N,)
    unread : dict of str to int
        The texts that were not understood, most frequent first, with the number of rows that have them.
    """

    values: np.ndarray
    unread: dict


def speed_limits(maxspeed, *, unlimited_kmh: float = 130.0) -> Reading:
    """Read speed limits: ``50``, ``30 mph``, ``RO:urban``, ``DE:zone:30``, ``walk``, ``none``, ``50;30``, ``['30', '50']``.

    Parameters
    ----------
    maxspeed : array_like of str or number or None, or Factor, shape (N,)
    unlimited_kmh : float
        The value of ``none``; the default is the advisory speed of German motorways.

    Returns
    -------
    Reading
        Limits in km/h, NaN where there is none: no text, one that was not understood, or a limit that varies (``signals``).
        Of several limits, and of the two ends of a range, the mean is taken, as osmnx does.
    """
    return _read(maxspeed, lambda text: _speed(text, unlimited_kmh), np.nan)


def directions(oneway=None, *, highway=None, junction=None, words: Optional[Mapping] = None) -> Reading:
    """In which direction roads can be driven.

    Parameters
    ----------
    oneway, highway, junction : array_like of str or None, or Factor, shape (N,); optional
        Motorways and roundabouts are one-way where `oneway` is silent. One column at least must be given.
    words : mapping of str to int, optional
        What the texts of `oneway` mean, instead of DIRECTIONS: 1 along the line, -1 against it, 0 both.

    Returns
    -------
    Reading
        1, -1 and 0 as above, (N,) of int8. A text that is not understood counts as silence.
    """
    words = {str(word).strip().lower(): way for word, way in (words or DIRECTIONS).items()}
    silent = 2
    n = len(next(column for column in (oneway, highway, junction) if column is not None))
    said = Reading(np.full(n, silent), {})
    if oneway is not None:
        said = _read(oneway, lambda text: words.get(text.lower()), silent)
    implied = np.zeros(n, bool)
    for column, one_way in ((highway, ONE_WAY_CLASSES), (junction, ONE_WAY_JUNCTIONS)):
        if column is not None:
            implied |= _any_of(column, one_way)
    return Reading(np.where(said.values == silent, implied, said.values).astype(np.int8), said.unread)


def class_speeds(highway, speeds: Mapping = DEFAULT_SPEEDS_KMH) -> Reading:
    """Default speed of each road by its class, in km/h; NaN, and `unread`, where no class of the road is in `speeds`.

    Upper and lower case are the same. Of a text that names several classes (``['residential', 'living_street']``) the first that
    is known counts.
    """
    known = {str(name).strip().lower(): float(kmh) for name, kmh in speeds.items()}
    return _read(highway, lambda text: next((known[name] for name in [text.lower(), *_parts(text)] if name in known), None),
                 np.nan)


def closed_to_cars(access=None, motor_vehicle=None, *, closed=CLOSED) -> np.ndarray:
    """Which roads are closed: ``motor_vehicle`` where it says anything, else ``access``; bool, shape (N,)."""
    if motor_vehicle is None:
        return _any_of(access, closed)
    if access is None:
        return _any_of(motor_vehicle, closed)
    silent = Factor.of(motor_vehicle).codes < 0
    return np.where(silent, _any_of(access, closed), _any_of(motor_vehicle, closed))


def _read(column, read, nothing) -> Reading:
    """Read each level of a column by `read`, which returns None for what it does not understand."""
    factor = Factor.of(column)
    values = [read(text) for text in factor.levels]
    unknown = np.array([value is None for value in values], dtype=bool)
    of_level = np.array([nothing if value is None else value for value in values] + [nothing])
    n_rows = np.bincount(factor.codes[factor.codes >= 0], minlength=len(values))
    unread = sorted(((factor.levels[i], int(n_rows[i])) for i in np.flatnonzero(unknown) if n_rows[i]), key=lambda row: -row[1])
    return Reading(of_level[factor.codes], dict(unread))


def _any_of(column, words) -> np.ndarray:
    return _read(column, lambda text: any(part in words for part in _parts(text)), False).values.astype(bool)


def _parts(text: str) -> list:
    """The values of a text that lists several, by OpenStreetMap's ``;`` and ``|`` or as Python prints a list."""
    text = re.sub(r"(?<=\d),(?=\d(?!\d))", ".", text.lower())  # 7,5 is a number, 30,50 is a list
    return [part for part in (part.strip(" '\"[]") for part in re.split("[;|,]", text)) if part]


def _speed(text: str, unlimited_kmh: float) -> Optional[float]:
    """km/h, NaN for a limit without number, None for what is not understood."""
    parts = _parts(text)
    unit = "mph" if parts and parts[-1].endswith("mph") else ""  # 30;40 mph
    speeds = [speed for speed in (_one_speed(part, unit, unlimited_kmh) for part in parts) if speed is not None]
    numbers = [speed for speed in speeds if speed == speed]
    if numbers:
        return sum(numbers) / len(numbers)
    return np.nan if speeds else None


def _one_speed(part: str, unit: str, unlimited_kmh: float) -> Optional[float]:
    if part in ("none", "unlimited"):
        return unlimited_kmh
    if part in ("signals", "variable"):
        return np.nan
    number = _NUMBERS.fullmatch(part)
    if number:
        low, high, own_unit = number.groups()
        factor = KMH.get(own_unit or unit)
        speed = None if factor is None else (float(low) + float(high or low)) / 2 * factor
    else:
        speed = _zone_speed(part)
        speed = unlimited_kmh if speed == np.inf else speed
    return speed if speed is not None and 0 < speed <= FASTEST_BELIEVED_KMH else None


def _zone_speed(part: str) -> Optional[float]:
    zone = _NUMBERED_ZONE.fullmatch(part)
    if zone:
        country, number = zone.groups()
        return float(number) * (KMH["mph"] if country in ("gb", "uk") else 1.0)
    zone = _ZONE.fullmatch(part)
    if not zone:
        return None
    country, place = zone.groups()
    return NATIONAL_ZONES.get(country, {}).get(place, ZONES.get(place))
