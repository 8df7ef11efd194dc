"""What of a notebook is folded away on a feedback page, and what is not."""

from __future__ import annotations

from autograder.reports.document import (
    Card,
    Fold,
    Heading,
    Link,
    Output,
    Paragraph,
    Quote,
    Text,
    plain,
)
from autograder.results.feedback.folding import folded, unfolded
from autograder.results.marks import CellMarks
from tests.results.test_feedback import GOES_ON, html, source, submission

PASSED = Card("passed", "✓ passed", "lab.one", "5 of 5 points")
FAILED = Card("failed", "✗ not yet", "lab.two", "1 of 5 points")
COMMENT = Quote((Paragraph((Text("Well put."),)),))


def head(text, level=2, anchor=""):
    return Heading(level, (Text(text),), anchor)


def prose(text="The lesson."):
    return Paragraph((Text(text),))


def names(told, comments=()):
    """The headings of what is folded."""
    found = folded(told, comments)
    assert list(unfolded(found))[-len(told) :] == list(told), "nothing is lost"
    return [plain(one.heading.inside) for one in found if isinstance(one, Fold)]


def test_what_has_passed_and_the_lesson_are_folded_and_the_rest_is_open():
    told = [
        *(head("1 Data"), prose()),
        *(head("Exercise 1", 3), prose(), PASSED, prose("More.")),
        *(head("Exercise 2", 3), prose(), FAILED, head("Details", 4), prose()),
        *(head("Question", 3), Card("open", "not marked yet", "", "up to 5 points")),
        head("The end"),
    ]
    assert names(told) == ["1 Data", "Exercise 1"]
    assert folded(told, ())[1].says == "✓ passed 5 of 5 points"


def test_what_a_marker_wrote_is_open_though_it_has_passed():
    told = [head("One"), PASSED, COMMENT, head("Two"), PASSED]
    assert names(told, [COMMENT]) == ["Two"]


def test_what_a_person_has_taken_points_from_is_open_though_its_check_has_passed():
    by_hand = {"gd": CellMarks(auto_score=10.0, manual_score=4.0)}
    assert "<details><summary><h4" not in html(marks=by_hand)
    assert "<details><summary><h4" in html()


def test_an_error_and_the_part_of_the_lesson_to_which_a_card_leads_are_open():
    link = Link((Text("here"),), "#part-1")
    told = [
        *(head("Theory", anchor="part-1"), prose(), head("Other", anchor="part-2"), prose()),
        *(head("Try"), Output("ZeroDivisionError", error=True)),
        *(head("Exercise"), Card("failed", "✗ not yet", "lab.one", "", link=link)),
    ]
    assert names(told) == ["Other"]


def test_what_stands_before_the_first_heading_gets_one():
    assert names([prose(), head("One"), prose()]) == ["The beginning of the lab", "One"]
    assert folded([], ()) == []


def test_on_the_page_a_folded_part_is_whole_and_its_anchors_stay():
    page = html(source(), marks={})
    assert page.count("<details>") == page.count("</details>") > 0
    fold = page.partition("<details>")[2].partition("</details>")[0]
    assert fold.startswith("<summary><h3")
    open_part = page[page.index('id="mark-why"') :]
    assert "</details>" not in open_part.partition("<details>")[0]
    assert GOES_ON in page
    assert submission().student in page
