"""A right function earns its points, whatever stands around it."""

from __future__ import annotations

import pytest

from autograder.judge import server
from autograder.judge.patience import Patience
from autograder.running import runner
from tests.tiny.course import copy_of, grade, submit_troubled
from tests.tiny.troubled import DOUBLE, TROUBLED, WAITING, Troubled, all_of, answer, cell


@pytest.fixture(scope="module")
def troubled(released_course, solved, sandboxed, tmp_path_factory):
    """All of them, graded as one class, by number; and what was printed."""
    course = copy_of(released_course, tmp_path_factory.mktemp("troubled") / "course")
    config = course.root / "nbgrader_config.py"
    limits = "c.Settings.notebook_seconds = 4\nc.Settings.memory = 2**29\n"
    limits += "c.Settings.beside = 1_000_000\n"
    config.write_text(config.read_text() + limits)
    for number, one in enumerate(TROUBLED):
        submit_troubled(course, f"s{number:03}", one, solved())
    result = grade(course, "tiny", seed=3, report=lambda line: None)
    assert result.failed == 0
    return {int(one.student[1:]): one for one in result.submissions}


@pytest.mark.parametrize("number", range(len(TROUBLED)), ids=[one.what for one in TROUBLED])
def test_it_earns_what_its_functions_are_worth_and_is_told_what_was_odd(troubled, number):
    one, result = TROUBLED[number], troubled[number]
    said = "; ".join(result.problems)
    assert result.score == one.earns, said
    if one.says is None:
        assert said == ""
        assert result.status == "graded"
    else:
        assert one.says in said
        assert result.status == "problems"


@pytest.mark.parametrize(
    ("text", "again"), [(f"import time\n{WAITING}", False), ("import torch\n" + DOUBLE, True)]
)
def test_a_function_that_waits_is_waited_for_once(
    released_course, solved, sandboxed, tmp_path, monkeypatch, text, again
):
    def fails(*_: object) -> None:
        raise ValueError("a second run")

    monkeypatch.setattr(runner, "Piecewise", fails)
    course = copy_of(released_course, tmp_path / "course")
    submit_troubled(course, "ada", Troubled("", all_of(answer(text), cell("1"))), solved())
    (ada,) = grade(course, "tiny", seed=3, report=lambda line: None).submissions
    assert ("a second run" in "; ".join(ada.problems)) == again


def test_a_function_without_end_is_asked_once_more_and_for_less_time(
    released_course, solved, sandboxed, tmp_path, monkeypatch
):
    noted = tmp_path / "noted"  # by another process

    class Noted(Patience):
        def begin(self, call):
            with noted.open("a") as file:
                file.write(f"{self._settings.call_seconds}\n")
            super().begin(call)

    monkeypatch.setattr(server, "Patience", Noted)
    course = copy_of(released_course, tmp_path / "course")
    config = course.root / "nbgrader_config.py"
    limits = "c.Settings.call_seconds = 1.5\nc.Settings.again_seconds = 0.5\n"
    config.write_text(config.read_text() + limits)
    endless = answer("def double(x):\n    while True: pass")
    submit_troubled(course, "ada", Troubled("", all_of(endless, cell("1"))), solved())
    (ada,) = grade(course, "tiny", seed=3, workers=1, report=lambda line: None).submissions
    assert ada.score == 3.0
    assert "did not return within" in ada.checkpoints[0].message
    assert noted.read_text().split().count("0.5") == 1, "one call, in a second run"


OURS = ValueError("odd"), IndexError(), RecursionError("deep"), AssertionError(), OverflowError()


@pytest.mark.parametrize("error", OURS, ids=lambda error: type(error).__name__)
def test_a_fault_in_taking_a_notebook_apart_costs_nothing_that_was_judged(
    released_course, solved, sandboxed, tmp_path, monkeypatch, error
):
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(runner, "Contents", fails)
    course = copy_of(released_course, tmp_path / "course")
    submit_troubled(course, "ada", Troubled("", answer("import torch")), solved())
    (ada,) = grade(course, "tiny", seed=3, report=lambda line: None).submissions
    assert (ada.score, ada.status) == (3.0, "problems")
    said = "; ".join(ada.problems)
    assert f"for a second run ({type(error).__name__}" in said
    assert "at test_troubled.py:" in said
