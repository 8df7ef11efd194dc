"""The students that a lab is released to, and the seed that each one's bundle is made from."""

from __future__ import annotations

import csv
import io
import random
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from autograder.release.assignment import ReleaseError

# A student's id names folders and files, on Windows too.
SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+-]*(?<!\.)")


def read(path: Path) -> list[str]:
    """The students' ids: the column `id` of a CSV file, as `nbgrader db student import` reads it.

    Raises
    ------
    ReleaseError
        It is no such file, or an id is missing, repeated or can not name a file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"the roster {path} can not be read: {error}") from error
    rows = csv.DictReader(io.StringIO(text))
    if "id" not in (rows.fieldnames or ()):
        raise ReleaseError(f"the roster {path} needs a first line with a column named id")
    students = [(row["id"] or "").strip() for row in rows]
    for line, student in enumerate(students, start=2):
        if not SAFE.fullmatch(student):
            raise ReleaseError(
                f"line {line} of the roster {path} has the id {student!r}: letters, digits and"
                " . _ - @ + are allowed"
            )
    repeated = {student for student in students if students.count(student) > 1}
    if repeated or not students:
        what = f"has {min(repeated)} more than once" if repeated else "has no students"
        raise ReleaseError(f"the roster {path} {what}")
    return students


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
