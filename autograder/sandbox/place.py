"""The places where student code can run; another kind of sandbox is one more module like these."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from autograder.sandbox.bubblewrap import Bubblewrap
from autograder.sandbox.unconfined import Unconfined
from autograder.settings import Settings


class Place(Protocol):
    """Where a command runs that is not trusted, made of what a `View` holds.

    Attributes
    ----------
    settings : Settings
    confined : bool
        Whether the command is shut in. If so it sees the paths it was promised, its home is private
        to it, and all that it starts ends with it.
    nested : bool
        Whether it may fork processes into namespaces of their own.
    """

    @property
    def settings(self) -> Settings: ...
    @property
    def confined(self) -> bool: ...
    @property
    def nested(self) -> bool: ...

    def popen(
        self,
        argv: Sequence[str],
        *,
        root: Path | None,
        pass_fds: Sequence[int] = (),
        **streams: Any,
    ) -> subprocess.Popen[bytes]:
        """Start a command, which leads a session of its own.

        It ends with the thread that calls this: where the system can do that, no later.

        Parameters
        ----------
        argv : sequence of str
        root : Path, optional
            An empty folder, the caller's to remove: what a place shows that is not confined.
        pass_fds : sequence of int
            Descriptors that the command keeps.
        streams
            `stdin`, `stdout` and `stderr` as for `subprocess.Popen`; it reads nothing by default.

        Raises
        ------
        SandboxError
            The place cannot be made.
        """


def place(*, sandbox: bool, **view: Any) -> Place:
    """The place for student code: the sandbox, or none; `view` is what a `View` is made of."""
    return Bubblewrap(**view) if sandbox else Unconfined(**view)


def nesting(*, sandbox: bool, **view: Any) -> Place:
    """The same, where a command forks others and shuts each of them in by itself."""
    return Bubblewrap(**view, nested=True) if sandbox else Unconfined(**view)
