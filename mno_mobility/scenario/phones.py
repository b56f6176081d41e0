"""Phones and where they are over a day: at home, at work, on an errand, and on the straight way between."""

from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..geolocation.grid import TileGrid
from .population import checked_people, phones_from_population

DAY_S = 1_710_201_600.0  # Tuesday, 12 March 2024, 00:00 UTC
HOUR_S = 3600.0
COMMUTING_SHARE = 0.45
ERRAND_SHARE = 0.35
SPEED_KMH = 30.0  # along the straight line, stops and detours included
WORK_DECAY_M = 8_000.0
ERRAND_DECAY_M = 2_500.0
WORK_CROWDING = 1.5  # work is more concentrated than homes are
CANDIDATES = 8


@dataclass(frozen=True)
class Phones:
    """Phones and their ways: straight and steady from each waypoint to the next, at rest before the first and after the last.

    Attributes
    ----------
    device_ids : ndarray of str, shape (N,)
        Pseudonyms.
    home_tile : ndarray of int, shape (N,)
    time_s : ndarray, shape (N, W)
        Seconds since 1970-01-01 UTC at each waypoint, ascending along a row; equal where a place is left out.
    x_m, y_m : ndarray, shape (N, W)
    """

    device_ids: np.ndarray
    home_tile: np.ndarray
    time_s: np.ndarray
    x_m: np.ndarray
    y_m: np.ndarray

    def __len__(self) -> int:
        return len(self.device_ids)


def make_phones(grid: TileGrid, population, n_phones: int, rng: np.random.Generator, *, day_s: float = DAY_S,
                commuting_share: float = COMMUTING_SHARE, errand_share: float = ERRAND_SHARE,
                speed_kmh: float = SPEED_KMH) -> Phones:
    """Phones with homes where the people are, and a working day.

    Parameters
    ----------
    grid : TileGrid
    population : array_like, shape (J,)
        People, or anything in proportion to them.
    n_phones : int
    day_s : float
        Midnight at the start of the day, seconds since 1970-01-01 UTC.
    commuting_share, errand_share : float
        Share of the phones that go to work in the morning, and of those, commuting or not, that have an errand later.
    speed_kmh : float

    Returns
    -------
    Phones
        Ordered by home tile.

    Raises
    ------
    InputError
        When a share is not one, a number not positive, or nobody lives on the grid.
    """
    if not (0 <= commuting_share <= 1 and 0 <= errand_share <= 1 and speed_kmh > 0 and n_phones > 0):
        raise InputError(f"{n_phones} phones with shares {commuting_share} and {errand_share} at {speed_kmh} km/h cannot be",
                         "Phones", "Give at least one phone, shares from 0 to 1 and a positive speed.")
    population = checked_people(population, grid.n_tiles)
    home_tile = np.repeat(np.arange(grid.n_tiles), phones_from_population(population, n_phones, rng))
    home = somewhere_in(grid, home_tile, rng)
    commutes, has_errand = rng.random(n_phones) < commuting_share, rng.random(n_phones) < errand_share
    work = _near(grid, home, population ** WORK_CROWDING, WORK_DECAY_M, commutes, rng)
    errand = _near(grid, work, population, ERRAND_DECAY_M, has_errand, rng)

    leave = np.where(commutes, rng.normal(7.5, 1.0, n_phones), rng.normal(13.0, 2.5, n_phones)).clip(4.5, 19.0) * HOUR_S
    at_work = np.where(commutes, rng.normal(8.0, 1.0, n_phones).clip(2.0, 11.0), 0.0) * HOUR_S
    on_errand = np.where(has_errand, (0.2 + rng.exponential(0.7, n_phones)).clip(0.0, 4.0), 0.0) * HOUR_S
    places = np.stack([home, work, work, errand, errand, home], axis=1)
    travel = np.hypot(*np.moveaxis(np.diff(places, axis=1), 2, 0)) / (speed_kmh / 3.6)
    travel[:, 1] = at_work
    travel[:, 3] = on_errand
    # whole milliseconds, the finest time that a file keeps
    time_s = day_s + np.round(np.cumsum(np.column_stack([leave, travel]), axis=1), 3)
    return Phones(pseudonyms(n_phones, rng), home_tile, time_s, places[..., 0], places[..., 1])


def positions_at(phones: Phones, t_s, who=None) -> tuple[np.ndarray, np.ndarray]:
    """x and y of phones, in metres.

    Parameters
    ----------
    phones : Phones
    t_s : float or array_like, shape (M,)
        Seconds since 1970-01-01 UTC, one for all or one for each.
    who : array_like of int, shape (M,), optional
        The phones that are meant, all by default.
    """
    who = np.arange(len(phones)) if who is None else np.asarray(who)
    time_s = phones.time_s[who]
    t_s = np.broadcast_to(np.asarray(t_s, float), len(who))
    passed = (time_s <= t_s[:, None]).sum(axis=1)
    last = time_s.shape[1] - 1
    before, after = np.clip(passed - 1, 0, last), np.clip(passed, 0, last)
    row = np.arange(len(who))
    span = time_s[row, after] - time_s[row, before]
    share = np.where(span > 0, (t_s - time_s[row, before]) / np.where(span > 0, span, 1.0), 0.0)
    return tuple(v[who, before] + share * (v[who, after] - v[who, before]) for v in (phones.x_m, phones.y_m))


def somewhere_in(grid: TileGrid, tile, rng) -> np.ndarray:
    """A random place in each tile, (M, 2); off the very edge, where rounding would decide which tile it is."""
    centre = np.stack(grid.centres(tile), axis=-1)
    return centre + rng.uniform(-0.49, 0.49, centre.shape) * grid.tile_m


def _near(grid: TileGrid, origin, attraction, decay_m: float, goes, rng) -> np.ndarray:
    """A destination for those who go, the origin for the others, (N, 2).

    One of a few places drawn by attraction, chosen in proportion to ``exp(-distance / decay)``.
    """
    who = np.flatnonzero(goes)
    share = np.cumsum(attraction / attraction.sum())
    tile = np.searchsorted(share, rng.random((len(who), CANDIDATES)) * share[-1], side="right")
    place = somewhere_in(grid, tile, rng)
    distance = np.hypot(*np.moveaxis(place - origin[who, None], 2, 0))
    # the largest of independent Gumbel variables about log-weights falls on each in proportion to its weight
    chosen = np.argmax(rng.gumbel(size=distance.shape) - distance / decay_m, axis=1)
    destination = origin.copy()
    destination[who] = place[np.arange(len(who)), chosen]
    return destination


def pseudonyms(n: int, rng) -> np.ndarray:
    """Texts that no spreadsheet takes for numbers."""
    return np.array([f"p{number:015x}" for number in rng.integers(2 ** 60, size=n)], dtype=object)
