"""What is to be done for one submission, and what came out, or why nothing did: as bytes."""

from __future__ import annotations

import traceback
from dataclasses import asdict, dataclass, field
from typing import Any

from autograder.checks.verdict import Verdict
from autograder.grading import parcel
from autograder.nbgrader.execution import NoKernelError
from autograder.results.marks import CellMarks, Marks
from autograder.running.record import Record
from autograder.submissions.intake import Intake


@dataclass(frozen=True)
class Job:
    """Everything that is needed to grade one submission, besides the kit of its lab.

    Attributes
    ----------
    student : str
    intake : Intake
        What was handed in.
    seed : int
        What the judge's inputs are drawn from.
    marks : Marks
        What people have given the submission so far.
    seconds_late : float
    sandbox, all_cells : bool
    settled : dict
        Verdicts that stand: these checkpoints are not judged again.
    autograded : bytes
        The notebook as it was graded, where only its page is to be made anew.
    """

    student: str
    intake: Intake
    seed: int
    marks: Marks = field(default_factory=Marks)
    seconds_late: float = 0.0
    sandbox: bool = True
    all_cells: bool = False
    settled: dict[str, Verdict] = field(default_factory=dict)
    autograded: bytes = b""

    def to_bytes(self) -> bytes:
        header = {
            **_plain(self, "student", "seed", "seconds_late", "sandbox", "all_cells"),
            "intake": _plain(self.intake, "timestamp", "problems", "rejected"),
            "marks": self.marks.to_json(),
            "settled": {name: verdict.to_json() for name, verdict in self.settled.items()},
        }
        return parcel.pack(header, self.intake.data, self.autograded)

    @classmethod
    def from_bytes(cls, data: bytes) -> Job:
        header, (submitted, autograded) = parcel.unpack(data)
        intake, settled = header.pop("intake"), header.pop("settled")
        intake["problems"] = tuple(intake["problems"])
        return cls(
            **{**header, "marks": Marks.from_json(header["marks"])},
            intake=Intake(submitted, **intake),
            settled={name: Verdict.from_json(verdict) for name, verdict in settled.items()},
            autograded=autograded,
        )


@dataclass(frozen=True)
class Graded:
    """What came out: a record, what the machine found out about every cell, and two files."""

    student: str
    record: Record
    cells: dict[str, CellMarks]
    late_penalty: float | None
    notebook: bytes
    feedback: bytes

    def to_bytes(self) -> bytes:
        header = {
            "student": self.student,
            "record": self.record.to_json(),
            "cells": {name: asdict(cell) for name, cell in self.cells.items()},
            "late_penalty": self.late_penalty,
        }
        return parcel.pack(header, self.notebook, self.feedback)

    @classmethod
    def from_bytes(cls, data: bytes) -> Graded:
        header, (notebook, feedback) = parcel.unpack(data)
        return cls(
            header["student"],
            Record.from_json(header["record"]),
            {name: CellMarks(**cell) for name, cell in header["cells"].items()},
            header["late_penalty"],
            notebook,
            feedback,
        )


@dataclass(frozen=True)
class Failure:
    """Why nothing came out: what could not be done, the error in one line, and its traceback.

    `machine` is whether this machine can not run anybody's notebook.
    """

    student: str
    sentence: str
    traceback: str = ""
    machine: bool = False

    @classmethod
    def of(cls, student: str, what: str, error: BaseException) -> Failure:
        """The failure of a step, such as "written", by an exception of any type."""
        # Which an exception's own `__str__` may fail to say.
        text = " ".join(traceback.format_exception_only(error)[-1].partition(": ")[2].split())
        sentence = f"could not be {what}: {type(error).__name__}: {text}".rstrip(": ")[:300]
        whole = "".join(traceback.format_exception(error))
        return cls(student, sentence, whole, isinstance(error, NoKernelError))

    def to_bytes(self) -> bytes:
        return parcel.pack({"failure": asdict(self)})


def result_from_bytes(data: bytes) -> Graded | Failure:
    """What a worker sent: a result, or why there is none."""
    header, _ = parcel.unpack(data)
    return Failure(**header["failure"]) if "failure" in header else Graded.from_bytes(data)


def _plain(thing: object, *names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}
