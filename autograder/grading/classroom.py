"""Grading a class: every submission of a lab, whatever it holds, into the gradebook."""

from __future__ import annotations

import fcntl
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from autograder import configuration, startup
from autograder.course import Course, CourseError
from autograder.grading.agenda import Agenda
from autograder.grading.changes import fingerprints
from autograder.grading.cluster import Cluster
from autograder.grading.grader import Grader
from autograder.grading.ledger import GradingRun, Ledger
from autograder.grading.package import pack
from autograder.grading.progress import Progress
from autograder.grading.session import Session
from autograder.grading.workers import Alone, Workers, local
from autograder.grading.writer import Writer
from autograder.release.assignment import generate
from autograder.results.class_result import ClassResult
from autograder.results.faults import fault
from autograder.results.gradebook import Book
from autograder.results.record import SEED_BITS
from autograder.running.copied import content, copied
from autograder.running.pool import KernelPool
from autograder.sandbox.bubblewrap import available
from autograder.settings import Settings
from autograder.submissions.example_class import is_example
from autograder.submissions.finding.folders import HandIn, hand_ins, strays
from autograder.submissions.problems import listed, quoted
from autograder.submissions.released.definition import Definition, is_defined
from autograder.words import use
from autograder.words.terminal import printable


class GradingError(CourseError):
    """A class cannot be graded at all; the message is one sentence."""


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
    begun: KernelPool | None = None,
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
    begun : KernelPool, optional
        Kernels that have been begun, to be used if they are what is needed.

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
    limits = configuration.settings(course)
    use(limits.language or "en")
    found = _submissions(course, lab, student, report)
    count = _workers(workers, len(found))
    confined = _confined(course, lab, sandbox, report)
    folder = course.records
    with _alone(folder / f"{lab}.lock", lab):
        config = configuration.load(course)
        db_url = configuration.db_url(config)
        with _said_in_a_sentence(db_url):
            _define(course, lab, db_url, report)
            definition = Definition.read(db_url, lab, course.source(lab))
            ledger = Ledger.open(folder / f"{lab}.jsonl")
            this = _run(ledger, seed, again and student is None, report)
            book = Book(db_url, lab)
        with book:
            agenda = Agenda(
                writer=Writer(course, book, definition),
                ledger=ledger,
                run=this,
                prints=fingerprints(course, definition),
                settings=limits,
                all_cells=all_cells,
                again=again or student is not None,
            )
            log = folder / f"{lab}.log"
            session = Session(agenda, Progress(len(found), report), log)

            def begin() -> None:
                """Note down what is run, once there is somebody to run it."""
                if student is None and ledger.unfinished is not this:
                    with _said_in_a_sentence(db_url):
                        ledger.begin(this)

            @contextmanager
            def workers_for(seed: int) -> Iterator[Workers | Alone | Cluster]:
                if scheduler is not None:
                    with Cluster(scheduler, pack(course, definition, sandbox=confined)) as cluster:
                        begin()
                        yield cluster
                    return
                with _kernels(course, lab, limits, confined, begun) as pool:
                    grader = Grader(definition, pool, config)
                    grader.prepare(seed, every_cell=all_cells)
                    with local(grader, count) as ours:
                        begin()
                        yield ours

            session.grade(found, workers_for)
        unnoted = _finished(ledger, begin) if student is None else ""
    results = tuple(sorted(session.results, key=lambda result: result.student))
    # Where nothing was to be done, nobody has the seed of this run.
    seeds = [entry.seed for entry in ledger.entries.values()]
    shown = this.seed if this.seed in seeds or not seeds else seeds[-1]
    whole = ClassResult(lab, shown, results, failed=session.failed, unnoted=unnoted)
    report("\n" + whole.table())
    if whole.failed:
        report(f"\n{whole.failed} could not be graded, and will be tried again: see {log}")
    if session.changes:
        changes = [f"  {printable(line)}" for line in sorted(session.changes)]
        report("\n".join(["", "points that changed:", *changes]))
    if unnoted:
        report(f"\nthat this run is complete could not be noted down: {unnoted}")
    return whole


def _finished(ledger: Ledger, begin: Callable[[], None]) -> str:
    """Note down that a run is complete, or say why that cannot be done."""
    try:
        begin()
        ledger.finish()
    except OSError as error:
        return fault(error)
    except GradingError as error:
        return str(error)
    return ""


def _run(
    ledger: Ledger, seed: int | None, again: bool, report: Callable[[str], object]
) -> GradingRun:
    """What is to be run: what was interrupted, or something new."""
    unfinished = ledger.unfinished
    if again:
        ledger.entries.clear()
    elif unfinished is not None and seed in (None, unfinished.seed):
        report("going on with an interrupted run")
        return unfinished
    return GradingRun(secrets.randbits(SEED_BITS) if seed is None else seed, seed is not None)


@contextmanager
def _kernels(
    course: Course, lab: str, settings: Settings, sandbox: bool, begun: KernelPool | None
) -> Iterator[KernelPool]:
    """Those that were begun already, unless the course has changed meanwhile; else new ones."""
    if (
        begun is not None
        and (begun.settings, begun.sandbox) == (settings, sandbox)
        and content(begun.course, lab) == content(course, lab)
    ):
        yield begun
        return
    with copied(course, lab) as copy, KernelPool(copy, lab, settings, sandbox=sandbox) as pool:
        yield pool


@contextmanager
def _alone(path: Path, lab: str) -> Iterator[None]:
    """Keep others out while a lab is graded: nobody is graded twice at once.

    Raises
    ------
    GradingError
        Somebody is grading it already.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    except OSError as error:
        raise GradingError(fault(error)) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GradingError(f"{lab} is being graded already, by another command") from None
        yield


@contextmanager
def _said_in_a_sentence(db_url: str) -> Iterator[None]:
    """Say why a class's gradebook, or what is known of it, cannot be used.

    Raises
    ------
    GradingError
        In place of an error of the database or the disk.
    """
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise GradingError(fault(error, db_url)) from error


def _submissions(
    course: Course, lab: str, student: str | None, report: Callable[[str], object]
) -> list[HandIn]:
    """What was submitted for a lab, in the order of the students' names."""
    if student is not None and (student != Path(student).name or student in ("", "..")):
        raise GradingError(
            f"{student!r} is not a student's name: give the name of a folder in submitted/"
        )
    found = hand_ins(course.submitted, lab, course.labs(), student)
    if student is not None and not found:
        folder = course.submitted / student / lab
        raise GradingError(f"{student!r} has not submitted {lab}: there is no {folder}")
    if stray := strays(course.submitted):
        names = listed([quoted(name) for name in stray])
        report(
            "WARNING: not graded, since these are in no student's folder; move each into its "
            f"student's: {names}"
        )
    if not found:
        raise GradingError(
            f"nobody has submitted {lab}: {course.submitted} has no <student>/{lab}/ "
            "(`python -m autograder example` writes an example class)"
        )
    return found


def _confined(course: Course, lab: str, sandbox: bool, report: Callable[[str], object]) -> bool:
    """Whether student code is to run in the sandbox; refuses where it should and cannot."""
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
    if not course.is_released(lab) or not is_defined(db_url, lab):
        report(f"releasing {lab}, which is new or has changed since")
        generate(course, lab, report=report)


def _workers(wanted: int | None, submissions: int) -> int:
    if wanted is not None and wanted < 1:
        raise GradingError(f"{wanted} workers cannot grade: at least 1 is needed")
    return min(wanted or startup.processors(), submissions)
