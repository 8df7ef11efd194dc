"""What would this answer earn, and why? Judges plain Python files, sandboxed like submissions."""

from __future__ import annotations

import math
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.checks import public
from autograder.checks.channel import JUDGE
from autograder.checks.exam import Exam
from autograder.checks.judging import refuse
from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.judge.confirmation import bulk
from autograder.judge.exams import set_exam
from autograder.judge.server import Judge
from autograder.labs import find
from autograder.sandbox.command import run
from autograder.sandbox.library import MOUNT, library
from autograder.sandbox.place import place
from autograder.sandbox.watch import kill, processor_time, starved_in_all
from autograder.settings import DEFAULTS, Settings
from autograder.words import phrase, say

_ANSWER = "/answer/answer.py"
_SOCKETS = "/judge"
_SHOWN = 10_000
_KEEPS_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(2**25), "MALLOC_TRIM_THRESHOLD_": str(2**28)}
"""As in a kernel (see `kernels.inside.memory`), so that the time of a large input is its work's."""


def trials(
    course: Course,
    checkpoint: CheckpointName,
    files: Sequence[Path],
    *,
    public_cases: bool = False,
    seed: int | None = None,
    sandbox: bool = True,
    settings: Settings = DEFAULTS,
) -> Iterator[Verdict]:
    """Judge each file's answer to a checkpoint.

    Parameters
    ----------
    files : sequence of Path
        Each defines the checkpoint's function, and imports what it needs.
    public_cases : bool
        Use the student's cases in place of fresh ones.
    seed : int, optional
        Of the fresh cases; drawn anew when it is left out.
    sandbox : bool
        Whether to confine the answers.
    settings : Settings
        A file may take as long as a cell, and then for its answers as long as an attempt.

    Yields
    ------
    Verdict
        One for each file, in order; the message says why a file could not be judged.
    """
    find(checkpoint)
    chosen = secrets.randbits(32) if seed is None else seed
    exam = public.load(checkpoint) if public_cases else set_exam(course, checkpoint, chosen)
    bulk(course, checkpoint, chosen)  # measured while there is nobody who could disturb it
    for file in files:
        yield _tried(course, file, exam, chosen, sandbox, settings)


def _tried(
    course: Course, file: Path, exam: Exam, seed: int, sandbox: bool, settings: Settings
) -> Verdict:
    """The verdict on a file, with the reason where its process came to a bad end."""
    process = _Process()

    def sat(checkpoint: CheckpointName) -> None:
        if judge.late(checkpoint):
            process.end()

    judge = Judge(
        course,
        exam.checkpoint.lab,
        seed,
        settings=settings,
        setter=lambda *_: exam,
        used=process.used,
        starved=process.starved,
        functions_alone=True,
        sat=sat,
    )
    with judge:
        reason = _run(course, file, exam, judge, process, sandbox, settings)
    verdict = judge.verdicts().get(exam.checkpoint)
    if verdict is None:
        if reason:
            return refuse(exam, phrase("trial.unanswered-reason", reason=reason))
        return refuse(exam, phrase("trial.unanswered"))
    if reason and verdict.status == "failed":
        message = say("trial.ended", message=verdict.message, reason=reason)
        return replace(verdict, message=message)
    return verdict


class _Process:
    """The process in which a file answers, once it has been started."""

    def __init__(self) -> None:
        self.ended = False
        self._process: subprocess.Popen[bytes] | None = None

    def started(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def used(self) -> float:
        """Seconds of processor time that it has used so far."""
        return 0.0 if self._process is None else processor_time(self._process.pid)

    def starved(self) -> float | None:
        """Seconds in which it would have run so far, and had no processor, if anybody counts."""
        return None if self._process is None else starved_in_all(self._process.pid)

    def end(self) -> None:
        """End it, since it would not come to an end by itself."""
        if self._process is not None:
            self.ended = True
            kill(self._process)


def _run(
    course: Course,
    file: Path,
    exam: Exam,
    judge: Judge,
    process: _Process,
    sandbox: bool,
    settings: Settings,
) -> str:
    """Let a file answer to a judge; returns why it did not end well, if nobody ended it."""
    seconds = settings.cell_seconds + max(settings.sitting_seconds, settings.call_seconds)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "answer.py"
        copy.write_bytes(file.read_bytes())
        copy.chmod(0o644)
        where = place(
            sandbox=sandbox,
            readable=(*library(course), (copy, _ANSWER)),
            sockets=((judge.address.parent, _SOCKETS),),
            environment={
                JUDGE: f"{_SOCKETS}/{judge.address.name}",
                "PYTHONPATH": MOUNT,
                **_KEEPS_MEMORY,
            },
            settings=replace(settings, processor_seconds=math.ceil(seconds)),
        )
        ended = run(
            where,
            [sys.executable, "-m", "autograder.checks", exam.checkpoint, _ANSWER, exam.function],
            timeout=settings.clock_times * seconds,
            output=_SHOWN,
            started=process.started,
        )
    if ended.reason is None or process.ended:
        return ""
    last = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return phrase("trial.reason", reason=ended.reason, last=last[:200]) if last else ended.reason
