"""How much memory is free, so that a computation can say no before it starts."""

import ctypes
import os
import sys
from pathlib import Path
from typing import Optional

from .errors import InputError

GIB = 2 ** 30


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = [("length", ctypes.c_uint32), ("load", ctypes.c_uint32)] + [
        (name, ctypes.c_uint64) for name in ("total", "available", "total_page_file", "available_page_file", "total_virtual",
                                                "available_virtual", "available_extended")]


def require(n_bytes: float, what: str, where: str, remedy: str) -> None:
    """Raise an InputError when `what` needs more memory than is free."""
    free = available_bytes()
    if free is not None and n_bytes > free:
        raise InputError(f"{what} need about {n_bytes / GIB:,.1f} GiB of memory, {free / GIB:,.1f} GiB are free", where, remedy)


def available_bytes() -> Optional[int]:
    """Memory a new computation may fill without swapping, in bytes; None where the system does not tell.

    Linux counts reclaimable caches as available. macOS tells only the memory that is built in, which is then the answer.
    """
    if sys.platform == "win32":
        return _windows()
    reported = _meminfo(Path("/proc/meminfo"))
    return reported if reported is not None else _sysconf("SC_AVPHYS_PAGES", "SC_PHYS_PAGES")


def _windows() -> Optional[int]:
    status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
    told = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
    return int(status.available) if told else None


def _meminfo(path: Path) -> Optional[int]:
    if not path.is_file():
        return None
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def _sysconf(*pages: str) -> Optional[int]:
    known = [name for name in (*pages, "SC_PAGE_SIZE") if name in getattr(os, "sysconf_names", {})]
    if len(known) < 2 or known[-1] != "SC_PAGE_SIZE":
        return None
    total = os.sysconf(known[0]) * os.sysconf("SC_PAGE_SIZE")
    return total if total > 0 else None
