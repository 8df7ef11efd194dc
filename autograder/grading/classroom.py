"""Grading a class: every submission of a lab, whatever it holds, into the gradebook."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from autograder import startup
from autograder.course import Course, CourseError
from autograder.grading import package
from autograder.grading.agenda import Agenda, Task, differences
from autograder.grading.changes import fingerprints
from autograder.grading.job import Failure, Job
from autograder.grading.ledger import Ledger, Run
from autograder.grading.progress import Progress
from autograder.grading.workers import run
from autograder.grading.writer import Writer
from autograder.nbgrader.execution import SEED_BITS, NoKernelError
from autograder.release.assignment import generate
from autograder.results import configuration
from autograder.results.gradebook import Book
from autograder.results.result import ClassResult, SubmissionResult
from autograder.sandbox.bubblewrap import available
from autograder.submissions.definition import Definition, is_defined
from autograder.submissions.example_class import is_example


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
    again: bool = False,
    sandbox: bool = True,
    report: Callable[[str], object] = print,
) -> ClassResult:
    """Grade what was submitted for a lab.

    What was graded already, and would come out the same, is left as it is: so an interrupted run
    goes on where it stopped, and after a change in the course only what it touches is judged again.

    Parameters
    ----------
    course : Course
    lab : str
    student : str, optional
        The only student to grade, in any case; all of them when it is left out.
    workers : int, optional
        How many processes grade; by default as many as there are processors.
    scheduler : str, optional
        Address of a dask scheduler, whose workers grade instead.
    seed : int, optional
        What the judge's inputs are drawn from, the same for everybody; fresh when left out.
    all_cells : bool
        Run also what only demonstrates something.
    again : bool
        Grade everybody, whatever was graded before.
    sandbox : bool
        Whether student code is confined.
    report : callable
        Is given lines of text: the progress, the table at the end, and which scores changed.

    Returns
    -------
    ClassResult
        Sorted by student.

    Raises
    ------
    CourseError
        There is nothing to grade, or no safe place to run it in.
    """
    course.source(lab)
    folders = _submissions(course, lab, student)
    workers = _workers(workers, len(folders))
    confined = _confined(course, lab, sandbox, report)
    with _alone(course.build / "grading" / f"{lab}.lock", lab):
        db_url = configuration.db_url(configuration.load(course))
        _define(course, lab, db_url, report)
        definition = Definition.read(db_url, lab, course.source(lab))
        ledger = Ledger.open(course.build / "grading" / f"{lab}.jsonl")
        interrupted = ledger.unfinished is not None
        this = _run(ledger, seed, again and student is None, report)
        if student is None:
            ledger.begin(this)
        with Book(db_url, lab) as book:
            agenda = Agenda(
                writer=Writer(course, book, definition),
                ledger=ledger,
                run=this,
                prints=fingerprints(course, definition),
                sandbox=confined,
                all_cells=all_cells,
                again=again or student is not None,
            )
            log = course.build / "grading" / f"{lab}.log"
            log.unlink(missing_ok=True)
            session = Session(agenda, Progress(len(folders), report), log)
            crew = {"workers": workers, "scheduler": scheduler, "apart": interrupted}
            session.grade(folders, course, crew)
        if student is None:
            ledger.finish()
    results = tuple(sorted(session.results, key=lambda result: result.student))
    entries = (ledger.entries.get(result.student) for result in results)
    seeds = {entry.seed for entry in entries if entry is not None}
    seed = seeds.pop() if len(seeds) == 1 else this.seed
    whole = ClassResult(lab, seed, results, failed=session.failed)
    report("\n" + whole.table())
    if whole.failed:
        report(f"\n{whole.failed} could not be graded, and will be tried again: see {log}")
    if session.changes:
        changes = [f"  {line}" for line in sorted(session.changes)]
        report("\n".join(["", "points that changed:", *changes]))
    return whole


class Session:
    """One pass over the submissions of a lab.

    `results` are those of the class, `changes` say which points are not what they were. Where
    something goes wrong with a submission it costs that one its result, and nobody else: `log` gets
    the traceback.
    """

    def __init__(self, agenda: Agenda, progress: Progress, log: Path) -> None:
        self.results: list[SubmissionResult] = []
        self.changes: list[str] = []
        self.failed = 0
        self._agenda, self._progress, self._log = agenda, progress, log
        self._open: dict[str, Task] = {}
        self._graded = 0

    def grade(self, folders: Iterable[Path], course: Course, crew: dict[str, Any]) -> None:
        """Have a crew do what there is to do, and write each result as it comes."""
        jobs = self._jobs(folders)
        first = next(jobs, None)
        if first is None:
            return
        packed = package.pack(course, self._agenda.writer.definition)
        for job, graded in run(chain([first], jobs), packed, **crew):
            task = self._open.pop(job.student)
            if isinstance(graded, Failure):
                self._fail(graded)
                continue
            try:
                result = self._agenda.writer.write(graded, job.intake)
                self._agenda.ledger.add(self._agenda.entry(task, result))
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - it costs this submission its result
                self._fail(Failure.of(job.student, "written", error))
                continue
            self._graded += 1
            self.changes += differences(task, result)
            self._add(result)

    def _jobs(self, folders: Iterable[Path]) -> Iterator[Job]:
        """The jobs of a class, made one by one as they are asked for."""
        for folder in folders:
            try:
                task = self._agenda.task(folder)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - it costs this submission its result
                self._fail(Failure.of(folder.parent.name, "taken in", error))
                continue
            if task.holds is not None:
                self.results.append(task.holds)
                self._progress.skip(task.holds)
                continue
            self._open[task.job.student] = task
            yield task.job

    def _add(self, result: SubmissionResult) -> None:
        self.results.append(result)
        self._progress.step(result, len(self.results))

    def _fail(self, failure: Failure) -> None:
        """Give a submission a row that says why it has no result; the next run tries again.

        Raises
        ------
        NoKernelError
            Nobody's notebook can be run.
        """
        if failure.machine and not self._graded:
            raise NoKernelError(failure.sentence)
        self.failed += 1
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("a", encoding="utf-8") as file:
            file.write(f"{failure.student}: {failure.sentence}\n{failure.traceback}\n")
        self._add(self._agenda.writer.without_result(failure))


def _run(ledger: Ledger, seed: int | None, again: bool, report: Callable[[str], object]) -> Run:
    """What is to be run: what was interrupted, or something new."""
    unfinished = ledger.unfinished
    if again:
        ledger.entries.clear()
    elif unfinished is not None and seed in (None, unfinished.seed):
        report("going on with an interrupted run")
        return unfinished
    return Run(secrets.randbits(SEED_BITS) if seed is None else seed, seed is not None)


@contextmanager
def _alone(path: Path, lab: str) -> Iterator[None]:
    """Keep others out while a lab is graded: nobody is graded twice at once.

    Raises
    ------
    GradingError
        Somebody is grading it already.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GradingError(f"{lab} is being graded already, by another command") from None
        yield


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
    return min(wanted or startup.processors(), submissions)
