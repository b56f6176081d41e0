"""Measured antenna patterns from the files of other programs: MSI and Planet, Radio Mobile, SPLAT!.

All give attenuations in a horizontal cut, clockwise from the front, and in a vertical cut; they differ in where the latter begins.
"""

import re
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

import numpy as np

from ..errors import InputError, some
from ..progress import Progress, no_progress
from .cells import VALID
from .patterns import CutPattern, cut_azimuth, cut_tilt
from .radiated import DIPOLE_DBI

SUFFIXES = (".msi", ".pln", ".pla", ".txt", ".ant", ".az", ".el")
LARGEST_FILE_BYTES = 2_000_000
WIDEST_GAP_DEG = 30.0  # what a cut may leave open between two angles
SIGN_DB = 1.0  # attenuations have one sign, but for the rounding of a maximum
LARGEST_NUMBER = 1000.0  # neither degrees nor decibels go so far
LEAST_FIELD = 1e-3
NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?")
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
AGAIN = "Get the file again from the maker of the antenna."


def read_pattern(path) -> CutPattern:
    """Read the pattern file of one antenna.

    Parameters
    ----------
    path : path_like
        MSI and Planet (.msi, .pln, .pla, .txt), Radio Mobile (.ant) or one of SPLAT!'s pair (.az, .el), whose other stands beside it.

    Returns
    -------
    CutPattern
        The electrical tilt is the vertical cut's own, whatever the header says. The gain is NaN where the file does not tell it, as
        those of Radio Mobile and SPLAT! never do.

    Raises
    ------
    InputError
        When the file is no such file, is cut short or contradicts itself, with the number of the line.
    """
    path = Path(path)
    if path.suffix.lower() in (".az", ".el"):
        return _splat(path)
    lines = _lines(path)
    if path.suffix.lower() == ".ant" and not any(line.upper().startswith(("HORIZONTAL", "VERTICAL")) for _, line in lines):
        return _radio_mobile(path, lines)
    return _msi(path, lines)


def read_patterns(path, antennas: Iterable, progress: Progress = no_progress) -> dict:
    """Read the pattern files that cells name.

    Parameters
    ----------
    path : path_like
        A folder of pattern files, or one file.
    antennas : iterable of str or None
        What cells say of their antenna: the name of a file, with or without its ending, whatever the case.

    Returns
    -------
    dict of str to CutPattern
        By the names in `antennas`; those without a file are missing.

    Raises
    ------
    InputError
        When there is no such folder or file, when a name means several files, or as in :func:`read_pattern`.
    """
    by_name = {}
    for file in _files(Path(path)):
        for name in {file.name.casefold(), file.stem.casefold()}:
            by_name.setdefault(name, []).append(file)
    wanted = sorted({str(antenna) for antenna in antennas if antenna})
    found, patterns = {}, {}
    for done, antenna in enumerate(wanted):
        progress(done / len(wanted))
        meant = by_name.get(PureWindowsPath(antenna).name.casefold(), [])
        meant = [p for p in meant if p.suffix.lower() != ".el" or not any(q.suffix.lower() == ".az" for q in meant)]
        if len(meant) > 1:
            raise InputError(f"{antenna!r} may be {some((p.name for p in meant), 3)}", f"Antenna patterns, {path}",
                             "Name the file with its ending in the cell plan, or leave one of them in the folder.")
        if meant:
            if meant[0] not in found:
                found[meant[0]] = read_pattern(meant[0])
            patterns[antenna] = found[meant[0]]
    return patterns


def _files(path: Path) -> list:
    """The pattern files of a folder, or the one file itself."""
    try:
        if path.is_file():
            return [path]
        return sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file())
    except OSError as error:
        raise InputError(f"the folder cannot be read ({error.strerror})", f"Antenna patterns, {path}",
                         "Choose the folder that holds the pattern files.") from None


def _lines(path: Path) -> list:
    """The lines of a text file that are not blank, as (number from 1, text)."""
    where = f"Antenna pattern {path.name}"
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST_FILE_BYTES else b""
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", f"Antenna pattern {path}", "Check its name and rights.") from None
    if size > LARGEST_FILE_BYTES:
        raise InputError(f"a file of {size / 1e6:.0f} MB is no antenna pattern", where, "Choose a text file of angles and attenuations.")
    try:
        text = raw.decode(next((encoding for mark, encoding in BYTE_ORDER_MARKS if raw.startswith(mark)), "utf-8"))
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")  # only names and comments have letters beyond ASCII
    if "\0" in text:
        raise InputError("the file is not text", where, "Choose a text file; UTF-16 needs its byte order mark.")
    lines = [(number, line.strip()) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1)]
    lines = [(number, line) for number, line in lines if line]
    if not lines:
        raise InputError("the file is empty", where, AGAIN)
    return lines


def _msi(path: Path, lines: list) -> CutPattern:
    """A header of keywords and values, then ``HORIZONTAL n`` and ``VERTICAL n``, each with n lines of angle and attenuation."""
    header, cuts, at = {}, {}, 0
    while at < len(lines):
        number, line = lines[at]
        keyword, _, value = line.replace("\t", " ").partition(" ")
        keyword, at = keyword.upper(), at + 1
        if keyword not in ("HORIZONTAL", "VERTICAL"):
            header.setdefault(keyword, (number, value))
            continue
        if keyword in cuts:
            raise InputError(f"{keyword} comes twice", _at(path, number), "Make a file of each of the antenna's patterns.")
        n = _count(path, number, keyword, value)
        rows = lines[at:at + n]
        until = next((k for k, (_, text) in enumerate(rows) if text.upper().startswith(("HORIZONTAL", "VERTICAL"))), len(rows))
        if until < n:
            raise InputError(f"{keyword} is cut short: {until} of its {n} lines are there", _at(path, number), AGAIN)
        at += n
        if at < len(lines) and NUMBER.match(lines[at][1]):
            raise InputError(f"{keyword} goes on after its {n} lines", _at(path, lines[at][0]), f"Correct the number in line {number}.")
        table = np.array([_row(path, row, 2) for row in rows])
        cuts[keyword] = _cut(path, [row for row, _ in rows], *table.T, keyword)
    for keyword in ("HORIZONTAL", "VERTICAL"):
        if keyword not in cuts:
            raise InputError(f"there is no line that begins with {keyword}", f"Antenna pattern {path.name}",
                             "Choose an MSI or Planet file with both cuts.")
    return _pattern(cuts["HORIZONTAL"], cuts["VERTICAL"], _gain(path, *header.get("GAIN", (0, None))),
                    _frequency(header.get("FREQUENCY", (0, ""))[1]))


def _radio_mobile(path: Path, lines: list) -> CutPattern:
    """720 gains below the maximum: 360 around the horizon, and 360 from the zenith down ahead, under and up behind the antenna."""
    if len(lines) != 720:
        raise InputError(f"the file has {len(lines)} gains instead of 720", _at(path, lines[-1][0]),
                         "Take Radio Mobile's version 3: 360 gains around the horizon and 360 from the zenith down and back.")
    gain = np.array([_row(path, line, 1) for line in lines]).ravel()
    numbers = [number for number, _ in lines]
    angle = np.arange(360.0)
    return _pattern(_cut(path, numbers[:360], angle, gain[:360], "the horizontal cut"),
                    _cut(path, numbers[360:], angle - 90, gain[360:], "the vertical cut"))


def _splat(path: Path) -> CutPattern:
    """Normalised fields (not powers): around in the .az file, from 10 degrees above the horizon to straight down in the .el file.

    The solid is the product of the two. Its vertical cut ahead and behind is made here; the projection makes the product of it again.
    """
    az, el = (_beside(path, suffix) for suffix in (".az", ".el"))
    around_rows, angle, field = _fields(az, 1, "azimuth")
    horizontal = _cut(az, around_rows, angle, field, "the pattern")
    rows, angle, field = _fields(el, 2, "mechanical tilt")
    _refuse_repeats_and_gaps(el, rows, angle, "the pattern")
    order = np.argsort(angle)
    if angle.min() > -10 or angle.max() < 90:
        raise InputError(f"the angles end at {angle.min():g} and {angle.max():g}", _at(el, rows[-1]),
                         "Give them from -10 (above the horizon) to 90 (straight down).")
    below = np.interp(np.arange(-90, 91), angle[order], field[order])
    vertical = np.empty(360)
    vertical[180 - np.arange(-90, 91)] = below + horizontal[180]
    vertical[np.arange(-90, 91)] = below + horizontal[0]
    return _pattern(horizontal, vertical)


def _beside(path: Path, suffix: str) -> Path:
    """The file itself or its twin, whatever the case of the ending."""
    if path.suffix.lower() == suffix:
        return path
    twins = [path.with_suffix(s) for s in (suffix, suffix.upper()) if path.with_suffix(s).exists()]
    if not twins:
        raise InputError(f"there is no {suffix} file beside it", f"Antenna pattern {path.name}", "Put both of the pair into one folder.")
    return twins[0]


def _fields(path: Path, n_header: int, turned: str) -> tuple[list, np.ndarray, np.ndarray]:
    """Line numbers, angles and attenuations of a file of normalised fields."""
    header, *lines = _lines(path)
    if not lines:
        raise InputError("the file is cut short", _at(path, header[0]), AGAIN)
    if _row(path, header, n_header)[0] != 0:
        raise InputError(f"the first line gives the antenna's {turned}", _at(path, header[0]),
                         f"Put it into the cell plan as the cell's {turned}, and write 0 here.")
    angle, field = np.array([_row(path, line, 2) for line in lines]).T
    bad = np.flatnonzero((field < 0) | (field > 1 + 1e-6))
    if len(bad):
        raise InputError(f"the field {field[bad[0]]:g} is not between 0 and 1", _at(path, lines[bad[0]][0]),
                         "Give normalised fields (voltages), not decibels.")
    return [number for number, _ in lines], angle, -20 * np.log10(np.maximum(field, LEAST_FIELD))


def _pattern(horizontal: np.ndarray, vertical: np.ndarray, gain_dbi: float = np.nan, frequency_mhz: float = np.nan) -> CutPattern:
    return CutPattern(horizontal, vertical, gain_dbi, frequency_mhz, cut_tilt(vertical), cut_azimuth(horizontal, vertical))


def _cut(path: Path, numbers: list, angle: np.ndarray, level: np.ndarray, name: str) -> np.ndarray:
    """Attenuations at whole degrees, 0 to 359, from those of either sign at any angles."""
    if level.min() < -SIGN_DB and level.max() > SIGN_DB:
        odd = numbers[int(level.argmin() if np.median(level) > 0 else level.argmax())]
        raise InputError(f"{name} has attenuations of either sign", _at(path, odd), "Give attenuations relative to the gain.")
    _refuse_repeats_and_gaps(path, numbers, angle, name)
    turned, first = np.unique(angle % 360, return_index=True)  # 360 repeats 0, and -180 repeats 180
    closed = np.append(turned, turned[0] + 360)
    _refuse_repeats_and_gaps(path, np.append(np.asarray(numbers)[first], numbers[first[0]]), closed, name)
    return np.interp(np.arange(360.0), turned, np.abs(level[first]), period=360)


def _refuse_repeats_and_gaps(path: Path, numbers, angle: np.ndarray, name: str) -> None:
    order = np.argsort(angle, kind="stable")
    step = np.diff(angle[order])
    again = np.flatnonzero(step == 0)
    if len(again):
        at = order[again[0] + 1]
        raise InputError(f"the angle {angle[at]:g} comes twice in {name}", _at(path, numbers[at]), AGAIN)
    if len(step) and step.max() > WIDEST_GAP_DEG:
        start, end = order[step.argmax()], order[step.argmax() + 1]
        raise InputError(f"{name} tells nothing between {angle[start]:g} and {angle[end]:g} degrees", _at(path, numbers[start]),
                         "Choose a file that tells all angles.")


def _row(path: Path, line: tuple, n: int) -> list:
    """The `n` numbers of a line; a decimal comma is read."""
    number, text = line
    words = text.split()
    values = [float(word.replace(",", ".")) for word in words if NUMBER.fullmatch(word)]
    if len(values) != n or len(words) != n or max(map(abs, values)) > LARGEST_NUMBER:
        raise InputError(f"{text[:40]!r} is not {n} number{'s' if n > 1 else ''}", _at(path, number), AGAIN)
    return values


def _count(path: Path, number: int, keyword: str, value: str) -> int:
    word = next(iter(value.split()), "")
    if not word.isdecimal() or int(word) == 0:
        raise InputError(f"{keyword} does not tell how many lines follow", _at(path, number), "Write, for example, HORIZONTAL 360.")
    return int(word)


def _gain(path: Path, number: int, value) -> float:
    """Gain in dBi; without a unit it is over a dipole."""
    if value is None:
        return np.nan
    found = NUMBER.search(value)
    gain = float(found.group().replace(",", ".")) + (0.0 if "dbi" in value.lower() else DIPOLE_DBI) if found else np.nan
    lowest, highest, _ = VALID["gain_dbi"]
    if not lowest <= gain <= highest:
        raise InputError(f"GAIN {value.strip()!r} is no gain", _at(path, number), "Write, for example, GAIN 17.5 dBi.")
    return gain


def _frequency(value: str) -> float:
    """Frequency in MHz, the middle of a range; NaN when there is none that can be."""
    found = [abs(float(text.replace(",", "."))) for text in NUMBER.findall(value)]
    lowest, highest, _ = VALID["frequency_mhz"]
    frequency = (min(found) + max(found)) / 2 * (1000 if "ghz" in value.lower() else 1) if found else np.nan
    return frequency if lowest <= frequency <= highest else np.nan


def _at(path: Path, number: int) -> str:
    return f"Antenna pattern {path.name}, line {number}"
