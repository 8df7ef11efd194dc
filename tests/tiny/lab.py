"""A lab of two exercises, and a judge for it that needs no lab module."""

from __future__ import annotations

import json
import socket
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.labs import UnknownCheckpoint

POINTS = {"tiny.double": 2.0, "tiny.triple": 3.0}
MAX_SCORE = 2.0 + 3.0 + 4.0 + 5.0

DEMONSTRATION = """\
shown = [double(x) for x in range(4)]
print(shown)"""

CLIENT = """\
import json, os, socket

def check(checkpoint, function):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(os.environ["AUTOGRADER_JUDGE"])
    answers = [function(x) for x in (1, 2, 5)]
    connection.sendall(json.dumps([checkpoint, answers]).encode() + b"\\n")
    return connection.recv(100).decode()
"""


def expected(checkpoint: str) -> list[int]:
    """What a function should answer to 1, 2 and 5."""
    factor = 2 if checkpoint == "tiny.double" else 3
    return [factor, 2 * factor, 5 * factor]


class FakeJudge:
    """Takes [checkpoint, answers] as a line of JSON, and knows what they should be."""

    def __init__(self, course: Course, lab: str, seed: int, setter=None, used=None) -> None:
        self.seed, self.course, self.setter = seed, course, setter
        self.doubts: dict[str, str] = {}
        self.verdicts: dict[str, Verdict] = {}

    def __enter__(self) -> FakeJudge:
        self._folder = tempfile.TemporaryDirectory()
        self.address = Path(self._folder.name) / "judge"
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(self.address))
        self._socket.listen()
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._folder.cleanup()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        # A kernel that is killed leaves half a line, or does not wait for the reply.
        with suppress(OSError, ValueError), connection, connection.makefile() as file:
            self._judge(*json.loads(file.readline()))
            connection.sendall(b"received")

    def _judge(self, checkpoint: str, answers: list[object]) -> None:
        if self.setter is not None:
            try:
                self.setter(self.course, checkpoint, self.seed, 0)
            except UnknownCheckpoint as reason:
                if "stands" in str(reason):
                    return
        points = POINTS[checkpoint]
        right = answers == expected(checkpoint)
        squared = answers == [1, 4, 25] and not right
        self.verdicts[checkpoint] = Verdict(
            checkpoint,
            "passed" if right else "failed",
            points if right else points / 4,
            points,
            "squared" if squared else None,
            "right" if right else "This is the square." if squared else "wrong",
        )


def source_notebook() -> NotebookNode:
    """The source of the lab, in nbgrader's format, solved."""

    def cell(make, grade_id, source, **more):
        nbgrader = {"grade": False, "solution": False, "locked": False, "task": False, **more}
        nbgrader |= {"schema_version": 3, "grade_id": grade_id}
        return make(source, metadata={"nbgrader": nbgrader})

    def exercise(name, body):
        text = f"def {name}(x):\n    ### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION"
        return cell(new_code_cell, f"{name}_answer", text, solution=True)

    def check(name, points):
        text = f'check("tiny.{name}", {name})'
        return cell(new_code_cell, name, text, grade=True, locked=True, points=points)

    written = {"grade": True, "solution": True, "points": 4}

    return new_notebook(
        cells=[
            new_markdown_cell("# Tiny"),
            cell(new_code_cell, "setup", CLIENT, locked=True),
            exercise("double", "return 2 * x"),
            check("double", 2),
            exercise("triple", "return 3 * x"),
            check("triple", 3),
            cell(new_markdown_cell, "why", "Since it adds up.", **written),
            cell(new_markdown_cell, "essay", "Write an essay.", task=True, locked=True, points=5),
            new_code_cell(DEMONSTRATION, metadata={"tags": ["demonstration"]}),
            new_code_cell('print("the end")'),
        ],
    )
