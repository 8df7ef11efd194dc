"""What each exercise earned: a card for a check, a card for what people mark, a row for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.checks.verdict import Verdict
from autograder.reports.document import (
    Block,
    Break,
    Card,
    Line,
    Link,
    Marked,
    Paragraph,
    Quote,
    State,
    Table,
    Text,
)
from autograder.reports.reading import markdown
from autograder.reports.reading.letters import clean
from autograder.results.marks import CellMarks
from autograder.words import as_sentence, say, shown, term

_STATES: dict[str, State] = {"passed": "passed", "failed": "failed"}
_SIGNS = {"passed": "✓", "failed": "✗"}
_WORDS = {
    "passed": "card.passed",
    "failed": "card.failed",
    "not attempted": "card.not-attempted",
    "not run": "card.not-run",
}
_ANCHOR = "mark-"


@dataclass(frozen=True)
class Row:
    """An exercise in the table at the top of the page."""

    name: Line
    grade_id: str
    state: str
    points: float | None
    whole: float
    says: str = ""


def check(
    verdict: Verdict,
    marks: CellMarks,
    whole: float,
    where: Link | None,
    told: Callable[[str], str] = clean,
) -> Card:
    """The card of a checkpoint; `where` leads to what explains it, `told` makes a text fit."""
    state = _STATES.get(verdict.status, "open")
    lines = [as_sentence(verdict.message)] if verdict.message else []
    further = [one for one in verdict.criteria if one.status == "failed"][1:]
    lines += [say("card.row", name=term(one.name), text=one.message) for one in further]
    if _is_by_hand(marks):
        lines.append(say("feedback.by-hand"))
    criteria = tuple(
        (_SIGNS[one.status], shown(term(one.name)), _STATES[one.status])
        for one in verdict.criteria
        if one.status in _SIGNS and verdict.status != "not attempted"
    )
    return Card(
        state,
        state_of(verdict),
        str(verdict.checkpoint),
        _points(marks.score, whole),
        tuple((Text(told(shown(line))),) for line in lines),
        criteria,
        where if state != "passed" else None,
        anchor(verdict.checkpoint.grade_id),
    )


def by_hand(grade_id: str, marks: CellMarks, whole: float, *, blank: bool = False) -> Card:
    """The card of an answer that a person marks."""
    state: State = "open" if unmarked(marks) or marks.score < whole else "passed"
    points = _points(None if unmarked(marks) else marks.score, whole)
    return Card(state, state_by_hand(marks, blank=blank), "", points, anchor=anchor(grade_id))


def comment(marks: CellMarks) -> list[Block]:
    """What the marker wrote."""
    if not marks.manual_comment or not marks.manual_comment.strip():
        return []
    label = Paragraph((Marked("strong", (Text(say("feedback.comment")),)),))
    return [Quote((label, *markdown.read(marks.manual_comment, top=4)))]


def unmarked(marks: CellMarks) -> bool:
    """Whether a person has still to look at an answer."""
    return marks.manual_score is None and marks.auto_score is None


def state_of(verdict: Verdict, marks: CellMarks | None = None) -> str:
    """A sign and a word for how a check ended, or that a person's marks count in its place."""
    if marks is not None and _is_by_hand(marks):
        return say("feedback.marked")
    return f"{_SIGNS.get(verdict.status, '○')} {say(_WORDS[verdict.status])}"


def _is_by_hand(marks: CellMarks) -> bool:
    return marks.manual_score is not None or bool(marks.extra_credit)


def state_by_hand(marks: CellMarks, *, blank: bool = False) -> str:
    """How far the marking has come, or that there is nothing to mark."""
    if blank or (marks.manual_score is None and marks.auto_score is not None):
        return f"○ {say('feedback.no-answer')}"
    return say("feedback.unmarked" if unmarked(marks) else "feedback.marked")


def anchor(grade_id: str) -> str:
    """Where the card of an exercise stands on the page."""
    return f"{_ANCHOR}{grade_id}"


def table(rows: Sequence[Row], *, leading: bool = True) -> Table:
    """What each exercise earned, and all together; `leading` where the cards are on the page."""
    written = tuple(
        (
            _named(row, leading=leading),
            (Text(row.state),),
            (Text(_short(row.points, row.whole)),),
        )
        for row in rows
    )
    earned = sum(row.points or 0.0 for row in rows)
    whole = sum(row.whole for row in rows)
    together: tuple[Line, ...] = (
        (Marked("strong", (Text(say("feedback.together")),)),),
        (),
        (Marked("strong", (Text(_short(earned, whole)),)),),
    )
    head = tuple(
        (Text(say(f"feedback.column-{name}")),) for name in ("exercise", "state", "points")
    )
    return Table(head, (*written, together), "llr")


def _named(row: Row, *, leading: bool) -> Line:
    name: Line = (Link(row.name, f"#{anchor(row.grade_id)}"),) if leading else row.name
    return (*name, Break(), Marked("quiet", (Text(row.says),))) if row.says else name


def _points(points: float | None, whole: float) -> str:
    if points is None:
        return say("feedback.up-to", whole=whole)
    return say("card.points", points=round(points, 2), whole=whole)


def _short(points: float | None, whole: float) -> str:
    return f"– / {whole:g}" if points is None else f"{round(points, 2):g} / {whole:g}"
