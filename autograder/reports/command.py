"""The command that writes a lab report: it reads the arguments, and says what came of them."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.checks.home import notebook as home
from autograder.checks.home import released
from autograder.checks.home.released import ReleasedCell
from autograder.reports import arguments as arguments_of
from autograder.reports.defects import Defects
from autograder.reports.document import Document, Formula, walk
from autograder.reports.lab.report import report
from autograder.reports.pipe import whoever_reads
from autograder.reports.reading import notebook
from autograder.reports.reading.formulas import set_aside
from autograder.reports.reading.notebook import Cell, NoNotebook
from autograder.reports.reading.pictures import left_out
from autograder.reports.words import language, say, speaking
from autograder.reports.writing.mathematics import Fault, Mathematics
from autograder.reports.writing.page import page
from autograder.reports.writing.paper import NoPaper, paper, undrawn

Released = Callable[[str], Sequence[ReleasedCell] | None]
_DEFINES = re.compile(r"\\(?:re)?newcommand|\\def\b|\\let\b|\\DeclareMathOperator")
_BUNDLE = Path(__file__).resolve().parents[2]
LETTERS = 10
"""Letters without a font that are named."""
_FAULTS = ("formula.long", "formula.late", "formula.undrawn")
_CHECKS = re.compile(r"\bcheck\(\s*[\"'](\w+)\.")


def run(arguments: argparse.Namespace, of_lab: Released, install: str) -> int:
    """Write the report, and say what came of it.

    Parameters
    ----------
    arguments : Namespace
        As `arguments` has them.
    of_lab : callable
        Gives the cells of a lab as they were released, or None where nothing is known of it.
    install : str
        The key of the sentence that says how to get what is missing.

    Returns
    -------
    int
        0 when there is a page and a PDF, 1 when something is missing of it, 2 when there is no
        notebook to report on.
    """
    with speaking(arguments.lang or language()):
        try:
            import markdown_it  # noqa: F401 - without it there is no report at all
        except ImportError:
            return _refused(say(install), 1)
        if not arguments.notebook.is_file():
            return _refused(say("report.no-file", file=arguments.notebook), 2)
        defects = Defects()
        try:
            cells = notebook.read(arguments.notebook, defects)
        except NoNotebook as trouble:
            return _refused(str(trouble), 2)
        document = report(
            arguments.notebook, cells, _released(cells, of_lab), arguments.notes, defects
        )
        mathematics = _mathematics(cells, document, defects)
        folder = arguments.out or arguments.notebook.parent
        status = _write(document, mathematics, folder / arguments.notebook.stem, defects)
        _tell(defects)
        return status


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command for a student: ``python -m autograder.reports NOTEBOOK``."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a window that cannot show every letter
    with whoever_reads():
        return _main(arguments)


def _main(arguments: Sequence[str] | None) -> int:
    parser = argparse.ArgumentParser(prog="report")
    arguments_of.add(parser, named=False)
    given = parser.parse_args(arguments)
    if given.notebook is None:
        try:
            given.notebook = home.find(next(iter(released.labs()), ""), folder=_BUNDLE)
        except home.NotebookTrouble as trouble:
            return _refused(str(trouble), 2)
    return run(given, in_bundle, "report.install")


def in_bundle(lab: str) -> Sequence[ReleasedCell] | None:
    """A lab as the bundle keeps it."""
    labs = released.labs()
    lab = labs[0] if len(labs) == 1 else lab
    try:
        return released.load(lab) if lab in labs else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _refused(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def _released(cells: Sequence[Cell], of_lab: Released) -> Sequence[ReleasedCell] | None:
    """The lab as it was released; which lab it is, the checks say."""
    labs = [match[1] for cell in cells if (match := _CHECKS.search(cell.text))]
    return of_lab(max(labs, key=labs.count)) if labs else None


def _mathematics(cells: Sequence[Cell], document: Document, defects: Defects) -> Mathematics:
    """What draws the formulas; those that it cannot draw are noted, with the cell they are in."""
    mathematics, places = Mathematics(), dict[Formula, str]()
    for cell in cells:
        if cell.kind == "markdown" and ("$" in cell.text or "\\" in cell.text):
            for _, formula in set_aside(cell.text[:200_000])[1]:
                places.setdefault(formula, cell.place)
                if _DEFINES.search(formula.tex):
                    mathematics.drawn(formula)
    for formula in (one for one in walk(document) if isinstance(one, Formula)):
        drawn = mathematics.drawn(formula)
        if not isinstance(drawn, Fault):
            continue
        if not drawn.reason:
            defects.note(say("formula.none"))
            continue
        reason = say(drawn.reason) if drawn.reason in _FAULTS else drawn.reason
        tex = formula.tex if len(formula.tex) < 40 else f"{formula.tex[:37]}..."
        key = "formula.fault" if formula in places else "formula.fault-somewhere"
        defects.note(say(key, place=places.get(formula), tex=" ".join(tex.split()), reason=reason))
    return mathematics


def _write(document: Document, mathematics: Mathematics, name: Path, defects: Defects) -> int:
    status = 0
    html = page(document, mathematics).encode("utf-8", "replace")
    status |= _put(name.with_name(f"{name.name}.html"), html)
    try:
        pdf, left = paper(document, mathematics)
        status |= _put(name.with_name(f"{name.name}.pdf"), pdf)
        for picture in left:
            defects.note(left_out(picture.alt, picture.place, "picture.no-paper"))
        if letters := undrawn(document):
            defects.note(say("report.letters", letters=" ".join(letters[:LETTERS])))
    except NoPaper as trouble:
        reason = str(trouble)
        print(say("report.no-paper", reason=reason) if reason else say("report.no-typst"))
        status = 1
    return status


def _put(path: Path, content: bytes) -> int:
    """Write a file at once or not at all."""
    unfinished = path.with_name(f".report.{os.getpid()}")  # the other name may be as long as can be
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        print(say("report.unwritable", file=path, reason=reason), file=sys.stderr)
        return 1
    print(say("report.written", file=path))
    return 0


def _tell(defects: Defects) -> None:
    if defects.sentences:
        print(say("report.look"))
        for sentence in defects.sentences:
            print(f"- {sentence}")
    if defects.more:
        print(say("report.more", count=defects.more))
