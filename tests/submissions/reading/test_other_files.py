"""What is called a notebook and is none is called what it is."""

from __future__ import annotations

import json

import pytest

from autograder.submissions.problems import Problems, RejectedError
from autograder.submissions.reading.parsing import parse

LOGIN = b"<!-- saved -->\n<!DOCTYPE html><html><body>Log in: {} [] </body></html>"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (LOGIN, "it is a web page"),
        (b'\xef\xbb\xbf\n<?xml version="1.0"?><html xmlns="x"></html>', "it is a web page"),
        (b"%PDF-1.7 \x93\x8c", "it is a PDF"),
        (b"\x89PNG\r\n", "it is a picture"),
        (b"\xff\xd8\xff\xe0", "it is a picture"),
        (rb"{\rtf1 x}", "it is a document"),
        (b"\xd0\xcf\x11\xe0\xa1", "it is a document"),
        (b"Rar!\x1a\x07", "it is an archive"),
        (b"7z\xbc\xaf\x27\x1c", "it is an archive"),
        (b"# %%\nimport numpy as np\n", "it holds Python without cells"),
        (b"[InternetShortcut]\nURL=https://x", "it only says where the notebook is"),
        (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0", "it only says where the notebook is"),
        (b"https://colab.research.google.com/drive/1x?usp=sharing\r\n", "it only says where"),
        (b"\0" * 500, "there is nothing in it"),
        (b" \n", "there is nothing in it"),
    ],
)
def test_what_a_file_is_that_is_no_notebook(data, what):
    with pytest.raises(RejectedError) as caught:
        parse(data, Problems())
    assert f"called a notebook, but {what}" in caught.value.sentence


def test_what_nobody_knows_is_not_valid_json():
    with pytest.raises(RejectedError, match="not valid JSON"):
        parse(b"\x01\x02 what is this?", Problems())


def test_what_a_server_sends_of_a_notebook_is_one(solved):
    sent = {"name": "tiny.ipynb", "type": "notebook", "format": "json", "content": solved()}
    sources = [cell.source for cell in parse(json.dumps(sent).encode(), Problems()).cells]
    assert sources == [cell.source for cell in solved().cells]


def test_a_notebook_of_format_3_is_read(solved):
    made, problems = solved(), Problems()
    cells = [
        {**{k: v for k, v in cell.items() if k != "source"}, "input": cell.source.splitlines(True)}
        if cell.cell_type == "code"
        else dict(cell)
        for cell in made.cells
    ]
    heading = {"cell_type": "heading", "level": 2, "source": ["Tiny"], "metadata": {}}
    old = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": [heading, *cells]}]}
    found = parse(json.dumps(old).encode(), problems).cells
    assert [cell.source for cell in found] == ["## Tiny", *(cell.source for cell in made.cells)]
    assert [cell.grade_id for cell in found][2:4] == ["setup", "double_answer"]
    assert "its format is '3'" in problems.listed()[0]
