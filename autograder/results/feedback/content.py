"""The feedback page as a document: what a submission earned, what went wrong, the notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from autograder.reports.defects import Defects
from autograder.reports.document import (
    Block,
    Document,
    Form,
    Heading,
    Line,
    Listing,
    Paragraph,
    Text,
)
from autograder.reports.lab.own import prose
from autograder.reports.reading.tables import bounded
from autograder.results.feedback import exercises
from autograder.results.feedback.exercises import Row
from autograder.results.feedback.folding import folded
from autograder.results.feedback.naming import called, without_places
from autograder.results.feedback.story import Lesson, Story
from autograder.results.feedback.submission import Submission
from autograder.words import as_sentence, language, say


def lesson(submission: Submission) -> Lesson:
    """What a whole notebook of a lab, such as the source, calls things."""
    story = Story(submission, Lesson(submission.lab))
    story.blocks()
    texts = frozenset(" ".join(prose(cell.source).split()) for cell in submission.notebook.cells)
    return Lesson(story.title, {row.grade_id: row.name for row in story.rows}, texts - {""})


def feedback(submission: Submission, known: Lesson) -> Document:
    """The page of a submission."""
    story = Story(submission, known)
    told = bounded(story.blocks(), Defects())
    names = {row.grade_id: row.name for row in story.rows}
    blocks: list[Block] = [_head(submission, story.rows), *_about(submission, names)]
    rejected = submission.record.rejected is not None
    if story.rows:
        blocks += [_heading("feedback.points"), exercises.table(story.rows, leading=not rejected)]
    if rejected:  # there is nothing of the student's in the notebook
        blocks += story.comments
    elif told:
        short = {
            exercises.anchor(row.grade_id)
            for row in story.rows
            if row.points is None or row.points < row.whole
        }
        blocks += [_heading("feedback.notebook"), *folded(told, story.comments, short)]
    title = say("feedback.title", lab=story.title)
    return Document(title, tuple(blocks), language())


def _heading(key: str) -> Heading:
    return Heading(1, (Text(say(key)),))


def _head(submission: Submission, rows: Sequence[Row]) -> Form:
    penalty = submission.late_penalty
    score = max(0.0, sum(row.points or 0.0 for row in rows) - penalty)
    whole = sum(row.whole for row in rows)
    told = say("card.points", points=round(score, 2), whole=whole)
    lines = [((say("feedback.student"), submission.student), (say("feedback.score"), told))]
    more = []
    if penalty:
        more.append((say("feedback.late"), say("feedback.late-points", points=round(penalty, 2))))
    if waiting := [row.whole for row in rows if row.points is None]:
        told = say("feedback.waiting-count", count=len(waiting), points=sum(waiting))
        more.append((say("feedback.waiting"), told))
    return Form((*lines, tuple(more)) if more else tuple(lines))


def _about(submission: Submission, names: Mapping[str, Line]) -> Iterable[Block]:
    """What was wrong with a submission, and what was set right."""
    record = submission.record
    if record.rejected is not None:
        yield _heading("feedback.about")
        yield Paragraph((Text(without_places(say("feedback.rejected", reason=record.rejected))),))
    elif record.problems:
        yield _heading("feedback.about")
        told = (as_sentence(called(without_places(one), names)) for one in record.shown)
        yield Listing(tuple((Paragraph((Text(one),)),) for one in told))
