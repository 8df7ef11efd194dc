from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from autograder import startup
from autograder.course import Course

# Hundreds of processes import the same modules: whoever is the first to compile one keeps it.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Four processes share the machine; NumPy's idle threads would only wait for each other.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

os.environ["AUTOGRADER_LANGUAGE"] = "en"  # whatever this machine speaks

# The same examples in every run, however long they take; with HYPOTHESIS_PROFILE=thorough, others.
settings.register_profile("same", max_examples=50, derandomize=True, deadline=None, database=None)
settings.register_profile(
    "thorough",
    max_examples=20_000,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

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
