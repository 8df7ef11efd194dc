"""Text as every page can show it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.reports.reading.letters import clean, printed, shortened


@given(st.text())
def test_clean_text_can_be_written_and_is_clean(text):
    once = clean(text)
    once.encode("utf-8")
    assert clean(once) == once
    assert not any(letter < " " and letter not in "\t\n" for letter in once)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;https://a.b\x07link\x1b]8;;\x07", "link"),
        ("10%\r50%\r100%\n", "100%\n"),
        ("done\r\nnext\r\n", "done\nnext\n"),
        ("abc\b\bx", "ax"),
        ("a\tb", "a       b"),
    ],
)
def test_what_is_printed_is_what_a_terminal_shows(text, seen):
    assert printed(text) == seen


@pytest.mark.parametrize(
    ("text", "kept", "left"),
    [
        ("a\nb", "a\nb", 0),
        ("a\nb\nc\nd", "a\nb\nc", 1),
        ("abcdefghijkl", "abcdefghij", 1),
        ("abcdefgh\nijkl\nm", "abcdefgh\ni", 2),
    ],
)
def test_a_text_is_shortened_by_lines_and_by_letters(text, kept, left):
    assert shortened(text, 3, 10) == (kept, left)
