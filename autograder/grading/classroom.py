"""Grading a class: every submission of a lab, whatever it holds, into the gradebook."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.course import Course, CourseError
from autograder.example.marker import is_example
from autograder.grading import configuration, gradebook
from autograder.grading.crew import run
from autograder.grading.definition import Definition, is_defined
from autograder.grading.delivery import Writer
from autograder.grading.execute import SEED_BITS
from autograder.grading.intake import take
from autograder.grading.journal import Journal
from autograder.grading.result import ClassResult, SubmissionResult
from autograder.grading.submission import Job
from autograder.kernels.sandbox import available
from autograder.release.assignment import generate


class GradingError(CourseError):
    """A class can not be graded at all; the message is one sentence."""


def grade(
    course: Course,
    lab: str,
    *,
    student: str | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    seed: int | None = None,
    all_cells: bool = False,
    sandbox: bool = True,
    report: Callable[[str], object] = print,
) -> ClassResult:
    """Grade what was submitted for a lab.

    An interrupted run goes on where it stopped; a finished one is done again.

    Parameters
    ----------
    course : Course
    lab : str
    student : str, optional
        The only student to grade; all of them when it is left out.
    workers : int, optional
        How many processes grade; by default as many as there are processors.
    scheduler : str, optional
        Address of a cluster; not supported.
    seed : int, optional
        What the judge's inputs are drawn from, for each student differently; fresh when left out.
    all_cells : bool
        Run also what only demonstrates something.
    sandbox : bool
        Whether student code is confined.
    report : callable
        Is given lines of text: the progress, and the table at the end.

    Returns
    -------
    ClassResult
        Sorted by student.

    Raises
    ------
    CourseError
        There is nothing to grade, or no safe place to run it in.
    """
    if scheduler is not None:
        raise GradingError(
            "grading on a cluster is not supported: leave the scheduler out to use this machine"
        )
    source = course.source(lab)
    folders = _submissions(course, lab, student)
    confined = _confined(course, lab, sandbox, report)
    config = configuration.load(course)
    db_url = configuration.db_url(config)
    _define(course, lab, db_url, report)

    path = course.build / "grading" / f"{lab}.jsonl"
    journal = None if student is not None else Journal.resume(path, source, seed)
    if journal is not None:
        report(f"going on with an interrupted run: {len(journal.done)} of {len(folders)} were done")
        seed = journal.seed
    elif seed is None:
        seed = secrets.randbits(SEED_BITS)
    if journal is None and student is None:
        journal = Journal.begin(path, source, seed)

    writer = Writer(course, lab, db_url, Definition.read(db_url, lab, source))
    definition = gradebook.definition_only(db_url, lab)
    results: list[SubmissionResult] = []

    def jobs() -> Iterator[Job]:
        for folder in folders:
            name, intake = folder.parent.name, take(folder, lab)
            finished = journal.finished(name, intake) if journal is not None else None
            if finished is not None:
                results.append(finished)
                continue
            marks = gradebook.read(db_url, lab, name)
            own = student_seed(seed, name)
            yield Job(course.root, lab, name, intake, definition, own, marks, confined, all_cells)

    progress = Progress(len(folders), report)
    for job, graded in run(jobs(), _workers(workers, len(folders))):
        result = writer.write(graded, job.intake)
        if journal is not None:
            journal.add(result, job.intake)
        results.append(result)
        progress.step(result, len(results))
    if journal is not None:
        journal.close()
    whole = ClassResult(lab, seed, tuple(sorted(results, key=lambda result: result.student)))
    report("\n" + whole.table())
    return whole


def student_seed(seed: int, student: str) -> int:
    """What one student's inputs are drawn from: nobody's are known from anybody else's."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{student}".encode()).digest()[: SEED_BITS // 8])


class Progress:
    """Says after each submission how far the class is, how fast, and how long it will take."""

    def __init__(self, total: int, report: Callable[[str], object]) -> None:
        self.total, self.report = total, report
        self.graded = 0
        self.started = time.monotonic()

    def step(self, result: SubmissionResult, done: int) -> None:
        """Report a submission that is finished."""
        self.graded += 1
        rate = self.graded / max(time.monotonic() - self.started, 1e-9)
        left = (self.total - done) / rate
        score = f"{result.score:g}/{result.max_score:g}"
        self.report(
            f"{done:>{len(str(self.total))}} of {self.total}  {result.student[:24]!a:26} "
            f"{score:>9}  {result.status:8}  ({rate:.2g} a second, {left:.0f} s left)"
        )


def _submissions(course: Course, lab: str, student: str | None) -> list[Path]:
    """Folders with submissions of a lab, in the order of their students' names."""
    if student is not None:
        folder = course.submitted / student / lab
        if student != Path(student).name or not os.path.lexists(folder):
            raise GradingError(f"{student!r} has not submitted {lab}: there is no {folder}")
        return [folder]
    students = sorted(course.submitted.iterdir()) if course.submitted.is_dir() else []
    folders = [
        path / lab for path in students if not path.name.startswith(".") and (path / lab).exists()
    ]
    if not folders:
        raise GradingError(
            f"nobody has submitted {lab}: {course.submitted} has no <student>/{lab}/ "
            "(`python -m autograder example` writes an example class)"
        )
    return folders


def _confined(course: Course, lab: str, sandbox: bool, report: Callable[[str], object]) -> bool:
    """Whether student code is to run in the sandbox; refuses where it should and can not."""
    if not sandbox:
        report("WARNING: without a sandbox: student code can do whatever you can")
        return False
    reason = available()
    if reason is None:
        return True
    if not is_example(course, lab):
        raise GradingError(reason)
    report(f"WARNING: the example class is graded without a sandbox, real ones are not: {reason}")
    return False


def _define(course: Course, lab: str, db_url: str, report: Callable[[str], object]) -> None:
    """See that the gradebook knows the lab as the source notebook has it now."""
    source, released = course.source(lab), course.release / lab / f"{lab}.ipynb"
    fresh = released.is_file() and released.stat().st_mtime >= source.stat().st_mtime
    if not fresh or not is_defined(db_url, lab):
        report(f"releasing {lab}, which is new or has changed since")
        generate(course, lab)


def _workers(wanted: int | None, submissions: int) -> int:
    if wanted is not None and wanted < 1:
        raise GradingError(f"{wanted} workers can not grade: at least 1 is needed")
    return min(wanted or len(os.sched_getaffinity(0)), submissions)
