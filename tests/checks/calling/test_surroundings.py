"""A right function passes whatever the notebook has set or replaced, which is put back after it."""

from __future__ import annotations

import builtins
import contextlib
import decimal
import io
import json
import locale
import random
import socket
import sys
import time
import types
import warnings
from functools import cache

import numpy as np
import pytest

from autograder.checks import check
from autograder.checks.calling import originals
from autograder.checks.calling.observation import observe
from autograder.checks.calling.surroundings import undisturbed, usual
from autograder.checks.exam import Call
from tests.checks.conftest import doubling, put

pytestmark = pytest.mark.filterwarnings("ignore")

CALL = Call({"x": 1.0})
GD = "optimization.gd"


def descend(parameters, grads, learning_rate):
    """Overflows, divides by zero, warns and prints, and comes to the right result."""
    np.exp(1e4 * np.ones(2)), np.ones(2) / 0, np.sqrt(-np.ones(2))
    np.exp(-800 * np.ones(2)) * 1e-300
    warnings.warn("deprecated", DeprecationWarning, stacklevel=2)
    warnings.warn("strange", stacklevel=2)
    print("so far, so good")
    print("so far, so good", file=sys.stderr)
    return {name: array - learning_rate * grads[f"d{name}"] for name, array in parameters.items()}


def breathing(depth):
    return 0 if depth == 0 else 1 + breathing(depth - 1)


class Closed(io.StringIO):
    """A stream to which nothing can be written any more."""

    def write(self, text):
        raise ValueError("I/O operation on closed file")


def closed():
    stream = io.StringIO()
    stream.close()
    return stream


def nothing(*_, **__):
    return None


def refused(*_, **__):
    raise PermissionError("not in this notebook")


SETTINGS = {
    "errors of NumPy are raised": lambda: np.seterr(all="raise"),
    "errors of NumPy are called": lambda: (np.seterrcall(refused), np.seterr(all="call")),
    "warnings are errors": lambda: warnings.simplefilter("error"),
    "some warnings are errors": lambda: warnings.filterwarnings("error", "str"),
    "numbers are printed in a way of their own": lambda: np.set_printoptions(
        precision=1, threshold=2, formatter={"float": refused}
    ),
    "few calls may be nested": lambda: sys.setrecursionlimit(len(list(_frames())) + 45),
    "Python's numbers are seeded": lambda: random.seed(1),
    "NumPy's numbers are seeded": lambda: np.random.seed(1),  # noqa: NPY002
    "every line is traced": lambda: sys.settrace(lambda *_: None),
    "every call is profiled": lambda: sys.setprofile(nothing),
    "decimals are strict": lambda: decimal.getcontext().traps.update({decimal.Inexact: True}),
    "the language is another": lambda: _language(),
    "nothing is printed": lambda: setattr(sys, "stdout", None),
    "the output is closed": lambda: setattr(sys, "stdout", closed()),
    "the errors are closed": lambda: setattr(sys, "stderr", closed()),
    "the output fails": lambda: setattr(sys, "stdout", Closed()),
    "the output is no stream": lambda: setattr(sys, "stdout", object()),
    "the input is closed": lambda: setattr(sys, "stdin", closed()),
}
REPLACED = {
    "sum": {builtins: {"sum": np.sum}},
    "numpy's own": {
        builtins: {
            name: getattr(np, name) for name in ("sum", "abs", "round", "min", "max", "any", "all")
        }
    },
    "print": {builtins: {"print": nothing}},
    "open": {builtins: {"open": refused}, io: {"open": refused}},
    "input": {builtins: {"input": refused}},
    "types": {builtins: {"isinstance": nothing, "issubclass": nothing, "callable": nothing}},
    "lengths": {builtins: {"len": nothing, "range": nothing, "enumerate": nothing, "zip": nothing}},
    "loops": {builtins: {"next": refused, "iter": refused, "map": refused, "filter": refused}},
    "attributes": {builtins: {"getattr": refused, "hasattr": refused, "vars": refused}},
    "classes": {builtins: {"list": None, "set": None, "tuple": None, "str": None, "type": None}},
    "imports": {builtins: {"__import__": refused, "compile": refused, "exec": refused}},
    "exceptions": {builtins: {"ValueError": KeyError, "Exception": None, "TypeError": None}},
    "a deleted one": {builtins: {"sorted": None, "min": None}},
    "numpy": {
        np: dict.fromkeys(
            ("array", "asarray", "allclose", "isfinite", "array_equal", "abs"), refused
        )
    },
    "numpy's numbers": {np.random: {"default_rng": refused, "get_state": refused}},
    "numpy's errors": {np: {"errstate": None, "printoptions": None}},
    "time": {time: {"time": refused, "sleep": refused, "monotonic": refused}},
    "files": {json: {"loads": refused, "dumps": refused}, socket: {"socket": refused}},
    "warnings": {warnings: {"catch_warnings": None}},
    "tracing": {sys: {"settrace": refused, "gettrace": refused, "setrecursionlimit": refused}},
}


def _frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back


def _language():
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")


def found():
    """All that is there to be set, and to be put back."""
    options = {**np.get_printoptions()}
    settings = [np.geterr(), np.geterrcall(), list(warnings.filters), sys.getrecursionlimit()]
    tools = [sys.gettrace(), sys.getprofile(), sys.stdout, sys.stderr, sys.stdin]
    return [*settings, *tools, options, locale.setlocale(locale.LC_ALL)]


@pytest.fixture
def own():
    """What a test sets ends with it."""
    numpy, printed = np.geterr(), np.get_printoptions()
    call, depth, place = np.geterrcall(), sys.getrecursionlimit(), locale.setlocale(locale.LC_ALL)
    trace, profile = sys.gettrace(), sys.getprofile()
    streams, generators = (
        (sys.stdin, sys.stdout, sys.stderr),
        (random.getstate(), np.random.get_state()),  # noqa: NPY002
    )
    with warnings.catch_warnings(record=True), decimal.localcontext():
        yield
        sys.settrace(trace)
        sys.setprofile(profile)
        sys.setrecursionlimit(depth)
        sys.stdin, sys.stdout, sys.stderr = streams
    np.seterr(**numpy)
    np.seterrcall(call)
    np.set_printoptions(
        **{name: value for name, value in printed.items() if name != "override_repr"}
    )
    locale.setlocale(locale.LC_ALL, place)
    random.setstate(generators[0])
    np.random.set_state(generators[1])  # noqa: NPY002


class Replaced:
    """A context in which some names are replaced. It calls nothing by its name, as that may be."""

    def __init__(self, modules):
        self._spaces = [(module.__dict__, names) for module, names in modules.items()]
        self._before = [(space, dict(space)) for space, _ in self._spaces]

    def __enter__(self):
        for space, names in self._spaces:
            space.update(names)

    def __exit__(self, *_):
        for space, before in self._before:
            space.update(before)


@pytest.mark.parametrize("kind", SETTINGS)
@pytest.mark.usefixtures("own")
def test_a_right_function_passes_whatever_is_set_and_finds_it_set_afterwards(kind):
    SETTINGS[kind]()
    before = found()
    card = check(GD, descend)
    after = found()
    seen = observe([descend], public_call())
    again = found()
    sys.settrace(None)
    sys.setprofile(None)
    assert card.verdict.status == "passed", card.verdict.message
    assert seen.error == ""
    assert before == after == again


def public_call():
    return Call(
        {
            "parameters": {"W1": np.ones((1, 1))},
            "grads": {"dW1": np.ones((1, 1))},
            "learning_rate": 1.0,
        }
    )


ANSWERS = {
    GD: lambda parameters, grads, learning_rate: {
        name: array - learning_rate * grads["d" + name] for name, array in parameters.items()
    },
    "initialization.he": lambda layers_dims, rng: {"W1": rng.standard_normal((2, 2))},
}


@cache
def undisturbed_verdict(checkpoint):
    return check(checkpoint, ANSWERS[checkpoint]).verdict


@pytest.mark.parametrize("kind", REPLACED)
@pytest.mark.parametrize("checkpoint", ANSWERS)
def test_an_answer_is_judged_by_what_it_is_whatever_is_replaced(kind, checkpoint):
    expected = undisturbed_verdict(checkpoint)
    with Replaced(REPLACED[kind]):
        names = [dict(module.__dict__) for module in REPLACED[kind]]
        got = check(checkpoint, ANSWERS[checkpoint]).verdict
        left = [dict(module.__dict__) for module in REPLACED[kind]]
        seen = observe([ANSWERS[checkpoint]], CALL)
    assert got == expected
    assert all(
        one[name] is other[name] for one, other in zip(names, left, strict=True) for name in one
    )
    assert seen.error.startswith("TypeError")  # too few arguments, and nothing else


@pytest.mark.parametrize("function", ["sum", "print"])
def test_a_student_s_function_finds_the_names_as_the_student_has_left_them(function):
    mine = lambda *_, **__: 17.0  # noqa: E731
    for counted in (False, True):
        with Replaced({builtins: {function: mine}}):
            call = Call({"x": [1.0]}, count_work=counted)
            seen = observe([lambda x: getattr(builtins, function)(x)], call)
            there = getattr(builtins, function)
        assert seen.value == 17.0
        assert there is mine


def test_what_a_function_itself_replaces_stays_and_does_no_harm():
    def function(parameters, grads, learning_rate):
        builtins.sum = np.sum
        np.isfinite = np.asarray = refused
        return descend(parameters, grads, learning_rate)

    with Replaced({builtins: {}, np: {}}):
        status = check(GD, function).verdict.status
        theirs = builtins.sum
    assert status == "passed"
    assert theirs is np.sum


def test_what_says_that_it_equals_everything_is_no_original():
    class Everything:
        def __eq__(self, other):
            return True

        __hash__ = None

    anything = Everything()
    with Replaced({builtins: {"sorted": anything}, np: {"isfinite": anything, "array": anything}}):
        status = check(GD, ANSWERS[GD]).verdict.status
        left = (builtins.sorted, np.isfinite, np.array)
    assert status == "passed"
    assert all(one is anything for one in left)


def test_a_name_that_was_taken_away_is_there_for_the_checks_and_gone_again_for_the_notebook():
    sorting = builtins.sorted
    del builtins.sorted
    try:
        status = check(GD, descend).verdict.status
        gone = "sorted" not in vars(builtins)
    finally:
        builtins.sorted = sorting
    assert status == "passed"
    assert gone


def test_a_check_inside_of_a_function_that_is_checked_is_a_check_like_any():
    inner = []

    def function(*arguments):
        if not inner:
            inner.append(check(GD, descend).verdict.status)
        return descend(*arguments)

    with Replaced({builtins: {"sum": np.sum, "len": nothing}}):
        status = check(GD, function).verdict.status
        there = builtins.sum
    assert (status, *inner) == ("passed", "passed")
    assert there is np.sum


def test_everything_that_the_checks_look_up_elsewhere_is_remembered():
    known = {id(module.namespace) for module in originals._known}
    for module in (builtins, np, np.random, json, socket, io, sys, warnings):
        assert id(vars(module)) in known
    ours = [name for name in sys.modules if name.startswith("autograder")]
    assert not any(id(vars(sys.modules[name])) in known for name in ours)


def test_a_student_s_own_way_to_silence_warnings_is_kept():
    def warning(x):
        warnings.warn("silence me", stacklevel=2)
        return 2 * x

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("ignore")
        warnings.filterwarnings("error", category=DeprecationWarning)
        assert put(doubling(), warning).verdict.status == "passed"
    assert told == []


def test_a_warning_is_told_once_and_not_for_every_call():
    def warning(x):
        warnings.warn("tell me", stacklevel=1)
        return 2 * x

    with warnings.catch_warnings(record=True) as told:
        warnings.resetwarnings()
        assert put(doubling(), warning).verdict.status == "passed"
    assert len(told) == 1


@pytest.mark.usefixtures("own")
def test_the_card_shows_numbers_in_full_however_the_notebook_prints_them():
    def uphill(parameters, grads, learning_rate):
        return {name: 2 * array for name, array in parameters.items()}

    expected = str(check(GD, uphill))
    np.set_printoptions(precision=1, formatter={"float": refused}, threshold=2)
    assert str(check(GD, uphill)) == expected


@pytest.mark.usefixtures("own")
def test_a_depth_that_a_function_sets_itself_stays():
    sys.setrecursionlimit(900)
    observe([lambda x: sys.setrecursionlimit(5000)], CALL)
    assert sys.getrecursionlimit() == 5000


def test_a_function_may_set_for_itself_what_it_likes():
    def careful(x):
        with np.errstate(all="raise"), warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                np.exp(1e4 * np.ones(1))
            except FloatingPointError:
                sys.setrecursionlimit(5000)
                return 2 * x

    before = sys.getrecursionlimit()
    try:
        assert put(doubling(), careful).verdict.status == "passed"
        assert sys.getrecursionlimit() == 5000
    finally:
        sys.setrecursionlimit(before)


def test_recursion_may_be_as_deep_as_ever_and_deeper_where_that_was_allowed():
    before = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(len(list(_frames())) + 60)
        assert observe([lambda x: breathing(500)], CALL).value == 500
        sys.setrecursionlimit(4000)
        assert observe([lambda x: breathing(3000)], CALL).value == 3000
        assert observe([lambda x: breathing(5000)], CALL).error.startswith("RecursionError")
    finally:
        sys.setrecursionlimit(before)


@pytest.mark.usefixtures("own")
def test_a_debugger_goes_on_and_a_student_s_own_tracer_rests():
    lines = []

    def tracer(frame, event, argument):
        lines.append(frame.f_code.co_name)
        return tracer

    def answer(x):
        return 2 * x

    sys.settrace(tracer)
    observe([answer], CALL)
    sys.settrace(None)
    assert "answer" not in lines
    tracer.__module__ = "pydevd"
    sys.settrace(tracer)
    observe([answer], CALL)
    sys.settrace(None)
    assert "answer" in lines


@pytest.mark.usefixtures("own")
def test_what_a_function_prints_is_seen_where_it_can_be():
    sys.stdout = shown = io.StringIO()
    observe([lambda x: print("here")], CALL)
    assert shown.getvalue() == "here\n"


def test_a_stream_that_a_function_puts_in_place_stays():
    before, mine = sys.stdout, io.StringIO()
    try:
        sys.stdout = Closed()
        observe([lambda x: setattr(sys, "stdout", mine)], CALL)
        assert sys.stdout is mine
    finally:
        sys.stdout = before


def notebook(text):
    """A function of a notebook's, whose `exit` is IPython's."""
    leave = type("ZMQExitAutocall", (), {"__call__": lambda self: left.append(1)})
    leave.__module__ = "IPython.core.autocall"
    left: list[int] = []
    names = {"exit": leave(), "quit": leave()}
    exec(text, names)
    return names, left


@pytest.mark.parametrize("name", ["exit", "quit"])
def test_leaving_a_notebook_from_a_function_ends_the_call_and_not_the_kernel(name):
    names, left = notebook(f"def answer(x):\n    {name}()\n")
    before = dict(names)
    assert observe([names["answer"]], CALL).error.startswith("SystemExit")
    assert left == []
    assert names == before


def test_a_function_of_that_name_is_the_student_s():
    names = {}
    exec("def exit(): return 7\ndef answer(x): return exit()\n", names)
    assert observe([names["answer"]], CALL).value == 7


@pytest.mark.parametrize("context", [usual, lambda: undisturbed(descend)])
@pytest.mark.parametrize("error", [ValueError, StopIteration, GeneratorExit, KeyboardInterrupt])
@pytest.mark.usefixtures("own")
def test_everything_is_put_back_whatever_ends_it(context, error):
    np.seterr(all="raise")
    warnings.simplefilter("error")
    sys.setrecursionlimit(900)
    sys.stdout = Closed()
    before = found()
    with pytest.raises(error), context():
        raise error
    assert found() == before


def test_a_callable_that_tells_nothing_of_itself_is_called_all_the_same():
    class Bare:
        __slots__ = ()

        def __call__(self, x):
            return 2 * x

    for function in (Bare(), np.negative, types.MethodType(lambda _, x: 2 * x, 0)):
        assert observe([function], CALL).error == ""
