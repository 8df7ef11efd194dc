"""How nbgrader's formgrader and feedback show what students wrote."""

from autograder.results.inert import markdown2html

__all__ = ["markdown2html"]
