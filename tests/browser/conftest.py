"""A student's homework in JupyterLab; skipped without Chromium, or failed if REQUIRE_BROWSER=1."""

import os
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.browser.homework import INITIALIZATION, Homework
from tests.browser.notebook import Notebook
from tests.browser.server import Server
from tests.release.example import Bundle

# Per module, not per session: playwright's event loop would be in the way of other tests.


@pytest.fixture(scope="module")
def browser():
    path = chromium.find()
    if path is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(chromium.MISSING)
    if path is None:
        pytest.skip(chromium.MISSING)
    with chromium.started(path) as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The student's folder, which JupyterLab shows."""
    return tmp_path_factory.mktemp("student")


@pytest.fixture(scope="module")
def server(browser, folder, tmp_path_factory):
    with Server(folder, tmp_path_factory.mktemp("private")) as started:
        yield started


@pytest.fixture(scope="module")
def homework(request) -> Homework:
    """What the student does; a module says so where it is about another lab."""
    return getattr(request.module, "HOMEWORK", INITIALIZATION)


@pytest.fixture(scope="module")
def bundle(server, folder, homework, tmp_path_factory) -> Bundle:
    """The released lab, with answers filled in; made while the server starts."""
    made = homework.hand_out(folder, tmp_path_factory.mktemp("release") / "course")
    homework.fill_in(made)
    return made


@pytest.fixture(scope="module")
def lab(browser, server, bundle, homework) -> Notebook:
    """The notebook of the lab, open and run."""
    server.wait()
    opened = Notebook(browser, server, f"{homework.lab}/{homework.lab}.ipynb")
    opened.run_all()
    return opened


@pytest.fixture(scope="session")
def screenshots() -> Path:
    return Path(__file__).parents[2] / "build" / "screenshots"
