"""What a command prints into a pipe: whoever reads it may leave, as ``head`` does."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def whoever_reads() -> Iterator[None]:
    """Print on, into nowhere, when the reader has left.

    A command does more than print: what it writes into files is to be whole all the same.
    """
    before = {name: getattr(sys, name) for name in ("stdout", "stderr")}
    for name, stream in before.items():
        if _is_pipe(stream):
            stream.flush()
            setattr(sys, name, _forgiving(stream))
    try:
        yield
    finally:
        for name, stream in before.items():
            if getattr(sys, name) is not stream:
                getattr(sys, name).flush()
                setattr(sys, name, stream)


class _Pipe(io.FileIO):
    """The end of a pipe; once nobody reads at the other one, a way into nowhere."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            return super().write(data)


def _forgiving(stream: Any) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        io.BufferedWriter(_Pipe(stream.fileno(), "w", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=True,  # whoever reads it waits for the next line
    )


def _is_pipe(stream: Any) -> bool:
    try:
        return isinstance(stream, io.TextIOWrapper) and stat.S_ISFIFO(
            os.fstat(stream.fileno()).st_mode
        )
    except (OSError, ValueError):  # closed, or not a file
        return False
