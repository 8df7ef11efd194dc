"""Try everything that can be called in a student's bundle as an answer to every checkpoint.

    python leak_search.py BUNDLE EXAMS [MODULE]

It runs by itself, with the bundle as the only thing of the course on its path, and judges by the
code that lies in the bundle. EXAMS is a folder of exams in the form of public cases. It prints a
JSON object: how many callables and exams there are, and which callables are answers. Where MODULE
is given, what is tried is in modules whose names begin with it.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import json
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

OURS = ("helpers", "autograder")
DEPTH = 3
SECONDS = 5


class InterruptedCallError(Exception):
    """A callable ran too long, or wanted to end the process."""


def modules(bundle: Path) -> Iterator[Any]:
    """Every module of the bundle."""
    for path in sorted(bundle.rglob("*.py")):
        parts = path.relative_to(bundle).with_suffix("").parts
        if parts[0] in OURS and ".venv" not in parts:
            yield importlib.import_module(".".join(parts).removesuffix(".__init__"))


def callables(
    thing: Any, name: str, depth: int = DEPTH
) -> Iterator[tuple[str, Callable[..., Any]]]:
    """What can be called in an attribute, a table of functions, a class or an object of ours."""
    if depth == 0:
        return
    if callable(thing) and (getattr(thing, "__module__", None) or "").startswith(OURS):
        yield name, thing
    if isinstance(thing, dict):
        inside = [(f"{name}[{key!r}]", value) for key, value in thing.items()]
    elif isinstance(thing, list | tuple | set | frozenset):
        inside = [(f"{name}[{place}]", value) for place, value in enumerate(thing)]
    elif getattr(type(thing), "__module__", "").startswith(OURS) or (
        isinstance(thing, type) and thing.__module__.startswith(OURS)
    ):
        public = [key for key in dir(thing) if not key.startswith("_")]
        inside = [(f"{name}.{key}", getattr(thing, key, None)) for key in public]
    else:
        return
    for path, value in inside:
        yield from callables(value, path, depth - 1)


def every_callable(bundle: Path, below: str) -> dict[str, Callable[..., Any]]:
    """All callables of the bundle by name, each once, in modules whose names begin so."""
    found: dict[str, Callable[..., Any]] = {}
    seen: set[int] = set()
    for module in modules(bundle):
        public = {key: value for key, value in vars(module).items() if not key.startswith("_")}
        for key, value in public.items() if module.__name__.startswith(below) else ():
            for name, function in callables(value, f"{module.__name__}.{key}"):
                if id(function) not in seen:
                    seen.add(id(function))
                    found[name] = function
    return found


def contained(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with its output swallowed, its time limited and no way to end the process."""

    def call(*arguments: Any) -> Any:
        signal.alarm(SECONDS)
        try:
            with (
                contextlib.redirect_stdout(io.StringIO()),
                contextlib.redirect_stderr(io.StringIO()),
            ):
                return function(*arguments)
        except (SystemExit, GeneratorExit, KeyboardInterrupt) as error:
            raise InterruptedCallError(type(error).__name__) from error
        finally:
            signal.alarm(0)

    return call


def interrupt(*_: object) -> None:
    raise InterruptedCallError("it ran too long")


def first_case(exam: Any) -> Any:
    """An exam with nothing in it but the first case."""

    def variants() -> list[Any]:
        return [replace(variant, answers=variant.answers[:1]) for variant in exam.variants()]

    nothing = {"growth": (), "draws": (), "accuracies": ()}
    return replace(exam, cases=exam.cases[:1], variants=variants, **nothing)


def takes(function: Callable[..., Any], exam: Any) -> bool:
    """Whether a function can be called as an exam calls it: the others need not be asked."""
    try:
        inspect.signature(function).bind(*exam.cases[0].call.arguments)
    except TypeError:
        return False
    except ValueError:  # nobody knows
        return True
    return True


def main(bundle: Path, exams: Path, below: str = "") -> None:
    """Search a bundle, and print what was found."""
    sys.path[0] = str(bundle)
    signal.signal(signal.SIGALRM, interrupt)
    public = importlib.import_module("autograder.checks.public")
    examine = importlib.import_module("autograder.checks.judging").examine
    observe = importlib.import_module("autograder.checks.calling.observation").observe
    candidates = every_callable(bundle, below)
    exams_set = [public.load(name, exams) for name in public.checkpoints(exams)]
    papers = [(exam, first_case(exam)) for exam in exams_set]
    leaks = []
    for name, function in candidates.items():
        ask = partial(observe, [contained(function)])

        def answers(exam: Any, ask: Any = ask) -> bool:
            criteria = examine(exam, ask).verdict.criteria
            return any((c.name, c.status) == ("values", "passed") for c in criteria)

        # The first case alone turns almost all of them away.
        leaks += [
            f"{name} answers {exam.checkpoint}"
            for exam, first in papers
            if takes(function, first) and answers(first) and answers(exam)
        ]
    print(json.dumps({"callables": len(candidates), "papers": len(papers), "leaks": leaks}))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), *sys.argv[3:])
