"""What the gates rejected of a checkpoint's mutants, and the table that a test run ends with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.checks import public
from autograder.course import Course
from autograder.judge.exams import set_exam
from tests.mutation.gate import Gate
from tests.mutation.mutants import mutants
from tests.mutation.survivors import names

SEEDS = (1, 2, 3)
"""Each sets a fresh exam; a mutant that passes one of them has survived."""


@dataclass(frozen=True)
class Score:
    """The changes that were made to a checkpoint's right answers, and those that went through."""

    checkpoint: str
    changes: tuple[str, ...]
    at_home: tuple[str, ...]
    at_grading: tuple[str, ...]
    listed: frozenset[str]

    @property
    def survivors(self) -> list[str]:
        """Passed somewhere."""
        return [change for change in self.changes if change in {*self.at_home, *self.at_grading}]

    @property
    def equivalent(self) -> list[str]:
        """Passed everywhere, and known to be right."""
        passed = self.listed & {*self.at_home} & {*self.at_grading}
        return [change for change in self.changes if change in passed]

    def rate(self, passed: Sequence[str]) -> tuple[int, int]:
        """How many mutants were rejected, of those that can be."""
        wrong = [change for change in self.changes if change not in self.equivalent]
        return sum(change not in passed for change in wrong), len(wrong)


def score(course: Course, checkpoint: str, seeds: Sequence[int] = SEEDS) -> Score:
    """Put every mutant to the public cases and to a fresh exam for each seed."""
    home = Gate(public.load(checkpoint))
    judges = [Gate(set_exam(course, checkpoint, seed)) for seed in seeds]
    changes, at_home, at_grading = [], [], []
    for mutant in mutants(course, checkpoint):
        changes.append(mutant.change)
        function = mutant.function
        failed = home.rejected_at(function)
        if failed is None:
            at_home.append(mutant.change)
        if any(judge.rejected_at(function, failed) is None for judge in judges):
            at_grading.append(mutant.change)
    return Score(
        checkpoint, tuple(changes), tuple(at_home), tuple(at_grading), frozenset(names(checkpoint))
    )


ROW = "mutants"
"""The name under which a test leaves its row for the table."""

Row = tuple[str, int, int, tuple[int, int], tuple[int, int]]
"""Of a checkpoint: how many mutants, how many of them are right, what either gate rejected."""


def row(score: Score) -> Row:
    """What the table says of a checkpoint."""
    rates = score.rate(score.at_home), score.rate(score.at_grading)
    return str(score.checkpoint), len(score.changes), len(score.equivalent), *rates


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Lines that say what share of the mutants either gate rejects."""
    yield f"{'checkpoint':36} mutants equivalent {'public cases':>22} {'fresh cases':>22}"
    total = ("all", *(sum(row[n] for row in rows) for n in (1, 2)))
    sums = [tuple(sum(row[n][k] for row in rows) for k in (0, 1)) for n in (3, 4)]
    for name, count, right, *rates in [*rows, (*total, *sums)]:
        shown = " ".join(f"{f'{_percent(*rate)} ({rate[0]}/{rate[1]})':>22}" for rate in rates)
        yield f"{name:36} {count:7} {right:10} {shown}"


def _percent(rejected: int, wrong: int) -> str:
    """Rounded down: 100 % means all of them."""
    return f"{1000 * rejected // wrong / 10:.1f} %" if wrong else "-"
