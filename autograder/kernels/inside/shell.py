"""IPython's shell as a notebook kernel has it, without ZMQ and its threads."""

from __future__ import annotations

import builtins
import contextlib
import getpass
import os
import signal
import sys
import zlib
from typing import Any

from IPython.core import page
from IPython.core.autocall import ZMQExitAutocall
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from .screen import Screen, Stream, encoded

SCREEN = Screen()
"""Where the one shell of this process shows things."""


class Result(DisplayHook):
    """Shows the value of a cell's last expression."""

    _data: dict[str, Any]
    _metadata: dict[str, Any]
    _count = 0

    def start_displayhook(self) -> None:
        self._data, self._metadata = {}, {}

    def write_output_prompt(self) -> None:
        self._count = self.prompt_count

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self._data, self._metadata = encoded(format_dict), md_dict or {}

    def finish_displayhook(self) -> None:
        if self._data:
            content = {"data": self._data, "metadata": self._metadata}
            SCREEN.show("execute_result", {**content, "execution_count": self._count})


class Displays(DisplayPublisher):
    """Shows what `display` is given."""

    def publish(  # type: ignore[override]
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        content = {"metadata": metadata or {}, "transient": transient or {}}
        kind = "update_display_data" if update else "display_data"
        SCREEN.show(kind, {**content, "data": encoded(data)})

    def clear_output(self, wait: bool = False) -> None:
        SCREEN.show("clear_output", {"wait": wait})


class Compiler(CachingCompiler):
    """Names cells as a stock kernel does, so that warnings look alike."""

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:  # noqa: ARG002
        digest = zlib.crc32(raw_code.encode("utf-8", "replace"))
        return f"/tmp/ipykernel_{os.getpid()}/{digest}.py"


class Shell(InteractiveShell):
    """Runs cells; what they show goes to the screen."""

    displayhook_class = Type(Result)
    display_pub_class = Type(Displays)
    compiler_class = Type(Compiler)
    system = InteractiveShell.system_piped
    autoindent = False
    leaving = False
    _during_display: str | None = None

    def init_environment(self) -> None:
        """Colours, and no pager, in whatever a cell starts."""
        os.environ.update(TERM="xterm-color", CLICOLOR="1", CLICOLOR_FORCE="1", FORCE_COLOR="1")
        os.environ.update(PAGER="cat", GIT_PAGER="cat")

    def init_hooks(self) -> None:
        super().init_hooks()  # type: ignore[no-untyped-call]
        no_pager = page.as_hook(self._no_pager)  # type: ignore[no-untyped-call]
        self.set_hook("show_in_pager", no_pager, 99)  # type: ignore[no-untyped-call]

    def _no_pager(
        self, strg: Any, start: int = 0, screen_lines: int = 0, pager_cmd: Any = None
    ) -> None:
        """A page is shown beside a notebook, and never kept."""

    def enable_gui(self, gui: Any = None) -> None:
        """There is none."""

    def ask_exit(self) -> None:
        """Ends the kernel after the cell."""
        self.leaving = True

    def set_next_input(self, s: str, replace: bool = False) -> None:
        """There is nobody to be shown a new cell."""

    def _tee(self, channel: str) -> contextlib.AbstractContextManager[None]:  # type: ignore[override]  # noqa: ARG002
        """Printed text is kept by the grader, not a second time by the shell."""
        return contextlib.nullcontext()

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        name, value = str(etype.__name__), _text(evalue)
        SCREEN.show("error", {"ename": name, "evalue": value, "traceback": stb})
        self._during_display = f"{name}: {value}"

    def _format_exception_for_storage(self, exception: BaseException, *_: Any) -> dict[str, Any]:
        """Nobody looks an error up again: it takes as long to put it into words as to show it."""
        return {"ename": type(exception).__name__, "evalue": "", "traceback": []}

    def run(self, number: int, source: str) -> None:
        """Run a cell to its end, and say how it ended."""
        SCREEN.begin()
        self._during_display = None
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            result = self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            error = result.error_before_exec or result.error_in_exec
            line = f"{type(error).__name__}: {_text(error)}" if error is not None else None
        except KeyboardInterrupt:  # in the instant before the cell, or after it
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            line = "KeyboardInterrupt: "
        count, line = self.execution_count - 1, line or self._during_display
        ended = {"done": number, "execution_count": count, "error": line}
        SCREEN.end({**ended, "leaving": bool(self.leaving)})


def make(*, cropped: bool) -> Shell:
    """The shell of this process, which shows figures without their margins or with them."""
    sys.stdout, sys.stderr = Stream(SCREEN, "stdout", 1), Stream(SCREEN, "stderr", 2)
    # Where a stock kernel has it: a student's random.py does not hide Python's own.
    sys.path.remove("")
    packages = (n for n, path in enumerate(sys.path) if path.endswith("-packages"))
    sys.path.insert(next(packages, len(sys.path)), "")
    config = Config()
    config.HistoryManager.enabled = False  # neither a database nor its thread
    config.HistoryManager.hist_file = ":memory:"
    config.IPKernelApp.connection_file = ""  # by this tqdm knows a notebook
    if not cropped:
        config.InlineBackend.print_figure_kwargs = {"bbox_inches": None}
    shell: Shell = Shell.instance(config=config)
    shell.exiter = ZMQExitAutocall(shell)  # type: ignore[no-untyped-call]
    shell.user_ns["exit"] = shell.user_ns["quit"] = shell.exiter
    builtins.input, getpass.getpass = _no_input, _no_password
    return shell


def _no_input(prompt: object = "", /) -> str:  # noqa: ARG001
    message = "raw_input was called, but this frontend does not support input requests."
    raise StdinNotImplementedError(message)


def _no_password(prompt: object = "", stream: object = None) -> str:  # noqa: ARG001
    message = "getpass was called, but this frontend does not support input requests."
    raise StdinNotImplementedError(message)


def _text(error: BaseException) -> str:
    """A student's exception may fail to say what it is."""
    try:
        return str(error)
    except Exception as second:  # noqa: BLE001
        return f"<{type(second).__name__} while it was printed>"
