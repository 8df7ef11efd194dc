"""What comes out of one run of a notebook, or two: the better verdicts, and all problems."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nbformat import NotebookNode

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.running.execution import Execution
from autograder.running.piecewise import Piecewise
from autograder.running.troubles import Troubles
from autograder.running.verdicts import concluded, name_of
from autograder.submissions.problems import listed

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
    runs: tuple[Execution, ...],
    again: Piecewise,
    troubles: Troubles,
) -> Run:
    """Of the verdicts the better one each, of the problems all, and why a check was not asked.

    Parameters
    ----------
    notebook : NotebookNode
        Shows the cards afterwards.
    lab : str
    runs : tuple of Execution
        Of the notebook as it was handed in; and, if so, of the second one.
    again : Piecewise
        How it was run, or would have been run, the second time.
    troubles : Troubles
    """
    first, last = runs[0], runs[-1]
    failed = [one for run in reversed(runs) for one in run.failed]
    verdicts = {**last.verdicts, **first.verdicts}
    better = sorted(
        name
        for name, verdict in last.verdicts.items()
        if name not in first.verdicts or verdict.points > first.verdicts[name].points
    )
    verdicts |= {name: last.verdicts[name] for name in better}
    verdicts = {name: _explained(verdict, verdicts, troubles) for name, verdict in verdicts.items()}
    reasons = {
        name.grade_id: again.lacks(name) or troubles.reason(_telling(name, runs), failed)
        for name in {**first.unasked, **last.unasked}
        if name not in verdicts
    }
    final = concluded(notebook, lab, verdicts, reasons)
    told = troubles.sentences(failed)
    problems = [*first.problems, *told]
    gained = [name.grade_id for name in better if verdicts[name].points]
    if gained:
        problems += [_replaced(cell) for cell in again.replaced() if not told]
        problems.append(f"a second run, of what the checks need, earned more for {listed(gained)}")
    for name, verdict in final.items():
        if verdict.status == "not run" and again.lacks(name) is None:
            problems = [one for one in problems if one not in verdict.message]
            problems.append(f"{name.grade_id} could not be asked: {verdict.message}")
        elif verdict.status == "failed" and (missing := troubles.missing(verdict.message)):
            problems.append(f"{name.grade_id} uses {missing}")
    return Run(notebook, final, tuple(problems))


def _telling(name: CheckpointName, runs: tuple[Execution, ...]) -> str:
    """Why a check was not asked: the last reason; but one that is about more than a name first."""
    said = [run.unasked[name] for run in reversed(runs) if name in run.unasked]
    return next((one for one in said if not one.startswith("NameError")), said[0])


def _replaced(cell: NotebookNode) -> str:
    return f"{name_of(cell)} is the lab's own, and was run as it was released"


def _explained(
    verdict: Verdict, verdicts: dict[CheckpointName, Verdict], troubles: Troubles
) -> Verdict:
    """A verdict that tells where a name is that was missing, and whose doing it is."""

    def more(message: str) -> str:
        absent = _MISSING.search(message)
        if absent is None:
            missing = troubles.missing(message)
            return f"{message}: {missing}" if missing else message
        maker = CheckpointName.of(verdict.checkpoint.lab, absent[1])
        blamed = maker in verdicts and verdicts[maker].status != "passed"
        return f"{message}, because {absent[1]} did not pass" if blamed else message

    if verdict.status == "passed":
        return verdict
    criteria = tuple(replace(part, message=more(part.message)) for part in verdict.criteria)
    return replace(verdict, message=more(verdict.message), criteria=criteria)
