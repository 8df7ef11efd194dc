"""A class of made-up students, to try grading with; written by a command, never by hand.

May import the course, labs and release; grading imports its `marker` alone.
"""

from autograder.example.writing import write

__all__ = ["write"]
