"""What comes out of one run of a notebook, or two: the better verdicts, and all problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nbformat import NotebookNode

from autograder.checks.criteria import points_of
from autograder.checks.name import CheckpointName
from autograder.checks.verdict import CriterionResult, Verdict
from autograder.running.execution import Execution, Failed
from autograder.running.second_run.contents import Contents
from autograder.running.second_run.own_statements import Own
from autograder.running.second_run.troubles import Troubles, maker
from autograder.running.verdicts import NEVER_ASKED, concluded, name_of
from autograder.submissions.problems import listed, quoted
from autograder.words import Phrase, as_sentence, key_of, phrase, say, shown

OWN_CHOICE = "accuracy.low-images"
"""What is found of a net that the student chose, and that recognises too little."""


@dataclass(frozen=True)
class Run:
    """A notebook that was run: what its cells show, every test's verdict, what went wrong.

    `memory` is what it held at most, in bytes.
    """

    notebook: NotebookNode
    verdicts: dict[CheckpointName, Verdict]
    problems: tuple[str, ...] = ()
    memory: int = 0


def together(
    notebook: NotebookNode,
    lab: str,
    runs: Sequence[Execution],
    contents: Contents,
    troubles: Troubles,
) -> Run:
    """Of the verdicts the better one each, of the problems all, and why a check was not asked.

    Parameters
    ----------
    notebook : NotebookNode
        Shows the cards afterwards.
    lab : str
    runs : sequence of Execution
        Of the notebook as it was handed in; and, if so, those after it.
    contents : Contents
        Of the notebook.
    troubles : Troubles
    """
    first = runs[0]
    failed = [one for run in reversed(runs) for one in run.failed]
    verdicts, doubts = dict(first.verdicts), dict[CheckpointName, str]()
    better = set()
    for run in runs[1:]:
        for name, found in run.verdicts.items():
            verdict = _with_own_choice(first.verdicts.get(name), found)
            if name not in verdicts or verdict.points > verdicts[name].points:
                better.add(name)
                verdicts[name] = verdict
                doubts |= {name: run.doubts[name]} if name in run.doubts else {}
    verdicts = {
        name: _explained(one, verdicts, contents, troubles, failed)
        for name, one in verdicts.items()
    }
    unasked = {name for run in runs for name in run.unasked if name not in verdicts}
    verdicts |= {
        name: Verdict(name, "not attempted", message=shown(contents.lacks(name) or ""))
        for name in unasked
        if not contents.is_attempted(name)
    }
    reasons = {
        name.grade_id: contents.lacks(name) or troubles.reason(_telling(name, runs), failed)
        for name in unasked
    }
    final = concluded(notebook, lab, verdicts, reasons)
    told = troubles.sentences(failed)
    unseen = [doubt for doubt in doubts.values() if doubt not in first.problems]
    problems = [*first.problems, *unseen, *told]
    # That what others lack costs a checkpoint no more than their part is no trouble to speak of.
    odd = told or first.problems or contents.differs()
    silent = set() if odd else contents.relying()
    for name in sorted(better):
        asked = first.verdicts.get(name)
        missing = troubles.not_installed(asked.message) if asked is not None else ""
        if missing:
            problems.append(phrase("run.without", name=quoted(name.grade_id), missing=missing))
    gained = [quoted(n.grade_id) for n in sorted(better - silent) if verdicts[n].points]
    if gained:
        problems += [_replaced(cell) for cell in contents.replaced() if not told]
        problems += [_called(own) for own in contents.renamed]
        problems.append(phrase("run.second", names=listed(gained)))
    for name, verdict in final.items():
        if verdict.status == "not run" and contents.lacks(name) is None:
            reason = reasons.get(name.grade_id, NEVER_ASKED)
            problems = [one for one in problems if not _says(reason, one)]
            problems.append(phrase("run.unchecked", name=quoted(name.grade_id), reason=reason))
        elif verdict.status == "failed" and (missing := troubles.missing(verdict.message, failed)):
            problems.append(phrase("run.uses", name=quoted(name.grade_id), missing=missing))
    return Run(notebook, final, tuple(problems))


def _with_own_choice(first: Verdict | None, later: Verdict) -> Verdict:
    """A later verdict, with what was said of a net that the student chose and handed in.

    A later run has the lab's own cells, which choose another one.
    """
    chosen = [one for one in first.criteria if key_of(one.found) == OWN_CHOICE] if first else []
    if not chosen:
        return later
    criteria = [chosen[0] if one.name == chosen[0].name else one for one in later.criteria]
    message = as_sentence(chosen[0].message) if later.status == "passed" else later.message
    points = min(later.points, points_of(criteria, later.max_points))
    return replace(later, status="failed", points=points, criteria=tuple(criteria), message=message)


def _telling(name: CheckpointName, runs: Sequence[Execution]) -> str:
    """Why a check was not asked: the last reason; but one that is about more than a name first."""
    said = [run.unasked[name] for run in reversed(runs) if name in run.unasked]
    return next((one for one in said if not one.startswith("NameError")), said[0])


def _says(reason: str, problem: str) -> bool:
    """Whether a reason is a problem, or tells it beside something else."""
    parts = reason.parts.values() if isinstance(reason, Phrase) else ()
    return reason == problem or any(isinstance(p, str) and _says(p, problem) for p in parts)


def _replaced(cell: NotebookNode) -> Phrase:
    return phrase("run.replaced", cell=name_of(cell))


def _called(own: Own) -> Phrase:
    name, _, theirs = own.piece.source.partition(" = ")
    return phrase("run.called", theirs=quoted(theirs) if " " in theirs else theirs, name=name)


def _explained(
    verdict: Verdict,
    verdicts: dict[CheckpointName, Verdict],
    contents: Contents,
    troubles: Troubles,
    failed: Sequence[Failed] = (),
) -> Verdict:
    """A verdict that tells where a name is that was missing, and whose doing it is."""

    def blamed(part: CriterionResult) -> CriterionResult:
        # What a student's own process made up may lack its parts.
        if isinstance(part.found, Phrase) and _is_poor(part.found):
            return untrained(part, part.found)
        lacked = part.found.parts.get("name") if isinstance(part.found, Phrase) else None
        if key_of(part.found) != "accuracy.missing" or not isinstance(lacked, str):
            return replace(part, message=_located(part.message, troubles, failed))
        other = CheckpointName.of(verdict.checkpoint.lab, lacked)
        if other in verdicts and verdicts[other].status != "passed":
            found = phrase("run.blamed", clause=part.found, name=quoted(lacked))
        elif other not in verdicts and (one := maker(lacked, failed)) is not None:
            cell = name_of(one.step.cell)
            lack = contents.lacks(verdict.checkpoint, through_lab=True)
            if one.error.startswith("NotImplementedError") and lack is not None:
                found = phrase("run.before", clause=part.found, name=lack.parts["name"])
            else:
                found = phrase("run.because", clause=part.found, cell=cell, error=one.error)
        else:
            return part
        return replace(part, message=shown(found), found=found)

    def untrained(part: CriterionResult, found: Phrase) -> CriterionResult:
        makers = sorted(contents.makers(verdict.checkpoint))
        wrong = [name for name in makers if name in verdicts and _gives_wrong(verdicts[name])]
        if not wrong:
            return part
        name = quoted(wrong[0].grade_id)
        if key_of(found) == OWN_CHOICE:
            numbers = {key: found.parts.get(key) for key in ("share", "wanted")}
            if not all(isinstance(number, float) for number in numbers.values()):
                return part
            subject = found.parts.get("subject", "")
            told = phrase("run.untrained", subject=subject, name=name, **numbers)
        else:
            told = phrase("run.blamed", clause=found, name=name)
        return replace(part, message=shown(told), found=told)

    if verdict.status == "passed":
        return verdict
    lacking = contents.lacks(verdict.checkpoint)
    unwritten = any(key_of(part.found) == "returns.unwritten" for part in verdict.criteria)
    if lacking is not None and unwritten:
        return replace(verdict, message=shown(lacking))
    criteria = tuple(map(blamed, verdict.criteria))
    message = verdict.message
    for before, after in zip(verdict.criteria, criteria, strict=True):
        said = as_sentence(before.message)
        if before.message and message.startswith(said):
            message = as_sentence(after.message) + message.removeprefix(said)
            break
    else:
        message = _located(message, troubles, failed)
    return replace(verdict, message=message, criteria=criteria)


def _gives_wrong(verdict: Verdict) -> bool:
    """Whether what an answer gives is wrong, and not only how it comes to it."""
    about_outputs = {"returns", "shape", "finite", "values"}
    return any(one.name in about_outputs and one.status == "failed" for one in verdict.criteria)


def _is_poor(found: Phrase) -> bool:
    """Whether a net was handed in that recognises too little, or holds nan."""
    fault = found.parts.get("fault")
    return found.key == OWN_CHOICE or (isinstance(fault, Phrase) and fault.key == "net.infinite")


def _located(message: str, troubles: Troubles, failed: Sequence[Failed]) -> str:
    """A message on a name that was missing, with where that is."""
    missing = troubles.missing(message, failed)
    return say("run.missing", message=message, missing=missing) if missing else message
