"""The judge at work: it listens on a private socket, has exams sat, and keeps the verdicts."""

from __future__ import annotations

import contextlib
import selectors
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from autograder.checks.channel import Channel
from autograder.checks.exam import Exam
from autograder.checks.plain import MalformedData, Tree
from autograder.checks.verdict import Verdict
from autograder.course import Course, CourseError
from autograder.judge.confirmation import bulk
from autograder.judge.exams import set_exam
from autograder.judge.sitting import MAX_MESSAGE, Sitting, sit
from autograder.labs import UnknownCheckpoint
from autograder.sandbox.watch import children_time

Setter = Callable[[Course, str, int, int], Exam]

MAX_ATTEMPTS = 20
MAX_CONVERSATION = 128 * 2**20


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
    functions_alone : bool
        Whether a checkpoint is judged without what its test cell hands in beside the functions.

    Attributes
    ----------
    address : Path
        The socket, in a folder of its own.
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
        functions_alone: bool = False,
    ) -> None:
        self.course, self.lab, self.seed = course, lab, seed
        self._verdicts: dict[str, Verdict] = {}
        self._doubts: dict[str, str] = {}
        self._sat: dict[str, Sitting] = {}
        self._lock = threading.Lock()
        self._alone = functions_alone
        self._timeout, self._set, self._used = timeout, setter, used
        self._attempts: dict[str, int] = {}

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """By checkpoint; the last attempt counts. No entry: nobody asked.

        An exam that was sat is judged when this is read, and stands here as *not run* until then: a
        student's process would see by the time that it takes whether the answers were right. It is
        always the same dict, so who holds it sees exams end without having them judged.
        """
        self._judge()
        return self._verdicts

    @property
    def doubts(self) -> dict[str, str]:
        """By checkpoint, what does not fit together and somebody should look at."""
        self._judge()
        return self._doubts

    def _judge(self) -> None:
        with self._lock:
            while self._sat:
                checkpoint, sitting = self._sat.popitem()
                self._verdicts[checkpoint], doubt = sitting.judged()
                self._doubts.pop(checkpoint, None)
                if doubt:
                    self._doubts[checkpoint] = doubt

    def __enter__(self) -> Judge:
        self._folder = Path(tempfile.mkdtemp(prefix="judge-"))
        self.address = self._folder / "judge"
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self.address))
        self._listener.listen(8)
        self._stop, self._stopped = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop.close()  # wakes who waits for a connection
        self._thread.join()
        self._stopped.close()
        self._listener.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _serve(self) -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._stopped, selectors.EVENT_READ)
            waiting.register(self._listener, selectors.EVENT_READ)
            while all(key.fileobj is not self._stopped for key, _ in waiting.select()):
                connection, _ = self._listener.accept()
                with connection:
                    connection.settimeout(self._timeout)
                    with contextlib.suppress(OSError):
                        self._answer(Channel(connection, MAX_CONVERSATION))

    def _answer(self, channel: Channel) -> None:
        """Hold one conversation. Whatever is sent, it ends in a sitting or in nothing."""
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
        if large is not None and attempt > 0:
            large = large.another()
        evidence = None if self._alone else opening["evidence"] or {}
        if opening["problem"]:
            sitting = Sitting(exam, (), evidence, opening["problem"][:MAX_MESSAGE])
        else:
            confirms = None if large is None else partial(large.confirms, used=self._used)
            sitting = sit(exam, channel, evidence, self._timeout, confirms)
        with self._lock:
            self._sat[checkpoint] = sitting
            self._verdicts[checkpoint] = Verdict(checkpoint, max_points=exam.points)
        channel.send("received")


def _opening(message: Tree) -> dict[str, Any]:
    if not isinstance(message, dict) or set(message) != {"checkpoint", "evidence", "problem"}:
        raise MalformedData("an opening that is none")
    sound = isinstance(message["checkpoint"], str) and isinstance(message["problem"], str)
    if not sound or not isinstance(message["evidence"], dict | None):
        raise MalformedData("an opening with parts of the wrong type")
    return message
