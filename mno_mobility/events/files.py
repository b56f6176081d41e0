"""Events in files: a folder of Parquet or CSV, which of its columns is which, and whether all files agree."""

import csv
import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import Optional

from ..errors import InputError, some
from .schema import EVENT_COLUMNS, guess_columns

SUFFIXES = {"parquet": (".parquet", ".pq"), "csv": (".csv", ".csv.gz", ".tsv", ".tsv.gz")}
SEPARATORS = ",;\t|"
NEEDED = ("device_id", "time", "cell_id")
KINDS = (*NEEDED, "event", "lac", "service")


@dataclass(frozen=True)
class EventFiles:
    """Files of one kind, in the order in which their rows count.

    Attributes
    ----------
    where : str
        What the user named, for messages.
    kind : str
        A key of SUFFIXES.
    paths : tuple of str
        By path.
    header : tuple of str
        Names of the fields of text files; empty for Parquet, whose files tell them to an engine.
    separator : str
        Between the fields of text files.
    """

    where: str
    kind: str
    paths: tuple
    header: tuple = ()
    separator: str = ","


def find_files(where: str) -> EventFiles:
    """Files of events in a folder and all below it, of a pattern such as ``/data/2024-05-*.parquet``, or one file.

    Names that begin with a dot or an underscore are left out, as what Spark writes beside its data has such names.

    Raises
    ------
    InputError
        When there is no such folder or file, none of a kind that can be read, or several kinds; when text files have different headers.
    """
    place = Path(where).expanduser()
    if place.is_dir():
        found = [path for path in place.rglob("*") if path.is_file() and not _hidden(path.relative_to(place))]
    elif place.is_file():
        found = [place]
    else:
        found = [path for path in map(Path, glob(str(place), recursive=True)) if path.is_file() and not _hidden(Path(path.name))]
    if not found and not place.exists() and not has_magic(str(place)):
        raise InputError("there is no such folder or file", where, "Check the path.")
    of_kind = {kind: sorted(path.as_posix() for path in found if path.name.lower().endswith(suffixes))
               for kind, suffixes in SUFFIXES.items()}
    kinds = [kind for kind, paths in of_kind.items() if paths]
    if not kinds:
        raise InputError("there is no Parquet or CSV file", where,
                         f"Files of events end in {', '.join(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)}.")
    if len(kinds) > 1:
        raise InputError("there are both Parquet and CSV files", where,
                         f"Name one kind by a pattern, such as {place.as_posix()}/*.parquet.")
    kind, paths = kinds[0], tuple(of_kind[kinds[0]])
    if kind == "parquet":
        return EventFiles(where, kind, paths)
    header, separator = _header(paths[0])
    for path in paths[1:]:
        if _header(path) != (header, separator):
            raise InputError(f"its header is not that of {paths[0]}", path, "All files need the same fields in the same order.")
    return EventFiles(where, kind, paths, header, separator)


def event_columns(fields, where: str, picked: Optional[Mapping[str, str]] = None, columns=KINDS) -> dict:
    """Which field holds which column: those that were picked, others by their names, as with layers.

    Parameters
    ----------
    fields : iterable of str
    where : str
        The files, for messages.
    picked : mapping of str to str, optional
        Column to field.
    columns : sequence of str
        What to look for: of KINDS.

    Raises
    ------
    InputError
        When a picked field is not there, or none is found for one of NEEDED.
    """
    fields, picked = list(fields), {column: name for column, name in (picked or {}).items() if name}
    for column, name in picked.items():
        if column not in KINDS:
            raise InputError(f"{column!r} is no column of events", where, f"The columns are {', '.join(KINDS)}.")
        if name not in fields:
            raise InputError(f"there is no field {name!r}", where, f"The fields are {some(fields, 12)}.")
    guessed = guess_columns([name for name in fields if name not in picked.values()], EVENT_COLUMNS)
    found = {column: picked.get(column) or guessed.get(column) for column in columns}
    if found["time"] == "time" and "time" not in picked and "t_unix" in fields:
        found["time"] = "t_unix"  # the plugin writes both, and this one to the last digit
    missing = [column for column in NEEDED if not found[column]]
    if missing:
        raise InputError(f"no field looks like {missing[0]}", where,
                         f"Pick the field, or name it {missing[0]}. The fields are {some(fields, 12)}.")
    return {column: name for column, name in found.items() if name}


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.parts)


def _header(path: str) -> tuple:
    """Names of the fields of a text file, and what stands between them."""
    try:
        opened = gzip.open(path, "rt", encoding="utf-8-sig") if path.lower().endswith(".gz") else open(path, encoding="utf-8-sig")
        with opened as file:
            line = file.readline()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"the file cannot be read ({error})", path, "Check that it is a whole text file in UTF-8.") from error
    separator = max(SEPARATORS, key=line.count)
    names = tuple(name.strip() for name in next(csv.reader([line], delimiter=separator), []))
    if not any(names):
        raise InputError("the file has no header", path, "Its first line has to name the fields.")
    if len(set(names)) < len(names):
        raise InputError(f"its header names a field twice ({some(n for n in dict.fromkeys(names) if names.count(n) > 1)})", path,
                         "Give each field a name of its own.")
    return names, separator
