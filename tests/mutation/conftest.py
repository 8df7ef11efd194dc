from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.course import Course
from tests.mutation.score import Score, row, score, table

ROW = "mutants"


@pytest.fixture(scope="session")
def scores() -> dict[str, Score]:
    return {}


@pytest.fixture
def scored(
    project: Course, scores: dict[str, Score], record_property: Callable[[str, object], None]
) -> Callable[[str], Score]:
    """Scores of checkpoints, made once and shown when the tests have run."""

    def made(checkpoint: str) -> Score:
        if checkpoint not in scores:
            scores[checkpoint] = score(project, checkpoint)
            record_property(ROW, row(scores[checkpoint]))
        return scores[checkpoint]

    return made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    properties = (each for report in reports for each in getattr(report, "user_properties", ()))
    if rows := list(dict.fromkeys(told for name, told in properties if name == ROW)):
        terminalreporter.section("wrong answers rejected: mutants of the right ones")
        for line in table(rows):
            terminalreporter.write_line(line)
