"""From an exam and a way to ask, to a verdict. The same code runs at home and in the judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from autograder.checks.calling.classes import classified
from autograder.checks.calling.observation import Observation
from autograder.checks.comparing.alignment import align
from autograder.checks.comparing.comparison import agrees
from autograder.checks.criteria import (
    ABOUT_OUTPUTS,
    Answers,
    Criterion,
    Finding,
    accuracy,
    applicable,
    points_of,
    reproducible,
    returns,
    values,
    vectorised,
    weighed,
)
from autograder.checks.exam import Call, Exam, Mistake
from autograder.checks.plain import Tree
from autograder.checks.recognition import recognise
from autograder.checks.verdict import CriterionResult, CriterionStatus, Verdict
from autograder.checks.words import as_sentence, key_of, phrase, say, sentences, shown, term

Ask = Callable[[Call], Observation]


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
    cases, others = (
        [case.call for case in exam.cases],
        [part.call for part in accuracies if part.call],
    )
    return [*cases, *exam.draws, *others, *exam.probes, *exam.growth]


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
    accuracies = list(_accuracies(exam, left, evidence))
    probes = list(islice(left, len(exam.probes)))
    answers = Answers(exam, cases, list(left), draws, accuracies, probes, evidence)
    answers, remark = _as_variant(answers)
    results: list[CriterionResult] = []
    failed: list[Finding] = []
    blocked, wrong_outputs = "", False
    for criterion in applicable(exam, evidence=evidence is not None):
        if blocked and not _stands_alone(criterion, exam):
            results.append(_not_judged(criterion.name, blocked))
            continue
        if _lacks(criterion, answers):
            finding = Finding(lacking or phrase("verdict.unanswered"), fatal=False)
        else:
            finding = criterion.judge(answers)
        if finding.message:
            failed.append(finding)
            wrong_outputs |= criterion.judge in ABOUT_OUTPUTS
            blocked = criterion.name if finding.fatal else blocked
        status: CriterionStatus = "failed" if finding.message else "passed"
        told = finding.message
        results.append(CriterionResult(criterion.name, status, shown(told), told))
    if not failed:
        message = sentences([phrase("verdict.passed"), remark])
        return Examined(_verdict(exam, results, None, message), answers)
    mistake = recognise(answers) if wrong_outputs else None
    case = next((finding.case for finding in failed if finding.case is not None), None)
    found = as_sentence(failed[0].message)
    what = mistake.sentence if mistake else ""
    if shown(what) in shown(found):
        what = ""  # what is seen in random numbers is often the mistake itself
    message = sentences([found, what, remark])
    return Examined(_verdict(exam, results, mistake, message), answers, case)


def _accuracies(
    exam: Exam, seen: Iterator[Observation], evidence: Mapping[str, Tree] | None
) -> Iterator[Observation]:
    """The labels that a student's function gave, or that a net gives which was handed in."""
    for wanted in exam.accuracies if evidence is not None else ():
        labels = next(seen, None) if wanted.call else classified(wanted, evidence or {})
        if labels is None:
            return
        yield labels


def _stands_alone(criterion: Criterion, exam: Exam) -> bool:
    """Whether a criterion is about what was handed in beside the function, and never calls it."""
    return criterion.judge is accuracy and all(one.call is None for one in exam.accuracies)


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
        if _misses(variant, answers):
            continue
        pairs = zip(answers.exam.cases, variant.answers, strict=True)
        cases = tuple(replace(case, expected=expected) for case, expected in pairs)
        other = replace(answers, exam=replace(answers.exam, cases=cases))
        if not any(_fails(judge, other) for judge in ABOUT_OUTPUTS):
            return other, variant.sentence
    return answers, ""


def _misses(variant: Mistake, answers: Answers) -> bool:
    """Whether a variant's numbers are others already in the first ordinary case."""
    exam = answers.exam
    number = next(number for number, case in enumerate(exam.cases) if not case.extreme)
    came = answers.cases[number].value
    compared, _ = align(variant.answers[number], came, exam.outputs)
    return not all(agrees(leaf, exam.cases[number].rtol) for leaf in compared)


def _fails(judge: Callable[[Answers], Finding], answers: Answers) -> bool:
    """Whether a criterion is failed for more than the form of an answer."""
    finding = judge(answers)
    return bool(finding.message) and finding.fatal


def refuse(exam: Exam, problem: str, *, evidence: bool = False) -> Verdict:
    """The verdict on an answer that could not be asked anything."""
    first, *others = (criterion.name for criterion in applicable(exam, evidence=evidence))
    results = [CriterionResult(first, "failed", shown(problem), problem)]
    results += [_not_judged(name, first) for name in others]
    return _verdict(exam, results, None, as_sentence(problem))


def _not_judged(name: str, blocked: str) -> CriterionResult:
    return CriterionResult(name, "not judged", say("verdict.blocked", name=term(blocked)))


def _verdict(
    exam: Exam, results: list[CriterionResult], mistake: Mistake | None, message: str
) -> Verdict:
    met = {result.name for result in results if result.status == "passed"}
    passed = len(met) == len(results)
    blank = any(key_of(result.found) == "returns.unwritten" for result in results)
    blank &= "accuracy" not in met
    nothing_repaired = exam.repair and "values" not in met
    judged = weighed(exam, results)
    points = 0.0 if nothing_repaired else points_of(judged, exam.points)
    return Verdict(
        exam.checkpoint,
        "passed" if passed else "not attempted" if blank else "failed",
        points,
        exam.points,
        mistake.id if mistake else None,
        shown(message),
        judged,
        shown(mistake.sentence) if mistake else "",
    )
