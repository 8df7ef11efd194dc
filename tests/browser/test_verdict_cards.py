"""The verdict cards as a student sees them, in JupyterLab."""

import nbformat
import pytest

from tests.browser.homework import LAB, MISTAKES, RIGHT
from tests.browser.legibility import hidden_width, texts
from tests.browser.notebook import Notebook

pytestmark = pytest.mark.browser

THEMES = ["JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast"]
CARDS = [*RIGHT, *MISTAKES]
ENOUGH = 4.5
"""Contrast that WCAG 2 asks of text (success criterion 1.4.3)."""
SMALLEST = 11
"""Pixels."""


@pytest.fixture(params=THEMES)
def themed(request, lab):
    lab.use_theme(request.param)
    return lab


def name(lab: Notebook) -> str:
    theme = lab.page.get_attribute("body", "data-jp-theme-name")
    return theme.removeprefix("JupyterLab ").lower().replace(" ", "-")


def assert_legible(card) -> None:
    found = texts(card)
    assert found
    assert [text for text in found if text.contrast < ENOUGH] == []
    assert [text for text in found if text.size < SMALLEST or not text.shown] == []
    assert [text for text in found if text.outside > 0] == []
    assert hidden_width(card) <= 0


def test_the_lab_runs_from_top_to_bottom(lab):
    assert lab.unfinished() == []


def test_a_right_answer_gets_a_card_that_says_passed(lab):
    for exercise in RIGHT:
        text = lab.card(f"{LAB}.{exercise}").inner_text()
        assert text.startswith(f"✓ passed {LAB}.{exercise}")
        assert "✗" not in text


def test_a_wrong_answer_gets_a_card_that_names_the_mistake(lab):
    text = lab.card(f"{LAB}.he").inner_text()
    assert text.startswith(f"✗ not yet {LAB}.he")
    assert "This is what comes out for a variance of 1 / n" in text
    assert "✗ values" in text
    assert "✓ shape" in text


def test_wrong_labels_are_shown_in_a_picture(lab):
    images = lab.card(f"{LAB}.boundary").get_by_role("img")
    shown = [image.get_attribute("alt") for image in images.all()]
    assert shown == ["your regions", "expected", "where they differ"]
    assert images.last.evaluate("image => image.complete && image.naturalWidth") > 100


def test_no_card_is_a_table_that_jupyterlab_would_restyle(lab):
    for exercise in CARDS:
        assert lab.card(f"{LAB}.{exercise}").locator("table").count() == 0


@pytest.mark.parametrize("exercise", CARDS)
def test_a_card_is_legible_in_every_theme(themed, exercise, screenshots):
    card = themed.card(f"{LAB}.{exercise}")
    themed.picture(f"{LAB}.{exercise}", screenshots / f"{exercise}-{name(themed)}.png")
    assert_legible(card)


def test_a_card_fits_into_a_narrow_window(lab):
    lab.page.set_viewport_size({"width": 720, "height": 1000})
    for exercise in CARDS:
        assert_legible(lab.card(f"{LAB}.{exercise}"))


def test_a_card_from_somebody_elses_run_is_legible(lab, folder, bundle, screenshots):
    lab.save()
    notebook = nbformat.read(bundle.notebook, as_version=4)
    notebook.cells[0].source = "# Sent by a friend"
    path = bundle.folder / "friend.ipynb"
    nbformat.write(notebook, path)
    lab.turn_to(path.relative_to(folder).as_posix())
    lab.page.get_by_title("Notebook not trusted").wait_for(timeout=20_000)
    for theme in THEMES[:2]:
        lab.use_theme(theme)
        for exercise in CARDS:
            checkpoint = f"{LAB}.{exercise}"
            lab.picture(checkpoint, screenshots / f"{exercise}-untrusted-{name(lab)}.png")
            assert_legible(lab.card(checkpoint))


def test_nothing_is_loaded_from_elsewhere_and_the_browser_does_not_complain(lab):
    assert lab.elsewhere == []
    assert lab.complaints == []
