"""The results of a lab's checks as cards and as a table: from the notebook, else the tries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.checks.home.tries import Try
from autograder.reports.defects import Defects
from autograder.reports.document import Card, CodeText, Line, Marked, State, Table, Text
from autograder.reports.reading.letters import clean
from autograder.reports.reading.notebook import Cell
from autograder.reports.reading.outputs import verdicts
from autograder.reports.words import say, shown, term

_STATES: dict[str, State] = {"passed": "passed", "failed": "failed"}
_SIGNS = {"passed": "✓", "failed": "✗", "open": "–"}
_CHECK = re.compile(r"\bcheck\(\s*[\"']([\w.]{1,100})[\"']")


@dataclass(frozen=True)
class Result:
    """What is known of a checkpoint."""

    name: str
    state: State = "open"
    points: float | None = None
    whole: float | None = None
    says: str = ""
    criteria: tuple[tuple[str, str], ...] = ()
    tries: int = 0


def result(cell: Cell, tries: dict[Any, Sequence[Try]], defects: Defects) -> Result | None:
    """The result of a check cell; None where it names no checkpoint."""
    stored = verdicts(cell.outputs)
    match = _CHECK.search(cell.text)
    name = match[1] if match else str(stored[-1].get("checkpoint", ""))[:100] if stored else ""
    if not name:
        return None
    known = tries.get(name, ())
    if stored:
        read = _read(name, stored[-1], len(known))
        if read is not None:
            return read
        defects.note(say("verdict.broken", place=cell.place, name=name))
    if known:
        last = known[-1]
        state: State = "passed" if last.passed else "failed"
        says = "" if last.passed else last.says
        return Result(name, state, last.points, None, says, (), len(known))
    defects.note(say("verdict.none", place=cell.place, name=name))
    return Result(name)


def card(result: Result) -> Card:
    """A result as a card."""
    criteria = tuple(
        (_SIGNS[_state(status)], clean(shown(term(name))), _state(status))
        for name, status in result.criteria
        if status in _STATES
    )
    lines = ((Text(result.says),),) if result.says and result.state != "passed" else ()
    word = f"{_SIGNS[result.state]} {say(f'card-state.{result.state}')}"
    return Card(result.state, word, result.name, _points(result), lines, criteria)


def table(results: Sequence[Result]) -> Table:
    """All results below one another, with what they come to; tries where any are known."""
    tried = any(one.tries for one in results)
    columns = ("checkpoint", "state", "points", *["tries"] * tried)
    rows: list[tuple[Line, ...]] = [
        (
            (CodeText(one.name),),
            (Text(f"{_SIGNS[one.state]} {say(f'card-state.{one.state}')}"),),
            (Text(_points(one, short=True)),),
            *[(Text(str(one.tries or "–")),)] * tried,
        )
        for one in results
    ]
    if all(one.whole is not None for one in results):
        points = sum(one.points or 0 for one in results)
        whole = sum(one.whole or 0 for one in results)
        share = (Text(say("points.short", points=points, whole=whole)),)
        rows.append((_strong(say("table.sum")), (), (Marked("strong", share),), *[()] * tried))
    return Table(tuple((Text(say(f"table.{key}")),) for key in columns), tuple(rows), "llrr")


def _strong(text: str) -> Line:
    return (Marked("strong", (Text(text),)),)


def _points(result: Result, *, short: bool = False) -> str:
    if result.points is None:
        return "–" if short else ""
    if result.whole is None:
        return say("points.alone", points=result.points)
    key = "points.short" if short else "card.points"
    return say(key, points=result.points, whole=result.whole)


def _state(status: str) -> State:
    return _STATES.get(status, "open")


def _read(name: str, stored: dict[str, Any], tries: int) -> Result | None:
    points, whole = stored.get("points"), stored.get("max_points")
    says, criteria = stored.get("message", ""), stored.get("criteria", [])
    for number in (points, whole):
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number < 1e6:
            return None
    if not isinstance(says, str) or not isinstance(criteria, list):
        return None
    pairs = [(one.get("name"), one.get("status")) for one in criteria if isinstance(one, dict)]
    kept = tuple((n, s) for n, s in pairs if isinstance(n, str) and isinstance(s, str))
    state = _state(str(stored.get("status")))
    return Result(name, state, float(points), float(whole), clean(says)[:2000], kept[:20], tries)  # type: ignore[arg-type]
