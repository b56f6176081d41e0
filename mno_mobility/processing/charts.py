"""Charts and maps as inline SVG: they need no network and no script, and are of a bounded size whatever they show.

Colours are classes of the page (see report.py), so that all charts look alike: ``e`` is the estimate, ``t`` the truth, ``b`` what was
before, ``x`` what is wrong, ``o`` what is doubtful; ``c`` and ``p`` are two more, ``g`` and ``s`` are grids and scales.
"""

from base64 import b64encode
from dataclasses import dataclass
from html import escape
from struct import pack
from zlib import compress, crc32

import numpy as np

from .base import tr


class Svg(str):
    """A picture, to be told from text that is not yet escaped."""


LARGE, WIDE, HALF, THIRD, SQUARE = (860, 460), (860, 230), (420, 250), (280, 240), (420, 400)
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 26, 40  # margins for ticks and labels
MOST_POINTS = 2_000
NO_DATA = "#eeeeee"
LETTER_PX = 6.3


@dataclass(frozen=True)
class Layer:
    """What a map draws in one colour: lines, each (n, 2), or points, (n, 2), in metres."""

    label: str
    colour: str
    lines: tuple = ()
    points: np.ndarray = None


def evenly(n: int, most: int) -> np.ndarray:
    """Indices of at most so many of n things, spread evenly over them."""
    return np.arange(n) if n <= most else np.unique(np.linspace(0, n - 1, most).round().astype(int))


def examples(values) -> list:
    """Indices of the best, the middle and the worst of some errors, or fewer where there are fewer; NaN take no part."""
    known = np.flatnonzero(np.isfinite(values))
    order = known[np.argsort(np.asarray(values)[known], kind="stable")]
    return [] if not len(order) else list(dict.fromkeys(int(order[k]) for k in (0, (len(order) - 1) // 2, len(order) - 1)))


def ticks(low: float, high: float, about: int = 5) -> np.ndarray:
    """Round numbers from `low` to `high`, 1, 2 or 5 times a power of ten apart."""
    rough = (high - low) / about
    power = 10.0 ** np.floor(np.log10(rough))
    step = power * next(k for k in (1, 2, 5, 10) if k * power >= rough * 0.999)
    numbers = np.arange(np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9) + 1) * step
    return np.where(np.abs(numbers) < step / 1e6, 0.0, numbers)


def shares(curves: dict, x_label: str, *, size=HALF) -> Svg:
    """Which share of values is at most so large: a curve for each of `curves`, (label, colour) to values or (values, weights).

    Where a few values are far greater than the others, the curves are cut at three times the value that holds nine tenths.
    """
    sorted_curves = {}
    for key, values in curves.items():
        values, weight = values if isinstance(values, tuple) else (values, np.ones(len(values)))
        known = np.isfinite(values)
        order = np.argsort(values[known], kind="stable")
        if len(order):
            share = np.cumsum(weight[known][order])
            sorted_curves[key] = values[known][order], share / share[-1]
    if not sorted_curves:
        return Svg()
    most = max(values[-1] for values, _ in sorted_curves.values())
    tenth = max(values[np.searchsorted(share, 0.9 - 1e-12)] for values, share in sorted_curves.values())
    top = min(most, 3 * tenth) if tenth > 0 else most
    axes = _Axes((0, top or 1), (0, 100), size)
    marks = []
    for (_, colour), (values, share) in sorted_curves.items():
        inside = np.flatnonzero(values <= top)
        chosen = inside[evenly(len(inside), 300)]
        x, y = np.repeat(values[chosen], 2), 100 * np.repeat(np.append(0.0, share[chosen]), 2)[1:-1]
        marks.append(axes.path(np.append(np.append(0.0, x), top), np.append(np.append(0.0, y), 100 * share[inside[-1]]), colour))
    return axes.drawn(marks, x_label, "%", legend=list(sorted_curves))


def curves(lines: dict, x_label: str, y_label: str, *, y_range=None, size=HALF) -> Svg:
    """Smooth lines: `lines` are (label, colour) to (x, y), sorted by x; the axis of y reaches over `y_range` or what there is."""
    known = {key: (x, y) for key, (x, y) in lines.items() if np.isfinite(y).any()}
    if not known:
        return Svg()
    ends = [[pick(pick(values[k][np.isfinite(values[1])]) for values in known.values()) for pick in (min, max)] for k in (0, 1)]
    low, high = y_range or ends[1]
    axes = _Axes((ends[0][0], max(ends[0][1], ends[0][0] + 1e-9)), (low, max(high, low + 1e-9)), size)
    return axes.drawn([axes.path(x, y, colour) for (_, colour), (x, y) in known.items()], x_label, y_label, legend=list(known))


def steps(start, end, curves: dict, x_label: str, y_label: str, *, most: float = np.inf, size=WIDE) -> Svg:
    """Levels that hold from `start` to `end`, such as speeds along a way: a stepped line for each of `curves`, (label, colour) to values.

    What is more than `most` leaves the chart; how much it is, is told.
    """
    known = {key: values for key, values in curves.items() if np.isfinite(values).any()}
    if not known or not len(start):
        return Svg()
    greatest = max(np.nanmax(values) for values in known.values())
    axes = _Axes((start.min(), max(end.max(), start.min() + 1e-9)), (0, min(greatest, most) or 1), size)
    x = np.column_stack([start, end]).ravel()
    return axes.drawn([axes.path(x, np.repeat(values, 2), colour) for (_, colour), values in known.items()], x_label, y_label,
                      legend=list(known), aside=tr("up to {}").format(_number(greatest)) if greatest > most else "")


def scatter(clouds: dict, x_label: str, y_label: str, *, most: float = np.inf, size=HALF) -> Svg:
    """Points with the line where x is y: `clouds` are (label, colour) to (x, y).

    At most MOST_POINTS of each are drawn. Those with y beyond `most` are outside and counted.
    """
    clouds = {key: (x[known], y[known]) for key, (x, y) in clouds.items() for known in [np.isfinite(x) & np.isfinite(y)] if known.any()}
    if not clouds:
        return Svg()
    right, top = (max(np.max(cloud[k]) for cloud in clouds.values()) or 1 for k in (0, 1))
    top, side = min(top, most), min(right, top, most)
    axes = _Axes((0, right), (0, top), size)
    marks, n_outside = [axes.path(np.array([0, side]), np.array([0, side]), "s")], 0
    for (_, colour), (x, y) in clouds.items():
        some = evenly(len(x), MOST_POINTS)
        inside = some[y[some] <= top]
        n_outside += len(some) - len(inside)
        marks.append(_dots(axes.x(x[inside]), axes.y(y[inside]), colour, 1.6))
    return axes.drawn(marks, x_label, y_label, legend=list(clouds), aside=tr("{} outside").format(n_outside) if n_outside else "")


def bars(values, colours, x_label: str, y_label: str, *, names=(), legend=(), breaks=(), size=WIDE) -> Svg:
    """A bar for each value in its order, named or numbered, with a light line before each index of `breaks`."""
    if not len(values):
        return Svg()
    axes = _Axes((0, len(values)), (0, np.nanmax(values) or 1), size)
    width = axes.x(1) - axes.x(0)
    left, top, base = axes.x(np.arange(len(values))), axes.y(np.nan_to_num(values)), axes.y(0)
    marks = [f'<path class="g" d="M{axes.x(k):.1f} {TOP}V{base:.1f}"/>' for k in breaks]
    for colour in dict.fromkeys(colours):
        way = "".join(f"M{x:.1f} {base:.1f}V{y:.1f}h{0.8 * width:.2f}V{base:.1f}" for x, y, own in zip(left, top, colours) if own == colour)
        marks.append(f'<path class="f {colour}" d="{way}"/>')
    return axes.drawn(marks, x_label, y_label, legend=legend, names=[(k + 0.4, name) for k, name in enumerate(names)])


def sparkline(values, bins: int = 30, size=(200, 30)) -> Svg:
    """A histogram without axes, as wide as the values reach."""
    values = values[np.isfinite(values)]
    if not len(values) or values.min() == values.max():
        return Svg()
    counts, _ = np.histogram(values, bins)
    width, height = size
    step = width / bins
    # what is rare is still seen
    tops = np.where(counts > 0, np.maximum(counts / counts.max() * (height - 2), 1.5), 0)
    way = "".join(f"M{k * step:.1f} {height - 1}v{-h:.1f}h{step - 1:.1f}v{h:.1f}" for k, h in enumerate(tops) if h > 0)
    return _svg(size, f'<path class="g" d="M0 {height - 0.5}H{width}"/><path class="f e" d="{way}"/>', "")


def box_of_most(x, y) -> tuple:
    """A box that shows nearly all points: where a few lie far off the others, these alone are left outside."""
    xy = np.column_stack([x, y])
    xy = xy[np.isfinite(xy).all(axis=1)]
    ranked, few = np.sort(xy, axis=0), len(xy) // 20
    low, high = ranked[few], ranked[-1 - few]
    inside = xy[((xy >= 2 * low - high) & (xy <= 2 * high - low)).all(axis=1)]
    return *inside.min(axis=0), *inside.max(axis=0)


def map_of(layers, *, box=None, size=HALF, image=None) -> Svg:
    """A map with a scale bar: layers in their order from below, over an `image` (rgb, (rows, columns, 3), first row northernmost).

    Lines are drawn as finely as the map can show.
    """
    import shapely

    lines = {layer.label: shapely.linestrings(np.concatenate(layer.lines), indices=np.repeat(
        np.arange(len(layer.lines)), [len(line) for line in layer.lines])) for layer in layers if len(layer.lines)}
    if box is None:
        corners = [shapely.total_bounds(shape) for shape in lines.values()]
        corners += [np.array([*layer.points.min(axis=0), *layer.points.max(axis=0)]) for layer in layers if _has_points(layer)]
        if not corners:
            return Svg()
        corners = np.array(corners)
        box = *corners[:, :2].min(axis=0), *corners[:, 2:].max(axis=0)
    width, height = size
    room = height - TOP - 30
    scale = min((width - 12) / max(box[2] - box[0], 1e-9), room / max(box[3] - box[1], 1e-9), 5.0)  # px a metre
    left, base = (width - scale * (box[2] - box[0])) / 2, TOP + (room + scale * (box[3] - box[1])) / 2

    def placed(xy):
        return left + (xy[:, 0] - box[0]) * scale, base - (xy[:, 1] - box[1]) * scale

    marks = []
    if image is not None:
        x, y, w, h = left, base - scale * (box[3] - box[1]), scale * (box[2] - box[0]), scale * (box[3] - box[1])
        marks += [f'<image class="px" preserveAspectRatio="none" x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" '
                  f'xlink:href="data:image/png;base64,{b64encode(_png(image)).decode("ascii")}"/>',
                  f'<path class="g" d="M{x:.1f} {y:.1f}h{w:.1f}v{h:.1f}h{-w:.1f}z"/>']
    for layer in layers:
        if layer.label in lines:
            drawn = shapely.simplify(lines[layer.label], 0.4 / scale, preserve_topology=False)
            ways = []
            for line in drawn:
                x, y = placed(shapely.get_coordinates(line))
                ways.append(_way(x, y))
            marks.append(f'<path class="{layer.colour}" d="{"".join(ways)}"/>')
        if _has_points(layer):
            inside = ((layer.points >= box[:2]) & (layer.points <= box[2:])).all(axis=1)
            marks.append(_dots(*placed(layer.points[inside]), layer.colour, 2.4 if layer.colour in "xo" else 1.5))
    return _svg(size, "".join([*marks, _scale_bar(scale, width, height), _legend([(layer.label, layer.colour) for layer in layers], 6)]),
                ", ".join(layer.label for layer in layers))


def coloured(share, colours) -> np.ndarray:
    """Shares of 0 to 1 as 8-bit colours between `colours`, (rows, columns, 3), for the image of a map; NaN is no data."""
    stops = np.array([[int(colour[k:k + 2], 16) for k in (1, 3, 5)] for colour in (*colours, NO_DATA)], float)
    at = np.linspace(0, 1, len(colours))
    rgb = np.stack([np.interp(share, at, stops[:-1, k]) for k in range(3)], axis=-1)
    rgb[np.isnan(share)] = stops[-1]
    return rgb.round().astype(np.uint8)


class _Axes:
    """A pair of axes: places values and draws ticks."""

    def __init__(self, x_range, y_range, size):
        self.x_range, self.y_range, self.size = x_range, y_range, size

    def x(self, values):
        low, high = self.x_range
        return LEFT + (np.asarray(values) - low) / (high - low) * (self.size[0] - LEFT - RIGHT)

    def y(self, values):
        low, high = self.y_range
        return self.size[1] - BOTTOM - (np.asarray(values) - low) / (high - low) * (self.size[1] - TOP - BOTTOM)

    def path(self, x, y, colour: str) -> str:
        """A line; it pauses where y is NaN."""
        known = np.isfinite(y)
        ends = np.flatnonzero(np.diff(known.astype(int))) + 1
        pieces = [piece for piece in np.split(np.arange(len(y)), ends) if len(piece) and known[piece[0]]]
        return f'<path class="{colour}" d="{"".join(_way(self.x(x[piece]), self.y(y[piece])) for piece in pieces)}"/>'

    def drawn(self, marks, x_label: str, y_label: str, *, legend=(), names=(), aside: str = "") -> Svg:
        """The chart: grid, marks (which end at the axes), labels, legend, a text aside of it; `names` stand at places in lieu of ticks."""
        width, height = self.size
        base, right = height - BOTTOM, width - RIGHT
        parts = []
        for value in ticks(*self.y_range):
            y = self.y(value)
            parts.append(f'<path class="g" d="M{LEFT} {y:.1f}H{right}"/>{_text(LEFT - 6, y + 4, _number(value), "end")}')
        for value, name in names or [(value, _number(value)) for value in ticks(*self.x_range, 4 if width < HALF[0] else 6)]:
            parts.append(f'<path class="g" d="M{self.x(value):.1f} {base}v4"/>{_text(self.x(value), base + 17, name, "middle")}')
        inner = f"{LEFT - 2} {TOP - 2} {right - LEFT + 4} {base - TOP + 4}"
        x, y, w, h = inner.split()
        parts += [f'<svg x="{x}" y="{y}" width="{w}" height="{h}" viewBox="{inner}">', *marks, "</svg>"]
        parts += [_text(right, height - 6, x_label, "end"), _text(4, 14, y_label, "start"), _text(LEFT, height - 6, aside, "start"),
                  _legend(legend, 4 + LETTER_PX * len(y_label) + 16)]
        return _svg(self.size, "".join(parts), f"{y_label}, {x_label}")


def _has_points(layer) -> bool:
    return layer.points is not None and len(layer.points) > 0


def _way(x, y) -> str:
    return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(np.asarray(x).tolist(), np.asarray(y).tolist()))


def _dots(x, y, colour: str, radius: float) -> str:
    """Points as round ends of lines without length: far shorter than a circle each."""
    way = "".join(f"M{a:.1f} {b:.1f}h.01" for a, b in zip(x.tolist(), y.tolist()))
    return f'<path class="{colour}" style="stroke-width:{2 * radius}px;stroke-linecap:round;stroke-dasharray:none" d="{way}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return "" if not text else f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _legend(entries, at: float) -> str:
    parts = []
    for label, colour in entries:
        parts.append(f'<path class="{colour}" d="M{at:.0f} 10h16"/>{_text(at + 21, 14, label, "start")}')
        at += 21 + LETTER_PX * len(label) + 16
    return "".join(parts)


def _scale_bar(scale: float, width: int, height: int) -> str:
    metres = ticks(0, 0.4 * width / scale)[1]
    label = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    return f'<path class="s" d="M8 {height - 14}v6h{metres * scale:.1f}v-6"/>' + _text(14 + metres * scale, height - 8, label, "start")


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _svg(size, marks: str, name: str) -> Svg:
    width, height = size
    title = f"<title>{escape(name)}</title>" if name else ""
    return Svg(f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" width="{width}" '
               f'height="{height}" viewBox="0 0 {width} {height}">{title}{marks}</svg>')


def _png(rgb: np.ndarray) -> bytes:
    """A picture of 8-bit colours, (rows, columns, 3), in the Portable Network Graphics format (ISO/IEC 15948)."""
    rows, columns = rgb.shape[:2]
    lines = np.zeros((rows, 1 + 3 * columns), np.uint8)  # each line begins with its filter, which is none
    lines[:, 1:] = rgb.reshape(rows, -1)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", compress(lines.tobytes(), 9)) + chunk(b"IEND", b""))
