"""Starts a kernel in its place, sees it end, and knows afterwards why."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO, Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from autograder.kernels.limits import reason
from autograder.kernels.sandbox import Sandbox
from autograder.kernels.tree import Watch
from autograder.kernels.unconfined import Unconfined

_TAIL = 2000


class Provisioner(LocalProvisioner):
    """What a kernel manager starts and ends its one kernel with.

    Attributes
    ----------
    place : Sandbox or Unconfined
        Where the kernel runs.
    folder : Path
        A private folder with the connection file and the kernel's sockets; removed at the end.
    reason : str or None
        One sentence: why the kernel ended without being asked to.
    """

    place: Sandbox | Unconfined
    folder: Path
    reason: str | None = None
    _watch: Watch | None = None
    _errors: IO[bytes] | None = None
    _asked = False

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ARG002
        """Start the kernel; the folder and environment that Jupyter proposes are not used."""
        self.reason, self._asked = None, False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            self.process = self._start(cmd, self._errors)
        except BaseException:
            await self.cleanup()
            raise
        self.pid = self.pgid = self.process.pid
        self._watch = Watch(self.process, self.place.limits, folders=[self.folder])
        self._watch.start()
        return self.connection_info

    async def poll(self) -> int | None:
        """None while the kernel runs, else its exit status; 0 where it was never started."""
        status = await super().poll()
        if self.process is not None and status is not None and not self._asked:
            self._note(status)
        return status

    async def shutdown_requested(self, restart: bool = False) -> None:
        await self._ask()
        await super().shutdown_requested(restart)

    async def kill(self, restart: bool = False) -> None:
        await self._ask()
        await super().kill(restart)

    async def terminate(self, restart: bool = False) -> None:
        await self._ask()
        await super().terminate(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Stop watching; unless the kernel is to be started again, remove its folder."""
        await self.poll()
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        if self._errors is not None:
            self._errors.close()
            self._errors = None
        if not restart:
            _remove(self.folder)
        await super().cleanup(restart)

    def _start(self, cmd: list[str], errors: IO[bytes]) -> subprocess.Popen[bytes]:
        # What the notebook writes travels as messages; this is for a kernel that can not start.
        streams: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": errors}
        if isinstance(self.place, Sandbox):
            return self.place.popen(cmd, **streams)
        root = self.folder / "root"
        root.mkdir()
        return self.place.popen(cmd, root=root, **streams)

    async def _ask(self) -> None:
        """From here on its end is no surprise."""
        await self.poll()
        self._asked = True

    def _note(self, status: int) -> None:
        if self.reason is not None:
            return
        excess = self._watch.reason if self._watch is not None else None
        self.reason = excess or reason(status, self.place.limits)
        if self._errors is not None:
            end = self._errors.seek(0, 2)
            self._errors.seek(max(0, end - _TAIL))
            # Student code can write here: escaped, so that it can not control a terminal.
            self.log.warning("The kernel died: %s. %r", self.reason, self._errors.read())


def _remove(folder: Path) -> None:
    """Remove a folder in which a process that is just being killed may still write."""
    deadline = time.monotonic() + 5
    while folder.exists():
        try:
            shutil.rmtree(folder)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
