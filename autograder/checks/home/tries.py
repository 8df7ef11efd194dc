"""What was tried at home: a small file beside the notebook, which nobody needs and grading ignores.

It is as good as none where it is broken, and nothing fails where it cannot be written.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.checks.words import shown

FILE = ".tries.json"
ASIDE = f"{FILE}.unreadable"
"""Where a file is moved that cannot be read, before a new one takes its place."""
_HINTS = "hints"
"""The key in the file that is no checkpoint's name: those have a dot in them."""
LARGEST = 2_000_000
_KEPT = 200
_MOST = 1e6
_unwritten: dict[Path, dict[str, Any]] = {}
"""What could not be written, as long as this process lives."""


@dataclass(frozen=True)
class Try:
    """One check at home; `time` is local, to the minute, `mistake` the sentence on a known one."""

    time: str
    passed: bool
    points: float
    says: str
    mistake: str = ""


@dataclass(frozen=True)
class Given:
    """How many hints were given at a checkpoint, and how many tries there were at the last."""

    hints: int = 0
    tries: int = 0


def note(verdict: Verdict, folder: Path | None = None) -> None:
    """Take note of a verdict, in the file of a folder, the present one unless another is given.

    Once a check has passed, its hints begin anew. What was not attempted is no try.
    """
    if verdict.status == "not attempted":
        return
    known, hints = read(folder), given(folder)
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    passed, says = verdict.status == "passed", shown(verdict.message)
    one = Try(now, passed, verdict.points, says[:500], verdict.recognised[:500])
    known[verdict.checkpoint] = [*known.get(verdict.checkpoint, []), one][-_KEPT:]
    if passed:
        hints.pop(verdict.checkpoint, None)
    _write(known, hints, folder)


def note_hints(checkpoint: CheckpointName, number: int, folder: Path | None = None) -> None:
    """Take note of how many hints were given at a checkpoint."""
    known, hints = read(folder), given(folder)
    hints[checkpoint] = Given(number, len(known.get(checkpoint, [])))
    _write(known, hints, folder)


def read(folder: Path | None = None) -> dict[CheckpointName, list[Try]]:
    """The tries at each checkpoint, the oldest first; of a file that is broken, what is whole."""
    return _whole(_stored(folder))


def loaded(data: bytes) -> dict[CheckpointName, list[Try]]:
    """The same of a file that somebody else has read."""
    try:
        stored = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return _whole(stored) if isinstance(stored, dict) else {}


def _whole(stored: dict[str, Any]) -> dict[CheckpointName, list[Try]]:
    found: dict[CheckpointName, list[Try]] = {}
    for name, tries in stored.items():
        whole = [made for one in tries if (made := _try(one))] if isinstance(tries, list) else []
        if whole:
            found[CheckpointName(name)] = whole
    return found


def given(folder: Path | None = None) -> dict[CheckpointName, Given]:
    """The hints that were given at each checkpoint; of a file that is broken, what is whole."""
    stored = _stored(folder).get(_HINTS)
    return {
        CheckpointName(name): Given(*numbers)
        for name, numbers in (stored.items() if isinstance(stored, dict) else ())
        if isinstance(numbers, list)
        and len(numbers) == 2
        and all(type(number) is int and number >= 0 for number in numbers)
    }


def unreadable(folder: Path | None = None) -> str:
    """The name of a file of tries that cannot be read at all; empty where there is none."""
    with contextlib.suppress(OSError):
        if ((folder or Path.cwd()) / ASIDE).exists():
            return ASIDE
    return FILE if _parsed(folder) is None else ""


def _stored(folder: Path | None) -> dict[str, Any]:
    return _parsed(folder) or {}


def _parsed(folder: Path | None) -> dict[str, Any] | None:
    """What the file holds, nothing where there is no file; None where it cannot be read."""
    try:
        path = (folder or Path.cwd()) / FILE
        if path in _unwritten:
            return _unwritten[path]
        if path.stat().st_size > LARGEST:
            return None
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        return None
    return stored if isinstance(stored, dict) else None


def _write(
    known: dict[CheckpointName, list[Try]],
    hints: dict[CheckpointName, Given],
    folder: Path | None,
) -> None:
    whole: dict[str, Any] = {name: [asdict(one) for one in tries] for name, tries in known.items()}
    if hints:
        whole[_HINTS] = {name: [one.hints, one.tries] for name, one in hints.items()}
    with contextlib.suppress(OSError):
        path = (folder or Path.cwd()) / FILE  # there may be no present folder any more
        if _parsed(folder) is None:
            path.replace(path.with_name(ASIDE))
        _unwritten[path] = whole
        unfinished = path.with_name(f"{FILE}.{os.getpid()}")
        try:
            unfinished.write_text(json.dumps(whole), encoding="utf-8")
            unfinished.replace(path)
            del _unwritten[path]
        finally:
            unfinished.unlink(missing_ok=True)


def _try(stored: object) -> Try | None:
    if not isinstance(stored, dict):
        return None
    stored = {"mistake": "", **stored}
    if set(stored) != set(Try.__dataclass_fields__):
        return None
    time, says, points, mistake = (stored[key] for key in ("time", "says", "points", "mistake"))
    sound = all(isinstance(text, str) for text in (time, says, mistake))
    if not sound or type(points) not in (int, float) or not 0 <= points < _MOST:
        return None
    time, says, mistake = (_readable(text) for text in (time, says, mistake))
    return Try(time[:20], stored["passed"] is True, float(points), says, mistake)


def _readable(text: str) -> str:
    """A text without halves of characters, which nothing can show."""
    return text.encode(errors="replace").decode()
