"""The client of a sandboxed kernel, ready as soon as the kernel is."""

from __future__ import annotations

import math
import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

_REPLY = 1.0
_LATER = 0.2


class Client(AsyncKernelClient):
    """Jupyter's, without the fifth of a second that it listens for what nobody sends any more."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and is heard by the channel that carries outputs.

        Raises
        ------
        RuntimeError
            It has died, or does not answer in time.
        """
        deadline = time.monotonic() + (math.inf if timeout is None else timeout)
        while not await self._answers():
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answers(self) -> bool:
        """Ask for something, and receive all of the answer; its end is that the kernel is idle."""
        request = self.kernel_info()
        message: dict[str, Any] = {}
        try:
            while message.get("msg_type") != "kernel_info_reply" or not _is_to(request, message):
                message = await self.get_shell_msg(timeout=_REPLY)
            while message["content"].get("execution_state") != "idle" or not _is_to(
                request, message
            ):
                message = await self.get_iopub_msg(timeout=_LATER)
        except Empty:  # or not subscribed yet when it was sent
            return False
        return True


def _is_to(request: str, message: dict[str, Any]) -> bool:
    return bool(message["parent_header"].get("msg_id") == request)
