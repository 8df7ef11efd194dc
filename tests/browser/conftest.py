"""A student's homework in JupyterLab; skipped without Chromium, or failed if REQUIRE_BROWSER=1."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from autograder.course import Course
from tests.browser import chromium
from tests.browser.homework import INITIALIZATION, Homework
from tests.browser.notebook import Notebook
from tests.browser.server import Server
from tests.release.example import Bundle, copy_of_the_course

# One of each for this package, not per session: playwright's event loop would be in the way of
# other tests.


@pytest.fixture(scope="package")
def browser():
    path = chromium.find()
    if path is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(chromium.MISSING)
    if path is None:
        pytest.skip(chromium.MISSING)
    with chromium.started(path) as started:
        yield started


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    """What JupyterLab shows: a folder for each student."""
    return tmp_path_factory.mktemp("students")


@pytest.fixture(scope="package")
def server(browser, folder, tmp_path_factory):
    with Server(folder, tmp_path_factory.mktemp("private")) as started:
        yield started


@pytest.fixture(scope="package")
def course(server, tmp_path_factory) -> Course:
    """Made while the server starts."""
    return copy_of_the_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def homework(request) -> Homework:
    """What the student does; a module says so where it is about another lab."""
    return getattr(request.module, "HOMEWORK", INITIALIZATION)


@pytest.fixture(scope="module")
def bundle(request, folder, course, homework) -> Bundle:
    """The released lab, with answers filled in, in a folder of the module's own."""
    student = folder / request.module.__name__.rpartition(".")[-1]
    student.mkdir()
    return homework.begin(course, student)


@pytest.fixture(scope="module")
def opened(browser, server, folder) -> Iterator[Callable[[Path], Notebook]]:
    """Opens a notebook in JupyterLab, in a page that is closed with the module."""
    server.wait()
    with ExitStack() as pages:

        def open_(path: Path) -> Notebook:
            notebook = Notebook(browser, server, path.relative_to(folder).as_posix())
            pages.callback(notebook.page.close)
            return notebook

        yield open_


@pytest.fixture(scope="module")
def lab(opened, bundle) -> Notebook:
    """The notebook of the lab, open and run."""
    notebook = opened(bundle.notebook)
    notebook.run_all()
    return notebook


@pytest.fixture(scope="session")
def screenshots() -> Path:
    return Path(__file__).parents[2] / "build" / "screenshots"
