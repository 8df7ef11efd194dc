from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.course import Course

os.environ["AUTOGRADER_LANGUAGE"] = "en"  # whatever this machine speaks

pytest_plugins = ["tests.machine", "tests.tiny.course"]


@pytest.fixture(scope="session")
def project() -> Course:
    """The course folder that this project is."""
    return Course(Path(__file__).parents[1])
