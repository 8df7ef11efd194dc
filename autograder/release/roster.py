"""The students that a lab is released to, and the seed that each one's bundle is made from."""

from __future__ import annotations

import csv
import random
import re
import secrets
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from autograder.release import student_ids, table
from autograder.release.assignment import ReleaseError

_HEADINGS = {"id", "studentid", "studentnumber", "studentno", "studentidnumber", "idnumber"}
_SHOWN = 40


def read(path: Path) -> list[str]:
    """The students' ids: the column `id` of a table that a spreadsheet saved as CSV.

    The column may also be called `Student ID`, or like it; what else there is in the table does
    not matter.

    Raises
    ------
    ReleaseError
        It is no such file, or an id is missing, repeated or cannot name a file.
    """
    try:
        found = table.read(path.read_bytes(), lambda headings: bool(_columns(headings)))
    except OSError as error:
        raise ReleaseError(f"the roster {path} cannot be read: {error.strerror}") from error
    except table.TableError as error:
        raise ReleaseError(f"the roster {path} {error}") from error
    column = _column(path, found.headings)
    heading = found.headings[column][:_SHOWN]
    seen: dict[str, tuple[int, str]] = {}
    for number, cells in found.rows:
        student = unicodedata.normalize("NFC", cells[column]) if column < len(cells) else ""
        before = seen.setdefault(student_ids.alike(student), (number, student))
        if why := _refused(student) or ("" if before[0] == number else _twice(student, *before)):
            raise ReleaseError(f'row {number} of the roster {path}, column "{heading}": {why}')
    if not seen:
        raise ReleaseError(f"the roster {path} has no students: below its headings it is empty")
    return [student for _, student in seen.values()]


def _refused(student: str) -> str:
    if not student:
        return "the id is missing; fill it in, or remove the row"
    why = student_ids.fault(student)
    return why and f"{student[:_SHOWN]!r} cannot be an id: {why}"


def _twice(student: str, row: int, other: str) -> str:
    if student == other:
        return f"{student!r} is in row {row} already; remove one of these rows"
    return (
        f"{student!r} and {other!r} in row {row} are the same name on some systems; change one of"
        " them"
    )


def _column(path: Path, headings: list[str]) -> int:
    """Which column has the ids."""
    columns = _columns(headings)
    if len(columns) == 1:
        return columns[0]
    names = ", ".join(
        f'"{headings[column][:_SHOWN]}"' for column in columns or range(len(headings))
    )
    if columns:
        raise ReleaseError(
            f"the roster {path} has several columns that may hold the ids ({names}): rename the"
            " right one to id"
        )
    raise ReleaseError(
        f"the roster {path} needs a first row with a column named id; it has {names or 'nothing'}"
    )


def _columns(headings: list[str]) -> list[int]:
    """Columns whose headings are `id`; where there are none, those that are called like it."""
    exactly = [column for column, heading in enumerate(headings) if heading == "id"]
    return exactly or [
        column
        for column, heading in enumerate(headings)
        if re.sub(r"[\W_]", "", heading).casefold() in _HEADINGS
    ]


def keep_seeds(path: Path, lab: str, students: Iterable[str], seed: int | None) -> dict[str, int]:
    """Each student's seed; what is in the file already stays, unless a seed is given.

    Parameters
    ----------
    path : Path
        A CSV file with the columns `id` and `seed`; students who are new are added to it.
    lab : str
    students : iterable of str
    seed : int or None
        Every student's seed is then derived from it; else those of new students are drawn.

    Returns
    -------
    dict of str to int
        The seed of each of `students`.
    """
    known: dict[str, int] = {}
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            known = {row["id"]: int(row["seed"]) for row in csv.DictReader(file)}
    seeds = {
        student: known.get(student, secrets.randbits(32))
        if seed is None
        else random.Random(f"{seed} {lab} {student}").getrandbits(32)
        for student in students
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "seed"])
        rows.writerows(sorted({**known, **seeds}.items()))
    unfinished.replace(path)
    return seeds
