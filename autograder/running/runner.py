"""Running a clean notebook in a kernel, with a judge listening."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from autograder.checks.exam import Exam
from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.course import Course, CourseError
from autograder.judge.server import Judge, Setter
from autograder.kernels.kernel import CellResult, Kernel
from autograder.labs import UnknownCheckpoint
from autograder.running.exams import same_exam
from autograder.running.plan import Plan, Step, as_handed_in
from autograder.running.pool import KernelPool
from autograder.running.verdicts import concluded, name_of
from autograder.sandbox.host import SandboxError
from autograder.settings import Settings
from autograder.submissions.demonstrations import needed
from autograder.submissions.outputs import error_of, kept


class NoKernelError(CourseError):
    """The machine can not start a kernel; no student has a part in that."""


@dataclass(frozen=True)
class Run:
    """A notebook that was run: what its cells show, every test's verdict, what went wrong."""

    notebook: NotebookNode
    verdicts: dict[CheckpointName, Verdict]
    problems: tuple[str, ...] = ()


def run(
    notebook: NotebookNode,
    lab: str,
    seed: int,
    settled: Mapping[CheckpointName, Verdict],
    pool: KernelPool,
    settings: Settings,
    *,
    every_cell: bool = False,
) -> Run:
    """Run a notebook; what student code does never raises.

    Parameters
    ----------
    notebook : NotebookNode
        A clean one; its outputs are replaced.
    lab : str
    seed : int
        What the judge's inputs are drawn from.
    settled : mapping
        Verdicts that stand: these checkpoints are not judged again.
    pool : KernelPool
        Where the kernel comes from.
    settings : Settings
    every_cell : bool
        Whether to run also what only demonstrates something; it is run in any case where something
        turns out to need it.

    Raises
    ------
    NoKernelError
        No kernel could be started.
    """

    def judge_plan(plan: Plan) -> tuple[dict[CheckpointName, Verdict], Execution]:
        execution = Execution(settings)
        judge = Judge(
            pool.course,
            lab,
            seed,
            settings=settings,
            setter=leaving_out(settled, same_exam),
            used=execution.cpu_seconds,
            sat=execution.answered,
            folder=pool.course.root,
        )
        with judge:
            execution.go(plan, pool, judge.address)
        # The kernel has ended: what is judged now, nobody in it can see.
        verdicts = {**judge.verdicts(), **settled}
        problems = sorted(judge.problems().items())
        execution.problems += [f"{name.grade_id}: {problem}" for name, problem in problems]
        return verdicts, execution

    verdicts, execution = judge_plan(as_handed_in(notebook, lab, every_cell=every_cell))
    if not every_cell and needed(notebook.cells, verdicts.values()):
        verdicts, execution = judge_plan(as_handed_in(notebook, lab, every_cell=True))
    final = concluded(notebook, lab, verdicts, execution.unasked)
    return Run(notebook, final, tuple(execution.problems))


def leaving_out(settled: Collection[str], setter: Setter) -> Setter:
    """How a judge sets exams that is not to judge some checkpoints, whose verdicts stand."""

    def set_one(course: Course, checkpoint: CheckpointName, seed: int, attempt: int) -> Exam:
        if checkpoint in settled:
            raise UnknownCheckpoint(f"the verdict on {checkpoint} stands")
        return setter(course, checkpoint, seed, attempt)

    return set_one


@dataclass
class Execution:
    """One way through a plan, from its first step to its last or to where it is stopped.

    Attributes
    ----------
    problems : list of str
        What went wrong, in a sentence each.
    unasked : dict
        Why the check in a test cell was never asked, if it was not, by grade_id.
    """

    settings: Settings
    problems: list[str] = field(default_factory=list)
    unasked: dict[str, str] = field(default_factory=dict)
    _kernel: Kernel | None = None
    _step: Step | None = None
    _stopped: str = ""
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def go(self, plan: Plan, pool: KernelPool, judge: Path) -> None:
        """Execute the steps.

        Raises
        ------
        NoKernelError
            No kernel could be started.
        """
        for cell in plan.cells():
            cell.outputs, cell.execution_count = [], None
        try:
            kernel, done = pool.kernel([step.source for step in plan.steps], judge)
        except (SandboxError, OSError) as error:
            raise NoKernelError(f"no kernel could be started: {error}") from error
        with kernel:
            self._kernel = kernel
            self._deadline = time.monotonic() + self.settings.notebook_seconds
            for step, result in zip(plan.steps, done, strict=False):
                self._show(step, copy.deepcopy(result))
            for step in plan.steps[len(done) :]:
                self._execute(step)

    def cpu_seconds(self) -> float:
        """Processor time that the notebook has used so far."""
        return 0.0 if self._kernel is None else self._kernel.cpu_seconds()

    def answered(self, checkpoint: CheckpointName) -> None:
        """A test has given all its answers: what it does now is not waited for much longer."""
        step = self._step
        if step is not None and step.checkpoint == checkpoint:
            timer = threading.Timer(self.settings.linger_seconds, self._interrupt, [step])
            timer.daemon = True
            timer.start()

    def _interrupt(self, step: Step) -> None:
        with self._turn:
            if self._step is step and self._kernel is not None:
                self._kernel.interrupt()

    def _execute(self, step: Step) -> None:
        """Execute one step, unless the notebook was stopped."""
        assert self._kernel is not None
        name, left = name_of(step.cell), self._deadline - time.monotonic()
        if not self._stopped and left <= 0:
            seconds = f"{self.settings.notebook_seconds:g} s"
            self._stop(f"the notebook ran longer than {seconds} before {name}", step)
        if self._stopped:
            self._explain(self._stopped, step)
            return
        # The judge gives up a silent function by itself, and its verdict tells more than we can.
        allowed = self.settings.cell_seconds
        allowed += self.settings.call_seconds if step.checkpoint is not None else 0.0
        allowed = max(0.1, min(allowed, left))
        self._step = step
        result = self._kernel.execute(step.source, allowed)
        with self._turn:
            self._step = None
        if result.died and result.interrupted:
            self._stop(f"{name} could not be interrupted after {allowed:.0f} s", step)
        elif result.died:
            self._stop(f"the kernel died in {name}: {result.died}", step)
        elif result.interrupted:
            self._note(f"{name} ran longer than {allowed:.0f} s and was interrupted", step)
        self._show(step, result)

    def _show(self, step: Step, result: CellResult) -> None:
        """Put what a step showed into its cell, inert and bounded."""
        outputs, cut = kept(result.outputs, self.settings)
        step.cell.outputs = [*step.cell.outputs, *outputs]
        step.cell.execution_count = result.execution_count
        if cut or result.cut:
            self.problems.append(f"{name_of(step.cell)} showed more than is kept: cut off")
        raised = error_of(outputs)
        if raised is not None:
            self._explain(raised, step)

    def _stop(self, problem: str, step: Step) -> None:
        """Execute nothing after this step."""
        self._stopped = f"{problem}; what follows was not run"
        self._note(self._stopped, step)

    def _note(self, problem: str, step: Step) -> None:
        self.problems.append(problem)
        self._explain(problem, step)

    def _explain(self, problem: str, step: Step) -> None:
        """Why the check of this step has no verdict, if it has none; the first problem counts."""
        if step.checkpoint is not None:
            self.unasked.setdefault(step.checkpoint.grade_id, problem)
