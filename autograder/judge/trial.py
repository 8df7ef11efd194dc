"""What would this answer earn, and why? Judges plain Python files, sandboxed like submissions."""

from __future__ import annotations

import secrets
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.checks import public
from autograder.checks.channel import JUDGE
from autograder.checks.exam import Exam
from autograder.checks.examination import refuse
from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.judge.exams import set_exam
from autograder.judge.server import Judge
from autograder.labs import find
from autograder.sandbox.bubblewrap import Sandbox
from autograder.sandbox.library import MOUNT, library
from autograder.sandbox.limits import Limits
from autograder.sandbox.unconfined import Unconfined

TIMEOUT = 10.0
_ANSWER = "/answer/answer.py"
_SOCKETS = "/judge"
_SHOWN = 10_000


def trials(
    course: Course,
    checkpoint: str,
    files: Sequence[Path],
    *,
    public_cases: bool = False,
    seed: int | None = None,
    sandbox: bool = True,
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

    Yields
    ------
    Verdict
        One for each file, in order; the message says why a file could not be judged.
    """
    subject = find(checkpoint)
    chosen = secrets.randbits(32) if seed is None else seed

    def setter(*_: object) -> Exam:
        return exam

    exam = public.load(checkpoint) if public_cases else set_exam(course, checkpoint, chosen)
    lab = checkpoint.partition(".")[0]
    for file in files:
        with Judge(
            course, lab, chosen, timeout=TIMEOUT, setter=setter, functions_alone=True
        ) as judge:
            reason = _run(course, file, checkpoint, subject.function, judge, sandbox)
        verdict = judge.verdicts.get(checkpoint)
        if verdict is None and not reason:
            reason = "the process ended before it had answered"
        yield refuse(exam, reason) if verdict is None or reason else verdict


def _run(
    course: Course, file: Path, checkpoint: str, function: str, judge: Judge, sandbox: bool
) -> str:
    """Let a file answer to a judge; returns why it did not come to its end, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "answer.py"
        copy.write_bytes(file.read_bytes())
        copy.chmod(0o644)
        place = (Sandbox if sandbox else Unconfined)(
            readable=(*library(course), (copy, _ANSWER)),
            sockets=((judge.address.parent, _SOCKETS),),
            environment={JUDGE: f"{_SOCKETS}/{judge.address.name}", "PYTHONPATH": MOUNT},
            limits=Limits(cpu=int(TIMEOUT) + 1),
        )
        argv = [sys.executable, "-m", "autograder.checks", checkpoint, _ANSWER, function]
        ended = place.run(argv, timeout=TIMEOUT, output=_SHOWN)
    if ended.seconds >= TIMEOUT:
        return f"it did not come to an end within {TIMEOUT:g} s: does a loop never end?"
    if ended.reason is None:
        return ""
    last = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return f"the process ended before it had answered: {ended.reason}" + (
        f" ({last[:200]})" if last else ""
    )
