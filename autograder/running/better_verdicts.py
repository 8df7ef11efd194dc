"""What comes out of one run of a notebook, or two: the better verdicts, and all problems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nbformat import NotebookNode

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.running.contents import Contents
from autograder.running.execution import Execution
from autograder.running.own_statements import Own
from autograder.running.troubles import Troubles
from autograder.running.verdicts import concluded, name_of
from autograder.submissions.problems import listed, quoted

_MISSING = re.compile(r"'(\w+)' is missing$")


@dataclass(frozen=True)
class Run:
    """A notebook that was run: what its cells show, every test's verdict, what went wrong."""

    notebook: NotebookNode
    verdicts: dict[CheckpointName, Verdict]
    problems: tuple[str, ...] = ()


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
    verdicts = dict(first.verdicts)
    better = set()
    for run in runs[1:]:
        for name, verdict in run.verdicts.items():
            if name not in verdicts or verdict.points > verdicts[name].points:
                better.add(name)
                verdicts[name] = verdict
    verdicts = {
        name: _explained(one, verdicts, contents, troubles) for name, one in verdicts.items()
    }
    reasons = {
        name.grade_id: contents.lacks(name) or troubles.reason(_telling(name, runs), failed)
        for name in {name for run in runs for name in run.unasked}
        if name not in verdicts
    }
    final = concluded(notebook, lab, verdicts, reasons)
    told = troubles.sentences(failed)
    problems = [*first.problems, *told]
    # That what others lack costs a checkpoint no more than their part is no trouble to speak of.
    silent = set() if told or contents.differs() else contents.relying()
    gained = [quoted(n.grade_id) for n in sorted(better - silent) if verdicts[n].points]
    if gained:
        problems += [_replaced(cell) for cell in contents.replaced() if not told]
        problems += [_called(own) for own in contents.renamed]
        problems.append(
            f"a second run, with only what the checks need, earned more for {listed(gained)}"
        )
    for name, verdict in final.items():
        if verdict.status == "not run" and contents.lacks(name) is None:
            problems = [one for one in problems if one not in verdict.message]
            problems.append(f"{quoted(name.grade_id)} could not be checked: {verdict.message}")
        elif verdict.status == "failed" and (missing := troubles.missing(verdict.message)):
            problems.append(f"the function of {quoted(name.grade_id)} uses {missing}")
    return Run(notebook, final, tuple(problems))


def _telling(name: CheckpointName, runs: Sequence[Execution]) -> str:
    """Why a check was not asked: the last reason; but one that is about more than a name first."""
    said = [run.unasked[name] for run in reversed(runs) if name in run.unasked]
    return next((one for one in said if not one.startswith("NameError")), said[0])


def _replaced(cell: NotebookNode) -> str:
    return f"{name_of(cell)} is part of the lab, so it was run as it was released"


def _called(own: Own) -> str:
    (name,), (theirs,) = own.piece.binds, own.piece.uses
    return f"{theirs} was taken for {name}, which the check asks for"


def _explained(
    verdict: Verdict,
    verdicts: dict[CheckpointName, Verdict],
    contents: Contents,
    troubles: Troubles,
) -> Verdict:
    """A verdict that tells where a name is that was missing, and whose doing it is."""

    def more(message: str) -> str:
        absent = _MISSING.search(message)
        if absent is None:
            missing = troubles.missing(message)
            return f"{message}: {missing}" if missing else message
        maker = CheckpointName.of(verdict.checkpoint.lab, absent[1])
        blamed = maker in verdicts and verdicts[maker].status != "passed"
        return f"{message}, because {quoted(absent[1])} has not passed" if blamed else message

    if verdict.status == "passed":
        return verdict
    lacking = contents.lacks(verdict.checkpoint)
    if lacking is not None and "is not written yet" in verdict.message:
        return replace(verdict, message=lacking)
    criteria = tuple(replace(part, message=more(part.message)) for part in verdict.criteria)
    return replace(verdict, message=more(verdict.message), criteria=criteria)
