"""One submission from sanitising to score, a class of them, and the one writer of the gradebook.

May import checks, judge, kernels, release and reports; only the command line imports it.
"""

from autograder.grading.classroom import GradingError, grade
from autograder.grading.result import ClassResult, SubmissionResult

__all__ = ["ClassResult", "GradingError", "SubmissionResult", "grade"]
