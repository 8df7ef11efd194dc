"""nbgrader's own command tells students in the language of the course, as ours does."""

from __future__ import annotations

import nbformat

from autograder.checks.words import languages
from autograder.results.note import NOTE
from tests.nbgrader.test_commands import errors, nbgrader
from tests.tiny.course import cell_of, submit


def test_what_is_said_is_chinese_where_the_course_has_chosen_it(
    course, solved, sandboxed, monkeypatch
):
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.Settings.language = "zh"\n')
    notebook = solved(double_answer="import seaborn\ndef double(x):\n    return x * x")
    notebook.cells.remove(cell_of(notebook, "setup"))
    submit(course, "ada", notebook, "my tiny")
    monkeypatch.delenv(languages.VARIABLE)
    done = nbgrader(course, "autograde", "tiny", "--create")
    assert done.returncode == 0, errors(done.stderr)
    graded = nbformat.read(course.autograded / "ada" / "tiny" / "tiny.ipynb", as_version=4)
    note = next(cell.source for cell in graded.cells if cell.id == NOTE)
    assert note.startswith("**关于这份提交**\n\n- ")
    told = graded.metadata.autograder
    assert told.problems[0] == "笔记本的名称是 'my tiny.ipynb'，已按 tiny.ipynb 评分"
    assert told.problems[1] == "被删除的单元格已经放回：'setup'"
    assert "评分环境里没有安装它" in told.problems[2]
    assert told.verdicts["tiny.double"].criteria[0].status == "passed"
    assert "应该是" in told.verdicts["tiny.double"].message
