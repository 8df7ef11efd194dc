"""A feedback page is written in bounded time, whatever is on it."""

from __future__ import annotations

import time

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder import configuration
from autograder.results.feedback_page import COLOURED, Page

LAB = "initialization"


@pytest.fixture(scope="module")
def page(project) -> Page:
    return Page(configuration.load(project), LAB)


def written(page: Page, *cells) -> str:
    notebook = new_notebook(cells=list(cells), metadata={"language_info": {"name": "python"}})
    return page.write(notebook, "ada", {}, None).decode()


def test_code_is_coloured_and_markdown_is_read_in_a_notebook_as_students_write_it(page):
    html = written(page, new_code_cell("for x in range(3): pass"), new_markdown_cell("**bold**"))
    assert '<span class="k">for</span>' in html
    assert "<strong>bold</strong>" in html


def test_more_code_than_can_be_coloured_is_shown_plain(page):
    many = new_code_cell('f"{' * COLOURED)
    started = time.process_time()
    html = written(page, new_code_cell("for x in range(3): pass"), many, new_code_cell("<b>"))
    assert time.process_time() - started < 5
    assert '<span class="k">for</span>' in html
    assert "&lt;b&gt;" in html
    assert 'f"{f"{' in html.replace("&quot;", '"').replace("&#34;", '"')


def test_many_cells_of_many_marks_are_shown_as_they_are(page):
    cells = [new_markdown_cell("![" * 900) for _ in range(60)]
    started = time.process_time()
    html = written(page, *cells, new_markdown_cell("**the last**"))
    assert time.process_time() - started < 10
    assert "**the last**" in html
