from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from autograder.checks import Card, check, public
from autograder.checks.card import MIME_TYPE, describe_call, mimebundle
from autograder.checks.exam import Call, Case
from autograder.checks.verdict import CriterionResult, Verdict
from tests.checks.conftest import doubling, put


def test_the_card_says_in_words_and_glyphs_what_the_verdict_is():
    passed = Card.at_home(put(doubling(), lambda x: 2 * x))
    failed = Card.at_home(put(doubling(), lambda x: 3 * x))
    for card, word, glyph in ((passed, "passed", "✓"), (failed, "not yet", "✗")):
        bundle = card._repr_mimebundle_()
        for shown in (bundle["text/plain"], bundle["text/html"]):
            assert word in shown
            assert glyph in shown
            assert "arithmetic.double" in shown
        assert Verdict.from_json(json.loads(json.dumps(bundle[MIME_TYPE]))) == card.verdict


def test_at_home_the_card_shows_the_case_that_failed():
    text = Card.at_home(put(doubling(), lambda x: 3 * x)).text()
    assert "called with: x = [[1., 2.]]" in text
    assert "[[3., 6.]]" in text
    assert "[[2., 4.]]" in text


def test_what_was_not_judged_stands_together_and_says_so():
    text = Card.at_home(put(doubling(), lambda x: 3 * x)).text()
    assert "✗ values   – not judged: arguments unchanged" in text
    nothing = Card.at_home(put(doubling(), lambda x: None))
    judged_not = "– not judged: shape, finite, values, arguments unchanged"
    assert judged_not in nothing.text()
    assert nothing.html().count("not judged") == 1


def test_many_arguments_stand_one_below_the_other_and_further_steps_are_told():
    step = {"gradient": np.full((2, 2), 0.25), "t": 7}
    call = Call(
        {"theta": np.full((2, 2), 0.125), "v": np.ones((3, 1)), **step}, (step,), ("theta", "v")
    )
    lines = describe_call(call).splitlines()
    assert [line.partition(" = ")[0] for line in lines if " = " in line] == [*call.arguments]
    assert lines[-1] == "then once more, with theta, v as returned"


def test_what_came_as_a_list_is_shown_as_one():
    exam = public.load("image_classification.predict_labels")
    text = Card.at_home(put(exam, lambda distances, y_train, k: [int(y_train[0])])).text()
    assert "returned: [the int 0]" in text


def test_networks_in_a_list_are_shown_as_one_alone_would_be():
    net = {"W1": np.full((2, 2), 0.125), "b1": np.zeros((2, 1))}
    alone, several = (describe_call(Call({"nets": given})) for given in (net, [net, net]))
    assert several.count("'W1': [[0.125, 0.125]") == 2
    assert alone.count("'W1': [[0.125, 0.125]") == 1
    assert "array(" not in several


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_a_mask_the_same_thing_is_said_only_once(monkeypatch, language):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", language)

    def scaled(A, keep_prob, rng):
        mask = (rng.random(A.shape) < keep_prob) / keep_prob
        return A * mask, mask

    def inverted(A, keep_prob, rng):
        dropped = rng.random(A.shape) >= keep_prob
        return A * ~dropped / keep_prob, dropped

    for function, mistake in ((scaled, "scaled-mask"), (inverted, "inverted-mask")):
        verdict = put(public.load("image_classification.dropout"), function).verdict
        assert verdict.mistake == mistake
        assert verdict.message.count("。" if language == "zh" else ".") == 1


def test_an_error_that_does_not_explain_itself_gets_a_hint():
    def without_arguments():
        return 0

    assert (
        "it is called with x, in this order" in put(doubling(), without_arguments).verdict.message
    )


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (lambda x: np.zeros(2, 3), "a shape is one tuple"),
        (lambda x: x^2, "a power is **"),
        (lambda x: x @ np.ones((9, 2)), "as many columns as the right one has rows"),
        (lambda x: np.dot(x, np.ones((9, 2))), "as many columns as the right one has rows"),
        (lambda x: x + np.ones((7, 9)), "the same length in both"),
        (lambda x: 2 * x if x > 0 else x, "decides on one value"),
        (lambda x: x[9], ""),
    ],
)  # fmt: skip
def test_an_error_of_numpy_gets_a_word_of_explanation_where_it_is_known(function, told):
    message = put(doubling(), function).verdict.message
    assert message.startswith("The function raised ")
    assert told in message
    assert (";" in message) == bool(told)


def test_at_grading_the_card_shows_criteria_and_the_sentence_only():
    verdict = put(doubling(), lambda x: 3 * x).verdict
    assert "called with" not in mimebundle(verdict)["text/plain"]
    assert "This is three times as much." in mimebundle(verdict)["text/plain"]


def test_the_card_of_one_answer_is_the_same_every_time():
    cards = [Card.at_home(put(doubling(), lambda x: 3 * x))._repr_mimebundle_() for _ in range(2)]
    assert cards[0] == cards[1]


def test_nothing_that_a_student_makes_up_becomes_markup():
    nasty = "<img src=x onerror=alert(1)><script>alert(1)</script>"

    def answer(x):
        raise ValueError(nasty)

    html = Card.at_home(put(doubling(), answer)).html()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    criterion = CriterionResult("values", "failed", nasty)
    forged = Verdict("a.b", "failed", 0, 1, None, nasty, (criterion,))
    assert "<script" not in mimebundle(forged)["text/html"]


def test_the_picture_shows_where_labels_over_a_grid_differ():
    exam = public.load("initialization.boundary")

    def all_ones(parameters, X):
        return np.ones((1, X.shape[1]))

    card = Card.at_home(put(exam, all_ones))
    assert 'src="data:image/png;base64,' in card.html()


def gradient_descent(factor):
    def step(parameters, grads, learning_rate):
        return {
            key: parameters[key] - factor * learning_rate * grads[f"d{key}"] for key in parameters
        }

    return step


def test_a_path_down_a_bowl_is_drawn_and_its_end_is_told():
    card = Card.at_home(put(public.load("optimization.gd"), gradient_descent(1.3)))
    (what, address), *others = card.pictures
    assert what == "a path down a bowl, seen from above: yours in orange, expected in blue"
    assert address.startswith("data:image/png;base64,")
    assert not others
    assert "in short: in a bowl of two parameters, your path ends at (" in card.text()
    assert not Card.at_home(put(public.load("optimization.gd"), gradient_descent(1))).pictures


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (-1e9, "your path runs away"),
        (np.nan, "your path runs away"),
        (0, "your path does not move"),
        (1 + 1e-6, ""),
    ],
)
def test_what_a_path_does_is_told_only_where_it_can_be_seen(factor, words):
    text = Card.at_home(put(public.load("optimization.gd"), gradient_descent(factor))).text()
    assert words in text
    assert ("in short" in text) == bool(words)


def test_parameters_that_are_huge_whole_numbers_are_no_fault_of_the_card():
    def huge(parameters, grads, learning_rate):
        return {key: np.array([[2**70]], dtype=object) for key in parameters}

    assert Card.at_home(put(public.load("optimization.gd"), huge)).text()


def test_truth_values_in_the_place_of_random_numbers_are_wrong_numbers():
    def coins(layers_dims, rng):
        shapes = list(zip(layers_dims[1:], layers_dims[:-1], strict=True))
        W = {f"W{n}": rng.random(shape) < 0.5 for n, shape in enumerate(shapes, start=1)}
        return W | {f"b{n}": np.zeros((shape[0], 1)) for n, shape in enumerate(shapes, start=1)}

    verdict = put(public.load("initialization.he"), coins).verdict
    assert next(part.name for part in verdict.criteria if part.status == "failed") == "values"


def test_of_a_matrix_there_are_three_pictures_and_the_same_in_words():
    exam = replace(doubling(), cases=(Case(Call({"x": np.ones((3, 4))}), np.full((3, 4), 2.0)),))
    card = Card.at_home(put(exam, lambda x: -2 * x))
    assert [what for what, _ in card.pictures] == [
        "yours (orange: above 0, blue: below)",
        "expected",
        "yours minus expected",
    ]
    assert "in short: every entry has the opposite sign" in card.text()


def test_few_numbers_need_no_picture_and_of_many_the_first_are_drawn():
    assert not Card.at_home(put(doubling(), lambda x: 3 * x)).pictures
    large = np.ones((3, 100))
    exam = replace(doubling(), cases=(Case(Call({"x": large}), 2 * large),))
    (what, _), *_ = Card.at_home(put(exam, lambda x: 3 * x)).pictures
    assert what == "yours (orange: above 0, blue: below), the first 3 rows and 40 columns"


def test_of_several_steps_no_more_are_shown_than_it_takes_to_fail():
    steps = ({"x": np.ones((1, 2))},) * 4
    expected = [np.full((1, 2), 2.0)] * 5
    exam = replace(doubling(), cases=(Case(Call({"x": np.ones((1, 2))}, steps), expected),))
    calls = []

    def wrong_from_the_third_on(x):
        calls.append(x)
        return 2 * x + (len(calls) > 2)

    text = Card.at_home(put(exam, wrong_from_the_third_on)).text()
    assert "then 2 more times" in text
    assert "after step 3" in text


@pytest.mark.parametrize("given", [(), (3,), (None,)])
def test_check_says_what_to_hand_in(given):
    card = check("initialization.he", *given)
    assert card.verdict.status == "failed"
    assert "the function itself" in card.verdict.message


def test_an_unknown_checkpoint_is_named_beside_the_known_ones():
    with pytest.raises(
        public.NoSuchCheckpoint, match=r"'initialization\.hee' .*initialization\.he"
    ):
        check("initialization.hee", len)


def test_a_function_in_the_place_of_the_name_is_told_the_order():
    with pytest.raises(public.NoSuchCheckpoint, match="name of the exercise comes first"):
        check(len, "initialization.he")


def test_a_dict_of_arrays_stands_key_by_key_and_matrices_stay_whole():
    nets = {"W1": np.arange(6.0).reshape(3, 2), "b1": np.ones((3, 1))}
    lines = describe_call(Call({"parameters": nets, "x": 3})).splitlines()
    assert lines[0] == "parameters = {'W1': [[0., 1.],"
    assert lines[1] == " " * 21 + "[2., 3.],"
    assert lines[3].startswith(" " * 14 + "'b1': [[1.],")
    assert lines[-1] == "x = 3"


def test_what_a_function_prints_is_shown_once(capsys):
    def chatty(layers_dims):
        print("building")
        return {}

    check("initialization.zeros", chatty)
    assert capsys.readouterr().out == "building\n"
