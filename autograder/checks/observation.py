"""What is seen when a student's function is called once. This runs in the student's process."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from autograder.checks import functions as function_arguments
from autograder.checks.exam import Call
from autograder.checks.plain import MalformedData, Tree, plain
from autograder.checks.work import count_work

MAX_ERROR = 1000
MAX_WORK = 2**40


@dataclass(frozen=True)
class Observation:
    """One call, seen from outside.

    `value` is what came back. `error` is the exception in one line, or empty. `changed` names the
    arguments that were written to; `global_draws` is whether a global generator was used; `work`
    counts the Python instructions that ran (0 where nobody counted). `twice` is whether two of the
    outputs are dicts that are one, or that share an array.
    """

    value: Tree = None
    error: str = ""
    changed: tuple[str, ...] = ()
    global_draws: bool = False
    work: int = 0
    twice: bool = False

    def to_tree(self) -> Tree:
        """The observation as plain data."""
        return dict(vars(self))

    @classmethod
    def from_tree(cls, tree: Tree) -> Observation:
        """The observation that `to_tree` wrote, trusting nothing.

        Raises
        ------
        MalformedData
            The tree is not an observation.
        """
        if not isinstance(tree, dict) or set(tree) != set(cls.__dataclass_fields__):
            raise MalformedData("an answer that is no observation")
        error, changed, work = tree["error"], tree["changed"], tree["work"]
        sound = isinstance(error, str) and isinstance(changed, tuple) and isinstance(work, int)
        if not sound or not all(isinstance(name, str) for name in changed):
            raise MalformedData("an observation with parts of the wrong type")
        if not 0 <= work < MAX_WORK:
            raise MalformedData("an observation of impossible work")
        global_draws, twice = tree["global_draws"] is True, tree["twice"] is True
        return cls(tree["value"], error[:MAX_ERROR], changed, global_draws, work, twice)


def observe(
    functions: Sequence[Callable[..., Any]], call: Call, evidence: Mapping[str, Tree] | None = None
) -> Observation:
    """Call one of the functions and describe what happened.

    Parameters
    ----------
    functions : sequence of callable
        What was handed to `check`.
    call : Call
        Which one to call, and with what. The function gets copies.
    evidence : mapping, optional
        What was handed in beside the functions.

    Returns
    -------
    Observation
        Where the call has several steps, its value is a list with what came back from each.
    """
    function = functions[call.function]
    global_state = _global_state()
    answers: list[Tree] = []
    changed: dict[str, None] = {}
    work, twice = 0, False
    try:
        for arguments, outputs in steps(call, evidence):
            before = {name: plain(value) for name, value in arguments.items()}
            if call.count_work:
                value, work = count_work(function, *arguments.values())
            else:
                value = function(*arguments.values())
            outputs.append(value)
            answers.append(plain(value))
            twice |= _has_one_twice(value)
            changed |= dict.fromkeys(
                name for name in arguments if not alike(before[name], plain(arguments[name]))
            )
    except Exception as error:  # noqa: BLE001 - whatever a student's function raises is an answer
        return Observation(error=_one_line(error), global_draws=_global_state() != global_state)
    answer = answers if call.then else answers[0]
    return Observation(answer, "", tuple(changed), _global_state() != global_state, work, twice)


def _has_one_twice(value: object) -> bool:
    """Whether two of several dicts are one, or hold one array."""
    if not isinstance(value, tuple | list):
        return False
    dicts = [part for part in value if isinstance(part, dict)]
    return any(
        one is other or bool(set(map(id, _arrays(one))) & set(map(id, _arrays(other))))
        for one, other in combinations(dicts, 2)
    )


def _arrays(made: dict[Any, Any]) -> list[np.ndarray]:
    return [value for value in made.values() if isinstance(value, np.ndarray)]


def steps(
    call: Call, evidence: Mapping[str, Tree] | None = None
) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """The arguments of each step, and a list for what comes back: the next step is fed from it.

    Where what came back can not be fed on, the steps end: too little, or not what was given.
    """
    fed: dict[str, Any] = {}
    for step in (call.arguments, *call.then):
        outputs: list[Any] = []
        yield (
            {
                name: materialise(step[name], evidence=evidence) if name in step else fed[name]
                for name in call.arguments
            },
            outputs,
        )
        returned = outputs[0] if isinstance(outputs[0], tuple | list) else (outputs[0],)
        if len(returned) < len(call.feeds):
            return
        try:
            fed = {
                name: _like(call.arguments[name], came) if name in call.arguments else came
                for name, came in zip(call.feeds, returned, strict=False)
            }
        except (TypeError, KeyError):
            return


def _like(given: Tree, came: Any) -> Any:
    """What came back, to be given again: a vector in place of a column becomes one.

    Raises
    ------
    TypeError, KeyError
        It is something else than what was given.
    """
    if isinstance(given, dict):
        if not isinstance(came, dict):
            raise TypeError
        parts = {key: _like(part, came[key]) for key, part in given.items()}
        return came if all(parts[key] is came[key] for key in parts) else {**came, **parts}
    if isinstance(given, np.ndarray):
        if not isinstance(came, np.ndarray) or came.size != given.size:
            raise TypeError
        return came if came.shape == given.shape else came.reshape(given.shape)
    return came


def alike(before: Tree, after: Tree) -> bool:
    """Whether an argument is as it was, but for the round-off of a change that was undone."""
    if isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        if before.dtype.kind != "f" or before.dtype != after.dtype or before.shape != after.shape:
            return same(before, after)
        if np.array_equal(before, after):
            return True
        scale = 1 + np.abs(before[np.isfinite(before)]).max(initial=0.0)
        return bool(np.allclose(after, before, rtol=0, atol=1e-12 * scale, equal_nan=True))
    if isinstance(before, dict) and isinstance(after, dict):
        return list(before) == list(after) and all(alike(before[k], after[k]) for k in before)
    if isinstance(before, list | tuple) and type(before) is type(after):
        return len(before) == len(after) and all(map(alike, before, after))
    return same(before, after)


def same(a: Tree, b: Tree) -> bool:
    """Whether two trees are equal, bit for bit (nan equals nan)."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple) and type(a) is type(b):
        return len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and (a == b or (a != a and b != b))


def materialise(value: Tree, *, evidence: Mapping[str, Tree] | None = None) -> Any:
    """Make the argument that a case describes: a copy, a generator, or something handed in."""
    if isinstance(value, dict) and set(value) == {"rng"}:
        return np.random.default_rng(value["rng"])
    if isinstance(value, dict) and set(value) == {"evidence"}:
        part: Any = evidence
        for key in value["evidence"]:
            if not isinstance(part, Mapping) or key not in part:
                return None
            part = part[key]
        return plain(part)
    if isinstance(value, dict) and set(value) == {"function"}:
        return function_arguments.make(*value["function"])
    return plain(value)


def _global_state() -> object:
    name, keys, *rest = np.random.get_state(legacy=True)
    return (name, np.asarray(keys).tobytes(), tuple(rest), hash(random.getstate()))


def _one_line(error: Exception) -> str:
    """Name an exception, and the line of the student's code that it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "autograder" not in frame.filename]
    where = (
        f" (line {own[0].lineno}: {own[0].line})" if own and own[0].line and own[0].lineno else ""
    )
    text = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {text}{where}" if text else f"{type(error).__name__}{where}"
