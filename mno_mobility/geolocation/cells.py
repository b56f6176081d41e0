"""The cell plan: one record for each radio cell, with its field names, synonyms, defaults and validation."""

from dataclasses import dataclass

import numpy as np

from ..errors import InputError, some
from . import bands

CELL_DTYPE = np.dtype([
    ("cell_id", object), ("site_id", object), ("x_m", float), ("y_m", float), ("azimuth_deg", float), ("tilt_deg", float),
    ("mech_tilt_deg", float), ("height_m", float), ("z_m", float), ("on_roof", bool), ("power_w", float), ("gain_dbi", float),
    ("loss_db", float), ("frequency_mhz", float), ("bandwidth_mhz", float), ("beam_h_deg", float), ("beam_v_deg", float),
    ("range_m", float), ("ple", float), ("midpoint_dbm", float), ("steepness", float), ("samples", float), ("small", bool), ("lac", object),
    ("radio", object), ("antenna", object)])

# field names read for each column, after the column's own name: mobloc, multimno, OpenCellID and common spellings
SYNONYMS = {
    "cell_id": ("cell", "cellid", "cgi", "ecgi", "eci", "ecellid", "nci", "ncgi", "ci", "id", "cell_name", "cellname"),
    "site_id": ("site", "siteid", "site_name", "sitename", "tower", "tower_id", "enodeb", "gnodeb"),
    "azimuth_deg": ("azimuth", "azimuth_angle", "direction", "bearing", "azi", "az"),
    "tilt_deg": ("tilt", "downtilt", "elevation_angle", "total_tilt", "electrical_tilt", "etilt", "e_tilt"),
    "mech_tilt_deg": ("mechanical_tilt", "mtilt", "m_tilt"),
    "height_m": ("height", "antenna_height", "hba", "agl"),
    "z_m": ("z", "altitude_asl", "asl"),
    "on_roof": ("roof", "above_roof"),
    "power_w": ("power", "w", "watt"),
    "gain_dbi": ("gain", "antenna_gain"),
    "loss_db": ("feeder_loss", "cable_loss"),
    "frequency_mhz": ("frequency", "freq", "freq_mhz"),
    "bandwidth_mhz": ("bandwidth", "channel_bandwidth"),
    "beam_h_deg": ("beam_h", "horizontal_beam_width", "beamwidth", "hbw", "hpbw"),
    "beam_v_deg": ("beam_v", "vertical_beam_width", "vbw"),
    "range_m": ("range", "radius", "max_range"),
    "ple": ("path_loss_exponent",),
    "midpoint_dbm": ("midpoint", "q_mid"),
    "steepness": ("q_steep",),
    "samples": ("n_samples", "sample_count", "measurements"),
    "small": ("small_cell", "is_small"),
    "lac": ("tac", "la", "area", "location_area"),
    "radio": ("technology", "rat", "tech"),
    "antenna": ("antenna_file", "pattern", "antenna_model"),
    "earfcn": ("dl_earfcn", "earfcn_dl"),
    "uarfcn": ("dl_uarfcn", "uarfcn_dl"),
    "nrarfcn": ("nr_arfcn", "dl_nrarfcn", "arfcn_nr"),
    "arfcn": ("bcch", "bcch_arfcn"),
    "channel": ("channel_number",),
    "x": ("lon", "longitude", "long", "lng", "easting", "x_m"),
    "y": ("lat", "latitude", "northing", "y_m")}
GEOGRAPHIC_NAMES = {"lon", "longitude", "long", "lng", "lat", "latitude"}
OPENCELLID_ID = ("radio", "mcc", "net", "area", "cell")  # together they name a cell

DEFAULTS = {  # (ordinary cell, small cell); the defaults of mobloc
    "tilt_deg": (5.0, 5.0), "height_m": (30.0, 8.0), "power_w": (10.0, 5.0), "beam_h_deg": (65.0, 65.0), "beam_v_deg": (9.0, 9.0),
    "range_m": (10_000.0, 1_000.0), "ple": (3.75, 6.0), "midpoint_dbm": (-92.5, -92.5), "steepness": (0.2, 0.2)}

# what a value must be to be believed: column -> (lowest, highest, whether the lowest itself is allowed)
VALID = {
    "tilt_deg": (-90.0, 90.0, True), "mech_tilt_deg": (-90.0, 90.0, True), "gain_dbi": (-30.0, 60.0, True),
    "loss_db": (0.0, 60.0, True), "frequency_mhz": (10.0, 300_000.0, True), "bandwidth_mhz": (0.0, 1_000.0, False),
    "height_m": (0.0, 2_000.0, True), "z_m": (-500.0, 10_000.0, True),
    "power_w": (0.0, 1e6, False), "beam_h_deg": (0.0, 360.0, False), "beam_v_deg": (0.0, 180.0, False),
    "range_m": (0.0, 500_000.0, False), "ple": (0.0, 20.0, False), "midpoint_dbm": (-200.0, 0.0, True),
    "steepness": (0.0, 10.0, False), "samples": (0.0, 1e12, True)}


@dataclass(frozen=True)
class CellPlan:
    """Radio cells in a projected, metric CRS.

    Attributes
    ----------
    records : structured ndarray of CELL_DTYPE, shape (I,)
        NaN is 'not given'; a NaN azimuth is an omnidirectional cell. `azimuth_deg` is the bearing clockwise from the north of the
        grid, `tilt_deg` the electrical and `mech_tilt_deg` the mechanical tilt, positive downwards; `height_m` is the antenna above
        ground, or above the roof of its building where `on_roof`, `z_m` above sea level. `loss_db` lies between transmitter and
        antenna; `radio` is the technology (GSM, UMTS, LTE, NR), `antenna` names a pattern file; `samples` is how many measured points
        a crowd-sourced position was estimated from.
    crs : str
        As in :class:`~mno_mobility.geolocation.grid.TileGrid`.
    """

    records: np.ndarray
    crs: str

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, column: str) -> np.ndarray:
        return self.records[column]


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one row of a cell plan.

    `dropped` tells whether the cell left the plan; otherwise the value was treated as the remedy says.
    """

    row: int
    cell_id: str
    problem: str
    remedy: str
    dropped: bool


def blank_records(n: int) -> np.ndarray:
    """Records of `n` cells of which nothing is given, (n,) of CELL_DTYPE."""
    records = np.zeros(n, CELL_DTYPE)
    for column in CELL_DTYPE.names:
        if CELL_DTYPE[column].kind in "fO":
            records[column] = np.nan if CELL_DTYPE[column].kind == "f" else None
    return records


def with_defaults(plan: CellPlan, **overrides: float) -> CellPlan:
    """Fill what the plan does not give with `overrides` such as ``steepness=0.3``, else with the defaults of mobloc and of bands.py."""
    records = plan.records.copy()
    records["radio"] = [bands.technology(radio) or bands.LTE for radio in records["radio"]]

    def fill(column: str, default) -> None:
        given = overrides.get(column)
        records[column] = np.where(np.isnan(records[column]), default if given is None else given, records[column])

    for column, (ordinary, small) in DEFAULTS.items():
        fill(column, np.where(records["small"], small, ordinary))
    fill("frequency_mhz", bands.default_mhz(records["radio"], records["small"]))
    fill("bandwidth_mhz", bands.default_bandwidth_mhz(records["radio"], records["frequency_mhz"]))
    return CellPlan(records, plan.crs)


def guess_columns(field_names) -> dict:
    """Which field holds which column: the column's own name first, then its synonyms, whatever the case.

    Returns
    -------
    dict of str to str
        Column (those of CELL_DTYPE, of bands.CHANNELS, and `x`, `y` for tables without geometry) to field name; absent where no
        field fits.
    """
    by_name = {name.lower(): name for name in reversed(list(field_names))}
    guess = {}
    for column, synonyms in SYNONYMS.items():
        plain = column.rsplit("_", 1)[0] if column.endswith(("_m", "_deg", "_w", "_dbi", "_db", "_mhz")) else column
        for name in (column, column[:10], plain, *synonyms):  # a shapefile keeps ten letters of a name
            if name in by_name and by_name[name] not in guess.values():
                guess[column] = by_name[name]
                break
    return guess


def opencellid_ids(columns: dict) -> np.ndarray:
    """Cell ids ``radio-mcc-net-area-cell`` of an OpenCellID table, (I,) of str; None where a part is missing."""
    parts = [columns[name] for name in OPENCELLID_ID]
    return np.array([None if any(p is None for p in row) else "-".join(str(p) for p in row) for row in zip(*parts)], dtype=object)


def displaced(x, y) -> tuple[np.ndarray, np.ndarray]:
    """Which points lie far from all the others, and which of those would not if their coordinates were swapped.

    Parameters
    ----------
    x, y : array_like, shape (I,)
        In any unit.

    Returns
    -------
    far, swapped : ndarray of bool, shape (I,)
        Far means more than 50 times the median distance from the median point: no real network spreads like that.
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    if len(x) < 5:
        return np.zeros(len(x), bool), np.zeros(len(x), bool)
    centre = np.nanmedian(x), np.nanmedian(y)
    distance = np.hypot(x - centre[0], y - centre[1])
    limit = 50 * np.nanmedian(distance)
    if not limit > 0:
        return np.zeros(len(x), bool), np.zeros(len(x), bool)
    far = distance > limit
    return far, far & (np.hypot(y - centre[0], x - centre[1]) <= limit / 10)


def read_plan(columns: dict, x_m, y_m, crs: str, *, displaced_rows=None) -> tuple[CellPlan, list]:
    """Validate raw columns into a cell plan.

    Parameters
    ----------
    columns : dict of str to array_like, shape (I,)
        Raw values by column of CELL_DTYPE (numbers, text or None); only `cell_id` is required. Channel numbers, by column of
        bands.CHANNELS, tell the frequency where the plan gives none.
    x_m, y_m : array_like, shape (I,)
        Coordinates in `crs`; not finite where a cell has no place.
    crs : str
        A projected, metric CRS.
    displaced_rows : pair of ndarray of bool, optional
        What :func:`displaced` told of the coordinates as they were before they were projected.

    Returns
    -------
    plan : CellPlan
        The cells that can be used, in their order.
    problems : list of Problem
        One entry for each thing that was dropped or not believed.

    Raises
    ------
    InputError
        When there is no cell id column, no row, or no usable cell.
    """
    if "cell_id" not in columns:
        raise InputError("no field holds the cell id", "Cell plan", "Name it cell_id, or pick the field that holds it.")
    n = len(columns["cell_id"])
    if n == 0:
        raise InputError("the layer has no rows", "Cell plan", "Check the layer, its filter and the selection.")
    records = blank_records(n)
    ids = _texts(columns["cell_id"])
    problems = _Problems(ids)
    records["cell_id"] = ids
    records["x_m"], records["y_m"] = x_m, y_m

    problems.add(ids == None, "no cell id", "Give every cell an id.", dropped=True)  # noqa: E711 (element-wise)
    no_place = ~np.isfinite(records["x_m"]) | ~np.isfinite(records["y_m"])
    problems.add(no_place, "no usable position", "Give the cell a point, or numbers in its coordinate fields.", dropped=True)
    far, swapped = displaced(records["x_m"], records["y_m"]) if displaced_rows is None else displaced_rows
    problems.add(swapped, "the coordinates look swapped", "Swap x and y (longitude and latitude) of this cell.", dropped=True)
    problems.add(far & ~swapped, "the cell lies far from all others", "Check its coordinates; it was kept.")
    usable = ~problems.dropped
    usable[usable] = ~_repeated(ids[usable])
    repeated = ~usable & ~problems.dropped
    problems.add(repeated, "the cell id comes more than once",
                 "Keep one row for each cell, or pick the field that tells cells apart; the first was used.", dropped=True)

    for column in ("azimuth_deg", *VALID):
        raw = columns.get(column)
        values = np.full(n, np.nan) if raw is None else numbers(raw)
        if raw is not None:
            unread = np.isnan(values) & (_texts(raw) != None)  # noqa: E711 (element-wise); a blank of a text file is not given
            problems.add(unread, f"{column} is not a number", "Correct it; it was read as not given.")
        records[column] = _azimuths(values, problems) if column == "azimuth_deg" else _believed(column, values, problems)
    for column in ("small", "on_roof"):
        records[column] = _booleans(columns[column]) if column in columns else False
    for column in ("lac", "radio", "antenna"):
        records[column] = _texts(columns[column]) if column in columns else None
    for column in bands.CHANNELS:
        if column in columns:
            _tune(records, column, numbers(columns[column]), problems)
    records["radio"] = _technologies(records["radio"], problems)
    records["site_id"] = _sites(columns.get("site_id"), records)

    keep = ~problems.dropped
    if not keep.any():
        kinds = some(sorted({p.problem for p in problems.found if p.dropped}))
        raise InputError(f"none of the {n} cells can be used ({kinds})", "Cell plan", "Run 'Validate cell plan' to see each row.")
    return CellPlan(records[keep], crs), sorted(problems.found, key=lambda p: p.row)


class _Problems:
    """Gathers problems by mask; later checks leave rows alone that are already dropped."""

    def __init__(self, ids):
        self.ids, self.found, self.dropped = ids, [], np.zeros(len(ids), bool)

    def add(self, mask, problem: str, remedy: str, *, dropped: bool = False) -> None:
        mask = mask & ~self.dropped
        self.found += [Problem(int(row), self.ids[row] or "", problem, remedy, dropped) for row in np.flatnonzero(mask)]
        if dropped:
            self.dropped |= mask


def _azimuths(values, problems) -> np.ndarray:
    outside = (values < -180) | (values > 360)
    problems.add(outside, "azimuth_deg is out of range", "Give a compass bearing of 0 to 360; it was read as omnidirectional.")
    return np.where(outside, np.nan, np.mod(values, 360))


def _believed(column: str, values, problems) -> np.ndarray:
    lowest, highest, inclusive = VALID[column]
    outside = (values > highest) | (values < lowest if inclusive else values <= lowest)
    interval = f"{'[' if inclusive else '('}{lowest:g}, {highest:g}]"
    problems.add(outside, f"{column} is out of range", f"Give a value in {interval}; the default was used.")
    return np.where(outside, np.nan, values)


def _tune(records, column: str, channel, problems) -> None:
    """Frequencies, where there are none, of channel numbers; the column's name tells the technology where nothing else does."""
    radio = np.where(records["radio"] == None, bands.CHANNELS[column], records["radio"])  # noqa: E711 (element-wise)
    mhz = bands.downlink_mhz(channel, radio)
    silent = np.isnan(records["frequency_mhz"])
    problems.add(silent & np.isfinite(channel) & np.isnan(mhz), f"{column} is no downlink channel of its technology",
                 "Check it and radio, or give frequency_mhz; the default was used.")
    tuned = silent & np.isfinite(mhz)
    records["frequency_mhz"][tuned], records["radio"][tuned] = mhz[tuned], radio[tuned]


def _technologies(texts, problems) -> np.ndarray:
    names = np.array([bands.technology(text) for text in texts], dtype=object)
    unknown = (texts != None) & (names == None)  # noqa: E711 (element-wise)
    problems.add(unknown, "radio is no known technology", f"Write {', '.join(bands.TECHNOLOGIES)}; it was read as not given.")
    return names


def _sites(raw, records) -> np.ndarray:
    """Site ids where given, else one for each place, to the decimetre."""
    given = np.full(len(records), None, dtype=object) if raw is None else _texts(raw)
    xy = np.nan_to_num(np.round(np.column_stack([records["x_m"], records["y_m"]]), 1), posinf=0.0, neginf=0.0)
    _, place = np.unique(xy, axis=0, return_inverse=True)
    places = np.array([f"site {k + 1}" for k in np.ravel(place)], dtype=object)
    return np.where(given == None, places, given)  # noqa: E711 (element-wise)


def _repeated(ids) -> np.ndarray:
    _, first = np.unique(ids.astype(str), return_index=True)
    repeated = np.ones(len(ids), bool)
    repeated[first] = False
    return repeated


def _is_nan(value) -> bool:
    return isinstance(value, (float, np.floating)) and np.isnan(value)


def _texts(raw) -> np.ndarray:
    """Ids as text: 26201.0 is '26201'; None, NaN and blanks are None."""
    def text(value):
        if value is None or _is_nan(value):
            return None
        if isinstance(value, (float, np.floating)) and float(value).is_integer():
            value = int(value)
        return str(value).strip() or None
    return np.array([text(v) for v in raw] + [None], dtype=object)[:-1]


def numbers(raw) -> np.ndarray:
    """Numbers of a column of numbers or text; NaN where there is none. A decimal comma is read."""
    raw = np.asarray(raw)
    if raw.dtype.kind in "fiub":
        return raw.astype(float)

    def number(value):
        try:
            return float(str(value).strip().replace(",", "."))
        except ValueError:
            return np.nan
    try:  # all at once where all is plain
        values = raw.astype(float) if set(map(type, raw)) <= {str, int, float, type(None)} else None
    except (ValueError, OverflowError):
        values = None
    if values is None:
        values = np.array([np.nan if v is None else number(v) for v in raw], dtype=float)
    return np.where(np.isfinite(values), values, np.nan)


def _booleans(raw) -> np.ndarray:
    yes = {"true", "t", "yes", "y", "1", "1.0"}
    return np.array([v is not None and str(v).strip().lower() in yes for v in raw], dtype=bool)
