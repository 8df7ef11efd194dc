import io
from contextlib import redirect_stderr

import nbformat
import pytest
from nbclient import NotebookClient

from helpers import progress
from helpers.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """A terminal in which a person sits: no tests and no CI in the environment."""
    monkeypatch.delenv("PYTEST_VERSION", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(progress, "INTERVAL", 0.0)
    return Terminal()


def run(screen, label="He", stop=None):
    """Three steps; `stop` is the step after which somebody interrupts them."""
    with redirect_stderr(screen), Progress(3, label) as line:
        for done in (1, 2, 3):
            line.update(done, 0.25)
            if done == stop:
                raise KeyboardInterrupt


def test_a_terminal_shows_one_line_that_is_rewritten(terminal):
    run(terminal)
    first, *_, last = terminal.getvalue().removesuffix("\n").split("\r")[1:]
    assert first.startswith("He: 1 of 3 epochs, cost 0.2500")
    assert last == "He: 3 of 3 epochs\033[K"
    assert terminal.getvalue().count("\n") == 1


def test_nothing_is_shown_without_a_label(terminal):
    run(terminal, label=None)
    assert terminal.getvalue() == ""


@pytest.mark.usefixtures("terminal")
def test_nothing_is_shown_where_nobody_looks():
    elsewhere = io.StringIO()
    run(elsewhere)
    assert elsewhere.getvalue() == ""


@pytest.mark.parametrize("name", ["PYTEST_VERSION", "CI"])
def test_nothing_moves_while_tests_run(terminal, monkeypatch, name):
    monkeypatch.setenv(name, "1")
    run(terminal)
    assert terminal.getvalue() == ""


def test_a_training_that_is_interrupted_says_where(terminal):
    with pytest.raises(KeyboardInterrupt):
        run(terminal, stop=2)
    assert terminal.getvalue().endswith("\rHe: 2 of 3 epochs\033[K\n")


WATCHED = """
import os, time
from helpers import progress

def run():
    with progress.Progress(3, "He") as line:
        for done in (1, 2, 3):
            time.sleep(0.06)
            line.update(done, 1 / done)

os.environ.pop("PYTEST_VERSION", None), os.environ.pop("CI", None)
run()
"""
TESTED = """
os.environ["PYTEST_VERSION"] = "9"
run()
"""


def test_a_notebook_keeps_the_same_output_whether_or_not_it_was_watched():
    cells = [nbformat.v4.new_code_cell(cell) for cell in (WATCHED, TESTED)]
    client = NotebookClient(nbformat.v4.new_notebook(cells=cells), kernel_name="python3")
    updated = []
    keep = client.process_message

    def watching(message, cell, index):
        if message["msg_type"] == "update_display_data":
            updated.append(index)
        return keep(message, cell, index)

    client.process_message = watching
    client.execute()
    for cell in cells:
        assert [out.data for out in cell.outputs] == [{"text/plain": "He: 3 of 3 epochs"}]
    assert updated
    assert set(updated) == {0}
