"""The command line. It reads arguments and prints; everything else is done elsewhere."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import startup
from autograder.course import Course, CourseError
from autograder.reports import arguments as of_report
from autograder.reports.pipe import whoever_reads

if TYPE_CHECKING:
    from autograder.running.pool import KernelPool


def main(argv: list[str] | None = None) -> int:
    """Run a command.

    Returns
    -------
    int
        0 when the command did what it was asked; 1 when it could not do all of it, and said what;
        2, after one sentence on standard error, when it makes no sense.
    """
    with whoever_reads():
        return _main(argv)


def _main(argv: list[str] | None) -> int:
    arguments = _parser().parse_args(argv)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminated)
    try:
        course = Course.find(arguments.course)
        status: int = arguments.run(course, arguments)
    except CourseError as error:
        return _refuse(error)
    except OSError as error:  # a name that is too long, a file in the place of a folder
        if error.filename is None:
            raise
        return _refuse(f"{error.filename}: {error.strerror}")
    except KeyboardInterrupt as interrupt:
        print("autograder: interrupted; the same command goes on from there", file=sys.stderr)
        return 128 + (signal.SIGTERM if isinstance(interrupt, Terminated) else signal.SIGINT)
    return status


class Terminated(KeyboardInterrupt):
    """Somebody asked the process to end; it puts away what it made first."""


def _terminated(*_: object) -> None:
    raise Terminated


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m autograder", description="Check, judge and grade the labs."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.add_argument(
            "--course",
            type=Path,
            metavar="DIR",
            help="the course folder (default: at or above this one)",
        )
        made.set_defaults(run=run)
        return made

    release = command(
        "release", _release, "make release/LAB and the student bundle build/bundles/LAB.zip"
    )
    release.add_argument("lab", metavar="LAB")
    release.add_argument(
        "--seed", type=_seed, metavar="N", help="decides what differs from release to release"
    )
    release.add_argument(
        "--roster", type=Path, metavar="FILE", help="a CSV: one bundle for each student in it"
    )

    grade = command(
        "grade", _grade, "grade submitted/ into autograded/, feedback/ and gradebook.db"
    )
    grade.add_argument("lab", metavar="LAB")
    grade.add_argument("--student", metavar="S", help="grade one student only")
    grade.add_argument("--workers", type=int, metavar="N")
    grade.add_argument("--scheduler", metavar="ADDRESS", help="a dask scheduler to grade on")
    grade.add_argument(
        "--seed", type=_seed, metavar="N", help="of the fresh inputs, to repeat a grade"
    )
    grade.add_argument("--all-cells", action="store_true", help="run demonstration cells as well")
    grade.add_argument("--no-sandbox", action="store_true", help="run student code unprotected")
    grade.add_argument(
        "--again", action="store_true", help="grade also what was graded and has not changed"
    )
    grade.add_argument("--json", type=Path, metavar="FILE", help="write every verdict into a file")
    grade.add_argument("--csv", type=Path, metavar="FILE", help="the same as a table")

    trial = command("try", _try, "what would this answer earn, and why?")
    trial.add_argument("checkpoint", metavar="CHECKPOINT", help="for example initialization.he")
    trial.add_argument(
        "files", metavar="FILE", nargs="+", help="Python files that define the function"
    )
    trial.add_argument(
        "--public", action="store_true", help="use the student's cases in place of fresh ones"
    )
    trial.add_argument("--seed", type=_seed, metavar="N", help="of the fresh inputs")
    trial.add_argument("--no-sandbox", action="store_true", help="run the files unprotected")
    trial.add_argument("--json", action="store_true", help="print one verdict a line")

    of_report.add(command("report", _report, "write a lab report, NAME.pdf and NAME.html"))

    overview = command(
        "overview", _overview, "write the class report, overview/LAB.html and LAB.csv"
    )
    overview.add_argument("lab", metavar="LAB")
    overview.add_argument("--anonymous", action="store_true", help="numbers in place of names")
    overview.add_argument(
        "--out", type=Path, metavar="DIR", help="where to write it (default: overview)"
    )

    example = command("example", _example, "write an example class into submitted/")
    example.add_argument("lab", metavar="LAB", nargs="?", help="of one lab only")

    cases = command("cases", _cases, "write the public cases, from the source notebooks")
    cases.add_argument("--check", action="store_true", help="only say whether they are up to date")
    return parser


def _seed(text: str) -> int:
    number = int(text) if text.strip().isdecimal() else -1
    if not 0 <= number < 2**63:
        raise argparse.ArgumentTypeError(f"a whole number from 0 to 2**63 - 1, not {text!r}")
    return number


def _refuse(reason: object) -> int:
    print(f"autograder: {reason}", file=sys.stderr)
    return 2


def _release(course: Course, arguments: argparse.Namespace) -> int:
    from autograder.release import release

    released = release(course, arguments.lab, seed=arguments.seed, roster=arguments.roster)
    for path in (released.release_dir, *released.bundles):
        print(path)
    return 0


def _grade(course: Course, arguments: argparse.Namespace) -> int:
    for file in (arguments.json, arguments.csv):
        if file is not None and (fault := _not_writable(file)):
            return _refuse(f"the results cannot be written to {file}: {fault}")
    with _begun(course, arguments) as begun:
        with startup.importing():
            from autograder.grading import grade

        result = grade(
            course,
            arguments.lab,
            student=arguments.student,
            workers=arguments.workers,
            scheduler=arguments.scheduler,
            seed=arguments.seed,
            all_cells=arguments.all_cells,
            again=arguments.again,
            sandbox=not arguments.no_sandbox,
            begun=begun,
        )
    written = {
        arguments.json: json.dumps(result.to_json(), indent=1) + "\n",
        arguments.csv: result.to_csv(),
    }
    for file, text in written.items():
        if file is not None:
            try:
                file.write_text(text, encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                _refuse(f"the results could not be written to {file}: {error.strerror}")
                return 1
    return 1 if result.failed or result.unnoted else 0


def _not_writable(file: Path) -> str:
    """Why a file cannot be written when the class is graded; nothing where it can."""
    new = not file.exists()
    try:
        file.open("a").close()
    except OSError as error:
        return str(error.strerror)
    if new:
        file.unlink()
    return ""


def _begun(
    course: Course, arguments: argparse.Namespace
) -> AbstractContextManager[KernelPool | None]:
    """Kernels that are made ready in other processes while this one imports what it needs."""
    if arguments.scheduler:
        return nullcontext()
    with startup.importing():
        from autograder import configuration
        from autograder.running.pool import begun
    return begun(
        course,
        arguments.lab,
        configuration.settings(course),
        every_cell=arguments.all_cells,
        sandbox=not arguments.no_sandbox,
    )


def _try(course: Course, arguments: argparse.Namespace) -> int:
    from autograder import configuration
    from autograder.checks.card import Card
    from autograder.checks.name import CheckpointName
    from autograder.checks.public import NoSuchCheckpoint
    from autograder.checks.words import use
    from autograder.judge.trial import trials
    from autograder.labs import UnknownCheckpoint
    from autograder.sandbox.bubblewrap import available
    from autograder.words.terminal import printable_lines

    files = [Path(file) for file in arguments.files]
    for file in files:
        if not file.is_file():
            return _refuse(f"there is no file {file}")
    if not arguments.no_sandbox and (reason := available()):
        return _refuse(reason)
    settings = configuration.settings(course)
    use(settings.language or "en")
    judged = trials(
        course,
        CheckpointName(arguments.checkpoint),
        files,
        public_cases=arguments.public,
        seed=arguments.seed,
        sandbox=not arguments.no_sandbox,
        settings=settings,
    )
    try:
        for name, verdict in zip(arguments.files, judged, strict=True):
            if arguments.json:
                print(json.dumps({"file": name, **verdict.to_json()}), flush=True)
            else:
                print(printable_lines(f"{name}\n{Card(verdict).text()}\n"), flush=True)
    except (UnknownCheckpoint, NoSuchCheckpoint) as error:
        return _refuse(error)
    return 0


def _report(course: Course, arguments: argparse.Namespace) -> int:
    from autograder import configuration
    from autograder.checks.words import use
    from autograder.release.kept import of_course
    from autograder.reports.command import run

    if chosen := configuration.settings(course).language:
        use(chosen)
    return run(arguments, lambda lab: of_course(course, lab), "report.install-course")


def _overview(course: Course, arguments: argparse.Namespace) -> int:
    from autograder.overview.command import write

    for path in write(course, arguments.lab, anonymous=arguments.anonymous, out=arguments.out):
        print(path)
    return 0


def _example(course: Course, arguments: argparse.Namespace) -> int:
    from autograder import example
    from autograder.labs import LABS

    for lab in [arguments.lab] if arguments.lab else [lab for lab in course.labs() if lab in LABS]:
        example.write(course, lab)
    return 0


def _cases(course: Course, arguments: argparse.Namespace) -> int:
    from autograder.judge.publication import stale_cases, write_cases

    if not arguments.check:
        for path in write_cases(course):
            print(path)
        return 0
    stale = stale_cases(course)
    for name in stale:
        print(
            f"the public cases of {name} are not up to date: run python -m autograder cases",
            file=sys.stderr,
        )
    return 1 if stale else 0
