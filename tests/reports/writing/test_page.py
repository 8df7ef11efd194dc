"""The page: where its lines may break."""

import re

from autograder.reports.document import Document, Formula, Paragraph, Text
from autograder.reports.writing.mathematics import Mathematics
from autograder.reports.writing.page import page

X = Formula("x")


def test_a_formula_too_wide_for_a_telephone_can_be_moved_and_others_stay_in_their_line():
    wide = Formula("+".join(["x"] * 40))
    group = '<span class="formula" tabindex="0" role="group">@</span>'
    assert told(Text("so "), wide, Text(" on")) == f"so {group} on"
    assert told(Formula("+".join(["x"] * 10))) == "@"


def told(*line):
    """A line of a page, with a sign for each drawing."""
    html = page(Document("A", (Paragraph(line),)), Mathematics())
    return re.sub("<svg.*?</svg>", "@", re.search("<p [^>]*>(.*)</p>", html)[1])


def test_no_line_begins_with_the_punctuation_after_a_formula():
    kept = '<span class="kept">@{}</span>{}'
    assert told(Text("so "), X, Text("，所以")) == "so " + kept.format("，", "所以")
    assert told(X, Text("). Then & then")) == kept.format(").", " Then &amp; then")
    assert told(X, Text(" and, "), X, Text("(so)")) == "@ and, @(so)"
    assert told(Text(","), X) == ",@"
