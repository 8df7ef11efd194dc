"""A class: what there is to do for each submission, who does it, and the one writer of results."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.grading.classroom import GradingError, grade
    from autograder.results.class_result import ClassResult, SubmissionResult

__all__ = ["ClassResult", "GradingError", "SubmissionResult", "grade"]


def __getattr__(name: str) -> Any:
    """What `__all__` lists, imported when it is asked for.

    It takes a second, in which the command line begins something already.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "results.class_result" if name.endswith("Result") else "grading.classroom"
    return getattr(import_module(f"autograder.{home}"), name)
