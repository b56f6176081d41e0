"""Lines with measures as well-known binary: their M would be lost in shapely on older versions of GEOS."""

import numpy as np

LINE, MULTILINE = 2, 5
_HEADER = np.dtype([("order", "u1"), ("type", "<u4"), ("n", "<u4")])


def lines_to_wkb(vertices, measures=None) -> np.ndarray:
    """Each line as LineStringM, or without measures as LineString.

    Parameters
    ----------
    vertices : sequence of array_like, shape (V, 2), or None
    measures : sequence of array_like, shape (V,), optional
        NaN where a measure is not known.

    Returns
    -------
    ndarray of bytes or None, shape (K,)
        In ISO WKB, little endian.
    """
    wkb = np.full(len(vertices), None, dtype=object)
    for row, xy in enumerate(vertices):
        if xy is not None:
            values = xy if measures is None else np.column_stack([xy, measures[row]])
            header = np.array((1, LINE if measures is None else 2000 + LINE, len(xy)), _HEADER)
            wkb[row] = header.tobytes() + np.ascontiguousarray(values, "<f8").tobytes()
    return wkb


def lines_from_wkb(wkb) -> tuple[list, list, np.ndarray]:
    """Vertices and measures of lines.

    Parameters
    ----------
    wkb : sequence of bytes or None
        Lines, or multilines, whose parts are joined in their order; ISO or extended WKB of either byte order.

    Returns
    -------
    vertices : list of ndarray, shape (V, 2), or None
        None where there is no line, or one without vertices.
    measures : list of ndarray, shape (V,), or None
        NaN where there are none.
    n_parts : ndarray of int, shape (K,)
        0 where the geometry is no line.
    """
    vertices, measures, n_parts = [], [], np.zeros(len(wkb), int)
    for row, data in enumerate(wkb):
        parts = [] if data is None else _parts(memoryview(data))
        n_parts[row] = len(parts)
        joined = np.concatenate(parts) if parts else np.empty((0, 3))
        vertices.append(joined[:, :2] if len(joined) else None)
        measures.append(joined[:, 2] if len(joined) else None)
    return vertices, measures, n_parts


def _parts(data) -> list:
    """x, y and m of the single lines, (V, 3) each."""
    kind, order, _, _ = _kind(data, 0)
    if kind == LINE:
        return [_line(data, 0)[0]]
    if kind != MULTILINE:
        return []
    parts, at = [], 9
    for _ in range(int(np.frombuffer(data, f"{order}u4", 1, 5)[0])):
        part, at = _line(data, at)
        parts.append(part)
    return parts


def _line(data, at: int) -> tuple:
    _, order, has_z, has_m = _kind(data, at)
    n = int(np.frombuffer(data, f"{order}u4", 1, at + 5)[0])
    width = 2 + has_z + has_m
    values = np.frombuffer(data, f"{order}f8", n * width, at + 9).reshape(n, width).astype(float)
    m = values[:, -1] if has_m else np.full(n, np.nan)
    return np.column_stack([values[:, :2], m]), at + 9 + 8 * n * width


def _kind(data, at: int) -> tuple:
    """Type of geometry, byte order, and whether there are z and m."""
    order = "<" if data[at] else ">"
    code = int(np.frombuffer(data, f"{order}u4", 1, at + 1)[0])
    extended, thousands, kind = code & 0xE0000000, (code & 0x1FFFFFFF) // 1000, (code & 0x1FFFFFFF) % 1000
    return kind, order, bool(extended & 0x80000000) or thousands in (1, 3), bool(extended & 0x40000000) or thousands in (2, 3)
