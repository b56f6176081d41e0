import os
import sys
from types import SimpleNamespace

import pytest

from mno_mobility import memory
from mno_mobility.memory import available_bytes

MEMINFO = "MemTotal:       16384000 kB\nMemFree:         1000000 kB\nMemAvailable:    8192000 kB\n"


def test_this_machine_tells_a_believable_figure():
    assert 2 ** 20 < available_bytes() < 2 ** 50


@pytest.mark.skipif(not hasattr(os, "sysconf"), reason="POSIX only")
def test_available_is_no_more_than_built_in():
    assert available_bytes() <= os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def test_linux_counts_what_the_kernel_calls_available(tmp_path):
    (tmp_path / "meminfo").write_text(MEMINFO, encoding="ascii")
    assert memory._meminfo(tmp_path / "meminfo") == 8_192_000 * 1024


def test_a_kernel_without_the_figure_tells_nothing(tmp_path):
    (tmp_path / "meminfo").write_text("MemTotal: 1 kB\n", encoding="ascii")
    assert memory._meminfo(tmp_path / "meminfo") is None


def posix(monkeypatch, **names):
    monkeypatch.setattr(memory, "_meminfo", lambda path: None)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(os, "sysconf_names", names, raising=False)
    monkeypatch.setattr(os, "sysconf", names.__getitem__, raising=False)


def test_macos_tells_the_memory_built_in(monkeypatch):
    posix(monkeypatch, SC_PHYS_PAGES=1000, SC_PAGE_SIZE=4096)
    assert available_bytes() == 4_096_000


def test_free_pages_win_over_all_pages(monkeypatch):
    posix(monkeypatch, SC_AVPHYS_PAGES=10, SC_PHYS_PAGES=1000, SC_PAGE_SIZE=4096)
    assert available_bytes() == 40_960


def test_a_system_that_does_not_tell_is_unknown(monkeypatch):
    posix(monkeypatch)
    assert available_bytes() is None


def windows(monkeypatch, answer):
    def fill(status):
        status._obj.available = 7 * memory.GIB
        return answer
    monkeypatch.setattr(sys, "platform", "win32")
    kernel = SimpleNamespace(GlobalMemoryStatusEx=fill)
    monkeypatch.setattr(memory.ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)


@pytest.mark.parametrize("answer, expected", [(1, 7 * memory.GIB), (0, None)])
def test_windows_is_asked_through_its_own_call(monkeypatch, answer, expected):
    windows(monkeypatch, answer)
    assert available_bytes() == expected


def test_the_structure_has_the_size_windows_expects():
    # MEMORYSTATUSEX: two DWORD and seven DWORDLONG
    assert memory.ctypes.sizeof(memory._MemoryStatus) == 2 * 4 + 7 * 8
