"""A student's own statements, and which of them something needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from nbformat import NotebookNode, from_dict

from autograder.running.second_run.statements import Piece, is_command, is_python, names, pieces
from autograder.running.verdicts import is_test
from autograder.submissions.released.untouched import left_alone

_ONLY_SHOWING = {"print", "display", "check", "plt", "help", "type", "len", "repr"}
"""Calls of these change nothing that an answer may need."""
_HALVES = 4
TRIES = 2
"""How often a statement is tried that something needs: what it needs itself may come later."""


@dataclass
class Own:
    """A statement of the student's, or a demonstration of the lab's, and what has become of it.

    One that is `barred` is not run, or not again. One that counts `unless_bound` is run where what
    it binds is missing. One that is `joined` stands in a cell that was split.
    """

    piece: Piece
    cell: NotebookNode
    place: int
    blank: bool = False
    wanted: bool = False
    tries: int = 0
    done: bool = False
    barred: bool = False
    unless_bound: bool = False
    joined: bool = False

    @property
    def answers(self) -> bool:
        """Whether it stands in a cell where an answer is written."""
        return is_answer(self.cell)


def is_answer(cell: NotebookNode) -> bool:
    """Whether a cell is one in which an answer is written."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def own_statements(cells: list[NotebookNode], released: Collection[int]) -> Iterator[Own]:
    """The statements in the student's own cells, and in those where answers are written.

    Parameters
    ----------
    cells : list of NotebookNode
    released : collection of int
        The places of cells that are as the lab has them.
    """
    theirs = [
        cell.cell_type == "code"
        and not is_test(cell)
        and (place not in released or is_answer(cell))
        for place, cell in enumerate(cells)
    ]
    place = 0
    while place < len(cells):
        cell, end = cells[place], place + 1
        if theirs[place]:
            text, end = _with_its_rest(cells, theirs, place)
            joined = end > place + 1
            blank = left_alone(cell) and not joined
            for piece in pieces(text):
                yield Own(piece, cell, place, blank=blank or piece.unwritten, joined=joined)
        place = end


def _with_its_rest(cells: list[NotebookNode], theirs: list[bool], place: int) -> tuple[str, int]:
    """The text of a cell, and where the next one is; the halves of one that was split are joined.

    The editor splits a cell at the cursor: one of the halves is no Python, and together they are.
    """
    text = joined = cells[place].source
    after = place + 1
    for end in range(place + 1, min(place + _HALVES, len(cells))):
        more = cells[end].source
        if not theirs[end] or is_command(more) or (is_python(joined) and is_python(more)):
            break
        ways = [joined + between + more for between in ("\n", "")]
        whole = next(filter(is_python, ways), None)
        if whole is not None:
            text, after = whole, end + 1
        elif is_python(joined):
            break
        joined = whole or ways[0]
    return text, after


def demonstration(text: str, place: int) -> Own:
    """A demonstration of the lab's, as one statement: what it defines, something may need."""
    binds = frozenset[str]().union(*(piece.binds for piece in pieces(text)))
    piece = Piece(text, 1, binds=binds, uses=names(text))
    return Own(piece, code_cell(text), place, blank=True)


def code_cell(text: str) -> NotebookNode:
    """A code cell of the lab's; nbformat's own function checks each against a schema."""
    cell = {"cell_type": "code", "source": text, "metadata": {}, "outputs": []}
    made: NotebookNode = from_dict({**cell, "execution_count": None})
    return made


def written(owned: Iterable[Own]) -> set[str]:
    """What the student has written; an exercise that was left as it was stands back behind it."""
    owned = list(owned)
    found = set[str]().union(*(own.piece.binds for own in owned if not own.blank))
    for own in owned:
        stub = own.blank and (own.answers or own.piece.unwritten)
        if stub and own.piece.binds & found:
            own.barred = True
    return found


def defined(owned: Iterable[Own]) -> set[str]:
    """The names of the functions and classes that the student has written."""
    made = (own.piece.binds for own in owned if own.piece.defines and not own.blank)
    return set[str]().union(*made)


def want(
    owned: list[Own], tests: set[str], lab: set[str], given: set[str], fixed: set[str]
) -> None:
    """Find out which statements something needs: by the names that it uses, and theirs.

    What an answer needs counts as the student has it; but not what an experiment of theirs puts in
    the place of something of the lab's, which is no function, or in that of a function of their
    own, as ``f = f(x)`` does. What only the lab's own cells need counts as the lab has it.

    Parameters
    ----------
    owned : list of Own
        Are marked.
    tests, lab : set of str
        Names that the tests use, and the lab's own cells.
    given, fixed : set of str
        Names that the lab's own cells bind, and those among them that they import or define.
    """
    functions, used_beside = defined(owned), defaultdict[int, set[str]](set)
    for own in owned:
        used_beside[own.place] |= own.piece.uses if own.piece.defines else set()
    theirs = set[str]().union(*(own.piece.binds for own in owned))
    # What they import again, as the lab does, stays the lab's: its settings are no part of it.
    made = [own.piece.binds for own in owned if own.piece.defines or not own.piece.imports]
    theirs -= given - set[str]().union(*made)
    things = set[str]().union(*(own.piece.binds for own in owned if not own.piece.defines))
    makers = {name: own.piece for own in owned if own.piece.defines for name in own.piece.binds}
    answers, others = defaultdict[str, list[Own]](list), defaultdict[str, list[Own]](list)
    reached = [(name, answers) for name in tests - given]
    reached += [(name, others) for name in tests | lab]
    for own in (own for own in owned if not own.barred):
        piece = own.piece
        changed = piece.touches & theirs
        if own.answers or (not piece.binds and not piece.calls <= _ONLY_SHOWING):
            changed |= _changed(piece, makers) & things
        binds, results = piece.binds, piece.results & functions
        if not (piece.defines or piece.imports):  # it may be an experiment
            binds -= given - (used_beside[own.place] - fixed if own.answers else set())
        for name in (changed | binds) - results:
            answers[name].append(own)
        for name in (binds | piece.touches & theirs) - given - results:
            others[name].append(own)
        if piece.star:
            own.wanted = True
            reached += [(name, by) for name in piece.uses for by in (answers, others)]
    while reached:
        name, by = reached.pop()
        for own in by.pop(name, ()):
            own.wanted = True
            reached += [(use, others) for use in own.piece.uses if use in others]
            if by is answers:
                reached += [(use, answers) for use in own.piece.uses if use in answers]


def _changed(piece: Piece, makers: dict[str, Piece]) -> set[str]:
    """What a statement may change: what it hands over, and what a function does that it calls."""
    called = [makers[name] for name in piece.calls if name in makers]
    return set(piece.arguments).union(*(made.binds | made.touches for made in called))
