"""Whatever is in a notebook, there is a report; each defect is named with its cell."""

import base64
import io
import json

import pytest
from PIL import Image
from pypdf import PdfReader

from autograder.reports.reading import pictures
from tests.reports.notebooks import (
    VERDICT,
    code,
    harmless,
    marked,
    notebook,
    png,
    printed,
    prose,
    shown,
    written,
)

CALM = prose("A calm cell.")
CALM_ANSWER = marked(CALM, "calm", solution=True)
"""In a lab's notebook, of which nothing else is known, an answer is what is the student's."""
SCRIPT = "<script>alert('run')</script>"


def with_calm(*cells):
    """A notebook of some cells, and one in which nothing is wrong."""
    lab = any("nbgrader" in str(cell) for cell in cells)
    return notebook(*cells, CALM_ANSWER if lab else CALM)


def large_picture() -> str:
    """More than ten megabytes, of noise."""
    out = io.BytesIO()
    Image.effect_noise((2600, 2000), 120).convert("RGB").save(out, "PNG", compress_level=0)
    return base64.b64encode(out.getvalue()).decode()


DEFECTS = {
    "a cell that is none": (["no cell"], "cell 1 is no cell"),
    "a cell without a text": ([{"cell_type": "code"}], "cell 1 is no cell"),
    "an output that is none": (
        [code("x", {"output_type": "display_data"})],
        "In cell 1, an output is",
    ),
    "an output of a new kind": ([code("x", {"output_type": "odour"})], "In cell 1, an output is"),
    "text that is none": ([code("x", printed({"a": 1}))], "In cell 1, an output is damaged"),
    "bad base64": (
        [code("x", shown(png="%%%"))],
        "In cell 1, a picture was left out: it is damaged",
    ),
    "a picture that is cut off": ([code("x", shown(png=png()[:60]))], "In cell 1, a picture was"),
    "a picture that is text": ([code("x", shown(png="aGVsbG8="))], "In cell 1, a picture was"),
    "SVG that is broken": ([code("x", shown(svg="<svg><g></svg>"))], "In cell 1, a picture was"),
    "SVG with entities": (
        [code("x", shown(svg='<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'))],
        "In cell 1, a picture was left out: it is damaged",
    ),
    "a picture from the net": (
        [prose("![x](https://example.org/x.png)")],
        "In cell 1, the picture https://example.org/x.png was left out: it is not in a",
    ),
    "a picture outside of the folder": (
        [prose("![x](../../../etc/x.png)")],
        "In cell 1, the picture ../../../etc/x.png was left out: it is outside",
    ),
    "a picture that is not there": ([prose("![x](x.png)")], "In cell 1, the picture x.png was"),
    "an attachment that is not there": (
        [prose("![x](attachment:x.png)")],
        "In cell 1, the picture x.png was left out: it is not attached",
    ),
    "a macro that nobody knows": (
        [prose("A formula $a \\foo b$.")],
        "In cell 1, the formula a \\foo b is shown as it is written: Undefined control sequence",
    ),
    "a macro that calls itself": ([prose(r"$\def\a{\a\a}\a$")], "In cell 1, the formula"),
    "a formula that never ends": ([prose("$" + "{" * 3000 + "$")], "In cell 1, the formula"),
    "an error": (
        [
            code(
                "x",
                {"output_type": "error", "ename": "NameError", "evalue": "no x", "traceback": []},
            )
        ],
        "In cell 1, there is an error: NameError: no x",
    ),
    "a book of output": ([code("x", printed("line\n" * 100_000))], "printed in cell 1 is long"),
    "a thousand outputs": ([code("x", *[shown(plain="1")] * 1000)], "In cell 1, 970 more outputs"),
    "a long program": ([code("x = 1\n" * 1000)], "The code in cell 1 is long"),
    "a wide table": (
        [prose("|" + "x|" * 40 + "\n|" + "-|" * 40 + "\n|" + "y|" * 40)],
        "A table has 40 columns",
    ),
    "a verdict that is none": (
        [marked(code('check("a.b", f)', shown(verdict={"points": "many"})), "b", grade=True)],
        "In cell 1, the result of a.b cannot be read",
    ),
    "an exercise that is not done": (
        [marked(code("def f():\n    raise NotImplementedError()"), "b", solution=True)],
        "The exercise in cell 1 is not done yet",
    ),
    "a notebook that was not run": (
        [code("x", execution_count=None)],
        "The notebook has no results",
    ),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_named_with_its_cell_and_the_rest_is_there(tmp_path, name):
    cells, sentence = DEFECTS[name]
    report = written(tmp_path, with_calm(*cells))
    assert report.status == 0
    assert sentence in report.said
    assert "Traceback" not in report.said
    for text in (report.text, report.page):
        assert "A calm cell." in text
    assert harmless(report.html) == []


WITHOUT_A_DEFECT = {
    "no metadata": {"cells": [{"cell_type": "markdown", "source": "A calm cell."}]},
    "odd metadata": notebook({**CALM, "metadata": [], "id": 7, "attachments": 3}),
    "tags that are none": notebook({**CALM, "metadata": {"tags": 5, "nbgrader": "x"}}),
    "lines": notebook({**CALM, "source": ["A calm", " cell."]}),
    "version 3": {
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 2, "source": "Old"},
                    {"cell_type": "markdown", "source": "A calm cell."},
                    {
                        "cell_type": "code",
                        "input": "1",
                        "prompt_number": 1,
                        "outputs": [{"output_type": "pyout", "text": "one", "png": png()}],
                    },
                ]
            }
        ],
        "nbformat": 3,
    },
    "a raw cell": notebook({"cell_type": "raw", "metadata": {}, "source": "as it is"}, CALM),
    "a formula that is not closed": notebook(prose("It costs $5. A calm cell."), CALM),
    "HTML that is not closed": notebook(prose("<div><b>A calm cell.")),
    "letters beyond the usual": notebook(prose("\U0001d49c 😀 \U0010fffd A calm cell.")),
    "half a letter": notebook(prose("\ud83d A calm cell.")),
    "control characters": notebook(prose("\x00\x07\x1b[31m\u202e A calm cell.\ufffe")),
    "text from right to left": notebook(prose("العربية A calm cell.")),
    "Typst": notebook(prose('#panic() #import "@preview/x:1.0.0" = <a> @b `#c` A calm cell.')),
    "a formula of Typst": notebook(prose('#eval("1") \\#let $x$ // */ [A calm cell.]')),
    "colours of a terminal": notebook(code("x", printed("\x1b[1;31mred\x1b[0m")), CALM),
    "a deep list": notebook(prose("".join(f"{'  ' * n}- {n}\n" for n in range(60))), CALM),
    "a deep quote": notebook(prose(">" * 500 + " deep"), CALM),
    "half a megabyte of marks": notebook(prose("*_`[" * 120_000), CALM),
    "a word that is longer than a line": notebook(prose("w" * 5000), code("x" * 5000), CALM),
    "ten megabytes of picture": notebook(code("x", shown(png=large_picture())), CALM),
    "a table without cells": notebook(code("x", shown(html="<table><tr></tr></table>")), CALM),
    "a link that runs": notebook(
        prose("[x](javascript:alert(1)) <a href='javascript:x'>y</a>"), CALM
    ),
}


def from_the_end(pdf):
    """The text of each page, the last one first: nobody has to read two hundred of them."""
    for page in reversed(PdfReader(io.BytesIO(pdf)).pages):
        yield " ".join(page.extract_text().split())


@pytest.mark.parametrize("name", WITHOUT_A_DEFECT)
def test_what_is_odd_but_readable_is_shown(tmp_path, name):
    report = written(tmp_path, WITHOUT_A_DEFECT[name])
    assert report.status == 0
    assert "Traceback" not in report.said
    assert any("A calm cell." in text for text in from_the_end(report.pdf))
    assert "A calm cell." in report.page
    assert harmless(report.html) == []


def test_a_report_has_a_size_that_can_be_sent(tmp_path):
    report = written(tmp_path, WITHOUT_A_DEFECT["ten megabytes of picture"])
    assert len(report.pdf) < 3_000_000
    assert len(report.html) < 4_000_000


def test_a_picture_that_no_pdf_takes_is_named_with_its_cell_and_costs_no_other_one(
    tmp_path, monkeypatch
):
    usual, spoiled = pictures._checked, base64.b64decode(png(50, 30))
    monkeypatch.setattr(
        pictures, "_checked", lambda data: (b"", "png", 9.0) if data == spoiled else usual(data)
    )
    cells = [code("x", shown(png=png(50, 30))), code("y", shown(png=png(60, 30)))]
    report = written(tmp_path, with_calm(*cells))
    assert report.status == 0
    assert "In cell 1, a picture was left out: the PDF cannot show it" in report.said
    assert "cell 2" not in report.said
    reader = PdfReader(io.BytesIO(report.pdf))
    assert sum(len(page.images) for page in reader.pages) == 1


ENTITIES = "&lt;script&gt;alert(1)&lt;/script&gt;"
HOSTILE = {
    "Markdown": prose(f"{SCRIPT} <img src=x onerror=alert(1)> <iframe src='x'></iframe>"),
    "a block of HTML": prose(f"<div onclick='x'>\n{SCRIPT}\n<style>@import 'x';</style></div>"),
    "an output of HTML": code(
        "x", shown(html=f"<table onload=x><tr><td>{SCRIPT}a</td></tr></table>")
    ),
    "SVG": code("x", shown(svg=f"<svg onload='x'>{SCRIPT}<a href='javascript:x'><g/></a></svg>")),
    "a formula": prose(r"$\href{javascript:alert(1)}{x} \style{background:url(//x)}{y}$"),
    "a token": prose(r"$\mmlToken{mi}[href='javascript:x' onclick='x']{x}$"),
    "a text in a formula": prose(r"$\text{<script>alert(1)</script>}$"),
    "an alt text": prose('![" onerror="alert(1)](x.png) ![<script>](x.png)'),
    "a language": prose('```"><script>alert(1)</script>\nx\n```'),
    "a name of an error": code("x", {"output_type": "error", "ename": SCRIPT, "evalue": SCRIPT}),
    "a verdict": marked(
        code(
            'check("a.b", f)',
            shown(
                verdict={
                    "points": 1,
                    "max_points": 2,
                    "message": SCRIPT,
                    "status": "failed",
                    "criteria": [{"name": SCRIPT, "status": "failed"}],
                }
            ),
        ),
        "b",
        grade=True,
    ),
    "a title": prose(f"# {SCRIPT}"),
    "written with entities": prose(f"# A title: {ENTITIES}\n\n{ENTITIES}\n\n- **{ENTITIES}**"),
    "code": code(SCRIPT, printed(SCRIPT)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_a_page_runs_or_loads(tmp_path, name):
    report = written(tmp_path, with_calm(HOSTILE[name]))
    assert harmless(report.html) == []
    assert "default-src 'none'" in report.html
    assert "A calm cell." in report.text


def test_nothing_that_a_student_enters_runs(tmp_path):
    lines = [f'{key} = "{SCRIPT}"' for key in ("name", "number", "class", "course", "title")]
    (tmp_path / "student.toml").write_text("\n".join(lines))
    report = written(tmp_path, notebook(CALM))
    assert harmless(report.html) == []
    assert SCRIPT in report.page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "lab.ipynb is not a notebook, or it is damaged"),
        (b"", "lab.ipynb is not a notebook, or it is damaged"),
        (b"\xff\xfe\x00", "lab.ipynb is not a notebook, or it is damaged"),
        (b"[" * 100_000, "lab.ipynb is not a notebook, or it is damaged"),
        (b"{}", "lab.ipynb is not a notebook: it has no cells"),
        (b"[1]", "lab.ipynb is not a notebook: it has no cells"),
    ],
)
def test_what_is_no_notebook_is_said_in_a_sentence(tmp_path, content, sentence):
    report = written(tmp_path, content)
    assert report.status == 2
    assert sentence in report.said
    assert len(report.said.splitlines()) == 1


def test_an_empty_notebook_has_a_report_all_the_same(tmp_path):
    report = written(tmp_path, notebook())
    assert report.status == 0
    assert "The notebook is empty." in report.said
    assert "Purpose" in report.text


def test_a_verdict_as_text_is_read(tmp_path):
    verdict = {
        "points": 3,
        "max_points": 4,
        "message": "Nearly.",
        "status": "failed",
        "criteria": [],
    }
    cell = code(
        'check("a.b", f)', {"output_type": "display_data", "data": {VERDICT: json.dumps(verdict)}}
    )
    report = written(tmp_path, notebook(marked(cell, "b", grade=True)))
    assert "Nearly." in report.text
    assert "3 of 4 points" in report.page
