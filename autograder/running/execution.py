"""One way through a plan, from its first step to its last or to where it is stopped."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.course import CourseError
from autograder.judge.server import Judge
from autograder.kernels.kernel import CellResult, Kernel
from autograder.running.plan import Plan, Step, Steps
from autograder.running.pool import KernelPool
from autograder.running.verdicts import name_of
from autograder.sandbox.host import SandboxError
from autograder.settings import Settings
from autograder.submissions.outputs import error_of, kept
from autograder.words import phrase


class NoKernelError(CourseError):
    """The machine cannot start a kernel; no student has a part in that."""


@dataclass(frozen=True)
class Failed:
    """A step that did not come to its end, and the exception that ended it, in one line."""

    step: Step
    error: str


@dataclass
class Execution:
    """What happens while the steps of a plan are executed.

    Parameters
    ----------
    settings : Settings
    before : collection of Execution
        Those of the same notebook: what took up all its time in them has less this time.

    Attributes
    ----------
    problems : list of str
        What went wrong, in a sentence each.
    unasked : dict
        Why the check in a test cell was never asked, if it was not.
    failed : list of Failed
        The steps that raised something.
    tests, unanswered : set of CheckpointName
        Those of the plan, and those among them that were not asked, or whose function did not come
        back from every call.
    asleep, late : set of CheckpointName
        Those whose function waited for something and did not come back, and all of those that did
        not come back in time.
    interrupted : set of str
        What was executed and did not end in time.
    verdicts : dict
        The judge's, once it has judged.
    doubts : dict
        What does not fit together in what the judge saw, in a sentence each.
    ended_by : Step, optional
        The one that ended the kernel, if one did.
    memory : int
        Bytes that the kernel held at most.
    """

    settings: Settings
    before: Collection[Execution] = ()
    problems: list[str] = field(default_factory=list)
    unasked: dict[CheckpointName, str] = field(default_factory=dict)
    failed: list[Failed] = field(default_factory=list)
    tests: set[CheckpointName] = field(default_factory=set)
    unanswered: set[CheckpointName] = field(default_factory=set)
    asleep: set[CheckpointName] = field(default_factory=set)
    late: set[CheckpointName] = field(default_factory=set)
    interrupted: set[str] = field(default_factory=set)
    verdicts: dict[CheckpointName, Verdict] = field(default_factory=dict)
    doubts: dict[CheckpointName, str] = field(default_factory=dict)
    ended_by: Step | None = None
    memory: int = 0
    _kernel: Kernel | None = None
    _judge: Judge | None = None
    _step: Step | None = None
    _turns: int = 0
    _stopped: str = ""
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def go(self, plan: Plan, pool: KernelPool, judge: Judge, files: Mapping[str, bytes]) -> None:
        """Execute the steps.

        Raises
        ------
        NoKernelError
            No kernel could be started.
        """
        for cell in plan.cells():
            cell.outputs, cell.execution_count = [], None
        self._wait_for(plan.first)
        try:
            sources = [step.source for step in plan.first]
            kernel, done = pool.kernel(sources, judge.address, files)
        except (SandboxError, OSError) as error:
            raise NoKernelError(f"no kernel could be started: {error}") from error
        with kernel:
            self._kernel, self._judge = kernel, judge
            self._deadline = time.monotonic() + self.settings.notebook_seconds - self._besides()
            for step, result in zip(plan.first, done, strict=False):
                self._show(step, copy.deepcopy(result))
            for step in plan.first[len(done) :]:
                self._execute(step)
            if plan.then is not None:
                self._follow(plan.then(self._unanswered))
            self.memory = kernel.memory()
        self.unanswered = self.tests - judge.answered()
        self.asleep, self.late = judge.asleep(), self._late()

    def cpu_seconds(self) -> float:
        """Processor time that the notebook has used so far."""
        return 0.0 if self._kernel is None else self._kernel.cpu_seconds()

    def starved_in_all(self) -> float | None:
        """Seconds in which it would have run so far, and had no processor, if anybody counts."""
        return None if self._kernel is None else self._kernel.starved_in_all()

    def passed(self, checkpoint: CheckpointName) -> bool:
        """Whether a checkpoint has earned everything."""
        verdict = self.verdicts.get(checkpoint)
        return verdict is not None and verdict.status == "passed"

    def asked(self) -> CheckpointName | None:
        """The checkpoint whose own test is being executed; nobody else asks for marks."""
        step = self._step
        return None if step is None else step.checkpoint

    def turn(self) -> int:
        """The number of the step that is being executed."""
        return self._turns

    def answered(self, checkpoint: CheckpointName) -> None:
        """A test has given all its answers: what it does now is not waited for much longer."""
        step = self._step
        if step is not None and step.checkpoint == checkpoint:
            timer = threading.Timer(self.settings.linger_seconds, self._interrupt, [step])
            timer.daemon = True
            timer.start()

    def _besides(self) -> float:
        """Seconds so far that are nobody's fault here: asking, and waiting for a processor."""
        if self._kernel is None or self._judge is None:
            return 0.0
        most = self.settings.clock_times * self.settings.notebook_seconds
        return min(self._judge.conversed() + self._kernel.starved(), most)

    def _wait_for(self, steps: tuple[Step, ...]) -> None:
        self.tests |= {step.checkpoint for step in steps if step.checkpoint is not None}

    def _late(self) -> set[CheckpointName]:
        judge = self._judge
        return set() if judge is None else {name for name in self.tests if judge.late(name)}

    def _unanswered(self) -> set[CheckpointName]:
        """What it may help to ask once more: whoever came to no end will not come to one later."""
        judge = self._judge
        return set() if judge is None else self.tests - judge.answered() - self._late()

    def _follow(self, steps: Steps) -> None:
        """Execute what follows from how each step ended."""
        step = next(steps, None)
        while step is not None and not self._stopped:
            self._wait_for((step,))
            result = self._execute(step)
            try:
                step = steps.send(result)
            except StopIteration:
                return

    def _interrupt(self, step: Step) -> None:
        with self._turn:
            if self._step is step and self._kernel is not None:
                self._kernel.interrupt()

    def _execute(self, step: Step) -> CellResult:
        """Execute one step, unless the notebook was stopped."""
        assert self._kernel is not None
        assert self._judge is not None
        name = name_of(step.cell)
        left = self._deadline + self._besides() - time.monotonic()
        if not self._stopped and left <= 0:
            seconds = f"{self.settings.notebook_seconds:g}"
            self._stop(phrase("run.too-long", seconds=seconds, cell=name), step)
        if self._stopped:
            self._explain(self._stopped, step)
            return CellResult(died=self._stopped)
        most = self.settings.cell_seconds
        if any(step.source in run.interrupted for run in self.before):
            most = min(self.settings.again_seconds, most)
        allowed = max(0.1, min(most, left))
        self._step, self._turns = step, self._turns + 1
        # What the judge asks takes time that it bounds by itself, and its verdict tells more.
        result = self._kernel.execute(step.source, allowed, self._judge.conversed)
        with self._turn:
            self._step = None
        if result.interrupted and allowed >= self.settings.cell_seconds:
            self.interrupted.add(step.source)
        if result.died:
            self.ended_by = step
        if result.died and result.interrupted:
            self._stop(phrase("run.stuck", cell=name, seconds=f"{allowed:.0f}"), step)
        elif result.died:
            self._stop(phrase("run.died", cell=name, reason=result.died), step)
        elif result.interrupted:
            self._note(phrase("run.interrupted", cell=name, seconds=f"{allowed:.0f}"), step)
        self._show(step, result)
        return result

    def _show(self, step: Step, result: CellResult) -> None:
        """Put what a step showed into its cell, inert and bounded."""
        outputs, cut = kept(result.outputs, self.settings)
        step.cell.outputs = [*step.cell.outputs, *outputs]
        step.cell.execution_count = result.execution_count
        if cut or result.cut:
            self.problems.append(phrase("run.cut-off", cell=name_of(step.cell)))
        raised = error_of(outputs)
        if raised is None:
            # What failed before and ends well now did so for what is there by now.
            self.failed = [one for one in self.failed if not _is_same(one.step, step)]
        else:
            self._explain(raised, step)
            if not result.interrupted:
                self.failed.append(Failed(step, raised))

    def _stop(self, problem: str, step: Step) -> None:
        """Execute nothing after this step."""
        self._stopped = phrase("run.stopped", problem=problem)
        self._note(self._stopped, step)

    def _note(self, problem: str, step: Step) -> None:
        self.problems.append(problem)
        self._explain(problem, step)

    def _explain(self, problem: str, step: Step) -> None:
        """Why the check of this step has no verdict, if it has none; the first problem counts."""
        if step.checkpoint is not None:
            self.unasked.setdefault(step.checkpoint, problem)


def _is_same(one: Step, other: Step) -> bool:
    return one.cell is other.cell and one.source == other.source
