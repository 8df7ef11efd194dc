"""Mutants of the right answers: each differs from one of them in one small change."""

from __future__ import annotations

import ast
import difflib
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import Any

import numpy as np

from autograder.checks.name import CheckpointName
from autograder.course import Course, CourseError
from autograder.judge.reference import reference, source
from autograder.labs import LABS, find, names
from tests.mutation.operators import OPERATORS, Place, Vocabulary
from tests.mutation.written import WRITTEN_OUT

CHECKPOINTS = tuple(names())


@dataclass(frozen=True)
class Original:
    """A right answer: the text of one function, and what it takes to run it.

    `follow` are the texts of functions that call it, the exercise's last.
    """

    function: str
    text: str
    namespace: dict[str, Any]
    follow: tuple[str, ...] = ()

    def built(self, text: str | None = None) -> Callable[..., Any]:
        """The exercise's function, with another text in place of the original's."""
        namespace = dict(self.namespace)
        for part in (text or self.text, *self.follow):
            exec(_compiled(part), namespace)
        built: Callable[..., Any] = namespace[self.function]
        return built


@dataclass(frozen=True)
class Mutant:
    """A changed answer, and the change: the lines that went and the lines that came."""

    checkpoint: CheckpointName
    change: str
    text: str
    original: Original

    @property
    def function(self) -> Callable[..., Any]:
        return self.original.built(self.text)


def originals(course: Course, checkpoint: CheckpointName) -> Iterator[Original]:
    """The right answers of a checkpoint, with the functions of the notebook that they call."""
    lab, name = checkpoint.lab, find(checkpoint).function
    namespace = reference(course, lab, name).__globals__
    text = source(course, lab, name)
    yield Original(name, text, namespace)
    exercises = {point.function for point in LABS[lab]}
    for called in _names(text):
        if called in namespace and called not in exercises:
            try:
                helper = source(course, lab, called)
            except CourseError:
                continue
            yield Original(name, helper, namespace, (text,))
    if checkpoint in WRITTEN_OUT:
        yield Original(name, WRITTEN_OUT[checkpoint], {"np": np})


@cache
def mutants(course: Course, checkpoint: CheckpointName) -> list[Mutant]:
    """Every mutant of a checkpoint, no two with the same text, each with a change of its own."""
    made: list[Mutant] = []
    named: Counter[str] = Counter()
    for original in originals(course, checkpoint):
        for text, change in mutations(original.text):
            named[change] += 1
            again = f" #{named[change]}" if named[change] > 1 else ""
            made.append(Mutant(checkpoint, change + again, text, original))
    return made


def mutations(text: str) -> Iterator[tuple[str, str]]:
    """Every change to the text of a function, as its new text and the change in words."""
    module = ast.parse(text)
    function = module.body[0]
    if not isinstance(function, ast.FunctionDef):
        raise TypeError("only functions are mutated")
    if ast.get_docstring(function):
        function.body = function.body[1:]
    words = Vocabulary.of(function)
    before = ast.unparse(module)
    seen = {before}
    for place in list(_places(module)):
        for operator in OPERATORS:
            for node in operator(place, words):
                place.put(node)
                after = ast.unparse(module)
                place.put(place.node)
                if after not in seen and _compiles(after):
                    seen.add(after)
                    yield after, _change(before, after)


def _places(tree: ast.AST) -> Iterator[Place]:
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns", "decorator_list", "ctx"):
            continue
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST):
                yield Place(node, tree, field, index)
                yield from _places(node)


def _names(text: str) -> list[str]:
    found = (node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name))
    return list(dict.fromkeys(found))


@cache
def _compiled(text: str) -> CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(f"from __future__ import annotations\n{text}", "<mutant>", "exec")


def _compiles(text: str) -> bool:
    try:
        _compiled(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _change(before: str, after: str) -> str:
    """The lines that went and those that came in their place, or where they moved."""
    old, new = before.splitlines(), after.splitlines()
    gone: list[str] = []
    come: list[str] = []
    above = ""
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[a:b]
            come += new[c:d]
            above = new[c - 1].strip() if c < d else above
    # Pythons differ in the quotes that they write.
    left, right = (
        " / ".join(line.strip().replace('"', "'") for line in lines) for lines in (gone, come)
    )
    if not gone:
        return f"below {above} -> {right}"
    if gone == come:
        return f"{left} -> below {above}"
    if left == right:
        return f"{left} -> {'in' if come[0].startswith(' ' * 8) else 'out of'} the loop"
    return f"{left} -> {right}"
