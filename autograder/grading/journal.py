"""What a class run has finished so far, so that an interrupted one goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.grading.intake import Intake
from autograder.grading.result import SubmissionResult


@dataclass
class Journal:
    """A file with a line for the run, and one for each submission whose results are all written.

    It is there while a run is unfinished. A submission that changed meanwhile counts as not done.
    """

    path: Path
    seed: int
    source: str
    done: dict[str, tuple[str, SubmissionResult]] = field(default_factory=dict)

    @classmethod
    def resume(cls, path: Path, source: Path, seed: int | None) -> Journal | None:
        """The journal of an interrupted run, if it graded the same source with the same seed."""
        lines = _lines(path)
        if not lines or lines[0].get("source") != digest(source.read_bytes()):
            return None
        found = int(lines[0]["seed"])
        if seed is not None and seed != found:
            return None
        done = {
            line["submission"]["student"]: (
                line["digest"],
                SubmissionResult.from_json(line["submission"]),
            )
            for line in lines[1:]
        }
        return cls(path, found, lines[0]["source"], done)

    @classmethod
    def begin(cls, path: Path, source: Path, seed: int) -> Journal:
        """A new journal, in the place of any other."""
        path.parent.mkdir(parents=True, exist_ok=True)
        journal = cls(path, seed, digest(source.read_bytes()))
        path.unlink(missing_ok=True)
        journal._append({"seed": seed, "source": journal.source})
        return journal

    def finished(self, student: str, intake: Intake) -> SubmissionResult | None:
        """The result of a submission, if this run has finished it as it is now."""
        known, result = self.done.get(student, (None, None))
        return result if known == _state(intake) else None

    def add(self, result: SubmissionResult, intake: Intake) -> None:
        """Note down that all results of a submission are written."""
        self.done[result.student] = (_state(intake), result)
        self._append({"digest": _state(intake), "submission": result.to_json()})

    def close(self) -> None:
        """The run is complete: the next one grades everybody anew."""
        self.path.unlink()

    def _append(self, line: dict[str, Any]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            # A line that was cut off by a crash must not spoil the one that follows it.
            if file.tell() and not _ends_with_newline(self.path):
                file.write("\n")
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())


def digest(data: bytes) -> str:
    """A fingerprint of a file's content."""
    return hashlib.sha256(data).hexdigest()


def _state(intake: Intake) -> str:
    return digest(repr((digest(intake.data), intake.timestamp, intake.rejected)).encode())


def _lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a journal; one that was cut off by a crash is left out."""
    if not path.is_file():
        return []
    lines: list[dict[str, Any]] = []
    for text in path.read_text(encoding="utf-8").splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict) and ("seed" in line or lines):
            lines.append(line)
    return lines


def _ends_with_newline(path: Path) -> bool:
    return path.read_bytes().endswith(b"\n")
