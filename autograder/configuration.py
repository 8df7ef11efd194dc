"""The course's nbgrader_config.py, read as nbgrader reads it."""

from __future__ import annotations

from traitlets import TraitError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import CONFIG, Course, CourseError
from autograder.settings import Settings, SettingsError


def load(course: Course) -> Config:
    """The configuration that nbgrader's own commands have in the course folder.

    Raises
    ------
    CourseError
        It cannot be read: it is Python, and may raise anything.
    """
    try:
        return PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()
    except (Exception, SystemExit) as error:
        kind = type(error).__name__
        raise CourseError(f"{course.root / CONFIG} cannot be read: {kind}: {error}") from error


def settings(course: Course) -> Settings:
    """The limits of grading in a course.

    Raises
    ------
    CourseError
        Its configuration sets one that there is not, or to what it cannot be.
    """
    changed = load(course).get("Settings", {})
    try:
        return Settings.of(changed)
    except SettingsError as error:
        raise CourseError(f"{course.root / CONFIG}: {error}") from error


def db_url(config: Config) -> str:
    """Where the gradebook is.

    Raises
    ------
    CourseError
        The configuration sets something of nbgrader's to what it cannot be.
    """
    from nbgrader.coursedir import CourseDirectory  # which takes long to import

    try:
        return str(CourseDirectory(config=config).db_url)
    except TraitError as error:
        raise CourseError(f"{CONFIG}: {error}") from error
