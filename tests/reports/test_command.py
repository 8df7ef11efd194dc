"""python -m autograder report, in a course and without what it needs."""

import builtins
import json
import os
import shutil
import subprocess
import sys

import pytest

from autograder import cli
from autograder.reports import command
from autograder.reports.words import english
from tests.notebooks.sources import COURSE, LABS
from tests.reports.notebooks import notebook, prose, written


def run(capsys, *arguments):
    status = cli.main(["report", *map(str, arguments), "--course", str(COURSE.root)])
    said = capsys.readouterr()
    return status, said.out + said.err


@pytest.fixture
def here(tmp_path):
    """A lab's solved notebook in a folder of its own, and who wrote it."""
    (tmp_path / "student.toml").write_text('name = "Ada"')
    return tmp_path


@pytest.mark.parametrize("lab", LABS)
def test_the_source_of_a_lab_gets_a_report_in_which_only_words_are_missing(here, capsys, lab):
    path = shutil.copy(COURSE.source(lab), here)
    status, said = run(capsys, path)
    assert status == 0
    html = (here / f"{lab}.html").read_text(encoding="utf-8")
    assert "BEGIN SOLUTION" not in html
    assert "MARK SCHEME" not in html
    assert "is not done yet" not in said
    assert "is shown as it is written" not in said
    assert said.count("is not answered yet") >= 1


def test_it_takes_less_than_three_seconds_of_a_processor(here):
    path = shutil.copy(COURSE.source("initialization"), here)
    before = os.times()
    command_line = [sys.executable, "-m", "autograder.reports", path]
    subprocess.run(command_line, cwd=COURSE.root, check=True, capture_output=True)
    after = os.times()
    used = after.children_user + after.children_system
    assert used - before.children_user - before.children_system < 3


def test_a_notebook_that_is_not_there_is_refused_in_a_sentence(here, capsys):
    assert run(capsys, here / "none.ipynb") == (2, f"There is no notebook {here / 'none.ipynb'}.\n")


@pytest.mark.parametrize(("lang", "heading"), [("en", "Purpose"), ("zh", "实验目的")])
def test_the_option_decides_about_the_language_before_the_environment(
    here, capsys, monkeypatch, lang, heading
):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "zh" if lang == "en" else "en")
    (here / "a.ipynb").write_text(json.dumps(notebook(prose("# A"))))
    assert run(capsys, here / "a.ipynb", "--lang", lang)[0] == 0
    assert heading in (here / "a.html").read_text(encoding="utf-8")
    assert os.environ["AUTOGRADER_LANGUAGE"] != lang


def test_without_an_option_the_environment_decides(here, capsys, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "zh_CN.UTF-8")
    (here / "a.ipynb").write_text(json.dumps(notebook(prose("# A"))))
    run(capsys, here / "a.ipynb")
    assert "实验目的" in (here / "a.html").read_text(encoding="utf-8")


def lacking(monkeypatch, *names):
    usual = builtins.__import__

    def without(name, *rest, **more):
        if name.partition(".")[0] in names:
            raise ImportError(name)
        return usual(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)


def test_without_its_packages_it_says_in_one_sentence_how_to_get_them(here, capsys, monkeypatch):
    lacking(monkeypatch, "markdown_it")
    report = written(here, notebook(prose("# A")))
    assert report.status == 1
    assert report.said == f"{english.SENTENCES['report.install']}\n"
    assert run(capsys, here / "lab.ipynb")[1].endswith("pip install --editable '.[report]'\n")


def test_without_typst_there_is_the_page(here, monkeypatch):
    lacking(monkeypatch, "typst")
    report = written(here, notebook(prose("# A\n\nText $x^2$.")))
    assert report.status == 1
    assert "There is no PDF" in report.said
    assert "Print the page from your browser" in report.said
    assert "Text" in report.page


def test_without_the_engine_formulas_are_shown_as_they_are_written(here, monkeypatch):
    lacking(monkeypatch, "quickjs")
    report = written(here, notebook(prose("# A\n\nText $x^2$.\n\n$$y^2$$")))
    assert report.status == 0
    assert report.said.count("Formulas are shown as they are written") == 1
    for text in (report.text, report.page):
        assert "Text x^2." in text
        assert "y^2" in text


def test_without_pygments_code_has_no_colours(here, monkeypatch):
    from autograder.reports.writing import colours

    colours._lexer.cache_clear()
    lacking(monkeypatch, "pygments")
    report = written(here, notebook(prose("```python\ndef f(): pass\n```")))
    colours._lexer.cache_clear()
    assert "def f(): pass" in report.page


def test_a_notebook_whose_name_is_as_long_as_can_be_gets_a_report(here):
    assert written(here, notebook(prose("# A")), name="x" * 249).status == 0


def test_in_a_bundle_the_notebook_need_not_be_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "_BUNDLE", tmp_path)
    monkeypatch.setattr(command.released, "labs", lambda: ["a"])
    (tmp_path / "a.ipynb").write_text(json.dumps(notebook(prose("# A"))))
    assert command.main([]) == 0
    assert (tmp_path / "a.pdf").is_file()
    (tmp_path / "a.ipynb").unlink()
    assert command.main([]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_two_reports_of_one_notebook_are_the_same(here):
    content = notebook(prose("# A\n\n$x$"))
    first = written(here, content)
    assert written(here, content).html == first.html
