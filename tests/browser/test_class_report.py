"""The class report in a browser: legible in both languages, light, dark, narrow, printed."""

from itertools import pairwise

import pytest

from autograder.overview.command import write
from tests.browser.legibility import texts
from tests.overview import classes
from tests.overview.classes import LAB, result, verdict

pytestmark = pytest.mark.browser

ENOUGH, SMALLEST = 4.5, 10.5
SCREENS = {
    "wide": {"viewport": {"width": 1200, "height": 900}},
    "dark": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 740}},
    "narrow-dark": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
}
SCRIPT = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
WRONG = f'def sigmoid_derivative(z):\n    return "{SCRIPT}" + z * z'


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request, browser, tmp_path_factory):
    """The path of a page: a class with every outcome, a copied answer, and an attack."""
    course = classes.course(tmp_path_factory.mktemp("class") / "course", request.param)
    wrong = verdict("sigmoid", points=1.0, missed=["values"], message=f"No. {SCRIPT}")
    known = verdict("backward_1d", mistake="one", missed=["values"])
    others = [verdict("forward_1d", "not attempted"), verdict("gradient_check", "not run")]
    classes.grade(
        course,
        *(result(f"ada{number}", wrong, known, seconds=number) for number in range(2)),
        *(result(f"emmy{number}", known, *others) for number in range(14)),
        result(SCRIPT, status="problems", problems=(f"odd {SCRIPT}",)),
        result("kurt", status="rejected", problems=("it is " + "very long " * 90,)),
    )
    for number in range(2):
        classes.write(course, f"ada{number}", {"sigmoid": f"{WRONG}  # {number}"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_LANGUAGE", request.param)
        write(course, LAB)
    return course.root / "overview" / f"{LAB}.html", request.param


@pytest.mark.parametrize("screen", SCREENS)
def test_it_is_legible_on_every_screen_and_nothing_sticks_out(browser, page, screen, screenshots):
    path, language = page
    with browser.new_context(**SCREENS[screen]) as context:
        opened = context.new_page()
        opened.goto(path.as_uri())
        screenshots.mkdir(parents=True, exist_ok=True)
        opened.screenshot(path=screenshots / f"class-{language}-{screen}.png", full_page=True)
        found = texts(opened.locator("main"))
        assert len(found) > 100
        assert [part for part in found if part.contrast < ENOUGH] == []
        assert [part for part in found if part.size < SMALLEST] == []
        width = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        scrolled, there = opened.evaluate(width)
        assert scrolled <= there
        assert opened.evaluate("[...document.images].every(image => image.naturalWidth)")
        columns = opened.locator(".beside > div").evaluate_all(
            "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
        )
        assert (columns[0] == columns[1]) is not screen.startswith("narrow")


def test_the_pictures_are_drawn_on_the_ground_of_the_page(browser, page):
    path, _ = page
    for name in ("wide", "dark"):
        with browser.new_context(**SCREENS[name]) as context:
            opened = context.new_page()
            opened.goto(path.as_uri())
            corner, ground = opened.evaluate(
                """async () => {
                    const image = document.querySelector("figure img");
                    const context = new OffscreenCanvas(9, 9).getContext("2d");
                    context.drawImage(image, 0, 0);
                    const seen = [...context.getImageData(5, 5, 1, 1).data].slice(0, 3);
                    return [`rgb(${seen.join(", ")})`,
                            getComputedStyle(document.body).backgroundColor];
                }"""
            )
            assert corner == ground


def test_headings_form_a_tree_pictures_are_described_and_nothing_runs(browser, page):
    path, language = page
    with browser.new_context() as context:
        opened, asked = context.new_page(), []
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto(path.as_uri(), wait_until="networkidle")
        levels = opened.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert opened.evaluate(
            "[...document.querySelectorAll('figure img, td img')].every(one => one.alt.trim())"
        )
        spoken = {"en": "en", "zh": "zh-Hans"}[language]
        assert opened.locator("html").get_attribute("lang") == spoken
        assert "run" not in opened.title()
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_on_paper_it_is_dark_on_white_and_nothing_is_cut(browser, page, screenshots):
    path, language = page
    with browser.new_context(**SCREENS["dark"]) as context:
        opened = context.new_page()
        opened.goto(path.as_uri())
        opened.emulate_media(media="print", color_scheme="dark")
        opened.set_viewport_size({"width": 680, "height": 960})
        style = "getComputedStyle(document.body)"
        colours = opened.evaluate(f"[{style}.color, {style}.backgroundColor]")
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        cut = "[...document.querySelectorAll('pre')].filter(p => p.scrollWidth > p.clientWidth + 1)"
        assert opened.evaluate(f"{cut}.length") == 0
        assert opened.evaluate("document.documentElement.scrollWidth") <= 680
        opened.screenshot(path=screenshots / f"class-{language}-print.png", full_page=True)
