"""The zygote's memory, laid out so that forking it is cheap, and using it too."""

from __future__ import annotations

import contextlib
import ctypes
from pathlib import Path

_HUGE = 2**21
_COLLAPSE = 25  # <asm-generic/mman-common.h>, from Linux 6.1 on

# <malloc.h> of glibc
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT, _LARGE = 2**28, 2**25
"""Bytes that are kept when they are free, and size of an array that is given back at once."""


def keep() -> None:
    """Let this process, and its forks, use memory again in place of asking for new memory.

    A large array usually comes from the system and returns to it: every page of it is cleared, and
    costs an interruption when it is touched first, for a checkpoint's large inputs tens of
    thousands of them. Where the C library is another one, nothing is lost but that.
    """
    with contextlib.suppress(AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(_MMAP_THRESHOLD, _LARGE)
        libc.mallopt(_TRIM_THRESHOLD, _KEPT)


def gather() -> None:
    """Put this process's own memory on huge pages where it fills them.

    A fork copies an entry for each page, of which there are 512 times fewer then, and so does the
    end of the child. Where the system cannot do it, nothing is lost but that.
    """
    libc = ctypes.CDLL(None)
    libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    for line in Path("/proc/self/maps").read_text().splitlines():
        addresses, rights, _, _, _, *name = line.split(maxsplit=5)
        if rights.startswith("rw") and (not name or name[0] == "[heap]"):
            start, end = (int(address, 16) for address in addresses.split("-"))
            first, last = -(-start // _HUGE) * _HUGE, end // _HUGE * _HUGE
            if last > first:
                libc.madvise(first, last - first, _COLLAPSE)
