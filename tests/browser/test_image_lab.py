"""The lab with the most pictures and the longest run, in JupyterLab."""

from __future__ import annotations

import pytest

from autograder.labs import LABS
from tests.browser.homework import IMAGES
from tests.browser.notebook import Notebook
from tests.browser.test_verdict_cards import THEMES, assert_legible

pytestmark = pytest.mark.browser

HOMEWORK = IMAGES
CHECKPOINTS = [checkpoint.grade_id for checkpoint in LABS[HOMEWORK.lab]]
SAID = {
    "distances_no_loops": "do not let it get below 0",
    "softmax_loss_vectorized": "scores are 1,000 apart",
    "dropout": "divide it by keep_prob",
}
FIGURES = """() => [...document.querySelectorAll(".jp-RenderedImage img")].map(
    image => [image.complete && image.naturalWidth, image.clientWidth, image.alt]
)"""


@pytest.fixture(params=THEMES)
def themed(request, lab: Notebook) -> Notebook:
    lab.use_theme(request.param)
    return lab


def test_it_runs_from_top_to_bottom(lab):
    assert lab.unfinished() == []


@pytest.mark.parametrize("exercise", sorted(set(CHECKPOINTS) - HOMEWORK.mistakes.keys()))
def test_what_is_right_has_passed(lab, exercise):
    assert lab.card(f"{HOMEWORK.lab}.{exercise}").inner_text().startswith("✓ passed")


@pytest.mark.parametrize("exercise", HOMEWORK.mistakes)
def test_what_is_wrong_is_named(lab, exercise):
    text = lab.card(f"{HOMEWORK.lab}.{exercise}").inner_text()
    assert text.startswith("✗ not yet")
    assert SAID[exercise] in text


@pytest.mark.parametrize("exercise", ["three_layer", *HOMEWORK.mistakes])
def test_a_card_is_legible_in_every_theme(themed, exercise):
    assert_legible(themed.card(f"{HOMEWORK.lab}.{exercise}"))


def test_every_figure_is_there_and_fits_into_its_cell(lab):
    found = lab.page.evaluate(FIGURES)
    assert len(found) >= 8
    assert [figure for figure in found if figure[0] < 200 or figure[1] > 1100] == []


def test_nothing_is_loaded_from_elsewhere_and_the_browser_does_not_complain(lab):
    assert lab.elsewhere == []
    assert lab.complaints == []
