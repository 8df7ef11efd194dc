"""Paragraphs: what has room of its own, and what stays in its line."""

import base64

import pytest

from autograder.reports.defects import Defects
from autograder.reports.document import Figure, Formula, Listing, Paragraph, Picture, plain, walk
from autograder.reports.reading import markdown
from autograder.reports.reading.pictures import PAGE, Pictures
from tests.reports.notebooks import png


@pytest.fixture
def find(tmp_path):
    """Finds a wide and a small picture."""
    for name, size in (("wide.png", (700, 40)), ("small.png", (60, 40))):
        (tmp_path / name).write_bytes(base64.b64decode(png(*size)))
    return Pictures(Defects(), tmp_path).find


@pytest.mark.parametrize(
    "text",
    [
        "So:\n![a](wide.png)\nand on",
        "So: <img src=wide.png> and on",
        "<p>So:<img src=wide.png>and on</p>",
    ],
)
def test_a_wide_picture_below_a_line_of_text_stands_alone(find, text):
    before, figure, after = markdown.read(text, find)
    assert isinstance(figure, Figure)
    assert [plain(before).strip(), plain(after).strip()] == ["So:", "and on"]


def test_it_does_so_in_a_list_as_well_and_two_do_each(find):
    (listing,) = markdown.read("- one ![a](wide.png) ![b](wide.png)", find)
    assert isinstance(listing, Listing)
    assert [type(one) for one in listing.items[0]] == [Paragraph, Figure, Figure]


def test_a_small_picture_stays_in_its_line(find):
    (line,) = markdown.read("A sign ![a](small.png) here.", find)
    assert [type(one).__name__ for one in line.inside] == ["Text", "Picture", "Text"]
    (figure,) = markdown.read("  ![a](small.png)<br>", find)
    assert isinstance(figure, Figure)


def test_a_formula_on_display_stands_alone_and_leaves_nothing_blank():
    blocks = markdown.read("It is $$x$$ <br> $$y$$")
    assert [type(one) for one in blocks] == [Paragraph, Formula, Formula]


@pytest.mark.parametrize(
    ("attributes", "width"),
    [
        ("width=300", 300),
        ("width='300px'", 300),
        ("width='50%'", PAGE / 2),
        ("style='border: 0; width: 120px'", 120),
        ("style='max-width: 9px'", 700),
        ("width='1'", 700),
        ("width='wide'", 700),
        ("width='99999'", 700),
    ],
)
def test_a_picture_is_as_wide_as_its_element_says(find, attributes, width):
    found = walk(markdown.read(f"<img src=wide.png {attributes}>", find))
    assert [one.width for one in found if isinstance(one, Picture)] == [width]
