"""The way without a sandbox: the same environment and the same view of files, and no protection."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.sandbox.bubblewrap import HOME, environment
from autograder.sandbox.command import Finished, finish
from autograder.sandbox.limits import Limits
from autograder.sandbox.mounts import Bind


@dataclass(frozen=True)
class Unconfined:
    """Where a trusted command runs, told the same things as a `Sandbox`.

    Paths as the command would see them in the sandbox are translated wherever they are an argument
    or (a part between colons of) a value of the environment. Only memory and time are limited.
    """

    readable: tuple[Bind, ...] = ()
    writable: tuple[Bind, ...] = ()
    sockets: tuple[Bind, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    directory: str = HOME
    limits: Limits = field(default_factory=Limits)

    def popen(self, argv: Sequence[str], *, root: Path, **streams: Any) -> subprocess.Popen[bytes]:
        """Start a command in an empty folder, which is the caller's to remove.

        Parameters
        ----------
        argv : sequence of str
        root : Path
            The folder; it gets the home folder, and a symbolic link for each path to be shown.
        """
        for path, seen in self._shown():
            link = root / seen.lstrip("/")
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
        (root / HOME.lstrip("/")).mkdir(parents=True, exist_ok=True)
        variables = {**environment(), **self.environment}
        return subprocess.Popen(
            [self._translate(word, root) for word in argv],
            start_new_session=True,
            env={
                name: ":".join(self._translate(part, root) for part in value.split(":"))
                for name, value in variables.items()
            },
            cwd=self._translate(self.directory, root),
            **{"stdin": subprocess.DEVNULL, **streams},
        )

    def run(
        self, argv: Sequence[str], *, timeout: float, stdin: bytes = b"", output: int = 1_000_000
    ) -> Finished:
        """Run a command to its end, as `Sandbox.run` does."""
        with tempfile.TemporaryDirectory() as root:
            popen = partial(self.popen, root=Path(root))
            return finish(popen, argv, self.limits, timeout=timeout, stdin=stdin, output=output)

    def _shown(self) -> tuple[Bind, ...]:
        return (*self.readable, *self.writable, *self.sockets)

    def _translate(self, seen: str, root: Path) -> str:
        """The path on this machine of a path in the sandbox; anything else stays as it is."""
        path = PurePosixPath(seen)
        for source, shown in self._shown():
            if path.is_relative_to(shown):  # not through the link: a socket's path must be short
                return str(source / path.relative_to(shown))
        above = {p for _, shown in self._shown() for p in PurePosixPath(shown).parents[:-1]}
        if path in above or path.is_relative_to(HOME):
            return str(root / path.relative_to("/"))
        return seen
