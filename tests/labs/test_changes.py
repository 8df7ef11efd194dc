"""Changes to the text of a right answer: what each does, and what it says where it does not fit."""

from __future__ import annotations

import pytest

from autograder.labs.changes import begin, body, change, piece, returns
from autograder.labs.mistakes import UnfitAnswer, WrongAnswer, variants, wrong_answers

RIGHT = '''\
def scaled(x, factor=2):
    """The value of x, θ times.

    factor : float
    """
    ### BEGIN SOLUTION
    made = {}
    for key in ("once", "twice"):
        made[key] = factor * x
    size = len(made)  # two
    return made, size'''


def answer(text: str, x: float = 10):
    namespace: dict = {}
    exec(text, namespace)
    return namespace["scaled"](x)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (change(size="3"), ({"once": 20, "twice": 20}, 3)),
        (change(made="factor + x"), ({"once": 12, "twice": 12}, 2)),
        (change(piece('"once", "twice"', '"twice",'), size="0"), ({"twice": 20}, 0)),
        (change(piece('("once", "twice")', '["once"]')), ({"once": 20}, 1)),
        (returns("size"), 2),
        (returns("result[0]"), {"once": 20, "twice": 20}),
        (change(returns("result[1]"), size="7"), 7),
        (begin("x = 1\nfactor = 3"), ({"once": 3, "twice": 3}, 2)),
        (body("return x"), 10),
        (body("if x:\n    return factor"), 2),
    ],
)
def test_a_change_changes_what_it_says_and_nothing_else(changed, expected):
    text = changed(RIGHT)
    assert answer(text) == expected
    assert text.startswith(RIGHT.partition("    ### BEGIN")[0])


def test_a_text_without_a_docstring_is_changed_too():
    assert begin("x = x + 1")("def scaled(x):\n    return x") == (
        "def scaled(x):\n    x = x + 1\n    return x"
    )


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        (change(szie="3"), "the answer odd assigns szie, which the solution assigns 0 times"),
        (change(piece("size = len(made)", "made = made; size = 2"), made="0"), None),
        (change(begin("size = 2"), size="3"), "the answer odd assigns size, .* 2 times"),
        (piece("key", "name"), "the answer odd replaces 'key', found 2 times"),
        (piece("missing", ""), "the answer odd replaces 'missing', found 0 times"),
        (change(body("x = 1"), returns("x")), "the answer odd returns something else, where"),
        (change(size="3 +"), "the answer odd is no Python: "),
        (returns("result +"), "the answer odd is no Python: "),
        (body("return ("), "the answer odd is no Python: "),
    ],
)
def test_a_change_that_does_not_fit_is_refused_with_the_name_of_its_answer(changed, complaint):
    known = WrongAnswer("odd", "It is odd.", (changed,))
    assert known.fits(RIGHT) == (complaint is None)
    if complaint:
        with pytest.raises(UnfitAnswer, match=f"^{complaint}"):
            known.texts(RIGHT)


def test_answers_are_written_one_after_the_other_with_every_way_to_make_them():
    first, second = wrong_answers(
        "one: This is one: not two.", returns("1"), returns("1.0"), "two: This is two.", body("")
    )
    assert (first.id, first.sentence, len(first.ways)) == ("one", "This is one: not two.", 2)
    assert (second.id, second.sentence, len(second.ways)) == ("two", "This is two.", 1)
    assert [answer(text) for text in first.texts(RIGHT)] == [1, 1.0]
    (other,) = variants("other: Accepted.", returns("size"))
    assert not isinstance(other, WrongAnswer)


@pytest.mark.parametrize(
    "parts",
    [
        ("no id at all", returns("1")),
        ("an id: with blanks", returns("1")),
        ("id: ", returns("1")),
        ("id: No change.",),
        ("id: No change.", "other: A change.", returns("1")),
        (returns("1"), "id: Its change comes first."),
    ],
)
def test_an_answer_without_id_sentence_or_change_is_refused(parts):
    with pytest.raises(ValueError, match="an answer should be"):
        wrong_answers(*parts)
