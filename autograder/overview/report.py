"""The class report as a document: what it tells, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median, quantiles

from autograder.overview import concerns, pictures, sharing, tally
from autograder.overview.classwork import ClassWork
from autograder.overview.lines import (
    code,
    criterion,
    heading,
    line,
    mistake,
    paragraph,
    people,
    table,
    who,
)
from autograder.overview.names import Names
from autograder.overview.words import language, listed, say
from autograder.reports.document import Block, Break, Document, Figure, Line, Table, Text

COLUMNS = 10
ROWS = 60
"""Rows of a table; the CSV has all."""


def report(work: ClassWork, names: Names) -> Document:
    """The report.

    Parameters
    ----------
    work : ClassWork
    names : Names
        What students are called.
    """
    blocks = [*_how(work), *(_answers(work, names) if work.read else ())]
    blocks += concerns.look(work, names)
    blocks += sharing.signs(work, names) if work.read else ()
    return Document(say("overview.title", lab=work.lab), tuple(blocks), language())


def _answers(work: ClassWork, names: Names) -> Iterator[Block]:
    """What is told of answers, where there are any."""
    yield from _mistakes(work, names)
    yield from _blank(work, names)
    yield from _criteria(work)
    yield from _asked(work)
    yield from concerns.suspicious(work)
    yield from concerns.time(work, names)


def _how(work: ClassWork) -> Iterator[Block]:
    every = work.result.submissions
    count = [one.status for one in every].count
    yield heading("overview.how")
    yield paragraph(
        "overview.handed-in",
        count=len(every),
        graded=len(work.read),
        problems=count("problems"),
        rejected=count("rejected"),
    )
    if work.damaged:
        yield paragraph("overview.damaged", count=work.damaged)
    if work.unfinished:
        yield paragraph("overview.unfinished")
    if not work.marked:
        yield paragraph("overview.no-book")
    if work.read:
        yield from _scores(work)
        yield from _checkpoints(work)
    else:
        yield paragraph("overview.nothing")


def _scores(work: ClassWork) -> Iterator[Block]:
    scores = [one.score for one in work.read]
    most = max(one.max_score for one in work.read)
    if len(scores) < tally.FEW:
        told = [f"{round(score, 1):g}" for score in sorted(scores)]
        key = "overview.score" if len(scores) == 1 else "overview.few-scores"
        yield paragraph(key, scores=listed(told), most=round(most, 1))
    else:
        low, middle, high = quantiles(scores, n=4, method="inclusive")
        parts = {"median": middle, "low": low, "high": high, "most": most}
        parts = {name: round(one, 1) for name, one in parts.items()}
        if parts["low"] == parts["high"]:
            yield paragraph("overview.scores-alike", score=parts["median"], most=parts["most"])
        else:
            yield paragraph("overview.scores", **parts)
    if (by_hand := max(one.by_hand for one in work.read)) > 0:
        yield paragraph("overview.by-hand", points=by_hand)
    if late := sum(one.seconds_late > 0 for one in work.read):
        yield paragraph("overview.late", count=late)
    if len(scores) >= tally.FEW:
        yield _distribution(scores, most)


def _distribution(scores: Sequence[float], most: float) -> Figure:
    bottom, top = min(0.0, *scores), max(most, *scores) or 1.0
    borders = [bottom + (top - bottom) * place / COLUMNS for place in range(COLUMNS + 1)]
    counts = [0] * COLUMNS
    for score in scores:
        counts[min(COLUMNS - 1, int((score - bottom) / (top - bottom) * COLUMNS))] += 1
    told = [
        say("overview.columns", low=round(low, 1), high=round(high, 1), count=number)
        for low, high, number in zip(borders, borders[1:], counts, strict=False)
        if number
    ]
    labels = [f"{each:.4g}" if place % 2 == 0 else "" for place, each in enumerate(borders)]
    picture = pictures.histogram(counts, labels, listed(told))
    return Figure(picture, line(say("overview.histogram")))


def _checkpoints(work: ClassWork) -> Iterator[Block]:
    outcomes = {name: say(f"overview.outcome.{name}") for name in tally.OUTCOMES}
    drawn = len(work.read) >= tally.FEW
    head: list[Line] = [line(say("overview.head.checkpoint"))]
    head += [line(say("overview.head.share"))] * drawn
    head += [(pictures.sample(name), Break(), Text(word)) for name, word in outcomes.items()]
    rows = []
    for checkpoint, counts in tally.by_checkpoint(work.read).items():
        whole = sum(counts.values()) or 1
        shares = [
            say("overview.part", name=outcomes[name], share=counts[name] / whole)
            for name in outcomes
            if counts[name]
        ]
        bar = pictures.stacked([(name, counts[name]) for name in outcomes], listed(shares))
        numbers = [line(str(counts[name])) for name in outcomes]
        rows.append((code(checkpoint.grade_id), *[(bar,)] * drawn, *numbers))
    yield paragraph("overview.bars")
    yield Table(tuple(head), tuple(rows), "l" + "l" * drawn + "c" * len(outcomes))


def _mistakes(work: ClassWork, names: Names) -> Iterator[Block]:
    yield heading("overview.mistakes")
    found = tally.mistakes(work.read)
    if found:
        yield _wrong([(one, mistake(one)) for one in found], names)
    else:
        yield paragraph("overview.no-mistakes")
    if others := tally.unexplained(work.read):
        yield paragraph("overview.unexplained")
        yield _wrong([(one, line(names.hide(one.what))) for one in others], names)


def _wrong(found: Sequence[tuple[tally.Count, Line]], names: Names) -> Table:
    """Wrong answers, each with what came out, how many have it, and who."""
    rows = [
        (code(one.checkpoint.grade_id), what, *people(one.students, names))
        for one, what in found[:ROWS]
    ]
    return table(("checkpoint", "what", "count", "who"), rows, "lwrw")


def _blank(work: ClassWork, names: Names) -> Iterator[Block]:
    yield heading("overview.blank")
    if exercises := tally.blank(work.read):
        yield paragraph("overview.blank-code")
        yield table(("checkpoint", "count", "who"), who(exercises, names), "lrw")
    else:
        yield paragraph("overview.no-blank")
    questions: dict[str, list[str]] = {}
    for student, written in work.written.items():
        for name in written.blank:
            questions.setdefault(name, []).append(student)
    if questions:
        rows = [
            (work.exercises.get(name) or code(name), *people(students, names))
            for name, students in sorted(questions.items(), key=lambda each: -len(each[1]))
        ]
        yield paragraph("overview.blank-words")
        yield table(("question", "count", "who"), rows, "wrw")


def _asked(work: ClassWork) -> Iterator[Block]:
    """What took most tries at home, of those who have handed in the file with them."""
    yield heading("overview.tries")
    known = {name.grade_id for one in work.read for name in (v.checkpoint for v in one.checkpoints)}
    found = [one for one in tally.asked(work.tries, work.lab) if one.checkpoint.grade_id in known]
    yield paragraph("overview.tries-of", count=len(work.tries), all=len(work.read))
    if found:
        rows = [
            (
                code(one.checkpoint.grade_id),
                line(f"{median(one.needed):g}" if one.needed else "–"),
                line(str(one.needed[-1]) if one.needed else "–"),
                line(str(len(one.needed))),
                line(str(one.failed)),
            )
            for one in found
        ]
        columns = ("checkpoint", "median-tries", "most-tries", "passed-home", "failed-home")
        yield table(columns, rows, "lrrrr")


def _criteria(work: ClassWork) -> Sequence[Block]:
    found = tally.criteria(work.read)
    if not found:
        return heading("overview.criteria"), paragraph("overview.no-criteria")
    rows = [
        (line(criterion(one.what)), code(one.checkpoint.grade_id), line(str(len(one.students))))
        for one in found[:ROWS]
    ]
    return heading("overview.criteria"), table(("criterion", "checkpoint", "count"), rows, "llr")
