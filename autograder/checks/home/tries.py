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

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict

FILE = ".tries.json"
_LARGEST = 2_000_000
_KEPT = 200


@dataclass(frozen=True)
class Try:
    """One check at home; `time` is local, to the minute."""

    time: str
    passed: bool
    points: float
    says: str


def note(verdict: Verdict, folder: Path | None = None) -> None:
    """Take note of a verdict, in the file of a folder, the present one unless another is given."""
    known = read(folder)
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    one = Try(now, verdict.status == "passed", verdict.points, verdict.message[:500])
    known[verdict.checkpoint] = [*known.get(verdict.checkpoint, []), one][-_KEPT:]
    text = json.dumps({name: [asdict(each) for each in tries] for name, tries in known.items()})
    with contextlib.suppress(OSError):
        path = (folder or Path.cwd()) / FILE  # there may be no present folder any more
        unfinished = path.with_name(f"{FILE}.{os.getpid()}")
        try:
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def read(folder: Path | None = None) -> dict[CheckpointName, list[Try]]:
    """The tries at each checkpoint, the oldest first; of a file that is broken, what is whole."""
    try:
        path = (folder or Path.cwd()) / FILE
        if path.stat().st_size > _LARGEST:
            return {}
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    found: dict[CheckpointName, list[Try]] = {}
    for name, tries in stored.items() if isinstance(stored, dict) else ():
        whole = [made for one in tries if (made := _try(one))] if isinstance(tries, list) else []
        if whole:
            found[CheckpointName(name)] = whole
    return found


def _try(stored: object) -> Try | None:
    if not isinstance(stored, dict) or set(stored) != set(Try.__dataclass_fields__):
        return None
    time, says, points = stored["time"], stored["says"], stored["points"]
    sound = isinstance(time, str) and isinstance(says, str) and type(points) in (int, float)
    return Try(time[:20], stored["passed"] is True, float(points), says) if sound else None
