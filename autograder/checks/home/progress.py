"""How far a student has come in a lab: every checkpoint, what was tried, what is left."""

from __future__ import annotations

import contextlib
from html import escape

from autograder.checks import public
from autograder.checks.home import released, tries
from autograder.checks.home.tries import Try
from autograder.checks.name import CheckpointName
from autograder.checks.words import listed, say, width

_TOP = "text-align:left;padding:2px 1.2em 2px 0;font-weight:600"
_CELL = "text-align:left;padding:2px 1.2em 2px 0;vertical-align:top"
_SHORT = f"{_CELL};white-space:nowrap"


class Progress:
    """A table that shows itself as text and as HTML.

    Parameters
    ----------
    rows : list of tuple of str
    line : str
        What they come to.
    """

    def __init__(self, rows: list[tuple[str, ...]], line: str) -> None:
        self.rows, self.line = rows, line

    def __repr__(self) -> str:
        table = [_headings(), *self.rows]
        widths = [max(map(width, column)) for column in zip(*table, strict=True)]
        lines = (
            "  ".join(
                text + " " * (room - width(text)) for text, room in zip(row, widths, strict=True)
            ).rstrip()
            for row in table
        )
        return "\n".join([*lines, self.line])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col" style="{_TOP}">{text}</th>' for text in _headings())
        body = "".join(
            "<tr>"
            + "".join(f'<td style="{_SHORT}">{escape(text)}</td>' for text in row[:-1])
            + f'<td style="{_CELL}">{escape(row[-1])}</td></tr>'
            for row in self.rows
        )
        return (
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            f"<div>{escape(self.line)}</div>"
        )


def _headings() -> tuple[str, ...]:
    return (
        say("progress.state"),
        say("progress.checkpoint"),
        say("progress.points"),
        say("progress.tries"),
        say("progress.first"),
        say("progress.last"),
        say("progress.left"),
    )


def progress() -> Progress:
    """Your progress in this lab, by what the checks said here at home.

    Returns
    -------
    Progress
        Shows a row for every checkpoint.
    """
    known = tries.read()
    names = public.checkpoints()
    labs = {name.lab for name in known} & {name.lab for name in names}
    names = [name for name in names if not labs or name.lab in labs]
    in_order = dict.fromkeys([*_as_they_stand(), *known])
    order = {name: place for place, name in enumerate(in_order)}
    names.sort(key=lambda name: order.get(name, len(order)))
    most = {name: public.load(name).points for name in names}
    best = {name: max((one.points for one in known.get(name, [])), default=0.0) for name in names}
    whole, points = sum(most.values()), sum(best.values())
    several = len({name.lab for name in names}) > 1
    rows = [
        _row(name if several else name.grade_id, known.get(name, []), best[name], most[name])
        for name in names
    ]
    left = sum(not any(one.passed for one in known.get(name, [])) for name in names)
    line = say("progress.sum", points=points, whole=whole)
    fallen = [name for name in names if known.get(name) and not known[name][-1].passed]
    if names and not left and fallen:
        broken = listed(name if several else name.grade_id for name in fallen)
        line = say("progress.fallen", sum=line, names=broken)
    elif names and not left:
        line = say("progress.done", sum=line)
    if file := tries.unreadable():
        line = say("progress.unreadable", sum=line.rstrip(".。"), file=file)
    return Progress(rows, line)


def _as_they_stand() -> list[CheckpointName]:
    """The checkpoints in the order of the notebook, where it is known."""
    found: list[CheckpointName] = []
    for lab in released.labs():
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
            found += released.checkpoints(lab, released.load(lab))
    return found


def _row(name: str, made: list[Try], best: float, most: float) -> tuple[str, ...]:
    if not made:
        of = say("progress.of", points=0.0, whole=most)
        return ("–", name, of, "0", "", "", say("progress.none"))
    last = made[-1]
    passed = any(one.passed for one in made)
    says = "" if last.passed else last.says
    if passed and not last.passed:
        says = say("progress.before", says=says)
    return (
        "✓" if last.passed else "✗",
        name,
        say("progress.of", points=best, whole=most),
        str(len(made)),
        made[0].time,
        last.time,
        says if len(says) <= 160 else say("progress.cut", says=says[:157]),
    )
