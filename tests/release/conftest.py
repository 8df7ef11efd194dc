"""Released labs, each made once."""

import pytest

from autograder.course import Course
from tests.release.example import LABS, TINY, Bundle, copy_of_the_course, unpacked


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return copy_of_the_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="session", params=LABS)
def bundle(
    request: pytest.FixtureRequest, course: Course, tmp_path_factory: pytest.TempPathFactory
) -> Bundle:
    """Each lab of the course in turn, released and unpacked."""
    return unpacked(course, request.param, tmp_path_factory.mktemp("student"))


@pytest.fixture(scope="session")
def tiny(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return unpacked(course, TINY, tmp_path_factory.mktemp("student"))
