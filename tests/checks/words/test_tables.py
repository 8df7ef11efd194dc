"""The gate: every sentence is translated, nothing else is, and the code says what there is."""

from __future__ import annotations

import re

import pytest

from autograder.checks.words import chinese
from autograder.checks.words.english import SENTENCES
from autograder.overview.words import chinese as overview_chinese
from autograder.overview.words import english as overview
from autograder.reports.words import chinese as reports_chinese
from autograder.reports.words import english as reports
from autograder.words import chinese as grading_chinese
from autograder.words import english as grading
from tests.checks.words.catalogue import (
    CODE,
    compared,
    entries,
    modules,
    placeholders,
    sentences_in,
    terms,
    used,
)

CHINESE = "[\u4e00-\u9fff]"
HALF_WIDTH = re.compile(
    f"{CHINESE} ?[,;:!?]|[,;:!?] ?{CHINESE}|[(]{CHINESE}|{CHINESE}[)]|{CHINESE} ?\\.(?!\\w)"
)


EVERY = SENTENCES | grading.SENTENCES | reports.SENTENCES | overview.SENTENCES
IN_CHINESE = (
    chinese.SENTENCES,
    chinese.ENTRIES,
    chinese.TERMS,
    grading_chinese.SENTENCES,
    reports_chinese.SENTENCES,
    overview_chinese.SENTENCES,
)
PAIRS = (
    (SENTENCES, chinese.SENTENCES),
    (grading.SENTENCES, grading_chinese.SENTENCES),
    (reports.SENTENCES, reports_chinese.SENTENCES),
    (overview.SENTENCES, overview_chinese.SENTENCES),
)
TELLING = ("NoNotebookError", "OutOfTimeError", "RejectedError", "TooMuchError")
"""Exceptions whose messages students read."""
GRADING = {
    "judge": {"confirmation", "patience", "sitting", "trial"},
    "running": {"execution", "runner", "verdicts"},
    "running/second_run": {"better_verdicts", "contents", "troubles"},
    "kernels": {"kernel", "listener"},
    "sandbox": {"guard", "resources"},
    "submissions": {"files", "intake", "outputs", "problems", "sanitise"},
    "submissions/finding": {"archives_beside", "beside", "candidates", "folders"},
    "submissions/reading": {"damaged", "parsing"},
    "submissions/released": {"demonstrations"},
    "results": {"note", "record"},
    "results/feedback": {"content", "exercises", "story"},
    "submissions/archives": {"formats", "packed", "shares"},
}
"""Modules by whose sentences students learn what happened at grading."""
NUMPY_SAYS = [
    "TypeError: Cannot interpret .* as a data type",
    "ValueError: .*could not be broadcast together with shapes",
    "ValueError: could not broadcast input array",
    "ValueError: The truth value of an array",
]
"""What is in the code to be recognised, not to be said."""


def test_a_sentence_comes_to_its_end_in_both_languages_or_in_neither():
    """One that was cut off while it was mended has lost its full stop."""
    whole = re.compile(r"(?<![.\s])\.$")  # neither dots that stand for the rest, nor a number's
    cut = [
        key
        for table, translated in PAIRS
        for key in table
        if bool(whole.search(table[key])) != translated[key].endswith("。")
    ]
    assert cut == []


def test_no_sentence_stands_in_two_tables():
    """It would be mended in one of them; single words may be the same by chance."""

    def plain(text):
        return re.sub(r"{[^}]*}|[^\w]+", " ", text).split()

    told = [
        (plain(table[key]), plain(translated[key]), key)
        for table, translated in PAIRS
        for key in table
        if len(plain(table[key])) > 1
    ]
    places = {key: number for number, (table, _) in enumerate(PAIRS) for key in table}
    twice = [
        (one[2], other[2])
        for place, one in enumerate(told)
        for other in told[:place]
        if one[:2] == other[:2] and places[one[2]] != places[other[2]]
    ]
    assert twice == []


@pytest.mark.parametrize(
    ("english", "other"),
    [
        (SENTENCES, chinese.SENTENCES),
        (grading.SENTENCES, grading_chinese.SENTENCES),
        (reports.SENTENCES, reports_chinese.SENTENCES),
        (overview.SENTENCES, overview_chinese.SENTENCES),
    ],
    ids=["checks", "grading", "reports", "overview"],
)
def test_every_sentence_is_translated_and_nothing_else_is(english, other):
    assert compared(english, other) == []


def test_no_two_sentences_have_one_key():
    tables = (SENTENCES, grading.SENTENCES, reports.SENTENCES, overview.SENTENCES)
    assert len(EVERY) == sum(map(len, tables))


def test_every_entry_of_a_catalogue_is_translated_and_nothing_else_is():
    # They hold braces of Python's and no placeholders.
    english, translated = (
        {key: text.replace("{", "").replace("}", "") for key, text in table.items()}
        for table in (entries(), chinese.ENTRIES)
    )
    assert compared(english, translated) == []


def test_every_term_is_translated_and_nothing_else_is():
    assert compared({term: term for term in terms()}, chinese.TERMS) == []


def test_the_code_says_every_sentence_and_no_other():
    assert used(modules()).faults(EVERY) == []


def test_no_sentence_stands_in_the_code_of_the_checks():
    found = [text for source in modules(CODE / "checks") for text in sentences_in(source)]
    assert found == NUMPY_SAYS


def test_no_sentence_stands_in_the_code_of_reports():
    named = {"arguments", "mathematics", "page", "svg"}  # programs and their languages
    paths = [path for path in (CODE / "reports").rglob("*.py") if path.parent.name != "words"]
    texts = [path.read_text() for path in paths if path.stem not in named]
    assert [text for source in texts for text in sentences_in(source)] == []


def test_no_sentence_stands_in_the_code_of_the_class_report():
    paths = [path for path in (CODE / "overview").rglob("*.py") if path.parent.name != "words"]
    texts = [path.read_text() for path in paths if path.stem != "classwork"]  # what is refused
    assert [text for source in texts for text in sentences_in(source)] == []


def test_no_sentence_stands_in_the_code_of_grading():
    paths = [CODE / folder / f"{name}.py" for folder in GRADING for name in GRADING[folder]]
    found = [text for path in paths for text in sentences_in(path.read_text(), TELLING)]
    errors = (
        "ModuleNotFoundError: ",
        "ImportError: ",
        "NameError: ",
        "AttributeError: ",
        "UnboundLocalError: ",
    )
    assert [text for text in found if not text.startswith(errors)] == [], "but for Python's own"


@pytest.mark.parametrize("table", IN_CHINESE)
def test_beside_chinese_letters_stands_chinese_punctuation(table):
    assert {key: text for key, text in table.items() if HALF_WIDTH.search(text)} == {}


def test_a_placeholder_is_a_name_so_that_translators_may_move_it():
    names = [one for text in EVERY.values() for one in placeholders(text)]
    assert [one for one in names if not one[0].isidentifier() or one[2]] == []


@pytest.mark.parametrize(
    ("english", "other", "fault"),
    [
        ({"a.b": "one"}, {}, "a.b is not translated"),
        ({}, {"a.b": "一"}, "a.b has no English any more"),
        ({"a.b": "one"}, {"a.b": " "}, "a.b is empty"),
        ({"a.b": "one"}, {"a.b": "one"}, "a.b is still English"),
        ({"a.b": "one {x}"}, {"a.b": "一个{y}"}, "a.b has other placeholders"),
        ({"a.b": "one {x}"}, {"a.b": "一个{x}{x}"}, "a.b has other placeholders"),
        ({"a.b": "{x:g} points"}, {"a.b": "{x} 分"}, "a.b has other placeholders"),
    ],
)
def test_what_is_wrong_with_a_translation_is_told(english, other, fault):
    assert compared(english, other) == [fault]


def test_what_has_no_words_may_be_the_same():
    assert compared({"a.b": "{x}[{y}]"}, {"a.b": "{x}[{y}]"}) == []


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ('say("a.b"), words.say("a.c")', []),
        ('say("a.b")', ["nothing says a.c"]),
        ('say("a.b"); say("a.c"); say("a.d")', ["there is no a.d to say"]),
        ('phrase("a.b" if x else "a.d"); ["a.c"]', ["there is no a.d to say"]),
        ('phrase(f"a.{sign}"); ["b", "c"]', []),
        ('phrase(f"a.{sign}"); ["b"]', ["nothing says a.c"]),
        ('["a.b", "a.c"]; say(f"d.{x}")', ["there is nothing that begins with d."]),
    ],
)
def test_what_is_wrong_with_what_the_code_says_is_told(source, faults):
    assert used([source]).faults({"a.b": "", "a.c": ""}) == faults


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('return Finding("the function is not written")', ["the function is not written"]),
        ('told = f"{name} holds it in {count} entries"', [" holds it in "]),
        ('"""What this module is for."""', []),
        ('raise ValueError("this is for its author")', []),
        ('say("card.points"); name = "max-width: 3em"', []),
    ],
)
def test_a_sentence_in_the_code_is_noticed(source, found):
    assert sentences_in(f"def f():\n    {source}") == found


def test_a_sentence_that_is_raised_is_noticed_where_students_are_told_it():
    source = 'raise files.RejectedError("this is for a student")'
    assert sentences_in(source) == []
    assert sentences_in(source, ["RejectedError"]) == ["this is for a student"]


@pytest.mark.parametrize("text", ["样本,", "(样本)", "样本: x", "样本.", "a,样本", "样本?"])
def test_half_width_punctuation_is_noticed(text):
    assert HALF_WIDTH.search(text)


@pytest.mark.parametrize("text", ["样本。", "（样本）", "1.5 个样本", "f(x) 的样本", "np.zeros"])
def test_other_punctuation_is_none_of_that(text):
    assert not HALF_WIDTH.search(text)
