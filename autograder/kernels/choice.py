"""Where kernels come from on this machine."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from autograder.kernels.fresh import Fresh
from autograder.kernels.kernel import CellResult, Kernel
from autograder.kernels.zygote import OpeningError, Zygote
from autograder.sandbox.host import SandboxError
from autograder.sandbox.mounts import Bind
from autograder.settings import Settings

__all__ = ["Kernels", "OpeningError", "kernels_for"]


class _Source(Protocol):
    """What a `Zygote` and a `Fresh` have in common."""

    @property
    def opening(self) -> list[CellResult]: ...
    def begin(self) -> None: ...
    def ready(self) -> None: ...
    def close(self) -> None: ...
    def kernel(
        self,
        *,
        files: Mapping[str, bytes] | None = None,
        sockets: Mapping[str, Path] | None = None,
        environment: Mapping[str, str] | None = None,
        settings: Settings | None = None,
    ) -> Kernel: ...


class Kernels:
    """Kernels as a `Zygote` has them, or where none starts as `Fresh` does."""

    def __init__(self, zygote: Zygote, fresh: Fresh, log: logging.Logger) -> None:
        self._source: _Source = zygote
        self._fresh, self._log = fresh, log

    def __enter__(self) -> Kernels:
        self.ready()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def opening(self) -> list[CellResult]:
        """Results of the cells that have run in every kernel."""
        return self._source.opening

    def begin(self) -> None:
        """Start what has to be started, and return at once."""
        try:
            self._source.begin()
        except (SandboxError, OSError) as error:
            self._do_without(error)

    def ready(self) -> None:
        """Wait until it has; before that nothing else here tells what is so."""
        try:
            self._source.ready()
        except (SandboxError, OSError) as error:
            self._do_without(error)

    def kernel(self, **given: Any) -> Kernel:
        """A kernel; see `Zygote.kernel`."""
        self.ready()
        return self._source.kernel(**given)

    def close(self) -> None:
        """End what was started."""
        self._source.close()

    def _do_without(self, error: Exception) -> None:
        if self._source is self._fresh or not self._fresh.possible:
            raise error
        self._log.warning("Every kernel is started afresh, which takes longer: %s", error)
        self._source = self._fresh


def kernels_for(
    *,
    log: logging.Logger,
    readable: tuple[Bind, ...] = (),
    environment: Mapping[str, str] | None = None,
    opening: Sequence[str] = (),
    settings: Settings | None = None,
    sandbox: bool = True,
    cropped: bool = True,
) -> Kernels:
    """Kernels of the quickest kind that this machine can have; they are begun.

    Where no zygote starts, no cell has run beforehand, and the log says so in one sentence.

    Parameters
    ----------
    log : logging.Logger
    readable, environment, opening, settings, sandbox, cropped
        As for `Zygote`.

    Raises
    ------
    SandboxError
        The sandbox is asked for, and there is none.
    """
    every: dict[str, Any] = {
        "readable": readable,
        "environment": environment,
        "settings": settings,
        "sandbox": sandbox,
        "cropped": cropped,
    }
    source = Kernels(Zygote(**every, opening=opening), Fresh(**every), log)
    source.begin()
    return source
