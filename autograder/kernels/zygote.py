"""The grader's side of a zygote: starts it, and has kernels forked from it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any

from autograder.kernels.forked import CellResult, Ends, Kernel
from autograder.kernels.host import NOBODY, SandboxError, is_root
from autograder.kernels.inside import wire
from autograder.kernels.limits import Limits
from autograder.kernels.mounts import Bind, interpreter
from autograder.kernels.sandbox import HOME, Sandbox
from autograder.kernels.transcript import Transcript
from autograder.kernels.unconfined import Unconfined

_INSIDE = Path(__file__).parent / "inside"
_MOUNT = "/zygote/inside"
_PRIVATE = ("/tmp", "/dev/shm", HOME)
_START = 120.0
_GOING = 0.5
_TAIL = 2000
_BESIDES = 32
_LONG = 10**8

_PROGRAM = (
    "import os, sys; sys.path.insert(0, os.path.dirname(sys.argv[1]))\n"
    "from inside.zygote import main\n"
    "del sys.path[0]\n"
    "main(int(sys.argv[2]))"
)


class OpeningError(Exception):
    """The cells that every notebook opens with do not run, or leave what can not be forked."""


class Zygote:
    """A process that has imported everything, from which kernels are forked; a context manager.

    Parameters
    ----------
    readable : tuple of (path, str)
        Paths on this machine and the paths under which student code sees them.
    environment : mapping of str to str
        Variables of every kernel.
    opening : sequence of str
        Cells to run beforehand: no student's, but those that every notebook opens with.
    limits : Limits
        Of each kernel.
    sandbox : bool
        Whether the kernels are confined.

    Attributes
    ----------
    opening : list of CellResult
        Of the opening cells.
    """

    def __init__(
        self,
        *,
        readable: tuple[Bind, ...] = (),
        environment: Mapping[str, str] | None = None,
        opening: Sequence[str] = (),
        limits: Limits | None = None,
        sandbox: bool = True,
    ) -> None:
        self.opening: list[CellResult] = []
        self._readable, self._environment = readable, dict(environment or {})
        self._sources, self._limits = list(opening), limits or Limits()
        self._sandbox = sandbox
        self._lock, self._number = threading.Lock(), 0
        self._files = contextlib.ExitStack()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Zygote:
        self.close()
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def kernel(
        self,
        *,
        files: Mapping[str, bytes] | None = None,
        sockets: Mapping[str, Path] | None = None,
        environment: Mapping[str, str] | None = None,
        limits: Limits | None = None,
    ) -> Kernel:
        """Fork a kernel; a zygote that has died is started again.

        Parameters
        ----------
        files : mapping of str to bytes
            Put into the kernel's working folder, by their paths in it.
        sockets : mapping of str to Path
            Listening Unix sockets on this machine, by the names of environment variables.
        environment : mapping of str to str
            Variables of this kernel alone.
        limits : Limits
            Of this kernel, where they are tighter than the zygote's.

        Raises
        ------
        SandboxError
            The kernel can not be made.
        ValueError
            A file would lie outside the working folder.
        """
        for name in files or ():
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                raise ValueError(f"{name} does not lie in the working folder")
        order = {"environment": dict(environment or {}), "sockets": list(sockets or {})}
        paths = list((sockets or {}).values())
        try:
            return self._fork(order, dict(files or {}), paths, limits or self._limits)
        except (SandboxError, OSError):
            if not self._has_ended():
                raise
            self.close()
            self._start()
        return self._fork(order, dict(files or {}), paths, limits or self._limits)

    def _fork(
        self, order: dict[str, Any], files: dict[str, bytes], sockets: list[Path], limits: Limits
    ) -> Kernel:
        with self._lock:
            self._number += 1
            number = self._number
        home = None if self._sandbox else Path(tempfile.mkdtemp(prefix="kernel-"))
        order = {
            **order,
            "number": number,
            "home": HOME if home is None else str(home),
            "files": [(name, len(data)) for name, data in files.items()],
            "disk": limits.disk,
            "shown": limits.shown,
            "limits": limits.resources(NOBODY if is_root() else os.getuid()),
        }
        if home is not None:
            order["environment"] = {**order["environment"], "HOME": str(home)}
        ends = Ends()
        try:
            with contextlib.ExitStack() as lent:
                lent.callback(ends.give)
                packed = lent.enter_context(tempfile.TemporaryFile())
                packed.writelines(files.values())
                packed.seek(0)
                reached = [_reach(path, lent) for path in sockets]
                with self._lock:
                    wire.send(self._control, order, [*ends.theirs, packed.fileno(), *reached])
            return Kernel(ends, limits, partial(self._bury, number), home)
        except BaseException:
            ends.close()
            if home is not None:
                shutil.rmtree(home)
            raise

    def _has_ended(self) -> bool:
        """Whether the zygote is gone, for whatever reason, or just going."""
        if self._process is None:
            return True
        try:
            self._process.wait(_GOING)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _bury(self, number: int) -> int:
        """The exit status of a kernel that has ended, which only its parent is told."""
        with self._lock:
            try:
                wire.send(self._control, {"reap": number})
                answer = wire.receive(self._control)
            except OSError:  # it has died, or does not answer in time: then it must
                _kill(self._process)
                answer = None
        return -signal.SIGKILL if answer is None else int(answer[0]["status"])

    def close(self) -> None:
        """End the zygote, and with it every kernel."""
        self._files.close()

    def _start(self) -> None:
        files = self._files
        if sys.platform != "linux":
            raise SandboxError(f"a zygote needs Linux, and this is {sys.platform}")
        self._control, theirs = socket.socketpair()
        self._control.settimeout(_START)
        files.callback(self._control.close)
        errors: IO[bytes] = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        # The sandbox ends with the thread that starts it, so that is one which lives as long.
        started = threading.Event()
        trouble: list[BaseException] = []
        thread = threading.Thread(
            target=self._live, args=(theirs, errors, started, trouble), name="zygote", daemon=True
        )
        thread.start()
        started.wait()
        theirs.close()
        if trouble:
            files.close()
            raise trouble[0]
        files.callback(thread.join)
        files.callback(_kill, self._process)
        try:
            self._prepare(errors)
        except BaseException:
            files.close()
            raise

    def _live(
        self,
        theirs: socket.socket,
        errors: IO[bytes],
        started: threading.Event,
        trouble: list[BaseException],
    ) -> None:
        try:
            self._process = process = self._popen(theirs.fileno(), errors)
        except (SandboxError, OSError) as error:
            trouble.append(error)
            return
        finally:
            started.set()
        process.wait()

    def _popen(self, descriptor: int, errors: IO[bytes]) -> subprocess.Popen[bytes]:
        argv = [sys.executable, "-c", _PROGRAM, _MOUNT, str(descriptor)]
        settings: dict[str, Any] = {
            "readable": (*self._readable, (_INSIDE, _MOUNT)),
            "environment": {
                "MPLBACKEND": "module://matplotlib_inline.backend_inline",
                **self._environment,
            },
        }
        streams: dict[str, Any] = {"stdout": errors, "stderr": errors, "pass_fds": (descriptor,)}
        if not self._sandbox:
            root = Path(self._files.enter_context(tempfile.TemporaryDirectory(prefix="zygote-")))
            return Unconfined(**settings).popen(argv, root=root, **streams)
        # It lives longer than a kernel and beside one; the kernels' limits are set in them.
        limits = replace(
            self._limits,
            processes=self._limits.processes + _BESIDES,
            open_files=self._limits.open_files + _BESIDES,
            cpu=_LONG,
        )
        return Sandbox(**settings, limits=limits, nested=True).popen(argv, **streams)

    def _prepare(self, errors: IO[bytes]) -> None:
        """Tell the zygote what to do, and wait until it is ready."""
        limits = self._limits
        settings = {
            "opening": self._sources,
            "confined": self._sandbox,
            "private": _PRIVATE,
            "kept": self._kept(),
            "hidden": [str(PurePosixPath(_MOUNT).parent)],
            "shown": limits.shown,
        }
        frames, transcript = wire.Frames(2 * limits.shown), Transcript(limits)
        self.opening = []
        with contextlib.suppress(BrokenPipeError):
            wire.send(self._control, settings)
        transcript.begin()
        while select.select([self._control], [], [], _START)[0]:
            try:
                piece = self._control.recv(2**18)
            except ConnectionResetError:  # it ended before it read what it was told
                break
            for frame in frames.feed(piece):
                message = json.loads(frame)
                if "ready" in message:
                    return self._check(message["ready"])
                if "done" in message:
                    self._opened(message, transcript)
                    transcript.begin()
                else:
                    transcript.receive(message, len(frame))
            if not piece:
                break
        errors.seek(max(0, errors.seek(0, 2) - _TAIL))
        said = errors.read().decode(errors="replace").strip() or "nobody knows why"
        *_, last = said.splitlines()
        if "user namespace" in last:
            last = f"this machine forbids user namespaces inside a sandbox ({last})"
        raise SandboxError(f"a zygote does not start: {last}")

    def _kept(self) -> list[str]:
        """What the sandbox shows below the folders that each kernel gets afresh."""
        seen = [PurePosixPath(seen) for _, seen in (*interpreter(), *self._readable)]
        return [str(path) for path in seen if any(map(path.is_relative_to, _PRIVATE))]

    def _opened(self, message: dict[str, Any], transcript: Transcript) -> None:
        if message["error"] is not None:
            number = message["done"] + 1
            raise OpeningError(f"opening cell {number} ended with {message['error']}")
        self.opening.append(
            CellResult(outputs=transcript.end(), execution_count=message["execution_count"])
        )

    def _check(self, threads: int) -> None:
        if threads > 1:
            raise OpeningError(f"the opening cells leave {threads - 1} threads running")


def _kill(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None and process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _reach(path: Path, lent: contextlib.ExitStack) -> int:
    """A handle on a socket, and on nothing else: through a folder's, a kernel could climb out."""
    if not path.is_socket():
        raise SandboxError(f"{path} is no socket")
    descriptor = os.open(path, os.O_PATH | os.O_NOFOLLOW)
    lent.callback(os.close, descriptor)
    # The sandbox's user connects; everybody else is kept out by the folder it lies in.
    if is_root():
        path.chmod(0o666)
    return descriptor
