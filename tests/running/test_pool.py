"""Kernels of a lab, begun before anybody asks for them and shared by who is forked later."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from autograder.kernels import zygote
from autograder.kernels.start import Running
from autograder.running.copied import content, snapshot
from autograder.running.pool import KernelPool, begun
from autograder.settings import DEFAULTS

pytestmark = pytest.mark.slow  # kernels are started

HOW = {"every_cell": False, "sandbox": False}


@pytest.fixture
def started(monkeypatch):
    """The zygotes that are started from now on."""
    made = []

    class Counted(Running):
        def __init__(self, *anything):
            made.append(anything)
            super().__init__(*anything)

    monkeypatch.setattr(zygote, "Running", Counted)
    return made


@pytest.fixture
def tried(released):
    """Asks a pool for a kernel for a notebook; says what is known in it, and what ran already."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as judge:
        judge.bind(f"{folder}/judge")
        sources = [cell.source for cell in released().cells if cell.cell_type == "code"]

        def ask(pool, first=""):
            kernel, done = pool.kernel([first + sources[0], *sources[1:]], Path(folder, "judge"))
            with kernel:
                return kernel.execute("'check' in globals()", 30).outputs[0].data, len(done)

        yield ask


OPENED = {"text/plain": "True"}, 1
"""The lab's opening cell has run."""
UNOPENED = {"text/plain": "False"}, 0


def test_a_notebook_gets_the_kernel_that_was_begun(course, started, tried):
    with begun(course, "tiny", DEFAULTS, **HOW) as pool:
        assert tried(pool) == tried(pool) == OPENED
    assert len(started) == 1


def test_a_notebook_that_begins_otherwise_gets_one_in_which_nothing_has_run(course, started, tried):
    with begun(course, "tiny", DEFAULTS, **HOW) as pool:
        assert tried(pool, "1\n") == UNOPENED
        assert tried(pool) == OPENED
    assert len(started) == 2


def test_processes_that_are_forked_later_share_what_is_ready(course, started, tried):
    with begun(course, "tiny", DEFAULTS, **HOW) as pool:
        pool.ready(every_cell=False)
        child = os.fork()
        if child == 0:
            os._exit(0 if tried(pool) == OPENED and len(started) == 1 else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert tried(pool) == OPENED


def test_opening_cells_that_do_not_run_are_left_to_each_notebook(course, started, tried, caplog):
    source = course.source("tiny")
    source.write_text(source.read_text().replace("import check", "import check, nothing"))
    with TemporaryDirectory() as folder:
        copy = snapshot(course, "tiny", Path(folder))
        with KernelPool(copy, "tiny", DEFAULTS, sandbox=False) as pool:
            pool.begin(every_cell=False)
            pool.ready(every_cell=False)
            assert tried(pool) == UNOPENED
    assert "Every notebook is run from its first cell" in caplog.text


def test_a_lab_that_was_edited_meanwhile_is_told_from_its_copy(course):
    helpers = course.root / "helpers"
    original = helpers.resolve()
    helpers.unlink()
    shutil.copytree(original, helpers)
    with begun(course, "tiny", DEFAULTS, **HOW) as pool:
        assert content(pool.course, "tiny") == content(course, "tiny")
        (helpers / "new.py").write_text("")
        assert content(pool.course, "tiny") != content(course, "tiny")


@pytest.mark.parametrize("text", [None, "{broken"])
def test_what_can_not_be_begun_is_left_to_who_needs_it(course, started, text):
    if text is None:
        course.source("tiny").unlink()
    else:
        course.source("tiny").write_text(text)
    with begun(course, "tiny", DEFAULTS, **HOW) as pool:
        assert pool is None
    assert started == []
