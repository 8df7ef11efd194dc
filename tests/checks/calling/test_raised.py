"""Whatever a function raises is an answer to one call, and whatever it returns can be read."""

from __future__ import annotations

import itertools
import os
import signal
import sys
import threading
import time
import tracemalloc

import numpy as np
import pytest

from autograder.checks import check
from autograder.checks.calling.interrupts import Interrupts
from autograder.checks.calling.observation import MAX_ERROR, Observation, observe
from autograder.checks.calling.raised import one_line
from autograder.checks.exam import Call
from autograder.checks.packing import pack, unpack
from autograder.checks.plain import MAX_ITEMS, Opaque
from tests.checks.conftest import doubling, put

CALL = Call({"x": 1.0})


class OfMyOwn(BaseException):
    pass


def endless(x):
    return endless(x)


def raising(error):
    def function(x):
        raise error

    return function


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        (lambda x: 1 / 0, "ZeroDivisionError"),
        (lambda x: sys.exit(3), "SystemExit"),
        (lambda x: exit(), "SystemExit"),
        (lambda x: quit(), "SystemExit"),
        (endless, "RecursionError"),
        (raising(MemoryError()), "MemoryError"),
        (raising(KeyboardInterrupt()), "KeyboardInterrupt"),
        (raising(GeneratorExit()), "GeneratorExit"),
        (raising(StopIteration(1)), "StopIteration"),
        (raising(OfMyOwn("mine")), "OfMyOwn: mine"),
        (raising(ExceptionGroup("both", [ValueError(), OSError()])), "ExceptionGroup: both"),
        (raising(BaseExceptionGroup("all", [SystemExit()])), "BaseExceptionGroup: all"),
    ],
)
@pytest.mark.parametrize("counted", [False, True])
def test_what_a_function_raises_is_an_error_of_that_call_and_of_no_other(function, kind, counted):
    seen = observe([function], Call({"x": 1.0}, count_work=counted))
    assert seen.error.startswith(kind)
    calls = itertools.count()
    examined = put(doubling(), lambda x: 2 * x if next(calls) else function(x))
    assert "The function raised" in examined.verdict.message
    assert next(calls) == 2


class Unsayable(Exception):
    def __str__(self):
        raise OfMyOwn


class NoText(Exception):
    def __str__(self):
        return 3


class Long(Exception):
    def __str__(self):
        return "no end \n of it " * 10_000_000


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (Unsayable(), "Unsayable: its text cannot be read (that raises OfMyOwn)"),
        (NoText(), "NoText: its text cannot be read (that raises TypeError)"),
        (Long(), "Long: no end of it no end of it"),
        (ValueError("\ud800"), "ValueError: "),
        (ValueError(), "ValueError"),
    ],
)
def test_an_exception_is_named_however_it_tells_of_itself(error, says):
    line = observe([raising(error)], CALL).error
    assert line.startswith(says)
    assert len(line) < MAX_ERROR
    assert "\n" not in line
    assert unpack(pack({"error": line}))["error"].startswith(says)


def test_a_text_without_end_is_not_read_to_its_end():
    text = "word " * 1_000_000
    error = type("Long", (Exception,), {"__str__": lambda self: text})()
    tracemalloc.start()
    try:
        assert len(one_line(error)) < MAX_ERROR
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < len(text)


def test_the_line_of_the_student_s_code_is_told_and_not_one_of_the_checks():
    assert "raise error" in observe([raising(ValueError("no"))], CALL).error
    with pytest.raises(ValueError, match="no observation") as caught:
        Observation.from_tree(None)
    assert "Observation.from_tree(None)" in one_line(caught.value)


@pytest.fixture(autouse=True)
def _interruptible():
    """Whoever runs the tests in the background has interrupts ignored, and that is inherited."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def send_interrupt(x):
    os.kill(os.getpid(), signal.SIGINT)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        pass
    return 2 * x


def swallowing(kind):
    def function(x):
        try:
            return send_interrupt(x)
        except kind:
            return 2 * x

    return function


def turning(x):
    try:
        send_interrupt(x)
    except KeyboardInterrupt:
        raise ValueError from None


@pytest.mark.parametrize(
    "function",
    [send_interrupt, swallowing(KeyboardInterrupt), swallowing(BaseException), turning],
)
def test_an_interruption_from_outside_ends_the_check_whatever_the_function_makes_of_it(function):
    before = signal.getsignal(signal.SIGINT)
    asked = []
    with pytest.raises(KeyboardInterrupt):
        put(doubling(), lambda x: asked.append(x) or function(x))
    assert len(asked) == 1
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interruption_shows_where_the_function_was():
    with pytest.raises(KeyboardInterrupt) as caught:
        observe([send_interrupt], CALL)
    assert "send_interrupt" in [entry.name for entry in caught.traceback]


def test_a_handler_of_one_s_own_stays_and_is_told():
    told, before = [], signal.getsignal(signal.SIGINT)
    try:
        signal.signal(signal.SIGINT, lambda *_: told.append(1))
        with pytest.raises(KeyboardInterrupt):
            observe([lambda x: os.kill(os.getpid(), signal.SIGINT)], CALL)
        assert told == [1]
        mine = lambda *_: None  # noqa: E731
        observe([lambda x: signal.signal(signal.SIGINT, mine) and None], CALL)
        assert signal.getsignal(signal.SIGINT) is mine
    finally:
        signal.signal(signal.SIGINT, before)


def test_interruptions_are_left_alone_where_they_are_ignored_and_in_other_threads():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert observe([lambda x: os.kill(os.getpid(), signal.SIGINT)], CALL).error == ""
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    seen = []
    thread = threading.Thread(
        target=lambda: seen.append(observe([raising(KeyboardInterrupt())], CALL))
    )
    thread.start()
    thread.join()
    assert seen[0].error.startswith("KeyboardInterrupt")
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interruption_passes_through_as_it_came():
    with pytest.raises(KeyboardInterrupt, match="mine"), Interrupts():
        raise KeyboardInterrupt("mine")


def method(name, does):
    def call(self, *_):
        return does(self)

    return {name: call}


def fails(_):
    raise OfMyOwn


READ = [
    "__iter__",
    "__len__",
    "__getitem__",
    "__eq__",
    "__bool__",
    "__array__",
    "__hash__",
    "__str__",
]
READ += ["items", "keys", "values", "__repr__", "__float__", "__complex__", "__getattr__"]


@pytest.mark.parametrize("base", [object, dict, list, tuple, str, float, np.ndarray])
@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("error", [ValueError, OfMyOwn, KeyboardInterrupt, RecursionError])
def test_an_object_that_raises_where_it_is_read_is_an_answer_like_any(base, name, error):
    def fail(_):
        raise error

    kind = type("Hostile", (base,), method(name, fail))

    def function(x):
        return kind((2,)) if base is np.ndarray else kind()

    for value in (function, lambda x: [function(x)], lambda x: {"a": function(x)}):
        sent = unpack(pack(observe([value], CALL).to_tree()))
        assert isinstance(Observation.from_tree(sent), Observation)
        assert put(doubling(), value).verdict.status == "failed"


def counting(_):
    return itertools.count()


def pairs(_):
    return ((str(number), number) for number in itertools.count())


@pytest.mark.parametrize(
    ("base", "members"),
    [
        (list, method("__iter__", counting)),
        (tuple, method("__iter__", counting)),
        (dict, method("items", pairs)),
        (dict, {**method("items", lambda _: ()), **method("values", counting)}),
    ],
)
def test_an_object_without_end_is_read_up_to_a_number_of_items(base, members):
    kind = type("Endless", (base,), members)
    for value in (kind(), (kind(), kind())):
        seen = observe([lambda x, value=value: value], CALL)
        assert len(pack(seen.to_tree())) < 200 * MAX_ITEMS


@pytest.mark.parametrize(("base", "name"), [(list, "__iter__"), (dict, "items")])
def test_no_more_is_taken_from_an_object_without_end_than_is_kept(base, name):
    taken = itertools.count()
    endless = type("Endless", (base,), method(name, lambda _: (("a", n) for n in taken)))()
    observe([lambda x: endless], CALL)
    assert next(taken) < 4 * MAX_ITEMS


def test_a_part_that_can_not_be_read_does_no_harm_to_the_others():
    hostile = type("Hostile", (dict,), method("items", lambda _: 1 / 0))()
    assert put(doubling(), lambda x: (2 * x, hostile)).verdict.status == "passed"


def test_an_endless_mapping_is_named():
    value = observe([lambda x: type("Endless", (dict,), method("items", pairs))()], CALL).value
    assert value == Opaque("an Endless with too many items to keep in memory")


def test_what_can_not_be_read_beside_a_function_does_not_keep_it_from_being_judged():
    hostile = type("Hostile", (dict,), method("items", lambda _: 1 / 0))()
    figure = type("Figure", (), {"axes": property(lambda self: 1 / 0)})()
    card = check(
        "initialization.boundary", lambda parameters, X: None, parameters=hostile, figure=figure
    )
    assert "returned None" in card.verdict.message
