"""Hints and restored cells as a student sees them, in JupyterLab."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.browser.homework import LAB
from tests.browser.legibility import hidden_width, texts
from tests.browser.notebook import NEXT_FRAME, Notebook
from tests.browser.test_verdict_cards import ENOUGH, SMALLEST, THEMES

pytestmark = pytest.mark.browser

HE = f"{LAB}.he"
ASKED = ("hint('{}')", "hint('{}')", "hint('{}')", "hint('{}')", "restore('{}')")
"""What the student runs below a check that failed; the fourth hint has the link."""
LINK = "6 He initialization"
WRITTEN = f"restore('{HE}', write=True)"
BROKEN = f'check("{HE}", initialize_parameters_he)  # mine'
ABOVE = """element => {
    const panel = document.querySelector(".jp-WindowedPanel-outer") ?? document.body;
    const {top, bottom} = panel.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return box.top >= top - 50 && box.bottom <= bottom;
}"""


@pytest.fixture(scope="module")
def stuck(opened, bundle) -> Notebook:
    """A part of the lab, under another name, in which a check was broken: open and run."""
    source = nbformat.read(bundle.notebook, as_version=4)
    ids = ("imports", "he-why", "he-exercise", "he-solution", "he-check", "spread", "data")
    cells = {cell.id: cell for cell in source.cells}
    cells["he-check"].source = BROKEN
    asked = [new_code_cell(text.format(HE)) for text in (*ASKED, "", WRITTEN)]
    notebook = new_notebook(cells=[*(cells[one] for one in ids), *asked], metadata=source.metadata)
    path = bundle.folder / "stuck.ipynb"
    nbformat.write(notebook, path)
    begun = opened(path)
    begun.run_all()
    return begun


@pytest.fixture(params=THEMES)
def themed(request, stuck):
    stuck.use_theme(request.param)
    return stuck


def output(notebook: Notebook, text: str):
    found = notebook.page.locator(".jp-OutputArea-output", has_text=text).first
    for _ in range(2):  # what comes into view for the first time may move what lies below it
        found.scroll_into_view_if_needed()
        found.evaluate(NEXT_FRAME)
    return found


@pytest.mark.parametrize(
    ("name", "text"),
    [("hint", "Hint 1 of 4"), ("last-hint", "Hint 4 of 4"), ("restore", "The released text, and")],
)
def test_help_is_legible_in_every_theme(themed, name, text, screenshots):
    shown = output(themed, text)
    theme = themed.page.get_attribute("body", "data-jp-theme-name").removeprefix("JupyterLab ")
    path = screenshots / f"{name}-{theme.lower().replace(' ', '-')}.png"
    shown.screenshot(path=path)
    found = texts(shown)
    assert [part for part in found if part.contrast < ENOUGH] == []
    assert [part for part in found if part.size < SMALLEST or not part.shown] == []
    assert [part for part in found if part.outside > 0] == []
    assert hidden_width(shown) <= 0


def test_the_first_hint_repeats_what_the_failed_check_has_said(stuck):
    shown = output(stuck, "Hint 1 of 4").inner_text()
    assert "This is what comes out for a variance of 1 / n" in shown


def test_the_last_hint_leads_to_the_heading_that_explains_it(stuck):
    heading = stuck.page.get_by_role("heading", name=LINK)
    link = output(stuck, "Hint 4 of 4").get_by_role("link", name=LINK)
    assert not heading.evaluate(ABOVE)
    link.click()
    stuck.page.wait_for_timeout(1000)
    assert heading.evaluate(ABOVE)


def test_a_restored_check_is_there_once_the_notebook_is_reloaded(stuck):
    said = output(stuck, "the released text is back").inner_text()
    assert "Reload Notebook from Disk" in said
    assert stuck.page.get_by_text("# mine").count() == 2, "in its cell, and in what differs"
    stuck.choose("File", command="docmanager:reload")
    stuck.page.click(".jp-Dialog .jp-mod-accept")
    stuck.page.wait_for_selector(".jp-Dialog", state="detached")
    stuck.page.wait_for_function("!document.body.innerText.includes('# mine')")
