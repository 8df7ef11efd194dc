"""Released labs, each made once."""

import pytest

from autograder.course import Course
from tests.once import once
from tests.release.example import LABS, TINY, Bundle, bundle_of, copy_of_the_course


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return once(tmp_path_factory, "course", copy_of_the_course)


@pytest.fixture(scope="session", params=LABS)
def bundle(
    request: pytest.FixtureRequest, course: Course, tmp_path_factory: pytest.TempPathFactory
) -> Bundle:
    """Each lab of the course in turn, released and unpacked."""
    return bundle_of(request.param, course, tmp_path_factory)


@pytest.fixture(scope="session")
def tiny(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return bundle_of(TINY, course, tmp_path_factory)
