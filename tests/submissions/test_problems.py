"""Names that students chose, in sentences for people."""

from __future__ import annotations

from autograder.submissions.problems import quoted


def test_a_long_name_shows_that_it_goes_on():
    assert quoted("n" * 60) == f"'{'n' * 60}'"
    assert quoted(f"lab/{'n' * 60}.ipynb") == f"'lab/{'n' * 53}...'"
    assert quoted("<b>\u0301") == "'?b?\u0301'"


def test_a_name_keeps_its_dashes_and_the_marks_of_other_scripts():
    assert quoted("Lab 3 \u2013 Kopie\u3000「2」★.ipynb") == "'Lab 3 \u2013 Kopie?「2」★.ipynb'"
    assert quoted("a`b$c\\d\u202ee") == "'a?b?c?d?e'"
