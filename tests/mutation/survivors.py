"""The mutants that no case can reject, by name, each with its reason: `survivors.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("survivors.toml")


@dataclass(frozen=True)
class Listed:
    """Changes to a checkpoint's right answer that leave it right, and why."""

    checkpoint: str
    reason: str
    changes: tuple[str, ...]


def listed(file: Path = FILE) -> list[Listed]:
    """Everything on the list."""
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["survivors"]
    return [
        Listed(entry["checkpoint"], entry["reason"], tuple(entry["changes"])) for entry in entries
    ]


def names(checkpoint: str) -> set[str]:
    """The listed changes of one checkpoint."""
    return {
        change for entry in listed() if entry.checkpoint == checkpoint for change in entry.changes
    }
