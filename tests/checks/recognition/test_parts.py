"""Outputs by themselves, situations, and pairs: what they tell of an answer that nobody knows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.calling.observation import observe
from autograder.checks.exam import Call, Case, Clue, Exam, Mistake, Situation
from autograder.checks.judging import examine
from autograder.checks.plain import Opaque
from autograder.checks.recognition.parts import group
from autograder.checks.recognition.two_mistakes import Sketches, sketch

GRADS = [np.array([[1.0, 2.0], [3.0, -4.0]]), np.array([[0.5, -1.0], [2.0, 7.0]])]


def step(p, g, v, *, mix=0.5, rate=1.0):
    new = {key: mix * v[key] + 0.5 * g[key] for key in g}
    return {key: p[key] - rate * new[key] for key in p}, new


def long(p, v):
    return p, {key: 7 * v[key] for key in v}


def arguments(scale: float) -> dict[str, object]:
    arrays = {"W1": scale * GRADS[0], "b1": scale * GRADS[1], "W2": GRADS[0].T, "b2": 3 * GRADS[1]}
    return {"p": arrays, "g": {k: 2 * a + 1 for k, a in arrays.items()}, "v": dict(arrays)}


def made(function) -> tuple[object, ...]:
    return tuple(function(**arguments(scale)) for scale in (1.0, 3.0))


def exam(**changes) -> Exam:
    cases = tuple(
        Case(Call(arguments(scale)), right)
        for scale, right in zip((1.0, 3.0), made(step), strict=True)
    )
    known = [
        Mistake("mixed", "It is mixed wrongly.", made(lambda p, g, v: step(p, g, v, mix=0.9))),
        Mistake("long", "It is too long.", made(lambda p, g, v: long(*step(p, g, v)))),
        Mistake("hasty", "The step is too long.", made(lambda p, g, v: step(p, g, v, rate=2.0))),
    ]
    whole = Exam("test.step", ("step",), ("p", "v"), 10.0, cases, mistakes=lambda: known)
    return replace(whole, **changes)


def told(function, **changes):
    verdict = examine(exam(**changes), lambda call: observe([function], call)).verdict
    assert verdict.status == "failed"
    return verdict.mistake, verdict.message


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("v['dW1'] after step 2", "v"),
        ("parameters['b10']", "parameters"),
        ("dW3", "dW"),
        ("the labels", "the labels"),
        ("the gradient after step 3", "the gradient"),
    ],
)
def test_an_array_belongs_to_an_output(name, expected):
    assert group(name) == expected


def test_a_mistake_that_accounts_for_another_output_may_be_why_the_first_is_wrong():
    def answer(p, g, v):
        new = step(p, g, v, mix=0.9)[1]
        return {key: p[key] - np.sign(new[key]) for key in p}, new

    mistake, message = told(answer)
    assert mistake == "mixed"
    end = "Look at v alone. It is mixed wrongly. What is wrong with p may come from this."
    assert message.endswith(end)


def test_what_a_mistake_never_reaches_does_not_come_from_it():
    def answer(p, g, v):
        return {key: np.sign(p[key]) for key in p}, long(*step(p, g, v))[1]

    mistake, message = told(answer)
    assert mistake == "long"
    assert message.endswith("It is too long. Something else is wrong with p as well.")


def test_a_mistake_that_accounts_for_the_first_output_leaves_something_else_in_the_other():
    def answer(p, g, v):
        return step(p, g, v, rate=2.0)[0], {key: np.sign(v[key]) for key in v}

    mistake, message = told(answer)
    assert mistake == "hasty"
    assert message.endswith("The step is too long. Something else is wrong with v as well.")


def test_a_mistake_that_would_spoil_what_is_right_is_not_named():
    def answer(p, g, v):
        moved, new = step(p, g, v, rate=3.0)
        return moved, {**new, "W1": step(p, g, v, mix=0.9)[1]["W1"]}

    assert told(answer)[0] is None


CLUES = (
    Clue("step", "v is right: look at the step.", wrong=("p",), right=("v",)),
    Clue("mix", "v is wrong.", wrong=("v",)),
)


def off(arrays, *names):
    return {**arrays, **{name: arrays[name] + 1 for name in names}}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda p, v: ({k: a + 1 for k, a in p.items()}, v), "v is right: look at the step."),
        (
            lambda p, v: ({**p, "b1": p["b1"] + 1, "b2": p["b2"] + 1}, v),
            "Only the biases are wrong.",
        ),
        (
            lambda p, v: ({**p, "b2": p["b2"] + 1, "W2": p["W2"] + 1}, v),
            "Only the last layer is wrong.",
        ),
        (
            lambda p, v: ({**p, "b1": p["b1"] + 1, "W1": p["W1"] + 1}, v),
            "Only the first layer is wrong.",
        ),
        (lambda p, v: (p, {k: a + 1 for k, a in v.items()}), "v is wrong."),
    ],
)
def test_where_nothing_is_known_the_outputs_that_are_wrong_tell_where_to_look(change, says):
    assert says in told(lambda **given: change(*step(**given)), clues=CLUES)[1]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda p, g, v: (p, v), "p and v came back as they were"),
        (lambda p, g, v: (step(p, g, v)[0], v), "v came back as it was"),
    ],
)
def test_what_came_back_as_it_was_is_told(answer, says):
    assert says in told(answer, clues=CLUES)[1]


def test_a_clue_is_not_told_where_what_it_calls_right_is_wrong():
    def answer(p, g, v):
        new = step(p, g, v)
        return off(new[0], "W1"), off(new[1], "b2")

    assert told(answer, clues=CLUES[:1])[0] is None


SITUATIONS = (
    Situation("large", "This happens only where p is large.", (1,)),
    Situation("some", "It begins with what is small.", (0,), exactly=False),
)


def test_the_situation_is_told_in_which_alone_an_answer_fails():
    def raising(p, g, v):
        if p["W1"][0, 0] > 2:
            raise ValueError("too large")
        return step(p, g, v)

    def wrong(p, g, v):
        return step(p, g, v, rate=7.0 if p["W1"][0, 0] > 2 else 1.0)

    for answer in (raising, wrong):
        mistake, message = told(answer, situations=SITUATIONS)
        assert (mistake, message.endswith("only where p is large.")) == ("large", True)


def test_a_situation_among_others_is_told_of_values_and_not_of_what_was_raised():
    assert told(lambda p, g, v: step(p, g, v, rate=7.0), situations=SITUATIONS)[0] == "some"
    assert told(lambda p, g, v: 1 / 0, situations=SITUATIONS)[0] is None


def sketched(*pairs) -> Sketches:
    bare = exam()
    numbers = [sketch(bare, dict(enumerate(made(function)))) for _, function in pairs]
    places = [[("mixed", "hasty").index(name) for name in names] for names, _ in pairs]
    return Sketches(["mixed", "hasty"], np.array(places), np.array(numbers, np.float16))


def both(p, g, v):
    return step(p, g, v, mix=0.9, rate=2.0)


def matched(function, sketches: Sketches):
    bare = exam()
    return sketches.matching(
        bare, {n: observe([function], c.call) for n, c in enumerate(bare.cases)}
    )


def test_two_mistakes_are_known_by_a_sketch_of_what_they_give_together():
    sketches = sketched((("mixed", "hasty"), both))
    assert matched(both, sketches).id == "mixed+hasty"
    assert "It is mixed wrongly. The step is too long." in matched(both, sketches).sentence
    assert matched(lambda **given: step(**given, mix=0.8), sketches) is None
    assert matched(step, sketches) is None


def test_what_is_infinite_in_both_is_alike():
    def endless(p, g, v):
        new = both(p, g, v)
        return {**new[0], "W1": np.full((2, 2), np.inf)}, {**new[1], "W2": np.full((2, 2), np.nan)}

    assert matched(endless, sketched((("mixed", "hasty"), endless))).id == "mixed+hasty"
    assert matched(endless, sketched((("mixed", "hasty"), both))) is None


def test_two_mistakes_are_not_known_by_an_exception_alone():
    def raising(p, g, v):
        raise ValueError

    numbers = sketch(exam(), dict.fromkeys((0, 1), Opaque("ValueError")))
    sketches = Sketches(["mixed", "hasty"], np.array([[0, 1]]), numbers[None].astype(np.float16))
    assert matched(raising, sketches) is None


def test_sketches_of_other_cases_tell_nothing():
    sketches = sketched((("mixed", "hasty"), both))
    bare = replace(exam(), cases=exam().cases[:1])
    assert sketches.matching(bare, {0: observe([both], bare.cases[0].call)}) is None
    older = replace(sketches, form=sketches.form - 1)
    assert matched(both, older) is None, "sketches that were made in another way"


def test_an_exam_of_extreme_cases_alone_has_no_sketch():
    bare = exam()
    extreme = replace(bare, cases=tuple(replace(case, extreme=True) for case in bare.cases))
    assert sketched((("mixed", "hasty"), both)).matching(extreme, {}) is None


def test_numbers_that_are_all_next_to_nothing_are_told_apart():
    def tiny(size):
        return lambda p, g, v: tuple(
            {key: size * array for key, array in part.items()} for part in step(p, g, v)
        )

    sketches = sketched((("mixed", "hasty"), tiny(0.03)))
    assert matched(tiny(0.03), sketches).id == "mixed+hasty"
    assert matched(tiny(0.02), sketches) is None
    assert matched(tiny(0.0), sketches) is None


def test_no_array_is_missed_by_a_sketch_however_small_it_is():
    large = np.arange(1.0, 41.0)
    small = Case(Call({"x": large}), (1.0, large))
    for number in range(3):  # which entries are looked at is another question in every case
        seen = Exam("test.sum", ("f",), ("loss", "dW"), 10.0, (small,) * (number + 1))
        answers = dict.fromkeys(range(number + 1), (2.0, large))
        assert np.count_nonzero(sketch(seen, answers)) == number + 1


def test_what_is_wrong_with_ordinary_numbers_is_named_before_what_is_wrong_with_extreme_ones():
    def answer(x, *, factor=2.0, top=np.inf):
        return np.minimum(factor * x, top), x

    inputs = [np.array([1.0, 2.0]), np.array([1e3, 4.0])]
    cases = [
        Case(Call({"x": x}), answer(x), extreme=extreme)
        for x, extreme in zip(inputs, (False, True), strict=True)
    ]
    known = [
        Mistake("trebled", "It is trebled.", tuple(answer(x, factor=3.0) for x in inputs)),
        Mistake("cut", "It is cut off.", tuple(answer(x, top=100.0) for x in inputs)),
    ]
    exam = Exam("test.f", ("f",), ("loss", "dW"), 10.0, tuple(cases), mistakes=lambda: known)

    def named(**wrong):
        seen = examine(exam, lambda call: observe([lambda x: answer(x, **wrong)], call))
        return seen.verdict.mistake

    assert named(top=100.0) == "cut"
    assert named(factor=3.0) == "trebled"
    assert named(factor=3.0, top=100.0) == "trebled", "and then, once that is mended, the other"


def test_of_pairs_that_look_alike_only_what_they_share_is_named():
    sketches = sketched((("mixed", "hasty"), both), (("mixed", "mixed"), both))
    found = matched(both, sketches)
    assert found.id == "mixed"
    assert found.sentence.endswith("There is a second mistake as well.")


def test_round_off_and_another_precision_do_not_hide_a_pair():
    def nearly(p, g, v):
        return tuple(
            {k: (a * (1 + 1e-9)).astype(np.float32) for k, a in part.items()}
            for part in both(p, g, v)
        )

    assert matched(nearly, sketched((("mixed", "hasty"), both))).id == "mixed+hasty"


def test_parameters_in_another_order_are_no_known_mistake():
    def answer(g, v, p):
        return step(p, g, v)

    alike = Mistake("alike", "It looks like this.", made(step))
    mistake, message = told(answer, mistakes=lambda: [alike])
    assert mistake is None
    assert "put its parameters in the order" in message


def test_a_few_whole_numbers_alone_name_no_mistake_that_would_spoil_what_is_right():
    def choose(x, *, best=None, share=1.0):
        return int(np.argmax(x)) if best is None else best, share * x

    inputs = [np.array([0.5, 0.25, 2.0]), np.array([0.5, 3.0])]
    cases = tuple(Case(Call({"x": x}), choose(x)) for x in inputs)
    known = [
        Mistake("both", "All is wrong.", tuple(choose(x, best=0, share=3.0) for x in inputs)),
        Mistake("number", "The number is.", tuple(choose(x, best=1) for x in inputs)),
    ]
    whole = Exam("test.f", ("f",), ("best", "shares"), 10.0, cases, mistakes=lambda: known)

    def named(**wrong):
        seen = examine(whole, lambda call: observe([lambda x: choose(x, **wrong)], call))
        return seen.verdict.mistake

    assert named(best=0, share=3.0) == "both"
    assert named(best=0) is None, "the shares are right"
    assert named(best=1) == "number"


def test_what_the_judge_has_seen_is_not_said_again_as_a_mistake():
    def f(x):
        return x

    case = Case(Call({"x": np.ones(2)}), np.array([1.0, 2.0]))
    found = examine(
        Exam("test.f", ("f",), ("it",), 1.0, (case,)), lambda call: observe([f], call)
    ).verdict
    said = found.message
    twice = Mistake("said", said, (np.ones(2),))
    again = examine(
        Exam("test.f", ("f",), ("it",), 1.0, (case,), mistakes=lambda: [twice]),
        lambda call: observe([f], call),
    ).verdict
    assert (again.mistake, again.message) == ("said", said)


def test_an_argument_that_was_overwritten_is_named_where_numbers_are_wrong_for_no_known_reason():
    def answer(p, g, v):
        v["W1"] += 1.0
        return step(p, g, v)

    mistake, message = told(answer)
    assert mistake == "argument-changed"
    assert message.endswith(
        "The function changes its argument v, which may be why the result is wrong: work on a copy."
    )
    assert told(answer, may_change=("v",))[0] != "argument-changed"

    def harmless(p, g, v):
        moved, new = step(p, g, v)
        v["W1"] += 1.0
        return {key: array + 0.7 for key, array in moved.items()}, new

    assert told(harmless)[0] == "argument-changed"
