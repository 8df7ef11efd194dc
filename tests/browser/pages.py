"""Pages of every kind, as their users get them: each with an attack in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from autograder.checks.verdict import CriterionResult, Verdict
from autograder.overview.command import write
from autograder.release.kept import of_course
from autograder.reports import command
from autograder.results.feedback.pages import Pages
from autograder.results.feedback.submission import Submission
from autograder.results.marks import CellMarks
from autograder.results.record import Record
from tests.notebooks.sources import COURSE
from tests.overview import classes
from tests.overview.classes import result, verdict
from tests.reports.notebooks import code, prose, shown, tagged, written

LAB = "optimization"
SCRIPT = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
OWN = {
    "en": "He's start is the only one that learned. See [the paper](https://arxiv.org/abs/1502.01852).",
    "zh": "三种初始化中只有 **He 初始化**学会了，见$2/n$一节。",
}


def lab_report(folder: Path, language: str, patch) -> Path:
    """A lab with its solutions, words of a student, and an attack."""
    notebook = json.loads(COURSE.source(LAB).read_text(encoding="utf-8"))
    notebook["cells"] += [
        tagged(prose(f"### Conclusions\n\n{OWN[language]}"), "report-conclusions"),
        code("1 / 0", {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "by zero"}),
        code("wide", shown(html=f"<table><tr>{'<td>wide cell</td>' * 12}</tr></table>{SCRIPT}")),
        prose(f"> A quote. {SCRIPT}\n\n```\n{'long ' * 60}\n```"),
    ]
    (folder / "student.toml").write_text('name = "Ada"', encoding="utf-8")
    patch.setattr(command, "in_bundle", lambda lab: of_course(COURSE, lab))
    report = written(folder, notebook, "--lang", language)
    assert report.status == 0
    return folder / "lab.html"


def class_report(folder: Path, language: str, patch) -> Path:
    """A class with every outcome, a copied answer, and an attack."""
    course = classes.course(folder / "course", language)
    lost = f'def sigmoid_derivative(z):\n    return "{SCRIPT}" + z * z'
    wrong = verdict("sigmoid", points=1.0, missed=["values"], message=f"No. {SCRIPT}")
    known = verdict("backward_1d", mistake="one", missed=["values"])
    others = [verdict("forward_1d", "not attempted"), verdict("gradient_check", "not run")]
    classes.grade(
        course,
        *(result(f"ada{number}", wrong, known, seconds=number) for number in range(2)),
        *(result(f"emmy{number}", known, *others) for number in range(14)),
        result(SCRIPT, status="problems", problems=(f"odd {SCRIPT}",)),
        result("kurt", status="rejected", problems=("it is " + "very long " * 90,)),
    )
    for number in range(2):
        classes.write(course, f"ada{number}", {"sigmoid": f"{lost}  # {number}"})
    patch.setenv("AUTOGRADER_LANGUAGE", language)
    write(course, classes.LAB)
    return course.root / "overview" / f"{classes.LAB}.html"


def feedback(folder: Path, language: str, patch) -> Path:
    """A lab with every outcome of a check and of a written answer, problems, and an attack."""
    patch.setenv("AUTOGRADER_LANGUAGE", language)
    notebook = nbformat.read(COURSE.source(LAB), as_version=4)
    error = new_output("error", ename="ZeroDivisionError", evalue=f"by zero {SCRIPT}")
    notebook.cells += [
        new_markdown_cell(f"{OWN[language]} {SCRIPT}\n\n```\n{'long ' * 60}\n```"),
        new_code_cell(f"1 / 0  # {SCRIPT}", outputs=[error]),
    ]
    about = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    checks = [one.grade_id for one in about if one.get("grade")]
    questions = [one.grade_id for one in about if one.get("task")]
    outcomes = ("passed", "failed", "not attempted", "not run")
    missed = (CriterionResult("values", "failed", "No."),)
    verdicts = [
        Verdict(f"{LAB}.{name}", outcomes[n % 4], 1.0, 5.0, None, SCRIPT, missed[: n % 4])
        for n, name in enumerate(checks)
    ]
    cells = {name: CellMarks(auto_score=1.0) for name in checks}
    whole = {one.grade_id: float(one.points) for one in about if one.get("grade")}
    cells |= {name: CellMarks(auto_score=whole[name]) for name in checks[::4]}  # which passed
    cells |= {name: CellMarks(needs_manual_grade=True) for name in questions}
    cells[questions[0]] = CellMarks(manual_score=3.0, manual_comment=f"Good. {SCRIPT} $x^2$")
    cells[questions[1]] = CellMarks(auto_score=0.0, auto_comment="No response.")
    record = Record((f"odd {SCRIPT}",), verdicts={one.checkpoint: one for one in verdicts})
    page = Pages(LAB).write(Submission(notebook, LAB, SCRIPT, record, cells, 2.5))
    path = folder / "feedback.html"
    path.write_bytes(page)
    return path


KINDS: dict[str, Callable[..., Path]] = {
    "report": lab_report,
    "class": class_report,
    "feedback": feedback,
}
