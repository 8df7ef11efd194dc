"""The kernel manager that Jupyter's clients are given: an IPython kernel in a sandbox.

It is configured by traitlets, since nbgrader makes the manager itself:

    c.Execute.kernel_manager_class = "autograder.kernels.manager.SandboxedKernelManager"
    c.SandboxedKernelManager.readable = library(course)
    c.SandboxedKernelManager.environment = {"PYTHONPATH": "/course"}
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import Bool, Dict, Instance, Unicode
from traitlets import Tuple as TupleTrait

from autograder.kernels.limits import Limits
from autograder.kernels.provisioner import Provisioner
from autograder.kernels.sandbox import HOME, Sandbox
from autograder.kernels.unconfined import Unconfined

_LONG = 80


class SandboxedKernelManager(AsyncKernelManager):
    """Runs one kernel at a time, always this Python's, whatever kernel a notebook asks for."""

    sandbox = Bool(True, config=True, help="Whether the kernel is confined.")
    readable = TupleTrait(
        config=True, help="Pairs of a path and the path the kernel sees it under."
    )
    sockets = TupleTrait(config=True, help="The same for folders with sockets it may connect to.")
    environment = Dict(config=True, help="Variables added to the kernel's clean environment.")
    directory = Unicode(HOME, config=True, help="The working folder, as the kernel sees it.")
    limits = Instance(Limits, args=(), config=True, help="What the kernel may use.")

    provisioner: Provisioner | None = None

    @property
    def reason(self) -> str | None:
        """Why the kernel ended without being asked to, in one sentence; also after the cleanup."""
        return None if self.provisioner is None else self.provisioner.reason

    @property
    def ipykernel(self) -> bool:
        """Whatever its name, it is one."""
        return True

    @property
    def kernel_spec(self) -> KernelSpec:
        """Always the same: a kernel description on this machine, or a notebook, has no say.

        A signal does not reach into the sandbox, so an interrupt is a message.
        """
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
            interrupt_mode="message",
        )

    async def _async_pre_start_kernel(self, **kwargs: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None or not self.provisioner.folder.exists():
            self._prepare()
        return await super()._async_pre_start_kernel(**kwargs)

    def _prepare(self) -> None:
        """A provisioner, and a private folder for the sockets of this kernel alone."""
        # The address of a Unix socket has room for about a hundred characters.
        short = None if len(tempfile.gettempdir()) < _LONG else "/tmp"
        folder = Path(tempfile.mkdtemp(prefix="kernel-", dir=short))
        self.transport = "ipc"
        self.connection_file = str(folder / "kernel.json")
        self.ip = str(folder / "ipc")
        self.provisioner = Provisioner(
            parent=self, kernel_id=self.kernel_id or folder.name, kernel_spec=self.kernel_spec
        )
        self.provisioner.folder = folder
        place = Sandbox if self.sandbox else Unconfined
        self.provisioner.place = place(
            readable=tuple((Path(path), seen) for path, seen in self.readable),
            sockets=tuple((Path(path), seen) for path, seen in self.sockets),
            writable=((folder, str(folder)),) if self.sandbox else (),
            environment=dict(self.environment),
            directory=self.directory,
            limits=self.limits,
        )
