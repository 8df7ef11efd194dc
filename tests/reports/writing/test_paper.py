"""The PDF: what it says of itself, and what happens where it cannot be made."""

import base64
import builtins
import io

import pytest
from PIL import Image
from pypdf import PdfReader

from autograder.reports.document import (
    Beside,
    Card,
    Code,
    Document,
    Figure,
    Form,
    Formula,
    Heading,
    Paragraph,
    Picture,
    Table,
    Text,
)
from autograder.reports.writing import fonts
from autograder.reports.writing.mathematics import Mathematics
from autograder.reports.writing.page import page
from autograder.reports.writing.paper import NoPaper, compiled, paper
from tests.reports.notebooks import png

LINE = (Text("A line."),)


def document(*blocks, **more):
    return Document("A report", tuple(blocks), **more)


def text_of(pdf):
    return [p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages]


def test_it_says_whose_it_is_and_numbers_its_pages():
    blocks = [Paragraph(LINE)] * 120
    pdf, _ = paper(document(*blocks, author="Ada", running=("Nets", "Start")), Mathematics())
    about = PdfReader(io.BytesIO(pdf)).metadata
    assert (about.title, about.author) == ("A report", "Ada")
    first, *others = text_of(pdf)
    assert "Nets" not in first, "the form says it there"
    assert all("Nets" in one and "Start" in one for one in others)
    assert f"1 / {len(others) + 1}" in first


def test_it_is_tagged_for_who_cannot_see_it():
    reader = PdfReader(io.BytesIO(paper(document(Heading(1, LINE)), Mathematics())[0]))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith("en")


def test_every_kind_of_block_is_written_in_both_forms():
    card = Card(
        "failed", "not yet", "lab.he", "1 of 2 points", (LINE,), (("x", "values", "failed"),)
    )
    blocks = (
        Form(((("Name", "Ada"),), (("Date", "today"), ("Class", "")))),
        Card("open", "not checked", "lab.zeros", ""),
        card,
        Table((), ((LINE, ()), (LINE,))),
        Table((LINE,), (), "c"),
        Code("", ""),
        Code("x = 1\n\n\ny = 2"),
    )
    pdf, left = paper(document(*blocks), Mathematics())
    assert left == ()
    html = page(document(*blocks), Mathematics())
    for part in ("Ada", "lab.he", "not yet", "values", "today", "y"):
        assert part in "".join(text_of(pdf))
        assert part in html


def test_code_keeps_its_indentation_in_a_pdf():
    pdf, _ = paper(document(Code("if x:\n        y = 1")), Mathematics())
    assert "        y = 1" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text(
        extraction_mode="layout"
    )


def test_chinese_letters_are_in_the_pdf_with_a_font():
    pdf, _ = paper(
        document(Paragraph((Text("初始化，“神经网络”。"),)), language="zh"), Mathematics()
    )
    reader = PdfReader(io.BytesIO(pdf))
    assert "初始化，“神经网络”。" in "".join(reader.pages[0].extract_text().split())
    names = {str(font["/BaseFont"]) for font in _fonts(reader)}
    assert any("NotoSerifSC" in name for name in names), names


def _fonts(reader):
    return [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]


def test_a_picture_that_typst_refuses_costs_itself_and_no_other_one():
    broken = Picture(b"\x89PNG no picture", "png", 10, "Nothing")
    good = Picture(base64.b64decode(png()), "png", 10, "Something")
    pdf, left = paper(document(Figure(broken), Figure(good), Paragraph(LINE)), Mathematics())
    assert left == (broken,)
    (text,) = text_of(pdf)
    assert "A line." in text
    assert "Nothing" in text
    assert "Something" not in text
    assert len(PdfReader(io.BytesIO(pdf)).pages[0].images) == 1


def sizes(pdf):
    """How wide and how tall its pictures are, in points."""
    found, placed = [], [1.0] * 6

    def see(operator, operands, *_):
        nonlocal placed
        if operator == b"cm":
            placed = [float(one) for one in operands]
        elif operator == b"Do":
            found.append((abs(placed[0]), abs(placed[3])))

    for one in PdfReader(io.BytesIO(pdf)).pages:
        one.extract_text(visitor_operand_before=see)
    return found


@pytest.mark.parametrize(
    ("pixels", "size"),
    [((200, 100), (104, 52)), ((40, 20), (20.8, 10.4)), ((100, 4000), (13.5, 538.6))],
)
def test_a_picture_in_a_line_is_as_large_as_it_is_and_no_taller_than_a_page(pixels, size):
    drawn = Picture(base64.b64decode(png(*pixels)), "png", pixels[0], "A")
    pdf, _ = paper(document(Paragraph((*LINE, drawn, *LINE))), Mathematics())
    assert sizes(pdf) == [pytest.approx(size, rel=0.01)]


def test_a_picture_in_a_table_leaves_the_other_columns_their_room():
    drawn = Picture(base64.b64decode(png(2000, 100)), "png", 2000, "A")
    pdf, _ = paper(document(Table((), ((LINE, (drawn,)),))), Mathematics())
    ((width, _),) = sizes(pdf)
    assert 150 < width < 200


@pytest.mark.parametrize(
    "block",
    [
        Paragraph((Formula("+".join(["x"] * 100)),)),
        Formula("+".join(["x"] * 100), display=True),
        Formula(r"\begin{align}" + r"x&=y\\" * 80 + r"\end{align}", display=True),
    ],
)
def test_no_formula_sticks_out_of_its_page(block):
    drawn = compiled(document(block), Mathematics(), "png")
    for one in drawn if isinstance(drawn, list) else [drawn]:
        with Image.open(io.BytesIO(one)) as image:
            grey = image.convert("L")
        width, height = grey.size
        for edge in ((width * 0.92, 0, width, height), (0, height * 0.96, width, height)):
            assert grey.crop(tuple(map(int, edge))).getextrema()[0] == 255, "white"


def test_without_typst_there_is_no_pdf_and_no_reason(monkeypatch):
    usual = builtins.__import__

    def without(name, *rest, **more):
        if name == "typst":
            raise ImportError(name)
        return usual(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NoPaper, match=r"^$"):
        paper(document(), Mathematics())


def test_the_fonts_of_this_computer_are_asked_for_only_where_ours_do_not_do():
    for text in ("Initialization ≤ ½ “ü” √ → ✓ ✗", "初始化：“神经网络”（一）", "Привет, αβγ"):
        assert not fonts.needs_system(text)
    for text in ("العربية", "😀", "ไทย"):
        assert fonts.needs_system(text)


def test_without_the_package_of_fonts_chinese_text_needs_those_of_the_computer(monkeypatch):
    monkeypatch.setattr(fonts, "_PACKAGE", "no_such_package")
    assert fonts.folders() == []
    assert fonts.needs_system("初始化")
    assert not fonts.needs_system("Initialization")


def test_what_is_to_be_compared_stands_in_columns_of_the_page_and_of_the_pdf():
    columns = ((Code("left = 1"),), (Code("right = 2"), Paragraph(LINE)))
    made = document(Beside(columns))
    html = page(made, Mathematics())
    assert html.count('<div class="beside"><div><pre') == 1
    (text,) = text_of(paper(made, Mathematics())[0])
    assert "left = 1" in text
    assert "right = 2" in text


def test_a_column_of_sentences_is_wide_on_the_page_and_read_in_the_pdf():
    made = document(Table((LINE, LINE), ((LINE, (Text("To be read."),)),), "rw"))
    assert '<td class="right">A line.</td><td class="wide">To be read.</td>' in page(
        made, Mathematics()
    )
    assert "To be read." in text_of(paper(made, Mathematics())[0])[0]
