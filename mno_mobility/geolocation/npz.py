"""Arrays in the .npz files of numpy, written and read by blocks: large ones take no second copy, and progress is told."""

import zipfile
import zlib
from math import prod

import numpy as np
from numpy.lib import format as npy

from ..progress import Progress, no_progress

BLOCK_BYTES = 1 << 24
LEVEL = 1  # of deflate; higher ones save some percent and take several times as long
SAMPLE_BYTES, WORTH = 1 << 18, 0.8  # what does not shrink to this share in a sample is stored as it is


def write_array(archive: zipfile.ZipFile, name: str, array, *, progress: Progress = no_progress) -> None:
    """Add an array to an archive, deflated where that pays."""
    flat = np.ascontiguousarray(array).reshape(-1)
    at_once = max(1, BLOCK_BYTES // max(flat.itemsize, 1))
    sample = flat[len(flat) // 2:][:SAMPLE_BYTES // max(flat.itemsize, 1) + 1].tobytes()
    pays = len(zlib.compress(sample, LEVEL)) < WORTH * len(sample)
    archive.compression, archive.compresslevel = (zipfile.ZIP_DEFLATED, LEVEL) if pays else (zipfile.ZIP_STORED, None)
    with archive.open(name + ".npy", "w", force_zip64=True) as file:
        npy.write_array_header_1_0(file, npy.header_data_from_array_1_0(np.asarray(array)))
        for start in range(0, len(flat), at_once):
            file.write(flat[start:start + at_once].tobytes())
            progress(min(1.0, (start + at_once) / len(flat)))


def read_array(archive: zipfile.ZipFile, name: str, *, progress: Progress = no_progress) -> np.ndarray:
    """An array of an archive.

    Raises
    ------
    ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error
        When it is not there, holds Python objects, is cut short or damaged; before memory is taken for more than the file holds.
    """
    with archive.open(name + ".npy") as file:
        header = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}.get(npy.read_magic(file))
        if header is None:
            raise ValueError(f"{name} is of an unknown version")
        shape, by_column, dtype = header(file)
        n_bytes = prod(shape) * dtype.itemsize
        if dtype.hasobject or by_column and len(shape) > 1:
            raise ValueError(f"{name} is of a kind that is not read")
        if min(shape, default=1) < 0 or file.tell() + n_bytes != archive.getinfo(name + ".npy").file_size:
            raise ValueError(f"{name} is cut short")
        array = np.empty(shape, dtype)
        into, done = memoryview(array.reshape(-1).view(np.uint8)), 0
        while done < n_bytes:
            n = file.readinto(into[done:done + BLOCK_BYTES])
            if not n:
                raise ValueError(f"{name} is cut short")
            done += n
            progress(done / n_bytes)
        file.read(1)  # past the end the checksum is compared
    return array
