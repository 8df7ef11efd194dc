"""Answers by name: right ones, wrong ones, and right ones that draw their numbers elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.labs.changes import Change

Function = Callable[..., Any]


class Answers:
    """Collects functions; its methods are decorators."""

    def __init__(self) -> None:
        self.right: dict[str, Function] = {}
        self.wrong: dict[str, Function] = {}
        self.legacy: dict[str, Function] = {}
        self.changed: dict[str, Change] = {}
        """Wrong ones, too, made by a change to the right answer."""

    def add_right(self, function: Function) -> Function:
        return _added(self.right, function)

    def add_wrong(self, function: Function) -> Function:
        return _added(self.wrong, function)

    def add_legacy(self, function: Function) -> Function:
        return _added(self.legacy, function)


def _added(answers: dict[str, Function], function: Function) -> Function:
    if function.__name__ in answers:
        raise ValueError(f"there are two answers {function.__name__}, and one would not be asked")
    answers[function.__name__] = function
    return function
