"""The result of grading a class, as data and as a table."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from autograder.checks.verdict import Verdict
from autograder.checks.words import width
from autograder.results.lateness import late
from autograder.words.terminal import printable, printable_lines

Status = Literal["graded", "problems", "rejected"]
WIDTH = 100
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MAX_LINES = 5
_CUT = " ..."
_PIECES = re.compile(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]{1,20}|\s+")
"""What a line is made of: a Chinese letter, a word or a part of a long one, blanks."""


@dataclass(frozen=True)
class SubmissionResult:
    """How one submission ended.

    `score` is the gradebook's, with the marks that people gave and before `late_penalty`.
    `memory` is what the notebook held at most while it ran, in bytes; 0 where that is not known.
    """

    student: str
    status: Status = "rejected"
    score: float = 0.0
    max_score: float = 0.0
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    checkpoints: tuple[Verdict, ...] = ()
    seconds_late: float = 0.0
    late_penalty: float = 0.0
    memory: int = 0

    @property
    def by_hand(self) -> float:
        """Points that no checkpoint gives."""
        return self.max_score - sum(verdict.max_points for verdict in self.checkpoints)

    def to_json(self) -> dict[str, Any]:
        """The submission as plain JSON data."""
        return {
            "student": self.student,
            "status": self.status,
            "score": self.score,
            "max_score": self.max_score,
            "problems": list(self.problems),
            "seconds": self.seconds,
            "checkpoints": [verdict.to_json() for verdict in self.checkpoints],
            "seconds_late": self.seconds_late,
            "late_penalty": self.late_penalty,
            "memory": self.memory,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SubmissionResult:
        """The result that `to_json` wrote."""
        checkpoints = tuple(Verdict.from_json(verdict) for verdict in data["checkpoints"])
        return cls(**{**data, "problems": tuple(data["problems"]), "checkpoints": checkpoints})


@dataclass(frozen=True)
class ClassResult:
    """How a class did in one lab, sorted by student.

    `failed` counts those that have no result of this run, for a reason that stands in their row;
    `unnoted` says why the end of the run could not be noted down, if it could not.
    """

    lab: str
    seed: int
    submissions: tuple[SubmissionResult, ...] = ()
    failed: int = 0
    unnoted: str = ""

    def to_json(self) -> dict[str, Any]:
        """The class as plain JSON data."""
        submissions = [submission.to_json() for submission in self.submissions]
        return {"lab": self.lab, "seed": self.seed, "submissions": submissions}

    def rows(self) -> list[dict[str, Any]]:
        """Every verdict as a row of a table, one for each student and checkpoint."""
        return [
            {
                "lab": self.lab,
                "student": submission.student,
                "submission": submission.status,
                "score": submission.score,
                "max_score": submission.max_score,
                "late_penalty": submission.late_penalty,
                "seconds": submission.seconds,
                "memory": submission.memory,
                **{key: value for key, value in verdict.to_json().items() if key != "criteria"},
                **{
                    criterion.name: f"{criterion.status}: {criterion.message}".rstrip(": ")
                    for criterion in verdict.criteria
                },
            }
            for submission in self.submissions
            for verdict in submission.checkpoints
        ]

    def to_csv(self) -> str:
        """Every verdict as CSV; what a spreadsheet would take for a formula stands in quotes."""
        rows = self.rows()
        names = list(dict.fromkeys(name for row in rows for name in row))
        text = io.StringIO()
        writer = csv.DictWriter(text, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
        return text.getvalue()

    def mistakes(self) -> Counter[tuple[str, str]]:
        """How many students made each known mistake, by (checkpoint, mistake)."""
        return Counter(
            (verdict.checkpoint.grade_id, verdict.mistake)
            for submission in self.submissions
            for verdict in submission.checkpoints
            if verdict.mistake is not None
        )

    def table(self) -> str:
        """The class as plain text, at most `WIDTH` wide: a line or more a student, and a sum."""
        longest = max([len("student"), *(len(s.student) for s in self.submissions)])
        column = min(longest, 24)
        lines = [f"{'student':{column}}  {'score':>9}  {'status':8}  what happened"]
        for submission in self.submissions:
            score = f"{submission.score:g}/{submission.max_score:g}"
            start = f"{_fit(submission.student, column)}  {score:>9}  {submission.status:8}  "
            remarks = printable("; ".join(_remarks(submission)))
            wrapped = _wrapped(remarks, WIDTH - len(start))
            indents = [start, *[" " * len(start)] * MAX_LINES]
            pairs = zip(indents, wrapped or [""], strict=False)
            lines += [(indent + line).rstrip() for indent, line in pairs]
        return "\n".join([*lines, "", *self._summary()])

    def _summary(self) -> list[str]:
        count = Counter(submission.status for submission in self.submissions)
        count["problems"] -= self.failed
        words: dict[Status, str] = {
            "graded": "graded",
            "problems": "graded with problems",
            "rejected": "rejected",
        }
        parts = [f"{count[status]} {word}" for status, word in words.items() if count[status]]
        parts += [f"{self.failed} not graded"] if self.failed else []
        lines = [f"{self.lab}: {', '.join(parts) or 'no submissions'} (seed {self.seed})"]
        by_hand = max((submission.by_hand for submission in self.submissions), default=0.0)
        if by_hand > 0:
            lines.append(f"{by_hand:g} points are given by hand, in nbgrader's formgrader")
        for (checkpoint, mistake), students in self.mistakes().most_common():
            people = "student" if students == 1 else "students"
            lines.append(_fit(f"  {students} {people}: {checkpoint}: {mistake}", WIDTH).rstrip())
        return lines


def _remarks(submission: SubmissionResult) -> list[str]:
    """What cost points, the most telling first: lateness, mistakes, other failures, problems."""
    if submission.status == "rejected":
        return list(submission.problems)
    penalty = submission.late_penalty
    lateness = [f"{late(submission.seconds_late)}: -{penalty:g}"] if penalty else []
    named = [
        f"{verdict.checkpoint.grade_id}: {verdict.mistake}"
        for verdict in submission.checkpoints
        if verdict.mistake is not None
    ]
    failed, blank, silent = (
        [
            _with_criterion(verdict)
            for verdict in submission.checkpoints
            if verdict.mistake is None and verdict.status == status and verdict.message
        ]
        for status in ("failed", "not attempted", "not run")
    )
    summary = [f"failed: {', '.join(failed)}"] if failed else []
    summary += [f"not attempted: {', '.join(blank)}"] if blank else []
    summary += [f"not run: {', '.join(silent)}"] if silent else []
    return [*lateness, *named, *summary, *submission.problems]


def _with_criterion(verdict: Verdict) -> str:
    """A checkpoint, and the first criterion that its answer did not meet."""
    unmet = (one.name for one in verdict.criteria if one.status == "failed")
    first = next(unmet, "") if verdict.status == "failed" else ""
    return f"{verdict.checkpoint.grade_id} ({first})" if first else verdict.checkpoint.grade_id


def _wrapped(text: str, columns: int) -> list[str]:
    """The lines of a text, which is cut off where they are too many.

    A Chinese letter takes two columns, and a line may end at any of them.
    """
    if width(text) == len(text):
        return textwrap.wrap(text, columns, max_lines=MAX_LINES, placeholder=_CUT)
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and width(lines[-1] + piece) > columns:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    if len(lines) > MAX_LINES:
        del lines[MAX_LINES:]
        while width(lines[-1] + _CUT) > columns:
            lines[-1] = lines[-1][:-1]
        lines[-1] += _CUT
    return lines


def _harmless(value: object) -> object:
    """A cell of a table, where a student's text could be computed, or obeyed by a terminal."""
    if not isinstance(value, str):
        return value
    return printable_lines(f"'{value}" if value.startswith(_FORMULA) else value)


def _fit(text: str, width: int) -> str:
    text = printable(text)
    return f"{text:{width}}" if len(text) <= width else f"{text[: width - 3]}..."
