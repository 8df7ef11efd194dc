"""What a class's verdicts come to when they are counted; every count knows its students."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

from autograder.checks.home.tries import Try
from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.results.class_result import SubmissionResult

OUTCOMES = ("passed", "partly", "failed", "not attempted", "not run")
"""What may come of a checkpoint; *partly* is a wrong answer that earned something."""
FEW = 4
"""With fewer submissions there is no distribution, and a share says less than a number."""
TELLING, NEARLY_ALL = 5, 0.75
"""How many must have tried a checkpoint, and what share of them must have failed alike, before that
may lie in the text or in the check."""


@dataclass(frozen=True)
class Count:
    """Students of whom the same is true: of a checkpoint, and of what in it."""

    checkpoint: CheckpointName
    what: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class Suspicion:
    """A checkpoint that nearly all fail alike; `mistake` is what most of them did."""

    criterion: Count
    tried: int
    mistake: Count | None = None


def outcome(verdict: Verdict) -> str:
    """What came of a checkpoint: one of `OUTCOMES`."""
    return "partly" if verdict.status == "failed" and verdict.points > 0 else verdict.status


def by_checkpoint(results: Iterable[SubmissionResult]) -> dict[CheckpointName, dict[str, int]]:
    """How often each outcome came of each checkpoint, in the order of the lab."""
    counts: dict[CheckpointName, dict[str, int]] = {}
    for _, verdict in _verdicts(results):
        count = counts.setdefault(verdict.checkpoint, dict.fromkeys(OUTCOMES, 0))
        count[outcome(verdict)] = count.get(outcome(verdict), 0) + 1
    return counts


def mistakes(results: Iterable[SubmissionResult]) -> list[Count]:
    """Known mistakes, the most frequent first."""
    return _counted(results, lambda one: [one.mistake] if one.mistake else [])


def unexplained(results: Iterable[SubmissionResult]) -> list[Count]:
    """Wrong answers that no known mistake explains, by what the card said."""
    return _counted(
        results, lambda one: [one.message] if one.status == "failed" and not one.mistake else []
    )


def blank(results: Iterable[SubmissionResult]) -> list[Count]:
    """Exercises that were left as they were, the most frequent first."""
    return _counted(results, lambda one: [""] if one.status == "not attempted" else [])


def criteria(results: Iterable[SubmissionResult]) -> list[Count]:
    """Criteria that answers did not meet, the most frequent first; what is blank is no answer."""

    def missed(verdict: Verdict) -> list[str]:
        every = verdict.criteria if verdict.status == "failed" else ()
        return [one.name for one in every if one.status == "failed"]

    return _counted(results, missed)


def suspicious(results: Iterable[SubmissionResult]) -> list[Suspicion]:
    """Checkpoints of which the numbers suggest that the text or the check is at fault."""
    results = list(results)
    tried = _tried(results)
    most = {count.checkpoint: count for count in reversed(mistakes(results))}
    found = []
    for count in criteria(results):
        asked, alike = tried[count.checkpoint], len(count.students)
        if asked < TELLING or alike < NEARLY_ALL * asked:
            continue
        mistake = most.get(count.checkpoint)
        explains = mistake is not None and 2 * len(mistake.students) > alike
        found.append(Suspicion(count, asked, mistake if explains else None))
    return found


def telling(results: Iterable[SubmissionResult]) -> bool:
    """Whether there is a checkpoint that enough have tried for the numbers to say anything."""
    return max(_tried(results).values(), default=0) >= TELLING


def _tried(results: Iterable[SubmissionResult]) -> dict[CheckpointName, int]:
    tried: dict[CheckpointName, int] = defaultdict(int)
    for _, verdict in _verdicts(results):
        tried[verdict.checkpoint] += verdict.status in ("passed", "failed")
    return tried


def unreached(results: Iterable[SubmissionResult]) -> list[Count]:
    """Checkpoints that could not be checked, the most frequent first."""
    return _counted(results, lambda one: [""] if one.status == "not run" else [])


@dataclass(frozen=True)
class Asked:
    """How often a checkpoint was asked at home until it passed.

    `needed` is how many tries each student took who passed; `failed` how many have not passed.
    """

    checkpoint: CheckpointName
    needed: tuple[int, ...]
    failed: int = 0


def asked(tries: Iterable[Mapping[CheckpointName, Sequence[Try]]], lab: str) -> list[Asked]:
    """The checkpoints of a lab, what took most tries first."""
    needed: dict[CheckpointName, list[int]] = {}
    failed: dict[CheckpointName, int] = defaultdict(int)
    for one in tries:
        for name, tried in one.items():
            if name.lab != lab:
                continue
            passed = [number for number, each in enumerate(tried, start=1) if each.passed]
            needed.setdefault(name, []).extend(passed[:1])
            failed[name] += not passed
    found = [Asked(name, tuple(sorted(each)), failed[name]) for name, each in needed.items()]
    # Who has not passed needs more tries than anybody else.
    return sorted(
        found, key=lambda one: (-median([*one.needed, *[inf] * one.failed]), -sum(one.needed))
    )


def _verdicts(results: Iterable[SubmissionResult]) -> Iterator[tuple[str, Verdict]]:
    for result in results:
        for verdict in result.checkpoints:
            yield result.student, verdict


def _counted(
    results: Iterable[SubmissionResult], what: Callable[[Verdict], list[str]]
) -> list[Count]:
    found: dict[tuple[CheckpointName, str], list[str]] = {}
    for student, verdict in _verdicts(results):
        for each in what(verdict):
            found.setdefault((verdict.checkpoint, each), []).append(student)
    counts = [Count(name, each, tuple(students)) for (name, each), students in found.items()]
    return sorted(counts, key=lambda count: -len(count.students))
