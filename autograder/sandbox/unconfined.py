"""The way without a sandbox: the same environment and the same view of files, and no protection."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

from autograder.sandbox.mounts import Bind
from autograder.sandbox.view import HOME, View


@dataclass(frozen=True, kw_only=True)
class Unconfined(View):
    """A `Place` for a trusted command, anywhere where there is Python.

    Paths as the command would see them in the sandbox are translated wherever they are an argument
    or (a part between colons of) a value of the environment. Only memory and time are limited.
    """

    nested: ClassVar[bool] = False
    confined: ClassVar[bool] = False

    def popen(
        self,
        argv: Sequence[str],
        *,
        root: Path | None,
        pass_fds: Sequence[int] = (),
        **streams: Any,
    ) -> subprocess.Popen[bytes]:
        """Start a command; the folder gets its home, and a symbolic link for each path shown."""
        if root is None:
            raise ValueError("without a sandbox a command needs a folder")
        for path, seen in self._shown():
            link = root / seen.lstrip("/")
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
        home = root / HOME.lstrip("/")
        home.mkdir(parents=True, exist_ok=True)
        return subprocess.Popen(
            [self._translate(word, root) for word in argv],
            start_new_session=True,
            pass_fds=pass_fds,
            env={
                name: ":".join(self._translate(part, root) for part in value.split(":"))
                for name, value in self.variables().items()
            },
            cwd=home,
            **{"stdin": subprocess.DEVNULL, **streams},
        )

    def _shown(self) -> tuple[Bind, ...]:
        return (*self.readable, *self.sockets)

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
