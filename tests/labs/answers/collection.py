"""Answers by name: right ones, wrong ones, and right ones that draw their numbers elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


class Answers:
    """Collects functions; its methods are decorators."""

    def __init__(self) -> None:
        self.right: dict[str, Function] = {}
        self.wrong: dict[str, Function] = {}
        self.legacy: dict[str, Function] = {}

    def add_right(self, function: Function) -> Function:
        return self.right.setdefault(function.__name__, function)

    def add_wrong(self, function: Function) -> Function:
        return self.wrong.setdefault(function.__name__, function)

    def add_legacy(self, function: Function) -> Function:
        return self.legacy.setdefault(function.__name__, function)
