"""What a step may take, told from what it took in an earlier run."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from nbformat.v4 import new_code_cell

from autograder.kernels.kernel import CellResult
from autograder.running.execution import Execution
from autograder.running.plan import Plan, Step
from autograder.settings import Settings

SETTINGS = Settings(cell_seconds=10, again_seconds=4, notebook_seconds=1000)


class Kernel(nullcontext):
    """Notes down for how long each cell may run; those that are called endless are interrupted."""

    def __init__(self) -> None:
        super().__init__(self)
        self.allowed: dict[str, float] = {}

    def execute(self, source, allowed, besides):
        self.allowed[source] = allowed
        return CellResult(interrupted=source == "endless")

    def starved(self):
        return 0.0

    def memory(self):
        return 0


def executed(*sources: str, before: tuple[Execution, ...] = (), settings=SETTINGS):
    """The execution of some cells, and what they were allowed."""
    kernel = Kernel()
    pool = SimpleNamespace(kernel=lambda *_: (kernel, []))
    judge = SimpleNamespace(
        address="", conversed=lambda: 0.0, answered=set, asleep=set, late=lambda _: False
    )
    execution = Execution(settings, before)
    steps = tuple(Step(source, new_code_cell(source)) for source in sources)
    execution.go(Plan(steps), pool, judge, {})
    return execution, kernel.allowed


def test_what_was_interrupted_in_one_run_has_less_time_in_the_next_and_nothing_else():
    first, allowed = executed("endless", "quick")
    assert allowed == {"endless": 10, "quick": 10}
    second, allowed = executed("endless", "quick", before=(first,))
    assert allowed == {"endless": 4, "quick": 10}
    _, allowed = executed("endless", before=(first, second))
    assert allowed == {"endless": 4}


def test_what_had_less_time_in_the_notebooks_last_seconds_has_all_of_it_the_next_time():
    first, _ = executed("endless", settings=Settings(cell_seconds=10, notebook_seconds=3))
    _, allowed = executed("endless", before=(first,))
    assert allowed == {"endless": 10}


@pytest.mark.parametrize("again", [4, 40])
def test_nothing_ever_has_more_time_the_next_time(again):
    settings = Settings(cell_seconds=10, again_seconds=again, notebook_seconds=1000)
    first, _ = executed("endless", settings=settings)
    _, allowed = executed("endless", before=(first,), settings=settings)
    assert allowed["endless"] == min(10, again)
