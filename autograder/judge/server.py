"""The judge at work: it listens on a private socket, asks, compares, and keeps the verdicts."""

from __future__ import annotations

import contextlib
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from autograder.checks.channel import Channel, Closed
from autograder.checks.exam import Call, Exam
from autograder.checks.examination import examine, refuse
from autograder.checks.observation import Observation
from autograder.checks.plain import MalformedData, Tree
from autograder.checks.verdict import Verdict
from autograder.checks.work import LIMIT
from autograder.course import Course, CourseError
from autograder.judge.confirmation import bulk
from autograder.judge.exams import set_exam
from autograder.kernels.tree import children_time
from autograder.labs import UnknownCheckpoint

Setter = Callable[[Course, str, int, int], Exam]

MAX_ATTEMPTS = 20
MAX_MESSAGE = 1000
LOOPS = "counted in its own process it does not loop, but it takes the time of a loop"


class Judge:
    """Listens for `check`, in a thread; a context manager.

    Parameters
    ----------
    course : Course
    lab : str
        Only checkpoints of this lab are judged.
    seed : int
        Decides all inputs.
    timeout : float
        Seconds that one call of a student's function may take.
    setter : callable
        Sets the exams: ``(course, checkpoint, seed, attempt) -> Exam``.
    used : callable
        Seconds of processor time that the student's processes have used so far; those of all
        processes that this one has started when it is left out.

    Attributes
    ----------
    address : Path
        The socket, in a folder of its own.
    verdicts : dict
        By checkpoint; the last attempt counts. No entry: nobody asked.
    doubts : dict
        By checkpoint, what does not fit together and somebody should look at.
    """

    def __init__(
        self,
        course: Course,
        lab: str,
        seed: int,
        *,
        timeout: float = 10.0,
        setter: Setter = set_exam,
        used: Callable[[], float] = children_time,
    ) -> None:
        self.course, self.lab, self.seed = course, lab, seed
        self.verdicts: dict[str, Verdict] = {}
        self.doubts: dict[str, str] = {}
        self._timeout, self._set, self._used = timeout, setter, used
        self._attempts: dict[str, int] = {}
        self._finished = threading.Event()

    def __enter__(self) -> Judge:
        self._folder = Path(tempfile.mkdtemp(prefix="judge-"))
        self.address = self._folder / "judge"
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self.address))
        self._listener.listen(8)
        self._listener.settimeout(0.2)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._finished.set()
        self._thread.join()
        self._listener.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _serve(self) -> None:
        while not self._finished.is_set():
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(self._timeout)
                with contextlib.suppress(OSError):
                    self._answer(Channel(connection))

    def _answer(self, channel: Channel) -> None:
        """Hold one conversation. Whatever is sent, it ends in a verdict or in nothing."""
        try:
            opening = _opening(channel.receive())
        except MalformedData:
            return
        checkpoint = opening["checkpoint"]
        attempt = self._attempts.get(checkpoint, 0)
        if checkpoint.partition(".")[0] != self.lab or attempt >= MAX_ATTEMPTS:
            return
        try:
            exam = self._set(self.course, checkpoint, self.seed, attempt)
            large = bulk(self.course, checkpoint)
        except (UnknownCheckpoint, CourseError):
            return
        self._attempts[checkpoint] = attempt + 1
        self.doubts.pop(checkpoint, None)

        def confirm(seen: Observation, ask: Callable[[Call], Observation]) -> Observation:
            if large is None or seen.error or large.confirms(ask, self._used):
                return seen
            self.doubts[checkpoint] = LOOPS
            return replace(seen, work=LIMIT)

        self.verdicts[checkpoint] = judge(exam, channel, opening, self._timeout, confirm)
        channel.send("received")


def judge(
    exam: Exam,
    channel: Channel,
    opening: Mapping[str, Any],
    timeout: float,
    confirm: Callable[[Observation, Callable[[Call], Observation]], Observation],
) -> Verdict:
    """Put an exam to the process at the other end of a channel.

    Where an answer claims to execute as little for a large input as for a small one, `confirm` has
    the last word. A process that falls silent, goes away or sends what cannot be read has failed.
    """
    evidence = opening["evidence"]
    if opening["problem"]:
        return refuse(exam, opening["problem"][:MAX_MESSAGE], evidence=evidence is not None)

    def ask(call: Call) -> Observation:
        # One level only: a case's arguments are plain data already.
        channel.send({part.name: getattr(call, part.name) for part in fields(call)})
        return Observation.from_tree(channel.receive())

    def ask_and_confirm(call: Call) -> Observation:
        seen = ask(call)
        claims = bool(exam.growth) and call is exam.growth[-1] and seen.work < LIMIT
        return confirm(seen, ask) if claims else seen

    try:
        return examine(exam, ask_and_confirm, evidence).verdict
    except TimeoutError:
        reason = f"the function did not come back within {timeout:g} s: does a loop never end?"
    except (Closed, ConnectionError):
        reason = "the process ended while the function ran"
    except MalformedData as error:
        reason = f"the judge received {error}"
    return refuse(exam, reason, evidence=evidence is not None)


def _opening(message: Tree) -> dict[str, Any]:
    if not isinstance(message, dict) or set(message) != {"checkpoint", "evidence", "problem"}:
        raise MalformedData("an opening that is none")
    sound = isinstance(message["checkpoint"], str) and isinstance(message["problem"], str)
    if not sound or not isinstance(message["evidence"], dict | None):
        raise MalformedData("an opening with parts of the wrong type")
    return message
