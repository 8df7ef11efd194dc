"""Running a clean notebook in a kernel, with a judge listening."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from nbformat import NotebookNode

from autograder.checks.exam import Exam
from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.judge.server import Judge, Setter
from autograder.labs import UnknownCheckpoint
from autograder.running.execution import Execution, NoKernelError
from autograder.running.plan import Plan, as_handed_in
from autograder.running.pool import KernelPool
from autograder.running.second_run.better_verdicts import Run, together
from autograder.running.second_run.contents import Contents
from autograder.running.second_run.modules import forgiving
from autograder.running.second_run.piecewise import Piecewise
from autograder.running.second_run.troubles import Troubles
from autograder.running.shared_exams import same_exam
from autograder.running.verdicts import concluded
from autograder.settings import Settings
from autograder.submissions.released.demonstrations import needed
from autograder.words import phrase

_FAULTS = (
    *(ValueError, LookupError, TypeError, AttributeError, NameError),
    *(ArithmeticError, AssertionError, SyntaxError, RecursionError),
)
"""Ours, which would come again; what the machine may be at fault for is tried again instead."""

__all__ = ["NoKernelError", "Run", "run"]


class Judged(Protocol):
    """Executes a plan, and judges what was asked."""

    def __call__(self, plan: Plan, *, best: bool = False) -> Execution: ...


def run(
    notebook: NotebookNode,
    lab: str,
    seed: int,
    settled: Mapping[CheckpointName, Verdict],
    pool: KernelPool,
    settings: Settings,
    *,
    files: Mapping[str, bytes] | None = None,
    left_out: Mapping[str, str] | None = None,
    every_cell: bool = False,
) -> Run:
    """Run a notebook; what student code does never raises.

    Where a checkpoint could not be asked, or its function raised something, and there is more in
    the notebook than the function, it is run a second time; see `piecewise`. The better verdict
    counts.

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
    files : mapping of str to bytes, optional
        What lies beside the notebook.
    left_out : mapping of str to str, optional
        The student's modules that are not there, and why.
    every_cell : bool
        Whether to run also what only demonstrates something; it is run in any case where something
        turns out to need it.

    Raises
    ------
    NoKernelError
        No kernel could be started.
    """
    executed: list[Execution] = []

    def judged(plan: Plan, *, best: bool = False) -> Execution:
        execution = Execution(settings, tuple(executed))
        executed.append(execution)
        judge = Judge(
            pool.course,
            lab,
            seed,
            settings=settings,
            setter=leaving_out(settled, same_exam),
            used=execution.cpu_seconds,
            starved=execution.starved_in_all,
            sat=execution.answered,
            expected=execution.asked,
            turn=execution.turn if best else None,
            hurried=set[CheckpointName]().union(*(run.late for run in executed)),
            folder=pool.course.root,
        )
        with judge:
            beside = files or {}
            execution.go(plan, pool, judge, forgiving(beside) if best else beside)
        # The kernel has ended: what is judged now, nobody in it can see.
        execution.verdicts = {**judge.verdicts(), **settled}
        execution.doubts = {
            name: phrase("run.problem", name=name.grade_id, problem=problem)
            for name, problem in sorted(judge.problems().items())
        }
        execution.problems += execution.doubts.values()
        return execution

    first = judged(as_handed_in(notebook, lab, every_cell=every_cell))
    if not every_cell and needed(notebook.cells, first.verdicts.values()):
        first = judged(as_handed_in(notebook, lab, every_cell=True))
    if not all(map(first.passed, first.tests)):
        try:
            troubles = Troubles(notebook, pool.cells, left_out or {}, files or ())
            ran = _again(notebook, lab, first, settled, pool, judged, troubles)
            return replace(ran, memory=_held(executed))
        except _FAULTS as error:
            # At a notebook that nobody thought of: what was judged stands.
            told = f"{type(error).__name__}: {error}"[:200]
            at = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(at.filename).name}:{at.lineno}"
            first.problems.append(phrase("run.second-failed", error=told, where=where))
    verdicts = concluded(notebook, lab, first.verdicts)
    return Run(notebook, verdicts, tuple(first.problems), _held(executed))


def _again(
    notebook: NotebookNode,
    lab: str,
    first: Execution,
    settled: Mapping[CheckpointName, Verdict],
    pool: KernelPool,
    judged: Judged,
    troubles: Troubles,
) -> Run:
    """What a notebook is worth that did not pass: run again, where that may gain something."""
    settings = pool.settings
    contents = Contents(notebook, lab, pool.cells)
    runs = [first]
    # What ends the kernel takes with it what comes after: that is asked without it. And who waits
    # for a function that sleeps waits as long the next time.
    fatal = contents.tests_of(first.asleep)
    if _may_gain(first, contents, troubles, settled):
        again = Piecewise(contents, settings.cell_seconds, fatal)
        runs.append(judged(again.plan(), best=True))
        again.show(notebook)
    while (step := runs[-1].ended_by) is not None and 1 < len(runs) < settings.runs:
        asked = {name for run in runs for name in run.verdicts}
        if not (first.tests - asked) & contents.attempted():
            break
        fatal.append(step.source)
        again = Piecewise(contents, settings.cell_seconds, fatal)
        runs.append(judged(again.plan(), best=True))
    lacking = {name for name in runs[-1].unanswered if _lacks_package(name, runs[-1], troubles)}
    if len(runs) > 1 and (lacking - first.asleep - set(settled)) & contents.attempted():
        # Whoever passes without the package has no need of it; anything less is no answer.
        again = Piecewise(contents, settings.cell_seconds, fatal, stand_ins=True)
        without = judged(again.plan(), best=True)
        found = without.verdicts.items()
        without.verdicts = {name: one for name, one in found if one.status == "passed"}
        runs.append(without)
    return together(notebook, lab, runs, contents, troubles)


def _lacks_package(name: CheckpointName, run: Execution, troubles: Troubles) -> bool:
    """Whether a function did not come back since a package is missing that it uses."""
    verdict = run.verdicts.get(name)
    return verdict is not None and troubles.lacks_package(verdict.message, run.failed)


def _may_gain(
    first: Execution, contents: Contents, troubles: Troubles, settled: Collection[CheckpointName]
) -> bool:
    """Whether a checkpoint was not passed for a reason that its function may have no part in."""
    unasked = first.tests - first.verdicts.keys()
    left = set(unasked)
    asked = (first.verdicts[name] for name in first.unanswered - unasked)
    left |= {name for name in contents.split() if not first.passed(name)}
    lacking = any(troubles.not_installed(one.message) for one in asked)
    if lacking or contents.differs() or contents.rebinds():
        left |= first.unanswered
        failed = any(one.step.checkpoint not in settled for one in first.failed)
        if not contents.whole or contents.meddles() or failed:
            left |= {name for name in contents.relying() if not first.passed(name)}
    return bool((left - first.asleep - set(settled)) & contents.attempted())


def _held(executed: Iterable[Execution]) -> int:
    """Bytes that the largest of the kernels held."""
    return max(one.memory for one in executed)


def leaving_out(settled: Collection[str], setter: Setter) -> Setter:
    """How a judge sets exams that is not to judge some checkpoints, whose verdicts stand."""

    def set_one(course: Course, checkpoint: CheckpointName, seed: int, attempt: int) -> Exam:
        if checkpoint in settled:
            raise UnknownCheckpoint(f"the verdict on {checkpoint} stands")
        return setter(course, checkpoint, seed, attempt)

    return set_one
