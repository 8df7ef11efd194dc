"""What is asked of a zygote: a kernel of one kind or the other, and what it is given."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Generic, TypeVar

from autograder.kernels.child import Offspring
from autograder.kernels.connection import Ends
from autograder.sandbox.bubblewrap import HOME
from autograder.sandbox.host import NOBODY, SandboxError, is_root
from autograder.sandbox.limits import Limits

Born = TypeVar("Born", bound=Offspring)


@dataclass(frozen=True, kw_only=True)
class Order(Generic[Born]):
    """An order, which may be filled more than once.

    Attributes
    ----------
    make : callable
        Makes the kernel, as we see it, of its ends.
    connect : callable
        Makes the ends.
    sandbox : bool
    limits : Limits
    environment : mapping of str to str
    sockets : mapping of str to Path
        Listening Unix sockets, by the names of environment variables.
    files : mapping of str to bytes
        For the working folder.
    more : mapping
        What else the kernel is told.
    folders : tuple of Path
        Count as its disk.
    """

    make: Callable[..., Born]
    connect: Callable[[], Ends]
    sandbox: bool
    limits: Limits
    sockets: Mapping[str, Path]
    environment: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    folders: tuple[Path, ...] = ()

    def fill(
        self,
        number: int,
        tell: Callable[[dict[str, Any], Sequence[int]], None],
        bury: Callable[[], int],
    ) -> Born:
        """Have a kernel forked.

        Parameters
        ----------
        number : int
            By which the zygote knows the kernel.
        tell : callable
            Sends the zygote a message, and open files.
        bury : callable
            Asks it for the kernel's exit status.
        """
        home = None if self.sandbox else _home()
        ends = self.connect()
        try:
            with contextlib.ExitStack() as lent:
                lent.callback(ends.give)
                packed = lent.enter_context(tempfile.TemporaryFile())
                packed.writelines(self.files.values())
                packed.seek(0)
                reached = [_reach(path, lent) for path in self.sockets.values()]
                tell(self._message(number, home), [*ends.theirs, packed.fileno(), *reached])
            return self.make(ends, self.limits, bury, home, *self.folders)
        except BaseException:
            ends.close()
            if home is not None:
                shutil.rmtree(home.parent)
            raise

    def _message(self, number: int, home: Path | None) -> dict[str, Any]:
        own = {} if home is None else {"HOME": str(home)}
        return {
            **self.more,
            "number": number,
            "home": HOME if home is None else str(home),
            "environment": {**self.environment, **own},
            "files": [(name, len(data)) for name, data in self.files.items()],
            "sockets": list(self.sockets),
            "disk": self.limits.disk,
            "shown": self.limits.shown,
            "limits": self.limits.resources(NOBODY if is_root() else os.getuid()),
        }


def _home() -> Path:
    """A working folder, of the same name as in the sandbox, in one of its own."""
    home = Path(tempfile.mkdtemp(prefix="kernel-"), PurePosixPath(HOME).name)
    home.mkdir()
    return home


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
