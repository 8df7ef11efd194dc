"""A class of made-up students, to try grading with; written by a command, never by hand."""

from autograder.example.writing import write

__all__ = ["write"]
