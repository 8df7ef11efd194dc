"""A lab report's page in a browser: legible in both languages, light, dark, narrow, printed."""

import json
from itertools import pairwise

import pytest

from autograder.release.kept import of_course
from autograder.reports import command
from tests.browser.legibility import texts
from tests.notebooks.sources import COURSE
from tests.reports.notebooks import code, prose, shown, tagged, written

pytestmark = pytest.mark.browser

LAB = "optimization"
ENOUGH, SMALLEST = 4.5, 10.5
SCREENS = {
    "wide": {"viewport": {"width": 1200, "height": 900}},
    "dark": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 740}},
    "narrow-dark": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
}
OWN = {
    "en": "He's start is the only one that learned. See [the paper](https://arxiv.org/abs/1502.01852).",
    "zh": "三种初始化中只有 **He 初始化**学会了，见$2/n$一节。",
}
SCRIPT = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request, browser, tmp_path_factory):
    """The path of a page: a lab with its solutions, words of a student, and an attack."""
    folder = tmp_path_factory.mktemp("report")
    notebook = json.loads(COURSE.source(LAB).read_text(encoding="utf-8"))
    notebook["cells"] += [
        tagged(prose(f"### Conclusions\n\n{OWN[request.param]}"), "report-conclusions"),
        code("1 / 0", {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "by zero"}),
        code("wide", shown(html=f"<table><tr>{'<td>wide cell</td>' * 12}</tr></table>{SCRIPT}")),
        prose(f"> A quote. {SCRIPT}\n\n```\n{'long ' * 60}\n```"),
    ]
    (folder / "student.toml").write_text('name = "Ada"', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "in_bundle", lambda lab: of_course(COURSE, lab))
        report = written(folder, notebook, "--lang", request.param)
    assert report.status == 0
    return folder / "lab.html", request.param


@pytest.mark.parametrize("screen", SCREENS)
def test_it_is_legible_on_every_screen_and_nothing_sticks_out(browser, page, screen, screenshots):
    path, language = page
    with browser.new_context(**SCREENS[screen]) as context:
        opened = context.new_page()
        opened.goto(path.as_uri())
        screenshots.mkdir(parents=True, exist_ok=True)
        opened.screenshot(path=screenshots / f"report-{language}-{screen}.png", full_page=True)
        body = opened.locator("main")
        found = texts(body)
        assert len(found) > 100
        assert [part for part in found if part.contrast < ENOUGH] == []
        assert [part for part in found if part.size < SMALLEST] == []
        width = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        scrolled, there = opened.evaluate(width)
        assert scrolled <= there
        broken = "[...document.images].filter(image => !image.naturalWidth).length"
        assert opened.evaluate(broken) == 0


def test_nothing_runs_and_nothing_is_asked_for(browser, page):
    path, _ = page
    with browser.new_context() as context:
        opened, asked, said = context.new_page(), [], []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: said.append(message.text))
        opened.goto(path.as_uri(), wait_until="networkidle")
        assert "run" not in opened.title()
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert said == []


def test_headings_form_a_tree_and_pictures_are_described(browser, page):
    path, language = page
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(path.as_uri())
        levels = opened.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert opened.evaluate("[...document.images].every(one => one.alt.trim() !== '')")
        assert (
            opened.locator("html").get_attribute("lang") == {"en": "en", "zh": "zh-Hans"}[language]
        )
        formulas = opened.locator("svg[role=img]")
        assert formulas.count() > 12
        assert all(one.get_attribute("aria-label") for one in formulas.all())


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
        opened.screenshot(path=screenshots / f"report-{language}-print.png", full_page=True)
