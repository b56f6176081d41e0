"""What cannot be a parameter of pieces of road. Where their ways lead is tested in test_hops."""

import pytest
from towns import town

from mno_mobility.errors import InputError
from mno_mobility.trajectory.pieces import road_pieces


@pytest.mark.parametrize("wrong", [{"step_s": 0}, {"factor": 0.5}, {"turn": -1}, {"u_turn": 0}])
def test_parameters_out_of_range_are_refused(wrong):
    with pytest.raises(InputError, match="cannot be"):
        road_pieces(town([(0, 0), (100, 0)]), **wrong)
