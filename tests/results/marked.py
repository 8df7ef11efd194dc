"""A small class in a gradebook, graded and marked by hand, whose lab changes its cells."""

from __future__ import annotations

import json
from pathlib import Path

from nbgrader.api import Base, Comment, Grade, Gradebook
from sqlalchemy import create_engine

from autograder.results.gradebook import Book
from autograder.results.marks import CellMarks
from autograder.results.redefinition import define
from autograder.submissions.released.definition import Release, ReleasedCell, ReleasedNotebook

LAB = "cells"
STUDENTS = ("ada", "bob")
KINDS = {
    "test": {"cell_type": "code", "grade": True, "locked": True},
    "written": {"cell_type": "markdown", "grade": True, "solution": True},
    "programmed": {"cell_type": "code", "grade": True, "solution": True},
    "answer": {"cell_type": "code", "solution": True},
    "task": {"cell_type": "markdown", "task": True, "locked": True},
    "locked": {"cell_type": "code", "locked": True},
}
LESSON = {
    "setup": ("locked", None),
    "double_answer": ("answer", None),
    "double": ("test", 2.0),
    "why": ("written", 4.0),
    "essay": ("task", 5.0),
}


def cell(name: str, kind: str, points: float | None) -> ReleasedCell:
    return ReleasedCell(name, source=f"# {name}", checksum="1", points=points, **KINDS[kind])


def release(lesson=LESSON, lab=LAB) -> Release:
    cells = tuple(cell(name, *what) for name, what in lesson.items())
    return Release(lab, "default_course", (ReleasedNotebook(lab, "{}", cells),))


def new(folder: Path) -> str:
    """An empty gradebook; nbgrader itself takes a second to make one."""
    url = f"sqlite:///{folder}/gradebook.db"
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    return url


def graded(url: str, lesson=LESSON, lab=LAB) -> None:
    """Put the lab and its submissions in, as grading does it."""
    define(url, release(lesson, lab), Path("unused"))
    with Book(url, lab) as book:
        for student in STUDENTS:
            cells = {
                name: CellMarks(1.0 if kind == "test" else None, needs_manual_grade=kind != "test")
                for name, (kind, _) in lesson.items()
            }
            cells = {
                name: CellMarks(None, auto_comment="No response.") if kind == "answer" else marks
                for (name, marks), (kind, _) in zip(cells.items(), lesson.values(), strict=True)
            }
            book.merge(student, cells)


def marked(url: str, lab=LAB) -> None:
    """Give everything by hand that can be: other marks to everybody, and a comment."""
    with Gradebook(url) as gradebook:
        for notebook in gradebook.notebook_submissions(lab, lab):
            for number, grade in enumerate(sorted(notebook.grades, key=lambda each: each.name)):
                grade.manual_score = number + (0.25 if notebook.student.id == "ada" else 0.5)
                grade.needs_manual_grade = False
            for comment in notebook.comments:
                comment.manual_comment = f"{notebook.student.id}, {comment.name}"
        gradebook.db.commit()


def content(url: str, lab=LAB) -> dict[tuple[str, str], dict[str, object]]:
    """What nbgrader finds of each student and cell; every row has to be that of a cell."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    with Gradebook(url) as gradebook:
        for notebook in gradebook.notebook_submissions(lab, lab):
            for grade in notebook.grades:
                key = notebook.student.id, gradebook.find_grade_by_id(grade.id).name
                held = {"auto": grade.auto_score, "mark": grade.manual_score}
                held |= {"look": grade.needs_manual_grade, "most": grade.max_score}
                assert not found.get(key, {}).keys() & held.keys()
                found.setdefault(key, {}).update(held)
            for comment in notebook.comments:
                key = notebook.student.id, gradebook.find_comment_by_id(comment.id).name
                held = {"said": comment.auto_comment, "comment": comment.manual_comment}
                assert not found.get(key, {}).keys() & held.keys()
                found.setdefault(key, {}).update(held)
    return found


def expected(lesson, lab=LAB) -> set[tuple[str, str, str]]:
    """Student, cell, and whether there is a grade or a comment of it."""
    kinds = {
        "mark": ("test", "written", "programmed", "task"),
        "comment": ("written", "programmed", "answer", "task"),
    }
    return {
        (student, name, what)
        for student in STUDENTS
        for name, (kind, _) in lesson.items()
        for what, those in kinds.items()
        if kind in those
    }


def rows(url: str) -> int:
    """How many grades and comments there are in all, whatever they belong to."""
    with Gradebook(url) as gradebook:
        return sum(gradebook.db.query(table).count() for table in (Grade, Comment))


def kept(aside: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in aside.read_text().splitlines()] if aside.exists() else []
