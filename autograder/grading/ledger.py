"""What has been graded so far, and from what: so that nothing is graded twice, nor forgotten.

A file with a line for every run and one for every submission whose results are all written. After a
crash it knows what is missing; after a finished run, what has changed since.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from autograder.results.class_result import Status, SubmissionResult
from autograder.submissions.intake import Intake


@dataclass(frozen=True)
class Entry:
    """One submission's results, and what they depend on.

    Attributes
    ----------
    result : SubmissionResult
    seed : int
        What its inputs were drawn from.
    handed_in : str
        Fingerprint of what was handed in.
    prints : dict
        Fingerprints of what each checkpoint depends on; see `changes.fingerprints`.
    given : str
        Fingerprint of what people had given.
    all_cells : bool
    """

    result: SubmissionResult
    seed: int
    handed_in: str
    prints: dict[str, str] = field(default_factory=dict)
    given: str = ""
    all_cells: bool = False

    def to_json(self) -> dict[str, Any]:
        """The entry as plain JSON data."""
        return {**vars(self), "result": self.result.to_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Entry:
        """The entry that `to_json` wrote."""
        return cls(**{**data, "result": SubmissionResult.from_json(data["result"])})


@dataclass(frozen=True)
class GradingRun:
    """One run over a class: its seed, and whether that holds for everybody, or for what is new."""

    seed: int
    everybody: bool = False


@dataclass
class Ledger:
    """The entries of one lab, by student, and the run that was not finished, if there is one.

    `damaged` counts the lines that could not be read.
    """

    path: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    unfinished: GradingRun | None = None
    damaged: int = 0

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """Read a ledger; an empty one where there is none."""
        ledger = cls(path)
        for line in _lines(path):
            # What is damaged is as good as lost: what it was about is graded again.
            try:
                ledger._take(line)
            except (TypeError, KeyError, ValueError, AttributeError):
                ledger.damaged += 1
        return ledger

    def _take(self, line: dict[str, Any]) -> None:
        if "begun" in line:
            run = GradingRun(**line["begun"])
            if not (_is_seed(run.seed) and isinstance(run.everybody, bool)):
                raise ValueError(f"{run} is no run")
            self.unfinished = run
        elif "finished" in line:
            self.unfinished = None
        else:
            entry = Entry.from_json(line)
            if not _is_sound(entry):
                raise ValueError("an entry with parts of the wrong type")
            self.entries[entry.result.student] = entry

    def begin(self, run: GradingRun) -> None:
        """A run begins; of what was noted down before, only the latest is kept."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(f".{self.path.name}.new")
        lines = [{"begun": vars(run)}, *(entry.to_json() for entry in self.entries.values())]
        with beside.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)
        self.unfinished = run

    def add(self, entry: Entry) -> None:
        """Note down that all results of a submission are written."""
        self.entries[entry.result.student] = entry
        self._append(entry.to_json())

    def finish(self) -> None:
        """The run is complete."""
        self._append({"finished": True})
        self.unfinished = None

    def _append(self, line: dict[str, Any]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            # A line that was cut off by a crash must not spoil the one that follows it.
            if file.tell() and not _ends_with_newline(self.path):
                file.write("\n")
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())


def fingerprint(thing: object) -> str:
    """A fingerprint of bytes, or of anything whose `repr` says all of it."""
    data = thing if isinstance(thing, bytes) else repr(thing).encode()
    return hashlib.sha256(data).hexdigest()


def handed_in(intake: Intake) -> str:
    """A fingerprint of what a student handed in; when that was costs no points but a penalty."""
    files = [(name, fingerprint(data)) for name, data in sorted(intake.files.items())]
    parts = (fingerprint(intake.data), intake.problems, intake.rejected)
    return fingerprint((*parts, files) if files else parts)


def _lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a ledger; one that was cut off by a crash is empty."""
    lines: list[dict[str, Any]] = []
    if not path.is_file():
        return lines
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            try:
                line = json.loads(text)
            except ValueError:
                line = {}
            lines.append(line if isinstance(line, dict) else {})
    return lines


def _is_seed(seed: object) -> bool:
    return isinstance(seed, int) and seed >= 0


def _is_sound(entry: Entry) -> bool:
    """Whether an entry that was read holds texts and numbers where it should."""
    result = entry.result
    verdicts = result.checkpoints
    texts = [result.student, *result.problems, entry.handed_in, entry.given]
    texts += [*entry.prints, *entry.prints.values(), *(verdict.message for verdict in verdicts)]
    numbers = [result.score, result.max_score, result.seconds, result.seconds_late]
    numbers += [result.late_penalty, result.memory]
    numbers += [points for one in verdicts for points in (one.points, one.max_points)]
    return (
        _is_seed(entry.seed)
        and result.status in get_args(Status)
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(number, int | float) for number in numbers)
    )


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
