"""Known mistakes, one at a time: what they give beside what an answer gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from autograder.checks.comparing.alignment import agree, leaves
from autograder.checks.comparing.comparison import agrees
from autograder.checks.criteria import Answers
from autograder.checks.exam import Mistake
from autograder.checks.plain import Tree
from autograder.checks.recognition.places import alone, stepless
from autograder.checks.recognition.spoiling import spoiled
from autograder.checks.words import listed, phrase, sentences

FEW = 20
"""Whole numbers that may be alike by chance."""
MOST = 3
"""Arrays that are listed by their names."""


def exact(answers: Answers) -> Mistake | None:
    """The known mistake that gives the same outputs, in every case."""
    cases = largest_first(answers)
    return next((one for one in answers.exam.mistakes() if gives(one, answers, cases)), None)


def partial(answers: Answers) -> Mistake | None:
    """The only one that accounts for every wrong array.

    Or, where several bugs may be left in a function, the only one that accounts for one of them.
    """
    mistakes = answers.exam.mistakes()
    wrong = answers.wrong
    partly = accounting_for(mistakes, answers, wrong)
    if not partly and answers.exam.repair:
        found = dict.fromkeys(leaf.name for _, _, among in answers.leaves() for leaf in among)
        for name in (name for name in found if any(name in names for names in wrong)):
            partly = accounting_for(mistakes, answers, [names & {name} for names in wrong])
            if len({mistake.id for mistake in partly}) == 1:
                one = partly[0]
                told = phrase("mistake.one-output", name=name, sentence=one.sentence)
                return replace(one, sentence=told)
    if len({mistake.id for mistake in partly}) != 1:
        return None
    one = partly[0]
    if _tells(answers, wrong) or _spares(one, answers, wrong):
        return replace(one, sentence=_confined(one, answers, wrong))
    return None


def _confined(mistake: Mistake, answers: Answers, wrong: list[set[str]]) -> str:
    """A mistake's sentence, and where it was made, if other arrays could have had it too."""
    made = {stepless(name) for names in wrong for name in names}
    spared = {
        stepless(leaf.name)
        for number, case, _ in answers.leaves()
        if mistake.answers[number] is not None
        for leaf in leaves(mistake.answers[number], answers.told[number], answers.exam.outputs)
        if leaf.name not in wrong[number] and not agrees(leaf, case.rtol)
    }
    if spared <= made:
        return mistake.sentence
    everything = {stepless(leaf.name) for _, _, among in answers.leaves() for leaf in among}
    if where := alone(made, made | spared, everything):
        return sentences([mistake.sentence, where])
    if len(made) > MOST:
        return mistake.sentence
    *others, last = sorted(made)
    name = phrase("list.last", before=listed(others), after=last) if others else last
    return phrase("mistake.one-output", name=name, sentence=mistake.sentence)


def _tells(answers: Answers, wrong: list[set[str]]) -> bool:
    """Whether what is wrong is more than a few whole numbers, which look like many things."""
    seen = [
        leaf.got
        for number, _, found in answers.leaves()
        for leaf in found
        if leaf.name in wrong[number] and isinstance(leaf.got, np.ndarray)
    ]
    whole = all(got.dtype.kind in "iub" for got in seen)
    return not (seen and whole) or sum(got.size for got in seen) > FEW


def _spares(mistake: Mistake, answers: Answers, wrong: list[set[str]]) -> bool:
    """Whether a mistake leaves right what is right in an answer."""
    for number, names in enumerate(wrong):
        touched = spoiled(mistake, answers.exam, number)
        if touched is None or not touched <= names:
            return False
    return True


def gives(mistake: Mistake, answers: Answers, cases: Iterable[int]) -> bool:
    """Whether a mistake's outputs are the answer's, in some cases, the most telling one first."""
    for number in cases:
        case, seen = answers.exam.cases[number], answers.cases[number]
        if seen.error:
            return False  # before anybody calls a mistake, which may take long
        answer = mistake.answers[number]
        if not agree(answer, answers.told[number], answers.exam.outputs, case.rtol):
            return False
        if _keys_differ(case.expected, answer, seen.value):
            return False
    return True


def accounting_for(
    mistakes: Sequence[Mistake], answers: Answers, wrong: list[set[str]]
) -> list[Mistake]:
    """The mistakes that account for some wrong arrays, which are named for each case."""
    return [mistake for mistake in mistakes if _accounts_for(mistake, answers, wrong)]


def largest_first(answers: Answers) -> range:
    """Numbers of the cases, those first that tell most mistakes apart."""
    return range(len(answers.cases) - 1, -1, -1)


def _keys_differ(asked: Tree, answer: Tree, got: Tree) -> bool:
    """Whether two answers have not the same of the outputs and keys that were asked."""
    if isinstance(asked, dict) and isinstance(got, tuple) and got:
        got = got[0]  # more came back than was asked
    if isinstance(asked, dict) and isinstance(answer, dict) and isinstance(got, dict):
        if any((key in answer) != (key in got) for key in asked):
            return True
        return any(_keys_differ(asked[key], answer[key], got[key]) for key in asked if key in got)
    if all(isinstance(part, list | tuple) for part in (asked, answer, got)):
        counts = {min(len(part), len(asked)) for part in (answer, got)}
        return len(counts) > 1 or any(map(_keys_differ, asked, answer, got))
    return isinstance(asked, tuple) and isinstance(answer, tuple) != isinstance(got, tuple | list)


def _accounts_for(mistake: Mistake, answers: Answers, wrong: list[set[str]]) -> bool:
    """Whether every wrong array of the answer is what the mistake gives in its place."""
    if any(fault.fatal for _, faults in answers.aligned for fault in faults):
        return False
    for number in largest_first(answers):
        if not wrong[number]:
            continue
        answer = mistake.answers[number]
        if answer is None:
            return False
        rtol, left = answers.exam.cases[number].rtol, set(wrong[number])
        for leaf in leaves(answer, answers.told[number], answers.exam.outputs):
            if leaf.name in left and not agrees(leaf, rtol):
                return False
            left.discard(leaf.name)
        if left:
            return False
    return any(wrong)
