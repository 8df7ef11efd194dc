"""Scripts that are planted in a submission run on no page, as a real browser sees it."""

from __future__ import annotations

import os
import urllib.request

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell
from nbgrader.api import Gradebook

from tests.browser import chromium
from tests.browser.server import Server
from tests.tiny.course import cell_of, copy_of, grade, submit
from tests.tiny.lab import DEMONSTRATION

pytestmark = [pytest.mark.slow, pytest.mark.browser]

RAN = "top.planted=(top.planted||[]).concat"
MARKUP = [
    "<script>{run}</script>",
    '<img src=x onerror="{run}">',
    '<svg onload="{run}"></svg>',
    "<svg><script>{run}</script></svg>",
    "<iframe srcdoc='<script>{run}</script>'></iframe>",
    '<details open ontoggle="{run}"><summary>x</summary>y</details>',
    '<a class=planted href="javascript:{run}">link</a>',
    '<form action="javascript:{run}"><button class=planted>x</button></form>',
    "[link](javascript:{run})",
    "$\\href{{javascript:{run}}}{{x}}$",
    "</div></div></textarea></pre><script>{run}</script>",
]


def payloads(place: str) -> list[str]:
    return [text.format(run=f"{RAN}(`{place} {n}`)") for n, text in enumerate(MARKUP)]


def plant(notebook):
    """The same notebook with scripts in every place that a student can reach."""
    notebook.cells += [new_markdown_cell(text) for text in payloads("markdown")]
    notebook.cells += [new_raw_cell(text) for text in payloads("raw")]
    notebook.cells.append(new_code_cell("\n".join(f"# {text}" for text in payloads("code"))))
    cell_of(notebook, "why").source = "\n\n".join(payloads("answer"))
    shows = ["from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display"]
    for text in payloads("output"):
        shows += [f"display({kind}({text!r}))" for kind in ("HTML", "Markdown", "Latex")]
        shows += [f"print({text!r})", f"display({{'image/svg+xml': {text!r}}}, raw=True)"]
    shows += [f"display(Javascript({(RAN + '(`javascript`)')!r}))", f"1/0 # {payloads('error')}"]
    notebook.cells.append(new_code_cell("\n".join(shows)))
    notebook.cells.append(new_code_cell(f"raise ValueError({payloads('error')!r})"))
    for cell in notebook.cells:
        if cell.source == DEMONSTRATION:
            cell.outputs = [
                new_output("display_data", data={kind: text, "text/plain": text})
                for text in payloads("handed in")
                for kind in ("text/html", "image/svg+xml", "text/markdown")
            ]
    return notebook


@pytest.fixture(scope="module")
def course(released_course, solved, tmp_path_factory):
    course = copy_of(released_course, tmp_path_factory.mktemp("planted") / "course")
    submit(course, "mallory", plant(solved()))
    grade(course, "tiny", workers=1, report=lambda line: None)
    return course


@pytest.fixture(scope="module")
def browser():
    path = chromium.find()
    if path is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(chromium.MISSING)
    if path is None:
        pytest.skip(chromium.MISSING)
    with chromium.started(path) as started:
        yield started


def planted(page) -> list[str]:
    """What ran: by itself, and when everything that can be clicked is clicked."""
    page.wait_for_timeout(500)
    page.evaluate(
        """() => document.querySelectorAll('.planted, a[href^="javascript:" i]').forEach(
            (found) => { try { found.click(); } catch (error) { } })"""
    )
    page.wait_for_timeout(500)
    return page.evaluate("window.planted || []")


def test_a_browser_does_run_what_is_planted_in_a_page_of_ones_own(browser, tmp_path):
    """Else the other tests would prove nothing."""
    (tmp_path / "page.html").write_text("<body>" + "".join(payloads("bare")[:7]))
    page = browser.new_page()
    page.goto(f"file://{tmp_path}/page.html")
    assert {text.split()[1] for text in planted(page)} >= {"0", "1", "2", "5", "6"}


def test_no_planted_script_runs_in_the_feedback(browser, course):
    page = browser.new_page()
    page.goto(f"file://{course.feedback}/mallory/tiny/tiny.html", wait_until="domcontentloaded")
    assert "mallory" not in page.title()
    assert page.locator('th:has-text("Score")').count() > 0
    assert planted(page) == []


def test_no_planted_script_runs_in_nbgraders_formgrader(browser, course, tmp_path):
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "tiny", "mallory").id
    with Server(course.root, tmp_path / "private") as server:
        server.wait()
        page = browser.new_page()
        address = f"{server.address}/formgrader/submissions/{notebook}/?token={server.token}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert answer.status == 200
        page.goto(address, wait_until="domcontentloaded")
        page.wait_for_selector(".nbgrader_cell")
        assert planted(page) == []
