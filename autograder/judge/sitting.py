"""An exam as it is sat: the questions, the answers as they came, and later a verdict on them.

It is not judged while a student's process waits: the time that this takes would tell whether the
answers were right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from autograder.checks.channel import Channel, Closed
from autograder.checks.exam import Call, Exam
from autograder.checks.examination import conclude, questions, refuse
from autograder.checks.observation import Observation
from autograder.checks.plain import MalformedData, Tree, unpack
from autograder.checks.verdict import Verdict
from autograder.checks.work import LIMIT

MAX_MESSAGE = 1000
LOOPS = "counted in its own process it does not loop, but it takes the time of a loop"
NONSENSE = "what it sent can not be judged"


@dataclass(frozen=True)
class Sitting:
    """An exam that was sat, with the answers as they came, and not judged yet.

    `problem` says why not all of it was answered, if so; `confirmed`, where a large input was asked
    about too, whether the answer came as fast as is claimed, and rightly.
    """

    exam: Exam
    answers: tuple[memoryview, ...] = ()
    evidence: Mapping[str, Tree] | None = None
    problem: str = ""
    confirmed: Callable[[], bool] | None = None

    def judged(self) -> tuple[Verdict, str]:
        """The verdict, and the problem that somebody should look at, if there is one."""
        exam, alone = self.exam, self.evidence is None
        if self.problem:
            return refuse(exam, self.problem, evidence=not alone), ""
        try:
            seen = [Observation.from_tree(unpack(answer)) for answer in self.answers]
            confirmed = self.confirmed is None or self.confirmed()
            if not confirmed:
                claim = len(exam.cases) + len(exam.growth) - 1
                seen[claim] = replace(seen[claim], work=LIMIT)
            verdict = _bounded(conclude(exam, seen, self.evidence).verdict)
        except Exception as error:  # noqa: BLE001 - it may be the student's doing, so it ends here
            problem = f"{NONSENSE} ({type(error).__name__}: {error})"[:MAX_MESSAGE]
            return refuse(exam, NONSENSE, evidence=not alone), problem
        looped = any(c.name == "vectorised" and c.status == "failed" for c in verdict.criteria)
        return verdict, LOOPS if looped and not confirmed else ""


def sit(
    exam: Exam,
    channel: Channel,
    evidence: Mapping[str, Tree] | None,
    timeout: float,
    confirms: Callable[[Callable[[Call], Observation]], Callable[[], bool]] | None,
) -> Sitting:
    """Put an exam to the process at the other end of a channel.

    Where an answer claims to execute as little for a large input as for a small one, `confirms` has
    the last word. A process that falls silent, goes away or sends what cannot be read has failed.
    """
    answers: list[memoryview] = []
    confirmed = None

    def ask(call: Call) -> memoryview:
        # One level only: a case's arguments are plain data already.
        channel.send({part.name: getattr(call, part.name) for part in fields(call)})
        return channel.read()

    def seen(call: Call) -> Observation:
        return Observation.from_tree(unpack(ask(call)))

    try:
        for call in questions(exam, evidence):
            answers.append(ask(call))
            said = Observation.from_tree(unpack(answers[-1]))
            last = bool(exam.growth) and call is exam.growth[-1]
            if last and confirms is not None and said.work < LIMIT and not said.error:
                confirmed = confirms(seen)
    except TimeoutError:
        problem = f"the function did not come back within {timeout:g} s: does a loop never end?"
    except (Closed, ConnectionError):
        problem = "the process ended while the function ran"
    except MalformedData as error:
        problem = f"the judge received {error}"[:MAX_MESSAGE]
    else:
        return Sitting(exam, tuple(answers), evidence, confirmed=confirmed)
    return Sitting(exam, (), evidence, problem)


def _bounded(verdict: Verdict) -> Verdict:
    """The verdict with messages of bounded length: names and keys in them are a student's."""
    criteria = (replace(part, message=part.message[:MAX_MESSAGE]) for part in verdict.criteria)
    return replace(verdict, message=verdict.message[:MAX_MESSAGE], criteria=tuple(criteria))
