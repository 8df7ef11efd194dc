"""What is soon written, and would take the grader for ever, or all its memory."""

from __future__ import annotations

import json
import signal
from contextlib import contextmanager

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.nbgrader.inert import markdown2html
from autograder.submissions.finding.imports import called_otherwise
from autograder.submissions.problems import Problems, RejectedError
from autograder.submissions.reading.parsing import parse
from autograder.submissions.sanitise import sanitise

SECONDS = 60
"""Of processor time, where a few are needed at most: what is squared takes hours."""
SIZE = 1_000_000
MARKDOWN = {
    "pictures": "![",
    "brackets": "[",
    "emphasis": "_a_ __",
    "tags": "<div>",
    "list": "- a\n",
}


@contextmanager
def in_time():
    def over(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize("kind", MARKDOWN)
def test_prose_is_shown_in_bounded_time(kind):
    with in_time():
        assert markdown2html({}, MARKDOWN[kind] * (SIZE // len(MARKDOWN[kind])))


@pytest.mark.parametrize("part", ["a", "a.", "\\nfrom a", "\\nimport ", " ", "a,"])
@pytest.mark.parametrize("begin", ["\\nfrom ", "\\nimport ", '"'])
def test_imports_are_read_in_bounded_time(begin, part):
    data = (begin + part * (SIZE // len(part))).encode()
    with in_time():
        assert list(called_otherwise(data, ["b (1).py"])) == []


@pytest.mark.parametrize("piece", ["[],", "{},", '"",', "1,", '{"":0},'])
def test_a_file_of_very_many_pieces_is_refused_before_it_is_read(piece, monkeypatch):
    monkeypatch.setattr("autograder.submissions.reading.parsing.json.loads", None)
    text = '{"nbformat": 4, "cells": [], "metadata": {"x": [' + piece * 12_000_000 + "0]}}"
    with pytest.raises(RejectedError, match="at most"):
        parse(text.encode(), Problems())


def test_a_long_text_of_brackets_and_commas_is_no_crowd_of_pieces():
    printed = {
        "output_type": "stream",
        "name": "stdout",
        "text": '[[],{"\\\\":0},\\\\"' * 1_000_000,
    }
    cell = new_code_cell("print(1)", outputs=[])
    notebook = json.loads(nbformat.writes(new_notebook(cells=[cell])))
    notebook["cells"][0]["outputs"] = [printed]
    with in_time():
        (read,) = parse(json.dumps(notebook).encode(), Problems()).cells
    assert read.outputs == [printed]


@pytest.mark.parametrize("text", ["[" * 100_000, "a\u0301" * 100_000, "\\" * 100_000, "`" * 99_999])
def test_a_text_is_made_clean_in_bounded_time(text):
    from autograder.submissions.released.definition import Definition

    cells = [new_markdown_cell(text), new_code_cell(text)]
    with in_time():
        assert sanitise(nbformat.writes(new_notebook(cells=cells)).encode(), Definition("x", ()))
