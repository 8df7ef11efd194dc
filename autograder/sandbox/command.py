"""A command run to its end: what it wrote, within bounds, and how it ended."""

from __future__ import annotations

import os
import selectors
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from autograder.sandbox.guard import Guard
from autograder.sandbox.place import Place
from autograder.sandbox.resources import reason
from autograder.sandbox.watch import kill

_PIECE = 65536


@dataclass(frozen=True)
class Finished:
    """How a command ended.

    `reason` is None where it ended by itself with status 0, else one sentence. `status` is its exit
    status, -n or 128 + n for a signal n.
    """

    status: int
    stdout: bytes
    stderr: bytes
    seconds: float
    reason: str | None


def run(
    place: Place,
    argv: Sequence[str],
    *,
    timeout: float,
    stdin: bytes = b"",
    output: int = 1_000_000,
    started: Callable[[subprocess.Popen[bytes]], object] = id,
) -> Finished:
    """Run a command to its end, or kill all of it at the timeout.

    Parameters
    ----------
    place : Place
    argv : sequence of str
    timeout : float
        Seconds.
    stdin : bytes
        What the command may read.
    output : int
        Bytes kept of each of standard output and standard error; the rest is dropped.
    started : callable
        Called with the process, as soon as there is one.
    """
    began = time.monotonic()
    pipe = subprocess.PIPE
    with tempfile.TemporaryDirectory() as root:
        process = place.popen(argv, root=Path(root), stdin=pipe, stdout=pipe, stderr=pipe)
        started(process)
        guard = Guard(process.pid, place.settings, lambda: kill(process), timeout=timeout)
        try:
            stdout, stderr = _converse(process, stdin, output)
            status = process.wait()
        finally:
            guard.stop()
            kill(process)
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    stream.close()
    ended = guard.reason or (None if status == 0 else reason(status, place.settings))
    return Finished(status, stdout, stderr, time.monotonic() - began, ended)


def _converse(process: subprocess.Popen[bytes], stdin: bytes, output: int) -> tuple[bytes, bytes]:
    """Write to a process and read from it until it has closed both its streams or died."""
    ours, out, err = (cast(IO[bytes], s) for s in (process.stdin, process.stdout, process.stderr))
    kept = {out: bytearray(), err: bytearray()}
    rest = memoryview(stdin)
    os.set_blocking(ours.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(ours, selectors.EVENT_WRITE)
        for stream in kept:
            selector.register(stream, selectors.EVENT_READ)
        reading = len(kept)
        while reading:
            for key, _ in selector.select():
                if key.fileobj is ours:
                    rest = _write(key.fd, rest)
                    if not rest:
                        selector.unregister(ours)
                        ours.close()
                    continue
                stream = cast(IO[bytes], key.fileobj)
                piece = os.read(key.fd, _PIECE)
                kept[stream] += piece[: output - len(kept[stream])]
                if not piece:
                    selector.unregister(stream)
                    reading -= 1
    return bytes(kept[out]), bytes(kept[err])


def _write(descriptor: int, rest: memoryview) -> memoryview:
    """Write what fits, and return what is left."""
    try:
        return rest[os.write(descriptor, rest) :]
    except BrokenPipeError:  # it does not read; that is its business
        return rest[:0]
