"""What would this answer earn, and why? Judges plain Python files, sandboxed like submissions."""

from __future__ import annotations

import secrets
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.checks import public
from autograder.checks.channel import JUDGE
from autograder.checks.exam import Exam
from autograder.checks.examination import refuse
from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.judge.exams import set_exam
from autograder.judge.server import Judge
from autograder.labs import find
from autograder.sandbox.command import run
from autograder.sandbox.library import MOUNT, library
from autograder.sandbox.place import place
from autograder.settings import DEFAULTS, Settings

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
        A file may take as long as one call of a function.

    Yields
    ------
    Verdict
        One for each file, in order; the message says why a file could not be judged.
    """
    find(checkpoint)
    chosen = secrets.randbits(32) if seed is None else seed
    exam = public.load(checkpoint) if public_cases else set_exam(course, checkpoint, chosen)
    for file in files:
        with Judge(
            course,
            checkpoint.lab,
            chosen,
            settings=settings,
            setter=lambda *_: exam,
            functions_alone=True,
        ) as judge:
            problem = _run(course, file, exam, judge, sandbox, settings)
        verdict = judge.verdicts().get(checkpoint)
        if verdict is None and not problem:
            problem = "the process ended before it had answered"
        yield refuse(exam, problem) if verdict is None or problem else verdict


def _run(
    course: Course, file: Path, exam: Exam, judge: Judge, sandbox: bool, settings: Settings
) -> str:
    """Let a file answer to a judge; returns why it did not come to its end, or nothing."""
    timeout = settings.call_seconds
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
            settings=replace(settings, processor_seconds=int(timeout) + 1),
        )
        argv = [sys.executable, "-m", "autograder.checks", exam.checkpoint, _ANSWER, exam.function]
        ended = run(where, argv, timeout=timeout, output=_SHOWN)
    if ended.seconds >= timeout:
        return f"it did not come to an end within {timeout:g} s: does a loop never end?"
    if ended.reason is None:
        return ""
    last = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return f"the process ended before it had answered: {ended.reason}" + (
        f" ({last[:200]})" if last else ""
    )
