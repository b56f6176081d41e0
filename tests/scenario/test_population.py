"""The made-up population against the census about Munich."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from mno_mobility.errors import InputError
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.scenario.population import make_population, phones_from_population

MUNICH_GRID = TileGrid("EPSG:3035", 4_420_000, 2_760_000, 100, 400, 400)
MUNICH_PHONES = 677_741  # Ricciato & Coluccia 2021, section VI: a third of the census


@pytest.fixture(scope="module")
def made() -> np.ndarray:
    return make_population(MUNICH_GRID, MUNICH_PHONES, np.random.default_rng(0)).reshape(400, 400)


@pytest.fixture(scope="module")
def census(shared_data) -> np.ndarray:
    with np.load(shared_data / "munich" / "munich_gtp.npz") as stored:
        return stored["pop"].astype(int)


def fullest(people, share: float) -> float:
    """Share of the people in the fullest tiles."""
    return np.sort(people.ravel())[::-1][:int(share * people.size)].sum() / people.sum()


def autocorrelation(people, lag: int) -> float:
    z = people - people.mean()
    return float((z[:, lag:] * z[:, :-lag]).mean() / z.var())


def test_the_share_of_inhabited_tiles_is_that_of_the_census(made, census):
    assert abs((made > 0).mean() - (census > 0).mean()) < 0.002


def test_people_crowd_as_in_the_census(made, census):
    for share in (0.01, 0.05, 0.1):
        assert abs(fullest(made, share) - fullest(census, share)) < 0.1
    assert census.max() / 1.6 < made.max() < census.max() * 1.6


def test_full_tiles_are_as_full_as_in_the_census(made, census):
    for quantile in (0.75, 0.9, 0.95, 0.99):
        assert np.quantile(made[made > 0], quantile) == pytest.approx(np.quantile(census[census > 0], quantile), rel=0.25)


def test_neighbourhoods_resemble_as_in_the_census(made, census):
    for lag in (1, 5, 20):
        assert abs(autocorrelation(made, lag) - autocorrelation(census, lag)) < 0.1


@settings(max_examples=40, deadline=None)
@given(total=st.integers(0, 3_000), n_rows=st.integers(1, 12), n_cols=st.integers(1, 12), share=st.floats(0.01, 1),
       seed=st.integers(0, 99))
def test_people_sum_to_the_total_and_are_never_negative(total, n_rows, n_cols, share, seed):
    grid = TileGrid("EPSG:3035", 0, 0, 100, n_rows, n_cols)
    people = make_population(grid, total, np.random.default_rng(seed), inhabited_share=share)
    assert people.shape == (grid.n_tiles,) and people.sum() == total and (people >= 0).all()


def test_phones_live_where_people_do_in_proportion():
    # one multinomial draw: Pearson's chi-square is the test of it
    people = np.array([0, 5, 10, 0, 25, 60])
    phones = phones_from_population(people, 20_000, np.random.default_rng(1))
    assert phones.sum() == 20_000 and (phones[people == 0] == 0).all()
    assert chisquare(phones[people > 0], 20_000 * people[people > 0] / 100).pvalue > 0.01


@pytest.mark.parametrize("people", [[0, 0], [1, -1, 3], [1, np.nan]])
def test_phones_without_people_are_refused(people):
    with pytest.raises(InputError, match="Population"):
        phones_from_population(people, 10, np.random.default_rng(0))
