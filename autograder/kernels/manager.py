"""The kernel manager that Jupyter's clients are given: an IPython kernel in a sandbox.

It is configured by traitlets, since nbgrader makes the manager itself:

    c.Execute.kernel_manager_class = "autograder.kernels.manager.SandboxedKernelManager"
    c.SandboxedKernelManager.readable = library(course)
    c.SandboxedKernelManager.environment = {"PYTHONPATH": "/course"}

The kernel is forked from a zygote that all managers with the same settings share. Where there can
be none, or none is wanted, it is a process of its own, which takes twenty times longer to start.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import Bool, Dict, Instance, Type
from traitlets import Tuple as TupleTrait

from autograder.kernels.client import Client
from autograder.kernels.hatchery import HATCHERY
from autograder.kernels.provisioner import (
    ADDRESS,
    CONNECTION,
    LAUNCHER,
    ForkedProvisioner,
    Provisioner,
)
from autograder.kernels.zygote import Zygote
from autograder.sandbox.bubblewrap import Sandbox
from autograder.sandbox.host import private_folder
from autograder.sandbox.limits import Limits
from autograder.sandbox.mounts import Bind
from autograder.sandbox.unconfined import Unconfined

_SOCKETS = "/sockets"
_OWN = "own"


class SandboxedKernelManager(AsyncKernelManager):
    """Runs one kernel at a time, always this Python's, whatever kernel a notebook asks for."""

    sandbox = Bool(True, config=True, help="Whether the kernel is confined.")
    forked = Bool(True, config=True, help="Whether it is forked from a zygote, where one starts.")
    readable = TupleTrait(
        config=True, help="Pairs of a path and the path the kernel sees it under."
    )
    sockets = Dict(config=True, help="Sockets it may connect to, by variables that tell it where.")
    environment = Dict(config=True, help="Variables added to the kernel's clean environment.")
    limits = Instance(Limits, args=(), config=True, help="What the kernel may use.")

    client_factory = Type(Client, config=True, help="Who talks to it.")

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

        A signal does not reach into bubblewrap's namespace, so an interrupt is a message there. A
        forked kernel is process 1, which can not send itself what it is told to by a message.
        """
        forked = isinstance(self.provisioner, ForkedProvisioner)
        return KernelSpec(
            argv=list(LAUNCHER),
            display_name="Python 3",
            language="python",
            interrupt_mode="signal" if forked else "message",
        )

    async def _async_pre_start_kernel(self, **kwargs: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None or not self.provisioner.folder.exists():
            self._prepare()
        return await super()._async_pre_start_kernel(**kwargs)

    def _prepare(self) -> None:
        """A provisioner, and a private folder for the sockets of this kernel alone."""
        readable = tuple((Path(path), seen) for path, seen in self.readable)
        zygote = self._zygote(readable) if self.forked else None
        folder = private_folder("kernel-", None if zygote is None else HATCHERY.pool)
        self.transport = "ipc"
        self.connection_file = str(folder / CONNECTION)
        sockets = {name: Path(path) for name, path in self.sockets.items()}
        settings = {"kernel_id": self.kernel_id or folder.name, "kernel_spec": self.kernel_spec}
        if zygote is not None:
            self.provisioner = forked = ForkedProvisioner(parent=self, **settings)
            forked.zygote, forked.sockets = zygote, sockets
            forked.own = folder / _OWN
            self.ip = str(forked.own / ADDRESS)
        else:
            self.provisioner = Provisioner(parent=self, **settings)
            self.ip = str(folder / ADDRESS)
            self.provisioner.place = self._place(folder, readable, sockets)
        self.provisioner.folder = folder

    def _zygote(self, readable: tuple[Bind, ...]) -> Zygote | None:
        return HATCHERY.zygote(
            readable=readable,
            environment=self.environment,
            limits=self.limits,
            sandbox=self.sandbox,
            log=self.log,
        )

    def _place(
        self, folder: Path, readable: tuple[Bind, ...], sockets: dict[str, Path]
    ) -> Sandbox | Unconfined:
        """Where a kernel runs that is a process of its own."""
        place = Sandbox if self.sandbox else Unconfined
        seen = {name: f"{_SOCKETS}/{name}/{path.name}" for name, path in sockets.items()}
        return place(
            readable=readable,
            sockets=tuple((path.parent, f"{_SOCKETS}/{name}") for name, path in sockets.items()),
            writable=((folder, str(folder)),) if self.sandbox else (),
            environment={**self.environment, **seen},
            limits=self.limits,
        )
