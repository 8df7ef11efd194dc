"""A function is called with what its parameters are for, however it takes them."""

from __future__ import annotations

import functools
import math
from itertools import permutations

import numpy as np
import pytest

from autograder.checks.calling.binding import bound
from autograder.checks.calling.observation import observe
from autograder.checks.exam import Call, Case
from tests.checks.conftest import doubling, put, status

ASKED = {"x": 1.0, "y": 2.0, "rate": 3.0}
TABLE = np.ones(3)
POWER = Call({"x": 3.0, "y": 2.0})


def called(function, **arguments):
    """What a function is called with, by the names that it has for it."""
    arguments = arguments or ASKED
    positional, named = bound(function, arguments).given(arguments)
    return function(*positional, **named)


class Model:
    def __call__(self, y, x, rate):
        return x, y, rate

    def method(self, *, rate, **others):
        return others["x"], others["y"], rate

    @staticmethod
    def static(rate, x, y):
        return x, y, rate


def timed(function):
    @functools.wraps(function)
    def wrapper(*arguments, **named):
        return function(*arguments, **named)

    return wrapper


@pytest.mark.parametrize(
    "function",
    [
        lambda x, y, rate: (x, y, rate),
        lambda a, b, c: (a, b, c),
        lambda x, y, learning_rate: (x, y, learning_rate),
        lambda *, x, y, rate: (x, y, rate),
        lambda *, rate, y, x: (x, y, rate),
        lambda x, *, y, rate: (x, y, rate),
        lambda a, *, rate, b: (a, b, rate),
        lambda *, a, b, c: (a, b, c),
        lambda x, y, rate, /: (x, y, rate),
        lambda rate, y, x, /: (x, y, rate),
        lambda *everything: everything,
        lambda **everything: (everything["x"], everything["y"], everything["rate"]),
        lambda x, *others: (x, *others),
        lambda y, *others: (others[0], y, others[1]),
        lambda x, **others: (x, others["y"], others["rate"]),
        lambda a, **others: (a, others["y"], others["rate"]),
        lambda *others, rate: (*others, rate),
        lambda *everything, **more: (*everything, *more.values()),
        lambda x, y, rate=0.1: (x, y, rate),
        lambda x, y, rate, verbose=False: (x, y, rate),
        lambda x, y, verbose=False, rate=0.1: (x, y, rate),
        lambda verbose=False, *, x, y, rate: (x, y, rate),
        lambda a, verbose=False, *, b, c: (a, b, c),
        lambda x=0, y=0, rate=0: (x, y, rate),
        lambda x, y, rate, table=TABLE, other=TABLE: (x, y, rate),
        functools.partial(lambda verbose, x, y, rate: (x, y, rate), False),
        functools.partial(lambda rate, y, x, verbose: (x, y, rate), verbose=False),
        timed(lambda x, y, rate: (x, y, rate)),
        timed(lambda *, rate, x, y: (x, y, rate)),
        timed(lambda rate, y, x: (x, y, rate)),
        Model(),
        Model().method,
        Model.static,
        np.vectorize(lambda x, y, rate: (x, y, rate), otypes=[float] * 3),
    ],
)
def test_every_parameter_gets_what_it_is_for(function):
    assert tuple(map(float, called(function))) == (1.0, 2.0, 3.0)


@pytest.mark.parametrize("order", list(permutations(ASKED)))
def test_any_order_of_the_names_that_were_asked_is_understood(order):
    function = eval(f"lambda {', '.join(order)}: (x, y, rate)")
    assert called(function) == (1.0, 2.0, 3.0)
    assert bound(function, ASKED).order == (() if order == tuple(ASKED) else order)


def test_a_name_that_was_asked_is_not_taken_for_another_though_the_rest_have_other_names():
    assert called(lambda rate, a, b: (a, b, rate)) == (1.0, 2.0, 3.0)


def test_an_argument_that_is_left_out_keeps_its_default():
    assert called(lambda y, x, rate=7: (x, y, rate), x=1, y=2) == (1, 2, 7)


@pytest.mark.parametrize(
    ("builtin", "arguments", "expected"),
    [
        (math.hypot, {"x": 3.0, "y": 4.0}, 5.0),
        (math.exp, {"z": 0.0}, 1.0),
        (max, {"x": 3.0, "y": 4.0}, 4.0),
        (np.add, {"x": 3.0, "y": 4.0}, 7.0),
        (np.maximum, {"a": 3.0, "b": 4.0}, 4.0),
        (np.frompyfunc(lambda a, b: a - b, 2, 1), {"x": 3.0, "y": 4.0}, -1.0),
        (dict.fromkeys, {"x": (), "y": 4.0}, {}),
        (complex, {"x": 3.0, "y": 4.0}, 3 + 4j),
    ],
)
def test_what_does_not_tell_its_parameters_is_called_in_order(builtin, arguments, expected):
    assert called(builtin, **arguments) == expected


class Unreadable:
    @property
    def __signature__(self):
        raise RuntimeError

    def __call__(self, *arguments):
        return arguments


def test_an_object_whose_signature_can_not_be_read_is_called_in_order():
    assert called(Unreadable()) == (1.0, 2.0, 3.0)


@pytest.mark.parametrize("function", [lambda x: x, lambda: 0, lambda *, x: x, lambda a, b: a])
def test_too_few_parameters_are_told_as_python_tells_it_and_with_what_was_given(function):
    exam = doubling(cases=(Case(Call(ASKED), 1.0),), mistakes=tuple)
    message = put(exam, function).verdict.message
    assert "TypeError" in message
    assert "it is called with x, y, rate, in this order" in message


@pytest.mark.parametrize("function", [lambda x, y, rate, more: x, lambda *, x, y, rate, more: x])
def test_a_parameter_for_which_there_is_nothing_is_named(function):
    exam = doubling(cases=(Case(Call(ASKED), 1.0),), mistakes=tuple)
    message = put(exam, function).verdict.message
    assert "'more'" in message
    assert "it is called with x, y, rate, in this order" in message


def raised(**changes):
    return doubling(cases=(Case(POWER, 9.0),), mistakes=tuple, **changes)


@pytest.mark.parametrize(
    "answer",
    [
        lambda x, y: x**y,
        lambda base, exponent: base**exponent,
        lambda *, x, y: x**y,
        lambda *, y, x: x**y,
        lambda x, *, y: x**y,
        lambda *, base, exponent: base**exponent,
        lambda **named: named["x"] ** named["y"],
    ],
)
def test_names_of_ones_own_and_names_that_have_to_be_given_cost_nothing(answer):
    assert put(raised(), answer).verdict.status == "passed"


@pytest.mark.parametrize("answer", [lambda y, x: x**y, lambda y, base: base**y])
def test_an_order_of_ones_own_costs_what_the_form_is_worth_and_is_told(answer):
    examined = put(raised(), answer)
    assert [name for name, how in status(examined).items() if how != "passed"] == ["returns"]
    assert "in the order that was asked for, x, y" in examined.verdict.message
    assert examined.verdict.points > 9


def test_work_is_counted_and_steps_are_fed_whatever_the_names():
    counted = Call({"x": np.ones(3), "y": 2.0}, count_work=True)
    assert observe([lambda *, y, x: x * y], counted).work > 0
    call = Call({"x": 1.0, "y": 2.0}, then=({"y": 3.0}, {"y": 4.0}), feeds=("x",))
    assert observe([lambda *, y, x: x * y], call).value == [2.0, 6.0, 24.0]
