"""A bubblewrap sandbox: no network, no files but those named, bounded use of the machine."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.sandbox.command import Finished, finish
from autograder.sandbox.host import (
    INSTALL,
    NOBODY,
    OTHERWISE,
    SandboxError,
    bubblewrap_version,
    check_readable,
    hand_over,
    is_root,
    tool,
)
from autograder.sandbox.limits import Limits
from autograder.sandbox.mounts import Bind, interpreter, system

HOME = "/home/student"
"""The home folder, and where it runs unless told otherwise: private, writable, of limited size."""

_OLDEST = (0, 8)
_STUDENT = 1000
_STAGE = "/tmp"


def environment() -> dict[str, str]:
    """The environment that student code gets whatever the grader's is."""
    path = dict.fromkeys([f"{sys.prefix}/bin", "/usr/local/bin", "/usr/bin", "/bin"])
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {
        "PATH": ":".join(path),
        "HOME": HOME,
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        **dict.fromkeys(threads, "1"),
    }


@dataclass(frozen=True)
class Sandbox:
    """Where a command runs that is not trusted.

    Parameters
    ----------
    readable, writable : tuple of (path, str)
        Paths on this machine and the paths under which the command sees them. As root, a writable
        folder is handed over to the sandbox's user.
    sockets : tuple of (path, str)
        Folders, read-only, with Unix sockets that the command may connect to; handed over too.
    environment : mapping of str to str
        Added to `environment()`.
    directory : str
        The working folder, as the command sees it.
    limits : Limits
    nested : bool
        Whether the command may make user namespaces of its own.
    """

    readable: tuple[Bind, ...] = ()
    writable: tuple[Bind, ...] = ()
    sockets: tuple[Bind, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    directory: str = HOME
    limits: Limits = field(default_factory=Limits)
    nested: bool = False

    def command(self, argv: Sequence[str]) -> list[str]:
        """The whole command line, to be run as it stands."""
        outer, options = self._parts()
        return [*outer, *options, "--", *self._limited(argv)]

    def popen(
        self, argv: Sequence[str], *, pass_fds: Sequence[int] = (), **streams: Any
    ) -> subprocess.Popen[bytes]:
        """Start a command; killing the process returned kills everything the command started.

        So does the end of the thread that calls this, by the kernel's notion of a parent.

        Raises
        ------
        SandboxError
            bubblewrap is missing, or something readable is not readable for the sandbox's user.
        """
        outer, options = self._parts()
        self._hand_over()
        # Through a file: the sandbox's first process shows its arguments, and these name our paths.
        with os.fdopen(os.memfd_create("options"), "w+b") as file:
            file.write("\0".join(options).encode())
            file.seek(0)
            return subprocess.Popen(
                [*outer, "--args", str(file.fileno()), "--", *self._limited(argv)],
                pass_fds=(file.fileno(), *pass_fds),
                start_new_session=True,
                env={},
                cwd="/",
                **{"stdin": subprocess.DEVNULL, **streams},
            )

    def run(
        self, argv: Sequence[str], *, timeout: float, stdin: bytes = b"", output: int = 1_000_000
    ) -> Finished:
        """Run a command to its end, or kill all of it at the timeout.

        Parameters
        ----------
        timeout : float
            Seconds.
        stdin : bytes
            What the command may read.
        output : int
            Bytes kept of each of standard output and standard error; the rest is dropped.
        """
        return finish(self.popen, argv, self.limits, timeout=timeout, stdin=stdin, output=output)

    def _parts(self) -> tuple[list[str], list[str]]:
        """What starts bubblewrap, and bubblewrap's options."""
        binds, links = system()
        shown = [*binds, *interpreter(), *self.readable, *self.sockets]
        staged: list[str] = []
        start = [tool("env"), "-i", *(f"{k}={v}" for k, v in self._environment().items())]
        if is_root():
            # An ordinary user can not reach what lies in a private folder of root's. So a first
            # bubblewrap, still root, shows each path in a folder of its own, then gives up root.
            paths = list(dict.fromkeys(path for path, _ in (*shown, *self.writable)))
            place = {path: f"{_STAGE}/{number}" for number, path in enumerate(paths)}
            for path in paths:
                staged += ["--bind", str(path), place[path]]
            # Its processes get a namespace, whose end ends them all: the death of a parent, root
            # without capabilities, does not reach the user that they become.
            start += [tool("bwrap"), "--die-with-parent", "--unshare-pid", "--dev-bind", "/", "/"]
            start += ["--tmpfs", _STAGE, *staged, "--", tool("setpriv")]
            start += [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"]
        else:
            place = {path: str(path) for path, _ in (*shown, *self.writable)}
        disk = ["--size", str(self.limits.disk), "--tmpfs"]
        options = ["--unshare-all", "--unshare-user", "--new-session", "--die-with-parent"]
        options += [] if self.nested else ["--disable-userns"]
        options += ["--uid", str(_STUDENT), "--gid", str(_STUDENT), "--hostname", "lab"]
        options += ["--proc", "/proc", "--dev", "/dev"]
        options += [*disk, "/dev/shm", *disk, "/tmp", *disk, HOME]
        for target, link in links:
            options += ["--symlink", target, link]
        for path, seen in shown:
            options += ["--ro-bind", place[path], seen]
        for path, seen in self.writable:
            options += ["--bind", place[path], seen]
        options += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", self.directory]
        return [*start, tool("bwrap")], options

    def _environment(self) -> dict[str, str]:
        return {**environment(), **self.environment}

    def _limited(self, argv: Sequence[str]) -> list[str]:
        uid = NOBODY if is_root() else os.getuid()
        return self.limits.enforce(list(argv), prlimit=tool("prlimit"), uid=uid)

    def _hand_over(self) -> None:
        if not is_root():
            return
        for path, _ in self.readable:
            check_readable(path)
        for folder, _ in (*self.sockets, *self.writable):
            hand_over(folder)


@functools.cache
def available() -> str | None:
    """Try the sandbox once: None where it works, else a sentence: why not, and what to do."""
    if sys.platform != "linux":
        return f"there is no sandbox on {sys.platform}: grade on Linux, {OTHERWISE}"
    try:
        version = bubblewrap_version()
        if version < _OLDEST:
            found, oldest = (".".join(map(str, numbers)) for numbers in (version, _OLDEST))
            return f"bubblewrap {found} is too old: {INSTALL} {oldest} or newer, {OTHERWISE}"
        ended = Sandbox().run([sys.executable, "-I", "-c", "pass"], timeout=20)
    except SandboxError as error:
        return str(error)
    if ended.status == 0:
        return None
    said = ended.stderr.decode(errors="replace").strip()
    if "namespace" in said or "uid map" in said:
        return (
            "this machine forbids user namespaces, which the sandbox needs: allow them "
            "(Ubuntu: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0; Docker: "
            f"--cap-add SYS_ADMIN --security-opt seccomp=unconfined), {OTHERWISE}"
        )
    return f"the sandbox does not start ({said or ended.reason}): repair that, {OTHERWISE}"
