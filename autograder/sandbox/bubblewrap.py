"""A bubblewrap sandbox: no network, no files but those named, bounded use of the machine."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

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
from autograder.sandbox.mounts import interpreter, system
from autograder.sandbox.resources import enforce
from autograder.sandbox.view import HOME, View

_OLDEST = (0, 8)
_STUDENT = 1000
_STAGE = "/tmp"


@dataclass(frozen=True, kw_only=True)
class Bubblewrap(View):
    """A `Place` that shuts a command in.

    Parameters
    ----------
    nested : bool
        Whether the command may make user namespaces of its own.
    """

    nested: bool = False
    confined: ClassVar[bool] = True

    def command(self, argv: Sequence[str]) -> list[str]:
        """The whole command line, to be run as it stands."""
        outer, options = self._parts()
        return [*outer, *options, "--", *enforce(self.settings, argv)]

    def popen(
        self,
        argv: Sequence[str],
        *,
        root: Path | None = None,  # noqa: ARG002
        pass_fds: Sequence[int] = (),
        **streams: Any,
    ) -> subprocess.Popen[bytes]:
        """Start a command; killing the process returned kills everything the command started."""
        outer, options = self._parts()
        self._hand_over()
        # Through a file: the sandbox's first process shows its arguments, and these name our paths.
        with os.fdopen(os.memfd_create("options"), "w+b") as file:
            file.write("\0".join(options).encode())
            file.seek(0)
            return subprocess.Popen(
                [*outer, "--args", str(file.fileno()), "--", *enforce(self.settings, argv)],
                pass_fds=(file.fileno(), *pass_fds),
                start_new_session=True,
                env={},
                cwd="/",
                **{"stdin": subprocess.DEVNULL, **streams},
            )

    def _parts(self) -> tuple[list[str], list[str]]:
        """What starts bubblewrap, and bubblewrap's options."""
        binds, links = system()
        shown = [*binds, *interpreter(), *self.readable, *self.sockets]
        staged: list[str] = []
        start = [tool("env"), "-i", *(f"{k}={v}" for k, v in self.variables().items())]
        if is_root():
            # An ordinary user cannot reach what lies in a private folder of root's. So a first
            # bubblewrap, still root, shows each path in a folder of its own, then gives up root.
            paths = list(dict.fromkeys(path for path, _ in shown))
            staging = {path: f"{_STAGE}/{number}" for number, path in enumerate(paths)}
            for path in paths:
                staged += ["--bind", str(path), staging[path]]
            # Its processes get a namespace, whose end ends them all: the death of a parent, root
            # without capabilities, does not reach the user that they become.
            start += [tool("bwrap"), "--die-with-parent", "--unshare-pid", "--dev-bind", "/", "/"]
            start += ["--tmpfs", _STAGE, *staged, "--", tool("setpriv")]
            start += [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"]
        else:
            staging = {path: str(path) for path, _ in shown}
        disk = ["--size", str(self.settings.disk), "--tmpfs"]
        options = ["--unshare-all", "--unshare-user", "--new-session", "--die-with-parent"]
        options += [] if self.nested else ["--disable-userns"]
        options += ["--uid", str(_STUDENT), "--gid", str(_STUDENT), "--hostname", "lab"]
        options += ["--proc", "/proc", "--dev", "/dev"]
        options += [*disk, "/dev/shm", *disk, "/tmp", *disk, HOME]
        for target, link in links:
            options += ["--symlink", target, link]
        for path, seen in shown:
            options += ["--ro-bind", staging[path], seen]
        options += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", HOME]
        return [*start, tool("bwrap")], options

    def _hand_over(self) -> None:
        if not is_root():
            return
        for path, _ in self.readable:
            check_readable(path)
        for folder, _ in self.sockets:
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
        status, said = _try()
    except SandboxError as error:
        return str(error)
    if status == 0:
        return None
    if "namespace" in said or "uid map" in said:
        return (
            "this machine forbids user namespaces, which the sandbox needs: allow them "
            "(Ubuntu: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0; Docker: "
            f"--cap-add SYS_ADMIN --security-opt seccomp=unconfined), {OTHERWISE}"
        )
    said = said or f"it ended with exit status {status}"
    return f"the sandbox does not start ({said}): repair that, {OTHERWISE}"


def _try() -> tuple[int, str]:
    """Run nothing in the sandbox; its exit status, and what was said about it."""
    nothing = [sys.executable, "-I", "-c", "pass"]
    with tempfile.TemporaryFile() as errors:
        process = Bubblewrap().popen(nothing, stdout=errors, stderr=errors)
        try:
            status = process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        errors.seek(0)
        return status, errors.read(10_000).decode(errors="replace").strip()
