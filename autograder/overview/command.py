"""The command that writes the class report, as a page and as a table."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from autograder import configuration
from autograder.checks.verdict import Verdict
from autograder.checks.words import use
from autograder.course import Course, CourseError
from autograder.overview import classwork
from autograder.overview.names import Names
from autograder.overview.report import report
from autograder.overview.words import say
from autograder.reports.writing.mathematics import Mathematics
from autograder.reports.writing.page import page
from autograder.results.class_result import ClassResult


def write(
    course: Course, lab: str, *, anonymous: bool = False, out: Path | None = None
) -> list[Path]:
    """Write the class report of a lab.

    Parameters
    ----------
    course : Course
    lab : str
    anonymous : bool
        Whether students are called by numbers, which are drawn anew each time.
    out : Path, optional
        The folder to write into; ``overview`` in the course where it is left out.

    Returns
    -------
    list of Path
        The page and the table.

    Raises
    ------
    CourseError
        There is no such lab, nothing of it is graded, or the files cannot be written.
    """
    use(configuration.settings(course).language or "en")
    work = classwork.of(course, lab)
    names = Names((one.student for one in work.result.submissions), anonymous=anonymous)
    work = replace(work, result=ordered(work.result, names))
    html = page(report(work, names), Mathematics())
    if work.damaged:
        print(f"autograder: {say('overview.damaged', count=work.damaged)}", file=sys.stderr)
    folder = out or course.root / "overview"
    table = named(work.result, names).to_csv()
    return [_put(folder / f"{lab}.html", html), _put(folder / f"{lab}.csv", table)]


def ordered(result: ClassResult, names: Names) -> ClassResult:
    """The class in the order of what students are called, which then tells nothing else."""
    results = {one.student: one for one in result.submissions}
    return replace(result, submissions=tuple(map(results.__getitem__, names.ordered(results))))


def named(result: ClassResult, names: Names) -> ClassResult:
    """The class with what students are called in the report, for its table."""
    return replace(
        result,
        submissions=tuple(
            replace(
                one,
                student=names.of(one.student),
                problems=tuple(map(names.hide, one.problems)),
                checkpoints=tuple(_named(verdict, names) for verdict in one.checkpoints),
            )
            for one in result.submissions
        ),
    )


def _named(verdict: Verdict, names: Names) -> Verdict:
    criteria = [replace(each, message=names.hide(each.message)) for each in verdict.criteria]
    return replace(verdict, message=names.hide(verdict.message), criteria=tuple(criteria))


def _put(path: Path, text: str) -> Path:
    """Write a file at once or not at all."""
    unfinished = path.with_name(f".report.{os.getpid()}")  # the other name may be as long as can be
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(text.encode("utf-8", "replace"))
        unfinished.replace(path)
    except OSError as error:
        raise CourseError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        if unfinished.parent.is_dir():
            unfinished.unlink(missing_ok=True)
    return path
