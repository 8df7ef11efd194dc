"""Starts a kernel in its place, sees it end, and knows afterwards why."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from autograder.kernels.application import Application
from autograder.kernels.zygote import Zygote
from autograder.sandbox.bubblewrap import Sandbox
from autograder.sandbox.host import remove
from autograder.sandbox.limits import reason
from autograder.sandbox.unconfined import Unconfined
from autograder.sandbox.watch import Watch

CONNECTION = "kernel.json"
ADDRESS = "ipc"
"""What the kernel's folder holds: the file it is told its sockets by, and how their names begin."""

LAUNCHER = (sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}")
"""How a kernel is started, and told what it is to know."""

_TAIL = 2000


class Provisioner(LocalProvisioner):
    """What a kernel manager starts and ends its one kernel with, in a process of its own.

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
            self._start(cmd, self._errors)
        except BaseException:
            await self.cleanup()
            raise
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
        self._release()
        if self._errors is not None:
            self._errors.close()
            self._errors = None
        if not restart:
            remove(self.folder)
        await super().cleanup(restart)

    def _start(self, cmd: list[str], errors: IO[bytes]) -> None:
        # What the notebook writes travels as messages; this is for a kernel that can not start.
        streams: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": errors}
        if isinstance(self.place, Unconfined):
            streams["root"] = self.folder / "root"
            streams["root"].mkdir()
        self.process = self.place.popen(cmd, **streams)
        self.pid = self.pgid = self.process.pid
        self._watch = Watch(self.process, self.place.limits, folders=[self.folder])
        self._watch.start()

    def _why(self, status: int) -> str:
        excess = self._watch.reason if self._watch is not None else None
        return excess or reason(status, self.place.limits)

    def _release(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    async def _ask(self) -> None:
        """From here on its end is no surprise."""
        await self.poll()
        self._asked = True

    def _note(self, status: int) -> None:
        if self.reason is not None:
            return
        self.reason = self._why(status)
        if self._errors is not None:
            end = self._errors.seek(0, 2)
            self._errors.seek(max(0, end - _TAIL))
            # Student code can write here: escaped, so that it can not control a terminal.
            self.log.warning("The kernel died: %s. %r", self.reason, self._errors.read())


class ForkedProvisioner(Provisioner):
    """The same for a kernel that is forked from a zygote.

    Attributes
    ----------
    zygote : Zygote
        It has a pool, in which the folder lies.
    own : Path
        What the kernel sees of the folder, a folder in it: the paths in the grader's connection
        file are none of its business.
    sockets : mapping of str to Path
        Sockets that the kernel may connect to, by the names of environment variables.
    """

    zygote: Zygote
    own: Path
    sockets: Mapping[str, Path]
    _kernel: Application | None = None

    async def kill(self, restart: bool = False) -> None:
        """End the kernel, at once: whoever asks a moment later does not have to ask again."""
        await super().kill(restart)
        if self._kernel is not None:
            self._kernel.wait()

    async def terminate(self, restart: bool = False) -> None:
        """The same: process 1 does not take what would end it."""
        await self.kill(restart)

    def _start(self, cmd: list[str], errors: IO[bytes]) -> None:
        seen = self.zygote.seen(self.own)
        connection = json.loads((self.folder / CONNECTION).read_text())
        remove(self.own)  # a kernel before this one may have left links in it
        self.own.mkdir(mode=0o700)
        self.folder.chmod(0o711)  # the sandbox's user passes through it, inside the private pool
        connection["ip"] = f"{seen}/{ADDRESS}"
        (self.own / CONNECTION).write_text(json.dumps(connection))
        arguments = ["-f", f"{seen}/{CONNECTION}", *cmd[len(LAUNCHER) :]]
        self._kernel = self.zygote.application(
            self.own, arguments, errors=errors, sockets=self.sockets
        )
        self.process = self._kernel  # type: ignore[assignment]
        self.pid = self._kernel.pid

    def _why(self, status: int) -> str:  # noqa: ARG002
        return "" if self._kernel is None else self._kernel.died

    def _release(self) -> None:
        if self._kernel is not None:
            self._kernel.close()
            self.process = self._kernel = None
