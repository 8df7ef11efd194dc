from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autograder import startup
from autograder.course import Course

# Hundreds of processes import the same modules: whoever is the first to compile one keeps it.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Four processes share the machine; NumPy's idle threads would only wait for each other.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

os.environ["AUTOGRADER_LANGUAGE"] = "en"  # whatever this machine speaks

pytest_plugins = ["tests.machine", "tests.tiny.course"]


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Thousands of tests stay to the end: nobody looks for garbage among them."""
    with startup.importing():
        return (yield)


@pytest.fixture(scope="session")
def project() -> Course:
    """The course folder that this project is."""
    return Course(Path(__file__).parents[1])
