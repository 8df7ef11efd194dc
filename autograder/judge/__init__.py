"""The judge: holds the right answers, asks for outputs, keeps the verdicts.

Never in a student's process. Imports the checks, the labs, the kernels and the course; imported
by grading, release, the example class and the command line.
"""

from __future__ import annotations

from autograder.judge.server import Judge

__all__ = ["Judge"]
