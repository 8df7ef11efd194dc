"""Help in steps: each time it is asked for, one step more, and never any code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape

from autograder.checks import public
from autograder.checks.channel import JUDGE
from autograder.checks.exam import Exam
from autograder.checks.home import tries
from autograder.checks.home.boxes import MUTED, box, div
from autograder.checks.home.meant import meant
from autograder.checks.words import as_sentence, entry, say, shown


class Hint:
    """A step that shows itself as text and as HTML.

    Parameters
    ----------
    head : str
        Which step it is, and of which exercise.
    lines : sequence of str
    section : str
        The heading in the notebook that explains the exercise; empty where it is not told.
    after : str
        What to do next.
    """

    def __init__(self, head: str, lines: Sequence[str], section: str = "", after: str = "") -> None:
        self.head, self.lines, self.section, self.after = head, lines, section, after

    def __repr__(self) -> str:
        where = [say("hint.where", section=self.section)] if self.section else []
        after = [self.after] if self.after else []
        head, *others = [*([self.head] if self.head else []), *self.lines, *where, *after]
        return "\n".join([head, *(f"  {line}" for line in others)])

    def _repr_html_(self) -> str:
        parts = [div(f"<b>{escape(self.head)}</b>", "")] if self.head else []
        parts += [div(escape(line)) for line in self.lines]
        if self.section:
            link = "color:var(--jp-content-link-color, #1976d2)"
            anchor = escape(self.section.replace(" ", "-"))
            there = f'<a href="#{anchor}" style="{link}">{escape(self.section)}</a>'
            told = say("hint.where", section=self.section).rpartition(self.section)
            parts.append(div(f"{escape(told[0])}{there}{escape(told[2])}"))
        if self.after:
            parts.append(div(escape(self.after), f"margin-top:4px;color:{MUTED}"))
        return box(*parts)


def hint(checkpoint: object = "") -> Hint:
    """One more step towards an answer: which part to look at, what it should do, where to read.

    It begins anew once the check has passed.

    Parameters
    ----------
    checkpoint : str
        Name of the exercise, as in its check, such as ``"initialization.he"``; what stands behind
        the dot will do, or the function.

    Returns
    -------
    Hint
        Shows the step. For a name that there is not, it says which there are.
    """
    if JUDGE in os.environ:
        return Hint("", [say("hint.graded")])
    if checkpoint == "":
        examples = public.checkpoints()[:1]
        return Hint("", [say("hint.which", example=repr(str(one))) for one in examples])
    try:
        exam = public.load(meant(checkpoint))
    except public.NoSuchCheckpoint as error:
        return Hint("", [as_sentence(error.args[0])])
    return _next(exam)


def _next(exam: Exam) -> Hint:
    """The step after those that were given, and what there is to say about the last try."""
    name = exam.checkpoint
    whole = len(exam.hints) + bool(exam.section)
    made, before = tries.read().get(name, []), tries.given().get(name, tries.Given())
    number = before.hints + 1
    tries.note_hints(name, min(number, whole + 1))
    lines = [say("hint.untried")] if whole and not made and number == 1 else []
    if made and made[-1].mistake and len(made) != before.tries:
        lines = [say("hint.last", mistake=made[-1].mistake)]
    if whole and made and made[-1].passed and number == 1:
        lines = [say("hint.passed")]
    if number > whole:
        end = say("hint.all") if whole else say("hint.none")
        return Hint(name, [*lines, end], exam.section)
    head = say("hint.head", number=number, whole=whole, checkpoint=name)
    if number > len(exam.hints):
        return Hint(head, lines, exam.section)
    step = shown(entry(name, f"hint-{number}", exam.hints[number - 1]))
    return Hint(head, [*lines, step], after=say("hint.more"))
