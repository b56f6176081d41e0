"""Two layers of the same things, estimated and true: which of their rows belong together, and which are left."""

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ..errors import InputError, some
from ..events.schema import EVENT_COLUMNS, KINDS, Factor, guess_columns, kind_codes, parse_times
from . import crs as crss
from .base import tr, tr_noop
from .inputs import iso, reprojected
from .journeys import journey_column
from .layers import source_of, write
from .styles import style_when_loaded, told_apart

ESTIMATED, TRUTH, KEYS, TRUTH_KEYS, UNMATCHED = "ESTIMATED", "TRUTH", "KEYS", "TRUTH_KEYS", "UNMATCHED"
COLUMNS = {**{name: EVENT_COLUMNS[name] for name in ("device_id", "journey_id", "time", "event")},
           "start": ("start_time", "t_start", "time_start", "from_time"), "end": ("end_time", "t_end", "time_end", "to_time")}
TIMES = ("time", "start", "end")
SIDES = ("estimated", "truth")
NO_KEY, NO_PARTNER, REPEATED = tr_noop("no key"), tr_noop("no counterpart"), tr_noop("key of an earlier row")


@dataclass(frozen=True)
class Key:
    """One key: its column in outputs, its kind ('text', 'time' or 'event'), and its field in the estimated and in the true layer."""

    name: str
    kind: str
    fields: tuple


@dataclass(frozen=True)
class Pairs:
    """Rows of two tables that belong together, (K,) each, and the others of each table by the reason why they are left."""

    tables: tuple
    keys: list
    estimated: np.ndarray
    truth: np.ndarray
    left: tuple

    def __len__(self) -> int:
        return len(self.estimated)

    @property
    def n_left(self) -> int:
        return sum(len(rows) for side in self.left for rows in side.values())

    def columns(self) -> dict:
        """The keys of the pairs, in the form :func:`~mno_mobility.processing.layers.write` takes; the time as a number too."""
        columns = _written(self.keys, self.tables[0], self.estimated)
        return {**columns, **({"t_unix": ("number", columns["time"][1])} if "time" in columns else {})}

    def labels(self, some=slice(None)) -> list:
        """What to call the pairs, or `some` of them, in a message."""
        return _labels(self.keys, self.tables[0], self.estimated[some])


def add_layers(alg, kinds: tuple, estimated: str, truth: str, keys: str) -> None:
    """Both layers (kinds of source, help) and the fields of their keys; `keys` tells the default ones."""
    for key, label, kind, text in ((ESTIMATED, tr("Estimated"), kinds[0], estimated), (TRUTH, tr("Truth"), kinds[1], truth)):
        alg.add(QgsProcessingParameterFeatureSource(key, label, [kind]), text)
    several = {"optional": True, "allowMultiple": True}
    alg.add(QgsProcessingParameterField(KEYS, tr("Key fields"), None, ESTIMATED, **several),
            tr("Fields of the estimated layer that together name a row. Empty: {}, as far as both layers have them.").format(keys))
    alg.add(QgsProcessingParameterField(TRUTH_KEYS, tr("Key fields of the truth"), None, TRUTH, **several),
            tr("Fields of the true layer that correspond to them, in the same order. Empty: those of the same names."), advanced=True)


def add_unmatched(alg, kind=QgsProcessing.SourceType.TypeVector) -> None:
    """The sink for rows that have no counterpart."""
    alg.add(QgsProcessingParameterFeatureSink(UNMATCHED, tr("Without counterpart"), kind, None, True, False),
            tr("Rows of either layer that were not compared: side, layer, fid, reason and the keys."))


def open_layers(job) -> tuple:
    """Both sources.

    Raises
    ------
    InputError
        When one has no rows.
    """
    sources = tuple(source_of(job, key) for key in (ESTIMATED, TRUTH))
    for source in sources:
        if source.source.featureCount() == 0:
            raise InputError("the layer has no rows", source.name, "Check the layer, its filter and the selection.")
    return sources


def common_columns(sources) -> list:
    """Columns of COLUMNS that both layers have."""
    guessed = [guess_columns(source.fields, COLUMNS) for source in sources]
    return [column for column in COLUMNS if all(column in guess for guess in guessed)]


def choose_keys(job, sources, defaults) -> list:
    """The keys that were picked, else those of the default columns that both layers have.

    Raises
    ------
    InputError
        When a field is not there, or the layers have not the same number of key fields.
    """
    picked, picked_truth = job.fields(KEYS), job.fields(TRUTH_KEYS)
    guessed = [guess_columns(source.fields, COLUMNS) for source in sources]
    if not picked and not picked_truth:
        return [Key(column, column if column == "event" else "time" if column in TIMES else "text", tuple(g[column] for g in guessed))
                for column in defaults if all(column in g for g in guessed)]
    truth = picked_truth or picked
    for names, source in ((picked, sources[0]), (truth, sources[1])):
        missing = [name for name in names if name not in source.fields]
        if missing:
            raise InputError(f"there is no field {some(map(repr, missing))}", source.name, f"Its fields are {some(source.fields, 12)}.")
    if len(picked) != len(truth):
        raise InputError(f"there are {len(picked)} for the estimated layer and {len(truth)} for the true one", tr("Key fields"),
                         "Choose as many in both, in the same order.")
    column_of = {name: column for column, name in guessed[0].items()}
    kinds = {**dict.fromkeys(TIMES, "time"), "event": "event"}
    return [Key(name, kinds.get(column_of.get(name), "text"), (name, other)) for name, other in zip(picked, truth)]


def key_columns(keys, side: int) -> dict:
    """What to read of a layer for the keys, in the form :func:`~mno_mobility.processing.layers.read` takes."""
    return {f"key {k}": (key.fields[side], "time" if key.kind == "time" else "text") for k, key in enumerate(keys)}


def key_codes(keys, tables) -> tuple:
    """Numbers that are equal where keys are: for each table a list of arrays of float, NaN where there is no value.

    A whole number is the same whether one layer has it as text and the other as number, a kind of event whatever its synonym, and
    times agree to the millisecond.
    """
    both = [_joint(*(table[f"key {k}"] for table in tables), key.kind) for k, key in enumerate(keys)]
    return tuple([codes[side] for codes in both] for side in (0, 1))


def match(job, tables, keys, unusable=({}, {}), *, count=None, spans: bool = False) -> Pairs:
    """Pair the rows of both tables and tell which are left.

    Parameters
    ----------
    job : Job
    tables : pair of Table
        With the columns of :func:`key_columns`.
    keys : list of Key
        None are needed where both tables have one row.
    unusable : pair of dict of str to ndarray of bool
        Rows of either table that cannot be compared, by reason.
    count : pair of ndarray of bool, optional
        Rows of either table that are asked for at all; the others are neither compared nor left.
    spans : bool
        The keys are the device and the start, and the tables have ``end`` too: rows of a device belong together when they share time.

    Raises
    ------
    InputError
        When no rows belong together.
    """
    from ..evaluation.errors import match_by_key, match_by_time

    left, rows = [], []
    for side, (table, reasons) in enumerate(zip(tables, unusable)):
        good, told = np.ones(len(table), bool) if count is None else count[side].copy(), {}
        for reason, bad in reasons.items():
            told[reason] = np.flatnonzero(bad & good)
            good &= ~bad
        rows.append(np.flatnonzero(good))
        left.append(told)
    if not keys and not len(tables[0]) == len(tables[1]) == 1:
        raise InputError("no field tells which rows of both layers belong together", f"{tables[0].name} and {tables[1].name}",
                         "Pick the key fields, or give both layers fields of the same names, such as device_id and journey_id.")
    codes = key_codes(keys, tables) if keys else ([np.zeros(1)], [np.zeros(1)])
    by = match_by_time if spans else match_by_key
    if spans:
        codes = tuple([*side, parse_times(table["end"])[0]] for side, table in zip(codes, tables))
    found = by(*([code[chosen] for code in side] for side, chosen in zip(codes, rows)))
    for side, (unmatched, duplicate) in enumerate(((found.unmatched_estimated, found.duplicate_estimated),
                                                   (found.unmatched_truth, found.duplicate_truth))):
        unmatched, keyless = rows[side][unmatched], np.isnan(codes[side]).any(axis=0)
        left[side].update({NO_KEY: unmatched[keyless[unmatched]], NO_PARTNER: unmatched[~keyless[unmatched]],
                           REPEATED: rows[side][duplicate]})
    for side, table in enumerate(tables):
        for reason, which in left[side].items():
            if len(which):
                job.warn(tr("{}: {} rows not compared, {} ({}).").format(
                    table.name, len(which), tr(reason), some(_labels(keys, table, which))))
    if not len(found.estimated):
        names = " + ".join(key.name for key in keys) or "geometry"
        first = [_labels(keys, table, chosen[:1]) for table, chosen in zip(tables, rows)]
        raise InputError(f"no rows have the same {names} (the first are {' and '.join(x[0] if x else 'none' for x in first)})",
                         f"{tables[0].name} and {tables[1].name}", "Pick fields whose values are the same in both layers.")
    return Pairs(tuple(tables), keys, rows[0][found.estimated], rows[1][found.truth], tuple(left))


def write_left(job, pairs: Pairs, *, geometries=None, wkb_type=None, crs=None) -> str:
    """Write the rows that are left to the sink UNMATCHED; None where it was not wanted.

    `geometries` are, for each table, those of its rows: shapely geometries, (n,), or places, (n, 2).
    """
    rows = [np.concatenate([np.empty(0, int), *reasons.values()]) for reasons in pairs.left]
    keys = [_written(pairs.keys, table, chosen, texts=True) for table, chosen in zip(pairs.tables, rows)]
    n = [len(chosen) for chosen in rows]
    columns = {
        "side": ("text", np.repeat(np.array(SIDES, dtype=object), n)),
        "layer": ("text", np.repeat(np.array([table.name for table in pairs.tables], dtype=object), n)),
        "row_fid": ("int", np.concatenate([table.fid[chosen] for table, chosen in zip(pairs.tables, rows)])),
        "reason": ("text", np.array([reason for reasons in pairs.left for reason, which in reasons.items() for _ in which], dtype=object)),
        **{name: (kind, np.concatenate([values, keys[1][name][1]])) for name, (kind, values) in keys[0].items()}}
    if geometries is not None:
        geometries = np.concatenate([geometry[chosen] for geometry, chosen in zip(geometries, rows)])
        geometries = tuple(geometries.T) if geometries.ndim == 2 else geometries
    layer = write(job, UNMATCHED, columns, geometry=geometries, wkb_type=wkb_type, crs=crs)
    if geometries is not None:
        style_when_loaded(job, layer, told_apart("side"))
    return layer


def metric_lines(job, tables) -> tuple:
    """A metric CRS for both tables (that of the estimate or of the truth where it is metric) and the geometries of each in it."""
    import shapely

    bounds = shapely.bounds(tables[0].geometry)
    crs = _metric(job, tables, (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2)
    return crs, [shapely.force_2d(reprojected(job, table, crs)) for table in tables]


def metric_points(job, tables) -> tuple:
    """As :func:`metric_lines`, for points: their places, (n, 2), NaN where there is none."""
    points = [table.points() for table in tables]
    crs = _metric(job, tables, *points[0])
    return crs, [np.column_stack(crss.transformed(x, y, table.crs, crs, job.context)) for table, (x, y) in zip(tables, points)]


def _metric(job, tables, x, y):
    known = [crss.checked(table.crs, table.name) for table in tables]
    crs = next((crs for crs in known if crss.is_metric(crs)), None) or crss.metric_crs(known[0], x, y, job.context)
    job.info(tr("Distances are measured in {}.").format(crs.authid() or crs.toProj()))
    return crs


def _joint(estimated, truth, kind: str) -> tuple:
    """Codes of a key in both tables."""
    if kind == "time":
        return tuple(np.round(parse_times(values)[0], 3) for values in (estimated, truth))
    if kind == "event":
        estimated, truth = (Factor(values.codes, _kinds(values)) for values in (estimated, truth))
    number = Factor.of(np.concatenate([estimated.levels, truth.levels])).codes.astype(float)
    n = len(estimated.levels)
    return np.append(number[:n], np.nan)[estimated.codes], np.append(number[n:], np.nan)[truth.codes]


def _kinds(values: Factor) -> np.ndarray:
    """The levels by the names of KINDS where they are synonyms of one."""
    kind = kind_codes(Factor(np.arange(len(values.levels)), values.levels))[0]
    return np.where(kind > 0, np.array(KINDS, dtype=object)[kind], values.levels)


def _values(keys, table, rows) -> list:
    """The values of each key: seconds for times, else texts with None."""
    columns = [table[f"key {k}"] for k in range(len(keys))]
    return [parse_times(column)[0][rows] if key.kind == "time" else column[rows].texts for key, column in zip(keys, columns)]


def _labels(keys, table, rows) -> list:
    if not keys:
        return [f"feature {fid}" for fid in table.fid[rows]]
    columns = [[iso(v) if key.kind == "time" else str(v) for v in values] for key, values in zip(keys, _values(keys, table, rows))]
    return ["/".join(parts) for parts in zip(*columns)]


def _written(keys, table, rows, texts: bool = False) -> dict:
    """Columns of the keys; journeys are whole numbers where they can, unless `texts` are wanted."""
    return {key.name: ("time", values) if key.kind == "time"
            else journey_column(values) if key.name == "journey_id" and not texts else ("text", values)
            for key, values in zip(keys, _values(keys, table, rows))}
