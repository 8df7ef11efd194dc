"""What a command is given, wherever it runs: what it sees, its environment, its limits."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.sandbox.mounts import Bind
from autograder.settings import Settings

HOME = "/home/student"
"""The home folder, and where a command runs: private, writable, of limited size."""


@dataclass(frozen=True, kw_only=True)
class View:
    """What every place shows to a command in it.

    Parameters
    ----------
    readable : tuple of (path, str)
        Paths on this machine and the paths under which the command sees them.
    sockets : tuple of (path, str)
        Folders, read-only, with Unix sockets that the command may connect to; as root, they are
        handed over to the sandbox's user.
    environment : mapping of str to str
        Added to what student code gets whatever the grader's environment is.
    settings : Settings
        The limits.
    """

    readable: tuple[Bind, ...] = ()
    sockets: tuple[Bind, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)

    def variables(self) -> dict[str, str]:
        """The whole environment of the command."""
        path = dict.fromkeys([f"{sys.prefix}/bin", "/usr/local/bin", "/usr/bin", "/bin"])
        threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        return {
            "PATH": ":".join(path),
            "HOME": HOME,
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            **dict.fromkeys(threads, "1"),
            **self.environment,
        }
