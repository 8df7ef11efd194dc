"""`python -m autograder.checks CHECKPOINT FILE`, as a student types it."""

from __future__ import annotations

import sys

import pytest

from autograder.checks import __main__ as command
from autograder.checks.__main__ import main

ZEROS = "initialization.zeros"
RIGHT = """
import numpy as np

def initialize_parameters_zeros(layers_dims):
    made = {}
    for l, (n, m) in enumerate(zip(layers_dims, layers_dims[1:]), start=1):
        made[f"W{l}"], made[f"b{l}"] = np.zeros((m, n)), np.zeros((m, 1))
    return made
"""


@pytest.fixture(autouse=True)
def _restored(monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setitem(sys.modules, "answer", None)


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        (RIGHT, "✓ passed: initialization.zeros"),
        (RIGHT.replace("np.zeros((m, n))", "np.ones((m, n))"), "✗ not yet: initialization.zeros"),
        ("x = 1", "The file defines no function initialize_parameters_zeros."),
        ("1 / 0", "The file could not be imported: ZeroDivisionError"),
        ("def f(:", "The file is not valid Python: "),
        ("x = 1\0", "The file is not valid Python: "),
    ],
)
def test_a_file_gets_a_card(tmp_path, capsys, text, shows):
    (tmp_path / "mine.py").write_text(text)
    assert main([ZEROS, str(tmp_path / "mine.py")]) == 0
    assert shows in capsys.readouterr().out


def test_null_bytes_are_no_python_whatever_a_version_calls_them(tmp_path, capsys, monkeypatch):
    def compiled(*_anything, **_named):
        raise ValueError("source code string cannot contain null bytes")  # as 3.11.2 does

    monkeypatch.setattr(command, "compile", compiled, raising=False)
    (tmp_path / "mine.py").write_text("x = 1")
    assert main([ZEROS, str(tmp_path / "mine.py")]) == 0
    assert "The file is not valid Python: source code string" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"), [([ZEROS], "usage:"), (["a.b", "mine.py"], "there is no checkpoint 'a.b'")]
)
def test_what_makes_no_sense_is_said_in_a_sentence(capsys, words, says):
    assert main(words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert says in shown.err
