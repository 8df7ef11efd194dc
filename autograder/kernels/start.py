"""Bringing up a zygote: a process in the sandbox that has imported everything and waits."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from autograder.kernels.inside import wire
from autograder.kernels.kernel import CellResult
from autograder.kernels.order import Born, Order
from autograder.kernels.recipe import Recipe
from autograder.kernels.transcript import Transcript
from autograder.sandbox.host import SandboxError

_START = 120.0
_TAIL = 2000
_GOING = 0.5


class OpeningError(Exception):
    """The cells that every notebook opens with do not run, or leave what can not be forked."""


class Hatchling:
    """A zygote's process from its start to its end.

    Attributes
    ----------
    process : subprocess.Popen
    control : socket.socket
        To the process.
    opening : list of CellResult
        Of the opening cells.
    """

    process: subprocess.Popen[bytes]

    def __init__(self, recipe: Recipe) -> None:
        """Start it, and wait until it is ready.

        Raises
        ------
        SandboxError
            It does not start.
        OpeningError
            It can not run the opening cells, or not be forked after them.
        """
        if sys.platform != "linux":
            raise SandboxError(f"a zygote needs Linux, and this is {sys.platform}")
        self.opening: list[CellResult] = []
        self._recipe = recipe
        self._lock, self._number = threading.Lock(), 0
        with contextlib.ExitStack() as files:
            self.control, theirs = socket.socketpair()
            files.callback(self.control.close)
            self.control.settimeout(_START)
            self._errors = files.enter_context(tempfile.TemporaryFile())
            root = files.enter_context(tempfile.TemporaryDirectory(prefix="zygote-"))
            with theirs:
                thread = self._begin(theirs.fileno(), Path(root))
            files.callback(thread.join)
            files.callback(self.kill)
            self._prepare()
            self._files = files.pop_all()

    def fork(self, order: Order[Born]) -> Born:
        """Have a kernel forked."""
        with self._lock:
            self._number += 1
            number = self._number
        return order.fill(number, self._tell, partial(self._bury, number))

    def has_ended(self) -> bool:
        """Whether it is gone, for whatever reason, or just going."""
        try:
            self.process.wait(_GOING)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """End the process, and with it every kernel."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def close(self) -> None:
        """The same, and wait until it is done."""
        self._files.close()

    def _tell(self, message: dict[str, Any], descriptors: Sequence[int]) -> None:
        with self._lock:
            wire.send(self.control, message, descriptors)

    def _bury(self, number: int) -> int:
        """The exit status of a kernel that has ended, which only its parent is told."""
        with self._lock:
            try:
                wire.send(self.control, {"reap": number})
                answer = wire.receive(self.control)
            except OSError:  # it has died, or does not answer in time: then it must
                self.kill()
                answer = None
        return -signal.SIGKILL if answer is None else int(answer[0]["status"])

    def _begin(self, descriptor: int, root: Path) -> threading.Thread:
        """Start the process in a thread that lives as long, since the sandbox ends with it."""
        started = threading.Event()
        trouble: list[BaseException] = []

        def live() -> None:
            try:
                self.process = self._recipe.start(descriptor, self._errors, root)
            except (SandboxError, OSError) as error:
                trouble.append(error)
                return
            finally:
                started.set()
            self.process.wait()

        thread = threading.Thread(target=live, name="zygote", daemon=True)
        thread.start()
        started.wait()
        if trouble:
            raise trouble[0]
        return thread

    def _prepare(self) -> None:
        """Tell the process what to do, and wait until it is ready."""
        limits = self._recipe.limits
        frames, transcript = wire.Frames(2 * limits.shown), Transcript(limits)
        with contextlib.suppress(BrokenPipeError):
            wire.send(self.control, self._recipe.settings())
        transcript.begin()
        while select.select([self.control], [], [], _START)[0]:
            try:
                piece = self.control.recv(2**18)
            except ConnectionResetError:  # it ended before it read what it was told
                break
            for frame in frames.feed(piece):
                message = json.loads(frame)
                if message.get("ready", 0) > 1:
                    others = message["ready"] - 1
                    raise OpeningError(f"the opening cells leave {others} threads running")
                if "ready" in message:
                    return
                if "done" in message:
                    self._opened(message, transcript)
                    transcript.begin()
                else:
                    transcript.receive(message, len(frame))
            if not piece:
                break
        self._errors.seek(max(0, self._errors.seek(0, 2) - _TAIL))
        said = self._errors.read().decode(errors="replace").strip() or "nobody knows why"
        *_, last = said.splitlines()
        if "user namespace" in last:
            last = f"this machine forbids user namespaces inside a sandbox ({last})"
        raise SandboxError(f"a zygote does not start: {last}")

    def _opened(self, message: dict[str, Any], transcript: Transcript) -> None:
        if message["error"] is not None:
            number = message["done"] + 1
            raise OpeningError(f"opening cell {number} ended with {message['error']}")
        self.opening.append(
            CellResult(outputs=transcript.end(), execution_count=message["execution_count"])
        )
