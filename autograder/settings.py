"""What a course can set: every limit of grading, and the language that students read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

LANGUAGES = ("", "en", "zh")
MIB = 1024**2
GIB = 1024**3


class SettingsError(ValueError):
    """A setting that there is not, or a value that it cannot have; the message is one sentence."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every limit, with its default; times in seconds, sizes in bytes unless said otherwise.

    A course changes some of them in its nbgrader_config.py: ``c.Settings.cell_seconds = 20``.

    Attributes
    ----------
    cell_seconds, notebook_seconds : float
        For one cell, and for all cells of a notebook together.
    call_seconds, call_times : float
        Of processor time, for one call of a student's function by the judge; and, where that is
        more, so many times what the right answer takes on this machine.
    sitting_seconds : float
        Of processor time, for all calls of one attempt together.
    clock_times : float
        By the clock a call, and an attempt, may take so many times as long: the last resort, where
        a function sleeps, or this machine is busy.
    again_seconds : float
        In another run of the same notebook, for a call and for a cell that used up all its time in
        a run before.
    runs : int
        How often a notebook is run at most: twice, and once more for each statement that ended the
        kernel the time before.
    linger_seconds : float
        For what a test cell still does after its last answer.
    interrupted_seconds : float
        In which an interrupted cell has to end; else its kernel is killed.
    wall_seconds : float, optional
        For a kernel, whatever it does.
    memory, processes : int
        Of all processes of a kernel together.
    processor_seconds : int
        Of each process of a kernel, and of all together.
    disk, open_files : int
        Of each private folder, and of each process.
    attempts : int
        How often a checkpoint may be asked for in one notebook; the last time counts.
    conversation : int
        What the judge reads for one attempt.
    outputs, output_text, picture : int
        Outputs of a cell that are kept, characters of each, characters of a picture.
    shown, shown_in_all : int
        What a cell may show, and a notebook, before the rest is dropped.
    submission, cells, text, attachment : int
        Of a submitted notebook: bytes of the file, cells, characters of all of them, characters of
        a picture pasted into one.
    beside, beside_files : int
        Of the files that lie beside a notebook: bytes of all of them, and how many.
    branches, values : int
        Lists and dicts in a file, and values: two bytes there, and sixty once they are read.
    archive_files, archive, archive_depth : int
        What is unpacked of one student's archives: files, bytes, archives in archives.
    archive_files_in_all, archive_in_all : int
        What is unpacked of all students' archives together.
    language : str
        In which students are spoken to, ``en`` or ``zh``: on cards, in problems, on pages. Where it
        is empty, in English, and at home in that of the student's system, if we have it.
    """

    cell_seconds: float = 10.0
    notebook_seconds: float = 60.0
    call_seconds: float = 10.0
    call_times: float = 100.0
    sitting_seconds: float = 30.0
    clock_times: float = 6.0
    again_seconds: float = 5.0
    runs: int = 4
    linger_seconds: float = 1.0
    interrupted_seconds: float = 3.0
    wall_seconds: float | None = None

    memory: int = 2 * GIB
    processes: int = 64
    processor_seconds: int = 600
    disk: int = 64 * MIB
    open_files: int = 256

    attempts: int = 20
    conversation: int = 128 * MIB

    outputs: int = 50
    output_text: int = 50_000
    picture: int = 2_000_000
    shown: int = 16 * MIB
    shown_in_all: int = 32 * MIB

    submission: int = 200_000_000
    beside: int = 20_000_000
    beside_files: int = 100
    cells: int = 2_000
    text: int = 5_000_000
    attachment: int = 5_000_000
    branches: int = 1_000_000
    values: int = 10_000_000

    archive_files: int = 2_000
    archive: int = 250_000_000
    archive_depth: int = 3
    archive_files_in_all: int = 100_000
    archive_in_all: int = 10_000_000_000

    language: str = ""

    @classmethod
    def of(cls, changed: Mapping[str, Any]) -> Settings:
        """The defaults, but for what a course's configuration says under ``c.Settings``.

        Raises
        ------
        SettingsError
            There is no such setting, or it is no positive number.
        """
        known = {field.name for field in fields(cls)}
        for name, value in changed.items():
            if name not in known:
                raise SettingsError(f"there is no setting {name!r} (there are: {', '.join(known)})")
            if name == "language":
                if value not in LANGUAGES:
                    there_are = ", ".join(map(repr, LANGUAGES[1:]))
                    raise SettingsError(f"the language should be one of {there_are}, not {value!r}")
                continue
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if not number or not value > 0:
                raise SettingsError(f"the setting {name} should be a number above 0, not {value!r}")
        return cls(**changed)


DEFAULTS = Settings()
"""What holds where a course says nothing."""
