"""The command: what it writes, whom it names, and what it says where it cannot."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from html import unescape

import pytest

from autograder import cli
from autograder.checks.words import languages
from autograder.words import chinese, english
from tests.overview import classes
from tests.overview.classes import LAB, result, verdict


@pytest.fixture
def course(tmp_path):
    return classes.course(tmp_path / "course")


@pytest.fixture
def graded(course):
    """Five students; one of them has a name that would be markup."""
    classes.grade(
        course,
        result("ada"),
        result("alan", verdict("sigmoid", points=1.0, mistake="no-chain", message="Told alan.")),
        result(
            "emmy",
            verdict("sigmoid", "not attempted"),
            problems=("emmy renamed it", "deleted cells were put back: 'sigmoid'"),
        ),
        result("<b>kurt", status="rejected", problems=("it is no JSON",)),
        result("zeno", verdict("forward_1d", message="Zeno never ends."), seconds=59.0),
    )
    classes.write(course, "ada", answer="Because it cancels.")
    classes.write(course, "alan")
    return course


def overview(course, *arguments):
    return cli.main(["overview", LAB, "--course", str(course.root), *map(str, arguments)])


def written(course, folder="overview"):
    html = (course.root / folder / f"{LAB}.html").read_text(encoding="utf-8")
    table = (course.root / folder / f"{LAB}.csv").read_text(encoding="utf-8")
    return html, list(csv.DictReader(io.StringIO(table)))


def text(html):
    return unescape(
        re.sub(
            r"\s+", " ", re.sub(r"<[^>]*>", " ", html.replace("<wbr>", "").partition("<body>")[2])
        )
    )


def test_it_writes_a_page_and_a_table_and_says_where(graded, capsys):
    assert overview(graded) == 0
    _, rows = written(graded)
    said = capsys.readouterr()
    assert said.out.split() == [
        str(graded.root / "overview" / f"{LAB}.{kind}") for kind in ("html", "csv")
    ]
    assert said.err == ""
    assert {row["student"] for row in rows} == {"ada", "alan", "emmy", "<b>kurt", "zeno"}
    assert {row["seconds"] for row in rows if row["student"] == "zeno"} == {"59.0"}
    assert not (graded.root / "gradebook.db").exists(), "nothing is made by being asked for"


def test_the_page_tells_how_the_class_did_who_erred_and_what_needs_a_look(graded):
    overview(graded)
    page, _ = written(graded)
    told = text(page)
    for sentence in (
        "Submissions: 5. Graded: 4, of these with something unusual: 0. Rejected",
        "median is 30.5 out of 40 points",
        "no-chain 1 alan",
        "Zeno never ends. 1 zeno",
        "sigmoid 1 emmy",
        "zeno 59.0 –",
        "it was not recorded when they were graded",
        "emmy emmy renamed it; deleted cells were put back: “Exercise",
        "<b>kurt it is no JSON",
        "The gradebook could not be read",
    ):
        assert sentence in told
    assert "<b>kurt" not in page
    assert re.search(r"Question 3: [\w ,]+\W+1 alan", told), "ada has answered"
    assert "written_use" not in told


@pytest.mark.parametrize(
    ("below", "blank"),
    [
        (("**Your answer:**",), True),
        (("", "  \n"), True),
        (("**Your answer:** It cancels.",), False),
        (("**Your answer:**", "It cancels."), False),
        ((), True),
    ],
)
def test_a_question_is_blank_where_nothing_of_ones_own_stands_below_it(graded, below, blank):
    path = graded.autograded / "ada" / LAB / f"{LAB}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = notebook["cells"]
    about = [cell["metadata"].get("nbgrader", {}) for cell in cells]
    last = max(place for place, each in enumerate(about) if each.get("task"))
    cells[last + 1 : last + 2] = [
        {"cell_type": "markdown", "metadata": {}, "source": each} for each in below
    ]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    overview(graded)
    found = re.search(r"Question 3: [\w ,]+\W+(\d) ((?:\w+, )*\w+)", text(written(graded)[0]))
    assert found, "alan has answered nothing"
    assert ("ada" in found[2]) == blank


def test_the_sections_stand_in_the_order_in_which_one_asks(graded):
    overview(graded)
    page, _ = written(graded)
    sections = re.findall(r'<h2 id="([\w-]+)"', page)
    assert sections == [
        *("how", "mistakes", "blank", "criteria", "tries", "suspicious", "time", "look", "copying")
    ]


def test_without_names_none_stands_anywhere(graded):
    assert overview(graded, "--anonymous") == 0
    page, rows = written(graded)
    everything = f"{text(page)} {rows}".lower()
    assert re.findall(r"\b(ada|alan|emmy|kurt|zeno)\b", everything) == []
    assert {row["student"] for row in rows} == {f"student {number}" for number in range(1, 6)}
    told = next(row["message"] for row in rows if row["mistake"])
    named = next(row["student"] for row in rows if row["mistake"])
    assert told == f"Told {named}."


def test_a_course_in_chinese_gets_its_report_in_chinese(tmp_path, monkeypatch):
    monkeypatch.delenv(languages.VARIABLE)
    monkeypatch.setattr(languages, "_told", [])
    course = classes.course(tmp_path / "course", "zh")
    classes.grade(course, result("ada", verdict("sigmoid", mistake="no-chain", missed=["values"])))
    overview(course)
    page, _ = written(course)
    assert 'lang="zh-Hans"' in page
    assert "全班情况" in page
    assert re.findall(r"[A-Za-z]+ [a-z]+ [a-z]+", text(page)) == []


def test_a_damaged_line_is_told_on_the_page_and_in_one_sentence(graded, capsys):
    ledger = graded.records / f"{LAB}.jsonl"
    ledger.write_text(ledger.read_text().replace('"seconds": 59.0', '"seconds": "long"') + '{"re')
    assert overview(graded) == 0
    assert "cannot be read: 2." in capsys.readouterr().err
    page, rows = written(graded)
    assert "cannot be read: 2." in text(page)
    assert "zeno" not in {row["student"] for row in rows}


@pytest.mark.parametrize(
    ("lab", "sentence"),
    [("poetry", "there is no lab 'poetry'"), (LAB, f"nothing of {LAB} is graded yet: run python")],
)
def test_where_there_is_nothing_to_tell_it_says_so(course, lab, sentence, capsys):
    assert cli.main(["overview", lab, "--course", str(course.root)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert sentence in line


def test_a_ledger_of_which_nothing_can_be_read_is_named(course, capsys):
    course.records.mkdir()
    (course.records / f"{LAB}.jsonl").write_text("\x00\x00\n")
    assert overview(course) == 2
    assert "no line of" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(graded, capsys):
    (graded.root / "taken").write_text("a file")
    assert overview(graded, "--out", graded.root / "taken") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert re.search(r"taken/\S+ cannot be written: \w+", line)


def test_a_notebook_that_cannot_be_read_is_counted_and_stops_nothing(graded):
    path = graded.autograded / "emmy" / LAB / f"{LAB}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text('{"cells": [{"metadata": 7}]}')
    overview(graded)
    assert "no autograded notebook that can be read: 2." in text(written(graded)[0])


def test_the_doubts_of_the_judge_are_told_in_whatever_language_they_were_noted(course):
    doubts = [english.SENTENCES["doubt.loops"], chinese.SENTENCES["doubt.undone"]]
    classes.grade(
        course,
        *(
            result(name, verdict("sigmoid", message=f"So it is: {doubt}."))
            for name, doubt in zip(("ada", "emmy"), doubts, strict=True)
        ),
    )
    overview(course)
    told = text(written(course)[0])
    assert "hardly ever shows" in told
    assert all(f"sigmoid So it is: {doubt}." in told for doubt in doubts)


def tried(course, student, **tries):
    """Hand in a student's tries: of each checkpoint, whether they passed."""
    folder = course.submitted / student / LAB
    folder.mkdir(parents=True)
    made = {"time": "2030-01-01 10:00", "points": 1.0, "says": "SECRET"}
    stored = {
        f"{LAB}.{name}": [{**made, "passed": letter == "p"} for letter in each]
        for name, each in tries.items()
    }
    (folder / ".tries.json").write_text(json.dumps({**stored, "hints": {}, "poems.ode": []}))
    return folder / ".tries.json"


def test_tries_that_were_handed_in_are_counted_without_a_name(graded):
    tried(graded, "ada", sigmoid="p", backward_1d="ffff")
    tried(graded, "alan", sigmoid="ffpfp", forward_1d="fp")
    tried(graded, "<b>kurt", sigmoid="fffff")
    overview(graded)
    told = text(written(graded)[0])
    section = told.partition("before it passed")[2].partition("Is it the text")[0]
    assert "Submissions with that file: 2 of 4." in section
    assert "backward_1d – – 0 1 sigmoid 2 3 2 0 forward_1d 2 2 1 0" in section
    assert not re.search("ada|alan|kurt|SECRET|ode", section)


@pytest.mark.parametrize("spoiled", ["link", "pipe", "folder", "text", "list", "deep", "large"])
def test_a_file_of_tries_that_is_none_is_passed_over(graded, spoiled):
    path = tried(graded, "ada", sigmoid="p")
    away = path.rename(path.with_name("away.json"))
    texts = {"text": "\x00", "list": "[1]", "deep": "[" * 90_000, "large": "1" * 2_000_001}
    if spoiled == "link":
        path.symlink_to(away)
    elif spoiled == "pipe":
        os.mkfifo(path)
    elif spoiled == "folder":
        path.mkdir()
    else:
        path.write_text(texts[spoiled])
    assert overview(graded) == 0
    assert "Submissions with that file: 0 of 4." in text(written(graded)[0])


def test_who_took_most_memory_is_named_though_others_were_slower(course):
    slow = [result(f"slow{number}", seconds=20.0, memory=200_000_000) for number in range(8)]
    classes.grade(course, *slow, result("ada", memory=1_700_000_000))
    overview(course)
    page, rows = written(course)
    assert "used 200 MB of memory or less" in text(page)
    assert "ada 1.5 1700" in text(page)
    assert text(page).count(" 20.0 200") == 5
    assert {row["memory"] for row in rows if row["student"] == "ada"} == {"1700000000"}


def test_full_marks_stand_in_the_last_column_of_the_histogram(course):
    scores = {"ada": 40.0, "emmy": 0.0, "kurt": 39.0, "zeno": 4.5}
    classes.grade(course, *(result(name, score=score) for name, score in scores.items()))
    overview(course)
    assert 'alt="0 to 4: 1, 4 to 8: 1, 36 to 40: 2"' in written(course)[0]


def test_points_beyond_the_scale_widen_the_histogram(course):
    scores = {"ada": 48.0, "emmy": -2.0, "kurt": 40.0, "zeno": 48.0}
    classes.grade(course, *(result(name, score=score) for name, score in scores.items()))
    overview(course)
    assert 'alt="-2 to 3: 1, 38 to 43: 1, 43 to 48: 2"' in written(course)[0]


SHARES = ("Share", "%", "edian", "Half of", "<figure", "nearly all")


def test_the_report_on_one_student_speaks_of_one(course):
    missed = verdict("sigmoid", points=1.0, mistake="no-chain", missed=["values"])
    classes.grade(course, result("ada", missed, score=31.04, memory=2 * 10**8))
    classes.write(course, "ada")
    overview(course)
    page, _ = written(course)
    told = text(page)
    for sentence in (
        "The score is 31 out of 40 points.",
        "No checkpoint was tried by 5 students or more",
        "Student Seconds MB ada 1.5 200",
        "There is no other work to compare with.",
    ):
        assert sentence in told
    assert [share for share in SHARES if share in page.partition("<body>")[2]] == []


def test_the_report_on_two_has_no_shares(course):
    classes.grade(course, result("ada", score=31.0), result("emmy", score=7.5))
    overview(course)
    page, _ = written(course)
    assert "The scores, out of 40 points: 7.5, 31." in text(page)
    assert [share for share in SHARES if share in page.partition("<body>")[2]] == []


def test_where_half_of_a_class_has_the_same_score_no_range_is_told(course):
    alike = [result(name, score=31.0) for name in ("ada", "emmy", "kurt", "zeno")]
    classes.grade(course, *alike, result("alan", score=7.5))
    overview(course)
    told = text(written(course)[0])
    assert "At least half of the submissions that could be read have 31 out of 40 points." in told
    assert "between" not in told.partition("How many students")[0]


def test_lateness_is_told_since_the_scores_are_those_before_it(course):
    late = {"seconds_late": 60.0, "late_penalty": 3.5}
    classes.grade(course, result("ada", **late), result("emmy", **late), result("kurt"))
    overview(course)
    assert "Handed in late: 2." in text(written(course)[0])


def test_a_pipe_in_the_place_of_a_notebook_is_not_waited_for(course):
    classes.grade(course, result("ada"), result("emmy"))
    folder = course.autograded / "ada" / LAB
    folder.mkdir(parents=True)
    os.mkfifo(folder / f"{LAB}.ipynb")
    assert overview(course) == 0
    assert "that can be read: 2." in text(written(course)[0])


def test_where_nothing_could_be_read_nothing_is_said_of_answers(course):
    classes.grade(course, result("ada", status="rejected", problems=("it is no JSON",)))
    overview(course)
    page, _ = written(course)
    assert "Rejected, since nothing could be read: 1." in text(page)
    assert "there are no answers to report on" in text(page)
    assert "ada it is no JSON" in text(page)
    assert re.findall(r'<h2 id="([\w-]+)"', page) == ["how", "look"]


def test_code_that_is_shown_names_nobody_where_names_are_hidden(course):
    wrong = verdict("sigmoid", message="No.")
    classes.grade(course, result("ada", wrong), result("emmy", wrong))
    for name in ("ada", "emmy"):
        code = "def sigmoid_derivative(z):\n    return z * 7 * z  # by ada"
        classes.write(course, name, {"sigmoid": code})
    overview(course, "--anonymous")
    told = text(written(course)[0])
    assert "have the same wrong answer" in told
    assert "# by student" in told
    assert re.findall(r"\b(ada|emmy)\b", told) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('"score": 30.0', '"score": NaN'),
        ('"max_score": 40.0', '"max_score": null'),
        ('"points": 0.0', '"points": "all"'),
        ('"name": "values"', '"name": 5'),
        ('"mistake": "one"', '"mistake": 1'),
        ('"problems": []', '"problems": [[]]'),
    ],
)
def test_an_entry_that_somebody_has_spoiled_stops_nothing(course, good, bad):
    wrong = verdict("sigmoid", mistake="one", missed=["values"])
    classes.grade(course, result("ada", wrong), result("emmy"))
    ledger = course.records / f"{LAB}.jsonl"
    assert good in ledger.read_text()
    ledger.write_text(ledger.read_text().replace(good, bad, 1))
    assert overview(course) == 0
    assert "cannot be read: 1." in text(written(course)[0])
