from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.checks.words import languages, use


@pytest.fixture(autouse=True)
def _undecided(monkeypatch):
    """Nobody has decided for a language, and the system is an English one."""
    for variable in (languages.VARIABLE, "AUTOGRADER_JUDGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(languages, "_told", [])


@pytest.fixture
def speaks() -> Callable[[str], None]:
    """Speaks a language until the test ends."""
    return use
