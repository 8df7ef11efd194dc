"""What is to be done for one submission, and what came out, or why nothing did: as bytes."""

from __future__ import annotations

import traceback
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from autograder.checks.name import CheckpointName
from autograder.checks.packing import pack, unpack
from autograder.checks.plain import Tree
from autograder.checks.verdict import Verdict
from autograder.results.marks import CellMarks, Marks
from autograder.results.record import Record
from autograder.running.runner import NoKernelError
from autograder.submissions.intake import Intake

Verdicts = dict[CheckpointName, Verdict]


@dataclass(frozen=True)
class Job:
    """Everything that is needed to grade one submission, besides what its lab needs.

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
    all_cells : bool
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
    all_cells: bool = False
    settled: Verdicts = field(default_factory=dict)
    autograded: bytes = b""

    def to_bytes(self) -> bytes:
        settled = {name: verdict.to_json() for name, verdict in self.settled.items()}
        return _pack({**vars(self), "intake": vars(self.intake), "settled": settled})

    @classmethod
    def from_bytes(cls, data: bytes) -> Job:
        fields = _unpack(data)
        settled = fields["settled"].items()
        return cls(
            **{
                **fields,
                "intake": Intake(**fields["intake"]),
                "marks": Marks.from_json(fields["marks"]),
                "settled": {CheckpointName(n): Verdict.from_json(v) for n, v in settled},
            }
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

    @classmethod
    def of(cls, fields: dict[str, Any]) -> Graded:
        """The result with these fields, as `to_bytes` sent them."""
        cells = {name: CellMarks(**cell) for name, cell in fields["cells"].items()}
        return cls(**{**fields, "record": Record.from_json(fields["record"]), "cells": cells})

    def to_bytes(self) -> bytes:
        return _pack(vars(self))


@dataclass(frozen=True)
class Failure:
    """Why nothing came out: what could not be done, the error in one line, and its traceback.

    `machine` is whether this machine cannot run anybody's notebook.
    """

    student: str
    sentence: str
    traceback: str = ""
    machine: bool = False

    @classmethod
    def of(cls, student: str, what: str, error: BaseException) -> Failure:
        """The failure of a step, such as "written", by an exception of any type."""
        # Which an exception's own `__str__` may fail to say.
        said = traceback.format_exception_only(error)[-1].partition(": ")[2]
        text = " ".join(said.partition("[SQL:")[0].split())
        sentence = f"could not be {what}: {type(error).__name__}: {text}".rstrip(": ")[:300]
        whole = "".join(traceback.format_exception(error))
        return cls(student, sentence, whole, isinstance(error, NoKernelError))

    def to_bytes(self) -> bytes:
        return _pack(vars(self))


def result_from_bytes(data: bytes) -> Graded | Failure:
    """What a worker sent: a result, or why there is none."""
    fields = _unpack(data)
    return Failure(**fields) if "traceback" in fields else Graded.of(fields)


def _pack(fields: dict[str, Any]) -> bytes:
    return pack({name: _tree(value) for name, value in fields.items()})


def _tree(value: Any) -> Tree:
    """A part as plain data: bytes are an array."""
    if isinstance(value, bytes):
        return np.frombuffer(value, np.uint8)
    if isinstance(value, dict):
        return {name: _tree(part) for name, part in value.items()}
    if isinstance(value, CellMarks):
        return asdict(value)
    return value.to_json() if isinstance(value, Marks | Record) else value


def _unpack(data: bytes) -> dict[str, Any]:
    return {name: _part(value) for name, value in unpack(data, bounded=False).items()}


def _part(tree: Tree) -> Any:
    if isinstance(tree, np.ndarray):
        return tree.tobytes()
    if isinstance(tree, dict):
        return {name: _part(part) for name, part in tree.items()}
    return tree
