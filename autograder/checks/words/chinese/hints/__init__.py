"""The hints of all labs in Simplified Chinese, a module for each lab."""

from __future__ import annotations

from autograder.checks.words.chinese.hints import (
    gradient_checking,
    image_classification,
    initialization,
    optimization,
)

__all__ = ["ENTRIES"]

ENTRIES: dict[str, str] = {
    **initialization.ENTRIES,
    **gradient_checking.ENTRIES,
    **optimization.ENTRIES,
    **image_classification.ENTRIES,
}
