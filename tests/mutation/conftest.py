from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.course import Course
from tests.mutation.score import Score, score, table

SCORES = pytest.StashKey[dict[str, Score]]()


@pytest.fixture(scope="session")
def scored(project: Course, pytestconfig: pytest.Config) -> Callable[[str], Score]:
    """Scores of checkpoints, made once and shown when the tests have run."""
    scores = pytestconfig.stash.setdefault(SCORES, {})

    def made(checkpoint: str) -> Score:
        if checkpoint not in scores:
            scores[checkpoint] = score(project, checkpoint)
        return scores[checkpoint]

    return made


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if scores := config.stash.get(SCORES, {}):
        terminalreporter.section("wrong answers rejected: mutants of the right ones")
        for line in table(scores.values()):
            terminalreporter.write_line(line)
