"""Made-up towns: drawn by hand, or at random."""

import numpy as np
import shapely
from hypothesis import strategies as st

from mno_mobility.trajectory.roads import build_network


def town(*lines, **options):
    return build_network([shapely.LineString(line) for line in lines], crs="", keep="all", other_kmh=36, **options)[0]


@st.composite
def towns(draw):
    """Random streets between random crossroads, some bent, some one-way, some loops, some beside each other, some unconnected."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    places = rng.uniform(0, 1000, (draw(st.integers(2, 9)), 2))
    lines = []
    for _ in range(draw(st.integers(1, 18))):
        ends = places[rng.integers(len(places), size=2)]
        lines.append(np.concatenate([ends[:1], rng.uniform(0, 1000, (rng.integers(1, 3), 2)), ends[1:]]))
    return town(*lines, oneway=rng.choice(["yes", "no", "-1"], len(lines)), speed_kmh=rng.uniform(5, 130, len(lines))), rng
