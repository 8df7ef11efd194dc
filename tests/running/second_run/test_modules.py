"""A student's own modules run statement by statement in the second run, within a bound."""

from __future__ import annotations

import pytest

from autograder.running.second_run import modules
from autograder.running.second_run.modules import forgiving


def loaded(text: str) -> dict[str, object]:
    made = forgiving({"mine.py": text.encode()})["mine.py"].decode()
    names: dict[str, object] = {"__file__": "mine.py", "__name__": "mine"}
    exec(made, names)
    return names


@pytest.mark.parametrize(
    "text",
    [
        "import no_such_package\ndef f(x):\n    return 2 * x",
        "@no_such_name\ndef f(x, on=no_such_name):\n    return 2 * x",
        "def f(x: no_such_name) -> no_such_name:\n    return 2 * x\nraise ValueError",
        "print 'x'\ndef f(x):\n    return 2 * x",
        "import no_such_package\rdef f(x):\r    return 2 * x",
        "from __future__ import annotations\ndef f(x): return 2 * x",
        "def f(x): return 2 * x\nimport sys\nsys.exit(0)",
        "def f(x): return 2 * x\nraise KeyboardInterrupt",
        "two = {'{': 2}\ndef f(x):\n    return two['{'] * x",
    ],
)
def test_what_fails_costs_nothing_but_itself(text):
    assert loaded(text)["f"](4) == 8


def test_a_line_keeps_its_file_and_number():
    names = loaded("import no_such_package\n\n\ndef f(x):\n    return 2 * x")
    code = names["f"].__code__
    assert (code.co_filename, code.co_firstlineno) == ("mine.py", 4)


def test_data_and_modules_in_another_encoding_stay_as_they_are():
    files = {"a.csv": b"import x", "b.py": b"# coding: latin-1\nx = '\xe9'"}
    assert forgiving(files) == files


@pytest.mark.parametrize(
    "text",
    [
        '{"cells": [], "nbformat": 4, "nbformat_minor": 5}',
        '{"metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        '{"cells": 1, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        '{"cells": [1], "metadata": {}, "nbformat": 1e999, "nbformat_minor": 5}',
        '{"cells": [], "metadata": {}, "nbformat": 3, "worksheets": [{"cells": [{}]}]}',
        '{"nbformat": 2, "worksheets": 7}',
        "[" * 100_000,
    ],
)
def test_a_notebook_that_is_none_stays_as_it_is(text):
    files = {"bad.ipynb": text.encode()}
    assert forgiving(files) == files


def test_no_more_is_taken_apart_than_takes_a_second_or_two(monkeypatch):
    monkeypatch.setattr(modules, "_MOST", 20)
    files = {"a.py": b"x = 1", "large.py": b"y = 2" + b" " * 40, "b.py": b"z = 3"}
    made = forgiving(files)
    assert [name for name in files if made[name] != files[name]] == ["a.py", "b.py"]
