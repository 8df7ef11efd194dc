"""The course's nbgrader_config.py, read as nbgrader reads it."""

from __future__ import annotations

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import CONFIG, Course


def load(course: Course) -> Config:
    """The configuration that nbgrader's own commands have in the course folder."""
    return PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()


def db_url(config: Config) -> str:
    """Where the gradebook is."""
    return str(CourseDirectory(config=config).db_url)
