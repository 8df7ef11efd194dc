"""The course's nbgrader_config.py, read as nbgrader reads it."""

from __future__ import annotations

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import CONFIG, Course, CourseError
from autograder.settings import Settings, SettingsError


def load(course: Course) -> Config:
    """The configuration that nbgrader's own commands have in the course folder."""
    return PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()


def settings(course: Course) -> Settings:
    """The limits of grading in a course.

    Raises
    ------
    CourseError
        Its configuration sets one that there is not, or to what it cannot be.
    """
    try:
        return Settings.of(load(course).get("Settings", {}))
    except SettingsError as error:
        raise CourseError(f"{course.root / CONFIG}: {error}") from error


def db_url(config: Config) -> str:
    """Where the gradebook is."""
    from nbgrader.coursedir import CourseDirectory  # which takes long to import

    return str(CourseDirectory(config=config).db_url)
