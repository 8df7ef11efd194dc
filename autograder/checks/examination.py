"""From an exam and a way to ask, to a verdict. The same code runs at home and in the judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from autograder.checks.calling.observation import Observation
from autograder.checks.comparing.alignment import align
from autograder.checks.comparing.comparison import disagreement
from autograder.checks.criteria import (
    ABOUT_OUTPUTS,
    CRITERIA,
    Answers,
    Criterion,
    Finding,
    accuracy,
    applicable,
    reproducible,
    returns,
    values,
    vectorised,
)
from autograder.checks.exam import Call, Exam, Mistake
from autograder.checks.plain import Tree
from autograder.checks.verdict import CriterionResult, CriterionStatus, Verdict

Ask = Callable[[Call], Observation]
_NEVER = "the function did not answer every call that this needs"


@dataclass(frozen=True)
class Examined:
    """A verdict, and what a student may see at home of how it came about."""

    verdict: Verdict
    answers: Answers | None = None
    failed_case: int | None = None


def examine(exam: Exam, ask: Ask, evidence: Mapping[str, Tree] | None = None) -> Examined:
    """Put an exam to an answer and judge it.

    Parameters
    ----------
    exam : Exam
        The calls to make and the right answers.
    ask : callable
        Makes one call of the student's function and returns what was seen.
    evidence : mapping, optional
        What was handed in beside the functions. Where it is None, criteria about it are absent.
    """
    return conclude(exam, [ask(call) for call in questions(exam, evidence)], evidence)


def questions(exam: Exam, evidence: Mapping[str, Tree] | None = None) -> list[Call]:
    """The calls that an exam makes, in the order in which it makes them."""
    accuracies = exam.accuracies if evidence is not None else ()
    cases, others = [case.call for case in exam.cases], [part.call for part in accuracies]
    return [*cases, *exam.draws, *others, *exam.growth]


def conclude(
    exam: Exam,
    seen: Sequence[Observation],
    evidence: Mapping[str, Tree] | None = None,
    lacking: str = "",
) -> Examined:
    """Judge what was seen when the calls of `questions` were made.

    Every case was answered. Where the last of the other calls were not, `lacking` says why: what
    they were for is lost, and nothing else.
    """
    left = iter(seen)
    cases, draws = list(islice(left, len(exam.cases))), list(islice(left, len(exam.draws)))
    accuracies = list(islice(left, len(exam.accuracies) if evidence is not None else 0))
    answers = Answers(exam, cases, list(left), draws, accuracies, evidence)
    answers, remark = _as_variant(answers)
    results: list[CriterionResult] = []
    failed: list[Finding] = []
    blocked, wrong_outputs = "", False
    for criterion in applicable(exam, evidence=evidence is not None):
        if blocked:
            results.append(_not_judged(criterion.name, blocked))
            continue
        if _lacks(criterion, answers):
            finding = Finding(lacking or _NEVER, fatal=False)
        else:
            finding = criterion.judge(answers)
        if finding.message:
            failed.append(finding)
            wrong_outputs |= criterion.judge in ABOUT_OUTPUTS
            blocked = criterion.name if finding.fatal else ""
        status: CriterionStatus = "failed" if finding.message else "passed"
        results.append(CriterionResult(criterion.name, status, finding.message))
    if not failed:
        message = f"Everything that was asked holds. {remark}".strip()
        return Examined(_verdict(exam, results, None, message), answers)
    mistake = recognise(answers) if wrong_outputs else None
    case = next((finding.case for finding in failed if finding.case is not None), None)
    message = f"{_sentence(failed[0].message, mistake)} {remark}".strip()
    return Examined(_verdict(exam, results, mistake, message), answers, case)


def _lacks(criterion: Criterion, answers: Answers) -> bool:
    """Whether a criterion has calls of its own, and some of them were not answered."""
    own: dict[Callable[[Answers], Finding], tuple[Sequence[object], Sequence[object]]] = {
        vectorised: (answers.growth, answers.exam.growth),
        reproducible: (answers.draws, answers.exam.draws),
        accuracy: (answers.accuracies, answers.exam.accuracies),
    }
    came, asked = own.get(criterion.judge, ((), ()))
    return len(came) < len(asked)


def _as_variant(answers: Answers) -> tuple[Answers, str]:
    """The answers beside what they are to be judged by, and a remark where that is a variant."""
    variants = answers.exam.variants()
    if not variants or not _fails(values, answers) or _fails(returns, answers):
        return answers, ""
    for variant in variants:
        pairs = zip(answers.exam.cases, variant.answers, strict=True)
        cases = tuple(replace(case, expected=expected) for case, expected in pairs)
        other = replace(answers, exam=replace(answers.exam, cases=cases))
        if not any(_fails(judge, other) for judge in ABOUT_OUTPUTS):
            return other, variant.sentence
    return answers, ""


def _fails(judge: Callable[[Answers], Finding], answers: Answers) -> bool:
    """Whether a criterion is failed for more than the form of an answer."""
    finding = judge(answers)
    return bool(finding.message) and finding.fatal


def refuse(exam: Exam, problem: str, *, evidence: bool = False) -> Verdict:
    """The verdict on an answer that could not be asked anything."""
    first, *others = (criterion.name for criterion in applicable(exam, evidence=evidence))
    results = [CriterionResult(first, "failed", problem)]
    results += [_not_judged(name, first) for name in others]
    return _verdict(exam, results, None, _sentence(problem, None))


def _not_judged(name: str, blocked: str) -> CriterionResult:
    return CriterionResult(name, "not judged", f"not judged, because of {blocked}")


def _verdict(
    exam: Exam, results: list[CriterionResult], mistake: Mistake | None, message: str
) -> Verdict:
    weights = {criterion.name: criterion.weight for criterion in CRITERIA}
    whole = sum(weights[result.name] for result in results)
    met = [result.name for result in results if result.status == "passed"]
    nothing_repaired = exam.repair and "values" not in met
    earned = 0 if nothing_repaired else sum(weights[name] for name in met)
    passed = earned == whole
    points = exam.points if passed else min(round(exam.points * earned / whole, 2), exam.points)
    return Verdict(
        exam.checkpoint,
        "passed" if passed else "failed",
        points,
        exam.points,
        mistake.id if mistake else None,
        message,
        tuple(results),
    )


def _sentence(clause: str, mistake: Mistake | None) -> str:
    """What was found, as a sentence, and the mistake that it looks like."""
    text = clause[:1].upper() + clause[1:] if clause.partition(" ")[0].isalpha() else clause
    text = text if text.endswith((".", "?", "!")) else f"{text}."
    return f"{text} {mistake.sentence}" if mistake else text


def recognise(answers: Answers) -> Mistake | None:
    """The known mistake that gives the same outputs.

    In every case, or else the only one that accounts for every wrong array; or, where several bugs
    may be left in a function, the only one that accounts for one of the wrong arrays.
    """
    mistakes = answers.exam.mistakes()
    if exact := next((mistake for mistake in mistakes if _gives(mistake, answers)), None):
        return exact
    wrong = [
        {leaf.name for leaf in leaves if disagreement(leaf, case.rtol)}
        for _, case, leaves in answers.leaves()
    ]
    partly = _accounting_for(mistakes, answers, wrong)
    if not partly and answers.exam.repair:
        found = dict.fromkeys(leaf.name for _, _, leaves in answers.leaves() for leaf in leaves)
        for name in (name for name in found if any(name in names for names in wrong)):
            partly = _accounting_for(mistakes, answers, [names & {name} for names in wrong])
            if len({mistake.id for mistake in partly}) == 1:
                break
    return partly[0] if len({mistake.id for mistake in partly}) == 1 else None


def _accounting_for(
    mistakes: Sequence[Mistake], answers: Answers, wrong: list[set[str]]
) -> list[Mistake]:
    return [mistake for mistake in mistakes if _accounts_for(mistake, answers, wrong)]


def _gives(mistake: Mistake, answers: Answers) -> bool:
    """Whether a mistake's outputs are the answer's, in every case."""
    for number in _largest_first(answers):
        case, seen, answer = (
            answers.exam.cases[number],
            answers.cases[number],
            mistake.answers[number],
        )
        if seen.error or _keys_differ(case.expected, answer, seen.value):
            return False
        leaves, faults = align(answer, seen.value, answers.exam.outputs)
        if faults or any(disagreement(leaf, case.rtol) for leaf in leaves):
            return False
    return True


def _keys_differ(asked: Tree, answer: Tree, got: Tree) -> bool:
    """Whether two answers have not the same of the outputs and keys that were asked."""
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
    for number in _largest_first(answers):
        if not wrong[number]:
            continue
        seen, answer = answers.cases[number], mistake.answers[number]
        if answer is None:
            return False
        rtol = answers.exam.cases[number].rtol
        theirs, _ = align(answer, seen.value, answers.exam.outputs)
        named = {leaf.name: leaf for leaf in theirs}
        if any(name not in named or disagreement(named[name], rtol) for name in wrong[number]):
            return False
    return any(wrong)


def _largest_first(answers: Answers) -> range:
    """Numbers of the cases, those first that tell most mistakes apart."""
    return range(len(answers.cases) - 1, -1, -1)
