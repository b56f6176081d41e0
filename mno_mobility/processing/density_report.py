"""What the report of compared densities shows: both maps and their difference, where mass has to go, and from how near they agree."""

import numpy as np

from . import charts
from .base import tr
from .report import Section, figure

MOST_PX, MOST_ARROWS, BLOCKS = 300, 150, 24  # of a map's longer side; blocks a side between which arrows go
PHONES = ("#ffffff", "#c6dbef", "#6baed6", "#2171b5", "#08306b")
TOO_FEW_OR_MANY = ("#2166ac", "#92c5de", "#ffffff", "#f4a582", "#b2182b")


def of_densities(estimated, truth, grid, flow) -> list:
    """Sections on two maps.

    Parameters
    ----------
    estimated, truth : ndarray of float, shape (n_rows, n_cols)
        Phones per tile, row 0 southernmost, NaN where a tile takes no part. The estimate is shown with the mass of the truth.
    grid : TileGrid
    flow : TileFlow or None
        Mass to move, in shares, from tile to tile.
    """
    from ..evaluation.coarse import joined
    from ..evaluation.transport import aggregate_flow

    known = np.isfinite(estimated) & np.isfinite(truth)
    estimated, truth = (np.where(known, values, np.nan) for values in (estimated, truth))
    estimated = estimated * (np.nansum(truth) / np.nansum(estimated))
    block = -(-max(estimated.shape) // MOST_PX)
    drawn = [joined(values, block) for values in (estimated, truth)]
    off = drawn[0] - drawn[1]
    most, most_off = (nearly_greatest(values) for values in (np.stack(drawn), np.abs(off)))
    box = grid.x_min_m, grid.y_min_m, grid.x_min_m + grid.n_cols * grid.tile_m, grid.y_min_m + grid.n_rows * grid.tile_m
    drawn_box = *box[:2], box[0] + off.shape[1] * block * grid.tile_m, box[1] + off.shape[0] * block * grid.tile_m
    pixel = tr("{:,.0f} m").format(block * grid.tile_m)

    def picture(values, colours, reach, layers=(), size=charts.SQUARE):
        share = np.sqrt(np.minimum(np.abs(values) / reach, 1))
        share = share if colours is PHONES else 0.5 + np.sign(values) * share / 2
        return charts.map_of(layers, box=drawn_box, size=size, image=charts.coloured(share, colours)[::-1])
    sections = [Section(tr("Both maps"), tuple(
        figure(picture(values, PHONES, most), tr("{}, phones per square of {}; the darkest is {:,.3g} and more, white is none.").format(
            name, pixel, most)) for name, values in ((tr("Estimated"), drawn[0]), (tr("True"), drawn[1]))),
        tr("Colours follow the square root; the estimate has the mass of the truth."))]
    arrows, told = [], ""
    if flow is not None and len(flow.mass):
        side = -(-max(estimated.shape) // BLOCKS)
        between = aggregate_flow(flow, estimated.shape, side)
        greatest = np.argsort(-between.mass, kind="stable")[:MOST_ARROWS]
        ends = [np.column_stack(grid.centres(tiles[greatest])) for tiles in (between.from_tile, between.to_tile)]
        arrows = [charts.Layer(tr("mass to move"), "s", lines=tuple(_arrows(*ends)))] if len(greatest) else []
        told = tr("Arrows: {:,} of {:,} flows between squares of {:,.0f} m, {:.0%} of what goes between them.").format(
            len(greatest), len(between.mass), side * grid.tile_m, between.mass[greatest].sum() / max(between.mass.sum(), 1e-300))
    sections.append(Section(tr("Where the mass has to go"), (figure(
        picture(off, TOO_FEW_OR_MANY, most_off, arrows, charts.LARGE), tr(
            "Red: the estimate has too many, blue: too few; the darkest is {:,.3g} phones per square of {} and more.").format(
                most_off, pixel) + " " + told),)))
    sections.append(Section(tr("From how near the maps agree"), (_by_distance(estimated, truth, grid.tile_m),)))
    return sections


def nearly_greatest(values) -> float:
    """What but one in 200 of the values above 0 is at most: single tiles would leave all others pale."""
    positive = values[values > 0]
    return float(np.quantile(positive, 0.995)) if len(positive) else 1.0


def _arrows(start, end) -> np.ndarray:
    """Lines with a head, (n, 5, 2)."""
    way = end - start
    across = np.column_stack([-way[:, 1], way[:, 0]])
    left, right = (end - 0.3 * way + side * 0.15 * across for side in (1, -1))
    return np.stack([start, end, left, end, right], axis=1)


def _by_distance(estimated, truth, tile_m: float) -> str:
    """The share of phones in the wrong square, for squares of growing size."""
    from ..evaluation.coarse import joined

    side, edges, wrong = 1, [], []
    while True:
        a, b = joined(estimated, side), joined(truth, side)
        edges.append(side * tile_m)
        wrong.append(50 * np.nansum(np.abs(a - b)) / np.nansum(truth))
        if side >= max(estimated.shape):
            break
        side *= 2
    edges, wrong = np.array(edges), np.array(wrong)
    chart = charts.bars(wrong, ["e"] * len(wrong), tr("edge of the square"), "%", names=[
        f"{edge / 1000:g} km" if edge >= 1000 else f"{edge:g} m" for edge in edges])
    return figure(chart, tr("Share of the phones that are in the wrong square, when tiles are joined to larger and larger squares."))
