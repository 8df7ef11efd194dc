"""Lab report, class report and feedback in a browser: legible, light, dark, narrow and printed."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.legibility import texts
from tests.browser.pages import KINDS

pytestmark = pytest.mark.browser

ENOUGH, SMALLEST = 4.5, 10.5
WIDE, NARROW = {"width": 1200, "height": 900}, {"width": 360, "height": 740}
SCREENS = {
    "wide": (WIDE, "light"),
    "dark": (WIDE, "dark"),
    "narrow": (NARROW, "light"),
    "narrow-dark": (NARROW, "dark"),
}
ON_ITS_GROUND = """() => {
    const image = document.querySelector("figure img");
    const context = new OffscreenCanvas(9, 9).getContext("2d");
    context.drawImage(image, 0, 0);
    const seen = [...context.getImageData(5, 5, 1, 1).data].slice(0, 3);
    return `rgb(${seen.join(", ")})` === getComputedStyle(document.body).backgroundColor;
}"""
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


@pytest.fixture(
    scope="module",
    params=[(kind, language) for kind in KINDS for language in ("en", "zh")],
    ids="-".join,
)
def made(request, browser, tmp_path_factory):
    """A page's kind, its language, its path."""
    kind, language = request.param
    with pytest.MonkeyPatch.context() as patch:
        path = KINDS[kind](tmp_path_factory.mktemp(kind), language, patch)
    return kind, language, path


@pytest.fixture(scope="module")
def page(browser, made) -> Iterator[Page]:
    """The page, open; a test says with `on` how it is shown."""
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(made[2].as_uri())
        yield opened


@pytest.fixture(scope="module")
def scripted(browser, made) -> Iterator[Page]:
    """The page, in which a script of ours may run."""
    with browser.new_context(bypass_csp=True) as context:
        opened = context.new_page()
        opened.goto(made[2].as_uri())
        yield opened


def on(screen: str, page: Page) -> Page:
    """The page as one sees it on a screen."""
    size, colours = SCREENS[screen]
    page.set_viewport_size(size)
    page.emulate_media(media="screen", color_scheme=colours)
    return page


@pytest.mark.parametrize("screen", SCREENS)
def test_it_is_legible_on_every_screen_and_nothing_sticks_out(page, made, screen, screenshots):
    kind, language, _ = made
    shown = on(screen, page)
    screenshots.mkdir(parents=True, exist_ok=True)
    shown.screenshot(path=screenshots / f"{kind}-{language}-{screen}.png", full_page=True)
    found = texts(shown.locator("main"))
    assert len(found) > 100
    assert [part for part in found if part.contrast < ENOUGH] == []
    assert [part for part in found if part.size < SMALLEST] == []
    scrolled, there = shown.evaluate(WIDTHS)
    assert scrolled <= there
    assert shown.evaluate("[...document.images].every(image => image.naturalWidth)")


@pytest.mark.parametrize("screen", ["wide", "narrow-dark"])
def test_nothing_on_it_bars_anybody(scripted, screen):
    found = Axe().run(on(screen, scripted))
    assert len(found.response["passes"]) > 10
    assert found.response["violations"] == [], found.generate_report()


def test_nothing_runs_and_nothing_is_asked_for(browser, made):
    with browser.new_context() as context:
        opened, asked, said = context.new_page(), [], []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: said.append(message.text))
        opened.goto(made[2].as_uri(), wait_until="networkidle")
        assert "run" not in opened.title()
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert said == []


def test_headings_form_a_tree_pictures_are_described_and_links_lead_somewhere(page, made):
    kind, language, _ = made
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    shown = "figure img, td img" if kind == "class" else "img"
    alone = "all => all.filter(one => !one.alt.trim()).length"
    assert page.locator(shown).evaluate_all(alone) == 0
    spoken = {"en": "en", "zh": "zh-Hans"}[language]
    assert page.locator("html").get_attribute("lang") == spoken
    formulas = page.locator("svg[role=img]").all()
    assert len(formulas) > 12 or kind == "class"
    assert all(one.get_attribute("aria-label") for one in formulas)
    inside = "[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.hash.slice(1))"
    leading = page.evaluate(inside)
    assert len(leading) > 10 or kind != "feedback"
    assert page.evaluate("all => all.every(id => document.getElementById(id))", leading)


def test_on_paper_it_is_dark_on_white_and_nothing_is_cut(page, made, screenshots):
    kind, language, _ = made
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 680, "height": 960})
    style = "getComputedStyle(document.body)"
    colours = page.evaluate(f"[{style}.color, {style}.backgroundColor]")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    cut = "[...document.querySelectorAll('pre')].filter(p => p.scrollWidth > p.clientWidth + 1)"
    assert page.evaluate(f"{cut}.length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 680 or kind == "report"
    screenshots.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=screenshots / f"{kind}-{language}-print.png", full_page=True)


def test_what_is_folded_opens_by_a_link_and_by_the_keyboard_and_is_whole_on_paper(browser, made):
    kind, _, path = made
    if kind != "feedback":
        return
    unseen = """[...document.querySelectorAll("details > :not(summary)")].filter(
        one => !one.checkVisibility({contentVisibilityAuto: true}))"""
    with browser.new_context() as context:
        opened = on("narrow", context.new_page())
        opened.goto(path.as_uri())
        folds = opened.locator("details")
        assert folds.count() > 5
        tall = opened.evaluate("document.documentElement.scrollHeight")
        assert opened.evaluate(f"{unseen}.length") > 20
        folds.first.locator("summary").press("Enter")
        assert folds.first.get_attribute("open") is not None
        hidden = "a => a.hash && document.querySelector(a.hash)?.closest('details:not([open])')"
        link = opened.evaluate(f"[...document.links].find({hidden})?.hash")
        opened.goto(f"{path.as_uri()}{link}")
        assert opened.locator(link).is_visible()
        opened.emulate_media(media="print")
        assert opened.evaluate(f"{unseen}.length") == 0
        assert opened.evaluate("document.documentElement.scrollHeight") > 1.5 * tall


def test_pictures_of_the_class_are_drawn_on_the_ground_of_the_page_and_evidence_side_by_side(
    page, made
):
    for screen in SCREENS if made[0] == "class" else ():
        # Another picture may have to be loaded for it.
        on(screen, page).wait_for_function(ON_ITS_GROUND)
        columns = page.locator(".beside > div").evaluate_all(
            "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
        )
        assert (columns[0] == columns[1]) is not screen.startswith("narrow")
