"""What an answer looks like but for the extreme cases, whose numbers tell little when they fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from autograder.checks.criteria import Answers
from autograder.checks.plain import Tree


def ordinary(answers: Answers) -> Answers:
    """The same without the extreme cases, in which a mistake may be seen that was not made."""
    exam = answers.exam
    kept = [number for number, case in enumerate(exam.cases) if not case.extreme]
    if len(kept) == len(exam.cases):
        return answers
    return replace(
        answers,
        exam=replace(
            exam,
            cases=tuple(exam.cases[number] for number in kept),
            mistakes=lambda: [
                replace(one, answers=_Some(one.answers, kept)) for one in exam.mistakes()
            ],
            situations=tuple(
                replace(one, cases=tuple(kept.index(n) for n in one.cases if n in kept))
                for one in exam.situations
            ),
            together=lambda _: exam.together(answers),
        ),
        cases=[answers.cases[number] for number in kept],
    )


class _Some(Sequence[Tree]):
    """Some of a mistake's answers, each of which may be made only when it is asked for."""

    def __init__(self, answers: Sequence[Tree], kept: Sequence[int]) -> None:
        self._answers, self._kept = answers, kept

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, number: Any) -> Tree:
        return self._answers[self._kept[number]]
