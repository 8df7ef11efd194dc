from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from autograder.checks.channel import JUDGE


@pytest.fixture
def shell() -> SimpleNamespace:
    """What IPython says of the kernel; the last thing in its history is the cell that is run."""
    history = SimpleNamespace(input_hist_raw=[""])
    return SimpleNamespace(kernel=True, history_manager=history)


@pytest.fixture
def home(tmp_path, monkeypatch, shell):
    """A folder with a notebook that a kernel runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    for variable in ("JPY_SESSION_NAME", JUDGE):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path
