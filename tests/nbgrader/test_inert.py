"""What a student writes in Markdown is shown on pages, and does nothing there."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.nbgrader.inert import clean, markdown2html

TAG = re.compile(r'<((?:[^>"]|"[^"]*")*)>')


def html(source, **cell) -> str:
    return markdown2html({"cell": cell}, source)


def dangerous(page: str) -> list[str]:
    """Tags that could do something."""
    names = re.compile(r"script|\bon\w+\s*=|srcdoc|style|iframe|object|embed|form|svg")
    leads = re.compile(r'(?:href|src)="(?!https?://|mailto:|data:image/(?:png|jpeg|gif);base64,)')
    return [
        tag
        for tag in TAG.findall(page)
        if names.search(re.sub('"[^"]*"', "", tag.lower())) or leads.search(tag.lower())
    ]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("*two* and **three**", "<em>two</em> and <strong>three</strong>"),
        ("x<sub>1</sub><br>y", "x<sub>1</sub><br>y"),
        ("[a page](https://example.org/x?a=1)", '<a href="https://example.org/x?a=1">a page</a>'),
        ("$a < b$", "$a &lt; b$"),
        (r"$$\frac{1}{n} \sum_i x_i$$", r"$$\frac{1}{n} \sum_i x_i$$"),
        ("```python\nreturn 1\n```", '<span class="k">return</span>'),
        ("|a|b|\n|-|-|\n|1|2|", "<td>1</td>"),
        ("1. one\n2. two", "<li>one</li>"),
    ],
)
def test_what_shows_something_is_left_as_it_is(source, shown):
    assert shown in html(source)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<IMG SRC=x OnError=alert(1)>",
        "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='javascript:alert(1)'></object>",
        "<embed src='javascript:alert(1)'>",
        "<form action='javascript:alert(1)'><button>x</button></form>",
        "<math href='javascript:alert(1)'>x</math>",
        "<style>@import 'javascript:alert(1)';</style>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<base href='javascript:alert(1)//'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "![x](javascript:alert(1))",
        '![x](" onerror="alert(1))',
        "[x]: javascript:alert(1)\n\n[x]",
        "<javascript:alert(1)>",
        "`x`<b onclick=alert(1)>x</b>",
        "<details open ontoggle=alert(1)>x</details>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<!--><script>alert(1)</script>-->",
        "$<img src=x onerror=alert(1)>$",
        "$$</div><script>alert(1)</script>$$",
    ],
)
def test_what_could_run_is_shown_as_text_or_left_out(source):
    assert dangerous(html(source)) == []


def test_commands_of_mathjax_that_make_links_are_only_words():
    page = html(r"$\href{javascript:alert(1)}{x} \hrefs \require{html} \class{a}{x}$")
    assert re.search(r"\\(href|require|class)\b", page) is None
    assert r"\hrefs" in page


def test_a_picture_is_shown_if_it_was_pasted_in_and_not_loaded_from_elsewhere():
    pasted = {"plot.png": {"image/png": "aGVsbG8="}}
    page = html("![mine](attachment:plot.png)", attachments=pasted)
    assert 'src="data:image/png;base64,aGVsbG8="' in page
    assert "src" not in html("![x](https://example.org/who-reads-this.png)")
    assert "src" not in html("<img src='data:image/svg+xml;base64,PHN2Zz4='>")


def test_what_is_the_same_is_made_once():
    assert html("# A lab's own words") is html("# A lab's own words")


HALVES = ["<script>", "</script>", "<img src=x onerror=alert(1)", "[x](javascript:", "<svg onload="]
pieces = st.sampled_from([*HALVES, *"<>/$`'\"()=", "\n\n", "<a href=", "&#106;", "<!--", "-->"])


@given(st.lists(pieces, max_size=12).map("".join))
def test_whatever_is_put_together_nothing_runs(source):
    assert dangerous(html(source)) == []
    assert clean(html(source)).count("<script") == 0


def test_a_picture_that_is_not_attached_leaves_the_text_as_it_was_written():
    page = html("see ![it](attachment:x.png) and <script>alert(1)</script>")
    assert "attachment:x.png" in page
    assert "<script" not in page


@pytest.mark.parametrize("mark", ["![", "[", "_", "*a", "<div>", "`"])
def test_a_text_of_nothing_but_marks_is_shown_as_it_is_and_at_once(mark):
    source = mark * 500_000
    started = time.process_time()
    assert html(source).startswith("<pre>")
    assert time.process_time() - started < 2
