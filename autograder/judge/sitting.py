"""An exam as it is sat: the questions, the answers as they came, and later a verdict on them.

It is not judged while a student's process waits: the time that this takes would tell whether the
answers were right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from autograder.checks.calling.observation import Observation
from autograder.checks.channel import Channel, Closed
from autograder.checks.criteria import Answers, unwritten, vectorised
from autograder.checks.exam import Call, Exam
from autograder.checks.judging import conclude, questions, refuse
from autograder.checks.packing import unpack
from autograder.checks.plain import MalformedData, Tree
from autograder.checks.verdict import Verdict
from autograder.course import CourseError
from autograder.judge.confirmation import LOOPS, UNDONE, Ask
from autograder.judge.patience import OutOfTimeError, Patience
from autograder.words import key_of, phrase, term

MAX_MESSAGE = 1000
NONSENSE = phrase("sitting.nonsense")


@dataclass(frozen=True)
class Sitting:
    """An exam that was sat, with the answers as they came, and not judged yet.

    `problem` says why the last of them are lacking, if so, `late` whether they did not come in
    time, and `idle` whether nothing ran meanwhile; `doubt`, where a large input was asked about
    too, what speaks against the answer's claim that it does without a loop.
    """

    exam: Exam
    answers: tuple[Observation, ...] = ()
    evidence: Mapping[str, Tree] | None = None
    problem: str = ""
    late: bool = False
    idle: bool = False
    doubt: Callable[[], str] = str

    def judged(self) -> tuple[Verdict, str]:
        """The verdict, and the problem that somebody should look at, if there is one."""
        exam, alone = self.exam, self.evidence is None
        if len(self.answers) < len(exam.cases):
            return _bounded(refuse(exam, self.problem, evidence=not alone)), ""
        try:
            seen, lacking, doubt = list(self.answers), self.problem, self.doubt()
            if doubt:
                # What claims to do without a loop and what confirms it count as one answer.
                seen, lacking = seen[:-1], _doubted(exam, doubt)
            verdict = _bounded(conclude(exam, seen, self.evidence, lacking).verdict)
        except CourseError:
            raise  # what we compare with cannot be made
        except Exception as error:  # noqa: BLE001 - it may be the student's doing, so it ends here
            problem = phrase("sitting.nonsense-error", error=f"{type(error).__name__}: {error}")
            return refuse(exam, NONSENSE, evidence=not alone), _cut(problem)
        judged = any(c.name == "vectorised" and c.status == "failed" for c in verdict.criteria)
        return verdict, doubt if judged and key_of(doubt) in (LOOPS.key, UNDONE.key) else ""


def sit(
    exam: Exam,
    channel: Channel,
    evidence: Mapping[str, Tree] | None,
    patience: Patience,
    doubts: Callable[[Ask], Callable[[], str]] | None,
) -> Sitting:
    """Put an exam to the process at the other end of a channel.

    Where an answer claims to execute as little for a large input as for a small one, `doubts` has
    the last word. A process that takes too long, goes away or sends what cannot be read is asked no
    more, and what it has answered stands. A function that is not written yet is asked once.
    """
    calls = questions(exam, evidence)
    answers: list[Observation] = []
    doubt: Callable[[], str] = str
    problem, late, idle = "", False, False

    def ask(call: Call) -> Observation:
        patience.begin(call)
        # One level only: a case's arguments are plain data already.
        channel.send({part.name: getattr(call, part.name) for part in fields(call)})
        # Read at once, and only once.
        return Observation.from_tree(unpack(channel.read()))

    try:
        for call in calls:
            answers += [ask(call)]  # one by one: what came before an end stands
            if unwritten(answers[0]):
                answers *= len(calls)  # nothing more can be learned of it
                break
        if doubts is not None and _claims(exam, answers):
            claim = answers.pop()
            doubt = doubts(ask)
            answers.append(claim)
    except OutOfTimeError as error:
        problem, late, idle = error.clause, True, error.idle
    except (Closed, ConnectionError):
        problem = phrase("sitting.ended")
    except MalformedData as error:
        problem = phrase("sitting.received", what=error.args[0])
    if problem and len(answers) >= len(calls) - len(exam.growth):
        problem = phrase("sitting.large", clause=problem)
    return Sitting(exam, tuple(answers), evidence, _cut(problem), late, idle, doubt)


def _claims(exam: Exam, answers: Sequence[Observation]) -> bool:
    """Whether an answer executes as little for a large input as for a small one, as it says."""
    growth = answers[len(answers) - len(exam.growth) :]
    return bool(growth) and not vectorised(Answers(replace(exam, cases=()), (), growth)).message


def _doubted(exam: Exam, doubt: str) -> str:
    """A doubt, as the card says it."""
    key = key_of(doubt)
    if key == LOOPS.key:
        return phrase("sitting.large-loops", growing=term(exam.growing))
    clause = phrase("sitting.large-wrong") if key == UNDONE.key else doubt
    return phrase("sitting.large", clause=clause)


def _cut(problem: str) -> str:
    """A problem of bounded length; one that is too long is a phrase no more."""
    return problem if len(problem) <= MAX_MESSAGE else problem[:MAX_MESSAGE]


def _bounded(verdict: Verdict) -> Verdict:
    """The verdict with messages of bounded length: names and keys in them are a student's."""
    criteria = (
        replace(
            part,
            message=part.message[:MAX_MESSAGE],
            found=part.found if len(part.found) <= MAX_MESSAGE else "",
        )
        for part in verdict.criteria
    )
    return replace(verdict, message=verdict.message[:MAX_MESSAGE], criteria=tuple(criteria))
