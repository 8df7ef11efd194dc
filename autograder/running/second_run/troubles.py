"""Sentences on what stood around an answer, and kept it from being asked."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from nbformat import NotebookNode

from autograder.running.execution import Failed
from autograder.running.second_run.definitions import imported_as
from autograder.running.second_run.statements import Piece, pieces
from autograder.running.verdicts import is_test, name_of
from autograder.submissions.problems import quoted
from autograder.submissions.released.sources import SourceCell, lines
from autograder.words import Phrase, phrase

_PACKAGE = re.compile(r"ModuleNotFoundError: No module named '([\w.]+)'")
_PART = re.compile(r"ImportError: cannot import name '(\w+)' from '([\w.]+)'")
_MODULE = re.compile(r"AttributeError: (?:partially initialized )?module '([\w.]+)' has no attr")
_NAME = re.compile(r"NameError: (?:name|free variable) '(\w+)'")
_LOCAL = re.compile(r"UnboundLocalError: cannot access local variable '(\w+)'")
_LINE = re.compile(r"(?:, |\()line (\d+)\)")
_CELL_MAGIC = re.compile(r"\s*(%%\w+)")
_FILE = re.compile(r" \([^()]*line \d+\)$")
_SYNTAX = ("SyntaxError", "IndentationError", "TabError")
_HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


def maker(name: str, failed: Iterable[Failed]) -> Failed | None:
    """The statements that should have made something, and failed before they did."""
    for one in failed:
        if any(name in piece.binds for piece in pieces(one.step.source)):
            return one
    return None


class Troubles:
    """Says of a notebook why something in it could not be run.

    Parameters
    ----------
    notebook : NotebookNode
        A clean one.
    released : tuple of SourceCell
        The lab's code cells, whose failures are others' doing.
    left_out : mapping of str to str
        Modules that the student handed in and that are not there, with the reasons.
    files : collection of str
        What lies beside the notebook.
    """

    def __init__(
        self,
        notebook: NotebookNode,
        released: tuple[SourceCell, ...],
        left_out: Mapping[str, str] = {},
        files: Collection[str] = (),
    ) -> None:
        self._own = {name.partition("/")[0].removesuffix(".py") for name in files}
        self._left_out = left_out
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
        if (one := maker(name, failed)) is not None:
            if self._is_given(one):
                cell = name_of(one.step.cell)
                return phrase("missing.because", name=name, cell=cell, error=one.error)
            return phrase("missing.trouble", name=name, trouble=self._sentence(one))
        return phrase("missing.where", name=name, where=self._whereabouts(name, None))

    def missing(self, message: str, failed: Iterable[Failed] = ()) -> str:
        """Which name was not there when a function was called, and where it is; else nothing."""
        found = _NAME.search(message)
        if found is None:
            return self.not_installed(message)
        name, where = found[1], self._whereabouts(found[1], None)
        for one in failed:
            made = (piece.binds for piece in pieces(one.step.source))
            if not self._is_given(one) and any(name in binds for binds in made):
                where = phrase("where.failed", trouble=self._sentence(one))
        return phrase("missing.which", name=name, where=where)

    def not_installed(self, message: str) -> str:
        """What was not there when a function imported it; nothing where it failed otherwise."""
        if (module := self._not_taken(message)) is not None:
            file, why = quoted(_file_of(module)), self._left_out[module]
            return phrase("missing.left-out", module=quoted(module), file=file, why=why)
        if (package := _PACKAGE.search(message)) is not None:
            return phrase("missing.package", package=quoted(package[1]))
        if (part := _PART.search(message)) is not None:
            return phrase("missing.part", name=quoted(part[1]), module=quoted(part[2]))
        if (local := _LOCAL.search(message)) is not None:
            # The second run goes on behind an import in a function.
            packages = (imported_as(local[1], cell.source) for cell in self._code)
            if top := next(filter(None, packages), ""):
                return phrase("missing.package", package=quoted(top))
        return ""

    def lacks_package(self, message: str, failed: Iterable[Failed]) -> bool:
        """Whether what was missing when a function was called is a package, or a part of one."""
        missing, failed = _NAME.search(message), list(failed)
        if missing is None:
            return bool(self.not_installed(message))
        names = [missing[1]]
        for name in names:  # which grows: what made it may itself have lacked something
            errors = [
                one.error
                for one in failed
                if any(name in piece.binds for piece in pieces(one.step.source))
            ]
            if any(map(_PACKAGE.search, errors)):
                return True
            further = {found[1] for found in map(_NAME.search, errors) if found is not None}
            names += sorted(further - set(names))
        return False

    def _not_taken(self, error: str) -> str | None:
        """The module that the student handed in, and misses by an error."""
        found = _PACKAGE.search(error) or _MODULE.search(error)
        part = _PART.search(error)
        names = [found[1], found[1].partition(".")[0]] if found else []
        names += [part[2], f"{part[2]}.{part[1]}"] if part else []
        return next((name for name in names if name in self._left_out), None)

    def _is_given(self, failed: Failed) -> bool:
        return lines(failed.step.source) in self._given

    def _sentence(self, failed: Failed) -> Phrase:
        cell, error = failed.step.cell, failed.error
        if (module := self._not_taken(error)) is not None:
            top = module.partition(".")[0]
            place = _place(cell, lambda piece: top in piece.imports | piece.uses)
            names = {"place": place, "module": quoted(module), "file": quoted(_file_of(module))}
            return phrase("trouble.left-out", **names, why=self._left_out[module])
        if (package := _PACKAGE.search(error)) is not None:
            top, _, part = package[1].partition(".")
            place = _place(cell, lambda piece: top in piece.imports)
            found = pieces(cell.source)
            if not any(top in piece.imports for piece in found):
                own = any(not self._own.isdisjoint(piece.imports) for piece in found)
                key = "trouble.package-of-file" if own else "trouble.package-needed"
                return phrase(key, cell=name_of(cell), package=quoted(top))
            if part:
                key, whole = "trouble.package-part", quoted(package[1])
                return phrase(key, place=place, part=whole, package=quoted(top))
            file = quoted(f"{top}.py")
            return phrase("trouble.package", place=place, package=quoted(top), file=file)
        if (part := _PART.search(error)) is not None:
            name, module = part[1], part[2]
            place = _place(cell, lambda piece: name in piece.binds)
            names = {"place": place, "name": quoted(name), "module": quoted(module)}
            if module.partition(".")[0] not in sys.stdlib_module_names:
                return phrase("trouble.import", **names)
            return self._newer(phrase("trouble.import-python", **names, version=_HERE))
        if (name := _NAME.search(error)) is not None:
            place = _place(cell, lambda piece: name[1] in piece.uses)
            if (line := _line_above(cell, name[1])) is not None:
                return phrase("trouble.name-line", place=place, name=name[1], line=line)
            where = self._whereabouts(name[1], cell)
            return phrase("trouble.name", place=place, name=name[1], where=where)
        if error.startswith(_SYNTAX):
            number = _LINE.search(error)
            place = _line(number[1], cell) if number else name_of(cell)
            what = _FILE.sub("", error)
            return self._newer(phrase("trouble.syntax", place=place, version=_HERE, error=what))
        return phrase("trouble.ended", cell=name_of(cell), error=error)

    def _newer(self, problem: Phrase) -> Phrase:
        """A remark where a notebook was written with a newer Python than the one that runs it."""
        theirs = re.match(r"3\.(\d+)", self._written_with)
        if theirs is None or int(theirs[1]) <= sys.version_info.minor:
            return problem
        return phrase("trouble.newer", problem=problem, theirs=theirs[0], ours=_HERE)

    @cached_property
    def _binding(self) -> list[tuple[str, frozenset[str], NotebookNode]]:
        """The text of each code cell, and the names that it gives a value, but for tests."""
        none = frozenset[str]()
        found = []
        for cell in self._code:
            binds = () if is_test(cell) else (piece.binds for piece in pieces(cell.source))
            found.append((cell.source, none.union(*binds), cell))
        return found

    def _whereabouts(self, name: str, cell: NotebookNode | None) -> Phrase:
        """Where a name that is missing is given a value, if anywhere."""
        below = False
        source = None if cell is None else cell.source
        for text, binds, other in self._binding:
            here = text == source
            if name in binds:
                key = "where.after" if here else "where.cell"
                return phrase("where.below" if below else key, cell=name_of(other))
            below = below or here
        makes = re.compile(rf"^\s*(?:def|class)\s+{name}\b|^{name}\s*=(?!=)", re.MULTILINE)
        for one in self._code:
            magic = _CELL_MAGIC.match(one.source)
            if magic is not None and makes.search(one.source):
                return phrase("where.magic", cell=name_of(one), magic=magic[1])
        return phrase("where.nowhere")


def _file_of(module: str) -> str:
    return module.replace(".", "/") + ".py"


def _line_above(cell: NotebookNode, name: str) -> int | None:
    """Which line of a cell should have made a name, before it is used there; None if none."""
    found = pieces(cell.source)
    used = next((piece.line for piece in found if name in piece.uses), 0)
    makers = [piece.line for piece in found if name in piece.binds and piece.line < used]
    return makers[-1] if makers else None


def _place(cell: NotebookNode, wanted: Callable[[Piece], bool]) -> Phrase:
    """Where in a cell the statement is that is wanted."""
    found = next(filter(wanted, pieces(cell.source)), None)
    return name_of(cell) if found is None else _line(str(found.line), cell)


def _line(number: str, cell: NotebookNode) -> Phrase:
    return phrase("cell.line", line=number, cell=name_of(cell))
