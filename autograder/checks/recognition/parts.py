"""Outputs by themselves: which are wrong, and which known mistake accounts for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.checks.calling.observation import same
from autograder.checks.criteria import Answers
from autograder.checks.exam import Mistake
from autograder.checks.recognition.known import accounting_for
from autograder.checks.recognition.places import alone, group, stepless
from autograder.checks.recognition.spoiling import spoiled
from autograder.checks.words import listed, phrase, sentences, term


def apart(answers: Answers) -> Mistake | None:
    """Known mistakes that account for some of the outputs, each for its own."""
    wrong = answers.wrong
    groups = list(dict.fromkeys(group(name) for names in wrong for name in sorted(names)))
    if len(groups) < 2:
        return None
    found: dict[str, Mistake] = {}
    open_groups = []
    for one in groups:
        names = [{name for name in names if group(name) == one} for names in wrong]
        fitting = [
            mistake
            for mistake in accounting_for(answers.exam.mistakes(), answers, names)
            if _fits(mistake, answers, one, wrong)
        ]
        if len({mistake.id for mistake in fitting}) == 1:
            found.setdefault(fitting[0].id, fitting[0])
        else:
            open_groups.append(one)
    if not found or len(found) > 2:
        return None
    named = list(found.values())
    if len(named) == 1 and not open_groups:
        return named[0]
    first = answers.exam.outputs[0]
    if open_groups != [first] or not any(_reaches(one, answers, first) for one in named):
        rest = phrase("mistake.else", names=_listed(open_groups)) if open_groups else ""
        return both(named, rest)
    if len(named) == 1:  # what is true of the others need not be of the first
        where = _listed([one for one in groups if one != first])
        told = phrase("mistake.one-output", name=where, sentence=named[0].sentence)
        named = [replace(named[0], sentence=told)]
    return both(named, phrase("mistake.follows", names=_listed([first])))


def _reaches(mistake: Mistake, answers: Answers, output: str) -> bool:
    """Whether a known mistake spoils an output, as those do of what the output is made from."""
    numbers = range(len(answers.exam.cases))
    spoils = (spoiled(mistake, answers.exam, number) for number in numbers)
    return any(group(name) == output for names in spoils for name in names or ())


def both(named: Sequence[Mistake], rest: str = "") -> Mistake:
    """Several mistakes as one, with all their sentences."""
    told = [mistake.sentence for mistake in named]
    if len(named) > 1:
        told.insert(0, phrase("mistake.two"))
    return Mistake("+".join(mistake.id for mistake in named), sentences([*told, rest]), ())


def placed(answers: Answers) -> Mistake | None:
    """Where to look, by which outputs are wrong and which are right in every case."""
    if any(seen.error or seen.twice for seen in answers.cases) or any(
        fault.fatal for _, faults in answers.aligned for fault in faults
    ):
        return None
    if kept := [name for name in answers.exam.outputs if _as_it_came(name, answers)]:
        key = "mistake.unchanged" if len(kept) == 1 else "mistake.all-unchanged"
        return Mistake("unchanged", phrase(key, names=_listed(kept)), ())
    names = {name for names in answers.wrong for name in names}
    wrong = {part for name in names for part in (stepless(name), group(name))}
    everything = {leaf.name for _, _, leaves in answers.leaves() for leaf in leaves}
    for clue in answers.exam.clues:
        if wrong.issuperset(clue.wrong) and wrong.isdisjoint(clue.right):
            told = [
                {name for name in of if group(name) in clue.wrong} for of in (names, everything)
            ]
            return Mistake(clue.id, sentences([clue.sentence, alone(*told)]), ())
    return None


def overwritten(answers: Answers) -> Mistake | None:
    """An argument that the function may not change, and did, wherever its numbers are wrong."""
    wrong = [number for number, names in enumerate(answers.wrong) if names]
    changed = [set(answers.cases[number].changed) for number in wrong]
    names = sorted(set.intersection(*changed) - {*answers.exam.may_change}) if changed else []
    if not names:
        return None
    return Mistake("argument-changed", phrase("mistake.argument-changed", name=names[0]), ())


def _as_it_came(name: str, answers: Answers) -> bool:
    """Whether an output is wrong, and in every case what was handed in under its name."""
    place = answers.exam.outputs.index(name)
    failed = False
    for case, seen in zip(answers.exam.cases, answers.cases, strict=True):
        given, several = case.call.arguments.get(name), case.call.then
        if given is None or several or not isinstance(seen.value, tuple | list):
            if several:
                continue
            return False
        if len(seen.value) <= place or not same(given, seen.value[place]):
            return False
        failed |= not same(given, case.expected[place])
    return failed


def _fits(mistake: Mistake, answers: Answers, one: str, wrong: list[set[str]]) -> bool:
    """Whether a mistake spoils arrays of one output, and none that is right; not told of draws.

    It may spoil the first output as well, which is made from the others.
    """
    if answers.exam.draws:
        return True
    for number, names in enumerate(wrong):
        touched = spoiled(mistake, answers.exam, number)
        if touched is None or not touched <= names:
            return False
        if not {group(name) for name in touched} <= {one, answers.exam.outputs[0]}:
            return False
    return True


def _listed(groups: list[str]) -> str:
    *others, last = map(term, groups)
    return phrase("list.last", before=listed(others), after=last) if others else last
