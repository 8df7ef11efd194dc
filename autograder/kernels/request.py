"""What one kernel is given: files, sockets, variables, limits; and how it is told."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.kernels.connection import START
from autograder.kernels.inside import wire
from autograder.sandbox.host import SandboxError, is_root
from autograder.sandbox.resources import resources
from autograder.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request for a kernel, which may be made more than once; see `Zygote.kernel`.

    Raises
    ------
    ValueError
        A file would lie outside the working folder.
    """

    settings: Settings
    files: Mapping[str, bytes] = field(default_factory=dict)
    sockets: Mapping[str, Path] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.files:
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                raise ValueError(f"{name} does not lie in the working folder")

    def tell(self, talk: socket.socket, *, confined: bool, home: Path | None = None) -> None:
        """Send it to the kernel, which listens or will.

        Parameters
        ----------
        talk : socket.socket
        confined : bool
            Whether the kernel cannot reach a socket by its path, and is handed it.
        home : Path, optional
            Its working folder, where it does not begin in it.

        Raises
        ------
        SandboxError
            What should be a socket is none.
        """
        variables, seconds = dict(self.environment), self.settings.processor_seconds
        if home is not None:
            variables["HOME"] = str(home)
        if not confined:
            variables |= {name: str(_socket(path)) for name, path in self.sockets.items()}
        message: dict[str, Any] = {
            "environment": variables,
            "files": [(name, len(data)) for name, data in self.files.items()],
            "sockets": list(self.sockets) if confined else [],
            "disk": self.settings.disk,
            "shown": self.settings.shown,
            "limits": resources(self.settings) if confined else {"RLIMIT_CPU": seconds},
        }
        if home is not None:
            message["home"] = str(home)
        talk.settimeout(START)
        with contextlib.ExitStack() as lent:
            lent.callback(talk.settimeout, None)
            reached = [_reach(path, lent) for path in self.sockets.values() if confined]
            # Where it has ended, what it says, or that it says nothing, tells more than an error.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                wire.send(talk, message, reached)
                for data in self.files.values():
                    talk.sendall(data)


def _socket(path: Path) -> Path:
    if not path.is_socket():
        raise SandboxError(f"{path} is no socket")
    return path


def _reach(path: Path, lent: contextlib.ExitStack) -> int:
    """A handle on a socket, and on nothing else: through a folder's, a kernel could climb out."""
    descriptor = os.open(_socket(path), os.O_PATH | os.O_NOFOLLOW)
    lent.callback(os.close, descriptor)
    # The sandbox's user connects; everybody else is kept out by the folder it lies in.
    if is_root():
        path.chmod(0o666)
    return descriptor
