"""What somebody should look at: checkpoints, slow submissions, what was unusual, doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from statistics import median

from autograder.overview import tally
from autograder.overview.classwork import ClassWork
from autograder.overview.lines import code, criterion, heading, line, paragraph, table, who
from autograder.overview.names import Names
from autograder.overview.words import say
from autograder.reports.document import Block, Line, Listing, Paragraph
from autograder.results.class_result import SubmissionResult
from autograder.results.feedback.naming import called
from autograder.words import chinese, english

SLOWEST = 5
MOST = 200
"""Rows of what was unusual; the CSV has all submissions."""
_DOUBTS = [
    table[key].casefold()
    for key in ("doubt.loops", "doubt.undone", "sitting.nonsense")
    for table in (english.SENTENCES, chinese.SENTENCES)
]
"""What the judge says where it doubts an answer: its messages are all that is kept of that."""


def suspicious(work: ClassWork) -> Iterator[Block]:
    """Checkpoints of which the numbers suggest that the text or the check is at fault."""
    yield heading("overview.suspicious")
    sentences = []
    for one in tally.suspicious(work.read):
        parts: dict[str, object] = {
            "checkpoint": f"`{one.criterion.checkpoint.grade_id}`",
            "criterion": criterion(one.criterion.what),
            "count": len(one.criterion.students),
            "tried": one.tried,
        }
        sentences.append(
            say("overview.suspicion-mistake", mistake=f"`{one.mistake.what}`", **parts)
            if one.mistake
            else say("overview.suspicion", **parts)
        )
    if not tally.telling(work.read):
        yield paragraph("overview.few-tried", count=tally.TELLING)
    elif sentences:
        yield Listing(tuple((Paragraph(line(sentence)),) for sentence in sentences))
    else:
        yield paragraph("overview.no-suspicious")


def time(work: ClassWork, names: Names) -> Iterator[Block]:
    """How long the submissions took, and how much memory."""
    yield heading("overview.time")
    ran = sorted((one for one in work.read if one.seconds > 0), key=lambda one: -one.seconds)
    if not ran:
        yield paragraph("overview.no-time")
        return
    large = sorted((one for one in ran if one.memory > 0), key=lambda one: -one.memory)
    if len(ran) >= tally.FEW:
        yield paragraph("overview.seconds", median=median(one.seconds for one in ran))
    if len(large) >= tally.FEW:
        yield paragraph("overview.memory", median=median(one.memory for one in large) / 1e6)
    elif not large:
        yield paragraph("overview.no-memory")
    most = {one.student for one in (*ran[:SLOWEST], *large[:SLOWEST])}
    if len(most) < len(ran):
        yield paragraph("overview.most")
    rows = [
        (
            line(names.of(one.student)),
            line(f"{one.seconds:.1f}"),
            line(f"{one.memory / 1e6:.0f}" if one.memory > 0 else "–"),
        )
        for one in ran
        if one.student in most
    ]
    yield table(("student", "seconds", "memory"), rows, "lrr")


def look(work: ClassWork, names: Names) -> Iterator[Block]:
    """What was unusual about submissions and answers."""
    yield heading("overview.look")
    unusual = [one for one in work.result.submissions if one.problems]
    doubts = list(_doubts(work.result.submissions, names))
    unreached = tally.unreached(work.read)
    if doubts:
        yield paragraph("overview.doubts")
        yield table(("student", "checkpoint", "happened"), doubts[:MOST], "llw")
    if unreached:
        yield paragraph("overview.unreached")
        yield table(("checkpoint", "count", "who"), who(unreached, names), "lrw")
    if unusual:
        yield paragraph("overview.problems")
        yield table(
            ("student", "happened"),
            (_problems(one, names, work.exercises) for one in unusual[:MOST]),
            "lw",
        )
    if len(unusual) > MOST:
        yield paragraph("overview.more-students", count=len(unusual) - MOST)
    if not (doubts or unreached or unusual):
        yield paragraph("overview.no-look")


def _problems(
    result: SubmissionResult, names: Names, exercises: Mapping[str, Line]
) -> tuple[Line, Line]:
    told = names.hide("; ".join(called(one, exercises) for one in result.problems))
    return line(names.of(result.student)), line(told)


def _doubts(results: Iterable[SubmissionResult], names: Names) -> Iterator[tuple[Line, ...]]:
    for result in results:
        for verdict in result.checkpoints:
            messages = [verdict.message, *(each.message for each in verdict.criteria)]
            for message in dict.fromkeys(messages):
                if any(doubt in message.casefold() for doubt in _DOUBTS):
                    name = code(verdict.checkpoint.grade_id)
                    yield line(names.of(result.student)), name, line(names.hide(message))
                    break
