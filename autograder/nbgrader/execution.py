"""Running a sanitised notebook in a sandboxed kernel, with a judge listening."""

from __future__ import annotations

import asyncio
import copy
import secrets
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from jupyter_client.manager import KernelManager
from jupyter_core.utils import ensure_async
from nbclient.exceptions import CellExecutionComplete, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from traitlets import Bool, DottedObjectName, Float, Integer, Unicode, default
from traitlets.utils.importstring import import_item

from autograder.checks.channel import JUDGE
from autograder.checks.verdict import Verdict
from autograder.course import Course, CourseError
from autograder.kernels.manager import SandboxedKernelManager
from autograder.running.incidents import Incidents
from autograder.running.record import Record
from autograder.running.verdicts import is_test, judged, name_of
from autograder.sandbox.host import SandboxError
from autograder.sandbox.library import MOUNT, library
from autograder.submissions.demonstrations import is_demonstration, needed
from autograder.submissions.outputs import Screen, error_of

SEED_BITS = 48

# A kernel in a student's hands can send anything; this is what reading nonsense raises.
_NONSENSE = (AttributeError, KeyError, TypeError, ValueError)


class NoKernelError(CourseError):
    """The machine can not start a kernel; no student has a part in that."""


class JudgeLike(Protocol):
    """What is needed of `autograder.judge.Judge`."""

    address: Path
    verdicts: dict[str, Verdict]
    doubts: dict[str, str]

    def __enter__(self) -> JudgeLike: ...
    def __exit__(self, *exception: object) -> None: ...


def doubtful(judge: JudgeLike) -> list[str]:
    """What a judge thinks that somebody should look at, in a sentence each."""
    return [f"{name.partition('.')[2]}: {doubt}" for name, doubt in sorted(judge.doubts.items())]


class ExecuteJudged(Execute):  # type: ignore[misc]
    """nbgrader's step that runs a notebook, with a judge, a sandbox and limits.

    Every test cell shows the judge's card afterwards, and the notebook's metadata hold a `Record`.
    What goes wrong while student code runs ends as a sentence in the record, never as an exception.
    """

    course = Unicode(help="The course folder, whose library and judge are used.").tag(config=True)
    judge_class = DottedObjectName("autograder.judge.Judge", help="Who judges.").tag(config=True)
    seed = Integer(None, allow_none=True, help="Of the judge's inputs; None: fresh.").tag(
        config=True
    )
    sandbox = Bool(True, help="Whether the kernel is confined.").tag(config=True)
    timeout = Integer(10, help="Seconds for a cell.").tag(config=True)
    judge_grace = Float(10.0, help="Seconds more for a test cell: the judge's own.").tag(
        config=True
    )
    all_cells = Bool(False, help="Whether to run also what only shows something.").tag(config=True)
    notebook_timeout = Float(60.0, help="Seconds for all cells together.").tag(config=True)

    @default("course")
    def _course_default(self) -> str:
        owner = self.parent
        while getattr(owner, "coursedir", None) is None:
            owner = owner.parent
        return str(owner.coursedir.root)

    @default("kernel_manager_class")
    def _kernel_manager_class_default(self) -> type[KernelManager]:
        return SandboxedKernelManager

    def __init__(self, **traits: Any) -> None:
        super().__init__(**{"kernel_manager_class": SandboxedKernelManager, **traits})
        self.shutdown_kernel = "immediate"
        self.timeout_func = self._seconds_left

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any], km: KernelManager | None = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run the notebook and put the cards into it.

        Raises
        ------
        NoKernelError
            No kernel could be started.
        """
        record = Record.read(nb)
        if record.rejected is not None:
            judged(nb, record, resources["nbgrader"]["assignment"], {}, {})
            return nb, resources
        started = time.monotonic()
        self._lab = lab = resources["nbgrader"]["assignment"]
        seed = secrets.randbits(SEED_BITS) if self.seed is None else self.seed
        untouched = copy.deepcopy(nb)
        self._every_cell = self.all_cells
        nb, resources, verdicts = self._run(nb, resources, km, seed)
        if not self._every_cell and needed(nb.cells, verdicts.values()):
            self._every_cell = True
            nb, resources, verdicts = self._run(untouched, resources, km, seed)
        seconds = round(time.monotonic() - started, 3)
        record = replace(
            record.with_problems(*self._incidents.problems), seed=seed, seconds=seconds
        )
        judged(nb, record, lab, verdicts, self._incidents.reasons)
        return nb, resources

    def _run(
        self, nb: NotebookNode, resources: dict[str, Any], km: KernelManager | None, seed: int
    ) -> tuple[NotebookNode, dict[str, Any], dict[str, Verdict]]:
        """Run the notebook once, with a judge of its own."""
        self._deadline = time.monotonic() + self.notebook_timeout
        self._begun = False
        self._watch: asyncio.Future[None] | None = None
        self._incidents = incidents = Incidents()
        course = Course(Path(self.course))
        with import_item(self.judge_class)(course, self._lab, seed) as judge:
            self._judge: JudgeLike = judge
            # Looked at while student code runs; reading the judge's own would have it judge then.
            self._verdicts = judge.verdicts
            try:
                nb, resources = super().preprocess(nb, resources, km)
            except (SandboxError, RuntimeError, OSError) as error:
                if not self._begun:
                    raise NoKernelError(f"no kernel could be started: {error}") from error
                # Student code ran, so this may be its doing, and must not stop the class.
                incidents.problems.append(f"the kernel did not end well ({type(error).__name__})")
        incidents.problems += doubtful(judge)
        return nb, resources, dict(judge.verdicts)

    def create_kernel_manager(self) -> SandboxedKernelManager:
        """A manager whose kernel sees the course's library and the judge's socket, and no more."""
        manager: SandboxedKernelManager = super().create_kernel_manager()
        manager.sandbox = self.sandbox
        manager.readable = library(Course(Path(self.course)))
        manager.sockets = {JUDGE: self._judge.address}
        manager.environment = {"PYTHONPATH": MOUNT}
        return manager

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run one cell, unless the notebook was stopped; never raises for what a student did."""
        if cell.cell_type != "code" or (is_demonstration(cell) and not self._every_cell):
            return cell, resources
        self._begun = True
        incidents, name = self._incidents, name_of(cell)
        if incidents.stopped is None and time.monotonic() >= self._deadline:
            seconds = f"{self.notebook_timeout:g} s"
            incidents.stop(f"the notebook ran longer than {seconds} before {name}", cell)
        if incidents.stopped is not None:
            incidents.explain(incidents.stopped, cell)
            return cell, resources
        self._screen = Screen()
        started = time.monotonic()
        allowed = self._seconds_left(cell)
        try:
            super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            reason = self.km.reason if self.km is not None else None
            incidents.stop(f"the kernel died in {name}: {reason or 'nobody knows why'}", cell)
        except CellTimeoutError:
            incidents.stop(f"{name} could not be interrupted after {allowed:.0f} s", cell)
        except _NONSENSE as error:
            nonsense = type(error).__name__
            incidents.stop(f"the kernel answered nonsense in {name} ({nonsense})", cell)
        else:
            if time.monotonic() - started >= allowed:
                incidents.note(f"{name} ran longer than {allowed:.0f} s and was interrupted", cell)
        self._unwatch()
        cell.outputs = incidents.admit(self._screen.outputs, self._screen.cut, cell)
        cell.execution_count = self.code_cells_executed
        raised = error_of(cell.outputs)
        if raised is not None:
            incidents.explain(raised, cell)
        return cell, resources

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> None:  # noqa: ARG002
        """Take a message of the kernel while a cell runs."""
        kind, content = msg.get("msg_type"), msg.get("content")
        if kind == "status":
            if isinstance(content, dict) and content.get("execution_state") == "idle":
                raise CellExecutionComplete
        elif isinstance(kind, str):
            self._screen.receive(kind, content)

    async def on_cell_execute(self, **event: Any) -> None:
        """Begin to watch a test cell: what it does after its verdict is of no interest."""
        if is_test(event["cell"]):
            grade_id = event["cell"].metadata.nbgrader.grade_id
            self._watch = asyncio.ensure_future(self._interrupt_after(grade_id))

    async def _interrupt_after(self, grade_id: str) -> None:
        """Interrupt a function that the judge has given up waiting for."""
        verdicts, checkpoint = self._verdicts, f"{self._lab}.{grade_id}"
        before = verdicts.get(checkpoint)
        while verdicts.get(checkpoint) is before:
            await asyncio.sleep(0.2)
        await asyncio.sleep(1.0)
        if self.km is not None:
            await ensure_async(self.km.interrupt_kernel())

    def on_cell_executed(self, **event: Any) -> None:
        """Show an error that the kernel reported in its reply alone."""
        self._unwatch()
        content = event["execute_reply"]["content"]
        if content["status"] == "error" and error_of(self._screen.outputs) is None:
            self._screen.receive("error", content)

    def _unwatch(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def _seconds_left(self, cell: NotebookNode) -> float:
        # The judge gives up a silent function by itself, and its verdict tells more than we can.
        allowed = self.timeout + (self.judge_grace if is_test(cell) else 0.0)
        return max(0.1, min(allowed, self._deadline - time.monotonic()))
