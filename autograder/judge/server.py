"""The judge at work: it listens on a private socket, has exams sat, and keeps the verdicts."""

from __future__ import annotations

import contextlib
import selectors
import shutil
import socket
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from autograder.checks.channel import Channel
from autograder.checks.exam import Exam
from autograder.checks.name import CheckpointName
from autograder.checks.plain import MalformedData, Tree
from autograder.checks.verdict import Verdict
from autograder.course import Course, CourseError
from autograder.judge.confirmation import bulk
from autograder.judge.exams import set_exam
from autograder.judge.sitting import MAX_MESSAGE, Sitting, sit
from autograder.labs import UnknownCheckpoint
from autograder.sandbox.watch import children_time
from autograder.settings import DEFAULTS, Settings

Setter = Callable[[Course, CheckpointName, int, int], Exam]

_SHORT = (Path("/tmp"), Path("/var/tmp"))
_ROOM = 60
"""Characters of a folder: the address of a socket has about a hundred, whatever the system."""


class Judge:
    """Listens for `check`, in a thread; a context manager.

    An exam that was sat is judged when `verdicts` or `problems` are asked for, so ask when the
    student's process has ended: it would see by the time that it takes whether the answers were
    right.

    Parameters
    ----------
    course : Course
    lab : str
        Only checkpoints of this lab are judged.
    seed : int
        Decides all inputs.
    settings : Settings
        How long a call may take, how often a checkpoint may be asked, how much is read.
    setter : callable
        Sets the exams: ``(course, checkpoint, seed, attempt) -> Exam``.
    used : callable
        Seconds of processor time that the student's processes have used so far; those of all
        processes that this one has started when it is left out.
    functions_alone : bool
        Whether a checkpoint is judged without what its test cell hands in beside the functions.
    sat : callable, optional
        Called in the judge's thread with the name of a checkpoint when its exam has been sat, or
        was broken off.
    folder : Path, optional
        Where the socket's own folder is made, to be removed with it, if the address of a socket has
        room for its name; that for temporary files when it is left out.

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
        settings: Settings = DEFAULTS,
        setter: Setter = set_exam,
        used: Callable[[], float] = children_time,
        functions_alone: bool = False,
        sat: Callable[[CheckpointName], object] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.course, self.lab, self.seed, self._settings = course, lab, seed, settings
        self._set, self._used, self._alone, self._tell = setter, used, functions_alone, sat
        self._above = folder
        self._attempts: Counter[CheckpointName] = Counter()
        self._sat: dict[CheckpointName, Sitting] = {}
        self._judged: dict[CheckpointName, tuple[Verdict, str]] = {}
        self._judging = threading.Lock()

    def verdicts(self) -> dict[CheckpointName, Verdict]:
        """Judge what was sat. The last attempt counts; a checkpoint that nobody asked has none."""
        return {name: verdict for name, (verdict, _) in self._judge().items()}

    def problems(self) -> dict[CheckpointName, str]:
        """Judge what was sat, and tell what does not fit together: somebody should look at it."""
        return {name: problem for name, (_, problem) in self._judge().items() if problem}

    def _judge(self) -> dict[CheckpointName, tuple[Verdict, str]]:
        # Not a lock that the judge's own thread waits for: a student's process would wait with it.
        with self._judging:
            while self._sat:
                checkpoint, sitting = self._sat.popitem()
                self._judged[checkpoint] = sitting.judged()
            return dict(self._judged)

    def __enter__(self) -> Judge:
        self._folder = _private_folder(self._above)
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
                    connection.settimeout(self._settings.call_seconds)
                    with contextlib.suppress(OSError):
                        self._answer(Channel(connection, self._settings.conversation))

    def _answer(self, channel: Channel) -> None:
        """Hold one conversation. Whatever is sent, it ends in a sitting or in nothing."""
        try:
            opening = _opening(channel.receive())
        except MalformedData:
            return
        checkpoint = CheckpointName(opening["checkpoint"])
        attempt = self._attempts[checkpoint]
        if checkpoint.lab != self.lab or attempt >= self._settings.attempts:
            return
        try:
            exam = self._set(self.course, checkpoint, self.seed, attempt)
            large = bulk(self.course, checkpoint, self.seed, attempt)
        except (UnknownCheckpoint, CourseError):
            return
        self._attempts[checkpoint] += 1
        evidence = None if self._alone else opening["evidence"] or {}
        if opening["problem"]:
            sitting = Sitting(exam, (), evidence, opening["problem"][:MAX_MESSAGE])
        else:
            confirms = None if large is None else partial(large.confirms, used=self._used)
            sitting = sit(exam, channel, evidence, self._settings.call_seconds, confirms)
        self._sat[checkpoint] = sitting
        if self._tell is not None:
            self._tell(checkpoint)
        channel.send("received")


def _private_folder(above: Path | None) -> Path:
    """A folder of one's own, for a socket: where it is wanted, or else where its address fits."""
    wanted = above if above is not None else Path(tempfile.gettempdir())
    fitting = [path for path in (wanted, *_SHORT) if len(str(path)) < _ROOM]
    return Path(tempfile.mkdtemp(prefix="judge-", dir=fitting[0]))


def _opening(message: Tree) -> dict[str, Any]:
    if not isinstance(message, dict) or set(message) != {"checkpoint", "evidence", "problem"}:
        raise MalformedData("an opening that is none")
    sound = isinstance(message["checkpoint"], str) and isinstance(message["problem"], str)
    if not sound or not isinstance(message["evidence"], dict | None):
        raise MalformedData("an opening with parts of the wrong type")
    return message
