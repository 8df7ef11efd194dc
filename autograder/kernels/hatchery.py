"""The zygotes of this process whose kernels Jupyter's clients talk to: one for each kind."""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Mapping
from pathlib import Path

from autograder.kernels.zygote import Zygote
from autograder.sandbox.host import SandboxError, private_folder, remove
from autograder.sandbox.limits import Limits
from autograder.sandbox.mounts import Bind


class Hatchery:
    """Starts a zygote when it is first needed, and ends all of them together.

    Their kernels have their sockets in one pool: a private folder, with a folder for each kernel.
    """

    def __init__(self) -> None:
        self._zygotes: dict[object, Zygote | None] = {}
        self._pool: Path | None = None
        self._lock = threading.Lock()

    def zygote(
        self,
        *,
        readable: tuple[Bind, ...],
        environment: Mapping[str, str],
        limits: Limits,
        sandbox: bool,
        log: logging.Logger,
    ) -> Zygote | None:
        """A zygote that is running, or was; None where none can be started, which is logged once.

        Parameters
        ----------
        readable, environment, limits, sandbox
            As for `Zygote`.
        log : logging.Logger
        """
        kind = (readable, *sorted(environment.items()), limits, sandbox)
        with self._lock:
            if kind not in self._zygotes:
                zygote = Zygote(
                    readable=readable,
                    environment=environment,
                    limits=limits,
                    sandbox=sandbox,
                    pool=self.pool,
                )
                try:
                    self._zygotes[kind] = zygote.__enter__()
                except (SandboxError, OSError) as error:
                    log.warning("Every kernel is started afresh, which takes longer: %s", error)
                    self._zygotes[kind] = None
            return self._zygotes[kind]

    @property
    def pool(self) -> Path:
        """The folder with the kernels' folders; made when it is asked for."""
        if self._pool is None:
            self._pool = private_folder("kernels-")
        return self._pool

    def close(self) -> None:
        """End the zygotes, and leave nothing behind."""
        for zygote in self._zygotes.values():
            if zygote is not None:
                zygote.close()
        self._zygotes.clear()
        if self._pool is not None:
            remove(self._pool)
            self._pool = None


HATCHERY = Hatchery()
atexit.register(HATCHERY.close)
