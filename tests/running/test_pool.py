"""Warm kernels that are begun before anybody asks for them."""

import shutil
import socket
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from autograder.grading import package
from autograder.grading.grader import close_all
from autograder.kernels import zygote
from autograder.kernels.start import Hatchling
from autograder.running.pool import Nursery, prepared


@pytest.fixture
def started(monkeypatch):
    """The zygotes that are started from now on, by what they begin with."""
    close_all()  # other tests may have left some
    openings = []

    class Counted(Hatchling):
        def __init__(self, recipe):
            openings.append(recipe.opening)
            super().__init__(recipe)

    monkeypatch.setattr(zygote, "Hatchling", Counted)
    return openings


@pytest.fixture
def kernel_of(released):
    """What a worker does: it asks for a kernel for a notebook, and says what it got."""
    folder = TemporaryDirectory()
    address = Path(folder.name) / "judge"
    judge = socket.socket(socket.AF_UNIX)
    judge.bind(str(address))
    cells = [cell for cell in released().cells if cell.cell_type == "code"]

    def ask(course):
        nursery = Nursery.shared(course, "tiny")
        try:
            kernel, done = nursery.kernel(cells, address, sandbox=False)
            with kernel:
                return kernel.execute("callable(check)", 30).outputs[0]["data"], len(done)
        finally:
            nursery.release()

    yield ask
    judge.close()
    folder.cleanup()


READY = {"text/plain": "True"}, 1
"""The lab's opening cell has run."""


def test_a_worker_gets_the_zygote_that_was_begun(course, definition, started, kernel_of):
    other, _ = package.unpack(package.pack(course, definition))
    with prepared(course, "tiny", all_cells=False, sandbox=False):
        assert kernel_of(other) == READY
    assert len(started) == 1


def test_a_lab_that_was_edited_meanwhile_has_a_zygote_of_its_own(course, started, kernel_of):
    helpers = course.root / "helpers"
    original = helpers.resolve()
    helpers.unlink()
    shutil.copytree(original, helpers)
    with prepared(course, "tiny", all_cells=False, sandbox=False):
        (helpers / "new.py").write_text("")
        assert kernel_of(course) == READY
    assert len(started) == 2


def test_nothing_is_left_of_a_nursery_that_nobody_used(course, started):
    with prepared(course, "tiny", all_cells=False, sandbox=False):
        pass
    with prepared(course, "tiny", all_cells=False, sandbox=False):
        pass
    assert len(started) == 2


def test_what_can_not_be_begun_is_left_to_who_needs_it(course, started):
    with prepared(course, "nowhere", all_cells=False, sandbox=False):
        pass
    course.source("tiny").write_text("{broken")
    with prepared(course, "tiny", all_cells=False, sandbox=False):
        pass
    assert started == []
