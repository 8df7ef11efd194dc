"""Sentences on what stood around an answer, and kept it from being asked."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import cached_property

from nbformat import NotebookNode

from autograder.running.execution import Failed
from autograder.running.statements import Piece, pieces
from autograder.running.verdicts import is_test, name_of
from autograder.submissions.problems import quoted
from autograder.submissions.sources import SourceCell, lines

_PACKAGE = re.compile(r"ModuleNotFoundError: No module named '([\w.]+)'")
_PART = re.compile(r"ImportError: cannot import name '(\w+)' from '([\w.]+)'")
_NAME = re.compile(r"NameError: (?:name|free variable) '(\w+)'")
_LINE = re.compile(r"(?:, |\()line (\d+)\)")
_FILE = re.compile(r" \([^()]*line \d+\)$")
_SYNTAX = ("SyntaxError", "IndentationError", "TabError")
_HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


class Troubles:
    """Says of a notebook why something in it could not be run.

    Parameters
    ----------
    notebook : NotebookNode
        A clean one.
    released : tuple of SourceCell
        The lab's code cells, whose failures are others' doing.
    """

    def __init__(self, notebook: NotebookNode, released: tuple[SourceCell, ...]) -> None:
        self._code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self._given = {lines(cell.text) for cell in released if cell.text}
        self._written_with = str(notebook.metadata.get("language_info", {}).get("version", ""))

    def sentences(self, failed: Iterable[Failed]) -> list[str]:
        """A sentence for each of the student's own statements that failed."""
        own = (one for one in failed if one.step.checkpoint is None and not self._is_given(one))
        return list(dict.fromkeys(map(self._sentence, own)))

    def reason(self, error: str, failed: Iterable[Failed]) -> str:
        """Why a check could not be asked, where an error is all that is known.

        Parameters
        ----------
        error : str
            The exception that ended its cell.
        failed : iterable of Failed
            What else failed.
        """
        missing = _NAME.search(error)
        if missing is None:
            return error
        name = missing[1]
        for one in failed:
            if any(name in piece.binds for piece in pieces(one.step.source)):
                if self._is_given(one):
                    cell = name_of(one.step.cell)
                    return f"{name} is missing, because {cell} stopped with {one.error}"
                return f"{name} is missing: {self._sentence(one)}"
        return f"{name} is missing: it {self._whereabouts(name, None)}"

    def missing(self, message: str) -> str:
        """Which name was not there when a function was called, and where it is; else nothing."""
        found = _NAME.search(message)
        return f"{found[1]}, which {self._whereabouts(found[1], None)}" if found else ""

    def _is_given(self, failed: Failed) -> bool:
        return lines(failed.step.source) in self._given

    def _sentence(self, failed: Failed) -> str:
        cell, error = failed.step.cell, failed.error
        if (package := _PACKAGE.search(error)) is not None:
            top, _, part = package[1].partition(".")
            place = _place(cell, lambda piece: top in piece.imports)
            if not any(top in piece.imports for piece in pieces(cell.source)):
                return (
                    f"{name_of(cell)} imports a file of yours that imports {quoted(top)}, which is"
                    " not installed for grading, so it was left out"
                )
            if part:
                return (
                    f"{place} imports {quoted(package[1])}, which {quoted(top)} does not have here"
                )
            return (
                f"{place} imports {quoted(top)}, which is not installed for grading, so it was left"
                f" out (if {quoted(top + '.py')} is a file of yours, hand it in with the notebook)"
            )
        if (part := _PART.search(error)) is not None:
            name, module = part[1], part[2]
            place = _place(cell, lambda piece: name in piece.binds)
            standard = module.partition(".")[0] in sys.stdlib_module_names
            newer = self._newer if standard else ""
            what = f"Python {_HERE}" if standard else "the version for grading"
            return (
                f"{place} imports {quoted(name)} from {quoted(module)}, which {what} does not have,"
                f" so it was left out{newer}"
            )
        if (name := _NAME.search(error)) is not None:
            place = _place(cell, lambda piece: name[1] in piece.uses)
            where = _line_above(cell, name[1]) or self._whereabouts(name[1], cell)
            return f"{place} uses {name[1]}, which {where}, so it was left out"
        if error.startswith(_SYNTAX):
            found = _LINE.search(error)
            place = f"line {found[1]} of {name_of(cell)}" if found else name_of(cell)
            return f"{place} is not valid Python {_HERE} ({_FILE.sub('', error)}){self._newer}"
        return f"{name_of(cell)} ended with {error}"

    @cached_property
    def _newer(self) -> str:
        """A remark where a notebook was written with a newer Python than the one that runs it."""
        theirs = re.match(r"3\.(\d+)", self._written_with)
        if theirs is None or int(theirs[1]) <= sys.version_info.minor:
            return ""
        return (
            f": the notebook was written with Python 3.{theirs[1]} but is graded with {_HERE}, "
            "which does not know everything that the newer one does"
        )

    def _whereabouts(self, name: str, cell: NotebookNode | None) -> str:
        """Where a name that is missing is given a value, if anywhere."""
        below = False
        for other in self._code:
            here = cell is not None and other.source == cell.source
            binds = any(name in piece.binds for piece in pieces(other.source))
            if binds and not is_test(other):
                where = "further down, " if below else "only after that, " if here else ""
                return f"is defined {where}in {name_of(other)}"
            below = below or here
        return "is not defined anywhere in the notebook"


def _line_above(cell: NotebookNode, name: str) -> str:
    """Which line of a cell should have made a name, before it is used there; nothing if none."""
    found = pieces(cell.source)
    used = next((piece.line for piece in found if name in piece.uses), 0)
    makers = [piece.line for piece in found if name in piece.binds and piece.line < used]
    return f"line {makers[-1]} did not make" if makers else ""


def _place(cell: NotebookNode, wanted: Callable[[Piece], bool]) -> str:
    """Where in a cell the statement is that is wanted."""
    found = next(filter(wanted, pieces(cell.source)), None)
    return name_of(cell) if found is None else f"line {found.line} of {name_of(cell)}"
