"""The judge, for a class in which nobody's function takes long honestly."""

from __future__ import annotations

from typing import Any

from autograder import judge


class Judge(judge.Judge):
    """Gives up a silent function after three seconds."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, timeout=3.0, **options)
