"""A command run to its end: what it wrote, within bounds, and how it ended."""

from __future__ import annotations

import os
import selectors
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, cast

from autograder.sandbox.limits import Limits, reason
from autograder.sandbox.watch import Watch, kill

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


def finish(
    popen: Callable[..., subprocess.Popen[bytes]],
    argv: Sequence[str],
    limits: Limits,
    *,
    timeout: float,
    stdin: bytes,
    output: int,
) -> Finished:
    """Start a command, feed it, keep the beginning of what it writes, and see it end.

    Parameters
    ----------
    popen : callable
        Starts the command, as `Sandbox.popen` does.
    argv : sequence of str
    limits : Limits
    timeout : float
        Seconds, after which the whole tree is killed.
    stdin : bytes
    output : int
        Bytes kept of each stream.
    """
    started = time.monotonic()
    pipe = subprocess.PIPE
    process = popen(argv, stdin=pipe, stdout=pipe, stderr=pipe)
    try:
        with Watch(process, limits, timeout=timeout) as watch:
            stdout, stderr = _converse(process, stdin, output)
            status = process.wait()
    finally:
        kill(process)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
    ended = watch.reason or (None if status == 0 else reason(status, limits))
    return Finished(status, stdout, stderr, time.monotonic() - started, ended)


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
