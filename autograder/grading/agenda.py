"""What a run has to do for each submission, and why; nothing, where nothing has changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nbgrader.utils import parse_utc

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.grading.changes import SHARED, changed
from autograder.grading.job import Job
from autograder.grading.ledger import Entry, GradingRun, Ledger, fingerprint, handed_in
from autograder.grading.writer import Writer
from autograder.results.class_result import SubmissionResult
from autograder.results.lateness import late
from autograder.results.marks import Marks
from autograder.settings import Settings
from autograder.submissions.finding.folders import HandIn
from autograder.submissions.intake import Intake, take_in
from autograder.submissions.problems import listed

NEW = "new"
CELLS = "="
"""Stands for which cells there are, among the fingerprints of an entry."""


@dataclass(frozen=True)
class Task:
    """A job, or a result that still holds; `reason` says why there is something to do.

    `before` is what was known of the submission.
    """

    job: Job
    reason: str = ""
    before: Entry | None = None
    holds: SubmissionResult | None = None


@dataclass(frozen=True)
class Agenda:
    """Decides what is to be done in a run.

    Attributes
    ----------
    writer : Writer
    ledger : Ledger
    run : GradingRun
    prints : dict
        What the checkpoints depend on now; see `changes.fingerprints`.
    all_cells : bool
    again : bool
        Whether to grade also what has not changed.
    """

    writer: Writer
    ledger: Ledger
    run: GradingRun
    prints: dict[str, str]
    settings: Settings = field(default_factory=Settings)
    all_cells: bool = False
    again: bool = False

    def task(self, hand_in: HandIn) -> Task:
        """What is to be done for what a student handed in."""
        student, book = hand_in.student, self.writer.book
        intake = take_in(hand_in, self.writer.definition, self.settings)
        marks, entry = book.read(student), self.ledger.entries.get(student)
        job = Job(
            student=student,
            intake=intake,
            seed=self.run.seed,
            marks=marks or Marks(),
            seconds_late=book.seconds_late(student, parse_utc(intake.timestamp)),
            all_cells=self.all_cells,
        )
        if entry is None:
            return Task(job, NEW)
        if reason := self._anew(entry, intake):
            return Task(job, reason, entry)
        # From here on the inputs stay what they were, so that only what changed can change.
        job = replace(job, seed=entry.seed)
        if self.all_cells and not entry.all_cells:
            return Task(job, "every cell was run", entry)
        if entry.prints.get(SHARED) != self.prints[SHARED]:
            return Task(job, "the course changed", entry)
        if marks is None or not self._delivered(entry, marks):
            return Task(job, "its results were missing", entry)
        stale = changed(entry.prints, self.prints)
        if stale or entry.prints.get(CELLS) != self._cells:
            names = listed([CheckpointName(name).grade_id for name in sorted(stale)])
            what = names or "the lab's cells or their points"
            reason = f"changed in the course: {what}"
            settled = {v.checkpoint: v for v in self._known(entry) if v.checkpoint not in stale}
            return Task(replace(job, settled=settled), reason, entry)
        if reason := self._renewed(entry, job):
            notebook = self.writer.notebook(student).read_bytes()
            return Task(replace(job, autograded=notebook), reason, before=entry)
        return Task(job, before=entry, holds=as_of_now(entry.result, marks))

    def entry(self, task: Task, result: SubmissionResult) -> Entry:
        """What to note down of a task that is done."""
        job, before = task.job, task.before
        if job.autograded and before is not None:
            kept = replace(as_of_now(before.result, result), seconds_late=job.seconds_late)
            return replace(before, result=kept, given=given(job.marks))
        return Entry(
            result=result,
            seed=job.seed,
            handed_in=handed_in(job.intake),
            prints={**self.prints, CELLS: self._cells},
            given=given(job.marks),
            all_cells=job.all_cells,
        )

    def _anew(self, entry: Entry, intake: Intake) -> str:
        """Why a submission is graded from scratch, with other inputs; empty where it is not."""
        if self.again:
            return "asked for again"
        if entry.handed_in != handed_in(intake):
            return "handed in anew"
        if self.run.everybody and entry.seed != self.run.seed:
            return "another seed"
        return ""

    def _renewed(self, entry: Entry, job: Job) -> str:
        """Why only the penalty and the page are made anew; empty where they are not."""
        if entry.result.seconds_late != job.seconds_late:
            return f"was {late(entry.result.seconds_late)}, is now {late(job.seconds_late)}"
        return "marked by hand" if entry.given != given(job.marks) else ""

    @property
    def _cells(self) -> str:
        """A fingerprint of what cells a notebook has, as far as its marks go by them."""
        cells = [replace(cell, source="", checksum="") for cell in self.writer.definition.cells]
        return fingerprint(sorted(cells, key=lambda cell: cell.grade_id))

    def _known(self, entry: Entry) -> list[Verdict]:
        """The verdicts of an entry on checkpoints that are still there."""
        return [
            verdict for verdict in entry.result.checkpoints if verdict.checkpoint in self.prints
        ]

    def _delivered(self, entry: Entry, marks: Marks) -> bool:
        """Whether the results of an entry are where they belong."""
        student = entry.result.student
        files = (self.writer.notebook(student), self.writer.page(student))
        return all(path.is_file() for path in files) and all(
            (known := marks.cells.get(verdict.checkpoint.grade_id)) is not None
            and known.auto_score == verdict.points
            for verdict in self._known(entry)
        )


def as_of_now(result: SubmissionResult, now: Marks | SubmissionResult) -> SubmissionResult:
    """A result that still holds, with the scores as they are now."""
    penalty = now.late_penalty or 0.0
    return replace(result, score=now.score, max_score=now.max_score, late_penalty=penalty)


def given(marks: Marks) -> str:
    """A fingerprint of what people gave."""
    return fingerprint(marks.given())


def differences(task: Task, result: SubmissionResult) -> list[str]:
    """Which points of a submission changed, and why, in a sentence each."""
    if task.before is None:
        return []
    before = task.before.result
    known = {verdict.checkpoint: verdict for verdict in before.checkpoints}
    points = [
        f"{result.student}: {verdict.checkpoint.grade_id} "
        f"{old.points:g} -> {verdict.points:g} ({_cause(task, old, verdict)})"
        for verdict in result.checkpoints
        if (old := known.get(verdict.checkpoint)) is not None and old.points != verdict.points
    ]
    if before.late_penalty == result.late_penalty:
        return points
    penalty = f"late penalty {before.late_penalty:g} -> {result.late_penalty:g}"
    return [*points, f"{result.student}: {penalty} ({task.reason})"]


def _cause(task: Task, old: Verdict, new: Verdict) -> str:
    what = new.mistake or new.message or new.status
    was = old.mistake or old.status
    return (
        f"{task.reason}; before: {was}; now: {what}" if new.points < new.max_points else task.reason
    )
