"""Running a sanitised notebook in a warm kernel, with a judge listening."""

from __future__ import annotations

import contextlib
import copy
import threading
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from nbformat import NotebookNode
from traitlets.utils.importstring import import_item

from autograder.checks.exam import Exam
from autograder.checks.verdict import Verdict
from autograder.course import Course, CourseError
from autograder.grading.job import Job
from autograder.judge.confirmation import bulk
from autograder.judge.exams import set_exam
from autograder.judge.server import Setter
from autograder.kernels.kernel import CellResult, Kernel
from autograder.labs import LABS, UnknownCheckpoint
from autograder.nbgrader.execution import ExecuteJudged, NoKernelError, doubtful
from autograder.running.incidents import Incidents
from autograder.running.pool import Nursery
from autograder.running.record import Record
from autograder.running.verdicts import is_test, judged, name_of
from autograder.sandbox.host import SandboxError
from autograder.submissions.demonstrations import is_demonstration, needed
from autograder.submissions.outputs import Screen, error_of

_LOOK = 0.2
"""Seconds between two looks for a verdict, ..."""
_LINGER = 1.0
"""... and seconds that a test cell may go on after it."""


_SETTING = threading.Lock()


def same_exam(course: Course, checkpoint: str, seed: int, attempt: int) -> Exam:
    """The exam, which is set once: everybody in a class is asked the same."""
    with _SETTING:
        return _set(course, checkpoint, seed, attempt)


_set = lru_cache(maxsize=64)(set_exam)


@lru_cache(maxsize=4)
def ready(course: Course, lab: str, seed: int) -> None:
    """Begin to set what the first submission will be asked, while its kernel is made."""

    def prepare() -> None:
        for point in LABS.get(lab, ()):
            with contextlib.suppress(CourseError):
                same_exam(course, f"{lab}.{point.grade_id}", seed, 0)
                bulk(course, f"{lab}.{point.grade_id}")

    threading.Thread(target=prepare, name="exams", daemon=True).start()


@dataclass(frozen=True)
class Run:
    """Runs the notebooks of one lab; what student code does never raises.

    Attributes
    ----------
    course : Course
    lab : str
    rules : ExecuteJudged
        nbgrader's step, for its settings: times, and who judges.
    nursery : Nursery
        Where the kernels come from.
    """

    course: Course
    lab: str
    rules: ExecuteJudged
    nursery: Nursery

    def __call__(self, notebook: NotebookNode, job: Job) -> NotebookNode:
        """Run a notebook and put the cards and a record into it.

        Returns
        -------
        NotebookNode
            The same notebook.

        Raises
        ------
        NoKernelError
            No kernel could be started.
        """
        record = Record.read(notebook)
        if record.rejected is not None:
            judged(notebook, record, self.lab, {}, {})
            return notebook
        started = time.monotonic()
        verdicts, incidents = self._once(notebook, job, job.all_cells)
        if not job.all_cells and needed(notebook.cells, verdicts.values()):
            verdicts, incidents = self._once(notebook, job, every_cell=True)
        seconds = round(time.monotonic() - started, 3)
        record = replace(record.with_problems(*incidents.problems), seed=job.seed, seconds=seconds)
        judged(notebook, record, self.lab, verdicts, incidents.reasons)
        return notebook

    def _once(
        self, notebook: NotebookNode, job: Job, every_cell: bool
    ) -> tuple[dict[str, Verdict], Incidents]:
        cells = [
            cell
            for cell in notebook.cells
            if cell.cell_type == "code" and (every_cell or not is_demonstration(cell))
        ]
        for cell in cells:
            if not is_demonstration(cell):  # what it showed may be from a run without those
                cell.outputs, cell.execution_count = [], None
        kernels: list[Kernel] = []
        options: dict[str, Any] = {
            "used": lambda: kernels[0].cpu_seconds() if kernels else 0.0,
            "setter": leaving_out(job.settled, same_exam),
        }
        make_judge = import_item(self.rules.judge_class)
        ready(self.course, self.lab, job.seed)
        with contextlib.ExitStack() as stack:
            judge = stack.enter_context(make_judge(self.course, self.lab, job.seed, **options))
            try:
                kernel, done = self.nursery.kernel(cells, judge.address, sandbox=job.sandbox)
            except (SandboxError, OSError) as error:
                raise NoKernelError(f"no kernel could be started: {error}") from error
            kernels.append(stack.enter_context(kernel))
            passing = _Pass(self, kernel, judge.verdicts)
            for cell, result in zip(cells, done, strict=False):
                passing.take(cell, copy.deepcopy(result))
            for cell in cells[len(done) :]:
                passing.run(cell)
        # The kernel has ended: what is judged now, nobody in it can see.
        passing.incidents.problems += doubtful(judge)
        return {**judge.verdicts, **job.settled}, passing.incidents


def leaving_out(settled: Collection[str], setter: Setter) -> Setter:
    """How a judge sets exams that is not to judge some checkpoints, whose verdicts stand."""

    def set_one(course: Course, checkpoint: str, seed: int, attempt: int) -> Exam:
        if checkpoint in settled:
            raise UnknownCheckpoint(f"the verdict on {checkpoint} stands")
        return setter(course, checkpoint, seed, attempt)

    return set_one


class _Pass:
    """One way through a notebook, from its first cell to its last or to where it was stopped."""

    def __init__(self, run: Run, kernel: Kernel, verdicts: dict[str, Verdict]) -> None:
        self.incidents = Incidents()
        self._run, self._kernel, self._verdicts = run, kernel, verdicts
        self._deadline = time.monotonic() + run.rules.notebook_timeout

    def run(self, cell: NotebookNode) -> None:
        """Run one cell, unless the notebook was stopped."""
        incidents, rules, name = self.incidents, self._run.rules, name_of(cell)
        left = self._deadline - time.monotonic()
        if incidents.stopped is None and left <= 0:
            seconds = f"{rules.notebook_timeout:g} s"
            incidents.stop(f"the notebook ran longer than {seconds} before {name}", cell)
        if incidents.stopped is not None:
            incidents.explain(incidents.stopped, cell)
            return
        # The judge gives up a silent function by itself, and its verdict tells more than we can.
        allowed = rules.timeout + (rules.judge_grace if is_test(cell) else 0.0)
        allowed = max(0.1, min(allowed, left))
        with self._not_lingering(cell):
            result = self._kernel.execute(cell.source, allowed)
        if result.died and result.interrupted:
            incidents.stop(f"{name} could not be interrupted after {allowed:.0f} s", cell)
        elif result.died:
            incidents.stop(f"the kernel died in {name}: {result.died}", cell)
        elif result.interrupted:
            incidents.note(f"{name} ran longer than {allowed:.0f} s and was interrupted", cell)
        self.take(cell, result)

    def take(self, cell: NotebookNode, result: CellResult) -> None:
        """Put what a cell showed into the notebook, inert and bounded."""
        screen = Screen()
        for output in result.outputs:
            screen.receive(output.output_type, output)
        cut = result.cut or screen.cut
        cell.outputs = self.incidents.admit(screen.outputs, cut, cell)
        cell.execution_count = result.execution_count
        raised = error_of(cell.outputs)
        if raised is not None:
            self.incidents.explain(raised, cell)

    @contextlib.contextmanager
    def _not_lingering(self, cell: NotebookNode) -> Iterator[None]:
        """Interrupt a test cell that goes on after its verdict: what it does is of no interest."""
        if not is_test(cell):
            yield
            return
        ended = threading.Event()
        checkpoint = f"{self._run.lab}.{cell.metadata.nbgrader.grade_id}"
        before = self._verdicts.get(checkpoint)

        def look() -> None:
            while not ended.wait(_LOOK):
                if self._verdicts.get(checkpoint) is not before:
                    if not ended.wait(_LINGER):
                        self._kernel.interrupt()
                    return

        thread = threading.Thread(target=look, name="linger", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
