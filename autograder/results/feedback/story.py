"""A notebook told from its first cell to its last, with what each answer earned beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.labs import find
from autograder.reports.defects import Defects
from autograder.reports.document import (
    Block,
    Blocks,
    Code,
    Heading,
    Line,
    Link,
    Output,
    Text,
    plain,
)
from autograder.reports.lab.own import answer, prose
from autograder.reports.lab.steps import title_of, without_points
from autograder.reports.reading import markdown, notebook, outputs
from autograder.reports.reading.letters import clean
from autograder.reports.reading.notebook import Cell
from autograder.reports.reading.pictures import Allowance, Pictures
from autograder.results.feedback import exercises
from autograder.results.feedback.exercises import Row
from autograder.results.feedback.naming import SOLUTION, called, without_places
from autograder.results.feedback.submission import Submission
from autograder.results.marks import CellMarks
from autograder.results.note import NOTE
from autograder.words import say

RICH = 40_000
"""Marks of Markdown in a notebook that are looked at; what comes after them is shown as it is."""
COLOURED = 100_000
"""Letters of code in a notebook that are coloured; colours take longer than all the rest."""


@dataclass(frozen=True)
class Lesson:
    """What a lab calls itself and its exercises, by grade_id, and the texts of its cells.

    A notebook may have lost some of that, and may have something else by the same name.
    """

    title: str
    names: Mapping[str, Line] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()


class Story:
    """Goes through a notebook once, and puts beside each answer what it earned."""

    def __init__(self, submission: Submission, known: Lesson) -> None:
        self._submission, self._known = submission, known
        every = (
            notebook.cell(number, stored)
            for number, stored in enumerate(submission.notebook.cells, start=1)
        )
        self._cells = [cell for cell in every if cell is not None and cell.id != NOTE]
        self._rich, self._coloured = RICH, COLOURED
        self._defects, self._pictures = Defects(), Allowance()
        self._anchors: dict[str, str] = {}
        self._prose = {cell.number: self._read(cell) for cell in self._cells}
        self._heads: dict[str, Line] = {}
        self._heading: Line = ()
        self._owed: tuple[str, float] | None = None
        self._answered = False
        self.title = known.title
        self._titled = False
        self.rows: list[Row] = []
        self.comments: list[Block] = []

    def blocks(self) -> Blocks:
        """The notebook, with the cards; `rows` and `title` are known afterwards."""
        told: list[Block] = []
        for cell in self._cells:
            told += self._cell(cell)
        return (*told, *self._paid())

    def _read(self, cell: Cell) -> Blocks:
        """A cell's Markdown, its headings with the anchors that lead there."""
        if cell.kind != "markdown":
            return ()
        self._rich -= sum(map(cell.text.count, "[]_*`<>!\\$"))
        if self._rich < 0:  # each cell may be just below what is bounded there
            return (Code(clean(cell.text), ""),)
        text = prose(cell.text)
        if cell.attached or "data:" in text:
            find_picture = Pictures(
                self._defects, attached=cell.attached, allowance=self._pictures
            ).find
            blocks = markdown.read(text, find_picture)
        else:
            blocks = _prose(text)
        if not self._is_of_the_lab(cell):
            return blocks
        return tuple(self._anchored(b) if isinstance(b, Heading) else b for b in blocks)

    def _is_of_the_lab(self, cell: Cell) -> bool:
        """Whether a cell is as it was handed out; everything is where the lab is not known."""
        texts = self._known.texts
        return not texts or bool(cell.about) or " ".join(prose(cell.text).split()) in texts

    def _anchored(self, heading: Heading) -> Heading:
        name = plain(heading.inside).strip()
        if name in self._anchors:
            return heading
        self._anchors[name] = f"part-{len(self._anchors) + 1}"
        return replace(heading, anchor=self._anchors[name])

    def _cell(self, cell: Cell) -> Iterable[Block]:
        blocks = self._prose[cell.number]
        if self._owed and self._is_below_the_answer(cell, blocks):
            yield from self._paid()
        self._answered |= bool(self._owed and answer(cell.text).strip())
        first = blocks[0] if blocks else None
        title = isinstance(first, Heading) and first.level == 1 and self._is_of_the_lab(cell)
        if title and not self._titled:
            self.title, self._titled = plain(blocks[0]).strip() or self.title, True
            blocks = blocks[1:]
        for block in blocks:
            if isinstance(block, Heading):
                self._heading = block.inside
        yield from blocks
        about, grade_id = cell.about, cell.grade_id
        whole = _number(about.get("points"))
        marks = self._marks(grade_id)
        if cell.kind == "code" and about.get("grade") and not about.get("solution"):
            yield from self._checked(grade_id, marks, whole)
            return
        if cell.kind == "code":
            yield from self._code(cell)
        elif cell.kind != "markdown" and cell.text.strip():
            yield Code(clean(cell.text), "")
        if about.get("task"):
            self._heads[grade_id] = self._heading
            self._owed, self._answered = (grade_id, whole), False
        elif about.get("grade"):
            yield from self._marked(grade_id, marks, whole)
        elif about.get("solution"):
            self._heads[grade_id] = self._heading
            yield from self._comment(marks)

    def _is_below_the_answer(self, cell: Cell, blocks: Blocks) -> bool:
        """Whether a cell is the lab's next one; an answer may be in several cells of any kind."""
        if cell.about or (self._known.texts and answer(cell.text).strip()):
            return bool(cell.about) or self._is_of_the_lab(cell)
        return bool(blocks) and isinstance(blocks[0], Heading)

    def _paid(self) -> Iterable[Block]:
        """The mark for a question, which stands below the answer."""
        if self._owed:
            grade_id, whole = self._owed
            self._owed = None
            marks = self._marks(grade_id)
            blank = exercises.unmarked(marks) and not self._answered
            yield from self._marked(grade_id, marks, whole, blank=blank)

    def _marks(self, grade_id: str) -> CellMarks:
        return self._submission.cells.get(grade_id, CellMarks())

    def _marked(
        self, grade_id: str, marks: CellMarks, whole: float, *, blank: bool = False
    ) -> Iterable[Block]:
        points = None if exercises.unmarked(marks) else marks.score
        self._row(grade_id, exercises.state_by_hand(marks, blank=blank), points, whole)
        yield exercises.by_hand(grade_id, marks, whole, blank=blank)
        yield from self._comment(marks)

    def _checked(self, grade_id: str, marks: CellMarks, whole: float) -> Iterable[Block]:
        name = CheckpointName.of(self._submission.lab, grade_id)
        verdict = self._submission.record.verdicts.get(name) or Verdict(name, max_points=whole)
        card = exercises.check(verdict, marks, whole, self._where(name), self._told)
        says = plain(card.lines[0]) if card.lines and verdict.status == "failed" else ""
        self._row(grade_id, exercises.state_of(verdict, marks), marks.score, whole, says)
        yield card
        yield from self._comment(marks)

    def _told(self, sentence: str) -> str:
        return called(without_places(sentence), self._known.names)

    def _comment(self, marks: CellMarks) -> Iterable[Block]:
        written = exercises.comment(marks)
        self.comments += written
        yield from written

    def _row(
        self, grade_id: str, state: str, points: float | None, whole: float, says: str = ""
    ) -> None:
        own = self._heads.get(grade_id, self._heading)
        head = without_points(self._heads.get(f"{grade_id}{SOLUTION}", own))
        name = self._known.names.get(grade_id) or head or (Text(grade_id),)
        self.rows.append(Row(name, grade_id, state, points, whole, says))

    def _where(self, name: CheckpointName) -> Link | None:
        """The way to the part of the lesson that explains a checkpoint."""
        try:
            section = find(name).section
        except LookupError:
            return None
        anchor = self._anchors.get(section)
        told = say("hint.where", section=section)
        return Link((Text(told),), f"#{anchor}") if anchor else None

    def _code(self, cell: Cell) -> Iterable[Block]:
        text = clean(cell.text)
        if text.strip():
            self._coloured -= len(text)
            yield Code(text, "python" if self._coloured >= 0 else "")
        with self._defects.at(cell.place):
            shows = plain(title_of(cell.text, self._heading)) or self.title
            for block in outputs.read(cell.outputs, self._defects, shows):
                yield _without_paths(block)


def _without_paths(block: Block) -> Block:
    """What was printed, without where on the grading machine things lie."""
    return replace(block, text=without_places(block.text)) if isinstance(block, Output) else block


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


@lru_cache(maxsize=1024)
def _prose(text: str) -> Blocks:
    """Markdown as blocks; most of a class's is the lab's own, and the same in every notebook."""
    return markdown.read(text)
