"""What is seen when a student's function is called once. This runs in the student's process."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from autograder.checks.calling import functions as function_arguments
from autograder.checks.calling.binding import bound
from autograder.checks.calling.interrupts import Interrupts
from autograder.checks.calling.originals import Originals, Theirs
from autograder.checks.calling.raised import one_line
from autograder.checks.calling.showing import raised_while_showing, unseen
from autograder.checks.calling.surroundings import undisturbed
from autograder.checks.calling.work import Work, count_work
from autograder.checks.exam import Call, is_generator
from autograder.checks.plain import MAX_ITEMS, MalformedData, Odd, Tree, bare, holds_opaque, plain

MAX_ERROR = 1000
MAX_WORK = 2**40
_VIEWS, _WORK = 100, 1000
"""How many views of one array are compared with another, and how hard."""


@dataclass(frozen=True)
class Observation:
    """One call, seen from outside.

    `value` is what came back. `error` is the exception in one line, or empty. `changed` names the
    arguments that were written to; `global_draws` is whether a global generator was used although
    one was handed over; `work` counts the Python instructions that ran (0 where nobody counted),
    `showing` those among them that ran for figures and the like, and `processes` is whether others
    were started. `twice` is whether two of the outputs are dicts that are one, or that share an
    array. `order` names the arguments as the function takes them where that is not the order in
    which they were asked for.
    """

    value: Tree = None
    error: str = ""
    changed: tuple[str, ...] = ()
    global_draws: bool = False
    work: int = 0
    showing: int = 0
    processes: bool = False
    twice: bool = False
    order: tuple[str, ...] = ()

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
        error, work, showing = tree["error"], tree["work"], tree["showing"]
        changed, order = tree["changed"], tree["order"]
        sound = isinstance(error, str) and isinstance(work, int) and isinstance(showing, int)
        if not sound or not all(map(_are_names, (changed, order))):
            raise MalformedData("an observation with parts of the wrong type")
        if not 0 <= showing <= work < MAX_WORK:
            raise MalformedData("an observation of impossible work")
        flags = {name: tree[name] is True for name in ("global_draws", "processes", "twice")}
        # Cut off where it is too long, and then it is no phrase any more.
        error = error if len(error) <= MAX_ERROR else error[:MAX_ERROR]
        return cls(tree["value"], error, changed, work=work, showing=showing, order=order, **flags)


def _are_names(tree: Tree) -> bool:
    return isinstance(tree, tuple) and all(isinstance(name, str) for name in tree)


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
    with Originals(), Interrupts() as interrupts:

        def seen(screen: Callable[[], AbstractContextManager[None]]) -> tuple[Observation, bool]:
            return _seen(function, call, evidence, interrupts, screen)

        if call.count_work or call.unseen:
            blind, _ = seen(partial(unseen, function))
            # It may need what it shows, such as the numbers that a histogram gives back.
            return blind if _is_whole(blind) else seen(nullcontext)[0]
        usual, failed_to_show = seen(nullcontext)
        if failed_to_show:
            # These arguments cannot be drawn in its way, and nobody has asked for a figure.
            blind, _ = seen(partial(unseen, function))
            return blind if _is_whole(blind) else usual
        return usual


def _seen(
    function: Callable[..., Any],
    call: Call,
    evidence: Mapping[str, Tree] | None,
    interrupts: Interrupts,
    screen: Callable[[], AbstractContextManager[None]],
) -> tuple[Observation, bool]:
    """What one call shows, and whether it failed in what only shows something."""
    global_state = _global_state(call)
    answers: list[Tree] = []
    changed: dict[str, None] = {}
    work, twice = Work(), False
    try:
        binding = bound(function, call.arguments)
        for arguments, outputs in steps(call, evidence):
            before = {name: plain(value) for name, value in arguments.items()}
            positional, named = binding.given(arguments)
            with undisturbed(function), Theirs(), screen():
                if call.count_work:
                    value, work = count_work(function, *positional, **named)
                else:
                    value = function(*positional, **named)
            outputs.append(value)
            answers.append(plain(value))
            twice |= _has_one_twice(value)
            changed |= dict.fromkeys(
                name for name, value in arguments.items() if not _is_as(before[name], value)
            )
    except BaseException as error:  # whatever it raises is an answer
        if interrupts.came:
            raise
        drew = _global_state(call) != global_state
        failed = Observation(error=one_line(error), global_draws=drew)
        return failed, raised_while_showing(error)
    observation = Observation(
        answers if call.then else answers[0],
        changed=tuple(changed),
        global_draws=_global_state(call) != global_state,
        work=work.count,
        showing=work.showing,
        processes=work.processes,
        twice=twice,
        order=binding.order,
    )
    return observation, False


def _is_whole(seen: Observation) -> bool:
    """Whether everything that came back can be told: what stands for a figure is not among it."""
    return not seen.error and not holds_opaque(seen.value)


def _has_one_twice(value: object) -> bool:
    """Whether two of several dicts are one, or hold one array, or views of the same numbers."""
    if not isinstance(value, tuple | list):
        return False
    seen: dict[int, object] = {}  # it holds them, so that no two have one id
    stored: dict[int, list[np.ndarray]] = {}  # by what holds their numbers
    for part in islice(value, MAX_ITEMS):
        if isinstance(part, Mapping):
            held = islice(part.values(), MAX_ITEMS)
            arrays = [made for made in held if isinstance(made, np.ndarray)]
            own = {id(each): each for each in (part, *arrays)}
            if own.keys() & seen.keys():
                return True
            seen |= own
            homes = [id(array if array.base is None else array.base) for array in arrays]
            for home, array in zip(homes, arrays, strict=True):
                if any(_share(array, other) for other in stored.get(home, ())[:_VIEWS]):
                    return True
            for home, array in zip(homes, arrays, strict=True):
                stored.setdefault(home, []).append(array)
    return False


def _share(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays have a number in common; where that is hard to tell, they have not."""
    try:
        return bool(np.shares_memory(one, other, max_work=_WORK))  # type: ignore[arg-type]
    except Exception:  # noqa: BLE001 - a problem that is too hard, or a student's own kind of array
        return False


def steps(
    call: Call, evidence: Mapping[str, Tree] | None = None
) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """The arguments of each step, and a list for what comes back: the next step is fed from it.

    Where what came back cannot be fed on, the steps end: too little, or not what was given.
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
        try:
            returned = _several(outputs[0])
            if len(returned) < len(call.feeds):
                return
            fed = {
                name: _like(call.arguments[name], came) if name in call.arguments else came
                for name, came in zip(call.feeds, returned, strict=False)
            }
        except (TypeError, KeyError, ValueError):
            return


def _several(came: Any) -> Sequence[Any]:
    """The outputs of a function that may have several, in whatever sequence they come."""
    objects = isinstance(came, np.ndarray) and came.dtype.kind == "O" and came.ndim > 0
    if objects or isinstance(came, Sequence):
        return tuple(islice(came, MAX_ITEMS))
    return (came,)


def _like(given: Tree, came: Any) -> Any:
    """What came back, to be given again in the form in which it was given first.

    A vector in place of a column becomes one, a list an array, another mapping a dict; what has the
    form already stays the same object.

    Raises
    ------
    TypeError, KeyError
        It is something else than what was given.
    """
    if isinstance(given, dict):
        if not isinstance(came, Mapping):
            raise TypeError
        whole = came if isinstance(came, dict) else dict(islice(came.items(), MAX_ITEMS))
        parts = {key: _like(part, whole[key]) for key, part in given.items()}
        return whole if all(parts[key] is whole[key] for key in parts) else {**whole, **parts}
    if isinstance(given, np.ndarray):
        usual = isinstance(came, np.ndarray) and came.dtype.kind in "biuf"
        array = np.asarray(came if usual else bare(plain(came)))
        if array.size != given.size or array.dtype.kind not in "biuf":
            raise TypeError
        return array if array.shape == given.shape else array.reshape(given.shape)
    return came


def _is_as(before: Tree, argument: object) -> bool:
    """Whether an argument is as it was; an array is not copied for that."""
    return alike(before, argument if type(argument) is np.ndarray else plain(argument))


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
    if isinstance(a, Odd) and isinstance(b, Odd):
        return a.kind == b.kind and same(a.value, b.value)
    return type(a) is type(b) and (a == b or (a != a and b != b))


def materialise(value: Tree, *, evidence: Mapping[str, Tree] | None = None) -> Any:
    """Make the argument that a case describes: a copy, a generator, or something handed in."""
    if not isinstance(value, dict) or len(value) != 1:
        return plain(value)
    if is_generator(value):
        return np.random.default_rng(value["rng"])
    if "function" in value:
        return function_arguments.make(*value["function"])
    if "evidence" not in value:
        return plain(value)
    part: Any = evidence
    for key in value["evidence"]:
        if not isinstance(part, Mapping) or key not in part:
            return None
        part = part[key]
    return plain(bare(part))


def _global_state(call: Call) -> object:
    """What the global generators would give next, where that makes a difference; it takes time."""
    if not call.hands_a_generator:
        return None
    name, keys, *rest = np.random.get_state(legacy=True)
    return (name, np.asarray(keys).tobytes(), tuple(rest), hash(random.getstate()))
