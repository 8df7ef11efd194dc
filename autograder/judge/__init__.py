"""The judge: holds the right answers, asks for outputs, keeps the verdicts.

Never in a student's process.
"""

from __future__ import annotations

from autograder.judge.server import Judge

__all__ = ["Judge"]
