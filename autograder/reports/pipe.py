"""What a command prints into a pipe or a file: the reader may leave, as ``head`` does.

Or the disk may be full.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def whoever_reads() -> Iterator[None]:
    """Print on, into nowhere, when the reader has left, or the disk is full.

    A command does more than print: what it writes into files is to be whole all the same.
    """
    before = {name: getattr(sys, name) for name in ("stdout", "stderr")}
    for name, stream in before.items():
        if _may_fail(stream):
            stream.flush()
            setattr(sys, name, _forgiving(stream))
    try:
        yield
    finally:
        for name, stream in before.items():
            if getattr(sys, name) is not stream:
                getattr(sys, name).flush()
                setattr(sys, name, stream)


_OVER = {errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EIO}


class _Printed(io.FileIO):
    """A pipe or a file; once nothing more can be written, a way into nowhere."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            if error.errno not in _OVER:
                raise
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            return super().write(data)


def _forgiving(stream: Any) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        io.BufferedWriter(_Printed(stream.fileno(), "w", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=True,  # whoever reads it waits for the next line
    )


def _may_fail(stream: Any) -> bool:
    try:
        if not isinstance(stream, io.TextIOWrapper) or stream.isatty():
            return False
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError):  # closed, or not a file
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISCHR(mode)
