"""The judge at work: it listens on a private socket, has exams sat, and keeps the verdicts."""

from __future__ import annotations

import selectors
import shutil
import socket
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from autograder.checks.channel import ELSEWHERE, RECEIVED, Channel
from autograder.checks.exam import Exam
from autograder.checks.name import CheckpointName
from autograder.checks.plain import MalformedData, Tree
from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.judge.confirmation import bulk, takes
from autograder.judge.connection import Line
from autograder.judge.exams import set_exam
from autograder.judge.patience import Patience, Stopwatch
from autograder.judge.reference import reference
from autograder.judge.sitting import Sitting, sit
from autograder.labs import UnknownCheckpoint, find
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
    starved : callable
        Seconds in which they would have run so far, and had no processor; None where nobody counts.
    functions_alone : bool
        Whether a checkpoint is judged without what its test cell hands in beside the functions.
    sat : callable, optional
        Called in the judge's thread with the name of a checkpoint when its exam has been sat, or
        was broken off.
    expected : callable, optional
        Tells the one checkpoint that may be asked now; whoever asks for another one is sent home to
        the public cases, and nothing of it counts. Any may be asked when it is left out.
    turn : callable, optional
        Tells which execution of a test is going on. Of several attempts in one the last counts,
        and the best of several; the last of all when it is left out.
    hurried : collection of CheckpointName
        Those whose function came to no end before: a call has `again_seconds`.
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
        starved: Callable[[], float | None] = lambda: None,
        functions_alone: bool = False,
        sat: Callable[[CheckpointName], object] | None = None,
        expected: Callable[[], CheckpointName | None] | None = None,
        turn: Callable[[], int] | None = None,
        hurried: Collection[CheckpointName] = (),
        folder: Path | None = None,
    ) -> None:
        self.course, self.lab, self.seed, self._settings = course, lab, seed, settings
        self._set, self._used, self._alone, self._tell = setter, used, functions_alone, sat
        self._expected, self._turn, self._above = expected, turn, folder
        self._starved, self._hurried = starved, hurried
        self._attempts: Counter[CheckpointName] = Counter()
        self._sat: dict[CheckpointName, dict[int, Sitting]] = {}
        self._answered: set[CheckpointName] = set()
        self._asleep: set[CheckpointName] = set()
        self._judged: dict[CheckpointName, tuple[Verdict, str]] = {}
        self._judging = threading.Lock()
        self._fault: Exception | None = None
        self._begun: set[tuple[CheckpointName, int]] = set()
        self._conversing = Stopwatch()

    def verdicts(self) -> dict[CheckpointName, Verdict]:
        """Judge what was sat; a checkpoint that nobody asked has no verdict.

        A fault of ours while an exam was sat, such as a reference that is not there, is raised
        here: nobody's answer suffers for it.
        """
        return {name: verdict for name, (verdict, _) in self._judge().items()}

    def problems(self) -> dict[CheckpointName, str]:
        """Judge what was sat, and tell what does not fit together: somebody should look at it."""
        return {name: problem for name, (_, problem) in self._judge().items() if problem}

    def answered(self) -> set[CheckpointName]:
        """The checkpoints so far of which a function came back from every call, with whatever."""
        return set(self._answered)

    def asleep(self) -> set[CheckpointName]:
        """The checkpoints so far of which a function slept, and did not come back in time."""
        return set(self._asleep)

    def late(self, checkpoint: CheckpointName) -> bool:
        """Whether the last attempt was broken off since an answer did not come in time."""
        return any(sitting.late for sitting in [*self._sat.get(checkpoint, {}).values()][-1:])

    def conversed(self) -> float:
        """Seconds, by the clock, that exams have taken so far, the one that is being sat included.

        They are bounded here; a student's process can do nothing about those in which it is asked.
        But it may ask to be asked again: only the first time in an execution of a test counts.
        """
        return self._conversing.seconds()

    def _judge(self) -> dict[CheckpointName, tuple[Verdict, str]]:
        # Not a lock that the judge's own thread waits for: a student's process would wait with it.
        with self._judging:
            if self._fault is not None:
                raise self._fault
            while self._sat:
                checkpoint, sittings = self._sat.popitem()
                judged = [sitting.judged() for sitting in sittings.values()]
                self._judged[checkpoint] = max(judged, key=lambda came: came[0].points)
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
                with Line.of(connection) as line:
                    line.settimeout(self._settings.call_seconds)
                    try:
                        self._answer(line)
                    except OSError:
                        continue
                    except Exception as error:  # noqa: BLE001 - ours, and told when it is judged
                        self._fault = error

    def _answer(self, line: Line) -> None:
        """Hold one conversation. Whatever is sent, it ends in a sitting or in nothing."""
        channel = Channel(line, self._settings.conversation)
        try:
            opening = _opening(channel.receive())
        except MalformedData:
            return
        checkpoint = CheckpointName(opening["checkpoint"])
        if self._expected is not None and self._expected() != checkpoint:
            channel.send(ELSEWHERE)
            return
        attempt = (checkpoint, self._now())
        again = attempt in self._begun
        self._begun.add(attempt)
        with nullcontext() if again else self._conversing:
            self._examine(line, channel, checkpoint, opening)

    def _now(self) -> int:
        return 0 if self._turn is None else self._turn()

    def _examine(
        self, line: Line, channel: Channel, checkpoint: CheckpointName, opening: dict[str, Any]
    ) -> None:
        """Have the exam sat, if there is one and it is not asked for too often."""
        attempt = self._attempts[checkpoint]
        if checkpoint.lab != self.lab or attempt >= self._settings.attempts:
            return
        try:
            exam = self._set(self.course, checkpoint, self.seed, attempt)
            large = bulk(self.course, checkpoint, self.seed, attempt)
            function = reference(self.course, checkpoint.lab, find(checkpoint).function)
        except UnknownCheckpoint:
            return
        self._attempts[checkpoint] += 1
        evidence = None if self._alone else opening["evidence"] or {}
        if opening["problem"]:
            sitting = Sitting(exam, (), evidence, opening["problem"])
        else:
            doubts = None if large is None else partial(large.doubts, used=self._used)
            right = partial(takes, function)
            settings = self._settings
            if checkpoint in self._hurried:
                least = min(settings.again_seconds, settings.call_seconds)
                settings = replace(settings, call_seconds=least)
            patience = Patience(settings, self._used, right, starved=self._starved)
            with line.patiently(patience):
                sitting = sit(exam, channel, evidence, patience, doubts)
        turn = self._now()
        sittings = self._sat.setdefault(checkpoint, {})
        sittings.pop(turn, None)
        sittings[turn] = sitting  # as the last one
        if _came_back(sitting):
            self._answered.add(checkpoint)
        if sitting.idle:
            self._asleep.add(checkpoint)
        if self._tell is not None:
            self._tell(checkpoint)
        channel.send(RECEIVED)


def _came_back(sitting: Sitting) -> bool:
    """Whether every case was answered with something, and nothing raised."""
    count = len(sitting.exam.cases)
    seen = sitting.answers[:count]
    return len(seen) == count and not any(one.error for one in seen)


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
