"""Any text at all becomes a page that does nothing and a PDF that says what the text says."""

import io
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from autograder.reports.defects import Defects
from autograder.reports.document import Document, Formula, plain, walk
from autograder.reports.reading import markdown, markup
from autograder.reports.reading.pictures import Pictures
from autograder.reports.writing.mathematics import Mathematics
from autograder.reports.writing.page import page
from autograder.reports.writing.paper import paper
from tests.reports.notebooks import harmless

MARKS = "#$@<>\\`*_~[](){}|&;:!\"'-+=./^%"
PIECES = st.sampled_from(
    [
        '#eval("panic()")', '#import "x.typ"', "$x$", "$$x", "$a_1$ and $b_1$", "<label>", "@ref",
        "<script>", "</script>", "<b>", "</i>", "<table><tr><td>", "![a](b.png)", "[a](http://b.c)",
        "[a](javascript:b)", "```", "~~~\n", "> ", "- ", "1. ", "# ", "|a|b|\n|-|-|\n|c|d|", "\n\n",
        "\n", "    ", "\t", "\\(", "\\[", "\\begin{align}", "\\end{align}", "&amp;", "&lt;", "&#0;",
        "//", "/*", "中文", "العربية", "😀", "\x1b[0m", "\ue0001\ue001", "\ud800", "\x00", "\u202e",
        "https://a.b",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8), st.text(MARKS, max_size=6)), max_size=25)
MATHEMATICS = Mathematics()
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=400)


@pytest.fixture(scope="module", autouse=True)
def a_warm_engine():
    MATHEMATICS.drawn(Formula("x"))


@FEW
@given(TEXTS)
@example(["#panic()"])
@example(["$", "{" * 100, "$"])
def test_markdown_becomes_a_pdf(parts):
    blocks = markdown.read("".join(parts))
    pdf, left = paper(Document("A title", blocks), MATHEMATICS)
    assert left == ()
    assert "A title" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@MANY
@given(TEXTS)
def test_markdown_becomes_a_page_in_which_nothing_runs(parts):
    blocks = markdown.read("".join(parts))
    assert harmless(page(Document("A title", blocks), MATHEMATICS)) == []


@MANY
@given(TEXTS)
@example(["<![", "a](b.png)"])
@example(["<!", "<?", "</", "<!-", "&#x;"])
def test_html_becomes_a_page_in_which_nothing_runs(parts):
    blocks = markup.read("<table><tr><td>" + "".join(parts), Pictures(Defects()).find)
    assert harmless(page(Document("A title", blocks), MATHEMATICS)) == []


WORDS = st.text("abcdefghijklmnop", min_size=4, max_size=12)


@MANY
@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_no_word_is_lost(words, data):
    between = [
        data.draw(st.sampled_from([" ", "\n", "\n\n", " *", " **", " `", " $ "])) for _ in words
    ]
    text = "".join(part for pair in zip(between, words, strict=True) for part in pair)
    letters = re.sub("[^a-p]", "", plain(markdown.read(text)))
    assert letters == "".join(words)


@MANY
@given(st.lists(st.text(MARKS + "ab 中\n", max_size=12), max_size=4))
def test_code_is_never_read_as_anything_else(parts):
    text = "".join(parts).replace("`", "'").strip("\n")
    blocks = markdown.read(f"```\n{text}\n```")
    assert [one.text for one in blocks] == [text]


@FEW
@given(st.text(MARKS + "ab#$ ", min_size=1, max_size=40))
def test_what_typst_would_read_as_markup_is_text_in_a_pdf(text):
    text = " ".join(text.split()) or "a"
    blocks = markdown.read(f"```\n{text}\n```")
    pdf, _ = paper(Document("T", blocks), MATHEMATICS)
    shown = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert re.sub(r"\s", "", text) in re.sub(r"[\s\u200b]", "", shown)


def test_every_formula_of_a_text_is_found_once():
    blocks = markdown.read(
        "$a$ `$b$` \\$c $d$\n\n```\n$e$\n```\n\n$$f$$ \\begin{align}g\\end{align}"
    )
    found = [one.tex for one in walk(blocks) if isinstance(one, Formula)]
    assert found == ["a", "d", "f", r"\begin{align}g\end{align}"]
