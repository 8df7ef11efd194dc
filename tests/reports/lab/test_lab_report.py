"""The lab report of a finished lab: what is in it, in which order, and what is not."""

import base64
import re
from itertools import pairwise

import pytest

from autograder.checks.home import released
from autograder.reports import command
from autograder.reports.writing.mathematics import Mathematics
from tests.reports.notebooks import (
    code,
    marked,
    notebook,
    png,
    printed,
    prose,
    shown,
    tagged,
    written,
)

STUB = 'def he(n, rng):\n    """He."""\n    raise NotImplementedError()'
VERDICT = {
    "checkpoint": "lab.he",
    "status": "failed",
    "points": 1.5,
    "max_points": 10,
    "mistake": "xavier",
    "message": "The spread is too small.",
    "criteria": [
        {"name": "returns", "status": "passed", "message": ""},
        {"name": "values", "status": "failed", "message": ""},
    ],
}
TITLE = "# How to start\n\nSomebody has to choose.\n\nYou write one function. Take an hour."
THEORY = "## 1 Scale\n\nHow large? A unit computes\n\n$$z = wx$$\n\nwhere $w$ is random.\n\nLook!"
QUESTION = "### Question 1: why? (10 points)\n\nExplain it."
CONCLUSIONS = "### Conclusions\n\n*What did you find?*\n\n…"
QUESTIONS = "### Problems\n\n*One to three.*\n\n**Question 1:** …\n\n**Answer:** …"


def lab(**theirs):
    """A lab of every kind of cell, with what a student has made of some of them."""
    cells = {
        "title": prose(TITLE),
        "theory": prose(THEORY),
        "exercise": prose("### Exercise 1: `he` (10 points)\n\nWrite `he`."),
        "solution": marked(code(STUB), "he_solution", solution=True),
        "check": marked(code('check("lab.he", he)', shown(verdict=VERDICT)), "he", grade=True),
        "look": prose("Look at the width."),
        "plot": code('plots.spread(net, title="Spread by depth")', shown(png=png())),
        "counts": code("count()", printed("units 3\n")),
        "numbers": code("numbers()", printed("[[1 0]]\n")),
        "bar": code("fit()", shown(plain="done 100"), printed("3.1 seconds\n")),
        "why": marked(prose(QUESTION), "why", task=True),
        "answer": prose("**Your answer:**"),
        "progress": code("progress()", shown(html="<table><tr><td>a table</td></tr></table>")),
        "conclusions": tagged(prose(CONCLUSIONS), "report-conclusions"),
        "questions": tagged(prose(QUESTIONS), "report-questions"),
        "report": tagged(code("report()", execution_count=None), "report", "nbval-skip"),
    }
    made = {name: {**cell, "id": name, **theirs.get(name, {})} for name, cell in cells.items()}
    added = {name: cell for name, cell in theirs.items() if name not in cells}
    return notebook(*made.values(), *added.values())


def answered():
    return lab(
        solution={"source": STUB.replace("raise NotImplementedError()", "return rng.normal(n)")},
        answer={"source": "**Your answer:**\n\nBecause $n$ counts."},
        conclusions={"source": CONCLUSIONS.replace("…", "It is the width that counts.")},
        questions={
            "source": QUESTIONS.replace("…", "Why did it explode?", 1).replace("…", "A sign.")
        },
        mine={**prose("### My own\n\nI tried 0.3."), "id": "mine"},
        mine2={**code("mine(0.3)", printed("512")), "id": "mine2"},
    )


@pytest.fixture(scope="module")
def mathematics():
    return Mathematics()


@pytest.fixture(autouse=True)
def as_released(monkeypatch, mathematics):
    cells = [
        {**{key: cell[key] for key in ("id", "cell_type", "metadata", "source")}}
        for cell in lab()["cells"]
    ]
    monkeypatch.setattr(command, "in_bundle", lambda _: released.read(cells))
    # One for all reports here, none of which defines a macro: it takes long to start.
    monkeypatch.setattr(command, "Mathematics", lambda: mathematics)


@pytest.fixture
def only_the_page(monkeypatch):
    monkeypatch.setattr(command, "paper", lambda *_: (b"", ()))  # it reads the same document


def test_the_form_comes_first_and_then_its_parts_in_order(tmp_path):
    (tmp_path / "student.toml").write_text('name = "Ada Lovelace"\nnumber = 17\ncourse = "Nets"')
    report = written(tmp_path, answered())
    parts = [
        "Lab report: How to start", "Course and report Nets: Lab report", "Experiment How to start",
        "Student number 17", "Name Ada Lovelace", "Purpose", "Somebody has to choose.",
        "Software and hardware", "NumPy", "Principles and methods", "Scale", "A unit computes",
        "is random.", "Steps and results", "Exercise 1", "def he(n, rng):", "return rng.normal(n)",
        "not yet", "1.5 of 10 points", "The spread is too small.", "Figure 1. Spread by depth",
        "units 3", "3.1 seconds", "Question 1: why?", "Explain it.", "counts.", "My own",
        "I tried 0.3.", "mine(0.3)", "512", "Results of the checks", "lab.he", "Conclusions",
        "It is the width that counts.", "Problems met", "Why did it explode?", "A sign.",
    ]  # fmt: skip
    for text in (report.text, report.page):
        places = [re.search(re.escape(part), text) for part in parts]
        assert [part for part, place in zip(parts, places, strict=True) if not place] == []
        last = 0
        for part in parts:
            last = text.index(part, last)
    assert report.said.count("\n") == 2, "nothing is wrong with it"


def test_what_is_the_labs_own_is_left_out(tmp_path):
    report = written(tmp_path, answered())
    for text in (report.text, report.page):
        for part in (
            "Take an hour", "(10 points)", "Write he", "Look at the width", "Look!", "plots.spread",
            "[[1 0]]", "done 100", "Your answer", "a table", "What did you find", "One to three",
            "report()", "He.", "progress",
        ):  # fmt: skip
            assert part not in text, part


def as_graded(content):
    """A notebook as grading leaves it: of what nbgrader does not know, only the text is kept."""
    for number, cell in enumerate(content["cells"]):
        if "nbgrader" not in cell["metadata"]:
            cell.update(id=f"new-{number}", metadata={})
    return content


def test_a_graded_copy_has_the_same_report(tmp_path):
    (tmp_path / "student.toml").write_text('name = "Ada"')
    report = written(tmp_path, answered())
    copy = written(tmp_path, as_graded(answered()))
    assert copy.page == report.page
    assert copy.said == report.said


def test_conclusions_of_a_graded_copy_that_are_not_written_are_no_question(tmp_path):
    (tmp_path / "student.toml").write_text('name = "Ada"')
    said = written(tmp_path, as_graded(lab())).said
    assert said == written(tmp_path, lab()).said
    assert said.count("is not answered yet") == 1


def test_what_is_not_written_yet_is_named(tmp_path):
    report = written(tmp_path, lab())
    for sentence in (
        "The exercise in cell 4 is not done yet.",
        "The question above cell 12 is not answered yet.",
        "Nothing is written yet under “Conclusions”.",
        "Nothing is written yet under “Problems met, and how they were solved”.",
    ):
        assert sentence in report.said
    assert report.text.count("Nothing has been written here yet.") == 2
    assert "Question 1:" not in report.text.partition("Problems met")[2]


@pytest.mark.usefixtures("only_the_page")
def test_an_answer_in_the_question_s_own_cell_is_the_students_and_not_a_part_of_the_question(
    tmp_path,
):
    report = written(tmp_path, lab(why={"source": f"{QUESTION}\n\nBecause it counts."}))
    page = report.html.partition("Question 1: why?")[2]
    assert page.index("</blockquote>") < page.index("Because it counts.")
    assert "is not answered yet" not in report.said


def test_a_heading_of_the_students_above_everything_is_not_the_title(tmp_path):
    notebook = answered()
    notebook["cells"].insert(0, {**prose("# Li Lei, 2030123"), "id": "whose"})
    report = written(tmp_path, notebook)
    assert "Lab report: How to start" in report.text
    assert "Somebody has to choose." in report.text


def test_in_chinese_headings_form_and_labels_are_chinese_and_the_students_text_stays(tmp_path):
    report = written(tmp_path, answered(), "--lang", "zh")
    for text in (report.text, report.page):
        for part in (
            "实验报告：How to start", "课程与报告题目", "实验题目", "学号", "日期", "班级",
            "姓名", "电子邮箱", "实验目的", "实验软件和硬件环境", "实验原理和方法",
            "实验步骤与结果", "还没有通过", "1.5 分（满分 10 分）", "图 1", "检查结果",
            "结论分析与体会", "实验过程中遇到的问题及解决办法", "问题 1：", "回答：",
            "It is the width",
        ):  # fmt: skip
            assert part.replace(" ", "") in text.replace(" ", ""), part
    assert 'lang="zh-Hans"' in report.html
    assert "已生成" in report.said


@pytest.mark.usefixtures("only_the_page")
def test_no_heading_is_more_than_a_level_below_the_one_before(tmp_path):
    deep = prose("#### Deep\n\nWords.\n\n###### Deeper\n\nMore.\n\n## Back\n\nWords.")
    report = written(tmp_path, notebook(prose("# Lab\n\nWhy."), deep))
    levels = [int(tag[1]) for tag, _ in report.tags if tag in {"h1", "h2", "h3", "h4", "h5"}]
    assert [3, 4, 3] in [levels[n : n + 3] for n in range(len(levels))]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_notes_with_pictures_of_their_own_stand_at_the_end(tmp_path):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.png").write_bytes(base64.b64decode(png()))
    (notes / "one.md").write_text("# My notes\n\n![A teal square](a.png)\n\n## More\n\n$x^2$ 中文")
    (tmp_path / "two.md").write_text("No heading.")
    paths = (str(notes / "one.md"), str(tmp_path / "two.md"), str(tmp_path / "three.md"))
    report = written(tmp_path, answered(), "--notes", *paths)
    assert "Notes 1: My notes" in report.text
    assert "Notes 2: two" in report.text
    assert report.text.index("A sign.") < report.text.index("My notes")
    assert 'alt="A teal square"' in report.html
    assert f"The notes {paths[2]} cannot be read: No such file or directory." in report.said
    assert report.status == 0


@pytest.mark.usefixtures("only_the_page")
def test_a_verdict_that_is_not_in_the_notebook_comes_from_the_tries(tmp_path):
    tries = '{"lab.he": [{"time": "", "passed": true, "points": 9.5, "says": ""}]}'
    (tmp_path / ".tries.json").write_text(tries)
    unchecked = marked(code('check("lab.he", he)'), "he", grade=True)
    report = written(tmp_path, lab(check={**unchecked, "id": "check"}))
    assert "passed lab.he 9.5 points" in report.page
    assert "Tries" in report.page


@pytest.mark.usefixtures("only_the_page")
def test_a_check_that_was_never_run_says_so(tmp_path):
    unchecked = marked(code('check("lab.he", he)'), "he", grade=True)
    report = written(tmp_path, lab(check={**unchecked, "id": "check"}))
    assert "not checked" in report.page
    assert "In cell 5, lab.he has no result yet: run its check, and save." in report.said


@pytest.mark.usefixtures("only_the_page")
def test_a_heading_of_the_lab_with_nothing_below_it_is_left_out(tmp_path):
    report = written(tmp_path, answered())
    steps = report.page.partition("Steps and results")[2]
    assert "How to start" not in steps
    assert "Scale" in steps


@pytest.mark.usefixtures("only_the_page")
def test_a_notebook_of_no_lab_is_reported_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "in_bundle", lambda _: None)
    cells = (
        prose("# Mine\n\nOne.\n\nTwo."),
        code("1 + 1", shown(plain="2")),
        prose("## Conclusion\n\nSo."),
    )
    report = written(tmp_path, notebook(*cells))
    for text in ("Lab report: Mine", "One. Two.", "1 + 1", "Conclusions So."):
        assert text in report.page


@pytest.mark.usefixtures("only_the_page")
@pytest.mark.parametrize(
    ("code_of_plot", "caption"),
    [
        ('plots.costs(c, title="Cost: $J$")', "Cost: J"),
        ("ax.set_title('Two ways')", "Two ways"),
        ('plots.curves(lengths, "Length of steps", "step")', "Length of steps"),
        ('plots.heat(x, names["a"])', "Scale"),
        ('title = f"{name}"; plots.data(X)', "Scale"),
        ("plots.data(X)", "Scale"),
    ],
)
def test_a_figure_is_called_what_its_code_calls_it_or_else_by_the_heading(
    tmp_path, code_of_plot, caption
):
    plot = {**code(code_of_plot, shown(png=png())), "id": "plot"}
    report = written(tmp_path, lab(plot=plot))
    assert f'alt="{caption}"' in report.html


def test_the_report_can_be_written_elsewhere(tmp_path):
    report = written(tmp_path, answered(), "--out", str(tmp_path / "a" / "b"))
    assert report.status == 0
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == {"lab.html", "lab.pdf"}


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "lab.pdf").mkdir()
    report = written(tmp_path, answered(), "--out", str(tmp_path))
    assert report.status == 1
    assert "lab.pdf cannot be written" in report.said
    assert "lab.html is written" in report.said
    assert not list(tmp_path.glob(".lab*"))


PICTURES = {
    "![Pasted](attachment:a.png)": "",
    "![Lost](attachment:b.png)": "Lost – it is not attached to the cell",
    "![Far](https://a.b/c.png)": "Far – it is not in a file beside the text, and nothing",
    "Beside ![Own](own.png) text": "",
    "![](gone/plot.png)": "gone/plot.png – there is no such file",
    "![Above](../own.png)": "Above – it is outside the folder",
    "![Not one](student.toml)": "Not one – it is damaged, or of an unknown kind",
    f'<img src="data:image/png;base64,{png()}" alt="In the text" width=40>': "",
    'A <b>bold</b> <img src="own.png"> one': "",
    '<img alt="Tag" src="http://a.b/c.png">': "Tag – it is not in a file",
    '<div><p align="center"><img src="none.png"/></p></div>': "none.png – there is no such file",
    "[![Badge](https://a.b/badge.svg)](https://a.b)": "Badge – it is not in a file",
    "- in a list ![Two][2]\n\n[2]: two.png": "Two – there is no such file",
    "| a |\n|---|\n| ![Cell](x.png) |": "Cell – there is no such file",
}


@pytest.mark.usefixtures("only_the_page")
@pytest.mark.parametrize("where", ["answer", "mine", "conclusions", "notes"])
@pytest.mark.parametrize("text", PICTURES)
def test_a_picture_in_prose_is_shown_or_said_to_be_left_out(tmp_path, text, where):
    (tmp_path / "own.png").write_bytes(base64.b64decode(png()))
    (tmp_path / "student.toml").write_text('name = "Ada"')
    options = []
    content = {**prose(text), "attachments": {"a.png": {"image/png": png()}}}
    if where == "notes":
        if "attachment:a.png" in text:
            return
        (tmp_path / "notes.md").write_text(text)
        options = ["--notes", str(tmp_path / "notes.md")]
        content = prose("# A lab")
    elif where == "conclusions":
        content = tagged(content, "report-conclusions")
        content["source"] = f"### Conclusions\n\n{text}"
    elif where == "answer":
        content["source"] = f"**Your answer:** So.\n\n{text}"
    report = written(tmp_path, lab(**{where: content}), *options)
    pictures = [one["src"] for tag, one in report.tags if tag == "img"]
    shown = pictures.count(f"data:image/png;base64,{png()}")
    reason = PICTURES[text]
    assert shown == (1 if reason else 2), "one is the plot"
    assert report.page.count("[Picture left out: ") == bool(reason)
    assert reason in report.page
    assert reason.partition(" – ")[2] in report.said
