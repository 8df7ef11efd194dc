"""The pictures show the numbers, say them, and can do nothing but be seen."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from autograder.overview import pictures
from autograder.reports.reading import svg

DRAWN = {
    "histogram": pictures.histogram([0, 3, 1], ["0", "", "<b>", "30"], "10 to 20: 3"),
    "stacked": pictures.stacked([("passed", 3), ("not run", 1)], "passed 75%"),
    "sample": pictures.sample("not attempted"),
}


def widths(picture, kind):
    found = ET.fromstring(picture.data).iter("{http://www.w3.org/2000/svg}rect")
    return [float(one.get("width")) for one in found if one.get("class") == kind]


def test_the_parts_of_a_bar_are_as_long_as_their_numbers():
    bar = DRAWN["stacked"]
    assert widths(bar, "passed")[0] == pytest.approx(3 * widths(bar, "not-run")[0], abs=0.02)
    assert widths(bar, "failed") == []
    assert widths(pictures.stacked([("passed", 0)], ""), "passed") == []


def test_a_histogram_has_a_column_with_its_count_for_each_number_but_nought():
    texts = re.findall(r"<text[^>]*>([^<]*)", DRAWN["histogram"].data.decode())
    assert len(widths(DRAWN["histogram"], "bar")) == 2
    assert {"3", "1", "0", "30", "&lt;b&gt;"} <= set(texts)


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_fit_for_dark_and_light_and_only_draws(name):
    source = DRAWN[name].data.decode()
    assert "prefers-color-scheme:dark" in source
    content, width = svg.cleaned(source.replace("@media", "media"))
    assert width == DRAWN[name].width
    assert content.count(b"<rect") == source.count("<rect"), "nothing is taken out of it"
