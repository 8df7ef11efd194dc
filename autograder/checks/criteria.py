"""The criteria: observations in, a finding out. `CRITERIA` is their table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from autograder.checks.calling.observation import Observation, materialise, same
from autograder.checks.calling.raised import explained
from autograder.checks.calling.work import LIMIT
from autograder.checks.comparing.alignment import align
from autograder.checks.comparing.comparison import Leaf, agrees, disagreement, is_plural, tied
from autograder.checks.comparing.distribution import Sample
from autograder.checks.comparing.structure import Fault
from autograder.checks.exam import Case, Exam
from autograder.checks.plain import Tree
from autograder.checks.verdict import CriterionResult
from autograder.checks.words import phrase, term


@dataclass(frozen=True)
class Finding:
    """What one criterion found: nothing wrong where `message` is empty.

    `fatal` where no later criterion can be judged; `case` is the number of the case that failed.
    """

    message: str = ""
    fatal: bool = True
    case: int | None = None


@dataclass(frozen=True)
class Answers:
    """Everything that was observed while an exam was sat."""

    exam: Exam
    cases: Sequence[Observation]
    growth: Sequence[Observation] = ()
    draws: Sequence[Observation] = ()
    accuracies: Sequence[Observation] = ()
    probes: Sequence[Observation] = ()
    evidence: Mapping[str, Tree] | None = None
    aligned: list[tuple[list[Leaf], list[Fault]]] = field(init=False)

    def __post_init__(self) -> None:
        pairs = zip(self.exam.cases, self.cases, strict=True)
        aligned = [align(case.expected, seen.value, self.exam.outputs) for case, seen in pairs]
        object.__setattr__(self, "aligned", aligned)

    def leaves(self, *, extreme: bool | None = None) -> Iterator[tuple[int, Case, list[Leaf]]]:
        """What can be compared, case by case; of those cases that are `extreme` or are not."""
        for number, (case, (leaves, _)) in enumerate(
            zip(self.exam.cases, self.aligned, strict=True)
        ):
            if extreme is None or case.extreme is extreme:
                yield number, case, leaves

    @cached_property
    def told(self) -> list[Tree]:
        """What came in each case; of batches and masks without faults what they are like.

        To find that out takes longest, and many mistakes are laid beside it.
        """
        return [
            leaves[0].got if leaves and not faults and leaves[0].of_traits else seen.value
            for (leaves, faults), seen in zip(self.aligned, self.cases, strict=True)
        ]

    @cached_property
    def wrong(self) -> list[set[str]]:
        """The names of the arrays that are wrong, for each case."""
        return [
            {leaf.name for leaf in found if not agrees(leaf, case.rtol)}
            for _, case, found in self.leaves()
        ]


def unwritten(seen: Observation) -> bool:
    """Whether a function is still as it was handed out, or says so."""
    return seen.error.startswith("NotImplementedError")


def returns(answers: Answers) -> Finding:
    """Something came back, of the right type and with the right keys, for arguments in order."""
    for number, (case, seen) in enumerate(zip(answers.exam.cases, answers.cases, strict=True)):
        if case.extreme:
            continue
        if unwritten(seen):
            return Finding(phrase("returns.unwritten"))
        if seen.error:
            return Finding(explained(seen.error, case.call.arguments), case=number)
        if seen.twice:
            return Finding(phrase("returns.one-dict"), case=number)
    found = _structure(answers, "returns")
    order = next((seen.order for seen in answers.cases if seen.order), ())
    if order and not found.message:
        asked = [name for name in answers.exam.cases[0].call.arguments if name in order]
        told = phrase("returns.order", taken=", ".join(order), asked=", ".join(asked))
        return Finding(told, fatal=False)
    return found


def shape(answers: Answers) -> Finding:
    """Every array has the shape that was asked."""
    return _structure(answers, "shape")


def _structure(answers: Answers, criterion: str) -> Finding:
    found = Finding()
    for number, (_, faults) in enumerate(answers.aligned):
        for fault in faults if not answers.exam.cases[number].extreme else ():
            if fault.criterion == criterion and (fault.fatal or not found.message):
                found = Finding(fault.message, fault.fatal, number)
                if fault.fatal:
                    return found
    return found


_FINITE = {
    False: ("finite.is", "finite.holds", "finite.holds-one"),
    True: ("finite.are", "finite.hold", "finite.hold-one"),
}
"""By whether a name is a plural: what to say of a number, of several in an array, and of one."""


def finite(answers: Answers) -> Finding:
    """No nan and no infinity where a number is expected."""
    for number, _, leaves in answers.leaves(extreme=False):
        for leaf in leaves:
            if (bad := leaf.infinite).size:
                single = bad.size == 1 and np.size(leaf.got) == 1
                alone, several, one = _FINITE[is_plural(leaf.name)]
                told = phrase(
                    alone if single else one if bad.size == 1 else several,
                    name=leaf.name,
                    number=str(bad[0]),
                    count=bad.size,
                )
                return Finding(told, case=number)
    return Finding()


def values(answers: Answers) -> Finding:
    """The numbers, or the distribution that they are drawn from."""
    for number, case, leaves in answers.leaves(extreme=False):
        for leaf in leaves:
            if wrong := disagreement(leaf, case.rtol):
                return Finding(wrong, case=number)
        if wrong := tied(leaves):
            return Finding(wrong, case=number)
    return Finding()


def stable(answers: Answers) -> Finding:
    """The numbers are right where they are extreme, too."""
    for number, case, leaves in answers.leaves(extreme=True):
        error = answers.cases[number].error
        faults = [fault.message for fault in answers.aligned[number][1] if fault.fatal]
        if error or faults:
            what = phrase("returns.raised", error=error) if error else faults[0]
            return Finding(phrase("stable.wrong", what=what), False, number)
        for leaf in leaves:
            if (bad := leaf.infinite).size:
                told = phrase("stable.infinite", name=leaf.name, number=str(bad[0]))
                return Finding(told, False, number)
            if wrong := disagreement(leaf, case.rtol):
                return Finding(phrase("stable.wrong", what=wrong), False, number)
    return Finding()


def arguments_unchanged(answers: Answers) -> Finding:
    """The function left its arguments as they were."""
    for number, seen in enumerate(answers.cases):
        changed = [name for name in seen.changed if name not in answers.exam.may_change]
        if changed:
            return Finding(phrase("arguments.changed", name=changed[0]), False, number)
    return Finding()


def vectorised(answers: Answers) -> Finding:
    """The function executes as much Python for a large input as for a small one."""
    small, large = answers.growth
    if small.error or large.error:
        return Finding(phrase("returns.raised", error=small.error or large.error), False)
    if large.processes:
        return Finding(phrase("vectorised.processes"), False)
    if not _grows(small.work, large.work):
        return Finding()
    if large.showing and not _grows(small.work - small.showing, large.work - large.showing):
        return Finding(phrase("vectorised.shows"), False)
    return Finding(phrase("vectorised.loops", growing=term(answers.exam.growing)), False)


def _grows(small: int, large: int) -> bool:
    """Whether more is executed for a large input, or so much that nobody counted on."""
    return large >= LIMIT or large > 1.1 * small + 20


def reproducible(answers: Answers) -> Finding:
    """The generator that was handed in decides, and no other."""
    found = _from_rng_alone(answers)
    if any(seen.global_draws for seen in (*answers.cases, *answers.draws)):
        key = "reproducible.global" if found.message else "reproducible.touched"
        return Finding(phrase(key), False)
    return found


def _from_rng_alone(answers: Answers) -> Finding:
    """Whether the same generator gives the same numbers, and another one others."""
    first, again, other = answers.draws
    if any(seen.error for seen in answers.draws):
        error = first.error or again.error or other.error
        return Finding(phrase("returns.raised", error=error), False)
    if not same(first.value, again.value):
        return Finding(phrase("reproducible.differs"), False)
    if same(first.value, other.value):
        return Finding(phrase("reproducible.same"), False)
    drawn, redrawn = _random_arrays(answers, first), _random_arrays(answers, other)
    for name, array in drawn.items():
        if array.size > 1 and same(array, redrawn.get(name)):
            return Finding(phrase("reproducible.array", name=name), False)
    return Finding()


def _random_arrays(answers: Answers, drawn: Observation) -> dict[str, np.ndarray]:
    """What was drawn, by name, where a case says which parts of it are random."""
    asked = {**answers.exam.draws[0].arguments, "rng": None}
    for case in answers.exam.cases:
        if same({**case.call.arguments, "rng": None}, asked):
            leaves, _ = align(case.expected, drawn.value, answers.exam.outputs)
            return {leaf.name: leaf.got for leaf in leaves if isinstance(leaf.expected, Sample)}
    return {}


def accuracy(answers: Answers) -> Finding:
    """What the student trained gets its share of labelled points right."""
    for wanted, seen in zip(answers.exam.accuracies, answers.accuracies, strict=True):
        subject = term(wanted.subject)
        given = wanted.call.arguments.values() if wanted.call else [{"evidence": list(wanted.net)}]
        asked = [one for one in given if one is not None]
        lacking = [one for one in asked if materialise(one, evidence=answers.evidence) is None]
        if lacking:
            # Its own name too: whoever looks at the phrase can tell who should have made it.
            name = lacking[0]["evidence"][-1]
            return Finding(phrase("accuracy.missing", subject=subject, name=name), False)
        if seen.error:
            raised = phrase("accuracy.raised", subject=subject, error=seen.error)
            told = (
                raised
                if wanted.call
                else phrase("accuracy.form", subject=subject, fault=seen.error)
            )
            return Finding(told, False)
        leaves, faults = align(wanted.labels, seen.value, answers.exam.outputs)
        faults = [fault for fault in faults if fault.fatal or fault.criterion == "shape"]
        if faults or not leaves:
            told = phrase("accuracy.form", subject=subject, fault=faults[0].message)
            return Finding(told, False)
        share, least = float((leaves[0].got == wanted.labels).mean()), wanted.at_least
        if share < least:
            key = "accuracy.low" if wanted.call else "accuracy.low-images"
            told = phrase(key, subject=subject, share=share, wanted=least)
            return Finding(told, False)
    return Finding()


def figure(answers: Answers) -> Finding:
    """The plots show what a reader needs: regions, points, colours by label, labelled axes."""
    plots = (answers.evidence or {}).get("figure")
    needs = {
        "regions": "figure.regions",
        "points": "figure.points",
        "colours": "figure.colours",
        "labels": "figure.labels",
        "title": "figure.title",
    }
    panels = [
        {need: panel.get(need) is True for need in needs}
        for panel in (plots if isinstance(plots, list) else [])
        if isinstance(panel, dict)
    ]
    drawn = [panel for panel in panels if panel["regions"] or panel["points"]]
    if len(drawn) < answers.exam.figures:
        told = phrase("figure.few", wanted=answers.exam.figures, found=len(drawn))
        return Finding(told, False)
    good = [panel for panel in drawn if all(panel.values())]
    if len(good) >= answers.exam.figures:
        return Finding()
    panel = next(panel for panel in drawn if panel not in good)
    return Finding(phrase(next(needs[need] for need in needs if not panel[need])), False)


def _always(_exam: Exam, _evidence: bool) -> bool:
    return True


@dataclass(frozen=True)
class Criterion:
    """Something to judge, and what meeting it is worth beside the others.

    `applies` says whether an exam asks for it, also where nothing was handed in beside the
    functions.
    """

    name: str
    weight: int
    judge: Callable[[Answers], Finding]
    applies: Callable[[Exam, bool], bool] = _always


CRITERIA = (
    Criterion("returns", 1, returns),
    Criterion("shape", 1, shape),
    Criterion("finite", 1, finite),
    Criterion("values", 24, values),
    Criterion("stable", 3, stable, lambda exam, _: any(case.extreme for case in exam.cases)),
    Criterion("arguments unchanged", 2, arguments_unchanged),
    Criterion("vectorised", 3, vectorised, lambda exam, _: bool(exam.growth)),
    Criterion("reproducible", 2, reproducible, lambda exam, _: bool(exam.draws)),
    Criterion("accuracy", 2, accuracy, lambda exam, evidence: evidence and bool(exam.accuracies)),
    Criterion("figure", 2, figure, lambda exam, evidence: evidence and exam.figures > 0),
)
"""In the order in which they are judged."""

ABOUT_OUTPUTS = (returns, shape, finite, values, stable)
"""Those that a variant has to meet, and by whose failure a known mistake is recognised."""


def applicable(exam: Exam, *, evidence: bool) -> list[Criterion]:
    """Those that apply to an exam, with or without what is handed in beside the functions."""
    return [criterion for criterion in CRITERIA if criterion.applies(exam, evidence)]


def weighed(exam: Exam, results: Sequence[CriterionResult]) -> tuple[CriterionResult, ...]:
    """Results with what each is worth in an exam."""
    weights = {**{criterion.name: criterion.weight for criterion in CRITERIA}, **exam.weights}
    return tuple(replace(one, weight=weights[one.name]) for one in results)


def points_of(results: Sequence[CriterionResult], most: float) -> float:
    """Points for the criteria that are met, of those that were judged or should have been.

    Each weighs what it was given when it was judged, see `weighed`.
    """
    whole = sum(one.weight for one in results)
    met = sum(one.weight for one in results if one.status == "passed")
    if not met:
        return 0.0  # nor is anything given where nothing was weighed
    return most if met == whole else min(round(most * met / whole, 2), most)
