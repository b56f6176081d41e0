"""Emission models of predicted levels."""

import numpy as np
import pytest

from mno_mobility.errors import InputError
from mno_mobility.geolocation.cells import CellPlan, blank_records
from mno_mobility.geolocation.coverage import Scene, predict
from mno_mobility.geolocation.footprint import model_of_levels
from mno_mobility.geolocation.grid import TileGrid
from mno_mobility.geolocation.ground import Ground
from mno_mobility.geolocation.links import links_of

GRID = TileGrid("EPSG:32633", 0.0, 0.0, 100.0, 60, 60)


def scene(quantity="reference", propagation="extended_hata", grid=GRID, **columns):
    records = blank_records(3)
    records["cell_id"] = ["a", "b", "c"]
    records["x_m"], records["y_m"] = [1_500, 4_500, 3_000], [1_500, 1_500, 4_500]
    records["azimuth_deg"] = [90, 270, np.nan]
    records["range_m"] = 4_000
    for name, value in columns.items():
        records[name] = value
    links = links_of(CellPlan(records, grid.crs), quantity=quantity)
    return Scene(links, grid, Ground.flat(grid), propagation, np.full(3, -np.inf))


def test_dominance_is_logistic_in_the_level_about_the_midpoint_of_its_quantity():
    # s = 1 / (1 + exp(-k (level - midpoint))); an RSRP of 10 MHz is 10 lg(600) = 27.8 dB below the carrier, and so is its midpoint
    whole = scene()
    model = model_of_levels(whole, threshold=0.05)
    levels = {heard.cell: heard for heard in predict(whole)}
    for cell in range(3):
        level = np.full(GRID.n_tiles, -np.inf)
        level[levels[cell].tile] = levels[cell].level_dbm
        s = 1 / (1 + np.exp(-0.2 * (level + 92.5 + 10 * np.log10(600))))
        assert model.dominance[cell].toarray().ravel() == pytest.approx(np.where(s >= 0.05, s, 0), abs=1e-5)


@pytest.mark.parametrize("propagation", ["hata", "tr38901", "terrain", "hybrid"])
def test_the_quantity_does_not_change_the_model(propagation):
    # level and midpoint both fall by the same
    of_all, of_reference = (model_of_levels(scene(quantity, propagation)) for quantity in ("total", "reference"))
    assert abs(of_all.dominance - of_reference.dominance).max() < 1e-4
    assert np.asarray(of_all.P.sum(axis=0)).ravel()[of_all.covered] == pytest.approx(1)


def test_midpoints_and_steepnesses_of_the_plan_win():
    own = model_of_levels(scene(midpoint_dbm=-80.0, steepness=0.4), midpoint_dbm=-92.5)
    asked = model_of_levels(scene(), midpoint_dbm=-80.0, steepness=0.4)
    assert abs(own.dominance - asked.dominance).max() < 1e-9


@pytest.mark.parametrize("wanted", [0.5, 0.7, 0.9])
def test_the_median_dominance_of_the_best_server_is_the_one_asked_for(wanted):
    model = model_of_levels(scene(), threshold=1e-6, median_dominance=wanted)
    best = model.dominance.max(axis=0).toarray().ravel()
    assert np.median(best[best > 0]) == pytest.approx(wanted, abs=0.05)
    assert model.made_by["shift_db"] != 0


def test_a_model_tells_how_saturated_it_is():
    strong = model_of_levels(scene(power_w=1e4), threshold=0.05)
    weak = model_of_levels(scene(power_w=1e-3), threshold=0.05)
    assert strong.made_by["saturated"] > 0.9 > 0.1 > weak.made_by["saturated"]


@pytest.mark.parametrize("wrong", [dict(threshold=0.0), dict(threshold=1.0), dict(median_dominance=1.5)])
def test_what_cannot_be_a_dominance_is_refused(wrong):
    with pytest.raises(InputError):
        model_of_levels(scene(), **wrong)


def test_a_model_that_does_not_fit_in_memory_is_refused(monkeypatch):
    from mno_mobility import memory
    monkeypatch.setattr(memory, "available_bytes", lambda: 1_000)
    with pytest.raises(InputError, match="GiB"):
        model_of_levels(scene())
