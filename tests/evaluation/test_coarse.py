"""The distance on joined tiles: near that of the tiles, and that of the tiles where none are joined."""

import numpy as np
import pytest

from mno_mobility.evaluation.coarse import MOST_A_SIDE, coarse_distance_m
from mno_mobility.evaluation.transport import kantorovich_wasserstein


def test_a_small_map_is_not_joined():
    u, v = np.random.default_rng(0).gamma(1, 1, (2, 20, 30))
    assert coarse_distance_m(u, v, 100.0) == pytest.approx(kantorovich_wasserstein(u, v, 100.0).kwd_m, rel=0.011)


def test_a_phone_that_moves_farther_than_a_block_moves_so_far():
    u, v = np.zeros((2, 2 * MOST_A_SIDE + 1, 50))  # three tiles a block
    u[0, 0] = v[150, 0] = 1
    assert coarse_distance_m(u, v, 100.0) == pytest.approx(15_000, rel=0.011)


def test_what_moves_within_a_block_does_not_count():
    u, v = np.zeros((2, 2 * MOST_A_SIDE + 1, 50))
    u[0, 0] = v[2, 2] = 1
    assert coarse_distance_m(u, v, 100.0) == 0
